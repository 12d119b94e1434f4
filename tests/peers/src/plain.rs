//! Records in columns of one table, as SQLite or SQLCipher is used by most.

use std::path::Path;

use rusqlite::{Connection, params};

use crate::rounds::{FILTER, Id, KIND, PAGE, Record, Store};

const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS records (
         n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL, status INTEGER NOT NULL,
         at INTEGER NOT NULL, site TEXT NOT NULL, label TEXT NOT NULL, body BLOB NOT NULL);
     CREATE INDEX IF NOT EXISTS newest ON records (kind, at);";

/// The table. What its connection is keyed with, if with anything, is the opener's.
pub struct Plain(Connection);

impl Plain {
    /// Opens or makes it; `keyed` is run before anything else.
    pub fn open(dir: &Path, keyed: &str) -> Self {
        Self(connect(dir, keyed, SCHEMA))
    }
}

/// A connection that syncs every commit, to a file in this directory.
pub fn connect(dir: &Path, first: &str, schema: &str) -> Connection {
    let connection = Connection::open(dir.join("records.db")).expect("opens");
    let durable = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
    [first, durable, schema]
        .into_iter()
        .for_each(|batch| connection.execute_batch(batch).expect("SQLite takes it"));
    connection
}

impl Store for Plain {
    fn save(&mut self, records: &[Record]) {
        let transaction = self.0.transaction().expect("begun");
        for record in records {
            let Record {
                id,
                at,
                status,
                site,
                label,
                body,
            } = record;
            transaction
                .prepare_cached(
                    "INSERT INTO records (id, kind, status, at, site, label, body)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )
                .and_then(|mut insert| {
                    insert.execute(params![id, KIND, status, at, site, label, body])
                })
                .expect("inserted");
        }
        transaction.commit().expect("committed");
    }

    fn body(&self, id: Id) -> Vec<u8> {
        let query = "SELECT body FROM records WHERE id = ?1";
        let mut get = self.0.prepare_cached(query).expect("ours");
        get.query_row([id], |row| row.get(0)).expect("there")
    }

    fn newest(&self) -> Vec<(Id, String)> {
        let query = "SELECT id, label FROM records WHERE kind = ?1 ORDER BY at DESC LIMIT ?2";
        let mut page = self.0.prepare_cached(query).expect("ours");
        page.query_map(params![KIND, PAGE as i64], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .expect("ours")
        .map(|line| line.expect("there"))
        .collect()
    }

    fn filter(&self) -> usize {
        let query = "SELECT count(*) FROM records
                     WHERE kind = ?1 AND status = ?2 AND site = ?3 AND instr(label, ?4)";
        let (status, site, part) = FILTER;
        let count = self
            .0
            .query_row(query, params![KIND, status, site, part], |row| {
                row.get::<_, i64>(0)
            });
        count.expect("ours") as usize
    }
}
