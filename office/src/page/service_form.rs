//! A service of the directory as a form: what stands in its fields, and what they say when they come back.

use std::collections::HashMap;

use maud::{Markup, html};
use pocketcard::content::{Content, Serves, Service, ServiceFact, ServiceKind};

use super::frame::Frame;
use crate::pack::{Directory, ServiceText, TextError};

const KINDS: [(&str, ServiceKind, &str); 3] = [
    ("place", ServiceKind::Place, "kind-place"),
    ("hotline", ServiceKind::Hotline, "kind-hotline"),
    ("mobile", ServiceKind::Mobile, "kind-mobile"),
];
const FACTS: [ServiceFact; 6] = [
    ServiceFact::Full,
    ServiceFact::Fee,
    ServiceFact::AsksPapers,
    ServiceFact::AsksPoliceReport,
    ServiceFact::Transport,
    ServiceFact::State,
];
const SERVES: [Serves; 5] = [
    Serves::Children,
    Serves::Women,
    Serves::Men,
    Serves::Lgbtiq,
    Serves::Disability,
];
/// What the ids of services begin with.
const SERVICE: &str = "service.";
/// The longest line, in characters that a field takes; the directory counts bytes.
const LINE: usize = 400;

/// A service on its way through the form.
pub(super) struct Typed {
    pub(super) service: Service,
    pub(super) text: ServiceText,
    /// Nothing of this id is in the directory: the id can still be chosen.
    pub(super) is_new: bool,
}

impl Typed {
    /// The service of this id as the directory has it, or an empty one.
    pub(super) fn of(directory: &Directory, id: &str, tag: &str) -> Self {
        let known = directory.services.iter().find(|it| it.id == id).cloned();
        Self {
            text: directory.text(tag, id),
            is_new: known.is_none(),
            service: known.unwrap_or_else(empty),
        }
    }

    /// What the fields say. What the form has no field for stays as the directory has it.
    pub(super) fn read(directory: &Directory, fields: &HashMap<String, String>) -> Self {
        let field = |name: &str| fields.get(name).map_or("", |text| text.trim());
        let ticked = |name: &str| fields.contains_key(name);
        let id = match field("id") {
            "" => format!("{SERVICE}{}", field("new-id")),
            id => id.to_owned(),
        };
        let known = directory.services.iter().find(|it| it.id == id).cloned();
        let is_new = field("id").is_empty();
        let mut service = known.unwrap_or_else(empty);
        service.id = id;
        let needs = fields.keys().filter_map(|name| name.strip_prefix("need-"));
        service.needs = needs.map(str::to_owned).collect();
        service.needs.sort();
        field("area").clone_into(&mut service.area);
        let spoken = field("languages")
            .split([',', ' '])
            .filter(|tag| !tag.is_empty());
        service.languages = spoken.map(str::to_owned).collect();
        service.kind = KINDS
            .iter()
            .find(|(name, _, _)| *name == field("kind"))
            .map_or(ServiceKind::Place, |(_, kind, _)| *kind);
        service.facts = FACTS
            .into_iter()
            .filter(|it| ticked(it.text_id()))
            .collect();
        service.serves = SERVES
            .into_iter()
            .filter(|it| ticked(it.text_id()))
            .collect();
        field("verified").clone_into(&mut service.verified);
        service.active = ticked("active");
        // Somebody who checked it vouches that it exists.
        service.example &= service.verified.is_empty();
        let text = ServiceText {
            name: field("name").to_owned(),
            hours: field("hours").to_owned(),
            contact: field("contact").to_owned(),
        };
        Self {
            service,
            text,
            is_new,
        }
    }

    /// The directory with this in it, if phones would take it; otherwise the word for what is wrong.
    pub(super) fn planned(
        &self,
        mut directory: Directory,
        content: &Content,
        tag: &str,
    ) -> Result<Directory, &'static str> {
        let taken = directory.services.iter().any(|it| it.id == self.service.id);
        if self.is_new && taken {
            return Err("service-id-taken");
        }
        let put = directory.put(self.service.clone(), tag, self.text.clone());
        put.map_err(|TextError| "service-text-wrong")?;
        match directory.apply(content) {
            Ok(_) => Ok(directory),
            Err(_) => Err("service-wrong"),
        }
    }
}

fn empty() -> Service {
    Service {
        id: String::new(),
        needs: Vec::new(),
        area: String::new(),
        serves: Vec::new(),
        languages: Vec::new(),
        open: Vec::new(),
        active: true,
        kind: ServiceKind::Place,
        facts: Vec::new(),
        verified: String::new(),
        example: false,
    }
}

pub(super) fn screen(frame: &Frame<'_>, typed: &Typed, wrong: Option<&str>) -> Markup {
    let words = &frame.words;
    let (service, text) = (&typed.service, &typed.text);
    let line = |name: &str, label: &str, value: &str, hint: Option<&str>| {
        let described = hint.map(|hint| format!("{hint}-hint"));
        html! {
            label for=(name) { (words.say(label)) }
            @if let Some(hint) = hint { p.quiet id=(format!("{hint}-hint")) { (words.say(hint)) } }
            input id=(name) name=(name) value=(value) maxlength=(LINE) dir="auto" autocomplete="off" spellcheck="false"
                aria-describedby=[described];
        }
    };
    let tick = |name: &str, label: &str, on: bool| {
        html! {
            div.tick {
                input type="checkbox" id=(name) name=(name) checked[on];
                label for=(name) { (label) }
            }
        }
    };
    let fields = html! {
        @if typed.is_new {
            @let id = service.id.strip_prefix(SERVICE).unwrap_or_default();
            (line("new-id", "service-id", id, Some("service-id-explain")))
        } @else { input type="hidden" name="id" value=(service.id); }
        (line("name", "service-name", &text.name, None))
        (line("contact", "service-contact", &text.contact, Some("service-contact-explain")))
        (line("hours", "service-hours", &text.hours, None))
        (tick("active", &words.say("service-active"), service.active))
        fieldset {
            legend { (words.say("service-needs")) }
            @for need in &words.content.document().needs {
                (tick(&format!("need-{}", need.id), &words.content(&need.id), service.needs.contains(&need.id)))
            }
        }
        label for="kind" { (words.say("service-kind")) }
        select #kind name="kind" {
            @for (name, kind, label) in KINDS {
                option value=(name) selected[service.kind == kind] { (words.say(label)) }
            }
        }
        fieldset {
            legend { (words.say("service-serves")) }
            @for who in SERVES { (tick(who.text_id(), &words.content(who.text_id()), service.serves.contains(&who))) }
        }
        fieldset {
            legend { (words.say("service-facts")) }
            @for fact in FACTS { (tick(fact.text_id(), &words.content(fact.text_id()), service.facts.contains(&fact))) }
        }
        (line("languages", "service-languages", &service.languages.join(", "), Some("service-languages-explain")))
        (line("area", "service-area", &service.area, None))
        (line("verified", "service-verified", &service.verified, Some("service-verified-explain")))
        div.row {
            button.main name="act" value="keep" { (words.say("service-keep")) }
            @if !typed.is_new { button name="act" value="remove" { (words.say("service-remove")) } }
        }
    };
    let body = html! {
        @if let Some(wrong) = wrong { p.urgent role="alert" { (words.say(wrong)) } }
        (frame.form("services/keep", &fields))
        p { (frame.link("services", &words.say("back-services"))) }
    };
    let title = match typed.is_new {
        true => words.say("service-add"),
        false => format!("{}: {}", words.say("service-change"), text.name),
    };
    frame.page(&title, &body)
}
