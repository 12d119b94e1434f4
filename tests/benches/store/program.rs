//! A program that plays rounds on command.

use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// Builds one of the programs in `tests/peers`.
pub fn build(name: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args([
            "build",
            "--release",
            "--locked",
            "--features",
            name,
            "--bin",
            name,
        ])
        .args([
            "--manifest-path",
            concat!(env!("CARGO_MANIFEST_DIR"), "/peers/Cargo.toml"),
        ])
        .arg("--target-dir")
        .arg(&target);
    let built = cargo.status().expect("cargo runs");
    assert!(built.success(), "{name} does not build");
    target.join("release").join(name)
}

/// The program while it runs; it ends when this is dropped.
pub struct Program {
    child: Child,
    /// `None` once it is to end.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Program {
    /// Starts it.
    pub fn start(program: &Path, arguments: &[PathBuf]) -> Self {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        Self {
            input: child.stdin.take(),
            output: BufReader::new(child.stdout.take().expect("piped")),
            child,
        }
    }

    /// Commands it to work on a store, with two numbers that `rounds.rs` explains; gives the numbers that it answers.
    pub fn asked(&mut self, command: &str, store: &Path, count: usize, seed: usize) -> Vec<u64> {
        let store = store.to_str().expect("UTF-8");
        let input = self.input.as_mut().expect("it runs");
        writeln!(input, "{command} {store} {count} {seed}").expect("it listens");
        let mut answer = String::new();
        self.output.read_line(&mut answer).expect("it answers");
        let numbers = answer.split_whitespace().map(|number| number.parse());
        let numbers: Result<Vec<u64>, _> = numbers.collect();
        numbers.expect("numbers")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.child.wait();
    }
}
