//! The questions of an office's own form, after the signs.

use pocketcard::{
    checklist::AnswersError,
    form::{Circumstances, Form, Instant, QuestionView, Value, Widget},
    host::Clock,
    session,
};
use pocketcard_terminal::SystemClock;

use super::{Interview, Stop};

/// Asks what is relevant, in order, and again from the start of what an answer changed.
pub fn ask(interview: &mut Interview<'_>) -> Result<(), Stop> {
    let content = interview.content()?;
    let checklist = content.checklist(&interview.answers.checklist);
    let Some(form) = checklist.and_then(|checklist| checklist.form.clone()) else {
        return Ok(());
    };
    let mut at = 0;
    loop {
        let shown = shown(interview, &form)?;
        let Some(question) = shown.get(at) else {
            return Ok(());
        };
        at = match question.widget {
            Widget::Group => {
                interview.talk.title(&question.label, hint(question));
                at + 1
            }
            Widget::Note => {
                interview.talk.say(&question.label);
                at + 1
            }
            Widget::Repeat => {
                interview.talk.title(&question.label, hint(question));
                turns(interview, &form, question)?;
                at + 1
            }
            // A file cannot be made here; `screen --attach` takes one.
            Widget::Media { .. } => at + 1,
            _ if question.read_only => at + 1,
            _ => answer(interview, &form, &shown, at)?,
        };
    }
}

fn hint(question: &QuestionView) -> Option<&str> {
    (!question.hint.is_empty()).then_some(question.hint.as_str())
}

fn circumstances(interview: &Interview<'_>) -> Result<Circumstances, Stop> {
    Ok(Circumstances {
        positions: interview.content()?.document().policy.positions,
        ..Instant::at(SystemClock::start().now().wall_ms).into()
    })
}

fn shown(interview: &Interview<'_>, form: &Form) -> Result<Vec<QuestionView>, Stop> {
    let filled = form
        .evaluate(&interview.answers.values, circumstances(interview)?)
        .map_err(|error| session::Error::from(AnswersError::from(error)))?;
    Ok(form.show(&filled, interview.talk.language()))
}

/// Asks one question; gives the place of the next.
fn answer(
    interview: &mut Interview<'_>,
    form: &Form,
    shown: &[QuestionView],
    at: usize,
) -> Result<usize, Stop> {
    let question = &shown[at];
    interview.talk.say("");
    interview.talk.say(&question.label);
    if let Some(line) = hint(question) {
        interview.talk.say(&format!("     {line}"));
    }
    for (number, choice) in question.choices.iter().enumerate() {
        interview
            .talk
            .say(&format!("  [{}] {}", number + 1, choice.label));
    }
    let how = interview.text(match question.widget {
        Widget::Integer | Widget::Decimal | Widget::Range { .. } => "ask.number",
        Widget::Date => "ask.day",
        Widget::SelectOne => "ask.choose",
        Widget::SelectMultiple | Widget::Rank => "ask.choose-several",
        _ => "ask.words",
    })?;
    let back = interview.text("ask.back")?;
    let typed = interview.ask(&format!("{how}  [-] {back}"))?;
    if typed.as_str() == "-" {
        let asked = |question: &QuestionView| {
            !question.read_only
                && !matches!(
                    question.widget,
                    Widget::Group | Widget::Note | Widget::Repeat
                )
        };
        return Ok(shown[..at].iter().rposition(asked).unwrap_or(at));
    }
    if typed.is_empty() && question.problem.is_none() {
        return Ok(at + 1);
    }
    let Some(value) = read(question, &typed) else {
        interview.not_a_choice()?;
        return Ok(at);
    };
    let before = interview.answers.values.clone();
    let (name, turns) = (question.name.as_str(), question.turns.as_slice());
    let changed = form.change(&before, name, turns, Some(value), circumstances(interview)?);
    let mut message = String::new();
    if let Ok(values) = changed {
        interview.answers.values = values;
        let same = |other: &&QuestionView| other.name == name && other.turns == turns;
        let now = self::shown(interview, form)?;
        match now.iter().find(same).filter(|it| it.problem.is_some()) {
            None => {
                interview.keep()?;
                return Ok(at + 1);
            }
            Some(wrong) => message.clone_from(&wrong.message),
        }
    }
    interview.answers.values = before;
    match message.is_empty() {
        true => interview.not_a_choice()?,
        false => interview.talk.say(&message),
    }
    Ok(at)
}

/// What was typed, as the question takes it.
fn read(question: &QuestionView, typed: &str) -> Option<Value> {
    let chosen = |typed: &str| {
        let number: usize = typed.parse().ok()?;
        let choice = question.choices.get(number.checked_sub(1)?)?;
        Some(choice.name.clone())
    };
    match question.widget {
        Widget::Integer => typed.parse().ok().map(Value::Integer),
        Widget::Decimal | Widget::Range { .. } => {
            let number = serde_json::from_str(typed).ok();
            number.filter(|it| matches!(it, Value::Integer(_) | Value::Decimal(_)))
        }
        Widget::SelectOne => chosen(typed).map(Value::Text),
        Widget::SelectMultiple | Widget::Rank => {
            let all: Option<Vec<String>> = typed.split_whitespace().map(chosen).collect();
            all.map(Value::Choices)
        }
        _ => (!typed.is_empty()).then(|| Value::Text(typed.to_owned())),
    }
}

/// Asks how many turns a repeat has.
fn turns(interview: &mut Interview<'_>, form: &Form, repeat: &QuestionView) -> Result<(), Stop> {
    if !repeat.can_add {
        return Ok(());
    }
    let inside = |question: &&QuestionView| {
        question.inside.as_deref() == Some(repeat.name.as_str())
            && question.turns.starts_with(&repeat.turns)
    };
    let there = shown(interview, form)?
        .iter()
        .filter(inside)
        .filter_map(|question| question.turns.last().map(|turn| turn + 1))
        .max()
        .unwrap_or_default();
    let prompt = interview.text("ask.turns")?;
    loop {
        let typed = interview.ask(&format!("{prompt} [{there}]"))?;
        let wanted = match typed.as_str() {
            "" => there,
            typed => typed.parse().unwrap_or(usize::MAX),
        };
        if wanted > pocketcard::form::MAX_TURNS || wanted < there {
            interview.not_a_choice()?;
            continue;
        }
        for _ in there..wanted {
            let at = circumstances(interview)?;
            let values = form
                .add_turn(&interview.answers.values, &repeat.name, &repeat.turns, at)
                .map_err(|error| session::Error::from(AnswersError::from(error)))?;
            interview.answers.values = values;
        }
        if wanted != there {
            interview.keep()?;
        }
        return Ok(());
    }
}
