//! Key files of every kind, as `verify`, `mint`, `decode` and `secret` meet them.

use jwtool::jose::base64url;
use snapbox::str;

use crate::sandbox::{NOW, Sandbox, fixture, fixture_text, public_jwk};

/// The content of a PEM in base64, on one line.
fn bare(name: &str) -> String {
    fixture_text(name).lines().filter(|line| !line.starts_with('-')).collect()
}

/// Text as a string of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A private RSA key as a JWK with `n`, `e` and `d`, under this `kid`.
fn private_jwk(kid: &str) -> String {
    let public: serde_json::Value =
        serde_json::from_str(&public_jwk("keys/rsa.spki.pem", kid)).unwrap();
    // PKCS#1: version, n, e, d, each with its tag and length
    let der = jwtool::jose::pem::first_block(&fixture_text("keys/rsa.pkcs1.pem")).unwrap();
    let modulus = base64url::decode(public["n"].as_str().unwrap()).unwrap();
    let at = der.windows(256).position(|part| part == modulus).unwrap() + 256 + 5;
    assert_eq!(der[at..at + 3], [0x02, 0x82, 0x01]);
    let length = 256 + usize::from(der[at + 3]);
    let d = base64url::encode(&der[at + 4..at + 4 + length]);
    let (n, e) = (&public["n"], &public["e"]);
    format!(r#"{{"kty":"RSA","kid":"{kid}","use":null,"n":{n},"e":{e},"d":"{d}"}}"#)
}

#[test]
fn a_token_verifies_with_its_key_in_every_kind_of_file() {
    let token = fixture_text("cognito-id.jwt");
    let spki = fixture_text("keys/rsa.spki.pem");
    let other = fixture_text("keys/p256.spki.pem");
    let certificate = quoted(&fixture_text("keys/rsa.certificate.pem"));
    let jwk = public_jwk("keys/rsa.spki.pem", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    let x5c = bare("keys/rsa.certificate.pem");
    let kid = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    let utf16: Vec<u8> =
        format!("\u{feff}{spki}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: Vec<Vec<u8>> = vec![
        bare("keys/rsa.spki.pem").into(),
        format!(r#"{{"realm":"moped","public_key":"{}"}}"#, bare("keys/rsa.spki.pem")).into(),
        format!("{other}\n{spki}\n").into(),
        format!("\u{feff}{}", spki.replace('\n', "\r\n")).into(),
        utf16,
        format!("ISSUER=https://id.example\nKEY={}\n", quoted(&spki)).into(),
        format!(r#"{{"{kid}":{certificate},"b":{}}}"#, quoted(&other)).into(),
        format!("[{jwk}]").into(),
        format!(r#"{{"kid":"{kid}","x5c":["{x5c}"]}}"#).into(),
        fixture_text("keys/openssh-rsa.pub").into(),
        fixture_text("keys/openssh-rsa").into(),
        fixture_text("keys/rsa.bundle.pem").into(),
        private_jwk("a").into(),
    ];
    for file in files {
        let shown = String::from_utf8_lossy(&file).into_owned();
        let sandbox = Sandbox::new().with_file("key", file);
        for flag in ["--key=key", "--jwks=key"] {
            let verify = ["verify", "-q", &token, flag, "--at=2020-12-09T23:30:00Z"];
            let output = sandbox.command(verify).output().unwrap();
            assert!(
                output.status.success(),
                "{shown}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

#[test]
fn a_private_key_signs_out_of_every_kind_of_file() {
    let private = fixture_text("keys/rsa.pkcs8.pem");
    let public = fixture_text("keys/p256.spki.pem");
    for (file, kid) in [
        (
            format!(
                r#"{{"type":"serviceaccount","keyId":"8137","key":{},"userId":"9"}}"#,
                quoted(&private)
            ),
            Some("8137"),
        ),
        (
            format!(
                r#"{{"type":"service_account","private_key_id":"7f3","private_key":{},"client_email":"a@b"}}"#,
                quoted(&private)
            ),
            Some("7f3"),
        ),
        (format!("APP_ID=7\nAPP_KEY={}\n", quoted(&private)), None),
        (format!("app:\n  key: |\n    {}\n", private.replace('\n', "\n    ")), None),
        (format!("{public}\n{private}"), None),
        (fixture_text("keys/rsa.bundle.pem"), None),
        (fixture_text("keys/openssh-rsa"), None),
        (private_jwk("mine"), Some("mine")),
        (
            format!(
                r#"{{"keys":[{},{}]}}"#,
                public_jwk("keys/p256.spki.pem", "b"),
                private_jwk("mine")
            ),
            Some("mine"),
        ),
    ] {
        let sandbox = Sandbox::new().with_file("key", &file);
        let document = sandbox.json(["mint", "--json", "--key=key", "--role=user", NOW]);
        let thumbprint = "CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI";
        assert_eq!(document["header"]["kid"], kid.unwrap_or(thumbprint), "{file}: {document}");
        let token = document["token"].as_str().unwrap();
        let key = fixture("keys/rsa.spki.pem");
        sandbox.jwtool(["verify", "-q", token, "--key", &key, NOW]).success();
    }
    for name in ["ed25519", "p256", "p384", "p521"] {
        let key = fixture(&format!("keys/openssh-{name}"));
        let sandbox = Sandbox::new();
        let token = sandbox.output(["mint", "--key", &key, "--role=user", NOW]);
        let public = format!("{key}.pub");
        sandbox.jwtool(["verify", "-q", token.trim(), "--key", &public, NOW]).success();
    }
}

#[test]
fn one_of_several_private_keys_is_chosen() {
    let set = format!(r#"{{"keys":[{},{}]}}"#, private_jwk("one"), private_jwk("two words"));
    let pem =
        format!("{}\n{}", fixture_text("keys/rsa.pkcs8.pem"), fixture_text("keys/p256.pkcs8.pem"));
    let sandbox = Sandbox::new().with_file("set", set).with_file("pem", pem);
    sandbox.jwtool(["mint", "--key=set", "--role=user", NOW]).code(3).stderr_eq(str![[r#"
error: cannot use the key `set`: it contains several private keys
hint: choose one: `--kid one`, `--kid 'two words'`

"#]]);
    let chosen = ["mint", "--json", "--key=set", "--kid=two words", "--role=user", NOW];
    assert_eq!(sandbox.json(chosen)["header"]["kid"], "two words");
    sandbox.jwtool(["mint", "--key=pem", "--role=user", NOW]).code(3).stderr_eq(str![[r#"
error: cannot use the key `pem`: it contains several private keys
hint: choose one: `--kid CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI`, `--kid [..]`

"#]]);
    let key = fixture("keys/rsa.certificate.pem");
    sandbox.jwtool(["mint", "--key", &key, "--role=user"]).code(3).stderr_eq(str![[r#"
error: cannot use the key `[..]/tests/fixtures/keys/rsa.certificate.pem`: it is a public key, but signing needs a private key
hint: pass the private key with `--key FILE`

"#]]);
}

#[test]
fn old_encrypted_keys_are_opened_by_their_passphrase() {
    for name in ["rsa.legacy-aes256", "rsa.legacy-des3", "rsa.encrypted-des3", "p256.legacy-aes128"]
    {
        let sandbox = Sandbox::new().with_env("P", "correct-horse").with_env("W", "wrong");
        let key = fixture(&format!("keys/{name}.pem"));
        let mint = ["mint", "--key", &key, "--role=user", NOW];
        sandbox.jwtool([&mint[..], &["--passphrase=env:P"]].concat()).success();
        let wrong = sandbox.jwtool([&mint[..], &["--passphrase=env:W"]].concat()).code(3);
        let said = String::from_utf8_lossy(&wrong.get_output().stderr).into_owned();
        assert!(said.contains("the passphrase does not decrypt the private key"), "{said}");
        for verb in [
            &mint[..],
            &["verify", &fixture_text("cognito-id.jwt"), "--key", &key],
            &["decode", &fixture_text("cognito-id.jwt"), "--key", &key],
            &["secret", "--key", &key],
            &["secret", "key", &key],
        ] {
            let refused = sandbox.jwtool(verb.iter().copied()).code(3);
            let said = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
            assert!(said.contains("--passphrase env:NAME"), "{said}");
        }
    }
}

#[test]
fn what_is_not_a_key_is_named_and_the_hint_converts_it() {
    let sandbox = Sandbox::new()
        .with_file("page", "<!DOCTYPE html>\n<html><title>Sign in</title></html>")
        .with_file(
            "document",
            r#"{"issuer":"https://id.example","jwks_uri":"https://id.example/keys?a=b&c"}"#,
        )
        .with_file("p12", std::fs::read(fixture("keys/rsa.p12")).unwrap())
        .with_file("ppk", "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n")
        .with_file("ssh", fixture_text("keys/openssh-encrypted"))
        .with_file("pbes1", fixture_text("keys/rsa.pbes1.pem"))
        .with_file("token", fixture_text("cognito-id.jwt"))
        .with_file("long", "not a key\nnor a secret\n");
    let token = fixture_text("cognito-id.jwt");
    let verify = |key: &str| sandbox.jwtool(["verify", &token, "--jwks", key]).code(3);
    verify("page").stderr_eq(str![[r#"
error: cannot use the key `page`: it is an HTML page, not a key; is it a login page?
hint: download the keys without logging in, or name their address with `--jwks URL`

"#]]);
    verify("document").stderr_eq(str![[r#"
error: cannot use the key `document`: it is a discovery document, which contains no keys; they are at `https://id.example/keys?a=b&c`
hint: pass its keys: `--jwks 'https://id.example/keys?a=b&c'`

"#]]);
    verify("p12").stderr_eq(str![[r#"
error: cannot use the key `p12`: it is a PKCS#12 file, which is encrypted as a whole
hint: extract its key and certificates: `openssl pkcs12 -in FILE -nodes -out key.pem`

"#]]);
    verify("ppk").stderr_eq(str![[r#"
error: cannot use the key `ppk`: it is a PuTTY private key
hint: convert it: `puttygen FILE -O private-openssh -o key.pem`, or export it as an OpenSSH key in PuTTYgen

"#]]);
    verify("ssh").stderr_eq(str![[r#"
error: cannot use the key `ssh`: the OpenSSH private key is encrypted with a passphrase in OpenSSH's own format
hint: remove the passphrase from a copy: `ssh-keygen -p -m PKCS8 -f COPY -N ''`

"#]]);
    verify("pbes1").stderr_eq(str![[r#"
error: cannot use the key `pbes1`: the private key is encrypted with the algorithm 1.2.840.113549.1.12.1.3, which is not supported
hint: encrypt it in a current format: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW`

"#]]);
    verify("token").stderr_eq(str![[r#"
error: cannot use the key `token`: it is a token, not a key
hint: pass the token as the argument, and with `--key` the key that checks it

"#]]);
    verify("long").stderr_eq(str![[r#"
error: cannot use the key `long`: it is not a key: neither PEM, DER, OpenSSH, a JWK, a JWK Set nor Hasura's JSON
hint: pass a key as PEM, DER, an OpenSSH key, a JWK or a JWK Set, or a certificate

"#]]);
    sandbox.jwtool(["secret", "key", "document"]).code(3).stderr_eq(str![[r#"
error: cannot use the key `document`: it is a discovery document, which contains no keys; they are at `https://id.example/keys?a=b&c`
hint: pass its keys: `jwtool secret jwks 'https://id.example/keys?a=b&c'`

"#]]);
}

#[test]
fn a_public_key_is_not_a_secret_in_any_kind_of_file() {
    let token = "eyJhbGciOiJIUzI1NiJ9.e30.AAAA";
    let spki = fixture_text("keys/rsa.spki.pem");
    let utf16: Vec<u8> = spki.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let files: Vec<Vec<u8>> = vec![
        fixture_text("keys/openssh-p256.pub").into(),
        fixture_text("keys/openssh-ed25519.pub").into(),
        bare("keys/rsa.spki.pem").into(),
        bare("keys/ed25519.spki.pem").into(),
        utf16,
        format!(r#"{{"a":{}}}"#, quoted(&fixture_text("keys/rsa.certificate.pem"))).into(),
        format!(r#"{{"realm":"moped","public_key":"{}"}}"#, bare("keys/rsa.spki.pem")).into(),
        format!("KEY={}\n", quoted(&spki)).into(),
        "<!DOCTYPE html>\n<html></html>".into(),
    ];
    for file in files {
        let shown = String::from_utf8_lossy(&file).into_owned();
        let sandbox = Sandbox::new().with_file("key", &file);
        let refused = sandbox.jwtool(["verify", token, "--secret=@key"]).code(3);
        let said = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
        assert!(said.contains("not an HMAC secret"), "{shown}: {said}");
        sandbox.jwtool(["mint", "--role=user", "--secret=@key"]).code(3);
        let Ok(text) = std::str::from_utf8(&file) else { continue };
        let config = format!(r#"{{"type":"HS256","key":{}}}"#, quoted(text));
        let sandbox =
            Sandbox::new().with_env("HASURA_GRAPHQL_JWT_SECRET", &config).with_file("c", &config);
        sandbox.jwtool(["verify", token]).code(3);
        sandbox.jwtool(["verify", token, "--key=c"]).code(3);
        let jwk = format!(r#"{{"kty":"oct","k":"{}"}}"#, base64url::encode(text));
        let sandbox = Sandbox::new().with_file("jwk", jwk);
        sandbox.jwtool(["mint", "--role=user", "--key=jwk"]).code(3);
        sandbox.jwtool(["verify", token, "--key=jwk"]).code(1);
    }
}

#[test]
fn a_secret_that_is_the_name_of_a_file_is_probably_the_file() {
    let secret = "0123456789abcdef0123456789abcdef";
    let sandbox = Sandbox::new().with_file("my secret", secret);
    sandbox.jwtool(["mint", "--role=user", "--secret=my secret"]).code(3).stderr_eq(str![[r#"
error: the value of `--secret` is the name of a file, not a secret
hint: to read the file, write `'@…'`; to use the name itself, write `'text:…'`

"#]]);
    sandbox.jwtool(["mint", "--role=user", "--secret=text:my secret"]).success();
    sandbox.jwtool(["mint", "--role=user", "--secret=@my secret"]).success();
    sandbox.jwtool(["mint", "--role=user", "--secret", secret]).success();
}

#[test]
fn a_kid_that_is_a_number_is_warned_about() {
    let key = public_jwk("keys/rsa.spki.pem", "7").replace(r#""kid":"7""#, r#""kid":7"#);
    let sandbox = Sandbox::new().with_file("set", format!(r#"{{"keys":[{key}]}}"#));
    let token = fixture_text("cognito-id.jwt");
    let verify = ["verify", "--json", &token, "--jwks=set", "--at=2020-12-09T23:30:00Z"];
    let document = sandbox.json(verify);
    assert_eq!(document["accepted"], true, "{document}");
    assert_eq!(document["warnings"][0]["code"], "kid-not-string");
    assert_eq!(
        document["warnings"][0]["message"],
        "the `kid` of a key in the set is the number 7, not a string: most verifiers do not find the key by it"
    );
}
