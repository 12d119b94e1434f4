//! The tour: one day of a patrol, played with real keys, real SQLite files and a real HTTP hub, and
//! told so that somebody who writes no programs can follow it. Every claim in the closing table is
//! checked by really trying.

mod attacks;
mod cast;
mod day;
mod search;
mod story;

use std::{fs, path::PathBuf};

use pocketcard_terminal::{Refusal, Report};

use crate::arguments::TourOptions;
use cast::Cast;
use story::Story;

/// What stands in every free text unless `--note` gives something else.
const NOTE: &str = "heron-under-the-water-tower";

/// Plays the day.
pub fn run(options: &TourOptions, json: bool) -> Result<Report, Refusal> {
    let note = options.note.as_deref().unwrap_or(NOTE);
    if note.is_empty() || note.len() > 200 {
        return Err("--note takes 1 to 200 bytes".into());
    }
    let temporary;
    let root: PathBuf = match &options.keep {
        Some(directory) => {
            if directory.exists() {
                return Err("--keep names a directory that does not exist yet".into());
            }
            fs::create_dir_all(directory)?;
            directory.clone()
        }
        None => {
            temporary = tempfile::tempdir()?;
            temporary.path().to_owned()
        }
    };
    let mut story = Story::begin(json);
    let mut cast = Cast::gather(&root, note, &story)?;
    let harvest = day::play(&mut cast, &mut story)?;
    attacks::try_all(&mut cast, &harvest, &mut story)?;
    cast.leave()?;
    search::nothing_readable(&root, note, &harvest, &mut story)?;
    day::closing_table(&harvest, &story);
    if options.keep.is_some() {
        story.row(&format!(
            "Everything is left on disk. Every passphrase is \"{}\".",
            cast::PASSPHRASE
        ));
    }
    let (members, ok) = story.end();
    Ok(Report {
        text: Vec::new(),
        json: members,
        failure: (!ok).then(|| "not everything held that was claimed; look for BROKEN".to_owned()),
    })
}
