//! What the store knows about a row without opening its body.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use super::{Error, manifest};
use crate::{
    base::{Fields, Id},
    crypto::aead::Key,
};

/// The most bytes of a body.
pub const BODY: usize = 8 * 1024 * 1024;

/// What a row is. The numbers belong to those who put the rows; 0 is the store's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKind(pub u8);

impl RowKind {
    /// Attachments: rows that the store keeps for itself.
    pub(super) const ATTACHMENT: Self = Self(0);
}

/// What is known about a row while the store is unlocked, without opening its body: enough to list,
/// sort and filter by. Sealed on disk, wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    /// The row's name.
    pub id: Id,
    /// What the row is; fixed when the row is first put.
    pub kind: RowKind,
    /// Whatever state its owner gives it.
    pub status: u8,
    /// Milliseconds since 1970 UTC; lists are sorted by it, newest first.
    pub at: i64,
    /// Where, at most 64 bytes.
    pub site: String,
    /// What to show in a list, at most 128 bytes.
    pub label: String,
    /// Whatever else its owner needs without the body, at most 512 bytes.
    pub data: Vec<u8>,
}

impl Header {
    /// The most bytes of [`Header::site`].
    pub const SITE: usize = 64;
    /// The most bytes of [`Header::label`].
    pub const LABEL: usize = 128;
    /// The most bytes of [`Header::data`].
    pub const DATA: usize = 512;

    /// A header with nothing but a name, a kind and a time.
    pub fn new(id: Id, kind: RowKind, at: i64) -> Self {
        Self {
            id,
            kind,
            status: 0,
            at,
            site: String::new(),
            label: String::new(),
            data: Vec::new(),
        }
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let fields = [
            ("the site", self.site.len(), Self::SITE),
            ("the label", self.label.len(), Self::LABEL),
            ("the row's own data", self.data.len(), Self::DATA),
        ];
        match fields.into_iter().find(|(_, length, limit)| length > limit) {
            Some((what, _, limit)) => Err(Error::TooLong { what, limit }),
            None => Ok(()),
        }
    }
}

impl Drop for Header {
    fn drop(&mut self) {
        self.site.zeroize();
        self.label.zeroize();
        self.data.zeroize();
    }
}

/// Shows nothing that a person wrote.
impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Header")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// What opens the body that belongs to a header: a key of its own, drawn again whenever the body changes.
/// An older or another body does not open with it, and without the header no body opens at all.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct BodyRef {
    pub key: Key,
    pub length: u32,
}

/// The least and the most of the power-of-two sizes to which headers are padded.
const LEAST: usize = 128;
pub(super) const MOST: usize = 1024;

/// The header's plaintext: big-endian fields, strings after their length, zeros up to a power of
/// two. The id is not repeated: the seal binds it.
pub(super) fn encode(
    header: &Header,
    generation: u64,
    body: Option<&BodyRef>,
) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::with_capacity(MOST));
    out.push(header.kind.0);
    out.push(header.status);
    out.extend_from_slice(&header.at.to_be_bytes());
    out.extend_from_slice(&generation.to_be_bytes());
    match body {
        Some(body) => {
            out.push(1);
            out.extend_from_slice(&body.length.to_be_bytes());
            out.extend_from_slice(&*body.key);
        }
        None => out.push(0),
    }
    out.push(header.site.len() as u8);
    out.extend_from_slice(header.site.as_bytes());
    out.push(header.label.len() as u8);
    out.extend_from_slice(header.label.as_bytes());
    out.extend_from_slice(&(header.data.len() as u16).to_be_bytes());
    out.extend_from_slice(&header.data);
    let padded = out.len().next_power_of_two().max(LEAST);
    out.resize(padded, 0);
    out
}

/// Reads what [`encode`] wrote and nothing else.
pub(super) fn decode(id: Id, plain: &[u8]) -> Option<(Header, u64, Option<BodyRef>)> {
    let (header, generation, body) = decode_parts::<32>(id, plain)?;
    let body = body.map(|(length, secret)| {
        let mut key = Key::default();
        key.copy_from_slice(secret);
        BodyRef { key, length }
    });
    Some((header, generation, body))
}

/// The header, its generation, and of its body the length and `N` bytes that say what opens it.
#[expect(clippy::type_complexity, reason = "it is taken apart at once")]
pub(super) fn decode_parts<const N: usize>(
    id: Id,
    plain: &[u8],
) -> Option<(Header, u64, Option<(u32, &[u8; N])>)> {
    let mut fields = Fields(plain);
    let (kind, status) = (RowKind(fields.byte()?), fields.byte()?);
    let at = i64::from_be_bytes(*fields.array()?);
    let generation = manifest::counted(fields.array()?)?;
    let body = match fields.byte()? {
        0 => None,
        1 => {
            let length = fields.u32()?;
            if length as usize > BODY {
                return None;
            }
            Some((length, fields.array()?))
        }
        _ => return None,
    };
    let length = usize::from(fields.byte()?);
    let site = text(fields.bytes(length)?)?;
    let length = usize::from(fields.byte()?);
    let label = text(fields.bytes(length)?)?;
    let length = usize::from(fields.u16()?);
    let (data, padding) = (fields.bytes(length)?, fields.0);
    let header = Header {
        id,
        kind,
        status,
        at,
        site,
        label,
        data: data.to_vec(),
    };
    let sound = padding.iter().all(|byte| *byte == 0) && header.check().is_ok();
    sound.then_some((header, generation, body))
}

fn text(field: &[u8]) -> Option<String> {
    Some(std::str::from_utf8(field).ok()?.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn full() -> Header {
        Header {
            id: Id([9; 16]),
            kind: RowKind(3),
            status: 7,
            at: -1,
            site: "s".repeat(Header::SITE),
            label: "l".repeat(Header::LABEL),
            data: vec![5; Header::DATA],
        }
    }

    #[test]
    fn lengths_hold() {
        let plain = encode(&full(), u64::MAX, None);
        assert_eq!(plain.len(), 1024);
        assert_eq!(
            encode(&Header::new(Id([0; 16]), RowKind(1), 0), 0, None).len(),
            LEAST
        );
        for field in ["site", "label", "data"] {
            let mut header = full();
            match field {
                "site" => header.site.push('x'),
                "label" => header.label.push('x'),
                _ => header.data.push(0),
            }
            assert!(
                matches!(header.check(), Err(Error::TooLong { .. })),
                "{field}"
            );
        }
    }

    #[test]
    fn debug_says_nothing_private() {
        let mut header = Header::new(Id([0; 16]), RowKind(1), 0);
        header.label = "canary".into();
        assert!(!format!("{header:?}").contains("canary"));
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(kind: u8, status: u8, at: i64, generation in 0..1_u64 << 62, site in ".{0,16}", label in ".{0,30}",
            data in proptest::collection::vec(any::<u8>(), 0..512), body in proptest::option::of((any::<[u8; 32]>(), 0..=BODY as u32))) {
            let mut header = Header::new(Id([1; 16]), RowKind(kind), at);
            (header.status, header.site, header.label, header.data) = (status, site, label, data);
            let body = body.map(|(secret, length)| {
                let mut key = Key::default();
                key.copy_from_slice(&secret);
                BodyRef { key, length }
            });
            let plain = encode(&header, generation, body.as_ref());
            let (header2, generation2, body2) = decode(header.id, &plain).expect("decodes");
            prop_assert!(header2 == header && generation2 == generation && body2 == body);
        }

        #[test]
        fn stops_at_anything_else(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Some((header, generation, body)) = decode(Id([1; 16]), &bytes) {
                let again = encode(&header, generation, body.as_ref());
                let common = again.len().min(bytes.len());
                prop_assert_eq!(&again[..common], &bytes[..common]);
            }
        }
    }
}
