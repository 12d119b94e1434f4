//! What a shell lends to the core, as interfaces that it implements in its own language.
//!
//! Every method may fail, because whatever the host's language throws arrives here as an error. What it
//! threw is dropped: a stack trace can hold what a person entered.

use pocketcard::host;
use zeroize::Zeroizing;

pub use pocketcard::host::SecurityLevel;

/// How well a keystore protects its keys.
#[uniffi::remote(Enum)]
pub enum SecurityLevel {
    /// Keys are files or memory that a copy of the storage copies too. A PIN is refused.
    Software,
    /// Keys live in hardware and cannot be copied out.
    Hardware,
}

/// Why a keystore did not do what it was asked. Each calls for another action of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum KeystoreError {
    /// The user dismissed the prompt.
    #[error("cancelled")]
    Cancelled,
    /// The keystore is locked for now, for example before the first unlock after a restart.
    #[error("locked")]
    Locked,
    /// The key is gone for good, for example after the screen lock was removed.
    #[error("invalidated")]
    Invalidated,
    /// The keystore cannot be reached. Also what anything else that the host throws becomes.
    #[error("unavailable")]
    Unavailable,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for KeystoreError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unavailable
    }
}

impl From<KeystoreError> for host::KeystoreError {
    fn from(error: KeystoreError) -> Self {
        match error {
            KeystoreError::Cancelled => Self::Cancelled,
            KeystoreError::Locked => Self::Locked,
            KeystoreError::Invalidated => Self::Invalidated,
            KeystoreError::Unavailable => Self::Unavailable,
        }
    }
}

/// Something else than a keystore that the host lends did not work: a clock, a stream, a listener.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum HostError {
    /// It failed.
    #[error("failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for HostError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

/// Holds keys that never leave it. On a phone: the platform's hardware keystore.
#[uniffi::export(foreign)]
pub trait Keystore: Send + Sync {
    /// How well the keys are protected.
    fn security_level(&self) -> Result<SecurityLevel, KeystoreError>;
    /// Makes a new random key under this name. A second call for the same name is harmless.
    fn create(&self, key: String) -> Result<(), KeystoreError>;
    /// HMAC-SHA256, or an equal 32-byte pseudo-random function, of `data` under the named key.
    fn mac(&self, key: String, data: Vec<u8>) -> Result<Vec<u8>, KeystoreError>;
    /// Destroys the named key for good. Destroying a key that does not exist succeeds.
    fn destroy(&self, key: String) -> Result<(), KeystoreError>;
}

/// One reading of the host's clocks.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Moment {
    /// Wall clock, milliseconds since 1970-01-01 UTC. May be wrong by years.
    pub wall_ms: i64,
    /// Milliseconds since an arbitrary point of this boot; never goes back within one boot, and goes on
    /// while the device sleeps: `elapsedRealtime` of Android, `CLOCK_MONOTONIC` of iOS,
    /// `CLOCK_BOOTTIME` of Linux.
    pub monotonic_ms: u64,
    /// Sixteen bytes that change with every boot.
    pub boot: Vec<u8>,
}

/// Tells the time.
#[uniffi::export(foreign)]
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Result<Moment, HostError>;
}

/// Hears how far long work has come, and may stop it.
#[uniffi::export(foreign)]
pub trait ProgressListener: Send + Sync {
    /// `done` of `total` bytes or rows are through. `false` stops here.
    fn advance(&self, done: u64, total: u64) -> Result<bool, HostError>;
}

/// Where bytes come from: a camera, a file that the user picked.
#[uniffi::export(foreign)]
pub trait Source: Send + Sync {
    /// The next bytes, at most `limit` of them; none at the end.
    fn read(&self, limit: u32) -> Result<Vec<u8>, HostError>;
}

/// Where bytes go: a file that the user picked.
#[uniffi::export(foreign)]
pub trait Sink: Send + Sync {
    /// Takes all of these bytes.
    fn write(&self, bytes: Vec<u8>) -> Result<(), HostError>;
}

/// A stream of bytes to another phone: Bluetooth, Wi-Fi between them, a cable.
#[uniffi::export(foreign)]
pub trait ByteStream: Send + Sync {
    /// The next bytes as they come, at most `limit` of them. Waits for some, half a second or so where the
    /// stream can: no bytes say that none came yet, and the user may stop the waiting then. Nothing at all
    /// says that the other side closed the stream.
    fn read(&self, limit: u32) -> Result<Option<Vec<u8>>, HostError>;
    /// Sends all of these bytes.
    fn write(&self, bytes: Vec<u8>) -> Result<(), HostError>;
}

/// The host's keystore as the core sees it.
pub(crate) struct LentKeystore<'a>(pub(crate) &'a dyn Keystore);

impl host::Keystore for LentKeystore<'_> {
    fn security_level(&self) -> Result<SecurityLevel, host::KeystoreError> {
        Ok(self.0.security_level()?)
    }

    fn create(&self, key: &str) -> Result<(), host::KeystoreError> {
        Ok(self.0.create(key.to_owned())?)
    }

    fn mac(&self, key: &str, data: &[u8]) -> Result<Zeroizing<[u8; 32]>, host::KeystoreError> {
        let given = Zeroizing::new(self.0.mac(key.to_owned(), data.to_vec())?);
        let mut mac = Zeroizing::new([0; 32]);
        if given.len() != mac.len() {
            return Err(host::KeystoreError::Unavailable);
        }
        mac.copy_from_slice(&given);
        Ok(mac)
    }

    fn destroy(&self, key: &str) -> Result<(), host::KeystoreError> {
        Ok(self.0.destroy(key.to_owned())?)
    }
}

impl TryFrom<Moment> for host::Moment {
    type Error = HostError;

    fn try_from(moment: Moment) -> Result<Self, HostError> {
        Ok(Self {
            wall_ms: moment.wall_ms,
            monotonic_ms: moment.monotonic_ms,
            boot: moment.boot.try_into().map_err(|_| HostError::Failed)?,
        })
    }
}
