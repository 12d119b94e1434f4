//! What `export` and `ctdc` are asked for.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use pocketcard_office::standards::ctdc;

#[derive(Args)]
pub struct Export {
    /// A record of the case: its id, its beginning, or the person's code.
    pub record: String,
    /// The directory. It must be new, or empty.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// A file that says on what legal basis, where the person did not agree to it; - reads standard input.
    /// It is kept with the case, and stands on the page.
    #[arg(long, value_name = "FILE", conflicts_with = "htcds")]
    pub legal_basis: Option<PathBuf>,
    /// Write the case by the Human Trafficking Case Data Standard 2.0 for the service that the person agreed to, as a
    /// workbook and a CSV, without names, codes, notes and perpetrators. It takes two people: `request htcds`.
    #[arg(long)]
    pub htcds: bool,
    /// The language of the page.
    #[arg(
        long,
        value_name = "TAG",
        default_value = "en",
        conflicts_with = "htcds"
    )]
    pub language: String,
}

#[derive(Args)]
pub struct Ctdc {
    /// The file, a CSV.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// How many at least have the same year, gender, age, citizenship and country; at least 5.
    #[arg(long, value_name = "NUMBER", default_value_t = pocketcard_office::figures::THRESHOLD)]
    pub threshold: u32,
    /// Which codebook of CTDC names the columns.
    #[arg(long, value_enum, default_value_t = Codebook::Y2024)]
    pub codebook: Codebook,
}

/// A codebook of CTDC.
#[derive(Clone, Copy, ValueEnum)]
pub enum Codebook {
    /// Version 2, of 2024.
    #[value(name = "2024")]
    Y2024,
    /// As a file of 2025 seems to have it: sectors instead of types.
    #[value(name = "2025")]
    Y2025,
}

impl From<Codebook> for ctdc::Codebook {
    fn from(codebook: Codebook) -> Self {
        match codebook {
            Codebook::Y2024 => Self::V2024,
            Codebook::Y2025 => Self::V2025,
        }
    }
}
