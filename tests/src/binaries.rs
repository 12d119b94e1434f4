//! The two programs as cargo built them, run as a person or a script runs them.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use pocketcard_office::desk::hub_directory;
use serde_json::Value;

use crate::canary::CANARY;

/// The passphrase of every store and desk in these tests.
pub const PASSPHRASE: &str = "lantern orbit seven maple";

/// A program that cargo built, beside the test that runs.
///
/// # Panics
/// When it is not built.
pub fn program(name: &str) -> PathBuf {
    let test = env::current_exe().expect("a test knows where it is");
    let built = test.ancestors().nth(2).expect("a test lies in deps/");
    let path = built.join(name).with_extension(env::consts::EXE_EXTENSION);
    assert!(
        path.exists(),
        "{name} is not built: run `cargo build --workspace` first"
    );
    path
}

/// What a program said, and how it ended.
#[derive(Debug)]
pub struct Said {
    /// Its exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Said {
    /// Runs a command to its end, with nothing to read and no terminal.
    pub fn by(command: &mut Command) -> Self {
        let output = command.stdin(Stdio::null()).output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self {
            status: output.status.code().expect("it ends by itself"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// The object that it printed.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("one object: {self:?}"))
    }

    /// Checks that it ended so, in words: one line on standard error that holds `hint` and nothing
    /// that was entered.
    #[track_caller]
    pub fn refuses(&self, status: i32, hint: &str) -> &str {
        assert_eq!(self.status, status, "{self:?}");
        let line = self.err.strip_suffix('\n').expect("a line");
        assert!(!line.is_empty() && !line.contains('\n'), "one line: {line}");
        assert!(line.contains(hint), "{hint:?} in {line:?}");
        for entered in [CANARY, PASSPHRASE] {
            assert!(!line.contains(entered), "repeats what was entered: {line}");
            assert!(!self.out.contains(entered), "repeats it: {}", self.out);
        }
        line
    }
}

/// One of the programs with the store that it works on.
#[derive(Clone)]
pub struct Terminal {
    program: PathBuf,
    place: Vec<OsString>,
    passphrase: Option<String>,
}

impl Terminal {
    /// `pocketcard --store`.
    pub fn phone(store: &Path) -> Self {
        Self::new("pocketcard", vec!["--store".into(), store.into()])
    }

    /// `pocketcard-office --desk`.
    pub fn office(desk: &Path) -> Self {
        Self::new("pocketcard-office", vec!["--desk".into(), desk.into()])
    }

    fn new(name: &str, place: Vec<OsString>) -> Self {
        Self {
            program: program(name),
            place,
            passphrase: Some(PASSPHRASE.to_owned()),
        }
    }

    /// The same without saying where the store is.
    pub fn nowhere(&self) -> Self {
        Self {
            place: Vec::new(),
            ..self.clone()
        }
    }

    /// Where a desk's hub was made, and where it runs.
    pub fn hub(&self) -> (PathBuf, PathBuf) {
        let desk = Path::new(&self.place[1]);
        (hub_directory(desk), desk.with_file_name("hub"))
    }

    /// The same with another passphrase, or with none.
    pub fn with(&self, passphrase: Option<&str>) -> Self {
        Self {
            passphrase: passphrase.map(str::to_owned),
            ..self.clone()
        }
    }

    /// The command that these arguments make.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        for variable in env::vars_os().map(|(name, _)| name) {
            if variable.to_string_lossy().starts_with("POCKETCARD_") {
                command.env_remove(variable);
            }
        }
        if let Some(passphrase) = &self.passphrase {
            command.env("POCKETCARD_PASSPHRASE", passphrase);
        }
        command.args(&self.place).args(arguments);
        command
    }

    /// Does something that must succeed; gives the object printed.
    #[track_caller]
    pub fn does(&self, arguments: &[&str]) -> Value {
        let said = Said::by(self.command(arguments).arg("--json"));
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{said:?}");
        let object = said.json();
        assert_eq!(object["ok"], true, "{object}");
        object
    }

    /// Tries what must be refused: with exit status 1, in one line on standard error, and with `--json`
    /// in the same line as a member of the object. Tries twice: in words and as an object.
    #[track_caller]
    pub fn is_refused(&self, arguments: &[&str], hint: &str) {
        self.is_refused_with(1, &|| self.command(arguments), hint);
    }

    /// As [`Terminal::is_refused`], for bad usage, which has exit status 2.
    #[track_caller]
    pub fn is_bad_usage(&self, arguments: &[&str], hint: &str) {
        self.is_refused_with(2, &|| self.command(arguments), hint);
    }

    /// As [`Terminal::is_refused`], with a status and for a command that is made as `make` does.
    #[track_caller]
    pub fn is_refused_with(&self, status: i32, make: &dyn Fn() -> Command, hint: &str) {
        let said = Said::by(&mut make());
        let line = said.refuses(status, hint);
        let said = Said::by(make().arg("--json"));
        assert_eq!((said.status, said.err.as_str()), (status, ""), "{said:?}");
        let object = said.json();
        assert_eq!(object["ok"], false, "{object}");
        let same = object["error"].as_str().map(uncounted);
        assert_eq!(same, Some(uncounted(line)), "{object}");
        assert!(!said.out.contains(CANARY), "repeats it: {}", said.out);
    }
}

/// A line without the count of tries, which goes down with each.
fn uncounted(line: &str) -> &str {
    match line.strip_prefix("wrong passphrase; ") {
        Some(_) => "wrong passphrase",
        None => line,
    }
}
