//! Compares how many tokens `jwtool` verifies per second with the bare signature operation.
//!
//! Both sides check the same messages and signatures with one prepared key on the same number of
//! threads. The ratio shows what parsing, checking and reporting add.

#![expect(clippy::print_stdout, reason = "the ratios are what the benchmark is for")]
#![expect(clippy::expect_used, reason = "a benchmark without its tokens has nothing to do")]

use std::num::NonZero;
use std::thread;
use std::time::{Duration, Instant};

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{self, ParsedPublicKey, RsaPublicKeyComponents};
use criterion::{Criterion, Throughput};
use jwtool::jose::algorithm::SignatureAlgorithm;
use jwtool::jose::jws::Jws;
use jwtool::jose::key::{PrivateKey, PublicKey, Secret, SigningKey, SigningMaterial};
use jwtool::jose::keyring::Keyring;
use jwtool::jose::numeric_date::NumericDate;
use jwtool::jose::signature::{compact, header};
use jwtool::jose::verdict::{Policy, Verdict, judge};

const TOKENS: u32 = 4096;
const NOW: i64 = 1_700_000_000;
const ALGORITHMS: [SignatureAlgorithm; 4] = [
    SignatureAlgorithm::HS256,
    SignatureAlgorithm::RS256,
    SignatureAlgorithm::ES256,
    SignatureAlgorithm::EdDSA,
];

/// The tokens and the key for one algorithm, prepared for both sides.
struct Case {
    algorithm: SignatureAlgorithm,
    tokens: Vec<String>,
    keyring: Keyring,
    policy: Policy,
    signed: Vec<Jws>,
    bare: BareKey,
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
        Self {
            algorithm,
            signed: signed.collect(),
            keyring: Keyring::of_keys(vec![key.verification_key()]),
            policy: Policy::at(NumericDate::from_seconds(NOW).expect("an instant")),
            bare: BareKey::of(&key),
            tokens,
        }
    }

    /// Verifies all tokens, split evenly among the threads, and keeps the verdicts as
    /// `jwtool verify` does. Returns the number of accepted tokens.
    fn judged(&self, threads: usize) -> usize {
        let share = self.tokens.len().div_ceil(threads);
        let judged = |tokens: &[String]| -> Vec<Verdict> {
            tokens.iter().map(|token| judge(token, &self.keyring, &self.policy)).collect()
        };
        let verdicts: Vec<Verdict> = thread::scope(|scope| {
            let shares: Vec<_> = self
                .tokens
                .chunks(share)
                .map(|tokens| scope.spawn(move || judged(tokens)))
                .collect();
            shares.into_iter().flat_map(|share| share.join().unwrap_or_default()).collect()
        });
        verdicts.iter().filter(|verdict| verdict.is_accepted()).count()
    }

    /// Runs only the signature operation on the same messages and signatures. Returns the number of
    /// valid signatures.
    fn bare(&self, threads: usize) -> usize {
        let share = self.signed.len().div_ceil(threads);
        let verified = |signed: &[Jws]| signed.iter().filter(|jws| self.bare.verifies(jws)).count();
        thread::scope(|scope| {
            let shares: Vec<_> = self
                .signed
                .chunks(share)
                .map(|signed| scope.spawn(move || verified(signed)))
                .collect();
            shares.into_iter().map(|share| share.join().unwrap_or_default()).sum()
        })
    }

    /// Returns the best time of each side, in seconds. The two sides take turns, and only the
    /// fastest round counts because other load on the machine can only slow a round down.
    fn ratio(&self, threads: usize) -> (f64, f64) {
        let (mut judged, mut bare) = (Duration::MAX, Duration::MAX);
        for _ in 0..15 {
            judged = judged.min(time(|| self.judged(threads)));
            bare = bare.min(time(|| self.bare(threads)));
        }
        (judged.as_secs_f64(), bare.as_secs_f64())
    }
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

fn time(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    let accepted = work();
    let elapsed = start.elapsed();
    assert_eq!(accepted, TOKENS as usize, "all tokens are good");
    elapsed
}

fn main() {
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = if cores == 1 { vec![1] } else { vec![1, cores] };
    let cases: Vec<Case> = ALGORITHMS.into_iter().map(Case::of).collect();
    for case in &cases {
        let mut group = criterion.benchmark_group(case.algorithm.name());
        group.throughput(Throughput::Elements(TOKENS.into()));
        for &threads in &threads {
            group.bench_function(format!("judge/{threads}"), |bencher| {
                bencher.iter(|| case.judged(threads));
            });
            group.bench_function(format!("bare/{threads}"), |bencher| {
                bencher.iter(|| case.bare(threads));
            });
        }
        group.finish();
    }
    criterion.final_summary();
    // Tests and profilers need only the benchmarks above.
    let arguments: Vec<String> = std::env::args().collect();
    let given = |flag: &str| arguments.iter().any(|argument| argument == flag);
    if given("--bench") && !given("--test") && !given("--profile-time") {
        ratios(&cases, &threads);
    }
}

fn ratios(cases: &[Case], threads: &[usize]) {
    println!("\nalgorithm  threads  judge µs  bare µs  on top µs  bare/judge");
    for case in cases {
        for &threads in threads {
            let (judged, bare) = case.ratio(threads);
            let each = |seconds: f64| seconds / f64::from(TOKENS) * 1e6;
            println!(
                "{:9}  {threads:7}  {:8.2}  {:7.2}  {:9.2}  {:9.0}%",
                case.algorithm.name(),
                each(judged),
                each(bare),
                each(judged - bare),
                bare / judged * 100.0,
            );
        }
    }
}
