//! Tables of counts that give nobody away.

use std::path::Path;

use pocketcard::{
    content::{Content, Level, Subject},
    host::Clock,
};
use pocketcard_office::{
    desk::level_word,
    figures::{
        Protected, Rule, TOTAL, Zeros,
        count::{BASIS, By, Period, Request},
        hxl, protect,
    },
};
use pocketcard_terminal::{Output, Refusal, SystemClock, write_file};
use serde_json::{Value, json};

use crate::{arguments::Figures, open_desk::OpenDesk};

const LEVELS: [Level; 4] = [Level::NoFlag, Level::Enquire, Level::Refer, Level::ReferNow];

/// What a cell shows that is left out.
const LEFT_OUT: &str = "-";

pub fn figures(place: &OpenDesk, asked: &Figures) -> Result<Output, Refusal> {
    let period = Period::parse(&asked.month)
        .ok_or_else(|| Refusal("write the month as year and month, such as 2026-11".to_owned()))?;
    if !period.is_over(SystemClock::start().now().wall_ms) {
        let line = "that month is not over: what is still filed in it would change the table";
        return Err(Refusal(line.to_owned()));
    }
    let zeros = if asked.zeros {
        Zeros::Published
    } else {
        Zeros::Unsafe
    };
    let rule = Rule::new(asked.threshold, zeros)?;
    let by: Vec<By> = asked.by.iter().map(|by| (*by).into()).collect();
    if by.contains(&By::Site) == asked.sites.is_empty() {
        let line = "name the sites that are shown apart with --site CODE, and divide by site";
        return Err(Refusal(line.to_owned()));
    }
    let desk = place.open()?;
    let published = desk.published_content();
    let content = published.as_ref().unwrap_or(Content::base());
    let request = Request {
        period,
        by,
        sites: asked.sites.clone(),
        checklists: (content.document().checklists.iter())
            .filter(|checklist| checklist.subject != Subject::Misconduct)
            .map(|checklist| checklist.id.clone())
            .collect(),
        levels: LEVELS.map(|level| level_word(level).to_owned()).to_vec(),
    };
    let protected = protect(&request.count(&desk.reports()?)?, rule)?;
    let names: Vec<_> = (protected.table().dimensions().iter())
        .map(|dimension| dimension.name.as_str())
        .collect();
    let release = hxl::Release {
        id: format!(
            "{}-by-{}-from-{}",
            asked.month,
            names.join("-"),
            rule.threshold()
        ),
        from: period.from(),
        to: period.to(),
        basis: BASIS.to_owned(),
    };
    let write =
        |path: &Path, text: String| write_file(path, |file| Ok(file.write_all(text.as_bytes())?));
    if let Some(path) = &asked.hxl {
        write(path, hxl::table(&protected, &release))?;
    }
    if let Some(path) = &asked.schema {
        write(path, hxl::schema(&protected))?;
    }
    Ok(Output::done(
        in_words(&protected, &release),
        in_json(&protected, &release),
    ))
}

fn in_words(protected: &Protected, release: &hxl::Release) -> Vec<String> {
    let table = protected.table();
    let mut text = vec![format!(
        "Reports filed from {} to {}. {}",
        release.from, release.to, release.basis
    )];
    let widths: Vec<usize> = (table.dimensions().iter())
        .map(|dimension| {
            let labels = dimension.labels.iter().chain([&dimension.name]);
            labels
                .map(|label| label.chars().count())
                .max()
                .unwrap_or(0)
                .max(TOTAL.len())
        })
        .collect();
    let line = |labels: Vec<&str>, count: &str| {
        let labels = labels.into_iter().zip(&widths);
        let labels: String = labels
            .map(|(label, width)| format!("{label:<width$}  "))
            .collect();
        format!("{labels}{count:>7}")
    };
    let names = table
        .dimensions()
        .iter()
        .map(|dimension| dimension.name.as_str());
    text.push(line(names.collect(), "reports"));
    for cell in table.cells() {
        let count = protected.published(cell).map(|count| count.to_string());
        text.push(line(
            labels(protected, cell),
            count.as_deref().unwrap_or(LEFT_OUT),
        ));
    }
    text.push(format!(
        "{LEFT_OUT} is left out: a count below {}, or one that would lead to it.",
        protected.rule().threshold()
    ));
    text.push(
        "Nothing compared this table with others: publish one table a month, and none that counts the same reports in \
         another way."
            .to_owned(),
    );
    text
}

fn labels(protected: &Protected, cell: usize) -> Vec<&str> {
    let table = protected.table();
    (table.labels(cell).into_iter().zip(table.dimensions()))
        .map(|(label, dimension)| label.map_or(TOTAL, |at| dimension.labels[at].as_str()))
        .collect()
}

fn in_json(protected: &Protected, release: &hxl::Release) -> Value {
    let table = protected.table();
    let cells = table.cells().map(
        |cell| json!({ "labels": labels(protected, cell), "count": protected.published(cell) }),
    );
    let names = table.dimensions().iter().map(|dimension| &dimension.name);
    json!({
        "release": release.id,
        "from": release.from,
        "to": release.to,
        "basis": release.basis,
        "threshold": protected.rule().threshold(),
        "by": names.collect::<Vec<_>>(),
        "cells": cells.collect::<Vec<_>>(),
    })
}
