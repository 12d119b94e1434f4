//! What the core reports to people crosses as a code, and every code has words in every language. The sources
//! themselves are read, so that a code that is new, or a sentence that slipped into the core, is noticed.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use pocketcard::{content::Content, labels};

/// Errors whose text is for developers, or for authors of packs and forms: a phone's screen shows none of them.
/// `form/problem.rs` has both kinds.
const NOT_FOR_SCREENS: [&str; 13] = [
    "base/hex.rs",
    "base/id.rs",
    "content/error.rs",
    "crypto/certificate.rs",
    "crypto/sealing.rs",
    "crypto/signing.rs",
    "form/expr/error.rs",
    "form/problem.rs",
    "journal/entry.rs",
    "record/filed.rs",
    "record/reply.rs",
    "sync/frame.rs",
    "text/mod.rs",
];

/// How the ids of words for codes begin that are no errors.
const FAMILIES: [&str; 5] = ["problem-", "reason-", "refused-", "waits-", "warning-"];

fn sources(of: &str) -> Vec<(PathBuf, String)> {
    fn walk(at: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(at).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("tests") {
                walk(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("tests.rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(of);
    let mut found = Vec::new();
    walk(&root, &mut found);
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source");
        let text = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let name = path.strip_prefix(&root).expect("it was found there");
        (name.to_owned(), text.to_owned())
    };
    found.into_iter().map(read).collect()
}

/// The texts in quotation marks.
fn quoted(source: &str) -> impl Iterator<Item = &str> {
    let line = |line: &str| !line.trim_start().starts_with("//");
    source
        .lines()
        .filter(move |it| line(it))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// What stands in the `#[error(…)]` of a source.
fn error_texts(source: &str) -> Vec<&str> {
    let attributes = source.split("#[error(").skip(1);
    attributes
        .filter_map(|rest| rest.split(")]").next())
        .flat_map(|attribute| attribute.split('"').skip(1).step_by(2))
        .collect()
}

#[test]
fn an_error_of_the_core_is_a_code_and_no_sentence() {
    let mut codes = 0;
    for (file, source) in sources("core/src") {
        for text in error_texts(&source) {
            let exempt = NOT_FOR_SCREENS.iter().any(|it| file.ends_with(it));
            assert!(
                exempt || is_code(text) || text == "{}",
                "{}: {text}",
                file.display()
            );
            codes += usize::from(is_code(text));
        }
    }
    assert!(codes > 100, "{codes}");
}

#[test]
fn every_code_has_words_in_every_language() {
    let mut needed = BTreeSet::new();
    for (file, source) in sources("core/src") {
        let errors = error_texts(&source).into_iter();
        needed.extend(
            errors
                .filter(|it| is_code(it))
                .map(|it| format!("error-{it}")),
        );
        let others =
            quoted(&source).filter(|it| FAMILIES.iter().any(|family| it.starts_with(family)));
        needed.extend(
            others
                .filter(|it| is_code(it) && !it.ends_with('-'))
                .map(str::to_owned),
        );
        assert!(!file.ends_with("labels.rs") || !source.contains("\"error-"));
    }
    for (_, source) in sources("bindings/ffi/src") {
        let codes = source.split("PhoneError::new(\"").skip(1);
        needed.extend(codes.filter_map(|rest| Some(format!("error-{}", rest.split_once('"')?.0))));
        let unreadable = quoted(&source).filter(|it| is_code(it) && it.ends_with("-unreadable"));
        needed.extend(unreadable.map(|it| format!("error-{it}")));
    }
    assert!(needed.contains("error-host-clock") && needed.contains("waits-receipt-late"));
    assert!(needed.len() > 100, "{}", needed.len());
    for language in Content::base().languages() {
        let words = labels::words(Content::base(), &language.tag);
        let lacking: Vec<_> = (needed.iter())
            .filter(|id| !words.texts.contains_key(*id))
            .collect();
        assert!(lacking.is_empty(), "{}: {lacking:?}", language.tag);
    }
    // And nothing is translated for a code that is gone.
    let base = Content::base();
    let words = labels::words(base, "en").texts;
    let stray: Vec<_> = (words.keys())
        .filter(|id| FAMILIES.iter().any(|family| id.starts_with(family)))
        .filter(|id| !needed.contains(*id))
        .collect();
    assert!(stray.is_empty(), "{stray:?}");
}

#[test]
fn no_code_of_the_core_names_a_verb_of_a_program() {
    // A verb in a sentence stands between grave accents; in comments they are marks of code.
    for (file, source) in sources("core/src") {
        let sentence = quoted(&source).find(|text| text.contains('`') && text.contains(' '));
        assert_eq!(sentence, None, "{}", file.display());
    }
}
