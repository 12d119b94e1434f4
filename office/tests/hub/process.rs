//! The hub as a process: killed under load, and on a disk that is full.
#![cfg(unix)]

use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
    sync::Mutex,
};

use pocketcard_office::desk::hub_directory;

use super::*;

/// A desk's directory with this office's hub in it.
fn desk_directory(office: &Office) -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    let config = Config::load(office.dir.path()).unwrap();
    config.save(&hub_directory(desk.path())).unwrap();
    desk
}

/// A process, and what it says. It is killed when it is dropped, and the one that it began with it.
struct Process(Child, BufReader<ChildStdout>, Option<String>);

impl Process {
    fn start(mut command: Command) -> Self {
        let command = command.stdin(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self(child, out, None)
    }

    /// The word with this in it in the next line; none if the process has ended.
    fn word(&mut self, part: &str) -> Option<String> {
        let mut line = String::new();
        self.1.read_line(&mut line).unwrap();
        let word = line.split(' ').find(|word| word.contains(part))?;
        Some(word.trim_end_matches([';', '\n']).to_owned())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(begun) = self.2.take() {
            kill(&begun);
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn kill(id: &str) -> bool {
    let killed = Command::new("kill").args(["-KILL", id]).status();
    killed.is_ok_and(|status| status.success())
}

fn serve(desk: &Path) -> (Process, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pocketcard-office"));
    command.arg("--desk").arg(desk);
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    let mut hub = Process::start(command);
    let url = hub.word("://").expect("it serves");
    (hub, url)
}

/// What a terminal's hub acknowledged.
pub fn acknowledged(terminal: &Terminal) -> Vec<Item> {
    let depot = &terminal.depot;
    let delivered = |item: &Item| depot.is_delivered(&item.id, Role::Hub);
    depot.items().copied().filter(delivered).collect()
}

/// A dozen kills; `POCKETCARD_KILLS=1000` for more.
#[test]
fn what_a_hub_acknowledged_survives_that_it_is_killed() {
    let kills: u64 =
        std::env::var("POCKETCARD_KILLS").map_or(12, |text| text.parse().expect("a number"));
    let office = Office::new(Limits {
        burst: u32::MAX,
        ..Limits::default()
    });
    let directory = desk_directory(&office);
    let (mut hub, first) = serve(directory.path());
    let (url, done) = (Mutex::new(first), AtomicUsize::new(0));
    let exchanges = AtomicUsize::new(0);
    let terminals = (0..4)
        .map(|number| office.phone(number))
        .chain([office.desk(0)]);
    let (_hub, terminals): (Process, Vec<Terminal>) = std::thread::scope(|scope| {
        let busy: Vec<_> = (1_u64..)
            .zip(terminals)
            .map(|(number, mut terminal)| {
                let (url, done, exchanges) = (&url, &done, &exchanges);
                scope.spawn(move || {
                    let mut seed = number << 32;
                    while done.load(Ordering::Relaxed) == 0 {
                        for size in [4096, 32 << 10, 1 << 20] {
                            // A large one, now and then: it takes several requests.
                            if size < 1 << 20 || seed.is_multiple_of(16) {
                                terminal.put(size, seed);
                            }
                            seed += 1;
                        }
                        let now = url.lock().unwrap().clone();
                        match terminal.sync(&now) {
                            Ok(_) => drop(exchanges.fetch_add(1, Ordering::Relaxed)),
                            Err(HttpError::Unreachable | HttpError::Broken) => {}
                            Err(error) => panic!("{error}"),
                        }
                    }
                    terminal
                })
            })
            .collect();
        let mut chance = 88_172_645_463_325_252_u64;
        for _ in 0..kills {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            let enough = exchanges.load(Ordering::Relaxed) + (chance % 20) as usize;
            until(|| exchanges.load(Ordering::Relaxed) >= enough);
            std::thread::sleep(Duration::from_micros(chance % 30_000));
            drop(hub);
            let again = serve(directory.path());
            hub = again.0;
            *url.lock().unwrap() = again.1;
        }
        done.store(1, Ordering::Relaxed);
        (hub, busy.into_iter().map(|it| it.join().unwrap()).collect())
    });
    let url = url.into_inner().unwrap();
    let (phones, [desk]) = terminals.split_at(4) else {
        unreachable!("four phones and a desk")
    };
    // Neither was there before, so everything must be here for them.
    let (mut second, mut new) = (office.desk(1), office.phone(9));
    second.sync(&url).unwrap();
    new.sync(&url).unwrap();
    let mut counted = 0;
    for (from, to) in phones
        .iter()
        .map(|phone| (phone, &second))
        .chain([(desk, &new)])
    {
        let acknowledged = acknowledged(from);
        counted += acknowledged.len();
        for item in acknowledged {
            assert!(to.has(&item), "{} was acknowledged and is lost", item.id);
        }
    }
    println!("{kills} kills, {counted} parcels acknowledged");
    assert!(counted > 5 * kills as usize, "{counted}");
}

/// A hub on a small disk of its own, which only the system's user namespaces can give. It is started again
/// when it is killed, and a line to its input fills the disk. `None` where there are none.
fn on_a_small_disk(office: &Office, desk: &Path) -> Option<(Process, String)> {
    if office.database.is_some() {
        // PostgreSQL's disk is not the hub's.
        return None;
    }
    let script = r#"
        mv "$1/hub" "$1/before" && mkdir "$1/hub" &&
        mount -t tmpfs -o size=24m none "$1/hub" && cp "$1/before/hub.json" "$1/hub" || exit
        "$2" --desk "$1" serve --listen 127.0.0.1:0 & echo "pid=$!"
        if read -r _; then dd if=/dev/zero of="$1/hub/other" bs=4k; echo full=1; fi; wait
        exec "$2" --desk "$1" serve --listen 127.0.0.1:0"#;
    let may = ["--map-root-user", "--mount"];
    let tried = Command::new("unshare").args(may).arg("true").status();
    if !tried.is_ok_and(|status| status.success()) {
        println!("skipped: this system gives no small disk to a test (unshare, tmpfs)");
        return None;
    }
    let mut command = Command::new("unshare");
    command
        .args(may)
        .args(["sh", "-c", script, "sh"])
        .arg(desk)
        .arg(env!("CARGO_BIN_EXE_pocketcard-office"));
    let mut hub = Process::start(command);
    let id = hub.word("pid=").expect("a disk is mounted");
    hub.2 = Some(id[4..].to_owned());
    let url = hub.word("://").expect("it serves");
    Some((hub, url))
}

#[test]
fn a_full_disk_stops_those_who_bring_and_not_those_who_collect() {
    let office = Office::new(Limits {
        burst: u32::MAX,
        ..Limits::default()
    });
    let directory = desk_directory(&office);
    let Some((mut hub, url)) = on_a_small_disk(&office, directory.path()) else {
        return;
    };
    let mut phone = office.phone(1);
    for seed in 0.. {
        phone.put(512 << 10, seed);
        match phone.sync(&url) {
            Ok(tally) if tally.refused > 0 => break,
            Ok(_) | Err(HttpError::HubFailed) => {}
            Err(error) => panic!("{error}"),
        }
        assert!(seed < 60, "more than the disk holds");
    }
    drop(hub.0.stdin.take());
    let held = acknowledged(&phone);
    assert!(held.len() > 10, "{}", held.len());
    assert!(kill(&hub.2.take().unwrap()), "kill runs");
    let url = hub.word("://").expect("it starts on a full disk too");
    // What it can take is little, and then it says so before anything is sent.
    let mut other = office.phone(2);
    for seed in 100.. {
        other.put(512 << 10, seed);
        match other.sync(&url) {
            Ok(tally) if tally.refused > 0 => break,
            Ok(_) | Err(HttpError::HubFailed) => {}
            Err(error) => panic!("{error}"),
        }
        assert!(seed < 120, "more than the disk holds");
    }
    for number in 0..2 {
        let mut desk = office.desk(number);
        desk.sync(&url).unwrap();
        assert!(held.iter().all(|item| desk.has(item)));
        // It asks as often as the deletion takes.
        for _ in 0..10 {
            desk.sync(&url).unwrap();
        }
    }
    assert_eq!(metric(&url, "parcels"), 0);
    // What broke off when the disk was full may still be finished.
    assert!(metric(&url, "stored_bytes") < 512 << 10);
    let mut relieved = office.phone(3);
    relieved.put(512 << 10, 200);
    assert_eq!(relieved.sync(&url).unwrap().delivered, 1);
    drop(hub);
}

#[test]
fn a_disk_that_others_filled_to_the_last_byte_does_not_stop_a_desk() {
    let office = Office::new(Limits::default());
    let directory = desk_directory(&office);
    let Some((mut hub, url)) = on_a_small_disk(&office, directory.path()) else {
        return;
    };
    let mut phone = office.phone(1);
    let record = phone.put(512 << 10, 1);
    phone.sync(&url).unwrap();
    let input = hub.0.stdin.as_mut().unwrap();
    input.write_all(b"fill it\n").unwrap();
    hub.word("full=").expect("the disk is full");
    for number in 0..2 {
        let mut desk = office.desk(number);
        desk.sync(&url).expect("the reserve is for this");
        assert!(desk.has(&record));
    }
    assert_eq!(
        (metric(&url, "parcels"), metric(&url, "stored_bytes")),
        (0, 0)
    );
    // What is given up so is not there for others.
    phone.put(4096, 2);
    assert_eq!(phone.sync(&url).unwrap().refused, 1);
    let (desk, lost) = (office.desk(0), office.phone(3));
    http::revoke(&url, &desk.token, &[lost.id], &[]).unwrap();
}
