//! The phone that a command is about.

use std::path::{Path, PathBuf};

use pocketcard::{host::Clock, session::Session, vault::SoftwareKeystore};
use pocketcard_terminal::{Refusal, SystemClock, passphrase};

/// Where the passphrase is read from before anybody is asked for it.
pub const PASSPHRASE: &str = "POCKETCARD_PASSPHRASE";

/// The phone of one command.
pub struct Phone {
    pub directory: PathBuf,
    pub keystore: SoftwareKeystore,
    pub clock: SystemClock,
}

impl Phone {
    pub fn at(store: Option<&Path>) -> Result<Self, Refusal> {
        let directory = store
            .ok_or("say where the phone's store is: --store DIR")?
            .to_owned();
        let keystore = SoftwareKeystore::new(&directory.join("keystore"));
        Ok(Self {
            directory,
            keystore,
            clock: SystemClock::start(),
        })
    }

    pub fn unlock(&self) -> Result<Session, Refusal> {
        let passphrase = passphrase(PASSPHRASE, "Passphrase")?;
        Ok(Session::unlock(
            &self.directory,
            &passphrase,
            &self.keystore,
            self.clock.now(),
        )?)
    }
}
