//! The HTTP client that a terminal lends to the exchange.

use std::{
    io::Read,
    thread,
    time::{Duration, Instant},
};

use pocketcard::{
    base::Id,
    host::{Proceed, Progress, Unwatched},
    invitation::Certificate,
    parcel::ParcelId,
    sync::http::{EXCHANGE_PATH, HUB_HEADER, NoAnswer, REVOKE_PATH, TOKEN_HEADER, judge},
    sync::{Depot, Exchange, ExchangeError, ExchangeStats, MESSAGE_MAX, Status},
};
use thiserror::Error;
use ureq::{
    Agent, Body,
    http::{Response, header},
    tls::{self, RootCerts, TlsConfig},
};

use crate::{English, count};

/// The longest pause that a hub may ask for, in seconds, and how long it may keep on asking for pauses while nothing
/// comes through. An honest one asks for a few seconds, and serves the next request.
const PAUSE_MOST: u64 = 120;
const PAUSES_MOST: Duration = Duration::from_secs(300);
/// How often the user is heard during a pause.
const TICK: Duration = Duration::from_millis(100);

/// Requests in a row that may fail without bringing anything before the exchange is left for later.
const TRIES: u32 = 3;

/// Why an exchange with a hub ended early. What was exchanged until then is kept.
#[derive(Debug, Error)]
pub enum HttpError {
    /// The address is not one.
    #[error("the hub's address is not a web address; it begins with https:// or http://")]
    Address,
    /// Nothing answers.
    #[error("the hub cannot be reached; what waits stays safe here and goes next time")]
    Unreachable,
    /// The connection broke again and again.
    #[error("the connection broke; what came through is kept and the rest goes next time")]
    Broken,
    /// Something answers that is not a hub, a network's log-in page for example.
    #[error(
        "what answers at this address is not a hub; if this network has a log-in page, log in first, else check \
         the address and whether it begins with https://"
    )]
    NotAHub,
    /// It does not prove that it is the office's hub.
    #[error(
        "what answers at this address does not prove that it is the office's hub; if this network has a log-in \
         page, log in first, else check the address and this device's clock, then ask the office"
    )]
    Stranger,
    /// The hub does not know the token.
    #[error(
        "the hub does not accept this phone's or desk's token; check the hub's address, then ask the office"
    )]
    TokenRefused,
    /// The token was revoked.
    #[error(
        "the office has revoked this access to the hub; ask the office. A colleague's phone or a memory card still carries"
    )]
    Revoked,
    /// The hub has had enough for now.
    #[error("the hub is busy for another {}; what came through is kept and the rest goes next time", count(*.0, "second", "seconds"))]
    Busy(u64),
    /// The hub has no space or fails.
    #[error("the hub has a problem of its own; try again later, then tell the office")]
    HubFailed,
    /// The two programs do not understand each other, or this side's store failed.
    #[error("{}", .0.english())]
    Exchange(#[from] ExchangeError),
    /// The user stopped it.
    #[error("stopped; what was exchanged until then is kept")]
    Cancelled,
}

/// A hub as a client finds it.
#[derive(Clone, Copy)]
pub struct Hub<'a> {
    /// Its base address.
    pub url: &'a str,
    /// What alone its certificate may lead to; without it, what public authorities vouch for is taken.
    pub certificate: Option<&'a Certificate>,
}

impl<'a> From<&'a str> for Hub<'a> {
    fn from(url: &'a str) -> Self {
        Self {
            url,
            certificate: None,
        }
    }
}

impl<'a> From<&'a String> for Hub<'a> {
    fn from(url: &'a String) -> Self {
        url.as_str().into()
    }
}

fn agent(certificate: Option<&Certificate>) -> Agent {
    let roots = match certificate {
        Some(certificate) => {
            RootCerts::new_with_certs(&[tls::Certificate::from_der(certificate.der()).to_owned()])
        }
        None => RootCerts::WebPki,
    };
    Agent::config_builder()
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .http_status_as_error(false)
        // Whatever the environment says: a token is for the hub, and nobody between.
        .proxy(None)
        // A hub never redirects; a log-in page does.
        .max_redirects(0)
        .timeout_connect(Some(Duration::from_secs(20)))
        .timeout_per_read(Some(Duration::from_secs(60)))
        .timeout_per_write(Some(Duration::from_secs(60)))
        .build()
        .into()
}

/// What a hub that has to be waited for tells anybody who watches.
pub trait Waits: Progress {
    /// The exchange continues after this number of seconds.
    fn waits(&self, seconds: u64);
}

impl Waits for Unwatched {
    fn waits(&self, _seconds: u64) {}
}

/// Runs an exchange with this hub to its end.
///
/// Where the hub asks to wait, this waits and goes on. A connection that breaks is tried again, after a moment where a try brought nothing, and at most three
/// times in vain. A token that was revoked ends it with [`HttpError::Revoked`], but not before it has
/// brought the letters that wait at the hub: the office's notice may be among them.
///
/// # Errors
/// Each [`HttpError`] says what to do. The depot is sound after all of them, and a new exchange goes on
/// where this one stopped.
pub fn exchange<'a>(
    hub: impl Into<Hub<'a>>,
    token: &str,
    exchange: &mut Exchange,
    depot: &mut dyn Depot,
    progress: &dyn Waits,
) -> Result<ExchangeStats, HttpError> {
    let hub = hub.into();
    let agent = agent(hub.certificate);
    let (mut vain, mut revoked) = (0, false);
    let mut waited = Duration::ZERO;
    while let Some(request) = exchange.next_request(depot)? {
        let before = (exchange.progress().done, exchange.tally().delivered);
        let answer = match posted(&agent, hub.url, token, &request, &mut waited, progress) {
            Ok(answer) => answer,
            Err(error) => {
                // A try that failed, for anyone who schedules the next one. A person hears of the cause.
                let _ = exchange.on_response(depot, &[]);
                return Err(error);
            }
        };
        revoked |= answer.refuses;
        let status = exchange.on_response(depot, &answer.bytes)?;
        let (now, tally) = (exchange.progress(), exchange.tally());
        if progress.advance(now.done, now.total) == Proceed::Cancel {
            return Err(HttpError::Cancelled);
        }
        let brought = !answer.bytes.is_empty() && (now.done, tally.delivered) > before;
        if brought {
            waited = Duration::ZERO;
        }
        vain = if status != Status::Cut || brought {
            0
        } else {
            vain + 1
        };
        if vain >= TRIES {
            let reached = tally.bytes_received > 0;
            return Err(if reached {
                HttpError::Broken
            } else {
                HttpError::Unreachable
            });
        }
        if vain > 0 {
            thread::sleep(pause(vain));
        }
    }
    if revoked {
        return Err(HttpError::Revoked);
    }
    Ok(exchange.tally())
}

/// Posts a request of an exchange, and again after each pause that the hub asks for: it has not looked at a request
/// that it turns away.
fn posted(
    agent: &Agent,
    url: &str,
    token: &str,
    request: &[u8],
    waited: &mut Duration,
    progress: &dyn Waits,
) -> Result<Answer, HttpError> {
    loop {
        match post(agent, url, EXCHANGE_PATH, token, request) {
            Err(HttpError::Busy(seconds)) if seconds <= PAUSE_MOST && *waited < PAUSES_MOST => {
                let pause = Duration::from_secs(seconds.max(1));
                progress.waits(pause.as_secs());
                let begun = Instant::now();
                while begun.elapsed() < pause {
                    if progress.advance(0, 0) == Proceed::Cancel {
                        return Err(HttpError::Cancelled);
                    }
                    thread::sleep(TICK);
                }
                *waited += pause;
            }
            answered => return answered,
        }
    }
}

/// How long to wait before the next try: drawn evenly, so that those who failed together do not come back
/// together, and short, because a person is waiting too.
fn pause(vain: u32) -> Duration {
    let [low, high, ..] = Id::random().0;
    let chance = u64::from(u16::from_le_bytes([low, high]));
    Duration::from_millis(chance % (500 << vain))
}

/// Revokes tokens at the hub, with the main desk's token. All that revoked tokens may read from then on are the
/// parcels of `notices`.
///
/// # Errors
/// [`HttpError`]; nothing is revoked then, or only what the hub already knew.
pub fn revoke<'a>(
    hub: impl Into<Hub<'a>>,
    token: &str,
    tokens: &[Id],
    notices: &[ParcelId],
) -> Result<(), HttpError> {
    let hub = hub.into();
    let agent = agent(hub.certificate);
    let body = serde_json::json!({ "revoke": tokens, "notices": notices }).to_string();
    let answer = post(&agent, hub.url, REVOKE_PATH, token, body.as_bytes())?;
    if answer.bytes.is_empty() {
        Err(HttpError::Unreachable)
    } else {
        Ok(())
    }
}

/// What the hub answered.
#[derive(Default)]
struct Answer {
    /// As far as they came; none if the road failed.
    bytes: Vec<u8>,
    /// The hub says that the token was revoked.
    refuses: bool,
}

/// Posts a request.
fn post(
    agent: &Agent,
    url: &str,
    path: &str,
    token: &str,
    body: &[u8],
) -> Result<Answer, HttpError> {
    let base = url.trim_end_matches('/');
    if !base.starts_with("http://") && !base.starts_with("https://") {
        return Err(HttpError::Address);
    }
    let sent = agent
        .post(format!("{base}{path}"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .content_type("application/octet-stream")
        .send(body);
    match sent {
        Ok(answer) => read(answer),
        Err(ureq::Error::BadUri(_) | ureq::Error::Http(_)) => Err(HttpError::Address),
        Err(ureq::Error::Protocol(_) | ureq::Error::TooManyRedirects) => Err(HttpError::NotAHub),
        Err(ureq::Error::Tls(_)) => Err(HttpError::Stranger),
        Err(ureq::Error::Rustls(error)) => Err(not_secure(&error)),
        Err(ureq::Error::Io(error)) => match error.get_ref().and_then(|it| it.downcast_ref()) {
            Some(error) => Err(not_secure(error)),
            None => Ok(Answer::default()),
        },
        Err(_) => Ok(Answer::default()),
    }
}

/// Why there is no encrypted connection.
fn not_secure(error: &rustls::Error) -> HttpError {
    match error {
        rustls::Error::InvalidCertificate(_) => HttpError::Stranger,
        _ => HttpError::NotAHub,
    }
}

fn read(answer: Response<Body>) -> Result<Answer, HttpError> {
    let said = |name| answer.headers().get(name)?.to_str().ok();
    let (hub, wait) = (said(HUB_HEADER), said(header::RETRY_AFTER.as_str()));
    match judge(answer.status().as_u16(), hub, wait) {
        Ok(()) => {}
        Err(NoAnswer::NotAHub) => return Err(HttpError::NotAHub),
        Err(NoAnswer::TokenRefused) => return Err(HttpError::TokenRefused),
        Err(NoAnswer::NotAllowed) => return Err(HttpError::Revoked),
        Err(NoAnswer::Busy(seconds)) => return Err(HttpError::Busy(seconds)),
        Err(NoAnswer::Failed) => return Err(HttpError::HubFailed),
        Err(NoAnswer::Lost) => return Ok(Answer::default()),
        Err(NoAnswer::NotUnderstood) => return Err(ExchangeError::NotUnderstood.into()),
    }
    let refuses = answer.headers().contains_key(TOKEN_HEADER);
    let mut bytes = Vec::new();
    let mut body = answer
        .into_body()
        .into_reader()
        .take(2 * MESSAGE_MAX as u64);
    let mut buffer = [0; 16 * 1024];
    // What came before a break counts: frames are whole or not there.
    while let Ok(length @ 1..) = body.read(&mut buffer) {
        bytes.extend_from_slice(&buffer[..length]);
    }
    Ok(Answer { bytes, refuses })
}
