//! The receiving end: the hub, packs and spreadsheet forms, and the client that terminals lend to the
//! exchange.

pub mod http;
pub mod hub;
pub mod xlsform;
