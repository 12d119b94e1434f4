//! The manual pages and the shells' completions that a release brings are those of the programs as they are.

#![cfg(unix)]

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
};

use pocketcard_tests::binaries::{Said, program};
use tempfile::TempDir;

const PROGRAMS: [&str; 2] = ["pocketcard", "pocketcard-office"];

fn written() -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let said = Said::by(Command::new(program("pocketcard-manual")).arg(directory.path()));
    assert_eq!(said.status, 0, "{said:?}");
    directory
}

fn names(directory: &Path) -> BTreeSet<String> {
    fs::read_dir(directory)
        .expect("a directory")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.into_string().expect("UTF-8"))
        .collect()
}

fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        println!("skipped: there is no {program}");
    }
    found
}

/// The verbs that a program's help lists after these words, and those beneath them, as names of pages.
fn verbs(name: &str, words: &[&str], found: &mut BTreeSet<String>) {
    found.insert([&[name], words].concat().join("-") + ".1");
    let said = Said::by(Command::new(program(name)).args(words).arg("--help"));
    assert_eq!(said.status, 0, "{said:?}");
    let lines = said.out.lines();
    let listed = lines.skip_while(|line| !["Verbs:", "Commands:"].contains(line));
    for line in listed.skip(1).take_while(|line| !line.is_empty()) {
        // A verb stands two spaces from the edge, and what goes on about it further away.
        let verb = line.strip_prefix("  ").filter(|it| !it.starts_with(' '));
        match verb.and_then(|verb| verb.split(' ').next()) {
            Some("help") | None => {}
            Some(verb) => verbs(name, &[words, &[verb]].concat(), found),
        }
    }
}

#[test]
fn every_verb_has_a_page() {
    let directory = written();
    let mut expected = BTreeSet::new();
    for name in PROGRAMS {
        verbs(name, &[], &mut expected);
    }
    assert!(expected.contains("pocketcard-carry-out.1"), "{expected:?}");
    assert!(expected.contains("pocketcard-office-users-add.1"));
    assert_eq!(names(&directory.path().join("man")), expected);
}

#[test]
fn man_reads_every_page_without_a_warning() {
    if !has("man") || !has("groff") {
        return;
    }
    let directory = written();
    let pages = directory.path().join("man");
    for page in names(&pages) {
        let mut man = Command::new("man");
        man.args(["--warnings", "--local-file", "--encoding=UTF-8"]);
        let said = Said::by(man.arg(pages.join(&page)).env("LC_ALL", "C.UTF-8"));
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{page}");
        assert!(said.out.contains("DESCRIPTION"), "{page}: {}", said.out);
    }
}

/// What bash offers for the last of these words.
fn offered(completions: &Path, words: &[&str]) -> Vec<String> {
    const ASK: &str = r#"
        set -e
        source "$1"
        shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        function=$(complete -p "$1" | sed 's/.* -F \([^ ]*\) .*/\1/')
        "$function" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let file = completions.join(format!("{}.bash", words[0]));
    let mut bash = Command::new("bash");
    let bash = bash.args(["--norc", "-c", ASK, "bash"]).arg(file);
    let said = Said::by(bash.args(words).stdin(Stdio::null()));
    assert_eq!(said.status, 0, "{said:?}");
    said.out.lines().map(str::to_owned).collect()
}

#[test]
fn shells_complete_verbs_and_options() {
    let directory = written();
    let completions = directory.path().join("completions");
    let files = [
        "_pocketcard",
        "_pocketcard-office",
        "pocketcard-office.bash",
        "pocketcard-office.fish",
        "pocketcard.bash",
        "pocketcard.fish",
    ];
    assert_eq!(names(&completions), files.map(str::to_owned).into());
    assert_eq!(offered(&completions, &["pocketcard", "pra"]), ["practice"]);
    let office = "pocketcard-office";
    assert_eq!(offered(&completions, &[office, "users", "ren"]), ["rename"]);
    assert_eq!(
        offered(&completions, &[office, "users", "add", "--role", ""]),
        ["administrator", "focal-point"]
    );
    for (shell, file) in [("zsh", "_pocketcard"), ("fish", "pocketcard.fish")] {
        if has(shell) {
            let mut parse = Command::new(shell);
            let said = Said::by(parse.arg("-n").arg(completions.join(file)));
            assert_eq!(said.status, 0, "{said:?}");
        }
    }
}
