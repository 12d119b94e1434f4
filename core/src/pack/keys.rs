//! Which keys the desks of an office have: a statement that travels in packs, so the roots sign it, and that names
//! every statement before it, so nobody is shown another history than the others.

use serde::{Deserialize, Serialize};

use super::{Error, Hash};
use crate::{
    crypto::PublicKey,
    parcel::{DeskCard, Mailbox},
    text::is_name,
};

/// The `format` member.
const FORMAT: &str = "pocketcard-keys/1";
/// The most bytes of a statement.
pub(super) const MAX_STATEMENT: usize = 16 * 1024;
/// The most bytes of a desk's name.
const MAX_NAME: usize = 128;
/// The most statements of one office: their hashes all fit into the last.
const MAX_STATEMENTS: usize = 100;

/// The keys that phones seal to and whose signatures count, from the moment in which a phone takes the pack that
/// brings this. What was sealed before opens with the keys of then, for as long as their desk keeps them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyStatement {
    format: String,
    /// Whose statement it is.
    pub mailbox: Mailbox,
    /// The hashes of all statements before it, oldest first.
    earlier: Vec<Hash>,
    /// When it was made, milliseconds since 1970.
    pub made_at: i64,
    /// The desk that opens records.
    pub desk: DeskCard,
    /// The confidential desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidential: Option<DeskCard>,
    /// The key kept apart that opens records too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escrow: Option<PublicKey>,
}

/// The hashes of the statements that a phone has accepted, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyHistory(Vec<Hash>);

impl KeyStatement {
    /// The statement that follows `last`, or the first: these keys hold from now on.
    ///
    /// # Errors
    /// [`Error::BadKeys`] when the office has made as many as there may be.
    pub fn following(
        last: Option<&Self>,
        mailbox: Mailbox,
        made_at: i64,
        desk: DeskCard,
        confidential: Option<DeskCard>,
        escrow: Option<PublicKey>,
    ) -> Result<Self, Error> {
        let statement = Self {
            format: FORMAT.to_owned(),
            mailbox,
            earlier: last.map_or_else(Vec::new, |last| last.history().0),
            made_at,
            desk,
            confidential,
            escrow,
        };
        statement.check()?;
        Ok(statement)
    }

    /// Which statement it is, from 1.
    pub fn number(&self) -> u64 {
        self.earlier.len() as u64 + 1
    }

    /// The bytes that travel and are hashed.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts and numbers serialise")
    }

    /// Reads a statement; whether it holds is for the pack's signatures to say.
    ///
    /// # Errors
    /// [`Error::BadKeys`]; [`Error::NewerFormat`].
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Format {
            format: String,
        }
        let bad = |_| Error::BadKeys;
        let Format { format } = serde_json::from_slice(bytes).map_err(bad)?;
        if format != FORMAT {
            return Err(Error::NewerFormat);
        }
        let statement: Self = serde_json::from_slice(bytes).map_err(bad)?;
        statement.check()?;
        // One form: its hash is the same for anyone who writes it again.
        match statement.to_bytes() == bytes {
            true => Ok(statement),
            false => Err(Error::BadKeys),
        }
    }

    fn check(&self) -> Result<(), Error> {
        let named = |desk: &DeskCard| {
            !desk.name.is_empty() && desk.name.len() <= MAX_NAME && is_name(&desk.name)
        };
        let desks = std::iter::once(&self.desk).chain(&self.confidential);
        let fits = self.earlier.len() < MAX_STATEMENTS && desks.into_iter().all(named);
        match fits && self.to_bytes().len() <= MAX_STATEMENT {
            true => Ok(()),
            false => Err(Error::BadKeys),
        }
    }

    /// All statements up to this one.
    pub(super) fn history(&self) -> KeyHistory {
        let mut all = self.earlier.clone();
        all.push(Hash::of(&self.to_bytes()));
        KeyHistory(all)
    }
}

impl KeyHistory {
    /// What to remember once this statement, or none, has come in a pack.
    pub(super) fn follow(&self, statement: Option<&KeyStatement>) -> Result<Self, Error> {
        let next = statement.map_or_else(Self::default, KeyStatement::history);
        let (known, found) = (self.0.len(), next.0.len());
        if next.0.starts_with(&self.0) {
            Ok(next)
        } else if found < known && self.0.starts_with(&next.0) {
            Err(Error::KeysRolledBack)
        } else {
            Err(Error::KeysFork)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        content::Content,
        crypto::{SecretKey, SigningKey},
        pack::{Issue, Roots, SignedPack, Trust, verify},
    };

    fn desk(seed: u8) -> DeskCard {
        DeskCard {
            name: "Desk".to_owned(),
            seal_key: SecretKey::from_seed(&[seed; 32]).public(),
            sign_key: SigningKey::from_seed(&[seed; 32]).verifying_key(),
        }
    }

    fn statement(last: Option<&KeyStatement>, seed: u8) -> KeyStatement {
        let mailbox = Mailbox([1; 16]);
        KeyStatement::following(last, mailbox, 7, desk(seed), None, None).unwrap()
    }

    fn pack(version: u64, keys: Option<&KeyStatement>) -> SignedPack {
        let issue = Issue {
            pack: "office".to_owned(),
            version,
            issued_at: 1,
            expires_at: 1_000_000,
            roots: 1,
        };
        let content = Content::base().canonical_json();
        let mut pack = SignedPack::with_keys(&content, issue, keys).unwrap();
        pack.sign(&SigningKey::from_seed(&[9; 32])).unwrap();
        pack
    }

    fn trust() -> Trust {
        let root = SigningKey::from_seed(&[9; 32]).verifying_key();
        Trust::new("office", Roots::new(1, 1, &[root]).unwrap())
    }

    #[test]
    fn a_phone_follows_one_history_of_keys_and_no_other() {
        let first = statement(None, 1);
        let second = statement(Some(&first), 2);
        let third = statement(Some(&second), 3);
        assert_eq!((first.number(), third.number()), (1, 3));
        let check = |trust: &Trust, version, keys: Option<&KeyStatement>| {
            verify(&pack(version, keys).to_bytes(), trust, 5)
        };
        let new = check(&trust(), 1, None).unwrap().trust;
        let one = check(&new, 2, Some(&first)).unwrap();
        assert_eq!(one.keys.as_ref(), Some(&first));
        let one = one.trust;
        // The third statement repeats the second, which this phone never saw.
        let three = check(&one, 3, Some(&third)).unwrap().trust;
        assert!(check(&three, 4, Some(&third)).is_ok());
        for (trust, keys, error) in [
            (&three, None, Error::KeysRolledBack),
            (&three, Some(&second), Error::KeysRolledBack),
            (&three, Some(&statement(Some(&second), 4)), Error::KeysFork),
            (
                &three,
                Some(&statement(Some(&statement(None, 5)), 3)),
                Error::KeysFork,
            ),
            (&one, Some(&statement(None, 2)), Error::KeysFork),
        ] {
            assert_eq!(check(trust, 9, keys).err(), Some(error));
        }
    }

    #[test]
    fn a_statement_is_the_one_that_the_roots_signed_and_in_its_one_form() {
        let good = statement(None, 1);
        let mut altered = pack(1, Some(&good));
        altered.keys = Some(statement(None, 2).to_bytes());
        let refused = verify(&altered.to_bytes(), &trust(), 5);
        assert_eq!(refused.err(), Some(Error::AlteredContent));
        altered.keys = None;
        let refused = verify(&altered.to_bytes(), &trust(), 5);
        assert_eq!(refused.err(), Some(Error::AlteredContent));
        let bytes = pack(1, Some(&good)).to_bytes();
        assert_eq!(SignedPack::read(&bytes).unwrap().to_bytes(), bytes);
        for cut in (0..200).chain((200..bytes.len()).step_by(4999)) {
            assert!(verify(&bytes[..cut], &trust(), 5).is_err());
        }
        let text = String::from_utf8(good.to_bytes()).unwrap();
        assert_eq!(KeyStatement::read(text.as_bytes()), Ok(good));
        for (from, to) in [
            ("\"made_at\":7", "\"made_at\": 7"),
            ("\"made_at\":7", "\"more\":1,\"made_at\":7"),
            ("\"name\":\"Desk\"", "\"name\":\"\""),
            ("\"name\":\"Desk\"", "\"name\":\"De\\u001bsk\""),
            ("\"earlier\":[]", "\"earlier\":[\"00\"]"),
        ] {
            assert!(text.contains(from));
            let changed = text.replacen(from, to, 1);
            assert_eq!(
                KeyStatement::read(changed.as_bytes()),
                Err(Error::BadKeys),
                "{to}"
            );
        }
        let newer = text.replacen("keys/1", "keys/2", 1);
        assert_eq!(
            KeyStatement::read(newer.as_bytes()),
            Err(Error::NewerFormat)
        );
        let mut last = statement(None, 1);
        for seed in 2..=100 {
            last = statement(Some(&last), seed);
        }
        let mailbox = Mailbox([1; 16]);
        let more = KeyStatement::following(Some(&last), mailbox, 7, desk(1), None, None);
        assert_eq!(more.err(), Some(Error::BadKeys));
    }
}
