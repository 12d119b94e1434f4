//! Our English texts are in our own words: facts carry over from the sources, sentences do not.
//!
//! The index holds hashes of the sources' word sequences and none of their text; `tests/wording/index.py`
//! makes it.

use std::collections::HashSet;

use pocketcard::content::Content;

const INDEX: &[u8] = include_bytes!("../fixtures/wording.index");

/// Formulas of law and titles, which belong to nobody and would be wrong in other words.
const FORMULAS: [&str; 7] = [
    "recruited or used by an armed force or group",
    "used by an armed force or armed group in any role",
    "used by an armed force or armed group",
    "national ethnic racial or religious group",
    "abduction fraud deception abuse of power or",
    "countering trafficking in persons in conflict situations thematic paper",
    "action against sexual violence in conflict",
];

/// Sequences of 4 words in the lines of Annex II, and of 6 words anywhere in the sources.
struct Index {
    annex: HashSet<u64>,
    anywhere: HashSet<u64>,
}

impl Index {
    fn read() -> Self {
        let mut rest = INDEX
            .strip_prefix(b"pocketcard-wording 1\n")
            .expect("the index");
        let mut list = || {
            let (length, hashes) = rest.split_first_chunk::<4>().expect("a length");
            let (hashes, after) = hashes.split_at(5 * u32::from_be_bytes(*length) as usize);
            rest = after;
            let value = |hash: &[u8]| {
                hash.iter()
                    .fold(0, |value, byte| value << 8 | u64::from(*byte))
            };
            hashes.chunks_exact(5).map(value).collect()
        };
        let index = Self {
            annex: list(),
            anywhere: list(),
        };
        assert!(rest.is_empty());
        index
    }
}

fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '’'], "");
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn hashed(sequence: &[String]) -> u64 {
    let fnv = |value: u64, byte: &u8| (value ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    sequence
        .join(" ")
        .as_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, fnv)
        >> 24
}

/// The sequences of a text that stand in a list, in words.
fn shared(text: &str, length: usize, list: &HashSet<u64>) -> Vec<String> {
    let text = words(text);
    let found = text
        .windows(length)
        .filter(|sequence| list.contains(&hashed(sequence)));
    found.map(|sequence| sequence.join(" ")).collect()
}

/// Every English text with its id: `general-1`, `general-1.hint`.
fn english() -> Vec<(String, String)> {
    let source = &Content::base().languages()[0].texts;
    let (mut texts, mut message): (Vec<(String, String)>, String) = Default::default();
    for line in source.lines() {
        let start = line.trim_start();
        match start.split_once(" = ").filter(|_| !line.starts_with('#')) {
            Some((name, text)) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                message = name.to_owned();
                texts.push((message.clone(), text.to_owned()));
            }
            Some((name, text)) if start.starts_with('.') => {
                texts.push((format!("{message}{name}"), text.to_owned()));
            }
            _ => {
                if let Some((_, text)) = texts.last_mut().filter(|_| line.starts_with(' ')) {
                    text.push(' ');
                    text.push_str(start);
                }
            }
        }
    }
    texts
}

#[test]
fn no_text_repeats_six_words_of_a_source_and_no_indicator_four_of_annex_ii() {
    let index = Index::read();
    assert!(index.annex.len() > 500 && index.anywhere.len() > 30_000);
    let content = Content::base();
    let mut annexed = 0;
    for (id, text) in english() {
        let mut rest = words(&text).join(" ");
        for formula in FORMULAS {
            rest = rest.replace(formula, "|");
        }
        for part in rest.split('|') {
            let found = shared(part, 6, &index.anywhere);
            assert!(found.is_empty(), "{id} says what a source says: {found:?}");
        }
        let dotted = id.replacen('-', ".", 1);
        let of_annex = |source: &str| source.starts_with("unodc-2018/annex-ii/");
        if content
            .indicator(&dotted)
            .is_some_and(|i| of_annex(&i.source))
        {
            annexed += 1;
            let found = shared(&text, 4, &index.annex);
            assert!(found.is_empty(), "{id} says what Annex II says: {found:?}");
        }
    }
    assert!(annexed >= 119, "{annexed}");
}

#[test]
fn a_line_of_the_source_would_be_found() {
    let index = Index::read();
    // As it once stood here, five of the source's six words.
    assert!(!shared("They sleep where they work", 4, &index.annex).is_empty());
    assert!(
        shared(
            "Their bed is in the room where clients come",
            4,
            &index.annex
        )
        .is_empty()
    );
}
