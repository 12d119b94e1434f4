//! The hub's tests once more, with its other database.

#[path = "hub/main.rs"]
mod hub_tests;
