//! Reading an expression: words first, then their order of binding. Bounded in length, depth and
//! size, so that no spreadsheet can make a phone run out of stack or time.

use thiserror::Error;

use super::{Binary, Node, Path, Start, Step, Test, function::Function, pattern::Pattern};

/// The most bytes of one expression.
pub const MAX_EXPR: usize = 16 * 1024;
/// The most parts of one expression.
const MAX_NODES: usize = 1500;
/// How deep brackets, signs and calls may be nested.
const MAX_DEPTH: usize = 64;

/// Why an expression was refused. Columns count characters from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExprError {
    /// More than [`MAX_EXPR`] bytes, or more parts than allowed.
    #[error(
        "the expression is longer than 16 KiB, or has more than 1500 parts; divide it over several calculates"
    )]
    TooLong,
    /// Too many brackets or calls inside each other.
    #[error(
        "the expression has more than 64 brackets inside each other; divide it over several calculates"
    )]
    TooDeep,
    /// A character or word that cannot stand there.
    #[error("at character {column}: \"{}\" cannot stand here; delete it, or write what is missing before it", brief(.found))]
    Unexpected {
        /// Where.
        column: usize,
        /// What.
        found: String,
    },
    /// The expression ends where more is needed.
    #[error("the expression ends too early; write what is missing after it")]
    Incomplete,
    /// A text without its closing quotation mark, or `${` without its `}`.
    #[error("at character {column}: this is opened and never closed; close it")]
    Unclosed {
        /// Where it is opened.
        column: usize,
    },
    /// A function that is not supported.
    #[error("at character {column}: the function {}() is not supported; write it with those that docs/packs.md lists", brief(.name))]
    UnknownFunction {
        /// Where.
        column: usize,
        /// Its name.
        name: String,
    },
    /// A function with too few or too many values.
    #[error(
        "at character {column}: {name}() takes another number of values; write {wanted} between its brackets"
    )]
    Arguments {
        /// Where.
        column: usize,
        /// Its name.
        name: &'static str,
        /// How many it takes, in words.
        wanted: String,
    },
    /// A path of a kind that is not understood.
    #[error("at character {column}: this path is not supported; name the question as ${{name}}")]
    Path {
        /// Where.
        column: usize,
    },
    /// The pattern of `regex()` cannot be used.
    #[error(
        "at character {column}: regex() takes a pattern in quotation marks, of at most 1000 characters, that does \
         not look ahead or back ((?=…), \\1); write it otherwise"
    )]
    Pattern {
        /// Where.
        column: usize,
    },
    /// `selected()` or `count-selected()` of a number or a date.
    #[error(
        "selected() and count-selected() take a choice question; compare numbers and dates with ="
    )]
    NotText,
}

/// How many, in words.
fn between(fewest: usize, most: usize) -> String {
    match (fewest, most) {
        (0, 0) => "none".to_owned(),
        (fewest, usize::MAX) => format!("at least {fewest}"),
        (fewest, most) if fewest == most => fewest.to_string(),
        (fewest, most) => format!("{fewest} to {most}"),
    }
}

/// Something of a form as a message may repeat it: on one line, short, and with nothing that deceives.
pub(in crate::form) fn brief(text: &str) -> String {
    let mut brief = String::new();
    for (at, c) in text.chars().enumerate() {
        if at == 60 {
            brief.push('…');
            break;
        }
        if c.is_alphanumeric() || c.is_ascii_graphic() || c == ' ' {
            brief.push(c);
        } else {
            brief.extend(c.escape_default());
        }
    }
    brief
}

/// Reads a whole expression.
pub(super) fn parse(source: &str) -> Result<Node, ExprError> {
    if source.len() > MAX_EXPR {
        return Err(ExprError::TooLong);
    }
    let words = words(source)?;
    let mut parser = Parser {
        words: &words,
        nodes: 0,
        depth: 0,
    };
    let root = parser.binary(0)?;
    match parser.words.first() {
        None => Ok(root),
        Some(word) => Err(word.unexpected()),
    }
}

/// One word of an expression and where it stands.
struct Word {
    column: usize,
    found: String,
    token: Token,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
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
    fn unexpected(&self) -> ExprError {
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
fn words(source: &str) -> Result<Vec<Word>, ExprError> {
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

/// How tightly an operator binds; those of one tightness bind from the left.
fn tightness(operator: Binary) -> u8 {
    match operator {
        Binary::Or => 1,
        Binary::And => 2,
        Binary::Equal | Binary::NotEqual => 3,
        Binary::Less | Binary::LessOrEqual | Binary::Greater | Binary::GreaterOrEqual => 4,
        Binary::Plus | Binary::Minus => 5,
        Binary::Times | Binary::Div | Binary::Mod => 6,
    }
}

/// The words that are left, and what has been spent.
struct Parser<'a> {
    words: &'a [Word],
    nodes: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn next(&mut self) -> Result<&'a Word, ExprError> {
        let (word, rest) = self.words.split_first().ok_or(ExprError::Incomplete)?;
        self.words = rest;
        Ok(word)
    }

    fn take(&mut self, token: &Token) -> bool {
        let there = self.words.first().is_some_and(|word| word.token == *token);
        if there {
            self.words = &self.words[1..];
        }
        there
    }

    fn expect(&mut self, token: &Token) -> Result<(), ExprError> {
        let word = self.next()?;
        if word.token == *token {
            Ok(())
        } else {
            Err(word.unexpected())
        }
    }

    fn node(&mut self, node: Node) -> Result<Node, ExprError> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            Err(ExprError::TooLong)
        } else {
            Ok(node)
        }
    }

    /// An expression whose operators all bind more tightly than `than`.
    fn binary(&mut self, than: u8) -> Result<Node, ExprError> {
        let mut left = self.unary()?;
        while let Some(Word {
            token: Token::Operator(operator),
            ..
        }) = self.words.first()
            && tightness(*operator) > than
        {
            self.words = &self.words[1..];
            let right = self.binary(tightness(*operator))?;
            left = self.node(Node::Binary(*operator, Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Node, ExprError> {
        if !self.take(&Token::Operator(Binary::Minus)) {
            return self.value();
        }
        let negated = self.deeper(Self::unary)?;
        self.node(Node::Negative(Box::new(negated)))
    }

    fn value(&mut self) -> Result<Node, ExprError> {
        let word = self.next()?;
        match &word.token {
            Token::Text(text) => self.node(Node::Text(text.clone())),
            Token::Number(number) => self.node(Node::Number(*number)),
            Token::Question(name) => {
                let start = Start::Question(name.clone());
                match self.path(start, Vec::new())? {
                    Path { steps, .. } if steps.is_empty() => {
                        self.node(Node::Question(name.clone()))
                    }
                    path => self.node(Node::Path(path)),
                }
            }
            Token::Dot => self.relative(Test::Same),
            Token::Up => self.relative(Test::Up),
            Token::Slash => {
                let first = self.step()?;
                let path = self.path(Start::Root, vec![first])?;
                self.node(Node::Path(path))
            }
            Token::Name(name) if self.take(&Token::Open) => self.call(name, word.column),
            Token::Name(name) if is_name(name) => self.relative(Test::Child(name.clone())),
            Token::Open => {
                let inside = self.deeper(|parser| parser.binary(0))?;
                self.expect(&Token::Close)?;
                Ok(inside)
            }
            _ => Err(word.unexpected()),
        }
    }

    /// A path whose first step has been read but for its filters.
    fn relative(&mut self, test: Test) -> Result<Node, ExprError> {
        let filters = self.filters()?;
        let path = self.path(Start::Here, vec![Step { test, filters }])?;
        self.node(Node::Path(path))
    }

    /// The rest of a path: filters of its start, which only a question has, and steps.
    fn path(&mut self, start: Start, mut steps: Vec<Step>) -> Result<Path, ExprError> {
        if steps.is_empty() {
            let filters = self.filters()?;
            if !filters.is_empty() {
                let test = Test::Same;
                steps.push(Step { test, filters });
            }
        }
        while self.take(&Token::Slash) {
            let step = self.step()?;
            steps.push(step);
        }
        Ok(Path { start, steps })
    }

    fn step(&mut self) -> Result<Step, ExprError> {
        self.nodes += 1;
        let word = self.next()?;
        let test = match &word.token {
            Token::Dot => Test::Same,
            Token::Up => Test::Up,
            Token::Name(name) if is_name(name) => Test::Child(name.clone()),
            _ => return Err(word.unexpected()),
        };
        let filters = self.filters()?;
        Ok(Step { test, filters })
    }

    fn filters(&mut self) -> Result<Vec<Node>, ExprError> {
        let mut filters = Vec::new();
        while self.take(&Token::OpenFilter) {
            filters.push(self.deeper(|parser| parser.binary(0))?);
            self.expect(&Token::CloseFilter)?;
        }
        Ok(filters)
    }

    fn call(&mut self, name: &str, column: usize) -> Result<Node, ExprError> {
        let mut arguments = Vec::new();
        if !self.take(&Token::Close) {
            loop {
                arguments.push(self.deeper(|parser| parser.binary(0))?);
                if !self.take(&Token::Comma) {
                    break;
                }
            }
            self.expect(&Token::Close)?;
        }
        let start = match (name, arguments.as_slice()) {
            ("current", []) => Some(Start::Own),
            ("instance", [Node::Text(list)]) => Some(Start::List(list.clone())),
            _ => None,
        };
        if let Some(start) = start {
            let path = self.path(start, Vec::new())?;
            return self.node(Node::Path(path));
        }
        let Some((name, function, fewest, most)) = Function::named(name) else {
            return Err(ExprError::UnknownFunction {
                column,
                name: name.to_owned(),
            });
        };
        if !(fewest..=most).contains(&arguments.len()) {
            return Err(ExprError::Arguments {
                column,
                name,
                wanted: between(fewest, most),
            });
        }
        if function == Function::Regex {
            let pattern = match arguments.pop() {
                Some(Node::Text(source)) => Pattern::read(&source),
                _ => None,
            };
            let pattern = pattern.ok_or(ExprError::Pattern { column })?;
            let text = arguments.pop().expect("two arguments were counted");
            return self.node(Node::Matches(Box::new(text), pattern));
        }
        self.node(Node::Call(function, arguments))
    }

    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ExprError>,
    ) -> Result<T, ExprError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ExprError::TooDeep);
        }
        let result = read(self);
        self.depth -= 1;
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named_where_they_are() {
        let unexpected = |column, found: &str| ExprError::Unexpected {
            column,
            found: found.into(),
        };
        for (source, error) in [
            ("", ExprError::Incomplete),
            ("1 +", ExprError::Incomplete),
            ("not(1", ExprError::Incomplete),
            ("1 2", unexpected(3, "2")),
            ("1 + * 2", unexpected(5, "*")),
            ("(1, 2)", unexpected(3, ",")),
            ("1)", unexpected(2, ")")),
            ("${a b}", unexpected(1, "${a b}")),
            ("$a", unexpected(1, "$")),
            ("1.2.3", unexpected(1, "1.2.3")),
            ("a # b", unexpected(3, "#")),
            ("\u{202e}", unexpected(1, "\u{202e}")),
            ("  'abc", ExprError::Unclosed { column: 3 }),
            ("${abc", ExprError::Unclosed { column: 1 }),
            ("//a", ExprError::Path { column: 1 }),
            ("../@a", ExprError::Path { column: 4 }),
            ("*/a", ExprError::Path { column: 1 }),
            ("a | b", ExprError::Path { column: 3 }),
            ("a/", ExprError::Incomplete),
            ("a[1", ExprError::Incomplete),
            ("regex(a, b)", ExprError::Pattern { column: 1 }),
            ("1 + regex(a, '(')", ExprError::Pattern { column: 5 }),
            (
                "1 + pulse('x')",
                ExprError::UnknownFunction {
                    column: 5,
                    name: "pulse".into(),
                },
            ),
            (
                "if(1, 2)",
                ExprError::Arguments {
                    column: 1,
                    name: "if",
                    wanted: "3".into(),
                },
            ),
            (
                "true(1)",
                ExprError::Arguments {
                    column: 1,
                    name: "true",
                    wanted: "none".into(),
                },
            ),
        ] {
            assert_eq!(parse(source), Err(error), "{source}");
        }
    }

    #[test]
    fn length_depth_and_size_have_bounds() {
        assert_eq!(parse(&" ".repeat(MAX_EXPR + 1)), Err(ExprError::TooLong));
        assert_eq!(
            parse(&format!("1{}", "+1".repeat(MAX_NODES / 2))),
            Err(ExprError::TooLong)
        );
        for (open, close) in [("(", ")"), ("not(", ")"), ("-", ""), ("a[", "]")] {
            let nested = |n| format!("{}1{}", open.repeat(n), close.repeat(n));
            assert!(parse(&nested(MAX_DEPTH)).is_ok(), "{open}");
            assert_eq!(
                parse(&nested(MAX_DEPTH + 1)),
                Err(ExprError::TooDeep),
                "{open}"
            );
        }
    }

    #[test]
    fn words_that_are_operators_elsewhere_are_names() {
        assert_eq!(
            parse("div div mod").unwrap(),
            parse("(div) div (mod)").unwrap()
        );
        let Ok(Node::Path(path)) = parse("a-b") else {
            panic!("a name may have a hyphen")
        };
        assert_eq!(path.column(), Some("a-b"));
        assert!(matches!(
            parse("a - b"),
            Ok(Node::Binary(Binary::Minus, ..))
        ));
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_panic(source in ".{0,80}", odd in "[-+*/()${}\\[\\]a.'\"0-9 ,=!<>]{0,80}") {
            let _ = parse(&source);
            let _ = parse(&odd);
        }
    }
}
