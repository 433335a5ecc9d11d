//! Compares how many tokens `jwtool` verifies per second with the bare signature operation.
//!
//! Both sides check the same messages and signatures with one prepared key on the same number of
//! threads. The ratio shows what parsing, checking and reporting add.

#![expect(clippy::expect_used, reason = "a benchmark without its tokens has nothing to do")]

mod common;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{self, ParsedPublicKey, RsaPublicKeyComponents};
use jwtool::jose::algorithm::SignatureAlgorithm;
use jwtool::jose::json::Value;
use jwtool::jose::jwk::Jwk;
use jwtool::jose::jws::Jws;
use jwtool::jose::key::{PrivateKey, PublicKey, Secret, SigningKey, SigningMaterial};
use jwtool::jose::keyring::Keyring;
use jwtool::jose::numeric_date::NumericDate;
use jwtool::jose::signature::{compact, header};
use jwtool::jose::verdict::Policy;
use jwtool::jose::verdict::list::ListJudge;

use crate::common::{ALGORITHMS, Pair};

const TOKENS: u32 = 512;
const NOW: i64 = 1_700_000_000;
/// The tokens and the key for one algorithm, prepared for both sides.
struct Case {
    algorithm: SignatureAlgorithm,
    tokens: Vec<String>,
    keyring: Keyring,
    policy: Policy,
    signed: Vec<Jws>,
    bare: BareKey,
    /// The tokens and the key for the executable
    list: PathBuf,
    /// How often the list has the tokens
    repeats: u32,
    key_flag: [String; 2],
}

/// A key as the crypto library represents it.
enum BareKey {
    Hmac(Box<hmac::Key>),
    Public(ParsedPublicKey),
}

impl BareKey {
    fn of(key: &SigningKey) -> Self {
        match &key.material {
            SigningMaterial::Secret(secret) => {
                Self::Hmac(Box::new(hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes())))
            }
            SigningMaterial::Private(private) => match private.public() {
                PublicKey::Rsa { n, e } => RsaPublicKeyComponents { n, e }
                    .to_parsed_public_key(&signature::RSA_PKCS1_2048_8192_SHA256),
                PublicKey::Ec { point, .. } => {
                    ParsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, point)
                }
                PublicKey::Ed25519(key) | PublicKey::MlDsa { key, .. } => {
                    ParsedPublicKey::new(&signature::ED25519, key)
                }
            }
            .map(Self::Public)
            .expect("a key that was just made"),
        }
    }

    fn verifies(&self, jws: &Jws) -> bool {
        let (message, signature) = (jws.signing_input(), jws.signature());
        match self {
            Self::Hmac(key) => hmac::verify(key, &message, signature).is_ok(),
            Self::Public(key) => key.verify_sig(&message, signature).is_ok(),
        }
    }
}

impl Case {
    fn of(algorithm: SignatureAlgorithm) -> Self {
        let material = if algorithm == SignatureAlgorithm::HS256 {
            SigningMaterial::Secret(Secret::new([7; 32]).expect("a secret"))
        } else {
            SigningMaterial::Private(PrivateKey::generate(algorithm).expect("randomness"))
        };
        let key = SigningKey::new(material, Some(algorithm), Some("2024-01".to_owned()))
            .expect("a key of the algorithm's kind");
        let header = header(&key);
        let tokens: Vec<String> = (0..TOKENS)
            .map(|number| compact(&header, &payload(number), &key).expect("a signature"))
            .collect();
        let signed = tokens.iter().map(|token| Jws::parse_compact(token).expect("a token"));
        let file = |name: &str, text: &str| {
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{algorithm}.{name}"));
            fs::write(&path, text).expect("a file");
            path
        };
        let key_flag = match &key.material {
            SigningMaterial::Secret(_) => {
                ["--secret".to_owned(), format!("hex:{}", "07".repeat(32))]
            }
            SigningMaterial::Private(private) => {
                let jwk = Jwk::of_public(private.public(), Some(algorithm));
                let jwk = file("jwk", &Value::from(jwk.members().clone()).to_json());
                ["--key".to_owned(), jwk.display().to_string()]
            }
        };
        let repeats = if algorithm == SignatureAlgorithm::HS256 { 128 } else { 16 };
        Self {
            algorithm,
            list: file("tokens", &(tokens.join("\n") + "\n").repeat(repeats as usize)),
            repeats,
            key_flag,
            signed: signed.collect(),
            keyring: Keyring::of_keys(vec![key.verification_key()]),
            policy: Policy::at(NumericDate::from_seconds(NOW).expect("an instant")),
            bare: BareKey::of(&key),
            tokens,
        }
    }

    /// Verifies all tokens, split evenly among the threads, as `jwtool verify` does with a list.
    fn judge(&self, tokens: &[String]) -> usize {
        let mut list = ListJudge::new(&self.keyring, &self.policy);
        tokens.iter().filter(|token| list.judge(token).is_accepted()).count()
    }

    fn verify(&self, signed: &[Jws]) -> usize {
        signed.iter().filter(|jws| self.bare.verifies(jws)).count()
    }
}

impl Pair for Case {
    const OURS: &'static str = "judge";

    fn algorithm(&self) -> SignatureAlgorithm {
        self.algorithm
    }

    fn tokens(&self) -> u32 {
        TOKENS
    }

    fn ours(&self, threads: usize) {
        on_threads(&self.tokens, threads, |tokens| self.judge(tokens));
    }

    /// Runs only the signature operation on the same messages and signatures.
    fn bare(&self, threads: usize) {
        on_threads(&self.signed, threads, |signed| self.verify(signed));
    }

    fn repeats(&self) -> u32 {
        self.repeats
    }

    /// Runs `jwtool verify` itself on a file with the tokens, and throws its lines away.
    fn executable(&self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jwtool"));
        command.args(["verify", "-", "-q", "--at", &NOW.to_string()]);
        command.args(&self.key_flag);
        command.stdin(File::open(&self.list).expect("the list")).stdout(Stdio::null());
        assert!(command.status().expect("the executable").success(), "all tokens are good");
    }
}

/// Divides tokens evenly among threads, which must find all of them good.
fn on_threads<T: Sync>(tokens: &[T], threads: usize, work: impl Fn(&[T]) -> usize + Sync) {
    let accepted: usize = thread::scope(|scope| {
        let shares: Vec<_> = tokens
            .chunks(tokens.len().div_ceil(threads))
            .map(|share| {
                let work = &work;
                scope.spawn(move || work(share))
            })
            .collect();
        shares.into_iter().map(|share| share.join().unwrap_or_default()).sum()
    });
    assert_eq!(accepted, tokens.len(), "all tokens are good");
}

/// Returns the claims of a token, about 400 bytes of JSON.
fn payload(number: u32) -> String {
    let (iat, exp) = (NOW - 60, NOW + 3600);
    format!(
        concat!(
            r#"{{"iat":{iat},"exp":{exp},"iss":"https://issuer.example.gov/","#,
            r#""aud":"hasura","sub":"5f2c1a7e-90b4-4d63-8c1f-{number:012x}","#,
            r#""https://hasura.io/jwt/claims":{{"x-hasura-default-role":"user","#,
            r#""x-hasura-allowed-roles":["user","editor","reviewer"],"#,
            r#""x-hasura-user-id":"5f2c1a7e-90b4-4d63-8c1f-{number:012x}","#,
            r#""x-hasura-org-id":"org-{number}","x-hasura-team":"accounting"}}}}"#,
        ),
        iat = iat,
        exp = exp,
        number = number,
    )
}

fn main() {
    let cases: Vec<Case> = ALGORITHMS.into_iter().map(Case::of).collect();
    common::run(&cases);
}
