//! JSON Web Encryption (RFC 7516): decryption only.
//!
//! | file | content |
//! |---|---|
//! | `token.rs` | strict parsing of the compact and JSON serializations |
//! | `key.rs` | decryption keys and what they may decrypt |
//! | `management.rs` | `alg`: from the encrypted key to the content key |
//! | `agreement.rs` | ECDH-ES: the shared secret and the Concat KDF |
//! | `content.rs` | `enc`: from the ciphertext to the plaintext, the tag first |
//! | `decrypt.rs` | the steps in order, and the choice of a recipient |
//! | `error.rs` | errors |
//!
//! All ciphers, hashes and curves come from `aws-lc-rs`.

mod agreement;
mod content;
mod decrypt;
mod error;
mod key;
mod management;
mod token;

pub use decrypt::{Decrypted, decrypt};
pub use error::JweError;
pub use key::DecryptionKey;
