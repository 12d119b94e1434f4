//! The ground floor: ids, bytes, files and chance. Knows no domain, and every other module may use it.

mod chance;
mod fields;
pub(crate) mod files;
pub mod hex;
mod id;
pub(crate) mod layout;
mod redact;

pub use chance::Chance;
pub(crate) use fields::Fields;
pub(crate) use hex::hex_bytes;
pub use id::{Id, IdError};
pub(crate) use redact::opaque_debug;
