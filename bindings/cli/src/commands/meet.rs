//! Two phones beside each other: each carries what the other has, once both people saw the same code.

use std::{
    io::{self, Write},
    net::{IpAddr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs, UdpSocket},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::SeqCst},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use pocketcard::{
    host::{Clock, Proceed, Progress},
    session::Arrivals,
    sync::link::{LinkError, Pairing},
};
use pocketcard_terminal::{Output, Refusal, show_size};
use serde_json::json;

use super::{
    carrying::obey,
    notices::{arrival_lines, arrivals_json, trouble},
};
use crate::{arguments::Meet, phone::Phone};

/// How long a call may take to be answered.
const CONNECTING: Duration = Duration::from_secs(20);
/// How long the other side may be silent: two people read codes to each other.
const SILENCE: Duration = Duration::from_secs(180);
/// How often to look whether that is over.
const TICK: Duration = Duration::from_secs(1);

/// How long a connection may take to prove that it is a phone's.
const PROVING: Duration = Duration::from_secs(15);
/// Connections that are heard at once.
const HEARD: usize = 8;
/// Where a phone waits, unless another place is named.
const PORT: u16 = 8444;

/// Meets another phone.
pub fn run(phone: &Phone, road: &Meet, json: bool) -> Result<Output, Refusal> {
    let mut session = phone.unlock()?;
    let pairing = match road {
        Meet::Answer { listen } => wait(*listen, json)?,
        Meet::Call { address } => {
            let stream = call(address)?;
            Pairing::call(ticking(stream)?, &Patience::new(SILENCE)).map_err(unpaired)?
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
        .exchange(&mut session.depot(now)?, &Patience::new(SILENCE));
    // What arrived before a road broke takes effect all the same.
    let arrivals = session.take_in(now)?;
    if arrivals.wipe {
        return obey(phone, session);
    }
    let tally = met.map_err(|error| match error {
        LinkError::Broken(_) if arrivals == Arrivals::default() => {
            "the other phone ended it before anything passed: perhaps the code that was typed there does not fit. \
             Meet again, and type what the other phone shows"
                .into()
        }
        error => silent(error),
    })?;
    let bytes = tally.bytes_sent + tally.bytes_received;
    let mut text = vec![format!(
        "{} passed between the two phones.",
        show_size(bytes)
    )];
    text.extend(arrival_lines(&arrivals));
    let mut done = Output::done(
        text,
        json!({ "bytes": bytes, "arrivals": arrivals_json(&arrivals) }),
    );
    done.failure = trouble(session.about(now)?.standing);
    Ok(done)
}

/// Waits for the other phone. What connects and is none, or says nothing, ends nobody's waiting.
fn wait(listen: SocketAddr, json: bool) -> Result<Pairing<TcpStream>, Refusal> {
    let unheard = |error: io::Error| {
        let kind = error.kind();
        Refusal(format!(
            "this phone cannot wait there ({kind}); choose another --listen"
        ))
    };
    let listener = match TcpListener::bind(listen) {
        // The usual port is taken: any other will do, because it is said.
        Err(error) if error.kind() == io::ErrorKind::AddrInUse && listen.port() == PORT => {
            TcpListener::bind(SocketAddr::new(listen.ip(), 0))
        }
        bound => bound,
    }
    .map_err(unheard)?;
    let at = listener.local_addr().map_err(unheard)?;
    let at = match at.ip().is_unspecified() {
        true => SocketAddr::new(own_address().unwrap_or(at.ip()), at.port()),
        false => at,
    };
    say(
        json,
        &format!("Waits at {at}. On the other phone: `meet call {at}`."),
    );
    let (found, pairings) = mpsc::sync_channel(1);
    let heard = Arc::new(AtomicUsize::new(0));
    let accepting = listener.try_clone().map_err(unheard)?;
    thread::spawn(move || {
        for stream in accepting.incoming().flatten() {
            if heard.fetch_add(1, SeqCst) >= HEARD {
                heard.fetch_sub(1, SeqCst);
                continue;
            }
            let (found, heard) = (found.clone(), Arc::clone(&heard));
            thread::spawn(move || {
                let paired = ticking(stream)
                    .map_err(LinkError::from)
                    .and_then(|stream| Pairing::answer(stream, &Patience::new(PROVING)));
                if let Ok(pairing) = paired {
                    // The first phone is met; another one finds nobody.
                    let _ = found.try_send(pairing);
                }
                heard.fetch_sub(1, SeqCst);
            });
        }
    });
    pairings
        .recv()
        .map_err(|_| Refusal("this phone cannot wait any longer; try again".into()))
}

/// The address by which others reach this device, as far as it can tell. Nothing is sent.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    // An address that is kept for documents: what counts is the way there.
    socket.connect("192.0.2.1:9").ok()?;
    Some(socket.local_addr().ok()?.ip())
}

fn call(address: &str) -> Result<TcpStream, Refusal> {
    let found = address
        .to_socket_addrs()
        .or_else(|_| (address, PORT).to_socket_addrs());
    let unknown =
        "that is no address of a phone; write what the other one shows, as in 192.168.1.7:8444";
    let mut last = Refusal(unknown.to_owned());
    for address in found.map_err(|_| unknown)? {
        match TcpStream::connect_timeout(&address, CONNECTING) {
            Ok(stream) => return Ok(stream),
            Err(error) => {
                let kind = error.kind();
                last = Refusal(format!(
                    "no phone answers there ({kind}); check the address, and that it waits: `meet answer`"
                ));
            }
        }
    }
    Err(last)
}

/// What ends before there is a code.
fn unpaired(error: LinkError) -> Refusal {
    match error {
        LinkError::Broken(_) => {
            "the other side ended it before a code was made: perhaps that phone has met somebody \
             else, or waits no more. Have it wait again"
                .into()
        }
        error => silent(error),
    }
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
struct Patience {
    most: Duration,
    last: Mutex<(u64, Instant)>,
}

impl Patience {
    fn new(most: Duration) -> Self {
        Self {
            most,
            last: Mutex::new((0, Instant::now())),
        }
    }
}

impl Progress for Patience {
    fn advance(&self, done: u64, _total: u64) -> Proceed {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if done != last.0 {
            *last = (done, Instant::now());
        } else if last.1.elapsed() > self.most {
            return Proceed::Cancel;
        }
        Proceed::Continue
    }
}
