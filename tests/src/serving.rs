//! The hub as a process of its own, as an operator runs it.

use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
};

use crate::binaries::Terminal;

/// A hub that runs. Dropping it kills it.
pub struct Serving {
    child: Child,
    out: Option<BufReader<ChildStdout>>,
    /// Its base address.
    pub url: String,
}

impl Serving {
    /// Starts the hub of a desk on a free loopback port; what it logs goes to `errors`.
    pub fn start(office: &Terminal, arguments: &[&str], errors: Stdio) -> Self {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], arguments].concat();
        let mut command = office.command(&arguments);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .expect("it runs");
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        let word = line.split(' ').find(|word| word.contains("://"));
        let url = word.expect(&line).trim_end_matches(['.', '\n']).to_owned();
        let out = Some(out);
        Self { child, out, url }
    }

    /// What it writes to standard error, if that was piped: nobody reads it from now on.
    pub fn close_outputs(&mut self) {
        self.out = None;
        self.child.stderr = None;
    }

    /// Asks it to stop, as a service manager does, and waits until it has.
    pub fn stop(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        assert!(asked.expect("kill runs").success());
        self.child.wait().expect("it ends")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
