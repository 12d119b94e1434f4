//! A collection while the disk is full.

use faulty_disk::{Disk, Fault, Plan};

use super::{confidential::Recipient, *};

/// Whatever access of a collection is the first that finds no room: what it had no room for is counted, and the next
/// collection takes up that and nothing else.
fn waits_for_room(disk: &Disk, desk: &mut Desk, mut send: impl FnMut(&mut Desk) -> Vec<ParcelId>) {
    let (mut runs, mut unfiled, mut unconfirmed) = (0, 0, 0);
    // Every seventh: its neighbours hardly differ from it. Room may come back at once.
    for (access, forever) in (1..).step_by(7).flat_map(|it| [(it, false), (it, true)]) {
        let sent = send(desk);
        disk.arm(Plan {
            fault: Fault::Full,
            at: access,
            forever,
            seed: 0,
        });
        let full = desk.take_in(at(2));
        let met = disk.met();
        disk.disarm();
        let full = full.unwrap();
        let later = desk.take_in(at(3)).unwrap();
        let both = |count: fn(&Intake) -> u64| count(&full) + count(&later);
        assert_eq!(
            both(|it| it.filed + it.carried),
            sent.len() as u64,
            "{access}"
        );
        let again = later.filed + later.duplicates + later.carried;
        assert_eq!(full.no_room, again, "{access}");
        for id in &sent {
            let place = desk.parcels.get(id).unwrap().place;
            assert!(
                matches!(place, ParcelState::Done | ParcelState::Carried),
                "{access}"
            );
        }
        let asides = desk.store.list(kind::ASIDE).count();
        assert_eq!((later.no_room, asides), (0, 0), "{access}");
        if !met {
            break;
        }
        (runs, unfiled, unconfirmed) = (
            runs + 1,
            unfiled + later.filed,
            unconfirmed + later.duplicates,
        );
    }
    println!("{runs} runs: {unfiled} parcels were filed later, {unconfirmed} confirmed later");
    assert!(unfiled > 0 && unconfirmed > 0);
}

/// A desk again, on a disk that can be full.
fn reopened(directory: &TempDir, desk: Desk, name: &str, keys: &str) -> (Disk, Desk) {
    drop(desk);
    let place = directory.path().join(name);
    let disk = Disk::beneath(&place);
    let keystore = SoftwareKeystore::new(&directory.path().join(keys));
    let passphrase = Passphrase::new("four quite different words");
    (disk, Desk::open(&place, &passphrase, &keystore).unwrap())
}

#[test]
fn what_has_no_room_waits_for_the_next_collection() {
    let mut office = Office::new();
    let [mut first, second, third] = [(); 3].map(|()| office.phone());
    let mut lost = office.phone();
    let fingerprint = lost.sign.verifying_key().to_string();
    office.desk.revoke(&fingerprint, None, at(1)).unwrap();
    let (disk, mut desk) = reopened(&office._directory, office.desk, "desk", "keys");
    waits_for_room(&disk, &mut desk, |desk| {
        let sent = [
            first.referral(Id::random(), "K7M-D4R"),
            // Before it is looked at, what came before it is written.
            first.enrolment(),
            lost.referral(Id::random(), "M33-JEC"),
            second.seal(Letter::Attachment, &Id::random().0),
            third.seal_to(&SecretKey::generate().public(), Letter::Record, &[]),
            third.seal(Letter::Attachment, &Id::random().0),
        ];
        let sent = sent.map(|sealed| arrive(desk, &sealed));
        let [.., last] = &sent;
        // An earlier version could not file the last.
        let why = waits::Waits::Version;
        let mut row = desk.aside_row(last, None, why, "", at(0));
        row.site = "0".to_owned();
        let Desk { parcels, store, .. } = desk;
        let kept = parcels.write(store, |tx| {
            tx.put(&row, None)?;
            tx.change(last, |entry| entry.place = ParcelState::SetAside)
        });
        kept.unwrap();
        sent.to_vec()
    });
}

#[test]
fn reports_that_have_no_room_wait_for_the_next_collection() {
    let recipient = Recipient::new();
    let mut author = recipient.author();
    let Recipient { directory, desk } = recipient;
    let (disk, mut desk) = reopened(&directory, desk, "apart", "apart.keys");
    waits_for_room(&disk, &mut desk, |desk| {
        vec![arrive(desk, &author.report(Id::random(), &[]))]
    });
}
