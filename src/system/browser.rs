//! Opens an address in the user's browser.

use std::process::{Command, Stdio};
use std::thread;

use crate::system::System;
use crate::system::environment::Environment;
use crate::system::start_page::StartPage;

/// A program that opens an address, with its arguments. The address comes last, or in place of `%s`.
type Opener = Vec<String>;

/// What matters about the machine.
#[derive(Clone, Debug, Default)]
struct Desktop {
    /// `BROWSER`
    browser: Option<String>,
    is_remote: bool,
    has_display: bool,
    is_wsl: bool,
}

impl Desktop {
    fn of(environment: Environment) -> Self {
        let has = |names: &[&str]| names.iter().any(|name| environment.raw(name).is_some());
        Self {
            browser: environment.text("BROWSER").ok().flatten(),
            is_remote: has(&["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"]),
            has_display: has(&["DISPLAY", "WAYLAND_DISPLAY"]),
            is_wsl: has(&["WSL_DISTRO_NAME", "WSL_INTEROP"]),
        }
    }

    /// Returns the programs in the order in which they are tried: those that the user names, or those
    /// of the platform. Without a display, the ones of Linux would open a text browser, or nothing.
    fn openers(&self) -> Vec<Opener> {
        let words = |text: &str| text.split_whitespace().map(ToOwned::to_owned).collect::<Opener>();
        if let Some(named) = &self.browser {
            let separator = if cfg!(windows) { ';' } else { ':' };
            return named.split(separator).map(words).filter(|words| !words.is_empty()).collect();
        }
        let usual: &[&str] = if self.is_remote && !self.has_display {
            &[]
        } else if cfg!(windows) {
            &["rundll32.exe url.dll,FileProtocolHandler"]
        } else if cfg!(target_os = "macos") {
            &["/usr/bin/open"]
        } else if self.is_wsl {
            &["wslview", "rundll32.exe url.dll,FileProtocolHandler"]
        } else if self.has_display {
            &["xdg-open"]
        } else {
            &[]
        };
        usual.iter().map(|text| words(text)).collect()
    }

    /// Whether the browser may run on another machine, where no page of this one is found. Around WSL,
    /// nobody else is on the machine.
    const fn opens_elsewhere(&self) -> bool {
        self.is_wsl || self.is_remote && !self.has_display
    }
}

/// Returns the command that opens an address. What it prints is not shown, it reads nothing, and
/// Ctrl-C does not reach it.
fn command(opener: &[String], address: &str) -> Option<Command> {
    let (program, arguments) = opener.split_first()?;
    let mut command = Command::new(program);
    let has_place = arguments.iter().any(|argument| argument.contains("%s"));
    command.args(arguments.iter().map(|argument| argument.replace("%s", address)));
    if !has_place {
        command.arg(address);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        command.process_group(0);
    }
    Some(command)
}

impl System {
    /// Opens an address in the browser, and does not wait for it. If no program can be started, the
    /// user opens the address, which has been printed; with `-q`, it is printed now. The browser finds
    /// the address as long as the returned page exists.
    #[must_use]
    pub(crate) fn open_browser(&mut self, address: &str) -> Option<StartPage> {
        let desktop = Desktop::of(self.environment);
        let openers = desktop.openers();
        let page = if openers.is_empty() || desktop.opens_elsewhere() {
            None
        } else {
            StartPage::new(address, self.environment)
        };
        let opened = page.as_ref().map_or(address, |page| &page.address);
        for opener in openers {
            let name = opener.first().cloned().unwrap_or_default();
            match command(&opener, opened).map(|mut command| command.spawn()) {
                Some(Ok(mut child)) => {
                    self.note(&format!("opening the address with `{name}`"));
                    // It would stay a zombie.
                    let _ = thread::Builder::new().spawn(move || child.wait());
                    return page;
                }
                Some(Err(error)) => self.note(&format!("cannot start `{name}`: {error}")),
                None => {}
            }
        }
        self.say_if_quiet(address);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn openers(desktop: &Desktop) -> Vec<String> {
        desktop.openers().iter().map(|words| words.join(" ")).collect()
    }

    #[test]
    fn the_user_chooses_the_browser() {
        let browser = Some("firefox --new-tab %s:w3m".to_owned()).filter(|_| cfg!(unix));
        if browser.is_some() {
            let desktop = Desktop { browser, is_remote: true, ..Desktop::default() };
            assert_eq!(openers(&desktop), ["firefox --new-tab %s", "w3m"]);
        }
        let words = |text: &str| text.split(' ').map(ToOwned::to_owned).collect::<Vec<_>>();
        let arguments = |opener: &str| {
            let command = command(&words(opener), "https://a.example/?x=1&y=2").unwrap();
            let arguments = command.get_args().map(|one| one.to_str().unwrap().to_owned());
            arguments.collect::<Vec<_>>()
        };
        assert_eq!(arguments("w3m"), ["https://a.example/?x=1&y=2"]);
        assert_eq!(arguments("b -t=%s -n"), ["-t=https://a.example/?x=1&y=2", "-n"]);
        assert!(command(&[], "x").is_none());
    }

    #[test]
    fn nothing_is_opened_where_nobody_sees_it() {
        let remote = Desktop { is_remote: true, is_wsl: true, ..Desktop::default() };
        assert!(openers(&remote).is_empty());
        assert!(!openers(&Desktop { has_display: true, ..remote }).is_empty());
    }

    #[test]
    fn a_browser_on_another_machine_gets_the_address_itself() {
        let local = Desktop { has_display: true, ..Desktop::default() };
        assert!(!local.opens_elsewhere());
        assert!(!Desktop { is_remote: true, ..local.clone() }.opens_elsewhere());
        assert!(Desktop { is_wsl: true, ..local.clone() }.opens_elsewhere());
        assert!(Desktop { is_remote: true, has_display: false, ..local }.opens_elsewhere());
    }

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn linux_needs_a_display_or_windows_around_it() {
        assert!(openers(&Desktop::default()).is_empty());
        let desktop = Desktop { has_display: true, ..Desktop::default() };
        assert_eq!(openers(&desktop), ["xdg-open"]);
        let wsl = Desktop { is_wsl: true, ..desktop };
        assert_eq!(openers(&wsl), ["wslview", "rundll32.exe url.dll,FileProtocolHandler"]);
    }
}
