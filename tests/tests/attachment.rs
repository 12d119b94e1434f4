//! A long attachment takes little memory, on the way in and on the way out.
#![cfg(target_os = "linux")]

use std::{
    env, fs,
    hint::black_box,
    io::{self, Read, Write},
    process::Command,
};

use pocketcard::{
    base::Id,
    checklist::Answers,
    host::Unwatched,
    session::{Attachment, ScreeningRequest},
    store::{Header, RowKind, Store},
};
use pocketcard_tests::{
    test_office::{House, now},
    workload,
};

const LENGTH: u64 = 50 * 1000 * 1000;

/// What comes in and must come out: a pattern whose length fits no chunk.
struct Pattern {
    bytes: Vec<u8>,
    at: u64,
}

impl Pattern {
    fn new() -> Self {
        Self {
            bytes: (0..4099_u32).map(|n| (n ^ (n >> 5)) as u8).collect(),
            at: 0,
        }
    }

    /// What comes next, at most so much of it.
    fn next(&mut self, most: usize) -> &[u8] {
        let start = (self.at % self.bytes.len() as u64) as usize;
        let end = self
            .bytes
            .len()
            .min(start + most.min((LENGTH - self.at) as usize));
        self.at += (end - start) as u64;
        &self.bytes[start..end]
    }
}

struct Source(Pattern);

impl Read for Source {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let next = self.0.next(out.len());
        out[..next.len()].copy_from_slice(next);
        Ok(next.len())
    }
}

struct Check(Pattern);

impl Write for Check {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let next = self.0.next(bytes.len());
        assert!(*next == bytes[..next.len()]);
        Ok(next.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A line of `/proc/self/status`, in KiB.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .expect("Linux");
    line.trim()
        .trim_end_matches(" kB")
        .parse()
        .expect("a number")
}

const CHILD: &str = "POCKETCARD_TEST_ALONE";

/// Runs a test in a process of its own: memory is the whole process's, and the allocator must give back
/// what unlocking took, or that would hide what comes after.
fn alone(name: &str, test: impl FnOnce()) {
    if env::var_os(CHILD).is_some() {
        return test();
    }
    let said = Command::new(env::current_exe().expect("this one"))
        .args([name, "--exact", "--nocapture"])
        .env(CHILD, "1")
        .env("MALLOC_MMAP_THRESHOLD_", "65536")
        .env("MALLOC_TRIM_THRESHOLD_", "65536")
        .output()
        .expect("it starts");
    let text = String::from_utf8_lossy(&said.stdout);
    assert!(
        said.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&said.stderr)
    );
    print!("{text}");
}

/// By how much memory grows at its peak, in KiB, while this is done.
fn growth(work: impl FnOnce()) -> u64 {
    // From here on the peak is counted again.
    fs::write("/proc/self/clear_refs", "5").expect("Linux");
    let before = memory("VmRSS:");
    work();
    let more = memory("VmHWM:").saturating_sub(before);
    println!("{more} KiB more at the peak");
    more
}

#[test]
fn growth_is_seen() {
    alone("growth_is_seen", || {
        let more = growth(|| drop(black_box(vec![1_u8; 8 << 20])));
        assert!((8192..10_240).contains(&more), "{more} KiB for 8 MiB");
    });
}

#[test]
fn fifty_megabytes_in_four() {
    alone("fifty_megabytes_in_four", attach_and_read);
}

fn attach_and_read() {
    let root = tempfile::tempdir().expect("a directory");
    let master = workload::create(root.path());
    let mut store = Store::open(&root.path().join("card"), &master).expect("opens");
    let header = Header::new(Id::random(), RowKind(1), 0);
    store.write(|tx| tx.put(&header, None)).expect("written");
    let more = growth(|| {
        let id = store
            .attach(header.id, &mut Source(Pattern::new()), LENGTH, &Unwatched)
            .expect("attached");
        let mut read = Check(Pattern::new());
        io::copy(&mut store.read_attachment(id).expect("opens"), &mut read).expect("reads");
        assert_eq!(read.0.at, LENGTH);
    });
    assert!(more < 4096, "{more} KiB more at the peak");
}

#[test]
fn fifty_megabytes_beside_a_screening_in_four() {
    alone(
        "fifty_megabytes_beside_a_screening_in_four",
        screen_and_export,
    );
}

fn screen_and_export() {
    let house = House::found(None);
    let mut phone = house.enrolled("phone", now());
    let answers = br#"{"checklist": "person", "version": 1, "age": "adult", "answers": {}}"#;
    let screen = |answers: &[u8]| ScreeningRequest {
        without_service: "no directory here".to_owned(),
        ..ScreeningRequest::new(Answers::from_json(answers).expect("answers"))
    };
    // What the first screening loads stays.
    let first = phone.screen(screen(answers), &mut [], &Unwatched, now());
    first.expect("screened");
    let more = growth(|| {
        let mut from = Source(Pattern::new());
        let attachment = Attachment {
            from: &mut from,
            bytes: LENGTH,
            media_type: "video/mp4".to_owned(),
        };
        let screened = phone.screen(screen(answers), &mut [attachment], &Unwatched, now());
        screened.expect("screened");
        let longest = phone.outbox(now()).expect("unlocked");
        let longest = longest.iter().max_by_key(|line| line.bytes).expect("some");
        let sealed = phone.export_parcel(&longest.parcel, &mut io::sink());
        assert!(sealed.expect("read") > LENGTH);
    });
    assert!(more < 4096, "{more} KiB more at the peak");
}
