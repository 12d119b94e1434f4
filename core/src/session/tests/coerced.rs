//! What somebody sees who makes the owner type the duress passphrase, and who looks afterwards.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{
    phone::{DAILY, Phone, at},
    *,
};
use crate::{
    checklist::Answers,
    host::Unwatched,
    vault::{
        Slot, SoftwareKeystore,
        tests::keystores::{FAILURES, Watched},
    },
};

const DURESS: &str = "button harvest slow tide";

/// A phone that has met its office once, as all of them do.
fn young() -> (Phone, Session) {
    let (phone, mut session) = Phone::enrolled();
    phone.meet(&mut session, 4, |policy| policy.duress = true);
    let open = session.open_mut().unwrap();
    open.state.standing = EnrolmentStatus::Enrolled;
    let header = Header::new(open.state_row, kind::STATE, at(0).wall_ms);
    let bytes = open.state.to_bytes();
    open.store
        .write(|tx| tx.put(&header, Some(&bytes)))
        .unwrap();
    open.all_received(at(0).wall_ms).unwrap();
    drop(session);
    let session = phone.unlock(DAILY).unwrap();
    (phone, session)
}

fn set_duress(phone: &Phone, session: &mut Session) -> Result<(), Error> {
    let (daily, duress) = (Passphrase::new(DAILY), Passphrase::new(DURESS));
    session.set_duress(&daily, &duress, &phone.keystore)
}

fn draft(session: &mut Session) {
    let answers: Answers = serde_json::from_str(
        r#"{"checklist": "misconduct", "version": 1, "age": "unknown",
            "answers": {"misconduct.sex-for-aid": "told"}}"#,
    )
    .unwrap();
    session.save_draft(None, &answers, at(0)).unwrap();
}

/// A phone with something to lose and a duress passphrase.
fn endangered() -> Phone {
    let (phone, mut session) = young();
    draft(&mut session);
    set_duress(&phone, &mut session).unwrap();
    phone
}

/// The names and lengths of everything that a phone has written, keys too.
fn files(phone: &Phone) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(phone.path()).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        found.insert(name, entry.metadata().unwrap().len());
    }
    let keys = fs::read_dir(phone.directory.path().join("keys")).unwrap();
    found.insert("keys".to_owned(), keys.count() as u64);
    found
}

/// What the phone shows to anyone who looks through it.
fn shown(session: &Session) -> String {
    let about = session.about(at(0)).unwrap();
    let list = session.list().unwrap();
    let verified = session.verify(&Unwatched).unwrap();
    let look = format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        (
            &about.office,
            &about.confidential,
            &about.hub,
            about.pack_version,
            about.duress
        ),
        (about.pack_warnings, about.store_warnings, about.standing),
        list.iter()
            .map(|line| (line.kind, line.made_at, line.readable))
            .collect::<Vec<_>>(),
        list.iter()
            .map(|line| (line.sequence, line.received))
            .collect::<Vec<_>>(),
        session.outbox(at(0)).unwrap().len(),
        session.drafts().unwrap().len(),
        (verified.ok, verified.entries, verified.problems),
    );
    let open = session.open().unwrap();
    let policy = &open.content.document().policy;
    format!(
        "{look} {} {:?}",
        policy.duress,
        open.content.languages().len()
    )
}

#[test]
fn under_duress_a_phone_opens_like_one_that_was_never_used() {
    let (ordinary, session) = young();
    let expected = shown(&session);
    drop(session);
    let phone = endangered();
    let before = files(&phone);
    let decoy = phone.unlock(DURESS).unwrap();
    assert_eq!(shown(&decoy), expected);
    drop(decoy);
    let after = files(&phone);
    assert_eq!(after, files(&ordinary), "as if nothing else had ever been");
    assert!(before.keys().eq(after.keys()));

    assert!(matches!(
        phone.unlock(DAILY),
        Err(Error::Vault(vault::Error::WrongPassphrase { .. }))
    ));
    let again = phone.unlock(DURESS).unwrap();
    assert_eq!(shown(&again), expected);
    drop(again);

    // Anyone who has the passphrase and opens the files with tools of their own finds no note either.
    let vault_dir = phone.path();
    let vault = Vault::at(&vault_dir, &phone.keystore);
    let unlocked = vault.unlock(&Passphrase::new(DURESS)).unwrap();
    assert_eq!(
        (unlocked.slot, unlocked.surrendered),
        (Slot::Passphrase, false)
    );
    assert!(
        crate::session::duress::reserve::open(&vault_dir, &unlocked.master)
            .unwrap()
            .is_none()
    );
}

#[test]
fn under_duress_the_screens_call_the_phone_what_they_called_it_and_speak_its_language() {
    let (phone, mut session) = young();
    set_duress(&phone, &mut session).unwrap();
    let settings = Settings {
        language: "ar".to_owned(),
        theme: Theme::Sun,
    };
    session.set_settings(&settings, at(0)).unwrap();
    let named = |session: &Session| {
        let about = session.about(at(0)).unwrap();
        (about.fingerprint, about.words, session.settings().unwrap())
    };
    let (before, told) = (named(&session), session.open().unwrap().device.decoy());
    drop(session);
    let decoy = phone.unlock(DURESS).unwrap();
    assert_eq!(named(&decoy), before);
    assert_eq!(before.2, settings);
    // Nothing secret is shared, and the office was told of these keys.
    let told = told.unwrap();
    let device = &decoy.open().unwrap().device;
    assert_eq!(device.sign.verifying_key(), told.sign_key);
    assert_ne!(before.0, told.sign_key.to_string()[..16]);
    let seed = crate::invitation::bytes32(&told.seal_seed).unwrap();
    assert_eq!(
        device.seal.public().to_bytes(),
        crate::crypto::SecretKey::from_seed(&seed)
            .public()
            .to_bytes()
    );
}

#[test]
fn whether_a_duress_passphrase_is_set_the_files_do_not_tell() {
    let (phone, session) = young();
    drop(session);
    let before = files(&phone);
    let mut session = phone.unlock(DAILY).unwrap();
    let device = |session: &Session| {
        let open = session.open().unwrap();
        serde_json::to_value(&open.device.row)
            .unwrap()
            .as_object()
            .unwrap()
            .len()
    };
    let members = device(&session);
    set_duress(&phone, &mut session).unwrap();
    assert_eq!(device(&session), members);
    drop(session);
    assert_eq!(files(&phone), before);
}

#[test]
fn two_copies_show_that_a_duress_passphrase_was_set_or_removed() {
    let (phone, mut session) = young();
    let changed = |before: &[Vec<u8>; 2]| {
        let after = ["vault", "reserve"].map(|name| fs::read(phone.path().join(name)).unwrap());
        let slot = |file: &[u8], n: usize| file[96 + n * 1264..][..1264].to_vec();
        let slots = (0..8).filter(|n| slot(&before[0], *n) != slot(&after[0], *n));
        let slots: Vec<_> = slots.collect();
        assert_eq!(
            after.each_ref().map(Vec::len),
            before.each_ref().map(Vec::len)
        );
        (slots, after[1] != before[1], after)
    };
    let nothing = ["vault", "reserve"].map(|name| fs::read(phone.path().join(name)).unwrap());
    set_duress(&phone, &mut session).unwrap();
    // Its slot, the decoy's, and that the vault was written.
    let (slots, reserve, set) = changed(&nothing);
    assert_eq!((slots, reserve), (vec![3, 4, 6], true));
    session
        .clear_duress(&Passphrase::new(DAILY), &phone.keystore)
        .unwrap();
    let (slots, reserve, _) = changed(&set);
    assert_eq!((slots, reserve), (vec![3, 4, 6], true));
}

#[test]
fn under_duress_the_keystore_is_asked_for_as_much_as_on_any_day() {
    let phone = endangered();
    phone.keystore.calls();
    drop(phone.unlock(DAILY).unwrap());
    let any_day = phone.keystore.calls();
    assert_eq!(any_day, ["mac", "destroy", "create"]);
    drop(phone.unlock(DURESS).unwrap());
    assert_eq!(phone.keystore.calls(), any_day);
    drop(phone.unlock(DURESS).unwrap());
    assert_eq!(phone.keystore.calls(), any_day);
}

#[test]
fn a_keystore_that_keeps_the_old_key_is_asked_until_it_lets_go() {
    for failure in FAILURES {
        let phone = endangered();
        let keys = || files(&phone)["keys"];
        phone.keystore.refuse("destroy", failure);
        phone.keystore.refuse("create", failure);
        for _ in 0..2 {
            let mut decoy = phone.unlock(DURESS).unwrap();
            assert_eq!((keys(), decoy.list().unwrap().len()), (2, 1));
            if decoy.drafts().unwrap().is_empty() {
                draft(&mut decoy);
            }
        }
        phone.keystore.refuse_nothing();
        let decoy = phone.unlock(DURESS).unwrap();
        assert_eq!(
            decoy.drafts().unwrap().len(),
            1,
            "it is furnished only once"
        );
        drop(decoy);
        assert_eq!(keys(), 2, "the decoy's and its spare one");
        let unlocked = Vault::at(&phone.path(), &phone.keystore).unlock(&Passphrase::new(DURESS));
        assert!(!unlocked.unwrap().surrendered);
    }
}

#[test]
fn a_store_that_is_gone_is_lost_and_nothing_takes_its_place() {
    let (phone, session) = Phone::enrolled();
    drop(session);
    for name in ["store.db", "store.anchor"] {
        fs::remove_file(phone.path().join(name)).unwrap();
    }
    for _ in 0..2 {
        let lost = phone.unlock(DAILY);
        assert!(matches!(lost, Err(Error::Store(store::Error::Lost))));
    }
    assert!(!phone.path().join("store.db").exists());
}

#[test]
fn what_cannot_be_made_to_look_ordinary_is_destroyed() {
    let phone = endangered();
    fs::write(phone.path().join("reserve"), b"damaged").unwrap();
    assert!(matches!(phone.unlock(DURESS), Err(Error::NotEnrolled)));
    assert!(!Session::exists(&phone.path(), &phone.keystore));
    assert_eq!(fs::read_dir(phone.path()).unwrap().count(), 0);
}

#[test]
fn a_full_disk_does_not_keep_the_duress_passphrase_from_destroying() {
    let phone = endangered();
    // Nothing can be written beside the vault.
    fs::create_dir(phone.path().join("vault.new")).unwrap();
    assert!(phone.unlock(DURESS).is_err());
    fs::remove_dir(phone.path().join("vault.new")).unwrap();
    assert_eq!(phone.unlock(DURESS).unwrap().list().unwrap().len(), 1);
}

#[test]
fn a_duress_passphrase_is_set_and_removed_only_with_the_daily_one() {
    let (phone, mut session) = young();
    let (daily, duress) = (Passphrase::new(DAILY), Passphrase::new(DURESS));
    assert!(
        session
            .set_duress(&duress, &duress, &phone.keystore)
            .is_err()
    );
    assert!(phone.unlock(DURESS).is_err(), "nothing was set");
    set_duress(&phone, &mut session).unwrap();
    assert!(
        session.clear_duress(&duress, &phone.keystore).is_err(),
        "it is no daily one"
    );
    session.clear_duress(&daily, &phone.keystore).unwrap();
    drop(session);
    assert!(phone.unlock(DURESS).is_err());
    phone.unlock(DAILY).unwrap();
}

#[test]
fn a_policy_that_allows_no_duress_passphrase_ends_the_one_that_was_set() {
    let phone = endangered();
    let mut session = phone.unlock(DAILY).unwrap();
    phone.meet(&mut session, 5, |policy| policy.duress = false);
    drop(session);
    drop(phone.unlock(DAILY).unwrap());
    assert!(phone.unlock(DURESS).is_err());
    assert_eq!(phone.unlock(DAILY).unwrap().drafts().unwrap().len(), 1);
}

#[test]
fn a_newer_pack_is_the_decoys_too() {
    let phone = endangered();
    let mut session = phone.unlock(DAILY).unwrap();
    phone.meet(&mut session, 9, |policy| policy.duress = true);
    drop(session);
    drop(phone.unlock(DAILY).unwrap());
    let decoy = phone.unlock(DURESS).unwrap();
    assert_eq!(decoy.about(at(0)).unwrap().pack_version, 9);
}

#[test]
fn the_duress_passphrase_typed_into_an_open_phone_is_only_wrong() {
    let phone = endangered();
    let mut session = phone.unlock(DAILY).unwrap();
    let duress = Passphrase::new(DURESS);
    assert!(
        session
            .new_recovery_words(&duress, &phone.keystore)
            .is_err()
    );
    assert_eq!(session.drafts().unwrap().len(), 1);
    drop(session);
    assert_eq!(phone.unlock(DAILY).unwrap().drafts().unwrap().len(), 1);
}

#[test]
fn guessing_on_an_open_phone_is_counted_and_ends_with_nothing_left() {
    let (phone, mut session) = Phone::enrolled();
    let (wrong, new) = (
        Passphrase::new(DURESS),
        Passphrase::new("granite whistle noon ferry"),
    );
    for _ in 0..9 {
        assert!(
            session
                .change_passphrase(&wrong, &new, &phone.keystore)
                .is_err()
        );
        assert!(session.is_unlocked());
    }
    let last = session.new_recovery_words(&wrong, &phone.keystore);
    assert!(matches!(last, Err(Error::Vault(vault::Error::Wiped))));
    assert!(!session.is_unlocked());
    drop(session);
    assert_eq!(fs::read_dir(phone.path()).unwrap().count(), 0);
}

const KILLS: u32 = 20;
const CHILD: &str = "POCKETCARD_TEST_DURESS_CHILD";

/// Says when the passphrase was stretched, and unlocks under duress.
fn child(root: &Path) {
    struct Announced(SoftwareKeystore);
    impl Keystore for Announced {
        fn security_level(&self) -> Result<crate::host::SecurityLevel, crate::host::KeystoreError> {
            self.0.security_level()
        }
        fn create(&self, key: &str) -> Result<(), crate::host::KeystoreError> {
            self.0.create(key)
        }
        fn mac(
            &self,
            key: &str,
            data: &[u8],
        ) -> Result<Zeroizing<[u8; 32]>, crate::host::KeystoreError> {
            println!("\nstretched");
            self.0.mac(key, data)
        }
        fn destroy(&self, key: &str) -> Result<(), crate::host::KeystoreError> {
            self.0.destroy(key)
        }
    }
    let keystore = Announced(SoftwareKeystore::new(&root.join("keys")));
    let duress = Passphrase::new(DURESS);
    Session::unlock(&root.join("card"), &duress, &keystore, at(0)).unwrap();
    println!("\ndone");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn killed_at_any_moment_under_duress_the_next_unlocking_goes_on_from_there() {
    if let Some(root) = env::var_os(CHILD) {
        return child(Path::new(&root));
    }
    let phone = endangered();
    let name = "session::tests::coerced::killed_at_any_moment_under_duress_the_next_unlocking_goes_on_from_there";
    let mut expected = None;
    // The first is let alone, to see how long it takes; the others are killed later and later.
    let mut takes = Duration::ZERO;
    for round in 0..=KILLS {
        let dir = tempfile::tempdir().unwrap();
        copy(phone.directory.path(), dir.path());
        let mut child = Command::new(env::current_exe().unwrap())
            .args([name, "--exact", "--nocapture", "--test-threads=1"])
            .env(CHILD, dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == "stretched"));
        let begun = Instant::now();
        if round > 0 {
            thread::sleep(takes * round / KILLS);
            child.kill().unwrap();
        }
        let done = lines.any(|line| line.is_ok_and(|line| line == "done"));
        if round == 0 {
            assert!(done);
            takes = begun.elapsed();
        }
        child.wait().unwrap();

        let keystore = Watched::new(&dir.path().join("keys"));
        let card = dir.path().join("card");
        let unlock = |typed| Session::unlock(&card, &Passphrase::new(typed), &keystore, at(0));
        let daily = unlock(DAILY);
        assert!(!done || daily.is_err(), "round {round}");
        if let Ok(daily) = &daily {
            assert_eq!(daily.drafts().unwrap().len(), 1, "round {round}");
        }
        drop(daily);
        let decoy = unlock(DURESS).unwrap_or_else(|error| panic!("round {round}: {error}"));
        let look = shown(&decoy);
        assert_eq!(*expected.get_or_insert(look.clone()), look, "round {round}");
        drop(decoy);
        assert!(unlock(DAILY).is_err());
        assert_eq!(fs::read_dir(dir.path().join("keys")).unwrap().count(), 2);
    }
}
