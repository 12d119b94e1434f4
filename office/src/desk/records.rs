//! What a desk shows of what it filed.

use std::{collections::HashSet, io::Read};

use pocketcard::{
    base::Id,
    content::Content,
    pack::{PackName, SignedPack},
    parcel::ParcelId,
    record::{self, Body, Filed, Named, OfficeAnswer, Record, Reply},
    store::Header,
};
use pocketcard_terminal::English;

use super::{
    AnswerLine, AttachmentLine, Case, CorrectionLine, Desk, Error, FiledDetail, FiledLine,
    Verified, kind,
};

impl Desk {
    pub(super) fn filed(&self, id: Id) -> Result<(Filed, Record), Error> {
        self.row(kind::RECORD, &id).ok_or(Error::NoSuchRecord)?;
        let bytes = self.store.body(id)?.ok_or(Error::Damaged)?;
        Filed::from_bytes(&bytes).map_err(|_| Error::Damaged)
    }

    /// The record that somebody means by its id, by the beginning of its id, or by the code of the person, which
    /// leads to the screening before what follows it.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`], [`Error::SeveralRecords`].
    pub fn find(&self, typed: &str) -> Result<Id, Error> {
        let kind = |header: &Header| match self.filed(header.id) {
            Ok((_, record)) => record.body.word(),
            Err(_) => "unreadable",
        };
        let records = self.store.list(kind::RECORD);
        let records = records.map(|header| (header.id, kind(header), header.label.as_str()));
        match record::find(typed, records, &["screening", "referral", "unreadable"]) {
            Named::One(id) => Ok(id),
            Named::Nothing => Err(Error::NoSuchRecord),
            Named::Several => Err(Error::SeveralRecords),
        }
    }

    /// The pack that this desk published last, by whose texts it shows records; nothing where it published none, or
    /// where that cannot be read.
    pub fn published(&self) -> Option<(PackName, Content)> {
        let header = self.store.list(kind::PACK).next()?;
        let bytes = self.store.body(header.id).ok()??;
        let pack = SignedPack::read(&bytes).ok()?;
        let content = Content::from_json(&pack.content().ok()?).ok()?;
        Some((pack.name().ok()?, content))
    }

    /// The content of the pack that this desk published last.
    pub fn published_content(&self) -> Option<Content> {
        Some(self.published()?.1)
    }

    /// One record with what belongs to it. Opening it checked its signature and its place again.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`].
    pub fn show(&self, id: Id) -> Result<FiledDetail, Error> {
        let mut cases = self.cases()?.into_iter();
        let found = cases.find_map(|case| {
            let line = case.lines.iter().find(|line| line.id == id)?.clone();
            Some((line, case))
        });
        let (line, case) = found.ok_or(Error::NoSuchRecord)?;
        self.detail(&line, &case)
    }

    /// A record of a case, opened.
    pub(super) fn detail(&self, line: &FiledLine, case: &Case) -> Result<FiledDetail, Error> {
        let id = line.id;
        let (_, record) = self.filed(id)?;
        // What follows it, and what follows that: a referral may have been withdrawn, and the withdrawal may have
        // come first. A case holds nothing that another phone recorded; what is damaged in it, the inbox lists.
        let others = case.lines.iter().filter(|line| line.id != id);
        let others: Vec<_> = others
            .filter_map(|line| Some((line.id, self.filed(line.id).ok()?)))
            .collect();
        let mut chain = HashSet::from([id]);
        for _ in 0..others.len() {
            let follows = others
                .iter()
                .filter(|(_, (_, it))| chain.contains(&about(it)));
            let follows: Vec<Id> = follows.map(|(id, _)| *id).collect();
            chain.extend(follows);
        }
        let followers = others.into_iter().filter(|(id, _)| chain.contains(id));
        let corrections = followers
            .map(|(id, (filed, record))| CorrectionLine {
                id,
                kind: record.body.word(),
                sequence: filed.entry.seq,
                record,
            })
            .collect();
        let attachments = match &record.body {
            Body::Screening(screening) => screening
                .attachments
                .iter()
                .map(|reference| AttachmentLine {
                    reference: reference.clone(),
                    arrived: self.attachment_row(&reference.parcel).is_some(),
                })
                .collect(),
            _ => Vec::new(),
        };
        let mut answers = Vec::new();
        for header in self
            .store
            .list(kind::ANSWER)
            .filter(|header| header.data.starts_with(&id.0))
        {
            if let Ok(Some(bytes)) = self.store.body(header.id)
                && let Ok(answer) = OfficeAnswer::from_bytes(&bytes)
            {
                let letter = header.data[16..].try_into().map(ParcelId).ok();
                let book = letter.and_then(|letter| self.parcels.get(&letter));
                answers.push(AnswerLine {
                    made_at: answer.made_at,
                    text: answer.text.clone(),
                    at_hub: book.is_some_and(|book| book.at_hub),
                });
            }
        }
        let for_service = match &record.body {
            Body::Referral(referral) if !line.withdrawn => referral.for_service(),
            _ => None,
        };
        Ok(FiledDetail {
            line: line.clone(),
            record,
            followed_by: corrections,
            for_service,
            attachments,
            answers,
        })
    }

    /// Reads an attachment that arrived.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when it has not arrived.
    pub fn attachment(&self, parcel: &ParcelId) -> Result<impl Read, Error> {
        let row = self.attachment_row(parcel).ok_or(Error::NoSuchRecord)?;
        let attachment = self.store.attachments(row).next().ok_or(Error::Damaged)?;
        Ok(self.store.read_attachment(attachment.id)?)
    }

    pub(super) fn attachment_row(&self, parcel: &ParcelId) -> Option<Id> {
        self.store
            .list(kind::ATTACHMENT)
            .find(|row| row.data == parcel.0)
            .map(|row| row.id)
    }

    /// The sealed parcel that a record came in.
    pub fn original(&self, id: Id) -> Result<Vec<u8>, Error> {
        let row = self.store.list(kind::ORIGINAL).find(|row| row.data == id.0);
        let row = row.ok_or(Error::NoSuchRecord)?;
        Ok(self.store.body(row.id)?.ok_or(Error::Damaged)?.to_vec())
    }

    /// Checks everything that this desk filed: each row opens, each record still matches its signed
    /// journal entry, each phone's journal is without gaps and forks.
    pub fn verify(&self) -> Result<Verified, Error> {
        let mut problems: Vec<String> = self.store.damage().iter().map(English::english).collect();
        if self.put_back_to().is_some() {
            let lacks = match self.is_confidential() {
                false => {
                    "this desk was moved, or put back from a copy, and lacks what it filed since: collect, so that \
                     phones send it again"
                }
                true => {
                    "this desk was moved, or put back from a copy, and lacks what it filed since, which no phone \
                     keeps: put a newer copy back if there is one, then collect"
                }
            };
            problems.push(lacks.to_owned());
        }
        problems.extend(self.log_problem());
        problems.extend(self.ledger_problem());
        problems.extend(self.counted_problem());
        problems.extend(self.tombstone_problems());
        let mut records = 0;
        for header in self.store.list(kind::RECORD) {
            records += 1;
            if self.filed(header.id).is_err() {
                problems.push(format!(
                    "record {} does not match its journal entry",
                    header.id
                ));
            }
        }
        let phones = self.store.list(kind::PHONE);
        for header in phones.chain(self.store.list(kind::DECOY)) {
            if self.phone_row(header.id).is_err() {
                problems.push(format!(
                    "what this desk knew of {} cannot be read; enrol that phone again",
                    header.label
                ));
            }
        }
        let phones = self.phones()?;
        for phone in &phones {
            if phone.missing > 0 {
                problems.push(format!(
                    "{} records of {} have not arrived",
                    phone.missing, phone.label
                ));
            }
            if phone.forks > 0 {
                problems.push(format!(
                    "the journal of {} was continued twice",
                    phone.label
                ));
            }
            if phone.broken > 0 {
                problems.push(format!(
                    "{} entries of the journal of {} do not follow the ones before them",
                    phone.broken, phone.label
                ));
            }
        }
        Ok(Verified {
            ok: problems.is_empty(),
            records,
            phones: phones.len() as u64,
            problems,
        })
    }
}

/// The record that a record follows; its own id when it follows none.
pub(super) fn about(record: &Record) -> Id {
    match &record.body {
        Body::Referral(referral) => referral.about,
        Body::Amendment(amendment) => amendment.of,
        Body::Withdrawal(withdrawal) => withdrawal.of,
        Body::Enrolment(_) | Body::Screening(_) | Body::ServiceReport(_) => record.id,
    }
}
