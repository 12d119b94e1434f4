//! The phone in a terminal: screen, refer, carry, sync, and the tour of one day.

#![forbid(unsafe_code)]

mod arguments;
mod commands;
mod tour;

use std::process::ExitCode;

use clap::Parser;
use pocketcard_office::terminal;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let json = arguments.json;
    let outcome = match arguments.verb {
        arguments::Verb::Tour(options) => tour::run(&options, json),
        verb => commands::run(verb, arguments.store.as_deref(), &arguments.language, json),
    };
    terminal::finish(outcome, json)
}
