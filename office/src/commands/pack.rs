//! `pocketcard-office pack …`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use pocketcard::{
    content::{Content, Recording, Subject},
    crypto::SigningKey,
    host::Moment,
    pack::{self, Roots, SignedPack, SignedRoots, Sounds, Trust, Warning},
};
use serde_json::{Value, json};

use pocketcard_office::{
    desk::Desk,
    keeper::KeeperCard,
    pack::{Built, Directory, build, diff, form_files},
    xlsform,
};
use pocketcard_terminal::{Output, Refusal, count, moment_text, read_text, show_size, write_file};

use self::recordings::{extract, read_sounds, said_of_recordings, sounds_of};
use crate::arguments::PackVerb;

mod recordings;
#[cfg(test)]
mod tests;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Runs a verb. `desk` opens the desk; only `sign`, `publish`, `roots`, and `verify` without --roots
/// call it.
///
/// # Errors
/// One line that says what to do.
pub fn run(
    verb: PackVerb,
    now: Moment,
    desk: &dyn Fn() -> Result<Desk, Refusal>,
) -> Result<Output, Refusal> {
    match verb {
        PackVerb::Build {
            directory,
            out,
            base,
        } => {
            let base = base.as_deref().unwrap_or(Path::new(BASE));
            let (base, sounds) = read_whole(base)?;
            let built = build(&directory, &base, sounds)?;
            let Built {
                content, sounds, ..
            } = &built;
            let bytes = content.canonical_json();
            write(&out, &bytes)?;
            if !sounds.is_empty() {
                write(&sounds_of(&out), &sounds.to_bytes())?;
            }
            let document = content.document();
            let text = format!(
                "{} version {}: {} checklists, {} indicators, {} languages, {}",
                document.name,
                document.version,
                document.checklists.len(),
                document.indicators.len(),
                document.languages.len(),
                show_size(bytes.len() as u64),
            );
            let mut text = vec![text];
            text.extend(replaced(&base, content));
            text.extend(said_of_recordings(&built, &out));
            let invented = content.has_only_invented_services();
            text.extend(invented.then(|| INVENTED.to_owned()));
            Ok(Output::done(
                text,
                json!({
                    "name": document.name,
                    "version": document.version,
                    "content": content.hash_hex(),
                    "invented_services": invented,
                    "recordings": document.recordings.len(),
                    "silenced": built.silenced,
                }),
            ))
        }
        PackVerb::Sign {
            file,
            out,
            days,
            root,
        } => {
            let mut desk = desk()?;
            let mut pack = match read_either(&file)? {
                Either::Pack(pack) => *pack,
                Either::Content(content) => {
                    let sounds = read_sounds(&content, &file)?;
                    new_pack(&content, &desk, now, days)?.with_sounds(sounds)?
                }
            };
            sign(
                &mut pack,
                &desk.roots()?,
                &desk.root_keys()?,
                root.as_deref(),
            )?;
            write(&out, &pack.to_bytes())?;
            desk.note_signed(&pack, now)?;
            Ok(signed_report(&pack, &desk.roots()?)?)
        }
        PackVerb::Verify { file, roots } => {
            let bytes = read_bytes(&file)?;
            let verified = match roots {
                Some(path) => {
                    let series = SignedPack::read(&bytes)?.manifest()?.pack;
                    let trust = Trust::new(series, read_roots(&path)?);
                    pack::verify(&bytes, &trust, now.wall_ms)?
                }
                None => desk()?.check_pack(&bytes, now)?,
            };
            Ok(verified_report(&verified))
        }
        PackVerb::Diff { old, new } => {
            let changes = diff(&read_content(&old)?, &read_content(&new)?);
            let json = json!({ "changes": changes });
            let text = if changes.is_empty() {
                vec!["Nothing changed.".to_owned()]
            } else {
                changes
            };
            Ok(Output::done(text, json))
        }
        PackVerb::Voices { file, language } => {
            let content = read_content(&file)?;
            if content.language(&language).is_none() {
                return Err("there is no such language in it; `diff` shows what it has".into());
            }
            let texts = content.texts_to_read(&language);
            let lines = texts.iter().map(|(id, text)| {
                let reads = Recording::hash_of(text);
                (
                    format!("{id}  {reads}\n    {text}"),
                    json!({ "text": id, "reads": reads, "says": text }),
                )
            });
            let (text, voices): (Vec<_>, Vec<_>) = lines.unzip();
            Ok(Output::done(text, json!({ "voices": voices })))
        }
        PackVerb::Services { directory } => services(&desk()?, &directory),
        PackVerb::Recordings { file, out } => {
            let (content, sounds) = read_whole(&file)?;
            let files = extract(&content, &sounds, &out)?;
            let text = match files.len() {
                0 => vec!["Nobody reads anything aloud in it.".to_owned()],
                _ => files.clone(),
            };
            Ok(Output::done(text, json!({ "files": files })))
        }
        PackVerb::Publish { file } => {
            let bytes = read_bytes(&file)?;
            let version = desk()?.publish(&bytes, now)?;
            let content = Content::from_json(&SignedPack::read(&bytes)?.content()?)?;
            let invented = content.has_only_invented_services();
            let mut text = vec![format!(
                "Version {version} goes out with the next collection."
            )];
            text.extend(invented.then(|| INVENTED.to_owned()));
            Ok(Output::done(
                text,
                json!({ "version": version, "invented_services": invented }),
            ))
        }
        PackVerb::RotateRoots => {
            let roots = desk()?.rotate_roots(now)?;
            let text = format!(
                "Roots version {} sign from now on. Publish a pack, so that every phone learns of it.",
                roots.version()
            );
            Ok(Output::done(vec![text], json!({ "roots": roots })))
        }
        PackVerb::NewRoots {
            keepers,
            threshold,
            out,
        } => {
            let cards = keepers.iter().map(|path| read_card(path));
            let cards = cards.collect::<Result<Vec<_>, _>>()?;
            let keys: Vec<_> = cards.iter().map(|card| card.key).collect();
            let change = desk()?.propose_roots(&keys, threshold)?;
            write(&out, &change.to_bytes())?;
            let text = format!(
                "A change to {} keys, of which {threshold} must sign. Each keeper signs it now: `keeper sign-roots`.",
                keys.len()
            );
            Ok(Output::done(
                vec![text],
                json!({ "roots": change.roots()? }),
            ))
        }
        PackVerb::AdoptRoots { file } => {
            let change = SignedRoots::read(&read_bytes(&file)?)?;
            let roots = desk()?.adopt_roots(&change, now)?;
            let text = format!(
                "Roots version {} sign from now on, and this desk holds none of the keys that they replace. Publish a \
                 pack, so that every phone learns of it.",
                roots.version()
            );
            Ok(Output::done(vec![text], json!({ "roots": roots })))
        }
        PackVerb::Roots => {
            let desk = desk()?;
            let (roots, held) = (desk.roots()?, desk.root_keys()?.len());
            let mut text = vec![format!(
                "Roots version {}: {} of these {} keys must sign a pack.",
                roots.version(),
                roots.threshold(),
                roots.keys().count()
            )];
            text.extend(roots.keys().map(ToString::to_string));
            text.push(match held {
                0 => "None of them lies in this desk's store: each is with its keeper.".to_owned(),
                held if held >= roots.threshold() => format!(
                    "{held} of them lie in this desk's store: anyone who opens it signs a pack alone. Give keys to \
                     keepers of their own: `keeper new`, `pack new-roots`."
                ),
                held => format!("{held} of them lie in this desk's store, fewer than must sign."),
            });
            Ok(Output::done(text, json!({ "roots": roots, "held": held })))
        }
        PackVerb::FromXlsform {
            file,
            into,
            id,
            about,
        } => from_xlsform(&file, &into, &id, about.into()),
    }
}

/// The checklists whose indicators are no longer all there: nobody should find that out on a phone.
fn replaced(base: &Content, content: &Content) -> Vec<String> {
    let indicators = |content: &Content, id: &str| {
        let list = content.checklist(id);
        list.map_or(0, |list| {
            list.sections
                .iter()
                .map(|it| it.indicators.len() as u64)
                .sum()
        })
    };
    let fewer = |list: &pocketcard::content::Checklist| {
        let (before, now) = (indicators(base, &list.id), indicators(content, &list.id));
        (now < before).then(|| {
            format!(
                "Checklist {} had {} and has {now} now: `pack diff base FILE` lists what is gone.",
                list.id,
                count(before, "indicator", "indicators")
            )
        })
    };
    base.document()
        .checklists
        .iter()
        .filter_map(fewer)
        .collect()
}

/// Said of a pack whose directory is still the example.
const INVENTED: &str = "Every service in this pack is invented: nobody can be referred. Put your own into services.toml \
                        and build it again, or `services = []` where there are none.";

/// How the built-in content is named on the command line.
const BASE: &str = "base";

/// A pack or a content, whichever a file holds.
enum Either {
    Pack(Box<SignedPack>),
    Content(Box<Content>),
}

pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    let most = 2 * pack::MAX_SIZE as u64;
    Ok(pocketcard_terminal::read_bytes(path, "the file", most)?.to_vec())
}

fn read_either(path: &Path) -> Result<Either, Refusal> {
    let bytes = read_bytes(path)?;
    Ok(if bytes.first() == Some(&b'{') {
        Either::Content(Box::new(Content::from_json(&bytes)?))
    } else {
        Either::Pack(Box::new(SignedPack::read(&bytes)?))
    })
}

fn read_content(path: &Path) -> Result<Content, Refusal> {
    if path == Path::new(BASE) {
        return Ok(Content::new(Content::base().document().clone())?);
    }
    match read_either(path)? {
        Either::Content(content) => Ok(*content),
        Either::Pack(pack) => Ok(Content::from_json(&pack.content()?)?),
    }
}

/// A content with its sounds, from a pack or from the two files of `pack build`.
fn read_whole(path: &Path) -> Result<(Content, Sounds), Refusal> {
    if path == Path::new(BASE) {
        return Ok((read_content(path)?, Sounds::default()));
    }
    match read_either(path)? {
        Either::Content(content) => {
            let sounds = read_sounds(&content, path)?;
            Ok((*content, sounds))
        }
        Either::Pack(pack) => {
            let content = Content::from_json(&pack.content()?)?;
            Ok((content, pack.sounds().clone()))
        }
    }
}

/// Reads what `pack roots --json` prints.
fn read_roots(path: &Path) -> Result<Roots, Refusal> {
    let printed: Option<Value> = serde_json::from_slice(&read_bytes(path)?).ok();
    let roots = printed.and_then(|mut object| serde_json::from_value(object["roots"].take()).ok());
    roots.ok_or_else(|| {
        Refusal("this is not a roots file; make one with `pack roots --json`".into())
    })
}

pub(super) fn read_card(path: &Path) -> Result<KeeperCard, Refusal> {
    Ok(KeeperCard::from_text(&read_text(path, "the card")?)?)
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    write_file(path, |out| Ok(out.write_all(bytes)?))
}

fn new_pack(content: &Content, desk: &Desk, now: Moment, days: u16) -> Result<SignedPack, Refusal> {
    let issue = pack::Issue {
        pack: desk.pack_series().to_owned(),
        version: content.document().version,
        issued_at: now.wall_ms,
        expires_at: now.wall_ms + i64::from(days) * DAY_MS,
        roots: desk.roots()?.version(),
    };
    let keys = desk.next_statement()?.map(|(statement, _)| statement);
    let mut pack = SignedPack::with_keys(&content.canonical_json(), issue, keys)?;
    pack.carry_rotations(&desk.rotations()?);
    Ok(pack)
}

/// Signs with the one key asked for, or with as many as are still needed.
fn sign(
    pack: &mut SignedPack,
    roots: &Roots,
    keys: &[SigningKey],
    only: Option<&str>,
) -> Result<(), Refusal> {
    let chosen = |key: &&SigningKey| {
        let public = key.verifying_key();
        match only {
            Some(start) => {
                !start.is_empty() && public.to_string().starts_with(&start.to_lowercase())
            }
            None => !pack.signers().any(|signer| *signer == public),
        }
    };
    let mut chosen: Vec<&SigningKey> = keys.iter().filter(chosen).collect();
    if only.is_some() && chosen.len() != 1 {
        return Err(Refusal(
            "exactly one root key in this desk's store must begin so; see `pack roots`".into(),
        ));
    }
    if only.is_none() {
        chosen.truncate(roots.threshold().saturating_sub(pack.signers().count()));
    }
    chosen.into_iter().try_for_each(|key| Ok(pack.sign(key)?))
}

fn signed_report(pack: &SignedPack, roots: &Roots) -> Result<Output, pack::Error> {
    let name = pack.name()?;
    let signed = pack.signers().count();
    let missing = roots.threshold().saturating_sub(signed);
    let next = match missing {
        0 => "It is complete; publish it.".to_owned(),
        n => format!("{n} more must sign it: hand the file to the next root's keeper."),
    };
    Ok(Output::done(
        vec![
            format!(
                "{} version {}, signed by {signed} of the {} roots it needs.",
                name.pack,
                name.version,
                roots.threshold()
            ),
            next,
        ],
        json!({ "name": name, "signatures": signed, "missing": missing }),
    ))
}

fn verified_report(verified: &pack::VerifiedPack) -> Output {
    let name = &verified.name;
    let document = verified.content.document();
    let mut text = vec![
        format!(
            "{} version {} is what phones of this office accept.",
            name.pack, name.version
        ),
        format!(
            "Pack {}, content {}.",
            name.hash,
            verified.content.hash_hex()
        ),
        format!(
            "{} checklists, {} indicators, {} services, {} languages.",
            document.checklists.len(),
            document.indicators.len(),
            document.services.len(),
            document.languages.len()
        ),
        format!(
            "Signed by {} roots; current until {} UTC.",
            verified.signers.len(),
            moment_text(verified.manifest.expires_at)
        ),
    ];
    let warnings: Vec<String> = verified
        .warnings
        .iter()
        .map(|warning| match warning {
            Warning::Expired { since } => {
                format!(
                    "Warning: a newer pack should have come by {} UTC.",
                    moment_text(*since)
                )
            }
            Warning::FromTheFuture { issued_at } => format!(
                "Warning: it was made at {} UTC, later than this machine's clock says.",
                moment_text(*issued_at)
            ),
            _ => "Warning: something about this pack is odd; update this program.".to_owned(),
        })
        .collect();
    text.extend(warnings.iter().cloned());
    let json: Value = json!({ "name": name, "signers": verified.signers, "warnings": warnings });
    Output::done(text, json)
}

/// Writes the directory of services that is planned, or else the one in force, as files of an overlay.
fn services(desk: &Desk, into: &Path) -> Result<Output, Refusal> {
    let published = desk.published_content();
    let in_force = || Directory::of(published.as_ref().unwrap_or(Content::base()));
    let planned = desk.planned_directory()?;
    let said = planned.is_some();
    let directory = planned.unwrap_or_else(in_force);
    let files = directory.files();
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| into.join(path)).collect();
    for ((_, text), path) in files.iter().zip(&paths) {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        write(path, text.as_bytes())?;
    }
    let mut text = vec![match said {
        true => "The planned directory is written. Build, compare, sign and publish the pack, with a new version:".to_owned(),
        false => "No change is planned; the directory in force is written:".to_owned(),
    }];
    text.extend(paths.iter().map(|path| format!("  {}", path.display())));
    Ok(Output::done(
        text,
        json!({ "files": paths, "planned": said }),
    ))
}

/// A file beside the workbook. A name that leads elsewhere is no name of one.
fn beside(workbook: &Path, name: &str) -> Option<Vec<u8>> {
    let plain = Path::new(name).file_name() == Some(name.as_ref());
    let path = workbook.parent()?.join(name);
    plain.then(|| read_bytes(&path).ok()).flatten()
}

fn from_xlsform(file: &Path, into: &Path, id: &str, subject: Subject) -> Result<Output, Refusal> {
    let listed =
        |notes: &[xlsform::CellNote]| notes.iter().map(ToString::to_string).collect::<Vec<_>>();
    if Content::base().checklist(id).is_some() {
        return Err(
            "the built-in content has a checklist of that id, and a form of that name would take its place: choose \
             another --id"
                .into(),
        );
    }
    let import =
        xlsform::import(&read_bytes(file)?, id, &|name| beside(file, name)).map_err(|notes| {
            let lines = listed(&notes).join("\n");
            Refusal(format!(
                "{lines}\nNothing was imported; mend these cells and try again."
            ))
        })?;
    let questions = import
        .form
        .items()
        .iter()
        .filter(|item| item.kind.is_asked())
        .count();
    let files = form_files(id, subject, import.form)?;
    if let Some((there, _)) = files.iter().find(|(path, _)| into.join(path).exists()) {
        return Err(Refusal(format!(
            "{} is there already; remove it first, or choose another --id",
            there.display()
        )));
    }
    for (path, text) in &files {
        let path = into.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        write(&path, text.as_bytes())?;
    }
    let warnings = listed(&import.warnings);
    let mut text = warnings.clone();
    text.push(format!("{questions} questions imported as checklist {id}:"));
    text.extend(
        files
            .iter()
            .map(|(path, _)| format!("  {}", into.join(path).display())),
    );
    Ok(Output::done(
        text,
        json!({ "checklist": id, "questions": questions, "warnings": warnings }),
    ))
}
