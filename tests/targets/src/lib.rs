//! One function for every parser that meets foreign bytes.
//!
//! Each takes any bytes, says whether they were accepted, and panics only if the parser breaks a promise:
//! that it survives them, and that what it accepts it would write the same. The fuzzers in `fuzz/` call them with what libFuzzer
//! invents, the test here with a small corpus and simple changes to it.

mod at_rest;
mod content;
mod envelope;
mod exchange;
mod office;

use std::io::{self, Read};

use pocketcard::{
    content::Sound,
    crypto::SecretKey,
    form::{Day, Expr, Form},
    journal::{Chain, Entry},
    pack::{SignedPack, SignedRoots},
    parcel::{
        Header, MAX_CONTENT, Opening, ParcelId, armor, open,
        text_parts::{self, Assembler},
    },
};

use serde_json::json;

pub use at_rest::{anchor, attachment, database, header, manifest, vault};
pub use content::{invitation, record, reply};
pub use envelope::letter;
pub use exchange::{MAILBOX, bundle, link, message};
pub use office::{deposit, journal, token, workbook};

/// The seed of the key that [`parcel`] opens with, which the corpus is sealed to.
pub const KEY_SEED: [u8; 32] = [1; 32];

/// A fuzz target.
pub type Target = fn(&[u8]) -> bool;

/// Every target by name; the corpus of each lies in `tests/corpus/NAME`.
pub const TARGETS: [(&str, Target); 25] = [
    ("parcel", parcel),
    ("letter", letter),
    ("armor", armor),
    ("chunks", chunks),
    ("entry", entry),
    ("chain", chain),
    ("message", message),
    ("bundle", bundle),
    ("link", link),
    ("deposit", deposit),
    ("token", token),
    ("journal", journal),
    ("workbook", workbook),
    ("pack", pack),
    ("sound", sound),
    ("expression", expression),
    ("record", record),
    ("reply", reply),
    ("invitation", invitation),
    ("vault", vault),
    ("database", database),
    ("header", header),
    ("manifest", manifest),
    ("anchor", anchor),
    ("attachment", attachment),
];

/// Targets that lay files on a disk and open them, a hundred times slower than those that only parse.
pub const AT_REST: [&str; 6] = [
    "vault",
    "database",
    "header",
    "manifest",
    "anchor",
    "attachment",
];

/// A whole parcel, opened in memory and as a stream.
pub fn parcel(bytes: &[u8]) -> bool {
    let key = SecretKey::from_seed(&KEY_SEED);
    let header = Header::parse(bytes, bytes.len() as u64);
    let opened = open(bytes, &key);
    let streamed = Opening::new(bytes, &key).and_then(|mut opening| {
        io::copy(&mut opening.by_ref().take(1000), &mut io::sink())?;
        opening.finish()
    });
    match &opened {
        Ok(opened) => {
            assert!(header.is_ok() && streamed == Ok(opened.letter));
            assert_eq!(opened.letter.id, ParcelId::of(bytes));
            assert_eq!(opened.letter.len, opened.content.len() as u64);
            assert!(opened.letter.len <= MAX_CONTENT);
        }
        Err(_) => assert!(streamed.is_err()),
    }
    opened.is_ok()
}

/// Armoured text.
pub fn armor(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    let Ok((label, content)) = armor::read(text) else {
        return false;
    };
    let again = armor::encode(label, &content).expect("what was read is not too long");
    assert_eq!(armor::decode(label, &again), Ok(content));
    true
}

/// Chunks, one a line.
pub fn chunks(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    let mut assembler = Assembler::new();
    for line in text.lines() {
        if assembler.add(line).is_ok() {
            assert!(assembler.missing().len() < assembler.count());
        }
    }
    let Ok(content) = assembler.finish() else {
        return false;
    };
    assert!(assembler.missing().is_empty() && content.len() <= text_parts::MAX_LEN);
    let mut again = Assembler::new();
    for chunk in text_parts::split(&content, 4_000).expect("what was put together can be split") {
        again.add(&chunk).expect("what was split can be added");
    }
    assert_eq!(again.finish(), Ok(content));
    true
}

/// A journal entry.
pub fn entry(bytes: &[u8]) -> bool {
    let Ok(entry) = Entry::from_bytes(bytes) else {
        return false;
    };
    assert_eq!(entry.to_bytes()[..], *bytes);
    let known = Chain::new(entry.device).accept(&entry);
    assert_eq!(known.is_ok(), entry.verify().is_ok());
    known.is_ok()
}

/// The office's stored knowledge of a journal, as JSON.
pub fn chain(bytes: &[u8]) -> bool {
    let Ok(chain) = serde_json::from_slice::<Chain>(bytes) else {
        return false;
    };
    let _ = (chain.gaps(), chain.tip(), chain.highest());
    let json = serde_json::to_vec(&chain).expect("a chain serialises");
    let again = serde_json::from_slice(&json).expect("what was written can be read");
    assert_eq!(chain, again);
    true
}

/// A signed pack, or a change of root keys.
pub fn pack(bytes: &[u8]) -> bool {
    let pack = SignedPack::read(bytes);
    if let Ok(pack) = &pack {
        assert_eq!(pack.to_bytes(), bytes);
        let _ = (pack.manifest(), pack.name(), pack.content());
    }
    let roots = SignedRoots::read(bytes);
    if let Ok(roots) = &roots {
        assert_eq!(roots.to_bytes(), bytes);
    }
    pack.is_ok() || roots.is_ok()
}

/// A recording as a pack carries it, or as an office hands it in.
pub fn sound(bytes: &[u8]) -> bool {
    let carried = Sound::read(bytes);
    if let Ok(sound) = &carried {
        // Nothing else fits in: the length says it, and what is written is read.
        assert_eq!(sound.to_bytes().len(), bytes.len());
        assert_eq!(Sound::from_wav(&sound.to_wav()).as_ref(), Ok(sound));
    }
    let handed_in = Sound::from_wav(bytes);
    if let Ok(sound) = &handed_in {
        assert!(Sound::read(&sound.to_bytes()).is_ok());
    }
    carried.is_ok() || handed_in.is_ok()
}

/// An expression of a form: read, bound to a form's questions, and evaluated.
pub fn expression(bytes: &[u8]) -> bool {
    let Some(expression) = str::from_utf8(bytes)
        .ok()
        .and_then(|text| Expr::parse(text).ok())
    else {
        return false;
    };
    let _ = (
        expression.questions(),
        expression.columns(),
        expression.lists(),
    );
    let label = json!({"en": "?"});
    let form = json!({"id": "x", "language": "en",
        "lists": {"towns": [{"name": "a", "columns": {"region": "north"}}, {"name": "b"}]},
        "items": [
            {"name": "age", "kind": "integer", "label": label},
            {"name": "name", "kind": "text", "label": label},
            {"name": "town", "kind": {"select-multiple": {"list": "towns"}}, "label": label},
            {"name": "people", "kind": "repeat"},
            {"name": "who", "kind": "text", "inside": "people", "label": label},
            {"name": "result", "kind": {"calculate": {"value": expression}}}
        ]
    });
    if let Ok(form) = serde_json::from_value::<Form>(form) {
        let values = json!({"age": 17, "name": "Ada", "town": ["a"], "people": [{"who": "b"}, {}]});
        let values = serde_json::from_value(values).expect("these are values");
        let _ = form.evaluate(&values, Day::at(0));
    }
    true
}
