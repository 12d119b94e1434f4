//! The office in a terminal: desks, invitations, the hub, and packs.

#![forbid(unsafe_code)]

mod arguments;
mod commands;

use std::process::ExitCode;

use clap::Parser;
use pocketcard_office::terminal;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let json = arguments.json;
    terminal::finish(
        commands::run(arguments.verb, arguments.desk.as_deref()),
        json,
    )
}
