//! A keeper of a root key: the key is made on the keeper's own machine, lies there sealed, and never leaves it.
//! What a keeper hands out is a card with the public key, and signatures.

use std::path::Path;

use pocketcard::{
    base::Id,
    content::Content,
    crypto::{SigningKey, VerifyingKey},
    host::{Keystore, Moment},
    pack::{self, KeyStatement, SignedPack, SignedRoots},
    parcel::armor::{self, Label},
    store::{self, Header, RowKind, Store},
    vault::{self, Kdf, Passphrase, Vault},
};
use pocketcard_terminal::English;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    desk::{WipeRequest, card_words},
    escrow::escrow_words,
    pack::{diff, urgent_first},
};

/// The key's seed; its header's label is the keeper's name.
const KEY: RowKind = RowKind(1);
/// The pack that was signed last.
const SIGNED: RowKind = RowKind(2);
/// The `format` member of a card.
const FORMAT: &str = "pocketcard-keeper/1";

/// Why a keeper's key did not do what it was asked. Nothing was signed.
#[derive(Debug, Error)]
pub enum Error {
    /// There is something here already.
    #[error("there is a key or a desk here already; choose another directory")]
    Exists,
    /// There is no keeper's key here.
    #[error("there is no keeper's key here; `keeper new` makes one")]
    NoKey,
    /// The name is missing or too long.
    #[error("call the keeper something of 1 to 128 letters")]
    Name,
    /// Not a card.
    #[error("this is not a keeper's card; `keeper card` prints one")]
    NotACard,
    /// The vault.
    #[error("{}", .0.english())]
    Vault(#[from] vault::Error),
    /// The store.
    #[error("{}", .0.english())]
    Store(#[from] store::Error),
    /// The pack, or the change of roots, is not one that a phone would take.
    #[error("{}", .0.english())]
    Pack(#[from] pack::Error),
}

/// What a keeper hands to the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeeperCard {
    format: String,
    /// What people call the keeper.
    pub name: String,
    /// The public key.
    pub key: VerifyingKey,
}

impl KeeperCard {
    /// The card as text with a checksum.
    pub fn to_text(&self) -> String {
        let json = serde_json::to_vec(self).expect("texts serialise");
        armor::encode(Label::Key, &json).expect("a card is far below the limit")
    }

    /// Reads a card.
    ///
    /// # Errors
    /// [`Error::NotACard`].
    pub fn from_text(text: &str) -> Result<Self, Error> {
        let json = armor::decode(Label::Key, text).map_err(|_| Error::NotACard)?;
        let card: Self = serde_json::from_slice(&json).map_err(|_| Error::NotACard)?;
        if card.format != FORMAT {
            return Err(Error::NotACard);
        }
        Ok(card)
    }
}

/// An unlocked keeper's key.
pub struct Keeper {
    store: Store,
    name: String,
    key: SigningKey,
}

impl Keeper {
    /// Makes a root key in this directory.
    ///
    /// # Errors
    /// [`Error::Exists`]; [`Error::Name`]; the vault's and the store's. Nothing is left behind.
    pub fn new(
        directory: &Path,
        name: &str,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        kdf: Kdf,
        now: Moment,
    ) -> Result<Self, Error> {
        if name.is_empty() || name.len() > Header::LABEL || name.chars().any(char::is_control) {
            return Err(Error::Name);
        }
        let vault = Vault::at(directory, keystore);
        if vault.exists() {
            return Err(Error::Exists);
        }
        let master = vault.create(passphrase, kdf)?;
        let made = || {
            let mut store = Store::create(directory, &master)?;
            let key = SigningKey::generate();
            let mut header = Header::new(Id::random(), KEY, now.wall_ms);
            header.label = name.to_owned();
            store.write(|tx| tx.put(&header, Some(&*key.seed())))?;
            Ok(Self {
                store,
                name: name.to_owned(),
                key,
            })
        };
        made().inspect_err(|_| {
            let _ = vault.wipe();
        })
    }

    /// Opens a keeper's key.
    ///
    /// # Errors
    /// [`Error::NoKey`]; a wrong passphrase; a store in use or damaged.
    pub fn open(
        directory: &Path,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<Self, Error> {
        let vault = Vault::at(directory, keystore);
        if !vault.exists() {
            return Err(Error::NoKey);
        }
        let master = vault.unlock(passphrase)?.master;
        let store = Store::open(directory, &master)?;
        let header = store.list(KEY).next().ok_or(Error::NoKey)?;
        let (id, name) = (header.id, header.label.clone());
        let seed = store.body(id)?.ok_or(Error::NoKey)?;
        let seed: &[u8; 32] = seed.as_slice().try_into().map_err(|_| Error::NoKey)?;
        Ok(Self {
            key: SigningKey::from_seed(seed),
            store,
            name,
        })
    }

    /// What the office is given.
    pub fn card(&self) -> KeeperCard {
        KeeperCard {
            format: FORMAT.to_owned(),
            name: self.name.clone(),
            key: self.key.verifying_key(),
        }
    }

    /// What a pack changes against the one that this key signed last, or against the built-in content: what opens
    /// phones, erases them, or sends people somewhere, comes first.
    ///
    /// # Errors
    /// The store's; [`Error::Pack`] when a phone would refuse it.
    pub fn changes(&self, pack: &SignedPack) -> Result<Vec<String>, Error> {
        let new = Content::from_json(&pack.content()?).map_err(pack::Error::from)?;
        let before = match self.last()? {
            Some(last) => Content::from_json(&last.content()?).map_err(pack::Error::from)?,
            None => Content::new(Content::base().document().clone()).map_err(pack::Error::from)?,
        };
        let mut changes = diff(&before, &new);
        urgent_first(&mut changes);
        let before = self.last()?.map(|last| last.keys()).transpose()?.flatten();
        let mut keys = key_changes(before.as_ref(), pack.keys()?.as_ref());
        keys.append(&mut changes);
        Ok(keys)
    }

    /// The pack that this key signed last.
    fn last(&self) -> Result<Option<SignedPack>, Error> {
        let Some(header) = self.store.list(SIGNED).next() else {
            return Ok(None);
        };
        let bytes = self.store.body(header.id)?.ok_or(Error::NoKey)?;
        Ok(Some(SignedPack::read(&bytes)?))
    }

    /// Signs a pack, and remembers it. One that is older than the last, or another of the same number, is not
    /// signed: somebody would have two packs to choose from.
    ///
    /// # Errors
    /// [`Error::Pack`]; the store's.
    pub fn sign(&mut self, pack: &mut SignedPack, now: Moment) -> Result<(), Error> {
        let (name, roots) = (pack.name()?, pack.manifest()?.roots);
        if let Some(last) = self.last()? {
            let (seen, last_roots) = (last.name()?, last.manifest()?.roots);
            if roots < last_roots || (roots == last_roots && name.version < seen.version) {
                let (found, seen) = (name.version, seen.version);
                return Err(pack::Error::RolledBack { found, seen }.into());
            }
            if roots == last_roots && name.version == seen.version && name.hash != seen.hash {
                return Err(pack::Error::Equivocation(name.version).into());
            }
        }
        pack.sign(&self.key)?;
        let old: Vec<Id> = self.store.list(SIGNED).map(|header| header.id).collect();
        let header = Header::new(Id::random(), SIGNED, now.wall_ms);
        let mut kept = pack.clone();
        // What it says is enough, and fits.
        kept.carry_rotations(&[]);
        let bytes = kept.to_bytes();
        Ok(self.store.write(|tx| {
            old.iter().try_for_each(|id| tx.delete(*id))?;
            tx.put(&header, Some(&bytes))
        })?)
    }

    /// Signs that a phone shall erase itself.
    pub fn sign_wipe(&self, request: &mut WipeRequest) {
        request.sign(&self.key);
    }

    /// Signs a change of roots, as one of the old keys or as one of the new. A signature by neither makes the
    /// office refuse the whole, and harms nothing else.
    ///
    /// # Errors
    /// [`Error::Pack`] when it is no change of roots.
    pub fn sign_roots(&self, change: &mut SignedRoots) -> Result<(), Error> {
        change.roots()?;
        change.sign(&self.key);
        Ok(())
    }
}

/// Which keys of the desks change, in words that the keeper compares with the desk's people by voice.
fn key_changes(before: Option<&KeyStatement>, now: Option<&KeyStatement>) -> Vec<String> {
    let Some(now) = now.filter(|now| before != Some(*now)) else {
        return Vec::new();
    };
    let said = |whose: &str, was: Option<String>, is: Option<String>| {
        let is = is.unwrap_or_else(|| "none".to_owned());
        let same = was.as_ref() == Some(&is);
        (!same).then(|| match was {
            Some(was) => format!("!! keys: {whose}: {was} becomes {is}"),
            None => format!("!! keys: {whose}: {is}"),
        })
    };
    let none = || "none".to_owned();
    let confidential = |it: &KeyStatement| it.confidential.as_ref().map_or_else(none, card_words);
    [
        said(
            "the desk",
            before.map(|it| card_words(&it.desk)),
            Some(card_words(&now.desk)),
        ),
        said(
            "the confidential desk",
            before.map(confidential),
            Some(confidential(now)),
        ),
        said(
            "the escrow, which opens all that the desk opens",
            before.map(escrow_words),
            Some(escrow_words(now)),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
