//! Why a user pool refuses: its exceptions and messages, and what they mean.

use std::fmt;

/// What a refusal means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reason {
    /// The user name or the password is wrong
    Password,
    /// Too many wrong attempts
    Attempts,
    UserDisabled,
    UserUnknown,
    UserUnconfirmed,
    /// The password must be reset first
    ResetRequired,
    /// The client has a secret, and none was sent
    SecretMissing,
    SecretWrong,
    /// The client has no secret
    SecretUnwanted,
    /// The login took too long, or its session was used before
    Session,
    /// The refresh token has expired, was revoked, or belongs to a device
    RefreshToken,
    /// The refresh token was used before
    RefreshTokenReused,
    /// The client does not allow this way to log in
    FlowDisabled,
    ClientUnknown,
    /// A Lambda trigger of the pool failed
    Hook,
    NewPassword,
    CodeWrong,
    CodeExpired,
    /// The pool is asked too often
    Busy,
    /// The pool asks for something that only a browser can answer
    Challenge,
    /// The client, or an emulator, does not do what is asked
    Unsupported,
    Other,
}

#[cfg(test)]
impl Reason {
    pub(crate) const ALL: [Self; 22] = [
        Self::Password,
        Self::Attempts,
        Self::UserDisabled,
        Self::UserUnknown,
        Self::UserUnconfirmed,
        Self::ResetRequired,
        Self::SecretMissing,
        Self::SecretWrong,
        Self::SecretUnwanted,
        Self::Session,
        Self::RefreshToken,
        Self::RefreshTokenReused,
        Self::FlowDisabled,
        Self::ClientUnknown,
        Self::Hook,
        Self::NewPassword,
        Self::CodeWrong,
        Self::CodeExpired,
        Self::Busy,
        Self::Challenge,
        Self::Unsupported,
        Self::Other,
    ];
}

/// A refusal. Its message comes from the pool, and may repeat what it was sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) reason: Reason,
    /// The name of the exception or of the challenge
    pub(crate) code: String,
    /// What the pool says, in one line
    pub(crate) message: String,
}

impl Refusal {
    /// Reads the name of an exception and its message.
    pub(super) fn of_exception(code: &str, message: &str) -> Self {
        // `com.amazonaws.cognito#NotAuthorizedException:http://…`
        let code = code.split(':').next().unwrap_or_default();
        let code = code.rsplit('#').next().unwrap_or_default();
        let reason = reason(code, message);
        Self { reason, code: code.to_owned(), message: message.to_owned() }
    }

    /// Returns the refusal to answer a challenge.
    pub(crate) fn of_challenge(name: &str) -> Self {
        Self { reason: Reason::Challenge, code: name.to_owned(), message: String::new() }
    }

    /// Whether a login with the same tokens will never succeed again.
    pub(crate) const fn ends_login(&self) -> bool {
        matches!(self.reason, Reason::RefreshToken | Reason::RefreshTokenReused)
    }
}

fn reason(code: &str, message: &str) -> Reason {
    let message = message.to_lowercase();
    let says = |words: &str| message.contains(words);
    match code {
        "NotAuthorizedException" if says("secret") => secret(&message),
        "NotAuthorizedException" if says("session") => Reason::Session,
        "NotAuthorizedException" if says("refresh token") => Reason::RefreshToken,
        "NotAuthorizedException" if says("attempts exceeded") => Reason::Attempts,
        "NotAuthorizedException" if says("disabled") => Reason::UserDisabled,
        "NotAuthorizedException" if says("password has expired") => Reason::ResetRequired,
        "NotAuthorizedException" if says("incorrect") || says("not authorized") => Reason::Password,
        "InvalidParameterException" if says("not enabled") || says("auth flow") => {
            Reason::FlowDisabled
        }
        "InvalidParameterException" if says("secret") => secret(&message),
        "RefreshTokenReuseException" => Reason::RefreshTokenReused,
        "UserNotFoundException" => Reason::UserUnknown,
        "UserNotConfirmedException" => Reason::UserUnconfirmed,
        "PasswordResetRequiredException" => Reason::ResetRequired,
        "ResourceNotFoundException" => Reason::ClientUnknown,
        "TooManyRequestsException" | "ThrottlingException" => Reason::Busy,
        "LimitExceededException" | "TooManyFailedAttemptsException" => Reason::Attempts,
        "UserLambdaValidationException"
        | "UnexpectedLambdaException"
        | "InvalidLambdaResponseException" => Reason::Hook,
        "InvalidPasswordException" | "PasswordHistoryPolicyViolationException" => {
            Reason::NewPassword
        }
        "CodeMismatchException" | "EnableSoftwareTokenMFAException" => Reason::CodeWrong,
        "ExpiredCodeException" => Reason::CodeExpired,
        "UnsupportedOperationException"
        | "UnsupportedTokenTypeException"
        | "UnknownOperationException"
        | "Unsupported" => Reason::Unsupported,
        _ => Reason::Other,
    }
}

/// Returns what is wrong with the client's secret.
fn secret(message: &str) -> Reason {
    if message.contains("without secret") {
        Reason::SecretUnwanted
    } else if message.contains("not received") {
        Reason::SecretMissing
    } else {
        Reason::SecretWrong
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self.reason {
            Reason::Password => "the user name or the password is wrong",
            Reason::Attempts => {
                "there were too many attempts, so the user pool blocks further ones for a while"
            }
            Reason::UserDisabled => "the user is disabled",
            Reason::UserUnknown => "the user pool does not know this user",
            Reason::UserUnconfirmed => "the user has not been confirmed yet",
            Reason::ResetRequired => "the password must be reset first",
            Reason::SecretMissing => "the app client has a secret, but the profile has none",
            Reason::SecretWrong => "the client secret is wrong",
            Reason::SecretUnwanted => "the app client has no secret, but the profile has one",
            Reason::Session => "the login took too long, and its session has expired",
            Reason::RefreshToken => {
                "the refresh token has expired or was revoked, or the user pool tracks devices and does not know this one"
            }
            Reason::RefreshTokenReused => {
                "the refresh token was used before, so the user pool has ended the login"
            }
            Reason::ClientUnknown => "the user pool does not know the app client",
            Reason::CodeWrong => "the code is wrong",
            Reason::CodeExpired => "the code has expired or was used before",
            Reason::Busy => "the user pool is receiving too many requests",
            Reason::Challenge => {
                return write!(
                    f,
                    "the user pool asks for `{}`, which only works in a browser",
                    self.code
                );
            }
            Reason::FlowDisabled => {
                return self.with_message(f, "the app client does not allow this kind of login");
            }
            Reason::Hook => {
                return self.with_message(f, "a Lambda trigger of the user pool failed");
            }
            Reason::NewPassword => {
                return self.with_message(f, "the user pool does not accept the new password");
            }
            Reason::Unsupported | Reason::Other => {
                let sentence = format!("the user pool refuses with `{}`", self.code);
                return self.with_message(f, &sentence);
            }
        };
        f.write_str(sentence)
    }
}

impl Refusal {
    fn with_message(&self, f: &mut fmt::Formatter<'_>, sentence: &str) -> fmt::Result {
        match self.message.trim().trim_end_matches('.') {
            "" => f.write_str(sentence),
            message => write!(f, "{sentence}: {message}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_are_known_by_name_and_message() {
        for (code, message, expected) in [
            ("NotAuthorizedException", "Incorrect username or password.", Reason::Password),
            ("NotAuthorizedException", "User not authorized", Reason::Password),
            ("NotAuthorizedException", "Password attempts exceeded", Reason::Attempts),
            ("NotAuthorizedException", "User is disabled.", Reason::UserDisabled),
            (
                "NotAuthorizedException",
                "Temporary password has expired and must be reset by an administrator.",
                Reason::ResetRequired,
            ),
            (
                "NotAuthorizedException",
                "Client 3u9n is configured with secret but SECRET_HASH was not received",
                Reason::SecretMissing,
            ),
            (
                "NotAuthorizedException",
                "Client 3u9n is configured for secret but secret was not received",
                Reason::SecretMissing,
            ),
            (
                "NotAuthorizedException",
                "SecretHash does not match for the client: 3u9n",
                Reason::SecretWrong,
            ),
            (
                "NotAuthorizedException",
                "Unable to verify secret hash for client 3u9n",
                Reason::SecretWrong,
            ),
            (
                "NotAuthorizedException",
                "Client 3u9n is configured without secret but SECRET_HASH was received",
                Reason::SecretUnwanted,
            ),
            (
                "NotAuthorizedException",
                "Invalid session for the user, session is expired.",
                Reason::Session,
            ),
            ("NotAuthorizedException", "Invalid Refresh Token", Reason::RefreshToken),
            ("NotAuthorizedException", "Refresh Token has been revoked", Reason::RefreshToken),
            ("NotAuthorizedException", "Access Token has expired", Reason::Other),
            ("RefreshTokenReuseException", "", Reason::RefreshTokenReused),
            (
                "InvalidParameterException",
                "USER_PASSWORD_AUTH flow not enabled for this client",
                Reason::FlowDisabled,
            ),
            (
                "InvalidParameterException",
                "USER_SRP_AUTH is not enabled for the client.",
                Reason::FlowDisabled,
            ),
            ("InvalidParameterException", "Missing required parameter USERNAME", Reason::Other),
            ("UserNotFoundException", "User does not exist.", Reason::UserUnknown),
            ("UserNotConfirmedException", "User is not confirmed.", Reason::UserUnconfirmed),
            ("PasswordResetRequiredException", "", Reason::ResetRequired),
            ("ResourceNotFoundException", "", Reason::ClientUnknown),
            ("TooManyRequestsException", "", Reason::Busy),
            ("LimitExceededException", "", Reason::Attempts),
            ("UserLambdaValidationException", "", Reason::Hook),
            ("UnexpectedLambdaException", "", Reason::Hook),
            ("InvalidLambdaResponseException", "", Reason::Hook),
            ("InvalidPasswordException", "", Reason::NewPassword),
            ("CodeMismatchException", "", Reason::CodeWrong),
            ("EnableSoftwareTokenMFAException", "", Reason::CodeWrong),
            ("ExpiredCodeException", "", Reason::CodeExpired),
            ("CognitoLocal#Unsupported", "", Reason::Unsupported),
            ("com.amazonaws.x#InvalidPasswordException:http://x", "", Reason::NewPassword),
            ("SomethingNew", "", Reason::Other),
        ] {
            let refusal = Refusal::of_exception(code, message);
            assert_eq!(refusal.reason, expected, "{code}: {message}");
            let ends = matches!(expected, Reason::RefreshToken | Reason::RefreshTokenReused);
            assert_eq!(refusal.ends_login(), ends);
        }
    }

    #[test]
    fn what_the_pool_says_is_added_where_it_helps() {
        let sentence = |code, message| Refusal::of_exception(code, message).to_string();
        assert_eq!(
            sentence(
                "UserLambdaValidationException",
                "PreTokenGeneration failed with error no claims."
            ),
            "a Lambda trigger of the user pool failed: PreTokenGeneration failed with error no claims"
        );
        assert_eq!(sentence("SomethingNew", ""), "the user pool refuses with `SomethingNew`");
        assert_eq!(
            sentence("NotAuthorizedException", "Incorrect username or password."),
            "the user name or the password is wrong"
        );
    }
}
