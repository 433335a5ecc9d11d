//! Decrypts tokens with fixed keys of every kind.

#![no_main]

use std::sync::LazyLock;

use jwtool::jose::json::Value;
use jwtool::jose::jwe::{DecryptionKey, decrypt};
use jwtool::jose::jwk::Jwk;
use jwtool::jose::pem::{self, FoundKey};
use libfuzzer_sys::fuzz_target;

/// An X25519 key as a JWK; such keys are not read from PEM.
const X25519: &str = r#"{"kty":"OKP","crv":"X25519","d":"dwdtCnMYpX08FsFyUbJmRfTGttihpaWgoKGio6Slpqc","x":"LNqR6dnpJerpncQUWNVOGXoQIdCiF785w8zdw2drwWw"}"#;

static KEYS: LazyLock<Vec<DecryptionKey>> = LazyLock::new(|| {
    let secrets = [16, 24, 32, 48, 64].map(|bytes| DecryptionKey::from_secret(&vec![7; bytes]));
    let private = [
        include_str!("../../tests/fixtures/keys/rsa.pkcs8.pem"),
        include_str!("../../tests/fixtures/keys/p256.pkcs8.pem"),
        include_str!("../../tests/fixtures/keys/p384.pkcs8.pem"),
        include_str!("../../tests/fixtures/keys/p521.pkcs8.pem"),
    ]
    .map(|text| match pem::read_pem(text) {
        Ok((FoundKey::Private(key), _)) => DecryptionKey::from_private_key(&key).unwrap(),
        other => panic!("a fixture that is no private key: {other:?}"),
    });
    let Ok(Value::Object(x25519)) = Value::parse(X25519.as_bytes()) else { panic!("no JSON") };
    let x25519 = DecryptionKey::from_jwk(&Jwk::from_object(x25519).unwrap()).unwrap();
    secrets.into_iter().chain(private).chain([x25519]).collect()
});

fuzz_target!(|text: &str| {
    for key in KEYS.iter() {
        if let Err(error) = decrypt(text, key) {
            assert!(!error.to_string().is_empty(), "refused without a word");
        }
    }
});
