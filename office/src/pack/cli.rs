//! `pocketcard-office pack …`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Subcommand, ValueEnum};
use pocketcard::{
    host::Moment,
    journal::SigningKey,
    pack::{self, Content, Roots, SignedPack, Subject, Trust, Warning},
};
use serde_json::{Value, json};

use super::{build, diff, form_files};
use crate::{
    desk::Desk,
    terminal::{Refusal, Report, moment_text, show_size, write_file},
    xlsform,
};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

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
    /// Send a signed pack to every phone with the next collection.
    Publish {
        /// The pack.
        file: PathBuf,
    },
    /// Show who may sign this office's packs.
    Roots,
    /// Replace the root keys by new ones; the next pack tells every phone.
    RotateRoots,
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
#[expect(missing_docs, reason = "as in the core's Subject")]
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

/// Runs a verb. `desk` opens the desk; only `sign`, `publish`, `roots`, and `verify` without --roots
/// call it.
///
/// # Errors
/// One line that says what to do.
pub fn run(
    verb: PackVerb,
    now: Moment,
    desk: &dyn Fn() -> Result<Desk, Refusal>,
) -> Result<Report, Refusal> {
    match verb {
        PackVerb::Build {
            directory,
            out,
            base,
        } => {
            let base = base.as_deref().unwrap_or(Path::new(BASE));
            let content = build(&directory, &read_content(base)?)?;
            let bytes = content.canonical_json();
            write(&out, &bytes)?;
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
            Ok(Report::done(
                vec![text],
                json!({ "name": document.name, "version": document.version, "content": content.hash_hex() }),
            ))
        }
        PackVerb::Sign {
            file,
            out,
            days,
            root,
        } => {
            let desk = desk()?;
            let mut pack = match read_either(&file)? {
                Either::Pack(pack) => *pack,
                Either::Content(content) => new_pack(&content, &desk, now, days)?,
            };
            sign(
                &mut pack,
                &desk.roots()?,
                &desk.root_keys()?,
                root.as_deref(),
            )?;
            write(&out, &pack.to_bytes())?;
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
            Ok(Report::done(text, json))
        }
        PackVerb::Publish { file } => {
            let version = desk()?.publish(&read_bytes(&file)?, now)?;
            Ok(Report::done(
                vec![format!(
                    "Version {version} goes out with the next collection."
                )],
                json!({ "version": version }),
            ))
        }
        PackVerb::RotateRoots => {
            let roots = desk()?.rotate_roots(now)?;
            let text = format!(
                "Roots version {} sign from now on. Publish a pack, so that every phone learns of it.",
                roots.version()
            );
            Ok(Report::done(vec![text], json!({ "roots": roots })))
        }
        PackVerb::Roots => {
            let roots = desk()?.roots()?;
            let mut text = vec![format!(
                "Roots version {}: {} of these {} keys must sign a pack.",
                roots.version(),
                roots.threshold(),
                roots.keys().count()
            )];
            text.extend(roots.keys().map(ToString::to_string));
            Ok(Report::done(text, json!({ "roots": roots })))
        }
        PackVerb::FromXlsform {
            file,
            into,
            id,
            about,
        } => from_xlsform(&file, &into, &id, about.into()),
    }
}

/// How the built-in content is named on the command line.
const BASE: &str = "base";

/// A pack or a content, whichever a file holds.
enum Either {
    Pack(Box<SignedPack>),
    Content(Box<Content>),
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    let unreadable = |reason: std::io::ErrorKind| {
        Refusal(format!(
            "the file cannot be read ({reason}); check the file"
        ))
    };
    let size = fs::metadata(path)
        .map_err(|error| unreadable(error.kind()))?
        .len();
    if size > 2 * pack::MAX_SIZE as u64 {
        return Err("the file is too large; check that it is the right one".into());
    }
    fs::read(path).map_err(|error| unreadable(error.kind()))
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

/// Reads what `pack roots --json` prints.
fn read_roots(path: &Path) -> Result<Roots, Refusal> {
    let printed: Option<Value> = serde_json::from_slice(&read_bytes(path)?).ok();
    let roots = printed.and_then(|mut object| serde_json::from_value(object["roots"].take()).ok());
    roots.ok_or_else(|| {
        Refusal("this is not a roots file; make one with `pack roots --json`".into())
    })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
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
    let mut pack = SignedPack::new(&content.canonical_json(), issue)?;
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

fn signed_report(pack: &SignedPack, roots: &Roots) -> Result<Report, pack::Error> {
    let name = pack.name()?;
    let signed = pack.signers().count();
    let missing = roots.threshold().saturating_sub(signed);
    let next = match missing {
        0 => "It is complete; publish it.".to_owned(),
        n => format!("{n} more must sign it: hand the file to the next root's keeper."),
    };
    Ok(Report::done(
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

fn verified_report(verified: &pack::VerifiedPack) -> Report {
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
    Report::done(text, json)
}

fn from_xlsform(file: &Path, into: &Path, id: &str, subject: Subject) -> Result<Report, Refusal> {
    let listed =
        |notes: &[xlsform::CellNote]| notes.iter().map(ToString::to_string).collect::<Vec<_>>();
    let import = xlsform::import(&read_bytes(file)?, id).map_err(|notes| {
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
    Ok(Report::done(
        text,
        json!({ "checklist": id, "questions": questions, "warnings": warnings }),
    ))
}
