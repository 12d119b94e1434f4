//! The desk: where the office opens parcels, verifies, files, answers, and issues receipts.
//!
//! A desk keeps what it opens in the same vault and store as a phone: nothing readable lies on its disk
//! either. The confidential desk is another desk, with other keys, in another directory.

mod address;
mod analysts;
mod apart;
mod aside;
mod audience;
mod backup;
mod bundle;
mod cases;
mod chain;
mod custody;
pub mod custody_report;
mod deletion;
mod directory;
mod drafts;
mod error;
mod identity;
mod intake;
mod invitations;
mod keys;
mod log;
mod opening;
mod outgoing;
mod people;
mod put_back;
mod quota;
mod receipts;
mod records;
mod recovery;
mod releases;
mod requests;
mod resend;
mod retention;
mod roots;
mod roster;
mod round;
mod statistics;
mod transfers;
mod views;
mod waits;
mod ways_in;
mod weeks;

pub use address::Change;
pub use analysts::AnalystLine;
pub use apart::{ConfidentialCard, Joining};
pub use backup::PutBack;
pub use bundle::{Bundle, Exhibit, Ground, PackInForce, SealedOriginal};
pub use cases::{CaseState, Mark, level_word};
pub use custody::{JournalExport, examine};
pub use deletion::Deleted;
pub use error::Error;
pub use invitations::Accepted;
pub use keys::{KeyLine, KeyPlan, card_words};
pub use log::{Act, LogLine};
pub use people::{UserLine, UserRole};
pub use recovery::recover_with;
pub use releases::Released;
pub use requests::{Deed, RequestLine, RequestState};
pub use retention::DueLine;
pub use roots::WaitingPack;
pub use roster::WipeRequest;
pub use transfers::{CtdcTransfer, HtcdsExport};
pub use views::*;
pub use ways_in::USERS;
pub use weeks::{Series, WEEKS, Weeks};

use std::{
    cell::RefCell,
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use cases::Piece;
use identity::{Identity, IdentityRow};
use pocketcard::{
    base::Id,
    crypto::VerifyingKey,
    host::{Keystore, Moment},
    invitation::{Certificate, DeskCard, check_hub_address, check_name},
    pack::Roots,
    parcel::Mailbox,
    store::{Header, RowKind, Store},
    sync::{Item, ParcelDepot, Parcels, Role},
    vault::{Kdf, MasterKey, Passphrase, Vault},
};

use zeroize::Zeroizing;

/// The longest record letter; anything longer is an attachment.
const RECORD_MAX: u64 = 2 << 20;

/// What the rows of a desk's store are.
mod kind {
    use pocketcard::store::RowKind;
    pub(super) const IDENTITY: RowKind = RowKind(1);
    pub(super) const INVITATION: RowKind = RowKind(2);
    /// A phone; its header's time is when it was last heard of, or told that it is revoked.
    pub(super) const PHONE: RowKind = RowKind(3);
    /// The phone that opens under duress in place of another: its label is that phone's, the rest as of a phone.
    pub(super) const DECOY: RowKind = RowKind(47);
    /// A filed record: entry, salt and JSON as they were opened.
    pub(super) const RECORD: RowKind = RowKind(4);
    /// The sealed parcel that a record came in, for a court.
    pub(super) const ORIGINAL: RowKind = RowKind(5);
    /// An attachment; its bytes are the row's attachment file.
    pub(super) const ATTACHMENT: RowKind = RowKind(6);
    /// What the office answered; its header's time is when it was last sent.
    pub(super) const ANSWER: RowKind = RowKind(7);
    /// A published pack; its header's time is when it was last sent.
    pub(super) const PACK: RowKind = RowKind(8);
    /// The desk's signed word that a journal had come so far, for a court.
    pub(super) const COUNTERSIGNATURE: RowKind = RowKind(10);
    /// A notice to a phone that was turned away: its parcel's name, and when it was sent.
    pub(super) const NOTICE: RowKind = RowKind(12);
    /// Why a parcel is kept aside: see the module `aside`.
    pub(super) const ASIDE: RowKind = RowKind(20);
    /// How far somebody is with a case: its data are the case's name, its time when it was last looked at.
    pub(super) const CASE: RowKind = RowKind(21);
    /// On what legal basis a record was exported without the person's consent.
    pub(super) const BASIS: RowKind = RowKind(22);
    /// An answer that somebody began: its data are the case's name, its body the words.
    pub(super) const DRAFT: RowKind = RowKind(23);
    /// A change of root keys.
    pub(super) const ROTATION: RowKind = RowKind(11);
    /// Where this desk stood when it was last opened: see `put_back`.
    pub(super) const MARK: RowKind = RowKind(32);
    /// Somebody who uses the desk: see `people`.
    pub(super) const USER: RowKind = RowKind(34);
    /// A line of the log: see `log`.
    pub(super) const LOG: RowKind = RowKind(35);
    /// A request for an act that takes two people: see `requests`. Its data are the record's name.
    pub(super) const REQUEST: RowKind = RowKind(36);
    /// What stays of a record that was deleted, under its name: see `deletion`.
    pub(super) const TOMBSTONE: RowKind = RowKind(37);
    /// The directory of services that is planned.
    pub(super) const DIRECTORY: RowKind = RowKind(41);
    /// A pack that too few keys have signed: its data are its version, and how many signed it of how many.
    pub(super) const WAITING: RowKind = RowKind(40);
    /// How many months closed cases are kept: its data, the higher byte first.
    pub(super) const RETENTION: RowKind = RowKind(39);
    /// That a case is kept for a court: its data are the case's name.
    pub(super) const KEPT: RowKind = RowKind(38);
    /// A released table: see `releases`.
    pub(super) const RELEASE: RowKind = RowKind(44);
    /// Which report was counted in which cell of a release: its data are the release's row.
    pub(super) const COUNTED: RowKind = RowKind(45);
    /// An analyst and their store of releases: see `analysts`.
    pub(super) const ANALYST: RowKind = RowKind(46);
    /// That the desk's name or its hub's address was changed; its header's time is when phones were last told.
    pub(super) const CHANGE: RowKind = RowKind(33);
    /// The seed of a root key; its header names the roots' version and the public key.
    pub(super) const ROOT: RowKind = RowKind(9);
}

/// What comes again after this long is taken in and confirmed again: its phone has no receipt yet. A week, after
/// which phones offer it and hubs want it again.
const CONFIRM_AGAIN_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// A letter that is sealed and not yet queued.
type SealedLetter = (Item, Vec<u8>);

/// An unlocked desk.
pub struct Desk {
    store: Store,
    parcels: Parcels,
    identity: Identity,
    directory: PathBuf,
    /// The key of everything here, for those who are let in too.
    master: MasterKey,
    /// Who opened it.
    who: Id,
    /// It stands elsewhere than it did: it was moved, or put back from a copy.
    elsewhere: bool,
    /// What lists need of the records that were opened already.
    pieces: RefCell<HashMap<Id, Piece>>,
}

/// How much is kept free.
const RESERVE: u64 = 4 << 20;

/// How a new desk is set up.
pub struct NewDesk<'a> {
    /// What people call it.
    pub name: &'a str,
    /// The hub's address, if there is one.
    pub hub: Option<&'a str>,
    /// What alone the hub's certificate may lead to; without it, what public authorities vouch for is taken.
    pub hub_certificate: Option<&'a Certificate>,
    /// The root keys of keepers, and how many of them must sign. Without them the desk makes its own.
    pub keepers: Option<(&'a [VerifyingKey], usize)>,
}

impl Desk {
    /// Sets up an office: a desk and, if wanted, a confidential desk beside it, and the configuration
    /// of their hub. The two share a mailbox and nothing else.
    ///
    /// # Errors
    /// [`Error::Exists`] when there is a desk already; the vault's and the store's. Nothing is left
    /// behind.
    pub fn found(
        directory: &Path,
        new: &NewDesk<'_>,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        kdf: Kdf,
        confidential: Option<(&Path, &str, &Passphrase, &dyn Keystore)>,
        now: Moment,
    ) -> Result<Self, Error> {
        let free = |directory: &Path, keystore: &dyn Keystore| {
            let vault = Vault::at(directory, keystore);
            vault.reachable()?;
            if vault.exists() {
                Err(Error::Exists)
            } else {
                Ok(())
            }
        };
        check_name(new.name).map_err(Error::Name)?;
        new.hub
            .map_or(Ok(()), check_hub_address)
            .map_err(Error::Address)?;
        if let Some((keys, threshold)) = new.keepers {
            Roots::new(1, threshold, keys)?;
        }
        if let Some((_, name, _, _)) = confidential {
            check_name(name).map_err(Error::Name)?;
        }
        free(directory, keystore)?;
        let mut row = IdentityRow::office(new);
        let mut desks = vec![row.token_id];
        if let Some((directory, name, passphrase, keystore)) = confidential {
            free(directory, keystore)?;
            let second = Identity::parse(row.confidential_desk(name)?)?;
            desks.push(second.row.token_id);
            row.set_confidential(second.card());
            Self::furnish(directory, second, passphrase, keystore, kdf, now)?;
        }
        let main = || {
            let hub = row.hub_config(desks)?;
            let identity = Identity::parse(row)?;
            let mut desk = Self::furnish(directory, identity, passphrase, keystore, kdf, now)?;
            let rest = desk
                .make_roots(new.keepers, now)
                .and_then(|()| Ok(hub.save(&hub_directory(directory))?));
            if let Err(error) = rest {
                drop(desk);
                Vault::at(directory, keystore).wipe()?;
                return Err(error);
            }
            Ok(desk)
        };
        main().inspect_err(|_| {
            // Half an office would block the next try; nothing of worth is in it yet.
            if let Some((directory, _, _, keystore)) = confidential {
                let _ = Vault::at(directory, keystore).wipe();
            }
        })
    }

    fn furnish(
        directory: &Path,
        identity: Identity,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        kdf: Kdf,
        now: Moment,
    ) -> Result<Self, Error> {
        let master: MasterKey = Vault::at(directory, keystore).create(passphrase, kdf)?;
        let made = || {
            let mut store = Store::create(directory, &master)?;
            let header = Header::new(Id::random(), kind::IDENTITY, now.wall_ms);
            let bytes = identity.row.to_bytes();
            store.write(|tx| tx.put(&header, Some(&bytes)))?;
            Ok(store)
        };
        let desk = match made() {
            Ok(store) => Self::with_store(directory, store, master, ways_in::FOUNDER, now.wall_ms),
            Err(error) => Err(error),
        };
        desk.inspect_err(|_| {
            let _ = Vault::at(directory, keystore).wipe();
        })
    }

    /// Opens a desk with the passphrase of somebody who uses it. What is done for a person begins with
    /// [`Desk::unlock`], which writes it into the log too.
    ///
    /// # Errors
    /// [`Error::NoDesk`]; a wrong passphrase; [`Error::NotAUser`]; a store in use or damaged.
    pub fn open(
        directory: &Path,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<Self, Error> {
        let open = |vault: &Vault<'_>| Ok(vault.unlock(passphrase)?.master);
        let (who, master) = ways_in::enter(directory, keystore, open)?;
        Self::open_as(directory, master, who)
    }

    fn open_as(directory: &Path, master: MasterKey, who: Id) -> Result<Self, Error> {
        let store = Store::open(directory, &master)?;
        let desk = Self::with_store(directory, store, master, who, 0)?;
        match desk.is_user(&desk.who) {
            true => Ok(desk),
            // A vault that was put back, or that was made and never entered in the store.
            false => Err(Error::NotAUser),
        }
    }

    fn with_store(
        directory: &Path,
        mut store: Store,
        master: MasterKey,
        who: Id,
        now: i64,
    ) -> Result<Self, Error> {
        let row = store.list(kind::IDENTITY).next().ok_or(Error::Damaged)?.id;
        let bytes = store.body(row)?.ok_or(Error::Damaged)?;
        let identity = Identity::parse(IdentityRow::from_bytes(&bytes)?)?;
        let mut desk = Self {
            elsewhere: put_back::is_elsewhere(directory, &mut store, now),
            parcels: Parcels::open(&mut store)?,
            store,
            identity,
            directory: directory.to_owned(),
            master,
            who,
            pieces: RefCell::default(),
        };
        // Where it does not work now, for want of room, it is tried again the next time.
        let _ = desk.put_out_of_reach();
        Ok(desk)
    }

    /// The desk's public card.
    pub fn card(&self) -> DeskCard {
        self.identity.card()
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.identity.row.name
    }

    /// The mailbox in which this desk's parcels collect.
    pub fn mailbox(&self) -> Mailbox {
        self.identity.row.mailbox
    }

    /// Whether this is a confidential desk.
    pub fn is_confidential(&self) -> bool {
        self.identity.row.is_confidential()
    }

    /// The hub's address, if the office has a hub.
    pub fn hub(&self) -> Option<&str> {
        self.identity.row.hub.as_deref()
    }

    /// What alone the hub's certificate may lead to, if that was said.
    pub fn hub_certificate(&self) -> Option<&Certificate> {
        self.identity.row.hub_certificate.as_ref()
    }

    /// The token that lets this desk in at the hub. A secret.
    pub fn hub_token(&self) -> Zeroizing<String> {
        Zeroizing::new(self.identity.row.token.clone())
    }

    /// Whether this desk's key opens a parcel.
    pub fn opens(&self, parcel: &[u8]) -> bool {
        pocketcard::parcel::open_with_any(parcel, &self.identity.opens()).is_ok()
    }

    /// What an exchange talks to. Call [`Desk::take_in`] afterwards.
    pub fn depot(&mut self, now: Moment) -> ParcelDepot<'_> {
        // Before anything comes that could fill the disk.
        self.set_reserve();
        // Names that are too old to be remembered must not keep anything out. Where the store cannot be
        // written the exchange will say so.
        let _ = self
            .parcels
            .tidy(&mut self.store, now.wall_ms, CONFIRM_AGAIN_MS);
        let mailbox = self.identity.row.mailbox;
        ParcelDepot::new(&mut self.parcels, &mut self.store, Role::Desk, mailbox, now)
    }

    /// Bytes that are kept free, in a file that gives way when the disk is full: without them no receipt could
    /// be written.
    fn reserve(&self) -> PathBuf {
        self.directory.join("reserve.desk")
    }

    /// Sets the reserve apart, if the disk has room for it.
    fn set_reserve(&self) {
        if fs::metadata(self.reserve()).is_ok_and(|file| file.len() == RESERVE) {
            return;
        }
        let written = fs::File::create(self.reserve()).and_then(|mut file| {
            std::io::copy(
                &mut std::io::Read::take(std::io::repeat(0), RESERVE),
                &mut file,
            )?;
            file.sync_all()
        });
        if written.is_err() {
            self.give_reserve();
        }
    }

    /// Gives the reserve up, if it is there.
    fn give_reserve(&self) -> bool {
        fs::remove_file(self.reserve()).is_ok()
    }

    /// The row of this kind with this id.
    fn row(&self, kind: RowKind, id: &Id) -> Option<&Header> {
        self.store.header(*id).filter(|header| header.kind == kind)
    }
}

/// Where the hub's files of a desk's directory are.
pub fn hub_directory(desk: &Path) -> PathBuf {
    desk.join("hub")
}

#[cfg(test)]
mod tests;
