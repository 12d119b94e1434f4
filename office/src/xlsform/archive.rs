//! What a workbook holds, measured before anything reads it: a small archive can unpack to gigabytes.

use std::io::{self, BufReader, Cursor, Read};

use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

/// The most bytes of one part of a workbook, unpacked.
const MAX_PART: u64 = 24 * 1024 * 1024;
/// The most bytes of all parts together, unpacked.
const MAX_PARTS: u64 = 48 * 1024 * 1024;
/// The most parts.
const MAX_COUNT: usize = 2000;

/// Unpacks every part of an `.xlsx` archive and keeps none of it.
///
/// # Errors
/// What is wrong, for the form's author.
pub(super) fn check(workbook: &[u8]) -> Result<(), &'static str> {
    const DAMAGED: &str = "it cannot be read; save the spreadsheet again as Excel workbook (.xlsx)";
    const LARGE: &str = "it is larger inside than a form can be (48 MiB); delete pictures, and the sheets that do not \
         belong to the form";
    let mut archive = ZipArchive::new(Cursor::new(workbook)).map_err(|_| DAMAGED)?;
    if archive.len() > MAX_COUNT {
        return Err(LARGE);
    }
    let mut total = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| DAMAGED)?;
        let name = part.name().map_err(|_| DAMAGED)?;
        let sheet = name.contains("worksheets/") && name.ends_with(".xml");
        let mut part = BufReader::with_capacity(
            64 * 1024,
            Counted {
                from: part,
                left: MAX_PART.min(MAX_PARTS - total),
            },
        );
        let good = if sheet {
            check_sheet(&mut part)?
        } else {
            io::copy(&mut part, &mut io::sink()).is_ok()
        };
        let rest = io::copy(&mut part, &mut io::sink()).is_ok();
        let left = part.get_ref().left;
        if left == 0 {
            return Err(LARGE);
        }
        if !(good && rest) {
            return Err(DAMAGED);
        }
        total += MAX_PART.min(MAX_PARTS - total) - left;
    }
    Ok(())
}

/// Reads no more than it may.
struct Counted<R> {
    from: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if most == 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.from.read(&mut buffer[..most])?;
        self.left -= count as u64;
        Ok(count)
    }
}

/// Looks at each cell that names a shared text: the name has to be a number, or another text would be
/// taken. Whether the sheet could be read so far; its reader finds the rest.
fn check_sheet(part: impl io::BufRead) -> Result<bool, &'static str> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    let (mut shared, mut value) = (false, false);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => match element.local_name().as_ref() {
                "c" => {
                    let mut attributes = element.attributes().flatten();
                    shared = attributes.any(|a| a.key.as_ref() == "t" && a.value == "s");
                }
                "v" => value = shared,
                _ => {}
            },
            Ok(Event::Text(text)) if value => {
                let digits = text
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b.is_ascii_whitespace());
                if !digits || text.len() > 20 {
                    return Err(
                        "a cell names a text that is not there; save the spreadsheet again",
                    );
                }
            }
            Ok(Event::End(element)) if matches!(element.local_name().as_ref(), "v" | "c") => {
                value = false;
            }
            Ok(Event::Eof) => return Ok(true),
            Ok(_) => {}
            Err(_) => return Ok(false),
        }
    }
}
