//! What a phone shows of what it holds.

use super::{
    ChecklistLine, Error, Open, RecordDetail, RecordLine, ServiceLine, Session, Verified, kind,
    stub::{AGREED, DECLINED, Stub, WITHDRAWN, Word},
};
use crate::{
    base::Id,
    content::{Checklist, Content, Service, Wanted},
    host::Progress,
    journal::Chain,
    record::{self, Filed, Named, OfficeAnswer, Reply},
    store::Header,
    sync::Place,
};

impl Session {
    /// The checklists of the loaded pack, with their names in this language.
    pub fn checklists(&self, language: &str) -> Result<Vec<ChecklistLine>, Error> {
        Ok(checklist_lines(self.content()?, language))
    }

    /// Active services of the directory that are as wanted, with their cards in this language.
    pub fn services(&self, wanted: &Wanted, language: &str) -> Result<Vec<ServiceLine>, Error> {
        Ok(service_lines(self.content()?, wanted, language))
    }

    /// All records that this phone remembers, newest first. What is damaged is left out; `verify` names it.
    pub fn list(&self) -> Result<Vec<RecordLine>, Error> {
        let open = self.open()?;
        let lines = open.stubs().map(|(header, stub)| open.line(header, &stub));
        Ok(lines.collect())
    }

    /// The record that somebody means by its id, by the beginning of its id, or by the code of the person: that
    /// leads to a record of the first of these kinds that there is.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`], [`Error::SeveralRecords`].
    pub fn find(&self, typed: &str, kinds: &[&str]) -> Result<Id, Error> {
        let open = self.open()?;
        let records = open
            .stubs()
            .map(|(header, stub)| (header.id, stub.kind.as_str(), header.label.as_str()));
        match record::find(typed, records, kinds) {
            Named::One(id) => Ok(id),
            Named::Nothing => Err(Error::NoSuchRecord),
            Named::Several => Err(Error::SeveralRecords),
        }
    }

    /// One record: what it says while the grace period lasts, and what the office answered.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`].
    pub fn show(&self, id: &Id) -> Result<RecordDetail, Error> {
        let open = self.open()?;
        let (header, stub) = open.stub(id)?;
        let shown = (!open.overdue.contains(id)).then(|| open.store.body(*id));
        let record = match shown.transpose()?.flatten() {
            Some(bytes) => Some(Filed::from_bytes(&bytes).map_err(|_| Error::Damaged)?.1),
            None => None,
        };
        let mut answers = Vec::new();
        for answer in open.store.list(kind::ANSWER).filter(|row| row.data == id.0) {
            // One that cannot be read must not hide the others; `verify` names it.
            if let Ok(Some(bytes)) = open.store.body(answer.id)
                && let Ok(answer) = OfficeAnswer::from_bytes(&bytes)
            {
                answers.push(answer.text);
            }
        }
        Ok(RecordDetail {
            line: open.line(header, &stub),
            record,
            answers,
        })
    }

    /// Checks everything: every row opens, the manifest agrees, each journal entry is signed by this
    /// phone and follows the one before it.
    pub fn verify(&self, progress: &dyn Progress) -> Result<Verified, Error> {
        let open = self.open()?;
        open.store.check(progress)?;
        let damage = open.store.damage();
        let mut problems: Vec<String> = damage.iter().map(ToString::to_string).collect();
        if open.state.vault.is_alarmed() {
            problems.push("an older copy of the vault was put back, or it is damaged".to_owned());
        }
        let mut chain = Chain::new(open.device.sign.verifying_key());
        let mut entries = 0;
        let rows = open.store.list(kind::RECORD).count();
        for (_, stub) in open.stubs() {
            entries += 1;
            if chain.accept(&stub.entry).is_err() {
                problems.push(format!(
                    "journal entry {} is not this phone's",
                    stub.entry.seq
                ));
            }
        }
        if (entries as usize) < rows {
            problems.push("a record's place in the journal cannot be read".to_owned());
        }
        for seq in chain.broken() {
            problems.push(format!(
                "journal entry {seq} does not follow the one before it"
            ));
        }
        for gap in chain.gaps() {
            problems.push(format!(
                "journal entries {} to {} are missing",
                gap.start(),
                gap.end()
            ));
        }
        if chain.tip() != open.state.tip {
            problems.push("the journal does not end where this phone left it".to_owned());
        }
        Ok(Verified {
            ok: problems.is_empty(),
            entries,
            problems,
        })
    }
}

/// The checklists of a content, with their names in this language. Needs no enrolled phone.
pub fn checklist_lines(content: &Content, language: &str) -> Vec<ChecklistLine> {
    let line = |list: &Checklist| ChecklistLine {
        id: list.id.clone(),
        name: content.text(language, &format!("checklist.{}", list.id)),
        indicators: list
            .sections
            .iter()
            .map(|section| section.indicators.len())
            .sum(),
        confidential: list.confidential,
    };
    content.document().checklists.iter().map(line).collect()
}

/// The active services of a content's directory that are as wanted. Needs no enrolled phone.
pub fn service_lines(content: &Content, wanted: &Wanted, language: &str) -> Vec<ServiceLine> {
    let line = |service: &Service| ServiceLine {
        id: service.id.clone(),
        card: content.contact_card(language, &[&service.id]),
        needs: service
            .needs
            .iter()
            .map(|need| content.text(language, need))
            .collect(),
    };
    content.services(wanted).map(line).collect()
}

impl Open {
    pub(super) fn stub(&self, id: &Id) -> Result<(&Header, Stub), Error> {
        let header = self
            .store
            .header(*id)
            .filter(|header| header.kind == kind::RECORD);
        let header = header.ok_or(Error::NoSuchRecord)?;
        Ok((header, Stub::from_bytes(&header.data)?))
    }

    /// The records whose place in the journal can be read.
    pub(super) fn stubs(&self) -> impl Iterator<Item = (&Header, Stub)> {
        let records = self.store.list(kind::RECORD);
        records.filter_map(|header| Some((header, Stub::from_bytes(&header.data).ok()?)))
    }

    fn line(&self, header: &Header, stub: &Stub) -> RecordLine {
        RecordLine {
            id: header.id,
            kind: stub.kind.as_str(),
            code: header.label.clone(),
            site: header.site.clone(),
            made_at: header.at,
            sequence: stub.entry.seq,
            readable: self.store.has_body(header.id) && !self.overdue.contains(&header.id),
            received: stub.received_at != 0,
            consent: match (stub.kind, header.status) {
                (_, WITHDRAWN) => Some("withdrawn"),
                (Word::Referral, AGREED) => Some("agreed"),
                (Word::Referral, DECLINED) => Some("declined"),
                _ => None,
            },
            // Its parcel was let go of without a receipt.
            never_left: header.status == WITHDRAWN
                && stub.received_at == 0
                && self
                    .shelf
                    .get(&stub.parcel)
                    .is_none_or(|book| book.place != Place::Own),
        }
    }
}
