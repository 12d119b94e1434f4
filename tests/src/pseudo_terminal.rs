//! A program on a terminal, with somebody who reads and types.

use std::{
    fs::{File, OpenOptions},
    io::{Read, Write},
    process::{Child, Command},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// How long a program may take to say something.
const PATIENCE: Duration = Duration::from_secs(120);

/// A program that runs on a terminal of its own.
pub struct PseudoTerminal {
    child: Child,
    keyboard: File,
    screen: Receiver<Vec<u8>>,
    /// What stands on the screen since the last [`PseudoTerminal::reads`].
    shown: String,
    /// Bytes of a character that has not come whole.
    rest: Vec<u8>,
}

impl PseudoTerminal {
    /// Starts a command with its input and output on a new terminal.
    ///
    /// # Panics
    /// When this machine gives no terminal.
    pub fn run(mut command: Command) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&master).expect("granted");
        unlockpt(&master).expect("unlocked");
        let name = ptsname(&master, Vec::new()).expect("its name");
        let name = name.to_str().expect("a path").to_owned();
        let slave = || {
            let mut options = OpenOptions::new();
            let opened = options.read(true).write(true).open(&name);
            opened.expect("the terminal's other side")
        };
        let keyboard = File::from(master);
        let mut watched = keyboard.try_clone().expect("a second handle");
        let (tell, screen) = channel();
        let child = command
            .stdin(slave())
            .stdout(slave())
            .stderr(slave())
            .spawn()
            .expect("it runs");
        drop(command);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = watched.read(&mut bytes) {
                if tell.send(bytes[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            keyboard,
            screen,
            shown: String::new(),
            rest: Vec::new(),
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.rest.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.rest) {
            Ok(_) => self.rest.len(),
            Err(error) => error.valid_up_to(),
        };
        let whole: Vec<u8> = self.rest.drain(..whole).collect();
        self.shown
            .push_str(&String::from_utf8(whole).expect("just checked"));
    }

    /// Waits until this stands on the screen; gives all that came until then.
    ///
    /// # Panics
    /// When it does not come.
    #[track_caller]
    pub fn reads(&mut self, text: &str) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.shown.find(text) {
                let rest = self.shown.split_off(at + text.len());
                return std::mem::replace(&mut self.shown, rest);
            }
            let left = until.saturating_duration_since(Instant::now());
            match self.screen.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!("{text:?} does not come; there is: {}", self.shown),
            }
        }
    }

    /// Types a line.
    pub fn types(&mut self, line: &str) {
        self.keyboard
            .write_all(format!("{line}\n").as_bytes())
            .expect("typed");
    }

    /// Waits for the end; gives the exit status and what else was shown.
    pub fn ends(mut self) -> (i32, String) {
        let status = self.child.wait().expect("it ends");
        drop(self.keyboard);
        while let Ok(bytes) = self.screen.recv_timeout(Duration::from_millis(500)) {
            self.rest.extend_from_slice(&bytes);
        }
        self.shown.push_str(&String::from_utf8_lossy(&self.rest));
        (status.code().expect("it ends by itself"), self.shown)
    }

    /// Ends the program without asking it, as a flat battery does.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}
