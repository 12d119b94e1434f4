//! Every verb of the office: opens the desk, does one thing, says what came of it.

use std::{
    fs::{self, File},
    io::{self, BufReader, Write},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    time::Duration,
};

use pocketcard::{
    host::{Clock, Moment, Unwatched},
    invitation::Certificate,
    record::Id,
    sync::{Exchange, Role, bundle},
    vault::{Kdf, SoftwareKeystore},
};
use pocketcard_office::{
    desk::{Desk, Intake, NewDesk, hub_directory},
    http,
    hub::{self, Tls},
    pack,
    terminal::{
        Refusal, Report, SystemClock, certificate, moment_text, new_passphrase, passphrase,
        show_size, write_file,
    },
};
use serde_json::json;

use crate::{arguments::Verb, evidence};

const PASSPHRASE: &str = "POCKETCARD_PASSPHRASE";
const CONFIDENTIAL_PASSPHRASE: &str = "POCKETCARD_CONFIDENTIAL_PASSPHRASE";
/// A hub takes some two thousand in one request.
const TOKENS_AT_ONCE: usize = 1_000;

const UNENCRYPTED: &str = "this address can be reached from elsewhere and nothing would be encrypted: give --tls-cert \
    and --tls-key, or listen on 127.0.0.1 behind a proxy that encrypts, or say --plain-http if you mean it";

/// The desk of one command.
struct Place {
    directory: PathBuf,
    keystore: SoftwareKeystore,
    clock: SystemClock,
}

fn keystore(directory: &Path) -> SoftwareKeystore {
    SoftwareKeystore::new(&directory.join("keystore"))
}

impl Place {
    fn at(desk: Option<&Path>) -> Result<Self, Refusal> {
        let directory = desk
            .ok_or("say where the desk's store is: --desk DIR")?
            .to_owned();
        Ok(Self {
            keystore: keystore(&directory),
            directory,
            clock: SystemClock::start(),
        })
    }

    fn open(&self) -> Result<Desk, Refusal> {
        let passphrase = passphrase(PASSPHRASE, "The desk's passphrase")?;
        Ok(Desk::open(&self.directory, &passphrase, &self.keystore)?)
    }
}

/// Runs a verb.
pub fn run(verb: Verb, desk: Option<&Path>) -> Result<Report, Refusal> {
    let verb = match verb {
        // Much about packs needs no desk.
        Verb::Pack { verb } if desk.is_none() => {
            let now = SystemClock::start().now();
            return pack::cli::run(verb, now, &|| Place::at(None)?.open());
        }
        // Nor does whoever was given a parcel's own key.
        Verb::Verify {
            parcel: Some(parcel),
            journal: Some(journal),
            key: Some(key),
            office,
        } => return evidence::examine(&parcel, &journal, &key, &office),
        verb => verb,
    };
    let place = Place::at(desk)?;
    match verb {
        Verb::Pack { verb } => pack::cli::run(verb, place.clock.now(), &|| place.open()),
        Verb::New {
            name,
            hub_url,
            hub_ca,
            confidential,
            confidential_name,
        } => {
            let certificate = hub_ca.as_deref().map(certificate).transpose()?;
            let new_desk = NewDesk {
                name: &name,
                hub: hub_url.as_deref(),
                hub_certificate: certificate.as_ref(),
            };
            new(
                &place,
                &new_desk,
                confidential.as_deref(),
                &confidential_name,
            )
        }
        Verb::Invite { label, days } => invite(&place, &label, days),
        Verb::Invitations => invitations(&place),
        Verb::RevokeInvitation { label } => revoke_invitation(&place, &label),
        Verb::Serve {
            listen,
            tls_cert,
            tls_key,
            plain_http,
        } => {
            let tls = match tls_cert.as_deref().zip(tls_key.as_deref()) {
                Some((certificate, key)) => Some(Tls::from_files(certificate, key)?),
                None => None,
            };
            if tls.is_none() && !plain_http && !listen.ip().is_loopback() {
                return Err(UNENCRYPTED.into());
            }
            serve(&place, listen, tls)
        }
        Verb::Collect {
            bundle,
            out,
            onward,
            hub,
            hub_ca,
        } => {
            let certificate = hub_ca.as_deref().map(certificate).transpose()?;
            let files = [&out, &onward].map(|file| file.as_deref());
            collect(&place, bundle.as_deref(), files, hub, certificate)
        }
        Verb::Inbox => inbox(&place),
        Verb::Show {
            record,
            attachments,
        } => show(&place, record, attachments.as_deref()),
        Verb::Answer { record, text } => {
            place.open()?.answer(record, &text, place.clock.now())?;
            let text = vec!["The answer goes out with the next collection.".to_owned()];
            Ok(Report::done(text, json!({})))
        }
        Verb::Phones => phones(&place),
        Verb::Recover { folder } => recover(&place, &folder),
        Verb::Revoke { phone, wipe } => revoke(&place, &phone, wipe),
        Verb::Export { record, out } => evidence::export(&place.open()?, record, &out),
        Verb::Verify {
            parcel: Some(parcel),
            journal,
            ..
        } => evidence::custody(&place.open()?, &parcel, journal.as_deref()),
        Verb::Verify { parcel: None, .. } => verify(&place),
    }
}

fn new(
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
        let keystore: &dyn pocketcard::host::Keystore = keystore;
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

fn invite(place: &Place, label: &str, days: u16) -> Result<Report, Refusal> {
    let invitation = place.open()?.invite(label, days, place.clock.now())?;
    Ok(Report::done(
        vec![invitation.trim_end().to_owned()],
        json!({ "invitation": invitation.as_str() }),
    ))
}

fn invitations(place: &Place) -> Result<Report, Refusal> {
    let invitations = place.open()?.invitations(place.clock.now())?;
    let text = invitations
        .iter()
        .map(|line| {
            format!(
                "{:<16} {}",
                line.label,
                if line.open {
                    format!("open until {}", moment_text(line.expires_at))
                } else {
                    "over".to_owned()
                },
            )
        })
        .collect();
    Ok(Report::done(text, json!({ "invitations": invitations })))
}

fn revoke_invitation(place: &Place, label: &str) -> Result<Report, Refusal> {
    let mut desk = place.open()?;
    let now = place.clock.now();
    desk.revoke_invitation(label, now)?;
    let text = vec!["No phone can enrol with it any more.".to_owned()];
    let (url, certificate) = (
        desk.hub().map(str::to_owned),
        desk.hub_certificate().cloned(),
    );
    let told = url.map(|url| {
        let hub = http::Hub {
            url: &url,
            certificate: certificate.as_ref(),
        };
        close_tokens(&mut desk, hub, now)
    });
    let mut done = Report::done(text, json!({ "hub_told": matches!(told, Some(Ok(()))) }));
    done.failure = told.and_then(Result::err).map(|Refusal(error)| error);
    Ok(done)
}

/// Has the hub refuse the tokens of invitations that nobody can use any more.
fn close_tokens(desk: &mut Desk, hub: http::Hub<'_>, now: Moment) -> Result<(), Refusal> {
    for tokens in desk.tokens_to_refuse(now)?.chunks(TOKENS_AT_ONCE) {
        http::revoke(hub, &desk.hub_token(), tokens).map_err(|error| {
            Refusal(format!(
                "the hub was not told to refuse an invitation that is over ({error}); the next collection \
                 tells it"
            ))
        })?;
        desk.hub_was_told(tokens)?;
    }
    Ok(())
}

fn serve(place: &Place, listen: SocketAddr, tls: Option<Tls>) -> Result<Report, Refusal> {
    let directory = hub_directory(&place.directory);
    if !directory.exists() {
        return Err("there is no hub here; `pocketcard-office new` sets one up".into());
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

fn collect(
    place: &Place,
    bundle: Option<&Path>,
    [out, onward]: [Option<&Path>; 2],
    other_hub: Option<String>,
    other_certificate: Option<Certificate>,
) -> Result<Report, Refusal> {
    let mut desk = place.open()?;
    let now = place.clock.now();
    let mut text = Vec::new();
    let mut failure = None;
    if let Some(path) = bundle {
        let file = File::open(path).map_err(|error| {
            Refusal(format!(
                "the bundle cannot be read ({}); check the file",
                error.kind()
            ))
        })?;
        let report = bundle::read(&mut BufReader::new(file), &mut desk.depot(now), &Unwatched)?;
        failure = (!report.is_whole()).then(|| {
            format!(
                "the bundle is cut short or damaged: {} parcels of it are missing; what arrived whole \
                 is filed, ask for the bundle again",
                report.missing.len()
            )
        });
    }
    let token = desk.hub_token();
    let certificate = other_certificate.or_else(|| desk.hub_certificate().cloned());
    let url = other_hub.clone().or_else(|| desk.hub().map(str::to_owned));
    let writes = out.or(onward).is_some();
    let url = url.filter(|_| bundle.is_none() && (!writes || other_hub.is_some()));
    let by_hub = url.as_deref().map(|url| http::Hub {
        url,
        certificate: certificate.as_ref(),
    });
    if let Some(hub) = by_hub {
        let mut exchange = Exchange::new(Role::Hub);
        http::exchange(hub, &token, &mut exchange, &mut desk.depot(now), &Unwatched)?;
    } else if bundle.is_none() && !writes {
        return Err("this office has no hub; name a bundle: --bundle FILE".into());
    }
    let intake = desk.take_in(now)?;
    if let Some(hub) = by_hub {
        // Receipts go back at once.
        let mut exchange = Exchange::new(Role::Hub);
        http::exchange(hub, &token, &mut exchange, &mut desk.depot(now), &Unwatched)?;
        failure = close_tokens(&mut desk, hub, now)
            .err()
            .map(|Refusal(error)| error);
    }
    text.extend(intake_lines(&intake));
    for (path, reader, whom) in [
        (out, Role::Phone, "phones"),
        (onward, Role::Desk, "the other desk"),
    ] {
        let Some(path) = path else { continue };
        let written = write_file(path, |file| {
            let mut depot = desk.depot(now);
            Ok(bundle::write(&mut depot, reader, file, &Unwatched)?)
        })?;
        text.push(format!(
            "{} parcels for {whom}, {}, are on the bundle.",
            written.parcels.len(),
            show_size(written.bytes)
        ));
    }
    let json = json!({ "intake": intake, "whole": failure.is_none() });
    if let (None, Some(first)) = (&failure, intake.set_aside.first()) {
        failure = Some(format!(
            "{} parcels could not be filed and are kept aside; the first: {}",
            intake.set_aside.len(),
            first.why
        ));
    }
    Ok(Report {
        text,
        json,
        failure,
    })
}

fn intake_lines(intake: &Intake) -> Vec<String> {
    let mut text = vec![format!(
        "{} parcels filed ({} attachments among them), {} had been filed before, {} receipts go out.",
        intake.filed, intake.attachments, intake.duplicates, intake.receipts
    )];
    if intake.enrolled > 0 {
        text.push(format!("{} phones enrolled.", intake.enrolled));
    }
    if intake.gaps > 0 {
        text.push(format!(
            "{} stretches of phones' journals have not arrived yet.",
            intake.gaps
        ));
    }
    if intake.forks > 0 {
        text.push(format!(
            "{} records continue a journal a second time: look at `phones`.",
            intake.forks
        ));
    }
    if intake.broken > 0 {
        text.push(format!(
            "{} records do not follow the ones before them in their journal: look at `phones`.",
            intake.broken
        ));
    }
    if intake.carried > 0 {
        text.push(format!(
            "{} parcels are for another desk: `collect --onward FILE` writes them for it.",
            intake.carried
        ));
    }
    if intake.dropped > 0 {
        text.push(format!(
            "{} parcels that could not be opened here are no longer kept: there were too many.",
            intake.dropped
        ));
    }
    for aside in &intake.set_aside {
        text.push(format!(
            "Kept aside {}…: {}.",
            &aside.parcel.to_string()[..12],
            aside.why
        ));
    }
    text
}

fn inbox(place: &Place) -> Result<Report, Refusal> {
    let lines = place.open()?.inbox()?;
    let text = lines
        .iter()
        .map(|line| {
            format!(
                "{}  {:<10} {:<8} {:<9} {}  from {}",
                line.id,
                line.kind,
                line.code,
                line.level
                    .map_or(String::new(), |level| format!("{level:?}")),
                moment_text(line.made_at),
                line.phone.as_deref().unwrap_or("a phone that is not named"),
            )
        })
        .collect();
    Ok(Report::done(text, json!({ "inbox": lines })))
}

fn show(place: &Place, record: Id, attachments: Option<&Path>) -> Result<Report, Refusal> {
    let desk = place.open()?;
    let detail = desk.show(record)?;
    let mut text = vec![serde_json::to_string_pretty(&detail.record)?];
    for follower in &detail.followed_by {
        text.push(format!("Followed by {} {}:", follower.kind, follower.id));
        text.push(serde_json::to_string_pretty(&follower.record.body)?);
    }
    for (number, attachment) in detail.attachments.iter().enumerate() {
        let state = if attachment.arrived {
            "is here"
        } else {
            "has not arrived yet"
        };
        text.push(format!(
            "Attachment {}, {}, {state}.",
            attachment.reference.media_type,
            show_size(attachment.reference.bytes)
        ));
        if let (Some(directory), true) = (attachments, attachment.arrived) {
            let name = format!("{record}-{}", number + 1);
            fs::create_dir_all(directory)?;
            let mut from = desk.attachment(&attachment.reference.parcel)?;
            write_file(&directory.join(&name), |file| {
                Ok(io::copy(&mut from, file)?)
            })?;
            text.push(format!(
                "  written in clear as {name}: keep it safe, then delete it."
            ));
        }
    }
    text.extend(
        detail
            .answers
            .iter()
            .map(|answer| format!("Answered: {answer}")),
    );
    Ok(Report::done(text, json!({ "record": detail })))
}

fn phones(place: &Place) -> Result<Report, Refusal> {
    let phones = place.open()?.phones()?;
    let text = phones
        .iter()
        .map(|phone| {
            format!(
                "{:<16} {}  {} records, {} missing{}{}{}",
                phone.label,
                phone.fingerprint,
                phone.records,
                phone.missing,
                if phone.forks > 0 {
                    ", journal continued twice"
                } else {
                    ""
                },
                if phone.broken > 0 {
                    ", links broken"
                } else {
                    ""
                },
                if phone.revoked { ", revoked" } else { "" },
            )
        })
        .collect();
    Ok(Report::done(text, json!({ "phones": phones })))
}

fn recover(place: &Place, folder: &Path) -> Result<Report, Refusal> {
    let words = place.open()?.recover(folder)?;
    Ok(Report::done(
        vec![
            "New recovery words for this phone. Tell them to its owner alone, and keep them nowhere:"
                .to_owned(),
            words.expose().to_owned(),
            "Put the copy of `vault` back on the phone, and recover there with these words.".to_owned(),
        ],
        json!({ "words": words.expose() }),
    ))
}

fn revoke(place: &Place, phone: &str, wipe: bool) -> Result<Report, Refusal> {
    let mut desk = place.open()?;
    let tokens = desk.revoke(phone, wipe, place.clock.now())?;
    let text = vec!["This desk accepts nothing more from the phone.".to_owned()];
    let told = desk.hub().map(|url| {
        let hub = http::Hub {
            url,
            certificate: desk.hub_certificate(),
        };
        http::revoke(hub, &desk.hub_token(), &tokens)
    });
    let hub_told = matches!(told, Some(Ok(())));
    let mut done = Report::done(text, json!({ "hub_told": hub_told }));
    if let Some(Err(error)) = told {
        done.failure = Some(format!(
            "this desk accepts nothing more from the phone, but the hub was not told ({error}); run \
             this again"
        ));
    }
    Ok(done)
}

fn verify(place: &Place) -> Result<Report, Refusal> {
    let verified = place.open()?.verify()?;
    let mut text = vec![format!(
        "{} records checked: signature, commitment, place in the journal of {} phones.",
        verified.records, verified.phones
    )];
    text.extend(
        verified
            .problems
            .iter()
            .map(|problem| format!("  {problem}")),
    );
    let mut done = Report::done(text, json!({ "verified": verified }));
    done.failure = (!verified.ok).then(|| {
        "something is not as it should be; nothing was deleted: look into what is listed, and \
         collect what has not arrived"
            .to_owned()
    });
    Ok(done)
}
