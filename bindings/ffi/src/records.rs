//! What a shell shows of the phone and its records, and what it hands in. Plain data.

use std::sync::Arc;

use pocketcard::{
    content, record,
    session::{self, Warning},
};

pub use pocketcard::{
    content::Serves,
    practice::CaseLine as PracticeCase,
    record::{How, ServiceFinding},
    session::{
        ConsentQuestions, EnrolmentStatus as Standing, Escrow, GuidanceCard, Invited, ServiceLine,
    },
};

use crate::{checklist::Answers, finding::Finding, host::Source};

/// Where a phone stands with its office.
#[uniffi::remote(Enum)]
pub enum Standing {
    /// The office has not answered the enrolment yet. Everything works meanwhile.
    Waiting,
    /// The office knows this phone.
    Enrolled,
    /// The invitation had been used by another phone; a new one is needed. Nothing is lost.
    InvitationRefused,
    /// The office no longer accepts this phone.
    Revoked,
}

/// Whether the office, with its key and this phone's files, can open what the phone shows without its owner.
#[uniffi::remote(Enum)]
pub enum Escrow {
    /// It cannot, and does not ask.
    Off,
    /// It cannot. Its policy asks the owner to agree: [`crate::phone::Phone::agree_to_escrow`].
    Asked,
    /// It can: the owner agreed.
    Agreed,
}

/// Who this phone is and whom it reports to.
#[derive(Clone, Debug, uniffi::Record)]
pub struct About {
    /// The desk that opens its records.
    pub office: String,
    /// The confidential desk, if there is one.
    pub confidential: Option<String>,
    /// The phone's fingerprint, to be compared aloud.
    pub fingerprint: String,
    /// Six words for this phone's keys, which its owner reads to the office.
    pub words: String,
    /// Whether the office can open this phone without its owner.
    pub escrow: Escrow,
    /// Whether the office's policy lets the owner set a passphrase that erases.
    pub duress: bool,
    /// The hub's address, if the office has one.
    pub hub: Option<String>,
    /// The version of the pack in use.
    pub pack_version: u64,
    /// Why the pack should be replaced, as ids of words.
    pub pack_warnings: Vec<String>,
    /// What is not as it should be in the phone's storage, as ids of words.
    pub store_warnings: Vec<String>,
    /// Where enrolment stands.
    pub standing: Standing,
}

/// Who made an invitation, as it says itself.
#[uniffi::remote(Record)]
pub struct Invited {
    /// The desk that would open this phone's records.
    pub office: String,
    /// The confidential desk, if there is one.
    pub confidential: Option<String>,
    /// The hub's address, if the office has one.
    pub hub: Option<String>,
    /// Six words for all keys that this phone would trust. Show them, and enrol only when its owner has compared
    /// them with the office by word of mouth: anybody can write an invitation under any name.
    pub words: String,
}

/// Whom a service serves.
#[uniffi::remote(Enum)]
pub enum Serves {
    /// Girls and boys under 18.
    Children,
    /// Women.
    Women,
    /// Men.
    Men,
    /// Lesbian, gay, bisexual, trans and intersex people, safely.
    Lgbtiq,
    /// People with a disability: it can be reached and used.
    Disability,
}

/// Which services are looked for. What is left out matches all.
#[derive(Clone, Debug, Default, uniffi::Record)]
pub struct Wanted {
    /// Id of a need.
    #[uniffi(default = None)]
    pub need: Option<String>,
    /// The area.
    #[uniffi(default = None)]
    pub area: Option<String>,
    /// Who is to be served.
    #[uniffi(default = None)]
    pub serves: Option<Serves>,
    /// Tag of a language that must be spoken there.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

/// A guidance card.
#[uniffi::remote(Record)]
pub struct GuidanceCard {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its points, in order.
    pub points: Vec<String>,
    /// Where it comes from.
    pub source: String,
    /// It speaks to the person: it is read out or handed over.
    pub hand_over: bool,
}

/// An invented case to practise on.
#[uniffi::remote(Record)]
pub struct PracticeCase {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What one meets.
    pub story: String,
    /// The checklist that it is answered on.
    pub checklist: String,
    /// How often it was done on this phone.
    pub times: u32,
    /// How many expected signs were missed the last time.
    pub missed: u32,
    /// Whether its texts are in the language asked for.
    pub translated: bool,
}

/// An entry of the service directory.
#[uniffi::remote(Record)]
pub struct ServiceLine {
    /// The service's id, for a referral.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its card: name, where, when, how to reach it.
    pub card: Vec<String>,
    /// What it helps with.
    pub needs: Vec<String>,
    /// What staff should know before they send somebody there. Not for the card.
    pub staff: Vec<String>,
}

/// A filled checklist that is to be finished.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Screening {
    /// What was observed and told.
    pub answers: Answers,
    /// The organisation's code of the place; may be empty.
    #[uniffi(default = "")]
    pub site: String,
    /// What could not be said otherwise. No names.
    #[uniffi(default = "")]
    pub note: String,
    /// The area in which help must be at hand, as the directory names areas; empty: anywhere.
    #[uniffi(default = "")]
    pub area: String,
    /// Why a person is screened although the directory knows no active service for the area. It is
    /// recorded. Empty where there is one.
    #[uniffi(default = "")]
    pub without_service: String,
    /// The draft that this finishes, if it was one; it is removed in the same transaction.
    #[uniffi(default = None)]
    pub draft: Option<String>,
}

/// Something that goes with a record, such as a photograph. It is sealed as it is read.
#[derive(Clone, uniffi::Record)]
pub struct Attachment {
    /// Where its bytes come from.
    pub source: Arc<dyn Source>,
    /// How many bytes that are.
    pub bytes: u64,
    /// Its media type, such as `image/jpeg`.
    pub media_type: String,
}

/// A screening that was just finished.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Screened {
    /// The record's id; none for a confidential report, of which nothing stays.
    pub id: Option<String>,
    /// The subject's pseudonymous code, which can be read over a radio.
    pub code: String,
    /// What the answers indicate.
    pub finding: Finding,
}

/// On whose word consent rests.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Basis {
    /// An adult speaks for herself or himself.
    Own,
    /// A caregiver agrees and the child assents.
    CaregiverAndChild,
    /// No safe caregiver is there; the child's best interests decide.
    BestInterests {
        /// Why, in plain words.
        reason: String,
    },
}

/// What the person said to the offer of a referral.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Agreement {
    /// Yes: this service may be told.
    Agreed {
        /// The service of the directory.
        service: String,
        /// On whose word.
        basis: Basis,
        /// The person also agreed to be counted in tables.
        statistics: bool,
        /// The person also agreed that it may be used in an inquiry or a court.
        accountability: bool,
        /// A word for the service; may be empty.
        note: String,
    },
    /// The person cannot say yes or no, and a life is in danger: this service is told, and the record says
    /// exactly that.
    LifeInDanger {
        /// The service of the directory.
        service: String,
        /// What the danger is and why the person cannot answer.
        reason: String,
        /// A word for the service; may be empty.
        note: String,
    },
    /// No. Nothing is passed on, and help stays open.
    Declined,
    /// No service is told, because the person said no or nobody offered it; the person agrees to something else.
    NotReferred {
        /// On whose word.
        basis: Basis,
        /// The person agreed to be counted in tables.
        statistics: bool,
        /// The person agreed that it may be used in an inquiry or a court.
        accountability: bool,
    },
}

/// A referral to be finished.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Referral {
    /// The screening that it follows.
    pub about: String,
    /// What the person needs, as ids of the pack; may be empty.
    pub needs: Vec<String>,
    /// What the person said.
    pub agreement: Agreement,
    /// How the person was asked.
    pub how: How,
    /// The language in which it was explained, and of the card.
    pub language: String,
}

/// How consent was asked for and given.
#[uniffi::remote(Enum)]
pub enum How {
    /// Aloud, with nobody between.
    Spoken,
    /// Through an interpreter.
    Interpreted,
    /// Read and signed, or marked, by the person.
    Written,
    /// Somebody recorded read it aloud; the person answered alone, by touch.
    Heard,
}

/// What is read aloud to a person before a referral, in this order. Each question is asked apart.
#[uniffi::remote(Record)]
pub struct ConsentQuestions {
    /// Who will see it, how long it is kept, what may go wrong. Said before the first question.
    pub before: String,
    /// Whether needs may be noted.
    pub services: String,
    /// Whether this service may be told of these needs.
    pub referral: String,
    /// Whether the person may be counted.
    pub statistics: String,
    /// Whether it may be used in an inquiry or a court.
    pub accountability: String,
}

/// What was found at a service.
#[uniffi::remote(Enum)]
pub enum ServiceFinding {
    /// It is as the directory says.
    Confirmed,
    /// It is closed for good.
    Closed,
    /// It takes nobody at present.
    Full,
    /// It is dangerous to go there, or to be seen there.
    Unsafe,
    /// It has moved, or its number or hours have changed.
    Changed,
    /// It asks for money, papers or a report to the police.
    Conditions,
    /// It is not in the directory yet.
    New,
}

/// A referral that was just finished, or declined.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Referred {
    /// The record's id.
    pub id: String,
    /// Whether the person agreed.
    pub agreed: bool,
    /// Nobody agreed: the person cannot answer, a life is in danger, and the service is told.
    pub life_in_danger: bool,
    /// The card to read out or hand over: where help is, whatever was decided.
    pub card: Vec<String>,
}

/// A line of the list of records.
#[derive(Clone, Debug, uniffi::Record)]
pub struct RecordLine {
    /// The record's id.
    pub id: String,
    /// `screening`, `referral`, `amendment`, `withdrawal`, `service-report` or `enrolment`.
    pub kind: String,
    /// The subject's pseudonymous code.
    pub code: String,
    /// The site's code.
    pub site: String,
    /// When it was finished, milliseconds since 1970.
    pub made_at: i64,
    /// Its place in the journal.
    pub sequence: u64,
    /// Whether this phone can still read it.
    pub readable: bool,
    /// Whether the office's receipt is here.
    pub received: bool,
}

/// One record with all that this phone still knows of it.
#[derive(Clone, Debug, uniffi::Record)]
pub struct RecordDetail {
    /// The line of the list.
    pub line: RecordLine,
    /// The record itself, as the JSON that the office gets, while the grace period lasts.
    pub record: Option<String>,
    /// What the office answered.
    pub answers: Vec<String>,
}

/// What a check of the whole store found.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Verified {
    /// Whether everything is as it should be.
    pub ok: bool,
    /// Journal entries checked: signature and link.
    pub entries: u64,
    /// What is wrong, as ids of words, each once.
    pub problems: Vec<String>,
}

pub(crate) fn code(warning: &Warning) -> String {
    warning.code().to_owned()
}

impl From<session::About> for About {
    fn from(about: session::About) -> Self {
        Self {
            office: about.office,
            confidential: about.confidential,
            fingerprint: about.fingerprint,
            words: about.words,
            escrow: about.escrow,
            duress: about.duress,
            hub: about.hub,
            pack_version: about.pack_version,
            pack_warnings: about.pack_warnings.iter().map(code).collect(),
            store_warnings: about.store_warnings.iter().map(code).collect(),
            standing: about.standing,
        }
    }
}

impl From<Wanted> for content::Wanted {
    fn from(wanted: Wanted) -> Self {
        Self {
            need: wanted.need,
            area: wanted.area,
            serves: wanted.serves,
            language: wanted.language,
            at: None,
        }
    }
}

impl From<Basis> for record::Basis {
    fn from(basis: Basis) -> Self {
        match basis {
            Basis::Own => Self::Own,
            Basis::CaregiverAndChild => Self::CaregiverAndChild,
            Basis::BestInterests { reason } => Self::BestInterests { reason },
        }
    }
}

impl From<Agreement> for session::Agreement {
    fn from(agreement: Agreement) -> Self {
        match agreement {
            Agreement::Agreed {
                service,
                basis,
                statistics,
                accountability,
                note,
            } => Self::Agreed {
                service,
                basis: basis.into(),
                statistics,
                accountability,
                note,
            },
            Agreement::LifeInDanger {
                service,
                reason,
                note,
            } => Self::LifeInDanger {
                service,
                reason,
                note,
            },
            Agreement::Declined => Self::Declined,
            Agreement::NotReferred {
                basis,
                statistics,
                accountability,
            } => Self::NotReferred {
                basis: basis.into(),
                statistics,
                accountability,
            },
        }
    }
}

impl From<session::Referred> for Referred {
    fn from(referred: session::Referred) -> Self {
        Self {
            id: referred.id.to_string(),
            agreed: referred.agreed,
            life_in_danger: referred.life_in_danger,
            card: referred.card,
        }
    }
}

impl From<session::RecordLine> for RecordLine {
    fn from(line: session::RecordLine) -> Self {
        Self {
            id: line.id.to_string(),
            kind: line.kind.to_owned(),
            code: line.code,
            site: line.site,
            made_at: line.made_at,
            sequence: line.sequence,
            readable: line.readable,
            received: line.received,
        }
    }
}

impl From<session::Verified> for Verified {
    fn from(verified: session::Verified) -> Self {
        let mut problems: Vec<String> = Vec::new();
        for problem in &verified.problems {
            let code = problem.code();
            if !problems.iter().any(|it| it == code) {
                problems.push(code.to_owned());
            }
        }
        Self {
            ok: verified.ok,
            entries: verified.entries,
            problems,
        }
    }
}
