//! What the differences of an overlay make of a content.

use super::{Overlay, Placement, PolicyChange, SETTINGS};
use crate::{
    content::{
        Content, ContentError, Recording,
        check::{CORE_ADVICE, is_id},
        model::{Document, Policy, Section},
    },
    text::merge,
};

impl Overlay {
    /// The content that results from these differences.
    ///
    /// # Errors
    /// When the overlay names something that is not there, hides something that must be said, or the
    /// result does not pass the checks of [`Content::new`].
    pub fn apply(&self, content: &Content) -> Result<Content, ContentError> {
        let mut d = content.document().clone();
        for name in &self.settings {
            setting(name)?.change(&mut d)?;
        }
        self.change(&mut d)?;
        d.name.clone_from(&self.name);
        d.version = self.version;
        Content::new(d)
    }

    fn change(&self, d: &mut Document) -> Result<(), ContentError> {
        add(&mut d.sources, &self.sources, |s| s);
        add(&mut d.elements, &self.elements, |x| &x.id);
        add(&mut d.forms, &self.forms, |s| s);
        add(&mut d.needs, &self.needs, |x| &x.id);
        add(&mut d.indicators, &self.indicators, |x| &x.id);
        add(&mut d.checklists, &self.checklists, |x| &x.id);
        add(&mut d.linkages, &self.linkages, |x| &x.id);
        add(&mut d.advice, &self.advice, |x| &x.id);
        add(&mut d.guidance, &self.guidance, |x| &x.id);
        add(&mut d.glossary, &self.glossary, |x| &x.id);
        add(&mut d.cases, &self.cases, |x| &x.id);
        add(&mut d.visits, &self.visits, |visit| &visit.site);
        if let Some(alone) = &self.alone {
            d.alone.clone_from(alone);
        }
        add(&mut d.alone_tried, &self.alone_tried, |tag| tag);
        let again = |a: &Recording, b: &Recording| {
            (&a.text, &a.language, &a.variety, a.voice)
                == (&b.text, &b.language, &b.variety, b.voice)
        };
        d.recordings
            .retain(|there| !self.recordings.iter().any(|new| again(new, there)));
        d.recordings.extend(self.recordings.iter().cloned());
        if let Some(services) = &self.services {
            d.services.clone_from(services);
        }
        if let Some(policy) = &self.policy {
            policy.apply(&mut d.policy);
        }
        for (id, weight) in &self.weights {
            let indicator = d.indicators.iter_mut().find(|i| i.id == *id);
            indicator
                .ok_or_else(|| wrong(id, "has no weight: there is no such indicator"))?
                .weight = *weight;
        }
        for place in &self.place {
            place.apply(d)?;
        }
        for questions in &self.questions {
            let checklist = d
                .checklists
                .iter_mut()
                .find(|c| c.id == questions.checklist);
            let checklist = checklist
                .ok_or_else(|| wrong(&questions.checklist, "there is no such checklist"))?;
            if checklist.form.is_some() {
                return Err(wrong(&questions.checklist, "has questions already"));
            }
            checklist.form = Some(questions.form.clone());
        }
        for first in &self.first {
            first.to_the_front(d)?;
        }
        for id in &self.hide {
            hide(d, id)?;
        }
        add(&mut d.policy.facts, &self.facts, |fact| fact);
        for language in &self.languages {
            match d.languages.iter_mut().find(|l| l.tag == language.tag) {
                Some(there) => {
                    there.name.clone_from(&language.name);
                    there.direction = language.direction;
                    there.review = language.review;
                    there.texts = merge(&there.texts, &language.texts);
                }
                None => d.languages.push(language.clone()),
            }
        }
        Ok(())
    }
}

fn setting(name: &str) -> Result<Overlay, ContentError> {
    let (_, toml) = (SETTINGS.iter().find(|(known, _)| *known == name)).ok_or_else(|| {
        wrong(
            name,
            "is no setting: there are conflict, route, camp, distribution, checkpoint and profile",
        )
    })?;
    Ok(toml::from_str(toml).expect("the built-in settings are tested"))
}

impl PolicyChange {
    fn apply(&self, policy: &mut Policy) {
        fn set<T: Clone>(to: &mut T, from: &Option<T>) {
            if let Some(from) = from {
                to.clone_from(from);
            }
        }
        set(&mut policy.grace_minutes, &self.grace_minutes);
        set(&mut policy.auto_lock_minutes, &self.auto_lock_minutes);
        set(&mut policy.retention_days, &self.retention_days);
        set(&mut policy.kept_days, &self.kept_days);
        set(&mut policy.wipe_after, &self.wipe_after);
        set(&mut policy.duress, &self.duress);
        set(&mut policy.escrow, &self.escrow);
        set(&mut policy.positions, &self.positions);
        add(&mut policy.facts, &self.facts, |fact| fact);
        set(&mut policy.rules, &self.rules);
    }
}

impl Placement {
    fn apply(&self, d: &mut Document) -> Result<(), ContentError> {
        let checklist = d.checklists.iter_mut().find(|c| c.id == self.checklist);
        let checklist =
            checklist.ok_or_else(|| wrong(&self.checklist, "there is no such checklist"))?;
        match checklist.sections.iter_mut().find(|s| s.id == self.section) {
            Some(section) => section.indicators.extend(self.indicators.iter().cloned()),
            None => checklist.sections.push(Section {
                id: self.section.clone(),
                opens: Vec::new(),
                asks: false,
                indicators: self.indicators.clone(),
            }),
        }
        Ok(())
    }

    /// Puts the indicators at the front of the section, and takes them from wherever the checklist had them.
    fn to_the_front(&self, d: &mut Document) -> Result<(), ContentError> {
        let checklist = d.checklists.iter_mut().find(|c| c.id == self.checklist);
        let checklist =
            checklist.ok_or_else(|| wrong(&self.checklist, "there is no such checklist"))?;
        for section in &mut checklist.sections {
            section
                .indicators
                .retain(|id| !self.indicators.contains(id));
        }
        checklist.former.retain(|id| !self.indicators.contains(id));
        let section = checklist.sections.iter_mut().find(|s| s.id == self.section);
        let section = section.ok_or_else(|| wrong(&self.section, "there is no such section"))?;
        section
            .indicators
            .splice(0..0, self.indicators.iter().cloned());
        checklist
            .sections
            .retain(|section| !section.indicators.is_empty());
        Ok(())
    }
}

fn add<T: Clone>(to: &mut Vec<T>, from: &[T], id: impl Fn(&T) -> &String) {
    for entry in from {
        match to.iter_mut().find(|there| id(there) == id(entry)) {
            Some(there) => there.clone_from(entry),
            None => to.push(entry.clone()),
        }
    }
}

fn hide(d: &mut Document, id: &str) -> Result<(), ContentError> {
    if CORE_ADVICE.contains(&id) {
        return Err(wrong(id, "must always be said and cannot be hidden"));
    }
    let mut found = d.indicators.iter().any(|i| i.id == id);
    for section in d.checklists.iter_mut().flat_map(|c| &mut c.sections) {
        section.indicators.retain(|there| there != id);
    }
    for checklist in &mut d.checklists {
        checklist
            .sections
            .retain(|section| !section.indicators.is_empty());
    }
    found |= drop_from(&mut d.guidance, |x| x.id == id);
    found |= drop_from(&mut d.glossary, |x| x.id == id);
    found |= drop_from(&mut d.cases, |x| x.id == id);
    found |= drop_from(&mut d.services, |x| x.id == id);
    found |= drop_from(&mut d.advice, |x| x.id == id);
    if found {
        Ok(())
    } else {
        Err(wrong(id, "cannot be hidden: there is no such thing"))
    }
}

fn drop_from<T>(list: &mut Vec<T>, is_it: impl Fn(&T) -> bool) -> bool {
    let before = list.len();
    list.retain(|entry| !is_it(entry));
    list.len() < before
}

fn wrong(place: &str, problem: &'static str) -> ContentError {
    let place = if is_id(place) { place } else { "the overlay" };
    ContentError::Wrong {
        place: place.to_owned(),
        problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        checklist::{Answers, validate, view},
        content::Level,
        finding::find,
    };

    fn overlay(toml: &str) -> Overlay {
        toml::from_str(toml).expect("an overlay")
    }

    const LOCAL: &str = r#"
        name = "north-mission"
        version = 7
        hide = ["general.34", "term.survival-sex", "service.example-workers"]

        [weights]
        "general.10" = 0
        "labour.12" = 9

        [[indicators]]
        id = "local.brick-kiln"
        source = "field-practice/north"
        shows = ["act.harbouring", "purpose.debt-bondage"]
        weight = 3
        sight = true

        [[place]]
        checklist = "person"
        section = "labour"
        indicators = ["local.brick-kiln"]

        [[languages]]
        tag = "en"
        name = "English"
        direction = "ltr"
        review = "original"
        texts = """
        local-brick-kiln = They work at a brick kiln and owe the owner money
            .hint = Between October and May.
        general-13 = The kiln's clerk keeps their papers
            .hint = Ask nothing; look at who carries them.
        """
    "#;

    fn local() -> Content {
        // TOML keeps the indentation of the raw string; a message starts at the margin.
        let mut overlay = overlay(LOCAL);
        let texts = &mut overlay.languages[0].texts;
        *texts = texts
            .lines()
            .map(|l| l.strip_prefix("        ").unwrap_or(l))
            .collect::<Vec<_>>()
            .join("\n");
        overlay.apply(Content::base()).expect("a valid content")
    }

    #[test]
    fn adds_rewords_hides_and_weighs() {
        let content = local();
        assert_ne!(content.hash(), Content::base().hash());
        assert_eq!(
            content.text("en", "general.13"),
            "The kiln's clerk keeps their papers"
        );
        assert_eq!(
            content.text("en", "general.14"),
            Content::base().text("en", "general.14")
        );
        assert_eq!(content.indicator("labour.12").map(|i| i.weight), Some(9));
        assert!(
            content
                .document()
                .services
                .iter()
                .all(|s| s.id != "service.example-workers")
        );

        let answers = Answers::from_json(
            br#"{"checklist":"person","age":"adult","answers":{"local.brick-kiln":"observed"}}"#,
        )
        .expect("well formed");
        let found = find(&content, &answers).expect("fits");
        assert_eq!(
            found.elements.purpose[0].causes,
            ["local.brick-kiln".into()]
        );
        assert!(
            validate(Content::base(), &answers).is_err(),
            "the base content does not know it"
        );
    }

    #[test]
    fn answers_begun_before_an_indicator_was_hidden_stay_valid_and_say_so() {
        let content = local();
        let json = format!(
            r#"{{"checklist":"person","pack":"{}","answers":{{"general.34":"told"}}}}"#,
            Content::base().hash_hex()
        );
        let answers = Answers::from_json(json.as_bytes()).expect("well formed");
        let shown = view(&content, &answers, "en").expect("still valid");
        assert!(shown.notice.is_some());
        assert!(
            shown
                .sections
                .iter()
                .flat_map(|s| &s.items)
                .all(|i| i.id != "general.34")
        );
        assert_eq!(
            find(&content, &answers).expect("fits").level,
            Level::Enquire
        );
        assert!(
            view(Content::base(), &answers, "en")
                .expect("fits")
                .notice
                .is_none()
        );
    }

    #[test]
    fn each_setting_orders_the_first_screen_by_what_can_be_seen_there() {
        let mut screens = Vec::new();
        let places = SETTINGS.iter().filter(|(name, _)| *name != "profile");
        for (name, _) in places {
            let content = overlay(&format!(
                "name = \"x\"\nversion = 3\nsettings = [\"{name}\"]"
            ))
            .apply(Content::base())
            .expect(name);
            for list in ["person", "group"] {
                let first = &content.checklist(list).expect("is there").sections[0];
                assert!(first.opens.is_empty(), "{name}");
                for id in &first.indicators[..6] {
                    assert!(content.indicator(id).expect("is there").sight, "{id}");
                }
                screens.push(first.indicators[..6].to_vec());
            }
        }
        let count = screens.len();
        screens.sort();
        screens.dedup();
        assert_eq!(screens.len(), count, "each has a first screen of its own");
        assert!(
            overlay("name = \"x\"\nversion = 3\nsettings = [\"moon\"]")
                .apply(Content::base())
                .is_err()
        );
    }

    #[test]
    fn disaggregated_fields_are_asked_where_the_office_says_so_and_none_must_be_answered() {
        let content = overlay("name = \"x\"\nversion = 3\nsettings = [\"profile\"]")
            .apply(Content::base())
            .expect("valid");
        let answers = |values: &str| {
            let json = format!(r#"{{"checklist":"person","age":"adult","values":{values}}}"#);
            Answers::from_json(json.as_bytes()).expect("well formed")
        };
        let some = r#"{"prs_Gender":"Feminine","vic_ForcedLabourIndustry":"F_Construction"}"#;
        assert!(validate(&content, &answers(some)).is_ok());
        assert!(
            validate(Content::base(), &answers(some)).is_err(),
            "not asked"
        );
        for list in ["person", "group"] {
            let form = content.checklist(list).expect("is there").form.as_ref();
            let items = form.expect("asks").items();
            assert!(items.iter().all(|item| item.required.is_none()));
            for language in content.languages() {
                let said = |labels: &crate::form::Labels| labels.contains_key(&language.tag);
                assert!(
                    items.iter().all(|item| said(&item.label)),
                    "{}",
                    language.tag
                );
                let lists = form.expect("asks").document().lists.values().flatten();
                assert!(lists.into_iter().all(|choice| said(&choice.label)));
            }
        }
    }

    #[test]
    fn what_a_setting_knows_nobody_has_to_tick_and_it_flags_nobody() {
        let content = overlay("name = \"x\"\nversion = 3\nsettings = [\"conflict\", \"camp\"]")
            .apply(Content::base())
            .expect("valid");
        let person = |answers: &str| {
            let json = format!(r#"{{"checklist":"person","age":"adult","answers":{answers}}}"#);
            find(
                &content,
                &Answers::from_json(json.as_bytes()).expect("well formed"),
            )
            .expect("fits")
        };
        let crsv = |found: &crate::finding::Finding| {
            found
                .linkages
                .iter()
                .any(|linkage| linkage.id == "linkage.crsv")
        };
        assert_eq!(person("{}").level, Level::NoFlag);
        assert!(crsv(&person(r#"{"purpose.prostitution":"told"}"#)));
        let said_otherwise =
            r#"{"purpose.prostitution":"told","conflict.armed-conflict":"not-observed"}"#;
        assert!(!crsv(&person(said_otherwise)), "who is there knows better");
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for (toml, place) in [
            (r#"hide = ["advice.safety"]"#, "advice.safety"),
            (r#"hide = ["general.37"]"#, "general.37"),
            (r#"weights = { "general.37" = 1 }"#, "general.37"),
            (r#"weights = { "general.1" = 10 }"#, "general.1"),
            (
                r#"place = [{ checklist = "nobody", section = "a", indicators = [] }]"#,
                "nobody",
            ),
        ] {
            let overlay = overlay(&format!("name = \"x\"\nversion = 1\n{toml}"));
            match overlay.apply(Content::base()) {
                Err(ContentError::Wrong { place: at, .. }) => assert_eq!(at, place),
                other => panic!("{toml}: {other:?}"),
            }
        }
        assert!(toml::from_str::<Overlay>("name = \"x\"\nsurprise = 1").is_err());
    }

    #[test]
    fn nothing_changed_is_nothing_changed() {
        let base = Content::base();
        let mut same = base.document().clone();
        same.name = "same".into();
        let overlay = Overlay {
            name: "same".into(),
            version: base.document().version,
            ..Overlay::default()
        };
        let applied = overlay.apply(base).expect("valid");
        assert_eq!(applied.document(), &same);
    }
}
