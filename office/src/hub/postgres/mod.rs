//! The database of several hubs: PostgreSQL.
//!
//! What is true here holds whichever hub a request reaches, and whichever of them dies: nothing but what
//! each token brought today is kept in a process. `docs/operating.md` says how it is run,
//! `docs/threat-model.md` what it remembers longer than SQLite does.

mod depot;
mod opening;
mod pool;
mod reserve;
mod tidying;
mod writer;

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError, atomic::AtomicBool, atomic::Ordering::Relaxed},
    time::Instant,
};

use pocketcard::{
    base::{Chance, Id},
    parcel::{Mailbox, ParcelId},
    sync::{Depot, Role, Way},
};
use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{
        CertificateDer,
        pem::{self, PemObject},
    },
};
use tokio_postgres_rustls::MakeRustlsConnect;

use self::{
    depot::PostgresDepot,
    opening::Seen,
    pool::{Connection, Pool, Pooled},
};
use super::{
    backend::{Backend, Deposited, StorageError, code},
    config::{Config, Limits, MailboxConfig, StorageConfig},
    postgres_error::PostgresError,
};

/// Parcels whose bytes are deleted in one transaction.
const STEP: i64 = 128;
/// Held by the hub that looks for what is too old.
const EXPIRING: i64 = 0x706f_636b_6574_0003;
/// Held by the hub that tidies, or sets the reserve apart.
const REWRITING: i64 = 0x706f_636b_6574_0004;

/// What a new connection is asked for each time somebody begins with it. The last is whether something may be
/// deposited without using up what the deletion of other things needs: the reserve is there, or as much room
/// in the files of the pieces, which take less than twice what they count for.
const BEGINNING: &str = "SELECT epoch, EXISTS (SELECT FROM revoked WHERE mailbox = $1 AND id = $2),
         (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint, pg_relation_size('reserve') > 0 OR
         (SELECT pg_total_relation_size('piece') > 8388608 + 2 * coalesce(sum(bytes), 0) FROM used)
     FROM hub";
const REVOKED: &str = "SELECT EXISTS (SELECT FROM revoked WHERE mailbox = $1 AND id = $2)";
const HELD: &str = "SELECT coalesce(sum(parcels), 0)::bigint,
         (coalesce(sum(bytes), 0) + (SELECT coalesce(sum(upto), 0) FROM upload))::bigint FROM used";
/// Adds to one of the rows that add up to what a mailbox holds.
const COUNT: &str = "INSERT INTO used VALUES ($1, $2, $3, $4) ON CONFLICT (mailbox, slot)
         DO UPDATE SET bytes = used.bytes + excluded.bytes, parcels = used.parcels + excluded.parcels";
const TOO_OLD: &str = "WITH old AS (
         UPDATE parcel SET gone = 1 WHERE way = $1 AND gone = 0 AND day < $2 RETURNING mailbox
     ) SELECT mailbox, count(*) FROM old GROUP BY mailbox ORDER BY mailbox";
const SWEEP: &str = "
    WITH leaving AS MATERIALIZED (
        SELECT key FROM parcel WHERE gone = 1 LIMIT $1 FOR UPDATE SKIP LOCKED
    ), dropped AS (DELETE FROM piece USING leaving WHERE parcel = leaving.key)
    UPDATE parcel SET gone = 2 FROM leaving WHERE parcel.key = leaving.key RETURNING mailbox, size";

/// PostgreSQL, as one hub uses it.
pub struct Postgres {
    pool: Pool,
    shared: [u8; 32],
    mailboxes: Vec<MailboxConfig>,
    seen: Mutex<Seen>,
    keys: Mutex<Chance>,
    deposited: Deposited,
    untidy: AtomicBool,
    tidied: Mutex<Instant>,
}

impl Postgres {
    /// Opens the database that a hub's configuration names, making its tables if there are none.
    pub fn open(dir: &Path, place: &StorageConfig, config: &Config) -> Result<Self, StorageError> {
        let tls = || match &place.ca {
            Some(authority) => trusting(&dir.join(authority)),
            None => Err(PostgresError::NoAuthority),
        };
        let postgres = Self {
            pool: Pool::new(&place.postgres, tls)?,
            shared: config.shared(),
            mailboxes: config.mailboxes.clone(),
            seen: Mutex::default(),
            keys: Mutex::default(),
            deposited: Deposited::default(),
            untidy: AtomicBool::new(true),
            tidied: Mutex::new(Instant::now()),
        };
        postgres.pool.get(|connection| {
            postgres.make_tables(connection)?;
            postgres.greet(connection)?;
            postgres.set_apart(connection)
        })?;
        Ok(postgres)
    }

    /// A key for a new row, which tells nothing of when it came.
    fn fresh_key(&self) -> i64 {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        // PostgreSQL's integers are signed.
        (keys.draw() >> 1) as i64
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection on which `first` was done. One that died since it was last used is replaced.
    fn begin<T>(
        &self,
        first: impl Fn(&mut Connection) -> Result<T, PostgresError>,
    ) -> Result<(Pooled<'_>, T), PostgresError> {
        loop {
            let mut pooled = self.pool.get(|connection| self.greet(connection))?;
            match first(&mut pooled) {
                Ok(done) => return Ok((pooled, done)),
                Err(_) if pooled.used_before => pooled.close(),
                Err(error) => return Err(error),
            }
        }
    }

    /// Does work in one transaction, on a full disk too.
    fn transaction<T>(
        &self,
        work: impl Fn(&mut Connection) -> Result<T, PostgresError>,
    ) -> Result<T, PostgresError> {
        let (mut connection, ()) = self.begin(|connection| connection.batch(""))?;
        self.spared(&mut connection, work)
    }

    /// Takes parcels off the count of those that mailboxes hold.
    fn count_gone(
        &self,
        connection: &mut Connection,
        mailbox: &[u8],
        parcels: i64,
    ) -> Result<(), PostgresError> {
        if parcels > 0 {
            let (slot, none, less) = (connection.slot, 0_i64, -parcels);
            connection.execute(COUNT, &[&mailbox, &slot, &none, &less])?;
        }
        Ok(())
    }

    /// Deletes bytes of what is gone, in one step; whether there may be more.
    fn sweep_once(&self, connection: &mut Connection) -> Result<bool, PostgresError> {
        self.spared(connection, |connection| {
            let swept = connection.rows(SWEEP, &[&STEP])?;
            // In the order of their names: two that sweep at once never wait for each other crosswise.
            let mut freed = BTreeMap::<&[u8], i64>::new();
            for row in &swept {
                *freed.entry(row.get(0)).or_default() += row.get::<_, i64>(1);
            }
            for (mailbox, bytes) in freed {
                let (slot, less, none) = (connection.slot, -bytes, 0_i64);
                connection.execute(COUNT, &[&mailbox, &slot, &less, &none])?;
            }
            if !swept.is_empty() {
                self.untidy.store(true, Relaxed);
            }
            Ok(swept.len() as i64 == STEP)
        })
    }
}

/// TLS with a server whose certificate one of these vouches for.
fn trusting(authority: &Path) -> Result<MakeRustlsConnect, PostgresError> {
    let unusable = |error: pem::Error| match error {
        pem::Error::Io(error) => PostgresError::Authority(error.kind()),
        _ => PostgresError::Authority(std::io::ErrorKind::InvalidData),
    };
    let invalid = |_| PostgresError::Authority(std::io::ErrorKind::InvalidData);
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(authority).map_err(unusable)? {
        roots.add(certificate.map_err(unusable)?).map_err(invalid)?;
    }
    if roots.is_empty() {
        return Err(PostgresError::Authority(std::io::ErrorKind::InvalidData));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(invalid)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

impl Backend for Postgres {
    fn depot<'a>(
        &'a self,
        mailbox: &'a MailboxConfig,
        token: Id,
        role: Role,
        limits: &'a Limits,
        today: i64,
    ) -> Result<Box<dyn Depot + 'a>, StorageError> {
        let depot = PostgresDepot::open(self, mailbox, token, role, limits, today)?;
        Ok(Box::new(depot))
    }

    fn is_revoked(&self, mailbox: Mailbox, id: Id) -> Result<bool, StorageError> {
        let values: [&[u8]; 2] = [&mailbox.0, &id.0];
        let (_, row) = self.begin(|it| it.row(REVOKED, &[&values[0], &values[1]]))?;
        Ok(row.get(0))
    }

    fn revoke(
        &self,
        mailbox: Mailbox,
        ids: &[Id],
        notices: &[ParcelId],
    ) -> Result<(), StorageError> {
        let name = &mailbox.0[..];
        let tokens: Vec<&[u8]> = ids.iter().map(|id| &id.0[..]).collect();
        let key = self.mailboxes.iter().find(|one| one.mailbox == mailbox);
        let whose = ids
            .iter()
            .filter_map(|id| Some(key?.token_key.uploader(*id).to_vec()));
        let whose: Vec<Vec<u8>> = whose.collect();
        let notices: Vec<&[u8]> = notices.iter().map(|id| &id.0[..]).collect();
        self.transaction(|connection| {
            let sql = "INSERT INTO revoked SELECT $1, unnest($2::bytea[]) ON CONFLICT DO NOTHING";
            connection.execute(sql, &[&name, &tokens])?;
            // Two desks' users who revoke at the same time do so one after the other.
            let sql = "SELECT FROM mailbox WHERE mailbox = $1 FOR UPDATE";
            connection.execute(sql, &[&name])?;
            connection.execute("DELETE FROM notice WHERE mailbox = $1", &[&name])?;
            let sql = "INSERT INTO notice SELECT $1, unnest($2::bytea[]) ON CONFLICT DO NOTHING";
            connection.execute(sql, &[&name, &notices])?;
            let sql = "WITH theirs AS (DELETE FROM upload
                     WHERE mailbox = $1 AND who = ANY($2::bytea[]) RETURNING key)
                 DELETE FROM part USING theirs WHERE upload = theirs.key";
            connection.execute(sql, &[&name, &whose])?;
            self.untidy.store(true, Relaxed);
            Ok(())
        })?;
        Ok(())
    }

    fn expire(&self, today: i64, limits: &Limits) -> Result<(), StorageError> {
        self.transaction(|connection| {
            let row = connection.row("SELECT pg_try_advisory_xact_lock($1)", &[&EXPIRING])?;
            if !row.get::<_, bool>(0) {
                // Another hub is at it.
                return Ok(());
            }
            let row = connection.row("SELECT followed FROM hub", &[])?;
            let known: Option<i64> = row.get(0);
            let followed = known.map_or(today, |day| today.min(day + 1));
            if known != Some(followed) {
                connection.execute("UPDATE hub SET followed = $1", &[&followed])?;
            }
            let before = |days: u32| followed - i64::from(days);
            for (way, days) in [
                (Way::Down, limits.days_kept),
                (Way::Up, limits.days_waiting),
            ] {
                let gone = connection.rows(TOO_OLD, &[&code(way), &before(days)])?;
                for row in &gone {
                    self.count_gone(connection, row.get(0), row.get(1))?;
                }
            }
            let sql = "WITH old AS (DELETE FROM upload WHERE day < $1 RETURNING key)
                 DELETE FROM part USING old WHERE upload = old.key";
            connection.execute(sql, &[&before(limits.days_unfinished)])?;
            let sql = "DELETE FROM parcel WHERE gone = 2 AND day < $1";
            connection.execute(sql, &[&before(limits.days_kept)])?;
            self.untidy.store(true, Relaxed);
            Ok(())
        })?;
        Ok(())
    }

    fn sweep(&self, steps: usize) -> Result<bool, StorageError> {
        let (mut connection, ()) = self.begin(|connection| connection.batch(""))?;
        for _ in 0..steps {
            if !self.sweep_once(&mut connection)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn held(&self) -> Result<(u64, u64), StorageError> {
        let (_, row) = self.begin(|connection| connection.row(HELD, &[]))?;
        Ok((row.get::<_, i64>(0) as u64, row.get::<_, i64>(1) as u64))
    }

    fn ready(&self) -> Result<(), StorageError> {
        self.held().map(drop)
    }

    fn tidy(&self, soon: bool) {
        if self.may_tidy(soon) {
            // Nothing to report: what could not be done is done the next time.
            let begun = self.begin(|connection| connection.batch(""));
            let done = begun.and_then(|(mut connection, ())| {
                connection.transaction(|connection| self.rewrite(connection))?;
                self.set_apart(&mut connection)
            });
            self.untidy.fetch_or(done.is_err(), Relaxed);
        }
    }

    fn seed_keys(&self, seed: u64) {
        *self.keys.lock().unwrap_or_else(PoisonError::into_inner) = Chance::seeded(seed);
    }
}
