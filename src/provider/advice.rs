//! What to switch on at a provider for its tokens to have Hasura claims.

use crate::provider::origin::{Origin, ProviderId, TokenKind};

/// Returns how the issuer of a token adds Hasura claims, or the roles to map instead. It continues
/// a sentence.
pub(crate) const fn how_to_add_claims(origin: &Origin) -> &'static str {
    match (origin.id, origin.kind) {
        (ProviderId::AwsCognito, TokenKind::ClientCredentials) => {
            "attach a pre-token-generation Lambda of version V3_0 to the user pool, which can add them to a client's token"
        }
        (ProviderId::AwsCognito, TokenKind::Access) => {
            "send the ID token, to which a pre-token-generation Lambda adds them; only one of version V2_0 or later adds them to the access token"
        }
        (ProviderId::AwsCognito, _) => {
            "attach a pre-token-generation Lambda to the user pool that adds them; one of version V1_0 writes them as a string, which needs `stringified_json`"
        }
        (ProviderId::AwsCognitoIdentity, _) => {
            "this token is for AWS only; send the ID token of the user pool"
        }
        (ProviderId::AwsAlb, _) => {
            "a load balancer passes on what the provider's user info endpoint returns; add them there"
        }
        (ProviderId::AzureAd, TokenKind::ClientCredentials) => {
            "Entra writes no nested claims; define an app role for applications, grant it to this client, and map `roles`"
        }
        (ProviderId::AzureAd, _) => {
            "Entra writes no nested claims; define app roles (App registrations, App roles), assign one to the user (Enterprise applications, Users and groups), and map `roles`"
        }
        (ProviderId::AzureAdB2c, _) => {
            "B2C writes no lists; have a custom policy or an API connector add a claim with the role, and map it"
        }
        (ProviderId::Auth0, TokenKind::ClientCredentials) => {
            "add an Action to the Machine to Machine flow that calls `api.accessToken.setCustomClaim(\"https://hasura.io/jwt/claims\", {…})`"
        }
        (ProviderId::Auth0, TokenKind::Id) => {
            "add an Action to the Login flow that calls `api.idToken.setCustomClaim(\"https://hasura.io/jwt/claims\", {…})`"
        }
        (ProviderId::Auth0, _) => {
            "add an Action to the Login flow that calls `api.accessToken.setCustomClaim(\"https://hasura.io/jwt/claims\", {…})`"
        }
        (ProviderId::Firebase, _) => {
            "set custom claims with the Admin SDK, `setCustomUserClaims(uid, {\"https://hasura.io/jwt/claims\": {…}})`, then refresh the ID token"
        }
        (ProviderId::Google | ProviderId::GoogleIap, _) => {
            "Google adds no custom claims, so give every user a literal role"
        }
        (ProviderId::Clerk, _) => {
            "create a JWT template with them (Clerk has one named Hasura), and request its token: `getToken({template: \"hasura\"})`"
        }
        (ProviderId::Supabase, _) => {
            "enable a custom access token hook (Authentication, Hooks) that adds them, then log in again"
        }
        (ProviderId::Keycloak, _) => {
            "add a protocol mapper to the client that writes them as JSON, with the claim name `https://hasura\\.io/jwt/claims` (the dot escaped)"
        }
        (ProviderId::Okta, TokenKind::Id | TokenKind::Access) => {
            "add a `groups` claim to the custom authorization server (Security, API, Claims), or a token inline hook that adds them"
        }
        (ProviderId::Okta, _) => {
            "add a claim with the role to the custom authorization server (Security, API, Claims), or a token inline hook that adds them"
        }
        (ProviderId::SuperTokens, TokenKind::Microservice) => {
            "add them to the payload that the service passes to `createJWT`"
        }
        (ProviderId::SuperTokens, _) => {
            "override `createNewSession` and add them to `accessTokenPayload`, then log in again"
        }
        (ProviderId::GithubActions | ProviderId::GitlabCi, _) => {
            "a job's token has no custom claims, so give it a literal role"
        }
        (ProviderId::Kubernetes, _) => {
            "a service account's token has no custom claims, so give it a literal role"
        }
        (ProviderId::GenericOidc | ProviderId::Unknown, _) => ANY,
        _ => at_others(origin),
    }
}

/// What any issuer can do.
const ANY: &str = "have the issuer add them as `https://hasura.io/jwt/claims`";

/// Returns the advice for the other providers.
const fn at_others(origin: &Origin) -> &'static str {
    match (origin.id, origin.kind) {
        (ProviderId::Nhost, _) => "Hasura Auth always writes them; get a new token from it",
        (ProviderId::Ory, TokenKind::Session) => {
            "write them in the Jsonnet of the session's token template (`claims_mapper_url`)"
        }
        (ProviderId::Ory, _) => {
            "have the consent app put them into `session.access_token`, which Hydra writes below `ext`, or list their name in `allowed_top_level_claims`"
        }
        (ProviderId::Casdoor, _) => {
            "choose the token format JWT-Custom for the application, and add attributes with the names of the roles"
        }
        (ProviderId::Kinde, _) => {
            "enable the Hasura token integration of the application, or add a workflow `onUserTokenGeneration` that writes them, and log out: a refresh returns the same token"
        }
        (ProviderId::FusionAuth, _) => {
            "add a JWT populate lambda to the tenant or application that writes them"
        }
        (ProviderId::Logto, _) => {
            "add a Custom JWT script that writes them to the access token, and request the token for an API resource"
        }
        (ProviderId::Zitadel, _) => "add an Action to the flow Complement Token that writes them",
        (ProviderId::Workos, _) => "add them to the JWT template (Authentication, Sessions)",
        (ProviderId::Descope, _) => "add them to a JWT template of the project",
        (ProviderId::Stytch, _) => {
            "pass them as `session_custom_claims` when the session is created, or add them to a JWT template"
        }
        (ProviderId::NextAuth, _) | (ProviderId::BetterAuth, TokenKind::Session) => {
            "no engine reads this cookie; have the application sign a token for Hasura that has them"
        }
        (ProviderId::BetterAuth, _) => "write them with `definePayload` of the JWT plugin",
        (ProviderId::Propelauth, _) => {
            "PropelAuth adds only its own claims; map the roles of the active organization, `org_member_info`"
        }
        (ProviderId::Authentik, _) => {
            "add a scope mapping to the provider (Customization, Property Mappings) that returns them"
        }
        (ProviderId::Dex, _) => {
            "Dex adds no custom claims; have the connector return `groups`, and map them"
        }
        _ => ANY,
    }
}
