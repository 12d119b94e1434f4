//! An office with its desks and phones on disk, set up in a moment.

use std::{
    fs,
    path::{Path, PathBuf},
};

use pocketcard::{
    host::{Clock, Moment},
    invitation::Certificate,
    session::Session,
    vault::{Kdf, Passphrase, SoftwareKeystore},
};
use pocketcard_office::desk::{Accepted, Desk, NewDesk};
use pocketcard_terminal::SystemClock;

use crate::{
    binaries::{PASSPHRASE, Terminal},
    canary::CANARY,
};

/// The least stretching allowed: the vaults of tests guard nothing.
pub fn kdf() -> Kdf {
    Kdf::new(19 * 1024, 2, 1).expect("the least allowed")
}

/// The passphrase of everybody.
pub fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE)
}

/// The keystore that the programs use for a store or a desk.
pub fn keystore(place: &Path) -> SoftwareKeystore {
    SoftwareKeystore::new(&place.join("keystore"))
}

/// The time by this machine.
pub fn now() -> Moment {
    SystemClock::start().now()
}

/// Somebody at the desk types the words that the phone shows.
pub fn accept(desk: &mut Desk, label: &str, phone: &Session, now: Moment) -> Accepted {
    let words = phone.about(now).expect("unlocked").words;
    desk.accept(label, &words, now).expect("words are taken")
}

/// A directory with an office in it. The canary is in its path, so that anyone who repeats a path is seen.
pub struct House {
    _root: tempfile::TempDir,
    /// The directory.
    pub dir: PathBuf,
}

impl House {
    /// An office with a desk, a confidential desk, and a hub at this address, if at any.
    pub fn found(hub: Option<&str>) -> Self {
        Self::found_with(hub, None)
    }

    /// A directory in which nobody has founded anything yet.
    pub fn empty() -> Self {
        let root = tempfile::tempdir().expect("a directory");
        let dir = root.path().join(CANARY);
        fs::create_dir(&dir).expect("a directory");
        Self { _root: root, dir }
    }

    /// The same with a hub that has a certificate of its own.
    pub fn found_with(hub: Option<&str>, certificate: Option<&Certificate>) -> Self {
        let house = Self::empty();
        let (desk, second) = (house.path("desk"), house.path("conduct"));
        let new = NewDesk {
            name: "Desk",
            hub,
            hub_certificate: certificate,
            keepers: None,
        };
        let other = keystore(&second);
        let confidential = (second.as_path(), "Conduct desk", &passphrase(), &other as _);
        Desk::found(
            &desk,
            &new,
            &passphrase(),
            &keystore(&desk),
            kdf(),
            Some(confidential),
            now(),
        )
        .expect("an office");
        house
    }

    /// A path in the directory.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The same as an argument.
    pub fn argument(&self, name: &str) -> String {
        self.path(name).to_str().expect("UTF-8").to_owned()
    }

    /// Writes a file; gives its path as an argument.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), content).expect("written");
        self.argument(name)
    }

    /// The desk, opened by the library.
    pub fn desk(&self) -> Desk {
        Self::open_desk(&self.path("desk"))
    }

    /// The confidential desk, opened by the library.
    pub fn conduct(&self) -> Desk {
        Self::open_desk(&self.path("conduct"))
    }

    fn open_desk(path: &Path) -> Desk {
        Desk::open(path, &passphrase(), &keystore(path)).expect("the desk opens")
    }

    /// A new invitation.
    pub fn invitation(&self, label: &str) -> String {
        let text = self.desk().invite(label, 30, now()).expect("invited");
        text.to_string()
    }

    /// Enrols a phone under this name, by the library; gives it as a terminal.
    pub fn phone(&self, name: &str) -> Terminal {
        drop(self.enrolled(name, now()));
        Terminal::phone(&self.path(name))
    }

    /// Enrols a phone under this name, by the library, and types its words at the desk.
    pub fn enrolled(&self, name: &str, now: Moment) -> Session {
        let session = self.session(name, &self.invitation(name), now);
        accept(&mut self.desk(), name, &session, now);
        session
    }

    /// Enrols a phone with an invitation, by the library. The desk does not know its words.
    pub fn session(&self, name: &str, invitation: &str, now: Moment) -> Session {
        let store = self.path(name);
        let key = keystore(&store);
        Session::enrol(&store, invitation, &passphrase(), &key, kdf(), now).expect("enrolled")
    }

    /// Unlocks a phone, by the library.
    pub fn unlock(&self, name: &str, now: Moment) -> Session {
        let store = self.path(name);
        let unlocked = Session::unlock(&store, &passphrase(), &keystore(&store), now);
        unlocked.expect("unlocked")
    }

    /// The desk as a terminal.
    pub fn office(&self) -> Terminal {
        Terminal::office(&self.path("desk"))
    }
}
