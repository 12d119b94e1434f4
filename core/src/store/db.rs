//! Stock SQLite as the store uses it: two tables of numbered blobs, one process, full durability.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, Statement, config::DbConfig, params};

use super::Error;

/// Rows of `headers` that are not headers.
pub(super) const ROOT: i64 = 0;
/// See [`ROOT`].
pub(super) const MANIFEST: i64 = 1;
/// The first row that may hold a header.
pub(super) const FIRST: i64 = 2;
/// Beyond every row that this program numbers. A row that somebody moved there still opens, but the
/// next one is not put after it: SQLite's numbers end.
pub(super) const LAST: i64 = 1 << 48;

/// The longest blob of `headers` and of `bodies` that is looked at; what is longer was not put there by
/// this program, and is not even loaded.
const HEADER_MOST: i64 = 2048;
const BODY_MOST: i64 = super::BODY as i64 + 64;

const HEADERS: &str = "CREATE TABLE headers (n INTEGER PRIMARY KEY, v BLOB NOT NULL)";
const BODIES: &str = "CREATE TABLE bodies (n INTEGER PRIMARY KEY, v BLOB NOT NULL)";

/// Opens the file and takes its lock, which holds until the connection is closed.
///
/// Exclusive locking is set before the first access: SQLite then keeps its write-ahead index in this
/// process's memory instead of a shared file, and a second process finds the file busy.
/// `secure_delete` overwrites what is deleted; temporary data stays in memory.
pub(super) fn open(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::ZERO)?;
    // A file that somebody changed may carry triggers or views; none of them may do anything.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.execute_batch(
        "PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA secure_delete = ON;
         PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         BEGIN IMMEDIATE;
         COMMIT;",
    )?;
    Ok(connection)
}

/// Whether the file has the store's tables: `None` when it has no table at all, which is what a
/// creation that was cut short leaves.
pub(super) fn has_schema(connection: &Connection) -> Result<Option<()>, Error> {
    let mut statement = connection.prepare("SELECT sql FROM sqlite_schema ORDER BY name")?;
    let found = statement
        .query_map([], |row| row.get::<_, Option<String>>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    match found.as_slice() {
        [] => Ok(None),
        [Some(bodies), Some(headers)] if bodies == BODIES && headers == HEADERS => Ok(Some(())),
        _ => Err(Error::Corrupt),
    }
}

pub(super) fn make_schema(connection: &Connection) -> Result<(), Error> {
    connection.execute(HEADERS, [])?;
    connection.execute(BODIES, [])?;
    Ok(())
}

pub(super) fn put_header(connection: &Connection, row: i64, bytes: &[u8]) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO headers (n, v) VALUES (?1, ?2)")?
        .execute(params![row, bytes])?;
    Ok(())
}

pub(super) fn put_body(connection: &Connection, row: i64, bytes: &[u8]) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO bodies (n, v) VALUES (?1, ?2)")?
        .execute(params![row, bytes])?;
    Ok(())
}

pub(super) fn delete_header(connection: &Connection, row: i64) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM headers WHERE n = ?1")?
        .execute([row])?;
    Ok(())
}

pub(super) fn delete_body(connection: &Connection, row: i64) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM bodies WHERE n = ?1")?
        .execute([row])?;
    Ok(())
}

/// All rows of `headers` from one on, forwards or backwards.
pub(super) fn headers<'a>(connection: &'a Connection, order: &str) -> Result<Statement<'a>, Error> {
    let scan = format!(
        "SELECT n, CASE WHEN length(v) <= {HEADER_MOST} THEN v END FROM headers
         WHERE n >= ?1 ORDER BY n {order}"
    );
    Ok(connection.prepare(&scan)?)
}

/// A row of `headers`. What is not a blob is as damaged as an empty one.
pub(super) fn header(connection: &Connection, row: i64) -> Result<Option<Vec<u8>>, Error> {
    let mut statement = connection
        .prepare_cached("SELECT CASE WHEN length(v) <= ?2 THEN v END FROM headers WHERE n = ?1")?;
    let mut rows = statement.query([row, HEADER_MOST])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some(row.get_ref(0)?.as_blob().unwrap_or_default().to_vec()))
}

/// Hands a body's bytes to `read` without copying them.
pub(super) fn with_body<T>(
    connection: &Connection,
    row: i64,
    read: impl FnOnce(&[u8]) -> Option<T>,
) -> Result<Option<T>, Error> {
    let mut statement = connection
        .prepare_cached("SELECT CASE WHEN length(v) <= ?2 THEN v END FROM bodies WHERE n = ?1")?;
    let mut rows = statement.query([row, BODY_MOST])?;
    match rows.next()? {
        Some(row) => Ok(row.get_ref(0)?.as_blob().ok().and_then(read)),
        None => Ok(None),
    }
}

/// Moves everything from the write-ahead log into the file and empties the log.
pub(super) fn checkpoint(connection: &Connection) -> Result<(), Error> {
    let busy: i64 =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(Error::InUse) }
}

/// Copies what is committed into an empty file: whole rows, and nothing of what was deleted.
pub(super) fn copy_to(connection: &Connection, file: &Path) -> Result<(), Error> {
    let name = file
        .to_str()
        .ok_or(Error::Io(std::io::ErrorKind::InvalidFilename))?;
    connection.execute("VACUUM INTO ?1", [name])?;
    Ok(())
}
