//! Verdicts on the tokens of a list, of which only failures are reported.

use crate::jose::base64url::Buffer;
use crate::jose::claims::{ClaimsError, ClaimsSet};
use crate::jose::code::Code;
use crate::jose::header::JoseHeader;
use crate::jose::jws;
use crate::jose::keyring::Keyring;
use crate::jose::verdict::key_choice::KeyChoice;
use crate::jose::verdict::report::{Check, Report};
use crate::jose::verdict::{Policy, Trials, Verdict, check_crit, checks, judge, report_claims};

/// A judge of many tokens. Its rulings are those of [`judge`], but it does not make what a list
/// does not show, and remembers what tokens in a list have in common: their header, and the keys
/// that it chooses.
#[derive(Debug)]
pub struct ListJudge<'a> {
    keys: &'a Keyring,
    policy: &'a Policy,
    /// The claims that the policy looks at
    claims: Vec<&'static str>,
    /// The last header
    header: Option<KnownHeader<'a>>,
    /// The decoded parts of the last token
    payload: Buffer,
    signature: Buffer,
}

/// A header that was read before.
#[derive(Debug)]
struct KnownHeader<'a> {
    /// As it is in tokens
    encoded: String,
    members: JoseHeader,
    crit: Result<(), String>,
    keys: KeyChoice<'a>,
}

/// The result of verifying a token of a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ruling {
    is_verified: bool,
    /// The checks that failed, in order
    failures: Vec<Check>,
}

impl Ruling {
    /// Whether the token is accepted: its signature verified and every check passed.
    pub const fn is_accepted(&self) -> bool {
        self.is_verified && self.failures.is_empty()
    }

    /// Returns the first check that failed.
    pub fn reason(&self) -> Option<&Check> {
        self.failures.first()
    }

    /// Whether a check failed with this code.
    pub fn has(&self, code: Code) -> bool {
        self.failures.iter().any(|check| check.code == Some(code))
    }
}

impl From<Verdict> for Ruling {
    fn from(verdict: Verdict) -> Self {
        let is_verified = verdict.is_verified();
        let failed = verdict.checks.into_iter().filter(|check| !check.passed());
        Self { is_verified, failures: failed.collect() }
    }
}

impl<'a> ListJudge<'a> {
    /// Returns a judge with these keys.
    pub fn new(keys: &'a Keyring, policy: &'a Policy) -> Self {
        let claims = checks::looked_at(policy);
        Self {
            keys,
            policy,
            claims,
            header: None,
            payload: Buffer::default(),
            signature: Buffer::default(),
        }
    }

    /// Judges a token.
    pub fn judge(&mut self, text: &str) -> Ruling {
        self.judge_compact(text).unwrap_or_else(|| judge(text, self.keys, self.policy).into())
    }

    /// Judges a token in the compact serialization. Returns `None` if the text is not one, or not a
    /// plain one.
    pub fn judge_compact(&mut self, text: &str) -> Option<Ruling> {
        let (input, signature) = text.rsplit_once('.')?;
        let (header, payload) = input.split_once('.')?;
        // A dot in the payload is not base64url.
        self.payload.decode(payload)?;
        self.signature.decode(signature)?;
        let signature = self.signature.as_slice();
        if self.header.as_ref().is_none_or(|known| known.encoded != header) {
            self.header = Some(KnownHeader::read(header, self.keys, self.policy)?);
        }
        let KnownHeader { members, crit, keys, .. } = self.header.as_ref()?;
        let mut report = Report::of_failures(self.policy.strict);
        if let Err(message) = crit {
            report.fail("crit", Code::CritUnknown, message.as_str());
        }
        let (checked, _) =
            keys.check((), signature.len(), &mut Trials::new(), &mut report, |verifier, ()| {
                let is_valid = verifier.verifies_token(members, input.as_bytes(), signature);
                if is_valid { Ok(()) } else { Err(()) }
            });
        let claims = self.claims();
        report_claims(claims.as_ref(), self.keys, self.policy, &mut report);
        Some(Ruling { is_verified: checked.is_ok(), failures: report.checks })
    }
}

impl ListJudge<'_> {
    /// Returns the claims that the policy looks at.
    fn claims(&self) -> Result<ClaimsSet, ClaimsError> {
        if self.policy.requirements.is_empty()
            && let Some(claims) = ClaimsSet::skim(self.payload.as_slice(), &self.claims)
        {
            return Ok(claims);
        }
        ClaimsSet::parse(self.payload.as_slice())
    }
}

impl<'a> KnownHeader<'a> {
    /// Reads a header. Returns `None` if it is malformed, or if it changes how the other parts are
    /// read.
    fn read(encoded: &str, keys: &'a Keyring, policy: &Policy) -> Option<Self> {
        let members = jws::plain_header(encoded)?;
        Some(Self {
            encoded: encoded.to_owned(),
            crit: check_crit(&members),
            keys: KeyChoice::new(&members, keys, policy),
            members,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::jose::algorithm::SignatureAlgorithm;
    use crate::jose::base64url;
    use crate::jose::duration::Duration;
    use crate::jose::json::Value;
    use crate::jose::key::{PrivateKey, Secret, SigningKey, SigningMaterial, VerificationKey};
    use crate::jose::numeric_date::NumericDate;
    use crate::jose::signature::Signer;
    use crate::jose::verdict::{Condition, Requirement};
    use crate::regressions;

    const NOW: i64 = 1_700_000_000;

    fn policy() -> Policy {
        Policy::at(NumericDate::from_seconds(NOW).unwrap())
    }

    fn secret(byte: u8, kid: Option<&str>) -> SigningKey {
        let material = SigningMaterial::Secret(Secret::new(vec![byte; 32]).unwrap());
        SigningKey::new(material, None, kid.map(ToOwned::to_owned)).unwrap()
    }

    /// Signs a header and a payload as they are.
    fn token(header: &str, payload: &str, key: &SigningKey) -> String {
        let input = format!("{}.{}", base64url::encode(header), base64url::encode(payload));
        let signature = Signer::new(key).unwrap().sign(input.as_bytes()).unwrap();
        format!("{input}.{}", base64url::encode(signature))
    }

    #[test]
    fn a_header_is_read_once_for_all_tokens_that_share_it() {
        let keys = Keyring::of_keys(vec![secret(1, Some("a")).verification_key()]);
        let policy = policy();
        let mut list = ListJudge::new(&keys, &policy);
        let header = r#"{"alg":"HS256","kid":"a"}"#;
        let good = token(header, r#"{"exp":1700000001}"#, &secret(1, None));
        let expired = token(header, r#"{"exp":1700000000}"#, &secret(1, None));
        let forged = token(header, r#"{"exp":1700000001}"#, &secret(2, None));
        let other = token(r#"{"alg":"HS256","kid":"b"}"#, "{}", &secret(1, None));
        let codes =
            |ruling: &Ruling| ruling.failures.iter().map(|check| check.code).collect::<Vec<_>>();
        for _ in 0..2 {
            assert!(list.judge_compact(&good).unwrap().is_accepted());
            assert_eq!(codes(&list.judge_compact(&expired).unwrap()), [Some(Code::Expired)]);
            assert_eq!(
                codes(&list.judge_compact(&forged).unwrap()),
                [Some(Code::SignatureMismatch)]
            );
            let unknown = list.judge_compact(&other).unwrap();
            assert!(unknown.has(Code::KeyNotFound) && !unknown.is_accepted());
        }
    }

    #[test]
    fn without_a_verified_signature_nothing_is_accepted() {
        let nothing = Ruling { is_verified: false, failures: Vec::new() };
        assert!(!nothing.is_accepted());
    }

    /// The keys of a list: with and without a `kid`, two with the same one, and an RSA key, which
    /// takes long to make.
    static KEYS: LazyLock<(Keyring, SigningKey)> = LazyLock::new(|| {
        let private = PrivateKey::generate(SignatureAlgorithm::RS256).unwrap();
        let material = SigningMaterial::Private(private);
        let rsa = SigningKey::new(material, Some(SignatureAlgorithm::RS256), Some("r".to_owned()))
            .unwrap();
        let mut keys: Vec<VerificationKey> = [(1, Some("a")), (2, Some("a")), (3, None)]
            .map(|(byte, kid)| secret(byte, kid).verification_key())
            .into();
        keys.push(rsa.verification_key());
        (Keyring::of_keys(keys), rsa)
    });

    fn header() -> impl Strategy<Value = String> {
        let kid = prop_oneof!["\"[abrx]\"", Just("1".to_owned()), Just("null".to_owned())];
        let alg = prop_oneof![
            6 => Just("HS256"), 2 => Just("RS256"), 1 => Just("none"), 1 => Just("PS256"), 1 => Just("x")
        ];
        let more = prop_oneof![
            8 => Just(""),
            1 => Just(r#","crit":["x"],"x":1"#),
            1 => Just(r#","crit":["b64"],"b64":false"#),
            1 => Just(r#","b64":true"#),
            1 => Just(r#","alg":"HS256""#),
            1 => Just(r#","jku":"https://x.example""#),
            1 => Just(r#","signer":"arn:aws:elasticloadbalancing:x""#),
        ];
        (alg, proptest::option::of(kid), more).prop_map(|(alg, kid, more)| {
            let kid = kid.map(|kid| format!(r#","kid":{kid}"#)).unwrap_or_default();
            format!(r#"{{"alg":"{alg}"{kid}{more}}}"#)
        })
    }

    fn payload() -> impl Strategy<Value = String> {
        let date = prop_oneof![
            (NOW - 3..NOW + 3).prop_map(|date| date.to_string()),
            (NOW - 3..NOW + 3).prop_map(|date| format!("{date}.5")),
            Just("\"1700000000\"".to_owned()),
            Just("1700000000000".to_owned()),
            Just("1e99".to_owned()),
            Just("null".to_owned()),
        ];
        let text = prop_oneof![
            "\"[ab]\"",
            Just("1".to_owned()),
            Just(r#"["a",1]"#.to_owned()),
            Just(r#"["b","a"]"#.to_owned()),
            Just(r#""\u0061""#.to_owned()),
            Just(r#""a\"""#.to_owned())
        ];
        let member = prop_oneof![
            4 => ("exp|iat|nbf", date).prop_map(|(name, value)| format!(r#""{name}":{value}"#)),
            4 => ("iss|sub|aud|jti|x", text).prop_map(|(name, value)| format!(r#""{name}":{value}"#)),
            1 => Just(r#""y":{"z":[1,{"exp":1}]}"#.to_owned()),
            1 => Just(r#""\u0065xp":1"#.to_owned()),
        ];
        prop_oneof![
            20 => proptest::collection::vec(member, 0..6)
                .prop_map(|members| format!("{{{}}}", members.join(","))),
            1 => Just("[]".to_owned()),
            1 => Just("not JSON".to_owned()),
        ]
    }

    fn policies() -> impl Strategy<Value = Policy> {
        let requirement = prop_oneof![
            Just(("x", Condition::Present)),
            Just(("$.y.z[0]", Condition::Equals("1".to_owned()))),
            Just(("aud", Condition::EqualsJson(Value::from("a")))),
        ];
        let flags = any::<[bool; 4]>();
        let names = any::<[bool; 4]>();
        (flags, names, proptest::option::of(requirement), 0..3_i64).prop_map(
            |([unconfirmed, ignore_exp, signature_only, strict], names, requirement, leeway)| {
                let list = |used: bool| if used { vec!["a".to_owned()] } else { Vec::new() };
                Policy {
                    leeway: Duration::from_seconds(leeway),
                    issuers: list(names[0]),
                    issuer_unconfirmed: unconfirmed && strict,
                    audiences: list(names[1]),
                    subject: names[2].then(|| "a".to_owned()),
                    requirements: requirement
                        .into_iter()
                        .map(|(name, condition)| Requirement {
                            name: name.parse().unwrap(),
                            condition,
                        })
                        .collect(),
                    max_age: names[3].then(|| Duration::from_seconds(1)),
                    expires_in: names[3].then(|| Duration::from_seconds(1)),
                    ignore_exp,
                    signature_only: signature_only && !strict,
                    strict,
                    algorithms: Vec::new(),
                    ..policy()
                }
            },
        )
    }

    proptest! {
        #![proptest_config(regressions())]

        /// One judge for a list says of each token what a judge of its own says, whatever the other
        /// tokens are, and however they are damaged.
        #[test]
        fn a_list_is_judged_like_each_of_its_tokens(
            tokens in proptest::collection::vec(
                (header(), payload(), 1..5_u8, proptest::option::weighted(0.3, (any::<proptest::sample::Index>(), "[A-Za-z0-9._= {-]{0,2}"))),
                1..8,
            ),
            policy in policies(),
        ) {
            let (keys, rsa) = &*KEYS;
            let mut list = ListJudge::new(keys, &policy);
            for (header, payload, byte, damage) in tokens {
                let key = if byte == 4 { rsa } else { &secret(byte, None) };
                let mut text = token(&header, &payload, key);
                if let Some((at, inserted)) = damage {
                    let at = at.index(text.len());
                    text.replace_range(at..=at, &inserted);
                }
                for _ in 0..2 {
                    let expected = Ruling::from(judge(&text, keys, &policy));
                    prop_assert_eq!(list.judge(&text), expected, "{} {}", header, payload);
                }
            }
        }
    }
}
