//! A request to the unlocked desk, by the browser that unlocked it.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError},
    time::{Duration, Instant},
};

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use maud::Markup;
use pocketcard::{
    content::Content,
    host::{Clock, Moment},
    vault::SoftwareKeystore,
};
use pocketcard_terminal::SystemClock;
use serde::Deserialize;

use super::{
    collecting::Collecting,
    frame::{Frame, Open},
    guard, lock, phones,
    session::Session,
    this_desk,
    words::{Words, languages},
};
use crate::desk::{Error, UserRole};

/// How long a request waits for another before it says that the desk is busy.
const PATIENCE: Duration = Duration::from_secs(2);

/// What all requests share: the desk's place, and the desk while it is unlocked.
pub(super) struct Shared {
    pub(super) directory: PathBuf,
    pub(super) keystore: SoftwareKeystore,
    pub(super) clock: SystemClock,
    /// The name by which alone the page is asked for.
    pub(super) host: String,
    /// The path under which everything is, with `/` at both ends.
    pub(super) base: String,
    pub(super) session: Mutex<Option<Session>>,
    pub(super) collecting: Collecting,
}

impl Shared {
    /// A panic while the lock was held left the desk's store as its last transaction did.
    pub(super) fn session(&self) -> MutexGuard<'_, Option<Session>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The session, unless another request or a collection holds it for too long.
    pub(super) fn session_soon(&self) -> Option<MutexGuard<'_, Option<Session>>> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            // A collection that was asked for comes first: anyone who asked waits for what it brings.
            if !self.collecting.runs() {
                match self.session.try_lock() {
                    Ok(session) => return Some(session),
                    Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                    Err(TryLockError::WouldBlock) => {}
                }
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }

    /// Locks it. A collection ends first, within a moment.
    pub(super) fn lock_desk(&self) {
        self.collecting.stop();
        drop(self.session().take());
    }

    pub(super) fn sentence(
        &self,
        headers: &HeaderMap,
        status: StatusCode,
        title: &str,
        sentence: &str,
    ) -> Response {
        let frame = self.closed(headers);
        (
            status,
            Html(lock::says(&frame, title, sentence).into_string()),
        )
            .into_response()
    }

    /// Says that the desk is collecting, and asks again in a moment.
    pub(super) fn busy(&self, headers: &HeaderMap) -> Response {
        let frame = self.closed(headers);
        let page = lock::busy(&frame, self.collecting.far());
        let mut response = Html(page.into_string()).into_response();
        guard::refresh(response.headers_mut(), 2, "");
        response
    }

    /// The frame of a locked desk.
    pub(super) fn closed(&self, headers: &HeaderMap) -> Frame<'_> {
        Frame {
            words: Words::new(guard::language(headers), Content::base()),
            base: &self.base,
            open: None,
            here: "",
        }
    }

    /// Asks for the passphrase.
    pub(super) fn ask(
        &self,
        headers: &HeaderMap,
        locked: bool,
        wrong: Option<&str>,
        to: &str,
    ) -> Response {
        let frame = self.closed(headers);
        let mut response =
            Html(lock::unlock(&frame, locked, wrong, to).into_string()).into_response();
        guard::take_seat(response.headers_mut(), &self.base);
        response
    }

    pub(super) fn to(&self, part: &str) -> Response {
        let to = format!("{}{part}", self.base);
        (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
    }
}

/// A request to an unlocked desk, by the browser that unlocked it.
pub(super) struct Asked<'a> {
    pub(super) shared: &'a Arc<Shared>,
    pub(super) session: &'a mut Session,
    headers: &'a HeaderMap,
    pub(super) here: &'a str,
    pub(super) now: Moment,
}

impl Asked<'_> {
    pub(super) fn frame(&self) -> Frame<'_> {
        let session = &*self.session;
        Frame {
            words: Words::new(guard::language(self.headers), session.content()),
            base: &self.shared.base,
            open: Some(Open {
                name: session.desk.name(),
                confidential: session.desk.is_confidential(),
                seat: session.seat(),
                left: session.left(),
                now: self.now.wall_ms,
            }),
            here: self.here,
        }
    }

    /// The screen about phones, which the confidential desk does not know.
    pub(super) fn phones(&mut self, done: &phones::Done<'_>) -> Result<Response, Error> {
        let desk = &self.session.desk;
        if desk.is_confidential() {
            return Err(Error::NoSuchRecord);
        }
        let now = self.now;
        let (lines, open, words) = (desk.phones()?, desk.invitations(now)?, desk.words()?);
        self.here = "phones";
        let roster = phones::Roster {
            phones: &lines,
            invitations: &open,
            words: &words,
            manages: self.session.desk.role() == UserRole::Administrator,
            now: now.wall_ms,
        };
        Ok(Self::screen(&phones::screen(&self.frame(), &roster, done)))
    }

    /// The screen about the desk itself.
    pub(super) fn this_desk(&mut self, done: &this_desk::Done<'_>) -> Result<Response, Error> {
        self.here = "desk";
        let screen = this_desk::screen(&self.frame(), self.session, done, self.now)?;
        Ok(Self::screen(&screen))
    }

    pub(super) fn screen(markup: &Markup) -> Response {
        Html(markup.0.clone()).into_response()
    }

    /// What an error looks like on the page. What is not there, and what failed; nothing of a record is repeated.
    fn failed(&self, error: &Error) -> Response {
        let frame = self.frame();
        let (status, title, sentence) = match error {
            Error::NoSuchRecord => (StatusCode::NOT_FOUND, "missing-title", "missing"),
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "failed-title", "failed"),
        };
        (
            status,
            Html(lock::says(&frame, title, sentence).into_string()),
        )
            .into_response()
    }
}

pub(super) type Work = Box<dyn FnOnce(&mut Asked<'_>) -> Result<Response, Error> + Send>;

/// Does something with the unlocked desk where that does not hold up the network; asks for the passphrase where the
/// desk is locked, or where another browser unlocked it.
pub(super) async fn with_desk(
    shared: Arc<Shared>,
    headers: HeaderMap,
    here: String,
    work: Work,
) -> Response {
    let done = tokio::task::spawn_blocking(move || {
        let Some(mut session) = shared.session_soon() else {
            return shared.busy(&headers);
        };
        let seat = guard::seat(&headers).unwrap_or_default();
        match session.as_mut() {
            Some(open) if open.is_of(seat) && !open.left().is_zero() => {
                open.touch();
                let now = shared.clock.now();
                let mut asked = Asked {
                    shared: &shared,
                    session: open,
                    headers: &headers,
                    here: &here,
                    now,
                };
                let mut response = work(&mut asked).unwrap_or_else(|error| asked.failed(&error));
                let lock_in = asked.session.left().as_secs() + 1;
                guard::refresh(
                    response.headers_mut(),
                    lock_in,
                    &format!("{}locked", shared.base),
                );
                response
            }
            _ => shared.ask(&headers, false, None, &here),
        }
    });
    done.await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// A form that acts. Its token is looked at before anything is done.
pub(super) async fn acts(
    shared: Arc<Shared>,
    headers: HeaderMap,
    action: String,
    token: String,
    work: Work,
) -> Response {
    let here = action.clone();
    let checked: Work = Box::new(move |asked| {
        if guard::has_token(asked.session.seat(), &action, &token) {
            return work(asked);
        }
        let frame = asked.frame();
        let page = lock::says(&frame, "refused-title", "refused");
        Ok((StatusCode::FORBIDDEN, Html(page.into_string())).into_response())
    });
    // After unlocking one comes back to the case, and nothing is done that was asked before the lock.
    let back = here
        .rsplit_once('/')
        .map_or(String::new(), |(part, _)| part.to_owned());
    with_desk(shared, headers, back, checked).await
}

#[derive(Deserialize)]
pub(super) struct Language {
    pub(super) language: Option<String>,
}

/// What the address of a screen asks for beside the screen.
pub(super) async fn shows(
    shared: Arc<Shared>,
    headers: HeaderMap,
    here: String,
    language: Option<String>,
    work: Work,
) -> Response {
    let known = language.filter(|tag| languages().iter().any(|it| it.tag == *tag));
    if let Some(tag) = known {
        let mut response = shared.to(&here);
        guard::keep_language(response.headers_mut(), &tag, &shared.base);
        return response;
    }
    with_desk(shared, headers, here, work).await
}
