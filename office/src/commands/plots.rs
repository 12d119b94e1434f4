//! Figures as pictures, each with its numbers.

use std::path::Path;

use pocketcard::{content::Content, host::Clock};
use pocketcard_office::{
    desk::Series,
    figures::TOTAL,
    plots::{Bars, Grid, svg_file},
    releases::Release,
};
use pocketcard_terminal::{Output, Refusal, write_file};
use serde_json::json;

use crate::{arguments::figures::Plot, open_desk::OpenDesk};

pub fn weeks(place: &OpenDesk, what: Plot, out: Option<&Path>) -> Result<Output, Refusal> {
    let desk = place.open()?;
    let weeks = desk.weeks(place.clock.now().wall_ms)?;
    let published = desk.published_content();
    let content = published.as_ref().unwrap_or(Content::base());
    let row = |name: &str, numbers: &[Option<u64>]| (name.to_owned(), numbers.to_vec());
    let (id, title, heading, rows): (_, _, _, Vec<Series>) = match what {
        Plot::Sites => {
            let name = |id: &str| if id.is_empty() { "other" } else { id }.to_owned();
            let rows = weeks
                .sites
                .iter()
                .map(|(id, numbers)| (name(id), numbers.clone()));
            ("sites", "Reports by site and week", "site", rows.collect())
        }
        Plot::Indicators => {
            let rows = weeks.indicators.iter();
            let rows = rows.map(|(id, numbers)| (content.text("en", id), numbers.clone()));
            (
                "indicators",
                "Signs seen or told of, by week",
                "sign",
                rows.collect(),
            )
        }
        Plot::Delivery => {
            let rows = vec![
                row("half within", &weeks.half),
                row("nine of ten within", &weeks.nine_of_ten),
            ];
            let title = "Hours from finishing a record to filing it, by week";
            ("delivery", title, "records", rows)
        }
        Plot::Doubtful => {
            let title = "Records of phones with doubtful clocks, by week";
            (
                "doubtful",
                title,
                "clock",
                vec![row("doubtful", &weeks.doubtful)],
            )
        }
    };
    let grid = Grid {
        id,
        title: title.to_owned(),
        columns: weeks
            .mondays
            .iter()
            .map(|monday| monday[5..].to_owned())
            .collect(),
        rows,
        heading: heading.to_owned(),
        direction: "ltr",
    };
    let mut text = grid.lines();
    text.push("Weeks begin on the Monday that is named. This is for those who use this desk: it is not protected.".to_owned());
    if let Some(out) = out {
        let file = svg_file(&grid.svg(true));
        write_file(out, |to| Ok(to.write_all(file.as_bytes())?))?;
    }
    let rows = grid
        .rows
        .iter()
        .map(|(name, numbers)| json!({ "name": name, "numbers": numbers }));
    let rows = rows.collect::<Vec<_>>();
    Ok(Output::done(
        text,
        json!({ "title": title, "weeks": weeks.mondays, "rows": rows }),
    ))
}

/// Draws a release.
pub(super) fn release(release: &Release, out: &Path) -> Result<(), Refusal> {
    let name = |labels: Vec<Option<&str>>| {
        let labels = labels.into_iter().map(|label| label.unwrap_or(TOTAL));
        labels.collect::<Vec<_>>().join(", ")
    };
    let cells = release.cells().into_iter().zip(&release.values);
    let bars = Bars {
        id: "release",
        title: format!("Reports filed from {} to {}", release.from, release.to),
        groups: cells
            .map(|(labels, value)| (name(labels), value.and_then(|it| u64::try_from(it).ok())))
            .collect(),
        headings: ["group", "reports"].map(str::to_owned),
        direction: "ltr",
    };
    let file = svg_file(&bars.svg());
    write_file(out, |to| Ok(to.write_all(file.as_bytes())?))
}
