//! Fills spreadsheet forms in, for the comparison with JavaRosa in `tests/xlsform`.
//!
//! Reads `{"workbook": path, "today": "2026-11-22", "cases": [values, ...]}`, one such object a line,
//! and writes for each a line: a list of states for each case, or `{"refused": [...]}`. Tables are taken
//! from beside the workbook.

use std::{
    fs,
    io::{self, BufRead, Write},
    path::Path,
};

use pocketcard::form::{Circumstances, Day, Form, Instant, Item, Positions, Problem, Values};
use pocketcard_office::xlsform;
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        writeln!(out, "{}", answer(&serde_json::from_str(&line?)?)?)?;
    }
    Ok(())
}

fn answer(request: &Value) -> io::Result<Value> {
    let path = Path::new(request["workbook"].as_str().unwrap_or_default());
    let workbook = fs::read(path)?;
    let today = request["today"].as_str().and_then(Day::parse);
    let today = today.ok_or_else(|| io::Error::other("today is no day"))?;
    let form = match xlsform::import(&workbook, "form", &|name| {
        fs::read(path.with_file_name(name)).ok()
    }) {
        Ok(import) => import.form,
        Err(notes) => {
            let notes: Vec<_> = notes.iter().map(ToString::to_string).collect();
            return Ok(json!({ "refused": notes }));
        }
    };
    let cases = request["cases"].as_array().into_iter().flatten();
    let states = cases.map(|case| states(&form, &serde_json::from_value(case.clone())?, today));
    // An answer that belongs nowhere is a difference too.
    Ok(states
        .collect::<io::Result<Value>>()
        .unwrap_or_else(|error| json!({ "refused": [error.to_string()] })))
}

/// By the place of each question (`people/born#1`: in the second turn): what is known about it.
fn states(form: &Form, values: &Values, today: Day) -> io::Result<Value> {
    let circumstances = Circumstances {
        positions: Positions::Exact,
        // Noon, as the other side is told.
        ..Instant::parse(&format!("{today}T12:00:00Z"))
            .ok_or_else(|| io::Error::other("today is no day"))?
            .into()
    };
    let filled = form
        .evaluate(values, circumstances)
        .map_err(io::Error::other)?;
    let states = filled.questions.iter().map(|q| {
        let turns: Vec<String> = q.turns.iter().map(ToString::to_string).collect();
        let item = form.item(&q.name).expect("every state is of an item");
        let place = format!("{}#{}", path_of(form, item), turns.join("."));
        let offered = form.offered(q);
        let choices: Vec<&str> = offered.iter().map(|choice| choice.name.as_str()).collect();
        let state = json!({
            "relevant": q.relevant,
            "required": q.required,
            "value": q.value,
            "constraint": q.problem != Some(Problem::Constraint),
            "choices": choices,
        });
        (place, state)
    });
    Ok(states.collect::<serde_json::Map<_, _>>().into())
}

/// The names of an item and of the groups around it.
fn path_of(form: &Form, item: &Item) -> String {
    let group = item.inside.as_ref().and_then(|group| form.item(group));
    match group {
        Some(group) => format!("{}/{}", path_of(form, group), item.local_name()),
        None => item.local_name().to_owned(),
    }
}
