//! Bytes as short texts, for carriers that take few characters at once: a series of QR
//! codes, text messages, a notebook.
//!
//! ```text
//! PC1:K3TQ7WZA:2:5:MFRGGZDFMZTWQ2LK…:7QXB
//! ```
//!
//! The parts are: the format, the series (its first letters of a hash), this chunk's number, how many there are, the
//! data, and a checksum of everything before it. Only characters of QR's alphanumeric mode occur. Chunks may
//! arrive in any order and more than once; [`Assembler`] says which are missing. Checksums find accidents;
//! a chunk that somebody forged shares its place with the true one until the hash of the whole decides.

use std::collections::BTreeMap;

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
/// Characters of all data of the longest series.
const DATA_MAX: usize = ((MAX_LEN + SUM) * 8).div_ceil(5);
/// Different chunks kept for one place; the newest stay.
const RIVALS: usize = 4;
/// Characters of chunks kept in all, each counted with what keeping it takes.
const HELD_MAX: usize = 8 * DATA_MAX;
const KEEPING: usize = 64;
/// Characters that one [`Assembler::finish`] puts together in search of the whole: about a second's work.
const TRIED_MAX: usize = 1 << 27;

/// Why a chunk, or a series, cannot be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text is not a chunk.
    #[error("chunk-unknown")]
    NotAChunk,
    /// The chunk was changed on the way.
    #[error("chunk-damaged")]
    Damaged,
    /// The chunk belongs to another series than those before it.
    #[error("chunk-of-another")]
    OtherSeries,
    /// All chunks are there, but together they are not what was split.
    #[error("chunks-inconsistent")]
    Inconsistent,
    /// Chunks are missing.
    #[error("chunks-missing")]
    Missing,
    /// Fewer than [`MIN_CHARS`] characters a chunk, or more than [`MAX_CHUNKS`] chunks.
    #[error("chunks-too-short")]
    TooShort,
    /// More than [`MAX_LEN`] bytes.
    #[error("chunks-too-long")]
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

/// Puts chunks of one series together as they arrive.
///
/// What others slip in is kept beside, within bounds: 4 chunks for each place, of which the newest stay, and
/// some 13 MB in all, for which those go that claim the number of chunks of which least is there.
#[derive(Default)]
pub struct Assembler {
    series: String,
    /// What has arrived, for each number of chunks that was claimed; the oldest first.
    cuts: Vec<Cut>,
    /// Characters in all of them, as [`HELD_MAX`] counts.
    held: usize,
}

/// A series cut into so many chunks.
struct Cut {
    count: usize,
    /// Data of the chunks at each place, the oldest first; never empty.
    places: BTreeMap<usize, Vec<String>>,
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
        if data.len() > DATA_MAX.div_ceil(chunk.count) {
            return Err(Error::TooLong);
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
        if self.cuts.is_empty() {
            self.series = chunk.series.to_owned();
        }
        if chunk.series != self.series {
            return Err(Error::OtherSeries);
        }
        let cut = self.cuts.iter_mut().find(|cut| cut.count == chunk.count);
        let cut = match cut {
            Some(cut) => cut,
            None => self.cuts.push_mut(Cut {
                count: chunk.count,
                places: BTreeMap::new(),
            }),
        };
        let rivals = cut.places.entry(chunk.number).or_default();
        if rivals.iter().any(|known| known == chunk.data) {
            return Ok(());
        }
        if rivals.len() == RIVALS {
            self.held -= KEEPING + rivals.remove(0).len();
        }
        rivals.push(chunk.data.to_owned());
        self.held += KEEPING + chunk.data.len();
        while self.held > HELD_MAX && self.cuts.len() > 1 {
            let least = (0..self.cuts.len()).min_by_key(|at| self.cuts[*at].places.len());
            let gone = self.cuts.remove(least.unwrap_or(0));
            let chunks = gone.places.values().flatten();
            self.held -= chunks.map(|data| KEEPING + data.len()).sum::<usize>();
        }
        Ok(())
    }

    /// The cut of which most has arrived.
    fn fullest(&self) -> Option<&Cut> {
        self.cuts.iter().max_by_key(|cut| cut.places.len())
    }

    /// The name of the series; empty before the first chunk has arrived.
    pub fn series(&self) -> &str {
        &self.series
    }

    /// How many chunks there are; 0 before the first has arrived.
    pub fn count(&self) -> usize {
        self.fullest().map_or(0, |cut| cut.count)
    }

    /// The numbers of the chunks that are missing, from 1. Empty before the first has arrived too.
    pub fn missing(&self) -> Vec<usize> {
        let missing = |cut: &Cut| {
            let numbers = 1..=cut.count;
            numbers
                .filter(|number| !cut.places.contains_key(number))
                .collect()
        };
        self.fullest().map(missing).unwrap_or_default()
    }

    /// The bytes that were split.
    ///
    /// # Errors
    /// [`Error::Missing`], or [`Error::Inconsistent`] when the whole's checksum does not match, whichever
    /// of the chunks that arrived for a place is taken.
    pub fn finish(&self) -> Result<Vec<u8>, Error> {
        let tries = TRIED_MAX / self.cuts.len().max(1);
        let mut wholes = self.cuts.iter().filter_map(|cut| self.whole(cut, tries));
        match wholes.next() {
            Some(bytes) => Ok(bytes),
            None if self.cuts.is_empty() || !self.missing().is_empty() => Err(Error::Missing),
            None => Err(Error::Inconsistent),
        }
    }

    /// The bytes that fit the series, among all that the chunks of a cut can be put together to, or as many
    /// of them as can be tried with `left` characters.
    fn whole(&self, cut: &Cut, mut left: usize) -> Option<Vec<u8>> {
        if cut.places.len() < cut.count {
            return None;
        }
        let mut chosen = vec![0; cut.count];
        loop {
            let rivals = cut.places.values().zip(&chosen);
            let data: String = rivals.map(|(rivals, at)| rivals[*at].as_str()).collect();
            left = left.checked_sub(data.len())?;
            let bytes = self.checked(&data);
            if bytes.is_some() {
                return bytes;
            }
            if !next(&mut chosen, cut.places.values().map(Vec::len)) {
                return None;
            }
        }
    }

    /// The bytes in a series' data, if they are what was split.
    fn checked(&self, data: &str) -> Option<Vec<u8>> {
        let mut bytes = BASE32_NOPAD.decode(data.as_bytes()).ok()?;
        let content = bytes.len().checked_sub(SUM)?;
        let hash = Sha256::digest(&bytes[..content]);
        let series = BASE32_NOPAD.encode(&hash[..SERIES]);
        if bytes[content..] != hash[..SUM] || series != self.series {
            return None;
        }
        bytes.truncate(content);
        Some(bytes)
    }
}

/// Counts on to the next choice among so many at each place; `false`: there is none.
fn next(chosen: &mut [usize], rivals: impl Iterator<Item = usize>) -> bool {
    for (digit, rivals) in chosen.iter_mut().zip(rivals) {
        *digit += 1;
        if *digit < rivals {
            return true;
        }
        *digit = 0;
    }
    false
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
        assembler.add(&coarse[1]).unwrap();
        for chunk in &one {
            assembler.add(chunk).unwrap();
        }
        assert_eq!(assembler.finish(), Ok(vec![1; 200]));
    }

    fn forged(text: &str) -> String {
        format!("{text}:{}", check(text))
    }

    /// A chunk with a true checksum for the same place, with other data.
    fn rival(chunk: &str, data: &str) -> String {
        let fields: Vec<&str> = chunk.split(':').collect();
        forged(&format!(
            "PC1:{}:{}:{}:{data}",
            fields[1], fields[2], fields[3]
        ))
    }

    #[test]
    fn forged_chunks_do_not_keep_the_true_ones_out() {
        let content = [1; 200];
        let chunks = split(&content, 64).unwrap();
        for forger_comes_first in [true, false] {
            let mut assembler = Assembler::new();
            for chunk in &chunks {
                let forged = rival(chunk, "AAAA");
                let mut both = [&forged, chunk];
                both.rotate_left(usize::from(!forger_comes_first));
                both.into_iter().for_each(|it| assembler.add(it).unwrap());
            }
            assert_eq!(assembler.finish(), Ok(content.to_vec()));
        }
    }

    #[test]
    fn who_lies_about_how_many_there_are_keeps_nothing_out() {
        let chunks = split(&[1; 200], 64).unwrap();
        let series = chunks[0].split(':').nth(1).unwrap();
        let mut assembler = Assembler::new();
        for chunk in &chunks {
            // Whole by itself, and not what was split.
            for count in [1, 2, 5_000, 6_000, 7_000] {
                let lie = forged(&format!("PC1:{series}:1:{count}:AAAA"));
                assembler.add(&lie).unwrap();
            }
            assert_eq!(assembler.finish(), Err(Error::Missing));
            assembler.add(chunk).unwrap();
        }
        assert_eq!(assembler.count(), chunks.len());
        assert_eq!(assembler.finish(), Ok(vec![1; 200]));
    }

    #[test]
    fn forgers_fill_neither_the_memory_nor_the_time() {
        let chunks = split(&vec![1; 100_000], 200).unwrap();
        let mut assembler = Assembler::new();
        for chunk in &chunks {
            assembler.add(chunk).unwrap();
            for number in 0..20 {
                let data = BASE32_NOPAD.encode(&[number; 5]);
                assembler.add(&rival(chunk, &data)).unwrap();
            }
        }
        let places = assembler.cuts[0].places.values();
        assert!(places.map(Vec::len).eq(chunks.iter().map(|_| RIVALS)));
        assert_eq!(assembler.finish(), Err(Error::Inconsistent));
        // Once the forger is gone, sending all again ends it: but for the tries, which few places need.
        let mut assembler = Assembler::new();
        for number in 0..20 {
            let data = BASE32_NOPAD.encode(&[number; 5]);
            assembler.add(&rival(&chunks[3], &data)).unwrap();
        }
        for chunk in &chunks {
            assembler.add(chunk).unwrap();
        }
        assert_eq!(assembler.finish(), Ok(vec![1; 100_000]));
        // Long ones for other numbers of chunks go before anything of what has come farther.
        for count in 2..200 {
            let data = "A".repeat(DATA_MAX / count);
            let lie = forged(&format!("PC1:{}:1:{count}:{data}", assembler.series()));
            for number in 1..=2 {
                let lie = rival(&lie.replacen(":1:", &format!(":{number}:"), 1), &data);
                assembler.add(&lie).unwrap();
            }
        }
        assert!(assembler.held <= HELD_MAX && assembler.cuts.len() > 50);
        assert_eq!(assembler.finish(), Ok(vec![1; 100_000]));
    }

    /// Chunks with true checksums that were not made by `split`.
    #[test]
    fn forged_chunks_are_refused() {
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
        for (count, longest) in [(1, DATA_MAX), (2, DATA_MAX / 2), (3, DATA_MAX.div_ceil(3))] {
            let text =
                |data: usize| forged(&format!("PC1:ABCDEFGH:1:{count}:{}", "A".repeat(data)));
            assert_eq!(Assembler::new().add(&text(longest)), Ok(()));
            assert_eq!(
                Assembler::new().add(&text(longest + 1)),
                Err(Error::TooLong)
            );
        }
    }

    #[test]
    fn limits_are_kept() {
        assert_eq!(split(&[0; 10], MIN_CHARS - 1), Err(Error::TooShort));
        assert_eq!(
            split(&vec![0; 1024 * 1024], MIN_CHARS),
            Err(Error::TooShort)
        );
        assert_eq!(split(&vec![0; MAX_LEN + 1], 4_000), Err(Error::TooLong));
        let largest = vec![9; 1_048_576];
        for max_chars in [4_000, usize::MAX] {
            let chunks = split(&largest, max_chars).unwrap();
            assert!(assembled(&chunks).as_ref() == Ok(&largest));
        }
    }

    #[test]
    fn what_is_held_is_counted_as_it_comes_and_goes() {
        let mut assembler = Assembler::new();
        let mut add = |number: usize, count: usize, data: &str| {
            let text = format!("{FORMAT}:AAAAAAAA:{number}:{count}:{data}");
            assembler.add(&format!("{text}:{}", check(&text))).unwrap();
            let places = assembler.cuts.iter().flat_map(|cut| cut.places.values());
            let held: usize = places.flatten().map(|data| KEEPING + data.len()).sum();
            assert_eq!(assembler.held, held, "{number} of {count}");
            (held, assembler.cuts.len())
        };
        // More for one place than are kept, of different lengths.
        for length in 1..10 {
            add(1, 5_000, &"A".repeat(length));
        }
        assert_eq!(add(1, 5_000, "B"), (4 * KEEPING + 7 + 8 + 9 + 1, 1));
        // More in all than is kept: what has the fewest places goes.
        let mut most = 0;
        for count in 1..=4 {
            for (number, letter) in (1..=count).flat_map(|n| "ABCD".chars().map(move |it| (n, it)))
            {
                let data = letter.to_string().repeat(DATA_MAX.div_ceil(count));
                most = add(number, count, &data).0.max(most);
            }
        }
        assert!((HELD_MAX / 2..=HELD_MAX).contains(&most), "{most}");
        assert!(assembler.cuts.iter().all(|cut| cut.count != 1));
    }

    #[test]
    fn a_whole_under_another_series_name_or_with_another_hash_is_not_what_was_split() {
        let [ours, theirs] = [5, 6].map(|byte| split(&[byte; 20], 100).unwrap().remove(0));
        let finished = |text: &str| {
            let mut assembler = Assembler::new();
            assembler.add(&format!("{text}:{}", check(text))).unwrap();
            assembler.finish()
        };
        let unchecked = |chunk: &str| chunk[..chunk.len() - CHECK - 1].to_owned();
        assert_eq!(finished(&unchecked(&ours)), Ok(vec![5; 20]));
        let renamed = unchecked(&ours).replace(&ours[4..12], &theirs[4..12]);
        assert_eq!(finished(&renamed), Err(Error::Inconsistent));
        // The content is ours; of the hash behind it the last whole byte is another.
        let mut other = unchecked(&ours);
        let at = other.len() - 3;
        let letter = if other[at..].starts_with('A') {
            "B"
        } else {
            "A"
        };
        other.replace_range(at..=at, letter);
        assert_eq!(finished(&other), Err(Error::Inconsistent));
    }

    #[test]
    fn spaces_around_a_chunk_are_welcome_up_to_a_length() {
        let chunk = split(&[5; 20], 100).unwrap().remove(0);
        let spaces = |length| " ".repeat(length - chunk.len()) + &chunk;
        let mut assembler = Assembler::new();
        assert_eq!(assembler.series(), "");
        assert_eq!(assembler.add(&spaces(2 * MAX_LEN)), Ok(()));
        assert_eq!(assembler.series(), &chunk[4..12]);
        let longer = Assembler::new().add(&spaces(2 * MAX_LEN + 1));
        assert_eq!(longer, Err(Error::TooLong));
    }

    #[test]
    fn a_chunk_has_28_characters_beside_its_data() {
        // 22 bytes with their hash are 36 characters of data, and 23 are 37.
        assert_eq!(split(&[0; 6], MIN_CHARS).map(|it| it.len()), Ok(1));
        assert_eq!(split(&[0; 7], MIN_CHARS).map(|it| it.len()), Ok(2));
        // 9,999 chunks, the last of which have numbers of four digits.
        let most = vec![0; 224_961];
        let chunks = split(&most, MIN_CHARS).unwrap();
        assert_eq!(chunks.len(), 9_999);
        assert_eq!(chunks.last().map(String::len), Some(MIN_CHARS));
        assert!(assembled(&chunks) == Ok(most));
        assert_eq!(split(&vec![0; 224_962], MIN_CHARS), Err(Error::TooShort));
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
