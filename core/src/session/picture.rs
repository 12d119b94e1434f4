//! What a camera writes beside a picture: where it was taken, when, with which camera, a smaller picture of the whole.
//! None of it leaves the phone.

use std::io::Read;

use img_parts::{jpeg::Jpeg, png::Png, webp::WebP};
use zeroize::Zeroizing;

use super::Error;

/// How many of a file's first bytes tell what it is.
const SIGNATURE: usize = 12;
/// JPEG markers with what a picture needs: of the application's segments only JFIF (0), a colour profile (2) and
/// Adobe's colour transform (14).
const APP: std::ops::RangeInclusive<u8> = 0xe0..=0xef;
const APP_KEPT: [u8; 3] = [0xe0, 0xe2, 0xee];
const COMMENT: u8 = 0xfe;
/// PNG chunks that say what is drawn and how.
const PNG_KEPT: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"bKGD", b"pHYs", b"hIST", b"acTL", b"fcTL", b"fdAT",
];
/// The same of WebP.
const WEBP_KEPT: [&[u8; 4]; 7] = [
    b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];
/// The bits of `VP8X` that announce EXIF and XMP.
const WEBP_ANNOUNCED: u8 = 0b1100;

/// An attachment as it is sealed.
pub(super) enum Prepared<'a> {
    /// What was read to look at it, and the rest: no picture of a kind that carries anything.
    AsItIs(
        std::io::Chain<std::io::Cursor<Vec<u8>>, &'a mut dyn Read>,
        u64,
    ),
    /// A picture and nothing else.
    Picture(Zeroizing<Vec<u8>>),
}

/// Looks at an attachment by its first bytes, whatever it is called, and takes out what a camera wrote beside a
/// picture.
///
/// # Errors
/// [`Error::Picture`] for a picture from which nothing can be taken out safely; [`Error::Attachment`] when it cannot
/// be read.
pub(super) fn prepare(from: &mut dyn Read, bytes: u64) -> Result<Prepared<'_>, Error> {
    let mut start = Vec::new();
    let read = (&mut *from).take(SIGNATURE as u64).read_to_end(&mut start);
    read.map_err(|_| Error::Attachment)?;
    let kind = Kind::of(&start);
    let Some(kind) = kind else {
        return Ok(Prepared::AsItIs(
            std::io::Cursor::new(start).chain(from),
            bytes,
        ));
    };
    let mut whole = Zeroizing::new(Vec::with_capacity(bytes as usize));
    whole.extend(&start);
    let rest = bytes.saturating_sub(start.len() as u64) + 1;
    let read = from.take(rest).read_to_end(&mut whole);
    read.map_err(|_| Error::Attachment)?;
    if whole.len() as u64 != bytes {
        return Err(Error::Attachment);
    }
    kind.bare(&whole)
        .map(Prepared::Picture)
        .ok_or(Error::Picture)
}

enum Kind {
    Jpeg,
    Png,
    WebP,
    /// HEIC, AVIF and TIFF, whose parts point at each other: nothing is taken out of them here.
    Other,
}

impl Kind {
    fn of(start: &[u8]) -> Option<Self> {
        let brand = |of: &[u8]| start.get(4..8) == Some(b"ftyp") && start.get(8..12) == Some(of);
        let still: [&[u8]; 8] = [
            b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif",
        ];
        match start {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P'] => Some(Self::WebP),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some(Self::Other),
            _ => still.into_iter().any(brand).then_some(Self::Other),
        }
    }

    fn bare(&self, whole: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut out = Zeroizing::new(Vec::with_capacity(whole.len()));
        match self {
            Self::Jpeg => {
                let mut picture =
                    Jpeg::from_bytes(whole[..jpeg_end(whole)?].to_vec().into()).ok()?;
                let needed = |marker: u8| match marker {
                    COMMENT => false,
                    app if APP.contains(&app) => APP_KEPT.contains(&app),
                    _ => true,
                };
                // A second APP2 of another kind lists further pictures that were cut off.
                let profile = |contents: &[u8]| contents.starts_with(b"ICC_PROFILE\0");
                let segments = picture.segments_mut();
                segments.retain(|it| {
                    needed(it.marker()) && (it.marker() != 0xe2 || profile(it.contents()))
                });
                picture.encoder().write_to(&mut *out).ok()?;
            }
            Self::Png => {
                let mut picture = Png::from_bytes(whole.to_vec().into()).ok()?;
                let chunks = picture.chunks_mut();
                chunks.retain(|it| PNG_KEPT.contains(&&it.kind()));
                picture.encoder().write_to(&mut *out).ok()?;
            }
            Self::WebP => {
                let mut picture = WebP::from_bytes(whole.to_vec().into()).ok()?;
                let chunks = picture.chunks_mut();
                chunks.retain(|it| WEBP_KEPT.contains(&&it.id()));
                picture.encoder().write_to(&mut *out).ok()?;
                if out.get(12..16) == Some(b"VP8X") {
                    *out.get_mut(20)? &= !WEBP_ANNOUNCED;
                }
            }
            Self::Other => return None,
        }
        Some(out)
    }
}

/// Where a JPEG's picture ends. Cameras put more behind it: a second picture with a position of its own, a film.
fn jpeg_end(whole: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        at += whole.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match *whole.get(at + 1)? {
            0xd9 => return Some(at + 2),
            // What is coded: a byte that was escaped, or a point to start again from; and filling.
            0x00 | 0x01 | 0xd0..=0xd8 => at += 2,
            0xff => at += 1,
            _ => {
                let length = whole.get(at + 2..at + 4)?;
                at += 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(marker: u8, contents: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xff, marker];
        bytes.extend((contents.len() as u16 + 2).to_be_bytes());
        bytes.extend(contents);
        bytes
    }

    /// A JPEG as a telephone makes it: a position, a thumbnail, a maker's note, a comment, and a film behind it.
    fn photograph() -> Vec<u8> {
        [
            &[0xff, 0xd8][..],
            &jpeg(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
            &jpeg(0xe1, b"Exif\0\0 SECRET place"),
            &jpeg(0xe1, b"http://ns.adobe.com/xap/1.0/\0 SECRET"),
            &jpeg(0xe2, b"ICC_PROFILE\0\x01\x01 colours"),
            &jpeg(0xe2, b"MPF\0 SECRET"),
            &jpeg(0xed, b"Photoshop SECRET"),
            &jpeg(0xfe, b"SECRET comment"),
            &jpeg(0xdb, &[1; 65]),
            &jpeg(0xda, &[1; 10]),
            &[1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9],
            b"SECRET film",
        ]
        .concat()
    }

    fn bare(bytes: &[u8]) -> Result<Vec<u8>, Error> {
        let mut from = bytes;
        match prepare(&mut from, bytes.len() as u64)? {
            Prepared::Picture(picture) => Ok(picture.to_vec()),
            Prepared::AsItIs(mut rest, len) => {
                let mut all = Vec::new();
                rest.read_to_end(&mut all).unwrap();
                assert_eq!(all.len() as u64, len);
                Ok(all)
            }
        }
    }

    fn says(bytes: &[u8], what: &[u8]) -> bool {
        bytes.windows(what.len()).any(|it| it == what)
    }

    #[test]
    fn nothing_that_a_camera_wrote_beside_the_picture_stays() {
        let photograph = photograph();
        let picture = bare(&photograph).unwrap();
        assert!(!says(&picture, b"SECRET"));
        for kept in [
            &b"JFIF"[..],
            b"ICC_PROFILE",
            &[1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9],
        ] {
            assert!(says(&picture, kept));
        }
        assert_eq!(bare(&picture).unwrap(), picture);
        // Cut anywhere, it is refused or bare, and never sent as it is.
        for cut in 3..photograph.len() - b"SECRET film".len() {
            assert!(
                !bare(&photograph[..cut]).is_ok_and(|it| says(&it, b"SECRET")),
                "{cut}"
            );
        }
    }

    #[test]
    fn the_same_of_png_and_webp_and_what_cannot_be_taken_apart_is_refused() {
        let chunk = |kind: &[u8; 4], contents: &[u8]| {
            let crc = flate2::Crc::new();
            let mut crc = crc;
            crc.update(kind);
            crc.update(contents);
            let length = (contents.len() as u32).to_be_bytes();
            [&length[..], kind, contents, &crc.sum().to_be_bytes()].concat()
        };
        let png = [
            &b"\x89PNG\r\n\x1a\n"[..],
            &chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
            &chunk(b"eXIf", b"SECRET"),
            &chunk(b"tEXt", b"Comment\0SECRET"),
            &chunk(b"IDAT", b"picture"),
            &chunk(b"IEND", b""),
            b"SECRET",
        ]
        .concat();
        let bare_png = bare(&png).unwrap();
        assert!(!says(&bare_png, b"SECRET") && says(&bare_png, b"picture"));
        let riff = |kind: &[u8; 4], contents: &[u8]| {
            [&kind[..], &(contents.len() as u32).to_le_bytes(), contents].concat()
        };
        let parts = [
            &b"WEBP"[..],
            &riff(b"VP8X", &[0b1100, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            &riff(b"VP8L", b"picture!"),
            &riff(b"EXIF", b"SECRET"),
            &riff(b"XMP ", b"SECRET"),
        ]
        .concat();
        let webp = riff(b"RIFF", &parts);
        let bare_webp = bare(&webp).unwrap();
        assert!(!says(&bare_webp, b"SECRET") && says(&bare_webp, b"picture!"));
        assert_eq!(bare_webp[20], 0);
        for other in [
            &b"\0\0\0\x18ftypheic SECRET"[..],
            b"II*\0 SECRET",
            b"MM\0* SECRET",
        ] {
            assert!(matches!(bare(other), Err(Error::Picture)));
        }
        for plain in [&b"%PDF-1.7"[..], b"", b"\0\0\0\x18ftypisom film"] {
            assert_eq!(bare(plain).unwrap(), plain);
        }
    }
}
