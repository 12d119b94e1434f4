//! Setting an office up, and its hub on the network.

use std::{
    io::{self, Write},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    time::Duration,
};

use pocketcard::{
    host::{Clock, Keystore},
    vault::Kdf,
};
use pocketcard_office::{
    desk::{Change, ConfidentialCard, Desk, Joining, NewDesk, hub_directory},
    hub::{self, Tls},
};
use pocketcard_terminal::{Output, Refusal, new_passphrase, read_text, write_file};
use serde_json::json;

use super::{collecting::exchange, hub::HubOf};
use crate::{
    arguments::{ConfidentialVerb, OtherHub},
    open_desk::{OpenDesk, PASSPHRASE, keystore},
};

const CONFIDENTIAL_PASSPHRASE: &str = "POCKETCARD_CONFIDENTIAL_PASSPHRASE";

const UNENCRYPTED: &str = "this address can be reached from elsewhere and nothing would be encrypted: give --tls-cert \
    and --tls-key, or listen on 127.0.0.1 behind a proxy that encrypts, or say --plain-http if you mean it";

/// Anyone who holds both could see in the hub which phone brought what the other desk alone may open.
const BESIDE: &str = "this office has a confidential desk, and its hub must not run where the main desk's keys lie: \
    move the directory `hub` to another machine or another user's directory, and run `pocketcard-office serve --hub DIR` there";

/// What it costs on this machine to try a passphrase: half a second and a little more.
pub(super) fn stretching() -> Result<Kdf, Refusal> {
    Ok(Kdf::calibrate(Duration::from_millis(600))?)
}

pub fn new(
    place: &OpenDesk,
    new: &NewDesk<'_>,
    confidential: Option<&Path>,
    confidential_name: &str,
) -> Result<Output, Refusal> {
    let passphrase = new_passphrase(
        PASSPHRASE,
        "Choose the desk's passphrase (four words or more)",
    )?;
    let second = match confidential {
        Some(directory) => {
            let prompt = "Choose the confidential desk's own passphrase";
            let passphrase_of_second = new_passphrase(CONFIDENTIAL_PASSPHRASE, prompt)?;
            if passphrase_of_second.is_same(&passphrase) {
                return Err(
                    "the confidential desk needs a passphrase of its own: the main desk may not open it"
                        .into(),
                );
            }
            Some((directory, passphrase_of_second, keystore(directory)))
        }
        None => None,
    };
    let second = second.as_ref().map(|(directory, passphrase, keystore)| {
        let keystore: &dyn Keystore = keystore;
        (*directory, confidential_name, passphrase, keystore)
    });
    let kdf = stretching()?;
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
        match new.keepers {
            None => "Three root keys sign packs, two of them must. They lie sealed in this desk's store: whoever opens it \
                     signs alone. For more than a try, give keys to keepers: `keeper new`, `pack new-roots`."
                .to_owned(),
            Some((keys, threshold)) => format!(
                "This desk holds none of the {} root keys, of which {threshold} must sign a pack: each is with its keeper.",
                keys.len()
            ),
        },
    ];
    if confidential.is_some() {
        text.push(format!(
            "{confidential_name} is set up beside it. Move its directory to its own keeper now."
        ));
    }
    text.extend(unencrypted(new.hub));
    Ok(Output::done(
        text,
        json!({ "desk": desk.card(), "mailbox": desk.mailbox() }),
    ))
}

pub fn confidential(place: &OpenDesk, verb: ConfidentialVerb) -> Result<Output, Refusal> {
    match verb {
        ConfidentialVerb::New { name } => {
            let prompt = "Choose the confidential desk's passphrase (four words or more)";
            let passphrase = new_passphrase(PASSPHRASE, prompt)?;
            let kdf = stretching()?;
            let (directory, keystore) = (&place.directory, &place.keystore);
            let now = place.clock.now();
            let desk = Desk::found_apart(directory, &name, &passphrase, keystore, kdf, now)?;
            let text = format!(
                "{name} is set up. Hand its card to the office, which takes it before it invites phones: \
                 `confidential card`."
            );
            Ok(Output::done(vec![text], json!({ "desk": desk.card() })))
        }
        ConfidentialVerb::Card => {
            let card = place.open()?.confidential_card()?;
            let text = card.to_text().trim_end().to_owned();
            Ok(Output::done(
                vec![text.clone()],
                json!({ "card": card, "text": text }),
            ))
        }
        ConfidentialVerb::Take { card, out } => {
            let card = ConfidentialCard::from_text(&read_text(&card, "the card")?)?;
            let hub = hub_directory(&place.directory);
            let joining = place.open()?.take_confidential(&card, &hub)?;
            write_file(&out, |file| {
                Ok(file.write_all(joining.to_text().as_bytes())?)
            })?;
            let text = "Taken: invitations bring this desk's keys. It joins with what was written: `confidential join`. \
                        A hub that runs already has to be started again.";
            Ok(Output::done(vec![text.to_owned()], json!({})))
        }
        ConfidentialVerb::Join { file } => {
            let joining = Joining::from_text(&read_text(&file, "the file")?)?;
            place.open()?.join(&joining)?;
            let text = "This desk belongs to the office now and collects as any desk does.";
            Ok(Output::done(vec![text.to_owned()], json!({})))
        }
    }
}

/// Runs a hub: the one of this directory, or else the one in the desk's.
pub fn serve(
    desk: Option<&Path>,
    hub: Option<&Path>,
    listen: SocketAddr,
    tls: Option<Tls>,
    plain_http: bool,
    json: bool,
) -> Result<Output, Refusal> {
    if tls.is_none() && !plain_http && !listen.ip().is_loopback() {
        return Err(UNENCRYPTED.into());
    }
    let directory = match (hub, desk) {
        (Some(named), _) | (None, Some(named)) => find_hub(named)?,
        (None, None) => return Err("say where the hub is: --hub DIR".into()),
    };
    if hub::lies_in_a_desk(&directory) && hub::Config::load(&directory)?.has_several_desks() {
        return Err(BESIDE.into());
    }
    let listener = TcpListener::bind(listen).map_err(|error| {
        Refusal(format!(
            "the hub cannot listen there ({}); choose another --listen",
            error.kind()
        ))
    })?;
    let (scheme, how) = match tls {
        Some(_) => ("https", "what passes is encrypted"),
        None => ("http", "what passes is not encrypted: a proxy must do that"),
    };
    let line = format!(
        "The hub listens on {scheme}://{}; {how}. Stop it with Ctrl-C.",
        listener.local_addr()?
    );
    // Nobody needs to read it. What a program reads stays one object.
    let ready = || {
        let _ = match json {
            true => writeln!(anstream::stderr(), "{line}"),
            false => writeln!(anstream::stdout(), "{line}"),
        };
    };
    tokio::runtime::Runtime::new()?.block_on(async {
        let stopped = stopped();
        hub::serve(&directory, listener, tls, ready, stopped).await
    })?;
    Ok(Output::done(
        vec!["The hub stopped; everything it acknowledged is kept.".to_owned()],
        json!({}),
    ))
}

/// The hub's files: beside a desk's, or in the directory itself that was moved elsewhere.
fn find_hub(named: &Path) -> Result<PathBuf, Refusal> {
    for directory in [hub_directory(named), named.to_owned()] {
        match directory.join("hub.json").symlink_metadata() {
            Ok(_) => return Ok(directory),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return Err(
                    "this account may not read the hub's files: run it as the one that they belong to".into(),
                );
            }
            Err(_) => {}
        }
    }
    Err("there is no hub here; name the directory that was set up with `pocketcard-office new`, or the `hub` \
         directory that was moved from there"
        .into())
}

/// Changes the desk's name or its hub, and tells the phones by the hub that they know.
pub fn change(place: &OpenDesk, change: &Change<'_>) -> Result<Output, Refusal> {
    if change.name.is_none() && change.hub.is_none() && change.hub_certificate.is_none() {
        return Err(
            "say what changes: --name, --hub-url, --hub-ca, --public-ca or --no-hub".into(),
        );
    }
    let mut desk = place.open()?;
    let now = place.clock.now();
    let before = HubOf::desk(&desk, &OtherHub::default())?;
    desk.change(change, now)?;
    let mut text =
        vec!["It is changed here, and goes into every invitation from now on.".to_owned()];
    let mut told = None;
    if desk.is_confidential() {
        text.push("Phones hear of it from the main desk alone.".to_owned());
    } else {
        text.push(
            "Phones learn of it from the hub that they know, or with the next bundle: `collect --out FILE`."
                .to_owned(),
        );
        told = before.map(|hub| exchange(&mut desk, &hub, now));
    }
    text.extend(unencrypted(desk.hub()));
    let done = json!({ "hub_told": matches!(told, Some(Ok(()))) });
    let mut done = Output::done(text, done);
    if let Some(Err(error)) = told {
        done.failure = Some(format!(
            "it is changed, but the hub that phones know was not told ({error}); tell it with `collect --hub` and \
             its address, or carry a bundle to the phones"
        ));
    }
    Ok(done)
}

/// What to know of an address that is not encrypted.
fn unencrypted(hub: Option<&str>) -> Option<String> {
    hub.is_some_and(|hub| hub.starts_with("http://")).then(|| {
        "The hub's address begins with http://: whoever listens on the way can take a phone's or a \
         desk's token. That is for this machine and for tries; for a network, https://."
            .to_owned()
    })
}

/// Ready when the operator or the system asks to stop. It listens to them from the call on: before the hub says that it
/// runs.
fn stopped() -> impl Future<Output = ()> {
    use tokio::signal::{ctrl_c, unix};
    let terminate = unix::signal(unix::SignalKind::terminate());
    async {
        match terminate {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = ctrl_c() => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => drop(ctrl_c().await),
        }
    }
}
