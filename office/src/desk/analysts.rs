//! Analysts: those who get what the ledger released, and nothing else. They do not use the desk and have no way into its
//! vault: an administrator makes a store of releases for each, with a vault of its own, beside the desk.

use std::path::{Path, PathBuf};

use pocketcard::{
    base::Id,
    crypto::{PublicKey, SigningKey},
    host::{Keystore, Moment},
    invitation::check_name,
    store::Header,
    vault::{Kdf, Passphrase},
};
use serde::{Deserialize, Serialize};

use super::{Act, Desk, Error, kind};
use crate::releases::{Reader, Recipient};

/// The `format` member of a row.
const FORMAT: &str = "pocketcard-analyst/1";

/// An analyst's store as the desk knows it; the header's label is the analyst's name.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    format: String,
    directory: PathBuf,
    to: PublicKey,
    /// What the desk signs with for this store alone: it stays when the desk's keys are replaced.
    sign: [u8; 32],
}

/// An analyst.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnalystLine {
    /// What the others call them.
    pub name: String,
    /// Where their store is.
    pub store: PathBuf,
}

impl Desk {
    /// Makes a store of releases for somebody, and puts into it what is released already.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NotTheMainDesk`]; [`Error::Name`]; [`Error::UserTaken`];
    /// [`Error::NotForAnalysts`]; a weak passphrase, or one that opens this desk; the store's.
    pub fn add_analyst(
        &mut self,
        name: &str,
        directory: &Path,
        passphrase: &Passphrase,
        (keystore, theirs): (&dyn Keystore, &dyn Keystore),
        kdf: Kdf,
        now: Moment,
    ) -> Result<(), Error> {
        self.administrator()?;
        if self.is_confidential() {
            return Err(Error::NotTheMainDesk);
        }
        check_name(name).map_err(Error::Name)?;
        let users = self.users();
        let taken = users.iter().any(|it| it.name == name)
            || self.analysts().iter().any(|it| it.name == name);
        if taken {
            return Err(Error::UserTaken);
        }
        // Somebody who opens both with one passphrase could be tempted to type it for the other.
        self.opens_nothing(passphrase, None, keystore)?;
        let above = directory.parent().filter(|it| !it.as_os_str().is_empty());
        let above = above.unwrap_or(Path::new(".")).canonicalize()?;
        let own = self.directory.canonicalize()?;
        let file_name = directory.file_name().ok_or(Error::NotForAnalysts)?;
        let directory = above.join(file_name);
        if directory.starts_with(&own) || directory.exists() {
            return Err(Error::NotForAnalysts);
        }
        let sign = SigningKey::generate();
        let to = Reader::found(
            &directory,
            name,
            &sign.verifying_key(),
            passphrase,
            (theirs, kdf),
            now,
        )?;
        let row = Row {
            format: FORMAT.to_owned(),
            directory,
            to,
            sign: *sign.seed(),
        };
        let bytes = serde_json::to_vec(&row).expect("keys and paths serialise");
        let mut header = Header::new(Id::random(), kind::ANALYST, now.wall_ms);
        name.clone_into(&mut header.label);
        let noted = self.entry(Act::AnalystAdded, None, name, now);
        self.store.write(|tx| {
            tx.put(&header, Some(&bytes))?;
            noted.put(tx)
        })?;
        self.deliver().map(drop)
    }

    /// Gives an analyst nothing more. What they have stays theirs.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NoSuchAnalyst`]; the store's.
    pub fn remove_analyst(&mut self, name: &str, now: Moment) -> Result<(), Error> {
        self.administrator()?;
        let of_name = |header: &&Header| header.label == name;
        let row = self.store.list(kind::ANALYST).find(of_name);
        let row = row.map(|header| header.id).ok_or(Error::NoSuchAnalyst)?;
        let noted = self.entry(Act::AnalystRemoved, None, name, now);
        Ok(self.store.write(|tx| {
            tx.delete(row)?;
            noted.put(tx)
        })?)
    }

    /// All analysts, the newest first.
    pub fn analysts(&self) -> Vec<AnalystLine> {
        let rows = self.store.list(kind::ANALYST);
        rows.filter_map(|header| {
            Some(AnalystLine {
                name: header.label.clone(),
                store: self.analyst(header)?.directory,
            })
        })
        .collect()
    }

    fn analyst(&self, header: &Header) -> Option<Row> {
        let body = self.store.body(header.id).ok()??;
        let row: Row = serde_json::from_slice(&body).ok()?;
        (row.format == FORMAT).then_some(row)
    }

    /// Writes to each analyst's store what is released and not there. Gives the names of those whose store is out of
    /// reach: they get it the next time.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the ledger cannot be read.
    pub fn deliver(&self) -> Result<Vec<String>, Error> {
        let releases = self.releases()?;
        let mut unreached = Vec::new();
        for header in self.store.list(kind::ANALYST) {
            let row = self.analyst(header).ok_or(Error::Damaged)?;
            let recipient = Recipient {
                directory: &row.directory,
                to: &row.to,
                sign: &SigningKey::from_seed(&row.sign),
            };
            if (releases.iter()).any(|release| recipient.deliver(release).is_err()) {
                unreached.push(header.label.clone());
            }
        }
        Ok(unreached)
    }
}
