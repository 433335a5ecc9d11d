//! Logins to a Cognito user pool with a user name and a password.

mod pool;
#[cfg(unix)]
mod prompts;
mod renewal;
#[path = "../../../src/provider/cognito/srp_server.rs"]
mod srp_server;
#[cfg(unix)]
mod terminal;

use std::path::PathBuf;

use jwtool::jose::thumbprint;
use serde_json::json;
use snapbox::cmd::OutputAssert;

use crate::cognito::pool::{CLIENT, PASSWORD, Pool, Question, Rules, USER};
use crate::sandbox::Sandbox;

const SECRET: &str = "hunter2/+of=the client";

/// How a script logs in.
const BY_SCRIPT: [&str; 4] =
    ["login", "staging", "--username=ada@example.gov", "--password=env:PW"];

/// Returns a machine with a profile for a pool, which stores logins in files.
fn machine(pool: &Pool, more: &str) -> Sandbox {
    let config = format!(
        "[profile.staging]\nissuer = \"{}\"\n[profile.staging.login]\nkind = \"cognito\"\nclient_id = \"{CLIENT}\"\n{more}\n",
        pool.issuer()
    );
    Sandbox::new()
        .with_env("JWTOOL_STORE", "file")
        .with_env("PW", PASSWORD)
        .with_env("CLIENT_SECRET", SECRET)
        .with_file("config/config.toml", config)
}

fn said(run: &OutputAssert) -> String {
    String::from_utf8_lossy(&run.get_output().stderr).into_owned()
}

/// Returns the file with the stored login.
fn stored(sandbox: &Sandbox) -> PathBuf {
    let name = thumbprint::of_text("login staging");
    sandbox.data().join(format!("logins/{name}.json"))
}

/// Returns the stored login.
fn login(sandbox: &Sandbox) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(stored(sandbox)).unwrap()).unwrap()
}

#[test]
fn a_password_is_proven_and_never_sent() {
    for secret in [None, Some(SECRET)] {
        let pool = Pool::start(Rules { secret, ..Rules::default() });
        let more = secret.map_or("", |_| "client_secret = \"env:CLIENT_SECRET\"");
        let sandbox = machine(&pool, more);
        let run = sandbox.jwtool(BY_SCRIPT).success().stdout_eq("");
        let words = "logged in to `staging` as ada@example.gov, until 20";
        assert!(said(&run).contains(words), "{}", said(&run));
        let calls = pool.calls();
        let operations: Vec<&str> = calls.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(operations, ["InitiateAuth", "RespondToAuthChallenge"]);
        let sent = json!(calls).to_string();
        assert!(sent.contains("SRP_A") && !sent.contains(PASSWORD) && !sent.contains(SECRET));
        let login = login(&sandbox);
        for name in ["id_token", "access_token", "refresh_token"] {
            assert!(login[name].is_string(), "{name}");
        }
        assert_eq!(login["device_key"], serde_json::Value::Null);
    }
}

#[test]
fn the_password_is_sent_only_where_the_client_allows_no_proof() {
    let pool = Pool::start(Rules { refuses_srp: true, ..Rules::default() });
    let sandbox = machine(&pool, "");
    sandbox.jwtool(BY_SCRIPT).success();
    let calls = pool.calls();
    let flows: Vec<_> = calls.iter().map(|(_, request)| &request["AuthFlow"]).collect();
    assert_eq!(flows, ["USER_SRP_AUTH", "USER_PASSWORD_AUTH"]);

    pool.change(|rules| rules.refuses_password = true);
    let run = sandbox.jwtool(BY_SCRIPT).code(5);
    let words = "the app client does not allow this kind of login";
    assert!(said(&run).contains(words) && said(&run).contains("ALLOW_USER_SRP_AUTH"));

    // A wrong password is not sent after a proof that failed.
    pool.change(|rules| (rules.refuses_srp, rules.refuses_password) = (false, false));
    pool.calls();
    let run = sandbox.with_env("PW", "wrong").jwtool(BY_SCRIPT).code(5);
    assert!(said(&run).contains("the user name or the password is wrong"), "{}", said(&run));
    assert_eq!(pool.operations(), ["InitiateAuth", "RespondToAuthChallenge"]);
}

#[test]
fn an_emulator_without_srp_gets_the_password() {
    let pool = Pool::start(Rules { refuses_srp: true, ..Rules::default() });
    let fault = r#"{"__type":"CognitoLocal#Unsupported","message":"InitAuth with USER_SRP_AUTH"}"#;
    pool.change(|rules| rules.fault = Some((500, fault.to_owned())));
    let run = machine(&pool, "").jwtool(BY_SCRIPT).code(5);
    assert_eq!(pool.operations(), ["InitiateAuth", "InitiateAuth"]);
    assert!(said(&run).contains("`Unsupported`"), "{}", said(&run));
}

#[test]
fn refusals_are_worded_and_repeat_no_secret() {
    let pool = Pool::start(Rules::default());
    let sandbox = machine(&pool, "client_secret = \"env:CLIENT_SECRET\"");
    let echo = format!("no {PASSWORD} and {SECRET}");
    for (code, exit, words) in [
        ("UserNotFoundException", 5, "does not know this user"),
        ("UserNotConfirmedException", 5, "has not been confirmed"),
        ("PasswordResetRequiredException", 5, "must be reset"),
        ("ResourceNotFoundException", 5, "does not know the app client"),
        ("UserLambdaValidationException", 5, "a Lambda trigger of the user pool failed: no"),
        ("UnexpectedLambdaException", 5, "a Lambda trigger"),
        ("InvalidLambdaResponseException", 5, "a Lambda trigger"),
        ("LimitExceededException", 5, "too many attempts"),
        ("TooManyRequestsException", 4, "too many requests"),
        ("InvalidParameterException", 5, "refuses with `InvalidParameterException`: no"),
        ("SomethingNewException", 5, "refuses with `SomethingNewException`: no"),
    ] {
        let body = json!({ "__type": code, "message": echo }).to_string();
        pool.change(|rules| rules.fault = Some((400, body)));
        let run = sandbox.jwtool(BY_SCRIPT).code(exit).stdout_eq("");
        assert!(said(&run).contains(words), "{code}: {}", said(&run));
        let verbose = sandbox.jwtool(BY_SCRIPT.into_iter().chain(["-v"])).code(exit);
        for said in [said(&run), said(&verbose)] {
            assert!(!said.contains(PASSWORD) && !said.contains(SECRET), "{said}");
        }
    }
    // The secret of the client is missing, wrong, or one too much.
    pool.change(|rules| (rules.fault, rules.secret) = (None, Some("another")));
    let run = sandbox.jwtool(BY_SCRIPT).code(5);
    assert!(said(&run).contains("the client secret is wrong"), "{}", said(&run));
    let without = machine(&pool, "");
    let run = without.jwtool(BY_SCRIPT).code(5);
    assert!(said(&run).contains("the app client has a secret, but the profile has none"));
    pool.change(|rules| rules.secret = None);
    let run = sandbox.jwtool(BY_SCRIPT).code(5);
    assert!(said(&run).contains("the app client has no secret, but the profile has one"));
}

#[test]
fn what_is_stored_outlasts_a_login_that_fails() {
    let pool = Pool::start(Rules::default());
    let sandbox = machine(&pool, "");
    sandbox.jwtool(BY_SCRIPT).success();
    let before = login(&sandbox);
    for (fault, exit) in [
        ((500, r#"{"__type":"InternalErrorException"}"#), 4),
        ((503, ""), 4),
        ((200, "<html>busy</html>"), 4),
        ((200, "{}"), 4),
        ((200, r#"{"ChallengeName":"PASSWORD_VERIFIER","ChallengeParameters":{"SRP_B":"0"}}"#), 4),
        ((400, r#"{"__type":"NotAuthorizedException","message":"Incorrect"}"#), 5),
    ] {
        pool.change(|rules| rules.fault = Some((fault.0, fault.1.to_owned())));
        sandbox.jwtool(BY_SCRIPT).code(exit).stdout_eq("");
        assert_eq!(login(&sandbox), before);
    }
    let sandbox = machine(&pool, "");
    drop(pool);
    let run = sandbox.jwtool(BY_SCRIPT).code(4);
    assert!(said(&run).contains("connection refused"), "{}", said(&run));
}

#[test]
fn a_pool_with_another_clock_gets_its_own_time() {
    let pool = Pool::start(Rules { clock: -40 * 86400, ..Rules::default() });
    machine(&pool, "").jwtool(BY_SCRIPT).success();
}

#[test]
fn without_a_terminal_what_is_missing_is_named() {
    let pool = Pool::start(Rules::default());
    let sandbox = machine(&pool, "");
    for (arguments, words) in [
        (&["login", "staging"][..], "there is no terminal to ask for the user name"),
        (&["login", "staging", "--username=ada@example.gov"], "to ask for the password"),
        (&["login", "staging", "--password=env:PW"], "to ask for the user name"),
    ] {
        let run = sandbox.jwtool(arguments.iter().copied()).code(5).stdout_eq("");
        assert!(said(&run).contains(words), "{}", said(&run));
        assert!(said(&run).contains("--username NAME") || said(&run).contains("env:NAME"));
    }
    assert!(pool.calls().is_empty());
    // The name of the profile needs no question.
    let named = machine(&pool, &format!("username = \"{USER}\""));
    named.jwtool(["login", "staging", "--password=env:PW"]).success();

    for (name, parameters) in [
        ("SMS_MFA", json!({})),
        ("NEW_PASSWORD_REQUIRED", json!({})),
        ("SELECT_MFA_TYPE", json!({ "MFAS_CAN_CHOOSE": "[\"SMS_MFA\",\"EMAIL_OTP\"]" })),
        ("MFA_SETUP", json!({})),
    ] {
        let question =
            Question { name, parameters, expected: json!({}), otherwise: "CodeMismatchException" };
        pool.change(|rules| rules.questions = [question].into());
        let run = sandbox.jwtool(BY_SCRIPT).code(5);
        assert!(said(&run).contains("there is no terminal to ask"), "{name}: {}", said(&run));
    }
    for name in ["SELECT_CHALLENGE", "WEB_AUTHN", "DEVICE_SRP_AUTH", "CUSTOM_CHALLENGE"] {
        let question = Question {
            name,
            parameters: json!({}),
            expected: json!({}),
            otherwise: "CodeMismatchException",
        };
        pool.change(|rules| rules.questions = [question].into());
        let run = sandbox.jwtool(BY_SCRIPT).code(5);
        let words = format!("asks for `{name}`, which only works in a browser");
        assert!(said(&run).contains(&words) && said(&run).contains("login.domain"));
    }
}

#[test]
fn a_final_newline_is_not_a_part_of_the_password() {
    let pool = Pool::start(Rules::default());
    let config = machine(&pool, "");
    for (content, is_right) in [
        (format!("{PASSWORD}\n"), true),
        (format!("{PASSWORD}\r\n"), true),
        (PASSWORD.to_owned(), true),
        (format!("{PASSWORD}\n\n"), false),
        (format!("{PASSWORD} "), false),
    ] {
        let config = std::fs::read(config.path().join("config/config.toml")).unwrap();
        let sandbox = Sandbox::new()
            .with_env("JWTOOL_STORE", "file")
            .with_file("config/config.toml", config)
            .with_file("pw", &content)
            .with_input(&content);
        for source in ["--password=@pw", "--password=-"] {
            let run = sandbox.jwtool(["login", "staging", "--username=ada@example.gov", source]);
            let run = run.code(if is_right { 0 } else { 5 });
            let is_said = said(&run).contains("the newline at the end of");
            assert_eq!(is_said, content.ends_with('\n'), "{}", said(&run));
        }
    }
    let empty = machine(&pool, "").with_file("pw", "\n");
    let run = empty.jwtool(["login", "staging", "--username=ada@example.gov", "--password=@pw"]);
    assert!(said(&run.code(2)).contains("is empty"));
}

#[test]
fn a_pool_is_reached_where_the_profile_or_the_environment_says() {
    let pool = Pool::start(Rules::default());
    let at = |endpoint: &str, issuer: &str| {
        let config = format!(
            "[profile.staging]\nissuer = \"{issuer}\"\n[profile.staging.login]\nkind = \"cognito\"\nclient_id = \"{CLIENT}\"\n{endpoint}\n"
        );
        Sandbox::new()
            .with_env("JWTOOL_STORE", "file")
            .with_env("PW", PASSWORD)
            .with_file("config/config.toml", config)
    };
    let real = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_U2dzkxfTv";
    let address = pool.address();
    let jwks = format!("jwks = \"{}/.well-known/jwks.json\"", pool.issuer());
    let endpoint = format!("endpoint = \"{address}\"\n{jwks}");
    let refused = |sandbox: &Sandbox, words: &str| {
        let run = sandbox.jwtool(BY_SCRIPT).code(5);
        assert!(said(&run).contains(words), "{}", said(&run));
        run
    };
    // The tokens name another issuer, so the login fails, but only after the pool was asked.
    let _ = at(&endpoint, real).jwtool(BY_SCRIPT);
    assert_eq!(pool.operations(), ["InitiateAuth", "RespondToAuthChallenge"]);
    pool.change(|rules| {
        let body = r#"{"__type":"UserNotFoundException","message":""}"#;
        rules.fault = Some((400, body.to_owned()));
    });
    for (variables, named) in [
        (&[("AWS_ENDPOINT_URL", address)][..], "AWS_ENDPOINT_URL"),
        (
            &[
                ("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", address),
                ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
            ],
            "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
        ),
        (
            &[("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", ""), ("AWS_ENDPOINT_URL", address)],
            "AWS_ENDPOINT_URL",
        ),
    ] {
        let sandbox = variables
            .iter()
            .fold(at(&jwks, real), |sandbox, (name, value)| sandbox.with_env(name, value));
        let run = refused(&sandbox, "does not know this user");
        let words = format!("the user pool is reached at {address}, from `{named}`");
        assert!(said(&run).contains(&words), "{}", said(&run));
    }
    // The profile wins, and nothing is said.
    let sandbox = at(&endpoint, real).with_env("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
    assert!(!said(&refused(&sandbox, "does not know this user")).contains("is reached at"));
    // A password goes nowhere in the clear.
    let sandbox = at(&jwks, real).with_env("AWS_ENDPOINT_URL", "http://pool.example");
    let run = sandbox.jwtool(BY_SCRIPT).code(3);
    assert!(said(&run).contains("only over https or to this machine"), "{}", said(&run));
    let run = at("", "https://id.example/realms/moped").jwtool(BY_SCRIPT).code(3);
    assert!(said(&run).contains("is not a Cognito user pool"), "{}", said(&run));
    sandbox.jwtool(BY_SCRIPT.into_iter().chain(["--offline"])).code(3);
    at(&endpoint, real).jwtool(BY_SCRIPT.into_iter().chain(["--offline"])).code(4);
}
