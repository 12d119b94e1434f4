//! Answers that are attachments: each is the place of its file among the record's attachments, from 1.

use super::{
    form::Form,
    model::{Media, QuestionKind, Value, Values},
};

impl Form {
    /// The questions of a form whose answers are attachments, and the numbers that were answered.
    pub fn attachments(&self, values: &Values) -> Vec<(Media, i64)> {
        let mut found = Vec::new();
        for (name, value) in values {
            match (self.item(name).map(|item| &item.kind), value) {
                (Some(QuestionKind::Media { of }), Value::Integer(number)) => {
                    found.push((*of, *number));
                }
                (_, Value::Repeat(turns)) => {
                    found.extend(turns.iter().flat_map(|turn| self.attachments(turn)));
                }
                _ => {}
            }
        }
        found
    }

    /// The values without an attachment: the answer that names it goes, and those after it move up.
    pub fn without_attachment(&self, values: &Values, gone: i64) -> Values {
        let renumbered = values.iter().filter_map(|(name, value)| {
            let value = match (self.item(name).map(|item| &item.kind), value) {
                (Some(QuestionKind::Media { .. }), Value::Integer(number)) if *number == gone => {
                    return None;
                }
                (Some(QuestionKind::Media { .. }), Value::Integer(number)) if *number > gone => {
                    Value::Integer(number - 1)
                }
                (_, Value::Repeat(turns)) => {
                    let turns = turns.iter().map(|turn| self.without_attachment(turn, gone));
                    Value::Repeat(turns.collect())
                }
                (_, value) => value.clone(),
            };
            Some((name.clone(), value))
        });
        renumbered.collect()
    }

    /// The values without any answer that is an attachment: a draft keeps none.
    pub fn without_attachments(&self, values: &Values) -> Values {
        let numbers = self.attachments(values).into_iter();
        let most = numbers.map(|(_, number)| number).max().unwrap_or_default();
        // From the last to the first, so that no number moves before it is looked at.
        (1..=most.min(1000))
            .rev()
            .fold(values.clone(), |values, number| {
                self.without_attachment(&values, number)
            })
    }
}
