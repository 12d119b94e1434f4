//! Screening by hand: asks part by part on a terminal, keeps a sealed draft after every answer, and goes on
//! where somebody left. Practice asks the same on invented cases and keeps no answer.

mod alone;
mod dialogue;
mod practice;
mod questions;

use pocketcard::{
    base::Id,
    checklist::{Answers, SectionState, SectionView, View, view},
    content::{Age, Answer, Content, Subject},
    finding,
    host::{Clock, Unwatched},
    record::MAX_NOTE,
    session::{self, Screened, ScreeningRequest, Session},
};
use pocketcard_terminal::{Output, Refusal, SystemClock, moment_text};
use serde_json::json;
use zeroize::Zeroizing;

pub use alone::alone;
pub use dialogue::is_possible;
use dialogue::{Dialogue, Left};
pub use practice::practise;

use super::{attached::Attached, records::finished};
use crate::phone::Phone;

/// What can be said beforehand, and is not asked then.
pub struct Begun {
    /// The checklist; asked where it is not named and there are several.
    pub checklist: Option<String>,
    /// The organisation's code of the place.
    pub site: String,
    /// The area in which help must be at hand.
    pub area: String,
    /// Why a person is screened although no service is known there.
    pub without_service: String,
    /// What could not be said otherwise.
    pub note: String,
}

/// What an answer is typed as. Nothing typed leaves it as it is: at first, not asked.
const ANSWERS: [(&str, Answer, &str); 5] = [
    ("1", Answer::Observed, "answer.observed"),
    ("2", Answer::Told, "answer.told"),
    ("3", Answer::Reported, "answer.reported"),
    ("4", Answer::NotObserved, "answer.not-observed"),
    ("0", Answer::NotAsked, "answer.not-asked"),
];

const AGES: [(Age, &str); 4] = [
    (Age::Adult, "age.adult"),
    (Age::Child, "age.child"),
    (Age::MayBeChild, "age.may-be-child"),
    (Age::Unknown, "age.unknown"),
];

/// Asks, finishes, and reports as the verb does with a file of answers; or keeps a draft.
pub fn screen(phone: &Phone, begun: Begun, language: &str) -> Result<Output, Refusal> {
    let session = phone.unlock()?;
    if let Some(id) = &begun.checklist
        && session.content()?.checklist(id).is_none()
    {
        return Err(session::Error::NoSuchChecklist.into());
    }
    let mut interview = Interview {
        source: Source::Phone { phone, session },
        talk: Dialogue::open(language, String::new()),
        answers: Answers::default(),
        draft: None,
        files: Vec::new(),
    };
    match interview.run(begun) {
        Ok(report) => Ok(report),
        Err(Stop::Left) => {
            let kept = interview.draft.is_some();
            let said = if kept { "ask.kept" } else { "ask.nothing-kept" };
            let said = interview.source.content()?.text(language, said);
            Ok(Output::done(vec![said], json!({ "draft_kept": kept })))
        }
        Err(Stop::Refused(refusal)) => Err(refusal),
    }
}

/// Why an interview ends before its end.
enum Stop {
    Left,
    Refused(Refusal),
}

impl From<Left> for Stop {
    fn from(Left: Left) -> Self {
        Self::Left
    }
}

impl From<session::Error> for Stop {
    fn from(error: session::Error) -> Self {
        Self::Refused(error.into())
    }
}

/// Whose checklists are asked, and what becomes of the answers.
enum Source<'p> {
    /// A phone's: answers are kept as its draft.
    Phone { phone: &'p Phone, session: Session },
    /// Those built in, or a phone's for practice: answers are forgotten.
    Practice(Option<Session>),
}

impl Source<'_> {
    fn content(&self) -> Result<&Content, session::Error> {
        match self {
            Self::Phone { session, .. } | Self::Practice(Some(session)) => session.content(),
            Self::Practice(None) => Ok(Content::base()),
        }
    }
}

struct Interview<'p> {
    source: Source<'p>,
    talk: Dialogue,
    answers: Answers,
    draft: Option<Id>,
    /// What is attached; questions name them by their places, from 1.
    files: Vec<Attached>,
}

impl Interview<'_> {
    fn run(&mut self, begun: Begun) -> Result<Output, Stop> {
        if !self.resume(begun.checklist.as_deref())? {
            self.begin(begun.checklist.clone())?;
        }
        let first = self.view()?;
        self.talk.title(&first.title, first.hint.as_deref());
        for line in first.notice.iter() {
            self.talk.say(line);
        }
        self.age()?;
        self.fill(first)?;
        self.could_be_a_child()?;
        self.finish(begun)
    }

    /// Asks what a checklist asks: what can be seen comes first, without being chosen.
    fn fill(&mut self, first: View) -> Result<(), Stop> {
        for section in first.sections {
            if section.state == SectionState::Open && section.warning.is_none() {
                self.section(&section.id)?;
            }
        }
        self.sections()?;
        questions::ask(self)
    }

    fn content(&self) -> Result<&Content, session::Error> {
        self.source.content()
    }

    fn text(&self, id: &str) -> Result<String, Stop> {
        Ok(self.content()?.text(self.talk.language(), id))
    }

    /// Asks for one of these; see [`Dialogue::choose`].
    fn choose(&self, heading: &str, choices: &[String], default: usize) -> Result<usize, Stop> {
        Ok(self
            .talk
            .choose(self.content()?, heading, choices, default)?)
    }

    fn ask(&self, prompt: &str) -> Result<Zeroizing<String>, Stop> {
        Ok(self.talk.ask(self.content()?, prompt)?)
    }

    fn not_a_choice(&self) -> Result<(), Stop> {
        self.talk.not_a_choice(self.content()?);
        Ok(())
    }

    fn view(&self) -> Result<View, Stop> {
        let shown = view(self.content()?, &self.answers, self.talk.language());
        shown.map_err(|error| session::Error::from(error).into())
    }

    /// Keeps what is answered, so that nothing is lost whatever happens next.
    fn keep(&mut self) -> Result<(), Stop> {
        if let Source::Phone { phone, session } = &mut self.source {
            let now = phone.clock.now();
            self.draft = Some(session.save_draft(self.draft, &self.answers, now)?);
        }
        Ok(())
    }

    /// Offers to go on with a draft. Whether one was chosen.
    fn resume(&mut self, checklist: Option<&str>) -> Result<bool, Stop> {
        let Source::Phone { session, .. } = &self.source else {
            return Ok(false);
        };
        let mut drafts = Vec::new();
        for (id, at) in session.drafts()? {
            let answers = session.draft(id)?.answers;
            let content = session.content()?;
            let fits = view(content, &answers, self.talk.language()).is_ok();
            if fits && checklist.is_none_or(|wanted| wanted == answers.checklist) {
                drafts.push((id, at, answers));
            }
        }
        if drafts.is_empty() {
            return Ok(false);
        }
        let mut choices = vec![self.text("ask.begin")?];
        for (_, at, answers) in &drafts {
            let title = self.text(&format!("checklist.{}", answers.checklist))?;
            choices.push(format!("{title}, {}", moment_text(*at)));
        }
        let heading = self.text("ask.unfinished")?;
        match self.choose(&heading, &choices, 1)? {
            0 => Ok(false),
            chosen => {
                let (id, _, answers) = drafts.swap_remove(chosen - 1);
                (self.draft, self.answers) = (Some(id), answers);
                Ok(true)
            }
        }
    }

    fn begin(&mut self, checklist: Option<String>) -> Result<(), Stop> {
        let lines = session::checklist_lines(self.content()?, self.talk.language());
        let chosen = match checklist {
            Some(id) => id,
            None => {
                let names: Vec<String> = lines.iter().map(|line| line.name.clone()).collect();
                let heading = self.text("ask.which")?;
                let at = self.choose(&heading, &names, 0)?;
                lines[at].id.clone()
            }
        };
        self.answers = match &self.source {
            Source::Phone { session, .. } | Source::Practice(Some(session)) => {
                session.begin(&chosen, SystemClock::start().now())?
            }
            Source::Practice(None) => Answers {
                checklist: chosen,
                ..Answers::default()
            },
        };
        Ok(())
    }

    fn subject(&self) -> Result<Option<Subject>, Stop> {
        let content = self.content()?;
        let checklist = content.checklist(&self.answers.checklist);
        Ok(checklist.map(|checklist| checklist.subject))
    }

    fn age(&mut self) -> Result<(), Stop> {
        if !matches!(self.subject()?, Some(Subject::Person | Subject::Group)) {
            return Ok(());
        }
        let heading = self.text("age")?;
        let mut names = Vec::new();
        for (_, id) in AGES {
            names.push(self.text(id)?);
        }
        let known = AGES.iter().position(|(age, _)| *age == self.answers.age);
        let known = known.unwrap_or(AGES.len() - 1);
        let chosen = self.choose(&heading, &names, known)?;
        if chosen != known {
            self.answers.age = AGES[chosen].0;
            self.keep()?;
        }
        Ok(())
    }

    /// Asks once whether they could be under 18, where something was noticed and nothing is noted of the age.
    fn could_be_a_child(&mut self) -> Result<(), Stop> {
        let Some(question) = self.view()?.ask_age else {
            return Ok(());
        };
        const ONCE: [Age; 3] = [Age::MayBeChild, Age::Adult, Age::Unknown];
        let names = ["age.may-be-child", "age.adult", "age.unknown"].map(|id| self.text(id));
        let names = names.into_iter().collect::<Result<Vec<_>, _>>()?;
        self.answers.age = ONCE[self.choose(&question, &names, 2)?];
        self.keep()
    }

    /// Lets the user choose parts until that is enough.
    fn sections(&mut self) -> Result<(), Stop> {
        loop {
            let view = self.view()?;
            if view.sections.is_empty() {
                return Ok(());
            }
            let mut choices = vec![self.text("ask.enough")?];
            for section in &view.sections {
                choices.push(self.section_line(section)?);
            }
            let heading = self.text("ask.sections")?;
            match self.choose(&heading, &choices, 0)? {
                0 => return Ok(()),
                chosen => self.section(&view.sections[chosen - 1].id)?,
            }
        }
    }

    fn section_line(&self, section: &SectionView) -> Result<String, Stop> {
        let state = match section.state {
            SectionState::Open => "offer.open",
            SectionState::Offered => "offer.offered",
            SectionState::Available => "offer.available",
        };
        let answered = |item: &&pocketcard::checklist::ItemView| item.answer != Answer::NotAsked;
        let answered = section.items.iter().filter(answered).count();
        let state = self.text(state)?;
        Ok(match answered {
            0 => format!("{} ({state})", section.title),
            count => format!(
                "{} ({state}; {count}/{})",
                section.title,
                section.items.len()
            ),
        })
    }

    /// Goes through one part. Nothing typed goes on to the next sign; `-` goes back, `+` to the end.
    fn section(&mut self, id: &str) -> Result<(), Stop> {
        let mut at = 0;
        loop {
            let view = self.view()?;
            let Some(section) = view.sections.iter().find(|section| section.id == id) else {
                return Ok(());
            };
            let Some(item) = section.items.get(at) else {
                return Ok(());
            };
            if at == 0 {
                self.talk.title(&section.title, section.hint.as_deref());
                for line in section.warning.iter() {
                    self.talk.say(line);
                }
            }
            self.talk.say("");
            self.talk.say(&format!(
                "{}/{}  {}",
                at + 1,
                section.items.len(),
                item.text
            ));
            for hint in item.hint.iter() {
                self.talk.say(&format!("     {hint}"));
            }
            let mut keys = Vec::new();
            for (key, answer, name) in ANSWERS {
                let mark = if answer == item.answer { "*" } else { "" };
                keys.push(format!("[{key}]{mark} {}", self.text(name)?));
            }
            keys.push(format!("[-] {}", self.text("ask.back")?));
            keys.push(format!("[+] {}", self.text("ask.next-part")?));
            let typed = self.ask(&keys.join("  "))?;
            match typed.as_str() {
                "" => at += 1,
                "-" => at = at.saturating_sub(1),
                "+" => return Ok(()),
                typed => {
                    let chosen = ANSWERS.iter().find(|(key, ..)| *key == typed);
                    let Some((_, answer, _)) = chosen else {
                        self.not_a_choice()?;
                        continue;
                    };
                    let id = item.id.clone();
                    if *answer == Answer::NotAsked {
                        self.answers.answers.remove(&id);
                    } else {
                        self.answers.answers.insert(id, *answer);
                    }
                    self.keep()?;
                    at += 1;
                }
            }
        }
    }

    /// Shows what it indicates, asks for the rest, and finishes.
    fn finish(&mut self, begun: Begun) -> Result<Output, Stop> {
        let language = self.talk.language().to_owned();
        let found = finding::find(self.content()?, &self.answers).map_err(session::Error::from)?;
        self.talk.say("");
        for line in finding::render(self.content()?, &found, &language) {
            self.talk.say(&line);
        }
        let site = self.line_unless(begun.site, "ask.site", 64)?;
        let note = self.line_unless(begun.note, "ask.note", MAX_NOTE)?;
        let mut without_service = begun.without_service;
        let mut apart = false;
        loop {
            let choices = [self.text("ask.no-keep")?, self.text("ask.yes")?];
            let heading = self.text("ask.ready")?;
            if self.choose(&heading, &choices, 0)? == 0 {
                self.keep()?;
                return Err(Stop::Left);
            }
            let request = ScreeningRequest {
                site: site.clone(),
                note: note.clone(),
                area: begun.area.clone(),
                without_service: without_service.clone(),
                draft: self.draft,
                ..ScreeningRequest::new(self.answers.clone())
            };
            match self.seal(request, apart) {
                Ok(screened) => {
                    return Ok(finished(self.content()?, &screened, &language));
                }
                Err(session::Error::Allegation) => {
                    self.agrees_to_set_apart()?;
                    apart = true;
                }
                Err(session::Error::NoServiceHere) => {
                    without_service =
                        self.line_unless(String::new(), "ask.no-service", MAX_NOTE)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Offers to move what is said against own personnel into a report of its own, before the rest goes on.
    fn agrees_to_set_apart(&mut self) -> Result<(), Stop> {
        let choices = [self.text("ask.no-keep")?, self.text("ask.yes")?];
        let heading = self.text("ask.allegation")?;
        if self.choose(&heading, &choices, 1)? == 0 {
            self.keep()?;
            return Err(Stop::Left);
        }
        Ok(())
    }

    /// Finishes it; with a report of its own for what is said against own personnel, where that was agreed.
    fn seal(&mut self, request: ScreeningRequest, apart: bool) -> Result<Screened, session::Error> {
        let Source::Phone { phone, session } = &mut self.source else {
            return Err(session::Error::NotEnrolled);
        };
        let now = phone.clock.now();
        let mut files: Vec<_> = self.files.iter_mut().map(Attached::lent).collect();
        if apart {
            let screened = session.screen_apart(request, &mut files, &Unwatched, now)?;
            return screened.ok_or(session::Error::Allegation);
        }
        session.screen(request, &mut files, &Unwatched, now)
    }

    /// What was said beforehand, or what is typed now; at most `most` bytes.
    fn line_unless(&mut self, said: String, id: &str, most: usize) -> Result<String, Stop> {
        if !said.is_empty() {
            return Ok(said);
        }
        let prompt = self.text(id)?;
        loop {
            let typed = self.ask(&prompt)?;
            if typed.len() <= most {
                return Ok(typed.to_string());
            }
            let said = self.text("ask.too-long")?;
            self.talk.say(&said);
        }
    }
}
