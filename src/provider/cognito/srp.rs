//! The password proof of a Cognito user pool: SRP 6a (RFC 2945) in the group of 3072 bits, with
//! Cognito's own padding and key derivation. The password never leaves the machine.
//!
//! Powers are not computed in constant time. The exponent of the client is used once, and that of
//! the password leaks at most to somebody who measures this process while a person logs in; whoever
//! can do so on this machine can read the password as well.
#![expect(clippy::many_single_char_names, reason = "the names of RFC 2945 and RFC 5054")]

use std::fmt;

use aws_lc_rs::{digest, hmac};
use num_bigint::BigUint;
use zeroize::Zeroizing;

use crate::jose::base64url;
use crate::jose::json::Object;
use crate::jose::numeric_date::NumericDate;

/// The prime of group 15 (RFC 3526 section 4), which begins and ends with 64 set bits.
#[rustfmt::skip]
const PRIME: [u32; 96] = [
    0xffff_ffff, 0xffff_ffff, 0xc90f_daa2, 0x2168_c234, 0xc4c6_628b, 0x80dc_1cd1,
    0x2902_4e08, 0x8a67_cc74, 0x020b_bea6, 0x3b13_9b22, 0x514a_0879, 0x8e34_04dd,
    0xef95_19b3, 0xcd3a_431b, 0x302b_0a6d, 0xf25f_1437, 0x4fe1_356d, 0x6d51_c245,
    0xe485_b576, 0x625e_7ec6, 0xf44c_42e9, 0xa637_ed6b, 0x0bff_5cb6, 0xf406_b7ed,
    0xee38_6bfb, 0x5a89_9fa5, 0xae9f_2411, 0x7c4b_1fe6, 0x4928_6651, 0xece4_5b3d,
    0xc200_7cb8, 0xa163_bf05, 0x98da_4836, 0x1c55_d39a, 0x6916_3fa8, 0xfd24_cf5f,
    0x8365_5d23, 0xdca3_ad96, 0x1c62_f356, 0x2085_52bb, 0x9ed5_2907, 0x7096_966d,
    0x670c_354e, 0x4abc_9804, 0xf174_6c08, 0xca18_217c, 0x3290_5e46, 0x2e36_ce3b,
    0xe39e_772c, 0x180e_8603, 0x9b27_83a2, 0xec07_a28f, 0xb5c5_5df0, 0x6f4c_52c9,
    0xde2b_cbf6, 0x9558_1718, 0x3995_497c, 0xea95_6ae5, 0x15d2_2618, 0x98fa_0510,
    0x1572_8e5a, 0x8aaa_c42d, 0xad33_170d, 0x0450_7a33, 0xa855_21ab, 0xdf1c_ba64,
    0xecfb_8504, 0x58db_ef0a, 0x8aea_7157, 0x5d06_0c7d, 0xb397_0f85, 0xa6e1_e4c7,
    0xabf5_ae8c, 0xdb09_33d7, 0x1e8c_94e0, 0x4a25_619d, 0xcee3_d226, 0x1ad2_ee6b,
    0xf12f_fa06, 0xd98a_0864, 0xd876_0273, 0x3ec8_6a64, 0x521f_2b18, 0x177b_200c,
    0xbbe1_1757, 0x7a61_5d6c, 0x7709_88c0, 0xbad9_46e2, 0x08e2_4fa0, 0x74e5_ab31,
    0x43db_5bfc, 0xe0fd_108e, 0x4b82_d120, 0xa93a_d2ca, 0xffff_ffff, 0xffff_ffff,
];

/// The generator.
const GENERATOR: u8 = 2;

/// What is mixed into the key of the proof.
const KEY_INFO: &[u8] = b"Caldera Derived Key\x01";

/// The length of the key of the proof, in bytes.
const KEY_LENGTH: usize = 16;

/// The most digits of a number in a challenge. The prime has 768.
const MOST_DIGITS: usize = 1024;

/// The side of the user, with a secret number that is used once.
pub(crate) struct SrpClient {
    /// The secret exponent
    a: BigUint,
    /// The public number
    public: BigUint,
}

/// It has a secret.
impl fmt::Debug for SrpClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SrpClient(redacted)")
    }
}

/// Who proves to know a password.
#[derive(Clone, Copy)]
pub(crate) struct Claimant<'a> {
    /// The ID of the pool after its region, or the group of a device
    pub(crate) pool: &'a str,
    /// The user, as the pool names them in its challenge, or the key of a device
    pub(crate) user: &'a str,
    pub(crate) password: &'a str,
}

/// What a user pool asks of somebody who claims to know a password.
pub(crate) struct Challenge {
    salt: BigUint,
    /// The public number of the pool
    public: BigUint,
    /// What the pool wants back
    block: Vec<u8>,
}

impl Challenge {
    /// Reads the parameters of the challenge `PASSWORD_VERIFIER`.
    ///
    /// # Errors
    ///
    /// The name of the parameter that is missing or wrong.
    pub(crate) fn read(parameters: &Object) -> Result<Self, &'static str> {
        let find = |name: &'static str| {
            let text = parameters.get_str(name).filter(|text| text.len() <= MOST_DIGITS);
            text.and_then(number).ok_or(name)
        };
        let block = parameters.get_str("SECRET_BLOCK").and_then(base64url::decode_standard);
        let (salt, public) = (find("SALT")?, find("SRP_B")?);
        // With such a number, anyone would know the key.
        if &public % prime() == BigUint::ZERO {
            return Err("SRP_B");
        }
        Ok(Self { salt, public, block: block.ok_or("SECRET_BLOCK")? })
    }
}

impl SrpClient {
    /// Begins a proof with random bytes as the secret number, of which there should be 128.
    pub(crate) fn new(random: &[u8]) -> Self {
        let a = BigUint::from_bytes_be(random);
        let public = BigUint::from(GENERATOR).modpow(&a, &prime());
        Self { a, public }
    }

    /// Returns the public number, `SRP_A`.
    pub(crate) fn public(&self) -> String {
        digits(&self.public)
    }

    /// Returns the proof, `PASSWORD_CLAIM_SIGNATURE`. `None` means that the numbers of both sides
    /// must not be used.
    pub(crate) fn signature(
        &self,
        claimant: Claimant<'_>,
        challenge: &Challenge,
        timestamp: &str,
    ) -> Option<String> {
        let n = prime();
        let g = BigUint::from(GENERATOR);
        let k = hashed(&[&padded(&n), &[GENERATOR]]);
        let u = hashed(&[&padded(&self.public), &padded(&challenge.public)]);
        if u == BigUint::ZERO {
            return None;
        }
        let x = hashed(&[&padded(&challenge.salt), &identity_hash(claimant)]);
        let known = k * g.modpow(&x, &n) % &n;
        let base = (&challenge.public % &n + &n - known) % &n;
        let shared = base.modpow(&(&self.a + &u * x), &n);
        let key = key(&u, &shared);
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
        let mut context = hmac::Context::with_key(&key);
        for part in [
            claimant.pool.as_bytes(),
            claimant.user.as_bytes(),
            &challenge.block,
            timestamp.as_bytes(),
        ] {
            context.update(part);
        }
        Some(base64url::encode_standard(context.sign()))
    }
}

/// Returns the salt and the verifier with which a pool checks proofs of a password, in base64.
pub(crate) fn verifier(claimant: Claimant<'_>, salt: &[u8]) -> (String, String) {
    let salt = BigUint::from_bytes_be(salt);
    let x = hashed(&[&padded(&salt), &identity_hash(claimant)]);
    let verifier = BigUint::from(GENERATOR).modpow(&x, &prime());
    (base64url::encode_standard(padded(&salt)), base64url::encode_standard(padded(&verifier)))
}

/// Returns a time as the proof has it: `Sat Nov 7 17:24:51 UTC 2026`.
pub(crate) fn timestamp(now: NumericDate) -> String {
    now.as_utc().format("%a %b %-d %H:%M:%S UTC %Y").to_string()
}

/// Returns `SECRET_HASH`, with which a client proves that it knows its secret.
pub(crate) fn secret_hash(user: &str, client: &str, secret: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let mut context = hmac::Context::with_key(&key);
    context.update(user.as_bytes());
    context.update(client.as_bytes());
    base64url::encode_standard(context.sign())
}

fn prime() -> BigUint {
    BigUint::new(PRIME.into_iter().rev().collect())
}

/// Reads a number in base 16. The functions of its crate that do so for any base need logarithms of
/// floating-point numbers, and with them a library more to load at each start of the program.
fn number(digits: &str) -> Option<BigUint> {
    let digits = digits.chars().map(|digit| u8::try_from(digit.to_digit(16)?).ok());
    let digits: Vec<u8> = digits.collect::<Option<_>>()?;
    let pairs = digits.rchunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit));
    let bytes: Vec<u8> = pairs.collect();
    (!bytes.is_empty()).then(|| BigUint::from_bytes_le(&bytes))
}

/// Returns a number in base 16.
fn digits(number: &BigUint) -> String {
    let mut digits = String::new();
    for byte in number.to_bytes_be() {
        digits.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or_default());
        digits.push(char::from_digit(u32::from(byte & 0xf), 16).unwrap_or_default());
    }
    match digits.strip_prefix('0') {
        Some(rest) => rest.to_owned(),
        None => digits,
    }
}

/// Returns a number as Cognito hashes it: big-endian, and never with its highest bit set.
fn padded(number: &BigUint) -> Vec<u8> {
    let mut bytes = number.to_bytes_be();
    if bytes.first().is_some_and(|first| first & 0x80 != 0) {
        bytes.insert(0, 0);
    }
    bytes
}

fn hashed(parts: &[&[u8]]) -> BigUint {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in parts {
        context.update(part);
    }
    BigUint::from_bytes_be(context.finish().as_ref())
}

fn identity_hash(claimant: Claimant<'_>) -> Zeroizing<Vec<u8>> {
    let Claimant { pool, user, password } = claimant;
    let identity = Zeroizing::new(format!("{pool}{user}:{password}"));
    Zeroizing::new(digest::digest(&digest::SHA256, identity.as_bytes()).as_ref().to_vec())
}

/// Derives the key of the proof: the first bytes of an HKDF (RFC 5869).
fn key(u: &BigUint, shared: &BigUint) -> Zeroizing<Vec<u8>> {
    let sign = |key: &[u8], message: &[u8]| {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message);
        Zeroizing::new(tag.as_ref().to_vec())
    };
    let extracted = sign(&padded(u), &padded(shared));
    let mut expanded = sign(&extracted, KEY_INFO);
    expanded.truncate(KEY_LENGTH);
    expanded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::provider::cognito::srp_server::Server;
    use crate::regressions;

    /// Returns the parameters of a challenge.
    fn challenge(salt: &str, public: &str, block: &[u8]) -> Object {
        [("SALT", salt), ("SRP_B", public), ("SECRET_BLOCK", &base64url::encode_standard(block))]
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.into()))
            .collect()
    }

    const TIME: &str = "Sat Nov 21 17:24:51 UTC 2026";

    #[test]
    fn a_verifier_is_the_one_of_the_server() {
        for salt in [&[0x8f, 1, 2][..], &[0x0f; 16], &[0, 0, 7]] {
            let claimant = Claimant { pool: "group", user: "device", password: "p" };
            let (written, found) = verifier(claimant, salt);
            let server =
                Server::new("group", "device", "p", BigUint::from_bytes_be(salt), 5_u8.into());
            let number = |text: &str| {
                let bytes = base64url::decode_standard(text).unwrap();
                assert!(bytes[0] < 0x80, "it is negative for the pool");
                BigUint::from_bytes_be(&bytes)
            };
            assert_eq!(number(&written).to_str_radix(16), server.salt());
            assert_eq!(number(&found).to_str_radix(16), server.verifier.to_str_radix(16));
        }
    }

    #[test]
    fn proofs_are_those_of_another_implementation() {
        let block: Vec<u8> = (0..40).collect();
        let cases = [
            (
                ("U2dzkxfTv", "6f0e3d6c-0000-4000-8000-000000000001", "Correct horse 7!"),
                vec![0x1f; 16],
                (
                    "8f6a1dad94d7b82c5e3031d21a251b0f",
                    include_str!("../../../tests/fixtures/srp/b1.hex"),
                ),
                "e8Y3FZy1E1KNl6Bgt56qH1YV9DWJxzdCecSSTWKfC0c=",
            ),
            (
                ("Q7kRt2mNp", "ada", "p:ä ß"),
                vec![0xc3; 128],
                (
                    "a1b2c3d4e5f60718293a4b5c6d7e8f9",
                    include_str!("../../../tests/fixtures/srp/b2.hex"),
                ),
                "rknE6JSGz+/klxHjKQiOFWSWkHSHAodf/fXSbYV0LBI=",
            ),
        ];
        for ((pool, user, password), secret, (salt, public), expected) in cases {
            let client = SrpClient::new(&secret);
            let challenge = Challenge::read(&challenge(salt, public.trim(), &block)).unwrap();
            let claimant = Claimant { pool, user, password };
            assert_eq!(client.signature(claimant, &challenge, TIME).as_deref(), Some(expected));
            assert_eq!(format!("{client:?}"), "SrpClient(redacted)");
        }
        assert_eq!(
            secret_hash("ada", "3u9n", "hunter2"),
            "1/ZY0u8IWZ7uzIQ5xT3k6oHFTvijX3Q8NXvGq6Cbfvg="
        );
    }

    /// Logs in with each of the typed passwords, and returns for each whether the server accepts
    /// the proof.
    fn are_accepted<const N: usize>(
        (secret, salt, own): (&[u8], &BigUint, &BigUint),
        password: &str,
        typed: [&str; N],
    ) -> [bool; N] {
        let (pool, user) = ("U2dzkxfTv", "ada");
        let client = SrpClient::new(secret);
        let server = Server::new(pool, user, password, salt.clone(), own.clone());
        let block = b"a block of the server";
        let parameters = challenge(&server.salt(), &server.public(), block);
        let challenge = Challenge::read(&parameters).unwrap();
        let expected = server.signature(&client.public(), block, TIME);
        let expected = base64url::encode_standard(expected);
        typed.map(|password| {
            let claimant = Claimant { pool, user, password };
            client.signature(claimant, &challenge, TIME).unwrap() == expected
        })
    }

    /// Returns the first numbers from `start` on whose powers have a high bit, a low one, and a
    /// zero first digit: what other implementations pad in the wrong way, once in many logins.
    fn exponents_by_padding(start: u32) -> Vec<BigUint> {
        let leading = |bits: std::ops::RangeInclusive<u64>| {
            (start..=u32::MAX).map(BigUint::from).find(|exponent| {
                let power = BigUint::from(GENERATOR).modpow(exponent, &prime());
                bits.contains(&power.bits())
            })
        };
        [3072..=3072, 3069..=3071, 3065..=3068, 0..=3064].map(|bits| leading(bits).unwrap()).into()
    }

    #[test]
    fn numbers_are_read_and_written_in_base_16() {
        for text in ["0", "1", "f", "10", "7f", "80", "fff", "1000", "a1b2c3d", "8000000000000000"]
        {
            let expected = BigUint::parse_bytes(text.as_bytes(), 16).unwrap();
            assert_eq!(number(text).as_ref(), Some(&expected), "{text}");
            assert_eq!(digits(&expected), text);
        }
        assert_eq!(number("00A1"), number("a1"));
        for text in ["", "g", "0x1", "-1", " 1"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_every_length_are_padded_as_the_server_does() {
        let salts = ["0", "1", "7f", "80", "fff", "8000000000000000", "a1b2c3d", "0a1b2c3d"]
            .map(|text| BigUint::parse_bytes(text.as_bytes(), 16).unwrap());
        let own = BigUint::from(0xc0ff_ee11_u32);
        for exponent in exponents_by_padding(4000) {
            for salt in &salts {
                let secret = exponent.to_bytes_be();
                let accepted = are_accepted((&secret, salt, &own), "hunter2", ["hunter2"]);
                assert_eq!(accepted, [true], "{secret:?}");
            }
        }
        // The number of the server, too.
        for seed in 0..40_u32 {
            let own = BigUint::from(0xc0ff_ee11_u32 + seed);
            let accepted = are_accepted((&[7; 16], &salts[3], &own), "hunter2", ["hunter2"]);
            assert_eq!(accepted, [true], "{seed}");
        }
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn only_the_password_is_accepted(
            secret: [u8; 16],
            salt: [u8; 16],
            own: [u8; 16],
            password in "\\PC{1,20}",
        ) {
            let (salt, own) = (BigUint::from_bytes_be(&salt), BigUint::from_bytes_be(&own));
            let numbers = (&secret[..], &salt, &own);
            let other = password.clone() + " ";
            let accepted = are_accepted(numbers, &password, [&password, &other]);
            prop_assert_eq!(accepted, [true, false]);
        }
    }

    #[test]
    fn a_challenge_that_proves_nothing_is_refused() {
        let read = |salt: &str, public: &str| Challenge::read(&challenge(salt, public, b"x")).err();
        let twice = (prime() * 2_u8).to_str_radix(16);
        for (salt, public, fault) in [
            ("1", "0", Some("SRP_B")),
            ("1", twice.as_str(), Some("SRP_B")),
            ("1", "nonsense", Some("SRP_B")),
            ("1", &"f".repeat(2000), Some("SRP_B")),
            ("", "2", Some("SALT")),
            ("1", "2", None),
        ] {
            assert_eq!(read(salt, public), fault, "{salt} {public}");
        }
        let mut without = challenge("1", "2", b"x");
        without.remove("SECRET_BLOCK");
        assert_eq!(Challenge::read(&without).err(), Some("SECRET_BLOCK"));
    }

    #[test]
    fn a_day_is_not_padded() {
        let at = |text| timestamp(NumericDate::from_http_date(text).unwrap());
        assert_eq!(at("Sat, 07 Nov 2026 07:04:01 GMT"), "Sat Nov 7 07:04:01 UTC 2026");
        assert_eq!(at("Sat, 21 Nov 2026 17:24:51 GMT"), TIME);
    }
}
