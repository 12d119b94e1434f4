//! Bytes as short texts and back: for QR codes, text messages, or writing down.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pocketcard::parcel::text_parts;

use crate::error::PhoneError;

/// Splits a bundle, or anything else of at most 1 MiB, into texts of at most `max_chars` characters, 64 or
/// more. They are made of characters that a QR code's alphanumeric mode has.
#[uniffi::export]
pub fn split_into_chunks(bytes: Vec<u8>, max_chars: u32) -> Result<Vec<String>, PhoneError> {
    Ok(text_parts::split(&bytes, max_chars as usize)?)
}

/// Puts the texts of one message together, as they are scanned or typed, in any order.
#[derive(Default, uniffi::Object)]
pub struct ChunkAssembler {
    chunks: Mutex<text_parts::Assembler>,
}

#[uniffi::export]
impl ChunkAssembler {
    /// Waits for the first text of any message.
    #[uniffi::constructor]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a text; one that came before is welcome. After an error what came before stays.
    pub fn add(&self, text: &str) -> Result<(), PhoneError> {
        Ok(self.chunks().add(text)?)
    }

    /// How many texts the message has; 0 before the first has come.
    pub fn count(&self) -> u32 {
        number(self.chunks().count())
    }

    /// The numbers of the texts that are missing, from 1.
    pub fn missing(&self) -> Vec<u32> {
        self.chunks().missing().into_iter().map(number).collect()
    }

    /// The bytes that were split.
    pub fn finish(&self) -> Result<Vec<u8>, PhoneError> {
        Ok(self.chunks().finish()?)
    }
}

impl ChunkAssembler {
    fn chunks(&self) -> MutexGuard<'_, text_parts::Assembler> {
        self.chunks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn number(chunk: usize) -> u32 {
    u32::try_from(chunk).expect("a message has at most 9,999 chunks")
}
