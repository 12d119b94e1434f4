//! What `figures` is asked for.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use pocketcard_office::figures::count;

#[derive(Args)]
pub struct Figures {
    /// The month, such as 2026-11, by when this desk filed the reports. It must be over.
    #[arg(long, value_name = "MONTH")]
    pub month: String,
    /// What to divide by, at most three.
    #[arg(long, value_enum, value_delimiter = ',', required = true)]
    pub by: Vec<By>,
    /// The code of a site that is shown apart; once for each. All others are counted together.
    #[arg(long = "site", value_name = "CODE")]
    pub sites: Vec<String>,
    /// Counts from 1 to below this are never shown; at least 5.
    #[arg(long, value_name = "NUMBER", default_value_t = pocketcard_office::figures::THRESHOLD)]
    pub threshold: u32,
    /// Show zeros. Without this they are left out as small counts are.
    #[arg(long)]
    pub zeros: bool,
    /// Write the table as HXL to this file.
    #[arg(long, value_name = "FILE")]
    pub hxl: Option<PathBuf>,
    /// Write the schema of that HXL to this file, for `hxlvalidate`.
    #[arg(long, value_name = "FILE", requires = "hxl")]
    pub schema: Option<PathBuf>,
}

/// What reports are divided by.
#[derive(Clone, Copy, ValueEnum)]
pub enum By {
    Site,
    Checklist,
    Level,
    Age,
}

impl From<By> for count::By {
    fn from(by: By) -> Self {
        match by {
            By::Site => Self::Site,
            By::Checklist => Self::Checklist,
            By::Level => Self::Level,
            By::Age => Self::Age,
        }
    }
}
