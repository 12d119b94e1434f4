//! Screenings in progress. A draft is as sealed as everything else.

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use super::{Error, Session, kind};
use crate::{
    base::{Id, opaque_debug},
    checklist::Answers,
    host::Moment,
    store::Header,
};

/// Everything that was entered of a screening that is not finished.
#[derive(Clone, Default, PartialEq, Zeroize, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// What was observed and told.
    pub answers: Answers,
    /// The organisation's code of the place; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub site: String,
    /// What could not be said otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The area in which help must be at hand; empty: anywhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// Why a person is screened although no service is near; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub without_service: String,
}

opaque_debug!(Draft);

impl From<Answers> for Draft {
    fn from(answers: Answers) -> Self {
        Self {
            answers,
            ..Self::default()
        }
    }
}

impl From<&Answers> for Draft {
    fn from(answers: &Answers) -> Self {
        answers.clone().into()
    }
}

impl Draft {
    /// Reads a draft; those of earlier versions were the answers alone.
    pub(super) fn from_json(json: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(json)
            .or_else(|_| serde_json::from_slice::<Answers>(json).map(Into::into))
            .map_err(|_| Error::Damaged)
    }
}

impl Session {
    /// Keeps what is not finished, without attachments and the answers that name them. Gives the draft's id; an id
    /// given replaces that draft.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when the id is not a draft's.
    pub fn save_draft(
        &mut self,
        id: Option<Id>,
        draft: impl Into<Draft>,
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
        let mut draft = draft.into();
        let checklist = open.content.checklist(&draft.answers.checklist);
        if let Some(form) = checklist.and_then(|checklist| checklist.form.as_ref()) {
            draft.answers.values = form.without_attachments(&draft.answers.values);
        }
        let json = crate::record::to_json(&draft);
        draft.zeroize();
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

    /// A draft. Its answers are valid under a newer pack too: what the pack no longer lists stays
    /// answered.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`].
    pub fn draft(&self, id: Id) -> Result<Draft, Error> {
        let open = self.open()?;
        open.store
            .header(id)
            .filter(|row| row.kind == kind::DRAFT)
            .ok_or(Error::NoSuchRecord)?;
        let json = open.store.body(id)?.ok_or(Error::Damaged)?;
        Draft::from_json(&json)
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
