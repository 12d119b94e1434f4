//! What every store is asked to do, and how long that took. The benchmark and the programs that it drives
//! share this file, so that all of them play the same rounds on the same records.

use std::{
    fs,
    hint::black_box,
    io::{self, Write},
    path::Path,
    slice,
    time::Instant,
};

/// The name of a record.
pub type Id = [u8; 16];

/// The kind of all records.
pub const KIND: u8 = 1;
/// How many records a first page lists.
pub const PAGE: usize = 50;
/// What the filter looks for: a status, a site, and a part of the label.
pub const FILTER: (u8, &str, &str) = (3, "Site 3", "77");

/// How many records are saved one by one: so many that checkpoints, and raising our anchor, count as often as they come.
const SINGLE: usize = 1024;
const BATCH: usize = 100;
const GETS: usize = 10_000;

/// In how many turns the single records are saved, so that the stores share whatever else the machine does.
pub const TURNS: usize = 16;
/// What filling a store measures, in this order: nanoseconds to save [`BATCH`] records in one transaction, to open, to
/// list the first page, to filter, to get one at random.
pub const FILLED: usize = 5;

/// A record of about 1 KB that does not compress.
pub struct Record {
    /// Its name.
    pub id: Id,
    /// What it is sorted by.
    pub at: i64,
    /// A number below 5.
    pub status: u8,
    /// One of 20.
    pub site: String,
    /// What a list shows.
    pub label: String,
    /// The rest.
    pub body: Vec<u8>,
}

/// A store; dropping it closes it.
pub trait Store {
    /// Saves records in one transaction that is on the disk when this returns.
    fn save(&mut self, records: &[Record]);
    /// The body of a record.
    fn body(&self, id: Id) -> Vec<u8>;
    /// Names and labels of the newest, [`PAGE`] of them.
    fn newest(&self) -> Vec<(Id, String)>;
    /// How many records fit [`FILTER`].
    fn filter(&self) -> usize;
}

/// Plays what standard input asks for, a line each, and answers with a line of numbers. `open` opens the store of a
/// directory, or makes one there.
///
/// - `fill DIR COUNT SEED`: makes a store of so many records, opens it again and uses it: [`FILLED`].
/// - `save DIR TURN 0`: saves the next single records beside those, durably: the nanoseconds of one.
/// - `close DIR 0 0`: closes the store: the bytes of its files.
/// - `memory DIR COUNT SEED`: KiB that it takes to use what was filled with the same numbers.
pub fn play<S: Store>(open: impl Fn(&Path) -> S) {
    let mut filled = None;
    for line in io::stdin().lines() {
        let line = line.expect("the benchmark writes lines");
        let words: Vec<&str> = line.split(' ').collect();
        let [command, dir, count, seed] = words[..] else {
            panic!("not a command: {line}");
        };
        let (dir, count) = (Path::new(dir), count.parse::<usize>().expect("a number"));
        let seed = seed.parse().expect("a number");
        let answer = match command {
            "fill" => {
                let mut records = records(count + SINGLE, seed);
                let singles = records.split_off(count);
                let (store, measured) = fill(&open, dir, &records);
                filled = Some((store, singles));
                measured.to_vec()
            }
            "save" => {
                let (store, singles) = filled.as_mut().expect("filled before");
                let mut turns = singles.chunks(SINGLE / TURNS);
                vec![save(store, turns.nth(count).expect("as many turns"))]
            }
            "close" => {
                filled = None;
                vec![size(dir)]
            }
            "memory" => vec![memory(&open, dir, &records(count, seed))],
            _ => panic!("not a command: {line}"),
        };
        let answer: Vec<String> = answer.iter().map(u64::to_string).collect();
        println!("{}", answer.join(" "));
        io::stdout().flush().expect("the benchmark reads");
    }
}

fn fill<S: Store>(open: impl Fn(&Path) -> S, dir: &Path, records: &[Record]) -> (S, [u64; FILLED]) {
    let mut store = open(dir);
    let batch = time(records.len() / BATCH, || {
        records
            .chunks(BATCH)
            .for_each(|records| store.save(records));
    });
    drop(store);
    let mut opened = None;
    let opening = time(1, || opened = Some(open(dir)));
    let store = opened.expect("opened");
    let newest = time(1, || assert_eq!(store.newest().len(), PAGE));
    let filter = time(1, || assert!(store.filter() > 0));
    let get = time(GETS, || get(&store, records, GETS));
    (store, [batch, opening, newest, filter, get])
}

fn save(store: &mut impl Store, records: &[Record]) -> u64 {
    time(records.len(), || {
        records
            .iter()
            .for_each(|record| store.save(slice::from_ref(record)));
    })
}

/// Far apart, every record at most a few times.
fn get(store: &impl Store, records: &[Record], times: usize) {
    for n in 0..times {
        let record = &records[n * 7919 % records.len()];
        assert_eq!(black_box(store.body(record.id)).len(), record.body.len());
    }
}

/// By how many KiB the most memory that the process has at once grows while a store is opened, its first page
/// listed, its records filtered, some of them read and one saved. 0 where the system does not tell.
fn memory<S: Store>(open: impl Fn(&Path) -> S, dir: &Path, records: &[Record]) -> u64 {
    // From here on the peak counts again, without what stretching a passphrase took.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let before = peak_memory();
    let mut store = open(dir);
    assert_eq!(store.newest().len(), PAGE);
    assert!(store.filter() > 0);
    get(&store, records, 1000);
    store.save(&self::records(1, u64::MAX));
    peak_memory() - before
}

fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

/// Nanoseconds for each of so many units of work.
fn time(units: usize, work: impl FnOnce()) -> u64 {
    let start = Instant::now();
    work();
    (start.elapsed() / units as u32).as_nanos() as u64
}

/// Bytes of all files of a directory.
fn size(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).expect("a directory");
    let sizes = entries.map(|entry| {
        let meta = entry.and_then(|entry| entry.metadata()).expect("there");
        if meta.is_file() { meta.len() } else { 0 }
    });
    sizes.sum()
}

/// The same records for the same seed.
fn records(count: usize, seed: u64) -> Vec<Record> {
    let mut random = SplitMix64(seed);
    (0..count)
        .map(|n| Record {
            id: random.bytes(16).try_into().expect("16 bytes"),
            at: n as i64,
            status: (n % 5) as u8,
            site: format!("Site {}", n % 20),
            label: format!("Screening {n} at the north gate"),
            body: random.bytes(960),
        })
        .collect()
}

/// Sebastiano Vigna's generator: numbers that nothing compresses, the same everywhere.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        let words = (0..count.div_ceil(8)).flat_map(|_| self.next().to_be_bytes());
        words.take(count).collect()
    }
}
