use std::net::{TcpListener, TcpStream};

use super::*;
use crate::{
    host::Unwatched,
    sync::{
        Exchange, MemoryDepot, bundle,
        link::{DepotAccess, LinkError, Pairing},
        outbox::Fault,
        receive::{Taken, take},
        respond,
        tests::parcel,
    },
    vault::{Kdf, Passphrase, SoftwareKeystore, Vault},
};

const MAILBOX: Mailbox = Mailbox([1; 16]);

struct Phone {
    directory: tempfile::TempDir,
    store: Store,
    parcels: Parcels,
}

impl Phone {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let keystore = SoftwareKeystore::new(&directory.path().join("keys"));
        let master = Vault::at(directory.path(), &keystore)
            .create(
                &Passphrase::new("four quite different words"),
                Kdf::new(19 * 1024, 2, 1).unwrap(),
            )
            .unwrap();
        let mut store = Store::create(directory.path(), &master).unwrap();
        let parcels = Parcels::open(&mut store).unwrap();
        Self {
            directory,
            store,
            parcels,
        }
    }

    fn depot(&mut self) -> ParcelDepot<'_> {
        self.depot_at(1)
    }

    fn depot_at(&mut self, wall_ms: i64) -> ParcelDepot<'_> {
        let now = Moment {
            wall_ms,
            monotonic_ms: 1,
            boot: [0; 16],
        };
        ParcelDepot::new(
            &mut self.parcels,
            &mut self.store,
            Role::Phone,
            MAILBOX,
            now,
        )
    }

    fn add(&mut self, bytes: Vec<u8>) {
        self.add_urgent(bytes, Priority::Normal);
    }

    fn add_urgent(&mut self, bytes: Vec<u8>, priority: Priority) {
        let item = Item {
            id: ParcelId::of(&bytes),
            size: bytes.len() as u64,
            way: Way::Up,
        };
        let outbox = Some(OutboxItem::new(priority, 0));
        let added = self.parcels.write(&mut self.store, |tx| {
            tx.add(item, ParcelState::Own, outbox, &bytes, 0)
        });
        added.unwrap();
    }

    fn own(&mut self, number: u8) -> ParcelId {
        self.own_of(number, Priority::Normal)
    }

    fn own_of(&mut self, number: u8, priority: Priority) -> ParcelId {
        let item = item(number, 5);
        let outbox = Some(OutboxItem::new(priority, 0));
        let bytes = [number; 5];
        let added = self.parcels.write(&mut self.store, |tx| {
            tx.add(item, ParcelState::Own, outbox, &bytes, 0)
        });
        added.unwrap();
        item.id
    }
}

fn item(number: u8, size: u64) -> Item {
    Item {
        id: ParcelId([number; 32]),
        size,
        way: Way::Up,
    }
}

#[test]
fn what_only_began_to_arrive_takes_its_room() {
    let mut phone = Phone::new();
    let mut taken = 0;
    // One peer after the other begins many large parcels and ends none.
    for peer in 0..4 {
        let mut depot = phone.depot();
        for number in 0..20 {
            let item = item(peer * 20 + number, 10 << 20);
            if depot.standing(&item, Role::Phone).unwrap() == Have::Missing(0) {
                depot.stage(&item, 0, &[0; 100]).unwrap();
                taken += item.size;
            }
            depot.commit().unwrap();
        }
    }
    assert!((CARRY_MAX / 2..=CARRY_MAX).contains(&taken), "{taken}");
    let thrown_away = item(200, 1 << 20);
    let mut depot = phone.depot();
    let before = *depot.allowance(Way::Up);
    depot.stage(&thrown_away, 0, &[0; 100]).unwrap();
    depot.unstage(&thrown_away).unwrap();
    assert_eq!(*depot.allowance(Way::Up), before);
}

#[test]
fn who_says_a_wrong_size_keeps_nobody_else_from_bringing_a_parcel() {
    let mut phone = Phone::new();
    let bytes = parcel(MAILBOX, 4096, 1);
    let id = ParcelId::of(&bytes);
    let (truth, lie) = (
        Item {
            id,
            ..item(1, 4096)
        },
        Item {
            id,
            ..item(1, 1 << 20)
        },
    );
    let mut depot = phone.depot();
    depot.stage(&lie, 0, &[7; 300_000]).unwrap();
    depot.commit().unwrap();
    // Also while both are under way.
    depot.stage(&lie, 300_000, &[7; 100]).unwrap();
    assert_eq!(depot.standing(&truth, Role::Phone), Ok(Have::Missing(0)));
    let taken = take(&mut depot, Role::Phone, &truth, 0, &bytes);
    assert_eq!(taken, Ok(Taken::Whole(true)));
    depot.commit().unwrap();
    assert_eq!(depot.standing(&lie, Role::Phone), Ok(Have::Held));
    for parcels in [&phone.parcels, &Parcels::open(&mut phone.store).unwrap()] {
        let entry = parcels.get(&id).unwrap();
        assert_eq!((entry.place, entry.here()), (ParcelState::Arrived, 4096));
    }
}

#[test]
fn a_letter_that_was_said_to_go_up_still_goes_down() {
    let mut phone = Phone::new();
    let letter = item(1, 5);
    let added = phone.parcels.write(&mut phone.store, |tx| {
        tx.add(letter, ParcelState::Carried, None, &[1; 5], 0)
    });
    added.unwrap();
    let ways = |phone: &mut Phone, peer| {
        let offers = phone.depot().offers(peer, 0, 9).unwrap();
        let mut ways: Vec<Way> = offers.iter().map(|(_, item)| item.way).collect();
        ways.sort_by_key(|way| *way == Way::Down);
        ways
    };
    let mut depot = phone.depot();
    let down = Item {
        way: Way::Down,
        ..letter
    };
    assert_eq!(depot.standing(&down, Role::Hub), Ok(Have::Held));
    depot.commit().unwrap();
    // The liar's way costs the hub a parcel, and the phones nothing.
    phone.parcels = Parcels::open(&mut phone.store).unwrap();
    assert_eq!(ways(&mut phone, Role::Hub), [Way::Up]);
    let mut depot = phone.depot();
    depot.delivered(&letter.id, Role::Hub).unwrap();
    depot.commit().unwrap();
    assert!(ways(&mut phone, Role::Hub).is_empty());
    assert_eq!(ways(&mut phone, Role::Phone), [Way::Up, Way::Down]);
}

#[test]
fn letters_of_others_yield_to_what_may_be_for_this_phone() {
    let mut phone = Phone::new();
    let letter = |number: u8, size| Item {
        way: Way::Down,
        ..item(number, size)
    };
    for number in 0..12 {
        let added = phone.parcels.write(&mut phone.store, |tx| {
            let (item, at) = (letter(number, 10 << 20), 10 + i64::from(number));
            tx.add(item, ParcelState::Carried, None, &[0; 5], at)
        });
        added.unwrap();
    }
    // Begun and never ended, before the oldest letter.
    let (begun, new) = (letter(100, 6 << 20), letter(101, 20 << 20));
    let mut depot = phone.depot_at(0);
    depot.stage(&begun, 0, &[0; 100]).unwrap();
    depot.commit().unwrap();
    let mut depot = phone.depot_at(100);
    assert_eq!(depot.standing(&new, Role::Hub), Ok(Have::Missing(0)));
    depot.stage(&new, 0, &[0; 100]).unwrap();
    depot.keep(&new, Role::Hub).unwrap();
    depot.commit().unwrap();
    let place = |item: &Item| phone.parcels.get(&item.id).map(|entry| entry.place);
    assert_eq!(place(&new), Some(ParcelState::Arrived));
    assert!(phone.parcels.arriving(&begun).is_none());
    let had = (0..12).filter(|number| place(&letter(*number, 0)) == Some(ParcelState::Done));
    assert_eq!(
        had.collect::<Vec<_>>(),
        [0, 1],
        "the oldest, and no more than need be"
    );
    // What goes up yields to nothing.
    let mut depot = phone.depot_at(100);
    assert_eq!(
        depot.standing(&item(102, 50 << 20), Role::Phone),
        Ok(Have::Missing(0))
    );
    assert_eq!(
        depot.standing(&item(102, 65 << 20), Role::Phone),
        Ok(Have::Refused(Reason::NoRoom))
    );
}

/// An offset has more than the 32 bits of some machines.
#[test]
fn past_its_end_a_parcel_has_nothing() {
    let mut phone = Phone::new();
    phone.own(1);
    let mut memory = MemoryDepot::new(Role::Phone, MAILBOX);
    let kept = memory.put(Way::Up, parcel(MAILBOX, 64, 1));
    let depots: [(&mut dyn Depot, Item); 2] =
        [(&mut phone.depot(), item(1, 5)), (&mut memory, kept)];
    let mut buffer = [0; 4];
    for (depot, item) in depots {
        assert_eq!(depot.read(&item, 1, &mut buffer).unwrap(), 4);
        for past in [item.size, 1 << 32, (1 << 32) + 1, u64::MAX] {
            assert_eq!(depot.read(&item, past, &mut buffer).unwrap(), 0, "{past}");
        }
    }
}

#[test]
fn a_parcel_spoken_of_twice_is_changed_twice() {
    let mut phone = Phone::new();
    let item = item(1, 200);
    let mut depot = phone.depot();
    depot.stage(&item, 0, &[7; 100]).unwrap();
    depot.commit().unwrap();
    depot.stage(&item, 100, &[7; 100]).unwrap();
    depot.keep(&item, Role::Phone).unwrap();
    // The peer has it too, and says so in the same message.
    depot.delivered(&item.id, Role::Phone).unwrap();
    depot.commit().unwrap();
    let entry = phone.parcels.get(&item.id).unwrap();
    assert_eq!((entry.place, entry.here()), (ParcelState::Arrived, 200));
    let again = Parcels::open(&mut phone.store).unwrap();
    let entry = again.get(&item.id).unwrap();
    assert_eq!((entry.place, entry.here()), (ParcelState::Arrived, 200));
}

#[test]
fn records_go_to_the_hub_oldest_first_and_letters_newest_first() {
    let mut phone = Phone::new();
    let (up, down) = (Way::Up, Way::Down);
    // The last two of each came at one moment.
    for (number, way, at) in [
        (1, up, 1),
        (7, up, 2),
        (2, up, 2),
        (3, down, 3),
        (8, down, 4),
        (4, down, 4),
    ] {
        let item = Item {
            way,
            ..item(number, 5)
        };
        let added = phone.parcels.write(&mut phone.store, |tx| {
            tx.add(item, ParcelState::Carried, None, &[number; 5], at)
        });
        added.unwrap();
    }
    let mut order = |peer| -> Vec<u8> {
        let offers = phone.depot().offers(peer, 0, 9).unwrap();
        offers.iter().map(|(_, item)| item.id.0[0]).collect()
    };
    assert_eq!(order(Role::Hub), [1, 7, 2]);
    let mut letters = order(Role::Phone);
    letters.retain(|number| [8, 4, 3].contains(number));
    assert_eq!(letters, [8, 4, 3]);
}

/// A phone that lends its parcels for one step at a time. Time goes by between the steps.
struct Stepwise {
    phone: Phone,
    clock: i64,
    visit: Conversation,
}

impl Stepwise {
    fn with(parcels: std::ops::Range<u64>) -> Self {
        let mut phone = Phone::new();
        parcels.for_each(|seed| phone.add(parcel(MAILBOX, 4096, seed)));
        Self {
            phone,
            clock: 0,
            visit: Conversation::default(),
        }
    }
}

impl DepotAccess for Stepwise {
    type Error = LinkError;

    fn with_depot<T>(&mut self, step: impl FnOnce(&mut dyn Depot) -> T) -> Result<T, LinkError> {
        self.clock += 1_000;
        let visit = std::mem::take(&mut self.visit);
        let mut depot = self.phone.depot_at(self.clock).resume(visit);
        let value = step(&mut depot);
        self.visit = depot.pause();
        Ok(value)
    }
}

#[test]
fn an_exchange_taken_step_by_step_is_the_same_exchange() {
    let (mut a, mut b) = (Stepwise::with(0..80), Stepwise::with(80..160));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let near = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let far = listener.accept().unwrap().0;
    std::thread::scope(|both| {
        both.spawn(|| {
            let pairing = Pairing::answer(far, &Unwatched).unwrap();
            pairing.confirmed().exchange(&mut b, &Unwatched).unwrap();
        });
        let pairing = Pairing::call(near, &Unwatched).unwrap();
        let tally = pairing.confirmed().exchange(&mut a, &Unwatched).unwrap();
        assert_eq!((tally.delivered, tally.received), (80, 80));
        assert!(tally.round_trips < 10, "{tally:?}");
    });
    let mut hub = MemoryDepot::new(Role::Hub, MAILBOX);
    let mut exchange = Exchange::new(Role::Hub);
    a.visit = Conversation::default();
    loop {
        let request = a.with_depot(|depot| exchange.next_request(depot)).unwrap();
        let Some(request) = request.unwrap() else {
            break;
        };
        let answer = respond(&mut hub, &request).unwrap();
        let taken = a.with_depot(|depot| exchange.on_response(depot, &answer));
        taken.unwrap().unwrap();
    }
    assert_eq!(exchange.tally().delivered, 160);
}

#[test]
fn what_is_made_during_an_exchange_goes_with_its_next_message() {
    let mut phone = Stepwise::with(0..200);
    let mut hub = MemoryDepot::new(Role::Hub, MAILBOX);
    let mut exchange = Exchange::new(Role::Hub);
    // One that hurries in the second message, and one in what would be the last.
    let urgent = parcel(MAILBOX, 4096, 1000);
    let name = ParcelId::of(&urgent);
    let mut made = [
        (1, Some((urgent, Priority::ImminentHarm))),
        (3, Some((parcel(MAILBOX, 4096, 2000), Priority::Normal))),
    ];
    for message in 0.. {
        let request = phone
            .with_depot(|depot| exchange.next_request(depot))
            .unwrap();
        let Some(request) = request.unwrap() else {
            break;
        };
        let answer = respond(&mut hub, &request).unwrap();
        for (at, parcel) in &mut made {
            if *at == message
                && let Some((bytes, priority)) = parcel.take()
            {
                phone.phone.add_urgent(bytes, priority);
            }
        }
        let taken = phone.with_depot(|depot| exchange.on_response(depot, &answer));
        taken.unwrap().unwrap();
    }
    assert_eq!(exchange.tally().delivered, 202);
    let place = hub.items().position(|item| item.id == name);
    assert!(place < Some(150), "{place:?}");
}

#[test]
fn a_peer_has_one_allowance_for_the_whole_exchange() {
    let mut phone = Stepwise::with(0..0);
    let mut taken = 0;
    for number in 0..40 {
        let item = item(number, 10 << 20);
        let step = |depot: &mut dyn Depot| {
            let wanted = depot.standing(&item, Role::Phone) == Ok(Have::Missing(0));
            if wanted {
                depot.stage(&item, 0, &[0; 100]).unwrap();
            }
            depot.commit().unwrap();
            wanted
        };
        taken += u64::from(phone.with_depot(step).unwrap());
    }
    assert_eq!(taken, 6, "half of the room");
}

#[test]
fn a_damaged_parcel_holds_back_no_other() {
    let mut phone = Phone::new();
    let (damaged, whole) = (phone.own(1), phone.own(2));
    phone.store.suspend().unwrap();
    rusqlite::Connection::open(phone.directory.path().join("store.db"))
        .unwrap()
        .execute_batch(
            "UPDATE bodies SET v = zeroblob(length(v)) WHERE n = (SELECT min(n) FROM bodies)",
        )
        .unwrap();
    phone.store.resume().unwrap();
    let mut depot = phone.depot();
    let written = bundle::write(&mut depot, Role::Phone, &mut Vec::new(), &Unwatched).unwrap();
    let parcels: Vec<ParcelId> = written.parcels.iter().map(|item| item.id).collect();
    assert_eq!(parcels, [whole]);
    depot.handed_over(&written.parcels).unwrap();
    let outbox = phone.parcels.get(&damaged).unwrap().outbox.clone();
    let fault = Fault::DamagedHere;
    assert!(
        matches!(outbox.unwrap().state, OutboxState::Quarantined { fault: it, .. } if it == fault)
    );
}

#[test]
fn a_photograph_has_its_turn_though_every_exchange_breaks_off_and_forgets() {
    let mut phone = Phone::new();
    let photograph = phone.own_of(200, Priority::Attachment);
    for number in 0..30 {
        phone.own_of(number, Priority::ImminentHarm);
        phone.own_of(100 + number, Priority::ImminentHarm);
        let mut depot = phone.depot();
        let (_, first) = depot.offers(Role::Hub, 0, 9).unwrap()[0];
        if first.id == photograph {
            assert!((1..=8).contains(&number), "{number}");
            return;
        }
        depot.delivered(&first.id, Role::Hub).unwrap();
        depot.commit().unwrap();
    }
    panic!("it never came first");
}
