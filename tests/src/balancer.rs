//! One address for several hubs: each connection goes to the next of them that takes it.

use std::{
    io,
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
};

type Hubs = Arc<Mutex<Vec<SocketAddr>>>;

/// A balancer. It runs until the program ends.
pub struct Balancer {
    address: SocketAddr,
    hubs: Hubs,
}

impl Balancer {
    /// Starts one without hubs.
    ///
    /// # Panics
    /// Where there is no free port.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let (hubs, turn) = (Hubs::default(), Arc::new(AtomicUsize::new(0)));
        let all = Arc::clone(&hubs);
        thread::spawn(move || {
            for near in listener.incoming().flatten() {
                let (hubs, turn) = (Arc::clone(&all), Arc::clone(&turn));
                thread::spawn(move || pass_on(&near, &hubs, &turn));
            }
        });
        Self { address, hubs }
    }

    /// From now on these are the hubs.
    pub fn lead_to(&self, hubs: Vec<SocketAddr>) {
        *self.hubs.lock().unwrap_or_else(PoisonError::into_inner) = hubs;
    }

    /// Its address for clients.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn pass_on(near: &TcpStream, hubs: &Hubs, turn: &AtomicUsize) {
    let hubs = hubs.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let first = turn.fetch_add(1, Relaxed);
    let mut those = (0..hubs.len()).map(|number| hubs[(first + number) % hubs.len()]);
    let Some(far) = those.find_map(|hub| TcpStream::connect(hub).ok()) else {
        return;
    };
    thread::scope(|scope| {
        for (mut from, mut to) in [(near, &far), (&far, near)] {
            scope.spawn(move || {
                // Whichever end breaks, both learn of it.
                let how = match io::copy(&mut from, &mut to) {
                    Ok(_) => Shutdown::Write,
                    Err(_) => Shutdown::Both,
                };
                let _ = to.shutdown(how);
            });
        }
    });
}
