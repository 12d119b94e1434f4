//! The expressions of one item, bound.

use super::{
    code::{Code, Rows},
    expr::function::Function,
};

/// The expressions of an item, bound.
#[derive(Debug, Default)]
pub(super) struct ItemCode {
    pub relevant: Option<Code>,
    pub required: Option<Code>,
    pub constraint: Option<Code>,
    pub read_only: Option<Code>,
    pub calculation: Option<Code>,
    pub start: Option<Code>,
    pub repeat_count: Option<Code>,
    pub filter: Option<Rows>,
    /// The questions that cause its calculation.
    pub trigger: Vec<usize>,
    /// The names in its texts, and the answers that stand for them.
    pub quotes: Vec<(String, Code)>,
    /// Whether its calculation is done once and then stays.
    pub once: bool,
}

impl ItemCode {
    /// All expressions of the item but its choice filter.
    pub fn all(&self) -> impl Iterator<Item = &Code> {
        [
            &self.relevant,
            &self.required,
            &self.constraint,
            &self.read_only,
            &self.calculation,
            &self.start,
            &self.repeat_count,
        ]
        .into_iter()
        .flatten()
        .chain(self.quotes.iter().map(|(_, code)| code))
        .chain(self.filter.iter().flat_map(|rows| {
            let key = rows.key.iter().map(|(_, code)| code);
            rows.filters.iter().chain(key)
        }))
    }

    /// Whether a value that was worked out before counts.
    pub fn keeps(&self) -> bool {
        self.once
            || !self.trigger.is_empty()
            || self
                .calculation
                .as_ref()
                .is_some_and(|code| code.calls(Function::Random) || code.calls(Function::Uuid))
    }
}
