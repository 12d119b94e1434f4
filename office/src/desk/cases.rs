//! Cases: a screening with the referrals, corrections and withdrawals that follow it, and who waits in them.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use pocketcard::{
    base::Id,
    content::{Content, Level, Subject},
    crypto::VerifyingKey,
    finding,
    host::Moment,
    pack::SignedPack,
    record::{Body, Filed, Purpose, Record, Screening},
    store::{self, Header},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Act, Case, CaseDetail, Desk, Error, FiledLine, kind, records::about};

/// What is impossible for a phone's clock to have been ahead of the desk's by, in milliseconds: a day.
const AHEAD_MS: i64 = 24 * 60 * 60 * 1000;
/// No record was made before this: the beginning of 2024.
const EARLIEST_MS: i64 = 1_704_067_200_000;

/// How far the office is with a case. Ordered as the inbox is: who waits for something stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseState {
    /// A consent was withdrawn, and nobody has looked at the case since.
    Withdrawn,
    /// The finding says to offer help now, and nobody has answered.
    ReferNow,
    /// The person agreed to be referred, and nobody has answered.
    Agreed,
    /// The finding says to offer a referral, and nobody has answered; or it cannot be read.
    Refer,
    /// Something was noticed, and nobody has answered.
    Enquire,
    /// The office answered, or handed the case to a service.
    Answered,
    /// Nothing was noticed.
    NoFlag,
    /// Somebody closed it.
    Closed,
    /// Nobody's case: a phone introduced itself.
    Phone,
}

impl CaseState {
    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::ReferNow => "refer now",
            Self::Agreed => "agreed",
            Self::Refer => "refer",
            Self::Enquire => "find out",
            Self::Answered => "answered",
            Self::NoFlag => "nothing",
            Self::Closed => "closed",
            Self::Phone => "phone",
        }
    }

    /// Whether somebody waits for the office.
    pub fn waits(self) -> bool {
        self <= Self::Enquire
    }
}

/// What people call a level.
pub fn level_word(level: Level) -> &'static str {
    match level {
        Level::NoFlag => "nothing noticed",
        Level::Enquire => "find out more",
        Level::Refer => "offer a referral",
        Level::ReferNow => "offer a referral now",
    }
}

/// Whether a time by a phone's clock cannot be: it lies ahead of the time at which the desk had the record,
/// or before there was anything to record with.
pub(super) fn is_clock_wrong(made_at: i64, filed_at: i64) -> bool {
    made_at > filed_at.saturating_add(AHEAD_MS) || made_at < EARLIEST_MS
}

/// What somebody did with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Looked at it.
    Seen,
    /// Told a service.
    Handed,
    /// Is done with it.
    Closed,
}

const MARKS: [Mark; 3] = [Mark::Seen, Mark::Handed, Mark::Closed];

/// What was done with a case.
#[derive(Clone, Copy)]
struct Marks {
    /// When it was last touched in any way.
    seen: i64,
    /// What was last done beside looking at it, and when.
    done: Option<(Mark, i64)>,
}

/// What a list needs of one record. It is kept in memory while the desk is open: a record never changes, and opening
/// ten thousand takes seconds.
#[derive(Clone)]
pub(super) struct Piece {
    /// Without what the roster says of its phone, which changes.
    pub(super) line: FiledLine,
    device: Option<VerifyingKey>,
    about: Id,
    /// A referral that the person agreed to.
    agreed: bool,
    /// Of a withdrawal: the record whose consent it takes back.
    withdraws: Option<Id>,
    /// Of a withdrawal: what it takes back never left the phone, and so is not here.
    never_sent: bool,
    is_readable: bool,
    /// Whom or what a screening is about, where the desk has the content that it was made under.
    pub(super) subject: Option<Subject>,
}

impl Piece {
    fn of(header: &Header, filed: &Filed, record: &Record, contents: &mut Contents<'_>) -> Self {
        let mut line = FiledLine::of(header, filed.entry.seq, record);
        let (mut again, mut subject) = (None, None);
        if let Body::Screening(screening) = &record.body
            && let Some(content) = contents.of(screening)
        {
            // What this version makes of the answers.
            let found = finding::find(content, &screening.answers);
            again = found.ok().map(|finding| finding.level);
            let checklist = content.checklist(&screening.finding.checklist);
            subject = checklist.map(|checklist| checklist.subject);
        }
        line.level_again = again.filter(|again| Some(*again) != line.level);
        Self {
            line,
            device: Some(filed.entry.device),
            about: about(record),
            agreed: matches!(&record.body, Body::Referral(it) if it.consent.covers(Purpose::Referral)),
            withdraws: match &record.body {
                Body::Withdrawal(withdrawal) => Some(withdrawal.of),
                _ => None,
            },
            never_sent: matches!(&record.body, Body::Withdrawal(it) if it.never_sent.is_some()),
            is_readable: true,
            subject,
        }
    }

    fn damaged(header: &Header) -> Self {
        Self {
            line: FiledLine::unreadable(header),
            device: None,
            about: header.id,
            agreed: false,
            withdraws: None,
            never_sent: false,
            is_readable: false,
            subject: None,
        }
    }
}

/// The contents that findings can be made with again.
pub(super) struct Contents<'d> {
    desk: &'d Desk,
    known: HashMap<String, Option<Content>>,
}

impl<'d> Contents<'d> {
    pub(super) fn of_desk(desk: &'d Desk) -> Self {
        Self {
            desk,
            known: HashMap::new(),
        }
    }

    /// The content that a screening was made under, where the desk has it.
    pub(super) fn of(&mut self, screening: &Screening) -> Option<&Content> {
        let hash = &screening.finding.pack;
        if *hash == Content::base().hash_hex() {
            return Some(Content::base());
        }
        if !self.known.contains_key(hash) {
            let content = self.desk.content_of(hash);
            self.known.insert(hash.clone(), content);
        }
        self.known.get(hash)?.as_ref()
    }
}

impl Desk {
    /// The content of a published pack, by its hash.
    fn content_of(&self, hash: &str) -> Option<Content> {
        self.store.list(kind::PACK).find_map(|header| {
            let bytes = self.store.body(header.id).ok()??;
            let content = SignedPack::read(&bytes).ok()?.content().ok()?;
            let content = Content::from_json(&content).ok()?;
            (content.hash_hex() == hash).then_some(content)
        })
    }

    /// Everything filed, case by case: who waits for the office first, and of those who have waited longest.
    /// A damaged record hides no other, and is listed for what it is.
    ///
    /// # Errors
    /// The store's.
    pub fn cases(&self) -> Result<Vec<Case>, Error> {
        let pieces = self.pieces()?;
        let mut cases: BTreeMap<Id, Vec<&Piece>> = BTreeMap::new();
        let by_id: HashMap<Id, &Piece> = pieces.iter().map(|it| (it.line.id, it)).collect();
        for piece in &pieces {
            cases.entry(root(&by_id, piece)).or_default().push(piece);
        }
        let (answers, marks) = (self.last_answers(), self.marks());
        let sorted = cases.into_iter().map(|(id, pieces)| {
            let (state, since) = standing(&pieces, &answers, marks.get(&id));
            let line = |piece: &&Piece| FiledLine {
                case: id,
                state,
                agreed: piece.agreed,
                withdrawn: is_withdrawn(&pieces, piece),
                ..piece.line.clone()
            };
            let mut lines: Vec<FiledLine> = pieces.iter().map(line).collect();
            lines.sort_by_key(|line| (line.id != id, line.filed_at));
            Case {
                id,
                state,
                since,
                seen: marks.contains_key(&id),
                lines,
            }
        });
        let mut sorted: Vec<Case> = sorted.collect();
        sorted.sort_by_key(|case| (case.state, case.since, case.id));
        Ok(sorted)
    }

    /// The records of all cases, in the order of [`Desk::cases`]; in a case the screening first.
    ///
    /// # Errors
    /// The store's.
    pub fn inbox(&self) -> Result<Vec<FiledLine>, Error> {
        let cases = self.cases()?.into_iter();
        Ok(cases.flat_map(|case| case.lines).collect())
    }

    /// The whole case that a record belongs to, opened. Opening a record checked its signature and its place again;
    /// one that is damaged is a line without more.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`]; the store's.
    pub fn case(&self, record: Id) -> Result<CaseDetail, Error> {
        let mut cases = self.cases()?.into_iter();
        let case = cases
            .find(|case| case.lines.iter().any(|line| line.id == record))
            .ok_or(Error::NoSuchRecord)?;
        let mut records = Vec::with_capacity(case.lines.len());
        for line in &case.lines {
            match self.detail(line, &case) {
                Ok(detail) => records.push(detail),
                Err(error) if error.is_damage() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(CaseDetail { case, records })
    }

    pub(super) fn pieces(&self) -> Result<Vec<Piece>, Error> {
        let mut contents = Contents::of_desk(self);
        let phones = self.store.list(kind::PHONE);
        let phones: HashMap<VerifyingKey, (String, Option<i64>, bool)> = phones
            .chain(self.store.list(kind::DECOY))
            .filter_map(|row| {
                let key = VerifyingKey(row.data.as_slice().try_into().ok()?);
                let revoked_at = self.phone_row(row.id).ok().and_then(|it| it.revoked_at);
                Some((
                    key,
                    (row.label.clone(), revoked_at, row.kind == kind::DECOY),
                ))
            })
            .collect();
        let mut known = self.pieces.borrow_mut();
        let mut pieces = Vec::new();
        for header in self.store.list(kind::RECORD) {
            let piece = match known.entry(header.id) {
                Entry::Occupied(entry) => entry.into_mut(),
                Entry::Vacant(entry) => match self.filed(header.id) {
                    Ok((filed, record)) => {
                        entry.insert(Piece::of(header, &filed, &record, &mut contents))
                    }
                    Err(error) if error.is_damage() => {
                        pieces.push(Piece::damaged(header));
                        continue;
                    }
                    Err(error) => return Err(error),
                },
            };
            let mut piece = piece.clone();
            if let Some((label, revoked_at, coerced)) =
                piece.device.and_then(|key| phones.get(&key))
            {
                let filed_at = piece.line.filed_at;
                piece.line.phone = Some(label.clone());
                piece.line.under_duress = *coerced;
                piece.line.after_revocation = revoked_at.is_some_and(|at| filed_at >= at);
            }
            pieces.push(piece);
        }
        Ok(pieces)
    }

    /// When each record was last answered.
    fn last_answers(&self) -> HashMap<Id, i64> {
        let mut answered = HashMap::new();
        for header in self.store.list(kind::ANSWER) {
            if let Some(to) = header.data.first_chunk::<16>() {
                let at = answered.entry(Id(*to)).or_insert(header.at);
                *at = header.at.max(*at);
            }
        }
        answered
    }

    fn marks(&self) -> HashMap<Id, Marks> {
        let mut marks = HashMap::new();
        // The newest come first.
        for header in self.store.list(kind::CASE) {
            let case = header.data.as_slice().try_into();
            let mark = MARKS.get(usize::from(header.status));
            if let (Ok(case), Some(mark)) = (case, mark) {
                let marks = marks.entry(Id(case)).or_insert(Marks {
                    seen: header.at,
                    done: None,
                });
                if *mark != Mark::Seen {
                    marks.done = marks.done.or(Some((*mark, header.at)));
                }
            }
        }
        marks
    }

    /// When a case was closed, if that is the last that was done with it.
    pub(super) fn closed_at(&self, case: Id) -> Option<i64> {
        let done = self.marks().get(&case)?.done;
        done.filter(|(mark, _)| *mark == Mark::Closed)
            .map(|(_, at)| at)
    }

    /// The case that a record belongs to.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`].
    pub fn case_of(&self, record: Id) -> Result<Id, Error> {
        let (first, _) = self.filed(record)?;
        let mut case = record;
        // A referral of a screening, a correction or withdrawal of that: three steps lead to the top.
        for _ in 0..4 {
            let Ok((filed, record)) = self.filed(case) else {
                break;
            };
            let above = about(&record);
            let theirs = self
                .filed(above)
                .is_ok_and(|(above, _)| above.entry.device == first.entry.device);
            if filed.entry.device != first.entry.device || above == case || !theirs {
                break;
            }
            case = above;
        }
        Ok(case)
    }

    /// Notes what somebody did with the case that a record belongs to. Looking at a case ends nothing: what came since
    /// it was handed on or closed still waits.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`]; the store's.
    pub fn mark(&mut self, record: Id, mark: Mark, now: Moment) -> Result<(), Error> {
        let case = self.case_of(record)?;
        let place = MARKS.iter().position(|it| *it == mark).unwrap_or(0) as u8;
        let is_known = |row: &&Header| row.data == case.0 && row.status == place;
        let known = self.store.list(kind::CASE).find(is_known).cloned();
        let mut header = known.unwrap_or_else(|| {
            let mut header = Header::new(Id::random(), kind::CASE, now.wall_ms);
            header.data = case.0.to_vec();
            header.status = place;
            header
        });
        header.at = now.wall_ms;
        let act = match mark {
            // That is in the log as such.
            Mark::Seen => None,
            Mark::Handed => Some(Act::Handed),
            Mark::Closed => Some(Act::Closed),
        };
        let noted = act.map(|act| self.entry(act, Some(record), "", now));
        let written = self.store.write(|tx| {
            tx.put(&header, None)?;
            noted.map_or(Ok(()), |noted| noted.put(tx))
        });
        match written {
            // A full disk keeps nobody from the case, which counts as new until somebody looks at it again.
            Err(store::Error::DiskFull) if mark == Mark::Seen => Ok(()),
            written => Ok(written?),
        }
    }
}

/// The record at the top of a piece's case. Nobody's record follows another phone's.
pub(super) fn root(pieces: &HashMap<Id, &Piece>, piece: &Piece) -> Id {
    let mut at = piece;
    for _ in 0..4 {
        match pieces.get(&at.about) {
            Some(above) if above.device == piece.device && above.line.id != at.line.id => {
                at = above;
            }
            _ => break,
        }
    }
    at.line.id
}

/// Whether the consent that a referral rests on was withdrawn.
fn is_withdrawn(case: &[&Piece], piece: &Piece) -> bool {
    let mut others = case.iter();
    piece.line.kind == "referral"
        && others.any(|it| it.device == piece.device && it.withdraws == Some(piece.line.id))
}

/// How far the office is with a case, and since when it is waited for.
fn standing(
    pieces: &[&Piece],
    answers: &HashMap<Id, i64>,
    marks: Option<&Marks>,
) -> (CaseState, i64) {
    let newest = pieces.iter().map(|it| it.line.filed_at).max().unwrap_or(0);
    let oldest = pieces.iter().map(|it| it.line.filed_at).min().unwrap_or(0);
    if let [alone] = pieces
        && alone.never_sent
    {
        // Nothing of it came here, and nothing is to be stopped.
        return (CaseState::Closed, oldest);
    }
    let answered = pieces
        .iter()
        .filter_map(|it| answers.get(&it.line.id))
        .max();
    let touched = marks.and_then(|it| it.done).filter(|(_, at)| *at >= newest);
    let done = answered.is_some_and(|at| *at >= newest) || touched.is_some();
    let withdrawn = pieces
        .iter()
        .filter(|it| it.withdraws.is_some())
        .map(|it| it.line.filed_at)
        .max();
    let seen = marks.map_or(i64::MIN, |it| it.seen);
    if withdrawn.is_some_and(|at| at > seen) {
        return (CaseState::Withdrawn, oldest);
    }
    if touched.is_some_and(|(mark, _)| mark == Mark::Closed) {
        return (CaseState::Closed, oldest);
    }
    if done {
        return (CaseState::Answered, oldest);
    }
    let levels = pieces
        .iter()
        .filter_map(|it| it.line.level_again.or(it.line.level));
    let agreed = pieces.iter().any(|it| {
        it.agreed
            && !pieces
                .iter()
                .any(|other| other.withdraws == Some(it.line.id))
    });
    let unreadable = pieces.iter().any(|it| !it.is_readable);
    // Nobody has judged a form yet: it stands among what is to be referred.
    let form = pieces.iter().any(|it| it.line.form);
    let state = match levels.max() {
        Some(Level::ReferNow) => CaseState::ReferNow,
        _ if agreed => CaseState::Agreed,
        Some(Level::Refer) => CaseState::Refer,
        _ if form => CaseState::Refer,
        Some(Level::Enquire) => CaseState::Enquire,
        Some(Level::NoFlag) => CaseState::NoFlag,
        None if unreadable => CaseState::Refer,
        None if pieces.iter().all(|it| it.line.kind == "enrolment") => CaseState::Phone,
        None => CaseState::Enquire,
    };
    (state, oldest)
}

impl FiledLine {
    fn of(header: &Header, sequence: u64, record: &Record) -> Self {
        let level = match &record.body {
            Body::Screening(screening) => Some(screening.finding.level),
            _ => None,
        };
        Self {
            kind: record.body.word(),
            level,
            form: matches!(&record.body, Body::Screening(it) if it.finding.has_no_signs()),
            alike: alike(record),
            sequence,
            made_at: record.made_at,
            clock_wrong: is_clock_wrong(record.made_at, header.at),
            ..Self::unreadable(header)
        }
    }

    fn unreadable(header: &Header) -> Self {
        Self {
            id: header.id,
            kind: "unreadable",
            code: header.label.clone(),
            site: header.site.clone(),
            level: None,
            level_again: None,
            form: false,
            phone: None,
            after_revocation: false,
            under_duress: false,
            sequence: 0,
            made_at: header.at,
            filed_at: header.at,
            clock_wrong: false,
            case: header.id,
            state: CaseState::Refer,
            agreed: false,
            withdrawn: false,
            alike: String::new(),
        }
    }
}

/// A hash over what a screening says, without its code and its times: what is made by a machine is often alike.
fn alike(record: &Record) -> String {
    let Body::Screening(screening) = &record.body else {
        return String::new();
    };
    if !screening.attachments.is_empty() {
        return String::new();
    }
    let said = (&screening.answers, &screening.note, &screening.site);
    let json = zeroize::Zeroizing::new(serde_json::to_vec(&said).unwrap_or_default());
    let hash = Sha256::digest(&*json);
    data_encoding::HEXLOWER.encode(&hash[..8])
}
