//! The RFCs' own examples and Project Wycheproof's, read from the folder that
//! `JWTOOL_VECTORS` names.

use std::fs;
use std::path::PathBuf;

use jwtool::jose::json::Value;
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
        // RFC 7515 A.5 is unsecured; RFC 7520 4.5 has its payload elsewhere.
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

/// Vectors that are wrong themselves, by `tcId`: those that say "valid" and are not, or
/// the other way round.
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
