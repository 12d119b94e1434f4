//! The one place with cryptographic primitives: signing, sealing to a public key, sealing under a secret key.
//!
//! What is signed or sealed, and under which name of a purpose, is for the modules above to say.

pub(crate) mod aead;
mod certificate;
pub mod fingerprint;
mod random;
mod sealing;
mod signing;

pub use certificate::{BadCertificate, Certificate};
pub use random::system_randomness;
pub use sealing::{BadKey, KeyHash, PublicKey, SecretKey};
pub use signing::{BadSignature, Signature, SigningKey, VerifyingKey};
