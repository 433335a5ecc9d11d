//! What an issuer remembers: codes, refresh tokens, device codes, sessions, revoked tokens. Each
//! is bounded in number and in time.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::issuer::client::ClientId;
use crate::issuer::tokens::{self, Grant};
use crate::jose::numeric_date::NumericDate;
use crate::jose::thumbprint;
use crate::jose::token_id;

/// How long a code waits for the client, in seconds.
const CODE_LIFE: i64 = 300;
/// How long a device code is valid, in seconds.
pub(super) const DEVICE_LIFE: i64 = 900;
/// How long a device waits between two requests, in seconds.
pub(super) const DEVICE_INTERVAL: i64 = 5;
/// How long a refresh token is valid, in seconds.
const REFRESH_LIFE: i64 = 30 * 86_400;
/// How long somebody stays signed in, in seconds.
const SESSION_LIFE: i64 = 12 * 3600;
/// The most entries of each kind.
const MOST: usize = 10_000;
/// The largest decision about a device, in bytes of memory.
pub(super) const MOST_DECIDED: usize = 64 * 1024;
/// The most memory that the entries of one kind may take, roughly, in bytes.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Values by name that are forgotten after their time; if there are too many, or they are too
/// large, the oldest first.
#[derive(Debug)]
struct Bounded<T> {
    values: HashMap<String, (T, i64)>,
    /// The names in their order, with the size of each value
    order: VecDeque<(String, usize)>,
    bytes: usize,
}

impl<T> Default for Bounded<T> {
    fn default() -> Self {
        Self { values: HashMap::new(), order: VecDeque::new(), bytes: 0 }
    }
}

impl<T> Bounded<T> {
    /// Adds a value of a size, under a name that is new. All values of one map live equally long.
    fn insert(&mut self, name: String, value: T, bytes: usize, life: i64, now: NumericDate) {
        let is_over = |values: &HashMap<String, (T, i64)>, name: &String| {
            values.get(name).is_none_or(|(_, end)| *end <= now.seconds())
        };
        while let Some((first, size)) = self.order.front()
            && (self.order.len() >= MOST
                || self.bytes.saturating_add(bytes) > MOST_BYTES
                || is_over(&self.values, first))
        {
            self.bytes = self.bytes.saturating_sub(*size);
            self.values.remove(first);
            self.order.pop_front();
        }
        let end = now.seconds().saturating_add(life);
        if self.values.insert(name.clone(), (value, end)).is_none() {
            self.bytes = self.bytes.saturating_add(bytes);
            self.order.push_back((name, bytes));
        }
    }

    /// Returns a value even if its time is over, and whether it is.
    fn find(&mut self, name: &str, now: NumericDate) -> Option<(&mut T, bool)> {
        self.values.get_mut(name).map(|(value, end)| (value, *end <= now.seconds()))
    }

    fn get(&mut self, name: &str, now: NumericDate) -> Option<&mut T> {
        self.find(name, now).filter(|(_, is_over)| !is_over).map(|(value, _)| value)
    }
}

/// An authorization code.
#[derive(Debug)]
struct Code {
    issued: Issued,
    /// The family of the tokens that it was exchanged for
    spent: Option<String>,
}

/// What an authorization code stands for.
#[derive(Clone, Debug)]
pub(super) struct Issued {
    pub(super) grant: Arc<Grant>,
    pub(super) redirect_uri: String,
    pub(super) challenge: Option<Challenge>,
}

/// What the verifier of a code must match (RFC 7636).
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Challenge {
    Plain(String),
    S256(String),
}

impl Challenge {
    /// Whether a verifier belongs to this challenge.
    pub(super) fn matches(&self, verifier: &str) -> bool {
        match self {
            Self::Plain(challenge) => verifier == challenge,
            Self::S256(challenge) => thumbprint::of_text(verifier) == *challenge,
        }
    }
}

#[derive(Debug)]
struct Refresh {
    grant: Arc<Grant>,
    family: String,
    is_spent: bool,
}

/// What the user decided about a device.
#[derive(Clone, Debug)]
pub(super) enum Decision {
    Pending,
    Denied,
    Approved(Arc<Grant>),
}

/// What a device asked for.
#[derive(Clone, Debug)]
pub(super) struct DeviceRequest {
    pub(super) client: ClientId,
    /// The issuer that was asked
    pub(super) issuer: String,
    pub(super) scope: Vec<String>,
    pub(super) audience: Vec<String>,
    pub(super) decision: Decision,
}

#[derive(Debug)]
struct Device {
    request: DeviceRequest,
    interval: i64,
    last_poll: Option<i64>,
    is_spent: bool,
}

/// Why a code or a refresh token is refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Refusal {
    Unknown,
    Expired,
    /// It was used before, so everything that came from it is revoked.
    Spent,
    Unfit(Misfit),
}

/// Why a code or a refresh token does not fit the request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Misfit {
    Client,
    Issuer,
    Redirect,
    NoVerifier,
    UnexpectedVerifier,
    Verifier,
    Scope,
}

/// The answer to a device that polls.
#[derive(Debug)]
pub(super) enum Poll {
    Unknown,
    Expired,
    Pending,
    TooFast,
    Denied,
    Approved(Arc<Grant>),
}

/// A user who is signed in.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub(super) username: String,
    pub(super) role: String,
    pub(super) since: i64,
}

/// Everything that an issuer remembers.
#[derive(Debug, Default)]
pub(super) struct Grants {
    codes: Bounded<Code>,
    refresh: Bounded<Refresh>,
    devices: Bounded<Device>,
    /// The device codes by the codes that people type
    user_codes: Bounded<String>,
    sessions: Bounded<Session>,
    /// The families of access tokens, by `jti`
    issued: Bounded<String>,
    revoked: Bounded<()>,
    revoked_families: Bounded<()>,
}

impl Grants {
    /// Returns a new authorization code; `None` without randomness.
    pub(super) fn code(&mut self, issued: Issued, now: NumericDate) -> Option<String> {
        let code = token_id::random_code()?;
        let size = issued.grant.size() + issued.redirect_uri.len();
        self.codes.insert(code.clone(), Code { issued, spent: None }, size, CODE_LIFE, now);
        Some(code)
    }

    /// Exchanges a code, which can be done once. `check` decides whether it fits. Returns what it
    /// stands for and the family of the tokens.
    pub(super) fn exchange(
        &mut self,
        code: &str,
        now: NumericDate,
        check: impl FnOnce(&Issued) -> Result<(), Misfit>,
    ) -> Result<(Issued, String), Refusal> {
        let family = token_id::random_id().unwrap_or_default();
        let (found, is_over) = self.codes.find(code, now).ok_or(Refusal::Unknown)?;
        if let Some(family) = found.spent.clone() {
            self.revoke_family(&family, now);
            return Err(Refusal::Spent);
        }
        if is_over {
            return Err(Refusal::Expired);
        }
        check(&found.issued).map_err(Refusal::Unfit)?;
        found.spent = Some(family.clone());
        Ok((found.issued.clone(), family))
    }

    /// Returns a new refresh token; `None` without randomness.
    pub(super) fn refresh_token(
        &mut self,
        grant: Arc<Grant>,
        family: &str,
        now: NumericDate,
    ) -> Option<String> {
        let token = token_id::random_code()?;
        let size = grant.size();
        let entry = Refresh { grant, family: family.to_owned(), is_spent: false };
        self.refresh.insert(token.clone(), entry, size, REFRESH_LIFE, now);
        Some(token)
    }

    /// Uses a refresh token, which can be done once: the next one replaces it. One that is used
    /// again was stolen, so all tokens of its family are revoked (RFC 9700 section 4.14.2).
    pub(super) fn rotate(
        &mut self,
        token: &str,
        now: NumericDate,
        check: impl FnOnce(&Grant) -> Result<(), Misfit>,
    ) -> Result<(Arc<Grant>, String), Refusal> {
        let (found, is_over) = self.refresh.find(token, now).ok_or(Refusal::Unknown)?;
        let family = found.family.clone();
        check(&found.grant).map_err(Refusal::Unfit)?;
        if found.is_spent {
            self.revoke_family(&family, now);
            return Err(Refusal::Spent);
        }
        if is_over {
            return Err(Refusal::Expired);
        }
        found.is_spent = true;
        let grant = Arc::clone(&found.grant);
        if self.revoked_families.get(&family, now).is_some() {
            return Err(Refusal::Spent);
        }
        Ok((grant, family))
    }

    /// Returns the grant of a refresh token that can be used, and when it ends.
    pub(super) fn refreshable(
        &mut self,
        token: &str,
        now: NumericDate,
    ) -> Option<(Arc<Grant>, i64)> {
        let (found, end) = self.refresh.values.get(token)?;
        let is_usable = !found.is_spent && *end > now.seconds();
        let (grant, family, end) = (Arc::clone(&found.grant), found.family.clone(), *end);
        let is_revoked = self.revoked_families.get(&family, now).is_some();
        (is_usable && !is_revoked).then_some((grant, end))
    }

    /// Returns the client of a refresh token that this issuer knows.
    pub(super) fn client_of_refresh(&self, token: &str) -> Option<&ClientId> {
        self.refresh.values.get(token).map(|(found, _)| &found.grant.client)
    }

    /// Revokes a refresh token and everything that came from the same grant.
    pub(super) fn revoke_refresh(&mut self, token: &str, now: NumericDate) {
        if let Some((found, _)) = self.refresh.values.get(token) {
            let family = found.family.clone();
            self.revoke_family(&family, now);
        }
    }

    /// Remembers the family of an access token.
    pub(super) fn remember(&mut self, jti: &str, family: &str, now: NumericDate) {
        self.issued.insert(jti.to_owned(), family.to_owned(), jti.len(), REFRESH_LIFE, now);
    }

    /// Revokes an access token.
    pub(super) fn revoke(&mut self, jti: &str, now: NumericDate) {
        self.revoked.insert(jti.to_owned(), (), jti.len(), REFRESH_LIFE, now);
    }

    fn revoke_family(&mut self, family: &str, now: NumericDate) {
        self.revoked_families.insert(family.to_owned(), (), family.len(), REFRESH_LIFE, now);
    }

    /// Whether an access token is revoked, itself or with its family.
    pub(super) fn is_revoked(&mut self, jti: &str, now: NumericDate) -> bool {
        let family = self.issued.get(jti, now).cloned();
        self.revoked.get(jti, now).is_some()
            || family.is_some_and(|family| self.revoked_families.get(&family, now).is_some())
    }

    /// Returns a new device code, and the code that people type; `None` without randomness.
    pub(super) fn device(
        &mut self,
        request: DeviceRequest,
        now: NumericDate,
    ) -> Option<(String, String)> {
        let device_code = token_id::random_code()?;
        let user_code = user_code()?;
        let device =
            Device { request, interval: DEVICE_INTERVAL, last_poll: None, is_spent: false };
        let asked = device.request.scope.iter().chain(&device.request.audience);
        let size = MOST_DECIDED + device.request.client.as_str().len() + tokens::memory_of(asked);
        self.devices.insert(device_code.clone(), device, size, DEVICE_LIFE, now);
        self.user_codes.insert(plain_code(&user_code), device_code.clone(), 0, DEVICE_LIFE, now);
        Some((device_code, user_code))
    }

    /// Returns what a device asked for, by the code that was typed, while it is undecided.
    pub(super) fn device_request(
        &mut self,
        user_code: &str,
        now: NumericDate,
    ) -> Option<&mut DeviceRequest> {
        let device_code = self.user_codes.get(&plain_code(user_code), now)?.clone();
        let device = self.devices.get(&device_code, now)?;
        matches!(device.request.decision, Decision::Pending).then_some(&mut device.request)
    }

    /// Returns what was decided about a device. Each request that comes too early makes it wait longer
    /// (RFC 8628 section 3.5).
    pub(super) fn poll(
        &mut self,
        device_code: &str,
        client: &ClientId,
        issuer: &str,
        now: NumericDate,
    ) -> Poll {
        let Some((device, is_over)) = self.devices.find(device_code, now) else {
            return Poll::Unknown;
        };
        if device.is_spent || device.request.client != *client || device.request.issuer != issuer {
            return Poll::Unknown;
        }
        if is_over {
            return Poll::Expired;
        }
        match &device.request.decision {
            Decision::Approved(grant) => {
                device.is_spent = true;
                Poll::Approved(Arc::clone(grant))
            }
            Decision::Denied => Poll::Denied,
            Decision::Pending => {
                let last = device.last_poll.replace(now.seconds());
                if last.is_some_and(|last| now.seconds() - last < device.interval) {
                    device.interval += DEVICE_INTERVAL;
                    Poll::TooFast
                } else {
                    Poll::Pending
                }
            }
        }
    }

    /// Returns the name of a new session; `None` without randomness.
    pub(super) fn sign_in(&mut self, session: Session, now: NumericDate) -> Option<String> {
        let name = token_id::random_code()?;
        let size = session.username.len() + session.role.len();
        self.sessions.insert(name.clone(), session, size, SESSION_LIFE, now);
        Some(name)
    }

    /// Returns a session.
    pub(super) fn session(&mut self, name: &str, now: NumericDate) -> Option<Session> {
        self.sessions.get(name, now).cloned()
    }

    /// Ends a session.
    pub(super) fn sign_out(&mut self, name: &str) {
        self.sessions.values.remove(name);
    }
}

/// Returns a code for people: without vowels, so that it is never a word, and without characters
/// that look alike (RFC 8628 section 6.1).
fn user_code() -> Option<String> {
    const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
    let bytes = token_id::random_bytes::<16>()?;
    let number = u128::from_be_bytes(bytes);
    let letter = |place: u32| {
        let index = usize::try_from(number / 20_u128.pow(place) % 20).unwrap_or_default();
        char::from(LETTERS.get(index).copied().unwrap_or(b'B'))
    };
    let half = |from: u32| (from..from + 4).map(letter).collect::<String>();
    Some(format!("{}-{}", half(0), half(4)))
}

/// Returns a code as it is compared: people may type it in any case, with or without a dash.
fn plain_code(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn at(seconds: i64) -> NumericDate {
        NumericDate::from_seconds(1_700_000_000 + seconds).unwrap()
    }

    #[test]
    fn memory_is_bounded_in_number_and_in_time() {
        let mut values = Bounded::default();
        for number in 0..MOST + 5 {
            values.insert(number.to_string(), number, 1, 10, at(0));
        }
        assert_eq!((values.values.len(), values.order.len()), (MOST, MOST));
        assert_eq!(values.get("0", at(0)), None);
        assert_eq!(values.get("5", at(9)), Some(&mut 5));
        assert_eq!(values.get("5", at(10)), None);
        values.insert("next".to_owned(), 0, 1, 10, at(10));
        assert_eq!((values.values.len(), values.order.len(), values.bytes), (1, 1, 1));
        values.insert("large".to_owned(), 0, MOST_BYTES - 1, 10, at(10));
        assert!(values.get("next", at(10)).is_some());
        values.insert("more".to_owned(), 0, 1, 10, at(10));
        assert_eq!(values.get("next", at(10)), None);
        assert_eq!(values.bytes, MOST_BYTES);
        values.insert("last".to_owned(), 0, 1, 10, at(10));
        assert_eq!(values.get("large", at(10)), None);
        assert_eq!(values.bytes, 2);
    }

    #[test]
    fn codes_for_people_are_typed_in_any_form_and_are_all_different() {
        let codes: HashSet<String> = (0..100).filter_map(|_| user_code()).collect();
        assert_eq!(codes.len(), 100);
        for code in codes {
            let plain = plain_code(&code);
            assert_eq!((code.len(), plain.len()), (9, 8));
            assert_eq!(plain_code(&format!(" {} ", code.to_lowercase().replace('-', " "))), plain);
        }
    }

    #[test]
    fn a_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B
        let challenge = Challenge::S256("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned());
        assert!(challenge.matches("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assert!(!challenge.matches("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }
}
