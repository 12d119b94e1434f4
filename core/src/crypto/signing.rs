//! Ed25519 keys (RFC 8032) and the one way in which everything is signed.

use ed25519_dalek as dalek;
use hpke::rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

use super::system_randomness;
use crate::base::hex_bytes;

hex_bytes!(
    /// The public half of a [`SigningKey`]: it names a device, a desk or a root, and checks what it
    /// signed. Any 32 bytes may stand here; bytes that are no key verify nothing.
    VerifyingKey,
    32
);

hex_bytes!(
    /// An Ed25519 signature.
    Signature,
    64
);

/// The signature is not this key's over these bytes in this domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the signature does not match")]
pub struct BadSignature;

/// A key that signs. Wiped from memory when dropped; it has no `Debug` and no serialisation, only
/// [`SigningKey::seed`] for the vault.
pub struct SigningKey(dalek::SigningKey);

impl SigningKey {
    /// A new random key.
    pub fn generate() -> Self {
        Self::generate_with(&mut system_randomness())
    }

    /// A new key from the given randomness, for simulations that must repeat exactly.
    pub fn generate_with(rng: &mut impl CryptoRng) -> Self {
        Self(dalek::SigningKey::generate(rng))
    }

    /// The key that belongs to a secret 32-byte seed.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(dalek::SigningKey::from_bytes(seed))
    }

    /// The secret seed, to be kept sealed.
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The public half.
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key().to_bytes())
    }

    /// Signs `message` for one purpose. `domain` is a fixed name of that purpose without NUL, for
    /// example `"pack 1"`, so that a signature made for one thing can never pass for another.
    pub fn sign(&self, domain: &str, message: &[u8]) -> Signature {
        self.sign_digest(domain, Sha256::digest(message).into())
    }

    /// Signs a message of which only the SHA-256 is at hand, because the message was streamed.
    pub(crate) fn sign_digest(&self, domain: &str, digest: [u8; 32]) -> Signature {
        use dalek::Signer;
        Signature(self.0.sign(&signed_bytes(domain, digest)).to_bytes())
    }
}

impl VerifyingKey {
    /// Checks that this key signed `message` for the purpose `domain`.
    ///
    /// # Errors
    /// [`BadSignature`] when it did not, or when these bytes are not a usable key. Keys of small
    /// order, under which one signature fits many messages, are refused.
    pub fn verify(
        &self,
        domain: &str,
        message: &[u8],
        signature: &Signature,
    ) -> Result<(), BadSignature> {
        self.verify_digest(domain, Sha256::digest(message).into(), signature)
    }

    /// As [`VerifyingKey::verify`], for a streamed message.
    pub(crate) fn verify_digest(
        &self,
        domain: &str,
        digest: [u8; 32],
        signature: &Signature,
    ) -> Result<(), BadSignature> {
        dalek::VerifyingKey::from_bytes(&self.0)
            .and_then(|key| {
                let signature = dalek::Signature::from_bytes(&signature.0);
                key.verify_strict(&signed_bytes(domain, digest), &signature)
            })
            .map_err(|_| BadSignature)
    }
}

/// What Ed25519 really signs: the purpose, a NUL, the message's SHA-256.
fn signed_bytes(domain: &str, digest: [u8; 32]) -> Vec<u8> {
    debug_assert!(!domain.is_empty() && !domain.contains('\0'));
    [b"pocketcard ", domain.as_bytes(), &[0], &digest].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap()
    }

    /// RFC 8032 section 7.1, tests 1 and 3: the library beneath is Ed25519.
    #[test]
    fn ed25519_known_answers() {
        for (seed, public, message, signature) in [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            ),
            (
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            ),
        ] {
            use dalek::Signer;
            let key = SigningKey::from_seed(&hex(seed).try_into().unwrap());
            assert_eq!(key.verifying_key().to_string(), public);
            assert_eq!(
                key.0.sign(&hex(message)).to_bytes().to_vec(),
                hex(signature)
            );
        }
    }

    #[test]
    fn a_signature_holds_for_its_key_message_and_purpose_only() {
        let key = SigningKey::from_seed(&[7; 32]);
        let public = key.verifying_key();
        let signature = key.sign("pack 1", b"content");
        assert_eq!(public.verify("pack 1", b"content", &signature), Ok(()));

        assert_eq!(
            public.verify("pack 2", b"content", &signature),
            Err(BadSignature)
        );
        assert_eq!(
            public.verify("pack 1", b"Content", &signature),
            Err(BadSignature)
        );
        let other = SigningKey::from_seed(&[8; 32]).verifying_key();
        assert_eq!(
            other.verify("pack 1", b"content", &signature),
            Err(BadSignature)
        );
        for i in 0..64 {
            let mut bent = signature;
            bent.0[i] ^= 1;
            assert_eq!(
                public.verify("pack 1", b"content", &bent),
                Err(BadSignature)
            );
        }
    }

    #[test]
    fn keys_that_would_sign_anything_are_refused() {
        // The neutral element: with it, R = 0-order and s = 0 verify every message if not refused.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert_eq!(
            VerifyingKey(neutral).verify("pack 1", b"anything", &Signature(signature)),
            Err(BadSignature)
        );
        assert_eq!(
            VerifyingKey([0xff; 32]).verify("pack 1", b"anything", &Signature([0; 64])),
            Err(BadSignature)
        );
    }

    #[test]
    fn the_seed_brings_the_key_back() {
        let key = SigningKey::generate();
        let again = SigningKey::from_seed(&key.seed());
        assert_eq!(key.verifying_key(), again.verifying_key());
        assert_ne!(key.verifying_key(), SigningKey::generate().verifying_key());
    }
}
