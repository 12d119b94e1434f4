//! A phone that meets another one over TCP: `meet STORE answer` or `meet STORE call ADDRESS`.
//!
//! Prints the address at which it can be called, then the code of the meeting. Reads from standard input
//! the code that the other phone shows; goes on if it is the same, and prints what it did as an object.

use std::{
    error::Error,
    io::{self, BufRead},
    net::{TcpListener, TcpStream},
    path::Path,
    time::{Duration, Instant},
};

use pocketcard::{
    host::{Proceed, Progress},
    session::Session,
    sync::link::Pairing,
    vault::Passphrase,
};
use pocketcard_tests::test_office;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (store, pairing) = match arguments[..] {
        [store, "answer"] => {
            let listener = TcpListener::bind("127.0.0.1:0")?;
            println!("{}", listener.local_addr()?);
            (
                store,
                Pairing::answer(patient(listener.accept()?.0)?, &GiveUp::new())?,
            )
        }
        [store, "call", address] => (
            store,
            Pairing::call(patient(TcpStream::connect(address)?)?, &GiveUp::new())?,
        ),
        _ => return Err("usage: meet STORE answer | meet STORE call ADDRESS".into()),
    };
    println!("{}", pairing.code());
    let code = io::stdin().lock().lines().next().ok_or("no code")??;
    if code != pairing.code() {
        return Err("the codes differ".into());
    }
    let (store, now) = (Path::new(store), test_office::now());
    let passphrase = Passphrase::new(&std::env::var("POCKETCARD_PASSPHRASE")?);
    let mut session = Session::unlock(store, &passphrase, &test_office::keystore(store), now)?;
    let tally = pairing
        .confirmed()
        .exchange(&mut session.depot(now)?, &GiveUp::new())?;
    let arrivals = session.take_in(test_office::now())?;
    let waiting = session.outbox(test_office::now())?.len();
    println!(
        "{}",
        serde_json::json!({
            "round_trips": tally.round_trips, "carried": arrivals.carried,
            "received": arrivals.received, "waiting": waiting,
        })
    );
    Ok(())
}

/// A test must not wait for ever.
struct GiveUp(Instant);

impl GiveUp {
    fn new() -> Self {
        Self(Instant::now() + Duration::from_secs(60))
    }
}

impl Progress for GiveUp {
    fn advance(&self, _done: u64, _total: u64) -> Proceed {
        if Instant::now() < self.0 {
            Proceed::Continue
        } else {
            Proceed::Cancel
        }
    }
}

/// Says now and then that nothing came yet.
fn patient(stream: TcpStream) -> io::Result<TcpStream> {
    stream.set_read_timeout(Some(Duration::from_millis(500)))?;
    stream.set_write_timeout(Some(Duration::from_millis(500)))?;
    Ok(stream)
}
