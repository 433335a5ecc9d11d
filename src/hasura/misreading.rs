//! Secrets that the signer and the engine read differently, a common cause of signatures that do
//! not verify.

use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::base64url;
use crate::jose::key::{Secret, VerificationKey, VerificationMaterial};
use crate::jose::signature::Verifier;

/// Returns how the signer read the secret, if the signature verifies with a reading other than
/// the string itself.
pub(crate) fn misread(
    key: &VerificationMaterial,
    algorithm: SignatureAlgorithm,
    input: &[u8],
    signature: &[u8],
) -> Option<&'static str> {
    let VerificationMaterial::Secret(secret) = key else { return None };
    let text = std::str::from_utf8(secret.as_bytes()).ok()?;
    let without_newline = text.strip_suffix('\n').map(|text| text.as_bytes().to_vec());
    let readings = [
        ("the secret decoded from base64", base64url::decode_forgiving(text.trim())),
        ("the secret decoded from hexadecimal digits", unhex(text.trim())),
        ("the secret without the newline at its end", without_newline),
        ("the secret and a newline at its end", Some([text.as_bytes(), b"\n"].concat())),
    ];
    readings.into_iter().find_map(|(words, bytes)| {
        let secret = Secret::new(bytes?).ok()?;
        let key = VerificationKey::of(VerificationMaterial::Secret(secret), None);
        let verifier = Verifier::new(&key, algorithm).ok()?;
        verifier.verifies(input, signature).then_some(words)
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// Returns why a signature does not verify.
pub(crate) fn why(
    key: &VerificationMaterial,
    algorithm: SignatureAlgorithm,
    input: &[u8],
    signature: &[u8],
) -> String {
    match misread(key, algorithm, input, signature) {
        Some(reading) => {
            format!("it was signed with {reading}; the engine uses the secret as it is written")
        }
        None => OTHER_KEY.to_owned(),
    }
}

/// The reason if nothing more is known.
pub(crate) const OTHER_KEY: &str = "it was signed with another key, or the token was changed";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::key::{SigningKey, SigningMaterial};
    use crate::jose::signature;

    #[test]
    fn the_other_reading_is_named() {
        let reading = |configured: &str, signed_with: &[u8]| {
            let material = SigningMaterial::Secret(Secret::new(signed_with).unwrap());
            let key = SigningKey::new(material, Some(SignatureAlgorithm::HS256), None).unwrap();
            let signature = signature::sign(&key, b"input").unwrap();
            let configured = Secret::new(configured.as_bytes()).unwrap();
            let key = VerificationMaterial::Secret(configured);
            misread(&key, SignatureAlgorithm::HS256, b"input", &signature)
        };
        let raw = b"0123456789abcdef0123456789abcde\xff";
        assert_eq!(
            reading("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZf8=", raw),
            Some("the secret decoded from base64")
        );
        assert_eq!(
            reading("30313233343536373839616263646566303132333435363738396162636465FF", raw),
            Some("the secret decoded from hexadecimal digits")
        );
        assert_eq!(reading("text\n", b"text"), Some("the secret without the newline at its end"));
        assert_eq!(reading("text", b"text\n"), Some("the secret and a newline at its end"));
        assert_eq!(reading("text", b"other"), None);
        assert_eq!(reading("zz", b"other"), None);
    }
}
