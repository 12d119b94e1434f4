//! The facade as a shell calls it. Inside the crate, because its library is for other languages alone.

mod chunks;
mod exchange;
