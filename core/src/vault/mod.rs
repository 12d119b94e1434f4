//! From a passphrase and the phone's keystore to the master key.
