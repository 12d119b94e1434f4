//! Deflated JSON with a bound: the form of everything readable inside a parcel.

use std::io::{Read, Write};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

/// The longest JSON inside a parcel, in bytes.
const MAX_JSON: u64 = 4 << 20;

/// The content is too long, not DEFLATE, not JSON, or not of the expected shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Not what this version writes.
    Damaged,
    /// The `format` member names another version.
    NewerFormat,
}

pub(crate) fn to_json<T: Serialize>(value: &T) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(serde_json::to_vec(value).expect("maps with text keys always serialise"))
}

pub(crate) fn deflate(json: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut deflater = DeflateEncoder::new(Vec::new(), Compression::best());
    deflater
        .write_all(json)
        .expect("writing to memory does not fail");
    Zeroizing::new(deflater.finish().expect("writing to memory does not fail"))
}

pub(crate) fn inflate(bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
    let mut json = Zeroizing::new(Vec::new());
    DeflateDecoder::new(bytes)
        .take(MAX_JSON + 1)
        .read_to_end(&mut json)
        .map_err(|_| Unreadable::Damaged)?;
    if json.len() as u64 > MAX_JSON {
        Err(Unreadable::Damaged)
    } else {
        Ok(json)
    }
}

/// Reads JSON whose `format` member must be the given one.
pub(crate) fn parse<T: DeserializeOwned>(json: &[u8], format: &str) -> Result<T, Unreadable> {
    #[derive(Deserialize)]
    struct Format {
        format: String,
    }
    let found: Format = serde_json::from_slice(json).map_err(|_| Unreadable::Damaged)?;
    if found.format != format {
        return Err(Unreadable::NewerFormat);
    }
    serde_json::from_slice(json).map_err(|_| Unreadable::Damaged)
}
