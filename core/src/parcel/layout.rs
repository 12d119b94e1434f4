//! How many bytes each part of a parcel has. `docs/formats.md` draws it.

/// The first bytes, which carriers read: magic, suite, mailbox.
pub const START: usize = 22;
/// An X-Wing ciphertext.
pub const ENCAPSULATED: usize = 1120;
/// A slot: the X-Wing ciphertext and the sealed file key with its tag.
pub const SLOT: usize = ENCAPSULATED + 32 + 16;
/// Everything before the sealed payload: the first bytes, two slots, the key commitment.
pub const HEAD: usize = START + 2 * SLOT + 32;
/// A full chunk of the sealed payload.
pub const SEALED: usize = 64 * 1024;
/// The tag of a chunk.
pub const TAG: usize = 16;
/// The plain bytes that a full chunk carries.
pub const PLAIN: usize = SEALED - TAG;
/// A letter before its content.
pub const LETTER_HEAD: usize = 121;
/// A letter besides its content: the head and the signature after it.
pub const LETTER_OVERHEAD: u64 = LETTER_HEAD as u64 + 64;
