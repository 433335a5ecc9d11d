//! The warnings about engines: their configurations, their answers, and what a conversion loses
//! or changes.

use crate::jose::note::note_codes;

note_codes! {
    /// What a warning about a configuration or an engine's answer is about.
    pub(crate) enum EngineWarning {
        // About any engine
        /// The engine's words differ between releases, or are not known exactly
        InexactMessage = "inexact-message",
        /// There are more warnings than are listed
        MoreWarnings = "more-warnings",
        /// Without an audience the engine accepts or refuses tokens that it should not
        NoAudience = "no-audience",
        /// The claim `x-hasura-role` has no effect
        RoleClaimIgnored = "role-claim-ignored",
        /// A webhook decides
        Webhook = "webhook",
        /// The engine does not know a field and ignores it
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

        // Hasura v2
        /// Only Hasura Cloud and Enterprise read a list of secrets
        MultipleSecrets = "multiple-secrets",
        /// `type` is not the algorithm that the key is for
        TypeMismatch = "type-mismatch",
        /// Only newer engines check ES256K
        Secp256k1 = "secp256k1",
        /// A field has no effect beside another one
        FieldIgnored = "field-ignored",
        /// A field appears more than once
        RepeatedField = "repeated-field",
        /// The name of a session variable does not begin with `x-hasura-`
        UnprefixedName = "unprefixed-name",
        /// Only the newest engines know `extra_required_claims`
        ExtraRequiredClaims = "extra-required-claims",
        /// The allowed skew is negative
        NegativeSkew = "negative-skew",
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
        /// Two claims are the same one for the engine
        RepeatedClaim = "repeated-claim",

        // DDN
        /// The version of the configuration is deprecated
        DeprecatedVersion = "deprecated-version",
        /// Only the first pair of a `Cookie` header is read
        FirstCookie = "first-cookie",
        /// The whole `Authorization` header is the token
        RawAuthorization = "raw-authorization",
        /// The key cannot be used, which only a request shows
        KeyUnusable = "key-unusable",
        /// Older releases answer with another status
        OlderRelease = "older-release",
        /// The compatibility date is too old for a check of the audience
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
        /// Two `jwt` modes cannot be told apart
        IndistinctEntries = "indistinct-entries",
        /// The order in which modes are tried is random
        RandomOrder = "random-order",
        /// A value comes from a variable that is not set
        NullVariable = "null-variable",
        /// The session's role is null
        NullRole = "null-role",
        /// The session has another role than the request asks for
        RoleNotTaken = "role-not-taken",
        /// The `x-hasura-role` header has no effect
        RoleIgnored = "role-ignored",
        /// The service never knows the remote address
        RemoteAddress = "remote-address",
        /// How trusted proxies are counted is an assumption
        TrustedProxies = "trusted-proxies",
        /// No engine passes a token in the query on to the service
        QueryToken = "query-token",
        /// The service's own JSON schema does not allow what the service accepts
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
        /// The token has no `kid`, which DDN needs
        NoKid = "no-kid",
        /// Keys at a URL name their own algorithm
        Alg = "alg",
        /// The modes are rewritten
        Modes = "modes",
        /// A part is not converted
        Lost = "lost",
        /// The key was in a variable and is now in the configuration
        LiteralKey = "literal-key",
        /// The key is written in another way
        RewrittenKey = "rewritten-key",
        /// The key has no fallback for a variable that is not set
        FallbackValue = "fallback-value",
        /// PS256, PS384 or PS512 is written as RS256, RS384 or RS512
        Pss = "pss",
        /// Several issuers are told apart in another way
        SeveralIssuers = "several-issuers",
        /// Requests without a token are configured elsewhere
        AnonymousRole = "anonymous-role",
        /// The admin secret is configured elsewhere
        AdminSecret = "admin-secret",
        /// A namespace and single claims cannot be combined
        NamespaceAndMap = "namespace-and-map",
        /// A fixed role becomes the only allowed role and the default
        RoleWithoutList = "role-without-list",
        /// The claim `x-hasura-role` overrides the default role only in RelyAuth
        RoleClaim = "role-claim",
        /// A number in a pointer is an array index, or a key
        AmbiguousPointer = "ambiguous-pointer",
        /// Only claims that begin with `x-hasura-` are kept of the payload
        Root = "root",
        /// A value becomes a string
        NotAText = "not-a-text",
        /// A default is read from its variable now
        DefaultOfNow = "default-of-now",
        /// RelyAuth reads a skew of 0 as 60 seconds
        SkewOfZero = "skew-of-zero",
        /// The key set is used in another way
        KeySet = "key-set",
        /// The algorithm counts for one engine only
        Algorithm = "algorithm",
        /// `iss` or `aud` may be absent for one engine only
        AbsentParty = "absent-party",
        /// A missing `audience` means something else
        Audience = "audience",
        /// Other times are checked
        Times = "times",
        /// The default role has to be an allowed one
        DefaultRole = "default-role",
        /// A path that finds nothing means something else
        MissingClaim = "missing-claim",
        /// The names of claims have to be in lower case
        ClaimNames = "claim-names",
        /// Every claim in the namespace becomes a session variable
        AllClaims = "all-claims",
        /// Session variables have to be strings
        TypedVariables = "typed-variables",
        /// A claim that is null does not become its default
        NullClaim = "null-claim",
        /// The header that chooses a mode means something else
        ModeHeader = "mode-header",
    }
}
