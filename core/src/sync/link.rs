//! Two phones exchanging parcels over any stream of bytes: Bluetooth, Wi-Fi between them, a cable.
//!
//! Both show a six-digit code; the two people compare them and go on only if they are the same. The code
//! is a short authentication string over an X25519 agreement in which the caller commits to its key
//! before it sees the listener's: somebody in between must guess the code, one chance in a million for
//! each attempt, and every failed attempt shows two different codes. What passes afterwards is sealed
//! with ChaCha20-Poly1305, each direction with its own key and a counter.
//!
//! The link keeps strangers from taking part and from learning the names of parcels. It protects nothing
//! else, and need not: parcels are sealed and signed, no matter who carries them. The other phone stays
//! anonymous; people know whom they stand beside.
//!
//! A stream may say that nothing came yet ([`io::ErrorKind::WouldBlock`] or `TimedOut`): then the host is
//! asked whether to go on waiting. One that never says so is stopped by closing it.

use std::{
    fmt,
    io::{self, Read, Write},
};

use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use thiserror::Error;
use x25519_dalek::{EphemeralSecret, PublicKey};
use zeroize::Zeroizing;

use super::{Depot, Exchange, ExchangeError, ExchangeStats, MESSAGE_MAX, Role, Status, respond};
use crate::host::{Proceed, Progress};

const DOMAIN: &[u8] = b"pocketcard link 1";
/// What the caller sends first: the protocol's name and its commitment.
const OPENING: &[u8; 4] = b"PCL1";
const TAG: usize = 16;
/// Bytes of parcels in one message. The slowest of these roads carry a tenth of it in a second, and people
/// want to see that something moves.
const WINDOW: u32 = 64 * 1024;
/// Bytes read or written before the host is asked again whether to go on.
const PIECE: usize = 16 * 1024;

/// Why two phones do not exchange parcels. What was exchanged until then is kept.
#[derive(Debug, Error)]
pub enum LinkError {
    /// The connection between the phones broke.
    #[error("meeting-failed")]
    Broken(#[from] io::Error),
    /// The other side is not this program, or somebody interferes.
    #[error("meeting-failed")]
    NotALink,
    /// The two do not understand each other, or a store failed.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// The user stopped it.
    #[error("cancelled")]
    Cancelled,
}

/// Two phones that agreed on keys, before the people compared the codes.
pub struct Pairing<S> {
    link: Link<S>,
    code: String,
}

/// Two phones whose people saw the same code.
pub struct Link<S> {
    stream: S,
    ours: Direction,
    theirs: Direction,
    caller: bool,
}

pub(super) struct Direction {
    cipher: ChaCha20Poly1305,
    count: u64,
}

/// Lends the parcels for one step of an exchange at a time, so that a phone can be used, and locked,
/// while the other one is waited for.
pub trait DepotAccess {
    /// What lending and the exchange can fail with.
    type Error: From<LinkError>;

    /// Runs one step.
    ///
    /// # Errors
    /// Why nothing can be lent.
    fn with_depot<T>(&mut self, step: impl FnOnce(&mut dyn Depot) -> T) -> Result<T, Self::Error>;
}

/// Anyone who needs its parcels for nothing else lends them for the whole exchange.
impl<D: Depot> DepotAccess for D {
    type Error = LinkError;

    fn with_depot<T>(&mut self, step: impl FnOnce(&mut dyn Depot) -> T) -> Result<T, LinkError> {
        Ok(step(self))
    }
}

/// What two phones derive from their keys.
pub(super) struct Agreed {
    pub calling: Direction,
    pub answering: Direction,
    pub code: String,
}

impl Agreed {
    pub fn on(shared: &[u8; 32], transcript: &[u8; 32]) -> Self {
        let keys = Hkdf::<Sha256>::new(Some(transcript), shared);
        let direction = |name: &[u8]| {
            let mut key = Zeroizing::new([0; 32]);
            keys.expand_multi_info(&[DOMAIN, name], &mut *key)
                .expect("32 bytes are allowed");
            Direction {
                cipher: ChaCha20Poly1305::new((&*key).into()),
                count: 0,
            }
        };
        // Over the shared secret too, so that the code also says that both derived the same keys.
        let mut code = Zeroizing::new([0; 8]);
        keys.expand_multi_info(&[DOMAIN, b" code"], &mut *code)
            .expect("8 bytes are allowed");
        let number = u64::from_be_bytes(*code) % 1_000_000;
        Self {
            calling: direction(b" from caller"),
            answering: direction(b" to caller"),
            code: format!("{:03} {:03}", number / 1000, number % 1000),
        }
    }
}

impl<S> fmt::Debug for Pairing<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pairing(…)")
    }
}

impl<S: Read + Write> Pairing<S> {
    /// Begins on the side that opened the connection. `progress` hears no numbers here, and may stop it.
    ///
    /// # Errors
    /// [`LinkError::Broken`], [`LinkError::NotALink`] or [`LinkError::Cancelled`].
    pub fn call(mut stream: S, progress: &dyn Progress) -> Result<Self, LinkError> {
        let tick = &|| progress.advance(0, 0);
        let (secret, public, nonce) = keys();
        write(&mut stream, OPENING, tick)?;
        write(&mut stream, &commitment(&public, &nonce), tick)?;
        let (their_public, their_nonce) = (read32(&mut stream, tick)?, read32(&mut stream, tick)?);
        write(&mut stream, public.as_bytes(), tick)?;
        write(&mut stream, &nonce, tick)?;
        let transcript = transcript(public.as_bytes(), &nonce, &their_public, &their_nonce);
        Self::agree(stream, secret, &their_public, &transcript, true)
    }

    /// Begins on the side that waited for the connection. `progress` hears no numbers here, and may stop
    /// it.
    ///
    /// # Errors
    /// [`LinkError::Broken`], [`LinkError::NotALink`] or [`LinkError::Cancelled`].
    pub fn answer(mut stream: S, progress: &dyn Progress) -> Result<Self, LinkError> {
        let tick = &|| progress.advance(0, 0);
        let mut opening = [0; OPENING.len()];
        read(&mut stream, &mut opening, tick)?;
        if opening != *OPENING {
            return Err(LinkError::NotALink);
        }
        let committed = read32(&mut stream, tick)?;
        let (secret, public, nonce) = keys();
        write(&mut stream, public.as_bytes(), tick)?;
        write(&mut stream, &nonce, tick)?;
        let (their_public, their_nonce) = (read32(&mut stream, tick)?, read32(&mut stream, tick)?);
        let revealed = commitment(&PublicKey::from(their_public), &their_nonce);
        if !bool::from(revealed.ct_eq(&committed)) {
            return Err(LinkError::NotALink);
        }
        let transcript = transcript(&their_public, &their_nonce, public.as_bytes(), &nonce);
        Self::agree(stream, secret, &their_public, &transcript, false)
    }

    fn agree(
        stream: S,
        secret: EphemeralSecret,
        their_public: &[u8; 32],
        transcript: &[u8; 32],
        caller: bool,
    ) -> Result<Self, LinkError> {
        let shared = secret.diffie_hellman(&PublicKey::from(*their_public));
        if !shared.was_contributory() {
            return Err(LinkError::NotALink);
        }
        let Agreed {
            calling,
            answering,
            code,
        } = Agreed::on(shared.as_bytes(), transcript);
        let (ours, theirs) = if caller {
            (calling, answering)
        } else {
            (answering, calling)
        };
        Ok(Self {
            link: Link {
                stream,
                ours,
                theirs,
                caller,
            },
            code,
        })
    }

    /// What both phones show, for example `204 117`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The person holding this phone says that the other one shows the same code.
    pub fn confirmed(self) -> Link<S> {
        self.link
    }
}

impl<S: Read + Write> Link<S> {
    /// Exchanges everything that either phone has for the other. Both sides call this.
    ///
    /// # Errors
    /// [`LinkError`], or why the parcels were not lent; what was exchanged before it is kept.
    pub fn exchange<L: DepotAccess>(
        mut self,
        parcels: &mut L,
        progress: &dyn Progress,
    ) -> Result<ExchangeStats, L::Error> {
        if !self.caller {
            return self.answer_all(parcels, progress);
        }
        let mut exchange = Exchange::with_window(Role::Phone, WINDOW);
        while let Some(request) = step(parcels, |depot| exchange.next_request(depot))? {
            let now = exchange.progress();
            let tick = &|| progress.advance(now.done, now.total);
            self.send(&request, tick)?;
            let response = self.receive(tick)?;
            if step(parcels, |depot| exchange.on_response(depot, &response))? == Status::Cut {
                return Err(LinkError::NotALink.into());
            }
        }
        let now = exchange.progress();
        self.send(&[], &|| progress.advance(now.done, now.total))?;
        Ok(exchange.tally())
    }

    /// Answers until the caller has said everything. How much is left the caller alone knows.
    fn answer_all<L: DepotAccess>(
        &mut self,
        parcels: &mut L,
        progress: &dyn Progress,
    ) -> Result<ExchangeStats, L::Error> {
        let mut tally = ExchangeStats::default();
        loop {
            let done = tally.bytes_received + tally.bytes_sent;
            let tick = &|| progress.advance(done, done);
            let request = self.receive(tick)?;
            if request.is_empty() {
                return Ok(tally);
            }
            let response = step(parcels, |depot| respond(depot, &request))?;
            self.send(&response, tick)?;
            tally.round_trips += 1;
            tally.bytes_received += request.len() as u64;
            tally.bytes_sent += response.len() as u64;
        }
    }

    fn send(&mut self, message: &[u8], tick: Tick<'_>) -> Result<(), LinkError> {
        let sealed = self.ours.seal(message)?;
        write(&mut self.stream, &sealed, tick)
    }

    fn receive(&mut self, tick: Tick<'_>) -> Result<Vec<u8>, LinkError> {
        let mut length = [0; 4];
        read(&mut self.stream, &mut length, tick)?;
        let bytes = u32::from_be_bytes(length) as usize;
        if !(TAG..=2 * MESSAGE_MAX).contains(&bytes) {
            return Err(LinkError::NotALink);
        }
        let mut sealed = vec![0; bytes];
        read(&mut self.stream, &mut sealed, tick)?;
        self.theirs.open(&length, &sealed)
    }
}

/// Asks the host whether to go on.
type Tick<'a> = &'a dyn Fn() -> Proceed;

fn go_on(tick: Tick<'_>) -> Result<(), LinkError> {
    match tick() {
        Proceed::Continue => Ok(()),
        Proceed::Cancel => Err(LinkError::Cancelled),
    }
}

/// Whether a stream says only that it can do nothing just now.
fn waits(error: &io::Error) -> bool {
    use io::ErrorKind::{Interrupted, TimedOut, WouldBlock};
    matches!(error.kind(), Interrupted | TimedOut | WouldBlock)
}

fn read(stream: &mut impl Read, mut into: &mut [u8], tick: Tick<'_>) -> Result<(), LinkError> {
    while !into.is_empty() {
        let most = into.len().min(PIECE);
        match stream.read(&mut into[..most]) {
            Ok(0) => return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()),
            Ok(length) => into = &mut into[length..],
            Err(error) if waits(&error) => {}
            Err(error) => return Err(error.into()),
        }
        go_on(tick)?;
    }
    Ok(())
}

fn write(stream: &mut impl Write, mut bytes: &[u8], tick: Tick<'_>) -> Result<(), LinkError> {
    while !bytes.is_empty() {
        match stream.write(&bytes[..bytes.len().min(PIECE)]) {
            Ok(0) => return Err(io::Error::from(io::ErrorKind::WriteZero).into()),
            Ok(length) => bytes = &bytes[length..],
            Err(error) if waits(&error) => {}
            Err(error) => return Err(error.into()),
        }
        go_on(tick)?;
    }
    Ok(stream.flush()?)
}

fn step<L: DepotAccess, T>(
    parcels: &mut L,
    work: impl FnOnce(&mut dyn Depot) -> Result<T, ExchangeError>,
) -> Result<T, L::Error> {
    parcels
        .with_depot(work)?
        .map_err(|error| LinkError::from(error).into())
}

impl Direction {
    /// A message as it passes: the length of what is sealed, which it is bound to, and what is sealed.
    pub fn seal(&mut self, message: &[u8]) -> Result<Vec<u8>, LinkError> {
        let length = ((message.len() + TAG) as u32).to_be_bytes();
        let payload = Payload {
            msg: message,
            aad: &length,
        };
        let nonce = self.next();
        let sealed = self.cipher.encrypt(&nonce, payload);
        Ok([&length[..], &sealed.map_err(|_| LinkError::NotALink)?].concat())
    }

    fn open(&mut self, length: &[u8; 4], sealed: &[u8]) -> Result<Vec<u8>, LinkError> {
        let payload = Payload {
            msg: sealed,
            aad: length,
        };
        let nonce = self.next();
        self.cipher
            .decrypt(&nonce, payload)
            .map_err(|_| LinkError::NotALink)
    }

    fn next(&mut self) -> Nonce {
        let mut nonce = Nonce::default();
        nonce[4..].copy_from_slice(&self.count.to_be_bytes());
        self.count += 1;
        nonce
    }
}

fn keys() -> (EphemeralSecret, PublicKey, [u8; 32]) {
    let secret = EphemeralSecret::random();
    let public = PublicKey::from(&secret);
    let mut nonce = [0; 32];
    getrandom::fill(&mut nonce).expect("the operating system provides randomness");
    (secret, public, nonce)
}

pub(super) fn commitment(public: &PublicKey, nonce: &[u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(DOMAIN)
        .chain_update(public.as_bytes())
        .chain_update(nonce)
        .finalize()
        .into()
}

pub(super) fn transcript(
    caller: &[u8; 32],
    caller_nonce: &[u8; 32],
    listener: &[u8; 32],
    listener_nonce: &[u8; 32],
) -> [u8; 32] {
    let mut hash = Sha256::new()
        .chain_update(DOMAIN)
        .chain_update(b" transcript");
    for part in [caller, caller_nonce, listener, listener_nonce] {
        hash.update(part);
    }
    hash.finalize().into()
}

fn read32(stream: &mut impl Read, tick: Tick<'_>) -> Result<[u8; 32], LinkError> {
    let mut bytes = [0; 32];
    read(stream, &mut bytes, tick)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use super::*;
    use crate::{
        host::Unwatched,
        parcel::Mailbox,
        sync::{MemoryDepot, Way, tests::parcel},
    };

    const HERE: Mailbox = Mailbox([7; 16]);

    const GO_ON: Tick<'static> = &|| Proceed::Continue;

    /// Goes on so many times.
    struct Until(std::sync::atomic::AtomicU32);

    impl Progress for Until {
        fn advance(&self, done: u64, total: u64) -> Proceed {
            assert!(done <= total);
            let before = self.0.fetch_sub(1, std::sync::atomic::Ordering::Relaxed);
            if before > 0 {
                Proceed::Continue
            } else {
                Proceed::Cancel
            }
        }
    }

    /// A stream that says now and then that nothing came.
    fn ticking(stream: TcpStream) -> TcpStream {
        let often = std::time::Duration::from_millis(5);
        stream.set_read_timeout(Some(often)).unwrap();
        stream
    }

    fn streams() -> (TcpStream, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let near = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (near, listener.accept().unwrap().0)
    }

    fn pair(near: TcpStream, far: TcpStream) -> (Pairing<TcpStream>, Pairing<TcpStream>) {
        let near = std::thread::spawn(|| Pairing::call(near, &Unwatched).unwrap());
        let far = Pairing::answer(far, &Unwatched).unwrap();
        (near.join().unwrap(), far)
    }

    #[test]
    fn two_phones_with_the_same_code_exchange_everything() {
        let (near, far) = streams();
        let (near, far) = pair(near, far);
        assert_eq!(near.code(), far.code());
        assert_eq!(near.code().len(), 7);
        let (mut a, mut b) = (
            MemoryDepot::new(Role::Phone, HERE),
            MemoryDepot::new(Role::Phone, HERE),
        );
        let record = a.put(Way::Up, parcel(HERE, 4096, 1));
        let photo = a.put(Way::Up, parcel(HERE, 1 << 20, 2));
        let receipt = b.put(Way::Down, parcel(HERE, 4096, 3));
        let thread = std::thread::spawn(move || {
            near.confirmed().exchange(&mut a, &Unwatched).unwrap();
            a
        });
        let tally = far.confirmed().exchange(&mut b, &Unwatched).unwrap();
        let a = thread.join().unwrap();
        assert!(tally.round_trips <= 20);
        assert!(b.get(&record.id).is_some() && b.get(&photo.id).is_some());
        assert!(a.get(&receipt.id).is_some());
        assert!(a.is_delivered(&photo.id, Role::Phone) && b.is_delivered(&receipt.id, Role::Phone));
    }

    #[test]
    fn somebody_in_between_is_betrayed_by_the_codes() {
        let (near, evil_near) = streams();
        let (evil_far, far) = streams();
        let (near, evil_near) = pair(near, evil_near);
        let (evil_far, far) = pair(evil_far, far);
        // One chance in a million that this test fails; the point is that nobody can choose the codes.
        assert_ne!(near.code(), far.code());
        drop((evil_near, evil_far));
    }

    #[test]
    fn a_key_chosen_after_seeing_the_other_is_refused() {
        let (mut near, far) = streams();
        let cheat = std::thread::spawn(move || {
            let (_, public, nonce) = keys();
            near.write_all(OPENING).unwrap();
            near.write_all(&commitment(&public, &nonce)).unwrap();
            let _ = (
                read32(&mut near, GO_ON).unwrap(),
                read32(&mut near, GO_ON).unwrap(),
            );
            let (_, other, nonce) = keys();
            near.write_all(other.as_bytes()).unwrap();
            near.write_all(&nonce).unwrap();
        });
        assert!(matches!(
            Pairing::answer(far, &Unwatched),
            Err(LinkError::NotALink)
        ));
        cheat.join().unwrap();
    }

    #[test]
    fn what_is_changed_replayed_or_foreign_on_the_way_is_refused() {
        let (near, far) = streams();
        let (near, far) = pair(near, far);
        let (mut near, mut far) = (near.confirmed(), far.confirmed());
        near.send(b"first", GO_ON).unwrap();
        assert_eq!(far.receive(GO_ON).unwrap(), b"first");
        near.ours.count = 0;
        near.send(b"first", GO_ON).unwrap();
        assert!(matches!(far.receive(GO_ON), Err(LinkError::NotALink)));

        let (mut near, far) = streams();
        near.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
        assert!(matches!(
            Pairing::answer(far, &Unwatched),
            Err(LinkError::NotALink)
        ));
        let (near, far) = streams();
        drop(near);
        assert!(matches!(
            Pairing::answer(far, &Unwatched),
            Err(LinkError::Broken(_))
        ));
    }
    #[test]
    fn waiting_for_a_silent_phone_can_be_stopped_at_any_time() {
        let (near, far) = streams();
        let stopped = Pairing::call(ticking(near), &Until(3.into()));
        assert!(matches!(stopped, Err(LinkError::Cancelled)));
        drop(far);
        let (near, far) = streams();
        let (near, far) = pair(ticking(near), far);
        let mut depot = MemoryDepot::new(Role::Phone, HERE);
        // The other person has not said yet that the codes are the same.
        let stopped = near.confirmed().exchange(&mut depot, &Until(5.into()));
        assert!(matches!(stopped, Err(LinkError::Cancelled)));
        drop(far);
    }
}
