//! What can be proved of a record that the office holds, for somebody who trusts nobody: the custody
//! report.
//!
//! [`examine`] checks; [`CustodyReport`] keeps the results for programs and, displayed, says them in plain
//! words, together with what no check can prove.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use pocketcard::{
    crypto::{KeyHash, VerifyingKey},
    journal::{Chain, Countersignature, Entry, EntryRef, Hash, Salt, commitment},
    parcel::{Letter, ParcelId},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// What is laid before the examiner.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The letter of the sealed original: opening it has verified its signature.
    pub letter: &'a Letter,
    /// The journal entry that came with the record.
    pub entry: &'a Entry,
    /// The salt that came with the record.
    pub salt: &'a Salt,
    /// The record, exactly as it was committed to.
    pub content: &'a [u8],
    /// Entries of the same device's journal, in any order; the record's own may be among them.
    pub journal: &'a [Entry],
    /// Offices' words that entries reached them.
    pub countersignatures: &'a [Countersignature],
    /// The offices whose word the reader accepts.
    pub offices: &'a [VerifyingKey],
}

/// What the checks showed. Every `bool` is a check that passed or did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CustodyReport {
    /// Whether the record is the device's own, unchanged, and alone at its place in the journal. Gaps
    /// and forks elsewhere are reported and do not speak against it.
    pub holds: bool,
    /// The sealed original.
    pub parcel: ParcelId,
    /// The key of the device that made it.
    pub device: VerifyingKey,
    /// The desk to which it was sealed.
    pub to: KeyHash,
    /// SHA-256 of the record as it was committed to.
    pub content: Hash,
    /// The record's place in the device's journal, and its entry's hash.
    pub place: EntryRef,
    /// What the device's clock said, in milliseconds since 1970-01-01 UTC.
    pub wall_at: i64,
    /// The key that sealed the parcel is the one that signed the entry.
    pub same_device: bool,
    /// The device signed the entry.
    pub entry_signed: bool,
    /// The entry commits to this record and no other.
    pub committed: bool,
    /// The record's surroundings in the journal.
    pub journal: Surroundings,
    /// Who had the record's entry, or a later one that builds on it, and when.
    pub witnesses: Vec<Witness>,
    /// The countersignatures that say nothing for the record.
    pub countersignatures: Countersignatures,
    /// Countersignatures of another entry at the record's place, each named, the oldest first.
    pub rivals: Vec<Rival>,
}

/// How many countersignatures say nothing for a record, and why. Those of other entries that were shown are nobody's
/// concern: an office signs each entry that it gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Countersignatures {
    /// Their signature does not hold.
    pub altered: usize,
    /// They are of another entry at the record's place, which was not shown. Whose journal that entry is in they do
    /// not say.
    pub rival: usize,
    /// They are of entries that were not shown.
    pub not_shown: usize,
}

/// The part of the device's journal that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Surroundings {
    /// Entries that this device signed, the record's own included.
    pub shown: usize,
    /// Entries that were set aside: another device's, or not signed by this one.
    pub set_aside: usize,
    /// Entries before the record's, followed back from hash to hash without a break.
    pub before: usize,
    /// Entries after the record's that build on it.
    pub after: usize,
    /// Places below the highest shown of which no entry was shown, as first and last.
    pub gaps: Vec<(u64, u64)>,
    /// Places at which the device signed two different entries.
    pub forks: BTreeSet<u64>,
    /// Entries that do not follow the one shown before them.
    pub broken: Vec<u64>,
}

/// An office's word about the record's entry, or a later one that builds on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Witness {
    /// What the office's clock said, in milliseconds since 1970-01-01 UTC.
    pub filed_at: i64,
    /// The entry's place.
    pub seq: u64,
    /// The office's key.
    pub office: VerifyingKey,
    /// Whether it is one whose word the reader accepts.
    pub accepted: bool,
}

/// An office's word about another entry at the record's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Rival {
    /// What the office's clock said, in milliseconds since 1970-01-01 UTC.
    pub filed_at: i64,
    /// The hash of the other entry.
    pub entry: Hash,
    /// The office's key.
    pub office: VerifyingKey,
    /// Whether it is one whose word the reader accepts. Anybody can make a key and sign with it.
    pub accepted: bool,
    /// Whether the other entry was shown, signed by this device. If not, it may stand in another device's journal.
    pub shown: bool,
}

/// Checks everything that can be checked.
pub fn examine(evidence: &Evidence<'_>) -> CustodyReport {
    let entry = evidence.entry;
    let place = EntryRef {
        seq: entry.seq,
        hash: entry.hash(),
    };
    let (journal, later, shown) = surroundings(entry, evidence.journal);
    // An entry's hash covers its device's key: what is in another journal is no second entry of this one.
    let elsewhere: BTreeSet<EntryRef> = evidence
        .journal
        .iter()
        .filter(|it| it.device != entry.device && it.verify().is_ok())
        .map(|it| EntryRef {
            seq: it.seq,
            hash: it.hash(),
        })
        .collect();

    let mut witnesses = Vec::new();
    let mut rivals = Vec::new();
    let mut countersignatures = Countersignatures::default();
    for said in evidence.countersignatures {
        let about = EntryRef {
            seq: said.seq,
            hash: said.entry,
        };
        let accepted = evidence.offices.contains(&said.office);
        if said.verify().is_err() {
            countersignatures.altered += 1;
        } else if about == place || later.contains(&about) {
            witnesses.push(Witness {
                filed_at: said.filed_at,
                seq: said.seq,
                office: said.office,
                accepted,
            });
        } else if about.seq == place.seq && !elsewhere.contains(&about) {
            let shown = shown.contains(&about);
            countersignatures.rival += usize::from(!shown);
            rivals.push(Rival {
                filed_at: said.filed_at,
                entry: about.hash,
                office: said.office,
                accepted,
                shown,
            });
        } else if !shown.contains(&about) && !elsewhere.contains(&about) {
            countersignatures.not_shown += 1;
        }
    }
    witnesses.sort();
    rivals.sort();

    let mut report = CustodyReport {
        holds: false,
        parcel: evidence.letter.id,
        device: entry.device,
        to: evidence.letter.to,
        content: Hash(Sha256::digest(evidence.content).into()),
        place,
        wall_at: entry.wall_at,
        same_device: evidence.letter.signer == entry.device,
        entry_signed: entry.verify().is_ok(),
        committed: commitment(evidence.salt, evidence.content) == entry.commitment,
        journal,
        witnesses,
        countersignatures,
        rivals,
    };
    report.holds = report.same_device
        && report.entry_signed
        && report.committed
        && !report.is_forked()
        && !report.is_broken();
    report
}

/// The record's surroundings, the places of the entries that build on it, and those of all that were shown.
fn surroundings(
    own: &Entry,
    journal: &[Entry],
) -> (Surroundings, BTreeSet<EntryRef>, BTreeSet<EntryRef>) {
    let mut chain = Chain::new(own.device);
    let mut by_hash: BTreeMap<Hash, &Entry> = BTreeMap::new();
    let mut set_aside = 0;
    for entry in journal.iter().chain([own]) {
        if chain.accept(entry).is_ok() {
            by_hash.insert(entry.hash(), entry);
        } else if entry != own {
            set_aside += 1;
        }
    }

    let mut before = 0;
    let mut earliest = own;
    while let Some(entry) = by_hash.get(&earliest.previous)
        && entry.seq + 1 == earliest.seq
    {
        before += 1;
        earliest = entry;
    }

    // In the order of their places, an entry builds on ours if it names ours or one that does.
    let mut in_order: Vec<(&Hash, &&Entry)> = by_hash.iter().collect();
    in_order.sort_by_key(|(_, entry)| entry.seq);
    let own_place = EntryRef {
        seq: own.seq,
        hash: own.hash(),
    };
    let mut later = BTreeSet::from([own_place]);
    for (hash, entry) in in_order {
        let previous = EntryRef {
            seq: entry.seq - 1,
            hash: entry.previous,
        };
        if later.contains(&previous) {
            later.insert(EntryRef {
                seq: entry.seq,
                hash: *hash,
            });
        }
    }
    later.remove(&own_place);

    let surroundings = Surroundings {
        shown: by_hash.len(),
        set_aside,
        before,
        after: later.len(),
        gaps: chain
            .gaps()
            .into_iter()
            .map(|gap| (*gap.start(), *gap.end()))
            .collect(),
        forks: chain.forks().map(|place| place.seq).collect(),
        broken: chain.broken().collect(),
    };
    let place = |(hash, entry): (&Hash, &&Entry)| EntryRef {
        seq: entry.seq,
        hash: *hash,
    };
    let all = by_hash.iter().map(place).collect();
    (surroundings, later, all)
}

impl CustodyReport {
    /// Whether the entry before the record's was shown, or there is none.
    pub fn shows_before(&self) -> bool {
        self.place.seq == 1 || self.journal.before > 0 || self.is_broken()
    }

    /// Whether the device signed a second entry at the record's place.
    pub fn is_forked(&self) -> bool {
        self.journal.forks.contains(&self.place.seq)
    }

    /// Whether the record's entry does not follow the one shown before it.
    pub fn is_broken(&self) -> bool {
        self.journal.broken.contains(&self.place.seq)
    }

    /// Whether an office countersigned an entry at the record's place that was not shown: perhaps a second entry of
    /// this device, perhaps one in another journal.
    pub fn is_disputed(&self) -> bool {
        self.rivals.iter().any(|rival| !rival.shown)
    }
}

/// A time as people and courts write it.
fn written(ms: i64) -> String {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000)
        .ok()
        .and_then(|time| time.format(&Rfc3339).ok())
        .unwrap_or_else(|| format!("{ms} ms from 1970, which is no date"))
}

fn places(ranges: &[(u64, u64)]) -> String {
    let each = ranges.iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first} to {last}")
        }
    });
    each.collect::<Vec<_>>().join(", ")
}

impl fmt::Display for CustodyReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "CUSTODY REPORT")?;
        writeln!(f)?;
        writeln!(f, "Sealed original (SHA-256)  {}", self.parcel)?;
        writeln!(f, "Record (SHA-256)           {}", self.content)?;
        writeln!(f, "Device key                 {}", self.device)?;
        writeln!(
            f,
            "Journal entry              {}, {}",
            self.place.seq, self.place.hash
        )?;
        writeln!(f, "The device's clock said    {}", written(self.wall_at))?;
        writeln!(f)?;
        writeln!(f, "What was checked")?;
        let mut check = |passed: bool, yes: &str, no: &str| {
            let (mark, text) = if passed { ("yes", yes) } else { (" NO", no) };
            writeln!(f, "  {mark}  {text}")
        };
        // Anyone who was given the parcel's key can put the same letter into another envelope.
        check(
            true,
            "The signed letter in the sealed original is whole: no bit of it has changed since it was signed.",
            "",
        )?;
        check(
            self.same_device && self.entry_signed,
            "One device key signed both the record and its journal entry.",
            "The record and its journal entry were not both signed by the same device key.",
        )?;
        check(
            self.committed,
            "The journal entry was made for exactly this record: one changed letter would show.",
            "The journal entry was made for another record, or this one was changed.",
        )?;
        match self.is_disputed() && !self.is_forked() {
            true => writeln!(
                f,
                "  ???  Whether a second entry of this device stands at the same place of its journal: none was shown, \
                 and an office countersigned another entry at this place of a journal (below)."
            )?,
            false => check(
                !self.is_forked(),
                "No second entry of this device stands at the same place of its journal, as far as that was shown.",
                "The device signed two different entries for this place of its journal.",
            )?,
        }
        match self.shows_before() {
            true => writeln!(
                f,
                "  {}",
                match self.is_broken() {
                    false if self.place.seq == 1 => "yes  The entry is the first of its journal.",
                    false => "yes  The entry follows the one before it.",
                    true => " NO  The entry does not follow the one that was shown before it.",
                }
            )?,
            false => writeln!(
                f,
                "  ???  Whether the entry follows the one before it, which was not shown."
            )?,
        }
        writeln!(f)?;
        writeln!(f, "The journal that was shown")?;
        let journal = &self.journal;
        writeln!(
            f,
            "  {} entries of this device; {} lead up to the record without a break, {} build on it.",
            journal.shown, journal.before, journal.after
        )?;
        if !journal.gaps.is_empty() {
            writeln!(f, "  Not shown: entries {}.", places(&journal.gaps))?;
        }
        for seq in &journal.forks {
            writeln!(
                f,
                "  Entry {seq} exists twice, as when a phone is restored from a copy, or its key was copied."
            )?;
        }
        for seq in &journal.broken {
            writeln!(
                f,
                "  Entry {seq} does not follow the entry shown before it."
            )?;
        }
        if journal.set_aside > 0 {
            writeln!(
                f,
                "  {} entries were set aside: not signed by this device.",
                journal.set_aside
            )?;
        }
        writeln!(f)?;
        writeln!(f, "Who has confirmed having it")?;
        for witness in &self.witnesses {
            let known = if witness.accepted {
                ""
            } else {
                " (a key that you did not name)"
            };
            writeln!(
                f,
                "  By {}, its own clock, office {}{known} had entry {}{}.",
                written(witness.filed_at),
                witness.office,
                witness.seq,
                match witness.seq == self.place.seq {
                    true => "",
                    false => ", which builds on this one",
                }
            )?;
        }
        if self.witnesses.is_empty() {
            writeln!(f, "  Nobody, as far as was shown.")?;
        }
        for rival in &self.rivals {
            let known = if rival.accepted {
                ""
            } else {
                " (a key that you did not name, which anybody could have made)"
            };
            writeln!(
                f,
                "  By {}, its own clock, office {}{known} had ANOTHER entry at place {}: {}.",
                written(rival.filed_at),
                rival.office,
                self.place.seq,
                rival.entry
            )?;
            match rival.shown {
                true => writeln!(f, "    It was shown: this device signed it too.")?,
                false => writeln!(
                    f,
                    "    It was not shown. If it is in this device's journal, the device signed two entries there; if it \
                     is in another device's, it says nothing of this record. Ask the office for it."
                )?,
            }
        }
        let Countersignatures {
            altered, not_shown, ..
        } = self.countersignatures;
        if altered > 0 {
            writeln!(
                f,
                "  Countersignatures whose signature does not hold, and which count for nothing: {altered}."
            )?;
        }
        if not_shown > 0 {
            writeln!(
                f,
                "  Countersignatures of entries that were not shown: {not_shown}. They say nothing of this record."
            )?;
        }
        writeln!(f)?;
        let verdict = if self.holds && self.is_disputed() {
            "Result: this is the record that the holder of the device key signed, unchanged since. Whether it stands \
             alone at its place is open: ask for the other entry named above."
        } else if self.holds {
            "Result: this is the record that the holder of the device key signed, unchanged since."
        } else {
            "Result: the checks FAILED. Do not rely on this record before they are explained."
        };
        writeln!(f, "{verdict}")?;
        writeln!(f)?;
        writeln!(f, "What this does not prove")?;
        writeln!(f, "  That what the record says is true, or complete.")?;
        writeln!(
            f,
            "  When it was made: a device's clock can be wrong or be set. An office's clock shows only"
        )?;
        writeln!(
            f,
            "  that the record existed by then, if that office is believed."
        )?;
        writeln!(
            f,
            "  Who held the device: a key stands for a device, not for a person."
        )?;
        writeln!(
            f,
            "  Who sealed the envelope: anyone who was given its key can put the same signed letter into another."
        )?;
        writeln!(
            f,
            "  That the device made no other records: after the last entry shown, or at places that were not shown."
        )
    }
}

#[cfg(test)]
mod tests;
