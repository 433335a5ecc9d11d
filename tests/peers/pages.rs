//! A browser without scripts: it follows redirects, keeps cookies, fills in forms and sends them.

use std::sync::{LazyLock, Mutex};

use regex::Regex;
use reqwest::Method;
use reqwest::blocking::{Client, Response};
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use serde_json::Value;
use url::Url;
use url::form_urlencoded::Serializer;

/// The most pages on the way to the last one.
const MOST: usize = 30;

static FORM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<form\b([^>]*)>(.*?)</form>").unwrap());
static FIELD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<(input|button)\b([^>]*)>").unwrap());
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"([a-z_-]+)="([^"]*)""#).unwrap());

/// A cookie, which is sent to the paths below its own.
struct Cookie {
    origin: String,
    path: String,
    name: String,
    value: String,
}

/// A person with a browser.
pub(crate) struct Visitor {
    client: Client,
    cookies: Mutex<Vec<Cookie>>,
}

/// Where a visit ended.
#[derive(Debug)]
pub(crate) struct Landing {
    pub(crate) address: Url,
    pub(crate) page: String,
}

impl Visitor {
    pub(crate) fn new() -> Self {
        let client = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
        Self { client, cookies: Mutex::default() }
    }

    /// Opens an address, sends every form that follows with these values, and returns the first
    /// page without a form. A redirect to an address that begins with `stop` is not followed: it
    /// is what an application that does not run leaves in the address line.
    pub(crate) fn visit(
        &self,
        address: &str,
        fill: &[(&str, &str)],
        stop: Option<&str>,
    ) -> Landing {
        let mut at = Url::parse(address).unwrap();
        let mut response = self.send(Method::GET, &at, None);
        for _ in 0..MOST {
            if response.status().is_redirection() {
                let next = response.headers()[LOCATION].to_str().unwrap();
                at = at.join(next).unwrap();
                if stop.is_some_and(|stop| at.as_str().starts_with(stop)) {
                    return Landing { address: at, page: String::new() };
                }
                response = self.send(Method::GET, &at, None);
                continue;
            }
            let page = response.text().unwrap();
            let form = FORM.captures_iter(&page).map(Form::read).find(|form| !form.is_abort());
            let Some(form) = form else { return Landing { address: at, page } };
            at = at.join(form.action.as_deref().unwrap_or_default()).unwrap();
            response = self.send(Method::POST, &at, Some(form.filled(fill)));
        }
        panic!("{at} leads to ever more pages");
    }

    /// Opens an address, and leaves the first page by its link to this place.
    pub(crate) fn leave(&self, address: &str, link: &str) -> Landing {
        let mut at = Url::parse(address).unwrap();
        for _ in 0..MOST {
            let response = self.send(Method::GET, &at, None);
            if response.status().is_redirection() {
                at = at.join(response.headers()[LOCATION].to_str().unwrap()).unwrap();
                continue;
            }
            let page = response.text().unwrap();
            let mut links = ATTRIBUTE.captures_iter(&page).filter(|found| &found[1] == "href");
            let found = links.find(|found| found[2].contains(link)).unwrap()[2].to_owned();
            return self.visit(at.join(&found).unwrap().as_str(), &[], None);
        }
        panic!("{at} leads to ever more pages");
    }

    /// Sends a document, as a page with scripts does, which must be accepted.
    pub(crate) fn call(&self, method: Method, address: &str, document: &Value) {
        let at = Url::parse(address).unwrap();
        let request = self.client.request(method, at.clone());
        let request = request.header("content-type", "application/json");
        let response = self.cookied(request, &at).body(document.to_string()).send().unwrap();
        self.keep_cookies(&at, &response);
        let status = response.status();
        assert!(status.is_success(), "{address}: {status}: {}", response.text().unwrap());
    }

    fn send(&self, method: Method, at: &Url, form: Option<String>) -> Response {
        let mut request = self.cookied(self.client.request(method, at.clone()), at);
        if let Some(form) = form {
            request = request.header("content-type", "application/x-www-form-urlencoded");
            request = request.body(form);
        }
        let response = request.send().unwrap();
        self.keep_cookies(at, &response);
        response
    }

    fn cookied(
        &self,
        request: reqwest::blocking::RequestBuilder,
        at: &Url,
    ) -> reqwest::blocking::RequestBuilder {
        let origin = at.origin().ascii_serialization();
        let cookies = self.cookies.lock().unwrap();
        let sent = cookies
            .iter()
            .filter(|cookie| cookie.origin == origin && at.path().starts_with(&cookie.path));
        let sent: Vec<_> = sent.map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        if sent.is_empty() { request } else { request.header(COOKIE, sent.join("; ")) }
    }

    fn keep_cookies(&self, at: &Url, response: &Response) {
        let mut cookies = self.cookies.lock().unwrap();
        for header in response.headers().get_all(SET_COOKIE) {
            let mut parts = header.to_str().unwrap().split(';').map(str::trim);
            let (name, value) = parts.next().unwrap().split_once('=').unwrap();
            let path = parts.find_map(|part| {
                let (key, value) = part.split_once('=')?;
                key.eq_ignore_ascii_case("path").then(|| value.to_owned())
            });
            let cookie = Cookie {
                origin: at.origin().ascii_serialization(),
                path: path.unwrap_or_else(|| "/".to_owned()),
                name: name.to_owned(),
                value: value.to_owned(),
            };
            cookies.retain(|one| {
                (&one.origin, &one.path, &one.name) != (&cookie.origin, &cookie.path, &cookie.name)
            });
            if !cookie.value.is_empty() {
                cookies.push(cookie);
            }
        }
    }
}

/// A form of a page.
struct Form {
    action: Option<String>,
    inputs: Vec<Vec<(String, String)>>,
    buttons: Vec<Vec<(String, String)>>,
}

fn attributes(tag: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| {
        text.replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    };
    ATTRIBUTE.captures_iter(tag).map(|found| (found[1].to_owned(), decoded(&found[2]))).collect()
}

fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

impl Form {
    fn read(found: regex::Captures<'_>) -> Self {
        let action = attribute(&attributes(&found[1]), "action").map(ToOwned::to_owned);
        let fields = |kind: &str| {
            let fields = FIELD.captures_iter(&found[2]).filter(|field| &field[1] == kind);
            fields.map(|field| attributes(&field[2])).collect()
        };
        Self { action, inputs: fields("input"), buttons: fields("button") }
    }

    fn is_abort(&self) -> bool {
        self.action.as_ref().is_some_and(|action| action.contains("abort"))
    }

    /// Returns the fields with these values, and the button that one of them names, or the first.
    fn filled(&self, fill: &[(&str, &str)]) -> String {
        let mut fields = Serializer::new(String::new());
        let value = |name: &str| fill.iter().find(|(one, _)| *one == name).map(|(_, value)| *value);
        for input in &self.inputs {
            if let Some(name) = attribute(input, "name") {
                let written = attribute(input, "value").unwrap_or_default();
                fields.append_pair(name, value(name).unwrap_or(written));
            }
        }
        let is_named = |button: &&Vec<(String, String)>| {
            let name = attribute(button, "name");
            name.is_some_and(|name| {
                value(name).is_some() && value(name) == attribute(button, "value")
            })
        };
        let is_usable =
            |button: &&Vec<(String, String)>| attribute(button, "name") != Some("abort");
        let pressed = self.buttons.iter().find(is_named);
        let pressed = pressed.or_else(|| self.buttons.iter().find(is_usable));
        if let Some(button) = pressed
            && let Some(name) = attribute(button, "name")
        {
            fields.append_pair(name, attribute(button, "value").unwrap_or_default());
        }
        fields.finish()
    }
}
