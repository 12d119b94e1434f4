//! The words of an expression: what is written, cut into pieces, each with its place.

use super::{Binary, error::ExprError};

/// One word of an expression and where it stands.
pub(super) struct Word {
    pub column: usize,
    pub found: String,
    pub token: Token,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Text(String),
    Number(f64),
    Question(String),
    Name(String),
    Operator(Binary),
    Dot,
    Up,
    Slash,
    Open,
    Close,
    OpenFilter,
    CloseFilter,
    Comma,
}

impl Word {
    pub fn unexpected(&self) -> ExprError {
        ExprError::Unexpected {
            column: self.column,
            found: self.found.clone(),
        }
    }

    /// Whether a value ends here, so that an operator must follow.
    fn ends_value(&self) -> bool {
        !matches!(
            self.token,
            Token::Operator(_) | Token::Open | Token::Comma | Token::Slash | Token::OpenFilter
        )
    }
}

/// Whether `name` may name a question: letters, digits, `_`, `-` and `.`, not starting with a digit, `-`
/// or `.`.
pub(in crate::form) fn is_name(name: &str) -> bool {
    name.starts_with(starts_name) && name.chars().all(|c| continues_name(c) && c != ':')
}

fn starts_name(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn continues_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':')
}

/// The words of an expression.
pub(super) fn words(source: &str) -> Result<Vec<Word>, ExprError> {
    let mut words: Vec<Word> = Vec::new();
    let mut rest = source;
    let mut column = 1;
    loop {
        let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{a0}');
        column += rest[..rest.len() - trimmed.len()].chars().count();
        rest = trimmed;
        if rest.is_empty() {
            return Ok(words);
        }
        let after_value = words.last().is_some_and(Word::ends_value);
        let (token, length) = word(rest, after_value, column)?;
        let (found, left) = rest.split_at(length);
        words.push(Word {
            column,
            found: found.to_owned(),
            token,
        });
        column += found.chars().count();
        rest = left;
    }
}

/// The first word of `rest` and its length in bytes. After a value, `and` is an operator; elsewhere it
/// could be a name.
fn word(rest: &str, after_value: bool, column: usize) -> Result<(Token, usize), ExprError> {
    use Token::Operator;
    let unclosed = ExprError::Unclosed { column };
    let first = rest.chars().next().unwrap_or_default();
    Ok(match first {
        '\'' | '"' => {
            let length = rest[1..].find(first).ok_or(unclosed)?;
            (Token::Text(rest[1..=length].to_owned()), length + 2)
        }
        '$' => {
            let inside = rest
                .strip_prefix("${")
                .ok_or_else(|| unexpected(first, column))?;
            let length = inside.find('}').ok_or(unclosed)?;
            let name = inside[..length].trim();
            if !name.split('/').all(is_name) {
                return Err(ExprError::Unexpected {
                    column,
                    found: rest[..length + 3].to_owned(),
                });
            }
            (Token::Question(name.to_owned()), length + 3)
        }
        '0'..='9' => number(rest, column)?,
        '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => number(rest, column)?,
        '.' if rest[1..].starts_with('.') => (Token::Up, 2),
        '.' => (Token::Dot, 1),
        '(' => (Token::Open, 1),
        ')' => (Token::Close, 1),
        '[' => (Token::OpenFilter, 1),
        ']' => (Token::CloseFilter, 1),
        ',' => (Token::Comma, 1),
        '/' if rest[1..].starts_with('/') => return Err(ExprError::Path { column }),
        '/' => (Token::Slash, 1),
        '@' | '|' => return Err(ExprError::Path { column }),
        '=' => (Operator(Binary::Equal), 1),
        '!' if rest.starts_with("!=") => (Operator(Binary::NotEqual), 2),
        '<' if rest.starts_with("<=") => (Operator(Binary::LessOrEqual), 2),
        '<' => (Operator(Binary::Less), 1),
        '>' if rest.starts_with(">=") => (Operator(Binary::GreaterOrEqual), 2),
        '>' => (Operator(Binary::Greater), 1),
        '+' => (Operator(Binary::Plus), 1),
        '-' => (Operator(Binary::Minus), 1),
        '*' if after_value => (Operator(Binary::Times), 1),
        '*' => {
            return Err(if rest[1..].trim_start().starts_with(['/', '[']) {
                ExprError::Path { column }
            } else {
                unexpected('*', column)
            });
        }
        c if starts_name(c) => {
            let length = rest.find(|c| !continues_name(c)).unwrap_or(rest.len());
            let operator = match &rest[..length] {
                "or" => Some(Binary::Or),
                "and" => Some(Binary::And),
                "div" => Some(Binary::Div),
                "mod" => Some(Binary::Mod),
                _ => None,
            };
            match operator.filter(|_| after_value) {
                Some(operator) => (Operator(operator), length),
                None => (Token::Name(rest[..length].to_owned()), length),
            }
        }
        c => return Err(unexpected(c, column)),
    })
}

fn unexpected(c: char, column: usize) -> ExprError {
    ExprError::Unexpected {
        column,
        found: c.to_string(),
    }
}

fn number(rest: &str, column: usize) -> Result<(Token, usize), ExprError> {
    let length = rest
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(rest.len());
    let number = rest[..length].parse().map_err(|_| ExprError::Unexpected {
        column,
        found: rest[..length].to_owned(),
    })?;
    Ok((Token::Number(number), length))
}
