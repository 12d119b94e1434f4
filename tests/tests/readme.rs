//! What the README says to type works, pasted line by line.

#![cfg(unix)]

use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use pocketcard_tests::binaries::program;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ has a parent")
        .to_owned()
}

/// The blocks of the section "By hand" that begin with this.
fn blocks(fence: &str) -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    let section = readme.split("\n## By hand\n").nth(1).expect("the section");
    let section = section.split("\n## ").next().expect("its end");
    let mut blocks = Vec::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        if let Some(opened) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if opened == fence {
                blocks.push(block.join("\n"));
            }
        }
    }
    blocks
}

#[test]
fn the_readme_by_hand_works_line_by_line() {
    if Command::new("openssl").arg("version").output().is_err() {
        println!("skipped: there is no openssl");
        return;
    }
    let clone = tempfile::tempdir().expect("a directory");
    let examples = Path::new("bindings/cli/examples");
    fs::create_dir_all(clone.path().join(examples)).expect("a directory");
    for example in fs::read_dir(root().join(examples)).expect("the examples") {
        let example = example.expect("an entry");
        let copy = clone.path().join(examples).join(example.file_name());
        fs::copy(example.path(), copy).expect("copied");
    }
    let mut typed = blocks("sh").join("\n");
    assert!(typed.lines().count() > 20, "{typed}");
    // Another hub of this machine may have that port; the lines are the same with another.
    if TcpListener::bind("127.0.0.1:8443").is_err() {
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("bound").port().to_string();
        typed = typed.replace("8443", &port);
    }
    let programs = program("pocketcard");
    let programs = programs.parent().expect("it lies somewhere");
    let path = env::var("PATH").unwrap_or_default();
    // Each line in its turn, as somebody pastes it: the first that fails ends it.
    let output = Command::new("bash")
        .args([
            "-e",
            "-c",
            &format!("trap 'kill $(jobs -p) 2> /dev/null || true' EXIT\n{typed}"),
        ])
        .current_dir(clone.path())
        .env("PATH", format!("{}:{path}", programs.display()))
        .env_remove("POCKETCARD_STORE")
        .env_remove("POCKETCARD_DESK")
        .stdin(Stdio::null())
        .output()
        .expect("bash runs");
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
    let line = blocks("")
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
