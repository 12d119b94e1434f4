//! Sealing.

use std::io::{self, Cursor, ErrorKind, Read};

use hpke::rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    Address, Error, Header, LetterKind, ParcelId, SecondSlot,
    file_key::{Derived, FileKey},
    layout::{self, Suite},
    letter::{DOMAIN, Head},
    payload, size, slot,
};
use crate::crypto::{SigningKey, system_randomness};

/// A parcel in memory.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The SHA-256 of the bytes.
    pub id: ParcelId,
    /// The parcel.
    pub bytes: Vec<u8>,
}

/// Seals content in memory.
///
/// # Errors
/// [`Error::TooLarge`].
pub fn seal(
    kind: LetterKind,
    content: &[u8],
    signer: &SigningKey,
    address: &Address,
) -> Result<Sealed, Error> {
    let mut sealer = Sealer::new(kind, content, content.len() as u64, signer, address)?;
    let mut bytes = Vec::with_capacity(sealer.size() as usize);
    sealer.read_to_end(&mut bytes)?;
    let id = sealer.finish()?;
    Ok(Sealed { id, bytes })
}

/// Seals as it is read: every [`Read::read`] gives the parcel's next bytes, until its end. It holds
/// one chunk of 64 KiB. After the end, [`Sealer::finish`] gives the parcel's id.
pub struct Sealer<'k, R> {
    letter: Writer<'k, R>,
    encryptor: payload::Encryptor,
    /// Plain bytes that are not in a chunk yet.
    unsealed: u64,
    /// Sealed bytes that are ready to be read.
    ready: Zeroizing<Vec<u8>>,
    given: usize,
    size: u64,
    id: Sha256,
    /// Once something went wrong it stays wrong: nothing is sealed past it.
    failed: Option<Error>,
}

impl<'k, R: Read> Sealer<'k, R> {
    /// Begins a parcel of `len` bytes of content.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn new(
        kind: LetterKind,
        content: R,
        len: u64,
        signer: &'k SigningKey,
        address: &Address,
    ) -> Result<Self, Error> {
        Self::with_rng(
            kind,
            content,
            len,
            signer,
            address,
            &mut system_randomness(),
        )
    }

    /// As [`Sealer::new`] with the given randomness, for simulations that must repeat exactly. The
    /// same randomness must never seal two parcels outside a simulation.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn with_rng(
        kind: LetterKind,
        content: R,
        len: u64,
        signer: &'k SigningKey,
        address: &Address,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, Error> {
        let suite = match address.second {
            None => Suite::OneSlot,
            Some(_) => Suite::TwoSlots,
        };
        let size = size::for_content(suite, len)?;
        let mut file_key = FileKey::default();
        rng.fill_bytes(file_key.as_mut());
        let start = Header::bytes(suite, address.mailbox);
        let mut slots = vec![slot::seal(&file_key, &address.to, &start, rng)?];
        match &address.second {
            Some(SecondSlot::Escrow(escrow)) => {
                slots.push(slot::seal(&file_key, escrow, &start, rng)?);
            }
            Some(SecondSlot::Cover) => slots.push(slot::dummy(&start, rng)?),
            None => {}
        }
        let mut coin = [0];
        rng.fill_bytes(&mut coin);
        if coin[0] & 1 == 1 {
            slots.reverse();
        }

        let mut ready = Zeroizing::new(Vec::with_capacity(layout::SEALED));
        ready.extend_from_slice(&start);
        ready.extend_from_slice(slots.as_flattened());
        let derived = Derived::new(&file_key, &ready);
        ready.extend_from_slice(&derived.commitment);
        debug_assert_eq!(ready.len(), suite.head());

        let head = Head {
            kind,
            mailbox: address.mailbox,
            to: address.to.hash(),
            escrow: match &address.second {
                Some(SecondSlot::Escrow(escrow)) => Some(escrow.hash()),
                Some(SecondSlot::Cover) | None => None,
            },
            signer: signer.verifying_key(),
            len,
        };
        Ok(Self {
            letter: Writer::new(head, content, signer),
            encryptor: payload::Encryptor::new(&derived.stream_key),
            unsealed: size::payload(suite, size),
            id: Sha256::new_with_prefix(&*ready),
            ready,
            given: 0,
            size,
            failed: None,
        })
    }

    /// How many bytes the whole parcel will have.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The parcel's id, once everything has been read.
    ///
    /// # Errors
    /// What went wrong in reading, or [`Error::Unfinished`] before the parcel's end.
    pub fn finish(self) -> Result<ParcelId, Error> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        if self.unsealed > 0 || self.given < self.ready.len() {
            return Err(Error::Unfinished);
        }
        Ok(ParcelId(self.id.finalize().into()))
    }

    fn next_chunk(&mut self) -> Result<(), Error> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let plain = self.unsealed.min(layout::PLAIN as u64);
        self.given = 0;
        self.ready.resize(plain as usize, 0);
        if let Err(error) = self.letter.fill(&mut self.ready) {
            self.ready.clear();
            self.failed = Some(error);
            return Err(error);
        }
        self.unsealed -= plain;
        self.encryptor.seal(&mut self.ready, self.unsealed == 0);
        self.id.update(&*self.ready);
        Ok(())
    }
}

impl<R: Read> Read for Sealer<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() && self.unsealed > 0 {
            self.next_chunk()?;
        }
        let n = buf.len().min(self.ready.len() - self.given);
        buf[..n].copy_from_slice(&self.ready[self.given..][..n]);
        self.given += n;
        Ok(n)
    }
}

/// Gives a letter's bytes in order: head, content, signature, then zeros without end.
struct Writer<'k, R> {
    /// The head, later the signature.
    due: Cursor<Vec<u8>>,
    content: R,
    left: u64,
    signer: Option<&'k SigningKey>,
    signed: Sha256,
}

impl<'k, R: Read> Writer<'k, R> {
    fn new(head: Head, content: R, signer: &'k SigningKey) -> Self {
        let bytes = head.to_bytes();
        Self {
            due: Cursor::new(bytes.to_vec()),
            content,
            left: head.len,
            signer: Some(signer),
            signed: Sha256::new_with_prefix(bytes),
        }
    }

    fn fill(&mut self, mut buf: &mut [u8]) -> Result<(), Error> {
        while !buf.is_empty() {
            let mut n = self.due.read(buf)?;
            if n == 0 && self.left > 0 {
                n = self.read_content(buf)?;
            } else if n == 0
                && let Some(signer) = self.signer.take()
            {
                self.expect_content_end()?;
                let digest = self.signed.finalize_reset().into();
                self.due = Cursor::new(signer.sign_digest(DOMAIN, digest).0.to_vec());
            } else if n == 0 {
                buf.fill(0);
                break;
            }
            buf = &mut buf[n..];
        }
        Ok(())
    }

    fn read_content(&mut self, buf: &mut [u8]) -> Result<usize, Error> {
        let wanted = usize::try_from(self.left).map_or(buf.len(), |left| left.min(buf.len()));
        let n = read_some(&mut self.content, &mut buf[..wanted])?;
        if n == 0 {
            return Err(Error::ContentChanged);
        }
        self.signed.update(&buf[..n]);
        self.left -= n as u64;
        Ok(n)
    }

    fn expect_content_end(&mut self) -> Result<(), Error> {
        match read_some(&mut self.content, &mut [0])? {
            0 => Ok(()),
            _ => Err(Error::ContentChanged),
        }
    }
}

/// One read, tried again when a signal interrupted it.
fn read_some(input: &mut impl Read, buf: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buf) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        crypto::SecretKey,
        parcel::{Mailbox, open},
    };

    #[test]
    fn a_parcel_is_no_larger_than_its_content_needs() {
        let (signer, key) = (SigningKey::generate(), SecretKey::generate());
        let address = Address {
            mailbox: Mailbox([7; 16]),
            to: key.public(),
            second: None,
        };
        let content = b"a word";
        for size in [2560, 3072, 4096, 64 << 10, 1 << 20, 16 << 20] {
            let length = content.len() as u64;
            let mut sealer =
                Sealer::new(LetterKind::Record, &content[..], length, &signer, &address).unwrap();
            sealer.unsealed = size::payload(Suite::OneSlot, size);
            let mut parcel = Vec::new();
            sealer.read_to_end(&mut parcel).unwrap();
            assert_eq!(parcel.len() as u64, size);
            match open(&parcel, &key) {
                Ok(opened) => assert_eq!((size, &opened.content[..]), (2560, &content[..])),
                Err(error) => assert!(size > 2560 && error == Error::Malformed, "{size}: {error}"),
            }
        }
    }
}
