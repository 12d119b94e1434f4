//! What expressions mean, each evaluated as a calculation of a form.

use serde_json::json;

use super::super::*;

/// A form with some answers, and one calculation: the text of `source`.
fn with(source: &str) -> Result<Form, FormError> {
    let label = json!({"en": "?"});
    let text = |name: &str| json!({"name": name, "kind": "text", "label": label});
    let choices = json!([{"name": "fear", "label": {"en": "Afraid"}}, {"name": "debt", "label": {"en": "Owes"}}]);
    let towns = json!([
        {"name": "1", "columns": {"code": "a", "district": "north"}},
        {"name": "2", "columns": {"code": "b", "district": "south"}},
        {"name": "3", "columns": {"code": "c", "district": "south"}}
    ]);
    Form::new(
        serde_json::from_value(json!({
            "id": "x", "version": "v7", "language": "en",
            "lists": {"signs": choices, "towns": towns},
            "items": [
                {"name": "age", "kind": "integer", "label": label},
                text("name"), text("code"), text("nothing"), text("letter"),
                {"name": "signs", "kind": {"select-multiple": {"list": "signs"}}, "label": label},
                {"name": "one", "kind": {"select-one": {"list": "signs"}}, "label": label},
                {"name": "born", "kind": "date", "label": label},
                {"name": "seen", "kind": "date-time", "label": label},
                {"name": "people", "kind": "repeat"},
                {"name": "years", "inside": "people", "kind": "decimal", "label": label},
                {"name": "who", "inside": "people", "kind": "text", "label": label},
                {"name": "pets", "inside": "people", "kind": "repeat"},
                {"name": "pet", "inside": "pets", "kind": "text", "label": label},
                {"name": "group", "kind": "group"},
                {"name": "inner", "inside": "group", "kind": "text", "label": label},
                {"name": "result", "inside": "group", "kind": {"calculate": {"value": source}}}
            ]
        }))
        .unwrap_or_else(|error| panic!("{source}: {error}")),
    )
}

fn values() -> Values {
    serde_json::from_value(json!({
        "age": 17, "name": "Ada", "code": " 1,5 ", "letter": "b", "signs": ["fear", "debt"], "one": "debt",
        "born": "2009-01-31", "seen": "2026-11-22T10:20:30.500Z", "inner": "within",
        "people": [
            {"years": 1.5, "who": "a", "pets": [{"pet": "cat"}, {"pet": "dog"}]},
            {"years": 4, "who": "b"},
            {"who": "c", "pets": [{"pet": "hen"}]}
        ]
    }))
    .unwrap()
}

fn value(source: &str) -> String {
    let form = with(&format!("concat({source})")).unwrap_or_else(|e| panic!("{source}: {e}"));
    let now = Instant::at(1_795_343_445_678); // 2026-11-22T10:30:45.678Z
    let filled = form.evaluate(&values(), now).unwrap();
    match filled.values().get("result") {
        Some(Value::Text(text)) => text.clone(),
        None => String::new(),
        other => panic!("{source}: {other:?}"),
    }
}

#[test]
fn expressions_mean_what_they_mean_in_odk() {
    for (source, expected) in [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 div 2", "3.5"),
        ("-7 mod 4", "-3"),
        ("1 div 0", "Infinity"),
        ("0 div 0", "NaN"),
        ("- - 2", "2"),
        ("2-1", "1"),
        ("1 < 2 = true()", "true"),
        ("1 or 0 and 0", "true"),
        ("${age} < 18", "true"),
        ("${age}", "17"),
        ("${nothing} < 18", "false"),
        ("${nothing} = ''", "true"),
        ("${nothing} + 1", "NaN"),
        ("${nothing} != 1", "true"),
        ("0 div 0 = 0 div 0", "false"),
        ("${age} = '17'", "true"),
        ("${age} = true()", "true"),
        ("${name} = 'Ada'", "true"),
        ("'a' < 'b'", "false"),
        ("${code} * 2", "3"),
        ("'1e3' + 0", "NaN"),
        ("'+1' + 0", "NaN"),
        ("boolean('false')", "true"),
        ("boolean(0 div 0)", "false"),
        ("not(${nothing})", "true"),
        ("selected(${signs}, 'debt')", "true"),
        ("selected(${signs}, 'deb')", "false"),
        ("selected(${signs}, 'fear debt')", "true"),
        ("selected(${nothing}, '')", "true"),
        ("count-selected(${signs})", "2"),
        ("count-selected(${nothing})", "0"),
        ("if(${age} < 18, 'child', 'adult')", "child"),
        (
            "concat('a', 1, true(), 1 div 3)",
            "a1true0.3333333333333333",
        ),
        ("coalesce(${nothing}, ${name})", "Ada"),
        ("coalesce(0 div 0, 2)", "2"),
        ("${born} < today()", "true"),
        ("today() - ${born}", "6504"),
        (
            "round(area('12.1 1.5 0 0; 12.2 1.5; 12.2 1.7; 12.1 1.7; 12.1 1.5'), 2)",
            "2.4228603286E8",
        ),
        ("area(${nothing})", "0"),
        (
            "round(distance('12.1 1.5;12.2 1.5;12.2 1.7;12.1 1.7;12.1 1.5'), 4)",
            "65793.8698",
        ),
        ("round(distance('12.1 1.5', '12.2 1.5'), 3)", "11131.885"),
        ("distance('nowhere')", "0"),
        (
            "digest(${name}, 'SHA-256', 'hex')",
            "99a563ab2f6e21e96998f9fddd2a2bab82b70ac019579502b8d7fc0032ff62bb",
        ),
        (
            "digest(${name}, 'SHA-512')",
            "GYXflZ9EljxeHZr4rm4W1Ngsl1G1GkQyRUkcFdpgxgBhZOUH03h+sEtYPT3KBexDDeih9gdujIQb6Y8nuqjsRA==",
        ),
        (
            "join(' ', randomize(instance('towns')/root/item/code, 6))",
            "a c b",
        ),
        (
            "string(randomize(instance('towns')/root/item/code, 6))",
            "a",
        ),
        ("count-selected(join(' ', randomize(${who})))", "3"),
        ("concat(${born})", "2009-01-31"),
        ("${born} = '2009-01-31'", "true"),
        ("string-length('äé')", "2"),
        ("int(-1.5)", "-1"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-2"),
        ("round(-2.6)", "-3"),
        ("number('abc')", "NaN"),
        ("1000000 * 1000000", "1.0E12"),
        ("0.0001", "1.0E-4"),
        ("\"it's\"", "it's"),
    ] {
        assert_eq!(value(source), expected, "{source}");
    }
}

#[test]
fn functions_do_what_odk_s_do() {
    for (source, expected) in [
        ("concat()", ""),
        ("join(', ', 'a', 1)", "a, 1"),
        ("join(' ', ${who})", "a b c"),
        ("concat(${who})", "abc"),
        ("sum(${years})", "5.5"),
        ("max(${years})", "4"),
        ("min(3, ${age}, 'x')", "3"),
        ("max(${nothing})", "NaN"),
        ("count(${people})", "3"),
        ("count(${years})", "3"),
        ("count-non-empty(${years})", "2"),
        ("count(${pets})", "3"),
        ("join('-', ${pet})", "cat-dog-hen"),
        ("indexed-repeat(${who}, ${people}, 2)", "b"),
        ("indexed-repeat(${who}, ${people}, 0)", "a"),
        ("indexed-repeat(${who}, ${people}, 9)", ""),
        ("indexed-repeat(${pet}, ${people}, 1, ${pets}, 2)", "dog"),
        ("selected-at(${signs}, 1)", "debt"),
        ("selected-at(${signs}, 2)", ""),
        ("selected-at(${signs}, -1)", ""),
        ("jr:choice-name(${one}, '${one}')", "Owes"),
        ("jr:choice-name('fear', '${signs}')", "Afraid"),
        ("jr:choice-name('none', '${signs}')", ""),
        ("pulldata('towns', 'district', 'code', ${letter})", "south"),
        ("pulldata('towns', 'district', 'code', 'z')", ""),
        ("pulldata('towns', 'code', 'name', 1)", "a"),
        (
            "instance('towns')/root/item[code = ${letter}]/district",
            "south",
        ),
        ("instance('towns')/root/item[name = 2]/district", "south"),
        (
            "count(instance('towns')/root/item[district = 'south'])",
            "2",
        ),
        (
            "join(' ', instance('towns')/root/item[district = 'south' and code != 'b']/name)",
            "3",
        ),
        ("instance('towns')/root/item[position() = 2]/code", "b"),
        ("instance('towns')/root/item[3]/code", "c"),
        ("../inner", "within"),
        ("../../age", "17"),
        ("/data/group/inner", "within"),
        ("/anything/people[2]/who", "b"),
        ("/data/people[position() = 3]/who", "c"),
        ("/data/people[years > 2]/who", "b"),
        ("${people}[who = 'b']/years", "4"),
        ("count(/data/people[years > 1])", "2"),
        ("sum(/data/people[who != 'a']/years)", "4"),
        ("count(${people}[${years} > 1])", "2"),
        ("current()/../inner", "within"),
        ("position(..)", "1"),
        ("regex('abc', '[a-z]+')", "true"),
        ("regex('abcd', '[a-z]{3}')", "false"),
        ("regex(${age}, '\\d+')", "true"),
        ("floor(-1.5)", "-2"),
        ("ceiling(1.2)", "2"),
        ("round(1.005, 2)", "1.01"),
        ("round(-2.345, 2)", "-2.34"),
        ("round(-2.346, 2)", "-2.35"),
        ("round(1.996, 2)", "2"),
        ("round(1234, -2)", "1200"),
        ("pow(2, 10)", "1024"),
        ("abs(-3)", "3"),
        ("substr('hello', 1, 3)", "el"),
        ("substr('hello', -3)", "llo"),
        ("substr('hello', 4, 2)", ""),
        ("substring-before('a-b', '-')", "a"),
        ("substring-after('a-b', '-')", "b"),
        ("substring-after('ab', '-')", ""),
        ("translate('bad', 'abd', 'AB')", "BA"),
        ("normalize-space('  a   b ')", "a b"),
        ("contains('abc', 'b')", "true"),
        ("starts-with('abc', 'ab')", "true"),
        ("ends-with('abc', 'ab')", "false"),
        ("boolean-from-string('TRUE')", "true"),
        ("checklist(1, 2, 1, 0, 1)", "true"),
        ("checklist(-1, 1, 1, 0, 1)", "false"),
        ("weighted-checklist(3, 9, 1, 2, 1, 2)", "true"),
        ("today()", "2026-11-22"),
        ("now()", "2026-11-22"),
        ("format-date-time(now(), '%H:%M')", "10:30"),
        ("format-date(${born}, '%e %b %Y')", "31 Jan 2009"),
        ("format-date('2026-1-2', '%m/%d')", "01/02"),
        ("format-date(${nothing}, '%Y')", ""),
        ("format-date-time(${seen}, '%H.%M.%S.%3')", "10.20.30.500"),
        ("date('2026-11-22') - date('2026-11-20')", "2"),
        ("decimal-date-time('1970-01-02T12:00:00Z')", "1.5"),
        ("decimal-time('1970-01-02T06:00:00Z')", "0.25"),
        ("date(1)", "1970-01-02"),
        ("date('x')", ""),
        ("add-date('2024-01-31', 0, 1)", "2024-02-29"),
        ("add-date('2024-01-31', 0, 0, 1)", "2024-02-01"),
        ("difference-in-months(${born}, today())", "213"),
        ("cht:difference-in-years(${born}, today())", "17"),
        ("difference-in-days('2026-11-01', today())", "21"),
        ("version()", "v7"),
        ("string-length(uuid())", "36"),
        ("uuid() = uuid(0)", "false"),
        ("random() < 1", "true"),
    ] {
        assert_eq!(value(source), expected, "{source}");
    }
}

#[test]
fn names_are_reported() {
    let expr =
        Expr::parse("${a} = ${b} and ${a} = c and instance('l')/root/item[d = 1] = 2").unwrap();
    assert_eq!(expr.questions(), ["a", "b"]);
    assert_eq!(expr.columns(), ["c", "d"]);
    assert_eq!(expr.lists(), ["l"]);
}

#[test]
fn what_odk_would_stop_at_is_refused_beforehand() {
    for (source, good) in [
        ("selected(${signs}, 'a')", true),
        ("selected(if(${age} = 1, 'a', 'b'), 'a')", true),
        ("selected(if(${age} = 1, 'a', 2), 'a')", true),
        ("selected(${age}, '1')", false),
        ("selected(${signs}, 1)", false),
        ("1 = 1 and not(count-selected(${age} + 1) = 1)", false),
        ("${years}", false),
        ("sum(1)", false),
        ("${people}", false),
        ("position(${people})", false),
        ("indexed-repeat(${age}, ${people}, 1)", false),
        ("indexed-repeat(${years}, ${people}, 1, ${people})", false),
        ("jr:choice-name(${age}, '${age}')", false),
        ("pulldata('nowhere', 'a', 'b', 1)", false),
        ("pulldata('towns', 'nothing', 'code', 1)", false),
        ("instance('towns')/root/item[nothing = 1]/code", false),
        ("/data/group/nobody", false),
        ("../../../../age", false),
        ("/data/group[1]/inner", false),
    ] {
        assert_eq!(with(source).is_ok(), good, "{source}");
    }
}

#[test]
fn texts_cannot_grow_without_end() {
    let label = json!({"en": "?"});
    let mut items = vec![json!({"name": "c0", "kind": "text", "label": label})];
    for n in 1..40 {
        let source = format!("concat(${{c{0}}}, ${{c{0}}})", n - 1);
        items.push(json!({"name": format!("c{n}"), "kind": {"calculate": {"value": source}}}));
    }
    let form = json!({"id": "x", "language": "en", "items": items});
    let form: Form = serde_json::from_value(form).unwrap();
    let values = serde_json::from_value(json!({"c0": "ä"})).unwrap();
    let refused = form.finish(&values, Day::at(0)).unwrap_err();
    let wrong = ValuesError::Wrong {
        question: "c14".into(),
        problem: Problem::TooLong,
        message: String::new(),
    };
    assert_eq!(refused, wrong);
}

#[test]
fn work_has_a_bound_whatever_a_pack_asks() {
    let label = json!({"en": "?"});
    let inner = "count(/data/r[count(/data/r[count(/data/r[q = 'x']) > 0]) > 0])";
    let form = json!({"id": "x", "language": "en", "items": [
        {"name": "r", "kind": "repeat"},
        {"name": "q", "inside": "r", "kind": "text", "label": label},
        {"name": "c", "kind": {"calculate": {"value": format!("{inner} + {inner} + {inner}")}}}
    ]});
    let form: Form = serde_json::from_value(form).unwrap();
    let turns = vec![json!({"q": "x"}); MAX_TURNS];
    let values = serde_json::from_value(json!({"r": turns})).unwrap();
    assert!(matches!(
        form.evaluate(&values, Day::at(0)),
        Ok(_) | Err(ValuesError::TooMuch)
    ));
    let deep = (0..6).fold("1".to_owned(), |inner, _| {
        format!("count(/data/r[{inner} > 0])")
    });
    let form = json!({"id": "x", "language": "en", "items": [
        {"name": "r", "kind": "repeat"},
        {"name": "q", "inside": "r", "kind": "text", "label": label},
        {"name": "c", "kind": {"calculate": {"value": deep}}}
    ]});
    let form: Form = serde_json::from_value(form).unwrap();
    assert_eq!(
        form.evaluate(&values, Day::at(0)),
        Err(ValuesError::TooMuch)
    );
}
