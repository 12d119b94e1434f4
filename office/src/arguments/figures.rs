//! What `figures`, `analysts` and `releases` are asked for.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use pocketcard_office::figures::count;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Figures {
    #[command(flatten)]
    pub asked: Option<Asked>,
    #[command(subcommand)]
    pub verb: Option<FiguresVerb>,
}

/// Which table.
#[derive(Args)]
pub struct Asked {
    /// The month, such as 2026-11, by when this desk filed the reports. It must be over.
    #[arg(
        long,
        value_name = "MONTH",
        required_unless_present = "year",
        conflicts_with = "year"
    )]
    pub month: Option<String>,
    /// The year, such as 2026, instead of a month. It must be over.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<String>,
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
}

/// What leaves the desk of its figures.
#[derive(Subcommand)]
pub enum FiguresVerb {
    /// Release a table: ask for it, and give the same command again when another user has approved it.
    ///
    /// It is attacked together with all tables that were released before, and refused where somebody could be recognised
    /// from all of them; nothing overrides that. What is released is given out again as it was.
    Release {
        #[command(flatten)]
        asked: Asked,
        /// For whom, or why. Write no name of a person: it stays.
        #[arg(long, default_value = "", hide_default_value = true)]
        reason: String,
        #[command(flatten)]
        files: ReleaseFiles,
    },
    /// List the tables that were released.
    List,
    /// Print what came in during the last weeks, for those who use this desk: nothing in it is left out.
    Plot {
        /// What is shown.
        #[arg(value_enum)]
        what: Plot,
        /// Draw it as well, to this SVG file. It is not protected: it does not leave the desk.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// What a plot shows.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Plot {
    /// Reports by site and week.
    Sites,
    /// Signs that were seen or told of, by week.
    Indicators,
    /// Hours from finishing a record to filing it, by week.
    Delivery,
    /// Records of phones whose clocks cannot have been right, by week.
    Doubtful,
}

/// Files that a release is written to.
#[derive(Args)]
pub struct ReleaseFiles {
    /// Write the table as HXL to this file.
    #[arg(long, value_name = "FILE")]
    pub hxl: Option<PathBuf>,
    /// Write the schema of that HXL to this file, for `hxlvalidate`.
    #[arg(long, value_name = "FILE", requires = "hxl")]
    pub schema: Option<PathBuf>,
}

/// What can be done with those who get releases alone.
#[derive(Subcommand)]
pub enum AnalystsVerb {
    /// Make a store of releases for somebody. Their passphrase is asked for, or taken from POCKETCARD_NEW_PASSPHRASE.
    Add {
        /// What the others call them.
        name: String,
        /// The directory of their store, outside of this desk's.
        #[arg(long, value_name = "DIR")]
        store: PathBuf,
    },
    /// Give somebody no more releases.
    Remove {
        /// Their name.
        name: String,
    },
}

/// What an analyst does.
#[derive(Subcommand)]
pub enum ReleasesVerb {
    /// List the releases.
    List,
    /// Print a release.
    Show {
        /// Its name or its number.
        release: String,
    },
    /// Write a release as HXL.
    Hxl {
        /// Its name or its number.
        release: String,
        /// The file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Write its schema to this file, for `hxlvalidate`.
        #[arg(long, value_name = "FILE")]
        schema: Option<PathBuf>,
    },
    /// Draw a release as an SVG file.
    Plot {
        /// Its name or its number.
        release: String,
        /// The file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Change the passphrase of this store. The new one is asked for, or taken from POCKETCARD_NEW_PASSPHRASE.
    Passphrase,
    /// Make recovery words for this store; earlier ones are void.
    RecoveryWords,
    /// Set a new passphrase with the recovery words, asked for or taken from POCKETCARD_RECOVERY_WORDS.
    Unlock,
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
