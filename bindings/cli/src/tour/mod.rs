//! The tour: one day of a patrol, played with real keys, real SQLite files and a real HTTP hub, and
//! told so that somebody who writes no programs can follow it. Every claim in the closing table is
//! checked by really trying.

mod attacks;
mod cast;
mod day;
mod search;
mod story;

use std::{fs, io, path::PathBuf};

use pocketcard_terminal::{Output, Refusal, unshown};

use crate::arguments::TourOptions;
use cast::Cast;
use story::Story;

/// What stands in every free text unless `--note` gives something else.
const NOTE: &str = "heron-under-the-water-tower";

/// Plays the day.
pub fn run(options: &TourOptions, json: bool) -> Result<Output, Refusal> {
    let note = options.note.as_deref().unwrap_or(NOTE);
    if !(6..=200).contains(&note.len()) {
        // Shorter texts occur in any ciphertext by chance.
        return Err("--note takes 6 to 200 bytes".into());
    }
    let temporary;
    let root: PathBuf = match &options.keep {
        Some(directory) => {
            if directory.exists() {
                return Err("--keep names a directory that does not exist yet".into());
            }
            fs::create_dir_all(directory).map_err(|error| {
                let kind = error.kind();
                Refusal(format!(
                    "--keep names a directory that cannot be made ({kind}); choose another place"
                ))
            })?;
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
    day::figures::publish(&mut cast, &mut story, &harvest.up)?;
    cast.leave()?;
    search::nothing_readable(&root, note, &harvest, &mut story)?;
    day::closing_table(&harvest, &story);
    if options.keep.is_some() {
        story.row(&format!(
            "Everything is left on disk. Every passphrase is \"{}\".",
            cast::PASSPHRASE
        ));
    }
    let (members, ok, broken) = story.end();
    // That nobody reads on (`| head`) is no failure.
    if let Some(kind) = broken.filter(|kind| *kind != io::ErrorKind::BrokenPipe) {
        return Err(unshown(&kind.into()));
    }
    Ok(Output {
        text: Vec::new(),
        json: members,
        failure: (!ok).then(|| "not everything held that was claimed; look for BROKEN".to_owned()),
    })
}
