//! What is left in the memory of a process that has locked: no key, no passphrase, nothing that a
//! person wrote. And of one that has suspended: the keys and the headers.
//!
//! The test runs itself again as a child that opens a store, suspends it and locks it, and reads the child's
//! memory from outside. The child is told the passphrase through a pipe and nothing else.

use std::{
    env,
    fs::File,
    io::{BufRead as _, BufReader, Read, Seek as _, SeekFrom, Write as _},
    process::{Command, Stdio},
};

use data_encoding::HEXLOWER;
use memchr::memmem::Finder;
use zeroize::Zeroize as _;

use super::*;
use crate::{
    crypto::aead,
    vault::{Kdf, Passphrase, SoftwareKeystore, Vault},
};

const KIND: RowKind = RowKind(1);
const CHILD: &str = "POCKETCARD_TEST_MEMORY_CHILD";
const PASSPHRASE: usize = 256;

fn vault<T>(root: &Path, work: impl FnOnce(Vault<'_>) -> T) -> T {
    let keystore = SoftwareKeystore::new(&root.join("keys"));
    work(Vault::at(&root.join("card"), &keystore))
}

/// Opens everything, waits to be looked at, suspends, waits, locks, and waits again.
fn child(root: &Path) {
    // Not `stdin()`: its buffer would keep the passphrase.
    let mut input = File::open("/dev/stdin").unwrap();
    let mut typed = [0; PASSPHRASE];
    input.read_exact(&mut typed).unwrap();
    let passphrase = Passphrase::new(std::str::from_utf8(&typed).unwrap());
    typed.zeroize();
    let unlocked = vault(root, |vault| vault.unlock(&passphrase).unwrap());
    let mut store = Store::open(&root.join("card"), &unlocked.master).unwrap();
    let header = store.list(KIND).next().unwrap().clone();
    let body = store.body(header.id).unwrap().unwrap();
    store.write(|tx| tx.put(&header, Some(&body))).unwrap();
    store.rotate_epoch(|_| true).unwrap();
    let attachment = store.attachments(header.id).next().unwrap();
    let mut file = store.read_attachment(attachment.id).unwrap();
    let mut start = [0; 8];
    file.read_exact(&mut start).unwrap();

    println!("\nopen");
    input.read_exact(&mut [0]).unwrap();
    start.zeroize();
    drop((file, body, header, unlocked, passphrase));
    store.suspend().unwrap();
    println!("\nsuspended");
    input.read_exact(&mut [0]).unwrap();
    drop(store);
    println!("\nlocked");
    let _ = input.read(&mut [0]);
}

/// The environment of a child whose memory is read: what it gave back stays where it was.
pub(crate) const KEEPS: [(&str, &str); 2] = [
    ("MALLOC_MMAP_MAX_", "0"),
    ("MALLOC_TRIM_THRESHOLD_", "1073741824"),
];

/// Leaves a secret deep on the stack, as calls do that have keys in hand.
#[inline(never)]
pub(crate) fn left_on_the_stack(secret: &[u8]) {
    let mut frame = [0; 64 * 1024];
    frame[..secret.len()].copy_from_slice(secret);
    std::hint::black_box(&frame);
}

/// How much of a secret is looked for at a time. An allocator writes its own marks over the beginning of what
/// was given back, and what is on the stack is overwritten here and there: to look for a secret whole would
/// miss what is left of it.
const PIECE: usize = 16;

/// Of which needles any piece is anywhere in what the process can write to.
pub(crate) fn found(pid: u32, needles: &[(&'static str, Vec<u8>)]) -> BTreeSet<&'static str> {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let mut memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    let pieces: Vec<_> = needles
        .iter()
        .flat_map(|(name, needle)| {
            needle
                .chunks_exact(PIECE)
                .map(|it| (*name, Finder::new(it)))
        })
        .collect();
    let mut found = BTreeSet::new();
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, to) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
        let [from, to] = [from, to].map(|text| u64::from_str_radix(text, 16).unwrap());
        let mut bytes = vec![0; (to - from) as usize];
        memory.seek(SeekFrom::Start(from)).unwrap();
        if memory.read_exact(&mut bytes).is_err() {
            continue;
        }
        for (name, piece) in &pieces {
            if !found.contains(name) && piece.find(&bytes).is_some() {
                found.insert(*name);
            }
        }
    }
    found
}

#[test]
fn suspended_keys_and_headers_stay_in_memory_and_locked_nothing_does() {
    if let Some(root) = env::var_os(CHILD) {
        return child(Path::new(&root));
    }
    let dir = tempfile::tempdir().unwrap();
    let word = |length| HEXLOWER.encode(&aead::random::<128>()[..length / 2]);
    let (typed, label, text) = (word(PASSPHRASE), word(128), word(256));
    let kdf = Kdf::new(19 * 1024, 2, 1).unwrap();
    let master = vault(dir.path(), |vault| {
        vault.create(&Passphrase::new(&typed), kdf).unwrap()
    });
    let mut store = Store::create(&dir.path().join("card"), &master).unwrap();
    let mut header = Header::new(Id::random(), KIND, 0);
    header.label = label.clone();
    let body = text.repeat(100);
    store
        .write(|tx| tx.put(&header, Some(body.as_bytes())))
        .unwrap();
    store
        .attach(header.id, &mut body.as_bytes(), 0, &crate::host::Unwatched)
        .unwrap();
    drop(store);

    let name =
        "store::tests::memory::suspended_keys_and_headers_stay_in_memory_and_locked_nothing_does";
    let mut child = Command::new(env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(CHILD, dir.path())
        .envs(KEEPS)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    input.write_all(typed.as_bytes()).unwrap();

    assert!(lines.any(|line| line == "open"));
    let keys = StoreKeys::new(&master);
    let anchor = fs::read(dir.path().join("card").join(STORE_ANCHOR)).unwrap();
    let (epoch, _) = Epoch::from_anchor(&keys, &anchor).unwrap_or_else(|_| panic!("opens"));
    let mut needles = vec![
        ("master key", master.expose_in_tests().to_vec()),
        ("passphrase", typed.into_bytes()),
        ("label", label.into_bytes()),
        ("text", text.into_bytes()),
    ];
    needles.extend(keys.secrets().map(|key| ("store key", key.to_vec())));
    needles.extend(epoch.secrets().map(|key| ("epoch key", key.to_vec())));
    let all: BTreeSet<_> = needles.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        found(child.id(), &needles),
        all,
        "the search finds what is there"
    );

    input.write_all(b"\n").unwrap();
    assert!(lines.any(|line| line == "suspended"));
    let stays = BTreeSet::from(["label", "store key", "epoch key"]);
    assert_eq!(found(child.id(), &needles), stays);

    input.write_all(b"\n").unwrap();
    assert!(lines.any(|line| line == "locked"));
    let left = found(child.id(), &needles);
    drop(input);
    lines.for_each(drop);
    assert!(child.wait().unwrap().success());
    assert_eq!(left, BTreeSet::new());
}
