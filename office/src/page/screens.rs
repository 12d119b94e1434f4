//! What can be looked at, and by which address.

use std::{io, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get},
};
use pocketcard::{
    base::Id,
    text::{Value, without_marks},
};
use serde::Deserialize;

use super::{
    asked::{Asked, Language, Shared, Work, shows, with_desk},
    case::{self, Answering, BEGINNINGS, Done},
    figures, log, phones, planning,
    record::is_picture,
    services, this_desk,
    today::{self, Today, Wanted},
};
use crate::desk::{Act, Error, Mark};

/// Bytes of a picture that the page shows, at most.
const PICTURE: u64 = 16 << 20;

pub(super) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/", get(show_today))
        .route("/case/{id}", get(show_case))
        .route("/attachment/{record}/{number}", get(attachment))
        .route(
            "/phones",
            screen("phones", |asked| asked.phones(&phones::Done::Nothing)),
        )
        .route(
            "/services",
            screen("services", |asked| {
                planning::shown(asked, services::Done::Nothing)
            }),
        )
        .route("/figures", screen("figures", show_figures))
        .route("/log", screen("log", show_log))
        .route(
            "/desk",
            screen("desk", |asked| asked.this_desk(&this_desk::Done::Nothing)),
        )
}

/// A screen that its address says everything of.
fn screen(
    here: &'static str,
    work: fn(&mut Asked<'_>) -> Result<Response, Error>,
) -> MethodRouter<Arc<Shared>> {
    get(
        move |State(shared): State<Arc<Shared>>,
              headers: HeaderMap,
              Query(Language { language }): Query<Language>| {
            shows(shared, headers, here.to_owned(), language, Box::new(work))
        },
    )
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
    Path(id): Path<String>,
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
                let code = Value::Text(&detail.case.top().code);
                let text = asked
                    .frame()
                    .words
                    .with(&format!("begin-{begin}-text"), &[("code", code)]);
                without_marks(&text)
            });
        let done = match query.done.as_str() {
            "kept" => Some(Done::Kept),
            "empty" => Some(Done::Empty),
            "noted" => Some(Done::Noted),
            "closed" => Some(Done::Closed),
            "requested" => Some(Done::Requested),
            "reason" => Some(Done::NoReason),
            "not-closed" => Some(Done::NotClosed),
            "court" => Some(Done::KeptForCourt),
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

async fn attachment(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path((record, number)): Path<(String, usize)>,
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

fn show_figures(asked: &mut Asked<'_>) -> Result<Response, Error> {
    let desk = &asked.session.desk;
    let (cases, phones) = (desk.cases()?, desk.phones()?);
    let weeks = desk.weeks(asked.now.wall_ms)?;
    let screen = figures::screen(&asked.frame(), &cases, &phones, &weeks, asked.now.wall_ms);
    Ok(Asked::screen(&screen))
}

fn show_log(asked: &mut Asked<'_>) -> Result<Response, Error> {
    let desk = &asked.session.desk;
    let (lines, cases) = (desk.log_lines(), desk.cases()?);
    Ok(Asked::screen(&log::screen(&asked.frame(), &lines, &cases)))
}
