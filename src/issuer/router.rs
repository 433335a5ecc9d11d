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
            let is_main = tenant.issuer == self.settings.issuer;
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
        if request.method == "OPTIONS" {
            return guard::preflight(request, &self.settings, methods);
        }
        let response = if is_known {
            match endpoint.faulty().and_then(|faulty| self.spoiled(faulty)) {
                Some(response) => response,
                None => self.answered(endpoint, tenant, request, now),
            }
        } else {
            let message = format!("this endpoint accepts {methods}");
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
                let is_stale = self.settings.has_fault(FaultyEndpoint::Jwks, FaultKind::StaleKeys);
                keys.published(request, is_stale)
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
