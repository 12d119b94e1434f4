//! The operator's page works as it stands, and so do the files that put a hub in place.

#![cfg(unix)]

use std::{
    collections::{HashMap, HashSet},
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use pocketcard_office::desk::hub_directory;
use pocketcard_tests::{
    binaries::{Said, program},
    pages::{blocks, paste},
    postgres_server::PostgresServer,
    serving::Serving,
    test_office::House,
};

/// What `systemd-analyze security` may find at most, in tenths: the unit has 1.2, and 10 is a service without limits.
const EXPOSURE: &str = "--threshold=15";

fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("tests/ has a parent").to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("a file of the repository")
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

/// Whether a program is there, in `sbin` too.
fn runs(program: &str) -> bool {
    has(program) || Path::new("/usr/sbin").join(program).exists()
}

/// The lines after which a section's output begins.
const SECTION: &str = "-- section: ";

#[test]
fn the_operators_page_works_line_by_line() {
    if !has("openssl") || !has("curl") {
        println!("skipped: there is no openssl or no curl");
        return;
    }
    let page = read("docs/operating.md");
    let mut typed = String::new();
    for section in page.split("\n## ").skip(1) {
        let title = section.lines().next().expect("a title");
        typed += &format!("echo '{SECTION}{title}'\n");
        typed += &(blocks(section, "sh").join("\n") + "\n");
    }
    let pasted = paste(&typed);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&pasted.output.stdout), text(&pasted.output.stderr));
    assert!(pasted.output.status.success(), "{out}\n{err}");
    let sections: HashMap<&str, &str> = out
        .split(SECTION)
        .skip(1)
        .map(|section| section.split_once('\n').expect("a title"))
        .collect();
    let says = |title: &str, what: &str| {
        assert!(sections[title].contains(what), "{what} in {title}: {out}");
    };
    says(
        "The first day",
        "none of the 3 root keys, of which 2 must sign",
    );
    says("The first day", "Version 2 goes out");
    let amal = "Amal                     administrator\n";
    says("The first day", amal);
    says("Inviting a phone", "1 phone enrolled.");
    says(
        "Inviting a phone",
        "Checklists of version 2 are in use now.",
    );
    says("Day by day", "1 parcel filed");
    says("Day by day", "The case is closed");
    says("Day by day", "Nothing is kept aside.");
    says("Day by day", "Chidi: answered");
    says("Figures of a month", "approved by Amal: ");
    // What was filed after the copy was made came back.
    says("A copy every day", "The office asks again for 1 parcel");
    says("A copy every day", "3 records checked");
    says(
        "A desk of which nothing is left",
        "It opens for 2 of the 3 keepers together",
    );
    says("A desk of which nothing is left", "put the desk back");
    says("Closed cases", "kept for 24 months");
    says("A stolen phone", "shall erase itself");
    says("A lost passphrase", "The new passphrase opens this desk.");
    says("A lost passphrase", amal);
    says("A lost root key", "Roots version 2 sign from now on");
    says("People come and go", "Amal opens this desk no more.");
    says(
        "People come and go",
        "Checklists of version 3 are in use now.",
    );
    says("People come and go", "still opens what was sealed to them");
    let version = env!("CARGO_PKG_VERSION");
    for program in ["pocketcard-office", "pocketcard"] {
        says(
            "Bringing the programs up to date",
            &format!("{program} {version}\n"),
        );
    }
    says("What to watch", "revoked");
    says(
        "What to watch",
        "release of figures, asked for by Chidi, done, approved by Amal",
    );
    says("What to watch", "pocketcard_hub_failed_total 0\n");
    says("What to watch", "everything it acknowledged is kept");
    // The counts of the page's table are those of the hub.
    let counts = page
        .lines()
        .filter(|line| line.starts_with("| `pocketcard_hub_"));
    let named: Vec<&str> = counts
        .flat_map(|line| {
            line.split('`')
                .filter(|word| word.starts_with("pocketcard_hub_"))
        })
        .collect();
    assert!(named.len() > 3, "{named:?}");
    for count in named {
        says("What to watch", &format!("{count} "));
    }
    // No directory of what others keep was left in the desk's.
    assert!(!hub_directory(&pasted.directory.path().join("desk")).exists());
}

/// The first digits of three free ports that end in 1, 2 and 3.
fn free_ports() -> String {
    let free = |port: String| TcpListener::bind(format!("127.0.0.1:{port}")).is_ok();
    // Below those that Linux gives to programs that name none.
    let mut begins = (1100..3270).map(|begin| (begin + std::process::id()) % 2170 + 1100);
    let begin = begins.find(|begin| (1..4).all(|end| free(format!("{begin}{end}"))));
    begin.expect("three ports").to_string()
}

#[test]
fn the_page_of_several_hubs_works_line_by_line() {
    let needed = ["openssl", "curl", "haproxy"];
    if let Some(missing) = needed.iter().find(|program| !runs(program)) {
        println!("skipped: there is no {missing}");
        return;
    }
    let Some(server) = PostgresServer::start(&[]) else {
        return;
    };
    let configuration = root().join("office/deploy/haproxy.cfg");
    let page = read("docs/several-hubs.md");
    // The administrator of the database is the tests' own.
    let mut typed = format!(
        "export PGUSER=hub PGHOST={} PATH={}:/usr/sbin:$PATH\n",
        server.directory().display(),
        PostgresServer::programs().expect("it runs").display()
    );
    for section in page.split("\n## ").skip(1) {
        let title = section.lines().next().expect("a title");
        typed += &format!("echo '{SECTION}{title}'\n");
        typed += &(blocks(section, "sh").join("\n") + "\n");
    }
    let typed = typed
        .replace("/run/postgresql", &server.directory().display().to_string())
        .replace(
            "office/deploy/haproxy.cfg",
            configuration.to_str().expect("UTF-8"),
        )
        .replace(":808", &format!(":{}", free_ports()));
    let pasted = paste(&typed);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&pasted.output.stdout), text(&pasted.output.stderr));
    assert!(pasted.output.status.success(), "{out}\n{err}");
    let says = |title: &str, what: &str| {
        let mut sections = out
            .split(SECTION)
            .filter(|section| section.starts_with(title));
        let section = sections.next().expect("a section");
        assert!(section.contains(what), "{what} in {title}: {out}");
    };
    says(
        "The hubs",
        "{\"ready\":true}{\"ready\":true}{\"ready\":true}",
    );
    says("The balancer", "1 phone enrolled.");
    says("Copies", "1 parcel filed");
}

/// Runs the hub with what a unit or a container gives to the program; `places` says where things are here.
fn the_hub_runs(words: &[String], places: &[(&str, &Path)]) {
    let here = |word: &String| {
        let place = places.iter().find_map(|(there, here)| {
            let rest = word.strip_prefix(there)?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{}{rest}", here.display()))
        });
        place.unwrap_or_else(|| word.replace("0.0.0.0:8443", "127.0.0.1:0"))
    };
    let words: Vec<String> = words.iter().map(here).collect();
    assert_eq!(words[1], "serve");
    let mut command = Command::new(program("pocketcard-office"));
    let hub = Serving::by(command.args(&words[1..]), Stdio::null());
    assert!(hub.url.starts_with("https://"), "{}", hub.url);
    assert!(hub.stop().0.success());
}

/// A hub's directory, and one with its certificate and key.
fn house_with_certificate() -> House {
    let house = House::found(None);
    fs::rename(hub_directory(&house.path("desk")), house.path("hub")).expect("moved");
    let signed = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("made");
    fs::create_dir(house.path("certificate")).expect("a directory");
    house.write("certificate/hub.crt", signed.cert.pem());
    house.write("certificate/hub.key", signed.signing_key.serialize_pem());
    house
}

#[test]
fn the_hub_runs_with_the_units_and_the_containers_arguments() {
    let unit = read("office/deploy/pocketcard-hub.service");
    let start: Vec<&str> = unit
        .lines()
        .filter_map(|line| line.strip_prefix("ExecStart="))
        .collect();
    assert_eq!(start.len(), 1, "{start:?}");
    let words: Vec<String> = start[0].split(' ').map(str::to_owned).collect();
    let house = house_with_certificate();
    let (hub, certificate) = (house.path("hub"), house.path("certificate"));
    the_hub_runs(
        &words,
        &[
            ("${STATE_DIRECTORY}", &hub),
            ("${CREDENTIALS_DIRECTORY}", &certificate),
        ],
    );
    let container = read("office/deploy/Containerfile");
    let words = ["ENTRYPOINT ", "CMD "].map(|instruction| {
        let mut lines = container.lines();
        let line = lines.find_map(|line| line.strip_prefix(instruction));
        serde_json::from_str::<Vec<String>>(line.expect("an instruction")).expect("words")
    });
    the_hub_runs(
        &words.concat(),
        &[("/certificate", &certificate), ("/hub", &hub)],
    );
}

#[test]
fn systemd_takes_the_unit_and_finds_it_confined() {
    if !has("systemd-analyze") {
        println!("skipped: there is no systemd");
        return;
    }
    let house = House::empty();
    let unit = read("office/deploy/pocketcard-hub.service");
    let here = program("pocketcard-office");
    let unit = unit.replace(
        "/usr/local/bin/pocketcard-office",
        here.to_str().expect("UTF-8"),
    );
    let path = house.write("pocketcard-hub.service", unit);
    let analyze = |arguments: &[&str]| {
        let mut command = Command::new("systemd-analyze");
        Said::by(command.args(arguments).args(["--no-pager", &path]))
    };
    let verified = analyze(&["verify", "--man=no"]);
    assert_eq!(verified.status, 0, "{verified:?}");
    // A name that systemd does not know is only a warning to it.
    assert!(!verified.err.contains("pocketcard-hub"), "{verified:?}");
    let confined = analyze(&["security", "--offline=yes", EXPOSURE]);
    assert_eq!(confined.status, 0, "{confined:?}");
}

/// What systemd's names of groups of system calls stand for.
struct Groups(HashMap<String, Vec<String>>);

impl Groups {
    fn known() -> Self {
        let said = Said::by(Command::new("systemd-analyze").args(["syscall-filter", "--no-pager"]));
        assert_eq!(said.status, 0, "{said:?}");
        let (mut groups, mut group) = (HashMap::<_, Vec<_>>::new(), String::new());
        for line in said.out.lines().filter(|line| !line.contains('#')) {
            match line.strip_prefix("    ") {
                Some(member) => groups
                    .entry(group.clone())
                    .or_default()
                    .push(member.to_owned()),
                None => line.clone_into(&mut group),
            }
        }
        Self(groups)
    }

    fn calls(&self, name: &str) -> HashSet<String> {
        match self.0.get(name) {
            Some(members) => members.iter().flat_map(|it| self.calls(it)).collect(),
            None => HashSet::from([name.to_owned()]),
        }
    }
}

#[test]
fn the_hub_needs_no_system_call_that_the_unit_forbids() {
    let mut traced = Command::new("strace");
    traced.args(["-D", "-o", "/dev/null", "true"]);
    if !traced.output().is_ok_and(|it| it.status.success()) || !has("systemd-analyze") {
        println!("skipped: there is no strace, or it is not permitted, or there is no systemd");
        return;
    }
    let groups = Groups::known();
    let unit = read("office/deploy/pocketcard-hub.service");
    let mut allowed = groups.calls("@default");
    for filter in unit
        .lines()
        .filter_map(|line| line.strip_prefix("SystemCallFilter="))
    {
        for name in filter.trim_start_matches('~').split(' ') {
            match filter.starts_with('~') {
                true => allowed = &allowed - &groups.calls(name),
                false => allowed.extend(groups.calls(name)),
            }
        }
    }
    assert!(
        allowed.len() > 200 && !allowed.contains("mount"),
        "{}",
        allowed.len()
    );
    let house = House::found(None);
    let (inside, hub) = house.office().hub();
    fs::rename(inside, &hub).expect("moved");
    let calls = house.path("calls");
    let mut command = Command::new("strace");
    command.args(["-D", "-f", "-qq", "-o"]).arg(&calls);
    command
        .arg(program("pocketcard-office"))
        .args(["serve", "--listen", "127.0.0.1:0", "--hub"]);
    let serving = Serving::by(command.arg(hub), Stdio::null());
    house.phone("phone").does(&["sync", "--hub", &serving.url]);
    house.office().does(&["collect", "--hub", &serving.url]);
    assert!(serving.stop().0.success());
    let mut made: HashSet<String> = HashSet::new();
    for line in fs::read_to_string(&calls).expect("calls").lines() {
        let call = line.trim_start_matches(|it: char| it.is_ascii_digit() || it == ' ');
        // What a line goes on with was named on a line before.
        let call = call.split_once('(').filter(|_| !call.starts_with('<'));
        made.extend(call.map(|(name, _)| name.to_owned()));
    }
    assert!(
        made.contains("accept4") && made.contains("fsync"),
        "{made:?}"
    );
    // SQLite asks for it where it runs as root, which the unit's user is not.
    made.remove("fchown");
    let forbidden: Vec<&String> = made.difference(&allowed).collect();
    assert!(forbidden.is_empty(), "{forbidden:?}");
}
