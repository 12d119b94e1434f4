//! What one address on the network may take of a hub, before it shows a good token.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Instant,
};

use axum::http::HeaderMap;
use tokio::sync::Notify;

use super::{config::Limits, rate_limit::RateLimit};

const FORWARDED: &str = "x-forwarded-for";

/// Who is connected, and how often who asked without a good token.
pub(super) struct AddressLimits {
    limits: Limits,
    connections: Mutex<HashMap<IpAddr, Vec<Arc<Guest>>>>,
    strangers: Mutex<RateLimit<IpAddr>>,
}

/// One connection, until it is dropped.
pub(super) struct Permit {
    visitors: Arc<AddressLimits>,
    network: IpAddr,
    pub(super) guest: Arc<Guest>,
}

/// What is known of an address.
#[derive(Default)]
pub(super) struct Guest {
    /// It has shown a good token.
    known: AtomicBool,
    leave: Notify,
}

impl Guest {
    /// It has shown a good token: nobody takes its place.
    pub fn is_known(&self) {
        self.known.store(true, Relaxed);
    }

    /// Ready when somebody else takes its place.
    pub async fn asked_to_leave(&self) {
        self.leave.notified().await;
    }
}

impl AddressLimits {
    pub fn new(limits: Limits) -> Self {
        let a_minute = limits.strangers_a_minute;
        Self {
            limits,
            connections: Mutex::default(),
            strangers: Mutex::new(RateLimit::new(a_minute, a_minute)),
        }
    }

    /// A new connection from this address. If it has too many, the oldest that has shown no good token yet
    /// gives up its place: connections that do nothing keep nobody out. Without such a one there is no place.
    pub fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Permit> {
        let network = network(address);
        let mut connections = self
            .connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let open = connections.entry(network).or_default();
        if open.len() >= self.limits.connections_per_address as usize && !self.is_proxy(network) {
            let idle = open.iter().position(|guest| !guest.known.load(Relaxed))?;
            open.remove(idle).leave.notify_one();
        }
        let guest = Arc::<Guest>::default();
        open.push(Arc::clone(&guest));
        Some(Permit {
            visitors: Arc::clone(self),
            network,
            guest,
        })
    }

    /// Whether a request without a good token is answered. If not: the seconds to wait.
    pub fn ask(&self, address: IpAddr, headers: &HeaderMap) -> Result<(), u64> {
        let mut network = network(address);
        if self.is_proxy(network) {
            network = forwarded(headers).unwrap_or(network);
        }
        let mut strangers = self
            .strangers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        strangers.take(network, Instant::now())
    }

    fn is_proxy(&self, address: IpAddr) -> bool {
        self.limits.proxy.map(network) == Some(address)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let connections = &self.visitors.connections;
        let mut connections = connections.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = connections.get_mut(&self.network) {
            open.retain(|guest| !Arc::ptr_eq(guest, &self.guest));
            if open.is_empty() {
                connections.remove(&self.network);
            }
        }
    }
}

/// The address for which the proxy says that it asks. What stands before the last is others' word.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all(FORWARDED).iter().next_back()?;
    let last = last.to_str().ok()?.rsplit(',').next()?;
    last.trim().parse().ok().map(network)
}

/// What counts as one address: anyone who has an IPv6 address has the whole /64 around it.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(
            address.to_bits() & !u128::from(u64::MAX),
        )),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn an_ipv6_network_counts_as_one_and_a_mapped_address_as_itself() {
        let limits = Limits {
            connections_per_address: 1,
            ..Limits::default()
        };
        let visitors = Arc::new(AddressLimits::new(limits));
        let known = |address| {
            let seat = visitors.enter(ip(address));
            seat.inspect(|seat| seat.guest.is_known())
        };
        let first = known("2001:db8::1");
        assert!(first.is_some());
        assert!(known("2001:db8::ffff:2").is_none());
        assert!(known("2001:db8:0:1::1").is_some());
        let mapped = known("::ffff:192.0.2.1");
        assert!(mapped.is_some() && known("192.0.2.1").is_none());
        drop((first, mapped));
        assert!(known("2001:db8::3").is_some());
        assert!(
            visitors.connections.lock().unwrap().is_empty(),
            "nobody is remembered"
        );
    }

    #[test]
    fn who_shows_no_token_gives_way_and_who_has_shown_one_does_not() {
        let limits = Limits {
            connections_per_address: 2,
            ..Limits::default()
        };
        let visitors = Arc::new(AddressLimits::new(limits));
        let enter = || visitors.enter(ip("192.0.2.1"));
        let (known, idle) = (enter().unwrap(), enter().unwrap());
        known.guest.is_known();
        let third = enter().unwrap();
        let mut asked = Box::pin(idle.guest.asked_to_leave());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(asked.as_mut().poll(&mut context).is_ready());
        drop(asked);
        third.guest.is_known();
        assert!(
            enter().is_none(),
            "guests that may be here hold both places"
        );
        drop(idle);
        assert!(enter().is_none(), "who left gives no place twice");
        drop(third);
        assert!(enter().is_some());
    }
}
