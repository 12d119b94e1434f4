//! Bounds on a pack's content, whatever it says: size of texts, depth, counts, and characters that
//! could make a text look like another one.

use std::{collections::HashSet, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::{Error, MAX_SIZE};
use crate::{
    content::Content,
    text::{self, Unfit},
};

/// How deep values may be nested.
const MAX_DEPTH: usize = 24;
/// How many values there may be, of every kind.
const MAX_VALUES: usize = 200_000;
/// How many bytes one text may have. The longest are whole languages in one text.
const MAX_TEXT: usize = 1024 * 1024;
/// How many bytes one member's name may have.
const MAX_NAME: usize = 200;

/// Checks that `json` is one JSON value within the bounds, without building it.
///
/// # Errors
/// [`Error::TooComplex`], [`Error::BadCharacter`], [`Error::UnevenIsolates`] or
/// [`Error::BadContent`].
pub(super) fn check(json: &[u8]) -> Result<(), Error> {
    let mut walk = Walk::default();
    let mut reader = serde_json::Deserializer::from_slice(json);
    let read = Value(&mut walk)
        .deserialize(&mut reader)
        .and_then(|()| reader.end());
    match (walk.refusal, read) {
        (Some(refusal), _) => Err(refusal),
        (None, Err(error)) => Err(Error::BadContent(format!(
            "it is not JSON, at line {} column {}",
            error.line(),
            error.column()
        ))),
        (None, Ok(())) => Ok(()),
    }
}

/// Where the walk is, what it has counted, and why it stopped.
#[derive(Default)]
struct Walk {
    place: Vec<String>,
    values: usize,
    refusal: Option<Error>,
}

impl Walk {
    /// Ends the walk with `refusal`; the error returned only carries it out through serde.
    fn refuse<E: serde::de::Error>(&mut self, refusal: Error) -> E {
        self.refusal = Some(refusal);
        E::custom("refused")
    }

    fn place(&self) -> String {
        self.place.join("/")
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        if text.len() > MAX_TEXT {
            return Err(Error::TooComplex("a text is longer than 1 MiB"));
        }
        text::check(text).map_err(|unfit| match unfit {
            Unfit::Character(c) => Error::BadCharacter {
                code: c.into(),
                place: self.place(),
            },
            Unfit::Isolates => Error::UnevenIsolates(self.place()),
        })
    }

    /// Names are written by programs and compared byte by byte: visible ASCII only.
    fn name(&mut self, name: &str) -> Result<(), Error> {
        if name.is_empty() || name.len() > MAX_NAME {
            return Err(Error::TooComplex(
                "a name is empty or longer than 200 bytes",
            ));
        }
        match name.chars().find(|c| !c.is_ascii_graphic()) {
            Some(c) => Err(Error::BadCharacter {
                code: c.into(),
                place: self.place(),
            }),
            None => Ok(()),
        }
    }
}

/// Reads one value of any kind.
struct Value<'a>(&'a mut Walk);

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.values += 1;
        if self.0.values > MAX_VALUES {
            return Err(self
                .0
                .refuse(Error::TooComplex("it has more than 200000 values")));
        }
        if self.0.place.len() > MAX_DEPTH {
            return Err(self
                .0
                .refuse(Error::TooComplex("it is nested more than 24 deep")));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.0.text(text).map_err(|refusal| self.0.refuse(refusal))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        for index in 0_usize.. {
            self.0.place.push(index.to_string());
            if items.next_element_seed(Value(self.0))?.is_none() {
                self.0.place.pop();
                break;
            }
            self.0.place.pop();
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut names = HashSet::new();
        while let Some(name) = members.next_key::<String>()? {
            self.0
                .name(&name)
                .map_err(|refusal| self.0.refuse::<A::Error>(refusal))?;
            self.0.place.push(name.clone());
            if !names.insert(name) {
                let place = self.0.place();
                let refusal = Error::BadContent(format!("{place} stands in it twice"));
                return Err(A::Error::custom(self.0.refuse::<A::Error>(refusal)));
            }
            members.next_value_seed(Value(self.0))?;
            self.0.place.pop();
        }
        Ok(())
    }
}

/// Whether a content can be signed: it is within the bounds that every phone holds packs to.
///
/// # Errors
/// As [`SignedPack::new`](super::SignedPack::new).
pub fn check_content(content: &Content) -> Result<(), Error> {
    read_content(&content.canonical_json()).map(drop)
}

/// Everything that content must be, whoever signed it.
pub(super) fn read_content(json: &[u8]) -> Result<Content, Error> {
    if json.len() > MAX_SIZE {
        return Err(Error::TooBig);
    }
    check(json)?;
    Ok(Content::from_json(json)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<(), Error> {
        check(&serde_json::to_vec(&serde_json::json!({ "a": [text] })).unwrap())
    }

    #[test]
    fn texts_of_every_language_pass() {
        for good in [
            "",
            "two\nlines",
            "Не видає документів",
            "جواز سفر\u{200f}",
            "رمز \u{2068}ABC-1\u{2069} هنا",
            "\u{2068}a \u{2068}b\u{2069}\u{2069}",
            "می\u{200c}خواهم",
            "👩‍👧",
        ] {
            assert_eq!(text(good), Ok(()), "{good:?}");
        }
    }

    #[test]
    fn characters_that_deceive_are_refused_wherever_they_stand() {
        for bad in [
            '\0',
            '\t',
            '\r',
            '\u{1b}',
            '\u{7f}',
            '\u{85}',
            '\u{ad}',
            '\u{200b}',
            '\u{2028}',
            '\u{202a}',
            '\u{202b}',
            '\u{202c}',
            '\u{202d}',
            '\u{202e}',
            '\u{2066}',
            '\u{2067}',
            '\u{206a}',
            '\u{feff}',
            '\u{fff9}',
            '\u{e000}',
            '\u{e0041}',
            '\u{10fffe}',
        ] {
            let refused = |place: &str| {
                Err(Error::BadCharacter {
                    code: bad.into(),
                    place: place.into(),
                })
            };
            assert_eq!(text(&format!("pass{bad}port")), refused("a/0"), "{bad:?}");
            let name = serde_json::json!({ "b": { bad.to_string(): 1 } }).to_string();
            assert_eq!(check(name.as_bytes()), refused("b"), "{bad:?}");
        }
    }

    #[test]
    fn names_are_visible_ascii() {
        assert!(
            check("{\"gеneral\":1}".as_bytes()).is_err(),
            "a Cyrillic letter"
        );
        assert!(check(b"{\"a b\":1}").is_err());
        assert!(check(b"{\"\":1}").is_err());
        assert!(check(format!("{{\"{}\":1}}", "a".repeat(MAX_NAME + 1)).as_bytes()).is_err());
        assert_eq!(check(b"{\"general.1\":1}"), Ok(()));
    }

    #[test]
    fn isolates_are_even_in_each_line() {
        for bad in [
            "\u{2068}",
            "\u{2069}",
            "\u{2069}\u{2068}",
            "\u{2068}\n\u{2069}",
        ] {
            assert_eq!(
                text(bad),
                Err(Error::UnevenIsolates("a/0".into())),
                "{bad:?}"
            );
        }
    }

    #[test]
    fn escapes_hide_nothing() {
        let json = br#"{"a":"\u202e"}"#;
        assert!(matches!(
            check(json),
            Err(Error::BadCharacter { code: 0x202e, .. })
        ));
        assert!(matches!(
            check(br#"{"a":"\ud800"}"#),
            Err(Error::BadContent(_))
        ));
        // The same name in two spellings.
        assert!(matches!(
            check(br#"{"a":1,"\u0061":2}"#),
            Err(Error::BadContent(_))
        ));
    }

    #[test]
    fn depth_number_and_length_have_bounds() {
        let nested = |n| format!("{}1{}", "[".repeat(n), "]".repeat(n));
        assert_eq!(check(nested(MAX_DEPTH).as_bytes()), Ok(()));
        for deep in [MAX_DEPTH + 1, 1000, 1_000_000] {
            let refused = check(nested(deep).as_bytes());
            assert!(matches!(refused, Err(Error::TooComplex(_))), "{deep}");
        }
        let many = |n| format!("[{}0]", "0,".repeat(n - 2));
        assert_eq!(check(many(MAX_VALUES).as_bytes()), Ok(()));
        assert!(matches!(
            check(many(MAX_VALUES + 1).as_bytes()),
            Err(Error::TooComplex(_))
        ));
        assert_eq!(text(&"a".repeat(MAX_TEXT)), Ok(()));
        assert!(matches!(
            text(&"a".repeat(MAX_TEXT + 1)),
            Err(Error::TooComplex(_))
        ));
    }

    #[test]
    fn what_is_not_one_json_value_is_refused() {
        for bad in ["", "{", "{}{}", "{} x", "{\"a\":}", "nul", "\u{feff}{}"] {
            assert!(
                matches!(check(bad.as_bytes()), Err(Error::BadContent(_))),
                "{bad:?}"
            );
        }
        assert!(check(b"\"\xff\"").is_err(), "not UTF-8");
    }
}
