//! The forgery that the key commitment is there for: one ciphertext that ChaCha20-Poly1305 accepts
//! under two keys, so that desk and escrow would open the same parcel and read different things.
//!
//! The tag is Poly1305, a polynomial over the integers modulo 2^130 - 5 whose coefficients are the
//! ciphertext's blocks. Who chooses both keys has two linear equations, one a key, and solves them for
//! two blocks.

use aead_stream::aead::{Aead, KeyInit};
use chacha20::{
    ChaCha20,
    cipher::{KeyIvInit, StreamCipher},
};
use chacha20poly1305::ChaCha20Poly1305;

use super::*;

/// A number below 2^130 - 5: its upper 2 bits and lower 128.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Residue(u8, u128);

const P: Residue = Residue(3, u128::MAX - 4);
const ZERO: Residue = Residue(0, 0);

impl Residue {
    fn sub_raw(self, other: Self) -> Self {
        let (low, borrow) = self.1.overflowing_sub(other.1);
        Self(
            self.0.wrapping_sub(other.0).wrapping_sub(borrow.into()),
            low,
        )
    }

    fn add(self, other: Self) -> Self {
        let (low, carry) = self.1.overflowing_add(other.1);
        let sum = Self(self.0 + other.0 + u8::from(carry), low);
        if sum >= P { sum.sub_raw(P) } else { sum }
    }

    fn sub(self, other: Self) -> Self {
        self.add(P.sub_raw(other))
    }

    fn bit(self, i: u32) -> bool {
        if i < 128 {
            self.1 >> i & 1 == 1
        } else {
            self.0 >> (i - 128) & 1 == 1
        }
    }

    fn mul(self, other: Self) -> Self {
        (0..130).rev().fold(ZERO, |sum, i| {
            let twice = sum.add(sum);
            if other.bit(i) { twice.add(self) } else { twice }
        })
    }

    fn inverse(self) -> Self {
        let exponent = P.sub_raw(Self(0, 2));
        (0..130).rev().fold(Self(0, 1), |power, i| {
            let square = power.mul(power);
            if exponent.bit(i) {
                square.mul(self)
            } else {
                square
            }
        })
    }
}

/// One key's Poly1305 polynomial for a ciphertext of zeros but the first two blocks.
struct Polynomial {
    /// What the first block is multiplied with.
    first: Residue,
    /// What the second block is multiplied with.
    second: Residue,
    /// What the other blocks add up to.
    rest: Residue,
    /// What is added in the end, modulo 2^128.
    mask: u128,
}

impl Polynomial {
    /// RFC 8439, sections 2.5, 2.6 and 2.8, for a last chunk of this length at STREAM's first place.
    fn new(stream_key: &[u8; 32], len: usize) -> Self {
        let mut nonce = [0; 12];
        nonce[11] = 1;
        let mut block = [0; 32];
        ChaCha20::new(stream_key.into(), &nonce.into()).apply_keystream(&mut block);
        let (r, mask) = block.split_at(16);
        let clamp = 0x0ffffffc_0ffffffc_0ffffffc_0fffffff;
        let r = Residue(0, u128::from_le_bytes(r.try_into().unwrap()) & clamp);

        let zeros = len.div_ceil(16) - 2;
        let lengths = (len as u128) << 64;
        let (mut first, mut second) = (r, r);
        let mut rest = ZERO;
        for block in std::iter::repeat_n(0, zeros).chain([lengths]) {
            rest = rest.add(Residue(1, block)).mul(r);
            first = first.mul(r);
            second = second.mul(r);
        }
        Self {
            first: first.mul(r),
            second,
            rest,
            mask: u128::from_le_bytes(mask.try_into().unwrap()),
        }
    }

    /// What the two blocks' share must be for this tag.
    fn wanted(&self, tag: u128) -> Residue {
        Residue(0, tag.wrapping_sub(self.mask)).sub(self.rest)
    }
}

/// A chunk of this length with its tag, that both keys open.
fn collide(keys: [&[u8; 32]; 2], len: usize) -> Vec<u8> {
    let [a, b] = keys.map(|key| Polynomial::new(key, len));
    let determinant = a.first.mul(b.second).sub(b.first.mul(a.second)).inverse();
    // A block is a number from 2^128 to 2^129, which about one solution in sixteen has twice.
    for tag in 1.. {
        let (wanted_a, wanted_b) = (a.wanted(tag), b.wanted(tag));
        let x = wanted_a
            .mul(b.second)
            .sub(wanted_b.mul(a.second))
            .mul(determinant);
        let y = a
            .first
            .mul(wanted_b)
            .sub(b.first.mul(wanted_a))
            .mul(determinant);
        if (x.0, y.0) == (1, 1) {
            let mut chunk = vec![0; len];
            chunk[..16].copy_from_slice(&x.1.to_le_bytes());
            chunk[16..32].copy_from_slice(&y.1.to_le_bytes());
            chunk.extend(tag.to_le_bytes());
            return chunk;
        }
    }
    unreachable!("some tag fits")
}

/// A parcel whose slots carry different file keys, and whose chunk opens under both.
pub fn parcel(office: &Office) -> Vec<u8> {
    let mut rng = Repeating::from(3);
    let start = Header::bytes(layout::Suite::TwoSlots, Mailbox([4; 16]));
    let (one, two) = (
        file_key::FileKey::new([1; 32]),
        file_key::FileKey::new([2; 32]),
    );
    let mut parcel = start.to_vec();
    parcel.extend(slot::seal(&one, &office.desk.public(), &start, &mut rng).unwrap());
    parcel.extend(slot::seal(&two, &office.escrow.public(), &start, &mut rng).unwrap());
    let [one, two] = [one, two].map(|key| file_key::Derived::new(&key, &parcel));
    parcel.extend(one.commitment);
    let chunk = collide(
        [&one.stream_key, &two.stream_key],
        size::payload(layout::Suite::TwoSlots, 4096) as usize,
    );
    // The forgery is real: without a commitment both would accept it.
    let mut nonce = [0; 12];
    nonce[11] = 1;
    let read = [&one, &two].map(|derived| {
        let cipher = ChaCha20Poly1305::new((&*derived.stream_key).into());
        cipher.decrypt(&nonce.into(), &chunk[..]).unwrap()
    });
    assert!(read[0] != read[1]);
    parcel.extend(chunk);
    parcel
}

#[test]
fn a_parcel_that_opens_under_two_keys_is_refused() {
    let office = Office::new();
    let parcel = parcel(&office);
    // The desk's key is the one committed to; it finds nonsense, for the forger chose two blocks only.
    let desk = error(office.open(&parcel)).unwrap();
    assert!(matches!(desk, Error::UnknownKind | Error::Malformed));
    // The escrow's key opens its slot and would open the chunk, but is not committed to.
    assert_eq!(error(open(&parcel, &office.escrow)), Some(Error::Damaged));
}
