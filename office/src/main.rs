//! The office in a terminal: desks, invitations, the hub, and packs.

#![forbid(unsafe_code)]

mod arguments;
mod commands;
mod place;

use std::process::ExitCode;

use pocketcard_office::terminal;

fn main() -> ExitCode {
    terminal::leave_no_dump();
    let arguments: arguments::Arguments = match terminal::parse() {
        Ok(arguments) => arguments,
        Err(status) => return status,
    };
    let json = arguments.json;
    if arguments.desk.is_none() && arguments.verb.needs_desk() {
        return terminal::misused("say where the desk's store is: --desk DIR", json);
    }
    terminal::finish(
        commands::run(arguments.verb, arguments.desk.as_deref()),
        json,
    )
}
