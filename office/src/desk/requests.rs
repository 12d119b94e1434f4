//! Acts that cannot be undone take two people: one asks, giving a reason, and another approves with their own
//! passphrase. Where one person uses the desk, that person goes on alone, and the log says so.
//!
//! This program keeps to it, and no key does: anyone who opens a record can copy it.

use pocketcard::{
    base::Id,
    host::Moment,
    store::{self, Header, Tx},
    text::{is_text, tidy},
};
use serde::{Deserialize, Serialize};

use super::{Act, Desk, Error, kind};

/// The `format` member of a request.
const FORMAT: &str = "pocketcard-request/1";
/// How long a request waits to be approved, and how long what is approved may be done.
const LAPSES_MS: i64 = 48 * 60 * 60 * 1000;
/// The longest reason, in bytes.
const REASON_MAX: usize = 4096;
/// Letters of a request's name that tell it from others.
const NAME_MIN: usize = 4;

/// An act that takes two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Exporting a case with its keys.
    Export,
    /// Deleting a case.
    Deletion,
    /// Releasing a table of figures.
    Release,
    /// Passing a case on, by HTCDS.
    Htcds,
    /// Transferring a row a person, for CTDC.
    Ctdc,
}

impl Deed {
    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Export => "export",
            Self::Deletion => "deletion",
            Self::Release => "release of figures",
            Self::Htcds => "export by HTCDS",
            Self::Ctdc => "transfer of rows for CTDC",
        }
    }
}

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestState {
    /// Nobody has approved it.
    Waiting,
    /// The user who asked may go on.
    Approved,
    /// It is done.
    Done,
    /// It is too old.
    Lapsed,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequestLine {
    /// Its name.
    pub id: Id,
    /// For what.
    pub what: Deed,
    /// Of which case: the record at its top. Of an export by HTCDS, the referral that it carries out; of a release,
    /// what is asked for, hashed; nothing for rows of many.
    pub record: Option<Id>,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub by: String,
    /// When, milliseconds since 1970 by this desk's clock.
    pub made_at: i64,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// How far it is.
    pub state: RequestState,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Approval {
    by: Id,
    name: String,
    at: i64,
}

/// A request as it is kept.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    format: String,
    what: Deed,
    record: Option<Id>,
    reason: String,
    by: Id,
    name: String,
    made_at: i64,
    approved: Option<Approval>,
    done_at: Option<i64>,
}

impl Row {
    fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts and numbers serialise")
    }

    fn state(&self, now: Moment) -> RequestState {
        let since = self.approved.as_ref().map_or(self.made_at, |it| it.at);
        match &self.approved {
            _ if self.done_at.is_some() => RequestState::Done,
            _ if now.wall_ms.saturating_sub(since) > LAPSES_MS => RequestState::Lapsed,
            Some(_) => RequestState::Approved,
            None => RequestState::Waiting,
        }
    }

    fn line(&self, id: Id, now: Moment) -> RequestLine {
        RequestLine {
            id,
            what: self.what,
            record: self.record,
            reason: self.reason.clone(),
            by: self.name.clone(),
            made_at: self.made_at,
            approved_by: self.approved.as_ref().map(|it| it.name.clone()),
            state: self.state(now),
        }
    }
}

/// Leave to do what takes two people.
pub(super) struct Leave {
    /// Nobody else was asked.
    pub(super) alone: bool,
    request: Option<(Header, Row)>,
}

impl Leave {
    /// Who gave it; nothing where nobody else was asked.
    pub(super) fn approved_by(&self) -> Option<String> {
        let (_, row) = self.request.as_ref()?;
        row.approved.as_ref().map(|it| it.name.clone())
    }

    /// What the log says beside the act.
    pub(super) fn about(&self) -> &'static str {
        match self.alone {
            true => "alone",
            false => "approved",
        }
    }

    /// Notes that it is done, in the transaction of what is done. The row gets this status.
    pub(super) fn use_up(
        mut self,
        status: u8,
        now: Moment,
        tx: &mut Tx<'_>,
    ) -> Result<(), store::Error> {
        let Some((header, row)) = &mut self.request else {
            return Ok(());
        };
        header.status = status;
        row.done_at = Some(now.wall_ms);
        tx.put(header, Some(&row.to_bytes()))
    }
}

impl Desk {
    /// Asks for an act that takes two people. Another user approves it with [`Desk::approve`].
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`]; [`Error::Reason`]; of a deletion, as [`Desk::delete_case`]; of the others, as
    /// [`Desk::htcds`] and [`Desk::ctdc`]; the store's.
    pub fn request(
        &mut self,
        what: Deed,
        record: impl Into<Option<Id>>,
        reason: &str,
        now: Moment,
    ) -> Result<Id, Error> {
        let named = record.into().ok_or(Error::NoSuchRecord);
        let record = match what {
            Deed::Export => {
                let record = named?;
                self.filed(record)?;
                Some(self.case_of(record)?)
            }
            Deed::Deletion => Some(self.deletable(named?)?),
            Deed::Htcds => Some(self.passes_on(named?)?),
            // The caller checks which table is asked for.
            Deed::Release => Some(named?),
            Deed::Ctdc => {
                self.is_main()?;
                None
            }
        };
        let mut reason = reason.to_owned();
        tidy(&mut reason);
        if reason.is_empty() || !is_text(&reason) || reason.len() > REASON_MAX {
            return Err(Error::Reason);
        }
        let row = Row {
            format: FORMAT.to_owned(),
            what,
            record,
            reason,
            by: self.who,
            name: self.user().to_owned(),
            made_at: now.wall_ms,
            approved: None,
            done_at: None,
        };
        let mut header = Header::new(Id::random(), kind::REQUEST, now.wall_ms);
        header.data = record.map(|id| id.0.to_vec()).unwrap_or_default();
        let noted = self.entry(Act::Requested, record, what.word(), now);
        self.store.write(|tx| {
            tx.put(&header, Some(&row.to_bytes()))?;
            noted.put(tx)
        })?;
        Ok(header.id)
    }

    /// All requests, the newest first. One that cannot be read is left out.
    pub fn requests(&self, now: Moment) -> Vec<RequestLine> {
        let rows = self.store.list(kind::REQUEST);
        rows.filter_map(|header| Some(self.request_row(header)?.line(header.id, now)))
            .collect()
    }

    /// Approves what another user asked for.
    ///
    /// # Errors
    /// [`Error::NoSuchRequest`] unless exactly one that waits begins so; [`Error::OwnRequest`]; the store's.
    pub fn approve(&mut self, typed: &str, now: Moment) -> Result<RequestLine, Error> {
        let typed = typed.to_ascii_lowercase();
        let mut found = Vec::new();
        for header in self.store.list(kind::REQUEST) {
            let named = typed.len() >= NAME_MIN && header.id.to_string().starts_with(&typed);
            if let Some(row) = self.request_row(header).filter(|_| named)
                && row.state(now) == RequestState::Waiting
            {
                found.push((header.clone(), row));
            }
        }
        let [(header, mut row)] = <[_; 1]>::try_from(found).map_err(|_| Error::NoSuchRequest)?;
        if row.by == self.who {
            return Err(Error::OwnRequest);
        }
        row.approved = Some(Approval {
            by: self.who,
            name: self.user().to_owned(),
            at: now.wall_ms,
        });
        let noted = self.entry(Act::Approved, row.record, row.what.word(), now);
        self.store.write(|tx| {
            tx.put(&header, Some(&row.to_bytes()))?;
            noted.put(tx)
        })?;
        Ok(row.line(header.id, now))
    }

    /// Whether one person alone uses this desk, who then goes on alone.
    pub fn is_alone(&self) -> bool {
        self.user_ids().len() == 1
    }

    /// Leave for the user who opened the desk, from another user or because there is none. A deletion is asked for,
    /// with its reason, in either case. What was approved can be done again until it lapses: a disk may have been
    /// full.
    ///
    /// # Errors
    /// [`Error::NeedsAnother`].
    pub(super) fn leave(
        &self,
        what: Deed,
        record: impl Into<Option<Id>>,
        now: Moment,
    ) -> Result<Leave, Error> {
        let record = record.into();
        let alone = self.is_alone();
        let recent = |at: i64| now.wall_ms.saturating_sub(at) <= LAPSES_MS;
        let mut request = None;
        for header in self.store.list(kind::REQUEST) {
            let Some(row) = self.request_row(header) else {
                continue;
            };
            // Before a whole case went out, an export was asked for by any record of it.
            let top = row.record.and_then(|asked| self.case_of(asked).ok());
            let same = row.record == record || (what == Deed::Export && top == record);
            let mine = row.what == what && same && row.by == self.who;
            let granted = match &row.approved {
                // By somebody else, whatever the row says of itself.
                Some(approval) => approval.by != self.who && recent(approval.at),
                None => alone && recent(row.made_at),
            };
            if mine && granted {
                request = Some((header.clone(), row));
                break;
            }
        }
        match (&request, what) {
            (None, Deed::Export | Deed::Release | Deed::Htcds | Deed::Ctdc) if alone => {}
            (None, _) => return Err(Error::NeedsAnother),
            (Some(_), _) => {}
        }
        let approved = |(_, row): &(Header, Row)| row.approved.is_some();
        Ok(Leave {
            alone: !request.as_ref().is_some_and(approved),
            request,
        })
    }

    fn request_row(&self, header: &Header) -> Option<Row> {
        let body = self.store.body(header.id).ok()??;
        let row: Row = serde_json::from_slice(&body).ok()?;
        (row.format == FORMAT).then_some(row)
    }
}
