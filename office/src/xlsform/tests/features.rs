//! What offices write, each in a workbook of its own.

use pocketcard::form::{
    Circumstances, Day, Instant, Media, Positions, Problem, QuestionKind, Values, ValuesError,
};

use super::{
    super::*,
    workbook::{Rows, book, raw},
};

fn beside(name: &str) -> Option<Vec<u8>> {
    (name == "towns.csv").then(|| {
        b"\xef\xbb\xbfname,label,district\na,Alpha,north\nb,\"Beta, the town\",south\n".to_vec()
    })
}

pub(super) fn read(sheets: &[Rows<'_>]) -> Import {
    import(&book(sheets), "x", &beside).unwrap_or_else(|notes| panic!("{notes:#?}"))
}

pub(super) fn refused(sheets: &[Rows<'_>]) -> Vec<String> {
    let notes = import(&book(sheets), "x", &beside)
        .map(|i| i.form.document().clone())
        .unwrap_err();
    notes.iter().map(super::complete).collect()
}

fn warnings(import: &Import) -> Vec<String> {
    import.warnings.iter().map(ToString::to_string).collect()
}

pub(super) fn finish(form: &Form, answers: &str) -> serde_json::Value {
    let at = Circumstances {
        positions: Positions::Coarse,
        ..Instant::from(Day::parse("2026-11-22").unwrap()).into()
    };
    let values: Values = serde_json::from_str(answers).unwrap();
    serde_json::to_value(form.finish(&values, at).unwrap()).unwrap()
}

#[test]
fn sheets_may_be_untidy() {
    let empty: &[&str] = &[];
    let mut rows: Vec<&[&str]> = vec![
        &["Type ", "NAME", "Label", "", "remarks"],
        &["text", "a", "A  label\twith   spaces", "stray"],
        &["", "", "", "", "a comment"],
        empty,
        &["note", "", "Thank you"],
        &["begin group"],
        &["select one from yesno", "b", "B"],
        &["end group"],
    ];
    rows.extend([empty; 70]);
    rows.push(&["nonsense"]);
    let choices: Rows<'_> = (
        "Choices ",
        &[
            &["list name", "name", "label"],
            &["yesno", "yes", "Yes"],
            &["yesno", "no, never", "No"],
        ],
    );
    let settings: Rows<'_> = (
        "settings",
        &[
            &["Form_Title", "version", "style"],
            &["A **form**", "2023-01-02 00:00:00", "pages"],
        ],
    );
    let import = read(&[("Survey", &rows), choices, settings]);
    let names: Vec<_> = import
        .form
        .items()
        .iter()
        .map(|item| item.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["a", "generated_note_name_5", "generated_group_name_6", "b"]
    );
    assert_eq!(import.form.items()[0].label["en"], "A label with spaces");
    assert_eq!(import.form.document().title["en"], "A form");
    let warnings = warnings(&import).join("\n");
    for said in [
        "survey!E1: the column \"remarks\" is not supported",
        "row 79 and below",
        "settings!C1",
    ] {
        assert!(warnings.contains(said), "{warnings}");
    }
    assert_eq!(
        finish(&import.form, r#"{"b": "no, never"}"#)["b"],
        "no, never"
    );
}

#[test]
fn a_name_that_is_none_is_named_at_its_cell() {
    for name in ["my question", "1st", "a:b", "-a"] {
        let found = refused(&[(
            "survey",
            &[&["type", "name", "label"], &["text", name, "A"]],
        )]);
        assert!(
            found.len() == 1 && found[0].starts_with("survey!B2: a name is letters"),
            "{found:?}"
        );
    }
    let import = read(&[(
        "survey",
        &[
            &["type", "name", "label"],
            &["text", "prénom", "A"],
            &["text", "اسم", "B"],
        ],
    )]);
    assert_eq!(
        finish(&import.form, r#"{"prénom": "x", "اسم": "y"}"#)["اسم"],
        "y"
    );
}

#[test]
fn languages_may_have_no_code_and_stand_beside_a_default() {
    let import = read(&[(
        "survey",
        &[
            &[
                "type",
                "name",
                "label",
                "label::English (en)",
                "label:Français",
                "hint::Zaghawa",
            ],
            &["text", "a", "Default", "English", "Texte", "H"],
            &["text", "b", "Default alone", "", "", ""],
        ],
    )]);
    let label = |name: &str, tag: &str| import.form.item(name).unwrap().label.get(tag).cloned();
    assert_eq!(label("a", "en").as_deref(), Some("English"));
    assert_eq!(label("a", "fr").as_deref(), Some("Texte"));
    assert_eq!(label("b", "en").as_deref(), Some("Default alone"));
    let warnings = warnings(&import).join("\n");
    assert!(
        warnings.contains("the language \"Zaghawa\" has no code"),
        "{warnings}"
    );
    let french = read(&[(
        "survey",
        &[
            &["type", "name", "label::French (fr)"],
            &["text", "a", "Nom"],
        ],
    )]);
    assert_eq!(french.form.document().language, "fr");
}

#[test]
fn what_is_not_recorded_is_dropped_with_a_warning() {
    let import = read(&[(
        "survey",
        &[
            &["type", "name", "label", "calculation"],
            &["deviceid", "device", "", ""],
            &["audit", "audit", "", ""],
            &["text", "a", "A", ""],
            &["calculate", "c", "", "concat('<', ${device}, '>')"],
        ],
    )]);
    assert_eq!(
        finish(&import.form, r#"{"a": "x"}"#),
        serde_json::json!({"a": "x", "c": "<>"})
    );
    let warnings = warnings(&import);
    assert!(
        warnings[0].starts_with("survey!A2: this is not recorded"),
        "{warnings:?}"
    );
    assert!(
        warnings[1].starts_with("survey!A3: this is not recorded"),
        "{warnings:?}"
    );
}

#[test]
fn groups_may_hold_questions_of_one_name() {
    let import = read(&[(
        "survey",
        &[
            &["type", "name", "label", "calculation"],
            &["begin group", "mother", "M", ""],
            &["integer", "age", "Age", ""],
            &["end group", "", "", ""],
            &["begin group", "child", "C", ""],
            &["integer", "age", "Age", ""],
            &["calculate", "gap", "", "/data/mother/age - ../age"],
            &["end group", "", "", ""],
        ],
    )]);
    assert_eq!(
        finish(&import.form, r#"{"mother/age": 30, "child/age": 4}"#)["gap"],
        "26"
    );
    let found = refused(&[(
        "survey",
        &[
            &["type", "name", "label"],
            &["text", "a", "A"],
            &["text", "a", "B"],
        ],
    )]);
    assert!(found[0].starts_with("survey!B3: "), "{found:?}");
}

#[test]
fn lists_lie_in_files_beside_the_workbook() {
    let rows: &[&[&str]] = &[
        &[
            "type",
            "name",
            "label",
            "choice_filter",
            "calculation",
            "required",
        ],
        &["text", "d", "District", "", "", ""],
        &[
            "select_one_from_file towns.csv",
            "town",
            "Town",
            "district = ${d}",
            "",
            "",
        ],
        &[
            "calculate",
            "of",
            "",
            "",
            "pulldata('towns', 'district', 'name', ${town})",
            "",
        ],
        &[
            "calculate",
            "called",
            "",
            "",
            "instance('towns')/root/item[name = ${town}]/label",
            "",
        ],
        &[
            "select_one_from_file elsewhere.csv",
            "other",
            "Other",
            "",
            "",
            "yes",
        ],
    ];
    let import = read(&[("survey", rows)]);
    let kept = finish(&import.form, r#"{"d": "south", "town": "b"}"#);
    assert_eq!(
        (&kept["of"], &kept["called"]),
        (&"south".into(), &"Beta, the town".into())
    );
    let warnings = warnings(&import).join("\n");
    assert!(
        warnings.contains("survey!A6: \"elsewhere.csv\" is not beside the workbook"),
        "{warnings}"
    );
}

#[test]
fn duplicates_or_other_and_external_choices_are_as_in_odk() {
    let survey: Rows<'_> = (
        "survey",
        &[
            &["type", "name", "label", "choice_filter"],
            &["select_one town or_other", "t", "Town", ""],
            &["select_one_external place", "p", "Place", "town = ${t}"],
        ],
    );
    let choices: Rows<'_> = (
        "choices",
        &[&["list_name", "name", "label"], &["town", "a", "A"]],
    );
    let external: Rows<'_> = (
        "external_choices",
        &[
            &["list_name", "name", "label", "town"],
            &["place", "x", "X", "a"],
            &["place", "x", "X", "b"],
        ],
    );
    let settings: Rows<'_> = ("settings", &[&["allow_choice_duplicates"], &["yes"]]);
    let import = read(&[survey, choices, external, settings]);
    let kept = finish(&import.form, r#"{"t": "other", "t_other": "elsewhere"}"#);
    assert_eq!(kept["t_other"], "elsewhere");
    assert_eq!(finish(&import.form, r#"{"t": "a", "p": "x"}"#)["p"], "x");
    let twice: Rows<'_> = (
        "choices",
        &[
            &["list_name", "name", "label"],
            &["town", "a", "A"],
            &["town", "a", "B"],
        ],
    );
    let found = refused(&[survey, twice, external]);
    assert!(found[0].starts_with("choices!B3: "), "{found:?}");
}

#[test]
fn every_type_imports() {
    let types = [
        "text",
        "integer",
        "decimal",
        "range",
        "date",
        "time",
        "dateTime",
        "acknowledge",
        "barcode",
        "image",
        "audio",
        "video",
        "file",
        "geopoint",
        "geotrace",
        "geoshape",
        "note",
        "hidden",
        "start",
        "end",
        "today",
        "rank l",
    ];
    let names: Vec<String> = (0..types.len()).map(|n| format!("q{n}")).collect();
    let cells: Vec<[&str; 3]> = types
        .iter()
        .zip(&names)
        .map(|(kind, name)| [*kind, name.as_str(), "Label"])
        .collect();
    let mut rows: Vec<&[&str]> = vec![&["type", "name", "label"]];
    rows.extend(cells.iter().map(|row| &row[..]));
    let import = read(&[
        ("survey", &rows),
        (
            "choices",
            &[&["list_name", "name", "label"], &["l", "a", "A"]],
        ),
    ]);
    assert_eq!(import.form.items().len(), types.len());
    assert_eq!(
        import.form.items()[9].kind,
        QuestionKind::Media { of: Media::Image }
    );
    assert!(
        warnings(&import)
            .join("\n")
            .contains("positions are asked for only where")
    );
}

#[test]
fn defaults_triggers_counts_and_messages_are_read() {
    let import = read(&[(
        "survey",
        &[
            &[
                "type",
                "name",
                "label",
                "default",
                "calculation",
                "trigger",
                "repeat_count",
                "required",
                "required_message",
                "read_only",
            ],
            &["date", "day", "Day", "today()", "", "", "", "", "", ""],
            &[
                "integer",
                "n",
                "How many?",
                "2",
                "",
                "",
                "",
                "yes",
                "Say <b>how many</b>",
                "",
            ],
            &[
                "begin repeat",
                "people",
                "People",
                "",
                "",
                "",
                "${n}",
                "",
                "",
                "",
            ],
            &[
                "text",
                "who",
                "Who",
                "${last-saved#who}",
                "",
                "",
                "",
                "",
                "",
                "${n} > 1",
            ],
            &["end repeat", "", "", "", "", "", "", "", "", ""],
            &["calculate", "when", "", "", "now()", "${n}", "", "", "", ""],
        ],
    )]);
    let form = &import.form;
    let day = Day::parse("2026-11-22").unwrap();
    let started = serde_json::to_value(form.defaults(day).unwrap()).unwrap();
    assert_eq!(started, serde_json::json!({"day": "2026-11-22", "n": 2}));
    let kept = finish(form, r#"{"n": 2}"#);
    assert_eq!(kept["people"].as_array().unwrap().len(), 2);
    assert_eq!(kept["when"], "2026-11-22");
    let missing = ValuesError::Wrong {
        question: "n".into(),
        problem: Problem::Missing,
        message: "Say how many".into(),
    };
    assert_eq!(form.finish(&Values::new(), day), Err(missing));
    assert!(
        warnings(&import)
            .join("\n")
            .contains("survey!D5: the last answer")
    );
}

#[test]
fn refusals_name_cell_and_reason_and_all_of_them_at_once() {
    let found = refused(&[(
        "survey",
        &[
            &[
                "type",
                "name",
                "label",
                "relevant",
                "calculation",
                "constraint",
            ],
            &["telephone", "a", "A", "", "", ""],
            &["text", "b", "B", "${nobody} = 1", "", ""],
            &["calculate", "c", "", "", "", ""],
            &["calculate", "d", "", "", "digest('x', 'MD5')", ""],
            &["text", "e", "E", "", "", "regex(., '(?=a)')"],
            &["select_one nowhere", "f", "F", "", "", ""],
            &["text", "g", "", "", "", ""],
            &["text", "", "H", "", "", ""],
            &["end group", "", "", "", "", ""],
        ],
    )]);
    for said in [
        "survey!A2: the type \"telephone\" is not supported",
        "survey!E4: there is nothing to calculate",
        "survey!E5: digest() takes a value, then 'SHA-256'",
        "survey!F6: at character 1: regex() takes a pattern",
        "survey!A7: there is no such list of choices",
        "survey!C8: it has no label",
        "survey!B9: this row has no name",
        "survey!A10: this ends something else",
    ] {
        assert!(
            found.iter().any(|found| found.starts_with(said)),
            "{said}\n{found:#?}"
        );
    }
    let found = refused(&[(
        "survey",
        &[
            &["type", "name", "label", "relevant"],
            &["text", "b", "B", "${nobody} = 1"],
        ],
    )]);
    assert_eq!(
        found,
        [
            "survey!D2: there is no question nobody to take a value from; mend the name, or add the question"
        ]
    );
    let found = refused(&[("survey", &[&["type", "name", "label"]])]);
    assert!(found[0].contains("there is no question below"), "{found:?}");
}

#[test]
fn what_cannot_be_signed_is_not_imported() {
    for text in ["\u{202e}", "\u{e000}", "\u{2068}"] {
        let found = refused(&[(
            "survey",
            &[&["type", "name", "label"], &["text", "a", text]],
        )]);
        assert!(found[0].starts_with("survey!C2: "), "{text:?} {found:?}");
    }
    let import = read(&[(
        "survey",
        &[
            &["type", "name", "label"],
            &["text", "a", "ក\u{200b}ខ\u{ad}"],
        ],
    )]);
    assert_eq!(import.form.items()[0].label["en"], "កខ");
}

#[test]
fn a_cell_that_names_no_text_is_refused() {
    for index in ["-1", "99999999999999999999999", "1.5", "x", "999999999"] {
        let cell = |place: &str, n: &str| format!("<c r=\"{place}\" t=\"s\"><v>{n}</v></c>");
        let rows = format!(
            "<row r=\"1\">{}{}{}</row><row r=\"2\">{}{}{}</row>",
            cell("A1", "0"),
            cell("B1", "1"),
            cell("C1", "2"),
            cell("A2", "3"),
            cell("B2", "4"),
            cell("C2", index)
        );
        let shared: String = ["type", "name", "label", "text", "a"]
            .map(|text| format!("<si><t>{text}</t></si>"))
            .concat();
        let workbook = raw(&[("survey", rows)], &shared);
        assert!(import(&workbook, "x", &beside).is_err(), "{index}");
    }
}

/// What a small archive unpacks to is measured before it is read.
#[test]
fn no_small_workbook_fills_the_memory() {
    let long = " ".repeat(30 * 1024 * 1024);
    let bombs = [
        raw(
            &[("survey", String::new())],
            &format!("<si><t>{long}</t></si>"),
        ),
        raw(&[("survey", long.clone())], ""),
        // Many cells name one long text.
        raw(
            &[(
                "survey",
                (1..200_000)
                    .map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\" t=\"s\"><v>0</v></c></row>"))
                    .collect(),
            )],
            &format!("<si><t>{}</t></si>", "x".repeat(100_000)),
        ),
    ];
    for (n, bomb) in bombs.iter().enumerate() {
        assert!(bomb.len() < MAX_WORKBOOK, "{n}");
        let notes = import(bomb, "x", &beside).map(|_| ()).unwrap_err();
        let said = super::complete(&notes[0]);
        assert!(said.contains("delete"), "{n} {said}");
    }
}
