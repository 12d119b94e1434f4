//! Types that say nothing of their content to anyone who formats them for debugging: a panic or a log that meets
//! one names its type.

/// Implements `Debug` so.
macro_rules! opaque_debug {
    ($($opaque_debug:ty),+ $(,)?) => {$(
        impl std::fmt::Debug for $opaque_debug {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($opaque_debug), "(…)"))
            }
        }
    )+};
}
pub(crate) use opaque_debug;

#[cfg(test)]
mod tests {
    use crate::{base::Id, checklist::Answers, record::Amendment};

    #[test]
    fn what_somebody_wrote_is_not_formatted() {
        let mut answers = Answers::default();
        answers.notes.insert("general.1".into(), "canary".into());
        let amendment = Amendment {
            of: Id([1; 16]),
            answers: Default::default(),
            note: "canary".into(),
        };
        let formatted = format!("{answers:?} {amendment:#?}");
        assert_eq!(formatted, "Answers(…) Amendment(…)");
    }
}
