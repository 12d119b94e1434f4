//! What a pack says: indicators, checklists, advice, cards, services, policy and texts. A checked content, ready to
//! be asked.

mod alone;
mod alone_check;
mod answer;
mod base;
mod check;
mod conditions;
mod directory;
mod error;
mod model;
mod needed_texts;
mod overlay;
mod read_aloud;
mod sound;

use std::{collections::HashMap, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

pub use self::{
    alone::{AloneChoice, AloneQuestion, Choice, Pictogram, Recording, SAID_FIRST, Topic, Voice},
    answer::{Age, Answer},
    check::{CORE_ADVICE, MAX_INDICATORS, is_id},
    directory::Wanted,
    error::ContentError,
    model::*,
    overlay::{Overlay, Placement, PolicyChange, Questions, SETTINGS},
    sound::{MAX_SOUND, Sound, SoundError},
};
use crate::text::{self, ENGLISH, Language, Texts, Value};
#[cfg(test)]
pub(crate) use alone_check::said_to_the_person;
pub(crate) use base::inflate;
pub(crate) use conditions::{AGE_ID, Causes, Derived, Signals};

/// The most bytes of a content: 4 MiB.
pub const MAX_SIZE: usize = 4 * 1024 * 1024;

/// A [`Document`] that has been checked as a whole, with everything looked up once.
///
/// There is no other way to get one than through the checks, whether by [`Content::new`], from JSON
/// or through serde.
pub struct Content {
    document: Document,
    hash: [u8; 32],
    texts: Texts,
    indicators: HashMap<String, usize>,
    /// For each indicator, the places of the checklists that list it.
    listed: Vec<Vec<usize>>,
    /// For each indicator, the places of the checklists that once listed it.
    former: Vec<Vec<usize>>,
    /// For each indicator, whether it is an allegation against own personnel.
    confidential: Vec<bool>,
    signals: Signals,
}

impl Content {
    /// Checks a document.
    pub fn new(document: Document) -> Result<Self, ContentError> {
        check::check(&document)?;
        alone_check::check(&document)?;
        let texts = Texts::new(&document.languages)?;
        needed_texts::check_texts(&document, &texts)?;
        alone_check::check_texts(&document, &texts)?;
        let signals = Signals::new(&document)?;
        let places = document.indicators.iter().enumerate();
        let indicators: HashMap<String, usize> = places.map(|(i, x)| (x.id.clone(), i)).collect();
        let mut listed = vec![Vec::new(); document.indicators.len()];
        let mut former = listed.clone();
        for (at, checklist) in document.checklists.iter().enumerate() {
            for id in checklist.sections.iter().flat_map(|s| &s.indicators) {
                listed[indicators[id]].push(at);
            }
            for id in &checklist.former {
                former[indicators[id]].push(at);
            }
        }
        Ok(Self {
            confidential: confidential(&document),
            hash: Sha256::digest(canonical(&document)).into(),
            indicators,
            listed,
            former,
            texts,
            signals,
            document,
        })
    }

    /// Reads and checks a content from JSON.
    pub fn from_json(json: &[u8]) -> Result<Self, ContentError> {
        if json.len() > MAX_SIZE {
            return Err(ContentError::TooLarge);
        }
        let document = serde_json::from_slice(json).map_err(|e| ContentError::Shape {
            line: e.line(),
            column: e.column(),
        })?;
        Self::new(document)
    }

    /// The data.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// SHA-256 of [`Content::canonical_json`]. A record names the content that it was made with by
    /// this.
    pub fn hash(&self) -> [u8; 32] {
        self.hash
    }

    /// [`Content::hash`] in hex.
    pub fn hash_hex(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.hash)
    }

    /// The content as JSON with sorted members and no white space, so that equal contents are equal
    /// bytes.
    pub fn canonical_json(&self) -> Vec<u8> {
        canonical(&self.document)
    }

    /// The checklist of this id.
    pub fn checklist(&self, id: &str) -> Option<&Checklist> {
        self.document.checklists.iter().find(|c| c.id == id)
    }

    /// The indicator of this id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        Some(&self.document.indicators[self.indicator_index(id)?])
    }

    pub(crate) fn find_checklist(&self, id: &str) -> Option<(usize, &Checklist)> {
        let mut checklists = self.document.checklists.iter().enumerate();
        checklists.find(|(_, checklist)| checklist.id == id)
    }

    /// Whether the checklist of this place takes an answer on the indicator of this place: it lists
    /// it or once did, or no checklist does any more.
    pub(crate) fn takes(&self, checklist: usize, indicator: usize) -> bool {
        let listed = &self.listed[indicator];
        let listed_once = self.former[indicator].contains(&checklist);
        listed.is_empty() || listed.contains(&checklist) || listed_once
    }

    /// Whether the indicator of this place is an allegation against own personnel.
    pub(crate) fn is_confidential(&self, indicator: usize) -> bool {
        self.confidential[indicator]
    }

    /// Whether any checklist lists the indicator of this place.
    pub(crate) fn is_listed(&self, indicator: usize) -> bool {
        !self.listed[indicator].is_empty()
    }

    pub(crate) fn indicator_index(&self, id: &str) -> Option<usize> {
        self.indicators.get(id).copied()
    }

    pub(crate) fn signals(&self) -> &Signals {
        &self.signals
    }

    /// The languages, English first.
    pub fn languages(&self) -> &[Language] {
        &self.document.languages
    }

    /// The language of this tag.
    pub fn language(&self, tag: &str) -> Option<&Language> {
        self.document.languages.iter().find(|l| l.tag == tag)
    }

    /// The text of an id in a language; in English where that language lacks it; as the program's
    /// own base content has it where this content lacks it; or the id itself.
    pub fn text(&self, language: &str, id: &str) -> String {
        self.text_with(language, id, &[])
    }

    /// As [`Content::text`], with values put in.
    pub fn text_with(&self, language: &str, id: &str, values: &[(&str, Value)]) -> String {
        self.say(language, id, "", values)
            .unwrap_or_else(|| id.to_owned())
    }

    /// An attribute of a text (`hint`, `why`), or `None` where there is none in any language tried.
    pub fn attribute(&self, language: &str, id: &str, attribute: &str) -> Option<String> {
        self.say(language, id, attribute, &[])
    }

    /// The texts that a language lacks, as `id` or `id .attribute`; then English is shown in their
    /// place. Empty for a complete language.
    pub fn missing_texts(&self, language: &str) -> Vec<String> {
        let all = needed_texts::all_texts(&self.document);
        let missing = all
            .iter()
            .filter(|(id, part)| !self.texts.has(language, id, part));
        missing
            .map(|(id, part)| match *part {
                "" => id.clone(),
                part => format!("{id} .{part}"),
            })
            .collect()
    }

    fn say(&self, lang: &str, id: &str, part: &str, values: &[(&str, Value)]) -> Option<String> {
        let mine = &self.texts;
        mine.get(lang, id, part, values)
            .or_else(|| mine.get(ENGLISH, id, part, values))
            .or_else(|| {
                let base = &Self::base().texts;
                base.get(lang, id, part, values)
                    .or_else(|| base.get(ENGLISH, id, part, values))
            })
    }

    /// The points of a guidance card, in order.
    pub fn points(&self, language: &str, card: &Card) -> Vec<String> {
        (1..=card.points)
            .map(|n| self.text(language, &format!("{}.{n}", card.id)))
            .collect()
    }

    /// Ids of guidance cards and glossary terms in whose texts every word of the query occurs,
    /// cards first. Upper and lower case are the same. An empty query finds nothing.
    pub fn search(&self, language: &str, query: &str) -> Vec<String> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let cards = self.document.guidance.iter().map(|card| {
            let mut all = self.points(language, card).join(" ");
            all.push_str(&self.text(language, &card.id));
            (&card.id, all)
        });
        let terms = self.document.glossary.iter().map(|term| {
            let mut all = self.text(language, &term.id);
            all.extend(self.attribute(language, &term.id, "means"));
            (&term.id, all)
        });
        cards
            .chain(terms)
            .filter(|(_, all)| {
                let all = text::without_marks(all).to_lowercase();
                words.iter().all(|word| all.contains(word))
            })
            .map(|(id, _)| id.clone())
            .collect()
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (name, version) = (&self.document.name, self.document.version);
        write!(f, "Content({name} {version}, {})", self.hash_hex())
    }
}

/// Which indicators are allegations against own personnel: those that are marked. A content in which
/// none is was written before there was a mark; there it is those that lead to the misconduct mechanism
/// by themselves.
fn confidential(document: &Document) -> Vec<bool> {
    let indicators = &document.indicators;
    if indicators.iter().any(|indicator| indicator.confidential) {
        return indicators.iter().map(|x| x.confidential).collect();
    }
    let misconduct = document
        .linkages
        .iter()
        .filter(|l| l.mechanism == "misconduct");
    let signals: Vec<&str> = misconduct
        .flat_map(|linkage| &linkage.when)
        .filter(|group| group.len() == 1)
        .flat_map(|group| group[0].split('|'))
        .collect();
    let named = |id: &str| {
        signals.iter().any(|signal| match signal.strip_suffix('*') {
            Some(kind) => id.starts_with(kind),
            None => id == *signal,
        })
    };
    indicators
        .iter()
        .map(|indicator| named(&indicator.id))
        .collect()
}

fn canonical(document: &Document) -> Vec<u8> {
    let value = serde_json::to_value(document).expect("a document has only string keys");
    let mut out = Vec::new();
    write_sorted(&value, &mut out);
    out
}

// Not left to serde_json's own map order, which a feature of another crate can change.
fn write_sorted(value: &serde_json::Value, out: &mut Vec<u8>) {
    match value {
        serde_json::Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            out.push(b'{');
            for (i, (name, member)) in members.into_iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write_scalar(&serde_json::Value::from(name.as_str()), out);
                out.push(b':');
                write_sorted(member, out);
            }
            out.push(b'}');
        }
        serde_json::Value::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write_sorted(item, out);
            }
            out.push(b']');
        }
        scalar => write_scalar(scalar, out),
    }
}

fn write_scalar(value: &serde_json::Value, out: &mut Vec<u8>) {
    serde_json::to_writer(out, value).expect("writing to memory cannot fail");
}

impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.document.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Document::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guidance_and_words_are_searched_by_all_words_whatever_the_case() {
        let content = Content::base();
        let hits = content.search("en", "DEBT work");
        assert!(hits.contains(&"term.debt-bondage".to_owned()), "{hits:?}");
        assert!(
            content
                .search("en", "six keys")
                .contains(&"card.six-keys".to_owned())
        );
        assert!(content.search("en", "").is_empty() && content.search("en", "zzz").is_empty());
        assert_eq!(
            content.points("en", &content.document().guidance[0]).len(),
            6
        );
    }

    #[test]
    fn a_text_that_a_content_lacks_is_the_program_s_own() {
        let mut document = Content::base().document().clone();
        let english = &mut document.languages[0].texts;
        *english = english.replace("level-refer =", "level-refer-other =");
        let content = Content::new(document).expect("only its own texts must be there");
        assert_eq!(
            content.text("en", "level.refer"),
            Content::base().text("en", "level.refer")
        );
        assert_eq!(content.text("en", "no.such-text"), "no.such-text");
        assert_eq!(
            content.missing_texts("en"),
            ["level.refer", "level.refer .meaning"]
        );
    }
}
