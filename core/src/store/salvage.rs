//! A store that cannot be opened where it lies, because its file is cut short, its disk takes no more writing, or
//! parts of it cannot be read: a copy of it elsewhere, sealed like the original, made fit for SQLite to open.

use std::{
    env,
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use rusqlite::OpenFlags;

use super::{Error, db};
use crate::base::{
    Id, files,
    layout::{STORE, STORE_ANCHOR},
};

/// Bytes that are copied at a time, and given up where they cannot be read.
const BLOCK: usize = 4096;
/// The longest file that a header's word is taken for, in bytes.
const LONGEST: u64 = 64 << 30;

/// The copy. Dropping it removes it.
pub(crate) struct Salvage(PathBuf);

impl Salvage {
    /// Copies a store's files into the system's directory for temporary files.
    ///
    /// # Errors
    /// There is no room for the copy, or no file to copy.
    pub(crate) fn of(dir: &Path) -> Result<Self, Error> {
        let salvage = Self(env::temp_dir().join(format!("pocketcard-{}", Id::random())));
        files::make_dir(&salvage.0)?;
        for name in [STORE, &format!("{STORE}-wal"), STORE_ANCHOR] {
            match File::open(dir.join(name)) {
                Ok(from) => copy(from, &salvage.0.join(name))?,
                Err(error) if name == STORE => return Err(error.into()),
                Err(_) => {}
            }
        }
        salvage.mend()?;
        Ok(salvage)
    }

    /// Where it lies.
    pub(crate) fn dir(&self) -> &Path {
        &self.0
    }

    /// Makes the copy as long as it was, and gives it a first page if that is gone. What is missing reads as
    /// damaged; all that is there can be read.
    fn mend(&self) -> Result<(), Error> {
        let path = self.0.join(STORE);
        let mut file = File::options().read(true).write(true).open(&path)?;
        let length = file.metadata()?.len();
        let first = self.first_page()?;
        let mut start = [0; 100];
        let begins = file.read_exact(&mut start).is_ok() && start[..16] == first[..16];
        let page = match u16::from_be_bytes([start[16], start[17]]) {
            _ if !begins => first.len() as u64,
            1 => 65_536,
            bytes => u64::from(bytes),
        };
        let pages = u64::from(u32::from_be_bytes([
            start[28], start[29], start[30], start[31],
        ]));
        let said = if begins {
            pages.saturating_mul(page)
        } else {
            0
        };
        let whole = length.next_multiple_of(page.max(512)).max(said);
        if whole <= LONGEST {
            file.set_len(whole)?;
        }
        if !begins {
            let mut first = first;
            let pages = u32::try_from(whole / page).unwrap_or(u32::MAX);
            first[28..32].copy_from_slice(&pages.to_be_bytes());
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&first)?;
        }
        Ok(file.sync_all()?)
    }

    /// The first page of an empty store: every store's tables begin in the same places.
    fn first_page(&self) -> Result<Vec<u8>, Error> {
        let path = self.0.join("empty.db");
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let database = db::open(&path, flags)?;
        db::make_schema(&database)?;
        db::checkpoint(&database)?;
        let page: u32 = database.pragma_query_value(None, "page_size", |row| row.get(0))?;
        drop(database);
        let mut first = vec![0; page as usize];
        File::open(&path)?.read_exact(&mut first)?;
        Ok(first)
    }
}

impl Drop for Salvage {
    fn drop(&mut self) {
        // What stays behind is sealed.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies what can be read, and zeros for what cannot.
fn copy(mut from: File, path: &Path) -> io::Result<()> {
    let length = from.metadata()?.len();
    let mut to = files::create(path)?;
    let mut block = [0; BLOCK];
    let mut at = 0;
    while at < length {
        let wanted = BLOCK.min(usize::try_from(length - at).unwrap_or(BLOCK));
        let read = from
            .seek(SeekFrom::Start(at))
            .and_then(|_| from.read_exact(&mut block[..wanted]));
        if read.is_err() {
            block.fill(0);
        }
        to.write_all(&block[..wanted])?;
        at += wanted as u64;
    }
    to.sync_all()
}
