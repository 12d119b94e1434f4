//! What an exchange may rely on: each of the three depots passes the same checks.

use pocketcard::{
    base::Id,
    host::Moment,
    parcel::{Mailbox, ParcelId},
    store::Store,
    sync::{Checkpoint, Depot, Have, Item, MemoryDepot, ParcelDepot, Parcels, Role, Way},
    vault::{Kdf, Passphrase, SoftwareKeystore, Vault},
};
use pocketcard_office::hub::{self, Config, Limits, MailboxConfig, StorageConfig, token::TokenKey};
use pocketcard_tests::postgres_server::PostgresServer;

const MAILBOX: Mailbox = Mailbox([7; 16]);

/// Bytes that pass for a parcel from outside.
fn parcel(number: u8) -> (Item, Vec<u8>) {
    let mut bytes = b"PCP1\0\x01".to_vec();
    bytes.extend(MAILBOX.0);
    bytes.resize(8192, number);
    let item = Item {
        id: ParcelId::of(&bytes),
        size: bytes.len() as u64,
        way: Way::Up,
    };
    (item, bytes)
}

fn now() -> Moment {
    Moment {
        wall_ms: 1_772_431_200_000,
        monotonic_ms: 0,
        boot: [1; 16],
    }
}

fn all(depot: &mut dyn Depot, item: &Item) -> Vec<u8> {
    let (mut bytes, mut part) = (Vec::new(), [0; 1000]);
    loop {
        match depot.read(item, bytes.len() as u64, &mut part) {
            Ok(0) => return bytes,
            Ok(length) => bytes.extend_from_slice(&part[..length]),
            Err(error) => panic!("{error}"),
        }
    }
}

/// `with` lends the depot to an exchange with such a peer, as it is after everything that was committed.
fn keeps_the_contract(mut with: impl FnMut(Role, &mut dyn FnMut(&mut dyn Depot))) {
    let (item, bytes) = parcel(1);
    let (other, other_bytes) = parcel(2);
    let (half, end) = bytes.split_at(4096);
    with(Role::Phone, &mut |depot| {
        assert_eq!(depot.mailbox(), MAILBOX);
        assert_eq!(depot.standing(&item, Role::Phone), Ok(Have::Missing(0)));
        depot.stage(&item, 0, half).expect("the depot does it");
        // Before the commit too.
        assert_eq!(depot.standing(&item, Role::Phone), Ok(Have::Missing(4096)));
        depot.commit().expect("the depot does it");
    });
    with(Role::Phone, &mut |depot| {
        assert_eq!(depot.standing(&item, Role::Phone), Ok(Have::Missing(4096)));
        assert_eq!(all(depot, &item), half);
        depot.stage(&item, 4096, end).expect("the depot does it");
        depot.keep(&item, Role::Phone).expect("the depot does it");
        depot.commit().expect("the depot does it");
    });
    with(Role::Phone, &mut |depot| {
        assert_eq!(depot.standing(&item, Role::Phone), Ok(Have::Held));
        // What is forgotten begins at its beginning.
        depot
            .stage(&other, 0, &other_bytes[..4096])
            .expect("the depot does it");
        depot.unstage(&other).expect("the depot does it");
        assert_eq!(depot.standing(&other, Role::Phone), Ok(Have::Missing(0)));
        depot.commit().expect("the depot does it");
    });
    with(Role::Desk, &mut |depot| {
        assert_eq!(all(depot, &item), bytes);
        let offers = depot.offers(Role::Desk, 0, 9).expect("the depot does it");
        assert!(offers.iter().map(|(_, item)| *item).eq([item]));
        // After its own position nothing comes again.
        assert_eq!(depot.offers(Role::Desk, offers[0].0, 9), Ok(Vec::new()));
    });
    with(Role::Phone, &mut |depot| {
        assert_eq!(depot.standing(&other, Role::Phone), Ok(Have::Missing(0)));
    });
}

/// What was not committed never was.
fn forgets_what_was_not_committed(mut with: impl FnMut(Role, &mut dyn FnMut(&mut dyn Depot))) {
    let (item, bytes) = parcel(3);
    with(Role::Phone, &mut |depot| {
        depot.stage(&item, 0, &bytes).expect("the depot does it");
        depot.keep(&item, Role::Phone).expect("the depot does it");
    });
    with(Role::Phone, &mut |depot| {
        assert_eq!(depot.standing(&item, Role::Phone), Ok(Have::Missing(0)));
    });
    with(Role::Desk, &mut |depot| {
        assert_eq!(depot.offers(Role::Desk, 0, 9), Ok(Vec::new()));
    });
}

fn remembers_where_the_list_was(mut with: impl FnMut(Role, &mut dyn FnMut(&mut dyn Depot))) {
    let here = Checkpoint {
        epoch: 5,
        kept: 7,
        open: true,
    };
    with(Role::Hub, &mut |depot| {
        assert_eq!(depot.checkpoint(), Ok(Checkpoint::default()));
        depot.set_checkpoint(here).expect("the depot does it");
        depot.commit().expect("the depot does it");
    });
    with(Role::Hub, &mut |depot| {
        assert_eq!(depot.checkpoint(), Ok(here))
    });
}

#[test]
fn a_depot_in_memory_keeps_the_contract() {
    // It has nothing but memory, so that what was not committed is not forgotten.
    let mut depot = MemoryDepot::new(Role::Phone, MAILBOX);
    keeps_the_contract(|_, step| step(&mut depot));
    remembers_where_the_list_was(|_, step| step(&mut depot));
}

#[test]
fn a_phones_parcels_keep_the_contract() {
    let fresh = || {
        let dir = tempfile::tempdir().expect("a directory");
        let keystore = SoftwareKeystore::new(&dir.path().join("keys"));
        let kdf = Kdf::new(19 * 1024, 2, 1).expect("the least allowed");
        let passphrase = Passphrase::new("lantern orbit seven maple");
        let vault = Vault::at(dir.path(), &keystore);
        let master = vault.create(&passphrase, kdf).expect("a vault");
        let mut store = Store::create(dir.path(), &master).expect("a store");
        let mut parcels = Parcels::open(&mut store).expect("parcels");
        move |_: Role, step: &mut dyn FnMut(&mut dyn Depot)| {
            let _ = &dir;
            step(&mut ParcelDepot::new(
                &mut parcels,
                &mut store,
                Role::Phone,
                MAILBOX,
                now(),
            ));
        }
    };
    keeps_the_contract(fresh());
    forgets_what_was_not_committed(fresh());
    remembers_where_the_list_was(fresh());
}

/// What lends a new hub's mailbox, in this database.
fn mailbox(storage: Option<StorageConfig>) -> impl FnMut(Role, &mut dyn FnMut(&mut dyn Depot)) {
    let dir = tempfile::tempdir().expect("a directory");
    let (desk, phone) = (Id([1; 16]), Id([2; 16]));
    let mailbox = MailboxConfig {
        mailbox: MAILBOX,
        token_key: TokenKey::generate(),
        desks: vec![desk],
    };
    let config = Config {
        mailboxes: vec![mailbox],
        storage,
        ..Config::default()
    };
    let hub = hub::open(dir.path(), &config).expect("a hub");
    let limits = Limits::default();
    move |peer: Role, step: &mut dyn FnMut(&mut dyn Depot)| {
        let _ = &dir;
        let token = if peer == Role::Desk { desk } else { phone };
        let depot = hub.depot(&config.mailboxes[0], token, peer, &limits, 20_000);
        step(&mut *depot.expect("the database answers"));
    }
}

#[test]
fn a_hubs_mailbox_keeps_the_contract() {
    keeps_the_contract(mailbox(None));
    forgets_what_was_not_committed(mailbox(None));
}

#[test]
fn a_hubs_mailbox_in_postgresql_keeps_the_contract() {
    let Some(server) = PostgresServer::shared() else {
        return;
    };
    let fresh = || mailbox(Some(server.storage(&server.new_database())));
    keeps_the_contract(fresh());
    forgets_what_was_not_committed(fresh());
}
