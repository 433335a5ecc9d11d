//! Raw servers on loopback: they answer with any bytes, and keep what they were asked.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;

use crate::sandbox::fixture;

/// A server that answers one request on each connection.
pub(super) struct Server {
    /// Its address, without a path
    pub(super) url: String,
    thread: JoinHandle<Vec<String>>,
}

impl Server {
    /// Starts a server that answers as many requests as there are answers, in this order.
    pub(super) fn new<B: Into<Vec<u8>>>(answers: impl IntoIterator<Item = B>) -> Self {
        let answers: Vec<Vec<u8>> = answers.into_iter().map(Into::into).collect();
        Self::start("http", move |listener| {
            let mut asked = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                asked.push(exchange(&mut stream, &answer));
            }
            asked
        })
    }

    /// Starts a server with the certificate of `tests/fixtures/tls`, which no system trusts.
    /// Answers as many connections as there are answers; a handshake that fails counts.
    pub(super) fn with_tls<B: Into<Vec<u8>>>(answers: impl IntoIterator<Item = B>) -> Self {
        let answers: Vec<Vec<u8>> = answers.into_iter().map(Into::into).collect();
        let config = Arc::new(tls_config());
        Self::start("https", move |listener| {
            let mut asked = Vec::new();
            for answer in answers {
                let (stream, _) = listener.accept().unwrap();
                let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
                let mut stream = rustls::StreamOwned::new(connection, stream);
                asked.push(exchange(&mut stream, &answer));
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
            asked
        })
    }

    fn start(
        scheme: &str,
        serve: impl FnOnce(TcpListener) -> Vec<String> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("{scheme}://{}", listener.local_addr().unwrap());
        Self { url, thread: std::thread::spawn(move || serve(listener)) }
    }

    /// Returns what the server was asked: each request with its body. Does not wait for requests
    /// that never came.
    pub(super) fn asked(self) -> Vec<String> {
        let (_, address) = self.url.split_once("://").unwrap();
        while !self.thread.is_finished() {
            drop(TcpStream::connect(address));
        }
        let mut asked = self.thread.join().unwrap();
        asked.retain(|request| !request.is_empty());
        asked
    }
}

/// Returns the certificate of the servers and its key.
pub(super) fn tls_config() -> rustls::ServerConfig {
    use rustls::pki_types::pem::PemObject as _;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    let certificate = CertificateDer::from_pem_file(fixture("tls/localhost.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(fixture("tls/localhost.key.pem")).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap()
}

/// Reads one request, writes the answer, and returns the request. An empty answer closes the
/// connection.
fn exchange(stream: &mut (impl Read + Write), answer: &[u8]) -> String {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(count @ 1..) = stream.read(&mut buffer) {
        request.extend_from_slice(&buffer[..count]);
        // What is not HTTP is answered at once.
        if !request[0].is_ascii_alphabetic() {
            break;
        }
        let text = String::from_utf8_lossy(&request);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = header(head, "content-length").map_or(0, |text| text.parse().unwrap());
            if body.len() >= length {
                break;
            }
        }
    }
    let _ = stream.write_all(answer);
    String::from_utf8_lossy(&request).into_owned()
}

/// Closes a connection with a reset, as Docker's proxy does if nothing listens behind it.
pub(super) fn resetting() -> (String, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let (stream, _): (TcpStream, _) = listener.accept().unwrap();
        // Unread bytes turn the end of the connection into a reset.
        let mut first = [0; 1];
        stream.peek(&mut first).unwrap();
    });
    (url, thread)
}

/// Returns the value of a header of a request.
pub(super) fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    let lines = request.lines().skip(1).take_while(|line| !line.is_empty());
    let mut pairs = lines.filter_map(|line| line.split_once(':'));
    pairs.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// Returns the body of a request.
pub(super) fn body(request: &str) -> &str {
    request.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// Returns an answer with the status line, more headers and a body.
pub(super) fn answer(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut text = format!("HTTP/1.1 {status}\r\nconnection: close\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    if !status.starts_with("204") {
        text.push_str("content-length: ");
        text.push_str(&body.len().to_string());
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    [text.as_bytes(), body].concat()
}

/// Returns an answer with JSON.
pub(super) fn json(status: &str, body: &str) -> Vec<u8> {
    answer(status, &["content-type: application/json"], body)
}
