//! Every verb but the tour: opens the phone, does one thing, says what came of it.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::BufReader,
    path::{Path, PathBuf},
    time::Duration,
};

use pocketcard::{
    checklist::{Answer, Answers},
    finding,
    host::{Clock, Moment, Unwatched},
    pack::{Content, Wanted},
    parcel::ParcelId,
    record::{Basis, Id},
    session::{
        Agreement, Arrivals, Attachment, RecordLine, ReferralRequest, ScreeningRequest, Session,
        Standing,
    },
    sync::{Exchange, Role},
    text::{Language, Review},
    vault::{Kdf, Passphrase, SoftwareKeystore, Words},
};
use pocketcard_office::{
    http,
    terminal::{
        self, Refusal, Report, SystemClock, moment_text, new_passphrase, passphrase, read_text,
        show_size,
    },
};
use serde_json::json;

use crate::{
    arguments::{Act, Carry, Verb},
    chunks, meet,
};

const PASSPHRASE: &str = "POCKETCARD_PASSPHRASE";
const WORDS: &str = "POCKETCARD_RECOVERY_WORDS";
const NEW_PASSPHRASE: &str = "POCKETCARD_NEW_PASSPHRASE";
/// The phone of one command.
pub(crate) struct Phone {
    directory: PathBuf,
    keystore: SoftwareKeystore,
    pub(crate) clock: SystemClock,
}

impl Phone {
    fn at(store: Option<&Path>) -> Result<Self, Refusal> {
        let directory = store
            .ok_or("say where the phone's store is: --store DIR")?
            .to_owned();
        let keystore = SoftwareKeystore::new(&directory.join("keystore"));
        Ok(Self {
            directory,
            keystore,
            clock: SystemClock::start(),
        })
    }

    pub(crate) fn unlock(&self) -> Result<Session, Refusal> {
        let passphrase = passphrase(PASSPHRASE, "Passphrase")?;
        Ok(Session::unlock(
            &self.directory,
            &passphrase,
            &self.keystore,
            self.clock.now(),
        )?)
    }
}

/// Runs a verb.
pub fn run(
    verb: Verb,
    store: Option<&Path>,
    language: &str,
    json_wanted: bool,
) -> Result<Report, Refusal> {
    match verb {
        Verb::Tour(options) => crate::tour::run(&options, json_wanted),
        Verb::Enrol { invitation } => enrol(&Phone::at(store)?, &invitation),
        Verb::UnlockTest => unlock_test(&Phone::at(store)?),
        Verb::Checklists => checklists(store, language),
        Verb::Services {
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
            services(store, &wanted, language)
        }
        Verb::Languages => languages(store),
        Verb::Guidance { words } => guidance(store, &words.join(" "), language),
        Verb::Check { checklist, answers } => check(store, &checklist, &answers, language),
        Verb::Screen {
            answers,
            site,
            area,
            without_service,
            note,
            attach,
        } => {
            let request = ScreeningRequest {
                site,
                area,
                without_service,
                note,
                ..ScreeningRequest::new(read_answers(&answers)?)
            };
            screen(&Phone::at(store)?, request, &attach, language)
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
            note,
        } => {
            let agreement = match (service, agreed, declined) {
                (_, _, true) => Agreement::Declined,
                (Some(service), true, false) => Agreement::Agreed {
                    service,
                    basis: match (caregiver, best_interests) {
                        (true, _) => Basis::CaregiverAndChild,
                        (false, Some(reason)) => Basis::BestInterests { reason },
                        (false, None) => Basis::Own,
                    },
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
            let request = ReferralRequest {
                about: record,
                needs,
                agreement,
                how: how.into(),
                language: language.to_owned(),
            };
            refer(&Phone::at(store)?, request)
        }
        Verb::Amend { record, set, note } => amend(&Phone::at(store)?, record, &set, note),
        Verb::Withdraw { record } => {
            let phone = Phone::at(store)?;
            let id = phone.unlock()?.withdraw(record, phone.clock.now())?;
            let text = vec!["Withdrawn. Nothing more is passed on from that referral.".to_owned()];
            Ok(Report::done(text, json!({ "id": id })))
        }
        Verb::List => list(&Phone::at(store)?),
        Verb::Show { record } => show(&Phone::at(store)?, record),
        Verb::Outbox { act: None } => outbox(&Phone::at(store)?),
        Verb::Outbox {
            act: Some(Act::Export { parcel, file }),
        } => export(&Phone::at(store)?, &parcel, &file),
        Verb::Outbox {
            act: Some(Act::Release { parcel }),
        } => release(&Phone::at(store)?, &parcel),
        Verb::Carry(Carry::Out { file }) => carry_out(&Phone::at(store)?, &file),
        Verb::Carry(Carry::In { file }) => carry_in(&Phone::at(store)?, &file),
        Verb::Carry(Carry::Split { file, characters }) => chunks::split(&file, characters),
        Verb::Carry(Carry::Join {
            file,
            texts,
            series,
        }) => chunks::join(&file, &texts, series.as_deref()),
        Verb::Meet(road) => meet::run(&Phone::at(store)?, &road, json_wanted),
        Verb::Sync { hub, hub_ca } => sync(&Phone::at(store)?, hub, hub_ca.as_deref()),
        Verb::Verify { accept } => verify(&Phone::at(store)?, accept),
        Verb::Rescue { file } => rescue(&Phone::at(store)?, &file),
        Verb::Passphrase => change_passphrase(&Phone::at(store)?),
        Verb::RecoveryWords => recovery_words(&Phone::at(store)?),
        Verb::Recover => recover(&Phone::at(store)?),
        Verb::Wipe { yes } => wipe(&Phone::at(store)?, yes),
    }
}

fn enrol(phone: &Phone, invitation: &Path) -> Result<Report, Refusal> {
    let text = read_text(invitation, "the invitation")?;
    let now = phone.clock.now();
    let (session, renewed) = if Session::exists(&phone.directory, &phone.keystore) {
        let mut session = phone.unlock()?;
        session.renew(&text, now)?;
        (session, true)
    } else {
        let passphrase = new_passphrase(PASSPHRASE, "Choose a passphrase (four words or more)")?;
        let kdf = Kdf::calibrate(Duration::from_millis(600))?;
        let session = Session::enrol(
            &phone.directory,
            &text,
            &passphrase,
            &phone.keystore,
            kdf,
            now,
        )?;
        (session, false)
    };
    let about = session.about(now)?;
    let text = vec![
        format!("Enrolled with {}.", about.office),
        format!(
            "This phone's fingerprint is {}: compare it with the office.",
            about.fingerprint
        ),
        "Its answer to the invitation waits in the outbox and goes with the next exchange.".into(),
        "Keys are kept in files on this machine, not in hardware: use a long passphrase.".into(),
    ];
    Ok(Report::done(
        text,
        json!({ "about": about, "renewed": renewed }),
    ))
}

fn unlock_test(phone: &Phone) -> Result<Report, Refusal> {
    let about = phone.unlock()?.about(phone.clock.now())?;
    let mut text = vec![
        format!(
            "The passphrase opens this phone, which reports to {}.",
            about.office
        ),
        format!(
            "Fingerprint {}, checklists of version {}.",
            about.fingerprint, about.pack_version
        ),
    ];
    text.extend(about.pack_warning.clone());
    text.extend(about.store_warnings.clone());
    text.extend(trouble(about.standing, &Arrivals::default()));
    Ok(Report::done(text, json!({ "about": about })))
}

/// The content of a phone, or the built-in one where no store is named.
fn with_content<T>(
    store: Option<&Path>,
    work: impl FnOnce(&Content) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    match store {
        Some(_) => work(Phone::at(store)?.unlock()?.content()?),
        None => work(Content::base()),
    }
}

fn checklists(store: Option<&Path>, language: &str) -> Result<Report, Refusal> {
    with_content(store, |content| {
        let lines = pocketcard::session::checklist_lines(content, language);
        let text = lines
            .iter()
            .map(|line| {
                format!(
                    "{:<12} {} ({} indicators)",
                    line.id, line.name, line.indicators
                )
            })
            .collect();
        Ok(Report::done(text, json!({ "checklists": lines })))
    })
}

fn services(store: Option<&Path>, wanted: &Wanted, language: &str) -> Result<Report, Refusal> {
    with_content(store, |content| {
        let known = |id: &String| content.document().needs.iter().any(|need| need.id == *id);
        if wanted.need.as_ref().is_some_and(|id| !known(id)) {
            return Err(pocketcard::session::Error::NoSuchNeed.into());
        }
        let lines = pocketcard::session::service_lines(content, wanted, language);
        let mut text = Vec::new();
        for line in &lines {
            text.push(line.id.clone());
            text.extend(line.card.iter().map(|card| format!("  {card}")));
            text.push(format!("  helps with: {}", line.needs.join(", ")));
        }
        if lines.is_empty() {
            text.push("No active service of the directory meets this.".to_owned());
        }
        Ok(Report::done(text, json!({ "services": lines })))
    })
}

fn languages(store: Option<&Path>) -> Result<Report, Refusal> {
    with_content(store, |content| {
        let line = |language: &Language| {
            let review = content.text(&language.tag, language.review.text_id());
            format!("{:<4} {}: {review}", language.tag, language.name)
        };
        let text = content.languages().iter().map(line).collect();
        let object = |language: &Language| {
            json!({
                "tag": language.tag,
                "name": language.name,
                "direction": language.direction,
                "review": language.review,
            })
        };
        let objects: Vec<_> = content.languages().iter().map(object).collect();
        Ok(Report::done(text, json!({ "languages": objects })))
    })
}

fn guidance(store: Option<&Path>, words: &str, language: &str) -> Result<Report, Refusal> {
    with_content(store, |content| {
        let document = content.document();
        let found = match words {
            "" => document
                .guidance
                .iter()
                .map(|card| card.id.clone())
                .collect(),
            words => content.search(language, words),
        };
        let mut text = Vec::new();
        for id in &found {
            text.push(content.text(language, id));
            if let Some(card) = document.guidance.iter().find(|card| card.id == *id) {
                let points = content.points(language, card);
                text.extend(points.iter().map(|point| format!("  {point}")));
            }
            text.extend(
                content
                    .attribute(language, id, "means")
                    .map(|it| format!("  {it}")),
            );
        }
        if found.is_empty() {
            text.push("No card and no explained word has all of these words.".to_owned());
        }
        Ok(Report::done(text, json!({ "found": found })))
    })
}

/// Says before anything else that nobody who speaks the language has read its texts yet.
fn with_review(content: &Content, language: &str, mut text: Vec<String>) -> Vec<String> {
    let reviewed = content
        .language(language)
        .map_or(Review::Original, |known| known.review);
    if reviewed == Review::Machine {
        text.insert(0, content.text(language, reviewed.text_id()));
    }
    text
}

fn read_answers(file: &Path) -> Result<Answers, Refusal> {
    Ok(Answers::from_json(
        read_text(file, "the answers")?.as_bytes(),
    )?)
}

fn check(
    store: Option<&Path>,
    checklist: &str,
    file: &Path,
    language: &str,
) -> Result<Report, Refusal> {
    with_content(store, |content| {
        if content.checklist(checklist).is_none() {
            return Err(pocketcard::session::Error::NoSuchChecklist.into());
        }
        let answers = read_answers(file)?;
        if answers.checklist != checklist {
            return Err("these answers are for another checklist than --checklist says".into());
        }
        let finding = finding::find(content, &answers)?;
        let text = with_review(
            content,
            language,
            finding::render(content, &finding, language),
        );
        Ok(Report::done(text, json!({ "finding": finding })))
    })
}

fn screen(
    phone: &Phone,
    request: ScreeningRequest,
    attach: &[PathBuf],
    language: &str,
) -> Result<Report, Refusal> {
    let mut session = phone.unlock()?;
    let unreadable = |_| Refusal("an attachment cannot be read; check the file".to_owned());
    let mut files = Vec::new();
    for path in attach {
        let file = File::open(path).map_err(unreadable)?;
        let bytes = file.metadata().map_err(unreadable)?.len();
        files.push((BufReader::new(file), bytes, media_type(path)));
    }
    let mut attachments: Vec<Attachment<'_>> = files
        .iter_mut()
        .map(|(file, bytes, media_type)| Attachment {
            from: file,
            bytes: *bytes,
            media_type: (*media_type).to_owned(),
        })
        .collect();
    let screened = session.screen(request, &mut attachments, &Unwatched, phone.clock.now())?;
    let content = session.content()?;
    let rendered = finding::render(content, &screened.finding, language);
    let mut text = with_review(content, language, rendered);
    text.push(String::new());
    match screened.id {
        Some(id) => {
            text.push(format!(
                "Finished. The person's code is {}; the record is {id}.",
                screened.code
            ));
        }
        None => text
            .push("Finished. It goes to the confidential desk alone; no trace stays here.".into()),
    }
    Ok(Report::done(text, json!({ "screened": screened })))
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("pdf") => "application/pdf",
        Some("m4a" | "mp4") => "audio/mp4",
        _ => "application/octet-stream",
    }
}

fn refer(phone: &Phone, request: ReferralRequest) -> Result<Report, Refusal> {
    let referred = phone.unlock()?.refer(request, phone.clock.now())?;
    let mut text = vec![if referred.agreed {
        format!(
            "Referred with the person's agreement; the record is {}.",
            referred.id
        )
    } else {
        "The person declined. Nothing is passed on. Help stays open:".to_owned()
    }];
    text.push("Card to read out or hand over:".to_owned());
    text.extend(referred.card.iter().map(|line| format!("  {line}")));
    Ok(Report::done(text, json!({ "referred": referred })))
}

fn amend(phone: &Phone, of: Id, set: &[String], note: String) -> Result<Report, Refusal> {
    let mut answers = BTreeMap::new();
    for pair in set {
        let parsed = pair.split_once('=').and_then(|(indicator, answer)| {
            let answer: Answer = serde_json::from_value(json!(answer)).ok()?;
            Some((indicator.to_owned(), answer))
        });
        let (indicator, answer) =
            parsed.ok_or("write --set INDICATOR=observed, =told, =not-observed or =not-asked")?;
        answers.insert(indicator, answer);
    }
    let id = phone
        .unlock()?
        .amend(of, answers, note, phone.clock.now())?;
    let text = vec![format!(
        "Corrected; the earlier record stays, the correction is {id}."
    )];
    Ok(Report::done(text, json!({ "id": id })))
}

fn record_line(line: &RecordLine) -> String {
    format!(
        "{}  {:<10} {:<8} {:<12} {}{}",
        line.id,
        line.kind,
        line.code,
        moment_text(line.made_at),
        if line.received {
            "the office has it"
        } else {
            "waits for the office"
        },
        if line.readable {
            "; can still be read here"
        } else {
            ""
        },
    )
}

fn list(phone: &Phone) -> Result<Report, Refusal> {
    let lines = phone.unlock()?.list()?;
    Ok(Report::done(
        lines.iter().map(record_line).collect(),
        json!({ "records": lines }),
    ))
}

fn show(phone: &Phone, id: Id) -> Result<Report, Refusal> {
    let detail = phone.unlock()?.show(&id)?;
    let mut text = vec![record_line(&detail.line)];
    match &detail.record {
        Some(record) => text.push(serde_json::to_string_pretty(record)?),
        None => text.push("Only the office can read it now.".to_owned()),
    }
    text.extend(
        detail
            .answers
            .iter()
            .map(|answer| format!("The office answered: {answer}")),
    );
    Ok(Report::done(text, json!({ "record": detail })))
}

fn outbox(phone: &Phone) -> Result<Report, Refusal> {
    let now = phone.clock.now();
    let lines = phone.unlock()?.outbox(now)?;
    let mut text: Vec<String> = lines
        .iter()
        .map(|line| {
            let next = match line.next_try {
                Some(at) if at > now.wall_ms => format!("; by itself after {}", moment_text(at)),
                _ => String::new(),
            };
            format!(
                "{}…  {:>9}  {}{next}",
                &line.parcel.to_string()[..12],
                show_size(line.bytes),
                line.why,
            )
        })
        .collect();
    if text.is_empty() {
        text.push("Nothing waits: the office has confirmed everything.".to_owned());
    }
    Ok(Report::done(text, json!({ "outbox": lines })))
}

/// The one waiting parcel whose name begins so.
fn waiting(session: &Session, beginning: &str, now: Moment) -> Result<ParcelId, Refusal> {
    let beginning = beginning.trim_end_matches('…');
    let lines = session.outbox(now)?;
    let mut named = lines
        .iter()
        .map(|line| line.parcel)
        .filter(|id| beginning.len() >= 4 && id.to_string().starts_with(beginning));
    match (named.next(), named.next()) {
        (Some(id), None) => Ok(id),
        _ => Err(pocketcard::session::Error::NoSuchParcel.into()),
    }
}

fn export(phone: &Phone, beginning: &str, file: &Path) -> Result<Report, Refusal> {
    let mut session = phone.unlock()?;
    let parcel = waiting(&session, beginning, phone.clock.now())?;
    let bytes = terminal::write_file(file, |out| Ok(session.export_parcel(&parcel, out)?))?;
    let text = vec![
        format!("The parcel is in the file, sealed, {}.", show_size(bytes)),
        "At the office `pocketcard-office verify FILE` opens it.".to_owned(),
    ];
    Ok(Report::done(
        text,
        json!({ "parcel": parcel, "bytes": bytes }),
    ))
}

fn release(phone: &Phone, beginning: &str) -> Result<Report, Refusal> {
    let mut session = phone.unlock()?;
    let parcel = waiting(&session, beginning, phone.clock.now())?;
    session.release_parcel(&parcel)?;
    let text = vec!["It goes again with the next exchange.".to_owned()];
    Ok(Report::done(text, json!({ "parcel": parcel })))
}

fn carry_out(phone: &Phone, file: &Path) -> Result<Report, Refusal> {
    let mut session = phone.unlock()?;
    let now = phone.clock.now();
    let written = pocketcard_office::terminal::write_file(file, |out| {
        Ok(session.carry_out(out, &Unwatched, now)?)
    })?;
    let parcels = written.parcels.len();
    let text = vec![format!(
        "{parcels} parcels, {}, are on the bundle. Whoever carries it can read nothing of it.",
        show_size(written.bytes)
    )];
    Ok(Report::done(
        text,
        json!({ "parcels": parcels, "bytes": written.bytes }),
    ))
}

fn carry_in(phone: &Phone, file: &Path) -> Result<Report, Refusal> {
    let mut session = phone.unlock()?;
    let opened = File::open(file).map_err(|error| {
        Refusal(format!(
            "the bundle cannot be read ({}); check the file",
            error.kind()
        ))
    })?;
    let (report, arrivals) =
        session.carry_in(&mut BufReader::new(opened), &Unwatched, phone.clock.now())?;
    let mut text = vec![format!(
        "{} parcels are new here, {} were here before.",
        report.taken.len(),
        report.held.len()
    )];
    text.extend(arrival_lines(&arrivals));
    let damage = (!report.is_whole()).then(|| {
        format!(
            "the bundle is {}: {} parcels of it are missing; what arrived whole is kept, ask for the \
             bundle again",
            if report.cut { "cut short" } else { "damaged" },
            report.missing.len()
        )
    });
    let standing = session.about(phone.clock.now())?.standing;
    let mut done = Report::done(
        text,
        json!({
            "taken": report.taken.len(),
            "held": report.held.len(),
            "missing": report.missing.len(),
            "whole": report.is_whole(),
            "arrivals": arrivals,
        }),
    );
    done.failure = damage.or_else(|| trouble(standing, &arrivals));
    Ok(done)
}

/// What a person has to know when the office does not, or no longer, take what this phone sends.
pub(crate) fn trouble(standing: Standing, arrivals: &Arrivals) -> Option<String> {
    let line = match standing {
        _ if arrivals.wipe => {
            "the office asks this phone to erase itself: run `pocketcard wipe --yes`"
        }
        Standing::InvitationRefused => {
            "the office refused the invitation, for example because another phone had used it; ask \
             for a new one and `enrol` with it: all that waits here stays"
        }
        Standing::Revoked => {
            "the office accepts nothing more from this phone; ask the office: all that waits here stays"
        }
        Standing::Waiting | Standing::Enrolled => return None,
    };
    Some(line.to_owned())
}

pub(crate) fn arrival_lines(arrivals: &Arrivals) -> Vec<String> {
    let mut text = Vec::new();
    if arrivals.received > 0 {
        text.push(format!(
            "The office confirmed {} parcels.",
            arrivals.received
        ));
    }
    if arrivals.set_aside > 0 {
        text.push(format!(
            "The office could not file {} parcels; `outbox` says why.",
            arrivals.set_aside
        ));
    }
    if arrivals.answers > 0 {
        text.push(format!(
            "{} answers of the office arrived; `show` a record to read them.",
            arrivals.answers
        ));
    }
    if let Some(version) = arrivals.pack {
        text.push(format!("Checklists of version {version} are in use now."));
    }
    if arrivals.carried > 0 {
        text.push(format!(
            "{} parcels of others are carried on.",
            arrivals.carried
        ));
    }
    text.extend(
        arrivals
            .refused
            .iter()
            .map(|why| format!("Refused: {why}.")),
    );
    text
}

fn sync(
    phone: &Phone,
    other: Option<String>,
    other_certificate: Option<&Path>,
) -> Result<Report, Refusal> {
    let mut session = phone.unlock()?;
    let hub = other
        .or(session.hub()?.map(str::to_owned))
        .ok_or("this office has no hub; carry a bundle instead: `carry out FILE`")?;
    let certificate = match other_certificate {
        Some(file) => Some(terminal::certificate(file)?),
        None => session.hub_certificate()?.cloned(),
    };
    let hub = http::Hub {
        url: &hub,
        certificate: certificate.as_ref(),
    };
    let token = session.hub_token()?;
    let now = phone.clock.now();
    // A person asks: nothing waits for its time.
    session.on_connectivity(now)?;
    let mut exchange = Exchange::new(Role::Hub);
    let mut depot = session.depot(now)?;
    let result = http::exchange(hub, &token, &mut exchange, &mut depot, &Unwatched);
    // What arrived before a road broke takes effect all the same.
    let arrivals = session.take_in(now)?;
    let standing = session.about(now)?.standing;
    let tally = match result {
        // The office's own word says more than the hub's.
        Err(http::HttpError::Revoked) if standing == Standing::Revoked => exchange.tally(),
        result => result?,
    };
    let mut text = vec![format!(
        "{} parcels went to the hub, {} came back, {} in all.",
        tally.delivered,
        tally.received,
        show_size(tally.bytes_sent + tally.bytes_received)
    )];
    text.extend(arrival_lines(&arrivals));
    let mut done = Report::done(
        text,
        json!({
            "sent": tally.delivered,
            "fetched": tally.received,
            "bytes": tally.bytes_sent + tally.bytes_received,
            "round_trips": tally.round_trips,
            "arrivals": arrivals,
        }),
    );
    done.failure = trouble(standing, &arrivals);
    Ok(done)
}

fn rescue(phone: &Phone, file: &Path) -> Result<Report, Refusal> {
    let passphrase = passphrase(PASSPHRASE, "Passphrase")?;
    let now = phone.clock.now();
    let written = pocketcard_office::terminal::write_file(file, |out| {
        let (directory, keystore) = (&phone.directory, &phone.keystore);
        Ok(Session::rescue(
            directory,
            &passphrase,
            keystore,
            out,
            &Unwatched,
            now,
        )?)
    })?;
    let parcels = written.parcels.len();
    let text = vec![format!(
        "{parcels} parcels, {}, are on the bundle. Bring it to the office, and ask there for a new invitation.",
        show_size(written.bytes)
    )];
    Ok(Report::done(
        text,
        json!({ "parcels": parcels, "bytes": written.bytes }),
    ))
}

fn verify(phone: &Phone, accept: bool) -> Result<Report, Refusal> {
    let mut session = phone.unlock()?;
    if accept {
        session.accept_damage()?;
    }
    let verified = session.verify(&Unwatched)?;
    let mut text = vec![format!(
        "{} journal entries checked, each for its signature and its link.",
        verified.entries
    )];
    text.extend(
        verified
            .problems
            .iter()
            .map(|problem| format!("  {problem}")),
    );
    let mut done = Report::done(text, json!({ "verified": verified }));
    done.failure = (!verified.ok).then(|| {
        "something is not as it should be; nothing was deleted: carry the outbox to the office, and \
         say --accept to go on"
            .to_owned()
    });
    Ok(done)
}

fn change_passphrase(phone: &Phone) -> Result<Report, Refusal> {
    let old: Passphrase = passphrase(PASSPHRASE, "Present passphrase")?;
    let mut session = Session::unlock(&phone.directory, &old, &phone.keystore, phone.clock.now())?;
    let new = new_passphrase(NEW_PASSPHRASE, "New passphrase (four words or more)")?;
    session.change_passphrase(&old, &new, &phone.keystore)?;
    Ok(Report::done(
        vec!["The passphrase is changed.".to_owned()],
        json!({}),
    ))
}

fn recovery_words(phone: &Phone) -> Result<Report, Refusal> {
    let passphrase = passphrase(PASSPHRASE, "Passphrase")?;
    let mut session = Session::unlock(
        &phone.directory,
        &passphrase,
        &phone.keystore,
        phone.clock.now(),
    )?;
    let words = session.new_recovery_words(&passphrase, &phone.keystore)?;
    let text = vec![
        "Write these words on paper, in this order, and keep them away from the phone:".to_owned(),
        words.expose().to_owned(),
        "They open this phone without its passphrase. Earlier words no longer do.".to_owned(),
    ];
    Ok(Report::done(text, json!({ "words": words.expose() })))
}

fn recover(phone: &Phone) -> Result<Report, Refusal> {
    let words = terminal::typed(WORDS, "Recovery words")?;
    let words = Words::parse(&words)?;
    let new = new_passphrase(NEW_PASSPHRASE, "New passphrase (four words or more)")?;
    Session::recover(&phone.directory, &words, &new, &phone.keystore)?;
    Ok(Report::done(
        vec!["The new passphrase opens this phone; everything is as it was.".to_owned()],
        json!({}),
    ))
}

fn wipe(phone: &Phone, yes: bool) -> Result<Report, Refusal> {
    if !yes {
        return Err(
            "this erases everything on this phone for good; say --yes if you mean it".into(),
        );
    }
    Session::wipe(&phone.directory, &phone.keystore)?;
    // The keys are gone; an empty directory is all that is left to tidy away.
    let _ = fs::remove_dir(&phone.directory);
    Ok(Report::done(vec!["Erased.".to_owned()], json!({})))
}
