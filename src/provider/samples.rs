//! Tokens of the shapes that each provider documents, with the origin that they have.

use crate::provider::origin::{ProviderId, TokenKind, VerifyWith};
use crate::provider::rules::tests::origin_of;
use crate::provider::warning::TokenWarning;

/// What a token shows: its facts, where its keys are, and its warnings.
struct Sample {
    header: &'static str,
    claims: &'static str,
    id: ProviderId,
    kind: TokenKind,
    who: Option<&'static str>,
    facts: &'static [(&'static str, &'static str)],
    keys: Option<&'static str>,
    warnings: &'static [TokenWarning],
}

const RS: &str = r#"{"alg":"RS256","kid":"park-1","typ":"JWT"}"#;
const ANA: Option<&str> = Some("ana.ruiz@example.gov");

const SAMPLES: [Sample; 22] = [
    Sample {
        header: r#"{"alg":"RS256","typ":"JWT"}"#,
        claims: r#"{"iat":1795000000,"exp":1795000900,"iss":"hasura-auth","sub":"6f0d2c18-0000-4000-8000-000000000011","https://hasura.io/jwt/claims":{"x-hasura-allowed-roles":["me","user"],"x-hasura-default-role":"user","x-hasura-user-id":"6f0d2c18-0000-4000-8000-000000000011","x-hasura-user-is-anonymous":"false","x-hasura-team-ids":"{\"7\",\"9\"}"}}"#,
        id: ProviderId::Nhost,
        kind: TokenKind::Access,
        who: Some("6f0d2c18-0000-4000-8000-000000000011"),
        facts: &[("anonymous", "false")],
        keys: None,
        warnings: &[
            TokenWarning::NhostNoKid,
            TokenWarning::NhostClaims,
            TokenWarning::KeysElsewhere,
        ],
    },
    Sample {
        header: r#"{"alg":"dir","enc":"A256GCM"}"#,
        claims: r#"{"iat":1795000000,"exp":1797592000,"name":"Ana Ruiz","email":"ana.ruiz@example.gov","picture":null,"sub":"42","jti":"p-1"}"#,
        id: ProviderId::NextAuth,
        kind: TokenKind::Session,
        who: ANA,
        facts: &[("library", "NextAuth 4")],
        keys: None,
        warnings: &[TokenWarning::NextauthSession],
    },
    Sample {
        header: r#"{"alg":"ES256","kid":"3045aa","typ":"JWT"}"#,
        claims: r#"{"iat":1795000000,"exp":1795000600,"nbf":1795000000,"iss":"https://calm-elk-7c7c.projects.oryapis.com","jti":"k-1","sid":"d5a1","sub":"9c1f","schema_id":"preset://email"}"#,
        id: ProviderId::Ory,
        kind: TokenKind::Session,
        who: Some("9c1f"),
        facts: &[("project", "calm-elk-7c7c"), ("session", "d5a1")],
        keys: None,
        warnings: &[TokenWarning::OryKratosNoKeys],
    },
    Sample {
        header: RS,
        claims: r#"{"iat":1795000000,"exp":1795003600,"nbf":1795000000,"aud":[],"client_id":"7c0e","ext":{"roles":["editor"]},"iss":"https://calm-elk-7c7c.projects.oryapis.com","jti":"h-1","scp":["openid","offline"],"sub":"9c1f"}"#,
        id: ProviderId::Ory,
        kind: TokenKind::Access,
        who: Some("9c1f"),
        facts: &[("project", "calm-elk-7c7c"), ("client_id", "7c0e"), ("scope", "openid, offline")],
        keys: Some("https://calm-elk-7c7c.projects.oryapis.com/.well-known/jwks.json"),
        warnings: &[],
    },
    Sample {
        header: RS,
        claims: r#"{"aud":["api"],"client_id":"7c0e","ext":{},"iss":"https://hydra.example.gov","scp":[],"sub":"7c0e"}"#,
        id: ProviderId::Ory,
        kind: TokenKind::ClientCredentials,
        who: Some("7c0e"),
        facts: &[("client_id", "7c0e")],
        keys: Some("https://hydra.example.gov/.well-known/jwks.json"),
        warnings: &[],
    },
    Sample {
        header: r#"{"alg":"RS256","kid":"cert-built-in","typ":"JWT"}"#,
        claims: r#"{"iat":1795000000,"exp":1795604800,"owner":"city","name":"aruiz","id":"b2f7","displayName":"Ana Ruiz","email":"ana.ruiz@example.gov","isAdmin":false,"roles":[{"owner":"city","name":"editor"},{"owner":"city","name":"user"}],"tokenType":"access-token","azp":"0ba5","iss":"https://door.example.gov","sub":"b2f7","aud":["0ba5"],"jti":"admin/5c0f"}"#,
        id: ProviderId::Casdoor,
        kind: TokenKind::Access,
        who: ANA,
        facts: &[
            ("organization", "city"),
            ("user", "city/aruiz"),
            ("roles", "editor, user"),
            ("client_id", "0ba5"),
        ],
        keys: Some("https://door.example.gov/.well-known/jwks"),
        warnings: &[TokenWarning::CasdoorCertificate, TokenWarning::CasdoorRoles],
    },
    Sample {
        header: RS,
        claims: r#"{"owner":"city","name":"aruiz","tokenType":"refresh-token","iss":"https://door.example.gov","sub":"b2f7","aud":["0ba5"]}"#,
        id: ProviderId::Casdoor,
        kind: TokenKind::Refresh,
        who: Some("aruiz"),
        facts: &[("organization", "city"), ("user", "city/aruiz"), ("client_id", "0ba5")],
        keys: Some("https://door.example.gov/.well-known/jwks"),
        warnings: &[TokenWarning::RefreshToken],
    },
    Sample {
        header: RS,
        claims: r#"{"iat":1795000000,"exp":1795086400,"aud":["hasura"],"azp":"dee7","feature_flags":{"theme":{"t":"s","v":"pink"}},"iss":"https://city.kinde.com","org_code":"org_0a1b","permissions":["edit:projects"],"scp":["openid","email"],"sub":"kp_0f1e"}"#,
        id: ProviderId::Kinde,
        kind: TokenKind::Access,
        who: Some("kp_0f1e"),
        facts: &[
            ("client_id", "dee7"),
            ("organization", "org_0a1b"),
            ("permissions", "edit:projects"),
        ],
        keys: Some("https://city.kinde.com/.well-known/jwks"),
        warnings: &[],
    },
    Sample {
        header: RS,
        claims: r#"{"aud":["dee7"],"at_hash":"x","email":"ana.ruiz@example.gov","iss":"https://login.example.gov","org_codes":["org_0a1b"],"sub":"kp_0f1e","updated_at":1795000000}"#,
        id: ProviderId::Kinde,
        kind: TokenKind::Id,
        who: ANA,
        facts: &[("organization", "org_0a1b")],
        keys: Some("https://login.example.gov/.well-known/jwks"),
        warnings: &[],
    },
    Sample {
        header: r#"{"alg":"RS256","typ":"JWT","gty":["authorization_code"],"kid":"Xoq7"}"#,
        claims: r#"{"iat":1795000000,"exp":1795003600,"aud":"e9fd","iss":"example.gov","sub":"00000000-0000-4000-8000-000000001111","authenticationType":"PASSWORD","email":"ana.ruiz@example.gov","applicationId":"e9fd","scope":"openid","roles":["editor"],"tid":"d7d0"}"#,
        id: ProviderId::FusionAuth,
        kind: TokenKind::Access,
        who: ANA,
        facts: &[
            ("client_id", "e9fd"),
            ("tenant_id", "d7d0"),
            ("authentication", "PASSWORD"),
            ("roles", "editor"),
        ],
        keys: None,
        warnings: &[TokenWarning::KeysElsewhere],
    },
    Sample {
        header: r#"{"alg":"ES384","typ":"at+jwt","kid":"park-1"}"#,
        claims: r#"{"iat":1795000000,"exp":1795003600,"sub":"k3j9s2m1x8q1","scope":"read:projects","client_id":"a1b2","iss":"https://city.logto.app/oidc","aud":"https://api.example.gov","jti":"l-1"}"#,
        id: ProviderId::Logto,
        kind: TokenKind::Access,
        who: Some("k3j9s2m1x8q1"),
        facts: &[("client_id", "a1b2"), ("scope", "read:projects")],
        keys: Some("https://city.logto.app/oidc/jwks"),
        warnings: &[],
    },
    Sample {
        header: RS,
        claims: r#"{"iat":1795000000,"exp":1795043200,"iss":"https://city-ab12.zitadel.cloud","sub":"282461302563240011","aud":["282461302563250002","282461302563249999"],"jti":"V2_1","urn:zitadel:iam:org:project:roles":{"editor":{"282461302563230000":"city.zitadel.cloud"}}}"#,
        id: ProviderId::Zitadel,
        kind: TokenKind::Access,
        who: Some("282461302563240011"),
        facts: &[("roles", "editor (city.zitadel.cloud)")],
        keys: Some("https://city-ab12.zitadel.cloud/oauth/v2/keys"),
        warnings: &[TokenWarning::ZitadelRoles],
    },
    Sample {
        header: r#"{"alg":"RS256","kid":"sso_oidc_key_pair_01J"}"#,
        claims: r#"{"iat":1795000000,"exp":1795000300,"iss":"https://api.workos.com/user_management/client_01J","sub":"user_01J","org_id":"org_01J","role":"member","roles":["member"],"permissions":["posts:read"],"sid":"session_01J","jti":"01J"}"#,
        id: ProviderId::Workos,
        kind: TokenKind::Access,
        who: Some("user_01J"),
        facts: &[
            ("client_id", "client_01J"),
            ("organization", "org_01J"),
            ("roles", "member"),
            ("permissions", "posts:read"),
            ("session", "session_01J"),
        ],
        keys: Some("https://api.workos.com/sso/jwks/client_01J"),
        warnings: &[],
    },
    Sample {
        header: r#"{"alg":"RS256","kid":"sso_oidc_key_pair_01J"}"#,
        claims: r#"{"iss":"https://api.workos.com","sub":"user_01J","sid":"session_01J"}"#,
        id: ProviderId::Workos,
        kind: TokenKind::Access,
        who: Some("user_01J"),
        facts: &[("session", "session_01J")],
        keys: None,
        warnings: &[TokenWarning::WorkosNoOrganization, TokenWarning::KeysElsewhere],
    },
    Sample {
        header: r#"{"alg":"RS256","kid":"SK2park","typ":"JWT"}"#,
        claims: r#"{"iat":1795000000,"exp":1795000600,"amr":["email"],"drn":"DS","iss":"P2YuParkV8PdoasWiLoBrZP92abc","permissions":[],"rexp":"2026-12-16T11:06:40Z","roles":["Tenant Admin"],"sub":"U2Yual"}"#,
        id: ProviderId::Descope,
        kind: TokenKind::Session,
        who: Some("U2Yual"),
        facts: &[("project", "P2YuParkV8PdoasWiLoBrZP92abc"), ("roles", "Tenant Admin")],
        keys: Some("https://api.descope.com/v2/keys/P2YuParkV8PdoasWiLoBrZP92abc"),
        warnings: &[],
    },
    Sample {
        header: RS,
        claims: r#"{"cookieName":"DSR","iss":"https://api.example.gov/P2YuParkV8PdoasWiLoBrZP92abc/v1","sub":"U2Yual"}"#,
        id: ProviderId::Descope,
        kind: TokenKind::Refresh,
        who: Some("U2Yual"),
        facts: &[("project", "P2YuParkV8PdoasWiLoBrZP92abc")],
        keys: Some("https://api.descope.com/v2/keys/P2YuParkV8PdoasWiLoBrZP92abc"),
        warnings: &[TokenWarning::RefreshToken],
    },
    Sample {
        header: r#"{"alg":"RS256","kid":"jwk-test-0000","typ":"JWT"}"#,
        claims: r#"{"iat":1795000000,"exp":1795000300,"aud":["project-test-0000"],"iss":"stytch.com/project-test-0000","sub":"user-test-11","https://stytch.com/session":{"id":"session-test-1","started_at":"2026-11-18T11:06:40Z","expires_at":"2026-11-18T12:06:40Z","attributes":{},"authentication_factors":[{"type":"magic_link"},{"type":"otp"}],"roles":["stytch_user"]}}"#,
        id: ProviderId::Stytch,
        kind: TokenKind::Session,
        who: Some("user-test-11"),
        facts: &[
            ("project", "project-test-0000"),
            ("session", "session-test-1"),
            ("roles", "stytch_user"),
            ("factors", "magic_link, otp"),
        ],
        keys: Some("https://test.stytch.com/v1/sessions/jwks/project-test-0000"),
        warnings: &[],
    },
    Sample {
        header: r#"{"alg":"EdDSA","kid":"PbS0"}"#,
        claims: r#"{"iat":1795000000,"exp":1795000900,"id":"u1","name":"Ana Ruiz","email":"ana.ruiz@example.gov","emailVerified":true,"createdAt":"2026-01-01T00:00:00.000Z","sub":"u1","iss":"http://localhost:3000","aud":"http://localhost:3000"}"#,
        id: ProviderId::BetterAuth,
        kind: TokenKind::Access,
        who: ANA,
        facts: &[],
        keys: Some("http://localhost:3000/api/auth/jwks"),
        warnings: &[TokenWarning::BetterAuthRecord],
    },
    Sample {
        header: r#"{"alg":"RS256","typ":"JWT"}"#,
        claims: r#"{"iat":1795000000,"exp":1795001800,"user_id":"31c4","sub":"31c4","iss":"https://auth.example.gov","email":"ana.ruiz@example.gov","org_member_info":{"org_id":"107e","org_name":"Parks","user_role":"Admin","inherited_user_roles_plus_current_role":["Admin","Member"],"user_permissions":[]}}"#,
        id: ProviderId::Propelauth,
        kind: TokenKind::Access,
        who: ANA,
        facts: &[("organization", "Parks"), ("roles", "Admin")],
        keys: None,
        warnings: &[TokenWarning::KeysElsewhere],
    },
    Sample {
        header: RS,
        claims: r#"{"iat":1795000000,"exp":1795000300,"iss":"https://sso.example.gov/application/o/parks/","sub":"9f86","aud":"QkJ","acr":"goauthentik.io/providers/oauth2/default","email":"ana.ruiz@example.gov","preferred_username":"aruiz","groups":["editors"],"azp":"QkJ","uid":"gZ"}"#,
        id: ProviderId::Authentik,
        kind: TokenKind::Access,
        who: ANA,
        facts: &[("client_id", "QkJ"), ("app_id", "parks"), ("groups", "editors")],
        keys: Some("https://sso.example.gov/application/o/parks/jwks/"),
        warnings: &[],
    },
    Sample {
        header: r#"{"alg":"RS256","kid":"park-1"}"#,
        claims: r#"{"iat":1795000000,"exp":1795086400,"iss":"https://dex.example.gov/dex","sub":"CgJ1MRIEbGRhcA","aud":"hasura","at_hash":"x","email":"ana.ruiz@example.gov","email_verified":true,"groups":["editors"],"name":"Ana Ruiz"}"#,
        id: ProviderId::Dex,
        kind: TokenKind::Id,
        who: ANA,
        facts: &[("client_id", "hasura"), ("groups", "editors")],
        keys: Some("https://dex.example.gov/dex/keys"),
        warnings: &[],
    },
    Sample {
        header: r#"{"alg":"HS256","typ":"JWT"}"#,
        claims: r#"{"drn":"DS","exp":1680902696,"rexp":"2023-05-05T21:11:36Z"}"#,
        id: ProviderId::Descope,
        kind: TokenKind::Session,
        who: None,
        facts: &[],
        keys: None,
        warnings: &[TokenWarning::DescopeSample],
    },
];

#[test]
fn every_documented_shape_is_recognised_and_described() {
    for sample in &SAMPLES {
        let Sample { header, claims, .. } = sample;
        let origin = origin_of(header, claims);
        let facts: Vec<_> =
            origin.facts.iter().map(|(name, fact)| (*name, fact.as_str())).collect();
        let warnings: Vec<_> = origin.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!((origin.id, origin.kind), (sample.id, sample.kind), "{claims}");
        assert_eq!(origin.who.as_deref(), sample.who, "{claims}");
        assert_eq!(facts, sample.facts, "{claims}");
        assert_eq!(origin.jwks_url.as_deref(), sample.keys, "{claims}");
        assert_eq!(warnings, sample.warnings, "{claims}");
    }
}

#[test]
fn a_secret_is_never_published() {
    for sample in &SAMPLES {
        let header = sample.header.replace("RS256", "HS256").replace("EdDSA", "HS256");
        if header.contains("HS256") {
            let origin = origin_of(&header, sample.claims);
            let keys = (&origin.jwks_url, &origin.discovery_url, origin.verify_with);
            assert_eq!(keys, (&None, &None, VerifyWith::SharedSecret), "{}", sample.claims);
        }
    }
}
