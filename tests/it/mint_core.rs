//! Tests of `jwtool mint --core` against a loopback server that signs as a SuperTokens core does.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use jwtool::jose::json::{Object, Value};
use jwtool::jose::jws::Jws;
use jwtool::jose::key::{SigningKey, SigningMaterial};
use jwtool::jose::pem::{FoundKey, read_pem};
use jwtool::jose::signature::compact;
use snapbox::cmd::OutputAssert;
use snapbox::str;

use crate::sandbox::{Sandbox, fixture, public_jwk};

const STATIC: &str = "s-2de612a5-a5ba-413e-9216-4c43e2e78c86";
const DYNAMIC: &str = "d-1767225600000";
const API_KEY: &str = "kD8vP3wQ9sL2xT7nB4mZ6cY1";
const CENTURY: i64 = 3_153_600_000;
/// The clock of the core, which is not that of this machine.
const CORE_NOW: i64 = 1_767_225_600;

/// What a core was asked.
#[derive(Clone, Debug)]
struct Asked {
    line: String,
    headers: Vec<(String, String)>,
    body: Option<Object>,
}

impl Asked {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// How a core is set up.
#[derive(Clone, Copy)]
struct Settings {
    api_key: Option<&'static str>,
    versions: &'static [&'static str],
    /// Changes the claims that are signed
    tamper: fn(&mut Object),
}

const CORE: Settings = Settings {
    api_key: None,
    versions: &["2.20", "2.21", "3.0", "4.0", "5.0", "5.6"],
    tamper: |_| {},
};

/// A core, and the key set of the API that uses it.
struct Core {
    url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Core {
    fn start(settings: Settings) -> Self {
        Self::answering(move |asked| settings.answer(asked))
    }

    /// Starts a server that always answers like this.
    fn always(status: &'static str, body: &'static str) -> Self {
        Self::answering(move |_| (status.to_owned(), body.to_owned()))
    }

    fn answering(answer: impl Fn(&Asked) -> (String, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some(asked) = read(&stream) else { continue };
                let (status, body) = answer(&asked);
                kept.lock().unwrap().push(asked);
                let length = body.len();
                let head = format!(
                    "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
                );
                stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
            }
        });
        Self { url, asked }
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        lines.push(line);
    }
    let (first, headers) = lines.split_first()?;
    let header = |line: &String| {
        let (name, value) = line.split_once(':').unwrap();
        (name.to_ascii_lowercase(), value.trim().to_owned())
    };
    let mut asked =
        Asked { line: first.clone(), headers: headers.iter().map(header).collect(), body: None };
    if let Some(length) = asked.header("content-length") {
        let mut body = vec![0; length.parse().unwrap()];
        reader.read_exact(&mut body).unwrap();
        asked.body = Value::parse(&body).unwrap().as_object().cloned();
    }
    Some(asked)
}

impl Settings {
    /// Answers as the core does, in the order of its checks.
    fn answer(&self, asked: &Asked) -> (String, String) {
        let ok = |body: String| ("200 OK".to_owned(), body);
        let bad = |body: String| ("400 Bad Request".to_owned(), body);
        let (method, path) = asked.line.rsplit_once(' ').unwrap().0.split_once(' ').unwrap();
        if method == "GET" && path.ends_with("/auth/jwt/jwks.json") {
            // This one is the API's, which has no API key and no versions.
            let jwks = [STATIC, DYNAMIC].map(|kid| public_jwk("keys/rsa.spki.pem", kid)).join(",");
            return ok(format!(r#"{{"keys":[{jwks}]}}"#));
        }
        if self.api_key.is_some() && asked.header("api-key") != self.api_key {
            return ("401 Unauthorized".to_owned(), "Invalid API key".to_owned());
        }
        if method == "GET" && path.ends_with("/apiversion") {
            return ok(format!(r#"{{"versions":["{}"]}}"#, self.versions.join("\",\"")));
        }
        if method != "POST" || !path.ends_with("/recipe/jwt") {
            return ("404 Not Found".to_owned(), "Not found".to_owned());
        }
        let version = asked.header("cdi-version").unwrap_or_default();
        if !self.versions.contains(&version) {
            return bad(format!("cdi-version {version} not supported"));
        }
        if asked.header("rid") != Some("jwt") {
            return bad("rid is not jwt".to_owned());
        }
        let body = asked.body.as_ref().unwrap();
        for name in ["payload", "algorithm", "jwksDomain", "validity"] {
            if !body.contains(name) {
                return bad(format!("Field name '{name}' is invalid in JSON input"));
            }
        }
        if body.get_str("algorithm") != Some("RS256") {
            return ok(r#"{"status":"UNSUPPORTED_ALGORITHM_ERROR"}"#.to_owned());
        }
        let validity = body.get("validity").unwrap().as_number().unwrap().as_i64().unwrap();
        if validity <= 0 {
            return bad("validity must be greater than or equal to 0".to_owned());
        }
        let reads_key = !version.starts_with("2.") || version == "2.21";
        let dynamic = body.get("useStaticSigningKey") == Some(&Value::Bool(false)) && reads_key;
        let kid = if dynamic { DYNAMIC } else { STATIC };
        let mut claims = body.get("payload").unwrap().as_object().unwrap().clone();
        if !claims.contains("iss") {
            claims.set("iss", body.get_str("jwksDomain").unwrap());
        }
        claims.set("exp", CORE_NOW + validity);
        claims.set("iat", CORE_NOW);
        (self.tamper)(&mut claims);
        let token = sign(kid, &claims);
        ok(format!(r#"{{"status":"OK","jwt":"{token}"}}"#))
    }
}

fn sign(kid: &str, claims: &Object) -> String {
    let text = std::fs::read_to_string(fixture("keys/rsa.pkcs8.pem")).unwrap();
    let private = match read_pem(&text).unwrap() {
        (FoundKey::Private(key), _) => key,
        other => unreachable!("{other:?}"),
    };
    let key = SigningKey::new(SigningMaterial::Private(private), None, None).unwrap();
    let mut header = Object::new();
    header.set("kid", kid);
    header.set("typ", "JWT");
    header.set("alg", "RS256");
    compact(&header, &Value::from(claims.clone()).to_json(), &key).unwrap()
}

fn sandbox() -> Sandbox {
    Sandbox::new().with_env("KEY", API_KEY)
}

fn mint(core: &Core, more: &[&str]) -> OutputAssert {
    sandbox().jwtool([&["mint", "--core", &core.url, "--as=microservice"], more].concat())
}

/// What is said on standard error, without the port.
fn said(run: &OutputAssert, core: &Core) -> String {
    String::from_utf8_lossy(&run.get_output().stderr).replace(&core.url, "http://core")
}

fn claims(run: &OutputAssert) -> (Object, Object) {
    let token = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let jws = Jws::parse_compact(token.trim_end()).unwrap();
    (jws.header().members().clone(), jws.unverified_claims().unwrap().set().members().clone())
}

const ISSUER: &str = "--issuer=https://api.example.gov";

#[test]
fn a_core_is_asked_and_signs_a_token_of_a_century() {
    let core = Core::start(Settings { api_key: Some(API_KEY), ..CORE });
    let run = mint(&core, &[ISSUER, "--api-key=env:KEY", "-q"]).success();
    assert_eq!(said(&run, &core), "");
    let (header, claims) = claims(&run);
    assert_eq!(header.get_str("kid"), Some(STATIC));
    assert_eq!(
        Value::from(claims).to_json(),
        format!(
            r#"{{"source":"microservice","iss":"https://api.example.gov","exp":{},"iat":{CORE_NOW}}}"#,
            CORE_NOW + CENTURY
        )
    );
    let [asked] = &core.asked()[..] else { unreachable!("one request") };
    assert_eq!(asked.line, "POST /recipe/jwt HTTP/1.1");
    assert_eq!(asked.header("api-key"), Some(API_KEY));
    assert_eq!(asked.header("rid"), Some("jwt"));
    assert_eq!(asked.header("cdi-version"), Some("2.21"));
    assert_eq!(asked.header("content-type"), Some("application/json; charset=utf-8"));
    assert_eq!(
        Value::from(asked.body.clone().unwrap()).to_json(),
        r#"{"payload":{"source":"microservice"},"algorithm":"RS256","jwksDomain":"https://api.example.gov","validity":3153600000,"useStaticSigningKey":true}"#
    );
}

#[test]
fn claims_lifetime_and_key_are_those_of_the_flags() {
    let core = Core::start(CORE);
    let more = ["--dynamic", "--exp=2d", "--role=user", "--subject=job", "n:=[1,{\"a\":2.5}]"];
    let run = mint(&core, &[&[ISSUER], &more[..]].concat()).success();
    assert_eq!(said(&run, &core), "");
    let (header, claims) = claims(&run);
    assert_eq!(header.get_str("kid"), Some(DYNAMIC));
    assert_eq!(claims.get_str("sub"), Some("job"));
    assert_eq!(claims.get("exp"), Some(&Value::from(CORE_NOW + 2 * 86_400)));
    let hasura = claims.get("https://hasura.io/jwt/claims").unwrap().as_object().unwrap();
    assert_eq!(hasura.get_str("x-hasura-default-role"), Some("user"));
    let body = core.asked()[0].body.clone().unwrap();
    assert_eq!(body.get("useStaticSigningKey"), Some(&Value::Bool(false)));
    assert_eq!(body.get("validity"), Some(&Value::from(172_800)));
    assert_eq!(core.asked()[0].header("api-key"), None);
}

#[test]
fn the_document_has_what_the_core_signed() {
    let core = Core::start(CORE);
    let run = mint(&core, &[ISSUER, "--json"]).success();
    let document: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_eq!(document["header"]["kid"], STATIC);
    assert_eq!(document["claims"]["iat"], CORE_NOW);
    assert_eq!(document["key"]["kid"], STATIC);
    assert_eq!(document["key"]["alg"], "RS256");
    assert_eq!(document["key"]["source"], format!("the core at {}/", core.url));
}

#[test]
fn the_address_may_be_that_of_an_app_or_a_tenant() {
    let core = Core::start(CORE);
    for path in ["/appid-parks", "/appid-parks/tenant/", "/base/"] {
        let url = format!("{}{path}", core.url);
        sandbox().jwtool(["mint", "-q", "--core", &url, "--as=microservice", ISSUER]).success();
    }
    let lines: Vec<String> = core.asked().into_iter().map(|asked| asked.line).collect();
    assert_eq!(
        lines,
        [
            "POST /appid-parks/recipe/jwt HTTP/1.1",
            "POST /appid-parks/tenant/recipe/jwt HTTP/1.1",
            "POST /base/recipe/jwt HTTP/1.1"
        ]
    );
}

#[test]
fn verify_accepts_it_from_the_keys_of_the_api() {
    let core = Core::start(CORE);
    let issuer = format!("--issuer={}", core.url);
    let token = mint(&core, &[&issuer, "-q"]).success();
    let token = String::from_utf8(token.get_output().stdout.clone()).unwrap();
    let token = token.trim_end();
    let verify = |token: &str, more: &[&str]| {
        let at = "--at=2026-06-01";
        sandbox().jwtool([&["verify", token, &issuer, at], more].concat())
    };
    verify(token, &["--require", "source=microservice"]).success();
    verify(token, &["--require", "source=other"]).code(1);
    // A user's session is signed with the same keys.
    let mut session = Object::new();
    session.set("iss", core.url.as_str());
    session.set("sub", "fa7a0841");
    session.set("exp", CORE_NOW + CENTURY);
    let session = sign(STATIC, &session);
    verify(&session, &[]).success();
    verify(&session, &["--require", "source=microservice"]).code(1);
}

#[test]
fn an_api_key_that_is_missing_or_wrong_is_a_matter_of_credentials() {
    let core = Core::start(Settings { api_key: Some(API_KEY), ..CORE });
    let missing = mint(&core, &[ISSUER, "-q"]).code(5);
    assert_eq!(
        said(&missing, &core),
        "error: the SuperTokens core at http://core/ needs an API key\nhint: pass one of the core's `api_keys`: `--api-key env:NAME` or `--api-key @FILE`\n"
    );
    let wrong = mint(&core, &[ISSUER, "--api-key=wrong-key-of-somebody", "-q"]).code(5);
    assert_eq!(
        said(&wrong, &core),
        "error: the SuperTokens core at http://core/ refused the API key\nhint: pass one of the core's `api_keys`: `--api-key env:NAME` or `--api-key @FILE`\n"
    );
    let run = mint(&core, &[ISSUER, "--json"]).code(5);
    let document: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_eq!(document["error"]["code"], "api-key");
}

#[test]
fn an_api_key_can_be_in_a_file_or_on_standard_input_and_warns_on_the_command_line() {
    let core = Core::start(Settings { api_key: Some(API_KEY), ..CORE });
    let run = |source: &str, input: &str| {
        let sandbox = sandbox().with_file("key", API_KEY).with_input(input);
        let arguments = ["mint", "--core", &core.url, "--as=microservice", "--role=a", ISSUER];
        let flag = format!("--api-key={source}");
        sandbox.jwtool([&arguments[..], &[&flag]].concat()).success()
    };
    assert_eq!(said(&run("env:KEY", ""), &core), "");
    assert_eq!(said(&run("@key", ""), &core), "");
    assert_eq!(said(&run("-", API_KEY), &core), "");
    let warned = said(&run(API_KEY, ""), &core);
    assert!(warned.starts_with("warning: other programs can see a secret"), "{warned}");
    assert!(!warned.contains(API_KEY));
}

#[test]
fn a_core_of_another_age_is_asked_in_a_version_that_both_know() {
    for (versions, expected, more) in [
        (&["5.0", "5.6", "6.0"][..], "5.6", &["--dynamic", "--exp=1h"][..]),
        (&["2.9", "2.20"], "2.20", &[]),
    ] {
        let core = Core::start(Settings { versions, ..CORE });
        mint(&core, &[&[ISSUER, "-q"], more].concat()).success();
        let asked = core.asked();
        assert_eq!(asked.len(), 3);
        assert_eq!(asked[1].line, "GET /apiversion HTTP/1.1");
        assert_eq!(asked[2].header("cdi-version"), Some(expected));
    }
    let old = Core::start(Settings { versions: &["2.9", "2.20"], ..CORE });
    let run = mint(&old, &[ISSUER, "-q", "--dynamic", "--exp=1h"]).code(4);
    assert_eq!(
        said(&run, &old),
        "error: the SuperTokens core at http://core/ is too old for dynamic keys: it supports version 2.20 of its API at most\nhint: drop `--dynamic`, or update the core\n"
    );
    let new = Core::start(Settings { versions: &["7.0"], ..CORE });
    let run = mint(&new, &[ISSUER, "-q"]).code(4);
    assert!(said(&run, &new).contains("supports no version of its API"), "{}", said(&run, &new));
}

#[test]
fn whatever_is_not_a_core_is_named() {
    for (status, body, expected) in [
        ("404 Not Found", "Not found", "did not answer as a SuperTokens core does: HTTP 404"),
        ("200 OK", "<!DOCTYPE html><title>Log in</title>", "a web page (HTTP 200)"),
        ("502 Bad Gateway", "<html>", "a web page (HTTP 502)"),
        ("200 OK", "Hello", "the body is not JSON"),
        ("200 OK", r#"{"status":"UNSUPPORTED_ALGORITHM_ERROR"}"#, "does not sign with RS256"),
        ("200 OK", r#"{"status":"OK","jwt":"undefined"}"#, "its `jwt` is not a token"),
        (
            "301 Moved\r\nlocation: https://x.example/?a=b",
            "",
            "redirects (HTTP 301) to https://x.example/?a=…",
        ),
        (
            "400 Bad Request",
            "Field name 'payload' is invalid in JSON input",
            "refused the request (HTTP 400): Field name 'payload'",
        ),
        (
            "500 Error",
            "the key kD8vP3wQ9sL2xT7nB4mZ6cY1 leaks",
            "refused the request (HTTP 500): the key … leaks",
        ),
        (
            "500 Error",
            "cannot sign eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl",
            "refused the request (HTTP 500): cannot sign eyJhbG…",
        ),
    ] {
        let core = Core::always(status, body);
        let run = mint(&core, &[ISSUER, "-q", "--api-key=env:KEY"]).code(4);
        let said = said(&run, &core);
        assert!(said.contains(expected) && said.contains("\nhint: "), "{said}");
        assert!(run.get_output().stdout.is_empty());
    }
}

#[test]
fn a_core_that_signs_something_else_is_not_believed() {
    for (tamper, expected) in [
        ((|claims| claims.remove("source")) as fn(&mut Object), "the claim `source` is missing"),
        (|claims| claims.set("source", "user"), "the claim `source` differs"),
        (|claims| claims.set("iss", "https://other.example.gov"), "the claim `iss` differs"),
        (|claims| claims.set("exp", CORE_NOW + 5), "it is valid for 5 s, not 3153600000 s"),
    ] {
        let core = Core::start(Settings { tamper, ..CORE });
        let run = mint(&core, &[ISSUER, "-q"]).code(4);
        assert!(said(&run, &core).contains(expected), "{}", said(&run, &core));
        assert!(run.get_output().stdout.is_empty());
    }
}

#[test]
fn a_core_that_does_not_answer_is_unreachable_and_offline_asks_none() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let core =
        Core { url: format!("http://{}", listener.local_addr().unwrap()), asked: Arc::default() };
    drop(listener);
    let run = mint(&core, &[ISSUER, "-q"]).code(4);
    assert_eq!(
        said(&run, &core),
        "error: cannot reach http://core/: connection refused\nhint: check that a core runs there; its port is 3567 unless you set another\n"
    );
    let core = Core::start(CORE);
    let run = mint(&core, &[ISSUER, "-q", "--offline"]).code(4);
    assert_eq!(
        said(&run, &core),
        "error: `--offline` forbids the request to http://core/\nhint: drop `--offline`\n"
    );
    assert!(core.asked().is_empty());
}

#[test]
fn what_the_core_does_differently_is_said() {
    let core = Core::start(CORE);
    let run = mint(&core, &["--role=a", "--dynamic", "--iat=-1h", "--exp=+1h"]).success();
    assert_eq!(
        said(&run, &core),
        concat!(
            "the issuer is an example; pass the address of your API with `--issuer API_DOMAIN`\n",
            "warning: the core writes its own time into `iat`; the token is valid for 2 hours from then\n",
        )
    );
    let run = mint(&core, &["--role=a", "--dynamic", ISSUER]).success();
    assert_eq!(
        said(&run, &core),
        "warning: the token outlives its dynamic key, which is replaced after a week; use `--exp 7d`, or drop `--dynamic`\n"
    );
    assert_eq!(core.asked()[0].body.clone().unwrap().get("validity"), Some(&Value::from(7200)));
    let run = mint(&core, &["--role=a", "--dynamic", ISSUER, "--exp=7d"]).success();
    assert_eq!(said(&run, &core), "");
}

#[test]
fn flags_that_a_core_cannot_follow_are_usage_errors() {
    for flag in [
        "--from=x.y.z",
        "--break=expired",
        "--key=k",
        "--secret=s",
        "--alg=RS256",
        "--kid=k",
        "--header=a=b",
        "--count=2",
        "--passphrase=p",
    ] {
        let run = sandbox()
            .jwtool(["mint", "--core=http://localhost:3567", "--as=microservice", flag])
            .code(2);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        let name = flag.split('=').next().unwrap();
        assert!(said.contains("--core") && said.contains(name), "{said}");
    }
    for (arguments, expected) in [
        (&["--exp=none"][..], "a core always writes an expiration time"),
        (&["--exp=-5m"], "a core signs only tokens that expire later than they are issued"),
        (&["iss-"], "a core always writes an issuer"),
        (&["--core=http://localhost:3567/#x"], "is not the address of a core: it has a query"),
    ] {
        let core = ["--core=http://localhost:3567"];
        let core = if arguments[0].starts_with("--core") { &[][..] } else { &core };
        let run = sandbox().jwtool([&["mint", "--as=microservice"], core, arguments].concat());
        let run = run.code(2);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains(expected) && said.contains("\nhint: "), "{said}");
    }
    sandbox().jwtool(["mint", "--role=a", "--api-key=env:KEY"]).code(2).stderr_eq(str![[r#"
error: `--api-key` needs a SuperTokens core to sign
hint: add `--core URL`

"#]]);
    sandbox().jwtool(["mint", "--role=a", "--dynamic"]).code(2).stderr_eq(str![[r#"
error: `--dynamic` needs a SuperTokens core to sign
hint: add `--core URL`

"#]]);
    for url in ["localhost:3567", "http://localhost:3567?a=b", "ftp://x"] {
        sandbox().jwtool(["mint", "--as=microservice", "--core", url]).code(2);
    }
}

/// The proxy is asked for the core, because nothing is sent to a host outside of this machine.
#[test]
fn plain_http_to_another_machine_is_warned_of() {
    let core = Core::start(CORE);
    let run = sandbox()
        .with_env("http_proxy", &core.url)
        .jwtool(["mint", "--core=http://core.example", "--as=microservice", "--role=a", ISSUER])
        .success();
    assert_eq!(
        said(&run, &core),
        "warning: the request to http://core.example/ is not encrypted; use https\n"
    );
}
