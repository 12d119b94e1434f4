//! Bytes as short texts, for carriers that take only so many characters at once: a series of QR
//! codes, text messages, a notebook.
//!
//! ```text
//! PC1:K3TQ7WZA:2:5:MFRGGZDFMZTWQ2LK…:7QXB
//! ```
//!
//! The parts are: the format, the series (its first letters of a hash), this chunk's number, how many there are, the
//! data, and a checksum of everything before it. Only characters of QR's alphanumeric mode occur. Chunks may
//! arrive in any order and more than once; [`Assembler`] says which are missing.

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

/// The most bytes that a series carries: 1 MiB.
pub const MAX_LEN: usize = 1024 * 1024;
/// The shortest chunk worth sending, in characters.
pub const MIN_CHARS: usize = 64;
/// The most chunks of one series.
pub const MAX_CHUNKS: usize = 9_999;

const FORMAT: &str = "PC1";
/// Bytes of hash behind the content: whole series are checked with 128 bits.
const SUM: usize = 16;
/// Bytes of hash that name a series: 8 characters.
const SERIES: usize = 5;
/// Characters of a chunk's checksum: 20 bits of hash.
const CHECK: usize = 4;

/// Why a chunk, or a series, cannot be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text is not a chunk.
    #[error("this is not part of a Pocketcard message; check what was scanned or copied")]
    NotAChunk,
    /// The chunk was changed on the way.
    #[error("this part was changed on the way; scan or copy it again")]
    Damaged,
    /// The chunk belongs to another series than those before it.
    #[error("this part belongs to another message; finish this one first or start again")]
    OtherSeries,
    /// All chunks are there, but together they are not what was split.
    #[error("the parts do not fit together; start again with all of them")]
    Inconsistent,
    /// Chunks are missing.
    #[error("parts of this message are still missing")]
    Missing,
    /// Fewer than [`MIN_CHARS`] characters a chunk, or more than [`MAX_CHUNKS`] chunks.
    #[error("the parts would be too short or too many; allow more characters in each")]
    TooShort,
    /// More than [`MAX_LEN`] bytes.
    #[error("this is too long to be sent in parts; use a file")]
    TooLong,
}

/// Splits bytes into chunks of at most `max_chars` characters.
///
/// # Errors
/// [`Error::TooLong`] or [`Error::TooShort`].
pub fn split(bytes: &[u8], max_chars: usize) -> Result<Vec<String>, Error> {
    if bytes.len() > MAX_LEN {
        return Err(Error::TooLong);
    }
    let hash = Sha256::digest(bytes);
    let whole = [bytes, &hash[..SUM]].concat();
    let series = BASE32_NOPAD.encode(&hash[..SERIES]);
    let data = BASE32_NOPAD.encode(&whole);

    // Room for the two numbers at their widest.
    let around = FORMAT.len() + 1 + series.len() + 1 + 4 + 1 + 4 + 1 + 1 + CHECK;
    let room = max_chars.saturating_sub(around);
    if max_chars < MIN_CHARS || data.len().div_ceil(room) > MAX_CHUNKS {
        return Err(Error::TooShort);
    }
    let count = data.len().div_ceil(room);
    // Chunks of nearly equal length, so that a series of QR codes has one size.
    let each = data.len().div_ceil(count);
    let parts = data.as_bytes().chunks(each).zip(1..);
    Ok(parts
        .map(|(part, number)| {
            let part = str::from_utf8(part).expect("base32 is ASCII");
            let text = format!("{FORMAT}:{series}:{number}:{count}:{part}");
            let check = check(&text);
            format!("{text}:{check}")
        })
        .collect())
}

fn check(text: &str) -> String {
    let mut check = BASE32_NOPAD.encode(&Sha256::digest(text)[..SERIES]);
    check.truncate(CHECK);
    check
}

/// Puts chunks together as they arrive.
#[derive(Default)]
pub struct Assembler {
    series: String,
    /// Data of each chunk; empty until the first chunk tells how many there are.
    parts: Vec<Option<String>>,
}

/// One chunk, taken apart.
struct Chunk<'t> {
    series: &'t str,
    number: usize,
    count: usize,
    data: &'t str,
}

impl<'t> Chunk<'t> {
    fn parse(text: &'t str) -> Result<Self, Error> {
        let (before, sum) = text.rsplit_once(':').ok_or(Error::NotAChunk)?;
        let fields: Vec<&str> = before.splitn(6, ':').collect();
        let [FORMAT, series, number, count, data] = fields[..] else {
            return Err(Error::NotAChunk);
        };
        if sum != check(before) {
            return Err(Error::Damaged);
        }
        let chunk = Self {
            series,
            number: decimal(number)?,
            count: decimal(count)?,
            data,
        };
        if chunk.number > chunk.count || data.is_empty() {
            return Err(Error::NotAChunk);
        }
        Ok(chunk)
    }
}

/// A number from 1 to [`MAX_CHUNKS`], written in the one way.
fn decimal(text: &str) -> Result<usize, Error> {
    let number = text.parse().map_err(|_| Error::NotAChunk)?;
    let canonical = (1..=MAX_CHUNKS).contains(&number) && number.to_string() == text;
    canonical.then_some(number).ok_or(Error::NotAChunk)
}

impl Assembler {
    /// Waits for the first chunk of any series.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a chunk; spaces and line ends around it are ignored. A chunk that came before is welcome.
    ///
    /// # Errors
    /// [`Error::NotAChunk`], [`Error::Damaged`], [`Error::OtherSeries`] or [`Error::TooLong`]. What
    /// arrived before stays.
    pub fn add(&mut self, text: &str) -> Result<(), Error> {
        // Longer than any chunk of a series that is short enough to be put together.
        if text.len() > MAX_LEN * 2 {
            return Err(Error::TooLong);
        }
        let chunk = Chunk::parse(text.trim())?;
        if self.parts.is_empty() {
            self.series = chunk.series.to_owned();
            self.parts = vec![None; chunk.count];
        }
        if chunk.series != self.series || chunk.count != self.parts.len() {
            return Err(Error::OtherSeries);
        }
        let held: usize = self.parts.iter().flatten().map(String::len).sum();
        let part = &mut self.parts[chunk.number - 1];
        match part {
            Some(known) if known == chunk.data => {}
            Some(_) => return Err(Error::OtherSeries),
            None if held + chunk.data.len() > MAX_LEN * 2 => return Err(Error::TooLong),
            None => *part = Some(chunk.data.to_owned()),
        }
        Ok(())
    }

    /// How many chunks there are; 0 before the first has arrived.
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    /// The numbers of the chunks that are missing, from 1. Empty before the first has arrived too.
    pub fn missing(&self) -> Vec<usize> {
        let numbered = self.parts.iter().zip(1..);
        numbered
            .filter(|(part, _)| part.is_none())
            .map(|(_, number)| number)
            .collect()
    }

    /// The bytes that were split.
    ///
    /// # Errors
    /// [`Error::Missing`], or [`Error::Inconsistent`] when the whole's checksum does not match.
    pub fn finish(&self) -> Result<Vec<u8>, Error> {
        if self.parts.is_empty() || !self.missing().is_empty() {
            return Err(Error::Missing);
        }
        let data: String = self.parts.iter().flatten().map(String::as_str).collect();
        let mut bytes = BASE32_NOPAD
            .decode(data.as_bytes())
            .map_err(|_| Error::Inconsistent)?;
        let content = bytes.len().checked_sub(SUM).ok_or(Error::Inconsistent)?;
        let hash = Sha256::digest(&bytes[..content]);
        let series = BASE32_NOPAD.encode(&hash[..SERIES]);
        if bytes[content..] != hash[..SUM] || series != self.series {
            return Err(Error::Inconsistent);
        }
        bytes.truncate(content);
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assembled<'t>(chunks: impl IntoIterator<Item = &'t String>) -> Result<Vec<u8>, Error> {
        let mut assembler = Assembler::new();
        for chunk in chunks {
            assembler.add(chunk)?;
        }
        assembler.finish()
    }

    #[test]
    fn looks_as_documented() {
        let chunks = split(b"any carnal pleasure, and some more of it besides", 64).unwrap();
        assert_eq!(
            chunks,
            [
                "PC1:BP26YA3L:1:3:MFXHSIDDMFZG4YLMEBYGYZLBON2XEZJMEBQ:B2U5",
                "PC1:BP26YA3L:2:3:W4ZBAONXW2ZJANVXXEZJAN5TCA2LUEBRGK4:56VW",
                "PC1:BP26YA3L:3:3:3JMRSXGC7V5QBWXRT5MNEPKQFBNK6QZMI:T7HO",
            ]
        );
    }

    #[test]
    fn says_what_is_missing() {
        let chunks = split(&[7; 200], 64).unwrap();
        let mut assembler = Assembler::new();
        assert_eq!(assembler.finish(), Err(Error::Missing));
        assembler.add(&chunks[3]).unwrap();
        assembler.add(&format!(" {}\r\n", chunks[1])).unwrap();
        assembler.add(&chunks[3]).unwrap();
        assert_eq!(assembler.count(), chunks.len());
        let expected: Vec<usize> = (1..=chunks.len()).filter(|n| ![2, 4].contains(n)).collect();
        assert_eq!(assembler.missing(), expected);
        assert_eq!(assembler.finish(), Err(Error::Missing));
    }

    #[test]
    fn series_do_not_mix() {
        let (one, two) = (split(&[1; 200], 64).unwrap(), split(&[2; 200], 64).unwrap());
        let mut assembler = Assembler::new();
        assembler.add(&one[0]).unwrap();
        assert_eq!(assembler.add(&two[1]), Err(Error::OtherSeries));
        // The same content split otherwise has the same name but other chunks.
        let coarse = split(&[1; 200], 100).unwrap();
        assert_eq!(assembler.add(&coarse[1]), Err(Error::OtherSeries));
        for chunk in &one {
            assembler.add(chunk).unwrap();
        }
        assert_eq!(assembler.finish(), Ok(vec![1; 200]));
    }

    /// Chunks with true checksums that were not made by `split`.
    #[test]
    fn forged_chunks_are_refused() {
        let forged = |text: &str| format!("{text}:{}", check(text));
        for (text, error) in [
            ("PC1:ABCDEFGH:0:3:AAAA", Error::NotAChunk),
            ("PC1:ABCDEFGH:4:3:AAAA", Error::NotAChunk),
            ("PC1:ABCDEFGH:1:10000:AAAA", Error::NotAChunk),
            ("PC1:ABCDEFGH:01:3:AAAA", Error::NotAChunk),
            ("PC1:ABCDEFGH:+1:3:AAAA", Error::NotAChunk),
            ("PC1:ABCDEFGH:1:3:", Error::NotAChunk),
            ("PC1:ABCDEFGH:1:3:AA:AA", Error::NotAChunk),
            ("PC2:ABCDEFGH:1:3:AAAA", Error::NotAChunk),
        ] {
            assert_eq!(Assembler::new().add(&forged(text)), Err(error), "{text}");
        }
        for data in ["AAAA", "a", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            let text = forged(&format!("PC1:ABCDEFGH:1:1:{data}"));
            assert_eq!(assembled([&text]), Err(Error::Inconsistent), "{data}");
        }
        let mut assembler = Assembler::new();
        assembler.add(&forged("PC1:ABCDEFGH:1:2:AAAA")).unwrap();
        let other = forged("PC1:ABCDEFGH:1:2:BBBB");
        assert_eq!(assembler.add(&other), Err(Error::OtherSeries));
        let long = forged(&format!(
            "PC1:ABCDEFGH:2:2:{}",
            "A".repeat(MAX_LEN * 2 - 100)
        ));
        assembler.add(&long).unwrap();
        let text = forged(&format!("PC1:ABCDEFGH:2:2:{}", "A".repeat(MAX_LEN * 2)));
        assert_eq!(assembler.add(&text), Err(Error::TooLong));
    }

    #[test]
    fn limits_are_kept() {
        assert_eq!(split(&[0; 10], MIN_CHARS - 1), Err(Error::TooShort));
        assert_eq!(
            split(&vec![0; 1024 * 1024], MIN_CHARS),
            Err(Error::TooShort)
        );
        assert_eq!(split(&vec![0; MAX_LEN + 1], 4_000), Err(Error::TooLong));
        let largest = vec![9; MAX_LEN];
        assert_eq!(assembled(&split(&largest, 4_000).unwrap()), Ok(largest));
    }

    proptest! {
        #[test]
        fn any_order_and_repetition_will_do(
            bytes in proptest::collection::vec(any::<u8>(), 0..600),
            max_chars in MIN_CHARS..400,
            order in proptest::collection::vec(any::<prop::sample::Index>(), 0..30),
        ) {
            let chunks = split(&bytes, max_chars).unwrap();
            for chunk in &chunks {
                prop_assert!(chunk.len() <= max_chars);
                prop_assert!(chunk.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b':'));
            }
            let some = order.iter().map(|index| index.get(&chunks));
            prop_assert_eq!(assembled(some.chain(chunks.iter().rev())), Ok(bytes));
        }

        #[test]
        fn any_changed_character_is_refused(at in any::<prop::sample::Index>(), to in "[A-Z2-7:]") {
            let chunk = split(&[5; 20], 100).unwrap().remove(0);
            let at = at.index(chunk.len());
            let mut bent = chunk.clone();
            bent.replace_range(at..=at, &to);
            prop_assume!(bent != chunk);
            prop_assert!(Assembler::new().add(&bent).is_err());
        }
    }
}
