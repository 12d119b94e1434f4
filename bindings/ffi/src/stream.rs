//! The host's streams and listeners as the core's.

use std::{
    io::{self, Read, Write},
    sync::Arc,
};

use pocketcard::host;

use crate::{
    host::{ByteStream, ProgressListener, Sink, Source},
    session_lock::SessionLock,
};

/// How much crosses to or from the host in one call.
const CHUNK: usize = 64 * 1024;

/// A host's source as a reader.
pub(crate) struct Reading<'a> {
    source: &'a dyn Source,
    /// What came and was not read yet, wiped when dropped: it is what a person recorded.
    chunk: zeroize::Zeroizing<Vec<u8>>,
    at: usize,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(source: &'a dyn Source) -> Self {
        Self {
            source,
            chunk: Default::default(),
            at: 0,
        }
    }
}

impl Read for Reading<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.chunk.len() {
            let next = self.source.read(CHUNK as u32).map_err(io::Error::other)?;
            if next.len() > CHUNK {
                return Err(io::ErrorKind::InvalidData.into());
            }
            self.chunk = next.into();
            self.at = 0;
        }
        let mut rest = &self.chunk[self.at..];
        let read = rest.read(into)?;
        self.at += read;
        Ok(read)
    }
}

/// A host's sink as a writer.
pub(crate) struct Writing<'a>(&'a dyn Sink);

impl<'a> Writing<'a> {
    /// Gathers small writes: each call to the host costs tens of microseconds.
    pub(crate) fn new(sink: &'a dyn Sink) -> io::BufWriter<Self> {
        io::BufWriter::with_capacity(CHUNK, Self(sink))
    }
}

impl Write for Writing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bytes = &bytes[..bytes.len().min(CHUNK)];
        self.0.write(bytes.to_vec()).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A host's stream, as the core's.
pub(crate) struct HostStream(pub(crate) Arc<dyn ByteStream>);

impl Read for HostStream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = into.len().min(CHUNK);
        let Some(bytes) = self.0.read(most as u32).map_err(io::Error::other)? else {
            return Ok(0);
        };
        if bytes.is_empty() {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        let place = into[..most].get_mut(..bytes.len());
        place
            .ok_or(io::ErrorKind::InvalidData)?
            .copy_from_slice(&bytes);
        Ok(bytes.len())
    }
}

impl Write for HostStream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bytes = &bytes[..bytes.len().min(CHUNK)];
        self.0.write(bytes.to_vec()).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A host's listener. Without one, or when it fails, work goes on; when the phone is to be locked, it
/// stops.
pub(crate) struct ProgressBridge<'a> {
    listener: Option<&'a dyn ProgressListener>,
    gate: &'a SessionLock,
}

impl<'a> ProgressBridge<'a> {
    pub(crate) fn new(listener: Option<&'a dyn ProgressListener>, gate: &'a SessionLock) -> Self {
        Self { listener, gate }
    }
}

impl host::Progress for ProgressBridge<'_> {
    fn advance(&self, done: u64, total: u64) -> host::Proceed {
        let wanted = self
            .listener
            .is_none_or(|heard| heard.advance(done, total).unwrap_or(true));
        if wanted && !self.gate.is_closing() {
            host::Proceed::Continue
        } else {
            host::Proceed::Cancel
        }
    }
}
