//! A content from a directory that people can read, review and translate.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use pocketcard::{
    content::{Checklist, Content, Overlay, Subject},
    form::Form,
    pack::Sounds,
    text::{Direction, Language, Review, TextError, Texts, is_plain},
};
use pocketcard_terminal::English;
use serde::Serialize;

use super::{
    files::{BuildError, MAX_FILE, read, wrong},
    recordings::{RECORDINGS, Recorded},
};

const TOO_BIG: &str = "the form is larger than a pack can be (4 MiB, 200,000 values); shorten its lists, or make two forms of it";
/// The most files.
const MAX_FILES: usize = 500;

/// A content, and the sounds of the recordings that it names.
#[derive(Debug)]
pub struct Built {
    /// The content.
    pub content: Content,
    /// Its sounds.
    pub sounds: Sounds,
    /// The recordings of the base that it leaves out, because their texts are others now.
    pub silenced: Vec<String>,
}

/// Puts a content together: `base` changed by what stands in `directory`, with the sounds of `base` beside it.
///
/// Every `.toml` file holds parts of one [`Overlay`]; `pack.toml` must be there and has its `name` and
/// `version`. `lang/TAG/*.ftl` holds texts in Fluent; a language that `base` does not have is declared
/// under `[[languages]]`. `recordings/` holds people reading texts aloud. Files ending in `.md` are for people. Anything else is refused, so that a
/// slip in a file's name leaves nothing out unnoticed.
///
/// # Errors
/// The first thing that is wrong, with its file: [`BuildError`].
pub fn build(directory: &Path, base: &Content, mut sounds: Sounds) -> Result<Built, BuildError> {
    let mut files = Vec::new();
    list(directory, 0, &mut files)?;
    let main = directory.join("pack.toml");
    if !files.contains(&main) {
        return Err(wrong(
            &main,
            "this file is missing; it gives the pack's name and version",
        ));
    }
    let recorded = Recorded::read(&directory.join(RECORDINGS), &files)?;
    files.retain(|file| !file.starts_with(directory.join(RECORDINGS)));
    let mut all = Overlay::default();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for file in &files {
        let ending = file.extension().and_then(|e| e.to_str());
        match (ending, language_of(directory, file)) {
            (Some("toml"), None) => add(&mut all, &read(file)?, file, *file == main)?,
            (Some("ftl"), Some(tag)) => {
                let source = read(file)?;
                check_texts(&tag, &source, file)?;
                let text = texts.entry(tag).or_default();
                text.push_str(&source);
                text.push('\n');
            }
            (Some("md"), _) => {}
            _ => {
                return Err(wrong(
                    file,
                    "only .toml files, lang/TAG/*.ftl, recordings/ and .md belong here",
                ));
            }
        }
    }
    if all.version == 0 {
        return Err(wrong(
            &main,
            "it gives no version; begin with version = 1 and raise it with every change",
        ));
    }
    for (tag, source) in texts {
        match all
            .languages
            .iter_mut()
            .find(|language| language.tag == tag)
        {
            Some(language) => language.texts = source,
            None => {
                let known = base.language(&tag).ok_or_else(|| {
                    wrong(
                        &main,
                        format!("the language {tag} is new; declare it under [[languages]]"),
                    )
                })?;
                all.languages.push(Language {
                    texts: source,
                    ..known.clone()
                });
            }
        }
    }
    all.recordings = recorded.add_to(&mut sounds);
    let (content, silenced) = recorded.checked(all.apply(base)?)?;
    sounds.keep_named(&content);
    // What cannot be signed is not built either.
    pocketcard::pack::check_content(&content)
        .and_then(|()| sounds.check(&content))
        .map_err(|error| wrong(&main, error.english()))?;
    Ok(Built {
        content,
        sounds,
        silenced,
    })
}

/// Refuses a file of texts that is wrong in itself, with the line in this file: all files of a language are read as
/// one afterwards.
fn check_texts(tag: &str, source: &str, file: &Path) -> Result<(), BuildError> {
    let alone = Language {
        tag: tag.to_owned(),
        name: tag.to_owned(),
        direction: Direction::Ltr,
        review: Review::Original,
        texts: source.to_owned(),
    };
    let problem = match Texts::new(&[alone]).err() {
        Some(TextError::Syntax { line, .. }) => {
            format!("line {line}: this is not a Fluent message; write `name = text`")
        }
        Some(TextError::Character { line, .. }) => {
            format!("line {line}: a control, direction or escape character is not allowed")
        }
        Some(TextError::Nesting { line, .. }) => {
            format!("line {line}: too many braces and brackets in one message")
        }
        Some(TextError::Twice { .. }) => "a message is there twice".to_owned(),
        // What only all of them together can be.
        Some(TextError::Tag(_) | TextError::TooLarge) | None => return Ok(()),
    };
    Err(wrong(file, problem))
}

/// The files of a directory and those inside it, sorted, without hidden ones.
fn list(directory: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), BuildError> {
    let unreadable = |error: std::io::Error| BuildError::Unreadable {
        file: directory.to_owned(),
        reason: error.kind(),
    };
    if depth > 4 {
        return Err(wrong(directory, "directories are nested too deep"));
    }
    let mut found: Vec<PathBuf> = fs::read_dir(directory)
        .map_err(unreadable)?
        .map(|entry| Ok(entry.map_err(unreadable)?.path()))
        .collect::<Result<_, BuildError>>()?;
    found.sort();
    for path in found {
        let hidden = path
            .file_name()
            .is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            list(&path, depth + 1, files)?;
        } else {
            files.push(path);
        }
        if files.len() > MAX_FILES {
            return Err(wrong(directory, "there are more than 500 files"));
        }
    }
    Ok(())
}

/// The tag in `lang/TAG/file`.
fn language_of(directory: &Path, file: &Path) -> Option<String> {
    let parts: Vec<_> = file.strip_prefix(directory).ok()?.iter().collect();
    match parts.as_slice() {
        [lang, tag, _] if *lang == "lang" => tag.to_str().map(str::to_owned),
        _ => None,
    }
}

/// Adds one file's part to the whole.
fn add(all: &mut Overlay, text: &str, file: &Path, main: bool) -> Result<(), BuildError> {
    let part: Overlay = toml::from_str(text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| 1 + text[..span.start].matches('\n').count());
        // The parser takes a text without quotes for the beginning of a truth value.
        let hint = match error.message().contains("boolean") {
            true => "; a text stands in quotes, a number without them",
            false => "",
        };
        wrong(file, format!("line {line}: {}{hint}", error.message()))
    })?;
    if main {
        all.name = part.name;
        all.version = part.version;
    } else if !part.name.is_empty() || part.version != 0 {
        return Err(wrong(file, "the name and the version stand in pack.toml"));
    }
    all.settings.extend(part.settings);
    all.facts.extend(part.facts);
    all.questions.extend(part.questions);
    all.first.extend(part.first);
    all.sources.extend(part.sources);
    all.elements.extend(part.elements);
    all.forms.extend(part.forms);
    all.needs.extend(part.needs);
    all.indicators.extend(part.indicators);
    for (indicator, weight) in part.weights {
        if all.weights.insert(indicator, weight).is_some() {
            return Err(wrong(
                file,
                "an indicator is weighed here and in another file",
            ));
        }
    }
    all.hide.extend(part.hide);
    all.checklists.extend(part.checklists);
    all.place.extend(part.place);
    all.linkages.extend(part.linkages);
    all.advice.extend(part.advice);
    all.guidance.extend(part.guidance);
    all.glossary.extend(part.glossary);
    all.cases.extend(part.cases);
    all.visits.extend(part.visits);
    if let Some(alone) = part.alone {
        all.alone.get_or_insert_default().extend(alone);
    }
    all.alone_tried.extend(part.alone_tried);
    if !part.recordings.is_empty() {
        return Err(wrong(
            file,
            "recordings stand in recordings/recordings.toml",
        ));
    }
    if let Some(services) = part.services {
        all.services.get_or_insert_default().extend(services);
    }
    if let Some(policy) = part.policy
        && all.policy.replace(policy).is_some()
    {
        return Err(wrong(file, "the policy stands here and in another file"));
    }
    all.languages.extend(part.languages);
    Ok(())
}

/// A checklist of a form's questions as files for such a directory: their paths in it and their texts.
///
/// `id` names the checklist. The form's title becomes the checklist's text; translate and re-word it in
/// the `.ftl` file.
///
/// # Errors
/// When the result is no content: [`BuildError::Content`].
pub fn form_files(
    id: &str,
    subject: Subject,
    form: Form,
) -> Result<Vec<(PathBuf, String)>, BuildError> {
    #[derive(Serialize)]
    struct File<'a> {
        checklists: &'a [Checklist],
    }
    let title = match form.text(&form.document().title, pocketcard::text::ENGLISH) {
        "" => id,
        title => title,
    };
    // A title is one line of plain words; braces and backslashes would be Fluent's.
    let plain = |c: &char| is_plain(c.encode_utf8(&mut [0; 4]), false) && !"{}()\\".contains(*c);
    let title: String = title.chars().filter(plain).collect();
    let title = match title.trim() {
        "" => id,
        title => title,
    };
    let texts = format!(
        "checklist-{} = {}\n    .hint = Questions of this office\n",
        id.replace('.', "-"),
        title
    );
    let checklists = [Checklist {
        id: id.to_owned(),
        version: 1,
        subject,
        confidential: false,
        former: Vec::new(),
        sections: Vec::new(),
        form: Some(form),
    }];
    let structure = toml::to_string(&File {
        checklists: &checklists,
    })
    .map_err(|_| wrong(Path::new(id), "the form cannot be written as TOML"))?;
    let english = Language {
        tag: pocketcard::text::ENGLISH.to_owned(),
        name: "English".to_owned(),
        direction: Direction::Ltr,
        review: Review::Original,
        texts: texts.clone(),
    };
    if structure.len() as u64 > MAX_FILE {
        return Err(wrong(Path::new(id), TOO_BIG));
    }
    // Tried out here, so that a wrong id, or what nobody could sign, is refused before any file is written.
    let content = Overlay {
        name: "form".to_owned(),
        version: 1,
        checklists: checklists.to_vec(),
        languages: vec![english],
        ..Overlay::default()
    }
    .apply(Content::base())?;
    pocketcard::pack::check_content(&content).map_err(|error| match error {
        pocketcard::pack::Error::TooBig | pocketcard::pack::Error::TooComplex(_) => {
            wrong(Path::new(id), TOO_BIG)
        }
        error => wrong(Path::new(id), error.english()),
    })?;
    Ok(vec![
        (
            Path::new("checklists").join(format!("{id}.toml")),
            structure,
        ),
        (Path::new("lang/en").join(format!("{id}.ftl")), texts),
    ])
}
