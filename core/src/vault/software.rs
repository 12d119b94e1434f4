//! A keystore of plain files, for terminals, offices and tests.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{
    base::files,
    crypto::aead,
    host::{Keystore, KeystoreError, SecurityLevel},
};

/// A keystore whose keys are files, and which says so: anyone who copies the storage copies them too,
/// hence [`SecurityLevel::Software`] and no PIN.
///
/// Keep its directory apart from the vault's where you can, for example outside of backups.
pub struct SoftwareKeystore {
    dir: PathBuf,
}

impl SoftwareKeystore {
    /// Keys are kept in this directory, which is made when the first key is.
    pub fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
        }
    }

    /// Names are made by this program from letters, digits and dashes; anything else could climb out
    /// of the directory.
    fn path(&self, key: &str) -> Result<PathBuf, KeystoreError> {
        let plain = key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !plain || key.is_empty() {
            return Err(KeystoreError::Unavailable);
        }
        Ok(self.dir.join(key).with_extension("key"))
    }
}

impl Keystore for SoftwareKeystore {
    fn security_level(&self) -> Result<SecurityLevel, KeystoreError> {
        Ok(SecurityLevel::Software)
    }

    fn create(&self, key: &str) -> Result<(), KeystoreError> {
        let path = self.path(key)?;
        if path.exists() {
            return Ok(());
        }
        files::make_dir(&self.dir)
            .and_then(|()| files::replace(&path, &*aead::random_key()))
            .map_err(|error| KeystoreError::Io(error.kind()))
    }

    fn mac(&self, key: &str, data: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeystoreError> {
        let secret = match fs::read(self.path(key)?) {
            Ok(secret) => Zeroizing::new(secret),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(KeystoreError::Invalidated);
            }
            Err(error) => return Err(KeystoreError::Io(error.kind())),
        };
        if secret.len() != 32 {
            return Err(KeystoreError::Invalidated);
        }
        let mut mac = Hmac::<Sha256>::new_from_slice(&secret).expect("HMAC takes any key length");
        mac.update(data);
        Ok(Zeroizing::new(mac.finalize().into_bytes().into()))
    }

    fn destroy(&self, key: &str) -> Result<(), KeystoreError> {
        let path = self.path(key)?;
        // Overwritten first: on a disk that writes in place this is what counts.
        if path.exists() {
            let _ = fs::write(&path, aead::random::<32>());
        }
        files::remove(&path)
            .and_then(|()| {
                if self.dir.exists() {
                    files::sync_dir_of(&path)
                } else {
                    Ok(())
                }
            })
            .map_err(|error| KeystoreError::Io(error.kind()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_until_destroyed() {
        let dir = tempfile::tempdir().expect("a directory");
        let keystore = SoftwareKeystore::new(&dir.path().join("keys"));
        assert_eq!(
            keystore.mac("a", b"x").err(),
            Some(KeystoreError::Invalidated)
        );
        keystore.create("a").expect("created");
        keystore.create("b").expect("created");
        let first = keystore.mac("a", b"x").expect("a MAC");
        keystore.create("a").expect("harmless");
        assert_eq!(*keystore.mac("a", b"x").expect("a MAC"), *first);
        assert_ne!(*keystore.mac("b", b"x").expect("a MAC"), *first);
        assert_ne!(*keystore.mac("a", b"y").expect("a MAC"), *first);
        keystore.destroy("a").expect("destroyed");
        keystore.destroy("a").expect("again");
        assert_eq!(
            keystore.mac("a", b"x").err(),
            Some(KeystoreError::Invalidated)
        );
        keystore.create("a").expect("created");
        assert_ne!(*keystore.mac("a", b"x").expect("a MAC"), *first);
    }

    #[test]
    fn names_cannot_leave_the_directory() {
        let keystore = SoftwareKeystore::new(Path::new("/nonexistent"));
        for name in ["", "../x", "a/b", "a.b"] {
            assert_eq!(keystore.create(name), Err(KeystoreError::Unavailable));
        }
    }
}
