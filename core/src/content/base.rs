//! The content that is built in: the files under `core/content`, put together.

use std::sync::OnceLock;

use serde::Deserialize;

use super::{
    AloneQuestion, Content,
    model::{
        Advice, Card, Case, Checklist, Document, Element, FORMAT, Indicator, Linkage, Need, Policy,
        Service, Term,
    },
};
use crate::text::Language;

/// Structure, in the order in which it is put together.
const FILES: &[&str] = &[
    include_str!("../../content/elements.toml"),
    include_str!("../../content/indicators/urgent.toml"),
    include_str!("../../content/indicators/annex-ii.toml"),
    include_str!("../../content/indicators/context.toml"),
    include_str!("../../content/indicators/site.toml"),
    include_str!("../../content/indicators/offer.toml"),
    include_str!("../../content/indicators/misconduct.toml"),
    include_str!("../../content/checklists/person.toml"),
    include_str!("../../content/checklists/group.toml"),
    include_str!("../../content/checklists/site.toml"),
    include_str!("../../content/checklists/offer.toml"),
    include_str!("../../content/checklists/misconduct.toml"),
    include_str!("../../content/linkages.toml"),
    include_str!("../../content/advice.toml"),
    include_str!("../../content/guidance.toml"),
    include_str!("../../content/practice/cases.toml"),
    include_str!("../../content/alone.toml"),
    include_str!("../../content/services.toml"),
    include_str!("../../content/languages.toml"),
];

const POLICY: &str = concat!(
    include_str!("../../content/policy.toml"),
    include_str!("../../content/rules.toml")
);

/// The texts of one language: the same file names for each.
macro_rules! texts {
    ($tag:literal) => {
        (
            $tag,
            concat!(
                include_str!(concat!("../../content/lang/", $tag, "/annex-ii.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/elements.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/checklists.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/context.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/site.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/offer.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/misconduct.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/linkages.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/finding.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/guidance.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/practice.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/alone.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/services.ftl")),
                "\n",
                include_str!(concat!("../../content/lang/", $tag, "/ui.ftl")),
                "\n",
            ),
        )
    };
}

const TEXTS: &[(&str, &str)] = &[
    texts!("en"),
    texts!("fr"),
    texts!("ar"),
    texts!("es"),
    texts!("sw"),
    texts!("uk"),
];

/// One file: some of the lists of a [`Document`].
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Part {
    sources: Vec<String>,
    elements: Vec<Element>,
    forms: Vec<String>,
    needs: Vec<Need>,
    indicators: Vec<Indicator>,
    checklists: Vec<Checklist>,
    linkages: Vec<Linkage>,
    advice: Vec<Advice>,
    guidance: Vec<Card>,
    glossary: Vec<Term>,
    cases: Vec<Case>,
    alone: Vec<AloneQuestion>,
    services: Vec<Service>,
    languages: Vec<Language>,
}

impl Content {
    /// The built-in content. Read once; asking again is free.
    pub fn base() -> &'static Self {
        static BASE: OnceLock<Content> = OnceLock::new();
        BASE.get_or_init(|| Self::new(document()).expect("the built-in content is tested"))
    }
}

fn document() -> Document {
    let mut all = Part::default();
    for file in FILES {
        let part: Part = toml::from_str(file).expect("the built-in files are tested");
        all.sources.extend(part.sources);
        all.elements.extend(part.elements);
        all.forms.extend(part.forms);
        all.needs.extend(part.needs);
        all.indicators.extend(part.indicators);
        all.checklists.extend(part.checklists);
        all.linkages.extend(part.linkages);
        all.advice.extend(part.advice);
        all.guidance.extend(part.guidance);
        all.glossary.extend(part.glossary);
        all.cases.extend(part.cases);
        all.alone.extend(part.alone);
        all.services.extend(part.services);
        all.languages.extend(part.languages);
    }
    for language in &mut all.languages {
        let texts = TEXTS.iter().find(|(tag, _)| *tag == language.tag);
        let (_, texts) = texts.expect("every listed language has its files");
        language.texts = (*texts).to_owned();
    }
    let policy: Policy = toml::from_str(POLICY).expect("the built-in policy is tested");
    Document {
        format: FORMAT,
        name: "base".to_owned(),
        version: 2,
        sources: all.sources,
        elements: all.elements,
        forms: all.forms,
        needs: all.needs,
        indicators: all.indicators,
        checklists: all.checklists,
        linkages: all.linkages,
        advice: all.advice,
        guidance: all.guidance,
        glossary: all.glossary,
        cases: all.cases,
        visits: Vec::new(),
        alone: all.alone,
        alone_tried: Vec::new(),
        recordings: Vec::new(),
        services: all.services,
        policy,
        languages: all.languages,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet, HashSet};

    use super::*;
    use crate::content::check::all_texts;

    /// The messages of a Fluent source with the values that each part uses: `id` or `id .attribute`.
    fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (mut message, mut part) = (String::new(), String::new());
        for line in source.lines() {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                message = line.split_once('=').expect("a message").0.trim().to_owned();
                part = message.clone();
            } else if let Some(attribute) = line.trim_start().strip_prefix('.') {
                let name = attribute.split_once('=').expect("an attribute").0.trim();
                part = format!("{message} .{name}");
            } else if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let values = found.entry(part.clone()).or_default();
            for after in line.split('$').skip(1) {
                let name = after.split(|c: char| !c.is_ascii_alphanumeric()).next();
                values.extend(name.map(str::to_owned));
            }
        }
        found
    }

    #[test]
    fn every_language_has_every_text_and_no_other() {
        let base = Content::base();
        let needed: BTreeSet<String> = all_texts(base.document())
            .into_iter()
            .map(|(id, part)| match part {
                "" => id.replace('.', "-"),
                part => format!("{} .{part}", id.replace('.', "-")),
            })
            .collect();
        let english = messages(&base.languages()[0].texts);
        for language in base.languages() {
            assert_eq!(
                base.missing_texts(&language.tag),
                Vec::<String>::new(),
                "{}",
                language.tag
            );
            let there = messages(&language.texts);
            let unused: Vec<_> = there.keys().filter(|id| !needed.contains(*id)).collect();
            assert!(
                unused.is_empty(),
                "{}: nothing uses {unused:?}",
                language.tag
            );
            for (id, values) in &there {
                assert_eq!(values, &english[id], "{}: values of {id}", language.tag);
            }
        }
    }

    #[test]
    fn the_card_on_adverts_names_the_checklist_that_takes_them() {
        let base = Content::base();
        for language in base.languages() {
            let point = base.text(&language.tag, "card.suspicious-advert.2");
            let name = base.text(&language.tag, "checklist.offer");
            assert!(point.contains(&name), "{}: {point}", language.tag);
        }
    }

    #[test]
    fn no_text_is_a_verdict_or_a_score() {
        for language in Content::base().languages() {
            let texts = language.texts.to_lowercase();
            for banned in ["is a victim", "is not a victim", "score", "est une victime"] {
                assert!(!texts.contains(banned), "{}: {banned}", language.tag);
            }
        }
    }

    #[test]
    fn annex_ii_is_there_with_the_figures_of_the_paper() {
        let figures = [
            ("general", 36),
            ("children", 11 + 5),
            ("domestic", 9),
            ("sexual", 12 + 7),
            ("labour", 15 + 8),
            ("begging", 13 + 3),
        ];
        let base = Content::base();
        let mut total = 0;
        for (section, count) in figures {
            for n in 1..=count {
                let indicator = base.indicator(&format!("{section}.{n}")).expect("is there");
                assert_eq!(
                    indicator.source,
                    format!("unodc-2018/annex-ii/{section}/{n}")
                );
            }
            assert!(
                base.indicator(&format!("{section}.{}", count + 1))
                    .is_none()
            );
            total += count;
        }
        assert_eq!(total, 119);
        let of_annex =
            |i: &&Indicator| i.source == format!("unodc-2018/annex-ii/{}", i.id.replace('.', "/"));
        assert_eq!(
            base.document().indicators.iter().filter(of_annex).count(),
            119
        );
    }

    #[test]
    fn nothing_is_there_that_nothing_uses() {
        let d = Content::base().document();
        let sections = d.checklists.iter().flat_map(|c| &c.sections);
        let listed: HashSet<&String> = sections.flat_map(|s| &s.indicators).collect();
        // What was told apart since: readable in what was written before.
        let retired = ["owned.organ", "journey.services-for-passage"];
        for indicator in &d.indicators {
            assert_ne!(
                listed.contains(&indicator.id),
                retired.contains(&indicator.id.as_str()),
                "{} is in no checklist",
                indicator.id
            );
        }
        for element in &d.elements {
            assert!(
                listed.contains(&element.id),
                "{} cannot be answered",
                element.id
            );
        }
        for form in &d.forms {
            assert!(
                d.elements.iter().any(|e| e.form.as_ref() == Some(form)),
                "{form}"
            );
        }
        for need in &d.needs {
            let met = d.services.iter().any(|s| s.needs.contains(&need.id));
            assert!(met, "{} has no example service", need.id);
        }
        let sources: HashSet<&str> = (d.indicators.iter().map(|x| &x.source))
            .chain(d.elements.iter().map(|x| &x.source))
            .chain(d.guidance.iter().map(|x| &x.source))
            .filter_map(|source| source.split('/').next())
            .collect();
        for source in &d.sources {
            assert!(sources.contains(source.as_str()), "{source}");
        }
    }

    #[test]
    fn the_checklists_hold_all_of_annex_ii_and_the_person_s_opens_short() {
        let base = Content::base();
        let person = base.checklist("person").expect("is there");
        let annex = (base.document().indicators.iter())
            .filter(|i| i.source == format!("unodc-2018/annex-ii/{}", i.id.replace('.', "/")));
        let here = |id: &String| person.sections.iter().any(|s| s.indicators.contains(id));
        for indicator in annex {
            // What is a fact of a place moved to the others; drafts that hold it stay valid.
            assert_ne!(
                here(&indicator.id),
                person.former.contains(&indicator.id),
                "{}",
                indicator.id
            );
        }
        let first = &person.sections[0];
        assert!(first.opens.is_empty() && first.indicators.len() <= 8);
        for id in &first.indicators {
            assert!(
                Content::base().indicator(id).expect("is there").sight,
                "{id}"
            );
        }
    }

    #[test]
    fn equal_contents_have_equal_bytes_and_hashes() {
        let base = Content::base();
        let again = Content::from_json(&base.canonical_json()).expect("reads its own JSON");
        assert_eq!(again.document(), base.document());
        assert_eq!(again.hash(), base.hash());
        assert_eq!(again.canonical_json(), base.canonical_json());
        let mut other = document();
        other.policy.grace_minutes += 1;
        assert_ne!(Content::new(other).expect("valid").hash(), base.hash());
    }
}
