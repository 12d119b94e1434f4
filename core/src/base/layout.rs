//! Which files a phone or desk has in its directory.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::files;

/// The store's database.
pub(crate) const STORE: &str = "store.db";
/// The store's anchor: what tells an old copy of the database from the current one.
pub(crate) const STORE_ANCHOR: &str = "store.anchor";
/// The directory of attachments.
pub(crate) const ATTACHMENTS: &str = "attachments";

/// The reserve, from which a decoy is furnished.
pub(crate) fn reserve(dir: &Path) -> PathBuf {
    dir.join("reserve")
}

/// Removes a store and all attachments for good. Needs no key and no readable
/// file. Every step is tried even when another fails.
///
/// # Errors
/// The first step that failed.
pub(crate) fn remove_store(dir: &Path) -> io::Result<()> {
    let mut result = Ok(());
    let mut also = |step: io::Result<()>| {
        if result.is_ok() {
            result = step;
        }
    };
    let anchor = dir.join(STORE_ANCHOR);
    if let Ok(meta) = fs::metadata(&anchor) {
        also(files::overwrite_with_noise(
            &anchor,
            meta.len().min(4096) as usize,
        ));
    }
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if names().any(|own| own == *name) {
            let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let removed = if is_dir {
                fs::remove_dir_all(entry.path())
            } else {
                fs::remove_file(entry.path())
            };
            also(removed);
        }
    }
    also(files::sync_dir_of(&anchor));
    result
}

/// Whether anything of a store is in this directory, whole or not.
pub(crate) fn store_is_there(dir: &Path) -> bool {
    names().any(|name| dir.join(name).exists())
}

/// Everything that a store consists of, in its directory.
fn names() -> impl Iterator<Item = String> {
    let database = ["", "-wal", "-shm", "-journal"].map(|suffix| format!("{STORE}{suffix}"));
    database
        .into_iter()
        .chain([STORE_ANCHOR, "store.new", ATTACHMENTS].map(str::to_owned))
}
