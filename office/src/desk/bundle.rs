//! A whole case for somebody outside the office: what may go out, and what is handed out of it.

use std::collections::BTreeSet;

use pocketcard::{
    base::Id,
    content::Content,
    crypto::{Signature, VerifyingKey},
    host::Moment,
    invitation::DeskCard,
    pack::{PackName, SignedPack},
    parcel::{self, ParcelKey},
    record::{Body, Filed, Purpose, Record},
    store::Header,
};

use super::{
    Act, Case, CaseDetail, Deed, Desk, Error, FiledDetail, JournalExport, custody::report,
    custody_report::CustodyReport, kind, records::about,
};

/// What a signature over a bundle's list of files is for.
const DOMAIN: &str = "court bundle 1";

/// Why a case may go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The person agreed to it, in this referral.
    Consent(Id),
    /// On this legal basis, as somebody of the office wrote it down.
    Basis(String),
}

/// A case for somebody outside the office.
pub struct Bundle {
    /// The record by which somebody named the case.
    pub named: Id,
    /// The case.
    pub case: Case,
    /// Its records, the one at its top first, then the others as they came.
    pub exhibits: Vec<Exhibit>,
    /// All that the desk holds of the journal of the device that made them. A part of it could hide a second entry.
    pub journal: JournalExport,
    /// The packs that its records were made with.
    pub packs: Vec<PackInForce>,
    /// The keys with which this desk signs and signed, the newest first.
    pub offices: Vec<DeskCard>,
    /// Why it may go out.
    pub ground: Ground,
    /// Records of the case that cannot be read here.
    pub unreadable: usize,
    /// Records about another person, whose agreement this is not, and which stay here.
    pub left_out: usize,
    /// Whether nobody else was asked.
    pub alone: bool,
    /// When it was made, milliseconds since 1970 by this desk's clock.
    pub at: i64,
}

/// A record that is handed out.
pub struct Exhibit {
    /// What the office knows of it beside what it says.
    pub detail: FiledDetail,
    /// The record with its entry and salt, from its sealed original where that opens.
    pub filed: Filed,
    /// What it says.
    pub record: Record,
    /// The sealed original, as it came. Nothing where the key that it was sealed to is destroyed.
    pub sealed: Option<SealedOriginal>,
}

/// A record's sealed original.
pub struct SealedOriginal {
    /// The parcel.
    pub parcel: Vec<u8>,
    /// What opens this parcel and no other.
    pub key: ParcelKey,
    /// What that proves.
    pub report: CustodyReport,
}

/// A pack that a record was made with.
pub struct PackInForce {
    /// Its exact name.
    pub name: PackName,
    /// What it says; nothing where this desk does not have it.
    pub content: Option<Content>,
    /// The pack as it was signed; nothing for what is built into the program.
    pub signed: Option<Vec<u8>>,
    /// The bytes of its content, which its name leads to.
    pub json: Option<Vec<u8>>,
}

impl Bundle {
    /// The exhibit by whose name the case was asked for.
    pub fn named(&self) -> Option<&Exhibit> {
        self.exhibits.iter().find(|it| it.record.id == self.named)
    }

    /// The pack that a record was made with.
    pub fn pack_of(&self, record: &Record) -> Option<&PackInForce> {
        self.packs.iter().find(|it| it.name == record.pack)
    }
}

impl Desk {
    /// A whole case for somebody outside the office, on the person's agreement or a legal basis. That takes two people,
    /// unless one alone uses the desk, and is in the log before it is given.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`]; [`Error::NoConsent`] or [`Error::ConsentUnread`] without a basis;
    /// [`Error::NeedsAnother`]; [`Error::Damaged`] where the record that is named cannot be read; the store's.
    pub fn export(
        &mut self,
        record: Id,
        basis: Option<&str>,
        now: Moment,
    ) -> Result<Bundle, Error> {
        self.filed(record)?;
        let detail = self.case(record)?;
        let case = detail.case.id;
        let ground = match (basis, self.consent_for_court(&detail)) {
            (Some(basis), _) => Ground::Basis(basis.to_owned()),
            (None, Ok(Some(referral))) => Ground::Consent(referral),
            (None, Ok(None)) => return Err(Error::NoConsent),
            (None, Err(error)) => return Err(error),
        };
        let leave = self.leave(Deed::Export, case, now)?;
        let others = match &ground {
            Ground::Consent(referral) => of_others(&detail, *referral),
            Ground::Basis(_) => BTreeSet::new(),
        };
        if others.contains(&record) {
            return Err(Error::NoConsent);
        }
        let journal = self.journal(record)?;
        let offices = self.identity.signers();
        let unreadable = detail.case.lines.len() - detail.records.len();
        let mut exhibits = Vec::new();
        for detail in detail.records {
            if !others.contains(&detail.line.id) {
                exhibits.push(self.exhibit(detail, &journal, &offices)?);
            }
        }
        let mut packs: Vec<PackInForce> = Vec::new();
        for exhibit in &exhibits {
            let name = &exhibit.record.pack;
            if packs.iter().all(|it| it.name != *name) {
                packs.push(self.pack_in_force(name));
            }
        }
        let alone = leave.alone;
        let noted = self.entry(Act::Exported, Some(case), leave.about(), now);
        let kept = match &ground {
            Ground::Consent(_) => None,
            Ground::Basis(basis) => {
                let mut header = Header::new(Id::random(), kind::BASIS, now.wall_ms);
                header.data = case.0.to_vec();
                Some((header, basis.as_bytes()))
            }
        };
        self.store.write(|tx| {
            if let Some((header, basis)) = &kept {
                tx.put(header, Some(basis))?;
            }
            leave.use_up(0, now, tx)?;
            noted.put(tx)
        })?;
        let former = self.identity.row.former.iter().rev();
        Ok(Bundle {
            named: record,
            case: detail.case,
            exhibits,
            journal,
            packs,
            offices: std::iter::once(self.card())
                .chain(former.map(|keys| keys.card.clone()))
                .collect(),
            ground,
            unreadable,
            left_out: others.len(),
            alone,
            at: now.wall_ms,
        })
    }

    /// A record with its sealed original. What is said of it comes from what is inside that.
    fn exhibit(
        &self,
        detail: FiledDetail,
        journal: &JournalExport,
        offices: &[VerifyingKey],
    ) -> Result<Exhibit, Error> {
        let id = detail.line.id;
        let (filed, record) = self.filed(id)?;
        let opened = self.original(id).and_then(|parcel| {
            let key = ParcelKey::of(&parcel[..], &self.identity.opens())?;
            let opened = parcel::open_with_parcel_key(&parcel, &key)?;
            let report = report(&opened, journal, offices)?;
            let (inside, said) =
                Filed::from_bytes(&opened.content).map_err(|_| Error::NotARecord)?;
            let sealed = SealedOriginal {
                parcel,
                key,
                report,
            };
            Ok((sealed, inside, said))
        });
        Ok(match opened {
            Ok((sealed, filed, record)) => Exhibit {
                detail,
                filed,
                record,
                sealed: Some(sealed),
            },
            // Its key is destroyed, or it is damaged: the signed entry and what it commits to are here all the same.
            Err(error)
                if error.is_damage() || matches!(error, Error::Parcel(_) | Error::NoSuchRecord) =>
            {
                Exhibit {
                    detail,
                    filed,
                    record,
                    sealed: None,
                }
            }
            Err(error) => return Err(error),
        })
    }

    /// The pack of this exact name, as far as the desk has it.
    fn pack_in_force(&self, name: &PackName) -> PackInForce {
        let base = Content::base();
        if name.hash.0 == base.hash() {
            return PackInForce {
                name: name.clone(),
                content: Content::from_json(&base.canonical_json()).ok(),
                signed: None,
                json: Some(base.canonical_json()),
            };
        }
        let held = self.store.list(kind::PACK).find_map(|header| {
            let bytes = self.store.body(header.id).ok()??;
            let pack = SignedPack::read(&bytes).ok()?;
            if pack.name().ok()? != *name {
                return None;
            }
            let json = pack.content().ok()?;
            Some((bytes.to_vec(), Content::from_json(&json).ok()?, json))
        });
        let (signed, content, json) = match held {
            Some((signed, content, json)) => (Some(signed), Some(content), Some(json)),
            None => (None, None, None),
        };
        PackInForce {
            name: name.clone(),
            content,
            signed,
            json,
        }
    }

    /// Whether the user who opened the desk may export the case of a record now.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`]; [`Error::NeedsAnother`].
    pub fn may_export(&self, record: Id, now: Moment) -> Result<(), Error> {
        self.leave(Deed::Export, self.case_of(record)?, now)
            .map(drop)
    }

    /// Signs a bundle's list of files with the key of this desk that is in force.
    pub fn sign_bundle(&self, sums: &[u8]) -> (VerifyingKey, Signature) {
        let key = &self.identity.sign;
        (key.verifying_key(), key.sign(DOMAIN, sums))
    }

    /// The referral in which the person agreed that the case be used in an inquiry or a court, if that still holds: a
    /// withdrawal takes back all that was said before it, wherever in the case, and not what was said again after.
    ///
    /// # Errors
    /// [`Error::ConsentUnread`].
    fn consent_for_court(&self, case: &CaseDetail) -> Result<Option<Id>, Error> {
        let code = &case.case.top().code;
        let may_be_of_it = |header: &&Header| header.label.is_empty() || header.label == *code;
        let mut rows = self.store.list(kind::RECORD).filter(may_be_of_it);
        if rows.any(|header| self.filed(header.id).is_err()) {
            return Err(Error::ConsentUnread);
        }
        let mut said: Vec<&FiledDetail> = case.records.iter().collect();
        // By the journal, whatever the clocks say. At one place of a forked journal the withdrawal counts.
        said.sort_by_key(|it| (it.line.sequence, it.line.kind == "withdrawal"));
        Ok(said.iter().fold(None, |agreed, it| match &it.record.body {
            Body::Referral(said) if said.consent.covers(Purpose::Accountability) => {
                Some(it.line.id)
            }
            Body::Withdrawal(back) if back.purposes.contains(&Purpose::Accountability) => None,
            _ => agreed,
        }))
    }
}

/// Referrals of a case that are about another person than the one who agreed in this referral, and what follows them.
/// A screening of a group may be followed by several people's.
fn of_others(case: &CaseDetail, agreed: Id) -> BTreeSet<Id> {
    let code = |it: &FiledDetail| match &it.record.body {
        Body::Referral(referral) => Some(referral.code.clone()),
        _ => None,
    };
    let own = case.records.iter().find(|it| it.line.id == agreed);
    let own = own.and_then(code);
    let mut others: BTreeSet<Id> = case
        .records
        .iter()
        .filter(|it| code(it).is_some_and(|code| Some(code) != own))
        .map(|it| it.line.id)
        .collect();
    // What corrects or withdraws one of them, and what follows that.
    for _ in 0..case.records.len() {
        let follow = case.records.iter().filter(|it| {
            let above = about(&it.record);
            above != it.line.id && others.contains(&above)
        });
        let follow: Vec<Id> = follow.map(|it| it.line.id).collect();
        others.extend(follow);
    }
    others
}
