//! The sealed envelope in which everything travels.
