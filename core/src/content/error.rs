//! Why a content was refused.

use thiserror::Error;

use crate::text::TextError;

/// Why a content was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ContentError {
    /// Not JSON of the expected shape.
    #[error("line {line}, column {column}: this is not a content that this program understands")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Larger than [`super::MAX_SIZE`].
    #[error("the content is too large")]
    TooLarge,
    /// Written for another program version.
    #[error("the content has format {0}; this program reads format {format}", format = super::FORMAT)]
    Format(u16),
    /// Something in it does not fit together.
    #[error("{place}: {problem}")]
    Wrong {
        /// Which part, by id where it has a well-formed one.
        place: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Its texts were refused.
    #[error(transparent)]
    Text(#[from] TextError),
}
