//! What a phone believes about packs, and keeps between them.

use serde::{Deserialize, Serialize};

use super::{Error, KeyHistory, PackName, Roots};

/// A version may be higher than the last by at most this much. Otherwise one pack, by a slip or by thieves of
/// keys, could use up the numbers, and no phone that took it would ever take another.
pub const MAX_STEP: u64 = 1_000_000;

/// What a phone believes: which series it follows, which roots sign it, and the highest version it has
/// accepted. Kept in the encrypted store and replaced only by [`super::VerifiedPack::trust`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trust {
    pub(super) pack: String,
    pub(super) roots: Roots,
    pub(super) highest: Option<PackName>,
    /// The version that was in force when this began.
    #[serde(default)]
    pub(super) begun_at: u64,
    /// The statements of the desks' keys that came in accepted packs.
    #[serde(default)]
    pub(super) keys: KeyHistory,
}

impl Trust {
    /// The beginning, as an invitation brings it: the series `pack`, signed by `roots`.
    pub fn new(pack: impl Into<String>, roots: Roots) -> Self {
        Self {
            pack: pack.into(),
            roots,
            highest: None,
            begun_at: 0,
            keys: KeyHistory::default(),
        }
    }

    /// The same where the office had come to this version of its packs: none older is accepted.
    #[must_use]
    pub fn begun_at(mut self, version: u64) -> Self {
        self.begun_at = version;
        self
    }

    fn reached(&self) -> u64 {
        self.highest.as_ref().map_or(self.begun_at, |it| it.version)
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

    /// Refuses what is older than the highest accepted, another pack under the same number, and a number that
    /// leaves too few for later packs. With a change of `roots` versions begin again, as they do in TUF: anyone who
    /// held the old keys may have run the numbers up.
    pub(super) fn check_progress(&self, found: &PackName, roots: &Roots) -> Result<(), Error> {
        let seen = self.reached();
        if roots.version() == self.roots.version() {
            if found.version < seen {
                return Err(Error::RolledBack {
                    found: found.version,
                    seen,
                });
            }
            let same_number = |it: &&PackName| it.version == found.version;
            if self
                .highest
                .as_ref()
                .filter(same_number)
                .is_some_and(|it| it.hash != found.hash)
            {
                return Err(Error::Equivocation(found.version));
            }
        }
        let most = seen.saturating_add(MAX_STEP);
        if found.version > most {
            return Err(Error::TooFarAhead {
                found: found.version,
                most,
            });
        }
        Ok(())
    }
}
