//! A record as it lies inside a parcel: its journal entry, the salt of its commitment, and its JSON.

use thiserror::Error;
use zeroize::Zeroizing;

use super::{FORMAT, FORMAT_2, FORMAT_3, Record, json};
use crate::{
    crypto::SigningKey,
    journal::{Entry, Salt, Tip, commitment},
};

const SALT: usize = 32;

/// The preset dictionary of records: text that most of them share. Records are deflated after it, and can be read with
/// it alone, so it never changes: another one takes another number.
pub const DICTIONARY: &[u8] = include_bytes!("dictionary-1.txt");
/// What stands before a record that is deflated after [`DICTIONARY`]. DEFLATE itself never begins with both of these
/// bits (RFC 1951, 3.2.3), which is how records of earlier versions are told from it; the bits above are the
/// dictionary's number.
const AFTER_DICTIONARY: u8 = 1 << 3 | NUMBERED;
const NUMBERED: u8 = 0b110;

/// Why the content of a parcel is not a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FiledError {
    /// Too short, not DEFLATE, not JSON, or longer than a record may be.
    #[error("not a record that this version can read")]
    Unreadable,
    /// Written by a newer version.
    #[error("a record of a newer version")]
    NewerFormat,
    /// The journal entry does not commit to this content, or its signature is wrong.
    #[error("the record does not match its journal entry")]
    NotCommitted,
}

/// A record with its journal entry: what the office opens, and what a court is shown.
#[derive(Clone)]
pub struct Filed {
    /// The signed journal entry that commits to the content.
    pub entry: Entry,
    /// The salt of the commitment; anyone who lacks it cannot confirm a guess at the content.
    pub salt: Salt,
    /// The JSON exactly as it was committed to.
    pub json: Zeroizing<Vec<u8>>,
}

impl Filed {
    /// Commits to a record as the next entry of a journal.
    pub fn write(record: &Record, key: &SigningKey, tip: &mut Tip) -> Self {
        let json = json::to_json(record);
        let salt = Salt::random();
        let entry = tip.append(key, commitment(&salt, &json), record.made_at);
        Self { entry, salt, json }
    }

    /// The bytes that go into the parcel: entry, salt, JSON deflated after [`DICTIONARY`].
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(Entry::LEN + SALT + self.json.len()));
        bytes.extend_from_slice(&self.entry.to_bytes());
        bytes.extend_from_slice(&self.salt.0);
        bytes.push(AFTER_DICTIONARY);
        bytes.extend_from_slice(&json::deflate(&self.json, DICTIONARY));
        bytes
    }

    /// Reads and checks: the entry's signature, and that it commits to this content.
    ///
    /// # Errors
    /// Each variant of [`FiledError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<(Self, Record), FiledError> {
        let (entry, rest) = bytes
            .split_at_checked(Entry::LEN)
            .ok_or(FiledError::Unreadable)?;
        let (salt, deflated) = rest
            .split_first_chunk::<SALT>()
            .ok_or(FiledError::Unreadable)?;
        let entry = Entry::from_bytes(entry).map_err(|_| FiledError::Unreadable)?;
        let salt = Salt(*salt);
        let json = match deflated.split_first() {
            Some((&AFTER_DICTIONARY, deflated)) => json::inflate(deflated, DICTIONARY)?,
            Some((first, _)) if first & NUMBERED == NUMBERED => {
                return Err(FiledError::NewerFormat);
            }
            _ => json::inflate(deflated, &[])?,
        };
        if entry.verify().is_err() || entry.commitment != commitment(&salt, &json) {
            return Err(FiledError::NotCommitted);
        }
        let record: Record = json::parse(&json, &[FORMAT, FORMAT_2, FORMAT_3])?;
        Ok((Self { entry, salt, json }, record))
    }
}

impl From<json::Unreadable> for FiledError {
    fn from(error: json::Unreadable) -> Self {
        match error {
            json::Unreadable::Damaged => Self::Unreadable,
            json::Unreadable::NewerFormat => Self::NewerFormat,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        base::Id,
        content::Answer,
        pack::{Hash, PackName},
        record::{Amendment, Body},
    };

    fn record(note: String, answers: BTreeMap<String, Answer>, made_at: i64) -> Record {
        Record {
            format: FORMAT.to_owned(),
            id: Id::random(),
            made_at,
            pack: PackName {
                pack: "base".to_owned(),
                version: 1,
                hash: Hash([7; 32]),
            },
            body: Body::Amendment(Amendment {
                of: Id::random(),
                answers,
                note,
            }),
        }
    }

    fn answer() -> impl Strategy<Value = Answer> {
        prop_oneof![
            Just(Answer::Observed),
            Just(Answer::Told),
            Just(Answer::Reported),
            Just(Answer::NotObserved),
            Just(Answer::NotAsked),
        ]
    }

    proptest! {
        #[test]
        fn reads_what_it_wrote(
            note in ".{0,200}",
            answers in proptest::collection::btree_map("[a-z]{1,8}\\.[0-9]", answer(), 0..8),
            made_at: i64,
        ) {
            let record = record(note, answers, made_at);
            let (key, mut tip) = (SigningKey::generate(), Tip::EMPTY);
            let filed = Filed::write(&record, &key, &mut tip);
            let (again, read) = Filed::from_bytes(&filed.to_bytes()).expect("reads");
            prop_assert_eq!(read, record);
            prop_assert_eq!(again.entry, filed.entry);
            prop_assert_eq!(&*again.json, &*filed.json);
            prop_assert!(again.entry.device == key.verifying_key() && again.entry.seq == 1);
        }

        #[test]
        fn no_bytes_at_all_stop_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            prop_assert!(Filed::from_bytes(&bytes).is_err());
        }
    }

    #[test]
    fn both_formats_are_read_and_a_later_one_is_called_newer() {
        let read = |record: &Record| {
            let filed = Filed::write(record, &SigningKey::generate(), &mut Tip::EMPTY.clone());
            Filed::from_bytes(&filed.to_bytes()).map(|(_, record)| record)
        };
        for (answer, format) in [(Answer::Told, FORMAT), (Answer::Reported, FORMAT_2)] {
            let answers = BTreeMap::from([("general.1".to_owned(), answer)]);
            let mut record = record(String::new(), answers, 1);
            assert_eq!(record.body.format(), format, "no newer than it must be");
            record.format = format.to_owned();
            assert_eq!(read(&record), Ok(record.clone()));
            record.format = "pocketcard-record/4".to_owned();
            assert_eq!(read(&record), Err(FiledError::NewerFormat));
        }
    }

    /// Parcels in flight and everything that an office keeps sealed was deflated without a dictionary.
    #[test]
    fn a_record_of_an_earlier_version_is_read_and_a_later_dictionary_is_called_newer() {
        let record = record("a note".to_owned(), BTreeMap::new(), 1);
        let filed = Filed::write(&record, &SigningKey::generate(), &mut Tip::EMPTY.clone());
        let bytes = filed.to_bytes();
        let head = &bytes[..Entry::LEN + SALT];
        let plain = [head, &json::deflate(&filed.json, &[])].concat();
        assert_eq!(Filed::from_bytes(&plain).map(|(_, read)| read), Ok(record));
        assert!(bytes.len() < plain.len());
        let later = [head, &[AFTER_DICTIONARY + 8], &bytes[head.len() + 1..]].concat();
        let refused = Filed::from_bytes(&later).map(|(_, read)| read);
        assert_eq!(refused, Err(FiledError::NewerFormat));
    }

    #[test]
    fn any_byte_changed_and_any_cut_is_refused() {
        let answers = BTreeMap::from([("general.1".to_owned(), Answer::Told)]);
        let record = record("a note".to_owned(), answers, 1);
        let filed = Filed::write(&record, &SigningKey::generate(), &mut Tip::EMPTY.clone());
        let bytes = filed.to_bytes();
        for place in 0..bytes.len() {
            for bit in 0..8 {
                let mut changed = bytes.to_vec();
                changed[place] ^= 1 << bit;
                // DEFLATE has bits that mean nothing, such as padding: then nothing is changed.
                if let Ok((read, _)) = Filed::from_bytes(&changed) {
                    assert!(place >= Entry::LEN + SALT, "{place}");
                    assert_eq!(*read.json, *filed.json, "{place}");
                }
            }
            assert!(
                Filed::from_bytes(&bytes[..place]).is_err(),
                "cut at {place}"
            );
        }
    }
}
