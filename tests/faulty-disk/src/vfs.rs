//! The file system as SQLite sees it.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::{Arc, LazyLock, Mutex, Once},
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use rsqlite_vfs::{
    AccessMode, DeviceCharacteristics, FileKind, LockLevel, OpenRequest, OpenedFile, OsCallback,
    SQLiteIoMethods, SQLiteVfs, SyncOptions, VfsError, VfsErrorCode, VfsFile, VfsResult, VfsStore,
    register_vfs,
};

use crate::{
    lock,
    state::{Access, Outcome, State},
};

/// The disks by directory.
static DISKS: LazyLock<Mutex<BTreeMap<PathBuf, Arc<Mutex<State>>>>> = LazyLock::new(Mutex::default);
/// Who holds which lock on which file.
static LOCKS: LazyLock<Mutex<Vec<(PathBuf, u64, LockLevel)>>> = LazyLock::new(Mutex::default);

/// Makes this SQLite's file system, once in a process.
pub fn register() {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        // SAFETY: `Vfs` and `Io` leave the constructor, the method table and all callbacks as the crate
        // provides them, so that versions, layouts and types agree. There is no data to share; what the
        // callbacks use is behind mutexes, and SQLite is compiled in its serialized mode. The
        // registration lives as long as the process. `Once` keeps it from being made twice.
        #[allow(unsafe_code)]
        let registration = unsafe { register_vfs::<Io, Vfs>("faulty", (), true) };
        registration.expect("SQLite takes it").into_raw();
    });
}

/// From now on, this is the disk beneath a directory.
pub fn watch(dir: &Path, state: Option<Arc<Mutex<State>>>) {
    match state {
        Some(state) => lock(&DISKS).insert(dir.to_owned(), state),
        None => lock(&DISKS).remove(dir),
    };
}

/// The disk on which a file is, and the file's path inside.
fn disk_of(path: &Path) -> (Arc<Mutex<State>>, PathBuf) {
    let dir = path.parent().expect("a file is in a directory");
    let name = path.file_name().expect("a file has a name");
    let state = lock(&DISKS).get(dir).map(Arc::clone);
    (state.unwrap_or_else(|| State::new(dir)), name.into())
}

fn error(code: VfsErrorCode) -> VfsError {
    VfsError::new(code, "".into())
}

struct Vfs;
struct Io;
struct Os;

impl SQLiteVfs<Io> for Vfs {
    type Os = Os;

    fn os((): &()) -> &Os {
        &Os
    }
}

impl SQLiteIoMethods for Io {
    type Store = Files;
}

impl OsCallback for Os {
    fn sleep(&self, duration: Duration) {
        thread::sleep(duration);
    }

    /// SQLite seeds its own generator with this; a constant makes runs repeat themselves.
    fn random(&self, buffer: &mut [u8]) -> usize {
        buffer.fill(7);
        buffer.len()
    }

    fn epoch_timestamp_in_ms(&self) -> VfsResult<i64> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        Ok(now.map_or(0, |since| since.as_millis() as i64))
    }
}

struct Files;

impl VfsStore for Files {
    type File = Handle;
    type AppData = ();

    fn open_file((): &(), request: OpenRequest<'_>) -> VfsResult<OpenedFile<Handle>> {
        let cannot = |_| error(VfsErrorCode::CantOpen);
        let path = Path::new(request.filename.expect("no temporary files").path());
        let (state, name) = disk_of(path);
        let access = match path.exists() {
            true => Access::Open,
            false if request.options.create() => Access::Create,
            false => return Err(error(VfsErrorCode::CantOpen)),
        };
        let mut disk = lock(&state);
        let outcome = disk.begin(access);
        if matches!(outcome, Outcome::Failed | Outcome::Dead) {
            return Err(error(VfsErrorCode::CantOpen));
        }
        let entry = disk.name(&name);
        if access == Access::Create {
            entry.create();
        }
        let mut options = OpenOptions::new();
        let created = access == Access::Create;
        let file = options.read(true).write(true).create(created).open(path);
        disk.end(outcome);
        drop(disk);
        // As SQLite's own file system: the first sync of a new journal syncs its directory too.
        let journal = matches!(
            request.options.kind(),
            Some(FileKind::Wal | FileKind::MainJournal)
        );
        let mut locks = lock(&LOCKS);
        let id = locks.iter().map(|(_, id, _)| id + 1).max().unwrap_or(0);
        locks.push((path.to_owned(), id, LockLevel::None));
        Ok(OpenedFile {
            file: Handle {
                state,
                path: path.to_owned(),
                name,
                id,
                file: file.map_err(cannot)?,
                syncs_directory: created && journal,
            },
            access: request.options.access(),
        })
    }

    fn close_file(
        (): &(),
        _: Option<&str>,
        file: Handle,
        _: rsqlite_vfs::OpenOptions,
    ) -> VfsResult<()> {
        lock(&LOCKS).retain(|(_, id, _)| *id != file.id);
        Ok(())
    }

    /// An empty file is as none, as for SQLite's own file system.
    fn access((): &(), name: &str, _: AccessMode) -> VfsResult<bool> {
        Ok(fs::metadata(name).is_ok_and(|file| file.len() > 0))
    }

    fn full_pathname((): &(), name: &str) -> VfsResult<String> {
        Ok(name.to_owned())
    }

    fn delete_file((): &(), path: &str, sync_dir: bool) -> VfsResult<()> {
        let (state, name) = disk_of(Path::new(path));
        if !Path::new(path).exists() {
            return Err(error(VfsErrorCode::IoDeleteNoEntry));
        }
        let mut disk = lock(&state);
        let outcome = disk.begin(Access::Delete);
        if matches!(outcome, Outcome::Failed | Outcome::Dead) {
            return Err(error(VfsErrorCode::IoDelete));
        }
        disk.name(&name).unlink();
        let removed = fs::remove_file(path);
        if sync_dir && outcome == Outcome::Done {
            disk.sync_names();
        }
        disk.end(outcome);
        removed.map_err(|_| error(VfsErrorCode::IoDelete))
    }
}

/// An open file.
struct Handle {
    state: Arc<Mutex<State>>,
    path: PathBuf,
    name: PathBuf,
    id: u64,
    file: File,
    syncs_directory: bool,
}

impl Handle {
    /// One access: `act` happens where it is not to fail; it is told how much of it is to.
    fn access<T>(
        &mut self,
        access: Access,
        code: VfsErrorCode,
        act: impl FnOnce(&mut File, &mut State, &Path, Outcome) -> io::Result<T>,
    ) -> VfsResult<T> {
        let mut disk = lock(&self.state);
        let outcome = disk.begin(access);
        let done = match outcome {
            Outcome::Done | Outcome::Half | Outcome::Last => {
                act(&mut self.file, &mut disk, &self.name, outcome)
            }
            Outcome::Failed | Outcome::Full | Outcome::Dead => Err(io::ErrorKind::Other.into()),
        };
        if (access, outcome) == (Access::Sync, Outcome::Failed) {
            disk.fail_to_sync(&self.name);
        }
        disk.end(outcome);
        match outcome {
            Outcome::Done => done.map_err(|_| error(code)),
            Outcome::Half | Outcome::Full => Err(error(VfsErrorCode::Full)),
            Outcome::Failed | Outcome::Last | Outcome::Dead => Err(error(code)),
        }
    }

    /// The others that have this file open, and what they hold.
    fn others(&self) -> Vec<LockLevel> {
        let locks = lock(&LOCKS);
        let others = locks
            .iter()
            .filter(|(path, id, _)| *path == self.path && *id != self.id);
        others.map(|(_, _, level)| *level).collect()
    }

    fn change(&self, to: impl FnOnce(LockLevel) -> LockLevel) {
        let mut locks = lock(&LOCKS);
        let own = locks.iter_mut().find(|(_, id, _)| *id == self.id);
        let (_, _, level) = own.expect("open");
        *level = to(*level);
    }
}

impl VfsFile for Handle {
    /// SQLite's own file system promises this too: a write touches no byte beside it.
    fn device_characteristics(&self) -> DeviceCharacteristics {
        DeviceCharacteristics::POWERSAFE_OVERWRITE
    }

    fn read(&mut self, buffer: &mut [u8], offset: u64) -> VfsResult<usize> {
        self.access(Access::Read, VfsErrorCode::IoRead, |file, _, _, _| {
            file.seek(SeekFrom::Start(offset))?;
            let mut read = 0;
            while read < buffer.len() {
                match file.read(&mut buffer[read..])? {
                    0 => break,
                    more => read += more,
                }
            }
            Ok(read)
        })
    }

    fn write(&mut self, buffer: &[u8], offset: u64) -> VfsResult<()> {
        self.access(
            Access::Write,
            VfsErrorCode::IoWrite,
            |file, disk, name, outcome| {
                let bytes = match outcome {
                    Outcome::Half => &buffer[..buffer.len() / 2],
                    _ => buffer,
                };
                file.seek(SeekFrom::Start(offset))?;
                file.write_all(bytes)?;
                let content = disk.name(name).file.as_mut();
                content.expect("open").write(offset as usize, bytes);
                Ok(())
            },
        )
    }

    fn truncate(&mut self, size: u64) -> VfsResult<()> {
        self.access(
            Access::Truncate,
            VfsErrorCode::IoTruncate,
            |file, disk, name, _| {
                file.set_len(size)?;
                let content = disk.name(name).file.as_mut();
                content.expect("open").truncate(size as usize);
                Ok(())
            },
        )
    }

    fn sync(&mut self, _: SyncOptions) -> VfsResult<()> {
        let directory = self.syncs_directory;
        self.access(
            Access::Sync,
            VfsErrorCode::IoSync,
            |_, disk, name, outcome| {
                if outcome == Outcome::Done {
                    disk.name(name).file.as_mut().expect("open").sync();
                    if directory {
                        disk.sync_names();
                    }
                }
                Ok(())
            },
        )?;
        self.syncs_directory = false;
        Ok(())
    }

    fn size(&self) -> VfsResult<u64> {
        let mut disk = lock(&self.state);
        let outcome = disk.begin(Access::Size);
        disk.end(outcome);
        match (outcome, self.file.metadata()) {
            (Outcome::Done, Ok(metadata)) => Ok(metadata.len()),
            _ => Err(error(VfsErrorCode::IoStat)),
        }
    }

    fn lock(&mut self, level: LockLevel) -> VfsResult<()> {
        let most = self.others().into_iter().max().unwrap_or(LockLevel::None);
        let allowed = match level {
            LockLevel::None | LockLevel::Shared => most < LockLevel::Pending,
            LockLevel::Reserved | LockLevel::Pending => most < LockLevel::Reserved,
            LockLevel::Exclusive => most == LockLevel::None,
        };
        if !allowed {
            return Err(error(VfsErrorCode::Busy));
        }
        self.change(|held| held.max(level));
        Ok(())
    }

    fn unlock(&mut self, level: LockLevel) -> VfsResult<()> {
        self.change(|held| held.min(level));
        Ok(())
    }

    fn check_reserved_lock(&self) -> VfsResult<bool> {
        Ok(self
            .others()
            .into_iter()
            .any(|level| level >= LockLevel::Reserved))
    }
}
