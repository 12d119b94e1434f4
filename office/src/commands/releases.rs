//! Analysts, and their stores of releases.

use std::path::Path;

use pocketcard::{host::Clock, vault::Words};
use pocketcard_office::releases::Reader;
use pocketcard_terminal::{Output, Refusal, new_passphrase, passphrase, typed};
use serde_json::json;

use super::{
    figures::{in_json, in_words, lines, write},
    founding::stretching,
    people::{NEW_PASSPHRASE, RECOVERY_WORDS, words_to_write_down},
    plots,
};
use crate::{
    arguments::{AnalystsVerb, ReleasesVerb},
    open_desk::{OpenDesk, PASSPHRASE, keystore},
};

pub fn analysts(place: &OpenDesk, verb: Option<AnalystsVerb>) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let now = place.clock.now();
    let text = match verb {
        None => {
            let analysts = desk.analysts();
            let line = |it: &pocketcard_office::desk::AnalystLine| {
                format!("{:<24} {}", it.name, it.store.display())
            };
            let mut text: Vec<String> = analysts.iter().map(line).collect();
            if text.is_empty() {
                text.push("There is no analyst.".to_owned());
            }
            return Ok(Output::done(text, json!({ "analysts": analysts })));
        }
        Some(AnalystsVerb::Add { name, store }) => {
            let prompt = format!("{name} chooses a passphrase (four words or more)");
            let theirs = new_passphrase(NEW_PASSPHRASE, &prompt)?;
            let keystores = (&place.keystore as _, &keystore(&store) as _);
            desk.add_analyst(&name, &store, &theirs, keystores, stretching()?, now)?;
            format!(
                "{name} gets what is released from now on, and can open nothing else: `releases --store DIR`. Have {name} \
                 choose another passphrase and make recovery words there."
            )
        }
        Some(AnalystsVerb::Remove { name }) => {
            desk.remove_analyst(&name, now)?;
            format!("{name} gets no more releases, and keeps those that are out.")
        }
    };
    Ok(Output::done(
        vec![text],
        json!({ "analysts": desk.analysts() }),
    ))
}

pub fn releases(store: &Path, verb: Option<ReleasesVerb>) -> Result<Output, Refusal> {
    let keystore = keystore(store);
    let own = || passphrase(PASSPHRASE, "Your passphrase for this store of releases");
    let another = || {
        let prompt = "Choose a new passphrase (four words or more)";
        new_passphrase(NEW_PASSPHRASE, prompt)
    };
    let open = || Ok::<_, Refusal>(Reader::open(store, &own()?, &keystore)?);
    match verb.unwrap_or(ReleasesVerb::List) {
        ReleasesVerb::List => {
            let releases = open()?.releases()?;
            let json = releases.iter().map(in_json).collect::<Vec<_>>();
            Ok(Output::done(lines(&releases), json!({ "releases": json })))
        }
        ReleasesVerb::Show { release } => {
            let release = open()?.release(&release)?;
            Ok(Output::done(in_words(&release), in_json(&release)))
        }
        ReleasesVerb::Hxl {
            release,
            out,
            schema,
        } => {
            let release = open()?.release(&release)?;
            write(&release, Some(&out), schema.as_deref())?;
            Ok(Output::done(in_words(&release), in_json(&release)))
        }
        ReleasesVerb::Plot { release, out } => {
            let release = open()?.release(&release)?;
            plots::release(&release, &out)?;
            Ok(Output::done(in_words(&release), in_json(&release)))
        }
        ReleasesVerb::Passphrase => {
            Reader::change_passphrase(store, &own()?, &another()?, &keystore)?;
            let text = "The passphrase is changed. An older copy of this store still opens with the old one.";
            Ok(Output::done(vec![text.to_owned()], json!({})))
        }
        ReleasesVerb::RecoveryWords => {
            let words = Reader::recovery_words(store, &own()?, &keystore)?;
            Ok(words_to_write_down(&words, "this store of releases"))
        }
        ReleasesVerb::Unlock => {
            let words = typed(
                RECOVERY_WORDS,
                "Your recovery words for this store of releases",
            )?;
            Reader::reset_passphrase(store, &Words::parse(&words)?, &another()?, &keystore)?;
            let text = "The new passphrase opens this store of releases.";
            Ok(Output::done(vec![text.to_owned()], json!({})))
        }
    }
}
