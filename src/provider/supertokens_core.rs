//! The API with which a SuperTokens core signs JWTs: what it is asked, what it answers, and whether
//! it signed what it was asked for.

use crate::jose::json::{Object, Value};
use crate::jose::jws::Jws;

/// The path of the request that signs, below the address of the core.
pub(crate) const SIGN_PATH: &str = "recipe/jwt";
/// The path of the list of the versions of its API that a core supports.
pub(crate) const VERSIONS_PATH: &str = "apiversion";
/// The version of the API that is asked for first: the oldest one in which a core reads which of its
/// keys signs, so that all cores since then support it.
pub(crate) const USUAL_VERSION: &str = "2.21";
/// The versions that this API is known in.
const KNOWN_VERSIONS: std::ops::RangeInclusive<(u32, u32)> = (2, 9)..=(5, 6);
/// The only algorithm of a core.
pub(crate) const ALGORITHM: &str = "RS256";
/// How long a dynamic key is published, in seconds: one week.
pub(crate) const DYNAMIC_KEY_LIFE: i64 = 168 * 3600;
/// The claims that a core sets.
const OWN_CLAIMS: [&str; 3] = ["iss", "iat", "exp"];

/// Which of its keys a core signs with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum CoreKey {
    /// The key that never changes
    Static,
    /// The key that is replaced every week
    Dynamic,
}

/// What a core is asked to sign.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CoreRequest {
    payload: Object,
    issuer: String,
    /// From now to `exp`, in seconds
    pub(crate) validity: i64,
    pub(crate) key: CoreKey,
}

/// Why a core cannot be asked to sign these claims.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum Unsignable {
    #[error("a core always writes an issuer")]
    NoIssuer,
    #[error("a core always writes an expiration time")]
    NoExpiration,
    #[error("a core signs only tokens that expire later than they are issued")]
    Expired,
}

/// What a core answers, as far as the request can go on with it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum CoreAnswer {
    Signed(String),
    /// It does not support the version of the API that was asked for.
    OtherVersion,
}

/// Why there is no token from a core. The text follows its address.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum CoreFault {
    #[error("needs an API key")]
    NoApiKey,
    #[error("refused the API key")]
    ApiKey,
    #[error("does not sign with {ALGORITHM}")]
    Algorithm,
    #[error("supports no version of its API that is known here (it supports {0})")]
    Version(String),
    #[error("is too old for dynamic keys: it supports version {0} of its API at most")]
    OnlyStatic(String),
    #[error("refused the request (HTTP {status}): {message}")]
    Refused { status: u16, message: String },
    #[error("did not answer as a SuperTokens core does: {0}")]
    NotACore(String),
    #[error("signed something else than it was asked for: {0}")]
    Different(String),
}

impl CoreRequest {
    /// Returns the request for these claims. Without `iat`, they are issued now.
    pub(crate) fn new(claims: &Object, now: i64, key: CoreKey) -> Result<Self, Unsignable> {
        let seconds = |name: &str| {
            let number = claims.get(name).and_then(Value::as_number)?;
            number.as_i64()
        };
        let issuer = claims.get_str("iss").ok_or(Unsignable::NoIssuer)?.to_owned();
        let exp = seconds("exp").ok_or(Unsignable::NoExpiration)?;
        let validity = exp.saturating_sub(seconds("iat").unwrap_or(now));
        if validity <= 0 {
            return Err(Unsignable::Expired);
        }
        let payload = claims.iter().filter(|(name, _)| !OWN_CLAIMS.contains(name));
        let payload = payload.map(|(name, value)| (name.to_owned(), value.clone()));
        Ok(Self { payload: payload.collect(), issuer, validity, key })
    }

    /// Returns the body of the request.
    pub(crate) fn body(&self) -> String {
        let mut body = Object::new();
        body.set("payload", self.payload.clone());
        body.set("algorithm", ALGORITHM);
        body.set("jwksDomain", self.issuer.as_str());
        body.set("validity", self.validity);
        body.set("useStaticSigningKey", self.key == CoreKey::Static);
        Value::from(body).to_json()
    }

    /// Compares a token with what was asked for, and returns its header and claims.
    pub(crate) fn check(&self, token: &str) -> Result<(Object, Object), CoreFault> {
        let different = |what: String| CoreFault::Different(what);
        let jws = Jws::parse_compact(token)
            .map_err(|error| CoreFault::NotACore(format!("its `jwt` is not a token: {error}")))?;
        let claims = jws
            .unverified_claims()
            .map_err(|error| CoreFault::NotACore(format!("its `jwt` has no claims: {error}")))?;
        let (header, claims) = (jws.header(), claims.set().members());
        if header.alg() != Some(ALGORITHM) {
            return Err(different(format!("the algorithm is not {ALGORITHM}")));
        }
        let other_key = match self.key {
            CoreKey::Static => ("d-", "dynamic"),
            CoreKey::Dynamic => ("s-", "static"),
        };
        if header.kid().is_some_and(|kid| kid.starts_with(other_key.0)) {
            return Err(different(format!("the key is a {} one", other_key.1)));
        }
        if claims.get_str("iss") != Some(&self.issuer) {
            return Err(different("the claim `iss` differs".to_owned()));
        }
        for (name, asked) in self.payload.iter() {
            match claims.get(name) {
                None if *asked == Value::Null => {}
                None => return Err(different(format!("the claim `{name}` is missing"))),
                Some(signed) if is_same(asked, signed) => {}
                Some(_) => return Err(different(format!("the claim `{name}` differs"))),
            }
        }
        let seconds = |name: &str| claims.get(name).and_then(Value::as_number)?.as_i64();
        let (Some(exp), Some(iat)) = (seconds("exp"), seconds("iat")) else {
            return Err(different("the times `iat` and `exp` are missing".to_owned()));
        };
        // A core counts in milliseconds.
        if exp.saturating_sub(iat).abs_diff(self.validity) > 1 {
            let life = exp.saturating_sub(iat);
            return Err(different(format!("it is valid for {life} s, not {} s", self.validity)));
        }
        Ok((header.members().clone(), claims.clone()))
    }
}

/// Whether two values are the same, however a core writes numbers and orders members.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.has_value_of(other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, value)| other.get(name).is_some_and(|other| is_same(value, other)))
        }
        _ => one == other,
    }
}

/// Reads the answer to a request that signs.
pub(crate) fn read_answer(
    status: u16,
    location: Option<&str>,
    body: &[u8],
    has_api_key: bool,
) -> Result<CoreAnswer, CoreFault> {
    if status == 401 {
        return Err(if has_api_key { CoreFault::ApiKey } else { CoreFault::NoApiKey });
    }
    let text = String::from_utf8_lossy(body);
    let text = text.trim();
    if status == 400 {
        let words = text.to_ascii_lowercase();
        if words.contains("cdi") || (words.contains("version") && words.contains("support")) {
            return Ok(CoreAnswer::OtherVersion);
        }
    }
    if (300..400).contains(&status) {
        let target = location.map_or_else(String::new, |target| format!(" to {target}"));
        return Err(CoreFault::NotACore(format!("it redirects (HTTP {status}){target}")));
    }
    if text.starts_with('<') {
        return Err(CoreFault::NotACore(format!("a web page (HTTP {status})")));
    }
    if status == 404 || status == 405 {
        return Err(CoreFault::NotACore(format!("HTTP {status}")));
    }
    let answer = Value::parse(text.as_bytes()).ok();
    let answer = answer.as_ref().and_then(Value::as_object);
    if status != 200 {
        let message = answer.and_then(|answer| answer.get_str("message")).unwrap_or(text);
        return Err(CoreFault::Refused { status, message: beginning(message) });
    }
    let Some(answer) = answer else {
        let what = if text.is_empty() { "an empty body" } else { "the body is not JSON" };
        return Err(CoreFault::NotACore(what.to_owned()));
    };
    match (answer.get_str("status"), answer.get_str("jwt")) {
        (Some("OK"), Some(token)) => Ok(CoreAnswer::Signed(token.to_owned())),
        (Some("OK"), None) => Err(CoreFault::NotACore("there is no `jwt` in it".to_owned())),
        (Some("UNSUPPORTED_ALGORITHM_ERROR"), _) => Err(CoreFault::Algorithm),
        (Some(other), _) => {
            let message = answer.get_str("message").unwrap_or(other);
            Err(CoreFault::Refused { status, message: beginning(message) })
        }
        (None, _) => Err(CoreFault::NotACore("there is no `status` in it".to_owned())),
    }
}

/// Chooses the newest version of the API that is known here and in the list of a core.
pub(crate) fn choose_version(body: &[u8], key: CoreKey) -> Result<String, CoreFault> {
    let answer = Value::parse(body).ok();
    let versions = answer
        .as_ref()
        .and_then(Value::as_object)
        .and_then(|answer| answer.get("versions")?.as_array())
        .ok_or_else(|| CoreFault::NotACore("it lists no versions of its API".to_owned()))?;
    let numbers = |version: &str| {
        let (major, minor) = version.split_once('.')?;
        Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))
    };
    let known = versions.iter().filter_map(Value::as_str).filter_map(numbers);
    let newest = known.filter(|version| KNOWN_VERSIONS.contains(version)).max();
    let Some(newest) = newest else {
        let all: Vec<&str> = versions.iter().filter_map(Value::as_str).collect();
        let all = if all.is_empty() { "none".to_owned() } else { all.join(", ") };
        return Err(CoreFault::Version(beginning(&all)));
    };
    let version = format!("{}.{}", newest.0, newest.1);
    let reads_key = numbers(USUAL_VERSION).is_some_and(|usual| newest >= usual);
    if key == CoreKey::Dynamic && !reads_key {
        return Err(CoreFault::OnlyStatic(version));
    }
    Ok(version)
}

/// Returns as much of a message as is worth showing.
fn beginning(message: &str) -> String {
    const LONGEST: usize = 200;
    let line = message.lines().next().unwrap_or_default().trim();
    if line.is_empty() {
        return "without a message".to_owned();
    }
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url;

    fn object(json: &str) -> Object {
        Value::parse(json.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    const CLAIMS: &str = r#"{"source":"microservice","a":{"b":1,"c":[2]},"iss":"https://api.example.gov","iat":100,"exp":700}"#;

    fn request(claims: &str, key: CoreKey) -> Result<CoreRequest, Unsignable> {
        CoreRequest::new(&object(claims), 50, key)
    }

    #[test]
    fn the_core_is_asked_for_everything_that_it_does_not_set_itself() {
        assert_eq!(
            request(CLAIMS, CoreKey::Static).unwrap().body(),
            r#"{"payload":{"source":"microservice","a":{"b":1,"c":[2]}},"algorithm":"RS256","jwksDomain":"https://api.example.gov","validity":600,"useStaticSigningKey":true}"#
        );
        let short = request(r#"{"iss":"x","exp":90}"#, CoreKey::Dynamic).unwrap();
        assert_eq!(
            short.body(),
            r#"{"payload":{},"algorithm":"RS256","jwksDomain":"x","validity":40,"useStaticSigningKey":false}"#
        );
        for (claims, reason) in [
            (r#"{"exp":90}"#, Unsignable::NoIssuer),
            (r#"{"iss":7,"exp":90}"#, Unsignable::NoIssuer),
            (r#"{"iss":"x"}"#, Unsignable::NoExpiration),
            (r#"{"iss":"x","exp":"90"}"#, Unsignable::NoExpiration),
            (r#"{"iss":"x","exp":50}"#, Unsignable::Expired),
            (r#"{"iss":"x","exp":90,"iat":91}"#, Unsignable::Expired),
        ] {
            assert_eq!(request(claims, CoreKey::Static), Err(reason), "{claims}");
        }
    }

    fn token(header: &str, claims: &str) -> String {
        format!("{}.{}.c2ln", base64url::encode(header), base64url::encode(claims))
    }

    #[test]
    fn a_token_must_have_what_was_asked_for() {
        const HEADER: &str = r#"{"alg":"RS256","kid":"s-1"}"#;
        // The core's clock is another one, and so is its way to write JSON.
        let good = r#"{"iat":1000,"exp":1600,"iss":"https://api.example.gov","a":{"c":[2.0],"b":1},"source":"microservice","more":1}"#;
        let check = |header: &str, claims: &str| {
            request(CLAIMS, CoreKey::Static).unwrap().check(&token(header, claims))
        };
        let (header, claims) = check(HEADER, good).unwrap();
        assert_eq!((header.get_str("kid"), claims.contains("more")), (Some("s-1"), true));
        assert!(check(r#"{"alg":"RS256"}"#, good).is_ok());
        for rounded in ["1599", "1601"] {
            assert!(check(HEADER, &good.replace("1600", rounded)).is_ok());
        }
        for (from, to, expected) in [
            ("microservice", "user", "the claim `source` differs"),
            (r#","source":"microservice""#, "", "the claim `source` is missing"),
            ("api.example.gov", "api.example.gov/", "the claim `iss` differs"),
            (r#""b":1"#, r#""b":2"#, "the claim `a` differs"),
            (r#""b":1"#, r#""b":1,"d":1"#, "the claim `a` differs"),
            ("[2.0]", "[2,2]", "the claim `a` differs"),
            ("1600", "4600", "it is valid for 3600 s, not 600 s"),
            ("1600", "1602", "it is valid for 602 s, not 600 s"),
            ("1600", "1598", "it is valid for 598 s, not 600 s"),
            (r#""iat":1000,"#, "", "the times `iat` and `exp` are missing"),
        ] {
            let fault = CoreFault::Different(expected.to_owned());
            assert_eq!(check(HEADER, &good.replace(from, to)), Err(fault), "{to}");
        }
        let dynamic = CoreFault::Different("the key is a dynamic one".to_owned());
        assert_eq!(check(r#"{"alg":"RS256","kid":"d-1"}"#, good), Err(dynamic));
        let algorithm = CoreFault::Different("the algorithm is not RS256".to_owned());
        assert_eq!(check(r#"{"alg":"HS256"}"#, good), Err(algorithm));
        let other = request(CLAIMS, CoreKey::Dynamic).unwrap().check(&token(HEADER, good));
        assert_eq!(other, Err(CoreFault::Different("the key is a static one".to_owned())));
        for bad in ["", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.W10.c2ln"] {
            let checked = request(CLAIMS, CoreKey::Static).unwrap().check(bad);
            assert!(matches!(checked, Err(CoreFault::NotACore(_))), "{bad}");
        }
    }

    #[test]
    fn every_answer_is_understood() {
        let read = |status: u16, body: &str| read_answer(status, None, body.as_bytes(), true);
        let signed = CoreAnswer::Signed("a.b.c".to_owned());
        assert_eq!(read(200, r#"{"status":"OK","jwt":"a.b.c"}"#), Ok(signed));
        assert_eq!(read(400, "cdi-version 2.21 not supported"), Ok(CoreAnswer::OtherVersion));
        assert_eq!(read(401, "Invalid API key"), Err(CoreFault::ApiKey));
        assert_eq!(read_answer(401, None, b"", false), Err(CoreFault::NoApiKey));
        let unsupported = r#"{"status":"UNSUPPORTED_ALGORITHM_ERROR"}"#;
        assert_eq!(read(200, unsupported), Err(CoreFault::Algorithm));
        let redirect = read_answer(302, Some("https://x.example/"), b"", true).unwrap_err();
        assert!(redirect.to_string().ends_with("redirects (HTTP 302) to https://x.example/"));
        for (status, body, expected) in [
            (
                400,
                "Field name 'validity' is invalid in JSON input",
                "refused the request (HTTP 400): Field name 'validity' is invalid in JSON input",
            ),
            (500, "", "refused the request (HTTP 500): without a message"),
            (429, r#"{"message":"slow down"}"#, "refused the request (HTTP 429): slow down"),
            (200, r#"{"status":"MORE"}"#, "refused the request (HTTP 200): MORE"),
            (404, "Not found", "did not answer as a SuperTokens core does: HTTP 404"),
            (405, "Not allowed", "did not answer as a SuperTokens core does: HTTP 405"),
            (
                200,
                " <!doctype html>",
                "did not answer as a SuperTokens core does: a web page (HTTP 200)",
            ),
            (503, "<html>", "did not answer as a SuperTokens core does: a web page (HTTP 503)"),
            (200, "Hello", "did not answer as a SuperTokens core does: the body is not JSON"),
            (200, "[]", "did not answer as a SuperTokens core does: the body is not JSON"),
            (200, "", "did not answer as a SuperTokens core does: an empty body"),
            (200, "{}", "did not answer as a SuperTokens core does: there is no `status` in it"),
            (
                200,
                r#"{"status":"OK"}"#,
                "did not answer as a SuperTokens core does: there is no `jwt` in it",
            ),
        ] {
            assert_eq!(read(status, body).unwrap_err().to_string(), expected, "{status} {body}");
        }
        let long = "é".repeat(1000);
        let CoreFault::Refused { message, .. } = read(400, &long).unwrap_err() else { panic!() };
        assert_eq!(message.chars().count(), 201);
    }

    #[test]
    fn the_newest_version_that_both_know_is_chosen() {
        let choose =
            |list: &str, key| choose_version(format!(r#"{{"versions":{list}}}"#).as_bytes(), key);
        for (list, version) in [
            (r#"["2.9","5.0","3.1"]"#, "5.0"),
            (r#"["5.6","5.7","6.0"]"#, "5.6"),
            (r#"["2.20","2.9"]"#, "2.20"),
        ] {
            assert_eq!(choose(list, CoreKey::Static).unwrap(), version);
        }
        assert_eq!(choose(r#"["2.21"]"#, CoreKey::Dynamic).unwrap(), "2.21");
        let old = choose(r#"["2.20"]"#, CoreKey::Dynamic);
        assert_eq!(old, Err(CoreFault::OnlyStatic("2.20".to_owned())));
        let new = choose(r#"["6.0","7.1"]"#, CoreKey::Static);
        assert_eq!(new, Err(CoreFault::Version("6.0, 7.1".to_owned())));
        assert_eq!(choose("[]", CoreKey::Static), Err(CoreFault::Version("none".to_owned())));
        assert!(matches!(choose("7", CoreKey::Static), Err(CoreFault::NotACore(_))));
    }
}
