//! Tables of counts that give nobody away.

use std::path::Path;

use pocketcard::{base::Id, host::Clock};
use pocketcard_office::{
    desk::{Desk, Released},
    figures::{
        Protected, Spec, TOTAL,
        count::{BASIS, Period},
    },
    releases::Release,
};
use pocketcard_terminal::{Output, Refusal, moment_text, write_file};
use serde_json::{Value, json};

use super::{people::ALONE, plots};
use crate::{
    arguments::figures::{Asked, Figures, FiguresVerb, ReleaseFiles},
    open_desk::OpenDesk,
};

/// What a cell shows that is left out.
const LEFT_OUT: &str = "-";

pub fn figures(place: &OpenDesk, figures: Figures) -> Result<Output, Refusal> {
    match (figures.verb, figures.asked) {
        (Some(FiguresVerb::List), _) => list(&place.open()?),
        (Some(FiguresVerb::Plot { what, out }), _) => plots::weeks(place, what, out.as_deref()),
        (
            Some(FiguresVerb::Release {
                asked,
                reason,
                files,
            }),
            _,
        ) => release(place, &asked, &reason, &files),
        (None, Some(asked)) => for_the_desk(place, &spec(&asked)?),
        (None, None) => Err(Refusal("say which month: --month 2026-11".to_owned())),
    }
}

/// The table that is meant.
fn spec(asked: &Asked) -> Result<Spec, Refusal> {
    let period = match (&asked.month, &asked.year) {
        (Some(month), _) => Period::parse(month).filter(|_| month.contains('-')),
        (None, year) => {
            let year = year.as_deref().unwrap_or_default();
            Period::parse(year).filter(|_| !year.contains('-'))
        }
    };
    let line = "write the month as year and month, such as 2026-11, and the year as 2026";
    Ok(Spec {
        period: period.ok_or_else(|| Refusal(line.to_owned()))?,
        by: asked.by.iter().map(|by| (*by).into()).collect(),
        sites: asked.sites.clone(),
        threshold: asked.threshold,
        zeros: asked.zeros,
    })
}

fn for_the_desk(place: &OpenDesk, spec: &Spec) -> Result<Output, Refusal> {
    let desk = place.open()?;
    let protected = desk.figures(spec, place.clock.now())?;
    let shown = Shown::of_desk(&protected, spec);
    let mut text = shown.in_words();
    text.push(
        "This table is for those who use this desk: nothing compared it with what was released. `figures release` does."
            .to_owned(),
    );
    Ok(Output::done(text, shown.in_json()))
}

fn release(
    place: &OpenDesk,
    asked: &Asked,
    reason: &str,
    files: &ReleaseFiles,
) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let release = match desk.release(&spec(asked)?, reason, place.clock.now())? {
        Released::Now(release) => release,
        Released::Asked(request) => return Ok(waits(&request)),
    };
    write(&release, files.hxl.as_deref(), files.schema.as_deref())?;
    let unreached = desk.deliver()?;
    let mut text = in_words(&release);
    text.extend(release.approved_by.is_none().then(|| ALONE.to_owned()));
    let mut done = Output::done(text, in_json(&release));
    done.failure = (!unreached.is_empty()).then(|| {
        format!(
            "it is released, but the store of {} is out of reach: mount it and give the same command again",
            unreached.join(", ")
        )
    });
    Ok(done)
}

fn waits(request: &Id) -> Output {
    let text = format!(
        "Asked. Another user approves it within 48 hours, with their own passphrase: `approve {}`. Then give the same \
         command again.",
        &request.to_string()[..12]
    );
    Output::done(vec![text], json!({ "request": request, "released": false }))
}

fn list(desk: &Desk) -> Result<Output, Refusal> {
    let releases = desk.releases()?;
    Ok(Output::done(
        lines(&releases),
        json!({ "releases": releases.iter().map(in_json).collect::<Vec<_>>() }),
    ))
}

/// A line for each release.
pub(super) fn lines(releases: &[Release]) -> Vec<String> {
    let line = |it: &Release| {
        let approved = it.approved_by.as_ref();
        let approved =
            approved.map_or_else(|| "alone".to_owned(), |by| format!("approved by {by}"));
        format!(
            "{:<32} {}  {}, {approved}: {}",
            it.id,
            moment_text(it.released_at),
            it.asked_by,
            it.asked,
        )
    };
    match releases.is_empty() {
        true => vec!["Nothing was released.".to_owned()],
        false => releases.iter().map(line).collect(),
    }
}

/// Writes what was released to files.
pub(super) fn write(
    release: &Release,
    hxl: Option<&Path>,
    schema: Option<&Path>,
) -> Result<(), Refusal> {
    for (path, text) in [(hxl, &release.hxl), (schema, &release.schema)] {
        if let Some(path) = path {
            write_file(path, |file| Ok(file.write_all(text.as_bytes())?))?;
        }
    }
    Ok(())
}

/// A release as text.
pub(super) fn in_words(release: &Release) -> Vec<String> {
    let mut text = vec![format!("Release {}", release.id)];
    text.extend(Shown::of_release(release).in_words());
    text
}

/// A release as JSON.
pub(super) fn in_json(release: &Release) -> Value {
    let mut json = Shown::of_release(release).in_json();
    json["released"] = json!(true);
    json["release"] = json!(release.id);
    json["number"] = json!(release.number);
    json["asked_by"] = json!(release.asked_by);
    json["approved_by"] = json!(release.approved_by);
    json
}

/// A table as it is printed.
struct Shown<'a> {
    from: String,
    to: String,
    threshold: u32,
    names: Vec<&'a str>,
    cells: Vec<(Vec<&'a str>, Option<i64>)>,
}

impl<'a> Shown<'a> {
    fn of_desk(protected: &'a Protected, spec: &Spec) -> Self {
        let table = protected.table();
        let labels = |cell| {
            let labels = table.labels(cell).into_iter().zip(table.dimensions());
            labels
                .map(|(label, by)| label.map_or(TOTAL, |at| by.labels[at].as_str()))
                .collect()
        };
        let cells = table.cells();
        Self {
            from: spec.period.from(),
            to: spec.period.to(),
            threshold: spec.threshold,
            names: table
                .dimensions()
                .iter()
                .map(|by| by.name.as_str())
                .collect(),
            cells: cells
                .map(|cell| (labels(cell), protected.published(cell)))
                .collect(),
        }
    }

    fn of_release(release: &'a Release) -> Self {
        let labels = |cell: Vec<Option<&'a str>>| {
            let labels = cell.into_iter();
            labels.map(|label| label.unwrap_or(TOTAL)).collect()
        };
        let cells = release.cells().into_iter().zip(&release.values);
        Self {
            from: release.from.clone(),
            to: release.to.clone(),
            threshold: release.threshold,
            names: release.by.iter().map(|by| by.name.as_str()).collect(),
            cells: cells.map(|(cell, value)| (labels(cell), *value)).collect(),
        }
    }

    fn in_words(&self) -> Vec<String> {
        let mut text = vec![format!(
            "Reports filed from {} to {}. {BASIS}",
            self.from, self.to
        )];
        let width = |at: usize| {
            let labels = self.cells.iter().map(|(labels, _)| labels[at]);
            let all = labels.chain([self.names[at]]);
            all.map(|label| label.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.names.len()).map(width).collect();
        let line = |labels: &[&str], count: &str| {
            let labels = labels.iter().zip(&widths);
            let labels: String = labels
                .map(|(label, width)| format!("{label:<width$}  "))
                .collect();
            format!("{labels}{count:>7}")
        };
        text.push(line(&self.names, "reports"));
        for (labels, count) in &self.cells {
            let count = count.map(|count| count.to_string());
            text.push(line(labels, count.as_deref().unwrap_or(LEFT_OUT)));
        }
        text.push(format!(
            "{LEFT_OUT} is left out: a count below {}, or one that would lead to it.",
            self.threshold
        ));
        text
    }

    fn in_json(&self) -> Value {
        let cells = self.cells.iter();
        let cells = cells.map(|(labels, count)| json!({ "labels": labels, "count": count }));
        json!({
            "from": self.from,
            "to": self.to,
            "basis": BASIS,
            "threshold": self.threshold,
            "by": self.names,
            "cells": cells.collect::<Vec<_>>(),
            "released": false,
        })
    }
}
