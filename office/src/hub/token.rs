//! Tokens that prove themselves: an office makes them without asking its hub.
//!
//! A token is a random name and a MAC over it, under a key that the mailbox's office and its hub share.
//! The hub needs no list of phones; it only remembers which names were revoked.

use std::{fmt, str::FromStr};

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, KeyInit, Mac};
use pocketcard::{base::Id, parcel::Mailbox, sync::Role};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Sha256;
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const DOMAIN: &[u8] = b"pocketcard hub token 1";
const UPLOADER_DOMAIN: &[u8] = b"pocketcard hub uploader 1";
const PREFIX: &str = "pct1_";
const LENGTH: usize = 1 + 16 + 16 + 16;

/// The secret with which tokens of one mailbox are made and checked.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct TokenKey([u8; 32]);

/// Lets its bearer exchange parcels with a hub, in one role, for one mailbox.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Token {
    #[zeroize(skip)]
    role: Role,
    #[zeroize(skip)]
    mailbox: Mailbox,
    #[zeroize(skip)]
    id: Id,
    mac: [u8; 16],
}

/// The text is not a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this is not a hub token; copy it again, whole")]
pub struct TokenError;

impl TokenKey {
    /// A new random key.
    pub fn generate() -> Self {
        let mut key = [0; 32];
        getrandom::fill(&mut key).expect("the operating system provides randomness");
        Self(key)
    }

    /// Makes the token of this name. A hub serves phones and desks; it has no token itself.
    pub fn mint(&self, role: Role, mailbox: Mailbox, id: Id) -> Token {
        let mut token = Token {
            role,
            mailbox,
            id,
            mac: [0; 16],
        };
        let mac = self.mac(&token).finalize().into_bytes();
        token.mac.copy_from_slice(&mac[..16]);
        token
    }

    /// Whether the token was made with this key. Takes the same time whatever the answer.
    pub fn made(&self, token: &Token) -> bool {
        self.mac(token).verify_truncated_left(&token.mac).is_ok()
    }

    /// The name under which a token uploads where several hubs must know it: nobody can tell whose it is
    /// without this key.
    pub(super) fn uploader(&self, id: Id) -> [u8; 16] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(UPLOADER_DOMAIN);
        mac.update(&id.0);
        let mut who = [0; 16];
        who.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        who
    }

    fn mac(&self, token: &Token) -> Hmac<Sha256> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(DOMAIN);
        mac.update(&[token.role_code()]);
        mac.update(&token.mailbox.0);
        mac.update(&token.id.0);
        mac
    }
}

impl Token {
    /// What its bearer is.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Which mailbox it is for.
    pub fn mailbox(&self) -> Mailbox {
        self.mailbox
    }

    /// Its name, by which it is revoked.
    pub fn id(&self) -> Id {
        self.id
    }

    /// The text that goes into an invitation and into each request. It is a secret.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        bytes[0] = self.role_code();
        bytes[1..17].copy_from_slice(&self.mailbox.0);
        bytes[17..33].copy_from_slice(&self.id.0);
        bytes[33..].copy_from_slice(&self.mac);
        let mut text = Zeroizing::new(String::with_capacity(PREFIX.len() + LENGTH * 4 / 3 + 2));
        text.push_str(PREFIX);
        BASE64URL_NOPAD.encode_append(&*bytes, &mut text);
        text
    }

    fn role_code(&self) -> u8 {
        match self.role {
            Role::Phone => 1,
            Role::Desk => 2,
            Role::Hub => 3,
        }
    }
}

impl FromStr for Token {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, TokenError> {
        let encoded = text.strip_prefix(PREFIX).ok_or(TokenError)?;
        let bytes = BASE64URL_NOPAD
            .decode(encoded.as_bytes())
            .map_err(|_| TokenError)?;
        let bytes: Zeroizing<[u8; LENGTH]> =
            Zeroizing::new(bytes.try_into().map_err(|_| TokenError)?);
        let field = |at: usize| {
            let mut field = [0; 16];
            field.copy_from_slice(&bytes[at..at + 16]);
            field
        };
        let role = match bytes[0] {
            1 => Role::Phone,
            2 => Role::Desk,
            _ => return Err(TokenError),
        };
        Ok(Self {
            role,
            mailbox: Mailbox(field(1)),
            id: Id(field(17)),
            mac: field(33),
        })
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenKey(…)")
    }
}

impl Serialize for TokenKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Zeroizing::new(HEXLOWER.encode(&self.0)))
    }
}

impl<'de> Deserialize<'de> for TokenKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        let key = HEXLOWER
            .decode(text.as_bytes())
            .ok()
            .and_then(|key| key.try_into().ok());
        key.map(Self)
            .ok_or_else(|| serde::de::Error::custom("a token key is 64 hexadecimal characters"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_key_made_is_let_in() {
        let (key, other) = (TokenKey::generate(), TokenKey::generate());
        let token = key.mint(Role::Phone, Mailbox([1; 16]), Id::random());
        let text = token.to_text();
        let read: Token = text.parse().unwrap();
        assert!(key.made(&read) && !other.made(&read));
        assert_eq!(
            (read.role(), read.mailbox(), read.id()),
            (Role::Phone, token.mailbox(), token.id())
        );
        // Every character matters: neither role, mailbox nor name can be changed.
        for at in PREFIX.len()..text.len() {
            let mut changed = text.to_string();
            let new = if &changed[at..=at] == "A" { "B" } else { "A" };
            changed.replace_range(at..=at, new);
            assert!(
                !changed.parse::<Token>().is_ok_and(|token| key.made(&token)),
                "{at}"
            );
        }
        for bad in ["", "pct1_", "pct2_AAAA", &text[..text.len() - 1]] {
            assert!(bad.parse::<Token>().is_err());
        }
    }

    #[test]
    fn a_key_survives_its_file_and_shows_nothing() {
        let key = TokenKey::generate();
        let json = serde_json::to_string(&key).unwrap();
        let read: TokenKey = serde_json::from_str(&json).unwrap();
        assert!(read.made(&key.mint(Role::Desk, Mailbox([1; 16]), Id([2; 16]))));
        assert_eq!(format!("{key:?}"), "TokenKey(…)");
        assert!(serde_json::from_str::<TokenKey>("\"abc\"").is_err());
    }
}
