//! What earlier versions wrote, kept in the repository.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The directory of a fixture. Work on a [`copy`] of it.
pub fn named(name: &str) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    fixtures.join(name)
}

/// Copies a directory and all that is in it into another one, which is made where there is none.
///
/// # Panics
/// When a file cannot be read or written.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from)
        .expect("listed")
        .map(|entry| entry.expect("listed"))
    {
        let target = to.join(entry.file_name());
        if entry.file_type().expect("known").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}
