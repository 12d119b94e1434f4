//! Texts for people, by id, in several languages. The one place that turns an id into words.
//!
//! Texts are written in Fluent. A text id such as `general.1` is the Fluent message `general-1`
//! (a dot becomes a hyphen); what belongs to it hangs on as an attribute (`.hint`). Values that are
//! put into a text are wrapped in Unicode isolation marks, so that a Latin code inside an Arabic
//! sentence does not turn it around.

mod plain;
mod walk;

use std::collections::{BTreeMap, HashSet};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use unic_langid::LanguageIdentifier;

pub(crate) use plain::{Unfit, check};
pub use plain::{escaped, is_name, is_plain, is_text, tidy};
pub(crate) use walk::every_text;

/// The language that is always complete, and that others fall back to.
pub const ENGLISH: &str = "en";

/// Most bytes of Fluent source in one language.
pub const MAX_SOURCE: usize = 1024 * 1024;
/// Most languages in one content.
pub const MAX_LANGUAGES: usize = 32;
/// Most `{` and `(` in one Fluent message with its attributes; the parser recurses at each.
pub const MAX_NESTING: usize = 48;

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// How far a language's texts can be trusted. Shells show this beside the language's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Review {
    /// The language in which the texts were written.
    Original,
    /// Translated by a machine, not yet reviewed by a speaker.
    Machine,
    /// Reviewed by a speaker.
    Reviewed,
}

impl Review {
    /// The text id that says this to a person.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::Original => "review.original",
            Self::Machine => "review.machine",
            Self::Reviewed => "review.reviewed",
        }
    }
}

/// A language and all its texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// BCP 47 tag in lower case: `en`, `ar`, `sw`.
    pub tag: String,
    /// What its speakers call it.
    pub name: String,
    /// Which way it is written.
    pub direction: Direction,
    /// How far its texts can be trusted.
    pub review: Review,
    /// The texts, as Fluent source.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub texts: String,
}

/// Why texts were refused. Nothing of the text itself is repeated.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TextError {
    /// Not a language tag, or the same one twice.
    #[error("language {0}: the tag is not a language tag of 2 to 12 letters, or is there twice")]
    Tag(usize),
    /// More languages, or a longer source, than is allowed.
    #[error("too much text: at most {MAX_LANGUAGES} languages of {MAX_SOURCE} bytes each")]
    TooLarge,
    /// A control character, a text-direction override or a backslash escape.
    #[error("{language}, line {line}: a control, direction or escape character is not allowed")]
    Character {
        /// Tag of the language.
        language: String,
        /// Line in its source, from 1.
        line: usize,
    },
    /// More brackets than [`MAX_NESTING`] in one message.
    #[error("{language}, line {line}: too many braces and brackets in one message")]
    Nesting {
        /// Tag of the language.
        language: String,
        /// Line in its source, from 1.
        line: usize,
    },
    /// Not Fluent.
    #[error("{language}, line {line}: this is not a Fluent message")]
    Syntax {
        /// Tag of the language.
        language: String,
        /// Line in its source, from 1.
        line: usize,
    },
    /// One message is there twice.
    #[error("{language}: a message is there twice")]
    Twice {
        /// Tag of the language.
        language: String,
    },
}

/// A value to put into a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Words, a code, a name.
    Text(&'a str),
    /// A count, for which the language may have several plural forms.
    Count(u64),
}

/// The texts of several languages, ready to be said.
pub struct Texts {
    languages: BTreeMap<String, FluentBundle<FluentResource>>,
}

impl Texts {
    /// Reads the Fluent sources. Everything that cannot be trusted in a text that comes from
    /// elsewhere (direction overrides, control characters, deep nesting) is refused.
    pub fn new(languages: &[Language]) -> Result<Self, TextError> {
        if languages.len() > MAX_LANGUAGES {
            return Err(TextError::TooLarge);
        }
        let mut bundles = BTreeMap::new();
        for (index, language) in languages.iter().enumerate() {
            let well_formed = (2..=12).contains(&language.tag.len())
                && language
                    .tag
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            let tag: LanguageIdentifier = match language.tag.parse() {
                Ok(tag) if well_formed && !bundles.contains_key(&language.tag) => tag,
                _ => return Err(TextError::Tag(index + 1)),
            };
            check_characters(language)?;
            let resource = FluentResource::try_new(language.texts.clone()).map_err(|(_, e)| {
                let at = e.first().map_or(0, |e| e.pos.start);
                TextError::Syntax {
                    language: language.tag.clone(),
                    line: line_of(&language.texts, at),
                }
            })?;
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            bundle
                .add_resource(resource)
                .map_err(|_| TextError::Twice {
                    language: language.tag.clone(),
                })?;
            bundles.insert(language.tag.clone(), bundle);
        }
        Ok(Self { languages: bundles })
    }

    /// The text in exactly this language, or `None` when it has none. `attribute` is empty for the
    /// message itself.
    pub fn get(
        &self,
        language: &str,
        id: &str,
        attribute: &str,
        values: &[(&str, Value)],
    ) -> Option<String> {
        let bundle = self.languages.get(language)?;
        let message = bundle.get_message(&id.replace('.', "-"))?;
        let pattern = match attribute {
            "" => message.value()?,
            name => message.get_attribute(name)?.value(),
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            match *value {
                Value::Text(text) => arguments.set(*name, text.to_owned()),
                Value::Count(count) => arguments.set(*name, count),
            }
        }
        // A text that asks for a value it is not given still says the rest.
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        Some(text.into_owned())
    }

    /// Whether this language has the text.
    pub fn has(&self, language: &str, id: &str, attribute: &str) -> bool {
        self.get(language, id, attribute, &[]).is_some()
    }
}

fn check_characters(language: &Language) -> Result<(), TextError> {
    if language.texts.len() > MAX_SOURCE || language.name.len() > 64 {
        return Err(TextError::TooLarge);
    }
    let character = |line| TextError::Character {
        language: language.tag.clone(),
        line,
    };
    if !is_plain(&language.name, false) {
        return Err(character(0));
    }
    let mut nesting = 0;
    for (index, line) in language.texts.split('\n').enumerate() {
        // A Fluent literal could smuggle in any character as an escape.
        if line.contains('\\') || !is_plain(line, false) {
            return Err(character(index + 1));
        }
        if starts_message(line) {
            nesting = 0;
        }
        // The parser recurses at each opening bracket; none can nest deeper than there are.
        nesting += line.bytes().filter(|b| matches!(b, b'{' | b'(')).count();
        if nesting > MAX_NESTING {
            return Err(TextError::Nesting {
                language: language.tag.clone(),
                line: index + 1,
            });
        }
    }
    Ok(())
}

fn starts_message(line: &str) -> bool {
    line.split_once('=').is_some_and(|(name, _)| {
        let name = name.trim_end_matches(' ');
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    })
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|b| *b == b'\n').count()
}

/// A Fluent source in which the messages of `over` take the place of those of the same name in
/// `under`, with all their attributes; the others stay.
pub fn merge(under: &str, over: &str) -> String {
    let name = |line: &str| -> Option<String> {
        starts_message(line)
            .then(|| {
                line.split_once('=')
                    .map(|(name, _)| name.trim_end().to_owned())
            })
            .flatten()
    };
    let replaced: HashSet<String> = over.lines().filter_map(name).collect();
    if replaced.is_empty() {
        return under.to_owned();
    }
    let mut merged = String::with_capacity(under.len() + over.len() + 2);
    let mut keep = true;
    for line in under.lines() {
        // What belongs to a message is indented; a comment or another message is not.
        if !line.starts_with(' ') && !line.is_empty() && !line.starts_with('}') {
            keep = name(line).is_none_or(|name| !replaced.contains(&name));
        }
        if keep {
            merged.push_str(line);
            merged.push('\n');
        }
    }
    merged.push('\n');
    merged.push_str(over);
    merged
}

/// Takes the marks out that isolate inserted values, for a terminal or a file that cannot show them.
pub fn without_marks(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str, texts: &str) -> Language {
        Language {
            tag: tag.into(),
            name: tag.to_uppercase(),
            direction: Direction::Ltr,
            review: Review::Machine,
            texts: texts.into(),
        }
    }

    fn texts(list: &[Language]) -> Result<Texts, TextError> {
        Texts::new(list)
    }

    #[test]
    fn an_id_with_dots_is_a_message_with_hyphens() {
        let texts = texts(&[language("en", "general-1 = One\n    .hint = Look\n")]).expect("valid");
        assert_eq!(
            texts.get("en", "general.1", "", &[]).as_deref(),
            Some("One")
        );
        assert_eq!(
            texts.get("en", "general.1", "hint", &[]).as_deref(),
            Some("Look")
        );
        assert!(!texts.has("en", "general.1", "why") && !texts.has("en", "general.2", ""));
        assert!(!texts.has("fr", "general.1", ""));
    }

    #[test]
    fn plural_forms_are_those_of_the_language() {
        let english =
            "n = { $count ->\n    [one] { $count } sign\n   *[other] { $count } signs\n}\n";
        let ukrainian = "n = { $count ->\n    [one] { $count } ознака\n    [few] { $count } ознаки\n    [many] { $count } ознак\n   *[other] { $count } ознаки\n}\n";
        let arabic = "n = { $count ->\n    [zero] لا شيء\n    [two] اثنان\n    [few] قليل\n    [many] كثير\n   *[other] غير ذلك\n}\n";
        let texts = texts(&[
            language("en", english),
            language("uk", ukrainian),
            language("ar", arabic),
        ])
        .expect("valid");
        let say = |tag, count| {
            let text = texts
                .get(tag, "n", "", &[("count", Value::Count(count))])
                .expect("is there");
            without_marks(&text)
        };
        assert_eq!(
            (say("en", 1), say("en", 2)),
            ("1 sign".into(), "2 signs".into())
        );
        assert_eq!(say("uk", 21), "21 ознака");
        assert_eq!(say("uk", 3), "3 ознаки");
        assert_eq!(say("uk", 11), "11 ознак");
        assert_eq!(
            (say("ar", 0), say("ar", 2)),
            ("لا شيء".into(), "اثنان".into())
        );
        assert_eq!(
            (say("ar", 7), say("ar", 15)),
            ("قليل".into(), "كثير".into())
        );
    }

    #[test]
    fn values_are_isolated_from_the_direction_around_them() {
        let texts = texts(&[language("ar", "code = رمزك: { $code } هنا\n")]).expect("valid");
        let text = texts.get("ar", "code", "", &[("code", Value::Text("ABC-123"))]);
        assert_eq!(text.as_deref(), Some("رمزك: \u{2068}ABC-123\u{2069} هنا"));
        assert_eq!(without_marks(&text.expect("is there")), "رمزك: ABC-123 هنا");
    }

    #[test]
    fn a_missing_value_does_not_hide_the_rest() {
        let texts = texts(&[language("en", "code = Your code: { $code }\n")]).expect("valid");
        assert!(
            texts
                .get("en", "code", "", &[])
                .expect("is there")
                .starts_with("Your code")
        );
    }

    #[test]
    fn characters_that_deceive_are_refused_with_their_line() {
        for bad in [
            "\u{202E}", "\u{2067}", "\u{0007}", "\u{2028}", "\u{FEFF}", "\t", "\\u202E", "\r",
        ] {
            let source = format!("a = fine\nb = not {bad} fine\n");
            let refused = texts(&[language("en", &source)]).err();
            let expected = TextError::Character {
                language: "en".into(),
                line: 2,
            };
            assert_eq!(refused, Some(expected), "{bad:?}");
        }
        assert!(texts(&[language("fa", "a = می\u{200C}خواهم \u{200F}\n")]).is_ok());
        assert!(!is_plain("a\nb", false) && is_plain("a\nb", true) && !is_plain("\u{202D}", true));
    }

    #[test]
    fn deep_and_endless_texts_are_refused_before_they_are_parsed() {
        for deep in [
            "{".repeat(100_000),
            "{ A(".repeat(50_000),
            "{\n".repeat(10_000),
        ] {
            let refused = texts(&[language("en", &format!("a = {deep}\n"))]).err();
            assert!(matches!(refused, Some(TextError::Nesting { .. })));
        }
        let long = format!("a = {}\n", "x".repeat(MAX_SOURCE));
        assert_eq!(
            texts(&[language("en", &long)]).err(),
            Some(TextError::TooLarge)
        );
        // Each message says the one before it ten times: the formatter stops by itself.
        let mut bomb = String::from("m0 = x\n");
        for n in 1..30 {
            bomb.push_str(&format!(
                "m{n} ={}\n",
                format!(" {{ m{} }}", n - 1).repeat(10)
            ));
        }
        let texts = texts(&[language("en", &bomb)]).expect("well formed");
        assert!(texts.get("en", "m29", "", &[]).expect("is there").len() < 100_000);
    }

    #[test]
    fn mistakes_are_named_by_language_and_line() {
        let wrong = |source: &str| texts(&[language("sw", source)]).err();
        assert_eq!(
            wrong("a = fine\n\nb\n"),
            Some(TextError::Syntax {
                language: "sw".into(),
                line: 3
            })
        );
        assert_eq!(
            wrong("a = one\na = two\n"),
            Some(TextError::Twice {
                language: "sw".into()
            })
        );
        let twice = [language("en", "a = b\n"), language("en", "a = b\n")];
        assert_eq!(texts(&twice).err(), Some(TextError::Tag(2)));
        assert_eq!(
            texts(&[language("EN", "a = b\n")]).err(),
            Some(TextError::Tag(1))
        );
    }

    #[test]
    fn merging_replaces_whole_messages() {
        let under = "# About\na = one\n    .hint = old\nb = two\nc = { $n ->\n    [one] x\n   *[other] y\n}\nd = four\n";
        let merged = merge(under, "a = new\nc = plain\n");
        let texts = texts(&[language("en", &merged)]).expect("valid");
        assert_eq!(texts.get("en", "a", "", &[]).as_deref(), Some("new"));
        assert!(!texts.has("en", "a", "hint"));
        assert_eq!(texts.get("en", "b", "", &[]).as_deref(), Some("two"));
        assert_eq!(texts.get("en", "c", "", &[]).as_deref(), Some("plain"));
        assert_eq!(texts.get("en", "d", "", &[]).as_deref(), Some("four"));
        assert_eq!(merge(under, ""), under);
    }
}
