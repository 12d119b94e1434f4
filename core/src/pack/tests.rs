//! Attacks on packs, and the honest pack beside each of them.

use std::io::Write;

use flate2::{Compression, write::DeflateEncoder};

use super::{roots::RootSignature, *};
use crate::{content::Content, crypto::SigningKey};

mod sounds;

const DAY: i64 = 24 * 60 * 60 * 1000;
const NOW: i64 = 1_760_000_000_000;

fn content() -> Vec<u8> {
    Content::base().canonical_json()
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn roots(version: u64, threshold: usize, seeds: &[u8]) -> Roots {
    let keys: Vec<_> = seeds.iter().map(|s| key(*s).verifying_key()).collect();
    Roots::new(version, threshold, &keys).unwrap()
}

/// Two of the roots 1, 2 and 3.
fn trust() -> Trust {
    Trust::new("mission", roots(1, 2, &[1, 2, 3]))
}

fn issue(version: u64) -> Issue {
    Issue {
        pack: "mission".into(),
        version,
        issued_at: NOW - DAY,
        expires_at: NOW + DAY,
        roots: 1,
    }
}

fn signed(issue: Issue, seeds: &[u8]) -> SignedPack {
    let mut pack = SignedPack::new(&content(), issue).unwrap();
    for seed in seeds {
        pack.sign(&key(*seed)).unwrap();
    }
    pack
}

/// A pack that an attacker with enough root keys could make of any bytes: [`SignedPack::new`]
/// refuses to.
fn forced(content: &[u8], change: impl Fn(&mut Manifest)) -> SignedPack {
    let mut pack = signed(issue(1), &[]);
    let mut manifest = pack.manifest().unwrap();
    manifest.content_hash = Hash::of(content);
    manifest.content_size = content.len() as u64;
    change(&mut manifest);
    pack.manifest = serde_json::to_vec(&manifest).unwrap();
    pack.compressed = deflated(content);
    resign(&mut pack, &[1, 2]);
    pack
}

fn resign(pack: &mut SignedPack, seeds: &[u8]) {
    let sign = |seed: &u8| RootSignature::make(&key(*seed), manifest::DOMAIN, &pack.manifest);
    pack.signatures = seeds.iter().map(sign).collect();
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    deflate.write_all(bytes).unwrap();
    deflate.finish().unwrap()
}

fn check(pack: &SignedPack, trust: &Trust) -> Result<VerifiedPack, Error> {
    verify(&pack.to_bytes(), trust, NOW)
}

fn refusal(pack: &SignedPack) -> Error {
    check(pack, &trust()).err().unwrap()
}

#[test]
fn an_honest_pack_passes_with_any_two_of_three_roots() {
    for seeds in [[1, 2], [3, 1], [2, 3]] {
        let pack = signed(issue(7), &seeds);
        let verified = check(&pack, &trust()).unwrap();
        assert_eq!(verified.name, pack.name().unwrap());
        assert_eq!(verified.name.hash, Hash::of(&pack.manifest));
        assert_eq!(verified.signers.len(), 2);
        assert!(!verified.known && verified.warnings.is_empty());
        assert_eq!(verified.trust.highest(), Some(&verified.name));
        assert_eq!(SignedPack::read(&pack.to_bytes()), Ok(pack));
    }
}

#[test]
fn the_same_pack_passes_again_whoever_signed_this_copy() {
    let first = check(&signed(issue(1), &[1, 2]), &trust()).unwrap();
    let again = check(&signed(issue(1), &[2, 3]), &first.trust).unwrap();
    assert!(again.known);
    assert_eq!(again.trust, first.trust);
}

#[test]
fn a_forged_pack_is_refused() {
    assert_eq!(refusal(&signed(issue(1), &[8, 9])), Error::UnknownSigner);
    assert_eq!(refusal(&signed(issue(1), &[1, 2, 9])), Error::UnknownSigner);

    let mut claimed = signed(issue(1), &[1, 9]);
    claimed.signatures[1].key = key(2).verifying_key();
    assert_eq!(refusal(&claimed), Error::BadSignature);
}

#[test]
fn too_few_signatures_are_refused() {
    let few = |found| Error::TooFewSignatures { found, needed: 2 };
    assert_eq!(refusal(&signed(issue(1), &[])), few(0));
    assert_eq!(refusal(&signed(issue(1), &[3])), few(1));
}

#[test]
fn one_root_cannot_sign_twice() {
    let mut pack = signed(issue(1), &[1]);
    pack.signatures.push(pack.signatures[0]);
    assert_eq!(refusal(&pack), Error::RepeatedSigner);

    let mut pack = signed(issue(1), &[1]);
    pack.sign(&key(1)).unwrap();
    assert_eq!(pack.signers().count(), 1, "signing again replaces");
}

#[test]
fn every_changed_bit_and_every_cut_is_refused() {
    let bytes = signed(issue(1), &[1, 2]).to_bytes();
    verify(&bytes, &trust(), NOW).unwrap();
    let header = bytes.len() - SignedPack::read(&bytes).unwrap().compressed.len();
    // All of the head, and of the compressed content enough to see it break everywhere.
    let places = (0..header).chain((header..bytes.len()).step_by(997));
    for at in places {
        let mut bent = bytes.clone();
        bent[at] ^= 1 << (at % 8);
        // The last byte of a compressed stream may hold bits that say nothing.
        if let Ok(same) = verify(&bent, &trust(), NOW) {
            assert_eq!(at, bytes.len() - 1);
            assert_eq!(same.content.canonical_json(), content());
        }
    }
    for length in (0..header).chain((header..bytes.len()).step_by(997)) {
        let cut = verify(&bytes[..length], &trust(), NOW).err();
        assert_eq!(cut, Some(Error::NotAPack), "cut at {length}");
    }
    let longer = [&bytes[..], b"x"].concat();
    assert_eq!(verify(&longer, &trust(), NOW).err(), Some(Error::NotAPack));
    let mut trailing = SignedPack::read(&bytes).unwrap();
    trailing.compressed.push(0);
    assert_eq!(refusal(&trailing), Error::AlteredContent);
}

#[test]
fn parts_of_two_packs_do_not_mix() {
    let (one, two) = (signed(issue(1), &[1, 2]), forced(b"{\"a\":1}", |_| ()));
    assert_ne!(one.manifest, two.manifest);
    let mut mixed = one.clone();
    mixed.compressed = two.compressed.clone();
    assert_eq!(refusal(&mixed), Error::AlteredContent);

    let mut mixed = one.clone();
    mixed.manifest = two.manifest.clone();
    assert_eq!(refusal(&mixed), Error::BadSignature);

    let mut mixed = one.clone();
    mixed.signatures[1] = two.signatures[1];
    assert_eq!(refusal(&mixed), Error::BadSignature);
}

#[test]
fn a_signature_for_another_purpose_does_not_count() {
    let mut pack = signed(issue(1), &[1]);
    let elsewhere = RootSignature::make(&key(2), roots::DOMAIN, &pack.manifest);
    pack.signatures.push(elsewhere);
    assert_eq!(refusal(&pack), Error::BadSignature);
}

#[test]
fn another_office_s_pack_is_refused() {
    let other = Issue {
        pack: "elsewhere".into(),
        ..issue(1)
    };
    assert_eq!(refusal(&signed(other, &[1, 2])), Error::OtherPack);
}

#[test]
fn a_rolled_back_pack_is_refused_and_trust_stays() {
    let newer = check(&signed(issue(5), &[1, 2]), &trust()).unwrap().trust;
    let older = check(&signed(issue(4), &[1, 2]), &newer).err();
    assert_eq!(older, Some(Error::RolledBack { found: 4, seen: 5 }));
    assert_eq!(
        check(&signed(issue(6), &[1, 2]), &newer)
            .unwrap()
            .trust
            .highest()
            .unwrap()
            .version,
        6
    );
}

#[test]
fn nobody_uses_the_numbers_up_and_a_change_of_roots_begins_them_anew() {
    let ahead = |found, most| Error::TooFarAhead { found, most };
    for found in [MAX_STEP + 1, i64::MAX as u64, u64::MAX] {
        let pack = signed(issue(found), &[1, 2]);
        assert_eq!(refusal(&pack), ahead(found, MAX_STEP));
    }
    let far = check(&signed(issue(MAX_STEP), &[1, 2]), &trust())
        .unwrap()
        .trust;
    assert!(check(&signed(issue(2 * MAX_STEP), &[1, 2]), &far).is_ok());
    let next = signed(issue(2 * MAX_STEP + 1), &[1, 2]);
    assert!(check(&next, &far).is_err());
    // An office that counts otherwise says in its invitations how far it has come.
    let late = trust().begun_at(20_260_101);
    assert!(check(&signed(issue(20_260_102), &[1, 2]), &late).is_ok());
    let old = check(&signed(issue(20_260_100), &[1, 2]), &late).err();
    let seen = 20_260_101;
    assert_eq!(
        old,
        Some(Error::RolledBack {
            found: 20_260_100,
            seen
        })
    );

    let anew = rotated(rotation(&[1, 2, 4, 5]));
    let verified = check(&anew, &far).unwrap();
    assert!(verified.name.version < MAX_STEP);
    assert_eq!(verified.trust.highest(), Some(&verified.name));
}

#[test]
fn two_packs_of_one_version_are_refused() {
    let seen = check(&signed(issue(5), &[1, 2]), &trust()).unwrap().trust;
    let twin = Issue {
        expires_at: NOW + 2 * DAY,
        ..issue(5)
    };
    assert_eq!(
        check(&signed(twin, &[1, 2]), &seen).err(),
        Some(Error::Equivocation(5))
    );
}

#[test]
fn a_frozen_pack_warns_and_still_works() {
    let pack = signed(issue(1), &[1, 2]);
    let at = |now| verify(&pack.to_bytes(), &trust(), now).unwrap().warnings;
    assert_eq!(at(NOW + DAY - 1), []);
    assert_eq!(at(NOW + DAY), [Warning::Expired { since: NOW + DAY }]);
    assert_eq!(
        at(0),
        [Warning::FromTheFuture {
            issued_at: NOW - DAY
        }]
    );
    for strange in [i64::MIN, i64::MAX] {
        assert_eq!(at(strange).len(), 1);
    }
}

#[test]
fn a_pack_that_never_expires_is_refused() {
    for expires_at in [NOW + 400 * DAY, i64::MAX, NOW - DAY, i64::MIN] {
        let pack = forced(&content(), |m| m.expires_at = expires_at);
        assert!(
            matches!(refusal(&pack), Error::BadManifest(_)),
            "{expires_at}"
        );
        let issue = Issue {
            expires_at,
            ..issue(1)
        };
        assert!(SignedPack::new(&content(), issue).is_err(), "{expires_at}");
    }
}

#[test]
fn odd_manifests_are_refused() {
    let with = |text: &str| {
        let mut pack = signed(issue(1), &[]);
        pack.manifest = text.as_bytes().to_vec();
        resign(&mut pack, &[1, 2]);
        refusal(&pack)
    };
    let good = String::from_utf8(signed(issue(1), &[]).manifest).unwrap();
    assert!(matches!(
        with(&good.replacen('{', "{\"more\":1,", 1)),
        Error::BadManifest(_)
    ));
    assert!(matches!(
        with(&good.replacen('{', "{\"version\":9,", 1)),
        Error::BadManifest(_)
    ));
    assert!(matches!(
        with(&good.replace("\"version\":1", "\"version\":0")),
        Error::BadManifest(_)
    ));
    assert!(matches!(
        with(&good.replace("\"version\":1", "\"version\":-1")),
        Error::BadManifest(_)
    ));
    assert!(matches!(
        with(&good.replace("mission", "Mission")),
        Error::BadManifest(_)
    ));
    assert!(matches!(
        with(&good.replace("mission", "")),
        Error::BadManifest(_)
    ));
    assert!(matches!(
        with(&good.replace("mission", &"m".repeat(65))),
        Error::BadManifest(_)
    ));
    assert!(matches!(
        with(&good[..good.len() - 1]),
        Error::BadManifest(_)
    ));
    assert_eq!(
        with(&good.replace("\"format\":1", "\"format\":3,\"new\":{}")),
        Error::NewerFormat
    );
}

#[test]
fn an_endless_pack_is_refused_without_unpacking_it() {
    // 64 MiB of spaces in 64 KiB, under a manifest that admits a few bytes only.
    let bomb = deflated(&vec![b' '; 64 << 20]);
    let mut pack = forced(&content(), |_| ());
    pack.compressed = bomb;
    assert_eq!(refusal(&pack), Error::AlteredContent);

    let pack = forced(&content(), |m| m.content_size = MAX_SIZE as u64 + 1);
    assert_eq!(refusal(&pack), Error::TooBig);
    assert_eq!(
        verify(&vec![0; MAX_SIZE + 1], &trust(), NOW).err(),
        Some(Error::TooBig)
    );
    let big = vec![b' '; MAX_SIZE + 1];
    assert_eq!(SignedPack::new(&big, issue(1)).err(), Some(Error::TooBig));
}

#[test]
fn content_is_checked_after_its_signatures_and_before_it_counts() {
    let pack = forced(b"{\"a\":\"\\u202e\"}", |_| ());
    assert!(matches!(
        refusal(&pack),
        Error::BadCharacter { code: 0x202e, .. }
    ));
    assert!(matches!(refusal(&forced(b"{}", |_| ())), Error::Content(_)));
    let escaped = {
        let mut document = Content::base().document().clone();
        document.languages[0].texts += "\nextra = {\"\\u202e\"}\n";
        serde_json::to_vec(&document).unwrap()
    };
    assert!(matches!(
        refusal(&forced(&escaped, |_| ())),
        Error::Content(_)
    ));
    // And no honest root signs it.
    let mut unsigned = pack.clone();
    unsigned.signatures.clear();
    assert!(unsigned.sign(&key(1)).is_err() && unsigned.signatures.is_empty());
}

/// Roots 1 (keys 1, 2, 3) followed by roots 2 (keys 3, 4, 5).
fn rotation(seeds: &[u8]) -> SignedRoots {
    let mut change = SignedRoots::new(&roots(2, 2, &[3, 4, 5]));
    seeds.iter().for_each(|seed| change.sign(&key(*seed)));
    change
}

fn rotated(change: SignedRoots) -> SignedPack {
    let mut pack = signed(
        Issue {
            roots: 2,
            ..issue(2)
        },
        &[4, 5],
    );
    pack.carry_rotations(&[change]);
    pack
}

#[test]
fn roots_change_with_a_threshold_of_old_and_new() {
    let verified = check(&rotated(rotation(&[1, 2, 4, 5])), &trust()).unwrap();
    assert_eq!(verified.trust.roots(), &roots(2, 2, &[3, 4, 5]));
    // Root 3 is in both and counts for both.
    check(&rotated(rotation(&[1, 3, 5])), &trust()).unwrap();

    let few = Error::TooFewSignatures {
        found: 1,
        needed: 2,
    };
    for seeds in [&[1, 4, 5][..], &[1, 2, 4], &[1, 3]] {
        assert_eq!(refusal(&rotated(rotation(seeds))), few, "{seeds:?}");
    }
    assert_eq!(
        refusal(&rotated(rotation(&[1, 2, 4, 5, 9]))),
        Error::UnknownSigner
    );
    let mut twice = rotation(&[1, 4, 5]);
    twice.signatures.push(twice.signatures[0]);
    assert_eq!(refusal(&rotated(twice)), Error::RepeatedSigner);
}

#[test]
fn replaced_roots_sign_nothing_any_more() {
    let after = check(&rotated(rotation(&[1, 2, 4, 5])), &trust())
        .unwrap()
        .trust;
    // What root 1 and 2 sign as roots 1 is retired, and as roots 2 they are unknown.
    assert_eq!(
        check(&signed(issue(3), &[1, 2]), &after).err(),
        Some(Error::RetiredRoots)
    );
    let disguised = signed(
        Issue {
            roots: 2,
            ..issue(3)
        },
        &[1, 2],
    );
    assert_eq!(check(&disguised, &after).err(), Some(Error::UnknownSigner));
    // They cannot change the roots again either, nor tell the same change differently.
    let mut other = SignedRoots::new(&roots(2, 1, &[1]));
    [1, 2].iter().for_each(|seed| other.sign(&key(*seed)));
    let mut pack = signed(
        Issue {
            roots: 2,
            ..issue(3)
        },
        &[3, 4],
    );
    pack.carry_rotations(&[other]);
    assert_eq!(check(&pack, &after).err(), Some(Error::BrokenRotation));
}

#[test]
fn a_phone_that_missed_changes_follows_them_in_one_pack() {
    let first = rotation(&[1, 2, 4, 5]);
    let mut second = SignedRoots::new(&roots(3, 1, &[6]));
    [3, 4, 6].iter().for_each(|seed| second.sign(&key(*seed)));
    let mut pack = signed(
        Issue {
            roots: 3,
            ..issue(9)
        },
        &[6],
    );

    assert_eq!(refusal(&pack), Error::RootsMissing);
    pack.carry_rotations(std::slice::from_ref(&second));
    assert_eq!(refusal(&pack), Error::RootsMissing);
    pack.carry_rotations(&[second.clone(), first.clone()]);
    assert_eq!(refusal(&pack), Error::RootsMissing);
    pack.carry_rotations(&[first, second]);
    let after = check(&pack, &trust()).unwrap().trust;
    assert_eq!(after.roots().version(), 3);
    assert!(check(&pack, &after).unwrap().known);
}

#[test]
fn a_change_that_fails_leaves_no_trace() {
    // A good change of roots under a pack that is refused: nothing is returned to keep.
    let mut pack = rotated(rotation(&[1, 2, 4, 5]));
    pack.compressed[0] ^= 1;
    let before = trust();
    assert_eq!(check(&pack, &before).err(), Some(Error::AlteredContent));
    assert_eq!(before, trust());
}

#[test]
fn roots_make_sense_or_are_refused() {
    let keys: Vec<_> = (1..=17).map(|seed| key(seed).verifying_key()).collect();
    for (version, threshold, keys) in [
        (0, 1, &keys[..1]),
        (1, 0, &keys[..1]),
        (1, 2, &keys[..1]),
        (1, 0, &[]),
        (1, 2, &[keys[0], keys[0], keys[1]]),
        (1, 2, &keys),
    ] {
        let roots = Roots::new(version, threshold, keys);
        assert!(
            matches!(roots, Err(Error::BadRoots(_))),
            "{version} {threshold}"
        );
    }
    Roots::new(1, 16, &keys[..16]).unwrap();
}

#[test]
fn what_a_phone_keeps_reads_back_and_is_checked() {
    let trust = check(&signed(issue(3), &[1, 2]), &trust()).unwrap().trust;
    let stored = serde_json::to_string(&trust).unwrap();
    assert_eq!(serde_json::from_str::<Trust>(&stored).unwrap(), trust);
    for (from, to) in [
        ("\"threshold\":2", "\"threshold\":0"),
        ("\"threshold\":2", "\"threshold\":4"),
        ("\"pack\":", "\"more\":1,\"pack\":"),
    ] {
        let changed = stored.replacen(from, to, 1);
        assert_ne!(changed, stored);
        assert!(serde_json::from_str::<Trust>(&changed).is_err(), "{to}");
    }
}

#[test]
fn a_change_of_roots_travels_as_a_file() {
    let change = rotation(&[1, 2]);
    let bytes = change.to_bytes();
    assert_eq!(SignedRoots::read(&bytes), Ok(change));
    for length in 0..bytes.len() {
        assert!(
            SignedRoots::read(&bytes[..length]).is_err(),
            "cut at {length}"
        );
    }
    assert!(SignedRoots::read(&[&bytes[..], b"x"].concat()).is_err());
}
