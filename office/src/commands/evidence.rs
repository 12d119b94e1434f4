//! A case for somebody who trusts nobody: what is handed out, and the report on it.

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
use pocketcard_office::{
    court::{self, Gathering},
    desk::{Desk, JournalExport, custody_report},
};
use pocketcard_terminal::{Output, Refusal, count, read_bytes, read_text};
use serde_json::json;
use zeroize::Zeroizing;

use super::people::ALONE;

/// The longest legal basis, in bytes.
const BASIS_MAX: usize = 4096;

/// Writes a whole case for somebody outside the office. Without the person's consent to that, or a legal basis,
/// nothing is written.
pub fn export(
    desk: &mut Desk,
    record: Id,
    out: &Path,
    basis: Option<&Path>,
    language: &str,
    now: Moment,
) -> Result<Output, Refusal> {
    if !court::speaks(language) {
        return Err(
            "the words of the page are not there in that language; leave --language out for English"
                .into(),
        );
    }
    let basis = match basis {
        Some(file) => {
            let mut basis = read_text(file, "the legal basis")?;
            tidy(&mut basis);
            if basis.is_empty() || !is_text(&basis) || basis.len() > BASIS_MAX {
                return Err("say the legal basis in 1 to 4,000 letters".into());
            }
            Some(basis)
        }
        None => None,
    };
    // What cannot be written is not noted as exported.
    let gathering = Gathering::beside(out)?;
    let bundle = desk.export(record, basis.as_ref().map(|it| it.as_str()), now)?;
    let written = gathering.write(desk, &bundle, language)?;
    let office = bundle.journal.countersignatures.first();
    let mut text = vec![
        format!(
            "{} holds the whole case, {}: anyone who has it can read all of it.",
            written.place.display(),
            count(written.records.len() as u64, "record", "records")
        ),
        "index.html in it is the case to read. The sealed originals lie beside the keys that open them and nothing else."
            .to_owned(),
        "HOW-TO-CHECK.txt says how somebody checks it without this office, by check.py or by `verify`.".to_owned(),
        format!(
            "Give these six words for this desk's key by another road than the bundle: {}.",
            written.words
        ),
    ];
    let mut lacks = |number: usize, one: &str, many: &str, why: &str| {
        if number > 0 {
            text.push(format!(
                "Not in it: {}, {why}.",
                count(number as u64, one, many)
            ));
        }
    };
    lacks(
        written.attachments.1,
        "attachment",
        "attachments",
        "which did not arrive or are damaged",
    );
    lacks(
        bundle.left_out,
        "record",
        "records",
        "about another person, whose consent this is not",
    );
    lacks(
        bundle.unreadable,
        "record",
        "records",
        "which cannot be read: `verify` names them",
    );
    lacks(
        written
            .records
            .iter()
            .filter(|it| it.parcel.is_none())
            .count(),
        "sealed original",
        "sealed originals",
        "which do not open any more; the signed entries are in it",
    );
    text.extend(bundle.alone.then(|| ALONE.to_owned()));
    let named = written.records.iter().find(|it| it.id == record);
    let json = json!({
        "parcel": named.and_then(|it| it.parcel.as_ref()),
        "key": named.and_then(|it| it.key.as_ref()),
        "journal": written.journal,
        "office": office.map(|it| it.office),
        "alone": bundle.alone,
        "case": bundle.case.id,
        "directory": written.place,
        "page": written.place.join("index.html"),
        "records": written.records,
        "attachments": written.attachments.0,
        "attachments_missing": written.attachments.1,
        "left_out": bundle.left_out,
        "unreadable": bundle.unreadable,
        "words": written.words,
    });
    Ok(Output::done(text, json))
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
