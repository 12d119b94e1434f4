//! The page's HTTP interface: on the loopback, under one secret path.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, TryLockError},
    time::{Duration, Instant},
};

use axum::{
    Form, Router,
    body::Body,
    extract::{DefaultBodyLimit, Path as UrlPath, Query, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{self, Next},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use maud::Markup;
use pocketcard::{
    base::Id,
    content::Content,
    host::{Clock, Moment, Unwatched},
    vault::{Error as VaultError, Passphrase, SoftwareKeystore},
};
use pocketcard_terminal::{SystemClock, http};
use serde::Deserialize;
use thiserror::Error;
use zeroize::Zeroizing;

use super::{
    case::{self, Answering, BEGINNINGS, Done},
    figures,
    frame::{Frame, Open},
    guard, lock, log, phones,
    record::is_picture,
    services,
    session::{Collected, Session},
    this_desk,
    today::{self, Today, Wanted},
    words::{Words, languages},
};
use crate::{
    desk::{Accepted, Act, Desk, Error, Mark, UserRole},
    hub_client,
};

const STYLE: &str = include_str!("../../content/page/style.css");
const ICON: &str = include_str!("../../content/page/icon.svg");
/// Bytes of a form, at most: an answer of 4,000 letters, each written as several bytes and escaped.
const FORM: usize = 64 * 1024;
/// Bytes of a picture that the page shows, at most.
const PICTURE: u64 = 16 << 20;
/// Days for which an invitation is open.
const INVITATION_DAYS: u16 = 30;
/// How long a request waits for another before it says that the desk is busy.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often an unlocked desk collects by itself.
const COLLECT_EVERY: Duration = Duration::from_secs(10 * 60);

/// Why the page is not served.
#[derive(Debug, Error)]
pub enum PageError {
    /// The loopback cannot be used.
    #[error("this machine's loopback cannot be used: {0}")]
    Network(#[from] io::Error),
}

/// The page of one desk.
pub struct Page {
    listener: TcpListener,
    shared: Arc<Shared>,
}

struct Shared {
    directory: PathBuf,
    keystore: SoftwareKeystore,
    clock: SystemClock,
    host: String,
    /// The path under which everything is, with `/` at both ends.
    base: String,
    session: Mutex<Option<Session>>,
}

impl Page {
    /// Binds a free port of the loopback. Nothing is opened before somebody types the passphrase.
    ///
    /// # Errors
    /// [`PageError::Network`].
    pub fn bind(directory: &Path, keystore: SoftwareKeystore) -> Result<Self, PageError> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        listener.set_nonblocking(true)?;
        let shared = Arc::new(Shared {
            directory: directory.to_owned(),
            keystore,
            clock: SystemClock::start(),
            host: listener.local_addr()?.to_string(),
            base: format!("/{}/", *guard::secret()),
            session: Mutex::new(None),
        });
        Ok(Self { listener, shared })
    }

    /// The one address of the page. Anyone who has it still needs the passphrase.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.shared.host, self.shared.base)
    }

    /// Serves the page until the program is asked to end; then the desk is locked.
    ///
    /// # Errors
    /// [`PageError::Network`].
    pub fn serve(self) -> Result<(), PageError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        let shared = Arc::clone(&self.shared);
        let served = runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let app = router(Arc::clone(&self.shared));
            tokio::spawn(watch(Arc::clone(&self.shared)));
            axum::serve(listener, app)
                .with_graceful_shutdown(end())
                .await
        });
        shared.lock_desk();
        Ok(served?)
    }
}

/// Waits until the program is asked to end.
async fn end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            return;
        };
        tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}

/// Locks the desk that nobody touches, or when the system says so before it sleeps, and collects now and then.
async fn watch(shared: Arc<Shared>) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut sleeps) = signal(SignalKind::user_defined1()) {
            let shared = Arc::clone(&shared);
            tokio::spawn(async move {
                while sleeps.recv().await.is_some() {
                    let shared = Arc::clone(&shared);
                    let _ = tokio::task::spawn_blocking(move || shared.lock_desk()).await;
                }
            });
        }
    }
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let shared = Arc::clone(&shared);
        let _ = tokio::task::spawn_blocking(move || {
            let mut session = shared.session();
            match session.as_mut() {
                Some(open) if open.left().is_zero() => drop(session.take()),
                Some(open) if open.collected_at.elapsed() > COLLECT_EVERY => {
                    collect(open, shared.clock.now());
                }
                _ => {}
            }
        })
        .await;
    }
}

fn router(shared: Arc<Shared>) -> Router {
    let base = shared.base.trim_end_matches('/').to_owned();
    let screens = Router::new()
        .route("/", get(show_today))
        .route("/style.css", get(style))
        .route("/icon.svg", get(icon))
        .route("/unlock", post(unlock))
        .route("/locked", get(show_locked))
        .route("/lock", post(lock_now))
        .route("/collect", post(collect_now))
        .route("/case/{id}", get(show_case))
        .route("/case/{id}/answer", post(answer))
        .route("/case/{id}/hand", post(hand))
        .route("/case/{id}/close-case", post(close))
        .route("/attachment/{record}/{number}", get(attachment))
        .route("/phones", get(show_phones))
        .route("/phones/invite", post(invite))
        .route("/phones/accept", post(accept))
        .route("/phones/revoke", post(revoke))
        .route("/services", get(show_services))
        .route("/figures", get(show_figures))
        .route("/log", get(show_log))
        .route("/desk", get(show_desk))
        .route("/approve/{id}", post(approve))
        .route("/check", post(check));
    Router::new()
        .route(&format!("{base}/"), get(show_today))
        .nest(&base, screens)
        .fallback(missing)
        .layer(DefaultBodyLimit::max(FORM))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), guarded))
        .with_state(shared)
}

/// Refuses what does not come from the page itself, and protects every answer.
async fn guarded(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let allowed = guard::is_allowed(request.method(), &headers, &shared.host);
    let quiet = request.uri().path().ends_with(".css") || request.uri().path().ends_with(".svg");
    let mut response = match allowed {
        true => next.run(request).await,
        false => shared.sentence(&headers, StatusCode::FORBIDDEN, "refused-title", "refused"),
    };
    guard::protect(response.headers_mut());
    if !quiet {
        guard::turn(response.headers_mut(), &shared.base);
    }
    response
}

async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

async fn icon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml")], ICON).into_response()
}

impl Shared {
    /// A panic while the lock was held left the desk's store as its last transaction did.
    fn session(&self) -> MutexGuard<'_, Option<Session>> {
        self.session
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The session, unless another request holds it for too long.
    fn session_soon(&self) -> Option<MutexGuard<'_, Option<Session>>> {
        let began = Instant::now();
        loop {
            match self.session.try_lock() {
                Ok(session) => return Some(session),
                Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) if began.elapsed() > PATIENCE => return None,
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    fn lock_desk(&self) {
        drop(self.session().take());
    }

    fn sentence(
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
    fn busy(&self, headers: &HeaderMap) -> Response {
        let mut response = self.sentence(headers, StatusCode::OK, "busy-title", "busy");
        guard::refresh(response.headers_mut(), 2, "");
        response
    }

    /// The frame of a locked desk.
    fn closed(&self, headers: &HeaderMap) -> Frame<'_> {
        Frame {
            words: Words::new(guard::language(headers), Content::base()),
            base: &self.base,
            open: None,
            here: "",
        }
    }

    /// Asks for the passphrase.
    fn ask(&self, headers: &HeaderMap, locked: bool, wrong: Option<&str>, to: &str) -> Response {
        let frame = self.closed(headers);
        let mut response =
            Html(lock::unlock(&frame, locked, wrong, to).into_string()).into_response();
        guard::take_seat(response.headers_mut(), &self.base);
        response
    }

    fn to(&self, part: &str) -> Response {
        let to = format!("{}{part}", self.base);
        (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
    }
}

/// A request to an unlocked desk, by the browser that unlocked it.
struct Asked<'a> {
    shared: &'a Shared,
    session: &'a mut Session,
    headers: &'a HeaderMap,
    here: &'a str,
    now: Moment,
}

impl Asked<'_> {
    fn frame(&self) -> Frame<'_> {
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
    fn phones(&mut self, done: &phones::Done<'_>) -> Result<Response, Error> {
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
    fn this_desk(&mut self, done: &this_desk::Done<'_>) -> Response {
        self.here = "desk";
        Self::screen(&this_desk::screen(
            &self.frame(),
            self.session,
            done,
            self.now,
        ))
    }

    fn screen(markup: &Markup) -> Response {
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

type Work = Box<dyn FnOnce(&mut Asked<'_>) -> Result<Response, Error> + Send>;

/// Does something with the unlocked desk where that does not hold up the network; asks for the passphrase where the
/// desk is locked, or where another browser unlocked it.
async fn with_desk(shared: Arc<Shared>, headers: HeaderMap, here: String, work: Work) -> Response {
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
async fn acts(
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
struct Language {
    language: Option<String>,
}

/// What the address of a screen asks for beside the screen.
async fn shows(
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

async fn show_today(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(Language { language }): Query<Language>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let work: Work = Box::new(move |asked| {
        let collected = asked.session.collected.take();
        let desk = &asked.session.desk;
        let (cases, phones) = (desk.cases()?, desk.phones()?);
        let today = Today {
            cases: &cases,
            phones: &phones,
            collected: collected.as_ref(),
            has_hub: desk.hub().is_some(),
            now: asked.now.wall_ms,
        };
        Ok(Asked::screen(&today::screen(
            &asked.frame(),
            &today,
            &wanted,
        )))
    });
    shows(shared, headers, String::new(), language, work).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CaseQuery {
    language: Option<String>,
    begin: String,
    done: String,
}

async fn show_case(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    UrlPath(id): UrlPath<String>,
    Query(query): Query<CaseQuery>,
) -> Response {
    let here = format!("case/{id}");
    let work: Work = Box::new(move |asked| {
        let id: Id = id.parse().map_err(|_| Error::NoSuchRecord)?;
        let detail = asked.session.desk.case(id)?;
        let case = detail.case.id;
        asked
            .session
            .desk
            .log_look(Act::Viewed, Some(case), asked.now)?;
        asked.session.desk.mark(case, Mark::Seen, asked.now)?;
        let kept = asked.session.desk.draft(case)?;
        let begun = BEGINNINGS
            .iter()
            .find(|it| **it == query.begin)
            .map(|begin| {
                let code = pocketcard::text::Value::Text(&detail.case.top().code);
                let text = asked
                    .frame()
                    .words
                    .with(&format!("begin-{begin}-text"), &[("code", code)]);
                pocketcard::text::without_marks(&text)
            });
        let done = match query.done.as_str() {
            "kept" => Some(Done::Kept),
            "empty" => Some(Done::Empty),
            "noted" => Some(Done::Noted),
            "closed" => Some(Done::Closed),
            _ => None,
        };
        let text = begun
            .or(kept.map(|text| text.to_string()))
            .unwrap_or_default();
        Ok(Asked::screen(&case::screen(
            &asked.frame(),
            &detail,
            &Answering { text, done },
        )))
    });
    shows(shared, headers, here, query.language, work).await
}

#[derive(Deserialize)]
struct AnswerForm {
    #[serde(default)]
    token: String,
    text: Zeroizing<String>,
    act: String,
}

async fn answer(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    UrlPath(id): UrlPath<String>,
    Form(form): Form<AnswerForm>,
) -> Response {
    let action = format!("case/{id}/answer");
    let work: Work = Box::new(move |asked| {
        let id: Id = id.parse().map_err(|_| Error::NoSuchRecord)?;
        let (desk, now) = (&mut asked.session.desk, asked.now);
        let case = desk.case(id)?.case;
        let to = |done: &str| format!("case/{}?done={done}", case.id);
        if form.act != "send" {
            desk.keep_draft(case.id, &form.text, now)?;
            return Ok(asked.shared.to(&to("kept")));
        }
        let Some(record) = case.answerable() else {
            return Err(Error::NothingToAnswer);
        };
        match desk.answer(record, &form.text, now) {
            Ok(()) => {
                desk.keep_draft(case.id, "", now)?;
                Ok(asked.shared.to("?sent=true"))
            }
            Err(Error::EmptyAnswer | Error::TextTooLong) => {
                // What was typed is not lost for being wrong.
                let _ = desk.keep_draft(case.id, &form.text, now);
                Ok(asked.shared.to(&to("empty")))
            }
            Err(error) => Err(error),
        }
    });
    acts(shared, headers, action, form.token, work).await
}

#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    token: String,
}

async fn hand(
    state: State<Arc<Shared>>,
    headers: HeaderMap,
    id: UrlPath<String>,
    form: Form<Token>,
) -> Response {
    mark(state, headers, id, form, ("hand", Mark::Handed, "noted")).await
}

async fn close(
    state: State<Arc<Shared>>,
    headers: HeaderMap,
    id: UrlPath<String>,
    form: Form<Token>,
) -> Response {
    mark(
        state,
        headers,
        id,
        form,
        ("close-case", Mark::Closed, "closed"),
    )
    .await
}

async fn mark(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    UrlPath(id): UrlPath<String>,
    Form(Token { token }): Form<Token>,
    (act, mark, done): (&'static str, Mark, &'static str),
) -> Response {
    let action = format!("case/{id}/{act}");
    let work: Work = Box::new(move |asked| {
        let id: Id = id.parse().map_err(|_| Error::NoSuchRecord)?;
        asked.session.desk.mark(id, mark, asked.now)?;
        Ok(asked.shared.to(&format!("case/{id}?done={done}")))
    });
    acts(shared, headers, action, token, work).await
}

async fn attachment(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    UrlPath((record, number)): UrlPath<(String, usize)>,
) -> Response {
    let here = format!("case/{record}");
    let work: Work = Box::new(move |asked| {
        let id: Id = record.parse().map_err(|_| Error::NoSuchRecord)?;
        let detail = asked.session.desk.show(id)?;
        let line = detail.attachments.get(number).ok_or(Error::NoSuchRecord)?;
        let kind = line.reference.media_type.clone();
        if !is_picture(&kind) || line.reference.bytes > PICTURE {
            return Err(Error::NoSuchRecord);
        }
        let (desk, now) = (&mut asked.session.desk, asked.now);
        desk.log_look(Act::AttachmentWritten, Some(id), now)?;
        let mut from = desk.attachment(&line.reference.parcel)?;
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(&mut from, PICTURE), &mut bytes)
            .map_err(|_| Error::Damaged)?;
        Ok(([(header::CONTENT_TYPE, kind)], Body::from(bytes)).into_response())
    });
    with_desk(shared, headers, here, work).await
}

async fn show_phones(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(Language { language }): Query<Language>,
) -> Response {
    let work: Work = Box::new(|asked| asked.phones(&phones::Done::Nothing));
    shows(shared, headers, "phones".to_owned(), language, work).await
}

#[derive(Deserialize)]
struct PhoneForm {
    #[serde(default)]
    token: String,
    phone: String,
    #[serde(default)]
    words: String,
}

async fn invite(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(form): Form<PhoneForm>,
) -> Response {
    let work: Work = Box::new(move |asked| {
        let (desk, now) = (&mut asked.session.desk, asked.now);
        match desk.invite(form.phone.trim(), INVITATION_DAYS, now) {
            Ok(invitation) => asked.phones(&phones::Done::Invited(&invitation)),
            Err(error) => asked.phones(&phones::Done::Failed(&error)),
        }
    });
    acts(
        shared,
        headers,
        "phones/invite".to_owned(),
        form.token,
        work,
    )
    .await
}

async fn accept(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(form): Form<PhoneForm>,
) -> Response {
    let work: Work = Box::new(move |asked| {
        let (desk, now) = (&mut asked.session.desk, asked.now);
        let accepted = desk.accept(form.phone.trim(), form.words.trim(), now);
        match accepted {
            Ok(Accepted::Other) => asked.phones(&phones::Done::OtherWords),
            Ok(_) => {
                desk.take_in(now)?;
                asked.phones(&phones::Done::Accepted)
            }
            Err(error) => asked.phones(&phones::Done::Failed(&error)),
        }
    });
    acts(
        shared,
        headers,
        "phones/accept".to_owned(),
        form.token,
        work,
    )
    .await
}

async fn revoke(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(form): Form<PhoneForm>,
) -> Response {
    let work: Work = Box::new(move |asked| {
        let now = asked.now;
        match asked.session.desk.revoke(&form.phone, None, now) {
            Ok(_) => {
                // The hub hears of it at once where it can be reached, or else with the next collection.
                collect(asked.session, now);
                asked.phones(&phones::Done::Revoked)
            }
            Err(error) => asked.phones(&phones::Done::Failed(&error)),
        }
    });
    acts(
        shared,
        headers,
        "phones/revoke".to_owned(),
        form.token,
        work,
    )
    .await
}

async fn show_services(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(Language { language }): Query<Language>,
) -> Response {
    let work: Work = Box::new(|asked| Ok(Asked::screen(&services::screen(&asked.frame()))));
    shows(shared, headers, "services".to_owned(), language, work).await
}

async fn show_figures(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(Language { language }): Query<Language>,
) -> Response {
    let work: Work = Box::new(|asked| {
        let desk = &asked.session.desk;
        let (cases, phones) = (desk.cases()?, desk.phones()?);
        let now = asked.now.wall_ms;
        Ok(Asked::screen(&figures::screen(
            &asked.frame(),
            &cases,
            &phones,
            now,
        )))
    });
    shows(shared, headers, "figures".to_owned(), language, work).await
}

async fn show_log(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(Language { language }): Query<Language>,
) -> Response {
    let work: Work = Box::new(|asked| {
        let desk = &asked.session.desk;
        let (lines, cases) = (desk.log_lines(), desk.cases()?);
        Ok(Asked::screen(&log::screen(&asked.frame(), &lines, &cases)))
    });
    shows(shared, headers, "log".to_owned(), language, work).await
}

async fn show_desk(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(Language { language }): Query<Language>,
) -> Response {
    let work: Work = Box::new(|asked| Ok(asked.this_desk(&this_desk::Done::Nothing)));
    shows(shared, headers, "desk".to_owned(), language, work).await
}

async fn check(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(Token { token }): Form<Token>,
) -> Response {
    let work: Work = Box::new(|asked| {
        let checked = asked.session.desk.verify()?;
        Ok(asked.this_desk(&this_desk::Done::Checked(&checked)))
    });
    acts(shared, headers, "check".to_owned(), token, work).await
}

async fn approve(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    UrlPath(id): UrlPath<String>,
    Form(Token { token }): Form<Token>,
) -> Response {
    let action = format!("approve/{id}");
    let work: Work = Box::new(move |asked| {
        let done = match asked.session.desk.approve(&id, asked.now) {
            Ok(_) => this_desk::Done::Approved,
            Err(Error::OwnRequest) => this_desk::Done::NotAlone,
            Err(error) => return Err(error),
        };
        Ok(asked.this_desk(&done))
    });
    acts(shared, headers, action, token, work).await
}

async fn collect_now(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(Token { token }): Form<Token>,
) -> Response {
    let beside = Arc::clone(&shared);
    let work: Work = Box::new(move |asked| {
        // It may take long: it goes on by itself, and screens say so until it is done.
        std::thread::spawn(move || {
            let mut session = beside.session();
            if let Some(open) = session.as_mut() {
                collect(open, beside.clock.now());
                open.touch();
            }
        });
        Ok(asked.shared.to(""))
    });
    acts(shared, headers, "collect".to_owned(), token, work).await
}

/// Fetches what phones sent, files it, and sends receipts and answers.
fn collect(session: &mut Session, now: Moment) {
    session.collected_at = Instant::now();
    let desk = &mut session.desk;
    let Some(url) = desk.hub().map(str::to_owned) else {
        return;
    };
    let certificate = desk.hub_certificate().cloned();
    let hub = http::Hub {
        url: &url,
        certificate: certificate.as_ref(),
    };
    // What came before a road broke is filed all the same; receipts go back at once.
    let came = hub_client::exchange(desk, hub, now, &Unwatched).is_ok();
    session.collected = Some(match desk.take_in(now) {
        Err(_) => Collected::Failed,
        Ok(_) if !came => Collected::Broken,
        Ok(intake) => {
            let back = hub_client::exchange(desk, hub, now, &Unwatched).is_ok();
            match back && hub_client::close_tokens(desk, hub, now).is_ok() {
                true => Collected::Brought(intake),
                false => Collected::Broken,
            }
        }
    });
}

#[derive(Deserialize)]
struct Unlock {
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

async fn unlock(
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
                    Error::Store(pocketcard::store::Error::InUse) => "unlock-in-use",
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
async fn show_locked(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
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

async fn lock_now(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(Token { token }): Form<Token>,
) -> Response {
    let done = tokio::task::spawn_blocking(move || {
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

async fn missing(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    shared.sentence(&headers, StatusCode::NOT_FOUND, "missing-title", "missing")
}
