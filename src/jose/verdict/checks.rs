//! Checks of the claims, in the order in which they are reported.

use crate::jose::claims::ClaimsSet;
use crate::jose::code::Code;
use crate::jose::duration::Duration;
use crate::jose::json::{MAX_DUPLICATES, Object, Value};
use crate::jose::numeric_date::NumericDate;
use crate::jose::path::{ClaimFinder, ClaimRef};
use crate::jose::verdict::policy::{Condition, Policy, Requirement};
use crate::jose::verdict::report::Report;
use crate::jose::verdict::wording;

/// The claims registered by RFC 7519 section 4.1.
const REGISTERED: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

/// Returns the claims that the checks and warnings look at, apart from those that a policy requires
/// by name.
pub(super) fn looked_at(policy: &Policy) -> Vec<&'static str> {
    let all = policy.strict;
    [
        ("iss", all || !policy.issuers.is_empty() || policy.issuer_unconfirmed),
        ("sub", all || policy.subject.is_some()),
        ("aud", true),
        ("exp", true),
        ("nbf", true),
        ("iat", true),
    ]
    .into_iter()
    .filter_map(|(name, is_wanted)| is_wanted.then_some(name))
    .collect()
}

/// Runs every check of the claims that the policy asks for. Unverified claims are checked as
/// well, to report every failure at once.
pub(super) fn check_claims(claims: &ClaimsSet, policy: &Policy, report: &mut Report) {
    check_repeated(claims, report);
    check_dates(claims, policy, report);
    check_issuer(claims, &policy.issuers, report);
    check_audience(claims, &policy.audiences, report);
    if let Some(expected) = &policy.subject {
        check_subject(claims, expected, report);
    }
    let mut finder = ClaimFinder::new(claims.members());
    for requirement in &policy.requirements {
        check_requirement(&mut finder, requirement, report);
    }
    if let Some(max_age) = policy.max_age {
        check_age(claims, max_age, policy, report);
    }
    if let Some(least) = policy.expires_in {
        check_time_left(claims, least, policy.now, report);
    }
}

fn check_repeated(claims: &ClaimsSet, report: &mut Report) {
    let repeated = claims.members().duplicates();
    // Put the registered claims first, because they matter most.
    let (registered, others): (Vec<&str>, Vec<&str>) =
        repeated.iter().partition(|name| REGISTERED.contains(name));
    for name in registered.into_iter().chain(others).take(MAX_DUPLICATES) {
        let name = wording::shortened(name);
        let message = wording::repeated(&name);
        report.fail(&name, Code::ClaimMalformed, message);
    }
}

fn check_dates(claims: &ClaimsSet, policy: &Policy, report: &mut Report) {
    let (now, leeway) = (policy.now, policy.leeway);
    if !policy.ignore_exp {
        check_date(claims, "exp", report, |exp, report| {
            if now < exp {
                report.pass("exp", || wording::valid_for(exp, now));
            } else if now < exp.plus(leeway) {
                let ago = || now.since(exp).in_words();
                report.pass("exp", || format!("expired {} ago, within the leeway", ago()));
            } else {
                report.fail("exp", Code::Expired, wording::expired(exp, now));
            }
        });
    }
    check_date(claims, "iat", report, |iat, report| {
        if iat > now && iat <= now.plus(leeway) {
            let early = || iat.since(now).in_words();
            report.pass("iat", || format!("issued {} in the future, within the leeway", early()));
        } else if iat <= now {
            report.pass("iat", || format!("issued {} ago", now.since(iat).in_words()));
        } else {
            report.fail("iat", Code::IssuedInFuture, wording::issued_in_future(iat, now));
        }
    });
    check_date(claims, "nbf", report, |nbf, report| {
        if now < nbf && now >= nbf.plus(leeway.negated()) {
            let early = || nbf.since(now).in_words();
            report.pass("nbf", || format!("becomes valid in {}, within the leeway", early()));
        } else if now >= nbf {
            report.pass("nbf", || format!("valid since {}", nbf.to_rfc3339()));
        } else {
            report.fail("nbf", Code::NotYetValid, wording::not_yet_valid(nbf, now));
        }
    });
}

fn check_date(
    claims: &ClaimsSet,
    name: &str,
    report: &mut Report,
    check: impl FnOnce(NumericDate, &mut Report),
) {
    match claims.date(name) {
        Ok(None) => {}
        Ok(Some(date)) => check(date, report),
        Err(error) => report.fail(name, Code::ClaimMalformed, format!("`{name}` {error}")),
    }
}

fn check_issuer(claims: &ClaimsSet, issuers: &[String], report: &mut Report) {
    let Some(expected) = issuers.first() else { return };
    match claims.members().get("iss") {
        Some(Value::String(issuer)) if issuers.contains(issuer) => {
            report.pass("iss", || format!("`{issuer}`"));
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
                report.pass("aud", || format!("`{audience}`"));
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
            report.pass("sub", || format!("`{found}`"));
        }
        found => fail_compared("sub", found, &format!("`{expected}`"), Code::SubMismatch, report),
    }
}

fn check_requirement(finder: &mut ClaimFinder<'_>, requirement: &Requirement, report: &mut Report) {
    let name = requirement.name.to_string();
    let found = finder.find(&requirement.name, |found, repeated| {
        if repeated {
            report.fail(&name, Code::ClaimMalformed, wording::repeated(&name));
        } else {
            check_found(&name, found, &requirement.condition, report);
        }
    });
    if found.is_none() {
        report.fail(&name, Code::ClaimMissing, wording::missing(&name));
    }
}

fn check_found(name: &str, found: ClaimRef<'_>, condition: &Condition, report: &mut Report) {
    let (met, expected) = match condition {
        Condition::Present => (true, String::new()),
        Condition::Equals(text) => (is_written_as(found, text), format!("`{text}`")),
        Condition::EqualsJson(json) => {
            let met = match (found, json) {
                (ClaimRef::Claims(claims), Value::Object(json)) => is_same_object(claims, json),
                (ClaimRef::Claims(_), _) => false,
                (ClaimRef::Value(found), json) => is_same_json(found, json),
            };
            (met, format!("`{}`", json.to_json()))
        }
        Condition::Contains(text) => (contains(found, text), format!("one that contains `{text}`")),
    };
    if met {
        report.pass(name, || wording::value(found));
    } else {
        report.fail(name, Code::ClaimMismatch, wording::different(name, found, &expected));
    }
}

fn check_age(claims: &ClaimsSet, max_age: Duration, policy: &Policy, report: &mut Report) {
    let (now, allowed) = (policy.now, max_age.seconds().saturating_add(policy.leeway.seconds()));
    match claims.date("iat") {
        Ok(Some(iat)) if now.since(iat).seconds() > allowed => {
            report.fail("max-age", Code::TooOld, wording::too_old(iat, now, max_age));
        }
        Ok(Some(iat)) if now.since(iat) > max_age => {
            let age = || now.since(iat).in_words();
            report.pass("max-age", || format!("issued {} ago, within the leeway", age()));
        }
        Ok(Some(_)) => {
            report.pass("max-age", || format!("younger than {}", max_age.in_words()));
        }
        Ok(None) => {
            let message = "there is no `iat`, so the token's age is unknown";
            report.fail("max-age", Code::ClaimMissing, message);
        }
        // The check of `iat` itself reports this error.
        Err(_) => {}
    }
}

fn check_time_left(claims: &ClaimsSet, least: Duration, now: NumericDate, report: &mut Report) {
    match claims.date("exp") {
        Ok(Some(exp)) if exp < now.plus(least) => {
            let message = wording::expires_too_soon(exp, now, least);
            report.fail("expires-in", Code::LifetimeTooShort, message);
        }
        Ok(_) => {
            report.pass("expires-in", || format!("valid for at least {}", least.in_words()));
        }
        // The check of `exp` itself reports this error.
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
        Some(found) => {
            let message = wording::different(name, ClaimRef::Value(found), expected);
            report.fail(name, code, message);
        }
    }
}

/// Whether a value is this string, or a number or boolean spelled like it.
fn is_written_as(found: ClaimRef<'_>, text: &str) -> bool {
    let ClaimRef::Value(value) = found else { return false };
    match value {
        Value::String(found) => found == text,
        Value::Number(number) => number.as_str() == text,
        Value::Bool(value) => value.to_string() == text,
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

/// Whether a list or a space-separated string contains this string.
fn contains(found: ClaimRef<'_>, text: &str) -> bool {
    let ClaimRef::Value(value) = found else { return false };
    match value {
        Value::String(words) => words.split_whitespace().any(|word| word == text),
        Value::Array(elements) => elements.iter().any(|element| element.as_str() == Some(text)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

/// Equal as JSON: numbers are compared by value.
fn is_same_json(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.has_value_of(b),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_json(a, b))
        }
        (Value::Object(a), Value::Object(b)) => is_same_object(a, b),
        _ => a == b,
    }
}

/// Equal as JSON: the order of members does not matter. An object with a repeated member
/// equals nothing.
fn is_same_object(a: &Object, b: &Object) -> bool {
    a.len() == b.len()
        && a.duplicates().is_empty()
        && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| is_same_json(a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs the checks on a claims set at Unix time 1000 with this policy.
    fn checks(claims: &str, policy: impl FnOnce(&mut Policy)) -> Vec<(String, bool, String)> {
        let mut wanted = Policy::at(NumericDate::from_seconds(1000).unwrap());
        policy(&mut wanted);
        let claims = ClaimsSet::parse(claims.as_bytes()).unwrap();
        let mut report = Report::new(false);
        check_claims(&claims, &wanted, &mut report);
        let checks = report.checks.into_iter();
        checks.map(|check| (check.name.clone(), check.passed(), check.message)).collect()
    }

    fn meets(claims: &str, name: &str, condition: Condition) -> bool {
        let requirement = Requirement { name: name.parse().unwrap(), condition };
        let checks = checks(claims, |policy| policy.requirements = vec![requirement]);
        checks.iter().all(|(_, passed, _)| *passed)
    }

    #[test]
    fn numbers_are_required_exactly() {
        let json = |text: &str| Condition::EqualsJson(Value::parse(text.as_bytes()).unwrap());
        let big = r#"{"n":9007199254740993}"#;
        assert!(meets(big, "n", json("9007199254740993")));
        assert!(!meets(big, "n", json("9007199254740992")));
        assert!(meets(r#"{"n":1e2,"m":[{"x":1.0}]}"#, "n", json("100")));
        assert!(meets(r#"{"m":[{"x":1.0}]}"#, "m", json(r#"[{"x":1}]"#)));
        assert!(!meets(r#"{"m":{"x":1,"x":1}}"#, "m", json(r#"{"x":1,"y":1}"#)));
        assert!(!meets(r#"{"m":{"x":1,"x":1}}"#, "m", json(r#"{"x":1,"x":1}"#)));
    }

    #[test]
    fn a_claim_that_appears_twice_meets_no_requirement_and_fails() {
        let role = |text: &str| Condition::Equals(text.to_owned());
        let twice = r#"{"role":"user","role":"admin","a":{"b":"1","b":"1"}}"#;
        for condition in [role("user"), role("admin"), Condition::Present] {
            assert!(!meets(twice, "role", condition));
        }
        assert!(!meets(r#"{"a":{"b":"1","b":"1"}}"#, "$.a.b", role("1")));
        assert!(meets(r#"{"a":{"b":"1","b":"1"},"c":"1"}"#, "c", role("1")));
        let repeated = "`role` appears more than once, and readers disagree on which one counts";
        assert_eq!(checks(twice, |_| {})[0], ("role".to_owned(), false, repeated.to_owned()));
        let many: Vec<String> = (0..1000).map(|n| format!(r#""c{n}":1,"c{n}":2"#)).collect();
        let found = checks(&format!("{{{},\"exp\":1,\"exp\":9999}}", many.join(",")), |_| {});
        assert_eq!(found.len(), MAX_DUPLICATES + 1);
        assert_eq!(found[0].0, "exp");
    }

    #[test]
    fn what_only_the_leeway_admits_is_reported_as_that() {
        let message = |claims: &str, leeway: i64| {
            let checks = checks(claims, |policy| {
                policy.leeway = Duration::from_seconds(leeway);
                policy.max_age = Some(Duration::from_seconds(60));
            });
            let (_, passed, message) = checks[0].clone();
            (passed, message)
        };
        let said = |text: &str| (true, text.to_owned());
        assert_eq!(
            message(r#"{"exp":990}"#, 30),
            said("expired 10 seconds ago, within the leeway")
        );
        assert_eq!(message(r#"{"exp":1010}"#, 30), said("valid for another 10 seconds"));
        assert!(!message(r#"{"exp":990}"#, 10).0);
        assert_eq!(
            message(r#"{"iat":1010}"#, 30),
            said("issued 10 seconds in the future, within the leeway")
        );
        assert_eq!(message(r#"{"iat":990}"#, 30), said("issued 10 seconds ago"));
        assert!(!message(r#"{"iat":1010}"#, 9).0);
        assert_eq!(
            message(r#"{"nbf":1010}"#, 10),
            said("becomes valid in 10 seconds, within the leeway")
        );
        assert_eq!(message(r#"{"nbf":1000}"#, 10), said("valid since 1970-01-01T00:16:40Z"));
        assert!(!message(r#"{"nbf":1010}"#, 9).0);
        let aged = checks(r#"{"iat":930}"#, |policy| {
            policy.leeway = Duration::from_seconds(30);
            policy.max_age = Some(Duration::from_seconds(60));
        });
        assert_eq!(aged[1].2, "issued 1 minute 10 seconds ago, within the leeway");
    }
}
