//! The checks of a token, once its entry is known.

use crate::hasura::explanation::Session;
use crate::hasura::request::Request;
use crate::hasura::trace::{begins_with_scheme, seen_from};
use crate::hasura::v2::aeson::{mismatch, show};
use crate::hasura::v2::answer::facts::Inquiry;
use crate::hasura::v2::answer::session;
use crate::hasura::v2::claims::{Claims, words_differ};
use crate::hasura::v2::config::JwtConfig;
use crate::hasura::v2::keys::{KeySet, SignatureCheck, is_known};
use crate::hasura::v2::refusal::{Reason, Refusal};
use crate::hasura::warning::EngineWarning;
use crate::jose::base64url;
use crate::jose::json::Value;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;

/// Makes all checks that follow once the token and its entry are known.
pub(super) fn with_token(
    entry: &JwtConfig,
    keys: &KeySet,
    token: &str,
    request: &Request,
    now: NumericDate,
    inquiry: &mut Inquiry,
) -> Option<Session> {
    let parts: Vec<&str> = if token.is_empty() { Vec::new() } else { token.split('.').collect() };
    inquiry.token.parts = parts.len();
    inquiry.token.has_scheme = begins_with_scheme(token);
    let [header, payload, signature] = parts.as_slice() else {
        let rest = format!("Invalid number of parts: Expected 3 parts; got {})", parts.len());
        let detail = format!("the token has {} parts instead of three", parts.len());
        inquiry.fail("form", Refusal::with(Reason::Parts, &rest), detail);
        return None;
    };
    let decoded = [*header, *payload, *signature].map(base64url::decode);
    let [header_bytes, payload_bytes, signature_bytes] = &decoded;
    let alg = form(header_bytes.as_ref().ok(), &decoded, inquiry);
    let Ok(payload_bytes) = payload_bytes else { return None };
    let claims = match Claims::read(payload_bytes) {
        Ok(claims) => claims,
        Err(none) => {
            none.warnings.into_iter().for_each(|warning| inquiry.warn(warning));
            inquiry.fail("claims", none.refusal, "the payload is not a claims set");
            return None;
        }
    };
    claims.warnings.iter().for_each(|warning| inquiry.warn(warning.clone()));
    inquiry.token.issuer.clone_from(&claims.iss);
    inquiry.token.audience = claims.audience.clone().unwrap_or_default();
    match &claims.fault {
        Some(fault) => inquiry.fail("claims", fault.clone(), fault.rest().to_owned()),
        None => inquiry.pass("claims", "well-formed claims set"),
    }
    if let (Some(alg), Ok(signature_bytes)) = (alg, signature_bytes) {
        let input = format!("{header}.{payload}");
        check_signature(keys, &alg, input.as_bytes(), signature_bytes, inquiry);
    }
    inquiry.note_times(&claims.members);
    check_times(entry, &claims, now, inquiry);
    check_parties(entry, &claims, inquiry);
    session::authorize(entry, &claims, request, inquiry)
}

/// Checks the compact form and its header. Returns the `alg` if it can be read.
fn form(
    header: Option<&Vec<u8>>,
    parts: &[Result<Vec<u8>, base64url::Base64UrlError>; 3],
    inquiry: &mut Inquiry,
) -> Option<String> {
    const NAMES: [&str; 3] = ["header", "payload", "signature"];
    let refusal = |text: &str| Refusal::with(Reason::Header, &format!("{})", show(text)));
    for (name, part) in NAMES.iter().zip(parts) {
        if let Err(error) = part {
            let detail = format!("the {name} is not base64url: {error}");
            inquiry.fail("form", refusal("Not valid base64url"), detail);
            if matches!(error, base64url::Base64UrlError::TrailingBits) {
                inquiry.warn(Note::new(
                    EngineWarning::TrailingBits,
                    "some releases of the engine may accept stray bits in the last character",
                ));
            }
            break;
        }
    }
    let header = match Value::parse(header?) {
        Ok(Value::Object(header)) => header,
        other => {
            let what = other.map_or("not JSON", |_| "JSON, but not an object");
            let refusal = refusal("protected header contains invalid JSON");
            inquiry.fail("form", refusal, format!("the header is {what}"));
            return None;
        }
    };
    let Some(alg) = header.get("alg") else {
        let refusal = refusal(r#"missing required header "alg""#);
        inquiry.fail("form", refusal, "the header has no `alg`");
        return None;
    };
    let Some(alg) = alg.as_str().filter(|alg| is_known(alg)) else {
        let words = format!("{} \"unrecognised value; expected: […]\")", Reason::Header.words());
        let detail = format!("the engine's library does not know the `alg` {}", alg.to_json());
        inquiry.fail("form", Refusal { reason: Reason::Header, message: words }, detail);
        inquiry.warn(words_differ());
        return None;
    };
    for name in ["kid", "typ", "cty"] {
        match header.get(name) {
            None | Some(Value::String(_)) => {}
            Some(other) => {
                let detail = format!("`{name}` is {}, not a string", other.kind());
                inquiry.fail("form", refusal(&mismatch("Text", "String", other)), detail);
                return Some(alg.to_owned());
            }
        }
    }
    if header.contains("crit") {
        inquiry.warn(Note::new(
            EngineWarning::Crit,
            "the header has `crit`; how the engine treats it is not predicted here",
        ));
    }
    if parts.iter().all(Result::is_ok) {
        inquiry.pass("form", format!("three parts, `alg` {alg}"));
    }
    Some(alg.to_owned())
}

fn check_signature(
    keys: &KeySet,
    alg: &str,
    input: &[u8],
    signature: &[u8],
    inquiry: &mut Inquiry,
) {
    const NAME: &str = "signature";
    match keys.check(alg, input, signature) {
        SignatureCheck::NoSignatures => {
            let detail = "`alg` is `none`: it is not signed";
            inquiry.fail(NAME, Refusal::of(Reason::NoSignatures), detail);
        }
        SignatureCheck::NoUsableKeys => {
            inquiry.fail(NAME, Refusal::of(Reason::NoUsableKeys), "the key set is empty");
        }
        SignatureCheck::NotKnown => inquiry.lack_keys(NAME),
        SignatureCheck::Invalid(failure, detail) => {
            inquiry.facts.signature = Some(failure);
            inquiry.fail(NAME, Refusal::of(Reason::Signature), detail);
        }
        SignatureCheck::Valid(detail) => inquiry.pass(NAME, detail),
    }
}

/// Checks `exp`, `iat` and `nbf` to the microsecond. Missing claims pass.
fn check_times(entry: &JwtConfig, claims: &Claims, now: NumericDate, inquiry: &mut Inquiry) {
    let micros = |date: NumericDate| date.as_utc().timestamp_micros();
    let (present, skew) = (micros(now), entry.skew);
    let words = |date, past: &str, coming: &str| seen_from(now, date, past, coming);
    let check = |good: bool, detail: String, reason: Reason| {
        if good { Ok(detail) } else { Err((Refusal::of(reason), detail)) }
    };
    let absent = |name: &str, meaning: &str| Ok(format!("no `{name}`: {meaning}"));
    inquiry.check(
        "exp",
        claims.exp.map_or_else(
            || absent("exp", "it never expires"),
            |exp| {
                let good = present < micros(exp).saturating_add(skew);
                check(good, words(exp, "expired", "expires"), Reason::Expired)
            },
        ),
    );
    inquiry.check(
        "iat",
        claims.iat.map_or_else(
            || absent("iat", "passes"),
            |iat| {
                let good = micros(iat) <= present.saturating_add(skew);
                check(good, words(iat, "issued", "issued"), Reason::IssuedAtFuture)
            },
        ),
    );
    inquiry.check(
        "nbf",
        claims.nbf.map_or_else(
            || absent("nbf", "passes"),
            |nbf| {
                let good = present >= micros(nbf).saturating_sub(skew);
                check(good, words(nbf, "valid since", "valid only"), Reason::NotYetValid)
            },
        ),
    );
}

/// Checks `iss` and `aud`. Missing claims pass; an empty audience never does.
fn check_parties(entry: &JwtConfig, claims: &Claims, inquiry: &mut Inquiry) {
    let issuer = match (&entry.issuer, &claims.iss) {
        (None, _) => Ok("no issuer is configured".to_owned()),
        (Some(_), None) => Ok("no `iss`: passes".to_owned()),
        (Some(expected), Some(found)) if expected == found => Ok(format!("`{found}`")),
        (Some(expected), Some(found)) => Err((
            Refusal::of(Reason::Issuer),
            format!("`{found}`; the configuration says `{expected}`"),
        )),
    };
    inquiry.check("iss", issuer);
    let audience = match (&entry.audience, &claims.audience) {
        (_, None) => Ok("no `aud`: passes".to_owned()),
        (_, Some(found)) if found.is_empty() => Err((
            Refusal::of(Reason::Audience),
            "an empty list, which the engine never accepts".to_owned(),
        )),
        (None, Some(_)) => Ok("no audience is configured".to_owned()),
        (Some(expected), Some(found)) => {
            let same = found.iter().find(|one| expected.contains(one));
            same.map(|one| format!("`{one}`")).ok_or_else(|| {
                (
                    Refusal::of(Reason::Audience),
                    format!(
                        "`{}`; the configuration says `{}`",
                        found.join("`, `"),
                        expected.join("`, `")
                    ),
                )
            })
        }
    };
    inquiry.check("aud", audience);
}
