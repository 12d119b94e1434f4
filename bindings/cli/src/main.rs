//! The phone in a terminal: screen, refer, carry, sync, and the tour of one day.

#![forbid(unsafe_code)]

mod arguments;
mod commands;
mod phone;
mod tour;

use std::process::ExitCode;

fn main() -> ExitCode {
    pocketcard_terminal::leave_no_dump();
    let arguments: arguments::Arguments = match pocketcard_terminal::parse() {
        Ok(arguments) => arguments,
        Err(status) => return status,
    };
    let json = arguments.json;
    if arguments.store.is_none() && arguments.verb.needs_store() {
        return pocketcard_terminal::misused("say where the phone's store is: --store DIR", json);
    }
    pocketcard_terminal::allow_replacing(arguments.force);
    let store = arguments.store.as_deref();
    let outcome = commands::run(arguments.verb, store, &arguments.language, json);
    pocketcard_terminal::finish(outcome, json)
}
