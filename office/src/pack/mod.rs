//! Making packs: putting content together from a directory, signing it, and seeing what changed.
//!
//! The signed envelope itself, and the one gate through which a phone takes it, are
//! [`pocketcard::pack`].

mod build;
mod diff;
mod directory;
mod files;
mod recordings;
#[cfg(test)]
mod tests;

pub use build::{Built, build, form_files};
pub use diff::{diff, urgent_first};
pub use directory::{Directory, ServiceText, TextError};
pub use files::BuildError;
