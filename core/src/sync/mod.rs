//! Two stores of parcels telling each other what they have and want.
//!
//! Everything that travels is a sealed, content-addressed parcel, and there is one way of exchanging
//! them: messages made of [`Frame`]s. The asking end is an [`Exchange`], the answering end a
//! [`Responder`], and what lies behind either is a [`Depot`]. A request and its answer travel over HTTP
//! to a hub, or over a [`link`] between two phones; a [`bundle`] is the same frames in a file. None of
//! this touches a network: the host carries the bytes.
//!
//! What leaves its phone, and when, is decided by the [`outbox`].

pub mod bundle;
mod depot;
mod exchange;
mod frame;
pub mod http;
mod item;
pub mod link;
mod memory_depot;
mod message;
pub mod outbox;
mod parcels;
mod receive;
mod respond;
mod schedule;

pub use bundle::BundleError;
pub use depot::{Checkpoint, Depot, DepotError, Have};
pub use exchange::{Exchange, ExchangeProgress, ExchangeStats, Status, WINDOW};
pub use frame::{Frame, FrameError, Hello, MESSAGE_MAX, PART_MAX, VERSION};
pub use item::{Item, Reason, Role, SMALL_MAX, Way};
pub use memory_depot::MemoryDepot;
pub use message::ExchangeError;
pub use parcels::{
    Conversation, ParcelDepot, ParcelEntry, ParcelState, ParcelTx, Parcels, REMEMBER_MS, Reader,
    Stashed,
};
pub use respond::{Responder, respond};
pub(crate) use schedule::Schedule;

#[cfg(test)]
mod tests;
