//! Who is let in, who is turned away, and what they are told.

use super::*;

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
        clock: 0,
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
fn a_phone_is_welcomed_when_it_enrols_and_whenever_it_asks_again() {
    let mut office = Office::new();
    let mut phone = office.invited();
    let enrolment = phone.enrolment();
    office.arrive(&enrolment);
    let words = phone.words();
    office.desk.accept(&office.newest(), &words, at(1)).unwrap();
    assert_eq!(office.desk.take_in(at(2)).unwrap().enrolled, 1);
    assert_eq!(office.notices(&phone), [Says::Welcome]);
    office.arrive(&enrolment);
    let intake = office.desk.take_in(at(3)).unwrap();
    assert_eq!((intake.enrolled, intake.duplicates), (0, 1));
    assert_eq!(office.notices(&phone), [Says::Welcome, Says::Welcome]);
}
