//! What a desk keeps aside: parcels that it could not file, or not even open.
//!
//! Each has a row that says why, whose it is and what it waits for, so that it is tried again when that has
//! come and not before. There are never more than so many, and never for longer than so long.

use std::{cmp::Reverse, collections::HashMap};

use pocketcard::{
    base::Id,
    crypto::VerifyingKey,
    host::Moment,
    parcel::{LetterKind, Opening, ParcelId},
    record::{Filed, Record},
    store::{self, Header},
    sync::ParcelState,
};

use super::{
    AsideLine, Desk, Error, Intake, kind,
    round::Round,
    waits::{WAITS, Waits},
};

/// For how long something is kept aside, in milliseconds: 60 days.
const KEPT_MS: i64 = 60 * 24 * 60 * 60 * 1000;
/// How many parcels of each sort are kept aside, and how many bytes of them.
pub(super) const MOST: usize = 1_000;
const MOST_BYTES: u64 = 256 << 20;
/// One signer's share of that, so that nobody pushes out what is kept for the others: a quarter.
const SHARE: usize = 4;
/// A newer version tries everything once.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the row of a parcel that is kept aside says.
struct Aside {
    parcel: ParcelId,
    signer: Option<VerifyingKey>,
    waits: Waits,
    /// By this version, and so in vain.
    tried: bool,
}

impl Aside {
    fn parse(header: &Header) -> Option<Self> {
        let (parcel, signer) = header.data.split_first_chunk::<32>()?;
        Some(Self {
            parcel: ParcelId(*parcel),
            signer: signer.try_into().ok().map(VerifyingKey),
            waits: *WAITS.get(usize::from(header.status))?,
            tried: header.site == VERSION,
        })
    }
}

/// Whether a parcel in this place is kept aside.
pub(super) fn is_aside(place: ParcelState) -> bool {
    matches!(place, ParcelState::SetAside | ParcelState::SetAsideNotified)
}

/// A parcel that is kept aside, or carried for another desk.
struct Kept {
    parcel: ParcelId,
    at: i64,
    size: u64,
    signer: Option<VerifyingKey>,
}

/// What there is no room for: the oldest, and the oldest of anyone who has more than their share.
fn beyond(mut kept: Vec<Kept>) -> Vec<ParcelId> {
    kept.sort_by_key(|it| (Reverse(it.at), it.parcel));
    let (mut all, mut shares) = ((0, 0), HashMap::new());
    let mut gone = Vec::new();
    for it in kept {
        let share = it
            .signer
            .map(|signer| shares.entry(signer).or_insert((0, 0)));
        let fits = |(count, bytes): (usize, u64), part: usize| {
            count < MOST / part && bytes + it.size <= MOST_BYTES / part as u64
        };
        if !fits(all, 1) || share.as_ref().is_some_and(|share| !fits(**share, SHARE)) {
            gone.push(it.parcel);
            continue;
        }
        for used in [&mut all].into_iter().chain(share) {
            *used = (used.0 + 1, used.1 + it.size);
        }
    }
    gone
}

impl Desk {
    /// The row that says why a parcel is kept aside: the one that it has, or a new one.
    pub(super) fn aside_row(
        &self,
        parcel: &ParcelId,
        signer: Option<VerifyingKey>,
        waits: Waits,
        why: &str,
        now: Moment,
    ) -> Header {
        let known = self.aside_header(parcel);
        let (id, at) = known.map_or((Id::random(), now.wall_ms), |row| (row.id, row.at));
        let mut header = Header::new(id, kind::ASIDE, at);
        header.status = WAITS.iter().position(|it| *it == waits).unwrap_or(0) as u8;
        header.site = VERSION.to_owned();
        header.label = why.to_owned();
        header.data = parcel.0.to_vec();
        header
            .data
            .extend(signer.iter().flat_map(|signer| signer.0));
        header
    }

    fn aside_header(&self, parcel: &ParcelId) -> Option<&Header> {
        let mut rows = self.store.list(kind::ASIDE);
        rows.find(|row| row.data.starts_with(&parcel.0))
    }

    /// Who signed what waits for this, once for each parcel.
    pub(super) fn aside_signers(&self, waits: Waits) -> Vec<VerifyingKey> {
        let rows = self.store.list(kind::ASIDE).filter_map(Aside::parse);
        rows.filter(|row| row.waits == waits)
            .filter_map(|row| row.signer)
            .collect()
    }

    /// What was kept aside and may be filed now: what waited for a phone that is enrolled, for a report that
    /// has come, for another day, or for a newer version; and what waits for somebody to compare words, if that
    /// may have been done.
    pub(super) fn explained(
        &self,
        compared: bool,
        round: &mut Round,
        now: Moment,
    ) -> Result<Vec<ParcelId>, Error> {
        let mut explained = Vec::new();
        let mut rows = HashMap::new();
        for header in self.store.list(kind::ASIDE) {
            if let Some(aside) = Aside::parse(header) {
                rows.insert(aside.parcel, aside);
            }
        }
        for book in self.parcels.in_order(&self.store) {
            if !is_aside(book.place) {
                continue;
            }
            let may = match rows.get(&book.item.id) {
                // An earlier version kept it, and not why.
                None => book.place == ParcelState::SetAside,
                Some(row) if !row.tried => true,
                Some(row) => match (row.waits, row.signer) {
                    (Waits::Phone, Some(signer)) => round
                        .phone(self, &signer)?
                        .is_some_and(|it| it.phone.revoked.is_none()),
                    (Waits::Day, Some(signer)) => round
                        .phone(self, &signer)?
                        .is_some_and(|it| it.phone.quota.has_room(book.item.size, now)),
                    // An invitation has let in only so many of these, and each is said every time.
                    (Waits::Words, _) => compared,
                    (Waits::Report, _) => self.awaited(round)?.contains_key(&row.parcel),
                    _ => false,
                },
            };
            if may {
                explained.push(book.item.id);
            }
        }
        Ok(explained)
    }

    /// Forgets why parcels were kept aside that are no longer.
    fn tidy_asides(&mut self) -> Result<(), Error> {
        let over = |header: &&Header| {
            Aside::parse(header).is_some_and(|row| {
                let book = self.parcels.get(&row.parcel);
                !book.is_some_and(|book| is_aside(book.place))
            })
        };
        let rows: Vec<Id> = self
            .store
            .list(kind::ASIDE)
            .filter(over)
            .map(|row| row.id)
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        Ok(self
            .store
            .write(|tx| rows.iter().try_for_each(|row| tx.delete(*row)))?)
    }

    /// Lets go of what was kept aside for too long, and of the oldest if there is too much. Anyone who sent it
    /// has no receipt, and so keeps it.
    pub(super) fn drop_asides(&mut self, intake: &mut Intake, now: Moment) -> Result<(), Error> {
        let mut sorts: [Vec<Kept>; 3] = Default::default();
        let mut gone = Vec::new();
        let rows: HashMap<ParcelId, (Aside, i64)> = self
            .store
            .list(kind::ASIDE)
            .filter_map(|row| Aside::parse(row).map(|it| (it.parcel, (it, row.at))))
            .collect();
        for book in self.parcels.entries() {
            let known = rows.get(&book.item.id);
            let sort = match (book.place, known.map(|(row, _)| row.waits)) {
                (ParcelState::Carried, _) => 0,
                (place, Some(Waits::Nothing)) if is_aside(place) => 1,
                (place, _) if is_aside(place) => 2,
                _ => continue,
            };
            let since = known.map_or(book.at, |(_, at)| *at);
            if sort > 0 && now.wall_ms.saturating_sub(since) > KEPT_MS {
                gone.push(book.item.id);
            } else {
                sorts[sort].push(Kept {
                    parcel: book.item.id,
                    at: book.at,
                    size: book.item.size,
                    signer: known.and_then(|(row, _)| row.signer),
                });
            }
        }
        for sort in sorts {
            gone.extend(beyond(sort));
        }
        self.let_go(&gone)?;
        intake.dropped += gone.len() as u64;
        intake
            .set_aside
            .retain(|aside| !gone.contains(&aside.parcel));
        Ok(())
    }

    /// Forgets parcels that were kept aside, and what is known of those that are no longer.
    fn let_go(&mut self, parcels: &[ParcelId]) -> Result<(), Error> {
        if parcels.is_empty() {
            return self.tidy_asides();
        }
        self.parcels.write(&mut self.store, |tx| {
            for parcel in parcels {
                tx.change(parcel, |entry| entry.place = ParcelState::Done)?;
            }
            Ok::<_, store::Error>(())
        })?;
        self.tidy_asides()
    }

    /// What is kept aside, newest first, and why.
    pub fn asides(&self) -> Vec<AsideLine> {
        let mut lines = Vec::new();
        for book in self.parcels.in_order(&self.store) {
            if !is_aside(book.place) {
                continue;
            }
            let row = self.aside_header(&book.item.id);
            let signer = row.and_then(|row| Aside::parse(row)?.signer);
            let phone = signer.and_then(|signer| Some(self.phone_header(&signer)?.label.clone()));
            lines.push(AsideLine {
                parcel: book.item.id,
                bytes: book.item.size,
                since: row.map_or(book.at, |row| row.at),
                why: row
                    .map_or("an earlier version kept it", |row| &row.label)
                    .to_owned(),
                phone,
                told: book.place == ParcelState::SetAsideNotified,
            });
        }
        lines.reverse();
        lines
    }

    /// The parcels that are kept aside and whose names begin like this.
    fn asides_like(&self, name: &str) -> Vec<ParcelId> {
        let all = self.asides().into_iter().map(|line| line.parcel);
        all.filter(|parcel| parcel.to_string().starts_with(name))
            .collect()
    }

    fn one_aside(&self, name: &str) -> Result<ParcelId, Error> {
        match self.asides_like(name).as_slice() {
            [one] => Ok(*one),
            _ => Err(Error::NotAside),
        }
    }

    /// What a parcel that is kept aside says, if it opens and holds a record.
    ///
    /// # Errors
    /// [`Error::NotAside`] unless exactly one that is kept aside begins with this name.
    pub fn show_aside(&self, name: &str) -> Result<(AsideLine, Option<Record>), Error> {
        let parcel = self.one_aside(name)?;
        let line = self.asides().into_iter().find(|it| it.parcel == parcel);
        let record = || {
            let reader = self.parcels.reader(&self.store, &parcel)?;
            let mut opening = Opening::with_any(reader, &self.identity.opens()).ok()?;
            if opening.kind() != LetterKind::Record || opening.content_len() > super::RECORD_MAX {
                return None;
            }
            let mut content = zeroize::Zeroizing::new(Vec::new());
            std::io::Read::read_to_end(&mut opening, &mut content).ok()?;
            opening.finish().ok()?;
            Some(Filed::from_bytes(&content).ok()?.1)
        };
        Ok((line.ok_or(Error::NotAside)?, record()))
    }

    /// Ends the keeping of a parcel: it was looked at, and will not be filed. Anyone who sent it keeps it, and is
    /// told nothing.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NotAside`] unless exactly one that is kept aside begins with this name.
    pub fn settle_aside(&mut self, name: &str) -> Result<ParcelId, Error> {
        self.administrator()?;
        let parcel = self.one_aside(name)?;
        self.let_go(&[parcel])?;
        Ok(parcel)
    }
}
