//! What is said of answers, consent and texts that a record cannot take.

use pocketcard::{
    checklist::{MAX_ANSWERS, MAX_NOTE},
    form::{MAX_TURNS, Problem, ValuesError},
    record::Part,
};

use super::{AnswersError, ConsentError, English, Misfit, Unfit};

impl English for AnswersError {
    fn english(&self) -> String {
        match self {
            Self::TooLarge => format!("the answers are too large: at most {MAX_ANSWERS} bytes"),
            Self::Syntax { line, column } => format!(
                "line {line}, column {column}: this is not JSON; check the commas, quotes and brackets here"
            ),
            Self::NotAnObject => {
                "these are not answers: they are a JSON object and begin with {".to_owned()
            }
            Self::Shape {
                line,
                column,
                problem,
            } => format!("line {line}, column {column}: {problem}"),
            Self::NoChecklist(id) => {
                format!("there is no checklist {id} here; choose one of those that are listed")
            }
            Self::Version {
                checklist,
                given,
                current,
            } => format!(
                "the answers are for version {given} of checklist {checklist}, which is now at version {current}; \
                 fill it in again"
            ),
            Self::Pack => {
                "the pack that the answers name is not a hash of 64 hex digits".to_owned()
            }
            Self::NoIndicator(id) => {
                format!("there is no indicator {id} in this pack; check its spelling")
            }
            Self::NotInChecklist {
                indicator,
                checklist,
            } => format!("indicator {indicator} does not belong to checklist {checklist}"),
            Self::Note(id) => format!(
                "the note on {id} is longer than {MAX_NOTE} bytes or has control characters; shorten it"
            ),
            Self::NoQuestions(id) => {
                format!("checklist {id} has no questions; leave \"values\" out")
            }
            Self::Attachments => {
                "a question's answer is the number of an attachment, from 1, of the type that it asks for; attach it"
                    .to_owned()
            }
            Self::Values(error) => values(error),
        }
    }
}

fn values(error: &ValuesError) -> String {
    match error {
        ValuesError::NoQuestion(name) => format!("the form has no question {name} here"),
        ValuesError::TooManyTurns(name) => {
            format!("{name} is answered too many times: at most {MAX_TURNS}")
        }
        ValuesError::TooMuch => {
            "this form asks for too much at once: too many turns, or expressions that go through too many of them"
                .to_owned()
        }
        ValuesError::Wrong {
            question,
            problem,
            message,
        } => {
            let colon = if message.is_empty() { "" } else { ": " };
            format!("question {question}: {}{colon}{message}", answer(*problem))
        }
    }
}

fn answer(problem: Problem) -> &'static str {
    match problem {
        Problem::WrongKind => "the answer is not of the kind that it takes",
        Problem::NotAChoice => "the answer is not one of the choices offered",
        Problem::OutOfRange => "the answer is outside the range",
        Problem::Constraint => "the answer is not allowed there",
        Problem::Missing => "it must be answered",
        Problem::TooLong => "what is worked out is longer than 16384 bytes",
        Problem::NoPositions => "this office's policy asks for no positions; leave the answer out",
    }
}

impl English for ConsentError {
    fn english(&self) -> String {
        match self {
            Self::ChildNeedsMore => {
                "the person is or may be under 18: a caregiver must agree and the child assent, or give a \
                 best-interests reason"
            }
            Self::ReasonMissing => {
                "say in a few words why this is done without the person's own agreement"
            }
            Self::NothingAgreed => {
                "where a life is in danger and the person cannot answer, nothing was agreed to"
            }
        }
        .to_owned()
    }
}

impl English for Misfit {
    fn english(&self) -> String {
        let (Self::TooLong(part) | Self::Characters(part) | Self::Form(part)) = self;
        let part = match part {
            Part::Code => "the person's code",
            Part::Site => "the code of the site",
            Part::Text => "a text",
            Part::Name => "a name from the checklists",
            Part::Language => "the language",
            Part::Attachment => "what is said of an attachment",
            Part::Key => "a key",
        };
        match self {
            Self::TooLong(_) => {
                format!("{part} is too long: notes may have 4,000 letters, the code of a site 64")
            }
            Self::Characters(_) => format!(
                "{part} has characters that do not show; type it again instead of pasting it"
            ),
            Self::Form(_) => format!("{part} has not the form that phones give it"),
        }
    }
}

impl English for Unfit {
    fn english(&self) -> String {
        match self {
            Self::NameLength => "a name has 1 to 64 characters (and at most 128 bytes)",
            Self::NameCharacters => {
                "a name is one line, without tabs or control characters, and without blanks at its ends"
            }
            Self::AddressScheme => {
                "the hub's address begins with https:// (or with http://, for a try on this machine)"
            }
            Self::AddressCharacters => {
                "the hub's address has at most 255 letters, without blanks, ? or #; write other scripts as xn--"
            }
            Self::AddressUser => {
                "the hub's address names no user and no password: the token of each phone lets it in"
            }
            Self::AddressHost => {
                "the hub's address names a host and perhaps a port, as in https://hub.example.org:8443"
            }
        }
        .to_owned()
    }
}
