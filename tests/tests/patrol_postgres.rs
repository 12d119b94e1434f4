//! The patrols once more, with the hub's other database.

#[path = "patrol.rs"]
mod patrol;
