//! Issuers made by others: oidc-provider, glewlwyd, and cognito-local, which emulates Cognito.

use std::path::Path;
use std::process::Stdio;

use reqwest::Method;
use serde_json::json;
use tempfile::TempDir;

use crate::component::{Component, command, free_port, installed, program, scripts};
use crate::pages::Visitor;

/// A secret that a form encodes.
pub(crate) const CLIENT_SECRET: &str = "s3 c:r/e%t+";

/// The password of every person.
pub(crate) const PASSWORD: &str = "Engine-1842";

/// Starts oidc-provider. Returns its name, too.
pub(crate) fn oidc_provider() -> (Component, String) {
    Component::node_with("issuers", "oidc-provider", "oidc_provider.mjs", &[CLIENT_SECRET]).ready()
}

/// Glewlwyd, with a client `cli` for people, `service` for itself, and a person `ada`.
pub(crate) struct Glewlwyd {
    _server: Component,
    _folder: TempDir,
    base: String,
    pub(crate) issuer: String,
    /// The redirect of `cli`, whose port must match
    pub(crate) redirect: String,
}

impl Glewlwyd {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let schema = Path::new("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3");
        let mut database = command(program(&["sqlite3"]));
        database.arg(folder.path().join("glewlwyd.db"));
        database.stdin(Stdio::from(std::fs::File::open(schema).unwrap()));
        assert!(database.status().unwrap().success());
        let (server, port) = Component::listening("glewlwyd", |port| {
            let mut glewlwyd = command(program(&["glewlwyd"]));
            glewlwyd.arg("--config-file").arg(scripts().join("glewlwyd.conf"));
            glewlwyd.arg("--env-variables").env_clear().current_dir(folder.path());
            glewlwyd.env("GLWD_PORT", port.to_string()).env("GLWD_BIND_ADDRESS", "127.0.0.1");
            glewlwyd.env("GLWD_EXTERNAL_URL", format!("http://127.0.0.1:{port}"));
            glewlwyd.env("GLWD_COOKIE_DOMAIN", "127.0.0.1");
            glewlwyd
        });
        let base = format!("http://127.0.0.1:{port}/api");
        let issuer = format!("{base}/oidc");
        let redirect = format!("http://127.0.0.1:{}/callback", free_port());
        let glewlwyd = Self { _server: server, _folder: folder, base, issuer, redirect };
        glewlwyd.configure();
        glewlwyd
    }

    /// Sends what an administrator would enter.
    fn configure(&self) {
        let fixture = |name: &str| {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
            std::fs::read_to_string(folder.join(name)).unwrap()
        };
        let admin = Visitor::new();
        let call = |path: &str, document| {
            admin.call(Method::POST, &format!("{}/{path}", self.base), &document);
        };
        call("auth/", json!({ "username": "admin", "password": "password" }));
        let parameters = json!({
            "iss": self.issuer, "jwt-type": "rsa", "jwt-key-size": "256", "jwks-show": true,
            "key": fixture("keys/rsa.pkcs8.pem"), "cert": fixture("keys/rsa.spki.pem"),
            // Every command renews tokens that are valid for half a minute.
            "access-token-duration": 30, "refresh-token-duration": 1_209_600, "code-duration": 600,
            "refresh-token-rolling": true, "allow-non-oidc": true, "scope": [],
            "additional-parameters": [], "claims": [], "auth-type-code-enabled": true,
            "auth-type-id-token-enabled": true, "auth-type-password-enabled": false,
            "auth-type-client-enabled": true, "auth-type-device-enabled": true,
            "auth-type-refresh-enabled": true, "device-authorization-expiration": 600,
            "device-authorization-interval": 1, "pkce-allowed": true, "pkce-required": true,
            "pkce-method-plain-allowed": false, "subject-type": "public",
            "allowed-scope": ["openid"], "introspection-revocation-allowed": true,
            "introspection-revocation-allow-target-client": true,
        });
        call(
            "mod/plugin/",
            json!({
                "module": "oidc", "name": "oidc", "display_name": "oidc", "enabled": true,
                "parameters": parameters,
            }),
        );
        call(
            "scope/",
            json!({
                "name": "orders", "display_name": "orders", "description": "orders",
                "password_required": false, "password_max_age": 0, "scheme": {},
            }),
        );
        call(
            "client/",
            json!({
                "client_id": "cli", "enabled": true, "confidential": false,
                "redirect_uri": [self.redirect], "scope": ["openid"],
                "authorization_type": ["code", "refresh_token", "device_authorization"],
                "token_endpoint_auth_method": ["none"],
            }),
        );
        call(
            "client/",
            json!({
                "client_id": "service", "client_secret": CLIENT_SECRET, "enabled": true,
                "confidential": true, "redirect_uri": ["http://127.0.0.1/unused"],
                "authorization_type": ["client_credentials"], "scope": ["orders"],
                "token_endpoint_auth_method": ["client_secret_basic"],
            }),
        );
        call(
            "user/",
            json!({
                "username": "ada", "name": "Ada", "email": "ada@example.gov",
                "password": PASSWORD, "enabled": true, "scope": ["openid", "g_profile"],
            }),
        );
    }

    /// Returns the browser of a person who is logged in and has allowed the client.
    pub(crate) fn visitor(&self) -> Visitor {
        let ada = Visitor::new();
        let login = json!({ "username": "ada", "password": PASSWORD });
        ada.call(Method::POST, &format!("{}/auth/", self.base), &login);
        let grant = json!({ "scope": "openid" });
        ada.call(Method::PUT, &format!("{}/auth/grant/cli", self.base), &grant);
        ada
    }
}

/// Cognito as cognito-local emulates it, with a pool, a client, a hook and three people: `ada`,
/// `grace`, who must choose a new password, and `eve`, whom the hook does not know.
pub(crate) struct Cognito {
    _server: Component,
    _hook: Component,
    _folder: TempDir,
    /// The address, without a scheme
    pub(crate) domain: String,
    /// The loopback redirect of the client, whose port must match
    pub(crate) redirect: String,
}

impl Cognito {
    pub(crate) const POOL: &'static str = "us-east-1_Example01";
    pub(crate) const CLIENT: &'static str = "4example23client45example67";
    /// A client whose tokens are valid for half a minute, so that each command renews them
    pub(crate) const BRIEF: &'static str = "5example23client45example67";
    /// A redirect at which nothing listens
    pub(crate) const REDIRECT: &'static str = "https://app.example.gov/session/signin";
    const REGION: &'static str = "https://cognito-idp.us-east-1.amazonaws.com";

    /// Returns the issuer of its tokens, the real one's.
    pub(crate) fn issuer() -> String {
        format!("{}/{}", Self::REGION, Self::POOL)
    }

    /// Starts the emulator, which has the people, clients and pools of the files that it finds.
    pub(crate) fn start() -> Self {
        let (hook, hook_address) = Component::node("hook", "token_hook.mjs", &[]).ready();
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join(".cognito/db");
        std::fs::create_dir_all(&data).unwrap();
        let redirect = format!("http://127.0.0.1:{}/callback", free_port());
        let client = |id: &str, seconds: u32| {
            json!({
                "ClientId": id, "ClientName": id, "UserPoolId": Self::POOL,
                "CallbackURLs": [Self::REDIRECT, redirect],
                "AccessTokenValidity": seconds, "IdTokenValidity": seconds,
                "TokenValidityUnits": {
                    "AccessToken": "seconds", "IdToken": "seconds", "RefreshToken": "days",
                },
            })
        };
        let person = |id: &str, name: &str, status: &str| {
            let attribute = |name: &str, value: &str| json!({ "Name": name, "Value": value });
            json!({
                "Username": id, "Password": PASSWORD, "Enabled": true, "UserStatus": status,
                "Attributes": [
                    attribute("sub", id), attribute("email_verified", "true"),
                    attribute("email", &format!("{name}@example.gov")),
                ],
                "UserCreateDate": "2026-01-01T00:00:00.000Z",
                "UserLastModifiedDate": "2026-01-01T00:00:00.000Z", "RefreshTokens": [],
            })
        };
        let ids = ["0a000000-0000-4000-8000-000000000007", "09000000-0000-4000-8000-000000000009"];
        let stranger = "0e000000-0000-4000-8000-000000000000";
        let pool = json!({
            "Users": {
                ids[0]: person(ids[0], "ada", "CONFIRMED"),
                ids[1]: person(ids[1], "grace", "FORCE_CHANGE_PASSWORD"),
                stranger: person(stranger, "eve", "CONFIRMED"),
            },
            "Options": {
                "Id": Self::POOL, "Name": "people", "MfaConfiguration": "OFF",
                "UsernameAttributes": ["email"], "SchemaAttributes": [],
            },
        });
        let clients = json!({
            "Clients": {
                Self::CLIENT: client(Self::CLIENT, 3600), Self::BRIEF: client(Self::BRIEF, 30),
            },
        });
        let config = json!({
            "TokenConfig": { "IssuerDomain": Self::REGION },
            "TriggerFunctions": { "PreTokenGeneration": "hook" },
            "LambdaClient": {
                "credentials": { "accessKeyId": "local", "secretAccessKey": "local" },
                "region": "us-east-1", "endpoint": hook_address,
            },
        });
        std::fs::write(data.join(format!("{}.json", Self::POOL)), pool.to_string()).unwrap();
        std::fs::write(data.join("clients.json"), clients.to_string()).unwrap();
        std::fs::write(folder.path().join(".cognito/config.json"), config.to_string()).unwrap();
        let start = installed("issuers/node_modules/cognito-local/lib/bin/start.js");
        let (server, port) = Component::listening("cognito-local", |port| {
            let mut node = command(program(&["node"]));
            node.arg(&start).current_dir(folder.path());
            node.env("HOST", "127.0.0.1").env("PORT", port.to_string()).env("NO_COLOR", "1");
            node
        });
        let domain = format!("127.0.0.1:{port}");
        Self { _server: server, _hook: hook, _folder: folder, domain, redirect }
    }

    /// Returns a profile with a login of this client and further settings.
    pub(crate) fn profile(&self, name: &str, client: &str, login: &str) -> String {
        let Self { domain, .. } = self;
        format!(
            "[profile.{name}]\nissuer = \"{issuer}\"\naudience = [\"{client}\"]\n\
             roles = [\"moped-admin\", \"moped-editor\", \"moped-viewer\"]\n\
             [profile.{name}.login]\nkind = \"cognito\"\nclient_id = \"{client}\"\n\
             endpoint = \"http://{domain}\"\n\
             jwks = \"http://{domain}/{pool}/.well-known/jwks.json\"\n{login}\n",
            issuer = Self::issuer(),
            pool = Self::POOL,
        )
    }
}
