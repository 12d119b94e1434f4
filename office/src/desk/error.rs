//! Why a desk did not do what it was asked.

use pocketcard::{host::KeystoreError, invitation::Unfit, pack, parcel, store, sync, vault};
use pocketcard_terminal::English;
use thiserror::Error;

use crate::{figures, hub};

/// Why a desk did not do what it was asked. Nothing was changed or lost; the text says what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// There is a desk in this directory already.
    #[error("there is a desk here already; choose another directory")]
    Exists,
    /// There is no desk in this directory.
    #[error("there is no desk here; set one up with `pocketcard-office new`")]
    NoDesk,
    /// The vault opens, and nobody who uses the desk has it.
    #[error(
        "the person to whom this passphrase belonged does not use this desk any more; ask an administrator"
    )]
    NotAUser,
    /// An administrator alone does that.
    #[error("an administrator of this desk does that; `users` lists them")]
    NotAnAdministrator,
    /// Nobody who uses the desk has this name.
    #[error("nobody of that name uses this desk; `users` lists who does")]
    NoSuchUser,
    /// Somebody has this name already.
    #[error("somebody who uses this desk has that name; choose another")]
    UserTaken,
    /// There are as many users as there can be.
    #[error("eight people use this desk, and no more can; remove one first: `users remove`")]
    TooManyUsers,
    /// Somebody must be able to let others in.
    #[error(
        "this is the last administrator, without whom nobody could be let in; add another first"
    )]
    LastAdministrator,
    /// An act that cannot be undone takes two people.
    #[error(
        "two people decide on that: ask with `request`, have another user `approve` it, and do it in 48 hours"
    )]
    NeedsAnother,
    /// A request has no reason, or one that does not show.
    #[error("say why, in 1 to 4,000 letters and without characters that do not show")]
    Reason,
    /// No request that waits has this name.
    #[error("no request that waits begins so, or several do; `requests` lists them")]
    NoSuchRequest,
    /// Nobody approves what they asked for themselves.
    #[error("you asked for this yourself; another user approves it")]
    OwnRequest,
    /// Only what is closed is deleted.
    #[error("that case is not closed, or something came in it since; `close` it first")]
    NotClosed,
    /// A case is kept for a court.
    #[error("that case is kept for a court, and nothing deletes it; `keep --no-longer` ends that")]
    KeptForCourt,
    /// Only the main desk invites, revokes and publishes.
    #[error("this is the confidential desk; the office's main desk does that")]
    NotTheMainDesk,
    /// There is no such record.
    #[error("there is no such record here; `inbox` lists what there is")]
    NoSuchRecord,
    /// The beginning of an id, or a code, that several records have.
    #[error(
        "several records begin so or have that code; write more of the id, as `inbox` shows it"
    )]
    SeveralRecords,
    /// An answer is empty, or has characters that do not show.
    #[error(
        "say something in the answer, in 1 to 4,000 letters and without characters that do not show"
    )]
    EmptyAnswer,
    /// Only screenings and referrals are answered.
    #[error(
        "that is not a screening or a referral, and so nobody answers it; `inbox` lists what there is"
    )]
    NothingToAnswer,
    /// Reports to the confidential desk have no way back.
    #[error("the author of a confidential report gets its receipt and cannot be written to")]
    NoWayBack,
    /// There is no such phone, or several begin like this.
    #[error("there is no phone of that label or fingerprint, or several; `phones` lists them")]
    NoSuchPhone,
    /// These are not six words.
    #[error("type the six words that the phone shows, as its owner reads them")]
    Words,
    /// The root keys lie with their keepers.
    #[error(
        "the root keys lie with their keepers: `pack new-roots` makes the change, and the keepers sign it"
    )]
    RootsElsewhere,
    /// A directory holds no copy of a desk for an escrow's keepers.
    #[error("this is not a copy that `backup` made; name the directory that it wrote")]
    NotABackup,
    /// A hub's file is of another office.
    #[error("that hub serves another office; name the directory of this office's hub")]
    OtherHub,
    /// How long closed cases are kept is out of bounds.
    #[error("closed cases are kept for 1 to 240 months")]
    Months,
    /// Not a card, or not what lets a desk in.
    #[error("this is not the card that is asked for; print it again and copy it whole")]
    NotACard,
    /// Only a confidential desk has such a card, and joins.
    #[error("this is not a confidential desk; make one with `confidential new`")]
    NotConfidential,
    /// A confidential desk is taken before phones are invited, and once.
    #[error(
        "there is a confidential desk already, or phones were invited without one; nothing was changed"
    )]
    TooLate,
    /// No open invitation has this label.
    #[error("no open invitation has that label; `invitations` lists them")]
    NoSuchInvitation,
    /// The file is no exported journal.
    #[error("this is not an exported journal of this version; `export` writes one")]
    NotAJournal,
    /// The parcel opens and holds no record.
    #[error("this parcel holds no record that this version can read")]
    NotARecord,
    /// Nothing that is kept aside has this name, or several begin so.
    #[error("nothing that is kept aside has that name, or several begin so; `aside` lists them")]
    NotAside,
    /// The person took the consent back.
    #[error(
        "the person took the consent for this referral back: pass nothing on; answer the screening if its phone must hear something"
    )]
    Withdrawn,
    /// The person did not agree that the record be used in an inquiry or a court.
    #[error(
        "the person did not agree, or no longer agrees, that this be used in an inquiry or a court; where the law allows it all the same, name the basis: --legal-basis FILE"
    )]
    NoConsent,
    /// A record that cannot be read may be the one that takes the consent back.
    #[error(
        "a record here cannot be read, and may be the one that takes the consent back; `verify` names it: put the desk \
         back from a copy, or name a legal basis: --legal-basis FILE"
    )]
    ConsentUnread,
    /// A standard takes one person's case.
    #[error("that is not a case about one person, which alone can be written so")]
    NotOnePerson,
    /// The person did not agree that a service is told.
    #[error(
        "the person did not agree, or no longer agrees, that a service is told: pass nothing on"
    )]
    NotReferred,
    /// The desk's keys were never replaced, or the earlier ones are destroyed.
    #[error("this desk has no earlier keys: they were never replaced, or they are destroyed")]
    NoEarlierKeys,
    /// No keeper signed that this phone erase itself.
    #[error(
        "this is no order to erase this phone that a keeper signed; `revoke PHONE --wipe-request FILE` writes one to sign, \
         with `keeper sign-wipe`"
    )]
    NoOrder,
    /// A pack brings keys of the desks that this office has not planned.
    #[error(
        "this pack brings keys that this desk has not planned, or planned before others; make it again: `pack sign`"
    )]
    OtherKeys,
    /// The very same pack is in force.
    #[error("this pack is published already; nothing was sent")]
    Published,
    /// A phone's label is missing, too long, or has characters that do not show.
    #[error(
        "call the phone something of 1 to 128 letters, in one line and without characters that do not show"
    )]
    Label,
    /// A desk cannot be called this.
    #[error("{}; choose another", .0.english())]
    Name(Unfit),
    /// This is no address of a hub.
    #[error("{}", .0.english())]
    Address(Unfit),
    /// Another phone, or an invitation that is open, has this label.
    #[error(
        "another phone or an open invitation has that label; choose another, or revoke that one first"
    )]
    LabelTaken,
    /// An invitation is good for a day at least and a year at most.
    #[error("an invitation may be open for 1 to 366 days")]
    Days,
    /// A text is too long.
    #[error("the text is too long; keep it under 4,000 letters")]
    TextTooLong,
    /// The period is not over.
    #[error(
        "that period is not over: what is still filed in it would change the table; ask for one that is"
    )]
    OpenPeriod,
    /// Sites are named and not divided by, or the other way round.
    #[error("name the sites that are shown apart with --site CODE, and divide by site")]
    Sites,
    /// The new table and earlier ones together give somebody away.
    #[error("together with {by} this table would give somebody away: {instead}")]
    GivesAway {
        /// The names of the earlier releases.
        by: String,
        /// What would be safe.
        instead: String,
    },
    /// Tables with too many cells count the same reports: the attack cannot be tried.
    #[error("{by} count the same reports, too many cells to attack together: {instead}")]
    TooManyCells {
        /// The names of the earlier releases.
        by: String,
        /// What would be safe.
        instead: String,
    },
    /// There is no such release.
    #[error("there is no release of that name; `figures list` lists them")]
    NoSuchRelease,
    /// No analyst has this name.
    #[error("no analyst has that name; `users` lists them")]
    NoSuchAnalyst,
    /// There is something else in the directory.
    #[error(
        "there is something in that directory already, or it lies within this desk; choose another for the analyst"
    )]
    NotForAnalysts,
    /// A table cannot be made or protected.
    #[error(transparent)]
    Figures(#[from] figures::Error),
    /// The store of releases.
    #[error(transparent)]
    Releases(#[from] crate::releases::Error),
    /// The vault.
    #[error("{}", of_the_vault(.0))]
    Vault(#[from] vault::Error),
    /// The store.
    #[error("{}", of_the_store(.0))]
    Store(#[from] store::Error),
    /// A parcel could not be sealed.
    #[error("{}", .0.english())]
    Parcel(#[from] parcel::Error),
    /// A pack is refused.
    #[error("{}", .0.english())]
    Pack(#[from] pack::Error),
    /// The exchange failed.
    #[error("{}", .0.english())]
    Exchange(#[from] sync::ExchangeError),
    /// A bundle could not be read or written.
    #[error("{}", .0.english())]
    Bundle(#[from] sync::BundleError),
    /// The hub's configuration cannot be read or written.
    #[error(transparent)]
    Hub(#[from] hub::ConfigError),
    /// A file of the desk's directory could not be read or written.
    #[error("a file cannot be read or written ({0}); check the disk and try again")]
    Io(std::io::ErrorKind),
    /// Something that this version wrote cannot be read back.
    #[error("a part of the desk's store cannot be read; `verify` names it")]
    Damaged,
}

/// What the core says of a phone's vault, in a desk's words.
fn of_the_vault(error: &vault::Error) -> String {
    match error {
        vault::Error::Keystore(KeystoreError::Invalidated) => {
            "the desk's key is gone: its directory `keystore` belongs beside the vault; put it back from where a copy \
             is kept; what `backup` wrote opens with `restore` alone"
        }
        vault::Error::Damaged => "the desk's vault is damaged: put the desk back from a copy",
        vault::Error::OutOfMemory => "not enough memory to open the desk; close other programs and try again",
        other => return other.english(),
    }
    .to_owned()
}

/// The same of its store.
fn of_the_store(error: &store::Error) -> String {
    match error {
        store::Error::InUse => "this desk is in use by another program; close it first",
        store::Error::Corrupt | store::Error::Lost | store::Error::NotFound => {
            "the desk's store is damaged or gone: keep what is there, and put the desk back from a copy; it then asks \
             phones again for what the copy lacks"
        }
        store::Error::WrongKey => "the vault and the store here are of two desks, or damaged: put both back from one copy",
        other => return other.english(),
    }
    .to_owned()
}

impl Error {
    /// Whether a row that was asked for is damaged, and others may well be sound.
    pub(super) fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged | Self::Store(store::Error::Damaged(_)))
    }
}

/// Whether there was room for what was done. What has none is done at the next collection, and keeps nothing else
/// from being done at this one.
pub(super) fn has_room(done: Result<(), Error>) -> Result<bool, Error> {
    match done {
        Err(Error::Store(store::Error::DiskFull)) => Ok(false),
        done => done.map(|()| true),
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error.kind())
    }
}
