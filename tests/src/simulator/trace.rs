//! What happened, in words that are the same for the same seed.

use std::collections::{BTreeMap, HashMap};

use pocketcard::{
    parcel::ParcelId,
    sync::{Frame, Item, SMALL_MAX},
};

/// The trace, and the names in it.
#[derive(Default)]
pub struct Trace {
    lines: Vec<String>,
    parcels: HashMap<ParcelId, String>,
    letters: usize,
    /// Numberings of lists, by their order of appearance.
    epochs: BTreeMap<u64, usize>,
}

impl Trace {
    /// Adds a line.
    pub fn say(&mut self, line: String) {
        self.lines.push(line);
    }

    /// All lines.
    pub fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// Gives a parcel its name, unless it has one.
    pub fn call(&mut self, id: ParcelId, name: impl FnOnce() -> String) {
        self.parcels.entry(id).or_insert_with(name);
    }

    /// What a parcel is called. What nobody named before it appeared is a letter of the office.
    pub fn name(&mut self, id: &ParcelId) -> String {
        let letters = &mut self.letters;
        let name = self.parcels.entry(*id).or_insert_with(|| {
            *letters += 1;
            format!("letter {letters}")
        });
        name.clone()
    }

    /// Several parcels' names.
    pub fn names<'a>(&mut self, ids: impl IntoIterator<Item = &'a ParcelId>) -> String {
        let names: Vec<String> = ids.into_iter().map(|id| self.name(id)).collect();
        names.join(", ")
    }

    /// Adds what a message says.
    pub fn message(&mut self, who: &str, bytes: &[u8]) {
        let mut said = Vec::new();
        let mut at = 0;
        let end = loop {
            match Frame::read(&bytes[at..]) {
                Ok((frame, length)) => {
                    at += length;
                    said.push(self.frame(&frame));
                }
                Err(_) if at == bytes.len() => break "",
                Err(_) => break ", and what cannot be read",
            }
        };
        self.say(format!("  {who}: {}{end}", said.join(", ")));
    }

    fn frame(&mut self, frame: &Frame<'_>) -> String {
        match frame {
            Frame::Hello(hello) if hello.careful => format!("a careful {:?} here", hello.role),
            Frame::Hello(hello) => format!("a {:?} here", hello.role),
            Frame::Offer(item) => format!("I have {}", self.item(item)),
            Frame::Want(item, offset) => format!("send {} from {offset}", self.item(item)),
            Frame::Part(item, offset, bytes) if bytes.len() as u64 == item.size => {
                let _ = offset;
                self.item(item)
            }
            Frame::Part(item, offset, _) => format!("{} from {offset}", self.item(item)),
            Frame::Got(id) => format!("I got {}", self.name(id)),
            Frame::Refused(id, reason) => format!("I refuse {}: {}", self.name(id), reason.code()),
            // Positions begin where the clock of the hub's machine says.
            Frame::Since { epoch, from, .. } => {
                let since = if *from == 0 { "the beginning" } else { "then" };
                format!(
                    "what is there in list {} since {since}?",
                    self.epoch(*epoch)
                )
            }
            Frame::Cursor { epoch, .. } => format!("so far list {}", self.epoch(*epoch)),
            Frame::End(true) => "more to come".to_owned(),
            Frame::End(false) => "that is all".to_owned(),
        }
    }

    /// Letters of the office are longer or shorter by chance: the names in them compress.
    fn item(&mut self, item: &Item) -> String {
        let name = self.name(&item.id);
        match item.size {
            size if size > SMALL_MAX => format!("{name} ({size} bytes)"),
            _ => name,
        }
    }

    fn epoch(&mut self, epoch: u64) -> usize {
        let next = self.epochs.len();
        *self.epochs.entry(epoch).or_insert(next)
    }
}
