//! The content of a directory.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// The files of a directory and of those in it, by their path inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot(pub(crate) BTreeMap<PathBuf, Vec<u8>>);

impl Snapshot {
    /// What is in a directory now.
    pub fn of(dir: &Path) -> Self {
        let mut files = BTreeMap::new();
        collect(dir, Path::new(""), &mut files);
        Self(files)
    }

    /// The content of a file, by its path inside.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.0.get(Path::new(path)).map(Vec::as_slice)
    }

    /// All files, whichever they are.
    pub fn files(&self) -> impl Iterator<Item = &[u8]> {
        self.0.values().map(Vec::as_slice)
    }

    /// Replaces what is in a directory.
    pub fn restore(&self, dir: &Path) {
        match fs::remove_dir_all(dir) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => panic!("{error}"),
            _ => fs::create_dir(dir).expect("a directory"),
        }
        for (path, content) in &self.0 {
            let path = dir.join(path);
            fs::create_dir_all(path.parent().expect("is in the directory")).expect("a directory");
            fs::write(path, content).expect("written");
        }
    }
}

fn collect(dir: &Path, inside: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(dir.join(inside)).into_iter().flatten() {
        let entry = entry.expect("listed");
        let path = inside.join(entry.file_name());
        if entry.file_type().expect("known").is_dir() {
            collect(dir, &path, files);
        } else {
            files.insert(path, fs::read(entry.path()).expect("read"));
        }
    }
}
