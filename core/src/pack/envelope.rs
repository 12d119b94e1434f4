//! The bytes of a pack: rotations, manifest, signatures, compressed content. Layout in
//! `docs/formats.md`.

use std::io::{Read, Write};

use flate2::{Compression, bufread::DeflateDecoder, write::DeflateEncoder};

use super::{
    Error, Hash, KeyStatement, MAX_SIZE, Manifest, PackName, RootSignature, SignedRoots, Sounds,
    bounds::read_content, keys::MAX_STATEMENT, manifest::DOMAIN, roots::MAX_ROOTS,
};
use crate::{
    base::Fields,
    crypto::{Signature, SigningKey, VerifyingKey},
};

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
        let mut fields = Fields(bytes);
        let magic = fields.array().ok_or(Error::NotAPack)?;
        if ![MAGIC, MAGIC_KEYS, MAGIC_SOUNDS].contains(&magic) {
            let newer = magic.starts_with(b"PCK") && magic[3].is_ascii_digit();
            return Err(if newer {
                Error::NewerFormat
            } else {
                Error::NotAPack
            });
        }
        let mut read = Self::parts(magic, &mut fields).ok_or(Error::NotAPack)?;
        match magic == MAGIC_SOUNDS {
            true => read.sounds = Sounds::read(fields.0)?,
            false if fields.0.is_empty() => {}
            false => return Err(Error::NotAPack),
        }
        // A pack is written in one way: without sounds it is one of the two earlier ones.
        if magic == MAGIC_SOUNDS && read.sounds.is_empty() {
            return Err(Error::NotAPack);
        }
        Ok(read)
    }

    /// All but the sounds.
    fn parts(magic: &[u8; 4], fields: &mut Fields<'_>) -> Option<Self> {
        let rotations = (0..count(fields, MAX_ROTATIONS)?)
            .map(|_| signed_roots(fields))
            .collect::<Option<_>>()?;
        let manifest = document(fields, MAX_DOCUMENT)?;
        let signatures = signatures(fields, MAX_ROOTS)?;
        let keys = match magic == MAGIC {
            true => None,
            false => Some(document(fields, MAX_STATEMENT)?),
        };
        let length = fields.u32()? as usize;
        Some(Self {
            rotations,
            manifest,
            signatures,
            // Beside sounds, a statement of no bytes is none.
            keys: keys.filter(|it| magic != MAGIC_SOUNDS || !it.is_empty()),
            compressed: fields.bytes(length)?.to_vec(),
            sounds: Sounds::default(),
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
        let mut fields = Fields(bytes);
        let read = signed_roots(&mut fields).ok_or(Error::NotAPack)?;
        if !fields.0.is_empty() {
            return Err(Error::NotAPack);
        }
        read.roots()?;
        Ok(read)
    }
}

fn count(fields: &mut Fields<'_>, most: usize) -> Option<usize> {
    let count = usize::from(fields.byte()?);
    (count <= most).then_some(count)
}

fn document(fields: &mut Fields<'_>, most: usize) -> Option<Vec<u8>> {
    let length = usize::from(fields.u16()?);
    if length > most {
        return None;
    }
    fields.bytes(length).map(<[u8]>::to_vec)
}

fn signatures(fields: &mut Fields<'_>, most: usize) -> Option<Vec<RootSignature>> {
    (0..count(fields, most)?)
        .map(|_| {
            Some(RootSignature {
                key: VerifyingKey(*fields.array()?),
                signature: Signature(*fields.array()?),
            })
        })
        .collect()
}

fn signed_roots(fields: &mut Fields<'_>) -> Option<SignedRoots> {
    Some(SignedRoots {
        document: document(fields, MAX_DOCUMENT)?,
        // A change is signed by old and new roots.
        signatures: signatures(fields, 2 * MAX_ROOTS)?,
    })
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
