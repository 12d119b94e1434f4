//! What can be shown of a filed record to somebody who trusts nobody.

use pocketcard::{
    journal::{Countersignature, Entry, VerifyingKey, custody},
    parcel,
    record::{Filed, Id},
};
use serde::{Deserialize, Serialize};

use super::{Desk, Error, kind};

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

impl Desk {
    /// The sealed original of a record, and all that this desk holds of its device's journal.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`].
    pub fn export(&self, record: Id) -> Result<(Vec<u8>, JournalExport), Error> {
        let (filed, _) = self.filed(record)?;
        Ok((
            self.original(record)?,
            self.journal_of(&filed.entry.device)?,
        ))
    }

    fn journal_of(&self, device: &VerifyingKey) -> Result<JournalExport, Error> {
        let mut entries = Vec::new();
        for header in self.store.list(kind::RECORD) {
            let (filed, _) = self.filed(header.id)?;
            if filed.entry.device == *device {
                entries.push(filed.entry);
            }
        }
        entries.sort_by_key(|entry| entry.seq);
        let mut countersignatures = Vec::new();
        for header in self
            .store
            .list(kind::COUNTERSIGNATURE)
            .filter(|row| row.data == device.0)
        {
            let json = self.store.body(header.id)?.ok_or(Error::Damaged)?;
            countersignatures.push(serde_json::from_slice(&json).map_err(|_| Error::Damaged)?);
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
    ) -> Result<custody::Report, Error> {
        let opened = parcel::open(sealed, &self.identity.seal)?;
        if opened.letter.kind != parcel::Kind::Record {
            return Err(Error::NotARecord);
        }
        let (filed, _) = Filed::from_bytes(&opened.content).map_err(|_| Error::NotARecord)?;
        let own;
        let journal = match journal {
            Some(journal) => journal,
            None => {
                own = self.journal_of(&filed.entry.device)?;
                &own
            }
        };
        Ok(custody::examine(&custody::Evidence {
            letter: &opened.letter,
            entry: &filed.entry,
            salt: &filed.salt,
            content: &filed.json,
            journal: &journal.entries,
            countersignatures: &journal.countersignatures,
            offices: &[self.identity.sign.verifying_key()],
        }))
    }
}
