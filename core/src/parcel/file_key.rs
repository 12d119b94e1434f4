//! What derives from a parcel's file key.

use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::Error;

/// The random key of one parcel, which its slots carry.
pub type FileKey = Zeroizing<[u8; 32]>;

/// What seals the payload and what proves that no other key would open it.
pub struct Derived {
    /// Seals the payload's chunks.
    pub stream_key: Zeroizing<[u8; 32]>,
    /// Stands in the header. ChaCha20-Poly1305 alone lets a forger make one ciphertext that opens
    /// under several keys, that is, reads differently for desk and escrow; a matching commitment
    /// for two keys would be a collision of SHA-256.
    pub commitment: [u8; 32],
}

impl Derived {
    /// Derives from the file key and everything that stands before the commitment in the parcel, so
    /// that both the key and the whole header, the other slot included, are bound.
    pub fn new(file_key: &FileKey, before: &[u8]) -> Self {
        let secret = Hkdf::<Sha256>::new(Some(&Sha256::digest(before)), file_key.as_ref());
        let mut derived = Self {
            stream_key: Zeroizing::default(),
            commitment: [0; 32],
        };
        for (info, out) in [
            (&b"pocketcard parcel 1 stream"[..], &mut *derived.stream_key),
            (b"pocketcard parcel 1 commitment", &mut derived.commitment),
        ] {
            secret
                .expand(info, out)
                .expect("HKDF-SHA256 gives up to 8160 bytes");
        }
        derived
    }

    /// Checks the commitment that a parcel carries.
    pub fn check(&self, commitment: &[u8; 32]) -> Result<(), Error> {
        if self.commitment.ct_eq(commitment).into() {
            Ok(())
        } else {
            Err(Error::Damaged)
        }
    }
}
