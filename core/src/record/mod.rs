//! What is finished and signed: screenings, referrals, amendments, withdrawals.

mod id;

pub use id::{Id, IdError};
