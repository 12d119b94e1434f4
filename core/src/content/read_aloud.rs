//! Texts that somebody reads in a recording, and which voice reads which.

use super::{
    Content,
    alone::{Recording, SAID_FIRST, Voice},
    alone_check,
};
use crate::text::Value;

impl Content {
    /// Somebody reading this text aloud in this language: in that variety and voice, or in another where nobody
    /// read it so. `None` where the text is another by now, or nobody read it; nothing else may read it to a person.
    pub fn voice(
        &self,
        language: &str,
        id: &str,
        variety: &str,
        voice: Voice,
    ) -> Option<&Recording> {
        let of_text =
            (self.document.recordings.iter()).filter(|it| it.text == id && it.language == language);

        of_text
            .filter(|it| self.is_read_as_it_stands(it))
            .max_by_key(|it| (it.variety == variety, it.voice == voice))
    }

    /// Whether the text that was read is still the text that is shown.
    pub fn is_read_as_it_stands(&self, recording: &Recording) -> bool {
        let text = self.read_aloud(&recording.language, &recording.text);
        Recording::hash_of(&text) == recording.reads
    }

    /// The voices in which somebody reads texts of this language as they stand: variety and voice, in the order of
    /// the recordings.
    pub fn voices(&self, language: &str) -> Vec<(&str, Voice)> {
        let mut voices = Vec::new();
        for it in &self.document.recordings {
            let voice = (it.variety.as_str(), it.voice);
            if it.language == language && !voices.contains(&voice) && self.is_read_as_it_stands(it)
            {
                voices.push(voice);
            }
        }
        voices
    }

    /// What a voice is called, for staff to choose by: whose, and how it is spoken, as the text `variety.TAG` of the
    /// content says it, or else by the tag.
    pub fn voice_said(&self, language: &str, variety: &str, voice: Voice) -> String {
        let id = match voice {
            Voice::Woman => "alone.voice-woman",
            Voice::Man => "alone.voice-man",
        };
        let named = self.say(language, &format!("variety.{variety}"), "", &[]);
        let named = named.unwrap_or_else(|| variety.to_owned());
        self.text_with(language, id, &[("variety", Value::Text(&named))])
    }

    /// A text as it is read aloud.
    pub fn read_aloud(&self, language: &str, id: &str) -> String {
        let hint = (id == SAID_FIRST).then(|| self.attribute(language, "alone.mode", "hint"));
        hint.flatten().unwrap_or_else(|| self.text(language, id))
    }

    /// Every text that people may be recorded reading, as it stands in this language: id and text. One with a value
    /// in it is not among them: a voice could not say the value.
    pub fn texts_to_read(&self, language: &str) -> Vec<(String, String)> {
        let consent = [
            "consent",
            "consent.before",
            "consent.services",
            "consent.statistics",
            "consent.accountability",
            "consent.refused",
            "consent.withdrawn",
        ];
        let mut ids: Vec<String> = alone_check::said_to_the_person()
            .chain([SAID_FIRST])
            .chain(consent)
            .map(str::to_owned)
            .collect();
        for card in self.document.guidance.iter().filter(|card| card.hand_over) {
            ids.push(card.id.clone());
            ids.extend((1..=card.points).map(|point| format!("{}.{point}", card.id)));
        }
        let texts = ids.into_iter().map(|id| {
            let text = self.read_aloud(language, &id);
            (id, text)
        });
        texts.filter(|(_, text)| !text.contains('{')).collect()
    }
}
