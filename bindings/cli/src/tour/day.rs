//! The day itself, from the first screening to the last receipt.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::BufReader,
};

use pocketcard::{
    checklist::{Answer, Answers},
    finding,
    host::Unwatched,
    parcel::ParcelId,
    record::{Basis, Body, How, Id},
    session::{
        Agreement, Arrivals, Attachment, ReferralRequest, Screened, ScreeningRequest, Session,
    },
    sync::{Exchange, MemoryDepot, Role, bundle},
};
use pocketcard_office::{
    desk::{Desk, Intake},
    http,
    terminal::{Refusal, show_size},
};
use sha2::{Digest, Sha256};

use super::{cast::Cast, story::Story};

const LABOUR: &str = include_str!("../../examples/adult-labour.json");
const CHILD: &str = include_str!("../../examples/child-armed-group.json");
const NOTHING: &str = include_str!("../../examples/nothing-noticed.json");
const MISCONDUCT: &str = include_str!("../../examples/misconduct.json");
const SITE: &str = include_str!("../../examples/site-early-warning.json");

/// Bytes of the photograph.
const PHOTOGRAPH: usize = 3 << 20;

/// What the day left to be examined.
pub struct Harvest {
    /// Every parcel that travelled up, by its name.
    pub up: BTreeMap<ParcelId, Vec<u8>>,
    /// The screening of the adult in labour exploitation, and its code.
    pub labour: Id,
    pub codes: Vec<String>,
    /// Who could open the parcels that went up: how many of how many.
    pub readers: Vec<(&'static str, usize, usize)>,
    /// The bundle from A to B, and the one back.
    pub outward: Vec<u8>,
    pub homeward: Vec<u8>,
}

/// Plays it.
pub fn play(cast: &mut Cast, story: &mut Story) -> Result<Harvest, Refusal> {
    let (labour, codes) = patrol(cast, story)?;
    report(cast, story)?;
    site(cast, story)?;
    let outward = carry_to_b(cast, story)?;
    let up = b_meets_the_hub(cast, story, &outward)?;
    collect(cast, story, labour)?;
    let homeward = bring_home(cast, story, labour)?;
    let readers = who_can_read(cast, story, &up)?;
    Ok(Harvest {
        up,
        labour,
        codes,
        readers,
        outward,
        homeward,
    })
}

fn patrol(cast: &mut Cast, story: &mut Story) -> Result<(Id, Vec<String>), Refusal> {
    cast.day.to(9, 0);
    story.chapter("09:00", "Phone A is on patrol, without any network");
    story.tell("At a brick kiln, an adult seems unable to leave. The finding:");
    let photograph = photograph(&cast.note);
    let mut bytes = photograph.as_slice();
    let picture = Attachment {
        from: &mut bytes,
        bytes: photograph.len() as u64,
        media_type: "image/jpeg".to_owned(),
    };
    let labour = screen(cast, story, LABOUR, "site-4", &mut [picture])?;
    let id = labour.id.ok_or("a screening of a person has a record")?;
    story.tell(format!(
        "A photograph of {} goes with it.",
        show_size(photograph.len() as u64)
    ));

    cast.day.to(9, 20);
    story.tell("The person agrees to a referral. The card to read out or hand over:");
    let agreement = Agreement::Agreed {
        service: "service.example-workers".to_owned(),
        basis: Basis::Own,
        statistics: true,
        accountability: false,
        note: cast.note.clone(),
    };
    let request = ReferralRequest {
        about: id,
        needs: vec!["assist.legal-information".to_owned()],
        agreement,
        how: How::Spoken,
        language: "en".to_owned(),
    };
    let now = cast.day.now();
    let referred = cast.a.session.refer(request, now)?;
    story.quote(&referred.card);

    cast.day.to(10, 0);
    story.tell("At a checkpoint, a 15-year-old tells of carrying loads for an armed group:");
    let child = screen(cast, story, CHILD, "checkpoint-2", &mut [])?;
    story.tell("The child does not want to be referred now. Help stays open all the same:");
    let request = ReferralRequest {
        about: child.id.ok_or("a screening of a person has a record")?,
        needs: vec!["urgent.unaccompanied-child".to_owned()],
        agreement: Agreement::Declined,
        how: How::Spoken,
        language: "en".to_owned(),
    };
    let declined = cast.a.session.refer(request, now)?;
    story.quote(&declined.card);
    story.claim(
        "refusal_still_shows_help",
        "who refused a referral was still told where help is, and nothing was passed on",
        !declined.agreed && declined.card.len() > 2,
    );

    cast.day.to(10, 30);
    story.tell("A third person is met; nothing is noticed:");
    let nothing = screen(cast, story, NOTHING, "checkpoint-2", &mut [])?;
    story.claim(
        "nothing_noticed_is_said_carefully",
        "where nothing was noticed, the phone said that this disproves nothing",
        nothing.finding.level == pocketcard::pack::Level::NoFlag,
    );

    cast.day.to(10, 40);
    let answers = BTreeMap::from([("general.7".to_owned(), Answer::Observed)]);
    cast.a
        .session
        .amend(id, answers, cast.note.clone(), cast.day.now())?;
    story.tell("A correction is made to the first record: injuries were seen after all.");
    let outbox = cast.a.session.outbox(cast.day.now())?;
    story.tell(format!(
        "{} parcels wait in A's outbox, because:",
        outbox.len()
    ));
    story.quote(outbox.first().map(|line| &line.why));
    Ok((id, vec![labour.code, child.code, nothing.code]))
}

/// Screens on phone A from an answer file, with the note in every free text.
fn screen(
    cast: &mut Cast,
    story: &Story,
    file: &str,
    site: &str,
    attachments: &mut [Attachment<'_>],
) -> Result<Screened, Refusal> {
    let request = request(file, site, &cast.note)?;
    let session = &mut cast.a.session;
    let screened = session.screen(request, attachments, &Unwatched, cast.day.now())?;
    show_finding(session, story, &screened)?;
    Ok(screened)
}

fn request(file: &str, site: &str, note: &str) -> Result<ScreeningRequest, Refusal> {
    let mut answers = Answers::from_json(file.as_bytes())?;
    for indicator in answers.answers.keys() {
        answers.notes.insert(indicator.clone(), note.to_owned());
    }
    Ok(ScreeningRequest {
        site: site.to_owned(),
        note: note.to_owned(),
        ..ScreeningRequest::new(answers)
    })
}

/// The finding as the phone shows it, without its longest parts: what it may point to in detail, and
/// all but the first advice.
fn show_finding(session: &Session, story: &Story, screened: &Screened) -> Result<(), Refusal> {
    let content = session.content()?;
    let lines = finding::render(content, &screened.finding, "en");
    let heading = |id: &str| {
        let text = content.text("en", id);
        lines
            .iter()
            .position(|line| *line == text)
            .unwrap_or(lines.len())
    };
    let (details, advice) = (heading("finding.elements"), heading("finding.advice"));
    story.quote(
        lines[..details.min(advice)]
            .iter()
            .filter(|line| !line.is_empty()),
    );
    story.quote(lines[advice..].iter().take(3));
    Ok(())
}

fn report(cast: &mut Cast, story: &mut Story) -> Result<(), Refusal> {
    cast.day.to(11, 0);
    story.chapter("11:00", "Phone C reports misconduct by own personnel");
    let request = request(MISCONDUCT, "", &cast.note)?;
    let now = cast.day.now();
    let before = cast.c.session.list()?.len();
    cast.c.session.screen(request, &mut [], &Unwatched, now)?;
    story.tell("The report goes to the conduct desk alone, signed with a key made for it alone.");
    story.claim(
        "report_leaves_no_record_on_the_phone",
        "the report about personnel left no record on the phone that wrote it",
        cast.c.session.list()?.len() == before,
    );
    Ok(())
}

fn site(cast: &mut Cast, story: &mut Story) -> Result<(), Refusal> {
    cast.day.to(11, 30);
    story.chapter(
        "11:30",
        "Phone B fills an early-warning checklist about a site",
    );
    let request = request(SITE, "site-4", &cast.note)?;
    let now = cast.day.now();
    let screened = cast.b.session.screen(request, &mut [], &Unwatched, now)?;
    show_finding(&cast.b.session, story, &screened)
}

fn carry_to_b(cast: &mut Cast, story: &mut Story) -> Result<Vec<u8>, Refusal> {
    cast.day.to(12, 0);
    story.chapter(
        "12:00",
        "A meets B. A has no network; B carries A's parcels on a memory card",
    );
    let path = cast.card("a-to-b.bundle");
    let now = cast.day.now();
    let written = cast
        .a
        .session
        .carry_out(&mut File::create(&path)?, &Unwatched, now)?;
    story.tell(format!(
        "{} parcels, {}, go onto the card.",
        written.parcels.len(),
        show_size(written.bytes)
    ));
    let (report, arrivals) =
        cast.b
            .session
            .carry_in(&mut BufReader::new(File::open(&path)?), &Unwatched, now)?;
    story.tell(format!(
        "B takes in {} parcels, tries its keys on them, opens none, and carries {}.",
        report.taken.len(),
        arrivals.carried
    ));
    story.claim(
        "outbox_waits_for_the_receipt",
        "A's outbox let nothing go when a carrier took it",
        cast.a.session.outbox(now)?.len() == written.parcels.len(),
    );
    let mut card = Vec::new();
    cast.c.session.carry_out(&mut card, &Unwatched, now)?;
    cast.b.session.carry_in(&mut &*card, &Unwatched, now)?;
    story.tell(
        "C's phone would send its report hours later, in an exchange of its own, so that nothing comes with it \
         that tells who wrote it. A card takes it at once: C gives B one, too.",
    );
    story.count("parcels_from_a", written.parcels.len() as u64);
    story.count("bytes_on_the_memory_card", written.bytes);
    Ok(fs::read(path)?)
}

pub fn sync(
    session: &mut Session,
    cast_hub: &str,
    now: pocketcard::host::Moment,
) -> Result<(u64, Arrivals), Refusal> {
    let token = session.hub_token()?;
    let mut exchange = Exchange::new(Role::Hub);
    let tally = http::exchange(
        cast_hub,
        &token,
        &mut exchange,
        &mut session.depot(now)?,
        &Unwatched,
    )?;
    Ok((
        tally.bytes_sent + tally.bytes_received,
        session.take_in(now)?,
    ))
}

fn b_meets_the_hub(
    cast: &mut Cast,
    story: &mut Story,
    outward: &[u8],
) -> Result<BTreeMap<ParcelId, Vec<u8>>, Refusal> {
    cast.day.to(14, 0);
    story.chapter(
        "14:00",
        "B and C reach a network and exchange with the hub over HTTP",
    );
    let (url, now) = (cast.hub.url(), cast.day.now());
    let mut up = parcels_of(outward, &cast.desk)?;
    for session in [&mut cast.b.session, &mut cast.c.session] {
        let mut own = Vec::new();
        bundle::write(&mut session.depot(now)?, Role::Phone, &mut own, &Unwatched)?;
        up.extend(parcels_of(&own, &cast.desk)?);
    }
    let (bytes, _) = sync(&mut cast.b.session, &url, now)?;
    let (more, _) = sync(&mut cast.c.session, &url, now)?;
    story.tell(format!(
        "{} sealed parcels, {}, lie with the hub.",
        up.len(),
        show_size(bytes + more)
    ));
    story.count("parcels_up", up.len() as u64);
    story.count("bytes_over_http", bytes + more);
    Ok(up)
}

/// The parcels of a bundle, as anybody who finds it can take them out.
pub fn parcels_of(
    bundle_bytes: &[u8],
    desk: &Desk,
) -> Result<BTreeMap<ParcelId, Vec<u8>>, Refusal> {
    let mut depot = MemoryDepot::new(Role::Phone, desk.mailbox());
    bundle::read(&mut &*bundle_bytes, &mut depot, &Unwatched)?;
    let items: Vec<_> = depot.items().map(|item| item.id).collect();
    Ok(items
        .into_iter()
        .filter_map(|id| Some((id, depot.get(&id)?.to_vec())))
        .collect())
}

/// Collects at the hub and files.
pub fn collect_desk(
    desk: &mut Desk,
    hub: &str,
    now: pocketcard::host::Moment,
) -> Result<Intake, Refusal> {
    let token = desk.hub_token();
    http::exchange(
        hub,
        &token,
        &mut Exchange::new(Role::Hub),
        &mut desk.depot(now),
        &Unwatched,
    )?;
    let intake = desk.take_in(now)?;
    http::exchange(
        hub,
        &token,
        &mut Exchange::new(Role::Hub),
        &mut desk.depot(now),
        &Unwatched,
    )?;
    Ok(intake)
}

fn collect(cast: &mut Cast, story: &mut Story, labour: Id) -> Result<(), Refusal> {
    cast.day.to(15, 0);
    story.chapter(
        "15:00",
        "The desks collect, open, verify, file, and send receipts",
    );
    let (url, now) = (cast.hub.url(), cast.day.now());
    let answer_to = |desk: &Desk| -> Result<Id, Refusal> {
        let inbox = desk.inbox()?;
        let referral = inbox
            .iter()
            .find(|line| line.kind == "referral" && !line.code.is_empty());
        let agreed = inbox.iter().find_map(|line| {
            let record = desk.show(line.id).ok()?.record;
            matches!(&record.body, Body::Referral(referral) if referral.about == labour)
                .then_some(line.id)
        });
        agreed
            .or(referral.map(|line| line.id))
            .ok_or_else(|| "no referral was filed".into())
    };
    let hub = url.clone();
    let intake = story.timed("The protection desk collects.", || {
        collect_desk(&mut cast.desk, &hub, now)
    })?;
    story.tell(format!(
        "{} parcels opened, verified and filed; {} phones enrolled; {} could not be filed.",
        intake.filed,
        intake.enrolled,
        intake.set_aside.len()
    ));
    let conduct = story.timed("The conduct desk collects.", || {
        collect_desk(&mut cast.conduct, &hub, now)
    })?;
    story.tell(format!(
        "{} report opened. No phone's name stands in it.",
        conduct.filed
    ));
    for line in cast.desk.inbox()?.iter().take(3) {
        story.tell(format!(
            "Inbox: {} {} from {}",
            line.kind,
            line.code,
            line.phone.as_deref().unwrap_or("-")
        ));
    }
    let referral = answer_to(&cast.desk)?;
    cast.desk.answer(
        referral,
        &format!("The workers' desk expects the person. {}", cast.note),
        now,
    )?;
    story.tell("The desk answers the referral.");
    let version = publish(&mut cast.desk, 2, now)?;
    story.tell(format!(
        "It publishes a newer pack, version {version}, signed by two of its three root keys."
    ));
    collect_desk(&mut cast.desk, &url, now)?;
    filed_claims(cast, story, labour, &intake, &conduct)
}

/// Signs the base content as the office's next pack and queues it for all phones.
pub fn publish(
    desk: &mut Desk,
    version: u64,
    now: pocketcard::host::Moment,
) -> Result<u64, Refusal> {
    let mut document = pocketcard::pack::Content::base().document().clone();
    document.version = version;
    let content = pocketcard::pack::Content::new(document)?.canonical_json();
    let pack = desk.sign_pack(&content, version, now)?;
    Ok(desk.publish(&pack.to_bytes(), now)?)
}

fn filed_claims(
    cast: &Cast,
    story: &mut Story,
    labour: Id,
    intake: &Intake,
    conduct: &Intake,
) -> Result<(), Refusal> {
    let verified = cast.desk.verify()?;
    story.claim(
        "signatures_and_journals_verified",
        format!(
            "{} records filed: every signature, commitment and place in a journal checked",
            verified.records
        ),
        verified.ok && intake.set_aside.is_empty() && intake.gaps == 0 && intake.forks == 0,
    );
    story.claim(
        "three_phones_enrolled",
        "each of three phones enrolled by its first parcel",
        intake.enrolled == 3,
    );
    let misconduct = |desk: &Desk| -> Result<usize, Refusal> {
        let mut found = 0;
        for line in desk.inbox()? {
            let record = desk.show(line.id)?.record;
            found += usize::from(
                matches!(&record.body, Body::Screening(s) if s.answers.checklist == "misconduct"),
            );
        }
        Ok(found)
    };
    story.claim(
        "report_reached_the_conduct_desk_alone",
        "the report about personnel was opened by the conduct desk and by nobody else",
        conduct.filed == 1 && misconduct(&cast.conduct)? == 1 && misconduct(&cast.desk)? == 0,
    );
    let report = cast.conduct.inbox()?;
    story.claim(
        "report_names_no_phone",
        "nothing in the opened report links it to the phone that wrote it",
        report
            .iter()
            .all(|line| line.phone.is_none() && line.sequence == 1),
    );
    let shown = cast.desk.show(labour)?;
    let corrected = shown
        .followed_by
        .iter()
        .any(|follower| follower.kind == "amendment");
    story.claim(
        "correction_beside_the_record",
        "the desk sees the correction beside the first record",
        corrected,
    );
    let arrived = shown
        .attachments
        .first()
        .ok_or("the photograph is missing")?;
    let mut hash = Sha256::new();
    std::io::copy(
        &mut cast.desk.attachment(&arrived.reference.parcel)?,
        &mut HashWriter(&mut hash),
    )?;
    let same = hash.finalize()[..] == Sha256::digest(photograph(&cast.note))[..];
    story.claim(
        "photograph_arrived_whole",
        "the photograph arrived bit for bit",
        same,
    );
    story.count("records_filed", verified.records);
    Ok(())
}

struct HashWriter<'a>(&'a mut Sha256);

impl std::io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn bring_home(cast: &mut Cast, story: &mut Story, labour: Id) -> Result<Vec<u8>, Refusal> {
    cast.day.to(17, 0);
    story.chapter(
        "17:00",
        "Receipts, answer and pack go back: to B over HTTP, from B to A by card",
    );
    let (url, now) = (cast.hub.url(), cast.day.now());
    cast.a.reopen(super::cast::PASSPHRASE, now)?;
    let waiting = cast.a.session.outbox(now)?.len();
    let (_, arrivals) = sync(&mut cast.b.session, &url, now)?;
    sync(&mut cast.c.session, &url, now)?;
    story.tell(format!(
        "B gets its own receipt and carries {} parcels that it cannot open.",
        arrivals.carried
    ));
    let path = cast.card("b-to-a.bundle");
    cast.b
        .session
        .carry_out(&mut File::create(&path)?, &Unwatched, now)?;
    let (_, home) =
        cast.a
            .session
            .carry_in(&mut BufReader::new(File::open(&path)?), &Unwatched, now)?;
    let left = cast.a.session.outbox(now)?.len();
    story.tell(format!(
        "A hears of {} parcels received; {left} still wait.",
        home.received
    ));
    story.claim(
        "outbox_emptied_by_the_receipt_alone",
        "A's outbox was full until the office's signed receipt arrived, and empty after it",
        waiting > 0 && left == 0 && home.received == waiting as u64,
    );
    story.claim(
        "answer_arrived",
        "the answer to the referral reached A, by B's hands",
        home.answers == 1,
    );
    story.claim(
        "newer_pack_in_use",
        "the newer pack was checked against the root keys and is in use on A",
        home.pack == Some(2) && cast.a.session.about(now)?.pack_version == 2,
    );
    story.claim(
        "report_confirmed_to_its_author",
        "C heard that the conduct desk has its report",
        cast.c.session.outbox(now)?.is_empty(),
    );
    let unreadable = cast.a.session.list()?.iter().all(|line| {
        !line.readable
            && cast
                .a
                .session
                .show(&line.id)
                .is_ok_and(|it| it.record.is_none())
    });
    story.claim(
        "finished_records_out_of_reach",
        "what A finished is unreadable on A, even with its passphrase",
        unreadable && !cast.a.session.list()?.is_empty(),
    );
    let answer = cast.a.session.list()?.iter().any(|line| {
        cast.a
            .session
            .show(&line.id)
            .is_ok_and(|detail| !detail.answers.is_empty())
    });
    story.claim(
        "stub_stays_for_follow_up",
        "a stub stays on A for follow-up, with the office's answer",
        answer && cast.a.session.show(&labour).is_ok(),
    );
    Ok(fs::read(path)?)
}

fn who_can_read(
    cast: &Cast,
    story: &mut Story,
    up: &BTreeMap<ParcelId, Vec<u8>>,
) -> Result<Vec<(&'static str, usize, usize)>, Refusal> {
    let tried = |opens: &dyn Fn(&[u8]) -> bool| up.values().filter(|bytes| opens(bytes)).count();
    let phone = |session: &Session| tried(&|bytes| session.opens(bytes).unwrap_or(true));
    let readers = vec![
        ("phone A (author)", phone(&cast.a.session), up.len()),
        ("phone B (carrier)", phone(&cast.b.session), up.len()),
        ("phone C (author)", phone(&cast.c.session), up.len()),
        (
            "protection desk",
            tried(&|bytes| cast.desk.opens(bytes)),
            up.len(),
        ),
        (
            "conduct desk",
            tried(&|bytes| cast.conduct.opens(bytes)),
            up.len(),
        ),
    ];
    story.claim(
        "no_phone_opens_what_travels",
        "no phone, not even the author's, opens any parcel that went up",
        readers[..3].iter().all(|(_, opened, _)| *opened == 0),
    );
    story.claim(
        "each_parcel_opens_for_one_desk",
        "the protection desk opens all parcels but the report, the conduct desk the report alone",
        readers[3].1 == up.len() - 1 && readers[4].1 == 1,
    );
    Ok(readers)
}

/// Who could read what.
pub fn closing_table(harvest: &Harvest, story: &Story) {
    story.heading("Who could read what went up, by really trying every key");
    for (who, opened, all) in &harvest.readers {
        story.row(&format!("{who:<20} {opened:>3} of {all}"));
    }
    story.row(&format!(
        "{:<20} {:>3} of {}  (it holds no key)",
        "hub",
        0,
        harvest.up.len()
    ));
    story.heading("What was claimed, and tried");
}

/// Bytes like a photograph's: they do not compress. The note stands among them.
fn photograph(note: &str) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0];
    bytes.extend(note.as_bytes());
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    while bytes.len() < PHOTOGRAPH {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend(state.to_le_bytes());
    }
    bytes.truncate(PHOTOGRAPH);
    bytes
}
