//! Reading an expression: words first, then their order of binding. Bounded in length, depth and
//! size, so that no spreadsheet can make a phone run out of stack or time.

use super::{
    Binary, Node, Path, Start, Step, Test,
    error::{ExprError, between},
    function::Function,
    pattern::Pattern,
    words::{Token, Word, is_name, words},
};

/// The most bytes of one expression.
pub const MAX_EXPR: usize = 16 * 1024;

/// The most parts of one expression.
const MAX_NODES: usize = 1500;
/// How deep brackets, signs and calls may be nested.
const MAX_DEPTH: usize = 64;

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
