//! Sends an attachment of 50 MiB over a road whose connections break after 64 KiB each, and prints what
//! that cost in bytes and in memory. The hub and the road are another process.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Seek, SeekFrom},
    net::SocketAddr,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use pocketcard::{
    host::Unwatched,
    parcel::{Mailbox, ParcelId},
    record::Id,
    sync::{Bookmark, Depot, DepotError, Exchange, Item, Reason, Role, Standing, Way},
};
use pocketcard_office::{
    http::{self, HttpError},
    hub::{self, Config, Limits, MailboxConfig, token::TokenKey},
};
use pocketcard_tests::road::Road;

const MAILBOX: Mailbox = Mailbox([7; 16]);
const SIZE: u64 = 50 << 20;
const BREAKS_AFTER: u64 = 64 * 1024;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [role, directory] = arguments.as_slice()
        && role == "far"
    {
        return far(Path::new(directory));
    }
    let directory = tempfile::tempdir_in(".")?;
    let mut far = Command::new(std::env::current_exe()?)
        .arg("far")
        .arg(directory.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut lines = BufReader::new(far.stdout.take().ok_or("no output")?).lines();
    let mut line = || -> Result<String, Failure> { Ok(lines.next().ok_or("no line")??) };
    let (url, token, id) = (line()?, line()?, line()?);
    let item = Item {
        id: id.parse()?,
        size: SIZE,
        way: Way::Up,
    };
    let mut phone = OneFile {
        file: File::open(directory.path().join("parcel"))?,
        item,
        delivered: false,
        bookmark: Bookmark::default(),
    };
    let (before, begun, mut exchanges) = (memory()?, Instant::now(), 0);
    while !phone.delivered {
        exchanges += 1;
        let mut exchange = Exchange::new(Role::Hub);
        match http::exchange(&url, &token, &mut exchange, &mut phone, &Unwatched) {
            Ok(_) | Err(HttpError::Broken | HttpError::Unreachable) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let (after, took) = (memory()?, begun.elapsed());
    drop(far.stdin.take());
    let (carried, cuts): (u64, u64) = (line()?.parse()?, line()?.parse()?);
    far.wait()?;
    println!(
        "50 MiB over connections that break after 64 KiB: {cuts} connections, {exchanges} exchanges, {:.0} s; {:.1} KiB sent again for each; {:.1} MiB of memory more than before",
        took.as_secs_f64(),
        carried.saturating_sub(SIZE) as f64 / 1024.0 / cuts as f64,
        after.saturating_sub(before) as f64 / 1024.0,
    );
    Ok(())
}

/// The hub, the road to it, and the parcel in a file.
fn far(directory: &Path) -> Result<(), Failure> {
    let mut parcel = b"PCP1\0\x01".to_vec();
    parcel.extend(MAILBOX.0);
    while parcel.len() < SIZE as usize {
        parcel.extend(Id::random().0);
    }
    parcel.truncate(SIZE as usize);
    std::fs::write(directory.join("parcel"), &parcel)?;
    let key = TokenKey::generate();
    let token = key.mint(Role::Phone, MAILBOX, Id::random()).to_text();
    let desks = vec![Id::random()];
    let mailboxes = vec![MailboxConfig {
        mailbox: MAILBOX,
        token_key: key,
        desks,
    }];
    let limits = Limits {
        burst: 1_000_000,
        ..Limits::default()
    };
    Config { mailboxes, limits }.save(directory)?;
    let hub = hub::start(directory, SocketAddr::from(([127, 0, 0, 1], 0)))?;
    let road = Road {
        bytes_a_second: 50_000_000,
        delay: Duration::ZERO,
        breaks_after: Some(BREAKS_AFTER),
    };
    let proxy = road.to(hub.address());
    println!("{}\n{}\n{}", proxy.url(), *token, ParcelId::of(&parcel));
    drop(parcel);
    std::io::stdin().read_to_end(&mut Vec::new())?;
    println!("{}\n{}", proxy.carried(), proxy.connections());
    Ok(hub.stop()?)
}

/// The most memory that this process ever held, in KiB.
fn memory() -> Result<u64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .ok_or("no VmHWM")?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse()?)
}

/// A phone whose whole outbox is one parcel in a file.
struct OneFile {
    file: File,
    item: Item,
    delivered: bool,
    bookmark: Bookmark,
}

impl Depot for OneFile {
    fn role(&self) -> Role {
        Role::Phone
    }

    fn mailbox(&self) -> Mailbox {
        MAILBOX
    }

    fn epoch(&self) -> u64 {
        1
    }

    fn offers(&mut self, _: Role, after: u64, _: usize) -> Result<Vec<(u64, Item)>, DepotError> {
        let waits = after == 0 && !self.delivered;
        Ok(waits.then_some((1, self.item)).into_iter().collect())
    }

    fn standing(&mut self, _: &Item, _: Role) -> Result<Standing, DepotError> {
        Ok(Standing::Refused(Reason::NoRoom))
    }

    fn read(&mut self, _: &Item, offset: u64, into: &mut [u8]) -> Result<usize, DepotError> {
        let at = self.file.seek(SeekFrom::Start(offset));
        at.and_then(|_| self.file.read(into))
            .map_err(|_| DepotError::Unavailable)
    }

    fn stage(&mut self, _: &Item, _: u64, _: &[u8]) -> Result<(), DepotError> {
        Err(DepotError::Full)
    }

    fn keep(&mut self, _: &Item, _: Role) -> Result<(), DepotError> {
        Err(DepotError::Full)
    }

    fn unstage(&mut self, _: &Item) -> Result<(), DepotError> {
        Ok(())
    }

    fn delivered(&mut self, _: &ParcelId, _: Role) -> Result<(), DepotError> {
        self.delivered = true;
        Ok(())
    }

    fn refused(&mut self, _: &ParcelId, _: Role, _: Reason) -> Result<(), DepotError> {
        Ok(())
    }

    fn bookmark(&mut self) -> Result<Bookmark, DepotError> {
        Ok(self.bookmark)
    }

    fn set_bookmark(&mut self, bookmark: Bookmark) -> Result<(), DepotError> {
        self.bookmark = bookmark;
        Ok(())
    }

    fn commit(&mut self) -> Result<(), DepotError> {
        Ok(())
    }
}
