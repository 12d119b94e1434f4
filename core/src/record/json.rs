//! Deflated JSON with a bound: the form of everything readable inside a parcel.
//!
//! What passes through here is what people wrote, so nothing of it may stay behind in memory: buffers have
//! their size from the beginning and are wiped, and so is the window of the compression.

use std::{
    io::{self, Write},
    sync::LazyLock,
};

use flate2::{Compression, Decompress, FlushDecompress, Status, write::DeflateEncoder};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

/// The longest JSON inside a parcel, in bytes.
const MAX_JSON: usize = 4 << 20;
/// How far back DEFLATE refers, in bytes.
const WINDOW: usize = 32 * 1024;

/// The content is too long, not DEFLATE, not JSON, or not of the expected shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Not what this version writes.
    Damaged,
    /// The `format` member names another version.
    NewerFormat,
}

pub(crate) fn to_json<T: Serialize>(value: &T) -> Zeroizing<Vec<u8>> {
    let always = "maps with text keys always serialise";
    let mut length = Length(0);
    serde_json::to_writer(&mut length, value).expect(always);
    let mut json = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *json, value).expect(always);
    json
}

/// Counts what is written to it.
struct Length(usize);

impl Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Deflates after a preset dictionary: bytes that the reader has too, so that what is like them becomes short
/// (RFC 1951 without a header; zlib calls it the same).
pub(crate) fn deflate(json: &[u8], dictionary: &[u8]) -> Zeroizing<Vec<u8>> {
    let never = "writing to memory does not fail";
    let mut deflater = DeflateEncoder::new(Vec::new(), Compression::best());
    let mut before = 0;
    if !dictionary.is_empty() {
        deflater.write_all(dictionary).expect(never);
        // What follows begins at a whole byte, and still refers to what was deflated before.
        deflater.flush().expect(never);
        before = deflater.get_ref().len();
    }
    deflater.write_all(json).expect(never);
    let mut deflated = Zeroizing::new(deflater.reset(Vec::new()).expect(never));
    // Its window still holds the end of what was deflated.
    deflater.write_all(&[0; 2 * WINDOW]).expect(never);
    deflater.finish().expect(never);
    deflated.drain(..before);
    deflated
}

/// Inflates what [`deflate`] made with the same dictionary.
pub(crate) fn inflate(
    deflated: &[u8],
    dictionary: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
    let mut input = stored(dictionary);
    input.extend_from_slice(deflated);
    let most = dictionary.len() + MAX_JSON;
    let mut room = 2 * WINDOW;
    loop {
        // Where the room does not do, it begins again.
        let mut json = Zeroizing::new(Vec::with_capacity(room));
        let mut inflater = Decompress::new(false);
        let inflated = inflater.decompress_vec(&input, &mut json, FlushDecompress::Finish);
        wipe_window(&mut inflater);
        match inflated.map_err(|_| Unreadable::Damaged)? {
            Status::StreamEnd if json.len() <= most => {
                json.drain(..dictionary.len());
                return Ok(json);
            }
            Status::Ok | Status::BufError if json.len() >= room && room <= most => {
                room = (4 * room).min(most + 1);
            }
            _ => return Err(Unreadable::Damaged),
        }
    }
}

/// Bytes as a block of DEFLATE that is not compressed, and not the last (RFC 1951, 3.2.4); nothing for no bytes.
fn stored(bytes: &[u8]) -> Vec<u8> {
    if bytes.is_empty() {
        return Vec::new();
    }
    let length = u16::try_from(bytes.len()).expect("a dictionary is shorter than a block");
    let mut block = vec![0];
    block.extend_from_slice(&length.to_le_bytes());
    block.extend_from_slice(&(!length).to_le_bytes());
    block.extend_from_slice(bytes);
    block
}

/// Which implementation of DEFLATE is at work depends on what else is linked, and some keep the last bytes
/// that they gave even when they gave all at once. Zeros take their place.
fn wipe_window(inflater: &mut Decompress) {
    static ZEROS: LazyLock<Zeroizing<Vec<u8>>> = LazyLock::new(|| deflate(&[0; 2 * WINDOW], &[]));
    let mut plain = vec![0; 4 * WINDOW];
    inflater.reset(false);
    // Without `Finish` it goes through the window, and nothing but zeros can come of it.
    let _ = inflater.decompress(&ZEROS, &mut plain, FlushDecompress::None);
}

/// Reads JSON whose `format` member must be one of the given ones.
pub(crate) fn parse<T: DeserializeOwned>(json: &[u8], formats: &[&str]) -> Result<T, Unreadable> {
    #[derive(Deserialize)]
    struct Format {
        format: String,
    }
    let found: Format = serde_json::from_slice(json).map_err(|_| Unreadable::Damaged)?;
    if !formats.contains(&found.format.as_str()) {
        return Err(Unreadable::NewerFormat);
    }
    serde_json::from_slice(json).map_err(|_| Unreadable::Damaged)
}
