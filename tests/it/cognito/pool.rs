//! A user pool on loopback, which checks what it is asked: operations, sessions, secret hashes and
//! the proof of SRP.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jwtool::jose::base64url::decode_standard;
use jwtool::jose::json::Object;
use jwtool::jose::key::{SigningKey, SigningMaterial};
use jwtool::jose::pem::{FoundKey, read_pem};
use jwtool::jose::signature;
use jwtool::jose::token_id::{random_bytes, random_code};
use num_bigint::BigUint;
use serde_json::{Value, json};

use crate::cognito::srp_server::Server;
use crate::sandbox::{fixture_text, public_jwk};

pub(super) const CLIENT: &str = "3u9n5k2m";
pub(super) const USER: &str = "ada@example.gov";
/// How the pool names the user
pub(super) const USER_ID: &str = "6f0e3d6c-0000-4000-8000-000000000001";
pub(super) const PASSWORD: &str = "Correct horse 7!";
const POOL: &str = "U2dzkxfTv";

/// What the pool asks after the password.
pub(super) struct Question {
    pub(super) name: &'static str,
    pub(super) parameters: Value,
    /// What is answered besides `USERNAME` and `SECRET_HASH`
    pub(super) expected: Value,
    /// The exception for anything else
    pub(super) otherwise: &'static str,
}

impl Question {
    pub(super) fn code(name: &'static str, member: &str, code: &str) -> Self {
        let parameters = json!({ "CODE_DELIVERY_DESTINATION": "+*******4321" });
        let expected = json!({ member: code });
        Self { name, parameters, expected, otherwise: "CodeMismatchException" }
    }
}

/// How the pool behaves.
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
#[derive(Default)]
pub(super) struct Rules {
    pub(super) secret: Option<&'static str>,
    pub(super) refuses_srp: bool,
    pub(super) refuses_password: bool,
    pub(super) questions: VecDeque<Question>,
    /// Answers every request with this
    pub(super) fault: Option<(u16, String)>,
    /// Tracks devices
    pub(super) device: Option<&'static str>,
    /// Replaces refresh tokens
    pub(super) rotates: bool,
    /// The clock of the pool, in seconds from that of the machine
    pub(super) clock: i64,
    pub(super) allows_revocation: bool,
    pub(super) refuses_devices: bool,
}

/// What the pool knows.
struct State {
    rules: Rules,
    issuer: String,
    calls: Vec<(String, Value)>,
    session: Option<String>,
    login: Option<(Server, String, Vec<u8>)>,
    refresh: Vec<String>,
    revoked: Vec<String>,
    /// Whether the device was confirmed
    knows_device: bool,
}

/// A pool that ends with its test.
pub(super) struct Pool {
    address: String,
    state: Arc<Mutex<State>>,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

type Answer = Result<Value, (&'static str, String)>;

impl Pool {
    pub(super) fn start(rules: Rules) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State {
            rules,
            issuer: format!("{address}/local_{POOL}"),
            calls: Vec::new(),
            session: None,
            login: None,
            refresh: Vec::new(),
            revoked: Vec::new(),
            knows_device: false,
        }));
        let is_over = Arc::new(AtomicBool::new(false));
        let (own, over) = (Arc::clone(&state), Arc::clone(&is_over));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                serve(&stream.unwrap(), &own);
            }
        });
        Self { address, state, is_over, thread: Some(thread) }
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    pub(super) fn issuer(&self) -> String {
        self.state.lock().unwrap().issuer.clone()
    }

    /// Returns what the pool was asked, and forgets it.
    pub(super) fn calls(&self) -> Vec<(String, Value)> {
        std::mem::take(&mut self.state.lock().unwrap().calls)
    }

    /// Returns the operations that the pool was asked for, and forgets them.
    pub(super) fn operations(&self) -> Vec<String> {
        self.calls().into_iter().map(|(operation, _)| operation).collect()
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut Rules)) {
        change(&mut self.state.lock().unwrap().rules);
    }

    pub(super) fn revoked(&self) -> Vec<String> {
        self.state.lock().unwrap().revoked.clone()
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address.trim_start_matches("http://")));
        let _ = self.thread.take().unwrap().join();
    }
}

fn serve(stream: &TcpStream, state: &Mutex<State>) {
    let mut lines = BufReader::new(stream);
    let (mut first, mut length, mut target, mut kind) =
        (String::new(), 0, String::new(), String::new());
    lines.read_line(&mut first).unwrap();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).unwrap() == 0 || line == "\r\n" {
            break;
        }
        let (name, value) = line.trim().split_once(": ").unwrap();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "x-amz-target" => value.clone_into(&mut target),
            "content-type" => value.clone_into(&mut kind),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body).unwrap();
    let mut state = state.lock().unwrap();
    let (status, text) = if first.starts_with("GET ") {
        let path = first.split(' ').nth(1).unwrap();
        if path.ends_with("/jwks.json") {
            let key: Value =
                serde_json::from_str(&public_jwk("keys/rsa.spki.pem", "pool")).unwrap();
            (200, json!({ "keys": [key] }).to_string())
        } else {
            let jwks = format!("{}/.well-known/jwks.json", state.issuer);
            (200, json!({ "issuer": state.issuer, "jwks_uri": jwks }).to_string())
        }
    } else {
        assert!(first.starts_with("POST / "), "{first}");
        assert_eq!(kind, "application/x-amz-json-1.1");
        let operation = target.strip_prefix("AWSCognitoIdentityProviderService.").unwrap();
        let request: Value = serde_json::from_slice(&body).unwrap();
        state.calls.push((operation.to_owned(), request.clone()));
        match state.rules.fault.clone() {
            Some(fault) => fault,
            None => match state.answer(operation, &request) {
                Ok(answer) => (200, answer.to_string()),
                Err((code, message)) => {
                    (400, json!({ "__type": code, "message": message }).to_string())
                }
            },
        }
    };
    let date = now() + state.rules.clock;
    let date = jwtool::jose::numeric_date::NumericDate::from_seconds(date).unwrap().to_http_date();
    let mut stream = stream;
    let _ = write!(
        stream,
        "HTTP/1.1 {status} x\r\nconnection: close\r\ndate: {date}\r\ncontent-length: {}\r\n\r\n{text}",
        text.len()
    );
}

pub(super) fn now() -> i64 {
    i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap()
}

fn refusal(code: &'static str, message: impl Into<String>) -> Answer {
    Err((code, message.into()))
}

impl State {
    fn answer(&mut self, operation: &str, request: &Value) -> Answer {
        if ["InitiateAuth", "RespondToAuthChallenge"].contains(&operation)
            && request["ClientId"] != CLIENT
        {
            return refusal("ResourceNotFoundException", "User pool client does not exist.");
        }
        match operation {
            "InitiateAuth" => self.begin(request),
            "RespondToAuthChallenge" => self.respond(request),
            "AssociateSoftwareToken" => {
                self.check_session(request)?;
                Ok(json!({ "SecretCode": "JBSWY3DPEHPK3PXP", "Session": self.new_session() }))
            }
            "VerifySoftwareToken" => {
                if request["UserCode"] != "123456" {
                    return refusal("EnableSoftwareTokenMFAException", "Code mismatch");
                }
                self.check_session(request)?;
                Ok(json!({ "Status": "SUCCESS", "Session": self.new_session() }))
            }
            "GetTokensFromRefreshToken" => {
                self.check_client(request)?;
                if request.get("DeviceKey").and_then(Value::as_str) != self.rules.device {
                    return refusal("NotAuthorizedException", "Invalid Refresh Token.");
                }
                let token = request["RefreshToken"].as_str().unwrap().to_owned();
                if !self.rules.rotates {
                    return refusal("UnsupportedOperationException", "not enabled");
                }
                if self.refresh.last() != Some(&token) {
                    return refusal("RefreshTokenReuseException", "The refresh token was reused.");
                }
                Ok(json!({ "AuthenticationResult": self.tokens(true) }))
            }
            "ConfirmDevice" => {
                assert_eq!(request["DeviceKey"].as_str(), self.rules.device);
                assert!(request["AccessToken"].as_str().unwrap().starts_with("eyJ"));
                for name in ["Salt", "PasswordVerifier"] {
                    let number = request["DeviceSecretVerifierConfig"][name].as_str().unwrap();
                    let number = decode_standard(number).unwrap();
                    assert!(number.len() > 8 && number[0] < 0x80, "{request}");
                }
                if self.rules.refuses_devices {
                    return refusal("InvalidParameterException", "no more devices");
                }
                self.knows_device = true;
                Ok(json!({ "UserConfirmationNecessary": false }))
            }
            "RevokeToken" => {
                self.check_client(request)?;
                if !self.rules.allows_revocation {
                    return refusal("UnsupportedOperationException", "Revocation is disabled.");
                }
                self.revoked.push(request["Token"].as_str().unwrap().to_owned());
                Ok(json!({}))
            }
            other => refusal("UnknownOperationException", other),
        }
    }

    fn begin(&mut self, request: &Value) -> Answer {
        let parameters = &request["AuthParameters"];
        match request["AuthFlow"].as_str().unwrap() {
            "USER_SRP_AUTH" if self.rules.refuses_srp => {
                refusal("InvalidParameterException", "USER_SRP_AUTH is not enabled for the client.")
            }
            "USER_PASSWORD_AUTH" if self.rules.refuses_password => refusal(
                "InvalidParameterException",
                "USER_PASSWORD_AUTH flow not enabled for this client",
            ),
            "USER_SRP_AUTH" => {
                self.check_hash(USER, parameters)?;
                if parameters["USERNAME"] != USER {
                    return refusal("UserNotFoundException", "User does not exist.");
                }
                let number = || BigUint::from_bytes_be(&random_bytes::<16>().unwrap());
                let server = Server::new(POOL, USER_ID, PASSWORD, number(), number());
                let block = random_bytes::<32>().unwrap().to_vec();
                let asked = json!({
                    "ChallengeName": "PASSWORD_VERIFIER",
                    "ChallengeParameters": {
                        "USER_ID_FOR_SRP": USER_ID, "USERNAME": USER_ID, "SALT": server.salt(),
                        "SRP_B": server.public(), "SECRET_BLOCK": STANDARD.encode(&block),
                    },
                });
                let public = parameters["SRP_A"].as_str().unwrap().to_owned();
                self.login = Some((server, public, block));
                Ok(asked)
            }
            "USER_PASSWORD_AUTH" => {
                self.check_hash(USER, parameters)?;
                if parameters["PASSWORD"] != PASSWORD {
                    return refusal("NotAuthorizedException", "Incorrect username or password.");
                }
                Ok(self.next())
            }
            "REFRESH_TOKEN_AUTH" => {
                self.check_hash(USER_ID, parameters)?;
                if self.rules.rotates {
                    return refusal(
                        "InvalidParameterException",
                        "REFRESH_TOKEN_AUTH flow not enabled for this client",
                    );
                }
                let token = parameters["REFRESH_TOKEN"].as_str().unwrap().to_owned();
                let device = parameters.get("DEVICE_KEY").and_then(Value::as_str);
                if !self.refresh.contains(&token)
                    || self.revoked.contains(&token)
                    || device != self.rules.device
                    || device.is_some() && !self.knows_device
                {
                    return refusal("NotAuthorizedException", "Invalid Refresh Token.");
                }
                Ok(json!({ "AuthenticationResult": self.tokens(false) }))
            }
            other => refusal("InvalidParameterException", format!("unknown flow {other}")),
        }
    }

    fn respond(&mut self, request: &Value) -> Answer {
        let responses = &request["ChallengeResponses"];
        assert_eq!(responses["USERNAME"], USER_ID, "{request}");
        self.check_hash(USER_ID, responses)?;
        if request["ChallengeName"] == "PASSWORD_VERIFIER" {
            let (server, public, block) = self.login.take().unwrap();
            assert_eq!(responses["PASSWORD_CLAIM_SECRET_BLOCK"], STANDARD.encode(&block));
            let time = responses["TIMESTAMP"].as_str().unwrap();
            let minute =
                jwtool::jose::numeric_date::NumericDate::from_seconds(now() + self.rules.clock)
                    .unwrap();
            let day = minute.as_utc().format("%b %-d").to_string();
            assert!(time.contains(&day) && time.contains(" UTC "), "{time}");
            let hour = minute.as_utc().format(" %H:").to_string();
            assert!(time.contains(&hour) || self.rules.clock == 0, "{time}");
            let signature = responses["PASSWORD_CLAIM_SIGNATURE"].as_str().unwrap();
            if decode_standard(signature).unwrap() != server.signature(&public, &block, time) {
                return refusal("NotAuthorizedException", "Incorrect username or password.");
            }
            return Ok(self.next());
        }
        self.check_session(request)?;
        let question = self.rules.questions.front().unwrap();
        assert_eq!(request["ChallengeName"], question.name, "{request}");
        let mut answered = responses.clone();
        for name in ["USERNAME", "SECRET_HASH"] {
            answered.as_object_mut().unwrap().remove(name);
        }
        if answered != question.expected {
            return refusal(question.otherwise, format!("not right: {answered}"));
        }
        self.rules.questions.pop_front();
        Ok(self.next())
    }

    /// Returns the next question, or tokens.
    fn next(&mut self) -> Value {
        let session = self.new_session();
        match self.rules.questions.front() {
            Some(question) => {
                let mut parameters = question.parameters.clone();
                parameters["USER_ID_FOR_SRP"] = USER_ID.into();
                json!({
                    "ChallengeName": question.name, "Session": session,
                    "ChallengeParameters": parameters,
                })
            }
            None => json!({ "AuthenticationResult": self.tokens(true), "ChallengeParameters": {} }),
        }
    }

    fn new_session(&mut self) -> String {
        let session = random_code().unwrap();
        self.session = Some(session.clone());
        session
    }

    fn check_session(&self, request: &Value) -> Result<(), (&'static str, String)> {
        if request["Session"].as_str() == self.session.as_deref() {
            return Ok(());
        }
        Err(("NotAuthorizedException", "Invalid session for the user, session is expired.".into()))
    }

    fn check_hash(&self, user: &str, parameters: &Value) -> Result<(), (&'static str, String)> {
        let hash = parameters.get("SECRET_HASH").and_then(Value::as_str);
        let message = match (self.rules.secret, hash) {
            (None, None) => return Ok(()),
            (None, Some(_)) => "Client is configured without secret but SECRET_HASH was received",
            (Some(_), None) => "Client is configured with secret but SECRET_HASH was not received",
            (Some(secret), Some(hash)) => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
                let tag = hmac::sign(&key, format!("{user}{CLIENT}").as_bytes());
                if STANDARD.encode(tag) == hash {
                    return Ok(());
                }
                "SecretHash does not match for the client"
            }
        };
        Err(("NotAuthorizedException", message.to_owned()))
    }

    fn check_client(&self, request: &Value) -> Result<(), (&'static str, String)> {
        assert_eq!(request["ClientId"], CLIENT, "{request}");
        if request.get("ClientSecret").and_then(Value::as_str) == self.rules.secret {
            return Ok(());
        }
        Err(("NotAuthorizedException", "Invalid client secret".to_owned()))
    }

    fn tokens(&mut self, with_refresh: bool) -> Value {
        let now = now();
        let id = json!({
            "iss": self.issuer, "aud": CLIENT, "token_use": "id", "sub": USER_ID, "email": USER,
            "cognito:username": USER_ID, "iat": now, "exp": now + 3600, "jti": random_code(),
        });
        let access = json!({
            "iss": self.issuer, "client_id": CLIENT, "token_use": "access", "sub": USER_ID,
            "username": USER_ID, "iat": now, "exp": now + 3600, "jti": random_code(),
        });
        let mut result = json!({
            "IdToken": signed(&id), "AccessToken": signed(&access), "ExpiresIn": 3600,
            "TokenType": "Bearer",
        });
        if with_refresh {
            let token = random_code().unwrap();
            self.refresh.push(token.clone());
            result["RefreshToken"] = token.into();
            if let Some(key) = self.rules.device {
                result["NewDeviceMetadata"] = json!({ "DeviceKey": key, "DeviceGroupKey": "g" });
            }
        }
        result
    }
}

fn signed(claims: &Value) -> String {
    let (FoundKey::Private(key), _) = read_pem(&fixture_text("keys/rsa.pkcs8.pem")).unwrap() else {
        unreachable!()
    };
    let material = SigningMaterial::Private(key);
    let key = SigningKey::new(material, None, Some("pool".to_owned())).unwrap();
    let header: Object = signature::header(&key);
    signature::compact(&header, &claims.to_string(), &key).unwrap()
}
