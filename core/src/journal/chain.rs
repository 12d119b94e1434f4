//! What the office knows of one device's journal.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::{Entry, EntryError, Hash, Tip};
use crate::crypto::VerifyingKey;

/// What an entry turned out to be when it arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// First seen, and it follows the entry before it as far as that one is known.
    New,
    /// Seen before, byte for byte.
    Duplicate,
    /// Another entry of this device stands at the same place. Both are kept on record: one journal
    /// was continued twice, as happens when a phone is restored from a copy.
    Fork,
    /// First seen, but it names another entry before it than the one that is known: something
    /// between was altered, or lies on a branch that has not arrived.
    BrokenLink,
}

/// One entry's place and hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRef {
    /// The entry's number.
    pub seq: u64,
    /// The entry's hash.
    pub hash: Hash,
}

/// The entries of one device as they arrive, in any order. It keeps hashes only, and serialises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chain {
    device: VerifyingKey,
    /// Hashes of entries 1, 2, … without a gap.
    #[serde(with = "packed")]
    line: Vec<Hash>,
    /// Entries beyond the first gap.
    ahead: BTreeMap<u64, Link>,
    /// Entries whose place was already taken.
    forks: BTreeSet<EntryRef>,
    /// Entries that name another hash before them than the one known: place to named hash.
    broken: BTreeMap<u64, Hash>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    hash: Hash,
    previous: Hash,
}

impl Chain {
    /// The journal of a device of which nothing has arrived yet.
    pub fn new(device: VerifyingKey) -> Self {
        Self {
            device,
            line: Vec::new(),
            ahead: BTreeMap::new(),
            forks: BTreeSet::new(),
            broken: BTreeMap::new(),
        }
    }

    /// Whose journal this is.
    pub fn device(&self) -> VerifyingKey {
        self.device
    }

    /// Verifies an entry and takes it in. Forks and broken links are recorded and the journal goes
    /// on: a record with such an entry is still to be filed, and looked at by a person.
    ///
    /// # Errors
    /// [`EntryError`] when the entry is another device's or was not signed by this one; nothing is
    /// recorded then.
    pub fn accept(&mut self, entry: &Entry) -> Result<Arrival, EntryError> {
        if entry.device != self.device {
            return Err(EntryError::OtherDevice);
        }
        entry.verify()?;
        let (seq, hash) = (entry.seq, entry.hash());
        match self.at(seq) {
            Some(known) if known == hash => Ok(Arrival::Duplicate),
            Some(_) => Ok(self.fork(EntryRef { seq, hash })),
            None => Ok(self.add(seq, hash, entry.previous)),
        }
    }

    fn fork(&mut self, place: EntryRef) -> Arrival {
        if !self.forks.insert(place) {
            return Arrival::Duplicate;
        }
        // A link that seemed broken may lead to this branch.
        if self.broken.get(&(place.seq + 1)) == Some(&place.hash) {
            self.broken.remove(&(place.seq + 1));
        }
        Arrival::Fork
    }

    fn add(&mut self, seq: u64, hash: Hash, previous: Hash) -> Arrival {
        let follows = match self.at(seq - 1) {
            None => true,
            Some(known) => known == previous || self.is_fork(seq - 1, previous),
        };
        if !follows {
            self.broken.insert(seq, previous);
        }
        if let Some(next) = self.ahead.get(&(seq + 1))
            && next.previous != hash
        {
            self.broken.insert(seq + 1, next.previous);
        }
        self.ahead.insert(seq, Link { hash, previous });
        while let Some(link) = self.ahead.remove(&(self.upto() + 1)) {
            self.line.push(link.hash);
        }
        if follows {
            Arrival::New
        } else {
            Arrival::BrokenLink
        }
    }

    /// The hash of the entry at this place, the first that arrived if there are several.
    pub fn at(&self, seq: u64) -> Option<Hash> {
        let index = usize::try_from(seq.checked_sub(1)?).ok()?;
        self.line
            .get(index)
            .copied()
            .or_else(|| self.ahead.get(&seq).map(|link| link.hash))
    }

    fn is_fork(&self, seq: u64, hash: Hash) -> bool {
        self.forks.contains(&EntryRef { seq, hash })
    }

    /// Whether this very entry has arrived.
    pub fn holds(&self, entry: &Entry) -> bool {
        let hash = entry.hash();
        self.at(entry.seq) == Some(hash) || self.is_fork(entry.seq, hash)
    }

    /// How much there is to remember, in hashes, about.
    pub fn weight(&self) -> usize {
        self.line.len() + 3 * (self.ahead.len() + self.forks.len() + self.broken.len())
    }

    /// Every entry from 1 up to this one has arrived; 0 when the first has not.
    pub fn upto(&self) -> u64 {
        self.line.len() as u64
    }

    /// Where the gapless part ends: what a receipt countersigns.
    pub fn tip(&self) -> Tip {
        Tip {
            seq: self.upto(),
            hash: self.line.last().copied().unwrap_or(Hash::NONE),
        }
    }

    /// The highest place of which an entry has arrived; 0 when none has.
    pub fn highest(&self) -> u64 {
        self.ahead
            .last_key_value()
            .map_or(self.upto(), |(seq, _)| *seq)
    }

    /// The places below [`Chain::highest`] of which no entry has arrived, lowest first.
    pub fn gaps(&self) -> Vec<RangeInclusive<u64>> {
        let mut gaps = Vec::new();
        let mut next = self.upto() + 1;
        for seq in self.ahead.keys() {
            if *seq > next {
                gaps.push(next..=seq - 1);
            }
            next = seq + 1;
        }
        gaps
    }

    /// Entries that arrived for a place already taken by another.
    pub fn forks(&self) -> impl Iterator<Item = EntryRef> {
        self.forks.iter().copied()
    }

    /// Places whose entry does not follow the one known before it.
    pub fn broken(&self) -> impl Iterator<Item = u64> {
        self.broken.keys().copied()
    }
}

/// Hashes as one base64 text: a device's journal grows for years, and each is needed to know a fork.
mod packed {
    use super::Hash;
    use data_encoding::BASE64;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(hashes: &[Hash], serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
        serializer.serialize_str(&BASE64.encode(&bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Hash>, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64.decode(text.as_bytes()).map_err(Error::custom)?;
        let (hashes, rest) = bytes.as_chunks::<32>();
        if !rest.is_empty() {
            return Err(Error::custom("a list of hashes is cut short"));
        }
        Ok(hashes.iter().copied().map(Hash).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::crypto::{Signature, SigningKey};

    fn key() -> SigningKey {
        SigningKey::from_seed(&[1; 32])
    }

    /// Entries that continue `tip`, their content marked by `branch`.
    fn continued(mut tip: Tip, branch: u8, count: usize) -> Vec<Entry> {
        (0..count)
            .map(|i| tip.append(&key(), Hash([branch; 32]), i as i64))
            .collect()
    }

    fn after(entry: &Entry) -> Tip {
        Tip {
            seq: entry.seq,
            hash: entry.hash(),
        }
    }

    fn chain() -> Chain {
        Chain::new(key().verifying_key())
    }

    #[test]
    fn gaps_close_when_the_missing_arrive() {
        let entries = continued(Tip::EMPTY, 0, 6);
        let mut chain = chain();
        for i in [0, 3, 5] {
            assert_eq!(chain.accept(&entries[i]), Ok(Arrival::New));
        }
        assert_eq!((chain.upto(), chain.highest()), (1, 6));
        assert_eq!(chain.gaps(), vec![2..=3, 5..=5]);
        for i in [4, 2, 1] {
            assert_eq!(chain.accept(&entries[i]), Ok(Arrival::New));
        }
        assert_eq!(chain.gaps(), vec![]);
        assert_eq!(chain.tip(), after(&entries[5]));
        assert_eq!(chain.accept(&entries[2]), Ok(Arrival::Duplicate));
    }

    #[test]
    fn a_fork_is_recorded_and_survived() {
        let main = continued(Tip::EMPTY, 0, 4);
        // Restored from a copy made after entry 2, the phone goes on differently and further.
        let branch = continued(after(&main[1]), 1, 4);
        let mut chain = chain();
        for entry in &main {
            assert_eq!(chain.accept(entry), Ok(Arrival::New));
        }
        assert_eq!(chain.accept(&branch[0]), Ok(Arrival::Fork));
        assert_eq!(chain.accept(&branch[0]), Ok(Arrival::Duplicate));
        assert_eq!(chain.accept(&branch[1]), Ok(Arrival::Fork));
        assert_eq!(chain.accept(&branch[2]), Ok(Arrival::New));
        assert_eq!(chain.accept(&branch[3]), Ok(Arrival::New));
        assert_eq!(chain.upto(), 6);
        assert_eq!(chain.forks().map(|p| p.seq).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(chain.broken().count(), 0);
    }

    #[test]
    fn a_branch_that_has_not_arrived_shows_as_a_broken_link() {
        let main = continued(Tip::EMPTY, 0, 3);
        let branch = continued(after(&main[1]), 1, 2);
        let mut chain = chain();
        for entry in &main {
            chain.accept(entry).unwrap();
        }
        assert_eq!(chain.accept(&branch[1]), Ok(Arrival::BrokenLink));
        assert_eq!(chain.broken().collect::<Vec<_>>(), [4]);
        // The missing branch explains the link.
        assert_eq!(chain.accept(&branch[0]), Ok(Arrival::Fork));
        assert_eq!(chain.broken().count(), 0);
    }

    #[test]
    fn a_broken_link_is_seen_from_either_side() {
        let main = continued(Tip::EMPTY, 0, 3);
        let other = continued(after(&main[0]), 1, 1);
        let mut chain = chain();
        for entry in [&main[0], &main[2], &other[0]] {
            assert_eq!(chain.accept(entry), Ok(Arrival::New));
        }
        assert_eq!(chain.broken().collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn what_the_device_did_not_sign_changes_nothing() {
        let mut entry = continued(Tip::EMPTY, 0, 1)[0];
        let mut chain = chain();
        entry.signature = Signature([1; 64]);
        assert_eq!(chain.accept(&entry), Err(EntryError::BadSignature));
        let stranger = SigningKey::from_seed(&[2; 32]);
        let entry = Entry::sign(&stranger, 1, Hash::NONE, Hash([0; 32]), 0);
        assert_eq!(chain.accept(&entry), Err(EntryError::OtherDevice));
        assert_eq!(chain, self::chain());
    }

    #[test]
    fn the_last_possible_place_overflows_nothing() {
        let mut chain = chain();
        for seq in [Entry::MAX_SEQ, Entry::MAX_SEQ - 1] {
            let entry = Entry::sign(&key(), seq, Hash([3; 32]), Hash([4; 32]), 0);
            chain.accept(&entry).unwrap();
            chain
                .accept(&Entry::sign(&key(), seq, Hash([5; 32]), Hash([4; 32]), 0))
                .unwrap();
        }
        assert_eq!(chain.gaps(), vec![1..=Entry::MAX_SEQ - 2]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// Whatever the order and however often, the same entries leave the same knowledge, and it
        /// survives being stored.
        #[test]
        fn order_and_repetition_do_not_matter(
            order in proptest::collection::vec(0usize..12, 0..40)
        ) {
            let entries = continued(Tip::EMPTY, 0, 12);
            let mut shuffled = chain();
            for i in &order {
                shuffled.accept(&entries[*i]).unwrap();
                let json = serde_json::to_string(&shuffled).unwrap();
                shuffled = serde_json::from_str(&json).unwrap();
            }
            let mut sorted = chain();
            for i in order.iter().copied().collect::<BTreeSet<_>>() {
                prop_assert_eq!(sorted.accept(&entries[i]), Ok(Arrival::New));
            }
            prop_assert_eq!(&shuffled, &sorted);
            let missing: u64 = sorted.gaps().iter().map(|g| g.end() - g.start() + 1).sum();
            let arrived = order.iter().collect::<BTreeSet<_>>().len() as u64;
            prop_assert_eq!(sorted.highest(), missing + arrived);
        }
    }
}
