//! JSON Web Encryption (RFC 7516), the recipient's half: opening, never sealing.
//!
//! | file | what it knows |
//! |---|---|
//! | `token.rs` | the compact and JSON serializations, strictly read |
//! | `key.rs` | what opens a JWE, and what the key's owner lets it open |
//! | `management.rs` | `alg`: from the encrypted key to the content key |
//! | `agreement.rs` | ECDH-ES: the shared secret and the Concat KDF |
//! | `content.rs` | `enc`: from the ciphertext to the plaintext, the tag first |
//! | `decrypt.rs` | the steps in their order, and choosing among recipients |
//! | `error.rs` | why a JWE stays closed |
//!
//! Every cipher, hash and curve is `aws-lc-rs`'s; here they are only put together.

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
