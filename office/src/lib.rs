//! Pocketcard core.
