//! What strangers, and bearers of one good token, can take of a hub: never so much that others wait.

use super::*;

/// Sends a request's head and `body`, says no more, and gives what the hub answers until it closes or
/// stops the reading.
fn drip(hub: &Running, head: &str, body: &str) -> TcpStream {
    let mut stream = TcpStream::connect(hub.address()).unwrap();
    let head = format!("{head}host: hub\r\ncontent-length: 5000\r\n\r\n{body}");
    stream.write_all(head.as_bytes()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream
}

/// The status of the answer that comes before anything more is sent.
fn status(stream: &mut TcpStream) -> String {
    let mut start = [0; 12];
    stream.read_exact(&mut start).expect("the hub answers");
    String::from_utf8_lossy(&start[9..]).into_owned()
}

#[test]
fn who_may_not_revoke_is_told_before_the_body_comes_and_a_desk_may_not_drip_it() {
    let office = Office::new(Limits {
        pause_seconds: 1,
        ..Limits::default()
    });
    let hub = office.start();
    let line =
        |token: &str| format!("POST /v1/revoke HTTP/1.1\r\nauthorization: Bearer {token}\r\n");
    let head = "POST /v1/revoke HTTP/1.1\r\n";
    assert_eq!(status(&mut drip(&hub, head, "{")), "401");
    let phone = office.phone(1);
    assert_eq!(status(&mut drip(&hub, &line(&phone.token), "{")), "403");
    let desk = office.desk(0);
    assert_eq!(status(&mut drip(&hub, &line(&desk.token), "{")), "408");
    let long = http::revoke(&hub.url(), &desk.token, &vec![Id([5; 16]); 4000], &[]);
    assert!(long.is_err(), "longer than any revocation");
}

#[test]
fn answers_that_nobody_reads_do_not_hold_a_connection() {
    let office = Office::new(Limits {
        pause_seconds: 1,
        // Who asks for metrics again and again is a stranger, too.
        strangers_a_minute: 100_000,
        ..Limits::default()
    });
    let hub = office.start();
    let mut greedy = TcpStream::connect(hub.address()).unwrap();
    greedy
        .set_write_timeout(Some(Duration::from_millis(500)))
        .unwrap();
    let asked = b"GET /metrics HTTP/1.1\r\nhost: hub\r\n\r\n".repeat(1000);
    while greedy.write_all(&asked).is_ok() {}
    until(|| metric(&hub.url(), "connections") == 1);
}

#[test]
fn health_and_metrics_wait_for_no_disk() {
    let office = Office::new(Limits {
        strangers_a_minute: 100_000,
        ..Limits::default()
    });
    if office.database.is_some() {
        // Its counts are the database's, whichever hub is asked.
        return;
    }
    let hub = office.start();
    let mut phone = office.phone(1);
    phone.put(4096, 1);
    phone.sync(&hub.url()).unwrap();
    let database = rusqlite::Connection::open(office.dir.path().join("hub.db")).unwrap();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    phone.put(4096, 2);
    let url = hub.url();
    let depositing = std::thread::spawn(move || phone.sync(&url).map(|tally| tally.delivered));
    until(|| metric(&hub.url(), "received_bytes_total") > 8192);
    assert_eq!(metric(&hub.url(), "parcels"), 1);
    ureq::get(format!("{}/health", hub.url())).call().unwrap();
    assert!(
        !depositing.is_finished(),
        "the answers came before the disk"
    );
    database.execute_batch("ROLLBACK").unwrap();
    assert_eq!(depositing.join().unwrap().unwrap(), 1);
    assert_eq!(metric(&hub.url(), "parcels"), 2);
}

#[test]
fn connections_that_do_nothing_keep_nobody_at_their_address_out() {
    let office = Office::new(Limits {
        connections_per_address: 3,
        ..Limits::default()
    });
    let hub = office.start();
    let mut idle: Vec<TcpStream> = (0..3)
        .map(|_| TcpStream::connect(hub.address()).unwrap())
        .collect();
    until(|| metric(&hub.url(), "connections") >= 3);
    office.phone(1).sync(&hub.url()).unwrap();
    // The oldest of them had to go for it.
    let first = &mut idle[0];
    first
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    assert_eq!(first.read(&mut [0]).unwrap(), 0);
}

#[test]
fn one_address_has_so_many_connections_and_who_has_shown_a_token_stays() {
    let office = Office::new(Limits {
        connections_per_address: 2,
        ..Limits::default()
    });
    let hub = office.start();
    let open = open_request(&hub, &office.phone(1).token);
    let mut phone = office.phone(3);
    until(|| {
        // Until the hub has read its token, another may take its place.
        let second = open_request(&hub, &office.phone(2).token);
        std::thread::sleep(Duration::from_millis(300));
        let kept_out = matches!(phone.sync(&hub.url()), Err(HttpError::Unreachable));
        drop(second);
        kept_out
    });
    drop(open);
    until(|| office.phone(4).sync(&hub.url()).is_ok());
}

#[test]
fn strangers_are_slowed_down_and_phones_at_the_same_address_are_not() {
    let office = Office::new(Limits {
        strangers_a_minute: 5,
        ..Limits::default()
    });
    let hub = office.start();
    let ask = |path: &str| match ureq::get(format!("{}{path}", hub.url())).call() {
        Ok(answer) => answer.status().as_u16(),
        Err(ureq::Error::StatusCode(code)) => code,
        Err(error) => panic!("{error}"),
    };
    assert_eq!(
        (ask("/health"), ask("/metrics"), ask("/nothing")),
        (200, 401, 404)
    );
    let mut stranger = office.phone(1);
    stranger.token = "pct1_x".to_owned();
    for _ in 0..2 {
        assert!(matches!(
            stranger.sync(&hub.url()),
            Err(HttpError::TokenRefused)
        ));
    }
    assert!((1..=60).contains(&stranger.sync_in_a_hurry(&hub.url())));
    assert_eq!(
        (ask("/health"), ask("/metrics"), ask("/nothing")),
        (429, 429, 429)
    );
    for _ in 0..10 {
        office.phone(2).sync(&hub.url()).unwrap();
    }
}

#[test]
fn a_proxy_speaks_for_those_behind_it() {
    let limits = Limits {
        connections_per_address: 2,
        strangers_a_minute: 1,
        proxy: Some([127, 0, 0, 1].into()),
        ..Limits::default()
    };
    let office = Office::new(limits);
    let hub = office.start();
    let ask = |by: &str| {
        let asked = ureq::get(format!("{}/health", hub.url())).header("x-forwarded-for", by);
        match asked.call() {
            Ok(answer) => answer.status().as_u16(),
            Err(ureq::Error::StatusCode(code)) => code,
            Err(error) => panic!("{error}"),
        }
    };
    assert_eq!((ask("203.0.113.1"), ask("203.0.113.2")), (200, 200));
    // Only the proxy's own word counts, which stands last.
    assert_eq!(
        (ask("203.0.113.1"), ask("203.0.113.9, 203.0.113.2")),
        (429, 429)
    );
    // Its connections are everybody's.
    let idle: Vec<TcpStream> = (0..5)
        .map(|_| TcpStream::connect(hub.address()).unwrap())
        .collect();
    until(|| metric_by(&hub.url(), "198.51.100.1").is_some_and(|open| open > 5));
    drop(idle);
}

fn metric_by(url: &str, by: &str) -> Option<u64> {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let by = format!("{by}{}", ASKED.fetch_add(1, Ordering::Relaxed) % 50);
    let asked = ureq::get(format!("{url}/metrics"))
        .header("x-forwarded-for", by)
        .header("authorization", format!("Bearer {COUNTER}"));
    let text = asked.call().ok()?.body_mut().read_to_string().ok()?;
    let line = text.lines().find(|line| line.contains("connections "))?;
    line.rsplit(' ').next()?.parse().ok()
}

/// A request that stays open with this token, its first bytes sent.
fn open_request(hub: &Running, token: &str) -> TcpStream {
    drip(hub, &exchange_head(token), "PF")
}

fn exchange_head(token: &str) -> String {
    format!("POST /v1/exchange HTTP/1.1\r\nauthorization: Bearer {token}\r\n")
}

#[test]
fn one_token_takes_one_place_however_often_it_comes() {
    let office = Office::new(Limits {
        exchanges: 2,
        ..Limits::default()
    });
    let hub = office.start();
    let greedy = office.phone(1);
    let mut held: Vec<TcpStream> = (0..4).map(|_| open_request(&hub, &greedy.token)).collect();
    // Of the fourth nothing more is heard than that it comes too often.
    let refused = held
        .iter_mut()
        .any(|stream| stream.peek(&mut [0]).is_ok() && status(stream) == "429");
    assert!(refused);
    office
        .phone(2)
        .sync(&hub.url())
        .expect("the other place is free");
}

#[test]
fn a_body_that_drips_while_the_same_token_waits_comes_to_an_end() {
    let office = Office::new(Limits {
        pause_seconds: 1,
        // Who asks for metrics again and again is a stranger, too.
        strangers_a_minute: 100_000,
        ..Limits::default()
    });
    let hub = office.start();
    let mut phone = office.phone(1);
    phone.put(4096, 1);
    let request = Exchange::new(Role::Hub)
        .next_request(&mut phone.depot)
        .unwrap()
        .unwrap();
    let mut dripping = drip(&hub, &exchange_head(&phone.token), "");
    let mut heard = dripping.try_clone().unwrap();
    let stop = Arc::new(AtomicUsize::new(0));
    let stopped = Arc::clone(&stop);
    let dripper = std::thread::spawn(move || {
        for byte in request {
            if stopped.load(Ordering::Relaxed) > 0 || dripping.write_all(&[byte]).is_err() {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    });
    until(|| metric(&hub.url(), "received_bytes_total") > 10);
    assert_eq!(phone.sync(&hub.url()).unwrap().delivered, 1);
    stop.store(1, Ordering::Relaxed);
    assert_eq!(status(&mut heard), "408", "its time was up");
    dripper.join().unwrap();
}
