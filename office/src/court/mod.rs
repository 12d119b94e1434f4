//! The bundle for a court: a directory with a whole case, a page that a lawyer reads, and two ways to check it.
//!
//! ```text
//! desk::Bundle --files--> sealed originals, keys, journal, records, attachments, packs, bundle.json
//!              --page---> index.html, from what the sealed originals hold
//!              ---------> HOW-TO-CHECK.txt, check.py, words.txt, dictionary-1.txt, SHA256SUMS and the desk's signature over it
//! ```
//!
//! Everything is gathered in a directory beside its place, whose name says that it is unfinished, and then renamed.

mod bench;
mod custody;
mod files;
mod page;
mod records;

pub use files::{Gathering, Written, WrittenRecord};

use crate::page::words::languages;

/// Whether the page can be written in this language.
pub fn speaks(tag: &str) -> bool {
    languages().iter().any(|language| language.tag == tag)
}
