//! Differences in how two engines treat the same configuration.

use crate::hasura::explanation::Engine;
use crate::hasura::settings::{KeySettings, Settings, TokenSettings};
use crate::hasura::warning::EngineWarning;
use crate::jose::note::Note;

/// The compatibility date from which DDN checks the audience. With an earlier date it ignores
/// `aud`.
pub(crate) const DDN_CHECKS_AUDIENCE_SINCE: &str = "2025-03-11";

/// Returns every difference between two engines that matters for a configuration.
pub(crate) fn behaviour(from: Engine, to: Engine, settings: &Settings) -> Vec<Note<EngineWarning>> {
    let mut differences: Vec<Note<EngineWarning>> = Vec::new();
    let mut add = |code, message: &str| {
        let difference = Note::new(code, message);
        if !differences.contains(&difference) {
            differences.push(difference);
        }
    };
    let issuers = || settings.issuers.iter();
    if from == to || issuers().next().is_none() {
        return differences;
    }
    keys(to, settings, &mut add);
    parties(from, to, settings, &mut add);
    if from == Engine::Ddn {
        add(
            EngineWarning::Times,
            "`nbf` and `iat` are now checked, and a token does not need `exp`",
        );
    }
    if to == Engine::Ddn {
        add(
            EngineWarning::Times,
            "DDN refuses a token without `exp`, and does not check `nbf` and `iat`",
        );
        add(
            EngineWarning::DefaultRole,
            "DDN refuses a token whose default role is not allowed, regardless of the requested role",
        );
        if issuers().any(|issuer| matches!(issuer.token, TokenSettings::Cookie(_))) {
            add(
                EngineWarning::FirstCookie,
                "DDN finds the token only in the first pair of a `Cookie` header",
            );
        }
    }
    if issuers().any(|issuer| !issuer.claims.entries.is_empty()) {
        add(
            EngineWarning::MissingClaim,
            match to {
                Engine::Hasura => {
                    "a path that finds nothing refuses the token, unless it has a default"
                }
                Engine::Ddn => {
                    "a claim whose path finds nothing is dropped, unless it has a default"
                }
                Engine::Relyauth => {
                    "a claim whose path finds nothing, or null, becomes its default, else null"
                }
            },
        );
    }
    match (from, to) {
        (Engine::Hasura, _) => {
            add(
                EngineWarning::ClaimNames,
                "claim names must be in lower case: only Hasura v2 accepts others",
            );
            if issuers().any(|issuer| issuer.claims.namespace.is_some()) {
                add(
                    EngineWarning::AllClaims,
                    "every claim in the namespace becomes a session variable, not only those that begin with `x-hasura-`",
                );
            }
            add(
                EngineWarning::AnonymousRole,
                "HASURA_GRAPHQL_UNAUTHORIZED_ROLE is not part of the configuration: where it is set, add a noAuth mode",
            );
        }
        (_, Engine::Hasura) => {
            add(
                EngineWarning::TypedVariables,
                "session variables must be strings: Hasura v2 refuses others",
            );
        }
        _ => {}
    }
    modes(from, to, settings, &mut add);
    if to == Engine::Relyauth {
        add(
            EngineWarning::RoleClaim,
            "in RelyAuth, a claim `x-hasura-role` overrides the default role",
        );
    }
    if (from, to) == (Engine::Hasura, Engine::Relyauth) {
        add(
            EngineWarning::AdminSecret,
            "the admin secret stays with the engine; RelyAuth needs an apiKey mode only if it should accept it too",
        );
    }
    if (from, to) == (Engine::Hasura, Engine::Ddn) {
        add(
            EngineWarning::AdminSecret,
            "DDN has no admin secret: that needs RelyAuth or another webhook",
        );
    }
    differences
}

/// Reports which keys the engine tries and whether it enforces their algorithm.
fn keys(to: Engine, settings: &Settings, add: &mut impl FnMut(EngineWarning, &str)) {
    let by_url = settings.issuers.iter().any(|issuer| matches!(issuer.key, KeySettings::Url(_)));
    match to {
        Engine::Hasura if by_url => add(
            EngineWarning::KeySet,
            "Hasura v2 ignores `kid`, tries every key of the set, and fetches it again only as its cache headers say",
        ),
        Engine::Ddn if by_url => add(
            EngineWarning::KeySet,
            "DDN requires a `kid` in every token, and fetches the key set for each request",
        ),
        Engine::Relyauth if by_url => add(
            EngineWarning::KeySet,
            "RelyAuth fetches the key set once, and again only when a signature fails",
        ),
        _ => {}
    }
    for issuer in &settings.issuers {
        match (&issuer.key, to) {
            (
                KeySettings::Fixed { algorithm, enforced: false, .. },
                Engine::Ddn | Engine::Relyauth,
            ) => {
                add(
                    EngineWarning::Algorithm,
                    &format!(
                        "unlike Hasura v2, {} checks a token's `alg`: tokens must be signed with {algorithm}",
                        to.title()
                    ),
                );
            }
            (KeySettings::Fixed { enforced: true, .. }, Engine::Hasura) => add(
                EngineWarning::Algorithm,
                "Hasura v2 accepts every algorithm for the key, regardless of `type`",
            ),
            _ => {}
        }
    }
}

/// Reports how the engine chooses a mode and how it treats null.
fn modes(from: Engine, to: Engine, settings: &Settings, add: &mut impl FnMut(EngineWarning, &str)) {
    let entries = settings.issuers.iter().any(|issuer| !issuer.claims.entries.is_empty());
    if from == Engine::Relyauth && entries {
        add(EngineWarning::NullClaim, "a claim that is null does not become its default");
    }
    if from == Engine::Relyauth && settings.issuers.iter().any(|issuer| issuer.id.is_some()) {
        add(
            EngineWarning::ModeHeader,
            "`x-rely-auth-mode` and `x-rely-auth-id` no longer have an effect",
        );
    }
    let several = settings.issuers.len() + usize::from(settings.anonymous.is_some()) > 1;
    if from == Engine::Ddn && several {
        let meaning = match to {
            Engine::Relyauth => {
                "`X-Hasura-Auth-Mode` names a kind of mode for RelyAuth (jwt, noAuth), not an identifier: clients that send an identifier get 401"
            }
            Engine::Hasura | Engine::Ddn => "`X-Hasura-Auth-Mode` no longer has an effect",
        };
        add(EngineWarning::ModeHeader, meaning);
    }
}

/// Reports how the engine treats missing and unexpected `iss` and `aud`.
fn parties(
    from: Engine,
    to: Engine,
    settings: &Settings,
    add: &mut impl FnMut(EngineWarning, &str),
) {
    let has_audience = settings.issuers.iter().any(|issuer| !issuer.audience.is_empty());
    let lacks_audience = settings.issuers.iter().any(|issuer| issuer.audience.is_empty());
    let has_issuer = settings.issuers.iter().any(|issuer| issuer.issuer.is_some());
    if to == Engine::Relyauth && (has_audience || has_issuer) {
        add(
            EngineWarning::AbsentParty,
            "RelyAuth refuses a token without a configured `iss` or `aud`",
        );
    }
    if from == Engine::Relyauth && (has_audience || has_issuer) {
        add(
            EngineWarning::AbsentParty,
            &format!(
                "{} accepts a token without `iss` or `aud`, even if they are configured",
                to.title()
            ),
        );
    }
    if to == Engine::Ddn && lacks_audience {
        add(
            EngineWarning::Audience,
            &format!(
                "without `audience`, DDN refuses every token that has an `aud` (before the compatibility date {DDN_CHECKS_AUDIENCE_SINCE} it does not check it): configure the audience"
            ),
        );
    }
    if from == Engine::Ddn && lacks_audience {
        add(
            EngineWarning::Audience,
            &format!("without `audience`, {} accepts tokens for any audience", to.title()),
        );
    }
}
