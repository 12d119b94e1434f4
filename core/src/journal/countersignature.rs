//! The office's word that an entry has reached it.

use serde::{Deserialize, Serialize};

use super::{EntryRef, Hash};
use crate::crypto::{BadSignature, Signature, SigningKey, VerifyingKey};

/// An office's signed word that it had an entry at a time of its own clock. It outlives the sealed
/// receipt and can be shown to anybody: it holds hashes alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Countersignature {
    /// Who says so.
    pub office: VerifyingKey,
    /// The entry's place in its journal.
    pub seq: u64,
    /// The entry's hash, which names its device too.
    pub entry: Hash,
    /// What the office's clock said, in milliseconds since 1970-01-01 UTC.
    pub filed_at: i64,
    /// The office's signature over everything above.
    pub signature: Signature,
}

impl Countersignature {
    const DOMAIN: &str = "countersignature 1";

    /// Says that the office had this entry at this time.
    pub fn sign(key: &SigningKey, place: EntryRef, filed_at: i64) -> Self {
        let mut said = Self {
            office: key.verifying_key(),
            seq: place.seq,
            entry: place.hash,
            filed_at,
            signature: Signature([0; 64]),
        };
        said.signature = key.sign(Self::DOMAIN, &said.signed_bytes());
        said
    }

    /// Checks the signature. Whether the office is one to believe is for the reader to decide.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self) -> Result<(), BadSignature> {
        self.office
            .verify(Self::DOMAIN, &self.signed_bytes(), &self.signature)
    }

    fn signed_bytes(&self) -> Vec<u8> {
        [
            &[1][..],
            &self.office.0,
            &self.seq.to_be_bytes(),
            &self.entry.0,
            &self.filed_at.to_be_bytes(),
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_for_exactly_what_it_says() {
        let place = EntryRef {
            seq: 7,
            hash: Hash([5; 32]),
        };
        let said = Countersignature::sign(&SigningKey::from_seed(&[1; 32]), place, -3);
        assert_eq!(said.verify(), Ok(()));
        assert_eq!(said.signed_bytes().len(), 81);
        let other = SigningKey::from_seed(&[2; 32]).verifying_key();
        for bent in [
            Countersignature {
                office: other,
                ..said
            },
            Countersignature { seq: 8, ..said },
            Countersignature {
                entry: Hash([6; 32]),
                ..said
            },
            Countersignature {
                filed_at: 3,
                ..said
            },
        ] {
            assert_eq!(bent.verify(), Err(BadSignature));
        }
    }
}
