//! People reading texts aloud: `recordings/recordings.toml` in a pack's directory, and WAV files beside it.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use pocketcard::{
    content::{Content, Document, Recording, Sound, SoundError, Voice},
    pack::Sounds,
};
use serde::{Deserialize, Serialize};

use super::files::{BuildError, read, wrong};

/// The directory of recordings in a pack's directory.
pub(super) const RECORDINGS: &str = "recordings";
/// The list in it.
const LIST: &str = "recordings.toml";
/// The most bytes of one file: half a minute at 16,000 samples a second, and what recorders write beside it.
const MAX_WAV: u64 = 2 * 1024 * 1024;

/// A voice in words: what it reads, how, and whose it is.
pub(super) fn called(it: &Recording) -> String {
    let voice = match it.voice {
        Voice::Woman => "a woman",
        Voice::Man => "a man",
    };
    format!("{} in {} by {voice}", it.text, it.variety)
}

/// One line of the list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    file: String,
    text: String,
    language: String,
    variety: String,
    voice: Voice,
    reads: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct List {
    recordings: Vec<Line>,
}

/// What an office recorded.
pub(super) struct Recorded {
    list: PathBuf,
    all: Vec<(Recording, Sound)>,
}

impl Recorded {
    /// Reads the list and every file that it names, of the files that are there. One that it does not name is refused:
    /// a slip in a name silences nothing unnoticed.
    pub(super) fn read(directory: &Path, files: &[PathBuf]) -> Result<Self, BuildError> {
        let list = directory.join(LIST);
        let mut there: Vec<&PathBuf> = (files.iter())
            .filter(|file| file.starts_with(directory) && **file != list)
            .filter(|file| file.extension().is_none_or(|it| it != "md"))
            .collect();
        let mut all = Vec::new();
        let lines = if files.contains(&list) {
            let text = read(&list)?;
            let lines: List = toml::from_str(&text).map_err(|error| {
                let line = error
                    .span()
                    .map_or(1, |span| 1 + text[..span.start].matches('\n').count());
                wrong(&list, format!("line {line}: {}", error.message()))
            })?;
            lines.recordings
        } else {
            Vec::new()
        };
        for line in lines {
            let file = directory.join(&line.file);
            if !files.contains(&file) {
                return Err(wrong(
                    &list,
                    format!("there is no file {} in {RECORDINGS}/", line.file),
                ));
            }
            there.retain(|it| **it != file);
            let sound = sound(&file)?;
            let recording = Recording {
                text: line.text,
                language: line.language,
                variety: line.variety.to_ascii_lowercase(),
                voice: line.voice,
                reads: line.reads,
                sound: String::new(),
            };
            all.push((recording, sound));
        }
        match there.first() {
            None => Ok(Self { list, all }),
            Some(file) => Err(wrong(file, format!("{LIST} does not name this file"))),
        }
    }

    /// The recordings, with the names of their sounds, which are added.
    pub(super) fn add_to(&self, sounds: &mut Sounds) -> Vec<Recording> {
        let named = self.all.iter().map(|(recording, sound)| Recording {
            sound: sounds.add(sound).to_string(),
            ..recording.clone()
        });
        named.collect()
    }

    /// Refuses what was recorded of a text that is another now, with the hash that the text has. What came with the
    /// base and is silent now is left out, and named.
    pub(super) fn checked(&self, content: Content) -> Result<(Content, Vec<String>), BuildError> {
        let (read, silent): (Vec<_>, Vec<_>) = (content.document().recordings.iter().cloned())
            .partition(|it| content.is_read_as_it_stands(it));
        let ours = |it: &&Recording| (self.all.iter()).any(|(own, _)| called(own) == called(it));
        if let Some(changed) = silent.iter().find(ours) {
            let reads = Recording::hash_of(&content.read_aloud(&changed.language, &changed.text));
            return Err(wrong(
                &self.list,
                format!(
                    "{}: the text is not the one that was read; have it read again, or take the line out (what reads the \
                     text as it stands has reads = \"{reads}\")",
                    called(changed)
                ),
            ));
        }
        if silent.is_empty() {
            return Ok((content, Vec::new()));
        }
        let document = Document {
            recordings: read,
            ..content.document().clone()
        };
        Ok((Content::new(document)?, silent.iter().map(called).collect()))
    }
}

fn sound(file: &Path) -> Result<Sound, BuildError> {
    let unreadable = |error: std::io::Error| BuildError::Unreadable {
        file: file.to_owned(),
        reason: error.kind(),
    };
    let mut bytes = Vec::new();
    let opened = fs::File::open(file).map_err(unreadable)?;
    opened
        .take(MAX_WAV + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let sound = match bytes.len() as u64 {
        0..=MAX_WAV => Sound::from_wav(&bytes),
        _ => Err(SoundError::Long),
    };
    sound.map_err(|problem| {
        let problem = match problem {
            SoundError::NotPlain | SoundError::Layout => {
                "this is no WAV file of plain samples; export it as WAV, signed 16-bit PCM"
            }
            SoundError::NotMono => "it is not mono with 16 bits a sample; export it so",
            SoundError::Rate => {
                "it has not 8,000 or 16,000 samples a second; export it with one of them"
            }
            SoundError::Short => "it is shorter than a fifth of a second: nobody reads a text in that",
            SoundError::Long => {
                "it lasts more than half a minute (at 16,000 samples a second, 16 seconds); record less silence, or \
                 export it with 8,000"
            }
        };
        wrong(file, problem)
    })
}
