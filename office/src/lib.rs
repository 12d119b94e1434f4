//! The receiving end: the blind hub that parcels pass through, the desk that opens them, the client
//! that terminals lend to the exchange, the packs that an office makes, and the spreadsheets that forms
//! come from.

pub mod desk;
mod files;
pub mod http;
pub mod hub;
pub mod meter;
pub mod pack;
pub mod sentences;
pub mod terminal;
pub mod xlsform;
