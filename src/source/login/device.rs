//! Logs in with a code that is typed in on another device (RFC 8628).

use std::time::Duration;

use crate::error::{Error, LoginFault};
use crate::profile::login::LoginKind;
use crate::provider::authorization::usual_scope;
use crate::provider::device::{DeviceCode, Progress, progress, read_code};
use crate::provider::oauth::{OauthFault, TokenAnswer, read_tokens};
use crate::source::login::client::{Client, Metadata, Patience};
use crate::source::login::context::{Context, Tokens, in_words};
use crate::source::login::id_token;
use crate::source::login::request::LogIn;
use crate::system::System;
use crate::system::oauth::is_private;
use crate::system::start_page::StartPage;
use crate::system::waiting::Waiting;

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// The first pause if the issuer allows any, and what it grows to.
const FIRST: Duration = Duration::from_millis(100);
const SHORTEST: Duration = Duration::from_secs(1);

/// The longest pause if the issuer does not answer.
const LONGEST: Duration = Duration::from_secs(60);

/// What is added to the pause if the issuer says `slow_down`.
const SLOWER: Duration = Duration::from_secs(5);

/// Logs in, and returns the tokens.
pub(super) fn log_in(
    context: &Context<'_>,
    request: &LogIn<'_>,
    system: &mut System,
) -> Result<Tokens, Error> {
    if context.kind == LoginKind::Cognito {
        return Err(Error::usage(
            "Cognito has no login by a code on another device",
            "drop `--device`; `--paste` works where no browser can reach this machine",
        ));
    }
    let metadata = Metadata::read(context, system)?;
    let address = metadata.endpoint("device_authorization_endpoint")?;
    let token_endpoint = metadata.endpoint("token_endpoint")?;
    let client = Client::read(context, metadata.client_auth(), system)?;
    let usual = usual_scope(Some(metadata.members()));
    let scope = context.setting.scope.as_deref().unwrap_or(&usual);
    let mut fields = vec![("scope", scope)];
    fields.extend(context.setting.audience.as_deref().map(|audience| ("audience", audience)));
    let code = client.answer(&address, &fields, read_code, Patience::default(), context, system)?;
    let code = code.map_err(|fault| client.error(&address, &fields, fault, context))?;
    let page = show(&code, request.opens_browser, system);
    let fields = [("grant_type", GRANT), ("device_code", code.code.as_str())];
    let waiting = system.waiting(true);
    waiting.show("waiting for the login; Ctrl-C stops");
    let limit = Limit::of(&code, request.timeout);
    let ended = poll(&limit, &mut Clock(&waiting), |left| {
        let patience =
            Patience { limit: left.min(Patience::default().limit), waiting: Some(&waiting) };
        client.answer(&token_endpoint, &fields, read_tokens, patience, context, system)
    });
    waiting.end();
    drop(page);
    let answer = ended.map_err(|ended| match ended {
        Ended::Cancelled => context.error(LoginFault::Cancelled),
        Ended::Declined => context.error(LoginFault::Declined),
        Ended::Expired => context.error(LoginFault::CodeExpired),
        Ended::TimedOut => {
            let after = in_words(limit.span);
            context.error(LoginFault::TimedOut { after, method: "--device" })
        }
        Ended::Refused(fault) => client.error(&token_endpoint, &fields, fault, context),
        Ended::Failed(error) => error,
    })?;
    let tokens = Tokens::from(answer);
    id_token::verify_login(context, &tokens, scope, None, system)?;
    Ok(tokens)
}

/// Prints where the code is typed in, even with `-q`: nothing goes on without it. Opens the page in
/// the browser of this machine, if there is one. Returns what must exist until the user has come back.
fn show(code: &DeviceCode, opens_browser: bool, system: &mut System) -> Option<StartPage> {
    let own = code
        .message
        .as_deref()
        .filter(|message| message.contains(&code.user_code) && message.contains(&code.address));
    let sentence = own.map_or_else(
        || format!("on any device, visit {} and enter the code {}", code.address, code.user_code),
        ToOwned::to_owned,
    );
    system.say_asked(&sentence);
    if let Some(complete) = &code.complete {
        system.say_asked(&format!("or visit {complete}"));
    }
    let page = code.complete.as_ref().unwrap_or(&code.address);
    if opens_browser && is_private(page) { system.open_browser(page) } else { None }
}

/// How long to wait for the user.
#[derive(Clone, Copy, Debug)]
struct Limit {
    span: Duration,
    /// Whether it is that of the command line, and not the life of the code
    is_chosen: bool,
    interval: Duration,
}

impl Limit {
    fn of(code: &DeviceCode, chosen: Option<Duration>) -> Self {
        let life = Duration::from_secs(code.life);
        let chosen = chosen.filter(|chosen| *chosen < life);
        let interval = Duration::from_secs(code.interval).max(FIRST);
        Self { span: chosen.unwrap_or(life), is_chosen: chosen.is_some(), interval }
    }
}

/// The time and the pauses of a login.
trait Time {
    fn elapsed(&self) -> Duration;

    /// Waits. Returns `false` if the user wants the command to end.
    fn pause(&mut self, span: Duration) -> bool;
}

/// The clock of this machine.
struct Clock<'a>(&'a Waiting);

impl Time for Clock<'_> {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn pause(&mut self, span: Duration) -> bool {
        self.0.pause(span)
    }
}

/// Why there are no tokens.
#[derive(Debug)]
enum Ended {
    Cancelled,
    Declined,
    /// The code is no longer valid
    Expired,
    /// The limit of the command line has passed
    TimedOut,
    Refused(OauthFault),
    Failed(Error),
}

/// Asks for tokens until the user has decided. An issuer that does not answer is asked again, less
/// often.
fn poll(
    limit: &Limit,
    time: &mut impl Time,
    mut ask: impl FnMut(Duration) -> Result<Result<TokenAnswer, OauthFault>, Error>,
) -> Result<TokenAnswer, Ended> {
    let mut interval = limit.interval;
    let mut unanswered = None;
    loop {
        let left = limit.span.saturating_sub(time.elapsed());
        if !time.pause(interval.min(left)) {
            return Err(Ended::Cancelled);
        }
        let left = limit.span.saturating_sub(time.elapsed());
        if left.is_zero() {
            return Err(match unanswered {
                Some(error) => Ended::Failed(error),
                None if limit.is_chosen => Ended::TimedOut,
                None => Ended::Expired,
            });
        }
        unanswered = None;
        match ask(left) {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(OauthFault::Refused { code, description })) => match progress(&code) {
                // An issuer that allows any pause is not asked ten times a second.
                Progress::Pending if interval < SHORTEST => {
                    interval = interval.saturating_mul(2).min(SHORTEST);
                }
                Progress::Pending => {}
                Progress::TooFast => interval = interval.saturating_add(SLOWER),
                Progress::Declined => return Err(Ended::Declined),
                Progress::Expired => return Err(Ended::Expired),
                Progress::Refused => {
                    return Err(Ended::Refused(OauthFault::Refused { code, description }));
                }
            },
            Ok(Err(OauthFault::NotAnAnswer(_))) => interval = less_often(interval),
            Err(error @ Error::Unreachable { .. }) => {
                interval = less_often(interval);
                unanswered = Some(error);
            }
            Err(Error::Login { fault: LoginFault::Cancelled, .. }) => return Err(Ended::Cancelled),
            Err(error) => return Err(Ended::Failed(error)),
        }
    }
}

fn less_often(interval: Duration) -> Duration {
    interval.saturating_mul(2).min(LONGEST.max(interval))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::FetchFault;

    /// A clock that only pauses advance.
    #[derive(Default)]
    struct FakeTime {
        now: Duration,
        pauses: Vec<u64>,
        /// Ctrl-C comes in this pause
        interrupted: Option<usize>,
    }

    impl Time for FakeTime {
        fn elapsed(&self) -> Duration {
            self.now
        }

        fn pause(&mut self, span: Duration) -> bool {
            self.now += span;
            self.pauses.push(span.as_secs());
            self.interrupted != Some(self.pauses.len())
        }
    }

    fn limit(span: u64, is_chosen: bool) -> Limit {
        Limit { span: Duration::from_secs(span), is_chosen, interval: Duration::from_secs(5) }
    }

    type Asked = Result<Result<TokenAnswer, OauthFault>, Error>;

    #[expect(clippy::unnecessary_wraps, reason = "it is one of the answers to a question")]
    fn refused(code: &str) -> Asked {
        Ok(Err(OauthFault::Refused { code: code.to_owned(), description: None }))
    }

    fn silence() -> Asked {
        Err(Error::Unreachable {
            url: "https://id.example/token".to_owned(),
            message: "connection refused".to_owned(),
            fault: FetchFault::Answer,
        })
    }

    /// Polls with these answers, one after the other. Returns the pauses, too.
    fn polled(
        limit: &Limit,
        time: FakeTime,
        answers: Vec<Asked>,
    ) -> (Result<TokenAnswer, Ended>, Vec<u64>) {
        let (mut time, mut answers) = (time, answers.into_iter());
        let ended = poll(limit, &mut time, |_| {
            answers.next().unwrap_or_else(|| refused("authorization_pending"))
        });
        (ended, time.pauses)
    }

    #[test]
    fn the_issuer_is_asked_until_the_user_has_decided() {
        let tokens = || Ok(Ok(TokenAnswer::default()));
        let answers = vec![
            refused("authorization_pending"),
            refused("slow_down"),
            refused("authorization_pending"),
            tokens(),
        ];
        let (ended, pauses) = polled(&limit(900, false), FakeTime::default(), answers);
        assert_eq!(ended.unwrap(), TokenAnswer::default());
        assert_eq!(pauses, [5, 5, 10, 10]);
        for (code, expected) in [
            ("access_denied", "Declined"),
            ("authorization_declined", "Declined"),
            ("expired_token", "Expired"),
            ("bad_verification_code", "Refused"),
        ] {
            let (ended, _) = polled(&limit(900, false), FakeTime::default(), vec![refused(code)]);
            let shown = format!("{:?}", ended.unwrap_err());
            assert!(shown.starts_with(expected), "{code}: {shown}");
        }
    }

    #[test]
    fn an_issuer_that_does_not_answer_is_asked_again_less_often() {
        let html = || Ok(Err(OauthFault::NotAnAnswer("a web page".to_owned())));
        let answers = vec![silence(), html(), Ok(Ok(TokenAnswer::default()))];
        let (ended, pauses) = polled(&limit(900, false), FakeTime::default(), answers);
        assert!(ended.is_ok());
        assert_eq!(pauses, [5, 10, 20]);
        // If it is silent to the end, that is why.
        let answers = (0..9).map(|_| silence()).collect();
        let (ended, pauses) = polled(&limit(60, false), FakeTime::default(), answers);
        assert!(matches!(ended, Err(Ended::Failed(Error::Unreachable { .. }))), "{ended:?}");
        assert_eq!(pauses, [5, 10, 20, 25]);
    }

    #[test]
    fn the_wait_ends_with_the_code_with_the_limit_or_with_ctrl_c() {
        let (ended, pauses) = polled(&limit(12, false), FakeTime::default(), Vec::new());
        assert!(matches!(ended, Err(Ended::Expired)), "{ended:?}");
        assert_eq!(pauses, [5, 5, 2]);
        let (ended, _) = polled(&limit(12, true), FakeTime::default(), Vec::new());
        assert!(matches!(ended, Err(Ended::TimedOut)), "{ended:?}");
        let time = FakeTime { interrupted: Some(2), ..FakeTime::default() };
        let (ended, pauses) = polled(&limit(12, false), time, Vec::new());
        assert!(matches!(ended, Err(Ended::Cancelled)), "{ended:?}");
        assert_eq!(pauses, [5, 5]);
    }

    #[test]
    fn an_issuer_that_allows_any_pause_is_not_hammered() {
        let body = br#"{"device_code":"d","user_code":"u","verification_uri":"https://x.example","expires_in":60,"interval":0}"#;
        let limit = Limit::of(&read_code(200, body).unwrap(), None);
        let (ended, pauses) = polled(&limit, FakeTime::default(), Vec::new());
        assert!(matches!(ended, Err(Ended::Expired)), "{ended:?}");
        assert!(pauses.len() < 66, "{pauses:?}");
        assert_eq!(pauses[..4], [0, 0, 0, 0]);
        assert!(pauses[4..pauses.len() - 1].iter().all(|pause| *pause == 1), "{pauses:?}");
    }

    #[test]
    fn only_a_limit_of_the_command_line_is_shorter_than_the_code() {
        let body =
            br#"{"device_code":"d","user_code":"u","verification_uri":"https://x.example","expires_in":900}"#;
        let code = read_code(200, body).unwrap();
        let of = |seconds: Option<u64>| {
            let limit = Limit::of(&code, seconds.map(Duration::from_secs));
            (limit.span.as_secs(), limit.is_chosen)
        };
        assert_eq!(of(None), (900, false));
        assert_eq!(of(Some(60)), (60, true));
        assert_eq!(of(Some(3600)), (900, false));
    }
}
