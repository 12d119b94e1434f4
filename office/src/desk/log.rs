//! The log of a desk: who did what, when, and with which record. Lines are only added. Each holds the hash of the one
//! before it, so that a line that is changed, missing or in another's place is noticed.
//!
//! Anyone who has the desk's key and a program of their own can write another log from some line on: it holds those who
//! use this program to what they did.

use std::{fs, io};

use pocketcard::{
    base::Id,
    host::Moment,
    store::{self, Header, Tx},
};
use serde::{Deserialize, Serialize};

use super::{
    Desk, Error,
    chain::{Chain, Place},
    kind,
};

/// The `format` member of a line.
const FORMAT: &str = "pocketcard-log/1";
const LOG: Chain = Chain {
    kind: kind::LOG,
    row: "line",
    of: "the log",
};
/// How many lines a full disk did not take since the log noted it last. The count is the file's length: a file of
/// nothing but a length needs no room.
const UNLOGGED: &str = "desk.unlogged";

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Opened the desk.
    Unlocked,
    /// Nobody was let in, so many times.
    Refused,
    /// A full disk did not take so many lines.
    Unlogged,
    /// Looked at a record.
    Viewed,
    /// Wrote an attachment of a record, in clear.
    AttachmentWritten,
    /// Answered.
    Answered,
    /// Noted that a service was told.
    Handed,
    /// Closed a case.
    Closed,
    /// Asked for an act that takes two people.
    Requested,
    /// Approved what another asked for.
    Approved,
    /// Deleted a case.
    Deleted,
    /// Has nothing delete a case.
    Kept,
    /// Ended that.
    NoLongerKept,
    /// Exported a record with its key.
    Exported,
    /// Released a table of figures.
    Released,
    /// Gave an analyst a store of releases.
    AnalystAdded,
    /// Gave an analyst no more releases.
    AnalystRemoved,
    /// Passed something on by another's standard.
    PassedOn,
    /// Published a pack.
    Published,
    /// Revoked a phone.
    Revoked,
    /// Gave a phone's owner new recovery words.
    PhoneRecovered,
    /// Let somebody in.
    UserAdded,
    /// Ended somebody's way in.
    UserRemoved,
    /// Called somebody something else.
    UserRenamed,
    /// Set another passphrase of their own.
    PassphraseChanged,
    /// Made recovery words of their own.
    WordsMade,
    /// Made a copy of the desk for an escrow's keepers.
    BackedUp,
    /// Put the desk back from such a copy.
    Restored,
    /// Drew a new token for the hub.
    TokenRenewed,
    /// Set how long closed cases are kept.
    RetentionSet,
}

/// A line as it is kept.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    format: String,
    number: u64,
    /// The hash of the row before, in hexadecimal; empty in the first.
    before: String,
    at: i64,
    act: Act,
    /// Who, by id and by name.
    user: Id,
    name: String,
    record: Option<Id>,
    /// Of what else it speaks.
    about: String,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogLine {
    /// Its place, from 1.
    pub number: u64,
    /// When, milliseconds since 1970 by this desk's clock.
    pub at: i64,
    /// Who.
    pub who: String,
    /// What.
    pub act: Act,
    /// With which record.
    pub record: Option<Id>,
    /// Of what else it speaks: a user's name, a phone, a number.
    pub about: String,
}

/// A line that is to be written, in the transaction of what it speaks of.
pub(super) struct NewLine {
    header: Header,
    body: Vec<u8>,
}

impl NewLine {
    pub(super) fn put(&self, tx: &mut Tx<'_>) -> Result<(), store::Error> {
        tx.put(&self.header, Some(&self.body))
    }
}

impl Desk {
    /// Adds a line to the log: the user who opened the desk did this. Called before the result of what was done is
    /// shown.
    ///
    /// # Errors
    /// The store's: nothing may be shown then.
    pub fn log(&mut self, act: Act, record: Option<Id>, now: Moment) -> Result<(), Error> {
        self.log_about(act, record, "", now)
    }

    /// [`Desk::log`] with of what else it speaks.
    pub(super) fn log_about(
        &mut self,
        act: Act,
        record: Option<Id>,
        about: &str,
        now: Moment,
    ) -> Result<(), Error> {
        let line = self.entry(act, record, about, now);
        let mut written = self.store.write(|tx| line.put(tx));
        // On a full disk nobody shall be kept from the cases that are here.
        if matches!(written, Err(store::Error::DiskFull)) && self.give_reserve() {
            written = self.store.write(|tx| line.put(tx));
        }
        Ok(written?)
    }

    /// [`Desk::log`] for what somebody only looks at. A disk that takes nothing more at all keeps nobody from the
    /// cases that are here: the line is counted, and the next unlocking notes the count.
    ///
    /// # Errors
    /// The store's, but for a full disk: nothing may be shown then.
    pub fn log_look(&mut self, act: Act, record: Option<Id>, now: Moment) -> Result<(), Error> {
        match self.log(act, record, now) {
            Err(Error::Store(store::Error::DiskFull)) => {
                // Where the disk does not even take a length, nobody is kept out by that either.
                let _ = self.set_unlogged(self.unlogged() + 1);
                Ok(())
            }
            logged => logged,
        }
    }

    fn unlogged(&self) -> u64 {
        fs::metadata(self.directory.join(UNLOGGED)).map_or(0, |file| file.len())
    }

    fn set_unlogged(&self, count: u64) -> io::Result<()> {
        let mut options = fs::OpenOptions::new();
        let options = options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
        options.open(self.directory.join(UNLOGGED))?.set_len(count)
    }

    /// Notes how many lines a full disk did not take, as soon as it takes one.
    pub(super) fn log_unlogged(&mut self, now: Moment) -> Result<(), Error> {
        let count = self.unlogged();
        if count > 0 {
            match self.log_about(Act::Unlogged, None, &count.to_string(), now) {
                Err(Error::Store(store::Error::DiskFull)) => {}
                logged => {
                    logged?;
                    self.set_unlogged(0)?;
                }
            }
        }
        Ok(())
    }

    /// A line that follows the last one, to be written before any other.
    pub(super) fn entry(&self, act: Act, record: Option<Id>, about: &str, now: Moment) -> NewLine {
        let Place { number, before } = LOG.next(&self.store);
        let row = Row {
            format: FORMAT.to_owned(),
            number,
            before,
            at: now.wall_ms,
            act,
            user: self.who,
            name: self.user().to_owned(),
            record,
            about: about.to_owned(),
        };
        let body = serde_json::to_vec(&row).expect("texts and numbers serialise");
        let header = LOG.header(number, &body, now);
        NewLine { header, body }
    }

    /// The log, oldest line first. A line that cannot be read is left out; `verify` names it.
    pub fn log_lines(&self) -> Vec<LogLine> {
        let rows = self.store.list(kind::LOG);
        let bodies = rows.filter_map(|header| self.store.body(header.id).ok()?);
        let rows = bodies.filter_map(|body| read(&body));
        let mut lines: Vec<LogLine> = rows
            .map(|row| LogLine {
                number: row.number,
                at: row.at,
                who: row.name,
                act: row.act,
                record: row.record,
                about: row.about,
            })
            .collect();
        lines.sort_by_key(|line| line.number);
        lines
    }

    /// The first place at which the log is not as it was written, in plain words.
    pub(super) fn log_problem(&self) -> Option<String> {
        LOG.problem(&self.store, |body| {
            let Row { number, before, .. } = read(body)?;
            Some(Place { number, before })
        })
    }
}

fn read(body: &[u8]) -> Option<Row> {
    let row: Row = serde_json::from_slice(body).ok()?;
    (row.format == FORMAT).then_some(row)
}
