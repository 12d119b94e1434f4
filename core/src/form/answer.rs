//! Answers: whether one is of the kind that its question takes, and what expressions see of it.

use super::{
    expr::Scalar,
    model::{Choice, Item, Kind, Shape, Value},
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
    kind: &Kind,
    value: &Value,
    offers: impl Fn(&str) -> bool,
    today: Option<Day>,
) -> Option<Problem> {
    let plain = |text: &str| text.len() <= MAX_ANSWER && is_text(text);
    let day = today.unwrap_or_else(|| Day::at(0));
    let kind_fits = match (kind, value) {
        (Kind::Integer, Value::Integer(number)) => i32::try_from(*number).is_ok(),
        (Kind::Decimal, Value::Integer(_) | Value::Decimal(_)) => true,
        (Kind::Range { start, end, step }, Value::Integer(_) | Value::Decimal(_)) => {
            let [start, end, step] = [start, end, step].map(|number| f64::from(*number));
            let steps = (number(value) - start) / step;
            let between = (steps - steps.round()).abs() > 1.0e-6;
            let inside = (start..=end).contains(&number(value));
            return (between || !inside).then_some(Problem::OutOfRange);
        }
        (Kind::Date | Kind::Today, Value::Text(text)) => Day::parse(text).is_some(),
        (Kind::Time, Value::Text(text)) => Instant::parse_time(text, day).is_some(),
        (Kind::DateTime, Value::Text(text)) => text.contains('T') && Instant::parse(text).is_some(),
        (
            Kind::Text | Kind::Barcode | Kind::Hidden | Kind::Start | Kind::End,
            Value::Text(text),
        ) => plain(text),
        (Kind::Acknowledge, Value::Text(text)) => text == "OK",
        (Kind::Media { .. }, Value::Integer(number)) => (1..=1000).contains(number),
        (Kind::Position { shape }, Value::Text(text)) => points(*shape, text).is_some(),
        (Kind::SelectOne { .. }, Value::Text(name)) => {
            return (!offers(name)).then_some(Problem::NotAChoice);
        }
        (Kind::SelectMultiple { .. } | Kind::Rank { .. }, Value::Choices(chosen)) => {
            let twice = (1..chosen.len()).any(|n| chosen[..n].contains(&chosen[n]));
            return (twice || !chosen.iter().all(|name| offers(name)))
                .then_some(Problem::NotAChoice);
        }
        (Kind::Calculate { .. } | Kind::Note, _) | (Kind::Repeat, Value::Repeat(_)) => true,
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
pub(super) fn scalar(kind: &Kind, value: &Value, today: Day) -> Scalar {
    let found = match (kind, value) {
        (
            Kind::Integer | Kind::Decimal | Kind::Range { .. },
            Value::Integer(_) | Value::Decimal(_),
        ) => Some(Scalar::Number(number(value))),
        (Kind::Media { .. }, Value::Integer(_)) => Some(Scalar::Text(number(value).to_string())),
        (Kind::Date | Kind::Today, Value::Text(text)) => {
            Day::parse(text).map(|day| Scalar::Date(day.into()))
        }
        (Kind::Time, Value::Text(text)) => Instant::parse_time(text, today).map(Scalar::Date),
        (Kind::DateTime | Kind::Start | Kind::End, Value::Text(text)) => {
            Instant::parse(text).map(Scalar::Date)
        }
        (Kind::SelectMultiple { .. } | Kind::Rank { .. }, Value::Choices(names)) => {
            // As ODK writes it: names with one space between them, whatever spaces a name ends in.
            let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
            Some(Scalar::Text(names.join(" ")))
        }
        (
            Kind::Text
            | Kind::Barcode
            | Kind::Hidden
            | Kind::SelectOne { .. }
            | Kind::Acknowledge
            | Kind::Position { .. },
            Value::Text(text),
        ) => Some(Scalar::Text(text.clone())),
        _ => None,
    };
    found.unwrap_or_else(Scalar::nothing)
}

/// What was worked out as an answer to a question: of the question's kind where it can be, and what
/// expressions see of it. `None` if it is no answer.
pub(super) fn worked_out(kind: &Kind, result: Scalar, today: Day) -> Option<(Scalar, Value)> {
    if result.is_empty() {
        return None;
    }
    let value = match kind {
        Kind::Integer => match result.to_number() {
            number if number.is_nan() => None,
            number => Some(Value::Integer(number.trunc() as i64)),
        },
        Kind::Decimal | Kind::Range { .. } => {
            let number = super::Decimal::try_from(result.to_number());
            number.ok().map(Value::Decimal)
        }
        Kind::SelectMultiple { .. } | Kind::Rank { .. } => {
            let names = result.to_text();
            Some(Value::Choices(
                names.split_whitespace().map(str::to_owned).collect(),
            ))
        }
        Kind::Date => result
            .to_instant()
            .map(|at| Value::Text(at.day().to_string())),
        Kind::Time => result
            .to_instant()
            .map(|at| Value::Text(at.stamp()[11..].to_owned())),
        Kind::DateTime => result.to_instant().map(|at| Value::Text(at.stamp())),
        Kind::SelectOne { .. } => Some(Value::Text(result.to_text().trim().to_owned())),
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

fn point(text: &str) -> Option<[f64; 2]> {
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
