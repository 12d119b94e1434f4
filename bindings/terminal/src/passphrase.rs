//! Passphrases: from the environment, or typed without echo.

use std::io::{IsTerminal, Write};

use pocketcard::{
    host::SecurityLevel,
    vault::{Passphrase, Words},
};
use zeroize::Zeroizing;

use crate::Refusal;

/// A passphrase from an environment variable, or from a prompt without echo.
pub fn passphrase(variable: &str, prompt: &str) -> Result<Passphrase, Refusal> {
    Ok(Passphrase::new(&typed(variable, prompt)?))
}

/// How many tries a passphrase must stand, as a power of ten. At half a second for each, on a thousand machines at once,
/// that is half a year on average; six words drawn by lot stand 10^19.
const TRIES: f64 = 10.3;

/// As [`passphrase`], asked twice on a terminal because a slip would lock everything away. Anyone who enters nothing is
/// given six words that are drawn by lot.
pub fn new_passphrase(variable: &str, prompt: &str) -> Result<Passphrase, Refusal> {
    let prompt = format!("{prompt}, or press Enter for six words drawn by lot");
    let mut first = typed(variable, &prompt)?;
    if first.is_empty() && std::env::var_os(variable).is_none() {
        first = six_words();
        let shown = format!("Write these down, and lock them away:\n  {}\n", *first);
        let shown = Zeroizing::new(shown);
        let _ = anstream::stderr().write_all(shown.as_bytes());
    }
    check_strength(&first)?;
    if std::env::var_os(variable).is_none() && first != typed(variable, "The same again")? {
        return Err(Refusal(
            "the two differ; nothing was changed, try again".into(),
        ));
    }
    Ok(Passphrase::new(&first))
}

/// Six words of the English list of BIP-39, drawn by lot: 66 bits.
fn six_words() -> Zeroizing<String> {
    let drawn = Words::draw();
    let mut words = Zeroizing::new(String::with_capacity(64));
    for word in drawn.expose().split(' ').take(6) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// Refuses what a person who guesses well tries early, whatever its length.
fn check_strength(typed: &str) -> Result<(), Refusal> {
    // The rule of the vault, which says what is missing, before the estimate.
    Passphrase::new(typed).check(SecurityLevel::Software)?;
    let names = ["pocketcard", "office", "desk", "patrol"];
    match zxcvbn::zxcvbn(typed, &names).guesses_log10() < TRIES {
        true => Err(Refusal(
            "too easy to guess: a passphrase of this kind is tried early; choose words by lot, six of them for a desk"
                .into(),
        )),
        false => Ok(()),
    }
}

/// What was typed, or stands in an environment variable: a secret either way.
pub fn typed(variable: &str, prompt: &str) -> Result<Zeroizing<String>, Refusal> {
    if let Ok(text) = std::env::var(variable) {
        return Ok(Zeroizing::new(text));
    }
    if !std::io::stdin().is_terminal() {
        return Err(Refusal(format!(
            "a passphrase is needed: set {variable}, or run this on a terminal"
        )));
    }
    let text = rpassword::prompt_password(format!("{prompt}: "))
        .map_err(|_| Refusal("no passphrase was entered".into()))?;
    Ok(Zeroizing::new(text))
}

/// What a person types at a prompt and may see, or a word on the option that gives it to scripts.
pub fn asked(prompt: &str, option: &str) -> Result<String, Refusal> {
    if !std::io::stdin().is_terminal() {
        return Err(Refusal(format!(
            "somebody has to type it: run this on a terminal, or give {option}"
        )));
    }
    let mut line = String::new();
    let _ = write!(anstream::stderr(), "{prompt}: ");
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|_| Refusal("nothing was typed".into()))?;
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_early_is_refused_and_what_is_drawn_is_not() {
        for weak in [
            "password1234",
            "Password2026",
            "qwertyuiop12",
            "P@ssw0rd!2026",
            "iloveyou iloveyou",
            "abcabcabcabc",
            "19771977 19881988",
        ] {
            assert!(check_strength(weak).is_err(), "{weak}");
        }
        for _ in 0..50 {
            let words = six_words();
            assert_eq!(words.split(' ').count(), 6);
            assert!(check_strength(&words).is_ok(), "{}", *words);
        }
        for good in [
            "lantern orbit seven maple",
            "xK4-9vq.Tz8!",
            "нить река дом сад",
        ] {
            assert!(check_strength(good).is_ok(), "{good}");
        }
    }
}
