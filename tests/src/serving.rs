//! The hub as a process of its own, as an operator runs it.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
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
    /// Starts the hub of a desk at an address, a free port of it if the port is 0; what it logs goes to
    /// `errors`. Its directory is moved beside the desk's first, as it must be.
    pub fn start(office: &Terminal, at: &str, arguments: &[&str], errors: Stdio) -> Self {
        let (inside, hub) = office.hub();
        if inside.exists() {
            fs::rename(&inside, &hub).expect("moved");
        }
        let hub = hub.to_str().expect("UTF-8");
        let arguments = [&["serve", "--hub", hub, "--listen", at], arguments].concat();
        Self::by(&mut office.nowhere().command(&arguments), errors)
    }

    /// Starts the hub by a command; what it logs goes to `errors`.
    pub fn by(command: &mut Command, errors: Stdio) -> Self {
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
        let url = word.expect(&line).trim_end_matches(';').to_owned();
        let out = Some(out);
        Self { child, out, url }
    }

    /// What it writes to standard error, if that was piped: nobody reads it from now on.
    pub fn close_outputs(&mut self) {
        self.out = None;
        self.child.stderr = None;
    }

    /// The address that it listens on.
    pub fn address(&self) -> &str {
        self.url.split("://").nth(1).expect("a scheme before it")
    }

    /// Asks it to stop, as a service manager does.
    pub fn ask_to_stop(&self) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        assert!(asked.expect("kill runs").success());
    }

    /// Asks it to stop, and waits until it has; its log, if that was piped.
    pub fn stop(mut self) -> (ExitStatus, String) {
        self.ask_to_stop();
        let mut log = String::new();
        if let Some(mut errors) = self.child.stderr.take() {
            errors.read_to_string(&mut log).expect("text");
        }
        (self.child.wait().expect("it ends"), log)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
