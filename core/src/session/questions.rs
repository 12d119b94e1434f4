//! The questions of an office's own form while somebody fills it in.

use super::{Error, Open, Session};
use crate::{
    checklist::{Answers, AnswersError},
    content::Content,
    form::{Circumstances, Form, Instant, Problem, QuestionView, Value, Values, ValuesError},
    host::Moment,
};

impl Session {
    /// Answers to a checklist that nobody has answered yet: its questions have what they start with.
    ///
    /// # Errors
    /// [`Error::NoSuchChecklist`]; [`Error::Answers`] where the form asks for too much at once.
    pub fn begin(&self, checklist: &str, now: Moment) -> Result<Answers, Error> {
        let open = self.open()?;
        let known = open
            .content
            .checklist(checklist)
            .ok_or(Error::NoSuchChecklist)?;
        let values = match &known.form {
            Some(form) => form.defaults(open.circumstances(now)).map_err(refused)?,
            None => Values::new(),
        };
        Ok(Answers {
            checklist: checklist.to_owned(),
            pack: Some(open.content.hash_hex()),
            values,
            ..Answers::default()
        })
    }

    /// The questions that a checklist asks now, in order, in words; none where it has no form.
    ///
    /// # Errors
    /// [`Error::NoSuchChecklist`]; [`Error::Answers`] for a value that belongs to no question.
    pub fn questions(
        &self,
        answers: &Answers,
        language: &str,
        now: Moment,
    ) -> Result<Vec<QuestionView>, Error> {
        let open = self.open()?;
        let known = open.content.checklist(&answers.checklist);
        let Some(form) = &known.ok_or(Error::NoSuchChecklist)?.form else {
            return Ok(Vec::new());
        };
        let filled = form
            .evaluate(&answers.values, open.circumstances(now))
            .map_err(refused)?;
        let mut shown = form.show(&filled, language);
        for question in &mut shown {
            if let Some(problem) = question.problem.filter(|_| question.message.is_empty()) {
                question.message = said(&open.content, problem, language);
            }
        }
        Ok(shown)
    }

    /// The answers after one more to a question, or after none, in the given turns of the repeats around it.
    /// What rests on it is worked out again. An answer that is wrong is taken: [`Session::questions`] says so.
    ///
    /// # Errors
    /// [`Error::Answers`] where there is no such question.
    pub fn answer_question(
        &self,
        answers: &Answers,
        question: &str,
        turns: &[usize],
        value: Option<Value>,
        now: Moment,
    ) -> Result<Answers, Error> {
        self.change_values(
            answers,
            |form, at| form.change(&answers.values, question, turns, value, at),
            now,
        )
    }

    /// The answers with one turn more of a repeat; `turns` are those of the repeats around it.
    ///
    /// # Errors
    /// [`Error::Answers`] where there is no such repeat, or no room for a turn more.
    pub fn add_turn(
        &self,
        answers: &Answers,
        repeat: &str,
        turns: &[usize],
        now: Moment,
    ) -> Result<Answers, Error> {
        self.change_values(
            answers,
            |form, at| form.add_turn(&answers.values, repeat, turns, at),
            now,
        )
    }

    /// The answers without one turn of a repeat; `turns` are those of the repeats around it, then its own.
    ///
    /// # Errors
    /// [`Error::Answers`] where there is no such turn.
    pub fn remove_turn(
        &self,
        answers: &Answers,
        repeat: &str,
        turns: &[usize],
        now: Moment,
    ) -> Result<Answers, Error> {
        self.change_values(
            answers,
            |form, _| form.remove_turn(&answers.values, repeat, turns),
            now,
        )
    }

    /// The answers without one attachment: the question that names it is unanswered, and the numbers of those
    /// after it are one less.
    ///
    /// # Errors
    /// [`Error::Answers`] where the checklist has no questions.
    pub fn without_attachment(
        &self,
        answers: &Answers,
        number: u32,
        now: Moment,
    ) -> Result<Answers, Error> {
        self.change_values(
            answers,
            |form, _| Ok(form.without_attachment(&answers.values, number.into())),
            now,
        )
    }

    fn change_values(
        &self,
        answers: &Answers,
        change: impl FnOnce(&Form, Circumstances) -> Result<Values, ValuesError>,
        now: Moment,
    ) -> Result<Answers, Error> {
        let open = self.open()?;
        let known = open.content.checklist(&answers.checklist);
        let form = known.ok_or(Error::NoSuchChecklist)?.form.as_ref();
        let none = || AnswersError::NoQuestions(answers.checklist.clone());
        let values = change(form.ok_or_else(none)?, open.circumstances(now)).map_err(refused)?;
        Ok(Answers {
            values,
            ..answers.clone()
        })
    }
}

impl Open {
    /// When and under which rules a form is filled in here.
    pub(super) fn circumstances(&self, now: Moment) -> Circumstances {
        Circumstances {
            now: Instant::at(now.wall_ms),
            seed: self.seed,
            positions: self.content.document().policy.positions,
        }
    }
}

/// What a form's random numbers come from.
pub(super) fn seed() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    u64::from_le_bytes(bytes)
}

fn refused(error: ValuesError) -> Error {
    AnswersError::Values(error).into()
}

/// What is wrong with an answer, where the form's author says nothing about it.
fn said(content: &Content, problem: Problem, language: &str) -> String {
    let id = match problem {
        Problem::WrongKind => "question.wrong-kind",
        Problem::NotAChoice => "question.not-a-choice",
        Problem::OutOfRange => "question.out-of-range",
        Problem::Constraint => "question.constraint",
        Problem::Missing => "question.missing",
        Problem::TooLong => "question.too-long",
        Problem::NoPositions => "question.no-positions",
    };
    content.text(language, id)
}
