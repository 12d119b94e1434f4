//! What letters may do to a phone.

use super::*;

#[test]
fn only_the_confidential_desk_lets_go_of_a_report_and_of_nothing_else() {
    let mut phone = Phone::new();
    let enrolment = phone.waiting();
    let (report, reply) = phone.report();
    assert_eq!(report.len(), 2, "the report and its photograph");
    let everything = [enrolment.clone(), report.clone()].concat();

    // The wrongdoer may sit in the main office, and say that it has what it cannot even open.
    let receipt = phone.receipt(&everything);
    let to = phone.open().device.seal.public();
    let sealed = phone
        .office
        .letter(parcel::LetterKind::Receipt, &receipt, &to);
    assert_eq!(phone.arrive(&sealed, Way::Down).received, 1);
    assert_eq!(phone.waiting().len(), 2, "the report still waits");

    let [record, photograph] = phone.waiting()[..] else {
        panic!("two parcels");
    };
    // Part of it is confirmed: the rest can still be.
    for (named, left) in [(record, 1), (photograph, 0)] {
        let receipt = phone.receipt(&[named]);
        let confidential = &phone.confidential;
        let sealed = confidential.letter(parcel::LetterKind::Receipt, &receipt, &reply);
        assert_eq!(phone.arrive(&sealed, Way::Down).received, 1);
        assert_eq!(phone.waiting().len(), left);
        let book = phone.open().parcels.get(&sealed.id).unwrap();
        assert_eq!(
            book.place,
            ParcelState::Carried,
            "as if it were somebody else's"
        );
    }
    let open = phone.open();
    assert_eq!(open.store.list(kind::REPLY).count(), 0);
    assert!(report.iter().all(|id| open.parcels.get(id).is_none()));
}

#[test]
fn the_confidential_desk_lets_go_of_no_record() {
    let mut phone = Phone::new();
    let (_, reply) = phone.report();
    let waiting = phone.waiting();
    let enrolment = phone
        .open()
        .store
        .list(kind::RECORD)
        .next()
        .unwrap()
        .clone();
    let parcel = stub::Stub::from_bytes(&enrolment.data).unwrap().parcel;
    let receipt = phone.receipt(&[parcel]);
    let confidential = &phone.confidential;
    let sealed = confidential.letter(parcel::LetterKind::Receipt, &receipt, &reply);
    assert_eq!(phone.arrive(&sealed, Way::Down).received, 0);
    assert_eq!(phone.waiting(), waiting);
}

#[test]
fn what_is_revoked_stays_so_and_an_order_to_erase_is_said_until_it_is_obeyed() {
    let mut phone = Phone::new();
    assert!(!phone.notice(Says::Revoked).wipe);
    phone.notice(Says::Welcome);
    phone.notice(Says::InvitationRefused);
    let standing = |phone: &Phone| phone.session.about(at(1)).unwrap().standing;
    assert_eq!(standing(&phone), EnrolmentStatus::Revoked);
    // A desk alone erases nothing, nor does a keeper's word for another phone or a stranger's for this one.
    let key = phone.open().device.sign.verifying_key();
    let other = SigningKey::generate();
    let orders = [
        WipeOrder::sign(
            &phone.office.sign,
            &other.verifying_key(),
            &phone.invitation,
        ),
        WipeOrder::sign(&phone.office.sign, &key, &Id::random()),
        WipeOrder::sign(&other, &key, &phone.invitation),
    ];
    for order in orders.map(Some).into_iter().chain([None]) {
        let arrivals = phone.notice_with(Says::Wipe, order);
        assert!(!arrivals.wipe && arrivals.refused.len() == 1);
    }
    assert!(phone.notice(Says::Wipe).wipe);
    // Killed before the host obeyed.
    assert!(phone.session.take_in(at(2)).unwrap().wipe);
}

#[test]
fn a_letter_sent_under_the_wrong_way_is_read_all_the_same() {
    let mut phone = Phone::new();
    let enrolment = phone.waiting();
    let receipt = phone.receipt(&enrolment);
    let to = phone.open().device.seal.public();
    let sealed = phone
        .office
        .letter(parcel::LetterKind::Receipt, &receipt, &to);
    assert_eq!(phone.arrive(&sealed, Way::Up).received, 1);
}

#[test]
fn an_answer_to_a_record_of_another_phone_is_refused() {
    let mut phone = Phone::new();
    let answer = OfficeAnswer {
        format: OfficeAnswer::FORMAT.to_owned(),
        id: Id::random(),
        to: Id::random(),
        made_at: 0,
        text: "come back tomorrow".to_owned(),
    };
    let to = phone.open().device.seal.public();
    let sealed = phone
        .office
        .letter(parcel::LetterKind::Answer, &answer.to_bytes(), &to);
    let arrivals = phone.arrive(&sealed, Way::Down);
    assert_eq!((arrivals.answers, arrivals.refused.len()), (0, 1));
}

#[test]
fn no_single_look_at_a_clock_forgets_the_offices_answers() {
    let mut phone = Phone::new();
    let retention = i64::from(Content::base().document().policy.retention_days) * 86_400_000;
    let answer = Header::new(Id::random(), kind::ANSWER, at(0).wall_ms);
    let put = |tx: &mut store::Tx<'_>| tx.put(&answer, Some(b"Shelter B takes her today"));
    phone.open().store.write(put).unwrap();
    let mut look = |later: i64| {
        let now = Moment {
            wall_ms: at(0).wall_ms + later,
            ..at(1)
        };
        phone.session.tidy(now).unwrap();
        phone.open().store.header(answer.id).is_some()
    };
    let (day, year) = (86_400_000, 366 * 86_400_000);
    // A clock that ran ahead, went back, and ran ahead again; one that went back before the answer came.
    for later in [
        year,
        day,
        year + 5 * day,
        year + 5 * day + 1,
        0,
        -year,
        year + 9 * day,
    ] {
        assert!(look(later), "{later}");
    }
    assert!(look(retention - 1) && look(retention));
    assert!(look(retention + day - 1));
    assert!(!look(retention + day));
}

#[test]
fn a_phone_that_calls_itself_a_desk_takes_nothing_from_what_is_carried() {
    let mut phone = Phone::new();
    let stranger = SecretKey::generate().public();
    let sealed = Office::new().letter(parcel::LetterKind::Record, b"x", &stranger);
    phone.arrive(&sealed, Way::Up);
    let mut liar = crate::sync::MemoryDepot::new(Role::Desk, MAILBOX);
    let mut exchange = crate::sync::Exchange::new(Role::Phone);
    let request = exchange.next_request(&mut liar).unwrap().unwrap();
    let mut depot = phone.session.depot(at(1)).unwrap();
    assert!(crate::sync::respond(&mut depot, &request).is_err());
    let book = phone.open().parcels.get(&sealed.id).unwrap();
    assert_eq!(book.place, ParcelState::Carried);
}

#[test]
fn what_the_office_could_not_file_is_set_aside_with_its_reason() {
    let mut phone = Phone::new();
    let enrolment = phone.waiting()[0];
    let (report, reply) = phone.report();
    let not_filed = |phone: &mut Phone, why: &str| {
        let device = phone.open().device.sign.verifying_key();
        let all: Vec<_> = report.iter().chain([&enrolment]).collect();
        let all = all
            .into_iter()
            .map(|id| json!({ "parcel": id, "why": why }));
        let receipt: Receipt = serde_json::from_value(json!({
            "format": Receipt::FORMAT, "device": device, "filed_at": 0, "parcels": [],
            "entries": [], "gaps": [], "not_filed": all.collect::<Vec<_>>(),
        }))
        .unwrap();
        receipt.to_bytes().to_vec()
    };
    let aside = |phone: &Phone| -> Vec<(ParcelId, Option<&str>)> {
        let lines = phone.session.outbox(at(1)).unwrap().into_iter();
        let aside = lines.filter(|line| line.next_try.is_none());
        aside
            .map(|line| (line.parcel, line.why.because()))
            .collect()
    };
    // Each desk speaks of what was sealed to it, and of nothing else.
    let content = not_filed(&mut phone, "newer");
    let to = phone.open().device.seal.public();
    let sealed = phone
        .office
        .letter(parcel::LetterKind::Receipt, &content, &to);
    assert_eq!(phone.arrive(&sealed, Way::Down).set_aside, 1);
    let said = aside(&phone);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0], (enrolment, Some("reason-newer")));

    let content = not_filed(&mut phone, "a reason of the year 2040");
    let confidential = &phone.confidential;
    let sealed = confidential.letter(parcel::LetterKind::Receipt, &content, &reply);
    assert_eq!(phone.arrive(&sealed, Way::Down).set_aside, 2);
    assert_eq!(aside(&phone).len(), 3);
    assert!(
        aside(&phone)
            .iter()
            .any(|(_, why)| *why == Some("reason-unknown"))
    );
    // When the desk files it after all, it goes as any other.
    let receipt = phone.receipt(&[enrolment]);
    let sealed = phone
        .office
        .letter(parcel::LetterKind::Receipt, &receipt, &to);
    assert_eq!(phone.arrive(&sealed, Way::Down).received, 1);
    assert_eq!(aside(&phone).len(), 2);
}

#[test]
fn what_the_office_misses_is_sent_again_at_once() {
    let mut phone = Phone::new();
    let enrolment = phone.waiting()[0];
    let mut depot = phone.session.depot(at(1)).unwrap();
    depot.delivered(&enrolment, Role::Hub).unwrap();
    depot.commit().unwrap();
    let offers = |phone: &mut Phone| {
        let mut depot = phone.session.depot(at(2)).unwrap();
        depot.offers(Role::Hub, 0, 9).unwrap().len()
    };
    assert_eq!(offers(&mut phone), 0, "the hub says that it has it");
    for (gap, offered) in [((2, 9), 0), ((1, 1), 1)] {
        let device = phone.open().device.sign.verifying_key();
        let receipt: Receipt = serde_json::from_value(json!({
            "format": Receipt::FORMAT, "device": device, "filed_at": 0, "parcels": [],
            "entries": [], "gaps": [gap],
        }))
        .unwrap();
        let to = phone.open().device.seal.public();
        let bytes = receipt.to_bytes();
        let sealed = phone
            .office
            .letter(parcel::LetterKind::Receipt, &bytes, &to);
        phone.arrive(&sealed, Way::Down);
        assert_eq!(offers(&mut phone), offered, "{gap:?}");
    }
}

#[test]
fn a_desk_speaks_only_of_what_was_sealed_to_it() {
    let mut phone = Phone::new();
    let enrolment = phone.waiting();
    let other = Office::new();
    // However another desk came to be trusted: what waits was sealed to the first.
    phone.open().device.row.desk = other.card();
    let to = phone.open().device.seal.public();
    let receipt = phone.receipt(&enrolment);
    let sealed = other.letter(parcel::LetterKind::Receipt, &receipt, &to);
    assert_eq!(phone.arrive(&sealed, Way::Down).received, 0);
    assert_eq!(phone.waiting(), enrolment);
}

/// The office's pack of this version, sealed to this key.
fn pack(office: &Office, version: u64, to: &SecretKey) -> Sealed {
    let issue = pack::Issue {
        pack: "office".to_owned(),
        version,
        issued_at: 0,
        expires_at: 1_000_000_000,
        roots: 1,
    };
    let content = Content::base().canonical_json();
    let mut pack = pack::SignedPack::new(&content, issue).unwrap();
    pack.sign(&office.sign).unwrap();
    office.letter(parcel::LetterKind::Pack, &pack.to_bytes(), &to.public())
}

/// The office's letter that this is the key of packs now.
fn key_of_packs(phone: &mut Phone, signer: &Office, number: u64, key: &SecretKey) -> Sealed {
    let letter = AudienceKey {
        format: AudienceKey::FORMAT.to_owned(),
        number,
        seed: data_encoding::HEXLOWER.encode(&*key.seed()),
    };
    let to = phone.open().device.seal.public();
    signer.letter(parcel::LetterKind::Audience, &letter.to_bytes(), &to)
}

#[test]
fn the_key_of_packs_is_replaced_and_a_pack_that_came_before_it_is_taken_then() {
    let mut phone = Phone::new();
    let office = Office {
        sign: SigningKey::from_seed(&phone.office.sign.seed()),
        seal: SecretKey::generate(),
    };
    let keys = [SecretKey::generate(), SecretKey::generate()];
    let arrivals = phone.arrive(&pack(&office, 2, &keys[1]), Way::Down);
    assert_eq!((arrivals.pack, arrivals.carried), (None, 1));
    // Nobody else replaces it, and no older one comes back.
    let forged = key_of_packs(&mut phone, &Office::new(), 3, &keys[1]);
    assert_eq!(phone.arrive(&forged, Way::Down).refused.len(), 1);
    let newer = key_of_packs(&mut phone, &office, 2, &keys[1]);
    assert_eq!(phone.arrive(&newer, Way::Down).pack, Some(2));
    let older = key_of_packs(&mut phone, &office, 1, &keys[0]);
    assert_eq!(phone.arrive(&older, Way::Down).refused.len(), 1);
    assert_eq!(
        phone.arrive(&pack(&office, 3, &keys[0]), Way::Down).pack,
        None
    );
    assert_eq!(
        phone.arrive(&pack(&office, 4, &keys[1]), Way::Down).pack,
        Some(4)
    );

    // Anyone who has the phone after it was revoked gets nothing newer, also if a key were sent.
    phone.notice(Says::Revoked);
    let arrivals = phone.arrive(&pack(&office, 5, &keys[1]), Way::Down);
    assert_eq!((arrivals.pack, arrivals.refused.len()), (None, 1));
    let next = key_of_packs(&mut phone, &office, 9, &keys[0]);
    assert_eq!(phone.arrive(&next, Way::Down).refused.len(), 1);
    assert_eq!(phone.session.about(at(1)).unwrap().pack_version, 4);
}

#[test]
fn an_order_to_erase_waits_until_a_report_has_left_the_phone() {
    let mut phone = Phone::new();
    let (report, _) = phone.report();
    let arrivals = phone.notice(Says::Wipe);
    assert!(
        !arrivals.wipe && arrivals.refused.len() == 1,
        "{arrivals:?}"
    );
    let hand_over = |phone: &mut Phone, parcel: &ParcelId| {
        let mut depot = phone.session.depot(at(1)).unwrap();
        depot.delivered(parcel, Role::Phone).unwrap();
        depot.commit().unwrap();
        phone.session.take_in(at(2)).unwrap().wipe
    };
    // The report and its photograph; a record of the phone's own holds nothing up.
    assert!(!hand_over(&mut phone, &report[0]));
    assert!(hand_over(&mut phone, &report[1]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever carriers, strangers and another desk say, in whatever order.
    #[test]
    fn nothing_is_let_go_without_the_offices_receipt(
        events in prop::collection::vec((0..9u8, 0..1_000_000_i64), 1..12)
    ) {
        let mut phone = Phone::new();
        let [id] = phone.waiting()[..] else { panic!("the answer to the invitation waits") };
        let size = phone.open().parcels.get(&id).unwrap().item.size;
        let stranger = Office::new();
        let mut received = false;
        for (event, now) in events {
            let receipt = phone.receipt(&[id]);
            let to = phone.open().device.seal.public();
            let signer = match event {
                5 => Some(&stranger),
                6 => Some(&phone.confidential),
                7 | 8 => Some(&phone.office),
                _ => None,
            };
            if let Some(signer) = signer {
                let letter = signer.letter(parcel::LetterKind::Receipt, &receipt, &to);
                phone.arrive(&letter, Way::Down);
                received |= event >= 7;
            } else {
                let mut depot = phone.session.depot(at(now)).unwrap();
                match event {
                    0 => depot.leaving(&[id]).unwrap(),
                    1 => depot.delivered(&id, Role::Hub).unwrap(),
                    2 => depot.delivered(&id, Role::Desk).unwrap(),
                    3 => depot.delivered(&id, Role::Phone).unwrap(),
                    _ => depot.refused(&id, Role::Hub, Reason::TooLarge).unwrap(),
                }
                depot.commit().unwrap();
            }
            phone.session.tidy(at(now)).unwrap();
            let entry = phone.open().parcels.get(&id);
            let here = entry.is_some_and(|it| it.place == ParcelState::Own && it.here() == size);
            prop_assert_eq!(here, !received);
        }
        prop_assert_eq!(phone.waiting().is_empty(), received);
    }
}
