//! Every kind of refusal: its cell, its reason and its remedy.

use super::{
    super::*,
    complete,
    features::refused,
    workbook::{Rows, book},
};

const HEAD: &[&str] = &[
    "type",
    "name",
    "label",
    "relevant",
    "calculation",
    "trigger",
    "default",
    "parameters",
    "choice_filter",
    "appearance",
];
const CHOICES: Rows<'_> = (
    "choices",
    &[
        &["list_name", "name", "label", "zone"],
        &["l", "a", "A", "north"],
        &["l", "b", "B"],
    ],
);

#[test]
fn every_kind_of_row_that_is_refused_says_where_why_and_what_to_do() {
    let long = "x".repeat(201);
    let longer = "x".repeat(9000);
    let deep = format!("{}1{}", "(".repeat(70), ")".repeat(70));
    let many = format!("1{}", " + 1".repeat(1000));
    for (row, wanted) in [
        // Types
        (&["", "a", "A"][..], "A2: this row has no type"),
        (&["telephone", "a", "A"], "A2: the type \"telephone\""),
        (&["select_one", "a", "A"], "A2: no list of choices is named"),
        (
            &["select_one ${people}", "a", "A"],
            "A2: choices that were answered in a repeat",
        ),
        (
            &["select_multiple from ${people}", "a", "A"],
            "A2: choices that were answered in a repeat",
        ),
        (
            &["rank ${people}", "a", "A"],
            "A2: choices that were answered in a repeat",
        ),
        (
            &["select_one nothing", "a", "A"],
            "A2: there is no such list",
        ),
        (&["select_one é", "a", "A"], "A2: there is no such list"),
        (
            &["range", "a", "A", "", "", "", "", "start=x"],
            "A2: a range has numbers",
        ),
        (
            &["range", "a", "A", "", "", "", "", "start=9 end=1"],
            "A2: a range goes from",
        ),
        (&["end group"], "A2: this ends something else"),
        (&["end loop"], "A2: this ends something else"),
        (
            &["begin group", "a", "A"],
            "A2: this group or repeat is never ended",
        ),
        (
            &["begin repeat", "a", "A"],
            "A2: this group or repeat is never ended",
        ),
        (&["begin loop", "a", "A"], "A2: this loop is never ended"),
        // Names
        (&["text", "", "A"], "B2: this row has no name"),
        (&["text", "1 a", "A"], "B2: a name is letters"),
        (&["text", "a\u{1f600}", "A"], "B2: a name is letters"),
        (&["text", &long, "A"], "B2: a name is letters"),
        // Texts
        (&["text", "a"], "C2: it has no label"),
        (&["text", "a", &longer], "C2: the text is longer"),
        (
            &["text", "a", "A \u{202e}b"],
            "C2: the text has a character (U+202E)",
        ),
        (
            &["text", "a", "A \u{9b}b"],
            "C2: the text has a character (U+009B)",
        ),
        (&["text", "a", "A \u{2068}b"], "C2: an isolate"),
        (
            &["text", "a", "A ${nobody}"],
            "C2: there is no question nobody",
        ),
        (
            &["text", "a", "A ${two\nlines}"],
            "C2: there is no question two",
        ),
        (
            &["text", "a", "A", "", "", "", "", "", "", "\u{9b}"],
            "J2: the text has a character",
        ),
        // Expressions
        (
            &["text", "a", "A", "1 +"],
            "D2: the expression ends too early",
        ),
        (
            &["text", "a", "A", "1 2"],
            "D2: at character 3: \"2\" cannot stand here",
        ),
        (
            &["text", "a", "A", "1 \u{9b}"],
            "D2: at character 3: \"\\u{9b}\" cannot stand here",
        ),
        (
            &["text", "a", "A", "${a\nb}"],
            "D2: at character 1: \"${a\\nb}\" cannot stand here",
        ),
        (
            &["text", "a", "A", "'x"],
            "D2: at character 1: this is opened",
        ),
        (&["text", "a", "A", "//a"], "D2: at character 1: this path"),
        (
            &["text", "a", "A", "pulse(1)"],
            "D2: at character 1: the function pulse()",
        ),
        (
            &["text", "a", "A", "if(1, 2)"],
            "D2: at character 1: if() takes another number of values; write 3",
        ),
        (
            &["text", "a", "A", "round()"],
            "D2: at character 1: round() takes another number of values; write 1 to 2",
        ),
        (
            &["text", "a", "A", "max()"],
            "D2: at character 1: max() takes another number of values; write at least 1",
        ),
        (
            &["text", "a", "A", "regex('a', '(?=b)')"],
            "D2: at character 1: regex()",
        ),
        (
            &["text", "a", "A", &deep],
            "D2: the expression has more than 64",
        ),
        (&["text", "a", "A", &many], "D2: the expression is longer"),
        (
            &["text", "a", "A", "${nobody} = 1"],
            "D2: there is no question nobody",
        ),
        (
            &["text", "a", "A", "nobody = 1"],
            "D2: nobody is not a column",
        ),
        (
            &["text", "a", "A", ". = 1"],
            "D2: \".\" can stand in constraints only",
        ),
        (&["text", "a", "A", "selected(1, 'a')"], "D2: selected()"),
        (&["text", "a", "A", "sum(1) = 1"], "D2: sum(), count()"),
        (&["text", "a", "A", "position(1) = 1"], "D2: position()"),
        (
            &["text", "a", "A", "jr:choice-name(1, 2) = 1"],
            "D2: jr:choice-name()",
        ),
        (
            &["text", "a", "A", "indexed-repeat(1, 2, 3) = 1"],
            "D2: indexed-repeat()",
        ),
        (
            &["text", "a", "A", "digest('a', 'MD5') = 1"],
            "D2: digest()",
        ),
        (
            &["text", "a", "A", "pulldata(1, 2, 3, 4) = 1"],
            "D2: pulldata()",
        ),
        (
            &[
                "text",
                "a",
                "A",
                "instance('m')/root/item[once(1)]/name = 1",
            ],
            "D2: ",
        ),
        (&["calculate", "a"], "E2: there is nothing to calculate"),
        (
            &["calculate", "a", "", "", "${a}"],
            "E2: its value depends on itself",
        ),
        (
            &["text", "a", "A", "", "1", "a"],
            "F2: a trigger is a question",
        ),
        (
            &["text", "a", "A", "", "1", "${nobody}"],
            "F2: there is no question nobody",
        ),
        (
            &["select_one l", "a", "A", "", "", "", "", "", "region = 1"],
            "I2: region is not a column",
        ),
    ] {
        let found = refused(&[("survey", &[HEAD, row]), CHOICES]);
        let wanted = format!("survey!{wanted}");
        assert!(found[0].starts_with(&wanted), "{row:?}: {found:?}");
    }
}

#[test]
fn every_kind_of_rows_that_are_refused_together_says_where_why_and_what_to_do() {
    let people: &[&[&str]] = &[
        HEAD,
        &["begin repeat", "people", "People"],
        &["text", "who", "Person"],
        &["end repeat"],
    ];
    let in_repeat: &[&str] = &["text", "a", "A", "${who} = 'x'"];
    let groups: Vec<Vec<String>> = (0..20)
        .map(|n| vec!["begin group".to_owned(), format!("g{n}"), "G".to_owned()])
        .collect();
    let repeats: Vec<Vec<String>> = (0..4)
        .map(|n| vec!["begin repeat".to_owned(), format!("g{n}"), "G".to_owned()])
        .collect();
    let nested = |groups: &[Vec<String>], end: &'static str| -> Vec<Vec<String>> {
        let ends = groups.iter().map(|_| vec![end.to_owned()]);
        let head = vec![HEAD.iter().map(|header| (*header).to_owned()).collect()];
        head.into_iter()
            .chain(groups.to_vec())
            .chain(ends)
            .collect()
    };
    let (groups, repeats) = (nested(&groups, "end group"), nested(&repeats, "end repeat"));
    let items: Vec<Vec<String>> = std::iter::once(HEAD.iter().map(|h| (*h).to_owned()).collect())
        .chain((0..3001).map(|n| vec!["text".to_owned(), format!("a{n}"), "A".to_owned()]))
        .collect();
    let cells = |rows: &[Vec<String>]| -> Vec<Vec<String>> { rows.to_vec() };
    for (rows, wanted) in [
        (
            cells(&groups),
            "survey!B18: groups are nested more than 16 deep",
        ),
        (
            cells(&repeats),
            "survey!B5: repeats are nested more than 3 deep",
        ),
        (
            cells(&items),
            "survey!A3002: there are more than 3000 items",
        ),
    ] {
        let rows: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let found = refused(&[("survey", &rows)]);
        assert!(found[0].starts_with(wanted), "{found:?}");
    }
    let twice: &[&[&str]] = &[HEAD, &["text", "a", "A"], &["text", "a", "A"]];
    let outside: Vec<&[&str]> = people.iter().copied().chain([in_repeat]).collect();
    let two: &[&[&str]] = &[
        HEAD,
        &["begin group", "g", "G"],
        &["text", "a", "A"],
        &["end group"],
        &["begin group", "h", "H"],
        &["text", "a", "A"],
        &["end group"],
        &["text", "b", "B", "${a} = 1"],
    ];
    for (rows, wanted) in [
        (twice, "survey!B3: the name stands in the form twice"),
        (&outside, "survey!D5: who is asked several times"),
        (two, "survey!D8: several questions are named a"),
        (&[HEAD], "survey!A1: there is no question below"),
        (
            &[&["type", "label"], &["text", "A"]],
            "survey!A1: there is no column name",
        ),
        (
            &[
                &["type", "type", "name", "label"],
                &["text", "text", "a", "A"],
            ],
            "survey!B1: this column stands here twice",
        ),
        (
            &[
                &["type", "name", "label::fr", "label::French (fr)"],
                &["text", "a", "A", "A"],
            ],
            "survey!D1: this language has two such columns",
        ),
    ] {
        let found = refused(&[("survey", rows)]);
        assert!(found[0].starts_with(wanted), "{found:?}");
    }
}

#[test]
fn every_kind_of_list_that_is_refused_says_where_why_and_what_to_do() {
    let (long, longer) = ("x".repeat(201), "x".repeat(9000));
    let survey: Rows<'_> = (
        "survey",
        &[
            &["type", "name", "label", "choice_filter"],
            &["select_one l", "a", "A", "zone = 'north'"],
            &["select_multiple m", "b", "B"],
            &["select_one é", "c", "C"],
        ],
    );
    let head: &[&str] = &["list_name", "name", "label", "zone"];
    let rest: &[&[&str]] = &[&["l", "a", "A", "north"], &["m", "a", "A"]];
    for (row, wanted) in [
        (&["l", "", "B"][..], "choices!B2: this choice has no name"),
        (
            &["l", "a", "B"],
            "choices!B3: this list has a choice of this name",
        ),
        (&["l", &long, "B"], "choices!B2: the name of a choice is"),
        (
            &["m", "a b", "B"],
            "choices!B2: the name of a choice has a space",
        ),
        (
            &["l", "b", "B\u{202e}"],
            "choices!B2: the text has a character",
        ),
        (&["l", "b", &longer], "choices!B2: the text is longer"),
        (
            &["l", "b", "B", &longer],
            "choices!B2: a choice has more than 100 columns",
        ),
    ] {
        let rows: Vec<&[&str]> = [head, row]
            .into_iter()
            .chain(rest.iter().copied())
            .collect();
        let found = refused(&[survey, ("choices", &rows)]);
        assert!(
            found.iter().any(|found| found.starts_with(wanted)),
            "{row:?}: {found:?}"
        );
    }
    let named: Rows<'_> = (
        "choices",
        &[
            head,
            &["l", "a", "A", "n"],
            &["m", "a", "A"],
            &["é", "a", "A"],
        ],
    );
    let found = refused(&[survey, named]);
    assert!(
        found[0].starts_with("survey!A4: the name of a list is"),
        "{found:?}"
    );
    let headless: Rows<'_> = ("choices", &[&["list", "label"], &["l", "A"]]);
    let found = refused(&[survey, headless]);
    assert!(
        found[0].starts_with("choices!A1: the columns list_name and name"),
        "{found:?}"
    );

    let many: Vec<[String; 3]> = (0..20_001)
        .map(|n| ["l".to_owned(), format!("c{n}"), "C".to_owned()])
        .collect();
    let many: Vec<Vec<&str>> = many
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let many: Vec<&[&str]> = [head]
        .into_iter()
        .chain(many.iter().map(Vec::as_slice))
        .collect();
    let one: Rows<'_> = (
        "survey",
        &[&["type", "name", "label"], &["select_one l", "a", "A"]],
    );
    let found = refused(&[one, ("choices", &many)]);
    assert!(
        found[0].starts_with("choices!A1: there are more than 20000 choices"),
        "{found:?}"
    );
}

#[test]
fn every_kind_of_table_setting_and_workbook_that_is_refused_says_where_why_and_what_to_do() {
    let survey: Rows<'_> = (
        "survey",
        &[
            &["type", "name", "label"],
            &["select_one_from_file towns.csv", "a", "A"],
        ],
    );
    let rows = |count: usize| (0..count).map(|n| format!("c{n},C\n")).collect::<String>();
    for (table, wanted) in [
        (vec![b'x'; 9 << 20], "\"towns.csv\" is larger than 8 MiB"),
        (vec![0xff, 0xfe], "\"towns.csv\" is no table"),
        (b"name,label\na\0,A\n".to_vec(), "\"towns.csv\" is no table"),
        (
            format!("name,label\n{}", rows(20_002)).into_bytes(),
            "\"towns.csv\" has more than 20000 rows",
        ),
        (
            "name,label\na,A\nb,B\u{202e}\n".into(),
            "row 2 of its table: the text has a character",
        ),
        (
            "name,a column\na,A\n".into(),
            "row 1 of its table: the name of a column is",
        ),
    ] {
        let notes = import(&book(&[survey]), "x", &|_| Some(table.clone())).unwrap_err();
        let said = complete(&notes[0]);
        assert!(said.starts_with(&format!("survey!A2: {wanted}")), "{said}");
    }
    let long = "x".repeat(201);
    let one: Rows<'_> = ("survey", &[&["type", "name", "label"], &["text", "a", "A"]]);
    for (header, value, wanted) in [
        (
            "form_id",
            long.as_str(),
            "settings!A2: its id or version is longer",
        ),
        ("version", &long, "settings!A2: its id or version is longer"),
        (
            "version",
            "1\u{202e}",
            "settings!A2: the text has a character",
        ),
        (
            "form_title",
            "A\u{202e}",
            "settings!A2: the text has a character",
        ),
        (
            "form_title",
            &"x".repeat(9000),
            "settings!A2: the text is longer",
        ),
    ] {
        let found = refused(&[one, ("settings", &[&[header], &[value]])]);
        assert!(found[0].starts_with(wanted), "{found:?}");
    }
    let elsewhere: Rows<'_> = ("questions", &[&["type"]]);
    let found = refused(&[elsewhere, CHOICES]);
    assert!(
        found[0].starts_with("survey: there is no sheet of this name"),
        "{found:?}"
    );
    let cell = "x".repeat(140_000);
    let found = refused(&[(
        "survey",
        &[&["type", "name", "label"], &["text", "a", &cell]],
    )]);
    assert!(
        found[0].starts_with("survey!C2: this cell is longer"),
        "{found:?}"
    );
    for bytes in [
        &b""[..],
        b"type,name\n",
        b"PK\x03\x04",
        &[0; 100],
        &vec![0; MAX_WORKBOOK + 1],
    ] {
        let notes = import(bytes, "x", &|_| None).unwrap_err();
        notes.iter().map(complete).for_each(drop);
    }
}

#[test]
fn a_form_of_very_many_expressions_is_refused_before_they_fill_the_memory() {
    let expression = format!("1{}", "+1".repeat(700));
    let names: Vec<String> = (0..1300).map(|n| format!("q{n}")).collect();
    let rows: Vec<[&str; 4]> = names
        .iter()
        .map(|name| ["text", name, "A", expression.as_str()])
        .collect();
    let head: &[&str] = &["type", "name", "label", "relevant"];
    let rows: Vec<&[&str]> = [head]
        .into_iter()
        .chain(rows.iter().map(|row| &row[..]))
        .collect();
    let found = refused(&[("survey", &rows)]);
    assert!(
        found[0].starts_with("survey!D563: the expressions down to this one"),
        "{found:?}"
    );
    assert_eq!(found.len(), 1);
}
