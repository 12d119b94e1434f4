//! Plain SQLite whose values and keys go through matrix-sdk's `StoreCipher`, as matrix-sdk-sqlite does it: what
//! is looked up is a keyed hash, what is sorted by stays readable, everything else is encrypted and written as
//! MessagePack.

use std::path::Path;

use matrix_sdk_store_encryption::StoreCipher;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    plain::connect,
    rounds::{FILTER, Id, KIND, PAGE, Record, Store},
};

const TABLE: &str = "records";
const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS kv (key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL);
     CREATE TABLE IF NOT EXISTS records (
         id BLOB PRIMARY KEY NOT NULL, kind BLOB NOT NULL, status BLOB NOT NULL, at INTEGER NOT NULL,
         site BLOB NOT NULL, header BLOB NOT NULL, body BLOB NOT NULL);
     CREATE INDEX IF NOT EXISTS newest ON records (kind, at);";

/// The cipher is itself stored under this one, which takes no stretching.
const KEY: [u8; 32] = [7; 32];

/// The table and its cipher.
pub struct Matrix(Connection, StoreCipher);

impl Matrix {
    /// Opens or makes it.
    pub fn open(dir: &Path) -> Self {
        let connection = connect(dir, "", SCHEMA);
        let stored: Option<Vec<u8>> = connection
            .query_row("SELECT value FROM kv WHERE key = 'cipher'", [], |row| {
                row.get(0)
            })
            .optional()
            .expect("ours");
        let cipher = match stored {
            Some(stored) => StoreCipher::import_with_key(&KEY, &stored).expect("ours"),
            None => {
                let cipher = StoreCipher::new().expect("made");
                let stored = cipher.export_with_key(&KEY).expect("exported");
                connection
                    .execute("INSERT INTO kv VALUES ('cipher', ?1)", [stored])
                    .expect("inserted");
                cipher
            }
        };
        Self(connection, cipher)
    }

    fn header(&self, encrypted: &[u8]) -> (Id, String) {
        rmp_serde::from_slice(&decode(&self.1, encrypted)).expect("a header")
    }
}

fn hash(cipher: &StoreCipher, key: &[u8]) -> [u8; 32] {
    cipher.hash_key(TABLE, key)
}

fn encode(cipher: &StoreCipher, value: Vec<u8>) -> Vec<u8> {
    let encrypted = cipher.encrypt_value_data(value).expect("encrypted");
    rmp_serde::to_vec_named(&encrypted).expect("written")
}

fn decode(cipher: &StoreCipher, value: &[u8]) -> Vec<u8> {
    let encrypted = rmp_serde::from_slice(value).expect("as written");
    cipher.decrypt_value_data(encrypted).expect("decrypted")
}

impl Store for Matrix {
    fn save(&mut self, records: &[Record]) {
        let transaction = self.0.transaction().expect("begun");
        for record in records {
            let header = rmp_serde::to_vec_named(&(record.id, &record.label)).expect("written");
            transaction
                .prepare_cached(
                    "INSERT INTO records (id, kind, status, at, site, header, body)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )
                .and_then(|mut insert| {
                    insert.execute(params![
                        hash(&self.1, &record.id),
                        hash(&self.1, &[KIND]),
                        hash(&self.1, &[record.status]),
                        record.at,
                        hash(&self.1, record.site.as_bytes()),
                        encode(&self.1, header),
                        encode(&self.1, record.body.clone()),
                    ])
                })
                .expect("inserted");
        }
        transaction.commit().expect("committed");
    }

    fn body(&self, id: Id) -> Vec<u8> {
        let query = "SELECT body FROM records WHERE id = ?1";
        let mut get = self.0.prepare_cached(query).expect("ours");
        let encrypted: Vec<u8> = get
            .query_row([hash(&self.1, &id)], |row| row.get(0))
            .expect("there");
        decode(&self.1, &encrypted)
    }

    fn newest(&self) -> Vec<(Id, String)> {
        let query = "SELECT header FROM records WHERE kind = ?1 ORDER BY at DESC LIMIT ?2";
        let mut page = self.0.prepare_cached(query).expect("ours");
        page.query_map(params![hash(&self.1, &[KIND]), PAGE as i64], |row| {
            row.get(0)
        })
        .expect("ours")
        .map(|header: rusqlite::Result<Vec<u8>>| self.header(&header.expect("there")))
        .collect()
    }

    fn filter(&self) -> usize {
        let query = "SELECT header FROM records WHERE kind = ?1 AND status = ?2 AND site = ?3";
        let (status, site, part) = FILTER;
        let keys = [&[KIND], &[status], site.as_bytes()].map(|key| hash(&self.1, key));
        let mut fitting = self.0.prepare_cached(query).expect("ours");
        fitting
            .query_map(keys, |row| row.get(0))
            .expect("ours")
            .map(|header: rusqlite::Result<Vec<u8>>| self.header(&header.expect("there")))
            .filter(|(_, label)| label.contains(part))
            .count()
    }
}
