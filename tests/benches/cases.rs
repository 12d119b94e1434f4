//! A desk with very many cases: collecting them, listing them cold and warm, and *Today* as a browser gets it:
//! `cargo bench -p pocketcard-tests --bench cases -- 10000`. Figures of a machine are kept in
//! `docs/performance.md`.

use std::{fs::File, path::Path, thread, time::Instant};

use pocketcard::{
    checklist::Answers,
    host::Unwatched,
    session::ScreeningRequest,
    sync::{Role, bundle},
};
use pocketcard_office::page::Page;
use pocketcard_tests::{
    binaries::PASSPHRASE,
    test_office::{self, House},
};

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
/// Records on one bundle: a phone makes no more in a month.
const BUNDLE: usize = 1000;

fn main() {
    let mut numbers = std::env::args().filter_map(|it| it.parse().ok());
    let cases: usize = numbers.next().unwrap_or(10_000);
    // On the disk that the project lies on: a temporary directory may be memory.
    tempfile::env::override_temp_dir(Path::new(env!("CARGO_TARGET_TMPDIR")))
        .expect("nobody else does");
    let house = House::found(None);
    let now = test_office::now();
    let answers = Answers::from_json(ADULT.as_bytes()).expect("an example");
    let mut phones = Vec::new();
    for number in 0..cases.div_ceil(BUNDLE) {
        phones.push(house.enrolled(&format!("phone-{number}"), now));
    }
    for number in 0..cases {
        let request = ScreeningRequest {
            site: format!("site-{}", number % 40),
            note: format!("case {number}"),
            ..ScreeningRequest::new(answers.clone())
        };
        let phone = &mut phones[number / BUNDLE];
        phone
            .screen(request, &mut [], &Unwatched, now)
            .expect("finished");
    }
    println!("| {cases} cases | measured |");
    println!("|---|---:|");

    let mut desk = house.desk();
    let mut collecting = std::time::Duration::ZERO;
    for (number, phone) in phones.iter_mut().enumerate() {
        let path = house.path(&format!("card-{number}"));
        let mut file = File::create(&path).expect("a file");
        let mut depot = phone.depot(now).expect("unlocked");
        bundle::write(&mut depot, Role::Desk, &mut file, &Unwatched).expect("written");
        let mut file = File::open(&path).expect("the file");
        let begun = Instant::now();
        bundle::read(&mut file, &mut desk.depot(now), &Unwatched).expect("read");
        desk.take_in(now).expect("filed");
        collecting += begun.elapsed();
    }
    println!(
        "| collect: read, open, verify, file durably, receipts | {:.2} s |",
        collecting.as_secs_f64()
    );

    drop(desk);
    let begun = Instant::now();
    let desk = house.desk();
    println!("| open the desk | {:.0} ms |", millis(begun));
    for what in [
        "the cases, when the desk was just opened",
        "the cases, again",
    ] {
        let begun = Instant::now();
        let listed = desk.cases().expect("listed").len();
        println!("| {what} | {:.0} ms |", millis(begun));
        assert!(listed >= cases);
    }
    drop(desk);

    let place = house.path("desk");
    let page = Page::bind(&place, test_office::keystore(&place)).expect("a port");
    let url = page.url();
    thread::spawn(|| page.serve());
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .max_redirects(0)
        .build()
        .into();
    let origin = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let form = [("passphrase", PASSPHRASE)];
    let unlocked = agent
        .post(format!("{url}unlock"))
        .header("origin", &origin)
        .send_form(form)
        .expect("unlocked");
    let cookies = unlocked.headers().get_all("set-cookie").iter();
    let seat = cookies
        .filter_map(|it| it.to_str().ok())
        .find(|it| it.starts_with("seat="))
        .expect("a session");
    let seat = seat.split(';').next().expect("the value").to_owned();
    for what in ["*Today* in the browser, the first time", "*Today*, again"] {
        let begun = Instant::now();
        let mut today = agent
            .get(&url)
            .header("cookie", &seat)
            .call()
            .expect("answered");
        let html = today.body_mut().read_to_string().expect("text");
        println!("| {what} | {:.0} ms |", millis(begun));
        assert!(html.contains("case/"));
    }
}

fn millis(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}
