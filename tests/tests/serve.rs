//! The hub as a process, reached by phones and desks that are processes too.

#![cfg(unix)]

use std::{
    io::{ErrorKind, Read, Write},
    net::{TcpListener, TcpStream},
    os::{fd::OwnedFd, unix::net::UnixStream},
    process::Stdio,
    thread,
    time::Duration,
};

use pocketcard::{
    invitation::Certificate,
    sync::{Exchange, Role},
};
use pocketcard_office::{desk::hub_directory, hub::Config};
use pocketcard_terminal::http;
use pocketcard_tests::{
    binaries::Terminal,
    serving::Serving,
    test_office::{House, now},
};

/// A free port of this machine.
const LOCAL: &str = "127.0.0.1:0";

/// A hub that nobody listens to does its work, what it logs included, and ends as it should.
#[track_caller]
fn serves_on(house: &House, hub: Serving) {
    let phone = house.phone("phone");
    assert_eq!(phone.does(&["sync", "--hub", &hub.url])["sent"], 1);
    let collected = house.office().does(&["collect", "--hub", &hub.url]);
    assert_eq!(collected["intake"]["enrolled"], 1);
    for _ in 0..2 {
        let desk = house.desk();
        let token = desk.hub_token();
        let id = pocketcard::base::Id::random();
        http::revoke(&hub.url, &token, &[id], &[]).expect("it says so in its log");
    }
    assert!(hub.stop().0.success());
}

#[test]
fn a_hub_whose_outputs_are_closed_serves_on() {
    let house = House::found(None);
    let mut hub = Serving::start(&house.office(), LOCAL, &[], Stdio::piped());
    hub.close_outputs();
    serves_on(&house, hub);
}

#[test]
fn a_hub_whose_log_nobody_reads_serves_on() {
    let house = House::found(None);
    let (log, _reader) = UnixStream::pair().expect("a pair");
    log.set_nonblocking(true).expect("set");
    let full = loop {
        if let Err(error) = (&log).write(&[b'.'; 4096]) {
            break error.kind();
        }
    };
    assert_eq!(full, ErrorKind::WouldBlock);
    log.set_nonblocking(false).expect("set");
    let hub = Serving::start(&house.office(), LOCAL, &[], OwnedFd::from(log).into());
    serves_on(&house, hub);
}

#[test]
fn a_withdrawn_invitation_is_refused_by_the_hub() {
    let house = House::found(None);
    let hub = Serving::start(&house.office(), LOCAL, &[], Stdio::null());
    let (early, late) = (house.phone("early"), house.phone("late"));
    early.does(&["sync", "--hub", &hub.url]);
    house.office().does(&["collect", "--hub", &hub.url]);
    house.office().does(&["revoke-invitation", "late"]);
    house
        .office()
        .is_refused(&["revoke-invitation", "early"], "no open invitation");
    house.office().does(&["collect", "--hub", &hub.url]);
    late.is_refused(&["sync", "--hub", &hub.url], "revoked");
    early.does(&["sync", "--hub", &hub.url]);
    assert_eq!(
        house.office().does(&["invitations"])["invitations"][0]["open"],
        false
    );
}

/// A certificate of its own for these names, and its key, in files.
struct Own {
    certificate: Certificate,
    cert: String,
    key: String,
}

fn own(house: &House, name: &str, names: &[&str]) -> Own {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    Own {
        certificate: Certificate::new(made.cert.der().to_vec()).expect("short enough"),
        cert: house.write(&format!("{name}.crt"), made.cert.pem()),
        key: house.write(&format!("{name}.key"), made.signing_key.serialize_pem()),
    }
}

impl Own {
    fn serve(&self, office: &Terminal, at: &str) -> Serving {
        let arguments = ["--tls-cert", &self.cert, "--tls-key", &self.key];
        Serving::start(office, at, &arguments, Stdio::piped())
    }
}

/// An address of this machine that was free a moment ago.
fn address() -> String {
    let listener = TcpListener::bind(LOCAL).expect("a port");
    listener.local_addr().expect("bound").to_string()
}

#[test]
fn a_patrol_over_tls_trusts_the_invitations_certificate_and_no_other() {
    let elsewhere = House::found(None);
    let at = address();
    let url = format!("https://{at}");
    let hub_keys = own(&elsewhere, "hub", &["127.0.0.1"]);
    let other = own(&elsewhere, "other", &["127.0.0.1"]);
    let house = House::found_with(Some(&url), Some(&hub_keys.certificate));
    let hub = hub_keys.serve(&house.office(), &at);
    assert_eq!(hub.url, url);
    let phone = house.phone("phone");
    let not_proven = "does not prove that it is the office's hub";
    for (astray, hint) in [
        // Another certificate than the hub's, or another name than the certificate's.
        (&["sync", "--hub-ca", &other.cert][..], not_proven),
        (
            &["sync", "--hub", &url.replace("127.0.0.1", "localhost")],
            not_proven,
        ),
        (&["sync", "--hub", &format!("http://{at}")], "https://"),
        (&["sync", "--hub-ca", &hub_keys.key], "not one certificate"),
    ] {
        phone.is_refused(astray, hint);
    }
    assert_eq!(phone.does(&["sync"])["sent"], 1);
    let intake = &house.office().does(&["collect"])["intake"];
    assert_eq!(
        (&intake["filed"], &intake["receipts"]),
        (&1.into(), &1.into())
    );
    assert_eq!(phone.does(&["sync"])["arrivals"]["received"], 1);
    assert_eq!(house.office().does(&["revoke", "phone"])["hub_told"], true);
    phone.is_refused(&["sync"], "revoked");

    // Who was told of no certificate trusts public authorities, and none of them vouches for this one.
    let stranger = elsewhere.phone("stranger");
    stranger.is_refused(&["sync", "--hub", &url], not_proven);
    // With the certificate it gets as far as its token.
    let right = ["sync", "--hub", &url, "--hub-ca", &hub_keys.cert];
    stranger.is_refused(&right, "does not accept this phone's or desk's token");
    assert!(hub.stop().0.success());
}

#[test]
fn who_does_not_shake_hands_is_sent_away_and_holds_up_nobody() {
    let house = House::found(None);
    let directory = hub_directory(&house.path("desk"));
    let mut config = Config::load(&directory).expect("a hub");
    (config.limits.pause_seconds, config.limits.connections) = (1, 3);
    config.save(&directory).expect("saved");
    let keys = own(&house, "hub", &["127.0.0.1"]);
    let hub = keys.serve(&house.office(), LOCAL);

    // In the clear: told so as TLS tells it, and gone.
    let mut plain = TcpStream::connect(hub.address()).expect("connects");
    plain
        .write_all(b"GET /health HTTP/1.1\r\n\r\n")
        .expect("sent");
    let mut answer = Vec::new();
    plain.read_to_end(&mut answer).expect("a clean end");
    assert_eq!(answer.first(), Some(&21), "an alert");

    // Nothing at all, or a hello that never ends: as many as the hub takes.
    let mut silent: Vec<TcpStream> = (0..3)
        .map(|_| TcpStream::connect(hub.address()).expect("connects"))
        .collect();
    silent[0].write_all(&[22, 3, 1, 1, 0, 1]).expect("sent");
    let phone = house.phone("phone");
    let sync = ["sync", "--hub", &hub.url, "--hub-ca", &keys.cert];
    assert_eq!(phone.does(&sync)["sent"], 1);
    for mut stream in silent {
        // An alert, the end or a reset: it is over.
        let _ = stream.read_to_end(&mut Vec::new());
    }
    assert!(hub.stop().0.success());
}

/// Gives nothing, but once the hub has the beginning of a request it is asked to stop, until it takes no
/// more connections.
struct InBetween<'h> {
    hub: &'h Serving,
    watcher: ureq::Agent,
    /// The text for which the hub shows its counts.
    shown: String,
}

impl Read for InBetween<'_> {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        let metrics = format!("{}/metrics", self.hub.url);
        let nothing = "received_bytes_total 0\n";
        while {
            let asked = self.watcher.get(&metrics);
            let shown = format!("Bearer {}", self.shown);
            let mut answer = asked
                .header("authorization", shown)
                .call()
                .expect("an answer");
            answer
                .body_mut()
                .read_to_string()
                .expect("text")
                .contains(nothing)
        } {
            thread::sleep(Duration::from_millis(100));
        }
        self.hub.ask_to_stop();
        while TcpStream::connect(self.hub.address()).is_ok() {
            thread::sleep(Duration::from_millis(10));
        }
        Ok(0)
    }
}

#[test]
fn a_hub_that_stops_finishes_what_is_under_way_and_waits_for_no_handshake() {
    let house = House::found(None);
    let keys = own(&house, "hub", &["127.0.0.1"]);
    let hub = keys.serve(&house.office(), LOCAL);
    let silent = TcpStream::connect(hub.address()).expect("connects");
    let mut phone = house.enrolled("phone", now());
    let token = phone.hub_token().expect("unlocked");
    let mut depot = phone.depot(now()).expect("unlocked");
    let mut exchange = Exchange::new(Role::Hub);
    let request = exchange.next_request(&mut depot);
    let request = request.expect("a request").expect("the first");

    let certificate = ureq::tls::Certificate::from_der(keys.certificate.der()).to_owned();
    let roots = ureq::tls::RootCerts::new_with_certs(&[certificate]);
    let tls = ureq::tls::TlsConfig::builder().root_certs(roots).build();
    let agent: ureq::Agent = ureq::Agent::config_builder().tls_config(tls).build().into();

    let (begin, rest) = request.split_at(request.len() / 2);
    let stopping = InBetween {
        hub: &hub,
        watcher: agent.clone(),
        shown: Config::load(&house.office().hub().1)
            .expect("the desk wrote it")
            .metrics_token
            .expect("a hub has one from the start"),
    };
    let mut body = begin.chain(stopping).chain(rest);
    let mut answer = agent
        .post(format!("{}/v1/exchange", hub.url))
        .header("authorization", format!("Bearer {}", *token))
        .send(ureq::SendBody::from_reader(&mut body))
        .expect("an answer");
    let answer = answer.body_mut().read_to_vec().expect("whole");
    exchange
        .on_response(&mut depot, &answer)
        .expect("understood");
    assert_eq!(exchange.tally().delivered, 1);
    let (status, log) = hub.stop();
    assert!(status.success());
    assert!(log.ends_with("\"hub\":\"stopped\"}\n"), "{log}");
    drop(silent);
}

#[test]
fn a_certificate_that_cannot_be_used_is_said_so() {
    let house = House::found(None);
    let office = house.office();
    let (keys, other) = (own(&house, "hub", &["hub"]), own(&house, "other", &["hub"]));
    let nothing = house.argument("nothing-here");
    let garbage = house.write(
        "garbage",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    );
    for (cert, key, hint) in [
        (&nothing, &keys.key, "the certificate cannot be read"),
        (&keys.cert, &nothing, "the private key cannot be read"),
        (&keys.key, &keys.key, "no certificate in its file"),
        (&keys.cert, &keys.cert, "no private key in its file"),
        (
            &keys.cert,
            &other.key,
            "the private key is not the certificate's",
        ),
        (&garbage, &keys.key, "cannot be used"),
    ] {
        office.is_refused(
            &[
                "serve",
                "--listen",
                LOCAL,
                "--tls-cert",
                cert,
                "--tls-key",
                key,
            ],
            hint,
        );
    }
    office.is_bad_usage(&["serve", "--tls-cert", &keys.cert], "--tls-key");
    office.is_bad_usage(&["new", "--name", "x", "--hub-ca", &keys.cert], "--hub-url");
}

#[test]
fn without_encryption_a_hub_serves_this_machine_alone_unless_it_is_meant() {
    let house = House::found(None);
    let everywhere = "0.0.0.0:0";
    house
        .office()
        .is_refused(&["serve", "--listen", everywhere], "--plain-http");
    let hub = Serving::start(
        &house.office(),
        everywhere,
        &["--plain-http"],
        Stdio::null(),
    );
    let near = hub.url.replace("0.0.0.0", "127.0.0.1");
    assert_eq!(
        house.phone("phone").does(&["sync", "--hub", &near])["sent"],
        1
    );
}
