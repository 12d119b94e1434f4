//! Stores that an earlier version wrote. They are rewritten when they are opened, in one transaction:
//! cut short, the old store is still there.
//!
//! Format 1 sealed all bodies of an epoch under one key and named their nonce in the header, so that a
//! new epoch had to seal every body again. Since format 2 a body has a key of its own, in its header.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::{
    Damage, Error,
    db::{self, FIRST, MANIFEST, ROOT},
    header::{self, BodyRef, Header},
    keys::{self, Epoch, StoreKeys},
};
use crate::{
    base::Id,
    crypto::aead::{self, NONCE},
};

/// Brings a store of format 1 to today's. What does not open stays as it is, and goes on being reported; what is
/// written again and was damaged, or older than the anchor remembers, leaves a manifest that fits nothing.
///
/// # Errors
/// [`Error::DiskFull`] (every body is written once); the disk's. Nothing has then happened.
pub(super) fn from_1(
    db: &mut Connection,
    keys: &StoreKeys,
    old: &Epoch,
    anchored: u64,
    damage: &BTreeSet<Damage>,
) -> Result<(), Error> {
    let (new, bodies) = (old.upgraded(), old.part(b"pocketcard bodies"));
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut manifest = db::header(&tx, MANIFEST)?.and_then(|row| old.open_manifest(&row));
    let before = manifest.map_or(0, |manifest| manifest.generation);
    let rolled_back = before < anchored;
    let generation = if rolled_back { before } else { before + 1 };
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
                keys::unpad(aead::open(&bodies, &aad, own)?, length)
            })?;
            let Some(plain) = plain else {
                // Under a key that never sealed anything it is as damaged as it was.
                let key = aead::random_key();
                return Ok::<_, Error>(BodyRef { key, length });
            };
            let (sealed, body) = new.seal_body(header.id, header.kind, &plain);
            db::put_body(&tx, n, &sealed)?;
            Ok(body)
        });
        let body = body.transpose()?;
        let (sealed, fresh) = new.seal_header(&header, generation, body.as_ref());
        db::put_header(&tx, n, &sealed)?;
        if let Some(manifest) = &mut manifest {
            manifest.remove(keys.element(header.id, &revision));
            manifest.add(keys.element(header.id, &fresh));
        }
    }
    if let Some(mut manifest) = manifest {
        manifest.generation = generation;
        if rolled_back || damage.contains(&Damage::Root) {
            manifest.doubt();
        }
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

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeMap,
        fs,
        path::{Path, PathBuf},
    };

    use super::{
        super::{ATTACHMENTS, RowKind, STORE, STORE_ANCHOR, Store, attachment, load},
        *,
    };
    use crate::{
        host::Unwatched,
        vault::{MasterKey, SoftwareKeystore, Vault, Words},
    };

    /// A copy of the store that version 1 wrote: four rows of its users from 2 to 5, and an attachment.
    struct Old {
        _dir: tempfile::TempDir,
        card: PathBuf,
        master: MasterKey,
    }

    /// What opens of a store: its rows with their bodies.
    type Content = BTreeMap<Id, (Header, Option<Vec<u8>>)>;

    impl Old {
        fn new() -> Self {
            let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/store-v1");
            let dir = tempfile::tempdir().unwrap();
            let card = dir.path().join("card");
            fs::create_dir_all(card.join(ATTACHMENTS)).unwrap();
            for folder in ["", ATTACHMENTS] {
                for entry in fs::read_dir(fixture.join("card").join(folder)).unwrap() {
                    let path = entry.unwrap().path();
                    if path.is_file() {
                        let name = path.file_name().unwrap();
                        fs::copy(&path, card.join(folder).join(name)).unwrap();
                    }
                }
            }
            let keystore = SoftwareKeystore::new(&dir.path().join("keys"));
            let words = fs::read_to_string(fixture.join("words")).unwrap();
            let words = Words::parse(&words).unwrap();
            let unlocked = Vault::at(&card, &keystore).unlock_with_words(&words);
            Self {
                _dir: dir,
                master: unlocked.unwrap().master,
                card,
            }
        }

        fn sql(&self, statements: &str) {
            let db = Connection::open(self.card.join(STORE)).unwrap();
            db.execute_batch(statements).unwrap();
        }

        /// What a thorough look finds, and what opens.
        fn look(&self) -> (Vec<Damage>, Content) {
            let store = Store::open(&self.card, &self.master).unwrap();
            store.check(&Unwatched).unwrap();
            let content = store.index.iter().map(|entry| {
                let header = entry.header.clone();
                let body = store.body(header.id).ok().flatten();
                (header.id, (header, body.map(|body| body.to_vec())))
            });
            (store.damage(), content.collect())
        }
    }

    /// The row that stands at this place.
    fn id(byte: u8) -> Id {
        Id([byte; 16])
    }

    /// What goes on being said once a store of version 1 was rewritten although its root was damaged, or
    /// although it was older than its anchor.
    const IN_DOUBT: Damage = Damage::Replaced;

    #[test]
    fn damage_to_a_store_of_version_1_is_named_and_nothing_else_is_lost() {
        let (damage, whole) = Old::new().look();
        assert_eq!((damage, whole.len()), (vec![], 5));
        let flip = |table, n| {
            format!(
                "UPDATE {table} SET v = CAST(substr(v, 1, 60) || x'00ff00ff' || substr(v, 65) AS BLOB)
                 WHERE n = {n};"
            )
        };
        let doubled = "INSERT INTO headers SELECT 99, v FROM headers WHERE n = 2;
                       INSERT INTO bodies SELECT 99, v FROM bodies WHERE n = 2;";
        let sql = str::to_owned;
        let bloated = "UPDATE headers SET v = zeroblob(100000000) WHERE n = 5;";
        // What is done to it, what is named, and which row that costs.
        let cases = [
            (flip("headers", 0), Damage::Root, None),
            (flip("headers", 1), Damage::Manifest, None),
            (flip("headers", 2), Damage::Header(2), Some(id(1))),
            (flip("bodies", 2), Damage::Body(id(1)), Some(id(1))),
            (
                sql("DELETE FROM bodies WHERE n = 4;"),
                Damage::Body(id(3)),
                Some(id(3)),
            ),
            (
                sql("DELETE FROM headers WHERE n = 3;"),
                Damage::Missing(1),
                Some(id(2)),
            ),
            (sql(doubled), Damage::Duplicate(id(1)), None),
            (sql(bloated), Damage::Header(5), Some(id(4))),
        ];
        for (statements, named, lost) in cases {
            let old = Old::new();
            old.sql(&statements);
            // At the opening that rewrites it, and at those that find it rewritten.
            for opening in 0..3 {
                let (damage, mut there) = old.look();
                let root = opening > 0 && named == Damage::Root;
                let said = if root { IN_DOUBT } else { named };
                assert!(damage.contains(&said), "{statements} {opening}: {damage:?}");
                let mut expected = whole.clone();
                if let Some(lost) = lost {
                    expected.remove(&lost);
                    there.remove(&lost);
                }
                assert!(there == expected, "{statements} {opening}");
            }
        }
    }

    #[test]
    fn what_witnesses_the_past_of_a_store_of_version_1_is_not_overruled() {
        let (_, whole) = Old::new().look();
        let old = Old::new();
        fs::remove_file(old.card.join(STORE_ANCHOR)).unwrap();
        for _ in 0..2 {
            let (damage, there) = old.look();
            assert!(damage == [Damage::Anchor] && there == whole, "{damage:?}");
        }
        let old = Old::new();
        let mut rows = whole.values();
        let attached = rows.find(|(header, _)| header.kind == RowKind::ATTACHMENT);
        let attached = attached.unwrap().0.id;
        fs::remove_file(attachment::path(&old.card.join(ATTACHMENTS), attached)).unwrap();
        for _ in 0..2 {
            assert_eq!(old.look().0, [Damage::Attachment(attached)]);
        }
        // The store is one transaction older than its anchor.
        let old = Old::new();
        let keys = StoreKeys::new(&old.master);
        let anchor = load::read_anchor(&old.card.join(STORE_ANCHOR)).unwrap();
        let Ok((epoch, generation)) = Epoch::from_anchor(&keys, &anchor) else {
            panic!("the anchor of the fixture opens");
        };
        let ahead = epoch.to_anchor(&keys, generation + 1);
        fs::write(old.card.join(STORE_ANCHOR), ahead).unwrap();
        for _ in 0..2 {
            let (damage, there) = old.look();
            assert!(
                damage.contains(&Damage::RolledBack) && there == whole,
                "{damage:?}"
            );
        }
    }
}
