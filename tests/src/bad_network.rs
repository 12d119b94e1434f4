//! A bad road: a proxy that is slow, far, and breaks.

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

/// How bad a road is.
#[derive(Clone, Copy, Debug)]
pub struct Road {
    /// Bytes a second, each way.
    pub bytes_a_second: u64,
    /// Time that a byte travels, one way.
    pub delay: Duration,
    /// Bytes after which a connection breaks, both ways counted together.
    pub breaks_after: Option<u64>,
}

/// A proxy on such a road. It runs until the program ends.
pub struct Proxy {
    address: SocketAddr,
    carried: Arc<AtomicU64>,
    connections: Arc<AtomicUsize>,
}

impl Road {
    /// Opens the road to this address.
    pub fn to(self, far: SocketAddr) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let carried = Arc::new(AtomicU64::new(0));
        let connections = Arc::new(AtomicUsize::new(0));
        let proxy = Proxy {
            address,
            carried: Arc::clone(&carried),
            connections: Arc::clone(&connections),
        };
        thread::spawn(move || {
            for near in listener.incoming().flatten() {
                connections.fetch_add(1, Relaxed);
                // The handshake takes a round trip, too.
                thread::sleep(self.delay * 2);
                let Ok(far) = TcpStream::connect(far) else {
                    continue;
                };
                let on_this_one = Arc::new(AtomicU64::new(0));
                for (from, to) in [(&near, &far), (&far, &near)] {
                    let (Ok(from), Ok(to)) = (from.try_clone(), to.try_clone()) else {
                        continue;
                    };
                    let (all, one) = (Arc::clone(&carried), Arc::clone(&on_this_one));
                    thread::spawn(move || self.carry(from, to, &all, &one));
                }
            }
        });
        proxy
    }

    fn carry(self, mut from: TcpStream, mut to: TcpStream, all: &AtomicU64, one: &AtomicU64) {
        let (send, travelling) = mpsc::channel::<(Instant, Vec<u8>)>();
        let far_end = to.try_clone();
        let arrives = thread::spawn(move || {
            for (at, bytes) in travelling {
                thread::sleep(at.saturating_duration_since(Instant::now()));
                if to.write_all(&bytes).is_err() {
                    return;
                }
            }
            let _ = to.shutdown(Shutdown::Write);
        });
        let mut free = Instant::now();
        let mut buffer = [0; 256];
        loop {
            let asked = Instant::now();
            let Ok(length @ 1..) = from.read(&mut buffer) else {
                break;
            };
            // Bytes that lay there already leave when the line is free, even if this thread woke late.
            if asked.elapsed() > Duration::from_millis(1) {
                free = free.max(Instant::now());
            }
            free += Duration::from_secs_f64(length as f64 / self.bytes_a_second as f64);
            all.fetch_add(length as u64, Relaxed);
            let so_far = one.fetch_add(length as u64, Relaxed) + length as u64;
            if self.breaks_after.is_some_and(|most| so_far > most) {
                let _ = from.shutdown(Shutdown::Both);
                if let Ok(far_end) = &far_end {
                    let _ = far_end.shutdown(Shutdown::Both);
                }
                return;
            }
            if send
                .send((free + self.delay, buffer[..length].to_vec()))
                .is_err()
            {
                return;
            }
            thread::sleep(free.saturating_duration_since(Instant::now()));
        }
        drop(send);
        let _ = arrives.join();
    }
}

impl Proxy {
    /// Where the road begins.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Bytes that were carried, both ways, HTTP included.
    pub fn carried(&self) -> u64 {
        self.carried.load(Relaxed)
    }

    /// Connections that were opened.
    pub fn connections(&self) -> usize {
        self.connections.load(Relaxed)
    }
}
