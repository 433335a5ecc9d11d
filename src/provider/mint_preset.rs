//! The tokens that `mint` imitates, as data: one entry of [`PRESETS`] per provider and kind, with
//! a header and claims as the provider writes them and values for everything that a user can
//! leave out.

use crate::jose::json::{Object, Value};

/// A kind of token that can be imitated.
#[derive(Debug)]
pub(crate) struct MintPreset {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    /// The header in its order: `$alg` and `$kid` are those of the signing key
    header: &'static str,
    /// The claims in their order, with the placeholders of [`Blanks`]
    claims: &'static str,
    /// The user whose token it is, unless the user names one
    user: Option<&'static str>,
    /// The subject, if it is not the user
    subject: Option<&'static str>,
    /// Where the provider writes the roles
    pub(crate) roles: RolePlace,
    /// The claim with the Hasura claims, if it is not Hasura's own
    pub(crate) namespace: Option<&'static str>,
    /// Whether the Hasura claims are a string
    pub(crate) is_stringified: bool,
    /// More session variables
    pub(crate) variables: &'static [(&'static str, &'static str)],
    /// From now to `exp`, in seconds
    pub(crate) lifetime: i64,
}

/// Where a provider writes roles.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum RolePlace {
    /// In Hasura claims
    HasuraClaims,
    /// Only in a claim of its own, which engines map
    OwnClaim,
    /// Nowhere: it has no roles
    Nowhere,
}

/// What a preset leaves open. A member whose value is absent is left out.
#[derive(Debug, Default)]
pub(crate) struct Blanks<'a> {
    /// Claims that are given, in place of those of the preset; `None` leaves one out. Any other
    /// is added, where the preset has it as `$given` or else at the end
    pub(crate) given: Vec<(&'a str, Option<Value>)>,
    /// `$user`, and `$sub` unless the preset has a subject of its own
    pub(crate) user: Option<&'a str>,
    /// `$role` is the first, and `$roles` in a list stands for all
    pub(crate) roles: &'a [String],
    /// `$namespace` as a name
    pub(crate) namespace: &'a str,
    /// `$hasura`: the Hasura claims, as an object or a string
    pub(crate) hasura: Option<Value>,
    /// `$now`, to which a number of seconds can be added: `$now-600`
    pub(crate) now: i64,
    /// `$exp`
    pub(crate) exp: i64,
    /// `$id`: an ID of the token that no other token has
    pub(crate) id: &'a str,
    /// `$alg`
    pub(crate) alg: &'a str,
    /// `$kid`
    pub(crate) kid: Option<&'a str>,
}

const HOUR: i64 = 3600;
/// As long as tokens of a microservice are valid if nothing else is said.
const CENTURY: i64 = 3_153_600_000;

/// A token with nothing of any provider.
const PLAIN: MintPreset = MintPreset {
    name: "hasura",
    summary: "Hasura claims and nothing else",
    header: r#"{"alg":"$alg","typ":"JWT","kid":"$kid"}"#,
    claims: r#"{"iss":"$given","sub":"$sub","jti":"$given","aud":"$given","iat":"$now","nbf":"$given","exp":"$exp","$namespace":"$hasura"}"#,
    user: None,
    subject: None,
    roles: RolePlace::HasuraClaims,
    namespace: None,
    is_stringified: false,
    variables: &[],
    lifetime: HOUR,
};

const DDN_NAMESPACE: &str = "claims.jwt.hasura.io";

/// The presets in the order in which they are listed; the first is the default.
pub(crate) static PRESETS: [MintPreset; 19] = [
    PLAIN,
    MintPreset {
        name: "relyauth",
        summary: "an OpenID provider, with the Hasura claims where RelyAuth's examples have them",
        claims: r#"{"iss":"https://auth.example.gov","sub":"$sub","aud":"hasura","iat":"$now","exp":"$exp","$namespace":"$hasura"}"#,
        user: Some("7"),
        namespace: Some(DDN_NAMESPACE),
        ..PLAIN
    },
    MintPreset {
        name: "ddn",
        summary: "an OpenID provider, with the Hasura claims where Hasura DDN's documentation has them",
        claims: r#"{"iss":"https://auth.example.gov","sub":"$sub","aud":"hasura-ddn","iat":"$now","exp":"$exp","$namespace":"$hasura"}"#,
        user: Some("7"),
        namespace: Some(DDN_NAMESPACE),
        ..PLAIN
    },
    MintPreset {
        name: "cognito-id",
        summary: "AWS Cognito: ID token of a user of the pool, Hasura claims as a string",
        header: r#"{"kid":"$kid","alg":"$alg"}"#,
        claims: r#"{"sub":"$sub","email_verified":true,"$namespace":"$hasura","iss":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_ExampleGv","cognito:username":"$user","origin_jti":"5b0e4f62-1c7d-4a83-9e55-0d2f8c61b7a4","aud":"7examplegovclient0123456789","event_id":"e3a1c0b4-68f2-4d19-b7c5-92af0e13d846","token_use":"id","auth_time":"$now","exp":"$exp","iat":"$now","jti":"$id","email":"ada@example.gov"}"#,
        user: Some("646d1b1f-5b27-47cb-a4c9-000000000007"),
        is_stringified: true,
        ..PLAIN
    },
    MintPreset {
        name: "cognito-access",
        summary: "AWS Cognito: access token, roles in `cognito:groups`",
        header: r#"{"kid":"$kid","alg":"$alg"}"#,
        claims: r#"{"sub":"$sub","cognito:groups":["$roles"],"iss":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_ExampleGv","client_id":"7examplegovclient0123456789","origin_jti":"5b0e4f62-1c7d-4a83-9e55-0d2f8c61b7a4","event_id":"e3a1c0b4-68f2-4d19-b7c5-92af0e13d846","token_use":"access","scope":"aws.cognito.signin.user.admin openid","auth_time":"$now","exp":"$exp","iat":"$now","jti":"$id","username":"ada"}"#,
        user: Some("646d1b1f-5b27-47cb-a4c9-000000000007"),
        roles: RolePlace::OwnClaim,
        ..PLAIN
    },
    MintPreset {
        name: "cognito-azuread",
        summary: "AWS Cognito: ID token of a user who signs in with AzureAD, as Moped gets them",
        header: r#"{"kid":"$kid","alg":"$alg"}"#,
        claims: r#"{"at_hash":"c2FtcGxlLWhhc2gtMDAwMQ","sub":"$sub","cognito:groups":["us-east-1_ExampleGv_AzureAD"],"email_verified":false,"$namespace":"$hasura","iss":"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_ExampleGv","cognito:username":"azuread_ada.ruiz@example.gov","aud":"7examplegovclient0123456789","identities":[{"userId":"Ada.Ruiz@example.gov","providerName":"AzureAD","providerType":"SAML","issuer":"https://sts.windows.net/5c5e19f6-0000-4000-8000-000000000001/","primary":"true","dateCreated":"1605032912650"}],"token_use":"id","auth_time":"$now","exp":"$exp","iat":"$now","email":"Ada.Ruiz@example.gov"}"#,
        user: Some("646d1b1f-5b27-47cb-a4c9-000000000007"),
        subject: Some("ceb85a99-177e-41ce-925e-000000000007"),
        is_stringified: true,
        variables: &[("x-hasura-user-db-id", "7"), ("x-hasura-user-wg-id", "0")],
        ..PLAIN
    },
    MintPreset {
        name: "entra-v1",
        summary: "Microsoft Entra (AzureAD): version 1.0 access token, app roles in `roles`",
        header: r#"{"typ":"JWT","alg":"$alg","kid":"$kid"}"#,
        claims: r#"{"aud":"api://6e74172b-0000-4000-8000-000000000002","iss":"https://sts.windows.net/5c5e19f6-0000-4000-8000-000000000001/","iat":"$now","nbf":"$now","exp":"$exp","acr":"1","amr":["pwd","mfa"],"appid":"8d1c07a3-0000-4000-8000-000000000003","appidacr":"0","family_name":"Ruiz","given_name":"Ada","name":"Ada Ruiz","oid":"$user","roles":["$roles"],"scp":"access_as_user","sub":"$sub","tid":"5c5e19f6-0000-4000-8000-000000000001","unique_name":"ada@example.gov","upn":"ada@example.gov","ver":"1.0"}"#,
        user: Some("1f0c2b7e-0000-4000-8000-000000000007"),
        subject: Some("Yq3mB0pairwise0example0subject0000000000007"),
        roles: RolePlace::OwnClaim,
        ..PLAIN
    },
    MintPreset {
        name: "entra-v2",
        summary: "Microsoft Entra (AzureAD): version 2.0 access token, app roles in `roles`",
        header: r#"{"typ":"JWT","alg":"$alg","kid":"$kid"}"#,
        claims: r#"{"aud":"6e74172b-0000-4000-8000-000000000002","iss":"https://login.microsoftonline.com/5c5e19f6-0000-4000-8000-000000000001/v2.0","iat":"$now","nbf":"$now","exp":"$exp","azp":"8d1c07a3-0000-4000-8000-000000000003","azpacr":"0","name":"Ada Ruiz","oid":"$user","preferred_username":"ada@example.gov","roles":["$roles"],"scp":"access_as_user","sub":"$sub","tid":"5c5e19f6-0000-4000-8000-000000000001","ver":"2.0"}"#,
        user: Some("1f0c2b7e-0000-4000-8000-000000000007"),
        subject: Some("Yq3mB0pairwise0example0subject0000000000007"),
        roles: RolePlace::OwnClaim,
        ..PLAIN
    },
    MintPreset {
        name: "auth0",
        summary: "Auth0: access token for an API, Hasura claims added by an Action",
        claims: r#"{"$namespace":"$hasura","iss":"https://example-gov.us.auth0.com/","sub":"$sub","aud":["https://api.example.gov/","https://example-gov.us.auth0.com/userinfo"],"iat":"$now","exp":"$exp","scope":"openid profile email","azp":"Kx7ExampleGovClient0123456789abc"}"#,
        user: Some("auth0|64f0c2b7e10000000000000a"),
        ..PLAIN
    },
    MintPreset {
        name: "firebase",
        summary: "Firebase: ID token with Hasura claims as custom claims",
        header: r#"{"alg":"$alg","kid":"$kid","typ":"JWT"}"#,
        claims: r#"{"$namespace":"$hasura","iss":"https://securetoken.google.com/example-gov","aud":"example-gov","auth_time":"$now","user_id":"$user","sub":"$sub","iat":"$now","exp":"$exp","email":"ada@example.gov","email_verified":true,"firebase":{"identities":{"email":["ada@example.gov"]},"sign_in_provider":"password"}}"#,
        user: Some("Zq3mB0exampleGovUser00000007"),
        ..PLAIN
    },
    MintPreset {
        name: "clerk",
        summary: "Clerk: token from a JWT template with Hasura claims",
        header: r#"{"alg":"$alg","cat":"cl_B7d4PD222AAA","kid":"$kid","typ":"JWT"}"#,
        claims: r#"{"azp":"https://app.example.gov","exp":"$exp","$namespace":"$hasura","iat":"$now","iss":"https://example-gov-12.clerk.accounts.dev","jti":"$id","nbf":"$now-5","sub":"$sub"}"#,
        user: Some("user_2examplegov0000000000000007"),
        ..PLAIN
    },
    MintPreset {
        name: "supabase",
        summary: "Supabase: user's access token, Hasura claims added by a hook",
        header: r#"{"alg":"$alg","kid":"$kid","typ":"JWT"}"#,
        claims: r#"{"aal":"aal1","amr":[{"method":"password","timestamp":"$now"}],"app_metadata":{"provider":"email","providers":["email"]},"aud":"authenticated","email":"ada@example.gov","exp":"$exp","$namespace":"$hasura","iat":"$now","is_anonymous":false,"iss":"https://examplegovparkstrees.supabase.co/auth/v1","phone":"","role":"authenticated","session_id":"0c5e7a42-9b1d-4f36-8e20-000000000001","sub":"$sub","user_metadata":{"email":"ada@example.gov","email_verified":true}}"#,
        user: Some("b4f1d0a6-0000-4000-8000-000000000007"),
        ..PLAIN
    },
    MintPreset {
        name: "keycloak",
        summary: "Keycloak: access token, Hasura claims added by a mapper and roles of the realm",
        claims: r#"{"exp":"$exp","iat":"$now","auth_time":"$now","jti":"$id","iss":"https://sso.example.gov/realms/city","aud":["hasura","account"],"sub":"$sub","typ":"Bearer","azp":"city-app","sid":"0c5e7a42-9b1d-4f36-8e20-000000000002","acr":"1","allowed-origins":["https://app.example.gov"],"realm_access":{"roles":["$roles","offline_access","uma_authorization","default-roles-city"]},"resource_access":{"account":{"roles":["manage-account","view-profile"]}},"scope":"openid profile email","email_verified":true,"$namespace":"$hasura","name":"Ada Ruiz","preferred_username":"ada","given_name":"Ada","family_name":"Ruiz","email":"ada@example.gov"}"#,
        user: Some("d2c8a1f4-0000-4000-8000-000000000007"),
        ..PLAIN
    },
    MintPreset {
        name: "okta",
        summary: "Okta: access token of a custom authorization server, roles in `groups`",
        header: r#"{"kid":"$kid","alg":"$alg"}"#,
        claims: r#"{"ver":1,"jti":"AT.$id","iss":"https://example-gov.okta.com/oauth2/default","aud":"api://default","iat":"$now","exp":"$exp","cid":"0oaexamplegovclient0","uid":"$user","scp":["openid","profile"],"auth_time":"$now","sub":"ada@example.gov","groups":["$roles"]}"#,
        user: Some("00uexamplegovuser007"),
        roles: RolePlace::OwnClaim,
        ..PLAIN
    },
    MintPreset {
        name: "supertokens",
        summary: "SuperTokens: access token of a session, Hasura claims added to its payload",
        header: r#"{"kid":"$kid","typ":"JWT","version":"5","alg":"$alg"}"#,
        claims: r#"{"iat":"$now","exp":"$exp","sub":"$sub","tId":"public","rsub":"$sub","sessionHandle":"2e8f1b60-0000-4000-8000-000000000001","refreshTokenHash1":null,"parentRefreshTokenHash1":null,"antiCsrfToken":null,"iss":"https://api.example.gov/auth","st-role":{"v":["$roles"],"t":"$now"},"$namespace":"$hasura"}"#,
        user: Some("fa7a0841-0000-4000-8000-000000000007"),
        ..PLAIN
    },
    MintPreset {
        name: "microservice",
        summary: "SuperTokens: token of a microservice (`source: microservice`), valid for 100 years",
        header: r#"{"kid":"$kid","typ":"JWT","alg":"$alg"}"#,
        claims: r#"{"source":"microservice","sub":"$sub","$namespace":"$hasura","iss":"https://api.example.gov","exp":"$exp","iat":"$now"}"#,
        lifetime: CENTURY,
        ..PLAIN
    },
    MintPreset {
        name: "github-actions",
        summary: "GitHub Actions: token of a workflow run, which has no roles of its own",
        header: r#"{"typ":"JWT","alg":"$alg","kid":"$kid"}"#,
        claims: r#"{"actor":"ada-ruiz","actor_id":"1000007","aud":"https://github.com/example-gov","base_ref":"","event_name":"push","exp":"$exp","head_ref":"","iat":"$now","iss":"https://token.actions.githubusercontent.com","job_workflow_ref":"example-gov/parks/.github/workflows/deploy.yml@refs/heads/main","jti":"$id","nbf":"$now-600","ref":"refs/heads/main","ref_protected":"true","ref_type":"branch","repository":"example-gov/parks","repository_id":"2000007","repository_owner":"example-gov","repository_owner_id":"3000007","repository_visibility":"private","run_attempt":"1","run_id":"4000000007","run_number":"42","runner_environment":"github-hosted","sha":"0123456789abcdef0123456789abcdef01234567","sub":"$sub","workflow":"deploy","workflow_ref":"example-gov/parks/.github/workflows/deploy.yml@refs/heads/main"}"#,
        subject: Some("repo:example-gov/parks:ref:refs/heads/main"),
        roles: RolePlace::Nowhere,
        ..PLAIN
    },
    MintPreset {
        name: "kubernetes",
        summary: "Kubernetes: token of a service account, which has no roles of its own",
        header: r#"{"alg":"$alg","kid":"$kid"}"#,
        claims: r#"{"aud":["hasura"],"exp":"$exp","iat":"$now","iss":"https://oidc.eks.us-east-1.amazonaws.com/id/0EXAMPLE0GOV0CLUSTER000000000007","jti":"$id","kubernetes.io":{"namespace":"parks","node":{"name":"ip-10-0-0-7.ec2.internal","uid":"6b1d0c3e-0000-4000-8000-000000000001"},"pod":{"name":"importer-7d9f5c6b8-x2x7q","uid":"6b1d0c3e-0000-4000-8000-000000000002"},"serviceaccount":{"name":"importer","uid":"6b1d0c3e-0000-4000-8000-000000000003"},"warnafter":"$now+3607"},"nbf":"$now","sub":"$sub"}"#,
        subject: Some("system:serviceaccount:parks:importer"),
        roles: RolePlace::Nowhere,
        ..PLAIN
    },
    MintPreset {
        name: "nhost",
        summary: "nhost: access token of Hasura Auth",
        claims: r#"{"exp":"$exp","$namespace":"$hasura","iat":"$now","iss":"hasura-auth","sub":"$sub"}"#,
        user: Some("6f0d2c18-0000-4000-8000-000000000007"),
        variables: &[("x-hasura-user-is-anonymous", "false")],
        ..PLAIN
    },
];

impl MintPreset {
    /// Returns the preset with this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.name == name)
    }

    /// Returns the user for the Hasura claims, unless one is named.
    pub(crate) const fn user(&self) -> Option<&'static str> {
        self.user
    }

    /// Whether tokens have a subject that is not the user.
    pub(crate) const fn has_own_subject(&self) -> bool {
        self.subject.is_some()
    }

    /// Returns the header of a token.
    pub(crate) fn header(&self, blanks: &Blanks<'_>) -> Object {
        match Value::parse(self.header.as_bytes()).ok().and_then(|value| self.fill(&value, blanks))
        {
            Some(Value::Object(members)) => members,
            _ => Object::new(),
        }
    }

    /// Returns the claims of a token.
    pub(crate) fn claims(&self, blanks: &Blanks<'_>) -> Object {
        let template = Value::parse(self.claims.as_bytes()).ok();
        let template = template.as_ref().and_then(Value::as_object);
        let mut claims = Object::new();
        for (name, value) in template.into_iter().flat_map(Object::iter) {
            let given = blanks.given.iter().find(|(given, _)| *given == name);
            let value = match given {
                Some((_, given)) => given.clone(),
                None => self.fill(value, blanks),
            };
            if let Some(value) = value {
                claims.set(if name == "$namespace" { blanks.namespace } else { name }, value);
            }
        }
        for (name, value) in &blanks.given {
            if let Some(value) = value.clone().filter(|_| !claims.contains(name)) {
                claims.set(name, value);
            }
        }
        claims
    }

    /// Returns a value with its placeholders replaced, or `None` if it depends on one that is
    /// absent.
    fn fill(&self, value: &Value, blanks: &Blanks<'_>) -> Option<Value> {
        match value {
            Value::Object(members) => {
                let filled = members
                    .iter()
                    .filter_map(|(name, value)| Some((name.to_owned(), self.fill(value, blanks)?)));
                Some(Value::Object(filled.collect()))
            }
            Value::Array(elements) => {
                let filled: Vec<Value> = elements
                    .iter()
                    .flat_map(|element| self.fill_element(element, blanks))
                    .collect();
                (elements.is_empty() || !filled.is_empty()).then_some(Value::Array(filled))
            }
            Value::String(text) => self.fill_text(text, blanks),
            other => Some(other.clone()),
        }
    }

    fn fill_element(&self, element: &Value, blanks: &Blanks<'_>) -> Vec<Value> {
        if element.as_str() == Some("$roles") {
            return blanks.roles.iter().map(|role| Value::from(role.as_str())).collect();
        }
        self.fill(element, blanks).into_iter().collect()
    }

    fn fill_text(&self, text: &str, blanks: &Blanks<'_>) -> Option<Value> {
        let user = blanks.user.or(self.user);
        let own_subject = self.subject.filter(|_| blanks.user.is_none());
        match text {
            "$user" => user.map(Value::from),
            "$sub" => own_subject.or(user).map(Value::from),
            "$given" => None,
            "$hasura" => blanks.hasura.clone(),
            "$exp" => Some(Value::from(blanks.exp)),
            "$alg" => Some(Value::from(blanks.alg)),
            "$kid" => blanks.kid.map(Value::from),
            _ => match text.strip_prefix("$now") {
                Some("") => Some(Value::from(blanks.now)),
                Some(offset) => Some(Value::from(blanks.now + offset.parse::<i64>().ok()?)),
                None => Some(Value::from(text.replace("$id", blanks.id))),
            },
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::provider::evidence::Evidence;
    use crate::provider::origin::{Origin, ProviderId, TokenKind};
    use crate::provider::rules;

    /// Each preset with the provider and the kind of its tokens.
    pub(crate) const KINDS: [(&str, ProviderId, TokenKind); 19] = [
        ("hasura", ProviderId::Unknown, TokenKind::Unknown),
        ("relyauth", ProviderId::GenericOidc, TokenKind::Unknown),
        ("ddn", ProviderId::GenericOidc, TokenKind::Unknown),
        ("cognito-id", ProviderId::AwsCognito, TokenKind::Id),
        ("cognito-access", ProviderId::AwsCognito, TokenKind::Access),
        ("cognito-azuread", ProviderId::AwsCognito, TokenKind::Id),
        ("entra-v1", ProviderId::AzureAd, TokenKind::Access),
        ("entra-v2", ProviderId::AzureAd, TokenKind::Access),
        ("auth0", ProviderId::Auth0, TokenKind::Access),
        ("firebase", ProviderId::Firebase, TokenKind::Id),
        ("clerk", ProviderId::Clerk, TokenKind::Template),
        ("supabase", ProviderId::Supabase, TokenKind::Access),
        ("keycloak", ProviderId::Keycloak, TokenKind::Access),
        ("okta", ProviderId::Okta, TokenKind::Access),
        ("supertokens", ProviderId::SuperTokens, TokenKind::Session),
        ("microservice", ProviderId::SuperTokens, TokenKind::Microservice),
        ("github-actions", ProviderId::GithubActions, TokenKind::CiJob),
        ("kubernetes", ProviderId::Kubernetes, TokenKind::ServiceAccount),
        ("nhost", ProviderId::Nhost, TokenKind::Access),
    ];

    const NAMESPACE: &str = "https://hasura.io/jwt/claims";

    /// Fills the blanks of a preset for these roles.
    pub(crate) fn token(preset: &MintPreset, roles: &[String]) -> (Object, Object) {
        let hasura = Value::parse(
            br#"{"x-hasura-default-role":"ranger","x-hasura-allowed-roles":["ranger"]}"#,
        );
        let hasura = hasura.ok().filter(|_| !roles.is_empty());
        let blanks = Blanks {
            roles,
            namespace: preset.namespace.unwrap_or(NAMESPACE),
            hasura: hasura.map(|hasura| {
                if preset.is_stringified { Value::from(hasura.to_json()) } else { hasura }
            }),
            now: 1_700_000_000,
            exp: 1_700_000_000 + preset.lifetime,
            id: "id-1",
            alg: "RS256",
            kid: Some("k"),
            ..Blanks::default()
        };
        (preset.header(&blanks), preset.claims(&blanks))
    }

    fn origin(preset: &MintPreset, roles: &[String]) -> Origin {
        let (header, claims) = token(preset, roles);
        rules::origin(&Evidence::new(&header, &claims))
    }

    #[test]
    fn every_preset_is_recognised_as_what_it_imitates() {
        let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
        assert_eq!(names, KINDS.map(|(name, ..)| name));
        for (preset, (name, id, kind)) in PRESETS.iter().zip(KINDS) {
            let origin = origin(preset, &["ranger".to_owned()]);
            assert_eq!((origin.id, origin.kind), (id, kind), "{name}");
            assert_eq!(MintPreset::named(name).map(|preset| preset.name), Some(name));
        }
    }

    #[test]
    fn no_placeholder_is_left_over() {
        for preset in &PRESETS {
            for roles in [&["ranger".to_owned(), "user".to_owned()][..], &[]] {
                let (header, claims) = token(preset, roles);
                assert!(header.contains("alg") && claims.contains("exp"), "{}", preset.name);
                let text = Value::from(header).to_json() + &Value::from(claims).to_json();
                assert!(!text.contains('$'), "{}: {text}", preset.name);
                assert_eq!(text.contains("ranger"), {
                    !roles.is_empty() && preset.roles != RolePlace::Nowhere
                });
            }
        }
    }

    #[test]
    fn a_user_is_the_subject_too() {
        for preset in &PRESETS {
            let blanks = Blanks { user: Some("u-1"), namespace: "n", ..Blanks::default() };
            let claims = preset.claims(&blanks);
            let expected = if preset.name == "okta" { "uid" } else { "sub" };
            assert_eq!(claims.get_str(expected), Some("u-1"), "{}", preset.name);
        }
    }
}
