//! What people read aloud to compare keys: six words, each of which says eleven bits.

use bip39::Language;
use sha2::{Digest, Sha256};

/// Words in a fingerprint: 66 bits. Anyone who wants other keys with the same words has to make some 2^66 of them.
const WORDS: usize = 6;

/// Whose keys they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// An office's: its desks, its escrow and its root keys.
    Office,
    /// A phone's.
    Phone,
}

/// The words for these keys. Each part is hashed with its length, so that no two lists of parts run into one.
pub fn words(whose: Whose, keys: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    hash.update(match whose {
        Whose::Office => &b"pocketcard office words 1\0"[..],
        Whose::Phone => b"pocketcard phone words 1\0",
    });
    for key in keys {
        hash.update((key.len() as u64).to_be_bytes());
        hash.update(key);
    }
    let list = Language::English.word_list();
    let hash: [u8; 32] = hash.finalize().into();
    let (first, _) = hash.split_first_chunk().expect("16 of its 32 bytes");
    let bits = u128::from_be_bytes(*first);
    let word = |place: usize| list[(bits >> (128 - 11 * (place + 1))) as usize & 0x7ff];
    (0..WORDS).map(word).collect::<Vec<_>>().join(" ")
}

/// The list that the words come from, for anyone who works them out with another program.
pub fn list() -> &'static [&'static str; 2048] {
    Language::English.word_list()
}

/// Whether somebody typed these words, in any case and with anything between them that is no letter.
pub fn same(typed: &str, words: &str) -> bool {
    let mut typed = typed
        .split(|c: char| !c.is_alphabetic())
        .filter(|it| !it.is_empty());
    words.split(' ').all(|word| {
        typed
            .next()
            .is_some_and(|typed| typed.eq_ignore_ascii_case(word))
    }) && typed.next().is_none()
}

/// Whether somebody typed six words at all.
pub fn are_words(typed: &str) -> bool {
    let words = typed
        .split(|c: char| !c.is_alphabetic())
        .filter(|it| !it.is_empty());
    words.clone().count() == WORDS
        && words
            .map(str::to_ascii_lowercase)
            .all(|word| Language::English.find_word(&word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_keys_apart_and_are_taken_as_people_type_them() {
        let of = |keys: &[&[u8]]| words(Whose::Phone, keys);
        let six = of(&[b"ab", b"c"]);
        assert_eq!(six.split(' ').count(), WORDS);
        assert_eq!(six, of(&[b"ab", b"c"]));
        for other in [
            of(&[b"a", b"bc"]),
            of(&[b"abc"]),
            words(Whose::Office, &[b"ab", b"c"]),
        ] {
            assert_ne!(six, other);
        }
        assert!(same(&six, &six));
        assert!(same(
            &format!(" {}\n", six.to_uppercase().replace(' ', ", ")),
            &six
        ));
        let (five, last) = six.rsplit_once(' ').unwrap();
        assert!(!same(five, &six) && !same(&format!("{six} {last}"), &six));
        assert!(are_words(&six.to_uppercase()) && !are_words(five) && !are_words("a b c d e f"));
        assert!(!same("", &six) && !same(&format!("{five} zoo zoo"), &six));
    }

    #[test]
    fn every_bit_of_the_first_sixty_six_counts() {
        // The words of the hash itself, worked out by hand from its first nine bytes.
        let mut hash = Sha256::new();
        hash.update(b"pocketcard phone words 1\0");
        let hash: [u8; 32] = hash.finalize().into();
        let list = Language::English.word_list();
        let bit = |n: usize| usize::from(hash[n / 8] >> (7 - n % 8) & 1);
        let by_hand: Vec<&str> = (0..6)
            .map(|word| list[(0..11).fold(0, |index, n| index * 2 + bit(word * 11 + n))])
            .collect();
        assert_eq!(words(Whose::Phone, &[]), by_hand.join(" "));
    }
}
