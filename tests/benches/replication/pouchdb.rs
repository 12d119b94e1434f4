//! PouchDB with LevelDB on both sides, from npm.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Instant,
};

use serde_json::Value;

use crate::{Times, Way, server::Server};

/// Installs what `tests/peers/pouchdb` names into a directory; `None` where node, npm or the packages are not to
/// be had.
pub fn install(disk: &Path) -> Option<PathBuf> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/pouchdb");
    let to = disk.join("pouchdb");
    fs::create_dir_all(&to).expect("a directory");
    for file in [
        "package.json",
        "package-lock.json",
        "client.js",
        "road.js",
        "server.js",
        "synced.js",
    ] {
        fs::copy(from.join(file), to.join(file)).expect("copied");
    }
    // PouchDB's one native part comes built in its package.
    let quiet = [
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--silent",
    ];
    let node = Command::new("node").arg("--version").output();
    let npm = Command::new("npm").args(quiet).current_dir(&to).status();
    let installed = node.is_ok() && npm.is_ok_and(|status| status.success());
    installed.then_some(to)
}

/// Replicates so many documents. As it comes, PouchDB leaves it to the system when what it wrote goes to the disk;
/// `synced`, it waits for that on both sides.
pub fn run(installed: &Path, count: usize, way: Way, synced: bool) -> Times {
    let dir = tempfile::tempdir().expect("a directory");
    let node = || {
        let mut node = Command::new("node");
        node.current_dir(installed);
        if synced {
            node.args(["--require", "./synced.js"]);
        }
        node
    };
    let server = Server::start(node().arg("server.js").arg(dir.path()));
    let way = match way {
        Way::AtOnce => "at-once",
        Way::OneByOne => "one-by-one",
    };
    let client = node()
        .arg("client.js")
        .arg(dir.path())
        .args([&format!("{}/records", server.url), &count.to_string(), way])
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&client.stdout);
    let seconds: Vec<f64> = said
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    match seconds[..] {
        [saving, sending] => Times { saving, sending },
        _ => panic!(
            "PouchDB failed: {}",
            String::from_utf8_lossy(&client.stderr)
        ),
    }
}

/// A replication under way; it is killed when this is dropped.
pub struct Replication(Child);

impl Drop for Replication {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a program that saves these documents, says so, and replicates them from then on.
pub fn begin(program: &mut Command, documents: &Value) -> (Replication, Instant) {
    let piped = program.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut client = piped.spawn().expect("it runs");
    let mut input = client.stdin.take().expect("piped");
    write!(input, "{documents}").expect("it listens");
    drop(input);
    let mut output = BufReader::new(client.stdout.take().expect("piped"));
    output.read_line(&mut String::new()).expect("it says so");
    (Replication(client), Instant::now())
}
