//! Key files: PEM texts and DER bytes. A key that was read reads back as the same from what is
//! written of it, and its file is no HMAC secret.

#![no_main]

use jwtool::jose::key::Secret;
use jwtool::jose::key_file::{self, KeyFile};
use jwtool::jose::pem::{self, FoundKey};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(key) = pem::read_der(bytes) {
        hold(&key);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok((key, _)) = pem::read_pem(text)
    {
        hold(&key);
    }
    if let Ok((file, _)) = key_file::open(bytes) {
        let is_key = match file {
            KeyFile::Keys(keys) => {
                assert!(!keys.is_empty(), "a file of keys without keys");
                keys.iter().for_each(|named| hold(&named.key));
                true
            }
            KeyFile::Jwk(jwk) => jwk.public_key().is_some(),
            KeyFile::Set(set) => set.usable().any(|jwk| jwk.public_key().is_some()),
            KeyFile::Configuration(_) => false,
        };
        assert!(!is_key || Secret::new(bytes).is_err(), "a key that is accepted as a secret");
    }
});

fn hold(key: &FoundKey) {
    match key {
        FoundKey::Public(public) => {
            let text = pem::public_pem(public).expect("a public key can be written");
            let Ok((FoundKey::Public(again), None)) = pem::read_pem(&text) else {
                panic!("a public key that does not read back: {text}")
            };
            assert!(again == *public, "another public key reads back: {text}");
        }
        FoundKey::Private(private) => {
            let text = private.to_pkcs8_pem().expect("a private key can be written");
            let Ok((FoundKey::Private(again), None)) = pem::read_pem(&text) else {
                panic!("a private key that does not read back")
            };
            assert!(again.public() == private.public(), "another private key reads back");
        }
        FoundKey::Encrypted(_) => {}
    }
}
