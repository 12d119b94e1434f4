//! The analyst's store: tables that an office released, and nothing else. It lies beside the desk, and has a vault of its
//! own. The desk seals each release to the store's public key, so that nobody types the analyst's passphrase to write
//! there, and the analyst's key opens nothing of the desk.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use pocketcard::{
    base::Id,
    crypto::{PublicKey, SecretKey, SigningKey, VerifyingKey},
    host::{Keystore, Moment},
    parcel::{self, Address, LetterKind, Mailbox},
    store::{self, Header, RowKind, Store},
    vault::{self, Count, Kdf, Passphrase, Vault, Words},
};
use pocketcard_terminal::English;
use serde::{Deserialize, Serialize};

/// The store's secret key; its header's label is the analyst's name, and its data are the key with which the desk signs.
const KEY: RowKind = RowKind(1);
/// The `format` member of a release.
pub const FORMAT: &str = "pocketcard-release/1";
/// Where the desk puts what it seals.
const FOLDER: &str = "released";
/// How the name of a sealed release ends.
const ENDING: &str = "parcel";

/// Why a store of releases did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is something in the directory.
    #[error("there is something in that directory already; choose another")]
    Exists,
    /// There is no store of releases.
    #[error(
        "there is no store of releases here; an administrator of the desk makes one: `analysts add`"
    )]
    NoStore,
    /// There is no such release.
    #[error("there is no release of that name or number here; `releases list` lists them")]
    NoSuchRelease,
    /// A file is not what the desk put there.
    #[error("a release here was changed, or is not of this desk; have the desk write it again")]
    Damaged,
    /// The vault.
    #[error("{}", .0.english())]
    Vault(#[from] vault::Error),
    /// The store.
    #[error("{}", .0.english())]
    Store(#[from] store::Error),
    /// A release could not be sealed.
    #[error("{}", .0.english())]
    Parcel(#[from] parcel::Error),
    /// A file cannot be read or written.
    #[error("a file cannot be read or written ({0}); check the disk and try again")]
    Io(io::ErrorKind),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error.kind())
    }
}

/// A dimension of a released table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// What the labels divide by.
    pub name: String,
    /// The labels.
    pub labels: Vec<String>,
}

/// A released table: what the public may know of it, and who decided on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// [`FORMAT`].
    pub format: String,
    /// Its place in the ledger, from 1.
    pub number: u64,
    /// Its name.
    pub id: String,
    /// What was asked for, in words.
    pub asked: String,
    /// The first day of its period, as `2026-11-01`.
    pub from: String,
    /// The last.
    pub to: String,
    /// Counts from 1 to below this are left out.
    pub threshold: u32,
    /// Whether zeros are published.
    pub zeros: bool,
    /// The dimensions.
    pub by: Vec<Labels>,
    /// The count of each cell, margins among them; nothing where it is left out.
    pub values: Vec<Option<i64>>,
    /// Who is counted, and on what basis.
    pub basis: String,
    /// Who asked for it.
    pub asked_by: String,
    /// Who approved it; nothing where one person alone uses the desk.
    pub approved_by: Option<String>,
    /// When, milliseconds since 1970 by the desk's clock.
    pub released_at: i64,
    /// The table as HXL.
    pub hxl: String,
    /// The schema of that.
    pub schema: String,
}

impl Release {
    /// The labels of each cell in the order of the values; nothing is the total.
    pub fn cells(&self) -> Vec<Vec<Option<&str>>> {
        let mut cells: Vec<Vec<Option<&str>>> = vec![Vec::new()];
        for by in &self.by {
            let labels = || by.labels.iter().map(|it| Some(it.as_str())).chain([None]);
            cells = (cells.iter())
                .flat_map(|cell| labels().map(|label| [&cell[..], &[label]].concat()))
                .collect();
        }
        cells
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let release: Self = serde_json::from_slice(bytes).ok()?;
        (release.format == FORMAT).then_some(release)
    }
}

/// Where a desk seals releases to.
pub struct Recipient<'a> {
    /// The directory.
    pub directory: &'a Path,
    /// The store's key.
    pub to: &'a PublicKey,
    /// What the desk signs with.
    pub sign: &'a SigningKey,
}

impl Recipient<'_> {
    /// Writes a release there, unless it is there.
    ///
    /// # Errors
    /// [`Error::NoStore`]; [`Error::Parcel`]; the disk's.
    pub fn deliver(&self, release: &Release) -> Result<(), Error> {
        let folder = self.directory.join(FOLDER);
        if !folder.is_dir() {
            return Err(Error::NoStore);
        }
        let path = folder.join(format!("{:06}.{ENDING}", release.number));
        if path.exists() {
            return Ok(());
        }
        let bytes = serde_json::to_vec(release).expect("texts and numbers serialise");
        let address = Address {
            mailbox: Mailbox([0; 16]),
            to: self.to.clone(),
            second: None,
        };
        // Of all letters the office's answer is the nearest. No phone has this key.
        let sealed = parcel::seal(LetterKind::Answer, &bytes, self.sign, &address)?;
        let begun = path.with_extension("new");
        fs::write(&begun, &sealed.bytes)?;
        Ok(fs::rename(&begun, &path)?)
    }
}

/// An analyst's store, unlocked.
pub struct Reader {
    directory: PathBuf,
    name: String,
    key: SecretKey,
    desk: VerifyingKey,
}

impl Reader {
    /// Makes a store in this directory; gives the key that releases are sealed to.
    ///
    /// # Errors
    /// [`Error::Exists`]; a weak passphrase; the vault's and the store's. Nothing is left behind.
    pub fn found(
        directory: &Path,
        name: &str,
        desk: &VerifyingKey,
        passphrase: &Passphrase,
        (keystore, kdf): (&dyn Keystore, Kdf),
        now: Moment,
    ) -> Result<PublicKey, Error> {
        let vault = Vault::at(directory, keystore);
        if vault.exists() || directory.join(FOLDER).exists() {
            return Err(Error::Exists);
        }
        let master = vault.create(passphrase, kdf)?;
        let made = || {
            let mut store = Store::create(directory, &master)?;
            let key = SecretKey::generate();
            let mut header = Header::new(Id::random(), KEY, now.wall_ms);
            name.clone_into(&mut header.label);
            header.data = desk.0.to_vec();
            store.write(|tx| tx.put(&header, Some(&*key.seed())))?;
            fs::create_dir(directory.join(FOLDER))?;
            Ok(key.public())
        };
        made().inspect_err(|_: &Error| {
            let _ = vault.wipe();
        })
    }

    fn vault<'k>(directory: &Path, keystore: &'k dyn Keystore) -> Result<Vault<'k>, Error> {
        let vault = Vault::at(directory, keystore);
        match vault.exists() {
            true => Ok(vault),
            false => Err(Error::NoStore),
        }
    }

    /// Opens a store with the analyst's passphrase.
    ///
    /// # Errors
    /// [`Error::NoStore`]; a wrong passphrase; a store in use or damaged.
    pub fn open(
        directory: &Path,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<Self, Error> {
        let master = Self::vault(directory, keystore)?.unlock(passphrase)?.master;
        let store = Store::open(directory, &master)?;
        let header = store.list(KEY).next().ok_or(Error::NoStore)?;
        let bytes = store.body(header.id)?.ok_or(Error::Damaged)?;
        let bytes: &[u8; 32] = bytes[..].try_into().map_err(|_| Error::Damaged)?;
        let desk = header.data[..].try_into().map_err(|_| Error::Damaged)?;
        Ok(Self {
            directory: directory.to_owned(),
            name: header.label.clone(),
            key: SecretKey::from_seed(bytes),
            desk: VerifyingKey(desk),
        })
    }

    /// Sets another passphrase.
    ///
    /// # Errors
    /// A wrong passphrase; a weak one; the vault's.
    pub fn change_passphrase(
        directory: &Path,
        old: &Passphrase,
        new: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<(), Error> {
        Self::vault(directory, keystore)?.change_passphrase(old, new)?;
        Ok(())
    }

    /// Makes recovery words, which replace earlier ones.
    ///
    /// # Errors
    /// A wrong passphrase; the vault's.
    pub fn recovery_words(
        directory: &Path,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<Words, Error> {
        let vault = Self::vault(directory, keystore)?;
        let master = vault.confirm(passphrase)?;
        Ok(vault.set_words(&master, Count::TwentyFour)?)
    }

    /// Sets a new passphrase with the recovery words.
    ///
    /// # Errors
    /// Words that do not fit; a weak passphrase; the vault's.
    pub fn reset_passphrase(
        directory: &Path,
        words: &Words,
        new: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<(), Error> {
        let vault = Self::vault(directory, keystore)?;
        let master = vault.unlock_with_words(words)?.master;
        Ok(vault.reset_passphrase(&master, new)?)
    }

    /// What the office calls the analyst.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key that releases are opened with, and whatever else somebody tries to open with it.
    pub fn opens(&self, parcel: &[u8]) -> bool {
        parcel::open(parcel, &self.key).is_ok()
    }

    /// All releases, the oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`] where a file is not what the desk wrote; the disk's.
    pub fn releases(&self) -> Result<Vec<Release>, Error> {
        let mut releases = Vec::new();
        for entry in fs::read_dir(self.directory.join(FOLDER))? {
            let path = entry?.path();
            if path.extension().is_none_or(|ending| ending != ENDING) {
                continue;
            }
            let opened = parcel::open(&fs::read(&path)?, &self.key).map_err(|_| Error::Damaged)?;
            if opened.letter.signer != self.desk {
                return Err(Error::Damaged);
            }
            releases.push(Release::from_bytes(&opened.content).ok_or(Error::Damaged)?);
        }
        releases.sort_by_key(|release| release.number);
        Ok(releases)
    }

    /// The release of this name or number.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`]; as [`Reader::releases`].
    pub fn release(&self, named: &str) -> Result<Release, Error> {
        let mut releases = self.releases()?.into_iter();
        let found = releases.find(|it| it.id == named || it.number.to_string() == named);
        found.ok_or(Error::NoSuchRelease)
    }
}
