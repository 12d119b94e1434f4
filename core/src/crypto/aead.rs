//! The one way in which vault and store seal bytes: XChaCha20-Poly1305 with a random nonce in front.

use std::ops::{Deref, DerefMut};

use chacha20poly1305::{
    XChaCha20Poly1305,
    aead::{AeadInOut, KeyInit},
};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

/// A 32-byte secret that is wiped when dropped. Boxed, so that moving it leaves no copy behind.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Key(Box<[u8; 32]>);

impl Deref for Key {
    type Target = [u8; 32];

    fn deref(&self) -> &[u8; 32] {
        &self.0
    }
}

impl DerefMut for Key {
    fn deref_mut(&mut self) -> &mut [u8; 32] {
        &mut self.0
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Overwrites what calls that have returned left on this thread's stack: keys that were moved or copied
/// there on their way to where they live. As deep as calls of this library go, with room to spare on the
/// smallest stack that a phone gives a thread.
#[inline(never)]
pub(crate) fn wipe_stack() {
    // Of a constant that is only borrowed the compiler makes a static, and writes nothing.
    std::hint::black_box(&mut [0_u8; 128 * 1024]);
}

/// Does what passes keys over the stack, and overwrites them there. A later call may otherwise copy what lies there,
/// with the rest of what it gives back, to where locking does not reach: into the frame of its caller.
pub(crate) fn wiping_stack<T>(work: impl FnOnce() -> T) -> T {
    /// A frame of its own, below this one.
    #[inline(never)]
    fn apart<T>(work: impl FnOnce() -> T) -> T {
        work()
    }
    let done = apart(work);
    wipe_stack();
    done
}

/// Length of the random nonce in front of what is sealed.
pub(crate) const NONCE: usize = 24;
const TAG: usize = 16;
/// How much longer sealed bytes are than plain ones.
pub(crate) const OVERHEAD: usize = NONCE + TAG;

/// Fresh randomness of the operating system.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system provides randomness");
    bytes
}

/// A fresh random key.
pub(crate) fn random_key() -> Key {
    let mut key = Key::default();
    getrandom::fill(&mut *key).expect("the operating system provides randomness");
    key
}

/// `nonce || ciphertext || tag`, bound to `aad`. The nonce is random, so equal plaintexts differ.
pub(crate) fn seal(key: &Key, aad: &[u8], plain: &[u8]) -> Vec<u8> {
    seal_with(key, &random(), aad, plain)
}

/// [`seal`] with a nonce that the caller has drawn, because others need to refer to it.
pub(crate) fn seal_with(key: &Key, nonce: &[u8; NONCE], aad: &[u8], plain: &[u8]) -> Vec<u8> {
    encrypt(key, nonce, aad, plain, nonce)
}

/// The plaintext, or `None` where anything at all about it is not as it was sealed.
pub(crate) fn open(key: &Key, aad: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
    decrypt(key, nonce, aad, rest)
}

/// `ciphertext || tag` under a key that seals nothing else, ever: it needs no nonce.
pub(crate) fn seal_once(key: &Key, aad: &[u8], plain: &[u8]) -> Vec<u8> {
    encrypt(key, &[0; NONCE], aad, plain, &[])
}

/// What [`seal_once`] sealed, as [`open`].
pub(crate) fn open_once(key: &Key, aad: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    decrypt(key, &[0; NONCE], aad, sealed)
}

/// `prefix || ciphertext || tag`.
fn encrypt(key: &Key, nonce: &[u8; NONCE], aad: &[u8], plain: &[u8], prefix: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(plain.len() + OVERHEAD);
    out.extend_from_slice(prefix);
    out.extend_from_slice(plain);
    let tag = XChaCha20Poly1305::new((&**key).into())
        .encrypt_inout_detached(nonce.into(), aad, (&mut out[prefix.len()..]).into())
        .expect("rows are far shorter than the cipher's limit of 256 GiB");
    out.extend_from_slice(&tag);
    out
}

fn decrypt(
    key: &Key,
    nonce: &[u8; NONCE],
    aad: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (body, tag) = sealed.split_last_chunk::<TAG>()?;
    let mut plain = Zeroizing::new(body.to_vec());
    XChaCha20Poly1305::new((&**key).into())
        .decrypt_inout_detached(nonce.into(), aad, plain.as_mut_slice().into(), tag.into())
        .ok()?;
    Some(plain)
}

/// HKDF-SHA256: as many bytes as `out` holds, from a secret, for one named use.
pub(crate) fn derive(secret: &[u8], salt: &[u8], label: &[u8], out: &mut [u8]) {
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(label, out)
        .expect("no use asks for more than 255 blocks");
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    /// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    #[test]
    fn known_answer_xchacha20poly1305() {
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip \
for the future, sunscreen would be it.";
        let aad = HEXLOWER.decode(b"50515253c0c1c2c3c4c5c6c7").expect("hex");
        let mut key = Key::default();
        for (i, byte) in key.iter_mut().enumerate() {
            *byte = 0x80 + i as u8;
        }
        let mut nonce = [0; NONCE];
        for (i, byte) in nonce.iter_mut().enumerate() {
            *byte = 0x40 + i as u8;
        }
        let sealed = seal_with(&key, &nonce, &aad, plain);
        assert_eq!(
            HEXLOWER.encode(&sealed[NONCE..]),
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb\
731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452\
2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49"
        );
        assert_eq!(open(&key, &aad, &sealed).expect("opens").as_slice(), plain);
    }

    /// RFC 5869, appendix A.1.
    #[test]
    fn known_answer_hkdf() {
        let salt: Vec<u8> = (0..13).collect();
        let info: Vec<u8> = (0xf0..0xfa).collect();
        let mut out = [0; 42];
        derive(&[0x0b; 22], &salt, &info, &mut out);
        assert_eq!(
            HEXLOWER.encode(&out),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        );
    }

    #[test]
    fn opens_nothing_that_was_changed() {
        let key = random_key();
        let sealed = seal(&key, b"where", b"what");
        assert!(open(&key, b"elsewhere", &sealed).is_none());
        assert!(open(&random_key(), b"where", &sealed).is_none());
        for length in 0..sealed.len() {
            assert!(open(&key, b"where", &sealed[..length]).is_none());
        }
        for bit in 0..sealed.len() * 8 {
            let mut other = sealed.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&key, b"where", &other).is_none());
        }
    }
}
