//! What people read aloud to a person, on this phone. A terminal plays nothing: it names what there is, and writes it
//! where a player finds it.

use std::{fs, path::Path};

use pocketcard::content::{Sound, Voice};
use pocketcard_terminal::{Output, Refusal, count, write_file};
use serde_json::json;

use crate::phone::Phone;

/// Lists the texts that somebody reads in the language `spoken`, or writes them as WAV files into `out`.
pub fn sounds(
    phone: &Phone,
    language: &str,
    spoken: &str,
    out: Option<&Path>,
) -> Result<Output, Refusal> {
    let session = phone.unlock()?;
    let content = session.content()?;
    super::content::speaks(content, spoken)?;
    let (mut text, mut objects) = (Vec::new(), Vec::new());
    for (variety, voice) in session.voices(spoken)? {
        text.push(format!(
            "{}:",
            content.voice_said(language, &variety, voice)
        ));
        let whose = match voice {
            Voice::Woman => "woman",
            Voice::Man => "man",
        };
        for recording in &content.document().recordings {
            let this = (&recording.language, &recording.variety, recording.voice);
            if this != (&spoken.to_owned(), &variety, voice)
                || !content.is_read_as_it_stands(recording)
            {
                continue;
            }
            let Some(sound) = session.sound(&recording.sound)? else {
                continue;
            };
            let said = content.read_aloud(spoken, &recording.text);
            text.push(format!("  {}  {said}", recording.text));
            objects.push(json!({
                "text": recording.text, "variety": variety, "voice": whose, "milliseconds": sound.milliseconds(),
            }));
            if let Some(out) = out {
                write(
                    out,
                    &format!("{}.{variety}.{whose}.wav", recording.text),
                    &sound,
                )?;
            }
        }
    }
    text.push(match (objects.len() as u64, out) {
        (0, _) => {
            "Nobody reads anything aloud in this language; no machine does either.".to_owned()
        }
        (many, None) => format!(
            "{}; --out DIRECTORY writes them as WAV files.",
            count(many, "recording", "recordings")
        ),
        (many, Some(_)) => format!("{} written.", count(many, "recording", "recordings")),
    });
    Ok(Output::done(text, json!({ "sounds": objects })))
}

fn write(directory: &Path, name: &str, sound: &Sound) -> Result<(), Refusal> {
    fs::create_dir_all(directory).map_err(|_| Refusal("the directory cannot be made".into()))?;
    write_file(&directory.join(name), |file| {
        Ok(file.write_all(&sound.to_wav())?)
    })
}
