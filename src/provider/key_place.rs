//! Where a person gets the keys of a provider whose tokens do not say it.
//!
//! No address is made from such a token: a forged one would choose to whom an API key is sent.

use crate::provider::evidence::Evidence;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::warning::TokenWarning;

/// Adds the place of the keys to the warnings, if it does not follow from the token.
pub(super) fn add(origin: &mut Origin, evidence: &Evidence<'_>) {
    let is_told = origin.jwks_url.is_some() || origin.discovery_url.is_some();
    let place = match origin.verify_with {
        // Nobody else verifies a refresh token.
        _ if is_told || origin.kind == TokenKind::Refresh => None,
        VerifyWith::SharedSecret => secret(origin, evidence),
        VerifyWith::Jwks | VerifyWith::PemUrl => keys(origin.id, origin.kind),
        _ => None,
    };
    if let Some(place) = place {
        origin.warn(TokenWarning::KeysElsewhere, place);
    }
}

/// Returns where a token's issuer says that its keys are, in the words of the warning.
pub(crate) fn of(origin: &Origin) -> Option<&str> {
    let is_place =
        |code| matches!(code, TokenWarning::KeysElsewhere | TokenWarning::OryKratosNoKeys);
    let found = origin.warnings.iter().find(|warning| is_place(warning.code));
    found.map(|warning| warning.message.as_str())
}

/// Returns which secret it is.
fn secret(origin: &Origin, evidence: &Evidence<'_>) -> Option<&'static str> {
    Some(match origin.id {
        ProviderId::Nhost => "the secret is `key` in the project's `HASURA_GRAPHQL_JWT_SECRET`",
        ProviderId::FusionAuth => {
            "FusionAuth signs with a secret unless a key pair is chosen (Tenants, JWT): its secret is in Settings, Key Master; better choose an RSA or EC key there"
        }
        ProviderId::Authentik => {
            "authentik signed this token with the client secret, because the provider has no signing key; choose one (Applications, Providers, Signing Key), and the keys are published"
        }
        // An encrypted session has a warning of its own.
        ProviderId::BetterAuth if evidence.header_text("alg") != Some("dir") => {
            "the secret is the application's `BETTER_AUTH_SECRET`, as text"
        }
        _ => return None,
    })
}

/// Returns where the public keys are.
const fn keys(id: ProviderId, kind: TokenKind) -> Option<&'static str> {
    Some(match (id, kind) {
        (ProviderId::Nhost, _) => {
            "`hasura-auth` is only a name: the keys are at `https://SUBDOMAIN.auth.REGION.nhost.run/v1/.well-known/jwks.json`, with a custom domain below that of Hasura Auth, and locally at `https://local.auth.local.nhost.run/v1/.well-known/jwks.json`"
        }
        (ProviderId::Propelauth, _) => {
            "PropelAuth gives its key only to an API key: run `curl -H 'Authorization: Bearer API_KEY' AUTH_URL/api/v1/token_verification_metadata` with your own auth URL, and save `verifier_key_pem` in a file"
        }
        (ProviderId::FusionAuth, _) => {
            "FusionAuth's issuer can be any text; the keys are at `https://FUSIONAUTH_HOST/.well-known/jwks.json`"
        }
        (ProviderId::Workos, _) => {
            "the keys are at `https://api.workos.com/sso/jwks/CLIENT_ID`, with the client ID of the WorkOS dashboard"
        }
        (ProviderId::Descope, _) => {
            "the keys are at `https://api.descope.com/v2/keys/PROJECT_ID`, with the project ID of the Descope console"
        }
        (ProviderId::Stytch, _) => {
            "the keys are at `https://api.stytch.com/v1/sessions/jwks/PROJECT_ID`, with the project ID of the Stytch dashboard (`/v1/b2b/sessions/jwks/` for B2B, `test.stytch.com` for test projects)"
        }
        (ProviderId::Kinde, _) => "the keys are at `https://KINDE_DOMAIN/.well-known/jwks`",
        (ProviderId::BetterAuth, _) => {
            "the keys are at `/api/auth/jwks` of the application, unless its `jwksPath` is another"
        }
        (ProviderId::Casdoor, _) => {
            "the keys are at `https://CASDOOR_HOST/.well-known/jwks`, those of one application at `https://CASDOOR_HOST/.well-known/APPLICATION/jwks`"
        }
        (ProviderId::Ory, TokenKind::Session) => return None,
        (ProviderId::Ory, _) => {
            "the keys are at `/.well-known/jwks.json` of Hydra's public address"
        }
        (ProviderId::Authentik, _) => {
            "all applications share this issuer; the keys are at `https://AUTHENTIK_HOST/application/o/APPLICATION/jwks/`, with the slug of the application"
        }
        (ProviderId::Logto, _) => "the keys are at `https://LOGTO_HOST/oidc/jwks`",
        (ProviderId::Zitadel, _) => "the keys are at `https://ZITADEL_HOST/oauth/v2/keys`",
        (ProviderId::Dex, _) => "the keys are at `/keys` below the address of Dex",
        _ => return None,
    })
}
