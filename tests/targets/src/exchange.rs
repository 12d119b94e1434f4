//! What the other end of an exchange may say.

use std::io;

use flate2::Crc;
use pocketcard::{
    host::Unwatched,
    parcel::Mailbox,
    sync::{Exchange, Frame, MemoryDepot, Role, Way, bundle as file, link::Pairing, respond},
};

/// The mailbox of the corpus.
pub const MAILBOX: Mailbox = Mailbox([4; 16]);

/// A message to a hub, and as an answer to a phone: first as it is, then as the payloads of frames whose
/// checksums are right. Of those, each begins with its type and, in one byte, an eighth of its length.
pub fn message(bytes: &[u8]) -> bool {
    let accepted = said(bytes);
    let mut framed = Vec::new();
    let mut rest = bytes;
    while let Some(([code, eighths], more)) = rest.split_first_chunk() {
        let (payload, more) = more.split_at(more.len().min(usize::from(*eighths) * 8));
        frame(*code, payload, &mut framed);
        rest = more;
    }
    said(&framed) || accepted
}

/// Whether a hub answers to it or a phone takes it for an answer.
fn said(bytes: &[u8]) -> bool {
    if let Ok((frame, len)) = Frame::read(bytes) {
        let mut again = Vec::new();
        frame.write(&mut again);
        assert_eq!(again, bytes[..len]);
    }
    let answered = respond(&mut MemoryDepot::new(Role::Hub, MAILBOX), bytes).is_ok();

    let mut phone = MemoryDepot::new(Role::Phone, MAILBOX);
    phone.put(Way::Up, vec![0; 4096]);
    let mut exchange = Exchange::new(Role::Hub);
    let asked = exchange.next_request(&mut phone).is_ok();
    let taken = asked && exchange.on_response(&mut phone, bytes).is_ok();
    let _ = exchange.next_request(&mut phone);
    answered || taken
}

/// A frame as `"PF"`, type, length, checksum, payload, checksum.
fn frame(code: u8, payload: &[u8], out: &mut Vec<u8>) {
    let crc = |bytes: &[u8]| {
        let mut crc = Crc::new();
        crc.update(bytes);
        crc.sum().to_be_bytes()
    };
    let len = (payload.len() as u32).to_be_bytes();
    let head = [b'P', b'F', code, len[1], len[2], len[3]];
    out.extend(head);
    out.extend(crc(&head));
    out.extend(payload);
    out.extend(crc(payload));
}

/// A bundle file.
pub fn bundle(bytes: &[u8]) -> bool {
    let mut depot = MemoryDepot::new(Role::Phone, MAILBOX);
    let mut input = bytes;
    let Ok(report) = file::read(&mut input, &mut depot, &Unwatched) else {
        return false;
    };
    for id in &report.taken {
        assert!(depot.get(id).is_some());
    }
    report.is_whole()
}

/// What another phone sends over a link, to one that was called and to one that calls. Nobody agreed on
/// keys, so nothing of the exchange itself may pass.
pub fn link(bytes: &[u8]) -> bool {
    let end = |pairing: Result<Pairing<_>, _>| {
        let Ok(pairing) = pairing else {
            return false;
        };
        assert!(pairing.code().len() == 7);
        let mut depot = MemoryDepot::new(Role::Phone, MAILBOX);
        let passed = pairing.confirmed().exchange(&mut depot, &Unwatched);
        assert!(passed.is_err(), "nobody has the keys");
        true
    };
    let answered = end(Pairing::answer(Said(bytes), &Unwatched));
    end(Pairing::call(Said(bytes), &Unwatched)) || answered
}

/// A stream on which this was said, whatever it is told.
struct Said<'a>(&'a [u8]);

impl io::Read for Said<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

impl io::Write for Said<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
