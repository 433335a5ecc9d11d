//! The encrypted session cookies of `NextAuth`, Auth.js and better-auth.
//!
//! Each is a JWE with `alg: dir`, whose key is derived from the application's secret.

use crate::jose::json::Object;
use crate::provider::evidence::Evidence;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// How a library derives the key of a cookie from its secret, with HKDF and SHA-256.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Derivation {
    pub(crate) salt: String,
    pub(crate) info: String,
    /// The length of the key in bytes
    pub(crate) length: usize,
}

/// The library that encrypted a cookie.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Library {
    /// `NextAuth` up to version 4
    NextAuth,
    /// Auth.js, which is `NextAuth` from version 5 on
    AuthJs,
    BetterAuth,
}

impl Library {
    /// Told by the header: only the newer ones name the key, by a thumbprint with SHA-512
    /// or SHA-256.
    fn of(header: &Object) -> Option<Self> {
        if header.get_str("alg") != Some("dir") {
            return None;
        }
        // None of them writes any other member.
        match (header.get_str("enc")?, header.get_str("kid").map(str::len), header.len()) {
            ("A256GCM", None, 2) => Some(Self::NextAuth),
            // Auth.js reads both content encryptions.
            ("A256GCM", Some(43 | 86), 3) | ("A256CBC-HS512", Some(86), 3) => Some(Self::AuthJs),
            ("A256CBC-HS512", Some(43), 3) => Some(Self::BetterAuth),
            _ => None,
        }
    }

    /// Returns the names of the cookies that the library encrypts.
    const fn cookies(self) -> &'static [&'static str] {
        match self {
            Self::NextAuth => &[
                "next-auth.session-token",
                "__Secure-next-auth.session-token",
                "next-auth.pkce.code_verifier",
                "__Secure-next-auth.pkce.code_verifier",
                "next-auth.state",
                "__Secure-next-auth.state",
                "next-auth.nonce",
                "__Secure-next-auth.nonce",
            ],
            Self::AuthJs => &[
                "authjs.session-token",
                "__Secure-authjs.session-token",
                "authjs.pkce.code_verifier",
                "__Secure-authjs.pkce.code_verifier",
                "authjs.state",
                "__Secure-authjs.state",
                "authjs.nonce",
                "__Secure-authjs.nonce",
                // Applications that kept the names of version 4.
                "next-auth.session-token",
                "__Secure-next-auth.session-token",
            ],
            Self::BetterAuth => &["better-auth-session", "better-auth-account"],
        }
    }

    fn derivation(self, header: &Object, salt: &str) -> Derivation {
        let info = match self {
            Self::NextAuth => "NextAuth.js Generated Encryption Key",
            Self::AuthJs => "Auth.js Generated Encryption Key",
            Self::BetterAuth => "BetterAuth.js Generated Encryption Key",
        };
        let names_salt = match self {
            Self::NextAuth => !salt.is_empty(),
            Self::AuthJs => true,
            Self::BetterAuth => false,
        };
        let info = if names_salt { format!("{info} ({salt})") } else { info.to_owned() };
        let length = if header.get_str("enc") == Some("A256GCM") { 32 } else { 64 };
        Derivation { salt: salt.to_owned(), info, length }
    }
}

/// Returns why no key that is derived from a secret opens a token with this header, as a clause.
/// The header may name its key; the salt depends on the name of the cookie, unless the library
/// has one of its own.
pub(crate) fn unopened(header: &Object, cookie: Option<&str>) -> &'static str {
    match (header.contains("kid"), Library::of(header), cookie) {
        (true, Some(Library::BetterAuth), _) => {
            "the secret is another one: the `kid` names the key, and no key derived from this secret has that name"
        }
        (true, _, Some(_)) => {
            "the secret is another one, or the cookie was renamed: the `kid` names the key, and no key derived from this secret and the name of the cookie has that name"
        }
        (true, _, None) => {
            "the secret is another one, or the cookie has a name of its own, from which the key is derived too: paste it as `NAME=VALUE`"
        }
        (false, ..) => {
            "no key derived from the secret opens it: it is another application's or environment's secret, or the cookie has another name; paste it as `NAME=VALUE`"
        }
    }
}

/// Returns how the key of a token with this header may be derived, the likeliest first: the
/// salt is the name of its cookie, if that is known, else one of the names that are usual.
/// Empty if no library of these made the token.
pub(crate) fn derivations(header: &Object, cookie: Option<&str>) -> Vec<Derivation> {
    let Some(library) = Library::of(header) else { return Vec::new() };
    let mut salts: Vec<&str> = Vec::new();
    if library == Library::NextAuth {
        salts.push("");
    }
    salts.extend(cookie.map(|name| {
        // The number of a chunk does not count.
        let (base, number) = name.rsplit_once('.').unwrap_or((name, ""));
        let is_chunk = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        if is_chunk { base } else { name }
    }));
    for name in library.cookies() {
        if !salts.contains(name) {
            salts.push(name);
        }
    }
    salts.into_iter().map(|salt| library.derivation(header, salt)).collect()
}

/// Whether a token with this header is an encrypted session cookie.
pub(crate) fn is_session(header: &Object) -> bool {
    Library::of(header).is_some()
}

fn recognises(evidence: &Evidence<'_>) -> bool {
    Library::of(evidence.header).is_some() && !evidence.has("iss")
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let library = Library::of(evidence.header);
    let id = match library {
        Some(Library::BetterAuth) => ProviderId::BetterAuth,
        Some(Library::NextAuth | Library::AuthJs) | None => ProviderId::NextAuth,
    };
    let mut origin = Origin::new(id, TokenKind::Session, VerifyWith::SharedSecret);
    let version = match library {
        Some(Library::NextAuth) => Some("NextAuth 4"),
        Some(Library::AuthJs) => Some("Auth.js 5"),
        Some(Library::BetterAuth) | None => None,
    };
    origin.fact("library", version);
    origin.who = evidence.first_text(&["email", "name", "sub"]).map(ToOwned::to_owned);
    let secret = match id {
        ProviderId::BetterAuth => "`BETTER_AUTH_SECRET`",
        _ => "`NEXTAUTH_SECRET` or `AUTH_SECRET`",
    };
    origin.warn(
        TokenWarning::NextauthSession,
        format!(
            "this is an encrypted session cookie, whose key is derived from the application's secret ({secret}); Hasura cannot read it: have the application sign a token for Hasura, or send the token of the provider behind it"
        ),
    );
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::json::Value;
    use crate::jose::jwe::DecryptionKey;
    use crate::provider::rules::tests::origin_of;

    fn header(kid: usize, enc: &str) -> String {
        let kid = if kid > 0 { format!(r#","kid":"{}""#, "k".repeat(kid)) } else { String::new() };
        format!(r#"{{"alg":"dir","enc":"{enc}"{kid}}}"#)
    }

    #[test]
    fn the_library_is_told_by_the_header() {
        for (header, id, library) in [
            (header(0, "A256GCM"), ProviderId::NextAuth, Some("NextAuth 4")),
            (header(86, "A256CBC-HS512"), ProviderId::NextAuth, Some("Auth.js 5")),
            (header(43, "A256CBC-HS512"), ProviderId::BetterAuth, None),
        ] {
            let origin = origin_of(&header, "{}");
            assert_eq!((origin.id, origin.kind), (id, TokenKind::Session), "{header}");
            assert_eq!(origin.get("library"), library);
            assert_eq!(origin.verify_with, VerifyWith::SharedSecret);
            assert_eq!(origin.warnings[0].code, TokenWarning::NextauthSession);
        }
        let opened =
            origin_of(&header(0, "A256GCM"), r#"{"name":"Ada","email":"ada@example.gov"}"#);
        assert_eq!(opened.who.as_deref(), Some("ada@example.gov"));
        for (header, claims) in [
            (header(7, "A256GCM"), "{}"),
            (header(10, "A256CBC-HS512"), "{}"),
            (header(0, "A128GCM"), "{}"),
            (header(0, "A256GCM"), r#"{"iss":"https://login.example.gov"}"#),
            (
                r#"{"alg":"dir","enc":"A256GCM","iss":"https://moped.us.auth0.com/"}"#.to_owned(),
                "{}",
            ),
        ] {
            let origin = origin_of(&header, claims);
            assert_ne!(origin.id, ProviderId::NextAuth, "{header}");
        }
    }

    /// The names of the keys that the libraries derive from the secret, which say whether it is
    /// the right one before anything is decrypted.
    #[test]
    fn the_kid_names_the_derived_key() {
        let secret = b"a-test-secret-of-no-value";
        for (library, salt, start) in [
            (Library::AuthJs, "authjs.session-token", "b7vY5JPtwTiXXRWO"),
            (Library::AuthJs, "__Secure-authjs.session-token", "8b0MXyD-E3pk2RYs"),
            (
                Library::BetterAuth,
                "better-auth-session",
                "1XGmOFJB0Yo-zayBA7NttNeQUBNoGXykOMaMgjHERhM",
            ),
        ] {
            let length = if library == Library::BetterAuth { 43 } else { 86 };
            let header = Value::parse(header(length, "A256CBC-HS512").as_bytes()).unwrap();
            let Derivation { salt, info, length: bytes } =
                library.derivation(header.as_object().unwrap(), salt);
            let key = DecryptionKey::derived(secret, &salt, &info, bytes).unwrap();
            let kid = key.thumbprint(length).unwrap();
            assert!(kid.starts_with(start) && kid.len() == length, "{salt}: {kid}");
            assert!(key.has_thumbprint(&kid) && !key.has_thumbprint(&kid.replace('R', "S")));
            let other = DecryptionKey::derived(b"another", &salt, &info, bytes).unwrap();
            assert!(!other.has_thumbprint(&kid), "{salt}");
        }
    }

    #[test]
    fn the_salt_is_the_cookie_and_version_4_has_none_for_its_session() {
        let object = |text: &str| {
            let value = Value::parse(text.as_bytes()).unwrap();
            value.as_object().unwrap().clone()
        };
        let four = derivations(&object(&header(0, "A256GCM")), Some("next-auth.session-token.0"));
        assert_eq!(four[0].salt, "");
        assert_eq!(
            (four[0].info.as_str(), four[0].length),
            ("NextAuth.js Generated Encryption Key", 32)
        );
        assert_eq!(four[1].info, "NextAuth.js Generated Encryption Key (next-auth.session-token)");
        let kid = "k".repeat(86);
        let old = format!(r#"{{"alg":"dir","enc":"A256GCM","kid":"{kid}"}}"#);
        let old = derivations(&object(&old), None);
        assert_eq!((old[0].salt.as_str(), old[0].length), ("authjs.session-token", 32));
        let five = derivations(&object(&header(86, "A256CBC-HS512")), Some("my.session"));
        assert_eq!((five[0].salt.as_str(), five[0].length), ("my.session", 64));
        assert_eq!(five[1].info, "Auth.js Generated Encryption Key (authjs.session-token)");
        assert!(derivations(&object("{}"), None).is_empty());
    }
}
