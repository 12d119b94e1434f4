//! What hostile hubs and carriers say. They know every public key and every name, and whatever a phone that
//! was stolen knows; they lack the secret keys of everybody else.

use pocketcard::{
    base::Id,
    content::Content,
    crypto::{PublicKey, SecretKey, SigningKey, VerifyingKey},
    journal::Tip,
    pack::{Issue, SignedPack},
    parcel::{self, Address, LetterKind, ParcelId},
    record::{Body, Enrolment, Filed, Notice, OfficeAnswer, Receipt, Record, Reply, Says},
    sync::{Frame, Hello, Item, PART_MAX, Role, VERSION, Way},
};

use super::{
    Fate, Place,
    exchange::{cut, damage, frames, role, shuffle},
    world::World,
};

/// What a phone told the office of itself.
struct Known {
    device: VerifyingKey,
    seal_key: PublicKey,
}

impl World {
    /// What the answering side says instead of an answer.
    pub fn hostile(
        &mut self,
        asker: Place,
        other: Place,
        request: &[u8],
        fate: Fate,
    ) -> Option<Vec<u8>> {
        match fate {
            Fate::Replayed(which) => {
                let said = self.said.get(&(role(other), role(asker)))?;
                said.get(said.len() * usize::from(which) / 1000).cloned()
            }
            Fate::Withheld => Some(self.message(role(other), &[])),
            Fate::Swallowed => {
                let mut got = Vec::new();
                for range in frames(request) {
                    if let Ok((Frame::Offer(item) | Frame::Part(item, ..), _)) =
                        Frame::read(&request[range])
                    {
                        got.push(Frame::Got(item.id));
                    }
                }
                got.dedup();
                Some(self.message(role(other), &got))
            }
            Fate::Forged => {
                let forged = self.forged(asker);
                Some(self.message(role(other), &parts(&forged)))
            }
            _ => None,
        }
    }

    /// An answer with another one mixed in, and the bytes of its parcels under each other's names.
    pub fn mix(&mut self, asker: Place, other: Place, answer: &[u8], which: u16) -> Vec<u8> {
        let said = &self.said[&(role(other), role(asker))];
        let older = &said[said.len() * usize::from(which) / 1000];
        let inner = |message: &'_ [u8]| -> Vec<Vec<u8>> {
            let ranges = frames(message);
            let inner = ranges
                .get(1..ranges.len().saturating_sub(1))
                .unwrap_or_default();
            inner
                .iter()
                .map(|range| message[range.clone()].to_vec())
                .collect()
        };
        let (ours, theirs) = (inner(answer), inner(older));
        let mut mixed = self.message(role(other), &[]);
        let ranges = frames(&mixed);
        let end = mixed.split_off(ranges[1].start);
        for place in 0..ours.len().max(theirs.len()) {
            mixed.extend(theirs.get(place).into_iter().flatten());
            mixed.extend(ours.get(place).into_iter().flatten());
        }
        let all: Vec<&Vec<u8>> = ours.iter().chain(&theirs).collect();
        for pair in all.windows(2) {
            if let (Ok((Frame::Part(item, 0, _), _)), Ok((Frame::Part(_, 0, bytes), _))) =
                (Frame::read(pair[0]), Frame::read(pair[1]))
            {
                Frame::Part(item, 0, bytes).write(&mut mixed);
            }
        }
        mixed.extend(end);
        mixed
    }

    /// A request with forged parcels in it, which also claims that the asker got whatever was ever spoken
    /// of to it.
    pub fn forge_request(&mut self, asker: Place, other: Place, request: &[u8]) -> Vec<u8> {
        let forged = self.forged(other);
        let Some(last) = frames(request).pop() else {
            return request.to_vec();
        };
        let mut message = request[..last.start].to_vec();
        let said = self.said.get(&(role(other), role(asker)));
        for answer in said.into_iter().flatten() {
            for range in frames(answer) {
                if let Ok((Frame::Offer(item), _)) = Frame::read(&answer[range]) {
                    Frame::Got(item.id).write(&mut message);
                }
            }
        }
        parts(&forged)
            .iter()
            .for_each(|frame| frame.write(&mut message));
        message.extend(&request[last]);
        message
    }

    /// A card as it is read: whatever its fate would do to a message, it does to the card.
    pub fn spoil_card(&mut self, reader: Place, mut card: Vec<u8>, fate: Fate) -> Vec<u8> {
        match fate {
            Fate::RequestLost | Fate::AnswerLost => card.clear(),
            Fate::RequestCut(spot) | Fate::AnswerCut(spot) => cut(&mut card, spot),
            Fate::RequestDamaged(spot) | Fate::AnswerDamaged(spot) => damage(&mut card, spot),
            Fate::RequestShuffled | Fate::AnswerShuffled => shuffle(&mut card),
            Fate::Mixed(which) => {
                let other = &self.cards[self.cards.len() * usize::from(which) / 1000];
                let (ours, theirs) = (frames(&card), frames(other));
                let mut mixed = Vec::new();
                for place in 0..ours.len().max(theirs.len()) {
                    for (card, ranges) in [(&card, &ours), (other, &theirs)] {
                        mixed.extend(
                            ranges
                                .get(place)
                                .map_or(&[][..], |range| &card[range.clone()]),
                        );
                    }
                }
                card = mixed;
            }
            Fate::Forged | Fate::RequestForged => {
                let forged = self.forged(reader);
                let end = frames(&card).pop().map_or(0, |range| range.start);
                let rest = card.split_off(end);
                parts(&forged)
                    .iter()
                    .for_each(|frame| frame.write(&mut card));
                card.extend(rest);
            }
            _ => {}
        }
        card
    }

    /// A message of these frames between a greeting and an end.
    fn message(&self, speaker: Role, frames: &[Frame<'_>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let hello = Frame::Hello(Hello {
            version: VERSION,
            role: speaker,
            mailbox: self.config.mailboxes[0].mailbox,
            window: 1 << 18,
            careful: false,
        });
        let end = Frame::End(false);
        for frame in std::iter::once(&hello).chain(frames).chain([&end]) {
            frame.write(&mut bytes);
        }
        bytes
    }

    /// Parcels that nobody who may has sealed, made for whom they reach.
    fn forged(&mut self, target: Place) -> Vec<(Item, Vec<u8>)> {
        let mut rubbish = b"PCP1\0\x01".to_vec();
        rubbish.extend(self.config.mailboxes[0].mailbox.0);
        rubbish.resize(4096, 0x5a);
        rubbish[4095] = self.said.values().map(Vec::len).sum::<usize>() as u8;
        let mut parcels = vec![("rubbish", rubbish)];
        match target {
            Place::Phone(phone) => parcels.extend(self.forged_letters(phone)),
            Place::Desk(0) => parcels.extend(self.forged_records()),
            // Anybody may report to the confidential desk: that is what it is for.
            Place::Desk(_) | Place::Hub(_) => {}
        }
        let way = if let Place::Phone(_) = target {
            Way::Down
        } else {
            Way::Up
        };
        let item = |bytes: &[u8]| Item {
            id: ParcelId::of(bytes),
            size: bytes.len() as u64,
            way,
        };
        for (what, bytes) in &parcels {
            self.trace.call(ParcelId::of(bytes), || {
                format!("forged {what} for {target:?}")
            });
        }
        parcels
            .into_iter()
            .map(|(_, bytes)| (item(&bytes), bytes))
            .collect()
    }

    fn sealed(&self, kind: LetterKind, content: &[u8], to: &PublicKey) -> Vec<u8> {
        let address = Address {
            mailbox: self.config.mailboxes[0].mailbox,
            to: to.clone(),
            second: None,
        };
        let sealed = parcel::seal(kind, content, &self.stranger, &address);
        sealed.expect("strangers can seal, too").bytes
    }

    /// A receipt for everything that waits, an order to erase itself, an answer and packs.
    fn forged_letters(&self, number: usize) -> Vec<(&'static str, Vec<u8>)> {
        let phone = &self.phones[number];
        let mut letters = Vec::new();
        let audience = phone
            .invitation
            .audience()
            .expect("the desk made it")
            .public();
        letters.push((
            "pack",
            self.sealed(LetterKind::Pack, &self.forged_pack(number), &audience),
        ));
        if let Some((_, genuine)) = self.packs.first().filter(|(_, pack)| !pack.is_empty()) {
            letters.push((
                "old pack",
                self.sealed(LetterKind::Pack, genuine, &audience),
            ));
        }
        let Some(known) = self.known(number) else {
            return letters;
        };
        let receipt = Receipt {
            format: Receipt::FORMAT.to_owned(),
            device: known.device,
            filed_at: self.now,
            parcels: phone.waiting.keys().copied().collect(),
            entries: Vec::new(),
            countersignatures: Vec::new(),
            gaps: Vec::new(),
            not_filed: Vec::new(),
        };
        let notice = Notice {
            format: Notice::FORMAT.to_owned(),
            invitation: phone.invitation.id,
            made_at: self.now,
            says: Says::Wipe,
            since: None,
            office: None,
            order: None,
        };
        let record = self.desks[0].filed.keys().next().copied();
        let answer = OfficeAnswer {
            format: OfficeAnswer::FORMAT.to_owned(),
            id: Id::random(),
            to: record.unwrap_or(phone.invitation.id),
            made_at: self.now,
            text: "stay where you are".to_owned(),
        };
        for (what, kind, content) in [
            ("receipt", LetterKind::Receipt, receipt.to_bytes()),
            ("notice", LetterKind::Notice, notice.to_bytes()),
            ("answer", LetterKind::Answer, answer.to_bytes()),
        ] {
            letters.push((what, self.sealed(kind, &content, &known.seal_key)));
        }
        letters
    }

    /// A pack of this office's series, with a high version, that its roots did not sign.
    fn forged_pack(&self, number: usize) -> Vec<u8> {
        let issue = Issue {
            pack: self.phones[number].invitation.pack.clone(),
            version: 1000,
            issued_at: self.now,
            expires_at: self.now + super::machine::DAY,
            roots: self.phones[number].invitation.roots.version(),
        };
        let content = Content::base().canonical_json();
        let mut pack = SignedPack::new(&content, issue).expect("the content is good");
        for key in [&self.stranger, &SigningKey::generate()] {
            pack.sign(key).expect("two signatures are not too many");
        }
        pack.to_bytes()
    }

    /// What the desk knows of a phone in its present life.
    fn known(&self, number: usize) -> Option<Known> {
        let invitation = self.phones[number].invitation.id;
        let desk = self.desks[0].desk.as_ref()?;
        self.desks[0].filed.keys().find_map(|id| {
            let Body::Enrolment(enrolment) = desk.show(*id).ok()?.record.body else {
                return None;
            };
            let journal = desk.journal(*id).ok()?;
            (enrolment.invitation == invitation).then(|| Known {
                device: journal.entries[0].device,
                seal_key: enrolment.seal_key.clone(),
            })
        })
    }

    /// A record of somebody else's under a stranger's name, and a stranger's answer to an invitation.
    fn forged_records(&self) -> Vec<(&'static str, Vec<u8>)> {
        let Some(desk) = &self.desks[0].desk else {
            return Vec::new();
        };
        let to = desk.card().seal_key;
        let mut tip = Tip::EMPTY;
        let mut sealed = |record: &Record| {
            let content = Filed::write(record, &self.stranger, &mut tip).to_bytes();
            self.sealed(LetterKind::Record, &content, &to)
        };
        let filed = self.desks[0]
            .filed
            .iter()
            .find(|(_, record)| record.is_some());
        let Some(copied) = filed.and_then(|(id, _)| desk.show(*id).ok()) else {
            return Vec::new();
        };
        let mut records = vec![("copy", sealed(&copied.record))];
        let mut record = copied.record;
        record.id = Id::random();
        records.push(("record", sealed(&record)));
        record.id = Id::random();
        record.body = Body::Enrolment(Enrolment {
            invitation: self.phones[0].invitation.id,
            proof: "00".repeat(32),
            seal_key: SecretKey::generate().public(),
            decoy: None,
        });
        records.push(("enrolment", sealed(&record)));
        records
    }
}

/// Parcels as frames.
fn parts(parcels: &[(Item, Vec<u8>)]) -> Vec<Frame<'_>> {
    let mut frames = Vec::new();
    for (item, bytes) in parcels {
        for (number, piece) in bytes.chunks(PART_MAX).enumerate() {
            frames.push(Frame::Part(*item, (number * PART_MAX) as u64, piece));
        }
    }
    frames
}
