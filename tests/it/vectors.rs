//! The RFCs' own examples and Project Wycheproof's, read from the folder that
//! `JWTOOL_VECTORS` names.

use std::fs;
use std::path::PathBuf;

use jwtool::jose::json::Value;
use jwtool::jose::jwk::{Jwk, JwkSet};
use jwtool::jose::key::VerificationMaterial;
use jwtool::jose::numeric_date::NumericDate;
use jwtool::jose::thumbprint;
use jwtool::jose::verdict::{Keys, Policy, judge};

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
            Keys::Set(JwkSet::parse(rfc(&format!("{stem}.jwkset")).as_bytes()).unwrap())
        } else {
            Keys::One(jwk(&rfc(&format!("{stem}.jwk"))).verification_key().unwrap())
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
