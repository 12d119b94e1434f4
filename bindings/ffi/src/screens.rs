//! What a shell's screens need beyond single use cases: one call for each screen, and all words of a
//! language in one more.

use std::collections::HashMap;

use pocketcard::{
    content::Content,
    labels,
    session::{self, Session},
    text::{Direction, Review},
};

pub use pocketcard::{
    record::Purpose,
    session::{Explained, Settings, Theme},
};

use crate::{
    arguments::record_id,
    checklist::{Answers, ChecklistLine},
    error::PhoneError,
    finding::Finding,
    outbox::OutboxLine,
    phone::Phone,
    records::{About, RecordLine, code},
};

/// A language that the app speaks.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Language {
    /// Its tag, such as `ar`.
    pub tag: String,
    /// What its speakers call it.
    pub name: String,
    /// Whether it is written from right to left.
    pub rtl: bool,
    /// Whether a speaker has read all of its texts.
    pub reviewed: bool,
}

/// The languages of the built-in content, English first. Needs no phone.
#[uniffi::export]
pub fn languages() -> Vec<Language> {
    let line = |known: &pocketcard::text::Language| Language {
        tag: known.tag.clone(),
        name: known.name.clone(),
        rtl: known.direction == Direction::Rtl,
        reviewed: known.review != Review::Machine,
    };
    Content::base().languages().iter().map(line).collect()
}

/// All words of a shell in one language.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Words {
    /// Tag of the language, which is English where the one asked for is not known.
    pub tag: String,
    /// Whether it is written from right to left.
    pub rtl: bool,
    /// A sentence where no speaker of the language has read its texts yet.
    pub review: Option<String>,
    /// By id: `enrol-paste`, and for words of the content `level-refer` and `level-refer.meaning`. What to do
    /// after an error is `error-` and the error's code.
    pub texts: HashMap<String, String>,
}

/// How the screens look.
#[uniffi::remote(Enum)]
pub enum Theme {
    /// As the device is set.
    Device,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white with thick lines, to be read in the sun.
    Sun,
}

/// What the owner chose for the screens.
#[uniffi::remote(Record)]
pub struct Settings {
    /// Tag of the language; empty: the device's.
    pub language: String,
    /// How the screens look.
    pub theme: Theme,
}

/// A screening in progress, in a list.
#[derive(Clone, Debug, uniffi::Record)]
pub struct DraftLine {
    /// Its id.
    pub id: String,
    /// When it was last kept, milliseconds since 1970.
    pub kept_at: i64,
    /// Its checklist's name.
    pub checklist: String,
    /// How many answers it has.
    pub answered: u32,
}

/// An answer of the office.
#[derive(Clone, Debug, uniffi::Record)]
pub struct AnswerLine {
    /// The record that it answers.
    pub to: String,
    /// That record's subject, by code; empty where the record is gone from this phone.
    pub code: String,
    /// When, milliseconds since 1970 by the office's clock.
    pub made_at: i64,
    /// What the office says.
    pub text: String,
}

/// The day at a glance.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Today {
    /// Who this phone is and whom it reports to.
    pub about: About,
    /// What is not as it should be, as ids of words.
    pub warnings: Vec<String>,
    /// What can be screened with.
    pub checklists: Vec<ChecklistLine>,
    /// What is not finished, newest first.
    pub drafts: Vec<DraftLine>,
    /// What waits for the office, most urgent first.
    pub outbox: Vec<OutboxLine>,
    /// When to try the hub next by itself, milliseconds since 1970; nothing where any time will do.
    pub next_try: Option<i64>,
    /// What the office answered, newest first.
    pub answers: Vec<AnswerLine>,
}

/// What a person agreed to. Each is asked for apart.
#[uniffi::remote(Enum)]
pub enum Purpose {
    /// Help that needs no details passed on.
    Services,
    /// Telling the one service named in the referral.
    Referral,
    /// Counting in tables from which nobody can be recognised.
    Statistics,
    /// Use in an inquiry or a court.
    Accountability,
}

/// A record to read, as much of it as this phone still knows.
#[derive(Clone, Debug, uniffi::Record)]
pub struct RecordPage {
    /// The line of the list.
    pub line: RecordLine,
    /// A screening's answers, to be corrected.
    pub answers: Option<Answers>,
    /// What they indicated when it was finished.
    pub finding: Option<Finding>,
    /// What was noted; may be empty.
    pub note: String,
    /// The name of the service of a referral; empty without one.
    pub service: String,
    /// What the person needs, in words.
    pub needs: Vec<String>,
    /// What the person agreed to.
    pub agreed: Vec<Purpose>,
    /// What the office answered, oldest first.
    pub office: Vec<AnswerLine>,
}

/// A card of guidance, or an explained word.
#[uniffi::remote(Record)]
pub struct Explained {
    /// Its title.
    pub title: String,
    /// Its points, in order.
    pub points: Vec<String>,
}

/// Something to choose, with its words.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// What services can be looked for by.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Directory {
    /// Needs that some active service meets.
    pub needs: Vec<Choice>,
    /// Areas that some active service covers.
    pub areas: Vec<String>,
    /// Tags of the languages spoken at some active service.
    pub languages: Vec<String>,
}

#[uniffi::export]
impl Phone {
    /// All words of the app in one language, locked or not: those of the phone's pack while it is unlocked,
    /// those that are built in otherwise.
    pub fn words(&self, language: String) -> Result<Words, PhoneError> {
        let mut turn = self.gate.enter()?;
        let session = turn.session().as_ref();
        let content = session.and_then(|session| session.content().ok());
        let words = labels::words(content.unwrap_or_else(|| Content::base()), &language);
        Ok(Words {
            tag: words.tag,
            rtl: words.direction == Direction::Rtl,
            review: words.review,
            texts: words.texts.into_iter().collect(),
        })
    }

    /// What the owner chose for the screens.
    pub fn settings(&self) -> Result<Settings, PhoneError> {
        self.with(|session| session.settings())
    }

    /// Keeps what the owner chose for the screens.
    pub fn set_settings(&self, settings: Settings) -> Result<(), PhoneError> {
        let now = self.now()?;
        self.with(|session| session.set_settings(&settings, now))
    }

    /// The day at a glance.
    pub fn today(&self, language: String) -> Result<Today, PhoneError> {
        let now = self.now()?;
        let today = self.with(|session| session.today(&language, now))?;
        Ok(Today {
            about: today.about.into(),
            warnings: today.warnings.iter().map(code).collect(),
            checklists: today.checklists.into_iter().map(Into::into).collect(),
            drafts: today.drafts.into_iter().map(Into::into).collect(),
            outbox: today.outbox.into_iter().map(Into::into).collect(),
            next_try: today.next_try,
            answers: today.answers.into_iter().map(Into::into).collect(),
        })
    }

    /// A record to read: what it says while the grace period lasts, and what the office answered.
    pub fn page(&self, id: String, language: String) -> Result<RecordPage, PhoneError> {
        let id = record_id(&id)?;
        self.with(|session| {
            let page = session.page(&id, &language)?;
            let content = session.content()?;
            let tell = |finding| Finding::tell(content, &finding, &language);
            Ok(RecordPage {
                line: page.line.into(),
                answers: page.answers.map(Into::into),
                finding: page.finding.map(tell),
                note: page.note,
                service: page.service,
                needs: page.needs,
                agreed: page.agreed,
                office: page.office.into_iter().map(Into::into).collect(),
            })
        })
    }

    /// The cards of guidance and the explained words in which all of these words occur; every card where
    /// there are none.
    pub fn guidance(&self, words: String, language: String) -> Result<Vec<Explained>, PhoneError> {
        self.with(|session: &mut Session| {
            Ok(session::explained(session.content()?, &words, &language))
        })
    }

    /// What services can be looked for by.
    pub fn directory(&self, language: String) -> Result<Directory, PhoneError> {
        let directory = self.with(|session| session.directory(&language))?;
        let choice = |(id, text)| Choice { id, text };
        Ok(Directory {
            needs: directory.needs.into_iter().map(choice).collect(),
            areas: directory.areas,
            languages: directory.languages,
        })
    }
}

impl From<session::DraftLine> for DraftLine {
    fn from(line: session::DraftLine) -> Self {
        Self {
            id: line.id.to_string(),
            kept_at: line.kept_at,
            checklist: line.checklist,
            answered: line.answered.try_into().unwrap_or(u32::MAX),
        }
    }
}

impl From<session::AnswerLine> for AnswerLine {
    fn from(line: session::AnswerLine) -> Self {
        Self {
            to: line.to.to_string(),
            code: line.code,
            made_at: line.made_at,
            text: line.text,
        }
    }
}
