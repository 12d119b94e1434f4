//! Two phones that meet, each a process of its own, and the two people who read codes to each other.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Child, ChildStderr, Command, Stdio},
};

use serde_json::Value;

/// One phone in a meeting. Dropping it ends it.
pub struct Meeter {
    child: Child,
    says: BufReader<ChildStderr>,
}

impl Meeter {
    /// Starts `pocketcard meet`, which must be what the command runs, with `--json`.
    pub fn start(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let says = BufReader::new(child.stderr.take().expect("it is piped"));
        Self { child, says }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.says.read_line(&mut line).expect("a line");
        line
    }

    /// The port at which it waits.
    pub fn port(&mut self) -> u16 {
        let line = self.line();
        let address = line.split(' ').find_map(|word| word.split_once(':'));
        let port = address.expect(&line).1.trim_end_matches('.');
        port.parse().expect("a port")
    }

    /// The code that it shows.
    pub fn code(&mut self) -> String {
        let code = self.line();
        assert!(self.line().starts_with("Type the code"), "{code}");
        code.chars().filter(char::is_ascii_digit).collect()
    }

    /// Types a code.
    pub fn types(&mut self, code: &str) {
        let input = self.child.stdin.as_mut().expect("it is piped");
        writeln!(input, "{code}").expect("typed");
    }

    /// What it printed at the end.
    pub fn end(mut self) -> Value {
        let mut out = String::new();
        let mut stdout = self.child.stdout.take().expect("it is piped");
        stdout.read_to_string(&mut out).expect("text");
        self.child.wait().expect("it ends");
        serde_json::from_str(&out).unwrap_or_else(|_| panic!("one object: {out}"))
    }
}

impl Drop for Meeter {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Two people who read their codes to each other; what came of it, the caller's first.
pub fn meet(mut caller: Meeter, mut other: Meeter) -> (Value, Value) {
    let (code, same) = (caller.code(), other.code());
    assert_eq!(code, same);
    assert_eq!(code.len(), 6);
    caller.types(&same);
    other.types(&code);
    (caller.end(), other.end())
}
