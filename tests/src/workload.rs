//! A mixed workload on a store, and a model of what must be in it afterwards.
//!
//! Each record is three rows that belong together: the record, its entry in the journal and its place
//! in the outbox. The crash harness kills a process that does this and compares.

use std::{collections::BTreeMap, fmt, io::Read, path::Path, str::FromStr};

use pocketcard::{
    base::Id,
    crypto::SigningKey,
    host::Unwatched,
    journal::{self, Arrival, Chain, Entry, Hash, Salt, Tip},
    store::{Error, Header, RowKind, Store},
    vault::{Kdf, MasterKey, Passphrase, SoftwareKeystore, Vault},
};

use crate::canary::CANARY;

const RECORD: RowKind = RowKind(1);
const ENTRY: RowKind = RowKind(2);
const OUTBOX: RowKind = RowKind(3);
const TIP: RowKind = RowKind(4);

/// One acknowledged change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new record, chained and queued in one transaction.
    Finish(u32),
    /// A new state of a record, chained and queued again.
    Amend(u32),
    /// A record and its place in the outbox go.
    Delete(u32),
    /// The body of a record goes.
    DropBody(u32),
    /// A file is attached to a record.
    Attach(u32),
    /// The bodies of all records below this number are shredded.
    Shred(u32),
    /// The app goes to the background and comes back.
    Suspend,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finish(number) => write!(f, "finish {number}"),
            Self::Amend(number) => write!(f, "amend {number}"),
            Self::Delete(number) => write!(f, "delete {number}"),
            Self::DropBody(number) => write!(f, "drop-body {number}"),
            Self::Attach(number) => write!(f, "attach {number}"),
            Self::Shred(number) => write!(f, "shred {number}"),
            Self::Suspend => write!(f, "suspend 0"),
        }
    }
}

impl FromStr for Step {
    type Err = ();

    fn from_str(line: &str) -> Result<Self, ()> {
        let (name, number) = line.split_once(' ').ok_or(())?;
        let number = number.parse().map_err(|_| ())?;
        match name {
            "finish" => Ok(Self::Finish(number)),
            "amend" => Ok(Self::Amend(number)),
            "delete" => Ok(Self::Delete(number)),
            "drop-body" => Ok(Self::DropBody(number)),
            "attach" => Ok(Self::Attach(number)),
            "shred" => Ok(Self::Shred(number)),
            "suspend" => Ok(Self::Suspend),
            _ => Err(()),
        }
    }
}

/// What is known of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Record {
    version: u32,
    readable: bool,
    attachments: usize,
}

/// What must be in the store.
#[derive(Clone, Debug, Default)]
pub struct Model {
    records: BTreeMap<u32, Record>,
    entries: u64,
    next: u32,
}

/// Whether two stores hold the same.
impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        (&self.records, self.entries) == (&other.records, other.entries)
    }
}

impl Model {
    /// What a step makes of it.
    pub fn apply(&mut self, step: Step) {
        match step {
            Step::Finish(number) => {
                self.records.insert(
                    number,
                    Record {
                        version: 1,
                        readable: true,
                        attachments: 0,
                    },
                );
                self.entries += 1;
                self.next = self.next.max(number + 1);
            }
            Step::Amend(number) => {
                if let Some(record) = self.records.get_mut(&number) {
                    record.version += 1;
                    record.readable = true;
                    self.entries += 1;
                }
            }
            Step::Delete(number) => drop(self.records.remove(&number)),
            Step::DropBody(number) => {
                if let Some(record) = self.records.get_mut(&number) {
                    record.readable = false;
                }
            }
            Step::Attach(number) => {
                if let Some(record) = self.records.get_mut(&number) {
                    record.attachments += 1;
                }
            }
            Step::Shred(below) => self.records.range_mut(..below).for_each(|(_, record)| {
                record.readable = false;
                record.attachments = 0;
            }),
            Step::Suspend => {}
        }
    }

    /// How many attachments there are.
    pub fn attachments(&self) -> usize {
        self.records.values().map(|record| record.attachments).sum()
    }

    /// Which number the next new record has at least: none is used twice.
    pub fn start_at(&mut self, first: u32) {
        self.next = self.next.max(first);
    }

    /// The next step, from a number that somebody drew.
    pub fn choose(&self, draw: u64) -> Step {
        let finish = Step::Finish(self.next);
        let count = self.records.len() as u64;
        let Some(number) = count.checked_sub(1).and_then(|_| {
            self.records
                .keys()
                .nth((draw / 100 % count) as usize)
                .copied()
        }) else {
            return finish;
        };
        match draw % 100 {
            0..40 => finish,
            40..65 => Step::Amend(number),
            65..73 => Step::Delete(number),
            73..75 => Step::DropBody(number),
            75..85 => Step::Attach(number),
            85..90 => Step::Shred(number),
            90..95 => Step::Suspend,
            _ if count > 60 => Step::Delete(number),
            _ => finish,
        }
    }
}

/// A directory in memory where the system has such a thing: for tests that sync much and for which the
/// disk beneath is not the point.
pub fn memory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .expect("a directory")
}

/// Makes a vault with the least stretching allowed, and an empty store.
pub fn create(root: &Path) -> MasterKey {
    let keystore = SoftwareKeystore::new(&root.join("keys"));
    let kdf = Kdf::new(19 * 1024, 2, 1).expect("the least allowed");
    let master = Vault::at(&root.join("card"), &keystore)
        .create(&passphrase(), kdf)
        .expect("a new directory");
    Store::create(&root.join("card"), &master).expect("a new directory");
    master
}

/// Opens the vault and the store that [`create`] made.
pub fn open(root: &Path) -> (MasterKey, Store) {
    let keystore = SoftwareKeystore::new(&root.join("keys"));
    let unlocked = Vault::at(&root.join("card"), &keystore).unlock(&passphrase());
    let master = unlocked.expect("the passphrase is right").master;
    let store = Store::open(&root.join("card"), &master).expect("the store opens");
    (master, store)
}

fn passphrase() -> Passphrase {
    Passphrase::new("lantern orbit seven maple")
}

fn id(kind: RowKind, number: u64) -> Id {
    let mut bytes = [kind.0; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    Id(bytes)
}

/// The body of a record: longer with each version.
pub fn content(number: u32, version: u32) -> Vec<u8> {
    let line = format!("Record {number}, version {version}: {CANARY} was seen at the market. ");
    line.repeat(1 + (number * 7 + version * 3) as usize % 40)
        .into_bytes()
}

fn attachment(number: u32) -> Vec<u8> {
    content(number, 0).repeat(30)
}

/// The device whose journal the workload writes.
pub fn device(master: &MasterKey) -> SigningKey {
    SigningKey::from_seed(&master.derive("workload device"))
}

/// Does a step. Once it returns, the step must survive whatever comes.
pub fn perform(
    store: &mut Store,
    device: &SigningKey,
    model: &Model,
    step: Step,
) -> Result<(), Error> {
    match step {
        Step::Finish(number) => finish(store, device, number, 1),
        Step::Amend(number) => finish(store, device, number, model.records[&number].version + 1),
        Step::Delete(number) => store.write(|tx| {
            tx.delete(id(RECORD, number.into()))?;
            tx.delete(id(OUTBOX, number.into()))
        }),
        Step::DropBody(number) => store.write(|tx| tx.drop_body(id(RECORD, number.into()))),
        Step::Attach(number) => {
            let content = attachment(number);
            store
                .attach(id(RECORD, number.into()), &mut &content[..], 0, &Unwatched)
                .map(drop)
        }
        Step::Shred(below) => {
            store.rotate_epoch(|header| header.kind != RECORD || header.at >= below.into())
        }
        Step::Suspend => store.suspend().and_then(|()| store.resume()),
    }
}

fn finish(store: &mut Store, device: &SigningKey, number: u32, version: u32) -> Result<(), Error> {
    let content = content(number, version);
    store.write(|tx| {
        let mut tip = Header::new(id(TIP, 0), TIP, 0);
        let mut end = match tx.header(tip.id) {
            Some(header) => serde_json::from_slice(&header.data).expect("as written"),
            None => Tip::EMPTY,
        };
        let commitment = journal::commitment(&Salt([7; 32]), &content);
        let entry = end.append(device, commitment, 0);
        tip.data = serde_json::to_vec(&end).expect("a tip is JSON");
        tx.put(&tip, None)?;

        let mut row = Header::new(id(ENTRY, entry.seq), ENTRY, entry.seq as i64);
        row.data = entry.to_bytes().to_vec();
        tx.put(&row, None)?;

        let mut record = Header::new(id(RECORD, number.into()), RECORD, number.into());
        record.label = CANARY.into();
        record.site = CANARY.into();
        record.data = format!("{CANARY} {version}").into_bytes();
        tx.put(&record, Some(&content))?;

        let queued = Header::new(id(OUTBOX, number.into()), OUTBOX, version.into());
        tx.put(&queued, Some(&entry.commitment.0))
    })
}

/// Reads the store back into a model, checking on the way that every record is whole, chained and
/// queued, and that nothing is damaged.
pub fn read(store: &Store, device: &SigningKey) -> Model {
    store.check(&Unwatched).expect("readable");
    assert_eq!(store.damage(), [], "something is damaged");
    let mut model = Model::default();
    for header in store.list(RECORD) {
        let number = header.at as u32;
        let text = std::str::from_utf8(&header.data).expect("as written");
        let version = text
            .rsplit(' ')
            .next()
            .and_then(|word| word.parse().ok())
            .expect("as written");
        let body = store.body(header.id).expect("opens");
        if let Some(body) = &body {
            assert!(
                **body == content(number, version),
                "record {number} is not whole"
            );
        }
        let queued = store.header(id(OUTBOX, number.into())).expect("queued");
        assert_eq!(
            queued.at,
            i64::from(version),
            "record {number} is queued in another version"
        );
        let attachments: Vec<_> = store.attachments(header.id).collect();
        for one in &attachments {
            let mut read = Vec::new();
            store
                .read_attachment(one.id)
                .expect("opens")
                .read_to_end(&mut read)
                .expect("reads");
            assert!(
                read == attachment(number),
                "an attachment of {number} is not whole"
            );
        }
        let record = Record {
            version,
            readable: body.is_some(),
            attachments: attachments.len(),
        };
        model.records.insert(number, record);
    }
    assert_eq!(
        store.list(OUTBOX).count(),
        model.records.len(),
        "the outbox has its own mind"
    );

    let mut chain = Chain::new(device.verifying_key());
    for header in store.list(ENTRY) {
        let entry = Entry::from_bytes(&header.data).expect("as written");
        assert_eq!(chain.accept(&entry), Ok(Arrival::New));
        model.entries += 1;
    }
    let tip = store
        .list(TIP)
        .next()
        .map(|header| serde_json::from_slice(&header.data));
    let tip: Tip = tip.transpose().expect("as written").unwrap_or(Tip::EMPTY);
    assert_eq!(chain.gaps(), []);
    assert_eq!(
        (tip.seq, tip.hash),
        (model.entries, chain.at(model.entries).unwrap_or(Hash::NONE))
    );
    model
}
