//! Known answers: the libraries beneath are the algorithms that they say they are.

use aead_stream::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::ChaCha20Poly1305;
use data_encoding::HEXLOWER;
use hpke::{Deserializable, Kem, Serializable, kem::XWing};

use crate::crypto::{PublicKey, SecretKey};

fn hex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).unwrap()
}

#[test]
fn x_wing() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/x-wing.json");
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let field = |name: &str| hex(json[name].as_str().unwrap());

    let key = SecretKey::from_seed(&field("seed").try_into().unwrap());
    assert!(key.public().to_bytes() == field("pk"));
    assert!(PublicKey::from_bytes(&field("pk")).unwrap() == key.public());

    let encapsulated = Deserializable::from_bytes(&field("ct")).unwrap();
    let shared = XWing::decap(key.hpke(), None, &encapsulated).unwrap();
    assert_eq!(shared.0[..], field("ss"));

    let mut seeds = Replayed(field("eseed"));
    let (shared, encapsulated) =
        XWing::encap_with_rng(key.public().hpke(), None, &mut seeds).unwrap();
    assert_eq!(shared.0[..], field("ss"));
    assert!(encapsulated.to_bytes()[..] == field("ct"));
}

/// Hands out given bytes as randomness.
struct Replayed(Vec<u8>);

impl hpke::rand_core::TryRng for Replayed {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        unreachable!("keys are made of bytes")
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        unreachable!("keys are made of bytes")
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        let rest = self.0.split_off(out.len());
        out.copy_from_slice(&std::mem::replace(&mut self.0, rest));
        Ok(())
    }
}

impl hpke::rand_core::TryCryptoRng for Replayed {}

/// RFC 8439, section 2.8.2.
#[test]
fn chacha20_poly1305() {
    let key: Vec<u8> = (0x80..0xa0).collect();
    let nonce = hex("070000004041424344454647");
    let msg = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for \
                the future, sunscreen would be it.";
    let aad = &hex("50515253c0c1c2c3c4c5c6c7");
    let cipher = ChaCha20Poly1305::new_from_slice(&key).unwrap();
    let nonce = nonce.as_slice().try_into().unwrap();
    let sealed = cipher.encrypt(nonce, Payload { msg, aad }).unwrap();
    assert_eq!(
        HEXLOWER.encode(&sealed[..16]),
        "d31a8d34648e60db7b86afbc53ef7ec2"
    );
    assert_eq!(
        HEXLOWER.encode(&sealed[114..]),
        "1ae10b594f09e26a7e902ecbd0600691"
    );
    assert_eq!(
        cipher
            .decrypt(nonce, Payload { msg: &sealed, aad })
            .unwrap(),
        msg
    );
}
