//! What the whole-system tests share.

pub mod bad_network;
pub mod balancer;
pub mod binaries;
pub mod canary;
pub mod counted;
pub mod desk_users;
pub mod fixtures;
pub mod meeting;
pub mod pages;
pub mod phone_life;
#[cfg(unix)]
pub mod postgres_server;
#[cfg(target_os = "linux")]
pub mod pseudo_terminal;
pub mod serving;
pub mod simulator;
pub mod test_office;
pub mod workload;
