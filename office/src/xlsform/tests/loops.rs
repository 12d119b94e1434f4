//! `begin loop`, and the number of a repeat's turns by its own name.

use serde_json::json;

use super::features::{finish, read, refused};

#[test]
fn a_loop_stands_once_for_each_choice() {
    let import = read(&[
        (
            "survey",
            &[
                &[
                    "type",
                    "name",
                    "label::English (en)",
                    "label::French (fr)",
                    "relevant",
                ],
                &["begin loop over Towns", "seen", "Towns", "Villes"],
                &[
                    "integer",
                    "people",
                    "How many in %(label)s?",
                    "Combien à %(label)s ?",
                ],
                &[
                    "text",
                    "why",
                    "Why %(name)s, in %(zone)s?",
                    "Pourquoi %(name)s ?",
                    "../people > 3",
                ],
                &["end loop"],
                &["text", "last", "Last", "Fin"],
            ],
        ),
        (
            "choices",
            &[
                &[
                    "list_name",
                    "name",
                    "label::English (en)",
                    "label::French (fr)",
                    "zone",
                ],
                &["Towns", "a", "Alpha", "Alphaville", "north"],
                &["Towns", "none", "None", "Aucune"],
                &["Towns", "b", "Beta", "Betaville", "south"],
            ],
        ),
    ]);
    let items = import.form.items();
    let names: Vec<&str> = items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "seen",
            "a",
            "seen/a/people",
            "seen/a/why",
            "b",
            "seen/b/people",
            "seen/b/why",
            "last"
        ]
    );
    assert_eq!(items[1].label["fr"], "Alphaville");
    assert_eq!(items[2].label["en"], "How many in Alpha?");
    assert_eq!(items[5].label["fr"], "Combien à Betaville ?");
    assert_eq!(items[6].label["en"], "Why b, in south?");
    let kept = finish(
        &import.form,
        r#"{"seen/a/people": 4, "seen/a/why": "x", "seen/b/people": 1, "seen/b/why": "y"}"#,
    );
    assert_eq!(
        kept,
        json!({"seen/a/people": 4, "seen/a/why": "x", "seen/b/people": 1})
    );
}

#[test]
fn loops_that_cannot_be_written_out_are_refused_at_their_row() {
    let choices: &[&[&str]] = &[&["list_name", "name", "label"], &["l", "a", "A"]];
    for (rows, wanted) in [
        (
            &[
                &["begin loop", "x", "X"][..],
                &["text", "a", "A"],
                &["end loop"],
            ][..],
            "survey!A2: no list to go over is named",
        ),
        (
            &[
                &["begin loop over m", "x", "X"],
                &["text", "a", "A"],
                &["end loop"],
            ],
            "survey!A2: there is no list \"m\"",
        ),
        (
            &[&["begin loop over l", "x", "X"], &["text", "a", "A"]],
            "survey!A2: this loop is never ended",
        ),
        (
            &[&["text", "a", "A"], &["end loop"]],
            "survey!A3: this ends something else",
        ),
        // What is wrong inside names the row of the workbook, once.
        (
            &[
                &["text", "z", "Z"],
                &["begin loop over l", "x", "X"],
                &["telephone", "b", "B"],
                &["end loop"],
            ],
            "survey!A4: the type \"telephone\"",
        ),
    ] {
        let sheet: Vec<&[&str]> = [&[&["type", "name", "label"][..]], rows].concat();
        let found = refused(&[("survey", &sheet), ("choices", choices)]);
        assert!(found[0].starts_with(wanted), "{wanted}: {found:?}");
    }
}

#[test]
fn the_number_of_turns_has_the_name_that_pyxform_gives_it() {
    let import = read(&[(
        "survey",
        &[
            &["type", "name", "label", "repeat_count", "calculation"],
            &["integer", "more", "How many more?"],
            &["begin repeat", "people", "People", "${more} + 1"],
            &["text", "who", "Person"],
            &["end repeat"],
            &["note", "told", "There are ${people_count} of them"],
            &["calculate", "twice", "", "", "${people_count} * 2"],
        ],
    )]);
    let kept = finish(&import.form, r#"{"more": 2}"#);
    assert_eq!(kept["twice"], json!("6"));
    assert_eq!(kept["people_count"], json!("3"));
    // Nobody names it: no such item is made.
    let import = read(&[(
        "survey",
        &[
            &["type", "name", "label", "repeat_count"],
            &["begin repeat", "people", "People", "1 + 1"],
            &["text", "who", "Person"],
            &["end repeat"],
        ],
    )]);
    assert_eq!(import.form.items().len(), 2);
}
