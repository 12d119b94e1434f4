//! The store's keys, and what each sealed thing is bound to. Byte by byte: `docs/formats.md`.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    RowKind,
    header::{self, BodyRef, Header},
    manifest::{Manifest, Sum, counted},
};
use crate::{
    base::Id,
    crypto::aead::{self, Key, NONCE, OVERHEAD},
    vault::MasterKey,
};

/// The version of the store's format, written into the root and bound to everything sealed.
pub(super) const VERSION: u16 = 2;
/// The oldest that can still be read: see [`super::migrate`].
pub(super) const OLDEST: u16 = 1;
/// The version of attachments' format, which are files of their own.
const ATTACHMENTS: u16 = 1;

/// The keys that stay the same for the life of a store.
pub(super) struct StoreKeys {
    root: Key,
    anchor: Key,
    manifest: Key,
}

impl StoreKeys {
    pub fn new(master: &MasterKey) -> Self {
        Self {
            root: master.derive_key("store root"),
            anchor: master.derive_key("store anchor"),
            manifest: master.derive_key("store manifest"),
        }
    }

    #[cfg(test)]
    pub fn secrets(&self) -> [&[u8; 32]; 3] {
        [&self.root, &self.anchor, &self.manifest]
    }

    /// What a row adds to the manifest's sum: a keyed hash of its id and its revision, for which the
    /// header's nonce stands. The input has one length, so a key in front makes a sound MAC of
    /// SHA-256.
    pub fn element(&self, id: Id, revision: &[u8; NONCE]) -> Sum {
        let mut hash = Sha256::new();
        hash.update(*self.manifest);
        hash.update(id.0);
        hash.update(revision);
        Sum::from_bytes(&hash.finalize().into())
    }
}

/// The keys of one epoch, which open the headers. Rotating the epoch makes new ones; without the old
/// ones every header that was not sealed again is out of reach, and with it the key of its body.
pub(super) struct Epoch {
    /// The format's.
    version: u16,
    store: Id,
    number: u64,
    key: Key,
    headers: Key,
    manifest: Key,
}

impl Epoch {
    fn from_key(version: u16, store: Id, number: u64, key: Key) -> Self {
        let part = |label| part(&key, store, label);
        Self {
            version,
            store,
            number,
            headers: part(b"pocketcard headers"),
            manifest: part(b"pocketcard manifest"),
            key,
        }
    }

    /// The first epoch of a new store.
    pub fn first() -> Self {
        Self::from_key(VERSION, Id::random(), 1, aead::random_key())
    }

    /// The epoch after this one, with a new random key.
    pub fn next(&self) -> Self {
        Self::from_key(VERSION, self.store, self.number + 1, aead::random_key())
    }

    /// The same epoch in today's format.
    pub fn upgraded(&self) -> Self {
        Self::from_key(VERSION, self.store, self.number, self.key.clone())
    }

    /// The format in which the epoch's rows are sealed.
    pub fn version(&self) -> u16 {
        self.version
    }

    /// Which epoch it is, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// A key that comes from the epoch's, for one named use.
    pub fn part(&self, label: &[u8]) -> Key {
        part(&self.key, self.store, label)
    }

    /// A domain name, the format's version, the store and the epoch, in front of what else binds.
    pub fn aad(&self, domain: &[u8], more: &[&[u8]]) -> Vec<u8> {
        let mut aad = Vec::with_capacity(96);
        aad.extend_from_slice(domain);
        aad.extend_from_slice(&self.version.to_be_bytes());
        aad.extend_from_slice(&self.store.0);
        aad.extend_from_slice(&self.number.to_be_bytes());
        more.iter().for_each(|part| aad.extend_from_slice(part));
        aad
    }

    /// The header's row `id || sealed` and its revision.
    pub fn seal_header(
        &self,
        header: &Header,
        generation: u64,
        body: Option<&BodyRef>,
    ) -> (Vec<u8>, [u8; NONCE]) {
        let revision = aead::random();
        let plain = header::encode(header, generation, body);
        let aad = self.aad(b"pocketcard header", &[&header.id.0]);
        let mut row = header.id.0.to_vec();
        row.extend_from_slice(&aead::seal_with(&self.headers, &revision, &aad, &plain));
        (row, revision)
    }

    pub fn open_header(&self, id: Id, sealed: &[u8]) -> Option<(Header, u64, Option<BodyRef>)> {
        header::decode(id, &self.open_header_bytes(id, sealed)?)
    }

    /// A header's plaintext, whatever version wrote it.
    pub fn open_header_bytes(&self, id: Id, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        // Whatever is longer was never sealed here.
        let fits = sealed.len() <= header::MOST + OVERHEAD;
        fits.then(|| {
            let aad = self.aad(b"pocketcard header", &[&id.0]);
            aead::open(&self.headers, &aad, sealed)
        })?
    }

    /// What a body is bound to. The epoch is not in it: a body outlives its epoch, its key does not
    /// change hands.
    fn body_aad(&self, id: Id, kind: RowKind) -> Vec<u8> {
        let mut aad = b"pocketcard body".to_vec();
        aad.extend_from_slice(&VERSION.to_be_bytes());
        aad.extend_from_slice(&self.store.0);
        aad.extend_from_slice(&id.0);
        aad.push(kind.0);
        aad
    }

    /// The body's row and what its header must say of it.
    pub fn seal_body(&self, id: Id, kind: RowKind, body: &[u8]) -> (Vec<u8>, BodyRef) {
        let key = aead::random_key();
        let mut plain = Zeroizing::new(Vec::with_capacity(bucket(body.len())));
        plain.extend_from_slice(body);
        plain.resize(bucket(body.len()), 0);
        let row = aead::seal_once(&key, &self.body_aad(id, kind), &plain);
        let length = body.len() as u32;
        (row, BodyRef { key, length })
    }

    pub fn open_body(
        &self,
        id: Id,
        kind: RowKind,
        body: &BodyRef,
        row: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        let plain = aead::open_once(&body.key, &self.body_aad(id, kind), row)?;
        unpad(plain, body.length)
    }

    pub fn seal_manifest(&self, manifest: &Manifest) -> Vec<u8> {
        aead::seal(
            &self.manifest,
            &self.aad(b"pocketcard manifest", &[]),
            &manifest.to_bytes(),
        )
    }

    pub fn open_manifest(&self, row: &[u8]) -> Option<Manifest> {
        let plain = aead::open(&self.manifest, &self.aad(b"pocketcard manifest", &[]), row)?;
        Manifest::from_bytes(&plain)
    }

    /// What an attachment's chunks are bound to. It stays the same when the epoch changes.
    pub fn attachment_aad(&self, id: Id) -> Vec<u8> {
        let mut aad = b"pocketcard attachment".to_vec();
        aad.extend_from_slice(&ATTACHMENTS.to_be_bytes());
        aad.extend_from_slice(&self.store.0);
        aad.extend_from_slice(&id.0);
        aad
    }

    /// The root row: `version || store || epoch || epoch key sealed`.
    pub fn to_root(&self, keys: &StoreKeys) -> Vec<u8> {
        let mut row = self.version.to_be_bytes().to_vec();
        row.extend_from_slice(&self.store.0);
        row.extend_from_slice(&self.number.to_be_bytes());
        let aad = self.aad(b"pocketcard root", &[]);
        row.extend_from_slice(&aead::seal(&keys.root, &aad, &*self.key));
        row
    }

    pub fn from_root(keys: &StoreKeys, row: &[u8]) -> Result<Self, Unopened> {
        let (version, rest) = known_version(row)?;
        let (store, rest) = rest.split_first_chunk().ok_or(Unopened::Damaged)?;
        let (number, sealed) = rest.split_first_chunk().ok_or(Unopened::Damaged)?;
        // The binding needs the epoch's names before its key is known.
        let number = counted(number).ok_or(Unopened::Damaged)?;
        let mut named = Self::from_key(version, Id(*store), number, Key::default());
        let key = aead::open(&keys.root, &named.aad(b"pocketcard root", &[]), sealed)
            .ok_or(Unopened::Damaged)?;
        named
            .key
            .copy_from_slice(key.get(..32).ok_or(Unopened::Damaged)?);
        Ok(Self::from_key(version, named.store, number, named.key))
    }

    /// The anchor file: `version || store || (epoch, epoch key, generation) sealed`.
    pub fn to_anchor(&self, keys: &StoreKeys, generation: u64) -> Vec<u8> {
        let mut plain = Zeroizing::new(Vec::with_capacity(48));
        plain.extend_from_slice(&self.number.to_be_bytes());
        plain.extend_from_slice(&*self.key);
        plain.extend_from_slice(&generation.to_be_bytes());
        let mut file = self.version.to_be_bytes().to_vec();
        file.extend_from_slice(&self.store.0);
        let sealed = aead::seal(&keys.anchor, &anchor_aad(&file), &plain);
        file.extend_from_slice(&sealed);
        file
    }

    pub fn from_anchor(keys: &StoreKeys, file: &[u8]) -> Result<(Self, u64), Unopened> {
        let (version, _) = known_version(file)?;
        let (named, sealed) = file.split_at_checked(2 + 16).ok_or(Unopened::Damaged)?;
        let plain =
            aead::open(&keys.anchor, &anchor_aad(named), sealed).ok_or(Unopened::Damaged)?;
        let (number, rest) = plain.split_first_chunk().ok_or(Unopened::Damaged)?;
        let (secret, rest) = rest.split_first_chunk::<32>().ok_or(Unopened::Damaged)?;
        let generation = rest.try_into().ok().and_then(counted);
        let store = Id(named[2..]
            .try_into()
            .expect("sixteen bytes after the version"));
        let mut key = Key::default();
        key.copy_from_slice(secret);
        let number = counted(number).ok_or(Unopened::Damaged)?;
        let epoch = Self::from_key(version, store, number, key);
        Ok((epoch, generation.ok_or(Unopened::Damaged)?))
    }

    #[cfg(test)]
    pub fn secrets(&self) -> [&[u8; 32]; 3] {
        [&self.key, &self.headers, &self.manifest]
    }

    /// Which store this is an epoch of.
    pub fn store(&self) -> Id {
        self.store
    }
}

/// Why a root or an anchor gave no epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unopened {
    Damaged,
    TooNew,
}

fn known_version(bytes: &[u8]) -> Result<(u16, &[u8]), Unopened> {
    let (version, rest) = bytes.split_first_chunk().ok_or(Unopened::Damaged)?;
    match u16::from_be_bytes(*version) {
        known @ OLDEST..=VERSION => Ok((known, rest)),
        0 => Err(Unopened::Damaged),
        _ => Err(Unopened::TooNew),
    }
}

fn part(key: &Key, store: Id, label: &[u8]) -> Key {
    let mut out = Key::default();
    aead::derive(&**key, &store.0, label, &mut *out);
    out
}

fn anchor_aad(named: &[u8]) -> Vec<u8> {
    [b"pocketcard anchor", named].concat()
}

/// What was padded to [`bucket`], without the padding.
pub(super) fn unpad(mut plain: Zeroizing<Vec<u8>>, length: u32) -> Option<Zeroizing<Vec<u8>>> {
    let length = length as usize;
    (plain.len() == bucket(length)).then(|| plain.truncate(length))?;
    Some(plain)
}

/// The size to which a body is padded: powers of two from 256 bytes.
fn bucket(length: usize) -> usize {
    length.next_power_of_two().max(256)
}
