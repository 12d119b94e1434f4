//! What forms of other offices use beyond questions, groups and filters.

use serde_json::json;

use super::super::*;

fn form(items: serde_json::Value) -> Form {
    let named = json!([{"name": "yes", "label": {"en": "Yes"}}, {"name": "no", "label": {"en": "No, ${name}"}}]);
    let lists = json!({"yesno": [{"name": "yes"}, {"name": "no"}], "named": named});
    let mut items = items;
    for item in items.as_array_mut().unwrap() {
        if item.get("label").is_none() {
            item["label"] = json!({"en": item["name"]});
        }
    }
    serde_json::from_value(json!({"id": "x", "language": "en", "lists": lists, "items": items}))
        .unwrap()
}

fn values(json: serde_json::Value) -> Values {
    serde_json::from_value(json).unwrap()
}

fn at(positions: Positions) -> Circumstances {
    Circumstances {
        positions,
        ..Instant::at(1_795_343_445_678).into()
    }
}

fn finish(form: &Form, answers: serde_json::Value) -> Result<serde_json::Value, ValuesError> {
    let finished = form.finish(&values(answers), at(Positions::Coarse));
    finished.map(|values| serde_json::to_value(values).unwrap())
}

#[test]
fn every_kind_of_answer_is_checked() {
    let kinds = [
        (
            json!("decimal"),
            json!([1, 1.5, -2e3]),
            json!(["1.5", ["x"]]),
        ),
        (
            json!("integer"),
            json!([1, -5]),
            json!([1.5, "1", 3_000_000_000_u64]),
        ),
        (
            json!({"range": {"start": 0, "end": 1, "step": 0.1}}),
            json!([0, 0.3, 1]),
            json!([1.1, 0.35, -0.1, "x"]),
        ),
        (
            json!("time"),
            json!(["13:45", "13:45:30.000+03:00"]),
            json!(["25:00", "1345", "13:45:61"]),
        ),
        (
            json!("date-time"),
            json!(["2026-11-22T13:45:00Z"]),
            json!(["2026-11-22", "2026-13-01T00:00"]),
        ),
        (json!("barcode"), json!(["4006381333931"]), json!([7])),
        (json!("acknowledge"), json!(["OK"]), json!(["yes", 1])),
        (
            json!({"rank": {"list": "yesno"}}),
            json!([["no", "yes"]]),
            json!([["no", "no"], ["maybe"]]),
        ),
        (
            json!({"media": {"of": "image"}}),
            json!([1]),
            json!([0, "photo.jpg"]),
        ),
        (
            json!({"position": {"shape": "point"}}),
            json!(["1.5 -2.5", "1 2 300 4.5"]),
            json!(["91 0", "0 181", "1", "a b", "1 2 3 4 5", "NaN 1"]),
        ),
        (
            json!({"position": {"shape": "trace"}}),
            json!(["1 2; 3 4 0 0;"]),
            json!(["1 2", "1 2; x"]),
        ),
        (
            json!({"position": {"shape": "area"}}),
            json!(["1 2; 3 4; 5 6; 1 2"]),
            json!(["1 2; 3 4; 5 6", "1 2; 3 4; 1 2"]),
        ),
    ];
    for (kind, good, bad) in kinds {
        let form = form(json!([{"name": "q", "kind": kind}]));
        for value in good.as_array().unwrap() {
            assert!(finish(&form, json!({"q": value})).is_ok(), "{kind} {value}");
        }
        for value in bad.as_array().unwrap() {
            let refused = finish(&form, json!({"q": value})).unwrap_err();
            let named = matches!(&refused, ValuesError::Wrong { question, .. } if question == "q");
            assert!(named, "{kind} {value} {refused:?}");
        }
    }
}

#[test]
fn places_are_given_as_coarsely_as_the_policy_says_and_never_demanded() {
    let form = form(json!([
        {"name": "where", "kind": {"position": {"shape": "point"}}, "required": "true()"}
    ]));
    let answer = values(json!({"where": "1.23456 -2.98765 12 4"}));
    let kept = |positions| {
        form.finish(&answer, at(positions))
            .map(|kept| kept["where"].clone())
    };
    assert_eq!(
        kept(Positions::Coarse),
        Ok(Value::Text("1.23 -2.99".into()))
    );
    assert_eq!(
        kept(Positions::Exact),
        Ok(Value::Text("1.23456 -2.98765 12 4".into()))
    );
    let refused = kept(Positions::Never).unwrap_err();
    let none = Problem::NoPositions;
    assert!(matches!(refused, ValuesError::Wrong { problem, .. } if problem == none));
    for positions in [Positions::Never, Positions::Coarse, Positions::Exact] {
        assert!(form.finish(&Values::new(), at(positions)).is_ok());
        let filled = form.evaluate(&Values::new(), at(positions)).unwrap();
        let shown = form.show(&filled, "en").len();
        assert_eq!(shown, usize::from(positions != Positions::Never));
    }
}

#[test]
fn texts_quote_answers() {
    let form = form(json!([
        {"name": "name", "kind": "text"},
        {"name": "people", "kind": "repeat"},
        {"name": "age", "kind": "integer", "inside": "people", "label": {"en": "Age of ${name}"},
         "hint": {"en": "${nothing"}, "constraint": ". < 9", "constraint_message": {"en": "${age} is too old, ${name}"}},
        {"name": "ok", "kind": {"select-one": {"list": "named"}}, "label": {"en": "Good?"},
         "required": "true()", "required_message": {"en": "Say it, ${ name }"}}
    ]));
    let filled = form
        .evaluate(
            &values(json!({"name": "Ada", "people": [{"age": 1}, {"age": 10}]})),
            at(Positions::Never),
        )
        .unwrap();
    let shown = form.show(&filled, "en");
    let texts: Vec<_> = shown
        .iter()
        .map(|q| (q.label.as_str(), q.hint.as_str(), q.message.as_str()))
        .collect();
    assert_eq!(
        texts,
        [
            ("name", "", ""),
            ("people", "", ""),
            ("Age of Ada", "${nothing", ""),
            ("Age of Ada", "${nothing", "10 is too old, Ada"),
            ("Good?", "", "Say it, Ada"),
        ]
    );
    assert_eq!(shown[4].choices[1].label, "No, Ada");
}

#[test]
fn repeats_hold_repeats_and_count_their_turns() {
    let form = form(json!([
        {"name": "number", "kind": "integer"},
        {"name": "people", "kind": "repeat", "repeat_count": "${number}"},
        {"name": "place", "inside": "people", "kind": {"calculate": {"value": "position(..)"}}},
        {"name": "who", "inside": "people", "kind": "text"},
        {"name": "pets", "inside": "people", "kind": "repeat"},
        {"name": "pet", "inside": "pets", "kind": "text"},
        {"name": "both", "inside": "pets", "kind": {"calculate": {"value": "concat(${who}, '/', ${pet}, position(..), position(../..))"}}},
        {"name": "all", "kind": {"calculate": {"value": "concat(count(${people}), ':', join(' ', ${both}))"}}}
    ]));
    let answers = json!({"number": 2, "people": [
        {"who": "a", "pets": [{"pet": "x"}, {"pet": "y"}]}, {"who": "b", "pets": [{"pet": "z"}]}, {"who": "c"}
    ]});
    let kept = finish(&form, answers).unwrap();
    assert_eq!(kept["all"], "2:a/x11 a/y21 b/z12");
    assert_eq!(kept["people"].as_array().unwrap().len(), 2);
    assert_eq!(kept["people"][1]["place"], "2");
    for (number, turns) in [
        (json!(null), 0),
        (json!(-3), 0),
        (json!(1_000_000), MAX_TURNS),
    ] {
        let answers = if number.is_null() {
            json!({})
        } else {
            json!({"number": number})
        };
        let filled = form
            .evaluate(&values(answers), at(Positions::Never))
            .unwrap();
        let count = filled.questions.iter().filter(|q| q.name == "who").count();
        assert_eq!(count, turns, "{number}");
    }
}

#[test]
fn two_groups_may_hold_items_of_one_name() {
    let form = form(json!([
        {"name": "mother", "kind": "group"},
        {"name": "mother/age", "inside": "mother", "kind": "integer"},
        {"name": "child", "kind": "group"},
        {"name": "child/age", "inside": "child", "kind": "integer"},
        {"name": "gap", "kind": {"calculate": {"value": "/data/mother/age - ${child/age}"}}}
    ]));
    let kept = finish(&form, json!({"mother/age": 30, "child/age": 4})).unwrap();
    assert_eq!(kept["gap"], "26");
    let ambiguous = json!({"id": "x", "language": "en", "items": [
        {"name": "a", "kind": "group"}, {"name": "a/n", "inside": "a", "kind": "hidden"},
        {"name": "b", "kind": "group"}, {"name": "b/n", "inside": "b", "kind": "hidden"},
        {"name": "c", "kind": {"calculate": {"value": "${n}"}}}
    ]});
    let refused = serde_json::from_value::<Form>(ambiguous)
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("several questions are named n"),
        "{refused}"
    );
}

#[test]
fn calculations_fill_questions_in_and_an_answer_works_them_out_again() {
    let form = form(json!([
        {"name": "price", "kind": "decimal"},
        {"name": "count", "kind": "integer"},
        {"name": "total", "kind": "integer", "calculation": "${price} * ${count}"},
        {"name": "fixed", "kind": "text", "calculation": "concat('<', ${total}, '>')", "read_only": true},
        {"name": "seen", "kind": "date-time", "calculation": "now()", "trigger": ["count"]},
        {"name": "once", "kind": {"calculate": {"value": "once(${count})"}}}
    ]));
    let now = at(Positions::Never);
    let mut answers = values(json!({"price": 2.5}));
    answers = form
        .change(&answers, "count", &[], Some(Value::Integer(2)), now)
        .unwrap();
    let kept = form.finish(&answers, now).unwrap();
    assert_eq!(kept["total"], Value::Integer(5));
    assert_eq!(kept["fixed"], Value::Text("<5>".into()));
    assert_eq!(kept["seen"], Value::Text("2026-11-22T10:30:45.678Z".into()));
    assert_eq!(kept["once"], Value::Text("2".into()));
    answers = form
        .change(&answers, "total", &[], Some(Value::Integer(9)), now)
        .unwrap();
    assert_eq!(
        form.finish(&answers, now).unwrap()["fixed"],
        Value::Text("<9>".into())
    );
    // Its price leaves the moment alone; its count does not.
    let later = Circumstances {
        now: Instant::at(0),
        ..now
    };
    answers = form
        .change(&answers, "price", &[], Some(Value::Integer(4)), later)
        .unwrap();
    let kept = form.finish(&answers, later).unwrap();
    assert_eq!(kept["total"], Value::Integer(8));
    assert_eq!(kept["seen"], Value::Text("2026-11-22T10:30:45.678Z".into()));
    answers = form
        .change(&answers, "count", &[], Some(Value::Integer(3)), later)
        .unwrap();
    let kept = form.finish(&answers, later).unwrap();
    assert_eq!(kept["seen"], Value::Text("1970-01-01T00:00:00.000Z".into()));
    assert_eq!(kept["once"], Value::Text("2".into()), "once() stays");
    assert!(form.change(&answers, "nobody", &[], None, now).is_err());
    assert!(form.change(&answers, "count", &[0], None, now).is_err());
}

#[test]
fn what_a_form_starts_with_is_worked_out_turn_by_turn() {
    let form = form(json!([
        {"name": "day", "kind": "date", "start": "today()"},
        {"name": "next", "kind": "date", "start": "date(${day} + 1)"},
        {"name": "people", "kind": "repeat"},
        {"name": "number", "inside": "people", "kind": "integer", "start": "position(..)"},
        {"name": "ok", "inside": "people", "kind": {"select-one": {"list": "yesno"}}, "default": "no"}
    ]));
    let now = at(Positions::Never);
    let mut started = form.defaults(now).unwrap();
    assert_eq!(
        started,
        values(json!({"day": "2026-11-22", "next": "2026-11-23"}))
    );
    for _ in 0..2 {
        started = form.add_turn(&started, "people", &[], now).unwrap();
    }
    assert_eq!(
        started["people"],
        Value::Repeat(vec![
            values(json!({"number": 1, "ok": "no"})),
            values(json!({"number": 2, "ok": "no"}))
        ])
    );
    assert!(form.add_turn(&started, "day", &[], now).is_err());
    // What was emptied stays empty.
    assert_eq!(form.finish(&Values::new(), now).unwrap(), Values::new());
}

#[test]
fn what_shows_nothing_or_deceives_is_refused_when_the_form_is_read() {
    for (text, good) in [
        ("ស្គាល់\u{200b}គាត់", false),
        ("می\u{200c}خواهم", true),
        ("two\nlines", true),
        ("tab\t", false),
        ("\u{202e}", false),
        ("\u{ad}", false),
        ("\u{e000}", false),
        ("\u{2068}open", false),
    ] {
        let form = json!({"id": "x", "language": "en", "items": [
            {"name": "a", "kind": "text", "label": {"en": text}}
        ]});
        assert_eq!(
            serde_json::from_value::<Form>(form).is_ok(),
            good,
            "{text:?}"
        );
    }
}

#[test]
fn a_group_may_ask_about_what_it_holds() {
    let form = form(json!([
        {"name": "inputs", "kind": "group", "relevant": "./source = 'user'"},
        {"name": "source", "kind": "hidden", "inside": "inputs", "default": "user"},
        {"name": "name", "kind": "text", "inside": "inputs"}
    ]));
    assert_eq!(
        finish(&form, json!({"name": "Ada"})).unwrap(),
        json!({"name": "Ada", "source": "user"})
    );
    assert_eq!(
        finish(&form, json!({"name": "Ada", "source": "other"})).unwrap(),
        json!({})
    );
}

#[test]
fn where_nothing_can_be_chosen_nothing_must_be() {
    let form = json!({"id": "x", "language": "en", "lists": {"towns": []}, "items": [
        {"name": "town", "kind": {"select-one": {"list": "towns"}}, "label": {"en": "Town"}, "required": "true()",
         "choice_filter": "district = 'north'"}
    ]});
    let form: Form = serde_json::from_value(form).unwrap();
    assert_eq!(form.finish(&Values::new(), Day::at(0)), Ok(Values::new()));
}
