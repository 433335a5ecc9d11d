//! The configuration with which an engine accepts a given token: the one that `jwtool secret
//! token` writes. Only the claims and the origin of the token decide it.

use std::cell::Cell;

use crate::hasura::explanation::Engine;
use crate::hasura::registry;
use crate::hasura::settings::{
    ClaimPath, ClaimsSettings, Entry, IssuerSettings, KeySettings, Settings, Text, TokenSettings,
};
use crate::hasura::view::{self, ALLOWED_ROLES, DEFAULT_ROLE, USER_ID};
use crate::jose::json::{Object, Value};
use crate::jose::path::{JsonPath, Step};
use crate::provider::origin::{Origin, VerifyWith};
use crate::provider::role_claims::{self, RoleClaim};

/// The role of a token that names none.
pub(crate) const FALLBACK_ROLE: &str = "user";

/// Where the configuration of a token finds the key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum KeyPlace {
    /// A JWK Set at this address. Only the token names it, so it must be checked before it is
    /// fetched or written
    KeySet(String),
    /// The discovery document at this address names the JWK Set
    Discovery(String),
    /// An HMAC secret, which is nowhere to be found
    SharedSecret,
    /// Only the issuer verifies the token
    IssuerOnly,
    /// A PEM at this address, which engines do not fetch
    Pem(String),
    /// Certificates, which engines do not fetch
    Certificates,
    /// The token does not say
    Unknown,
}

/// Returns where the key of a token is.
pub(crate) fn key_place(origin: &Origin) -> KeyPlace {
    match origin.verify_with {
        VerifyWith::Jwks => match &origin.jwks_url {
            Some(url) => KeyPlace::KeySet(url.clone()),
            None => KeyPlace::Unknown,
        },
        VerifyWith::Discovery => match &origin.discovery_url {
            Some(url) => KeyPlace::Discovery(url.clone()),
            None => KeyPlace::Unknown,
        },
        VerifyWith::SharedSecret => KeyPlace::SharedSecret,
        VerifyWith::IssuerOnly => KeyPlace::IssuerOnly,
        VerifyWith::PemUrl => match &origin.jwks_url {
            Some(url) => KeyPlace::Pem(url.clone()),
            None => KeyPlace::Unknown,
        },
        VerifyWith::X509Map => KeyPlace::Certificates,
        VerifyWith::NeedsClusterKey | VerifyWith::Impossible | VerifyWith::ImpossibleAsIs => {
            KeyPlace::Unknown
        }
    }
}

/// Returns the settings with which an engine accepts the token. If there are `roles`, every token
/// of the issuer gets these, and the first is the default.
pub(crate) fn settings(
    claims: &Object,
    origin: &Origin,
    key: KeySettings,
    roles: &[String],
) -> IssuerSettings {
    issuer_settings(claims, key, claims_settings(claims, origin, roles))
}

fn issuer_settings(
    claims: &Object,
    key: KeySettings,
    claims_settings: ClaimsSettings,
) -> IssuerSettings {
    IssuerSettings {
        id: None,
        key,
        claims: claims_settings,
        token: TokenSettings::Bearer,
        issuer: claims.get_str("iss").map(ToOwned::to_owned),
        audience: audience(claims).into_iter().collect(),
        skew: None,
    }
}

/// Returns the first audience.
pub(crate) fn audience(claims: &Object) -> Option<String> {
    let first = match claims.get("aud")? {
        Value::Array(all) => all.iter().find_map(Value::as_str),
        one => one.as_str(),
    };
    first.map(ToOwned::to_owned)
}

/// Returns where an engine finds the session variables: in the Hasura claims, or else in what the
/// token has instead.
pub(crate) fn claims_settings(
    claims: &Object,
    origin: &Origin,
    roles: &[String],
) -> ClaimsSettings {
    match view::find(claims).filter(|_| roles.is_empty()) {
        Some(hasura) => ClaimsSettings {
            namespace: Some((ClaimPath::Steps(hasura.path), hasura.format)),
            entries: Vec::new(),
        },
        None => claims_map(claims, origin, roles),
    }
}

/// Returns a map to use instead of Hasura claims.
pub(crate) fn claims_map(claims: &Object, origin: &Origin, roles: &[String]) -> ClaimsSettings {
    let found = role_claims::find(origin, claims);
    let (allowed, default) = match (roles, found.roles) {
        ([first, ..], _) => (literal_list(roles), Entry::Literal(Value::from(first.as_str()))),
        ([], Some(RoleClaim::List(path, None))) => {
            (entry(path.clone(), None), first_of(&path, None))
        }
        ([], Some(RoleClaim::List(path, Some(role)))) => {
            (entry(path, None), Entry::Literal(Value::from(role)))
        }
        ([], Some(RoleClaim::Absent(path))) => {
            let list = Value::Array(vec![Value::from(FALLBACK_ROLE)]);
            let default = Some(Value::from(FALLBACK_ROLE));
            (entry(path.clone(), Some(list)), first_of(&path, default))
        }
        ([], Some(RoleClaim::One(path, role))) => (literal_list(&[role]), entry(path, None)),
        ([], None) => {
            (literal_list(&[FALLBACK_ROLE.to_owned()]), Entry::Literal(Value::from(FALLBACK_ROLE)))
        }
    };
    let mut entries = vec![(ALLOWED_ROLES.to_owned(), allowed), (DEFAULT_ROLE.to_owned(), default)];
    if let Some(path) = found.user_id {
        entries.push((USER_ID.to_owned(), entry(path, None)));
    }
    ClaimsSettings { namespace: None, entries }
}

/// Returns the claims of an engine's configuration that accept the token, to paste into one: the
/// member `claims_map` of v2, or the field `claimsConfig` of the others. `None` if the engine
/// cannot express them, or if they must not be pasted.
pub(crate) fn written_claims(engine: Engine, claims: &Object, origin: &Origin) -> Option<String> {
    let url = KeySettings::Url(Text::literal("https://issuer.example/keys"));
    let issuer = issuer_settings(claims, url, claims_map(claims, origin, &[]));
    let all = Settings { issuers: vec![issuer], ..Settings::default() };
    // Most tokens of a list need the same.
    let known = LAST_WRITTEN.take().filter(|last| (last.engine, &last.settings) == (engine, &all));
    let last = known.unwrap_or_else(|| {
        let text = written_settings(engine, &all);
        LastWritten { engine, settings: all, text }
    });
    let text = last.text.clone();
    LAST_WRITTEN.set(Some(last));
    text
}

/// What was written last.
struct LastWritten {
    engine: Engine,
    settings: Settings,
    text: Option<String>,
}

thread_local! {
    static LAST_WRITTEN: Cell<Option<LastWritten>> = const { Cell::new(None) };
}

fn written_settings(engine: Engine, settings: &Settings) -> Option<String> {
    /// The longest map that can be reviewed before it is pasted.
    const LONGEST: usize = 600;
    let written = registry::write(engine, settings, &|_| None, &mut Vec::new()).ok()?;
    let written = written.as_object()?;
    let definition = || written.get("definition")?.as_object();
    let member = |object: &Object, name: &str| object.get(name).map(Value::to_json);
    let text = match engine {
        Engine::Hasura => format!("\"claims_map\":{}", member(written, "claims_map")?),
        Engine::Ddn => {
            let jwt = definition()?.get("mode")?.as_object()?.get("jwt")?.as_object()?;
            format!("claimsConfig: {}", member(jwt, "claimsConfig")?)
        }
        Engine::Relyauth => {
            let modes = definition()?.get("modes")?.as_array()?;
            format!("claimsConfig: {}", member(modes.first()?.as_object()?, "claimsConfig")?)
        }
    };
    let is_plain = |character: char| {
        (character.is_ascii_graphic() || character == ' ') && !matches!(character, '\'' | '`')
    };
    (text.len() <= LONGEST && text.chars().all(is_plain)).then_some(text)
}

const fn entry(path: JsonPath, default: Option<Value>) -> Entry {
    Entry::Path { path: ClaimPath::Steps(path), default }
}

/// Returns the entry for the first element of a list.
fn first_of(list: &JsonPath, default: Option<Value>) -> Entry {
    let mut steps = list.steps().to_vec();
    steps.push(Step::Index(0));
    entry(JsonPath::of(steps), default)
}

fn literal_list(roles: &[String]) -> Entry {
    Entry::Literal(Value::Array(roles.iter().map(|role| Value::from(role.as_str())).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasura::conversion;
    use crate::hasura::engine::{KeySets, Surroundings};
    use crate::hasura::explanation::Decision;
    use crate::hasura::request::{Request, Route};
    use crate::jose::algorithm::SignatureAlgorithm;
    use crate::jose::key::{PrivateKey, SigningKey, SigningMaterial};
    use crate::jose::numeric_date::NumericDate;
    use crate::jose::{pem, signature};
    use crate::provider::evidence::Evidence;
    use crate::provider::mint_preset::{self, PRESETS};
    use crate::provider::rules::{self, tests::origin_of};

    /// A header, the claims besides the times, and the role that they give.
    const TOKENS: [(&str, &str, &str); 35] = [
        (
            "aws-cognito",
            r#"{"iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Parks01","token_use":"id","aud":"c1","sub":"7","cognito:groups":["rangers"]}"#,
            "rangers",
        ),
        (
            "aws-cognito",
            r#"{"iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Parks01","token_use":"id","aud":"c1","sub":"7"}"#,
            "user",
        ),
        (
            "aws-cognito",
            r#"{"iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Parks01","token_use":"access","client_id":"c1","sub":"c1"}"#,
            "user",
        ),
        (
            "azure-ad",
            r#"{"iss":"https://login.microsoftonline.com/00000000-1111-4222-8333-444444444444/v2.0","aud":"a","sub":"s","oid":"o","tid":"t","roles":["Ranger"]}"#,
            "Ranger",
        ),
        (
            "azure-ad",
            r#"{"iss":"https://login.microsoftonline.com/00000000-1111-4222-8333-444444444444/v2.0","aud":"a","sub":"s","oid":"o","tid":"t","groups":["00000000-1111-4222-8333-444444444444"]}"#,
            "user",
        ),
        (
            "azure-ad-b2c",
            r#"{"iss":"https://parks.b2clogin.com/00000000-1111-4222-8333-444444444444/v2.0/","tfp":"B2C_1_a","aud":"a","sub":"s","oid":"o"}"#,
            "user",
        ),
        (
            "auth0",
            r#"{"iss":"https://parks.eu.auth0.com/","aud":["api"],"sub":"auth0|7","scope":"openid","parks/roles":["ranger","user"]}"#,
            "ranger",
        ),
        (
            "firebase",
            r#"{"iss":"https://securetoken.google.com/parks","aud":"parks","sub":"7","user_id":"7","role":"ranger"}"#,
            "ranger",
        ),
        ("google", r#"{"iss":"https://accounts.google.com","aud":"c","sub":"7"}"#, "user"),
        (
            "google-iap",
            r#"{"iss":"https://cloud.google.com/iap","aud":"/projects/1/apps/parks","sub":"accounts:7"}"#,
            "user",
        ),
        (
            "clerk",
            r#"{"iss":"https://parks-1.clerk.accounts.dev","sid":"sess_1","sub":"user_1","org_role":"admin"}"#,
            "admin",
        ),
        (
            "supabase",
            r#"{"iss":"https://abcdefghijklmnopqrst.supabase.co/auth/v1","aud":"authenticated","sub":"7","role":"authenticated"}"#,
            "authenticated",
        ),
        (
            "keycloak",
            r#"{"iss":"https://id.example.gov/realms/parks","aud":"account","sub":"7","typ":"Bearer","azp":"editor","realm_access":{"roles":["ranger","offline_access"]}}"#,
            "ranger",
        ),
        (
            "keycloak",
            r#"{"iss":"https://id.example.gov/realms/parks","aud":"account","sub":"7","typ":"Bearer","azp":"editor","realm_access":{"roles":["offline_access","default-roles-parks","ranger"]}}"#,
            "ranger",
        ),
        (
            "keycloak",
            r#"{"iss":"http://localhost:8080/realms/parks","aud":"account","sub":"7","typ":"Bearer","azp":"editor","realm_access":{"roles":["offline_access"]},"resource_access":{"account":{"roles":["view"]},"editor":{"roles":["writer"]}}}"#,
            "writer",
        ),
        (
            "okta",
            r#"{"iss":"https://parks.okta.com/oauth2/default","aud":"api","sub":"ada","jti":"AT.1","groups":["Everyone"]}"#,
            "Everyone",
        ),
        (
            "supertokens",
            r#"{"iss":"https://api.example.gov/auth","sub":"7","tId":"public","sessionHandle":"h","st-role":{"v":["ranger"],"t":1}}"#,
            "ranger",
        ),
        (
            "github-actions",
            r#"{"iss":"https://token.actions.githubusercontent.com","aud":"parks","sub":"repo:parks/map:ref:refs/heads/main","repository":"parks/map"}"#,
            "user",
        ),
        (
            "kubernetes",
            r#"{"iss":"https://oidc.eks.eu-west-1.amazonaws.com/id/ABC","aud":["parks"],"sub":"system:serviceaccount:parks:api"}"#,
            "user",
        ),
        (
            "ory",
            r#"{"iss":"https://fox.projects.oryapis.com","aud":["api"],"client_id":"c","scp":[],"ext":{"roles":["ranger"]},"sub":"7"}"#,
            "ranger",
        ),
        (
            "casdoor",
            r#"{"iss":"https://door.example.gov","owner":"city","name":"a","aud":["c"],"tokenType":"access-token","sub":"7","roles":[{"name":"editor"}]}"#,
            "user",
        ),
        (
            "kinde",
            r#"{"iss":"https://city.kinde.com","aud":["hasura"],"org_code":"org_1","sub":"kp_7"}"#,
            "user",
        ),
        (
            "fusionauth",
            r#"{"iss":"example.gov","aud":"e","applicationId":"e","authenticationType":"PASSWORD","tid":"t","sub":"7","roles":["ranger"]}"#,
            "ranger",
        ),
        (
            "logto",
            r#"{"iss":"https://city.logto.app/oidc","aud":"https://api.example.gov","client_id":"c","sub":"7"}"#,
            "user",
        ),
        (
            "zitadel",
            r#"{"iss":"https://city.zitadel.cloud","aud":["1","2"],"sub":"3","urn:zitadel:iam:org:project:roles":{"ranger":{"1":"x"}}}"#,
            "user",
        ),
        (
            "workos",
            r#"{"iss":"https://api.workos.com/user_management/client_1","sub":"user_1","sid":"session_1"}"#,
            "user",
        ),
        (
            "workos",
            r#"{"iss":"https://api.workos.com/user_management/client_1","sub":"user_1","sid":"session_1","roles":["member"]}"#,
            "member",
        ),
        (
            "descope",
            r#"{"iss":"P2YuRTmSv8PdoasWiLoBrZP92abc","drn":"DS","sub":"U7","tenants":{"T1":{"roles":["Admin"]}}}"#,
            "Admin",
        ),
        (
            "stytch",
            r#"{"iss":"stytch.com/project-test-1","aud":["project-test-1"],"sub":"user-test-7","https://stytch.com/session":{"id":"s","roles":["ranger"]}}"#,
            "ranger",
        ),
        (
            "better-auth",
            r#"{"iss":"http://localhost:3000","aud":"http://localhost:3000","sub":"u1","emailVerified":true,"createdAt":"x"}"#,
            "user",
        ),
        (
            "propelauth",
            r#"{"iss":"https://auth.example.gov","sub":"7","user_id":"7","org_member_info":{"user_role":"Admin","inherited_user_roles_plus_current_role":["Admin","Member"]}}"#,
            "Admin",
        ),
        (
            "authentik",
            r#"{"iss":"https://sso.example.gov/application/o/parks/","aud":"Q","sub":"7","groups":["editors"]}"#,
            "editors",
        ),
        (
            "dex",
            r#"{"iss":"https://dex.example.gov/dex","aud":"parks","sub":"Cg","groups":["editors"]}"#,
            "editors",
        ),
        (
            "generic-oidc",
            r#"{"iss":"https://login.example.gov","aud":"parks","sub":"7","roles":[]}"#,
            "user",
        ),
        ("unknown", r#"{"sub":"7"}"#, "user"),
    ];

    /// A key, and the settings with which it is configured.
    fn key() -> (SigningKey, impl Fn() -> KeySettings) {
        let private = PrivateKey::generate(SignatureAlgorithm::ES256).unwrap();
        let public = pem::public_pem(private.public()).unwrap();
        let material = SigningMaterial::Private(private);
        let key = SigningKey::new(material, Some(SignatureAlgorithm::ES256), None).unwrap();
        let settings = move || KeySettings::Fixed {
            algorithm: SignatureAlgorithm::ES256,
            enforced: true,
            text: Text::literal(public.clone()),
        };
        (key, settings)
    }

    /// Returns the role that each engine gives to the token with these settings.
    fn role_by_engine(issuer: &IssuerSettings, token: &str) -> Vec<String> {
        let all = Settings { issuers: vec![issuer.clone()], ..Settings::default() };
        let surroundings = Surroundings::new(&|_| None);
        let role = |engine: Engine| {
            let written = conversion::build(engine, &all, &|_| None, &mut Vec::new());
            let mut engine = written.unwrap().engine;
            engine.start(&surroundings).unwrap();
            let mut request = Request { headers: Vec::new(), url: None, route: Route::Graphql };
            engine.load_keys(&request, &KeySets::new(), &surroundings).unwrap();
            engine.place_token(&mut request, token);
            let now = NumericDate::from_seconds(1_700_000_000).unwrap();
            let answer = engine.answer(&request, now).explain(Route::Graphql);
            let Decision::Accepted(session) = &answer.decision else {
                panic!("{:?} {token}: {:?}", engine.engine(), answer.decision);
            };
            session.role.clone()
        };
        Engine::ALL.into_iter().map(role).collect()
    }

    #[test]
    fn every_engine_accepts_the_token_of_every_provider() {
        let (key, settings_of_key) = key();
        for (provider, claims, role) in TOKENS {
            let claims = format!(r#"{{"exp":1700003600,{}"#, &claims[1..]);
            // The rule of one provider looks at the algorithm.
            let alg = if provider == "better-auth" { "EdDSA" } else { "ES256" };
            let origin = origin_of(&format!(r#"{{"alg":"{alg}"}}"#), &claims);
            assert_eq!(origin.id.name(), provider, "{claims}");
            let value = Value::parse(claims.as_bytes()).unwrap();
            let members = value.as_object().unwrap();
            let header = Value::parse(br#"{"alg":"ES256","kid":"k"}"#).unwrap();
            let token = signature::compact(header.as_object().unwrap(), &claims, &key).unwrap();
            for (roles, expected) in [(vec![], role), (vec!["keeper".to_owned()], "keeper")] {
                let issuer = settings(members, &origin, settings_of_key(), &roles);
                assert_eq!(role_by_engine(&issuer, &token), [expected; 3], "{claims}");
                let map = written_claims(Engine::Hasura, members, &origin);
                assert!(map.is_some_and(|map| map.starts_with(r#""claims_map":{"#)), "{claims}");
            }
        }
    }

    #[test]
    fn every_engine_accepts_the_token_of_every_preset() {
        let (key, settings_of_key) = key();
        for preset in &PRESETS {
            // Without a role, an engine still lets in the tokens of an issuer.
            for roles in [vec!["ranger".to_owned()], vec![]] {
                let (mut header, claims) = mint_preset::tests::token(preset, &roles);
                header.set("alg", "ES256");
                let origin = rules::origin(&Evidence::new(&header, &claims));
                let payload = Value::from(claims.clone()).to_json();
                let token = signature::compact(&header, &payload, &key).unwrap();
                let issuer = settings(&claims, &origin, settings_of_key(), &[]);
                let role = match (roles.as_slice(), preset.name) {
                    ([], "supabase") => "authenticated",
                    ([], "cognito-azuread") => "us-east-1_ExampleGv_AzureAD",
                    // The Hasura claims that `mint` adds are not part of the preset.
                    ([], _) | (_, "github-actions" | "kubernetes") => FALLBACK_ROLE,
                    _ => "ranger",
                };
                assert_eq!(role_by_engine(&issuer, &token), [role; 3], "{}", preset.name);
            }
        }
    }

    #[test]
    fn hasura_v2_cannot_accept_a_subject_that_is_no_uri() {
        let claims = r#"{"iss":"https://gitlab.com","aud":"parks","sub":"project_path:parks/map:ref_type:branch","project_path":"parks/map"}"#;
        let origin = origin_of(r#"{"alg":"RS256"}"#, claims);
        let value = Value::parse(claims.as_bytes()).unwrap();
        let map = written_claims(Engine::Ddn, value.as_object().unwrap(), &origin).unwrap();
        assert!(map.contains(r#"{"path":{"path":"/project_path"}}"#), "{map}");
        let code = crate::provider::warning::TokenWarning::GitlabSubNotUri;
        assert!(origin.warnings.iter().any(|warning| warning.code == code));
    }
}
