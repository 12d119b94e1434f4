//! The questions of an office's own form, after the signs.

use std::path::Path;

use pocketcard::{
    form::{MAX_TURNS, Problem, QuestionView, Shape, Value, Widget},
    host::Clock,
    session::Session,
};
use pocketcard_terminal::SystemClock;

use super::{Attached, Interview, Source, Stop};

/// Asks what is relevant, in order, and again from the start of what an answer changed; then what was left out and
/// must be answered.
pub fn ask(interview: &mut Interview<'_>) -> Result<(), Stop> {
    let mut at = 0;
    loop {
        let shown = shown(interview)?;
        let Some(question) = shown.get(at) else {
            let Some(wrong) = shown.iter().position(|question| question.problem.is_some()) else {
                return Ok(());
            };
            interview.talk.say("");
            interview.talk.say(&shown[wrong].message);
            if !is_asked(&shown[wrong]) {
                // Worked out, and wrong: the answers that it rests on are somewhere above.
                return Ok(());
            }
            at = wrong;
            continue;
        };
        at = match question.widget {
            Widget::Group => {
                interview.talk.title(&question.label, hint(question));
                at + 1
            }
            Widget::Note => {
                interview.talk.say(&question.label);
                if let Some(line) = hint(question) {
                    interview.talk.say(&format!("     {line}"));
                }
                at + 1
            }
            Widget::Repeat => {
                interview.talk.title(&question.label, hint(question));
                turns(interview, question)?;
                at + 1
            }
            _ if question.read_only => at + 1,
            _ => answer(interview, &shown, at)?,
        };
    }
}

/// Whether a person can answer it.
fn is_asked(question: &QuestionView) -> bool {
    let told = matches!(
        question.widget,
        Widget::Group | Widget::Note | Widget::Repeat
    );
    !question.read_only && !told
}

fn hint(question: &QuestionView) -> Option<&str> {
    (!question.hint.is_empty()).then_some(question.hint.as_str())
}

/// The session whose content is asked; none for practice without a phone, whose content has no questions.
fn session<'a>(interview: &'a Interview<'_>) -> Option<&'a Session> {
    match &interview.source {
        Source::Phone { session, .. } => Some(session),
        Source::Practice(session) => session.as_ref(),
    }
}

fn shown(interview: &Interview<'_>) -> Result<Vec<QuestionView>, Stop> {
    let now = SystemClock::start().now();
    let language = interview.talk.language();
    Ok(match session(interview) {
        Some(session) => session.questions(&interview.answers, language, now)?,
        None => Vec::new(),
    })
}

/// Answers a question, and keeps the draft. What is wrong is said, and the answer not taken.
fn take(
    interview: &mut Interview<'_>,
    question: &QuestionView,
    value: Option<Value>,
) -> Result<bool, Stop> {
    let Some(session) = session(interview) else {
        return Ok(false);
    };
    let (name, turns) = (question.name.as_str(), question.turns.as_slice());
    let now = SystemClock::start().now();
    let changed = session.answer_question(&interview.answers, name, turns, value, now)?;
    let before = std::mem::replace(&mut interview.answers, changed);
    let same = |other: &&QuestionView| other.name == name && other.turns == turns;
    let wrong = |it: &&QuestionView| {
        it.problem
            .is_some_and(|problem| problem != Problem::Missing)
    };
    match shown(interview)?.iter().find(same).filter(wrong) {
        None => {
            interview.keep()?;
            Ok(true)
        }
        Some(wrong) => {
            interview.answers = before;
            interview.talk.say(&wrong.message);
            Ok(false)
        }
    }
}

/// Asks one question; gives the place of the next.
fn answer(interview: &mut Interview<'_>, shown: &[QuestionView], at: usize) -> Result<usize, Stop> {
    let question = &shown[at];
    interview.talk.say("");
    // What is asked several times is told apart by its turn.
    let turn = question.turns.last().map(|turn| format!("{}. ", turn + 1));
    let label = format!("{}{}", turn.unwrap_or_default(), question.label);
    interview.talk.say(&label);
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
        Widget::Decimal | Widget::Range { .. } => "ask.decimal",
        Widget::Date => "ask.day",
        Widget::Time => "ask.time",
        Widget::DateTime => "ask.day-time",
        Widget::SelectOne => "ask.choose",
        Widget::SelectMultiple => "ask.choose-several",
        Widget::Rank => "ask.order",
        Widget::Acknowledge => "ask.tick",
        Widget::Media { .. } => "ask.file",
        Widget::Position {
            shape: Shape::Point,
        } => "ask.place",
        Widget::Position { .. } => "ask.places",
        _ => "ask.words",
    })?;
    let how = match question.widget {
        Widget::Range { start, end, .. } => {
            format!("{how} [{} – {}]", f64::from(start), f64::from(end))
        }
        _ => how,
    };
    let back = interview.text("ask.back")?;
    let typed = interview.ask(&format!("{how}  [-] {back}"))?;
    if typed.as_str() == "-" {
        return Ok(shown[..at].iter().rposition(is_asked).unwrap_or(at));
    }
    if typed.is_empty() {
        let missing = question.problem == Some(Problem::Missing);
        if missing {
            interview.talk.say(&question.message);
        }
        return Ok(if missing { at } else { at + 1 });
    }
    if let Widget::Media { of } = question.widget {
        let file = match Attached::open(Path::new(typed.as_str())) {
            Ok(file) if of.takes(file.media_type()) => file,
            Ok(_) => {
                interview.not_a_choice()?;
                return Ok(at);
            }
            Err(refusal) => {
                interview.talk.say(&refusal.0);
                return Ok(at);
            }
        };
        let number = match question.value {
            Some(Value::Integer(number)) => number,
            _ => interview.files.len() as i64 + 1,
        };
        let place = usize::try_from(number - 1).unwrap_or(usize::MAX);
        match interview.files.get_mut(place) {
            Some(there) => *there = file,
            None => interview.files.push(file),
        }
        let taken = take(interview, question, Some(Value::Integer(number)))?;
        return Ok(if taken { at + 1 } else { at });
    }
    let Some(value) = read(question, &typed) else {
        interview.not_a_choice()?;
        return Ok(at);
    };
    let taken = take(interview, question, Some(value))?;
    Ok(if taken { at + 1 } else { at })
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
        Widget::Acknowledge => (typed == "1").then(|| Value::Text("OK".to_owned())),
        _ => (!typed.is_empty()).then(|| Value::Text(typed.to_owned())),
    }
}

/// Asks how many turns a repeat has; with fewer than there are, the last ones go.
fn turns(interview: &mut Interview<'_>, repeat: &QuestionView) -> Result<(), Stop> {
    if !repeat.can_add {
        return Ok(());
    }
    let there = repeat.count;
    let prompt = interview.text("ask.turns")?;
    loop {
        let typed = interview.ask(&format!("{prompt} [{there}]"))?;
        let wanted = match typed.as_str() {
            "" => there,
            typed => typed.parse().unwrap_or(usize::MAX),
        };
        if wanted > MAX_TURNS {
            interview.not_a_choice()?;
            continue;
        }
        let name = repeat.name.as_str();
        for _ in there..wanted {
            let now = SystemClock::start().now();
            let Some(session) = session(interview) else {
                break;
            };
            interview.answers = session.add_turn(&interview.answers, name, &repeat.turns, now)?;
        }
        for turn in (wanted..there).rev() {
            let now = SystemClock::start().now();
            let Some(session) = session(interview) else {
                break;
            };
            let turns = [&repeat.turns[..], &[turn]].concat();
            interview.answers = session.remove_turn(&interview.answers, name, &turns, now)?;
        }
        if wanted != there {
            interview.keep()?;
        }
        return Ok(());
    }
}
