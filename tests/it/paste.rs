//! Tokens in what people paste: which one is used, which never is, and what is wrong with it.

use httpmock::Method::POST;
use httpmock::MockServer;
use jwtool::jose::base64url;
use jwtool::jose::json::Value;
use jwtool::jose::key::{Secret, SigningKey, SigningMaterial};
use jwtool::jose::signature;

use crate::sandbox::Sandbox;

const SECRET: &str = "orchard-shared-secret-of-the-tests";
const AT: &str = "--at=2026-02-01";

/// Session cookies with the secret `orchard-session-secret`.
const NEXT_AUTH_4: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AQEBAQEBAQEBAQEB.tC1XlGI5Uc8yQNKpSk44Nqlr9sUi5_\
    Zuo2XoY3ByAOntRYs_qNXztncNbJCiafF71hoi6MiugFmQ0bU31a4Ipsmt-pnGrqcphpYbtATscaTYr7_yeLz9sv\
    s4f4IB0oNKATX4MHBxekm41dqPacJaM6Cf41tXOYE.tSnX2NJmLRh72W1IvChcVg";
const AUTH_JS_5: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIiwia2lkIjoibThkNTFSbnJMcl8yZlJIX252TXdERWow\
    VUtkSkE5UzVDR2dfcHBrV1VNb3RnelJvblV5cjhhWTVMUE1jYVVtcTZwTHRDYVFMd1dKR1pRYnlTS2U5UUEifQ..\
    AQEBAQEBAQEBAQEBAQEBAQ.Ez6VNRmJyI1Lp2f3XvqQ0PNM1WFg8zah6dTD8BCRgu0Tjv0fXYKvIPZh3Oq_ZGUj9\
    fN43l_T4X_PW2txdFrowD6Eskn7ZPqxzY0JURV4ZAIUFJnozXicHXEcn_4jf61myBgJYS9S5GIcSf40-vOTU1zaT\
    xv9yHMwgzAlLmAHY4A.mLZxaZCROTLv4qoCG0cfzkJNhQbtGh3xw-rVfW6DzSY";
const BETTER_AUTH: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIiwia2lkIjoiYVdzQ08yZnAyZGpkNDJMMVMzYl9EWU9l\
    TGozaXEtamJkQ3JWN09XUjJGVSJ9..AQEBAQEBAQEBAQEBAQEBAQ.3OrRS8PSt2iqFFRm4a7Vp7e0d-bg2NSXPEY\
    OJXdtFQlh-roEAojIrPTyiQ7tKcK4EXl38NM6-Xp7jOfQ_BbH4k76ZA5k-eI8o4VTcx4PFUypUwiVYS9TsqybV_F\
    L9tP60v4HxPiqGzorovnJKl6dlVygsR85A1xQ7eQAqIF6oBY.tlgdcxvI9tOhReb8ovkAg5TRh5zHGsQbRyXOLk9\
    VMic";

/// The same for a cookie with a name of its own, for the account cookie of better-auth and for
/// the cookie of one step of a login.
const AUTH_JS_RENAMED: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIiwia2lkIjoiSGx0SlFVak5NdV9mVEdlWXlkbWlKWFMy\
    X2VlUk80Z1VIYjNxRVVjTm9pc3hkeWdBcXhxNG5NTmVRSGF5RmVyLW54cVotSEducEMxdmdIRXg1U054Q3cifQ..\
    AQEBAQEBAQEBAQEBAQEBAQ.36MQeVt1oORjYlYZyePkp93ntkTxzGhYzUGZ0A2qL0Hku8QQYZTDrS8g-\
    pIpN0GJznpWpsSCSTWWekAop5FHjA.twJ9aiJJJGaZ0tXVLxbl3ap89D9SbLDgBK-a9ISD3Mo";
const BETTER_AUTH_ACCOUNT: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIiwia2lkIjoiTkFnc01ma0FRenRjbDR2X2NwWV92U240\
    Z3k1Tkg3bk92cFdtS0pZdElUVSJ9..AQEBAQEBAQEBAQEBAQEBAQ.Kew7JzevyRSdHBMDdL_8c_BKK7oktWgR8Gc\
    L4Sb3LFRD8ilAPztTphT2IsFLLOdooAut7g0ISLrGW_M7Rz2jzQ.Ela5u451HPJhErhAtePhZRHY1Pzx1JvP9tIK\
    mKTQ-Yg";
const NEXT_AUTH_STATE: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AQEBAQEBAQEBAQEB.ugksgPgO8KgM6qpDjSIvT8ShzA58oU\
    LOEQoDsIhn4-K1PbMb80JukyqFqtIE9wp1GA.QXfl-y44vslSrIjJJQhWbg";

fn token(claims: &str) -> String {
    let material = SigningMaterial::Secret(Secret::new(SECRET.as_bytes()).unwrap());
    let key = SigningKey::new(material, None, None).unwrap();
    signature::compact(&signature::header(&key), claims, &key).unwrap()
}

/// A token about somebody, which expires in 2030.
fn about(sub: &str, more: &str) -> String {
    token(&format!(r#"{{"sub":"{sub}"{more},"exp":1900000000}}"#))
}

fn refresh() -> String {
    about("refresh", r#","iss":"https://id.orchard.example/realms/fruit","typ":"Refresh""#)
}

fn sandbox(paste: impl AsRef<[u8]>) -> Sandbox {
    let config = format!(r#"{{"type":"HS256","key":"{SECRET}"}}"#);
    Sandbox::new().with_file("secret", SECRET).with_file("config", config).with_input(paste)
}

/// The subject of the token that `verify` used, which has to be accepted.
fn used(paste: &str) -> String {
    let document = sandbox(paste).json(["verify", "-", "--secret=@secret", AT, "--json"]);
    assert_eq!(document["accepted"], true, "{paste}: {document}");
    document["claims"]["sub"].as_str().unwrap().to_owned()
}

#[test]
fn a_refresh_token_is_never_sent() {
    let server = MockServer::start();
    let mock = server.mock(|when, then| {
        when.method(POST).header("authorization", format!("Bearer {}", about("access", "")));
        then.status(200).body(r#"{"data":{}}"#);
    });
    let url = server.url("/v1/graphql");
    let (refresh, access) = (refresh(), about("access", ""));
    let ping = |paste: &str, more: &[&'static str]| {
        let arguments =
            ["ping", "graphql", &url, "--token=-"].into_iter().chain(more.iter().copied());
        sandbox(paste).jwtool(arguments)
    };
    ping(&refresh, &[]).code(3).stdout_eq("").stderr_eq(
        "error: the token is a refresh token, which is only for its issuer and is not sent\nhint: send the access token or the ID token of the same login; a refresh token only gets new ones from its issuer\n",
    );
    let named = format!(r#"{{"refresh_token":"{}"}}"#, about("other", ""));
    ping(&named, &[]).code(3);
    ping(r#"{"refresh_token":"ghr_1B4a2e77838347a7E420ce178F2E7c6912E1"}"#, &[]).code(3);
    let both = format!(r#"{{"refresh_token":"{refresh}","access_token":"{access}"}}"#);
    ping(&both, &["--pick=1"]).code(3);
    ping(&both, &["--pick=2"]).success();
    ping(&both, &[]).success();
    mock.assert_calls(2);
}

#[test]
fn a_lone_refresh_token_is_explained_with_a_warning() {
    let explain =
        |paste: &str| sandbox(paste).json(["explain", "-", "--config=config", AT, "--json"]);
    let document = explain(&refresh());
    assert_eq!(document["accepted"], false);
    assert_eq!(document["warnings"][0]["code"], "refresh-token");
    let document = explain(&format!("refresh_token={}", about("x", "")));
    assert_eq!(document["warnings"][0]["code"], "refresh-token");
    let document = explain(&about("x", ""));
    assert!(
        document["warnings"].as_array().unwrap().iter().all(|one| one["code"] != "refresh-token")
    );
    let run = sandbox(refresh()).jwtool(["verify", "-", "--secret=@secret", AT]).success();
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("warning: this is a refresh token"), "{said}");
}

#[test]
fn several_tokens_are_numbered_as_pick_counts() {
    let (one, two) = (about("one", ""), about("two", ""));
    let paste = format!(r#"{{"id_token":"{one}","refresh_token":"{two}"}}"#);
    let lines = sandbox(&paste).output(["decode", "-", "--json", AT]);
    for (index, line) in lines.lines().enumerate() {
        assert!(line.starts_with(&format!(r#"{{"index":{},"#, index + 1)), "{line}");
    }
    let page = sandbox(&paste).output(["decode", "-", AT]);
    assert!(page.contains("Token 1 of 2, from `id_token`\n"), "{page}");
    assert!(page.contains("Token 2 of 2, from `refresh_token`\n"), "{page}");
    assert_eq!(sandbox(&paste).output(["decode", "-", "--pick=2", "--claim=sub"]), "two\n");
    let alone = sandbox(&one).json(["decode", "-", "--json", AT]);
    assert_eq!(alone.get("index"), None);
}

#[test]
fn a_token_in_the_file_of_another_tool_is_found() {
    let (refresh, access) = (about("refresh", ""), about("access", ""));
    let supabase =
        format!(r#"{{"access_token":"{access}","refresh_token":"r","user":{{"name":"é"}}}}"#);
    let encoded = format!("base64-{}", base64url::encode(&supabase));
    let chunks = |separator: &str, join: &str| -> String {
        let name = "sb-qrstuvwxyzabcdefghij-auth-token";
        let pieces = encoded.as_bytes().chunks(130).enumerate();
        let named = pieces.map(|(index, piece)| {
            format!("{name}.{index}{separator}{}", String::from_utf8_lossy(piece))
        });
        named.collect::<Vec<_>>().join(join)
    };
    let standard = base64url::encode(&access);
    for paste in [
        format!(
            r#"{{"values":[{{"key":"refresh_token","value":"{refresh}"}},{{"key":"token","value":"{access}"}}]}}"#
        ),
        format!(
            r#"{{"values":[{{"key":"a","value":"{refresh}","enabled":false}},{{"key":"b","value":"{access}"}}]}}"#
        ),
        format!(
            "x.example\tFALSE\t/\tTRUE\t0\trefresh\t{refresh}\n#HttpOnly_x.example\tFALSE\t/\tTRUE\t0\tt\t{access}\n"
        ),
        format!(
            r#"{{"R":{{"k":{{"credential_type":"RefreshToken","secret":"{refresh}"}}}},"A":{{"k":{{"credential_type":"AccessToken","secret":"{access}"}}}}}}"#
        ),
        format!("C.7c.ada%40x.refreshToken\t{refresh}\nC.7c.ada%40x.accessToken\t{access}\n"),
        format!(
            r#"{{"cookies":[{{"name":"refresh_token","value":"{refresh}"}}],"origins":[{{"localStorage":[{{"name":"s","value":{}}}]}}]}}"#,
            Value::from(supabase.as_str()).to_json()
        ),
        format!("Cookie: a=1; {}; b=2", chunks("=", "; ")),
        chunks("\t", "\n"),
        format!("sb-qrstuvwxyzabcdefghij-auth-token={encoded}"),
        format!("kind: Secret\ndata:\n  ca.crt: LS0t\n  token: {standard}\n"),
        format!("> my token\n> {}\n> {}\n", &access[..70], &access[70..]),
        format!("token=3D{}=\n{}\n", &access[..70], &access[70..]),
        format!("\u{1b}[33m{access}\u{1b}[0m"),
        format!(r#"{{\u0022token\u0022:\u0022{access}\u0022}}"#),
    ] {
        assert_eq!(used(&paste), "access", "{paste}");
    }
    let wide: Vec<u8> =
        format!("\u{feff}{access}\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    sandbox(wide).jwtool(["verify", "-", "--secret=@secret", AT]).success();
}

/// The places where libraries and tools keep tokens, as they are copied out of them.
#[test]
#[expect(clippy::too_many_lines, reason = "it is a table, one row a place")]
fn the_token_for_an_api_is_taken_from_wherever_tokens_are_kept() {
    let (refresh, access, id) = (refresh(), about("access", ""), about("id", ""));
    let foreign = about("foreign", "");
    let text = |value: &str| Value::from(value).to_json();
    let percent =
        |text: &str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
            text.bytes()
                .map(|byte| {
                    if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
                })
                .collect::<String>()
        };
    let supabase = format!(
        r#"{{"access_token":"{access}","refresh_token":"r1","expires_at":1900000000,"provider_token":"{foreign}","user":{{"id":"7"}}}}"#
    );
    let reference = "sb-qrstuvwxyzabcdefghij-auth-token";
    let amplify = "CognitoIdentityServiceProvider.7client.ada.ruiz%40orchard.example";
    let body = base64url::encode(format!(r#"{{"id_token":"{id}"}}"#));
    let body = format!(
        "{}{}",
        body.replace('-', "+").replace('_', "/"),
        &"==="[..(4 - body.len() % 4) % 4]
    );
    let session = about("foreign", r#","drn":"DSR""#);
    for (place, paste, expected) in [
        ("supabase in localStorage", format!("{reference}\t{supabase}"), "access"),
        (
            "supabase with its neighbours",
            format!("{reference}-code-verifier\t\"{foreign}\"\n{reference}\t{supabase}"),
            "access",
        ),
        (
            "supabase of old helpers",
            format!(r#"supabase-auth-token=["{access}","r1","{foreign}",null,null]"#),
            "access",
        ),
        (
            "supabase in a raw cookie",
            format!("Cookie: {reference}={}", percent(&supabase)),
            "access",
        ),
        (
            "supabase in raw chunks",
            {
                let encoded = percent(&supabase);
                let (first, rest) = encoded.split_at(200);
                format!("Cookie: {reference}.1={rest}; {reference}.0={first}")
            },
            "access",
        ),
        (
            "supabase where the cookie without a number wins",
            format!(
                "Cookie: {reference}=base64-{}; {reference}.0=base64-{}",
                base64url::encode(&supabase),
                base64url::encode(format!(r#"{{"access_token":"{foreign}"}}"#))
            ),
            "access",
        ),
        (
            "amplify",
            format!(
                "{amplify}.refreshToken\t{refresh}\n{amplify}.accessToken\t{access}\n{amplify}.idToken\t{id}\n{amplify}.clockDrift\t0\n"
            ),
            "id",
        ),
        (
            "amplify in cookies",
            format!("Cookie: {amplify}.accessToken={access}; {amplify}.idToken={id}; a=b"),
            "id",
        ),
        (
            "msal 3 in sessionStorage",
            format!(
                "a.b-login.windows.net-refreshtoken-c----\t{}\na.b-login.windows.net-accesstoken-c-t-api--\t{}",
                format_args!(r#"{{"credentialType":"RefreshToken","secret":"{refresh}"}}"#),
                format_args!(
                    r#"{{"credentialType":"AccessToken","secret":"{access}","target":"api"}}"#
                ),
            ),
            "access",
        ),
        (
            "msal of Python and az",
            format!(
                r#"{{"AccessToken":{{"k":{{"credential_type":"AccessToken","secret":"{access}"}}}},"RefreshToken":{{"k":{{"credential_type":"RefreshToken","secret":"{refresh}"}}}},"IdToken":{{"k":{{"credential_type":"IdToken","secret":"{id}"}}}},"Account":{{}}}}"#
            ),
            "id",
        ),
        (
            "firebase",
            format!(
                r#"{{"fbase_key":"firebase:authUser:AIza:[DEFAULT]","value":{{"uid":"7","apiKey":"AIza","stsTokenManager":{{"refreshToken":"AMf-r1","accessToken":"{access}","expirationTime":1900000000000}}}}}}"#
            ),
            "access",
        ),
        (
            "newer firebase",
            format!(
                r#"firebase:persistence-token:AIza:[DEFAULT]	{{"token":"{access}","expirationTime":1}}"#
            ),
            "access",
        ),
        (
            "auth0",
            format!(
                r#"@@auth0spajs@@::c::https://api.orchard.example::openid	{{"body":{{"access_token":"{access}","refresh_token":"v1.r","scope":"openid"}},"expiresAt":1900000000}}"#
            ),
            "access",
        ),
        (
            "auth0's user",
            format!(
                r#"@@auth0spajs@@::c::@@user@@	{{"id_token":"{id}","decodedToken":{{"encoded":{{"header":"h","payload":"p","signature":"s"}},"claims":{{"__raw":"{id}"}}}}}}"#
            ),
            "id",
        ),
        (
            "oidc-client-ts",
            format!(
                r#"oidc.user:https://id.orchard.example:web	{{"access_token":"{access}","refresh_token":"{refresh}","token_type":"Bearer","profile":{{"sub":"7"}}}}"#
            ),
            "access",
        ),
        (
            "okta",
            format!(
                r#"{{"accessToken":{{"accessToken":"{access}","scopes":["openid"]}},"refreshToken":{{"refreshToken":"{refresh}"}}}}"#
            ),
            "access",
        ),
        (
            "clerk",
            format!(
                "Cookie: __client_uat=1; __session={}; __session_Ab3dEf9h={access}; __refresh_Ab3dEf9h=r1; __clerk_db_jwt={foreign}",
                token(r#"{"sub":"foreign","exp":1800000000}"#)
            ),
            "access",
        ),
        ("descope", format!("Cookie: DSR={session}; DS={access}"), "access"),
        ("stytch", format!("Cookie: stytch_session=s1; stytch_session_jwt={access}"), "access"),
        (
            "supertokens",
            format!("Cookie: sRefreshToken={refresh}; sAccessToken={access}; sFrontToken=e30"),
            "access",
        ),
        (
            "nhost",
            format!(
                r#"nhostSession	{{"accessToken":"{access}","refreshToken":"5f0d2c1e-8a4b-4c1d-9e2f-0123456789ab"}}"#
            ),
            "access",
        ),
        (
            "the AWS CLI",
            format!(
                r#"{{"ChallengeParameters":{{}},"AuthenticationResult":{{"AccessToken":"{access}","ExpiresIn":3600,"TokenType":"Bearer","RefreshToken":"eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.AAAA.AAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA","IdToken":"{id}"}}}}"#
            ),
            "id",
        ),
        ("a kubeconfig", format!("users:\n- name: ada\n  user:\n    token: {access}\n"), "access"),
        (
            "the provider of a kubeconfig",
            format!(
                "users:\n- name: ada\n  user:\n    auth-provider:\n      config:\n        refresh-token: {refresh}\n        access-token: {access}\n        id-token: {id}\n        idp-issuer-url: https://id.orchard.example\n      name: oidc\n"
            ),
            "id",
        ),
        (
            "kubectl's plugins",
            format!(
                r#"{{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{{}},"status":{{"expirationTimestamp":"2026-01-01T00:00:00Z","token":"{access}"}}}}"#
            ),
            "access",
        ),
        (
            "az",
            format!(
                r#"{{"accessToken":"{access}","expiresOn":"2026-01-01","subscription":"s","tenant":"t","tokenType":"Bearer"}}"#
            ),
            "access",
        ),
        (
            "gcloud",
            format!(
                r#"{{"configuration":{{}},"credential":{{"access_token":"ya29.a0AfB-orchard","id_token":"{id}","token_expiry":"2026-01-01T00:00:00Z"}}}}"#
            ),
            "id",
        ),
        ("GitHub Actions", format!(r#"{{"count":857,"value":"{access}"}}"#), "access"),
        (
            "the environment of a job",
            format!("ACTIONS_ID_TOKEN_REQUEST_TOKEN={foreign}\nID_TOKEN={id}\n"),
            "id",
        ),
        (
            "a jar of curl",
            format!(
                "# Netscape HTTP Cookie File\n#HttpOnly_orchard.example\tFALSE\t/\tTRUE\t0\tid_token\t{id}\n"
            ),
            "id",
        ),
        (
            "the body in a HAR file",
            format!(
                r#"{{"log":{{"entries":[{{"request":{{"headers":[],"cookies":[]}},"response":{{"content":{{"mimeType":"application/json","text":"{body}","encoding":"base64"}}}}}}]}}}}"#
            ),
            "id",
        ),
        (
            "the query in a HAR file",
            format!(
                r#"{{"log":{{"entries":[{{"request":{{"queryString":[{{"name":"id_token","value":"{id}"}}],"postData":{{"text":{}}}}}}}]}}}}"#,
                text(&format!("refresh_token={refresh}"))
            ),
            "id",
        ),
        (
            "Postman",
            format!(
                r#"{{"name":"dev","values":[{{"key":"old","value":"{foreign}","enabled":false}},{{"key":"x","value":"{{{{other}}}}","enabled":true}},{{"key":"access_token","value":"{access}","type":"secret","enabled":true}}],"_postman_variable_scope":"environment"}}"#
            ),
            "access",
        ),
    ] {
        assert_eq!(used(&paste), expected, "{place}: {paste}");
    }
}

#[test]
fn chunks_that_do_not_fit_together_are_reported() {
    let text = format!(r#"{{"access_token":"{}","user":{{"a":"b"}}}}"#, about("a", ""));
    let encoded = format!("base64-{}", base64url::encode(&text));
    let (first, rest) = encoded.split_at(60);
    let name = "sb-qrstuvwxyzabcdefghij-auth-token";
    let page = |paste: String| {
        let run = sandbox(paste).jwtool(["decode", "-", AT]).code(3);
        String::from_utf8_lossy(&run.get_output().stdout).into_owned()
    };
    let shown = page(format!("Cookie: {name}.0={first}; {name}.2={rest}"));
    assert!(shown.contains(&format!("its chunk `{name}.1` is missing")), "{shown}");
    let shown = page(format!("Cookie: {name}.0={first}; {name}.1={first}"));
    assert!(shown.contains("do not fit together"), "{shown}");
}

#[test]
fn what_was_inserted_is_removed_and_named_and_explained_as_it_is_sent() {
    let whole = about("a", "");
    let (start, end) = whole.split_at(whole.len() - 9);
    for (between, name) in [("%20", "`%20`"), (" ", "a space"), ("\u{200b}", "U+200B")] {
        let bent = format!("Authorization: Bearer {start}{between}{end}");
        let run = sandbox(&bent).jwtool(["verify", "-", "--secret=@secret", AT]).success();
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains(name) && said.contains("removed from the signature"), "{said}");
        let document = sandbox(&bent).json(["explain", "-", "--config=config", AT, "--json"]);
        let message = document["refusal"]["message"].as_str().unwrap();
        let expected = if between == " " { "Malformed Authorization header" } else { "base64url" };
        assert!(message.contains(expected), "{message}");
        assert!(document["hint"].as_str().unwrap().contains(name), "{document}");
        let problems = sandbox(&bent).json(["decode", "-", AT, "--json"]);
        assert_eq!(problems["problems"][0]["code"], "inserted-character");
    }
    // A word after a whole token is not part of it.
    assert_eq!(used(&format!("the token {whole} is refused")), "a");
}

#[test]
fn what_is_not_a_whole_token_is_named_by_every_verb() {
    let whole = about("a", "");
    let parts: Vec<&str> = whole.split('.').collect();
    for (paste, code, clause) in [
        ("Bearer undefined".to_owned(), "placeholder", "the word `undefined`"),
        ("authorization: bearer null".to_owned(), "placeholder", "the word `null`"),
        ("Bearer [object Object]".to_owned(), "placeholder", "`[object Object]`"),
        ("Bearer ya29.a0AfB-orchard".to_owned(), "opaque", "a Google access token"),
        (format!("{}.{}", parts[0], parts[1]), "cut-off", "the signature is missing"),
        (format!("{}.{}.", parts[0], parts[1]), "cut-off", "the signature is missing"),
        (format!("{}...", &whole[..80]), "cut-off", "it is cut off"),
        (format!("Bearer {}…", &whole[..80]), "cut-off", "it is cut off"),
        (whole[..whole.len() - 11].to_owned(), "signature-length", "24 bytes"),
        (format!("{}..{}", parts[0], parts[2]), "detached-payload", "the payload is detached"),
    ] {
        let document = sandbox(&paste).json(["decode", "-", AT, "--json"]);
        let problems = document["problems"].as_array().unwrap();
        let found = problems.iter().find(|problem| problem["code"] == code);
        let message = found.map(|problem| problem["message"].as_str().unwrap());
        assert!(message.is_some_and(|message| message.contains(clause)), "{paste}: {document}");
        let warnings = document["warnings"].as_array().unwrap();
        assert!(warnings.iter().all(|warning| warning["code"] != "alg-none"), "{paste}");
        let rejected = sandbox(&paste).json(["verify", "-", "--secret=@secret", AT, "--json"]);
        assert_eq!(rejected["accepted"], false);
        assert!(
            rejected["checks"].to_string().contains(&clause.replace('"', "\\\"")),
            "{rejected}"
        );
        let refused = sandbox(&paste).json(["explain", "-", "--config=config", AT, "--json"]);
        assert_eq!(refused["accepted"], false);
        assert!(refused["hint"].as_str().unwrap().contains(clause), "{refused}");
        if paste == "Bearer undefined" {
            let message = refused["refusal"]["message"].as_str().unwrap();
            assert!(message.ends_with("Expected 3 parts; got 1)"), "{message}");
        }
    }
}

#[test]
fn the_session_of_an_application_opens_with_its_secret() {
    let chunked = |name: &str, token: &str| {
        let pieces = token.as_bytes().chunks(100).enumerate();
        let named = pieces
            .map(|(index, piece)| format!("{name}.{index}={}", String::from_utf8_lossy(piece)));
        format!("Cookie: theme=dark; {}; b=1", named.collect::<Vec<_>>().join("; "))
    };
    let secure = "__Secure-authjs.session-token";
    for (paste, provider) in [
        (NEXT_AUTH_4.to_owned(), "nextauth"),
        (chunked("next-auth.session-token", NEXT_AUTH_4), "nextauth"),
        (AUTH_JS_5.to_owned(), "nextauth"),
        (format!("Cookie: {secure}={AUTH_JS_5}"), "nextauth"),
        (chunked(secure, AUTH_JS_5), "nextauth"),
        (format!("better-auth.session_data={BETTER_AUTH}"), "better-auth"),
        (chunked("__Secure-better-auth.session_data", BETTER_AUTH), "better-auth"),
        (format!("Cookie: orchard.session={AUTH_JS_RENAMED}"), "nextauth"),
        (chunked("orchard.session", AUTH_JS_RENAMED), "nextauth"),
        (format!("better-auth.account_data={BETTER_AUTH_ACCOUNT}"), "better-auth"),
        (NEXT_AUTH_STATE.to_owned(), "nextauth"),
    ] {
        let sandbox = Sandbox::new().with_env("APP_SECRET", "orchard-session-secret");
        let document = sandbox.with_input(&paste).json([
            "decode",
            "-",
            "--secret=env:APP_SECRET",
            AT,
            "--json",
        ]);
        assert_eq!(document["provider"]["id"], provider, "{paste}");
        assert_eq!(document["provider"]["kind"], "session");
        assert_eq!(document["claims"]["email"], "nora@orchard.example", "{document}");
        let closed = Sandbox::new().with_input(&paste).jwtool(["decode", "-", AT]).success();
        let said = String::from_utf8_lossy(&closed.get_output().stderr).into_owned();
        assert!(said.contains("jwtool decode --secret env:"), "{said}");
        let wrong = Sandbox::new().with_file("wrong", "another").with_input(&paste);
        wrong.jwtool(["decode", "-", "--secret=@wrong", AT]).code(1);
    }
}

#[test]
fn a_cookie_that_is_not_a_jwt_is_named() {
    let hash = "0123456789abcdef".repeat(4);
    let compact = base64url::encode(r#"{"session":{"id":"s"},"expiresAt":1,"signature":"s"}"#);
    for (paste, clause, hint) in [
        (
            "Cookie: a=b; wos-session=Fe26.2*1*abcdef0123*ZZ; c=d".to_owned(),
            "a sealed session cookie",
            "send a JWT",
        ),
        (
            "__Secure-better-auth.session_token=x7Gq2mZt0Lw9Kp4Rv8YcAbCdEfGhIjKl.%2B%2F8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4%3D".to_owned(),
            "the ID of a session with its signature",
            "send a JWT",
        ),
        (
            format!("Cookie: better-auth.session_data={compact}"),
            "a token of its JWT plugin comes from `GET /api/auth/token`",
            "",
        ),
        (format!("__Host-authjs.csrf-token={hash}%7C{hash}"), "the CSRF token", "send a JWT"),
        (
            "authjs.session-token=0b5c3d7e-8a4b-4c1d-9e2f-0123456789ab".to_owned(),
            "a UUID",
            "send a JWT",
        ),
    ] {
        let run = sandbox(&paste).jwtool(["decode", "-", AT]);
        let page = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(page.contains(clause), "{page}");
        assert!(said.contains(hint), "{said}");
    }
}

#[test]
fn the_kid_of_a_session_tells_a_wrong_secret() {
    for (paste, secret, says) in [
        (BETTER_AUTH.to_owned(), "another", "the secret is another one: the `kid` names the key"),
        (AUTH_JS_RENAMED.to_owned(), "orchard-session-secret", "paste it as `NAME=VALUE`"),
        (format!("session={AUTH_JS_5}"), "another", "no key derived from this secret and the name"),
        (NEXT_AUTH_4.to_owned(), "another", "no key derived from the secret opens it"),
    ] {
        let document = Sandbox::new().with_file("secret", secret).with_input(&paste).json([
            "decode",
            "-",
            "--secret=@secret",
            AT,
            "--json",
        ]);
        let problem = &document["problems"][0];
        assert_eq!(problem["code"], "not-decrypted", "{document}");
        assert!(problem["message"].as_str().unwrap().contains(says), "{problem}");
    }
}
