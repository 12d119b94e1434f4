//! The one way in which a record is finished: committed to in the journal, sealed, and queued, in one
//! transaction with everything that belongs to it.

use std::io::{Cursor, Read};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    Error, Open,
    confidential::ConfidentialReport,
    details::{Attachment, Details, MAX_ATTACHMENT, SealedAttachment, SealedReport},
    kind,
    picture::{self, Prepared},
    stub::{RecordKind, Stub, WITHDRAWN},
};
use crate::{
    base::Id,
    crypto::{SecretKey, SigningKey},
    host::{Moment, Proceed, Progress},
    journal::Tip,
    parcel::{self, Address, ParcelId, Sealer},
    record::{self, AttachmentRef, Body, Filed, Record, Screening, is_media_type},
    store::{self, Header},
    sync::{
        Item, ParcelState, ParcelTx, Parcels, Way,
        outbox::{OutboxItem, Priority},
    },
};

impl SealedReport {
    fn put(self, tx: &mut ParcelTx<'_, '_>, now: Moment) -> Result<(), store::Error> {
        let (header, waiting) = &self.reply;
        tx.put(header, Some(waiting))?;
        let (id, bytes, outbox) = &self.record;
        queue(tx, *id, bytes, outbox, now)?;
        let (attachments, outbox) = self.attachments;
        queue_attachments(tx, attachments, &outbox, now)
    }
}

impl Open {
    /// Finishes a record of this phone. Either all of it is in the store afterwards, or nothing.
    pub(super) fn finish(
        &mut self,
        body: Body,
        details: Details,
        now: Moment,
    ) -> Result<Id, Error> {
        let record = Zeroizing::new(self.record(body, now));
        let mut state = self.state.clone();
        record::check(&record)?;
        let filed = Filed::write(&record, &self.device.sign, &mut state.tip);
        let content = filed.to_bytes();
        let sealed = parcel::seal(
            parcel::LetterKind::Record,
            &content,
            &self.device.sign,
            &self.device.desk(),
        )?;
        let stub = Stub {
            kind: RecordKind::of(&record.body),
            may_be_child: details.may_be_child,
            received_at: 0,
            parcel: sealed.id,
            about: details.about.unwrap_or(record.id),
            entry: filed.entry,
        };
        let mut header = Header::new(record.id, kind::RECORD, now.wall_ms);
        header.label = details.code;
        header.site = details.site;
        header.status = details.status;
        header.data = stub.to_bytes();
        let never_sent = matches!(&record.body, Body::Withdrawal(it) if it.never_sent.is_some());
        let withdrawn = match details.withdrawn {
            Some((row, parcel)) => {
                let header = self.store.header(row).ok_or(Error::NoSuchRecord)?;
                Some((parcel, header.clone()))
            }
            None => None,
        };
        let desk = self.device.row.desk.sign_key;
        let outbox = |priority| OutboxItem::new(priority, now.wall_ms).sealed_to(desk);
        self.write_state(state, now, |tx| {
            tx.put(&header, Some(&content))?;
            queue(tx, sealed.id, &sealed.bytes, &outbox(details.priority), now)?;
            queue_attachments(tx, details.attachments, &outbox(Priority::Attachment), now)?;
            if let Some(visit) = &details.visit {
                tx.put(&visit.header, Some(&visit.json))?;
            }
            if let Some(report) = details.report {
                report.put(tx, now)?;
            }
            if let Some((referral, mut row)) = withdrawn {
                row.status = WITHDRAWN;
                tx.put(&row, None)?;
                if never_sent {
                    tx.drop_body(row.id)?;
                    tx.change(&referral, |entry| {
                        entry.place = ParcelState::Done;
                        entry.outbox = None;
                    })?;
                }
            }
            details.draft.map_or(Ok(()), |draft| tx.delete(draft))
        })?;
        Ok(record.id)
    }

    /// Finishes a report for the confidential desk alone.
    pub(super) fn report(
        &mut self,
        screening: Screening,
        draft: Option<Id>,
        attachments: &mut [&mut Attachment<'_>],
        progress: &dyn Progress,
        now: Moment,
    ) -> Result<(), Error> {
        let report = self.sealed_report(screening, attachments, progress, now)?;
        self.parcels.write(&mut self.store, |tx| {
            report.put(tx, now)?;
            draft.map_or(Ok(()), |draft| tx.delete(draft))
        })?;
        Ok(())
    }

    /// Seals a report for the confidential desk alone. It is signed with a key made for it and thrown away, stands
    /// in no journal, and no row of this phone says that it was written. Nothing is written yet but attachments,
    /// which count only once a report names them.
    pub(super) fn sealed_report(
        &mut self,
        mut screening: Screening,
        attachments: &mut [&mut Attachment<'_>],
        progress: &dyn Progress,
        now: Moment,
    ) -> Result<SealedReport, Error> {
        let address = self.device.confidential_desk()?;
        let once = SigningKey::generate();
        let reply = SecretKey::generate();
        let sealed_attachments =
            self.seal_attachments(attachments, Some((&once, &address)), progress, now)?;
        screening.attachments = sealed_attachments
            .iter()
            .map(|sealed| sealed.reference.clone())
            .collect();
        screening.reply_seed = Some(HEXLOWER.encode(&*reply.seed()));
        let record = Zeroizing::new(self.record(Body::Screening(Box::new(screening)), now));
        record::check(&record)?;
        let content = Filed::write(&record, &once, &mut Tip::EMPTY.clone()).to_bytes();
        let sealed = parcel::seal(parcel::LetterKind::Record, &content, &once, &address)?;
        let reply_row = Header::new(Id::random(), kind::REPLY, now.wall_ms);
        let attached = sealed_attachments.iter().map(|it| it.reference.parcel);
        let parcels = std::iter::once(sealed.id).chain(attached).collect();
        let waiting = ConfidentialReport::new(&reply, parcels).to_bytes();
        let chance = self.parcels.draw();
        let desk = self.device.row.confidential.as_ref();
        let desk = desk.ok_or(Error::NoConfidentialDesk)?.sign_key;
        let outbox = |priority| OutboxItem::apart(priority, now.wall_ms, chance).sealed_to(desk);
        Ok(SealedReport {
            reply: (reply_row, waiting),
            record: (sealed.id, sealed.bytes, outbox(Priority::Confidential)),
            attachments: (sealed_attachments, outbox(Priority::Attachment)),
        })
    }

    fn record(&self, body: Body, now: Moment) -> Record {
        Record {
            format: body.format().to_owned(),
            id: Id::random(),
            made_at: now.wall_ms,
            pack: self.content.name(),
            body,
        }
    }

    /// Seals attachments into parcels as they are read. They count only once a record names them.
    pub(super) fn seal_attachments(
        &mut self,
        attachments: &mut [&mut Attachment<'_>],
        otherwise: Option<(&SigningKey, &Address)>,
        progress: &dyn Progress,
        now: Moment,
    ) -> Result<Vec<SealedAttachment>, Error> {
        if attachments
            .iter()
            .any(|it| it.bytes > MAX_ATTACHMENT || !is_media_type(&it.media_type))
        {
            return Err(Error::Attachment);
        }
        if !attachments.is_empty() && self.content.document().policy.no_attachments {
            return Err(Error::NotAllowed);
        }
        let total = attachments.iter().map(|attachment| attachment.bytes).sum();
        let mut done = 0;
        let mut sealed = Vec::with_capacity(attachments.len());
        for attachment in attachments {
            let mut bare;
            let mut as_it_is;
            let (from, bytes): (&mut dyn Read, u64) =
                match picture::prepare(&mut *attachment.from, attachment.bytes)? {
                    Prepared::Picture(picture) => {
                        let bytes = picture.len() as u64;
                        bare = Cursor::new(picture);
                        (&mut bare, bytes)
                    }
                    Prepared::AsItIs(reader, bytes) => {
                        as_it_is = reader;
                        (&mut as_it_is, bytes)
                    }
                };
            let mut source = Watched {
                from,
                hash: Sha256::new(),
                progress,
                done,
                total,
                cancelled: false,
            };
            let desk = self.device.desk();
            let (signer, address) = otherwise.unwrap_or((&self.device.sign, &desk));
            let mut sealer = Sealer::new(
                parcel::LetterKind::Attachment,
                &mut source,
                bytes,
                signer,
                address,
            )?;
            let size = sealer.size();
            let stashed = Parcels::stash(&mut self.store, &mut sealer, now.wall_ms);
            let parcel = sealer.finish();
            if source.cancelled {
                return Err(Error::Cancelled);
            }
            let stashed = stashed.map_err(stash_error)?;
            sealed.push(SealedAttachment {
                reference: AttachmentRef {
                    parcel: parcel?,
                    sha256: HEXLOWER.encode(&source.hash.finalize()),
                    bytes,
                    media_type: attachment.media_type.clone(),
                },
                stashed,
                size,
            });
            done += attachment.bytes;
        }
        Ok(sealed)
    }
}

/// What failed beneath a stash: the store itself (a full disk keeps its own advice), or the reader.
fn stash_error(error: std::io::Error) -> Error {
    match error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<store::Error>())
    {
        Some(error) => Error::Store(*error),
        None => Error::Attachment,
    }
}

fn queue(
    tx: &mut ParcelTx<'_, '_>,
    id: ParcelId,
    bytes: &[u8],
    outbox: &OutboxItem,
    now: Moment,
) -> Result<(), store::Error> {
    let item = Item {
        id,
        size: bytes.len() as u64,
        way: Way::Up,
    };
    let outbox = Some(outbox.clone());
    tx.add(item, ParcelState::Own, outbox, bytes, now.wall_ms)
}

fn queue_attachments(
    tx: &mut ParcelTx<'_, '_>,
    attachments: Vec<SealedAttachment>,
    outbox: &OutboxItem,
    now: Moment,
) -> Result<(), store::Error> {
    for sealed in attachments {
        let item = Item {
            id: sealed.reference.parcel,
            size: sealed.size,
            way: Way::Up,
        };
        let (outbox, at) = (Some(outbox.clone()), now.wall_ms);
        tx.add_stashed(item, ParcelState::Own, outbox, sealed.stashed, at)?;
    }
    Ok(())
}

/// Reads an attachment, hashes it, and lets the host stop it.
struct Watched<'a> {
    from: &'a mut dyn Read,
    hash: Sha256,
    progress: &'a dyn Progress,
    done: u64,
    total: u64,
    cancelled: bool,
}

impl Read for Watched<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = self.from.read(into)?;
        self.hash.update(&into[..length]);
        self.done += length as u64;
        if self.progress.advance(self.done, self.total) == Proceed::Cancel {
            self.cancelled = true;
            return Err(std::io::ErrorKind::Other.into());
        }
        Ok(length)
    }
}
