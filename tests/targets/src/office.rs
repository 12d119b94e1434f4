//! What reaches an office: requests to its hub, their tokens, exported journals, workbooks.

use std::{io::Write, sync::OnceLock};

use flate2::Crc;
use pocketcard::{
    base::Id,
    sync::{Role, respond},
};
use pocketcard_office::{
    desk::JournalExport,
    hub::{
        Backend, Limits, MailboxConfig, Sqlite,
        token::{Token, TokenKey},
    },
    xlsform,
};
use tempfile::TempDir;

use crate::MAILBOX;

/// A phone's request to a hub with its database. Nothing of it stays.
pub fn deposit(bytes: &[u8]) -> bool {
    static HUB: OnceLock<(TempDir, Sqlite)> = OnceLock::new();
    let hub = HUB.get_or_init(|| {
        let dir = tempfile::tempdir().expect("a directory");
        let storage = Sqlite::open(dir.path()).expect("a hub is set up");
        (dir, storage)
    });
    let mailbox = MailboxConfig {
        mailbox: MAILBOX,
        token_key: TokenKey::generate(),
        desks: vec![Id([2; 16])],
    };
    let limits = Limits::default();
    // Dropped without its commit.
    let depot = hub
        .1
        .depot(&mailbox, Id([1; 16]), Role::Phone, &limits, 20_000);
    respond(&mut *depot.expect("SQLite's is there"), bytes).is_ok()
}

/// A token as a request bears it.
pub fn token(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    let read = text.parse::<Token>();
    if let Ok(token) = &read {
        assert_eq!(*token.to_text(), text);
    }
    read.is_ok()
}

/// A journal that somebody shows with a parcel.
pub fn journal(bytes: &[u8]) -> bool {
    let read = JournalExport::from_json(bytes);
    if let Ok(journal) = &read {
        let again = serde_json::to_vec(journal).expect("a journal serialises");
        assert!(JournalExport::from_json(&again).is_ok_and(|again| again == *journal));
    }
    read.is_ok()
}

/// A form's workbook: the bytes as they are, and as the XML of its `survey` sheet in a workbook that is
/// otherwise whole.
pub fn workbook(bytes: &[u8]) -> bool {
    let table = |_: &str| Some(bytes.to_vec());
    xlsform::import(bytes, "form", &table).is_ok()
        || xlsform::import(&book(bytes), "form", &table).is_ok()
}

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn book(survey: &[u8]) -> Vec<u8> {
    let package = format!(
        "<Relationships xmlns=\"{RELATIONSHIPS}\"><Relationship Id=\"r1\" Type=\"{DOCUMENT}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOCUMENT}\"><sheets><sheet name=\"survey\" sheetId=\"1\" \
         r:id=\"r1\"/></sheets></workbook>"
    );
    let sheets = format!(
        "<Relationships xmlns=\"{RELATIONSHIPS}\"><Relationship Id=\"r1\" Type=\"{DOCUMENT}/worksheet\" \
         Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    zip(&[
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", sheets.as_bytes()),
        ("xl/worksheets/sheet1.xml", survey),
    ])
}

/// A ZIP archive of files that are stored as they are (APPNOTE 4.3.7, 4.3.12 and 4.3.16).
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let mut crc = Crc::new();
        crc.update(content);
        let length = (content.len() as u32).to_le_bytes();
        let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        about.extend(crc.sum().to_le_bytes());
        about.extend([length, length].concat());
        about.extend((name.len() as u16).to_le_bytes());
        about.extend([0, 0]);

        let at = (archive.len() as u32).to_le_bytes();
        let head = [b"PK\x03\x04", &about[..], name.as_bytes()].concat();
        archive.write_all(&head).expect("memory takes all");
        archive.extend(*content);
        directory.extend(
            [
                b"PK\x01\x02\x14\x00",
                &about[..],
                &[0; 10],
                &at,
                name.as_bytes(),
            ]
            .concat(),
        );
    }
    let count = (files.len() as u16).to_le_bytes();
    let (length, at) = (directory.len() as u32, archive.len() as u32);
    archive.extend(directory);
    archive.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count].concat());
    archive.extend([length.to_le_bytes(), at.to_le_bytes()].concat());
    archive.extend([0, 0]);
    archive
}
