//! What a desk plans to change of the directory of services, sealed, until a pack brings it.

use pocketcard::{base::Id, content::Content, host::Moment, store::Header};

use super::{Desk, Error, kind};
use crate::pack::Directory;

impl Desk {
    /// The directory that is planned.
    ///
    /// # Errors
    /// [`Error::Damaged`]; the store's.
    pub fn planned_directory(&self) -> Result<Option<Directory>, Error> {
        let Some(row) = self.store.list(kind::DIRECTORY).next() else {
            return Ok(None);
        };
        let bytes = self.store.body(row.id)?.ok_or(Error::Damaged)?;
        let directory = serde_json::from_slice(&bytes).map_err(|_| Error::Damaged)?;
        Ok(Some(directory))
    }

    /// Keeps what is planned; nothing, or what phones have already, ends the plan.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NotTheMainDesk`]; the store's.
    pub fn plan_directory(&mut self, plan: Option<&Directory>, now: Moment) -> Result<(), Error> {
        self.administrator()?;
        self.identity.row.as_office()?;
        let known = self.published_content();
        let in_force = Directory::of(known.as_ref().unwrap_or(Content::base()));
        let plan = plan.filter(|plan| **plan != in_force);
        let before: Vec<Id> = (self.store.list(kind::DIRECTORY))
            .map(|row| row.id)
            .collect();
        let header = Header::new(Id::random(), kind::DIRECTORY, now.wall_ms);
        let bytes = plan.map(|plan| serde_json::to_vec(plan).expect("texts, numbers and lists"));
        Ok(self.store.write(|tx| {
            before.iter().try_for_each(|row| tx.delete(*row))?;
            bytes.map_or(Ok(()), |bytes| tx.put(&header, Some(&bytes)))
        })?)
    }
}
