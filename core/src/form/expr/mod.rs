//! The expressions of spreadsheet forms: the part of XPath that humanitarian offices use in XLSForm,
//! with the meaning that ODK gives it.
//!
//! `${age} < 18 and not(selected(${signs}, 'none'))`. An expression is read once, with bounds, and
//! evaluating it always ends, always gives a [`Scalar`], and depends on nothing but its [`Scope`].

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod parse;
mod value;

pub(super) use parse::is_name;
pub use parse::{ExprError, MAX_EXPR};
use value::cut;
pub use value::{Day, Scalar, ScalarKind};

/// An expression that has been read and is well formed.
#[derive(Clone)]
pub struct Expr {
    source: String,
    root: Node,
}

/// Where an expression finds the values of its names.
pub trait Scope {
    /// The value of `${name}`; empty text when the question is not answered or not relevant.
    fn question(&self, name: &str) -> Scalar;
    /// The value of `.`, the question that the expression belongs to.
    fn current(&self) -> Scalar;
    /// The value of a column of the choice at hand, in a choice filter.
    fn column(&self, name: &str) -> Scalar;
    /// The day on which the form is filled in.
    fn today(&self) -> Day;
}

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Text(String),
    Number(f64),
    /// `${name}`
    Question(String),
    /// `.`
    Current,
    /// A bare name: a column of a choice.
    Column(String),
    Negative(Box<Node>),
    Binary(Binary, Box<Node>, Box<Node>),
    Call(Function, Vec<Node>),
}

/// An operator between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Times,
    Div,
    Mod,
}

/// A function that expressions may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Boolean,
    Coalesce,
    Concat,
    CountSelected,
    False,
    If,
    Int,
    Not,
    Number,
    Round,
    Selected,
    String,
    StringLength,
    Today,
    True,
}

impl Function {
    /// Every function: its name, and how few and how many arguments it takes.
    pub(super) const ALL: [(&'static str, Self, usize, usize); 15] = [
        ("boolean", Self::Boolean, 1, 1),
        ("coalesce", Self::Coalesce, 2, 2),
        ("concat", Self::Concat, 1, usize::MAX),
        ("count-selected", Self::CountSelected, 1, 1),
        ("false", Self::False, 0, 0),
        ("if", Self::If, 3, 3),
        ("int", Self::Int, 1, 1),
        ("not", Self::Not, 1, 1),
        ("number", Self::Number, 1, 1),
        ("round", Self::Round, 1, 1),
        ("selected", Self::Selected, 2, 2),
        ("string", Self::String, 1, 1),
        ("string-length", Self::StringLength, 1, 1),
        ("today", Self::Today, 0, 0),
        ("true", Self::True, 0, 0),
    ];
}

impl Expr {
    /// Reads an expression.
    ///
    /// # Errors
    /// Where and why it cannot be read: [`ExprError`].
    pub fn parse(source: &str) -> Result<Self, ExprError> {
        Ok(Self {
            root: parse::parse(source)?,
            source: source.to_owned(),
        })
    }

    /// The expression as it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The questions that it names.
    pub fn questions(&self) -> Vec<&str> {
        self.collect(|node| match node {
            Node::Question(name) => Some(name),
            _ => None,
        })
    }

    /// The columns of choices that it names. Only a choice filter may.
    pub fn columns(&self) -> Vec<&str> {
        self.collect(|node| match node {
            Node::Column(name) => Some(name),
            _ => None,
        })
    }

    /// Whether it speaks of its own question (`.`).
    pub fn uses_current(&self) -> bool {
        !self
            .collect(|node| matches!(node, Node::Current).then_some("."))
            .is_empty()
    }

    /// Checks that `selected()` and `count-selected()` are asked about texts and choices only: ODK
    /// stops at anything else while the form is being filled in. `kind` tells what a question is;
    /// `current` what its own question is.
    ///
    /// # Errors
    /// [`ExprError::NotText`].
    pub fn check_kinds(
        &self,
        current: ScalarKind,
        kind: &dyn Fn(&str) -> ScalarKind,
    ) -> Result<(), ExprError> {
        let mut wrong = None;
        self.root.visit(&mut |node| {
            if let Node::Call(Function::Selected | Function::CountSelected, arguments) = node
                && arguments
                    .iter()
                    .any(|a| a.kind(current, kind) != ScalarKind::Text)
            {
                wrong = Some(ExprError::NotText);
            }
        });
        wrong.map_or(Ok(()), Err)
    }

    /// What kind of value it gives, as far as it can be told beforehand.
    pub fn kind(&self, current: ScalarKind, question: &dyn Fn(&str) -> ScalarKind) -> ScalarKind {
        self.root.kind(current, question)
    }

    /// Its value.
    pub fn evaluate(&self, scope: &dyn Scope) -> Scalar {
        self.root.evaluate(scope)
    }

    fn collect<'a>(&'a self, pick: impl Fn(&'a Node) -> Option<&'a str>) -> Vec<&'a str> {
        let mut found = Vec::new();
        self.root.visit(&mut |node| {
            if let Some(name) = pick(node)
                && !found.contains(&name)
            {
                found.push(name);
            }
        });
        found
    }
}

impl Node {
    fn visit<'a>(&'a self, f: &mut impl FnMut(&'a Self)) {
        f(self);
        match self {
            Self::Negative(a) => a.visit(f),
            Self::Binary(_, a, b) => {
                a.visit(f);
                b.visit(f);
            }
            Self::Call(_, arguments) => arguments.iter().for_each(|a| a.visit(f)),
            _ => {}
        }
    }

    /// What kind of value comes out, as far as it can be told beforehand.
    fn kind(&self, current: ScalarKind, question: &dyn Fn(&str) -> ScalarKind) -> ScalarKind {
        use Binary::{Div, Minus, Mod, Plus, Times};
        let either = |a: &Self, b: &Self| {
            let (a, b) = (a.kind(current, question), b.kind(current, question));
            if a == b { a } else { ScalarKind::Unsure }
        };
        match self {
            Self::Text(_) | Self::Column(_) => ScalarKind::Text,
            Self::Number(_) | Self::Negative(_) => ScalarKind::Number,
            Self::Binary(Plus | Minus | Times | Div | Mod, ..) => ScalarKind::Number,
            Self::Binary(..) => ScalarKind::Boolean,
            Self::Question(name) => question(name),
            Self::Current => current,
            Self::Call(function, arguments) => match function {
                Function::Boolean | Function::False | Function::Not => ScalarKind::Boolean,
                Function::Selected | Function::True => ScalarKind::Boolean,
                Function::Concat | Function::String => ScalarKind::Text,
                Function::CountSelected | Function::Int | Function::Number => ScalarKind::Number,
                Function::Round | Function::StringLength => ScalarKind::Number,
                Function::Today => ScalarKind::Date,
                Function::If => either(&arguments[1], &arguments[2]),
                Function::Coalesce => either(&arguments[0], &arguments[1]),
            },
        }
    }

    fn evaluate(&self, scope: &dyn Scope) -> Scalar {
        match self {
            Self::Text(text) => Scalar::Text(text.clone()),
            Self::Number(number) => Scalar::Number(*number),
            Self::Question(name) => scope.question(name),
            Self::Current => scope.current(),
            Self::Column(name) => scope.column(name),
            Self::Negative(a) => Scalar::Number(-a.evaluate(scope).to_number()),
            Self::Binary(operator, a, b) => binary(*operator, a, b, scope),
            Self::Call(function, arguments) => call(*function, arguments, scope),
        }
    }
}

fn binary(operator: Binary, a: &Node, b: &Node, scope: &dyn Scope) -> Scalar {
    let numbers = || (a.evaluate(scope).to_number(), b.evaluate(scope).to_number());
    let compare = |holds: fn(f64, f64) -> bool| {
        let (a, b) = numbers();
        Scalar::Boolean(holds(a, b))
    };
    let calculate = |result: fn(f64, f64) -> f64| {
        let (a, b) = numbers();
        Scalar::Number(result(a, b))
    };
    match operator {
        Binary::Or => {
            Scalar::Boolean(a.evaluate(scope).to_boolean() || b.evaluate(scope).to_boolean())
        }
        Binary::And => {
            Scalar::Boolean(a.evaluate(scope).to_boolean() && b.evaluate(scope).to_boolean())
        }
        Binary::Equal => Scalar::Boolean(a.evaluate(scope).equals(&b.evaluate(scope))),
        Binary::NotEqual => Scalar::Boolean(!a.evaluate(scope).equals(&b.evaluate(scope))),
        Binary::Less => compare(|a, b| a < b),
        Binary::LessOrEqual => compare(|a, b| a <= b),
        Binary::Greater => compare(|a, b| a > b),
        Binary::GreaterOrEqual => compare(|a, b| a >= b),
        Binary::Plus => calculate(|a, b| a + b),
        Binary::Minus => calculate(|a, b| a - b),
        Binary::Times => calculate(|a, b| a * b),
        Binary::Div => calculate(|a, b| a / b),
        Binary::Mod => calculate(|a, b| a % b),
    }
}

fn call(function: Function, arguments: &[Node], scope: &dyn Scope) -> Scalar {
    let value = |n: usize| arguments[n].evaluate(scope);
    match function {
        Function::Boolean => Scalar::Boolean(value(0).to_boolean()),
        Function::Coalesce => {
            let first = value(0);
            if first.is_empty() { value(1) } else { first }
        }
        Function::Concat => {
            let mut text = String::new();
            for argument in arguments {
                text.push_str(&argument.evaluate(scope).to_text());
                cut(&mut text);
            }
            Scalar::Text(text)
        }
        Function::CountSelected => {
            Scalar::Number(value(0).to_text().split_whitespace().count() as f64)
        }
        Function::False => Scalar::Boolean(false),
        Function::If => value(if value(0).to_boolean() { 1 } else { 2 }),
        Function::Int => Scalar::Number(value(0).to_number().trunc()),
        Function::Not => Scalar::Boolean(!value(0).to_boolean()),
        Function::Number => Scalar::Number(value(0).to_number()),
        Function::Round => Scalar::Number(round(value(0).to_number())),
        Function::Selected => {
            // Spaces around both make whole names of parts; two empty texts match, as in ODK.
            let (list, wanted) = (value(0).to_text(), value(1).to_text());
            Scalar::Boolean(format!(" {list} ").contains(&format!(" {} ", wanted.trim())))
        }
        Function::String => Scalar::Text(value(0).to_text()),
        Function::StringLength => Scalar::Number(value(0).to_text().encode_utf16().count() as f64),
        Function::Today => Scalar::Date(scope.today()),
        Function::True => Scalar::Boolean(true),
    }
}

/// To the nearest whole number; halves upwards, on both sides of zero.
fn round(number: f64) -> f64 {
    if number < 0.0 && number.fract() == -0.5 {
        number.trunc()
    } else {
        number.round()
    }
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Expr {}

impl fmt::Debug for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl Serialize for Expr {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.source)
    }
}

impl<'de> Deserialize<'de> for Expr {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Example;

    impl Scope for Example {
        fn question(&self, name: &str) -> Scalar {
            match name {
                "age" => Scalar::Number(17.0),
                "name" => Scalar::Text("Ada".into()),
                "signs" => Scalar::Text("fear debt".into()),
                "born" => Scalar::Date(Day::parse("2009-01-31").unwrap()),
                "code" => Scalar::Text(" 1,5 ".into()),
                _ => Scalar::Text(String::new()),
            }
        }

        fn current(&self) -> Scalar {
            Scalar::Number(5.0)
        }

        fn column(&self, name: &str) -> Scalar {
            Scalar::Text(format!("the {name}"))
        }

        fn today(&self) -> Day {
            Day::parse("2026-11-22").unwrap()
        }
    }

    fn value(source: &str) -> String {
        Expr::parse(source).unwrap().evaluate(&Example).to_text()
    }

    #[test]
    fn expressions_mean_what_they_mean_in_odk() {
        for (source, expected) in [
            ("1 + 2 * 3", "7"),
            ("(1 + 2) * 3", "9"),
            ("7 div 2", "3.5"),
            ("-7 mod 4", "-3"),
            ("1 div 0", "Infinity"),
            ("0 div 0", "NaN"),
            ("- - 2", "2"),
            ("2-1", "1"),
            ("1 < 2 = true()", "true"),
            ("1 or 0 and 0", "true"),
            ("${age} < 18", "true"),
            ("${age}", "17"),
            ("${nothing} < 18", "false"),
            ("${nothing} = ''", "true"),
            ("${nothing} + 1", "NaN"),
            ("${nothing} != 1", "true"),
            ("0 div 0 = 0 div 0", "false"),
            ("${age} = '17'", "true"),
            ("${age} = true()", "true"),
            ("${name} = 'Ada'", "true"),
            ("'a' < 'b'", "false"),
            ("${code} * 2", "3"),
            ("'1e3' + 0", "NaN"),
            ("'+1' + 0", "NaN"),
            ("boolean('false')", "true"),
            ("boolean(0 div 0)", "false"),
            ("not(${nothing})", "true"),
            (". >= 5 and . <= 5", "true"),
            ("selected(${signs}, 'debt')", "true"),
            ("selected(${signs}, 'deb')", "false"),
            ("selected(${signs}, 'fear debt')", "true"),
            ("selected(${nothing}, '')", "true"),
            ("count-selected(${signs})", "2"),
            ("count-selected(${nothing})", "0"),
            ("if(${age} < 18, 'child', 'adult')", "child"),
            (
                "concat('a', 1, true(), 1 div 3)",
                "a1true0.3333333333333333",
            ),
            ("coalesce(${nothing}, ${name})", "Ada"),
            ("coalesce(0 div 0, 2)", "2"),
            ("${born} < today()", "true"),
            ("today() - ${born}", "6504"),
            ("concat(${born})", "2009-01-31"),
            ("${born} = '2009-01-31'", "true"),
            ("string-length('äé')", "2"),
            ("int(-1.5)", "-1"),
            ("round(2.5)", "3"),
            ("round(-2.5)", "-2"),
            ("round(-2.6)", "-3"),
            ("number('abc')", "NaN"),
            ("1000000 * 1000000", "1.0E12"),
            ("0.0001", "1.0E-4"),
            ("\"it's\"", "it's"),
            ("region = 'the region'", "true"),
        ] {
            assert_eq!(value(source), expected, "{source}");
        }
    }

    #[test]
    fn names_are_reported() {
        let expr = Expr::parse("${a} = ${b} and ${a} = c and . = ''").unwrap();
        assert_eq!(expr.questions(), ["a", "b"]);
        assert_eq!(expr.columns(), ["c"]);
        assert!(expr.uses_current());
    }

    #[test]
    fn what_odk_would_stop_at_is_refused_beforehand() {
        let kind = |name: &str| match name {
            "age" => ScalarKind::Number,
            _ => ScalarKind::Text,
        };
        for (source, good) in [
            ("selected(${signs}, 'a')", true),
            ("selected(., 'a')", true),
            ("selected(if(${age} = 1, 'a', 'b'), 'a')", true),
            ("selected(${age}, '1')", false),
            ("selected(${signs}, 1)", false),
            ("1 = 1 and not(count-selected(${age} + 1) = 1)", false),
            ("selected(if(${age} = 1, 'a', 2), 'a')", false),
        ] {
            let checked = Expr::parse(source)
                .unwrap()
                .check_kinds(ScalarKind::Text, &kind);
            assert_eq!(checked.is_ok(), good, "{source}");
        }
    }

    #[test]
    fn texts_cannot_grow_without_end() {
        let double = Expr::parse("concat(., .)").unwrap();
        struct Grown(String);
        impl Scope for Grown {
            fn question(&self, _: &str) -> Scalar {
                Scalar::Text(String::new())
            }
            fn current(&self) -> Scalar {
                Scalar::Text(self.0.clone())
            }
            fn column(&self, _: &str) -> Scalar {
                Scalar::Text(String::new())
            }
            fn today(&self) -> Day {
                Day::parse("2026-11-22").unwrap()
            }
        }
        let mut text = "ä".to_owned();
        for _ in 0..40 {
            text = double.evaluate(&Grown(text)).to_text();
        }
        assert_eq!(text.len(), 16 * 1024);
    }
}
