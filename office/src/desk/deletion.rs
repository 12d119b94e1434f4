//! The end of a case: its records, their sealed originals, what came with them and what was answered go for good, out
//! of reach also for anyone who copies the disk afterwards. Of each record a tombstone stays: its entry in its phone's
//! journal, which holds a hash and nothing that can be read. By it the journal still verifies, and the record is not
//! filed again when it comes again.

use pocketcard::{
    base::Id,
    host::Moment,
    journal::Entry,
    record::{Body, Withdrawal},
    store::Header,
};
use serde::{Deserialize, Serialize};

use super::{
    Act, CaseState, Desk, Error, kind,
    requests::{Deed, Leave},
};

/// The `format` member of a tombstone.
const FORMAT: &str = "pocketcard-tombstone/1";
/// The status of the request after which what was deleted is still to be put out of reach.
const IN_REACH: u8 = 1;

/// What stays of a record.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tombstone {
    format: String,
    /// Its place in its phone's journal.
    pub(super) entry: Entry,
    /// Of a withdrawal: the place of a record that never left its phone.
    pub(super) never_sent: Option<Entry>,
    deleted_at: i64,
}

/// What a deletion did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deleted {
    /// How many records are gone.
    pub records: u64,
    /// Whether nobody else was asked.
    pub alone: bool,
    /// Whether nothing of them can be read from the disk any more. Otherwise that is tried whenever the desk is opened.
    pub out_of_reach: bool,
}

impl Desk {
    /// Deletes the case that a record belongs to, as the user who opened the desk asked and another user approved.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`]; [`Error::NotClosed`]; [`Error::KeptForCourt`]; [`Error::NeedsAnother`];
    /// [`Error::Damaged`] where a record of the case cannot be read; the store's.
    pub fn delete_case(&mut self, record: Id, now: Moment) -> Result<Deleted, Error> {
        let case = self.deletable(record)?;
        let leave = self.leave(Deed::Deletion, case, now)?;
        let alone = leave.alone;
        let records = self.bury(case, leave, now)?;
        Ok(Deleted {
            records,
            alone,
            out_of_reach: self.put_out_of_reach().is_ok(),
        })
    }

    /// The case that a record belongs to, if it may be deleted.
    pub(super) fn deletable(&self, record: Id) -> Result<Id, Error> {
        let case = self.case_of(record)?;
        let lines = self.inbox()?;
        let of_case = |state| lines.iter().any(|it| it.case == case && it.state == state);
        if !of_case(CaseState::Closed) {
            return Err(Error::NotClosed);
        }
        match self.kept(case) {
            Some(_) => Err(Error::KeptForCourt),
            None => Ok(case),
        }
    }

    /// Puts tombstones in the place of a case's records, in one transaction.
    fn bury(&mut self, case: Id, leave: Leave, now: Moment) -> Result<u64, Error> {
        let records: Vec<Id> = self.store.list(kind::RECORD).map(|row| row.id).collect();
        let mut gone = Vec::new();
        let mut put = Vec::new();
        let mut buried = Vec::new();
        for id in records {
            if !self.case_of(id).is_ok_and(|it| it == case) {
                continue;
            }
            let (filed, record) = self.filed(id)?;
            let never_sent = match &record.body {
                Body::Withdrawal(Withdrawal { never_sent, .. }) => *never_sent,
                _ => None,
            };
            if let Body::Screening(screening) = &record.body {
                for attachment in &screening.attachments {
                    match self.attachment_row(&attachment.parcel) {
                        // The row stays without its file, so that it is not filed when it comes again.
                        Some(row) => gone.extend(self.store.attachments(row).map(|it| it.id)),
                        None => {
                            let mut row = Header::new(Id::random(), kind::ATTACHMENT, now.wall_ms);
                            row.data = attachment.parcel.0.to_vec();
                            put.push((row, None));
                        }
                    }
                }
            }
            let tombstone = Tombstone {
                format: FORMAT.to_owned(),
                entry: filed.entry,
                never_sent,
                deleted_at: now.wall_ms,
            };
            let bytes = serde_json::to_vec(&tombstone).expect("hashes and numbers serialise");
            put.push((Header::new(id, kind::TOMBSTONE, now.wall_ms), Some(bytes)));
            buried.push(id);
        }
        for kind in [
            kind::ORIGINAL,
            kind::ANSWER,
            kind::BASIS,
            kind::CASE,
            kind::DRAFT,
        ] {
            let of_it = |row: &&Header| buried.iter().any(|id| row.data.starts_with(&id.0));
            gone.extend(self.store.list(kind).filter(of_it).map(|row| row.id));
        }
        let counted = self.uncounted(&buried)?;
        put.extend(counted.into_iter().map(|(row, body)| (row, Some(body))));
        let noted = self.entry(Act::Deleted, Some(case), leave.about(), now);
        self.store.write(|tx| {
            gone.iter()
                .chain(&buried)
                .try_for_each(|id| tx.delete(*id))?;
            for (header, body) in &put {
                tx.put(header, body.as_deref())?;
            }
            leave.use_up(IN_REACH, now, tx)?;
            noted.put(tx)
        })?;
        Ok(buried.len() as u64)
    }

    /// Makes a new key for the store where something was deleted since: what the disk still holds of it opens with
    /// none.
    pub(super) fn put_out_of_reach(&mut self) -> Result<(), Error> {
        let requests = self.store.list(kind::REQUEST);
        let due: Vec<Header> = requests
            .filter(|row| row.status == IN_REACH)
            .cloned()
            .collect();
        if due.is_empty() {
            return Ok(());
        }
        self.store.rotate_epoch(|_| true)?;
        Ok(self.store.write(|tx| {
            due.into_iter().try_for_each(|mut header| {
                header.status = 0;
                tx.put(&header, None)
            })
        })?)
    }

    /// Has nothing delete the case that a record belongs to, or ends that.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`]; the store's.
    pub fn keep_for_court(&mut self, record: Id, keep: bool, now: Moment) -> Result<(), Error> {
        let case = self.case_of(record)?;
        let kept = self.kept(case);
        let mut header = Header::new(Id::random(), kind::KEPT, now.wall_ms);
        header.data = case.0.to_vec();
        let act = match keep {
            true => Act::Kept,
            false => Act::NoLongerKept,
        };
        let noted = self.entry(act, Some(case), "", now);
        Ok(self.store.write(|tx| {
            match (kept, keep) {
                (None, true) => tx.put(&header, None)?,
                (Some(row), false) => tx.delete(row)?,
                _ => {}
            }
            noted.put(tx)
        })?)
    }

    /// The row that keeps a case for a court.
    pub(super) fn kept(&self, case: Id) -> Option<Id> {
        let mut rows = self.store.list(kind::KEPT);
        rows.find(|row| row.data == case.0).map(|row| row.id)
    }

    /// What stays of a record that was deleted.
    pub(super) fn tombstone(&self, id: Id) -> Result<Tombstone, Error> {
        self.row(kind::TOMBSTONE, &id).ok_or(Error::NoSuchRecord)?;
        let body = self.store.body(id)?.ok_or(Error::Damaged)?;
        let tombstone: Tombstone = serde_json::from_slice(&body).map_err(|_| Error::Damaged)?;
        match tombstone.format == FORMAT {
            true => Ok(tombstone),
            false => Err(Error::Damaged),
        }
    }

    /// The entry in its journal of a record that is filed, or was deleted.
    pub(super) fn entry_of(&self, id: Id) -> Result<Entry, Error> {
        match self.filed(id) {
            Ok((filed, _)) => Ok(filed.entry),
            Err(_) => Ok(self.tombstone(id)?.entry),
        }
    }

    /// What stays of all records that were deleted. What is damaged is left out; `verify` names it.
    pub(super) fn tombstones(&self) -> impl Iterator<Item = Tombstone> {
        let rows = self.store.list(kind::TOMBSTONE);
        rows.filter_map(|row| self.tombstone(row.id).ok())
    }

    /// What is wrong with what stays of deleted records.
    pub(super) fn tombstone_problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for row in self.store.list(kind::TOMBSTONE) {
            // A confidential desk keeps no journals: each report is one entry.
            let stands = |tombstone: Tombstone| {
                self.is_confidential()
                    || self
                        .phone(&tombstone.entry.device)
                        .is_ok_and(|it| it.is_some_and(|(_, it)| it.chain.holds(&tombstone.entry)))
            };
            if !self.tombstone(row.id).is_ok_and(stands) {
                problems.push(format!(
                    "what stays of the deleted record {} does not match its journal",
                    row.id
                ));
            }
        }
        problems
    }
}
