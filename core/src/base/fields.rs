//! Fields of bytes, read one after another.

/// What is left to read. Numbers are big-endian. Bytes that end before a field does give `None` and stay as they are.
pub(crate) struct Fields<'a>(pub(crate) &'a [u8]);

impl<'a> Fields<'a> {
    /// Reads this many bytes.
    pub(crate) fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (field, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(field)
    }

    /// Reads as many bytes as the array has.
    pub(crate) fn array<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let (field, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(field)
    }

    /// Reads one byte.
    pub(crate) fn byte(&mut self) -> Option<u8> {
        self.array().map(|[byte]| *byte)
    }

    /// Reads a number of two bytes.
    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.array().copied().map(u16::from_be_bytes)
    }

    /// Reads a number of four bytes.
    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.array().copied().map(u32::from_be_bytes)
    }

    /// Reads a number of eight bytes.
    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.array().copied().map(u64::from_be_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_follow_one_another_and_a_cut_one_is_not_read() {
        let mut fields = Fields(&[1, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4, 5, 6, 7]);
        assert_eq!(fields.byte(), Some(1));
        assert_eq!(fields.u16(), Some(2));
        assert_eq!(fields.u32(), Some(3));
        assert_eq!(fields.u64(), Some(4));
        assert_eq!(fields.array(), Some(&[5]));
        assert_eq!(fields.bytes(3), None);
        assert_eq!(fields.array::<3>(), None);
        assert_eq!(fields.u32(), None);
        assert_eq!(fields.bytes(2), Some(&[6, 7][..]));
        assert_eq!(fields.byte(), None);
        assert_eq!(fields.bytes(0), Some(&[][..]));
    }
}
