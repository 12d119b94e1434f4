//! What a person types to unlock, and how easily it may be guessed.

use std::collections::BTreeSet;

use subtle::ConstantTimeEq;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::host::SecurityLevel;

/// What a person types to unlock: a passphrase, or a PIN where hardware guards against guessing.
///
/// Held in Unicode form NFKD, so that the same letters open whichever keyboard composed them. Wiped
/// when dropped, never printed.
pub struct Passphrase(Zeroizing<String>);

/// Why a passphrase is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Weak {
    /// A PIN, on a phone without a hardware keystore: once copied, all PINs are tried in minutes.
    #[error("passphrase-weak")]
    PinNeedsHardware,
    /// Too short.
    #[error("passphrase-weak")]
    TooShort,
    /// A PIN of fewer than six digits, or another code shorter than that.
    #[error("passphrase-weak")]
    PinTooShort,
    /// A word with digits or marks at its ends: among the first that are tried.
    #[error("passphrase-weak")]
    OneWord,
    /// Nearly all its characters are the same, or they simply count up or down.
    #[error("passphrase-weak")]
    Pattern,
}

impl Passphrase {
    /// Takes what was typed, as it was typed; only its Unicode form is made uniform.
    pub fn new(typed: &str) -> Self {
        // NFKD grows a character to at most 18; with the room reserved nothing is left behind by
        // a reallocation.
        let mut text = Zeroizing::new(String::with_capacity(typed.len() * 18));
        text.extend(typed.nfkd());
        Self(text)
    }

    /// Whether two people typed the same.
    pub fn is_same(&self, other: &Self) -> bool {
        bool::from(self.bytes().ct_eq(other.bytes()))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Whether it may be used with a keystore of this level.
    ///
    /// With hardware: a PIN of six digits or more, or six characters. Without: four words or twelve
    /// characters, never digits alone.
    pub fn check(&self, level: SecurityLevel) -> Result<(), Weak> {
        let characters = || self.0.chars();
        let (length, pin) = (
            characters().count(),
            characters().all(|it| it.is_ascii_digit()),
        );
        match level {
            SecurityLevel::Hardware if length < 6 => return Err(Weak::PinTooShort),
            SecurityLevel::Hardware => {}
            SecurityLevel::Software if pin && length > 0 => {
                return Err(Weak::PinNeedsHardware);
            }
            SecurityLevel::Software if length < 12 && !self.has_four_words() => {
                return Err(Weak::TooShort);
            }
            SecurityLevel::Software => {}
        }
        // Nothing here keeps a copy of the characters.
        let is_new = |&(at, it): &(usize, char)| !characters().take(at).any(|other| other == it);
        let different = characters().enumerate().filter(is_new).count();
        let wanted = match level {
            SecurityLevel::Hardware => 3,
            SecurityLevel::Software => 5,
        };
        let pairs = || characters().zip(characters().skip(1));
        let steps = || pairs().map(|(one, next)| next as i64 - one as i64);
        if different < wanted || steps().all(|step| step == 1) || steps().all(|step| step == -1) {
            return Err(Weak::Pattern);
        }
        if level == SecurityLevel::Hardware && pin && (self.is_known_pin() || self.is_date()) {
            return Err(Weak::Pattern);
        }
        if level == SecurityLevel::Software {
            if self.repeats() {
                return Err(Weak::Pattern);
            }
            if self.is_one_word() {
                return Err(Weak::OneWord);
            }
        }
        Ok(())
    }

    /// Whether it is a PIN that many people have: a part again and again, pairs that count, a way over the keys.
    fn is_known_pin(&self) -> bool {
        const KNOWN: [&[u8]; 22] = [
            b"112233", b"223344", b"332211", b"445566", b"665544", b"778899", b"998877", b"121314",
            b"131313", b"123321", b"321123", b"123654", b"147258", b"258369", b"369258", b"159753",
            b"159357", b"741852", b"789456", b"456789", b"101010", b"654321",
        ];
        let bytes = self.bytes();
        let mirrored = bytes.iter().eq(bytes.iter().rev());
        KNOWN.contains(&bytes) || self.repeats() || (bytes.len() == 6 && mirrored)
    }

    /// Whether it is a day, written in any of the usual orders: a birthday is tried early.
    fn is_date(&self) -> bool {
        let two = |at: usize| {
            let digits = self.bytes().get(at..at + 2)?;
            Some((digits[0] - b'0') * 10 + (digits[1] - b'0'))
        };
        let day = |at| two(at).is_some_and(|it| (1..=31).contains(&it));
        let month = |at| two(at).is_some_and(|it| (1..=12).contains(&it));
        let century = |at| two(at).is_some_and(|it| it == 19 || it == 20);
        let near = |at| two(at).is_some_and(|it| !(35..40).contains(&it));
        let in_order = |one, other| (day(one) && month(other)) || (month(one) && day(other));
        match self.bytes().len() {
            6 => (in_order(0, 2) && near(4)) || (month(2) && day(4) && near(0)),
            8 => (in_order(0, 2) && century(4)) || (century(0) && in_order(4, 6)),
            _ => false,
        }
    }

    /// Whether it is one part again and again.
    fn repeats(&self) -> bool {
        let bytes = self.bytes();
        (1..=bytes.len() / 2).any(|part| {
            bytes.len().is_multiple_of(part) && bytes.chunks(part).all(|it| it == &bytes[..part])
        })
    }

    /// Whether it is a single word, of at most sixteen letters, with digits or marks before or after it, or in place
    /// of letters that look like them.
    fn is_one_word(&self) -> bool {
        const WORD: usize = 16;
        let core = self.0.trim_matches(|it: char| !it.is_alphabetic());
        let looks_like_a_letter = |it: char| it.is_alphabetic() || "0134578@$!".contains(it);
        core.len() < self.0.len()
            && core.chars().count() <= WORD
            && core.chars().filter(|it| !it.is_alphabetic()).count() <= 2
            && core.chars().all(looks_like_a_letter)
    }

    /// Four different words of two letters or more: each short word still comes from a long list.
    fn has_four_words(&self) -> bool {
        let words: BTreeSet<&str> = self
            .0
            .split_whitespace()
            .filter(|word| word.chars().count() >= 2)
            .collect();
        words.len() >= 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, level: SecurityLevel) -> Result<(), Weak> {
        Passphrase::new(typed).check(level)
    }

    #[test]
    fn a_pin_needs_hardware() {
        for pin in ["1", "295713", "29571300448812"] {
            assert_eq!(
                check(pin, SecurityLevel::Software),
                Err(Weak::PinNeedsHardware)
            );
        }
        for good in ["295713", "112122333", "804526", "93847261"] {
            assert_eq!(check(good, SecurityLevel::Hardware), Ok(()));
        }
        assert_eq!(
            check("29571", SecurityLevel::Hardware),
            Err(Weak::PinTooShort)
        );
        for pattern in [
            "000000", "123456", "987654", "112112", "123123", "112233", "147258", "200190",
            "311299", "19900120", "20011990", "123321",
        ] {
            assert_eq!(check(pattern, SecurityLevel::Hardware), Err(Weak::Pattern));
        }
    }

    #[test]
    fn software_wants_four_words_or_twelve_characters() {
        for good in [
            "ox tin map sea",
            "ox it we go",
            "correct horse battery staple",
            "xK4-9vq.Tz8!",
            "abacadaeabac",
            "нить река дом сад",
        ] {
            assert_eq!(check(good, SecurityLevel::Software), Ok(()), "{good}");
        }
        for short in ["", "ox tin map", "ox ox ox ox", "a b c d", "elevenchars"] {
            assert_eq!(
                check(short, SecurityLevel::Software),
                Err(Weak::TooShort),
                "{short}"
            );
        }
        for word in [
            "password1234",
            "1234Password",
            "Passw0rd2026!",
            "Pocketcard-1",
        ] {
            let checked = check(word, SecurityLevel::Software);
            assert_eq!(checked, Err(Weak::OneWord), "{word}");
        }
        for part in ["xylophonexylophone", "tin sea tin sea "] {
            let checked = check(part, SecurityLevel::Software);
            assert_eq!(checked, Err(Weak::Pattern), "{part}");
        }
        assert_eq!(
            check("aaaaaaaaaaaa", SecurityLevel::Software),
            Err(Weak::Pattern)
        );
        assert_eq!(
            check("abcdefghijkl", SecurityLevel::Software),
            Err(Weak::Pattern)
        );
    }

    #[test]
    fn the_same_letters_are_the_same_passphrase() {
        let composed = Passphrase::new("\u{e9}t\u{e9}");
        let decomposed = Passphrase::new("e\u{301}te\u{301}");
        assert_eq!(composed.bytes(), decomposed.bytes());
    }
}
