//! Answers that somebody began and keeps for later, sealed like everything else here.

use pocketcard::{base::Id, host::Moment, store::Header, text::tidy};
use zeroize::Zeroizing;

use super::{Desk, Error, kind, outgoing::MAX_ANSWER};

impl Desk {
    fn draft_row(&self, case: Id) -> Option<&Header> {
        self.store.list(kind::DRAFT).find(|row| row.data == case.0)
    }

    /// The answer that somebody began in a case.
    ///
    /// # Errors
    /// The store's.
    pub fn draft(&self, case: Id) -> Result<Option<Zeroizing<String>>, Error> {
        let Some(row) = self.draft_row(case) else {
            return Ok(None);
        };
        let bytes = self.store.body(row.id)?.ok_or(Error::Damaged)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| Error::Damaged)?;
        Ok(Some(Zeroizing::new(text.to_owned())))
    }

    /// Keeps the beginning of an answer in its case, in place of an earlier one; an empty one takes that away.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`]; [`Error::TextTooLong`]; the store's.
    pub fn keep_draft(&mut self, case: Id, text: &str, now: Moment) -> Result<(), Error> {
        let case = self.case_of(case)?;
        let mut text = Zeroizing::new(text.to_owned());
        tidy(&mut text);
        if text.len() > MAX_ANSWER {
            return Err(Error::TextTooLong);
        }
        let known = self.draft_row(case).map(|row| row.id);
        let mut header = Header::new(known.unwrap_or_else(Id::random), kind::DRAFT, now.wall_ms);
        header.data = case.0.to_vec();
        Ok(self.store.write(|tx| match (text.is_empty(), known) {
            (false, _) => tx.put(&header, Some(text.as_bytes())),
            (true, Some(id)) => tx.delete(id),
            (true, None) => Ok(()),
        })?)
    }
}
