//! Why a pack is refused.

use thiserror::Error;

use crate::content::ContentError;

/// Why a pack was refused. Whatever was in force before stays in force.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// The bytes are not laid out as a pack.
    #[error("pack-damaged")]
    NotAPack,
    /// The pack, or what is inside it, is bigger than [`super::MAX_SIZE`].
    #[error("pack-refused")]
    TooBig,
    /// The pack is written in a format that this program does not know.
    #[error("pack-newer")]
    NewerFormat,
    /// The statement about the pack has an unknown, missing or impossible member.
    #[error("pack-refused")]
    BadManifest(&'static str),
    /// A document of root keys has an unknown, missing or impossible member.
    #[error("pack-refused")]
    BadRoots(&'static str),
    /// The pack belongs to another series than the one this phone follows.
    #[error("pack-refused")]
    OtherPack,
    /// The content is not the one that the manifest describes.
    #[error("pack-damaged")]
    AlteredContent,
    /// The recordings are too many or too large, or one is none.
    #[error("pack-refused")]
    BadSound(&'static str),
    /// A signature does not match what it signs.
    #[error("pack-refused")]
    BadSignature,
    /// A signature by a key that is not a root.
    #[error("pack-refused")]
    UnknownSigner,
    /// Two signatures by the same key.
    #[error("pack-refused")]
    RepeatedSigner,
    /// Fewer signatures than the threshold.
    #[error("pack-refused")]
    TooFewSignatures {
        /// Signatures that are valid and count.
        found: usize,
        /// The threshold of the roots.
        needed: usize,
    },
    /// The pack is signed under root keys that have been replaced.
    #[error("pack-older")]
    RetiredRoots,
    /// The pack is signed under root keys that this phone has not been told of.
    #[error("pack-refused")]
    RootsMissing,
    /// A change of root keys skips a version or contradicts the one in force.
    #[error("pack-refused")]
    BrokenRotation,
    /// A statement of the desks' keys has an unknown, missing or impossible member.
    #[error("pack-refused")]
    BadKeys,
    /// The pack brings keys that the office has replaced, or none where there was a statement.
    #[error("pack-older")]
    KeysRolledBack,
    /// The pack's statement of keys has another history than the one that was accepted.
    #[error("pack-refused")]
    KeysFork,
    /// The version is lower than one already accepted.
    #[error("pack-older")]
    RolledBack {
        /// The version in the manifest.
        found: u64,
        /// The highest version accepted before.
        seen: u64,
    },
    /// The version leaves too few numbers for later packs.
    #[error("pack-refused")]
    TooFarAhead {
        /// The version in the manifest.
        found: u64,
        /// The highest that may follow what is here.
        most: u64,
    },
    /// Two different packs claim one version: a root signed twice, by mistake or under pressure.
    #[error("pack-refused")]
    Equivocation(u64),
    /// The content is nested, long or numerous beyond its bounds.
    #[error("pack-refused")]
    TooComplex(&'static str),
    /// A text holds a character that hides or reorders others.
    #[error("pack-refused")]
    BadCharacter {
        /// The Unicode code point.
        code: u32,
        /// The path of member names to the text.
        place: String,
    },
    /// A direction isolate is opened and not closed, or closed and not opened.
    #[error("pack-refused")]
    UnevenIsolates(String),
    /// The content is not JSON, or names a member twice.
    #[error("pack-refused")]
    BadContent(String),
    /// The content is JSON and does not make sense.
    #[error("pack-refused")]
    Content(#[from] ContentError),
}
