//! What a phone, its vault and its store report.

use pocketcard::alone;

use super::*;

impl English for session::Error {
    fn english(&self) -> String {
        match self {
            Self::Locked => "locked; unlock with the passphrase first",
            Self::NotEnrolled => {
                "this phone is not enrolled yet; enrol it with an invitation from the office"
            }
            Self::AlreadyEnrolled => "this phone is enrolled already; nothing was changed",
            Self::OtherOffice => {
                "the invitation is another office's, and this phone's records are for its own; enrol another store \
                 with it, or wipe this one first"
            }
            Self::Invitation(error) => return error.english(),
            Self::Vault(error) => return error.english(),
            Self::Keystore(error) => return error.english(),
            Self::Store(error) => return error.english(),
            Self::Answers(error) => return error.english(),
            Self::NoSuchChecklist => "there is no such checklist; `checklists` lists what there is",
            Self::NoSuchRecord => {
                "there is no such record on this phone; `list` shows what there is"
            }
            Self::SeveralRecords => {
                "several records begin so or have that code; write more of the id, as `list` shows it"
            }
            Self::NoSuchParcel => "no parcel of this name waits here; `outbox` shows what does",
            Self::NoSuchService => {
                "there is no such active service in the directory; `services` lists them with their ids"
            }
            Self::ServiceNote => {
                "say in a few words what the new service is and where: the office has to find it"
            }
            Self::NoSuchNeed => "there is no such need; `services --ids` lists them",
            Self::NoConfidentialDesk => {
                "this office named no confidential desk; report by the other channels on the card"
            }
            Self::Allegation => {
                "this holds an allegation against our own personnel, and this record is read at the ordinary desk: \
                 move the allegation to the misconduct report first; the rest stays as it is"
            }
            Self::Alone(refusal) => match refusal {
                alone::Refusal::NoQuestions => {
                    "this office's pack has no questions for a person who answers alone"
                }
                alone::Refusal::NotAlone => "first make sure that the person is alone, and say so",
                alone::Refusal::Child => {
                    "a child does not answer alone: wait until child protection is there"
                }
                alone::Refusal::NoHelp => {
                    "the directory has no active service here: nobody is asked what they need where no help is in reach"
                }
            },
            Self::NoSitting => "nobody is answering alone on this phone; open it first",
            Self::WrongKind => {
                "only a screening can be referred, and only a screening or a referral corrected; `list` shows which \
                 is which"
            }
            Self::NotAReferral => {
                "only the consent to a referral can be withdrawn; `list` shows which records are referrals"
            }
            Self::AlreadyWithdrawn => {
                "this consent was withdrawn before; nothing more is passed on from that referral"
            }
            Self::NothingToAmend => "say what changes: an answer, or a note",
            Self::Consent(error) => return error.english(),
            Self::Withdrawn => {
                "the person took the consent back; nothing more is added to this referral"
            }
            Self::NotAllowed => "this office's policy does not allow this; ask the office",
            Self::NoServiceHere => {
                "the directory has no active service here: ask the office for one first, or say why the screening \
                 cannot wait"
            }
            Self::Misfit(error) => return error.english(),
            Self::Attachment => {
                "the attachment could not be read, or is longer than 64 MiB; nothing was saved"
            }
            Self::Picture => {
                "this picture may say where and with what it was taken, and that cannot be taken out of its kind; take it \
                 as JPEG"
            }
            Self::Cancelled => "stopped as you asked; nothing was saved",
            Self::Pack(error) => return error.english(),
            Self::Parcel(error) => return error.english(),
            Self::Exchange(error) => return error.english(),
            Self::Bundle(error) => return error.english(),
            Self::Content(_) => {
                "the pack's content cannot be used by this version; update Pocketcard"
            }
            Self::Damaged => {
                "a part of the store cannot be read; nothing was deleted: `rescue` writes what waits for the office \
                 to a bundle"
            }
            other => return other.to_string(),
        }
        .to_owned()
    }
}

impl English for vault::Error {
    fn english(&self) -> String {
        match self {
            Self::WrongPassphrase { attempts_left } => match attempts_left {
                Some(1) => {
                    "wrong passphrase; one attempt is left, and another wrong one destroys everything on this phone"
                }
                Some(left) => {
                    return format!(
                        "wrong passphrase; {left} attempts are left, then everything on this phone is destroyed"
                    );
                }
                None => "wrong passphrase",
            },
            Self::WrongWords => "these recovery words do not open this vault",
            Self::WrongEscrow => "this key does not open the vault's escrow",
            Self::BadEscrowKey => "this escrow key is not valid",
            Self::Wiped => "too many wrong passphrases: everything on this phone was destroyed",
            Self::Weak(error) => return error.english(),
            Self::InUseAlready => "choose a passphrase that you do not use here yet",
            Self::Missing => "there is no vault here yet",
            Self::Exists => "there is a vault here already",
            Self::Damaged => "the vault file is damaged; restore it, or use another copy of it",
            Self::TooNew => "the vault was written by a newer version; update this program",
            Self::KdfOutOfBounds => "the vault's key-stretching parameters are out of bounds",
            Self::OutOfMemory => "not enough memory to unlock; close other apps and try again",
            Self::Keystore(error) => return error.english(),
            Self::DiskFull => "the disk is full; free some space and try again",
            Self::Io(kind) => return failure(*kind),
        }
        .to_owned()
    }
}

impl English for vault::Weak {
    fn english(&self) -> String {
        match self {
            Self::PinNeedsHardware => "this device cannot protect a PIN; use four words or more",
            Self::TooShort => "too short: use four words, or at least twelve characters",
            Self::PinTooShort => "too short: use at least six digits",
            Self::OneWord => {
                "too easy to guess: a single word with digits is tried first; use four words"
            }
            Self::Pattern => "too easy to guess: choose one without a pattern",
        }
        .to_owned()
    }
}

impl English for KeystoreError {
    fn english(&self) -> String {
        match self {
            Self::Cancelled => "unlocking was cancelled; try again when you are ready",
            Self::Locked => "the phone's keystore is locked; unlock the phone first",
            Self::Invalidated => {
                "the phone's key was destroyed; use the recovery words or ask the office"
            }
            Self::Unavailable => {
                "the phone's keystore does not answer; restart the phone and try again"
            }
            Self::Io(kind) => return failure(*kind),
        }
        .to_owned()
    }
}

impl English for store::Error {
    fn english(&self) -> String {
        match self {
            Self::InUse => {
                "this store is in use by another program; close it first: a `meet` that still waits, for example"
            }
            Self::DiskFull => "the disk is full; free some space and try again",
            Self::NotFound => "there is no store here yet",
            Self::Lost => "the store's file is gone; restore it from a copy, or begin a new one",
            Self::Exists => "there is a store here already",
            Self::TooNew => "the store was written by a newer version; update this program",
            Self::WrongKey => "the vault's key does not open this store",
            Self::Corrupt => {
                "the store's file is damaged: `rescue` writes what can still be read of what waits for the office to \
                 a bundle; then enrol in a new directory"
            }
            Self::OpenQuestion => {
                "the store is not as it was left: see what `verify` finds, and accept it to go on"
            }
            Self::Damaged(id) => return format!("record {id} is damaged"),
            Self::NoSuchRow(id) => return format!("there is no record {id}"),
            Self::WrongKind(id) => return format!("record {id} cannot have this kind"),
            Self::TooLong { what, limit } => return format!("{what} is longer than {limit} bytes"),
            Self::Suspended => "the store is suspended",
            Self::Cancelled => "cancelled",
            Self::Io(kind) => return failure(*kind),
            Self::Sqlite(code) => {
                return format!(
                    "the storage failed (SQLite {code}); on a phone that goes on failing, `rescue` writes what waits \
                     for the office to another place"
                );
            }
        }
        .to_owned()
    }
}

impl English for InvitationError {
    fn english(&self) -> String {
        match self {
            Self::CutShort => "the invitation is cut short; copy the whole file again",
            Self::Unreadable => "this is not a whole invitation; ask the office for the file again",
            Self::NewerFormat => {
                "the invitation was made by a newer version of Pocketcard; update this one first"
            }
            Self::Expired => {
                "the invitation has expired; ask the office for a new one, and check this phone's date"
            }
            Self::Refused => "the office refused this invitation; ask for a new one",
            Self::NotARenewal => {
                "this is an invitation for a new phone, which anybody can write; ask the office for a renewal, which \
                 it signs for this phone"
            }
            Self::NotAnInvitation => {
                "this renews a phone that is enrolled; ask the office for an invitation"
            }
            Self::NotSigned => {
                "the office that this phone knows did not sign this renewal; do not use it, and tell your office"
            }
            Self::OtherPhone => {
                "this renewal is another phone's; ask the office for this phone's own"
            }
            Self::Outdated => "this renewal is older than the last; ask the office for a new one",
        }
        .to_owned()
    }
}

impl English for Warning {
    fn english(&self) -> String {
        match self {
            Self::Damaged => {
                "something on this phone is not as it was left; nothing was deleted: carry the outbox to the office, \
                 and look at what `verify` finds"
            }
            Self::OldVault => {
                "this phone was opened with an older copy of its vault, or with a damaged one: a passphrase that was \
                 replaced may open it again; change the passphrase, make new recovery words, and look at what \
                 `verify` finds"
            }
            Self::Overdue => {
                "records that should be out of reach by now are still on this phone, though it does not show them: \
                 free some space"
            }
            Self::PackExpired => {
                "the checklists are older than the office meant them to be; they still work: ask for a newer pack at \
                 the next contact"
            }
            Self::InventedServices => {
                "every service on this phone is invented, for trying out: refer nobody to one, and ask the office for \
                 a pack with its own services"
            }
        }
        .to_owned()
    }
}

impl English for Damage {
    fn english(&self) -> String {
        match self {
            Self::Pages => "parts of the store's file cannot be read",
            Self::Root => "the store's key was damaged; its copy served",
            Self::Anchor => {
                "the anchor file is gone or damaged: whether an older copy of the store was put back cannot be told"
            }
            Self::Manifest => {
                "the list of what there should be is damaged: whether anything is missing cannot be told"
            }
            Self::RolledBack => "an older copy of the store was put back",
            Self::Missing(rows) => return format!("{rows} that should be there are missing"),
            Self::Extra(rows) => return format!("{rows} are there that should not be"),
            Self::Replaced => "something is older than it should be",
            Self::Header(row) => return format!("row {row} of the file does not open"),
            Self::Duplicate(id) => return format!("{id} is there twice; the newer is used"),
            Self::Body(id) => return format!("the content of {id} is missing or damaged"),
            Self::Attachment(id) => return format!("attachment {id} is missing or damaged"),
        }
        .to_owned()
    }
}

impl English for Problem {
    fn english(&self) -> String {
        match self {
            Self::Store(damage) => damage.english(),
            Self::OldVault => {
                "an older copy of the vault was put back, or it is damaged".to_owned()
            }
            Self::ForeignEntry(number) => format!("journal entry {number} is not this phone's"),
            Self::NoEntry => "a record's place in the journal cannot be read".to_owned(),
            Self::Unlinked(number) => {
                format!("journal entry {number} does not follow the one before it")
            }
            Self::Missing(first, last) => format!("journal entries {first} to {last} are missing"),
            Self::OtherEnd => "the journal does not end where this phone left it".to_owned(),
        }
    }
}
