//! Small binary things as text that survives e-mail, chat and paper: an invitation, a code, a
//! parcel.
//!
//! ```text
//! -----BEGIN POCKETCARD INVITATION-----
//! UENQMQABBwcHBwcHBwcHBwcHBwcHB9r2…
//! =0f1e2d3c4b5a6978
//! -----END POCKETCARD INVITATION-----
//! ```
//!
//! The checksum finds accidents, not forgers: what is inside is signed or sealed by itself. Lines
//! may end in CR LF, and blank lines and spaces may surround the text and each of its lines;
//! anything else that is not exactly as written here is refused.

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

use zeroize::Zeroizing;

/// The most bytes that an armoured text may carry: 1 MiB.
pub const MAX_LEN: usize = 1024 * 1024;

const LINE: usize = 64;
/// Bytes of SHA-256 in the checksum line.
const SUM: usize = 8;

/// What an armoured text carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// An office's invitation to a phone.
    Invitation,
    /// A phone's answer to an invitation.
    Enrolment,
    /// A sealed parcel.
    Parcel,
    /// Signed content.
    Pack,
    /// A public key.
    Key,
    /// What renews a phone's enrolment, signed by its office.
    Renewal,
}

impl Label {
    const ALL: [Self; 6] = [
        Self::Invitation,
        Self::Enrolment,
        Self::Parcel,
        Self::Pack,
        Self::Key,
        Self::Renewal,
    ];

    /// The word in the first and last line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Invitation => "INVITATION",
            Self::Enrolment => "ENROLMENT",
            Self::Parcel => "PARCEL",
            Self::Pack => "PACK",
            Self::Key => "KEY",
            Self::Renewal => "RENEWAL",
        }
    }

    fn begin(self) -> String {
        format!("-----BEGIN POCKETCARD {}-----", self.word())
    }

    fn end(self) -> String {
        format!("-----END POCKETCARD {}-----", self.word())
    }
}

/// Why a text cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It does not begin with a line that this program knows.
    #[error("text-damaged")]
    NotArmor,
    /// It carries something else than asked for.
    #[error("text-damaged")]
    OtherLabel(Label),
    /// It stops before its END line.
    #[error("text-damaged")]
    CutShort,
    /// A line is not as it must be, or the checksum does not match.
    #[error("text-damaged")]
    Damaged,
    /// Something follows the END line.
    #[error("text-damaged")]
    Trailing,
    /// It carries more than [`MAX_LEN`] bytes.
    #[error("text-damaged")]
    TooLong,
}

/// Writes bytes as text.
///
/// # Errors
/// [`Error::TooLong`].
pub fn encode(label: Label, bytes: &[u8]) -> Result<String, Error> {
    if bytes.len() > MAX_LEN {
        return Err(Error::TooLong);
    }
    // Invitations are secret: nothing is left behind in memory by growing or by halves.
    let body = Zeroizing::new(BASE64.encode(bytes));
    let mut text = String::with_capacity(body.len() + body.len() / LINE + 128);
    text += &label.begin();
    text.push('\n');
    for line in body.as_bytes().chunks(LINE) {
        text.extend(line.iter().map(|byte| char::from(*byte)));
        text.push('\n');
    }
    text += &checksum(label, bytes);
    text.push('\n');
    text += &label.end();
    text.push('\n');
    Ok(text)
}

/// Reads text that must carry this kind of thing.
///
/// # Errors
/// Each variant of [`Error`].
pub fn decode(label: Label, text: &str) -> Result<Vec<u8>, Error> {
    match read(text)? {
        (found, bytes) if found == label => Ok(bytes),
        (found, _) => Err(Error::OtherLabel(found)),
    }
}

/// Reads text and says what it carries.
///
/// # Errors
/// Each variant of [`Error`] but [`Error::OtherLabel`].
pub fn read(text: &str) -> Result<(Label, Vec<u8>), Error> {
    // Base64 and line ends take less than one and a half times the bytes; generous spaces fit too.
    if text.len() > MAX_LEN * 2 {
        return Err(Error::TooLong);
    }
    let mut lines = text
        .lines()
        .map(|line| line.trim_matches([' ', '\t', '\r']))
        .filter(|line| !line.is_empty());
    let begin = lines.next().ok_or(Error::NotArmor)?;
    let label = Label::ALL.into_iter().find(|label| label.begin() == begin);
    let label = label.ok_or_else(|| not_begun(begin))?;

    let mut body = Zeroizing::new(String::with_capacity(text.len()));
    let mut full = true;
    let sum = loop {
        let line = lines.next().ok_or(Error::CutShort)?;
        if line.starts_with('=') {
            break line;
        }
        // Every line is full but the last.
        if !full || line.len() > LINE {
            return Err(Error::Damaged);
        }
        full = line.len() == LINE;
        body.push_str(line);
    };
    let end = label.end();
    match lines.next() {
        Some(line) if line == end => {}
        Some(line) if end.starts_with(line) => return Err(Error::CutShort),
        Some(_) => return Err(Error::Damaged),
        None => return Err(Error::CutShort),
    }
    if lines.next().is_some() {
        return Err(Error::Trailing);
    }
    let bytes = BASE64.decode(body.as_bytes()).map_err(|_| Error::Damaged)?;
    if bytes.len() > MAX_LEN {
        return Err(Error::TooLong);
    }
    if checksum(label, &bytes) != sum {
        return Err(Error::Damaged);
    }
    Ok((label, bytes))
}

/// The first line is no BEGIN line: cut within it, or something else altogether.
fn not_begun(line: &str) -> Error {
    let cut = line.len() >= 10
        && Label::ALL
            .iter()
            .any(|label| label.begin().starts_with(line));
    if cut {
        Error::CutShort
    } else {
        Error::NotArmor
    }
}

/// `=` and the first bytes of SHA-256 over the label, a NUL and the bytes.
fn checksum(label: Label, bytes: &[u8]) -> String {
    let hash = Sha256::new()
        .chain_update(label.word())
        .chain_update([0])
        .chain_update(bytes)
        .finalize();
    format!("={}", HEXLOWER.encode(&hash[..SUM]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text() -> String {
        encode(Label::Invitation, &[7; 100]).unwrap()
    }

    #[test]
    fn looks_as_documented() {
        assert_eq!(
            encode(Label::Key, b"any carnal pleas").unwrap(),
            "-----BEGIN POCKETCARD KEY-----\n\
             YW55IGNhcm5hbCBwbGVhcw==\n\
             =6c0287ff6ecd0b64\n\
             -----END POCKETCARD KEY-----\n"
        );
    }

    #[test]
    fn empty_and_largest_come_back_and_more_is_refused() {
        for len in [0, 1, 47, 48, 49, MAX_LEN] {
            let bytes = vec![5; len];
            let text = encode(Label::Pack, &bytes).unwrap();
            assert_eq!(read(&text), Ok((Label::Pack, bytes)), "{len}");
        }
        assert_eq!(
            encode(Label::Pack, &vec![0; MAX_LEN + 1]),
            Err(Error::TooLong)
        );
        assert_eq!(MAX_LEN, 1_048_576);
        let spaces = |len| " ".repeat(len - text().len()) + &text();
        assert!(read(&spaces(MAX_LEN * 2)).is_ok());
        assert_eq!(read(&spaces(MAX_LEN * 2 + 1)), Err(Error::TooLong));
    }

    #[test]
    fn every_line_is_full_but_the_last() {
        let text = encode(Label::Pack, &[5; 200]).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let (begin, sum) = (lines[0], lines.len() - 2);
        let body = lines[1..sum].concat();
        let broken_after = |len: usize| {
            let lines = body
                .as_bytes()
                .chunks(len)
                .map(|line| str::from_utf8(line).unwrap());
            let whole: Vec<&str> = [begin]
                .into_iter()
                .chain(lines)
                .chain(text.lines().skip(sum))
                .collect();
            read(&whole.join("\n"))
        };
        assert_eq!(broken_after(LINE), Ok((Label::Pack, vec![5; 200])));
        // Base64 and checksum are as they were.
        assert_eq!(broken_after(LINE - 4), Err(Error::Damaged));
        assert_eq!(broken_after(LINE + 4), Err(Error::Damaged));
    }

    #[test]
    fn tolerates_what_mail_programs_do() {
        let plain = text();
        let windows = plain.replace('\n', "\r\n");
        let indented: String = plain
            .lines()
            .map(|line| format!("   {line} \n\n"))
            .collect();
        for same in [
            windows,
            format!("\n \n{plain}\n\n"),
            indented,
            plain.trim().into(),
        ] {
            assert_eq!(decode(Label::Invitation, &same), Ok(vec![7; 100]));
        }
    }

    #[test]
    fn each_failure_has_its_name() {
        let good = text();
        assert_eq!(
            decode(Label::Pack, &good),
            Err(Error::OtherLabel(Label::Invitation))
        );
        assert_eq!(read(""), Err(Error::NotArmor));
        assert_eq!(read("Dear colleague"), Err(Error::NotArmor));
        assert_eq!(
            read(&good.replace("INVITATION", "RECEIPT")),
            Err(Error::NotArmor)
        );
        assert_eq!(read(&format!("{good}> more")), Err(Error::Trailing));
        assert_eq!(read(&good.replace("Bwc", "Bwd")), Err(Error::Damaged));
        assert_eq!(read(&good.replace("Bwc", "B c")), Err(Error::Damaged));
        assert_eq!(read(&good.replace("Bwc", "Béc")), Err(Error::Damaged));
        assert_eq!(
            read(&good.replace("END POCKETCARD INV", "END POCKETCARD KEY INV")),
            Err(Error::Damaged)
        );
        // A whole line lost.
        let lost: Vec<&str> = good
            .lines()
            .enumerate()
            .filter(|(i, _)| *i != 1)
            .map(|(_, l)| l)
            .collect();
        assert_eq!(read(&lost.join("\n")), Err(Error::Damaged));
        // The same bytes under another label: the checksum covers it.
        assert_eq!(
            read(&good.replace("INVITATION", "ENROLMENT")),
            Err(Error::Damaged)
        );
    }

    #[test]
    fn every_cut_is_called_cut() {
        let text = text();
        let text = text.trim_end();
        for keep in 10..text.len() {
            assert_eq!(read(&text[..keep]), Err(Error::CutShort), "{keep}");
        }
        for keep in 0..10 {
            assert_eq!(read(&text[..keep]), Err(Error::NotArmor), "{keep}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
            let text = encode(Label::Parcel, &bytes).unwrap();
            prop_assert!(text.lines().all(|line| line.len() <= 64));
            prop_assert_eq!(decode(Label::Parcel, &text), Ok(bytes));
        }

        #[test]
        fn any_changed_character_is_refused(at in 0usize..240, to in "[A-Za-z0-9+/=.-]") {
            let text = text();
            let at = at % text.trim_end().len();
            let mut bent = text.clone();
            bent.replace_range(at..=at, &to);
            prop_assume!(bent != text);
            prop_assert!(read(&bent).is_err());
        }

        #[test]
        fn any_text_at_all_is_survived(text in ".{0,300}") {
            let _ = read(&text);
            let _ = read(&format!("-----BEGIN POCKETCARD KEY-----\n{text}"));
        }
    }
}
