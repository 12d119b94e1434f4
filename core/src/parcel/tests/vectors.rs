//! Parcels in files, for other implementations to open: `tests/vectors/parcel`.

use std::{fs, path::PathBuf};

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

use super::*;
use crate::{
    base::hex_bytes,
    crypto::{KeyHash, SecretKey, VerifyingKey},
    journal::Salt,
};

hex_bytes!(
    /// A secret or seed in a test vector.
    Bytes32,
    32
);

fn directory() -> PathBuf {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/parcel").into()
}

/// A parcel that opens.
#[derive(Serialize, Deserialize)]
struct Vector {
    about: String,
    mailbox: Mailbox,
    kind: LetterKind,
    signer_seed: Bytes32,
    signer: VerifyingKey,
    desk_seed: Bytes32,
    desk: KeyHash,
    escrow_seed: Option<Bytes32>,
    escrow: Option<KeyHash>,
    file_key: Bytes32,
    stream_key: Bytes32,
    content_len: usize,
    content_sha256: Bytes32,
    size: usize,
    id: ParcelId,
    /// Base64; for long content its length and hash must do.
    content: Option<String>,
    parcel: String,
}

/// What is sealed in each file. The randomness is `Repeating`, so the bytes never change.
fn cases() -> Vec<(&'static str, &'static str, LetterKind, Address, Vec<u8>)> {
    let office = Office::new();
    vec![
        (
            "record",
            "a short record to one desk, in an office that has an escrow",
            LetterKind::Record,
            office.address(),
            b"any carnal pleasure".to_vec(),
        ),
        (
            "escrow",
            "a receipt to a desk with escrow",
            LetterKind::Receipt,
            office.address_with_escrow(),
            noise(1_505),
        ),
        (
            "empty",
            "nothing at all, sealed all the same",
            LetterKind::Notice,
            office.address(),
            Vec::new(),
        ),
        (
            "one-slot",
            "a record in an office without an escrow",
            LetterKind::Record,
            office.address_of_one_slot(),
            noise(1_138),
        ),
        (
            "two-chunks",
            "an attachment of more than one chunk",
            LetterKind::Attachment,
            office.address_with_escrow(),
            noise(65_000),
        ),
    ]
}

fn build(number: usize) -> Vector {
    let (_, about, kind, address, content) = cases().swap_remove(number);
    let office = Office::new();
    let escrow = matches!(address.second, Some(SecondSlot::Escrow(_)));
    let mut rng = Repeating::from(number as u64);
    let (source, len) = (&content[..], content.len() as u64);
    let mut sealer =
        Sealer::with_rng(kind, source, len, &office.phone, &address, &mut rng).unwrap();
    let mut parcel = Vec::new();
    sealer.read_to_end(&mut parcel).unwrap();

    let (start, slots) = parcel.split_first_chunk().unwrap();
    let (suite, _) = Header::start(start).unwrap();
    let mut slots = slots.as_chunks().0[..suite.slots()].iter();
    let file_key = slots
        .find_map(|slot| slot::open(slot, &office.desk, start))
        .unwrap();
    let derived = file_key::Derived::new(&file_key, &parcel[..suite.head() - 32]);
    Vector {
        about: about.to_owned(),
        mailbox: address.mailbox,
        kind,
        signer_seed: Bytes32(*office.phone.seed()),
        signer: office.phone.verifying_key(),
        desk_seed: Bytes32(*office.desk.seed()),
        desk: office.desk.hash(),
        escrow_seed: escrow.then(|| Bytes32(*office.escrow.seed())),
        escrow: escrow.then(|| office.escrow.hash()),
        file_key: Bytes32(*file_key),
        stream_key: Bytes32(*derived.stream_key),
        content_len: content.len(),
        content_sha256: Bytes32(Sha256::digest(&content).into()),
        size: parcel.len(),
        id: ParcelId::of(&parcel),
        content: (content.len() < 10_000).then(|| BASE64.encode(&content)),
        parcel: BASE64.encode(&parcel),
    }
}

/// A parcel that must be refused: base64, or a change to a parcel that opens.
#[derive(Serialize, Deserialize)]
struct Refused {
    about: String,
    key_seed: Bytes32,
    error: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flip: Option<(usize, u8)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keep: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parcel: Option<String>,
}

fn refused() -> Vec<Refused> {
    let office = Office::new();
    let case = |about: &str, key_seed: u8, error: Error| Refused {
        about: about.to_owned(),
        key_seed: Bytes32([key_seed; 32]),
        error: format!("{error:?}"),
        of: None,
        flip: None,
        keep: None,
        parcel: None,
    };
    let flipped = |about, at, bit, error| Refused {
        of: Some("record".to_owned()),
        flip: Some((at, bit)),
        ..case(about, 1, error)
    };
    let cut = |about, keep, error| Refused {
        of: Some("two-chunks".to_owned()),
        keep: Some(keep),
        ..case(about, 1, error)
    };
    let whole = |about, key, parcel: Vec<u8>, error| Refused {
        parcel: Some(BASE64.encode(&parcel)),
        ..case(about, key, error)
    };
    let head = honest_head(&office);
    let other = SecretKey::from_seed(&[8; 32]);
    let claimed = letter::Head {
        signer: SigningKey::from_seed(&[7; 32]).verifying_key(),
        ..head
    };
    vec![
        flipped("no parcel's first bytes", 0, 0, Error::NotAParcel),
        flipped("a suite of the future", 5, 3, Error::UnknownSuite),
        flipped(
            "an earlier suite, which had no such size",
            5,
            1,
            Error::Truncated,
        ),
        flipped("another mailbox outside", 6, 0, Error::NotForUs),
        flipped("the commitment", 2358, 0, Error::Damaged),
        flipped("the first sealed byte", 2390, 0, Error::Damaged),
        flipped("the last byte", 3071, 7, Error::Damaged),
        cut("cut within the second chunk", 66_000, Error::Truncated),
        cut("cut after the first chunk", 67_926, Error::Truncated),
        cut("cut to a size that parcels have", 65_536, Error::Damaged),
        Refused {
            of: Some("record".to_owned()),
            ..case("a stranger's key", 9, Error::NotForUs)
        },
        whole(
            "a letter to one desk resealed to another",
            8,
            resealed(&office, head, head.mailbox, &other),
            Error::WrongRecipient,
        ),
        whole(
            "a letter resealed to another mailbox",
            1,
            resealed(&office, head, Mailbox([6; 16]), &office.desk),
            Error::WrongMailbox,
        ),
        whole(
            "a letter that claims another author",
            1,
            resealed(&office, claimed, head.mailbox, &office.desk),
            Error::BadSignature,
        ),
        whole(
            "a letter with more padding than its content needs",
            1,
            forged_to_size(4096, head.mailbox, &office.desk, signed(&office, head)),
            Error::Malformed,
        ),
        whole(
            "a chunk that opens under the file keys of both slots, of which one is committed to",
            2,
            two_keys::parcel(&office),
            Error::Damaged,
        ),
    ]
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap() + "\n"
}

/// Writes the files again; only a new version of the format may need that:
/// `cargo test -p pocketcard --lib write_the_vectors -- --ignored`.
#[test]
#[ignore = "writes files"]
fn write_the_vectors() {
    fs::create_dir_all(directory()).unwrap();
    for (number, (name, ..)) in cases().into_iter().enumerate() {
        fs::write(
            directory().join(name).with_extension("json"),
            pretty(&build(number)),
        )
        .unwrap();
    }
    fs::write(directory().join("refused.json"), pretty(&refused())).unwrap();
}

fn read<T: for<'de> Deserialize<'de>>(name: &str) -> T {
    let path = directory().join(name).with_extension("json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// What was sealed by the versions before suites of one slot, and is opened for as long as some carrier may have it.
#[test]
fn parcels_of_earlier_versions_open() {
    for name in ["record", "escrow", "empty", "two-chunks"] {
        opens(&read(&format!("earlier/{name}")));
    }
}

#[test]
fn parcels_in_files_open_and_are_still_sealed_the_same() {
    for (number, (name, ..)) in cases().into_iter().enumerate() {
        let vector: Vector = read(name);
        opens(&vector);
        assert!(
            pretty(&build(number)) == pretty(&vector),
            "{name} is sealed differently now"
        );
    }
}

fn opens(vector: &Vector) {
    let parcel = BASE64.decode(vector.parcel.as_bytes()).unwrap();
    let keys = [Some(&vector.desk_seed), vector.escrow_seed.as_ref()];
    for seed in keys.into_iter().flatten() {
        let opened = open(&parcel, &SecretKey::from_seed(&seed.0)).unwrap();
        let letter = opened.letter;
        assert_eq!((letter.kind, letter.mailbox), (vector.kind, vector.mailbox));
        assert_eq!((letter.to, letter.escrow), (vector.desk, vector.escrow));
        assert_eq!((letter.signer, letter.id), (vector.signer, vector.id));
        assert_eq!(opened.content.len(), vector.content_len);
        assert_eq!(
            Sha256::digest(&*opened.content)[..],
            vector.content_sha256.0
        );
    }
}

#[test]
fn parcels_in_files_are_refused_by_name() {
    for case in read::<Vec<Refused>>("refused") {
        let text = match (&case.of, &case.parcel) {
            (Some(name), _) => read::<Vector>(name).parcel,
            (_, parcel) => parcel.clone().unwrap(),
        };
        let mut parcel = BASE64.decode(text.as_bytes()).unwrap();
        if let Some((at, bit)) = case.flip {
            parcel[at] ^= 1 << bit;
        }
        parcel.truncate(case.keep.unwrap_or(parcel.len()));
        let error = error(open(&parcel, &SecretKey::from_seed(&case.key_seed.0))).unwrap();
        assert_eq!(format!("{error:?}"), case.error, "{}", case.about);
    }
}

/// A screening with ten answers, its finding and a note, as a record's JSON, with what the journal
/// adds.
#[test]
fn a_typical_screening_is_a_small_parcel() {
    use std::io::Write;

    let json = include_bytes!("screening.json");
    assert!((1_200..1_500).contains(&json.len()));
    let mut deflater = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    deflater.write_all(json).unwrap();
    let deflated = deflater.finish().unwrap();
    let office = Office::new();
    let content = [
        &[0; crate::journal::Entry::LEN][..],
        &Salt([0; 32]).0,
        &deflated,
    ]
    .concat();
    for (address, most) in [
        (office.address_of_one_slot(), 2560),
        (office.address_with_escrow(), 3584),
    ] {
        let sealed = seal(LetterKind::Record, &content, &office.phone, &address).unwrap();
        assert_eq!(sealed.bytes.len(), most);
    }
}
