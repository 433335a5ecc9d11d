//! HMAC secrets in configurations. The engines accept any string, even the text of a public key.

use crate::hasura::warning::EngineWarning;
use crate::jose::key::{KeyError, Secret, VerificationMaterial};
use crate::jose::key_text::find_key;
use crate::jose::note::Note;

/// Reads the bytes of a string as a secret, as every engine does.
///
/// # Errors
///
/// Returns [`KeyError::EmptySecret`] if the string is empty.
pub(crate) fn read(text: &str) -> Result<VerificationMaterial, KeyError> {
    #[expect(clippy::disallowed_methods, reason = "predicts an engine, which does the same")]
    Secret::even_a_key(text.as_bytes()).map(VerificationMaterial::Secret)
}

/// Returns a warning if the secret is the text of a key or certificate.
pub(crate) fn key_as_secret(material: &VerificationMaterial) -> Option<Note<EngineWarning>> {
    let VerificationMaterial::Secret(secret) = material else { return None };
    let key = find_key(secret.as_bytes())?;
    Some(Note::new(
        EngineWarning::PublicKeyAsSecret,
        format!(
            "the HMAC secret is {key}, and the engine uses its text as the secret: anyone who can read that text can sign tokens that the engine accepts; configure an algorithm of the key, such as RS256"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_secret_with_a_warning() {
        let pem = include_str!("../../tests/fixtures/keys/rsa.spki.pem");
        for (text, expected) in [
            (pem, Some("the HMAC secret is a PEM key or certificate, and the engine ")),
            (
                r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#,
                Some("the HMAC secret is a JWK, and the engine "),
            ),
            ("an ordinary secret", None),
        ] {
            let material = read(text).unwrap();
            let VerificationMaterial::Secret(secret) = &material else { panic!("not a secret") };
            assert_eq!(secret.as_bytes(), text.as_bytes());
            let warning = key_as_secret(&material);
            assert_eq!(warning.is_some(), expected.is_some(), "{text}");
            if let (Some(warning), Some(expected)) = (warning, expected) {
                assert!(warning.message.starts_with(expected), "{}", warning.message);
            }
        }
        assert!(matches!(read(""), Err(KeyError::EmptySecret)));
    }
}
