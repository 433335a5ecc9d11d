//! The steps of decryption in order (RFC 7516 section 5.2).

use std::fmt;

use zeroize::Zeroizing;

use crate::jose::header::JoseHeader;
use crate::jose::json::{Object, Value};
use crate::jose::jwe::content::ContentEncryption;
use crate::jose::jwe::error::JweError;
use crate::jose::jwe::key::DecryptionKey;
use crate::jose::jwe::management::KeyManagement;
use crate::jose::jwe::token::{Header, Jwe, Recipient, malformed};
use crate::sort;

/// A decrypted token. `Debug` shows only the length of the plaintext.
pub struct Decrypted {
    /// The header, with the protected, the shared and the recipient's own members merged
    pub header: Object,
    /// The plaintext, which is another token if the header has `cty: JWT`
    pub plaintext: Zeroizing<Vec<u8>>,
}

/// Decrypts a JWE in its compact, flattened or general serialization.
///
/// If there are several recipients, tries those that need this kind of key, starting with the one
/// that has the key's `kid`.
///
/// # Errors
///
/// Returns a [`JweError`]. If there are several recipients, it is the error of the one that fits
/// best.
pub fn decrypt(token: &str, key: &DecryptionKey) -> Result<Decrypted, JweError> {
    let jwe = Jwe::parse(token)?;
    if let Some(first) = jwe.recipients.first().filter(|_| jwe.shared.contains("crit")) {
        refuse_crit(jwe.header(first))?;
    }
    let mut plans = Vec::new();
    let mut refusals = Vec::new();
    for recipient in &jwe.recipients {
        match Plan::new(&jwe, recipient, key) {
            Ok(plan) => plans.push(plan),
            Err(refusal) => refusals.push((jwe.header(recipient), refusal)),
        }
    }
    sort::by_key(&mut plans, |plan| !key.is_named(plan.header.get_str("kid")));
    let mut failure = None;
    for plan in plans {
        match plan.open(&jwe, key) {
            Ok(plaintext) => {
                return Ok(Decrypted { header: plan.header.to_object(), plaintext });
            }
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    Err(failure.unwrap_or_else(|| best_of(refusals, key)))
}

impl fmt::Debug for Decrypted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decrypted")
            .field("header", &self.header)
            .field("plaintext", &format_args!("{} bytes, redacted", self.plaintext.len()))
            .finish()
    }
}

/// How to decrypt for one recipient, after all checks that do not require decryption.
struct Plan<'a> {
    header: Header<'a>,
    recipient: &'a Recipient,
    management: KeyManagement,
    encryption: ContentEncryption,
}

impl<'a> Plan<'a> {
    fn new(jwe: &'a Jwe, recipient: &'a Recipient, key: &DecryptionKey) -> Result<Self, JweError> {
        let header = jwe.header(recipient);
        refuse_crit(header)?;
        let name = |member: &'static str| {
            header
                .get_str(member)
                .ok_or_else(|| malformed("header", format!("has no `{member}` that is a string")))
        };
        let unsupported =
            |member, name: &str| JweError::UnsupportedAlgorithm { member, name: shortened(name) };
        let (alg, enc) = (name("alg")?, name("enc")?);
        let management = KeyManagement::named(alg).ok_or_else(|| unsupported("alg", alg))?;
        let encryption = ContentEncryption::named(enc).ok_or_else(|| unsupported("enc", enc))?;
        if let Some(zip) = header.get("zip") {
            return Err(JweError::Compressed { zip: shortened(&zip.to_json()) });
        }
        management.check_kind(key.material())?;
        key.check_permitted(alg, enc)?;
        Ok(Self { header, recipient, management, encryption })
    }

    fn open(&self, jwe: &Jwe, key: &DecryptionKey) -> Result<Zeroizing<Vec<u8>>, JweError> {
        let content_key = self.management.content_key(
            key.material(),
            self.header,
            self.recipient,
            self.encryption,
        )?;
        self.encryption.open(&content_key, jwe)
    }
}

/// Rejects any `crit`, because no extension is supported.
fn refuse_crit(header: Header<'_>) -> Result<(), JweError> {
    let Some(crit) = header.get("crit") else { return Ok(()) };
    // Copy only the names of the header's members, because the values can be large.
    let members = header.shared.iter().chain(header.own.iter());
    let mut names: Object = members.map(|(name, _)| (name.to_owned(), Value::Null)).collect();
    names.set("crit", crit.clone());
    let reason = match JoseHeader::new(names).crit() {
        Ok(names) => {
            format!(
                "`crit` requires the extension `{}`, which is not supported",
                names.join("`, `")
            )
        }
        Err(reason) => reason,
    };
    Err(JweError::Crit { reason })
}

/// Shortens a value for an error, because every recipient can repeat a long one.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 100;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Returns the error to report if no recipient could be tried: the error of the recipient with
/// the key's `kid`, or the one that all recipients share, or else [`JweError::NotForThisKey`].
fn best_of(refusals: Vec<(Header<'_>, JweError)>, key: &DecryptionKey) -> JweError {
    let alike = refusals.windows(2).all(|pair| matches!(pair, [one, other] if one.1 == other.1));
    let mut algs: Vec<String> =
        refusals.iter().filter_map(|(header, _)| header.get_str("alg")).map(shortened).collect();
    algs.dedup();
    refusals
        .into_iter()
        .find(|(header, _)| alike || key.is_named(header.get_str("kid")))
        .map_or(JweError::NotForThisKey { algs }, |(_, refusal)| refusal)
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::agreement::{self, PrivateKey as AgreementPrivateKey, UnparsedPublicKey};
    use aws_lc_rs::digest::{SHA256, digest};
    use aws_lc_rs::encoding::{AsBigEndian as _, Curve25519SeedBin};
    use aws_lc_rs::key_wrap::{AES_256, AesKek, KeyWrap as _};
    use aws_lc_rs::rsa::{
        OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey,
        Pkcs1PublicEncryptingKey, PrivateDecryptingKey,
    };

    use super::*;
    use crate::jose::algorithm::SignatureAlgorithm;
    use crate::jose::base64url::{decode, encode};
    use crate::jose::jwe::content::tests::seal;
    use crate::jose::jwk::Jwk;
    use crate::jose::key::{PrivateKey, PublicKey};

    const SECRET: &[u8; 32] = b"a secret of thirty-two bytes....";
    const PLAINTEXT: &str = r#"{"sub":"ada"}"#;

    /// RFC 7516 appendix A.3
    const A3: &str = "eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.\
        6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ.\
        AxY8DCtDaGlsbGljb3RoZQ.\
        KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY.\
        U0m_YmjN04DJvceFICbCVQ";

    fn jwk(text: &str) -> Jwk {
        let value = Value::parse(text.as_bytes()).unwrap();
        Jwk::from_object(value.as_object().unwrap().clone()).unwrap()
    }

    fn a3_key() -> DecryptionKey {
        DecryptionKey::from_jwk(&jwk(r#"{"kty":"oct","k":"GawgguFyGrWKav7AX4VKUg"}"#)).unwrap()
    }

    /// Returns a compact token with a known content key.
    fn token(header: &str, encrypted_key: &[u8], content_key: &[u8]) -> String {
        let name = Value::parse(header.as_bytes()).unwrap();
        let name = name.as_object().unwrap().get_str("enc").unwrap().to_owned();
        let encryption = ContentEncryption::named(&name).unwrap();
        let header = encode(header);
        let iv = if name.ends_with("GCM") { &[1; 12][..] } else { &[1; 16] };
        let (ciphertext, tag) =
            seal(encryption, content_key, iv, header.as_bytes(), PLAINTEXT.as_bytes());
        format!(
            "{header}.{}.{}.{}.{}",
            encode(encrypted_key),
            encode(iv),
            encode(ciphertext),
            encode(tag)
        )
    }

    fn wrapped(key: &[u8], content_key: &[u8]) -> Vec<u8> {
        let mut buffer = vec![0; content_key.len() + 8];
        AesKek::new(&AES_256, key).unwrap().wrap(content_key, &mut buffer).unwrap();
        buffer
    }

    fn opens(token: &str, key: &DecryptionKey) {
        let opened = decrypt(token, key).unwrap();
        assert_eq!(*opened.plaintext, PLAINTEXT.as_bytes());
    }

    fn failure(token: &str, key: &DecryptionKey) -> String {
        decrypt(token, key).unwrap_err().to_string()
    }

    #[test]
    fn the_example_of_rfc_7516_appendix_a_3_opens() {
        let opened = decrypt(A3, &a3_key()).unwrap();
        assert_eq!(*opened.plaintext, b"Live long and prosper.");
        assert_eq!(opened.header.get_str("alg"), Some("A128KW"));
        assert!(format!("{opened:?}").ends_with("plaintext: 22 bytes, redacted }"));
        assert!(decrypt(&format!(" {A3}\n"), &a3_key()).is_ok());
    }

    #[test]
    fn one_bit_flipped_in_any_part_keeps_it_closed() {
        let parts: Vec<&str> = A3.split('.').collect();
        for (index, expected) in [
            (1, JweError::EncryptedKey),
            (2, JweError::Authentication),
            (3, JweError::Authentication),
            (4, JweError::Authentication),
        ] {
            let bytes = decode(parts[index]).unwrap();
            for at in 0..bytes.len() {
                let mut forged = bytes.clone();
                forged[at] ^= 0x10;
                let forged = encode(forged);
                let mut parts = parts.clone();
                parts[index] = &forged;
                let error = decrypt(&parts.join("."), &a3_key()).unwrap_err();
                assert_eq!(error, expected, "part {index}, byte {at}");
            }
        }
        let spaced = encode(r#"{"alg":"A128KW", "enc":"A128CBC-HS256"}"#);
        let forged = A3.replace(parts[0], &spaced);
        assert_eq!(decrypt(&forged, &a3_key()).unwrap_err(), JweError::Authentication);
    }

    #[test]
    fn a_token_cut_off_anywhere_is_an_error() {
        for length in 0..A3.len() {
            assert!(decrypt(&A3[..length], &a3_key()).is_err(), "{length}");
        }
    }

    #[test]
    fn a_shared_secret_opens_directly_and_only_at_its_length() {
        let text = token(r#"{"alg":"dir","enc":"A256GCM"}"#, b"", SECRET);
        opens(&text, &DecryptionKey::from_secret(SECRET));
        opens(
            &token(r#"{"alg":"dir","enc":"A128CBC-HS256"}"#, b"", SECRET),
            &DecryptionKey::from_secret(SECRET),
        );
        assert_eq!(
            failure(&text, &DecryptionKey::from_secret(b"short")),
            "A256GCM needs a key of 32 bytes, and this one has 5"
        );
        assert_eq!(
            failure(&text, &DecryptionKey::from_secret(&[0; 32])),
            "the tag does not match: it was encrypted with another key, or changed"
        );
        assert_eq!(
            failure(&text.replacen("..", ".AAAA.", 1), &DecryptionKey::from_secret(SECRET)),
            "the encrypted key is not empty, as `alg` dir requires"
        );
    }

    #[test]
    fn a_wrapped_key_of_the_wrong_length_is_a_plain_error() {
        let header = r#"{"alg":"A256KW","enc":"A256GCM"}"#;
        let key = DecryptionKey::from_secret(SECRET);
        opens(&token(header, &wrapped(SECRET, &[9; 32]), &[9; 32]), &key);
        assert_eq!(
            failure(&token(header, &wrapped(SECRET, &[9; 16]), &[9; 32]), &key),
            "A256GCM needs a key of 32 bytes, and this one has 16"
        );
        let text = token(header, &wrapped(SECRET, &[9; 32]), &[9; 32]);
        assert_eq!(
            failure(&text, &DecryptionKey::from_secret(&SECRET[..16])),
            "A256KW needs a key of 32 bytes, and this one has 16"
        );
        for length in [0, 7, 8, 16, 23, 41] {
            let text = token(header, &vec![0; length], &[9; 32]);
            assert_eq!(decrypt(&text, &key).unwrap_err(), JweError::EncryptedKey, "{length}");
        }
    }

    #[test]
    fn rsa_opens_with_both_hashes_and_not_with_the_other_one() {
        let private = PrivateKey::generate(SignatureAlgorithm::RS256).unwrap();
        let key = DecryptionKey::from_private_key(&private).unwrap();
        let public = PrivateDecryptingKey::from_pkcs8(&private.to_pkcs8_der().unwrap()).unwrap();
        let public = OaepPublicEncryptingKey::new(public.public_key()).unwrap();
        let encrypt = |hash, content_key: &[u8]| {
            let mut buffer = vec![0; public.ciphertext_size()];
            public.encrypt(hash, content_key, &mut buffer, None).unwrap();
            buffer
        };
        let (sha1, sha256) =
            (encrypt(&OAEP_SHA1_MGF1SHA1, SECRET), encrypt(&OAEP_SHA256_MGF1SHA256, SECRET));
        for (alg, good, bad) in [("RSA-OAEP", &sha1, &sha256), ("RSA-OAEP-256", &sha256, &sha1)] {
            let header = format!(r#"{{"alg":"{alg}","enc":"A256GCM"}}"#);
            opens(&token(&header, good, SECRET), &key);
            let error = decrypt(&token(&header, bad, SECRET), &key).unwrap_err();
            assert_eq!(error, JweError::EncryptedKey);
        }
        let header = r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#;
        for encrypted_key in [encrypt(&OAEP_SHA1_MGF1SHA1, &[9; 16]), vec![0; 256], vec![1], vec![]]
        {
            let error = decrypt(&token(header, &encrypted_key, SECRET), &key).unwrap_err();
            assert_eq!(error, JweError::EncryptedKey);
        }
    }

    #[test]
    fn an_rsa_jwk_for_encryption_opens_what_its_pem_opens() {
        use pkcs8::der::Decode as _;
        let private = PrivateKey::generate(SignatureAlgorithm::RS256).unwrap();
        let numbers = pkcs1::RsaPrivateKeyRef::from_der(private.der()).unwrap();
        let members = [
            ("n", &numbers.modulus),
            ("e", &numbers.public_exponent),
            ("d", &numbers.private_exponent),
            ("p", &numbers.prime1),
            ("q", &numbers.prime2),
            ("dp", &numbers.exponent1),
            ("dq", &numbers.exponent2),
            ("qi", &numbers.coefficient),
        ];
        let members: Vec<String> = members
            .into_iter()
            .map(|(name, number)| format!(r#""{name}":"{}""#, encode(number.as_bytes())))
            .collect();
        let text = format!(r#"{{"kty":"RSA","use":"enc","alg":"RSA1_5",{}}}"#, members.join(","));
        let jwk = DecryptionKey::from_jwk(&jwk(&text)).unwrap();
        let pem = DecryptionKey::from_private_key(&private).unwrap();
        let public = PrivateDecryptingKey::from_pkcs8(&private.to_pkcs8_der().unwrap()).unwrap();
        let public = Pkcs1PublicEncryptingKey::new(public.public_key()).unwrap();
        let mut buffer = vec![0; public.ciphertext_size()];
        public.encrypt(SECRET, &mut buffer).unwrap();
        let text = token(r#"{"alg":"RSA1_5","enc":"A256GCM"}"#, &buffer, SECRET);
        opens(&text, &pem);
        opens(&text, &jwk);
        let text = token(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#, &buffer, SECRET);
        assert_eq!(
            failure(&text, &jwk),
            "the key is only for RSA1_5, and the token's `alg` is RSA-OAEP"
        );
    }

    // These are the keys of RFC 7518 appendix C.
    #[test]
    fn an_ec_jwk_for_encryption_opens_with_the_parties_of_the_header() {
        let key = jwk(r#"{
            "kty":"EC","crv":"P-256","use":"enc",
            "x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
            "y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
            "d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"
        }"#);
        let key = DecryptionKey::from_jwk(&key).unwrap();
        let header = r#"{"alg":"ECDH-ES","enc":"A128GCM","apu":"QWxpY2U","apv":"Qm9i","epk":{
            "kty":"EC","crv":"P-256",
            "x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
            "y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"
        }}"#;
        let content_key = decode("VqqN6vgjbSBcIijNcacQGg").unwrap();
        opens(&token(header, b"", &content_key), &key);
        let stranger = header.replace("Qm9i", "Qm9j");
        let error = decrypt(&token(&stranger, b"", &content_key), &key).unwrap_err();
        assert_eq!(error, JweError::Authentication);
    }

    /// Performs the sender's half of ECDH-ES and returns the header's `epk` and the shared
    /// secret.
    fn agree(
        algorithm: &'static agreement::Algorithm,
        crv: &str,
        recipient: &[u8],
    ) -> (String, Vec<u8>) {
        let ephemeral = AgreementPrivateKey::generate(algorithm).unwrap();
        let point = ephemeral.compute_public_key().unwrap();
        let epk = if crv == "X25519" {
            format!(r#"{{"kty":"OKP","crv":"X25519","x":"{}"}}"#, encode(point.as_ref()))
        } else {
            let (x, y) = point.as_ref()[1..].split_at(point.as_ref().len() / 2);
            format!(r#"{{"kty":"EC","crv":"{crv}","x":"{}","y":"{}"}}"#, encode(x), encode(y))
        };
        let peer = UnparsedPublicKey::new(algorithm, recipient);
        let shared = agreement::agree(&ephemeral, peer, (), |shared| Ok(shared.to_vec())).unwrap();
        (epk, shared)
    }

    /// Derives a key as in RFC 7518 section 4.6.2, for 256 bits and no parties.
    fn derive(shared: &[u8], algorithm: &str) -> Vec<u8> {
        let length = u8::try_from(algorithm.len()).unwrap();
        let mut input = vec![0, 0, 0, 1];
        input.extend(shared);
        input.extend([0, 0, 0, length]);
        input.extend(algorithm.as_bytes());
        input.extend([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
        digest(&SHA256, &input).as_ref().to_vec()
    }

    #[test]
    fn keys_are_agreed_upon_over_every_curve_directly_and_wrapped() {
        let ec = |algorithm| {
            let key = PrivateKey::generate(algorithm).unwrap();
            let PublicKey::Ec { point, .. } = key.public().clone() else { panic!("an EC key") };
            (DecryptionKey::from_private_key(&key).unwrap(), point)
        };
        let x25519 = AgreementPrivateKey::generate(&agreement::X25519).unwrap();
        let x = x25519.compute_public_key().unwrap().as_ref().to_vec();
        let d: Curve25519SeedBin<'_> = x25519.as_be_bytes().unwrap();
        let okp = jwk(&format!(
            r#"{{"kty":"OKP","crv":"X25519","use":"enc","x":"{}","d":"{}"}}"#,
            encode(&x),
            encode(d.as_ref())
        ));
        let okp = DecryptionKey::from_jwk(&okp).unwrap();
        for (algorithm, crv, (key, public)) in [
            (&agreement::ECDH_P256, "P-256", ec(SignatureAlgorithm::ES256)),
            (&agreement::ECDH_P384, "P-384", ec(SignatureAlgorithm::ES384)),
            (&agreement::ECDH_P521, "P-521", ec(SignatureAlgorithm::ES512)),
            (&agreement::X25519, "X25519", (okp, x)),
        ] {
            let (epk, shared) = agree(algorithm, crv, &public);
            let direct = format!(r#"{{"alg":"ECDH-ES","enc":"A256GCM","epk":{epk}}}"#);
            opens(&token(&direct, b"", &derive(&shared, "A256GCM")), &key);
            let wrap = format!(r#"{{"alg":"ECDH-ES+A256KW","enc":"A256GCM","epk":{epk}}}"#);
            let encrypted_key = wrapped(&derive(&shared, "ECDH-ES+A256KW"), SECRET);
            opens(&token(&wrap, &encrypted_key, SECRET), &key);
        }
    }

    #[test]
    fn what_is_not_supported_is_refused_by_name() {
        let key = DecryptionKey::from_secret(SECRET);
        for (header, message) in [
            (
                r#"{"alg":"PBES2-HS256+A128KW","enc":"A256GCM"}"#,
                "`alg` is PBES2-HS256+A128KW, which is not supported",
            ),
            (
                r#"{"alg":"A256GCMKW","enc":"A256GCM"}"#,
                "`alg` is A256GCMKW, which is not supported",
            ),
            (r#"{"alg":"A192KW","enc":"A256GCM"}"#, "`alg` is A192KW, which is not supported"),
            (r#"{"alg":"dir","enc":"XC20P"}"#, "`enc` is XC20P, which is not supported"),
            (r#"{"alg":"Dir","enc":"A256GCM"}"#, "`alg` is Dir, which is not supported"),
            (
                r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#,
                "the plaintext is compressed (`zip` is \"DEF\"), which is not supported",
            ),
            (
                r#"{"alg":"dir","enc":"A256GCM","crit":["exp"],"exp":1}"#,
                "`crit` requires the extension `exp`, which is not supported",
            ),
            (r#"{"alg":"dir","enc":"A256GCM","crit":[]}"#, "`crit` is an empty list"),
            (r#"{"alg":"dir"}"#, "the header has no `enc` that is a string"),
            (r#"{"enc":"A256GCM"}"#, "the header has no `alg` that is a string"),
            (
                r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#,
                "`alg` RSA-OAEP needs an RSA key, and this is a shared secret",
            ),
            (
                r#"{"alg":"ECDH-ES","enc":"A256GCM"}"#,
                "`alg` ECDH-ES needs an EC or X25519 key, and this is a shared secret",
            ),
        ] {
            assert_eq!(failure(&format!("{}....", encode(header)), &key), message);
        }
        let key = PrivateKey::generate(SignatureAlgorithm::ES256).unwrap();
        let key = DecryptionKey::from_private_key(&key).unwrap();
        let text = token(r#"{"alg":"dir","enc":"A256GCM"}"#, b"", SECRET);
        assert_eq!(
            failure(&text, &key),
            "`alg` dir needs a shared secret, and this is an EC key on P-256"
        );
    }

    /// Returns a general serialization for recipients whose keys wrap the same content key.
    fn general(recipients: &[(&str, &[u8])]) -> String {
        let protected = encode(r#"{"enc":"A256GCM"}"#);
        let aad = format!("{protected}.{}", encode("read by all"));
        let (ciphertext, tag) = seal(
            ContentEncryption::A256Gcm,
            SECRET,
            &[1; 12],
            aad.as_bytes(),
            PLAINTEXT.as_bytes(),
        );
        let recipients: Vec<String> = recipients
            .iter()
            .map(|(header, encrypted_key)| {
                format!(r#"{{"header":{header},"encrypted_key":"{}"}}"#, encode(encrypted_key))
            })
            .collect();
        format!(
            r#"{{"protected":"{protected}","aad":"{}","iv":"{}","ciphertext":"{}","tag":"{}","recipients":[{}]}}"#,
            encode("read by all"),
            encode([1; 12]),
            encode(ciphertext),
            encode(tag),
            recipients.join(",")
        )
    }

    #[test]
    fn an_error_does_not_repeat_a_long_name_for_each_recipient() {
        let key = DecryptionKey::from_secret(SECRET);
        let long = "x".repeat(10_000);
        let recipients = vec!["{}"; 64].join(",");
        for header in [
            format!(r#"{{"alg":"{long}","enc":"A256GCM"}}"#),
            format!(r#"{{"alg":"dir","enc":"{long}"}}"#),
            format!(r#"{{"alg":"dir","enc":"A256GCM","zip":"{long}"}}"#),
        ] {
            let protected = encode(header);
            let text = format!(
                r#"{{"protected":"{protected}","ciphertext":"","recipients":[{recipients}]}}"#
            );
            let shown = failure(&text, &key);
            assert!(shown.contains("xxx…") && shown.len() < 200, "{shown}");
        }
    }

    #[test]
    fn among_recipients_the_one_for_this_key_is_found() {
        let (one, two) = (wrapped(&[1; 32], SECRET), wrapped(&[2; 32], SECRET));
        let text = general(&[
            (r#"{"alg":"RSA-OAEP","kid":"r"}"#, &[0; 256]),
            (r#"{"alg":"A256KW","kid":"1"}"#, &one),
            (r#"{"alg":"A256KW","kid":"2"}"#, &two),
        ]);
        for (byte, kid) in [(1, "1"), (2, "2")] {
            let key = DecryptionKey::from_secret(&[byte; 32]);
            let opened = decrypt(&text, &key).unwrap();
            assert_eq!(opened.header.get_str("kid"), Some(kid));
            assert_eq!(*opened.plaintext, PLAINTEXT.as_bytes());
        }
        let changed = text.replace(&encode("read by all"), &encode("read by alk"));
        assert_ne!(changed, text);
        let key = DecryptionKey::from_secret(&[1; 32]);
        assert_eq!(decrypt(&changed, &key).unwrap_err(), JweError::Authentication);
    }

    #[test]
    fn when_no_recipient_fits_the_nearest_one_says_why() {
        let text = general(&[
            (r#"{"alg":"RSA-OAEP","kid":"r"}"#, &[0; 256]),
            (r#"{"alg":"A256GCMKW","kid":"g"}"#, &[0; 32]),
        ]);
        assert_eq!(
            failure(&text, &DecryptionKey::from_secret(SECRET)),
            "none of the 2 recipients fits this key; they need RSA-OAEP, A256GCMKW"
        );
        let named = jwk(r#"{"kty":"oct","k":"AAAA","kid":"g"}"#);
        assert_eq!(
            failure(&text, &DecryptionKey::from_jwk(&named).unwrap()),
            "`alg` is A256GCMKW, which is not supported"
        );
        let text = general(&[(r#"{"alg":"x"}"#, b""), (r#"{"alg":"x"}"#, b"")]);
        assert_eq!(
            failure(&text, &DecryptionKey::from_secret(SECRET)),
            "`alg` is x, which is not supported"
        );
    }
}
