//! An office's own form, filled in question by question.

use std::io::Cursor;

use serde_json::json;

use super::phone::{Phone, at};
use crate::{
    checklist::Answers,
    content::Policy,
    form::{Form, Positions, QuestionView, Value},
    host::Unwatched,
    record::Body,
    session::{Attachment, Error, ScreeningRequest, Session},
};

fn form() -> Form {
    let item = |name: &str, kind: serde_json::Value| json!({"name": name, "kind": kind, "label": {"en": format!("Now {name}")}});
    let mut photograph = item("photograph", json!({"media": {"of": "image"}}));
    photograph["relevant"] = json!("${consent} = 'yes'");
    let mut lot = item("told", json!("note"));
    lot["label"] = json!({"en": "Lot ${lot}"});
    let mut age = item("age", json!("integer"));
    age["required"] = json!("true()");
    age["constraint"] = json!(". < 120");
    let mut name = item("name", json!("text"));
    name["inside"] = json!("people");
    serde_json::from_value(json!({
        "id": "x", "language": "en",
        "lists": {"yesno": [{"name": "yes"}, {"name": "no"}]},
        "items": [
            item("begun", json!("start")), item("ended", json!("end")),
            {"name": "lot", "kind": {"calculate": {"value": "random()"}}}, lot,
            age, item("consent", json!({"select-one": {"list": "yesno"}})),
            photograph, item("paper", json!({"media": {"of": "file"}})),
            item("at", json!({"position": {"shape": "point"}})),
            {"name": "where", "kind": {"calculate": {"value": "concat(${at}, '')"}}},
            {"name": "people", "kind": "repeat"}, name
        ]
    }))
    .unwrap()
}

/// A phone with the form on the checklist for places, under a policy.
fn phone(policy: impl Fn(&mut Policy)) -> (Phone, Session) {
    let (phone, mut session) = Phone::enrolled();
    phone.publish(&mut session, 2, |document| {
        policy(&mut document.policy);
        let mut lists = document.checklists.iter_mut();
        let site = lists.find(|list| list.id == "site").unwrap();
        site.form = Some(form());
    });
    (phone, session)
}

fn asked(session: &Session, answers: &Answers, name: &str) -> Option<QuestionView> {
    let shown = session.questions(answers, "en", at(1)).unwrap();
    shown.into_iter().find(|question| question.name == name)
}

fn with(session: &Session, answers: &Answers, name: &str, value: Value) -> Answers {
    let changed = session.answer_question(answers, name, &[], Some(value), at(1));
    changed.unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Finishes with two files; what the record says of the form, and how many files it names.
fn finished(session: &mut Session, answers: Answers) -> (serde_json::Value, usize) {
    let (mut one, mut two) = (Cursor::new(vec![1; 10]), Cursor::new(vec![2; 20]));
    let mut files = [
        (&mut one, 10, "image/jpeg"),
        (&mut two, 20, "application/pdf"),
    ]
    .map(|(from, bytes, media_type)| Attachment {
        from,
        bytes,
        media_type: media_type.to_owned(),
    });
    let request = ScreeningRequest::new(answers);
    let screened = session
        .screen(request, &mut files, &Unwatched, at(2))
        .unwrap();
    let record = session.show(&screened.id.unwrap()).unwrap().record.unwrap();
    let Body::Screening(screening) = &record.body else {
        panic!("a screening")
    };
    let values = serde_json::to_value(&screening.answers.values).unwrap();
    (values, screening.attachments.len())
}

#[test]
fn questions_are_asked_answered_and_recorded() {
    let (_phone, mut session) = phone(|policy| policy.positions = Positions::Coarse);
    let begun = session.begin("site", at(1)).unwrap();
    let age = asked(&session, &begun, "age").unwrap();
    assert_eq!(
        (age.required, age.message.as_str()),
        (true, "This must be answered.")
    );
    let answers = with(&session, &begun, "age", Value::Integer(130));
    let message = asked(&session, &answers, "age").unwrap().message;
    assert_eq!(message, "This form does not allow this answer.");
    let answers = with(&session, &answers, "age", Value::Integer(30));
    assert_eq!(asked(&session, &answers, "age").unwrap().message, "");

    // One lot for a screening, however often it is looked at; another for the next.
    let lot = |session: &Session| asked(session, &begun, "told").unwrap().label;
    let first = lot(&session);
    assert_eq!(lot(&session), first);

    assert!(asked(&session, &answers, "photograph").is_none());
    let answers = with(&session, &answers, "consent", text("yes"));
    assert!(asked(&session, &answers, "photograph").is_some());
    let answers = with(&session, &answers, "at", text("12.3456 -1.5"));
    let answers = session.add_turn(&answers, "people", &[], at(1)).unwrap();
    let answers = session.add_turn(&answers, "people", &[], at(1)).unwrap();
    let answers = session
        .answer_question(&answers, "name", &[1], Some(text("b")), at(1))
        .unwrap();
    assert_eq!(asked(&session, &answers, "people").unwrap().count, 2);
    let answers = session
        .remove_turn(&answers, "people", &[0], at(1))
        .unwrap();
    assert!(
        session
            .remove_turn(&answers, "people", &[1], at(1))
            .is_err()
    );
    let answers = with(&session, &answers, "photograph", Value::Integer(1));
    let answers = with(&session, &answers, "paper", Value::Integer(2));
    let (values, files) = finished(&mut session, answers);
    assert_eq!(files, 2);
    assert_eq!(
        (&values["photograph"], &values["paper"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(values["people"], json!([{"name": "b"}]));
    // What is worked out from a place is no more exact than the place.
    assert_eq!(
        (&values["at"], &values["where"]),
        (&json!("12.35 -1.50"), &json!("12.35 -1.50"))
    );
    assert!(values["begun"].is_string() && values["ended"].is_string());
    assert_ne!(lot(&session), first);
}

#[test]
fn a_file_of_a_question_that_is_not_asked_any_more_goes_nowhere() {
    let (_phone, mut session) = phone(|_| {});
    let mut answers = session.begin("site", at(1)).unwrap();
    for (name, value) in [
        ("age", Value::Integer(30)),
        ("consent", text("yes")),
        ("photograph", Value::Integer(1)),
        ("paper", Value::Integer(2)),
        ("consent", text("no")),
    ] {
        answers = with(&session, &answers, name, value);
    }
    assert!(
        asked(&session, &answers, "at").is_none(),
        "the policy asks for no places"
    );
    let (values, files) = finished(&mut session, answers);
    assert_eq!((files, &values["paper"]), (1, &json!(1)));
    assert_eq!(values.get("photograph"), None);
}

#[test]
fn a_draft_keeps_no_file_and_no_answer_that_names_one() {
    let (_phone, mut session) = phone(|_| {});
    let answers = session.begin("site", at(1)).unwrap();
    let answers = with(&session, &answers, "age", Value::Integer(30));
    let answers = with(&session, &answers, "paper", Value::Integer(1));
    let id = session.save_draft(None, &answers, at(1)).unwrap();
    let kept = session.draft(id).unwrap().answers;
    assert_eq!(kept.values.get("paper"), None);
    assert_eq!(kept.values.get("age"), Some(&Value::Integer(30)));
}

#[test]
fn what_is_not_there_is_refused() {
    let (_phone, session) = phone(|_| {});
    assert!(matches!(
        session.begin("nothing", at(1)),
        Err(Error::NoSuchChecklist)
    ));
    let person = session.begin("person", at(1)).unwrap();
    assert_eq!(session.questions(&person, "en", at(1)).unwrap(), []);
    assert!(session.add_turn(&person, "people", &[], at(1)).is_err());
    let site = session.begin("site", at(1)).unwrap();
    assert!(session.add_turn(&site, "age", &[], at(1)).is_err());
    assert!(
        session
            .answer_question(&site, "name", &[0], None, at(1))
            .is_err()
    );
}
