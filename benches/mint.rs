//! Compares how many tokens `jwtool mint --count` prints per second with the bare signature
//! operation.
//!
//! Both sides sign on the same number of threads, with one prepared key. The ratio shows what
//! filling in, encoding and writing add.

#![expect(clippy::print_stdout, reason = "the ratios are what the benchmark is for")]
#![expect(clippy::expect_used, reason = "a benchmark without its tokens has nothing to do")]

use std::hint::black_box;
use std::io::Write as _;
use std::num::NonZero;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{self, EcdsaKeyPair, Ed25519KeyPair, RsaKeyPair};
use criterion::{Criterion, Throughput};
use jwtool::jose::algorithm::{Curve, KeyFamily, SignatureAlgorithm};
use jwtool::jose::json::{Object, Value};
use jwtool::jose::key::{PrivateKey, Secret, SigningKey, SigningMaterial};
use jwtool::jose::signature::{Signer, header};
use jwtool::jose::token_template::TokenTemplate;

const ALGORITHMS: [SignatureAlgorithm; 4] = [
    SignatureAlgorithm::HS256,
    SignatureAlgorithm::RS256,
    SignatureAlgorithm::ES256,
    SignatureAlgorithm::EdDSA,
];
const SECRET: [u8; 32] = [7; 32];

/// A key for one algorithm, prepared for both sides.
struct Case {
    algorithm: SignatureAlgorithm,
    /// The number of tokens that a run signs
    tokens: u64,
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
            tokens: if algorithm == SignatureAlgorithm::RS256 { 2048 } else { 16_384 },
            template: TokenTemplate::new(&header(&key), &claims(), None),
            signer: Signer::new(&key).expect("a key that can sign"),
            bare,
            pem: pem(&der),
        }
    }

    /// Fills in and signs all tokens, as `jwtool mint --count` does, split evenly among the
    /// threads.
    fn minted(&self, threads: u64) {
        self.on_threads(threads, |number| {
            let blanks = self.template.blanks(number).expect("randomness");
            self.template
                .sign(&blanks, |message| self.signer.sign(message))
                .expect("a signature")
                .len()
        });
    }

    /// Runs only the signature operation on a message of the same length.
    fn bare(&self, threads: u64) {
        let blanks = self.template.blanks(1).expect("randomness");
        let message = self.template.signing_input(&blanks);
        self.on_threads(threads, |_| self.bare.sign(black_box(message.as_bytes())));
    }

    fn on_threads(&self, threads: u64, work: impl Fn(u64) -> usize + Sync) {
        let share = self.tokens.div_ceil(threads);
        thread::scope(|scope| {
            for thread in 0..threads {
                let work = &work;
                let numbers = thread * share + 1..=((thread + 1) * share).min(self.tokens);
                scope.spawn(move || black_box(numbers.map(work).sum::<usize>()));
            }
        });
    }

    /// Runs `jwtool mint --count` itself, which uses all cores, and throws the tokens away.
    fn executable(&self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jwtool"));
        command.args(["mint", "-q", &format!("--count={}", self.tokens)]);
        command.arg(Value::from(claims()).to_json());
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        command.arg(if self.pem.is_empty() { "--secret=-" } else { "--key=-" });
        let mut child = command.spawn().expect("the executable");
        let key = if self.pem.is_empty() { SECRET.to_vec() } else { self.pem.clone().into() };
        child.stdin.take().expect("a pipe").write_all(&key).expect("a pipe that is read");
        assert!(child.wait().expect("an exit code").success(), "all tokens are minted");
    }

    /// Returns the best time of each side, in seconds. The sides take turns, and only the fastest
    /// round counts because other load on the machine can only slow a round down.
    fn ratio(&self, threads: u64, runs_executable: bool) -> (f64, f64) {
        let (mut minted, mut bare) = (Duration::MAX, Duration::MAX);
        for _ in 0..15 {
            minted = minted.min(time(|| {
                if runs_executable { self.executable() } else { self.minted(threads) }
            }));
            bare = bare.min(time(|| self.bare(threads)));
        }
        (minted.as_secs_f64(), bare.as_secs_f64())
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

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn main() {
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    let cores = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    let threads = if cores == 1 { vec![1] } else { vec![1, cores] };
    let cases: Vec<Case> = ALGORITHMS.into_iter().map(Case::of).collect();
    for case in &cases {
        let mut group = criterion.benchmark_group(case.algorithm.name());
        group.throughput(Throughput::Elements(case.tokens));
        for &threads in &threads {
            group.bench_function(format!("mint/{threads}"), |bencher| {
                bencher.iter(|| case.minted(threads));
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

fn ratios(cases: &[Case], threads: &[u64]) {
    println!("\nalgorithm  threads     mint µs  bare µs  on top µs  bare/mint");
    for case in cases {
        let cores = threads.last().copied().unwrap_or(1);
        let runs = threads.iter().map(|threads| (*threads, false)).chain([(cores, true)]);
        for (threads, is_executable) in runs {
            let (minted, bare) = case.ratio(threads, is_executable);
            #[expect(clippy::cast_precision_loss, reason = "there are not that many tokens")]
            let each = |seconds: f64| seconds / case.tokens as f64 * 1e6;
            let side = if is_executable { "*" } else { " " };
            println!(
                "{:9}  {threads:7}{side}  {:10.2}  {:7.2}  {:9.2}  {:8.0}%",
                case.algorithm.name(),
                each(minted),
                each(bare),
                each(minted - bare),
                bare / minted * 100.0,
            );
        }
    }
    println!("* the executable, from its start to its end");
}
