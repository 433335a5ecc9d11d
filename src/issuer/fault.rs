//! What an issuer can do wrong on purpose, to test its clients.

use std::fmt;
use std::str::FromStr;
use std::time;

use crate::jose::duration::Duration;

/// The longest delay, so that a server stops soon after a signal.
const LONGEST_DELAY: i64 = 300;

/// An endpoint that can be at fault.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FaultyEndpoint {
    Discovery,
    Jwks,
    Token,
    Authorize,
    Userinfo,
}

impl FaultyEndpoint {
    const ALL: [Self; 5] =
        [Self::Discovery, Self::Jwks, Self::Token, Self::Authorize, Self::Userinfo];

    const fn name(self) -> &'static str {
        match self {
            Self::Discovery => "discovery",
            Self::Jwks => "jwks",
            Self::Token => "token",
            Self::Authorize => "authorize",
            Self::Userinfo => "userinfo",
        }
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FaultKind {
    /// The answer is late
    Slow(time::Duration),
    /// The answer is an error
    Status(u16),
    /// The answer is a web page
    Html,
    /// The key set lacks the key that signs
    StaleKeys,
    /// Tokens have a `kid` that is not in the key set
    UnknownKid,
    /// The clock is wrong
    Clock(Duration),
    /// Answers name another issuer
    WrongIssuer,
}

impl FaultKind {
    /// Returns the endpoints where the fault makes a difference.
    const fn endpoints(self) -> &'static [FaultyEndpoint] {
        match self {
            Self::Slow(_) | Self::Status(_) | Self::Html | Self::Clock(_) => &FaultyEndpoint::ALL,
            Self::StaleKeys => &[FaultyEndpoint::Jwks],
            Self::UnknownKid => &[FaultyEndpoint::Token],
            Self::WrongIssuer => {
                &[FaultyEndpoint::Discovery, FaultyEndpoint::Token, FaultyEndpoint::Authorize]
            }
        }
    }
}

/// A fault, at one endpoint or wherever it makes a difference.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Fault {
    pub(crate) kind: FaultKind,
    pub(crate) endpoint: Option<FaultyEndpoint>,
}

impl Fault {
    /// Whether an endpoint has this fault.
    pub(crate) fn is_at(&self, endpoint: FaultyEndpoint) -> bool {
        self.endpoint.is_none_or(|own| own == endpoint) && self.kind.endpoints().contains(&endpoint)
    }
}

/// Why a string is not a fault.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum ParseFaultError {
    Name,
    Endpoint,
    Delay,
    Status,
    Clock,
    /// The fault makes no difference at this endpoint.
    NotThere(&'static [FaultyEndpoint]),
}

impl fmt::Display for ParseFaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |endpoints: &[FaultyEndpoint]| {
            endpoints.iter().map(|one| one.name()).collect::<Vec<_>>().join(", ")
        };
        match self {
            Self::Name => f.write_str(
                "unknown fault: write `slow=3s`, `status=500`, `html`, `stale-keys`, `unknown-kid`, `clock=+10m` or `wrong-issuer`",
            ),
            Self::Endpoint => {
                write!(f, "unknown endpoint: write one of {}", names(&FaultyEndpoint::ALL))
            }
            Self::Delay => write!(
                f,
                "not a delay: write `slow=3s` or `slow=200ms`, at most {LONGEST_DELAY} seconds"
            ),
            Self::Status => {
                f.write_str("not an error: write a status from 400 to 599, as in `status=500`")
            }
            Self::Clock => f.write_str("not a difference: write `clock=+10m` or `clock=-2m`"),
            Self::NotThere(endpoints) => {
                write!(f, "the fault makes no difference there, only at {}", names(endpoints))
            }
        }
    }
}

impl std::error::Error for ParseFaultError {}

impl FromStr for Fault {
    type Err = ParseFaultError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (what, endpoint) = match text.split_once('@') {
            Some((what, name)) => {
                let endpoint = FaultyEndpoint::ALL.into_iter().find(|one| one.name() == name);
                (what, Some(endpoint.ok_or(ParseFaultError::Endpoint)?))
            }
            None => (text, None),
        };
        let kind = match what.split_once('=') {
            Some(("slow", delay)) => FaultKind::Slow(delay_of(delay)?),
            Some(("status", status)) => {
                let status = status.parse().ok().filter(|status| (400..600).contains(status));
                FaultKind::Status(status.ok_or(ParseFaultError::Status)?)
            }
            Some(("clock", span)) => {
                let span = span.parse().map_err(|_| ParseFaultError::Clock)?;
                FaultKind::Clock(span)
            }
            Some(_) => return Err(ParseFaultError::Name),
            None => match what {
                "html" => FaultKind::Html,
                "stale-keys" => FaultKind::StaleKeys,
                "unknown-kid" => FaultKind::UnknownKid,
                "wrong-issuer" => FaultKind::WrongIssuer,
                "slow" => return Err(ParseFaultError::Delay),
                "status" => return Err(ParseFaultError::Status),
                "clock" => return Err(ParseFaultError::Clock),
                _ => return Err(ParseFaultError::Name),
            },
        };
        let endpoints = kind.endpoints();
        if endpoint.is_some_and(|endpoint| !endpoints.contains(&endpoint)) {
            return Err(ParseFaultError::NotThere(endpoints));
        }
        Ok(Self { kind, endpoint })
    }
}

fn delay_of(text: &str) -> Result<time::Duration, ParseFaultError> {
    let longest = time::Duration::from_secs(LONGEST_DELAY.unsigned_abs());
    let delay = if let Some(number) = text.strip_suffix("ms") {
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        number.parse().ok().filter(|_| is_number).map(time::Duration::from_millis)
    } else {
        let seconds = text.parse::<Duration>().ok().map(Duration::seconds);
        seconds.and_then(|seconds| seconds.try_into().ok()).map(time::Duration::from_secs)
    };
    delay.filter(|delay| *delay <= longest).ok_or(ParseFaultError::Delay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_at_one_endpoint_or_at_all_where_it_makes_a_difference() {
        let fault: Fault = "status=503@token".parse().unwrap();
        assert_eq!(fault.kind, FaultKind::Status(503));
        assert!(fault.is_at(FaultyEndpoint::Token) && !fault.is_at(FaultyEndpoint::Jwks));
        let fault: Fault = "unknown-kid".parse().unwrap();
        assert!(fault.is_at(FaultyEndpoint::Token) && !fault.is_at(FaultyEndpoint::Jwks));
        let fault: Fault = "slow=200ms".parse().unwrap();
        assert_eq!(fault.kind, FaultKind::Slow(time::Duration::from_millis(200)));
        assert!(FaultyEndpoint::ALL.into_iter().all(|endpoint| fault.is_at(endpoint)));
        let fault: Fault = "clock=-2m".parse().unwrap();
        assert_eq!(fault.kind, FaultKind::Clock(Duration::from_seconds(-120)));
    }

    #[test]
    fn what_is_not_a_fault_is_refused_with_the_reason() {
        use ParseFaultError as E;
        for (text, expected) in [
            ("", E::Name),
            ("quick", E::Name),
            ("quick=1", E::Name),
            ("html@nowhere", E::Endpoint),
            ("slow", E::Delay),
            ("slow=-3s", E::Delay),
            ("slow=1h", E::Delay),
            ("slow=+3ms", E::Delay),
            ("status=200", E::Status),
            ("status=abc", E::Status),
            ("clock", E::Clock),
            ("clock=noon", E::Clock),
            ("unknown-kid@jwks", E::NotThere(&[FaultyEndpoint::Token])),
        ] {
            assert_eq!(text.parse::<Fault>(), Err(expected), "{text}");
        }
    }
}
