//! The way from a hub to its PostgreSQL over a network: encrypted to the one that an authority vouches for.

#![cfg(unix)]

use std::{fs, net::TcpListener, path::PathBuf};

use pocketcard::{base::Id, parcel::Mailbox};
use pocketcard_office::hub::{
    self, Backend, Config, MailboxConfig, StorageConfig, token::TokenKey,
};
use pocketcard_tests::postgres_server::PostgresServer;

fn certificate() -> (String, String) {
    let signed = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("made");
    (signed.cert.pem(), signed.signing_key.serialize_pem())
}

#[test]
fn a_hub_reaches_its_database_over_a_network_encrypted_or_not_at_all() {
    let Some(server) = PostgresServer::start(&[]) else {
        return;
    };
    let database = server.new_database();
    let ((theirs, key), (strangers, _)) = (certificate(), certificate());
    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("bound").port();
    drop(free);
    let script = r#"set -e; umask 077; cd "$1/data"; printf %s "$3" > server.crt; printf %s "$4" > server.key
        printf '%s\n' "ssl = on" "listen_addresses = '127.0.0.1'" >> postgresql.conf"#;
    server.run(script, &[&theirs, &key]);
    server.stop_hard();
    let line = format!("port = {port}");
    server.run(
        r#"printf '%s\n' "$3" >> "$1/data/postgresql.conf""#,
        &[&line],
    );
    server.start_again();

    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("theirs.crt"), &theirs).expect("written");
    fs::write(directory.path().join("strangers.crt"), strangers).expect("written");
    fs::write(directory.path().join("empty.crt"), "nothing").expect("written");
    let mailbox = MailboxConfig {
        mailbox: Mailbox([7; 16]),
        token_key: TokenKey::generate(),
        desks: vec![Id([1; 16])],
    };
    let mut config = Config {
        mailboxes: vec![mailbox],
        ..Config::default()
    };
    let mut open = |more: &str, ca: Option<&str>| -> Result<Box<dyn Backend>, String> {
        config.storage = Some(StorageConfig {
            postgres: format!("host=localhost port={port} user=hub dbname={database} {more}"),
            ca: ca.map(PathBuf::from),
        });
        hub::open(directory.path(), &config).map_err(|error| error.to_string())
    };
    let path = format!("host={} port={port}", server.directory().display());
    let path = format!("{path} user=hub dbname={database}");
    let mut watch = postgres::Client::connect(&path, postgres::NoTls).expect("the tests' own");
    let mut encrypted = || -> Vec<bool> {
        let sql = "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
             WHERE application_name = 'pocketcard-hub'";
        let rows = watch.query(sql, &[]).expect("an answer");
        rows.iter().map(|row| row.get(0)).collect()
    };
    let hub = open("", Some("theirs.crt")).expect("it is theirs");
    hub.ready().expect("it answers");
    assert_eq!(encrypted(), [true]);
    drop(hub);
    for (more, ca, why) in [
        ("", None, "name the authority"),
        // Nobody is asked to fall back.
        ("sslmode=prefer", None, "name the authority"),
        ("", Some("strangers.crt"), "cannot be reached"),
        ("", Some("empty.crt"), "it takes certificates in PEM"),
        ("", Some("none.crt"), "cannot be used"),
    ] {
        let error = open(more, ca).err().expect("it does not open");
        assert!(error.contains(why) && !error.contains('\n'), "{error}");
    }
    let hub = open("sslmode=disable", None).expect("it was asked for");
    hub.ready().expect("it answers");
    assert!(encrypted().contains(&false));
}
