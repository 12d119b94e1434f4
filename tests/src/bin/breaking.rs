//! A phone sends a screening with an attachment of 50 MB, or of as many as are given, to a hub, over a road
//! whose connections break after 64 KiB each, and prints what that cost in bytes and in memory. The hub and
//! the road are another process.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read},
    net::SocketAddr,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use pocketcard::{
    checklist::Answers,
    host::Unwatched,
    session::{Attachment, ScreeningRequest, Session},
    sync::{Exchange, Role, outbox::OutboxState},
};
use pocketcard_office::{
    desk::hub_directory,
    hub::{self, Config},
};
use pocketcard_terminal::http::{self, HttpError};
use pocketcard_tests::{
    bad_network::Road,
    test_office::{House, now},
};

const MEGABYTES: u64 = 50;
const BREAKS_AFTER: u64 = 64 * 1024;
const ADULT: &[u8] = include_bytes!("../../../bindings/cli/examples/adult-labour.json");

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [role, directory] if role == "far" => far(Path::new(directory)),
        [role, megabytes] if role == "near" => near(megabytes.parse::<u64>()? * 1_000_000),
        rest => {
            let megabytes = rest.first().map_or(Ok(MEGABYTES), |it| it.parse())?;
            // The allocator must give back what unlocking took, or that would hide what comes after.
            let status = Command::new(std::env::current_exe()?)
                .arg("near")
                .arg(megabytes.to_string())
                .env("MALLOC_MMAP_THRESHOLD_", "65536")
                .env("MALLOC_TRIM_THRESHOLD_", "65536")
                .status()?;
            status.success().then_some(()).ok_or("it failed".into())
        }
    }
}

/// The phone.
fn near(length: u64) -> Result<(), Failure> {
    let house = House::found(None);
    let mut phone = house.enrolled("phone", now());
    let mut far = Command::new(std::env::current_exe()?)
        .arg("far")
        .arg(hub_directory(&house.path("desk")))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut lines = BufReader::new(far.stdout.take().ok_or("no output")?).lines();
    let mut line = || -> Result<String, Failure> { Ok(lines.next().ok_or("no line")??) };
    let (hub, road) = (line()?, line()?);
    // What a phone did before: its enrolment went by a good road.
    sync(&mut phone, &hub)?;
    let mut photograph = io::repeat(7).take(length);
    let attachment = Attachment {
        from: &mut photograph,
        bytes: length,
        media_type: "video/mp4".to_owned(),
    };
    let request = ScreeningRequest::new(Answers::from_json(ADULT)?);
    phone.screen(request, &mut [attachment], &Unwatched, now())?;
    let waits = waiting(&phone)?;
    // From here on the peak is counted again.
    fs::write("/proc/self/clear_refs", "5")?;
    let (before, begun, mut exchanges) = (memory("VmRSS:")?, Instant::now(), 0);
    while waiting(&phone)? > 0 {
        exchanges += 1;
        sync(&mut phone, &road)?;
    }
    let (after, took) = (memory("VmHWM:")?, begun.elapsed());
    drop(far.stdin.take());
    let (carried, cuts): (u64, u64) = (line()?.parse()?, line()?.parse()?);
    far.wait()?;
    println!(
        "{:.1} MiB over connections that break after 64 KiB: {cuts} connections, {exchanges} exchanges, {:.0} s; {:.1} KiB sent again for each; {:.2} MiB of memory more than before",
        waits as f64 / (1 << 20) as f64,
        took.as_secs_f64(),
        carried.saturating_sub(waits) as f64 / 1024.0 / cuts as f64,
        after.saturating_sub(before) as f64 / 1024.0,
    );
    Ok(())
}

/// An exchange with the hub, as far as it gets.
fn sync(phone: &mut Session, url: &str) -> Result<(), Failure> {
    let token = phone.hub_token()?;
    let (mut exchange, mut depot) = (Exchange::new(Role::Hub), phone.depot(now())?);
    match http::exchange(url, &token, &mut exchange, &mut depot, &Unwatched) {
        Ok(_) | Err(HttpError::Broken | HttpError::Unreachable) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Bytes of parcels that the hub does not have.
fn waiting(phone: &Session) -> Result<u64, Failure> {
    let lines = phone.outbox(now())?;
    let waits = lines
        .iter()
        .filter(|line| !matches!(line.state, OutboxState::Delivered { .. }));
    Ok(waits.map(|line| line.bytes).sum())
}

/// The hub, and the road to it.
fn far(directory: &Path) -> Result<(), Failure> {
    let mut config = Config::load(directory)?;
    // What takes a phone days happens here within seconds.
    config.limits.burst = 1_000_000;
    config.save(directory)?;
    let hub = hub::start(directory, SocketAddr::from(([127, 0, 0, 1], 0)))?;
    let road = Road {
        bytes_a_second: 50_000_000,
        delay: Duration::ZERO,
        breaks_after: Some(BREAKS_AFTER),
    };
    let proxy = road.to(hub.address());
    println!("http://{}\n{}", hub.address(), proxy.url());
    io::stdin().read_to_end(&mut Vec::new())?;
    println!("{}\n{}", proxy.carried(), proxy.connections());
    Ok(hub.stop()?)
}

/// A line of `/proc/self/status`, in KiB.
fn memory(name: &str) -> Result<u64, Failure> {
    let status = fs::read_to_string("/proc/self/status")?;
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix(name));
    Ok(line
        .ok_or("not Linux")?
        .trim()
        .trim_end_matches(" kB")
        .parse()?)
}
