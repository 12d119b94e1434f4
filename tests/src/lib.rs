//! What the whole-system tests share.

pub mod canary;
pub mod road;
pub mod simulator;
pub mod workload;
