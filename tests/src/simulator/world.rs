//! The mission as a whole.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt::Display,
    path::{Path, PathBuf},
    time::SystemTime,
};

use pocketcard::{
    crypto::SigningKey,
    host::{Moment, Unwatched},
    parcel::ParcelId,
    sync::{Role, bundle},
    vault::{Kdf, Passphrase, SoftwareKeystore},
};
use pocketcard_office::{
    desk::{Desk, NewDesk, hub_directory},
    hub::Config,
};

use super::{
    Event, Fate, Hubs, Outcome, Place,
    exchange::Late,
    machine::{DAY, Machine},
    office::{Hub, Office},
    phones::{Phone, Screening},
    trace::Trace,
};
use crate::{canary::Needles, postgres_server::PostgresServer};

const HOUR: i64 = 3_600_000;
/// Days between two rounds of fair contact.
const ROUND: i64 = 3;
/// After so many rounds of fair contact nothing may wait any more: half a year, because a phone that has
/// missed its receipt on both hubs waits until they have forgotten what it brought.
const ROUNDS: i64 = 60;

/// A record or report that somebody made.
pub struct Made {
    pub phone: usize,
    /// Which of the phone's lives it was made in.
    pub life: u32,
    pub desk: usize,
    pub photograph: bool,
    /// The phone said that it was finished.
    pub acknowledged: bool,
    /// The phone was wiped or revoked before this one was known to be filed.
    pub may_be_lost: bool,
}

/// Phones, desks, hubs and cards.
pub struct World {
    pub root: PathBuf,
    /// The true time.
    pub now: i64,
    pub phones: Vec<Phone>,
    pub desks: Vec<Office>,
    pub hubs: Vec<Hub>,
    pub config: Config,
    /// The same as the hubs were first given it.
    pub first_config: Config,
    /// The database that all hubs share, where they do.
    pub database: Option<(&'static PostgresServer, String)>,
    /// A copy of it was made.
    pub has_copy: bool,
    pub cards: Vec<Vec<u8>>,
    pub made: Vec<Made>,
    /// Records that the office answered.
    pub answered: Vec<usize>,
    /// The packs that were published, by version. The bytes are empty where nobody saw them.
    pub packs: Vec<(u64, Vec<u8>)>,
    /// What was said before, by sender and receiver, for replays.
    pub said: HashMap<(Role, Role), Vec<Vec<u8>>>,
    pub late: Vec<Late>,
    /// Somebody who has no part in this.
    pub stranger: SigningKey,
    pub trace: Trace,
    /// The first promise that was broken.
    pub broken: Option<String>,
    pub needles: Needles,
    /// Files that were searched, as they were then.
    pub searched: HashMap<PathBuf, (SystemTime, u64)>,
    /// Parcels that were tried with every key.
    pub watched: HashSet<ParcelId>,
}

/// The passphrase of everybody.
pub fn passphrase() -> Passphrase {
    Passphrase::new("lantern orbit seven maple")
}

/// The least stretching allowed.
pub fn kdf() -> Kdf {
    Kdf::new(19 * 1024, 2, 1).expect("the least that is allowed")
}

impl World {
    /// A mission that was just set up, in a directory of its own.
    pub fn new(root: &Path, phones: usize, hubs: Hubs) -> Self {
        let now = 1_780_000_000_000;
        let place = |name: &str| root.join(name);
        let machines = ["desk-0", "desk-1"].map(|name| Machine::new(&place(name)));
        let keys = ["desk-0-keys", "desk-1-keys"].map(|name| SoftwareKeystore::new(&place(name)));
        let desk = Desk::found(
            &machines[0].dir,
            &NewDesk {
                name: "Office",
                hub: Some("http://hub"),
                hub_certificate: None,
                keepers: None,
            },
            &passphrase(),
            &keys[0],
            kdf(),
            Some((&machines[1].dir, "Confidential", &passphrase(), &keys[1])),
            machines[0].time(now),
        )
        .expect("an office is set up");
        let mut config = Config::load(&hub_directory(&machines[0].dir)).expect("the desk wrote it");
        let (names, database): (&[&str], _) = match hubs {
            Hubs::Apart => (&["hub-0", "hub-1"], None),
            Hubs::OnOneDatabase => {
                let server = PostgresServer::shared().expect("there is a PostgreSQL");
                let database = server.new_database();
                config.storage = Some(server.storage(&database));
                (&["hub-0", "hub-1", "hub-2"], Some((server, database)))
            }
        };
        let hub = |name: &&str| {
            let machine = Machine::new(&place(name));
            std::fs::create_dir(&machine.dir).expect("a directory");
            Hub {
                machine,
                storage: None,
            }
        };
        let hubs: Vec<Hub> = names.iter().map(hub).collect();
        let office = |machine, desk| Office {
            machine,
            desk,
            filed: BTreeMap::new(),
        };
        let [main, confidential] = machines;
        let mut world = Self {
            root: root.to_owned(),
            now,
            phones: Vec::new(),
            desks: vec![office(main, Some(desk)), office(confidential, None)],
            hubs,
            first_config: config.clone(),
            config,
            database,
            has_copy: false,
            cards: Vec::new(),
            made: Vec::new(),
            answered: Vec::new(),
            packs: Vec::new(),
            said: HashMap::new(),
            late: Vec::new(),
            stranger: SigningKey::generate(),
            trace: Trace::default(),
            broken: None,
            needles: Needles::new(),
            searched: HashMap::new(),
            watched: HashSet::new(),
        };
        world.open_desk(1);
        (0..world.hubs.len()).for_each(|hub| world.open_hub(hub));
        for number in 0..phones {
            let phone = world.enrol(number, 0);
            world.phones.push(phone);
        }
        world
    }

    /// Lets all of it happen, and then everybody meet.
    pub fn play(&mut self, events: &[Event]) -> Result<Outcome, String> {
        for (number, event) in events.iter().enumerate() {
            self.trace.say(format!("{number}: {event:?}"));
            self.happen(*event);
            self.check()
                .map_err(|broken| format!("after event {number}: {broken}"))?;
        }
        let days = self
            .meet_fairly()
            .map_err(|broken| format!("when all meet fairly: {broken}"))?;
        let filed = self
            .desks
            .iter()
            .map(|desk| desk.filed.values().flatten().count())
            .sum();
        Ok(Outcome {
            made: self.made.len(),
            filed,
            lost: self.made.len() - filed,
            days,
        })
    }

    /// What happened.
    pub fn into_trace(self) -> Vec<String> {
        self.trace.into_lines()
    }

    /// The time that a machine shows.
    pub fn time(&self, place: Place) -> Moment {
        self.machine(place).time(self.now)
    }

    /// A machine.
    pub fn machine(&self, place: Place) -> &Machine {
        match place {
            Place::Phone(number) => &self.phones[number].machine,
            Place::Desk(number) => &self.desks[number].machine,
            Place::Hub(number) => &self.hubs[number].machine,
        }
    }

    fn machine_mut(&mut self, place: Place) -> &mut Machine {
        match place {
            Place::Phone(number) => &mut self.phones[number].machine,
            Place::Desk(number) => &mut self.desks[number].machine,
            Place::Hub(number) => &mut self.hubs[number].machine,
        }
    }

    fn places(&self) -> Vec<Place> {
        let phones = (0..self.phones.len()).map(Place::Phone);
        let desks = (0..self.desks.len()).map(Place::Desk);
        phones
            .chain(desks)
            .chain((0..self.hubs.len()).map(Place::Hub))
            .collect()
    }

    /// Remembers that a promise was broken.
    pub fn break_promise(&mut self, how: String) {
        self.broken.get_or_insert(how);
    }

    /// Something did not work. With a disk that fails that is right. Otherwise it is right only where that is
    /// not this machine's `own` doing.
    pub fn failed(&mut self, place: Place, error: &dyn Display, own: bool) {
        if !self.machine(place).is_well() {
            // Which error it is may depend on what else the disk was doing.
            self.trace.say(format!("  {place:?}'s disk fails"));
            return;
        }
        self.trace.say(format!("  {place:?}: {error}"));
        if own {
            self.break_promise(format!("{place:?} fails without a reason: {error}"));
        }
    }

    /// Room and power for a machine.
    pub fn free(&mut self, place: Place) {
        if self.machine(place).is_dead() {
            self.restart(place, 0);
        }
        self.machine_mut(place).free();
    }

    /// The power of a machine goes, if it has not gone before, and comes again.
    pub fn restart(&mut self, place: Place, chance: u8) {
        match place {
            Place::Phone(number) => {
                let Phone {
                    machine, session, ..
                } = &mut self.phones[number];
                machine.restart(chance, || *session = None);
                self.unlock(number);
            }
            Place::Desk(number) => {
                let Office { machine, desk, .. } = &mut self.desks[number];
                machine.restart(chance, || *desk = None);
                self.open_desk(number);
            }
            Place::Hub(number) => {
                let Hub { machine, storage } = &mut self.hubs[number];
                machine.restart(chance, || *storage = None);
                self.open_hub(number);
            }
        }
    }

    /// Lets one thing happen.
    fn happen(&mut self, event: Event) {
        self.now += HOUR;
        match event {
            Event::Pass => {}
            Event::Screen(phone) => self.screen(phone, Screening::Plain),
            Event::Photograph(phone) => self.screen(phone, Screening::Photograph),
            Event::Report(phone) => self.screen(phone, Screening::Report),
            Event::Sync(asker, hub, luck) => self.converse(asker, Place::Hub(hub), luck),
            Event::Meet(caller, other, luck) if caller != other => {
                self.converse(Place::Phone(caller), Place::Phone(other), luck);
            }
            Event::Meet(..) => {}
            Event::Write(place) => self.write(place),
            Event::Read(place, card, fate) => self.read(place, card, fate),
            Event::Kill(place, chance) => self.restart(place, chance),
            Event::Doom(place, access) => {
                self.free(place);
                self.machine_mut(place).doom(access);
            }
            Event::Full(place, write) => {
                self.free(place);
                self.machine_mut(place).fill(write);
            }
            Event::Clock(place, days) => self.machine_mut(place).off += i64::from(days) * DAY,
            Event::Quota(full) => {
                let bytes = if full { 0 } else { 20 << 30 };
                self.config.limits.mailbox_bytes = bytes;
            }
            Event::Restored(hub) => self.restore_hub(hub),
            Event::Pack(new_roots) => self.publish(new_roots),
            Event::Answer(number) => self.answer(number),
            Event::Renew(phone) => self.renew(phone),
            Event::Wipe(phone) => self.wipe(phone),
            Event::Revoke(phone, wipe) => self.revoke(phone, wipe),
        }
        for place in self.places() {
            if self.machine_mut(place).is_full_enough() {
                self.free(place);
            }
            if self.machine(place).is_dead() {
                self.trace.say(format!("  {place:?} starts again"));
                self.restart(place, 0);
            }
        }
    }

    fn write(&mut self, place: Place) {
        let mut card = Vec::new();
        let written = match place {
            Place::Phone(phone) => self
                .use_phone(phone, |session, now| {
                    session.carry_out(&mut card, &Unwatched, now)
                })
                .is_some(),
            Place::Desk(desk) => self
                .use_desk(desk, |desk, now| {
                    let mut depot = desk.depot(now).for_bundle();
                    Ok(bundle::write(
                        &mut depot,
                        Role::Phone,
                        &mut card,
                        &Unwatched,
                    ))
                })
                .is_some_and(|written| written.is_ok()),
            Place::Hub(_) => unreachable!("hubs write no cards"),
        };
        if written {
            self.trace.message("the card says", &card);
            self.watch(&card);
            self.cards.push(card);
        }
    }

    fn read(&mut self, place: Place, card: usize, fate: Fate) {
        let Some(card) = self.cards.len().checked_sub(card + 1) else {
            return;
        };
        let card = self.cards[card].clone();
        let times = if fate == Fate::Twice { 2 } else { 1 };
        let card = self.spoil_card(place, card, fate);
        for _ in 0..times {
            match place {
                Place::Phone(phone) => {
                    let read = self.use_phone(phone, |session, now| {
                        Ok(session.carry_in(&mut &card[..], &Unwatched, now))
                    });
                    match read {
                        Some(Ok((report, arrivals))) => {
                            self.note_report(&report);
                            self.note_arrivals(phone, &arrivals);
                        }
                        Some(Err(error)) => {
                            self.phones[phone].unsure = true;
                            self.failed(place, &error, false);
                        }
                        None => {}
                    }
                }
                Place::Desk(desk) => {
                    let read = self.use_desk(desk, |desk, now| {
                        Ok(bundle::read(
                            &mut &card[..],
                            &mut desk.depot(now),
                            &Unwatched,
                        ))
                    });
                    match read {
                        Some(Ok(report)) => self.note_report(&report),
                        Some(Err(error)) => self.failed(place, &error, false),
                        None => {}
                    }
                    self.collect(desk);
                }
                Place::Hub(_) => unreachable!("hubs read no cards"),
            }
        }
    }

    fn note_report(&mut self, report: &bundle::BundleSummary) {
        let missing: Vec<_> = report.missing.iter().map(|item| item.id).collect();
        let (taken, held) = (
            self.trace.names(&report.taken),
            self.trace.names(&report.held),
        );
        let missing = self.trace.names(&missing);
        self.trace.say(format!(
            "  read: took {taken}; had {held}; missed {missing}; cut {}, damaged {}",
            report.cut, report.damaged
        ));
        for (id, reason) in &report.refused {
            let name = self.trace.name(id);
            self.trace
                .say(format!("  refused {name}: {}", reason.code()));
        }
    }

    /// Everybody meets everybody, on good roads, time and again. Clocks stay as wrong as they are. Gives the
    /// days that it took until nothing was left.
    fn meet_fairly(&mut self) -> Result<i64, String> {
        self.config.limits.mailbox_bytes = 20 << 30;
        self.late.clear();
        self.places().into_iter().for_each(|place| self.free(place));
        let mut left = String::new();
        for round in 0..ROUNDS {
            self.now += ROUND * DAY;
            let hub = round as usize % self.hubs.len();
            self.trace.say(format!("round {round}"));
            for phone in 0..self.phones.len() {
                if self.needs_invitation(phone) {
                    self.renew(phone);
                }
                let well = super::Luck(0, Fate::Well);
                let other = (phone + 1) % self.phones.len();
                if other != phone {
                    self.converse(Place::Phone(phone), Place::Phone(other), well);
                }
                self.converse(Place::Phone(phone), Place::Hub(hub), well);
            }
            for desk in [0, 1, 0, 1] {
                // Once to collect, once to send the receipts.
                let well = super::Luck(0, Fate::Well);
                self.converse(Place::Desk(desk), Place::Hub(hub), well);
            }
            self.check()?;
            match self.what_is_left() {
                None => {
                    self.check_all()?;
                    return Ok((round + 1) * ROUND);
                }
                Some(what) => left = what,
            }
        }
        Err(left)
    }
}
