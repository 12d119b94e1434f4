//! Fixed numbers of bytes that people and files see as lower-case hexadecimal.

/// The text is not the expected number of hexadecimal characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the expected number of hexadecimal characters")]
pub struct HexError;

/// Defines a public newtype over `[u8; N]` that is shown, read and stored as hexadecimal text.
macro_rules! hex_bytes {
    ($(#[$meta:meta])* $name:ident, $len:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::base::hex::HexError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let bytes = data_encoding::HEXLOWER
                    .decode(text.as_bytes())
                    .map_err(|_| $crate::base::hex::HexError)?;
                Ok(Self(bytes.try_into().map_err(|_| $crate::base::hex::HexError)?))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer)?
                    .parse()
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use hex_bytes;

#[cfg(test)]
mod tests {
    use super::*;

    hex_bytes!(
        /// For this test.
        Two,
        2
    );

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        assert_eq!(Two([0xab, 1]).to_string(), "ab01");
        assert_eq!("ab01".parse(), Ok(Two([0xab, 1])));
        assert_eq!(serde_json::to_string(&Two([1, 2])).unwrap(), "\"0102\"");
        assert_eq!(
            serde_json::from_str::<Two>("\"0102\"").unwrap(),
            Two([1, 2])
        );
        for bad in ["", "ab0", "ab0102", "AB01", "xy01", " ab01"] {
            assert_eq!(bad.parse::<Two>(), Err(HexError), "{bad:?}");
        }
    }
}
