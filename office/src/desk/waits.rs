//! What parcels that are kept aside wait for.

/// What a parcel that is kept aside waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waits {
    /// A version that understands more.
    Version,
    /// The phone that signed it, until it is enrolled.
    Phone,
    /// Somebody who compares its phone's words.
    Words,
    /// The report that names it.
    Report,
    /// Another day: its phone has had its share of this one.
    Day,
    /// Nothing: it does not open, or was not signed as it says.
    Nothing,
}

/// All of them, in the order of their numbers in the store.
pub(super) const WAITS: [Waits; 6] = [
    Waits::Version,
    Waits::Phone,
    Waits::Report,
    Waits::Nothing,
    Waits::Words,
    Waits::Day,
];
