//! The receiving end: the hub, and the client that terminals lend to the exchange.

pub mod http;
pub mod hub;
