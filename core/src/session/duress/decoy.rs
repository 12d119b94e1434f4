//! The phone that opens under duress: one that was enrolled by the same office at the same time, met it
//! once, and was never used. Its screens call it what they called the phone that was, in the same language. It has keys
//! of its own, of which the office was told when that phone was enrolled, and shares nothing secret with it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    base::{Id, layout},
    host::Moment,
    journal::Tip,
    record,
    session::{
        EnrolmentStatus, Error, Open, Session,
        device::{DeviceRow, PhoneState},
        duress::reserve,
        kind,
        rollback::LastSeenVault,
        settings::Settings,
        sound,
        stub::Stub,
    },
    store::{self, Header, Store},
    sync::ParcelState,
    vault::MasterKey,
};

/// What the reserve holds, before the bytes of the pack in use.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Blueprint {
    /// When the phone was enrolled.
    at: i64,
    device: DeviceRow,
    state: PhoneState,
    /// When the pack came.
    pack_at: Option<i64>,
    /// What the owner chose for the screens, as its row holds it.
    #[serde(default)]
    settings: Settings,
}

impl Open {
    /// Writes the reserve again, for anyone who has the key that the device row names.
    pub(in crate::session) fn keep_reserve(&self, directory: &Path) -> Result<(), Error> {
        let device = self.store.header(self.device_row).ok_or(Error::Damaged)?;
        let pack = self.store.list(kind::PACK).next();
        let blueprint = Blueprint {
            at: device.at,
            device: self.device.row.decoy(),
            state: PhoneState {
                tip: Tip::EMPTY,
                fitted: None,
                vault: LastSeenVault::default(),
                answers_old_since: None,
                ..self.state.clone()
            },
            pack_at: pack.map(|header| header.at),
            settings: Settings::kept(&self.store),
        };
        let head = Zeroizing::new(serde_json::to_vec(&blueprint).map_err(|_| Error::Damaged)?);
        let body = match pack {
            // With its recordings: a phone that is silent where others speak would tell what it is.
            Some(header) => {
                let kept = self.store.body(header.id)?.unwrap_or_default();
                Zeroizing::new(sound::whole(&self.store, &kept))
            }
            None => Zeroizing::default(),
        };
        let content =
            Zeroizing::new([&(head.len() as u32).to_be_bytes()[..], &head[..], &body[..]].concat());
        Ok(reserve::write(
            directory,
            &self.device.row.reserve,
            &content,
        )?)
    }

    /// The office has all that this phone made.
    pub(in crate::session) fn all_received(&mut self, now: i64) -> Result<(), Error> {
        let mut records = Vec::new();
        for header in self.store.list(kind::RECORD) {
            let mut stub = Stub::from_bytes(&header.data)?;
            stub.received_at = now;
            let mut header = header.clone();
            header.data = stub.to_bytes();
            records.push((header, stub.parcel));
        }
        self.parcels.write(&mut self.store, |tx| {
            for (header, parcel) in &records {
                tx.put(header, None)?;
                tx.change(parcel, |entry| {
                    entry.place = ParcelState::Done;
                    entry.outbox = None;
                })?;
            }
            Ok(())
        })
    }
}

/// Makes the decoy's store from the reserve, in place of whatever store there is. Done again from the
/// beginning when it was cut short, until the phone that it makes has written a reserve of its own; from
/// then on there is nothing to do.
pub(in crate::session) fn furnish(
    directory: &Path,
    master: &MasterKey,
    now: Moment,
) -> Result<(), Error> {
    let Some(content) = reserve::open(directory, master)? else {
        return Ok(());
    };
    let (length, rest) = content.split_first_chunk().ok_or(Error::Damaged)?;
    let (head, pack) = rest
        .split_at_checked(u32::from_be_bytes(*length) as usize)
        .ok_or(Error::Damaged)?;
    let blueprint: Blueprint = serde_json::from_slice(head).map_err(|_| Error::Damaged)?;
    let then = Moment {
        wall_ms: blueprint.at,
        ..now
    };
    layout::remove_store(directory).map_err(store::Error::from)?;
    let store = Store::create(directory, master)?;
    let standing = blueprint.state.standing;
    let mut made = Session::furnish(directory, store, blueprint.device, blueprint.state, then)?;
    let open = made.open_mut()?;
    // As on any phone: it answers the invitation first, and the pack comes afterwards.
    open.introduce(then)?;
    if let Some(at) = blueprint.pack_at {
        let header = Header::new(Id::random(), kind::PACK, at);
        let device = open.store.header(open.device_row).cloned();
        let device = device.ok_or(Error::Damaged)?;
        let row = open.device.row.to_bytes();
        let (kept, sounds) = sound::apart(pack);
        open.write_state(open.state.clone(), then, |tx| {
            tx.put(&header, Some(&kept))?;
            sound::put(tx, &sounds, at)?;
            tx.put(&device, Some(&row))
        })?;
    }
    if blueprint.settings != Settings::default() {
        let header = Header::new(Id::random(), kind::SETTINGS, blueprint.at);
        let json = record::to_json(&blueprint.settings);
        open.store.write(|tx| tx.put(&header, Some(&json)))?;
    }
    if standing != EnrolmentStatus::Waiting {
        open.all_received(blueprint.pack_at.unwrap_or(blueprint.at))?;
    }
    Ok(())
}
