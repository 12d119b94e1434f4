//! What the cell `type` of a row says.

use pocketcard::form::{Decimal, Media, QuestionKind, Shape};

use super::shown;

/// What a row is.
#[derive(Debug)]
pub(super) enum RowKind {
    /// A question, a note, a group: an item of the form.
    Item(QuestionKind),
    /// As well, with a choice "other" and a question for what it is.
    OrOther(QuestionKind),
    /// A calculation; its cell has to say which.
    Calculation,
    /// A choice from a file beside the workbook: its name, and whether one or several are chosen.
    FromFile(String, bool),
    /// A table beside the workbook, named as the row is.
    Table,
    /// Something about the phone or its user that is never recorded: an item that stays empty.
    Unrecorded,
    /// Nothing that a record needs.
    Ignored,
    /// The end of a group or of a repeat.
    End {
        /// Of a repeat.
        repeat: bool,
    },
}

/// Reads the cell. `parameters` is the cell of that name.
pub(super) fn read(cell: &str, parameters: &str) -> Result<RowKind, String> {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let lower = words.join(" ").to_lowercase();
    let lower = lower.replace("uri:", "uri");
    let simple = match lower.strip_prefix("q ").unwrap_or(&lower) {
        "text" | "string" | "add text prompt" => QuestionKind::Text,
        "barcode" | "add barcode prompt" => QuestionKind::Barcode,
        "integer" | "int" | "add integer prompt" | "percentage" => QuestionKind::Integer,
        "decimal" | "add decimal prompt" => QuestionKind::Decimal,
        "range" => range(parameters)?,
        "date" | "add date prompt" => QuestionKind::Date,
        "time" => QuestionKind::Time,
        "datetime" | "date time" | "add date time prompt" | "add datetime prompt" => {
            QuestionKind::DateTime
        }
        "acknowledge" | "trigger" | "add acknowledge prompt" => QuestionKind::Acknowledge,
        "image" | "photo" | "picture" | "add image prompt" | "add photo prompt" => {
            media(Media::Image)
        }
        "audio" | "add audio prompt" => media(Media::Audio),
        "video" | "add video prompt" => media(Media::Video),
        "file" | "add file prompt" => media(Media::File),
        "geopoint" | "gps" | "location" | "add location prompt" => position(Shape::Point),
        "geotrace" => position(Shape::Trace),
        "geoshape" => position(Shape::Area),
        "note" | "add note prompt" => QuestionKind::Note,
        "hidden" => QuestionKind::Hidden,
        "start" | "start time" | "get start time" => QuestionKind::Start,
        "end" | "end time" | "get end time" => QuestionKind::End,
        "today" | "get today" => QuestionKind::Today,
        "begin group" | "begin_group" => QuestionKind::Group,
        "begin repeat" | "begin_repeat" | "begin lgroup" | "begin looped group" => {
            QuestionKind::Repeat
        }
        // pyxform takes the name of a list after it, and does nothing with it.
        cell if cell.starts_with("begin repeat ") || cell.starts_with("begin_repeat ") => {
            QuestionKind::Repeat
        }
        cell if cell.starts_with("begin group ") || cell.starts_with("begin_group ") => {
            QuestionKind::Group
        }
        "calculate" | "add calculate prompt" => return Ok(RowKind::Calculation),
        "end group" | "end_group" => return Ok(RowKind::End { repeat: false }),
        "end repeat" | "end_repeat" | "end lgroup" | "end looped group" => {
            return Ok(RowKind::End { repeat: true });
        }
        // One that was begun is written out before its rows are read.
        "end loop" | "end_loop" => {
            return Err("this ends something else than what was begun last; end that first, or delete this row".to_owned());
        }
        "csv-external" | "xml-external" => return Ok(RowKind::Table),
        "audit" | "start-geopoint" | "background-audio" | "background-geopoint" => {
            return Ok(RowKind::Ignored);
        }
        "deviceid" | "device id" | "get device id" | "imei" | "phonenumber" | "phone number"
        | "get phone number" | "simserial" | "sim id" | "get sim id" | "subscriberid"
        | "subscriber id" | "get subscriber id" | "username" | "email" | "uriusername"
        | "uriemail" | "urideviceid" | "uriphonenumber" | "urisimserial" | "urisubscriberid" => {
            return Ok(RowKind::Unrecorded);
        }
        _ => return choice(&words, cell),
    };
    Ok(RowKind::Item(simple))
}

fn media(of: Media) -> QuestionKind {
    QuestionKind::Media { of }
}

fn position(shape: Shape) -> QuestionKind {
    QuestionKind::Position { shape }
}

/// How many are chosen.
enum How {
    One,
    Several,
    InOrder,
}

/// The ways in which a choice begins, longest first.
const CHOICES: [(&str, How); 15] = [
    ("add select multiple prompt using", How::Several),
    ("add select one prompt using", How::One),
    ("select all that apply from", How::Several),
    ("select multiple from", How::Several),
    ("select multiple using", How::Several),
    ("select all that apply", How::Several),
    ("select one external", How::One),
    ("select_one_external", How::One),
    ("select one using", How::One),
    ("select one from", How::One),
    ("select_multiple", How::Several),
    ("select multiple", How::Several),
    ("select_one", How::One),
    ("select one", How::One),
    ("select1", How::One),
];

fn choice(words: &[&str], cell: &str) -> Result<RowKind, String> {
    let joined = words.join(" ");
    let lower = joined.to_ascii_lowercase();
    let file = [
        ("select_one_from_file ", false),
        ("select one from file ", false),
        ("select_multiple_from_file ", true),
        ("select multiple from file ", true),
    ];
    for (begin, several) in file {
        if lower.starts_with(begin) {
            return Ok(RowKind::FromFile(joined[begin.len()..].to_owned(), several));
        }
    }
    let found = CHOICES.iter().find(|(begin, _)| {
        lower
            .strip_prefix(begin)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    let (rest, how) = match found {
        Some((begin, how)) => (joined[begin.len()..].trim(), how),
        None => match words {
            ["rank" | "Rank", ..] => (joined[4..].trim(), &How::InOrder),
            _ => {
                return Err(format!(
                    "the type {} is not supported; use one that docs/packs.md lists",
                    shown(cell)
                ));
            }
        },
    };
    let (list, other) = match rest
        .strip_suffix("or_other")
        .or_else(|| rest.strip_suffix("or specify other"))
    {
        Some(list) => (list.trim(), true),
        None => (rest, false),
    };
    if list.is_empty() {
        return Err(
            "no list of choices is named; write it after the type, as in \"select_one yesno\""
                .into(),
        );
    }
    if list.contains("${") {
        return Err(
            "choices that were answered in a repeat are not supported; write them into the sheet choices, or ask for \
             a text"
                .into(),
        );
    }
    let list = list.to_owned();
    let kind = match how {
        How::One => QuestionKind::SelectOne { list },
        How::Several => QuestionKind::SelectMultiple { list },
        How::InOrder => QuestionKind::Rank { list },
    };
    Ok(if other {
        RowKind::OrOther(kind)
    } else {
        RowKind::Item(kind)
    })
}

/// The members of a cell `parameters`: `start=1 end=10 step=1`, with spaces, commas or semicolons between.
pub(super) fn parameter<'a>(parameters: &'a str, wanted: &str) -> Option<&'a str> {
    parameters.split([' ', ',', ';']).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case(wanted)
            .then(|| value.trim())
    })
}

fn range(parameters: &str) -> Result<QuestionKind, String> {
    let number = |name, otherwise: f64| {
        let number = parameter(parameters, name).map_or(Some(otherwise), |text| text.parse().ok());
        number.and_then(|number| Decimal::try_from(number).ok())
    };
    match (
        number("start", 1.0),
        number("end", 10.0),
        number("step", 1.0),
    ) {
        (Some(start), Some(end), Some(step)) => Ok(QuestionKind::Range { start, end, step }),
        _ => Err(
            "a range has numbers in its parameters; write them, as in \"start=1 end=10 step=1\""
                .into(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_as_pyxform_reads_them() {
        for (cell, read_as) in [
            ("select_one yesno", "Item(SelectOne { list: \"yesno\" })"),
            (
                "select one from yesno",
                "Item(SelectOne { list: \"yesno\" })",
            ),
            (
                "select all that apply from yes",
                "Item(SelectMultiple { list: \"yes\" })",
            ),
            (
                "select_multiple a or_other",
                "OrOther(SelectMultiple { list: \"a\" })",
            ),
            ("select1 a", "Item(SelectOne { list: \"a\" })"),
            ("rank a", "Item(Rank { list: \"a\" })"),
            (
                "select_one_from_file my towns.csv",
                "FromFile(\"my towns.csv\", false)",
            ),
            ("select_one_external a", "Item(SelectOne { list: \"a\" })"),
            ("begin group", "Item(Group)"),
            ("end_repeat", "End { repeat: true }"),
            ("q string", "Item(Text)"),
            ("dateTime", "Item(DateTime)"),
            ("deviceid", "Unrecorded"),
            ("audit", "Ignored"),
        ] {
            assert_eq!(format!("{:?}", read(cell, "").unwrap()), read_as, "{cell}");
        }
        for cell in ["select_one", "telephone", "rank"] {
            assert!(read(cell, "").is_err(), "{cell}");
        }
        assert!(read("range", "start=0;end=2.5, step=0.5").is_ok());
        assert!(read("range", "start=a").is_err());
    }
}
