//! Logins in the keyring of a desktop: GNOME Keyring on a session bus of its own.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::component::{Component, command, program, scripts};
use crate::home::Home;
use crate::issuers::oidc_provider;
use crate::login::{ADA, log_in, profile};
use crate::pages::Visitor;

/// How long the keyring may take to appear on the bus.
const PATIENCE: Duration = Duration::from_secs(30);

/// A session bus, with a keyring on it or without one. Each has a home of its own.
struct Desktop {
    folder: TempDir,
    address: String,
    _bus: Component,
    keyring: Option<Component>,
}

impl Desktop {
    /// Starts a bus with nothing on it.
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut bus = command(program(&["dbus-daemon"]));
        bus.args(["--nofork", "--print-address", "--config-file"]);
        bus.arg(scripts().join("session_bus.conf"));
        bus.arg(format!("--address=unix:dir={}", folder.path().display()));
        let bus = Component::start("dbus-daemon", bus);
        let address = bus.line(|line| line.starts_with("unix:").then(|| line.to_owned()));
        Self { folder, address, _bus: bus, keyring: None }
    }

    /// Starts the keyring, and unlocks it if there is a password.
    fn open(&mut self, password: Option<&str>) {
        let script = match password {
            // A here-document leaves no password among the arguments of a process.
            Some(_) => "exec gnome-keyring-daemon --unlock \"$@\" <<END\n$PASSWORD\nEND\n",
            None => "exec gnome-keyring-daemon --start \"$@\"",
        };
        let mut daemon = command(program(&["sh"]));
        daemon.args(["-c", script, "sh", "--foreground", "--components=secrets"]);
        daemon.env_clear().envs(self.variables()).env("PASSWORD", password.unwrap_or_default());
        daemon.env("PATH", std::env::var_os("PATH").unwrap());
        self.keyring = Some(Component::start("gnome-keyring", daemon));
        let deadline = Instant::now() + PATIENCE;
        while !self.has_keyring() {
            assert!(Instant::now() < deadline, "the keyring does not appear on the bus");
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn close(&mut self) {
        self.keyring = None;
        let deadline = Instant::now() + PATIENCE;
        while self.has_keyring() {
            assert!(Instant::now() < deadline, "the keyring stays on the bus");
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn variables(&self) -> [(&'static str, &str); 3] {
        let folder = self.folder.path().to_str().unwrap();
        [("HOME", folder), ("XDG_DATA_HOME", folder), ("DBUS_SESSION_BUS_ADDRESS", &self.address)]
    }

    /// Calls a method, and returns what `dbus-send` prints of the answer.
    fn call(&self, destination: &str, path: &str, method: &str, arguments: &[&str]) -> String {
        let mut call = Command::new(program(&["dbus-send"]));
        call.arg("--session").arg("--print-reply").arg(format!("--dest={destination}"));
        call.arg(path).arg(method).args(arguments);
        let output = call.env("DBUS_SESSION_BUS_ADDRESS", &self.address).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn has_keyring(&self) -> bool {
        let name = "string:org.freedesktop.secrets";
        let bus = "org.freedesktop.DBus";
        self.call(bus, "/", "org.freedesktop.DBus.NameHasOwner", &[name]).contains("boolean true")
    }

    /// Returns how many items the keyring has in all, whoever put them there.
    fn items(&self) -> usize {
        const SERVICE: &str = "org.freedesktop.Secret.Service";
        let arguments = ["string:org.freedesktop.Secret.Collection", "string:Items"];
        let items = self.call(
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets/collection/login",
            "org.freedesktop.DBus.Properties.Get",
            &arguments,
        );
        let ours = self.call(
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            &format!("{SERVICE}.SearchItems"),
            &["dict:string:string:service,jwtool"],
        );
        let count = items.matches("object path").count();
        assert_eq!(ours.matches("object path").count(), count, "{items}{ours}");
        count
    }

    /// Returns a home on this desktop, in which no store is chosen.
    fn home(&self) -> Home {
        let home = Home::new("ES256");
        self.variables()
            .iter()
            .skip(1)
            .fold(home, |home, (name, value)| home.with_env(name, value))
            .with_env("JWTOOL_STORE", "")
            .with_env("PATH", &std::env::var("PATH").unwrap())
    }
}

/// Gives a home a login that is the output of a program: a token with a claim of this size.
fn configure(home: &Home, size: usize) -> String {
    let token = home.mint(&["--role=user", "--subject=ada", &format!("note={}", "x".repeat(size))]);
    let file = home.path().join("token");
    std::fs::write(&file, &token).unwrap();
    home.configure(&format!(
        "[profile.staging.login]\nkind = \"command\"\ncommand = [\"cat\", \"{}\"]\n",
        file.display()
    ));
    token
}

fn said(home: &Home, arguments: &[&str], code: i32) -> String {
    let output = home.jwtool(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

/// Returns the names of the files with logins in them.
fn files(home: &Home) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(home.path().join("data/logins")) else { return Vec::new() };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let is_login =
        |name: &String| Path::new(name).extension().is_some_and(|extension| extension == "json");
    names.filter(is_login).collect()
}

fn store(home: &Home) -> Value {
    let status = home.output(&["status", "staging", "--json"]);
    serde_json::from_str::<Value>(&status).unwrap()["store"].clone()
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn logins_of_any_size_are_kept_in_the_keyring_and_leave_nothing_behind() {
    let mut desktop = Desktop::start();
    desktop.open(Some("open sesame"));
    let home = desktop.home();
    assert_eq!(desktop.items(), 0);
    for size in [1, 3000, 60_000] {
        let token = configure(&home, size);
        assert_eq!(home.output(&["token", "staging"]), token);
        assert_eq!(store(&home), "keyring");
        // The keyring has it, and no file does; nor is the probe left.
        assert_eq!(desktop.items(), 1, "{size}");
        assert_eq!(files(&home), [""; 0]);
        // Nothing but the store has this token any more.
        std::fs::write(home.path().join("token"), "").unwrap();
        assert_eq!(home.output(&["token", "staging"]), token);
        assert!(said(&home, &["logout", "staging"], 0).contains("forgot"));
        assert_eq!(desktop.items(), 0, "{size}");
        assert!(said(&home, &["logout", "staging"], 0).contains("not logged in"));
        said(&home, &["status", "staging"], 5);
        assert_eq!(desktop.items(), 0, "{size}");
    }
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn a_locked_keyring_is_an_error_if_it_was_chosen_and_replaced_by_files_otherwise() {
    let mut desktop = Desktop::start();
    // The password of a keyring is chosen when it is opened for the first time.
    desktop.open(Some("open sesame"));
    let home = desktop.home();
    let token = configure(&home, 1);
    assert_eq!(home.output(&["token", "staging"]), token);
    desktop.close();
    desktop.open(None);
    // What is in it can neither be read nor replaced.
    let locked = said(&home, &["token", "staging", "--store=keyring"], 5);
    assert!(locked.contains("locked"), "{locked}");
    assert!(!locked.contains(&token), "{locked}");
    assert_eq!(files(&home), [""; 0]);
    let output = home.jwtool(&["token", "staging"]);
    let said_by_token = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said_by_token}");
    assert!(said_by_token.contains("locked"), "{said_by_token}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), token);
    // Another home has never used a keyring.
    let other = desktop.home();
    let token = configure(&other, 1);
    let output = other.jwtool(&["token", "staging"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), token);
    let instead = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(instead.contains("locked") && instead.contains("unencrypted"), "{instead}");
    assert_eq!((store(&other), files(&other).len()), ("file".into(), 1));
    // The choice is remembered, and said once.
    assert_eq!(said(&other, &["token", "staging"], 0), "");
    // It has moved to a file, and the older one in the keyring cannot be forgotten yet.
    assert_eq!((store(&home), files(&home).len()), ("file".into(), 1));
    let kept = said(&home, &["logout", "staging"], 5);
    assert!(kept.contains("locked"), "{kept}");
    assert_eq!(files(&home), [""; 0]);
    desktop.close();
    desktop.open(Some("open sesame"));
    assert_eq!(desktop.items(), 1);
    assert!(said(&home, &["logout", "staging"], 0).contains("forgot"));
    assert_eq!(desktop.items(), 0);
    // The choice can be changed, which moves the login.
    other.output(&["token", "staging", "--store=keyring"]);
    assert_eq!((store(&other), files(&other).len()), ("keyring".into(), 0));
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn a_login_outlasts_a_keyring_that_is_locked_meanwhile() {
    let (server, issuer) = oidc_provider();
    let mut desktop = Desktop::start();
    desktop.open(Some("open sesame"));
    let home = desktop.home();
    home.configure(&profile(&issuer, "oidc", "brief-cli", "send = \"access\""));
    let visit = |address: &str| Visitor::new().visit(address, &ADA, None);
    let (log, _) = log_in(&home, &["--no-browser"], 0, visit);
    assert!(log.contains("keyring"), "{log}");
    // Each command renews the tokens, and replaces the refresh token in the keyring.
    let first = home.output(&["token", "staging"]);
    assert_ne!(home.output(&["token", "staging"]), first);
    assert_eq!((desktop.items(), files(&home).len()), (1, 0));
    desktop.close();
    desktop.open(None);
    let locked = said(&home, &["token", "staging"], 5);
    assert!(locked.contains("locked"), "{locked}");
    desktop.close();
    desktop.open(Some("open sesame"));
    home.output(&["token", "staging"]);
    assert!(!server.log().contains("revoked"), "{}", server.log());
    said(&home, &["logout", "staging"], 0);
    assert_eq!((desktop.items(), files(&home).len()), (0, 0));
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn a_bus_without_a_keyring_is_like_a_locked_one() {
    let desktop = Desktop::start();
    let home = desktop.home();
    let token = configure(&home, 1);
    let chosen = said(&home, &["token", "staging", "--store=keyring"], 5);
    assert!(chosen.contains("keyring"), "{chosen}");
    let output = home.jwtool(&["token", "staging"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), token);
    assert!(String::from_utf8_lossy(&output.stderr).contains("unencrypted"));
    assert_eq!((store(&home), files(&home).len()), ("file".into(), 1));
    // With files chosen, not even a bus that does not exist is opened.
    let home = home.with_env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    assert_eq!(said(&home, &["token", "staging", "--store=file"], 0), "");
}
