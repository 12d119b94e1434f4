//! Every target over its corpus, and over simple changes to it.

use std::{fs, path::PathBuf};

use pocketcard::{
    base::Id,
    content::{Content, Sound},
    crypto::{SecretKey, SigningKey},
    host::Unwatched,
    invitation::{DeskCard, Invitation},
    journal::{Chain, Countersignature, Entry, EntryRef, Hash, Tip},
    pack::{self, Issue, PackName, Roots, SignedPack, SignedRoots},
    parcel::{
        Address, LetterKind, ParcelId,
        armor::{Label, encode},
        seal,
        text_parts::split,
    },
    record::{self, Body, Notice, Purpose, Receipt, Record, Reply, Says, Withdrawal},
    sync::{Exchange, MemoryDepot, Role, Way, bundle},
};
use pocketcard_office::hub::token::TokenKey;
use pocketcard_targets::{AT_REST, KEY_SEED, MAILBOX, TARGETS, anchor, header, manifest};
use serde_json::json;
use sha2::{Digest, Sha256};

fn corpus(target: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../corpus", target]
        .iter()
        .collect()
}

/// The same numbers at every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

/// One simple change: a bit, a byte, a cut, a part twice, a part left out.
fn changed(seed: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    let (a, b) = (numbers.below(bytes.len()), numbers.below(bytes.len()));
    let part = a.min(b)..a.max(b);
    match numbers.below(5) {
        0 if !bytes.is_empty() => bytes[a] ^= 1 << numbers.below(8),
        1 if !bytes.is_empty() => {
            bytes[a] = [0, 1, 0x7f, 0x80, 0xff, b'\n', b':'][numbers.below(7)]
        }
        2 => bytes.truncate(a),
        3 => drop(bytes.splice(b..b, seed[part].iter().copied())),
        _ => drop(bytes.drain(part)),
    }
    bytes
}

#[test]
fn every_target_survives_its_corpus_and_changes_to_it() {
    for (name, target) in TARGETS {
        let mut files: Vec<PathBuf> = fs::read_dir(corpus(name))
            .unwrap_or_else(|_| panic!("no corpus for {name}"))
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        assert!(!files.is_empty(), "no corpus for {name}");
        let mut numbers = Numbers(name.len() as u64);
        let changes = if AT_REST.contains(&name) { 25 } else { 150 };
        for file in files {
            let seed = fs::read(&file).unwrap();
            // A seed that is no longer accepted teaches nothing.
            assert!(target(&seed), "{} is refused", file.display());
            for _ in 0..changes {
                target(&changed(&seed, &mut numbers));
            }
        }
        target(b"");
    }
}

/// What nobody reaches by chance: the largest number in every field of what lies on the disk.
#[test]
fn numbers_at_their_limits_are_survived() {
    type Target = fn(&[u8]) -> bool;
    for (target, seed) in [
        (manifest as Target, "manifest/small"),
        (anchor, "anchor/behind-the-seal"),
        (header, "header/with-body"),
        (header, "header/attachment"),
    ] {
        let seed = fs::read(corpus(seed)).unwrap();
        // Beyond these there is padding.
        for at in 0..seed.len().min(112) - 8 {
            let mut bytes = seed.clone();
            bytes[at..at + 8].fill(0xff);
            target(&bytes);
        }
    }
}

/// Writes the corpus: `cargo test -p pocketcard-targets write_the_corpus -- --ignored`.
#[test]
#[ignore = "writes files"]
fn write_the_corpus() {
    let write = |target: &str, name: &str, bytes: &[u8]| {
        fs::create_dir_all(corpus(target)).unwrap();
        fs::write(corpus(target).join(name), bytes).unwrap();
    };
    let phone = SigningKey::from_seed(&[3; 32]);
    let desk = SecretKey::from_seed(&KEY_SEED);
    let address = Address {
        mailbox: MAILBOX,
        to: desk.public(),
        second: None,
    };
    let parcel = seal(LetterKind::Record, b"what was noticed", &phone, &address)
        .unwrap()
        .bytes;
    write("parcel", "small", &parcel);

    let mut head = vec![LetterKind::Record as u8];
    head.extend([0; 16]); // the mailbox of the fuzzer's envelope
    head.extend(desk.hash().0);
    head.extend([0; 32]);
    head.extend(phone.verifying_key().0);
    head.extend(5_u64.to_be_bytes());
    let signed = [&head[..], b"words"].concat();
    let signature = phone.sign("letter 1", &signed);
    let letter = [&signed[..], &signature.0].concat();
    write("letter", "small", &letter);
    head.truncate(113);
    head.extend(70_000_u64.to_be_bytes());
    let signed = [head, vec![7; 70_000]].concat();
    let signature = phone.sign("letter 1", &signed);
    write(
        "letter",
        "two-chunks",
        &[&signed[..], &signature.0].concat(),
    );

    for label in [Label::Invitation, Label::Key] {
        let text = encode(label, &[7; 100]).unwrap();
        write("armor", &label.word().to_lowercase(), text.as_bytes());
    }
    let chunks = split(&[7; 200], 100).unwrap();
    write("chunks", "in-order", chunks.join("\n").as_bytes());
    let mut shuffled = chunks.clone();
    shuffled.rotate_left(2);
    shuffled.push(chunks[0].clone());
    write("chunks", "out-of-order", shuffled.join("\n").as_bytes());

    let mut tip = Tip::EMPTY;
    let entries: Vec<Entry> = (0..4)
        .map(|i| tip.append(&phone, Hash([i; 32]), i.into()))
        .collect();
    write("entry", "first", &entries[0].to_bytes());
    write("entry", "second", &entries[1].to_bytes());
    let mut chain = Chain::new(phone.verifying_key());
    for i in [0, 1, 3] {
        chain.accept(&entries[i]).unwrap();
    }
    chain
        .accept(&Entry::sign(&phone, 2, entries[0].hash(), Hash([9; 32]), 0))
        .unwrap();
    write(
        "chain",
        "gap-and-fork",
        &serde_json::to_vec(&chain).unwrap(),
    );

    let mut depot = MemoryDepot::new(Role::Phone, MAILBOX);
    depot.put(Way::Up, parcel);
    let request = Exchange::new(Role::Hub)
        .next_request(&mut depot.clone())
        .unwrap()
        .unwrap();
    let answer =
        pocketcard::sync::respond(&mut MemoryDepot::new(Role::Hub, MAILBOX), &request).unwrap();
    write("message", "request", &request);
    write("message", "answer", &answer);
    let mut bytes = Vec::new();
    bundle::write(&mut depot, Role::Phone, &mut bytes, &Unwatched).unwrap();
    write("bundle", "one-parcel", &bytes);
    write("deposit", "request", &request);

    // As a caller, with the commitment to what follows it, and as a listener.
    let (public, nonce) = (SigningKey::from_seed(&[9; 32]).verifying_key().0, [8; 32]);
    let committed = Sha256::new()
        .chain_update("pocketcard link 1")
        .chain_update(public)
        .chain_update(nonce)
        .finalize();
    let caller = [b"PCL1", &committed[..], &public, &nonce].concat();
    write(
        "link",
        "caller",
        &[&caller[..], &[0, 0, 0, 32], &[0; 32]].concat(),
    );
    write(
        "link",
        "listener",
        &[&public[..], &nonce, &[0, 0, 0, 16], &[0; 16]].concat(),
    );

    let token = TokenKey::generate().mint(Role::Phone, MAILBOX, Id([1; 16]));
    write("token", "phone", token.to_text().as_bytes());
    let countersigned = EntryRef {
        seq: 1,
        hash: entries[1].hash(),
    };
    let journal = json!({
        "format": "pocketcard-journal/1",
        "entries": entries,
        "countersignatures": [Countersignature::sign(&phone, countersigned, -7)],
    });
    write("journal", "four", &serde_json::to_vec(&journal).unwrap());

    let form = fs::read(corpus("../fixtures/xlsform/household.xlsx")).unwrap();
    write("workbook", "household", &form);
    let survey = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>type</t></is></c><c r="B1" t="inlineStr"><is><t>name</t></is></c>
<c r="C1" t="inlineStr"><is><t>label</t></is></c><c r="D1" t="inlineStr"><is><t>constraint</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>integer</t></is></c><c r="B2" t="str"><v>age</v></c>
<c r="C2" t="inlineStr"><is><t>Age</t></is></c><c r="D2" t="inlineStr"><is><t>. &lt; 120</t></is></c></row>
</sheetData></worksheet>"#;
    write("workbook", "survey", survey);

    let root = SigningKey::from_seed(&[6; 32]);
    let issue = Issue {
        pack: "example-mission".into(),
        version: 3,
        issued_at: 1_760_000_000_000,
        expires_at: 1_770_000_000_000,
        roots: 1,
    };
    let mut pack = SignedPack::new(&Content::base().canonical_json(), issue).unwrap();
    pack.sign(&root).unwrap();
    write("pack", "signed", &pack.to_bytes());
    // A tone, which is no voice.
    let samples = (0..2_000).map(|it| (it * 7 % 200 * 60 - 6_000) as i16);
    let tone = Sound::new(8_000, samples.collect()).unwrap();
    write("sound", "carried", &tone.to_bytes());
    write("sound", "handed-in", &tone.to_wav());
    let next = Roots::new(2, 1, &[SigningKey::from_seed(&[7; 32]).verifying_key()]).unwrap();
    let mut rotation = SignedRoots::new(&next);
    rotation.sign(&root);
    write("pack", "roots", &rotation.to_bytes());

    let id = Id([8; 16]);
    let withdrawal = Record {
        format: record::FORMAT.into(),
        id,
        made_at: 1_789_000_000_000,
        pack: PackName {
            pack: "example-mission".into(),
            version: 3,
            hash: pack::Hash::of(b"manifest"),
        },
        body: Body::Withdrawal(Withdrawal {
            of: id,
            purposes: vec![Purpose::Referral],
            never_sent: None,
        }),
    };
    write(
        "record",
        "withdrawal",
        &serde_json::to_vec(&withdrawal).unwrap(),
    );
    let receipt = Receipt {
        format: Receipt::FORMAT.into(),
        device: phone.verifying_key(),
        filed_at: 1_789_000_000_000,
        parcels: vec![ParcelId([1; 32])],
        entries: vec![EntryRef {
            seq: 2,
            hash: Hash([2; 32]),
        }],
        gaps: vec![(1, 1)],
        countersignatures: Vec::new(),
        not_filed: Vec::new(),
    };
    write("reply", "receipt", &serde_json::to_vec(&receipt).unwrap());
    let notice = Notice {
        format: Notice::FORMAT.into(),
        invitation: id,
        made_at: 1_789_000_000_000,
        says: Says::Wipe,
        since: None,
        office: None,
        order: None,
    };
    write("reply", "notice", &serde_json::to_vec(&notice).unwrap());
    let invitation = Invitation {
        format: Invitation::format(),
        id,
        number: 0,
        expires_at: 1_789_000_000_000,
        mailbox: MAILBOX,
        desk: DeskCard {
            name: "Desk".into(),
            seal_key: desk.public(),
            sign_key: root.verifying_key(),
        },
        escrow: None,
        confidential: None,
        audience_seed: "11".repeat(32),
        audience: 0,
        pack: "example-mission".into(),
        pack_version: 0,
        roots: next,
        hub: Some("http://127.0.0.1:1".into()),
        hub_certificate: None,
        hub_from: None,
        token: "token".into(),
        secret: "22".repeat(32),
    };
    write(
        "invitation",
        "small",
        &serde_json::to_vec(&invitation).unwrap(),
    );

    let card: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../fixtures/store-v2/card"]
        .iter()
        .collect();
    for (target, file) in [
        ("vault", "vault"),
        ("database", "store.db"),
        ("anchor", "store.anchor"),
        ("attachment", "attachments/czvqq4c3dbqwuahqysnik446sm"),
    ] {
        write(target, "fixture", &fs::read(card.join(file)).unwrap());
    }
    // Epoch, key, generation.
    let behind = [&1_u64.to_be_bytes()[..], &[1; 32], &9_u64.to_be_bytes()].concat();
    write("anchor", "behind-the-seal", &behind);
    // Generation, number of rows, sum.
    let manifest = [&9_u64.to_be_bytes()[..], &5_u64.to_be_bytes(), &[1; 32]].concat();
    write("manifest", "small", &manifest);
    let header = |kind: u8, body: &[u8], data: &[u8]| {
        let mut header = vec![kind, 2];
        header.extend(1_790_000_000_000_i64.to_be_bytes());
        header.extend(3_u64.to_be_bytes());
        header.extend(body);
        header.extend(b"\x06site-4\x0aNorth gate");
        header.extend((data.len() as u16).to_be_bytes());
        header.extend(data);
        header.resize(header.len().next_power_of_two().max(128), 0);
        header
    };
    let body = [&[1][..], &12_u32.to_be_bytes(), &[6; 32]].concat();
    write("header", "with-body", &header(1, &body, b"data"));
    write("header", "without-body", &header(1, &[0], b""));
    // Owner, length, key.
    for (name, length) in [
        ("attachment", 70_000),
        ("attachment-longer-than-any", u64::MAX),
    ] {
        let data = [&[1; 16][..], &length.to_be_bytes(), &[8; 32]].concat();
        write("header", name, &header(0, &[0], &data));
    }

    for (name, text) in [
        ("condition", "${age} < 18 and selected(${signs}, 'debt')"),
        ("sum", "(1 + 2) * -3.5 div ${hours} mod 7"),
        (
            "choice",
            "if(${a} = 'yes', concat('x', ${b}), coalesce(${c}, \"none\"))",
        ),
    ] {
        write("expression", name, text.as_bytes());
    }
}
