//! Commands of this project's pages, pasted as somebody reads them.

use std::{
    env, fs,
    net::TcpListener,
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

use crate::binaries::program;

/// The examples that pages name, from the repository's root.
const EXAMPLES: &str = "bindings/cli/examples";

/// The blocks of a page that begin with this.
pub fn blocks(page: &str, fence: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
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

/// What came of commands that were pasted.
pub struct Pasted {
    /// What they printed, and how it ended.
    pub output: Output,
    /// The directory in which they ran.
    pub directory: TempDir,
}

/// Pastes commands one line after the other, in a directory with the examples of a clone: the first that fails ends
/// it.
pub fn paste(typed: &str) -> Pasted {
    let clone = tempfile::tempdir().expect("a directory");
    fs::create_dir_all(clone.path().join(EXAMPLES)).expect("a directory");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let examples = root.expect("tests/ has a parent").join(EXAMPLES);
    for example in fs::read_dir(examples).expect("the examples") {
        let example = example.expect("an entry");
        let copy = clone.path().join(EXAMPLES).join(example.file_name());
        fs::copy(example.path(), copy).expect("copied");
    }
    // Another hub of this machine may have that port; the lines are the same with another.
    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("bound").port().to_string();
    drop(free);
    let typed = typed.replace("8443", &port);
    let programs = program("pocketcard");
    let programs = programs.parent().expect("it lies somewhere");
    let path = env::var("PATH").unwrap_or_default();
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
    Pasted {
        output,
        directory: clone,
    }
}
