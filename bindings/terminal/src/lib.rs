//! What the programs for terminals share: the HTTP client that they lend to the exchange, output for people and for
//! programs, passphrases, the clock. Knows the core, and neither the office nor any one program.

#![forbid(unsafe_code)]

mod clock;
pub mod english;
mod files;
pub mod http;
pub mod meter;
mod output;
mod passphrase;
mod refusal;
pub mod sentences;

pub use clock::SystemClock;
pub use english::{English, english};
pub use files::{
    TextArgument, allow_replacing, open, read_bytes, read_text, unreadable, write_file,
};
pub use output::{
    Output, certificate, count, finish, leave_no_dump, make_private, misused, moment_text,
    numbered, parse, print, show_size, unshown,
};

pub use passphrase::{asked, new_passphrase, passphrase, typed};
pub use refusal::Refusal;
