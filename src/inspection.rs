//! Everything that is known about a token without verifying it: its parts, origin, times,
//! Hasura claims and warnings. `decode` prints it.

use std::borrow::Cow;

use crate::hasura::explanation::Engine;
use crate::hasura::view::{self, BrokenClaims, HasuraClaims};
use crate::jose::anatomy::{Anatomy, LastHeader, Problem};
use crate::jose::claims;
use crate::jose::duration::Duration;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;
use crate::provider::advice::how_to_add_claims;
use crate::provider::better_auth;
use crate::provider::defect::Defect;
use crate::provider::evidence::Evidence;
use crate::provider::issuer::LastIssuer;
use crate::provider::nextauth;
use crate::provider::origin::{Origin, ProviderId, TokenKind};
use crate::provider::rules;
use crate::provider::warning::TokenWarning;
use crate::token_config;

/// The lifetime above which a token is reported as long-lived: 366 days, in seconds.
const VERY_LONG: i64 = 366 * 86_400;
/// The lifetime up to which a token is reported as short-lived: two minutes, in seconds.
const VERY_SHORT: i64 = 120;

/// An inspected token.
#[derive(Clone, Debug)]
pub(crate) struct Inspection {
    pub(crate) anatomy: Anatomy,
    pub(crate) origin: Origin,
    pub(crate) times: Times,
    pub(crate) hasura: Option<HasuraClaims>,
    pub(crate) warnings: Vec<Note<TokenWarning>>,
    /// The token inside an encrypted one that was decrypted
    pub(crate) inner: Option<Box<Self>>,
}

/// What is kept of the last token of a list, because the next one probably has it, too.
#[derive(Debug, Default)]
pub(crate) struct LastToken {
    header: LastHeader,
    issuer: LastIssuer,
}

/// The times in a token, exactly as its numbers give them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Times {
    pub(crate) issued_at: Option<NumericDate>,
    pub(crate) not_before: Option<NumericDate>,
    pub(crate) expires_at: Option<NumericDate>,
    pub(crate) authenticated_at: Option<NumericDate>,
    /// From `iat` to `exp`
    pub(crate) lifetime: Option<Duration>,
    /// `None` if it never expires, or if that is unknown
    pub(crate) expired: Option<bool>,
}

impl Inspection {
    /// Returns the claims as they are shown: without what logs in as the user.
    pub(crate) fn shown_claims(&self) -> Option<Cow<'_, Object>> {
        let claims = self.anatomy.claims()?;
        let has_session =
            (self.origin.id, self.origin.kind) == (ProviderId::BetterAuth, TokenKind::Session);
        Some(if has_session {
            Cow::Owned(better_auth::without_session(claims))
        } else {
            Cow::Borrowed(claims)
        })
    }

    /// Inspects a token, as of `now`.
    pub(crate) fn of(text: &str, now: NumericDate) -> Self {
        let mut last = LastToken::default();
        Self::of_anatomy(Self::anatomy_of(text, &mut last), now, &mut last)
    }

    /// Takes a token apart, and adds what is wrong with it as a whole.
    pub(crate) fn anatomy_of(text: &str, last: &mut LastToken) -> Anatomy {
        let mut anatomy = Anatomy::of_listed(text, &mut last.header);
        if let Some(defect) = Defect::of_anatomy(text, &anatomy) {
            let note = defect.to_note();
            if defect.is_of_another_kind() {
                anatomy.problems.clear();
            }
            // From left to right, the whole first.
            let at = if note.part == Some("token") { 0 } else { anatomy.problems.len() };
            anatomy.problems.insert(at, note);
        }
        anatomy
    }

    /// Inspects an encrypted token and its plaintext, which is another token or a payload.
    pub(crate) fn of_decrypted(
        mut anatomy: Anatomy,
        plaintext: &[u8],
        now: NumericDate,
        last: &mut LastToken,
    ) -> Self {
        let nested = std::str::from_utf8(plaintext).ok().map(Anatomy::of);
        if let Some(nested) = nested.filter(|nested| nested.header.is_some()) {
            let outer = Self::of_anatomy(anatomy, now, last);
            return Self { inner: Some(Box::new(Self::of_anatomy(nested, now, last))), ..outer };
        }
        anatomy.open(plaintext);
        Self::of_anatomy(anatomy, now, last)
    }

    /// Inspects an encrypted token that could not be decrypted for the given reason.
    pub(crate) fn of_undecrypted(
        mut anatomy: Anatomy,
        reason: String,
        now: NumericDate,
        last: &mut LastToken,
    ) -> Self {
        anatomy.problems.push(Note::about("ciphertext", Problem::NotDecrypted, reason));
        Self::of_anatomy(anatomy, now, last)
    }

    /// Inspects the parts of a token, as of `now`.
    pub(crate) fn of_anatomy(anatomy: Anatomy, now: NumericDate, last: &mut LastToken) -> Self {
        let empty = Object::new();
        let header = anatomy.header.as_ref().unwrap_or(&empty);
        let claims = anatomy.claims();
        let set = claims.unwrap_or(&empty);
        let issuer = last.issuer.parse(set.get_str("iss"));
        let origin = rules::origin(&Evidence::of_issuer(header, set, issuer));
        let times = Times::of(set, now);
        let found = claims.and_then(view::find);
        let broken = claims.filter(|_| found.is_none()).and_then(view::broken);
        let hasura = found.or_else(|| Some(broken.as_ref()?.place()));
        let mut advisor = Advisor::default();
        advisor.check_signature(header);
        if claims.is_some() {
            advisor.check_times(set, &times, now);
            advisor.check_claims(set, &origin);
            match (&broken, &hasura) {
                (Some(broken), _) => advisor.report_broken_claims(broken),
                (None, Some(hasura)) => advisor.check_hasura_claims(hasura),
                // Its own warning says what to send instead.
                (None, None) if nextauth::is_session(header) => {}
                (None, None) => advisor.report_no_claims(set, &origin),
            }
        }
        let mut warnings = advisor.0;
        warnings.extend(origin.warnings.iter().cloned());
        Self { anatomy, origin, times, hasura, warnings, inner: None }
    }

    /// Returns the algorithm that the header names.
    pub(crate) fn alg(&self) -> Option<&str> {
        self.anatomy.header.as_ref().and_then(|header| header.get_str("alg"))
    }
}

impl Times {
    fn of(claims: &Object, now: NumericDate) -> Self {
        let date = |name| claims::date(claims, name).ok().flatten();
        let (issued_at, expires_at) = (date("iat"), date("exp"));
        Self {
            issued_at,
            not_before: date("nbf"),
            expires_at,
            authenticated_at: date("auth_time"),
            lifetime: expires_at.zip(issued_at).map(|(exp, iat)| exp.since(iat)),
            expired: expires_at.map(|exp| exp <= now),
        }
    }
}

/// A collector of warnings.
#[derive(Default)]
struct Advisor(Vec<Note<TokenWarning>>);

impl Advisor {
    fn warn(&mut self, code: TokenWarning, message: impl Into<String>) {
        self.0.push(Note::new(code, message));
    }

    fn check_signature(&mut self, header: &Object) {
        let alg = header.get_str("alg").unwrap_or_default();
        if alg.eq_ignore_ascii_case("none") {
            self.warn(
                TokenWarning::AlgNone,
                "the token has `alg: none`: it is not signed, and no engine accepts it",
            );
        }
        if matches!(alg, "HS256" | "HS384" | "HS512") {
            self.warn(
                TokenWarning::SymmetricKey,
                format!("{alg} uses a shared secret: anyone who can verify the token can also forge one, and there is no public key"),
            );
        }
        let own_key = ["jwk", "jku", "x5u", "x5c"].into_iter().find(|name| header.contains(name));
        if let Some(name) = own_key {
            self.warn(
                TokenWarning::KeyInHeader,
                format!("the header names its own key (`{name}`), which must not be trusted; `verify` ignores it"),
            );
        }
    }

    fn check_times(&mut self, claims: &Object, times: &Times, now: NumericDate) {
        for name in ["exp", "nbf", "iat", "auth_time"] {
            if let Some(misread) = claims.get(name).and_then(NumericDate::misread) {
                self.warn(TokenWarning::Milliseconds, format!("`{name}` {misread}"));
                continue;
            }
            if let Err(error) = claims::date(claims, name) {
                self.warn(
                    TokenWarning::DateMalformed,
                    format!("`{name}` {error}; engines refuse the token"),
                );
            }
        }
        match (times.expires_at, times.lifetime) {
            (None, _) if !claims.contains("exp") => {
                self.warn(
                    TokenWarning::NoExp,
                    "there is no `exp`: the token never expires, and Hasura accepts it forever",
                );
            }
            (Some(exp), lifetime) => {
                if exp <= now {
                    let ago = now.since(exp).in_words();
                    self.warn(
                        TokenWarning::Expired,
                        format!("the token expired {ago} ago; get a new one"),
                    );
                }
                match lifetime.map(Duration::seconds) {
                    Some(seconds) if seconds > VERY_LONG && !exp.looks_like_milliseconds() => {
                        let long = Duration::from_seconds(seconds).in_words();
                        self.warn(
                            TokenWarning::VeryLongLifetime,
                            format!(
                                "the token is valid for {long}; if it leaks, only changing the key revokes it"
                            ),
                        );
                    }
                    Some(seconds) if (0..=VERY_SHORT).contains(&seconds) => {
                        let short = Duration::from_seconds(seconds).in_words();
                        self.warn(TokenWarning::VeryShortLifetime, format!("the token is valid for only {short}, and often expires before it is pasted"));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        let starts = times
            .not_before
            .max(times.issued_at)
            .filter(|start| *start > now && !start.looks_like_milliseconds());
        if let Some(start) = starts {
            let until = start.since(now).in_words();
            self.warn(TokenWarning::NotYetValid, format!("the token becomes valid in {until}; if that is only seconds, a clock is wrong, and `allowed_skew` helps"));
        }
    }

    fn check_claims(&mut self, claims: &Object, origin: &Origin) {
        let absent = |name: &str| !claims.contains(name);
        if absent("iss") {
            self.warn(TokenWarning::NoIss, "there is no `iss`: the token does not name its issuer");
        }
        for name in ["sub", "iss"] {
            if let Some(value) = claims.get(name).filter(|value| value.as_str().is_none()) {
                self.warn(
                    TokenWarning::ClaimMalformed,
                    format!(
                        "`{name}` is {}, not a string: Hasura v2 and many libraries refuse the token",
                        value.a_kind()
                    ),
                );
            }
        }
        if absent("sub") {
            self.warn(TokenWarning::NoSub, "there is no `sub`: the token does not name a user");
        }
        if absent("aud") {
            self.warn(
                TokenWarning::NoAudClaim,
                "there is no `aud`: Hasura v2 accepts the token regardless of the configured `audience`",
            );
        }
        if claims.get("aud").and_then(Value::as_array).is_some_and(<[Value]>::is_empty) {
            self.warn(
                TokenWarning::EmptyAudience,
                "`aud` is an empty list: Hasura v2 answers `JWTNotInAudience` even without a configured `audience`; request the token for an audience",
            );
        }
        let is_unverified = matches!(claims.get("email_verified"), Some(Value::Bool(false)))
            || claims.get_str("email_verified") == Some("false");
        if is_unverified && !origin.kind.is_machine() {
            self.warn(
                TokenWarning::EmailNotVerified,
                "the issuer has not verified the e-mail address; do not rely on it",
            );
        }
    }

    fn report_broken_claims(&mut self, broken: &BrokenClaims) {
        let BrokenClaims { key, kind, cause } = broken;
        let cause = cause.map_or_else(String::new, |cause| format!(": {cause}"));
        let what = match *kind {
            "a string" => "a string that is not a JSON object",
            other => other,
        };
        self.warn(
            TokenWarning::HasuraClaimsMalformed,
            format!(
                "the Hasura claims are broken, and engines refuse them: `{key}` is {what}{cause}"
            ),
        );
    }

    fn report_no_claims(&mut self, claims: &Object, origin: &Origin) {
        let advice = how_to_add_claims(origin);
        let map = token_config::written_claims(Engine::Hasura, claims, origin);
        let map = map.map_or_else(
            || "configure a `claims_map`".to_owned(),
            |map| format!("configure Hasura with `{map}`"),
        );
        self.warn(
            TokenWarning::NoHasuraClaims,
            format!("there are no Hasura claims: {advice}; or {map}"),
        );
    }

    fn check_hasura_claims(&mut self, hasura: &HasuraClaims) {
        if hasura.default_role_allowed() == Some(false) {
            let default = hasura.default_role().unwrap_or_default();
            let what = match hasura.role_to_send() {
                Some(role) => format!("send the header `x-hasura-role: {role}`"),
                None => "no role is allowed at all".to_owned(),
            };
            self.warn(
                TokenWarning::DefaultRoleNotAllowed,
                format!("the default role `{default}` is not among the allowed roles, so Hasura refuses the token; {what}"),
            );
        }
        if hasura.get(view::ROLE).is_some() {
            self.warn(TokenWarning::RoleClaimIgnored, "Hasura v2 ignores `x-hasura-role` in the token; the role is that of the request header, or the default role");
        }
        if let Some(roles) = hasura.get(view::ALLOWED_ROLES)
            && roles.as_array().is_none()
        {
            self.warn(
                TokenWarning::HasuraClaimsMalformed,
                format!(
                    "`x-hasura-allowed-roles` is {}, not a list; Hasura refuses it",
                    roles.a_kind()
                ),
            );
        }
        for (name, value) in hasura.session_variables() {
            if value.as_str().is_none() {
                self.warn(
                    TokenWarning::SessionVariableNotString,
                    format!("`{name}` is {}; Hasura v2 accepts only strings, and refuses the token without naming the claim", value.a_kind()),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url;

    const NOW: i64 = 1_700_000_000;

    fn codes(header: &str, claims: &str) -> Vec<&'static str> {
        let text = format!("{}.{}.c2ln", base64url::encode(header), base64url::encode(claims));
        let now = NumericDate::from_seconds(NOW).unwrap();
        Inspection::of(&text, now).warnings.iter().map(|warning| warning.code.name()).collect()
    }

    /// Returns the warnings about a token after these members are added; it has none before.
    fn with(more: &str) -> Vec<&'static str> {
        let fine = r#""iss":"https://issuer.example.gov","sub":"ada","aud":"app","iat":1699999990,"exp":1700003590,"https://hasura.io/jwt/claims":{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user"]}"#;
        codes(r#"{"alg":"RS256"}"#, &format!("{{{fine}{more}}}"))
    }

    #[test]
    fn each_warning_is_given_and_nothing_else() {
        assert_eq!(with(""), [""; 0]);
        assert_eq!(with(r#","iat":1699996400,"exp":1700000000"#), ["expired"]);
        assert_eq!(with(r#","exp":1700003590000"#), ["milliseconds"]);
        assert_eq!(with(r#","exp":1700003590000000"#), ["milliseconds"]);
        assert_eq!(with(r#","exp":1700003590,"sub":7"#), ["claim-malformed"]);
        assert_eq!(with(r#","exp":"soon""#), ["date-malformed"]);
        assert_eq!(with(r#","exp":1900000000"#), ["very-long-lifetime"]);
        assert_eq!(with(r#","exp":1700000050"#), ["very-short-lifetime"]);
        assert_eq!(with(r#","nbf":1700000100"#), ["not-yet-valid"]);
        assert_eq!(with(r#","email_verified":false"#), ["email-not-verified"]);
        let hasura = |inner: &str| with(&format!(r#","https://hasura.io/jwt/claims":{inner}"#));
        assert_eq!(
            hasura(r#"{"x-hasura-default-role":"a","x-hasura-allowed-roles":["b"]}"#),
            ["default-role-not-allowed"]
        );
        assert_eq!(
            hasura(
                r#"{"x-hasura-default-role":"a","x-hasura-allowed-roles":["a"],"x-hasura-role":"a"}"#
            ),
            ["role-claim-ignored"]
        );
        assert_eq!(
            hasura(
                r#"{"x-hasura-default-role":"a","x-hasura-allowed-roles":["a"],"x-hasura-user-id":1}"#
            ),
            ["session-variable-not-string"]
        );
        assert_eq!(
            hasura(r#"{"x-hasura-default-role":"a","x-hasura-allowed-roles":"a"}"#),
            ["hasura-claims-malformed"]
        );
        assert_eq!(hasura("17"), ["hasura-claims-malformed"]);
    }

    #[test]
    fn absent_claims_are_reported() {
        assert_eq!(
            codes(r#"{"alg":"RS256"}"#, "{}"),
            ["no-exp", "no-iss", "no-sub", "no-aud-claim", "no-hasura-claims"]
        );
        assert_eq!(codes(r#"{"alg":"none"}"#, "17"), ["alg-none"]);
        assert_eq!(
            codes(r#"{"alg":"HS256","jku":"https://x"}"#, "17"),
            ["symmetric-key", "key-in-header"]
        );
    }
}
