//! Verifies tokens in the general JSON serialization. The input bytes determine the number of keys,
//! and for each signature which key it names and what is wrong with it.

#![no_main]

use jwtool::jose::anatomy::Anatomy;
use jwtool::jose::base64url;
use jwtool::jose::json::Value;
use jwtool::jose::jws::SignedToken;
use jwtool::jose::key::{Secret, SigningKey, SigningMaterial, VerificationKey};
use jwtool::jose::keyring::Keyring;
use jwtool::jose::numeric_date::NumericDate;
use jwtool::jose::signature::{compact, header};
use jwtool::jose::verdict::{Code, Policy, judge};
use libfuzzer_sys::fuzz_target;

const PAYLOAD: &str = r#"{"sub":"ada","exp":4000000000}"#;
/// The number of signature checks that one token may cost.
const TRIALS: usize = 16;

fn key(byte: u8) -> SigningKey {
    let secret = Secret::new(vec![byte; 32]).unwrap();
    SigningKey::new(SigningMaterial::Secret(secret), None, None).unwrap()
}

fuzz_target!(|bytes: &[u8]| {
    let [keys, entries @ ..] = bytes else { return };
    let keys: Vec<VerificationKey> = (0..*keys).map(|byte| key(byte).verification_key()).collect();
    let count = keys.len();
    let keyring = Keyring::of_keys(keys);
    let entries: Vec<String> = entries.iter().map(|byte| entry(*byte)).collect();
    let payload = base64url::encode(PAYLOAD);
    let text = format!(r#"{{"payload":"{payload}","signatures":[{}]}}"#, entries.join(","));
    assert!(Anatomy::of(&text).signatures.len() <= 64, "more signatures than are read");
    let policy = Policy::at(NumericDate::from_seconds(1_700_000_000).unwrap());
    let verdict = judge(&text, &keyring, &policy);
    let whole = SignedToken::parse(&text).is_ok();
    let named = verdict.has(Code::Malformed) || verdict.has(Code::CritUnknown);
    assert!(whole || named, "what is not a token is named");
    // Find the first signature by a known key that is reached within the limit.
    let mut trials = 0;
    let mut known = false;
    for byte in bytes.iter().skip(1).take_while(|_| whole) {
        if trials == TRIALS || known {
            break;
        }
        let byte = usize::from(*byte);
        let rank = if byte < 200 && byte < count { byte + 1 } else { count };
        known = byte < 200 && byte < count && trials + rank <= TRIALS;
        trials = (trials + rank).min(TRIALS);
    }
    assert_eq!(verdict.is_verified(), known, "{text}");
    assert_eq!(verdict.is_accepted(), known, "{text}");
});

/// Returns one entry of `signatures`: below 200, the signature of that key; otherwise something
/// that is not a valid signature.
fn entry(byte: u8) -> String {
    let signer = key(byte);
    let token = compact(&header(&signer), PAYLOAD, &signer).unwrap();
    let mut parts = token.split('.');
    let (protected, made) = (parts.next().unwrap(), parts.nth(1).unwrap());
    match byte {
        0..200 => format!(r#"{{"protected":"{protected}","signature":"{made}"}}"#),
        200..240 => format!(r#"{{"protected":"{protected}","signature":"c2ln"}}"#),
        240 => "{}".to_owned(),
        241 => format!(r#"{{"protected":7,"signature":"{made}"}}"#),
        242 => format!(r#"{{"protected":"{protected}","signature":"","signature":"{made}"}}"#),
        243 => format!(r#"{{"protected":"{protected}","header":{{"kid":1}},"signature":""}}"#),
        244 => "7".to_owned(),
        _ => {
            let mut plain = header(&signer);
            plain.set("b64", false);
            let protected = base64url::encode(Value::from(plain).to_json());
            format!(r#"{{"protected":"{protected}","signature":"c2ln"}}"#)
        }
    }
}
