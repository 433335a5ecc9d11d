//! What `jwtool ping` must report of a server's answers: one row for each token.

use std::fmt::Write as _;

use serde_json::Value;

use crate::home::Home;

/// A token to send.
#[derive(Clone, Copy)]
pub(crate) enum Token<'a> {
    /// None at all
    None,
    /// One that is signed with the trusted key, with these arguments of `mint`
    Signed(&'a [&'a str]),
    /// One with the ID of the trusted key that is signed with another one
    Forged(&'a [&'a str]),
    /// This text
    Text(&'a str),
}

/// A token, and what must be reported about the answer to it.
pub(crate) struct Row<'a> {
    what: &'a str,
    token: Token<'a>,
    is_accepted: bool,
    status: u16,
    /// The server's own message and its code, if it has one
    message: Option<&'a str>,
    code: Option<&'a str>,
    /// The library that the message is known to come from
    whose: Option<&'a str>,
    /// A part of the explanation
    explanation: Option<&'a str>,
}

impl<'a> Row<'a> {
    /// The server accepts the token.
    pub(crate) const fn accepted(what: &'a str, token: Token<'a>) -> Self {
        Self {
            what,
            token,
            is_accepted: true,
            status: 200,
            message: None,
            code: None,
            whose: None,
            explanation: None,
        }
    }

    /// The server refuses the token without a word.
    pub(crate) const fn rejected(what: &'a str, token: Token<'a>, status: u16) -> Self {
        Self { is_accepted: false, status, ..Self::accepted(what, token) }
    }

    /// The server refuses the token with a message.
    pub(crate) const fn refused(
        what: &'a str,
        token: Token<'a>,
        status: u16,
        message: &'a str,
    ) -> Self {
        Self { message: Some(message), ..Self::rejected(what, token, status) }
    }

    /// The answer has another status than 200.
    pub(crate) const fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The refusal has a code.
    pub(crate) const fn code(self, code: &'a str) -> Self {
        Self { code: Some(code), ..self }
    }

    /// The words of the refusal are those of a library.
    pub(crate) const fn whose(self, whose: &'a str) -> Self {
        Self { whose: Some(whose), ..self }
    }

    /// The explanation contains this text.
    pub(crate) const fn explained(self, part: &'a str) -> Self {
        Self { explanation: Some(part), ..self }
    }
}

/// Sends each row's token with these arguments of `ping`, and reports all rows that do not match.
pub(crate) fn check(home: &Home, ping: &[&str], rows: &[Row<'_>]) {
    let mut wrong = String::new();
    for row in rows {
        let token = match row.token {
            Token::None => None,
            Token::Signed(arguments) => Some(home.mint(arguments)),
            Token::Forged(arguments) => Some(home.forge(arguments)),
            Token::Text(text) => Some(text.to_owned()),
        };
        let sent =
            token.as_ref().map_or_else(|| vec!["--no-token"], |token| vec!["--token", token]);
        let output = home.jwtool(&[&["ping"], ping, &sent, &["--json"]].concat());
        let document: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let result = &document["results"][0];
        if let Err(difference) = row.compare(output.status.code(), result) {
            let errors = String::from_utf8_lossy(&output.stderr);
            let _ = writeln!(wrong, "{}: {difference}\n{document:#}\n{errors}", row.what);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

impl Row<'_> {
    /// Returns the first difference between this row and what `ping` reported.
    fn compare(&self, exit: Option<i32>, result: &Value) -> Result<(), String> {
        let explanation = result["explanation"].as_str().unwrap_or_default();
        let refusal = &result["refusal"];
        let differs = |name: &str, found: String, expected: String| {
            if found == expected { Ok(()) } else { Err(format!("{name} {found}, not {expected}")) }
        };
        let code = i32::from(!self.is_accepted);
        differs("exit code", format!("{exit:?}"), format!("{:?}", Some(code)))?;
        differs("status", result["status"].to_string(), self.status.to_string())?;
        differs("as_expected", result["as_expected"].to_string(), self.is_accepted.to_string())?;
        differs("message", refusal["message"].to_string(), Value::from(self.message).to_string())?;
        differs("code", refusal["code"].to_string(), Value::from(self.code).to_string())?;
        if self.whose.is_some() {
            differs("whose", refusal["whose"].to_string(), Value::from(self.whose).to_string())?;
        }
        match self.explanation {
            Some(part) if !explanation.contains(part) => {
                Err(format!("the explanation does not contain `{part}`"))
            }
            _ => Ok(()),
        }
    }
}
