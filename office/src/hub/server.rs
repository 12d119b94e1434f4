//! The hub's HTTP interface.

use std::{
    io,
    net::IpAddr,
    path::Path,
    pin::pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::{Extension, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use pocketcard::{
    base::Id,
    parcel::{Mailbox, ParcelId},
    sync::http::{EXCHANGE_PATH, HUB_HEADER, HUB_VERSION, REVOKE_PATH, TOKEN_HEADER},
    sync::{Depot, DepotError, ExchangeError, MESSAGE_MAX, Responder, Role},
};
use serde::Deserialize;
use thiserror::Error;
use tokio::{sync::Semaphore, time::timeout};

use super::{
    Config, ConfigError,
    address_limits::{AddressLimits, Guest},
    backend::{Backend, StorageError},
    config::MailboxConfig,
    database,
    log::Log,
    rate_limit::RateLimit,
    refusals::{Refusals, Refused},
    token::Token,
    token_locks::TokenLocks,
};

/// Bytes of a request that are gathered before they are taken in and made durable.
const GATHER: usize = 64 * 1024;
/// How long an exchange whose terminal came back waits for what is still on the way.
const DRAIN_PAUSE: Duration = Duration::from_millis(20);
/// Bytes of a list of tokens to revoke, at most: some two thousand.
const REVOCATION_MAX: usize = 64 * 1024;
/// Seconds after which a token that comes too often at once may come again.
const RETRY_AFTER_SECONDS: u64 = 5;

/// Why a hub does not run.
#[derive(Debug, Error)]
pub enum HubError {
    /// Its configuration cannot be read.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Its database cannot be opened.
    #[error("the hub's database cannot be opened: {0}")]
    Database(#[from] StorageError),
    /// The network cannot be used.
    #[error("the hub cannot use the network: {0}")]
    Network(#[from] io::Error),
}

#[derive(Default)]
pub(super) struct Counters {
    exchanges: AtomicU64,
    refused: AtomicU64,
    failed: AtomicU64,
    bytes_in: AtomicU64,
    bytes_out: AtomicU64,
    pub(super) connections: AtomicU64,
}

pub(super) struct Hub {
    pub(super) config: Config,
    pub(super) storage: Box<dyn Backend>,
    rate: Mutex<RateLimit<(Mailbox, Id)>>,
    pub(super) visitors: Arc<AddressLimits>,
    exchanges: Semaphore,
    turns: TokenLocks,
    pub(super) counters: Counters,
    refusals: Refusals,
    pub(super) log: Log,
}

/// What a hub says instead of frames.
pub(super) enum Refusal {
    NoToken,
    NotAllowed,
    TooLarge,
    TooMany(u64),
    TooSlow,
    NotUnderstood,
    Full,
    NotReady,
    Failed,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, error) = match self {
            Self::NoToken => (StatusCode::UNAUTHORIZED, "token"),
            Self::NotAllowed => (StatusCode::FORBIDDEN, "not allowed"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too large"),
            Self::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "too many requests"),
            Self::TooSlow => (StatusCode::REQUEST_TIMEOUT, "too slow"),
            Self::NotUnderstood => (StatusCode::BAD_REQUEST, "not understood"),
            Self::Full => (StatusCode::INSUFFICIENT_STORAGE, "full"),
            Self::NotReady => (StatusCode::SERVICE_UNAVAILABLE, "not ready"),
            Self::Failed => (StatusCode::INTERNAL_SERVER_ERROR, "failed"),
        };
        let mut response = (status, Json(serde_json::json!({ "error": error }))).into_response();
        response.extensions_mut().insert(Refused(error));
        if let Self::TooMany(seconds) = self {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

impl From<ExchangeError> for Refusal {
    fn from(error: ExchangeError) -> Self {
        match error {
            ExchangeError::Depot(DepotError::Full) => Self::Full,
            ExchangeError::Depot(_) => Self::Failed,
            _ => Self::NotUnderstood,
        }
    }
}

/// What a hub answers to an exchange.
struct Answer {
    bytes: Vec<u8>,
    revoked: bool,
}

/// The other end of a request's connection.
#[derive(Clone)]
pub(super) struct Peer {
    pub(super) address: IpAddr,
    pub(super) guest: Arc<Guest>,
}

/// Whom a request comes from.
#[derive(Clone, Copy)]
struct Bearer {
    mailbox: usize,
    role: Role,
    id: Id,
}

pub(super) fn today() -> i64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    (now.as_secs() / 86_400) as i64
}

/// A panic while a lock was held has undone its transaction; what the lock guards is sound.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The token that a request shows.
fn shown(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ")
}

impl Hub {
    pub(super) fn open(dir: &Path) -> Result<Self, HubError> {
        let config = Config::load(dir)?;
        let storage = database::open(dir, &config)?;
        let limits = config.limits;
        Ok(Self {
            storage,
            rate: Mutex::new(RateLimit::new(limits.burst, limits.requests_a_minute)),
            exchanges: Semaphore::new(limits.exchanges as usize),
            turns: TokenLocks::default(),
            visitors: Arc::new(AddressLimits::new(limits)),
            counters: Counters::default(),
            refusals: Refusals::default(),
            log: Log::start(),
            config,
        })
    }

    /// Logs what was refused, if anything was.
    pub(super) fn tell_refusals(&self) {
        if let Some(line) = self.refusals.line() {
            self.log.say(&line);
        }
    }

    fn mailbox(&self, bearer: Bearer) -> &MailboxConfig {
        &self.config.mailboxes[bearer.mailbox]
    }

    /// Lets a token in. Who shows no good one is answered only so often.
    fn admit(&self, peer: &Peer, headers: &HeaderMap) -> Result<Bearer, Refusal> {
        let admitted = self.check(headers).or_else(|refusal| match refusal {
            Refusal::NoToken => self.greet(peer, headers).and(Err(refusal)),
            refusal => Err(refusal),
        });
        match &admitted {
            Ok(_) => peer.guest.is_known(),
            Err(_) => drop(self.counters.refused.fetch_add(1, Relaxed)),
        }
        admitted
    }

    /// Answers somebody without a token, unless there was too much of that.
    fn greet(&self, peer: &Peer, headers: &HeaderMap) -> Result<(), Refusal> {
        self.visitors
            .ask(peer.address, headers)
            .map_err(Refusal::TooMany)
    }

    fn check(&self, headers: &HeaderMap) -> Result<Bearer, Refusal> {
        let token = shown(headers)
            .and_then(|text| text.parse::<Token>().ok())
            .ok_or(Refusal::NoToken)?;
        let mailbox = self.config.admit(&token).ok_or(Refusal::NoToken)?;
        let (role, id) = (token.role(), token.id());
        let same = |one: &MailboxConfig| one.mailbox == mailbox.mailbox;
        let place = self.config.mailboxes.iter().position(same);
        let bearer = Bearer {
            mailbox: place.ok_or(Refusal::NoToken)?,
            role,
            id,
        };
        lock(&self.rate)
            .take(self.name(bearer), Instant::now())
            .map_err(Refusal::TooMany)?;
        Ok(bearer)
    }

    /// What the bearer of a token exchanges with.
    fn depot(&self, bearer: Bearer) -> Result<Box<dyn Depot + '_>, Refusal> {
        let (mailbox, limits) = (self.mailbox(bearer), &self.config.limits);
        self.storage
            .depot(mailbox, bearer.id, bearer.role, limits, today())
            .map_err(|_| Refusal::Failed)
    }

    /// A token's name, as nobody else's.
    fn name(&self, bearer: Bearer) -> (Mailbox, Id) {
        (self.mailbox(bearer).mailbox, bearer.id)
    }

    /// Runs database work where it does not hold up the network.
    pub(super) async fn blocking<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let hub = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&hub))
            .await
            .map_err(|_| Refusal::Failed)
    }

    async fn feed(
        self: &Arc<Self>,
        bearer: Bearer,
        mut responder: Responder,
        bytes: Vec<u8>,
    ) -> Result<Responder, Refusal> {
        self.blocking(move |hub| {
            let mut depot = hub.depot(bearer)?;
            responder.feed(&mut *depot, &bytes)?;
            Ok(responder)
        })
        .await?
    }

    /// Takes in a request as it comes, so that one that breaks off is not lost, and answers it.
    async fn exchange(self: Arc<Self>, bearer: Bearer, mut body: Body) -> Result<Answer, Refusal> {
        let turn = self.turns.of(self.name(bearer));
        let turn = turn.ok_or(Refusal::TooMany(RETRY_AFTER_SECONDS))?;
        let mut newer = pin!(turn.newer.notified());
        // Its own turn first: a token that comes often must not take the places of others.
        let _mine = turn.queue.lock().await;
        let _place = self
            .exchanges
            .acquire()
            .await
            .map_err(|_| Refusal::Failed)?;
        let limits = self.config.limits;
        let mut pause = Duration::from_secs(limits.pause_seconds);
        let mut deadline = Instant::now() + Duration::from_secs(limits.request_seconds);
        let mut responder = Responder::new(Some(bearer.role));
        let (mut gathered, mut total) = (Vec::new(), 0);
        let mut hurry = false;
        let broken = loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let next = tokio::select! {
                biased;
                () = &mut newer, if !hurry => {
                    hurry = true;
                    deadline = deadline.min(Instant::now() + pause);
                    pause = DRAIN_PAUSE;
                    continue;
                }
                next = timeout(pause.min(left), body.frame()) => next,
            };
            let data: Bytes = match next {
                Ok(Some(Ok(frame))) => frame.into_data().unwrap_or_default(),
                Ok(None) => break None,
                Ok(Some(Err(_))) => break Some(Refusal::NotUnderstood),
                Err(_) => break Some(Refusal::TooSlow),
            };
            total += data.len();
            self.counters.bytes_in.fetch_add(data.len() as u64, Relaxed);
            if total > MESSAGE_MAX {
                break Some(Refusal::TooLarge);
            }
            gathered.extend_from_slice(&data);
            if gathered.len() >= GATHER {
                responder = self
                    .feed(bearer, responder, std::mem::take(&mut gathered))
                    .await?;
            }
        };
        let responder = self.feed(bearer, responder, gathered).await?;
        if let Some(refusal) = broken {
            return Err(refusal);
        }
        self.blocking(move |hub| {
            let (mailbox, id) = hub.name(bearer);
            let revoked = hub.storage.is_revoked(mailbox, id);
            let revoked = revoked.map_err(|_| Refusal::Failed)?;
            let bytes = responder.finish(&mut *hub.depot(bearer)?)?;
            hub.storage.tidy(false);
            Ok(Answer { bytes, revoked })
        })
        .await?
    }
}

async fn exchange(
    State(hub): State<Arc<Hub>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let bearer = hub.admit(&peer, &headers)?;
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok());
    if length
        .and_then(|text| text.parse::<usize>().ok())
        .is_some_and(|bytes| bytes > MESSAGE_MAX)
    {
        return Err(Refusal::TooLarge);
    }
    // A task of its own: a client that goes away does not take what it already sent with it.
    let work = tokio::spawn({
        let hub = Arc::clone(&hub);
        async move { hub.exchange(bearer, body).await }
    });
    let answer = work.await.unwrap_or(Err(Refusal::Failed));
    let counter = match &answer {
        Ok(answer) => {
            hub.counters
                .bytes_out
                .fetch_add(answer.bytes.len() as u64, Relaxed);
            &hub.counters.exchanges
        }
        Err(_) => &hub.counters.failed,
    };
    counter.fetch_add(1, Relaxed);
    if let Err(refusal @ (Refusal::Failed | Refusal::Full)) = &answer {
        hub.log.say(if matches!(refusal, Refusal::Full) {
            "the disk is full"
        } else {
            "an exchange failed"
        });
    }
    let Answer { bytes, revoked } = answer?;
    let kind = HeaderValue::from_static("application/octet-stream");
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    if revoked {
        let (name, value) = (TOKEN_HEADER, HeaderValue::from_static("revoked"));
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Revocation {
    revoke: Vec<Id>,
    /// What alone revoked tokens may read from now on.
    #[serde(default)]
    notices: Vec<ParcelId>,
}

async fn revoke(
    State(hub): State<Arc<Hub>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<serde_json::Value>, Refusal> {
    let bearer = hub.admit(&peer, &headers)?;
    // The main desk's alone: another that could cut phones off would share more than a mailbox with it.
    if hub.mailbox(bearer).desks.first() != Some(&bearer.id) || bearer.role != Role::Desk {
        return Err(Refusal::NotAllowed);
    }
    let body = Limited::new(body, REVOCATION_MAX).collect();
    let pause = Duration::from_secs(hub.config.limits.pause_seconds);
    let body = match timeout(pause, body).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return Err(Refusal::TooLarge),
        Ok(Err(_)) => return Err(Refusal::NotUnderstood),
        Err(_) => return Err(Refusal::TooSlow),
    };
    let Revocation { revoke, notices } =
        serde_json::from_slice(&body).map_err(|_| Refusal::NotUnderstood)?;
    // A desk cannot lock its mailbox by mistake: desks are removed in the configuration.
    if revoke
        .iter()
        .any(|id| hub.mailbox(bearer).desks.contains(id))
    {
        return Err(Refusal::NotAllowed);
    }
    let count = revoke.len();
    hub.blocking(move |hub| {
        let mailbox = hub.mailbox(bearer).mailbox;
        hub.storage
            .revoke(mailbox, &revoke, &notices)
            .map_err(|_| Refusal::Failed)?;
        Ok::<(), Refusal>(())
    })
    .await??;
    hub.log.say("tokens were revoked");
    Ok(Json(serde_json::json!({ "revoked": count })))
}

async fn health(
    State(hub): State<Arc<Hub>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, Refusal> {
    hub.greet(&peer, &headers)?;
    Ok(Json(serde_json::json!({ "ok": true })))
}

/// Whether this hub can serve: for a balancer, which asks another one if not.
async fn ready(
    State(hub): State<Arc<Hub>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, Refusal> {
    hub.greet(&peer, &headers)?;
    let ready = hub.blocking(|hub| hub.storage.ready()).await?;
    ready.map_err(|_| Refusal::NotReady)?;
    Ok(Json(serde_json::json!({ "ready": true })))
}

async fn metrics(
    State(hub): State<Arc<Hub>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
) -> Result<String, Refusal> {
    // Counts tell who can see a person and the hub when that person sent something.
    if !shown(&headers).is_some_and(|token| hub.config.may_count(token)) {
        hub.greet(&peer, &headers)?;
        return Err(Refusal::NoToken);
    }
    let held = hub.blocking(|hub| hub.storage.held()).await?;
    let (parcels, bytes) = held.map_err(|_| Refusal::Failed)?;
    let counters = &hub.counters;
    let mut text = String::new();
    for (name, value) in [
        ("exchanges_total", counters.exchanges.load(Relaxed)),
        ("refused_total", counters.refused.load(Relaxed)),
        ("failed_total", counters.failed.load(Relaxed)),
        ("received_bytes_total", counters.bytes_in.load(Relaxed)),
        ("sent_bytes_total", counters.bytes_out.load(Relaxed)),
        ("connections", counters.connections.load(Relaxed)),
        ("parcels", parcels),
        ("stored_bytes", bytes),
    ] {
        text.push_str(&format!("pocketcard_hub_{name} {value}\n"));
    }
    Ok(text)
}

async fn elsewhere(
    State(hub): State<Arc<Hub>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    hub.greet(&peer, &headers)?;
    Ok(StatusCode::NOT_FOUND)
}

async fn mark(State(hub): State<Arc<Hub>>, mut response: Response) -> Response {
    if let Some(refused) = response.extensions_mut().remove::<Refused>() {
        hub.refusals.count(refused);
    }
    response.headers_mut().insert(
        HeaderName::from_static(HUB_HEADER),
        HeaderValue::from_static(HUB_VERSION),
    );
    response
}

pub(super) fn routes(hub: Arc<Hub>) -> Router {
    Router::new()
        .route(EXCHANGE_PATH, post(exchange))
        .route(REVOKE_PATH, post(revoke))
        .route("/health", get(health))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
        .fallback(elsewhere)
        .layer(axum::middleware::map_response_with_state(
            Arc::clone(&hub),
            mark,
        ))
        .with_state(hub)
}
