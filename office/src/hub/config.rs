//! The file `hub.json` in a hub's directory.

use std::{
    fmt, fs, io,
    net::IpAddr,
    path::{Path, PathBuf},
};

use data_encoding::HEXLOWER;
use pocketcard::{base::Id, parcel::Mailbox};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

use super::{
    chance::random,
    token::{Token, TokenKey},
};

const FILE: &str = "hub.json";

/// What a hub serves, and within which limits.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The mailboxes. They share nothing but the machine.
    pub mailboxes: Vec<MailboxConfig>,
    /// What anyone may use of the machine.
    #[serde(default)]
    pub limits: Limits,
    /// Who shows this as a bearer token is told the hub's counts. Without it nobody is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metrics_token: Option<String>,
    /// The database, which several hubs may share. Without it the hub has one of its own in its directory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage: Option<StorageConfig>,
}

/// Where the database of several hubs is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorageConfig {
    /// How PostgreSQL is reached: `host=/run/postgresql dbname=pocketcard user=hub`.
    pub postgres: String,
    /// A file with the certificates of those who vouch for the database's, in PEM. It lies in the hub's
    /// directory unless it says where. A Unix socket needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca: Option<PathBuf>,
}

impl fmt::Debug for StorageConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A password may stand in it.
        f.write_str("StorageConfig(…)")
    }
}

/// One mailbox: who may use it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailboxConfig {
    /// Its name, which every parcel to it bears.
    pub mailbox: Mailbox,
    /// The key of its tokens.
    pub token_key: TokenKey,
    /// The token names of its desks. What all of them have collected is deleted. The first is the main
    /// desk's, which alone may revoke tokens.
    pub desks: Vec<Id>,
}

/// Limits. Those that are not in the file are as [`Limits::default`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Bytes that the parcels of one mailbox may take (20 GiB).
    pub mailbox_bytes: u64,
    /// Bytes that one token may deposit on one day, or since the hub started (256 MiB).
    pub token_bytes_a_day: u64,
    /// Parcels that one phone's token may deposit on one day, or since the hub started (4,096).
    pub token_parcels_a_day: u32,
    /// Days for which parcels to phones are kept, and the names of collected ones, so that a carrier that
    /// comes late does not bring them again (60). A phone that was away for longer finds its receipt
    /// expired: then it may bring them again, and the desk confirms them again.
    pub days_kept: u32,
    /// Bytes of parcels that one token has begun to deposit and not finished; beyond, the oldest are
    /// forgotten (128 MiB, two of the largest parcels).
    pub token_bytes_unfinished: u64,
    /// Days for which a parcel to the desks waits for those that have not collected it (180). Anyone who made it
    /// keeps it until a receipt comes, and brings it again.
    pub days_waiting: u32,
    /// Days after which a parcel that was collected is wanted again if it is offered again (7): anyone who
    /// made it has no receipt yet.
    pub days_again: u32,
    /// Days after which an upload that was not finished is forgotten (14).
    pub days_unfinished: u32,
    /// Requests that one token may make at once (240).
    pub burst: u32,
    /// Requests that one token may make in a minute for long (240).
    pub requests_a_minute: u32,
    /// Connections at once (20,000).
    pub connections: u32,
    /// Connections at once from one address, or from one IPv6 network of 64 bits (1,000). Many phones may
    /// share an address.
    pub connections_per_address: u32,
    /// Requests without a good token that are answered in a minute to one address (120).
    pub strangers_a_minute: u32,
    /// The address of the proxy in front of this hub, if there is one (none). Its word for whom it asks,
    /// the last of `x-forwarded-for`, is taken, and its connections are not limited.
    pub proxy: Option<IpAddr>,
    /// Exchanges at once (256). Others wait.
    pub exchanges: u32,
    /// Seconds that a client may take for a request's head, or pause within its body, or leave an answer
    /// unread, or keep a connection that it does not use (30).
    pub pause_seconds: u64,
    /// Seconds that a client may take for a whole request (1,200).
    pub request_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            mailbox_bytes: 20 << 30,
            token_bytes_a_day: 256 << 20,
            token_parcels_a_day: 4_096,
            days_kept: 60,
            token_bytes_unfinished: 128 << 20,
            days_waiting: 180,
            days_again: 7,
            days_unfinished: 14,
            burst: 240,
            requests_a_minute: 240,
            connections: 20_000,
            connections_per_address: 1_000,
            strangers_a_minute: 120,
            proxy: None,
            exchanges: 256,
            pause_seconds: 30,
            request_seconds: 1_200,
        }
    }
}

/// Why a hub's configuration cannot be read or written.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file cannot be read or written.
    #[error("{0}: {1}")]
    File(PathBuf, #[source] io::Error),
    /// The file says something that this version does not understand.
    #[error("{0} is not a hub's configuration: {1}")]
    Format(PathBuf, #[source] serde_json::Error),
}

impl Config {
    /// Reads the configuration of the hub in this directory.
    pub fn load(dir: &Path) -> Result<Self, ConfigError> {
        let path = dir.join(FILE);
        let text = fs::read(&path).map_err(|error| ConfigError::File(path.clone(), error))?;
        #[cfg(unix)]
        {
            // Earlier versions left it to the user's mask.
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
            let _ = fs::set_permissions(dir, mode);
        }
        serde_json::from_slice(&text).map_err(|error| ConfigError::Format(path, error))
    }

    /// Writes the configuration into this directory, readable by its owner alone: the token keys in it
    /// let phones in.
    pub fn save(&self, dir: &Path) -> Result<(), ConfigError> {
        let path = dir.join(FILE);
        let temporary = dir.join("hub.json.new");
        let write = || {
            make_private(dir)?;
            let mut options = fs::OpenOptions::new();
            options.write(true).create(true).truncate(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&temporary)?;
            serde_json::to_writer_pretty(&mut file, self)?;
            file.sync_all()?;
            fs::rename(&temporary, &path)
        };
        write().map_err(|error| ConfigError::File(path.clone(), error))
    }

    /// Whether a mailbox has a second desk, whose reports the first must not be able to trace.
    pub fn has_several_desks(&self) -> bool {
        self.mailboxes.iter().any(|mailbox| mailbox.desks.len() > 1)
    }

    /// A random text to show for the hub's counts.
    pub fn new_metrics_token() -> String {
        HEXLOWER.encode(&random::<16>())
    }

    /// Whether somebody may see the hub's counts.
    pub fn may_count(&self, shown: &str) -> bool {
        // Compared as hashes: how long that takes tells nothing of the token.
        let hash = |text: &str| Sha256::digest(text.as_bytes());
        let token = self.metrics_token.as_deref();
        token.is_some_and(|token| !token.is_empty() && hash(token) == hash(shown))
    }

    /// What all hubs of one database must agree on, in 32 bytes that tell nothing of it: mailboxes, their
    /// keys and desks, limits.
    pub fn shared(&self) -> [u8; 32] {
        let shared = serde_json::to_vec(&(&self.mailboxes, self.limits))
            .expect("a configuration is written as JSON");
        Sha256::digest(Zeroizing::new(shared).as_slice()).into()
    }

    /// The mailbox that a token belongs to, if the token was made for it.
    pub fn admit(&self, token: &Token) -> Option<&MailboxConfig> {
        let mailbox = self
            .mailboxes
            .iter()
            .find(|one| one.mailbox == token.mailbox())?;
        let known = match token.role() {
            pocketcard::sync::Role::Desk => mailbox.desks.contains(&token.id()),
            pocketcard::sync::Role::Phone => true,
            pocketcard::sync::Role::Hub => false,
        };
        (mailbox.token_key.made(token) && known).then_some(mailbox)
    }
}

/// Whether a hub's directory lies in the directory of a desk.
pub fn lies_in_a_desk(hub: &Path) -> bool {
    let real = hub.canonicalize();
    let parent = real.as_deref().ok().and_then(Path::parent);
    parent.is_some_and(|parent| parent.join("vault").exists())
}

/// Makes a directory that nobody but its owner may look into.
fn make_private(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

#[cfg(test)]
mod tests {
    use pocketcard::sync::Role;

    use super::*;

    #[test]
    fn the_file_reads_back_and_only_known_desks_are_let_in() {
        let dir = tempfile::tempdir().unwrap();
        let key = TokenKey::generate();
        let (mailbox, desk) = (Mailbox([1; 16]), Id([2; 16]));
        let config = Config {
            mailboxes: vec![MailboxConfig {
                mailbox,
                token_key: key.clone(),
                desks: vec![desk],
            }],
            limits: Limits::default(),
            metrics_token: Some(Config::new_metrics_token()),
            storage: None,
        };
        config.save(dir.path()).unwrap();
        let read = Config::load(dir.path()).unwrap();
        assert!(read.admit(&key.mint(Role::Desk, mailbox, desk)).is_some());
        assert!(
            read.admit(&key.mint(Role::Phone, mailbox, Id([3; 16])))
                .is_some()
        );
        assert!(
            read.admit(&key.mint(Role::Desk, mailbox, Id([3; 16])))
                .is_none()
        );
        assert!(
            read.admit(&key.mint(Role::Phone, Mailbox([2; 16]), desk))
                .is_none()
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(dir.path().join(FILE))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o077, 0);
        }
    }

    #[test]
    fn a_short_file_gets_the_usual_limits_and_a_strange_one_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(
            dir.path().join(FILE),
            r#"{"mailboxes":[],"limits":{"burst":7}}"#,
        )
        .unwrap();
        let limits = Config::load(dir.path()).unwrap().limits;
        assert_eq!(
            limits,
            Limits {
                burst: 7,
                ..Limits::default()
            }
        );
        fs::write(dir.path().join(FILE), r#"{"mailboxes":[],"open":true}"#).unwrap();
        assert!(matches!(
            Config::load(dir.path()),
            Err(ConfigError::Format(..))
        ));
        assert!(matches!(
            Config::load(&dir.path().join("none")),
            Err(ConfigError::File(..))
        ));
    }
}
