//! Whether what a content asks a person who answers alone may be asked, and what its voices read may be read.

use std::collections::HashSet;

use super::{
    ContentError,
    alone::{Choice, Recording, Topic},
    check::{is_id, wrong},
    model::Document,
};
use crate::text::Texts;

/// The longest text of a question, in characters: one breath.
const MAX_QUESTION: usize = 80;
/// The most recordings of one content.
const MAX_RECORDINGS: usize = 400;

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
            sound,
        } = recording;
        let known = d.languages.iter().any(|known| known.tag == *language);
        let of_language = variety.strip_prefix(language.as_str());
        let varies = of_language.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        if !known || !is_id(variety) || !varies || !is_id(text) || !may_be_read(d, text) {
            return Err(wrong(
                text,
                "is read aloud in no language of this content, or does not speak to the person",
            ));
        }
        let hash = |it: &str| {
            it.len() == 64 && (it.bytes()).all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        };
        if !hash(reads) || !hash(sound) {
            return Err(wrong(
                text,
                "its recording lacks the hash of what it reads, or of its sound",
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
