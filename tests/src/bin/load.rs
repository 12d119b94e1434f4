//! Loads hubs that run in other processes and prints what they bear, on SQLite and on PostgreSQL: `load [--seconds N]
//! [--clients N] [--mailboxes N] [--phones N] [--hubs N] [--idle N]`. One hub on SQLite comes first, then one to `--hubs`
//! of them on one PostgreSQL, where the machine has it. Figures are kept in `docs/performance.md`.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use pocketcard::{
    base::Id,
    host::Unwatched,
    parcel::Mailbox,
    sync::{Exchange, MemoryDepot, Role, Way},
};
use pocketcard_office::hub::{self, Config, Limits, MailboxConfig, StorageConfig, token::TokenKey};
use pocketcard_terminal::http;
use pocketcard_tests::postgres_server::PostgresServer;

/// What is asked on the command line.
struct Load {
    /// For how long each way of asking is tried.
    seconds: usize,
    /// How many ask again as soon as they are answered.
    clients: usize,
    mailboxes: usize,
    /// How many phones take turns, each with a token of its own.
    phones: usize,
    hubs: usize,
    /// How many phones keep their connections.
    idle: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [role, directory] = arguments.as_slice()
        && role == "hub"
    {
        return serve(Path::new(directory));
    }
    let mut load = Load {
        seconds: 10,
        clients: 16,
        mailboxes: 1,
        phones: 10_000,
        hubs: 3,
        idle: 10_000,
    };
    for pair in arguments.chunks(2) {
        let number = pair.get(1).and_then(|text| text.parse().ok());
        let known = match pair[0].as_str() {
            "--seconds" => &mut load.seconds,
            "--clients" => &mut load.clients,
            "--mailboxes" => &mut load.mailboxes,
            "--phones" => &mut load.phones,
            "--hubs" => &mut load.hubs,
            "--idle" => &mut load.idle,
            other => return Err(format!("there is no {other}; --seconds, --clients, --mailboxes, --phones, --hubs and --idle take a number").into()),
        };
        *known = number.ok_or("a number is missing")?;
    }
    println!("| | exchanges/s | parcels/s | p50 | p99 |\n|---|---:|---:|---:|---:|");
    load.run("SQLite, one hub", None, 1)?;
    let Some(server) = PostgresServer::start(&[]) else {
        return Ok(());
    };
    for hubs in 1..=load.hubs {
        let storage = server.storage(&server.new_database());
        load.run(&format!("PostgreSQL, hubs: {hubs}"), Some(storage), hubs)?;
    }
    Ok(())
}

impl Load {
    /// Starts hubs that share a database, loads them and prints lines of the table.
    fn run(
        &self,
        name: &str,
        storage: Option<StorageConfig>,
        hubs: usize,
    ) -> Result<(), Box<dyn std::error::Error>> {
        let alone = storage.is_none();
        let keys: Vec<TokenKey> = (0..self.mailboxes).map(|_| TokenKey::generate()).collect();
        let mailbox = |(number, key): (usize, &TokenKey)| MailboxConfig {
            mailbox: mailbox(number),
            token_key: key.clone(),
            desks: vec![Id::random()],
        };
        let config = Config {
            mailboxes: keys.iter().enumerate().map(mailbox).collect(),
            limits: Limits {
                pause_seconds: 600,
                connections_per_address: u32::MAX,
                strangers_a_minute: u32::MAX,
                token_bytes_a_day: u64::MAX,
                token_parcels_a_day: u32::MAX,
                ..Limits::default()
            },
            metrics_token: None,
            storage,
        };
        let mut running = Vec::new();
        for _ in 0..hubs {
            running.push(Hub::start(&config)?);
        }
        let addresses: Vec<SocketAddr> = running.iter().map(|hub| hub.address).collect();
        for parcels in [1, 20] {
            self.deposit(name, &addresses, &keys, parcels);
        }
        if alone {
            wait(&running[0].process, addresses[0], self.idle)?;
        }
        running.into_iter().try_for_each(Hub::stop)
    }
}

fn mailbox(number: usize) -> Mailbox {
    let mut name = [7; 16];
    name[..8].copy_from_slice(&(number as u64).to_be_bytes());
    Mailbox(name)
}

/// A hub in a process of its own.
struct Hub {
    process: Child,
    address: SocketAddr,
    _directory: tempfile::TempDir,
}

impl Hub {
    fn start(config: &Config) -> Result<Self, Box<dyn std::error::Error>> {
        let directory = tempfile::tempdir_in(".")?;
        config.save(directory.path())?;
        let mut process = Command::new(std::env::current_exe()?)
            .arg("hub")
            .arg(directory.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut address = String::new();
        BufReader::new(process.stdout.take().ok_or("no output")?).read_line(&mut address)?;
        Ok(Self {
            process,
            address: address.trim().parse()?,
            _directory: directory,
        })
    }

    fn stop(mut self) -> Result<(), Box<dyn std::error::Error>> {
        drop(self.process.stdin.take());
        self.process.wait()?;
        Ok(())
    }
}

/// The other process: a hub until its input ends.
fn serve(directory: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let hub = hub::start(directory, SocketAddr::from(([127, 0, 0, 1], 0)))?;
    println!("{}", hub.address());
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(hub.stop()?)
}

impl Load {
    /// Clients that deposit as fast as they are answered, each exchange over a connection of its own, to the next hub
    /// and from the next phone.
    fn deposit(&self, name: &str, hubs: &[SocketAddr], keys: &[TokenKey], parcels: usize) {
        let took = Mutex::new(Vec::new());
        let (begun, time) = (Instant::now(), Duration::from_secs(self.seconds as u64));
        let count = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..self.clients {
                scope.spawn(|| {
                    let mut mine = Vec::new();
                    while begun.elapsed() < time {
                        let number = count.fetch_add(1, Relaxed);
                        let url = format!("http://{}", hubs[number % hubs.len()]);
                        let phone = number % self.phones;
                        let at = phone % keys.len();
                        let mut id = [0; 16];
                        id[..8].copy_from_slice(&(phone as u64).to_be_bytes());
                        let token = keys[at].mint(Role::Phone, mailbox(at), Id(id)).to_text();
                        let mut depot = MemoryDepot::new(Role::Phone, mailbox(at));
                        for _ in 0..parcels {
                            depot.put(Way::Up, parcel(mailbox(at)));
                        }
                        let start = Instant::now();
                        let mut exchange = Exchange::new(Role::Hub);
                        let done =
                            http::exchange(&url, &token, &mut exchange, &mut depot, &Unwatched)
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
        let of = |share: f64| took[((took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        println!(
            "| {name}: parcels of 4 KiB in an exchange: {parcels} | {:.0} | {:.0} | {:.1} ms | {:.1} ms |",
            took.len() as f64 / seconds,
            (took.len() * parcels) as f64 / seconds,
            of(0.5),
            of(0.99),
        );
    }
}

/// Bytes that look like a parcel from outside, different each time.
fn parcel(mailbox: Mailbox) -> Vec<u8> {
    let mut bytes = b"PCP1\0\x01".to_vec();
    bytes.extend(mailbox.0);
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
