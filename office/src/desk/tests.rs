//! What a hostile phone, or a kill at the worst moment, may do to a desk.

use pocketcard::{
    base::Id,
    crypto::{SecretKey, SigningKey},
    host::{Moment, Proceed, Progress},
    invitation::{Invitation, phone_words},
    journal::{Entry, Tip},
    pack::{Hash, PackName},
    parcel::{self, Address, LetterKind as Letter, ParcelId},
    record::{
        Body, Consent, Enrolment, FORMAT, Filed, Notice, Purpose, Receipt, Record, Referral, Reply,
        Says, Unfiled, Withdrawal,
    },
    sync::{Depot, Have, Item, ParcelState, Way},
    vault::{Kdf, Passphrase, SoftwareKeystore},
};
use tempfile::TempDir;

use super::*;

fn at(wall_ms: i64) -> Moment {
    Moment {
        wall_ms: 1_790_000_000_000 + wall_ms,
        monotonic_ms: 0,
        boot: [0; 16],
    }
}

struct Office {
    _directory: TempDir,
    desk: Desk,
}

/// A phone that sends what it likes.
struct Phone {
    sign: SigningKey,
    seal: SecretKey,
    invitation: Invitation,
    tip: Tip,
    /// Its journal's last entry.
    last: Option<Entry>,
}

impl Office {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let keystore = SoftwareKeystore::new(&directory.path().join("keys"));
        let desk = Desk::found(
            &directory.path().join("desk"),
            &NewDesk {
                name: "Desk",
                hub: None,
                hub_certificate: None,
                keepers: None,
            },
            &Passphrase::new("four quite different words"),
            &keystore,
            Kdf::new(19 * 1024, 2, 1).unwrap(),
            None,
            at(0),
        );
        Self {
            _directory: directory,
            desk: desk.unwrap(),
        }
    }

    fn invite(&mut self) -> Invitation {
        let invited = self.desk.store.list(kind::INVITATION).count();
        let label = format!("phone {invited}");
        let text = self.desk.invite(&label, 30, at(0)).unwrap();
        Invitation::from_text(&text).unwrap()
    }

    /// The label of the newest invitation.
    fn newest(&self) -> String {
        let invited = self.desk.store.list(kind::INVITATION).count();
        format!("phone {}", invited - 1)
    }

    /// A phone that has an invitation and has not answered it.
    fn invited(&mut self) -> Phone {
        Phone {
            sign: SigningKey::generate(),
            seal: SecretKey::generate(),
            invitation: self.invite(),
            tip: Tip::EMPTY,
            last: None,
        }
    }

    /// An enrolled phone.
    fn phone(&mut self) -> Phone {
        let mut phone = self.invited();
        self.arrive(&phone.enrolment());
        let words = phone.words();
        let accepted = self.desk.accept(&self.newest(), &words, at(0)).unwrap();
        assert_eq!(accepted, Accepted::Expected);
        assert_eq!(self.desk.take_in(at(1)).unwrap().enrolled, 1);
        phone
    }

    fn arrive(&mut self, sealed: &parcel::Sealed) -> ParcelId {
        let item = Item {
            id: sealed.id,
            size: sealed.bytes.len() as u64,
            way: Way::Up,
        };
        let Desk { parcels, store, .. } = &mut self.desk;
        let at = at(0).wall_ms;
        let added = parcels.write(store, |tx| {
            tx.add(item, ParcelState::Arrived, None, &sealed.bytes, at)
        });
        added.unwrap();
        sealed.id
    }

    /// The notices that wait for a phone.
    fn notices(&self, phone: &Phone) -> Vec<Says> {
        letters(&self.desk, &phone.seal)
            .iter()
            .filter_map(|letter| Some(Notice::from_bytes(&letter.content).ok()?.says))
            .collect()
    }
}

impl Phone {
    fn seal(&self, kind: Letter, content: &[u8]) -> parcel::Sealed {
        let address = Address {
            mailbox: self.invitation.mailbox,
            to: self.invitation.desk.seal_key.clone(),
            second: None,
        };
        parcel::seal(kind, content, &self.sign, &address).unwrap()
    }

    fn record(&mut self, id: Id, body: Body) -> parcel::Sealed {
        let record = Record {
            format: FORMAT.to_owned(),
            id,
            made_at: 0,
            pack: PackName {
                pack: "base".to_owned(),
                version: 1,
                hash: Hash([0; 32]),
            },
            body,
        };
        let filed = Filed::write(&record, &self.sign, &mut self.tip);
        self.last = Some(filed.entry);
        self.seal(Letter::Record, &filed.to_bytes())
    }

    fn words(&self) -> String {
        phone_words(&self.sign.verifying_key(), &self.seal.public())
    }

    fn enrolment(&mut self) -> parcel::Sealed {
        let seal_key = self.seal.public();
        let sign_key = self.sign.verifying_key();
        let proof = Invitation::proof(&self.invitation.secret, &sign_key, &seal_key).unwrap();
        let enrolment = Enrolment {
            invitation: self.invitation.id,
            proof,
            seal_key,
            decoy: None,
        };
        self.record(Id::random(), Body::Enrolment(enrolment))
    }

    fn referral(&mut self, id: Id, code: &str) -> parcel::Sealed {
        let referral = Referral {
            about: id,
            code: code.to_owned(),
            service: String::new(),
            needs: Vec::new(),
            consent: Consent::none("en", 0),
            note: String::new(),
        };
        self.record(id, Body::Referral(referral))
    }
}

#[test]
fn a_record_that_no_phone_writes_stops_nobody_elses_mail() {
    let mut office = Office::new();
    let (mut hostile, mut honest) = (office.phone(), office.phone());
    let (long, escape) = ("K".repeat(200), "\u{1b}[2J");
    // A row of the desk's own that the phone knows by name.
    let taken = hostile.invitation.id;
    for parcel in [
        hostile.referral(Id::random(), &long),
        hostile.referral(Id::random(), escape),
        hostile.referral(taken, "K7M-D4R"),
    ] {
        office.arrive(&parcel);
    }
    office.arrive(&honest.referral(Id::random(), "K7M-D4R"));
    let intake = office.desk.take_in(at(2)).unwrap();
    assert_eq!((intake.filed, intake.set_aside.len()), (1, 3));
    // One for what was filed, one that says why the others were not.
    assert_eq!(intake.receipts, 2);
}

#[test]
fn nobody_withdraws_what_another_phone_recorded() {
    let mut office = Office::new();
    let (mut hostile, mut honest) = (office.phone(), office.phone());
    let of = Id::random();
    let withdrawal = || {
        let purposes = Vec::new();
        Body::Withdrawal(Withdrawal {
            of,
            purposes,
            never_sent: None,
        })
    };
    office.arrive(&honest.referral(of, "K7M-D4R"));
    office.arrive(&hostile.record(Id::random(), withdrawal()));
    office.desk.take_in(at(2)).unwrap();
    assert!(office.desk.show(of).unwrap().followed_by.is_empty());
    office.arrive(&honest.record(Id::random(), withdrawal()));
    office.desk.take_in(at(3)).unwrap();
    assert_eq!(office.desk.show(of).unwrap().followed_by.len(), 1);
}

#[test]
fn a_revoked_phone_is_let_in_by_none_of_its_invitations() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let fingerprint = phone.sign.verifying_key().to_string();
    let renewal = office
        .desk
        .renew(&fingerprint, None, 30, false, at(1))
        .unwrap();
    let (desk, key) = (office.desk.card().sign_key, phone.sign.verifying_key());
    phone.invitation = Invitation::from_renewal(&renewal, &desk, &key).unwrap();
    office.arrive(&phone.enrolment());
    assert_eq!(office.desk.take_in(at(2)).unwrap().enrolled, 1);
    let tokens = office.desk.revoke(&fingerprint, None, at(3)).unwrap();
    assert_eq!(tokens.len(), 2);
}

#[test]
fn a_desk_killed_while_it_takes_in_goes_on_where_it_stopped() {
    let mut office = Office::new();
    let mut phone = office.invited();
    // Killed after the phone was written down and before it was welcomed.
    let sealed = phone.enrolment();
    let opened = parcel::open_with_any(&sealed.bytes, &office.desk.identity.opens()).unwrap();
    let (filed, record) = Filed::from_bytes(&opened.content).unwrap();
    let Body::Enrolment(enrolment) = &record.body else {
        panic!("an enrolment");
    };
    let label = office.newest();
    let desk = &mut office.desk;
    desk.accept(&label, &phone.words(), at(1)).unwrap();
    let alarms = &mut Vec::new();
    desk.enrol(filed.entry.device, enrolment, alarms, at(1))
        .unwrap();
    office.arrive(&sealed);
    office.desk.take_in(at(2)).unwrap();
    assert_eq!(office.notices(&phone), [Says::Welcome]);

    // Killed after an attachment was filed and before its receipt was written.
    let attachment = office.arrive(&phone.seal(Letter::Attachment, &[7; 100]));
    let mut intake = Intake::default();
    let (mut round, mut told) = Default::default();
    let taken = office
        .desk
        .take(&attachment, &mut round, &mut told, &mut intake, at(3));
    drop(taken.unwrap());
    let intake = office.desk.take_in(at(4)).unwrap();
    assert_eq!((intake.duplicates, intake.receipts), (1, 1));
    assert_eq!(office.desk.store.list(kind::ATTACHMENT).count(), 1);
}

/// The letters that wait for phones, as this key opens them.
fn letters(desk: &Desk, key: &SecretKey) -> Vec<parcel::Opened> {
    let own = desk
        .parcels
        .entries()
        .filter(|book| book.place == ParcelState::Own);
    own.filter_map(|book| {
        let mut bytes = Vec::new();
        let reader = desk.parcels.reader(&desk.store, &book.item.id);
        std::io::Read::read_to_end(&mut reader.unwrap(), &mut bytes).unwrap();
        parcel::open(&bytes, key).ok()
    })
    .collect()
}

#[test]
fn a_phone_that_has_filled_its_share_of_a_day_waits_and_holds_up_nobody() {
    let mut office = Office::new();
    let (greedy, other) = (office.phone(), office.phone());
    let (today, tomorrow) = (at(5), at(24 * 60 * 60 * 1000));
    // All of its day but a little.
    let key = greedy.sign.verifying_key();
    let (row, mut phone) = office.desk.phone(&key).unwrap().unwrap();
    let before = quota::A_DAY - 10_000;
    phone.quota.add(before, today);
    let header = office.desk.store.header(row).unwrap().clone();
    let written = office
        .desk
        .store
        .write(|tx| tx.put(&header, Some(&phone.to_bytes())));
    written.unwrap();

    let first = office.arrive(&greedy.seal(Letter::Attachment, &[1; 6_000]));
    assert_eq!(office.desk.take_in(today).unwrap().attachments, 1);
    let second = office.arrive(&greedy.seal(Letter::Attachment, &[2; 6_000]));
    let others = office.arrive(&other.seal(Letter::Attachment, &[3; 6_000]));
    let intake = office.desk.take_in(today).unwrap();
    assert_eq!((intake.attachments, intake.set_aside.len()), (1, 1));
    let confirmed = |office: &Office, phone: &Phone| -> Vec<ParcelId> {
        let receipts = receipts(office, phone).into_iter();
        receipts.flat_map(|receipt| receipt.parcels).collect()
    };
    assert!(confirmed(&office, &greedy).contains(&first));
    assert!(!confirmed(&office, &greedy).contains(&second));
    assert!(confirmed(&office, &other).contains(&others));
    let line = |office: &Office, label: &str| {
        let mut phones = office.desk.phones().unwrap().into_iter();
        let line = phones.find(|line| line.label == label).unwrap();
        (line.attachment_bytes, line.put_off)
    };
    assert_eq!(line(&office, "phone 0"), (before + 6_000, 1));
    assert_eq!(line(&office, "phone 1"), (6_000, 0));

    // Not again on this day, and by itself on the next.
    assert_eq!(office.desk.take_in(today).unwrap().set_aside, []);
    assert_eq!(office.desk.take_in(tomorrow).unwrap().attachments, 1);
    assert!(confirmed(&office, &greedy).contains(&second));
    assert_eq!(line(&office, "phone 0"), (before + 12_000, 0));
}

#[test]
fn nobody_pushes_out_what_is_kept_aside_of_others() {
    let mut office = Office::new();
    let [loud, quiet] = [(); 2].map(|()| SigningKey::generate().verifying_key());
    let item = |number: u64| Item {
        id: ParcelId::of(&number.to_be_bytes()),
        size: 4096,
        way: Way::Up,
    };
    let most = aside::MOST as u64;
    let Desk { parcels, store, .. } = &mut office.desk;
    // The quiet one's came first, and the loud one's are more than a share.
    let added = parcels.write(store, |tx| {
        (0..=most).try_for_each(|number| {
            let at = at(number as i64).wall_ms;
            tx.add(item(number), ParcelState::SetAside, None, &[0; 9], at)
        })
    });
    added.unwrap();
    let rows: Vec<_> = (0..=most)
        .map(|number| {
            let signer = if number == 0 { quiet } else { loud };
            let (id, at) = (item(number).id, at(number as i64));
            let waits = waits::Waits::Phone;
            office.desk.aside_row(&id, Some(signer), waits, "", at)
        })
        .collect();
    let written = office
        .desk
        .store
        .write(|tx| rows.iter().try_for_each(|row| tx.put(row, None)));
    written.unwrap();
    let intake = office.desk.take_in(at(5_000)).unwrap();
    assert_eq!(intake.dropped, most - most / 4);
    let place = |number| office.desk.parcels.get(&item(number).id).unwrap().place;
    assert_eq!(place(0), ParcelState::SetAside);
    assert_eq!(place(1), ParcelState::Done);
    assert_eq!(place(most), ParcelState::SetAside);
}

/// Remembers how far it was told that the work is.
#[derive(Default)]
struct Steps(std::sync::Mutex<Vec<(u64, u64)>>);

impl Progress for Steps {
    fn advance(&self, done: u64, total: u64) -> Proceed {
        self.0.lock().unwrap().push((done, total));
        Proceed::Continue
    }
}

#[test]
fn a_collection_says_how_far_it_is_and_counts_what_is_explained_on_the_way() {
    let mut office = Office::new();
    let mut phone = office.invited();
    let enrolment = phone.enrolment();
    // Both come before the phone that signed them is known, and wait.
    for code in ["K7M-D4R", "M33-JEC"] {
        office.arrive(&phone.referral(Id::random(), code));
    }
    let steps = Steps::default();
    office.desk.take_in_watched(at(1), &steps).unwrap();
    assert_eq!(steps.0.into_inner().unwrap(), [(1, 2), (2, 2)]);
    office.arrive(&enrolment);
    let words = phone.words();
    office.desk.take_in(at(2)).unwrap();
    office.desk.accept(&office.newest(), &words, at(2)).unwrap();
    let steps = Steps::default();
    let intake = office.desk.take_in_watched(at(3), &steps).unwrap();
    assert_eq!(intake.filed, 3);
    assert_eq!(steps.0.into_inner().unwrap(), [(1, 1), (2, 3), (3, 3)]);
}

#[test]
fn a_phone_that_was_invited_before_the_key_of_packs_was_replaced_is_told_the_new_one() {
    let mut office = Office::new();
    let lost = office.phone();
    let mut phone = office.invited();
    let fingerprint = lost.sign.verifying_key().to_string();
    office.desk.revoke(&fingerprint, None, at(2)).unwrap();
    let told = |office: &Office, phone: &Phone| {
        let letters = letters(&office.desk, &phone.seal).into_iter();
        letters
            .filter(|it| it.letter.kind == Letter::Audience)
            .count()
    };
    office.arrive(&phone.enrolment());
    let words = phone.words();
    office.desk.accept(&office.newest(), &words, at(3)).unwrap();
    assert_eq!(told(&office, &phone), 0);
    office.desk.take_in(at(4)).unwrap();
    assert_eq!(told(&office, &phone), 1);
}

#[test]
fn very_many_parcels_take_several_receipts_that_ride_along() {
    let mut office = Office::new();
    let phone = office.phone();
    let device = phone.sign.verifying_key();
    let mut tip = phone.tip;
    let filed = (1..=1_234u64).map(|seq| {
        let id = ParcelId::of(&seq.to_be_bytes());
        let commitment = pocketcard::journal::Hash(id.0);
        (id, Some(tip.append(&phone.sign, commitment, 0)))
    });
    let confirm = receipts::Confirm {
        to: phone.seal.public(),
        filed: filed.collect(),
        not_filed: Vec::new(),
    };
    let mut intake = Intake::default();
    let desk = &mut office.desk;
    desk.confirm(device, &confirm, &mut intake, at(2)).unwrap();
    assert_eq!(intake.receipts, 3);
    let largest = desk.parcels.entries().map(|book| book.item.size).max();
    assert!(largest <= Some(pocketcard::sync::SMALL_MAX), "{largest:?}");
    let mut named = Vec::new();
    for letter in letters(desk, &phone.seal) {
        if let Ok(receipt) = Receipt::from_bytes(&letter.content)
            && receipt.entries.len() > 1
        {
            // Each names a parcel and its entry together: a phone lets go of neither alone.
            named.extend(receipt.parcels.into_iter().zip(receipt.entries));
        }
    }
    named.sort_by_key(|(_, place)| place.seq);
    let all = confirm.filed.into_iter();
    assert!(
        named
            .into_iter()
            .eq(all.map(|(id, entry)| (id, place(&entry.unwrap()))))
    );
}

#[test]
fn what_cannot_be_opened_is_kept_up_to_a_bound_and_what_opens_always() {
    let mut office = Office::new();
    let mut stranger = office.invited();
    // Opens, but nobody knows who signed it; it is the oldest of all.
    let early = office.arrive(&stranger.referral(Id::random(), "K7M-D4R"));
    let good = stranger.seal(Letter::Record, b"whatever").bytes;
    let mut junk = Vec::new();
    for number in 0..aside::MOST as u64 + 2 {
        // The slots open, and then nothing matches.
        let mut bytes = good.clone();
        bytes[2000..2008].copy_from_slice(&number.to_be_bytes());
        let item = Item {
            id: ParcelId::of(&bytes),
            size: bytes.len() as u64,
            way: Way::Up,
        };
        junk.push((item, bytes));
    }
    let Desk { parcels, store, .. } = &mut office.desk;
    let added = parcels.write(store, |tx| {
        (1..).zip(&junk).try_for_each(|(minute, (item, bytes))| {
            tx.add(*item, ParcelState::Arrived, None, bytes, at(minute).wall_ms)
        })
    });
    added.unwrap();
    let intake = office.desk.take_in(at(5_000)).unwrap();
    assert_eq!(
        (intake.dropped, intake.set_aside.len()),
        (2, aside::MOST + 1)
    );
    let place = |id| office.desk.parcels.get(id).unwrap().place;
    assert_eq!(place(&early), ParcelState::SetAside);
    let gone = junk
        .iter()
        .filter(|(item, _)| place(&item.id) == ParcelState::Done);
    assert!(
        gone.map(|(item, _)| item.id)
            .eq([junk[0].0.id, junk[1].0.id])
    );
    // Said once; what is left is within the bound.
    assert_eq!(office.desk.take_in(at(5_001)).unwrap().dropped, 0);
}

#[test]
fn what_is_for_another_desk_is_carried_up_to_a_bound() {
    let mut office = Office::new();
    let item = |number: i64| Item {
        id: ParcelId::of(&number.to_be_bytes()),
        size: 4096,
        way: Way::Up,
    };
    let Desk { parcels, store, .. } = &mut office.desk;
    let added = parcels.write(store, |tx| {
        let mut numbers = 0..aside::MOST as i64 + 2;
        numbers.try_for_each(|number| {
            let at = at(number).wall_ms;
            tx.add(item(number), ParcelState::Carried, None, &[0; 9], at)
        })
    });
    added.unwrap();
    assert_eq!(office.desk.take_in(at(5_000)).unwrap().dropped, 2);
    let place = |number| office.desk.parcels.get(&item(number).id).unwrap().place;
    assert_eq!(
        [0, 1, 2].map(place),
        [ParcelState::Done, ParcelState::Done, ParcelState::Carried]
    );
}

#[test]
fn a_stolen_phone_that_is_switched_on_late_is_told_all_the_same() {
    let mut office = Office::new();
    let phone = office.phone();
    let fingerprint = phone.sign.verifying_key().to_string();
    let order = office.desk.wipe_request(&fingerprint).unwrap().order;
    office.desk.revoke(&fingerprint, order, at(3)).unwrap();
    let later = at(pocketcard::sync::REMEMBER_MS + 4);
    drop(office.desk.depot(later));
    assert_eq!(office.notices(&phone), []);
    for _ in 0..2 {
        office.desk.take_in(later).unwrap();
        assert_eq!(office.notices(&phone), [Says::Wipe]);
    }
}

#[test]
fn an_invitation_that_is_over_lets_nobody_in() {
    let mut office = Office::new();
    office.phone();
    assert_eq!(office.desk.tokens_to_refuse(at(9)).unwrap(), []);
    let mut late = office.invited();
    office.desk.revoke_invitation("phone 1", at(2)).unwrap();
    let again = office.desk.revoke_invitation("phone 1", at(2));
    assert!(matches!(again, Err(Error::NoSuchInvitation)));
    office.arrive(&late.enrolment());
    let intake = office.desk.take_in(at(3)).unwrap();
    assert_eq!((intake.enrolled, intake.set_aside.len()), (0, 1));
    let tokens = office.desk.tokens_to_refuse(at(3)).unwrap();
    let token: crate::hub::token::Token = late.invitation.token.parse().unwrap();
    assert_eq!(tokens, [token.id()]);
    office.desk.hub_was_told(&tokens).unwrap();
    assert_eq!(office.desk.tokens_to_refuse(at(3)).unwrap(), []);
    // One that nobody used in time is over by itself; one that was used never is.
    office.invite();
    let month = 31 * 24 * 60 * 60 * 1000;
    assert_eq!(office.desk.tokens_to_refuse(at(month)).unwrap().len(), 1);
}

#[test]
fn a_refused_enrolment_is_answered_once_and_only_to_who_held_the_invitation() {
    let mut office = Office::new();
    let owner = office.phone();
    let stranger = |invitation: &Invitation| Phone {
        sign: SigningKey::generate(),
        seal: SecretKey::generate(),
        invitation: Invitation::from_text(&invitation.to_text()).unwrap(),
        tip: Tip::EMPTY,
        last: None,
    };
    let letters = |office: &Office| {
        let books = office.desk.parcels.entries();
        books.filter(|book| book.place == ParcelState::Own).count()
    };
    let before = letters(&office);
    for number in 0..3 {
        // An invitation that nobody gave out, and one of which only the name is known.
        let mut unknown = stranger(&owner.invitation);
        unknown.invitation.id = Id::random();
        let mut guessed = stranger(&owner.invitation);
        guessed.invitation.secret = "55".repeat(32);
        office.arrive(&unknown.enrolment());
        office.arrive(&guessed.enrolment());
        let intake = office.desk.take_in(at(3 + number)).unwrap();
        assert_eq!(intake.enrolled, 0);
    }
    assert_eq!(letters(&office), before);
    // Anyone who got hold of the invitation is told, however often the same phone asks.
    let mut second = stranger(&owner.invitation);
    for _ in 0..3 {
        office.arrive(&second.enrolment());
        office.desk.take_in(at(9)).unwrap();
    }
    assert_eq!(office.notices(&second), [Says::InvitationRefused]);
    assert_eq!(letters(&office), before + 1);
    for _ in 0..30 {
        office.arrive(&stranger(&owner.invitation).enrolment());
    }
    office.desk.take_in(at(10)).unwrap();
    assert_eq!(letters(&office), before + 16);
}

#[test]
fn what_comes_again_after_a_week_is_confirmed_anew_and_filed_once() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let sealed = phone.referral(Id::random(), "K7M-D4R");
    let id = office.arrive(&sealed);
    assert_eq!(office.desk.take_in(at(2)).unwrap().filed, 1);
    let item = office.desk.parcels.get(&id).unwrap().item;
    let week = 7 * 24 * 60 * 60 * 1000;
    for (later, standing) in [(week, Have::Held), (week + 1, Have::Missing(0))] {
        let mut depot = office.desk.depot(at(later));
        assert_eq!(depot.standing(&item, Role::Phone).unwrap(), standing);
    }
    office.arrive(&sealed);
    let intake = office.desk.take_in(at(week + 2)).unwrap();
    let counts = (intake.filed, intake.duplicates, intake.receipts);
    assert_eq!(counts, (0, 1, 1));
}

fn place(entry: &Entry) -> pocketcard::journal::EntryRef {
    pocketcard::journal::EntryRef {
        seq: entry.seq,
        hash: entry.hash(),
    }
}

/// The receipts that wait for a phone, with more in them than its enrolment.
fn receipts(office: &Office, phone: &Phone) -> Vec<Receipt> {
    let letters = letters(&office.desk, &phone.seal).into_iter();
    let receipts = letters.filter_map(|letter| Receipt::from_bytes(&letter.content).ok());
    receipts
        .filter(|it| it.entries.iter().all(|place| place.seq > 1))
        .collect()
}

#[test]
fn a_phone_is_told_once_which_of_its_parcels_could_not_be_filed_and_why() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let odd = office.arrive(&phone.referral(Id::random(), "\u{1b}[2J"));
    let torn = office.arrive(&phone.seal(Letter::Record, b"no record"));
    let strange = office.arrive(&phone.seal(Letter::Pack, b"no pack"));
    let filed = office.arrive(&phone.referral(Id::random(), "K7M-D4R"));
    let intake = office.desk.take_in(at(2)).unwrap();
    assert_eq!(
        (intake.filed, intake.set_aside.len(), intake.receipts),
        (1, 3, 1)
    );
    let [receipt] = &receipts(&office, &phone)[..] else {
        panic!("one receipt")
    };
    assert_eq!(receipt.parcels, [filed]);
    let mut told: Vec<_> = receipt
        .not_filed
        .iter()
        .map(|it| (it.parcel, it.why))
        .collect();
    let mut wanted = vec![
        (odd, Unfiled::Form),
        (torn, Unfiled::NotCommitted),
        (strange, Unfiled::Kind),
    ];
    told.sort_by_key(|(parcel, _)| *parcel);
    wanted.sort_by_key(|(parcel, _)| *parcel);
    assert_eq!(told, wanted);
    // Once; nothing new can explain them, so the desk does not try again, and says how many there are.
    let intake = office.desk.take_in(at(3)).unwrap();
    assert_eq!(
        (intake.set_aside.len(), intake.kept_aside, intake.receipts),
        (0, 3, 0)
    );
}

#[test]
fn what_never_left_leaves_no_gap_and_is_filed_if_it_comes_all_the_same() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let of = Id::random();
    let sealed = phone.referral(of, "K7M-D4R");
    let entry = phone.last.unwrap();
    let withdrawal = phone.record(
        Id::random(),
        Body::Withdrawal(Withdrawal {
            of,
            purposes: Vec::new(),
            never_sent: Some(entry),
        }),
    );
    office.arrive(&withdrawal);
    let intake = office.desk.take_in(at(2)).unwrap();
    assert_eq!((intake.filed, intake.gaps), (1, 0));
    let verified = office.desk.verify().unwrap();
    assert!(verified.ok, "{:?}", verified.problems);
    let record = office.desk.inbox().unwrap()[0].id;
    let journal = office
        .desk
        .export(record, Some("Order 7."), at(9))
        .unwrap()
        .journal;
    let places: Vec<u64> = journal.entries.iter().map(|entry| entry.seq).collect();
    assert_eq!(places, [1, 2, 3]);

    // The office is not told that a record was filed which it does not have.
    office.arrive(&sealed);
    let intake = office.desk.take_in(at(3)).unwrap();
    assert_eq!((intake.filed, intake.duplicates), (1, 0));
    assert!(office.desk.show(of).is_ok());

    // Nobody vouches for another one's journal.
    let mut other = office.phone();
    let foreign = Body::Withdrawal(Withdrawal {
        of,
        purposes: Vec::new(),
        never_sent: Some(entry),
    });
    let foreign = other.record(Id::random(), foreign);
    office.arrive(&foreign);
    let intake = office.desk.take_in(at(4)).unwrap();
    assert_eq!((intake.filed, intake.set_aside.len()), (0, 1));
}

#[test]
fn a_journal_that_was_continued_from_a_copy_is_seen_though_only_one_branch_comes() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let copy = phone.tip;
    office.arrive(&phone.referral(Id::random(), "K7M-D4R"));
    // The copy goes on differently; of that branch the second record comes alone.
    phone.tip = copy;
    phone.referral(Id::random(), "K7M-D4R");
    office.arrive(&phone.referral(Id::random(), "K7M-D4R"));
    let intake = office.desk.take_in(at(2)).unwrap();
    assert_eq!((intake.filed, intake.forks, intake.broken), (2, 0, 1));
    assert_eq!(office.desk.phones().unwrap()[0].broken, 1);
    let verified = office.desk.verify().unwrap();
    assert!(
        verified
            .problems
            .iter()
            .any(|it| it.contains("do not follow"))
    );
}

#[test]
fn the_last_entry_of_every_run_is_countersigned() {
    let mut office = Office::new();
    let mut phone = office.phone();
    for seq in 2..=9u64 {
        let sealed = phone.referral(Id::random(), "K7M-D4R");
        if ![4, 7].contains(&seq) {
            office.arrive(&sealed);
        }
    }
    office.desk.take_in(at(2)).unwrap();
    let [receipt] = &receipts(&office, &phone)[..] else {
        panic!("one receipt")
    };
    let mut ends: Vec<u64> = receipt.countersignatures.iter().map(|it| it.seq).collect();
    ends.sort();
    assert_eq!(ends, [3, 6, 9]);
    for line in office.desk.inbox().unwrap() {
        let export = office
            .desk
            .export(line.id, Some("Order 7."), at(9))
            .unwrap();
        let desk = &office.desk;
        let sealed = export.named().unwrap().sealed.as_ref().unwrap();
        let report = desk.custody(&sealed.parcel, Some(&export.journal)).unwrap();
        assert_eq!(report, sealed.report);
        assert!(
            report.holds && !report.witnesses.is_empty(),
            "{}",
            line.sequence
        );
    }
}

#[test]
fn a_damaged_row_hides_no_other_and_stops_nobodys_mail() {
    let mut office = Office::new();
    let (mut phone, mut other) = (office.phone(), office.phone());
    let [damaged, whole] = [Id::random(), Id::random()];
    office.arrive(&phone.referral(damaged, "K7M-D4R"));
    office.arrive(&phone.referral(whole, "K7M-D4R"));
    office.desk.take_in(at(2)).unwrap();
    office.desk.answer(damaged, "seen", at(2)).unwrap();
    let mut spoil = |id| {
        let header = office.desk.store.header(id).cloned().unwrap();
        let spoiled = office.desk.store.write(|tx| tx.put(&header, Some(b"{")));
        spoiled.unwrap();
    };
    spoil(damaged);
    // As a desk finds it that is opened after the disk was damaged.
    office.desk.pieces.borrow_mut().clear();
    let inbox = office.desk.inbox().unwrap();
    let kind = |id| inbox.iter().find(|line| line.id == id).unwrap().kind;
    assert_eq!(
        (inbox.len(), kind(damaged), kind(whole)),
        (4, "unreadable", "referral")
    );
    office.desk.show(whole).unwrap();
    assert_eq!(
        office
            .desk
            .export(whole, Some("Order 7."), at(9))
            .unwrap()
            .journal
            .entries
            .len(),
        2
    );
    assert!(!office.desk.verify().unwrap().ok);
    // A month later its answer would be said again.
    office.arrive(&other.referral(Id::random(), "K7M-D4R"));
    let months = at(100 * 24 * 3600 * 1000);
    assert_eq!(office.desk.take_in(months).unwrap().filed, 1);

    let row = office
        .desk
        .phone(&phone.sign.verifying_key())
        .unwrap()
        .unwrap()
        .0;
    let header = office.desk.store.header(row).cloned().unwrap();
    let spoiled = office.desk.store.write(|tx| tx.put(&header, Some(b"{")));
    spoiled.unwrap();
    office.arrive(&phone.referral(Id::random(), "K7M-D4R"));
    office.arrive(&other.referral(Id::random(), "K7M-D4R"));
    let intake = office.desk.take_in(at(4)).unwrap();
    assert_eq!((intake.filed, intake.set_aside.len()), (1, 1));
    assert_eq!(office.desk.phones().unwrap().len(), 1);
    let verified = office.desk.verify().unwrap();
    assert!(
        verified
            .problems
            .iter()
            .any(|it| it.contains("enrol that phone again"))
    );
}

#[test]
fn what_is_about_another_person_stays_unless_the_law_says_otherwise() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let [own, theirs, back] = [Id::random(), Id::random(), Id::random()];
    let referral = |about: Id, code: &str, purposes: &[Purpose]| {
        let mut consent = Consent::none("en", 0);
        consent.purposes = purposes.iter().copied().collect();
        Body::Referral(Referral {
            about,
            code: code.to_owned(),
            service: String::new(),
            needs: Vec::new(),
            consent,
            note: String::new(),
        })
    };
    office.arrive(&phone.record(own, referral(own, "K7M-D4R", &[Purpose::Accountability])));
    office.arrive(&phone.record(theirs, referral(own, "XEP-T7X", &[Purpose::Services])));
    let withdrawal = Body::Withdrawal(Withdrawal {
        of: theirs,
        purposes: vec![Purpose::Services],
        never_sent: None,
    });
    office.arrive(&phone.record(back, withdrawal));
    assert_eq!(office.desk.take_in(at(2)).unwrap().filed, 3);
    let ids =
        |bundle: &Bundle| -> Vec<Id> { bundle.exhibits.iter().map(|it| it.record.id).collect() };
    let bundle = office.desk.export(own, None, at(3)).unwrap();
    assert_eq!((ids(&bundle), bundle.left_out), (vec![own], 2));
    assert_eq!(bundle.ground, Ground::Consent(own));
    for record in [theirs, back] {
        let refused = office.desk.export(record, None, at(3)).err();
        assert!(matches!(refused, Some(Error::NoConsent)));
    }
    let bundle = office.desk.export(back, Some("Order 7."), at(3)).unwrap();
    assert_eq!((bundle.exhibits.len(), bundle.left_out), (3, 0));

    // What cannot be read may be what takes the consent back.
    let header = office.desk.store.header(back).cloned().unwrap();
    office
        .desk
        .store
        .write(|tx| tx.put(&header, Some(b"{")))
        .unwrap();
    office.desk.pieces.borrow_mut().clear();
    let refused = office.desk.export(own, None, at(4)).err();
    assert!(matches!(refused, Some(Error::ConsentUnread)));
    assert!(office.desk.export(own, Some("Order 7."), at(4)).is_ok());
}
