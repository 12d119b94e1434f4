//! What sealing and opening cost on this machine:
//! `cargo run --release -p pocketcard --example sealing`.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use pocketcard::{
    crypto::{SecretKey, SigningKey},
    journal::{Hash, Tip},
    parcel::{Address, Error, LetterKind, Mailbox, Opening, Sealer, SecondSlot, open, seal},
};

/// A typical screening: deflated JSON with its journal entry and salt.
const SCREENING: usize = 880;
const ATTACHMENT: u64 = 50_000_000;

fn main() -> Result<(), Error> {
    let phone = SigningKey::generate();
    let (desk, stranger) = (SecretKey::generate(), SecretKey::generate());
    let to_desk = Address {
        mailbox: Mailbox([1; 16]),
        to: desk.public(),
        second: None,
    };
    let with_escrow = Address {
        second: Some(SecondSlot::Escrow(stranger.public())),
        ..to_desk.clone()
    };
    let content = [7; SCREENING];

    let sealed = seal(LetterKind::Record, &content, &phone, &to_desk)?.bytes;
    println!(
        "a screening of {SCREENING} bytes is a parcel of {} bytes",
        sealed.len()
    );
    median("seal it, no escrow", || {
        seal(LetterKind::Record, &content, &phone, &to_desk).is_ok()
    });
    median("seal it, with escrow", || {
        seal(LetterKind::Record, &content, &phone, &with_escrow).is_ok()
    });
    median("open it", || open(&sealed, &desk).is_ok());
    let other = SecretKey::generate();
    median("see that it is for somebody else", || {
        open(&sealed, &other).is_err()
    });
    let mut tip = Tip::EMPTY;
    median("sign a journal entry", || {
        tip.append(&phone, Hash([1; 32]), 0).seq > 0
    });

    let attachment = || io::repeat(7).take(ATTACHMENT);
    let sealer = || {
        Sealer::new(
            LetterKind::Attachment,
            attachment(),
            ATTACHMENT,
            &phone,
            &to_desk,
        )
    };
    Opening::new(sealer()?, &desk)?.finish()?;
    if let Some(peak) = peak_memory() {
        println!("50 MB sealed straight into opening it: at most {peak} KiB, the whole program");
    }

    let began = Instant::now();
    let mut sealer = sealer()?;
    let mut parcel = Vec::with_capacity(sealer.size() as usize);
    io::copy(&mut sealer, &mut parcel)?;
    sealer.finish()?;
    report("seal an attachment of 50 MB", began.elapsed());
    let began = Instant::now();
    let mut opening = Opening::new(&parcel[..], &desk)?;
    io::copy(&mut opening, &mut io::sink())?;
    opening.finish()?;
    report("open it", began.elapsed());
    Ok(())
}

/// The most memory that this process has had so far, in KiB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Prints the median time of 301 runs.
fn median(what: &str, mut run: impl FnMut() -> bool) {
    let mut times: Vec<Duration> = (0..301)
        .map(|_| {
            let began = Instant::now();
            assert!(run(), "{what} failed");
            began.elapsed()
        })
        .collect();
    times.sort();
    report(what, times[times.len() / 2]);
}

fn report(what: &str, time: Duration) {
    println!("{what:34} {:9.3} ms", time.as_secs_f64() * 1000.0);
}
