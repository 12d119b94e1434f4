//! What a request brought, on its way into the tables.

use pocketcard::sync::{Item, PART_MAX, Way};
use postgres::types::ToSql;

use super::{COUNT, pool::Connection};
use crate::hub::{
    backend::{UNFINISHED, code},
    postgres_error::PostgresError,
};

/// Stores whole parcels with their bytes and counts them; those that others stored meanwhile are left alone.
/// In the order of their names: two that store the same ones never wait for each other crosswise.
macro_rules! store {
    ($places:literal, $place:literal, $from:literal) => {
        concat!(
            "WITH brought AS (
                SELECT * FROM unnest($2::bigint[], $3::bytea[], $4::bigint[]) WITH ORDINALITY AS it (key, id, size, n)
            ), ", $places, "fresh AS (
                INSERT INTO parcel (key, mailbox, id, way, size, day, place)
                SELECT key, $1, id, $5, size, $6, ", $place, " FROM brought", $from, " ORDER BY id
                ON CONFLICT (mailbox, id, way) DO NOTHING RETURNING key, size
            ), pieces AS (
                INSERT INTO piece SELECT it.parcel, it.start, it.bytes
                FROM unnest($7::bigint[], $8::bigint[], $9::bytea[]) AS it (parcel, start, bytes)
                JOIN fresh ON fresh.key = it.parcel
            )
            INSERT INTO used SELECT $1, $10, sum(size), count(*) FROM fresh HAVING count(*) > 0
            ON CONFLICT (mailbox, slot)
            DO UPDATE SET bytes = used.bytes + excluded.bytes, parcels = used.parcels + excluded.parcels"
        )
    };
}
/// A desk's next look gives them positions.
const STORE_UP: &str = store!("", "NULL", "");
const STORE_DOWN: &str = store!(
    "spot AS (UPDATE mailbox SET place = place + cardinality($2::bigint[]) WHERE mailbox = $1
        RETURNING place - cardinality($2::bigint[]) AS before), ",
    "before + n",
    ", spot"
);
/// What was collected and came again begins at its beginning.
const FORGET_NAMES: &str = "
    WITH names AS (
        DELETE FROM parcel WHERE mailbox = $1 AND way = $2 AND id = ANY($3::bytea[]) AND gone > 0
        RETURNING key, size, gone
    ), dropped AS (DELETE FROM piece USING names WHERE parcel = names.key)
    SELECT coalesce(sum(size), 0)::bigint FROM names WHERE gone = 1";

const FORGET: &str = "WITH old AS (
         DELETE FROM upload WHERE mailbox = $1 AND who = $2 AND id = ANY($3::bytea[]) RETURNING key
     ) DELETE FROM part USING old WHERE upload = old.key";
const OLDEST: &str = "WITH old AS (DELETE FROM upload WHERE key = (
             SELECT min(key) FROM upload WHERE mailbox = $1 AND who = $2 AND key <> $3) RETURNING key)
     DELETE FROM part USING old WHERE upload = old.key";

/// A parcel of which bytes came since the last commit.
pub(super) struct Gathered {
    pub item: Item,
    /// Which one it was since the last commit.
    pub number: usize,
    /// Where these bytes begin; what was before them is in the database.
    pub from: u64,
    pub bytes: Vec<u8>,
    /// Its upload in the database, if it began earlier.
    pub upload: Option<i64>,
    /// It is whole, and this is its key.
    pub kept: Option<i64>,
}

impl Gathered {
    pub fn upto(&self) -> u64 {
        self.from + self.bytes.len() as u64
    }

    pub fn is_whole_by_itself(&self) -> bool {
        self.kept.is_some() && self.from == 0
    }
}

/// Writes what was gathered.
pub(super) struct Writer<'a> {
    pub name: &'a [u8],
    pub who: &'a [u8],
    pub way: i64,
    pub today: i64,
}

impl Writer<'_> {
    /// Stores whole parcels, in the order in which they came where that gives them positions.
    pub fn store(&self, to: &mut Connection, parcels: &[Gathered]) -> Result<(), PostgresError> {
        if parcels.is_empty() {
            return Ok(());
        }
        let keys: Vec<i64> = parcels.iter().filter_map(|it| it.kept).collect();
        let ids: Vec<&[u8]> = parcels.iter().map(|it| &it.item.id.0[..]).collect();
        let sizes: Vec<i64> = parcels.iter().map(|it| it.item.size as i64).collect();
        let (mut of, mut starts, mut pieces) = (Vec::new(), Vec::new(), Vec::new());
        // The bytes of an upload are in the database already.
        let here = parcels.iter().zip(&keys).filter(|(it, _)| it.from == 0);
        for (parcel, key) in here {
            for (number, piece) in parcel.bytes.chunks(PART_MAX).enumerate() {
                of.push(*key);
                starts.push((number * PART_MAX) as i64);
                pieces.push(piece);
            }
        }
        let sql = if self.way == code(Way::Down) {
            STORE_DOWN
        } else {
            STORE_UP
        };
        let slot = to.slot;
        let values: [&(dyn ToSql + Sync); 10] = [
            &self.name,
            &keys,
            &ids,
            &sizes,
            &self.way,
            &self.today,
            &of,
            &starts,
            &pieces,
            &slot,
        ];
        to.execute(sql, &values).map(drop)
    }

    /// Adds bytes to an upload, or begins one; its key.
    pub fn append(&self, to: &mut Connection, part: &Gathered) -> Result<i64, PostgresError> {
        let (id, size) = (&part.item.id.0[..], part.item.size as i64);
        let (from, upto) = (part.from as i64, part.upto() as i64);
        let key = match part.upload {
            None => {
                self.forget(to, &[id])?;
                let sql = "INSERT INTO upload (mailbox, who, id, size, upto, day)
                     VALUES ($1, $2, $3, $4, $5, $6) RETURNING key";
                let values: [&(dyn ToSql + Sync); 6] =
                    [&self.name, &self.who, &id, &size, &upto, &self.today];
                to.row(sql, &values)?.get(0)
            }
            Some(key) => {
                let sql = "UPDATE upload SET upto = $1 WHERE key = $2 AND upto = $3";
                if to.execute(sql, &[&upto, &key, &from])? == 0 {
                    // Another hub took the same bytes in, or forgot them. Those that were here before ours were
                    // read as they are, so that nothing is kept of which anything else was read.
                    let sql = "SELECT FROM upload WHERE key = $1 AND upto > $2";
                    let ahead = to.row_if_any(sql, &[&key, &from])?.is_some();
                    if ahead && part.kept.is_none() {
                        return Ok(key);
                    }
                    return Err(PostgresError::Overtaken);
                }
                key
            }
        };
        for (number, bytes) in part.bytes.chunks(PART_MAX).enumerate() {
            let start = from + (number * PART_MAX) as i64;
            to.execute(
                "INSERT INTO part VALUES ($1, $2, $3)",
                &[&key, &start, &bytes],
            )?;
        }
        Ok(key)
    }

    /// An upload is whole: it becomes a parcel, and nothing says any more whose it was.
    pub fn finish(
        &self,
        to: &mut Connection,
        part: &Gathered,
        upload: i64,
    ) -> Result<(), PostgresError> {
        self.store(to, std::slice::from_ref(part))?;
        let sql = "INSERT INTO piece SELECT $1, start, bytes FROM part
             WHERE upload = $2 AND EXISTS (SELECT FROM parcel WHERE key = $1)";
        to.execute(sql, &[&part.kept, &upload])?;
        self.forget(to, &[&part.item.id.0[..]])
    }

    /// Forgets uploads of this token.
    pub fn forget(&self, to: &mut Connection, ids: &[&[u8]]) -> Result<(), PostgresError> {
        if ids.is_empty() {
            return Ok(());
        }
        to.execute(FORGET, &[&self.name, &self.who, &ids]).map(drop)
    }

    /// Forgets that parcels were here.
    pub fn forget_names(&self, to: &mut Connection, ids: &[&[u8]]) -> Result<(), PostgresError> {
        if ids.is_empty() {
            return Ok(());
        }
        let row = to.row(FORGET_NAMES, &[&self.name, &self.way, &ids])?;
        let (slot, less, none) = (to.slot, -row.get::<_, i64>(0), 0_i64);
        if less < 0 {
            to.execute(COUNT, &[&self.name, &slot, &less, &none])?;
        }
        Ok(())
    }

    /// Forgets this token's oldest uploads, but for this one, as long as all of them are too much.
    pub fn make_room(&self, to: &mut Connection, key: i64, most: i64) -> Result<(), PostgresError> {
        loop {
            let sql = "SELECT count(*), coalesce(sum(upto), 0)::bigint FROM upload
                 WHERE mailbox = $1 AND who = $2";
            let row = to.row(sql, &[&self.name, &self.who])?;
            let (count, bytes): (i64, i64) = (row.get(0), row.get(1));
            if count <= 1 || count <= UNFINISHED && bytes <= most {
                return Ok(());
            }
            to.execute(OLDEST, &[&self.name, &self.who, &key])?;
        }
    }
}
