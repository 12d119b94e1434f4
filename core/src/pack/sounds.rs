//! The sounds of a pack's recordings. They lie beside the content, which names each by its hash: what is read at every
//! unlocking stays small.

use std::collections::{BTreeMap, BTreeSet};

use super::{Error, Hash};
use crate::{
    base::Fields,
    content::{Content, MAX_SOUND, Sound},
};

/// The most bytes of all sounds of a pack: a quarter of an hour on a road of 20 kbit/s.
pub const MAX_SOUNDS: usize = 2 * 1024 * 1024;
/// The most sounds of a pack.
const MAX_COUNT: usize = 400;

/// Sounds by their hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sounds(BTreeMap<Hash, Vec<u8>>);

impl Sounds {
    /// Adds a sound, and gives its name.
    pub fn add(&mut self, sound: &Sound) -> Hash {
        self.add_bytes(sound.to_bytes())
    }

    /// The same with the bytes of one, which [`Sounds::check`] looks at.
    pub(crate) fn add_bytes(&mut self, bytes: Vec<u8>) -> Hash {
        let name = Hash::of(&bytes);
        self.0.insert(name, bytes);
        name
    }

    /// Leaves out the sounds that a content does not name.
    pub fn keep_named(&mut self, content: &Content) {
        let recordings = &content.document().recordings;
        self.0
            .retain(|name, _| recordings.iter().any(|it| it.sound == name.to_string()));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Each name with its bytes, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&Hash, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name, bytes.as_slice()))
    }

    /// The bytes of all of them together.
    pub fn size(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// Number, and each with its length, in the order of their hashes: what stands at the end of a pack, and in the
    /// file beside a content.
    pub fn to_bytes(&self) -> Vec<u8> {
        let count = u16::try_from(self.0.len()).unwrap_or(u16::MAX);
        let mut out = count.to_be_bytes().to_vec();
        for bytes in self.0.values() {
            let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            out.extend(length.to_be_bytes());
            out.extend(bytes);
        }
        out
    }

    /// Reads what [`Sounds::to_bytes`] writes. Looks into no sound.
    ///
    /// # Errors
    /// [`Error::NotAPack`]; [`Error::BadSound`] where they are too many or too large.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let mut fields = Fields(bytes);
        let count = usize::from(fields.u16().ok_or(Error::NotAPack)?);
        if count > MAX_COUNT || bytes.len() > MAX_SOUNDS + MAX_COUNT * 4 + 2 {
            return Err(Error::BadSound(
                "more than 400 recordings, or more than 2 MiB of them",
            ));
        }
        let mut sounds = BTreeMap::new();
        for _ in 0..count {
            let length = fields.u32().ok_or(Error::NotAPack)? as usize;
            if length > MAX_SOUND {
                return Err(Error::BadSound("a recording of more than 128 KiB"));
            }
            let sound = fields.bytes(length).ok_or(Error::NotAPack)?;
            let name = Hash::of(sound);
            // In one order and each once: the same sounds are the same bytes.
            if sounds
                .last_key_value()
                .is_some_and(|(last, _)| *last >= name)
            {
                return Err(Error::NotAPack);
            }
            sounds.insert(name, sound.to_vec());
        }
        if !fields.0.is_empty() {
            return Err(Error::NotAPack);
        }
        Ok(Self(sounds))
    }

    /// Checks that these are the sounds that a content names, each of them a recording.
    ///
    /// # Errors
    /// [`Error::AlteredContent`] where one lacks or is too many; [`Error::BadSound`].
    pub fn check(&self, content: &Content) -> Result<(), Error> {
        let recordings = &content.document().recordings;
        let named: BTreeSet<Hash> = (recordings.iter())
            .map(|it| it.sound.parse().map_err(|_| Error::AlteredContent))
            .collect::<Result<_, _>>()?;
        if !named.iter().eq(self.0.keys()) {
            return Err(Error::AlteredContent);
        }
        if self.0.len() > MAX_COUNT || self.size() > MAX_SOUNDS {
            return Err(Error::BadSound(
                "more than 400 recordings, or more than 2 MiB of them",
            ));
        }
        let read = |bytes: &Vec<u8>| Sound::read(bytes).map(drop);
        (self.0.values())
            .try_for_each(read)
            .map_err(|_| Error::BadSound("a recording that is not laid out as recordings are"))
    }
}
