//! What a file is, by its first bytes.

use super::model::Media;

impl Media {
    /// The media type of a file that begins with these bytes, as an answer to a question of this kind; `None` where it
    /// is none. A container that holds sound or film is taken for what the question asks.
    pub fn media_type(self, begin: &[u8]) -> Option<&'static str> {
        let container = |sound, film| if self == Self::Audio { sound } else { film };
        let brand = begin
            .get(8..12)
            .filter(|_| begin.get(4..8) == Some(b"ftyp"));
        let found = match begin {
            [0xff, 0xd8, 0xff, ..] => "image/jpeg",
            [0x89, b'P', b'N', b'G', ..] => "image/png",
            [b'G', b'I', b'F', b'8', ..] => "image/gif",
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => "image/webp",
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'A',
                b'V',
                b'E',
                ..,
            ] => "audio/wav",
            [b'I', b'D', b'3', ..] | [0xff, 0xfb | 0xf3 | 0xf2, ..] => "audio/mpeg",
            [0xff, 0xf1 | 0xf9, ..] => "audio/aac",
            [b'#', b'!', b'A', b'M', b'R', ..] => "audio/amr",
            [b'f', b'L', b'a', b'C', ..] => "audio/flac",
            [b'O', b'g', b'g', b'S', ..] => container("audio/ogg", "video/ogg"),
            [0x1a, 0x45, 0xdf, 0xa3, ..] => container("audio/webm", "video/webm"),
            [b'%', b'P', b'D', b'F', ..] => "application/pdf",
            _ => match brand {
                Some(b"heic" | b"heix" | b"mif1" | b"heif") => "image/heic",
                Some(b"qt  ") => "video/quicktime",
                Some([b'3', b'g', ..]) => container("audio/3gpp", "video/3gpp"),
                Some([b'M', b'4', b'A', ..]) => "audio/mp4",
                Some(_) => container("audio/mp4", "video/mp4"),
                None => "application/octet-stream",
            },
        };
        self.takes(found).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_say_what_a_file_is() {
        let film = b"\0\0\0\x18ftypmp42\0\0\0\0";
        for (kind, begin, wanted) in [
            (Media::Image, &b"\xff\xd8\xff\xe0"[..], Some("image/jpeg")),
            (Media::Image, b"\x89PNG\r\n", Some("image/png")),
            (Media::Image, b"\0\0\0\x18ftypheic", Some("image/heic")),
            (Media::Image, b"%PDF-1.7", None),
            (Media::Image, b"", None),
            (Media::Audio, film, Some("audio/mp4")),
            (Media::Video, film, Some("video/mp4")),
            (Media::Audio, b"OggS", Some("audio/ogg")),
            (Media::Audio, b"#!AMR\n", Some("audio/amr")),
            (Media::Audio, b"\xff\xd8\xff", None),
            (Media::Video, b"\x1a\x45\xdf\xa3", Some("video/webm")),
            (Media::Video, b"ID3", None),
            (Media::File, b"%PDF", Some("application/pdf")),
            (Media::File, b"anything", Some("application/octet-stream")),
        ] {
            assert_eq!(kind.media_type(begin), wanted, "{kind:?} {begin:?}");
        }
    }
}
