//! Configurations that are read where people keep them.

use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture};

const COMPOSE: &str = r#"services:
  graphql-engine:
    image: hasura/graphql-engine:v2.48.4
    environment:
      HASURA_GRAPHQL_ADMIN_SECRET: peach
      HASURA_GRAPHQL_JWT_SECRET: '{"type":"HS256","key":"a-ladder-against-the-old-peach-tree"}'
  second:
    environment:
      - HASURA_GRAPHQL_JWT_SECRET={"type":"HS256","key":"too-short"}
"#;

fn said(run: &snapbox::cmd::OutputAssert) -> String {
    let output = run.get_output();
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat()
}

#[test]
fn every_configuration_of_a_file_is_checked() {
    let sandbox = Sandbox::new().with_file("compose.yml", COMPOSE);
    sandbox.jwtool(["secret", "check", "compose.yml"]).code(1).stdout_eq(str![[r#"
starts: the configuration from HASURA_GRAPHQL_JWT_SECRET in `compose.yml`, service graphql-engine, line 6 is valid
  key        HMAC secret of 35 bytes for HS256
  issuer     any
  audience   not configured
  namespace  https://hasura.io/jwt/claims (json)
HASURA_GRAPHQL_JWT_SECRET in `compose.yml`, service second, line 9:
does not start: Fatal Error:- Environment variable HASURA_GRAPHQL_JWT_SECRET: Error in $: Invalid JWK: Key size too small; should be atleast 32 characters

"#]]);
    let lines = sandbox.jwtool(["secret", "check", "compose.yml", "--json"]).code(1);
    let documents: Vec<serde_json::Value> = String::from_utf8_lossy(&lines.get_output().stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[0]["valid"], true);
    let place = "HASURA_GRAPHQL_JWT_SECRET in `compose.yml`, service graphql-engine, line 6";
    assert_eq!(documents[0]["source"], place);
    assert!(documents[1]["config_error"]["message"].is_string());
    let second = "HASURA_GRAPHQL_JWT_SECRET in `compose.yml`, service second, line 9";
    assert_eq!(documents[1]["source"], second);
}

#[test]
fn where_one_is_needed_the_line_chooses() {
    let sandbox = with_dev_key().with_file("compose.yml", COMPOSE);
    let secret = "--secret=a-ladder-against-the-old-peach-tree";
    let token = sandbox.output(["mint", "-q", "--role=user", secret, NOW]);
    let token = token.trim();
    for command in [
        &["explain", token, "--config", "compose.yml", NOW][..],
        &["verify", token, "--key", "compose.yml", NOW],
        &["secret", "convert", "--to=ddn", "compose.yml"],
    ] {
        let run = sandbox.jwtool(command.iter().copied()).code(3);
        let said = said(&run);
        assert!(said.contains("it holds 2 different configurations"), "{said}");
        assert!(said.contains("service second, line 9"), "{said}");
        assert!(said.contains("compose.yml:6"), "{said}");
    }
    sandbox.jwtool(["explain", token, "--config", "compose.yml:6", NOW]).code(0);
    sandbox.jwtool(["verify", token, "--key", "compose.yml:6", NOW]).code(0);
    sandbox.jwtool(["verify", token, "--key", "compose.yml:9", NOW]).code(1);
    sandbox.jwtool(["secret", "check", "compose.yml:6"]).code(0);
    let run = sandbox.jwtool(["secret", "check", "compose.yml:7"]).code(3);
    run.stderr_eq(str![[r#"
error: cannot use `compose.yml`: no configuration begins on line 7; it holds HASURA_GRAPHQL_JWT_SECRET in `compose.yml`, service graphql-engine, line 6; HASURA_GRAPHQL_JWT_SECRET in `compose.yml`, service second, line 9
hint: choose one: `jwtool secret check compose.yml:6` or `jwtool secret check compose.yml:9`

"#]]);
    let piped = Sandbox::new().with_input(COMPOSE);
    let run = piped.jwtool(["secret", "convert", "--to=ddn", "-"]).code(3);
    assert!(said(&run).contains("jwtool secret convert FILE:N --to ENGINE"));
}

/// The forms that `secret --output` writes, and the plain ones of the other engines.
const FORMS: [&str; 11] = [
    "json",
    "pretty",
    "dotenv",
    "shell",
    "powershell",
    "compose",
    "docker",
    "kubernetes",
    "terraform",
    "github",
    "azure",
];

#[test]
fn every_form_that_is_written_is_read() {
    let key = fixture("keys/rsa.spki.pem");
    let token = format!("@{}", fixture("cognito-id.jwt"));
    let nasty = "it's $HOME ${HOME} `id` \\ \"quoted\" # \u{e9} {{ x }}";
    for provider in [
        &["cognito", "eu-west-1_Orchard01"][..],
        &["entra", "00000000-1111-4222-8333-444444444444"],
        &["google", "1-a.apps.googleusercontent.com"],
        &["jwks", "https://id.orchard.example/keys", "--namespace", "it's a.b"],
        &["jwks", "https://id.orchard.example/keys", "--token-header", "cookie:sid"],
        &["key", &key],
        &["token", &token],
        &["--secret=env:K"],
    ] {
        let write = |form: &str| {
            let arguments = [&["secret", "-q"][..], provider, &["--output", form]].concat();
            Sandbox::new().with_env("K", nasty).output(arguments)
        };
        let expected: serde_json::Value = serde_json::from_str(&write("json")).unwrap();
        for form in FORMS {
            let sandbox = Sandbox::new().with_file("written", write(form));
            let arguments = ["secret", "convert", "-q", "written", "--to=hasura", "--output=json"];
            let read: serde_json::Value = serde_json::from_str(&sandbox.output(arguments)).unwrap();
            assert_eq!(read, expected, "{provider:?} {form}");
            sandbox.jwtool(["secret", "check", "written"]).success();
        }
    }
    // Without its own variable a list is read too.
    let list = r#"[{"jwk_url":"https://a.orchard.example/k","issuer":"a"},{"jwk_url":"https://b.orchard.example/k","issuer":"b"}]"#;
    let sandbox = Sandbox::new().with_file("list.json", list);
    for form in FORMS {
        let convert = ["secret", "convert", "-q", "list.json", "--to=hasura", "--output", form];
        let sandbox = Sandbox::new().with_file("written", sandbox.output(convert));
        let run = sandbox.jwtool(["secret", "check", "written"]).success();
        assert!(said(&run).contains("starts with 2 entries"), "{form}");
    }
}

#[test]
fn a_value_that_is_elsewhere_is_named() {
    for (text, place, hint) in [
        (
            "services:\n  a:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET: ${ORCHARD_JWT}\n",
            "the value comes from the variable `ORCHARD_JWT`",
            "jwtool secret check env:ORCHARD_JWT",
        ),
        (
            "kind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - env:\n    - name: HASURA_GRAPHQL_JWT_SECRET\n      valueFrom: {secretKeyRef: {name: orchard, key: jwt}}\n",
            "the value comes from the key `jwt` of the Secret `orchard`",
            "kubectl get secret orchard -o yaml | jwtool secret check -",
        ),
        (
            "env:\n  HASURA_GRAPHQL_JWT_SECRET: ${{ secrets.ORCHARD }}\n",
            "the value comes from the secret `ORCHARD` of the GitHub repository",
            "jwtool secret check env:NAME",
        ),
        (
            "HASURA_GRAPHQL_JWT_SECRET: {{ .Values.jwt | quote }}\n",
            "the value comes from the value `jwt` of the Helm chart",
            "helm template CHART | jwtool secret check -",
        ),
        (
            "env { \n name = \"HASURA_GRAPHQL_JWT_SECRET\"\n value = var.jwt\n}\n",
            "the value comes from `var.jwt`, which only Terraform knows",
            "terraform.tfvars",
        ),
    ] {
        let run = Sandbox::new().with_input(text).jwtool(["secret", "check", "-"]).code(3);
        let said = said(&run);
        assert!(said.contains(place), "{said}");
        assert!(said.contains(hint), "{said}");
    }
    // What can be checked is checked.
    let mixed = "HASURA_GRAPHQL_JWT_SECRETS=$LIST\nHASURA_GRAPHQL_JWT_SECRET='{\"jwk_url\":\"https://a.orchard.example/k\"}'\n";
    let run = Sandbox::new().with_input(mixed).jwtool(["secret", "check", "-"]).success();
    assert!(said(&run).contains("the variable `LIST`; it is skipped"));
}

#[test]
fn a_webhook_decides() {
    let hook = "HASURA_GRAPHQL_AUTH_HOOK=https://user:pass@hook.orchard.example/auth\n";
    let sandbox = with_dev_key().with_file("a.env", hook);
    let token = sandbox.output(["mint", "-q", "--role=user", NOW]);
    let token = token.trim();
    sandbox.jwtool(["secret", "check", "a.env"]).code(0).stdout_eq(str![[r#"
a webhook decides: HASURA_GRAPHQL_AUTH_HOOK in `a.env`, line 1 is https://…@hook.orchard.example/auth; the engine asks it for the session, and reads no JWT

"#]]);
    let document = sandbox.json(["secret", "check", "a.env", "--json"]);
    assert_eq!(document["webhook"], "https://…@hook.orchard.example/auth");
    for command in [
        &["explain", token, "--config", "a.env"][..],
        &["verify", token, "--key", "a.env"],
        &["secret", "convert", "a.env", "--to=ddn"],
    ] {
        let run = sandbox.jwtool(command.iter().copied()).code(3);
        let said = said(&run);
        assert!(said.contains("a webhook decides"), "{said}");
    }
    let both = format!("{hook}HASURA_GRAPHQL_JWT_SECRET={{\"jwk_url\":\"https://a.example/k\"}}\n");
    let run = Sandbox::new().with_input(both).jwtool(["secret", "check", "-"]).code(1);
    assert!(
        said(&run)
            .contains("Fatal Error: Both webhook and JWT mode cannot be enabled at the same time")
    );
    let environment = Sandbox::new().with_env("HASURA_GRAPHQL_AUTH_HOOK", "https://h.example/");
    assert!(said(&environment.jwtool(["secret", "check"]).code(0)).contains("a webhook decides"));
}

const RELYAUTH: &str = r#"version: v1
kind: RelyAuth
definition:
  modes:
    - mode: jwt
      tokenLocation: { in: header, name: Authorization, scheme: bearer }
      key: { algorithm: HS256, key: { value: a-ladder-against-the-old-peach-tree } }
      claimsConfig:
        namespace: { location: '"https://hasura.io/jwt/claims"', claimsFormat: Json }
        locations:
          x-hasura-user-id: { type: field, path: sub }
"#;

#[test]
fn a_token_shows_which_variables_a_conversion_has_to_list() {
    let sandbox = with_dev_key().with_file("auth.yaml", RELYAUTH);
    let secret = "--secret=a-ladder-against-the-old-peach-tree";
    let token = sandbox.output([
        "mint",
        "-q",
        "--role=picker",
        "--subject=42",
        "--set=x-hasura-orchard-id=7",
        "--set=x-hasura-row=3",
        secret,
        NOW,
    ]);
    let token = token.trim();
    let sandbox = sandbox.with_file("token", token);
    let convert = ["secret", "convert", "auth.yaml", "--to=hasura", "--token=@token"];
    let run = sandbox.jwtool(convert).success();
    let said = said(&run);
    assert!(said.contains("`x-hasura-orchard-id`, `x-hasura-row`"), "{said}");
    assert!(!said.contains("only the roles of the namespace are kept"), "{said}");
    for (to, name) in [("hasura", "v2.json"), ("ddn", "auth.hml")] {
        let to = format!("--to={to}");
        let convert = ["secret", "convert", "-q", "auth.yaml", &to, "--token=@token"];
        let sandbox = Sandbox::new().with_file("token", token).with_file("auth.yaml", RELYAUTH);
        let written = sandbox.output(convert);
        let sandbox = sandbox.with_file(name, written);
        let answer = sandbox.json(["explain", "--json", "@token", "--config", name, NOW]);
        assert_eq!(answer["accepted"], true, "{answer}");
        let session = &answer["session"];
        assert_eq!(session["x-hasura-user-id"], "42");
        assert_eq!(session["x-hasura-orchard-id"], "7");
        assert_eq!(session["x-hasura-row"], "3");
    }
}

#[test]
fn what_a_place_does_not_hold_is_said() {
    let checked = |text: &str| Sandbox::new().with_input(text).jwtool(["secret", "check", "-"]);
    let map = "services:\n  a:\n    environment:\n      HASURA_GRAPHQL_JWT_SECRET: {\"jwk_url\": \"https://a.orchard.example/k\"}\n";
    assert!(said(&checked(map).success()).contains("put single quotes around it"));
    let quotes = "services:\n  a:\n    environment:\n      - HASURA_GRAPHQL_JWT_SECRET='{\"jwk_url\":\"https://a.orchard.example/k\"}'\n";
    assert!(said(&checked(quotes).code(1)).contains("the quotes are a part of the value"));
    let file = "services:\n  a:\n    env_file: engine.env\n";
    checked(file).code(3).stderr_eq(str![[r#"
error: cannot use standard input, service a, line 3: the value comes from the file `engine.env`
hint: pass that file: `jwtool secret check engine.env`

"#]]);
    let pod = "kind: Pod\nmetadata: {name: a}\nspec: {containers: [{envFrom: [{secretRef: {name: orchard}}]}]}\n";
    assert!(said(&checked(pod).code(3)).contains("kubectl get secret orchard -o yaml"));
}

#[test]
fn a_value_changed_on_its_way_is_checked_as_hasura_s_own() {
    for (value, hint) in [
        ("'{\"type\":\"HS256\"}'", "remove them"),
        ("eyJ0eXBlIjoiSFMyNTYiLCJrZXkiOiJhIn0=", "decode it with `base64 -d`"),
        ("-----BEGIN PUBLIC KEY-----\nMII\n-----END PUBLIC KEY-----\n", "it is only the key"),
    ] {
        let sandbox = Sandbox::new().with_file("value.txt", value);
        let said = said(&sandbox.jwtool(["secret", "check", "value.txt"]).code(1));
        assert!(said.contains("not a valid json value") && said.contains(hint), "{said}");
    }
}

#[test]
fn a_dollar_sign_that_compose_replaces_is_reported() {
    let compose = |name: &str, value: &str| {
        format!(
            "services:\n  engine:\n    environment:\n      {name}HASURA_GRAPHQL_JWT_SECRET{value}\n"
        )
    };
    let json = |key: &str| format!(r#"{{"type":"HS256","key":"{key}"}}"#);
    let (single, double) =
        (json("pears-$sum-0123456789-0123456789"), json("pears-$$sum-0123456789-0123456789"));
    for (file, is_replaced) in [
        (compose("", &format!(": '{single}'")), true),
        (compose("- ", &format!("={single}")), true),
        (compose("", &format!(": '{double}'")), false),
        (compose("- ", &format!("={double}")), false),
    ] {
        let sandbox = Sandbox::new().with_file("compose.yml", &file);
        let said = said(&sandbox.jwtool(["secret", "check", "compose.yml"]).code(0));
        assert_eq!(said.contains("write each `$` of the value as `$$`"), is_replaced, "{said}");
    }
}
