//! Signed content: checklists, services, guidance, policy and languages.
