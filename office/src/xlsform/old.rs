//! The old `.xls` format, measured before anything reads it: its cells share texts and may stand anywhere,
//! so that a small file can fill gigabytes. (The records are those of [MS-XLS] 2.3.)

use std::io::{Cursor, Read};

/// How such a file begins.
pub(super) const MAGIC: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// The most places of the smallest rectangles that hold each sheet's cells, together.
const MAX_PLACES: u64 = 2_000_000;
/// The most bytes of all cells' texts, each counted as often as it stands in a cell.
const MAX_TEXTS: u64 = 32 * 1024 * 1024;

/// Record types.
const BOF: u16 = 0x0809;
const SHARED: u16 = 0x00fc;
const CONTINUE: u16 = 0x003c;
const SHARED_CELL: u16 = 0x00fd;
/// Records that put a value into a cell; each begins with its row and column.
const CELLS: [u16; 8] = [
    0x0006, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e,
];

/// Goes through the records of an `.xls` file.
///
/// # Errors
/// What is wrong, for the form's author.
pub(super) fn check(workbook: &[u8]) -> Result<(), &'static str> {
    const DAMAGED: &str = "it cannot be read: it is damaged or has a password; save it again as Excel workbook (.xlsx)";
    const LARGE: &str = "a sheet is too large, or a cell stands far from all others; delete what does not belong to the \
         form, or save it as Excel workbook (.xlsx)";
    let mut file = cfb::CompoundFile::open(Cursor::new(workbook)).map_err(|_| DAMAGED)?;
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name));
    let stream = file
        .open_stream(name.ok_or(DAMAGED)?)
        .map_err(|_| DAMAGED)?;
    let mut bytes = Vec::new();
    stream
        .take(workbook.len() as u64)
        .read_to_end(&mut bytes)
        .map_err(|_| DAMAGED)?;

    let mut shared: Vec<&[u8]> = Vec::new();
    let mut lengths = Vec::new();
    let (mut places, mut texts) = (0, 0);
    let mut sheet = Rectangle::default();
    let mut last = 0;
    for (kind, body) in records(&bytes) {
        match kind {
            BOF => {
                places += std::mem::take(&mut sheet).places();
                if lengths.is_empty() && !shared.is_empty() {
                    lengths = text_lengths(&shared);
                }
            }
            SHARED => shared = vec![body],
            CONTINUE if last == SHARED => shared.push(body),
            kind if CELLS.contains(&kind) => {
                let number = |at: usize| {
                    body.get(at..at + 2)
                        .map(|b| u16::from_le_bytes([b[0], b[1]]))
                };
                let (Some(row), Some(mut column)) = (number(0), number(2)) else {
                    return Err(DAMAGED);
                };
                sheet.add(row, column);
                if kind == 0x00bd {
                    column = body.len().checked_sub(2).and_then(number).unwrap_or(column);
                    sheet.add(row, column);
                }
                if kind == SHARED_CELL {
                    let index = body
                        .get(6..10)
                        .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
                    let length = index.and_then(|index| lengths.get(index as usize));
                    texts += *length.ok_or(
                        "a cell names a text that is not there; save the spreadsheet again",
                    )?;
                } else {
                    texts += body.len() as u64;
                }
            }
            _ => {}
        }
        if kind != CONTINUE {
            last = kind;
        }
        if places + sheet.places() > MAX_PLACES || texts > MAX_TEXTS {
            return Err(LARGE);
        }
    }
    Ok(())
}

/// The smallest rectangle that holds all cells of a sheet.
#[derive(Default)]
struct Rectangle(Option<[u16; 4]>);

impl Rectangle {
    fn add(&mut self, row: u16, column: u16) {
        let [top, left, bottom, right] = self.0.unwrap_or([row, column, row, column]);
        self.0 = Some([
            top.min(row),
            left.min(column),
            bottom.max(row),
            right.max(column),
        ]);
    }

    fn places(&self) -> u64 {
        self.0.map_or(0, |[top, left, bottom, right]| {
            (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
        })
    }
}

/// The records of a stream: type and body. Ends where one is cut.
fn records(mut bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (head, rest) = bytes.split_first_chunk::<4>()?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let body = rest.get(..length)?;
        bytes = &rest[length..];
        Some((u16::from_le_bytes([head[0], head[1]]), body))
    })
}

/// The lengths of the shared texts in bytes: at most three for a character. A text that
/// goes on in the next record begins there with its flags again.
fn text_lengths(parts: &[&[u8]]) -> Vec<u64> {
    let mut lengths = Vec::new();
    let mut bytes = Pieces { parts, at: 8 };
    while let Some(count) = bytes.number(2) {
        let Some(flags) = bytes.number(1) else { break };
        let runs = if flags & 8 != 0 {
            bytes.number(2).unwrap_or(0) * 4
        } else {
            0
        };
        let more = if flags & 4 != 0 {
            bytes.number(4).unwrap_or(0)
        } else {
            0
        };
        let (mut left, mut width) = (count, 1 + (flags & 1));
        while left > 0 {
            let here = (bytes.left() as u64 / width).min(left);
            bytes.skip(here * width);
            left -= here;
            if left > 0 {
                match bytes.next_part() {
                    Some(flags) => width = 1 + u64::from(flags & 1),
                    None => break,
                }
            }
        }
        bytes.skip(runs + more);
        lengths.push(count * 3);
    }
    lengths
}

/// Bytes that lie in several records.
struct Pieces<'a> {
    parts: &'a [&'a [u8]],
    at: usize,
}

impl Pieces<'_> {
    fn left(&self) -> usize {
        self.parts
            .first()
            .map_or(0, |part| part.len().saturating_sub(self.at))
    }

    fn skip(&mut self, mut count: u64) {
        while let Some(part) = self.parts.first() {
            let here = part.len().saturating_sub(self.at) as u64;
            if count < here {
                self.at += count as usize;
                return;
            }
            if self.parts.len() == 1 {
                self.at = part.len();
                return;
            }
            if count == here {
                self.at = part.len();
                return;
            }
            count -= here;
            self.parts = &self.parts[1..];
            self.at = 0;
        }
    }

    /// Goes to the next record; its first byte.
    fn next_part(&mut self) -> Option<u8> {
        self.parts = self.parts.get(1..)?;
        self.at = 1;
        self.parts.first()?.first().copied()
    }

    fn number(&mut self, bytes: usize) -> Option<u64> {
        if self.left() == 0 && self.parts.len() > 1 {
            self.parts = &self.parts[1..];
            self.at = 0;
        }
        let part = self.parts.first()?.get(self.at..self.at + bytes)?;
        self.at += bytes;
        Some(
            part.iter()
                .rev()
                .fold(0, |number, byte| number << 8 | u64::from(*byte)),
        )
    }
}
