//! The bytes of a pack: rotations, manifest, signatures, compressed content. Layout in
//! `docs/formats.md`.

use std::io::{Read, Write};

use flate2::{Compression, bufread::DeflateDecoder, write::DeflateEncoder};

use super::{
    Error, Hash, KeyStatement, MAX_SIZE, Manifest, PackName, RootSignature, SignedRoots, Sounds,
    bounds::read_content, keys::MAX_STATEMENT, manifest::DOMAIN, roots::MAX_ROOTS,
};
use crate::crypto::{Signature, SigningKey, VerifyingKey};

const MAGIC: &[u8; 4] = b"PCK1";
/// The same with a statement of the desks' keys.
const MAGIC_KEYS: &[u8; 4] = b"PCK2";
/// The same with sounds, and perhaps a statement.
const MAGIC_SOUNDS: &[u8; 4] = b"PCK3";
/// The most changes of root keys that one pack carries along for phones that missed them.
const MAX_ROTATIONS: usize = 16;
/// The most bytes of a manifest or of a roots document.
const MAX_DOCUMENT: usize = 4096;

/// A pack as a file: what an office makes and signs, and what travels. Nothing in it is to be believed
/// before [`super::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPack {
    pub(super) rotations: Vec<SignedRoots>,
    pub(super) manifest: Vec<u8>,
    pub(super) signatures: Vec<RootSignature>,
    pub(super) keys: Option<Vec<u8>>,
    pub(super) compressed: Vec<u8>,
    pub(super) sounds: Sounds,
}

/// What an office says about a pack that it makes; the members mean what they mean in [`Manifest`].
#[derive(Clone, Debug)]
pub struct Issue {
    /// The series.
    pub pack: String,
    /// The version, higher than the one before.
    pub version: u64,
    /// When it is made.
    pub issued_at: i64,
    /// When a newer one should have come.
    pub expires_at: i64,
    /// The version of the roots that will sign.
    pub roots: u64,
}

impl SignedPack {
    /// A pack of `content` (the JSON of a [`crate::content::Content`]), not signed yet.
    ///
    /// # Errors
    /// Whatever a phone would refuse the content or the statement for.
    pub fn new(content: &[u8], issue: Issue) -> Result<Self, Error> {
        Self::with_keys(content, issue, None)
    }

    /// The same with the statement of the desks' keys that is in force, or shall be.
    ///
    /// # Errors
    /// As [`SignedPack::new`].
    pub fn with_keys(
        content: &[u8],
        issue: Issue,
        keys: Option<&KeyStatement>,
    ) -> Result<Self, Error> {
        read_content(content)?;
        let keys = keys.map(KeyStatement::to_bytes);
        let manifest = Manifest {
            format: if keys.is_some() { 2 } else { 1 },
            pack: issue.pack,
            version: issue.version,
            issued_at: issue.issued_at,
            expires_at: issue.expires_at,
            roots: issue.roots,
            content_hash: Hash::of(content),
            content_size: content.len() as u64,
            keys: keys.as_deref().map(Hash::of),
        };
        manifest.check()?;
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
        deflate
            .write_all(content)
            .expect("writing into memory does not fail");
        Ok(Self {
            rotations: Vec::new(),
            manifest: serde_json::to_vec(&manifest).expect("texts and numbers serialise"),
            signatures: Vec::new(),
            keys,
            compressed: deflate.finish().expect("writing into memory does not fail"),
            sounds: Sounds::default(),
        })
    }

    /// The same pack with the sounds that its content names.
    ///
    /// # Errors
    /// As [`Sounds::check`]; [`Error::TooBig`].
    pub fn with_sounds(mut self, sounds: Sounds) -> Result<Self, Error> {
        sounds.check(&read_content(&self.content()?)?)?;
        self.sounds = sounds;
        if self.to_bytes().len() > MAX_SIZE {
            return Err(Error::TooBig);
        }
        Ok(self)
    }

    /// The same pack without its sounds, as a phone keeps it: they lie apart there.
    pub(crate) fn without_sounds(&self) -> Self {
        Self {
            sounds: Sounds::default(),
            ..self.clone()
        }
    }

    /// The sounds that it brings.
    pub fn sounds(&self) -> &Sounds {
        &self.sounds
    }

    /// Reads a pack's layout. Checks no signature.
    ///
    /// # Errors
    /// [`Error::TooBig`], [`Error::NewerFormat`] or [`Error::NotAPack`].
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_SIZE {
            return Err(Error::TooBig);
        }
        let mut reader = Reader(bytes);
        let magic = reader.array::<4>()?;
        if ![MAGIC, MAGIC_KEYS, MAGIC_SOUNDS].contains(&&magic) {
            let newer = magic.starts_with(b"PCK") && magic[3].is_ascii_digit();
            return Err(if newer {
                Error::NewerFormat
            } else {
                Error::NotAPack
            });
        }
        let rotations = reader.count(MAX_ROTATIONS)?;
        let rotations = (0..rotations)
            .map(|_| {
                Ok(SignedRoots {
                    document: reader.document()?,
                    // A change is signed by old and new roots.
                    signatures: reader.signatures(2 * MAX_ROOTS)?,
                })
            })
            .collect::<Result<_, Error>>()?;
        let manifest = reader.document()?;
        let signatures = reader.signatures(MAX_ROOTS)?;
        let keys = match &magic == MAGIC {
            true => None,
            false => Some(reader.document_of(MAX_STATEMENT)?),
        };
        // Beside sounds, a statement of no bytes is none.
        let keys = keys.filter(|it| &magic != MAGIC_SOUNDS || !it.is_empty());
        let length = u32::from_be_bytes(reader.array()?) as usize;
        let compressed = reader.bytes(length)?.to_vec();
        let sounds = match &magic == MAGIC_SOUNDS {
            true => Sounds::read(reader.0)?,
            false if reader.0.is_empty() => Sounds::default(),
            false => return Err(Error::NotAPack),
        };
        // A pack is written in one way: without sounds it is one of the two earlier ones.
        if &magic == MAGIC_SOUNDS && sounds.is_empty() {
            return Err(Error::NotAPack);
        }
        Ok(Self {
            rotations,
            manifest,
            signatures,
            keys,
            compressed,
            sounds,
        })
    }

    /// The bytes that travel.
    pub fn to_bytes(&self) -> Vec<u8> {
        let magic = match (self.sounds.is_empty(), &self.keys) {
            (false, _) => MAGIC_SOUNDS,
            (true, Some(_)) => MAGIC_KEYS,
            (true, None) => MAGIC,
        };
        let mut out = magic.to_vec();
        put_count(&mut out, self.rotations.len());
        for rotation in &self.rotations {
            put_document(&mut out, &rotation.document);
            put_signatures(&mut out, &rotation.signatures);
        }
        put_document(&mut out, &self.manifest);
        put_signatures(&mut out, &self.signatures);
        match &self.keys {
            Some(keys) => put_document(&mut out, keys),
            None if magic == MAGIC_SOUNDS => put_document(&mut out, &[]),
            None => {}
        }
        let length = u32::try_from(self.compressed.len()).expect("content is at most 4 MiB");
        out.extend(length.to_be_bytes());
        out.extend(&self.compressed);
        if !self.sounds.is_empty() {
            out.extend(self.sounds.to_bytes());
        }
        out
    }

    /// What the pack says about itself.
    ///
    /// # Errors
    /// [`Error::BadManifest`], [`Error::NewerFormat`] or [`Error::TooBig`].
    pub fn manifest(&self) -> Result<Manifest, Error> {
        Manifest::read(&self.manifest)
    }

    /// The pack's exact name.
    ///
    /// # Errors
    /// As [`SignedPack::manifest`].
    pub fn name(&self) -> Result<PackName, Error> {
        let manifest = self.manifest()?;
        Ok(PackName {
            pack: manifest.pack,
            version: manifest.version,
            hash: Hash::of(&self.manifest),
        })
    }

    /// The content's bytes, if they are the ones that the manifest names.
    ///
    /// # Errors
    /// [`Error::AlteredContent`], or as [`SignedPack::manifest`].
    pub fn content(&self) -> Result<Vec<u8>, Error> {
        let manifest = self.manifest()?;
        let mut content = Vec::new();
        let mut inflate = DeflateDecoder::new(self.compressed.as_slice());
        // One byte more than promised is enough to see that there is more; an endless stream ends here.
        (&mut inflate)
            .take(manifest.content_size + 1)
            .read_to_end(&mut content)
            .map_err(|_| Error::AlteredContent)?;
        if inflate.total_in() != self.compressed.len() as u64
            || content.len() as u64 != manifest.content_size
            || Hash::of(&content) != manifest.content_hash
        {
            return Err(Error::AlteredContent);
        }
        Ok(content)
    }

    /// The statement of the desks' keys, if it is the one that the manifest names.
    ///
    /// # Errors
    /// [`Error::AlteredContent`]; [`Error::BadKeys`]; as [`SignedPack::manifest`].
    pub fn keys(&self) -> Result<Option<KeyStatement>, Error> {
        if self.manifest()?.keys != self.keys.as_deref().map(Hash::of) {
            return Err(Error::AlteredContent);
        }
        self.keys.as_deref().map(KeyStatement::read).transpose()
    }

    /// Who has signed, whether or not the signatures hold.
    pub fn signers(&self) -> impl Iterator<Item = &VerifyingKey> {
        self.signatures.iter().map(|s| &s.key)
    }

    /// Adds one root's signature, in place of an earlier one by the same key.
    ///
    /// # Errors
    /// Those of the manifest and content: a root signs nothing that a phone would refuse.
    pub fn sign(&mut self, root: &SigningKey) -> Result<(), Error> {
        self.sounds.check(&read_content(&self.content()?)?)?;
        self.keys()?;
        let signature = RootSignature::make(root, DOMAIN, &self.manifest);
        self.signatures.retain(|s| s.key != signature.key);
        self.signatures.push(signature);
        Ok(())
    }

    /// Carries the latest of an office's changes of root keys along, so that a phone that missed them
    /// can follow. In order, oldest first; those before the last 16 are left out.
    pub fn carry_rotations(&mut self, rotations: &[SignedRoots]) {
        let from = rotations.len().saturating_sub(MAX_ROTATIONS);
        self.rotations = rotations[from..].to_vec();
    }

    /// The changes of root keys it carries, oldest first.
    pub fn rotations(&self) -> &[SignedRoots] {
        &self.rotations
    }
}

impl SignedRoots {
    /// The bytes of a change of root keys, as a file that the roots hand from one to another to sign.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_document(&mut out, &self.document);
        put_signatures(&mut out, &self.signatures);
        out
    }

    /// Reads such a file. Checks no signature.
    ///
    /// # Errors
    /// [`Error::NotAPack`] or [`Error::BadRoots`].
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader(bytes);
        let read = Self {
            document: reader.document()?,
            signatures: reader.signatures(2 * MAX_ROOTS)?,
        };
        if !reader.0.is_empty() {
            return Err(Error::NotAPack);
        }
        read.roots()?;
        Ok(read)
    }
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn bytes(&mut self, length: usize) -> Result<&[u8], Error> {
        let (head, rest) = self.0.split_at_checked(length).ok_or(Error::NotAPack)?;
        self.0 = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        self.bytes(N)?.try_into().map_err(|_| Error::NotAPack)
    }

    fn count(&mut self, most: usize) -> Result<usize, Error> {
        let count = usize::from(self.array::<1>()?[0]);
        if count > most {
            return Err(Error::NotAPack);
        }
        Ok(count)
    }

    fn document(&mut self) -> Result<Vec<u8>, Error> {
        self.document_of(MAX_DOCUMENT)
    }

    fn document_of(&mut self, most: usize) -> Result<Vec<u8>, Error> {
        let length = usize::from(u16::from_be_bytes(self.array()?));
        if length > most {
            return Err(Error::NotAPack);
        }
        Ok(self.bytes(length)?.to_vec())
    }

    fn signatures(&mut self, most: usize) -> Result<Vec<RootSignature>, Error> {
        (0..self.count(most)?)
            .map(|_| {
                Ok(RootSignature {
                    key: VerifyingKey(self.array()?),
                    signature: Signature(self.array()?),
                })
            })
            .collect()
    }
}

fn put_count(out: &mut Vec<u8>, count: usize) {
    out.push(u8::try_from(count).expect("what is counted here is at most 32"));
}

fn put_document(out: &mut Vec<u8>, document: &[u8]) {
    let length = u16::try_from(document.len()).expect("documents are at most 16 KiB");
    out.extend(length.to_be_bytes());
    out.extend(document);
}

fn put_signatures(out: &mut Vec<u8>, signatures: &[RootSignature]) {
    put_count(out, signatures.len());
    for RootSignature { key, signature } in signatures {
        out.extend(key.0);
        out.extend(signature.0);
    }
}
