//! Copies of a desk, and how long closed cases are kept.

use std::path::PathBuf;

use clap::Args;

/// A copy for an escrow's keepers.
#[derive(Args)]
pub struct Backup {
    /// The directory to write it to. It must not exist.
    pub out: PathBuf,
    /// The card of the escrow whose keepers open the copy: `escrow new` writes it. Compare its words with theirs.
    #[arg(long, value_name = "CARD")]
    pub escrow: PathBuf,
}

/// A desk that is put back.
#[derive(Args)]
pub struct Restore {
    /// The directory that `backup` wrote.
    pub copy: PathBuf,
    /// A share of the escrow; once for each keeper who brings one.
    #[arg(long = "share", value_name = "FILE", required = true)]
    pub shares: Vec<PathBuf>,
}

/// How long closed cases are kept.
#[derive(Args)]
pub struct Retention {
    /// Keep closed cases for this many months from now on.
    #[arg(long, value_name = "NUMBER")]
    pub months: Option<u16>,
    /// Closed cases are due at no time.
    #[arg(long, conflicts_with = "months")]
    pub none: bool,
}
