//! How an exchange is spoken over HTTP: the names that both ends agree on, and what a response means to who asked.

use thiserror::Error;

/// Where a hub takes the messages of an exchange.
pub const EXCHANGE_PATH: &str = "/v1/exchange";
/// Where a hub takes the tokens that a desk revokes.
pub const REVOKE_PATH: &str = "/v1/revoke";
/// A header on every answer of a hub, so that a network's log-in page is not taken for one.
pub const HUB_HEADER: &str = "pocketcard-hub";
/// What that header says.
pub const HUB_VERSION: &str = "1";
/// A header on the answers to a token that was revoked: it says so. The answer lists letters all the same.
pub const TOKEN_HEADER: &str = "pocketcard-token";

/// Seconds to wait for a hub that is busy and does not say how long.
const PAUSE_SECONDS: u64 = 60;

/// Why a response that came from a hub's address is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoAnswer {
    /// Something else than a hub responds, a network's log-in page for example.
    #[error("not-a-hub")]
    NotAHub,
    /// The hub does not know the token.
    #[error("hub-refused")]
    TokenRefused,
    /// The hub does not let the token do this.
    #[error("hub-refused")]
    NotAllowed,
    /// The hub has had enough of this token or address. The number is the seconds to wait.
    #[error("hub-busy")]
    Busy(u64),
    /// The hub fails, has no space, or none serves at this address just now.
    #[error("hub-busy")]
    Failed,
    /// The request did not arrive whole, or too slowly: as if the network had failed.
    #[error("network")]
    Lost,
    /// The hub does not understand the request.
    #[error("exchange-failed")]
    NotUnderstood,
}

/// Judges a response that came from a hub's address by its status, by what its [`HUB_HEADER`] says and by what its
/// `Retry-After` says, where it has them.
///
/// # Errors
/// [`NoAnswer`] where its body is not the hub's answer to the request.
pub fn judge(status: u16, hub: Option<&str>, retry_after: Option<&str>) -> Result<(), NoAnswer> {
    if hub != Some(HUB_VERSION) {
        return Err(match status {
            // What stands before a hub says that none serves just now.
            502..=504 => NoAnswer::Failed,
            _ => NoAnswer::NotAHub,
        });
    }
    Err(match status {
        200 => return Ok(()),
        400 => NoAnswer::NotUnderstood,
        401 => NoAnswer::TokenRefused,
        403 => NoAnswer::NotAllowed,
        // A hub, but none of its exchanges is at this path.
        404 => NoAnswer::NotAHub,
        408 => NoAnswer::Lost,
        429 => {
            let seconds = retry_after.and_then(|seconds| seconds.parse().ok());
            NoAnswer::Busy(seconds.unwrap_or(PAUSE_SECONDS))
        }
        _ => NoAnswer::Failed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_of_a_hub_has_its_meaning() {
        let of = |status| judge(status, Some("1"), None);
        assert_eq!(of(200), Ok(()));
        assert_eq!(of(400), Err(NoAnswer::NotUnderstood));
        assert_eq!(of(401), Err(NoAnswer::TokenRefused));
        assert_eq!(of(403), Err(NoAnswer::NotAllowed));
        assert_eq!(of(404), Err(NoAnswer::NotAHub));
        assert_eq!(of(408), Err(NoAnswer::Lost));
        assert_eq!(of(429), Err(NoAnswer::Busy(60)));
        let named = [200, 400, 401, 403, 404, 408, 429];
        for status in (0..=u16::MAX).filter(|status| !named.contains(status)) {
            assert_eq!(of(status), Err(NoAnswer::Failed), "{status}");
        }
    }

    #[test]
    fn without_its_header_nothing_is_a_hub() {
        for hub in [None, Some(""), Some("2"), Some("1, 1")] {
            for status in 0..=u16::MAX {
                let away = [502, 503, 504].contains(&status);
                let meaning = if away {
                    NoAnswer::Failed
                } else {
                    NoAnswer::NotAHub
                };
                assert_eq!(
                    judge(status, hub, Some("5")),
                    Err(meaning),
                    "{status} {hub:?}"
                );
            }
        }
    }

    #[test]
    fn a_busy_hub_says_how_long_in_seconds() {
        let of = |after| judge(429, Some("1"), Some(after));
        assert_eq!(of("5"), Err(NoAnswer::Busy(5)));
        assert_eq!(of("0"), Err(NoAnswer::Busy(0)));
        for other in ["", "-1", "soon", "Fri, 31 Dec 1999 23:59:59 GMT"] {
            assert_eq!(of(other), Err(NoAnswer::Busy(60)), "{other}");
        }
    }
}
