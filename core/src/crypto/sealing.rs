//! The keys that parcels are sealed to and opened with.

use std::fmt;

use data_encoding::BASE64;
use hpke::{Deserializable, Kem as _, Serializable, kem::XWing, rand_core::CryptoRng};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::system_randomness;
use crate::base::hex_bytes;

hex_bytes!(
    /// The SHA-256 of a [`PublicKey`]'s bytes. It stands inside letters and never outside.
    KeyHash,
    32
);

/// The bytes are no public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a key to seal parcels to")]
pub struct BadKey;

/// An X-Wing public key (X25519 and ML-KEM-768; draft-connolly-cfrg-xwing-kem): what parcels are
/// sealed to. Stored as base64.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(Box<<XWing as hpke::Kem>::PublicKey>);

impl PublicKey {
    /// Bytes of a public key.
    pub const LEN: usize = 1216;

    /// Reads a public key.
    ///
    /// # Errors
    /// [`BadKey`] when the length is not [`PublicKey::LEN`] or the bytes are no key.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadKey> {
        Deserializable::from_bytes(bytes)
            .map(|key| Self(Box::new(key)))
            .map_err(|_| BadKey)
    }

    /// A key that nobody can open with.
    pub(crate) fn nobody() -> Self {
        SecretKey::generate().public()
    }

    /// The key's [`PublicKey::LEN`] bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }

    /// The key's hash, by which letters name it.
    pub fn hash(&self) -> KeyHash {
        KeyHash(Sha256::digest(self.to_bytes()).into())
    }

    pub(crate) fn hpke(&self) -> &<XWing as hpke::Kem>::PublicKey {
        &self.0
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.hash())
    }
}

impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.to_bytes()))
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64.decode(text.as_bytes());
        Self::from_bytes(&bytes.map_err(serde::de::Error::custom)?)
            .map_err(serde::de::Error::custom)
    }
}

/// The key that opens parcels. Wiped from memory when dropped; it has no `Debug` and no
/// serialisation, only [`SecretKey::seed`] for the vault.
pub struct SecretKey {
    key: <XWing as hpke::Kem>::PrivateKey,
    hash: KeyHash,
}

impl SecretKey {
    /// A new random key.
    pub fn generate() -> Self {
        Self::generate_with(&mut system_randomness())
    }

    /// A new key from the given randomness, for simulations that must repeat exactly.
    pub fn generate_with(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Self::from_seed(&seed)
    }

    /// The key that belongs to a secret 32-byte seed.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let key = Deserializable::from_bytes(seed).expect("any 32 bytes are an X-Wing secret key");
        let hash = PublicKey(Box::new(XWing::sk_to_pk(&key))).hash();
        Self { key, hash }
    }

    /// The secret seed, to be kept sealed.
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.key.to_bytes().into())
    }

    /// The key that others seal to.
    pub fn public(&self) -> PublicKey {
        PublicKey(Box::new(XWing::sk_to_pk(&self.key)))
    }

    /// The public key's hash.
    pub fn hash(&self) -> KeyHash {
        self.hash
    }

    pub(crate) fn hpke(&self) -> &<XWing as hpke::Kem>::PrivateKey {
        &self.key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_from_what_is_stored() {
        let key = SecretKey::generate();
        let again = SecretKey::from_seed(&key.seed());
        assert_eq!(key.public(), again.public());
        assert_eq!(key.hash(), key.public().hash());
        assert_ne!(key.hash(), SecretKey::generate().hash());

        let json = serde_json::to_string(&key.public()).unwrap();
        assert_eq!(
            serde_json::from_str::<PublicKey>(&json).unwrap(),
            key.public()
        );
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let bytes = SecretKey::generate().public().to_bytes();
        assert_eq!(PublicKey::from_bytes(&bytes[..1215]), Err(BadKey));
        // Coefficients at or above the modulus 3329 are no ML-KEM key (FIPS 203, 7.2).
        assert_eq!(PublicKey::from_bytes(&[0xff; 1216]), Err(BadKey));
    }
}
