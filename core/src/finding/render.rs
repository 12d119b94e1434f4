//! A finding in plain words.

use std::sync::Arc;

use super::{FIRST_ADVICE, Finding, Shown};
use crate::{
    content::{AGE_ID, Age, Answer, Content, Subject},
    text::Value,
};

/// A finding as lines of plain text in a language: what was noticed, what it may point to and why,
/// and what to do. Lines that begin with two spaces belong to the heading above them; an empty line
/// stands before each heading.
pub fn render(content: &Content, finding: &Finding, language: &str) -> Vec<String> {
    let mut page = Page {
        content,
        language,
        lines: Vec::new(),
    };
    if finding.has_no_signs() {
        page.kept();
    } else {
        page.level(finding);
    }
    page.since(finding);
    page.noticed(finding);
    page.reasons(finding);
    page.elements(finding);
    page.list("finding.forms", &finding.forms);
    page.list("finding.urgent", &finding.urgent);
    page.linkages(finding);
    page.advice(finding);
    page.open_ends(finding);
    page.lines
}

/// The causes of something shown, in words.
pub fn because(content: &Content, language: &str, shown: &Shown) -> Vec<String> {
    let said = |cause: &str| match cause {
        AGE_ID => content.text(language, "finding.the-age"),
        id => content.text(language, id),
    };
    shown.causes.iter().map(|id| said(id)).collect()
}

/// A title and what stands under it.
pub type Titled = (String, Vec<String>);

/// What is otherwise at a place than at the visit before, in words: a heading, and under each title its signs.
pub fn since(
    content: &Content,
    language: &str,
    finding: &Finding,
) -> Option<(String, Vec<Titled>)> {
    let since = finding.since.as_ref()?;
    let text = |id: &str| content.text(language, id);
    let heading = content.text_with(
        language,
        "finding.since",
        &[("day", Value::Text(&since.day))],
    );
    let mut parts = Vec::new();
    for (title, ids) in [
        ("finding.since-new", &since.new),
        ("finding.since-gone", &since.gone),
        ("finding.since-not-looked", &since.not_looked),
        ("finding.since-still", &since.still),
    ] {
        if !ids.is_empty() {
            parts.push((text(title), ids.iter().map(|id| text(id)).collect()));
        }
    }
    if since.new.is_empty() && since.gone.is_empty() {
        parts.insert(0, (text("finding.since-nothing"), Vec::new()));
    }
    Some((heading, parts))
}

struct Page<'a> {
    content: &'a Content,
    language: &'a str,
    lines: Vec<String>,
}

impl Page<'_> {
    fn text(&self, id: &str) -> String {
        self.content.text(self.language, id)
    }

    fn with(&self, id: &str, values: &[(&str, Value)]) -> String {
        self.content.text_with(self.language, id, values)
    }

    fn heading(&mut self, id: &str) {
        self.lines.push(String::new());
        let line = self.text(id);
        self.lines.push(line);
    }

    fn under(&mut self, line: &str) {
        self.lines.push(format!("  {line}"));
    }

    /// The texts of causes; never their ids.
    fn causes(&self, causes: &[Arc<str>]) -> String {
        let texts: Vec<String> = (causes.iter())
            .map(|id| match &**id {
                AGE_ID => self.text("finding.the-age"),
                id => self.text(id),
            })
            .collect();
        texts.join("; ")
    }

    /// "They were lied to (because of: they did something because of promises that were not true)".
    fn because(&self, shown: &Shown) -> String {
        let what = self.text(&shown.id);
        self.with(
            "finding.because",
            &[
                ("what", Value::Text(&what)),
                ("causes", Value::Text(&self.causes(&shown.causes))),
            ],
        )
    }

    fn list(&mut self, heading: &str, list: &[Shown]) {
        if list.is_empty() {
            return;
        }
        self.heading(heading);
        for shown in list {
            let line = self.because(shown);
            self.under(&line);
        }
    }

    fn subject(&self, finding: &Finding) -> Subject {
        let checklist = self.content.checklist(&finding.checklist);
        checklist.map_or(Subject::Person, |checklist| checklist.subject)
    }

    /// A form of questions only: nothing was looked for, so that "nothing noticed" would say what nobody knows.
    fn kept(&mut self) {
        let title = self.text("finding.kept");
        self.lines.push(title);
        let meaning = self
            .content
            .attribute(self.language, "finding.kept", "meaning");
        self.lines.extend(meaning);
    }

    fn level(&mut self, finding: &Finding) {
        let id = finding.level.text_id(self.subject(finding));
        let title = self.text(id);
        self.lines.push(title);
        let meaning = self.content.attribute(self.language, id, "meaning");
        self.lines.extend(meaning);
        let line = self.text("finding.not-a-verdict");
        self.lines.push(line);
    }

    fn since(&mut self, finding: &Finding) {
        let Some((heading, parts)) = since(self.content, self.language, finding) else {
            return;
        };
        self.lines.extend([String::new(), heading]);
        for (title, signs) in parts {
            self.under(&title);
            for sign in signs {
                self.under(&format!("  {sign}"));
            }
        }
    }

    fn noticed(&mut self, finding: &Finding) {
        if finding.noticed.is_empty() {
            return;
        }
        self.heading("finding.noticed");
        for noticed in &finding.noticed {
            let how = match noticed.answer {
                Answer::Told => self.text("finding.told"),
                Answer::Reported => self.text("finding.reported"),
                _ => self.text("finding.seen"),
            };
            let what = self.text(&noticed.id);
            let source = self
                .content
                .indicator(&noticed.id)
                .map_or("", |i| i.source.as_str());
            let line = self.with(
                "finding.item",
                &[
                    ("how", Value::Text(&how)),
                    ("what", Value::Text(&what)),
                    ("source", Value::Text(source)),
                ],
            );
            self.under(&line);
        }
    }

    fn reasons(&mut self, finding: &Finding) {
        self.list("finding.reasons", &finding.reasons);
        let of_people = match self.subject(finding) {
            Subject::Person => true,
            Subject::Group => finding.child.age != Age::Unknown,
            Subject::Site | Subject::Offer | Subject::Misconduct => false,
        };
        if of_people {
            let line = self.text(match finding.child.age {
                Age::Adult => "child.adult",
                Age::Child => "child.child",
                Age::MayBeChild => "child.may-be-child",
                Age::Unknown => "child.unknown",
            });
            self.under(&line);
        }
        if !finding.child.signs.is_empty() {
            let causes = self.causes(&finding.child.signs);
            let line = self.with("child.signs", &[("causes", Value::Text(&causes))]);
            self.under(&line);
        }
    }

    fn elements(&mut self, finding: &Finding) {
        let parts = &finding.elements;
        if parts.act.is_empty() && parts.means.is_empty() && parts.purpose.is_empty() {
            return;
        }
        self.heading("finding.elements");
        for (title, part) in [
            ("finding.act", &parts.act),
            ("finding.means", &parts.means),
            ("finding.purpose", &parts.purpose),
        ] {
            let line = self.text(title);
            self.under(&line);
            for shown in part {
                let line = self.because(shown);
                self.under(&format!("  {line}"));
            }
            if part.is_empty() {
                let means = title == "finding.means" && !finding.means_needed;
                let line = self.text(if means {
                    "finding.means-not-needed"
                } else {
                    "finding.part-missing"
                });
                self.under(&format!("  {line}"));
            }
        }
        if finding.definition.is_some() {
            let line = self.text("finding.definition");
            self.under(&line);
        }
    }

    fn linkages(&mut self, finding: &Finding) {
        if finding.linkages.is_empty() {
            return;
        }
        self.heading("finding.linkages");
        for shown in &finding.linkages {
            let line = self.because(shown);
            self.under(&line);
            for part in ["why", "change"] {
                if let Some(line) = self.content.attribute(self.language, &shown.id, part) {
                    self.under(&format!("  {line}"));
                }
            }
            let linkages = &self.content.document().linkages;
            if let Some(linkage) = linkages.iter().find(|l| l.id == shown.id) {
                let mechanism = format!("mechanism.{}", linkage.mechanism);
                let name = self.text(&mechanism);
                let line = self.with("finding.linkage-mechanism", &[("name", Value::Text(&name))]);
                self.under(&format!("  {line}"));
                let contact = self.content.attribute(self.language, &mechanism, "contact");
                let contact = contact.unwrap_or_else(|| self.text("finding.no-contact"));
                self.under(&format!("    {contact}"));
            }
        }
    }

    fn advice(&mut self, finding: &Finding) {
        let first = finding.advice.len().min(FIRST_ADVICE);
        let (first, more) = finding.advice.split_at(first);
        for (heading, advice) in [("finding.advice", first), ("finding.advice-more", more)] {
            if advice.is_empty() {
                continue;
            }
            self.heading(heading);
            for id in advice {
                let line = self.text(id);
                self.under(&line);
            }
        }
    }

    fn open_ends(&mut self, finding: &Finding) {
        self.lines.push(String::new());
        for (id, count) in [
            ("finding.not-observed", finding.not_observed),
            ("finding.not-asked", finding.not_asked),
        ] {
            if count > 0 {
                let line = self.with(id, &[("count", Value::Count(count.into()))]);
                self.lines.push(line);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::Answers;

    #[test]
    fn says_what_was_noticed_what_it_may_mean_and_what_to_do() {
        let content = Content::base();
        let answers = Answers::from_json(
            br#"{"checklist":"person","age":"adult","answers":{"general.13":"told","labour.12":"observed","general.36":"told"}}"#,
        )
        .expect("well formed");
        let finding = super::super::find(content, &answers).expect("fits");
        let page = render(content, &finding, "en").join("\n");
        let page = crate::text::without_marks(&page);
        for expected in [
            "Offer a referral\n",
            "Told: Somebody else keeps their passport or identity papers (unodc-2018/annex-ii/general/13)",
            "Seen: Guards, locks, fences or dogs keep them in (unodc-2018/",
            "They were lied to (because of: They did something because of promises that were not true)",
            "You do not have to look at more",
        ] {
            assert!(page.contains(expected), "{expected}\n{page}");
        }
    }

    #[test]
    fn who_takes_it_further_is_named_with_how_to_reach_them_or_that_nobody_has_said_it() {
        let answers = Answers::from_json(
            br#"{"checklist":"person","age":"adult","answers":{"journey.debt":"told","journey.danger":"told","journey.paid":"told","journey.crossed-border":"told"}}"#,
        )
        .expect("well formed");
        let mut document = Content::base().document().clone();
        let english = &mut document.languages[0].texts;
        let named = "mechanism-smuggling = focal point on smuggling of migrants";
        assert!(english.contains(named));
        *english = english.replace(named, &format!("{named}\n    .contact = Radio Blue Nine"));
        let content = Content::new(document).expect("valid");
        let page = |content: &Content| {
            let finding = super::super::find(content, &answers).expect("fits");
            render(content, &finding, "en").join("\n")
        };
        assert!(
            page(&content).contains("    Radio Blue Nine\n"),
            "{}",
            page(&content)
        );
        let silent = page(Content::base());
        assert!(
            silent.contains("has not said how to reach them"),
            "{silent}"
        );
    }

    #[test]
    fn values_are_isolated_and_an_unknown_language_falls_back_to_english() {
        let content = Content::base();
        let answers = Answers::from_json(
            br#"{"checklist":"person","answers":{"urgent.medical":"observed"}}"#,
        )
        .expect("well formed");
        let finding = super::super::find(content, &answers).expect("fits");
        let english = render(content, &finding, "en");
        assert_eq!(render(content, &finding, "xx"), english);
        assert!(
            english
                .iter()
                .any(|line| line.contains("\u{2068}They need medical care within hours\u{2069}"))
        );
    }
}
