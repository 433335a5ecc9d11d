//! Parses key sets, builds keyrings from them, and looks up a key for every algorithm.

#![no_main]

use jwtool::jose::algorithm::SignatureAlgorithm;
use jwtool::jose::jwe::DecryptionKey;
use jwtool::jose::jwk::{Jwk, JwkSet};
use jwtool::jose::key::VerificationMaterial;
use jwtool::jose::keyring::Keyring;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(set) = JwkSet::parse(bytes) else { return };
    for jwk in set.usable() {
        let _ = DecryptionKey::from_jwk(jwk);
        let Ok(key) = jwk.verification_key() else { continue };
        assert!(!key.algorithms.is_empty(), "a key for no algorithm");
        if let VerificationMaterial::Public(public) = &key.material {
            let written = Jwk::of_public(public, None);
            assert!(!written.is_private());
            let again = written.verification_key().expect("a public key that reads back");
            assert!(again.material == key.material, "another public key reads back");
        }
    }
    let keyring = Keyring::of_set(&set);
    let kids: Vec<Option<&str>> = std::iter::once(None).chain(keyring.kids().map(Some)).collect();
    for algorithm in SignatureAlgorithm::ALL {
        for kid in &kids {
            let Ok(candidates) = keyring.choose(*kid, algorithm) else { continue };
            assert!(!candidates.is_empty(), "chosen, and nothing there");
            for candidate in candidates {
                let _ = candidate.describe(*kid);
                if let Ok(verifier) = candidate.verifier() {
                    assert_eq!(verifier.algorithm(), algorithm);
                    assert!(!verifier.verifies(b"message", b""), "no signature verifies");
                }
            }
        }
    }
});
