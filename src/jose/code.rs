//! The codes of failed checks and warnings. They are stable because scripts rely on them.

use crate::jose::note::note_codes;

note_codes! {
    /// Why a check failed, or the subject of a warning.
    pub enum Code {
        /// The text is not a JWS
        Malformed = "malformed",
        /// The text is a JWE
        Encrypted = "encrypted",
        /// The token is not signed, or its `alg` is `none`
        AlgNone = "alg-none",
        /// The token's algorithm is unknown or not allowed
        AlgNotAllowed = "alg-not-allowed",
        /// No key has the token's `kid`
        KeyNotFound = "key-not-found",
        /// The key has another purpose, or makes every signature worthless
        KeyNotUsable = "key-not-usable",
        /// The token's algorithm needs another kind of key
        KeyMismatch = "key-mismatch",
        /// The signature was made with another key, or the token was changed
        SignatureMismatch = "signature-mismatch",
        /// The key is too short
        WeakKey = "weak-key",
        /// Two keys of a set share a `kid`
        DuplicateKid = "duplicate-kid",
        /// A set contains both secrets and public keys
        MixedKeySet = "mixed-key-set",
        /// `crit` names an unknown extension, or is not a valid list
        CritUnknown = "crit-unknown",
        /// Only the token itself names the issuer
        IssuerUnconfirmed = "issuer-unconfirmed",
        /// `exp` has passed
        Expired = "expired",
        /// `nbf` is in the future
        NotYetValid = "not-yet-valid",
        /// `iat` is in the future
        IssuedInFuture = "issued-in-future",
        /// The token comes from another issuer
        IssMismatch = "iss-mismatch",
        /// The token is for another audience
        AudMismatch = "aud-mismatch",
        /// The token is about another subject
        SubMismatch = "sub-mismatch",
        /// A required claim is missing
        ClaimMissing = "claim-missing",
        /// A claim has another value than required
        ClaimMismatch = "claim-mismatch",
        /// A claim has the wrong type
        ClaimMalformed = "claim-malformed",
        /// The token was issued too long ago
        TooOld = "too-old",
        /// The token expires too soon
        LifetimeTooShort = "lifetime-too-short",
        /// The token is valid for an unreasonably long time
        LifetimeTooLong = "lifetime-too-long",
        /// The token never expires
        NoExp = "no-exp",
        /// A time is in milliseconds instead of seconds
        Milliseconds = "milliseconds",
        /// A `kid` is a number, and most verifiers find no key by it
        KidNotString = "kid-not-string",
    }
}
