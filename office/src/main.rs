//! The office in a terminal: desks, invitations, the hub, and packs.

#![forbid(unsafe_code)]

mod arguments;
mod commands;
mod open_desk;

use std::process::ExitCode;

fn main() -> ExitCode {
    pocketcard_terminal::leave_no_dump();
    let arguments: arguments::Arguments = match pocketcard_terminal::parse() {
        Ok(arguments) => arguments,
        Err(status) => return status,
    };
    let json = arguments.json;
    if arguments.desk.is_none() && arguments.verb.needs_desk() {
        return pocketcard_terminal::misused("say where the desk's store is: --desk DIR", json);
    }
    pocketcard_terminal::allow_replacing(arguments.force);
    pocketcard_terminal::finish(
        commands::run(arguments.verb, arguments.desk.as_deref(), json),
        json,
    )
}
