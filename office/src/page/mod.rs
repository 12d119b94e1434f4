//! The desk in a browser, on this machine only: cases rather than records, the most urgent unanswered first.
//!
//! ```text
//! browser --HTTP on the loopback--> server --guard--> screens, acts --asked--> session (the unlocked desk) --> HTML
//! ```
//!
//! The page has no JavaScript, keeps nothing in the browser, and holds the unlocked desk in this process alone:
//! locking drops it. A browser that kept an older page must ask for it again, because a cookie changes with every
//! answer.

mod acts;
mod asked;
mod case;
mod collecting;
mod figures;
mod frame;
mod guard;
mod lock;
mod log;
mod open;
mod phones;
mod planning;
pub(crate) mod record;
mod screens;
mod server;
mod service_form;
mod services;
mod session;
mod this_desk;
mod today;
mod two_people;
mod unlocking;
pub(crate) mod words;

pub use open::Browser;
pub use server::{Page, PageError};
