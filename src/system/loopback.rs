//! A listener on a port of this machine, to which a browser brings the answer to a login.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::Error;
use crate::issuer::http::{Request, Response};
use crate::issuer::page::Page;
use crate::provider::authorization::{self, Answer, Expected};
use crate::system::server::{Background, Sockets};

/// A listener that answers until it is dropped.
pub(crate) struct Listener {
    answers: Receiver<Answer>,
    _server: Background,
}

impl Listener {
    /// Begins to answer requests. Only a GET of exactly this path with what is expected is an answer.
    ///
    /// # Errors
    ///
    /// [`Error::Listen`].
    pub(crate) fn new(sockets: Sockets, path: String, expected: Expected) -> Result<Self, Error> {
        let (sender, answers) = mpsc::channel();
        let responder = Responder { path, expected, sender: Mutex::new(Some(sender)) };
        let server = sockets.answer(Arc::new(move |request| responder.respond(request)))?;
        Ok(Self { answers, _server: server })
    }

    /// Returns the answer, if it has come.
    pub(crate) fn answer(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }
}

/// Answers the requests of the browser, and passes on the first one that ends the login.
struct Responder {
    path: String,
    expected: Expected,
    /// `None` after the answer
    sender: Mutex<Option<Sender<Answer>>>,
}

impl Responder {
    fn respond(&self, request: &Request) -> Response {
        if request.path != self.path {
            return Page::new("Not found").paragraph("Nothing is at this address.").response(404);
        }
        if request.method != "GET" {
            return Page::new("Not allowed")
                .paragraph("A login ends with a GET request.")
                .response(405)
                .with("Allow", "GET");
        }
        let answer = match authorization::read(&request.query, &self.expected) {
            Ok(answer) => answer,
            Err(fault) => {
                let sentence = format!("This is not the answer to the login: {}.", fault.message());
                return Page::new("Not this login")
                    .error(&sentence)
                    .paragraph("jwtool is still waiting. Go back to the page of the issuer, or start again in the terminal.")
                    .response(400);
            }
        };
        let page = match &answer {
            Answer::Code(_) => Page::new("Almost there").paragraph(
                "jwtool has the answer of the issuer, and finishes the login in the terminal.",
            ),
            Answer::Refused { code, description } => {
                let page = Page::new("The issuer refused the login").facts(&[("Error", code)]);
                match description {
                    Some(words) => page.error(words),
                    None => page,
                }
            }
            Answer::OtherIssuer(_) => Page::new("Another issuer")
                .error("The answer does not come from the issuer of this login."),
        };
        let status = if matches!(answer, Answer::Code(_)) { 200 } else { 400 };
        // A page that is loaded again ends nothing.
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(sender) = sender {
            // The receiver may be gone.
            let _ = sender.send(answer);
        }
        page.paragraph("You may close this page.").response(status)
    }
}
