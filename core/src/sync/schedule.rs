//! What an outbox remembers beside its items: whose turn it is, and when the hub is tried next.

use serde::{Deserialize, Serialize};

use super::outbox::{Backoff, StrideSchedule};
use crate::{
    base::Id,
    store::{Error, Header, RowKind, Store, Tx},
};

/// The row that keeps it.
const SCHEDULE: RowKind = RowKind(67);

/// Kept between exchanges, so that neither a pause nor a turn is forgotten when one breaks off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Schedule {
    /// Exchanges with the hub that failed in a row, and when the next one is due.
    pub hub: Backoff,
    /// Whose turn it is.
    pub turns: StrideSchedule,
    /// The last exchange with the hub was for confidential parcels alone.
    pub apart: bool,
}

impl Schedule {
    /// What was kept last. One that cannot be read costs a pause and a turn, nothing else.
    pub(crate) fn read(store: &Store) -> Self {
        let row = store.list(SCHEDULE).next();
        row.and_then(|header| store.body(header.id).ok()?)
            .and_then(|json| serde_json::from_slice(&json).ok())
            .unwrap_or_default()
    }

    /// Keeps it in the place of the one before, whose row is `old`.
    pub(crate) fn put(&self, tx: &mut Tx<'_>, old: Option<Id>, now: i64) -> Result<(), Error> {
        let header = Header::new(old.unwrap_or_else(Id::random), SCHEDULE, now);
        let json = serde_json::to_vec(self).expect("a schedule serialises");
        tx.put(&header, Some(&json))
    }

    /// The row of the one that was kept last.
    pub(crate) fn row(store: &Store) -> Option<Id> {
        store.list(SCHEDULE).next().map(|header| header.id)
    }
}
