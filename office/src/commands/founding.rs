//! Setting an office up, and its hub on the network.

use std::{
    io::Write,
    net::{SocketAddr, TcpListener},
    path::Path,
    time::Duration,
};

use pocketcard::{
    host::{Clock, Keystore},
    vault::Kdf,
};
use pocketcard_office::{
    desk::{Desk, NewDesk, hub_directory},
    hub::{self, Tls},
};
use pocketcard_terminal::{Refusal, Report, new_passphrase};
use serde_json::json;

use crate::open_desk::{PASSPHRASE, Place, keystore};

const CONFIDENTIAL_PASSPHRASE: &str = "POCKETCARD_CONFIDENTIAL_PASSPHRASE";

const UNENCRYPTED: &str = "this address can be reached from elsewhere and nothing would be encrypted: give --tls-cert \
    and --tls-key, or listen on 127.0.0.1 behind a proxy that encrypts, or say --plain-http if you mean it";

/// Whoever holds both could look into the hub for who brought what the other desk alone may open.
const BESIDE: &str = "this office has a confidential desk, and its hub must not run where the main desk's keys lie: \
    move the directory `hub` to another machine or another user's directory, and run `pocketcard-office serve --hub DIR` there";

pub fn new(
    place: &Place,
    new: &NewDesk<'_>,
    confidential: Option<&Path>,
    confidential_name: &str,
) -> Result<Report, Refusal> {
    let passphrase = new_passphrase(
        PASSPHRASE,
        "Choose the desk's passphrase (four words or more)",
    )?;
    let second = match confidential {
        Some(directory) => {
            let prompt = "Choose the confidential desk's own passphrase";
            let passphrase = new_passphrase(CONFIDENTIAL_PASSPHRASE, prompt)?;
            Some((directory, passphrase, keystore(directory)))
        }
        None => None,
    };
    let second = second.as_ref().map(|(directory, passphrase, keystore)| {
        let keystore: &dyn Keystore = keystore;
        (*directory, confidential_name, passphrase, keystore)
    });
    let kdf = Kdf::calibrate(Duration::from_millis(600))?;
    let desk = Desk::found(
        &place.directory,
        new,
        &passphrase,
        &place.keystore,
        kdf,
        second,
        place.clock.now(),
    )?;
    let mut text = vec![
        format!("{} is set up.", new.name),
        "Its hub's files hold no key that opens anything: move the `hub` directory to any machine."
            .to_owned(),
        "Three root keys sign packs, two of them must. They lie sealed in this desk's store."
            .to_owned(),
    ];
    if confidential.is_some() {
        text.push(format!(
            "{confidential_name} is set up beside it. Move its directory to its own keeper now."
        ));
    }
    if new.hub.is_some_and(|hub| hub.starts_with("http://")) {
        text.push(
            "The hub's address begins with http://: whoever listens on the way can take a phone's or a \
             desk's token. That is for this machine and for tries; for a network, https://."
                .to_owned(),
        );
    }
    Ok(Report::done(
        text,
        json!({ "desk": desk.card(), "mailbox": desk.mailbox() }),
    ))
}

/// Runs a hub: the one of this directory, or else the one in the desk's.
pub fn serve(
    desk: Option<&Path>,
    hub: Option<&Path>,
    listen: SocketAddr,
    tls: Option<Tls>,
    plain_http: bool,
) -> Result<Report, Refusal> {
    if tls.is_none() && !plain_http && !listen.ip().is_loopback() {
        return Err(UNENCRYPTED.into());
    }
    let directory = match (hub, desk) {
        (Some(hub), _) => hub.to_owned(),
        (None, Some(desk)) => hub_directory(desk),
        (None, None) => return Err("say where the hub is: --hub DIR".into()),
    };
    if !directory.exists() {
        return Err("there is no hub here; `pocketcard-office new` sets one up".into());
    }
    if hub::lies_in_a_desk(&directory) && hub::Config::load(&directory)?.has_several_desks() {
        return Err(BESIDE.into());
    }
    let listener = TcpListener::bind(listen).map_err(|error| {
        Refusal(format!(
            "the hub cannot listen there ({}); choose another --listen",
            error.kind()
        ))
    })?;
    // Nobody needs to read it.
    let (scheme, how) = match tls {
        Some(_) => ("https", "what passes is encrypted"),
        None => ("http", "what passes is not encrypted: a proxy must do that"),
    };
    let _ = writeln!(
        anstream::stdout(),
        "The hub listens on {scheme}://{}; {how}. Stop it with Ctrl-C.",
        listener.local_addr()?
    );
    tokio::runtime::Runtime::new()?.block_on(hub::serve(&directory, listener, tls, stopped()))?;
    Ok(Report::done(
        vec!["The hub stopped; everything it acknowledged is kept.".to_owned()],
        json!({}),
    ))
}

/// Ready when the operator or the system asks to stop.
async fn stopped() {
    use tokio::signal::{ctrl_c, unix};
    match unix::signal(unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => drop(ctrl_c().await),
    }
}
