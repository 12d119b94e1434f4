//! The content that is built in: the files under `core/content`, as `core/build.rs` puts them together.

use std::{io::Read, sync::OnceLock};

use flate2::bufread::DeflateDecoder;

use super::Content;

impl Content {
    /// The built-in content. Read once; asking again is free.
    pub fn base() -> &'static Self {
        static BASE: OnceLock<Content> = OnceLock::new();
        BASE.get_or_init(|| {
            let json = inflate(include_bytes!(concat!(env!("OUT_DIR"), "/base.deflated")));
            Self::from_json(&json).expect("the built-in content is tested")
        })
    }
}

/// Inflates what is built in.
pub(crate) fn inflate(deflated: &[u8]) -> Vec<u8> {
    let mut json = Vec::new();
    (DeflateDecoder::new(deflated).read_to_end(&mut json))
        .expect("it was deflated when this was compiled");
    json
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet, HashSet};

    use super::*;
    use crate::content::{
        model::{FORMAT, Indicator},
        needed_texts::all_texts,
    };

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
        assert_eq!(base.document().format, FORMAT);
        let again = Content::from_json(&base.canonical_json()).expect("reads its own JSON");
        assert_eq!(again.document(), base.document());
        assert_eq!(again.hash(), base.hash());
        assert_eq!(again.canonical_json(), base.canonical_json());
        let mut other = base.document().clone();
        other.policy.grace_minutes += 1;
        assert_ne!(Content::new(other).expect("valid").hash(), base.hash());
    }
}
