//! What the roots sign: a short statement about a pack's content.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Error, MAX_SIZE};
use crate::base::hex_bytes;

/// The longest that a pack may claim to be current: 400 days in milliseconds. A pack that never
/// expired could be kept in force for ever by anyone who holds back the newer ones.
pub const MAX_LIFETIME_MS: i64 = 400 * 24 * 60 * 60 * 1000;

/// What a signature over a manifest is for.
pub(super) const DOMAIN: &str = "pack manifest 1";

hex_bytes!(
    /// A SHA-256. Of a pack: that of its manifest's stored bytes, which in turn holds the content's.
    Hash,
    32
);

impl Hash {
    /// The SHA-256 of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

/// The name of exactly one pack. Drafts and records keep it, so that it stays known which wording
/// they were made with when a newer pack has taken its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackName {
    /// The series, as in [`Manifest::pack`].
    pub pack: String,
    /// The version, as in [`Manifest::version`].
    pub version: u64,
    /// The SHA-256 of the manifest's stored bytes.
    pub hash: Hash,
}

/// The statement that the roots sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The format of the pack: 2 where it carries a statement of keys, otherwise 1.
    pub format: u32,
    /// The series that this pack is a version of: 1 to 64 of `a-z`, `0-9` and `-`.
    pub pack: String,
    /// Which version of the series it is. It only grows.
    pub version: u64,
    /// When it was made, in milliseconds since 1970-01-01 UTC.
    pub issued_at: i64,
    /// When a newer one should have come, in milliseconds since 1970-01-01 UTC. Reaching it warns and
    /// stops nothing. At most [`MAX_LIFETIME_MS`] after `issued_at`.
    pub expires_at: i64,
    /// The version of the [`super::Roots`] whose keys sign this.
    pub roots: u64,
    /// The SHA-256 of the content's bytes, before compression.
    pub content_hash: Hash,
    /// How many bytes that is.
    pub content_size: u64,
    /// The SHA-256 of the statement of the desks' keys, once the office has made one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<Hash>,
}

impl Manifest {
    /// Reads a manifest's stored bytes and checks each member for itself.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Error> {
        /// Read first, so that a newer format is named as such rather than called damaged.
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let Format { format } =
            serde_json::from_slice(bytes).map_err(|_| Error::BadManifest("it has no format"))?;
        if !(1..=2).contains(&format) {
            return Err(Error::NewerFormat);
        }
        let manifest: Self = serde_json::from_slice(bytes)
            .map_err(|_| Error::BadManifest("a member is unknown, missing or of another type"))?;
        manifest.check()?;
        Ok(manifest)
    }

    /// Checks each member for itself.
    pub(super) fn check(&self) -> Result<(), Error> {
        let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        if !(1..=64).contains(&self.pack.len()) || !self.pack.bytes().all(plain) {
            return Err(Error::BadManifest(
                "the pack's name must be 1 to 64 of a-z, 0-9 and -",
            ));
        }
        if self.version == 0 || self.roots == 0 {
            return Err(Error::BadManifest("versions begin at 1"));
        }
        let lifetime = self.expires_at.checked_sub(self.issued_at);
        if !lifetime.is_some_and(|ms| (1..=MAX_LIFETIME_MS).contains(&ms)) {
            return Err(Error::BadManifest(
                "it must expire after it is issued and within 400 days",
            ));
        }
        if (self.format == 2) != self.keys.is_some() {
            return Err(Error::BadManifest(
                "it is of format 2 if it names a statement of keys",
            ));
        }
        if self.content_size > MAX_SIZE as u64 {
            return Err(Error::TooBig);
        }
        Ok(())
    }
}
