//! The private mode: a person answers alone, with pictures and a voice, and the officer hears needs.
//!
//! Pure. What may be asked is a closed list ([`Topic`]); an answer leads to needs and to nothing else; nothing answered
//! is a skip. A sitting opens only through a [`Gate`].

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    base::opaque_debug,
    checklist::Answers,
    content::{Age, Answer, Choice, Content, Pictogram, SAID_FIRST, Subject, Topic, Voice, Wanted},
};

/// What the officer has made sure of.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    /// The person is alone: nobody sees the screen or hears the voice.
    pub alone: bool,
    /// What is known of the age.
    pub age: Age,
    /// Somebody of child protection is there.
    pub child_protection: bool,
    /// The area in which help must be in reach, as the directory names areas; empty: anywhere.
    pub area: String,
}

/// Why a sitting does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The content has no private mode.
    #[error("alone-no-questions")]
    NoQuestions,
    /// The officer did not say that the person is alone.
    #[error("alone-not-alone")]
    NotAlone,
    /// A child, or perhaps one, without child protection.
    #[error("alone-child")]
    Child,
    /// Nobody could help with what is said.
    #[error("alone-no-help")]
    NoHelp,
}

impl Gate {
    /// Whether a sitting may open.
    ///
    /// # Errors
    /// The first [`Refusal`] that holds.
    pub fn check(&self, content: &Content) -> Result<(), Refusal> {
        if content.document().alone.is_empty() {
            return Err(Refusal::NoQuestions);
        }
        if !self.alone {
            return Err(Refusal::NotAlone);
        }
        if self.age != Age::Adult && !self.child_protection {
            return Err(Refusal::Child);
        }
        let wanted = Wanted {
            area: (!self.area.is_empty()).then(|| self.area.clone()),
            ..Wanted::default()
        };
        let in_reach = content.services(&wanted).next().is_some();
        if in_reach {
            Ok(())
        } else {
            Err(Refusal::NoHelp)
        }
    }
}

/// What a person touched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// The default, and always a good answer.
    #[default]
    Skip,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Of what there is to need.
    Chosen(BTreeSet<Choice>),
}

/// What was touched, by topic. A skip leaves nothing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sitting(BTreeMap<Topic, Reply>);

opaque_debug!(Sitting);

impl Sitting {
    /// Notes a reply. Whether the sitting goes on: somebody who is not alone any more has ended it.
    pub fn reply(&mut self, topic: Topic, reply: Reply) -> bool {
        let fits = match &reply {
            Reply::Skip => false,
            Reply::Yes | Reply::No => topic != Topic::Need,
            Reply::Chosen(chosen) => topic == Topic::Need && !chosen.is_empty(),
        };
        let ends = topic == Topic::ByYourself && reply == Reply::No;
        if fits {
            self.0.insert(topic, reply);
        } else {
            self.0.remove(&topic);
        }
        !ends
    }

    /// What the officer hears: needs, in the content's order, and the answers only where the person says so.
    pub fn outcome(&self, content: &Content, age: Age, share: bool) -> Outcome {
        let mut wanted = BTreeSet::new();
        for question in &content.document().alone {
            match self.0.get(&question.topic) {
                Some(Reply::Yes) => wanted.extend(&question.yes),
                Some(Reply::No) => wanted.extend(&question.no),
                Some(Reply::Chosen(chosen)) => {
                    let chosen = question
                        .choices
                        .iter()
                        .filter(|it| chosen.contains(&it.choice));
                    wanted.extend(chosen.flat_map(|it| &it.needs));
                }
                Some(Reply::Skip) | None => {}
            }
        }
        let needs: Vec<String> = (content.document().needs.iter())
            .filter(|need| wanted.contains(&need.id))
            .map(|need| need.id.clone())
            .collect();
        Outcome {
            begun: begun(content, age, &needs),
            urgent: needs.iter().any(|need| need.starts_with("urgent.")),
            needs,
            shared: if share {
                self.0.clone()
            } else {
                BTreeMap::new()
            },
        }
    }
}

/// What cannot wait as the beginning of a screening: told by the person. What else is needed is for a referral.
fn begun(content: &Content, age: Age, needs: &[String]) -> Answers {
    let person = content
        .document()
        .checklists
        .iter()
        .find(|list| list.subject == Subject::Person && !list.confidential);
    let Some(person) = person else {
        return Answers::default();
    };
    let listed = |id: &&String| {
        person
            .sections
            .iter()
            .any(|section| section.indicators.contains(id))
    };
    Answers {
        checklist: person.id.clone(),
        pack: Some(content.hash_hex()),
        age,
        answers: needs
            .iter()
            .filter(listed)
            .map(|id| (id.clone(), Answer::Told))
            .collect(),
        ..Answers::default()
    }
}

/// What comes of a sitting.
#[derive(Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Ids of the needs.
    pub needs: Vec<String>,
    /// One of them cannot wait.
    pub urgent: bool,
    /// The beginning of a screening: go on with it, or leave it.
    pub begun: Answers,
    /// What was touched, where the person wants it to be seen; otherwise nothing.
    pub shared: BTreeMap<Topic, Reply>,
}

opaque_debug!(Outcome);

/// A tile as a shell draws it: a picture with its words, and the voice that reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// The words.
    pub text: String,
    /// The picture, as SVG.
    pub svg: &'static str,
    /// Its path, for shells that draw paths: 96 by 96, stroked 5 wide with round ends.
    pub path: &'static str,
    /// The name of the sound of somebody reading the words. Where nobody did, nothing reads them: no machine speaks
    /// to a person.
    pub sound: Option<String>,
}

/// Words without a picture, and the voice that reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// As [`Tile::sound`].
    pub sound: Option<String>,
}

/// One question on a screen of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub topic: Topic,
    /// The question.
    pub tile: Tile,
    /// For [`Topic::Need`]; several may be chosen. Otherwise there are yes and no.
    pub choices: Vec<(Choice, Tile)>,
}

/// Everything that a shell needs for a sitting, in one language and with one voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// In this order.
    pub questions: Vec<Question>,
    /// The tile of yes.
    pub yes: Tile,
    /// The tile of no, as large.
    pub no: Tile,
    /// The tile of skipping, as large, and chosen before anything is touched.
    pub skip: Tile,
    /// The tile that ends it, on every screen.
    pub end: Tile,
    /// What a sitting is, for the person.
    pub said_first: Said,
    /// What is asked last: whether the answers may be seen.
    pub share: Said,
    /// All that stands on the screen afterwards.
    pub neutral: String,
    /// Pictures and voices were not tried with people who speak the language. Staff are shown `alone.untested` in
    /// their own.
    pub untested: bool,
}

/// The screens of a sitting. `there` says which sounds are.
pub fn page(
    content: &Content,
    language: &str,
    variety: &str,
    voice: Voice,
    there: impl Fn(&str) -> bool,
) -> Page {
    let sound = |id: &str| {
        let recording = content.voice(language, id, variety, voice);
        recording.map(|it| it.sound.clone()).filter(|it| there(it))
    };
    let tile = |id: &str, picture: Pictogram| Tile {
        text: content.text(language, id),
        svg: picture.svg(),
        path: picture.path(),
        sound: sound(id),
    };
    let questions = content.document().alone.iter().map(|question| Question {
        topic: question.topic,
        tile: tile(question.topic.text_id(), question.topic.pictogram()),
        choices: (question.choices.iter())
            .map(|it| (it.choice, tile(it.choice.text_id(), it.choice.pictogram())))
            .collect(),
    });
    let tried = content
        .document()
        .alone_tried
        .iter()
        .any(|tag| tag == language);
    Page {
        questions: questions.collect(),
        yes: tile("alone.yes", Pictogram::Yes),
        no: tile("alone.no", Pictogram::No),
        skip: tile("alone.skip", Pictogram::Skip),
        end: tile("alone.end", Pictogram::End),
        said_first: Said {
            text: content.read_aloud(language, SAID_FIRST),
            sound: sound(SAID_FIRST),
        },
        share: Said {
            text: content.text(language, "alone.share"),
            sound: sound("alone.share"),
        },
        neutral: content.text(language, "alone.neutral"),
        untested: !tried,
    }
}

#[cfg(test)]
mod tests;
