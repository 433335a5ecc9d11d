//! The numbers of an RSA private key: those that a file leaves out are computed from the others.
#![expect(clippy::many_single_char_names, reason = "the names of RFC 8017 and RFC 7518")]

use num_bigint::BigUint;
use zeroize::Zeroizing;

use crate::jose::algorithm::KeyFamily;
use crate::jose::key::{KeyError, PrivateKey};

/// The longest modulus that is factored, in bytes: what `RSA_8192` has.
const MAX_MODULUS: usize = 1024;

/// Creates a private key from the modulus `n`, the exponents `e` and `d` and perhaps the prime
/// factors of `n`, big-endian. Without the factors, they are recovered from the exponents.
///
/// # Errors
///
/// [`KeyError::Inconsistent`] if the numbers are not a key with two prime factors, and
/// [`KeyError::RsaExponent`].
pub(super) fn private_key(
    n: &[u8],
    e: &[u8],
    d: &[u8],
    primes: Option<(&[u8], &[u8])>,
) -> Result<PrivateKey, KeyError> {
    let inconsistent = || KeyError::Inconsistent { family: KeyFamily::Rsa };
    if [n, e, d].iter().any(|number| number.len() > MAX_MODULUS + 1) {
        return Err(inconsistent());
    }
    let number = BigUint::from_bytes_be;
    let (n, e, d) = (number(n), number(e), number(d));
    let (p, q) = match primes {
        Some((p, q)) => (number(p), number(q)),
        None => factors(&n, &e, &d).ok_or_else(inconsistent)?,
    };
    let one = BigUint::from(1_u8);
    if p <= one || q <= one || &p * &q != n {
        return Err(inconsistent());
    }
    let (dp, dq) = (&d % (&p - &one), &d % (&q - &one));
    if [(&dp, &p), (&dq, &q)].into_iter().any(|(exponent, prime)| {
        // Both exponents undo each other.
        (exponent * &e) % (prime - &one) != one
    }) {
        return Err(inconsistent());
    }
    let qi = q.modinv(&p).ok_or_else(inconsistent)?;
    let der = encode(&[&n, &e, &d, &p, &q, &dp, &dq, &qi]).ok_or_else(inconsistent)?;
    PrivateKey::from_rsa_private_key(&der)
}

/// Recovers the two prime factors of `n` from both exponents (NIST SP 800-56B Rev. 2,
/// appendix C.2).
fn factors(n: &BigUint, e: &BigUint, d: &BigUint) -> Option<(BigUint, BigUint)> {
    let one = BigUint::from(1_u8);
    let zero = BigUint::ZERO;
    let product = d * e;
    if *n <= one || product <= one {
        return None;
    }
    let multiple = product - &one;
    let a = &multiple * gcd(n - &one, multiple.clone());
    let (m, r) = (&a / n, &a % n);
    // The sum of both factors
    let sum = (n - r) / (m + &one) + &one;
    let square = &sum * &sum;
    let four_n = n * 4_u8;
    if square <= four_n {
        return None;
    }
    let difference = (square - four_n).sqrt();
    let (p, q) = ((&sum + &difference) / 2_u8, (&sum - &difference) / 2_u8);
    (q > zero && &p * &q == *n).then_some((p, q))
}

fn gcd(mut a: BigUint, mut b: BigUint) -> BigUint {
    while b != BigUint::ZERO {
        (a, b) = (b.clone(), a % b);
    }
    a
}

/// Encodes an `RSAPrivateKey` (RFC 8017 appendix A.1.2).
fn encode(numbers: &[&BigUint; 8]) -> Option<Zeroizing<Vec<u8>>> {
    use pkcs8::der::Encode as _;
    use pkcs8::der::asn1::UintRef;
    let bytes = numbers.map(|number| Zeroizing::new(number.to_bytes_be()));
    let [n, e, d, p, q, dp, dq, qi] = &bytes;
    let integer = |bytes| UintRef::new(bytes).ok();
    let key = pkcs1::RsaPrivateKey {
        modulus: integer(n)?,
        public_exponent: integer(e)?,
        private_exponent: integer(d)?,
        prime1: integer(p)?,
        prime2: integer(q)?,
        exponent1: integer(dp)?,
        exponent2: integer(dq)?,
        coefficient: integer(qi)?,
        other_prime_infos: None,
    };
    key.to_der().ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use pkcs8::der::Decode as _;

    use super::*;
    use crate::jose::algorithm::SignatureAlgorithm;

    #[test]
    fn the_factors_are_recovered_from_the_exponents() {
        for _ in 0..2 {
            let key = PrivateKey::generate(SignatureAlgorithm::RS256).unwrap();
            let parsed = pkcs1::RsaPrivateKeyRef::from_der(key.der()).unwrap();
            let [n, e, d] = [parsed.modulus, parsed.public_exponent, parsed.private_exponent]
                .map(|number| number.as_bytes());
            let again = private_key(n, e, d, None).unwrap();
            let primes = |key: &PrivateKey| {
                let key = pkcs1::RsaPrivateKeyRef::from_der(key.der()).unwrap();
                let mut primes = [key.prime1, key.prime2].map(|prime| prime.as_bytes().to_vec());
                primes.sort();
                primes
            };
            assert_eq!(primes(&again), primes(&key));
            let (p, q) = (parsed.prime1.as_bytes(), parsed.prime2.as_bytes());
            // With the factors in this order, every number is the one of the key.
            assert_eq!(private_key(n, e, d, Some((p, q))).unwrap().der(), key.der());
            assert!(private_key(n, e, d, Some((q, p))).is_ok());

            let mut other = d.to_vec();
            other[20] ^= 1;
            assert!(private_key(n, e, &other, None).is_err());
            assert!(private_key(n, e, &other, Some((p, q))).is_err());
            assert!(private_key(n, e, d, Some((p, p))).is_err());
        }
    }

    #[test]
    fn numbers_that_are_no_key_are_refused() {
        // 61 · 53
        assert!(private_key(&[0x0c, 0xa1], &[17], &[0x01, 0x9d], None).is_ok());
        let long = vec![0xff; 4096];
        for (n, e, d) in [
            (&[][..], &[][..], &[][..]),
            (&[0], &[1], &[1]),
            (&[1], &[1], &[2]),
            (&[0x0c, 0xa1], &[17], &[0]),
            (&[0x0c, 0xa1], &[17], &[0x0a, 0xc2]),
            (&[0x0c, 0xa1], &[0], &[0]),
            (&[0xff; 300], &[3], &[0xff; 1024]),
            (&long, &[3], &[5]),
        ] {
            assert!(private_key(n, e, d, None).is_err());
            assert!(private_key(n, e, d, Some((n, &[1]))).is_err());
            assert!(private_key(n, e, d, Some((&[], &[]))).is_err());
        }
    }
}
