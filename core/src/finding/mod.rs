//! From answers to a finding: what they indicate, why, and what to do. Pure.
