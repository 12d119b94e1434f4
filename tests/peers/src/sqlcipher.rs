//! `sqlcipher`: the same table in SQLCipher, with its own choice of ciphers. Plays rounds on command: see
//! `rounds.rs`.

mod plain;
mod rounds;

/// A raw key and no passphrase, so that opening takes no stretching.
const KEY: &str =
    r#"PRAGMA key = "x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'";"#;

fn main() {
    rounds::play(|dir| plain::Plain::open(dir, KEY));
}
