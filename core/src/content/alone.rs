//! What a person can answer alone: which questions a content may ask then, what an answer leads to, and the
//! voices that read the words. The questions, their pictures and what one can need are closed lists of the program,
//! so that no pack can put another question before a person who is alone with a phone.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a sitting is, for the person: an attribute of the text of the mode.
pub const SAID_FIRST: &str = "alone.mode.hint";

/// What a question can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Safe here?
    Safe,
    /// Alone now? No ends it at once.
    ByYourself,
    /// Free to go?
    Free,
    /// Has the papers?
    Papers,
    /// Gets the pay?
    Pay,
    /// Hurt or ill?
    Hurt,
    /// A child along?
    Child,
    /// What is needed: choices instead of yes and no.
    Need,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Safe,
        Self::ByYourself,
        Self::Free,
        Self::Papers,
        Self::Pay,
        Self::Hurt,
        Self::Child,
        Self::Need,
    ];

    /// The text of the question.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::Safe => "alone.safe",
            Self::ByYourself => "alone.by-yourself",
            Self::Free => "alone.free",
            Self::Papers => "alone.papers",
            Self::Pay => "alone.pay",
            Self::Hurt => "alone.hurt",
            Self::Child => "alone.child",
            Self::Need => "alone.need",
        }
    }

    /// Its picture.
    pub fn pictogram(self) -> Pictogram {
        match self {
            Self::Safe => Pictogram::Safe,
            Self::ByYourself => Pictogram::Alone,
            Self::Free => Pictogram::Door,
            Self::Papers => Pictogram::Papers,
            Self::Pay => Pictogram::Pay,
            Self::Hurt => Pictogram::Hurt,
            Self::Child => Pictogram::Child,
            Self::Need => Pictogram::Help,
        }
    }
}

/// What a person can say to need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// A place to sleep.
    Sleep,
    /// Something to eat.
    Food,
    /// A doctor.
    Doctor,
    /// Somebody to talk to.
    Talk,
}

impl Choice {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Sleep, Self::Food, Self::Doctor, Self::Talk];

    /// Its text.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::Sleep => "alone.need-sleep",
            Self::Food => "alone.need-food",
            Self::Doctor => "alone.need-doctor",
            Self::Talk => "alone.need-talk",
        }
    }

    /// Its picture.
    pub fn pictogram(self) -> Pictogram {
        match self {
            Self::Sleep => Pictogram::Bed,
            Self::Food => Pictogram::Food,
            Self::Doctor => Pictogram::Doctor,
            Self::Talk => Pictogram::Talk,
        }
    }
}

/// A drawing of our own, one line in one colour, 96 by 96.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is what it is called")]
pub enum Pictogram {
    Alone,
    Bed,
    Child,
    Doctor,
    Door,
    End,
    Food,
    Help,
    Hurt,
    No,
    Papers,
    Pay,
    Safe,
    Skip,
    Talk,
    Yes,
}

macro_rules! svg {
    ($name:literal) => {
        include_str!(concat!("../../content/pictograms/", $name, ".svg"))
    };
}

impl Pictogram {
    /// The drawing as SVG.
    pub fn svg(self) -> &'static str {
        match self {
            Self::Alone => svg!("alone"),
            Self::Bed => svg!("bed"),
            Self::Child => svg!("child"),
            Self::Doctor => svg!("doctor"),
            Self::Door => svg!("door"),
            Self::End => svg!("end"),
            Self::Food => svg!("food"),
            Self::Help => svg!("help"),
            Self::Hurt => svg!("hurt"),
            Self::No => svg!("no"),
            Self::Papers => svg!("papers"),
            Self::Pay => svg!("pay"),
            Self::Safe => svg!("safe"),
            Self::Skip => svg!("skip"),
            Self::Talk => svg!("talk"),
            Self::Yes => svg!("yes"),
        }
    }

    /// Its one path, for shells that draw paths: stroked, 5 wide, with round ends.
    pub fn path(self) -> &'static str {
        let after = self
            .svg()
            .split_once(" d=\"")
            .map_or("", |(_, after)| after);
        after.split_once('"').map_or("", |(path, _)| path)
    }
}

/// A question, and the needs that its answers lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AloneQuestion {
    /// What it is about.
    pub topic: Topic,
    /// Needs of somebody who says yes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub yes: Vec<String>,
    /// Needs of somebody who says no.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no: Vec<String>,
    /// For [`Topic::Need`]: what there is to choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<AloneChoice>,
}

/// Something to choose, and the needs that it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AloneChoice {
    /// What.
    pub choice: Choice,
    /// Its needs.
    pub needs: Vec<String>,
}

/// Whose voice it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// A woman's.
    Woman,
    /// A man's.
    Man,
}

/// Somebody reading a text aloud: a paid and briefed adult, never a survivor and never a machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// Id of the text.
    pub text: String,
    /// Tag of the language whose text it reads.
    pub language: String,
    /// How it is spoken, such as `ar-sd` or `sw-cd`: lower case, beginning with the language.
    pub variety: String,
    /// Whose voice.
    pub voice: Voice,
    /// SHA-256 of the text that it reads, in hex. Another text silences it.
    pub reads: String,
    /// SHA-256 of the sound's bytes, in hex: the pack carries them beside its content, so that content stays small.
    pub sound: String,
}

impl Recording {
    /// What [`Recording::reads`] must be for this text.
    pub fn hash_of(text: &str) -> String {
        HEXLOWER.encode(&Sha256::digest(text))
    }

    /// What [`Recording::sound`] must be for this sound.
    pub fn name_of(sound: &[u8]) -> String {
        HEXLOWER.encode(&Sha256::digest(sound))
    }
}
