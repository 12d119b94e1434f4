//! The command line of the phone.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use pocketcard_terminal::TextArgument;

/// Pocketcard: the pocket card against trafficking in persons, as a phone in a terminal.
///
/// Everything is kept encrypted in the directory given with --store. The passphrase is asked for, or
/// taken from POCKETCARD_PASSPHRASE. A text such as a note or a reason is given as it is, or as @FILE, where @- is
/// standard input: a shell remembers what it was given. Exit status: 0 done, 1 refused or not as promised, 2 bad usage.
///
/// A first day:
///   pocketcard tour
///   pocketcard --store phone enrol invitation.txt
///   pocketcard --store phone words         (read them to the office)
///   pocketcard --store phone screen --answers answers.json
///   pocketcard --store phone refer RECORD --service SERVICE --agreed
///   pocketcard --store phone sync        (or: carry out FILE, on a memory card)
#[derive(Parser)]
#[command(
    name = "pocketcard",
    version,
    verbatim_doc_comment,
    subcommand_value_name = "VERB",
    subcommand_help_heading = "Verbs"
)]
pub struct Arguments {
    /// The directory that holds this phone's encrypted store.
    #[arg(long, global = true, value_name = "DIR", env = "POCKETCARD_STORE")]
    pub store: Option<PathBuf>,
    /// Print one JSON object instead of text.
    #[arg(long, global = true)]
    pub json: bool,
    /// Replace a file that is there already, where a verb writes one.
    #[arg(long, global = true)]
    pub force: bool,
    /// The language of checklists, findings and cards (`languages` lists them).
    #[arg(long, global = true, value_name = "TAG", default_value = "en")]
    pub language: String,
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Play one day of a patrol, from checklist to the office's desk, and check every claim.
    Tour(TourOptions),
    /// Enrol this phone with an invitation from the office ("-" reads it from standard input).
    ///
    /// Anybody can write an invitation under any name. So hear the office's six words from somebody there, by
    /// voice or in person, and compare. No network is needed: the phone's answer travels as its first parcel.
    Enrol {
        /// The invitation file.
        invitation: PathBuf,
        /// The six words as the office tells them; without this they are asked for.
        #[arg(long, value_name = "WORDS")]
        desk_words: Option<String>,
    },
    /// Renew this phone's enrolment with what the office signed for it ("-" reads it from standard input).
    ///
    /// Keys, desks, records and outbox stay.
    Renew {
        /// The renewal file.
        renewal: PathBuf,
    },
    /// Agree that the office can open this phone without you, where its policy asks for that.
    ///
    /// Until you agree, nobody but you can open it. From then on the office's key and a copy of the phone's files
    /// open what the unlocked phone shows: a help when the passphrase is forgotten, and a way in for anyone who has
    /// both. `unlock-test` says how it stands. A policy that no longer asks ends it.
    Escrow {
        /// Agree.
        #[arg(long, required = true)]
        agree: bool,
    },
    /// Show the six words for this phone's keys. Read them to the office, which takes nothing before.
    Words,
    /// Check that the passphrase opens the store, and say whose phone it is.
    UnlockTest,
    /// List the checklists of the loaded pack.
    Checklists {
        /// With the id of every indicator and question: what an answers file is made of.
        #[arg(long)]
        ids: bool,
    },
    /// List the services of the directory, with what each helps with.
    Services {
        /// List the ids of the needs, areas and services that other verbs take, and nothing else.
        #[arg(long)]
        ids: bool,
        /// Only those that help with this need (`services --ids` lists them).
        #[arg(long, value_name = "ID")]
        need: Option<String>,
        /// Only those that cover this area.
        #[arg(long)]
        area: Option<String>,
        /// Only those that serve these people.
        #[arg(long, value_enum)]
        serves: Option<Serves>,
        /// Only those where this language is spoken.
        #[arg(long, value_name = "TAG")]
        spoken: Option<String>,
        /// Only those open then, as a day of the week (1 is Monday) and a local time: 3-14:30.
        #[arg(long, value_name = "DAY-HH:MM", value_parser = opening)]
        open: Option<(u8, u16)>,
    },
    /// Tell the office what you found at a service of the directory, or of a new one.
    Tell {
        /// What you found.
        #[arg(value_enum)]
        found: Found,
        /// The service's id (`services` lists them); none for a new one.
        service: Option<String>,
        /// More, in a few words: the new address, what is unsafe. No names.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: TextArgument,
    },
    /// List the languages, and whether a speaker has reviewed each.
    Languages,
    /// Search the guidance cards and explained words; without words, show all cards.
    Guidance {
        /// Words that must all occur.
        words: Vec<String>,
    },
    /// Show what answers indicate, and store nothing. Works without a store.
    Check {
        /// The checklist's id (`checklists` lists them).
        #[arg(long, value_name = "ID")]
        checklist: String,
        /// The answers, as JSON ("-" for standard input). `checklists --ids` lists what can be answered.
        #[arg(long, value_name = "FILE")]
        answers: PathBuf,
    },
    /// Finish a screening: sign it, seal it for the office, and queue it.
    ///
    /// Without --answers it asks on the terminal, part by part, keeps what was answered as a sealed draft, and
    /// goes on with that draft the next time.
    Screen {
        /// The answers, as JSON ("-" for standard input); without, they are asked for.
        #[arg(long, value_name = "FILE")]
        answers: Option<PathBuf>,
        /// The checklist that is asked (`checklists` lists them).
        #[arg(long, value_name = "ID", conflicts_with = "answers")]
        checklist: Option<String>,
        /// The organisation's code of the place.
        #[arg(long, value_name = "CODE", default_value = "")]
        site: String,
        /// The area in which help must be at hand, as the directory names areas.
        #[arg(long, value_name = "AREA", default_value = "")]
        area: String,
        /// Why the person is screened although the directory knows no active service there.
        #[arg(long, value_name = "REASON", default_value = "")]
        without_service: TextArgument,
        /// What could not be said otherwise. No names.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: TextArgument,
        /// A file to go with it, such as a photograph that the person agreed to.
        #[arg(long, value_name = "FILE", requires = "answers")]
        attach: Vec<PathBuf>,
        /// Move what alleges misconduct by our own personnel into a misconduct report, which goes to the
        /// confidential desk alone, and finish the rest without it. A note or a file could say the same
        /// at the ordinary desk: leave them out.
        #[arg(long, requires = "answers", conflicts_with_all = ["note", "attach"])]
        move_allegation: bool,
    },
    /// Practise on invented cases: the same screens, and an explanation afterwards. Nothing is sent.
    ///
    /// Works without a store; with one, it remembers which cases were done.
    Practice,
    /// Let a person answer alone: at most eight questions, each of which can be skipped, and you hear needs.
    ///
    /// Opens when you have made sure that the person is alone and no child, with a service in reach.
    Alone {
        /// The area in which help must be in reach, as the directory names areas.
        #[arg(long, value_name = "AREA", default_value = "")]
        area: String,
        /// The person's language, where it is not yours.
        #[arg(long, value_name = "TAG")]
        spoken: Option<String>,
    },
    /// List what people read aloud to a person who answers alone, or write it as WAV files. A terminal plays nothing.
    Sounds {
        /// The person's language, where it is not yours.
        #[arg(long, value_name = "TAG")]
        spoken: Option<String>,
        /// The directory to write the recordings to.
        #[arg(long, value_name = "DIRECTORY")]
        out: Option<PathBuf>,
    },
    /// Refer a screened person to a service, or note that it was offered and declined.
    ///
    /// Either way the card that it prints says where help is.
    Refer {
        /// The screening's id (`list` shows it), its beginning, or the person's code.
        record: String,
        /// The service's id (`services` lists them).
        #[arg(long, value_name = "ID", required_unless_present = "declined")]
        service: Option<String>,
        /// What the person needs (`services --ids` lists needs; may be repeated).
        #[arg(long = "need", value_name = "ID")]
        needs: Vec<String>,
        /// The person agreed that the service is told.
        #[arg(long, conflicts_with = "declined")]
        agreed: bool,
        /// The person said no, or nobody offered it. Nothing is passed on; help stays open, and so do --statistics and
        /// --accountability.
        #[arg(long)]
        declined: bool,
        /// The person agreed to be counted in tables from which nobody can be recognised.
        #[arg(long)]
        statistics: bool,
        /// The person agreed that it may be used in an inquiry or a court.
        #[arg(long)]
        accountability: bool,
        /// How the person was asked.
        #[arg(long, value_enum, default_value_t = How::Spoken)]
        how: How,
        /// A caregiver agreed and the child assented.
        #[arg(long, conflicts_with = "best_interests")]
        caregiver: bool,
        /// No safe caregiver is there; why the child's best interests call for it.
        #[arg(long, value_name = "REASON")]
        best_interests: Option<TextArgument>,
        /// The person, of whatever age, cannot say yes or no and a life is in danger; what the danger is.
        #[arg(
            long,
            value_name = "REASON",
            requires = "service",
            conflicts_with_all = ["agreed", "declined", "caregiver", "best_interests", "statistics", "accountability"]
        )]
        life_in_danger: Option<TextArgument>,
        /// A word for the service. No names.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: TextArgument,
    },
    /// Correct a record. The earlier one stays; the office sees both.
    Amend {
        /// The record to correct: its id, its beginning, or the person's code.
        record: String,
        /// An answer that changes, as INDICATOR=observed|told|not-observed|not-asked (may be repeated;
        /// `checklists --ids` lists indicators).
        #[arg(long = "set", value_name = "INDICATOR=ANSWER")]
        set: Vec<String>,
        /// Why, or what else changes.
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: TextArgument,
    },
    /// Withdraw a consent: nothing more is sent for that purpose.
    Withdraw {
        /// The referral whose consent is withdrawn: its id, its beginning, or the person's code.
        record: String,
    },
    /// List the records that this phone remembers, newest first.
    List,
    /// Show one record: what it says while the grace period lasts, a stub afterwards.
    Show {
        /// The record's id, its beginning, or the person's code.
        record: String,
    },
    /// Show what waits for the office, and why; or do something about it.
    Outbox {
        #[command(subcommand)]
        act: Option<Act>,
    },
    /// Carry parcels on a file, such as on a memory card.
    #[command(subcommand)]
    Carry(Carry),
    /// Exchange parcels with a colleague's phone on the same network.
    ///
    /// Both show a code. Read it to each other and type what the other phone shows: if somebody is in
    /// between, the two differ.
    #[command(subcommand)]
    Meet(Meet),
    /// Exchange parcels with the office's hub over the network.
    Sync {
        /// Another address of the hub than the invitation's.
        #[arg(long, value_name = "URL")]
        hub: Option<String>,
        /// Another certificate, in a PEM file, than the one in the invitation.
        #[arg(long, value_name = "FILE")]
        hub_ca: Option<PathBuf>,
    },
    /// Check the whole store: every row, the journal's chain, the pack's signatures.
    Verify {
        /// Take the store as it is from now on, whatever was found.
        #[arg(long)]
        accept: bool,
    },
    /// Write what waits for the office to a bundle, when the phone does not unlock because its store is damaged, cut
    /// short, or on a disk that takes no more writing. Writes all that can still be read.
    Rescue {
        /// Where to write the bundle.
        file: PathBuf,
    },
    /// Change the passphrase. The new one is asked for, or taken from POCKETCARD_NEW_PASSPHRASE.
    Passphrase,
    /// Make recovery words, which open this phone when the passphrase is forgotten.
    RecoveryWords,
    /// Set a new passphrase with the recovery words, which are asked for, or taken from
    /// POCKETCARD_RECOVERY_WORDS.
    Recover,
    /// Erase this phone's store for good. Needs no passphrase; asks for --yes.
    Wipe {
        /// Yes, erase it.
        #[arg(long)]
        yes: bool,
    },
}

/// What to do with one parcel that waits.
#[derive(Subcommand)]
pub enum Act {
    /// Write it to a file, sealed as it is, for the office to look at.
    Export {
        /// The beginning of the parcel's name, as `outbox` shows it.
        parcel: String,
        /// The file to write.
        file: PathBuf,
    },
    /// Send it again, though it was set aside.
    Release {
        /// The beginning of the parcel's name, as `outbox` shows it.
        parcel: String,
    },
}

/// What was found at a service.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Found {
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

impl From<Found> for pocketcard::record::ServiceFinding {
    fn from(found: Found) -> Self {
        match found {
            Found::Confirmed => Self::Confirmed,
            Found::Closed => Self::Closed,
            Found::Full => Self::Full,
            Found::Unsafe => Self::Unsafe,
            Found::Changed => Self::Changed,
            Found::Conditions => Self::Conditions,
            Found::New => Self::New,
        }
    }
}

/// Whom a service serves.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Serves {
    Children,
    Women,
    Men,
    Lgbtiq,
    Disability,
}

impl From<Serves> for pocketcard::content::Serves {
    fn from(serves: Serves) -> Self {
        match serves {
            Serves::Children => Self::Children,
            Serves::Women => Self::Women,
            Serves::Men => Self::Men,
            Serves::Lgbtiq => Self::Lgbtiq,
            Serves::Disability => Self::Disability,
        }
    }
}

/// A day of the week and minutes after midnight, from `3-14:30`.
fn opening(text: &str) -> Result<(u8, u16), String> {
    let parsed = text.split_once('-').and_then(|(day, time)| {
        let (hours, minutes) = time.split_once(':')?;
        let (day, hours, minutes): (u8, u16, u16) = (
            day.parse().ok()?,
            hours.parse().ok()?,
            minutes.parse().ok()?,
        );
        ((1..=7).contains(&day) && hours < 24 && minutes < 60)
            .then_some((day, hours * 60 + minutes))
    });
    parsed.ok_or_else(|| "write a day from 1 (Monday) to 7 and a time, as in 3-14:30".to_owned())
}

/// How consent was asked for and given.
#[derive(Clone, Copy, clap::ValueEnum)]
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

impl From<How> for pocketcard::record::How {
    fn from(how: How) -> Self {
        match how {
            How::Spoken => Self::Spoken,
            How::Interpreted => Self::Interpreted,
            How::Written => Self::Written,
            How::Heard => Self::Heard,
        }
    }
}

impl Verb {
    /// Whether there is nothing to do without a phone's store.
    pub fn needs_store(&self) -> bool {
        !matches!(
            self,
            Self::Tour(_)
                | Self::Checklists { .. }
                | Self::Languages
                | Self::Practice
                | Self::Guidance { .. }
                | Self::Services { .. }
                | Self::Check { .. }
                | Self::Carry(Carry::Split { .. } | Carry::Join { .. })
        )
    }
}

#[derive(Subcommand)]
pub enum Meet {
    /// Wait for the other phone.
    Answer {
        /// The address to wait at.
        #[arg(long, default_value = "0.0.0.0:8444")]
        listen: SocketAddr,
    },
    /// Call the phone that waits.
    Call {
        /// Its address, as it shows it: a name or a number, and a port if it is not 8444.
        address: String,
    },
}

#[derive(Subcommand)]
pub enum Carry {
    /// Write what this phone has for others into a bundle file.
    Out {
        /// The bundle file to write ("-" for standard output).
        file: PathBuf,
    },
    /// Take in a bundle file.
    In {
        /// The bundle file to read ("-" for standard input).
        file: PathBuf,
    },
    /// Print a file, a bundle or a parcel, as short texts, one a line: for text messages, QR codes, or
    /// writing down. Needs no store.
    Split {
        /// The file, of at most 1 MiB. A small record takes some 150 texts of 160 characters.
        file: PathBuf,
        /// The most characters of one text: 160 fit a text message, 1000 a QR code.
        #[arg(long, value_name = "COUNT", default_value_t = 160)]
        characters: usize,
    },
    /// Put such texts together to the file that they came from, or say which are missing. They may come in
    /// any order, several times, and among other lines. Needs no store.
    Join {
        /// The file to write.
        file: PathBuf,
        /// Files that hold the texts, one a line ("-" for standard input).
        #[arg(default_value = "-")]
        texts: Vec<PathBuf>,
        /// Which message to write, where several are whole.
        #[arg(long, value_name = "NAME")]
        series: Option<String>,
    },
}

#[derive(Args)]
pub struct TourOptions {
    /// Leave everything on disk in this directory, which must not exist yet.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Put this text, of 6 to 200 bytes, into every free-text answer, so that anybody can grep the disk for it.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}
