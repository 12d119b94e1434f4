//! What of one name would survive a power cut.

use crate::numbers::Numbers;

/// What is written whole or not at all.
const SECTOR: usize = 512;

enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Truncate(usize),
}

/// A file's content.
pub struct Content {
    /// At the last sync.
    synced: Vec<u8>,
    /// Since then, in order.
    changes: Vec<Change>,
}

impl Content {
    pub fn durable(synced: Vec<u8>) -> Self {
        Self {
            synced,
            changes: Vec::new(),
        }
    }

    pub fn write(&mut self, at: usize, bytes: &[u8]) {
        let bytes = bytes.to_owned();
        self.changes.push(Change::Write { at, bytes });
    }

    pub fn truncate(&mut self, length: usize) {
        self.changes.push(Change::Truncate(length));
    }

    pub fn sync(&mut self) {
        // All of a hundred in a hundred: nothing is left to chance.
        *self = Self::durable(self.survive(100, &mut Numbers::new(0)));
    }

    /// A sync that failed: what did not reach the disk is taken for clean, and never will.
    pub fn fail_to_sync(&mut self, numbers: &mut Numbers) {
        *self = Self::durable(self.after_power_cut(numbers));
    }

    /// What a power cut leaves: nothing of what was not synced, all of it, or some sectors and not
    /// others, in no order.
    pub fn after_power_cut(&self, numbers: &mut Numbers) -> Vec<u8> {
        let share = [0, 20, 50, 80, 100][(numbers.next() % 5) as usize];
        self.survive(share, numbers)
    }

    fn survive(&self, percent: u64, numbers: &mut Numbers) -> Vec<u8> {
        let mut image = self.synced.clone();
        for change in &self.changes {
            match change {
                Change::Truncate(length) if numbers.percent(percent) => image.resize(*length, 0),
                Change::Truncate(_) => {}
                Change::Write { at, bytes } => {
                    let mut from = 0;
                    while from < bytes.len() {
                        let place = at + from;
                        let to = bytes.len().min(from + SECTOR - place % SECTOR);
                        if numbers.percent(percent) {
                            let end = at + to;
                            image.resize(image.len().max(end), 0);
                            image[place..end].copy_from_slice(&bytes[from..to]);
                        }
                        from = to;
                    }
                }
            }
        }
        image
    }
}

/// What stands under a name, now and after a power cut.
#[derive(Default)]
pub struct Name {
    /// The file of this name.
    pub file: Option<Content>,
    /// The directory as it is on the disk knows `file` by this name.
    pub linked: bool,
    /// The file that it knows by this name otherwise.
    pub old: Option<Content>,
}

impl Name {
    pub fn durable(content: Vec<u8>) -> Self {
        Self {
            file: Some(Content::durable(content)),
            linked: true,
            old: None,
        }
    }

    /// A new, empty file.
    pub fn create(&mut self) {
        self.unlink();
        self.file = Some(Content::durable(Vec::new()));
    }

    /// The name goes, on the disk only once the directory is synced.
    pub fn unlink(&mut self) {
        let file = self.file.take();
        if self.linked {
            self.old = file;
        }
        self.linked = false;
    }

    /// The directory was synced.
    pub fn link(&mut self) {
        self.linked = self.file.is_some();
        self.old = None;
    }

    /// What a power cut leaves of this name.
    pub fn after_power_cut(&self, numbers: &mut Numbers) -> Option<Vec<u8>> {
        let new = self.linked || numbers.percent(50);
        let file = if new { &self.file } else { &self.old };
        file.as_ref()
            .map(|content| content.after_power_cut(numbers))
    }
}
