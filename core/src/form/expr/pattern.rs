//! The patterns of `regex()`: matched in time that grows with the text alone.

use regex::{Regex, RegexBuilder};

/// The most bytes of one pattern.
const MAX_PATTERN: usize = 1000;
/// The most memory of one pattern that has been read, in bytes.
const MAX_SIZE: usize = 256 * 1024;

/// A pattern that has been read. It matches a whole text, as in ODK.
#[derive(Clone, Debug)]
pub(in crate::form) struct Pattern {
    regex: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.regex.as_str() == other.regex.as_str()
    }
}

impl Pattern {
    /// Reads a pattern as Java's are written. `None` for one that is too large, that is not one, or
    /// that looks ahead or back: no engine matches those in bounded time.
    pub fn read(source: &str) -> Option<Self> {
        if source.len() > MAX_PATTERN {
            return None;
        }
        RegexBuilder::new(&format!("^(?:{})$", ascii_classes(source)))
            .size_limit(MAX_SIZE)
            .nest_limit(32)
            .build()
            .ok()
            .map(|regex| Self { regex })
    }

    /// Whether the whole text matches.
    pub fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

/// Java's `\d`, `\w`, `\s` and `\b` know ASCII alone, and `\Z` is no pattern's end here.
fn ascii_classes(source: &str) -> String {
    let mut text = String::with_capacity(source.len() + 16);
    let mut letters = source.chars();
    let mut depth = 0_usize;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('d') => text += if depth > 0 { "0-9" } else { "[0-9]" },
                Some('w') => {
                    text += if depth > 0 {
                        "0-9A-Za-z_"
                    } else {
                        "[0-9A-Za-z_]"
                    }
                }
                Some('s') => {
                    text += if depth > 0 {
                        " \\t\\n\\x0B\\f\\r"
                    } else {
                        "[ \\t\\n\\x0B\\f\\r]"
                    }
                }
                Some('D') => text += "[^0-9]",
                Some('W') => text += "[^0-9A-Za-z_]",
                Some('S') => text += "[^ \\t\\n\\x0B\\f\\r]",
                Some('b') if depth == 0 => text += "(?-u:\\b)",
                Some(escaped) if escaped.is_ascii_alphanumeric() => text.extend(['\\', escaped]),
                // Java lets any other character be escaped.
                Some(escaped) => text += &regex::escape(&escaped.to_string()),
                None => text.push('\\'),
            },
            '[' => {
                depth += 1;
                text.push('[');
            }
            ']' => {
                depth = depth.saturating_sub(1);
                text.push(']');
            }
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_pattern_matches_the_whole_text_as_java_s_do() {
        for (pattern, text, matches) in [
            ("[0-9]{3}", "123", true),
            ("[0-9]{3}", "1234", false),
            ("a|b", "ab", false),
            ("^[A-Z]+$", "ABC", true),
            (r"\d+", "12", true),
            (r"\d+", "١٢", false),
            (r"[\d\s]+", "1 2", true),
            (r"[^\W]+", "ab_1", true),
            (r"\w+", "é", false),
            (r"\p{L}+", "é", true),
            (r".+@.+\.\w+", "a@b.cd", true),
            (r"a\-b\'\:\/", "a-b':/", true),
            (".*", "two\nlines", false),
            ("", "", true),
        ] {
            assert_eq!(
                Pattern::read(pattern).unwrap().matches(text),
                matches,
                "{pattern} {text}"
            );
        }
    }

    #[test]
    fn what_cannot_be_matched_in_bounded_time_is_no_pattern() {
        for pattern in [
            "(?=a)b".to_owned(),
            r"(a)\1".to_owned(),
            "(".to_owned(),
            "a{1000}{1000}".to_owned(),
            "(".repeat(100) + &")".repeat(100),
            "a".repeat(1001),
        ] {
            assert!(Pattern::read(&pattern).is_none(), "{pattern}");
        }
        assert!(
            !Pattern::read("(a*)*b")
                .unwrap()
                .matches(&"a".repeat(16_000))
        );
    }
}
