//! The sizes that parcels have, so that a size tells next to nothing.
//!
//! Up to 64 KiB they are powers of two; above, Padmé sizes (Nikitin et al., "Reducing Metadata
//! Leakage from Encrypted Files and Communication with PURBs", 2019), which add at most 3 % there.

use super::{Error, layout};

/// The smallest parcel, in bytes. A typical screening fits.
pub const MIN_SIZE: u64 = 4 * 1024;
/// The largest parcel, in bytes.
pub const MAX_SIZE: u64 = 64 * 1024 * 1024;
/// The most content that one parcel holds, in bytes.
pub const MAX_CONTENT: u64 = payload(MAX_SIZE) - layout::LETTER_OVERHEAD;

const POWERS_UP_TO: u64 = 64 * 1024;

/// The smallest size that parcels (and stored attachments) have and that is not below `bytes`.
pub(crate) fn bucket(bytes: u64) -> u64 {
    if bytes <= POWERS_UP_TO {
        return bytes.next_power_of_two().max(MIN_SIZE);
    }
    let exponent = bytes.ilog2();
    let kept_bits = exponent.ilog2() + 1;
    let mask = (1 << (exponent - kept_bits)) - 1;
    (bytes + mask) & !mask
}

/// Whether parcels have this size.
pub fn is_bucket(bytes: u64) -> bool {
    (MIN_SIZE..=MAX_SIZE).contains(&bytes) && bucket(bytes) == bytes
}

/// How many bytes of letter and padding a parcel of this size holds. No size leaves a last chunk
/// without room for its tag: sizes are multiples of 2 KiB, and so are chunks on the road.
pub const fn payload(size: u64) -> u64 {
    let sealed = size - layout::HEAD as u64;
    sealed - sealed.div_ceil(layout::SEALED as u64) * layout::TAG as u64
}

/// The size of the parcel for this much content.
///
/// # Errors
/// [`Error::TooLarge`] beyond [`MAX_CONTENT`].
pub fn for_content(content: u64) -> Result<u64, Error> {
    if content > MAX_CONTENT {
        return Err(Error::TooLarge);
    }
    let letter = content + layout::LETTER_OVERHEAD;
    let tags = letter.div_ceil(layout::PLAIN as u64) * layout::TAG as u64;
    Ok(bucket(layout::HEAD as u64 + letter + tags))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_the_documented_ones() {
        for (content, size) in [
            (0, 4096),
            (1505, 4096),
            (1506, 8192),
            (3_000_000, 3_014_656),
            (50_000_000, 50_331_648),
            (67_089_905, MAX_SIZE),
            (MAX_CONTENT, MAX_SIZE),
        ] {
            assert_eq!(for_content(content), Ok(size), "{content}");
        }
        assert_eq!(for_content(MAX_CONTENT + 1), Err(Error::TooLarge));
        assert_eq!(for_content(u64::MAX), Err(Error::TooLarge));
    }

    #[test]
    fn every_size_holds_what_it_was_chosen_for_and_wastes_little() {
        let mut content = 0;
        while content <= MAX_CONTENT {
            let size = for_content(content).unwrap();
            assert!(is_bucket(size));
            assert!(
                payload(size) >= content + layout::LETTER_OVERHEAD,
                "{content}"
            );
            if content > POWERS_UP_TO {
                assert!((size as f64) < content as f64 * 1.1, "{content}");
            }
            // The last chunk is never empty.
            let last = (size - layout::HEAD as u64) % layout::SEALED as u64;
            assert!(last == 0 || last > layout::TAG as u64);
            content += 1 + content / 1000;
        }
    }

    #[test]
    fn few_sizes_exist() {
        let sizes = (MIN_SIZE..=MAX_SIZE)
            .step_by(2048)
            .filter(|n| is_bucket(*n));
        assert_eq!(sizes.count(), 325);
        for odd in [
            0,
            1,
            4095,
            4097,
            5000,
            65_537,
            MAX_SIZE + 2048 * 1024,
            u64::MAX,
        ] {
            assert!(!is_bucket(odd), "{odd}");
        }
    }
}
