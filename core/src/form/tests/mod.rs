//! Forms as they are filled in.

mod expressions;
mod features;

use serde_json::json;

use super::*;

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

/// A small form: a group that depends on an answer, a filter, a repeat and calculations.
fn example() -> serde_json::Value {
    let en = |text: &str| json!({ "en": text });
    json!({
        "id": "intake", "version": "1", "language": "en",
        "lists": {
            "yesno": [{"name": "yes", "label": en("Yes")}, {"name": "no", "label": en("No")}],
            "region": [{"name": "north"}, {"name": "south"}],
            "town": [
                {"name": "alpha", "columns": {"region": "north"}},
                {"name": "beta", "columns": {"region": "south"}},
                {"name": "gamma", "columns": {"region": "south"}}
            ]
        },
        "items": [
            {"name": "consent", "kind": {"select-one": {"list": "yesno"}}, "label": en("Agrees?"), "required": "true()"},
            {"name": "details", "kind": "group", "relevant": "${consent} = 'yes'"},
            {"name": "age", "kind": "integer", "inside": "details", "label": en("Age"),
             "constraint": ". >= 0 and . <= 120", "constraint_message": en("0 to 120")},
            {"name": "minor", "kind": {"calculate": {"value": "if(${age} < 18, 'child', 'adult')"}}, "inside": "details"},
            {"name": "guardian", "kind": "text", "inside": "details", "label": en("Guardian"),
             "relevant": "${minor} = 'child' and ${age} != ''"},
            {"name": "region", "kind": {"select-one": {"list": "region"}}, "label": en("Region"), "default": "south"},
            {"name": "towns", "kind": {"select-multiple": {"list": "town"}}, "label": en("Towns"),
             "choice_filter": "region = ${region}", "constraint": "not(selected(., 'gamma'))"},
            {"name": "people", "kind": "repeat", "relevant": "${consent} = 'yes'"},
            {"name": "born", "kind": "date", "inside": "people", "label": en("Born"), "constraint": ". <= today()"},
            {"name": "years", "kind": {"calculate": {"value": "int((today() - ${born}) div 365.25)"}}, "inside": "people"},
            {"name": "school", "kind": "text", "inside": "people", "label": en("School"),
             "relevant": "${years} < 18 and ${age} > 0", "required": "${years} > 5"}
        ]
    })
}

fn form() -> Form {
    serde_json::from_value(example()).unwrap()
}

fn fill(values: serde_json::Value) -> Filled {
    form()
        .evaluate(&serde_json::from_value(values).unwrap(), today())
        .unwrap()
}

fn find<'a>(filled: &'a Filled, name: &str, turn: Option<usize>) -> &'a QuestionState {
    filled
        .questions
        .iter()
        .find(|q| q.name == name && q.turns.first().copied() == turn)
        .unwrap()
}

fn kept(filled: &Filled) -> serde_json::Value {
    serde_json::to_value(filled.values()).unwrap()
}

#[test]
fn without_consent_nothing_that_depends_on_it_is_kept() {
    let filled = fill(json!({
        "consent": "no", "age": 12, "guardian": "somebody", "region": "north",
        "people": [{"born": "2015-01-01"}]
    }));
    assert_eq!(kept(&filled), json!({"consent": "no", "region": "north"}));
    assert!(filled.is_complete());
    assert!(!find(&filled, "guardian", None).relevant);
}

#[test]
fn only_what_belongs_there_and_is_right_comes_into_a_record() {
    let finish = |values| form().finish(&serde_json::from_value(values).unwrap(), today());
    let kept = finish(json!({"consent": "no", "guardian": "somebody", "age": 300})).unwrap();
    assert_eq!(
        serde_json::to_value(kept).unwrap(),
        json!({"consent": "no"})
    );
    for (values, question, problem) in [
        (json!({}), "consent", Problem::Missing),
        (
            json!({"consent": "perhaps"}),
            "consent",
            Problem::NotAChoice,
        ),
        (json!({"consent": 1}), "consent", Problem::WrongKind),
    ] {
        let wrong = ValuesError::Wrong {
            question: question.into(),
            problem,
            message: String::new(),
        };
        assert_eq!(finish(values), Err(wrong));
    }
    let wrong = finish(json!({"consent": "yes", "age": 300})).unwrap_err();
    let told = ValuesError::Wrong {
        question: "age".into(),
        problem: Problem::Constraint,
        message: "0 to 120".into(),
    };
    assert_eq!(wrong, told);
}

#[test]
fn what_is_shown_is_relevant_and_in_words() {
    let shown = form().show(
        &fill(json!({"consent": "yes", "age": 121, "region": "south"})),
        "en",
    );
    let names: Vec<_> = shown.iter().map(|q| q.name.as_str()).collect();
    assert_eq!(
        names,
        ["consent", "details", "age", "region", "towns", "people"]
    );
    assert_eq!(
        (shown[2].widget, shown[2].message.as_str()),
        (Widget::Integer, "0 to 120")
    );
    assert_eq!(shown[0].choices[0].label, "Yes");
    assert_eq!(
        shown[4].choices[0],
        ChoiceView {
            name: "beta".into(),
            label: "beta".into()
        }
    );
    assert!(shown[0].required && shown[1].widget == Widget::Group);
}

#[test]
fn calculations_and_relevance_follow_each_other() {
    let filled = fill(json!({"consent": "yes", "age": 12}));
    assert!(find(&filled, "guardian", None).relevant);
    assert_eq!(
        kept(&filled),
        json!({"consent": "yes", "age": 12, "minor": "child"})
    );
    // With age unanswered, '' < 18 is false, as in ODK.
    let filled = fill(json!({"consent": "yes"}));
    assert_eq!(kept(&filled), json!({"consent": "yes", "minor": "adult"}));
}

#[test]
fn what_a_calculation_was_told_does_not_count() {
    let filled = fill(json!({"consent": "yes", "age": 12, "minor": "adult"}));
    assert_eq!(kept(&filled)["minor"], "child");
}

#[test]
fn constraints_are_for_answers_only() {
    let age = |values| find(&fill(values), "age", None).problem;
    assert_eq!(
        age(json!({"consent": "yes", "age": 121})),
        Some(Problem::Constraint)
    );
    assert_eq!(age(json!({"consent": "yes", "age": 120})), None);
    assert_eq!(age(json!({"consent": "yes"})), None);
    assert_eq!(age(json!({"consent": "no", "age": 121})), None);
}

#[test]
fn required_questions_are_missed_when_relevant() {
    assert_eq!(
        find(&fill(json!({})), "consent", None).problem,
        Some(Problem::Missing)
    );
    assert_eq!(
        find(&fill(json!({"consent": ""})), "consent", None).problem,
        Some(Problem::Missing)
    );
    let filled = fill(json!({"consent": "yes", "age": 40, "people": [
        {"born": "2010-01-01"}, {"born": "2024-01-01"}, {"born": "1990-01-01"}
    ]}));
    let problems: Vec<_> = (0..3)
        .map(|turn| find(&filled, "school", Some(turn)).problem)
        .collect();
    assert_eq!(problems, [Some(Problem::Missing), None, None]);
    assert!(!find(&filled, "school", Some(2)).relevant);
}

#[test]
fn each_turn_of_a_repeat_stands_for_itself() {
    let filled = fill(json!({"consent": "yes", "age": 40, "people": [
        {"born": "2016-01-01", "school": "here"}, {"born": "1990-01-01", "school": "there"}, {}
    ]}));
    assert_eq!(
        kept(&filled)["people"],
        json!([
            {"born": "2016-01-01", "years": "10", "school": "here"},
            {"born": "1990-01-01", "years": "36"},
            {}
        ])
    );
    let late = fill(json!({"consent": "yes", "people": [{"born": "2026-11-23"}]}));
    assert_eq!(
        find(&late, "born", Some(0)).problem,
        Some(Problem::Constraint)
    );
}

#[test]
fn filters_offer_and_refuse_choices() {
    let towns = |values| {
        let filled = fill(values);
        let towns = find(&filled, "towns", None);
        let form = form();
        let names: Vec<&str> = form
            .offered(towns)
            .iter()
            .map(|c| c.name.as_str())
            .collect();
        (names.join(" "), towns.problem)
    };
    assert_eq!(
        towns(json!({"region": "south", "towns": ["beta"]})),
        ("beta gamma".into(), None)
    );
    assert_eq!(
        towns(json!({"region": "north", "towns": ["beta"]})),
        ("alpha".into(), Some(Problem::NotAChoice))
    );
    let two = towns(json!({"region": "south", "towns": ["beta", "gamma"]}));
    assert_eq!(two.1, Some(Problem::Constraint));
    let twice = towns(json!({"region": "south", "towns": ["beta", "beta"]}));
    assert_eq!(twice.1, Some(Problem::NotAChoice));
}

#[test]
fn answers_of_the_wrong_kind_are_named() {
    for (values, name) in [
        (json!({"consent": "yes", "age": "12"}), "age"),
        (json!({"consent": "yes", "age": 2_147_483_648_i64}), "age"),
        (
            json!({"consent": "yes", "age": 1, "guardian": "\u{7}"}),
            "guardian",
        ),
        (
            json!({"consent": "yes", "age": 1, "guardian": "x".repeat(16_385)}),
            "guardian",
        ),
        (json!({"consent": "yes", "people": "x"}), "people"),
    ] {
        assert_eq!(
            find(&fill(values), name, None).problem,
            Some(Problem::WrongKind),
            "{name}"
        );
    }
    let filled = fill(json!({"consent": "yes", "people": [{"born": "31.1.2009"}]}));
    assert_eq!(
        find(&filled, "born", Some(0)).problem,
        Some(Problem::WrongKind)
    );
    assert_eq!(
        find(&fill(json!({"consent": "maybe"})), "consent", None).problem,
        Some(Problem::NotAChoice)
    );
}

#[test]
fn values_in_the_wrong_place_are_refused_without_repeating_them() {
    let refused = |values| {
        form()
            .evaluate(&serde_json::from_value(values).unwrap(), today())
            .unwrap_err()
    };
    let nobody = ValuesError::NoQuestion("of that name".into());
    assert_eq!(refused(json!({"Ada Lovelace": "x"})), nobody);
    assert_eq!(
        refused(json!({"born": "2009-01-01"})),
        ValuesError::NoQuestion("born".into())
    );
    assert_eq!(
        refused(json!({"people": [{"age": 1}]})),
        ValuesError::NoQuestion("age".into())
    );
    assert_eq!(
        refused(json!({"details": "x"})),
        ValuesError::NoQuestion("details".into())
    );
    let many = vec![json!({"born": "2009-01-01"}); MAX_TURNS + 1];
    assert_eq!(
        refused(json!({ "people": many })),
        ValuesError::TooManyTurns("people".into())
    );
}

#[test]
fn a_form_reads_back_as_it_was_written() {
    let written = serde_json::to_value(form()).unwrap();
    assert_eq!(serde_json::from_value::<Form>(written).unwrap(), form());
    assert_eq!(
        form().defaults(today()).unwrap(),
        serde_json::from_value(json!({"region": "south"})).unwrap()
    );
    let age = form().item("age").unwrap().clone();
    assert_eq!(form().text(&age.label, "fr"), "Age");
}

/// The error after changing one member of one item.
fn broken(name: &str, member: &str, value: serde_json::Value) -> FormError {
    let mut document = example();
    let items = document["items"].as_array_mut().unwrap();
    let item = items.iter_mut().find(|item| item["name"] == name).unwrap();
    item[member] = value;
    Form::new(serde_json::from_value(document).unwrap()).unwrap_err()
}

#[test]
fn forms_that_make_no_sense_are_refused_by_item() {
    use FormProblem::{Circle, Current, Expr, InsideRepeat, NoColumn, NoQuestion};
    for (name, member, value, problem) in [
        (
            "age",
            "relevant",
            json!("${nobody} = 1"),
            NoQuestion("nobody".into()),
        ),
        (
            "age",
            "relevant",
            json!("${details} = 1"),
            NoQuestion("details".into()),
        ),
        (
            "age",
            "relevant",
            json!("${born} = ''"),
            InsideRepeat("born".into()),
        ),
        (
            "age",
            "relevant",
            json!("region = 1"),
            NoColumn("region".into()),
        ),
        (
            "towns",
            "choice_filter",
            json!("size = 1"),
            NoColumn("size".into()),
        ),
        ("age", "relevant", json!(". = 1"), Current),
        ("age", "relevant", json!("${age} = 1"), Circle),
        ("age", "relevant", json!("${guardian} = 'x'"), Circle),
        (
            "age",
            "constraint",
            json!("selected(., '1')"),
            Expr(ExprError::NotText),
        ),
    ] {
        let error = broken(name, member, value.clone());
        assert_eq!(error.problem, problem, "{name} {value}");
    }
    for (name, member, value) in [
        ("age", "name", json!("region")),
        ("age", "name", json!("1age")),
        ("age", "name", json!("a:b")),
        ("age", "inside", json!("people")),
        ("age", "inside", json!("nobody")),
        ("region", "inside", json!("details ")),
        ("people", "inside", json!("people")),
        ("age", "label", json!({})),
        ("age", "label", json!({"english": "a", "e": "b"})),
        ("age", "label", json!({"en": "a".repeat(8001)})),
        ("age", "default", json!("x")),
        ("region", "default", json!("west")),
        ("minor", "default", json!("x")),
        ("minor", "required", json!("true()")),
        ("details", "constraint", json!("true()")),
        ("age", "choice_filter", json!("true()")),
        ("region", "kind", json!({"select-one": {"list": "none"}})),
        ("born", "kind", json!("repeat")),
    ] {
        let error = broken(name, member, value.clone());
        assert!(
            matches!(error.problem, FormProblem::Shape(_)),
            "{name} {value} {error}"
        );
    }
}

#[test]
fn unknown_members_and_kinds_are_refused() {
    for (member, value) in [
        ("more", json!(1)),
        ("kind", json!("decimals")),
        ("relevant", json!("1 +")),
        ("kind", json!({"text": {"more": 1}})),
    ] {
        let mut document = example();
        document["items"][2][member] = value;
        assert!(
            serde_json::from_value::<Form>(document).is_err(),
            "{member}"
        );
    }
}

#[test]
fn an_answer_that_is_not_relevant_counts_as_none_for_others() {
    let label = json!({"en": "?"});
    let form: Form = serde_json::from_value(json!({"id": "x", "language": "en", "items": [
        {"name": "a", "kind": "text", "label": label},
        {"name": "b", "kind": "text", "label": label, "relevant": "${a} = 'yes'"},
        {"name": "c", "kind": "text", "label": label, "relevant": "${b} != ''"}
    ]}))
    .unwrap();
    let values = |a: &str| serde_json::from_value(json!({"a": a, "b": "1", "c": "2"})).unwrap();
    assert_eq!(form.finish(&values("yes"), today()).unwrap().len(), 3);
    assert_eq!(form.finish(&values("no"), today()).unwrap().len(), 1);
}
