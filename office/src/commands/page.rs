//! The desk in a browser.

use std::io::Write;

use pocketcard_office::{
    desk::Desk,
    page::{Browser, Page},
};
use pocketcard_terminal::{Output, Refusal};
use serde_json::json;

use crate::open_desk::OpenDesk;

pub fn serve(place: OpenDesk, open: bool, as_json: bool) -> Result<Output, Refusal> {
    Desk::look(&place.directory, &place.keystore)?;
    let page = Page::bind(&place.directory, place.keystore)?;
    let url = page.url();
    let line = format!("The desk's page, for this machine alone: {url}\nStop it with Ctrl-C.");
    // Nobody needs to read it. What a program reads stays one object.
    let _ = match as_json {
        true => writeln!(anstream::stderr(), "{line}"),
        false => writeln!(anstream::stdout(), "{line}"),
    };
    let browser = match open {
        true => Some(Browser::open(&url).map_err(|_| {
            Refusal("Chromium could not be started; leave --open out, and type the address into a browser".into())
        })?),
        false => None,
    };
    page.serve()?;
    drop(browser);
    Ok(Output::done(
        vec!["The desk is locked.".to_owned()],
        json!({}),
    ))
}
