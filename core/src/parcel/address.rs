//! Where and to whom parcels go.

use serde::{Deserialize, Serialize};

use super::Mailbox;
use crate::crypto::PublicKey;

/// Where and to whom parcels go: a desk's mailbox and keys, as an invitation brings them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Where the desk's parcels collect.
    pub mailbox: Mailbox,
    /// The desk's key.
    pub to: PublicKey,
    /// A second key that opens the same parcels, kept apart in case the first is lost.
    pub escrow: Option<PublicKey>,
}
