//! The joint attack: what somebody works out of all releases that count the same reports.
//!
//! A table that is safe by itself may give a person away beside an earlier one: the difference of two tables is a table
//! that nobody protected. So the unknowns are here the *strata*: reports that the same cell of each release counts, or
//! that it does not count. Each number of each release is the sum of some strata, and [`attack`] asks the question of the
//! single table (Fischetti and Salazar's, see the module above) of
//!
//! - each stratum with somebody in it;
//! - each cell of each release, as that release promised;
//! - each difference: what one cell counts and a cell of another release within it does not.
//!
//! The attacker of these knows besides who was counted once and is not any more, and may be somebody who is alone in a
//! stratum or in a cell. A further attacker does not know that, and must not notice: of those who took their consent
//! back between two releases it must be possible that there are none.
//!
//! That nobody was counted somewhere is protected in the tables that show it, and not in their differences.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pocketcard::base::Id;

use super::{
    attack::Attack,
    count::{Period, label_of},
    moves::{Found, Goal, Moves},
    protect::{Protected, Rule},
    sums::{Cell, Sums},
    table::{Error, Table},
};

/// The most strata of one attack, and the most numbers: a minute of work.
const STRATA_MAX: usize = 1_500;
const NUMBERS_MAX: usize = 12_000;

/// A release as its office remembers it: more than anybody else knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub id: String,
    /// Its period.
    pub period: Period,
    /// Its rule.
    pub rule: Rule,
    /// Its table, with all counts.
    pub table: Table,
    /// Which cells it left out.
    pub suppressed: Vec<bool>,
    /// Which report was counted in which cell, margins left out.
    pub members: BTreeMap<Id, Cell>,
}

impl Kept {
    /// What is remembered of a release.
    pub fn new(
        id: String,
        period: Period,
        protected: &Protected,
        members: BTreeMap<Id, Cell>,
    ) -> Self {
        Self {
            id,
            period,
            rule: protected.rule(),
            table: protected.table().clone(),
            suppressed: protected.suppressed(),
            members,
        }
    }

    /// Whether each cell counts as many as are remembered in it.
    pub fn adds_up(&self) -> bool {
        let mut counts = vec![0; self.table.cells().len()];
        for cell in self.members.values() {
            match counts.get_mut(*cell) {
                Some(count) => *count += 1,
                None => return false,
            }
        }
        self.suppressed.len() == counts.len()
            && (self.table.inner()).all(|cell| counts[cell] == self.table.count(cell))
    }
}

/// Why a table is not released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// With these earlier releases, all of them together, it would give somebody away.
    By(Vec<String>),
    /// Releases with too many cells count these reports: the attack cannot be tried on all.
    TooMany(Vec<String>),
}

/// Attacks a new release together with all earlier ones that share reports with it, or with one that does, and so on.
/// Nothing is the answer where every attack fails.
///
/// # Errors
/// [`Error::Counts`] where an earlier release is not as it was kept; [`Error::Unsolved`].
pub fn attack(earlier: &[Kept], new: &Kept) -> Result<Option<Broken>, Error> {
    let mut joint: Vec<&Kept> = vec![new];
    let mut rest: Vec<&Kept> = earlier.iter().collect();
    let mut at = 0;
    while let Some(reached) = joint.get(at).map(|it| it.period) {
        let (shares, others): (Vec<_>, Vec<_>) =
            (rest.into_iter()).partition(|it| it.period.meets(reached));
        joint.extend(shares);
        rest = others;
        at += 1;
    }
    if joint.iter().any(|it| !it.adds_up()) {
        return Err(Error::Counts);
    }
    let names = |releases: &[&Kept]| releases.iter().map(|it| it.id.clone()).collect();
    // One by one first: a refusal then names the one release that is in the way.
    for other in joint[1..].iter().filter(|it| it.period.meets(new.period)) {
        match Joint::of(&[new, other]) {
            None => return Ok(Some(Broken::TooMany(vec![other.id.clone()]))),
            Some(pair) if !pair.holds()? => return Ok(Some(Broken::By(vec![other.id.clone()]))),
            Some(_) => {}
        }
    }
    if joint.len() > 2 {
        match Joint::of(&joint) {
            None => return Ok(Some(Broken::TooMany(names(&joint[1..])))),
            Some(all) if !all.holds()? => return Ok(Some(Broken::By(names(&joint[1..])))),
            Some(_) => {}
        }
    }
    Ok(None)
}

/// In which cell of each release a report is counted.
type Stratum = Vec<Option<Cell>>;

/// Strata by their places, as bits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Set(Vec<u64>);

impl Set {
    fn none(strata: usize) -> Self {
        Self(vec![0; strata.div_ceil(64)])
    }

    fn add(&mut self, stratum: usize) {
        self.0[stratum / 64] |= 1 << (stratum % 64);
    }

    fn holds(&self, other: &Self) -> bool {
        self.0
            .iter()
            .zip(&other.0)
            .all(|(own, other)| other & !own == 0)
    }

    fn only(&self, keep: impl Fn(u64, usize) -> u64) -> Self {
        Self(
            (self.0.iter().enumerate())
                .map(|(at, bits)| keep(*bits, at))
                .collect(),
        )
    }

    fn and(&self, other: &Self) -> Self {
        self.only(|bits, at| bits & other.0[at])
    }

    fn without(&self, other: &Self) -> Self {
        self.only(|bits, at| bits & !other.0[at])
    }

    fn places(&self) -> Vec<usize> {
        let bits = self.0.len() * 64;
        (0..bits)
            .filter(|at| self.0[at / 64] >> (at % 64) & 1 == 1)
            .collect()
    }
}

/// Releases as one system of sums.
struct Joint {
    sums: Sums,
    /// What no release publishes.
    hidden: Vec<bool>,
    /// Strata of those who are counted otherwise than before.
    changed: Vec<Cell>,
    /// What must not be worked out, and how far off it must be.
    targets: BTreeMap<Cell, i64>,
    /// How many changed between two releases, and how far off that must be.
    differences: BTreeMap<Cell, i64>,
    /// Everybody who is alone.
    alone: Vec<Cell>,
}

impl Joint {
    /// Nothing where there are too many strata.
    fn of(releases: &[&Kept]) -> Option<Self> {
        let regular = regular(releases)?;
        let mut counts: BTreeMap<Stratum, i64> = regular.into_iter().map(|it| (it, 0)).collect();
        let usual = counts.len();
        let mut strata: Vec<Stratum> = counts.keys().cloned().collect();
        for stratum in observed(releases).into_values() {
            let count = counts.entry(stratum.clone()).or_insert_with(|| {
                strata.push(stratum);
                0
            });
            *count += 1;
        }
        if strata.len() > STRATA_MAX {
            return None;
        }
        let needs = releases.iter().map(|it| it.rule.threshold()).max();
        let needs = i64::from(needs.unwrap_or_default());
        let mut building = Building {
            places: HashMap::new(),
            joint: Self {
                sums: Sums::new(strata.iter().map(|stratum| counts[stratum]).collect()),
                hidden: vec![true; strata.len()],
                changed: (usual..strata.len()).collect(),
                targets: BTreeMap::new(),
                differences: BTreeMap::new(),
                alone: Vec::new(),
            },
            strata,
            needs,
        };
        let cells = building.cells(releases);
        building.targets(releases, &cells)?;
        building.differences(releases, &cells);
        let joint = building.joint;
        (joint.sums.cells().len() <= NUMBERS_MAX).then_some(joint)
    }

    fn holds(&self) -> Result<bool, Error> {
        Ok(self.hides_cells()? && self.hides_changes())
    }

    /// Against those who know who changed.
    fn hides_cells(&self) -> Result<bool, Error> {
        let mut hidden = self.hidden.clone();
        for stratum in &self.changed {
            hidden[*stratum] = false;
        }
        let mut needs = vec![0; self.sums.cells().len()];
        for (target, needed) in &self.targets {
            needs[*target] = *needed;
        }
        let mut attack = Attack::new(&self.sums, needs, hidden);
        let attackers = [None]
            .into_iter()
            .chain(self.alone.iter().copied().map(Some));
        for known in attackers {
            for target in self.targets.keys() {
                if known.is_some_and(|known| self.is_own(known, *target)) {
                    continue;
                }
                let reached = attack.attack(known, *target);
                if !attack.protects(*target, reached) {
                    return Ok(false);
                }
            }
        }
        match attack.stands() {
            true => Ok(true),
            false => Err(Error::Unsolved),
        }
    }

    /// Whether nobody but the attacker is counted there.
    fn is_own(&self, known: Cell, target: Cell) -> bool {
        let parts = |cell: Cell| {
            let mut lines = self.sums.lines.iter();
            let line = lines.find(|line| line.total == cell);
            line.map_or_else(|| vec![cell], |line| line.parts.clone())
        };
        let somebody = |cell: Cell| {
            let parts = parts(cell).into_iter();
            parts
                .filter(|part| self.sums.count(*part) > 0)
                .collect::<Vec<_>>()
        };
        self.sums.count(target) == 1 && somebody(known) == somebody(target)
    }

    /// Against those who do not know whether anybody changed.
    fn hides_changes(&self) -> bool {
        let attackers = || {
            [None]
                .into_iter()
                .chain(self.changed.iter().copied().map(Some))
        };
        self.differences.iter().all(|(target, needed)| {
            attackers().all(|known| {
                let known = known.filter(|known| self.sums.count(*known) == 1);
                let own = i64::from(known.is_some_and(|known| self.within(known, *target)));
                let count = self.sums.count(*target);
                if count == own {
                    return true;
                }
                let moves = Moves {
                    sums: &self.sums,
                    free: |cell| self.hidden[cell] && Some(cell) != known,
                    cost: |_| STEP,
                };
                let reaches = |goal, far| match moves.best(*target, goal) {
                    Found::Move(change) => change[*target].abs() >= far,
                    _ => false,
                };
                let (down, up) = (count - own, needed - count);
                reaches(Goal::Down(Some(down)), down) && reaches(Goal::Up(Some(up)), up)
            })
        })
    }

    fn within(&self, part: Cell, whole: Cell) -> bool {
        let mut lines = self.sums.lines.iter();
        part == whole || lines.any(|line| line.total == whole && line.parts.contains(&part))
    }
}

/// What each step of a move costs.
const STEP: f64 = 1e-4;

/// A system in the making.
struct Building {
    strata: Vec<Stratum>,
    joint: Joint,
    /// The number of each set of strata.
    places: HashMap<Set, Cell>,
    /// The highest threshold of all.
    needs: i64,
}

/// The strata of each cell of a release.
type Cells = Vec<Set>;

impl Building {
    /// The number of this set.
    fn number(&mut self, set: &Set) -> Cell {
        if let Some(place) = self.places.get(set) {
            return *place;
        }
        let parts = set.places();
        let place = match parts[..] {
            [only] => only,
            _ => {
                self.joint.hidden.push(true);
                self.joint.sums.derive(parts)
            }
        };
        self.places.insert(set.clone(), place);
        place
    }

    /// The cells of all releases, and those who are alone in one.
    fn cells(&mut self, releases: &[&Kept]) -> Vec<Cells> {
        let mut alone = BTreeSet::new();
        for stratum in 0..self.strata.len() {
            if self.joint.sums.count(stratum) == 1 {
                alone.insert(stratum);
            }
        }
        let mut cells = Vec::new();
        for (at, release) in releases.iter().enumerate() {
            let table = &release.table;
            let mut own = vec![Set::none(self.strata.len()); table.cells().len()];
            for (stratum, profile) in self.strata.iter().enumerate() {
                let Some(inner) = profile[at] else { continue };
                for cell in table.cells().filter(|cell| table.holds(*cell, inner)) {
                    own[cell].add(stratum);
                }
            }
            for cell in table.cells() {
                if own[cell].places().is_empty() {
                    continue;
                }
                let place = self.number(&own[cell]);
                if !release.suppressed[cell] {
                    self.joint.hidden[place] = false;
                }
                if table.is_inner(cell) && table.count(cell) == 1 {
                    alone.insert(place);
                }
                if release.rule.is_unsafe(table, cell) {
                    let needed = i64::from(release.rule.threshold());
                    let entry = self.joint.targets.entry(place).or_default();
                    *entry = needed.max(*entry);
                }
            }
            cells.push(own);
        }
        self.joint.alone = alone.into_iter().collect();
        cells
    }

    /// What is small: strata, and what a cell counts beyond a cell of another release, or together with it.
    fn targets(&mut self, releases: &[&Kept], cells: &[Cells]) -> Option<()> {
        let mut usual = Set::none(self.strata.len());
        (0..self.strata.len() - self.joint.changed.len()).for_each(|stratum| usual.add(stratum));
        let mut small = Vec::new();
        for stratum in usual.places() {
            let mut set = Set::none(self.strata.len());
            set.add(stratum);
            small.push(set);
        }
        for (one, other) in pairs(releases.len()) {
            // What the other counts at all.
            let all = cells[other].last()?;
            for whole in &cells[one] {
                let whole = whole.and(&usual);
                small.push(whole.and(all));
                for part in &cells[other] {
                    let part = part.and(&usual);
                    if whole.holds(&part) {
                        small.push(whole.without(&part));
                    }
                }
            }
        }
        for set in small {
            let places = set.places();
            let count: i64 = places
                .iter()
                .map(|place| self.joint.sums.count(*place))
                .sum();
            if (1..self.needs).contains(&count) {
                let place = self.number(&set);
                let needed = self.needs;
                let entry = self.joint.targets.entry(place).or_default();
                *entry = needed.max(*entry);
                if self.joint.sums.cells().len() > NUMBERS_MAX {
                    return None;
                }
            }
        }
        Some(())
    }

    /// Those who are counted in a cell of one release, and not as they would be in another if nothing had changed.
    fn differences(&mut self, releases: &[&Kept], cells: &[Cells]) {
        let usual = self.strata.len() - self.joint.changed.len();
        for (one, other) in pairs(releases.len()) {
            let pair = |stratum: &Stratum| (stratum[one], stratum[other]);
            let known: BTreeSet<_> = self.strata[..usual].iter().map(pair).collect();
            let mut moved = Set::none(self.strata.len());
            for (at, stratum) in self.strata.iter().enumerate().skip(usual) {
                if !known.contains(&pair(stratum)) {
                    moved.add(at);
                }
            }
            for whole in &cells[one] {
                let set = whole.and(&moved);
                let places = set.places();
                let count: i64 = places
                    .iter()
                    .map(|place| self.joint.sums.count(*place))
                    .sum();
                if (1..self.needs).contains(&count) {
                    let place = self.number(&set);
                    self.joint.differences.insert(place, self.needs);
                }
            }
        }
    }
}

fn pairs(releases: usize) -> impl Iterator<Item = (usize, usize)> {
    let pair = move |one: usize| (0..releases).map(move |other| (one, other));
    (0..releases)
        .flat_map(pair)
        .filter(|(one, other)| one != other)
}

/// Where each report is counted.
fn observed(releases: &[&Kept]) -> HashMap<Id, Stratum> {
    let mut strata: HashMap<Id, Stratum> = HashMap::new();
    for (at, release) in releases.iter().enumerate() {
        for (report, cell) in &release.members {
            strata
                .entry(*report)
                .or_insert_with(|| vec![None; releases.len()])[at] = Some(*cell);
        }
    }
    strata
}

/// All strata of reports of which nothing changes: of each month, and of each combination of labels. Nothing where
/// there are too many.
fn regular(releases: &[&Kept]) -> Option<BTreeSet<Stratum>> {
    let months: BTreeSet<_> = releases.iter().flat_map(|it| it.period.months()).collect();
    let counting: BTreeSet<Vec<bool>> = (months.into_iter())
        .map(|month| releases.iter().map(|it| it.period.meets(month)).collect())
        .collect();
    let mut strata = BTreeSet::new();
    for counts in counting {
        // The values that these releases tell apart, by dimension; nothing is any other.
        let mut values: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
        let here = || releases.iter().zip(&counts).filter(|(_, counts)| **counts);
        for dimension in here().flat_map(|(release, _)| release.table.dimensions()) {
            let known = values
                .entry(&dimension.name)
                .or_insert_with(|| [None].into());
            known.extend(dimension.labels.iter().map(|label| Some(label.as_str())));
        }
        let mut combined: Vec<BTreeMap<&str, Option<&str>>> = vec![BTreeMap::new()];
        for (name, values) in &values {
            combined = (combined.iter())
                .flat_map(|chosen| {
                    (values.iter()).map(|value| {
                        let mut chosen = chosen.clone();
                        chosen.insert(name, *value);
                        chosen
                    })
                })
                .collect();
            if combined.len() > STRATA_MAX * 4 {
                return None;
            }
        }
        for chosen in combined {
            let cell = |release: &&Kept| {
                let dimensions = release.table.dimensions().iter();
                let labels = dimensions.map(|it| label_of(it, chosen[it.name.as_str()]));
                release.table.cell(&labels.collect::<Vec<_>>())
            };
            let cells: Stratum = (releases.iter().zip(&counts))
                .map(|(release, counts)| counts.then(|| cell(release)))
                .collect();
            let impossible = (releases.iter().zip(&cells))
                .any(|(release, cell)| cell.is_some_and(|cell| release.table.is_impossible(cell)));
            if !impossible {
                strata.insert(cells);
            }
            if strata.len() > STRATA_MAX {
                return None;
            }
        }
    }
    Some(strata)
}

#[cfg(test)]
mod tests;
