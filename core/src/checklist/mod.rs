//! Indicators, checklists, answers and what to show next. Pure.
