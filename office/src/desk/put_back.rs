//! A desk that was put back from a copy lacks what it filed after the copy was made, and nothing in the copy says
//! so. What a copy cannot take along says it: which file is which on the disk. The desk then asks every phone to
//! send again what it confirmed since; phones keep that, sealed, for a while.

use std::{fs, io, path::Path};

use pocketcard::{
    base::Id,
    host::Moment,
    parcel::LetterKind as Letter,
    record::{Notice, Reply, Says},
    store::{Header, Store},
};

use super::{Desk, Error, kind};

/// A file that is made once and never written again.
const FILE: &str = "desk.place";

/// What tells this file from every copy of it. The file is made if it is not there.
fn mark(directory: &Path) -> io::Result<Vec<u8>> {
    let path = directory.join(FILE);
    let file = match fs::File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut options = fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            options.open(&path)?
        }
        opened => opened?,
    };
    let about = file.metadata()?;
    let born = about.created().ok().map(|born| {
        let since = born.duration_since(std::time::UNIX_EPOCH);
        since.unwrap_or_default().as_nanos()
    });
    #[cfg(unix)]
    let (number, changed) = {
        use std::os::unix::fs::MetadataExt;
        let changed = i128::from(about.ctime()) * 1_000_000_000 + i128::from(about.ctime_nsec());
        (about.ino(), changed as u128)
    };
    #[cfg(not(unix))]
    let (number, changed) = (0u64, 0u128);
    // Not every file system says when a file was made; when it was changed last, all do.
    let time = born.unwrap_or(changed);
    Ok([&number.to_be_bytes()[..], &time.to_be_bytes()].concat())
}

fn row(store: &Store) -> Option<Id> {
    store.list(kind::MARK).next().map(|header| header.id)
}

/// Whether this desk stands elsewhere than it did. One that has never noted its place notes it now.
pub(super) fn is_elsewhere(directory: &Path, store: &mut Store, now: i64) -> bool {
    // Where the place cannot be told (a read-only disk), nothing is said of it.
    let Ok(here) = mark(directory) else {
        return false;
    };
    match row(store) {
        Some(row) => {
            let noted = store.body(row);
            noted.is_ok_and(|noted| noted.is_some_and(|noted| *noted != here))
        }
        None => {
            let header = Header::new(Id::random(), kind::MARK, now);
            let _ = store.write(|tx| tx.put(&header, Some(&here)));
            false
        }
    }
}

impl Desk {
    /// Whether this desk was put back from a copy, or moved, and has not asked phones for what it lacks yet: then the
    /// time of its last filing, in milliseconds since 1970; 0 where it filed nothing.
    pub fn put_back_to(&self) -> Option<i64> {
        self.elsewhere.then(|| self.last_filing())
    }

    fn last_filing(&self) -> i64 {
        let newest = |kind| self.store.list(kind).map(|header| header.at).max();
        let filed = [kind::RECORD, kind::ATTACHMENT]
            .into_iter()
            .filter_map(newest);
        filed.max().unwrap_or(0)
    }

    /// Asks every phone to send again what was confirmed since the copy was made, if this desk was put back from
    /// one. Gives the time since when.
    pub(super) fn ask_again(&mut self, now: Moment) -> Result<Option<i64>, Error> {
        let Some(since) = self.put_back_to() else {
            return Ok(None);
        };
        let here = mark(&self.directory)?;
        let header = Header::new(
            row(&self.store).unwrap_or_else(Id::random),
            kind::MARK,
            now.wall_ms,
        );
        if self.is_confidential() {
            // It cannot write to anybody but the authors of its reports, and their phones keep nothing.
            self.store.write(|tx| tx.put(&header, Some(&here)))?;
        } else {
            let to = self.audience()?;
            let notice = Notice {
                format: Notice::FORMAT.to_owned(),
                invitation: Id([0; 16]),
                made_at: now.wall_ms,
                says: Says::SendAgain,
                since: Some(since),
                office: None,
                order: None,
            };
            self.send(Letter::Notice, &notice.to_bytes(), &to, now, |tx| {
                tx.put(&header, Some(&here))
            })?;
        }
        self.elsewhere = false;
        Ok(Some(since))
    }
}
