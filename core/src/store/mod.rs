//! The sealed rows: one opaque SQLite table whose content only the vault's key opens.
