//! stub
use crate::arguments::TourOptions;
use pocketcard_office::terminal::{Refusal, Report};
pub fn run(_: &TourOptions, _: bool) -> Result<Report, Refusal> {
    Err("x".into())
}
