//! What letters carry: JSON that a fuzzer wrote, in the wrapping that the reader expects.

use std::io::Write;

use flate2::{Compression, write::DeflateEncoder};
use pocketcard::{
    crypto::SigningKey,
    invitation::Invitation,
    journal::{Hash, Salt, Tip, commitment},
    parcel::armor::{Label, encode},
    record::{Filed, Notice, OfficeAnswer, Receipt, Reply},
};

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut deflater = DeflateEncoder::new(Vec::new(), Compression::fast());
    deflater.write_all(bytes).expect("memory takes all");
    deflater.finish().expect("memory takes all")
}

/// A record: its JSON, deflated, after an entry that commits to it. Also the bytes as they are, as
/// DEFLATE and as an entry.
pub fn record(bytes: &[u8]) -> bool {
    let _ = Filed::from_bytes(bytes);
    let (key, salt) = (SigningKey::from_seed(&[3; 32]), Salt([5; 32]));
    let entry = |of: Hash| Tip::EMPTY.clone().append(&key, of, 0).to_bytes();
    let _ = Filed::from_bytes(&[&entry(Hash([0; 32])), &salt.0[..], bytes].concat());

    let entry = entry(commitment(&salt, bytes));
    let filed = Filed::from_bytes(&[&entry, &salt.0[..], &deflated(bytes)].concat());
    if let Ok((filed, record)) = &filed {
        assert_eq!(filed.json[..], *bytes);
        let again = serde_json::to_vec(record).expect("a record serialises");
        assert!(serde_json::from_slice(&again).is_ok_and(|read| *record == read));
    }
    filed.is_ok()
}

/// A receipt, an answer or a notice: its JSON, deflated, and the bytes as they are.
pub fn reply(bytes: &[u8]) -> bool {
    let read = |bytes: &[u8]| {
        Receipt::from_bytes(bytes).is_ok()
            || OfficeAnswer::from_bytes(bytes).is_ok()
            || Notice::from_bytes(bytes).is_ok()
    };
    let _ = read(bytes);
    read(&deflated(bytes))
}

/// An invitation: its JSON, armoured. The bytes as they are, as a renewal, which nobody signed; and the invitation
/// as one that the desk signed.
pub fn invitation(bytes: &[u8]) -> bool {
    let Ok(text) = encode(Label::Invitation, bytes) else {
        return false;
    };
    let desk = SigningKey::from_seed(&[3; 32]);
    let (known, phone) = (
        desk.verifying_key(),
        SigningKey::from_seed(&[4; 32]).verifying_key(),
    );
    let unsigned = encode(Label::Renewal, bytes).expect("no longer than the invitation");
    assert!(Invitation::from_renewal(&unsigned, &known, &phone).is_err());
    let read = Invitation::from_text(&text);
    if let Ok(invitation) = &read {
        let renewal = invitation.to_renewal(&phone, &desk);
        assert!(Invitation::from_renewal(&renewal, &known, &phone).is_ok());
        assert!(Invitation::from_renewal(&renewal, &known, &known).is_err());
        assert!(invitation.audience().is_some());
        assert!(Invitation::from_text(&invitation.to_text()).is_ok());
    }
    read.is_ok()
}
