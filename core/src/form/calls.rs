//! What the functions of expressions do.

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::{
    answer::point,
    code::Code,
    evaluate::{Filling, Here},
    expr::{MAX_TEXT, Scalar, function::Function},
    moment::Instant,
};

impl Filling<'_> {
    pub(super) fn call(&self, function: Function, arguments: &[Code], here: &Here<'_>) -> Scalar {
        use Function as F;
        use Scalar::{Boolean, Number, Text};
        let value = |n: usize| self.value(&arguments[n], here);
        let text = |n: usize| value(n).to_text();
        let number = |n: usize| value(n).to_number();
        let days = |n: usize| value(n).to_days();
        let all = |from: usize| -> Vec<Scalar> {
            let values = arguments[from..].iter().map(|code| self.values(code, here));
            values.flatten().collect()
        };
        let each = |from: usize| -> Vec<Scalar> {
            arguments[from..]
                .iter()
                .map(|code| self.value(code, here))
                .collect()
        };
        match function {
            F::Abs => Number(days(0).abs()),
            F::Acos => Number(days(0).acos()),
            F::Asin => Number(days(0).asin()),
            F::Atan => Number(days(0).atan()),
            F::Atan2 => Number(days(0).atan2(days(1))),
            F::Cos => Number(days(0).cos()),
            F::Exp => Number(days(0).exp()),
            F::Exp10 => Number(10_f64.powf(days(0))),
            F::Log => Number(days(0).ln()),
            F::Log10 => Number(days(0).log10()),
            F::Pi => Number(std::f64::consts::PI),
            F::Pow => Number(days(0).powf(days(1))),
            F::Sin => Number(days(0).sin()),
            F::Sqrt => Number(days(0).sqrt()),
            F::Tan => Number(days(0).tan()),
            F::Ceiling => Number(number(0).ceil()),
            F::Floor => Number(number(0).floor()),
            F::Int => Number(number(0).trunc()),
            F::Number => Number(number(0)),
            F::Round => Number(match arguments.len() {
                1 => round(number(0), 0.0),
                _ => round(number(0), number(1)),
            }),
            F::Sum => {
                let numbers = all(0).into_iter().map(|value| value.to_number());
                Number(
                    numbers
                        .filter(|number| !number.is_nan())
                        .fold(0.0, |sum, n| sum + n),
                )
            }
            F::Max => Number(
                all(0)
                    .iter()
                    .map(Scalar::to_number)
                    .fold(f64::NAN, f64::max),
            ),
            F::Min => Number(
                all(0)
                    .iter()
                    .map(Scalar::to_number)
                    .fold(f64::NAN, f64::min),
            ),
            F::Count => Number(all(0).len() as f64),
            F::CountNonEmpty => Number(
                all(0)
                    .iter()
                    .filter(|value| !value.to_text().is_empty())
                    .count() as f64,
            ),
            F::Area => Number(area(&points(&all(0)))),
            F::Distance => Number(distance(&points(&all(0)))),
            F::Randomize => {
                let mut shuffled = self.shuffled(arguments, here).into_iter();
                shuffled.next().unwrap_or_else(Scalar::nothing)
            }
            F::Digest => Text(digest(
                &text(0),
                &text(1),
                arguments.get(2).map(|_| text(2)),
            )),
            F::Random => Number((self.chance(here) >> 11) as f64 / (1_u64 << 53) as f64),

            F::Boolean => Boolean(value(0).to_boolean()),
            F::BooleanFromString => {
                let text = text(0);
                Boolean(text.eq_ignore_ascii_case("true") || text == "1")
            }
            F::Checklist => Boolean(checklist(number(0), number(1), &all(2))),
            F::WeightedChecklist => {
                let factors = all(2);
                let pairs = factors.chunks_exact(2).filter(|pair| pair[0].to_boolean());
                let sum: f64 = pairs.map(|pair| pair[1].to_number()).sum();
                Boolean(sum >= number(0) && sum <= number(1))
            }
            F::False => Boolean(false),
            F::Not => Boolean(!value(0).to_boolean()),
            F::True => Boolean(true),
            F::Contains => Boolean(text(0).contains(&text(1))),
            F::StartsWith => Boolean(text(0).starts_with(&text(1))),
            F::EndsWith => Boolean(text(0).ends_with(&text(1))),
            F::Selected => {
                // Spaces around both make whole names of parts; two empty texts match, as in ODK.
                let (list, wanted) = (text(0), text(1));
                Boolean(format!(" {list} ").contains(&format!(" {} ", wanted.trim())))
            }

            F::If => value(if value(0).to_boolean() { 1 } else { 2 }),
            F::Coalesce => {
                let first = value(0);
                if first.is_empty() { value(1) } else { first }
            }
            F::Once => match here.so_far {
                Some(value) if !value.to_text().is_empty() => value.clone(),
                _ => value(0),
            },

            F::Concat if arguments.len() == 1 => self.joined("", &all(0)),
            F::Join if arguments.len() == 2 => self.joined(&text(0), &all(1)),
            // What is not relevant is an empty part.
            F::Concat => self.joined("", &each(0)),
            F::Join => self.joined(&text(0), &each(1)),
            F::CountSelected => Number(text(0).split_whitespace().count() as f64),
            F::SelectedAt => {
                let at = number(1).trunc();
                let names = text(0);
                let name = (at >= 0.0)
                    .then(|| names.split_whitespace().nth(at as usize))
                    .flatten();
                Text(name.unwrap_or_default().to_owned())
            }
            F::NormalizeSpace => {
                let text = text(0);
                Text(text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
            }
            F::String => Text(text(0)),
            F::StringLength => Number(text(0).encode_utf16().count() as f64),
            F::Substr => Text(substring(
                &text(0),
                number(1),
                arguments
                    .get(2)
                    .map(|code| self.value(code, here).to_number()),
            )),
            F::SubstringBefore => {
                let (text, mark) = (text(0), text(1));
                Text(text.find(&mark).map_or("", |at| &text[..at]).to_owned())
            }
            F::SubstringAfter => {
                let (text, mark) = (text(0), text(1));
                Text(
                    text.find(&mark)
                        .map_or("", |at| &text[at + mark.len()..])
                        .to_owned(),
                )
            }
            F::Translate => Text(translate(&text(0), &text(1), &text(2))),
            F::Uuid => Text(self.uuid(here, arguments.first().map(|code| self.value(code, here)))),
            F::Version => Text(self.form.document().version.clone()),

            F::Today => Scalar::Date(self.today.into()),
            F::Now => Scalar::Date(self.at.now),
            F::Date | F::DateTime => match value(0).to_instant() {
                Some(at) if function == F::Date => Scalar::Date(at.day().into()),
                Some(at) => Scalar::Date(at),
                None => Scalar::nothing(),
            },
            F::DecimalDateTime => match value(0).to_instant() {
                Some(at) => Number(at.days()),
                None => Scalar::nothing(),
            },
            F::DecimalTime => match value(0) {
                Number(days) => Number(days - days.floor()),
                value => value
                    .to_instant()
                    .map_or_else(Scalar::nothing, |at| Number(at.fraction())),
            },
            F::FormatDate => match value(0).to_instant() {
                Some(at) => Text(at.format(&text(1))),
                None => Scalar::nothing(),
            },
            F::AddDate => match value(0).to_instant() {
                Some(at) => Scalar::Date(self.add_date(at, &arguments[1..], here)),
                None => Scalar::nothing(),
            },
            F::DifferenceInDays
            | F::DifferenceInWeeks
            | F::DifferenceInMonths
            | F::DifferenceInYears => {
                let (Some(from), Some(to)) = (value(0).to_instant(), value(1).to_instant()) else {
                    return Scalar::nothing();
                };
                Number(match function {
                    F::DifferenceInDays => (to.days() - from.days()).trunc(),
                    F::DifferenceInWeeks => ((to.days() - from.days()) / 7.0).trunc(),
                    F::DifferenceInMonths => from.months_until(to) as f64,
                    _ => (from.months_until(to) / 12) as f64,
                })
            }
            // Bound as something else.
            F::ChoiceName | F::IndexedRepeat | F::Position | F::PullData | F::Regex => {
                Scalar::nothing()
            }
        }
    }

    /// Texts one after another. One that grows too long is cut here and refused with its question.
    fn joined(&self, between: &str, parts: &[Scalar]) -> Scalar {
        let mut text = String::new();
        for (n, part) in parts.iter().enumerate() {
            if n > 0 {
                text.push_str(between);
            }
            text.push_str(&part.to_text());
            if text.len() > MAX_TEXT {
                self.too_long.set(true);
                text.truncate(text.floor_char_boundary(MAX_TEXT));
                break;
            }
        }
        Scalar::Text(text)
    }

    /// `add-date(date, years, months, days, hours, minutes)`
    fn add_date(&self, at: Instant, amounts: &[Code], here: &Here<'_>) -> Instant {
        let amount = |n: usize| {
            let number = amounts
                .get(n)
                .map(|code| self.value(code, here).to_number());
            number.unwrap_or(0.0).clamp(-1.0e9, 1.0e9) as i64 // NaN gives 0
        };
        let minutes = (amount(2) * 24 + amount(3)) * 60 + amount(4);
        at.add_months(amount(0) * 12 + amount(1))
            .add_ms(minutes.saturating_mul(60_000))
    }

    /// `randomize(${names}, seed)`: the values in an order of chance, the same for the same seed.
    pub(super) fn shuffled(&self, arguments: &[Code], here: &Here<'_>) -> Vec<Scalar> {
        let mut values = self.values(&arguments[0], here);
        let seed = match arguments.get(1) {
            Some(seed) => self.value(seed, here).to_number() as i64, // NaN gives 0
            None => (self.chance(here) >> 32) as i64,
        };
        // As ODK does it: Park and Miller's numbers, Fisher and Yates' exchanges.
        let mut state = seed % 0x7fff_ffff;
        if state <= 0 {
            state += 0x7fff_fffe;
        }
        for place in 0..values.len() {
            state = state * 16_807 % 0x7fff_ffff;
            let chance = (state - 1) as f64 / f64::from(0x7fff_fffe);
            values.swap(place, (chance * (place + 1) as f64) as usize);
        }
        values
    }

    fn chance(&self, here: &Here<'_>) -> u64 {
        self.at
            .chance(((here.item as u64) << 32) ^ here.own.1 as u64)
    }

    /// A random UUID, or so many random digits of base 36.
    fn uuid(&self, here: &Here<'_>, length: Option<Scalar>) -> String {
        let place = ((here.item as u64) << 32) ^ here.own.1 as u64;
        let part = |n: u64| self.at.chance(place ^ ((n + 1) << 56));
        if let Some(length) = length {
            let length = length.to_number().clamp(0.0, 100.0) as u64; // NaN gives 0
            let digit =
                |n| char::from_digit((part(n) % 36) as u32, 36).expect("a digit of base 36");
            return (0..length).map(|n| digit(n).to_ascii_uppercase()).collect();
        }
        let (a, b) = (part(0), part(1));
        format!(
            "{:08x}-{:04x}-4{:03x}-{:x}{:03x}-{:012x}",
            a >> 32,
            a >> 16 & 0xffff,
            a & 0xfff,
            8 | b >> 62,
            b >> 48 & 0xfff,
            b & 0xffff_ffff_ffff
        )
    }
}

/// What a text is known by, without being it. In base 64 unless `hex` is wanted.
fn digest(text: &str, algorithm: &str, encoding: Option<String>) -> String {
    let bytes = match algorithm {
        "SHA-384" => Sha384::digest(text).to_vec(),
        "SHA-512" => Sha512::digest(text).to_vec(),
        _ => Sha256::digest(text).to_vec(),
    };
    match encoding.as_deref() {
        Some("hex") => HEXLOWER.encode(&bytes),
        _ => BASE64.encode(&bytes),
    }
}

/// The metres around the earth, and from its middle, that ODK reckons with.
const EARTH_RADIUS: f64 = 6_378_100.0;
const EARTH_GIRTH: f64 = EARTH_RADIUS * 2.0 * std::f64::consts::PI;

/// Latitudes and longitudes of places, each a text of one or several. Nothing where one is no place.
fn points(places: &[Scalar]) -> Vec<[f64; 2]> {
    let texts: Vec<String> = places.iter().map(Scalar::to_text).collect();
    let parts = texts.iter().flat_map(|text| text.split(';'));
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    parts.map(point).collect::<Option<_>>().unwrap_or_default()
}

/// Square metres inside a line of places, as ODK works them out: on a plane, from the first place.
fn area(points: &[[f64; 2]]) -> f64 {
    let [[latitude, longitude], rest @ ..] = points else {
        return 0.0;
    };
    let metres: Vec<[f64; 2]> = rest
        .iter()
        .map(|[lat, long]| {
            let east = (long - longitude) * EARTH_GIRTH * lat.to_radians().cos() / 360.0;
            [east, (lat - latitude) * EARTH_GIRTH / 360.0]
        })
        .collect();
    let triangles = metres.windows(2).map(|pair| {
        let ([x1, y1], [x2, y2]) = (pair[0], pair[1]);
        (y1 * x2 - x1 * y2) / 2.0
    });
    triangles.sum::<f64>().abs()
}

/// Metres along a line of places.
fn distance(points: &[[f64; 2]]) -> f64 {
    let legs = points.windows(2).map(|pair| {
        let [[lat1, long1], [lat2, long2]] = [pair[0], pair[1]].map(|at| at.map(f64::to_radians));
        let angle = lat1.sin() * lat2.sin() + lat1.cos() * lat2.cos() * (long1 - long2).cos();
        angle.acos() * EARTH_RADIUS
    });
    legs.sum()
}

/// To so many places after the point; halves upwards, on both sides of zero.
fn round(number: f64, places: f64) -> f64 {
    if places.abs() > 30.0 || places.is_nan() || !number.is_finite() {
        return if number.is_finite() { f64::NAN } else { number };
    }
    let places = places.trunc();
    if places > 0.0 {
        return round_decimal(number, places as usize);
    }
    let scale = 10_f64.powf(-places);
    let scaled = number / scale;
    let rounded = if scaled < 0.0 && scaled.fract() == -0.5 {
        scaled.trunc()
    } else {
        scaled.round()
    };
    rounded * scale
}

/// Rounds as the number is written, not as it is stored: 1.005 to two places is 1.01.
fn round_decimal(number: f64, places: usize) -> f64 {
    let shortest = format!("{}", number.abs());
    let (whole, fraction) = shortest.split_once('.').unwrap_or((&shortest, ""));
    if fraction.len() <= places {
        return number;
    }
    let digit = fraction.as_bytes()[places];
    let rest = fraction.as_bytes()[places + 1..].iter().any(|b| *b != b'0');
    // A half goes up; on the other side of zero that is towards zero.
    let up = digit > b'5' || digit == b'5' && (rest || number > 0.0);
    let kept: f64 = format!("{whole}.{}", &fraction[..places])
        .parse()
        .unwrap_or(f64::NAN);
    let step = if up {
        10_f64.powi(-(places as i32))
    } else {
        0.0
    };
    let sum: f64 = format!("{:.*}", places, kept + step)
        .parse()
        .unwrap_or(f64::NAN);
    if number < 0.0 { -sum } else { sum }
}

/// Whether the number that holds is within these bounds; negative bounds do not count.
fn checklist(least: f64, most: f64, factors: &[Scalar]) -> bool {
    let count = factors.iter().filter(|factor| factor.to_boolean()).count() as f64;
    (least < 0.0 || count >= least.trunc()) && (most < 0.0 || count <= most.trunc())
}

/// From one place up to another; places below zero count from the end. Characters are counted as ODK
/// does, in UTF-16.
fn substring(text: &str, start: f64, end: Option<f64>) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = units.len() as f64;
    let place = |number: f64| {
        let number = number.trunc();
        let number = if number < 0.0 {
            length + number
        } else {
            number
        };
        number.clamp(0.0, length) as usize // NaN gives 0
    };
    let (start, end) = (place(start), place(end.unwrap_or(length)));
    String::from_utf16_lossy(units.get(start..end).unwrap_or_default())
}

/// Each character of `from` becomes that of `to` at its place, or goes.
fn translate(text: &str, from: &str, to: &str) -> String {
    let to: Vec<char> = to.chars().collect();
    let map = |c: char| match from.chars().position(|f| f == c) {
        None => Some(c),
        Some(at) => to.get(at).copied(),
    };
    text.chars().filter_map(map).collect()
}
