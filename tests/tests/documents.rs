//! The documents say what is so: their links lead somewhere, and the tests that they name exist.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests lie in the repository")
        .into()
}

/// Every Markdown file of the repository.
fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let entry = entry.expect("an entry of the repository");
        let name = entry
            .file_name()
            .into_string()
            .expect("a file name in UTF-8");
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if entry.file_type().expect("its type").is_dir() {
            documents(&entry.path(), found);
        } else if name.ends_with(".md") {
            found.push(entry.path());
        }
    }
}

/// Text and target of every link of a page.
fn links(page: &str) -> Vec<(&str, &str)> {
    page.split("](")
        .collect::<Vec<_>>()
        .windows(2)
        .filter_map(|pair| {
            let text = &pair[0][pair[0].rfind('[')? + 1..];
            let target = &pair[1][..pair[1].find(')')?];
            Some((text, target))
        })
        .collect()
}

/// What is wrong with the links of a page that lies in `folder`.
fn broken(page: &str, folder: &Path) -> Vec<String> {
    links(page)
        .into_iter()
        .filter(|(_, target)| !target.contains("://") && !target.starts_with('#'))
        .filter_map(|(text, target)| {
            let file = folder.join(target.split('#').next().unwrap_or(target));
            if !file.exists() {
                return Some(format!("{target} is not there"));
            }
            // A link whose text is `code` names something in the file that it leads to.
            let name = text.strip_prefix('`')?.strip_suffix('`')?;
            let said = fs::read_to_string(&file).unwrap_or_default();
            let is_there = match name.contains('_') {
                true => is_test(&said, name),
                false => said.contains(name),
            };
            (file.is_file() && !target.ends_with(name) && !is_there)
                .then(|| format!("{target} has no {name}"))
        })
        .collect()
}

/// Whether a file has a test of this name that is run with the others.
fn is_test(source: &str, name: &str) -> bool {
    let (before, found) = match source.split_once(&format!("fn {name}(")) {
        Some((before, _)) => (before, "#[test]"),
        None => return source.contains(&format!("def {name}(")),
    };
    let own = before.rsplit_once("\n\n").map_or(before, |(_, own)| own);
    own.contains(found) && !own.contains("#[ignore")
}

/// What somebody learns is told row by row, and each is tested.
#[test]
fn every_row_of_the_leak_table_names_a_test() {
    let page = fs::read_to_string(root().join("docs/threat-model.md")).expect("a page");
    let (_, table) = page
        .split_once("## What somebody learns")
        .expect("a section");
    let table = table.split("\n## ").next().expect("its end");
    let rows: Vec<_> = table
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .collect();
    assert!(rows.len() > 8);
    for row in rows {
        let named = row
            .trim_end_matches('|')
            .rsplit(" | ")
            .next()
            .expect("a cell");
        assert!(
            links(named).iter().any(|(name, _)| name.contains('_')),
            "{row}"
        );
    }
}

#[test]
fn every_link_leads_somewhere_and_every_named_test_exists() {
    let mut pages = Vec::new();
    documents(&root(), &mut pages);
    assert!(pages.iter().any(|page| page.ends_with("CONTRIBUTING.md")));
    let wrong: Vec<String> = pages
        .iter()
        .flat_map(|page| {
            let text = fs::read_to_string(page).expect("a page in UTF-8");
            let folder = page.parent().expect("a page lies in a folder");
            broken(&text, folder)
                .into_iter()
                .map(|what| format!("{}: {what}", page.display()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_broken_link_and_a_missing_test_are_seen() {
    let here = root().join("tests/tests");
    let page = "[here](documents.rs), [gone](no-such.md), [`fn links`](documents.rs#x), \
                [`no such test, whatever`](../../README.md), [web](https://example.org), \
                [`is_test`](documents.rs), [`a_broken_link_and_a_missing_test_are_seen`](documents.rs)";
    // README.md may be renamed; then the first complaint about it is as good.
    assert_eq!(broken(page, &here).len(), 3, "{:?}", broken(page, &here));
}
