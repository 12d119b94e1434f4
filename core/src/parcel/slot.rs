//! A slot: the parcel's file key, sealed to one recipient with HPKE (RFC 9180, base mode) over
//! X-Wing, HKDF-SHA256 and ChaCha20-Poly1305.

use hpke::{
    Deserializable, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::XWing, rand_core::CryptoRng, single_shot_open, single_shot_seal_with_rng,
};
use zeroize::Zeroizing;

use super::{
    Error,
    file_key::FileKey,
    layout::{ENCAPSULATED, SLOT, START},
};
use crate::crypto::{BadKey, PublicKey, SecretKey};

const INFO: &[u8] = b"pocketcard parcel 1";

/// Seals the file key. The parcel's first bytes are bound in, so that no slot fits another parcel
/// format or mailbox.
pub fn seal(
    file_key: &FileKey,
    to: &PublicKey,
    start: &[u8; START],
    rng: &mut impl CryptoRng,
) -> Result<[u8; SLOT], Error> {
    let (encapsulated, sealed) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeS::Base,
        to.hpke(),
        INFO,
        file_key.as_ref(),
        start,
        rng,
    )
    .map_err(|_| BadKey)?;
    let mut slot = [0; SLOT];
    slot[..ENCAPSULATED].copy_from_slice(&encapsulated.to_bytes());
    slot[ENCAPSULATED..].copy_from_slice(&sealed);
    Ok(slot)
}

/// A slot that nobody can open and nobody can tell from a real one: random bytes sealed to a key
/// that is forgotten at once. (Plain random bytes would show: only about half of all 32-byte strings
/// are X25519 public keys.)
pub fn dummy(start: &[u8; START], rng: &mut impl CryptoRng) -> Result<[u8; SLOT], Error> {
    let nobody = SecretKey::generate_with(rng);
    let mut nothing = FileKey::default();
    rng.fill_bytes(nothing.as_mut());
    seal(&nothing, &nobody.public(), start, rng)
}

/// The file key, if this slot is sealed to `key`.
pub fn open(slot: &[u8; SLOT], key: &SecretKey, start: &[u8; START]) -> Option<FileKey> {
    let encapsulated = Deserializable::from_bytes(&slot[..ENCAPSULATED]).ok()?;
    let opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeR::Base,
        key.hpke(),
        &encapsulated,
        INFO,
        &slot[ENCAPSULATED..],
        start,
    );
    let opened = Zeroizing::new(opened.ok()?);
    let mut file_key = FileKey::default();
    file_key.copy_from_slice(&opened);
    Some(file_key)
}
