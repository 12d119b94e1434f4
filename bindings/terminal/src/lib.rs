//! What the programs for terminals share: the HTTP client that they lend to the exchange, output for people and for
//! programs, passphrases, the clock. Knows the core, and neither the office nor any one program.

#![forbid(unsafe_code)]

mod clock;
pub mod http;
mod output;
mod passphrase;

pub use clock::SystemClock;
pub use output::{
    Refusal, Report, certificate, finish, misused, moment_text, parse, read_text, show_size,
    write_file,
};
pub use passphrase::{asked, new_passphrase, passphrase, typed};
