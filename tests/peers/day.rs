//! A day of somebody who works on Moped, from the first login to the last logout: Cognito with
//! its hook, a GraphQL server that checks roles as Hasura does, and Flask-Cognito.

use std::fmt::Write as _;

use regex::Regex;
use snapbox::{IntoData as _, assert_data_eq, str};

use crate::component::Component;
use crate::home::Home;
use crate::issuers::{Cognito, PASSWORD};
use crate::pages::Visitor;

/// What is typed, and what is printed.
struct Transcript<'a> {
    home: &'a Home,
    text: String,
}

impl Transcript<'_> {
    fn run(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        let output = self.home.jwtool(&words);
        let _ = writeln!(self.text, "$ jwtool {line}");
        for stream in [&output.stderr, &output.stdout] {
            self.text.push_str(&String::from_utf8_lossy(stream));
        }
        match output.status.code() {
            Some(0) => {}
            code => {
                let _ = writeln!(self.text, "? {}", code.unwrap());
            }
        }
        self.text.push('\n');
    }

    /// Logs in, with somebody who uses the pages.
    fn log_in(&mut self, name: &str, person: &[(&str, &str)]) {
        let login = self.home.start(&["login", name, "--no-browser"]);
        let address = login.line(|line| line.starts_with("http").then(|| line.to_owned()));
        Visitor::new().visit(&address, person, None);
        let (status, log) = login.end();
        assert!(status.success(), "{log}");
        let _ = writeln!(self.text, "$ jwtool login {name} --no-browser\n{log}");
    }
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
#[expect(clippy::too_many_lines, reason = "most of them are the transcript")]
fn a_day_at_moped() {
    let (staging, production) = (Cognito::start(), Cognito::start());
    let mut profiles = String::from("default_profile = \"staging\"\n");
    let mut servers = Vec::new();
    for (name, cognito) in [("staging", &staging), ("production", &production)] {
        let keys = format!("http://{}/{}/.well-known/jwks.json", cognito.domain, Cognito::POOL);
        let client = Cognito::CLIENT;
        let arguments = [&keys, &Cognito::issuer(), client];
        let (graphql, graphql_url) =
            Component::node("GraphQL", "moped_graphql.mjs", &arguments).ready();
        let arguments = [keys.as_str(), Cognito::POOL, client];
        let (rest, rest_url) = Component::python("Flask", "flask_server.py", &arguments).ready();
        let login = format!("domain = \"{}\"\nredirect = \"{}\"", cognito.domain, cognito.redirect);
        let endpoints =
            format!("graphql = \"{graphql_url}\"\nrest = \"{rest_url}\"\nrest_ping = \"/me\"\n");
        let profile = cognito.profile(name, client, &login);
        let (head, rest_of_it) = profile.split_once('\n').unwrap();
        let _ = writeln!(profiles, "{head}\n{endpoints}{rest_of_it}");
        servers.extend([graphql, rest]);
    }
    let home = Home::empty();
    home.configure(&profiles);
    let mut day = Transcript { home: &home, text: String::new() };
    day.log_in("staging", &[("username", "ada@example.gov"), ("password", PASSWORD)]);
    day.run("status");
    day.run("decode");
    day.run("ping graphql --query {moped_users{user_id,role}}");
    day.run("ping graphql --role moped-admin --query {moped_users{user_id,role}}");
    day.run("ping rest");
    day.run("profile use production");
    day.run("ping rest");
    day.log_in("production", &[("username", "ada@example.gov"), ("password", PASSWORD)]);
    day.run("ping rest");
    day.run("logout");
    day.run("logout staging");
    day.run("status");
    assert_data_eq!(redacted(&day.text, &home), str![[r#"
$ jwtool login staging --no-browser
open this URL in a browser on this machine:
http://127.0.0.1:[PORT]/oauth2/authorize?response_type=code&client_id=4example23client45example67&redirect_uri=http%3A%2F%2F127.0.0.1%3A[PORT]%2Fcallback&scope=openid+profile+email&state=[..]&nonce=[..]&code_challenge=[..]&code_challenge_method=S256
the issuer will redirect to http://127.0.0.1:[PORT]/callback, which must be registered there
waiting for the browser; Ctrl-C stops
logged in to `staging` as ada@example.gov, until [TIME]; stored unencrypted in a private file

$ jwtool status
staging
  logged in  ada@example.gov
  issuer     https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01
  stored in  file
  since      [..]
  token      expires in [..], then renewed

$ jwtool decode
AWS Cognito id token for ada@example.gov
  region        us-east-1
  user pool id  us-east-1_Example01
  client id     4example23client45example67
  environment   staging
  issued        [TIME], [..]
  expires       [TIME], in [..]; lifetime 1 hour

Header
{
  "alg": "RS256",
  "typ": "JWT",
  "kid": "CognitoLocal"
}

Claims
{
  "cognito:username": "0a000000-0000-4000-8000-000000000007",
  "auth_time": [SECONDS],
  "email": "ada@example.gov",
  "email_verified": true,
  "event_id": "[..]",
  "iat": [SECONDS],
  "jti": "[..]",
  "sub": "0a000000-0000-4000-8000-000000000007",
  "token_use": "id",
  "https://hasura.io/jwt/claims": "{\"x-hasura-user-id\":\"0a000000-0000-4000-8000-000000000007\",\"x-hasura-user-db-id\":\"7\",\"x-hasura-default-role\":\"moped-viewer\",\"x-hasura-allowed-roles\":[\"moped-editor\"]}",
  "exp": [SECONDS],
  "aud": "4example23client45example67",
  "iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01"
}

Hasura claims
  found at             https://hasura.io/jwt/claims (stringified_json)
  default role         moped-viewer (not allowed)
  allowed roles        moped-editor
  x-hasura-user-id     0a000000-0000-4000-8000-000000000007
  x-hasura-user-db-id  7
  role header          x-hasura-role: moped-editor

Signature
  RS256, 256 bytes, not verified (use `jwtool verify`)
  keys: https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01/.well-known/jwks.json

Warnings
  default-role-not-allowed: the default role `moped-viewer` is not among the allowed roles, so Hasura refuses the token; send the header `x-hasura-role: moped-editor`

$ jwtool ping graphql --query {moped_users{user_id,role}}
endpoint from profile staging
role moped-editor from profile staging
✓ 200 [..] ms http://127.0.0.1:[PORT]/v1/graphql as moped-editor
  moped_users: 1 row
{
  "data": {
    "moped_users": [
      {
        "user_id": 7,
        "role": "moped-editor"
      }
    ]
  }
}

$ jwtool ping graphql --role moped-admin --query {moped_users{user_id,role}}
endpoint from profile staging
✗ 200 [..] ms http://127.0.0.1:[PORT]/v1/graphql as moped-admin
  access-denied: Your requested role is not in allowed roles
  Hasura GraphQL Engine v2 says that when the role of the header `x-hasura-role`, else the default role, is not one of the token's `x-hasura-allowed-roles`; capitals matter; the token does not allow the role `moped-admin`, only `moped-editor`
{
  "errors": [
    {
      "message": "Your requested role is not in allowed roles",
      "locations": [
        {
          "line": 1,
          "column": 2
        }
      ],
      "path": [
        "moped_users"
      ],
      "extensions": {
        "code": "access-denied",
        "path": "$"
      }
    }
  ],
  "data": null
}
? 1

$ jwtool ping rest
endpoint from profile staging
role moped-editor from profile staging
✓ 200 [..] ms http://127.0.0.1:[PORT]/me as moped-editor
{
  "sub": "0a000000-0000-4000-8000-000000000007"
}

$ jwtool profile use production
set the default profile to `production` in [HOME]/config/config.toml

$ jwtool ping rest
endpoint from profile production
error: not logged in to `production`
hint: `jwtool login production`
? 5

$ jwtool login production --no-browser
open this URL in a browser on this machine:
http://127.0.0.1:[PORT]/oauth2/authorize?response_type=code&client_id=4example23client45example67&redirect_uri=http%3A%2F%2F127.0.0.1%3A[PORT]%2Fcallback&scope=openid+profile+email&state=[..]&nonce=[..]&code_challenge=[..]&code_challenge_method=S256
the issuer will redirect to http://127.0.0.1:[PORT]/callback, which must be registered there
waiting for the browser; Ctrl-C stops
logged in to `production` as ada@example.gov, until [TIME]; stored unencrypted in a private file

$ jwtool ping rest
endpoint from profile production
role moped-editor from profile production
✓ 200 [..] ms http://127.0.0.1:[PORT]/me as moped-editor
{
  "sub": "0a000000-0000-4000-8000-000000000007"
}

$ jwtool logout
warning: the issuer still accepts the refresh token, which was not revoked: cannot reach http://127.0.0.1:[PORT]/oauth2/revoke: the response is a web page (HTTP 404)
forgot the login of `production`

$ jwtool logout staging
warning: the issuer still accepts the refresh token, which was not revoked: cannot reach http://127.0.0.1:[PORT]/oauth2/revoke: the response is a web page (HTTP 404)
forgot the login of `staging`

$ jwtool status
error: not logged in to any profile
hint: `jwtool login` logs in to the default profile
? 5


"#]].raw());
}

/// Returns a transcript without what differs from day to day.
fn redacted(text: &str, home: &Home) -> String {
    let text = text.replace(home.path().to_str().unwrap(), "[HOME]");
    let patterns = [
        (r"127\.0\.0\.1(:|%3A)\d+", "127.0.0.1$1[PORT]"),
        (r"(state|nonce|code_challenge)=[\w-]+", "$1=[..]"),
        (r#""(event_id|jti)": "[^"]*""#, r#""$1": "[..]""#),
        (r"\b\d{10}\b", "[SECONDS]"),
        (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", "[TIME]"),
        (r"\b\d+ ms\b", "[..] ms"),
        (r"in (59 minutes|1 hour)", "in [..]"),
        (r"(since +|\[TIME\], )(now|\d+ seconds? ago)", "$1[..]"),
    ];
    patterns.iter().fold(text, |text, (pattern, shown)| {
        Regex::new(pattern).unwrap().replace_all(&text, *shown).into_owned()
    })
}
