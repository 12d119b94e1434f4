//! The sizes that parcels have, so that a size tells next to nothing.
//!
//! From 2.5 to 64 KiB there are four to each doubling, 20 in all: a size tells at most 4.4 bits. (Parcels of earlier
//! versions are 4 KiB at least and have powers of two.) Above, Padmé sizes (Nikitin et al., "Reducing Metadata
//! Leakage from Encrypted Files and Communication with PURBs", 2019), which add at most 3 % there.

use super::{
    Error,
    layout::{self, Suite},
};

/// The smallest parcel, in bytes. A typical screening fits.
pub const MIN_SIZE: u64 = 2560;
/// The smallest parcel of earlier versions, and the smallest attachment in a store.
pub(super) const EARLIER_MIN_SIZE: u64 = 4 * 1024;
/// The largest parcel, in bytes.
pub const MAX_SIZE: u64 = 64 * 1024 * 1024;
/// The most content that one parcel holds, in bytes.
pub const MAX_CONTENT: u64 = payload(Suite::TwoSlots, MAX_SIZE) - layout::LETTER_OVERHEAD;

const PADME_FROM: u64 = 64 * 1024;

/// The smallest size that stored attachments (and parcels of earlier versions) have and that is not below `bytes`.
pub(crate) fn bucket(bytes: u64) -> u64 {
    match bytes <= PADME_FROM {
        true => bytes.next_power_of_two().max(EARLIER_MIN_SIZE),
        false => rounded(bytes, bytes.ilog2().ilog2() + 1),
    }
}

/// The smallest size that parcels of this suite have and that is not below `bytes`.
fn for_size(suite: Suite, bytes: u64) -> u64 {
    match suite {
        Suite::OneSlot | Suite::TwoSlots if bytes <= PADME_FROM => rounded(bytes.max(MIN_SIZE), 2),
        _ => bucket(bytes),
    }
}

/// Rounds up to the next number whose set bits are the highest one and some of the `kept_bits` below it.
fn rounded(bytes: u64, kept_bits: u32) -> u64 {
    let exponent = bytes.ilog2();
    let mask = (1 << (exponent - kept_bits)) - 1;
    (bytes + mask) & !mask
}

/// Whether parcels of this suite have this size.
pub fn is_size(suite: Suite, bytes: u64) -> bool {
    let holds_a_letter = bytes > suite.head() as u64 + layout::LETTER_OVERHEAD;
    holds_a_letter && bytes <= MAX_SIZE && for_size(suite, bytes) == bytes
}

/// How many bytes of letter and padding a parcel of this size holds. No size leaves a last chunk
/// without room for its tag: sizes are multiples of 512 bytes, and so are chunks on the road.
pub const fn payload(suite: Suite, size: u64) -> u64 {
    let sealed = size - suite.head() as u64;
    sealed - sealed.div_ceil(layout::SEALED as u64) * layout::TAG as u64
}

/// The size of the parcel for this much content.
///
/// # Errors
/// [`Error::TooLarge`] beyond [`MAX_CONTENT`].
pub fn for_content(suite: Suite, content: u64) -> Result<u64, Error> {
    if content > MAX_CONTENT {
        return Err(Error::TooLarge);
    }
    let letter = content + layout::LETTER_OVERHEAD;
    let tags = letter.div_ceil(layout::PLAIN as u64) * layout::TAG as u64;
    Ok(for_size(suite, suite.head() as u64 + letter + tags))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: [Suite; 2] = [Suite::OneSlot, Suite::TwoSlots];

    #[test]
    fn sizes_are_the_documented_ones() {
        for (content, one, two) in [
            (0, 2560, 3072),
            (480, 2560, 3072),
            (481, 2560, 3072),
            (482, 2560, 3584),
            (993, 2560, 3584),
            (1137, 2560, 4096),
            (1138, 3072, 4096),
            (3_000_000, 3_014_656, 3_014_656),
            (50_000_000, 50_331_648, 50_331_648),
            (MAX_CONTENT, MAX_SIZE, MAX_SIZE),
        ] {
            assert_eq!(for_content(Suite::OneSlot, content), Ok(one), "{content}");
            assert_eq!(for_content(Suite::TwoSlots, content), Ok(two), "{content}");
        }
        for suite in NEW {
            assert_eq!(for_content(suite, MAX_CONTENT + 1), Err(Error::TooLarge));
            assert_eq!(for_content(suite, u64::MAX), Err(Error::TooLarge));
        }
    }

    #[test]
    fn every_size_holds_what_it_was_chosen_for_and_wastes_little() {
        for suite in NEW {
            let mut content = 0;
            while content <= MAX_CONTENT {
                let size = for_content(suite, content).unwrap();
                assert!(is_size(suite, size));
                let held = payload(suite, size);
                assert!(held >= content + layout::LETTER_OVERHEAD, "{content}");
                let least = (suite.head() as u64 + layout::LETTER_OVERHEAD + content) as f64;
                assert!((size as f64) < 1.26 * least.max(2048.0), "{content}");
                // The last chunk is never empty.
                let last = (size - suite.head() as u64) % layout::SEALED as u64;
                assert!(last == 0 || last > layout::TAG as u64);
                content += 1 + content / 1000;
            }
        }
    }

    #[test]
    fn sizes_of_earlier_versions_and_of_stored_attachments_are_the_documented_ones() {
        for (bytes, size) in [(0, 4096), (4096, 4096), (4097, 8192), (65_537, 67_584)] {
            assert_eq!(bucket(bytes), size, "{bytes}");
        }
    }

    #[test]
    fn few_sizes_exist() {
        let count = |suite, to| {
            (512..=to)
                .step_by(512)
                .filter(|n| is_size(suite, *n))
                .count()
        };
        assert_eq!(count(Suite::OneSlot, PADME_FROM), 20);
        assert_eq!(count(Suite::TwoSlots, PADME_FROM), 19);
        assert_eq!(count(Suite::Earlier, PADME_FROM), 5);
        assert_eq!(count(Suite::Earlier, MAX_SIZE), 325);
        assert_eq!(count(Suite::OneSlot, MAX_SIZE), 340);
        for odd in [
            0,
            1,
            2048,
            2561,
            4097,
            5000,
            65_537,
            MAX_SIZE + 2048 * 1024,
            u64::MAX,
        ] {
            for suite in [Suite::Earlier, Suite::OneSlot, Suite::TwoSlots] {
                assert!(!is_size(suite, odd), "{odd}");
            }
        }
        assert!(!is_size(Suite::TwoSlots, 2560), "no letter fits");
        assert!(!is_size(Suite::Earlier, 5120));
    }
}
