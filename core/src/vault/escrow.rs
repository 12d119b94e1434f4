//! The escrow slot: the master key sealed with HPKE (RFC 9180, base mode) over X-Wing, HKDF-SHA256 and
//! ChaCha20-Poly1305, to a key that the organisation keeps.

use hpke::{
    Deserializable, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::XWing, single_shot_open, single_shot_seal_with_rng,
};
use zeroize::Zeroizing;

use super::{Error, MasterKey};
use crate::{
    journal::system_randomness,
    parcel::{PublicKey, SecretKey},
};

/// Bytes of an X-Wing ciphertext.
pub(super) const ENCAPSULATED: usize = 1120;
const LENGTH: usize = ENCAPSULATED + 32 + 16;
const INFO: &[u8] = b"pocketcard vault escrow 1";

/// The encapsulation and the sealed master key, bound to the vault by `aad`.
pub(super) fn seal(to: &PublicKey, aad: &[u8], master: &MasterKey) -> Result<Vec<u8>, Error> {
    let (encapsulated, sealed) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeS::Base,
        to.hpke(),
        INFO,
        master.expose(),
        aad,
        &mut system_randomness(),
    )
    .map_err(|_| Error::BadEscrowKey)?;
    Ok([&encapsulated.to_bytes()[..], &sealed].concat())
}

/// What stands in the slot when there is no escrow: a random key sealed to nobody. Random bytes would
/// not look like an encapsulation.
pub(super) fn dummy(aad: &[u8]) -> Vec<u8> {
    let nobody = SecretKey::generate().public();
    seal(&nobody, aad, &MasterKey::random()).expect("a key just made can be sealed to")
}

/// The master key, if it was sealed to this key.
pub(super) fn open(key: &SecretKey, aad: &[u8], slot: &[u8]) -> Option<MasterKey> {
    let (encapsulated, sealed) = slot.get(..LENGTH)?.split_at(ENCAPSULATED);
    let encapsulated = Deserializable::from_bytes(encapsulated).ok()?;
    let opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeR::Base,
        key.hpke(),
        &encapsulated,
        INFO,
        sealed,
        aad,
    );
    MasterKey::from_slice(&Zeroizing::new(opened.ok()?))
}
