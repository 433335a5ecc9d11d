//! REST servers and gateways that verify tokens.

use crate::component::{Component, apache, command, program, scripts};
use crate::home::Home;
use crate::table::{Row, Token, check};

const ISSUER: &str = "https://issuer.example.gov";
const AUDIENCE: &str = "orders";

const GOOD: &[&str] = &["role=user", "--subject=ada", "--issuer", ISSUER, "--audience", AUDIENCE];
const EXPIRED: &[&str] =
    &["role=user", "--issuer", ISSUER, "--audience", AUDIENCE, "--iat=-1h", "--exp=-5m"];
const OTHER_AUDIENCE: &[&str] =
    &["role=user", "--subject=ada", "--issuer", ISSUER, "--audience=invoices"];
const OTHER_ISSUER: &[&str] =
    &["role=user", "--subject=ada", "--issuer=https://other.example.gov", "--audience", AUDIENCE];
const OTHER_ROLE: &[&str] =
    &["role=stranger", "--subject=ada", "--issuer", ISSUER, "--audience", AUDIENCE];

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn flask_cognito_names_error_and_description() {
    const POOL: &str = "us-east-1_Example01";
    const CLIENT: &str = "4example23";
    let home = Home::new("RSA");
    let keys = home.publish();
    let (_server, url) =
        Component::python("Flask", "flask_server.py", &[&keys.jwks_uri, POOL, CLIENT]).ready();
    let good = &["--as=cognito-id", "--role=user", "--audience", CLIENT];
    let expired = &[good as &[_], &["--iat=-1h", "--exp=-5m"]].concat();
    let refused = |what, token, message| Row::refused(what, token, 401, message);
    check(
        &home,
        &["rest", &format!("{url}/me")],
        &[
            Row::accepted("good", Token::Signed(good)),
            refused(
                "none",
                Token::None,
                "Request does not contain a well-formed access token in the \"Authorization\" header beginning with \"Bearer\"",
            )
            .whose("flask-cognito")
            .explained("no token was sent"),
            refused("expired", Token::Signed(expired), "Token is expired")
                .whose("cognitojwt")
                .explained("expired"),
            refused("wrong signature", Token::Forged(good), "Signature verification failed")
                .whose("cognitojwt"),
            refused(
                "wrong audience",
                Token::Signed(&["--as=cognito-id", "--role=user", "--audience=other"]),
                "Token was not issued for this client id audience",
            )
            .whose("cognitojwt")
            .explained("app client"),
            refused(
                "other pool",
                Token::Signed(&["--as=cognito-id", "--role=user", "--kid=other"]),
                "Public key not found in jwks.json",
            )
            .whose("cognitojwt")
            .explained("`kid`"),
            refused("no token", Token::Text("x"), "Malformed Authentication Token")
                .whose("flask-cognito"),
        ],
    );
    check(&home, &["rest", &url], &[Row::accepted("an empty answer", Token::None).status(204)]);
    check(
        &home,
        &["rest", &format!("{url}/admin")],
        &[Row::refused(
            "wrong role",
            Token::Signed(good),
            403,
            "User doesn't have access to this resource",
        )
        .whose("flask-cognito")],
    );
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn haproxy_verifies_at_the_gateway() {
    let home = Home::new("RSA");
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key.pem");
    std::fs::write(&key, home.public_key("pem")).unwrap();
    let (_server, port) = Component::listening("HAProxy", |port| {
        let mut haproxy = command(program(&["haproxy"]));
        haproxy.arg("-db").arg("-f").arg(scripts().join("haproxy.cfg"));
        haproxy.env("PORT", port.to_string()).env("KEY", &key);
        haproxy.env("ISSUER", ISSUER).env("AUDIENCE", AUDIENCE);
        haproxy
    });
    check(
        &home,
        &["rest", &format!("http://127.0.0.1:{port}/orders")],
        &[
            Row::accepted("good", Token::Signed(GOOD)),
            Row::refused("none", Token::None, 401, "Missing token").explained("no token was sent"),
            Row::refused("expired", Token::Signed(EXPIRED), 401, "Token expired")
                .explained("expired"),
            Row::refused("wrong signature", Token::Forged(GOOD), 401, "Invalid signature"),
            Row::refused(
                "wrong algorithm",
                Token::Signed(&[GOOD, &["--alg=RS512"]].concat()),
                401,
                "Unsupported algorithm",
            ),
            Row::refused("wrong issuer", Token::Signed(OTHER_ISSUER), 401, "Unknown issuer"),
            Row::refused("wrong audience", Token::Signed(OTHER_AUDIENCE), 403, "Wrong audience"),
            Row::refused("wrong role", Token::Signed(OTHER_ROLE), 403, "Role user is required"),
        ],
    );
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn apache_refuses_in_its_header() {
    let home = Home::new("RSA");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("key.pem"), home.public_key("pem")).unwrap();
    std::fs::create_dir(folder.path().join("www")).unwrap();
    std::fs::write(folder.path().join("www/orders.json"), "[1, 2]").unwrap();
    let variables = [("KID", home.kid()), ("ISSUER", ISSUER), ("AUDIENCE", AUDIENCE)];
    let (_server, port) = apache(folder.path(), "resource-server.conf", &variables);
    let invalid = |what, token| {
        Row::refused(what, token, 401, "JWT token could not be validated")
            .code("invalid_token")
            .explained("invalid_token")
    };
    check(
        &home,
        &["rest", &format!("http://127.0.0.1:{port}/orders.json")],
        &[
            Row::accepted("good", Token::Signed(GOOD)),
            Row::refused("none", Token::None, 401, "No bearer token found in the request")
                .code("invalid_request")
                .explained("no token was sent"),
            invalid("expired", Token::Signed(EXPIRED)).explained("expired"),
            invalid("wrong signature", Token::Forged(GOOD)),
            Row::rejected("wrong issuer", Token::Signed(OTHER_ISSUER), 401).explained("HTML"),
            Row::rejected("wrong audience", Token::Signed(OTHER_AUDIENCE), 401).explained("HTML"),
            Row::rejected("wrong role", Token::Signed(OTHER_ROLE), 401).explained("HTML"),
        ],
    );
}
