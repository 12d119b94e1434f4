//! What can be done, each by a form that carries its token.

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::{MethodRouter, post},
};
use pocketcard::{base::Id, host::Clock};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{
    asked::{Asked, Shared, acts},
    phones, this_desk,
};
use crate::desk::{Accepted, Deed, Error, Mark};

/// Days for which an invitation is open.
const INVITATION_DAYS: u16 = 30;

/// What forms carry. Each uses some of it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields {
    token: String,
    text: Zeroizing<String>,
    act: String,
    phone: String,
    words: String,
}

type Done = Result<Response, Error>;

pub(super) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/collect", form("collect", |asked, _| Ok(collect(asked))))
        .route("/check", form("check", check))
        .route("/phones/invite", form("phones/invite", invite))
        .route("/phones/accept", form("phones/accept", accept))
        .route("/phones/revoke", form("phones/revoke", revoke))
        .route("/approve/{id}", form_about("approve/{}", approve))
        .route("/case/{id}/request", form_about("case/{}/request", request))
        .route("/case/{id}/delete", form_about("case/{}/delete", delete))
        .route("/case/{id}/answer", form_about("case/{}/answer", answer))
        .route(
            "/case/{id}/hand",
            form_about("case/{}/hand", |asked, id, _| {
                mark(asked, id, Mark::Handed, "noted")
            }),
        )
        .route(
            "/case/{id}/close-case",
            form_about("case/{}/close-case", |asked, id, _| {
                mark(asked, id, Mark::Closed, "closed")
            }),
        )
}

/// A form that is sent to this part of the page.
fn form(
    action: &'static str,
    work: fn(&mut Asked<'_>, &Fields) -> Done,
) -> MethodRouter<Arc<Shared>> {
    post(
        move |State(shared): State<Arc<Shared>>,
              headers: HeaderMap,
              Form(mut fields): Form<Fields>| {
            let token = std::mem::take(&mut fields.token);
            let work = Box::new(move |asked: &mut Asked<'_>| work(asked, &fields));
            acts(shared, headers, action.to_owned(), token, work)
        },
    )
}

/// A form about one thing, whose id stands in its address.
fn form_about(
    action: &'static str,
    work: fn(&mut Asked<'_>, &str, &Fields) -> Done,
) -> MethodRouter<Arc<Shared>> {
    post(
        move |State(shared): State<Arc<Shared>>,
              headers: HeaderMap,
              Path(id): Path<String>,
              Form(mut fields): Form<Fields>| {
            let token = std::mem::take(&mut fields.token);
            let action = action.replace("{}", &id);
            let work = Box::new(move |asked: &mut Asked<'_>| work(asked, &id, &fields));
            acts(shared, headers, action, token, work)
        },
    )
}

fn id(typed: &str) -> Result<Id, Error> {
    typed.parse().map_err(|_| Error::NoSuchRecord)
}

fn answer(asked: &mut Asked<'_>, about: &str, fields: &Fields) -> Done {
    let (desk, now) = (&mut asked.session.desk, asked.now);
    let case = desk.case(id(about)?)?.case;
    let to = |done: &str| format!("case/{}?done={done}", case.id);
    if fields.act != "send" {
        desk.keep_draft(case.id, &fields.text, now)?;
        return Ok(asked.shared.to(&to("kept")));
    }
    let Some(record) = case.answerable() else {
        return Err(Error::NothingToAnswer);
    };
    match desk.answer(record, &fields.text, now) {
        Ok(()) => {
            desk.keep_draft(case.id, "", now)?;
            Ok(asked.shared.to("?sent=true"))
        }
        Err(Error::EmptyAnswer | Error::TextTooLong) => {
            // What was typed is not lost for being wrong.
            let _ = desk.keep_draft(case.id, &fields.text, now);
            Ok(asked.shared.to(&to("empty")))
        }
        Err(error) => Err(error),
    }
}

fn mark(asked: &mut Asked<'_>, about: &str, mark: Mark, done: &str) -> Done {
    let id = id(about)?;
    asked.session.desk.mark(id, mark, asked.now)?;
    Ok(asked.shared.to(&format!("case/{id}?done={done}")))
}

fn approve(asked: &mut Asked<'_>, about: &str, _: &Fields) -> Done {
    let done = match asked.session.desk.approve(about, asked.now) {
        Ok(_) => this_desk::Done::Approved,
        Err(Error::OwnRequest) => this_desk::Done::NotAlone,
        Err(error) => return Err(error),
    };
    asked.this_desk(&done)
}

/// Asks for what takes two people with a case.
fn request(asked: &mut Asked<'_>, about: &str, fields: &Fields) -> Done {
    let (desk, now, case) = (&mut asked.session.desk, asked.now, id(about)?);
    let what = match fields.act.as_str() {
        "delete" => Deed::Deletion,
        _ => Deed::Export,
    };
    let done = match desk.request(what, case, &fields.text, now) {
        Ok(_) => "requested",
        Err(Error::Reason) => "reason",
        Err(Error::NotClosed) => "not-closed",
        Err(Error::KeptForCourt) => "court",
        Err(error) => return Err(error),
    };
    Ok(asked.shared.to(&format!("case/{case}?done={done}")))
}

/// Deletes a case, as another user approved.
fn delete(asked: &mut Asked<'_>, about: &str, _: &Fields) -> Done {
    let done = match asked.session.desk.delete_case(id(about)?, asked.now) {
        Ok(deleted) => this_desk::Done::Deleted(deleted.records),
        Err(Error::NotClosed) => this_desk::Done::Refused("not-closed"),
        Err(Error::KeptForCourt) => this_desk::Done::Refused("kept-for-court"),
        Err(Error::NeedsAnother) => this_desk::Done::Refused("approve-another"),
        Err(error) => return Err(error),
    };
    asked.this_desk(&done)
}

fn check(asked: &mut Asked<'_>, _: &Fields) -> Done {
    let checked = asked.session.desk.verify()?;
    asked.this_desk(&this_desk::Done::Checked(&checked))
}

fn collect(asked: &mut Asked<'_>) -> Response {
    let shared = Arc::clone(asked.shared);
    // It may take long: it goes on by itself, and screens say so until it is done.
    let running = shared.collecting.begin();
    std::thread::spawn(move || {
        if let Some(session) = shared.session().as_mut() {
            session.collect(shared.clock.now(), &running);
            session.touch();
        }
    });
    asked.shared.to("")
}

fn invite(asked: &mut Asked<'_>, fields: &Fields) -> Done {
    let (desk, now) = (&mut asked.session.desk, asked.now);
    match desk.invite(fields.phone.trim(), INVITATION_DAYS, now) {
        Ok(invitation) => asked.phones(&phones::Done::Invited(&invitation)),
        Err(error) => asked.phones(&phones::Done::Failed(&error)),
    }
}

fn accept(asked: &mut Asked<'_>, fields: &Fields) -> Done {
    let (desk, now) = (&mut asked.session.desk, asked.now);
    match desk.accept(fields.phone.trim(), fields.words.trim(), now) {
        Ok(Accepted::Other) => asked.phones(&phones::Done::OtherWords),
        Ok(_) => {
            desk.take_in(now)?;
            asked.phones(&phones::Done::Accepted)
        }
        Err(error) => asked.phones(&phones::Done::Failed(&error)),
    }
}

fn revoke(asked: &mut Asked<'_>, fields: &Fields) -> Done {
    let now = asked.now;
    match asked.session.desk.revoke(&fields.phone, None, now) {
        Ok(_) => {
            // The hub hears of it at once where it can be reached, or else with the next collection.
            let running = asked.shared.collecting.begin();
            asked.session.collect(now, &running);
            asked.phones(&phones::Done::Revoked)
        }
        Err(error) => asked.phones(&phones::Done::Failed(&error)),
    }
}
