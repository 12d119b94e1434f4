//! How an exchange is spoken over HTTP: the names that both ends agree on.

/// Where a hub takes the messages of an exchange.
pub const EXCHANGE_PATH: &str = "/v1/exchange";
/// Where a hub takes the tokens that a desk revokes.
pub const REVOKE_PATH: &str = "/v1/revoke";
/// A header on every answer of a hub, so that a network's log-in page is not taken for one.
pub const HUB_HEADER: &str = "pocketcard-hub";
/// A header on the answers to a token that was revoked: it says so. The answer lists letters all the same.
pub const TOKEN_HEADER: &str = "pocketcard-token";
