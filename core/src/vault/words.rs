//! Recovery words: the master key's way back when the passphrase or the phone's keystore is lost.

use bip39::{Language, Mnemonic};
use zeroize::Zeroizing;

use super::Error;
use crate::crypto::aead::{self, Key};

/// Twelve or twenty-four words of the English BIP-39 list, to be written on paper and kept elsewhere.
///
/// They hold 128 or 256 bits of randomness, so that nothing has to slow down guessing, and they work
/// without the phone's keystore. The last word carries a checksum that finds most copying errors.
pub struct Words(Zeroizing<String>);

/// How many recovery words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Twelve words: 128 bits. Enough.
    Twelve,
    /// Twenty-four words: 256 bits, for organisations that require it.
    TwentyFour,
}

impl Words {
    pub(super) fn random(count: Count) -> Self {
        let mut entropy = Zeroizing::new(match count {
            Count::Twelve => vec![0; 16],
            Count::TwentyFour => vec![0; 32],
        });
        getrandom::fill(&mut entropy).expect("the operating system provides randomness");
        let mnemonic = Mnemonic::from_entropy_in(Language::English, &entropy)
            .expect("16 and 32 bytes are lengths of the standard");
        // Room for 24 words of at most eight letters: growing would leave copies behind.
        let mut text = Zeroizing::new(String::with_capacity(24 * 9));
        for word in mnemonic.words() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        Self(text)
    }

    /// Twelve words drawn by lot, for anyone who needs some: nothing opens with them.
    pub fn draw() -> Self {
        Self::random(Count::Twelve)
    }

    /// Reads words as a person wrote them: any case, any white space between them.
    ///
    /// # Errors
    /// [`Error::WrongWords`] where a word is not in the list, one is missing, or the checksum fails.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let mut plain = Zeroizing::new(String::with_capacity(typed.len() + 1));
        for word in typed.split_whitespace() {
            if !plain.is_empty() {
                plain.push(' ');
            }
            plain.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
        }
        let mnemonic = Mnemonic::parse_in_normalized(Language::English, &plain)
            .map_err(|_| Error::WrongWords)?;
        match mnemonic.word_count() {
            12 | 24 => Ok(Self(plain)),
            _ => Err(Error::WrongWords),
        }
    }

    /// The words, separated by single spaces, to be shown once.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(super) fn secret(&self) -> Key {
        let mut key = Key::default();
        aead::derive(
            self.0.as_bytes(),
            &[],
            b"pocketcard recovery words v1",
            &mut *key,
        );
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_may_write_them_as_they_like() {
        for (count, many) in [(Count::Twelve, 12), (Count::TwentyFour, 24)] {
            let words = Words::random(count);
            assert_eq!(words.expose().split(' ').count(), many);
            let written = format!("  {}\n", words.expose().to_uppercase().replace(' ', "\n "));
            assert_eq!(
                Words::parse(&written).expect("parses").expose(),
                words.expose()
            );
        }
    }

    #[test]
    fn copying_errors_are_found() {
        let zeros = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
        assert!(Words::parse(zeros).is_ok(), "the standard's own example");
        for wrong in [
            "",
            "abandon",
            &zeros.replace("about", "above"),
            &zeros.replace("about", "abouts"),
            &zeros.replace(" about", ""),
            &format!("{zeros} abandon"),
        ] {
            assert_eq!(Words::parse(wrong).err(), Some(Error::WrongWords));
        }
    }
}
