//! Hints for verdicts.

use crate::hint::shared;
use crate::hint::signature::{self, SecretOrigin};
use crate::hint::value;
use crate::jose::diagnosis::Cause;
use crate::jose::numeric_date::{NumericDate, Unit};
use crate::jose::verdict::{Code, Verdict};
use crate::profile::{KeyPlace, Profiles};
use crate::provider;
use crate::provider::address::{WebAddress, parse_public};

/// What the command knows besides the verdict.
#[derive(Clone, Debug)]
pub(crate) struct Circumstances<'a> {
    pub(crate) profiles: &'a Profiles,
    /// The name of the profile in use
    pub(crate) profile: Option<&'a str>,
    /// The issuer that was expected
    pub(crate) issuer: Option<&'a str>,
    /// Whether an audience was expected
    pub(crate) wants_audience: bool,
    /// The name of the issuer in its own discovery document, if it is another one
    pub(crate) calls_itself: Option<&'a str>,
    /// Whether the keys were fetched, and can be fetched again
    pub(crate) can_refresh: bool,
    /// Why the signature does not verify
    pub(crate) explained: Option<&'a Explained>,
    /// Where the secret of `--secret` comes from
    pub(crate) secret: Option<SecretOrigin>,
}

/// Why a signature does not verify.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Explained {
    /// The signer did something differently
    Cause(Cause),
    /// The key with this `kid` in the same set made it
    OtherKid(String),
    /// A key that is known from elsewhere made it
    KnownKey(KeyPlace),
}

/// Returns what to try next, based on the first check that failed.
pub(crate) fn verdict(verdict: &Verdict, known: &Circumstances<'_>) -> Option<String> {
    let code = verdict.reason()?.code?;
    let issuer = verdict.claims().and_then(|claims| claims.set().iss());
    if code == Code::IssuerUnconfirmed {
        let named = value::flag("--issuer", issuer?);
        return Some(match named {
            Some(flag) => format!("if you expect this issuer, add `{flag}`"),
            None => "if you expect this issuer, add `--trust-issuer`".to_owned(),
        });
    }
    if matches!(code, Code::SignatureMismatch | Code::KeyNotFound | Code::KeyMismatch)
        && let Some(explained) = known.explained
    {
        let hint = signed_differently(explained, known);
        return Some(if code == Code::KeyNotFound && known.can_refresh {
            format!("to fetch the keys again, add `--refresh`; or {hint}")
        } else {
            hint
        });
    }
    if code == Code::KeyNotFound
        && known.issuer.is_none()
        && !known.can_refresh
        && let Some(hint) = issuer.and_then(local_issuer)
    {
        return Some(hint);
    }
    if code == Code::IssMismatch {
        let expected = known.issuer.unwrap_or_default();
        let own_name = || value::flag("--issuer", known.calls_itself?);
        let hint = slash("the token's issuer", issuer.unwrap_or_default(), expected)
            .or_else(|| slash("the issuer's own name", known.calls_itself?, expected))
            .or_else(|| {
                own_name().map(|flag| format!("the issuer calls itself by another name: `{flag}`"))
            });
        if hint.is_some() {
            return hint;
        }
    }
    if matches!(code, Code::IssMismatch | Code::SignatureMismatch | Code::KeyNotFound) {
        let names = issuer.map(provider::issuer_names).unwrap_or_default();
        let profile = known.profiles.of_issuer(&names);
        if let Some(profile) = profile
            && known.profile != Some(profile.name.as_str())
            && let Some(flag) = value::flag("--profile", &profile.name)
        {
            let name = flag.trim_start_matches("--profile").trim_start_matches([' ', '=']);
            return Some(format!("the token belongs to the profile `{name}`: add `{flag}`"));
        }
    }
    fixed(verdict, code, known).map(ToOwned::to_owned)
}

/// Returns the hint for a signature that would verify in another way.
fn signed_differently(explained: &Explained, known: &Circumstances<'_>) -> String {
    match explained {
        Explained::Cause(cause) => signature::of_secret(cause, known.secret.as_ref()),
        Explained::OtherKid(kid) => match value::flag("--kid", kid) {
            Some(flag) => format!(
                "have the issuer name the key that it signs with; to verify with that key, add `{flag}`"
            ),
            None => "have the issuer name the key that it signs with".to_owned(),
        },
        Explained::KnownKey(KeyPlace::Profile(name)) => match value::flag("--profile", name) {
            Some(flag) => format!(
                "the token belongs to another environment: use `{flag}` instead of this key"
            ),
            None => "the token belongs to the environment of another profile".to_owned(),
        },
        Explained::KnownKey(KeyPlace::Stored(name)) => {
            match value::flag("--key", &format!("key:{name}")) {
                Some(flag) => format!("use that key: `{flag}`"),
                None => "use that key of the key store".to_owned(),
            }
        }
        Explained::KnownKey(KeyPlace::Variable(name)) => {
            format!("without a key on the command line, the one in {name} is used")
        }
    }
}

/// Returns the hint for a token that names a local issuer, whose keys are fetched only if the user
/// names it too.
fn local_issuer(issuer: &str) -> Option<String> {
    let is_local = WebAddress::parse(issuer).is_ok() && parse_public(issuer).is_err();
    let flag = value::flag("--issuer", issuer).filter(|_| is_local)?;
    Some(format!("if that is your issuer, add `{flag}`; or pass its keys with `--jwks FILE|URL`"))
}

/// Returns the hint for issuers that differ only in a trailing slash.
fn slash(whose: &str, found: &str, expected: &str) -> Option<String> {
    let differs = found != expected
        && !expected.is_empty()
        && found.trim_end_matches('/') == expected.trim_end_matches('/');
    if !differs {
        return None;
    }
    let flag = value::flag("--issuer", found)?;
    Some(if found.len() > expected.len() {
        format!("{whose} ends with a slash: `{flag}`")
    } else {
        format!("{whose} has no slash at the end: `{flag}`")
    })
}

fn fixed(verdict: &Verdict, code: Code, known: &Circumstances<'_>) -> Option<&'static str> {
    if matches!(code, Code::NotYetValid | Code::IssuedInFuture | Code::ClaimMalformed)
        && let Some(hint) = of_claim(verdict)
    {
        return Some(hint);
    }
    // Cognito's access tokens have no audience.
    let names_client = || {
        verdict.claims().is_some_and(|claims| {
            let members = claims.set().members();
            !members.contains("aud") && members.contains("client_id")
        })
    };
    Some(match code {
        Code::KeyNotFound if known.can_refresh => "to fetch the keys again, add `--refresh`",
        Code::KeyNotFound => {
            "pass the key with `--key FILE`, `--secret env:NAME` or `--jwks FILE|URL`"
        }
        Code::Malformed => "run `jwtool decode` to see what can be read",
        Code::Encrypted => "`jwtool decode --key FILE` decrypts it",
        Code::AlgNone => "anyone can write an unsigned token; get a signed one",
        Code::Expired if is_lifetime(verdict) => shared::LIFETIME,
        Code::Expired => "get a new token; to verify this one at another time, add `--at TIME`",
        Code::Milliseconds => shared::misread(Unit::Milliseconds),
        Code::NotYetValid | Code::IssuedInFuture => {
            "if the clocks differ slightly, add `--leeway 30s`"
        }
        Code::ClaimMissing if known.wants_audience && names_client() => {
            "Cognito access tokens have `client_id` instead of `aud`: `--require client_id=…`"
        }
        Code::KeyMismatch => "pass a key of the kind that the token's `alg` needs",
        Code::SignatureMismatch => "check that key and token belong to the same environment",
        Code::KeyNotUsable => {
            "get the key again from its issuer: a whole one that is meant for signatures"
        }
        Code::AlgNotAllowed
        | Code::WeakKey
        | Code::DuplicateKid
        | Code::MixedKeySet
        | Code::CritUnknown
        | Code::IssuerUnconfirmed
        | Code::IssMismatch
        | Code::AudMismatch
        | Code::SubMismatch
        | Code::ClaimMissing
        | Code::ClaimMismatch
        | Code::ClaimMalformed
        | Code::TooOld
        | Code::LifetimeTooShort
        | Code::LifetimeTooLong
        | Code::NoExp
        | Code::KidNotString => return None,
    })
}

/// Returns the hint for a failed check of a claim: what the issuer has to write instead.
fn of_claim(verdict: &Verdict) -> Option<&'static str> {
    let name = verdict.reason()?.name.as_str();
    let Some(claims) = verdict.claims() else {
        return Some("have the issuer write the claims as one JSON object");
    };
    let value = claims.set().members().get(name)?;
    if let Some(misread) = NumericDate::misread(value) {
        return Some(shared::misread(misread.unit));
    }
    match name {
        "exp" | "nbf" | "iat" if value.as_number().is_none() => {
            Some("have the issuer write times as numbers: seconds since 1970, without quotes")
        }
        "aud" => Some("have the issuer write `aud` as a string, or as a list of strings"),
        _ => None,
    }
}

/// Whether `exp` is a lifetime instead of a point in time.
fn is_lifetime(verdict: &Verdict) -> bool {
    let exp = verdict.claims().and_then(|claims| claims.set().date("exp").ok().flatten());
    exp.is_some_and(NumericDate::looks_like_lifetime)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::keyring::Keyring;
    use crate::jose::verdict::{Policy, judge};
    use crate::profile::Profile;

    #[test]
    fn the_profile_of_the_issuer_is_named_unless_it_is_in_use() {
        // {"alg":"HS256"} and {"iss":"https://x.example"}
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJodHRwczovL3guZXhhbXBsZSJ9.AAAA";
        let policy = Policy::at(NumericDate::from_seconds(0).unwrap());
        let judged = judge(token, &Keyring::none("there is none".to_owned()), &policy);
        let issuer = Some("https://x.example".to_owned());
        let staging = Profile { name: "staging".to_owned(), issuer, ..Profile::default() };
        let profiles = Profiles { all: vec![staging], ..Profiles::default() };
        for (profile, is_named) in [(None, true), (Some("other"), true), (Some("staging"), false)] {
            let known = Circumstances {
                profiles: &profiles,
                profile,
                issuer: None,
                wants_audience: false,
                calls_itself: None,
                can_refresh: false,
                explained: None,
                secret: None,
            };
            let hint = verdict(&judged, &known).unwrap_or_default();
            assert_eq!(hint.contains("--profile staging"), is_named, "{profile:?}: {hint}");
        }
    }
}
