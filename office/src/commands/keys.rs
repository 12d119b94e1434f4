//! The keys of an office: which there are, others in their place, and their end.

use pocketcard::host::Clock;
use pocketcard_office::{
    desk::{ConfidentialCard, KeyPlan, card_words},
    escrow::EscrowCard,
};
use pocketcard_terminal::{Output, Refusal, moment_text, read_text};
use serde_json::json;

use crate::{arguments::KeysVerb, open_desk::OpenDesk};

pub fn run(place: &OpenDesk, verb: Option<KeysVerb>) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let now = place.clock.now();
    match verb {
        None => {
            let keys = desk.keys();
            let mut text: Vec<String> = keys
                .iter()
                .map(|line| match (line.replaced_at, line.opens) {
                    (None, _) => format!("In force: {}", line.words),
                    (Some(at), opens) => format!(
                        "Replaced {} UTC, {}: {}",
                        moment_text(at),
                        if opens { "still opens what was sealed to them" } else { "destroyed" },
                        line.words
                    ),
                })
                .collect();
            let coming = match desk.is_confidential() {
                true => None,
                false => desk.next_statement()?.filter(|(_, coming)| *coming),
            };
            if let Some((statement, _)) = coming {
                text.push(format!(
                    "Planned, and carried by the next pack: {}",
                    card_words(&statement.desk)
                ));
            }
            let coming = coming.map(|(statement, _)| card_words(&statement.desk));
            Ok(Output::done(text, json!({ "keys": keys, "planned": coming })))
        }
        Some(KeysVerb::New { .. }) if desk.is_confidential() => {
            desk.new_confidential_keys(now)?;
            let text = format!(
                "This desk has new keys: {}. Hand its card to the office, which tells the phones: `confidential card`.",
                card_words(&desk.card())
            );
            Ok(Output::done(vec![text], json!({ "keys": desk.keys() })))
        }
        Some(KeysVerb::New {
            desk: own,
            confidential,
            escrow,
            no_escrow,
        }) => {
            let confidential = match confidential {
                Some(path) => Some(ConfidentialCard::from_text(&read_text(&path, "the card")?)?),
                None => None,
            };
            let escrow = match (escrow, no_escrow) {
                (Some(path), _) => Some(Some(EscrowCard::from_text(&read_text(&path, "the card")?)?.key)),
                (None, true) => Some(None),
                (None, false) => None,
            };
            if !own && confidential.is_none() && escrow.is_none() {
                return Err(
                    "say whose keys are replaced: --desk, --confidential, --escrow or --no-escrow".into(),
                );
            }
            let plan = KeyPlan {
                desk: own,
                confidential: confidential.as_ref(),
                escrow,
            };
            let statement = desk.plan_keys(&plan, now)?;
            let text = vec![
                format!(
                    "Statement {} of this office's keys is planned. The desk's words: {}",
                    statement.number(),
                    card_words(&statement.desk)
                ),
                "Make a pack, have it signed and publish it: phones seal to these keys from when they take it.".to_owned(),
            ];
            let done = json!({ "number": statement.number(), "words": card_words(&statement.desk) });
            Ok(Output::done(text, done))
        }
        Some(KeysVerb::Drop) => {
            desk.drop_plan()?;
            Ok(Output::done(vec!["The plan is given up.".to_owned()], json!({})))
        }
        Some(KeysVerb::Audience) => {
            desk.new_audience_key(now)?;
            let text = "Each phone that is not revoked is sent the new key with the next collection.";
            Ok(Output::done(vec![text.to_owned()], json!({})))
        }
        Some(KeysVerb::Destroy { agree: false }) => Err(
            "nothing was destroyed: what is sealed to the old keys would open here no more; say --agree if that is meant"
                .into(),
        ),
        Some(KeysVerb::Destroy { agree: true }) => {
            let destroyed = desk.destroy_former_keys()?;
            let text = format!("{destroyed} of the keys that were replaced are destroyed.");
            Ok(Output::done(vec![text], json!({ "destroyed": destroyed })))
        }
    }
}
