//! Reports that are counted in figures: screened, referred and filed by the library, as many as a test wants.

use pocketcard::{
    base::Id,
    checklist::Answers,
    host::{Moment, Unwatched},
    record::{Basis, How},
    session::{Agreement, ReferralRequest, ScreeningRequest, Session},
    sync::bundle,
};
use pocketcard_terminal::moment_text;

use crate::{canary::CANARY, test_office::House};

/// Answers about a person.
pub const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
/// Answers about a place.
pub const SITE: &str = include_str!("../../bindings/cli/examples/site-early-warning.json");
/// Answers about the conduct of personnel.
pub const MISCONDUCT: &str = include_str!("../../bindings/cli/examples/misconduct.json");

/// A day, in milliseconds.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The month of a time, such as 2026-11.
pub fn month(moment: Moment) -> String {
    moment_text(moment.wall_ms)[..7].to_owned()
}

/// Screens with these answers at this site.
pub fn screen(phone: &mut Session, answers: &str, site: &str, now: Moment) -> Id {
    let answers = Answers::from_json(answers.as_bytes()).expect("an example");
    let request = ScreeningRequest {
        site: site.to_owned(),
        note: CANARY.to_owned(),
        ..ScreeningRequest::new(answers)
    };
    let screened = phone.screen(request, &mut [], &Unwatched, now);
    screened.expect("screened").id.unwrap_or(Id([0; 16]))
}

/// Refers somebody who agrees to all but statistics, and to that as said.
pub fn refer(phone: &mut Session, about: Id, statistics: bool, now: Moment) -> Id {
    let request = ReferralRequest {
        about,
        needs: Vec::new(),
        agreement: Agreement::Agreed {
            service: "service.example-workers".to_owned(),
            basis: Basis::Own,
            statistics,
            accountability: true,
            note: CANARY.to_owned(),
        },
        how: How::Spoken,
        language: "en".to_owned(),
    };
    phone.refer(request, now).expect("referred").id
}

/// What waits at the phone is filed at the desk at this time.
pub fn collect(house: &House, phone: &mut Session, now: Moment) {
    let mut card = Vec::new();
    phone
        .carry_out(&mut card, &Unwatched, now)
        .expect("carried out");
    let mut desk = house.desk();
    bundle::read(&mut &*card, &mut desk.depot(now), &Unwatched).expect("read");
    desk.take_in(now).expect("taken in");
}
