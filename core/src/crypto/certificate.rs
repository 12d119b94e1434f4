//! The certificate of a hub, as invitations and notices bring it.

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

/// The text is no certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a certificate")]
pub struct BadCertificate;

/// The certificate that a hub's must lead to, in DER. What is in it TLS judges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Certificate(Vec<u8>);

impl Certificate {
    /// The longest that is taken, in bytes.
    const MAX: usize = 8 * 1024;

    /// A certificate, unless it is empty or longer than 8 KiB.
    pub fn new(der: Vec<u8>) -> Option<Self> {
        (1..=Self::MAX).contains(&der.len()).then_some(Self(der))
    }

    /// Its bytes.
    pub fn der(&self) -> &[u8] {
        &self.0
    }
}

impl From<Certificate> for String {
    fn from(certificate: Certificate) -> Self {
        BASE64.encode(&certificate.0)
    }
}

impl TryFrom<String> for Certificate {
    type Error = BadCertificate;

    fn try_from(text: String) -> Result<Self, BadCertificate> {
        let der = BASE64.decode(text.as_bytes()).ok();
        der.and_then(Self::new).ok_or(BadCertificate)
    }
}
