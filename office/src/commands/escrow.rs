//! `pocketcard-office escrow …`: a key in shares, and what keepers open with it together.

use std::path::{Path, PathBuf};

use pocketcard::{
    crypto::SecretKey,
    parcel::{
        ParcelKey,
        armor::{self, Label},
    },
};
use pocketcard_office::{
    desk::recover_with,
    escrow::{self, Share, key_words},
};
use pocketcard_terminal::{Output, Refusal, make_private, read_text, write_file};
use serde_json::json;

use super::{evidence::read_parcel, phones::recovered};
use crate::arguments::EscrowVerb;

pub fn run(verb: EscrowVerb) -> Result<Output, Refusal> {
    match verb {
        EscrowVerb::New {
            shares,
            threshold,
            out,
        } => {
            let (card, made) = escrow::make(threshold, shares)?;
            make_private(&out)?;
            let written = |name: String, text: &str| {
                write_file(&out.join(name), |file| Ok(file.write_all(text.as_bytes())?))
            };
            written("escrow.card".to_owned(), &card.to_text())?;
            for (place, share) in made.iter().enumerate() {
                written(format!("share-{}", place + 1), &share.to_text())?;
            }
            let words = key_words(&card.key);
            let text = vec![
                format!("{threshold} of {shares} shares open what is sealed to this escrow. Its words: {words}"),
                "Hand each share to its keeper in person and keep no copy; hand `escrow.card` to the office.".to_owned(),
            ];
            Ok(Output::done(
                text,
                json!({ "words": words, "threshold": threshold, "shares": shares }),
            ))
        }
        EscrowVerb::Key {
            parcel,
            shares,
            out,
        } => {
            let key = ParcelKey::of(&read_parcel(&parcel)?[..], &[&joined(&shares)?])?;
            write_file(&out, |file| {
                let key = armor::encode(Label::Key, &*key.to_bytes())?;
                Ok(file.write_all(key.as_bytes())?)
            })?;
            let text = "The key opens this parcel and no other: `verify PARCEL --key FILE --journal FILE`.";
            Ok(Output::done(vec![text.to_owned()], json!({})))
        }
    }
}

/// Helps an owner who forgot the passphrase, with the shares of the escrow to which the phone sealed its key.
pub fn recover(folder: &Path, shares: &[PathBuf]) -> Result<Output, Refusal> {
    recovered(&recover_with(folder, &joined(shares)?)?)
}

pub(super) fn joined(files: &[PathBuf]) -> Result<SecretKey, Refusal> {
    let read = |path: &PathBuf| Ok::<_, Refusal>(Share::from_text(&read_text(path, "the share")?)?);
    let shares = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(escrow::join(&shares)?)
}
