//! A record for somebody who trusts nobody: what is handed out, and the report on it.

use std::path::Path;

use pocketcard::{
    base::Id,
    crypto::VerifyingKey,
    host::Moment,
    parcel::{
        ParcelKey,
        armor::{self, Label},
    },
    text::{is_text, tidy},
};
use pocketcard_office::desk::{self, Desk, JournalExport, custody_report};
use pocketcard_terminal::{Output, Refusal, make_private, read_bytes, read_text, write_file};
use serde_json::json;
use zeroize::Zeroizing;

use super::people::ALONE;

/// The longest legal basis, in bytes.
const BASIS_MAX: usize = 4096;

/// Writes a record for somebody outside the office: the parcel, its key, the journal. Without the person's
/// consent to that, or a legal basis, nothing is written.
pub fn export(
    desk: &mut Desk,
    record: Id,
    out: &Path,
    basis: Option<&Path>,
    now: Moment,
) -> Result<Output, Refusal> {
    let agreed = desk.may_be_evidence(record)?;
    desk.may_export(record, now)?;
    match basis {
        Some(file) => {
            let mut basis = read_text(file, "the legal basis")?;
            tidy(&mut basis);
            if basis.is_empty() || !is_text(&basis) || basis.len() > BASIS_MAX {
                return Err("say the legal basis in 1 to 4,000 letters".into());
            }
            desk.record_basis(record, &basis, now)?;
        }
        None if !agreed => return Err(desk::Error::NoConsent.into()),
        None => {}
    }
    let export = desk.export(record, now)?;
    make_private(out)?;
    let file = |ending: &str| out.join(format!("{record}.{ending}"));
    let (parcel_file, key_file, journal_file) = (file("parcel"), file("key"), file("journal.json"));
    write_file(&parcel_file, |file| Ok(file.write_all(&export.parcel)?))?;
    write_file(&key_file, |file| {
        let key = armor::encode(Label::Key, &*export.key.to_bytes())?;
        Ok(file.write_all(key.as_bytes())?)
    })?;
    write_file(&journal_file, |file| {
        Ok(serde_json::to_writer_pretty(file, &export.journal)?)
    })?;
    let office = export.journal.countersignatures.first().map(|it| it.office);
    let mut text = vec![
        format!(
            "{} is the sealed original, as it came from the phone.",
            parcel_file.display()
        ),
        format!(
            "{} opens it and nothing else: anyone who has both can read this record.",
            key_file.display()
        ),
        format!(
            "{} holds hashes and signatures: nothing readable.",
            journal_file.display()
        ),
    ];
    text.extend(export.alone.then(|| ALONE.to_owned()));
    Ok(Output::done(
        text,
        json!({
            "parcel": parcel_file, "key": key_file, "journal": journal_file, "office": office, "alone": export.alone,
        }),
    ))
}

/// A sealed record as it lies in a file.
pub(super) fn read_parcel(path: &Path) -> Result<Vec<u8>, Refusal> {
    Ok(read_bytes(path, "the parcel", 8 << 20)?.to_vec())
}

fn read_journal(path: &Path) -> Result<JournalExport, Refusal> {
    let json = read_text(path, "the journal")?;
    Ok(JournalExport::from_json(json.as_bytes())?)
}

/// Reports on a parcel without a desk.
pub fn examine(
    parcel: &Path,
    journal: &Path,
    key: &Path,
    offices: &[VerifyingKey],
) -> Result<Output, Refusal> {
    let key = Zeroizing::new(armor::decode(Label::Key, &read_text(key, "the key")?)?);
    let key = Zeroizing::new(<[u8; 32]>::try_from(&key[..]).map_err(
        |_| "this is not a parcel's key; take the file that `export` wrote beside the parcel",
    )?);
    let (parcel, journal) = (read_parcel(parcel)?, read_journal(journal)?);
    Ok(told(pocketcard_office::desk::examine(
        &parcel,
        &ParcelKey::from_bytes(&key),
        &journal,
        offices,
    )?))
}

/// Reports on a parcel that this desk opens.
pub fn custody(desk: &Desk, parcel: &Path, journal: Option<&Path>) -> Result<Output, Refusal> {
    let journal = journal.map(read_journal).transpose()?;
    let sealed = read_parcel(parcel)?;
    Ok(told(desk.custody(&sealed, journal.as_ref())?))
}

fn told(report: custody_report::CustodyReport) -> Output {
    let text = report.to_string().lines().map(str::to_owned).collect();
    let mut done = Output::done(text, json!({ "custody": report }));
    done.failure = (!report.holds).then(|| {
        "not everything holds that a parcel should prove; do not rely on this one".to_owned()
    });
    done
}
