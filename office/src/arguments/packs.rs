//! What can be done with packs.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use pocketcard::content::Subject;

/// What can be done with packs.
#[derive(Subcommand)]
pub enum PackVerb {
    /// Put content together from a directory of changes to the built-in content.
    ///
    /// The directory holds pack.toml (name, version, and what to add, hide, re-weigh) and
    /// lang/TAG/*.ftl (texts). docs/packs.md shows an example.
    Build {
        /// The directory.
        directory: PathBuf,
        /// Where to write the content, as JSON.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Start from this content or pack instead of the built-in content.
        #[arg(long, value_name = "FILE")]
        base: Option<PathBuf>,
    },
    /// List what people are recorded reading, with the hash that binds each recording to its text.
    Voices {
        /// Content or pack.
        file: PathBuf,
        /// The language that is read.
        #[arg(long, value_name = "TAG")]
        language: String,
    },
    /// Write the recordings of a content or pack as WAV files, to be heard before anybody signs.
    Recordings {
        /// Content or pack.
        file: PathBuf,
        /// The directory to write them to.
        #[arg(long, value_name = "DIRECTORY")]
        out: PathBuf,
    },
    /// Sign content as a new pack, or add a signature to a pack.
    ///
    /// Signs with the root keys in this desk's store: as many as are still needed, or one alone with
    /// --root. Where each root has its own keeper, the pack goes from one to the next.
    Sign {
        /// Content from `pack build`, or a pack that another root has signed.
        file: PathBuf,
        /// Where to write the pack.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Days until phones warn that a newer pack should have come.
        #[arg(long, default_value_t = 180, value_parser = clap::value_parser!(u16).range(1..=400))]
        days: u16,
        /// Sign with this root key alone: the start of its public key, as `pack roots` shows it.
        #[arg(long, value_name = "KEY")]
        root: Option<String>,
    },
    /// Check a pack exactly as a phone of this office does.
    Verify {
        /// The pack.
        file: PathBuf,
        /// The roots to check it against, instead of this desk's: a file from `pack roots`.
        #[arg(long, value_name = "FILE")]
        roots: Option<PathBuf>,
    },
    /// Show what changed between two packs or contents, in words.
    Diff {
        /// The older one, or `base` for the built-in content.
        old: PathBuf,
        /// The newer one.
        new: PathBuf,
    },
    /// Write the directory of services into the directory of an overlay: as it is planned on the desk's page, or else
    /// as it is in force.
    ///
    /// It writes services.toml and lang/TAG/services.ftl; with --force in place of those that are there.
    Services {
        /// The directory.
        directory: PathBuf,
    },
    /// Send a signed pack to every phone with the next collection.
    Publish {
        /// The pack.
        file: PathBuf,
    },
    /// Show who may sign this office's packs.
    Roots,
    /// Replace the root keys by new ones in this desk's store; the next pack tells every phone.
    RotateRoots,
    /// Prepare a change to root keys that lie with their keepers, from the cards that they handed in.
    ///
    /// It is signed with the keys that this desk holds. Then each new keeper, and as many old ones as must, sign it
    /// with `keeper sign-roots`, one after the other, and `pack adopt-roots` puts it in force.
    NewRoots {
        /// A keeper's card; once for each keeper.
        #[arg(long = "keeper", value_name = "CARD", required = true)]
        keepers: Vec<PathBuf>,
        /// How many of them must sign a pack.
        #[arg(long)]
        threshold: usize,
        /// Where to write the change.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Put a change of root keys in force that the keepers signed. The desk forgets the keys that it replaces.
    AdoptRoots {
        /// The change.
        file: PathBuf,
    },
    /// Import a spreadsheet form (XLSForm) as a checklist, into a directory for `pack build`.
    FromXlsform {
        /// The workbook.
        file: PathBuf,
        /// The directory; its checklists/ID.toml and lang/en/ID.ftl are written.
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
        /// What the checklist is called in answers: lower-case words joined by `-`.
        #[arg(long)]
        id: String,
        /// Whom or what it is about.
        #[arg(long, value_enum, default_value_t = About::Person)]
        about: About,
    },
}

/// Whom or what a checklist is about.
#[derive(Clone, Copy, ValueEnum)]
pub enum About {
    Person,
    Group,
    Site,
}

impl From<About> for Subject {
    fn from(about: About) -> Self {
        match about {
            About::Person => Self::Person,
            About::Group => Self::Group,
            About::Site => Self::Site,
        }
    }
}
