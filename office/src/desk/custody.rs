//! What can be shown of a filed record to somebody who trusts nobody.

use pocketcard::{
    base::Id,
    crypto::VerifyingKey,
    journal::{Countersignature, Entry},
    parcel::{self, Opened, ParcelKey},
    record::{Body, Filed, Withdrawal},
};
use serde::{Deserialize, Serialize};

use super::{Desk, Error, custody_report, kind};

/// The part of a device's journal that goes with an exported parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalExport {
    /// Always `pocketcard-journal/1`.
    pub format: String,
    /// Entries of the device that made the record.
    pub entries: Vec<Entry>,
    /// What offices said about them.
    pub countersignatures: Vec<Countersignature>,
}

impl JournalExport {
    const FORMAT: &str = "pocketcard-journal/1";

    /// Reads an export.
    ///
    /// # Errors
    /// [`Error::NotAJournal`].
    pub fn from_json(json: &[u8]) -> Result<Self, Error> {
        let export: Self = serde_json::from_slice(json).map_err(|_| Error::NotAJournal)?;
        if export.format == Self::FORMAT {
            Ok(export)
        } else {
            Err(Error::NotAJournal)
        }
    }
}

/// Opens a sealed record with its own key and reports what that proves and what it does not. Needs no
/// desk: anyone who is shown a bundle can do it. `offices` are those whose word the reader accepts.
///
/// # Errors
/// [`Error::Parcel`] when the key does not open it; [`Error::NotARecord`].
pub fn examine(
    sealed: &[u8],
    key: &ParcelKey,
    journal: &JournalExport,
    offices: &[VerifyingKey],
) -> Result<custody_report::CustodyReport, Error> {
    report(
        &parcel::open_with_parcel_key(sealed, key)?,
        journal,
        offices,
    )
}

pub(super) fn report(
    opened: &Opened,
    journal: &JournalExport,
    offices: &[VerifyingKey],
) -> Result<custody_report::CustodyReport, Error> {
    if opened.letter.kind != parcel::LetterKind::Record {
        return Err(Error::NotARecord);
    }
    let (filed, _) = Filed::from_bytes(&opened.content).map_err(|_| Error::NotARecord)?;
    Ok(custody_report::examine(&custody_report::Evidence {
        letter: &opened.letter,
        entry: &filed.entry,
        salt: &filed.salt,
        content: &filed.json,
        journal: &journal.entries,
        countersignatures: &journal.countersignatures,
        offices,
    }))
}

impl Desk {
    /// All that the desk holds of the journal of the device that made a record: hashes and signatures, nothing
    /// readable.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`].
    pub fn journal(&self, record: Id) -> Result<JournalExport, Error> {
        let (filed, _) = self.filed(record)?;
        self.journal_of(&filed.entry.device)
    }

    fn journal_of(&self, device: &VerifyingKey) -> Result<JournalExport, Error> {
        let mut entries = Vec::new();
        for header in self.store.list(kind::RECORD) {
            // What is damaged is missing from the export, and `verify` names it.
            let Ok((filed, record)) = self.filed(header.id) else {
                continue;
            };
            if filed.entry.device == *device {
                entries.push(filed.entry);
                if let Body::Withdrawal(Withdrawal { never_sent, .. }) = &record.body {
                    entries.extend(*never_sent);
                }
            }
        }
        for tombstone in self.tombstones() {
            if tombstone.entry.device == *device {
                entries.push(tombstone.entry);
                entries.extend(tombstone.never_sent);
            }
        }
        entries.sort_by_key(|entry| entry.seq);
        let mut countersignatures = Vec::new();
        for header in self
            .store
            .list(kind::COUNTERSIGNATURE)
            .filter(|row| row.data == device.0)
        {
            if let Ok(Some(json)) = self.store.body(header.id)
                && let Ok(said) = serde_json::from_slice(&json)
            {
                countersignatures.push(said);
            }
        }
        Ok(JournalExport {
            format: JournalExport::FORMAT.to_owned(),
            entries,
            countersignatures,
        })
    }

    /// Opens a sealed record and reports what that proves and what it does not. Without a journal of
    /// its own the report rests on what this desk holds.
    ///
    /// # Errors
    /// [`Error::Parcel`] when it does not open with this desk's key; [`Error::NotARecord`].
    pub fn custody(
        &self,
        sealed: &[u8],
        journal: Option<&JournalExport>,
    ) -> Result<custody_report::CustodyReport, Error> {
        let opened = parcel::open_with_any(sealed, &self.identity.opens())?;
        let own = self.identity.signers();
        match journal {
            Some(journal) => report(&opened, journal, &own),
            None => report(&opened, &self.journal_of(&opened.letter.signer)?, &own),
        }
    }
}
