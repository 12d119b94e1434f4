//! The hub that a command talks to: the one that the desk knows, or another.

use pocketcard::invitation::Certificate;
use pocketcard_office::desk::Desk;
use pocketcard_terminal::{Refusal, certificate, http};

use crate::arguments::OtherHub;

/// A hub's address, and what vouches for it.
pub struct HubOf {
    url: String,
    certificate: Option<Certificate>,
}

impl HubOf {
    /// The one named on the command line, or else the desk's; nothing where there is none.
    pub fn desk(desk: &Desk, other: &OtherHub) -> Result<Option<Self>, Refusal> {
        let named = other.certificate.as_deref().map(certificate).transpose()?;
        let url = other.url.clone().or_else(|| desk.hub().map(str::to_owned));
        Ok(url.map(|url| Self {
            url,
            certificate: named.or_else(|| desk.hub_certificate().cloned()),
        }))
    }

    pub fn get(&self) -> http::Hub<'_> {
        http::Hub {
            url: &self.url,
            certificate: self.certificate.as_ref(),
        }
    }
}
