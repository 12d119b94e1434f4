//! The receiving end: the blind hub that parcels pass through, the desk that opens them and its page in a browser,
//! the packs that an office makes and its keepers sign, the spreadsheets that forms come from, the tables that may
//! be published, the analyst's store of those that were, and the exports by others' standards.

pub mod court;
pub mod desk;
pub mod escrow;
pub mod figures;
pub mod hub;
pub mod hub_client;
pub mod keeper;
pub mod pack;
pub mod page;
pub mod plots;
pub mod releases;
pub mod standards;
pub mod xlsform;
