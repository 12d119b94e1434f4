//! The expressions of spreadsheet forms: the part of XPath that humanitarian offices use in XLSForm,
//! with the meaning that ODK gives it.
//!
//! `${age} < 18 and not(selected(${signs}, 'none'))`. An expression is read once, with bounds. A
//! [`Form`](super::Form) binds it to its questions when it is checked; what is bound always ends, always
//! gives a [`Scalar`], and depends on nothing but the answers and the circumstances of filling in.

mod error;
pub(super) mod function;
mod parse;
pub(super) mod pattern;
mod tree;
mod value;
mod words;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use error::ExprError;
pub(super) use error::brief;
pub use parse::MAX_EXPR;
pub(super) use tree::{Binary, Node, Path, Start, Step, Test};
pub(super) use value::MAX_TEXT;
pub use value::{Scalar, ScalarKind};
pub(super) use words::is_name;

/// An expression that has been read and is well formed.
#[derive(Clone)]
pub struct Expr {
    source: String,
    root: Node,
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

    /// The questions that it names as `${name}`.
    pub fn questions(&self) -> Vec<&str> {
        self.collect(|node| match node {
            Node::Question(name) => Some(name),
            Node::Path(Path {
                start: Start::Question(name),
                ..
            }) => Some(name),
            _ => None,
        })
    }

    /// The bare names in it. In a choice filter they are columns of the list.
    pub fn columns(&self) -> Vec<&str> {
        self.collect(|node| match node {
            Node::Path(path) => path.column(),
            _ => None,
        })
    }

    /// The lists that it looks up, as in `instance('list')` and `pulldata('list', …)`.
    pub fn lists(&self) -> Vec<&str> {
        self.collect(|node| match node {
            Node::Path(Path {
                start: Start::List(name),
                ..
            }) => Some(name),
            Node::Call(function::Function::PullData, arguments) => match arguments.first() {
                Some(Node::Text(name)) => Some(name),
                _ => None,
            },
            _ => None,
        })
    }

    pub(super) fn root(&self) -> &Node {
        &self.root
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
