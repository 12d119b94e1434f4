//! Root keys: who may sign packs, how many of them must, and how they are replaced.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Error;
use crate::crypto::{Signature, SigningKey, VerifyingKey};

/// The most root keys that one office may have.
pub const MAX_ROOTS: usize = 16;

/// What a signature over a roots document is for.
pub(super) const DOMAIN: &str = "pack roots 1";

/// The keys that may sign packs, and how many of them must.
///
/// A phone gets its first roots with its invitation and later ones through [`SignedRoots`] inside
/// packs, never any other way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Document", into = "Document")]
pub struct Roots {
    version: u64,
    threshold: usize,
    keys: BTreeSet<VerifyingKey>,
}

/// A roots document as it is written.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: u32,
    version: u64,
    threshold: usize,
    keys: Vec<VerifyingKey>,
}

impl From<Roots> for Document {
    fn from(roots: Roots) -> Self {
        Self {
            format: 1,
            version: roots.version,
            threshold: roots.threshold,
            keys: roots.keys.into_iter().collect(),
        }
    }
}

impl TryFrom<Document> for Roots {
    type Error = Error;

    fn try_from(document: Document) -> Result<Self, Error> {
        if document.format != 1 {
            return Err(Error::NewerFormat);
        }
        Self::new(document.version, document.threshold, &document.keys)
    }
}

impl Roots {
    /// Roots with the given version (1 for an office's first), of whose `keys` at least `threshold`
    /// must sign.
    ///
    /// # Errors
    /// [`Error::BadRoots`] when the version is 0, a key stands twice, there are more than
    /// [`MAX_ROOTS`], or the threshold is 0 or more than there are keys.
    pub fn new(version: u64, threshold: usize, keys: &[VerifyingKey]) -> Result<Self, Error> {
        if version == 0 {
            return Err(Error::BadRoots("versions begin at 1"));
        }
        if keys.len() > MAX_ROOTS {
            return Err(Error::BadRoots("there are more than 16 keys"));
        }
        if threshold == 0 || threshold > keys.len() {
            return Err(Error::BadRoots(
                "the threshold must be at least 1 and at most the number of keys",
            ));
        }
        let unique: BTreeSet<VerifyingKey> = keys.iter().copied().collect();
        if unique.len() != keys.len() {
            return Err(Error::BadRoots("a key stands in it twice"));
        }
        Ok(Self {
            version,
            threshold,
            keys: unique,
        })
    }

    /// Which roots these are: 1 for the first, one more for each change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How many different keys must sign.
    pub fn threshold(&self) -> usize {
        self.threshold
    }

    /// The keys, in order of their bytes.
    pub fn keys(&self) -> impl Iterator<Item = &VerifyingKey> {
        self.keys.iter()
    }

    /// Whether `key` is one of them.
    pub fn contains(&self, key: &VerifyingKey) -> bool {
        self.keys.contains(key)
    }

    /// The bytes that a rotation to these roots signs and carries.
    fn document(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("numbers and hexadecimal text serialise")
    }

    /// Checks that enough of these keys signed. Signatures by `others` are left to their roots.
    fn enough(&self, signatures: &[RootSignature]) -> Result<(), Error> {
        let found = signatures.iter().filter(|s| self.contains(&s.key)).count();
        if found < self.threshold {
            return Err(Error::TooFewSignatures {
                found,
                needed: self.threshold,
            });
        }
        Ok(())
    }
}

/// One root's signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RootSignature {
    /// Who signed.
    pub key: VerifyingKey,
    /// The signature over the stored bytes.
    pub signature: Signature,
}

impl RootSignature {
    pub(super) fn make(root: &SigningKey, domain: &str, message: &[u8]) -> Self {
        Self {
            key: root.verifying_key(),
            signature: root.sign(domain, message),
        }
    }
}

/// Checks that every signature holds, is by a root of any of `roots`, and is the only one by its key;
/// and that each of `roots` reaches its threshold.
pub(super) fn check_signatures(
    signatures: &[RootSignature],
    roots: &[&Roots],
    domain: &str,
    message: &[u8],
) -> Result<(), Error> {
    let mut signers = BTreeSet::new();
    for RootSignature { key, signature } in signatures {
        if !signers.insert(*key) {
            return Err(Error::RepeatedSigner);
        }
        if !roots.iter().any(|roots| roots.contains(key)) {
            return Err(Error::UnknownSigner);
        }
        key.verify(domain, message, signature)
            .map_err(|_| Error::BadSignature)?;
    }
    roots.iter().try_for_each(|roots| roots.enough(signatures))
}

/// A change of root keys: the new roots, to be signed by a threshold of the roots before them and by
/// a threshold of the new ones, which shows that the new keys exist and are held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedRoots {
    pub(super) document: Vec<u8>,
    pub(super) signatures: Vec<RootSignature>,
}

impl SignedRoots {
    /// A change to `next`, not signed yet.
    pub fn new(next: &Roots) -> Self {
        Self {
            document: next.document(),
            signatures: Vec::new(),
        }
    }

    /// The roots it changes to. They hold only after [`SignedRoots::follow`].
    ///
    /// # Errors
    /// [`Error::BadRoots`] when the document is not a roots document.
    pub fn roots(&self) -> Result<Roots, Error> {
        serde_json::from_slice(&self.document)
            .map_err(|_| Error::BadRoots("it is not a roots document of this format"))
    }

    /// Adds one root's signature, in place of an earlier one by the same key.
    pub fn sign(&mut self, root: &SigningKey) {
        let signature = RootSignature::make(root, DOMAIN, &self.document);
        self.signatures.retain(|s| s.key != signature.key);
        self.signatures.push(signature);
    }

    /// The roots in force after this change, if it follows from `current`.
    ///
    /// # Errors
    /// [`Error::RootsMissing`] when a change before it is missing, [`Error::BrokenRotation`] when it
    /// leads backwards, and the errors of signatures.
    pub fn follow(&self, current: &Roots) -> Result<Roots, Error> {
        let next = self.roots()?;
        match next.version.checked_sub(current.version) {
            Some(1) => {}
            Some(2..) => return Err(Error::RootsMissing),
            _ => return Err(Error::BrokenRotation),
        }
        check_signatures(&self.signatures, &[current, &next], DOMAIN, &self.document)?;
        Ok(next)
    }
}
