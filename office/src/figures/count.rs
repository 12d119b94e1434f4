//! What may be counted, and in which table: decided by consent at the time of release.
//!
//! A report about a person, a group or an offer counts only if a referral of its case agrees to statistics and nothing
//! in the case takes that back. A report about a place has no person and always counts. A report about misconduct never
//! counts, nor does one whose checklist the desk does not know.
//!
//! Nothing that somebody typed becomes part of a table: labels are those of the request and of this version.

use std::collections::BTreeMap;

use pocketcard::{
    base::Id,
    content::{Age, Subject},
    record::{Body, Purpose, Screening},
};
use serde::{Deserialize, Serialize};
use time::{Date, Month as Name, OffsetDateTime};

use super::{
    sums::Cell,
    table::{Dimension, Error, Table},
};

/// The label of what has none of the labels that were asked for.
pub const OTHER: &str = "other";

/// Who is counted, and on what basis, in one sentence for readers.
pub const BASIS: &str = "Counted are reports about places, and about persons who agreed to statistics and have not taken that back.";

/// A calendar month or a calendar year, in UTC.
///
/// Reports are of the period in which the desk filed them, or their consent if that came later, and not of the one that
/// a phone's clock says: so a period that is over gains nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Period {
    first: Date,
    last: Date,
}

impl Period {
    /// Reads a month such as `2026-11`, or a year such as `2026`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits =
            |text: &str, count| text.len() == count && text.bytes().all(|it| it.is_ascii_digit());
        let (year, month) = match text.split_once('-') {
            Some((year, month)) if digits(month, 2) => (year, Some(month.parse::<u8>().ok()?)),
            Some(_) => return None,
            None => (text, None),
        };
        if !digits(year, 4) {
            return None;
        }
        let year = year.parse().ok()?;
        let (first, last) = match month {
            Some(month) => (Name::try_from(month).ok()?, Name::try_from(month).ok()?),
            None => (Name::January, Name::December),
        };
        Some(Self {
            first: Date::from_calendar_date(year, first, 1).ok()?,
            last: Date::from_calendar_date(year, last, last.length(year)).ok()?,
        })
    }

    /// Its first day, as `2026-11-01`.
    pub fn from(self) -> String {
        self.first.to_string()
    }

    /// Its last day, as `2026-11-30`.
    pub fn to(self) -> String {
        self.last.to_string()
    }

    /// Whether it is over, by this desk's clock, milliseconds since 1970.
    pub fn is_over(self, now: i64) -> bool {
        day(now).is_some_and(|today| today > self.last)
    }

    /// Whether some day is of both.
    pub fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The months that it has.
    pub fn months(self) -> Vec<Self> {
        let (from, to) = (u8::from(self.first.month()), u8::from(self.last.month()));
        (from..=to)
            .filter_map(|month| Self::parse(&format!("{:04}-{month:02}", self.first.year())))
            .collect()
    }

    fn holds(self, at: i64) -> bool {
        day(at).is_some_and(|day| (self.first..=self.last).contains(&day))
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("neither a month nor a year")
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = self.from();
        f.write_str(match self.first.month() == self.last.month() {
            true => &text[..7],
            false => &text[..4],
        })
    }
}

fn day(at: i64) -> Option<Date> {
    let moment = OffsetDateTime::from_unix_timestamp(at.div_euclid(1000)).ok()?;
    Some(moment.date())
}

/// What a table divides reports by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The site's code.
    Site,
    /// The checklist.
    Checklist,
    /// How strongly the finding says to act.
    Level,
    /// What is known about the age.
    Age,
}

impl By {
    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Checklist => "checklist",
            Self::Level => "level",
            Self::Age => "age",
        }
    }
}

/// A table that somebody asks for. It says everything about its shape before any record is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The month or the year.
    pub period: Period,
    /// The dimensions, at most three, each once.
    pub by: Vec<By>,
    /// The codes of sites that are shown apart; all others are [`OTHER`].
    pub sites: Vec<String>,
    /// The checklists that are shown apart.
    pub checklists: Vec<String>,
    /// What people call the levels.
    pub levels: Vec<String>,
}

/// All that a table can learn of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    id: Id,
    counts_from: Option<i64>,
    site: String,
    checklist: String,
    level: Option<&'static str>,
    age: &'static str,
}

/// When a screening, filed at this time, began to count: nothing where it may not be counted now, going by its subject and
/// by what followed it in its case.
pub fn counts_from<'a>(
    filed_at: i64,
    subject: Option<Subject>,
    followers: impl IntoIterator<Item = (i64, &'a Body)>,
) -> Option<i64> {
    let (mut agreed_at, mut withdrawn) = (None::<i64>, false);
    for (at, body) in followers {
        match body {
            Body::Referral(referral) if referral.consent.covers(Purpose::Statistics) => {
                agreed_at = Some(agreed_at.map_or(at, |before| before.min(at)));
            }
            Body::Withdrawal(withdrawal) => {
                withdrawn |= withdrawal.purposes.contains(&Purpose::Statistics);
            }
            _ => {}
        }
    }
    match subject {
        Some(Subject::Site) => Some(filed_at),
        Some(Subject::Person | Subject::Group | Subject::Offer) if !withdrawn => {
            agreed_at.map(|at| at.max(filed_at))
        }
        _ => None,
    }
}

const AGES: [&str; 3] = ["adult", "child", "may be a child"];

impl Report {
    /// Takes from a screening of this name, filed at this time, what a table may learn, and from what followed it in its case whether
    /// it may be counted.
    ///
    /// The subject is that of its checklist, if the desk knows it; the level is what people call it, nothing where nobody judged
    /// the answers.
    pub fn new<'a>(
        id: Id,
        screening: &Screening,
        filed_at: i64,
        subject: Option<Subject>,
        level: Option<&'static str>,
        followers: impl IntoIterator<Item = (i64, &'a Body)>,
    ) -> Self {
        Self {
            id,
            counts_from: counts_from(filed_at, subject, followers),
            site: screening.site.clone(),
            checklist: screening.finding.checklist.clone(),
            level,
            age: match screening.answers.age {
                Age::Adult => AGES[0],
                Age::Child => AGES[1],
                Age::MayBeChild => AGES[2],
                Age::Unknown => OTHER,
            },
        }
    }
}

impl Report {
    fn label(&self, by: By) -> &str {
        match by {
            By::Site => &self.site,
            By::Checklist => &self.checklist,
            By::Level => self.level.unwrap_or(OTHER),
            By::Age => self.age,
        }
    }
}

/// The place of a value's label in a dimension: its own, or that of all others.
pub(super) fn label_of(dimension: &Dimension, value: Option<&str>) -> Option<usize> {
    let place = |value: &str| dimension.labels.iter().position(|label| label == value);
    value.and_then(place).or_else(|| place(OTHER))
}

impl Request {
    /// Counts reports.
    ///
    /// # Errors
    /// [`Error`].
    pub fn count(&self, reports: &[Report]) -> Result<Table, Error> {
        if (1..self.by.len()).any(|at| self.by[..at].contains(&self.by[at])) {
            return Err(Error::Dimensions);
        }
        let dimensions: Vec<_> = self.by.iter().map(|by| self.dimension(*by)).collect();
        let sizes = dimensions.iter().map(|dimension| dimension.labels.len());
        let mut counts = vec![0; sizes.product()];
        // What cannot be a table is refused before any report is looked at.
        let empty = Table::new(dimensions.clone(), &counts)?;
        let places: BTreeMap<Cell, usize> = empty.inner().zip(0..).collect();
        for cell in self.members(&empty, reports).values() {
            counts[places[cell]] += 1;
        }
        Table::new(dimensions, &counts)
    }

    /// Which report is counted in which cell of a table of this request, margins left out.
    pub fn members(&self, table: &Table, reports: &[Report]) -> BTreeMap<Id, Cell> {
        let counted = |report: &&Report| report.counts_from.is_some_and(|at| self.period.holds(at));
        let cell = |report: &Report| {
            let labels = self.by.iter().zip(table.dimensions());
            let labels = labels.map(|(by, dimension)| label_of(dimension, Some(report.label(*by))));
            table.cell(&labels.collect::<Vec<_>>())
        };
        let counted = reports.iter().filter(counted);
        counted.map(|report| (report.id, cell(report))).collect()
    }

    fn dimension(&self, by: By) -> Dimension {
        let labels = match by {
            By::Site => self.sites.clone(),
            By::Checklist => self.checklists.clone(),
            By::Level => self.levels.clone(),
            By::Age => AGES.map(str::to_owned).to_vec(),
        };
        Dimension {
            name: by.word().to_owned(),
            labels: labels.into_iter().chain([OTHER.to_owned()]).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use pocketcard::{
        base::Id,
        checklist::Answers,
        content::Content,
        finding,
        record::{Consent, Referral, Withdrawal},
    };

    use super::*;

    const OCTOBER: i64 = 1_791_000_000_000;
    const NOVEMBER: i64 = 1_794_000_000_000;

    fn screening(checklist: &str, site: &str) -> Screening {
        let answers: Answers =
            serde_json::from_value(serde_json::json!({ "checklist": checklist, "age": "adult" }))
                .unwrap();
        Screening {
            code: "CANARY".into(),
            site: site.into(),
            finding: finding::find(Content::base(), &answers).unwrap(),
            answers,
            note: "CANARY".into(),
            without_service: "CANARY".into(),
            attachments: Vec::new(),
            reply_seed: None,
        }
    }

    fn referral(purposes: &[Purpose]) -> Body {
        let mut consent = Consent::none("en", 0);
        consent.purposes = purposes.iter().copied().collect::<BTreeSet<_>>();
        Body::Referral(Referral {
            about: Id::random(),
            code: "CANARY".into(),
            service: String::new(),
            needs: Vec::new(),
            consent,
            note: "CANARY".into(),
        })
    }

    fn withdrawal(purposes: &[Purpose]) -> Body {
        let (of, purposes) = (Id::random(), purposes.to_vec());
        Body::Withdrawal(Withdrawal {
            of,
            purposes,
            never_sent: None,
        })
    }

    fn request(by: &[By]) -> Request {
        Request {
            period: Period::parse("2026-10").unwrap(),
            by: by.to_vec(),
            sites: vec!["north".into(), "south".into()],
            checklists: vec!["person".into(), "site".into()],
            levels: vec!["nothing noticed".into()],
        }
    }

    fn counted(subject: Option<Subject>, followers: &[(i64, Body)]) -> i64 {
        let screening = screening("person", "north");
        let followers = followers.iter().map(|(at, body)| (*at, body));
        let report = Report::new(Id::random(), &screening, OCTOBER, subject, None, followers);
        let table = request(&[By::Site]).count(&[report]).unwrap();
        table.count(table.cells().end - 1)
    }

    #[test]
    fn consent_at_the_time_of_release_decides_who_is_counted() {
        let person = Some(Subject::Person);
        let yes = || (OCTOBER, referral(&[Purpose::Statistics]));
        let other = [
            Purpose::Services,
            Purpose::Referral,
            Purpose::Accountability,
        ];
        assert_eq!(counted(person, &[]), 0);
        assert_eq!(counted(person, &[(OCTOBER, referral(&other))]), 0);
        assert_eq!(counted(person, &[yes()]), 1);
        assert_eq!(counted(person, &[yes(), (OCTOBER, withdrawal(&other))]), 1);
        let back = (NOVEMBER, withdrawal(&[Purpose::Statistics]));
        assert_eq!(counted(person, &[yes(), back.clone()]), 0);
        assert_eq!(counted(person, &[back, yes()]), 0);
        for (subject, alone, agreed) in [
            (Some(Subject::Group), 0, 1),
            (Some(Subject::Offer), 0, 1),
            (Some(Subject::Site), 1, 1),
            (Some(Subject::Misconduct), 0, 0),
            (None, 0, 0),
        ] {
            assert_eq!(counted(subject, &[]), alone, "{subject:?}");
            assert_eq!(counted(subject, &[yes()]), agreed, "{subject:?}");
        }
    }

    #[test]
    fn consent_that_came_in_another_month_counts_there() {
        let late = (NOVEMBER, referral(&[Purpose::Statistics]));
        assert_eq!(counted(Some(Subject::Person), &[late]), 0);
    }

    #[test]
    fn what_somebody_typed_is_no_label() {
        let reports: Vec<_> = ["north", "CANARY", "other", ""]
            .map(|site| {
                Report::new(
                    Id::random(),
                    &screening("site", site),
                    OCTOBER,
                    Some(Subject::Site),
                    None,
                    [],
                )
            })
            .to_vec();
        let table = request(&[By::Site, By::Checklist]).count(&reports).unwrap();
        assert!(!format!("{table:?}").contains("CANARY"));
        assert_eq!(table.count(table.cell(&[Some(0), Some(1)])), 1);
        assert_eq!(table.count(table.cell(&[Some(2), Some(1)])), 3);
    }

    #[test]
    fn no_dimension_is_named_twice() {
        let twice = request(&[By::Age, By::Age]).count(&[]);
        assert_eq!(twice, Err(Error::Dimensions));
        let many = request(&[By::Age, By::Site, By::Level, By::Checklist]).count(&[]);
        assert_eq!(many, Err(Error::Dimensions));
    }

    #[test]
    fn a_month_is_over_when_its_last_day_is() {
        let month = Period::parse("2028-02").unwrap();
        assert_eq!(
            (month.from().as_str(), month.to().as_str()),
            ("2028-02-01", "2028-02-29")
        );
        let march = 1_835_481_600_000;
        assert!(!month.is_over(march - 1) && month.is_over(march));
        assert!(month.holds(march - 1) && !month.holds(march));
        for text in [
            "2026-13", "2026-00", "2026-1", "26-01", "226", "2026-", "2026-011", "+026-01", "",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
        let year = Period::parse("2028").unwrap();
        assert_eq!(
            (year.from().as_str(), year.to().as_str()),
            ("2028-01-01", "2028-12-31")
        );
        assert!(year.meets(month) && !Period::parse("2027").unwrap().meets(month));
        assert!(year.months().len() == 12 && year.months().contains(&month));
        assert_eq!(month.months(), [month]);
        assert_eq!(
            (year.to_string(), month.to_string()),
            ("2028".into(), "2028-02".into())
        );
    }
}
