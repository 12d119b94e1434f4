//! What the whole-system tests share.

pub mod canary;
pub mod workload;
