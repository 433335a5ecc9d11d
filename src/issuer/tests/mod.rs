//! Whole flows, from requests to responses, with a clock that the test sets.

mod authorize;
mod device;
mod documents;
mod fault;
mod guard;
mod inspect;
mod token;

use crate::issuer::http::{self, Form, Request, Response};
use crate::issuer::keys::Keys;
use crate::issuer::router::Issuer;
use crate::issuer::settings::Settings;
use crate::issuer::settings::tests::settings;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::base64url;
use crate::jose::json::{Object, Value};
use crate::jose::key::{PrivateKey, SigningKey, SigningMaterial};
use crate::jose::numeric_date::NumericDate;

const ISSUER: &str = "http://127.0.0.1:8765";
const REDIRECT: &str = "http://localhost:3000/cb";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// An issuer with a clock that the test sets.
struct Machine {
    issuer: Issuer,
    seconds: i64,
}

fn signing_key(kid: &str) -> SigningKey {
    let key = PrivateKey::generate(SignatureAlgorithm::ES256).unwrap();
    SigningKey::new(SigningMaterial::Private(key), None, Some(kid.to_owned())).unwrap()
}

fn machine() -> Machine {
    machine_with(|_| {})
}

fn machine_with(change: impl FnOnce(&mut Settings)) -> Machine {
    let mut own = settings();
    change(&mut own);
    let other = signing_key("other");
    let keys = Keys::new(signing_key("k"), &[], Some(&other));
    Machine { issuer: Issuer::new(own, keys), seconds: 0 }
}

fn request(method: &str, address: &str, body: &[(&str, &str)]) -> Request {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut headers = vec![("host".to_owned(), "127.0.0.1:8765".to_owned())];
    if method == "POST" {
        let form = "application/x-www-form-urlencoded";
        headers.push(("content-type".to_owned(), form.to_owned()));
    }
    Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: http::encoded(body).into_bytes(),
        ends: None,
    }
}

impl Machine {
    fn send(&self, request: &Request) -> Response {
        let now = NumericDate::from_seconds(1_700_000_000 + self.seconds).unwrap();
        self.issuer.answer(request, now)
    }

    fn get(&self, address: &str) -> Response {
        self.send(&request("GET", address, &[]))
    }

    fn post(&self, path: &str, body: &[(&str, &str)]) -> Response {
        self.send(&request("POST", path, body))
    }

    /// Posts a form of the client `app`, and returns the status and the document.
    fn posted(&self, path: &str, body: &[(&str, &str)]) -> (u16, Object) {
        let response = self.post(path, &[body, &[("client_id", "app")]].concat());
        (response.status, object(&response.body))
    }

    fn tokens(&self, body: &[(&str, &str)]) -> Object {
        let (status, document) = self.posted("/token", body);
        assert_eq!(status, 200, "{}", Value::from(document).to_json());
        document
    }

    /// Returns the code of an error.
    fn refused(&self, body: &[(&str, &str)]) -> String {
        let (status, document) = self.posted("/token", body);
        assert_eq!(status, 400);
        text(&document, "error")
    }

    fn userinfo(&self, token: &str) -> Response {
        let mut request = request("GET", "/userinfo", &[]);
        request.headers.push(("authorization".to_owned(), format!("Bearer {token}")));
        self.send(&request)
    }

    fn is_active(&self, token: &str) -> bool {
        let (status, document) = self.posted("/introspect", &[("token", token)]);
        assert_eq!(status, 200);
        document.get("active") == Some(&Value::from(true))
    }

    /// Signs in on the page, and returns the parameters that the client gets.
    fn sign_in(&self, more: &str, fields: &[(&str, &str)]) -> Form {
        let response = self.post(&format!("/authorize?{}{more}", authorization()), fields);
        answer_of(&response)
    }
}

fn authorization() -> String {
    let redirect = http::encoded(&[("redirect_uri", REDIRECT)]);
    format!("response_type=code&client_id=app&state=s%26t&{redirect}")
}

/// Returns the parameters of a redirect.
fn answer_of(response: &Response) -> Form {
    let location = response.header("location").unwrap_or_else(|| panic!("{}", response.body));
    let (address, query) = location.split_once('?').unwrap();
    assert_eq!(address, REDIRECT);
    request("GET", &format!("/?{query}"), &[]).query_form()
}

fn object(json: &str) -> Object {
    Value::parse(json.as_bytes()).unwrap().as_object().unwrap().clone()
}

fn text(object: &Object, name: &str) -> String {
    object.get_str(name).unwrap_or_default().to_owned()
}

fn part(token: &str, index: usize) -> Object {
    let part = token.split('.').nth(index).unwrap();
    object(&String::from_utf8(base64url::decode(part).unwrap()).unwrap())
}

fn claims(document: &Object, name: &str) -> Object {
    part(document.get_str(name).unwrap(), 1)
}

fn hasura(claims: &Object) -> String {
    claims.get("https://hasura.io/jwt/claims").unwrap().to_json()
}

const CREDENTIALS: (&str, &str) = ("grant_type", "client_credentials");
