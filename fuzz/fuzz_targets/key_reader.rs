//! Reads key files, as PEM text and as DER bytes. Writing a key and reading it again returns the
//! same key.

#![no_main]

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
