//! `pocketcard-office keeper …`: a root key on its keeper's own machine.

use std::time::Duration;

use pocketcard::{
    host::Clock,
    pack::{SignedPack, SignedRoots},
    vault::Kdf,
};
use pocketcard_office::{desk::WipeRequest, keeper::Keeper};
use pocketcard_terminal::{Output, Refusal, new_passphrase, passphrase, read_text};
use serde_json::json;

use super::pack::{read_bytes, write};
use crate::{
    arguments::KeeperVerb,
    open_desk::{OpenDesk, PASSPHRASE},
};

pub fn run(place: &OpenDesk, verb: KeeperVerb) -> Result<Output, Refusal> {
    let now = place.clock.now();
    let open = || {
        let passphrase = passphrase(PASSPHRASE, "The keeper's passphrase")?;
        Ok::<_, Refusal>(Keeper::open(
            &place.directory,
            &passphrase,
            &place.keystore,
        )?)
    };
    match verb {
        KeeperVerb::New { name } => {
            let prompt = "Choose the keeper's passphrase (four words or more)";
            let passphrase = new_passphrase(PASSPHRASE, prompt)?;
            let kdf = Kdf::calibrate(Duration::from_millis(600))?;
            let (directory, keystore) = (&place.directory, &place.keystore);
            let keeper = Keeper::new(directory, &name, &passphrase, keystore, kdf, now)?;
            let text = vec![
                "The root key is made and stays here. Hand its card to the office: `keeper card`.".to_owned(),
                "Keep a copy of this directory where nobody else has it: without the key packs cannot be signed."
                    .to_owned(),
            ];
            Ok(Output::done(text, json!({ "card": keeper.card() })))
        }
        KeeperVerb::Card => {
            let card = open()?.card();
            let text = card.to_text().trim_end().to_owned();
            Ok(Output::done(
                vec![text.clone()],
                json!({ "card": card, "text": text }),
            ))
        }
        KeeperVerb::Sign { file, out, agree } => {
            let mut keeper = open()?;
            let mut pack = SignedPack::read(&read_bytes(&file)?)?;
            let changes = keeper.changes(&pack)?;
            let mut text = changes.clone();
            if changes.is_empty() {
                text.push("Nothing changed against the pack that this key signed last.".to_owned());
            }
            if agree {
                keeper.sign(&mut pack, now)?;
                write(&out, &pack.to_bytes())?;
                text.push("Signed. Hand it to the next keeper, or back to the office.".to_owned());
            }
            let signed = json!({ "changes": changes, "signed": agree, "signatures": pack.signers().count() });
            let mut report = Output::done(text, signed);
            report.failure = (!agree).then(|| UNREAD.to_owned());
            Ok(report)
        }
        KeeperVerb::SignWipe { file, out, agree } => {
            let keeper = open()?;
            let mut request = WipeRequest::from_text(&read_text(&file, "the request")?)?;
            let mut text = vec![format!(
                "The phone {} ({}) shall erase itself, with all that it has not handed over.",
                request.label,
                &request.phone.to_string()[..16]
            )];
            if agree {
                keeper.sign_wipe(&mut request);
                write(&out, request.to_text().as_bytes())?;
                text.push("Signed. Hand it back to the office.".to_owned());
            }
            let mut report = Output::done(text, json!({ "phone": request.phone, "signed": agree }));
            report.failure = (!agree).then(|| UNREAD.to_owned());
            Ok(report)
        }
        KeeperVerb::SignRoots { file, out, agree } => {
            let keeper = open()?;
            let mut change = SignedRoots::read(&read_bytes(&file)?)?;
            let roots = change.roots()?;
            let mut text = vec![format!(
                "Roots version {}: {} of these {} keys must sign a pack.",
                roots.version(),
                roots.threshold(),
                roots.keys().count()
            )];
            text.extend(roots.keys().map(ToString::to_string));
            if agree {
                keeper.sign_roots(&mut change)?;
                write(&out, &change.to_bytes())?;
                text.push("Signed. Hand it to the next keeper, or back to the office.".to_owned());
            }
            let mut report = Output::done(text, json!({ "roots": roots, "signed": agree }));
            report.failure = (!agree).then(|| UNREAD.to_owned());
            Ok(report)
        }
    }
}

const UNREAD: &str =
    "nothing was signed: read what changes, and say --agree if it is as it should be";
