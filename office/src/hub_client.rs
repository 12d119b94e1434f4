//! What a desk says to its hub over the network.

use pocketcard::{
    host::Moment,
    sync::{Exchange, Role},
};
use pocketcard_terminal::http::{self, HttpError, Hub, Waits};
use thiserror::Error;

use crate::desk::{self, Desk};

/// A hub takes some two thousand in one request.
const TOKENS_AT_ONCE: usize = 1_000;

/// Why a hub was not told whom to refuse.
#[derive(Debug, Error)]
pub enum NotTold {
    /// It could not be reached, or did not agree.
    #[error(
        "the hub was not told to refuse who was turned away ({0}); the next collection tells it"
    )]
    Hub(#[from] HttpError),
    /// The desk's store.
    #[error(transparent)]
    Desk(#[from] desk::Error),
}

/// Exchanges parcels with the hub. [`Desk::take_in`] files what came.
///
/// # Errors
/// As [`http::exchange`].
pub fn exchange(
    desk: &mut Desk,
    hub: Hub<'_>,
    now: Moment,
    progress: &dyn Waits,
) -> Result<(), HttpError> {
    let token = desk.hub_token();
    let mut exchange = Exchange::new(Role::Hub);
    http::exchange(hub, &token, &mut exchange, &mut desk.depot(now), progress).map(drop)
}

/// Has the hub refuse the tokens of invitations that nobody can use any more.
///
/// # Errors
/// [`NotTold`].
pub fn close_tokens(desk: &mut Desk, hub: Hub<'_>, now: Moment) -> Result<(), NotTold> {
    let notices = desk.notices(now);
    if !notices.is_empty() {
        http::revoke(hub, &desk.hub_token(), &[], &notices)?;
    }
    for tokens in desk.tokens_to_refuse(now)?.chunks(TOKENS_AT_ONCE) {
        http::revoke(hub, &desk.hub_token(), tokens, &notices)?;
        desk.hub_was_told(tokens)?;
    }
    Ok(())
}
