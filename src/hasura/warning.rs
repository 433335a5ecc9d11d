//! Warnings about engines: their configurations, their answers, and what a conversion loses or
//! changes.

use crate::jose::note::note_codes;

note_codes! {
    /// The subject of a warning about a configuration or an engine's answer.
    pub(crate) enum EngineWarning {
        // About any engine
        /// The engine's message differs between releases or is not known exactly
        InexactMessage = "inexact-message",
        /// There are more warnings than the answer lists
        MoreWarnings = "more-warnings",
        /// Without an audience, the engine accepts or refuses tokens that it should not
        NoAudience = "no-audience",
        /// The token is a refresh token, which is only for its issuer
        RefreshToken = "refresh-token",
        /// A path leads nowhere, and a session variable gets its default
        DefaultUsed = "default-used",
        /// A path leads nowhere, and a session variable is left out or null
        NothingFound = "nothing-found",
        /// The claim `x-hasura-role` has no effect
        RoleClaimIgnored = "role-claim-ignored",
        /// A webhook decides
        Webhook = "webhook",
        /// The engine ignores a field that it does not know
        UnknownField = "unknown-field",
        /// A variable that the configuration names is not set here
        VariableNotSet = "variable-not-set",
        /// The secret is shorter than its algorithm requires
        ShortSecret = "short-secret",
        /// The secret is the text of a key or certificate
        PublicKeyAsSecret = "public-key-as-secret",
        /// The configuration contains a private key
        PrivateKey = "private-key",
        /// The allowed skew is not a whole number of seconds
        FractionalSkew = "fractional-skew",
        /// A time in the token is in milliseconds
        Milliseconds = "milliseconds",

        // Hasura v2
        /// Only Hasura Cloud and Enterprise read a list of secrets
        MultipleSecrets = "multiple-secrets",
        /// `type` does not match the key
        TypeMismatch = "type-mismatch",
        /// Only newer engines support ES256K
        Secp256k1 = "secp256k1",
        /// A field has no effect because of another one
        FieldIgnored = "field-ignored",
        /// A field appears more than once
        RepeatedField = "repeated-field",
        /// The name of a session variable does not begin with `x-hasura-`
        UnprefixedName = "unprefixed-name",
        /// Only the newest engines support `extra_required_claims`
        ExtraRequiredClaims = "extra-required-claims",
        /// The allowed skew is negative
        NegativeSkew = "negative-skew",
        /// The namespace is written like a path
        NamespaceIsPath = "namespace-is-path",
        /// The address of the key set is the machine of the engine itself
        LoopbackAddress = "loopback-address",
        /// A key of the set has an unknown `use`
        UnknownUse = "unknown-use",
        /// A key of the set is on the curve Ed448
        Ed448 = "ed448",
        /// A key of the set has a fault that the engine overlooks
        RepairedKey = "repaired-key",
        /// Some releases may accept stray bits in the last character
        TrailingBits = "trailing-bits",
        /// The header has `crit`
        Crit = "crit",
        /// The engine treats two claims as the same one
        RepeatedClaim = "repeated-claim",

        // DDN
        /// The version of the configuration is deprecated
        DeprecatedVersion = "deprecated-version",
        /// Only the first pair of a `Cookie` header is read
        FirstCookie = "first-cookie",
        /// The whole `Authorization` header is the token
        RawAuthorization = "raw-authorization",
        /// The key cannot be used, which shows only when a request arrives
        KeyUnusable = "key-unusable",
        /// Older releases respond with another status
        OlderRelease = "older-release",
        /// The compatibility date is too old for the engine to check the audience
        AudienceIgnored = "audience-ignored",
        /// A time that DDN does not check is in the future
        TimeNotChecked = "time-not-checked",
        /// Only version 1 has role emulation
        RoleEmulation = "role-emulation",

        // RelyAuth
        /// There are no modes
        NoModes = "no-modes",
        /// Only the first `noAuth` mode ever answers
        SecondNoAuth = "second-no-auth",
        /// A `noAuth` mode answers where another mode fails
        NoAuthFallback = "no-auth-fallback",
        /// Another mode answered after one that failed
        Fallback = "fallback",
        /// The engine cannot distinguish two `jwt` modes
        IndistinctEntries = "indistinct-entries",
        /// The order in which modes are tried is random
        RandomOrder = "random-order",
        /// A value comes from a variable that is not set
        NullVariable = "null-variable",
        /// The session's role is null
        NullRole = "null-role",
        /// The session's role is not the one that the request asks for
        RoleNotTaken = "role-not-taken",
        /// The `x-hasura-role` header has no effect
        RoleIgnored = "role-ignored",
        /// The service never knows the remote address
        RemoteAddress = "remote-address",
        /// How the service counts trusted proxies is an assumption
        TrustedProxies = "trusted-proxies",
        /// No engine forwards a token in the query string to the service
        QueryToken = "query-token",
        /// The service's own JSON schema rejects what the service accepts
        Schema = "schema",
        /// `reloadInterval` appears to have no effect
        ReloadInterval = "reload-interval",
        /// The namespace is a path of nested keys
        UnquotedNamespace = "unquoted-namespace",
        /// An expression is in a dialect that is not fully evaluated
        ForeignExpression = "foreign-expression",
        /// An expression is not valid `JMESPath`
        WrongExpression = "wrong-expression",
        /// An expression is not evaluated
        UnevaluatedExpression = "unevaluated-expression",
        /// No location provides a role
        NoRole = "no-role",

        // A new or converted configuration
        /// The token has no `kid`, which DDN requires
        NoKid = "no-kid",
        /// Keys at a URL name their own algorithm
        Alg = "alg",
        /// The modes are rewritten
        Modes = "modes",
        /// A part is not converted
        Lost = "lost",
        /// The key was in a variable and is now written into the configuration
        LiteralKey = "literal-key",
        /// The key is written in a different form
        RewrittenKey = "rewritten-key",
        /// The engine has no fallback for a key whose variable is not set
        FallbackValue = "fallback-value",
        /// PS256, PS384 or PS512 is written as RS256, RS384 or RS512
        Pss = "pss",
        /// Several issuers are distinguished in a different way
        SeveralIssuers = "several-issuers",
        /// Requests without a token are configured elsewhere
        AnonymousRole = "anonymous-role",
        /// The admin secret is configured elsewhere
        AdminSecret = "admin-secret",
        /// A namespace and individual claims cannot be combined
        NamespaceAndMap = "namespace-and-map",
        /// A fixed role becomes the only allowed role and the default
        RoleWithoutList = "role-without-list",
        /// The claim `x-hasura-role` overrides the default role only in RelyAuth
        RoleClaim = "role-claim",
        /// A number in a pointer may be an array index or a key
        AmbiguousPointer = "ambiguous-pointer",
        /// Only the payload's claims that begin with `x-hasura-` are kept
        Root = "root",
        /// A value becomes a string
        NotAText = "not-a-text",
        /// A default is read from its variable at the time of the conversion
        DefaultOfNow = "default-of-now",
        /// RelyAuth reads a skew of 0 as 60 seconds
        SkewOfZero = "skew-of-zero",
        /// The key set is used differently
        KeySet = "key-set",
        /// Only one of the engines enforces the algorithm
        Algorithm = "algorithm",
        /// Only one of the engines accepts a missing `iss` or `aud`
        AbsentParty = "absent-party",
        /// A missing `audience` has a different meaning
        Audience = "audience",
        /// The engines check different time claims
        Times = "times",
        /// The default role must be an allowed role
        DefaultRole = "default-role",
        /// A path that finds nothing has a different effect
        MissingClaim = "missing-claim",
        /// The names of claims must be lowercase
        ClaimNames = "claim-names",
        /// Every claim in the namespace becomes a session variable
        AllClaims = "all-claims",
        /// Session variables must be strings
        TypedVariables = "typed-variables",
        /// A claim that is null does not fall back to its default
        NullClaim = "null-claim",
        /// The header that selects a mode has a different meaning
        ModeHeader = "mode-header",
    }
}

impl EngineWarning {
    /// Whether a conversion loses something: the other engine cannot express it, or treats
    /// tokens and requests differently. Everything else is only a note.
    pub(crate) const fn is_loss(self) -> bool {
        matches!(
            self,
            Self::FractionalSkew
                | Self::FirstCookie
                | Self::Lost
                | Self::LiteralKey
                | Self::FallbackValue
                | Self::Pss
                | Self::SeveralIssuers
                | Self::AnonymousRole
                | Self::AdminSecret
                | Self::NamespaceAndMap
                | Self::RoleWithoutList
                | Self::RoleClaim
                | Self::Root
                | Self::NotAText
                | Self::DefaultOfNow
                | Self::SkewOfZero
                | Self::KeySet
                | Self::Algorithm
                | Self::AbsentParty
                | Self::Audience
                | Self::Times
                | Self::DefaultRole
                | Self::MissingClaim
                | Self::ClaimNames
                | Self::AllClaims
                | Self::TypedVariables
                | Self::NullClaim
                | Self::ModeHeader
        )
    }
}
