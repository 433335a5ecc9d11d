//! The warnings about a token. They depend only on the token.

use crate::jose::note::note_codes;

note_codes! {
    /// The code of a warning about a token.
    pub(crate) enum TokenWarning {
        // Any token
        AlgNone = "alg-none",
        SymmetricKey = "symmetric-key",
        Expired = "expired",
        NotYetValid = "not-yet-valid",
        NoExp = "no-exp",
        NoIss = "no-iss",
        NoSub = "no-sub",
        NoAudClaim = "no-aud-claim",
        EmptyAudience = "empty-audience",
        VeryLongLifetime = "very-long-lifetime",
        VeryShortLifetime = "very-short-lifetime",
        EmailNotVerified = "email-not-verified",
        Milliseconds = "milliseconds",
        DateMalformed = "date-malformed",
        ClaimMalformed = "claim-malformed",
        KeyInHeader = "key-in-header",
        RefreshToken = "refresh-token",
        AmbiguousIssuer = "ambiguous-issuer",

        // Hasura
        NoHasuraClaims = "no-hasura-claims",
        DefaultRoleNotAllowed = "default-role-not-allowed",
        RoleClaimIgnored = "role-claim-ignored",
        HasuraClaimsMalformed = "hasura-claims-malformed",
        SessionVariableNotString = "session-variable-not-string",

        // AWS
        CognitoAccessToken = "cognito-access-token",
        CognitoIamRoles = "cognito-iam-roles",
        CognitoRegionMismatch = "cognito-region-mismatch",
        CognitoIssuerHost = "cognito-issuer-host",
        CognitoIdentityToken = "cognito-identity-token",
        AlbPadding = "alb-padding",

        // Microsoft
        EntraGraphNonce = "entra-graph-nonce",
        EntraV1Issuer = "entra-v1-issuer",
        EntraV2Audience = "entra-v2-audience",
        EntraNoRoles = "entra-no-roles",
        EntraGroupsOverage = "entra-groups-overage",
        EntraGuest = "entra-guest",
        EntraPersonalAccount = "entra-personal-account",
        EntraCommonIssuer = "entra-common-issuer",
        B2cExtensionRoles = "b2c-extension-roles",

        // Others
        Auth0NoAudience = "auth0-no-audience",
        Auth0Jwe = "auth0-jwe",
        Auth0X5t = "auth0-x5t",
        FirebaseCustomToken = "firebase-custom-token",
        FirebaseEmulator = "firebase-emulator",
        FirebaseAudienceRequired = "firebase-audience-required",
        FirebaseSessionCookie = "firebase-session-cookie",
        GoogleNoCustomClaims = "google-no-custom-claims",
        ClerkShortSession = "clerk-short-session",
        ClerkNoAudience = "clerk-no-audience",
        SupabaseSharedSecret = "supabase-shared-secret",
        SupabaseServiceKey = "supabase-service-key",
        KeycloakAccountAudience = "keycloak-account-audience",
        OktaOrgServer = "okta-org-server",
        SupertokensMicroservice = "supertokens-microservice",
        SupertokensDynamicKey = "supertokens-dynamic-key",
        GithubNbfBackdated = "github-nbf-backdated",
        GitlabSubNotUri = "gitlab-sub-not-uri",
        KubernetesLegacyToken = "kubernetes-legacy-token",
        KubernetesInClusterIssuer = "kubernetes-in-cluster-issuer",
        NextauthSession = "nextauth-session",
        OryKratosNoKeys = "ory-kratos-no-keys",
        CasdoorRoles = "casdoor-roles",
        ZitadelRoles = "zitadel-roles",
        BetterAuthRecord = "better-auth-record",
    }
}
