//! The directory of services by itself: what a desk plans to change of it, until it stands in an overlay.

use std::{collections::BTreeMap, path::PathBuf};

use pocketcard::{
    content::{Content, ContentError, Overlay, Service},
    text::{ENGLISH, Texts, is_plain, tidy},
};
use serde::{Deserialize, Serialize};

/// The longest line about a service, in bytes.
const LINE: usize = 400;

/// What people read of one service in one language. Each is one line of plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceText {
    /// What it is called.
    pub name: String,
    /// When it is open.
    pub hours: String,
    /// The line for the card: how to reach it.
    pub contact: String,
}

/// A directory of services with its texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// The entries, in their order.
    pub services: Vec<Service>,
    /// By language, then by the service's id: only what this language itself says.
    texts: BTreeMap<String, BTreeMap<String, ServiceText>>,
}

impl Directory {
    /// The directory of this content.
    pub fn of(content: &Content) -> Self {
        let mut directory = Self {
            services: content.document().services.clone(),
            texts: BTreeMap::new(),
        };
        let languages = content.languages();
        let texts = Texts::new(languages).expect("a content's texts were read before");
        for tag in languages.iter().map(|language| &language.tag) {
            for service in &content.document().services {
                let said = |attribute| texts.get(tag, &service.id, attribute, &[]);
                if let Some(name) = said("") {
                    let [hours, contact] =
                        ["hours", "contact"].map(|it| said(it).unwrap_or_default());
                    let text = ServiceText {
                        name,
                        hours,
                        contact,
                    };
                    directory.say(tag, &service.id, text);
                }
            }
        }
        directory
    }

    fn say(&mut self, tag: &str, id: &str, text: ServiceText) {
        let of_language = self.texts.entry(tag.to_owned()).or_default();
        of_language.insert(id.to_owned(), text);
    }

    /// What is said of a service in this language, or else in English.
    pub fn text(&self, tag: &str, id: &str) -> ServiceText {
        let own = |tag: &str| self.texts.get(tag)?.get(id).cloned();
        own(tag).or_else(|| own(ENGLISH)).unwrap_or_default()
    }

    /// Puts an entry in the place of the one of its id, or adds it, with what is said of it in this language. A new one
    /// is called the same in English until somebody translates it.
    ///
    /// # Errors
    /// [`TextError`] when a line is none, too long, or has characters that Fluent keeps for itself.
    pub fn put(
        &mut self,
        service: Service,
        tag: &str,
        mut text: ServiceText,
    ) -> Result<(), TextError> {
        for line in [&mut text.name, &mut text.hours, &mut text.contact] {
            tidy(line);
            let shows = is_plain(line, false) && !line.contains(['{', '}', '\\']);
            if line.is_empty() || line.len() > LINE || !shows {
                return Err(TextError);
            }
        }
        let id = service.id.clone();
        match self.services.iter_mut().find(|it| it.id == id) {
            Some(there) => *there = service,
            None => self.services.push(service),
        }
        let in_english = self
            .texts
            .get(ENGLISH)
            .is_some_and(|it| it.contains_key(&id));
        if tag != ENGLISH && !in_english {
            self.say(ENGLISH, &id, text.clone());
        }
        self.say(tag, &id, text);
        Ok(())
    }

    /// Takes an entry out.
    pub fn remove(&mut self, id: &str) {
        self.services.retain(|it| it.id != id);
        self.texts
            .values_mut()
            .for_each(|of_language| drop(of_language.remove(id)));
    }

    /// The content with this directory in the place of its own.
    ///
    /// # Errors
    /// What does not fit together, by its id.
    pub fn apply(&self, content: &Content) -> Result<Content, ContentError> {
        let mut languages = Vec::new();
        for language in content.languages() {
            let mut language = language.clone();
            language.texts = self.fluent(&language.tag);
            languages.push(language);
        }
        let document = content.document();
        Overlay {
            name: document.name.clone(),
            version: document.version,
            services: Some(self.services.clone()),
            languages,
            ..Overlay::default()
        }
        .apply(content)
    }

    /// The files of an overlay that say this: their paths in it, and their texts.
    pub fn files(&self) -> Vec<(PathBuf, String)> {
        #[derive(Serialize)]
        struct File<'a> {
            services: &'a [Service],
        }
        let services = &self.services;
        let structure =
            toml::to_string(&File { services }).expect("services are texts, numbers and lists");
        let mut files = vec![(PathBuf::from("services.toml"), structure)];
        for tag in self.texts.keys() {
            let path = PathBuf::from("lang").join(tag).join("services.ftl");
            files.push((path, self.fluent(tag)));
        }
        files
    }

    /// The texts of a language in Fluent.
    fn fluent(&self, tag: &str) -> String {
        let mut fluent = String::new();
        let all = self.texts.get(tag).into_iter().flatten();
        // What is not in the list any more is not said.
        let listed = all.filter(|(id, _)| self.services.iter().any(|it| it.id == **id));
        for (id, text) in listed {
            fluent += &format!("{} = {}\n", id.replace('.', "-"), text.name);
            for (name, line) in [("hours", &text.hours), ("contact", &text.contact)] {
                if !line.is_empty() {
                    fluent += &format!("    .{name} = {line}\n");
                }
            }
        }
        fluent
    }
}

/// A line about a service that cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a service has a name, hours and a way to reach it, each in at most 400 letters, without braces or backslashes"
)]
pub struct TextError;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{build, diff};
    use pocketcard::pack::Sounds;

    fn line(name: &str, contact: &str) -> ServiceText {
        ServiceText {
            name: name.to_owned(),
            hours: "Day and night".to_owned(),
            contact: contact.to_owned(),
        }
    }

    #[test]
    fn a_directory_that_nobody_changed_says_what_the_content_says() {
        let base = Content::base();
        let directory = Directory::of(base);
        let again = directory.apply(base).unwrap();
        assert_eq!(diff(base, &again), Vec::<String>::new());
        assert!(!directory.services.is_empty());
    }

    #[test]
    fn what_was_changed_is_what_an_overlay_builds() {
        let base = Content::base();
        let mut directory = Directory::of(base);
        let mut new = directory.services[0].clone();
        new.id = "service.north".to_owned();
        new.example = false;
        directory
            .put(new, "fr", line("Maison du nord", "Demandez à l’accueil"))
            .unwrap();
        let gone = directory.services[0].id.clone();
        let mut changed = directory.services[1].clone();
        changed.active = !changed.active;
        let id = changed.id.clone();
        directory
            .put(changed, "en", line("Another name", "At the gate"))
            .unwrap();
        directory.remove(&gone);

        let planned = directory.apply(base).unwrap();
        let changes = diff(base, &planned).join("\n");
        for named in ["service.north", &gone, &id] {
            assert!(changes.contains(named), "{named}: {changes}");
        }
        let overlay = tempfile::tempdir().unwrap();
        let mut files = directory.files();
        let pack = format!(
            "name = \"{}\"\nversion = {}\n",
            base.document().name,
            base.document().version
        );
        files.push((PathBuf::from("pack.toml"), pack));
        for (path, text) in files {
            let path = overlay.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let built = build(overlay.path(), base, Sounds::default())
            .unwrap()
            .content;
        assert_eq!(diff(&planned, &built), Vec::<String>::new());
        assert_eq!(built.text("fr", "service.north"), "Maison du nord");
        assert_eq!(built.text("en", "service.north"), "Maison du nord");
        assert_eq!(Directory::of(&built), directory);
    }

    #[test]
    fn a_line_that_fluent_would_read_as_more_is_refused() {
        let mut directory = Directory::of(Content::base());
        let service = directory.services[0].clone();
        let before = directory.clone();
        let long = "x".repeat(LINE + 1);
        for name in ["", " ", "{ $x }", "a\\b", "a\nb = c", "a\u{202e}b", &long] {
            let put = directory.put(service.clone(), "en", line(name, "At the gate"));
            assert_eq!(put, Err(TextError), "{name:?}");
        }
        assert_eq!(directory, before);
    }
}
