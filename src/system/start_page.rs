//! A page of this machine that leads a browser to an address, once. The program that opens a browser is
//! given the page: its command line can be read by anybody on the machine, and whoever reads the
//! address of a login there could end that login with an account of their own.

use std::sync::{Arc, Mutex, PoisonError};

use crate::issuer::http::{Request, Response};
use crate::issuer::page::Page;
use crate::jose::token_id::random_code;
use crate::system::environment::Environment;
use crate::system::http::parse_url;
use crate::system::loopback::{self, Foreign};
use crate::system::server::{Background, Sockets};

/// A page that answers until it is dropped.
pub(crate) struct StartPage {
    /// Where it is
    pub(super) address: String,
    _server: Background,
}

impl StartPage {
    /// Begins to lead to an address. Returns `None` if this machine has no port left, or no randomness.
    pub(super) fn new(target: &str, environment: Environment) -> Option<Self> {
        let target = parse_url(target).ok()?;
        // All browsers accept plain http for this name; Firefox may not for 127.0.0.1.
        let sockets = Sockets::loopback(0).ok()?;
        let (port, path) = (sockets.port(), format!("/{}", random_code()?));
        let address = format!("http://localhost:{port}{path}");
        let (target, is_foreign) =
            (Mutex::new(Some(target.into())), loopback::foreign(environment));
        let responder = Responder { port, path, target, is_foreign };
        let server = sockets.answer(Arc::new(move |request| responder.respond(request))).ok()?;
        Some(Self { address, _server: server })
    }
}

struct Responder {
    port: u16,
    path: String,
    /// `None` after the first visit
    target: Mutex<Option<String>>,
    is_foreign: Foreign,
}

impl Responder {
    fn respond(&self, request: &Request) -> Response {
        if let Some(refusal) = loopback::refusal(request, self.port, &self.path) {
            return refusal;
        }
        if (self.is_foreign)(request) {
            return loopback::another_user();
        }
        match self.target.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(target) => Response::redirect(&target).with("Referrer-Policy", "no-referrer"),
            None => Page::new("Already opened")
                .paragraph("This link works only once. To log in, open the address that jwtool printed in the terminal.")
                .paragraph("If you did not open it before, another program may have: press Ctrl-C in the terminal and start over.")
                .response(410),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TARGET: &str = "https://id.example/authorize?state=s";

    fn responder() -> Responder {
        let target = Mutex::new(Some(TARGET.to_owned()));
        let is_foreign: Foreign = Box::new(|request| request.ends.is_some());
        Responder { port: 8400, path: "/code".to_owned(), target, is_foreign }
    }

    fn request(method: &str, path: &str, host: &str, is_foreign: bool) -> Request {
        Request {
            method: method.to_owned(),
            path: path.to_owned(),
            headers: vec![("host".to_owned(), host.to_owned())],
            ends: is_foreign.then(|| (([127, 0, 0, 1], 1).into(), ([127, 0, 0, 1], 2).into())),
            ..Request::default()
        }
    }

    #[test]
    fn it_leads_one_browser_of_this_user_to_the_address() {
        let page = responder();
        for (method, path, host, is_foreign, status) in [
            ("GET", "/code", "localhost:8400", true, 403),
            ("GET", "/code", "evil.example:8400", false, 403),
            ("GET", "/other", "localhost:8400", false, 404),
            ("HEAD", "/code", "localhost:8400", false, 405),
            ("GET", "/code", "localhost:8400", false, 303),
            ("GET", "/code", "localhost:8400", false, 410),
        ] {
            let response = page.respond(&request(method, path, host, is_foreign));
            assert_eq!(response.status, status, "{method} {path} {host}");
            let leads_there = response.headers.iter().any(|(_, value)| value == TARGET);
            assert_eq!(leads_there, status == 303);
            assert!(status == 303 || !response.body.contains("state"), "{}", response.body);
        }
    }
}
