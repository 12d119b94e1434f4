//! Which requests are answered, and what every answer carries.

use axum::http::{HeaderMap, HeaderValue, Method, header};
use hmac::{Hmac, KeyInit, Mac};
use pocketcard::base::Id;
use sha2::Sha256;
use zeroize::Zeroizing;

/// What names the session; it goes with the lock.
const SEAT: &str = "seat";
/// What changes with every answer, so that no browser shows a page again without asking.
const TURN: &str = "turn";
/// The language in which the page is read.
const LANGUAGE: &str = "language";

/// What is allowed to be loaded, and by whom: the page's own style and pictures, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

/// A secret of 128 bits in letters and digits.
pub(super) fn secret() -> Zeroizing<String> {
    Zeroizing::new(Id::random().to_string())
}

/// Whether a request comes from the page itself or from somebody who typed its address. Another name for this
/// machine, or another site in the browser, is refused.
pub(super) fn is_allowed(method: &Method, headers: &HeaderMap, host: &str) -> bool {
    let value = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    let of_this_host = value("host") == Some(host.as_bytes());
    let by_whom = value("sec-fetch-site");
    if *method == Method::GET {
        return of_this_host && matches!(by_whom, None | Some(b"none" | b"same-origin"));
    }
    let origin = format!("http://{host}");
    *method == Method::POST
        && of_this_host
        && value("origin") == Some(origin.as_bytes())
        && matches!(by_whom, None | Some(b"same-origin"))
}

/// What the headers of every answer are.
pub(super) fn protect(headers: &mut HeaderMap) {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("content-security-policy", POLICY),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        // Not `no-referrer`: with that a browser names no origin for a form either.
        ("referrer-policy", "same-origin"),
        ("x-robots-tag", "noindex"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).iter();
    let mut pairs = all
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split("; "))
        .filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// The session that a request names.
pub(super) fn seat(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, SEAT)
}

/// The language that a request asks for.
pub(super) fn language(headers: &HeaderMap) -> &str {
    cookie(headers, LANGUAGE).unwrap_or_default()
}

fn set(headers: &mut HeaderMap, name: &str, value: &str, path: &str, more: &str) {
    let cookie = format!("{name}={value}; HttpOnly; SameSite=Strict; Path={path}{more}");
    if let Ok(mut value) = HeaderValue::from_str(&cookie) {
        value.set_sensitive(true);
        headers.append(header::SET_COOKIE, value);
    }
}

/// Gives the browser the session.
pub(super) fn give_seat(headers: &mut HeaderMap, seat: &str, path: &str) {
    set(headers, SEAT, seat, path, "");
}

/// Takes the session from the browser.
pub(super) fn take_seat(headers: &mut HeaderMap, path: &str) {
    set(headers, SEAT, "", path, "; Max-Age=0");
}

/// Changes what no earlier page knew.
pub(super) fn turn(headers: &mut HeaderMap, path: &str) {
    set(headers, TURN, &secret(), path, "");
}

/// Keeps the language until the browser is closed.
pub(super) fn keep_language(headers: &mut HeaderMap, tag: &str, path: &str) {
    set(headers, LANGUAGE, tag, path, "");
}

/// Leads the browser to another screen, or to the same, after this number of seconds. A limit of time is essential to
/// a lock, as WCAG 2.2.1 allows; the screen says when it comes, each touch puts it off, and what was typed can be kept.
pub(super) fn refresh(headers: &mut HeaderMap, seconds: u64, to: &str) {
    let value = match to {
        "" => seconds.to_string(),
        to => format!("{seconds};url={to}"),
    };
    if let Ok(value) = HeaderValue::from_str(&value) {
        headers.insert("refresh", value);
    }
}

/// Whether two secrets are the same, without saying where they differ.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    mac(one.as_bytes(), b"")
        .verify_slice(&mac(other.as_bytes(), b"").finalize().into_bytes())
        .is_ok()
}

fn mac(key: &[u8], of: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length is a key");
    mac.update(of);
    mac
}

/// The token of a form that is sent to this part of the page, in this session.
pub(super) fn token(seat: &str, action: &str) -> String {
    let bytes = mac(seat.as_bytes(), action.as_bytes())
        .finalize()
        .into_bytes();
    data_encoding::BASE32_NOPAD.encode(&bytes)
}

/// Whether a form carries its token.
pub(super) fn has_token(seat: &str, action: &str, shown: &str) -> bool {
    let Ok(bytes) = data_encoding::BASE32_NOPAD.decode(shown.as_bytes()) else {
        return false;
    };
    mac(seat.as_bytes(), action.as_bytes())
        .verify_slice(&bytes)
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "127.0.0.1:41873";

    fn asks(method: Method, headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_static(value));
        }
        is_allowed(&method, &map, HOST)
    }

    #[test]
    fn only_the_page_itself_is_answered() {
        let origin = ("origin", "http://127.0.0.1:41873");
        let host = ("host", HOST);
        assert!(asks(Method::GET, &[host]));
        assert!(asks(Method::GET, &[host, ("sec-fetch-site", "none")]));
        assert!(asks(
            Method::POST,
            &[host, origin, ("sec-fetch-site", "same-origin")]
        ));
        // Another name for this machine, as after a rebinding of names.
        for other in [
            "localhost:41873",
            "evil.example:41873",
            "127.0.0.1",
            "127.0.0.1:41874",
        ] {
            assert!(!asks(Method::GET, &[("host", other)]), "{other}");
        }
        assert!(!asks(Method::GET, &[]));
        assert!(!asks(
            Method::GET,
            &[host, ("sec-fetch-site", "cross-site")]
        ));
        assert!(!asks(Method::GET, &[host, ("sec-fetch-site", "same-site")]));
        // A form of another site, or of nobody.
        assert!(!asks(Method::POST, &[host]));
        for other in [
            "null",
            "http://evil.example",
            "http://127.0.0.1:8080",
            "https://127.0.0.1:41873",
        ] {
            assert!(!asks(Method::POST, &[host, ("origin", other)]), "{other}");
        }
        assert!(!asks(
            Method::POST,
            &[host, origin, ("sec-fetch-site", "cross-site")]
        ));
        assert!(!asks(Method::PUT, &[host, origin]));
    }

    #[test]
    fn a_token_serves_one_form_of_one_session() {
        let shown = token("one", "answer/a");
        assert!(has_token("one", "answer/a", &shown));
        assert!(!has_token("one", "answer/b", &shown));
        assert!(!has_token("two", "answer/a", &shown));
        assert!(!has_token("one", "answer/a", ""));
        assert!(!has_token("one", "answer/a", "not base32"));
    }

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("aseat=1; seat=2; turn=3"),
        );
        assert_eq!(seat(&headers), Some("2"));
        assert!(is_same("2", "2") && !is_same("2", "3") && !is_same("2", ""));
    }
}
