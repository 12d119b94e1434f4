//! The words of the shells themselves: buttons, headings, and what to do after an error. They belong to the
//! program and not to a pack, so that a shell has all of its words before anybody enrolled it.
//!
//! A shell asks once for a language and gets everything: its own labels, and those words of the content that
//! go around checklists. A label takes no values; a number stands beside it.

use std::{collections::BTreeMap, sync::OnceLock};

use crate::{
    content::{Content, inflate},
    text::{Direction, ENGLISH, Language, Review, Texts},
};

/// The labels of all languages, and the words for codes.
struct Catalogue {
    /// Of every label, in the order of the files.
    ids: Vec<String>,
    texts: Texts,
}

/// Words of the content that shells show around checklists and findings: id and attribute.
const SHARED: &[(&str, &str)] = &[
    ("age", ""),
    ("age", "hint"),
    ("age.adult", ""),
    ("age.child", ""),
    ("age.may-be-child", ""),
    ("age.unknown", ""),
    ("alone.by-yourself", ""),
    ("alone.child", ""),
    ("alone.free", ""),
    ("alone.gate-alone", ""),
    ("alone.gate-child-protection", ""),
    ("alone.hand-over", ""),
    ("alone.heard", ""),
    ("alone.heard-nothing", ""),
    ("alone.hurt", ""),
    ("alone.listen", ""),
    ("alone.need", ""),
    ("alone.need-doctor", ""),
    ("alone.need-food", ""),
    ("alone.need-sleep", ""),
    ("alone.need-talk", ""),
    ("alone.no", ""),
    ("alone.no-sound", ""),
    ("alone.papers", ""),
    ("alone.pay", ""),
    ("alone.safe", ""),
    ("alone.untested", ""),
    ("alone.voice", ""),
    ("alone.yes", ""),
    ("answer.not-asked", ""),
    ("answer.not-observed", ""),
    ("answer.observed", ""),
    ("answer.reported", ""),
    ("answer.told", ""),
    ("ask.day", ""),
    ("ask.day-time", ""),
    ("ask.decimal", ""),
    ("ask.number", ""),
    ("ask.place", ""),
    ("ask.places", ""),
    ("ask.time", ""),
    ("consent", ""),
    ("consent", "hint"),
    ("consent.accountability", ""),
    ("consent.before", ""),
    ("consent.referral", ""),
    ("consent.refused", ""),
    ("consent.services", ""),
    ("consent.statistics", ""),
    ("consent.withdrawn", ""),
    ("finding.advice", ""),
    ("finding.elements", ""),
    ("finding.forms", ""),
    ("finding.linkages", ""),
    ("finding.not-a-verdict", ""),
    ("finding.reasons", ""),
    ("finding.urgent", ""),
    ("level.enquire", ""),
    ("level.enquire", "meaning"),
    ("level.no-flag", ""),
    ("level.no-flag", "meaning"),
    ("level.refer", ""),
    ("level.refer", "meaning"),
    ("level.refer-now", ""),
    ("level.refer-now", "meaning"),
    ("offer.available", ""),
    ("offer.offered", ""),
    ("offer.open", ""),
    ("practice.banner", ""),
    ("practice.missed", ""),
    ("practice.new", ""),
    ("service.found-changed", ""),
    ("service.found-closed", ""),
    ("service.found-conditions", ""),
    ("service.found-confirmed", ""),
    ("service.found-full", ""),
    ("service.found-new", ""),
    ("service.found-unsafe", ""),
    ("state.delivered", ""),
    ("state.draft", ""),
    ("state.in-transit", ""),
    ("state.purged", ""),
    ("state.quarantined", ""),
    ("state.received", ""),
    ("state.sealed", ""),
];

/// All words of a shell in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Tag of the language.
    pub tag: String,
    /// Which way it is written.
    pub direction: Direction,
    /// How far it can be trusted, where no speaker has read it yet.
    pub review: Option<String>,
    /// By id: `enrol-paste`, and for words of the content `level-refer` and `level-refer.meaning`.
    pub texts: BTreeMap<String, String>,
}

/// The words in this language, or in English where the content does not know the language.
pub fn words(content: &Content, language: &str) -> Words {
    let known = content
        .language(language)
        .unwrap_or(&content.languages()[0]);
    let tag = known.tag.as_str();
    let mut words = BTreeMap::new();
    let Catalogue { ids, texts } = catalogue();
    for id in ids {
        let said = texts.get(tag, id, "", &[]);
        let text = said.or_else(|| texts.get(ENGLISH, id, "", &[]));
        words.insert(id.clone(), text.expect("English has every label"));
    }
    for (id, part) in SHARED {
        let name = id.replace('.', "-");
        let (name, text) = match *part {
            "" => (name, Some(content.text(tag, id))),
            part => (format!("{name}.{part}"), content.attribute(tag, id, part)),
        };
        words.extend(text.map(|text| (name, text)));
    }
    let review =
        (known.review == Review::Machine).then(|| content.text(tag, known.review.text_id()));
    Words {
        tag: tag.to_owned(),
        direction: known.direction,
        review,
        texts: words,
    }
}

/// The labels, read once.
fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let languages = languages();
        Catalogue {
            ids: ids(&languages[0].texts).map(str::to_owned).collect(),
            texts: Texts::new(&languages).expect("the built-in labels are tested"),
        }
    })
}

/// The languages with their labels, English first.
fn languages() -> Vec<Language> {
    let json = inflate(include_bytes!(concat!(env!("OUT_DIR"), "/labels.deflated")));
    serde_json::from_slice(&json).expect("the built-in labels are tested")
}

/// The ids of a Fluent source whose messages are one line each.
fn ids(source: &str) -> impl Iterator<Item = &str> {
    let lines = source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines.filter_map(|line| line.split_once(" = ").map(|(id, _)| id))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_language_has_every_label_once_and_no_other() {
        let base = Content::base();
        let languages = languages();
        assert_eq!(languages.len(), base.languages().len());
        let english: Vec<&str> = ids(&languages[0].texts).collect();
        for Language {
            tag, texts: source, ..
        } in &languages
        {
            assert!(base.language(tag).is_some(), "{tag}");
            let there: Vec<&str> = ids(source).collect();
            let unique: BTreeSet<_> = there.iter().collect();
            assert_eq!((unique.len(), &there), (there.len(), &english), "{tag}");
            let stray = source
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#') && !line.contains(" = "));
            assert_eq!(stray.collect::<Vec<_>>(), [""; 0], "{tag}: one line each");
            assert!(!source.contains('{'), "{tag}: a label takes no values");
        }
    }

    #[test]
    fn a_shell_gets_all_of_its_words_in_one_call() {
        let base = Content::base();
        let english = words(base, "en");
        assert_eq!((english.review, english.direction), (None, Direction::Ltr));
        for language in base.languages() {
            let words = words(base, &language.tag);
            assert_eq!(words.direction, language.direction);
            assert!(
                words.texts.keys().eq(english.texts.keys()),
                "{}",
                language.tag
            );
            let same = words
                .texts
                .iter()
                .filter(|(id, text)| english.texts[*id] == **text);
            let same = same.count();
            assert!(
                language.tag == "en" || same < english.texts.len() / 20,
                "{}: {same}",
                language.tag
            );
        }
        assert_eq!(words(base, "xx").tag, "en");
    }
}
