//! What a hub keeps, lists, forgets and wants again.

use pocketcard::sync::{Frame, Have, Hello, Responder, VERSION, respond};
use pocketcard_office::hub::{Backend, Sqlite};

use super::*;

/// A hub without a network, whose days pass as the test wants.
struct Hub {
    office: Office,
    storage: Box<dyn Backend>,
    mailbox: MailboxConfig,
    limits: Limits,
    today: i64,
}

impl Hub {
    fn new(limits: Limits) -> Self {
        let office = Office::new(limits);
        let config = Config::load(office.dir.path()).unwrap();
        Self {
            storage: hub::open(office.dir.path(), &config).unwrap(),
            mailbox: config.mailboxes[0].clone(),
            office,
            limits,
            today: 20_000,
        }
    }

    fn depot(&mut self, role: Role, id: Id) -> Box<dyn Depot + '_> {
        self.storage
            .depot(&self.mailbox, id, role, &self.limits, self.today)
            .unwrap()
    }

    fn sync(&mut self, terminal: &mut Terminal) -> ExchangeStats {
        let (role, id) = (terminal.depot.role(), terminal.id);
        let mut exchange = Exchange::new(Role::Hub);
        while let Some(request) = exchange.next_request(&mut terminal.depot).unwrap() {
            let answer = respond(&mut *self.depot(role, id), &request).unwrap();
            exchange.on_response(&mut terminal.depot, &answer).unwrap();
        }
        exchange.tally()
    }

    /// What the hub says to these frames.
    fn say(&mut self, id: Id, frames: &[Frame<'_>]) -> Vec<Frame<'static>> {
        let mut request = Vec::new();
        let hello = Frame::Hello(Hello {
            version: VERSION,
            role: Role::Phone,
            mailbox: HERE,
            window: 0,
            careful: true,
        });
        std::iter::once(&hello)
            .chain(frames)
            .for_each(|frame| frame.write(&mut request));
        let mut depot = self.depot(Role::Phone, id);
        let mut responder = Responder::new(Some(Role::Phone));
        responder.feed(&mut *depot, &request).unwrap();
        let answer = responder.finish(&mut *depot).unwrap();
        let (mut at, mut said) = (0, Vec::new());
        while let Ok((frame, length)) = Frame::read(&answer[at..]) {
            at += length;
            match frame {
                Frame::Want(item, upto) => said.push(Frame::Want(item, upto)),
                Frame::Got(id) => said.push(Frame::Got(id)),
                Frame::Refused(id, reason) => said.push(Frame::Refused(id, reason)),
                _ => {}
            }
        }
        said
    }

    fn look_at_the_clock(&mut self) {
        self.storage.expire(self.today, &self.limits).unwrap();
        while self.storage.sweep(1).unwrap() {}
    }

    fn parcels(&self) -> u64 {
        self.storage.held().unwrap().0
    }

    fn bytes(&self) -> u64 {
        self.storage.held().unwrap().1
    }
}

fn item(bytes: &[u8], way: Way) -> Item {
    Item {
        id: ParcelId::of(bytes),
        size: bytes.len() as u64,
        way,
    }
}

#[test]
fn an_old_copy_of_the_database_is_noticed_and_nothing_new_is_missed() {
    let office = Office::new(Limits::default());
    let hub = office.start();
    let (mut phone, mut desk) = (office.phone(1), office.desk(0));
    phone.put(4096, 1);
    phone.sync(&hub.url()).unwrap();
    desk.sync(&hub.url()).unwrap();
    hub.stop().unwrap();
    office.copy(false);
    let epoch = |office: &Office| {
        let config = Config::load(office.dir.path()).unwrap();
        let storage = hub::open(office.dir.path(), &config).unwrap();
        let (mailbox, desk) = (&config.mailboxes[0], office.desks[0]);
        let depot = storage.depot(mailbox, desk, Role::Desk, &config.limits, 0);
        depot.unwrap().epoch()
    };
    let before = epoch(&office);
    let hub = office.start();
    for seed in 2..5 {
        phone.put(4096, seed);
    }
    phone.sync(&hub.url()).unwrap();
    desk.sync(&hub.url()).unwrap();
    hub.stop().unwrap();
    assert_eq!(epoch(&office), before, "to stop and start is nothing new");
    office.copy(true);
    let hub = office.start();
    // Others bring more than the desk had seen, before it comes.
    let mut other = office.phone(2);
    let records: Vec<Item> = (10..20).map(|seed| other.put(4096, seed)).collect();
    other.sync(&hub.url()).unwrap();
    hub.stop().unwrap();
    let hub = office.start();
    desk.sync(&hub.url()).unwrap();
    assert!(records.iter().all(|record| desk.has(record)));
    hub.stop().unwrap();
    assert_ne!(epoch(&office), before, "everybody compares again");
}

#[test]
fn a_copy_for_a_backup_is_a_hub_of_its_own() {
    let mut hub = Hub::new(Limits::default());
    let (mut phone, mut desk) = (hub.office.phone(1), hub.office.desk(0));
    phone.put(4096, 1);
    hub.sync(&mut phone);
    hub.sync(&mut desk);
    let epoch = hub.depot(Role::Desk, desk.id).epoch();
    let mut config = Config::load(hub.office.dir.path()).unwrap();
    let restored = tempfile::tempdir().unwrap();
    match &hub.office.database {
        Some(database) => {
            let copy = format!("{database}_restored");
            server().dump_and_restore(database, &copy);
            config.storage = Some(server().storage(&copy));
        }
        None => {
            let open = Sqlite::open(hub.office.dir.path()).unwrap();
            open.copy_to(&restored.path().join("hub.db")).unwrap();
        }
    }
    hub.storage = hub::open(restored.path(), &config).unwrap();
    assert_ne!(hub.depot(Role::Desk, desk.id).epoch(), epoch);
    assert_eq!(hub.parcels(), 1, "the other desk has not been there");
    // What the first desk collected is forgotten: it tells the copy again.
    let mut second = hub.office.desk(1);
    hub.sync(&mut second);
    assert_eq!(hub.parcels(), 1);
    for _ in 0..2 {
        hub.sync(&mut desk);
    }
    assert_eq!(hub.parcels(), 0);
}

#[test]
fn a_new_epoch_that_is_not_on_the_disk_is_nobody_s() {
    let mut hub = Hub::new(Limits::default());
    let desk = hub.office.desks[0];
    let before = hub.depot(Role::Desk, desk).epoch();
    hub.office.sql("DROP TABLE desk");
    assert!(hub.depot(Role::Desk, desk).kept_by_peer(99).is_err());
    assert_eq!(hub.depot(Role::Desk, desk).epoch(), before);
}

#[test]
fn a_collected_parcel_is_wanted_again_after_a_week() {
    let mut hub = Hub::new(Limits {
        days_again: 7,
        ..Limits::default()
    });
    let (mut first, mut second) = (hub.office.desk(0), hub.office.desk(1));
    let phone = hub.office.phone(1).id;
    let bytes = parcel(HERE, 4096, 1);
    let record = item(&bytes, Way::Up);
    let part = Frame::Part(record, 0, &bytes);
    assert_eq!(
        hub.say(phone, std::slice::from_ref(&part)),
        [Frame::Got(record.id)]
    );
    hub.today += 30;
    let offer = |hub: &mut Hub| hub.say(phone, &[Frame::Offer(record)]);
    assert_eq!(
        offer(&mut hub),
        [Frame::Got(record.id)],
        "nobody collected it"
    );
    hub.sync(&mut first);
    hub.sync(&mut second);
    hub.today += 6;
    assert_eq!(offer(&mut hub), [Frame::Got(record.id)]);
    hub.today += 1;
    assert_eq!(offer(&mut hub), [Frame::Want(record, 0)]);
    assert_eq!(hub.say(phone, &[part]), [Frame::Got(record.id)]);
    assert_eq!((hub.parcels(), hub.bytes()), (1, 4096));
    // A desk that lost its store meets it again.
    let mut anew = hub.office.desk(0);
    assert_eq!(hub.sync(&mut anew).received, 1);
    hub.sync(&mut second);
    assert_eq!((hub.parcels(), hub.bytes()), (0, 0));
    assert_eq!(offer(&mut hub), [Frame::Got(record.id)]);
    hub.look_at_the_clock();
    for _ in 0..=hub.limits.days_kept {
        hub.today += 1;
        hub.look_at_the_clock();
    }
    assert_eq!(
        offer(&mut hub),
        [Frame::Want(record, 0)],
        "its name is forgotten"
    );
}

#[test]
fn letters_and_unfinished_uploads_go_with_time() {
    let mut hub = Hub::new(Limits::default());
    let mut desk = hub.office.desk(0);
    let letter = desk.put(3 << 20, 1);
    hub.sync(&mut desk);
    let phone = hub.office.phone(1).id;
    let bytes = parcel(HERE, 1 << 20, 2);
    let record = item(&bytes, Way::Up);
    hub.say(phone, &[Frame::Part(record, 0, &bytes[..16 << 10])]);
    let later = |hub: &mut Hub, days: u32| {
        for _ in 0..days {
            hub.today += 1;
            hub.look_at_the_clock();
        }
    };
    hub.look_at_the_clock();
    let days = hub.limits.days_unfinished;
    later(&mut hub, days);
    assert_eq!((hub.parcels(), hub.bytes()), (1, (3 << 20) + (16 << 10)));
    later(&mut hub, 1);
    assert_eq!((hub.parcels(), hub.bytes()), (1, 3 << 20));
    assert_eq!(
        hub.say(phone, &[Frame::Offer(record)]),
        [Frame::Want(record, 0)]
    );
    let days = hub.limits.days_kept - days - 1;
    later(&mut hub, days);
    assert_eq!(hub.parcels(), 1);
    later(&mut hub, 1);
    assert_eq!((hub.parcels(), hub.bytes()), (0, 0));
    let mut late = hub.office.phone(2);
    hub.sync(&mut late);
    assert!(!late.has(&letter));
}

#[test]
fn a_clock_that_jumps_ahead_for_an_hour_deletes_nothing() {
    let mut hub = Hub::new(Limits::default());
    let mut desk = hub.office.desk(0);
    desk.put(4096, 1);
    hub.sync(&mut desk);
    hub.look_at_the_clock();
    hub.today += 400;
    hub.look_at_the_clock();
    // Nor when the hub is started under it.
    let config = Config::load(hub.office.dir.path()).unwrap();
    hub.storage = hub::open(hub.office.dir.path(), &config).unwrap();
    hub.look_at_the_clock();
    hub.today -= 400;
    hub.look_at_the_clock();
    assert_eq!(hub.parcels(), 1);
}

#[test]
fn what_a_desk_never_fetches_goes_after_half_a_year() {
    let mut hub = Hub::new(Limits::default());
    let mut phone = hub.office.phone(1);
    let record = phone.put(4096, 1);
    hub.sync(&mut phone);
    // The other desk's post is vacant.
    let mut desk = hub.office.desk(0);
    hub.sync(&mut desk);
    hub.look_at_the_clock();
    for _ in 0..=hub.limits.days_waiting {
        assert_eq!(hub.parcels(), 1);
        hub.today += 1;
        hub.look_at_the_clock();
    }
    assert_eq!((hub.parcels(), hub.bytes()), (0, 0));
    let said = hub.say(phone.id, &[Frame::Offer(record)]);
    assert_eq!(said, [Frame::Want(record, 0)], "its phone brings it again");
}

#[test]
fn a_phone_s_token_brings_so_many_parcels_a_day() {
    let mut hub = Hub::new(Limits {
        token_parcels_a_day: 2,
        ..Limits::default()
    });
    let (mut phone, mut desk) = (hub.office.phone(1), hub.office.desk(0));
    for seed in 0..3 {
        phone.put(4096, seed);
        desk.put(4096, 10 + seed);
    }
    assert_eq!(hub.sync(&mut phone).delivered, 2);
    assert_eq!(
        hub.sync(&mut desk).delivered,
        3,
        "a desk writes to everybody"
    );
    hub.today += 1;
    assert_eq!(hub.sync(&mut phone).delivered, 1);
}

#[test]
fn the_database_of_an_earlier_version_is_taken_over_without_what_it_knew() {
    let office = Office::new(Limits::default());
    if office.database.is_some() {
        // Only SQLite's has one.
        return;
    }
    let file = office.dir.path().join("hub.db");
    let bytes = parcel(HERE, 8 << 10, 1);
    let record = item(&bytes, Way::Up);
    let (token, half) = (Id([77; 16]), [5_u8; 32]);
    {
        let old = rusqlite::Connection::open(&file).unwrap();
        old.execute_batch(VERSION_0).unwrap();
        old.execute("INSERT INTO hub VALUES (7, 9)", []).unwrap();
        old.execute(
            "INSERT INTO desk VALUES (?, ?, 3)",
            (HERE.0, office.desks[0].0),
        )
        .unwrap();
        old.execute("INSERT INTO revoked VALUES (?, ?)", (HERE.0, [9_u8; 16]))
            .unwrap();
        old.execute(
            "INSERT INTO deposited VALUES (?, ?, 20000, 8192)",
            (HERE.0, token.0),
        )
        .unwrap();
        let whole = "INSERT INTO parcel VALUES (1, ?, ?, 1, 8192, 5, NULL, 8192, 20000, 0)";
        old.execute(whole, (HERE.0, record.id.0)).unwrap();
        let begun = "INSERT INTO parcel VALUES (2, ?, ?, 1, 9000, NULL, ?, 4096, 20000, 0)";
        old.execute(begun, (HERE.0, half, token.0)).unwrap();
        let piece = "INSERT INTO piece VALUES (?, ?, ?)";
        old.execute(piece, (1, 0, &bytes[..5000])).unwrap();
        old.execute(piece, (1, 5000, &bytes[5000..])).unwrap();
        old.execute(piece, (2, 0, &bytes[..4096])).unwrap();
    }
    let storage = Sqlite::open(office.dir.path()).unwrap();
    assert_eq!(storage.held().unwrap(), (1, 8192));
    assert!(storage.is_revoked(HERE, Id([9; 16])).unwrap());
    let config = Config::load(office.dir.path()).unwrap();
    let (mailbox, desk) = (&config.mailboxes[0], office.desks[1]);
    let depot = storage.depot(mailbox, desk, Role::Desk, &config.limits, 20_000);
    let mut depot = depot.unwrap();
    assert_eq!(depot.epoch(), 7);
    assert_eq!(depot.offers(Role::Desk, 0, 9).unwrap(), [(5, record)]);
    let mut read = vec![0; bytes.len()];
    let mut filled = 0;
    while filled < read.len() {
        filled += depot
            .read(&record, filled as u64, &mut read[filled..])
            .unwrap();
    }
    assert_eq!(read, bytes);
    drop(depot);
    drop(storage);
    let left = std::fs::read(&file).unwrap();
    assert!(!left.windows(16).any(|window| window == token.0));
}

#[test]
fn a_letter_that_a_phone_brought_up_still_comes_down() {
    let mut hub = Hub::new(Limits::default());
    let (mut carrier, mut desk) = (hub.office.phone(1), hub.office.desk(0));
    carrier.put(4096, 1);
    hub.sync(&mut carrier);
    let letter = desk.put(4096, 1);
    hub.sync(&mut desk);
    let mut phone = hub.office.phone(2);
    hub.sync(&mut phone);
    assert!(phone.has(&letter));
}

#[test]
fn a_desk_cannot_tell_what_came_together() {
    let mut hub = Hub::new(Limits::default());
    let (mut a, mut b) = (hub.office.phone(1), hub.office.phone(2));
    let mut put = |phone: &mut Terminal, seeds: std::ops::Range<u64>| -> Vec<ParcelId> {
        let ids = seeds.map(|seed| phone.put(4096, seed).id).collect();
        hub.sync(phone);
        ids
    };
    let of_a = put(&mut a, 0..20);
    put(&mut b, 20..40);
    let desk = hub.office.desks[0];
    let mut depot = hub.depot(Role::Desk, desk);
    let list: Vec<_> = depot.offers(Role::Desk, 0, 100).unwrap();
    assert_eq!(list.len(), 40);
    let whose: Vec<bool> = list.iter().map(|(_, it)| of_a.contains(&it.id)).collect();
    let changes = whose.windows(2).filter(|two| two[0] != two[1]).count();
    // Twenty are to be expected; four or fewer come once in a hundred thousand times.
    assert!(changes > 4, "{whose:?}");
    // What was listed keeps its place, and what comes then stands behind it.
    assert_eq!(depot.offers(Role::Desk, 0, 100).unwrap(), list);
    drop(depot);
    a.put(4096, 50);
    hub.sync(&mut a);
    let mut depot = hub.depot(Role::Desk, desk);
    let more = depot.offers(Role::Desk, list[39].0, 100).unwrap();
    assert_eq!(more.len(), 1);
    let all = depot.offers(Role::Desk, 0, 100).unwrap();
    assert_eq!(all, [list, more].concat());
}

#[test]
fn what_one_token_began_and_did_not_finish_is_bounded() {
    let mut hub = Hub::new(Limits {
        token_bytes_unfinished: 100 << 10,
        ..Limits::default()
    });
    let (phone, other) = (hub.office.phone(1).id, hub.office.phone(2).id);
    let begin = |hub: &mut Hub, id: Id, seed: u64, length: usize| {
        let bytes = parcel(HERE, 1 << 20, seed);
        let record = item(&bytes, Way::Up);
        let said = hub.say(id, &[Frame::Part(record, 0, &bytes[..length])]);
        (record, said)
    };
    let (others, _) = begin(&mut hub, other, 100, 16 << 10);
    let begun: Vec<Item> = (0..20)
        .map(|seed| {
            let (record, said) = begin(&mut hub, phone, seed, 16 << 10);
            assert_eq!(said, [Frame::Want(record, 16 << 10)]);
            record
        })
        .collect();
    assert_eq!(hub.bytes(), (16 + 6 * 16) << 10);
    let offer = |hub: &mut Hub, id: Id, record: Item| hub.say(id, &[Frame::Offer(record)]);
    // The newest are there, the oldest are not, and nobody else's are touched.
    assert_eq!(
        offer(&mut hub, phone, begun[19]),
        [Frame::Want(begun[19], 16 << 10)]
    );
    assert_eq!(
        offer(&mut hub, phone, begun[13]),
        [Frame::Want(begun[13], 0)]
    );
    assert_eq!(
        offer(&mut hub, other, others),
        [Frame::Want(others, 16 << 10)]
    );
    // So is their number.
    for seed in 200..300 {
        begin(&mut hub, phone, seed, 4096);
    }
    assert_eq!(hub.bytes(), (16 + 25 * 4) << 10);
    hub.limits.token_bytes_unfinished = 128 << 20;
    for seed in 300..400 {
        begin(&mut hub, phone, seed, 4096);
    }
    assert_eq!(hub.bytes(), (16 + 64 * 4) << 10);
    // A parcel that alone is more than that can still be finished.
    hub.limits.token_bytes_unfinished = 0;
    let bytes = parcel(HERE, 32 << 10, 500);
    let record = item(&bytes, Way::Up);
    hub.say(phone, &[Frame::Part(record, 0, &bytes[..16 << 10])]);
    let rest = Frame::Part(record, 16 << 10, &bytes[16 << 10..]);
    assert_eq!(hub.say(phone, &[rest]), [Frame::Got(record.id)]);
}

#[test]
fn a_token_may_deposit_so_much_each_day() {
    let mut hub = Hub::new(Limits {
        token_bytes_a_day: 10_000,
        ..Limits::default()
    });
    let mut phone = hub.office.phone(1);
    for day in 0..3 {
        for seed in 0..3 {
            phone.put(4096, 10 * day + seed);
        }
        let tally = hub.sync(&mut phone);
        assert_eq!((tally.delivered, tally.refused), (2, day as u32 + 1));
        hub.today += 1;
    }
    let (today, limits) = (hub.today, hub.limits);
    hub.storage.expire(today, &limits).unwrap();
    assert_eq!(hub.sync(&mut phone).delivered, 2);
}

#[test]
fn crumbs_are_not_taken() {
    let mut hub = Hub::new(Limits::default());
    let phone = hub.office.phone(1).id;
    let bytes = parcel(HERE, 8 << 10, 1);
    let record = item(&bytes, Way::Up);
    let part = |from: usize, to: usize| Frame::Part(record, from as u64, &bytes[from..to]);
    let refused = [Frame::Refused(record.id, Reason::Damaged)];
    assert_eq!(hub.say(phone, &[part(0, 4095)]), refused);
    assert_eq!(hub.bytes(), 0);
    // But for a parcel's end.
    assert_eq!(
        hub.say(phone, &[part(0, 5000)]),
        [Frame::Want(record, 5000)]
    );
    assert_eq!(
        hub.say(phone, &[part(5000, 8 << 10)]),
        [Frame::Got(record.id)]
    );
}

#[test]
fn a_revoked_phone_reads_its_letters_and_brings_nothing() {
    let mut hub = Hub::new(Limits::default());
    let (mut lost, mut desk) = (hub.office.phone(1), hub.office.desk(0));
    let bytes = parcel(HERE, 1 << 20, 9);
    let begun = item(&bytes, Way::Up);
    hub.say(lost.id, &[Frame::Part(begun, 0, &bytes[..16 << 10])]);
    lost.put(4096, 1);
    let (notice, other) = (desk.put(4096, 2), desk.put(4096, 4));
    hub.storage.revoke(HERE, &[lost.id], &[notice.id]).unwrap();
    assert_eq!(hub.bytes(), 0, "what it began is forgotten");
    hub.sync(&mut desk);
    let tally = hub.sync(&mut lost);
    assert_eq!((tally.delivered, tally.refused), (0, 1));
    assert!(lost.has(&notice) && !lost.has(&other));
    // Not even what the hub has is acknowledged to it.
    let mut other = hub.office.phone(2);
    let record = other.put(4096, 3);
    hub.sync(&mut other);
    let said = hub.say(lost.id, &[Frame::Offer(record)]);
    assert_eq!(said, [Frame::Refused(record.id, Reason::NoRoom)]);
    assert_eq!(hub.parcels(), 3);
    let standing = hub
        .depot(Role::Phone, other.id)
        .standing(&record, Role::Phone);
    assert_eq!(standing.unwrap(), Have::Held);
}

/// The tables as the first version made them.
const VERSION_0: &str = "
    CREATE TABLE hub (epoch INTEGER NOT NULL, place INTEGER NOT NULL);
    CREATE TABLE given (first INTEGER PRIMARY KEY, last INTEGER);
    CREATE TABLE parcel (key INTEGER PRIMARY KEY, mailbox BLOB NOT NULL, id BLOB NOT NULL, way INTEGER NOT NULL,
        size INTEGER NOT NULL, place INTEGER, token BLOB, upto INTEGER NOT NULL, day INTEGER NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0);
    CREATE UNIQUE INDEX whole ON parcel (mailbox, id, way) WHERE token IS NULL;
    CREATE UNIQUE INDEX arriving ON parcel (mailbox, token, id) WHERE token IS NOT NULL;
    CREATE INDEX listed ON parcel (mailbox, way, place) WHERE place IS NOT NULL AND gone = 0;
    CREATE INDEX unlisted ON parcel (mailbox) WHERE token IS NULL AND place IS NULL;
    CREATE INDEX leaving ON parcel (key) WHERE gone = 1;
    CREATE TABLE piece (parcel INTEGER NOT NULL, start INTEGER NOT NULL, bytes BLOB NOT NULL);
    CREATE UNIQUE INDEX pieces ON piece (parcel, start);
    CREATE TABLE desk (mailbox BLOB NOT NULL, id BLOB NOT NULL, kept INTEGER NOT NULL, PRIMARY KEY (mailbox, id));
    CREATE TABLE revoked (mailbox BLOB NOT NULL, id BLOB NOT NULL, PRIMARY KEY (mailbox, id));
    CREATE TABLE deposited (mailbox BLOB NOT NULL, token BLOB NOT NULL, day INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (mailbox, token));
    CREATE TABLE used (mailbox BLOB PRIMARY KEY, bytes INTEGER NOT NULL, parcels INTEGER NOT NULL DEFAULT 0);
    CREATE TRIGGER piece_added AFTER INSERT ON piece BEGIN
        INSERT INTO used (mailbox, bytes) SELECT mailbox, length(NEW.bytes) FROM parcel WHERE key = NEW.parcel
        ON CONFLICT DO UPDATE SET bytes = bytes + length(NEW.bytes); END;
    CREATE TRIGGER piece_removed AFTER DELETE ON piece BEGIN
        UPDATE used SET bytes = bytes - length(OLD.bytes)
        WHERE mailbox = (SELECT mailbox FROM parcel WHERE key = OLD.parcel); END;
    CREATE TRIGGER parcel_whole AFTER UPDATE OF token ON parcel WHEN OLD.token IS NOT NULL AND NEW.token IS NULL BEGIN
        UPDATE used SET parcels = parcels + 1 WHERE mailbox = NEW.mailbox; END;
    CREATE TRIGGER parcel_gone AFTER UPDATE OF gone ON parcel WHEN OLD.gone = 0 AND NEW.gone = 1 BEGIN
        UPDATE used SET parcels = parcels - 1 WHERE mailbox = NEW.mailbox; END;
";
