//! The questions of an office's own form, after the signs.

use pocketcard::{
    form::{Day, Form, QuestionView, Value, Values, Widget},
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
                turns(interview, &form, &question.name)?;
                at + 1
            }
            _ if question.read_only => at + 1,
            _ => answer(interview, &form, &shown, at)?,
        };
    }
}

fn hint(question: &QuestionView) -> Option<&str> {
    (!question.hint.is_empty()).then_some(question.hint.as_str())
}

fn shown(interview: &Interview<'_>, form: &Form) -> Result<Vec<QuestionView>, Stop> {
    let today = Day::at(SystemClock::start().now().wall_ms);
    let filled = form
        .evaluate(&interview.answers.values, today)
        .map_err(|error| session::Error::from(pocketcard::checklist::AnswersError::from(error)))?;
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
        Widget::Integer => "ask.number",
        Widget::Date => "ask.day",
        Widget::SelectOne => "ask.choose",
        Widget::SelectMultiple => "ask.choose-several",
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
    let before = interview.answers.values.clone();
    match read(question, &typed) {
        Some(value) => {
            put(&mut interview.answers.values, form, question, value);
            let now = self::shown(interview, form);
            let same =
                |other: &&QuestionView| other.name == question.name && other.turn == question.turn;
            let problem = match &now {
                Ok(now) => now.iter().find(same).is_some_and(|it| it.problem.is_some()),
                Err(_) => true,
            };
            if !problem {
                interview.keep()?;
                return Ok(at + 1);
            }
            let message = now
                .ok()
                .and_then(|now| now.iter().find(same).map(|it| it.message.clone()));
            interview.answers.values = before;
            let message = message.filter(|message| !message.is_empty());
            let message = message.map_or_else(|| interview.text("ask.not-a-choice"), Ok)?;
            interview.talk.say(&message);
        }
        None => interview.not_a_choice()?,
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
        Widget::SelectOne => chosen(typed).map(Value::Text),
        Widget::SelectMultiple => {
            let all: Option<Vec<String>> = typed.split_whitespace().map(chosen).collect();
            all.map(Value::Choices)
        }
        _ => (!typed.is_empty()).then(|| Value::Text(typed.to_owned())),
    }
}

/// The name of the repeat that a question is inside, however deep.
fn repeat_of<'f>(form: &'f Form, question: &QuestionView) -> Option<&'f str> {
    let mut inside = question.inside.as_deref();
    while let Some(item) = inside.and_then(|name| form.item(name)) {
        if item.kind == pocketcard::form::Kind::Repeat {
            return Some(&item.name);
        }
        inside = item.inside.as_deref();
    }
    None
}

fn put(values: &mut Values, form: &Form, question: &QuestionView, value: Value) {
    let place = match (repeat_of(form, question), question.turn) {
        (Some(repeat), Some(turn)) => match values.get_mut(repeat) {
            Some(Value::Repeat(turns)) => turns.get_mut(turn),
            _ => None,
        },
        _ => Some(values),
    };
    if let Some(place) = place {
        place.insert(question.name.clone(), value);
    }
}

/// Asks how many turns a repeat has.
fn turns(interview: &mut Interview<'_>, form: &Form, repeat: &str) -> Result<(), Stop> {
    let there = match interview.answers.values.get(repeat) {
        Some(Value::Repeat(turns)) => turns.len(),
        _ => 0,
    };
    let prompt = interview.text("ask.turns")?;
    loop {
        let typed = interview.ask(&format!("{prompt} [{there}]"))?;
        let wanted = match typed.as_str() {
            "" => Ok(there),
            typed => typed.parse::<usize>(),
        };
        match wanted {
            Ok(count) if count <= pocketcard::form::MAX_TURNS => {
                if count != there {
                    let values = &mut interview.answers.values;
                    let mut all = match values.remove(repeat) {
                        Some(Value::Repeat(turns)) => turns,
                        _ => Vec::new(),
                    };
                    all.resize_with(count, || form.defaults_of_turn(repeat));
                    values.insert(repeat.to_owned(), Value::Repeat(all));
                    interview.keep()?;
                }
                return Ok(());
            }
            _ => interview.not_a_choice()?,
        }
    }
}
