//! An HTTP server: sockets, limits, signals. What it answers is up to the caller.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Body as _, Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::task::AbortHandle;

use crate::error::Error;
use crate::issuer::http::{Request, Response};
use crate::jose::numeric_date::NumericDate;
use crate::system::System;
use crate::system::environment;

/// The largest body of a request, in bytes.
const MAX_BODY: usize = 64 * 1024;
/// The largest header of a request, in bytes.
const MAX_HEADER: usize = 32 * 1024;
/// The most connections at once.
const MAX_CONNECTIONS: usize = 256;
/// How long a client may take to send a header, or a body.
const CLIENT_TIME: Duration = Duration::from_secs(10);
/// How long requests may take after a signal to stop.
const LAST_TIME: Duration = Duration::from_secs(9);
/// How long the last response of a server in the background may take.
const LAST_PAGE: Duration = Duration::from_secs(1);
/// How many random ports are tried until one is free on both protocols.
const PORT_TRIALS: usize = 20;

/// Sockets that listen.
#[derive(Debug)]
pub(crate) struct Sockets {
    sockets: Vec<TcpListener>,
    /// The addresses, at least one; all have the same port
    pub(crate) addresses: Vec<SocketAddr>,
}

impl Sockets {
    /// Listens on a port of loopback, on both protocols if the machine has both.
    ///
    /// # Errors
    ///
    /// [`Error::Listen`].
    pub(crate) fn loopback(port: u16) -> Result<Self, Error> {
        let mut trials = PORT_TRIALS;
        loop {
            let mut sockets = Self::at(Ipv4Addr::LOCALHOST.into(), port)?;
            let second = SocketAddr::from((Ipv6Addr::LOCALHOST, sockets.port()));
            match TcpListener::bind(second) {
                Ok(socket) => {
                    sockets.sockets.push(socket);
                    sockets.addresses.push(second);
                    return Ok(sockets);
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                    trials -= 1;
                    if port != 0 || trials == 0 {
                        return Err(Error::Listen { address: second, source: error });
                    }
                }
                // The machine has no IPv6.
                Err(_) => return Ok(sockets),
            }
        }
    }

    /// Listens on a port of an address.
    ///
    /// # Errors
    ///
    /// [`Error::Listen`].
    pub(crate) fn at(address: IpAddr, port: u16) -> Result<Self, Error> {
        let address = SocketAddr::from((address, port));
        let failed = |source| Error::Listen { address, source };
        let socket = TcpListener::bind(address).map_err(failed)?;
        let address = socket.local_addr().map_err(failed)?;
        Ok(Self { sockets: vec![socket], addresses: vec![address] })
    }

    /// Returns the port.
    pub(crate) fn port(&self) -> u16 {
        self.addresses.first().map_or(0, SocketAddr::port)
    }
}

/// Answers one request; called on any thread.
pub(crate) type Answerer = dyn Fn(&Request, NumericDate) -> Response + Send + Sync;

/// What a server does with requests.
pub(crate) trait Service {
    /// Prepares for the next request, with access to the machine.
    fn prepare(&mut self, system: &mut System);

    /// Returns what answers requests, on any thread.
    fn answerer(&self) -> Arc<Answerer>;

    /// Called after every request that was answered.
    fn answered(&mut self, entry: &LogEntry, system: &mut System);
}

/// A request that was answered.
#[derive(Clone, Debug)]
pub(crate) struct LogEntry {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: u16,
    /// What the answer says about itself
    pub(crate) remark: String,
    pub(crate) milliseconds: u128,
}

/// What a connection sends to the one thread that has the machine.
enum Event {
    Asked(Request, oneshot::Sender<Response>),
    Answered(LogEntry),
}

impl System {
    /// Serves until a signal stops it, and then finishes the requests in progress.
    /// `ready` is called when requests are answered.
    ///
    /// # Errors
    ///
    /// [`Error::Listen`] if the sockets cannot be used, and the error of `ready`.
    pub(crate) fn serve(
        &mut self,
        sockets: Sockets,
        service: &mut dyn Service,
        ready: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let address = sockets.addresses.first().copied();
        let address = address.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, 0).into());
        let failed = |source| Error::Listen { address, source };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(failed)?;
        let served = runtime.block_on(async {
            let mut stop = pin!(stop_signal().map_err(failed)?);
            let Accepting { tasks, graceful, events: mut asked } =
                accept_all(sockets.sockets).map_err(failed)?;
            ready(self)?;
            loop {
                tokio::select! {
                    () = &mut stop => break,
                    event = asked.recv() => match event {
                        Some(event) => handle(event, service, self),
                        None => break,
                    },
                }
            }
            self.note("stopping");
            end(tasks).await;
            let mut stop = pin!(stop_signal().map_err(failed)?);
            let Some(graceful) = Arc::into_inner(graceful) else { return Ok(()) };
            let mut finished = pin!(tokio::time::timeout(LAST_TIME, graceful.shutdown()));
            let mut is_open = true;
            loop {
                tokio::select! {
                    biased;
                    event = asked.recv(), if is_open => match event {
                        Some(event) => handle(event, service, self),
                        None => is_open = false,
                    },
                    () = &mut stop => break,
                    _ = &mut finished => break,
                }
            }
            while let Ok(event) = asked.try_recv() {
                handle(event, service, self);
            }
            Ok(())
        });
        // A request that takes too long is abandoned.
        runtime.shutdown_background();
        served
    }
}

/// Answers a request of a server in the background.
pub(crate) type Responder = dyn Fn(&Request) -> Response + Send + Sync;

/// A server on a thread of its own, which ends with this value.
#[derive(Debug)]
pub(crate) struct Background {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sockets {
    /// Answers requests on another thread.
    ///
    /// # Errors
    ///
    /// [`Error::Listen`].
    pub(super) fn answer(self, responder: Arc<Responder>) -> Result<Background, Error> {
        let address = self.addresses.first().copied();
        let address = address.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, 0).into());
        let failed = |source| Error::Listen { address, source };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(failed)?;
        let accepting = runtime.block_on(async { accept_all(self.sockets) }).map_err(failed)?;
        let (stop, stopped) = oneshot::channel();
        let serve = move || {
            runtime.block_on(answer_until(stopped, accepting, &*responder));
            runtime.shutdown_background();
        };
        let thread = std::thread::Builder::new().spawn(serve).map_err(failed)?;
        Ok(Background { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Background {
    /// Waits a moment until the last response is sent.
    fn drop(&mut self) {
        drop(self.stop.take());
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Answers requests until the sender is dropped, and then those that have arrived.
async fn answer_until(stopped: oneshot::Receiver<()>, accepting: Accepting, responder: &Responder) {
    let Accepting { tasks, graceful, mut events } = accepting;
    let answer = |event| {
        if let Event::Asked(request, reply) = event {
            // The client may be gone.
            let _ = reply.send(responder(&request));
        }
    };
    let mut stopped = pin!(stopped);
    loop {
        tokio::select! {
            biased;
            event = events.recv() => match event {
                Some(event) => answer(event),
                None => break,
            },
            _ = &mut stopped => break,
        }
    }
    end(tasks).await;
    let Some(graceful) = Arc::into_inner(graceful) else { return };
    let mut finished = pin!(tokio::time::timeout(LAST_PAGE, graceful.shutdown()));
    loop {
        tokio::select! {
            biased;
            event = events.recv() => match event {
                Some(event) => answer(event),
                None => break,
            },
            _ = &mut finished => break,
        }
    }
}

/// Tasks that accept connections.
struct Accepting {
    tasks: Vec<tokio::task::JoinHandle<()>>,
    graceful: Arc<GracefulShutdown>,
    /// What happens on all connections
    events: mpsc::Receiver<Event>,
}

/// Begins to accept connections on all sockets.
fn accept_all(sockets: Vec<TcpListener>) -> io::Result<Accepting> {
    let (sender, events) = mpsc::channel(MAX_CONNECTIONS);
    let graceful = Arc::new(GracefulShutdown::new());
    let connections = Arc::new(Connections::new());
    let mut tasks = Vec::new();
    for socket in sockets {
        socket.set_nonblocking(true)?;
        let acceptor = Acceptor {
            socket: tokio::net::TcpListener::from_std(socket)?,
            connections: Arc::clone(&connections),
            graceful: Arc::clone(&graceful),
            events: sender.clone(),
        };
        tasks.push(tokio::spawn(acceptor.accept()));
    }
    Ok(Accepting { tasks, graceful, events })
}

/// Ends the tasks that accept connections.
async fn end(tasks: Vec<tokio::task::JoinHandle<()>>) {
    for task in &tasks {
        task.abort();
    }
    for task in tasks {
        let _ = task.await;
    }
}

/// Acts on an event, on the thread that has the machine. The work is done on another one.
fn handle(event: Event, service: &mut dyn Service, system: &mut System) {
    match event {
        Event::Asked(request, reply) => {
            service.prepare(system);
            let answer = service.answerer();
            let now = environment::clock();
            tokio::task::spawn_blocking(move || {
                // The client may be gone.
                let _ = reply.send(answer(&request, now));
            });
        }
        Event::Answered(entry) => service.answered(&entry, system),
    }
}

/// Returns a future that is ready when a signal stops the process.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Returns a future that is ready when a signal stops the process.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// The connections that are open, of which there are not too many at once.
struct Connections {
    permits: Arc<Semaphore>,
    /// The oldest ones first
    open: Mutex<VecDeque<Connection>>,
}

/// A connection that is open.
struct Connection {
    task: AbortHandle,
    /// Whether a complete request is being answered
    is_busy: Arc<AtomicBool>,
}

impl Connections {
    fn new() -> Self {
        Self { permits: Arc::new(Semaphore::new(MAX_CONNECTIONS)), open: Mutex::default() }
    }

    /// Waits for room for one more connection. If there is none, the oldest connection that has not
    /// sent a whole request ends: those who only connect do not keep others out.
    async fn room(&self) -> Option<OwnedSemaphorePermit> {
        if let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() {
            return Some(permit);
        }
        self.end_oldest();
        Arc::clone(&self.permits).acquire_owned().await.ok()
    }

    fn end_oldest(&self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let is_idle = |one: &Connection| !one.is_busy.load(Ordering::SeqCst);
        let oldest = open.iter().position(|one| !one.task.is_finished() && is_idle(one));
        if let Some(connection) = oldest.and_then(|index| open.remove(index)) {
            connection.task.abort();
        }
    }

    fn add(&self, connection: Connection) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|one| !one.task.is_finished());
        open.push_back(connection);
    }
}

/// Accepts the connections at a socket.
struct Acceptor {
    socket: tokio::net::TcpListener,
    connections: Arc<Connections>,
    graceful: Arc<GracefulShutdown>,
    events: mpsc::Sender<Event>,
}

impl Acceptor {
    async fn accept(self) {
        loop {
            let Ok((stream, peer)) = self.socket.accept().await else {
                // The process has too many open files, or the client has left.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            let Some(permit) = self.connections.room().await else { return };
            let ends = stream.local_addr().ok().map(|own| (peer, own));
            let _ = stream.set_nodelay(true);
            let is_busy = Arc::new(AtomicBool::new(false));
            let (events, busy) = (self.events.clone(), Arc::clone(&is_busy));
            let service = service_fn(move |request| {
                exchange(request, ends, events.clone(), Arc::clone(&busy))
            });
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(CLIENT_TIME)
                .max_buf_size(2 * MAX_HEADER)
                .serve_connection(TokioIo::new(stream), service);
            let connection = self.graceful.watch(connection);
            let task = tokio::spawn(async move {
                // A client that disconnects is not an error.
                let _ = connection.await;
                drop(permit);
            });
            self.connections.add(Connection { task: task.abort_handle(), is_busy });
        }
    }
}

/// Answers one request of a connection.
async fn exchange(
    request: hyper::Request<Incoming>,
    ends: Option<(SocketAddr, SocketAddr)>,
    events: mpsc::Sender<Event>,
    is_busy: Arc<AtomicBool>,
) -> Result<hyper::Response<Full<Bytes>>, Infallible> {
    let start = Instant::now();
    let method = request.method().to_string();
    let path = request.uri().path().to_owned();
    let response = match read(request).await {
        Ok(request) => {
            is_busy.store(true, Ordering::SeqCst);
            ask(Request { ends, ..request }, &events).await
        }
        Err(response) => response,
    };
    tokio::time::sleep(response.delay).await;
    let entry = LogEntry {
        method,
        path,
        status: response.status,
        remark: response.remark.clone(),
        milliseconds: start.elapsed().as_millis(),
    };
    let _ = events.send(Event::Answered(entry)).await;
    is_busy.store(false, Ordering::SeqCst);
    Ok(written(response))
}

/// Has a request answered.
async fn ask(request: Request, events: &mpsc::Sender<Event>) -> Response {
    let (reply, answer) = oneshot::channel();
    let unanswered = || refusal(500, "the server cannot answer");
    if events.send(Event::Asked(request, reply)).await.is_err() {
        return unanswered();
    }
    answer.await.unwrap_or_else(|_| unanswered())
}

/// Reads a request to its end.
async fn read(request: hyper::Request<Incoming>) -> Result<Request, Response> {
    let (parts, body) = request.into_parts();
    let mut headers: Vec<(String, String)> = Vec::new();
    // The authority of the address, if there is one, counts more than `Host` (RFC 9112 section 3.2.2).
    let authority = parts.uri.authority().map(ToString::to_string);
    for (name, value) in &parts.headers {
        if name == hyper::header::HOST && authority.is_some() {
            continue;
        }
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        headers.push((name.as_str().to_owned(), value));
    }
    headers.extend(authority.map(|authority| ("host".to_owned(), authority)));
    let size: usize = headers.iter().map(|(name, value)| name.len() + value.len()).sum();
    if size + parts.uri.path().len() + parts.uri.query().map_or(0, str::len) > MAX_HEADER {
        return Err(refusal(431, "the header is larger than 32 KiB"));
    }
    let too_large = || refusal(413, "the body is larger than 64 KiB");
    if usize::try_from(body.size_hint().lower()).is_ok_and(|size| size > MAX_BODY) {
        return Err(too_large());
    }
    let collected = tokio::time::timeout(CLIENT_TIME, Limited::new(body, MAX_BODY).collect()).await;
    let body = match collected {
        Ok(Ok(body)) => body.to_bytes().to_vec(),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => return Err(too_large()),
        Ok(Err(_)) => return Err(refusal(400, "the body cannot be read")),
        Err(_) => return Err(refusal(408, "the body did not arrive in time")),
    };
    Ok(Request {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers,
        body,
        ends: None,
    })
}

/// Returns a response after which the connection ends.
fn refusal(status: u16, message: &str) -> Response {
    Response {
        status,
        headers: vec![
            ("Content-Type", "text/plain; charset=utf-8".to_owned()),
            ("Connection", "close".to_owned()),
        ],
        body: format!("{message}\n"),
        ..Response::default()
    }
}

fn written(response: Response) -> hyper::Response<Full<Bytes>> {
    let mut builder = hyper::Response::builder().status(response.status);
    for (name, value) in response.headers {
        builder = builder.header(name, value);
    }
    builder.body(Full::new(Bytes::from(response.body))).unwrap_or_else(|_| {
        let mut response = hyper::Response::new(Full::default());
        *response.status_mut() = hyper::StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}
