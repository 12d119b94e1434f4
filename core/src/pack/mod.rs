//! Signed content: checklists, services, guidance, policy and languages.
//!
//! A phone follows one series of packs. An office makes a pack ([`SignedPack::new`]), a threshold of
//! its root keys signs the manifest ([`SignedPack::sign`]), and any carrier brings it. [`verify`]
//! checks everything before anything takes effect, and hands back the [`Trust`] to keep from then on:
//! the session stores pack and trust in one transaction, so that no pack is ever half accepted.
//!
//! ```
//! use pocketcard::{content::Content, crypto::SigningKey, pack};
//! # fn main() -> Result<(), pack::Error> {
//! let keys = [SigningKey::generate(), SigningKey::generate(), SigningKey::generate()];
//! let public: Vec<_> = keys.iter().map(SigningKey::verifying_key).collect();
//! let roots = pack::Roots::new(1, 2, &public)?; // two of three must sign
//!
//! let issue = pack::Issue {
//!     pack: "example-mission".into(),
//!     version: 1,
//!     issued_at: 1_760_000_000_000,
//!     expires_at: 1_770_000_000_000,
//!     roots: roots.version(),
//! };
//! let content = Content::base().canonical_json();
//! let mut made = pack::SignedPack::new(&content, issue)?;
//! made.sign(&keys[0])?;
//! made.sign(&keys[2])?;
//!
//! let trust = pack::Trust::new("example-mission", roots);
//! let verified = pack::verify(&made.to_bytes(), &trust, 1_765_000_000_000)?;
//! assert_eq!(verified.name.version, 1);
//! assert!(verified.warnings.is_empty());
//! assert!(verified.content.checklist("person").is_some());
//! // From now on nothing older is accepted:
//! assert_eq!(verified.trust.highest().unwrap().version, 1);
//! # Ok(())
//! # }
//! ```

mod bounds;
mod envelope;
mod error;
mod keys;
mod manifest;
mod roots;
mod sounds;
mod trust;
mod verify;

#[cfg(test)]
mod tests;

pub use bounds::check_content;
pub use envelope::{Issue, SignedPack};
pub use error::Error;
pub use keys::{KeyHistory, KeyStatement};
pub use manifest::{Hash, MAX_LIFETIME_MS, Manifest, PackName};
pub use roots::{MAX_ROOTS, RootSignature, Roots, SignedRoots};
pub use sounds::{MAX_SOUNDS, Sounds};
pub use trust::{MAX_STEP, Trust};
pub(crate) use verify::verify_kept;
pub use verify::{VerifiedPack, Warning, verify};

/// The most bytes of a pack, and of the content inside it: 4 MiB.
pub const MAX_SIZE: usize = crate::content::MAX_SIZE;
