//! The recordings of a content: the file of sounds beside it, what is said of them, and how they are heard before
//! anybody signs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use pocketcard::{
    content::{Content, Sound, Voice},
    pack::Sounds,
};
use pocketcard_office::pack::Built;
use pocketcard_terminal::{Refusal, count, show_size};

use super::{read_bytes, write};

/// The file of sounds beside a content's.
pub(super) fn sounds_of(content: &Path) -> PathBuf {
    content.with_extension("sounds")
}

/// The sounds that a content in a file names, from the file beside it.
pub(super) fn read_sounds(content: &Content, file: &Path) -> Result<Sounds, Refusal> {
    if content.document().recordings.is_empty() {
        return Ok(Sounds::default());
    }
    let beside = sounds_of(file);
    if !beside.is_file() {
        return Err(
            "its recordings are missing: keep the .sounds file beside it, or run `pack build` again".into(),
        );
    }
    Ok(Sounds::read(&read_bytes(&beside)?)?)
}

/// What is said of the recordings of a content that was built: how many, and how long a slow road takes with them.
pub(super) fn said_of_recordings(built: &Built, out: &Path) -> Vec<String> {
    const BYTES_A_MINUTE: u64 = 20_000 / 8 * 60;
    let mut lines: Vec<String> = (built.silenced.iter())
        .map(|it| format!("Left out, because the text is another now: {it}."))
        .collect();
    if !built.sounds.is_empty() {
        let size = built.sounds.size() as u64;
        lines.push(format!(
            "{} in {}: {}, {} more for every phone on a road of 20 kbit/s. Keep it beside the content.",
            count(built.content.document().recordings.len() as u64, "recording", "recordings"),
            sounds_of(out).display(),
            show_size(size),
            count(size.div_ceil(BYTES_A_MINUTE), "minute", "minutes"),
        ));
    }
    lines
}

/// Writes each recording as a WAV file that says in its name what it reads, how, and whose voice it is.
pub(super) fn extract(
    content: &Content,
    sounds: &Sounds,
    out: &Path,
) -> Result<Vec<String>, Refusal> {
    let mut files = Vec::new();
    for recording in &content.document().recordings {
        let named = (sounds.iter()).find(|(name, _)| name.to_string() == recording.sound);
        let Some(sound) = named.and_then(|(_, bytes)| Sound::read(bytes).ok()) else {
            return Err("a recording is missing or damaged; fetch the file again".into());
        };
        let voice = match recording.voice {
            Voice::Woman => "woman",
            Voice::Man => "man",
        };
        let name = format!("{}.{}.{voice}.wav", recording.text, recording.variety);
        files.push((out.join(name), sound.to_wav()));
    }
    if !files.is_empty() {
        fs::create_dir_all(out).map_err(|_| Refusal("the directory cannot be made".into()))?;
    }
    files
        .into_iter()
        .map(|(file, bytes)| {
            write(&file, &bytes)?;
            Ok(file.display().to_string())
        })
        .collect()
}
