//! The morning: what the phones notice, without any network.

use std::collections::BTreeMap;

use pocketcard::{
    base::Id,
    checklist::Answers,
    content::{Answer, Level},
    finding,
    host::Unwatched,
    record::{Basis, How},
    session::{Agreement, Attachment, ReferralRequest, Screened, ScreeningRequest, Session},
};
use pocketcard_terminal::{English, Refusal, show_size};

use crate::tour::{cast::Cast, story::Story};

const LABOUR: &str = include_str!("../../../examples/adult-labour.json");
const CHILD: &str = include_str!("../../../examples/child-armed-group.json");
const NOTHING: &str = include_str!("../../../examples/nothing-noticed.json");
const ALLEGATION: &str = include_str!("../../../examples/allegation.json");
const MISCONDUCT: &str = include_str!("../../../examples/misconduct.json");
const SITE: &str = include_str!("../../../examples/site-early-warning.json");

/// Bytes of the photograph.
const PHOTOGRAPH: usize = 3 << 20;

pub fn patrol(cast: &mut Cast, story: &mut Story) -> Result<(Id, Vec<String>), Refusal> {
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
    story.tell("At a checkpoint, soldiers hold a 15-year-old, alone, who tells of carrying loads for an armed group:");
    let child = screen(cast, story, CHILD, "checkpoint-2", &mut [])?;
    let now_first = &child.finding.advice[..child.finding.advice.len().min(finding::FIRST_ADVICE)];
    let has = |need: &str| child.finding.urgent.iter().any(|shown| shown.id == need);
    story.claim(
        "a_child_held_alone_comes_first",
        "for a child who is alone and held, the phone said so at once, and what to do for a child stood among the first three",
        child.finding.level == Level::ReferNow
            && has("urgent.unaccompanied-child")
            && has("urgent.detained")
            && now_first.iter().any(|id| id == "advice.child"),
    );
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
        nothing.finding.level == Level::NoFlag,
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
    story.quote(outbox.first().map(|line| line.why.english()).as_ref());
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

pub fn report(cast: &mut Cast, story: &mut Story) -> Result<(), Refusal> {
    cast.day.to(11, 0);
    story.chapter("11:00", "Phone C reports misconduct by own personnel");
    let now = cast.day.now();
    let before = cast.c.session.list()?.len();
    story.tell("A woman tells that an aid worker asks for sex for food. It is ticked in her own screening:");
    let told = Answers::from_json(ALLEGATION.as_bytes())?;
    let ordinary = ScreeningRequest::new(told.clone());
    let refused = cast.c.session.screen(ordinary, &mut [], &Unwatched, now);
    let refused = refused
        .err()
        .map(|error| error.english())
        .unwrap_or_default();
    story.quote([&refused]);
    let apart = cast.c.session.set_apart(&told)?;
    let moved = apart.is_some_and(|apart| {
        apart.report.answers.len() == 1 && apart.rest.answers.len() == told.answers.len() - 1
    });
    story.claim(
        "an_allegation_enters_no_ordinary_record",
        "the phone refused to seal the allegation for the ordinary desk, and moved it to the report",
        !refused.is_empty() && moved && cast.c.session.list()?.len() == before,
    );
    let request = request(MISCONDUCT, "", &cast.note)?;
    cast.c.session.screen(request, &mut [], &Unwatched, now)?;
    story.tell("The report goes to the conduct desk alone, signed with a key made for it alone.");
    story.claim(
        "report_leaves_no_record_on_the_phone",
        "the report about personnel left no record on the phone that wrote it",
        cast.c.session.list()?.len() == before,
    );
    Ok(())
}

pub fn site(cast: &mut Cast, story: &mut Story) -> Result<(), Refusal> {
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

/// Phone B fills the checklist about another place, and nobody tells of it.
pub fn look_at(cast: &mut Cast, site: &str) -> Result<(), Refusal> {
    let request = request(SITE, site, &cast.note)?;
    let now = cast.day.now();
    cast.b.session.screen(request, &mut [], &Unwatched, now)?;
    Ok(())
}

/// Bytes like a photograph's: they do not compress. The note stands among them.
pub fn photograph(note: &str) -> Vec<u8> {
    // A JPEG of nothing but its first segment and the picture's own data, so that there is nothing to take out.
    let mut bytes = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".to_vec();
    bytes.extend(b"\xff\xda\x00\x08\x01\x01\0\0\x3f\0");
    bytes.extend(note.as_bytes());
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    while bytes.len() < PHOTOGRAPH {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // 0xff would begin the next segment.
        bytes.extend(state.to_le_bytes().map(|byte| byte & 0x7f));
    }
    bytes.truncate(PHOTOGRAPH - 2);
    bytes.extend(b"\xff\xd9");
    bytes
}
