//! The key under which everything else is kept.

use zeroize::{Zeroize, Zeroizing};

use crate::crypto::aead::{self, Key};

/// The key under which everything else is kept: 32 random bytes that only a slot of the vault gives
/// out. Wiped when dropped, never printed, never handed to the host.
///
/// Boxed, so that moving it leaves no copy behind.
pub struct MasterKey(Box<[u8; 32]>);

impl MasterKey {
    pub(super) fn random() -> Self {
        let mut key = Box::new([0; 32]);
        getrandom::fill(key.as_mut()).expect("the operating system provides randomness");
        Self(key)
    }

    pub(super) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Box::new([0; 32]);
        (bytes.len() == key.len()).then(|| key.copy_from_slice(bytes))?;
        Some(Self(key))
    }

    pub(super) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    #[cfg(test)]
    pub(crate) fn expose_in_tests(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for one named use (HKDF-SHA256). The same label always gives the same key, and none
    /// tells anything about another.
    pub fn derive(&self, label: &str) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        self.derive_into(label, &mut key);
        key
    }

    /// [`MasterKey::derive`] without a copy on the stack.
    pub(crate) fn derive_key(&self, label: &str) -> Key {
        let mut key = Key::default();
        self.derive_into(label, &mut key);
        key
    }

    fn derive_into(&self, label: &str, key: &mut [u8; 32]) {
        let label = [b"pocketcard key ", label.as_bytes()].concat();
        aead::derive(self.expose(), b"pocketcard master v1", &label, key);
    }
}

impl Drop for MasterKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
