//! What a desk shows of what it filed, and how it files.

use std::io::Read;

use pocketcard::{
    base::Id,
    content::{Content, Level},
    crypto::VerifyingKey,
    host::Moment,
    journal::Chain,
    pack::SignedPack,
    parcel::ParcelId,
    record::{self, Body, Filed, Named, OfficeAnswer, Record, Reply},
    store::Header,
};

use super::{
    AttachmentLine, CorrectionLine, Desk, Error, FiledDetail, FiledLine, Verified, kind,
    roster::PhoneRow,
};

impl Desk {
    /// Files a record: what was opened, the sealed original, and the phone's journal, in one stroke.
    pub(super) fn file(
        &mut self,
        parcel: &ParcelId,
        record: &Record,
        content: &[u8],
        chain: &Chain,
        phone: Option<(Id, &PhoneRow)>,
        now: Moment,
    ) -> Result<(), Error> {
        let mut original = Vec::new();
        let reader = self
            .shelf
            .reader(&self.store, parcel)
            .ok_or(Error::Damaged)?;
        reader
            .take(pocketcard::store::BODY as u64 + 1)
            .read_to_end(&mut original)?;
        let mut header = Header::new(record.id, kind::RECORD, now.wall_ms);
        let level = match &record.body {
            Body::Screening(screening) => {
                header.label = screening.code.clone();
                header.site = screening.site.clone();
                screening.finding.level as u8
            }
            Body::Referral(referral) => {
                header.label = referral.code.clone();
                0
            }
            _ => 0,
        };
        header.status = level;
        header.data = about(record).0.to_vec();
        let mut original_header = Header::new(Id::random(), kind::ORIGINAL, now.wall_ms);
        original_header.data = record.id.0.to_vec();
        let phone = phone.map(|(row, phone)| {
            let mut header = self.row(kind::PHONE, &row).cloned().ok_or(Error::Damaged)?;
            header.at = now.wall_ms;
            debug_assert_eq!(chain.device(), phone.sign_key);
            Ok::<_, Error>((header, phone.to_bytes()))
        });
        let phone = phone.transpose()?;
        Ok(self.store.write(|tx| {
            tx.put(&header, Some(content))?;
            tx.put(&original_header, Some(&original))?;
            match &phone {
                Some((header, bytes)) => tx.put(header, Some(bytes)),
                None => Ok(()),
            }
        })?)
    }

    pub(super) fn filed(&self, id: Id) -> Result<(Filed, Record), Error> {
        self.row(kind::RECORD, &id).ok_or(Error::NoSuchRecord)?;
        let bytes = self.store.body(id)?.ok_or(Error::Damaged)?;
        Filed::from_bytes(&bytes).map_err(|_| Error::Damaged)
    }

    /// Everything filed: the most urgent first, and newest first among equals. A damaged one hides no
    /// other, and is listed for what it is.
    pub fn inbox(&self) -> Result<Vec<FiledLine>, Error> {
        let mut lines = Vec::new();
        for header in self.store.list(kind::RECORD) {
            let line = match self.line(header) {
                Err(error) if error.is_damage() => FiledLine {
                    id: header.id,
                    kind: "unreadable",
                    code: header.label.clone(),
                    site: header.site.clone(),
                    level: None,
                    form: false,
                    phone: None,
                    after_revocation: false,
                    sequence: 0,
                    made_at: header.at,
                    filed_at: header.at,
                },
                line => line?,
            };
            lines.push(line);
        }
        // Nobody has judged a form yet: it stands among what is to be referred.
        let urgency = |line: &FiledLine| line.form.then_some(Level::Refer).or(line.level);
        lines.sort_by_key(|line| std::cmp::Reverse((urgency(line), line.filed_at)));
        Ok(lines)
    }

    /// Whether a phone had been revoked when this was filed.
    fn was_revoked_before(&self, phone: &VerifyingKey, filed_at: i64) -> bool {
        let row = self.phone(phone).ok().flatten();
        let at = row.and_then(|(_, phone)| phone.revoked_at);
        at.is_some_and(|at| filed_at >= at)
    }

    fn line(&self, header: &Header) -> Result<FiledLine, Error> {
        let (filed, record) = self.filed(header.id)?;
        let phone = self.phone_header(&filed.entry.device);
        let label = phone.map(|row| row.label.clone());
        Ok(FiledLine {
            id: header.id,
            kind: record.body.word(),
            code: header.label.clone(),
            site: header.site.clone(),
            level: match &record.body {
                Body::Screening(screening) => Some(screening.finding.level),
                _ => None,
            },
            form: matches!(&record.body, Body::Screening(it) if it.finding.has_no_signs()),
            phone: label,
            after_revocation: self.was_revoked_before(&filed.entry.device, header.at),
            sequence: filed.entry.seq,
            made_at: record.made_at,
            filed_at: header.at,
        })
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

    /// The content of the pack that this desk published last, by whose texts it shows records; nothing where it
    /// published none, or where that cannot be read.
    pub fn published_content(&self) -> Option<Content> {
        let header = self.store.list(kind::PACK).next()?;
        let bytes = self.store.body(header.id).ok()??;
        let pack = SignedPack::read(&bytes).ok()?;
        Content::from_json(&pack.content().ok()?).ok()
    }

    /// One record with what belongs to it. Opening it checked its signature and its place again.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`].
    pub fn show(&self, id: Id) -> Result<FiledDetail, Error> {
        let header = self.row(kind::RECORD, &id).ok_or(Error::NoSuchRecord)?;
        let line = self.line(header)?;
        let (filed, record) = self.filed(id)?;
        let device = filed.entry.device;
        let mut corrections = Vec::new();
        for header in self.store.list(kind::RECORD).rev() {
            if header.data != id.0 || header.id == id {
                continue;
            }
            let Ok((filed, follower)) = self.filed(header.id) else {
                // Damaged: the inbox says so.
                continue;
            };
            if filed.entry.device != device {
                // Nobody corrects or withdraws what another phone recorded.
                continue;
            }
            corrections.push(CorrectionLine {
                id: header.id,
                kind: follower.body.word(),
                sequence: filed.entry.seq,
                record: follower,
            });
        }
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
            .filter(|header| header.data == id.0)
        {
            if let Ok(Some(bytes)) = self.store.body(header.id)
                && let Ok(answer) = OfficeAnswer::from_bytes(&bytes)
            {
                answers.push(answer.text);
            }
        }
        let withdrawn = corrections.iter().any(|it| it.kind == "withdrawal");
        let for_service = match &record.body {
            Body::Referral(referral) if !withdrawn => referral.for_service(),
            _ => None,
        };
        Ok(FiledDetail {
            line,
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
        let mut problems: Vec<String> = self
            .store
            .damage()
            .iter()
            .map(|damage| format!("{damage:?}"))
            .collect();
        if self.put_back_to().is_some() {
            problems.push(
                "this desk was moved, or put back from a copy, and lacks what it filed since: collect, so that \
                 phones send it again"
                    .to_owned(),
            );
        }
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
        for header in self.store.list(kind::PHONE) {
            if self.phone_row(header.id).is_err() {
                problems.push(format!(
                    "what this desk knew of {} cannot be read; enrol that phone anew",
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
fn about(record: &Record) -> Id {
    match &record.body {
        Body::Referral(referral) => referral.about,
        Body::Amendment(amendment) => amendment.of,
        Body::Withdrawal(withdrawal) => withdrawal.of,
        Body::Enrolment(_) | Body::Screening(_) => record.id,
    }
}
