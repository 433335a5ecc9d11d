//! The checks of a token: its form, key, signature and registered claims.

use crate::hasura::behaviour::DDN_CHECKS_AUDIENCE_SINCE;
use crate::hasura::ddn::answer::case::{AudienceRule, Case, words_differ};
use crate::hasura::ddn::config::{JwtConfig, KeyPlace};
use crate::hasura::ddn::decode;
use crate::hasura::ddn::keys::{Chosen, Keys, NoKey};
use crate::hasura::ddn::refusal::{Reason, Refusal};
use crate::hasura::signature_failure::{self, SignatureFailure};
use crate::hasura::trace::seen_from;
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::diagnosis::Mismatch;
use crate::jose::duration::Duration;
use crate::jose::json::{Number, Object, Value};
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;
use crate::jose::verdict::Trials;

impl Case<'_> {
    /// Checks the token's key, form, algorithm and signature. Returns the claims if they can be
    /// read.
    pub(super) fn decode(
        &mut self,
        jwt: &JwtConfig,
        keys: Option<&Keys>,
        token: &str,
    ) -> Option<Object> {
        let by_kid = matches!(jwt.key, KeyPlace::Url(_));
        // A fixed key is read before the token.
        let fixed = keys.filter(|_| !by_kid).map(|keys| keys.choose(None));
        if let Some(Err(NoKey::Refused(refusal, detail))) = &fixed {
            self.inquiry.fail("key", refusal.clone(), detail.clone());
        }
        self.inquiry.token.parts = token.split('.').count();
        let mut from_the_right = token.rsplitn(3, '.');
        let parts = (from_the_right.next(), from_the_right.next(), from_the_right.next());
        let (Some(signature), Some(payload), Some(header)) = parts else {
            let detail =
                format!("the token has {} parts instead of three", self.inquiry.token.parts);
            let refusal = if by_kid {
                Refusal::with(Reason::HeaderUndecodable, "InvalidToken")
            } else {
                Refusal::of(Reason::InvalidToken)
            };
            self.inquiry.fail("form", refusal, detail);
            return None;
        };
        let reason = if by_kid { Reason::HeaderUndecodable } else { Reason::Undecodable };
        let (alg, kid) = match decode::header(header, reason) {
            Ok(read) => read,
            Err((refusal, detail)) => {
                self.inquiry.fail("form", refusal, detail);
                return None;
            }
        };
        self.inquiry.facts.alg = Some(alg);
        self.inquiry.pass("form", format!("three parts, `alg` {alg}"));
        let chosen = fixed.or_else(|| keys.map(|keys| keys.choose(kid.as_deref())));
        let input = format!("{header}.{payload}");
        match chosen {
            Some(Ok(chosen)) => self.check_signature(&chosen, alg, &input, signature, kid),
            // A secret is never in a key set, so the configuration must be another one.
            Some(Err(_))
                if matches!(keys, Some(Keys::Missing)) && alg.family() == KeyFamily::Hmac =>
            {
                self.inquiry.lack_keys("signature");
            }
            Some(Err(NoKey::Refused(refusal, detail))) if by_kid => {
                if refusal.reason == Reason::KeySet {
                    self.inquiry.warn(words_differ());
                }
                self.inquiry.fail("key", refusal, detail);
            }
            Some(Err(NoKey::NotKnown)) => self.inquiry.lack_keys("signature"),
            // Already recorded.
            Some(Err(_)) | None => {}
        }
        self.read_claims(payload)
    }

    fn check_signature(
        &mut self,
        chosen: &Chosen,
        alg: SignatureAlgorithm,
        input: &str,
        signature: &str,
        kid: Option<String>,
    ) {
        let names: Vec<&str> = chosen.algorithms.iter().map(|algorithm| algorithm.name()).collect();
        self.inquiry.facts.algorithms.clone_from(&chosen.algorithms);
        if !chosen.algorithms.contains(&alg) {
            let detail = format!("{alg}; this key is only for {}", names.join(", "));
            self.inquiry.fail("alg", Refusal::of(Reason::InvalidAlgorithm), detail);
            return;
        }
        self.inquiry.pass("alg", format!("{alg}"));
        let bytes = match decode::signature(signature, alg) {
            Ok(bytes) => bytes,
            Err((refusal, detail)) => {
                self.inquiry.fail("signature", refusal, detail);
                return;
            }
        };
        if chosen.verifies(alg, input.as_bytes(), &bytes) {
            let key = kid.map_or_else(String::new, |kid| format!(", key `{kid}`"));
            self.inquiry.pass("signature", format!("verified with {alg}{key}"));
        } else {
            let signed = Mismatch { algorithm: alg, input: input.as_bytes(), signature: &bytes };
            // DDN accepts secrets of any length.
            let failure = match signature_failure::why(&chosen.key, signed, &mut Trials::new()) {
                SignatureFailure::ShortSecret { .. } => SignatureFailure::OtherKey,
                other => other,
            };
            let detail = failure.to_string();
            self.inquiry.facts.signature = Some(failure);
            self.inquiry.fail("signature", Refusal::of(Reason::InvalidSignature), detail);
        }
    }

    fn read_claims(&mut self, payload: &str) -> Option<Object> {
        match decode::claims(payload) {
            Ok(claims) => {
                self.inquiry.pass("claims", "well-formed claims set");
                Some(claims)
            }
            Err((refusal, detail)) => {
                self.inquiry.fail("claims", refusal, detail);
                None
            }
        }
    }

    /// Checks that `exp` is present and a number. Its fraction is rounded.
    pub(super) fn check_expiry(&mut self, jwt: &JwtConfig, claims: &Object) {
        const NAME: &str = "exp";
        let Some(exp) = seconds(claims.get(NAME)) else {
            let detail = match claims.get(NAME) {
                None => "it is missing, and DDN requires it".to_owned(),
                Some(other) => {
                    format!("{} is not a time, so it counts as missing", other.to_json())
                }
            };
            self.inquiry.fail(NAME, Refusal::of(Reason::NoExpiry), detail);
            return;
        };
        let skew = i64::try_from(jwt.skew).unwrap_or(i64::MAX);
        let detail = NumericDate::from_seconds(exp).map_or_else(
            || "out of range".to_owned(),
            |date| seen_from(self.now, date, "expired", "expires"),
        );
        let good = exp >= self.now.seconds().saturating_sub(skew);
        if good {
            let within = exp < self.now.seconds();
            let detail = if within {
                let skew = Duration::from_seconds(skew).in_words();
                format!("{detail}; within the skew of {skew}")
            } else {
                detail
            };
            self.inquiry.pass(NAME, detail);
        } else {
            self.inquiry.fail(NAME, Refusal::of(Reason::Expired), detail);
        }
    }

    pub(super) fn check_issuer(&mut self, jwt: &JwtConfig, claims: &Object) {
        let found = strings(claims.get("iss"));
        self.inquiry.token.issuer = found.as_ref().and_then(|issuers| issuers.first().cloned());
        let outcome = match (&jwt.issuer, found) {
            (None, _) => Ok("no issuer is configured".to_owned()),
            (Some(_), None) => Ok("no `iss`: passes".to_owned()),
            (Some(expected), Some(found)) if found.contains(expected) => {
                Ok(format!("`{expected}`"))
            }
            (Some(expected), Some(found)) => Err((
                Refusal::of(Reason::InvalidIssuer),
                format!("`{}`; the configuration says `{expected}`", found.join("`, `")),
            )),
        };
        self.inquiry.check("iss", outcome);
    }

    pub(super) fn check_audience(&mut self, jwt: &JwtConfig, claims: &Object, rule: AudienceRule) {
        let found = strings(claims.get("aud"));
        self.inquiry.token.audience = found.clone().unwrap_or_default();
        let refusal = || Refusal::of(Reason::InvalidAudience);
        let outcome = match (&jwt.audience, found) {
            (_, None) => Ok("no `aud`: passes".to_owned()),
            (_, Some(_)) if rule == AudienceRule::Ignored => {
                self.inquiry.warn(Note::new(
                    EngineWarning::AudienceIgnored,
                    format!("before the compatibility date {DDN_CHECKS_AUDIENCE_SINCE} the audience is not checked, even a configured one (according to the source code, whose comment says otherwise)"),
                ));
                Ok("not checked at this compatibility date".to_owned())
            }
            (None, Some(found)) => Err((
                refusal(),
                format!("`{}`; no audience is configured, so none passes", found.join("`, `")),
            )),
            (Some(expected), Some(found)) => {
                let same = found.iter().find(|one| expected.contains(one));
                same.map(|one| format!("`{one}`")).ok_or_else(|| {
                    let expected = expected.join("`, `");
                    let found = found.join("`, `");
                    (refusal(), format!("`{found}`; the configuration says `{expected}`"))
                })
            }
        };
        self.inquiry.check("aud", outcome);
    }

    /// Warns about claims that other engines check and DDN does not.
    pub(super) fn mention_unchecked(&mut self, claims: &Object) {
        for name in ["nbf", "iat"] {
            if seconds(claims.get(name)).is_some_and(|date| date > self.now.seconds()) {
                self.inquiry.warn(Note::new(
                    EngineWarning::TimeNotChecked,
                    format!(
                        "`{name}` is in the future, which DDN does not check and Hasura v2 refuses"
                    ),
                ));
            }
        }
    }
}

/// Returns a time in whole seconds, rounded as the library does; `None` if it is not a number.
fn seconds(value: Option<&Value>) -> Option<i64> {
    let number = value?.as_number()?;
    let exact = Number::as_i64(number).filter(|seconds| *seconds >= 0);
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates, as is meant")]
    exact.or_else(|| {
        let fits = |date: &f64| (0.0..18_446_744_073_709_551_615.0).contains(date);
        number.as_f64().filter(fits).map(|date| date.round() as i64)
    })
}

/// Returns one string or a list of strings; `None` for anything else.
fn strings(value: Option<&Value>) -> Option<Vec<String>> {
    match value? {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(many) => many.iter().map(|one| one.as_str().map(ToOwned::to_owned)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}
