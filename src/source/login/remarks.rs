//! What to say about a new login that works today and may surprise later.

use crate::jose::jws::Jws;
use crate::profile::login::SentToken;
use crate::source::login::context::{Context, Tokens, names};
use crate::system::login_store::StoredLogin;

/// Returns the remarks about the tokens of a login that was to be that of the user `asked`.
pub(super) fn of_tokens(
    context: &Context<'_>,
    asked: Option<&str>,
    tokens: &Tokens,
) -> Vec<String> {
    let mut remarks = Vec::new();
    let found = tokens.id.as_ref().or(tokens.access.as_ref()).map(|token| names(token));
    if let (Some(asked), Some(found)) = (asked, &found)
        && let Some(first) = found.first()
        && !found.iter().any(|name| is_same(name, asked))
    {
        remarks.push(format!(
            "warning: you asked for the user `{asked}`, and the issuer logged in `{first}`, who may have had a session in the browser"
        ));
    }
    if context.setting.sent_token() == Some(SentToken::Access)
        && tokens.access.as_ref().is_some_and(|token| Jws::parse_compact(token).is_err())
    {
        remarks.push("warning: the access token is not a JWT, so Hasura cannot read it: set `login.audience` to your API at the issuer, or `login.send` to `id`".to_owned());
    }
    if tokens.refresh.is_none() {
        remarks.push("the login cannot be renewed: the issuer gave no refresh token".to_owned());
    }
    remarks
}

/// Returns the remark about a login of another user than the one that it replaces.
pub(super) fn of_users(new: &StoredLogin, old: &StoredLogin) -> Option<String> {
    let (new, old) = (new.who.as_deref()?, old.who.as_deref()?);
    (!is_same(new, old)).then(|| {
        format!("warning: the issuer logged in `{new}`; you were logged in as `{old}` before")
    })
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
