//! Who takes part: an office with its hub and two desks, and three phones.

use std::{
    fs,
    path::{Path, PathBuf},
};

use pocketcard::{
    host::Moment,
    session::Session,
    vault::{Kdf, Passphrase, SoftwareKeystore},
};
use pocketcard_office::{
    desk::{Desk, NewDesk, hub_directory},
    hub::{self, Running},
};
use pocketcard_terminal::Refusal;

use super::story::Story;

/// The passphrase of everybody in the tour.
pub const PASSPHRASE: &str = "lantern orbit seven maple";

/// 2 March 2026, 06:00 UTC.
const MORNING: i64 = 1_772_431_200_000;

/// The clock of the day. It is set by the story, so that a day passes in seconds.
#[derive(Clone, Copy)]
pub struct Day {
    minutes: i64,
}

impl Day {
    pub fn to(&mut self, hour: i64, minute: i64) {
        self.minutes = (hour - 6) * 60 + minute;
    }

    pub fn now(&self) -> Moment {
        Moment {
            wall_ms: MORNING + self.minutes * 60_000,
            monotonic_ms: u64::try_from(self.minutes * 60_000).unwrap_or_default(),
            boot: [7; 16],
        }
    }
}

/// A phone with its owner.
pub struct Phone {
    directory: PathBuf,
    pub session: Session,
}

/// Everybody.
pub struct Cast {
    pub root: PathBuf,
    pub note: String,
    pub day: Day,
    pub desk: Desk,
    pub conduct: Desk,
    pub hub: Running,
    pub a: Phone,
    pub b: Phone,
    pub c: Phone,
}

/// The keystore of a store or a desk.
pub fn keystore(directory: &Path) -> SoftwareKeystore {
    SoftwareKeystore::new(&directory.join("keystore"))
}

impl Phone {
    pub fn enrol(root: &Path, name: &str, invitation: &str, now: Moment) -> Result<Self, Refusal> {
        let directory = root.join(format!("phone-{name}"));
        let passphrase = Passphrase::new(PASSPHRASE);
        let session = Session::enrol(
            &directory,
            invitation,
            &passphrase,
            &keystore(&directory),
            Kdf::DEFAULT,
            now,
        )?;
        Ok(Self { directory, session })
    }

    /// Locks the phone and unlocks it again, as happens many times a day.
    pub fn reopen(&mut self, passphrase: &str, now: Moment) -> Result<(), Refusal> {
        self.session.lock();
        let passphrase = Passphrase::new(passphrase);
        let keystore = keystore(&self.directory);
        self.session = Session::unlock(&self.directory, &passphrase, &keystore, now)?;
        Ok(())
    }

    /// Whether this passphrase opens the locked phone.
    pub fn opens_with(&self, passphrase: &str, now: Moment) -> bool {
        let keystore = keystore(&self.directory);
        Session::unlock(
            &self.directory,
            &Passphrase::new(passphrase),
            &keystore,
            now,
        )
        .is_ok()
    }
}

impl Cast {
    /// Sets up the office and enrols the phones.
    pub fn gather(root: &Path, note: &str, story: &Story) -> Result<Self, Refusal> {
        let mut day = Day { minutes: 0 };
        day.to(6, 0);
        story.chapter("06:00", "An office is set up");
        let (desk_dir, conduct_dir) = (root.join("desk"), root.join("conduct-desk"));
        let passphrase = Passphrase::new(PASSPHRASE);
        let second = keystore(&conduct_dir);
        let mut desk = story.timed(
            "A protection desk, and a conduct desk with keys of its own.",
            || {
                Desk::found(
                    &desk_dir,
                    &NewDesk {
                        name: "Protection desk",
                        hub: None,
                        hub_certificate: None,
                        keepers: None,
                    },
                    &passphrase,
                    &keystore(&desk_dir),
                    Kdf::DEFAULT,
                    Some((&conduct_dir, "Conduct desk", &passphrase, &second)),
                    day.now(),
                )
            },
        )?;
        let conduct = Desk::open(&conduct_dir, &passphrase, &second)?;
        let hub = hub::start(&hub_directory(&desk_dir), ([127, 0, 0, 1], 0).into())?;
        story.tell(format!(
            "A hub listens on {}. It holds no key that opens anything.",
            hub.url()
        ));
        let cards = root.join("memory-card");
        fs::create_dir_all(&cards)?;
        let mut enrol = |name: &str, who: &str| {
            let invitation = desk.invite(who, 30, day.now())?;
            let file = cards.join(format!("invitation-{name}.txt"));
            fs::write(&file, invitation.as_bytes())?;
            let text = fs::read_to_string(&file)?;
            let line = format!(
                "Phone {} ({who}) is enrolled from its invitation file; six words are compared each way.",
                name.to_uppercase()
            );
            let phone = story.timed(&line, || Phone::enrol(root, name, &text, day.now()))?;
            let heard = Session::invited(&text, day.now())?.words;
            if heard != desk.words()? {
                return Err("the invitation's words are not the desk's".into());
            }
            let words = phone.session.about(day.now())?.words;
            desk.accept(who, &words, day.now())?;
            Ok::<_, Refusal>(phone)
        };
        let a = enrol("a", "patrol, sector north")?;
        let b = enrol("b", "food distribution, site 4")?;
        let c = enrol("c", "monitoring team")?;
        let (root, note) = (root.to_owned(), note.to_owned());
        Ok(Self {
            root,
            note,
            day,
            desk,
            conduct,
            hub,
            a,
            b,
            c,
        })
    }

    /// The path of a file on the memory card.
    pub fn card(&self, name: &str) -> PathBuf {
        self.root.join("memory-card").join(name)
    }

    /// Everybody goes home: files are closed, the hub stops.
    pub fn leave(self) -> Result<(), Refusal> {
        Ok(self.hub.stop()?)
    }
}
