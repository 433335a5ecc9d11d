//! Compares how many tokens `jwtool mint --count` prints per second with the bare signature
//! operation.
//!
//! Both sides sign on the same number of threads, with one prepared key. The ratio shows what
//! filling in, encoding and writing add.

#![expect(clippy::expect_used, reason = "a benchmark without its tokens has nothing to do")]

mod common;

use std::hint::black_box;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{self, EcdsaKeyPair, Ed25519KeyPair, RsaKeyPair};
use jwtool::jose::algorithm::{Curve, KeyFamily, SignatureAlgorithm};
use jwtool::jose::json::{Object, Value};
use jwtool::jose::key::{PrivateKey, Secret, SigningKey, SigningMaterial};
use jwtool::jose::signature::{Signer, header};
use jwtool::jose::token_template::TokenTemplate;

use crate::common::{ALGORITHMS, Pair};

const SECRET: [u8; 32] = [7; 32];

/// A key for one algorithm, prepared for both sides.
struct Case {
    algorithm: SignatureAlgorithm,
    /// The number of tokens that a run signs
    tokens: u32,
    template: TokenTemplate,
    signer: Signer,
    bare: BareKey,
    /// The key as a file for the executable
    pem: String,
}

/// A key as the crypto library represents it.
enum BareKey {
    Hmac(Box<hmac::Key>),
    Rsa(Box<RsaKeyPair>),
    Ecdsa(Box<EcdsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
}

impl BareKey {
    /// Makes a key, also in PKCS#8.
    fn new(algorithm: SignatureAlgorithm) -> (Self, Vec<u8>) {
        match algorithm {
            SignatureAlgorithm::RS256 => {
                let pair = RsaKeyPair::generate(KeySize::Rsa2048).expect("randomness");
                let der = pair.as_der().expect("a key that was just made").as_ref().to_vec();
                (Self::Rsa(Box::new(pair)), der)
            }
            SignatureAlgorithm::ES256 => {
                let pair = EcdsaKeyPair::generate(&signature::ECDSA_P256_SHA256_FIXED_SIGNING)
                    .expect("randomness");
                let der = pair.to_pkcs8v1().expect("a key that was just made").as_ref().to_vec();
                (Self::Ecdsa(Box::new(pair)), der)
            }
            SignatureAlgorithm::EdDSA => {
                let pair = Ed25519KeyPair::generate().expect("randomness");
                let der = pair.to_pkcs8v1().expect("a key that was just made").as_ref().to_vec();
                (Self::Ed25519(Box::new(pair)), der)
            }
            _ => (Self::Hmac(Box::new(hmac::Key::new(hmac::HMAC_SHA256, &SECRET))), Vec::new()),
        }
    }

    fn sign(&self, message: &[u8]) -> usize {
        match self {
            Self::Hmac(key) => hmac::sign(key, message).as_ref().len(),
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(
                    &signature::RSA_PKCS1_SHA256,
                    &SystemRandom::new(),
                    message,
                    &mut signature,
                )
                .expect("a signature");
                black_box(signature).len()
            }
            Self::Ecdsa(pair) => {
                let signature = pair.sign(&SystemRandom::new(), message).expect("a signature");
                signature.as_ref().len()
            }
            Self::Ed25519(pair) => pair.sign(message).as_ref().len(),
        }
    }
}

impl Case {
    fn of(algorithm: SignatureAlgorithm) -> Self {
        let (bare, der) = BareKey::new(algorithm);
        let family = match algorithm {
            SignatureAlgorithm::RS256 => KeyFamily::Rsa,
            SignatureAlgorithm::ES256 => KeyFamily::Ec(Curve::P256),
            SignatureAlgorithm::EdDSA => KeyFamily::Ed25519,
            _ => KeyFamily::Hmac,
        };
        let material = if family == KeyFamily::Hmac {
            SigningMaterial::Secret(Secret::new(SECRET).expect("a secret"))
        } else {
            SigningMaterial::Private(PrivateKey::from_pkcs8(family, &der).expect("a key"))
        };
        let key = SigningKey::new(material, Some(algorithm), Some("2024-01".to_owned()))
            .expect("a key of the algorithm's kind");
        Self {
            algorithm,
            tokens: if algorithm == SignatureAlgorithm::RS256 { 64 } else { 1024 },
            template: TokenTemplate::new(&header(&key), &claims(), None),
            signer: Signer::new(&key).expect("a key that can sign"),
            bare,
            pem: pem(&der),
        }
    }

    fn on_threads(&self, threads: usize, work: impl Fn(u64) -> usize + Sync) {
        let (tokens, threads) = (u64::from(self.tokens), threads as u64);
        let share = tokens.div_ceil(threads);
        thread::scope(|scope| {
            for thread in 0..threads {
                let work = &work;
                let numbers = thread * share + 1..=((thread + 1) * share).min(tokens);
                scope.spawn(move || black_box(numbers.map(work).sum::<usize>()));
            }
        });
    }
}

impl Pair for Case {
    const OURS: &'static str = "mint";

    fn algorithm(&self) -> SignatureAlgorithm {
        self.algorithm
    }

    fn tokens(&self) -> u32 {
        self.tokens
    }

    /// Fills in and signs all tokens, as `jwtool mint --count` does, split evenly among the
    /// threads.
    fn ours(&self, threads: usize) {
        self.on_threads(threads, |number| {
            let blanks = self.template.blanks(number).expect("randomness");
            self.template
                .sign(&blanks, |message| self.signer.sign(message))
                .expect("a signature")
                .len()
        });
    }

    /// Runs only the signature operation on a message of the same length.
    fn bare(&self, threads: usize) {
        let blanks = self.template.blanks(1).expect("randomness");
        let message = self.template.signing_input(&blanks);
        self.on_threads(threads, |_| self.bare.sign(black_box(message.as_bytes())));
    }

    fn repeats(&self) -> u32 {
        if self.algorithm == SignatureAlgorithm::HS256 { 64 } else { 8 }
    }

    /// Runs `jwtool mint --count` itself, which uses all cores, and throws the tokens away.
    fn executable(&self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jwtool"));
        command.args(["mint", "-q", &format!("--count={}", self.tokens * self.repeats())]);
        command.arg(Value::from(claims()).to_json());
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        command.arg(if self.pem.is_empty() { "--secret=-" } else { "--key=-" });
        let mut child = command.spawn().expect("the executable");
        let key = if self.pem.is_empty() { SECRET.to_vec() } else { self.pem.clone().into() };
        child.stdin.take().expect("a pipe").write_all(&key).expect("a pipe that is read");
        assert!(child.wait().expect("an exit code").success(), "all tokens are minted");
    }
}

/// Returns claims of which three differ from token to token, about 400 bytes of JSON.
fn claims() -> Object {
    let claims = concat!(
        r#"{"iat":1700000000,"exp":1700003600,"iss":"https://issuer.example.gov/","#,
        r#""aud":"hasura","sub":"{uuid}","https://hasura.io/jwt/claims":{"#,
        r#""x-hasura-default-role":"user","#,
        r#""x-hasura-allowed-roles":["user","editor","reviewer"],"#,
        r#""x-hasura-user-id":"{uuid}","#,
        r#""x-hasura-org-id":"org-{n}","x-hasura-team":"accounting"}}"#,
    );
    match Value::parse(claims.as_bytes()) {
        Ok(Value::Object(members)) => members,
        _ => Object::new(),
    }
}

/// Returns a key as PEM, or nothing if there is none.
fn pem(der: &[u8]) -> String {
    if der.is_empty() {
        return String::new();
    }
    let text = jwtool::jose::base64url::encode(der).replace('-', "+").replace('_', "/");
    let padding = "=".repeat((4 - text.len() % 4) % 4);
    format!("-----BEGIN PRIVATE KEY-----\n{text}{padding}\n-----END PRIVATE KEY-----\n")
}

fn main() {
    let cases: Vec<Case> = ALGORITHMS.into_iter().map(Case::of).collect();
    common::run(&cases);
}
