//! The side of a user pool in SRP, for tests. It shares no code with the client: it computes with
//! hexadecimal text, as the pools do.

use aws_lc_rs::{digest, hmac};
use num_bigint::BigUint;

/// A user of a pool, and a login that has begun.
pub(crate) struct Server {
    pool: String,
    user: String,
    salt: BigUint,
    pub(crate) verifier: BigUint,
    own: BigUint,
    public: BigUint,
}

impl Server {
    /// Begins a login with the server's secret number.
    pub(crate) fn new(pool: &str, user: &str, password: &str, salt: BigUint, own: BigUint) -> Self {
        let identity =
            hex(digest::digest(&digest::SHA256, format!("{pool}{user}:{password}").as_bytes())
                .as_ref());
        let x = number(&sha256(&format!("{}{identity}", pad(&salt))));
        let two = BigUint::from(2_u8);
        let verifier = two.modpow(&x, &prime());
        let k = number(&sha256(&format!("00{}02", prime().to_str_radix(16))));
        let public = (k * &verifier + two.modpow(&own, &prime())) % prime();
        Self { pool: pool.to_owned(), user: user.to_owned(), salt, verifier, own, public }
    }

    pub(crate) fn salt(&self) -> String {
        self.salt.to_str_radix(16)
    }

    pub(crate) fn public(&self) -> String {
        self.public.to_str_radix(16)
    }

    /// Returns the proof of a client that knows the password.
    pub(crate) fn signature(&self, client: &str, block: &[u8], timestamp: &str) -> Vec<u8> {
        let client = number(client);
        assert_ne!(&client % prime(), BigUint::ZERO);
        let u = number(&sha256(&format!("{}{}", pad(&client), pad(&self.public))));
        let shared = (client * self.verifier.modpow(&u, &prime())).modpow(&self.own, &prime());
        let extracted = sign(&bytes(&pad(&u)), &bytes(&pad(&shared)));
        let key = sign(&extracted, b"Caldera Derived Key\x01");
        let message = [self.pool.as_bytes(), self.user.as_bytes(), block, timestamp.as_bytes()];
        sign(&key[..16], &message.concat())
    }
}

/// Returns the prime by its formula (RFC 3526 section 4), with pi by Machin's.
fn prime() -> BigUint {
    static PRIME: std::sync::OnceLock<BigUint> = std::sync::OnceLock::new();
    let compute = || {
        let one = BigUint::from(1_u8);
        let arctangent = |inverse: u32| {
            let (mut sum, mut taken) = (BigUint::ZERO, BigUint::ZERO);
            let mut term = (&one << 3100_u32) / inverse;
            for odd in (1_u32..).step_by(2) {
                if term == BigUint::ZERO {
                    break;
                }
                let part = &term / odd;
                if odd % 4 == 1 {
                    sum += part;
                } else {
                    taken += part;
                }
                term /= inverse * inverse;
            }
            sum - taken
        };
        let pi = (arctangent(5) * 4_u8 - arctangent(239)) * 4_u8;
        let middle = (pi >> (3100_u32 - 2942)) + 1_690_314_u32;
        (&one << 3072_u32) - (&one << 3008_u32) - &one + (middle << 64_u32)
    };
    PRIME.get_or_init(compute).clone()
}

/// Returns hexadecimal digits of an even number, which do not begin with 8 to f.
fn pad(number: &BigUint) -> String {
    let mut digits = number.to_str_radix(16);
    if digits.len() % 2 == 1 {
        digits.insert(0, '0');
    }
    if digits.starts_with(|digit: char| "89abcdef".contains(digit)) {
        digits.insert_str(0, "00");
    }
    digits
}

fn number(digits: &str) -> BigUint {
    BigUint::parse_bytes(digits.as_bytes(), 16).unwrap()
}

fn bytes(digits: &str) -> Vec<u8> {
    let pairs = (0..digits.len()).step_by(2);
    pairs.map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn sha256(digits: &str) -> String {
    hex(digest::digest(&digest::SHA256, &bytes(digits)).as_ref())
}

fn sign(key: &[u8], message: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message).as_ref().to_vec()
}
