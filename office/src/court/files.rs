//! The files of a bundle.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use data_encoding::{BASE64, HEXLOWER};
use pocketcard::{
    base::Id,
    crypto::fingerprint,
    pack::PackName,
    parcel::armor::{self, Label},
    record::DICTIONARY,
};
use pocketcard_terminal::{Refusal, make_private, moment_text, write_file};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::{bench::AttachmentFile, page};
use crate::desk::{Bundle, Desk, Exhibit, Ground, PackInForce, card_words};

/// The second, independent check: it shares no code with this program.
const CHECK: &str = include_str!("../../content/court/check.py");
const HOW_TO_CHECK: &str = include_str!("../../content/court/HOW-TO-CHECK.txt");
/// The list of files, and the signature over it.
const SUMS: &str = "SHA256SUMS";
const SIGNATURE: &str = "SHA256SUMS.signature";

/// A directory in which a bundle is gathered, beside the place where it goes. It is gone when it is dropped before
/// that; a program that is killed leaves it, and its name says what it is.
pub struct Gathering {
    place: PathBuf,
    inside: TempDir,
    sums: Vec<(String, String)>,
}

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The directory.
    pub place: PathBuf,
    /// Its records.
    pub records: Vec<WrittenRecord>,
    /// The journal.
    pub journal: PathBuf,
    /// How many attachments are in it, and how many are not.
    pub attachments: (usize, usize),
    /// Six words for the office's key.
    pub words: String,
}

/// A record of a bundle.
#[derive(Debug, Serialize)]
pub struct WrittenRecord {
    /// The record.
    pub id: Id,
    /// Its kind.
    pub kind: &'static str,
    /// The sealed original; nothing where it does not open any more.
    pub parcel: Option<PathBuf>,
    /// What opens it.
    pub key: Option<PathBuf>,
}

/// `bundle.json`: what is in the directory, for programs.
#[derive(Serialize)]
struct Manifest<'b> {
    format: &'static str,
    case: Id,
    record: Id,
    code: &'b str,
    exported_at: i64,
    language: &'b str,
    alone: bool,
    office: Vec<OfficeKey>,
    ground: GroundLine<'b>,
    journal: &'b str,
    records: Vec<RecordLine<'b>>,
    attachments: &'b [AttachmentFile],
    answers: Vec<AnswerOf<'b>>,
    packs: Vec<PackLine<'b>>,
    unreadable: usize,
    left_out: usize,
}

#[derive(Serialize)]
struct OfficeKey {
    name: String,
    sign: String,
    seal: String,
    words: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum GroundLine<'b> {
    Consent(Id),
    LegalBasis(&'b str),
}

#[derive(Serialize)]
struct RecordLine<'b> {
    id: Id,
    kind: &'b str,
    filed_at: i64,
    /// The record as it was committed to.
    json: String,
    /// Entry, salt and deflated record, as they lie inside the parcel.
    filed: String,
    parcel: Option<String>,
    key: Option<String>,
    pack: &'b PackName,
}

#[derive(Serialize)]
struct AnswerOf<'b> {
    to: Id,
    made_at: i64,
    text: &'b str,
    at_hub: bool,
}

#[derive(Serialize)]
struct PackLine<'b> {
    #[serde(flatten)]
    name: &'b PackName,
    signed: Option<String>,
    content: Option<String>,
}

fn name_of(record: Id, ending: &str) -> String {
    format!("{record}.{ending}")
}

/// The name of a pack's file: its series has only letters, digits and hyphens.
fn pack_name(name: &PackName, ending: &str) -> String {
    let hash = HEXLOWER.encode(&name.hash.0[..4]);
    format!("pack-{}-{}-{hash}.{ending}", name.pack, name.version)
}

/// The ending of an attachment's file. What browsers would run stays a file without a program.
fn ending_of(media_type: &str) -> &'static str {
    match media_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        "image/heic" => "heic",
        "audio/mpeg" => "mp3",
        "audio/mp4" => "m4a",
        "audio/ogg" => "ogg",
        "audio/wav" => "wav",
        "video/mp4" => "mp4",
        "application/pdf" => "pdf",
        "text/plain" => "txt",
        _ => "bin",
    }
}

impl Gathering {
    /// Makes a directory beside the place where the bundle goes, which must be free.
    ///
    /// # Errors
    /// One line that says why it cannot be.
    pub fn beside(place: &Path) -> Result<Self, Refusal> {
        let taken = || {
            Refusal::from(
                "there is something in that directory already, and a bundle is one case alone; name a new directory",
            )
        };
        if let Ok(there) = fs::symlink_metadata(place) {
            let empty = there.is_dir() && fs::read_dir(place)?.next().is_none();
            if !empty {
                return Err(taken());
            }
        }
        let name = place.file_name().ok_or_else(taken)?.to_string_lossy();
        let parent = match place.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        make_private(parent)?;
        let mut builder = tempfile::Builder::new();
        let prefix = format!("{name}.unfinished-");
        let builder = builder.prefix(&prefix);
        #[cfg(unix)]
        let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let inside = builder.tempdir_in(parent)?;
        Ok(Self {
            place: place.to_owned(),
            inside,
            sums: Vec::new(),
        })
    }

    /// Writes a bundle, and puts it in its place.
    ///
    /// # Errors
    /// One line that says why it cannot be written. Nothing of it is left then.
    pub fn write(
        mut self,
        desk: &Desk,
        bundle: &Bundle,
        language: &str,
    ) -> Result<Written, Refusal> {
        let journal = name_of(bundle.named, "journal.json");
        self.put(&journal, &serde_json::to_vec_pretty(&bundle.journal)?)?;
        let mut records = Vec::new();
        let mut attachments = Vec::new();
        for exhibit in &bundle.exhibits {
            records.push(self.record(exhibit)?);
            self.attachments(desk, exhibit, &mut attachments)?;
        }
        let mut packs = Vec::new();
        for pack in &bundle.packs {
            packs.push(self.pack(pack)?);
        }
        let keys: Vec<OfficeKey> = bundle
            .offices
            .iter()
            .map(|card| OfficeKey {
                name: card.name.clone(),
                sign: card.sign_key.to_string(),
                seal: BASE64.encode(&card.seal_key.to_bytes()),
                words: card_words(card),
            })
            .collect();
        let words = keys.first().map_or(String::new(), |key| key.words.clone());
        let how = HOW_TO_CHECK
            .replace("{WORDS}", &words)
            .replace(
                "{KEY}",
                &keys.first().map_or(String::new(), |it| it.sign.clone()),
            )
            .replace("{OFFICE}", desk.name())
            .replace("{TIME}", &moment_text(bundle.at))
            .replace("{VERSION}", env!("CARGO_PKG_VERSION"))
            .replace("{CHECK}", &HEXLOWER.encode(&Sha256::digest(CHECK)));
        self.put("HOW-TO-CHECK.txt", how.as_bytes())?;
        self.put("check.py", CHECK.as_bytes())?;
        let list = fingerprint::list().join("\n") + "\n";
        self.put("words.txt", list.as_bytes())?;
        self.put("dictionary-1.txt", DICTIONARY)?;
        let manifest = Manifest {
            format: "pocketcard-court/1",
            case: bundle.case.id,
            record: bundle.named,
            code: &bundle.case.top().code,
            exported_at: bundle.at,
            language,
            alone: bundle.alone,
            office: keys,
            ground: match &bundle.ground {
                Ground::Consent(referral) => GroundLine::Consent(*referral),
                Ground::Basis(basis) => GroundLine::LegalBasis(basis),
            },
            journal: &journal,
            records,
            attachments: &attachments,
            answers: bundle
                .exhibits
                .iter()
                .flat_map(|it| {
                    it.detail
                        .answers
                        .iter()
                        .map(|answer| (it.record.id, answer))
                })
                .map(|(to, answer)| AnswerOf {
                    to,
                    made_at: answer.made_at,
                    text: &answer.text,
                    at_hub: answer.at_hub,
                })
                .collect(),
            packs,
            unreadable: bundle.unreadable,
            left_out: bundle.left_out,
        };
        self.put("bundle.json", &serde_json::to_vec_pretty(&manifest)?)?;
        let html = page::page(bundle, desk.name(), language, &words, &attachments);
        self.put("index.html", html.into_string().as_bytes())?;
        self.sign(desk)?;
        self.finish(bundle, &journal, &attachments, words)
    }

    fn record<'b>(&mut self, exhibit: &'b Exhibit) -> Result<RecordLine<'b>, Refusal> {
        let id = exhibit.record.id;
        let (json, filed) = (name_of(id, "json"), name_of(id, "filed"));
        self.put(&json, &exhibit.filed.json)?;
        self.put(&filed, &exhibit.filed.to_bytes())?;
        let (mut parcel, mut key) = (None, None);
        if let Some(sealed) = &exhibit.sealed {
            let (parcel_name, key_name) = (name_of(id, "parcel"), name_of(id, "key"));
            self.put(&parcel_name, &sealed.parcel)?;
            let armoured = armor::encode(Label::Key, &*sealed.key.to_bytes())?;
            self.put(&key_name, armoured.as_bytes())?;
            (parcel, key) = (Some(parcel_name), Some(key_name));
        }
        Ok(RecordLine {
            id,
            kind: exhibit.record.body.word(),
            filed_at: exhibit.detail.line.filed_at,
            json,
            filed,
            parcel,
            key,
            pack: &exhibit.record.pack,
        })
    }

    /// Writes a record's attachments in clear: the signed record holds the hash of each.
    fn attachments(
        &mut self,
        desk: &Desk,
        exhibit: &Exhibit,
        all: &mut Vec<AttachmentFile>,
    ) -> Result<(), Refusal> {
        for (number, attachment) in exhibit.detail.attachments.iter().enumerate() {
            let reference = &attachment.reference;
            let number = number + 1;
            let name = format!(
                "{}-{number}.{}",
                exhibit.record.id,
                ending_of(&reference.media_type)
            );
            // What is damaged, or is not what the record names, is said to be missing.
            let file = match desk.attachment(&reference.parcel) {
                Ok(content) => self.copy(&name, content, &reference.sha256)?,
                Err(_) => false,
            };
            all.push(AttachmentFile {
                record: exhibit.record.id,
                number,
                file: file.then_some(name),
                sha256: reference.sha256.clone(),
                bytes: reference.bytes,
                media_type: reference.media_type.clone(),
                parcel: reference.parcel,
            });
        }
        Ok(())
    }

    /// Copies a file, if it has this hash.
    fn copy(&mut self, name: &str, mut content: impl Read, sha256: &str) -> Result<bool, Refusal> {
        let path = self.inside.path().join(name);
        let mut hash = Sha256::new();
        let mut readable = true;
        write_file(&path, |file| {
            let mut buffer = zeroize::Zeroizing::new(vec![0; 64 * 1024]);
            loop {
                match content.read(&mut buffer) {
                    Ok(0) => return Ok(()),
                    Ok(read) => {
                        hash.update(&buffer[..read]);
                        file.write_all(&buffer[..read])?;
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(_) => {
                        readable = false;
                        return Ok(());
                    }
                }
            }
        })?;
        let found = HEXLOWER.encode(&hash.finalize());
        if readable && found == sha256 {
            self.sums.push((name.to_owned(), found));
            return Ok(true);
        }
        fs::remove_file(path)?;
        Ok(false)
    }

    fn pack<'b>(&mut self, pack: &'b PackInForce) -> Result<PackLine<'b>, Refusal> {
        let mut put = |bytes: &Option<Vec<u8>>, ending| {
            let Some(bytes) = bytes else { return Ok(None) };
            let name = pack_name(&pack.name, ending);
            self.put(&name, bytes)?;
            Ok::<_, Refusal>(Some(name))
        };
        Ok(PackLine {
            name: &pack.name,
            signed: put(&pack.signed, "pack")?,
            content: put(&pack.json, "json")?,
        })
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Refusal> {
        write_file(&self.inside.path().join(name), |file| {
            Ok(file.write_all(bytes)?)
        })?;
        let sum = HEXLOWER.encode(&Sha256::digest(bytes));
        self.sums.push((name.to_owned(), sum));
        Ok(())
    }

    /// Lists all files with their hashes, as `sha256sum` does, and signs the list.
    fn sign(&mut self, desk: &Desk) -> Result<(), Refusal> {
        self.sums.sort();
        let line = |(name, sum): &(String, String)| format!("{sum}  {name}\n");
        let list: String = self.sums.iter().map(line).collect();
        let (key, signature) = desk.sign_bundle(list.as_bytes());
        let signed = serde_json::json!({
            "format": "pocketcard-court-signature/1", "office": key, "signature": signature,
        });
        self.put(SUMS, list.as_bytes())?;
        self.put(SIGNATURE, format!("{signed:#}\n").as_bytes())
    }

    fn finish(
        self,
        bundle: &Bundle,
        journal: &str,
        attachments: &[AttachmentFile],
        words: String,
    ) -> Result<Written, Refusal> {
        let Self { place, inside, .. } = self;
        // An empty directory that was there already makes room; not every system renames over it.
        if place.is_dir() {
            fs::remove_dir(&place)?;
        }
        fs::rename(inside.path(), &place)?;
        // It is no longer there to be removed.
        let _ = inside.keep();
        #[cfg(unix)]
        if let Some(parent) = place.parent().filter(|it| !it.as_os_str().is_empty()) {
            fs::File::open(parent)?.sync_all()?;
        }
        let here = attachments.iter().filter(|it| it.file.is_some()).count();
        let records = bundle.exhibits.iter().map(|exhibit| {
            let file = |ending| {
                let sealed = exhibit.sealed.as_ref();
                sealed.map(|_| place.join(name_of(exhibit.record.id, ending)))
            };
            WrittenRecord {
                id: exhibit.record.id,
                kind: exhibit.record.body.word(),
                parcel: file("parcel"),
                key: file("key"),
            }
        });
        Ok(Written {
            records: records.collect(),
            journal: place.join(journal),
            attachments: (here, attachments.len() - here),
            words,
            place,
        })
    }
}
