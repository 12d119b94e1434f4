//! Frames and a link in files, for other implementations: `tests/vectors/exchange.json` and `link.json`.
//! `cargo test -p pocketcard --lib write_the_exchange -- --ignored` writes them.

use std::{fs, path::PathBuf};

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use x25519_dalek::{X25519_BASEPOINT_BYTES, x25519};

use crate::{
    parcel::{Mailbox, ParcelId},
    sync::{
        Frame, Hello, Item, MESSAGE_MAX, Reason, Role, VERSION, Way,
        link::{Agreed, Direction, commitment, transcript},
    },
};

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../tests/vectors", name]
        .iter()
        .collect()
}

/// One frame of each type, with what it says.
fn exchange() -> Value {
    let (mailbox, id, size) = (Mailbox([4; 16]), ParcelId([5; 32]), 4096_u64);
    let item = |way| Item { id, size, way };
    let hello = |role, careful| {
        Frame::Hello(Hello {
            version: VERSION,
            role,
            mailbox,
            window: MESSAGE_MAX as u32,
            careful,
        })
    };
    let since = Frame::Since {
        epoch: 7,
        from: 300,
        kept: 299,
    };
    let cursor = Frame::Cursor { epoch: 7, at: 308 };
    let frames = [
        ("hello: a phone, 1 MiB", hello(Role::Phone, false)),
        ("hello: a desk, careful", hello(Role::Desk, true)),
        ("hello: a hub", hello(Role::Hub, false)),
        ("offer: up to the desks", Frame::Offer(item(Way::Up))),
        ("offer: down to the phones", Frame::Offer(item(Way::Down))),
        ("want: from byte 1024", Frame::Want(item(Way::Up), 1024)),
        (
            "part: three bytes from 1024",
            Frame::Part(item(Way::Up), 1024, &[1, 2, 3]),
        ),
        ("got", Frame::Got(id)),
        ("refused: no room now", Frame::Refused(id, Reason::NoRoom)),
        ("since: epoch 7, from 300, kept 299", since),
        ("cursor: epoch 7, at 308", cursor),
        ("end: that was all", Frame::End(false)),
        ("end: ask again", Frame::End(true)),
    ];
    let vector = |(about, frame): (&str, Frame<'_>)| {
        let mut bytes = Vec::new();
        frame.write(&mut bytes);
        assert_eq!(Frame::read(&bytes), Ok((frame, bytes.len())));
        json!({ "about": about, "bytes": HEXLOWER.encode(&bytes) })
    };
    json!({
        "about": "a frame of each type; all are of one mailbox and one parcel",
        "mailbox": HEXLOWER.encode(&mailbox.0),
        "parcel": HEXLOWER.encode(&id.0),
        "size": size,
        "frames": frames.map(vector).to_vec(),
    })
}

/// A link between two phones with all its secrets.
fn link() -> Value {
    let hex = |bytes: &[u8]| HEXLOWER.encode(bytes);
    let (caller, listener, caller_nonce, listener_nonce) = ([1; 32], [2; 32], [3; 32], [4; 32]);
    let public = |secret| x25519(secret, X25519_BASEPOINT_BYTES);
    let shared = x25519(caller, public(listener));
    assert_eq!(shared, x25519(listener, public(caller)));
    let transcript = transcript(
        &public(caller),
        &caller_nonce,
        &public(listener),
        &listener_nonce,
    );
    let Agreed {
        mut calling,
        mut answering,
        code,
    } = Agreed::on(&shared, &transcript);
    let message = |direction: &mut Direction, message: &str| {
        let sent = direction.seal(message.as_bytes()).unwrap();
        json!({ "message": message, "sent": hex(&sent) })
    };
    json!({
        "about": "a link between two phones: what each sends, what both show, and the first messages each way",
        "caller_secret": hex(&caller),
        "caller_nonce": hex(&caller_nonce),
        "listener_secret": hex(&listener),
        "listener_nonce": hex(&listener_nonce),
        "caller": hex(&public(caller)),
        "listener": hex(&public(listener)),
        "commitment": hex(&commitment(&public(caller).into(), &caller_nonce)),
        "shared": hex(&shared),
        "salt": hex(&transcript),
        "code": code,
        "from_caller": [
            message(&mut calling, "question"),
            message(&mut calling, "another"),
            message(&mut calling, ""),
        ],
        "to_caller": [message(&mut answering, "answer")],
    })
}

fn files() -> [(PathBuf, String); 2] {
    [("exchange.json", exchange()), ("link.json", link())].map(|(name, vectors)| {
        let text = serde_json::to_string_pretty(&vectors).unwrap() + "\n";
        (path(name), text)
    })
}

#[test]
#[ignore = "writes files"]
fn write_the_exchange() {
    for (path, text) in files() {
        fs::write(path, text).unwrap();
    }
}

#[test]
fn the_exchange_in_files_is_still_written_the_same() {
    for (path, text) in files() {
        assert!(fs::read_to_string(path).unwrap() == text);
    }
}
