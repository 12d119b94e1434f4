//! The primitives as they are locked and configured here, against the Wycheproof project's vectors: edge cases and
//! forgeries that have broken other implementations. Each test counts what it tried, so that an empty set fails.

use chacha20poly1305::{
    AeadInOut, ChaCha20Poly1305, KeyInit, Tag, XChaCha20Poly1305,
    aead::{Nonce, array::typenum::U16},
};
use ed25519_dalek::{Signature, VerifyingKey};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use ml_kem::{
    EncapsulationKey, MlKem768, Seed,
    kem::{Decapsulate, FromSeed, KeyExport},
};
use sha2::Sha256;
use wycheproof::TestResult::{Acceptable, Invalid, Valid};

fn aead<C: AeadInOut<TagSize = U16> + KeyInit>(name: wycheproof::aead::TestName) -> usize {
    let mut tried = 0;
    for group in wycheproof::aead::TestSet::load(name)
        .expect("the crate brings it")
        .test_groups
    {
        for test in group.tests {
            let fits =
                test.nonce.len() == size_of::<Nonce<C>>() && test.tag.len() == size_of::<Tag>();
            let opened = C::new_from_slice(&test.key)
                .ok()
                .filter(|_| fits)
                .and_then(|cipher| {
                    let mut text = test.ct.to_vec();
                    let nonce =
                        Nonce::<C>::try_from(&test.nonce[..]).expect("its length was compared");
                    let tag = Tag::try_from(&test.tag[..]).expect("its length was compared");
                    cipher
                        .decrypt_inout_detached(&nonce, &test.aad, text.as_mut_slice().into(), &tag)
                        .is_ok()
                        .then_some(text)
                });
            match test.result {
                Valid => assert_eq!(opened.as_deref(), Some(&test.pt[..]), "{}", test.tc_id),
                Invalid | Acceptable => assert_eq!(opened, None, "{}", test.tc_id),
            }
            tried += 1;
        }
    }
    tried
}

#[test]
fn chacha20_poly1305_opens_what_is_valid_and_nothing_else() {
    assert!(aead::<ChaCha20Poly1305>(wycheproof::aead::TestName::ChaCha20Poly1305) > 300);
    assert!(aead::<XChaCha20Poly1305>(wycheproof::aead::TestName::XChaCha20Poly1305) > 250);
}

/// Signatures are verified strictly everywhere, so malleable ones and keys of small order fail, too.
#[test]
fn ed25519_takes_what_is_valid_and_nothing_else() {
    let mut tried = 0;
    let set = wycheproof::eddsa::TestSet::load(wycheproof::eddsa::TestName::Ed25519);
    for group in set.expect("the crate brings it").test_groups {
        let key =
            VerifyingKey::try_from(&group.key.pk[..]).expect("the keys of this set are points");
        for test in group.tests {
            let taken = Signature::from_slice(&test.sig)
                .is_ok_and(|s| key.verify_strict(&test.msg, &s).is_ok());
            assert_eq!(
                taken,
                test.result == Valid,
                "{}: {}",
                test.tc_id,
                test.comment
            );
            tried += 1;
        }
    }
    assert!(tried > 100);
}

#[test]
fn x25519_agrees_on_each_secret() {
    let mut tried = 0;
    let set = wycheproof::xdh::TestSet::load(wycheproof::xdh::TestName::X25519);
    for test in set
        .expect("the crate brings it")
        .test_groups
        .into_iter()
        .flat_map(|g| g.tests)
    {
        let secret = <[u8; 32]>::try_from(&test.private_key[..]).expect("keys have 32 bytes");
        let public = <[u8; 32]>::try_from(&test.public_key[..]).expect("keys have 32 bytes");
        let shared = x25519_dalek::x25519(secret, public);
        assert_eq!(shared[..], test.shared_secret[..], "{}", test.tc_id);
        tried += 1;
    }
    assert!(tried > 500);
}

#[test]
fn hkdf_sha256_derives_each_key_and_none_that_is_too_long() {
    let mut tried = 0;
    let set = wycheproof::hkdf::TestSet::load(wycheproof::hkdf::TestName::HkdfSha256);
    for test in set
        .expect("the crate brings it")
        .test_groups
        .into_iter()
        .flat_map(|g| g.tests)
    {
        let mut key = vec![0; test.size];
        let made = Hkdf::<Sha256>::new(Some(&test.salt), &test.ikm).expand(&test.info, &mut key);
        assert_eq!(made.is_ok(), test.result == Valid, "{}", test.tc_id);
        if made.is_ok() {
            assert_eq!(key, test.okm[..], "{}", test.tc_id);
        }
        tried += 1;
    }
    assert!(tried > 80);
}

#[test]
fn hmac_sha256_knows_its_tags() {
    let mut tried = 0;
    let set = wycheproof::mac::TestSet::load(wycheproof::mac::TestName::HmacSha256);
    for group in set.expect("the crate brings it").test_groups {
        for test in group.tests {
            let mut mac =
                Hmac::<Sha256>::new_from_slice(&test.key).expect("a key of any length serves");
            mac.update(&test.msg);
            let known = mac
                .verify_truncated_left(&test.tag[..group.tag_size / 8])
                .is_ok();
            assert_eq!(known, test.result == Valid, "{}", test.tc_id);
            tried += 1;
        }
    }
    assert!(tried > 150);
}

/// The half of X-Wing that is post-quantum: keys from seeds, decapsulation, and keys that have to be refused.
#[test]
fn ml_kem_768_makes_keys_and_decapsulates_as_the_standard_says() {
    use wycheproof::mlkem::TestName::{
        MlKem768 as Decapsulation, MlKem768Encaps, MlKem768KeyGenSeed,
    };
    let tests = |name| {
        let set = wycheproof::mlkem::TestSet::load(name).expect("the crate brings it");
        set.test_groups.into_iter().flat_map(|group| group.tests)
    };
    let (mut decapsulated, mut made, mut refused) = (0, 0, 0);
    for test in tests(Decapsulation).chain(tests(MlKem768KeyGenSeed)) {
        let seed = test
            .seed
            .as_ref()
            .and_then(|seed| Seed::try_from(&seed[..]).ok());
        let Some(seed) = seed else {
            assert_ne!(test.result, Valid, "{}", test.tc_id);
            continue;
        };
        let (secret, public) = MlKem768::from_seed(&seed);
        if let Some(written) = &test.encaps_key {
            assert_eq!(&public.to_bytes()[..], &written[..], "{}", test.tc_id);
            made += 1;
        }
        let Some(text) = &test.ct else { continue };
        match (<[u8; 1088]>::try_from(&text[..]), test.result) {
            (Ok(text), Valid) => {
                let shared = secret.decapsulate(&text.into());
                assert_eq!(
                    Some(&shared[..]),
                    test.shared_secret.as_ref().map(|s| &s[..]),
                    "{}",
                    test.tc_id
                );
                decapsulated += 1;
            }
            (Ok(_), _) => panic!("{}: an invalid text of the right length", test.tc_id),
            (Err(_), result) => assert_ne!(result, Valid, "{}", test.tc_id),
        }
    }
    for test in tests(MlKem768Encaps) {
        let key = test.encaps_key.expect("this set has keys");
        let parsed = <[u8; 1184]>::try_from(&key[..])
            .ok()
            .and_then(|key| EncapsulationKey::<MlKem768>::new(&key.into()).ok());
        assert_eq!(
            parsed.is_some(),
            test.result == Valid,
            "{}: {}",
            test.tc_id,
            test.comment
        );
        refused += usize::from(parsed.is_none());
    }
    assert!(
        decapsulated > 50 && made > 20 && refused > 5,
        "{decapsulated} {made} {refused}"
    );
}
