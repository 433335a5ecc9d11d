//! Tests of the search: tables of flags, machines and tokens, and the keys that are found.

use super::*;
use crate::jose::base64url;
use crate::jose::key::{PrivateKey, Secret};
use crate::profile::Owner;
use crate::source::key::KeyContent;
use crate::system::key_fetch::Fetched;
use crate::system::key_store::StoredKey;

const COGNITO: &str = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01";
const ISSUER: &str = "https://issuer.example.gov";

/// A simulated machine that records all requests.
#[derive(Default)]
struct FakeMachine {
    /// Published documents, by URL
    published: HashMap<String, String>,
    /// The contents of files and `env:NAME`, by their phrase for messages
    keys: HashMap<&'static str, String>,
    stored: Vec<StoredKey>,
    variables: HashMap<&'static str, String>,
    offline: bool,
    /// Cached copies of an older key set, by URL
    cached: HashMap<String, String>,
    /// URLs that the server does not have
    absent: Vec<String>,
    /// Requests and reads, in order
    asked: Vec<String>,
}

impl KeyAccess for FakeMachine {
    fn fetch(
        &mut self,
        address: &str,
        trust: Trust,
        freshness: Freshness,
    ) -> Result<Fetched, Error> {
        if freshness == Freshness::Cached
            && let Some(body) = self.cached.get(address)
        {
            self.asked.push(format!("copy of {address}"));
            let from = format!("{address}, cached");
            return Ok(Fetched { body: body.clone().into_bytes(), from, asked: false });
        }
        if self.offline {
            return Err(Error::Offline { url: address.to_owned() });
        }
        let freshness = match freshness {
            Freshness::Cached => "",
            Freshness::Refresh => ", refreshed",
            Freshness::UnknownKid => ", unknown kid",
        };
        self.asked.push(format!("{address} ({trust:?}{freshness})"));
        let body = self.published.get(address).ok_or_else(|| Error::Unreachable {
            url: address.to_owned(),
            message: "connection refused".to_owned(),
            fault: FetchFault::Answer,
        })?;
        let (body, from) = (body.clone().into_bytes(), address.to_owned());
        Ok(Fetched { body, from, asked: true })
    }

    fn fetch_discovery(
        &mut self,
        address: &str,
        trust: Trust,
        freshness: Freshness,
    ) -> Result<Option<Fetched>, Error> {
        if self.absent.iter().any(|absent| absent == address) {
            self.asked.push(format!("{address} ({trust:?}, absent)"));
            return Ok(None);
        }
        self.fetch(address, trust, freshness).map(Some)
    }

    fn stored_keys(&mut self) -> Vec<StoredKey> {
        self.stored.clone()
    }

    fn variable(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.variables.get(name).cloned())
    }

    fn read_key(
        &mut self,
        source: &KeySource,
        _: Option<&SecretSource>,
    ) -> Result<KeyContent, Error> {
        self.asked.push(format!("read {}", source.describe()));
        source.recognise(self.keys[source.describe().as_str()].as_bytes(), |_| {})
    }

    fn read_secret(&mut self, source: &SecretSource) -> Result<Secret, Error> {
        self.asked.push(format!("read {}", source.describe("--secret")));
        Ok(Secret::new([7; 32])?)
    }

    fn say(&mut self, _: &str) {}
}

/// Returns a JWK Set whose keys have these names.
fn set(kids: &[&str]) -> String {
    let keys: Vec<String> = kids
        .iter()
        .map(|kid| format!(r#"{{"kty":"oct","kid":"{kid}","k":"{}"}}"#, "A".repeat(43)))
        .collect();
    format!(r#"{{"keys":[{}]}}"#, keys.join(","))
}

fn signed(header: &str, claims: &str) -> Jws {
    let token = format!("{}.{}.c2ln", base64url::encode(header), base64url::encode(claims));
    Jws::parse_compact(&token).unwrap()
}

/// Returns a token that is signed with an issuer's RSA key.
fn issued_by(issuer: &str) -> Jws {
    signed(r#"{"alg":"RS256","kid":"a"}"#, &format!(r#"{{"iss":"{issuer}"}}"#))
}

fn anonymous(alg: &str) -> Jws {
    signed(&format!(r#"{{"alg":"{alg}"}}"#), "{}")
}

/// Describes the source of the keys, their names, and who vouches for them.
fn described(found: &Result<Arc<FoundKeys>, Error>) -> String {
    let found = match found {
        Ok(found) => found,
        Err(error) => return format!("error: {error}"),
    };
    let word = match found.issuer_pinned {
        None => "a key was named",
        Some(true) => "the user's word",
        Some(false) => "the token's word",
    };
    if found.keyring.is_empty() {
        assert!(!found.is_unconfirmed());
        let missing = found.keyring.choose(None, SignatureAlgorithm::HS256).unwrap_err();
        return format!("none ({word}): {}", missing.message);
    }
    assert_eq!(found.is_unconfirmed(), found.issuer_pinned == Some(false));
    let kids: Vec<&str> = found.keyring.kids().collect();
    format!("{} [{}] ({word})", found.from, kids.join(" "))
}

fn machine() -> FakeMachine {
    let published = [
        (format!("{COGNITO}/.well-known/jwks.json"), set(&["a", "b"])),
        (
            format!("{ISSUER}/.well-known/openid-configuration"),
            format!(r#"{{"issuer":"{ISSUER}","jwks_uri":"{ISSUER}/keys"}}"#),
        ),
        (format!("{ISSUER}/keys"), set(&["a"])),
        ("https://keys.example.gov/set".to_owned(), set(&["c", "d"])),
        (
            "https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys".to_owned(),
            serde_json::json!({
                "g": include_str!("../../../tests/fixtures/keys/rsa.certificate.pem"),
            })
            .to_string(),
        ),
    ];
    FakeMachine {
        published: published.into_iter().collect(),
        keys: [("`set.json`", set(&["a", "b"])), ("`mine.json`", set(&["p"]))].into(),
        ..FakeMachine::default()
    }
}

/// A test case: its name, the flags, the machine, the token, the expected keys, and the
/// expected requests.
struct Case<'a> {
    name: &'static str,
    request: VerificationRequest<'a>,
    machine: FakeMachine,
    token: Jws,
    keys: &'static str,
    asked: &'a [&'static str],
}

fn check(cases: Vec<Case<'_>>) {
    for Case { name, request, mut machine, token, keys, asked } in cases {
        let found = KeySearch::new(request).for_signature(&token, &mut machine);
        assert_eq!(described(&found), keys, "{name}");
        assert_eq!(machine.asked, asked, "{name}");
    }
}

fn file(name: &str) -> KeySource {
    KeySource::File(name.into())
}

#[test]
fn a_flag_decides_whatever_the_token_says() {
    let (set_file, url) =
        (file("set.json"), KeySource::Url("https://keys.example.gov/set".to_owned()));
    let secret: SecretSource = "env:S".parse().unwrap_or_else(|never| match never {});
    let request = VerificationRequest::default;
    check(vec![
        Case {
            name: "--key FILE",
            request: VerificationRequest { key: Some(&set_file), ..request() },
            machine: machine(),
            token: issued_by(COGNITO),
            keys: "`set.json` [a b] (a key was named)",
            asked: &["read `set.json`"],
        },
        Case {
            name: "--key URL",
            request: VerificationRequest { key: Some(&url), ..request() },
            machine: machine(),
            token: issued_by(COGNITO),
            keys: "https://keys.example.gov/set [c d] (a key was named)",
            asked: &["https://keys.example.gov/set (User)"],
        },
        Case {
            name: "--jwks FILE",
            request: VerificationRequest { jwks: Some(&set_file), ..request() },
            machine: machine(),
            token: anonymous("RS256"),
            keys: "`set.json` [a b] (a key was named)",
            asked: &["read `set.json`"],
        },
        Case {
            name: "--jwks URL --refresh",
            request: VerificationRequest { jwks: Some(&url), refresh: true, ..request() },
            machine: machine(),
            token: issued_by(COGNITO),
            keys: "https://keys.example.gov/set [c d] (a key was named)",
            asked: &["https://keys.example.gov/set (User, refreshed)"],
        },
        Case {
            name: "--secret",
            request: VerificationRequest { secret: Some(&secret), ..request() },
            machine: machine(),
            token: issued_by(COGNITO),
            keys: "S [] (a key was named)",
            asked: &["read S"],
        },
        Case {
            name: "--jwks FILE --kid b",
            request: VerificationRequest { jwks: Some(&set_file), kid: Some("b"), ..request() },
            machine: machine(),
            token: issued_by(COGNITO),
            keys: "`set.json` [b] (a key was named)",
            asked: &["read `set.json`"],
        },
        Case {
            name: "--jwks FILE --kid x",
            request: VerificationRequest { jwks: Some(&set_file), kid: Some("x"), ..request() },
            machine: machine(),
            token: issued_by(COGNITO),
            keys: "error: cannot use the key `set.json`: none of its 2 keys has the kid x",
            asked: &["read `set.json`"],
        },
        Case {
            name: "--issuer of a known provider",
            request: VerificationRequest { issuer: Some(COGNITO), ..request() },
            machine: machine(),
            token: anonymous("RS256"),
            keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the user's word)",
            asked: &[
                "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (User)",
            ],
        },
        Case {
            name: "--issuer URL, found by discovery",
            request: VerificationRequest { issuer: Some(ISSUER), ..request() },
            machine: machine(),
            token: issued_by(COGNITO),
            keys: "https://issuer.example.gov/keys [a] (the user's word)",
            asked: &[
                "https://issuer.example.gov/.well-known/openid-configuration (User)",
                "https://issuer.example.gov/keys (User)",
            ],
        },
        Case {
            name: "--issuer NAME --kid x",
            request: VerificationRequest { issuer: Some(ISSUER), kid: Some("x"), ..request() },
            machine: machine(),
            token: issued_by(ISSUER),
            keys: "none (the user's word): the issuer has no key with the kid x",
            asked: &[
                "https://issuer.example.gov/.well-known/openid-configuration (User)",
                "https://issuer.example.gov/keys (User)",
            ],
        },
    ]);
}

#[test]
fn a_profile_counts_as_far_as_its_file_is_the_users_own() {
    let profile = |owner, key: Option<&str>, issuer: Option<&str>| Profile {
        owner,
        key: key.map(ToOwned::to_owned),
        issuer: issuer.map(ToOwned::to_owned),
        ..Profile::default()
    };
    let own_key = profile(Owner::User, Some("mine.json"), Some(ISSUER));
    let own_issuer = profile(Owner::User, None, Some(ISSUER));
    let project = profile(Owner::Project, Some("mine.json"), Some(ISSUER));
    let set_file = file("set.json");
    let with =
        |profile| VerificationRequest { profile: Some(profile), ..VerificationRequest::default() };
    let hasura = || FakeMachine { variables: secret_of("HS256", None), ..machine() };
    check(vec![
        Case {
            name: "the user's own key",
            request: with(&own_key),
            machine: machine(),
            token: issued_by(COGNITO),
            keys: "`mine.json` [p] (a key was named)",
            asked: &["read `mine.json`"],
        },
        Case {
            name: "a flag before the profile",
            request: VerificationRequest { key: Some(&set_file), ..with(&own_key) },
            machine: machine(),
            token: issued_by(COGNITO),
            keys: "`set.json` [a b] (a key was named)",
            asked: &["read `set.json`"],
        },
        Case {
            name: "the user's own issuer, before the engine's environment",
            request: with(&own_issuer),
            machine: hasura(),
            token: anonymous("HS256"),
            keys: "none (the user's word): the token is signed with a shared secret, and none was given",
            asked: &[],
        },
        Case {
            name: "the user's own issuer, for a token without one",
            request: with(&own_issuer),
            machine: machine(),
            token: anonymous("RS256"),
            keys: "https://issuer.example.gov/keys [a] (the user's word)",
            asked: &[
                "https://issuer.example.gov/.well-known/openid-configuration (User)",
                "https://issuer.example.gov/keys (User)",
            ],
        },
        Case {
            name: "--issuer before the profile's",
            request: VerificationRequest { issuer: Some(COGNITO), ..with(&own_issuer) },
            machine: machine(),
            token: issued_by(ISSUER),
            keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the user's word)",
            asked: &[
                "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (User)",
            ],
        },
        Case {
            name: "a project's file confirms no issuer and names no key",
            request: with(&project),
            machine: machine(),
            token: issued_by(COGNITO),
            keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the token's word)",
            asked: &[
                "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (Token)",
            ],
        },
        Case {
            name: "a project's issuer is not asked for a token without one",
            request: with(&project),
            machine: machine(),
            token: anonymous("RS256"),
            keys: "none (a key was named): the token names no issuer, so there is nowhere to look for its key",
            asked: &[],
        },
    ]);
}

fn secret_of(kind: &str, issuer: Option<&str>) -> HashMap<&'static str, String> {
    let mut secret = serde_json::json!({ "type": kind, "key": "k".repeat(32) });
    if let Some(issuer) = issuer {
        secret["issuer"] = issuer.into();
    }
    [("HASURA_GRAPHQL_JWT_SECRET", secret.to_string())].into()
}

#[test]
fn without_flags_the_store_and_the_engine_come_before_the_issuer() {
    let stored = StoredKey {
        name: "dev".to_owned(),
        key: PrivateKey::generate(SignatureAlgorithm::ES256).unwrap(),
    };
    let kid = stored.kid();
    let of_store = |issuer: &str| {
        let claims = format!(r#"{{"iss":"{issuer}"}}"#);
        signed(&format!(r#"{{"alg":"ES256","kid":"{kid}"}}"#), &claims)
    };
    let store = || FakeMachine { stored: vec![stored.clone()], ..machine() };
    let hasura = |variables| FakeMachine { variables, ..machine() };
    let hs256 = |issuer: &str| signed(r#"{"alg":"HS256"}"#, &format!(r#"{{"iss":"{issuer}"}}"#));
    let mut two = secret_of("HS256", None);
    two.insert(
        "HASURA_GRAPHQL_JWT_SECRETS",
        format!("[{}]", secret_of("HS256", Some(ISSUER))["HASURA_GRAPHQL_JWT_SECRET"]),
    );
    let request = VerificationRequest::default;
    let found = KeySearch::new(request()).for_signature(&of_store(COGNITO), &mut store());
    assert_eq!(described(&found), format!("key:dev [{kid}] (a key was named)"));
    check(vec![
        Case {
            name: "a kid that the store does not have",
            request: request(),
            machine: store(),
            token: issued_by(COGNITO),
            keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the token's word)",
            asked: &[
                "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (Token)",
            ],
        },
        Case {
            name: "HASURA_GRAPHQL_JWT_SECRET",
            request: request(),
            machine: hasura(secret_of("HS256", None)),
            token: hs256(COGNITO),
            keys: "HASURA_GRAPHQL_JWT_SECRET [] (a key was named)",
            asked: &[],
        },
        Case {
            name: "HASURA_GRAPHQL_JWT_SECRET for the token's issuer",
            request: request(),
            machine: hasura(secret_of("HS256", Some(COGNITO))),
            token: hs256(COGNITO),
            keys: "HASURA_GRAPHQL_JWT_SECRET [] (a key was named)",
            asked: &[],
        },
        Case {
            name: "HASURA_GRAPHQL_JWT_SECRET for another issuer",
            request: request(),
            machine: hasura(secret_of("HS256", Some(ISSUER))),
            token: hs256("https://other.example.gov"),
            keys: "none (the token's word): the token is signed with a shared secret, and none was given",
            asked: &[],
        },
        Case {
            name: "HASURA_GRAPHQL_JWT_SECRET of another kind",
            request: request(),
            machine: hasura(secret_of("HS256", None)),
            token: issued_by(COGNITO),
            keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the token's word)",
            asked: &[
                "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (Token)",
            ],
        },
        Case {
            name: "HASURA_GRAPHQL_JWT_SECRETS first",
            request: request(),
            machine: hasura(two.clone()),
            token: hs256(ISSUER),
            keys: "HASURA_GRAPHQL_JWT_SECRETS [] (a key was named)",
            asked: &[],
        },
        Case {
            name: "HASURA_GRAPHQL_JWT_SECRETS for another issuer, then the single one",
            request: request(),
            machine: hasura(two),
            token: hs256(COGNITO),
            keys: "HASURA_GRAPHQL_JWT_SECRET [] (a key was named)",
            asked: &[],
        },
        Case {
            name: "HASURA_GRAPHQL_JWT_SECRET that is not JSON",
            request: request(),
            machine: hasura([("HASURA_GRAPHQL_JWT_SECRET", "secret".to_owned())].into()),
            token: hs256(COGNITO),
            keys: "error: cannot use HASURA_GRAPHQL_JWT_SECRET: it is not the JSON that Hasura expects",
            asked: &[],
        },
    ]);
}

#[test]
fn the_tokens_issuer_is_asked_last_and_on_its_own_word() {
    let request = VerificationRequest::default;
    check(vec![
        Case {
            name: "by the rule of its provider",
            request: request(),
            machine: machine(),
            token: issued_by(COGNITO),
            keys: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json [a b] (the token's word)",
            asked: &[
                "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json (Token)",
            ],
        },
        Case {
            name: "by discovery",
            request: request(),
            machine: machine(),
            token: issued_by(ISSUER),
            keys: "https://issuer.example.gov/keys [a] (the token's word)",
            asked: &[
                "https://issuer.example.gov/.well-known/openid-configuration (Token)",
                "https://issuer.example.gov/keys (Token)",
            ],
        },
        Case {
            name: "--trust-issuer believes it and fetches no further",
            request: VerificationRequest { trust_issuer: true, ..request() },
            machine: machine(),
            token: issued_by(ISSUER),
            keys: "https://issuer.example.gov/keys [a] (the user's word)",
            asked: &[
                "https://issuer.example.gov/.well-known/openid-configuration (Token)",
                "https://issuer.example.gov/keys (Token)",
            ],
        },
        Case {
            name: "certificates by kid",
            request: request(),
            machine: machine(),
            token: signed(
                r#"{"alg":"RS256","kid":"g"}"#,
                r#"{"iss":"https://session.firebase.google.com/app","aud":"app"}"#,
            ),
            keys: "https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys [g] (the token's word)",
            asked: &[
                "https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys (Token)",
            ],
        },
        Case {
            name: "a discovery document of another issuer",
            request: request(),
            machine: FakeMachine {
                published: [(
                    format!("{ISSUER}/.well-known/openid-configuration"),
                    r#"{"issuer":"https://evil.example","jwks_uri":"https://evil.example/k"}"#
                        .to_owned(),
                )]
                .into(),
                ..FakeMachine::default()
            },
            token: issued_by(ISSUER),
            keys: "none (the token's word): the discovery document https://issuer.example.gov/.well-known/openid-configuration is for the issuer `https://evil.example`, not for `https://issuer.example.gov`",
            asked: &["https://issuer.example.gov/.well-known/openid-configuration (Token)"],
        },
        Case {
            name: "a copy of a discovery document that has been corrected since",
            request: request(),
            machine: FakeMachine {
                cached: [(
                    format!("{ISSUER}/.well-known/openid-configuration"),
                    r#"{"issuer":"https://old.example","jwks_uri":"https://old.example/k"}"#
                        .to_owned(),
                )]
                .into(),
                ..machine()
            },
            token: issued_by(ISSUER),
            keys: "https://issuer.example.gov/keys [a] (the token's word)",
            asked: &[
                "copy of https://issuer.example.gov/.well-known/openid-configuration",
                "https://issuer.example.gov/.well-known/openid-configuration (Token, refreshed)",
                "https://issuer.example.gov/keys (Token)",
            ],
        },
    ]);
}

#[test]
fn where_no_key_can_be_found_nothing_is_asked() {
    let request = VerificationRequest::default;
    let offline = || FakeMachine { offline: true, ..machine() };
    check(vec![
        Case {
            name: "an issuer that is not a web address",
            request: request(),
            machine: machine(),
            token: issued_by("joe"),
            keys: "none (the token's word): the issuer `joe` is not an https URL, so its keys cannot be found",
            asked: &[],
        },
        Case {
            name: "a local issuer on the token's word",
            request: request(),
            machine: machine(),
            token: issued_by("http://localhost:9400"),
            keys: "none (the token's word): only the token names the issuer `http://localhost:9400`, which is not a public https URL",
            asked: &[],
        },
        Case {
            name: "no issuer",
            request: request(),
            machine: machine(),
            token: anonymous("RS256"),
            keys: "none (a key was named): the token names no issuer, so there is nowhere to look for its key",
            asked: &[],
        },
        Case {
            name: "HS256 without a secret",
            request: request(),
            machine: machine(),
            token: anonymous("HS256"),
            keys: "none (a key was named): HS256 needs the shared secret, and none was given",
            asked: &[],
        },
        Case {
            name: "a payload that is not a claims set names no issuer",
            request: request(),
            machine: machine(),
            token: signed(r#"{"alg":"RS256"}"#, r#"["https://issuer.example.gov"]"#),
            keys: "none (a key was named): the token names no issuer, so there is nowhere to look for its key",
            asked: &[],
        },
        Case {
            name: "--offline",
            request: request(),
            machine: offline(),
            token: issued_by(ISSUER),
            keys: "error: `--offline` forbids the request to https://issuer.example.gov/.well-known/openid-configuration",
            asked: &[],
        },
    ]);
}

#[test]
fn what_was_found_or_out_of_reach_is_not_asked_for_again() {
    let mut machine = machine();
    let mut search = KeySearch::new(VerificationRequest::default());
    for _ in 0..2 {
        search.for_signature(&issued_by(ISSUER), &mut machine).unwrap();
        search.for_signature(&issued_by(COGNITO), &mut machine).unwrap();
    }
    assert_eq!(machine.asked.len(), 3, "{:?}", machine.asked);
    machine.asked.clear();
    for _ in 0..2 {
        let found = search.for_signature(&issued_by("https://down.example.gov"), &mut machine);
        let document = "https://down.example.gov/.well-known/openid-configuration";
        let error = format!("error: cannot reach {document}: connection refused");
        assert_eq!(described(&found), error);
        assert_eq!(machine.asked, [format!("{document} (Token)")]);
    }
    // A key that a flag specifies is read once for a list.
    let key = file("set.json");
    let request = VerificationRequest { key: Some(&key), ..VerificationRequest::default() };
    let mut search = KeySearch::new(request);
    machine.asked.clear();
    for _ in 0..2 {
        assert!(search.for_all(&mut machine).unwrap().is_some());
    }
    assert_eq!(machine.asked, ["read `set.json`"]);
}

#[test]
fn keys_are_fetched_once_more_for_an_unknown_kid_if_they_were_a_copy() {
    let url = format!("{COGNITO}/.well-known/jwks.json");
    let mut machine = FakeMachine { cached: [(url.clone(), set(&["old"]))].into(), ..machine() };
    let mut search = KeySearch::new(VerificationRequest::default());
    let old = search.for_signature(&issued_by(COGNITO), &mut machine).unwrap();
    let new = search.refetch(&old, &mut machine).unwrap().unwrap();
    assert_eq!(new.keyring.kids().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(new.issuer_pinned, Some(false));
    let asked = [format!("copy of {url}"), format!("{url} (Token, unknown kid)")];
    assert_eq!(machine.asked, asked);
    // The keys were just fetched, so another unknown name does not cause another request.
    assert!(search.refetch(&new, &mut machine).unwrap().is_none());
    let known = search.for_signature(&issued_by(COGNITO), &mut machine).unwrap();
    assert!(search.refetch(&known, &mut machine).unwrap().is_none());
    assert_eq!(machine.asked, asked);
    // Keys that were not fetched cannot be fetched again.
    let none = search.for_signature(&anonymous("RS256"), &mut machine).unwrap();
    assert!(search.refetch(&none, &mut machine).unwrap().is_none());
}

/// Headers and claims that place the keys of a token below its issuer or elsewhere, with the
/// resulting URL.
const TRAPS: [(&str, &str, &str, &str); 10] = [
    (
        "SuperTokens, by kid",
        r#""kid":"s-2de612a5-a5ba-413e-9216-4c43e2e78c86""#,
        "",
        "https://issuer.example.gov/auth/jwt/jwks.json",
    ),
    (
        "SuperTokens, by the kid of a dynamic key",
        r#""kid":"d-1607554789000""#,
        "",
        "https://issuer.example.gov/auth/jwt/jwks.json",
    ),
    (
        "SuperTokens, by source",
        r#""kid":"a""#,
        r#","source":"microservice""#,
        "https://issuer.example.gov/auth/jwt/jwks.json",
    ),
    (
        "SuperTokens, by session",
        r#""kid":"a""#,
        r#","sessionHandle":"h","tId":"public""#,
        "https://issuer.example.gov/auth/jwt/jwks.json",
    ),
    (
        "GitLab",
        r#""kid":"a""#,
        r#","sub":"project_path:moped/api:ref_type:branch:ref:main""#,
        "https://issuer.example.gov/oauth/discovery/keys",
    ),
    (
        "Okta",
        r#""kid":"a""#,
        r#","cid":"c","uid":"u","scp":["openid"],"jti":"AT.1""#,
        "https://issuer.example.gov/oauth2/v1/keys",
    ),
    ("Clerk, by kid", r#""kid":"ins_1""#, "", "https://issuer.example.gov/.well-known/jwks.json"),
    (
        "Clerk, by session",
        r#""kid":"a""#,
        r#","sid":"sess_1","sub":"user_1""#,
        "https://issuer.example.gov/.well-known/jwks.json",
    ),
    (
        "Kubernetes",
        r#""kid":"a""#,
        r#","sub":"system:serviceaccount:moped:importer""#,
        "https://issuer.example.gov/.well-known/openid-configuration",
    ),
    (
        "AWS load balancer",
        r#""kid":"a","signer":"arn:aws:elasticloadbalancing:us-east-1:666666666666:loadbalancer/app/x/1""#,
        "",
        "https://public-keys.auth.elb.us-east-1.amazonaws.com/a",
    ),
];

#[test]
fn the_document_of_an_issuer_that_the_token_names_leads_only_to_public_addresses() {
    for place in [
        "https://169.254.169.254/keys",
        "https://localhost/keys",
        "https://keys.example.gov:8443/keys",
        "http://keys.example.gov/keys",
        "file:///etc/passwd",
    ] {
        let mut machine = machine();
        machine.published.insert(
            format!("{ISSUER}/.well-known/openid-configuration"),
            format!(r#"{{"issuer":"{ISSUER}","jwks_uri":"{place}"}}"#),
        );
        machine.published.insert(place.to_owned(), set(&["evil"]));
        for trust_issuer in [false, true] {
            let request = VerificationRequest { trust_issuer, ..VerificationRequest::default() };
            let found = KeySearch::new(request).for_signature(&issued_by(ISSUER), &mut machine);
            assert!(matches!(found, Err(Error::NotFetched { .. })), "{}", described(&found));
        }
        assert!(!machine.asked.iter().any(|asked| asked.starts_with(place)), "{place}");
    }
}

#[test]
fn under_a_trusted_issuer_the_token_does_not_choose_where_keys_are() {
    let document = format!("{ISSUER}/.well-known/openid-configuration");
    let profile =
        Profile { owner: Owner::User, issuer: Some(ISSUER.to_owned()), ..Profile::default() };
    for (name, header, claims, place) in TRAPS {
        let token = signed(
            &format!(r#"{{"alg":"RS256",{header}}}"#),
            &format!(r#"{{"iss":"{ISSUER}"{claims}}}"#),
        );
        let asked = |request, absent: Vec<String>| {
            let mut machine = FakeMachine { absent, ..machine() };
            machine.published.entry(place.to_owned()).or_insert_with(|| set(&["evil"]));
            let found = KeySearch::new(request).for_signature(&token, &mut machine);
            (described(&found), machine.asked)
        };
        let request = VerificationRequest::default;
        // Without a trusted issuer, the token's place is used, because such a token is not
        // accepted.
        let (_, places) = asked(request(), Vec::new());
        assert_eq!(places[0], format!("{place} (Token)"), "{name}");
        for (request, trust) in [
            (VerificationRequest { issuer: Some(ISSUER), ..request() }, "User"),
            (VerificationRequest { profile: Some(&profile), ..request() }, "User"),
            (VerificationRequest { trust_issuer: true, ..request() }, "Token"),
        ] {
            let (keys, places) = asked(request, Vec::new());
            assert_eq!(keys, format!("{ISSUER}/keys [a] (the user's word)"), "{name}");
            let expected = [format!("{document} ({trust})"), format!("{ISSUER}/keys ({trust})")];
            assert_eq!(places, expected, "{name}");
        }
        // If the issuer has no document, the place from the token is used and reported, but
        // only below the issuer.
        let request = VerificationRequest { issuer: Some(ISSUER), ..request() };
        let (keys, places) = asked(request, vec![document.clone()]);
        let absent = format!("{document} (User, absent)");
        if place == document || !place.starts_with(ISSUER) {
            assert!(keys.contains("the issuer has no discovery document"), "{name}: {keys}");
            assert_eq!(places, [absent], "{name}");
        } else {
            assert_eq!(
                keys,
                format!(
                    "{place}, an address derived from the token's claims, because the issuer has no discovery document [evil] (the user's word)"
                ),
                "{name}"
            );
            assert_eq!(places, [absent, format!("{place} (User)")], "{name}");
        }
    }
}

#[test]
fn a_provider_that_the_issuers_name_selects_keeps_its_rule_whatever_the_token_says() {
    for (name, header, claims, _) in TRAPS {
        let token = signed(
            &format!(r#"{{"alg":"RS256",{header}}}"#),
            &format!(r#"{{"iss":"{COGNITO}"{claims}}}"#),
        );
        let mut machine = machine();
        let request =
            VerificationRequest { issuer: Some(COGNITO), ..VerificationRequest::default() };
        let found = KeySearch::new(request).for_signature(&token, &mut machine);
        assert_eq!(
            described(&found),
            format!("{COGNITO}/.well-known/jwks.json [a b] (the user's word)"),
            "{name}"
        );
        assert_eq!(machine.asked, [format!("{COGNITO}/.well-known/jwks.json (User)")]);
    }
}

#[test]
fn a_list_asks_once_for_a_document_that_is_not_there() {
    let document = format!("{ISSUER}/.well-known/openid-configuration");
    let mut machine = FakeMachine { absent: vec![document.clone()], ..machine() };
    let request = VerificationRequest { issuer: Some(ISSUER), ..VerificationRequest::default() };
    let mut search = KeySearch::new(request);
    for _ in 0..3 {
        let found = search.for_signature(&issued_by(ISSUER), &mut machine);
        assert_eq!(
            described(&found),
            format!(
                "error: cannot reach {document}: the issuer has no discovery document: the server responded with 404 Not Found"
            )
        );
    }
    assert_eq!(machine.asked, [format!("{document} (User, absent)")]);
    // If the place that one token claims is down, other tokens are not affected.
    let claimed =
        signed(r#"{"alg":"RS256","kid":"d-1607554789000"}"#, &format!(r#"{{"iss":"{ISSUER}"}}"#));
    assert!(search.for_signature(&claimed, &mut machine).is_err());
    machine.published.insert(format!("{ISSUER}/oauth/discovery/keys"), set(&["g"]));
    let other = signed(
        r#"{"alg":"RS256","kid":"g"}"#,
        &format!(r#"{{"iss":"{ISSUER}","sub":"project_path:moped/api"}}"#),
    );
    assert!(search.for_signature(&other, &mut machine).is_ok());
}

#[test]
fn the_address_of_a_document_is_made_of_a_parsed_issuer() {
    let asked = |issuer| {
        let mut machine = machine();
        let request =
            VerificationRequest { issuer: Some(issuer), ..VerificationRequest::default() };
        let found = KeySearch::new(request).for_signature(&anonymous("RS256"), &mut machine);
        (described(&found), machine.asked)
    };
    for (issuer, document) in [
        ("http://localhost:9400/", "http://localhost:9400/.well-known/openid-configuration (User)"),
        (
            "https://id.example.gov:8443/a?b=c#d",
            "https://id.example.gov:8443/a/.well-known/openid-configuration (User)",
        ),
    ] {
        assert_eq!(asked(issuer).1, [document], "{issuer}");
    }
    for issuer in [
        r"https://issuer.example.gov\@evil.example/",
        "https://ada:hunter2@issuer.example.gov/",
        "https://issuer.example.gov/a/../b",
        " https://issuer.example.gov/",
        "file:///etc/passwd",
        "moped",
    ] {
        let (keys, asked) = asked(issuer);
        assert!(keys.starts_with("none (the user's word): the "), "{keys}");
        assert!(keys.contains("cannot be found") && !keys.contains("hunter2"), "{keys}");
        assert_eq!(asked, [""; 0], "{issuer}");
    }
}

#[test]
fn a_named_key_set_is_fetched_once_more_for_an_unknown_kid() {
    const URL: &str = "https://keys.example.gov/set";
    let source = KeySource::Url(URL.to_owned());
    let machine = || FakeMachine { cached: [(URL.to_owned(), set(&["old"]))].into(), ..machine() };
    let requests = || {
        [
            VerificationRequest { jwks: Some(&source), ..VerificationRequest::default() },
            VerificationRequest { key: Some(&source), ..VerificationRequest::default() },
        ]
    };
    let asked = [format!("copy of {URL}"), format!("{URL} (User, unknown kid)")];
    for request in requests() {
        let mut machine = machine();
        let mut search = KeySearch::new(request);
        let old = search.for_all(&mut machine).unwrap().unwrap();
        assert!(old.are_fetched() && old.issuer_pinned.is_none());
        let new = search.refetch(&old, &mut machine).unwrap().unwrap();
        assert_eq!(new.keyring.kids().collect::<Vec<_>>(), ["c", "d"]);
        assert_eq!(new.issuer_pinned, None);
        assert_eq!(machine.asked, asked);
        // The rest of a list uses the newer keys.
        let known = search.for_all(&mut machine).unwrap().unwrap();
        assert!(Arc::ptr_eq(&known, &new));
        assert!(search.refetch(&known, &mut machine).unwrap().is_none());
        assert_eq!(machine.asked, asked);
    }
    for request in requests() {
        let mut machine = machine();
        let request = VerificationRequest { kid: Some("d"), ..request };
        let found = KeySearch::new(request).for_all(&mut machine).unwrap().unwrap();
        assert_eq!(found.keyring.kids().collect::<Vec<_>>(), ["d"]);
        assert_eq!(machine.asked, asked);
    }
}

#[test]
fn a_load_balancer_does_not_speak_for_an_issuer_that_the_user_names() {
    let header = r#"{"alg":"ES256","kid":"k","signer":"arn:aws:elasticloadbalancing:us-east-1:666666666666:loadbalancer/app/x/1"}"#;
    let token = signed(header, &format!(r#"{{"iss":"{COGNITO}"}}"#));
    let asked = |issuer| {
        let mut machine = machine();
        let request = VerificationRequest { issuer, ..VerificationRequest::default() };
        let _ = KeySearch::new(request).for_signature(&token, &mut machine);
        machine.asked
    };
    let balancer = "https://public-keys.auth.elb.us-east-1.amazonaws.com/k (Token)";
    assert_eq!(asked(None), [balancer]);
    assert_eq!(asked(Some(COGNITO)), [format!("{COGNITO}/.well-known/jwks.json (User)")]);
}

#[test]
fn the_key_set_of_the_engine_counts_as_far_as_its_entry_fits() {
    const SET: &str = "https://keys.example.gov/set";
    let entry = |issuer: Option<&str>| {
        let mut entry = serde_json::json!({ "jwk_url": SET });
        if let Some(issuer) = issuer {
            entry["issuer"] = issuer.into();
        }
        let variables = [("HASURA_GRAPHQL_JWT_SECRET", entry.to_string())].into();
        FakeMachine { variables, ..machine() }
    };
    let asked_set = [format!("{SET} (User)")];
    let at_issuer = [
        format!("{ISSUER}/.well-known/openid-configuration (User)"),
        format!("{ISSUER}/keys (User)"),
    ];
    for (name, machine, issuer, token, expected, asked) in [
        ("any issuer", entry(None), None, issued_by(ISSUER), "[c d]", &asked_set[..]),
        ("no issuer", entry(None), None, anonymous("RS256"), "[c d]", &asked_set),
        ("its issuer", entry(Some(ISSUER)), None, issued_by(ISSUER), "[c d]", &asked_set),
        (
            "the same by flag",
            entry(Some(ISSUER)),
            Some(ISSUER),
            issued_by(ISSUER),
            "[c d]",
            &asked_set,
        ),
        ("another by flag", entry(None), Some(ISSUER), issued_by(ISSUER), "[a]", &at_issuer),
        ("a secret", entry(None), None, anonymous("HS256"), "none", &[]),
    ] {
        let mut machine = machine;
        let request = VerificationRequest { issuer, ..VerificationRequest::default() };
        let mut search = KeySearch::new(request);
        for _ in 0..2 {
            let found = search.for_signature(&token, &mut machine);
            assert!(described(&found).contains(expected), "{name}: {}", described(&found));
        }
        assert_eq!(machine.asked, asked, "{name}");
    }
}

#[test]
fn the_names_of_one_local_host_are_one_issuer() {
    let (named, own) = ("http://127.0.0.1:9229/pool", "http://localhost:9229/pool");
    let mut machine = machine();
    machine.published.insert(
        format!("{named}/.well-known/openid-configuration"),
        format!(r#"{{"issuer":"{own}","jwks_uri":"{own}/keys"}}"#),
    );
    machine.published.insert(format!("{own}/keys"), set(&["l"]));
    let request = VerificationRequest { issuer: Some(named), ..VerificationRequest::default() };
    let found = KeySearch::new(request).for_signature(&issued_by(own), &mut machine);
    assert_eq!(described(&found), format!("{own}/keys [l] (the user's word)"));
}
