//! A letter that a fuzzer wrote, in an envelope without fault.
//!
//! Fuzzers cannot guess keys, so this seals for them: bytes 2390 and on of a parcel as
//! `docs/formats.md` describes them for the first suite, written here a second time from that page alone.

use aead_stream::{EncryptorBE32, NewStream, StreamBE32};
use chacha20poly1305::ChaCha20Poly1305;
use hkdf::Hkdf;
use pocketcard::parcel::{ParcelKey, open_with_parcel_key};
use sha2::{Digest, Sha256};

const HEAD: usize = 2390;
const PLAIN: usize = 65_520;

/// The letter inside a parcel.
pub fn letter(bytes: &[u8]) -> bool {
    // One chunk or two: more teach nothing new.
    if bytes.len() > 2 * PLAIN - 8_000 {
        return false;
    }
    let file_key = [9; 32];
    let opened = open_with_parcel_key(&parcel(bytes, &file_key), &ParcelKey::from_bytes(&file_key));
    if let Ok(opened) = &opened {
        let len = opened.content.len();
        assert_eq!(opened.content[..], bytes[121..121 + len]);
        assert_eq!(opened.letter.signer.0[..], bytes[81..113]);
    }
    opened.is_ok()
}

/// A parcel around a letter. Its slots are empty: the file key is known.
fn parcel(letter: &[u8], file_key: &[u8; 32]) -> Vec<u8> {
    let mut parcel = b"PCP1\x00\x01".to_vec();
    parcel.resize(HEAD - 32, 0);
    let secret = Hkdf::<Sha256>::new(Some(&Sha256::digest(&parcel)), file_key);
    let derive = |info: &str| {
        let mut key = [0; 32];
        secret
            .expand(info.as_bytes(), &mut key)
            .expect("32 bytes are not too many");
        key
    };
    parcel.extend(derive("pocketcard parcel 1 commitment"));

    let chunks = letter.len().div_ceil(PLAIN).max(1);
    let least = HEAD + letter.len() + 16 * chunks;
    let size = if least <= 65_536 {
        least.next_power_of_two().max(4096)
    } else {
        least.next_multiple_of(4096)
    };
    let mut plain = letter.to_vec();
    let sealed = size - HEAD;
    plain.resize(sealed - 16 * sealed.div_ceil(65_536), 0);

    let key = derive("pocketcard parcel 1 stream");
    let stream: StreamBE32<ChaCha20Poly1305> = NewStream::new(&key.into(), &[0; 7].into());
    let mut stream: EncryptorBE32<ChaCha20Poly1305> = EncryptorBE32::from_stream_primitive(stream);
    let (whole, last) = plain.split_at((plain.len() - 1) / PLAIN * PLAIN);
    for chunk in whole.chunks(PLAIN) {
        parcel.extend(stream.encrypt_next(chunk).expect("a chunk can be sealed"));
    }
    parcel.extend(stream.encrypt_last(last).expect("a chunk can be sealed"));
    assert_eq!(parcel.len(), size);
    parcel
}
