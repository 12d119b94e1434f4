//! Sounds beside a pack's content, and attacks on them.

use std::slice::from_ref;

use super::*;
use crate::content::{Recording, Sound, Voice};

/// A tone, which is no voice.
fn tone(pitch: i32) -> Sound {
    let samples = (0..2_000).map(|it| ((it * pitch % 200) * 60 - 6_000) as i16);
    Sound::new(8_000, samples.collect()).unwrap()
}

/// A pack in which these are named, with these.
fn spoken(named: &[Vec<u8>], brought: &[Vec<u8>]) -> SignedPack {
    let mut document = Content::base().document().clone();
    for (at, sound) in named.iter().enumerate() {
        document.recordings.push(Recording {
            text: "alone.safe".into(),
            language: "en".into(),
            variety: format!("en-x{at}"),
            voice: Voice::Woman,
            reads: Recording::hash_of(&Content::base().text("en", "alone.safe")),
            sound: Recording::name_of(sound),
        });
    }
    let mut pack = forced(&Content::new(document).unwrap().canonical_json(), |_| ());
    brought
        .iter()
        .for_each(|it| _ = pack.sounds.add_bytes(it.clone()));
    pack
}

#[test]
fn sounds_travel_with_the_pack_that_names_them_and_a_pack_without_is_as_it_was() {
    let (a, b) = (tone(3).to_bytes(), tone(5).to_bytes());
    let pack = spoken(&[a.clone(), b.clone()], &[b.clone(), a.clone()]);
    let bytes = pack.to_bytes();
    assert!(bytes.starts_with(b"PCK3"));
    assert_eq!(SignedPack::read(&bytes).as_ref(), Ok(&pack));
    let verified = check(&pack, &trust()).unwrap();
    assert_eq!(verified.sounds.size(), a.len() + b.len());
    // As a phone keeps it: the same pack by name, and no pack for the road.
    let kept = pack.without_sounds();
    assert_eq!(kept.name(), pack.name());
    assert!(kept.to_bytes().starts_with(b"PCK1"));
    assert!(verify_kept(&kept.to_bytes(), &trust(), NOW).is_ok());
    assert_eq!(refusal(&kept), Error::AlteredContent);
    assert!(signed(issue(1), &[1]).to_bytes().starts_with(b"PCK1"));
}

#[test]
fn sounds_that_lack_that_nobody_named_or_that_are_none_are_refused() {
    let (a, b) = (tone(3).to_bytes(), tone(5).to_bytes());
    let altered = |named: &[Vec<u8>], brought: &[Vec<u8>]| refusal(&spoken(named, brought));
    assert_eq!(
        altered(&[a.clone(), b.clone()], from_ref(&a)),
        Error::AlteredContent
    );
    assert_eq!(
        altered(from_ref(&a), &[a.clone(), b.clone()]),
        Error::AlteredContent
    );
    assert_eq!(altered(from_ref(&a), from_ref(&b)), Error::AlteredContent);
    for odd in [
        b"OggS and the name of a speaker".to_vec(),
        [&a[..], b"LIST\0\0\0\0"].concat(),
        tone(3).to_wav(),
    ] {
        let refused = altered(from_ref(&odd), from_ref(&odd));
        assert!(matches!(refused, Error::BadSound(_)), "{refused:?}");
    }
    let mut pack = spoken(from_ref(&a), &[]);
    assert_eq!(pack.sign(&key(1)), Err(Error::AlteredContent));
    assert!(pack.with_sounds(Sounds::default()).is_err());
}

#[test]
fn many_long_and_unordered_sounds_are_refused_before_they_are_kept() {
    let read = |parts: &[&[u8]]| Sounds::read(&parts.concat());
    let refused = |parts: &[&[u8]]| match read(parts) {
        Err(Error::BadSound(_)) => (),
        other => panic!("{other:?}"),
    };
    let length = |bytes: &[u8]| (bytes.len() as u32).to_be_bytes();
    refused(&[&[255, 255]]);
    refused(&[&[0, 1], &u32::MAX.to_be_bytes()]);
    let long = vec![0; crate::content::MAX_SOUND + 1];
    refused(&[&[0, 1], &length(&long), &long]);
    refused(&[&[0, 1], &vec![0; MAX_SOUNDS + 2_000]]);
    let (a, b) = (tone(3).to_bytes(), tone(5).to_bytes());
    let (first, second) = if Hash::of(&a) < Hash::of(&b) {
        (a, b)
    } else {
        (b, a)
    };
    let whole = [
        &[0, 2],
        &length(&first)[..],
        &first,
        &length(&second),
        &second,
    ];
    assert_eq!(read(&whole).unwrap().len(), 2);
    let turned = [
        &[0, 2],
        &length(&second)[..],
        &second,
        &length(&first),
        &first,
    ];
    assert_eq!(read(&turned), Err(Error::NotAPack));
    let twice = [
        &[0, 2],
        &length(&first)[..],
        &first,
        &length(&first),
        &first,
    ];
    assert_eq!(read(&twice), Err(Error::NotAPack));
    assert_eq!(read(&whole[..4]), Err(Error::NotAPack));
    assert_eq!(read(&[&whole.concat(), b"x"]), Err(Error::NotAPack));
    // Bytes of the third form without a sound are no second way to write the first.
    let mut bytes = signed(issue(1), &[1, 2]).to_bytes();
    bytes[3] = b'3';
    assert_eq!(SignedPack::read(&bytes), Err(Error::NotAPack));
}
