//! Every arrow runs down: which module may use which, written as floors, and held against the sources.
//!
//! `tests/run` checks the same for crates. Tests are left out: they may look at everything.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A module uses modules of floors above its own line only, that is, those written before it.
const CORE: &[&[&str]] = &[
    &["base", "text"],
    &["crypto", "form", "host"],
    &["content", "journal", "parcel", "vault"],
    &["checklist", "labels", "pack", "store"],
    &["finding"],
    &["alone", "practice", "record"],
    &["sync"],
    &["invitation"],
    &["session"],
];
const OFFICE: &[&[&str]] = &[
    &["escrow", "figures", "hub", "plots", "releases", "xlsform"],
    &["pack", "standards"],
    &["desk"],
    &["hub_client", "keeper"],
    &["page"],
    &["court"],
    &["arguments", "open_desk"],
    &["commands"],
    &["main"],
];
const TERMINAL: &[&[&str]] = &[
    &["clock", "english"],
    &["refusal"],
    &["files", "passphrase"],
    &["output"],
    &["http", "sentences"],
    &["meter"],
];
const CLI: &[&[&str]] = &[&["arguments", "phone"], &["tour"], &["commands"], &["main"]];
const FFI: &[&[&str]] = &[
    &["error"],
    &["arguments", "chunks", "host", "session_lock"],
    &["checklist", "stream"],
    &["finding"],
    &["outbox", "records"],
    &["phone"],
    &["alone", "exchange", "screens"],
    &["meeting", "questions"],
];

#[test]
fn no_module_uses_one_of_its_own_floor_or_above() {
    for (sources, floors) in [
        ("core/src", CORE),
        ("office/src", OFFICE),
        ("bindings/terminal/src", TERMINAL),
        ("bindings/cli/src", CLI),
        ("bindings/ffi/src", FFI),
    ] {
        let tree = Tree::read(sources);
        let floor = |module: &str| {
            (floors.iter())
                .position(|floor| floor.contains(&module))
                .unwrap_or_else(|| panic!("{sources}: {module} stands on no floor; write it down"))
        };
        for (file, used) in tree.uses() {
            let (Some(from), Some(to)) = (file.first(), used.first()) else {
                continue;
            };
            assert!(
                from == to || floor(to) < floor(from),
                "{sources}: {} uses {}, which does not stand beneath it",
                file.join("::"),
                used.join("::"),
            );
        }
    }
}

/// Within a module: two files that use each other are one idea in two files, or want a third beneath both. The
/// module's own file is left out: it is the face of the others.
#[test]
fn no_files_of_a_module_use_each_other_in_a_circle() {
    for sources in [
        "core/src",
        "office/src",
        "bindings/terminal/src",
        "bindings/cli/src",
        "bindings/ffi/src",
    ] {
        let mut below: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
        for (file, used) in Tree::read(sources).uses() {
            let shared = file.iter().zip(&used).take_while(|(a, b)| a == b).count();
            if file.len() > shared && used.len() > shared {
                let cut = |path: &[String]| path[..=shared].to_vec();
                below.entry(cut(&file)).or_default().insert(cut(&used));
            }
        }
        // What uses nothing that is left is taken away, until nothing is left, or circles are.
        loop {
            let bottom: Vec<_> = (below.values().flatten())
                .filter(|file| !below.contains_key(*file))
                .cloned()
                .collect();
            if bottom.is_empty() {
                break;
            }
            for used in below.values_mut() {
                used.retain(|file| !bottom.contains(file));
            }
            below.retain(|_, used| !used.is_empty());
        }
        assert!(below.is_empty(), "{sources}: a circle in {below:#?}");
    }
}

/// The modules of a crate, and what stands in their files outside tests.
struct Tree {
    files: BTreeMap<Vec<String>, String>,
    /// Names that a module hands on from one of its files.
    handed_on: BTreeMap<Vec<String>, Vec<String>>,
}

impl Tree {
    fn read(sources: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .join(sources);
        let mut files = BTreeMap::new();
        for path in rust_files(&root) {
            let relative = path.strip_prefix(&root).expect("it was found there");
            let mut module: Vec<String> = relative
                .with_extension("")
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            if module.iter().any(|part| part == "tests") {
                continue;
            }
            if module
                .last()
                .is_some_and(|name| name == "mod" || name == "lib")
            {
                module.pop();
            }
            files.insert(module, code(&fs::read_to_string(path).expect("source")));
        }
        assert!(files.len() > 3, "{sources}: hardly any file was found");
        let mut tree = Self {
            files,
            handed_on: BTreeMap::new(),
        };
        for (module, text) in &tree.files {
            for (path, name) in paths_of_uses(text, "pub") {
                let path: Vec<_> = path.into_iter().filter(|part| part != "self").collect();
                let Some(file) = path.first().map(|first| join(module, first)) else {
                    continue;
                };
                if tree.files.contains_key(&file) {
                    tree.handed_on.insert(join(module, &name), file);
                }
            }
        }
        tree
    }

    /// Which file uses which other.
    fn uses(&self) -> BTreeSet<(Vec<String>, Vec<String>)> {
        let mut uses = BTreeSet::new();
        for (file, text) in &self.files {
            let inline = inline_paths(text).into_iter();
            for path in (paths_of_uses(text, "").into_iter().map(|(path, _)| path)).chain(inline) {
                let mut at = match path.first().map(String::as_str) {
                    Some("crate") => Vec::new(),
                    Some("self") => file.clone(),
                    Some("super") => file.clone(),
                    _ => continue,
                };
                for part in path
                    .iter()
                    .filter(|part| *part != "crate" && *part != "self")
                {
                    if part == "super" {
                        at.pop();
                        continue;
                    }
                    at.push(part.clone());
                    if let Some(from) = self.handed_on.get(&at) {
                        at = from.clone();
                    } else if !self.files.contains_key(&at) && !self.is_folder(&at) {
                        at.pop();
                        break;
                    }
                }
                if at != *file {
                    uses.insert((file.clone(), at));
                }
            }
        }
        uses
    }

    fn is_folder(&self, path: &[String]) -> bool {
        self.files.keys().any(|file| file.starts_with(path))
    }
}

fn join(module: &[String], name: &str) -> Vec<String> {
    [module, &[name.to_owned()]].concat()
}

fn rust_files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root).expect("a directory of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}

/// The source without comments, and without what follows the first module of tests in the file.
fn code(source: &str) -> String {
    source
        .split("\n#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// All paths of `use` declarations that begin with this visibility, each with the name that it brings.
fn paths_of_uses(code: &str, visibility: &str) -> Vec<(Vec<String>, String)> {
    let mut paths = Vec::new();
    for statement in code.split(';') {
        let Some(at) = statement.rfind("use ") else {
            continue;
        };
        let before = statement[..at].rsplit('\n').next().unwrap_or_default();
        let declared = before.trim();
        let plain = declared.is_empty() || declared.starts_with("pub");
        if plain && declared.starts_with(visibility) {
            tree(&mut tokens(&statement[at + 4..]), &[], &mut paths);
        }
    }
    paths
}

fn tokens(text: &str) -> std::vec::IntoIter<String> {
    let spaced = ["{", "}", ",", "::"]
        .iter()
        .fold(text.to_owned(), |text, mark| {
            text.replace(mark, &format!(" {mark} "))
        });
    let words: Vec<_> = spaced.split_whitespace().map(str::to_owned).collect();
    words.into_iter()
}

/// Reads one list of a tree of imports.
fn tree(
    tokens: &mut std::vec::IntoIter<String>,
    above: &[String],
    paths: &mut Vec<(Vec<String>, String)>,
) {
    let (mut path, mut name) = (above.to_vec(), None);
    let mut end = |path: &mut Vec<String>, name: &mut Option<String>| {
        if path.len() > above.len() {
            let last = name.take().or_else(|| path.last().cloned());
            paths.push((path.clone(), last.unwrap_or_default()));
        }
        *path = above.to_vec();
    };
    let mut inner = Vec::new();
    while let Some(token) = tokens.next() {
        match token.as_str() {
            "::" => {}
            "as" => name = tokens.next(),
            "{" => {
                tree(tokens, &path, &mut inner);
                path = above.to_vec();
            }
            "," => end(&mut path, &mut name),
            "}" => break,
            _ => path.push(token),
        }
    }
    end(&mut path, &mut name);
    paths.append(&mut inner);
}

/// Paths in the code itself, such as `crate::store::Error`.
fn inline_paths(code: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|before| before.is_alphanumeric() || "_:$".contains(before)) {
                continue;
            }
            let path: String = code[at..]
                .chars()
                .take_while(|next| next.is_alphanumeric() || "_:".contains(*next))
                .collect();
            let parts: Vec<_> = (path.split("::"))
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect();
            paths.push(parts);
        }
    }
    paths
}
