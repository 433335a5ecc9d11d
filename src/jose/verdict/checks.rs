//! The checks of claims, in order.

use crate::jose::claims::ClaimsSet;
use crate::jose::code::Code;
use crate::jose::duration::Duration;
use crate::jose::json::Value;
use crate::jose::numeric_date::NumericDate;
use crate::jose::verdict::claims::Claims;
use crate::jose::verdict::policy::{Condition, Policy, Requirement};
use crate::jose::verdict::report::Report;
use crate::jose::verdict::wording;

/// Claims that RFC 7519 section 4.1 defines.
const REGISTERED: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

/// Makes every check of claims that the policy asks for. Claims that nothing vouches for
/// are checked as well, so that every reason is reported at once.
pub(super) fn check_claims(claims: &Claims, policy: &Policy, report: &mut Report) {
    let claims = claims.set();
    check_repeated(claims, report);
    check_dates(claims, policy, report);
    check_issuer(claims, &policy.issuers, report);
    check_audience(claims, &policy.audiences, report);
    if let Some(expected) = &policy.subject {
        check_subject(claims, expected, report);
    }
    for requirement in &policy.requirements {
        check_requirement(claims, requirement, report);
    }
    if let Some(max_age) = policy.max_age {
        check_age(claims, max_age, policy, report);
    }
    if let Some(least) = policy.expires_in {
        check_time_left(claims, least, policy.now, report);
    }
}

fn check_repeated(claims: &ClaimsSet, report: &mut Report) {
    for name in claims.members().duplicates() {
        if REGISTERED.contains(&name) {
            let message =
                format!("`{name}` appears more than once, and readers differ in which one counts");
            report.fail(name, Code::ClaimMalformed, message);
        }
    }
}

fn check_dates(claims: &ClaimsSet, policy: &Policy, report: &mut Report) {
    let (now, leeway) = (policy.now, policy.leeway);
    if !policy.ignore_exp {
        check_date(claims, "exp", report, |exp| {
            if now < exp.plus(leeway) {
                Ok(format!("valid for another {}", exp.since(now).in_words()))
            } else {
                Err((Code::Expired, wording::expired(exp, now)))
            }
        });
    }
    check_date(claims, "iat", report, |iat| {
        if iat <= now.plus(leeway) {
            Ok(format!("issued {} ago", now.since(iat).in_words()))
        } else {
            Err((Code::IssuedInFuture, wording::issued_in_future(iat, now)))
        }
    });
    check_date(claims, "nbf", report, |nbf| {
        if now >= nbf.plus(leeway.negated()) {
            Ok(format!("valid since {}", nbf.to_rfc3339()))
        } else {
            Err((Code::NotYetValid, wording::not_yet_valid(nbf, now)))
        }
    });
}

fn check_date(
    claims: &ClaimsSet,
    name: &str,
    report: &mut Report,
    check: impl FnOnce(NumericDate) -> Result<String, (Code, String)>,
) {
    match claims.date(name) {
        Ok(None) => {}
        Ok(Some(date)) => report.check(name, check(date)),
        Err(error) => report.fail(name, Code::ClaimMalformed, format!("`{name}` {error}")),
    }
}

fn check_issuer(claims: &ClaimsSet, issuers: &[String], report: &mut Report) {
    let Some(expected) = issuers.first() else { return };
    match claims.members().get("iss") {
        Some(Value::String(issuer)) if issuers.contains(issuer) => {
            report.pass("iss", format!("`{issuer}`"));
        }
        found => {
            let only_slash = found.and_then(Value::as_str).is_some_and(|issuer| {
                issuer.trim_end_matches('/') == expected.trim_end_matches('/')
            });
            let note = if only_slash { "; only the slash at the end differs" } else { "" };
            let wanted = format!("`{expected}`{note}");
            fail_compared("iss", found, &wanted, Code::IssMismatch, report);
        }
    }
}

fn check_audience(claims: &ClaimsSet, audiences: &[String], report: &mut Report) {
    match claims.aud() {
        Err(kind) => {
            let message = format!("`aud` is {kind}, not a string or a list of strings");
            report.fail("aud", Code::ClaimMalformed, message);
        }
        Ok(_) if audiences.is_empty() => {}
        Ok(None) => {
            let expected = wording::alternatives(audiences);
            let message = wording::missing_expected("aud", &expected);
            report.fail("aud", Code::ClaimMissing, message);
        }
        Ok(Some(found)) => {
            let met = found.iter().find(|audience| audiences.iter().any(|one| one == *audience));
            if let Some(audience) = met {
                report.pass("aud", format!("`{audience}`"));
            } else {
                let message = format!(
                    "the audience is {}; expected {}",
                    wording::alternatives(&found),
                    wording::alternatives(audiences)
                );
                report.fail("aud", Code::AudMismatch, message);
            }
        }
    }
}

fn check_subject(claims: &ClaimsSet, expected: &str, report: &mut Report) {
    match claims.members().get("sub") {
        Some(Value::String(found)) if found == expected => {
            report.pass("sub", format!("`{found}`"));
        }
        found => fail_compared("sub", found, &format!("`{expected}`"), Code::SubMismatch, report),
    }
}

fn check_requirement(claims: &ClaimsSet, requirement: &Requirement, report: &mut Report) {
    let name = requirement.name.to_string();
    let Some(found) = requirement.name.find(claims.members()) else {
        return report.fail(&name, Code::ClaimMissing, wording::missing(&name));
    };
    let (met, expected) = match &requirement.condition {
        Condition::Present => (true, String::new()),
        Condition::Equals(text) => (is_written_as(&found, text), format!("`{text}`")),
        Condition::EqualsJson(json) => {
            (is_same_json(&found, json), format!("`{}`", json.to_json()))
        }
        Condition::Contains(text) => {
            (contains(&found, text), format!("one that contains `{text}`"))
        }
    };
    if met {
        report.pass(&name, wording::value(&found));
    } else {
        fail_compared(&name, Some(&found), &expected, Code::ClaimMismatch, report);
    }
}

fn check_age(claims: &ClaimsSet, max_age: Duration, policy: &Policy, report: &mut Report) {
    let (now, allowed) = (policy.now, max_age.seconds().saturating_add(policy.leeway.seconds()));
    match claims.date("iat") {
        Ok(Some(iat)) if now.since(iat).seconds() > allowed => {
            report.fail("max-age", Code::TooOld, wording::too_old(iat, now, max_age));
        }
        Ok(Some(_)) => report.pass("max-age", format!("younger than {}", max_age.in_words())),
        Ok(None) => {
            let message = "there is no `iat`, so the token's age is unknown";
            report.fail("max-age", Code::ClaimMissing, message);
        }
        // The check of `iat` itself reports it.
        Err(_) => {}
    }
}

fn check_time_left(claims: &ClaimsSet, least: Duration, now: NumericDate, report: &mut Report) {
    match claims.date("exp") {
        Ok(Some(exp)) if exp < now.plus(least) => {
            let message = wording::expires_too_soon(exp, now, least);
            report.fail("expires-in", Code::LifetimeTooShort, message);
        }
        Ok(_) => report.pass("expires-in", format!("valid for at least {}", least.in_words())),
        // The check of `exp` itself reports it.
        Err(_) => {}
    }
}

fn fail_compared(
    name: &str,
    found: Option<&Value>,
    expected: &str,
    code: Code,
    report: &mut Report,
) {
    match found {
        None => report.fail(name, Code::ClaimMissing, wording::missing_expected(name, expected)),
        Some(found) => report.fail(name, code, wording::different(name, found, expected)),
    }
}

/// Whether a value is this string, or a number or boolean written like this.
fn is_written_as(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found == text,
        Value::Number(number) => number.as_str() == text,
        Value::Bool(value) => value.to_string() == text,
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

/// Whether a list or a space-separated string contains this.
fn contains(value: &Value, text: &str) -> bool {
    match value {
        Value::String(words) => words.split_whitespace().any(|word| word == text),
        Value::Array(elements) => elements.iter().any(|element| element.as_str() == Some(text)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

/// Equal as JSON: the order of members does not matter, numbers are compared by value.
fn is_same_json(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || a.as_f64().is_some_and(|number| b.as_f64() == Some(number))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_json(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| is_same_json(a, b)))
        }
        _ => a == b,
    }
}
