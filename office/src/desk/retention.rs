//! How long closed cases are kept. Nothing is deleted by itself: what is due is listed, two weeks ahead, and two
//! people delete it.

use pocketcard::{base::Id, host::Moment, store::Header};
use serde::Serialize;
use time::{Duration, OffsetDateTime};

use super::{Act, CaseState, Desk, Error, kind};

/// The longest, in months: twenty years.
const MONTHS_MOST: u16 = 240;
/// How long before it is due a case is listed.
const AHEAD: Duration = Duration::days(14);

/// A closed case that is due to be deleted, or will be within two weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueLine {
    /// The record at the top of the case.
    pub case: Id,
    /// The code that its card shows.
    pub code: String,
    /// When it was closed, milliseconds since 1970 by this desk's clock.
    pub closed_at: i64,
    /// When it is due.
    pub due_at: i64,
    /// Whether that is over.
    pub due: bool,
}

impl Desk {
    /// How many months closed cases are kept, if that was set.
    pub fn retention(&self) -> Option<u16> {
        let row = self.store.list(kind::RETENTION).next()?;
        row.data.as_slice().try_into().ok().map(u16::from_be_bytes)
    }

    /// Sets how many months closed cases are kept, or that none is due at any time.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::Months`]; the store's.
    pub fn set_retention(&mut self, months: Option<u16>, now: Moment) -> Result<(), Error> {
        self.administrator()?;
        if months.is_some_and(|months| !(1..=MONTHS_MOST).contains(&months)) {
            return Err(Error::Months);
        }
        let before: Vec<Id> = (self.store.list(kind::RETENTION))
            .map(|row| row.id)
            .collect();
        let said = months.map_or_else(|| "0".to_owned(), |months| months.to_string());
        let noted = self.entry(Act::RetentionSet, None, &said, now);
        Ok(self.store.write(|tx| {
            before.iter().try_for_each(|row| tx.delete(*row))?;
            if let Some(months) = months {
                let mut row = Header::new(Id::random(), kind::RETENTION, now.wall_ms);
                row.data = months.to_be_bytes().to_vec();
                tx.put(&row, None)?;
            }
            noted.put(tx)
        })?)
    }

    /// The closed cases that are due to be deleted or will be within two weeks, the longest due first. What is kept for
    /// a court is never due.
    ///
    /// # Errors
    /// The store's.
    pub fn due(&self, now: Moment) -> Result<Vec<DueLine>, Error> {
        let Some(months) = self.retention() else {
            return Ok(Vec::new());
        };
        let mut due = Vec::new();
        for case in self.cases()? {
            let closed_at = self
                .closed_at(case.id)
                .filter(|_| case.state == CaseState::Closed);
            let Some(closed_at) = closed_at.filter(|_| self.kept(case.id).is_none()) else {
                continue;
            };
            let Some(due_at) = months_later(closed_at, months) else {
                continue;
            };
            let ahead = i64::try_from(AHEAD.whole_milliseconds()).unwrap_or(i64::MAX);
            if now.wall_ms >= due_at.saturating_sub(ahead) {
                due.push(DueLine {
                    case: case.id,
                    code: case.top().code.clone(),
                    closed_at,
                    due_at,
                    due: now.wall_ms >= due_at,
                });
            }
        }
        due.sort_by_key(|line| (line.due_at, line.case));
        Ok(due)
    }
}

/// The same day and time of day these months later, or the last day of that month. `None` beyond what a calendar has.
fn months_later(wall_ms: i64, months: u16) -> Option<i64> {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(wall_ms) * 1_000_000).ok()?;
    let month = i32::from(u8::from(at.month())) - 1 + i32::from(months);
    let (year, month) = (at.year() + month.div_euclid(12), month.rem_euclid(12) + 1);
    let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
    let day = at.day().min(month.length(year));
    let date = time::Date::from_calendar_date(year, month, day).ok()?;
    i64::try_from(at.replace_date(date).unix_timestamp_nanos() / 1_000_000).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_later_is_the_same_day_or_the_last_there_is() {
        let at = |text: &str| {
            let read = OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339);
            (read.unwrap().unix_timestamp_nanos() / 1_000_000) as i64
        };
        for (from, months, to) in [
            ("2026-11-30T10:00:00.5Z", 1, "2026-12-30T10:00:00.5Z"),
            ("2026-11-30T23:59:59Z", 3, "2027-02-28T23:59:59Z"),
            ("2027-11-30T23:59:59Z", 3, "2028-02-29T23:59:59Z"),
            ("2026-01-31T00:00:00Z", 12, "2027-01-31T00:00:00Z"),
            ("1969-12-31T23:59:59.999Z", 2, "1970-02-28T23:59:59.999Z"),
        ] {
            assert_eq!(months_later(at(from), months), Some(at(to)), "{from}");
        }
        assert_eq!(months_later(i64::MAX, 1), None);
        assert_eq!(months_later(at("9999-12-31T00:00:00Z"), 1), None);
    }
}
