//! Connections to PostgreSQL, kept open for those who come next.

use std::{
    collections::HashMap,
    ops::{Deref, DerefMut},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use postgres::{
    Client, Config, NoTls, Row, Statement,
    config::{Host, SslMode, TargetSessionAttrs},
    types::ToSql,
};
use tokio_postgres_rustls::MakeRustlsConnect;

use pocketcard::base::Id;

use crate::hub::postgres_error::PostgresError;

/// Connections that one hub opens at most: more than two cores of a database server can serve.
const CONNECTIONS: usize = 16;
/// Rows that add up to what a mailbox holds.
const SLOTS: u8 = 64;
/// How long somebody waits for a connection that others use.
const WAIT: Duration = Duration::from_secs(10);
/// How long the server may take to answer a new connection.
const CONNECT: Duration = Duration::from_secs(5);
/// How long sent bytes may stay unacknowledged: the server's machine is gone.
const UNACKNOWLEDGED: Duration = Duration::from_secs(15);
/// What each connection begins with. What is acknowledged survives a power cut; nobody waits for ever, and
/// nobody holds up others after his hub was switched off.
const BEGIN: &str = "
    SET statement_timeout = '30s'; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '30s';
    SET client_min_messages = 'error';
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// How often work is done that PostgreSQL stopped because two waited for each other.
const TRIES: usize = 3;

type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// One connection, with the statements that it has prepared.
pub(super) struct Connection {
    client: Client,
    statements: HashMap<&'static str, Statement>,
    /// Which of the rows that add up to what a mailbox holds it writes to: one alone, so that no two transactions
    /// wait for each other's.
    pub slot: i64,
}

impl Connection {
    fn prepared(&mut self, sql: &'static str) -> Result<Statement, PostgresError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }

    /// Runs a statement; how many rows it changed.
    pub fn execute(&mut self, sql: &'static str, values: Values<'_>) -> Result<u64, PostgresError> {
        let statement = self.prepared(sql)?;
        Ok(self.client.execute(&statement, values)?)
    }

    /// The rows that a statement gives.
    pub fn rows(
        &mut self,
        sql: &'static str,
        values: Values<'_>,
    ) -> Result<Vec<Row>, PostgresError> {
        let statement = self.prepared(sql)?;
        Ok(self.client.query(&statement, values)?)
    }

    /// The one row that a statement gives.
    pub fn row(&mut self, sql: &'static str, values: Values<'_>) -> Result<Row, PostgresError> {
        let statement = self.prepared(sql)?;
        Ok(self.client.query_one(&statement, values)?)
    }

    /// The row that a statement gives, if there is one.
    pub fn row_if_any(
        &mut self,
        sql: &'static str,
        values: Values<'_>,
    ) -> Result<Option<Row>, PostgresError> {
        let statement = self.prepared(sql)?;
        Ok(self.client.query_opt(&statement, values)?)
    }

    /// Runs statements without values.
    pub fn batch(&mut self, sql: &str) -> Result<(), PostgresError> {
        Ok(self.client.batch_execute(sql)?)
    }

    /// Does work of which nothing is left if it fails, and again where PostgreSQL stopped it because two waited for each
    /// other: one of them goes on, and then the other can.
    pub fn persist<T>(
        &mut self,
        work: impl Fn(&mut Self) -> Result<T, PostgresError>,
    ) -> Result<T, PostgresError> {
        for _ in 1..TRIES {
            match work(self) {
                Err(PostgresError::Crosswise) => {}
                done => return done,
            }
        }
        work(self)
    }

    /// Does work in one transaction, which is undone if the work fails.
    pub fn transaction<T>(
        &mut self,
        work: impl Fn(&mut Self) -> Result<T, PostgresError>,
    ) -> Result<T, PostgresError> {
        self.persist(|connection| {
            connection.batch("BEGIN")?;
            match work(connection) {
                Ok(done) => {
                    connection.batch("COMMIT")?;
                    Ok(done)
                }
                Err(error) => {
                    // If even this fails, the connection is closed, and the server undoes it.
                    let _ = connection.batch("ROLLBACK");
                    Err(error)
                }
            }
        })
    }
}

#[derive(Default)]
struct State {
    idle: Vec<Connection>,
    open: usize,
}

/// The connections of one hub.
pub(super) struct Pool {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    state: Mutex<State>,
    freed: Condvar,
}

impl Pool {
    /// For the server that this text describes. `tls` is asked for where it must not be reached in clear.
    pub fn new(
        description: &str,
        tls: impl FnOnce() -> Result<MakeRustlsConnect, PostgresError>,
    ) -> Result<Self, PostgresError> {
        let mut config: Config = description
            .parse()
            .map_err(|_| PostgresError::Description)?;
        config
            .connect_timeout(CONNECT)
            .tcp_user_timeout(UNACKNOWLEDGED)
            .application_name("pocketcard-hub")
            // Of several hosts, the one that is no standby.
            .target_session_attrs(TargetSessionAttrs::ReadWrite);
        let hosts = config.get_hosts();
        let far = hosts.iter().any(|host| matches!(host, Host::Tcp(_)));
        if hosts.is_empty() && config.get_hostaddrs().is_empty() {
            return Err(PostgresError::Description);
        }
        let far = far || !config.get_hostaddrs().is_empty();
        // Only a hub.json that says so has what passes over a network in clear.
        let tls = match far && !description.contains("sslmode=disable") {
            true => {
                config.ssl_mode(SslMode::Require);
                Some(tls()?)
            }
            false => None,
        };
        Ok(Self {
            config,
            tls,
            state: Mutex::default(),
            freed: Condvar::new(),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection that nobody else uses. A new one is made ready with `greet` first.
    pub fn get(
        &self,
        greet: impl FnOnce(&mut Connection) -> Result<(), PostgresError>,
    ) -> Result<Pooled<'_>, PostgresError> {
        let deadline = Instant::now() + WAIT;
        let mut state = self.state();
        loop {
            if let Some(connection) = state.idle.pop() {
                return Ok(Pooled {
                    pool: self,
                    connection: Some(connection),
                    used_before: true,
                });
            }
            if state.open < CONNECTIONS {
                state.open += 1;
                break;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(PostgresError::Busy);
            }
            let waited = self.freed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        drop(state);
        // From here on its place is given back whatever happens.
        let mut pooled = Pooled {
            pool: self,
            connection: None,
            used_before: false,
        };
        let client = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        };
        let mut connection = Connection {
            client: client.map_err(|error| PostgresError::unreachable(&error))?,
            statements: HashMap::new(),
            slot: i64::from(Id::random().0[0] % SLOTS),
        };
        connection.batch(BEGIN)?;
        greet(&mut connection)?;
        pooled.connection = Some(connection);
        Ok(pooled)
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let idle = std::mem::take(&mut self.state().idle);
        // A connection waits for its end, which a thread of the network's half must not.
        let _ = thread::spawn(move || drop(idle)).join();
    }
}

/// A connection that goes back to its pool.
pub(super) struct Pooled<'a> {
    pool: &'a Pool,
    connection: Option<Connection>,
    /// It may have died since.
    pub used_before: bool,
}

impl Pooled<'_> {
    /// Closes the connection: nobody shall use it again.
    pub fn close(mut self) {
        self.connection = None;
    }
}

impl Deref for Pooled<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("it is there until it ends")
    }
}

impl DerefMut for Pooled<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("it is there until it ends")
    }
}

impl Drop for Pooled<'_> {
    fn drop(&mut self) {
        let connection = self.connection.take();
        // A panic may have left a transaction open.
        let sound = |it: &Connection| !it.client.is_closed() && !thread::panicking();
        let connection = connection.filter(sound);
        let mut state = self.pool.state();
        match connection {
            Some(connection) => state.idle.push(connection),
            None => state.open -= 1,
        }
        drop(state);
        self.pool.freed.notify_one();
    }
}
