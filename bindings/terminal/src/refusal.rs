//! Why a command was not carried out.

use std::fmt::Display;

/// One clear line that says what to do. Never repeats what was entered.
pub struct Refusal(pub String);

impl<E: Display> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}
