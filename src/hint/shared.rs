//! Hints that several engines give.

/// For a token without Hasura claims.
pub(super) const NO_CLAIMS: &str = "have the issuer add the Hasura claims (`jwtool mint --role ROLE` prints a token that has them), or send the ID token instead of the access token";
