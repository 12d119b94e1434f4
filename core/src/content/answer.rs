//! What can be answered: to one indicator, and about the age.

use serde::{Deserialize, Serialize};

/// What is known about one indicator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Seen or heard by anyone who fills in the checklist.
    Observed,
    /// Told by the person concerned.
    Told,
    /// Told by somebody else, or set by the office for the place.
    Reported,
    /// Looked for and not seen. Proves nothing.
    NotObserved,
    /// Not looked for, not asked.
    #[default]
    NotAsked,
}

impl Answer {
    /// The sign was observed, told or reported.
    pub fn is_present(self) -> bool {
        matches!(self, Self::Observed | Self::Told | Self::Reported)
    }
}

/// What is known about the person's age. For a group: of its youngest; for a site: of those affected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Age {
    /// 18 or older.
    Adult,
    /// Under 18.
    Child,
    /// Perhaps under 18.
    MayBeChild,
    /// Not known. Treated as a child until it is.
    #[default]
    Unknown,
}
