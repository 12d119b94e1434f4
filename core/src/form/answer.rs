//! Answers: whether one is of the kind that its question takes, and what expressions see of it.

use super::{
    expr::Scalar,
    model::{Choice, Item, QuestionKind, Shape, Value},
    moment::{Day, Instant},
    problem::Problem,
};
use crate::text::is_text;

/// The most bytes of one answer.
const MAX_ANSWER: usize = 16 * 1024;
/// The most points of a line or an area.
const MAX_POINTS: usize = 2000;

/// Whether `value` is a possible answer to `item`, apart from filters and constraints.
pub(super) fn possible(item: &Item, value: &Value, choices: &[Choice]) -> bool {
    let offers = |name: &str| choices.iter().any(|choice| choice.name == name);
    misfit(&item.kind, value, offers, None).is_none()
}

/// What is wrong with an answer by itself.
pub(super) fn misfit(
    kind: &QuestionKind,
    value: &Value,
    offers: impl Fn(&str) -> bool,
    today: Option<Day>,
) -> Option<Problem> {
    let plain = |text: &str| text.len() <= MAX_ANSWER && is_text(text);
    let day = today.unwrap_or_else(|| Day::at(0));
    let kind_fits = match (kind, value) {
        (QuestionKind::Integer, Value::Integer(number)) => i32::try_from(*number).is_ok(),
        (QuestionKind::Decimal, Value::Integer(_) | Value::Decimal(_)) => true,
        (QuestionKind::Range { start, end, step }, Value::Integer(_) | Value::Decimal(_)) => {
            let [start, end, step] = [start, end, step].map(|number| f64::from(*number));
            let steps = (number(value) - start) / step;
            let between = (steps - steps.round()).abs() > 1.0e-6;
            let inside = (start..=end).contains(&number(value));
            return (between || !inside).then_some(Problem::OutOfRange);
        }
        (QuestionKind::Date | QuestionKind::Today, Value::Text(text)) => Day::parse(text).is_some(),
        (QuestionKind::Time, Value::Text(text)) => Instant::parse_time(text, day).is_some(),
        (QuestionKind::DateTime, Value::Text(text)) => {
            text.contains('T') && Instant::parse(text).is_some()
        }
        (
            QuestionKind::Text
            | QuestionKind::Barcode
            | QuestionKind::Hidden
            | QuestionKind::Start
            | QuestionKind::End,
            Value::Text(text),
        ) => plain(text),
        (QuestionKind::Acknowledge, Value::Text(text)) => text == "OK",
        (QuestionKind::Media { .. }, Value::Integer(number)) => (1..=1000).contains(number),
        (QuestionKind::Position { shape }, Value::Text(text)) => points(*shape, text).is_some(),
        (QuestionKind::SelectOne { .. }, Value::Text(name)) => {
            return (!offers(name)).then_some(Problem::NotAChoice);
        }
        (
            QuestionKind::SelectMultiple { .. } | QuestionKind::Rank { .. },
            Value::Choices(chosen),
        ) => {
            let twice = (1..chosen.len()).any(|n| chosen[..n].contains(&chosen[n]));
            return (twice || !chosen.iter().all(|name| offers(name)))
                .then_some(Problem::NotAChoice);
        }
        (QuestionKind::Calculate { .. } | QuestionKind::Note, _)
        | (QuestionKind::Repeat, Value::Repeat(_)) => true,
        _ => false,
    };
    (!kind_fits).then_some(Problem::WrongKind)
}

fn number(value: &Value) -> f64 {
    match value {
        Value::Integer(number) => *number as f64,
        Value::Decimal(number) => f64::from(*number),
        _ => f64::NAN,
    }
}

/// Whether a value counts as none.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Integer(_) | Value::Decimal(_) => false,
        Value::Text(text) => text.is_empty(),
        Value::Choices(choices) => choices.is_empty(),
        Value::Repeat(turns) => turns.is_empty(),
    }
}

/// A value as expressions see it. One of the wrong kind is no answer to them.
pub(super) fn scalar(kind: &QuestionKind, value: &Value, today: Day) -> Scalar {
    let found = match (kind, value) {
        (
            QuestionKind::Integer | QuestionKind::Decimal | QuestionKind::Range { .. },
            Value::Integer(_) | Value::Decimal(_),
        ) => Some(Scalar::Number(number(value))),
        (QuestionKind::Media { .. }, Value::Integer(_)) => {
            Some(Scalar::Text(number(value).to_string()))
        }
        (QuestionKind::Date | QuestionKind::Today, Value::Text(text)) => {
            Day::parse(text).map(|day| Scalar::Date(day.into()))
        }
        (QuestionKind::Time, Value::Text(text)) => {
            Instant::parse_time(text, today).map(Scalar::Date)
        }
        (QuestionKind::DateTime | QuestionKind::Start | QuestionKind::End, Value::Text(text)) => {
            Instant::parse(text).map(Scalar::Date)
        }
        (
            QuestionKind::SelectMultiple { .. } | QuestionKind::Rank { .. },
            Value::Choices(names),
        ) => {
            // As ODK writes it: names with one space between them, whatever spaces a name ends in.
            let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
            Some(Scalar::Text(names.join(" ")))
        }
        (
            QuestionKind::Text
            | QuestionKind::Barcode
            | QuestionKind::Hidden
            | QuestionKind::SelectOne { .. }
            | QuestionKind::Acknowledge
            | QuestionKind::Position { .. },
            Value::Text(text),
        ) => Some(Scalar::Text(text.clone())),
        _ => None,
    };
    found.unwrap_or_else(Scalar::nothing)
}

/// What was worked out as an answer to a question: of the question's kind where it can be, and what
/// expressions see of it. `None` if it is no answer.
pub(super) fn worked_out(
    kind: &QuestionKind,
    result: Scalar,
    today: Day,
) -> Option<(Scalar, Value)> {
    if result.is_empty() {
        return None;
    }
    let value = match kind {
        QuestionKind::Integer => match result.to_number() {
            number if number.is_nan() => None,
            number => Some(Value::Integer(number.trunc() as i64)),
        },
        QuestionKind::Decimal | QuestionKind::Range { .. } => {
            let number = super::Decimal::try_from(result.to_number());
            number.ok().map(Value::Decimal)
        }
        QuestionKind::SelectMultiple { .. } | QuestionKind::Rank { .. } => {
            let names = result.to_text();
            Some(Value::Choices(
                names.split_whitespace().map(str::to_owned).collect(),
            ))
        }
        QuestionKind::Date => result
            .to_instant()
            .map(|at| Value::Text(at.day().to_string())),
        QuestionKind::Time => result
            .to_instant()
            .map(|at| Value::Text(at.stamp()[11..].to_owned())),
        QuestionKind::DateTime => result.to_instant().map(|at| Value::Text(at.stamp())),
        QuestionKind::SelectOne { .. } => Some(Value::Text(result.to_text().trim().to_owned())),
        _ => {
            let (scalar, text) = result.stored()?;
            return Some((scalar, Value::Text(text)));
        }
    }?;
    Some((scalar(kind, &value, today), value))
}

/// The points of a place, each latitude and longitude in degrees. `None` if it is none.
fn points(shape: Shape, text: &str) -> Option<Vec<[f64; 2]>> {
    if text.len() > MAX_ANSWER * 4 {
        return None;
    }
    let texts: Vec<&str> = match shape {
        Shape::Point => vec![text],
        Shape::Trace | Shape::Area => text
            .split(';')
            .map(str::trim)
            .filter(|point| !point.is_empty())
            .collect(),
    };
    let points: Vec<[f64; 2]> = texts
        .iter()
        .map(|text| point(text))
        .collect::<Option<_>>()?;
    let enough = match shape {
        Shape::Point => points.len() == 1,
        Shape::Trace => points.len() >= 2,
        Shape::Area => points.len() >= 4 && points.first() == points.last(),
    };
    (enough && points.len() <= MAX_POINTS).then_some(points)
}

/// Latitude and longitude of one place.
pub(super) fn point(text: &str) -> Option<[f64; 2]> {
    let numbers: Vec<f64> = text
        .split_whitespace()
        .map(|part| part.parse().ok().filter(|number: &f64| number.is_finite()))
        .collect::<Option<_>>()?;
    let [latitude, longitude, rest @ ..] = numbers.as_slice() else {
        return None;
    };
    let inside = latitude.abs() <= 90.0 && longitude.abs() <= 180.0 && rest.len() <= 2;
    inside.then_some([*latitude, *longitude])
}

/// A place rounded to hundredths of a degree, about a kilometre; altitude and accuracy are left out.
pub(super) fn coarse(shape: Shape, text: &str) -> String {
    let points = points(shape, text).unwrap_or_default();
    let points = points
        .iter()
        .map(|[latitude, longitude]| format!("{latitude:.2} {longitude:.2}"));
    points.collect::<Vec<_>>().join("; ")
}
