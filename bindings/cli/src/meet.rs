//! Two phones beside each other: each carries what the other has, once both people saw the same code.

use std::{
    io::{self, Write},
    net::{TcpListener, TcpStream},
    time::Duration,
};

use pocketcard::{
    host::{Clock, Unwatched},
    sync::link::Pairing,
};
use pocketcard_office::terminal::{Refusal, Report, show_size};
use serde_json::json;

use crate::{
    arguments::Meet,
    commands::{Phone, arrival_lines, trouble},
};

/// How long a call may take to be answered.
const CONNECTING: Duration = Duration::from_secs(20);
/// How long the other side may be silent: two people read codes to each other.
const SILENCE: Duration = Duration::from_secs(180);

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
            Pairing::answer(patient(stream)?)?
        }
        Meet::Call { address } => {
            let stream = TcpStream::connect_timeout(address, CONNECTING).map_err(|error| {
                let kind = error.kind();
                Refusal(format!(
                    "no phone answers there ({kind}); check the address, and that it waits: `meet answer`"
                ))
            })?;
            Pairing::call(patient(stream)?)?
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
        .exchange(&mut session.depot(now)?, &Unwatched);
    // What arrived before a road broke takes effect all the same.
    let arrivals = session.take_in(now)?;
    let tally = met?;
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

fn patient(stream: TcpStream) -> io::Result<TcpStream> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(SILENCE))?;
    stream.set_write_timeout(Some(SILENCE))?;
    Ok(stream)
}
