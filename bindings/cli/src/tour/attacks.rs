//! What an attacker would try, really tried.

use std::fs;

use pocketcard::{
    content::Content,
    crypto::SigningKey,
    host::Unwatched,
    invitation::Invitation,
    pack::{Issue, SignedPack},
    parcel::{self, Address, LetterKind, ParcelId},
    record::{Body, Receipt, Reply},
    session::{Arrivals, EnrolmentStatus, ScreeningRequest},
    sync::{MemoryDepot, Role, Way, bundle},
};
use pocketcard_terminal::Refusal;

use super::{
    cast::{Cast, PASSPHRASE, Phone},
    day::{
        Harvest,
        office::{collect_desk, publish},
        road::sync,
    },
    story::Story,
};

/// Tries everything.
pub fn try_all(cast: &mut Cast, harvest: &Harvest, story: &mut Story) -> Result<(), Refusal> {
    cast.day.to(19, 0);
    story.chapter("19:00", "What an attacker would try");
    wrong_passphrase(cast, story)?;
    replay(cast, harvest, story)?;
    damage(cast, harvest, story)?;
    forged_record(cast, harvest, story)?;
    forged_receipt(cast, story)?;
    packs(cast, story)?;
    copied_invitation(cast, story)?;
    let verified = cast.a.session.verify(&Unwatched)?;
    story.claim(
        "nothing_was_lost",
        format!(
            "after all of it, A's store and its {} journal entries are in order",
            verified.entries
        ),
        verified.ok && cast.desk.verify()?.ok,
    );
    Ok(())
}

fn wrong_passphrase(cast: &mut Cast, story: &mut Story) -> Result<(), Refusal> {
    story.tell("Somebody finds phone A and guesses the passphrase.");
    let now = cast.day.now();
    cast.a.session.lock();
    let refused =
        cast.a.session.list().is_err() && !cast.a.opens_with("lantern orbit seven acorn", now);
    cast.a.reopen(PASSPHRASE, now)?;
    story.claim(
        "wrong_passphrase_refused",
        "a locked phone says nothing, and a wrong passphrase does not open it",
        refused,
    );
    Ok(())
}

fn replay(cast: &mut Cast, harvest: &Harvest, story: &mut Story) -> Result<(), Refusal> {
    story.tell("Somebody replays both memory cards.");
    let now = cast.day.now();
    let before = cast.desk.inbox()?.len();
    bundle::read(
        &mut &*harvest.outward,
        &mut cast.desk.depot(now),
        &Unwatched,
    )?;
    let intake = cast.desk.take_in(now)?;
    let (_, arrivals) = cast
        .a
        .session
        .carry_in(&mut &*harvest.homeward, &Unwatched, now)?;
    story.claim(
        "replays_change_nothing",
        "replayed parcels were filed once, replayed receipts and answers counted once",
        intake.filed == 0 && cast.desk.inbox()?.len() == before && arrivals == Arrivals::default(),
    );
    Ok(())
}

/// Hands a desk parcels as any carrier could.
fn hand_to_desk(cast: &mut Cast, parcels: Vec<Vec<u8>>) -> Result<(u64, usize), Refusal> {
    let now = cast.day.now();
    let mut carrier = MemoryDepot::new(Role::Phone, cast.desk.mailbox());
    for parcel in parcels {
        carrier.put(Way::Up, parcel);
    }
    let mut card = Vec::new();
    bundle::write(&mut carrier, Role::Desk, &mut card, &Unwatched)?;
    bundle::read(&mut &*card, &mut cast.desk.depot(now), &Unwatched)?;
    let intake = cast.desk.take_in(now)?;
    Ok((intake.filed, intake.set_aside.len()))
}

fn damage(cast: &mut Cast, harvest: &Harvest, story: &mut Story) -> Result<(), Refusal> {
    story.tell("Somebody flips single bits of a parcel, all over it, and cuts a card in half.");
    let small = harvest.up.values().min_by_key(|parcel| parcel.len());
    let parcel = small.ok_or("no parcel travelled")?;
    let bent: Vec<Vec<u8>> = (0..64)
        .map(|n| {
            let mut bent = parcel.clone();
            bent[n * (parcel.len() / 64) + 7] ^= 1 << (n % 8);
            bent
        })
        .collect();
    let opened = bent
        .iter()
        .filter(|bent| cast.desk.opens(bent) || cast.conduct.opens(bent))
        .count();
    let (filed, _) = hand_to_desk(cast, bent)?;
    story.claim(
        "altered_parcels_refused",
        "64 copies of a parcel with one bit flipped: none opened, none was filed",
        opened == 0 && filed == 0,
    );
    let half = &harvest.outward[..harvest.outward.len() / 2];
    let mut carrier = MemoryDepot::new(Role::Phone, cast.desk.mailbox());
    let report = bundle::read(&mut &*half, &mut carrier, &Unwatched)?;
    story.claim(
        "half_a_card_keeps_its_whole_parcels",
        "half a memory card gave up its whole parcels and said what was missing",
        report.cut && !report.taken.is_empty() && !report.missing.is_empty(),
    );
    Ok(())
}

fn forged_record(cast: &mut Cast, harvest: &Harvest, story: &mut Story) -> Result<(), Refusal> {
    story.tell("Somebody who knows the desk's public key writes a record of her own.");
    let stranger = SigningKey::generate();
    let address = Address {
        mailbox: cast.desk.mailbox(),
        to: cast.desk.card().seal_key,
        second: None,
    };
    // The real record's content, signed by another key.
    let real = cast.desk.show(harvest.labour)?.record;
    let filed = pocketcard::record::Filed::write(
        &real,
        &stranger,
        &mut pocketcard::journal::Tip::EMPTY.clone(),
    );
    let sealed = parcel::seal(LetterKind::Record, &filed.to_bytes(), &stranger, &address)?;
    let (filed, aside) = hand_to_desk(cast, vec![sealed.bytes])?;
    story.claim(
        "forged_record_set_aside",
        "a record by an unknown key was not filed, and the desk was told why",
        filed == 0 && aside > 0,
    );
    Ok(())
}

/// Hands phone A parcels as any carrier could.
fn hand_to_a(cast: &mut Cast, parcels: Vec<Vec<u8>>) -> Result<Arrivals, Refusal> {
    let mut carrier = MemoryDepot::new(Role::Phone, cast.desk.mailbox());
    for parcel in parcels {
        carrier.put(Way::Down, parcel);
    }
    let mut card = Vec::new();
    bundle::write(&mut carrier, Role::Phone, &mut card, &Unwatched)?;
    Ok(cast
        .a
        .session
        .carry_in(&mut &*card, &Unwatched, cast.day.now())?
        .1)
}

fn forged_receipt(cast: &mut Cast, story: &mut Story) -> Result<(), Refusal> {
    story.tell("Somebody who knows phone A's key forges a receipt, to make it forget.");
    let now = cast.day.now();
    let answers = pocketcard::checklist::Answers::from_json(include_bytes!(
        "../../examples/nothing-noticed.json"
    ))?;
    let request = ScreeningRequest {
        note: cast.note.clone(),
        ..ScreeningRequest::new(answers)
    };
    cast.a.session.screen(request, &mut [], &Unwatched, now)?;
    let waiting = cast.a.session.outbox(now)?;
    let parcels: Vec<ParcelId> = waiting.iter().map(|line| line.parcel).collect();
    let mut letters = Vec::new();
    for line in cast.desk.inbox()? {
        let record = cast.desk.show(line.id)?.record;
        let Body::Enrolment(enrolment) = record.body else {
            continue;
        };
        let receipt = Receipt {
            format: Receipt::FORMAT.to_owned(),
            device: SigningKey::generate().verifying_key(),
            filed_at: now.wall_ms,
            parcels: parcels.clone(),
            entries: Vec::new(),
            countersignatures: Vec::new(),
            not_filed: Vec::new(),
            gaps: Vec::new(),
        };
        let address = Address {
            mailbox: cast.desk.mailbox(),
            to: enrolment.seal_key,
            second: None,
        };
        let forger = SigningKey::generate();
        letters
            .push(parcel::seal(LetterKind::Receipt, &receipt.to_bytes(), &forger, &address)?.bytes);
    }
    let arrivals = hand_to_a(cast, letters)?;
    story.claim(
        "forged_receipt_refused",
        "a forged receipt made phone A forget nothing",
        !waiting.is_empty()
            && arrivals.received == 0
            && arrivals.refused.len() == 1
            && cast.a.session.outbox(now)?.len() == waiting.len(),
    );
    Ok(())
}

fn packs(cast: &mut Cast, story: &mut Story) -> Result<(), Refusal> {
    story.tell("Somebody with a phone forges a pack; somebody brings an old one back.");
    let now = cast.day.now();
    let text = fs::read_to_string(cast.card("invitation-a.txt"))?;
    let invitation = Invitation::from_text(&text)?;
    let issue = Issue {
        pack: invitation.pack.clone(),
        version: 99,
        issued_at: now.wall_ms,
        expires_at: now.wall_ms + 86_400_000,
        roots: 1,
    };
    let mut forged = SignedPack::new(&Content::base().canonical_json(), issue)?;
    let wanting = forged.clone();
    // One real root key is not enough, and strangers do not count.
    forged.sign(&cast.desk.root_keys()?[0])?;
    let audience = invitation
        .audience()
        .ok_or("the invitation lost its key")?
        .public();
    let address = Address {
        mailbox: cast.desk.mailbox(),
        to: audience,
        second: None,
    };
    let seal = |pack: &SignedPack| {
        parcel::seal(
            LetterKind::Pack,
            &pack.to_bytes(),
            &SigningKey::generate(),
            &address,
        )
    };
    let letters = vec![seal(&forged)?.bytes, seal(&wanting)?.bytes];
    let arrivals = hand_to_a(cast, letters)?;
    let short = cast.desk.publish(&forged.to_bytes(), now).is_err();
    story.claim(
        "forged_pack_refused",
        "a pack signed by strangers, or by one root key of two, changed nothing",
        short
            && arrivals.pack.is_none()
            && arrivals.refused.len() == 2
            && cast.a.session.about(now)?.pack_version == 2,
    );
    story.claim(
        "old_pack_refused",
        "a genuine pack with an old version was refused",
        publish(&mut cast.desk, 1, now).is_err(),
    );
    Ok(())
}

fn copied_invitation(cast: &mut Cast, story: &mut Story) -> Result<(), Refusal> {
    story.tell("Somebody photographed A's invitation and enrols with the copy.");
    let (url, now) = (cast.hub.url(), cast.day.now());
    let text = fs::read_to_string(cast.card("invitation-a.txt"))?;
    let mut thief = Phone::enrol(&cast.root, "copied", &text, now)?;
    sync(&mut thief.session, &url, now)?;
    let intake = collect_desk(&mut cast.desk, &url, now)?;
    sync(&mut thief.session, &url, now)?;
    let told = thief.session.about(now)?.standing == EnrolmentStatus::InvitationRefused;
    story.claim(
        "copied_invitation_refused",
        "an invitation used a second time was refused, at the desk and to the phone's face",
        intake.enrolled == 0 && told,
    );
    Ok(())
}
