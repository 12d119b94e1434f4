//! A keystore for tests, which remembers what it was asked and refuses what it is told to.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Mutex, MutexGuard},
};

use zeroize::Zeroizing;

use crate::{
    host::{Keystore, KeystoreError, SecurityLevel},
    vault::SoftwareKeystore,
};

pub struct Watched {
    inner: SoftwareKeystore,
    pub level: SecurityLevel,
    calls: Mutex<Vec<&'static str>>,
    refusals: Mutex<HashMap<&'static str, KeystoreError>>,
}

/// The four ways in which a keystore does not do what it was asked.
pub const FAILURES: [KeystoreError; 4] = [
    KeystoreError::Cancelled,
    KeystoreError::Locked,
    KeystoreError::Invalidated,
    KeystoreError::Unavailable,
];

impl Watched {
    pub fn new(keys: &Path) -> Self {
        Self {
            inner: SoftwareKeystore::new(keys),
            level: SecurityLevel::Software,
            calls: Mutex::default(),
            refusals: Mutex::default(),
        }
    }

    fn refusals(&self) -> MutexGuard<'_, HashMap<&'static str, KeystoreError>> {
        self.refusals.lock().unwrap()
    }

    /// From now on every call of this kind fails.
    pub fn refuse(&self, call: &'static str, error: KeystoreError) {
        self.refusals().insert(call, error);
    }

    pub fn refuse_nothing(&self) {
        self.refusals().clear();
    }

    /// What was asked since the last time.
    pub fn calls(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.calls.lock().unwrap())
    }

    fn asked(&self, call: &'static str) -> Result<(), KeystoreError> {
        self.calls.lock().unwrap().push(call);
        self.refusals()
            .get(call)
            .map_or(Ok(()), |error| Err(*error))
    }
}

impl Keystore for Watched {
    fn security_level(&self) -> Result<SecurityLevel, KeystoreError> {
        Ok(self.level)
    }

    fn create(&self, key: &str) -> Result<(), KeystoreError> {
        self.asked("create")?;
        self.inner.create(key)
    }

    fn mac(&self, key: &str, data: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeystoreError> {
        self.asked("mac")?;
        self.inner.mac(key, data)
    }

    fn destroy(&self, key: &str) -> Result<(), KeystoreError> {
        self.asked("destroy")?;
        self.inner.destroy(key)
    }
}
