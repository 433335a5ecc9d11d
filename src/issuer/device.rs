//! Devices without a browser (RFC 8628): their requests, and the page where people type the code.

use std::sync::Arc;

use crate::issuer::client;
use crate::issuer::context::{self, Context};
use crate::issuer::grants::{DEVICE_INTERVAL, DEVICE_LIFE, Decision, DeviceRequest, MOST_DECIDED};
use crate::issuer::http::{self, Request, Response};
use crate::issuer::page::{HtmlForm, Page};
use crate::issuer::tokens::{self, Choice, Grant};
use crate::jose::json::Object;

/// Answers a device that asks for a code.
pub(super) fn request_code(context: &Context<'_>, request: &Request) -> Response {
    code(context, request).unwrap_or_else(|response| response)
}

fn code(context: &Context<'_>, request: &Request) -> Result<Response, Response> {
    let form = context::client_form(request)?;
    let client = client::required(request, &form)?;
    let device = DeviceRequest {
        client,
        issuer: context.tenant.issuer.clone(),
        scope: tokens::scope_of(&form),
        audience: tokens::audience_of(&form),
        decision: Decision::Pending,
    };
    let (device_code, user_code) =
        context.grants().device(device, context.now).ok_or_else(context::failed)?;
    let address = format!("{}/device", context.tenant.issuer);
    let complete = http::with_query(&address, &[("user_code", &user_code)]);
    let mut members = Object::new();
    members.set("device_code", device_code);
    members.set("user_code", user_code);
    members.set("verification_uri", address);
    members.set("verification_uri_complete", complete);
    members.set("expires_in", DEVICE_LIFE);
    members.set("interval", DEVICE_INTERVAL);
    Ok(Response::json(200, members).unstored())
}

/// Answers with the page where people type the code, and acts on what they decide.
pub(super) fn page(context: &Context<'_>, request: &Request) -> Response {
    if request.method != "POST" {
        let form = request.query_form();
        return ask(context, form.get("user_code").unwrap_or_default(), None, 200);
    }
    let Ok(form) = request.body_form() else {
        return ask(context, "", Some("The form has the wrong content type."), 400);
    };
    let user_code = form.get("user_code").unwrap_or_default();
    if let Err(message) = context::check_once(&form) {
        return ask(context, user_code, Some(&format!("The field {message}.")), 400);
    }
    let choice = match Choice::of(&form) {
        Ok(choice) => choice,
        Err(message) => return ask(context, user_code, Some(message), 400),
    };
    let username = form.get("username").unwrap_or(context.default_user());
    if choice.size() + username.len() > MOST_DECIDED {
        return ask(context, user_code, Some("The form chooses too many roles or claims."), 400);
    }
    let mut grants = context.grants();
    let Some(device) = grants.device_request(user_code, context.now) else {
        let message = "No device waits for this code. It may have expired or been used.";
        return ask(context, user_code, Some(message), 400);
    };
    if form.get("deny").is_some() {
        device.decision = Decision::Denied;
        return done("Denied", "The device gets no token.");
    }
    let role = choice.role(context.settings).to_owned();
    let grant = Grant {
        client: device.client.clone(),
        issuer: device.issuer.clone(),
        user: Some(username.to_owned()),
        choice: choice.with_role(&role),
        audience: device.audience.clone(),
        scope: device.scope.clone(),
        nonce: None,
        auth_time: context.now.seconds(),
    };
    device.decision = Decision::Approved(Arc::new(grant));
    done("Signed in", "The device gets its token.")
}

fn done(title: &'static str, text: &str) -> Response {
    Page::new(title)
        .paragraph(&format!("{text} You can close this page."))
        .response(200)
        .remarked(title.to_ascii_lowercase())
}

fn ask(context: &Context<'_>, user_code: &str, error: Option<&str>, status: u16) -> Response {
    let focus = |is_here: bool| if is_here { "autofocus" } else { "" };
    let form = HtmlForm::new("device")
        .field(
            "user_code",
            "Code on the device",
            user_code,
            &format!("autocomplete=\"off\" {}", focus(user_code.is_empty())),
        )
        .field(
            "username",
            "User name",
            context.default_user(),
            &format!("autocomplete=\"username\" {}", focus(!user_code.is_empty())),
        )
        .roles(&context.settings.roles)
        .button("Deny", Some("deny"), true);
    let page = Page::new("Sign in a device")
        .paragraph("This is a local issuer for tests. It accepts any user name.");
    let page = match error {
        Some(message) => page.error(message),
        None => page,
    };
    page.form(&form).response(status).remarked(if error.is_some() { "refused" } else { "page" })
}
