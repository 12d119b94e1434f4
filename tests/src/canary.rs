//! Looks for words that must not be readable in any file, in the shapes in which they might be.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use data_encoding::{BASE64, HEXLOWER, HEXUPPER};
use flate2::{Compression, write::DeflateEncoder};
use memchr::memmem::Finder;

/// A word that nothing readable may hold.
pub const CANARY: &str = "canary-Amina-Tchoua-north-gate-7f3a9";

/// What to look for, and how each is called when it is found.
pub struct Needles(Vec<(&'static str, Finder<'static>)>);

impl Needles {
    /// The canary as text, UTF-16, base64 and hex, and compressed as part of `document`.
    pub fn new(document: &[u8]) -> Self {
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
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
        deflated.write_all(document).expect("memory takes it");
        let deflated = deflated.finish().expect("memory takes it");
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
            ("compressed", deflated[..deflated.len().min(40)].to_vec()),
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

    /// Every file below a directory whose content or name holds the canary, and in which shape.
    ///
    /// # Errors
    /// The disk's.
    pub fn search(&self, dir: &Path) -> io::Result<Vec<(PathBuf, &'static str)>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            if let Some(shape) = self.find(entry.file_name().as_encoded_bytes()) {
                found.push((entry.path(), shape));
            }
            if entry.file_type()?.is_dir() {
                found.extend(self.search(&entry.path())?);
            } else if let Some(shape) = self.find(&fs::read(entry.path())?) {
                found.push((entry.path(), shape));
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_shape() {
        let document = format!("A document that mentions {CANARY} among other things.");
        let needles = Needles::new(document.as_bytes());
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
        assert_eq!(needles.search(dir.path()).unwrap().len(), count + 1);
        assert_eq!(needles.find(b"canary-Amina-Tchoua"), None);
    }
}
