//! Passphrases: from the environment, or typed without echo.

use std::io::{IsTerminal, Write};

use pocketcard::vault::Passphrase;
use zeroize::Zeroizing;

use crate::Refusal;

/// A passphrase from an environment variable, or from a prompt without echo.
pub fn passphrase(variable: &str, prompt: &str) -> Result<Passphrase, Refusal> {
    Ok(Passphrase::new(&typed(variable, prompt)?))
}

/// As [`passphrase`], asked twice on a terminal because a slip would lock everything away.
pub fn new_passphrase(variable: &str, prompt: &str) -> Result<Passphrase, Refusal> {
    let first = typed(variable, prompt)?;
    if std::env::var_os(variable).is_none() && first != typed(variable, "The same again")? {
        return Err(Refusal(
            "the two differ; nothing was changed, try again".into(),
        ));
    }
    Ok(Passphrase::new(&first))
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
