//! Every verb: opens the phone, does one thing, says what came of it.

mod asking;
mod attached;
mod carrying;
mod chunks;
mod content;
mod keys;
mod meet;
mod notices;
mod outbox;
mod records;
mod sounds;

use std::path::Path;

use pocketcard::{
    content::Wanted,
    host::Clock,
    record::Basis,
    session::{Agreement, ReferralRequest, ScreeningRequest},
};
use pocketcard_terminal::{Output, Refusal, TextArgument};
use serde_json::json;

use crate::{
    arguments::{Act, Carry, Verb},
    phone::Phone,
    tour,
};

/// Runs a verb.
pub fn run(
    verb: Verb,
    store: Option<&Path>,
    language: &str,
    json_wanted: bool,
) -> Result<Output, Refusal> {
    match verb {
        Verb::Tour(options) => {
            if language != "en" {
                return Err("the tour is told in English; leave --language out".into());
            }
            tour::run(&options, json_wanted)
        }
        Verb::Enrol {
            invitation,
            desk_words,
        } => keys::enrol(&Phone::at(store)?, &invitation, desk_words),
        Verb::Renew { renewal } => keys::renew(&Phone::at(store)?, &renewal),
        // `--agree` is required.
        Verb::Escrow { agree: _ } => keys::agree_to_escrow(&Phone::at(store)?),
        Verb::Words => keys::words(&Phone::at(store)?),
        Verb::UnlockTest => keys::unlock_test(&Phone::at(store)?),
        Verb::Checklists { ids } => content::checklists(store, ids, language),
        Verb::Services { ids: true, .. } => content::service_ids(store, language),
        Verb::Services {
            ids: false,
            need,
            area,
            serves,
            spoken,
            open,
        } => {
            let wanted = Wanted {
                need,
                area,
                serves: serves.map(Into::into),
                language: spoken,
                at: open,
            };
            content::services(store, &wanted, language)
        }
        Verb::Tell {
            found,
            service,
            note,
        } => {
            let phone = Phone::at(store)?;
            let service = service.unwrap_or_default();
            let id = phone.unlock()?.report_service(
                &service,
                found.into(),
                &note.read()?,
                phone.clock.now(),
            )?;
            let text = vec![format!("The office will hear of it; the record is {id}.")];
            Ok(Output::done(text, json!({ "id": id })))
        }
        Verb::Languages => content::languages(store, language),
        Verb::Guidance { words } => content::guidance(store, &words.join(" "), language),
        Verb::Check { checklist, answers } => content::check(store, &checklist, &answers, language),
        Verb::Screen {
            answers: None,
            checklist,
            site,
            area,
            without_service,
            note,
            attach: _,
            move_allegation: _,
        } => {
            if json_wanted || !asking::is_possible() {
                return Err(
                    "give the answers with --answers FILE, or run this on a terminal \
                            without --json to be asked"
                        .into(),
                );
            }
            let begun = asking::Begun {
                checklist,
                site,
                area,
                without_service: without_service.read()?,
                note: note.read()?,
            };
            asking::screen(&Phone::at(store)?, begun, language)
        }
        Verb::Screen {
            answers: Some(answers),
            checklist: _,
            site,
            area,
            without_service,
            note,
            attach,
            move_allegation,
        } => {
            let request = ScreeningRequest {
                site,
                area,
                without_service: without_service.read()?,
                note: note.read()?,
                ..ScreeningRequest::new(content::read_answers(&answers)?)
            };
            let phone = Phone::at(store)?;
            if move_allegation {
                records::screen_apart(&phone, request, language)
            } else {
                records::screen(&phone, request, &attach, language)
            }
        }
        Verb::Practice => {
            if json_wanted || !asking::is_possible() {
                return Err("run this on a terminal without --json: it asks".into());
            }
            asking::practise(store, language)
        }
        Verb::Alone { area, spoken } => {
            if json_wanted || !asking::is_possible() {
                return Err("run this on a terminal without --json: it asks".into());
            }
            let spoken = spoken.as_deref().unwrap_or(language);
            asking::alone(&Phone::at(store)?, area, language, spoken)
        }
        Verb::Sounds { spoken, out } => {
            let spoken = spoken.as_deref().unwrap_or(language);
            sounds::sounds(&Phone::at(store)?, language, spoken, out.as_deref())
        }
        Verb::Refer {
            record,
            service,
            needs,
            agreed,
            declined,
            statistics,
            accountability,
            how,
            caregiver,
            best_interests,
            life_in_danger,
            note,
        } => {
            let note = note.read()?;
            let basis = match (caregiver, best_interests) {
                (true, _) => Basis::CaregiverAndChild,
                (false, Some(reason)) => Basis::BestInterests {
                    reason: reason.read()?,
                },
                (false, None) => Basis::Own,
            };
            let agreement = match (service, agreed, declined) {
                (_, _, true) if statistics || accountability => Agreement::NotReferred {
                    basis,
                    statistics,
                    accountability,
                },
                (_, _, true) => Agreement::Declined,
                (Some(service), false, false) if life_in_danger.is_some() => {
                    Agreement::LifeInDanger {
                        service,
                        reason: life_in_danger.map_or(Ok(String::new()), TextArgument::read)?,
                        note,
                    }
                }
                (Some(service), true, false) => Agreement::Agreed {
                    service,
                    basis,
                    statistics,
                    accountability,
                    note,
                },
                _ => {
                    return Err(
                        "nothing is passed on without consent: ask, then say --agreed or \
                                --declined"
                            .into(),
                    );
                }
            };
            let request = |about| ReferralRequest {
                about,
                needs,
                agreement,
                how: how.into(),
                language: language.to_owned(),
            };
            records::refer(&Phone::at(store)?, &record, request, language)
        }
        Verb::Amend { record, set, note } => {
            records::amend(&Phone::at(store)?, &record, &set, note.read()?)
        }
        Verb::Withdraw { record } => {
            let phone = Phone::at(store)?;
            let mut session = phone.unlock()?;
            let record = session.find(&record, &["referral"])?;
            let id = session.withdraw(record, phone.clock.now())?;
            let text = vec!["Withdrawn. Nothing more is passed on from that referral.".to_owned()];
            Ok(Output::done(text, json!({ "id": id })))
        }
        Verb::List => records::list(&Phone::at(store)?),
        Verb::Show { record } => records::show(&Phone::at(store)?, &record, language),
        Verb::Outbox { act: None } => outbox::outbox(&Phone::at(store)?),
        Verb::Outbox {
            act: Some(Act::Export { parcel, file }),
        } => outbox::export(&Phone::at(store)?, &parcel, &file),
        Verb::Outbox {
            act: Some(Act::Release { parcel }),
        } => outbox::release(&Phone::at(store)?, &parcel),
        Verb::Carry(Carry::Out { file }) => carrying::carry_out(&Phone::at(store)?, &file),
        Verb::Carry(Carry::In { file }) => carrying::carry_in(&Phone::at(store)?, &file),
        Verb::Carry(Carry::Split { file, characters }) => chunks::split(&file, characters),
        Verb::Carry(Carry::Join {
            file,
            texts,
            series,
        }) => chunks::join(&file, &texts, series.as_deref()),
        Verb::Meet(road) => meet::run(&Phone::at(store)?, &road, json_wanted),
        Verb::Sync { hub, hub_ca } => carrying::sync(&Phone::at(store)?, hub, hub_ca.as_deref()),
        Verb::Verify { accept } => keys::verify(&Phone::at(store)?, accept),
        Verb::Rescue { file } => carrying::rescue(&Phone::at(store)?, &file),
        Verb::Passphrase => keys::change_passphrase(&Phone::at(store)?),
        Verb::RecoveryWords => keys::recovery_words(&Phone::at(store)?),
        Verb::Recover => keys::recover(&Phone::at(store)?),
        Verb::Wipe { yes } => keys::wipe(&Phone::at(store)?, yes),
    }
}
