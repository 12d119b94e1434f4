//! Workbooks of our own and IOM's.

mod features;
mod loops;
mod refusals;
pub(crate) mod workbook;

use std::{fs, path::Path};

use pocketcard::form::{Day, Value, Values};

use super::*;

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/xlsform");
    fs::read(folder.join(name)).unwrap()
}

fn refusals(name: &str) -> Vec<String> {
    let notes = import(&fixture(name), "x", &|_| None).unwrap_err();
    notes.iter().map(complete).collect()
}

/// A refusal as its author reads it: where, why, and what to do about it, on one line.
pub(crate) fn complete(note: &CellNote) -> String {
    let said = note.to_string();
    let (reason, remedy) = note.message.split_once("; ").unwrap_or_default();
    let place = !note.cell.is_empty()
        || note.sheet == "workbook"
        || reason.starts_with("there is no sheet");
    assert!(place, "no cell: {said:?}");
    assert!(
        !reason.is_empty() && !remedy.is_empty(),
        "no remedy: {said:?}"
    );
    let one_line = !said.chars().any(char::is_control) && said.chars().count() < 400;
    assert!(one_line, "{said:?}");
    said
}

#[test]
fn a_form_is_read_with_its_meaning() {
    let Import { form, warnings } = import(&fixture("household.xlsx"), "x", &|_| None).unwrap();
    let document = form.document();
    assert_eq!(
        (document.id.as_str(), document.version.as_str()),
        ("household", "7")
    );
    assert_eq!(document.language, "en");
    assert_eq!(form.text(&document.title, "en"), "Household");
    assert_eq!(
        document
            .lists
            .iter()
            .map(|(name, list)| (name.as_str(), list.len()))
            .collect::<Vec<_>>(),
        [("region", 2), ("town", 4), ("yesno", 2)],
        "the list that nothing uses stays behind"
    );
    assert_eq!(
        document.lists["region"][1].label["en"], "South",
        "no hard space"
    );
    assert_eq!(document.lists["town"][3].name, "4", "a number is a name");

    let guardian = form.item("guardian").unwrap();
    assert_eq!(guardian.inside.as_deref(), Some("details"));
    assert_eq!(
        guardian.relevant.as_ref().unwrap().source(),
        "${minor} = 'child' and ${age} != ''"
    );
    assert_eq!(
        form.text(&guardian.label, "fr"),
        "Who looks after the child?"
    );
    let code = form.item("code").unwrap();
    assert!(code.read_only && code.default == Some(Value::Text("A1".into())));

    let values: Values =
        serde_json::from_str(r#"{"consent":"yes","age":9,"people":[{"born":"2015-01-01"}]}"#)
            .unwrap();
    let filled = form
        .evaluate(&values, Day::parse("2026-11-22").unwrap())
        .unwrap();
    let missing: Vec<_> = filled
        .questions
        .iter()
        .filter(|q| q.problem.is_some())
        .collect();
    assert_eq!(
        missing.iter().map(|q| q.name.as_str()).collect::<Vec<_>>(),
        ["guardian", "school"]
    );

    let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, ["survey!D9: no label in this language (fr)",]);
}

#[test]
fn everything_that_is_refused_is_named_at_its_cell() {
    let expected = [
        ("survey!D3", "the expression ends too early"),
        ("survey!E5", "pulldata() takes another number of values"),
        ("survey!F6", "nothing to calculate"),
        ("survey!B11", "no name"),
        ("survey!A12", "no type"),
        ("survey!A16", "ends something else"),
        ("survey!A17", "never ended"),
        ("survey!B4", "stands in the form twice"),
    ];
    let found = refusals("refused.xlsx");
    for (found, (cell, message)) in found.iter().zip(expected) {
        assert!(
            found.starts_with(&format!("{cell}: ")) && found.contains(message),
            "{found} is not {cell} {message}"
        );
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

#[test]
fn what_breaks_only_as_a_whole_is_named_at_its_cell_too() {
    for (name, cell, message) in [
        (
            "no-such-question",
            "survey!D3",
            "there is no question nobody",
        ),
        ("no-such-list", "survey!A3", "no such list"),
        ("circle", "survey!F3", "depends on itself"),
        ("no-label", "survey!C3", "no label"),
        ("number-selected", "survey!E3", "selected()"),
        ("no-such-column", "survey!G3", "region is not a column"),
    ] {
        let found = refusals(&format!("refused-{name}.xlsx"));
        assert!(
            found.len() == 1 && found[0].starts_with(cell) && found[0].contains(message),
            "{found:?}"
        );
    }
}

#[test]
fn what_is_no_workbook_is_refused() {
    for bytes in [&b""[..], b"type,name\n", &[0; 100]] {
        assert!(
            import(bytes, "x", &|_| None).unwrap_err()[0]
                .message
                .contains(".xlsx")
        );
    }
    let whole = fixture("household.xlsx");
    for length in (0..whole.len()).step_by(499) {
        assert!(
            import(&whole[..length], "x", &|_| None).is_err(),
            "cut at {length}"
        );
    }
    assert!(
        import(&vec![0; MAX_WORKBOOK + 1], "x", &|_| None).unwrap_err()[0]
            .message
            .contains("8 MiB")
    );
}

/// IOM's own form (CC BY 4.0) lies beside the repository where it is developed.
#[test]
fn iom_s_case_form_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/fixtures/htcds/htcds_xlsform.xlsx");
    let Ok(workbook) = fs::read(path) else {
        println!("skipped: IOM's HTCDS form is not beside the repository");
        return;
    };
    let Import { form, warnings } = import(&workbook, "htcds", &|_| None).unwrap();
    assert_eq!((form.items().len(), form.document().lists.len()), (34, 11));
    assert_eq!(form.document().version, "vSmt4GQA3C9uBMLPEVfgND");
    assert_eq!(
        form.choices(form.item("prs_Citizenship").unwrap()).len(),
        249
    );
    assert!(warnings.is_empty(), "{warnings:?}");
}
