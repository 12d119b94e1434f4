//! The mission itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
    path::{Path, PathBuf},
};

use pocketcard::{
    checklist::Answers,
    host::{Moment, Unwatched},
    parcel::ParcelId,
    session::{Attachment, ScreeningRequest, Session},
    sync::{
        Depot, Exchange, Frame, Hello, Item, Responder, Role, Status, VERSION, Visit, Way, bundle,
        respond,
    },
    vault::{Kdf, Passphrase, SoftwareKeystore},
};
use pocketcard_office::{
    desk::{Desk, NewDesk, hub_directory},
    hub::{Config, Storage, token::Token},
};

use super::{
    Event, Fate, Outcome,
    story::{Dice, PHONES},
};
use crate::canary::{CANARY, Needles};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const PERSON: &str = include_str!("../../../bindings/cli/examples/child-armed-group.json");
const MISCONDUCT: &str = include_str!("../../../bindings/cli/examples/misconduct.json");

/// A record or report that somebody made.
struct Made {
    phone: usize,
    /// Which of the phone's lives it was made in; a wipe ends one.
    life: u32,
    desk: usize,
    /// The phone was wiped before this one was known to be filed.
    may_be_lost: bool,
}

struct Phone {
    directory: PathBuf,
    session: Session,
    life: u32,
    /// How far its clock is off, in milliseconds.
    off: i64,
    /// Its parcels that waited last time we looked, each with the code of its record; the answer to the
    /// invitation has none.
    waiting: BTreeMap<ParcelId, String>,
}

/// Phones, desks, hub and cards.
pub struct World {
    root: PathBuf,
    /// The true time.
    now: i64,
    phones: Vec<Phone>,
    desks: Vec<Option<Desk>>,
    hub: Storage,
    config: Config,
    cards: Vec<Vec<u8>>,
    made: BTreeMap<String, Made>,
    /// What the hub said before, for replays.
    said: Vec<Vec<u8>>,
    pack: u64,
    dice: Dice,
}

fn passphrase() -> Passphrase {
    Passphrase::new("lantern orbit seven maple")
}

fn kdf() -> Kdf {
    Kdf::new(19 * 1024, 2, 1).expect("the least that is allowed")
}

fn moment(wall_ms: i64) -> Moment {
    Moment {
        wall_ms,
        monotonic_ms: wall_ms.unsigned_abs(),
        boot: [1; 16],
    }
}

/// Who asks in an exchange.
#[derive(Clone, Copy)]
enum Asker {
    Phone(usize),
    Desk(usize),
}

impl World {
    /// A mission that was just set up, in a directory of its own.
    pub fn new(root: &Path) -> Self {
        let now = 1_780_000_000_000;
        let office = SoftwareKeystore::new(&root.join("office-keys"));
        let confidential = SoftwareKeystore::new(&root.join("confidential-keys"));
        let (first, second) = (root.join("desk-0"), root.join("desk-1"));
        let desk = Desk::found(
            &first,
            &NewDesk {
                name: "Office",
                hub: Some("http://hub"),
                hub_certificate: None,
            },
            &passphrase(),
            &office,
            kdf(),
            Some((&second, "Confidential", &passphrase(), &confidential)),
            moment(now),
        )
        .expect("an office is set up");
        let hub = hub_directory(&first);
        let mut world = Self {
            root: root.to_owned(),
            now,
            phones: Vec::new(),
            desks: vec![Some(desk), None],
            config: Config::load(&hub).expect("the desk wrote it"),
            hub: Storage::open(&hub).expect("a hub is set up"),
            cards: Vec::new(),
            made: BTreeMap::new(),
            said: Vec::new(),
            pack: 1,
            dice: Dice::new(1),
        };
        world.open_desk(1);
        for number in 0..PHONES {
            let phone = world.enrol(number, 0);
            world.phones.push(phone);
        }
        world
    }

    fn enrol(&mut self, number: usize, life: u32) -> Phone {
        let (label, now) = (format!("phone {number}.{life}"), moment(self.now));
        let desk = self.desks[0].as_mut().expect("the main desk is open");
        let invitation = desk.invite(&label, 365, now).expect("the desk invites");
        let directory = self.root.join(format!("phone-{number}-{life}"));
        let keystore = SoftwareKeystore::new(&directory.with_extension("keys"));
        let session = Session::enrol(
            &directory,
            &invitation,
            &passphrase(),
            &keystore,
            kdf(),
            now,
        )
        .expect("the phone enrols");
        let lines = session.outbox(now).expect("an outbox can be listed");
        let waiting = lines
            .into_iter()
            .map(|line| (line.parcel, String::new()))
            .collect();
        Phone {
            directory,
            session,
            life,
            off: 0,
            waiting,
        }
    }

    fn open_desk(&mut self, number: usize) {
        self.desks[number] = None;
        let keys = ["office-keys", "confidential-keys"][number];
        let keystore = SoftwareKeystore::new(&self.root.join(keys));
        let directory = self.root.join(format!("desk-{number}"));
        let desk = Desk::open(&directory, &passphrase(), &keystore).expect("the desk opens");
        self.desks[number] = Some(desk);
    }

    fn unlock(&mut self, number: usize) {
        let now = self.time(number);
        let phone = &mut self.phones[number];
        phone.session.lock();
        let keystore = SoftwareKeystore::new(&phone.directory.with_extension("keys"));
        phone.session = Session::unlock(&phone.directory, &passphrase(), &keystore, now)
            .expect("the phone unlocks after a kill");
    }

    fn time(&self, phone: usize) -> Moment {
        moment(self.now + self.phones[phone].off)
    }

    fn desk(&mut self, number: usize) -> &mut Desk {
        self.desks[number]
            .as_mut()
            .expect("desks are open between events")
    }

    fn hub_directory(&self) -> PathBuf {
        hub_directory(&self.root.join("desk-0"))
    }

    /// Lets one thing happen.
    pub fn happen(&mut self, event: Event) {
        self.now += HOUR;
        match event {
            Event::Screen(phone) => self.screen(phone, PERSON, 0),
            Event::Photograph(phone) => self.screen(phone, PERSON, 150_000),
            Event::Report(phone) => self.screen(phone, MISCONDUCT, 0),
            Event::Hub(phone, message, fate) => self.sync(Asker::Phone(phone), message, fate),
            Event::Desk(desk, message, fate) => self.sync(Asker::Desk(desk), message, fate),
            Event::Meet(caller, other, message, fate) => self.meet(caller, other, message, fate),
            Event::Write(phone) => {
                let (now, mut card) = (self.time(phone), Vec::new());
                let session = &mut self.phones[phone].session;
                session
                    .carry_out(&mut card, &Unwatched, now)
                    .expect("a phone writes a bundle");
                self.cards.push(card);
            }
            Event::WriteDesk => {
                let (now, mut card) = (moment(self.now), Vec::new());
                let mut depot = self.desk(0).depot(now);
                bundle::write(&mut depot, Role::Phone, &mut card, &Unwatched)
                    .expect("a desk writes a bundle");
                self.cards.push(card);
            }
            Event::Read(phone, card, fate) => {
                let (now, card) = (self.time(phone), self.card(card, fate));
                // A card may be unreadable; nothing else may go wrong.
                let session = &mut self.phones[phone].session;
                let _ = session.carry_in(&mut Cursor::new(card), &Unwatched, now);
            }
            Event::ReadDesk(desk, card, fate) => {
                let (now, card) = (moment(self.now), self.card(card, fate));
                let desk = self.desk(desk);
                let _ = bundle::read(&mut Cursor::new(card), &mut desk.depot(now), &Unwatched);
                desk.take_in(now).expect("a desk takes in a bundle");
            }
            Event::Kill(phone) => self.unlock(phone),
            Event::KillDesk(desk) => self.open_desk(desk),
            Event::Clock(phone, days) => self.phones[phone].off += i64::from(days) * DAY,
            Event::HubKilled => self.restart_hub(),
            Event::HubFull(full) => {
                let bytes = if full { 0 } else { 20 << 30 };
                self.config.limits.mailbox_bytes = bytes;
            }
            Event::HubRestored => self.restore_hub(),
            Event::Pack => self.publish(),
            Event::Wipe(phone) => self.wipe(phone),
        }
    }

    fn screen(&mut self, number: usize, answers: &str, photograph: usize) {
        let now = self.time(number);
        let answers: Answers = serde_json::from_str(answers).expect("an example");
        let desk = usize::from(answers.checklist == "misconduct");
        let request = ScreeningRequest {
            site: "gate".to_owned(),
            note: format!("seen by the guard {CANARY}"),
            ..ScreeningRequest::new(answers)
        };
        let mut picture = Cursor::new(vec![7; photograph]);
        let mut attachments = vec![Attachment {
            from: &mut picture,
            bytes: photograph as u64,
            media_type: "image/jpeg".to_owned(),
        }];
        attachments.truncate(usize::from(photograph > 0));
        let phone = &mut self.phones[number];
        let screened = phone
            .session
            .screen(request, &mut attachments, &Unwatched, now)
            .expect("a phone finishes a screening whatever happened before");
        let (phone, life) = (number, phone.life);
        let made = Made {
            phone,
            life,
            desk,
            may_be_lost: false,
        };
        assert!(
            self.made.insert(screened.code.clone(), made).is_none(),
            "codes are unique"
        );
        self.note_waiting(number, &screened.code);
    }

    /// Remembers to which record the parcels belong that were just queued.
    fn note_waiting(&mut self, number: usize, code: &str) {
        let now = self.time(number);
        let phone = &mut self.phones[number];
        for line in phone.session.outbox(now).expect("an outbox can be listed") {
            phone
                .waiting
                .entry(line.parcel)
                .or_insert_with(|| code.to_owned());
        }
    }

    fn card(&mut self, number: usize, fate: Fate) -> Vec<u8> {
        let Some(card) = self.cards.len().checked_sub(number % 6 + 1) else {
            return Vec::new();
        };
        let mut card = self.cards[card].clone();
        spoil(&mut card, fate, true);
        spoil(&mut card, fate, false);
        card
    }

    /// An exchange with the hub.
    fn sync(&mut self, asker: Asker, unlucky: u8, fate: Fate) {
        let (mut exchange, mut visit) = (Exchange::new(Role::Hub), Visit::default());
        for message in 0..50 {
            let fate = if message == unlucky { fate } else { Fate::Well };
            let next = self.with_depot(asker, &mut visit, |depot| exchange.next_request(depot));
            let Ok(Some(request)) = next else { break };
            let answer = self.hub_answer(asker, request, fate);
            if fate == Fate::Killed {
                match asker {
                    Asker::Phone(phone) => self.unlock(phone),
                    Asker::Desk(desk) => self.open_desk(desk),
                }
                break;
            }
            let status = self.with_depot(asker, &mut visit, |depot| {
                exchange.on_response(depot, &answer)
            });
            if !matches!(status, Ok(Status::Continue)) {
                break;
            }
        }
        self.take_in(asker);
    }

    fn take_in(&mut self, asker: Asker) {
        match asker {
            Asker::Phone(phone) => {
                let now = self.time(phone);
                self.phones[phone]
                    .session
                    .take_in(now)
                    .expect("a phone takes in what came");
            }
            Asker::Desk(desk) => {
                let now = moment(self.now);
                self.desk(desk)
                    .take_in(now)
                    .expect("a desk takes in what came");
            }
        }
    }

    /// One step of a conversation, with the depot taken anew as shells do.
    fn with_depot<T>(
        &mut self,
        asker: Asker,
        visit: &mut Visit,
        work: impl FnOnce(&mut dyn Depot) -> T,
    ) -> T {
        let before = std::mem::take(visit);
        let mut depot = match asker {
            Asker::Phone(phone) => {
                let now = self.time(phone);
                let session = &mut self.phones[phone].session;
                session.depot(now).expect("the phone is unlocked")
            }
            Asker::Desk(desk) => {
                let now = moment(self.now);
                self.desk(desk).depot(now)
            }
        }
        .resume(before);
        let done = work(&mut depot);
        *visit = depot.pause();
        done
    }

    /// What comes back when this request goes to the hub.
    fn hub_answer(&mut self, asker: Asker, mut request: Vec<u8>, fate: Fate) -> Vec<u8> {
        if fate == Fate::RequestLost {
            return Vec::new();
        }
        spoil(&mut request, fate, true);
        if fate == Fate::Twice {
            self.ask_hub(asker, &request);
        }
        let mut answer = self.ask_hub(asker, &request);
        spoil(&mut answer, fate, false);
        match fate {
            Fate::RequestCut(_) | Fate::AnswerLost => answer.clear(),
            Fate::Replayed if !self.said.is_empty() => {
                let place = self.dice.below(self.said.len() as u64) as usize;
                answer = self.said[place].clone();
            }
            Fate::Withheld => answer = self.hello(&[Frame::End(false)]),
            Fate::Forged => answer = self.forgery(),
            _ => {}
        }
        answer
    }

    fn ask_hub(&mut self, asker: Asker, request: &[u8]) -> Vec<u8> {
        let token = match asker {
            Asker::Phone(phone) => {
                let session = &self.phones[phone].session;
                session.hub_token().expect("the phone is unlocked")
            }
            Asker::Desk(desk) => self.desks[desk].as_ref().expect("open").hub_token(),
        };
        let token: Token = token.parse().expect("the office made it");
        let Some(mailbox) = self.config.admit(&token) else {
            return Vec::new();
        };
        let today = self.now / DAY;
        let limits = &self.config.limits;
        let mut depot = self
            .hub
            .depot(mailbox, token.id(), token.role(), limits, today);
        let mut responder = Responder::new(Some(token.role()));
        let fed = request
            .chunks(20_000)
            .try_for_each(|piece| responder.feed(&mut depot, piece));
        let answer = fed
            .and_then(|()| responder.finish(&mut depot))
            .unwrap_or_default();
        if token.role() == Role::Phone {
            self.said.push(answer.clone());
        }
        answer
    }

    fn hello(&self, frames: &[Frame<'_>]) -> Vec<u8> {
        let mailbox = self.config.mailboxes[0].mailbox;
        let mut bytes = Vec::new();
        Frame::Hello(Hello {
            version: VERSION,
            role: Role::Hub,
            mailbox,
            window: 0,
            careful: false,
        })
        .write(&mut bytes);
        frames.iter().for_each(|frame| frame.write(&mut bytes));
        bytes
    }

    /// A parcel that nobody sealed, and an acknowledgement of one that nobody sent.
    fn forgery(&self) -> Vec<u8> {
        let mut parcel = b"PCP1\0\x01".to_vec();
        parcel.extend(self.config.mailboxes[0].mailbox.0);
        parcel.resize(4096, 0x5a);
        parcel[4095] = self.said.len() as u8;
        let item = Item {
            id: ParcelId::of(&parcel),
            size: 4096,
            way: Way::Down,
        };
        self.hello(&[
            Frame::Got(ParcelId([9; 32])),
            Frame::Part(item, 0, &parcel),
            Frame::End(false),
        ])
    }

    /// An exchange between two phones. `caller` asks.
    fn meet(&mut self, caller: usize, other: usize, unlucky: u8, fate: Fate) {
        let mut exchange = Exchange::new(Role::Phone);
        let (mut visit, mut visited) = (Visit::default(), Visit::default());
        let (asker, answering) = (Asker::Phone(caller), Asker::Phone(other));
        for message in 0..50 {
            let fate = if message == unlucky { fate } else { Fate::Well };
            let next = self.with_depot(asker, &mut visit, |depot| exchange.next_request(depot));
            let Ok(Some(mut request)) = next else { break };
            let mut answer = Vec::new();
            if fate != Fate::RequestLost {
                spoil(&mut request, fate, true);
                answer = self.with_depot(answering, &mut visited, |depot| {
                    if fate == Fate::Twice {
                        let _ = respond(depot, &request);
                    }
                    respond(depot, &request).unwrap_or_default()
                });
            }
            spoil(&mut answer, fate, false);
            match fate {
                Fate::RequestCut(_) | Fate::AnswerLost => answer.clear(),
                Fate::Killed => {
                    self.unlock(caller);
                    break;
                }
                _ => {}
            }
            let status = self.with_depot(asker, &mut visit, |depot| {
                exchange.on_response(depot, &answer)
            });
            if !matches!(status, Ok(Status::Continue)) {
                break;
            }
        }
        self.take_in(asker);
        self.take_in(answering);
    }

    fn restart_hub(&mut self) {
        self.hub = Storage::open(&self.hub_directory()).expect("the hub opens after a kill");
    }

    /// Puts the copy in the database's place that was made last time, and makes a new one.
    fn restore_hub(&mut self) {
        let directory = self.hub_directory();
        let (database, copy, new) = (
            directory.join("hub.db"),
            directory.join("copy.db"),
            directory.join("new.db"),
        );
        let _ = std::fs::remove_file(&new);
        self.hub
            .copy_to(&new)
            .expect("the hub's database is copied");
        if copy.exists() {
            // The one in use must be closed before its file is replaced.
            self.hub = Storage::open(&self.root).expect("a place holder opens");
            for name in ["hub.db", "hub.db-wal", "hub.db-shm"] {
                let _ = std::fs::remove_file(directory.join(name));
            }
            std::fs::rename(&copy, &database).expect("the copy takes its place");
            self.hub = Storage::open(&directory).expect("an old copy opens");
        }
        std::fs::rename(&new, &copy).expect("the copy is kept");
    }

    fn publish(&mut self) {
        self.pack += 1;
        let (version, now) = (self.pack, moment(self.now));
        let content = pocketcard::pack::Content::base().canonical_json();
        let desk = self.desk(0);
        let pack = desk
            .sign_pack(&content, version, now)
            .expect("a pack is signed");
        desk.publish(&pack.to_bytes(), now)
            .expect("a pack is published");
    }

    fn wipe(&mut self, number: usize) {
        let phone = &mut self.phones[number];
        let life = phone.life;
        phone.session.lock();
        let keystore = SoftwareKeystore::new(&phone.directory.with_extension("keys"));
        Session::wipe(&phone.directory, &keystore)
            .expect("a phone is wiped without its passphrase");
        for made in self.made.values_mut() {
            made.may_be_lost |= made.phone == number && made.life == life;
        }
        self.phones[number] = self.enrol(number, life + 1);
    }

    /// The codes that a desk filed; no code twice.
    fn filed(&self, desk: usize) -> Result<BTreeSet<String>, String> {
        let desk = self.desks[desk]
            .as_ref()
            .expect("desks are open between events");
        let mut codes = BTreeSet::new();
        for line in desk.inbox().map_err(|error| error.to_string())? {
            if line.kind == "screening" && !codes.insert(line.code) {
                return Err("a record was filed twice".to_owned());
            }
        }
        Ok(codes)
    }

    /// The promises that hold at every moment.
    pub fn check(&mut self) -> Result<(), String> {
        let filed = [self.filed(0)?, self.filed(1)?];
        for (desk, codes) in filed.iter().enumerate() {
            for code in codes {
                match self.made.get(code) {
                    Some(made) if made.desk == desk => {}
                    Some(_) => return Err("a desk filed what was for the other".to_owned()),
                    None => return Err("a desk filed what nobody made".to_owned()),
                }
            }
        }
        for number in 0..PHONES {
            let now = self.time(number);
            let phone = &mut self.phones[number];
            let lines = phone
                .session
                .outbox(now)
                .map_err(|error| error.to_string())?;
            if lines.iter().any(|line| line.why.is_empty()) {
                return Err("something waits without a reason".to_owned());
            }
            let waiting: BTreeSet<ParcelId> = lines.iter().map(|line| line.parcel).collect();
            let gone: Vec<ParcelId> = phone
                .waiting
                .keys()
                .filter(|id| !waiting.contains(id))
                .copied()
                .collect();
            for id in gone {
                let code = phone.waiting.remove(&id).unwrap_or_default();
                let Some(made) = self.made.get(&code) else {
                    let label = format!("phone {number}.{}", phone.life);
                    let desk = self.desks[0].as_ref().expect("open");
                    let phones = desk.phones().map_err(|error| error.to_string())?;
                    if phones.iter().any(|phone| phone.label == label) {
                        continue;
                    }
                    return Err(format!(
                        "phone {number} was told of an enrolment that was not"
                    ));
                };
                let record = filed[made.desk].contains(&code);
                let desk = self.desks[made.desk].as_ref().expect("open");
                if !record && desk.attachment(&id).is_err() {
                    return Err(format!(
                        "phone {number} let go of what the office does not have"
                    ));
                }
            }
        }
        Ok(())
    }

    /// Everybody meets everybody, on good roads, a day after another; then nothing may be left.
    pub fn meet_fairly(&mut self) -> Result<(), String> {
        self.config.limits.mailbox_bytes = 20 << 30;
        for phone in &mut self.phones {
            phone.off = 0;
        }
        for _ in 0..10 {
            self.now += DAY;
            for phone in 0..PHONES {
                self.meet(phone, (phone + 1) % PHONES, 0, Fate::Well);
                self.sync(Asker::Phone(phone), 0, Fate::Well);
            }
            for desk in 0..2 {
                // Once to collect, once to send the receipts.
                self.sync(Asker::Desk(desk), 0, Fate::Well);
                self.sync(Asker::Desk(desk), 0, Fate::Well);
            }
            self.check()?;
        }
        let filed = [self.filed(0)?, self.filed(1)?];
        for (code, made) in &self.made {
            if !made.may_be_lost && !filed[made.desk].contains(code) {
                return Err(format!("a record of phone {} never arrived", made.phone));
            }
        }
        for number in 0..PHONES {
            let now = self.time(number);
            let phone = &self.phones[number];
            let left = phone
                .session
                .outbox(now)
                .map_err(|error| error.to_string())?;
            if let Some(line) = left.first() {
                return Err(format!(
                    "phone {number} still waits, because it {}",
                    line.why
                ));
            }
            let verified = phone
                .session
                .verify(&Unwatched)
                .map_err(|error| error.to_string())?;
            if !verified.ok {
                return Err(format!("phone {number}'s store: {:?}", verified.problems));
            }
        }
        Ok(())
    }

    /// Nothing that was written is readable on any disk or card.
    pub fn search_for_readable_words(&self) -> Result<(), String> {
        let needles = Needles::new();
        let found = needles
            .search(&self.root)
            .map_err(|error| error.to_string())?;
        if let Some((path, shape)) = found.first() {
            let name = path.file_name().unwrap_or_default();
            return Err(format!("{name:?} holds readable words, as {shape}"));
        }
        match self.cards.iter().find_map(|card| needles.find(card)) {
            Some(shape) => Err(format!("a card holds readable words, as {shape}")),
            None => Ok(()),
        }
    }

    /// What it all came to.
    pub fn outcome(&self) -> Outcome {
        let filed: Vec<_> = (0..2)
            .map(|desk| self.filed(desk).unwrap_or_default())
            .collect();
        let arrived = self
            .made
            .iter()
            .filter(|(code, made)| filed[made.desk].contains(*code))
            .count();
        Outcome {
            made: self.made.len(),
            filed: arrived,
            wiped: self.made.len() - arrived,
        }
    }
}

/// Does to a message what its fate does to requests, or to answers.
fn spoil(message: &mut Vec<u8>, fate: Fate, request: bool) {
    let place = |thousandth: u16| message.len() * usize::from(thousandth) / 1000;
    match (fate, request) {
        (Fate::RequestCut(at), true) | (Fate::AnswerCut(at), false) => {
            let at = place(at);
            message.truncate(at);
        }
        (Fate::RequestDamaged(at), true) | (Fate::AnswerDamaged(at), false) => {
            let at = place(at);
            if let Some(byte) = message.get_mut(at) {
                *byte ^= 1 << (at % 8);
            }
        }
        _ => {}
    }
}
