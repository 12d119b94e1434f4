//! The root keys that sign packs, and publishing.

use pocketcard::{
    host::Moment,
    journal::SigningKey,
    pack::{self, Issue, Roots, SignedPack, Trust},
    parcel::{Kind, SecretKey},
    record::Id,
    store::Header,
};

use super::{Desk, Error, identity::bytes32, kind};

/// The series of packs that an office publishes.
pub(super) const SERIES: &str = "office";
/// Root keys that a new office makes.
const ROOTS: usize = 3;
/// How many of them must sign.
const THRESHOLD: usize = 2;
/// How long a pack is current unless said otherwise.
const LIFETIME_MS: i64 = 180 * 24 * 60 * 60 * 1000;

impl Desk {
    /// Makes the office's root keys. They lie in the desk's store until they are given to keepers.
    pub(super) fn make_roots(&mut self, now: Moment) -> Result<(), Error> {
        let keys: Vec<SigningKey> = (0..ROOTS).map(|_| SigningKey::generate()).collect();
        Ok(self.store.write(|tx| {
            keys.iter().try_for_each(|key| {
                let mut header = Header::new(Id::random(), kind::ROOT, now.wall_ms);
                header.data = key.verifying_key().0.to_vec();
                tx.put(&header, Some(&*key.seed()))
            })
        })?)
    }

    /// The root keys that lie in this desk's store.
    pub fn root_keys(&self) -> Result<Vec<SigningKey>, Error> {
        let mut keys = Vec::new();
        for header in self.store.list(kind::ROOT) {
            let seed = self.store.body(header.id)?.ok_or(Error::Damaged)?;
            let seed: &[u8; 32] = seed.as_slice().try_into().map_err(|_| Error::Damaged)?;
            keys.push(SigningKey::from_seed(seed));
        }
        Ok(keys)
    }

    /// The series of packs that this office's phones follow.
    pub fn pack_series(&self) -> &'static str {
        SERIES
    }

    /// Who may sign this office's packs.
    pub fn roots(&self) -> Result<Roots, Error> {
        let keys: Vec<_> = self
            .root_keys()?
            .iter()
            .map(SigningKey::verifying_key)
            .collect();
        Ok(Roots::new(1, THRESHOLD, &keys)?)
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
        let mut pack = SignedPack::new(content, issue)?;
        for key in self.root_keys()?.iter().take(THRESHOLD) {
            pack.sign(key)?;
        }
        Ok(pack)
    }

    /// Publishes a signed pack: checks it as a phone will, and queues it for all phones.
    ///
    /// # Errors
    /// [`Error::Pack`] when a phone would refuse it; [`Error::NotTheMainDesk`].
    pub fn publish(&mut self, bytes: &[u8], now: Moment) -> Result<u64, Error> {
        let audience = bytes32(&self.identity.row.as_office()?.audience_seed)?;
        let mut trust = Trust::new(SERIES, self.roots()?);
        if let Some(header) = self.store.list(kind::PACK).next() {
            let published = self.store.body(header.id)?.ok_or(Error::Damaged)?;
            trust = pack::verify(&published, &trust, now.wall_ms)?.trust;
        }
        let verified = pack::verify(bytes, &trust, now.wall_ms)?;
        let header = Header::new(Id::random(), kind::PACK, now.wall_ms);
        self.store.write(|tx| tx.put(&header, Some(bytes)))?;
        self.send(
            Kind::Pack,
            bytes,
            &SecretKey::from_seed(&audience).public(),
            now,
        )?;
        Ok(verified.name.version)
    }
}
