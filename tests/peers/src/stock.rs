//! `stock plain` and `stock matrix`: stores in SQLite as it comes. Plays rounds on command: see `rounds.rs`.

mod matrix;
mod plain;
mod rounds;

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("plain") => rounds::play(|dir| plain::Plain::open(dir, "")),
        Some("matrix") => rounds::play(matrix::Matrix::open),
        _ => panic!("stock plain|matrix"),
    }
}
