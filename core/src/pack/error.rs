//! Why a pack is refused.

use thiserror::Error;

use crate::content::ContentError;

/// Why a pack was refused. Whatever was in force before stays in force.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// The bytes are not laid out as a pack.
    #[error("this is not a pack, or it was cut short; fetch it again")]
    NotAPack,
    /// The pack, or what is inside it, is bigger than [`super::MAX_SIZE`].
    #[error("this pack is too big; the most is 4 MiB")]
    TooBig,
    /// The pack is written in a format that this program does not know.
    #[error("this pack was made for a newer version of the app; update the app")]
    NewerFormat,
    /// The statement about the pack has an unknown, missing or impossible member.
    #[error("the pack's manifest is not valid: {0}")]
    BadManifest(&'static str),
    /// A document of root keys has an unknown, missing or impossible member.
    #[error("the list of root keys is not valid: {0}")]
    BadRoots(&'static str),
    /// The pack belongs to another series than the one this phone follows.
    #[error("this is the pack of another office; ask your own office for its pack")]
    OtherPack,
    /// The content is not the one that the manifest describes.
    #[error("the pack's content was altered on the way; fetch it again")]
    AlteredContent,
    /// A signature does not match what it signs.
    #[error("a signature on this pack does not match; do not use it and tell your office")]
    BadSignature,
    /// A signature by a key that is not a root.
    #[error("this pack is signed by a key that your office does not use; do not use it")]
    UnknownSigner,
    /// Two signatures by the same key.
    #[error("this pack carries two signatures by one key; each root may sign once")]
    RepeatedSigner,
    /// Fewer signatures than the threshold.
    #[error("this pack has {found} of the {needed} signatures it needs")]
    TooFewSignatures {
        /// Signatures that are valid and count.
        found: usize,
        /// The threshold of the roots.
        needed: usize,
    },
    /// The pack is signed under root keys that have been replaced.
    #[error("this pack is signed with root keys that have been replaced; ask for a newer pack")]
    RetiredRoots,
    /// The pack is signed under root keys that this phone has not been told of.
    #[error("root keys changed and this pack does not carry the whole change; ask for a full pack")]
    RootsMissing,
    /// A change of root keys skips a version or contradicts the one in force.
    #[error("the pack's change of root keys does not follow from the keys in force")]
    BrokenRotation,
    /// A statement of the desks' keys has an unknown, missing or impossible member.
    #[error("the pack's statement of the desks' keys is not valid")]
    BadKeys,
    /// The pack brings keys that the office has replaced, or none where there was a statement.
    #[error("this pack brings keys of the desks that were replaced; ask for a newer pack")]
    KeysRolledBack,
    /// The pack's statement of keys has another history than the one that was accepted.
    #[error(
        "this pack tells of other keys of the desks than the packs before it; do not use it and tell your office"
    )]
    KeysFork,
    /// The version is lower than one already accepted.
    #[error("this pack is version {found}; version {seen} is already here")]
    RolledBack {
        /// The version in the manifest.
        found: u64,
        /// The highest version accepted before.
        seen: u64,
    },
    /// The version leaves too few numbers for later packs.
    #[error(
        "this pack is version {found}; the next may be {most} at most: number packs one by one"
    )]
    TooFarAhead {
        /// The version in the manifest.
        found: u64,
        /// The highest that may follow what is here.
        most: u64,
    },
    /// Two different packs claim one version: a root signed twice, by mistake or under pressure.
    #[error("another pack with version {0} was accepted before; tell your office, both are signed")]
    Equivocation(u64),
    /// The content is nested, long or numerous beyond its bounds.
    #[error("the pack's content goes beyond its bounds: {0}")]
    TooComplex(&'static str),
    /// A text holds a character that hides or reorders others.
    #[error("a text of the pack holds U+{code:04X}, which could hide or reorder words: {place}")]
    BadCharacter {
        /// The Unicode code point.
        code: u32,
        /// The path of member names to the text.
        place: String,
    },
    /// A direction isolate is opened and not closed, or closed and not opened.
    #[error("a text of the pack opens and closes text direction unevenly: {0}")]
    UnevenIsolates(String),
    /// The content is not JSON, or names a member twice.
    #[error("the pack's content is not valid: {0}")]
    BadContent(String),
    /// The content is JSON and does not make sense.
    #[error("the pack's content is not valid: {0}")]
    Content(#[from] ContentError),
}
