//! Loads a hub that runs in another process and prints what it bears: `load [--seconds N] [--clients N]
//! [--idle N]`. Figures are kept in `docs/performance.md`.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use pocketcard::{
    base::Id,
    host::Unwatched,
    parcel::Mailbox,
    sync::{Exchange, MemoryDepot, Role, Way},
};
use pocketcard_office::hub::{self, Config, Limits, MailboxConfig, token::TokenKey};
use pocketcard_terminal::http;

const MAILBOX: Mailbox = Mailbox([7; 16]);
/// Exchanges with one token before the next one is taken: a hub limits what each may ask.
const WITH_ONE_TOKEN: usize = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [role, directory] = arguments.as_slice()
        && role == "hub"
    {
        return serve(Path::new(directory));
    }
    let (mut seconds, mut clients, mut idle) = (10, 16, 10_000);
    for pair in arguments.chunks(2) {
        let number = pair.get(1).and_then(|text| text.parse().ok());
        match (pair[0].as_str(), number) {
            ("--seconds", Some(number)) => seconds = number,
            ("--clients", Some(number)) => clients = number,
            ("--idle", Some(number)) => idle = number,
            _ => return Err("usage: load [--seconds N] [--clients N] [--idle N]".into()),
        }
    }
    let directory = tempfile::tempdir_in(".")?;
    let key = TokenKey::generate();
    let config = Config {
        mailboxes: vec![MailboxConfig {
            mailbox: MAILBOX,
            token_key: key.clone(),
            desks: vec![Id::random()],
        }],
        limits: Limits {
            pause_seconds: 600,
            connections_per_address: u32::MAX,
            strangers_a_minute: u32::MAX,
            token_bytes_a_day: u64::MAX,
            token_parcels_a_day: u32::MAX,
            ..Limits::default()
        },
        metrics_token: None,
        storage: None,
    };
    config.save(directory.path())?;
    let mut hub = Command::new(std::env::current_exe()?)
        .arg("hub")
        .arg(directory.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut address = String::new();
    BufReader::new(hub.stdout.take().ok_or("no output")?).read_line(&mut address)?;
    let address: SocketAddr = address.trim().parse()?;
    for parcels in [1, 20] {
        deposit(
            address,
            &key,
            clients,
            Duration::from_secs(seconds as u64),
            parcels,
        );
    }
    wait(&hub, address, idle)?;
    drop(hub.stdin.take());
    hub.wait()?;
    Ok(())
}

/// The other process: a hub until its input ends.
fn serve(directory: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let hub = hub::start(directory, SocketAddr::from(([127, 0, 0, 1], 0)))?;
    println!("{}", hub.address());
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(hub.stop()?)
}

/// Clients that deposit as fast as they are answered, each exchange over a connection of its own.
fn deposit(address: SocketAddr, key: &TokenKey, clients: usize, time: Duration, parcels: usize) {
    let took = Arc::new(Mutex::new(Vec::new()));
    let begun = Instant::now();
    let url = format!("http://{address}");
    thread::scope(|scope| {
        for _ in 0..clients {
            scope.spawn(|| {
                let mut mine = Vec::new();
                let mut token = String::new();
                while begun.elapsed() < time {
                    if mine.len() % WITH_ONE_TOKEN == 0 {
                        let minted = key.mint(Role::Phone, MAILBOX, Id::random());
                        token = minted.to_text().to_string();
                    }
                    let mut phone = MemoryDepot::new(Role::Phone, MAILBOX);
                    for _ in 0..parcels {
                        phone.put(Way::Up, parcel());
                    }
                    let start = Instant::now();
                    let mut exchange = Exchange::new(Role::Hub);
                    let done = http::exchange(&url, &token, &mut exchange, &mut phone, &Unwatched)
                        .expect("the hub answers");
                    assert_eq!(done.delivered as usize, parcels, "all are acknowledged");
                    mine.push(start.elapsed());
                }
                took.lock().expect("no thread panicked").append(&mut mine);
            });
        }
    });
    let seconds = begun.elapsed().as_secs_f64();
    let mut took = took.lock().expect("no thread panicked");
    took.sort();
    let of = |share: f64| took[((took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!(
        "{clients} clients, {parcels} parcels of 4 KiB an exchange: {:.0} exchanges/s, {:.0} parcels/s, p50 {:.1} ms, p99 {:.1} ms",
        took.len() as f64 / seconds,
        (took.len() * parcels) as f64 / seconds,
        of(0.5),
        of(0.99),
    );
}

/// Bytes that look like a parcel from outside, different each time.
fn parcel() -> Vec<u8> {
    let mut bytes = b"PCP1\0\x01".to_vec();
    bytes.extend(MAILBOX.0);
    while bytes.len() < 4096 {
        bytes.extend(Id::random().0);
    }
    bytes.truncate(4096);
    bytes
}

/// Phones that asked once and keep their connections.
fn wait(hub: &Child, address: SocketAddr, phones: usize) -> Result<(), Box<dyn std::error::Error>> {
    let before = resident(hub)?;
    let mut connections = Vec::new();
    for _ in 0..phones {
        let Ok(mut connection) = TcpStream::connect(address) else {
            break;
        };
        connection.write_all(b"GET /health HTTP/1.1\r\nhost: hub\r\n\r\n")?;
        if connection.read(&mut [0; 512])? == 0 {
            break;
        }
        connections.push(connection);
    }
    let after = resident(hub)?;
    println!(
        "{} idle phones connected: the hub's memory went from {} to {} MiB, {:.1} KiB each",
        connections.len(),
        before / 1024,
        after / 1024,
        (after - before) as f64 / connections.len().max(1) as f64
    );
    Ok(())
}

/// Memory of a process in KiB.
fn resident(process: &Child) -> Result<u64, Box<dyn std::error::Error>> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id()))?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .ok_or("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse()?)
}
