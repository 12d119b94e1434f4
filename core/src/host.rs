//! What the host lends to the core: a keystore, a clock, and an ear for progress.
//!
//! The core calls these and never holds a lock of its own while it does. Nothing here is
//! asynchronous: a host that must ask its user (a fingerprint, say) blocks the calling thread.

use thiserror::Error;
use zeroize::Zeroizing;

/// How well a keystore protects its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityLevel {
    /// Keys are files or memory that a copy of the storage copies too. A PIN is refused.
    Software,
    /// Keys live in hardware (a trusted environment or secure element) and cannot be copied out.
    Hardware,
}

/// Why a keystore did not do what it was asked. Each calls for another action of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeystoreError {
    /// The user dismissed the prompt.
    #[error("keystore-cancelled")]
    Cancelled,
    /// The keystore is locked for now, for example before the first unlock after a restart.
    #[error("keystore-locked")]
    Locked,
    /// The key is gone for good, for example after the screen lock was removed.
    #[error("keystore-invalidated")]
    Invalidated,
    /// The keystore cannot be reached.
    #[error("keystore-unavailable")]
    Unavailable,
    /// The keystore is made of files, and these cannot be read or written.
    #[error("keystore-unavailable")]
    Io(std::io::ErrorKind),
}

/// Holds keys that never leave it.
pub trait Keystore: Send + Sync {
    /// How well the keys are protected.
    fn security_level(&self) -> Result<SecurityLevel, KeystoreError>;
    /// Makes a new random key under this name, replacing none: a second call for the same name is
    /// harmless.
    fn create(&self, key: &str) -> Result<(), KeystoreError>;
    /// HMAC-SHA256, or an equal 32-byte pseudo-random function, of `data` under the named key.
    fn mac(&self, key: &str, data: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeystoreError>;
    /// Destroys the named key for good. Destroying a key that does not exist succeeds.
    fn destroy(&self, key: &str) -> Result<(), KeystoreError>;
}

/// One reading of the host's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Wall clock, milliseconds since 1970-01-01 UTC. May be wrong by years.
    pub wall_ms: i64,
    /// Milliseconds since an arbitrary point of this boot; never goes back within one boot, and goes on
    /// while the device sleeps: a phone asleep in somebody's hands must lock like any other.
    pub monotonic_ms: u64,
    /// Changes with every boot, so that monotonic readings of two boots are never compared.
    pub boot: [u8; 16],
}

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Moment;
}

/// What the host wants after a step of long work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proceed {
    /// Go on.
    Continue,
    /// Stop here; what was done so far is undone or can be resumed.
    Cancel,
}

/// Hears how far long work has come.
pub trait Progress: Send + Sync {
    /// `done` of `total` units (bytes or rows) are through.
    fn advance(&self, done: u64, total: u64) -> Proceed;
}

/// Progress that nobody watches.
pub struct Unwatched;

impl Progress for Unwatched {
    fn advance(&self, _done: u64, _total: u64) -> Proceed {
        Proceed::Continue
    }
}
