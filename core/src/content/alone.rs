//! What a person can answer alone: which questions a content may ask then, what an answer leads to, and the
//! voices that read the words. The questions, their pictures and what one can need are closed lists of the program,
//! so that no pack can put another question before a person who is alone with a phone.

use std::collections::HashSet;

use data_encoding::{BASE64, HEXLOWER};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    ContentError,
    check::{is_id, wrong},
    model::Document,
};
use crate::text::Texts;

/// The longest text of a question, in characters: one breath.
const MAX_QUESTION: usize = 80;
/// The most bytes of one recording: a sentence of half a minute at 16 kbit/s.
pub const MAX_SOUND: usize = 64 * 1024;
/// The most recordings of one content.
const MAX_RECORDINGS: usize = 400;

/// What a question can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Safe here?
    Safe,
    /// Alone now? No ends it at once.
    ByYourself,
    /// Free to go?
    Free,
    /// Has the papers?
    Papers,
    /// Gets the pay?
    Pay,
    /// Hurt or ill?
    Hurt,
    /// A child along?
    Child,
    /// What is needed: choices instead of yes and no.
    Need,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Safe,
        Self::ByYourself,
        Self::Free,
        Self::Papers,
        Self::Pay,
        Self::Hurt,
        Self::Child,
        Self::Need,
    ];

    /// The text of the question.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::Safe => "alone.safe",
            Self::ByYourself => "alone.by-yourself",
            Self::Free => "alone.free",
            Self::Papers => "alone.papers",
            Self::Pay => "alone.pay",
            Self::Hurt => "alone.hurt",
            Self::Child => "alone.child",
            Self::Need => "alone.need",
        }
    }

    /// Its picture.
    pub fn pictogram(self) -> Pictogram {
        match self {
            Self::Safe => Pictogram::Safe,
            Self::ByYourself => Pictogram::Alone,
            Self::Free => Pictogram::Door,
            Self::Papers => Pictogram::Papers,
            Self::Pay => Pictogram::Pay,
            Self::Hurt => Pictogram::Hurt,
            Self::Child => Pictogram::Child,
            Self::Need => Pictogram::Help,
        }
    }
}

/// What a person can say to need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// A place to sleep.
    Sleep,
    /// Something to eat.
    Food,
    /// A doctor.
    Doctor,
    /// Somebody to talk to.
    Talk,
}

impl Choice {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Sleep, Self::Food, Self::Doctor, Self::Talk];

    /// Its text.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::Sleep => "alone.need-sleep",
            Self::Food => "alone.need-food",
            Self::Doctor => "alone.need-doctor",
            Self::Talk => "alone.need-talk",
        }
    }

    /// Its picture.
    pub fn pictogram(self) -> Pictogram {
        match self {
            Self::Sleep => Pictogram::Bed,
            Self::Food => Pictogram::Food,
            Self::Doctor => Pictogram::Doctor,
            Self::Talk => Pictogram::Talk,
        }
    }
}

/// A drawing of our own, one line in one colour, 96 by 96.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is what it is called")]
pub enum Pictogram {
    Alone,
    Bed,
    Child,
    Doctor,
    Door,
    End,
    Food,
    Help,
    Hurt,
    No,
    Papers,
    Pay,
    Safe,
    Skip,
    Talk,
    Yes,
}

macro_rules! svg {
    ($name:literal) => {
        include_str!(concat!("../../content/pictograms/", $name, ".svg"))
    };
}

impl Pictogram {
    /// The drawing as SVG.
    pub fn svg(self) -> &'static str {
        match self {
            Self::Alone => svg!("alone"),
            Self::Bed => svg!("bed"),
            Self::Child => svg!("child"),
            Self::Doctor => svg!("doctor"),
            Self::Door => svg!("door"),
            Self::End => svg!("end"),
            Self::Food => svg!("food"),
            Self::Help => svg!("help"),
            Self::Hurt => svg!("hurt"),
            Self::No => svg!("no"),
            Self::Papers => svg!("papers"),
            Self::Pay => svg!("pay"),
            Self::Safe => svg!("safe"),
            Self::Skip => svg!("skip"),
            Self::Talk => svg!("talk"),
            Self::Yes => svg!("yes"),
        }
    }

    /// Its one path, for shells that draw paths: stroked, 5 wide, with round ends.
    pub fn path(self) -> &'static str {
        let after = self
            .svg()
            .split_once(" d=\"")
            .map_or("", |(_, after)| after);
        after.split_once('"').map_or("", |(path, _)| path)
    }
}

/// A question, and the needs that its answers lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AloneQuestion {
    /// What it is about.
    pub topic: Topic,
    /// Needs of somebody who says yes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub yes: Vec<String>,
    /// Needs of somebody who says no.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no: Vec<String>,
    /// For [`Topic::Need`]: what there is to choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<AloneChoice>,
}

/// Something to choose, and the needs that it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AloneChoice {
    /// What.
    pub choice: Choice,
    /// Its needs.
    pub needs: Vec<String>,
}

/// Whose voice it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// A woman's.
    Woman,
    /// A man's.
    Man,
}

/// Somebody reading a text aloud: a paid and briefed adult, never a survivor and never a machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// Id of the text.
    pub text: String,
    /// Tag of the language whose text it reads.
    pub language: String,
    /// How it is spoken, such as `ar-sd` or `sw-cd`: lower case, beginning with the language.
    pub variety: String,
    /// Whose voice.
    pub voice: Voice,
    /// SHA-256 of the text that it reads, in hex. Another text silences it.
    pub reads: String,
    /// The sound, Ogg Opus, in base64.
    pub sound: String,
}

impl Recording {
    /// What [`Recording::reads`] must be for this text.
    pub fn hash_of(text: &str) -> String {
        HEXLOWER.encode(&Sha256::digest(text))
    }

    /// The sound's bytes.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let bytes = BASE64.decode(self.sound.as_bytes()).ok()?;
        (bytes.len() <= MAX_SOUND && bytes.starts_with(b"OggS")).then_some(bytes)
    }
}

/// Whether a voice may read this text: it speaks to the person.
fn may_be_read(d: &Document, text: &str) -> bool {
    let handed_over = |card: &super::Card| {
        card.hand_over
            && text
                .strip_prefix(&card.id)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    text.starts_with("alone.")
        || text == "consent"
        || text.starts_with("consent.")
        || d.guidance.iter().any(handed_over)
}

pub(super) fn check(d: &Document) -> Result<(), ContentError> {
    let mut topics = HashSet::new();
    for question in &d.alone {
        let place = question.topic.text_id();
        if !topics.insert(question.topic) {
            return Err(wrong(place, "is asked twice of a person who answers alone"));
        }
        let plain = question.yes.is_empty() && question.no.is_empty();
        let fits = match question.topic {
            Topic::Need => plain && !question.choices.is_empty(),
            Topic::ByYourself => plain && question.choices.is_empty(),
            _ => question.choices.is_empty(),
        };
        let mut choices = HashSet::new();
        if !fits || !question.choices.iter().all(|it| choices.insert(it.choice)) {
            return Err(wrong(place, "has answers that do not belong to it"));
        }
        let chosen = question.choices.iter().flat_map(|choice| &choice.needs);
        let mut needs = question.yes.iter().chain(&question.no).chain(chosen);
        if !needs.all(|need| d.needs.iter().any(|known| known.id == *need)) {
            return Err(wrong(place, "leads to a need that is not listed"));
        }
    }
    if !d
        .alone_tried
        .iter()
        .all(|tag| d.languages.iter().any(|language| language.tag == *tag))
    {
        return Err(wrong("alone", "was tried in a language that is not there"));
    }
    recordings(d)
}

fn recordings(d: &Document) -> Result<(), ContentError> {
    let mut seen = HashSet::new();
    if d.recordings.len() > MAX_RECORDINGS {
        return Err(wrong("alone", "has too many recordings"));
    }
    for recording in &d.recordings {
        let Recording {
            text,
            language,
            variety,
            voice,
            reads,
            ..
        } = recording;
        let known = d.languages.iter().any(|known| known.tag == *language);
        let of_language = variety.strip_prefix(language.as_str());
        let varies = of_language.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        if !known || !is_id(variety) || !varies || !may_be_read(d, text) {
            return Err(wrong(
                text,
                "is read aloud in no language of this content, or does not speak to the person",
            ));
        }
        let hash = reads.len() == 64
            && reads
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if !hash || recording.bytes().is_none() {
            return Err(wrong(
                text,
                "its recording is not Ogg of at most 64 KiB with the hash of what it reads",
            ));
        }
        if !seen.insert((text, language, variety, voice)) {
            return Err(wrong(text, "is read twice by the same voice"));
        }
    }
    Ok(())
}

/// Parts of words that no text before a person alone may hold, by language: sexual violence, names, armed groups.
/// A word counts where it begins with one of these; in Arabic, where it holds one.
const NEVER_SAID: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "rape",
            "sex",
            "prostitut",
            "name",
            "arme",
            "soldier",
            "milit",
            "rebel",
            "weapon",
            "gun",
            "fighter",
            "terror",
        ],
    ),
    (
        "fr",
        &[
            "viol",
            "sexe",
            "sexu",
            "prostitu",
            "nom",
            "prénom",
            "arme",
            "armé",
            "soldat",
            "milic",
            "milit",
            "rebell",
            "combattant",
            "terror",
        ],
    ),
    (
        "es",
        &[
            "viol",
            "sexo",
            "sexu",
            "prostitu",
            "nombre",
            "apellido",
            "arma",
            "soldad",
            "milici",
            "milit",
            "rebeld",
            "combatiente",
            "terror",
            "guerriller",
        ],
    ),
    (
        "uk",
        &[
            "зґвалт",
            "секс",
            "статев",
            "проститу",
            "ім’я",
            "ім'я",
            "імені",
            "прізвищ",
            "зброй",
            "збро",
            "солдат",
            "військ",
            "бойов",
            "повстан",
            "терор",
        ],
    ),
    (
        "sw",
        &[
            "ubaka",
            "baka",
            "kubak",
            "ngono",
            "kingono",
            "kahaba",
            "jina",
            "majina",
            "silaha",
            "askari",
            "mwanajeshi",
            "jeshi",
            "wapiganaji",
            "mwasi",
            "waasi",
            "kigaidi",
            "magaidi",
        ],
    ),
    (
        "ar",
        &[
            "اغتصاب",
            "جنس",
            "دعار",
            "اسم",
            "سلاح",
            "مسلح",
            "جندي",
            "جنود",
            "عسكر",
            "مليشي",
            "ميليشي",
            "متمرد",
            "مقاتل",
            "إرهاب",
        ],
    ),
];

/// Whether a text says what is never said to a person who answers alone.
pub(crate) fn is_never_said(text: &str) -> bool {
    let text = text.to_lowercase();
    // "D'armes" begins with an article, and Ukrainian "name" has an apostrophe within.
    let begins = |parts: &[&str], apostrophes: &str| {
        let mut words = text.split(|c: char| !c.is_alphabetic() && !apostrophes.contains(c));
        words.any(|word| parts.iter().any(|part| word.starts_with(part)))
    };
    NEVER_SAID.iter().any(|(language, parts)| match *language {
        "ar" => parts.iter().any(|part| text.contains(part)),
        _ => begins(parts, "") || begins(parts, "’'"),
    })
}

/// The texts that stand before the person: questions, choices and the four tiles.
pub(crate) fn said_to_the_person() -> impl Iterator<Item = &'static str> {
    let questions = Topic::ALL.into_iter().map(Topic::text_id);
    let choices = Choice::ALL.into_iter().map(Choice::text_id);
    let tiles = [
        "alone.yes",
        "alone.no",
        "alone.skip",
        "alone.end",
        "alone.neutral",
        "alone.share",
    ];
    questions.chain(choices).chain(tiles)
}

/// The words stay with the pictures: a text may say a topic in other words and cannot become another question.
pub(super) fn check_texts(d: &Document, texts: &Texts) -> Result<(), ContentError> {
    for language in &d.languages {
        for id in said_to_the_person() {
            let Some(text) = texts.get(&language.tag, id, "", &[]) else {
                continue;
            };
            if text.chars().count() > MAX_QUESTION
                || text.contains(['{', '\n'])
                || is_never_said(&text)
            {
                return Err(wrong(
                    id,
                    "is too long for a person who answers alone, or speaks of sexual violence, names or armed groups",
                ));
            }
        }
    }
    Ok(())
}
