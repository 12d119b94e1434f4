//! Two phones beside each other: each carries what the other has, once both people saw the same code.

use std::{
    io::{self, Write},
    net::{TcpListener, TcpStream},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use pocketcard::{
    host::{Clock, Proceed, Progress},
    sync::link::{LinkError, Pairing},
};
use pocketcard_terminal::{Refusal, Report, show_size};
use serde_json::json;

use super::carrying::{arrival_lines, trouble};
use crate::{arguments::Meet, phone::Phone};

/// How long a call may take to be answered.
const CONNECTING: Duration = Duration::from_secs(20);
/// How long the other side may be silent: two people read codes to each other.
const SILENCE: Duration = Duration::from_secs(180);
/// How often to look whether that is over.
const TICK: Duration = Duration::from_secs(1);

/// Meets another phone.
pub fn run(phone: &Phone, road: &Meet, json: bool) -> Result<Report, Refusal> {
    let mut session = phone.unlock()?;
    let pairing = match road {
        Meet::Answer { listen } => {
            let unheard = |error: io::Error| {
                let kind = error.kind();
                Refusal(format!(
                    "this phone cannot wait there ({kind}); choose another --listen"
                ))
            };
            let listener = TcpListener::bind(listen).map_err(unheard)?;
            let at = listener.local_addr().map_err(unheard)?;
            say(
                json,
                &format!(
                    "Waits at {at}. The other phone calls this device's address: `meet call`."
                ),
            );
            let (stream, _) = listener.accept().map_err(unheard)?;
            Pairing::answer(ticking(stream)?, &Patience::new()).map_err(silent)?
        }
        Meet::Call { address } => {
            let stream = TcpStream::connect_timeout(address, CONNECTING).map_err(|error| {
                let kind = error.kind();
                Refusal(format!(
                    "no phone answers there ({kind}); check the address, and that it waits: `meet answer`"
                ))
            })?;
            Pairing::call(ticking(stream)?, &Patience::new()).map_err(silent)?
        }
    };
    say(json, &format!("The code is {}.", pairing.code()));
    say(json, "Type the code that the other phone shows:");
    let mut typed = String::new();
    io::stdin().read_line(&mut typed)?;
    if digits(&typed) != digits(pairing.code()) {
        return Err(
            "the codes differ: nothing was exchanged. Try again, and look who else is there".into(),
        );
    }
    let now = phone.clock.now();
    let met = pairing
        .confirmed()
        .exchange(&mut session.depot(now)?, &Patience::new());
    // What arrived before a road broke takes effect all the same.
    let arrivals = session.take_in(now)?;
    let tally = met.map_err(silent)?;
    let bytes = tally.bytes_sent + tally.bytes_received;
    let mut text = vec![format!(
        "{} passed between the two phones.",
        show_size(bytes)
    )];
    text.extend(arrival_lines(&arrivals));
    let mut done = Report::done(text, json!({ "bytes": bytes, "arrivals": arrivals }));
    done.failure = trouble(session.about(now)?.standing, &arrivals);
    Ok(done)
}

/// Tells the person what to do meanwhile. What a program reads stays one object.
fn say(json: bool, line: &str) {
    let _ = match json {
        true => writeln!(anstream::stderr(), "{line}"),
        false => writeln!(anstream::stdout(), "{line}"),
    };
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Nobody stopped it: the other side said nothing for too long.
fn silent(error: LinkError) -> Refusal {
    match error {
        LinkError::Cancelled => {
            "the other phone says nothing; what came through is kept, try again".into()
        }
        error => error.into(),
    }
}

/// A stream that says now and then that nothing came yet.
fn ticking(stream: TcpStream) -> io::Result<TcpStream> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(TICK))?;
    stream.set_write_timeout(Some(TICK))?;
    Ok(stream)
}

/// Gives up when nothing has moved for a long time.
struct Patience(Mutex<(u64, Instant)>);

impl Patience {
    fn new() -> Self {
        Self(Mutex::new((0, Instant::now())))
    }
}

impl Progress for Patience {
    fn advance(&self, done: u64, _total: u64) -> Proceed {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if done != last.0 {
            *last = (done, Instant::now());
        } else if last.1.elapsed() > SILENCE {
            return Proceed::Cancel;
        }
        Proceed::Continue
    }
}
