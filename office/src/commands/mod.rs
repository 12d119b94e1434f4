//! Every verb of the office: opens the desk, does one thing, says what came of it.

mod aside;
mod collecting;
mod copies;
mod escrow;
mod evidence;
mod figures;
mod founding;
mod hub;
mod keeper;
mod keys;
mod pack;
mod page;
mod people;
mod phones;
mod plots;
mod records;
mod releases;
mod requests;
mod transfers;

use std::path::Path;

use pocketcard::host::Clock;
use pocketcard_office::{
    desk::{Change, Mark, NewDesk},
    hub::Tls,
};
use pocketcard_terminal::{Output, Refusal, SystemClock, certificate, read_text};
use serde_json::json;

use crate::{
    arguments::{AsideVerb, Verb},
    open_desk::OpenDesk,
};

/// Runs a verb.
pub fn run(verb: Verb, desk: Option<&Path>, json: bool) -> Result<Output, Refusal> {
    let verb = match verb {
        // Much about packs needs no desk.
        Verb::Pack { verb } if desk.is_none() => {
            let now = SystemClock::start().now();
            return pack::run(verb, now, &|| OpenDesk::at(None)?.open());
        }
        // Nor does anyone who was given a parcel's own key.
        Verb::Verify {
            parcel: Some(parcel),
            journal: Some(journal),
            key: Some(key),
            office,
        } => return evidence::examine(&parcel, &journal, &key, &office),
        verb => verb,
    };
    let place = || OpenDesk::at(desk);
    let now = || SystemClock::start().now();
    match verb {
        Verb::Serve {
            hub,
            listen,
            tls_cert,
            tls_key,
            plain_http,
        } => {
            let tls = match tls_cert.as_deref().zip(tls_key.as_deref()) {
                Some((certificate, key)) => Some(Tls::from_files(certificate, key)?),
                None => None,
            };
            founding::serve(desk, hub.as_deref(), listen, tls, plain_http, json)
        }
        Verb::Pack { verb } => pack::run(verb, now(), &|| place()?.open()),
        Verb::Keeper { verb } => keeper::run(&place()?, verb),
        Verb::Confidential { verb } => founding::confidential(&place()?, verb),
        Verb::New {
            name,
            hub_url,
            hub_ca,
            confidential,
            confidential_name,
            keepers,
            threshold,
        } => {
            let cards = keepers.iter().map(|path| pack::read_card(path));
            let keepers: Vec<_> = cards
                .map(|card| Ok::<_, Refusal>(card?.key))
                .collect::<Result<_, _>>()?;
            let certificate = hub_ca.as_deref().map(certificate).transpose()?;
            let new_desk = NewDesk {
                name: &name,
                hub: hub_url.as_deref(),
                hub_certificate: certificate.as_ref(),
                keepers: threshold.map(|threshold| (&keepers[..], threshold)),
            };
            founding::new(
                &place()?,
                &new_desk,
                confidential.as_deref(),
                &confidential_name,
            )
        }
        Verb::Invite { label, days, out } => {
            phones::invite(&place()?, &label, days, out.as_deref(), json)
        }
        Verb::Change {
            name,
            hub_url,
            no_hub,
            hub_ca,
            public_ca,
        } => {
            let certificate = hub_ca.as_deref().map(certificate).transpose()?;
            let change = Change {
                name: name.as_deref(),
                hub: hub_url.as_deref().map(Some).or(no_hub.then_some(None)),
                hub_certificate: certificate.as_ref().map(Some).or(public_ca.then_some(None)),
            };
            founding::change(&place()?, &change)
        }
        Verb::Words => phones::words(&place()?),
        Verb::Accept { label, words } => phones::accept(&place()?, &label, words),
        Verb::Renew {
            phone,
            label,
            days,
            earlier_keys,
        } => phones::renew(&place()?, &phone, label.as_deref(), days, earlier_keys),
        Verb::Keys { verb } => keys::run(&place()?, verb),
        Verb::Invitations => phones::invitations(&place()?),
        Verb::RevokeInvitation { label, hub } => phones::revoke_invitation(&place()?, &label, &hub),
        Verb::Collect {
            bundle,
            out,
            onward,
            hub,
        } => {
            let files = [&out, &onward].map(|file| file.as_deref());
            collecting::collect(&place()?, bundle.as_deref(), files, &hub)
        }
        Verb::Page { open } => page::serve(place()?, open, json),
        Verb::Inbox { all } => records::inbox(&place()?, all),
        Verb::Show {
            record,
            language,
            attachments,
        } => records::show(&place()?, &record, &language, attachments.as_deref()),
        Verb::Answer {
            record,
            text,
            text_file,
        } => {
            let text = match text_file {
                Some(file) => read_text(&file, "the answer")?.to_string(),
                None => text.unwrap_or_default(),
            };
            let mut desk = place()?.open()?;
            let record = desk.find(&record)?;
            desk.answer(record, &text, now())?;
            let text = vec!["The answer goes out with the next collection.".to_owned()];
            Ok(Output::done(text, json!({})))
        }
        Verb::Figures(asked) => figures::figures(&place()?, asked),
        Verb::Analysts { verb } => releases::analysts(&place()?, verb),
        Verb::Releases { store, verb } => releases::releases(&store, verb),
        Verb::Handed { record } => records::mark(&place()?, &record, Mark::Handed),
        Verb::Close { record } => records::mark(&place()?, &record, Mark::Closed),
        Verb::Aside { verb } => match verb {
            None => aside::list(&place()?),
            Some(AsideVerb::Show { parcel }) => aside::show(&place()?, &parcel),
            Some(AsideVerb::Settle { parcel }) => aside::settle(&place()?, &parcel),
        },
        Verb::Passphrase => people::passphrase_again(&place()?),
        Verb::RecoveryWords => people::recovery_words(&place()?),
        Verb::Unlock => people::unlock_with_words(&place()?),
        Verb::Users { verb } => people::users(&place()?, verb),
        Verb::Request {
            what,
            record,
            reason,
            reason_file,
        } => requests::request(&place()?, what, record.as_deref(), reason, reason_file),
        Verb::Requests => requests::list(&place()?),
        Verb::Approve { request } => requests::approve(&place()?, &request),
        Verb::Delete { record } => requests::delete(&place()?, &record),
        Verb::Keep { record, no_longer } => requests::keep(&place()?, &record, no_longer),
        Verb::Retention(asked) => copies::retention(&place()?, &asked),
        Verb::Backup(asked) => copies::backup(&place()?, &asked),
        Verb::Restore(asked) => copies::restore(&place()?, &asked),
        Verb::NewToken { hub } => copies::new_token(&place()?, hub),
        Verb::Log { record } => people::log(&place()?, record.as_deref()),
        Verb::Phones => phones::phones(&place()?),
        Verb::Recover { folder, shares } if shares.is_empty() => {
            phones::recover(&place()?, &folder)
        }
        Verb::Recover { folder, shares } => escrow::recover(&folder, &shares),
        Verb::Escrow { verb } => escrow::run(verb),
        Verb::Revoke {
            phone,
            wipe,
            wipe_request,
            order,
            hub,
        } => {
            let files = [wipe_request.as_deref(), order.as_deref()];
            phones::revoke(&place()?, &phone, wipe, files, &hub)
        }
        Verb::Export(asked) => {
            let mut desk = place()?.open()?;
            let record = desk.find(&asked.record)?;
            let basis = asked.legal_basis.as_deref();
            match asked.htcds {
                true => transfers::htcds(&mut desk, record, &asked.out, now()),
                false => {
                    let language = &asked.language;
                    evidence::export(&mut desk, record, &asked.out, basis, language, now())
                }
            }
        }
        Verb::Ctdc(asked) => transfers::ctdc(&mut place()?.open()?, &asked, now()),
        Verb::Verify {
            parcel: Some(parcel),
            journal,
            ..
        } => evidence::custody(&place()?.open()?, &parcel, journal.as_deref()),
        Verb::Verify { parcel: None, .. } => records::verify(&place()?),
    }
}
