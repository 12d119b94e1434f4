//! A long attachment takes little memory, on the way in and on the way out.
#![cfg(target_os = "linux")]

use std::{
    fs,
    io::{self, Read, Write},
};

use pocketcard::{
    host::Unwatched,
    record::Id,
    store::{Header, Kind, Store},
};
use pocketcard_tests::workload;

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

#[test]
fn fifty_megabytes_in_four() {
    let root = tempfile::tempdir().expect("a directory");
    let master = workload::create(root.path());
    let mut store = Store::open(&root.path().join("card"), &master).expect("opens");
    let header = Header::new(Id::random(), Kind(1), 0);
    store.write(|tx| tx.put(&header, None)).expect("written");

    // From here on the peak is counted anew.
    fs::write("/proc/self/clear_refs", "5").expect("Linux");
    let before = memory("VmRSS:");
    let id = store
        .attach(header.id, &mut Source(Pattern::new()), LENGTH, &Unwatched)
        .expect("attached");
    let mut read = Check(Pattern::new());
    io::copy(&mut store.read_attachment(id).expect("opens"), &mut read).expect("reads");
    assert_eq!(read.0.at, LENGTH);
    let more = memory("VmHWM:").saturating_sub(before);
    println!("{more} KiB more at the peak");
    assert!(more < 4096, "{more} KiB more at the peak");
}
