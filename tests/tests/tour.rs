//! The tour, as a stranger runs it: every claim holds, and the disk that it leaves holds nothing of what
//! was entered. The search here is another than the tour's own.

use std::process::Command;

use pocketcard_tests::{
    binaries::{Said, program},
    canary::{CANARY, Needles},
};

/// The least that the tour promises; it may promise more.
const CLAIMS: [&str; 13] = [
    "outbox_waits_for_the_receipt",
    "outbox_emptied_by_the_receipt_alone",
    "finished_records_out_of_reach",
    "no_phone_opens_what_travels",
    "each_parcel_opens_for_one_desk",
    "report_reached_the_conduct_desk_alone",
    "signatures_and_journals_verified",
    "newer_pack_in_use",
    "photograph_arrived_whole",
    "refusal_still_shows_help",
    "differencing_was_refused",
    "the_same_release_again",
    "an_analyst_reads_releases_alone",
];

#[test]
fn every_claim_of_the_tour_holds_and_nothing_readable_is_left() {
    let place = tempfile::tempdir().expect("a directory");
    let kept = place.path().join("kept");
    let mut tour = Command::new(program("pocketcard"));
    tour.args(["tour", "--json", "--note", CANARY, "--keep"])
        .arg(&kept);
    let said = Said::by(&mut tour);
    assert_eq!((said.status, said.err.as_str()), (0, ""), "{}", said.out);
    let told = said.json();
    let members = told.as_object().expect("an object");
    for claim in CLAIMS {
        assert!(members.contains_key(claim), "{claim} is not claimed");
    }
    for (name, member) in members {
        assert!(member == true || member.is_u64(), "{name} is {member}");
    }
    assert_eq!(told["ok"], true);

    let needles = Needles::new();
    assert_eq!(needles.search(&kept).expect("the disk is read"), []);
    // There is something to search, with phones, desks and a memory card in it.
    let parts = std::fs::read_dir(&kept).expect("a directory").count();
    assert!(parts >= 6, "{parts} parts");
    // The same place is not used twice.
    let again = Said::by(&mut tour);
    assert_eq!(again.status, 1);
    assert!(
        again.json()["error"]
            .as_str()
            .is_some_and(|line| line.contains("does not exist yet"))
    );
}
