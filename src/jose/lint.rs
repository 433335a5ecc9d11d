//! Warnings about tokens and keys that verify but could be better.

use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::claims::ClaimsSet;
use crate::jose::code::Code;
use crate::jose::duration::Duration;
use crate::jose::header::JoseHeader;
use crate::jose::json::{Number, Value};
use crate::jose::jwk::{Jwk, JwkSet};
use crate::jose::key::{PublicKey, VerificationKey, VerificationMaterial};
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;
use crate::sort;

/// A year and a day. No session lasts longer.
const LONG_LIFETIME: Duration = Duration::from_seconds(366 * 86_400);

/// Returns warnings about keys in a header, which are never used.
pub(super) fn of_header(header: &JoseHeader) -> Vec<Note<Code>> {
    const KEYS: [(&str, &str); 4] = [
        ("jwk", "a key"),
        ("jku", "the address of a key set"),
        ("x5u", "the address of a certificate"),
        ("x5c", "a certificate"),
    ];
    let present = KEYS.iter().filter(|(member, _)| header.members().contains(member));
    let mut lints: Vec<_> = present
        .map(|(member, what)| {
            let message =
                format!("the header contains {what} (`{member}`), which is never trusted");
            Note::new(Code::KeyNotUsable, message)
        })
        .collect();
    if let Some(Value::Number(kid)) = header.members().get("kid") {
        lints.push(Note::new(
            Code::KidNotString,
            format!(
                "the header's `kid` is the number {}, not a string: engines and most verifiers refuse the token or find no key",
                shortened(kid)
            ),
        ));
    }
    lints
}

/// Returns a number as it is written, truncated if it is long.
fn shortened(number: &Number) -> String {
    const MOST: usize = 40;
    let digits = number.as_str();
    digits.get(..MOST).map_or_else(|| digits.to_owned(), |digits| format!("{digits}…"))
}

/// Returns warnings about a key set as a whole.
pub(super) fn of_set(set: &JwkSet) -> Vec<Note<Code>> {
    let mut lints = Vec::new();
    let mut kids: Vec<&str> = set.usable().filter_map(Jwk::kid).collect();
    sort::all(&mut kids);
    let twice = kids.windows(2).find_map(|pair| match pair {
        [first, second] if first == second => Some(first),
        _ => None,
    });
    if let Some(kid) = twice {
        let message = format!("two keys in the set have the kid {kid}");
        lints.push(Note::new(Code::DuplicateKid, message));
    }
    let is_named_wrongly = |key: &&Jwk| {
        !matches!(key.members().get("kid"), None | Some(Value::Null | Value::String(_)))
    };
    let count = set.usable().filter(is_named_wrongly).count();
    if let Some(kid) = set.usable().find(is_named_wrongly).and_then(|key| key.members().get("kid"))
    {
        let keys = if count == 1 { "a key".to_owned() } else { format!("{count} keys") };
        let kid = match kid.as_number() {
            Some(number) => format!("the number {}", shortened(number)),
            None => kid.a_kind().to_owned(),
        };
        let message = format!(
            "the `kid` of {keys} in the set is {kid}, not a string: most verifiers do not find the key by it"
        );
        lints.push(Note::new(Code::KidNotString, message));
    }
    let secrets = set.usable().filter(|key| key.members().get_str("kty") == Some("oct")).count();
    if secrets > 0 && secrets < set.usable().count() {
        lints.push(Note::new(
            Code::MixedKeySet,
            "the key set holds both secrets and public keys, which invites algorithm confusion",
        ));
    }
    lints
}

/// Returns warnings about a key that is used with an algorithm.
pub(super) fn of_key(key: &VerificationKey, algorithm: SignatureAlgorithm) -> Vec<Note<Code>> {
    let mut lints = Vec::new();
    match &key.material {
        VerificationMaterial::Public(public) => {
            if let Some(bits) = public.rsa_bits().filter(|bits| *bits < 2048) {
                lints.push(Note::new(
                    Code::WeakKey,
                    format!("the RSA key has {bits} bits; RFC 7518 requires 2048 or more"),
                ));
            }
            if let PublicKey::Rsa { n, .. } = public
                && is_roca(n)
            {
                lints.push(Note::new(
                    Code::WeakKey,
                    "the RSA key was made by a chip with the ROCA flaw (CVE-2017-15361) and can be factored",
                ));
            }
        }
        VerificationMaterial::Secret(secret) => {
            let found = secret.as_bytes().len();
            if let Some(needed) = algorithm.hmac_bytes().filter(|needed| found < *needed) {
                lints.push(Note::new(
                    Code::WeakKey,
                    format!("the secret has {found} bytes; {algorithm} requires {needed} or more (RFC 7518 section 3.2)"),
                ));
            }
        }
    }
    lints
}

/// Returns warnings about claims.
pub(super) fn of_claims(claims: &ClaimsSet) -> Vec<Note<Code>> {
    let mut lints = Vec::new();
    for name in ["exp", "nbf", "iat"] {
        if let Some(misread) = claims.members().get(name).and_then(NumericDate::misread)
            && claims.date(name).is_ok()
        {
            lints.push(Note::new(Code::Milliseconds, format!("`{name}` {misread}")));
        }
    }
    for (name, section) in [("sub", "4.1.2"), ("iss", "4.1.1")] {
        if let Some(value) = claims.members().get(name)
            && value.as_str().is_none()
        {
            lints.push(Note::new(
                Code::ClaimMalformed,
                format!(
                    "`{name}` is {}, not a string (RFC 7519 section {section}): Hasura v2 and many libraries refuse the token",
                    value.a_kind()
                ),
            ));
        }
    }
    match (claims.date("exp"), claims.date("iat")) {
        (Ok(None), _) => {
            lints.push(Note::new(Code::NoExp, "the token has no `exp`: it never expires"));
        }
        (Ok(Some(exp)), Ok(Some(iat)))
            if exp.since(iat) > LONG_LIFETIME && !exp.looks_like_milliseconds() =>
        {
            lints.push(Note::new(
                Code::LifetimeTooLong,
                format!("the token is valid for {}", exp.since(iat).in_words()),
            ));
        }
        _ => {}
    }
    lints
}

/// Whether a modulus has the fingerprint of Infineon's flawed generator (ROCA): its remainder
/// modulo each of these primes is a power of 65537.
fn is_roca(n: &[u8]) -> bool {
    const PRIMES: [u32; 38] = [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89,
        97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
    ];
    PRIMES.iter().all(|&prime| {
        let remainder = n.iter().fold(0, |rest, byte| (rest * 256 + u32::from(*byte)) % prime);
        let mut power = 1;
        loop {
            if power == remainder {
                return true;
            }
            power = power * 65_537 % prime;
            if power == 1 {
                return false;
            }
        }
    })
}
