//! The ledger: every table that left this desk. Rows are only added, each with the hash of the one before it.
//!
//! A request that repeats an earlier one gets the same bytes, also after somebody took consent back: the public has them
//! already. A new table is attacked together with all that was released before it, and refused where the attack
//! succeeds. Nothing overrides that.
//!
//! A row has all counts of its table, and a second row has which report was counted in which cell: what an attack needs.
//! Neither leaves the desk. When a case is deleted, the second calls its reports by other names.

use std::collections::{BTreeMap, HashMap};

use pocketcard::{
    base::Id,
    content::{Content, Level, Subject},
    host::Moment,
    store::Header,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    Act, Deed, Desk, Error, RequestState,
    cases::level_word,
    chain::{Chain, Place},
    kind,
};
use crate::{
    figures::{
        self, Dimension, Protected, Spec, Table,
        count::{BASIS, Report, Request},
        hxl,
        ledger::{Broken, Kept, attack},
        protect,
    },
    releases::{self, Labels, Release},
};

/// The `format` member of a row.
const FORMAT: &str = "pocketcard-ledger/1";
/// The bytes of one report in the row of those who are counted: its name, and its cell.
const ONE: usize = 20;
const LEVELS: [Level; 4] = [Level::NoFlag, Level::Enquire, Level::Refer, Level::ReferNow];
const LEDGER: Chain = Chain {
    kind: kind::RELEASE,
    row: "release",
    of: "the ledger",
};

/// A release as it is kept.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    format: String,
    number: u64,
    before: String,
    spec: Spec,
    /// What was counted, margins left out.
    counts: Vec<u64>,
    release: Release,
}

impl Row {
    fn read(body: &[u8]) -> Option<Self> {
        let row: Self = serde_json::from_slice(body).ok()?;
        (row.format == FORMAT).then_some(row)
    }

    fn kept(&self, members: BTreeMap<Id, usize>) -> Result<Kept, figures::Error> {
        let by = self.release.by.iter().map(|it| Dimension {
            name: it.name.clone(),
            labels: it.labels.clone(),
        });
        Ok(Kept {
            id: self.release.id.clone(),
            period: self.spec.period,
            rule: self.spec.rule()?,
            table: Table::new(by.collect(), &self.counts)?,
            suppressed: self.release.values.iter().map(Option::is_none).collect(),
            members,
        })
    }
}

/// What became of a wish to release a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Released {
    /// It is released, now or before.
    Now(Box<Release>),
    /// Another user has to approve it.
    Asked(Id),
}

/// A table that could be released.
struct Candidate {
    request: Request,
    protected: Protected,
}

impl Desk {
    /// A table for those who use this desk, who may see each report: it is protected, and compared with nothing.
    ///
    /// # Errors
    /// [`Error::OpenPeriod`]; [`Error::Sites`]; [`Error::Figures`]; as [`Desk::reports`].
    pub fn figures(&self, spec: &Spec, now: Moment) -> Result<Protected, Error> {
        self.askable(spec, now)?;
        Ok(self.candidate(spec, &self.reports()?)?.protected)
    }

    fn askable(&self, spec: &Spec, now: Moment) -> Result<(), Error> {
        if self.is_confidential() {
            return Err(Error::NotTheMainDesk);
        }
        if !spec.period.is_over(now.wall_ms) {
            return Err(Error::OpenPeriod);
        }
        match spec.by.contains(&figures::count::By::Site) == spec.sites.is_empty() {
            true => Err(Error::Sites),
            false => Ok(spec.rule().map(drop)?),
        }
    }

    fn candidate(&self, spec: &Spec, reports: &[Report]) -> Result<Candidate, figures::Error> {
        let published = self.published_content();
        let content = published.as_ref().unwrap_or(Content::base());
        let checklists = (content.document().checklists.iter())
            .filter(|checklist| checklist.subject != Subject::Misconduct)
            .map(|checklist| checklist.id.clone());
        let levels = LEVELS.map(|level| level_word(level).to_owned());
        let request = spec.request(checklists.collect(), levels.to_vec());
        let protected = protect(&request.count(reports)?, spec.rule()?)?;
        Ok(Candidate { request, protected })
    }

    /// Releases a table: gives out again what was released, or else asks for it, or releases what another user approved.
    ///
    /// # Errors
    /// As [`Desk::figures`]; [`Error::GivesAway`] and [`Error::TooManyCells`], whoever approves it;
    /// [`Error::Damaged`] where an earlier release cannot be read; the store's.
    pub fn release(&mut self, spec: &Spec, reason: &str, now: Moment) -> Result<Released, Error> {
        self.askable(spec, now)?;
        let spec = spec.clone().canonical();
        let rows = self.ledger()?;
        if let Some((_, row)) = rows.iter().find(|(_, row)| row.spec == spec) {
            return Ok(Released::Now(Box::new(row.release.clone())));
        }
        let reports = self.reports()?;
        let candidate = self.candidate(&spec, &reports)?;
        let earlier = self.remembered(&rows)?;
        if let Some(broken) = attack(&earlier, &kept(&spec, &candidate, &reports))? {
            let instead = self.instead(&spec, &rows, &earlier, &reports)?;
            return Err(match broken {
                Broken::By(names) => Error::GivesAway {
                    by: names.join(" and "),
                    instead,
                },
                Broken::TooMany(names) => Error::TooManyCells {
                    by: names.join(" and "),
                    instead,
                },
            });
        }
        let asked = name(&spec);
        match self.leave(Deed::Release, asked, now) {
            Err(Error::NeedsAnother) => self.ask(asked, &spec, reason, now),
            Err(error) => Err(error),
            Ok(leave) => {
                let members = candidate
                    .request
                    .members(candidate.protected.table(), &reports);
                let approved_by = leave.approved_by();
                let release = self.write_down(&spec, &candidate.protected, approved_by, now);
                let Place { number, before } = LEDGER.next(&self.store);
                let table = candidate.protected.table();
                let row = Row {
                    format: FORMAT.to_owned(),
                    number,
                    before,
                    counts: table
                        .inner()
                        .map(|cell| table.count(cell).unsigned_abs())
                        .collect(),
                    spec,
                    release,
                };
                let body = serde_json::to_vec(&row).expect("texts and numbers serialise");
                let header = LEDGER.header(number, &body, now);
                let mut counted = Header::new(Id::random(), kind::COUNTED, now.wall_ms);
                counted.data = header.id.0.to_vec();
                let noted = self.entry(Act::Released, None, &row.release.id, now);
                self.store.write(|tx| {
                    tx.put(&header, Some(&body))?;
                    tx.put(&counted, Some(&to_bytes(&members)))?;
                    leave.use_up(0, now, tx)?;
                    noted.put(tx)
                })?;
                Ok(Released::Now(Box::new(row.release)))
            }
        }
    }

    fn ask(
        &mut self,
        asked: Id,
        spec: &Spec,
        reason: &str,
        now: Moment,
    ) -> Result<Released, Error> {
        let mine = |it: &super::RequestLine| {
            it.what == Deed::Release
                && it.record == Some(asked)
                && it.state == RequestState::Waiting
                && it.by == self.user()
        };
        if let Some(waiting) = self.requests(now).into_iter().find(mine) {
            return Ok(Released::Asked(waiting.id));
        }
        let reason = match reason.is_empty() {
            true => spec.to_string(),
            false => format!("{spec}: {reason}"),
        };
        Ok(Released::Asked(self.request(
            Deed::Release,
            asked,
            &reason,
            now,
        )?))
    }

    fn write_down(
        &self,
        spec: &Spec,
        protected: &Protected,
        approved_by: Option<String>,
        now: Moment,
    ) -> Release {
        let table = protected.table();
        let Place { number, .. } = LEDGER.next(&self.store);
        let by: Vec<_> = spec.by.iter().map(|by| by.word()).collect();
        let id = format!("{number}-{}-by-{}", spec.period, by.join("-"));
        let said = hxl::Release {
            id: id.clone(),
            from: spec.period.from(),
            to: spec.period.to(),
            basis: BASIS.to_owned(),
        };
        Release {
            format: releases::FORMAT.to_owned(),
            number,
            id,
            asked: spec.to_string(),
            from: said.from.clone(),
            to: said.to.clone(),
            threshold: spec.threshold,
            zeros: spec.zeros,
            by: (table.dimensions().iter())
                .map(|it| Labels {
                    name: it.name.clone(),
                    labels: it.labels.clone(),
                })
                .collect(),
            values: table
                .cells()
                .map(|cell| protected.published(cell))
                .collect(),
            basis: BASIS.to_owned(),
            asked_by: self.user().to_owned(),
            approved_by,
            released_at: now.wall_ms,
            hxl: hxl::table(protected, &said),
            schema: hxl::schema(protected),
        }
    }

    /// What would be safe instead, in words.
    fn instead(
        &self,
        spec: &Spec,
        rows: &[(Header, Row)],
        earlier: &[Kept],
        reports: &[Report],
    ) -> Result<String, Error> {
        let specs: Vec<Spec> = rows.iter().map(|(_, row)| row.spec.clone()).collect();
        for coarser in spec.coarser(&specs) {
            let coarser = coarser.canonical();
            if specs.contains(&coarser) {
                return Ok(format!("{coarser} is released already"));
            }
            let Ok(candidate) = self.candidate(&coarser, reports) else {
                continue;
            };
            if attack(earlier, &kept(&coarser, &candidate, reports))?.is_none() {
                return Ok(format!("{coarser} would be safe"));
            }
        }
        Ok("no coarser table of this period is safe either; give out what is released".to_owned())
    }

    /// All releases, the oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`]; the store's.
    pub fn releases(&self) -> Result<Vec<Release>, Error> {
        let rows = self.ledger()?.into_iter();
        Ok(rows.map(|(_, row)| row.release).collect())
    }

    fn ledger(&self) -> Result<Vec<(Header, Row)>, Error> {
        if self.ledger_problem().is_some() {
            return Err(Error::Damaged);
        }
        let mut rows = Vec::new();
        for header in self.store.list(kind::RELEASE) {
            let body = self.store.body(header.id)?.ok_or(Error::Damaged)?;
            rows.push((header.clone(), Row::read(&body).ok_or(Error::Damaged)?));
        }
        rows.sort_by_key(|(_, row)| row.number);
        Ok(rows)
    }

    fn remembered(&self, rows: &[(Header, Row)]) -> Result<Vec<Kept>, Error> {
        let mut all = Vec::new();
        for (header, row) in rows {
            let mut counted = self.store.list(kind::COUNTED);
            let counted = counted.find(|it| it.data == header.id.0);
            let body = self.store.body(counted.ok_or(Error::Damaged)?.id)?;
            let members = from_bytes(&body.ok_or(Error::Damaged)?).ok_or(Error::Damaged)?;
            let kept = row.kept(members).map_err(|_| Error::Damaged)?;
            match kept.adds_up() {
                true => all.push(kept),
                false => return Err(Error::Damaged),
            }
        }
        Ok(all)
    }

    /// The first place at which the ledger is not as it was written, in plain words.
    pub(super) fn ledger_problem(&self) -> Option<String> {
        let problem = LEDGER.problem(&self.store, |body| {
            let Row { number, before, .. } = Row::read(body)?;
            Some(Place { number, before })
        });
        // A chain does not show that its end is missing; the log does.
        let logged = self.log_lines();
        let logged = logged.iter().filter(|line| line.act == Act::Released);
        let missing = || {
            (logged.count() != self.store.list(kind::RELEASE).count())
                .then(|| "the log has other releases than the ledger".to_owned())
        };
        problem.or_else(missing)
    }

    /// The same of those who were counted.
    pub(super) fn counted_problem(&self) -> Option<String> {
        let rows = self.ledger().ok()?;
        let kept = self.remembered(&rows);
        kept.is_err().then(|| {
            "who was counted in a release cannot be read, and so nothing new is released: put the desk back from a copy"
                .to_owned()
        })
    }

    /// The rows in which reports that are deleted are called otherwise, the same in each.
    pub(super) fn uncounted(&self, gone: &[Id]) -> Result<Vec<(Header, Vec<u8>)>, Error> {
        let names: HashMap<Id, Id> = gone.iter().map(|id| (*id, Id::random())).collect();
        let mut changed = Vec::new();
        for header in self.store.list(kind::COUNTED) {
            let body = self.store.body(header.id)?.ok_or(Error::Damaged)?;
            let members = from_bytes(&body).ok_or(Error::Damaged)?;
            if members.keys().any(|id| names.contains_key(id)) {
                let renamed = (members.into_iter())
                    .map(|(id, cell)| (names.get(&id).copied().unwrap_or(id), cell));
                changed.push((header.clone(), to_bytes(&renamed.collect())));
            }
        }
        Ok(changed)
    }
}

/// What a request for a table is called: the same for the same table.
fn name(spec: &Spec) -> Id {
    let bytes = serde_json::to_vec(spec).expect("texts and numbers serialise");
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    let mut name = [0; 16];
    name.copy_from_slice(&hash[..16]);
    Id(name)
}

fn kept(spec: &Spec, candidate: &Candidate, reports: &[Report]) -> Kept {
    let members = candidate
        .request
        .members(candidate.protected.table(), reports);
    Kept::new(String::new(), spec.period, &candidate.protected, members)
}

fn to_bytes(members: &BTreeMap<Id, usize>) -> Vec<u8> {
    let cell = |cell: usize| u32::try_from(cell).expect("a table has few cells");
    let one = |(id, at): (&Id, &usize)| [&id.0[..], &cell(*at).to_be_bytes()].concat();
    members.iter().flat_map(one).collect()
}

fn from_bytes(bytes: &[u8]) -> Option<BTreeMap<Id, usize>> {
    let (all, []) = bytes.as_chunks::<ONE>() else {
        return None;
    };
    let one = |one: &[u8; ONE]| {
        let (id, cell) = one.split_first_chunk::<16>()?;
        let cell = u32::from_be_bytes(cell.try_into().ok()?);
        Some((Id(*id), usize::try_from(cell).ok()?))
    };
    all.iter().map(one).collect()
}
