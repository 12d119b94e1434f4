//! The hub on the network: it listens, lets connections in, tidies between them, and stops.

use std::{
    future::Future,
    io,
    net::{SocketAddr, TcpListener},
    path::Path,
    pin::Pin,
    sync::{Arc, atomic::Ordering::Relaxed},
    time::Duration,
};

use axum::http::Request;
use hyper::{
    body::Incoming,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::TcpStream,
    sync::{Semaphore, watch},
    time::timeout,
};
use tokio_io_timeout::TimeoutStream;

use super::{
    backend::StorageError,
    config::Limits,
    server::{Hub, HubError, Peer, routes, today},
    tls::Tls,
};

/// How long a shutdown waits for exchanges under way.
const SHUTDOWN: Duration = Duration::from_secs(10);
/// Files that the hub wants to have open at most, and those that it needs for itself.
const FILES: u64 = 65_536;
const FILES_OF_ITS_OWN: u64 = 128;
/// How long a client may take to say its first byte.
const FIRST_BYTE: Duration = Duration::from_secs(5);
/// How often traces are looked for that exchanges had no time to wipe.
const TIDY_EVERY: Duration = Duration::from_millis(500);
/// How often the log says what was refused.
const TELL_EVERY: Duration = Duration::from_secs(60);
/// How often old parcels are looked for.
const EXPIRE_EVERY: Duration = Duration::from_secs(3600);

/// Serves the hub in this directory until `shutdown` is ready, then finishes what is under way. Without
/// `tls` nothing is encrypted on the way: that is for a proxy to do.
pub async fn serve(
    dir: &Path,
    listener: TcpListener,
    tls: Option<Tls>,
    ready: impl FnOnce(),
    shutdown: impl Future<Output = ()>,
) -> Result<(), HubError> {
    // A database may be waited for, which a thread of the network's half must not.
    let dir = dir.to_owned();
    let opened = tokio::task::spawn_blocking(move || Hub::open(&dir)).await;
    let hub = Arc::new(opened.map_err(io::Error::other)??);
    ready();
    hub.log.say("serving");
    let finished = run(&hub, listener, tls, shutdown).await?;
    hub.tell_refusals();
    hub.log.say_last(match finished {
        true => "stopped",
        false => "stopped in the middle of what took too long",
    });
    Ok(())
}

/// Deletes what is too old, so that others can go in between.
async fn expire_old(hub: Arc<Hub>) {
    let expired = hub.blocking(|hub| -> Result<(), StorageError> {
        hub.storage.expire(today(), &hub.config.limits)?;
        while hub.storage.sweep(1)? {}
        Ok(())
    });
    if !matches!(expired.await, Ok(Ok(()))) {
        hub.log.say("old parcels could not be deleted");
    }
}

/// Wipes the traces of visits, and of their order, as soon as there is time for it.
async fn tidy(hub: Arc<Hub>) {
    // Nothing to report: what could not be done is done the next time.
    let _ = hub.blocking(|hub| hub.storage.tidy(false)).await;
}

/// As many connections as there are files to open for them.
fn connections(limits: &Limits) -> usize {
    let files = rlimit::increase_nofile_limit(FILES).unwrap_or(1024);
    (limits.connections as u64).min(files.saturating_sub(FILES_OF_ITS_OWN)) as usize
}

/// A connection that ends when its client leaves an answer unread for so long.
fn patient(stream: TcpStream, pause: Duration) -> Pin<Box<TimeoutStream<TcpStream>>> {
    // Small answers must not wait for more.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(pause));
    Box::pin(stream)
}

/// Whether what was under way came to its end.
async fn run(
    hub: &Arc<Hub>,
    listener: TcpListener,
    tls: Option<Tls>,
    shutdown: impl Future<Output = ()>,
) -> Result<bool, HubError> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let service = TowerToHyperService::new(routes(Arc::clone(hub)));
    let connections = Arc::new(Semaphore::new(connections(&hub.config.limits)));
    let graceful = GracefulShutdown::new();
    // Dropped when the hub stops: who has not even shaken hands is not waited for.
    let (stopping, stop) = watch::channel(());
    let pause = Duration::from_secs(hub.config.limits.pause_seconds);
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(pause)
        .max_buf_size(32 * 1024);
    let mut expire = tokio::time::interval(EXPIRE_EVERY);
    let mut tell = tokio::time::interval(TELL_EVERY);
    let mut sweep = tokio::time::interval(TIDY_EVERY);
    sweep.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    tokio::pin!(shutdown);
    loop {
        let (stream, peer, place) = tokio::select! {
            () = &mut shutdown => break,
            _ = expire.tick() => {
                tokio::spawn(expire_old(Arc::clone(hub)));
                continue;
            }
            _ = tell.tick() => {
                hub.tell_refusals();
                continue;
            }
            _ = sweep.tick() => {
                tokio::spawn(tidy(Arc::clone(hub)));
                continue;
            }
            accepted = async {
                let place = Arc::clone(&connections).acquire_owned().await;
                (listener.accept().await, place)
            } => match accepted {
                (Ok((stream, peer)), Ok(place)) => (stream, peer.ip(), place),
                // Out of file descriptors, most likely: others will close theirs.
                _ => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let Some(seat) = hub.visitors.enter(peer) else {
            continue;
        };
        let service = service.clone();
        let guest = Arc::clone(&seat.guest);
        let service = service_fn(move |mut request: Request<Incoming>| {
            let (address, guest) = (peer, Arc::clone(&guest));
            request.extensions_mut().insert(Peer { address, guest });
            service.call(request)
        });
        let (http, watcher) = (http.clone(), graceful.watcher());
        let (tls, mut stop) = (tls.clone(), stop.clone());
        let hub = Arc::clone(hub);
        hub.counters.connections.fetch_add(1, Relaxed);
        tokio::spawn(async move {
            // A connection that breaks is the client's to notice.
            let talk = async {
                let first = async {
                    timeout(FIRST_BYTE, stream.readable()).await.ok()?.ok()?;
                    Some(patient(stream, pause))
                };
                let stream = tokio::select! {
                    stream = first => stream,
                    _ = stop.changed() => None,
                };
                match (stream, tls) {
                    (Some(stream), None) => {
                        let connection = http.serve_connection(TokioIo::new(stream), service);
                        let _ = watcher.watch(connection).await;
                    }
                    (Some(stream), Some(tls)) => {
                        let stream = tokio::select! {
                            stream = tls.accept(stream, pause) => stream,
                            _ = stop.changed() => None,
                        };
                        if let Some(stream) = stream {
                            let connection = http.serve_connection(TokioIo::new(stream), service);
                            let _ = watcher.watch(connection).await;
                        }
                    }
                    (None, _) => {}
                }
            };
            tokio::select! {
                () = talk => {}
                () = seat.guest.asked_to_leave() => {}
            }
            hub.counters.connections.fetch_sub(1, Relaxed);
            drop((place, seat));
        });
    }
    drop((listener, stopping));
    let finished = timeout(SHUTDOWN, graceful.shutdown()).await.is_ok();
    // The last ones to come leave no trace either.
    let _ = hub.blocking(|hub| hub.storage.tidy(true)).await;
    Ok(finished)
}

/// A hub that runs in threads of its own. Dropping it stops it.
pub struct Running {
    address: SocketAddr,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<Result<(), HubError>>>,
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its base address for clients, without encryption: for the same machine, or behind a proxy.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Finishes what is under way and stops.
    pub fn stop(mut self) -> Result<(), HubError> {
        self.end()
    }

    fn end(&mut self) -> Result<(), HubError> {
        drop(self.stop.take());
        match self.thread.take().map(std::thread::JoinHandle::join) {
            Some(Ok(outcome)) => outcome,
            Some(Err(_)) => Err(io::Error::other("the hub's thread panicked").into()),
            None => Ok(()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

/// Starts the hub in this directory on an address, without encryption; port 0 picks a free one.
pub fn start(dir: &Path, address: SocketAddr) -> Result<Running, HubError> {
    let listener = TcpListener::bind(address)?;
    let address = listener.local_addr()?;
    let hub = Arc::new(Hub::open(dir)?);
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        let run = run(&hub, listener, None, async {
            let _ = stopped.await;
        });
        runtime.block_on(run).map(drop)
    });
    Ok(Running {
        address,
        stop: Some(stop),
        thread: Some(thread),
    })
}
