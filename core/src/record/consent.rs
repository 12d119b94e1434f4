//! Consent: per purpose, default no, and never a condition for help.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::base::opaque_debug;

/// What something is used for. Consent is asked for each apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Help by the office and its partners that needs no details passed on.
    Services,
    /// Passing the person's situation on to the one service named in the referral.
    Referral,
    /// Counting in tables from which nobody can be recognised.
    Statistics,
    /// Use in an inquiry or a court.
    Accountability,
}

/// On whose word consent rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Basis {
    /// An adult speaks for herself or himself.
    Own,
    /// A caregiver agrees and the child assents (standard for anyone under 18).
    CaregiverAndChild,
    /// No safe caregiver is there; the child's best interests decide, for the reason given.
    BestInterests {
        /// Why, in plain words.
        reason: String,
    },
    /// Nobody agreed: the person, of whatever age, cannot say yes or no, and a life is in danger. No
    /// purpose counts as agreed to; one service is told what it needs to save the life.
    LifeInDanger {
        /// What the danger is and why the person cannot answer, in plain words.
        reason: String,
    },
}

/// How consent was asked for and given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Asked and answered aloud, with nobody between.
    #[default]
    Spoken,
    /// Asked and answered through an interpreter.
    Interpreted,
    /// Read and signed, or marked, by the person.
    Written,
    /// Somebody recorded read it aloud; the person answered alone, by touch.
    Heard,
}

/// What a person agreed to, how and when.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The purposes agreed to. What is not listed was not agreed to.
    pub purposes: BTreeSet<Purpose>,
    /// On whose word.
    pub basis: Basis,
    /// How it was given.
    #[serde(default)]
    pub how: How,
    /// The language in which it was explained, as a BCP 47 tag.
    pub language: String,
    /// When, milliseconds since 1970 by the phone's clock.
    pub given_at: i64,
}

opaque_debug!(Consent);

/// Why a consent does not carry a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ConsentError {
    /// The subject is, or may be, a child.
    #[error("consent-child")]
    ChildNeedsMore,
    /// A best-interests decision without a reason.
    #[error("consent-reason")]
    ReasonMissing,
    /// A life in danger is named as the basis of an agreement.
    #[error("consent-nothing-agreed")]
    NothingAgreed,
}

impl Consent {
    /// Nothing agreed to.
    pub fn none(language: &str, given_at: i64) -> Self {
        Self {
            purposes: BTreeSet::new(),
            basis: Basis::Own,
            how: How::default(),
            language: language.to_owned(),
            given_at,
        }
    }

    /// Nothing agreed to, because the person cannot say yes or no and a life is in danger.
    ///
    /// # Errors
    /// [`ConsentError::ReasonMissing`].
    pub fn life_in_danger(
        reason: String,
        language: &str,
        given_at: i64,
    ) -> Result<Self, ConsentError> {
        if reason.trim().is_empty() {
            return Err(ConsentError::ReasonMissing);
        }
        Ok(Self {
            basis: Basis::LifeInDanger { reason },
            ..Self::none(language, given_at)
        })
    }

    /// Whether the service of a referral may be told: the person agreed, or cannot and a life is in danger.
    pub fn lets_tell_service(&self) -> bool {
        self.covers(Purpose::Referral) || matches!(self.basis, Basis::LifeInDanger { .. })
    }

    /// Whether this purpose was agreed to.
    pub fn covers(&self, purpose: Purpose) -> bool {
        let agreed = !matches!(self.basis, Basis::LifeInDanger { .. });
        agreed && self.purposes.contains(&purpose)
    }

    /// Whether the basis is one that a subject of this age can give. A refusal is always valid.
    pub fn check(&self, may_be_child: bool) -> Result<(), ConsentError> {
        if self.purposes.is_empty() {
            return Ok(());
        }
        match &self.basis {
            Basis::Own if may_be_child => Err(ConsentError::ChildNeedsMore),
            Basis::LifeInDanger { .. } => Err(ConsentError::NothingAgreed),
            Basis::BestInterests { reason } if reason.trim().is_empty() => {
                Err(ConsentError::ReasonMissing)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_cannot_be_the_only_one_to_agree_but_can_always_refuse() {
        let mut consent = Consent::none("en", 0);
        assert_eq!(consent.check(true), Ok(()));
        consent.purposes.insert(Purpose::Referral);
        assert_eq!(consent.check(false), Ok(()));
        assert_eq!(consent.check(true), Err(ConsentError::ChildNeedsMore));
        consent.basis = Basis::CaregiverAndChild;
        assert_eq!(consent.check(true), Ok(()));
        consent.basis = Basis::BestInterests { reason: " ".into() };
        assert_eq!(consent.check(true), Err(ConsentError::ReasonMissing));
    }

    #[test]
    fn a_life_in_danger_is_a_reason_and_never_an_agreement() {
        let none = Consent::life_in_danger(" ".to_owned(), "en", 0);
        assert_eq!(none, Err(ConsentError::ReasonMissing));
        let mut consent =
            Consent::life_in_danger("bleeding".to_owned(), "en", 0).expect("a reason");
        assert!(consent.lets_tell_service() && consent.purposes.is_empty());
        assert_eq!(consent.check(false), Ok(()));
        consent.purposes.insert(Purpose::Referral);
        assert!(!consent.covers(Purpose::Referral));
        for may_be_child in [true, false] {
            assert_eq!(
                consent.check(may_be_child),
                Err(ConsentError::NothingAgreed)
            );
        }
        assert!(!Consent::none("en", 0).lets_tell_service());
    }

    #[test]
    fn silence_is_no() {
        let consent = Consent::none("ar", 0);
        assert!(!consent.covers(Purpose::Services) && !consent.covers(Purpose::Statistics));
    }
}
