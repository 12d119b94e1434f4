//! Files that are either the old or the new one, never half of each.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

/// Makes a directory that only its owner may enter, where there is none, and those above it.
pub(crate) fn make_dir(dir: &Path) -> io::Result<()> {
    if dir.as_os_str().is_empty() || dir.is_dir() {
        return Ok(());
    }
    if let Some(above) = dir.parent() {
        make_dir(above)?;
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)?;
    // What is put in it must not vanish with its name.
    sync_dir_of(dir)
}

/// Opens a new file that only its owner may read, replacing one of that name.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a file that only its owner may read, unless there is one of that name.
pub(crate) fn create_new(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Replaces a file's content so that a power cut leaves the old or the new one, and that the new one
/// is on the disk when this returns.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = path.with_extension("new");
    let mut file = create(&fresh)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    if let Err(error) = written.and_then(|()| fs::rename(&fresh, path)) {
        // A full disk must not be left fuller; the error that counts is the first.
        let _ = fs::remove_file(&fresh);
        return Err(error);
    }
    sync_dir_of(path)
}

/// Copies a file to one that only its owner may read, and that is on the disk when this returns.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = File::open(from)?;
    let mut file = create(to)?;
    io::copy(&mut source, &mut file)?;
    file.sync_all()
}

/// Removes a file for which it is no error to be gone already.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes the names in the file's directory durable, where the system knows such a thing.
pub(crate) fn sync_dir_of(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(dir) = path.parent() {
        let here = dir.as_os_str().is_empty();
        File::open(if here { Path::new(".") } else { dir })?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Fails where it cannot be told whether a file is there, because its directory may not be read.
pub(crate) fn reachable(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(error),
        _ => Ok(()),
    }
}

/// Whether the disk (or the user's share of it) is full.
pub(crate) fn is_full(kind: io::ErrorKind) -> bool {
    matches!(
        kind,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
}

/// Overwrites a file in place, from its beginning. On flash the old bytes may survive elsewhere; this
/// is for disks that write in place, never the only measure.
pub(crate) fn overwrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// [`overwrite`] with this much randomness.
pub(crate) fn overwrite_with_noise(path: &Path, length: usize) -> io::Result<()> {
    let mut noise = vec![0; length];
    getrandom::fill(&mut noise).expect("the operating system provides randomness");
    overwrite(path, &noise)
}

/// Waits for anyone else who changes the files of this directory, until what is given is dropped. The
/// directory itself is the lock: a file for it would be one more to explain. `None` where there is no
/// directory, or the system has no such locks.
pub(crate) fn turn_in(dir: &Path) -> io::Result<Option<File>> {
    #[cfg(unix)]
    match File::open(dir) {
        Ok(dir) => {
            dir.lock()?;
            return Ok(Some(dir));
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Err(_) => {}
    }
    #[cfg(not(unix))]
    let _ = dir;
    Ok(None)
}
