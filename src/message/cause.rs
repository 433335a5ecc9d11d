//! The usual causes of messages.

macro_rules! causes {
    ($($cause:ident $title:literal $($sentence:literal)+,)*) => {
        /// What is usually behind a message.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        pub(crate) enum Cause {
            $($cause,)*
        }

        impl Cause {
            /// Every cause.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$cause,)*];

            /// Returns the cause in a few words, for `docs/messages.md`.
            #[cfg(test)]
            pub(crate) const fn title(self) -> &'static str {
                match self {
                    $(Self::$cause => $title,)*
                }
            }

            /// Returns the cause in sentences, the likeliest first.
            pub(crate) const fn sentences(self) -> &'static [&'static str] {
                match self {
                    $(Self::$cause => &[$($sentence),+],)*
                }
            }
        }
    };
}

causes! {
    Expired "expired"
        "the token has expired"
        "if the token is new, the clocks of its issuer and of the server differ",
    NotYetValid "not yet valid"
        "the clock of the issuer is ahead of the server's"
        "a time in the token is in milliseconds instead of seconds",
    Signature "signature"
        "the token was signed with another key or secret, such as another environment's"
        "one side decodes the secret from base64 and the other does not"
        "the token was changed or cut off on its way",
    Key "no such key"
        "the server has no key with the token's `kid`: the keys were rotated, its copy of them is old, or the token comes from another issuer"
        "the token has no `kid`",
    Audience "audience"
        "the token's `aud` is not the one that the server expects"
        "an ID token was sent instead of an access token, or the reverse",
    Issuer "issuer"
        "the token's `iss` is not exactly the configured issuer: a slash at the end, `http` instead of `https`, `v1` instead of `v2`, or a name that is only known inside a cluster"
        "the token comes from another environment",
    Algorithm "algorithm"
        "the server does not accept the token's `alg`"
        "the token is not signed, or the server's key is of another type",
    NoJwt "not a JWT"
        "what was sent is not a JWT: an opaque token, a word such as `undefined`, or a token in quotes"
        "the token was cut off, or it is encrypted",
    NoToken "no token"
        "no token arrived: the client sent none, or a proxy removed the header",
    Prefix "prefix"
        "`Bearer` is missing before the token, appears twice, or is spelled differently",
    Claim "claim"
        "a claim is missing, or has the wrong type",
    Kind "wrong kind of token"
        "the token is of another kind: a refresh, ID or API token where an access token is expected, or the reverse",
    Role "not permitted"
        "the token was accepted: its role, its scope or a policy does not permit this request",
    Revoked "revoked"
        "the token was revoked, its session has ended, or it was used twice",
    User "unknown user"
        "the server does not know the user or the client of the token",
    Fetch "keys not fetched"
        "the server could not fetch the issuer's key set or discovery document",
    Server "configuration"
        "the server is not configured to check tokens",
    KeyText "unusable key"
        "the server cannot use its own key: it is in another format, of another type or too short",
}
