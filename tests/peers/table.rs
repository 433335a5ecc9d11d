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
    pub(crate) what: &'a str,
    pub(crate) token: Token<'a>,
    pub(crate) status: u16,
    /// The server's message, and its code if it has one
    pub(crate) refusal: Option<(&'a str, Option<&'a str>)>,
    /// A part of the explanation
    pub(crate) explanation: Option<&'a str>,
}

impl<'a> Row<'a> {
    /// The server accepts the token.
    pub(crate) const fn accepted(what: &'a str, token: Token<'a>) -> Self {
        Self { what, token, status: 200, refusal: None, explanation: None }
    }

    /// The server refuses the token with a message.
    pub(crate) const fn refused(
        what: &'a str,
        token: Token<'a>,
        status: u16,
        message: &'a str,
    ) -> Self {
        Self { what, token, status, refusal: Some((message, None)), explanation: None }
    }

    /// The refusal also has a code.
    pub(crate) const fn code(mut self, code: &'a str) -> Self {
        if let Some((message, _)) = self.refusal {
            self.refusal = Some((message, Some(code)));
        }
        self
    }

    /// The explanation contains this text.
    #[expect(dead_code, reason = "no server is explained yet")]
    pub(crate) const fn explained(mut self, part: &'a str) -> Self {
        self.explanation = Some(part);
        self
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
        let accepted = self.refusal.is_none();
        let message = self.refusal.map(|(message, _)| message);
        let code = self.refusal.and_then(|(_, code)| code);
        let explanation = result["explanation"].as_str().unwrap_or_default();
        let differs = |name: &str, found: String, expected: String| {
            if found == expected { Ok(()) } else { Err(format!("{name} {found}, not {expected}")) }
        };
        differs("exit code", format!("{exit:?}"), format!("{:?}", Some(i32::from(!accepted))))?;
        differs("status", result["status"].to_string(), self.status.to_string())?;
        differs("as_expected", result["as_expected"].to_string(), accepted.to_string())?;
        differs(
            "message",
            result["refusal"]["message"].to_string(),
            Value::from(message).to_string(),
        )?;
        differs("code", result["refusal"]["code"].to_string(), Value::from(code).to_string())?;
        match self.explanation {
            Some(part) if !explanation.contains(part) => {
                Err(format!("the explanation does not contain `{part}`"))
            }
            _ => Ok(()),
        }
    }
}
