//! The words of the page: its own, and those of the pack in force.

use std::sync::OnceLock;

use pocketcard::{
    content::Content,
    text::{Direction, ENGLISH, Language, Review, Texts, Value},
};

/// The page's own words, as Fluent source.
const PAGE: &[(&str, &str)] = &[
    ("en", include_str!("../../content/lang/en/page.ftl")),
    ("fr", include_str!("../../content/lang/fr/page.ftl")),
    ("ar", include_str!("../../content/lang/ar/page.ftl")),
    ("es", include_str!("../../content/lang/es/page.ftl")),
    ("sw", include_str!("../../content/lang/sw/page.ftl")),
    ("uk", include_str!("../../content/lang/uk/page.ftl")),
];

/// The languages in which the page is offered: those of the built-in content.
pub(super) fn languages() -> &'static [Language] {
    Content::base().languages()
}

fn texts() -> &'static Texts {
    static TEXTS: OnceLock<Texts> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let mut sources = languages().to_vec();
        for language in &mut sources {
            let source = PAGE.iter().find(|(tag, _)| *tag == language.tag);
            language.texts = source.map_or(String::new(), |(_, source)| (*source).to_owned());
        }
        Texts::new(&sources).expect("the page's words are tested")
    })
}

/// The words of one language.
#[derive(Clone, Copy)]
pub(super) struct Words<'c> {
    language: &'static Language,
    /// The content of the pack in force, or the built-in one.
    pub(super) content: &'c Content,
}

impl<'c> Words<'c> {
    /// In this language; in English where the page does not have it.
    pub(super) fn new(tag: &str, content: &'c Content) -> Self {
        let mut all = languages().iter();
        let language = all.find(|it| it.tag == tag).or(languages().first());
        Self {
            language: language.expect("the built-in content has languages"),
            content,
        }
    }

    pub(super) fn tag(&self) -> &'static str {
        &self.language.tag
    }

    pub(super) fn direction(&self) -> &'static str {
        match self.language.direction {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    /// Whether no speaker has read these words.
    pub(super) fn is_untested(&self) -> bool {
        self.language.review == Review::Machine
    }

    /// The page's own text of this id.
    pub(super) fn say(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// As [`Words::say`], with values in it.
    pub(super) fn with(&self, id: &str, values: &[(&str, Value)]) -> String {
        let found = |tag| texts().get(tag, id, "", values);
        found(self.tag())
            .or_else(|| found(ENGLISH))
            .unwrap_or_else(|| id.to_owned())
    }

    /// The page's own text of this id with one count in it.
    pub(super) fn count(&self, id: &str, count: u64) -> String {
        self.with(id, &[("count", Value::Count(count))])
    }

    /// A text of the pack; the id where it has none.
    pub(super) fn content(&self, id: &str) -> String {
        self.content.text(self.tag(), id)
    }

    /// How long ago something was, in the largest unit that it fills.
    pub(super) fn ago(&self, at: i64, now: i64) -> String {
        let minutes = u64::try_from(now.saturating_sub(at) / 60_000).unwrap_or(0);
        match minutes {
            0..60 => self.count("age-minutes", minutes),
            60..2880 => self.count("age-hours", minutes / 60),
            _ => self.count("age-days", minutes / 1440),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Ids of the messages of a source, and the values that each asks for.
    fn messages(source: &str) -> BTreeMap<String, Vec<String>> {
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut last = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((id, _)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_alphabetic())
            {
                last = id.to_owned();
                assert!(
                    found.insert(last.clone(), Vec::new()).is_none(),
                    "{id} is there twice"
                );
            }
            let values = line.split('$').skip(1).map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
                rest[..end.unwrap_or(rest.len())].to_owned()
            });
            let values: Vec<String> = values.collect();
            if let Some(asked) = found.get_mut(&last) {
                for value in values {
                    if !asked.contains(&value) {
                        asked.push(value);
                    }
                }
                asked.sort();
            }
        }
        found
    }

    #[test]
    fn every_language_has_every_word_and_the_same_values() {
        let english = messages(PAGE[0].1);
        assert!(english.len() > 150);
        for (tag, source) in PAGE {
            let theirs = messages(source);
            let missing: Vec<_> = english
                .keys()
                .filter(|id| !theirs.contains_key(*id))
                .collect();
            let extra: Vec<_> = theirs
                .keys()
                .filter(|id| !english.contains_key(*id))
                .collect();
            assert!(
                missing.is_empty() && extra.is_empty(),
                "{tag}: {missing:?} {extra:?}"
            );
            for (id, values) in &english {
                assert_eq!(&theirs[id], values, "{tag}: {id}");
            }
        }
        assert_eq!(PAGE.len(), languages().len());
    }

    #[test]
    fn every_word_of_the_page_is_used() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/page")).unwrap();
        let sources: String = files
            .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
            .collect();
        // Ids that a word of the program is put behind.
        let made = ["state-", "purpose-", "basis-", "how-", "record-", "begin-"];
        for id in messages(PAGE[0].1).keys() {
            let named = sources.contains(&format!("\"{id}\""));
            assert!(
                named || made.iter().any(|it| id.starts_with(it)),
                "{id} is said nowhere"
            );
        }
    }
}
