//! Files that go with a screening.

use std::{
    fs::File,
    io::{self, BufReader},
    path::Path,
};

use pocketcard::session::Attachment;
use pocketcard_terminal::{Refusal, unreadable};

/// A file that was opened to be attached.
pub struct Attached {
    file: BufReader<File>,
    bytes: u64,
    media_type: &'static str,
}

impl Attached {
    pub fn open(path: &Path) -> Result<Self, Refusal> {
        let unreadable = |error: io::Error| unreadable(path, "an attachment", &error);
        let file = File::open(path).map_err(unreadable)?;
        let about = file.metadata().map_err(unreadable)?;
        if !about.is_file() {
            return Err(
                "an attachment is a file, not a directory or a device; check its name".into(),
            );
        }
        Ok(Self {
            file: BufReader::new(file),
            bytes: about.len(),
            media_type: media_type(path),
        })
    }

    pub fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// As the session takes it.
    pub fn lent(&mut self) -> Attachment<'_> {
        Attachment {
            from: &mut self.file,
            bytes: self.bytes,
            media_type: self.media_type.to_owned(),
        }
    }
}

/// What a file is, by the end of its name.
fn media_type(path: &Path) -> &'static str {
    let end = path.extension().and_then(|end| end.to_str());
    match end.unwrap_or_default().to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "heic" | "heif" => "image/heic",
        "tif" | "tiff" => "image/tiff",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        "aac" => "audio/aac",
        "amr" => "audio/amr",
        "flac" => "audio/flac",
        "m4a" => "audio/mp4",
        "mp3" => "audio/mpeg",
        "oga" | "ogg" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "3gp" | "3gpp" => "video/3gpp",
        "mov" => "video/quicktime",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_says_what_it_is_in_letters_of_either_size() {
        for (name, wanted) in [
            ("IMG_0001.JPG", "image/jpeg"),
            ("voice.Opus", "audio/ogg"),
            ("a.b.mp4", "video/mp4"),
            ("jpg", "application/octet-stream"),
            ("notes.txt", "application/octet-stream"),
        ] {
            assert_eq!(media_type(Path::new(name)), wanted, "{name}");
        }
    }
}
