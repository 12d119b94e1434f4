//! Pocketcard: the pocket card that UN personnel carry to recognise trafficking in persons, as an
//! offline-first library.
//!
//! The core screens with indicators, keeps what it learns encrypted, refers people to help, and seals
//! records for a coordinating office. It does no networking: time, keys and carriers are handed in by
//! the host (see [`host`]).
//!
//! Begin with [`session::Session`], the use cases of an unlocked phone: everything else is beneath it.
//! `ARCHITECTURE.md` shows the floors, and explains the words.
//!
//! Answers lead to a finding, a screening becomes a record, and the record is sealed so that the office
//! alone can open it:
//!
//! ```
//! use pocketcard::{checklist::Answers, content::Content, crypto::{SecretKey, SigningKey}};
//! use pocketcard::{finding, parcel};
//!
//! let content = Content::base();
//! let answers = Answers::from_json(br#"{
//!     "checklist": "person", "version": 1, "age": "adult",
//!     "answers": {"general.1": "observed"}
//! }"#)?;
//! let finding = finding::find(content, &answers)?;
//! assert_eq!(finding.checklist, "person");
//!
//! let (phone, desk) = (SigningKey::generate(), SecretKey::generate());
//! let address = parcel::Address {
//!     mailbox: parcel::Mailbox([7; 16]),
//!     to: desk.public(),
//!     second: None,
//! };
//! let screening = serde_json::to_vec(&finding)?;
//! let sealed = parcel::seal(parcel::LetterKind::Record, &screening, &phone, &address)?;
//!
//! let opened = parcel::open(&sealed.bytes, &desk)?;
//! assert_eq!(&opened.content[..], screening);
//! assert_eq!(opened.letter.signer, phone.verifying_key());
//! assert!(parcel::open(&sealed.bytes, &SecretKey::generate()).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod alone;
pub mod base;
pub mod checklist;
pub mod content;
pub mod crypto;
pub mod finding;
pub mod form;
pub mod host;
pub mod invitation;
pub mod journal;
pub mod labels;
pub mod pack;
pub mod parcel;
pub mod practice;
pub mod record;
pub mod session;
pub mod store;
pub mod sync;
pub mod text;
pub mod vault;
