//! What is left in the memory of a process after a whole session of use: enrolled, drafted, screened, shown,
//! passphrase changed, words made, locked.
//!
//! As in the store's test of the same name, the program runs itself again as a child and reads its memory
//! from outside. The child is told secrets through a pipe, and tells one in hex, so that neither the
//! environment nor a buffer keeps them.

use std::{
    collections::BTreeSet,
    env, fs,
    fs::File,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
    process::{Command, Stdio},
};

use data_encoding::HEXLOWER;
use zeroize::{Zeroize as _, Zeroizing};

use super::{
    phone::{DAILY, Phone, at},
    *,
};
use crate::{
    checklist::Answers,
    crypto::aead,
    host::Unwatched,
    store::tests::memory::{KEEPS, found, left_on_the_stack},
    vault::SoftwareKeystore,
};

const CHILD: &str = "POCKETCARD_TEST_SESSION_MEMORY_CHILD";
/// The lengths of the passphrase, the note, the draft's note and the site. Long enough that what an allocator
/// or later calls overwrite of them is not all of them.
const LENGTHS: [usize; 4] = [256, 1024, 1024, 64];

fn child(root: &Path) {
    let mut input = File::open("/dev/stdin").unwrap();
    let [typed, note, drafted, site] = LENGTHS.map(|length| {
        let mut bytes = Zeroizing::new(vec![0; length]);
        input.read_exact(&mut bytes).unwrap();
        let mut text = Zeroizing::new(String::with_capacity(length));
        text.push_str(std::str::from_utf8(&bytes).unwrap());
        text
    });
    let keystore = SoftwareKeystore::new(&root.join("keys"));
    let (daily, new) = (Passphrase::new(DAILY), Passphrase::new(&typed));
    let mut session = Session::unlock(&root.join("card"), &daily, &keystore, at(0)).unwrap();
    // First: stretching takes so much memory that it overwrites what others left.
    session.change_passphrase(&daily, &new, &keystore).unwrap();
    let words = session.new_recovery_words(&new, &keystore).unwrap();

    let mut answers = Zeroizing::new(Answers {
        checklist: "person".to_owned(),
        ..Answers::default()
    });
    answers
        .notes
        .insert("means.force".to_owned(), (*drafted).clone());
    let draft = session.save_draft(None, &*answers, at(0)).unwrap();
    drop(answers);
    let answers = Zeroizing::new(session.draft(draft).unwrap().answers);

    let request = |draft| ScreeningRequest {
        draft,
        note: (*note).clone(),
        site: (*site).clone(),
        without_service: "a test".to_owned(),
        ..ScreeningRequest::new((*answers).clone())
    };
    let screened = session.screen(request(Some(draft)), &mut [], &Unwatched, at(0));
    let screened = screened.unwrap().id.unwrap();
    let mut shown = session.show(&screened).unwrap();
    shown.record.as_mut().unwrap().zeroize();
    shown.line.site.zeroize();
    drop(shown);
    // Showing may have overwritten what finishing left.
    let again = session.screen(request(None), &mut [], &Unwatched, at(0));
    again.unwrap();
    drop(answers);
    drop(Passphrase::new(&typed));
    println!(
        "\n{}",
        *Zeroizing::new(HEXLOWER.encode(words.expose().as_bytes()))
    );

    println!("open");
    input.read_exact(&mut [0]).unwrap();
    left_on_the_stack(note.as_bytes());
    session.lock();
    drop((words, new, daily, typed, note, drafted, site));
    println!("locked");
    let _ = input.read(&mut [0]);
}

#[test]
fn nothing_is_left_in_memory_after_a_session() {
    if let Some(root) = env::var_os(CHILD) {
        return child(Path::new(&root));
    }
    let (phone, session) = Phone::enrolled();
    drop(session);
    let name = "session::tests::memory::nothing_is_left_in_memory_after_a_session";
    let mut child = Command::new(env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(CHILD, phone.directory.path())
        .envs(KEEPS)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let typed = LENGTHS.map(|length| HEXLOWER.encode(&aead::random::<512>()[..length / 2]));
    for word in &typed {
        input.write_all(word.as_bytes()).unwrap();
    }
    let words = lines.by_ref().find_map(|line| {
        let words = HEXLOWER.decode(line.as_bytes()).ok()?;
        (words.len() > 60).then_some(words)
    });
    assert!(lines.any(|line| line == "open"));
    let copy = tempfile::tempdir().unwrap();
    fs::copy(phone.path().join("vault"), copy.path().join("vault")).unwrap();
    let unlocked = Vault::at(copy.path(), &phone.keystore)
        .unlock(&Passphrase::new(&typed[0]))
        .unwrap();
    let [new, note, drafted, site] = typed;
    let mut needles = vec![
        ("master key", unlocked.master.expose_in_tests().to_vec()),
        ("words", words.unwrap()),
        ("passphrase", new.into_bytes()),
        ("note", note.into_bytes()),
        ("draft", drafted.into_bytes()),
        ("site", site.into_bytes()),
    ];
    let open = found(child.id(), &needles);
    assert!(
        open.contains("site") && open.contains("words"),
        "the search finds what is there"
    );

    input.write_all(b"\n").unwrap();
    assert!(lines.any(|line| line == "locked"));
    let session = phone
        .unlock(std::str::from_utf8(&needles[2].1).unwrap())
        .unwrap();
    let row = session.open().unwrap().device.row.clone();
    let seeds = row.seeds();
    let named = ["signing seed", "sealing seed"].into_iter().zip(seeds);
    for (name, seed) in named {
        needles.push((name, seed.as_bytes().to_vec()));
        needles.push((name, HEXLOWER.decode(seed.as_bytes()).unwrap()));
    }
    let left = found(child.id(), &needles);
    drop(input);
    lines.for_each(drop);
    assert!(child.wait().unwrap().success());
    assert_eq!(left, BTreeSet::new());
}
