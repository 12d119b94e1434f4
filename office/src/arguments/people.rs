//! The users of a desk, and the acts that take two of them.

use clap::{Subcommand, ValueEnum};
use pocketcard_office::desk::{Deed, UserRole};

/// What can be done with those who use a desk.
#[derive(Subcommand)]
pub enum UsersVerb {
    /// Let somebody in. Their passphrase is asked for, or taken from POCKETCARD_NEW_PASSPHRASE.
    Add {
        /// What the others call them.
        name: String,
        /// What they do.
        #[arg(long, value_enum)]
        role: RoleName,
    },
    /// End somebody's way in.
    Remove {
        /// Their name.
        name: String,
    },
    /// Call somebody something else.
    Rename {
        /// Their name until now.
        name: String,
        /// Their name from now on.
        new: String,
    },
}

/// An act that takes two people.
#[derive(Clone, Copy, ValueEnum)]
pub enum DeedName {
    /// Exporting a record with its key.
    Export,
    /// Deleting a case.
    Delete,
    /// Passing a case on to the service that the person agreed to (`export --htcds`).
    Htcds,
    /// Transferring a row a person (`ctdc`); names no record.
    Ctdc,
}

impl From<DeedName> for Deed {
    fn from(deed: DeedName) -> Self {
        match deed {
            DeedName::Export => Self::Export,
            DeedName::Delete => Self::Deletion,
            DeedName::Htcds => Self::Htcds,
            DeedName::Ctdc => Self::Ctdc,
        }
    }
}

/// What somebody does at a desk.
#[derive(Clone, Copy, ValueEnum)]
pub enum RoleName {
    Administrator,
    FocalPoint,
}

impl From<RoleName> for UserRole {
    fn from(role: RoleName) -> Self {
        match role {
            RoleName::Administrator => Self::Administrator,
            RoleName::FocalPoint => Self::FocalPoint,
        }
    }
}
