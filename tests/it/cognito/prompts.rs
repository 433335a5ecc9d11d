//! What is asked in a terminal, and how a prompt is left.

use serde_json::json;

use crate::cognito::pool::{PASSWORD, Pool, Question, Rules, USER};
use crate::cognito::terminal::{Ended, Terminal};
use crate::cognito::{login, machine};
use crate::sandbox::Sandbox;

const LOGIN: [&str; 2] = ["login", "staging"];

/// Expects a login, after which the terminal is as before and has shown no password.
fn logged_in(ended: &Ended) {
    assert!(ended.status.success(), "{}", ended.text);
    assert!(ended.is_restored, "{}", ended.text);
    assert!(ended.text.contains("logged in to `staging` as ada@example.gov"), "{}", ended.text);
    assert!(!ended.text.contains("Correct"), "{}", ended.text);
}

/// Types the user name and the password.
fn begin(sandbox: &Sandbox) -> Terminal {
    let mut terminal = Terminal::run(sandbox, &LOGIN);
    terminal.answer("User name: ", USER).answer("Password: ", PASSWORD);
    terminal
}

fn ask(pool: &Pool, questions: impl IntoIterator<Item = Question>) {
    pool.change(|rules| rules.questions = questions.into_iter().collect());
}

#[test]
fn a_name_is_shown_and_a_password_is_not() {
    let pool = Pool::start(Rules::default());
    let sandbox = machine(&pool, "");
    logged_in(&begin(&sandbox).end());

    // The profile proposes a name.
    let sandbox = machine(&pool, &format!("username = \"{USER}\""));
    let mut terminal = Terminal::run(&sandbox, &LOGIN);
    terminal.answer("User name [ada@example.gov]: ", "").answer("Password: ", PASSWORD);
    logged_in(&terminal.end());
    let mut terminal = Terminal::run(&sandbox, &LOGIN);
    terminal.answer("User name [ada@example.gov]: ", "bob").answer("Password: ", PASSWORD);
    let ended = terminal.end();
    assert_eq!(ended.status.code(), Some(5), "{}", ended.text);

    // What was typed wrong is taken back, and nothing is not an answer.
    let mut terminal = Terminal::run(&sandbox, &["login", "staging", "--username", USER]);
    terminal.answer("Password: ", "").wait_for("Password: ");
    terminal.press("wrong\u{15}Correctx\u{7f} horse 7!\r");
    logged_in(&terminal.end());
    let mut terminal = Terminal::run(&sandbox, &["login", "staging", "--password=-"]);
    terminal.answer("Value of --password: ", PASSWORD);
    logged_in(&terminal.end());
}

#[test]
fn every_prompt_can_be_left() {
    let pool = Pool::start(Rules::default());
    let sandbox = machine(&pool, "");
    logged_in(&begin(&sandbox).end());
    let before = login(&sandbox);
    let new_password = || Question {
        name: "NEW_PASSWORD_REQUIRED",
        parameters: json!({ "requiredAttributes": "[\"userAttributes.name\"]" }),
        expected: json!({ "NEW_PASSWORD": "Another 8 horses", "userAttributes.name": "Ada" }),
        otherwise: "InvalidPasswordException",
    };
    let choice = || Question {
        name: "SELECT_MFA_TYPE",
        parameters: json!({ "MFAS_CAN_CHOOSE": "[\"SMS_MFA\",\"SOFTWARE_TOKEN_MFA\"]" }),
        expected: json!({ "ANSWER": "SOFTWARE_TOKEN_MFA" }),
        otherwise: "InvalidParameterException",
    };
    let setup = || Question {
        name: "MFA_SETUP",
        parameters: json!({ "MFAS_CAN_SETUP": "[\"SOFTWARE_TOKEN_MFA\"]" }),
        expected: json!({}),
        otherwise: "InvalidParameterException",
    };
    for key in ["\u{3}", "\u{1b}"] {
        let leave = |mut terminal: Terminal, question: &str| {
            terminal.wait_for(question);
            let ended = terminal.leave(key);
            assert_eq!(ended.status.code(), Some(5), "{question}: {}", ended.text);
            assert!(ended.is_restored, "{question}: {}", ended.text);
            assert!(ended.text.contains("the login was cancelled"), "{}", ended.text);
            assert!(!ended.text.contains("Correct"), "{}", ended.text);
            assert_eq!(login(&sandbox), before);
        };
        leave(Terminal::run(&sandbox, &LOGIN), "User name: ");
        let mut terminal = Terminal::run(&sandbox, &LOGIN);
        terminal.answer("User name: ", USER);
        leave(terminal, "Password: ");
        ask(&pool, [new_password()]);
        leave(begin(&sandbox), "Your name: ");
        let mut terminal = begin(&sandbox);
        terminal.answer("Your name: ", "Ada");
        leave(terminal, "New password: ");
        let mut terminal = begin(&sandbox);
        terminal.answer("Your name: ", "Ada").answer("New password: ", "x");
        leave(terminal, "New password again: ");
        ask(&pool, [Question::code("SMS_MFA", "SMS_MFA_CODE", "654321")]);
        leave(begin(&sandbox), "Code from the text message to +*******4321: ");
        ask(&pool, [choice()]);
        leave(begin(&sandbox), "Authenticator app");
        ask(&pool, [setup()]);
        leave(begin(&sandbox), "Code that the app shows: ");
        ask(&pool, []);
    }
}

#[test]
fn a_login_is_suspended_and_goes_on() {
    let pool = Pool::start(Rules::default());
    let sandbox = machine(&pool, "");
    let mut terminal = Terminal::run(&sandbox, &LOGIN);
    terminal.wait_for("User name: ").press("ada@").wait_for("ada@").suspend();
    terminal.wait_for("User name: ada@").press("example.gov\r");
    terminal.wait_for("Password: ").press("Correct").suspend();
    terminal.wait_for("Password: ").press(" horse 7!\r");
    logged_in(&terminal.end());

    // While it waits for the browser, too
    let domain = pool.address().trim_start_matches("http://");
    let sandbox = machine(&pool, &format!("domain = \"{domain}\""));
    let mut terminal = Terminal::run(&sandbox, &LOGIN);
    terminal.wait_for("waiting for the browser; Ctrl-C stops").suspend();
    terminal.wait_for("waiting for the browser; Ctrl-C stops");
    let ended = terminal.leave("\u{3}");
    assert_eq!(ended.status.code(), Some(5), "{}", ended.text);
    assert!(ended.is_restored, "{}", ended.text);
}

#[test]
fn codes_are_asked_for_again_while_the_login_lives() {
    let pool = Pool::start(Rules { secret: Some(super::SECRET), ..Rules::default() });
    let sandbox = machine(&pool, &format!("client_secret = \"text:{}\"", super::SECRET));
    for (name, member, question) in [
        ("SMS_MFA", "SMS_MFA_CODE", "Code from the text message to +*******4321: "),
        ("SMS_OTP", "SMS_OTP_CODE", "Code from the text message to +*******4321: "),
        ("EMAIL_OTP", "EMAIL_OTP_CODE", "Code from the email to +*******4321: "),
        ("SOFTWARE_TOKEN_MFA", "SOFTWARE_TOKEN_MFA_CODE", "Code from the authenticator app: "),
    ] {
        ask(&pool, [Question::code(name, member, "654321")]);
        let mut terminal = begin(&sandbox);
        terminal
            .answer(question, "111111")
            .wait_for("the code is wrong")
            .answer(question, "654 321");
        logged_in(&terminal.end());
    }
    ask(&pool, [Question::code("SMS_MFA", "SMS_MFA_CODE", "654321")]);
    let mut terminal = begin(&sandbox);
    for _ in 0..5 {
        terminal.answer("Code from the text message", "1");
    }
    let ended = terminal.end();
    assert_eq!((ended.status.code(), ended.is_restored), (Some(5), true), "{}", ended.text);
    assert!(ended.text.contains("the code is wrong"), "{}", ended.text);
}

#[test]
fn several_questions_follow_each_other_with_new_sessions() {
    let pool = Pool::start(Rules { device: Some("us-east-1_device"), ..Rules::default() });
    let sandbox = machine(&pool, "");
    let new_password = Question {
        name: "NEW_PASSWORD_REQUIRED",
        parameters: json!({
            "requiredAttributes": "[\"userAttributes.name\",\"phone_number\"]",
            "userAttributes": "{}",
        }),
        expected: json!({
            "NEW_PASSWORD": "Another 8 horses", "userAttributes.name": "Ada",
            "userAttributes.phone_number": "+1512",
        }),
        otherwise: "InvalidPasswordException",
    };
    let setup = Question {
        name: "MFA_SETUP",
        parameters: json!({ "MFAS_CAN_SETUP": "[\"SMS_MFA\",\"SOFTWARE_TOKEN_MFA\"]" }),
        expected: json!({}),
        otherwise: "InvalidParameterException",
    };
    let choice = Question {
        name: "SELECT_MFA_TYPE",
        parameters: json!({ "MFAS_CAN_CHOOSE": "[\"SMS_MFA\",\"SOFTWARE_TOKEN_MFA\"]" }),
        expected: json!({ "ANSWER": "SOFTWARE_TOKEN_MFA" }),
        otherwise: "InvalidParameterException",
    };
    let code = Question::code("SOFTWARE_TOKEN_MFA", "SOFTWARE_TOKEN_MFA_CODE", "654321");
    ask(&pool, [new_password, setup, choice, code]);
    let mut terminal = begin(&sandbox);
    terminal
        .answer("Your name: ", "Ada")
        .answer("Your phone_number: ", "+1512")
        .answer("New password: ", "Another 8 horses")
        .answer("New password again: ", "Another 9 horses")
        .wait_for("the passwords are not the same")
        .answer("New password: ", "short")
        .answer("New password again: ", "short")
        .wait_for("the user pool does not accept the new password")
        .answer("New password: ", "Another 8 horses")
        .answer("New password again: ", "Another 8 horses")
        .wait_for("JBSWY3DPEHPK3PXP")
        .answer("Code that the app shows: ", "111111")
        .wait_for("the code is wrong")
        .answer("Code that the app shows: ", "123456")
        .wait_for("Authenticator app")
        .press("\u{1b}[B\r")
        .answer("Code from the authenticator app: ", "654321");
    let ended = terminal.end();
    logged_in(&ended);
    assert!(!ended.text.contains("horses"), "{}", ended.text);
    assert_eq!(login(&sandbox)["device_key"], "us-east-1_device");
}
