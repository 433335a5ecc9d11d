//! Why a signature does not verify: what its signer did differently, found by trying.
//!
//! Nothing here accepts a token. A cause only explains a verdict.

mod input;
mod reading;
mod shape;

use std::fmt;

use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
pub use crate::jose::diagnosis::input::Input;
pub use crate::jose::diagnosis::reading::Reading;
pub use crate::jose::diagnosis::shape::Shape;
use crate::jose::key::{PublicKey, Secret, VerificationKey, VerificationMaterial};
use crate::jose::pem;
use crate::jose::signature::Verifier;
use crate::jose::verdict::Trials;

/// The longest signed text that is examined, in bytes. A secret is tried in dozens of ways.
const LONGEST: usize = 1024 * 1024;

/// The longest secret that is examined, in bytes.
const LONGEST_SECRET: usize = 64 * 1024;

/// A signature that does not verify.
#[derive(Clone, Copy, Debug)]
pub struct Mismatch<'a> {
    /// The algorithm that the header names
    pub algorithm: SignatureAlgorithm,
    /// The bytes that should have been signed
    pub input: &'a [u8],
    /// The signature
    pub signature: &'a [u8],
}

/// What the signer did differently. With that, the signature verifies.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Cause {
    /// The secret was read differently
    Reading(Reading),
    /// The secret was read differently, and the header names another algorithm
    ReadingAndAlgorithm(Reading, SignatureAlgorithm),
    /// The header names another algorithm
    Algorithm {
        /// The algorithm that made the signature
        used: SignatureAlgorithm,
        /// The algorithm that the header names
        claimed: SignatureAlgorithm,
    },
    /// The signature is written differently
    Shape(Shape),
    /// Other bytes were signed
    Input(Input),
    /// The text of the public key was used as an HMAC secret, which anyone can do
    PublicKeyText,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reading(reading) => write!(f, "it was signed with {reading}"),
            Self::ReadingAndAlgorithm(reading, used) => {
                write!(f, "it was signed with {reading}, and with {used}")
            }
            Self::Algorithm { used, claimed } => {
                write!(f, "it was signed with {used}, but the header's `alg` says {claimed}")
            }
            Self::Shape(shape) => shape.fmt(f),
            Self::Input(input) => input.fmt(f),
            Self::PublicKeyText => f.write_str(
                "it was signed with the text of the public key as an HMAC secret, which anyone can do",
            ),
        }
    }
}

impl Mismatch<'_> {
    /// Returns what the signer did differently, if that can be found out with this key: how a
    /// secret was read, the algorithm, the shape of the signature, and, for a secret, what was
    /// signed.
    ///
    /// Each check with a public key uses up a trial. A secret uses up one, because checks with it
    /// are cheap and their number is fixed.
    pub fn cause(self, key: &VerificationMaterial, trials: &mut Trials) -> Option<Cause> {
        if self.input.len() > LONGEST {
            return None;
        }
        match key {
            VerificationMaterial::Secret(secret) => {
                let secret = secret.as_bytes();
                (secret.len() <= LONGEST_SECRET && trials.take()).then(|| self.of_secret(secret))?
            }
            VerificationMaterial::Public(public) => self.of_public(public, trials),
        }
    }

    fn of_secret(self, secret: &[u8]) -> Option<Cause> {
        let Self { algorithm, input, signature } = self;
        let others = || KeyFamily::Hmac.algorithms().into_iter().filter(|one| *one != algorithm);
        let own = hmac(secret, algorithm);
        let verifies = |verifier: &Option<Verifier>, signature: &[u8]| {
            verifier.as_ref().is_some_and(|verifier| verifier.verifies(input, signature))
        };
        let readings = reading::all(secret);
        for (reading, bytes) in &readings {
            if verifies(&hmac(bytes, algorithm), signature) {
                return Some(Cause::Reading(*reading));
            }
        }
        for used in others() {
            if verifies(&hmac(secret, used), signature) {
                return Some(Cause::Algorithm { used, claimed: algorithm });
            }
        }
        for (reading, bytes) in &readings {
            for used in others() {
                if verifies(&hmac(bytes, used), signature) {
                    return Some(Cause::ReadingAndAlgorithm(*reading, used));
                }
            }
        }
        for (shape, converted) in shape::all(algorithm.family(), signature) {
            if verifies(&own, &converted) {
                return Some(Cause::Shape(shape));
            }
        }
        let own = own?;
        input::all(input)
            .into_iter()
            .find_map(|(what, bytes)| own.verifies(&bytes, signature).then_some(Cause::Input(what)))
    }

    fn of_public(self, public: &PublicKey, trials: &mut Trials) -> Option<Cause> {
        let Self { algorithm, input, signature } = self;
        if algorithm.family() == KeyFamily::Hmac {
            return self.of_public_text(public);
        }
        let key = VerificationKey::of(VerificationMaterial::Public(public.clone()), None);
        let own = Verifier::new(&key, algorithm).ok();
        let mut tried = |verifier: &Verifier, input: &[u8], signature: &[u8]| {
            trials.take() && verifier.verifies(input, signature)
        };
        if let Some(own) = &own {
            for (shape, converted) in shape::all(algorithm.family(), signature) {
                if tried(own, input, &converted) {
                    return Some(Cause::Shape(shape));
                }
            }
        }
        for used in key.algorithms.iter().copied() {
            // Ed25519 has two names.
            let is_same =
                used == algorithm || (own.is_some() && used.family() == KeyFamily::Ed25519);
            if !is_same
                && let Ok(verifier) = Verifier::new(&key, used)
                && tried(&verifier, input, signature)
            {
                return Some(Cause::Algorithm { used, claimed: algorithm });
            }
        }
        None
    }

    /// Returns which other bytes a public key signed. Each check uses up a trial.
    pub fn other_input(self, key: &VerificationMaterial, trials: &mut Trials) -> Option<Cause> {
        let VerificationMaterial::Public(_) = key else { return None };
        if self.input.len() > LONGEST {
            return None;
        }
        let verifier =
            Verifier::new(&VerificationKey::of(key.clone(), None), self.algorithm).ok()?;
        input::all(self.input).into_iter().find_map(|(what, bytes)| {
            let is_signed = trials.take() && verifier.verifies(&bytes, self.signature);
            is_signed.then_some(Cause::Input(what))
        })
    }

    /// Checks whether the text of a public key was used as a secret.
    fn of_public_text(self, public: &PublicKey) -> Option<Cause> {
        let text = pem::public_pem(public).ok()?;
        let forms = [text.clone(), text.trim_end().to_owned()];
        let is_forged = forms.iter().any(|text| {
            hmac(text.as_bytes(), self.algorithm)
                .is_some_and(|verifier| verifier.verifies(self.input, self.signature))
        });
        is_forged.then_some(Cause::PublicKeyText)
    }
}

/// Returns a verifier for a secret, which may be anything.
fn hmac(secret: &[u8], algorithm: SignatureAlgorithm) -> Option<Verifier> {
    #[expect(clippy::disallowed_methods, reason = "no token is accepted because of it")]
    let secret = Secret::even_a_key(secret).ok()?;
    let key = VerificationKey::of(VerificationMaterial::Secret(secret), None);
    Verifier::new(&key, algorithm).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url;
    use crate::jose::key::{PrivateKey, SigningKey, SigningMaterial};
    use crate::jose::signature::sign;

    const SECRET: &str = "a secret of more than thirty-two bytes";

    fn hmac_key(secret: &[u8], algorithm: SignatureAlgorithm) -> SigningKey {
        let material = SigningMaterial::Secret(Secret::new(secret).unwrap());
        SigningKey::new(material, Some(algorithm), None).unwrap()
    }

    fn private(key: &PrivateKey, algorithm: SignatureAlgorithm) -> SigningKey {
        SigningKey::new(SigningMaterial::Private(key.clone()), Some(algorithm), None).unwrap()
    }

    /// Returns the cause for a signature, and how many trials are left.
    fn cause(
        key: &SigningKey,
        algorithm: SignatureAlgorithm,
        input: &[u8],
        signature: &[u8],
    ) -> Option<Cause> {
        let key = key.verification_key().material;
        let mismatch = Mismatch { algorithm, input, signature };
        let mut trials = Trials::new();
        mismatch.cause(&key, &mut trials).or_else(|| mismatch.other_input(&key, &mut trials))
    }

    fn input(header: &str, payload: &str) -> Vec<u8> {
        format!("{}.{}", base64url::encode(header), base64url::encode(payload)).into_bytes()
    }

    #[test]
    fn a_secret_is_read_in_other_ways_and_used_with_other_hashes() {
        use SignatureAlgorithm as A;
        let key = hmac_key(SECRET.as_bytes(), A::HS256);
        let signed = |secret: &[u8], algorithm| sign(&hmac_key(secret, algorithm), b"a.b").unwrap();
        let found = |signature: &[u8]| cause(&key, A::HS256, b"a.b", signature);
        let line = format!("{SECRET}\n");
        assert_eq!(
            found(&signed(line.as_bytes(), A::HS256)),
            Some(Cause::Reading(Reading::WithNewline))
        );
        assert_eq!(
            found(&signed(line.as_bytes(), A::HS512)),
            Some(Cause::ReadingAndAlgorithm(Reading::WithNewline, A::HS512))
        );
        assert_eq!(
            found(&signed(SECRET.as_bytes(), A::HS384)),
            Some(Cause::Algorithm { used: A::HS384, claimed: A::HS256 })
        );
        assert_eq!(found(&signed(b"another secret", A::HS256)), None);
    }

    #[test]
    fn a_public_key_is_used_with_the_other_algorithms_of_its_kind() {
        use SignatureAlgorithm as A;
        let rsa = PrivateKey::generate(A::RS256).unwrap();
        for (used, claimed) in
            [(A::PS256, A::RS256), (A::RS256, A::PS256), (A::RS512, A::RS256), (A::PS384, A::RS512)]
        {
            let signature = sign(&private(&rsa, used), b"a.b").unwrap();
            let found = cause(&private(&rsa, claimed), claimed, b"a.b", &signature);
            assert_eq!(found, Some(Cause::Algorithm { used, claimed }), "{used} {claimed}");
        }
        // The header names an algorithm of another kind of key.
        let ec = PrivateKey::generate(A::ES384).unwrap();
        let signature = sign(&private(&ec, A::ES384), b"a.b").unwrap();
        let found = cause(&private(&ec, A::ES384), A::EdDSA, b"a.b", &signature);
        assert_eq!(found, Some(Cause::Algorithm { used: A::ES384, claimed: A::EdDSA }));
        let other = PrivateKey::generate(A::ES384).unwrap();
        assert_eq!(cause(&private(&other, A::ES384), A::ES384, b"a.b", &signature), None);
    }

    #[test]
    fn the_text_of_a_public_key_is_no_secret() {
        let rsa = PrivateKey::generate(SignatureAlgorithm::RS256).unwrap();
        let text = pem::public_pem(rsa.public()).unwrap();
        for text in [text.as_str(), text.trim_end()] {
            let verifier = hmac(text.as_bytes(), SignatureAlgorithm::HS256);
            assert!(verifier.is_some());
            let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, text.as_bytes());
            let signature = aws_lc_rs::hmac::sign(&key, b"a.b");
            let key = private(&rsa, SignatureAlgorithm::RS256);
            let found = cause(&key, SignatureAlgorithm::HS256, b"a.b", signature.as_ref());
            assert_eq!(found, Some(Cause::PublicKeyText));
        }
    }

    /// Returns the DER encoding of a signature on P-256.
    fn der(signature: &[u8]) -> Vec<u8> {
        let number = |bytes: &[u8]| {
            let start = bytes.iter().position(|byte| *byte != 0).unwrap();
            let sign = if bytes[start] >= 0x80 { &[0][..] } else { &[] };
            let number = [sign, &bytes[start..]].concat();
            [&[2, u8::try_from(number.len()).unwrap()], number.as_slice()].concat()
        };
        let (r, s) = signature.split_at(32);
        let both = [number(r), number(s)].concat();
        [&[0x30, u8::try_from(both.len()).unwrap()], both.as_slice()].concat()
    }

    #[test]
    fn a_signature_is_written_in_other_ways() {
        use SignatureAlgorithm as A;
        let ec = PrivateKey::generate(A::ES256).unwrap();
        let key = private(&ec, A::ES256);
        let found = |signature: &[u8]| cause(&key, A::ES256, b"a.b", signature);
        let mut short = 0;
        for _ in 0..2000 {
            let signature = sign(&key, b"a.b").unwrap();
            if short == 0 {
                assert_eq!(found(&der(&signature)), Some(Cause::Shape(Shape::Der)));
            }
            let (r, s) = signature.split_at(32);
            if r[0] == 0 || s[0] == 0 {
                let trimmed =
                    [r.strip_prefix(&[0]).unwrap_or(r), s.strip_prefix(&[0]).unwrap_or(s)];
                assert_eq!(found(&trimmed.concat()), Some(Cause::Shape(Shape::Short)));
                short += 1;
            }
            if short == 2 {
                break;
            }
        }
        assert!(short > 0);
        let hmac = hmac_key(SECRET.as_bytes(), A::HS256);
        let signature = sign(&hmac, b"a.b").unwrap();
        let hex = reading::hexadecimal(&signature);
        let shape = |text: &str| cause(&hmac, A::HS256, b"a.b", text.as_bytes());
        assert_eq!(shape(&hex), Some(Cause::Shape(Shape::Hex)));
        assert_eq!(shape(&base64url::encode(&signature)), Some(Cause::Shape(Shape::Base64)));
    }

    #[test]
    fn other_bytes_were_signed() {
        use SignatureAlgorithm as A;
        let header = r#"{"alg":"x"}"#;
        let payload = r#"{"iss":"https://issuer.example","n":"a: b,","x":"??>"}"#;
        let received = input(header, payload);
        let text = String::from_utf8(received.clone()).unwrap();
        let spaced = r#"{"iss": "https://issuer.example", "n": "a: b,", "x": "??>"}"#;
        let parts = |change: &dyn Fn(&str) -> String| {
            text.split('.').map(change).collect::<Vec<_>>().join(".").into_bytes()
        };
        let padding = |part: &str| "=".repeat((4 - part.len() % 4) % 4);
        let ec = PrivateKey::generate(A::ES256).unwrap();
        for key in [hmac_key(SECRET.as_bytes(), A::HS256), private(&ec, A::ES256)] {
            for (signed, expected) in [
                (format!("{text}\n").into_bytes(), Input::Newline),
                (parts(&|part| format!("{part}{}", padding(part))), Input::Padded),
                (parts(&|part| part.replace('-', "+").replace('_', "/")), Input::Base64),
                (base64url::encode(payload).into_bytes(), Input::PayloadOnly),
                (payload.as_bytes().to_vec(), Input::PayloadOnly),
                (format!("{header}.{payload}").into_bytes(), Input::Unencoded),
                (input(header, spaced), Input::Reformatted),
                (input(r#"{"alg": "x"}"#, spaced), Input::Reformatted),
                (input(header, &payload.replace('/', "\\/")), Input::Reformatted),
                (input(header, &format!("{payload}\n")), Input::Reformatted),
            ] {
                let signature = sign(&key, &signed).unwrap();
                let found = cause(&key, key.algorithm, &received, &signature);
                assert_eq!(found, Some(Cause::Input(expected)), "{:?}", key.algorithm);
            }
        }
    }

    #[test]
    fn the_number_of_checks_is_bounded() {
        let key = private(
            &PrivateKey::generate(SignatureAlgorithm::RS256).unwrap(),
            SignatureAlgorithm::RS256,
        );
        let material = key.verification_key().material;
        let signature = vec![1; 256];
        let header = input(r#"{"alg": "RS256","a":"/"}"#, r#"{"a": "/","x":"??>"}"#);
        let mismatch = Mismatch { algorithm: key.algorithm, input: &header, signature: &signature };
        let mut trials = Trials::new();
        assert_eq!(mismatch.cause(&material, &mut trials), None);
        assert!(!trials.are_used_up());
        assert_eq!(mismatch.other_input(&material, &mut trials), None);
        assert!(trials.are_used_up());
        let secret =
            VerificationMaterial::Secret(Secret::new(vec![b'a'; LONGEST_SECRET + 1]).unwrap());
        let mismatch = Mismatch { algorithm: SignatureAlgorithm::HS256, ..mismatch };
        let mut trials = Trials::new();
        assert_eq!(mismatch.cause(&secret, &mut trials), None);
        // It is not even tried.
        assert_eq!(format!("{trials:?}"), format!("{:?}", Trials::new()));
        let long = vec![b'a'; LONGEST + 1];
        let secret = hmac_key(SECRET.as_bytes(), SignatureAlgorithm::HS256);
        let signed = sign(&secret, &[&long[..], b"\n"].concat()).unwrap();
        assert_eq!(cause(&secret, SignatureAlgorithm::HS256, &long, &signed), None);
    }
}
