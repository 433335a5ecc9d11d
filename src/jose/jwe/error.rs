//! Decryption errors.

use crate::jose::base64url::Base64UrlError;
use crate::jose::jwk::JwkError;
use crate::jose::key::KeyError;
use crate::jose::limits::MAX_RECIPIENTS;

/// Why a JWE was not decrypted, or why a key cannot decrypt. Contains no key material.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum JweError {
    /// The token does not have five parts
    #[error("an encrypted token has five parts separated by dots, and this one has {found}")]
    PartCount {
        /// The number of parts
        found: usize,
    },
    /// A part is not base64url
    #[error("the {part} is not base64url: {source}")]
    Base64 {
        /// Which part
        part: &'static str,
        /// What is wrong with it
        source: Base64UrlError,
    },
    /// A part violates the standard
    #[error("the {part} {problem}")]
    Malformed {
        /// Which part
        part: &'static str,
        /// What is wrong with it
        problem: String,
    },
    /// A member appears twice, in one object or in two parts of the header, and parsers disagree
    /// about which one counts
    #[error("the token has the member `{name}` twice")]
    DuplicateMember {
        /// The member's name
        name: String,
    },
    /// `crit` is invalid, or lists an extension that is not supported
    #[error("{reason}")]
    Crit {
        /// What is wrong with it
        reason: String,
    },
    /// The plaintext was compressed before it was encrypted
    #[error("the plaintext is compressed (`zip` is {zip}), which is not supported")]
    Compressed {
        /// The value, as JSON
        zip: String,
    },
    /// An algorithm is not supported
    #[error("`{member}` is {name}, which is not supported")]
    UnsupportedAlgorithm {
        /// `alg` or `enc`
        member: &'static str,
        /// Its value
        name: String,
    },
    /// The key is not of the kind that the token needs
    #[error("`alg` {alg} needs {needs}, and this is {found}")]
    WrongKey {
        /// The token's `alg`
        alg: String,
        /// The kind of key that the token needs
        needs: String,
        /// The kind of key that was given
        found: String,
    },
    /// The key's own `alg` names another algorithm
    #[error("the key is only for {permitted}, and the token's `alg` is {alg}")]
    KeyAlgorithm {
        /// The key's `alg`
        permitted: String,
        /// The token's `alg`
        alg: String,
    },
    /// A symmetric key is too short or too long
    #[error("{algorithm} needs a key of {expected} bytes, and this one has {found}")]
    KeyLength {
        /// The `alg` or `enc` that the key is for
        algorithm: String,
        /// The required length in bytes
        expected: usize,
        /// The length of the key in bytes
        found: usize,
    },
    /// The token has too many recipients
    #[error("the token has {found} recipients; the limit is {MAX_RECIPIENTS}")]
    TooManyRecipients {
        /// The number of recipients
        found: usize,
    },
    /// None of several recipients fits this key
    #[error("none of the {} recipients fits this key; they need {}", algs.len(), algs.join(", "))]
    NotForThisKey {
        /// The `alg` of each recipient that has one
        algs: Vec<String>,
    },
    /// The encrypted key cannot be decrypted
    #[error("the encrypted key cannot be decrypted: it is for another key, or was changed")]
    EncryptedKey,
    /// The tag does not match the rest
    #[error("the tag does not match: it was encrypted with another key, or changed")]
    Authentication,
    /// The content is authentic, but its padding is invalid
    #[error("the tag matches, but the plaintext is badly padded")]
    Padding,
    /// The JWK has a different purpose
    #[error("the JWK must not be used to decrypt: {reason}")]
    Purpose {
        /// `use` or `key_ops` and its value
        reason: String,
    },
    /// The JWK is invalid
    #[error(transparent)]
    Jwk(#[from] JwkError),
    /// The numbers do not form a usable key
    #[error("the key is {0}")]
    Key(#[from] KeyError),
    /// The kind of key can only sign
    #[error("{found} cannot decrypt")]
    SigningKey {
        /// The kind of the key
        found: String,
    },
}
