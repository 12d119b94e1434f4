//! Attachments: files too long for a row, sealed in chunks and never in memory whole.

use std::{
    fs::{self, File},
    io::{self, BufReader, Read, Write},
    path::{Path, PathBuf},
};

use aead_stream::{DecryptorBE32, EncryptorBE32, Nonce, StreamBE32};
use chacha20poly1305::{XChaCha20Poly1305, aead::KeyInit};
use zeroize::{Zeroize, Zeroizing};

use super::{Error, Header, RowKind};
use crate::{
    base::{Id, files},
    crypto::aead::{self, Key},
    host::{Proceed, Progress},
    parcel::size,
};

/// Plain bytes of a chunk.
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
/// Longer ones cannot be sealed: chunks are numbered in 32 bits.
const LENGTH_MAX: u64 = (CHUNK as u64) << 32;

/// An attachment as its row knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub id: Id,
    /// Its length in bytes, without padding.
    pub length: u64,
}

/// A file that is written but belongs to no row yet. Dropped without [`super::Tx::attach`], it is
/// removed; so it is at the next opening, should the program die before.
pub struct Staged {
    id: Id,
    key: Key,
    length: u64,
    path: PathBuf,
    kept: bool,
}

impl Staged {
    /// Its length in bytes, without padding.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Its row: owner, length and the key that opens the file.
    pub(super) fn header(&self, owner: Id) -> Header {
        let mut header = Header::new(self.id, RowKind::ATTACHMENT, 0);
        header.data.reserve_exact(16 + 8 + 32);
        header.data.extend_from_slice(&owner.0);
        header.data.extend_from_slice(&self.length.to_be_bytes());
        header.data.extend_from_slice(&*self.key);
        header
    }

    pub(super) fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.kept {
            // What stays behind is unreadable without the key and swept at the next opening.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The row whose attachment this header is of.
pub(super) fn owner(header: &Header) -> Option<Id> {
    let of_attachment = header.kind == RowKind::ATTACHMENT;
    header
        .data
        .first_chunk()
        .filter(|_| of_attachment)
        .map(|id| Id(*id))
}

/// The length and the key, from the header.
fn length_and_key(header: &Header) -> Option<(u64, Key)> {
    let (length, key) = header.data.get(16..)?.split_first_chunk()?;
    let mut own = Key::default();
    own.copy_from_slice(key.get(..32)?);
    let length = u64::from_be_bytes(*length);
    (length <= LENGTH_MAX).then_some((length, own))
}

pub(super) fn describe(header: &Header) -> Option<Attachment> {
    length_and_key(header).map(|(length, _)| Attachment {
        id: header.id,
        length,
    })
}

/// How long the sealed file is.
fn sealed_length(length: u64) -> u64 {
    let padded = size::bucket(length);
    padded + padded.div_ceil(CHUNK as u64) * TAG as u64
}

/// The path of an attachment.
pub(super) fn path(dir: &Path, id: Id) -> PathBuf {
    dir.join(id.to_string())
}

/// Each file has a key of its own, so the nonce may be the same in all.
fn nonce() -> Nonce<XChaCha20Poly1305, StreamBE32<XChaCha20Poly1305>> {
    Default::default()
}

/// Seals everything that `input` gives into a new file.
pub(super) fn stage(
    dir: &Path,
    aad: impl Fn(Id) -> Vec<u8>,
    input: &mut dyn Read,
    expected: u64,
    progress: &dyn Progress,
) -> Result<Staged, Error> {
    files::make_dir(dir)?;
    let id = Id::random();
    let path = path(dir, id);
    let file = files::create(&path)?;
    let mut staged = Staged {
        id,
        key: aead::random_key(),
        length: 0,
        path,
        kept: false,
    };
    let mut out = Sealer {
        stream: EncryptorBE32::from_aead(XChaCha20Poly1305::new((&*staged.key).into()), &nonce()),
        aad: aad(id),
        chunk: Zeroizing::new(Vec::with_capacity(CHUNK + TAG)),
        file,
    };
    let mut buffer = Zeroizing::new(vec![0; CHUNK]);
    loop {
        let read = match input.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        out.write(&buffer[..read])?;
        staged.length += read as u64;
        if progress.advance(staged.length, expected.max(staged.length)) == Proceed::Cancel {
            return Err(Error::Cancelled);
        }
    }
    buffer.fill(0);
    let mut padding = size::bucket(staged.length) - staged.length;
    while padding > 0 {
        let zeros = padding.min(CHUNK as u64);
        out.write(&buffer[..zeros as usize])?;
        padding -= zeros;
    }
    out.finish()?.sync_all()?;
    files::sync_dir_of(&staged.path)?;
    Ok(staged)
}

/// Seals chunk after chunk; holds a full chunk back until it is known not to be the last.
struct Sealer {
    stream: EncryptorBE32<XChaCha20Poly1305>,
    aad: Vec<u8>,
    chunk: Zeroizing<Vec<u8>>,
    file: File,
}

impl Sealer {
    fn write(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        while !bytes.is_empty() {
            if self.chunk.len() == CHUNK {
                self.stream
                    .encrypt_next_in_place(&self.aad, &mut *self.chunk)
                    .map_err(|_| Error::TooLong {
                        what: "the attachment",
                        limit: usize::MAX,
                    })?;
                self.file.write_all(&self.chunk)?;
                self.chunk.clear();
            }
            let (now, later) = bytes.split_at(bytes.len().min(CHUNK - self.chunk.len()));
            self.chunk.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<File, Error> {
        self.stream
            .encrypt_last_in_place(&self.aad, &mut *self.chunk)
            .map_err(|_| Error::TooLong {
                what: "the attachment",
                limit: usize::MAX,
            })?;
        self.file.write_all(&self.chunk)?;
        Ok(self.file)
    }
}

/// Reads an attachment chunk by chunk. Every byte it gives is authentic; that none is missing at the
/// end is certain once it has returned `Ok(0)`.
///
/// # Errors
/// Reading gives [`io::ErrorKind::InvalidData`] where the file is damaged, swapped or cut short.
pub struct AttachmentReader {
    stream: Option<DecryptorBE32<XChaCha20Poly1305>>,
    aad: Vec<u8>,
    file: BufReader<File>,
    /// Plain bytes of the current chunk.
    chunk: Zeroizing<Vec<u8>>,
    /// How many of them were given out.
    given: usize,
    /// Plain bytes, and padded ones, that are still to come after this chunk.
    left: u64,
    padded_left: u64,
}

impl AttachmentReader {
    pub(super) fn open(dir: &Path, header: &Header, aad: Vec<u8>) -> Result<Self, Error> {
        let damaged = Error::Damaged(header.id);
        let (length, key) = length_and_key(header).ok_or(damaged)?;
        let file = match File::open(path(dir, header.id)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(damaged),
            Err(error) => return Err(error.into()),
        };
        if file.metadata()?.len() != sealed_length(length) {
            return Err(damaged);
        }
        Ok(Self {
            stream: Some(DecryptorBE32::from_aead(
                XChaCha20Poly1305::new((&*key).into()),
                &nonce(),
            )),
            aad,
            file: BufReader::with_capacity(CHUNK + TAG, file),
            chunk: Zeroizing::new(Vec::with_capacity(CHUNK + TAG)),
            given: 0,
            left: length,
            padded_left: size::bucket(length),
        })
    }

    /// Opens the next chunk and cuts off what of it is padding.
    fn next_chunk(&mut self) -> io::Result<()> {
        let plain = self.padded_left.min(CHUNK as u64);
        self.padded_left -= plain;
        self.chunk.resize(plain as usize + TAG, 0);
        self.file.read_exact(&mut self.chunk)?;
        let opened = match self.stream.take() {
            Some(stream) if self.padded_left == 0 => {
                stream.decrypt_last_in_place(&self.aad, &mut *self.chunk)
            }
            Some(mut stream) => {
                let opened = stream.decrypt_next_in_place(&self.aad, &mut *self.chunk);
                self.stream = Some(stream);
                opened
            }
            None => return Err(io::ErrorKind::InvalidData.into()),
        };
        if opened.is_err() {
            self.stream = None;
            self.chunk.zeroize();
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.chunk.truncate(self.left.min(plain) as usize);
        self.left -= self.chunk.len() as u64;
        self.given = 0;
        Ok(())
    }
}

impl Read for AttachmentReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // Chunks that are all padding are opened too: the last one proves that nothing was cut off.
        while self.given == self.chunk.len() && self.padded_left > 0 {
            self.next_chunk()?;
        }
        let now = out.len().min(self.chunk.len() - self.given);
        out[..now].copy_from_slice(&self.chunk[self.given..self.given + now]);
        self.given += now;
        Ok(now)
    }
}

#[cfg(test)]
mod tests {
    use chacha20poly1305::aead::{Aead, Payload};

    use super::*;
    use crate::host::Unwatched;

    /// STREAM has no published vectors. This is its definition (Hoang, Reyhanitabar, Rogaway and Vizar,
    /// 2015, as `docs/formats.md` writes it out), computed with the cipher alone: a nonce of 19 bytes,
    /// the chunk's number, and whether it is the last.
    #[test]
    fn known_answer_stream() {
        let dir = tempfile::tempdir().unwrap();
        let content: Vec<u8> = (0..70_000_u32).map(|n| (n * 7) as u8).collect();
        let aad = |_| b"where".to_vec();
        let staged = stage(dir.path(), aad, &mut &content[..], 0, &Unwatched).unwrap();
        let mut padded = content.clone();
        padded.resize(size::bucket(content.len() as u64) as usize, 0);
        let cipher = XChaCha20Poly1305::new((&*staged.key).into());
        let mut expected = Vec::new();
        let chunks = padded.chunks(CHUNK);
        let last = chunks.len() - 1;
        for (number, chunk) in chunks.enumerate() {
            let mut nonce = [0; 24];
            nonce[19..23].copy_from_slice(&(number as u32).to_be_bytes());
            nonce[23] = (number == last).into();
            let payload = Payload {
                msg: chunk,
                aad: b"where",
            };
            expected.extend(cipher.encrypt(&nonce.into(), payload).unwrap());
        }
        assert!(last > 0 && fs::read(&staged.path).unwrap() == expected);
    }
}
