//! Scripted websocket servers on loopback, which record what they receive.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;

use tungstenite::handshake::derive_accept_key;
use tungstenite::protocol::{CloseFrame, Role};
use tungstenite::{Message, WebSocket};

use crate::ping::server::{header, tls_config};

/// What a server does on a websocket, in this order.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Waits for a text
    Receive,
    Send(String),
    /// Sends a text in a binary frame
    Binary(String),
    /// Sends a ping frame and waits for the answer
    Ping,
    /// Sends pong frames, which answer no ping, until the client leaves
    Flood,
    Close(u16, String),
    /// Closes the connection without a close frame
    Drop,
}

/// What a server does on a connection.
#[derive(Clone, Debug)]
pub(super) enum Script {
    /// Answers the handshake with these bytes
    Http(Vec<u8>),
    /// Opens a websocket with this subprotocol, if any
    Open(Option<&'static str>, Vec<Step>),
    /// Answers nothing, and waits for the end
    Silent,
}

/// What a server saw on a connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// The handshake
    pub(super) head: String,
    /// The texts, and `close CODE` and `pong` for frames
    pub(super) texts: Vec<String>,
}

impl Seen {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }
}

pub(super) fn receive() -> Step {
    Step::Receive
}

pub(super) fn send(text: &str) -> Step {
    Step::Send(text.to_owned())
}

pub(super) fn close(code: u16, reason: &str) -> Step {
    Step::Close(code, reason.to_owned())
}

/// A server that follows one script on each connection.
pub(super) struct WsServer {
    /// Its address with the scheme of a websocket, without a path
    pub(super) url: String,
    address: String,
    thread: JoinHandle<Vec<Seen>>,
}

impl WsServer {
    pub(super) fn new(scripts: impl IntoIterator<Item = Script>) -> Self {
        Self::start("ws", scripts, follow)
    }

    /// Starts a server with the certificate of `tests/fixtures/tls`.
    pub(super) fn with_tls(scripts: impl IntoIterator<Item = Script>) -> Self {
        Self::start("wss", scripts, |stream, script| follow(encrypted(stream), script))
    }

    /// Starts a proxy that plays the server behind it, with the same certificate. The heads are
    /// those of the requests to the proxy, each with that of the handshake below it.
    pub(super) fn behind_proxy(scripts: impl IntoIterator<Item = Script>) -> Self {
        Self::start("http", scripts, |mut stream, script| {
            let head = read_head(&mut stream);
            if let Script::Http(bytes) = script {
                let _ = stream.write_all(bytes);
                return Seen { head, texts: Vec::new() };
            }
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            let seen = follow(encrypted(stream), script);
            Seen { head: format!("{head}{}", seen.head), ..seen }
        })
    }

    fn start(
        scheme: &str,
        scripts: impl IntoIterator<Item = Script>,
        serve: impl Fn(TcpStream, &Script) -> Seen + Send + 'static,
    ) -> Self {
        let scripts: Vec<Script> = scripts.into_iter().collect();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let url = format!("{scheme}://{address}");
        let thread = std::thread::spawn(move || {
            let follow = |script: &Script| serve(listener.accept().unwrap().0, script);
            scripts.iter().map(follow).collect()
        });
        Self { url, address, thread }
    }

    /// Returns what the server saw. Does not wait for connections that never came.
    pub(super) fn seen(self) -> Vec<Seen> {
        while !self.thread.is_finished() {
            drop(TcpStream::connect(&self.address));
        }
        let mut seen = self.thread.join().unwrap();
        seen.retain(|seen| !seen.head.is_empty());
        seen
    }
}

fn encrypted(stream: TcpStream) -> rustls::StreamOwned<rustls::ServerConnection, TcpStream> {
    let connection = rustls::ServerConnection::new(Arc::new(tls_config())).unwrap();
    rustls::StreamOwned::new(connection, stream)
}

/// Reads a request without a body.
fn read_head(stream: &mut impl Read) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

fn follow(mut stream: impl Read + Write, script: &Script) -> Seen {
    let head = read_head(&mut stream);
    let mut seen = Seen { head, texts: Vec::new() };
    if seen.head.is_empty() {
        return seen;
    }
    let (protocol, steps) = match script {
        Script::Http(bytes) => {
            let _ = stream.write_all(bytes);
            let _ = stream.flush();
            return seen;
        }
        Script::Silent => {
            let _ = stream.read(&mut [0]);
            return seen;
        }
        Script::Open(protocol, steps) => (protocol, steps),
    };
    let key = seen.header("sec-websocket-key").unwrap();
    let accept = derive_accept_key(key.as_bytes());
    let protocol = protocol.map(|name| format!("sec-websocket-protocol: {name}\r\n"));
    let answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: {accept}\r\n{}\r\n",
        protocol.unwrap_or_default()
    );
    stream.write_all(answer.as_bytes()).unwrap();
    stream.flush().unwrap();
    let mut socket = WebSocket::from_raw_socket(stream, Role::Server, None);
    for step in steps {
        let done = match step {
            Step::Receive => next(&mut socket, &mut seen),
            Step::Send(text) => socket.send(Message::text(text.as_str())),
            Step::Binary(text) => socket.send(Message::binary(text.clone().into_bytes())),
            Step::Ping => {
                socket.send(Message::Ping("x".into())).and_then(|()| next(&mut socket, &mut seen))
            }
            Step::Flood => flood(&mut socket),
            Step::Close(code, reason) => {
                let frame = CloseFrame { code: (*code).into(), reason: reason.as_str().into() };
                socket.close(Some(frame))
            }
            Step::Drop => return seen,
        };
        if done.is_err() {
            return seen;
        }
    }
    while next(&mut socket, &mut seen).is_ok() {}
    seen
}

/// Sends frames that need no answer. Stops after a while, so a client that never leaves sees
/// the next step.
fn flood(socket: &mut WebSocket<impl Read + Write>) -> Result<(), tungstenite::Error> {
    let begun = std::time::Instant::now();
    while begun.elapsed().as_secs() < 20 {
        socket.send(Message::Pong("x".into()))?;
    }
    Ok(())
}

/// Waits for a frame and keeps it.
fn next(
    socket: &mut WebSocket<impl Read + Write>,
    seen: &mut Seen,
) -> Result<(), tungstenite::Error> {
    seen.texts.push(match socket.read()? {
        Message::Text(text) => text.as_str().to_owned(),
        Message::Pong(_) => "pong".to_owned(),
        Message::Close(frame) => {
            format!("close {}", frame.map_or(0, |frame| u16::from(frame.code)))
        }
        other => format!("{other:?}"),
    });
    Ok(())
}
