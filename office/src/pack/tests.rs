//! What imports is also built, signed, and taken by a phone; what does not is refused in words that help.

use std::fs;

use pocketcard::{
    content::{Content, Subject},
    crypto::SigningKey,
    pack::{Issue, Roots, SignedPack, Sounds, Trust, verify},
};
use proptest::{prelude::*, sample::select};

use super::{build, form_files};
use crate::xlsform::{
    self,
    tests::{complete, workbook::book},
};

const TYPES: [&str; 34] = [
    "text",
    "integer",
    "decimal",
    "date",
    "time",
    "dateTime",
    "note",
    "acknowledge",
    "image",
    "geopoint",
    "barcode",
    "range",
    "hidden",
    "calculate",
    "calculate",
    "select_one l",
    "select_one l or_other",
    "select_multiple l",
    "select_multiple m",
    "rank l",
    "select_one m",
    "select_one ${a}",
    "select_one_from_file t.csv",
    "csv-external",
    "start",
    "deviceid",
    "audit",
    "begin group",
    "begin repeat",
    "begin loop over l",
    "end group",
    "end repeat",
    "end loop",
    "telephone",
];
const NAMES: [&str; 13] = [
    "a", "b", "c", "d", "e", "f", "g", "a", "né", "", "1", "a b", "a_count",
];
const TEXTS: [&str; 34] = [
    "Name",
    "Nom",
    "اسم",
    "ឈ្មោះ\u{200b}អ្នក",
    "می\u{200c}خواهم",
    "",
    "",
    "a\tb",
    "a\nb",
    "a\r\nb_x000D_",
    "a\u{2028}b",
    "\u{85}",
    "\u{9b}2J",
    "\u{1b}[2J",
    "\u{7f}",
    "\u{202e}b",
    "\u{202a}b\u{202c}",
    "\u{200f}",
    "\u{2068}a\u{2069}",
    "\u{2068}a",
    "\u{feff}a",
    "\u{e000}",
    "\u{e0041}",
    "\u{fffe}",
    "{ $a }",
    "{",
    "You said ${a}",
    "${nobody}",
    "${a",
    "**b** <i>i</i> &amp;",
    "\"\"\" '''",
    "\\u0000 \\",
    "= .x",
    "[a] * #",
];
const EXPRESSIONS: [&str; 26] = [
    "",
    "",
    "",
    "",
    "1",
    "yes",
    "${a} = 'x'",
    "${b} > 1",
    ". > 1",
    ". != ''",
    "${nobody}",
    "sum(${c})",
    "count(${c})",
    "selected(${a}, 'x')",
    "jr:choice-name(${a}, '${a}')",
    "pulldata('t', 'label', 'name', ${a})",
    "zone = ${a}",
    "instance('l')/root/item[name = 'x']/label",
    "../b + 1",
    "/data/a",
    "position(..)",
    "today()",
    "regex(., '[a-z]+')",
    "1 +",
    "once(random())",
    "concat('\u{9b}', \"\u{202e}\")",
];
const DEFAULTS: [&str; 12] = [
    "",
    "",
    "x",
    "1",
    "x y",
    "today()",
    "${a}",
    "2026-01-01",
    "\u{202e}",
    "a\nb",
    "1e999",
    "\u{9b}",
];

fn rows(
    columns: &'static [&'static [&'static str]],
    most: usize,
) -> impl Strategy<Value = Vec<Vec<String>>> {
    let cells: Vec<_> = columns.iter().map(|column| select(*column)).collect();
    let row = cells.prop_map(|row: Vec<&str>| row.into_iter().map(str::to_owned).collect());
    prop::collection::vec(row, 0..most)
}

fn sheet(head: &[&str], rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let head = head.iter().map(|header| (*header).to_owned()).collect();
    std::iter::once(head).chain(rows.iter().cloned()).collect()
}

/// The whole way of an import. Whether it was taken in.
fn goes_all_the_way(workbook: &[u8], table: &str) -> bool {
    let beside = |name: &str| (name == "t.csv").then(|| table.as_bytes().to_vec());
    let form = match xlsform::import(workbook, "m", &beside) {
        Ok(import) => import.form,
        Err(notes) => {
            assert!(!notes.is_empty());
            notes.iter().map(complete).for_each(drop);
            return false;
        }
    };
    let document = form.document().clone();
    let files = form_files("m", Subject::Person, form).expect("what imports can be written");
    let directory = tempfile::tempdir().expect("a directory");
    for (path, text) in files {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().expect("a directory")).expect("made");
        fs::write(path, text).expect("written");
    }
    fs::write(
        directory.path().join("pack.toml"),
        "name = \"north\"\nversion = 2\n",
    )
    .expect("written");
    let content = build(directory.path(), Content::base(), Sounds::default())
        .expect("what imports can be built")
        .content;
    let root = SigningKey::generate();
    let roots = Roots::new(1, 1, &[root.verifying_key()]).expect("one root");
    let issue = Issue {
        pack: "north".to_owned(),
        version: 2,
        issued_at: 1,
        expires_at: 1 + 86_400_000,
        roots: 1,
    };
    let mut pack =
        SignedPack::new(&content.canonical_json(), issue).expect("what imports can be signed");
    pack.sign(&root).expect("signed");
    let verified = verify(&pack.to_bytes(), &Trust::new("north", roots), 2)
        .expect("a phone takes what imports");
    let taken = verified
        .content
        .checklist("m")
        .and_then(|checklist| checklist.form.as_ref());
    assert_eq!(taken.expect("the form").document(), &document);
    true
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The rows are random, and so is how far they are nonsense: most forms of few rows are taken in.
    #[test]
    fn what_imports_is_built_signed_and_taken_by_a_phone(
        survey in rows(&[&TYPES, &NAMES, &TEXTS, &TEXTS, &EXPRESSIONS, &EXPRESSIONS, &EXPRESSIONS, &DEFAULTS, &EXPRESSIONS], 9),
        choices in rows(&[&["l", "l", "m", "é"], &["x", "y", "z", "x y", "\u{9b}", ""], &TEXTS, &TEXTS], 6),
        settings in rows(&[&TEXTS, &TEXTS, &["", "fr", "French", "Ki"]], 2),
        clean in any::<bool>(),
    ) {
        // Half of the forms are in order but for their texts.
        let survey: Vec<Vec<String>> = survey
            .into_iter()
            .enumerate()
            .map(|(n, mut row)| {
                if clean {
                    row[0] = ["text", "integer", "select_one l", "note"][n % 4].to_owned();
                    row[1] = format!("q{n}");
                    row[4..].iter_mut().for_each(String::clear);
                }
                row
            })
            .collect();
        let head = ["type", "name", "label", "hint::French (fr)", "relevant", "constraint", "calculation", "default", "choice_filter"];
        let mut choices = choices;
        choices.push(vec!["l".to_owned(), "w".to_owned(), "W".to_owned(), "north".to_owned()]);
        let sheets = [
            ("survey", sheet(&head, &survey)),
            ("choices", sheet(&["list_name", "name", "label", "zone"], &choices)),
            ("settings", sheet(&["form_title", "version", "default_language"], &settings)),
        ];
        let sheets: Vec<(&str, Vec<Vec<&str>>)> = sheets
            .iter()
            .map(|(name, rows)| (*name, rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect()))
            .collect();
        let sheets: Vec<(&str, Vec<&[&str]>)> = sheets
            .iter()
            .map(|(name, rows)| (*name, rows.iter().map(Vec::as_slice).collect()))
            .collect();
        let sheets: Vec<(&str, &[&[&str]])> = sheets.iter().map(|(name, rows)| (*name, rows.as_slice())).collect();
        let table = choices.iter().map(|row| format!("{}\n", row[1..3].join(","))).collect::<String>();
        goes_all_the_way(&book(&sheets), &format!("name,label\n{table}"));
    }

    /// A title goes into a file of texts, where some characters mean something.
    #[test]
    fn any_title_is_taken_by_a_phone_or_refused_at_its_cell(
        odd in prop::collection::vec(select(&TEXTS[..]), 1..4),
        any in ".{0,12}",
    ) {
        let title = format!("{}{any}", odd.concat());
        goes_all_the_way(
            &book(&[
                ("survey", &[&["type", "name", "label"], &["text", "a", &title]]),
                ("settings", &[&["form_title"], &[&title]]),
            ]),
            "",
        );
    }
}
