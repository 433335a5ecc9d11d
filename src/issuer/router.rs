//! The issuer: which endpoint answers a request, and what all answers have in common.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::issuer::context::Context;
use crate::issuer::fault::{FaultKind, FaultyEndpoint};
use crate::issuer::grants::Grants;
use crate::issuer::http::{Request, Response};
use crate::issuer::keys::Keys;
use crate::issuer::page::Page;
use crate::issuer::settings::{Settings, Tenant};
use crate::issuer::{authorize, device, discovery, guard, inspect, logout, token};
use crate::jose::numeric_date::NumericDate;

/// An issuer for development and tests. Threads share it.
#[derive(Debug)]
pub(crate) struct Issuer {
    settings: Settings,
    keys: RwLock<Arc<Keys>>,
    grants: Mutex<Grants>,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Endpoint {
    Home,
    Discovery,
    Jwks,
    Authorize,
    Token,
    Userinfo,
    Revoke,
    Introspect,
    DeviceCode,
    Device,
    Logout,
}

impl Endpoint {
    /// Returns the endpoint of a path, without the preset before it.
    fn of(path: &str) -> Option<Self> {
        Some(match path {
            "/" | "" => Self::Home,
            "/.well-known/openid-configuration" | "/.well-known/oauth-authorization-server" => {
                Self::Discovery
            }
            "/.well-known/jwks.json" => Self::Jwks,
            "/authorize" => Self::Authorize,
            "/token" => Self::Token,
            "/userinfo" => Self::Userinfo,
            "/revoke" => Self::Revoke,
            "/introspect" => Self::Introspect,
            "/device_authorization" => Self::DeviceCode,
            "/device" => Self::Device,
            "/logout" => Self::Logout,
            _ => return None,
        })
    }

    /// Returns the methods that it answers.
    const fn methods(self) -> &'static str {
        match self {
            Self::Home | Self::Discovery | Self::Jwks => "GET, HEAD, OPTIONS",
            Self::Authorize | Self::Userinfo | Self::Device | Self::Logout => {
                "GET, HEAD, POST, OPTIONS"
            }
            Self::Token | Self::Revoke | Self::Introspect | Self::DeviceCode => "POST, OPTIONS",
        }
    }

    /// Returns its name in `--fault`.
    const fn faulty(self) -> Option<FaultyEndpoint> {
        match self {
            Self::Discovery => Some(FaultyEndpoint::Discovery),
            Self::Jwks => Some(FaultyEndpoint::Jwks),
            Self::Authorize => Some(FaultyEndpoint::Authorize),
            Self::Token => Some(FaultyEndpoint::Token),
            Self::Userinfo => Some(FaultyEndpoint::Userinfo),
            Self::Home
            | Self::Revoke
            | Self::Introspect
            | Self::DeviceCode
            | Self::Device
            | Self::Logout => None,
        }
    }

    /// Whether it is a page for people, which no script reads.
    const fn is_page(self) -> bool {
        matches!(self, Self::Home | Self::Authorize | Self::Device | Self::Logout)
    }
}

impl Issuer {
    pub(crate) fn new(settings: Settings, keys: Keys) -> Self {
        Self { settings, keys: RwLock::new(Arc::new(keys)), grants: Mutex::default() }
    }

    /// Replaces the keys.
    pub(crate) fn set_keys(&self, keys: Keys) {
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
    }

    /// Answers a request.
    pub(crate) fn answer(&self, request: &Request, now: NumericDate) -> Response {
        let (tenant, path) = self.route(&request.path);
        let endpoint = Endpoint::of(&path).filter(|endpoint| {
            let is_main = request.path == "/.well-known/jwks.json";
            !self.settings.jwks_only || (*endpoint == Endpoint::Jwks && is_main)
        });
        let is_public = matches!(endpoint, Some(Endpoint::Discovery | Endpoint::Jwks));
        let response = match (guard::check(request, &self.settings, is_public), endpoint) {
            (Err(response), _) => response,
            (Ok(()), None) => Response::text(404, "there is nothing here"),
            (Ok(()), Some(endpoint)) => self.at(endpoint, &tenant, request, now),
        };
        if response.headers.iter().any(|(name, _)| *name == "X-Content-Type-Options") {
            response
        } else {
            response.with("X-Content-Type-Options", "nosniff")
        }
    }

    /// Returns the issuer and the rest of a path. The name of a preset stands before it, or, for
    /// documents with a well-known name, after it (RFC 8414 section 3).
    fn route(&self, path: &str) -> (Tenant, String) {
        let (tenant, rest) = self.settings.tenant(path);
        for document in
            ["/.well-known/openid-configuration/", "/.well-known/oauth-authorization-server/"]
        {
            if let Some(name) = rest.strip_prefix(document) {
                let (tenant, left) = self.settings.tenant(&rest[document.len() - 1..]);
                if left.is_empty() && !name.is_empty() {
                    return (tenant, document.trim_end_matches('/').to_owned());
                }
            }
        }
        (tenant, rest.to_owned())
    }

    /// Answers a request to an endpoint.
    fn at(
        &self,
        endpoint: Endpoint,
        tenant: &Tenant,
        request: &Request,
        now: NumericDate,
    ) -> Response {
        let methods = endpoint.methods();
        let is_known = methods.split(", ").any(|method| method == request.method);
        let response = if request.method == "OPTIONS" {
            let response = guard::preflight(request, &self.settings, methods);
            return response;
        } else if is_known {
            match endpoint.faulty().and_then(|faulty| self.spoiled(faulty)) {
                Some(response) => response,
                None => self.answered(endpoint, tenant, request, now),
            }
        } else {
            let message = format!("this endpoint answers {methods}");
            Response::text(405, &message).with("Allow", methods)
        };
        let mut response = if endpoint.is_page() {
            response
        } else {
            guard::readable(response, request, &self.settings)
        };
        let Some(faulty) = endpoint.faulty() else { return response };
        response.delay = self
            .settings
            .fault(faulty, |kind| match kind {
                FaultKind::Slow(delay) => Some(delay),
                _ => None,
            })
            .unwrap_or_default();
        match self.settings.clock_error(faulty) {
            Some(span) => response.with("Date", now.plus(span).to_http_date()),
            None => response,
        }
    }

    /// Returns what a faulty endpoint answers instead.
    fn spoiled(&self, endpoint: FaultyEndpoint) -> Option<Response> {
        self.settings.fault(endpoint, |kind| match kind {
            FaultKind::Status(status) => {
                let message = format!("fault: status={status}");
                Some(Response::error(status, "server_error", &message).remarked("fault"))
            }
            FaultKind::Html => {
                let page = Page::new("Sign in to the network").paragraph("fault: html");
                Some(page.response(200).remarked("fault"))
            }
            _ => None,
        })
    }

    fn answered(
        &self,
        endpoint: Endpoint,
        tenant: &Tenant,
        request: &Request,
        now: NumericDate,
    ) -> Response {
        let keys = Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner));
        let context = Context::new(&self.settings, tenant, &keys, &self.grants, now);
        match endpoint {
            Endpoint::Home => home(&context),
            Endpoint::Discovery => discovery::document(&context),
            Endpoint::Jwks => {
                let is_stale = self.settings.fault(FaultyEndpoint::Jwks, |kind| {
                    (kind == FaultKind::StaleKeys).then_some(())
                });
                keys.published(request, is_stale.is_some())
            }
            Endpoint::Authorize => authorize::answer(&context, request),
            Endpoint::Token => token::answer(&context, request),
            Endpoint::Userinfo => inspect::userinfo(&context, request),
            Endpoint::Revoke => inspect::revoke(&context, request),
            Endpoint::Introspect => inspect::introspect(&context, request),
            Endpoint::DeviceCode => device::request_code(&context, request),
            Endpoint::Device => device::page(&context, request),
            Endpoint::Logout => logout::answer(&context, request),
        }
    }
}

/// Answers with a page that says what this is.
fn home(context: &Context<'_>) -> Response {
    let issuer = &context.tenant.issuer;
    let discovery = format!("{issuer}/.well-known/openid-configuration");
    Page::new("Local issuer")
        .paragraph(context.settings.advice.about)
        .facts(&[
            ("Issuer", issuer),
            ("Discovery", &discovery),
            ("Tokens like", context.tenant.preset.name),
        ])
        .response(200)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issuer::http::Form;
    use crate::issuer::settings::tests::settings;
    use crate::jose::algorithm::SignatureAlgorithm;
    use crate::jose::base64url;
    use crate::jose::json::{Object, Value};
    use crate::jose::key::{PrivateKey, SigningKey, SigningMaterial};
    use crate::jose::thumbprint;
    use crate::provider::mint_preset::PRESETS;

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
            body: crate::issuer::http::encoded(body).into_bytes(),
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
        let redirect = crate::issuer::http::encoded(&[("redirect_uri", REDIRECT)]);
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

    #[test]
    fn the_documents_name_the_issuer_of_the_path_and_never_the_host() {
        let machine = machine();
        for (path, issuer) in [
            ("/.well-known/openid-configuration", ISSUER.to_owned()),
            ("/.well-known/oauth-authorization-server", ISSUER.to_owned()),
            ("/auth0/.well-known/openid-configuration", format!("{ISSUER}/auth0")),
            ("/.well-known/oauth-authorization-server/auth0", format!("{ISSUER}/auth0")),
        ] {
            let mut request = request("GET", path, &[]);
            request.headers[0].1 = "host.docker.internal:1".to_owned();
            let response = machine.send(&request);
            assert_eq!(response.status, 200, "{path}");
            let document = object(&response.body);
            assert_eq!(text(&document, "issuer"), issuer);
            let keys = format!("{issuer}/.well-known/jwks.json");
            assert_eq!(text(&document, "jwks_uri"), keys);
            let keys = keys.strip_prefix(ISSUER).unwrap();
            assert_eq!(machine.get(keys).status, 200);
        }
        let mut request = request("POST", "/token", &[CREDENTIALS]);
        request.headers[0].1 = "host.docker.internal:1".to_owned();
        assert_eq!(machine.send(&request).status, 403);
        for path in
            ["/nowhere", "/auth0/nowhere", "/.well-known/openid-configuration/nowhere", "//"]
        {
            assert_eq!(machine.get(path).status, 404, "{path}");
        }
    }

    #[test]
    fn the_key_set_is_cached_for_a_minute_and_known_by_its_tag() {
        let machine = machine();
        let response = machine.get("/.well-known/jwks.json");
        assert_eq!(response.header("cache-control"), Some("public, max-age=60"));
        let tag = response.header("etag").unwrap();
        for (sent, status) in [
            (tag.to_owned(), 304),
            (format!("\"x\", W/{tag}"), 304),
            ("*".to_owned(), 304),
            ("\"x\"".to_owned(), 200),
        ] {
            let mut request = request("GET", "/.well-known/jwks.json", &[]);
            request.headers.push(("if-none-match".to_owned(), sent));
            let answer = machine.send(&request);
            assert_eq!((answer.status, answer.body.is_empty()), (status, status == 304));
            assert_eq!(answer.header("etag"), Some(tag));
        }
        machine.issuer.set_keys(Keys::new(signing_key("new"), &[signing_key("k")], None));
        let after = machine.get("/.well-known/jwks.json");
        assert_ne!(after.header("etag"), Some(tag));
        let set = object(&after.body);
        let keys = set.get("keys").and_then(Value::as_array).unwrap().iter();
        let kids: Vec<_> = keys.map(|key| text(key.as_object().unwrap(), "kid")).collect();
        assert_eq!(kids, ["new", "k"]);
        assert!(!after.body.contains("\"d\""));
    }

    #[test]
    fn a_client_gets_an_access_token_and_nothing_else() {
        let machine = machine();
        let document = machine.tokens(&[CREDENTIALS]);
        assert_eq!(text(&document, "token_type"), "Bearer");
        assert_eq!(document.get("expires_in"), Some(&Value::from(3600)));
        assert!(!document.contains("refresh_token") && !document.contains("id_token"));
        let claims = claims(&document, "access_token");
        assert_eq!(text(&claims, "iss"), ISSUER);
        assert_eq!(text(&claims, "sub"), "app");
        assert!(claims.contains("jti") && claims.contains("exp"));
        assert!(hasura(&claims).contains(r#""x-hasura-default-role":"user""#));
        let again = machine.tokens(&[CREDENTIALS]);
        assert_ne!(text(&document, "access_token"), text(&again, "access_token"));
        let response = machine.post("/token", &[CREDENTIALS, ("client_id", "app")]);
        assert_eq!(response.header("cache-control"), Some("no-store"));
    }

    #[test]
    fn a_request_chooses_roles_claims_and_audience() {
        let machine = machine_with(|own| own.roles = vec!["ranger".to_owned(), "user".to_owned()]);
        let of = |fields: &[(&str, &str)]| {
            claims(&machine.tokens(&[&[CREDENTIALS][..], fields].concat()), "access_token")
        };
        let default = r#"{"x-hasura-default-role":"ranger","x-hasura-allowed-roles":["ranger"]}"#;
        assert_eq!(hasura(&of(&[])), default);
        let several = r#"{"x-hasura-default-role":"a","x-hasura-allowed-roles":["a","b","c"]}"#;
        for lists in [
            &[("allowed_roles", "b c")][..],
            &[("allowed_roles", r#"["b","c"]"#)],
            &[("allowed_roles", "b"), ("allowed_roles", "c,a")],
        ] {
            assert_eq!(hasura(&of(&[&[("role", "a")], lists].concat())), several);
        }
        assert!(hasura(&of(&[("allowed_roles", "b c")])).contains(r#"default-role":"b""#));
        let given = of(&[
            ("claims", r#"{"x-hasura-org-id":"7","plan":"pro","sub":"somebody","exp":1}"#),
            ("audience", "api"),
            ("resource", "https://api.example.gov"),
            ("scope", "read write read"),
        ]);
        assert!(hasura(&given).contains(r#""x-hasura-org-id":"7""#));
        assert_eq!(text(&given, "plan"), "pro");
        assert_eq!(text(&given, "sub"), "somebody");
        assert_eq!(given.get("exp"), Some(&Value::from(1)));
        let audience = given.get("aud").map(Value::to_json);
        assert_eq!(audience.as_deref(), Some(r#"["api","https://api.example.gov"]"#));
        assert_eq!(text(&given, "scope"), "read write");
        for claims in ["7", "{", "[]", "null"] {
            assert_eq!(machine.refused(&[CREDENTIALS, ("claims", claims)]), "invalid_request");
        }
        assert_eq!(
            machine.refused(&[CREDENTIALS, ("role", "a"), ("role", "b")]),
            "invalid_request"
        );
    }

    #[test]
    fn each_preset_is_an_issuer_whose_tokens_it_signs() {
        let machine = machine();
        for preset in &PRESETS {
            let path = format!("/{}/token", preset.name);
            let fields = [("grant_type", "password"), ("username", "ada"), ("password", "x")];
            let (status, document) = machine.posted(&path, &fields);
            assert_eq!(status, 200, "{}", preset.name);
            let issuer = format!("{ISSUER}/{}", preset.name);
            for name in ["access_token", "id_token"] {
                let claims = claims(&document, name);
                assert_eq!(text(&claims, "iss"), issuer, "{}", preset.name);
                assert!(claims.contains("jti"), "{}", preset.name);
            }
            let own = preset.namespace.unwrap_or("https://hasura.io/jwt/claims");
            let access = claims(&document, "access_token");
            let has = preset.roles != crate::provider::mint_preset::RolePlace::OwnClaim;
            assert_eq!(access.contains(own), has, "{}", preset.name);
            let token = text(&document, "access_token");
            let mut request = request("GET", &format!("/{}/userinfo", preset.name), &[]);
            request.headers.push(("authorization".to_owned(), format!("Bearer {token}")));
            let info = machine.send(&request);
            assert_eq!(info.status, 200, "{}: {}", preset.name, info.body);
            assert_eq!(text(&object(&info.body), "sub"), text(&access, "sub"));
            let id = claims(&document, "id_token");
            assert_eq!(text(&id, "sub"), text(&access, "sub"), "{}", preset.name);
            assert_eq!(text(&id, "aud"), "app");
            // Another issuer's tokens are not its own.
            assert_eq!(machine.userinfo(&token).status, 401, "{}", preset.name);
        }
    }

    #[test]
    fn a_code_is_exchanged_once_by_its_client_with_its_verifier() {
        let machine = machine();
        let challenge = thumbprint::of_text(VERIFIER);
        let more = format!(
            "&nonce=n-1&scope=openid+profile+offline_access&code_challenge={challenge}&code_challenge_method=S256"
        );
        let answer = machine.sign_in(&more, &[("username", "ada"), ("role", "editor")]);
        assert_eq!(answer.get("state"), Some("s&t"));
        assert_eq!(answer.get("iss"), Some(ISSUER));
        let code = answer.get("code").unwrap();
        let exchange = [("grant_type", "authorization_code"), ("code", code)];
        let whole =
            [&exchange[..], &[("redirect_uri", REDIRECT), ("code_verifier", VERIFIER)]].concat();
        // What does not fit does not use it up.
        for (wrong, error) in [
            (exchange.to_vec(), "invalid_grant"),
            ([&exchange[..], &[("redirect_uri", REDIRECT)]].concat(), "invalid_grant"),
            (
                [
                    &exchange[..],
                    &[("redirect_uri", "http://localhost/x"), ("code_verifier", VERIFIER)],
                ]
                .concat(),
                "invalid_grant",
            ),
            (
                [&exchange[..], &[("redirect_uri", REDIRECT), ("code_verifier", &challenge)]]
                    .concat(),
                "invalid_grant",
            ),
            (
                [&exchange[..], &[("redirect_uri", REDIRECT), ("code_verifier", "short")]].concat(),
                "invalid_request",
            ),
        ] {
            assert_eq!(machine.refused(&wrong), error);
        }
        let other = machine.post("/token", &[&whole[..], &[("client_id", "other")]].concat());
        assert_eq!(text(&object(&other.body), "error"), "invalid_grant");
        let (_, elsewhere) = machine.posted("/okta/token", &whole);
        assert_eq!(text(&elsewhere, "error"), "invalid_grant");

        let document = machine.tokens(&whole);
        let id = claims(&document, "id_token");
        assert_eq!(text(&id, "nonce"), "n-1");
        assert_eq!(text(&id, "sub"), "ada");
        assert_eq!(text(&id, "name"), "ada");
        assert_eq!(id.get("auth_time"), Some(&Value::from(1_700_000_000)));
        let access = text(&document, "access_token");
        let hash = crate::jose::token_hash::left_half(&access, SignatureAlgorithm::ES256);
        assert_eq!(text(&id, "at_hash"), hash);
        assert!(hasura(&id).contains("editor"));
        assert!(machine.is_active(&access));

        // A second time, it was stolen, and so were its tokens.
        assert_eq!(machine.refused(&whole), "invalid_grant");
        assert!(!machine.is_active(&access));
        let refresh = text(&document, "refresh_token");
        let fields = [("grant_type", "refresh_token"), ("refresh_token", &refresh)];
        assert_eq!(machine.refused(&fields), "invalid_grant");
    }

    #[test]
    fn a_code_expires_and_a_verifier_needs_a_challenge() {
        let mut machine = machine();
        let exchange = |machine: &Machine, more: &[(&str, &str)]| {
            let answer = machine.sign_in("", &[("role", "user")]);
            let code = answer.get("code").unwrap().to_owned();
            let fields =
                [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", REDIRECT)];
            (code.clone(), machine.posted("/token", &[&fields[..], more].concat()))
        };
        let (_, (status, document)) = exchange(&machine, &[]);
        // Without a scope, the client gets the usual one.
        assert_eq!((status, text(&document, "scope").as_str()), (200, "openid profile email"));
        assert_eq!(exchange(&machine, &[("code_verifier", VERIFIER)]).1.0, 400);
        let plain = format!("&code_challenge={VERIFIER}");
        let answer = machine.sign_in(&plain, &[("role", "user")]);
        let fields = |code| {
            [
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", REDIRECT),
                ("code_verifier", VERIFIER),
            ]
        };
        assert_eq!(machine.posted("/token", &fields(answer.get("code").unwrap())).0, 200);
        let answer = machine.sign_in(&plain, &[("role", "user")]);
        machine.seconds += 300;
        assert_eq!(machine.refused(&fields(answer.get("code").unwrap())), "invalid_grant");
    }

    #[test]
    fn an_authorization_request_is_refused_to_the_person_or_to_the_client() {
        let machine = machine();
        for query in [
            "response_type=code&client_id=app",
            "response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2F",
            "response_type=code&client_id=app&redirect_uri=https%3A%2F%2Fevil.example%2F",
            "response_type=code&client_id=app&redirect_uri=javascript%3Aalert(1)",
            "response_type=code&client_id=app&client_id=b&redirect_uri=http%3A%2F%2Flocalhost%2F",
        ] {
            let response = machine.get(&format!("/authorize?{query}"));
            assert_eq!((response.status, response.header("location")), (400, None), "{query}");
        }
        let base = authorization();
        for (more, error) in [
            ("&request=x", "request_not_supported"),
            ("&request_uri=x", "request_uri_not_supported"),
            ("&response_mode=web_message", "invalid_request"),
            ("&code_challenge=short&code_challenge_method=S256", "invalid_request"),
            ("&code_challenge_method=S256", "invalid_request"),
            ("&prompt=none+login", "invalid_request"),
            ("&prompt=maybe", "invalid_request"),
            ("&max_age=old", "invalid_request"),
            ("&prompt=none", "login_required"),
        ] {
            let answer = answer_of(&machine.get(&format!("/authorize?{base}{more}")));
            assert_eq!(answer.get("error"), Some(error), "{more}");
            assert_eq!((answer.get("state"), answer.get("iss")), (Some("s&t"), Some(ISSUER)));
            assert!(answer.get("code").is_none());
        }
        let token = base.replace("response_type=code", "response_type=token");
        let answer = answer_of(&machine.get(&format!("/authorize?{token}")));
        assert_eq!(answer.get("error"), Some("unsupported_response_type"));
        let answer = machine.sign_in("", &[("username", "ada"), ("deny", "1")]);
        assert_eq!(answer.get("error"), Some("access_denied"));
    }

    #[test]
    fn the_page_has_a_button_for_each_role_and_works_without_scripts() {
        let machine = machine_with(|own| own.roles = vec!["user".to_owned(), "<b>".to_owned()]);
        let query = format!("{}&login_hint=%22%3E%3Cscript%3E&prompt=consent", authorization());
        for method in ["GET", "HEAD"] {
            let page = machine.send(&request(method, &format!("/authorize?{query}"), &[]));
            assert_eq!(page.status, 200);
            let html = &page.body;
            assert!(
                html.contains(r#"<button type="submit" name="role" value="user">user</button>"#)
            );
            assert!(html.contains(r#"value="&lt;b&gt;""#) && !html.contains("<b>"));
            assert!(!html.contains("<script"), "{html}");
            assert!(html.contains(r#"<label for="username">"#) && html.contains(r#"lang="en""#));
            let policy = page.header("content-security-policy").unwrap();
            assert!(policy.contains("form-action 'self' http://localhost:3000;"), "{policy}");
            assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
            assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(page.header("cache-control"), Some("no-store"));
        }
        // The form has everything in it.
        let fields: Vec<(&str, &str)> = vec![
            ("response_type", "code"),
            ("client_id", "app"),
            ("redirect_uri", REDIRECT),
            ("username", "ada"),
            ("role", "user"),
        ];
        let response = machine.post("/authorize", &fields);
        assert_eq!(response.status, 303);
        assert!(answer_of(&response).get("code").is_some());
    }

    #[test]
    fn who_is_signed_in_gets_a_code_without_a_page() {
        let mut machine = machine();
        let query = authorization();
        let signed = machine
            .post(&format!("/authorize?{query}"), &[("username", "ada"), ("role", "editor")]);
        let cookie = signed.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let silent = |machine: &Machine, more: &str| {
            let address = format!("/authorize?{query}&prompt=none{more}");
            let mut request = request("GET", &address, &[]);
            request.headers.push(("cookie".to_owned(), format!("a=b; {cookie}")));
            answer_of(&machine.send(&request))
        };
        let answer = silent(&machine, "");
        let document = machine.tokens(&[
            ("grant_type", "authorization_code"),
            ("code", answer.get("code").unwrap()),
            ("redirect_uri", REDIRECT),
        ]);
        let id = claims(&document, "id_token");
        assert_eq!(text(&id, "sub"), "ada");
        assert!(hasura(&id).contains("editor"));
        machine.seconds += 100;
        assert!(silent(&machine, "&max_age=100").get("code").is_some());
        assert_eq!(silent(&machine, "&max_age=99").get("error"), Some("login_required"));
        let mut out = request("GET", "/logout", &[]);
        out.headers.push(("cookie".to_owned(), cookie.clone()));
        assert_eq!(machine.send(&out).status, 200);
        assert_eq!(silent(&machine, "").get("error"), Some("login_required"));
    }

    #[test]
    fn a_logout_leads_only_where_a_log_in_may() {
        let machine = machine();
        let to = |target: &str, state: &str| {
            let fields = [("post_logout_redirect_uri", target), ("state", state)];
            machine.get(&format!("/logout?{}", crate::issuer::http::encoded(&fields)))
        };
        let response = to("http://localhost:3000/bye", "s");
        assert_eq!(response.header("location"), Some("http://localhost:3000/bye?state=s"));
        let refused = to("https://evil.example/", "");
        assert_eq!((refused.status, refused.header("location")), (400, None));
    }

    #[test]
    fn other_response_modes_carry_the_same_answer() {
        let machine = machine();
        let fields = [("username", "ada"), ("role", "user")];
        let address = format!("/authorize?{}&response_mode=fragment", authorization());
        let response = machine.post(&address, &fields);
        assert!(response.header("location").unwrap().starts_with(&format!("{REDIRECT}#code=")));
        let address = format!("/authorize?{}&response_mode=form_post", authorization());
        let response = machine.post(&address, &fields);
        assert_eq!(response.status, 200);
        assert!(response.body.contains(&format!(r#"<form method="post" action="{REDIRECT}">"#)));
        assert!(response.body.contains(r#"name="code""#) && response.body.contains("s&amp;t"));
    }

    #[test]
    fn a_refresh_token_is_used_once_and_one_that_comes_back_revokes_all() {
        let machine = machine();
        let first = machine.tokens(&[
            ("grant_type", "password"),
            ("username", "ada"),
            ("password", "x"),
            ("scope", "openid email offline_access"),
            ("role", "editor"),
        ]);
        let refresh = |document: &Object, more: &[(&str, &str)]| {
            let token = text(document, "refresh_token");
            let fields = [("grant_type", "refresh_token"), ("refresh_token", token.as_str())];
            machine.posted("/token", &[&fields[..], more].concat())
        };
        // A wider scope, and another client, do not use it up.
        let (_, wider) = refresh(&first, &[("scope", "openid admin")]);
        assert_eq!(text(&wider, "error"), "invalid_scope");
        let token = text(&first, "refresh_token");
        let stolen = [
            ("grant_type", "refresh_token"),
            ("refresh_token", token.as_str()),
            ("client_id", "other"),
        ];
        assert_eq!(text(&object(&machine.post("/token", &stolen).body), "error"), "invalid_grant");

        let (status, second) = refresh(&first, &[("scope", "openid")]);
        assert_eq!((status, text(&second, "scope").as_str()), (200, "openid"));
        let id = claims(&second, "id_token");
        assert_eq!(text(&id, "sub"), "ada");
        assert!(hasura(&id).contains("editor") && !id.contains("email") && !id.contains("nonce"));
        // The next one has the whole scope again, and may choose another role.
        let (status, third) = refresh(&second, &[("role", "ranger")]);
        assert_eq!((status, text(&third, "scope").as_str()), (200, "openid email offline_access"));
        assert!(hasura(&claims(&third, "access_token")).contains("ranger"));

        let (_, reused) = refresh(&first, &[]);
        assert_eq!(text(&reused, "error"), "invalid_grant");
        let (_, last) = refresh(&third, &[]);
        assert_eq!(text(&last, "error"), "invalid_grant");
        assert!(!machine.is_active(&text(&third, "access_token")));
    }

    #[test]
    fn some_providers_give_a_refresh_token_only_to_those_who_ask() {
        let machine = machine();
        let has = |path: &str, scope: &str| {
            let fields = [
                ("grant_type", "password"),
                ("username", "ada"),
                ("password", "x"),
                ("scope", scope),
            ];
            let (status, document) = machine.posted(path, &fields);
            assert_eq!(status, 200);
            (document.contains("refresh_token"), document.contains("id_token"))
        };
        assert_eq!(has("/token", "openid"), (true, true));
        assert_eq!(has("/token", "read"), (true, false));
        assert_eq!(has("/entra-v2/token", "openid"), (false, true));
        assert_eq!(has("/entra-v2/token", "openid offline_access"), (true, true));
    }

    #[test]
    fn a_device_waits_for_a_person() {
        let mut machine = machine();
        let (status, started) = machine.posted("/device_authorization", &[("scope", "openid")]);
        assert_eq!(status, 200);
        assert_eq!(text(&started, "verification_uri"), format!("{ISSUER}/device"));
        let code = text(&started, "device_code");
        let poll = [("grant_type", DEVICE), ("device_code", code.as_str())];
        assert_eq!(machine.refused(&poll), "authorization_pending");
        machine.seconds += 4;
        assert_eq!(machine.refused(&poll), "slow_down");
        machine.seconds += 9;
        assert_eq!(machine.refused(&poll), "slow_down");
        machine.seconds += 15;
        assert_eq!(machine.refused(&poll), "authorization_pending");

        let complete = text(&started, "verification_uri_complete");
        let page = machine.get(complete.strip_prefix(ISSUER).unwrap());
        let user_code = text(&started, "user_code");
        assert!(page.body.contains(&format!(r#"name="user_code" value="{user_code}""#)));
        let typed = user_code.to_lowercase().replace('-', " ");
        let wrong = machine.post("/device", &[("user_code", "BBBB-BBBB"), ("role", "user")]);
        assert_eq!(wrong.status, 400);
        let fields = [("user_code", typed.as_str()), ("username", "ada"), ("role", "editor")];
        assert_eq!(machine.post("/device", &fields).status, 200);
        assert_eq!(machine.post("/device", &fields).status, 400);

        let other = [&poll[..], &[("client_id", "other")]].concat();
        assert_eq!(text(&object(&machine.post("/token", &other).body), "error"), "invalid_grant");
        let document = machine.tokens(&poll);
        let id = claims(&document, "id_token");
        assert_eq!(text(&id, "sub"), "ada");
        assert!(hasura(&id).contains("editor"));
        assert_eq!(machine.refused(&poll), "invalid_grant");
    }

    #[test]
    fn what_is_remembered_is_counted_with_what_it_takes_in_memory() {
        let machine = machine();
        let roles = "a,".repeat(30_000);
        let first = text(
            &machine.tokens(&[
                ("grant_type", "password"),
                ("username", "ada"),
                ("password", "x"),
                ("allowed_roles", &roles),
            ]),
            "refresh_token",
        );
        assert!(machine.is_active(&first));
        for _ in 0..16 {
            machine.tokens(&[
                ("grant_type", "password"),
                ("username", "ada"),
                ("password", "x"),
                ("allowed_roles", &roles),
            ]);
        }
        assert!(!machine.is_active(&first));

        let (_, device) = machine.posted("/device_authorization", &[]);
        let code = text(&device, "user_code");
        let decide = |roles: &str| {
            let fields = [("user_code", code.as_str()), ("allowed_roles", roles)];
            machine.post("/device", &fields).status
        };
        assert_eq!(decide(&roles), 400);
        assert_eq!(decide("user,editor"), 200);
    }

    #[test]
    fn a_device_is_denied_or_comes_too_late() {
        let mut machine = machine();
        let start = |machine: &Machine| {
            let (_, started) = machine.posted("/device_authorization", &[]);
            (text(&started, "device_code"), text(&started, "user_code"))
        };
        let (code, user_code) = start(&machine);
        let denied = machine.post("/device", &[("user_code", &user_code), ("deny", "1")]);
        assert_eq!(denied.status, 200);
        let poll = [("grant_type", DEVICE), ("device_code", code.as_str())];
        assert_eq!(machine.refused(&poll), "access_denied");
        let (code, user_code) = start(&machine);
        machine.seconds += 900;
        assert_eq!(machine.post("/device", &[("user_code", &user_code)]).status, 400);
        let poll = [("grant_type", DEVICE), ("device_code", code.as_str())];
        assert_eq!(machine.refused(&poll), "expired_token");
        assert_eq!(
            machine.refused(&[("grant_type", DEVICE), ("device_code", "x")]),
            "invalid_grant"
        );
    }

    #[test]
    fn a_token_is_inspected_and_revoked_by_public_clients() {
        let mut machine = machine();
        let document = machine.tokens(&[
            ("grant_type", "password"),
            ("username", "ada"),
            ("password", "x"),
            ("scope", "openid profile offline_access"),
        ]);
        let (access, refresh) = (text(&document, "access_token"), text(&document, "refresh_token"));
        let (_, seen) = machine.posted("/introspect", &[("token", &access)]);
        for (name, value) in
            [("sub", "ada"), ("username", "ada"), ("client_id", "app"), ("iss", ISSUER)]
        {
            assert_eq!(text(&seen, name), value);
        }
        assert!(machine.is_active(&refresh));
        assert!(!machine.is_active("nonsense") && !machine.is_active(&format!("{access}x")));
        let info = object(&machine.userinfo(&access).body);
        assert_eq!((text(&info, "sub"), text(&info, "name")), ("ada".to_owned(), "ada".to_owned()));
        assert!(!info.contains("jti") && info.contains("https://hasura.io/jwt/claims"));

        let stranger = machine.post("/revoke", &[("token", &access), ("client_id", "other")]);
        assert_eq!(stranger.status, 400);
        assert!(machine.is_active(&access));
        assert_eq!(
            machine.post("/revoke", &[("token", &access), ("client_id", "app")]).status,
            200
        );
        assert!(!machine.is_active(&access) && machine.is_active(&refresh));
        assert_eq!(machine.userinfo(&access).status, 401);
        let stranger = machine.post("/revoke", &[("token", &refresh), ("client_id", "other")]);
        assert_eq!(stranger.status, 400);
        assert!(machine.is_active(&refresh));
        assert_eq!(
            machine.post("/revoke", &[("token", &refresh), ("client_id", "app")]).status,
            200
        );
        assert!(!machine.is_active(&refresh));
        assert_eq!(
            machine.post("/revoke", &[("token", "unknown"), ("client_id", "app")]).status,
            200
        );
        assert_eq!(machine.post("/revoke", &[("client_id", "app")]).status, 400);

        let later = machine.tokens(&[CREDENTIALS]);
        let access = text(&later, "access_token");
        assert!(machine.is_active(&access));
        machine.seconds += 3601;
        assert!(!machine.is_active(&access));
        let expired = machine.userinfo(&access);
        assert!(expired.header("www-authenticate").unwrap().contains("invalid_token"));
    }

    #[test]
    fn userinfo_says_what_is_wrong_in_its_header() {
        let machine = machine();
        let bare = machine.get("/userinfo");
        assert_eq!(bare.status, 401);
        assert_eq!(bare.header("www-authenticate"), Some("Bearer realm=\"jwtool\""));
        let wrong = machine.userinfo("nonsense");
        assert_eq!(wrong.status, 401);
        assert!(wrong.header("www-authenticate").unwrap().contains("error=\"invalid_token\""));
        let narrow = machine.tokens(&[CREDENTIALS, ("scope", "read")]);
        let narrow = machine.userinfo(&text(&narrow, "access_token"));
        assert_eq!(narrow.status, 403);
        assert!(narrow.header("www-authenticate").unwrap().contains("insufficient_scope"));
        let token = text(&machine.tokens(&[CREDENTIALS]), "access_token");
        assert_eq!(machine.post("/userinfo", &[("access_token", &token)]).status, 200);
    }

    #[test]
    fn a_client_names_itself_in_the_header_or_in_the_form() {
        let machine = machine();
        let basic = |id: &str, more: &[(&str, &str)]| {
            let mut request = request("POST", "/token", &[&[CREDENTIALS][..], more].concat());
            request.headers.push(("authorization".to_owned(), format!("Basic {id}")));
            machine.send(&request)
        };
        // `app:secret`
        let (app, malformed) = ("YXBwOnNlY3JldA==", "!");
        assert_eq!(basic(app, &[]).status, 200);
        assert_eq!(basic(app, &[("client_id", "app")]).status, 200);
        assert_eq!(basic(app, &[("client_id", "other")]).status, 401);
        assert_eq!(basic(app, &[("client_secret", "x")]).status, 400);
        let refused = basic(malformed, &[]);
        assert_eq!(refused.status, 401);
        assert!(refused.header("www-authenticate").unwrap().starts_with("Basic "));
        let nobody = machine.post("/token", &[CREDENTIALS]);
        assert_eq!(nobody.status, 401);
        assert_eq!(text(&object(&nobody.body), "error"), "invalid_client");
        let both = [CREDENTIALS, ("client_id", "app"), ("client_secret", "anything")];
        assert_eq!(machine.post("/token", &both).status, 200);
    }

    #[test]
    fn a_request_that_is_not_one_is_refused_with_its_reason() {
        let machine = machine();
        for (fields, error) in [
            (&[][..], "invalid_request"),
            (&[("grant_type", "implicit")], "unsupported_grant_type"),
            (&[("grant_type", "password"), ("username", "ada")], "invalid_request"),
            (&[("grant_type", "authorization_code")], "invalid_request"),
            (&[("grant_type", "authorization_code"), ("code", "x")], "invalid_grant"),
            (&[("grant_type", "refresh_token")], "invalid_request"),
            (&[("grant_type", "refresh_token"), ("refresh_token", "x")], "invalid_grant"),
            (&[CREDENTIALS, CREDENTIALS], "invalid_request"),
        ] {
            assert_eq!(machine.refused(fields), error, "{fields:?}");
        }
        let mut json = request("POST", "/token", &[]);
        json.headers[1].1 = "application/json".to_owned();
        json.body = br#"{"grant_type":"client_credentials"}"#.to_vec();
        let response = machine.send(&json);
        assert_eq!(response.status, 400);
        assert_eq!(text(&object(&response.body), "error"), "invalid_request");
        for (method, path, allow) in [
            ("GET", "/token", "POST, OPTIONS"),
            ("POST", "/.well-known/jwks.json", "GET, HEAD, OPTIONS"),
            ("DELETE", "/authorize", "GET, HEAD, POST, OPTIONS"),
        ] {
            let response = machine.send(&request(method, path, &[]));
            assert_eq!((response.status, response.header("allow")), (405, Some(allow)), "{path}");
        }
    }

    #[test]
    fn pages_of_strangers_are_not_answered() {
        let machine = machine();
        let sent = |method: &str, path: &str, headers: &[(&str, &str)]| {
            let mut request = request(method, path, &[CREDENTIALS, ("client_id", "app")]);
            for (name, value) in headers {
                request.headers.retain(|(own, _)| own != name);
                request.headers.push(((*name).to_owned(), (*value).to_owned()));
            }
            machine.send(&request)
        };
        assert_eq!(sent("POST", "/token", &[("host", "evil.example")]).status, 403);
        assert_eq!(sent("POST", "/token", &[("host", "")]).status, 400);
        assert_eq!(sent("GET", "/.well-known/jwks.json", &[("host", "evil.example")]).status, 403);
        assert_eq!(sent("POST", "/token", &[("origin", "https://evil.example")]).status, 403);
        let foreign = [("origin", "null"), ("sec-fetch-site", "cross-site")];
        assert_eq!(sent("POST", "/device", &foreign).status, 403);
        let own = [("origin", "null"), ("sec-fetch-site", "same-origin")];
        assert_eq!(sent("POST", "/device", &own).status, 400);
        let local = sent("POST", "/token", &[("origin", "http://localhost:3000")]);
        assert_eq!(local.status, 200);
        assert_eq!(local.header("access-control-allow-origin"), Some("http://localhost:3000"));
        let question = [
            ("origin", "http://localhost:3000"),
            ("access-control-request-method", "POST"),
            ("access-control-request-private-network", "true"),
        ];
        let answer = sent("OPTIONS", "/token", &question);
        assert_eq!(answer.status, 204);
        assert_eq!(answer.header("access-control-allow-origin"), Some("http://localhost:3000"));
        assert_eq!(answer.header("access-control-allow-private-network"), Some("true"));
        let plain = sent("OPTIONS", "/token", &[]);
        assert_eq!((plain.status, plain.header("allow")), (204, Some("POST, OPTIONS")));
        assert_eq!(plain.header("access-control-allow-origin"), None);
    }

    #[test]
    fn only_the_key_set_is_served_if_nothing_else_is_wanted() {
        let machine = machine_with(|own| own.jwks_only = true);
        assert_eq!(machine.get("/.well-known/jwks.json").status, 200);
        for path in ["/", "/.well-known/openid-configuration", "/okta/.well-known/jwks.json"] {
            assert_eq!(machine.get(path).status, 404, "{path}");
        }
        assert_eq!(machine.post("/token", &[CREDENTIALS, ("client_id", "app")]).status, 404);
    }

    #[test]
    fn faults_are_where_they_are_said_to_be() {
        let faulty = |faults: &[&str]| {
            machine_with(|own| own.faults = faults.iter().map(|one| one.parse().unwrap()).collect())
        };
        let keys = "/.well-known/jwks.json";
        let configuration = "/.well-known/openid-configuration";
        let machine = faulty(&["status=503@token"]);
        assert_eq!(machine.posted("/token", &[CREDENTIALS]).0, 503);
        assert_eq!(machine.get(keys).status, 200);
        let machine = faulty(&["html@discovery"]);
        let page = machine.get(configuration);
        assert!(
            page.status == 200 && page.header("content-type").unwrap().starts_with("text/html")
        );
        let machine = faulty(&["slow=3s@jwks"]);
        assert_eq!(machine.get(keys).delay, std::time::Duration::from_secs(3));
        assert_eq!(machine.get(configuration).delay, std::time::Duration::ZERO);
        let machine = faulty(&["stale-keys"]);
        assert!(!machine.get(keys).body.contains(r#""kid":"k""#));
        let machine = faulty(&["unknown-kid"]);
        let token = text(&machine.tokens(&[CREDENTIALS]), "access_token");
        assert_eq!(text(&part(&token, 0), "kid"), "unknown-kid");
        assert_eq!(machine.userinfo(&token).status, 200);
        let machine = faulty(&["wrong-issuer@token"]);
        let token = machine.tokens(&[CREDENTIALS]);
        assert_ne!(text(&claims(&token, "access_token"), "iss"), ISSUER);
        assert_eq!(text(&object(&machine.get(configuration).body), "issuer"), ISSUER);
        let machine = faulty(&["wrong-issuer@authorize"]);
        assert_ne!(machine.sign_in("", &[("role", "user")]).get("iss"), Some(ISSUER));
        let machine = faulty(&["clock=+10m"]);
        let token = machine.tokens(&[CREDENTIALS]);
        assert_eq!(token.get("expires_in"), Some(&Value::from(3600)));
        let claims = claims(&token, "access_token");
        assert_eq!(claims.get("iat"), Some(&Value::from(1_700_000_600)));
        let date = machine.get(keys);
        assert_eq!(date.header("date"), Some("Tue, 14 Nov 2023 22:23:20 GMT"));
    }
}
