//! The private mode: a person answers alone, and the officer hears needs.

use pocketcard::{alone as core, content::Sound, session::Session};

pub use pocketcard::{
    alone::{Gate, Said},
    content::{Choice as Need, Topic, Voice},
};

use crate::{checklist::Age, error::PhoneError, phone::Phone};

/// The most sounds that are played after one another: a page with all its answers.
const MOST_AT_ONCE: usize = 8;

/// What a question is about. There are no others.
#[uniffi::remote(Enum)]
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

/// What a person can say to need.
#[uniffi::remote(Enum)]
pub enum Need {
    /// A place to sleep.
    Sleep,
    /// Something to eat.
    Food,
    /// A doctor.
    Doctor,
    /// Somebody to talk to.
    Talk,
}

/// Whose voice reads, where somebody was recorded.
#[uniffi::remote(Enum)]
pub enum Voice {
    /// A woman's.
    Woman,
    /// A man's.
    Man,
}

/// What a person touched.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Reply {
    /// Nothing, or the tile of skipping.
    Skip,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Of what there is to need.
    Chosen {
        /// One or more.
        choices: Vec<Need>,
    },
}

impl From<Reply> for core::Reply {
    fn from(reply: Reply) -> Self {
        match reply {
            Reply::Skip => Self::Skip,
            Reply::Yes => Self::Yes,
            Reply::No => Self::No,
            Reply::Chosen { choices } => Self::Chosen(choices.into_iter().collect()),
        }
    }
}

impl From<core::Reply> for Reply {
    fn from(reply: core::Reply) -> Self {
        match reply {
            core::Reply::Skip => Self::Skip,
            core::Reply::Yes => Self::Yes,
            core::Reply::No => Self::No,
            core::Reply::Chosen(choices) => Self::Chosen {
                choices: choices.into_iter().collect(),
            },
        }
    }
}

/// What the officer has made sure of before a person answers alone.
#[uniffi::remote(Record)]
pub struct Gate {
    /// The person is alone: nobody sees the screen or hears the voice.
    pub alone: bool,
    /// What is known of the age. Without child protection, adults alone.
    pub age: Age,
    /// Somebody of child protection is there.
    pub child_protection: bool,
    /// The area in which help must be in reach; empty: anywhere.
    pub area: String,
}

/// A picture with its words, and the voice that reads them.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Tile {
    /// The words.
    pub text: String,
    /// The picture, as SVG.
    pub svg: String,
    /// Its path, for shells that draw paths: 96 by 96, stroked 5 wide with round ends.
    pub path: String,
    /// The name of the sound of somebody reading the words: see `sound`. Where there is none, let nothing read them:
    /// no machine speaks to a person.
    pub sound: Option<String>,
}

impl From<core::Tile> for Tile {
    fn from(tile: core::Tile) -> Self {
        Self {
            text: tile.text,
            svg: tile.svg.to_owned(),
            path: tile.path.to_owned(),
            sound: tile.sound,
        }
    }
}

/// Words without a picture, and the voice that reads them.
#[uniffi::remote(Record)]
pub struct Said {
    /// The words.
    pub text: String,
    /// As `Tile::sound`.
    pub sound: Option<String>,
}

/// A voice in which somebody reads texts aloud, for staff to choose by.
#[derive(Clone, Debug, uniffi::Record)]
pub struct OfferedVoice {
    /// How the language is spoken, such as `ar-sd`.
    pub variety: String,
    /// Whose voice.
    pub voice: Voice,
    /// What it is called.
    pub said: String,
}

/// Something to choose, with its tile.
#[derive(Clone, Debug, uniffi::Record)]
pub struct NeedTile {
    /// What.
    pub choice: Need,
    /// Its tile.
    pub tile: Tile,
}

/// One question, on a screen of its own.
#[derive(Clone, Debug, uniffi::Record)]
pub struct AloneQuestion {
    /// What it is about.
    pub topic: Topic,
    /// The question.
    pub tile: Tile,
    /// What there is to choose, several at once; where it is empty, there are yes and no.
    pub choices: Vec<NeedTile>,
}

/// All screens of a sitting. Show skip as large as yes and no, and chosen before anything is touched; end on every
/// screen; after the last, or an end, nothing but `neutral`.
#[derive(Clone, Debug, uniffi::Record)]
pub struct AlonePage {
    /// In this order.
    pub questions: Vec<AloneQuestion>,
    /// The tile of yes.
    pub yes: Tile,
    /// The tile of no.
    pub no: Tile,
    /// The tile of skipping.
    pub skip: Tile,
    /// The tile that ends it.
    pub end: Tile,
    /// What a sitting is, for the person.
    pub said_first: Said,
    /// What is asked last: whether the answers may be seen. No is the default.
    pub share: Said,
    /// All that stands on the screen afterwards.
    pub neutral: String,
    /// Pictures and voices were not tried with people who speak the language: say `alone-untested` to staff.
    pub untested: bool,
}

impl From<core::Page> for AlonePage {
    fn from(page: core::Page) -> Self {
        let question = |question: core::Question| AloneQuestion {
            topic: question.topic,
            tile: question.tile.into(),
            choices: (question.choices.into_iter())
                .map(|(choice, tile)| NeedTile {
                    choice,
                    tile: tile.into(),
                })
                .collect(),
        };
        Self {
            questions: page.questions.into_iter().map(question).collect(),
            yes: page.yes.into(),
            no: page.no.into(),
            skip: page.skip.into(),
            end: page.end.into(),
            said_first: page.said_first,
            share: page.share,
            neutral: page.neutral,
            untested: page.untested,
        }
    }
}

/// A touch that the person wants the officer to see.
#[derive(Clone, Debug, uniffi::Record)]
pub struct SharedReply {
    /// The question.
    pub topic: Topic,
    /// What was touched.
    pub reply: Reply,
}

/// What the officer hears of a sitting.
#[derive(Clone, Debug, uniffi::Record)]
pub struct AloneOutcome {
    /// Ids of the needs, for a referral.
    pub needs: Vec<String>,
    /// The needs in words.
    pub needs_said: Vec<String>,
    /// One of them cannot wait.
    pub urgent: bool,
    /// The area in which help must be in reach; empty: anywhere.
    pub area: String,
    /// The id of the draft that begins with what cannot wait: go on with it, or leave it.
    pub draft: Option<String>,
    /// What was touched, where the person wants it to be seen; otherwise nothing.
    pub shared: Vec<SharedReply>,
}

#[uniffi::export]
impl Phone {
    /// The voices in which somebody reads texts of the language `spoken` aloud, called as staff call them in
    /// `language`. Where there are none, nothing is heard: no machine speaks to a person.
    pub fn voices(
        &self,
        spoken: String,
        language: String,
    ) -> Result<Vec<OfferedVoice>, PhoneError> {
        self.with(|session| {
            let voices = session.voices(&spoken)?;
            let content = session.content()?;
            let offered = voices.into_iter().map(|(variety, voice)| OfferedVoice {
                said: content.voice_said(&language, &variety, voice),
                variety,
                voice,
            });
            Ok(offered.collect())
        })
    }

    /// The name of the sound of somebody reading a text that speaks to a person, such as `consent` or a card to hand
    /// over, as the text stands now.
    pub fn recording(
        &self,
        text: String,
        language: String,
        variety: String,
        voice: Voice,
    ) -> Result<Option<String>, PhoneError> {
        self.with(|session| session.recording(&text, &language, &variety, voice))
    }

    /// Sounds by their names, after one another: a WAV file of plain samples of 16 bits in one channel, to be played
    /// from memory and never written to a file. One that is damaged is left out; nothing where all are: the words are
    /// there to be read.
    pub fn sound(&self, names: Vec<String>) -> Result<Option<Vec<u8>>, PhoneError> {
        self.with(|session| {
            let mut sounds = Vec::new();
            for name in names.iter().take(MOST_AT_ONCE) {
                sounds.extend(session.sound(name)?);
            }
            Ok(Sound::one_after_another(&sounds))
        })
    }

    /// Opens a sitting in which a person answers alone. Of one that was left, the draft remains. `variety` is how
    /// the language is spoken, such as `ar-sd`, where there are recordings of several.
    pub fn begin_alone(
        &self,
        gate: Gate,
        language: String,
        variety: String,
        voice: Voice,
    ) -> Result<AlonePage, PhoneError> {
        let now = self.now()?;
        let page =
            self.with(|session| session.begin_alone(&gate, &language, &variety, voice, now))?;
        Ok(page.into())
    }

    /// Seals what the person touched. False: the sitting is over; show the neutral screen and end it.
    pub fn answer_alone(&self, topic: Topic, reply: Reply) -> Result<bool, PhoneError> {
        let now = self.now()?;
        self.with(|session| session.answer_alone(topic, reply.into(), now))
    }

    /// Ends the sitting, keeps its draft, and locks the phone. `share` is the person's own word that the answers may be
    /// seen; where the person breaks off, lock at once instead, which ends it without that word.
    pub fn end_alone(&self, share: bool) -> Result<(), PhoneError> {
        let now = self.now()?;
        self.with(|session| session.end_alone(share, now))
    }

    /// What the officer hears of a sitting: nothing before the phone was unlocked once more. Ask after every
    /// unlocking. It is there until `forget_alone`.
    pub fn hear_alone(&self, language: String) -> Result<Option<AloneOutcome>, PhoneError> {
        let now = self.now()?;
        self.with(|session| {
            let Some(heard) = session.hear_alone(now)? else {
                return Ok(None);
            };
            let content = session.content()?;
            Ok(Some(AloneOutcome {
                needs_said: (heard.needs.iter())
                    .map(|id| content.text(&language, id))
                    .collect(),
                needs: heard.needs,
                urgent: heard.urgent,
                area: heard.area,
                draft: heard.draft.map(|id| id.to_string()),
                shared: (heard.shared.into_iter())
                    .map(|(topic, reply)| SharedReply {
                        topic,
                        reply: reply.into(),
                    })
                    .collect(),
            }))
        })
    }

    /// Forgets the sitting: the officer has heard of it, or takes the phone back before it was handed over. Its
    /// draft stays.
    pub fn forget_alone(&self) -> Result<(), PhoneError> {
        self.with(Session::forget_alone)
    }
}
