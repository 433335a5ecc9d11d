//! The verdict on one token, with the keys that are found for it.

use std::sync::Arc;

use crate::error::Error;
use crate::exit::ExitStatus;
use crate::jose::json::Object;
use crate::jose::jws::{Jws, SignedToken};
use crate::jose::verdict::{Code, Policy, SignatureVerdict, Trials, Verdict, judge_signature};
use crate::provider::evidence::Evidence;
use crate::provider::failure;
use crate::provider::rules;
use crate::render::json::VerifyDocument;
use crate::source::key_search::{FoundKeys, KeyAccess, KeySearch};

/// A verdict and the keys that it is based on; `None` if the text is not a JWS and no keys
/// were looked up.
pub(super) struct Verified {
    pub(super) verdict: Verdict,
    pub(super) keys: Option<Arc<FoundKeys>>,
    /// Why its signature cannot verify, if that is known for tokens like this one
    pub(super) known_cause: Option<String>,
    /// The signature checks that are left
    pub(super) trials: Trials,
}

/// Verifies one token. Checks its form before looking up any key that it names. Of several
/// signatures, the first one that verifies counts, or else the first one.
pub(super) fn verify(
    text: &str,
    policy: &Policy,
    search: &mut KeySearch<'_>,
    access: &mut dyn KeyAccess,
) -> Result<Verified, Error> {
    let token = match SignedToken::parse(text) {
        Ok(token) => token,
        Err(error) => {
            let verdict = Verdict::not_a_jws(&error);
            let trials = Trials::new();
            return Ok(Verified { verdict, keys: None, known_cause: None, trials });
        }
    };
    let (first, others) = token.into_signatures();
    let mut trials = Trials::new();
    let mut chosen = verify_signature(first, policy, &mut trials, search, access);
    let mut left = others.len();
    for jws in others {
        // An unreachable issuer decides nothing about the other signatures.
        let open = match &chosen {
            Ok((verdict, _)) => !verdict.is_verified(),
            Err(error) => error.exit() == ExitStatus::Unreachable,
        };
        if !open || trials.are_used_up() {
            break;
        }
        left -= 1;
        match verify_signature(jws, policy, &mut trials, search, access) {
            Ok(verified) if verified.0.is_verified() => chosen = Ok(verified),
            Err(error) if error.exit() != ExitStatus::Unreachable => return Err(error),
            Ok(_) | Err(_) => {}
        }
    }
    let (mut chosen, keys) = chosen?;
    chosen.without_trial(left);
    let mut verdict = chosen.judge_claims(&keys.keyring, &policy_for(&keys, policy));
    let known_cause = add_known_cause(&mut verdict, text);
    Ok(Verified { verdict, keys: Some(keys), known_cause, trials })
}

/// Verifies one signature with the keys that are found for it. Fetches the keys again if
/// they do not include its `kid`.
fn verify_signature(
    jws: Jws,
    policy: &Policy,
    trials: &mut Trials,
    search: &mut KeySearch<'_>,
    access: &mut dyn KeyAccess,
) -> Result<(SignatureVerdict, Arc<FoundKeys>), Error> {
    let keys = search.for_signature(&jws, access)?;
    let verdict = judge_signature(jws.clone(), &keys.keyring, policy, trials);
    if verdict.lacks_key()
        && !trials.are_used_up()
        && let Some(keys) = search.refetch(&keys, access)?
    {
        return Ok((judge_signature(jws, &keys.keyring, policy, trials), keys));
    }
    Ok((verdict, keys))
}

/// Returns the policy for these keys, which may belong to an issuer that only the token names.
fn policy_for(keys: &FoundKeys, policy: &Policy) -> Policy {
    Policy { issuer_unconfirmed: keys.is_unconfirmed(), ..policy.clone() }
}

/// Adds the cause to a failed signature check if it is known for tokens like this one, and returns
/// it.
fn add_known_cause(verdict: &mut Verdict, token: &str) -> Option<String> {
    let failed = verdict.checks.iter().position(|check| {
        matches!(check.code, Some(Code::SignatureMismatch | Code::KeyNotFound | Code::KeyMismatch))
    })?;
    let header = verdict.header()?;
    let empty = Object::new();
    let claims = verdict.claims().map_or(&empty, |claims| claims.set().members());
    let origin = rules::origin(&Evidence::new(header.members(), claims));
    let cause = failure::diagnose(&origin, header.members(), token)?;
    let failed = verdict.checks.get_mut(failed)?;
    failed.message = format!("{}; {cause}", failed.message);
    Some(cause)
}

/// Returns the document of a verdict on these keys.
pub(super) fn document<'a>(verdict: &'a Verdict, keys: Option<&FoundKeys>) -> VerifyDocument<'a> {
    let from = keys.map_or("", |keys| keys.from.as_str());
    VerifyDocument::new(verdict, from, keys.and_then(|keys| keys.issuer_pinned))
}
