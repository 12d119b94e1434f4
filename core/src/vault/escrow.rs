//! The escrow slot: the master key sealed with HPKE (RFC 9180, base mode) over X-Wing, HKDF-SHA256 and
//! ChaCha20-Poly1305, to a key that the organisation keeps.

use hpke::{
    Deserializable, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::XWing, single_shot_open, single_shot_seal_with_rng,
};
use zeroize::Zeroizing;

use super::{Error, MasterKey};
use crate::crypto::{PublicKey, SecretKey, system_randomness};

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
    let nobody = PublicKey::nobody();
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

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;
    use hpke::{Kem, kem::X25519HkdfSha256};

    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        HEXLOWER.decode(text.as_bytes()).expect("hex")
    }

    /// RFC 9180, appendix A.2.1: base mode, HKDF-SHA256 and ChaCha20-Poly1305, as here. The RFC knows no
    /// X-Wing, so the KEM is its X25519; what follows the KEM (the key schedule, the nonce, the seal) is
    /// the same code for both. X-Wing itself has its vectors in `tests/vectors/x-wing.json`.
    #[test]
    fn known_answer_hpke() {
        type Rfc = X25519HkdfSha256;
        let secret = <Rfc as Kem>::PrivateKey::from_bytes(&hex(
            "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb",
        ))
        .expect("a key");
        let encapsulated = <Rfc as Kem>::EncappedKey::from_bytes(&hex(
            "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
        ))
        .expect("an encapsulation");
        let sealed = hex(
            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
        );
        let opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, Rfc>(
            &OpModeR::Base,
            &secret,
            &encapsulated,
            b"Ode on a Grecian Urn",
            &sealed,
            b"Count-0",
        );
        assert_eq!(
            opened.expect("opens"),
            b"Beauty is truth, truth beauty",
            "as the RFC says"
        );
    }
}
