//! Two phones that meet, in processes of their own: on one machine, and on two that share nothing but a
//! cable.

use std::{
    io::{self, Write},
    process::{Child, Command, Stdio},
};

use pocketcard_tests::{
    binaries::Terminal,
    meeting::{Meeter, meet},
    test_office::House,
};
use serde_json::Value;

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");

fn waiting(phone: &Terminal) -> usize {
    phone.does(&["outbox"])["outbox"]
        .as_array()
        .expect("a list")
        .len()
}

#[test]
fn codes_that_differ_end_a_meeting_before_anything_passes() {
    let house = House::found(None);
    let (a, b) = (house.phone("a"), house.phone("b"));
    let start = |phone: &Terminal, arguments: &[&str]| {
        Meeter::start(phone.command(&[&["meet", "--json"], arguments].concat()))
    };
    let mut waits = start(&b, &["answer", "--listen", "127.0.0.1:0"]);
    let at = format!("127.0.0.1:{}", waits.port());
    let mut calls = start(&a, &["call", &at]);
    let code = calls.code();
    waits.code();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    calls.types(wrong);
    waits.types(&code);
    let refused = |end: Value, why: &str| {
        assert_eq!(end["ok"], false, "{end}");
        assert!(
            end["error"].as_str().expect("a line").contains(why),
            "{end}"
        );
    };
    refused(calls.end(), "the codes differ");
    refused(waits.end(), "ended it before anything passed");
    for phone in [&a, &b] {
        assert_eq!(waiting(phone), 1);
    }
    a.is_refused(&["meet", "call", &at], "no phone answers there");
    a.is_refused(
        &["meet", "call", "nowhere"],
        "that is no address of a phone",
    );
}

/// A network of its own, on this machine: its interfaces and ports are nobody else's.
struct Island {
    /// Keeps it there.
    child: Child,
}

impl Island {
    /// Nothing where networks cannot be made.
    fn new() -> Option<Self> {
        let child = Command::new("unshare")
            .args(["--net", "sh", "-c", "echo ready; exec sleep 600"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut island = Self { child: child.ok()? };
        let mut ready = [0; 6];
        let mut out = island.child.stdout.take().expect("it is piped");
        io::Read::read_exact(&mut out, &mut ready).ok()?;
        Some(island)
    }

    fn id(&self) -> String {
        self.child.id().to_string()
    }

    /// The same command, run there.
    fn runs(&self, command: &Command) -> Command {
        let mut there = Command::new("nsenter");
        there.arg(format!("--net=/proc/{}/ns/net", self.id()));
        there.arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => there.env(name, value),
                None => there.env_remove(name),
            };
        }
        there
    }

    fn ip(&self, line: &str) -> bool {
        let mut ip = Command::new("ip");
        ip.args(line.split(' ')).stderr(Stdio::null());
        self.runs(&ip).status().is_ok_and(|status| status.success())
    }
}

impl Drop for Island {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Two networks joined by one cable; nothing where they cannot be made.
fn joined() -> Option<(Island, Island)> {
    let (near, far) = (Island::new()?, Island::new()?);
    let laid = format!("link add near type veth peer name far netns {}", far.id());
    let made = near.ip(&laid)
        && near.ip("addr add 10.77.0.1/24 dev near")
        && far.ip("addr add 10.77.0.2/24 dev far")
        && near.ip("link set near up")
        && far.ip("link set far up")
        && near.ip("link set lo up");
    made.then_some((near, far))
}

#[test]
fn phones_on_two_networks_meet_over_the_cable_between_them() {
    let Some((near, far)) = joined() else {
        // Past the capture of test output: a skip is said aloud.
        let _ = writeln!(
            io::stderr(),
            "skipped: two joined network namespaces cannot be made here (root, unshare, nsenter and ip are needed)"
        );
        return;
    };
    let house = House::found(None);
    let office = house.office();
    let (a, b) = (house.phone("a"), house.phone("b"));
    let meets = |island: &Island, phone: &Terminal, arguments: &[&str]| {
        let command = phone.command(&[&["meet", "--json"], arguments].concat());
        Meeter::start(island.runs(&command))
    };
    let visit = || {
        let mut other = meets(&far, &b, &["answer"]);
        let port = other.port();
        // What is there is on the other side of the cable, and nowhere else.
        let here = format!("127.0.0.1:{port}");
        let astray = meets(&near, &a, &["call", &here]).end();
        assert_eq!(astray["ok"], false, "{astray}");
        let caller = meets(&near, &a, &["call", &format!("10.77.0.2:{port}")]);
        let (caller, other) = meet(caller, other);
        assert_eq!((&caller["ok"], &other["ok"]), (&true.into(), &true.into()));
        (caller, other)
    };

    // B carries what A wrote to the desk, on a card.
    let answers = house.write("answers.json", ADULT);
    a.does(&["screen", "--answers", &answers]);
    assert_eq!(waiting(&a), 2);
    let (_, other) = visit();
    assert_eq!(other["arrivals"]["carried"], 2);
    let [up, down] = ["up.bundle", "down.bundle"].map(|name| house.argument(name));
    b.does(&["carry", "out", &up]);
    let mut desk = house.desk();
    let now = pocketcard_tests::test_office::now();
    let content = pocketcard::content::Content::base().canonical_json();
    let pack = desk.sign_pack(&content, 2, now).expect("signed");
    desk.publish(&pack.to_bytes(), now).expect("published");
    drop(desk);
    let collected = office.does(&["collect", "--bundle", &up, "--out", &down]);
    assert_eq!(collected["intake"]["filed"], 3);
    b.does(&["carry", "in", &down]);

    // And brings back what the desk says to A.
    let (caller, _) = visit();
    let arrivals = &caller["arrivals"];
    assert_eq!(
        (&arrivals["received"], &arrivals["pack"]),
        (&2.into(), &2.into())
    );
    assert_eq!((waiting(&a), waiting(&b)), (0, 0));
}
