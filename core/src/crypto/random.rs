//! The operating system's randomness.

use hpke::rand_core::CryptoRng;

/// The operating system's randomness, which every supported system provides.
pub fn system_randomness() -> impl CryptoRng {
    getrandom::rand_core::UnwrapErr(getrandom::SysRng)
}
