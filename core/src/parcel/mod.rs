//! The parcel: the sealed envelope in which everything travels.
//!
//! A parcel says nothing outside but the mailbox it goes to and one of a few sizes. Inside is a
//! *letter*: its kind, whom it was written to, who signed it, and the content. It opens with the key of the desk
//! it was sealed to or of that desk's escrow. Where an office has an escrow, a parcel that it does not open has a
//! dummy in that place and nobody can tell; where it has none, no parcel has that place.
//!
//! Small content is sealed and opened in memory with [`seal`] and [`open`]; large content streams
//! through [`Sealer`] and [`Opening`], which hold two chunks of 64 KiB at most. The byte layout is in
//! `docs/formats.md`.
//!
//! ```
//! use pocketcard::{crypto::{SecretKey, SigningKey}, parcel};
//!
//! let desk = SecretKey::generate();
//! let address = parcel::Address {
//!     mailbox: parcel::Mailbox([7; 16]),
//!     to: desk.public(),
//!     second: None,
//! };
//! let phone = SigningKey::generate();
//! let sealed = parcel::seal(parcel::LetterKind::Record, b"what was noticed", &phone, &address)?;
//! assert_eq!(sealed.bytes.len(), 2560);
//!
//! let opened = parcel::open(&sealed.bytes, &desk)?;
//! assert_eq!(&opened.content[..], b"what was noticed");
//! assert_eq!(opened.letter.signer, phone.verifying_key());
//! # Ok::<(), parcel::Error>(())
//! ```

mod address;
pub mod armor;
mod error;
mod file_key;
mod header;
mod layout;
mod letter;
mod open;
mod payload;
mod seal;
pub(crate) mod size;
mod slot;
pub mod text_parts;

pub use address::{Address, DeskCard, SecondSlot};
pub use error::Error;
pub use header::{Header, Mailbox, ParcelId};
pub use letter::{Letter, LetterKind};
pub use open::{Opened, Opening, ParcelKey, open, open_with_any, open_with_parcel_key};
pub use seal::{Sealed, Sealer, seal};
pub use size::{MAX_CONTENT, MAX_SIZE, MIN_SIZE};

#[cfg(test)]
mod tests;
