//! The payload's chunks: ChaCha20-Poly1305 in STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, "Online
//! Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", 2015), which makes a chunk
//! dropped, moved or cut off show.

use std::io::{self, Read};

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::ChaCha20Poly1305;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    Error, MAX_SIZE, ParcelId,
    layout::{SEALED, Suite},
    size,
};

/// The stream key is used for one parcel only, so the nonce's fixed part can be zero; the other five
/// bytes are STREAM's counter and last-chunk flag.
const NONCE: [u8; 7] = [0; 7];

/// Seals chunk after chunk.
pub struct Encryptor(Option<EncryptorBE32<ChaCha20Poly1305>>);

impl Encryptor {
    pub fn new(stream_key: &[u8; 32]) -> Self {
        Self(Some(EncryptorBE32::new(stream_key.into(), &NONCE.into())))
    }

    /// Replaces a chunk's plain bytes with its sealed ones.
    pub fn seal(&mut self, chunk: &mut Vec<u8>, last: bool) {
        let sealed = match (&mut self.0, last) {
            (Some(stream), false) => stream.encrypt_next_in_place(&[], chunk),
            (stream, _) => stream
                .take()
                .expect("no chunk follows the last")
                .encrypt_last_in_place(&[], chunk),
        };
        sealed.expect("a parcel has fewer chunks and bytes than the cipher allows");
    }
}

/// Reads the plain bytes of a sealed payload, verified chunk by chunk. It ends without error only
/// when the last chunk was really the last and the parcel has one of the sizes that parcels have.
pub struct Chunks<R> {
    input: R,
    suite: Suite,
    stream: Option<DecryptorBE32<ChaCha20Poly1305>>,
    /// The chunk being read from, opened.
    plain: Zeroizing<Vec<u8>>,
    given: usize,
    /// The chunk after it, still sealed: only its absence tells that a chunk is the last.
    next: Vec<u8>,
    seen: u64,
    hash: Sha256,
    /// Once something went wrong it stays wrong: nothing is read past it.
    failed: Option<Error>,
}

impl<R: Read> Chunks<R> {
    /// Begins after the parcel's `head`, which counts towards its id.
    pub fn new(
        mut input: R,
        suite: Suite,
        head: &[u8],
        stream_key: &[u8; 32],
    ) -> Result<Self, Error> {
        let mut next = Vec::with_capacity(SEALED);
        input.by_ref().take(SEALED as u64).read_to_end(&mut next)?;
        Ok(Self {
            input,
            suite,
            stream: Some(DecryptorBE32::new(stream_key.into(), &NONCE.into())),
            plain: Zeroizing::new(Vec::with_capacity(SEALED)),
            given: 0,
            seen: (head.len() + next.len()) as u64,
            hash: Sha256::new_with_prefix(head).chain_update(&next),
            next,
            failed: None,
        })
    }

    /// Opens the next chunk; `false` after the last.
    fn advance(&mut self) -> Result<bool, Error> {
        let Some(mut stream) = self.stream.take() else {
            return Ok(false);
        };
        self.given = 0;
        self.plain.clear();
        self.plain.append(&mut self.next);
        let rest = self.input.by_ref();
        rest.take(SEALED as u64).read_to_end(&mut self.next)?;
        self.hash.update(&self.next);
        self.seen += self.next.len() as u64;
        if self.seen > MAX_SIZE {
            return Err(Error::TooLarge);
        }
        let opened = if self.next.is_empty() {
            if !size::is_size(self.suite, self.seen) {
                return Err(Error::Truncated);
            }
            stream.decrypt_last_in_place(&[], &mut *self.plain)
        } else {
            let opened = stream.decrypt_next_in_place(&[], &mut *self.plain);
            self.stream = Some(stream);
            opened
        };
        opened.map_err(|_| Error::Damaged)?;
        Ok(true)
    }

    /// Whether the parcel is as long as this much content makes it, once everything has been read.
    pub fn fits(&self, content: u64) -> bool {
        size::for_content(self.suite, content) == Ok(self.seen)
    }

    /// The parcel's id, once everything has been read.
    pub fn id(self) -> ParcelId {
        ParcelId(self.hash.finalize().into())
    }
}

impl<R: Read> Read for Chunks<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.given == self.plain.len() {
            if let Some(error) = self.failed {
                return Err(error.into());
            }
            match self.advance() {
                Ok(true) => {}
                Ok(false) => return Ok(0),
                Err(error) => {
                    self.plain.clear();
                    self.failed = Some(error);
                }
            }
        }
        let n = buf.len().min(self.plain.len() - self.given);
        buf[..n].copy_from_slice(&self.plain[self.given..][..n]);
        self.given += n;
        Ok(n)
    }
}
