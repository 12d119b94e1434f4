//! The session of the core, for Kotlin, Swift and Python.

uniffi::setup_scaffolding!();

/// The version of the core that this library was built from.
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
