//! A person answers alone, on a terminal, through the program as cargo built it: what opens it, what ends it, and that
//! the officer hears needs and nothing else.
#![cfg(target_os = "linux")]

use std::process::Command;

use pocketcard_tests::{
    binaries::{PASSPHRASE, Terminal},
    pseudo_terminal::PseudoTerminal,
    test_office::House,
};

/// The officer has made sure that the person is alone, and an adult, and hands the phone over.
fn opened(phone: &Terminal, more: &[&str]) -> PseudoTerminal {
    let mut screen = PseudoTerminal::run(phone.command(&[&["alone"], more].concat()));
    hands_over(&mut screen);
    screen
}

fn hands_over(screen: &mut PseudoTerminal) {
    screen.reads("I have made sure that the person is alone");
    screen.types("1");
    screen.reads("How old?");
    screen.types("0");
    screen.reads("not yet tried");
    screen.reads("Hand over the phone");
    screen.types("");
}

/// The person is in danger, skips all else, and wants the answers to be seen. The neutral screen stands there.
fn shares(screen: &mut PseudoTerminal) {
    screen.reads("Are you safe here?");
    screen.types("2");
    for _ in 0..7 {
        screen.reads("[0]* Skip");
        screen.types("");
    }
    screen.reads("[1]  Yes");
    screen.types("1");
    screen.reads("Weather");
}

/// A command on a terminal that is its own, so that it can ask for a passphrase.
fn asking(command: &Command) -> Command {
    let mut own = Command::new("setsid");
    own.args(["--ctty", "--wait"])
        .arg(command.get_program())
        .args(command.get_args());
    for (name, _) in command.get_envs() {
        own.env_remove(name);
    }
    own
}

#[test]
fn the_officer_hears_needs_and_the_draft_goes_on() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let before = phone.does(&["outbox"])["outbox"].as_array().map(Vec::len);
    let mut screen = opened(&phone, &["--spoken", "sw"]);
    screen.reads("Unaweza kuruka kila picha");
    screen.reads("Je, uko salama hapa?");
    let tiles = screen.reads("[2]  Hapana");
    assert!(
        tiles.contains("[0]* Ruka") && tiles.contains("[1]  Ndiyo"),
        "{tiles}"
    );
    screen.types("2");
    for _ in 0..6 {
        screen.reads("[0]* Ruka");
        screen.types("");
    }
    screen.reads("Unahitaji nini?");
    screen.types("3");
    screen.reads("Onyesha majibu yangu");
    screen.types("");
    screen.reads("Hali ya hewa");
    screen.types("");
    screen.reads("They say that they need");
    let (status, said) = screen.ends();
    assert!(status == 0, "{said}");
    let heard = ["medical care within hours", "in danger now", "Kept, sealed"];
    let all = |said: &str| {
        heard
            .iter()
            .all(|part| said.to_lowercase().contains(&part.to_lowercase()))
    };
    assert!(all(&said), "{said}");
    assert!(
        !said.contains("Are you safe here?"),
        "the answers are not shown: {said}"
    );
    // Nothing waits for the office, and what cannot wait goes on by hand.
    assert_eq!(
        phone.does(&["outbox"])["outbox"].as_array().map(Vec::len),
        before
    );
    let mut screen = PseudoTerminal::run(phone.command(&["screen"]));
    screen.reads("There is something unfinished");
    screen.types(".");
    assert_eq!(screen.ends().0, 0);
}

#[test]
fn one_key_ends_it_and_an_answer_ends_it() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let mut screen = opened(&phone, &[]);
    screen.reads("Are you safe here?");
    screen.types(".");
    screen.reads("Weather");
    screen.types("");
    let (status, said) = screen.ends();
    assert!(
        status == 0 && said.contains("They asked for nothing"),
        "{said}"
    );

    let mut screen = opened(&phone, &[]);
    screen.reads("Are you safe here?");
    screen.types("2");
    screen.reads("Are you alone now?");
    screen.types("2");
    // Somebody came in: the neutral screen at once, and what was said before is heard.
    screen.reads("Weather");
    screen.types("");
    let (status, said) = screen.ends();
    assert!(status == 0 && said.contains("in danger now"), "{said}");
}

#[test]
fn a_kill_at_the_neutral_screen_loses_nothing() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let mut screen = opened(&phone, &[]);
    shares(&mut screen);
    screen.kill();
    let mut screen = PseudoTerminal::run(phone.command(&["screen"]));
    screen.reads("There is something unfinished");
    screen.types(".");
    assert_eq!(screen.ends().0, 0);
    // What the person said is heard before another sitting opens, and once.
    let screen = PseudoTerminal::run(phone.command(&["alone"]));
    let (status, said) = screen.ends();
    assert!(status == 0 && said.contains("in danger now"), "{said}");
    assert!(said.contains("Are you safe here? No"), "{said}");
    opened(&phone, &[]).kill();
}

#[test]
fn answers_that_may_be_seen_are_seen_after_the_passphrase() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let mut screen = PseudoTerminal::run(asking(&phone.with(None).command(&["alone"])));
    screen.reads("Passphrase: ");
    screen.types(PASSPHRASE);
    hands_over(&mut screen);
    shares(&mut screen);
    screen.types("");
    screen.reads("Passphrase: ");
    screen.types("lantern orbit seven acorn");
    let (status, said) = screen.ends();
    assert!(status == 1 && !said.contains("danger"), "{said}");
    let mut screen = PseudoTerminal::run(asking(&phone.with(None).command(&["alone"])));
    screen.reads("Passphrase: ");
    screen.types(PASSPHRASE);
    let (status, said) = screen.ends();
    assert!(
        status == 0 && said.contains("Are you safe here? No"),
        "{said}"
    );
}

#[test]
fn nothing_opens_by_default_for_a_child_or_where_nobody_helps() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let mut screen = PseudoTerminal::run(phone.command(&["alone"]));
    screen.reads("I have made sure that the person is alone");
    screen.types("");
    screen.reads("How old?");
    screen.types("");
    screen.reads("Child protection is here");
    screen.types("");
    let (status, said) = screen.ends();
    assert!(
        status != 0 && said.contains("make sure that the person is alone"),
        "{said}"
    );

    let mut screen = PseudoTerminal::run(phone.command(&["alone"]));
    screen.reads("I have made sure");
    screen.types("1");
    screen.reads("How old?");
    screen.types("1");
    screen.reads("Child protection is here");
    screen.types("");
    let (status, said) = screen.ends();
    assert!(
        status != 0 && said.contains("a child does not answer alone"),
        "{said}"
    );
    phone.is_refused(&["alone"], "on a terminal");
}
