//! The device-signed hash chain over salted commitments.
