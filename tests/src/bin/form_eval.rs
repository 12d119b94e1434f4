//! Fills spreadsheet forms in, for the comparison with JavaRosa in `tests/xlsform`.
//!
//! Reads `{"workbook": path, "today": "2026-11-22", "cases": [values, ...]}`, one such object a line,
//! and writes for each a line: a list of states for each case, or `{"refused": [...]}`.

use std::{
    fs,
    io::{self, BufRead, Write},
};

use pocketcard::form::{Day, Form, Problem, Values};
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
    let workbook = fs::read(request["workbook"].as_str().unwrap_or_default())?;
    let today = request["today"].as_str().and_then(Day::parse);
    let today = today.ok_or_else(|| io::Error::other("today is no day"))?;
    let form = match xlsform::import(&workbook, "form") {
        Ok(import) => import.form,
        Err(notes) => {
            let notes: Vec<_> = notes.iter().map(ToString::to_string).collect();
            return Ok(json!({ "refused": notes }));
        }
    };
    let cases = request["cases"].as_array().into_iter().flatten();
    cases
        .map(|case| states(&form, &serde_json::from_value(case.clone())?, today))
        .collect()
}

/// By the place of each question (`people/1/born`): what is known about it.
fn states(form: &Form, values: &Values, today: Day) -> io::Result<Value> {
    let filled = form.evaluate(values, today).map_err(io::Error::other)?;
    let states = filled.questions.iter().map(|q| {
        let place = match q.turn {
            Some(turn) => format!("{}/{turn}", q.name),
            None => q.name.clone(),
        };
        let state = json!({
            "relevant": q.relevant,
            "required": q.required,
            "value": q.value,
            "constraint": q.problem != Some(Problem::Constraint),
            "choices": q.choices,
        });
        (place, state)
    });
    Ok(states.collect::<serde_json::Map<_, _>>().into())
}
