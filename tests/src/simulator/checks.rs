//! The promises.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    time::SystemTime,
};

use pocketcard::{host::Unwatched, parcel::ParcelId, record::Body, session::EnrolmentStatus};
use pocketcard_office::desk::Desk;

use super::{Place, exchange::whole_parcels, phones::note, world::World};

impl World {
    /// The promises that hold at every moment.
    pub fn check(&mut self) -> Result<(), String> {
        for desk in 0..self.desks.len() {
            self.look_at_desk(desk)?;
        }
        for phone in 0..self.phones.len() {
            self.look_at_phone(phone)?;
        }
        self.search()?;
        self.broken.take().map_or(Ok(()), Err)
    }

    /// What a desk filed: what somebody made, for this desk, and once.
    fn look_at_desk(&mut self, number: usize) -> Result<(), String> {
        let office = &mut self.desks[number];
        let Some(desk) = &office.desk else {
            return Ok(());
        };
        let lines = desk.inbox().map_err(|error| error.to_string())?;
        if lines.len() < office.filed.len() {
            return Err(format!("desk {number} lost what it had filed"));
        }
        let (mut places, mut new) = (BTreeSet::new(), BTreeSet::new());
        for line in lines {
            if let Some(phone) = &line.phone
                && !places.insert((phone.clone(), line.sequence))
            {
                return Err(format!(
                    "desk {number} filed two at one place of {phone}'s journal"
                ));
            }
            if office.filed.contains_key(&line.id) {
                continue;
            }
            let detail = desk.show(line.id).map_err(|error| error.to_string())?;
            let record = match &detail.record.body {
                Body::Enrolment(_) if number == 0 => None,
                Body::Screening(screening) => {
                    let made = (0..self.made.len()).find(|it| note(*it) == screening.note);
                    let Some(record) = made else {
                        return Err(format!("desk {number} filed what nobody made"));
                    };
                    if self.made[record].desk != number {
                        return Err(format!("desk {number} filed what was for the other"));
                    }
                    if office.filed.values().any(|other| *other == Some(record)) {
                        return Err(format!("record {record} was filed twice"));
                    }
                    if screening.attachments.len() != usize::from(self.made[record].photograph) {
                        return Err(format!("record {record} was filed with other attachments"));
                    }
                    new.insert(record);
                    Some(record)
                }
                _ => return Err(format!("desk {number} filed what nobody made")),
            };
            office.filed.insert(line.id, record);
        }
        // The inbox's own order among equals is that of random ids.
        for record in new {
            self.trace
                .say(format!("  desk {number} filed record {record}"));
        }
        Ok(())
    }

    fn is_filed(&self, record: usize) -> bool {
        let desk = &self.desks[self.made[record].desk];
        desk.filed.values().any(|filed| *filed == Some(record))
    }

    /// What a phone has: nothing that waits without a reason, nothing gone without a receipt, and nothing
    /// that was not made.
    fn look_at_phone(&mut self, number: usize) -> Result<(), String> {
        let now = self.time(Place::Phone(number));
        let phone = &mut self.phones[number];
        let Some(session) = &phone.session else {
            return Err(format!("phone {number} is off"));
        };
        let lines = session.outbox(now).map_err(|error| error.to_string())?;
        let waiting: BTreeSet<ParcelId> = lines.iter().map(|line| line.parcel).collect();
        let known = |id: &ParcelId| phone.waiting.contains_key(id);
        if !waiting.iter().all(known) {
            return Err(format!("phone {number} queued what nobody made"));
        }
        let records = session.list().map_err(|error| error.to_string())?;
        if records.len() != phone.records {
            return Err(format!(
                "phone {number} remembers other records than it made"
            ));
        }
        let about = session.about(now).map_err(|error| error.to_string())?;
        let published = |version| {
            self.packs
                .iter()
                .any(|(published, _)| *published == version)
        };
        let version = about.pack_version;
        if version < phone.pack || phone.pack > 0 && version > phone.pack && !published(version) {
            return Err(format!(
                "phone {number} went from pack {} to {version}",
                phone.pack
            ));
        }
        phone.pack = version;

        let gone = phone.waiting.keys().filter(|id| !waiting.contains(id));
        let mut gone: Vec<ParcelId> = gone.copied().collect();
        gone.sort_by_key(|id| self.trace.name(id));
        let received = std::mem::take(&mut phone.received);
        if !std::mem::take(&mut phone.unsure) && received != gone.len() {
            return Err(format!(
                "phone {number} let go of {} parcels and was told that the office has {received}",
                gone.len()
            ));
        }
        let label = format!("phone {number}.{}", phone.life);
        let mut let_go = Vec::new();
        for id in gone {
            let_go.push((id, phone.waiting.remove(&id).flatten()));
        }
        let said: Vec<_> = records
            .iter()
            .filter(|line| line.received)
            .map(|line| line.id)
            .collect();
        for (id, record) in let_go {
            let name = self.trace.name(&id);
            self.trace
                .say(format!("  phone {number} lets go of {name}"));
            let has = |desk: &Desk| match record {
                None => desk
                    .phones()
                    .is_ok_and(|all| all.iter().any(|one| one.label == label)),
                Some(record) => self.is_filed(record) || desk.attachment(&id).is_ok(),
            };
            let desk = &self.desks[record.map_or(0, |record| self.made[record].desk)].desk;
            if !desk.as_ref().is_some_and(has) {
                return Err(format!(
                    "phone {number} let go of {name}, which the office does not have"
                ));
            }
        }
        if !said.iter().all(|id| self.desks[0].filed.contains_key(id)) {
            return Err(format!(
                "phone {number} says of a record that the office has it"
            ));
        }
        Ok(())
    }

    /// What crosses a road: nothing that can be read, and no parcel that anybody opens but whom it is for.
    pub fn watch(&mut self, message: &[u8]) {
        if let Some(shape) = self.needles.find(message) {
            self.break_promise(format!("readable words cross a road, as {shape}"));
        }
        for (id, bytes) in whole_parcels(message) {
            if !self.watched.insert(id) {
                continue;
            }
            let name = self.trace.name(&id);
            let open = |desk: &&super::office::Office| {
                desk.desk.as_ref().is_some_and(|it| it.opens(bytes))
            };
            let desks: Vec<bool> = self.desks.iter().map(|desk| open(&desk)).collect();
            let phones = self.phones.iter().filter(|phone| {
                let session = phone.session.as_ref();
                session.is_some_and(|session| session.opens(bytes).unwrap_or(false))
            });
            let phones = phones.count();
            let made = name
                .strip_prefix("record ")
                .and_then(|rest| rest.split('\'').next()?.parse().ok());
            let right = if let Some(record) = made {
                let record: usize = record;
                let desk = self.made[record].desk;
                // Records are compressed before they are sealed. To look takes a while.
                if let Some(shape) = self.needles.find_compressed(bytes) {
                    self.break_promise(format!("{name} can be read on the road, as {shape}"));
                }
                phones == 0
                    && desks
                        .iter()
                        .enumerate()
                        .all(|(it, opens)| *opens == (it == desk))
            } else if name.starts_with("phone") {
                phones == 0 && desks == [true, false]
            } else if name.starts_with("letter") {
                // One phone's, a phone's that was wiped since, or everybody's.
                (phones <= 1 || phones == self.phones.len()) && desks == [false, false]
            } else {
                true
            };
            if !right {
                self.break_promise(format!("{name} opens to others than whom it is for"));
            }
        }
    }

    /// No file that anybody wrote since the last look can be read. What is compressed before it is sealed is
    /// not seen here, but drafts are not.
    fn search(&mut self) -> Result<(), String> {
        let mut files = Vec::new();
        let listed = list(&self.root, &mut files);
        listed.map_err(|error| error.to_string())?;
        for (path, at, length) in files {
            let name = path.file_name().unwrap_or_default();
            if let Some(shape) = self.needles.find(name.as_encoded_bytes()) {
                return Err(format!("a file's name can be read, as {shape}"));
            }
            if self.searched.get(&path) == Some(&(at, length)) {
                continue;
            }
            let content = fs::read(&path).map_err(|error| error.to_string())?;
            if let Some(shape) = self.needles.find(&content) {
                return Err(format!("{name:?} holds readable words, as {shape}"));
            }
            self.searched.insert(path, (at, length));
        }
        Ok(())
    }

    /// What of all that was made and said has not arrived yet.
    pub fn what_is_left(&self) -> Option<String> {
        for (number, made) in self.made.iter().enumerate() {
            if made.acknowledged && !made.may_be_lost && !self.is_filed(number) {
                return Some(format!("record {number} never arrived"));
            }
        }
        let mut answered = BTreeMap::new();
        for record in &self.answered {
            let made = &self.made[*record];
            *answered.entry((made.phone, made.life)).or_insert(0) += 1;
        }
        for (number, phone) in self.phones.iter().enumerate() {
            let now = self.time(Place::Phone(number));
            let session = phone.session.as_ref()?;
            let about = session.about(now).ok()?;
            match (phone.revoked, about.standing) {
                (Some(true), _) => {
                    return Some(format!("phone {number} was not told to erase itself"));
                }
                (Some(false), EnrolmentStatus::Revoked) => continue,
                (Some(false), _) => {
                    return Some(format!("phone {number} was not told that it is revoked"));
                }
                (None, EnrolmentStatus::Enrolled) => {}
                (None, standing) => return Some(format!("phone {number} is {standing:?}")),
            }
            let lines = session.outbox(now).ok()?;
            if let Some(line) = lines.first() {
                return Some(format!("phone {number} still waits: {}", line.why.code()));
            }
            let published = |(_, pack): &&(u64, Vec<u8>)| !pack.is_empty();
            if let Some((version, _)) = self.packs.iter().rev().find(published)
                && about.pack_version < *version
            {
                return Some(format!("phone {number} never got pack {version}"));
            }
            let answers = answered.get(&(number, phone.life)).copied().unwrap_or(0);
            if phone.answers < answers {
                return Some(format!("phone {number} never got an answer"));
            }
        }
        None
    }

    /// Everything that phones and desks can check of themselves, and every file.
    pub fn check_all(&mut self) -> Result<(), String> {
        for (number, phone) in self.phones.iter().enumerate() {
            let session = phone
                .session
                .as_ref()
                .expect("phones are on between events");
            let verified = session
                .verify(&Unwatched)
                .map_err(|error| error.to_string())?;
            if !verified.ok {
                return Err(format!("phone {number}'s store: {:?}", verified.problems));
            }
        }
        for (number, office) in self.desks.iter().enumerate() {
            let desk = office.desk.as_ref().expect("desks are open between events");
            let mut problems = desk.verify().map_err(|error| error.to_string())?.problems;
            // What went with a phone that was wiped or revoked leaves a gap, and is known to.
            let gone: BTreeSet<String> = (self.made.iter().filter(|made| made.may_be_lost))
                .map(|made| format!("phone {}.{}", made.phone, made.life))
                .collect();
            problems.retain(|problem| {
                let phone = problem
                    .rsplit_once("records of ")
                    .map_or("", |(_, rest)| rest);
                !gone.contains(phone.strip_suffix(" have not arrived").unwrap_or_default())
            });
            if !problems.is_empty() {
                return Err(format!("desk {number}: {problems:?}"));
            }
            for (id, record) in &office.filed {
                let detail = desk.show(*id).map_err(|error| error.to_string())?;
                let lost = record.is_some_and(|record| self.made[record].may_be_lost);
                if !lost
                    && detail
                        .attachments
                        .iter()
                        .any(|attachment| !attachment.arrived)
                {
                    return Err(format!(
                        "record {record:?} was filed without its photograph"
                    ));
                }
            }
        }
        self.searched.clear();
        self.search()
    }
}

/// The files below a directory, when each was written, and how long it is.
fn list(dir: &Path, files: &mut Vec<(std::path::PathBuf, SystemTime, u64)>) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let about = entry.metadata()?;
        if about.is_dir() {
            list(&entry.path(), files)?;
        } else {
            files.push((entry.path(), about.modified()?, about.len()));
        }
    }
    Ok(())
}
