//! Our store through its public API.

use std::path::Path;

use pocketcard::{
    base,
    store::{self, Header, RowKind},
    vault::Vault,
};
use pocketcard_tests::test_office;

use crate::rounds::{self, FILTER, Id, KIND, PAGE, Record, Store};

/// Makes the vault that holds the key of all rounds' stores.
pub fn make_vault(dir: &Path) {
    Vault::at(dir, &test_office::keystore(dir))
        .create(&test_office::passphrase(), test_office::kdf())
        .expect("created");
}

/// Plays rounds. The passphrase is stretched once, before the first.
pub fn play(vault: &Path) {
    let unlocked =
        Vault::at(vault, &test_office::keystore(vault)).unlock(&test_office::passphrase());
    let master = unlocked.expect("unlocked").master;
    rounds::play(|dir| {
        let opened = match store::Store::open(dir, &master) {
            Err(store::Error::NotFound) => store::Store::create(dir, &master),
            opened => opened,
        };
        Ours(opened.expect("opens"))
    });
}

struct Ours(store::Store);

impl Store for Ours {
    fn save(&mut self, records: &[Record]) {
        let saved: Result<(), store::Error> = self.0.write(|tx| {
            records.iter().try_for_each(|record| {
                let mut header = Header::new(base::Id(record.id), RowKind(KIND), record.at);
                header.status = record.status;
                header.site.clone_from(&record.site);
                header.label.clone_from(&record.label);
                tx.put(&header, Some(&record.body))
            })
        });
        saved.expect("saved");
    }

    fn body(&self, id: Id) -> Vec<u8> {
        let body = self.0.body(base::Id(id)).expect("opens");
        body.expect("there").to_vec()
    }

    fn newest(&self) -> Vec<(Id, String)> {
        let page = self.0.list(RowKind(KIND)).take(PAGE);
        page.map(|header| (header.id.0, header.label.clone()))
            .collect()
    }

    fn filter(&self) -> usize {
        let (status, site, part) = FILTER;
        let fits = |header: &&Header| {
            header.status == status && header.site == site && header.label.contains(part)
        };
        self.0.list(RowKind(KIND)).filter(fits).count()
    }
}
