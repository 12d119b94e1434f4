//! The recordings of the pack in use. Each lies in a row of its own under the beginning of its hash, and is read when
//! somebody listens. Nothing notes that somebody did.

use super::{Error, Session, kind};
use crate::{
    base::Id,
    content::{Sound, Voice},
    pack::{Hash, SignedPack, Sounds},
    store::{self, Header, Store, Tx},
};

/// The row of a sound.
fn row(name: &Hash) -> Id {
    let mut id = [0; 16];
    id.copy_from_slice(&name.0[..16]);
    Id(id)
}

/// The rows of sounds that go when these take their place.
pub(super) fn silenced(store: &Store, sounds: &Sounds) -> Vec<Id> {
    let named: Vec<Id> = sounds.iter().map(|(name, _)| row(name)).collect();
    let rows = store.list(kind::SOUND).map(|header| header.id);
    rows.filter(|id| !named.contains(id)).collect()
}

/// Puts each sound into its row.
pub(super) fn put(tx: &mut Tx, sounds: &Sounds, at: i64) -> Result<(), store::Error> {
    (sounds.iter())
        .try_for_each(|(name, bytes)| tx.put(&Header::new(row(name), kind::SOUND, at), Some(bytes)))
}

/// A pack as a phone keeps it, and its sounds.
pub(super) fn apart(pack: &[u8]) -> (Vec<u8>, Sounds) {
    match SignedPack::read(pack) {
        Ok(pack) => (pack.without_sounds().to_bytes(), pack.sounds().clone()),
        Err(_) => (pack.to_vec(), Sounds::default()),
    }
}

/// A pack that was kept, with the sounds that lie apart from it: as it came, unless one is damaged.
pub(super) fn whole(store: &Store, kept: &[u8]) -> Vec<u8> {
    let mut sounds = Sounds::default();
    for header in store.list(kind::SOUND) {
        if let Ok(Some(body)) = store.body(header.id) {
            sounds.add_bytes(body.to_vec());
        }
    }
    let pack = SignedPack::read(kept).and_then(|pack| pack.with_sounds(sounds));
    pack.map_or_else(|_| kept.to_vec(), |pack| pack.to_bytes())
}

/// A sound that lies there whole.
fn read(store: &Store, name: &Hash) -> Option<Sound> {
    let body = store.body(row(name)).ok()??;
    (Hash::of(&body) == *name).then(|| Sound::read(&body).ok())?
}

/// Whether a sound lies there.
pub(super) fn is_there(store: &Store, name: &str) -> bool {
    let name: Option<Hash> = name.parse().ok();
    name.is_some_and(|name| {
        let header = store.header(row(&name));
        header.is_some_and(|header| header.kind == kind::SOUND)
    })
}

impl Session {
    /// The voices in which somebody reads texts of this language aloud: variety and voice.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn voices(&self, language: &str) -> Result<Vec<(String, Voice)>, Error> {
        let content = self.content()?;
        let store = &self.open()?.store;
        let is_there = |(variety, voice): &(&str, Voice)| {
            content.document().recordings.iter().any(|it| {
                it.language == language
                    && it.variety == *variety
                    && it.voice == *voice
                    && is_there(store, &it.sound)
            })
        };
        let voices = content.voices(language).into_iter().filter(is_there);
        Ok(voices
            .map(|(variety, voice)| (variety.to_owned(), voice))
            .collect())
    }

    /// The name of the sound of somebody reading a text that speaks to a person: in this variety and voice, or in
    /// another where nobody read it so. `None` where nobody read the text as it stands: nothing else may read it.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn recording(
        &self,
        text: &str,
        language: &str,
        variety: &str,
        voice: Voice,
    ) -> Result<Option<String>, Error> {
        let recording = self.content()?.voice(language, text, variety, voice);
        let store = &self.open()?.store;
        Ok(recording
            .filter(|it| is_there(store, &it.sound))
            .map(|it| it.sound.clone()))
    }

    /// A sound by its name, as [`crate::alone::Tile::sound`] and [`Session::recording`] give it. `None` where it is
    /// not there, or damaged: the text is read then.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn sound(&self, name: &str) -> Result<Option<Sound>, Error> {
        let store = &self.open()?.store;
        let name: Option<Hash> = name.parse().ok();
        Ok(name.and_then(|name| read(store, &name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        alone::Gate,
        content::{Age, Content, Document, Recording},
        session::tests::phone::{DAILY, Phone, at},
    };

    /// A tone, which is no voice.
    fn tone(pitch: i32) -> Sound {
        let samples = (0..4_000).map(|it| ((it * pitch % 200) * 60 - 6_000) as i16);
        Sound::new(8_000, samples.collect()).unwrap()
    }

    /// A recording of what an English text says now.
    fn recorded(d: &mut Document, text: &str, voice: Voice, sound: &Sound) {
        let reads = Content::base().read_aloud("en", text);
        d.recordings.push(Recording {
            text: text.to_owned(),
            language: "en".to_owned(),
            variety: "en-ke".to_owned(),
            voice,
            reads: Recording::hash_of(&reads),
            sound: Recording::name_of(&sound.to_bytes()),
        });
    }

    fn rows(session: &Session) -> usize {
        session.open().unwrap().store.list(kind::SOUND).count()
    }

    #[test]
    fn a_voice_is_heard_from_its_own_row_until_its_text_or_its_pack_changes() {
        let (phone, mut session) = Phone::enrolled();
        assert!(session.voices("en").unwrap().is_empty());
        let (safe, first) = (tone(3), tone(5));
        let mut sounds = Sounds::default();
        sounds.add(&safe);
        sounds.add(&first);
        phone.publish_with(&mut session, 2, &sounds, |d| {
            recorded(d, "alone.safe", Voice::Woman, &safe);
            recorded(d, "alone.mode.hint", Voice::Woman, &first);
        });
        assert_eq!(rows(&session), 2);
        assert_eq!(
            session.voices("en").unwrap(),
            [("en-ke".to_owned(), Voice::Woman)]
        );
        // The pack that is read at every unlocking is as small as without them.
        let open = session.open().unwrap();
        let pack = open.store.list(kind::PACK).next().unwrap().id;
        let kept = open.store.body(pack).unwrap().unwrap();
        assert!(kept.starts_with(b"PCK1"));
        assert!(whole(&open.store, &kept).starts_with(b"PCK3"));
        drop(session);
        let mut session = phone.unlock(DAILY).unwrap();
        let gate = Gate {
            alone: true,
            age: Age::Adult,
            ..Gate::default()
        };
        let page = session
            .begin_alone(&gate, "en", "en-ke", Voice::Man, at(1))
            .unwrap();
        let heard = |session: &Session, name: &Option<String>| {
            let sound = session.sound(name.as_deref()?).unwrap()?;
            Some(sound.to_bytes())
        };
        assert_eq!(
            heard(&session, &page.questions[0].tile.sound),
            Some(safe.to_bytes())
        );
        assert_eq!(
            heard(&session, &page.said_first.sound),
            Some(first.to_bytes())
        );
        assert_eq!(
            page.yes.sound, None,
            "nobody read it, and nothing else does"
        );
        let name = page.questions[0].tile.sound.clone().unwrap();
        let recording =
            |session: &Session, text| session.recording(text, "en", "en-ke", Voice::Man).unwrap();
        assert_eq!(recording(&session, "alone.safe"), Some(name.clone()));
        assert_eq!(recording(&session, "consent"), None);
        assert_eq!(session.sound("no name").unwrap(), None);
        // Another text, and the same recording: silence, never the wrong words.
        let mut one = Sounds::default();
        one.add(&safe);
        phone.publish_with(&mut session, 3, &one, |d| {
            recorded(d, "alone.safe", Voice::Woman, &safe);
            let english = d.languages.iter_mut().find(|it| it.tag == "en").unwrap();
            english.texts = english.texts.replace("Are you safe here?", "Safe here?");
        });
        assert_eq!(recording(&session, "alone.safe"), None);
        assert!(session.voices("en").unwrap().is_empty());
        assert_eq!(rows(&session), 1);
        // A damaged row is silent too.
        let open = session.open_mut().unwrap();
        let header = open.store.list(kind::SOUND).next().unwrap().clone();
        let other = tone(7).to_bytes();
        open.store
            .write(|tx| tx.put(&header, Some(&other)))
            .unwrap();
        assert_eq!(session.sound(&name).unwrap(), None);
        phone.publish(&mut session, 4, |_| ());
        assert_eq!(rows(&session), 0, "gone with the pack that brought it");
        assert!(session.sound(&name).unwrap().is_none());
        session.lock();
        assert!(matches!(session.sound(&name), Err(Error::Locked)));
    }
}
