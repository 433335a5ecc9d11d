//! Parses tokens strictly, takes them apart leniently, and verifies them with fixed keys.

#![no_main]

use std::sync::LazyLock;

use jwtool::jose::anatomy::{Anatomy, Payload};
use jwtool::jose::json::Value;
use jwtool::jose::jws::Jws;
use jwtool::jose::key::{Secret, VerificationKey, VerificationMaterial};
use jwtool::jose::keyring::Keyring;
use jwtool::jose::numeric_date::NumericDate;
use jwtool::jose::pem::{self, FoundKey};
use jwtool::jose::verdict::{Claims, Policy, judge};
use libfuzzer_sys::fuzz_target;

/// The secret that signs the seeds.
const SECRET: &[u8] = b"a-secret-of-32-bytes-for-the-seeds";

static KEYRING: LazyLock<Keyring> = LazyLock::new(|| {
    let public = [
        include_str!("../../tests/fixtures/keys/rsa.spki.pem"),
        include_str!("../../tests/fixtures/keys/p256.spki.pem"),
        include_str!("../../tests/fixtures/keys/p521.spki.pem"),
        include_str!("../../tests/fixtures/keys/secp256k1.spki.pem"),
        include_str!("../../tests/fixtures/keys/ed25519.spki.pem"),
    ];
    let mut keys: Vec<VerificationKey> = public
        .iter()
        .enumerate()
        .map(|(index, text)| match pem::read_pem(text) {
            Ok((FoundKey::Public(key), _)) => {
                VerificationKey::of(VerificationMaterial::Public(key), Some(index.to_string()))
            }
            other => panic!("a fixture that is no public key: {other:?}"),
        })
        .collect();
    let secret = VerificationMaterial::Secret(Secret::new(SECRET).unwrap());
    keys.push(VerificationKey::of(secret, None));
    Keyring::of_keys(keys)
});

static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    let mut policy = Policy::at(NumericDate::from_seconds(1_700_000_000).unwrap());
    policy.audiences = vec!["app".to_owned()];
    policy.issuers = vec!["https://issuer.example.gov".to_owned()];
    policy
});

fuzz_target!(|text: &str| {
    let anatomy = Anatomy::of(text);
    if let Some(jws) = read(text) {
        assert_eq!(
            &anatomy.header.unwrap_or_default(),
            jws.header().members(),
            "what is strictly well formed can be shown"
        );
        assert!(shows(&anatomy.payload, jws.payload()), "another payload is shown");
    }
    let verdict = judge(text, &KEYRING, &POLICY);
    let bare = judge(text, &KEYRING, &Policy { signature_only: true, ..POLICY.clone() });
    for verdict in [&verdict, &bare] {
        if let Some(claims) = verdict.claims() {
            let vouched = matches!(claims, Claims::Verified(_));
            assert_eq!(vouched, verdict.is_verified(), "claims that nothing vouches for");
        }
        assert!(!verdict.checks.is_empty(), "a judgement without a check");
        if verdict.is_accepted() {
            assert!(verdict.key.is_some(), "accepted without a key");
            assert!(verdict.header().is_some(), "accepted without a header");
            assert!(verdict.is_verified(), "accepted without the proof");
        } else {
            assert!(verdict.reason().is_some(), "rejected without a reason");
        }
    }
    assert!(!verdict.is_accepted() || bare.is_accepted(), "more checks accept less");
});

/// Returns the first signature of a token that is strictly well formed.
fn read(text: &str) -> Option<Jws> {
    let Ok(Value::Object(object)) = Value::parse(text.as_bytes()) else {
        return Jws::parse_compact(text).ok();
    };
    let first = Jws::parse_json(&object).ok()?.into_iter().next()?;
    // Unencoded payloads in the JSON serializations are displayed as if they were encoded.
    (first.header().members().get("b64") != Some(&Value::Bool(false))).then_some(first)
}

/// Whether the displayed payload matches the actual one.
fn shows(shown: &Payload, payload: &[u8]) -> bool {
    match shown {
        Payload::Absent => payload.is_empty(),
        Payload::Claims(claims) => {
            Value::parse(payload).is_ok_and(|value| value.as_object() == Some(claims))
        }
        Payload::Json(json) => Value::parse(payload).as_ref() == Ok(json),
        Payload::Text(text) => text.as_bytes() == payload,
        Payload::Bytes(bytes) => bytes == payload,
        Payload::Encrypted | Payload::Unreadable => false,
    }
}
