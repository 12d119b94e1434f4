//! The texts keep to the terms of `docs/terms/`: what stands for a concept, and what never does.

use std::{collections::BTreeSet, fs, path::PathBuf};

use pocketcard::{
    content::Content,
    text::{Language, Review},
};

/// A row of a page: a concept, what is said, what is never said, and the texts that may quote it.
struct Row {
    concept: String,
    say: Vec<String>,
    never: Vec<String>,
    but_in: Vec<String>,
}

fn page(tag: &str) -> String {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../docs/terms/{tag}.md"));
    fs::read_to_string(&file).unwrap_or_else(|e| panic!("docs/terms/{tag}.md: {e}"))
}

fn rows(page: &str) -> Vec<Row> {
    let list = |cell: &str| -> Vec<String> {
        let words = cell.split(';').map(|word| word.trim().to_lowercase());
        words.filter(|word| !word.is_empty()).collect()
    };
    let table = page.lines().filter(|line| line.starts_with('|')).skip(2);
    table
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            assert_eq!(cells.len(), 5, "a row has five cells: {line}");
            Row {
                concept: cells[0].to_owned(),
                say: list(cells[1]),
                never: list(cells[2]),
                but_in: list(cells[3]),
            }
        })
        .collect()
}

/// Id and text of every message and attribute of a Fluent source; comments are left out.
fn texts(language: &Language) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in language.texts.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (id, text) = line.split_once(" =").expect("a message");
            found.push((id.to_owned(), text.to_lowercase()));
        } else if let Some((_, last)) = found.last_mut() {
            last.push_str(&line.to_lowercase());
            last.push('\n');
        }
    }
    found
}

/// Where `term` stands in a text: whole words, but for an end or a beginning that it leaves open.
fn find(text: &str, term: &str) -> Option<(usize, usize)> {
    let parts: Vec<&str> = term.split(' ').collect();
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    // Marks around the whole are no part of it; within, they part one word from another.
    let marks = |c: char| !c.is_alphanumeric();
    let fits = |word: &str, part: &str, first: bool, last: bool| {
        let quoted = part.contains(['"', '«']);
        let outer = |c: char| marks(c) && !(quoted && matches!(c, '"' | '«' | '»'));
        let word = if first {
            word.trim_start_matches(outer)
        } else {
            word
        };
        let word = if last {
            word.trim_end_matches(outer)
        } else {
            word
        };
        match (part.strip_prefix('*'), part.strip_suffix('*')) {
            (Some(end), _) => word.ends_with(end),
            (None, Some(beginning)) => word.starts_with(beginning),
            (None, None) => word == part,
        }
    };
    let last = parts.len() - 1;
    words.windows(parts.len()).find_map(|window| {
        let mut each = window.iter().zip(&parts).enumerate();
        let all =
            each.all(|(at, ((from, to), part))| fits(&text[*from..*to], part, at == 0, at == last));
        all.then(|| (window[0].0, window[last].1))
    })
}

/// What of a page its language's texts do not keep to.
fn broken(rows: &[Row], texts: &[(String, String)]) -> Vec<String> {
    let mut broken = Vec::new();
    let mut masked: Vec<(&str, String)> = Vec::new();
    for (id, text) in texts {
        let mut text = text.clone();
        for say in rows.iter().flat_map(|row| &row.say) {
            while let Some((from, to)) = find(&text, say) {
                text.replace_range(from..to, "\u{b7}");
            }
        }
        masked.push((id, text));
    }
    for row in rows {
        for say in &row.say {
            if !texts.iter().any(|(_, text)| find(text, say).is_some()) {
                broken.push(format!("{}: nothing says \"{say}\"", row.concept));
            }
        }
        for never in &row.never {
            for (id, text) in &masked {
                let may = row.but_in.iter().any(|but| but.replace('.', "-") == *id);
                if !may && find(text, never).is_some() {
                    broken.push(format!("{}: {id} says \"{never}\"", row.concept));
                }
            }
        }
        for but in &row.but_in {
            let quotes = masked.iter().any(|(id, text)| {
                *id == but.replace('.', "-") && row.never.iter().any(|w| find(text, w).is_some())
            });
            if !quotes {
                broken.push(format!("{}: {but} quotes none of it", row.concept));
            }
        }
    }
    broken
}

#[test]
fn every_term_is_kept_to() {
    for language in Content::base().languages() {
        let broken = broken(&rows(&page(&language.tag)), &texts(language));
        assert!(broken.is_empty(), "{}: {broken:#?}", language.tag);
    }
}

#[test]
fn every_language_has_the_concepts_of_english_and_says_who_has_read_it() {
    let concepts = |tag: &str| -> BTreeSet<String> {
        rows(&page(tag))
            .into_iter()
            .map(|row| row.concept)
            .collect()
    };
    let english = concepts("en");
    for language in Content::base().languages() {
        let missing: Vec<_> = english
            .difference(&concepts(&language.tag))
            .cloned()
            .collect();
        assert!(missing.is_empty(), "{}: {missing:?}", language.tag);
        let review = match language.review {
            Review::Original => "original",
            Review::Machine => "machine",
            Review::Reviewed => "reviewed",
        };
        let said = format!("Review: `{review}`");
        assert!(page(&language.tag).contains(&said), "{}", language.tag);
    }
}

#[test]
fn a_word_that_is_never_said_is_found() {
    let rows = rows(
        "| concept | say | never | but in | why |\n|---|---|---|---|---|\n\
         | survivor | victim* of terrorism | victim* | card.words | |\n",
    );
    let says = |id: &str, text: &str| vec![(id.to_owned(), text.to_owned())];
    let wrong = |id: &str, text: &str| broken(&rows, &says(id, text)).len();
    // One for the exception that quotes nothing; one where a text does not say the term at all.
    assert_eq!(wrong("a", "rights of victims of terrorism"), 1);
    assert_eq!(wrong("a", "victims, and victims of terrorism"), 2);
    assert_eq!(
        wrong("card-words", "not \"victim\", but victims of terrorism"),
        0
    );
    assert_eq!(wrong("a", "victimless"), 3, "an open end");
    assert_eq!(find("sex, work", "sex work*"), None);
    assert_eq!(find("(sex worker)", "sex work*"), Some((0, 12)));
}
