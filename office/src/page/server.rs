//! The page's HTTP interface: on the loopback, under one secret path.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use pocketcard::{host::Clock, vault::SoftwareKeystore};
use pocketcard_terminal::SystemClock;
use thiserror::Error;

use super::{
    acts,
    asked::Shared,
    collecting::Collecting,
    guard, planning, screens,
    unlocking::{lock_now, show_locked, unlock},
};

const STYLE: &str = include_str!("../../content/page/style.css");
const ICON: &str = include_str!("../../content/page/icon.svg");
/// Bytes of a form, at most: an answer of 4,000 letters, each written as several bytes and escaped.
const FORM: usize = 64 * 1024;
/// How often an unlocked desk collects by itself.
const COLLECT_EVERY: Duration = Duration::from_secs(10 * 60);

/// Why the page is not served.
#[derive(Debug, Error)]
pub enum PageError {
    /// The loopback cannot be used.
    #[error("this machine's loopback cannot be used: {0}")]
    Network(#[from] io::Error),
}

/// The page of one desk.
pub struct Page {
    listener: TcpListener,
    shared: Arc<Shared>,
}

impl Page {
    /// Binds a free port of the loopback. Nothing is opened before somebody types the passphrase.
    ///
    /// # Errors
    /// [`PageError::Network`].
    pub fn bind(directory: &Path, keystore: SoftwareKeystore) -> Result<Self, PageError> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        listener.set_nonblocking(true)?;
        let shared = Arc::new(Shared {
            directory: directory.to_owned(),
            keystore,
            clock: SystemClock::start(),
            host: listener.local_addr()?.to_string(),
            base: format!("/{}/", *guard::secret()),
            session: Mutex::new(None),
            collecting: Collecting::default(),
        });
        Ok(Self { listener, shared })
    }

    /// The one address of the page. Anyone who has it still needs the passphrase.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.shared.host, self.shared.base)
    }

    /// Serves the page until the program is asked to end; then the desk is locked.
    ///
    /// # Errors
    /// [`PageError::Network`].
    pub fn serve(self) -> Result<(), PageError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        let ending = Arc::clone(&self.shared);
        let served = runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let app = router(Arc::clone(&self.shared));
            tokio::spawn(watch(Arc::clone(&self.shared)));
            axum::serve(listener, app)
                .with_graceful_shutdown(async move {
                    end().await;
                    // At once: a connection that somebody keeps open must not keep the desk open.
                    let _ = tokio::task::spawn_blocking(move || ending.lock_desk()).await;
                })
                .await
        });
        Ok(served?)
    }
}

/// Waits until the program is asked to end.
async fn end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            return;
        };
        tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}

/// Locks the desk that nobody touches, or when the system says so before it sleeps, and collects now and then.
async fn watch(shared: Arc<Shared>) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut sleeps) = signal(SignalKind::user_defined1()) {
            let shared = Arc::clone(&shared);
            tokio::spawn(async move {
                while sleeps.recv().await.is_some() {
                    let shared = Arc::clone(&shared);
                    let _ = tokio::task::spawn_blocking(move || shared.lock_desk()).await;
                }
            });
        }
    }
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let shared = Arc::clone(&shared);
        let _ = tokio::task::spawn_blocking(move || {
            let mut session = shared.session();
            match session.as_mut() {
                Some(open) if open.left().is_zero() => drop(session.take()),
                Some(open) if open.has_not_collected_for(COLLECT_EVERY) => {
                    open.collect(shared.clock.now(), &shared.collecting.begin());
                }
                _ => {}
            }
        })
        .await;
    }
}

fn router(shared: Arc<Shared>) -> Router {
    let parts = screens::routes()
        .merge(acts::routes())
        .merge(planning::routes())
        .route("/style.css", get(style))
        .route("/icon.svg", get(icon))
        .route("/unlock", post(unlock))
        .route("/locked", get(show_locked))
        .route("/lock", post(lock_now));
    Router::new()
        .nest(&shared.base, parts)
        .fallback(missing)
        .layer(DefaultBodyLimit::max(FORM))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), guarded))
        .with_state(shared)
}

/// Refuses what does not come from the page itself, and protects every answer.
async fn guarded(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let allowed = guard::is_allowed(request.method(), &headers, &shared.host);
    let quiet = request.uri().path().ends_with(".css") || request.uri().path().ends_with(".svg");
    let mut response = match allowed {
        true => next.run(request).await,
        false => shared.sentence(&headers, StatusCode::FORBIDDEN, "refused-title", "refused"),
    };
    guard::protect(response.headers_mut());
    if !quiet {
        guard::turn(response.headers_mut(), &shared.base);
    }
    response
}

async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

async fn icon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml")], ICON).into_response()
}

async fn missing(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    shared.sentence(&headers, StatusCode::NOT_FOUND, "missing-title", "missing")
}
