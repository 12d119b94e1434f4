//! Puts together what is built in: the files under `content`, which people read and translate, become two documents of
//! JSON that the core reads as it reads any other, deflated because an app carries them.

use std::{
    env, fs,
    io::{self, Write},
    path::Path,
};

use flate2::{Compression, write::DeflateEncoder};
use toml::{Table, Value};

/// Structure, in the order in which it is put together: lists of one document.
const STRUCTURE: [&str; 19] = [
    "elements",
    "indicators/urgent",
    "indicators/annex-ii",
    "indicators/context",
    "indicators/site",
    "indicators/offer",
    "indicators/misconduct",
    "checklists/person",
    "checklists/group",
    "checklists/site",
    "checklists/offer",
    "checklists/misconduct",
    "linkages",
    "advice",
    "guidance",
    "practice/cases",
    "alone",
    "services",
    "languages",
];

/// The texts of the content, the same names for each language.
const TEXTS: [&str; 14] = [
    "annex-ii",
    "elements",
    "checklists",
    "context",
    "site",
    "offer",
    "misconduct",
    "linkages",
    "finding",
    "guidance",
    "practice",
    "alone",
    "services",
    "ui",
];

/// The labels of the shells, and the words for codes.
const LABELS: [&str; 2] = ["shell", "codes"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=content");
    let about = "format = 2\nname = \"base\"\nversion = 2";
    let mut content: Table = about.parse().expect("a table");
    for file in STRUCTURE {
        for (name, items) in table(&[file])? {
            let list = content.entry(name).or_insert(Value::Array(Vec::new()));
            match (list, items) {
                (Value::Array(list), Value::Array(items)) => list.extend(items),
                _ => panic!("{file}: holds something else than lists"),
            }
        }
    }
    content.insert("policy".to_owned(), table(&["policy", "rules"])?.into());

    let mut labels = content["languages"].clone();
    write("labels", with_texts(&mut labels, &LABELS, "")?)?;
    with_texts(&mut content["languages"], &TEXTS, "\n")?;
    write("base", &content.into())
}

/// The tables of these files, one after the other.
fn table(names: &[&str]) -> io::Result<Table> {
    let mut text = String::new();
    for name in names {
        text += &fs::read_to_string(format!("content/{name}.toml"))?;
    }
    (text.parse()).map_err(|error| io::Error::other(format!("{names:?}: {error}")))
}

/// Gives each language the texts of these files, and something after each file.
fn with_texts<'a>(
    languages: &'a mut Value,
    names: &[&str],
    after: &str,
) -> io::Result<&'a mut Value> {
    for language in languages.as_array_mut().expect("a list") {
        let tag = language["tag"].as_str().expect("a tag");
        let mut texts = String::new();
        for name in names {
            texts += &fs::read_to_string(format!("content/lang/{tag}/{name}.ftl"))?;
            texts += after;
        }
        let language = language.as_table_mut().expect("a table");
        language.insert("texts".to_owned(), texts.into());
    }
    Ok(languages)
}

/// Writes a value as deflated JSON.
fn write(name: &str, value: &Value) -> io::Result<()> {
    let to = env::var_os("OUT_DIR").expect("cargo says where to");
    let to = fs::File::create(Path::new(&to).join(name).with_extension("deflated"))?;
    let mut deflater = DeflateEncoder::new(to, Compression::best());
    deflater.write_all(&serde_json::to_vec(value)?)?;
    deflater.finish().map(drop)
}
