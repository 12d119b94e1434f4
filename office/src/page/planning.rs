//! Planning changes of the directory of services.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Form, Router,
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
    routing::{get, post},
};
use pocketcard::content::Content;
use serde::Deserialize;

use super::{
    asked::{Asked, Shared, Work, acts, with_desk},
    service_form::{self, Typed},
    services,
};
use crate::{
    desk::{Error, UserRole},
    pack::Directory,
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Which {
    id: String,
}

pub(super) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/services/edit", get(show_form))
        .route("/services/keep", post(keep))
        .route("/services/drop", post(give_up))
}

/// The directory as it is planned, or else as it is in force.
fn directory(asked: &Asked<'_>) -> Result<Directory, Error> {
    let planned = asked.session.desk.planned_directory()?;
    Ok(planned.unwrap_or_else(|| Directory::of(asked.session.content())))
}

/// The screen of the services.
pub(super) fn shown(asked: &mut Asked<'_>, done: services::Done) -> Result<Response, Error> {
    asked.here = "services";
    let desk = &asked.session.desk;
    let plan = desk.planned_directory()?;
    let plans = !desk.is_confidential() && desk.role() == UserRole::Administrator;
    let screen = services::screen(&asked.frame(), plan.as_ref(), plans, done);
    Ok(Asked::screen(&screen))
}

async fn show_form(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(Which { id }): Query<Which>,
) -> Response {
    let work: Work = Box::new(move |asked| {
        let directory = directory(asked)?;
        let frame = asked.frame();
        let typed = Typed::of(&directory, &id, frame.words.tag());
        Ok(Asked::screen(&service_form::screen(&frame, &typed, None)))
    });
    with_desk(shared, headers, "services".to_owned(), work).await
}

async fn keep(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(mut fields): Form<HashMap<String, String>>,
) -> Response {
    let token = fields.remove("token").unwrap_or_default();
    let work: Work = Box::new(move |asked| {
        let mut directory = directory(asked)?;
        if fields.get("act").is_some_and(|act| act == "remove") {
            directory.remove(fields.get("id").map_or("", String::as_str));
            return plan(asked, &directory);
        }
        let typed = Typed::read(&directory, &fields);
        let content: &Content = asked.session.content();
        let planned = typed.planned(directory, content, asked.frame().words.tag());
        match planned {
            Ok(directory) => plan(asked, &directory),
            // What was typed stands in the form again.
            Err(wrong) => Ok(Asked::screen(&service_form::screen(
                &asked.frame(),
                &typed,
                Some(wrong),
            ))),
        }
    });
    acts(shared, headers, "services/keep".to_owned(), token, work).await
}

fn plan(asked: &mut Asked<'_>, directory: &Directory) -> Result<Response, Error> {
    let now = asked.now;
    asked.session.desk.plan_directory(Some(directory), now)?;
    shown(asked, services::Done::Planned)
}

async fn give_up(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(mut fields): Form<HashMap<String, String>>,
) -> Response {
    let token = fields.remove("token").unwrap_or_default();
    let work: Work = Box::new(move |asked| {
        let now = asked.now;
        asked.session.desk.plan_directory(None, now)?;
        shown(asked, services::Done::Dropped)
    });
    acts(shared, headers, "services/drop".to_owned(), token, work).await
}
