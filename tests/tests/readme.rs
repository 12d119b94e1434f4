//! What the README says to type works, pasted line by line.

#![cfg(unix)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use pocketcard_tests::pages::{blocks, paste};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ has a parent")
        .to_owned()
}

/// The blocks of the section "By hand" that begin with this.
fn by_hand(fence: &str) -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    let section = readme.split("\n## By hand\n").nth(1).expect("the section");
    blocks(section.split("\n## ").next().expect("its end"), fence)
}

#[test]
fn the_readme_by_hand_works_line_by_line() {
    if Command::new("openssl").arg("version").output().is_err() {
        println!("skipped: there is no openssl");
        return;
    }
    let typed = by_hand("sh").join("\n");
    assert!(typed.lines().count() > 20, "{typed}");
    let output = paste(&typed).output;
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{out}\n{err}");
    assert!(out.contains("The office confirmed"), "{out}");
    assert!(out.contains("The hub listens on https://"), "{out}");
    assert!(out.contains("from patrol-1"), "{out}");
}

#[test]
fn the_install_command_names_both_programs() {
    let line = by_hand("")
        .into_iter()
        .find(|block| block.contains("cargo install"))
        .expect("it says how to install");
    assert_eq!(line.lines().count(), 1, "{line}");
    let mut installed = Vec::new();
    for command in line.split(" && ") {
        let words: Vec<&str> = command.split_whitespace().collect();
        assert_eq!(
            words[..4],
            ["cargo", "install", "--locked", "--path"],
            "{command}"
        );
        let package =
            fs::read_to_string(root().join(words[4]).join("Cargo.toml")).expect("a package");
        let package: toml::Table = package.parse().expect("a manifest");
        let programs = package["bin"].as_array().expect("programs");
        installed.extend(
            programs
                .iter()
                .map(|it| it["name"].as_str().expect("a name").to_owned()),
        );
        // cargo knows the options.
        let help = Command::new(env!("CARGO"))
            .args(&words[1..])
            .arg("--help")
            .output();
        assert!(help.expect("cargo runs").status.success(), "{command}");
    }
    installed.sort();
    assert_eq!(installed, ["pocketcard", "pocketcard-office"]);
}
