//! The invitation: all that a phone needs to belong to an office, in one file or code.
//!
//! It is handed over in person. Anyone who holds it can enrol once, so it is kept like a key until it is
//! used. A phone needs no network to accept it: its answer travels as its first parcel.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    base::Id,
    crypto::{
        PublicKey, SecretKey, Signature, SigningKey, VerifyingKey,
        aead::Key,
        fingerprint::{self, Whose},
    },
    pack::Roots,
    parcel::{
        Mailbox,
        armor::{self, Label},
    },
    store::Header,
    sync::Checkpoint,
};
pub use crate::{crypto::Certificate, parcel::DeskCard};

/// The `format` member of this version.
const FORMAT: &str = "pocketcard-invitation/2";
/// The `format` member of the version before, which is still read.
const FORMAT_1: &str = "pocketcard-invitation/1";
/// The purpose for which a desk signs a renewal.
const RENEWAL: &str = "renewal 1";

/// What an office gives to one phone.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// Always `pocketcard-invitation/2`.
    #[zeroize(skip)]
    pub format: String,
    /// Names this invitation; it can be used once.
    #[zeroize(skip)]
    pub id: Id,
    /// How many invitations and renewals the office had made, this one included: a renewal that is older than the
    /// last one is not accepted. No clock has a part in it.
    #[serde(default)]
    pub number: u64,
    /// When it stops being accepted, milliseconds since 1970.
    pub expires_at: i64,
    /// The office's mailbox on any hub.
    #[zeroize(skip)]
    pub mailbox: Mailbox,
    /// The desk that opens records.
    #[zeroize(skip)]
    pub desk: DeskCard,
    /// The key kept apart that can open records when the desk's is lost.
    #[zeroize(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escrow: Option<PublicKey>,
    /// The confidential desk, which alone opens reports about personnel.
    #[zeroize(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidential: Option<DeskCard>,
    /// The seed of the key that all phones of the office share, in hex: packs are sealed to it.
    pub audience_seed: String,
    /// How often that key had been replaced.
    #[serde(default)]
    pub audience: u64,
    /// The series of packs that the office publishes.
    #[zeroize(skip)]
    pub pack: String,
    /// The version of the pack in force; 0 where there is none yet. None older is accepted.
    #[serde(default)]
    pub pack_version: u64,
    /// Who may sign them.
    #[zeroize(skip)]
    pub roots: Roots,
    /// The hub's address, if there is one.
    #[zeroize(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<String>,
    /// What alone the hub's certificate may lead to; without it, what public authorities vouch for is taken.
    #[zeroize(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub_certificate: Option<Certificate>,
    /// How far the hub's list had come: the letters before are for others.
    #[zeroize(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub_from: Option<Checkpoint>,
    /// Shown to the hub to be let in.
    pub token: String,
    /// Proves, once, that the phone held this invitation, in hex (32 bytes).
    pub secret: String,
}

/// Why an invitation is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvitationError {
    /// The text is cut short.
    #[error("invitation-cut-short")]
    CutShort,
    /// Not an invitation, or damaged on the way.
    #[error("invitation-unreadable")]
    Unreadable,
    /// Made by a newer version.
    #[error("invitation-newer")]
    NewerFormat,
    /// Too old.
    #[error("invitation-expired")]
    Expired,
    /// The office has refused it to this phone before.
    #[error("invitation-refused")]
    Refused,
    /// It is for new phones: nothing in it shows who made it.
    #[error("not-a-renewal")]
    NotARenewal,
    /// It renews a phone that is enrolled.
    #[error("not-an-invitation")]
    NotAnInvitation,
    /// A desk signed it whom this phone does not know, or it was changed.
    #[error("renewal-not-signed")]
    NotSigned,
    /// It names another phone.
    #[error("renewal-of-another")]
    OtherPhone,
    /// A newer one was used.
    #[error("renewal-outdated")]
    Outdated,
}

impl Invitation {
    /// The form that travels: text with a checksum.
    pub fn to_text(&self) -> Zeroizing<String> {
        let json = Zeroizing::new(serde_json::to_vec(self).expect("an invitation serialises"));
        Zeroizing::new(
            armor::encode(Label::Invitation, &json).expect("an invitation is far below the limit"),
        )
    }

    /// The same as a renewal for one phone, signed by the desk that the phone knows.
    pub fn to_renewal(&self, phone: &VerifyingKey, desk: &SigningKey) -> Zeroizing<String> {
        let json = serde_json::to_vec(self).expect("an invitation serialises");
        let mut signed = Zeroizing::new(phone.0.to_vec());
        signed.extend(Zeroizing::new(json).iter());
        let signature = desk.sign(RENEWAL, &signed);
        let whole = Zeroizing::new([&signature.0[..], &signed].concat());
        let text = armor::encode(Label::Renewal, &whole);
        Zeroizing::new(text.expect("an invitation is far below the limit"))
    }

    /// Reads an invitation for a new phone. Anybody can write one: the words of [`Invitation::words`] are to be
    /// compared with the office.
    ///
    /// # Errors
    /// [`InvitationError`].
    pub fn from_text(text: &str) -> Result<Self, InvitationError> {
        let json = decode(Label::Invitation, text).map_err(|error| match error {
            armor::Error::OtherLabel(Label::Renewal) => InvitationError::NotAnInvitation,
            other => unreadable(other),
        })?;
        Self::from_json(&json)
    }

    /// Reads a renewal: signed by the desk that the phone knows, and for this phone alone.
    ///
    /// # Errors
    /// [`InvitationError`].
    pub fn from_renewal(
        text: &str,
        desk: &VerifyingKey,
        phone: &VerifyingKey,
    ) -> Result<Self, InvitationError> {
        let whole = decode(Label::Renewal, text).map_err(|error| match error {
            armor::Error::OtherLabel(Label::Invitation) => InvitationError::NotARenewal,
            other => unreadable(other),
        })?;
        let cut = InvitationError::Unreadable;
        let (signature, signed) = whole.split_first_chunk().ok_or(cut)?;
        desk.verify(RENEWAL, signed, &Signature(*signature))
            .map_err(|_| InvitationError::NotSigned)?;
        let (named, json) = signed.split_first_chunk().ok_or(cut)?;
        if *named != phone.0 {
            return Err(InvitationError::OtherPhone);
        }
        Self::from_json(json)
    }

    fn from_json(json: &[u8]) -> Result<Self, InvitationError> {
        #[derive(Deserialize)]
        struct Format {
            format: String,
        }
        let Format { format } =
            serde_json::from_slice(json).map_err(|_| InvitationError::Unreadable)?;
        if ![FORMAT, FORMAT_1].contains(&format.as_str()) {
            return Err(InvitationError::NewerFormat);
        }
        let invitation: Self =
            serde_json::from_slice(json).map_err(|_| InvitationError::Unreadable)?;
        let seeds = [&invitation.audience_seed, &invitation.secret];
        if seeds.iter().any(|seed| bytes32(seed).is_none()) {
            return Err(InvitationError::Unreadable);
        }
        Ok(invitation)
    }

    /// Six words for all keys that a phone will trust once it accepts this: both desks', the escrow's and the
    /// roots'. The office tells its own by word of mouth.
    pub fn words(&self) -> String {
        let card = |card: &DeskCard| [card.seal_key.to_bytes(), card.sign_key.0.to_vec()].concat();
        let desk = card(&self.desk);
        let confidential = self.confidential.as_ref().map(card).unwrap_or_default();
        let escrow = self
            .escrow
            .as_ref()
            .map(PublicKey::to_bytes)
            .unwrap_or_default();
        let roots =
            serde_json::to_vec(&self.roots).expect("numbers and hexadecimal text serialise");
        let keys = [&self.mailbox.0[..], &desk, &confidential, &escrow, &roots];
        fingerprint::words(Whose::Office, &keys)
    }

    /// The `format` member for a new invitation.
    pub fn format() -> String {
        FORMAT.to_owned()
    }

    /// Refuses an invitation whose time is over.
    pub fn check_date(&self, wall_ms: i64) -> Result<(), InvitationError> {
        if wall_ms > self.expires_at {
            Err(InvitationError::Expired)
        } else {
            Ok(())
        }
    }

    /// The key that opens packs.
    pub fn audience(&self) -> Option<SecretKey> {
        bytes32(&self.audience_seed).map(|seed| SecretKey::from_seed(&seed))
    }

    /// The proof that goes into the enrolment: it binds the phone's keys to this invitation.
    pub fn proof(
        secret_hex: &str,
        sign_key: &VerifyingKey,
        seal_key: &PublicKey,
    ) -> Option<String> {
        let secret = bytes32(secret_hex)?;
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&*secret).expect("HMAC takes keys of any length");
        mac.update(b"pocketcard enrolment 1");
        mac.update(&sign_key.0);
        mac.update(&seal_key.to_bytes());
        Some(HEXLOWER.encode(&mac.finalize().into_bytes()))
    }
}

/// What is wrong with a name or an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A name is empty or too long.
    NameLength,
    /// A name has more than one line, characters that do not show, or blanks at its ends.
    NameCharacters,
    /// An address does not begin as web addresses do.
    AddressScheme,
    /// An address is too long, or has characters that addresses do not have.
    AddressCharacters,
    /// An address names a user or a password.
    AddressUser,
    /// An address names no host, or a port that is none.
    AddressHost,
}

/// Whether a desk or a phone can be called this: 1 to 64 characters of one line, that a screen shows as they are.
///
/// # Errors
/// [`Unfit`].
pub fn check_name(name: &str) -> Result<(), Unfit> {
    // Line and paragraph separators, and marks that turn the text around them.
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if name.trim().is_empty() || name.chars().count() > 64 || name.len() > Header::LABEL {
        return Err(Unfit::NameLength);
    }
    if name.trim() != name || name.chars().any(unseen) {
        return Err(Unfit::NameCharacters);
    }
    Ok(())
}

/// Whether this can be a hub's address: `https://HOST`, or `http://HOST` for a try, with a port and a path if need
/// be.
///
/// # Errors
/// [`Unfit`].
pub fn check_hub_address(address: &str) -> Result<(), Unfit> {
    let rest = address.strip_prefix("https://");
    let rest = rest.or_else(|| address.strip_prefix("http://"));
    let rest = rest.ok_or(Unfit::AddressScheme)?;
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '?' | '#' | '\\' | '"' | '<' | '>');
    if address.len() > 255 || !address.chars().all(plain) {
        return Err(Unfit::AddressCharacters);
    }
    let authority = rest
        .split_once('/')
        .map_or(rest, |(authority, _)| authority);
    if authority.contains('@') {
        return Err(Unfit::AddressUser);
    }
    let (host, port) = match authority.strip_prefix('[') {
        Some(six) => {
            let (host, port) = six.split_once(']').unwrap_or(("", ""));
            let known = host.parse::<std::net::Ipv6Addr>().is_ok();
            (if known { host } else { "" }, port)
        }
        None => {
            let end = authority.find(':').unwrap_or(authority.len());
            let (host, port) = authority.split_at(end);
            let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
            let known = host.chars().all(letters) && !host.starts_with(['.', '-']);
            (if known { host } else { "" }, port)
        }
    };
    let port_fits = port.is_empty()
        || port
            .strip_prefix(':')
            .and_then(|port| port.parse::<u16>().ok())
            .is_some_and(|port| port != 0);
    if host.is_empty() || !port_fits {
        return Err(Unfit::AddressHost);
    }
    Ok(())
}

/// Six words for a phone's keys.
pub fn phone_words(sign_key: &VerifyingKey, seal_key: &PublicKey) -> String {
    fingerprint::words(Whose::Phone, &[&sign_key.0, &seal_key.to_bytes()])
}

fn decode(label: Label, text: &str) -> Result<Zeroizing<Vec<u8>>, armor::Error> {
    armor::decode(label, text).map(Zeroizing::new)
}

fn unreadable(error: armor::Error) -> InvitationError {
    match error {
        armor::Error::CutShort => InvitationError::CutShort,
        _ => InvitationError::Unreadable,
    }
}

pub(crate) fn bytes32(hex: &str) -> Option<Key> {
    let mut key = Key::default();
    let fits = HEXLOWER.decode_len(hex.len()) == Ok(key.len());
    (fits && HEXLOWER.decode_mut(hex.as_bytes(), &mut *key).is_ok()).then_some(key)
}
