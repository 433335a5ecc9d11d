//! What answering a request needs.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::issuer::grants::Grants;
use crate::issuer::http::{Form, Request, Response};
use crate::issuer::keys::Keys;
use crate::issuer::settings::{Settings, Tenant};
use crate::issuer::tokens::Mint;
use crate::jose::numeric_date::NumericDate;

/// The parameters that may appear more than once.
const REPEATABLE: [&str; 3] = ["audience", "resource", "allowed_roles"];

/// What answering a request needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub(super) settings: &'a Settings,
    pub(super) tenant: &'a Tenant,
    pub(super) keys: &'a Keys,
    grants: &'a Mutex<Grants>,
    pub(super) now: NumericDate,
}

impl<'a> Context<'a> {
    pub(super) const fn new(
        settings: &'a Settings,
        tenant: &'a Tenant,
        keys: &'a Keys,
        grants: &'a Mutex<Grants>,
        now: NumericDate,
    ) -> Self {
        Self { settings, tenant, keys, grants, now }
    }

    /// Returns what the issuer remembers. It must not be held while something is signed.
    pub(super) fn grants(&self) -> MutexGuard<'a, Grants> {
        self.grants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns what makes tokens.
    pub(super) const fn mint(&self) -> Mint<'a> {
        Mint { settings: self.settings, tenant: self.tenant, keys: self.keys, now: self.now }
    }

    /// Returns the user of a form without one.
    pub(super) fn default_user(&self) -> &'static str {
        self.tenant.preset.user().unwrap_or("ada")
    }
}

/// Returns the form of a request to an endpoint for clients.
///
/// # Errors
///
/// The response to a body that is not a form, or has a field twice.
pub(super) fn client_form(request: &Request) -> Result<Form, Response> {
    let form = request.body_form().map_err(|_| {
        let message = "the body must be application/x-www-form-urlencoded";
        Response::error(400, "invalid_request", message)
    })?;
    check_once(&form)
        .map_err(|message| Response::error(400, "invalid_request", &message))
        .map(|()| form)
}

/// Refuses parameters that appear twice.
///
/// # Errors
///
/// A sentence that names the parameter.
pub(super) fn check_once(form: &Form) -> Result<(), String> {
    form.check_once(&REPEATABLE).map_err(|repeated| {
        let name: String = repeated.0.chars().take(40).collect();
        format!("{name} appears more than once")
    })
}

/// Returns the response when the issuer has no randomness or cannot sign.
pub(super) fn failed() -> Response {
    Response::error(500, "server_error", "the issuer cannot create a token")
}
