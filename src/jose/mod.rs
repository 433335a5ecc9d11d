//! The standards: JWS, JWK, JWA, JWT (RFC 7515, 7517, 7518, 7519) and their successors.
//!
//! Everything is pure: no clock, no files, no network. Whatever uses randomness says so.

pub mod algorithm;
pub mod anatomy;
pub mod base64url;
pub mod claims;
pub mod code;
pub mod diagnosis;
mod distinguished_name;
pub mod duration;
pub(crate) mod edit;
pub mod header;
pub mod json;
mod json_scanner;
pub mod jwe;
pub mod jwk;
pub mod jws;
pub mod key;
pub mod key_file;
pub mod key_text;
pub mod keyring;
pub mod legacy_pem;
mod limits;
pub mod lint;
pub mod moment;
pub mod note;
pub mod numeric_date;
pub(crate) mod openssh;
pub mod path;
pub mod pem;
mod rsa_numbers;
pub mod signature;
mod skim;
pub mod thumbprint;
pub mod token_hash;
pub mod token_id;
pub mod token_template;
pub mod verdict;
