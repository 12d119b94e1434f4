//! The escrow of an office: a key that opens what the desk opens, for the day on which the desk is lost. Its secret
//! is split when it is made and lies nowhere whole; as many keepers as were said put their shares together.

use blahaj::{Share as Part, Sharks};
use data_encoding::HEXLOWER;
use pocketcard::{
    crypto::{KeyHash, PublicKey, SecretKey, fingerprint, system_randomness},
    pack::KeyStatement,
    parcel::armor::{self, Label},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const CARD: &str = "pocketcard-escrow/1";
const SHARE: &str = "pocketcard-share/1";

/// Why an escrow was not made, or does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// The numbers make no sense.
    #[error("an escrow has 2 to 16 shares, and at least 2 and at most all of them open it")]
    Numbers,
    /// Not a card.
    #[error("this is not an escrow's card; `escrow new` writes one")]
    NotACard,
    /// Not a share.
    #[error("this is not a share of an escrow; `escrow new` wrote them")]
    NotAShare,
    /// The shares are of different escrows.
    #[error("these are shares of different escrows; bring those of one")]
    Mixed,
    /// Too few.
    #[error("{found} of the {needed} shares that it takes; bring the shares of other keepers")]
    TooFew {
        /// Different shares that are here.
        found: usize,
        /// How many it takes.
        needed: usize,
    },
    /// They give another key.
    #[error("the shares give another key: one of them was changed; bring others")]
    Altered,
}

/// What the office is given: the public key, and how many shares open it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EscrowCard {
    format: String,
    /// The public key.
    pub key: PublicKey,
    /// How many shares open it.
    pub threshold: u8,
    /// How many there are.
    pub shares: u8,
}

/// What one keeper has. Fewer than the threshold tell nothing at all.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub struct Share {
    format: String,
    /// Of which escrow it is.
    #[zeroize(skip)]
    key: KeyHash,
    threshold: u8,
    /// Its place and its bytes, in hexadecimal.
    share: String,
}

/// Makes an escrow of so many shares, of which `threshold` open it.
///
/// # Errors
/// [`Error::Numbers`].
pub fn make(threshold: u8, shares: u8) -> Result<(EscrowCard, Vec<Share>), Error> {
    if !(2..=16).contains(&shares) || !(2..=shares).contains(&threshold) {
        return Err(Error::Numbers);
    }
    let secret = SecretKey::generate();
    let seed = secret.seed();
    let mut rng = system_randomness();
    let parts = Sharks(threshold).dealer_rng(&*seed, &mut rng);
    let share = |part: Part| Share {
        format: SHARE.to_owned(),
        key: secret.hash(),
        threshold,
        share: HEXLOWER.encode(&Zeroizing::new(Vec::from(&part))),
    };
    let made = parts.take(usize::from(shares)).map(share).collect();
    let card = EscrowCard {
        format: CARD.to_owned(),
        key: secret.public(),
        threshold,
        shares,
    };
    Ok((card, made))
}

/// The secret key, from enough different shares.
///
/// # Errors
/// [`Error::Mixed`], [`Error::NotAShare`], [`Error::TooFew`] or [`Error::Altered`].
pub fn join(shares: &[Share]) -> Result<SecretKey, Error> {
    let first = shares.first().ok_or(Error::NotAShare)?;
    let mut parts: Vec<Zeroizing<Vec<u8>>> = Vec::new();
    for share in shares {
        if (share.key, share.threshold) != (first.key, first.threshold) {
            return Err(Error::Mixed);
        }
        let bytes = HEXLOWER.decode(share.share.as_bytes());
        let bytes = Zeroizing::new(bytes.map_err(|_| Error::NotAShare)?);
        if bytes.len() != 33 {
            return Err(Error::NotAShare);
        }
        if parts.iter().all(|part| part[0] != bytes[0]) {
            parts.push(bytes);
        }
    }
    let (found, needed) = (parts.len(), usize::from(first.threshold));
    if found < needed {
        return Err(Error::TooFew { found, needed });
    }
    let parts: Result<Vec<Part>, _> = parts.iter().map(|it| Part::try_from(&it[..])).collect();
    let parts = parts.map_err(|_| Error::NotAShare)?;
    let scheme = Sharks(first.threshold);
    let seed = scheme.recover(&parts).map_err(|_| Error::NotAShare)?;
    let seed = Zeroizing::new(seed);
    let seed = Zeroizing::new(<[u8; 32]>::try_from(&seed[..]).map_err(|_| Error::NotAShare)?);
    let secret = SecretKey::from_seed(&seed);
    match secret.hash() == first.key {
        true => Ok(secret),
        false => Err(Error::Altered),
    }
}

impl EscrowCard {
    /// The card as text with a checksum.
    pub fn to_text(&self) -> String {
        text_of(self).to_string()
    }

    /// Reads a card.
    ///
    /// # Errors
    /// [`Error::NotACard`].
    pub fn from_text(text: &str) -> Result<Self, Error> {
        let card: Option<Self> = read(text);
        card.filter(|it| it.format == CARD).ok_or(Error::NotACard)
    }
}

impl Share {
    /// The share as text with a checksum.
    pub fn to_text(&self) -> Zeroizing<String> {
        text_of(self)
    }

    /// Reads a share.
    ///
    /// # Errors
    /// [`Error::NotAShare`].
    pub fn from_text(text: &str) -> Result<Self, Error> {
        let share: Option<Self> = read(text);
        share
            .filter(|it| it.format == SHARE)
            .ok_or(Error::NotAShare)
    }
}

/// Six words for an escrow's key.
pub fn key_words(key: &PublicKey) -> String {
    fingerprint::words(fingerprint::Whose::Office, &[&key.to_bytes()])
}

/// Six words for the escrow that a statement names.
pub fn escrow_words(statement: &KeyStatement) -> String {
    let none = || "none".to_owned();
    statement.escrow.as_ref().map_or_else(none, key_words)
}

fn text_of(what: &impl Serialize) -> Zeroizing<String> {
    let json = Zeroizing::new(serde_json::to_vec(what).expect("texts and numbers serialise"));
    let text = armor::encode(Label::Key, &json);
    Zeroizing::new(text.expect("a card is far below the limit"))
}

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let json = Zeroizing::new(armor::decode(Label::Key, text).ok()?);
    serde_json::from_slice(&json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What another program must do with shares, by the rule that `docs/formats.md` gives.
    fn by_the_page(shares: &[Share]) -> Vec<u8> {
        let times = |mut a: u8, mut b: u8| {
            let mut product = 0;
            while b > 0 {
                product ^= a * (b & 1);
                a = (a << 1) ^ (0x1d * (a >> 7));
                b >>= 1;
            }
            product
        };
        let inverse = |a: u8| (1..=255).find(|b| times(a, *b) == 1).unwrap();
        let parts = shares
            .iter()
            .map(|it| HEXLOWER.decode(it.share.as_bytes()).unwrap());
        let parts: Vec<Vec<u8>> = parts.collect();
        let at = |place: usize| {
            parts.iter().fold(0, |sum, part| {
                let others = parts.iter().filter(|it| it[0] != part[0]);
                let weight = others.fold(1, |product, other| {
                    times(product, times(other[0], inverse(other[0] ^ part[0])))
                });
                sum ^ times(weight, part[place])
            })
        };
        (1..33).map(at).collect()
    }

    #[test]
    fn enough_shares_open_it_by_the_rule_of_the_page_and_fewer_do_not() {
        let (card, shares) = make(3, 5).unwrap();
        assert_eq!(shares.len(), 5);
        let chosen = |places: &[usize]| -> Vec<Share> {
            let text = |place: &usize| shares[*place].to_text();
            places
                .iter()
                .map(|place| Share::from_text(&text(place)).unwrap())
                .collect()
        };
        for places in [&[0, 1, 2][..], &[4, 2, 0], &[1, 1, 3, 4], &[0, 1, 2, 3, 4]] {
            let secret = join(&chosen(places)).unwrap();
            assert_eq!(secret.public(), card.key);
        }
        let three = chosen(&[1, 3, 4]);
        assert_eq!(by_the_page(&three), join(&three).unwrap().seed()[..]);
        let few = Err(Error::TooFew {
            found: 2,
            needed: 3,
        });
        assert_eq!(join(&chosen(&[0, 1])).map(drop), few);
        assert_eq!(join(&chosen(&[0, 1, 1])).map(drop), few);
        let (_, others) = make(3, 5).unwrap();
        let mut mixed = chosen(&[0, 1]);
        mixed.extend(others.into_iter().take(1));
        assert_eq!(join(&mixed).map(drop), Err(Error::Mixed));
        let mut altered = chosen(&[0, 1, 2]);
        let last = altered[0].share.pop().unwrap();
        altered[0].share.push(if last == '0' { '1' } else { '0' });
        assert_eq!(join(&altered).map(drop), Err(Error::Altered));
        assert_eq!(make(1, 3).map(drop), Err(Error::Numbers));
        assert_eq!(make(4, 3).map(drop), Err(Error::Numbers));
    }

    /// Shares of the secret `00 01 … 1f` that another program made: tests/python/test_shares.py.
    #[test]
    fn shares_of_another_program_give_its_secret() {
        let known: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/vectors/shares.json")).unwrap();
        let seed = HEXLOWER
            .decode(known["secret"].as_str().unwrap().as_bytes())
            .unwrap();
        let secret = SecretKey::from_seed(seed.as_slice().try_into().unwrap());
        let share = |text: &serde_json::Value| Share {
            format: SHARE.to_owned(),
            key: secret.hash(),
            threshold: 3,
            share: text.as_str().unwrap().to_owned(),
        };
        let shares = known["shares"].as_array().unwrap();
        for leave in 0..shares.len() {
            let others = shares
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != leave);
            let others: Vec<Share> = others.map(|(_, text)| share(text)).collect();
            assert_eq!(join(&others).unwrap().hash(), secret.hash());
        }
    }
}
