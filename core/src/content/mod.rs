//! What a pack says: indicators, checklists, advice, cards, services, policy and texts. A checked content, ready to
//! be asked.

mod alone;
mod alone_check;
mod answer;
mod base;
mod check;
mod conditions;
mod error;
mod model;
mod overlay;
mod sound;

use std::{collections::HashMap, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

pub use self::{
    alone::{AloneChoice, AloneQuestion, Choice, Pictogram, Recording, SAID_FIRST, Topic, Voice},
    answer::{Age, Answer},
    check::{CORE_ADVICE, MAX_INDICATORS, is_id},
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
        check::check_texts(&document, &texts)?;
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
        let all = check::all_texts(&self.document);
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

    /// Active services that meet a need, in the order of the directory. Every `None` matches all.
    pub fn services(&self, wanted: &Wanted) -> impl Iterator<Item = &Service> {
        self.document.services.iter().filter(|s| wanted.matches(s))
    }

    /// Whether the directory is still the example: it has services, and all of them are invented.
    pub fn has_only_invented_services(&self) -> bool {
        let services = &self.document.services;
        !services.is_empty() && services.iter().all(|service| service.example)
    }

    /// The lines of a card to hand to a person: names, hours and contacts of these services, and no
    /// word about trafficking, so that it is safe to be found with it. Ids that are not in the
    /// directory are left out.
    pub fn contact_card(&self, language: &str, services: &[&str]) -> Vec<String> {
        let mut lines = vec![self.text(language, "contact-card")];
        for id in services {
            let Some(service) = self.document.services.iter().find(|s| s.id == *id) else {
                continue;
            };
            lines.extend(self.service_card(language, service));
        }
        lines.extend(self.attribute(language, "contact-card", "end"));
        lines
    }

    /// What a person is told of one service: its name, what to know before going, where and when.
    fn service_card(&self, language: &str, service: &Service) -> Vec<String> {
        let mut lines = Vec::new();
        if service.example {
            lines.push(self.text(language, "service-fact.example"));
        }
        lines.push(self.text(language, &service.id));
        if service.kind == ServiceKind::Hotline {
            lines.push(self.text(language, "service-fact.hotline"));
        }
        if service.kind == ServiceKind::Mobile {
            lines.push(self.text(language, "service-fact.mobile"));
        }
        // What could mark the person who carries the card is for staff to know.
        let told = service.facts.iter().filter(|fact| !fact.is_for_staff());
        lines.extend(told.map(|fact| self.text(language, fact.text_id())));
        lines.extend(self.attribute(language, &service.id, "contact"));
        lines.extend(self.attribute(language, &service.id, "hours"));
        lines
    }

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

/// What a service should be like.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Id of a need.
    pub need: Option<String>,
    /// The area.
    pub area: Option<String>,
    /// Who is to be served.
    pub serves: Option<Serves>,
    /// Tag of a language that must be spoken there.
    pub language: Option<String>,
    /// Open at this time: day of the week (1 is Monday) and minutes after midnight.
    pub at: Option<(u8, u16)>,
}

impl Wanted {
    fn matches(&self, service: &Service) -> bool {
        let spoken = |tag: &String| service.languages.contains(tag);
        let open_at = |(day, minute): (u8, u16)| {
            service.open.is_empty()
                || service
                    .open
                    .iter()
                    .any(|o| o.day == day && (o.from..o.to).contains(&minute))
        };
        service.active
            && self.need.as_ref().is_none_or(|n| service.needs.contains(n))
            && (service.area.is_empty() || self.area.as_ref().is_none_or(|a| *a == service.area))
            && (service.serves.is_empty()
                || self.serves.is_none_or(|s| service.serves.contains(&s)))
            && self.language.as_ref().is_none_or(spoken)
            && self.at.is_none_or(open_at)
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

    fn found(wanted: &Wanted) -> Vec<&'static str> {
        Content::base()
            .services(wanted)
            .map(|s| s.id.as_str())
            .collect()
    }

    #[test]
    fn services_are_found_by_need_area_people_language_and_hours() {
        assert_eq!(found(&Wanted::default()).len(), 5);
        let need = |need: &str| Wanted {
            need: Some(need.into()),
            ..Wanted::default()
        };
        assert_eq!(found(&need("urgent.medical")), ["service.example-clinic"]);
        assert_eq!(
            found(&need("urgent.shelter")),
            ["service.example-safe-house", "service.example-children"]
        );
        let men = Wanted {
            serves: Some(Serves::Men),
            ..need("urgent.shelter")
        };
        assert!(found(&men).is_empty());
        let elsewhere = Wanted {
            area: Some("elsewhere".into()),
            ..Wanted::default()
        };
        assert_eq!(found(&elsewhere), ["service.example-hotline"]);
        let arabic = Wanted {
            language: Some("ar".into()),
            ..Wanted::default()
        };
        assert_eq!(
            found(&arabic),
            ["service.example-safe-house", "service.example-hotline"]
        );
        let workers = |day, minute| {
            let at = Wanted {
                at: Some((day, minute)),
                ..need("assist.employment")
            };
            found(&at).len()
        };
        assert_eq!(
            (workers(5, 959), workers(5, 960), workers(7, 600)),
            (1, 0, 0)
        );
    }

    #[test]
    fn what_takes_nobody_now_is_not_found() {
        let mut document = Content::base().document().clone();
        document.services[0].active = false;
        document.services[1].area.clear();
        let content = Content::new(document).expect("valid");
        let elsewhere = Wanted {
            area: Some("elsewhere".into()),
            ..Wanted::default()
        };
        let there: Vec<_> = content
            .services(&elsewhere)
            .map(|s| s.id.as_str())
            .collect();
        assert_eq!(
            there,
            ["service.example-safe-house", "service.example-hotline"],
            "no area is everywhere"
        );
        assert!(
            content
                .services(&Wanted::default())
                .all(|s| s.id != "service.example-clinic")
        );
    }

    #[test]
    fn a_card_is_safe_to_be_found_with() {
        let content = Content::base();
        let services: Vec<&str> = found(&Wanted::default());
        for language in content.languages() {
            let card = content.contact_card(&language.tag, &services);
            // Each is marked as an example, and one is a number to call.
            assert_eq!(card.len(), 1 + 4 * services.len() + 2, "{}", language.tag);
        }
        let english = content
            .contact_card("en", &services)
            .join(" ")
            .to_lowercase();
        for word in [
            "traffick", "exploit", "victim", "abuse", "violence", "police",
        ] {
            assert!(!english.contains(word), "{word}");
        }
        assert_eq!(content.contact_card("en", &["service.none"]).len(), 2);
    }

    #[test]
    fn a_card_says_what_to_know_before_going_and_nothing_that_marks_the_person() {
        let mut document = Content::base().document().clone();
        let clinic = &mut document.services[0];
        (clinic.example, clinic.verified) = (false, "2026-01-31".to_owned());
        clinic.facts = vec![
            ServiceFact::Full,
            ServiceFact::Fee,
            ServiceFact::AsksPapers,
            ServiceFact::AsksPoliceReport,
            ServiceFact::State,
        ];
        let content = Content::new(document.clone()).expect("valid");
        let card = content
            .contact_card("en", &["service.example-clinic"])
            .join("\n");
        for said in ["Full now", "Costs money", "Asks for papers"] {
            assert!(card.contains(said), "{said} in {card}");
        }
        for unsaid in ["EXAMPLE", "olice", "State"] {
            assert!(!card.contains(unsaid), "{unsaid} in {card}");
        }
        document.services[0].verified = "2026-02-30".to_owned();
        assert!(Content::new(document).is_err(), "no such day");
    }

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
