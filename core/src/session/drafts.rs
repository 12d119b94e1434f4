//! Screenings in progress. A draft is as sealed as everything else.

use super::{Error, Session, kind};
use crate::{base::Id, checklist::Answers, host::Moment, store::Header};

impl Session {
    /// Keeps answers that are not finished. Gives the draft's id; an id given replaces that draft.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when the id is not a draft's.
    pub fn save_draft(
        &mut self,
        id: Option<Id>,
        answers: &Answers,
        now: Moment,
    ) -> Result<Id, Error> {
        let open = self.open_mut()?;
        if let Some(id) = id {
            open.store
                .header(id)
                .filter(|row| row.kind == kind::DRAFT)
                .ok_or(Error::NoSuchRecord)?;
        }
        let id = id.unwrap_or_else(Id::random);
        let json = crate::record::to_json(answers);
        open.store
            .write(|tx| tx.put(&Header::new(id, kind::DRAFT, now.wall_ms), Some(&json)))?;
        Ok(id)
    }

    /// The drafts, newest first, and when each was last kept.
    pub fn drafts(&self) -> Result<Vec<(Id, i64)>, Error> {
        let open = self.open()?;
        Ok(open
            .store
            .list(kind::DRAFT)
            .map(|header| (header.id, header.at))
            .collect())
    }

    /// The answers of a draft. They are valid under a newer pack too: what the pack no longer lists
    /// stays answered.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`].
    pub fn draft(&self, id: Id) -> Result<Answers, Error> {
        let open = self.open()?;
        open.store
            .header(id)
            .filter(|row| row.kind == kind::DRAFT)
            .ok_or(Error::NoSuchRecord)?;
        let json = open.store.body(id)?.ok_or(Error::Damaged)?;
        serde_json::from_slice(&json).map_err(|_| Error::Damaged)
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`].
    pub fn discard_draft(&mut self, id: Id) -> Result<(), Error> {
        let open = self.open_mut()?;
        open.store
            .header(id)
            .filter(|row| row.kind == kind::DRAFT)
            .ok_or(Error::NoSuchRecord)?;
        Ok(open.store.write(|tx| tx.delete(id))?)
    }
}
