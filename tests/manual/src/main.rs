//! Writes the manual pages and the shells' completions of both programs, from their command lines:
//! `pocketcard-manual DIR` makes `DIR/man` and `DIR/completions`.
//!
//! A program apart, so that those that people install carry nothing of it.

#![forbid(unsafe_code)]

#[expect(
    dead_code,
    reason = "the program reads what was typed, and this one only what can be"
)]
#[path = "../../../office/src/arguments/mod.rs"]
mod office;
#[expect(dead_code, reason = "the same")]
#[path = "../../../bindings/cli/src/arguments.rs"]
mod phone;

use std::{env, fs, io, path::PathBuf};

use clap::{Command, CommandFactory};
use clap_complete::Shell;

fn main() -> io::Result<()> {
    let Some(directory) = env::args_os().nth(1).map(PathBuf::from) else {
        return Err(io::Error::other("say where: pocketcard-manual DIR"));
    };
    let (manual, completions) = (directory.join("man"), directory.join("completions"));
    for directory in [&manual, &completions] {
        fs::create_dir_all(directory)?;
    }
    for command in [phone::Arguments::command(), office::Arguments::command()] {
        let name = command.get_name().to_owned();
        let mut completed = command.clone();
        for shell in [Shell::Bash, Shell::Fish, Shell::Zsh] {
            clap_complete::generate_to(shell, &mut completed, &name, &completions)?;
        }
        // For bash, clap_complete 4.6 calls a program with a hyphen one thing where it looks for its verbs and another
        // where it lists them, and offers nothing after the first verb.
        let bash = completions.join(format!("{name}.bash"));
        let [listed, looked_for] = ["__subcmd__", "__"].map(|hyphen| name.replace('-', hyphen));
        fs::write(
            &bash,
            fs::read_to_string(&bash)?.replace(&listed, &looked_for),
        )?;
        // A page on how to ask for help with each verb would hide the pages of the verbs.
        clap_mangen::generate_to(without_help(command), &manual)?;
    }
    Ok(())
}

/// The command without its verbs `help`.
fn without_help(command: Command) -> Command {
    let command = command.disable_help_subcommand(true);
    command.mut_subcommands(without_help)
}
