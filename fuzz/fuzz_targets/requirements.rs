//! Checks claims against `--require`. The input holds a claim name, a JSON value and the claims,
//! one per line.

#![no_main]

use jwtool::jose::json::Value;
use jwtool::jose::key::{Secret, SigningKey, SigningMaterial};
use jwtool::jose::keyring::Keyring;
use jwtool::jose::numeric_date::NumericDate;
use jwtool::jose::path::ClaimName;
use jwtool::jose::signature;
use jwtool::jose::verdict::{Condition, Policy, Requirement, judge};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let (Some(name), Some(json), Some(claims)) = (lines.next(), lines.next(), lines.next()) else {
        return;
    };
    let Ok(name) = name.parse::<ClaimName>() else { return };
    let Ok(json) = Value::parse(json.as_bytes()) else { return };
    let secret = Secret::new(vec![7; 32]).unwrap();
    let key = SigningKey::new(SigningMaterial::Secret(secret), None, None).unwrap();
    let keys = Keyring::one(key.verification_key());
    let token = signature::compact(&signature::header(&key), claims, &key).unwrap();
    let accepts = |condition: Option<Condition>| {
        let requirement = condition.map(|condition| Requirement { name: name.clone(), condition });
        let policy = Policy {
            ignore_exp: true,
            requirements: requirement.into_iter().collect(),
            ..Policy::at(NumericDate::from_seconds(1_700_000_000).unwrap())
        };
        judge(&token, &keys, &policy).is_accepted()
    };
    let present = accepts(Some(Condition::Present));
    let equal = accepts(Some(Condition::EqualsJson(json.clone())));
    assert!(!present || accepts(None), "a requirement makes a token acceptable");
    assert!(!equal || present, "an absent claim equals something");
    if let ClaimName::Key(key) = &name
        && let Ok(Value::Object(claims)) = Value::parse(claims.as_bytes())
    {
        let count = claims.iter().filter(|(name, _)| name == key).count();
        assert!(!present || count == 1, "a claim that appears {count} times");
        if let (true, Some(Value::Number(found)), Value::Number(wanted)) =
            (equal, claims.get(key), &json)
        {
            assert_eq!(found.as_f64(), wanted.as_f64(), "equal numbers have one double");
        }
    }
});
