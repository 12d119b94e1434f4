//! Where and to whom parcels go.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Mailbox;
use crate::crypto::{PublicKey, SecretKey, VerifyingKey};

/// What a parcel's second slot holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SecondSlot {
    /// The file key for nobody: the parcel looks like those that an escrow opens too.
    Cover,
    /// The file key for the escrow: a second key that opens the same parcels, kept apart in case the first is lost.
    Escrow(PublicKey),
}

/// Where and to whom parcels go: a desk's mailbox and keys, as an invitation brings them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Where the desk's parcels collect.
    pub mailbox: Mailbox,
    /// The desk's key.
    pub to: PublicKey,
    /// Nothing where the office has no escrow of parcels: then no parcel of it has a second slot, and none tells
    /// more of itself than another.
    pub second: Option<SecondSlot>,
}

/// Where parcels for one recipient go and how its signature is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskCard {
    /// What people call the desk.
    pub name: String,
    /// The key that parcels are sealed to.
    pub seal_key: PublicKey,
    /// The key that its receipts and answers are signed with.
    pub sign_key: VerifyingKey,
}

impl DeskCard {
    /// The key to which this desk, if it is the confidential one, seals letters to the authors of all reports.
    /// Every phone of the office can make it, and no carrier of another: the letters say nothing to anyone who
    /// wrote no report.
    pub fn to_authors(&self, mailbox: Mailbox) -> SecretKey {
        let mut hash = Sha256::new();
        hash.update(b"pocketcard letters to authors 1");
        hash.update(mailbox.0);
        hash.update(self.sign_key.0);
        hash.update(self.seal_key.to_bytes());
        SecretKey::from_seed(&hash.finalize().into())
    }
}
