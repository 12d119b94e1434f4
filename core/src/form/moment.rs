//! Days and times of the calendar, and how ODK reads and writes them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::{
    Date, Month, OffsetDateTime, format_description::BorrowedFormatItem, macros::format_description,
};

const DAY: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// A day of the calendar, without a time zone. Written `2026-11-22`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(Date);

impl Day {
    /// Reads `2026-11-22`.
    pub fn parse(text: &str) -> Option<Self> {
        // Four digits only: years before 1 and after 9999 are slips.
        (text.len() == 10)
            .then(|| Date::parse(text, DAY).ok())
            .flatten()
            .map(Self)
    }

    /// The day on which a time lies in UTC, given in milliseconds since 1970-01-01 UTC. Times outside
    /// the years 1 to 9999 give the nearest day in them.
    pub fn at(ms: i64) -> Self {
        Instant(ms).day()
    }

    /// Days since 1970-01-01.
    pub(super) fn number(self) -> i64 {
        i64::from(self.0.to_julian_day() - OffsetDateTime::UNIX_EPOCH.date().to_julian_day())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom("a day is written 2026-11-22"))
    }
}

/// A point in time in UTC: milliseconds since 1970-01-01. A day alone is its midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(i64);

impl From<Day> for Instant {
    fn from(day: Day) -> Self {
        Self(day.number() * DAY_MS)
    }
}

impl Instant {
    /// From milliseconds since 1970-01-01 UTC; outside the years 1 to 9999 it is the nearest in them.
    pub fn at(ms: i64) -> Self {
        let first = Date::from_calendar_date(1, Month::January, 1).expect("a real day");
        let (first, last) = (Self::from(Day(first)), Self::from(Day(Date::MAX)));
        Self(ms.clamp(first.0, last.0 + DAY_MS - 1))
    }

    /// The day on which it lies.
    pub fn day(self) -> Day {
        let days = Self::at(self.0).0.div_euclid(DAY_MS);
        let julian = OffsetDateTime::UNIX_EPOCH.date().to_julian_day()
            + i32::try_from(days).expect("these years have few days");
        Day(Date::from_julian_day(julian).expect("a day between the years 1 and 9999"))
    }

    /// Days since 1970-01-01, with their fraction.
    pub(super) fn days(self) -> f64 {
        self.0 as f64 / DAY_MS as f64
    }

    /// The instant so many days after 1970-01-01.
    pub(super) fn from_days(days: f64) -> Self {
        Self::at((days * DAY_MS as f64) as i64) // the cast saturates
    }

    /// Milliseconds since midnight.
    fn of_day(self) -> i64 {
        self.0.rem_euclid(DAY_MS)
    }

    /// The fraction of the day that has passed.
    pub(super) fn fraction(self) -> f64 {
        self.of_day() as f64 / DAY_MS as f64
    }

    /// Reads `2026-11-22`, or a day, `T` and a time: `13:45`, `13:45:30.5`, then nothing, `Z` or the offset
    /// from UTC (`+03:00`, `+03`). Without an offset it is UTC.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = match text.split_once('T') {
            Some((day, time)) => (day, Some(time)),
            None => (text, None),
        };
        let parts: Vec<&str> = day.split('-').collect();
        let [year, month, day] = parts.as_slice() else {
            return None;
        };
        let short = |text: &&str, longest| {
            (1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
        };
        if !(short(year, 4) && short(month, 2) && short(day, 2)) {
            return None;
        }
        let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
        let date = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()?;
        let day = Day(date);
        match time {
            Some(time) => Self::parse_time(time, day),
            None => Some(day.into()),
        }
    }

    /// Reads a time of a day, as in [`Instant::parse`].
    pub(super) fn parse_time(text: &str, day: Day) -> Option<Self> {
        let (clock, offset) = match text.find(['Z', '+', '-']) {
            Some(at) => text.split_at(at),
            None => (text, "Z"),
        };
        let number = |text: &str, most: i64| {
            let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            let number: i64 = digits.then(|| text.parse().ok()).flatten()?;
            (number <= most).then_some(number)
        };
        let mut parts = clock.split(':');
        let (hours, minutes) = (number(parts.next()?, 23)?, number(parts.next()?, 59)?);
        let ms = match parts.next() {
            None => 0,
            Some(seconds) => {
                let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
                if fraction.is_empty() || fraction.len() > 9 {
                    return None;
                }
                let thousandths: String = fraction.chars().chain("00".chars()).take(3).collect();
                if !fraction.bytes().all(|b| b.is_ascii_digit()) {
                    return None;
                }
                number(whole, 59)? * 1000 + thousandths.parse::<i64>().ok()?
            }
        };
        if parts.next().is_some() {
            return None;
        }
        let offset = match offset {
            "Z" => 0,
            offset => {
                let sign = if offset.starts_with('-') { -1 } else { 1 };
                let digits = &offset[1..];
                let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
                sign * (number(hours, 14)? * 60 + number(minutes, 59)?)
            }
        };
        let minutes = hours * 60 + minutes - offset;
        Some(Self::at(Self::from(day).0 + minutes * 60_000 + ms))
    }

    /// As a calculation's result is stored: a day alone as `2026-11-22`, else `2026-11-22T13:45:30.000Z`.
    pub(super) fn stored(self) -> String {
        if self.of_day() == 0 {
            return self.day().to_string();
        }
        self.stamp()
    }

    /// `2026-11-22T13:45:30.000Z`
    pub(super) fn stamp(self) -> String {
        let [h, m, s, ms] = self.clock();
        format!("{}T{h:02}:{m:02}:{s:02}.{ms:03}Z", self.day())
    }

    fn clock(self) -> [i64; 4] {
        let ms = self.of_day();
        [ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000]
    }

    /// The same time of day some months later; the last day of a shorter month.
    pub(super) fn add_months(self, months: i64) -> Self {
        let date = self.day().0;
        let count = i64::from(date.year()) * 12 + i64::from(u8::from(date.month())) - 1 + months;
        let year = i32::try_from(count.div_euclid(12))
            .unwrap_or(i32::MAX)
            .clamp(1, 9999);
        let month = u8::try_from(count.rem_euclid(12) + 1).expect("a remainder of 12");
        let month = Month::try_from(month).expect("1 to 12");
        let last = month.length(year);
        let date = Date::from_calendar_date(year, month, date.day().min(last))
            .expect("clamped to a real day");
        Self(Self::from(Day(date)).0 + self.of_day())
    }

    /// Some milliseconds later.
    pub(super) fn add_ms(self, ms: i64) -> Self {
        Self::at(self.0.saturating_add(ms))
    }

    /// Whole months from this instant to another; negative when the other is earlier.
    pub(super) fn months_until(self, other: Self) -> i64 {
        if other < self {
            return -other.months_until(self);
        }
        let count = |date: Date| i64::from(date.year()) * 12 + i64::from(u8::from(date.month()));
        let months = count(other.day().0) - count(self.day().0);
        // A month is over on the same day of the next.
        let early = (other.day().0.day(), other.of_day()) < (self.day().0.day(), self.of_day());
        months - i64::from(early)
    }

    /// Writes it after a pattern: `%Y` year, `%y` its last two digits, `%m` month (`%n` without its zero,
    /// `%b` its English short name), `%d` day (`%e` without its zero), `%a` English short day of the
    /// week, `%W` ISO week, `%H` hour (`%h` without its zero), `%M` minute, `%S` second, `%3` thousandths.
    pub(super) fn format(self, pattern: &str) -> String {
        let date = self.day().0;
        let [h, m, s, ms] = self.clock();
        let mut text = String::new();
        let mut letters = pattern.chars();
        while let Some(letter) = letters.next() {
            if letter != '%' {
                text.push(letter);
                continue;
            }
            let short = |name: String| name[..3].to_owned();
            match letters.next() {
                Some('Y') => text += &format!("{:04}", date.year()),
                Some('y') => text += &format!("{:02}", date.year() % 100),
                Some('m') => text += &format!("{:02}", u8::from(date.month())),
                Some('n') => text += &u8::from(date.month()).to_string(),
                Some('b') => text += &short(date.month().to_string()),
                Some('d') => text += &format!("{:02}", date.day()),
                Some('e') => text += &date.day().to_string(),
                Some('a') => text += &short(date.weekday().to_string()),
                Some('W') => text += &date.iso_week().to_string(),
                Some('H') => text += &format!("{h:02}"),
                Some('h') => text += &h.to_string(),
                Some('M') => text += &format!("{m:02}"),
                Some('S') => text += &format!("{s:02}"),
                Some('3') => text += &format!("{ms:03}"),
                Some(other) => text.push(other),
                None => {}
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_written() {
        for (text, stored) in [
            ("2026-11-22", Some("2026-11-22")),
            ("2026-1-2", Some("2026-01-02")),
            ("2026-11-22T13:45", Some("2026-11-22T13:45:00.000Z")),
            ("2026-11-22T13:45:30.5Z", Some("2026-11-22T13:45:30.500Z")),
            (
                "2026-11-22T01:15:00.000+03:00",
                Some("2026-11-21T22:15:00.000Z"),
            ),
            ("2026-11-22T22:15:00-03", Some("2026-11-23T01:15:00.000Z")),
            ("2026-02-30", None),
            ("2026-11-22T24:00", None),
            ("2026-11-22T", None),
            ("2026-11-22T1", None),
            ("2026-11-22T10:00:00.1234567890", None),
            ("2026-11-22T10:00+25:00", None),
            ("-2026-11-22", None),
            ("+026-11-22", None),
            ("", None),
        ] {
            let read = Instant::parse(text).map(Instant::stored);
            assert_eq!(read.as_deref(), stored, "{text}");
        }
    }

    #[test]
    fn months_end_where_the_calendar_says() {
        let at = |text| Instant::parse(text).unwrap();
        assert_eq!(at("2024-01-31").add_months(1), at("2024-02-29"));
        assert_eq!(at("2024-01-31").add_months(-2), at("2023-11-30"));
        assert_eq!(
            at("9999-12-31")
                .add_months(i64::from(i32::MAX))
                .day()
                .to_string()
                .len(),
            10
        );
        for (from, to, months) in [
            ("2024-01-31", "2024-02-29", 0),
            ("2024-01-31", "2024-03-31", 2),
            ("2024-03-31", "2024-01-31", -2),
            ("2024-01-15", "2025-01-14", 11),
            ("2024-01-15T12:00", "2024-02-15T11:59", 0),
        ] {
            assert_eq!(at(from).months_until(at(to)), months, "{from} {to}");
        }
    }

    #[test]
    fn patterns_are_odk_s() {
        let at = Instant::parse("2026-02-03T04:05:06.007Z").unwrap();
        assert_eq!(at.format("%Y %y %m %n %b"), "2026 26 02 2 Feb");
        assert_eq!(at.format("%d %e %a %W"), "03 3 Tue 6");
        assert_eq!(at.format("%H:%M:%S.%3 %h %% %"), "04:05:06.007 4 % ");
    }
}
