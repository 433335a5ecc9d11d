//! Verifies the ID token of a login before it is stored (OpenID Connect Core section 3.1.3.7).

use zeroize::Zeroizing;

use crate::error::{Error, LoginFault};
use crate::jose::code::Code;
use crate::jose::duration::Duration;
use crate::jose::json::Object;
use crate::jose::jws::Jws;
use crate::jose::key::{Secret, VerificationKey, VerificationMaterial};
use crate::jose::keyring::Keyring;
use crate::jose::numeric_date::NumericDate;
use crate::jose::token_hash;
use crate::jose::verdict::{Claims, Policy, Trials, Verdict, judge_signature};
use crate::profile::Profile;
use crate::profile::login::LoginKind;
use crate::provider;
use crate::provider::address::WebAddress;
use crate::redact;
use crate::source::key::KeySource;
use crate::source::key_search::{KeySearch, VerificationRequest};
use crate::source::login::client::Metadata;
use crate::source::login::context::{Context, Tokens, names_in};
use crate::source::secret::SecretSource;
use crate::system::System;

/// How far the clocks may differ for `iat` and `nbf`.
const LEEWAY: Duration = Duration::from_seconds(300);

/// What an ID token must match besides the profile.
#[derive(Clone, Copy, Default)]
pub(super) struct Expected<'a> {
    /// The nonce that was sent; `None` if none was, as with a password
    pub(super) nonce: Option<&'a str>,
    /// The access token that came with it
    pub(super) access_token: Option<&'a str>,
}

/// Who logged in, as a verified ID token says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Identity {
    pub(super) issuer: String,
    pub(super) subject: String,
    /// How a person would name them
    pub(super) who: Option<String>,
}

/// Verifies the ID token of a login that asked for these scopes. There must be one if `openid` is among
/// them: without it, nothing proves that the tokens belong to this login and not to another.
///
/// # Errors
///
/// As [`verify`].
pub(super) fn verify_login(
    context: &Context<'_>,
    tokens: &Tokens,
    scope: &str,
    nonce: Option<&str>,
    system: &mut System,
) -> Result<(), Error> {
    if let Some(id) = &tokens.id {
        let access_token = tokens.access.as_ref().map(|token| token.as_str());
        return verify(context, id, &Expected { nonce, access_token }, system).map(|_| ());
    }
    if scope.split_whitespace().any(|one| one == "openid") {
        return Err(context.error(LoginFault::NoIdToken));
    }
    Ok(())
}

/// Verifies an ID token that the issuer gave just now.
///
/// The keys are those of `login.jwks`, or else those that the issuer publishes. A token that is
/// signed with the client's secret (HS256, as older Auth0 applications do) is verified with it, so
/// a client without a secret accepts none.
///
/// # Errors
///
/// [`Error::Login`] if it does not prove who logged in, [`Error::Unreachable`] if the keys cannot be
/// fetched.
pub(super) fn verify(
    context: &Context<'_>,
    token: &str,
    expected: &Expected<'_>,
    system: &mut System,
) -> Result<Identity, Error> {
    // The user may have taken minutes.
    system.look_at_clock();
    let refused = |message: String| context.error(LoginFault::IdToken(redact::message(&message)));
    let jws = Jws::parse_compact(token).map_err(|error| refused(error.to_string()))?;
    let claims = jws.unverified_claims().unwrap_or_default();
    let issuers = issuers(context, claims.set().members().get_str("tid"), system)?;
    if issuers.is_empty() {
        return Err(refused("no account of its tenant can log in to this issuer".to_owned()));
    }
    let client = context.setting.client_id.as_deref().unwrap_or_default();
    let policy = policy(issuers, client, system.now);
    let verdict = judge(context, jws, &policy, system)?;
    identity(&verdict, expected, client, system.now).map_err(|fault| match fault {
        LoginFault::IdToken(message) => refused(message),
        other => context.error(other),
    })
}

/// Returns what the checks of every token require of this one.
fn policy(issuers: Vec<String>, client: &str, now: NumericDate) -> Policy {
    Policy {
        leeway: LEEWAY,
        issuers,
        audiences: vec![client.to_owned()],
        // It has no leeway.
        ignore_exp: true,
        ..Policy::at(now)
    }
}

/// Judges the token with the keys that are found for it.
fn judge(
    context: &Context<'_>,
    jws: Jws,
    policy: &Policy,
    system: &mut System,
) -> Result<Verdict, Error> {
    let mut trials = Trials::new();
    let is_hmac = jws.header().alg().is_some_and(|alg| alg.starts_with("HS"));
    if is_hmac && context.setting.jwks.is_none() {
        let keyring = client_secret(context, system)?;
        return Ok(
            judge_signature(jws, &keyring, policy, &mut trials).judge_claims(&keyring, policy)
        );
    }
    let named = key_set(context, system)?;
    // Its own key is for the tokens of its API.
    let profile = Profile { key: None, ..context.profile.clone() };
    let mut search = KeySearch::new(VerificationRequest {
        jwks: named.as_ref(),
        issuer: context.profile.issuer.as_deref(),
        profile: Some(&profile),
        ..VerificationRequest::default()
    });
    let mut keys = search.for_signature(&jws, system)?;
    let mut verdict = judge_signature(jws.clone(), &keys.keyring, policy, &mut trials);
    if verdict.lacks_key()
        && let Some(newer) = search.refetch(&keys, system)?
    {
        verdict = judge_signature(jws, &newer.keyring, policy, &mut trials);
        keys = newer;
    }
    Ok(verdict.judge_claims(&keys.keyring, policy))
}

/// Returns the client's secret as a key.
fn client_secret(context: &Context<'_>, system: &mut System) -> Result<Keyring, Error> {
    let Some(setting) = &context.setting.client_secret else {
        let reason =
            "it is signed with the client's secret, and the profile has no `login.client_secret`";
        return Ok(Keyring::none(reason.to_owned()));
    };
    let source: SecretSource = setting.written().parse().unwrap_or_else(|never| match never {});
    let text: Zeroizing<String> = source.read_setting("login.client_secret", system)?;
    let key = Secret::new(text.as_bytes().to_vec()).map(VerificationMaterial::Secret);
    Ok(match key {
        Ok(key) => Keyring::one(VerificationKey::of(key, None)),
        Err(error) => Keyring::none(error.to_string()),
    })
}

/// Returns the key set, if it is not where the rules of the issuer's provider say: that of the
/// profile, or of an emulator under the issuer's name, or of an address for several tenants.
pub(super) fn key_set(
    context: &Context<'_>,
    system: &mut System,
) -> Result<Option<KeySource>, Error> {
    let parsed = |text: &str| text.parse().unwrap_or_else(|never| match never {});
    if let Some(jwks) = &context.setting.jwks {
        return Ok(Some(parsed(jwks)));
    }
    if context.kind == LoginKind::Cognito {
        let pool = emulated_pool(context, system)?;
        return Ok(pool.map(|pool| parsed(&format!("{pool}/.well-known/jwks.json"))));
    }
    let issuer = context.profile.issuer.as_deref().unwrap_or_default();
    if context.setting.endpoint.is_none()
        && provider::names_in_tokens(issuer, None).iter().any(|name| name == issuer)
    {
        return Ok(None);
    }
    let address = Metadata::read(context, system)?.endpoint("jwks_uri")?;
    Ok(Some(parsed(&address)))
}

/// Returns the names by which the token may call its issuer.
pub(super) fn issuers(
    context: &Context<'_>,
    tenant: Option<&str>,
    system: &System,
) -> Result<Vec<String>, Error> {
    let issuer = context.profile.issuer.as_deref().unwrap_or_default();
    let mut names = provider::names_in_tokens(issuer, tenant);
    let reached = match context.kind {
        LoginKind::Cognito => emulated_pool(context, system)?,
        _ => context.setting.endpoint.clone(),
    };
    names.extend(reached.iter().flat_map(|name| provider::issuer_names(name)));
    Ok(names)
}

/// Returns the address of the user pool at an emulator, if there is one. Its endpoint serves every
/// pool below a path of its own.
fn emulated_pool(context: &Context<'_>, system: &System) -> Result<Option<String>, Error> {
    let endpoint = context.pool_endpoint(system)?;
    let issuer = context.profile.issuer.as_deref().unwrap_or_default();
    let pool = WebAddress::parse(issuer).ok();
    Ok(endpoint.zip(pool).map(|((endpoint, _), pool)| {
        format!("{}{}", endpoint.trim_end_matches('/'), pool.path().trim_end_matches('/'))
    }))
}

/// Returns who logged in, if the verdict and the claims that only ID tokens have allow it.
fn identity(
    verdict: &Verdict,
    expected: &Expected<'_>,
    client: &str,
    now: NumericDate,
) -> Result<Identity, LoginFault> {
    let wrong = |message: &str| LoginFault::IdToken(message.to_owned());
    if let Some(failed) = verdict.reason() {
        return Err(failure(verdict, failed.code, &failed.message, now));
    }
    let Some(Claims::Verified(claims)) = verdict.claims() else {
        return Err(wrong("it is not signed"));
    };
    let claims = claims.set();
    check_end(claims.date("exp").ok().flatten(), claims.date("iat").ok().flatten(), now)?;
    let members = claims.members();
    let audiences = claims.aud().ok().flatten().unwrap_or_default();
    if audiences.len() > 1 && members.get_str("azp") != Some(client) {
        return Err(wrong("it has several audiences, and its `azp` is not the profile's client"));
    }
    if let Some(nonce) = expected.nonce
        && members.get_str("nonce") != Some(nonce)
    {
        return Err(wrong("its `nonce` is not the one that was sent, so it is from another login"));
    }
    check_access_token(verdict, members, expected.access_token)?;
    let subject = claims.sub().filter(|subject| !subject.is_empty());
    let subject = subject.ok_or_else(|| wrong("there is no `sub`"))?;
    Ok(Identity {
        issuer: claims.iss().unwrap_or_default().to_owned(),
        subject: subject.to_owned(),
        who: names_in(members).into_iter().next(),
    })
}

/// Returns the fault for a failed check. The issuer made the token just now, so its dates tell how
/// far the clocks differ.
fn failure(verdict: &Verdict, code: Option<Code>, message: &str, now: NumericDate) -> LoginFault {
    let date = |name: &str| verdict.claims()?.set().date(name).ok()?;
    let begin = match code {
        Some(Code::IssuedInFuture) => date("iat"),
        Some(Code::NotYetValid) => date("nbf"),
        _ => None,
    };
    match begin.filter(|begin| verdict.is_verified() && !begin.looks_like_milliseconds()) {
        Some(begin) => clock(begin, now),
        None => LoginFault::IdToken(message.to_owned()),
    }
}

fn clock(issued: NumericDate, now: NumericDate) -> LoginFault {
    let is_behind = issued > now;
    let difference = if is_behind { issued.since(now) } else { now.since(issued) };
    LoginFault::Clock { difference: difference.in_words(), is_behind }
}

/// Checks that the token has an end, which is not over. By a clock that is ahead, it is over at
/// once.
fn check_end(
    exp: Option<NumericDate>,
    iat: Option<NumericDate>,
    now: NumericDate,
) -> Result<(), LoginFault> {
    let exp = exp.ok_or_else(|| LoginFault::IdToken("there is no `exp`".to_owned()))?;
    if now < exp {
        return Ok(());
    }
    match iat.filter(|iat| *iat < exp && now > iat.plus(LEEWAY)) {
        Some(iat) => Err(clock(iat, now)),
        None => Err(LoginFault::IdToken(format!("expired {} ago", now.since(exp).in_words()))),
    }
}

/// Checks that the access token is the one that the ID token was issued with, if it says so.
fn check_access_token(
    verdict: &Verdict,
    members: &Object,
    access_token: Option<&str>,
) -> Result<(), LoginFault> {
    let (Some(access_token), Some(hash)) = (access_token, members.get("at_hash")) else {
        return Ok(());
    };
    let expected =
        verdict.key.as_ref().map(|key| token_hash::left_half(access_token, key.algorithm));
    if hash.as_str() == expected.as_deref() && expected.is_some() {
        return Ok(());
    }
    Err(LoginFault::IdToken("its `at_hash` does not fit the access token".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::algorithm::SignatureAlgorithm;
    use crate::jose::json::Value;
    use crate::jose::key::{PrivateKey, SigningKey, SigningMaterial};
    use crate::jose::signature;

    const NOW: i64 = 1_800_000_000;
    const CLAIMS: &str = r#""iss":"https://id.example","aud":"app","sub":"ada","exp":1800003600"#;

    /// Returns who logged in with a token with these claims.
    fn outcome(claims: &str, expected: &Expected<'_>) -> Result<Identity, LoginFault> {
        let material = SigningMaterial::Private(PrivateKey::generate(ALGORITHM).unwrap());
        outcome_with(&SigningKey::new(material, Some(ALGORITHM), None).unwrap(), claims, expected)
    }

    const ALGORITHM: SignatureAlgorithm = SignatureAlgorithm::ES256;

    fn outcome_with(
        key: &SigningKey,
        claims: &str,
        expected: &Expected<'_>,
    ) -> Result<Identity, LoginFault> {
        let payload = format!("{{{claims}}}");
        let token = signature::compact(&signature::header(key), &payload, key).unwrap();
        let now = NumericDate::from_seconds(NOW).unwrap();
        let policy = policy(vec!["https://id.example".to_owned()], "app", now);
        let keyring = Keyring::one(key.verification_key());
        let jws = Jws::parse_compact(&token).unwrap();
        let verdict = judge_signature(jws, &keyring, &policy, &mut Trials::new());
        identity(&verdict.judge_claims(&keyring, &policy), expected, "app", now)
    }

    fn message(fault: &LoginFault) -> String {
        fault.to_string()
    }

    #[test]
    fn a_token_for_this_client_tells_who_logged_in() {
        let claims = format!(r#"{CLAIMS},"email":"ada@example.gov","azp":"other","nonce":"n""#);
        let ada = Identity {
            issuer: "https://id.example".to_owned(),
            subject: "ada".to_owned(),
            who: Some("ada@example.gov".to_owned()),
        };
        assert_eq!(outcome(&claims, &Expected::default()), Ok(ada.clone()));
        let nonce = Expected { nonce: Some("n"), ..Expected::default() };
        assert_eq!(outcome(&claims, &nonce), Ok(ada));
    }

    #[test]
    fn each_claim_of_an_id_token_is_checked() {
        let refused = |claims: &str, expected: &Expected<'_>| {
            message(&outcome(claims, expected).unwrap_err())
        };
        let none = Expected::default();
        let base = |iss: &str, aud: &str, rest: &str| {
            format!(r#""iss":"{iss}","aud":{aud},"sub":"ada","exp":1800003600{rest}"#)
        };
        let good = "https://id.example";
        for (claims, words) in [
            (base("https://evil.example", r#""app""#, ""), "evil.example"),
            (base(good, r#""other""#, ""), "the audience is `other`"),
            (base(good, r#"["app","other"]"#, ""), "`azp`"),
            (base(good, r#"["app","other"]"#, r#","azp":"other""#), "`azp`"),
            (CLAIMS.replace(r#","exp":1800003600"#, ""), "there is no `exp`"),
            (CLAIMS.replace("1800003600", "1800000000"), "expired 0 seconds ago"),
            (CLAIMS.replace(r#","sub":"ada""#, ""), "there is no `sub`"),
            (CLAIMS.replace(r#""ada""#, r#""""#), "there is no `sub`"),
            (CLAIMS.replace(r#""aud":"app","#, ""), "there is no `aud`"),
        ] {
            let said = refused(&claims, &none);
            assert!(said.contains(words), "{claims}: {said}");
        }
        assert!(outcome(&base(good, r#"["app","x"]"#, r#","azp":"app""#), &none).is_ok());
        let sent = Expected { nonce: Some("sent-nonce"), ..Expected::default() };
        for claims in [CLAIMS.to_owned(), format!(r#"{CLAIMS},"nonce":"other-nonce""#)] {
            let said = refused(&claims, &sent);
            assert!(said.contains("`nonce`") && !said.contains("-nonce"), "{said}");
        }
    }

    #[test]
    fn an_access_token_of_another_login_is_found_by_its_hash() {
        let with = |token| Expected { access_token: Some(token), ..Expected::default() };
        let hash = token_hash::left_half("opaque", ALGORITHM);
        let claims = format!(r#"{CLAIMS},"at_hash":"{hash}""#);
        assert!(outcome(&claims, &with("opaque")).is_ok());
        assert!(outcome(CLAIMS, &with("opaque")).is_ok());
        for (claims, token) in
            [(claims.as_str(), "another"), (&format!(r#"{CLAIMS},"at_hash":7"#), "opaque")]
        {
            let said = message(&outcome(claims, &with(token)).unwrap_err());
            assert!(said.contains("`at_hash`") && !said.contains(token), "{said}");
        }
    }

    #[test]
    fn clocks_may_differ_by_five_minutes_and_then_the_difference_is_reported() {
        let none = Expected::default();
        let at = |name: &str, time: i64| outcome(&format!(r#"{CLAIMS},"{name}":{time}"#), &none);
        for name in ["iat", "nbf"] {
            assert!(at(name, NOW + 300).is_ok(), "{name}");
            let fault = at(name, NOW + 600).unwrap_err();
            assert_eq!(
                message(&fault),
                "the clock of this machine is 10 minutes behind that of the issuer"
            );
        }
        let over = CLAIMS.replace("1800003600", "1799999700");
        let fault = outcome(&format!(r#"{over},"iat":{}"#, NOW - 600), &none).unwrap_err();
        assert_eq!(
            message(&fault),
            "the clock of this machine is 10 minutes ahead of that of the issuer"
        );
        let fault = outcome(&format!(r#"{over},"iat":{}"#, NOW - 300), &none).unwrap_err();
        assert!(message(&fault).contains("expired"), "{fault}");
        // A date in milliseconds is not a clock.
        let fault = at("iat", NOW * 1000).unwrap_err();
        assert!(message(&fault).contains("milliseconds"), "{fault}");
    }

    #[test]
    fn a_secret_of_the_client_verifies_what_it_signed() {
        let key = |text: &str| {
            let secret = SigningMaterial::Secret(Secret::new(text).unwrap());
            SigningKey::new(secret, Some(SignatureAlgorithm::HS256), None).unwrap()
        };
        let one = key("the secret of the client, which is long");
        assert!(outcome_with(&one, CLAIMS, &Expected::default()).is_ok());
    }

    #[test]
    fn a_signature_by_another_key_is_refused() {
        let key = || {
            let material = SigningMaterial::Private(PrivateKey::generate(ALGORITHM).unwrap());
            SigningKey::new(material, Some(ALGORITHM), None).unwrap()
        };
        let (ours, theirs) = (key(), key());
        let payload = format!("{{{CLAIMS}}}");
        let token = signature::compact(&signature::header(&ours), &payload, &theirs).unwrap();
        let now = NumericDate::from_seconds(NOW).unwrap();
        let policy = policy(vec!["https://id.example".to_owned()], "app", now);
        let keyring = Keyring::one(ours.verification_key());
        for token in [token.as_str(), "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ."] {
            let jws = Jws::parse_compact(token).unwrap();
            let verdict = judge_signature(jws, &keyring, &policy, &mut Trials::new());
            let verdict = verdict.judge_claims(&keyring, &policy);
            assert!(identity(&verdict, &Expected::default(), "app", now).is_err(), "{token}");
        }
        assert!(Value::parse(payload.as_bytes()).is_ok());
    }
}
