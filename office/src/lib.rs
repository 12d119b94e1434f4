//! The receiving end: the blind hub that parcels pass through, the desk that opens them and its page in a browser,
//! the packs that an office makes and its keepers sign, the spreadsheets that forms come from, the tables that may
//! be published, and the exports by others' standards.

pub mod desk;
pub mod escrow;
pub mod figures;
pub mod hub;
pub mod hub_client;
pub mod keeper;
pub mod pack;
pub mod page;
pub mod standards;
pub mod xlsform;
