//! Argon2id: how much work each guess at a passphrase costs.

use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};

use super::{Error, Passphrase};
use crate::crypto::aead::Key;

/// How much work each guess at a passphrase costs: the parameters of Argon2id (RFC 9106).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kdf {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Kdf {
    /// 64 MiB, three passes, one lane: RFC 9106's choice for little memory, with one lane because an
    /// old phone has few fast cores.
    pub const DEFAULT: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    /// Parameters within bounds: 19 MiB to 512 MiB, 2 to 32 passes, 1 to 4 lanes. The same bounds
    /// hold for what is read from a vault file, so that a forged file can neither weaken the work nor
    /// stop the phone with it.
    ///
    /// # Errors
    /// [`Error::KdfOutOfBounds`].
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, Error> {
        let bounded = (19 * 1024..=512 * 1024).contains(&memory_kib)
            && (2..=32).contains(&passes)
            && (1..=4).contains(&lanes);
        if !bounded {
            return Err(Error::KdfOutOfBounds);
        }
        Ok(Self {
            memory_kib,
            passes,
            lanes,
        })
    }

    /// [`Kdf::DEFAULT`], with as many more passes as this device does within `budget` (one second is
    /// sensible). Never less than the default, however slow the device.
    ///
    /// Memory stays as it is: more of it would keep a phone of 2 GB from unlocking.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`].
    pub fn calibrate(budget: Duration) -> Result<Self, Error> {
        let start = Instant::now();
        Self::DEFAULT.stretch(&Passphrase::new("how fast is this device"), &[0; 32])?;
        let pass = start.elapsed().as_secs_f64() / f64::from(Self::DEFAULT.passes);
        Ok(Self {
            passes: affordable(budget, pass),
            ..Self::DEFAULT
        })
    }

    pub(super) fn stretch(self, passphrase: &Passphrase, salt: &[u8; 32]) -> Result<Key, Error> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, None)
            .expect("our bounds lie within Argon2's");
        let mut out = Key::default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.bytes(), salt, &mut *out)
            .map_err(|_| Error::OutOfMemory)?;
        Ok(out)
    }

    pub(super) fn to_bytes(self) -> [u8; 12] {
        let mut bytes = [0; 12];
        for (field, value) in
            bytes
                .chunks_exact_mut(4)
                .zip([self.memory_kib, self.passes, self.lanes])
        {
            field.copy_from_slice(&value.to_be_bytes());
        }
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8; 12]) -> Result<Self, Error> {
        let mut fields = bytes
            .chunks_exact(4)
            .map(|field| u32::from_be_bytes(field.try_into().expect("four bytes")));
        let mut next = || fields.next().expect("twelve bytes are three fields");
        Self::new(next(), next(), next())
    }
}

/// How many passes of this many seconds fit, within bounds.
fn affordable(budget: Duration, pass: f64) -> u32 {
    let passes = (budget.as_secs_f64() / pass.max(1e-6)) as u32;
    passes.clamp(Kdf::DEFAULT.passes, 32)
}

#[cfg(test)]
mod tests {
    use argon2::{AssociatedData, ParamsBuilder};
    use data_encoding::HEXLOWER;

    use super::*;

    /// RFC 9106, section 5.3.
    #[test]
    fn known_answer_argon2id() {
        let params = ParamsBuilder::new()
            .m_cost(32)
            .t_cost(3)
            .p_cost(4)
            .data(AssociatedData::new(&[4; 12]).expect("twelve bytes"))
            .build()
            .expect("the RFC's parameters");
        let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params)
            .expect("a short secret");
        let mut tag = [0; 32];
        argon2
            .hash_password_into(&[1; 32], &[2; 16], &mut tag)
            .expect("32 KiB");
        assert_eq!(
            HEXLOWER.encode(&tag),
            "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
        );
    }

    #[test]
    fn bounds_hold_in_both_directions() {
        for (memory, passes, lanes) in [
            (0, 3, 1),
            (19_455, 2, 1),
            (19_456, 1, 1),
            (19_456, 2, 0),
            (524_289, 2, 1),
            (65_536, 33, 1),
            (65_536, 3, 5),
        ] {
            assert_eq!(Kdf::new(memory, passes, lanes), Err(Error::KdfOutOfBounds));
        }
        let kdf = Kdf::new(19_456, 2, 1).expect("the least allowed");
        assert_eq!(Kdf::from_bytes(&kdf.to_bytes()), Ok(kdf));
    }

    #[test]
    fn calibration_only_adds() {
        let kdf = Kdf::calibrate(Duration::ZERO).expect("64 MiB");
        assert_eq!(kdf, Kdf::DEFAULT);
        // No device needs an hour for 32 passes, which is the most that a vault file may ask for.
        let kdf = Kdf::calibrate(Duration::from_secs(3600)).expect("64 MiB");
        let most = Kdf::new(Kdf::DEFAULT.memory_kib, 32, Kdf::DEFAULT.lanes);
        assert_eq!(Ok(kdf), most);
    }

    #[test]
    fn what_calibration_gives_is_as_much_as_the_budget_pays_for() {
        for (budget, pass, passes) in [
            (1000, 100, 10),
            (1000, 334, 3),
            (1000, 249, 4),
            (900, 30, 30),
        ] {
            assert_eq!(
                affordable(Duration::from_millis(budget), f64::from(pass) / 1000.0),
                passes
            );
        }
    }
}
