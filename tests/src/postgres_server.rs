//! A PostgreSQL server of the tests' own: in a directory that goes away, on a Unix socket, without a port.

use std::{
    env, fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use pocketcard_office::hub::StorageConfig;
use postgres::{Client, NoTls};

/// What is said where there is none.
const MISSING: &str = "skipped: there is no PostgreSQL on this machine";

/// A server that ends with the program that started it, however that ends.
pub struct PostgresServer {
    directory: PathBuf,
    /// The size of a disk of its own for some databases, as `mount` takes it.
    small_disk: Option<&'static str>,
    watch: Option<Child>,
}

impl PostgresServer {
    /// Where Debian and others keep the server's programs, newest version first.
    pub fn programs() -> Option<PathBuf> {
        let mut found: Vec<(u32, PathBuf)> = Vec::new();
        for root in ["/usr/lib/postgresql", "/usr/local/lib/postgresql"] {
            let versions = fs::read_dir(root).into_iter().flatten().flatten();
            found.extend(versions.filter_map(|version| {
                let number = version.file_name().to_str()?.parse().ok()?;
                let programs = version.path().join("bin");
                programs
                    .join("initdb")
                    .exists()
                    .then_some((number, programs))
            }));
        }
        found.sort();
        let newest = found.pop().map(|(_, programs)| programs);
        newest.or_else(|| {
            let path = env::var_os("PATH")?;
            env::split_paths(&path).find(|one| one.join("initdb").exists())
        })
    }

    /// Starts a server with these settings. `None`, and a line that says so, where there is none.
    ///
    /// # Panics
    /// If it does not start.
    pub fn start(settings: &[&str]) -> Option<Self> {
        Self::start_with(settings, None)
    }

    /// The same, with a disk of this size for [databases that are made on it](Self::new_database_on_the_small_disk).
    /// `None` as well, and a line that says so, where this system gives no disk to a test.
    ///
    /// # Panics
    /// If it does not start.
    pub fn start_with_a_small_disk(settings: &[&str], size: &'static str) -> Option<Self> {
        let mut tried = Command::new("unshare");
        tried.args(["--mount", "mount", "-t", "tmpfs", "none", "/mnt"]);
        if !is_root() || !tried.status().is_ok_and(|status| status.success()) {
            println!("skipped: this system gives no small disk to a test (root, unshare, tmpfs)");
            return None;
        }
        Self::start_with(settings, Some(size))
    }

    fn start_with(settings: &[&str], small_disk: Option<&'static str>) -> Option<Self> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        if Self::programs().is_none() {
            println!("{MISSING}");
            return None;
        }
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("pocketcard-pg-{}-{number}", std::process::id());
        let directory = env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&directory);
        fs::create_dir(&directory).expect("a directory");
        let mut server = Self {
            directory,
            small_disk,
            watch: None,
        };
        if is_root() {
            let mut chown = Command::new("chown");
            let owned = chown.arg("postgres").arg(&server.directory).status();
            assert!(owned.expect("chown runs").success());
        }
        server.run(
            r#""$2/initdb" -D "$1/data" -A trust -U hub --no-sync -E UTF8 --locale=C"#,
            &[],
        );
        let path = server.directory.display().to_string();
        let own = [
            format!("unix_socket_directories = '{path}'"),
            "listen_addresses = ''".to_owned(),
            "max_connections = 200".to_owned(),
        ];
        let lines: Vec<&str> = own
            .iter()
            .map(String::as_str)
            .chain(settings.iter().copied())
            .collect();
        server.run(
            r#"printf '%s\n' "$3" >> "$1/data/postgresql.conf""#,
            &[&lines.join("\n")],
        );
        server.start_again();
        // Ends when this program's end of the pipe is closed, that is, whatever happens to the program.
        let script = r#"trap '' HUP INT TERM; read -r _; "$2/pg_ctl" -D "$1/data" -m immediate stop; rm -rf "$1""#;
        let mut watch = server.command(script, &[]);
        watch.stdin(Stdio::piped());
        server.watch = Some(watch.spawn().expect("a shell runs"));
        Some(server)
    }

    /// The server that all tests of one program share, each with a database of its own. It is fast, and would not
    /// survive a power cut.
    pub fn shared() -> Option<&'static Self> {
        static SHARED: OnceLock<Option<PostgresServer>> = OnceLock::new();
        let quick = ["fsync = off", "full_page_writes = off", "autovacuum = off"];
        let server = SHARED.get_or_init(|| Self::start(&quick)).as_ref();
        if server.is_none() {
            println!("{MISSING}");
        }
        server
    }

    /// Where its socket is, and its files in `data`.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// How a database of it is reached.
    pub fn description(&self, database: &str) -> String {
        format!(
            "host={} user=hub dbname={database}",
            self.directory.display()
        )
    }

    /// How a hub's configuration names a database of it.
    pub fn storage(&self, database: &str) -> StorageConfig {
        StorageConfig {
            postgres: self.description(database),
            ca: None,
        }
    }

    /// A connection to a database of it.
    ///
    /// # Panics
    /// If it cannot be made.
    pub fn connect(&self, database: &str) -> Client {
        Client::connect(&self.description(database), NoTls).expect("the server lets us in")
    }

    /// Makes an empty database; its name.
    ///
    /// # Panics
    /// If it cannot be made.
    pub fn new_database(&self) -> String {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("hub_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let made = self
            .connect("postgres")
            .batch_execute(&format!("CREATE DATABASE {name}"));
        made.expect("a database is made");
        name
    }

    /// Makes an empty database on the small disk that this server was started with; its name.
    ///
    /// # Panics
    /// If it cannot be made.
    pub fn new_database_on_the_small_disk(&self) -> String {
        let made = format!(
            "CREATE TABLESPACE small LOCATION '{}/small'",
            self.directory.display()
        );
        let mut client = self.connect("postgres");
        client.batch_execute(&made).expect("the disk is there");
        let name = "small".to_owned();
        let made = client.batch_execute("CREATE DATABASE small TABLESPACE small");
        made.expect("a database is made");
        name
    }

    /// Makes `to` what `from` is now. Nobody may be connected to either.
    ///
    /// # Panics
    /// If it cannot be done.
    pub fn copy_database(&self, from: &str, to: &str) {
        let mut client = self.connect("postgres");
        for sql in [
            format!("DROP DATABASE IF EXISTS {to}"),
            format!("CREATE DATABASE {to} TEMPLATE {from}"),
        ] {
            client.batch_execute(&sql).expect("a database is copied");
        }
    }

    /// Makes a database `to` from a dump of `from`, as a backup is put back.
    ///
    /// # Panics
    /// If it cannot be done.
    pub fn dump_and_restore(&self, from: &str, to: &str) {
        let script = r#"set -e; "$2/createdb" -h "$1" -U hub "$4"
            "$2/pg_dump" -h "$1" -U hub "$3" > "$1/dump"
            "$2/psql" -h "$1" -U hub -q -v ON_ERROR_STOP=1 -f "$1/dump" "$4""#;
        self.run(script, &[from, to]);
    }

    /// Starts it after it was stopped.
    ///
    /// # Panics
    /// If it does not start.
    pub fn start_again(&self) {
        let start = r#""$2/pg_ctl" -D "$1/data" -w -t 60 -l "$1/log" start"#;
        let Some(size) = self.small_disk else {
            return self.run(start, &[]);
        };
        // Nobody but the server sees the disk, and it goes with it.
        let script = r#"mkdir -p "$1/small" && mount -t tmpfs -o "size=$4,uid=$(id -u postgres)" none "$1/small" &&
            exec runuser -u postgres -- sh -c "$3" sh "$1" "$2""#;
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-c", script, "sh"]);
        command
            .arg(&self.directory)
            .arg(programs())
            .args([start, size]);
        self.succeeds(script, command);
    }

    /// Stops it without letting it finish anything, as a power cut would.
    ///
    /// # Panics
    /// If it did not run.
    pub fn stop_hard(&self) {
        self.run(r#""$2/pg_ctl" -D "$1/data" -m immediate stop"#, &[]);
    }

    /// Runs a shell script as the server's user, with its directory as `$1`, its programs as `$2`, and then these.
    ///
    /// # Panics
    /// If it fails.
    pub fn run(&self, script: &str, arguments: &[&str]) {
        self.succeeds(script, self.command(script, arguments));
    }

    fn succeeds(&self, script: &str, mut command: Command) {
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let output = command.current_dir("/").stdin(Stdio::null()).output();
        let output = output.expect("a shell runs");
        let log = fs::read_to_string(self.directory.join("log")).unwrap_or_default();
        assert!(output.status.success(), "{script}: {output:?}\n{log}");
    }

    fn command(&self, script: &str, arguments: &[&str]) -> Command {
        let mut command = match is_root() {
            // It refuses to run as root.
            true => {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--", "sh"]);
                command
            }
            false => Command::new("sh"),
        };
        command
            .args(["-c", script, "sh"])
            .arg(&self.directory)
            .arg(programs());
        command.args(arguments).current_dir("/");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        if let Some(mut watch) = self.watch.take() {
            drop(watch.stdin.take());
            let _ = watch.wait();
        }
    }
}

fn programs() -> PathBuf {
    PostgresServer::programs().expect("they were there before")
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0)
}
