//! The root keys that sign packs, and publishing.

use pocketcard::{
    base::Id,
    crypto::{SigningKey, VerifyingKey},
    host::Moment,
    pack::{self, Issue, Roots, SignedPack, SignedRoots, Trust, VerifiedPack},
    parcel::LetterKind,
    store::{self, Header, Tx},
};
use serde::Serialize;

use super::{Act, Desk, Error, identity::Identity, kind};

/// The series of packs that an office publishes.
pub(super) const SERIES: &str = "office";
/// Root keys that a new office makes.
const ROOTS: usize = 3;
/// How many of them must sign.
const THRESHOLD: usize = 2;
/// How long a pack is current unless said otherwise.
const LIFETIME_MS: i64 = 180 * 24 * 60 * 60 * 1000;

/// A pack that too few keys have signed, as far as this desk knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WaitingPack {
    /// Its version.
    pub version: u64,
    /// How many root keys have signed it.
    pub signed: u64,
    /// How many must.
    pub needed: u64,
}

impl Desk {
    /// Makes the office's first root keys, or notes those that keepers made: then this desk holds none.
    pub(super) fn make_roots(
        &mut self,
        keepers: Option<(&[VerifyingKey], usize)>,
        now: Moment,
    ) -> Result<(), Error> {
        let Some((keepers, _)) = keepers else {
            let keys = new_keys();
            return Ok(self.store.write(|tx| put_keys(tx, 1, &keys, now))?);
        };
        Ok(self.store.write(|tx| {
            let mut rows = keepers.iter().map(|key| key_header(1, key, now));
            rows.try_for_each(|header| tx.put(&header, None))
        })?)
    }

    /// Replaces the root keys by new ones. The next pack carries the change, signed by enough of the
    /// old keys and of the new; phones that missed packs follow it all the same.
    ///
    /// # Errors
    /// [`Error::NotTheMainDesk`]; the store's.
    pub fn rotate_roots(&mut self, now: Moment) -> Result<Roots, Error> {
        self.identity.row.as_office()?;
        self.administrator()?;
        let old = self.root_keys()?;
        if old.len() < self.roots()?.threshold() {
            return Err(Error::RootsElsewhere);
        }
        let keys = new_keys();
        let public: Vec<_> = keys.iter().map(SigningKey::verifying_key).collect();
        let next = Roots::new(self.roots()?.version() + 1, THRESHOLD, &public)?;
        let mut change = SignedRoots::new(&next);
        old.iter()
            .take(THRESHOLD)
            .chain(keys.iter().take(THRESHOLD))
            .for_each(|key| change.sign(key));
        let header = Header::new(Id::random(), kind::ROTATION, now.wall_ms);
        self.store.write(|tx| {
            put_keys(tx, next.version(), &keys, now)?;
            tx.put(&header, Some(&change.to_bytes()))
        })?;
        Ok(next)
    }

    /// A change to keys that lie with their keepers, signed with the keys that this desk holds. Keepers of the
    /// old keys and of the new sign it, until [`Desk::adopt_roots`] takes it.
    ///
    /// # Errors
    /// [`Error::NotTheMainDesk`]; [`Error::Pack`] when the keys or the threshold make no sense; the store's.
    pub fn propose_roots(
        &self,
        keys: &[VerifyingKey],
        threshold: usize,
    ) -> Result<SignedRoots, Error> {
        self.identity.row.as_office()?;
        self.administrator()?;
        let next = Roots::new(self.roots()?.version() + 1, threshold, keys)?;
        let mut change = SignedRoots::new(&next);
        self.root_keys()?.iter().for_each(|key| change.sign(key));
        Ok(change)
    }

    /// Puts a change of roots in force that enough of the old keys and of the new have signed. What this desk held
    /// of older keys it holds no more.
    ///
    /// # Errors
    /// [`Error::NotTheMainDesk`]; [`Error::Pack`] when it does not follow, or lacks signatures; the store's.
    pub fn adopt_roots(&mut self, change: &SignedRoots, now: Moment) -> Result<Roots, Error> {
        self.identity.row.as_office()?;
        self.administrator()?;
        let next = change.follow(&self.roots()?)?;
        let mut old = Vec::new();
        for header in self.store.list(kind::ROOT) {
            if !next.contains(&key_row(header)?.1) && self.store.has_body(header.id) {
                old.push(header.id);
            }
        }
        let header = Header::new(Id::random(), kind::ROTATION, now.wall_ms);
        self.store.write(|tx| {
            old.iter().try_for_each(|id| tx.drop_body(*id))?;
            tx.put(&header, Some(&change.to_bytes()))
        })?;
        // Copies of the seeds in the file go too.
        if !old.is_empty() {
            self.store.rotate_epoch(|_| true)?;
        }
        Ok(next)
    }

    /// The root keys in force, which lie sealed in this desk's store.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; the store's.
    pub fn root_keys(&self) -> Result<Vec<SigningKey>, Error> {
        self.administrator()?;
        let version = self.roots()?.version();
        let mut keys = Vec::new();
        for header in self.store.list(kind::ROOT) {
            if key_row(header)?.0 == version && self.store.has_body(header.id) {
                let seed = self.store.body(header.id)?.ok_or(Error::Damaged)?;
                let seed: &[u8; 32] = seed.as_slice().try_into().map_err(|_| Error::Damaged)?;
                keys.push(SigningKey::from_seed(seed));
            }
        }
        Ok(keys)
    }

    /// The series of packs that this office's phones follow.
    pub fn pack_series(&self) -> &'static str {
        SERIES
    }

    /// Who may sign this office's packs.
    pub fn roots(&self) -> Result<Roots, Error> {
        self.identity.row.as_office()?;
        self.roots_until(u64::MAX)
    }

    /// Checks a pack as a phone does that has the pack in force, and that no root signed it which was replaced
    /// since.
    ///
    /// # Errors
    /// [`Error::Pack`] when a phone would refuse it, or shall.
    pub fn check_pack(&self, bytes: &[u8], now: Moment) -> Result<VerifiedPack, Error> {
        let verified = pack::verify(bytes, &self.phones_trust()?, now.wall_ms)?;
        if verified.trust.roots() != &self.roots()? {
            return Err(pack::Error::RetiredRoots.into());
        }
        Ok(verified)
    }

    /// What a phone believes that has the pack in force, or that was invited and has none yet.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn phones_trust(&self) -> Result<Trust, Error> {
        let Some(header) = self.store.list(kind::PACK).next() else {
            // The first pack carries every change for anyone who was invited before it.
            return Ok(Trust::new(SERIES, self.roots()?));
        };
        let published = self.store.body(header.id)?.ok_or(Error::Damaged)?;
        let manifest = SignedPack::read(&published)?.manifest()?;
        let trust =
            Trust::new(SERIES, self.roots_until(manifest.roots)?).begun_at(manifest.version);
        Ok(pack::verify(&published, &trust, header.at)?.trust)
    }

    /// The roots of this version, or those in force if that is to come.
    fn roots_until(&self, version: u64) -> Result<Roots, Error> {
        let mut roots = self.first_roots()?;
        for change in self.rotations()? {
            if roots.version() == version {
                break;
            }
            roots = change.follow(&roots)?;
        }
        Ok(roots)
    }

    fn first_roots(&self) -> Result<Roots, Error> {
        let mut keys = Vec::new();
        for header in self.store.list(kind::ROOT) {
            let (version, key) = key_row(header)?;
            if version == 1 {
                keys.push(key);
            }
        }
        let threshold = self.identity.row.as_office()?.first_threshold;
        Ok(Roots::new(1, threshold, &keys)?)
    }

    /// Every change of root keys so far, oldest first: what a new pack carries.
    pub fn rotations(&self) -> Result<Vec<SignedRoots>, Error> {
        let mut rotations = Vec::new();
        for header in self.store.list(kind::ROTATION) {
            let bytes = self.store.body(header.id)?.ok_or(Error::Damaged)?;
            let change = SignedRoots::read(&bytes)?;
            rotations.push((change.roots()?.version(), change));
        }
        rotations.sort_by_key(|(version, _)| *version);
        Ok(rotations.into_iter().map(|(_, change)| change).collect())
    }

    /// Signs content as the next pack of this office, with as many root keys as are needed.
    ///
    /// # Errors
    /// [`Error::Pack`] when a phone would refuse the content.
    pub fn sign_pack(
        &self,
        content: &[u8],
        version: u64,
        now: Moment,
    ) -> Result<SignedPack, Error> {
        let issue = Issue {
            pack: SERIES.to_owned(),
            version,
            issued_at: now.wall_ms,
            expires_at: now.wall_ms + LIFETIME_MS,
            roots: self.roots()?.version(),
        };
        let keys = self.next_statement()?.map(|(statement, _)| statement);
        let mut pack = SignedPack::with_keys(content, issue, keys)?;
        pack.carry_rotations(&self.rotations()?);
        for key in self.root_keys()?.iter().take(THRESHOLD) {
            pack.sign(key)?;
        }
        Ok(pack)
    }

    /// Notes that a pack was signed here, so that people see for what it waits.
    ///
    /// # Errors
    /// [`Error::Pack`]; the store's.
    pub fn note_signed(&mut self, pack: &SignedPack, now: Moment) -> Result<(), Error> {
        let numbers = [
            pack.name()?.version,
            pack.signers().count() as u64,
            self.roots()?.threshold() as u64,
        ];
        let before = self.waiting_rows();
        let mut header = Header::new(Id::random(), kind::WAITING, now.wall_ms);
        header.data = numbers.iter().flat_map(|it| it.to_be_bytes()).collect();
        Ok(self.store.write(|tx| {
            before.iter().try_for_each(|row| tx.delete(*row))?;
            tx.put(&header, None)
        })?)
    }

    /// The pack that was signed here last, until it is published.
    pub fn waiting_pack(&self) -> Option<WaitingPack> {
        let row = self.store.list(kind::WAITING).next()?;
        let number = |place: usize| {
            let bytes = row.data.get(8 * place..8 * (place + 1))?;
            Some(u64::from_be_bytes(bytes.try_into().ok()?))
        };
        Some(WaitingPack {
            version: number(0)?,
            signed: number(1)?,
            needed: number(2)?,
        })
    }

    fn waiting_rows(&self) -> Vec<Id> {
        (self.store.list(kind::WAITING)).map(|row| row.id).collect()
    }

    /// Publishes a signed pack: checks it as a phone will, and queues it for all phones.
    ///
    /// # Errors
    /// [`Error::Pack`] when a phone would refuse it; [`Error::NotTheMainDesk`].
    pub fn publish(&mut self, bytes: &[u8], now: Moment) -> Result<u64, Error> {
        self.identity.row.as_office()?;
        self.administrator()?;
        let verified = self.check_pack(bytes, now)?;
        let newest = self.store.list(kind::PACK).next().map(|header| header.id);
        let in_force = newest.map(|id| self.store.body(id)).transpose()?.flatten();
        if in_force.is_some_and(|pack| *pack == bytes) {
            return Err(Error::Published);
        }
        let mut header = Header::new(Id::random(), kind::PACK, now.wall_ms);
        header.data = self.hub_position(now)?;
        let to = self.audience()?;
        let letter = self.seal(LetterKind::Pack, bytes, &to)?;
        let row = self.with_published(verified.keys.as_ref(), now)?;
        let keys = row.as_ref().map(|row| self.identity_row(row)).transpose()?;
        let version = verified.name.version.to_string();
        let noted = self.entry(Act::Published, None, &version, now);
        let waiting = self.waiting_rows();
        self.queue(&[letter], now, |tx| {
            waiting.iter().try_for_each(|row| tx.delete(*row))?;
            tx.put(&header, Some(bytes))?;
            noted.put(tx)?;
            keys.map_or(Ok(()), |put| put(tx))
        })?;
        if let Some(row) = row {
            self.identity = Identity::parse(row)?;
        }
        // Findings made under it can be made again from now on.
        self.pieces.borrow_mut().clear();
        Ok(verified.name.version)
    }
}

fn new_keys() -> Vec<SigningKey> {
    (0..ROOTS).map(|_| SigningKey::generate()).collect()
}

fn put_keys(
    tx: &mut Tx<'_>,
    version: u64,
    keys: &[SigningKey],
    now: Moment,
) -> Result<(), store::Error> {
    keys.iter().try_for_each(|key| {
        let header = key_header(version, &key.verifying_key(), now);
        tx.put(&header, Some(&*key.seed()))
    })
}

fn key_header(version: u64, key: &VerifyingKey, now: Moment) -> Header {
    let mut header = Header::new(Id::random(), kind::ROOT, now.wall_ms);
    header.data = version.to_be_bytes().to_vec();
    header.data.extend(key.0);
    header
}

/// The roots' version and the public key, from a key's row.
fn key_row(header: &Header) -> Result<(u64, VerifyingKey), Error> {
    let (version, key) = header.data.split_first_chunk().ok_or(Error::Damaged)?;
    let key = key.try_into().map_err(|_| Error::Damaged)?;
    Ok((u64::from_be_bytes(*version), VerifyingKey(key)))
}

#[cfg(test)]
mod tests {
    use pocketcard::{
        content::Content,
        vault::{Kdf, Passphrase, SoftwareKeystore},
    };

    use super::*;
    use crate::desk::NewDesk;

    #[test]
    fn phones_follow_a_change_of_root_keys_and_refuse_the_old_ones_after_it() {
        let directory = tempfile::tempdir().unwrap();
        let keystore = SoftwareKeystore::new(&directory.path().join("keys"));
        let now = Moment {
            wall_ms: 1_772_431_200_000,
            monotonic_ms: 0,
            boot: [0; 16],
        };
        let mut desk = Desk::found(
            &directory.path().join("desk"),
            &NewDesk {
                name: "Desk",
                hub: None,
                hub_certificate: None,
                keepers: None,
            },
            &Passphrase::new("lantern orbit seven maple"),
            &keystore,
            Kdf::new(19 * 1024, 2, 1).unwrap(),
            None,
            now,
        )
        .unwrap();
        let content = Content::base().canonical_json();
        let phone = Trust::new(SERIES, desk.roots().unwrap());
        let before = desk.sign_pack(&content, 3, now).unwrap();

        desk.rotate_roots(now).unwrap();
        desk.rotate_roots(now).unwrap();
        assert_eq!(desk.roots().unwrap().version(), 3);
        let after = desk.sign_pack(&content, 2, now).unwrap();
        desk.publish(&after.to_bytes(), now).unwrap();

        // A phone that missed both changes follows them.
        let trust = pack::verify(&after.to_bytes(), &phone, now.wall_ms)
            .unwrap()
            .trust;
        assert_eq!(trust.roots(), &desk.roots().unwrap());
        // What the old keys signed, even with a higher version, is over.
        assert!(pack::verify(&before.to_bytes(), &trust, now.wall_ms).is_err());
        assert!(desk.publish(&before.to_bytes(), now).is_err());
    }
}
