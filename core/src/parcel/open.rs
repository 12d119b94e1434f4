//! Opening.

use std::io::{self, Read};

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    Error, Header, Letter, LetterKind, Mailbox,
    file_key::{Derived, FileKey},
    layout::{COMMITMENT, LETTER_HEAD, Suite},
    letter::{DOMAIN, Head},
    payload::Chunks,
    slot,
};
use crate::crypto::{SecretKey, Signature, VerifyingKey};

/// A parcel opened in memory, its signature verified.
pub struct Opened {
    /// Who wrote what kind of letter to whom.
    pub letter: Letter,
    /// The content, wiped from memory when dropped.
    pub content: Zeroizing<Vec<u8>>,
}

/// Opens a parcel in memory.
///
/// # Errors
/// Each variant of [`Error`] that names something wrong with a parcel. [`Error::NotForUs`] is the
/// usual answer to a parcel of somebody else and no sign of damage.
pub fn open(parcel: &[u8], key: &SecretKey) -> Result<Opened, Error> {
    open_with_any(parcel, &[key])
}

/// Opens a parcel in memory with the first of several keys that fits.
///
/// # Errors
/// As [`open`].
pub fn open_with_any(parcel: &[u8], keys: &[&SecretKey]) -> Result<Opened, Error> {
    Header::parse(parcel, parcel.len() as u64)?;
    in_memory(parcel, Opening::with_any(parcel, keys)?)
}

/// Opens a parcel in memory with its own key.
///
/// # Errors
/// As [`Opening::with_parcel_key`].
pub fn open_with_parcel_key(parcel: &[u8], key: &ParcelKey) -> Result<Opened, Error> {
    Header::parse(parcel, parcel.len() as u64)?;
    in_memory(parcel, Opening::with_parcel_key(parcel, key)?)
}

fn in_memory(parcel: &[u8], mut opening: Opening<&[u8]>) -> Result<Opened, Error> {
    let len = usize::try_from(opening.content_len()).unwrap_or(usize::MAX);
    // The signature must still follow, so what claims to be longer is refused before it costs
    // memory; reserving at once leaves no copies behind.
    if len > parcel.len() {
        return Err(Error::Malformed);
    }
    let mut content = Zeroizing::new(Vec::with_capacity(len));
    opening.read_to_end(&mut content)?;
    let letter = opening.finish()?;
    Ok(Opened { letter, content })
}

/// Opens as it is read: every [`Read::read`] gives the content's next bytes. It holds two chunks of
/// 64 KiB. What was read counts only when [`Opening::finish`] has verified the signature.
pub struct Opening<R> {
    chunks: Chunks<R>,
    head: Head,
    left: u64,
    signed: Sha256,
}

/// A parcel's bytes before the sealed payload.
struct Outside {
    head: Vec<u8>,
    suite: Suite,
    mailbox: Mailbox,
}

impl Outside {
    fn read(input: &mut impl Read) -> Result<Self, Error> {
        let mut read = |into: &mut [u8]| {
            let read = input.read_exact(into);
            read.map_err(|e| at_end(e, Error::Truncated))
        };
        let mut start = [0; Header::LEN];
        read(&mut start)?;
        let (suite, mailbox) = Header::start(&start)?;
        let mut head = start.to_vec();
        head.resize(suite.head(), 0);
        read(&mut head[Header::LEN..])?;
        Ok(Self {
            head,
            suite,
            mailbox,
        })
    }

    fn before(&self) -> &[u8] {
        &self.head[..self.head.len() - COMMITMENT]
    }

    fn commitment(&self) -> &[u8; 32] {
        self.head.last_chunk().expect("the head ends with it")
    }

    /// The file key, and which of the keys opened it.
    fn unlock<'k>(&self, keys: &[&'k SecretKey]) -> Result<(FileKey, &'k SecretKey), Error> {
        let (start, slots) = self
            .before()
            .split_first_chunk()
            .expect("the head begins with it");
        let (slots, _) = slots.as_chunks();
        let tried = |key: &&'k SecretKey| {
            let mut slots = slots.iter();
            let opened = slots.find_map(|slot| slot::open(slot, key, start))?;
            Some((opened, *key))
        };
        keys.iter().find_map(tried).ok_or(Error::NotForUs)
    }
}

/// The key of one parcel. Who is given it can open that parcel and no other: it goes with a sealed
/// original that a court is shown, instead of the desk's key. Wiped from memory when dropped.
pub struct ParcelKey(FileKey);

impl ParcelKey {
    /// Takes the parcel's own key out of its slot, with the first of these keys that fits.
    ///
    /// # Errors
    /// As [`open`], as far as a parcel's head shows it.
    pub fn of(mut parcel: impl Read, keys: &[&SecretKey]) -> Result<Self, Error> {
        let (key, _) = Outside::read(&mut parcel)?.unlock(keys)?;
        Ok(Self(key))
    }

    /// The key's 32 bytes.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.clone()
    }

    /// The key that has these bytes.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*bytes))
    }
}

impl<R: Read> Opening<R> {
    /// Reads a parcel's head and first chunk.
    ///
    /// # Errors
    /// As [`open`], except what shows only later.
    pub fn new(input: R, key: &SecretKey) -> Result<Self, Error> {
        Self::with_any(input, &[key])
    }

    /// As [`Opening::new`] with the first of several keys that fits: a desk keeps those that it had before.
    ///
    /// # Errors
    /// As [`Opening::new`].
    pub fn with_any(mut input: R, keys: &[&SecretKey]) -> Result<Self, Error> {
        let outside = Outside::read(&mut input)?;
        let (file_key, key) = outside.unlock(keys)?;
        let opening = Self::unlocked(input, outside, &file_key)?;
        let head = &opening.head;
        if head.to != key.hash() && head.escrow != Some(key.hash()) {
            return Err(Error::WrongRecipient);
        }
        Ok(opening)
    }

    /// As [`Opening::new`] with the key of this one parcel. Whom the letter was written to is then for
    /// the reader to see.
    ///
    /// # Errors
    /// As [`open`]; [`Error::Damaged`] too when the key is another parcel's.
    pub fn with_parcel_key(mut input: R, key: &ParcelKey) -> Result<Self, Error> {
        let outside = Outside::read(&mut input)?;
        Self::unlocked(input, outside, &key.0)
    }

    fn unlocked(input: R, outside: Outside, file_key: &FileKey) -> Result<Self, Error> {
        let derived = Derived::new(file_key, outside.before());
        derived.check(outside.commitment())?;
        let mut chunks = Chunks::new(input, outside.suite, &outside.head, &derived.stream_key)?;
        let mut letter = Zeroizing::new([0; LETTER_HEAD]);
        chunks
            .read_exact(letter.as_mut())
            .map_err(|e| at_end(e, Error::Malformed))?;
        let head = Head::from_bytes(&letter)?;
        if head.mailbox != outside.mailbox {
            return Err(Error::WrongMailbox);
        }
        Ok(Self {
            chunks,
            head,
            left: head.len,
            signed: Sha256::new_with_prefix(*letter),
        })
    }

    /// What the content claims to be: not verified before [`Opening::finish`].
    pub fn kind(&self) -> LetterKind {
        self.head.kind
    }

    /// Who claims to have signed it: not verified before [`Opening::finish`].
    pub fn signer(&self) -> VerifyingKey {
        self.head.signer
    }

    /// Bytes of content: not verified before [`Opening::finish`].
    pub fn content_len(&self) -> u64 {
        self.head.len
    }

    /// Reads what is left and verifies the signature. Content read before is to be thrown away if
    /// this fails.
    ///
    /// # Errors
    /// As [`open`].
    pub fn finish(mut self) -> Result<Letter, Error> {
        io::copy(&mut self, &mut io::sink())?;
        let mut signature = Signature([0; 64]);
        self.chunks
            .read_exact(&mut signature.0)
            .map_err(|e| at_end(e, Error::Malformed))?;
        expect_zeros(&mut self.chunks)?;
        let head = self.head;
        head.signer
            .verify_digest(DOMAIN, self.signed.finalize().into(), &signature)
            .map_err(|_| Error::BadSignature)?;
        // Nobody makes anyone keep 64 MiB for a word.
        if !self.chunks.fits(head.len) {
            return Err(Error::Malformed);
        }
        Ok(Letter {
            id: self.chunks.id(),
            kind: head.kind,
            mailbox: head.mailbox,
            to: head.to,
            escrow: head.escrow,
            signer: head.signer,
            len: head.len,
        })
    }
}

impl<R: Read> Read for Opening<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let wanted = usize::try_from(self.left).map_or(buf.len(), |left| left.min(buf.len()));
        let n = self.chunks.read(&mut buf[..wanted])?;
        if n == 0 && wanted > 0 {
            return Err(Error::Malformed.into());
        }
        self.signed.update(&buf[..n]);
        self.left -= n as u64;
        Ok(n)
    }
}

/// Names an end that came too early.
fn at_end(error: io::Error, name: Error) -> Error {
    match Error::from(error) {
        Error::Io(io::ErrorKind::UnexpectedEof) => name,
        other => other,
    }
}

fn expect_zeros(padding: &mut impl Read) -> Result<(), Error> {
    let mut buf = [0; 4096];
    loop {
        match padding.read(&mut buf)? {
            0 => return Ok(()),
            n if buf[..n].iter().all(|byte| *byte == 0) => {}
            _ => return Err(Error::Malformed),
        }
    }
}
