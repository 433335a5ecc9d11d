//! Tests with the examples of the RFCs and with Project Wycheproof, read from the folder in
//! `JWTOOL_VECTORS`.

use std::fs;
use std::path::PathBuf;

use jwtool::jose::base64url;
use jwtool::jose::json::{Object, Value};
use jwtool::jose::jwe::{DecryptionKey, JweError, decrypt};
use jwtool::jose::jwk::{Jwk, JwkSet};
use jwtool::jose::key::VerificationMaterial;
use jwtool::jose::keyring::Keyring;
use jwtool::jose::numeric_date::NumericDate;
use jwtool::jose::thumbprint;
use jwtool::jose::verdict::{Policy, judge};

fn folder() -> PathBuf {
    PathBuf::from(std::env::var_os("JWTOOL_VECTORS").unwrap())
}

fn rfc(name: &str) -> String {
    fs::read_to_string(folder().join("rfc").join(name)).unwrap().trim().to_owned()
}

fn jwk(text: &str) -> Jwk {
    Jwk::from_object(Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()).unwrap()
}

fn signature_only() -> Policy {
    Policy { signature_only: true, ..Policy::at(NumericDate::from_seconds(0).unwrap()) }
}

#[test]
#[ignore = "needs JWTOOL_VECTORS"]
fn the_signatures_of_the_rfcs_verify() {
    let mut verified = 0;
    for entry in fs::read_dir(folder().join("rfc")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let (stem, ending) = name.rsplit_once('.').unwrap();
        // RFC 7515 A.5 is unsecured, and RFC 7520 4.5 has a detached payload.
        if !matches!(ending, "jwsc" | "jwsf" | "jwsg")
            || stem == "rfc7515_A.5"
            || stem == "rfc7520_4.5"
        {
            continue;
        }
        let keys = if path.with_file_name(format!("{stem}.jwkset")).exists() {
            Keyring::of_set(&JwkSet::parse(rfc(&format!("{stem}.jwkset")).as_bytes()).unwrap())
        } else {
            Keyring::one_jwk(&jwk(&rfc(&format!("{stem}.jwk"))))
        };
        let token = rfc(&name);
        let verdict = judge(&token, &keys, &signature_only());
        assert!(verdict.is_accepted(), "{name}: {:?}", verdict.reason());
        let mut forged = token.clone();
        let at = forged.find('"').map_or(30, |_| forged.find("payload\"").unwrap() + 14);
        let letter = if &forged[at..=at] == "A" { "B" } else { "A" };
        forged.replace_range(at..=at, letter);
        assert!(!judge(&forged, &keys, &signature_only()).is_accepted(), "{name} forged");
        verified += 1;
    }
    assert_eq!(verified, 23);
}

#[test]
#[ignore = "needs JWTOOL_VECTORS"]
fn the_thumbprint_of_rfc_7638_is_met() {
    let key = jwk(&rfc("rfc7638_3.1.jwk")).verification_key().unwrap();
    let VerificationMaterial::Public(key) = key.material else { panic!("a public key") };
    assert_eq!(thumbprint::of(&key), rfc("rfc7638_3.1.thp"));
}

/// Incorrect test vectors, by `tcId`: those marked "valid" that are not, or the other way round.
const WAIVED: &[(i64, &str)] = &[
    (346, "says valid: a PS384 signature under a key whose `alg` is PS256"),
    (347, "says valid: the key's `alg` is ES521, which is no algorithm"),
    (349, "says valid: `key_ops` is one string, \"sign, verify\""),
    (350, "as 346"),
    (351, "as 347"),
    (367, "says invalid, and is the same bytes as the valid 357: its padding was lost"),
    (370, "as 367"),
    (372, "says valid with a `?` inside base64url"),
    (373, "as 372"),
];

#[test]
#[ignore = "needs JWTOOL_VECTORS"]
fn wycheproof_agrees_with_the_strict_verdict() {
    let mut wrong = Vec::new();
    let mut right = 0;
    let mut waived = 0;
    for file in ["json_web_signature_test.json", "json_web_key_test.json"] {
        let text = fs::read(folder().join("wycheproof").join(file)).unwrap();
        let document: serde_json::Value = serde_json::from_slice(&text).unwrap();
        for group in document["testGroups"].as_array().unwrap() {
            let key = group.get("public").or_else(|| group.get("private")).unwrap();
            let set = if key.get("keys").is_some() {
                key.to_string()
            } else {
                format!(r#"{{"keys":[{key}]}}"#)
            };
            let keyring = Keyring::of_set(&JwkSet::parse(set.as_bytes()).unwrap());
            for test in group["tests"].as_array().unwrap() {
                let id = test["tcId"].as_i64().unwrap();
                if file.contains("signature") && WAIVED.iter().any(|(waived, _)| *waived == id) {
                    waived += 1;
                    continue;
                }
                let token = match &test["jws"] {
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                let policy = Policy { strict: true, ..signature_only() };
                let verdict = judge(&token, &keyring, &policy);
                if verdict.is_accepted() == (test["result"] == "valid") {
                    right += 1;
                } else {
                    wrong.push(format!(
                        "{file} {id} {}: {} {:?}",
                        test["comment"],
                        test["result"],
                        verdict.reason()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((right, waived), (418, 9));
}

fn decryption_key(name: &str) -> DecryptionKey {
    DecryptionKey::from_jwk(&jwk(&rfc(name))).unwrap()
}

/// Returns the serializations of one example of RFC 7520 section 5 that are in the folder.
fn encrypted(example: &str) -> Vec<(String, String)> {
    let found: Vec<_> = ["jwec", "jwef", "jweg"]
        .into_iter()
        .map(|ending| format!("rfc7520_{example}.{ending}"))
        .filter(|name| folder().join("rfc").join(name).exists())
        .map(|name| (rfc(&name), name))
        .collect();
    assert!(!found.is_empty(), "{example}");
    found
}

/// Returns the parts of a compact token as members of the flattened serialization.
fn flattened(token: &str) -> Object {
    if token.starts_with('{') {
        return Value::parse(token.as_bytes()).unwrap().as_object().unwrap().clone();
    }
    let names = ["protected", "encrypted_key", "iv", "ciphertext", "tag"];
    let parts = names.into_iter().zip(token.split('.')).filter(|(_, part)| !part.is_empty());
    parts.map(|(name, part)| (name.to_owned(), Value::from(part))).collect()
}

/// Flips one bit in the middle of a part of a token; if there are several recipients, in each one.
fn flip(token: &Object, part: &str) -> Option<Object> {
    let mut forged = token.clone();
    if let Some(text) = token.get_str(part) {
        let mut bytes = base64url::decode(text).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        forged.set(part, base64url::encode(bytes));
        return Some(forged);
    }
    let recipients = token.get("recipients")?.as_array()?;
    let recipients: Option<Vec<Value>> = recipients
        .iter()
        .map(|recipient| flip(recipient.as_object()?, part).map(Value::from))
        .collect();
    forged.set("recipients", Value::Array(recipients?));
    Some(forged)
}

#[test]
#[ignore = "needs JWTOOL_VECTORS"]
fn the_encrypted_examples_of_rfc_7520_decrypt() {
    let mut decrypted = 0;
    for example in ["5.1", "5.2", "5.4", "5.5", "5.6", "5.8", "5.10", "5.11", "5.12"] {
        let key = decryption_key(&format!("rfc7520_{example}.jwk"));
        for (token, name) in encrypted(example) {
            let opened = decrypt(&token, &key).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(*opened.plaintext, rfc(&format!("rfc7520_{example}.pt")).into_bytes());
            assert!(opened.header.contains("alg") && opened.header.contains("enc"), "{name}");
            decrypted += 1;
        }
    }
    assert_eq!(decrypted, 22);
}

#[test]
#[ignore = "needs JWTOOL_VECTORS"]
fn each_recipient_of_rfc_7520_5_13_decrypts_with_the_key_that_is_its_own() {
    let (token, plaintext) = (rfc("rfc7520_5.13.jweg"), rfc("rfc7520_5.13.pt"));
    for (key, alg) in [("5.13.1", "RSA1_5"), ("5.13.2", "ECDH-ES+A256KW")] {
        let opened = decrypt(&token, &decryption_key(&format!("rfc7520_{key}.jwk"))).unwrap();
        assert_eq!(*opened.plaintext, plaintext.as_bytes());
        assert_eq!(opened.header.get_str("alg"), Some(alg));
        assert_eq!(opened.header.get_str("cty"), Some("text/plain"));
    }
    // The third key is for A256GCMKW.
    let error = decrypt(&token, &decryption_key("rfc7520_5.13.3.jwk")).unwrap_err();
    assert_eq!(error.to_string(), "`alg` is A256GCMKW, which is not supported");
    let stranger = DecryptionKey::from_secret(&[0; 16]);
    let error = decrypt(&token, &stranger).unwrap_err();
    assert!(matches!(error, JweError::NotForThisKey { .. }), "{error}");
}

#[test]
#[ignore = "needs JWTOOL_VECTORS"]
fn what_is_not_supported_of_rfc_7520_is_refused_by_name() {
    let password = decryption_key("rfc7520_5.3.jwk");
    for (example, key, message) in [
        ("5.3", password, "`alg` is PBES2-HS512+A256KW, which is not supported"),
        ("5.7", decryption_key("rfc7520_5.7.jwk"), "`alg` is A256GCMKW, which is not supported"),
        (
            "5.9",
            decryption_key("rfc7520_5.9.jwk"),
            "the plaintext is compressed (`zip` is \"DEF\"), which is not supported",
        ),
    ] {
        for (token, name) in encrypted(example) {
            assert_eq!(decrypt(&token, &key).unwrap_err().to_string(), message, "{name}");
        }
    }
}

#[test]
#[ignore = "needs JWTOOL_VECTORS"]
fn one_bit_flipped_in_an_encrypted_example_keeps_it_closed() {
    let mut closed = 0;
    for example in ["5.1", "5.2", "5.4", "5.5", "5.6", "5.8", "5.10", "5.11", "5.12"] {
        let key = decryption_key(&format!("rfc7520_{example}.jwk"));
        for (token, name) in encrypted(example) {
            let token = flattened(&token);
            decrypt(&Value::from(token.clone()).to_json(), &key).unwrap();
            for part in ["encrypted_key", "iv", "ciphertext", "tag", "aad"] {
                let Some(forged) = flip(&token, part) else { continue };
                let error = decrypt(&Value::from(forged).to_json(), &key).unwrap_err();
                // An invalid key unwrapped with RSA1_5 may look valid by chance.
                let expected = matches!(error, JweError::EncryptedKey | JweError::Authentication);
                assert!(expected, "{name}, {part}: {error}");
                assert!(part == "encrypted_key" || error == JweError::Authentication, "{name}");
                closed += 1;
            }
        }
    }
    assert_eq!(closed, 86);
}
