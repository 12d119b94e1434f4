//! The desk that a command is about.

use std::path::{Path, PathBuf};

use pocketcard::{
    host::Clock,
    vault::{Passphrase, SoftwareKeystore},
};
use pocketcard_office::desk::Desk;
use pocketcard_terminal::{Refusal, SystemClock, passphrase};

/// Where the desk's passphrase is read from before anybody is asked for it.
pub const PASSPHRASE: &str = "POCKETCARD_PASSPHRASE";

/// The desk of one command.
pub struct OpenDesk {
    pub directory: PathBuf,
    pub keystore: SoftwareKeystore,
    pub clock: SystemClock,
}

pub fn keystore(directory: &Path) -> SoftwareKeystore {
    SoftwareKeystore::new(&directory.join("keystore"))
}

impl OpenDesk {
    pub fn at(desk: Option<&Path>) -> Result<Self, Refusal> {
        let directory = desk
            .ok_or("say where the desk's store is: --desk DIR")?
            .to_owned();
        Ok(Self {
            keystore: keystore(&directory),
            directory,
            clock: SystemClock::start(),
        })
    }

    pub fn passphrase(&self) -> Result<Passphrase, Refusal> {
        passphrase(PASSPHRASE, "Your passphrase for this desk")
    }

    pub fn open_with(&self, passphrase: &Passphrase) -> Result<Desk, Refusal> {
        let now = self.clock.now();
        Ok(Desk::unlock(
            &self.directory,
            passphrase,
            &self.keystore,
            now,
        )?)
    }

    pub fn open(&self) -> Result<Desk, Refusal> {
        self.open_with(&self.passphrase()?)
    }
}
