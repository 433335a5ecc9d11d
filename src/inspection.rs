//! Everything that can be said of one token without verifying it: parts, origin,
//! times, Hasura claims, advice. Where `decode` gets its facts.

use crate::hasura::view::{self, HasuraClaims};
use crate::jose::anatomy::{Anatomy, Problem};
use crate::jose::claims::ClaimsSet;
use crate::jose::duration::Duration;
use crate::jose::json::{Object, Value};
use crate::jose::numeric_date::NumericDate;
use crate::provider::advice::{Advice, AdviceCode};
use crate::provider::evidence::Evidence;
use crate::provider::origin::Origin;
use crate::provider::rules;

/// 366 days, in seconds.
const VERY_LONG: i64 = 366 * 86_400;
/// Two minutes, in seconds.
const VERY_SHORT: i64 = 120;

/// One token, looked at.
#[derive(Clone, Debug)]
pub(crate) struct Inspection {
    pub(crate) anatomy: Anatomy,
    pub(crate) origin: Origin,
    pub(crate) times: Times,
    pub(crate) hasura: Option<HasuraClaims>,
    pub(crate) advice: Vec<Advice>,
    /// The token inside an encrypted one that was opened
    pub(crate) inner: Option<Box<Self>>,
}

/// The times a token names, as its numbers say them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Times {
    pub(crate) issued_at: Option<NumericDate>,
    pub(crate) not_before: Option<NumericDate>,
    pub(crate) expires_at: Option<NumericDate>,
    pub(crate) authenticated_at: Option<NumericDate>,
    /// From `iat` to `exp`
    pub(crate) lifetime: Option<Duration>,
    /// `None` if it never expires, or nobody can tell
    pub(crate) expired: Option<bool>,
}

impl Inspection {
    /// Looks at a token, at an instant.
    pub(crate) fn of(text: &str, now: NumericDate) -> Self {
        Self::of_anatomy(Anatomy::of(text), now)
    }

    /// Looks at an encrypted token and what was found in it: another token, or a payload.
    pub(crate) fn of_opened(text: &str, plaintext: &[u8], now: NumericDate) -> Self {
        let mut anatomy = Anatomy::of(text);
        let nested = std::str::from_utf8(plaintext).ok().map(Anatomy::of);
        if let Some(nested) = nested.filter(|nested| nested.header.is_some()) {
            let outer = Self::of_anatomy(anatomy, now);
            return Self { inner: Some(Box::new(Self::of_anatomy(nested, now))), ..outer };
        }
        anatomy.open(plaintext);
        Self::of_anatomy(anatomy, now)
    }

    /// Looks at an encrypted token that could not be opened, and says why.
    pub(crate) fn of_sealed(text: &str, reason: String, now: NumericDate) -> Self {
        let mut anatomy = Anatomy::of(text);
        anatomy.problems.push(Problem {
            part: "ciphertext",
            code: "not-decrypted",
            message: reason,
        });
        Self::of_anatomy(anatomy, now)
    }

    fn of_anatomy(anatomy: Anatomy, now: NumericDate) -> Self {
        let none = Object::new();
        let header = anatomy.header.as_ref().unwrap_or(&none);
        let claims = anatomy.claims();
        let set = ClaimsSet::new(claims.cloned().unwrap_or_default());
        let origin = rules::origin(&Evidence::new(header, set.members()));
        let times = Times::of(&set, now);
        let hasura = claims.and_then(view::find);
        let mut advice = Advisor::default();
        advice.on_signature(&anatomy, header);
        if claims.is_some() {
            advice.on_times(&set, &times, now);
            advice.on_claims(set.members());
            advice.on_hasura(set.members(), hasura.as_ref());
        }
        let mut advice = advice.0;
        advice.extend(origin.advice.iter().cloned());
        Self { anatomy, origin, times, hasura, advice, inner: None }
    }

    /// The algorithm the header names.
    pub(crate) fn alg(&self) -> Option<&str> {
        self.anatomy.header.as_ref().and_then(|header| header.get_str("alg"))
    }
}

impl Times {
    fn of(claims: &ClaimsSet, now: NumericDate) -> Self {
        let date = |name| claims.date(name).ok().flatten();
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

#[derive(Default)]
struct Advisor(Vec<Advice>);

impl Advisor {
    fn say(&mut self, code: AdviceCode, message: impl Into<String>) {
        self.0.push(Advice { code, message: message.into() });
    }

    fn on_signature(&mut self, anatomy: &Anatomy, header: &Object) {
        let alg = header.get_str("alg").unwrap_or_default();
        if alg.eq_ignore_ascii_case("none") {
            self.say(
                AdviceCode::AlgNone,
                "the token says `alg: none`: nobody signed it, and no engine accepts it",
            );
        } else if !anatomy.signatures.is_empty() && !anatomy.is_signed() {
            self.say(
                AdviceCode::AlgNone,
                "the signature is missing: nobody signed the token, and no engine accepts it",
            );
        }
        if matches!(alg, "HS256" | "HS384" | "HS512") {
            self.say(
                AdviceCode::SymmetricKey,
                format!("{alg} is signed with a shared secret: whoever can verify it can also forge it, and there is no public key to find"),
            );
        }
        let brought: Vec<&str> =
            ["jwk", "jku", "x5u", "x5c"].into_iter().filter(|name| header.contains(name)).collect();
        if let Some(name) = brought.first() {
            self.say(
                AdviceCode::KeyInHeader,
                format!("the header brings its own key (`{name}`), which nobody should trust; `verify` never does"),
            );
        }
    }

    fn on_times(&mut self, claims: &ClaimsSet, times: &Times, now: NumericDate) {
        for name in ["exp", "nbf", "iat", "auth_time"] {
            match claims.date(name) {
                Ok(Some(date)) if date.looks_like_milliseconds() => {
                    let meant = date.as_if_milliseconds().to_rfc3339();
                    self.say(
                        AdviceCode::Milliseconds,
                        format!(
                            "`{name}` counts milliseconds where seconds belong; meant is {meant}"
                        ),
                    );
                }
                Err(error) => self.say(
                    AdviceCode::DateMalformed,
                    format!("`{name}` {error}; engines refuse the token"),
                ),
                Ok(_) => {}
            }
        }
        match (times.expires_at, times.lifetime) {
            (None, _) if !claims.members().contains("exp") => {
                self.say(
                    AdviceCode::NoExp,
                    "there is no `exp`: the token never expires, and Hasura accepts it for ever",
                );
            }
            (Some(exp), lifetime) => {
                if exp <= now {
                    let ago = now.since(exp).in_words();
                    self.say(
                        AdviceCode::Expired,
                        format!("the token expired {ago} ago; get a new one"),
                    );
                }
                match lifetime.map(Duration::seconds) {
                    Some(seconds) if seconds > VERY_LONG && !exp.looks_like_milliseconds() => {
                        let long = Duration::from_seconds(seconds).in_words();
                        self.say(
                            AdviceCode::VeryLongLifetime,
                            format!(
                                "the token is valid for {long}; if it leaks, only a new key ends it"
                            ),
                        );
                    }
                    Some(seconds) if (0..=VERY_SHORT).contains(&seconds) => {
                        let short = Duration::from_seconds(seconds).in_words();
                        self.say(AdviceCode::VeryShortLifetime, format!("the token lives only {short}; it is often expired by the time it is pasted"));
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
            self.say(AdviceCode::NotYetValid, format!("the token is valid only in {until}; if that is seconds, a clock is off, and `allowed_skew` helps"));
        }
    }

    fn on_claims(&mut self, claims: &Object) {
        let absent = |name: &str| !claims.contains(name);
        if absent("iss") {
            self.say(AdviceCode::NoIss, "there is no `iss`: nothing says who issued the token");
        }
        if absent("sub") {
            self.say(AdviceCode::NoSub, "there is no `sub`: nothing says whom the token is about");
        }
        if absent("aud") {
            self.say(
                AdviceCode::NoAudClaim,
                "there is no `aud`: Hasura v2 accepts it whatever `audience` is configured",
            );
        }
        if matches!(claims.get("email_verified"), Some(Value::Bool(false)))
            || claims.get_str("email_verified") == Some("false")
        {
            self.say(
                AdviceCode::EmailNotVerified,
                "the issuer has not verified the e-mail address; do not decide by it",
            );
        }
    }

    fn on_hasura(&mut self, claims: &Object, hasura: Option<&HasuraClaims>) {
        let Some(hasura) = hasura else {
            match view::malformed(claims) {
                Some((key, kind)) => self.say(
                    AdviceCode::HasuraClaimsMalformed,
                    format!("`{key}` is {kind}, neither an object nor one written as a string; Hasura refuses it"),
                ),
                None => self.say(
                    AdviceCode::NoHasuraClaims,
                    "there are no Hasura claims: Hasura refuses the token unless a `claims_map` finds roles elsewhere in it",
                ),
            }
            return;
        };
        if hasura.default_role_allowed() == Some(false) {
            let default = hasura.default_role().unwrap_or_default();
            let what = match hasura.role_to_send() {
                Some(role) => format!("send the header `x-hasura-role: {role}`"),
                None => "no role is allowed at all".to_owned(),
            };
            self.say(
                AdviceCode::DefaultRoleNotAllowed,
                format!("the default role `{default}` is not among the allowed roles, so Hasura refuses the token as it is; {what}"),
            );
        }
        if hasura.get(view::ROLE).is_some() {
            self.say(AdviceCode::RoleClaimIgnored, "`x-hasura-role` inside the token is ignored by Hasura v2; the role comes from the request header or the default role");
        }
        if let Some(roles) = hasura.get(view::ALLOWED_ROLES)
            && roles.as_array().is_none()
        {
            self.say(
                AdviceCode::HasuraClaimsMalformed,
                format!(
                    "`x-hasura-allowed-roles` is {}, not a list; Hasura refuses it",
                    roles.a_kind()
                ),
            );
        }
        for (name, value) in hasura.session_variables() {
            if value.as_str().is_none() {
                self.say(
                    AdviceCode::SessionVariableNotString,
                    format!("`{name}` is {}; Hasura v2 takes only strings and refuses the token without naming it", value.a_kind()),
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
        Inspection::of(&text, now).advice.iter().map(|advice| advice.code.name()).collect()
    }

    /// A token that nothing is to be said about, with members put in its place.
    fn with(more: &str) -> Vec<&'static str> {
        let fine = r#""iss":"https://issuer.example.gov","sub":"ada","aud":"app","iat":1699999990,"exp":1700003590,"https://hasura.io/jwt/claims":{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user"]}"#;
        codes(r#"{"alg":"RS256"}"#, &format!("{{{fine}{more}}}"))
    }

    #[test]
    fn each_thing_worth_saying_is_said_and_nothing_else() {
        assert_eq!(with(""), [""; 0]);
        assert_eq!(with(r#","iat":1699996400,"exp":1700000000"#), ["expired"]);
        assert_eq!(with(r#","exp":1700003590000"#), ["milliseconds"]);
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
    fn what_is_absent_is_named() {
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
