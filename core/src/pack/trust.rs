//! What a phone believes about packs, and keeps between them.

use serde::{Deserialize, Serialize};

use super::{Error, PackName, Roots};

/// What a phone believes: which series it follows, which roots sign it, and the highest version it has
/// accepted. Kept in the encrypted store and replaced only by [`super::VerifiedPack::trust`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trust {
    pub(super) pack: String,
    pub(super) roots: Roots,
    pub(super) highest: Option<PackName>,
}

impl Trust {
    /// The beginning, as an invitation brings it: the series `pack`, signed by `roots`.
    pub fn new(pack: impl Into<String>, roots: Roots) -> Self {
        Self {
            pack: pack.into(),
            roots,
            highest: None,
        }
    }

    /// The series of packs that is followed.
    pub fn pack(&self) -> &str {
        &self.pack
    }

    /// The roots in force.
    pub fn roots(&self) -> &Roots {
        &self.roots
    }

    /// The highest version accepted so far, if any.
    pub fn highest(&self) -> Option<&PackName> {
        self.highest.as_ref()
    }

    /// Refuses what is older than the highest accepted, and another pack under the same number.
    pub(super) fn check_progress(&self, found: &PackName) -> Result<(), Error> {
        match &self.highest {
            Some(seen) if found.version < seen.version => Err(Error::RolledBack {
                found: found.version,
                seen: seen.version,
            }),
            Some(seen) if found.version == seen.version && found.hash != seen.hash => {
                Err(Error::Equivocation(found.version))
            }
            _ => Ok(()),
        }
    }
}
