//! Stores that an earlier version wrote. They are rewritten when they are opened, in one transaction:
//! cut short, the old store is still there.
//!
//! Format 1 sealed all bodies of an epoch under one key and named their nonce in the header, so that a
//! new epoch had to seal every body again. Since format 2 a body has a key of its own, in its header.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::{
    Error,
    db::{self, FIRST, MANIFEST, ROOT},
    header::{self, BodyRef, Header},
    keys::{self, Epoch, StoreKeys},
};
use crate::{
    record::Id,
    vault::seal::{self, NONCE},
};

/// Brings a store of format 1 to today's. What does not open stays as it is, and goes on being reported.
///
/// # Errors
/// [`Error::DiskFull`] (every body is written once); the disk's. Nothing has then happened.
pub(super) fn from_1(db: &mut Connection, keys: &StoreKeys, old: &Epoch) -> Result<(), Error> {
    let (new, bodies) = (old.upgraded(), old.part(b"pocketcard bodies"));
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut manifest = db::header(&tx, MANIFEST)?.and_then(|row| old.open_manifest(&row));
    let generation = manifest.map_or(0, |manifest| manifest.generation);
    let mut last = FIRST - 1;
    while let Some((n, row)) = row_after(&tx, last)? {
        last = n;
        let Some((header, revision, body)) = open_header(old, &row) else {
            continue;
        };
        let body = body.map(|(length, nonce)| {
            let plain = db::with_body(&tx, n, |row| {
                let aad = old.aad(b"pocketcard body", &[&header.id.0, &[header.kind.0]]);
                let own = row.starts_with(&nonce).then_some(row)?;
                keys::unpad(seal::open(&bodies, &aad, own)?, length)
            })?;
            let Some(plain) = plain else {
                // Under a key that never sealed anything it is as damaged as it was.
                let key = seal::random_key();
                return Ok::<_, Error>(BodyRef { key, length });
            };
            let (sealed, body) = new.seal_body(header.id, header.kind, &plain);
            db::put_body(&tx, n, &sealed)?;
            Ok(body)
        });
        let body = body.transpose()?;
        let (sealed, fresh) = new.seal_header(&header, generation + 1, body.as_ref());
        db::put_header(&tx, n, &sealed)?;
        if let Some(manifest) = &mut manifest {
            manifest.remove(keys.element(header.id, &revision));
            manifest.add(keys.element(header.id, &fresh));
        }
    }
    if let Some(mut manifest) = manifest {
        manifest.generation += 1;
        db::put_header(&tx, MANIFEST, &new.seal_manifest(&manifest))?;
    }
    db::put_header(&tx, ROOT, &new.to_root(keys))?;
    Ok(tx.commit()?)
}

fn row_after(db: &Connection, n: i64) -> Result<Option<(i64, Vec<u8>)>, Error> {
    let mut next = db.prepare_cached("SELECT n, v FROM headers WHERE n > ?1 ORDER BY n LIMIT 1")?;
    let row = next.query_row([n], |row| {
        let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
        Ok((row.get(0)?, bytes.to_vec()))
    });
    Ok(row.optional()?)
}

/// A header of format 1 with its revision, and the length and the nonce of its body.
#[expect(clippy::type_complexity, reason = "it is taken apart at once")]
fn open_header(
    old: &Epoch,
    row: &[u8],
) -> Option<(Header, [u8; NONCE], Option<(u32, [u8; NONCE])>)> {
    let (id, sealed) = row.split_first_chunk()?;
    let plain = old.open_header_bytes(Id(*id), sealed)?;
    let (header, _, body) = header::decode_parts::<NONCE>(Id(*id), &plain)?;
    let body = body.map(|(length, nonce)| (length, *nonce));
    Some((header, *sealed.first_chunk()?, body))
}
