//! A listener on a port of this machine, to which a browser brings the answer to a login.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::Error;
use crate::issuer::http::{Request, Response};
use crate::issuer::page::Page;
use crate::provider::authorization::{self, Answer, Expected};
use crate::redact;
use crate::system::System;
use crate::system::environment::Environment;
use crate::system::http::{is_loopback, parse_url};
use crate::system::peer_user::KnownUsers;
use crate::system::server::{Background, Sockets};

/// A listener that answers until it is dropped.
pub(crate) struct Listener {
    answers: Receiver<Answer>,
    _server: Background,
}

impl System {
    /// Begins to answer requests. Only a GET of exactly this path with what is expected is an answer.
    ///
    /// # Errors
    ///
    /// [`Error::Listen`].
    pub(crate) fn listen_for_answer(
        &self,
        sockets: Sockets,
        path: String,
        expected: Expected,
    ) -> Result<Listener, Error> {
        let (sender, answers) = mpsc::channel();
        let port = sockets.port();
        let is_foreign = foreign(self.environment);
        let sender = Mutex::new(Some(sender));
        let responder = Responder { port, path, expected, sender, is_foreign };
        let server = sockets.answer(Arc::new(move |request| responder.respond(request)))?;
        Ok(Listener { answers, _server: server })
    }
}

impl Listener {
    /// Returns the answer, if it has come.
    pub(crate) fn answer(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }
}

/// Whether a request comes from another user of this machine.
pub(super) type Foreign = Box<dyn Fn(&Request) -> bool + Send + Sync>;

/// Returns what tells the requests of other users, as far as the machine does.
pub(super) fn foreign(environment: Environment) -> Foreign {
    let users = KnownUsers::of(environment);
    Box::new(move |request| match (&users, request.ends) {
        (Some(users), Some((peer, own))) => users.exclude(peer, own),
        _ => false,
    })
}

/// Returns the response to a request of another user.
pub(super) fn another_user() -> Response {
    Page::new("Another user")
        .error("This request does not come from a program of the user who logs in.")
        .paragraph(
            "If you are that user, copy the address of this page and paste it in the terminal.",
        )
        .response(403)
}

/// Returns the response to a request that is not one for a page at this port and path.
pub(super) fn refusal(request: &Request, port: u16, path: &str) -> Option<Response> {
    if !is_own_host(request, port) {
        return Some(
            Page::new("Wrong host")
                .error("jwtool answers only to the names of this machine.")
                .response(403),
        );
    }
    if request.path != path {
        let page = Page::new("Not found").paragraph("There is nothing at this address.");
        return Some(page.response(404));
    }
    if request.method != "GET" {
        let page = Page::new("Method not allowed").paragraph("Only GET is allowed here.");
        return Some(page.response(405).with("Allow", "GET"));
    }
    None
}

/// Whether a request names this machine and this port. A web page could reach the listener under a
/// name of its own (DNS rebinding).
fn is_own_host(request: &Request, port: u16) -> bool {
    let mut hosts = request.headers.iter().filter(|(name, _)| name == "host");
    let (Some((_, host)), None) = (hosts.next(), hosts.next()) else { return false };
    parse_url(&format!("http://{host}")).is_ok_and(|url| {
        let is_plain = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        is_plain && is_loopback(&url) && url.port_or_known_default() == Some(port)
    })
}

/// Answers the requests of the browser, and passes on the first one that ends the login.
struct Responder {
    port: u16,
    path: String,
    expected: Expected,
    /// `None` after the answer
    sender: Mutex<Option<Sender<Answer>>>,
    is_foreign: Foreign,
}

impl Responder {
    fn respond(&self, request: &Request) -> Response {
        if let Some(refusal) = refusal(request, self.port, &self.path) {
            return refusal;
        }
        let answer = match authorization::read(&request.query, &self.expected) {
            Ok(answer) => answer,
            Err(fault) => {
                let sentence = format!(
                    "This is not the answer that jwtool is waiting for: {}.",
                    fault.message()
                );
                return Page::new("Not this login")
                    .error(&sentence)
                    .paragraph("jwtool is still waiting. Go back to the login page, or start over in the terminal.")
                    .response(400);
            }
        };
        // This takes a while, so it is not asked about just any request.
        if (self.is_foreign)(request) {
            return another_user();
        }
        let page = match &answer {
            Answer::Code(_) => Page::new("Return to the terminal")
                .paragraph("jwtool is finishing the login there."),
            Answer::Refused { code, description } => {
                let code = redact::message(code);
                let page = Page::new("The issuer refused the login").facts(&[("Error", &code)]);
                match description {
                    Some(words) => page.error(&redact::message(words)),
                    None => page,
                }
            }
            Answer::OtherIssuer(_) => Page::new("Wrong issuer")
                .error("This answer does not come from the issuer that you are logging in to."),
        };
        let status = if matches!(answer, Answer::Code(_)) { 200 } else { 400 };
        // A page that is loaded again ends nothing.
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(sender) = sender {
            // The receiver may be gone.
            let _ = sender.send(answer);
        }
        page.paragraph("You can close this page.").response(status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATE: &str = "state=s";

    fn responder() -> (Responder, Receiver<Answer>) {
        let (sender, answers) = mpsc::channel();
        let expected = Expected { state: "s".to_owned(), issuers: Vec::new(), names_issuer: false };
        let path = "/callback".to_owned();
        let sender = Mutex::new(Some(sender));
        let is_foreign: Foreign = Box::new(|request| request.ends.is_some());
        (Responder { port: 8400, path, expected, sender, is_foreign }, answers)
    }

    fn request(hosts: &[&str], query: &str) -> Request {
        let headers = hosts.iter().map(|host| ("host".to_owned(), (*host).to_owned()));
        Request {
            method: "GET".to_owned(),
            path: "/callback".to_owned(),
            query: query.to_owned(),
            headers: headers.collect(),
            ..Request::default()
        }
    }

    #[test]
    fn only_names_of_this_machine_with_the_port_are_answered() {
        let query = format!("code=c&{STATE}");
        for hosts in [
            &[][..],
            &[""],
            &["127.0.0.1"],
            &["localhost:8401"],
            &["evil.example:8400"],
            &["localhost.evil.example:8400"],
            &["127.0.0.1:8400@evil.example"],
            &["127.0.0.1:8400/x"],
            &["10.0.0.1:8400"],
            &["localhost:8400", "localhost:8400"],
        ] {
            let (responder, answers) = responder();
            assert_eq!(responder.respond(&request(hosts, &query)).status, 403, "{hosts:?}");
            assert!(answers.try_recv().is_err(), "{hosts:?}");
        }
        for host in ["127.0.0.1:8400", "localhost:8400", "[::1]:8400", "login.localhost:8400"] {
            let (responder, answers) = responder();
            assert_eq!(responder.respond(&request(&[host], &query)).status, 200, "{host}");
            assert!(answers.try_recv() == Ok(Answer::Code("c".to_owned())), "{host}");
        }
    }

    #[test]
    fn another_user_does_not_end_the_login() {
        let (responder, answers) = responder();
        let query = format!("code=c&{STATE}");
        let own = request(&["127.0.0.1:8400"], &query);
        let end = ([127, 0, 0, 1], 1).into();
        let foreign = Request { ends: Some((end, end)), ..own.clone() };
        assert_eq!(responder.respond(&foreign).status, 403);
        assert!(answers.try_recv().is_err());
        assert_eq!(responder.respond(&own).status, 200);
        assert!(answers.try_recv().is_ok());
    }

    #[test]
    fn the_words_of_the_issuer_are_cut() {
        let (responder, _answers) = responder();
        let query = format!("error={0}&error_description={0}&{STATE}", "long+".repeat(1000));
        let page = responder.respond(&request(&["127.0.0.1:8400"], &query)).body;
        assert!(page.matches("long ").count() < 300, "{page}");
        assert!(page.contains('…'), "{page}");
    }
}
