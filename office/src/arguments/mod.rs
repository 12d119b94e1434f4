//! The command line of the office.

mod copies;
pub mod figures;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use pocketcard::crypto::VerifyingKey;

pub mod packs;
mod people;
mod transfers;

pub use copies::{Backup, Restore, Retention};
pub use figures::{AnalystsVerb, Figures, ReleasesVerb};
pub use packs::PackVerb;
pub use people::{DeedName, UsersVerb};
pub use transfers::{Ctdc, Export};

/// The office of Pocketcard: invites phones, opens what they sent, answers, and signs packs.
///
/// Everything a desk keeps is encrypted in the directory given with --desk. The passphrase is asked
/// for, or taken from POCKETCARD_PASSPHRASE. Exit status: 0 done, 1 refused or not as promised,
/// 2 bad usage.
///
/// A first day:
///   pocketcard-office --desk desk new --name "Protection desk" --hub-url http://127.0.0.1:8443
///   pocketcard-office --desk desk invite patrol-1 > invitation.txt
///   pocketcard-office --desk desk words          (the phone's owner compares them)
///   pocketcard-office --desk desk accept patrol-1 (type the words that the phone shows)
///   pocketcard-office --desk desk serve
///   pocketcard-office --desk desk collect
///   pocketcard-office --desk desk inbox
#[derive(Parser)]
#[command(
    name = "pocketcard-office",
    version,
    verbatim_doc_comment,
    subcommand_value_name = "VERB",
    subcommand_help_heading = "Verbs"
)]
pub struct Arguments {
    /// The directory that holds this desk's, or this keeper's, encrypted store.
    #[arg(long, global = true, value_name = "DIR", env = "POCKETCARD_DESK")]
    pub desk: Option<PathBuf>,
    /// Print one JSON object instead of text.
    #[arg(long, global = true)]
    pub json: bool,
    /// Replace a file that is there already, where a verb writes one.
    #[arg(long, global = true)]
    pub force: bool,
    #[command(subcommand)]
    pub verb: Verb,
}

/// Another hub than the one that the desk knows.
#[derive(Args, Default)]
pub struct OtherHub {
    /// Another address of the hub than the one that this desk knows.
    #[arg(long = "hub", value_name = "URL")]
    pub url: Option<String>,
    /// Another certificate, in a PEM file, than the one that this desk knows.
    #[arg(long = "hub-ca", value_name = "FILE")]
    pub certificate: Option<PathBuf>,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Set up a desk, with its hub and, if wanted, a second, confidential desk with keys of its own.
    New {
        /// What people call the desk.
        #[arg(long)]
        name: String,
        /// The address under which phones will reach the hub; none if there is no network at all.
        #[arg(long, value_name = "URL")]
        hub_url: Option<String>,
        /// The one certificate, in a PEM file, that the hub's must lead to: the hub's own, or that of anyone who
        /// signed it. It goes into invitations. Without it, what public authorities vouch for is taken.
        #[arg(long, value_name = "FILE", requires = "hub_url")]
        hub_ca: Option<PathBuf>,
        /// Where to set up the confidential desk. Its passphrase is asked for apart, or taken from
        /// POCKETCARD_CONFIDENTIAL_PASSPHRASE. Move the directory to its own keeper afterwards.
        #[arg(long, value_name = "DIR")]
        confidential: Option<PathBuf>,
        /// What people call the confidential desk.
        #[arg(long, value_name = "NAME", default_value = "Conduct desk")]
        confidential_name: String,
        /// A keeper's card, from `keeper card`; once for each keeper. Then this desk holds no root key at all.
        #[arg(long = "keeper", value_name = "CARD", requires = "threshold")]
        keepers: Vec<PathBuf>,
        /// How many of the keepers must sign a pack.
        #[arg(long, value_name = "NUMBER", requires = "keepers")]
        threshold: Option<usize>,
    },
    /// Write an invitation for one phone to standard output. Hand it over in person.
    Invite {
        /// What the office calls the phone.
        label: String,
        /// Days until it is no longer accepted.
        #[arg(long, default_value_t = 30)]
        days: u16,
        /// Write it to this file, whole or not at all, instead of standard output.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Change this desk's name, or the address or the certificate of its hub, and tell every phone.
    ///
    /// What is not named stays. Phones learn of it with the next collection, from the hub that they know now or on a
    /// memory card: keep the old hub running until they have.
    Change {
        /// What people call the desk from now on.
        #[arg(long)]
        name: Option<String>,
        /// The address under which phones reach the hub from now on.
        #[arg(long, value_name = "URL")]
        hub_url: Option<String>,
        /// There is no hub any more.
        #[arg(long, conflicts_with_all = ["hub_url", "hub_ca", "public_ca"])]
        no_hub: bool,
        /// The one certificate, in a PEM file, that the hub's must lead to from now on.
        #[arg(long, value_name = "FILE")]
        hub_ca: Option<PathBuf>,
        /// From now on the hub's certificate comes from a public authority.
        #[arg(long, conflicts_with = "hub_ca")]
        public_ca: bool,
    },
    /// Show the six words for this office's keys. Anyone who enrols a phone hears them from you and compares.
    Words,
    /// Let the phone that answered an invitation in, by the six words that its owner reads to you.
    ///
    /// Hear them from the owner, by voice or in person, and not by the road that brought the invitation. They
    /// may be typed before the phone's answer is here or after. Without this nothing of a new phone is filed.
    Accept {
        /// What the office calls the phone.
        label: String,
        /// The six words; without this they are asked for.
        #[arg(long)]
        words: Option<String>,
    },
    /// Write a renewal to standard output, for a phone that is enrolled or whose invitation was refused.
    ///
    /// It is signed for this phone and serves no other. The phone takes it with `pocketcard renew`.
    Renew {
        /// The phone's label or the start of its fingerprint.
        phone: String,
        /// What the office calls the phone from now on.
        #[arg(long)]
        label: Option<String>,
        /// Days until it is no longer accepted.
        #[arg(long, default_value_t = 30)]
        days: u16,
        /// The phone has not met the pack that brought the desk's newest keys: sign with those before.
        #[arg(long)]
        earlier_keys: bool,
    },
    /// List the invitations that no phone has used yet.
    Invitations,
    /// Withdraw an invitation that no phone has used, for example because it was lost, and tell the hub.
    ///
    /// An invitation that expires unused needs no such thing: the next collection tells the hub.
    RevokeInvitation {
        /// What the office calls the phone that it was made for.
        label: String,
        #[command(flatten)]
        hub: OtherHub,
    },
    /// Serve the hub: a blind mailbox that holds sealed parcels and no keys.
    ///
    /// With a certificate it encrypts what passes. Without one it serves this machine alone: a proxy that
    /// encrypts, or a try.
    Serve {
        /// The hub's directory, if it is not in the desk's. An office with a confidential desk moves it away
        /// from the main desk first.
        #[arg(long, value_name = "DIR")]
        hub: Option<PathBuf>,
        /// The address to listen on.
        ///
        /// The hub's files are in the desk's directory, or in its part `hub`, wherever that was moved.
        #[arg(long, default_value = "127.0.0.1:8443")]
        listen: std::net::SocketAddr,
        /// The hub's certificate, then those that vouch for it, in a PEM file. Start again when it is renewed.
        #[arg(long, value_name = "FILE", requires = "tls_key")]
        tls_cert: Option<PathBuf>,
        /// The private key of that certificate, in a PEM file without a passphrase.
        #[arg(long, value_name = "FILE", requires = "tls_cert")]
        tls_key: Option<PathBuf>,
        /// Do not encrypt although others than this machine can connect: a proxy does, or the network is
        /// your own.
        #[arg(long, conflicts_with = "tls_cert")]
        plain_http: bool,
    },
    /// Fetch what phones sent, open, verify, file, and send receipts.
    Collect {
        /// Take a bundle file ("-" for standard input) instead of asking the hub.
        #[arg(long, value_name = "FILE")]
        bundle: Option<PathBuf>,
        /// Write receipts, answers and packs to a bundle file, for phones without a network.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Write what bundles brought here for the office's other desk to a bundle file: that desk takes
        /// it with --bundle.
        #[arg(long, value_name = "FILE")]
        onward: Option<PathBuf>,
        #[command(flatten)]
        hub: OtherHub,
    },
    /// List what is filed, by case: who waits for the office first.
    Inbox {
        /// List every record, also those that say the same as others.
        #[arg(long)]
        all: bool,
    },
    /// Open this desk in a browser on this machine: cases, answers, phones, figures. Stop it with Ctrl-C.
    ///
    /// The page is served to this machine alone, under one address that is printed, and asks for the passphrase there.
    /// While it is unlocked, other verbs find the desk in use.
    Page {
        /// Start Chromium on it, with a profile of its own that is removed afterwards.
        #[arg(long)]
        open: bool,
    },
    /// Show a filed record with its corrections, attachments and custody.
    Show {
        /// The record's id, its beginning, or the person's code.
        record: String,
        /// The language of the checklist's texts.
        #[arg(long, value_name = "TAG", default_value = "en")]
        language: String,
        /// Write the record's attachments into this directory.
        #[arg(long, value_name = "DIR")]
        attachments: Option<PathBuf>,
    },
    /// Answer a screening or a referral. The answer goes to the phone that sent it with the next collection.
    Answer {
        /// The record's id, its beginning, or the person's code.
        record: String,
        /// What to say. Others on this machine may see it while the program runs, and the shell remembers it.
        #[arg(long, required_unless_present = "text_file")]
        text: Option<String>,
        /// A file with what to say; - reads standard input.
        #[arg(long, value_name = "FILE", conflicts_with = "text")]
        text_file: Option<PathBuf>,
    },
    /// Note that a service was told of a case.
    Handed {
        /// The id of a record of the case, its beginning, or the person's code.
        record: String,
    },
    /// Close a case. What comes in it afterwards opens it again.
    Close {
        /// The id of a record of the case, its beginning, or the person's code.
        record: String,
    },
    /// Print a table of how many reports were filed in a month, from which nobody can be recognised.
    ///
    /// A report about persons counts if they agreed to statistics and have not taken that back. Small counts are left
    /// out, and others that would lead to them. Printed like this, the table is for the desk alone: `figures release`
    /// is the only way out.
    Figures(Figures),
    /// List the analysts: those who get what was released, and can open nothing else. Make a store for one.
    Analysts {
        #[command(subcommand)]
        verb: Option<AnalystsVerb>,
    },
    /// Read an analyst's store of released tables, with the analyst's passphrase. No desk is needed.
    Releases {
        /// The directory of the store.
        #[arg(long, value_name = "DIR")]
        store: PathBuf,
        #[command(subcommand)]
        verb: Option<ReleasesVerb>,
    },
    /// List what could not be filed and is kept aside, and why; show it, or settle it.
    Aside {
        #[command(subcommand)]
        verb: Option<AsideVerb>,
    },
    /// List who uses this desk; let somebody in with a passphrase of their own, or end that.
    ///
    /// An administrator does everything. A focal point collects, lists, shows, answers, closes, exports and revokes
    /// phones.
    Users {
        #[command(subcommand)]
        verb: Option<UsersVerb>,
    },
    /// Change your passphrase. The new one is asked for, or taken from POCKETCARD_NEW_PASSPHRASE.
    Passphrase,
    /// Make new recovery words of your own, which open the desk when you forget your passphrase. Your earlier ones are
    /// void from then on.
    RecoveryWords,
    /// Set a new passphrase with your recovery words, asked for or taken from POCKETCARD_RECOVERY_WORDS.
    Unlock,
    /// Ask for an act that cannot be undone and takes two people: giving something out, or deleting a case.
    ///
    /// Another user approves it within 48 hours, with their own passphrase; then you do it within 48 more. Write no
    /// name into the reason: it stays.
    Request {
        /// What is asked for.
        #[arg(value_enum)]
        what: DeedName,
        /// The record's id, its beginning, or the person's code.
        #[arg(required_if_eq_any([("what", "export"), ("what", "delete"), ("what", "htcds")]))]
        record: Option<String>,
        /// Why. Others on this machine may see it while the program runs, and the shell remembers it.
        #[arg(long, required_unless_present = "reason_file")]
        reason: Option<String>,
        /// A file that says why; - reads standard input.
        #[arg(long, value_name = "FILE", conflicts_with = "reason")]
        reason_file: Option<PathBuf>,
    },
    /// List the requests and how far each is.
    Requests,
    /// Approve what another user asked for.
    Approve {
        /// The beginning of the request's name, as `requests` shows it.
        request: String,
    },
    /// Delete a closed case for good: its records, what came with them, and the answers. It takes two people: `request`.
    ///
    /// Of each record its place in its phone's journal stays, with a hash, so that the journal still verifies and the
    /// record is not filed again when it comes again.
    Delete {
        /// The id of a record of the case, its beginning, or the person's code.
        record: String,
    },
    /// Set how long closed cases are kept, and list those that are due to be deleted, two weeks ahead.
    ///
    /// Nothing is deleted by itself, and what is kept for a court is never due.
    Retention(Retention),
    /// Copy this desk into a directory that opens for the keepers of an escrow together, and with no passphrase.
    ///
    /// It can lie anywhere. With it and enough shares, `restore` puts a desk back of which nothing else is left.
    Backup(Backup),
    /// Put a copy that `backup` made back into the directory given with --desk, where no desk is.
    ///
    /// The founder's new passphrase is asked for, or taken from POCKETCARD_PASSPHRASE.
    Restore(Restore),
    /// Draw a new token for the hub, so that nobody collects with a copy of this desk: one that was stolen, or lost.
    NewToken {
        /// The hub's directory, if it is not in the desk's. Where it has no `hub.json`, one is made, for this desk
        /// alone.
        #[arg(long, value_name = "DIR")]
        hub: Option<PathBuf>,
    },
    /// Keep a case for a court: nothing deletes it.
    Keep {
        /// The id of a record of the case, its beginning, or the person's code.
        record: String,
        /// It need not be kept any more.
        #[arg(long)]
        no_longer: bool,
    },
    /// List who did what at this desk, and when.
    Log {
        /// Only what was done with this record: its id, its beginning, or the person's code.
        record: Option<String>,
    },
    /// List the phones and where each stands.
    Phones,
    /// Accept nothing that a phone records from now on, seal packs to a new key that it is not given, and tell
    /// the hub.
    Revoke {
        /// The phone's label or the start of its fingerprint.
        phone: String,
        /// Also tell it to erase itself when it next makes contact. That takes two persons: a keeper of a root key
        /// signs it too (--order), unless this desk still holds root keys.
        ///
        /// A phone erases itself; a phone in a terminal asks its owner to, and shows nothing until then.
        #[arg(long)]
        wipe: bool,
        /// Write what a keeper signs with `keeper sign-wipe`, so that the phone erases itself.
        #[arg(long, value_name = "FILE")]
        wipe_request: Option<PathBuf>,
        /// What the keeper signed.
        #[arg(long, value_name = "FILE", requires = "wipe")]
        order: Option<PathBuf>,
        #[command(flatten)]
        hub: OtherHub,
    },
    /// Help an owner who forgot the passphrase, where the policy has phones keep an escrow for the office.
    ///
    /// The folder holds a copy of the phone's file `vault`. It gets new recovery words, which are shown
    /// once; put the copy back on the phone and recover there with the words.
    Recover {
        /// The folder.
        folder: PathBuf,
        /// A share of the escrow, where phones seal to one; once for each keeper who brings one. No desk is needed.
        #[arg(long = "share", value_name = "FILE")]
        shares: Vec<PathBuf>,
    },
    /// Make an escrow whose key is split among keepers, or open a parcel with their shares. No desk is needed.
    Escrow {
        #[command(subcommand)]
        verb: EscrowVerb,
    },
    /// List the keys of this desk; plan others; destroy those that were replaced.
    ///
    /// Phones learn of new keys from the next pack, which the roots sign, and seal to them from then on. What was
    /// sealed to the old ones opens here until they are destroyed.
    Keys {
        #[command(subcommand)]
        verb: Option<KeysVerb>,
    },
    /// Make the confidential desk apart, on its recipient's own machine, and take it into the office by its card.
    Confidential {
        #[command(subcommand)]
        verb: ConfidentialVerb,
    },
    /// Keep a root key on a machine of your own: make it, show its card, sign packs and changes of root keys.
    Keeper {
        #[command(subcommand)]
        verb: KeeperVerb,
    },
    /// Make, sign, check, compare and publish packs; import spreadsheet forms.
    Pack {
        #[command(subcommand)]
        verb: PackVerb,
    },
    /// Write a whole case into a directory for a court: a page to read, the sealed originals with the keys that
    /// open them, the journal that vouches for them, and a second way to check all of it.
    ///
    /// It goes out because the person agreed to that and did not take it back, or on a legal basis, and takes two
    /// people. Anyone who has the directory can read the case.
    ///
    /// With --htcds it writes instead what a service is told by IOM's Human Trafficking Case Data Standard.
    Export(Export),
    /// Write one row for each person who agreed to statistics, for the Counter-Trafficking Data Collaborative.
    ///
    /// It is for a transfer under an agreement, and no publication. Cells are left empty, and rows left out, until
    /// nobody stands out by year, gender, age, citizenship and country. It takes two people: `request ctdc`.
    Ctdc(Ctdc),
    /// Check this desk's store, or the custody of one parcel.
    ///
    /// Without a file: every row, every phone's chain. With a file: who sealed it, what that proves,
    /// and what it does not. With the parcel's own key no desk is needed.
    Verify {
        /// A sealed record to report on.
        parcel: Option<PathBuf>,
        /// The exported journal to check it against, instead of what this desk holds.
        #[arg(long, value_name = "FILE")]
        journal: Option<PathBuf>,
        /// The parcel's own key, as `export` wrote it, instead of this desk's.
        #[arg(long, value_name = "FILE", requires_all = ["parcel", "journal"])]
        key: Option<PathBuf>,
        /// The signing key of an office whose word is accepted, in hexadecimal; may be repeated.
        #[arg(long, value_name = "KEY", requires = "key")]
        office: Vec<VerifyingKey>,
    },
}

#[derive(Subcommand)]
pub enum AsideVerb {
    /// Show a parcel that is kept aside, as far as it opens.
    Show {
        /// The beginning of its name.
        parcel: String,
    },
    /// Keep it no longer: it was looked at, and will not be filed.
    Settle {
        /// The beginning of its name.
        parcel: String,
    },
}

impl Verb {
    /// Whether there is nothing to do without a desk's store. Much about packs needs none, nor does anyone who
    /// was given a parcel's key.
    pub fn needs_desk(&self) -> bool {
        !matches!(
            self,
            Self::Pack { .. }
                | Self::Verify { key: Some(_), .. }
                | Self::Serve { hub: Some(_), .. }
                | Self::Escrow { .. }
                | Self::Releases { .. }
        )
    }
}

/// What keepers of an escrow do together.
#[derive(Subcommand)]
pub enum EscrowVerb {
    /// Make a key, split it, and write its card and the shares into a directory. The key lies nowhere whole.
    ///
    /// Hand each share to its keeper, and keep no copy; hand the card to the office: `keys new --escrow`.
    New {
        /// How many shares there are.
        #[arg(long)]
        shares: u8,
        /// How many of them open what is sealed to the escrow.
        #[arg(long)]
        threshold: u8,
        /// The directory.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Write the key of one parcel, for `verify`: it opens this parcel and no other.
    Key {
        /// The parcel.
        parcel: PathBuf,
        /// A share; once for each keeper who brings one.
        #[arg(long = "share", value_name = "FILE", required = true)]
        shares: Vec<PathBuf>,
        /// Where to write the key.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

/// What can be done with the keys of an office.
#[derive(Subcommand)]
pub enum KeysVerb {
    /// Plan other keys, which the next pack carries: `pack sign`, then `pack publish`. At a confidential desk, make
    /// new keys at once; then hand its new card to the office.
    New {
        /// This desk makes new keys for itself.
        #[arg(long)]
        own: bool,
        /// The confidential desk has new keys: its card.
        #[arg(long, value_name = "CARD")]
        confidential: Option<PathBuf>,
        /// The escrow, which opens what this desk opens, has this key: its card.
        #[arg(long, value_name = "CARD", conflicts_with = "no_escrow")]
        escrow: Option<PathBuf>,
        /// There is no escrow any more.
        #[arg(long)]
        no_escrow: bool,
    },
    /// Give up a plan that no published pack carries.
    Drop,
    /// Replace the key to which packs are sealed, and send each phone that is not revoked the new one.
    Audience,
    /// Destroy the secrets of all keys that were replaced. What is sealed to them opens here no more: parcels that are
    /// still on their way, and the sealed originals that a court is shown.
    Destroy {
        /// You mean it.
        #[arg(long)]
        agree: bool,
    },
}

/// How a confidential desk that is made apart comes to its office.
#[derive(Subcommand)]
pub enum ConfidentialVerb {
    /// On the recipient's machine: make the desk in the directory given with --desk. Its keys never leave it.
    New {
        /// What people call the desk.
        #[arg(long)]
        name: String,
    },
    /// On the recipient's machine: print the desk's public card. Hand it to the office in person.
    Card,
    /// At the office, before any phone is invited: take the card, and write what the desk joins with.
    Take {
        /// The card.
        card: PathBuf,
        /// Where to write what the confidential desk joins with. It lets in at the hub: hand it over in person.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// On the recipient's machine: join the office.
    Join {
        /// What the office wrote.
        file: PathBuf,
    },
}

/// What a keeper of a root key does.
#[derive(Subcommand)]
pub enum KeeperVerb {
    /// Make a root key in the directory given with --desk. It never leaves it.
    New {
        /// What people call the keeper.
        #[arg(long)]
        name: String,
    },
    /// Print the key's public card. Hand it to the office in person.
    Card,
    /// Show what a pack changes against the one that this key signed last, and sign it.
    ///
    /// What opens phones or erases them, and where people are sent, comes first and is marked.
    Sign {
        /// The pack, from `pack sign` or from another keeper.
        file: PathBuf,
        /// Where to write it with this signature.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// You have read the changes; without this they are only shown.
        #[arg(long)]
        agree: bool,
    },
    /// Show which phone shall erase itself, and sign that.
    SignWipe {
        /// What the desk wrote: `revoke PHONE --wipe-request FILE`.
        file: PathBuf,
        /// Where to write it with this signature.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// You know why, and it is right; without this it is only shown.
        #[arg(long)]
        agree: bool,
    },
    /// Show a change of root keys, and sign it as a keeper of an old or of a new key.
    SignRoots {
        /// The change, from `pack new-roots` or from another keeper.
        file: PathBuf,
        /// Where to write it with this signature.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// You have compared the keys with their keepers' cards; without this they are only shown.
        #[arg(long)]
        agree: bool,
    },
}
