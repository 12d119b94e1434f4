//! The office: desks, hubs, packs.

use std::{collections::BTreeMap, fs};

use pocketcard::{base::Id, content::Content, host::Moment, vault::SoftwareKeystore};
use pocketcard_office::{
    desk::{Desk, Error},
    hub::{self, Backend, Sqlite},
};

use super::{
    Place,
    machine::{DAY, Machine},
    world::{World, passphrase},
};
use crate::canary::CANARY;

/// A desk.
pub struct Office {
    pub machine: Machine,
    pub desk: Option<Desk>,
    /// What it filed, as far as we looked, with the numbers of records.
    pub filed: BTreeMap<Id, Option<usize>>,
}

/// A hub.
pub struct Hub {
    pub machine: Machine,
    pub storage: Option<Box<dyn Backend>>,
}

impl World {
    /// The keys of the desk of this number.
    pub fn desk_keys(&self, number: usize) -> SoftwareKeystore {
        SoftwareKeystore::new(&self.root.join(format!("desk-{number}-keys")))
    }

    /// The desk of this number, which is switched on again if it is not.
    pub fn desk(&mut self, number: usize) -> &mut Desk {
        let desk = self.desks[number].desk.as_mut();
        desk.expect("desks are open between events")
    }

    /// Somebody works at a desk. Gives what came of it, unless its disk failed.
    pub fn use_desk<T>(
        &mut self,
        number: usize,
        work: impl FnOnce(&mut Desk, Moment) -> Result<T, Error>,
    ) -> Option<T> {
        let now = self.time(Place::Desk(number));
        let outcome = work(self.desks[number].desk.as_mut()?, now);
        outcome
            .map_err(|error| self.failed(Place::Desk(number), &error, true))
            .ok()
    }

    /// A desk files what came.
    pub fn collect(&mut self, number: usize) {
        let intake = self.use_desk(number, |desk, now| desk.take_in(now));
        let Some(mut intake) = intake else { return };
        let aside = std::mem::take(&mut intake.set_aside);
        for one in &aside {
            let name = self.trace.name(&one.parcel);
            self.trace
                .say(format!("  desk {number} sets {name} aside: {}", one.why));
        }
        if intake != Default::default() {
            self.trace.say(format!("  desk {number}: {intake:?}"));
        }
    }

    /// The desk is switched on after the power went.
    pub fn open_desk(&mut self, number: usize) {
        let directory = self.desks[number].machine.dir.clone();
        let desk = Desk::open(&directory, &passphrase(), &self.desk_keys(number));
        self.desks[number].desk = Some(desk.expect("a desk opens after the power went"));
    }

    /// The hub is switched on after the power went.
    pub fn open_hub(&mut self, number: usize) {
        let hub = &mut self.hubs[number];
        let storage = hub::open(&hub.machine.dir, &self.first_config);
        let storage = storage.expect("a hub opens after the power went");
        storage.seed_keys(self.now.unsigned_abs() ^ number as u64);
        hub.storage = Some(storage);
    }

    /// What a hub does each hour.
    pub fn expire(&mut self, number: usize) {
        let today = self.time(Place::Hub(number)).wall_ms / DAY;
        let hub = &mut self.hubs[number];
        let Some(storage) = &hub.storage else {
            return;
        };
        let expired = storage
            .expire(today, &self.config.limits)
            .and_then(|()| storage.sweep(usize::MAX));
        if let Err(error) = expired {
            self.failed(Place::Hub(number), &error, true);
        }
    }

    /// Puts the copy in the database's place that was made last time, and makes a new one.
    pub fn restore_hub(&mut self, number: usize) {
        if let Some((server, database)) = &self.database {
            let names = ["copy", "new"].map(|name| format!("{database}_{name}"));
            let [copy, new] = names.each_ref().map(String::as_str);
            self.hubs.iter_mut().for_each(|hub| hub.storage = None);
            server.copy_database(database, new);
            if self.has_copy {
                server.copy_database(copy, database);
            }
            server.copy_database(new, copy);
            self.has_copy = true;
            (0..self.hubs.len()).for_each(|hub| self.open_hub(hub));
            return;
        }
        self.free(Place::Hub(number));
        let hub = &mut self.hubs[number];
        let directory = &hub.machine.dir;
        let (copy, new) = (directory.join("copy.db"), directory.join("new.db"));
        let _ = fs::remove_file(&new);
        hub.storage = None;
        let storage = Sqlite::open(directory).expect("it was just switched on");
        storage.copy_to(&new).expect("the hub's database is copied");
        drop(storage);
        if copy.exists() {
            for name in ["hub.db", "hub.db-wal", "hub.db-shm", "hub.db-journal"] {
                let _ = fs::remove_file(directory.join(name));
            }
            fs::rename(&copy, directory.join("hub.db")).expect("the copy takes its place");
        }
        fs::rename(&new, &copy).expect("the copy is kept");
        hub.machine.settle();
        self.open_hub(number);
    }

    /// The office publishes a newer pack. Each differs from the one before.
    pub fn publish(&mut self, new_roots: bool) {
        let version = self.packs.last().map_or(2, |(version, _)| version + 1);
        let mut content: serde_json::Value =
            serde_json::from_slice(&Content::base().canonical_json()).expect("content is JSON");
        content["policy"]["auto_lock_minutes"] = (3 + version % 9).into();
        let content = serde_json::to_vec(&content).expect("JSON is written");
        let content = Content::from_json(&content)
            .expect("a small change")
            .canonical_json();
        let published = self.use_desk(0, |desk, now| {
            if new_roots {
                desk.rotate_roots(now)?;
            }
            let pack = desk.sign_pack(&content, version, now)?.to_bytes();
            desk.publish(&pack, now)?;
            Ok(pack)
        });
        // What the power caught in the middle may be published all the same.
        self.packs.push((version, published.unwrap_or_default()));
    }

    /// The office answers a record.
    pub fn answer(&mut self, number: u8) {
        let filed = self.desks[0].filed.iter();
        let mut records: Vec<(usize, Id)> =
            filed.filter_map(|(id, it)| Some(((*it)?, *id))).collect();
        records.sort();
        let place = usize::from(number) % records.len().max(1);
        let Some((record, id)) = records.get(place).copied() else {
            return;
        };
        let text = format!("about {record}: {CANARY} is safe");
        let answered = self.use_desk(0, |desk, now| desk.answer(id, &text, now));
        if answered.is_some() {
            self.answered.push(record);
        }
    }

    /// The office revokes a phone.
    pub fn revoke(&mut self, number: usize, wipe: bool) {
        if self.phones[number].revoked.is_some() {
            return;
        }
        let life = self.phones[number].life;
        let label = format!("phone {number}.{life}");
        let known = self.desk(0).phones();
        if !known.is_ok_and(|phones| phones.iter().any(|phone| phone.label == label)) {
            return;
        }
        let order = match wipe {
            true => {
                self.desk(0)
                    .wipe_request(&label)
                    .expect("a known phone")
                    .order
            }
            false => None,
        };
        let tokens = self.use_desk(0, |desk, now| desk.revoke(&label, order, now));
        // Anyone who is not sure that it worked does it again.
        let tokens = tokens.or_else(|| {
            self.free(Place::Desk(0));
            self.use_desk(0, |desk, now| desk.revoke(&label, order, now))
        });
        let tokens = tokens.expect("a known phone is revoked");
        let now = self.time(Place::Desk(0));
        let notices = self.desk(0).notices(now);
        for hub in 0..self.hubs.len() {
            self.free(Place::Hub(hub));
            let storage = self.hubs[hub]
                .storage
                .as_ref()
                .expect("it was just switched on");
            let revoked = storage.revoke(self.config.mailboxes[0].mailbox, &tokens, &notices);
            revoked.expect("a hub revokes");
        }
        self.phones[number].revoked = Some(wipe);
        for made in &mut self.made {
            made.may_be_lost |= made.phone == number && made.life == life;
        }
    }
}
