//! What the whole-system tests share.

pub mod binaries;
pub mod canary;
pub mod fixtures;
pub mod house;
pub mod meeting;
pub mod phone_life;
#[cfg(target_os = "linux")]
pub mod pseudo_terminal;
pub mod road;
pub mod serving;
pub mod simulator;
pub mod workload;
