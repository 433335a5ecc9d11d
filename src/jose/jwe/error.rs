//! Why a JWE stays closed.

use crate::jose::base64url::Base64UrlError;
use crate::jose::jwk::JwkError;
use crate::jose::key::KeyError;

/// Why a JWE was not decrypted, or a key cannot decrypt any. Holds no key material.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum JweError {
    /// Not five parts
    #[error("an encrypted token has five parts separated by dots, and this has {found}")]
    PartCount {
        /// How many there are
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
    /// A part is not what the standard says it is
    #[error("the {part} {problem}")]
    Malformed {
        /// Which part
        part: &'static str,
        /// What is wrong with it
        problem: String,
    },
    /// A member stands twice, in one object or in two parts of the header, so that two
    /// readers could differ
    #[error("the token has the member `{name}` twice")]
    DuplicateMember {
        /// The member's name
        name: String,
    },
    /// `crit` breaks the rules of its section, or names what nobody here knows
    #[error("{reason}")]
    Crit {
        /// In which way
        reason: String,
    },
    /// The plaintext was compressed before it was encrypted
    #[error("the plaintext is compressed (`zip` is {zip}), which is not supported")]
    Compressed {
        /// What the header says, as JSON
        zip: String,
    },
    /// An algorithm that is not decrypted here
    #[error("`{member}` is {name}, which is not supported")]
    UnsupportedAlgorithm {
        /// `alg` or `enc`
        member: &'static str,
        /// The name that stands there
        name: String,
    },
    /// The key is of another kind than the token takes
    #[error("`alg` {alg} takes {needs}, and this is {found}")]
    WrongKey {
        /// The token's `alg`
        alg: String,
        /// The kind of key that would open it
        needs: String,
        /// The kind of key that was given
        found: String,
    },
    /// The key's own `alg` names another algorithm
    #[error("the key is for {permitted} alone, and the token's `alg` is {alg}")]
    KeyAlgorithm {
        /// The key's `alg`
        permitted: String,
        /// The token's `alg`
        alg: String,
    },
    /// A symmetric key is too short or too long
    #[error("{algorithm} takes a key of {expected} bytes, and this has {found}")]
    KeyLength {
        /// The `alg` or `enc` that the key is for
        algorithm: String,
        /// What it takes
        expected: usize,
        /// What there is
        found: usize,
    },
    /// Of several recipients none takes this key
    #[error("none of the {} recipients takes this key; they take {}", algs.len(), algs.join(", "))]
    NotForThisKey {
        /// The recipients' `alg`s, as far as they have one
        algs: Vec<String>,
    },
    /// The encrypted key does not open
    #[error("the encrypted key does not open: it was made for another key, or changed")]
    EncryptedKey,
    /// The tag does not fit the rest
    #[error("the tag does not match: it was encrypted with another key, or changed")]
    Authentication,
    /// Authentic, and still no plaintext
    #[error("the tag matches, but the plaintext is badly padded")]
    Padding,
    /// The JWK says that it is for something else
    #[error("the JWK may not decrypt: {reason}")]
    Purpose {
        /// `use` or `key_ops` and what it says
        reason: String,
    },
    /// The JWK cannot be read
    #[error(transparent)]
    Jwk(#[from] JwkError),
    /// The numbers make no usable key
    #[error("the key is {0}")]
    Key(#[from] KeyError),
    /// A kind of key that only signs
    #[error("{found} decrypts nothing")]
    SigningKey {
        /// What the key is
        found: String,
    },
}
