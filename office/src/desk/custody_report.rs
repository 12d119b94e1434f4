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
}

/// How many countersignatures say nothing for a record, and why. Those of other entries that were shown are nobody's
/// concern: an office signs each entry that it gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Countersignatures {
    /// Their signature does not hold.
    pub altered: usize,
    /// They are of another entry at the record's place. Whose journal that entry is in they do not say.
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

/// Checks everything that can be checked.
pub fn examine(evidence: &Evidence<'_>) -> CustodyReport {
    let entry = evidence.entry;
    let place = EntryRef {
        seq: entry.seq,
        hash: entry.hash(),
    };
    let (journal, later, shown) = surroundings(entry, evidence.journal);

    let mut witnesses = Vec::new();
    let mut countersignatures = Countersignatures::default();
    for said in evidence.countersignatures {
        let about = EntryRef {
            seq: said.seq,
            hash: said.entry,
        };
        if said.verify().is_err() {
            countersignatures.altered += 1;
        } else if about == place || later.contains(&about) {
            witnesses.push(Witness {
                filed_at: said.filed_at,
                seq: said.seq,
                office: said.office,
                accepted: evidence.offices.contains(&said.office),
            });
        } else if about.seq == place.seq {
            countersignatures.rival += 1;
        } else if !shown.contains(&about) {
            countersignatures.not_shown += 1;
        }
    }
    witnesses.sort();

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
    };
    report.holds = report.same_device
        && report.entry_signed
        && report.committed
        && !report.journal.forks.contains(&place.seq)
        && !report.journal.broken.contains(&place.seq);
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
        check(
            true,
            "The sealed original is whole: no bit of it has changed since it was sealed.",
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
        check(
            !self.journal.forks.contains(&self.place.seq),
            "No second entry of this device stands at the same place of its journal, as far as that was shown.",
            "The device signed two different entries for this place of its journal.",
        )?;
        check(
            !self.journal.broken.contains(&self.place.seq),
            "The entry follows the one before it, as far as that one was shown.",
            "The entry does not follow the one that was shown before it.",
        )?;
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
                "  Entry {seq} exists twice: the phone was restored from a copy, or its key copied."
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
                "  By {}, its own clock, office {}{known} had entry {}.",
                written(witness.filed_at),
                witness.office,
                witness.seq
            )?;
        }
        if self.witnesses.is_empty() {
            writeln!(f, "  Nobody, as far as was shown.")?;
        }
        let Countersignatures {
            altered,
            rival,
            not_shown,
        } = self.countersignatures;
        if altered > 0 {
            writeln!(
                f,
                "  Countersignatures that were altered, and count for nothing: {altered}."
            )?;
        }
        if rival > 0 {
            writeln!(
                f,
                "  Countersignatures of another entry at this place of a journal: {rival}. If it is this device's \
                 journal, the device signed a second entry there, which was not shown: ask for it."
            )?;
        }
        if not_shown > 0 {
            writeln!(
                f,
                "  Countersignatures of entries that were not shown: {not_shown}. They say nothing of this record."
            )?;
        }
        writeln!(f)?;
        let verdict = if self.holds {
            "Result: this is the record that the holder of the device key finished, unchanged since."
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
            "  That the device made no other records after the last entry shown."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pocketcard::{
        crypto::SigningKey,
        journal::Tip,
        parcel::{LetterKind, Mailbox},
    };

    const CONTENT: &[u8] = b"what was noticed";
    const SALT: Salt = Salt([7; 32]);

    struct Case {
        letter: Letter,
        journal: Vec<Entry>,
        office: SigningKey,
        said: Vec<Countersignature>,
    }

    fn phone() -> SigningKey {
        SigningKey::from_seed(&[1; 32])
    }

    /// Five entries of one phone; the record is the third. The office has the fourth.
    fn case() -> Case {
        let mut tip = Tip::EMPTY;
        let journal: Vec<Entry> = (1..=5)
            .map(|i| {
                let content = if i == 3 { CONTENT } else { b"another" };
                tip.append(&phone(), commitment(&SALT, content), i * 1_000)
            })
            .collect();
        let office = SigningKey::from_seed(&[2; 32]);
        let said = vec![Countersignature::sign(
            &office,
            at(&journal[3]),
            1_789_000_000_000,
        )];
        let letter = Letter {
            id: ParcelId([9; 32]),
            kind: LetterKind::Record,
            mailbox: Mailbox([8; 16]),
            to: KeyHash([6; 32]),
            escrow: None,
            signer: phone().verifying_key(),
            len: 300,
        };
        Case {
            letter,
            journal,
            office,
            said,
        }
    }

    fn at(entry: &Entry) -> EntryRef {
        EntryRef {
            seq: entry.seq,
            hash: entry.hash(),
        }
    }

    impl Case {
        fn examine(&self, entry: &Entry, content: &[u8]) -> CustodyReport {
            examine(&Evidence {
                letter: &self.letter,
                entry,
                salt: &SALT,
                content,
                journal: &self.journal,
                countersignatures: &self.said,
                offices: &[self.office.verifying_key()],
            })
        }

        fn report(&self) -> CustodyReport {
            self.examine(&self.journal[2], CONTENT)
        }
    }

    #[test]
    fn an_untouched_record_holds() {
        let report = case().report();
        assert!(report.holds);
        let journal = &report.journal;
        assert_eq!((journal.shown, journal.before, journal.after), (5, 2, 2));
        assert_eq!((journal.gaps.len(), journal.set_aside), (0, 0));
        // The office has a later entry; that dates this one too.
        assert_eq!(report.witnesses.len(), 1);
        assert!(report.witnesses[0].accepted && report.witnesses[0].seq == 4);
        let text = report.to_string();
        assert!(text.contains("Result: this is the record"), "{text}");
        assert!(text.contains("By 2026-09-10T"), "{text}");
        assert!(text.contains("What this does not prove"));
        assert!(!text.contains(" NO "), "{text}");
    }

    #[test]
    fn the_journal_is_not_needed_but_says_more() {
        let case = case();
        let report = examine(&Evidence {
            letter: &case.letter,
            entry: &case.journal[2],
            salt: &SALT,
            content: CONTENT,
            journal: &[],
            countersignatures: &case.said,
            offices: &[],
        });
        assert!(report.holds);
        assert_eq!(report.journal.gaps, [(1, 2)]);
        // Nothing links the office's word about entry 4 to this one.
        assert_eq!(
            (report.witnesses.len(), report.countersignatures.not_shown),
            (0, 1)
        );
    }

    #[test]
    fn a_changed_record_does_not_hold() {
        let case = case();
        let report = case.examine(&case.journal[2], b"what was Noticed");
        assert!(!report.holds && !report.committed);
        assert!(report.to_string().contains("the checks FAILED"));
        // Nor does another record's entry.
        assert!(!case.examine(&case.journal[3], CONTENT).holds);
    }

    #[test]
    fn another_devices_entry_does_not_hold() {
        let mut case = case();
        let thief = SigningKey::from_seed(&[5; 32]);
        let entry = Entry::sign(
            &thief,
            3,
            case.journal[1].hash(),
            commitment(&SALT, CONTENT),
            0,
        );
        let report = case.examine(&entry, CONTENT);
        assert!(!report.holds && !report.same_device && report.committed);
        assert_eq!(report.journal.set_aside, 5);

        let mut forged = case.journal[2];
        forged.wall_at += 1;
        let report = case.examine(&forged, CONTENT);
        assert!(!report.holds && !report.entry_signed);
        case.letter.signer = thief.verifying_key();
        assert!(!case.report().holds);
    }

    #[test]
    fn a_second_entry_at_the_same_place_is_seen_in_either_order() {
        for first in [true, false] {
            let mut case = case();
            let other = Entry::sign(&phone(), 3, case.journal[1].hash(), Hash([4; 32]), 0);
            case.journal.insert(if first { 0 } else { 5 }, other);
            let own = case.journal[if first { 3 } else { 2 }];
            let report = case.examine(&own, CONTENT);
            assert!(!report.holds);
            assert_eq!(report.journal.forks, BTreeSet::from([3]));
        }
    }

    #[test]
    fn a_break_before_the_record_is_seen_and_elsewhere_only_told() {
        let mut case = case();
        case.journal[0] = Entry::sign(&phone(), 1, Hash::NONE, Hash([4; 32]), 0);
        let report = case.report();
        assert!(report.holds);
        assert_eq!(
            (report.journal.before, &report.journal.broken[..]),
            (1, &[2][..])
        );
        case.journal[1] = Entry::sign(&phone(), 2, Hash([3; 32]), Hash([4; 32]), 0);
        let report = case.report();
        assert!(!report.holds);
        assert!(report.journal.broken.contains(&3));
    }

    #[test]
    fn only_words_about_this_record_count() {
        let mut case = case();
        let office = &case.office;
        let unknown = SigningKey::from_seed(&[3; 32]);
        let mut altered = Countersignature::sign(office, at(&case.journal[2]), 5_000);
        altered.filed_at = 1;
        case.said = vec![
            altered,
            Countersignature::sign(office, at(&case.journal[1]), 4_000),
            Countersignature::sign(&unknown, at(&case.journal[2]), 7_000),
            Countersignature::sign(office, at(&case.journal[2]), 6_000),
        ];
        let report = case.report();
        let times: Vec<_> = report
            .witnesses
            .iter()
            .map(|w| (w.filed_at, w.accepted))
            .collect();
        assert_eq!(times, [(6_000, true), (7_000, false)]);
        let none = Countersignatures::default();
        assert_eq!(
            report.countersignatures,
            Countersignatures { altered: 1, ..none }
        );
        // The office's word for another entry at this place is no word for this one, and is said.
        let rival = EntryRef {
            seq: 3,
            hash: Hash([9; 32]),
        };
        case.said = vec![Countersignature::sign(&case.office, rival, 4_000)];
        assert_eq!(
            case.report().countersignatures,
            Countersignatures { rival: 1, ..none }
        );
        assert!(case.report().to_string().contains("a second entry there"));
    }

    #[test]
    fn impossible_clocks_are_survived() {
        let mut case = case();
        let first = Entry::sign(
            &phone(),
            1,
            Hash::NONE,
            commitment(&SALT, CONTENT),
            i64::MAX,
        );
        case.journal.clear();
        let text = case.examine(&first, CONTENT).to_string();
        assert!(text.contains("which is no date"), "{text}");
    }
}
