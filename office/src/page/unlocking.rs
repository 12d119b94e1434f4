//! Unlocking the desk, and locking it.

use std::{sync::Arc, time::Duration};

use axum::{
    Form,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use pocketcard::{
    base::Id,
    host::Clock,
    store,
    vault::{Error as VaultError, Passphrase},
};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{asked::Shared, guard, session::Session};
use crate::desk::{Desk, Error};

#[derive(Deserialize)]
pub(super) struct Lock {
    #[serde(default)]
    token: String,
}

#[derive(Deserialize)]
pub(super) struct Unlock {
    passphrase: Zeroizing<String>,
    #[serde(default)]
    to: String,
}

/// Where one may come back to after unlocking: a screen of the page, and nothing that somebody else wrote.
fn is_screen(to: &str) -> bool {
    let case = to
        .strip_prefix("case/")
        .is_some_and(|id| id.parse::<Id>().is_ok());
    case || ["phones", "services", "figures", "log", "desk"].contains(&to)
}

pub(super) async fn unlock(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(form): Form<Unlock>,
) -> Response {
    let done = tokio::task::spawn_blocking(move || {
        let passphrase = Passphrase::new(&form.passphrase);
        let mut session = shared.session();
        // Another browser may have unlocked it: this one takes its place, or nobody.
        drop(session.take());
        let now = shared.clock.now();
        let opened = Desk::unlock(&shared.directory, &passphrase, &shared.keystore, now);
        let to = if is_screen(&form.to) {
            form.to.as_str()
        } else {
            ""
        };
        match opened {
            Ok(desk) => {
                let open = session.insert(Session::new(desk));
                let mut response = shared.to(to);
                guard::give_seat(response.headers_mut(), open.seat(), &shared.base);
                response
            }
            Err(error) => {
                let wrong = match error {
                    Error::Vault(VaultError::WrongPassphrase { .. }) => "unlock-wrong",
                    Error::Store(store::Error::InUse) => "unlock-in-use",
                    _ => "unlock-failed",
                };
                shared.ask(&headers, false, Some(wrong), to)
            }
        }
    });
    done.await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Where a page that nobody touched leads by itself. It locks only what must be locked: another page of this browser
/// may have been used since.
pub(super) async fn show_locked(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let done = tokio::task::spawn_blocking(move || {
        let Some(mut session) = shared.session_soon() else {
            return shared.busy(&headers);
        };
        let seat = guard::seat(&headers).unwrap_or_default();
        match session.as_ref() {
            Some(open) if open.is_of(seat) && open.left() > Duration::from_secs(2) => shared.to(""),
            Some(open) if open.is_of(seat) => {
                drop(session.take());
                shared.ask(&headers, true, None, "")
            }
            _ => shared.ask(&headers, true, None, ""),
        }
    });
    done.await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

pub(super) async fn lock_now(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(Lock { token }): Form<Lock>,
) -> Response {
    let done = tokio::task::spawn_blocking(move || {
        shared.collecting.stop();
        let mut session = shared.session();
        let seat = guard::seat(&headers).unwrap_or_default();
        let may = |open: &Session| open.is_of(seat) && guard::has_token(seat, "lock", &token);
        match session.as_ref() {
            Some(open) if !may(open) => {
                shared.sentence(&headers, StatusCode::FORBIDDEN, "refused-title", "refused")
            }
            _ => {
                drop(session.take());
                shared.ask(&headers, true, None, "")
            }
        }
    });
    done.await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}
