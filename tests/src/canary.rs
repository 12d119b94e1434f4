//! Looks for words that must not be readable in any file, in the shapes in which they might be.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use data_encoding::{BASE64, HEXLOWER, HEXUPPER};
use flate2::{Decompress, FlushDecompress};
use memchr::memmem::Finder;

/// A word that nothing readable may hold.
pub const CANARY: &str = "canary-Amina-Tchoua-north-gate-7f3a9";

/// What to look for, and how each is called when it is found.
pub struct Needles(Vec<(&'static str, Finder<'static>)>);

impl Needles {
    /// The canary as text, UTF-16, base64 and hex.
    #[expect(
        clippy::new_without_default,
        reason = "there is nothing default about them"
    )]
    pub fn new() -> Self {
        let bytes = CANARY.as_bytes();
        let wide = |swap: bool| {
            CANARY
                .encode_utf16()
                .flat_map(|unit| {
                    if swap {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect::<Vec<u8>>()
        };
        // Base64 looks different for each of the three places in a group where a text can begin.
        let base64 = |skipped: usize| {
            let whole = (bytes.len() - skipped) / 3 * 3;
            BASE64.encode(&bytes[skipped..skipped + whole]).into_bytes()
        };
        let shapes = [
            ("text", bytes.to_vec()),
            ("text in capitals", CANARY.to_uppercase().into_bytes()),
            ("UTF-16, low byte first", wide(false)),
            ("UTF-16, high byte first", wide(true)),
            ("base64", base64(0)),
            ("base64 from the second byte", base64(1)),
            ("base64 from the third byte", base64(2)),
            ("hex", HEXLOWER.encode(bytes).into_bytes()),
            ("hex in capitals", HEXUPPER.encode(bytes).into_bytes()),
        ];
        Self(
            shapes
                .into_iter()
                .map(|(name, shape)| (name, Finder::new(&shape).into_owned()))
                .collect(),
        )
    }

    /// In which shape the canary is in these bytes, if it is.
    pub fn find(&self, bytes: &[u8]) -> Option<&'static str> {
        self.0
            .iter()
            .find(|(_, finder)| finder.find(bytes).is_some())
            .map(|(name, _)| *name)
    }

    /// As [`Needles::find`], also in whatever is DEFLATE from any byte on. That takes a while.
    pub fn find_compressed(&self, bytes: &[u8]) -> Option<&'static str> {
        let mut plain = vec![0; 64 * 1024];
        let mut inflate = Decompress::new(false);
        let compressed = (0..bytes.len()).any(|start| {
            inflate.reset(false);
            // Whatever stops it, what came out before may be somebody's words.
            let _ = inflate.decompress(&bytes[start..], &mut plain, FlushDecompress::Finish);
            let came = inflate.total_out() as usize;
            came >= CANARY.len() && self.find(&plain[..came]).is_some()
        });
        self.find(bytes).or(compressed.then_some("compressed"))
    }

    /// Every file below a directory whose content or name holds the canary, and in which shape.
    ///
    /// # Errors
    /// The disk's.
    pub fn search(&self, dir: &Path) -> io::Result<Vec<(PathBuf, &'static str)>> {
        search(dir, &|bytes| self.find(bytes))
    }

    /// As [`Needles::search`], also for what is compressed.
    ///
    /// # Errors
    /// The disk's.
    pub fn search_compressed(&self, dir: &Path) -> io::Result<Vec<(PathBuf, &'static str)>> {
        search(dir, &|bytes| self.find_compressed(bytes))
    }
}

fn search(
    dir: &Path,
    find: &dyn Fn(&[u8]) -> Option<&'static str>,
) -> io::Result<Vec<(PathBuf, &'static str)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if let Some(shape) = find(entry.file_name().as_encoded_bytes()) {
            found.push((entry.path(), shape));
        }
        if entry.file_type()?.is_dir() {
            found.extend(search(&entry.path(), find)?);
        } else if let Some(shape) = find(&fs::read(entry.path())?) {
            found.push((entry.path(), shape));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::DeflateEncoder};

    use super::*;

    #[test]
    fn finds_every_shape() {
        let document = format!("A document that mentions {CANARY} among other things.");
        let needles = Needles::new();
        let dir = tempfile::tempdir().unwrap();
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
        deflated.write_all(document.as_bytes()).unwrap();
        let texts = [document.clone().into_bytes(), deflated.finish().unwrap()];
        let encoded = (0..3).map(|n| BASE64.encode(&document.as_bytes()[n..]).into_bytes());
        let mut count = 0;
        for bytes in texts.into_iter().chain(encoded) {
            fs::write(
                dir.path().join(count.to_string()),
                [&[0; 100], &bytes[..]].concat(),
            )
            .unwrap();
            count += 1;
        }
        fs::create_dir(dir.path().join(CANARY)).unwrap();
        assert_eq!(needles.search(dir.path()).unwrap().len(), count);
        assert_eq!(
            needles.search_compressed(dir.path()).unwrap().len(),
            count + 1
        );
        assert_eq!(needles.find(b"canary-Amina-Tchoua"), None);
    }
}
