//! Whether the mappings are whole, and whether they say what the standards say.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use calamine::{Data, Reader, open_workbook_auto};
use pocketcard::{
    content::{Content, Overlay, SETTINGS},
    form::{QuestionKind, Value},
};

use super::{
    ctdc::{self, Codebook},
    htcds,
    mapping::{self, Facts, Mapping},
};
use crate::figures::hxl::{self, Unmapped};

/// The base pack as it is where an office asks for everything that it can ask for.
fn content() -> Content {
    let asked: Vec<String> = SETTINGS
        .iter()
        .map(|(name, _)| format!("\"{name}\""))
        .collect();
    let overlay = format!(
        "name = \"all\"\nversion = 3\nsettings = [{}]",
        asked.join(", ")
    );
    let overlay: Overlay = toml::from_str(&overlay).expect("an overlay");
    overlay.apply(Content::base()).expect("it fits")
}

/// The ids of what is noticed, found and needed.
fn ids(content: &Content) -> BTreeSet<String> {
    let d = content.document();
    let elements = d.elements.iter().map(|it| it.id.clone());
    let indicators = d.indicators.iter().map(|it| it.id.clone());
    let needs = d.needs.iter().map(|it| it.id.clone());
    let linkages = d.linkages.iter().map(|it| it.id.clone());
    let checklists = d.checklists.iter().map(|it| it.id.clone());
    elements
        .chain(indicators)
        .chain(d.forms.iter().cloned())
        .chain(needs)
        .chain(linkages)
        .chain(checklists)
        .collect()
}

/// Questions by name, with their choices.
fn questions(content: &Content) -> BTreeMap<String, Vec<String>> {
    let forms = content.document().checklists.iter();
    let forms = forms.filter_map(|it| it.form.as_ref());
    let mut questions = BTreeMap::new();
    for form in forms {
        for item in form.items() {
            let list = match &item.kind {
                QuestionKind::SelectOne { list } | QuestionKind::SelectMultiple { list } => {
                    Some(list)
                }
                QuestionKind::Note => continue,
                _ => None,
            };
            let choices = list.map(|list| &form.document().lists[list]);
            let choices = choices.into_iter().flatten().map(|it| it.name.clone());
            questions.insert(item.name.clone(), choices.collect());
        }
    }
    questions
}

fn sources(mapping: &Mapping) -> BTreeSet<&str> {
    let sources = mapping.map.values().flat_map(BTreeMap::values).flatten();
    sources.map(String::as_str).collect()
}

fn unmapped(unmapped: &[Unmapped]) -> BTreeSet<&str> {
    let ids = unmapped.iter().flat_map(|it| &it.ids);
    ids.map(String::as_str).collect()
}

/// What neither leads to a value nor is listed as leading to none.
fn forgotten(mapping: &'static Mapping, also: &BTreeSet<String>, content: &Content) -> Vec<String> {
    let (mapped, not) = (sources(mapping), unmapped(&mapping.unmapped));
    let known = |it: &str| mapped.contains(it) || not.contains(it) || also.contains(it);
    let mut forgotten: Vec<String> = ids(content).into_iter().filter(|it| !known(it)).collect();
    for (question, choices) in questions(content) {
        let takes = |answer: &str| {
            let columns = mapping.columns.iter();
            let mut columns = columns.filter(|it| it.questions.contains(&question));
            columns.any(|it| it.country.is_some() || it.values.iter().any(|value| value == answer))
        };
        if known(&question) {
            continue;
        }
        let answers = choices.iter().map(String::as_str);
        let answers = answers.chain(choices.is_empty().then_some(""));
        forgotten.extend(
            answers
                .map(|answer| (format!("{question}={answer}"), takes(answer)))
                .filter(|(pair, taken)| !taken && !known(pair))
                .map(|(pair, _)| pair),
        );
    }
    forgotten
}

#[test]
fn each_id_of_the_base_pack_is_mapped_by_htcds_or_listed_as_unmapped() {
    let content = content();
    let mapping = mapping::htcds();
    assert_eq!(forgotten(mapping, &BTreeSet::new(), &content), [""; 0]);
    // Nothing is both, and nothing is there that the pack does not have.
    let (mapped, not) = (sources(mapping), unmapped(&mapping.unmapped));
    assert_eq!(mapped.intersection(&not).next(), None);
    let (ids, questions) = (ids(&content), questions(&content));
    let known = |it: &&&str| ids.contains(**it) || questions.contains_key(**it);
    assert_eq!(mapped.union(&not).find(|it| !known(it)), None);
}

/// What HTCDS makes of a person, as `FIELD=VALUE`, as far as CTDC might take it.
fn by_htcds() -> BTreeSet<String> {
    let columns = mapping::htcds().columns.iter();
    let columns = columns.filter(|it| it.name.starts_with(['p', 'v', 'x']));
    let columns = columns.filter(|it| it.name != "vic_TraffickingStatus");
    columns
        .flat_map(|column| {
            (column.values.iter()).map(move |value| format!("{}={value}", column.name))
        })
        .collect()
}

#[test]
fn each_value_of_htcds_and_each_question_is_mapped_by_ctdc_or_listed_as_unmapped() {
    let content = content();
    let mapping = mapping::ctdc();
    // An id goes on by what HTCDS makes of it, or not at all where it makes nothing of it.
    assert_eq!(forgotten(mapping, &ids(&content), &content), [""; 0]);
    let (mapped, not) = (sources(mapping), unmapped(&mapping.unmapped));
    let values = by_htcds();
    let known = |it: &&String| mapped.contains(it.as_str()) || not.contains(it.as_str());
    assert_eq!(values.iter().find(|it| !known(it)), None);
    assert_eq!(mapped.intersection(&not).next(), None);
    let (ids, questions) = (ids(&content), questions(&content));
    for source in mapped.union(&not) {
        let question = source.split_once('=').map(|(question, answer)| {
            (questions.get(question)).is_some_and(|choices| choices.iter().any(|it| it == answer))
        });
        let known = values.contains(*source) || ids.contains(*source);
        let known = known || questions.contains_key(*source) || question == Some(true);
        assert!(known, "{source} is nothing that leads anywhere");
    }
}

#[test]
fn each_id_of_the_base_pack_is_a_label_of_hxl_or_listed_as_unmapped() {
    let content = content();
    let mapping = hxl::mapping();
    let labels: BTreeSet<&str> = mapping
        .labels
        .values()
        .flatten()
        .map(String::as_str)
        .collect();
    let not = unmapped(&mapping.unmapped);
    let known = |id: &str| {
        let family = |it: &&str| {
            it.strip_suffix('*')
                .map_or(*it == id, |family| id.starts_with(family))
        };
        labels.contains(id) != not.iter().any(family)
    };
    let ids = ids(&content);
    let questions = questions(&content);
    let mut all = ids.iter().chain(questions.keys());
    assert_eq!(all.find(|id| !known(id)), None);
    for checklist in &content.document().checklists {
        let counted = checklist.subject != pocketcard::content::Subject::Misconduct;
        assert_eq!(labels.contains(checklist.id.as_str()), counted);
    }
}

#[test]
fn every_value_is_one_that_its_column_takes() {
    for mapping in [mapping::htcds(), mapping::ctdc()] {
        for (name, values) in &mapping.map {
            let column = mapping.columns.iter().find(|it| it.name == *name);
            let column = column.expect("a column of the mapping");
            for value in values.keys() {
                assert!(column.values.contains(value), "{name}: {value}");
            }
        }
    }
    let status = &mapping::htcds().columns;
    let status = status.iter().find(|it| it.name == "vic_TraffickingStatus");
    assert_eq!(
        status.expect("it is there").values,
        ["PossibleVictimOfTrafficking"]
    );
}

#[test]
fn no_column_speaks_of_who_is_behind_it() {
    for mapping in [mapping::htcds(), mapping::ctdc()] {
        let sources = sources(mapping);
        for source in sources {
            let of_them = [
                "perpetrator",
                "misconduct",
                "per_",
                "vic_RelationshipToTrafficker",
            ];
            assert!(!of_them.iter().any(|it| source.contains(it)), "{source}");
            assert!(!source.contains("personnel"), "{source}");
        }
        for column in &mapping.columns {
            let of_them = column.name.starts_with("per_") || column.name.contains("Relation");
            let asked = !column.questions.is_empty() || mapping.map.contains_key(&column.name);
            assert!(!of_them || !asked, "{} is filled in", column.name);
        }
    }
}

/// The standard's own files, where they are at hand.
fn fixtures() -> Option<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/fixtures/htcds");
    let there = fixtures.is_dir().then_some(fixtures);
    if there.is_none() {
        println!("skipped: the standard's own files are not at ../shared/fixtures/htcds");
    }
    there
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(path).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    let (start, _) = (sheet.start().expect("cells"), ());
    assert_eq!(start.0, 0);
    let text = |cell: &Data| cell.to_string().trim().to_owned();
    let pad = vec![String::new(); start.1 as usize];
    sheet
        .rows()
        .map(|row| [pad.clone(), row.iter().map(text).collect()].concat())
        .collect()
}

#[test]
fn fields_and_values_are_those_of_the_standards_own_file() {
    let Some(fixtures) = fixtures() else { return };
    let standard = rows(&fixtures.join("htcds-field-standards-2.0.ods"));
    let heading = |name: &str| {
        let mut at = standard[0].iter();
        at.position(|it| it == name).expect(name)
    };
    let (name, values, kind) = (
        heading("Field Name including Prefix"),
        heading("Value Names (if picklist)"),
        heading("Field Type"),
    );
    let fields: BTreeMap<&str, &Vec<String>> = standard
        .iter()
        .map(|row| (row[name].as_str(), row))
        .collect();
    let mut compared = 0;
    for column in &mapping::htcds().columns {
        let field = fields.get(column.name.as_str());
        assert_eq!(field.is_none(), column.extension, "{}", column.name);
        let Some(field) = field else { continue };
        let takes: BTreeSet<&str> = field[values].lines().map(str::trim).collect();
        for value in column.values.iter().map(String::as_str) {
            assert!(takes.contains(value), "{}: {value}", column.name);
            compared += 1;
        }
        if column.country.is_none() {
            assert_eq!(
                column.many,
                field[kind].starts_with("Multiselect"),
                "{}",
                column.name
            );
        }
    }
    assert!(compared > 60, "{compared}");
}

fn facts() -> Facts {
    let values = [
        ("prs_Gender", Value::Text("Feminine".into())),
        ("prs_Citizenship", Value::Text("ml".into())),
        ("ctdc_ageBroad", Value::Text("9--17".into())),
        (
            "vic_ForcedLabourIndustry",
            Value::Text("F_Construction".into()),
        ),
        (
            "vic_Methods_of_Control",
            Value::Choices(vec!["DebtBondage".into(), "TakesEarnings".into()]),
        ),
        ("vic_LocationOfExploitation", Value::Text("CANARY".into())),
        ("vic_MethodOfRecruitment", Value::Text("CANARY".into())),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value)).into();
    let answers = r#"{"checklist":"person","age":"adult","answers":{"labour.11":"told","means.threat":"told","purpose.forced-labour":"told"}}"#;
    let answers = pocketcard::checklist::Answers::from_json(answers.as_bytes()).expect("answers");
    let finding = pocketcard::finding::find(Content::base(), &answers).expect("a finding");
    Facts::of(&finding, &values)
}

fn case() -> htcds::Case {
    let outgoing = htcds::Outgoing {
        office: "=Desk".into(),
        service: "Help for workers".into(),
        day: time::Date::from_calendar_date(2026, time::Month::November, 30).expect("a day"),
        closed: false,
        possible: true,
    };
    htcds::Case::new(&facts(), &outgoing)
}

#[test]
fn a_case_is_read_back_under_the_headers_of_the_standards_own_workbook() {
    let place = tempfile::tempdir().expect("a directory");
    let path = place.path().join("htcds.xlsx");
    std::fs::write(&path, case().workbook().expect("a workbook")).expect("written");
    let ours = rows(&path);
    assert_eq!(
        (ours.len(), ours[2][0].as_str(), ours[0][0].as_str()),
        (3, "1", "")
    );
    let by_name: BTreeMap<&str, &str> = (ours[0].iter().zip(&ours[2]))
        .map(|(name, cell)| (name.as_str(), cell.as_str()))
        .collect();
    for (name, cell) in [
        ("con_Consent", "true"),
        ("prs_Gender", "Feminine"),
        ("prs_Citizenship", "ML"),
        ("vic_TraffickingStatus", "PossibleVictimOfTrafficking"),
        ("vic_MethodOfRecruitment", ""),
        ("vic_MethodsOfControl", "DebtBondage;TakesEarnings"),
        ("vic_TypeOfExploitation", "ForcedLabour"),
        ("vic_ForcedLabourIndustry", "F_Construction"),
        ("cas_Status", "Active"),
        ("cas_ReferringOrganisation", "=Desk"),
        ("cas_OutgoingReferralDate", "2026-11-30"),
        ("x_MethodsOfControl", "RestrictsMovement"),
    ] {
        assert_eq!(by_name[name], cell, "{name}");
    }
    let csv = case().csv();
    assert!(csv.contains(",'=Desk,") && !csv.contains("CANARY"), "{csv}");
    let mut table = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(table.headers().expect("names"), &ours[0][1..]);

    let Some(fixtures) = fixtures() else { return };
    let standard = rows(&fixtures.join("htcds-spreadsheet-2.0.xlsx"));
    // Its own first row lacks one name and misspells another; what people call a field tells which it is.
    let mut last = 0;
    let columns = mapping::htcds().columns.iter();
    for column in columns.filter(|it| !it.extension) {
        let at = standard[1].iter().position(|it| *it == column.label);
        let at = at.unwrap_or_else(|| panic!("{} is not there", column.label));
        let name = &standard[0][at];
        assert!(*name == column.name || name.is_empty(), "{name}");
        assert!(at > last, "{} is not in the standard's order", column.name);
        last = at;
    }
}

#[test]
fn a_row_of_ctdc_has_flags_of_one_and_nothing_that_was_typed() {
    let row = ctdc::row(facts(), 2026);
    let header = Codebook::V2024.header();
    let filled: Vec<(&str, &str)> = (header.iter().zip(&row))
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(name, cell)| (name.as_str(), cell.as_str()))
        .collect();
    assert_eq!(
        filled,
        [
            ("yearOfRegistration", "2026"),
            ("gender", "Woman"),
            ("ageBroad", "09--17"),
            ("citizenship", "MLI"),
            ("meansDebtBondageEarnings", "1"),
            ("meansThreats", "1"),
            ("meansDenyBasicNeeds", "1"),
            ("isForcedLabour", "1"),
            ("typeOfLabourConstruction", "1"),
        ]
    );
    assert_eq!(header.len(), 27);
    let later = Codebook::V2025.header();
    assert!(later.contains(&"sectorOfLabourAgriculture".to_owned()));
    assert_eq!(header.iter().zip(&later).filter(|(a, b)| a != b).count(), 6);
}

#[test]
fn a_country_is_a_code_and_nothing_else() {
    let citizenship = |typed: &str| {
        let values = [("prs_Citizenship".to_owned(), Value::Text(typed.into()))];
        let facts = Facts::of(
            &pocketcard::finding::Finding::clone(&finding()),
            &values.into(),
        );
        let row = mapping::ctdc().apply(&facts);
        row.get("citizenship")
            .map(|it| it.iter().next().copied().expect("one"))
    };
    for typed in ["UA", "ua", "UKR", " ukr "] {
        assert_eq!(citizenship(typed), Some("UKR"), "{typed}");
    }
    for typed in ["", "Ukraine", "XX", "U", "UAX", "Ук", "UA MLI"] {
        assert_eq!(citizenship(typed), None, "{typed}");
    }
}

fn finding() -> pocketcard::finding::Finding {
    let answers = pocketcard::checklist::Answers::from_json(br#"{"checklist":"person"}"#);
    pocketcard::finding::find(Content::base(), &answers.expect("answers")).expect("a finding")
}

#[test]
fn fewer_than_five_are_never_enough() {
    let rows = vec![ctdc::row(facts(), 2026); 4];
    assert_eq!(ctdc::protect(rows, 1).left_out, 4);
    let rows = vec![ctdc::row(facts(), 2026); 5];
    let protected = ctdc::protect(rows, 1);
    assert_eq!((protected.rows.len(), protected.blanked), (5, 0));
}
