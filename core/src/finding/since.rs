//! Early warning: what is otherwise at a place than at the visit before.

use serde::{Deserialize, Serialize};

use super::Finding;
use crate::{
    checklist::Answers,
    content::{Answer, Content, Subject, Visit},
};

/// What changed at a place since an earlier visit. Ids of indicators, in the content's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Since {
    /// The day of that visit, such as `2026-01-31`.
    pub day: String,
    /// Noticed now and not then.
    pub new: Vec<String>,
    /// Noticed then; looked for now and not seen.
    pub gone: Vec<String>,
    /// Noticed then and not looked at now: neither there nor gone.
    pub not_looked: Vec<String>,
    /// Noticed both times.
    pub still: Vec<String>,
}

/// Says in the finding of a place what is otherwise than at this visit. It changes no level: what is new counts as
/// it would at a first visit. The finding of people stays as it is.
pub fn compare(content: &Content, finding: &mut Finding, answers: &Answers, visit: &Visit) {
    let checklist = content.checklist(&finding.checklist);
    if checklist.is_none_or(|checklist| checklist.subject != Subject::Site) {
        return;
    }
    let mut since = Since {
        day: visit.day.clone(),
        new: Vec::new(),
        gone: Vec::new(),
        not_looked: Vec::new(),
        still: Vec::new(),
    };
    for indicator in &content.document().indicators {
        let id = &indicator.id;
        let now = finding.noticed.iter().any(|noticed| noticed.id == *id);
        let list = match (visit.present.contains(id), now, answers.answer(id)) {
            (false, true, _) => &mut since.new,
            (true, true, _) => &mut since.still,
            (true, false, Answer::NotObserved) => &mut since.gone,
            (true, false, _) => &mut since.not_looked,
            (false, false, _) => continue,
        };
        list.push(id.clone());
    }
    finding.since = Some(since);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{find, render};

    const NOW: &str = r#"{"checklist":"site","answers":{"site.risk.prices":"observed",
        "site.sign.girls-leave-school":"told","site.sign.recruiters":"not-observed","site.risk.aid-cut":"told"}}"#;

    fn visit(present: &[&str]) -> Visit {
        Visit {
            site: "north-4".to_owned(),
            day: "2026-01-31".to_owned(),
            present: present.iter().map(|&id| id.to_owned()).collect(),
        }
    }

    #[test]
    fn what_is_new_what_is_gone_and_what_was_not_looked_at_are_told_apart() {
        let content = Content::base();
        let answers = Answers::from_json(NOW.as_bytes()).expect("well formed");
        let before = find(content, &answers).expect("fits");
        let mut finding = before.clone();
        let last = visit(&[
            "site.risk.prices",
            "site.sign.recruiters",
            "site.risk.school-closed",
        ]);
        compare(content, &mut finding, &answers, &last);
        let since = finding.since.clone().expect("a place");
        assert_eq!(
            since.new,
            ["site.risk.aid-cut", "site.sign.girls-leave-school"]
        );
        assert_eq!(since.gone, ["site.sign.recruiters"]);
        assert_eq!(since.not_looked, ["site.risk.school-closed"]);
        assert_eq!(since.still, ["site.risk.prices"]);
        assert_eq!(
            Finding {
                since: None,
                ..finding.clone()
            },
            before,
            "nothing else changes"
        );
        for language in content.languages() {
            let page = render(content, &finding, &language.tag).join("\n");
            assert!(
                page.contains("2026-01-31") && !page.contains("finding."),
                "{page}"
            );
        }
        let page = render(content, &finding, "en").join("\n");
        let new = page.find("New since then").expect("a heading");
        let gone = page
            .find("Looked for and not seen any more")
            .expect("a heading");
        let girls = page
            .find("Girls are missing from school")
            .expect("is named");
        assert!(new < girls && girls < gone, "{page}");
    }

    #[test]
    fn people_are_not_compared_and_nothing_new_is_said_as_such() {
        let content = Content::base();
        let person =
            Answers::from_json(br#"{"checklist":"person","answers":{"general.13":"told"}}"#);
        let person = person.expect("well formed");
        let mut finding = find(content, &person).expect("fits");
        compare(
            content,
            &mut finding,
            &person,
            &visit(&["site.risk.prices"]),
        );
        assert_eq!(finding.since, None);
        let answers =
            Answers::from_json(br#"{"checklist":"site","answers":{"site.risk.prices":"told"}}"#);
        let answers = answers.expect("well formed");
        let mut finding = find(content, &answers).expect("fits");
        compare(
            content,
            &mut finding,
            &answers,
            &visit(&["site.risk.prices"]),
        );
        let page = render(content, &finding, "en").join("\n");
        assert!(page.contains("Nothing new"), "{page}");
    }
}
