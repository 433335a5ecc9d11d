//! Tests of `jwtool mint --from`, and of claims in every form.

use serde_json::{Value, json};
use snapbox::str;

use crate::mint::with_dev_key;
use crate::sandbox::{NOW, Sandbox, fixture, fixture_text};

const KID: &str = "CgLbHJSPxKHSnIJ4V3sfV7z8SLkZKdQj7rEGNQ1SlpI";
const NAMESPACE: &str = "https://hasura.io/jwt/claims";

/// Encodes a part of a token.
fn part(json: &str) -> String {
    jwtool::jose::base64url::encode(json)
}

/// Returns an unsigned token with these claims.
fn unsigned(claims: &str) -> String {
    format!("{}.{}.", part(r#"{"alg":"none"}"#), part(claims))
}

/// Returns the document of `mint` for an edited token.
fn edited(token: &str, arguments: &[&str]) -> Value {
    let all = [&["mint", "--json", "-q", NOW, "--from", token], arguments].concat();
    with_dev_key().json(all)
}

/// Returns the claims of an edited token, in their order.
fn claims(claims: &str, arguments: &[&str]) -> String {
    edited(&unsigned(claims), arguments)["claims"].to_string()
}

#[test]
fn everything_that_is_not_changed_is_kept() {
    let sandbox = with_dev_key();
    for name in ["auth0-access", "cognito-id", "entra-graph", "supertokens-microservice"] {
        let token = fixture_text(&format!("{name}.jwt"));
        let old = sandbox.json(["decode", "--json", &token, NOW]);
        let new = edited(&token, &["plan=pro"]);
        let mut header = old["header"].clone();
        header["kid"] = KID.into();
        header.as_object_mut().unwrap().shift_remove("x5t");
        assert_eq!(new["header"].to_string(), header.to_string(), "{name}");
        let mut claims = old["claims"].clone();
        claims["plan"] = "pro".into();
        assert_eq!(new["claims"].to_string(), claims.to_string(), "{name}");
        let token = new["token"].as_str().unwrap();
        sandbox.jwtool(["verify", token, "--ignore-exp", NOW]).success();
    }
}

#[test]
fn what_changed_is_reported() {
    let file = fixture("cognito-id.jwt");
    let from = format!("--from=@{file}");
    let mint = |arguments: &[&str]| {
        with_dev_key().jwtool([&["mint", NOW, &from], arguments].concat()).success()
    };
    mint(&["--role=ranger", "--exp=+1h", "plan=pro", "email-", "nickname-"]).stderr_eq(str![[r#"
there is no claim `nickname` to remove
claims: changed `https://hasura.io/jwt/claims.x-hasura-default-role`, `https://hasura.io/jwt/claims.x-hasura-allowed-roles`, `exp`; added `plan`; removed `email`
header: changed `kid`
signed again with key:dev (RS256)

"#]]);
    mint(&[]).stderr_eq(str![[r#"
warning: the token expired 5 years 23 days ago, and its `exp` is kept
hint: to make it valid for another hour, add `--exp +1h`
no claim was changed
header: changed `kid`
signed again with key:dev (RS256)

"#]]);
    mint(&["--exp=+1h", "--key", &fixture("keys/p256.pkcs8.pem")]).stderr_eq(str![[r#"
claims: changed `exp`
header: changed `kid`, `alg` from RS256 to ES256
signed with `[..]keys/p256.pkcs8.pem` (ES256) instead of the key `AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=`

"#]]);
    mint(&["-q"]).stderr_eq("");
    let sandbox = with_dev_key();
    let own = sandbox.output(["mint", "--role=user", NOW]);
    let again = ["mint", "--from", own.trim_end(), "sub=7", NOW];
    sandbox.jwtool(again).success().stderr_eq(str![[r#"
claims: added `sub`
signed again with key:dev (RS256)

"#]]);
    let unsigned = unsigned(r#"{"nbf":1767229200}"#);
    let arguments = ["mint", "--from", &unsigned, "--secret=0123456789abcdef0123456789abcdef", NOW];
    with_dev_key().jwtool(arguments).success().stderr_eq(str![[r#"
warning: the token becomes valid in 1 hour, and its `nbf` is kept
hint: to make it valid now, add `--nbf now`
warning: other programs can see a secret on the command line; use `--secret env:NAME` or `--secret @FILE`
no claim was changed
header: changed `alg` from none to HS256
signed with --secret (HS256); it was not signed before

"#]]);
}

#[test]
fn the_same_bytes_come_back_for_the_same_key() {
    let sandbox = with_dev_key();
    for preset in ["hasura", "cognito-azuread", "keycloak", "supertokens"] {
        let token = sandbox.output(["mint", "-q", "--as", preset, "--role=user", NOW]);
        let again = sandbox.output(["mint", "-q", "--from", token.trim_end(), NOW]);
        assert_eq!(again, token, "{preset}");
    }
}

#[test]
fn a_token_is_found_wherever_it_is() {
    let token = fixture_text("supertokens-microservice.jwt");
    let curl = format!("curl -H 'Authorization: Bearer {token}' https://api.example.gov");
    let sandbox = || with_dev_key().with_env("T", &token).with_file("t", &token);
    let mint = |sandbox: &Sandbox, from: &str| sandbox.output(["mint", "-q", NOW, "--from", from]);
    let expected = mint(&sandbox(), &token);
    for from in ["env:T", "@t", &curl] {
        assert_eq!(mint(&sandbox(), from), expected, "{from}");
    }
    for input in [&token, &curl, &format!(r#"{{"access_token":"{token}"}}"#)] {
        assert_eq!(mint(&sandbox().with_input(input), "-"), expected, "{input}");
    }
    let other = unsigned(r#"{"sub":"other"}"#);
    let several = format!(r#"{{"access_token":"{token}","id_token":"{other}"}}"#);
    let picked =
        sandbox().with_input(several).json(["mint", "--json", "--from=-", "--pick=2", NOW, "-q"]);
    assert_eq!(picked["claims"]["sub"], "other");
    let list = sandbox().with_input(format!("{token}\n{token}\n"));
    list.jwtool(["mint", "--from=-"]).code(2).stdout_eq("").stderr_eq(str![[r#"
error: `--from` edits one token, and the input is a list of tokens
hint: `sed -n 2p tokens.txt | jwtool mint --from -`

"#]]);
}

#[test]
fn a_token_without_readable_claims_is_refused_in_one_sentence() {
    let fails = |token: &str| {
        let sandbox = Sandbox::new();
        let run = sandbox.jwtool(["mint", "--from", token]).code(3).stdout_eq("");
        assert!(!sandbox.data().exists());
        String::from_utf8(run.get_output().stderr.clone()).unwrap()
    };
    let header = part(r#"{"alg":"RS256"}"#);
    let encrypted = format!("{}..AAAA.AAAA.AAAA", part(r#"{"alg":"dir","enc":"A256GCM"}"#));
    snapbox::assert_data_eq!(
        fails(&encrypted),
        str![[r#"
error: cannot read the claims of the token: they are encrypted
hint: decrypt them with `jwtool decode --key FILE --claim '$'`, and pass the result with `jwtool mint --claims FILE`

"#]]
    );
    snapbox::assert_data_eq!(
        fails(&format!("{header}.{}.AAAA", part("[1]"))),
        str![[r#"
error: cannot read the claims of the token: the payload is an array, not a JSON object
hint: `jwtool decode` shows what can be read of it

"#]]
    );
    snapbox::assert_data_eq!(
        fails(&format!("{header}.{}.AAAA", part("no claims"))),
        str![[r#"
error: cannot read the claims of the token: payload: it is not JSON: expected ident at line 1, column 2
hint: `jwtool decode` shows what can be read of it

"#]]
    );
    assert!(fails(&format!("{header}..AAAA")).contains("it has no payload"));
    snapbox::assert_data_eq!(
        fails("nothing"),
        str![[r#"
error: cannot read the claims of the token: it has no payload
hint: `jwtool decode` shows what can be read of it

"#]]
    );
    // Only the signature is missing or broken.
    for signature in ["", "!", "AAAA"] {
        let token = format!("{header}.{}.{signature}", part(r#"{"sub":"7"}"#));
        assert_eq!(edited(&token, &[])["claims"]["sub"], "7", "{signature}");
    }
    let headless = format!("e.{}.AAAA", part(r#"{"sub":"7"}"#));
    let document = edited(&headless, &[]);
    let header = json!({ "alg": "RS256", "typ": "JWT", "kid": KID });
    assert_eq!(document["header"].to_string(), header.to_string());
}

#[test]
fn header_parameters_about_the_old_signature_are_removed() {
    let header = r#"{"crit":["b64","x"],"x":1,"b64":true,"jku":"https://a.example/","x5c":["a"],"x5t#S256":"a","jwk":{},"kid":"old","cty":"x","alg":"none"}"#;
    let token = format!("{}.{}.", part(header), part(r#"{"sub":"7"}"#));
    let header = |arguments: &[&str]| edited(&token, arguments)["header"].to_string();
    assert_eq!(
        header(&[]),
        format!(r#"{{"crit":["x"],"x":1,"kid":"{KID}","cty":"x","alg":"RS256"}}"#)
    );
    assert_eq!(
        header(&["--kid=mine", "--header=typ=at+jwt", "--header=crit-", "--header=x:=[true,null]"]),
        r#"{"x":[true,null],"kid":"mine","cty":"x","alg":"RS256","typ":"at+jwt"}"#
    );
    let secret = ["--secret=0123456789abcdef0123456789abcdef", "--header=$.x.y:=2"];
    let run = with_dev_key().jwtool([&["mint", "--from", &token], &secret[..]].concat());
    run.code(2).stderr_eq(str![[r#"
error: the path `$.x.y` leads into a number
hint: to replace that value, set it with `:=` first

"#]]);
    assert_eq!(header(&secret[..1]), r#"{"crit":["x"],"x":1,"cty":"x","alg":"HS256"}"#);
}

#[test]
fn roles_and_variables_are_changed_where_the_token_has_them() {
    let old = r#"{"x-hasura-default-role":"a","x-hasura-allowed-roles":["a"]}"#;
    let new = r#"{"x-hasura-default-role":"b","x-hasura-allowed-roles":["a","b","c"],"x-hasura-user-id":"7","x-hasura-org-id":"4"}"#;
    let flags = ["--role=b", "--allow=c", "--user-id=7", "--set=x-hasura-org-id=4", "sub-"];
    let string = |json: &str| Value::from(json).to_string();
    for (before, after) in [
        (format!(r#"{{"{NAMESPACE}":{old}}}"#), format!(r#"{{"{NAMESPACE}":{new}}}"#)),
        (
            format!(r#"{{"{NAMESPACE}":{}}}"#, string(old)),
            format!(r#"{{"{NAMESPACE}":{}}}"#, string(new)),
        ),
        (
            format!(r#"{{"claims.jwt.hasura.io":{old}}}"#),
            format!(r#"{{"claims.jwt.hasura.io":{new}}}"#),
        ),
        (format!(r#"{{"user":{{"h":{old}}}}}"#), format!(r#"{{"user":{{"h":{new}}}}}"#)),
        (old.to_owned(), new.to_owned()),
        // There are none, and nothing else names roles.
        (
            r#"{"iss":"x"}"#.to_owned(),
            format!(r#"{{"iss":"x","{NAMESPACE}":{}}}"#, new.replace(r#""a","#, "")),
        ),
        // They are broken.
        (
            r#"{"claims.jwt.hasura.io":"x"}"#.to_owned(),
            format!(r#"{{"claims.jwt.hasura.io":{}}}"#, new.replace(r#""a","#, "")),
        ),
    ] {
        assert_eq!(claims(&before, &flags), after, "{before}");
    }
    // Without a role, only what is named is changed.
    let token = format!(r#"{{"n":{}}}"#, string(old));
    let only_set = claims(&token, &["--set=x-hasura-default-role=z"]);
    assert_eq!(only_set, format!(r#"{{"n":{}}}"#, string(&old.replacen(r#""a""#, r#""z""#, 1))));
    let token = format!(r#"{{"n":{old}}}"#);
    assert_eq!(
        claims(&token, &["--set=x-hasura-allowed-roles-", "--namespace=m", "--stringified"]),
        r#"{"m":"{\"x-hasura-default-role\":\"a\"}"}"#
    );
    let subject = claims(r#"{"sub":"1","iss":"x"}"#, &["--user-id=7"]);
    assert_eq!(subject, r#"{"sub":"7","iss":"x"}"#);
}

#[test]
fn roles_in_a_claim_of_the_provider_are_changed_there() {
    let sandbox = with_dev_key();
    for (preset, path) in
        [("entra-v2", "/roles"), ("okta", "/groups"), ("cognito-access", "/cognito:groups")]
    {
        let token = sandbox.output(["mint", "-q", "--as", preset, "--role=a", "--allow=b", NOW]);
        let document = edited(token.trim_end(), &["--role=c", "--allow=d", "--user-id=7"]);
        let claims = &document["claims"];
        assert_eq!(claims.pointer(path).unwrap(), &json!(["c", "a", "b", "d"]), "{preset}");
        let explained =
            sandbox.json(["explain", "--json", document["token"].as_str().unwrap(), NOW]);
        assert_eq!(explained["session"]["x-hasura-role"], "c", "{preset}");
        assert_eq!(explained["session"]["x-hasura-user-id"], "7", "{preset}");
    }
    assert_eq!(claims(r#"{"role":"a"}"#, &["--role=b"]), r#"{"role":"b"}"#);
    let two = unsigned(r#"{"role":"a"}"#);
    with_dev_key().jwtool(["mint", "--from", &two, "--allow=b"]).code(2).stderr_eq(str![[r#"
error: the token has one role, in `$.role`, and `--allow` adds another
hint: drop `--allow`, or add Hasura claims with `--namespace https://hasura.io/jwt/claims`

"#]]);
}

#[test]
fn flags_that_do_not_go_together_are_named() {
    let mint = |arguments: &[&str]| {
        let sandbox = Sandbox::new();
        let token = unsigned(r#"{"sub":"7"}"#);
        let run = sandbox.jwtool([&["mint", "--from", &token], arguments].concat()).code(2);
        assert!(!sandbox.data().exists());
        run.stdout_eq("")
    };
    mint(&["--as=cognito-id"]).stderr_eq(str![[r#"
error: `--as` describes a new token, and `--from` edits another one
hint: remove either `--as` or `--from`

"#]]);
    mint(&["--set=x-hasura-org-id=7"]).stderr_eq(str![[r#"
error: `--set` changes the Hasura claims, and the token has none
hint: to create them, add `--role ROLE`

"#]]);
    mint(&["sub=1", "--subject=2"]).stderr_eq(str![[r#"
error: `--subject` and `sub=…` both set `sub`
hint: remove either `--subject` or `sub=…`

"#]]);
    mint(&["--role="]).stderr_eq(str![[r#"
error: the role of `--role` is empty
hint: name a role: `--role user`

"#]]);
    Sandbox::new().jwtool(["mint", "--pick=2", "sub=1"]).code(2).stderr_eq(str![[r#"
error: missing required argument `--from`
hint: see `jwtool mint --help`

"#]]);
}

#[test]
fn flags_set_claims_in_their_place() {
    let before = r#"{"exp":1800000000,"aud":"a","z":1,"iss":"b"}"#;
    let flags = ["--iss=c", "--aud=d", "--aud=e", "--exp=90m", "--nbf=-5m", "--jti=1"];
    assert_eq!(
        claims(before, &flags),
        r#"{"exp":1767231000,"aud":["d","e"],"z":1,"iss":"c","jti":"1","nbf":1767225300}"#
    );
    assert_eq!(claims(before, &["--exp=none", "z-"]), r#"{"aud":"a","iss":"b"}"#);
    assert_eq!(
        claims(before, &[r#"{"z":2,"y":3}"#, "x=4"]),
        r#"{"exp":1800000000,"aud":"a","z":2,"iss":"b","y":3,"x":"4"}"#
    );
}

#[test]
fn claims_take_every_json_value_at_every_path() {
    let sandbox =
        || with_dev_key().with_file("f.json", "{\"a\": [1]}\n").with_file("f.txt", "a b\n");
    let made = |arguments: &[&str]| {
        let all = [&["mint", "--json", "-q", "--exp=none", "--iat=none"], arguments].concat();
        sandbox().json(all)["claims"].to_string()
    };
    assert_eq!(
        made(&[
            "a:=true",
            "b:=null",
            "c:=[1,\"x\"]",
            "d:=1.5",
            "e=@f.json",
            "f=@f.txt",
            "g:=@f.json"
        ]),
        r#"{"a":true,"b":null,"c":[1,"x"],"d":1.5,"e":{"a":[1]},"f":"a b","g":{"a":[1]}}"#
    );
    assert_eq!(
        made(&["$.a.b:=1", "$.a.c[0]:=2", r#"$.a["d.e"]=x"#, "$.a.c[1].f:=false", "$.a.b-"]),
        r#"{"a":{"c":[2,{"f":false}],"d.e":"x"}}"#
    );
    let stringified = r#"s={"x":[1,2]}"#;
    assert_eq!(
        made(&[stringified, "$.s.x[1]:=3", "$.s.y=z", "$.s.x[0]-"]),
        r#"{"s":"{\"x\":[3],\"y\":\"z\"}"}"#
    );
    // A number is kept as it is written.
    let token = sandbox().output(["mint", "-q", "n:=1.50e3"]);
    let token = sandbox().output(["mint", "-q", "--from", token.trim_end(), "x=y"]);
    assert_eq!(sandbox().output(["decode", token.trim_end(), "--claim=n"]), "1.50e3\n");
    sandbox().jwtool(["mint", "g:=@f.txt"]).code(3).stdout_eq("").stderr_eq(str![[r#"
error: cannot use the value of `g` in `f.txt`: it is not JSON (expected value at line 1, column 1)
hint: for the content of a file as a string, write `name=@FILE`

"#]]);
    let deep = format!("$.a{}=1", ".b".repeat(60_000));
    let run = sandbox().jwtool(["mint", &deep]).code(2).stdout_eq("");
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("leads into more than 128 levels"), "{}", &said[said.len() - 200..]);
    let (path, value) = (format!("$.a{}", ".b".repeat(100)), "[".repeat(100) + &"]".repeat(100));
    sandbox().jwtool(["mint", &format!("{path}:={value}")]).code(2).stdout_eq("").stderr_eq(str![
        [r#"
error: the token would be unreadable: nested deeper than 128 levels
hint: remove some of it

"#]
    ]);
}

#[test]
fn claims_come_from_a_file_or_standard_input() {
    let object = r#"{"z":1,"sub":"7","iat":5,"a":{"b":null}}"#;
    let sandbox =
        || with_dev_key().with_file("c.json", object).with_input(object).with_env("C", object);
    let made = |arguments: &[&str]| {
        let all = [&["mint", "--json", "-q", NOW, "--exp=none"], arguments].concat();
        sandbox().json(all)["claims"].to_string()
    };
    for source in ["c.json", "@c.json", "-", "env:C", object] {
        assert_eq!(made(&["--claims", source]), object, "{source}");
    }
    assert_eq!(
        made(&["--claims=c.json", r#"{"z":2,"y":3}"#, "a-", "--sub=8"]),
        r#"{"z":2,"sub":"8","iat":5,"y":3}"#
    );
    assert_eq!(
        made(&["--claims=c.json", "--role=u", "a-", "z-"]),
        format!(
            r#"{{"sub":"7","iat":5,"{NAMESPACE}":{{"x-hasura-default-role":"u","x-hasura-allowed-roles":["u"]}}}}"#
        )
    );
    let fails = |claims: &str, code: i32| {
        let sandbox = Sandbox::new().with_file("list", "[1]").with_file("broken", "{\"a\":");
        let run = sandbox.jwtool(["mint", "--claims", claims]).code(code).stdout_eq("");
        assert!(!sandbox.data().exists());
        run
    };
    fails("list", 3).stderr_eq(str![[r#"
error: cannot use the claims `list`: it is an array, not a JSON object
hint: write them as in `{"sub":"7"}`

"#]]);
    fails("broken", 3).stderr_eq(str![[r#"
error: cannot use the claims `broken`: it is not a JSON object (EOF while parsing a value at line 1, column 5)
hint: write them as in `{"sub":"7"}`

"#]]);
    fails("missing", 3).stderr_eq(str![[r#"
error: cannot read the claims `missing`: no such file or directory
hint: check the name, and that you may read it

"#]]);
    fails("{", 2);
    let twice = ["mint", "--claims=-", "--from=-"];
    sandbox().with_input(unsigned("{}")).jwtool(twice).code(2).stderr_eq(str![[r#"
error: standard input cannot be read twice, for the token and for the claims
hint: read one of them with `@FILE` or `env:NAME`

"#]]);
}

#[test]
fn every_time_flag_takes_every_form() {
    let now = 1_767_225_600;
    let sandbox = with_dev_key();
    for (form, seconds) in [
        ("90m", Some(now + 5400)),
        ("+1h30m", Some(now + 5400)),
        ("-5m", Some(now - 300)),
        ("now", Some(now)),
        ("2026-01-02", Some(now + 86_400)),
        ("2026-01-01T02:00:00+01:00", Some(now + 3600)),
        ("1767225600", Some(now)),
        ("none", None),
    ] {
        for (flag, claim) in [("--exp", "exp"), ("--nbf", "nbf"), ("--iat", "iat")] {
            let document = sandbox.json(["mint", "--json", "sub=x", NOW, flag, form, "-q"]);
            assert_eq!(document["claims"][claim].as_i64(), seconds, "{flag} {form}");
            let token = document["token"].as_str().unwrap();
            let again = ["mint", "--json", "-q", "--from", token, NOW, flag, form];
            assert_eq!(sandbox.json(again)["claims"], document["claims"], "{flag} {form}");
        }
    }
    for wrong in ["tomorrow", "3600", "1767225600000", "2026-13-01", ""] {
        sandbox.jwtool(["mint", "sub=x", "--exp", wrong]).code(2).stdout_eq("");
    }
}

#[test]
fn the_same_inputs_give_the_same_token() {
    let keys = [
        fixture("keys/rsa.pkcs8.pem"),
        fixture("keys/ed25519.pkcs8.pem"),
        "--secret=text:0123456789abcdef0123456789abcdef".to_owned(),
    ];
    let list = with_dev_key().output(["mint", "--as=list"]);
    let presets: Vec<&str> = list.lines().filter_map(|line| line.split(' ').next()).collect();
    for (index, key) in keys.iter().enumerate() {
        let key = if index < 2 { format!("--key={key}") } else { key.clone() };
        for preset in presets.iter().skip(index).step_by(if index == 0 { 1 } else { 6 }) {
            let mint = || {
                let arguments =
                    ["mint", "-q", "--as", preset, "--role=a", "--jti=1", &key, NOW, "b:=[1]"];
                Sandbox::new().output(arguments)
            };
            assert_eq!(mint(), mint(), "{preset} {key}");
        }
    }
}

#[test]
fn a_token_in_place_of_a_claim_is_not_shown_and_says_how_to_edit_it() {
    let token = fixture_text("cognito-id.jwt");
    let run = Sandbox::new().jwtool(["mint", &token, "--role=user"]).code(2).stdout_eq("");
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(!said.contains(&token[..40]), "{said}");
    assert!(said.contains("hint: to edit a token, run `jwtool mint --from TOKEN`"), "{said}");
}
