//! Hints for Hasura v2.

use crate::hasura::inquiry::{Answer, TokenFacts};
use crate::hasura::v2::aeson::is_string_or_uri;
use crate::hasura::v2::answer::facts::Facts;
use crate::hasura::v2::config::{Fault, TokenPlace, WrongKey, WrongMap, WrongPath};
use crate::hasura::v2::jwt_secret::type_name;
use crate::hasura::v2::not_json::Mistake;
use crate::hasura::v2::refusal::Reason;
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE};
use crate::hint::context::{Flag, Verb};
use crate::hint::mapping::Context;
use crate::hint::shared::{self, KnownToken, NO_CLAIMS};
use crate::hint::signature;
use crate::hint::value;
use crate::jose::json::Value;
use crate::jose::path::{JsonPath, Step};
use crate::provider::origin::ProviderId;

/// Returns what to change in a configuration that Hasura v2 does not start with.
pub(super) fn startup(fault: &Fault, verb: Verb) -> String {
    let fixed = match fault {
        Fault::NotJson(error, mistake) => {
            return format!("it is not JSON: {error}; {}", mistake.map_or(ANY_JSON, rewritten));
        }
        Fault::Stringified => {
            "the object is encoded twice: remove the outer quotes and the backslashes inside, or one of two `jsonencode` or `JSON.stringify`"
        }
        Fault::ListInSingle(1) => {
            "`HASURA_GRAPHQL_JWT_SECRET` holds one object: remove the brackets around it; a list belongs in `HASURA_GRAPHQL_JWT_SECRETS`, which only Hasura Cloud and Enterprise read"
        }
        Fault::ListInSingle(_) => {
            "a list belongs in `HASURA_GRAPHQL_JWT_SECRETS`, which only Hasura Cloud and Enterprise read: `HASURA_GRAPHQL_JWT_SECRETS='[{…},{…}]'`; Community Edition needs one object: `HASURA_GRAPHQL_JWT_SECRET='{…}'`"
        }
        Fault::NotAList => {
            "`HASURA_GRAPHQL_JWT_SECRETS` holds a list: put the object in brackets, or set it as `HASURA_GRAPHQL_JWT_SECRET`"
        }
        Fault::Field => "give the field the type named in the message",
        Fault::TwoNamespaces => "remove either `claims_namespace` or `claims_namespace_path`",
        Fault::Path(wrong) => return wrong_path(wrong),
        Fault::NoKey(Some((name, meant))) => {
            return match value::json(name) {
                Some(name) => format!("the field is named `\"{meant}\"`, not `{name}`"),
                None => format!("the field is named `\"{meant}\"`"),
            };
        }
        Fault::NoKey(None) => {
            "add `key` with `type`, or `jwk_url`; `jwtool secret` writes both kinds"
        }
        Fault::TwoKeys => "remove either `key` or `jwk_url`",
        Fault::OnlySigningKey => {
            "`signing_key` is the private key that signs: write its public half into `key`, as `jwtool secret key FILE` prints it"
        }
        Fault::NoType(Some(name)) => return format!("add `\"type\":\"{name}\"`"),
        Fault::NoType(None) => {
            "add `type`: `\"type\":\"RS256\"` for an RSA key, `\"HS256\"` for a secret"
        }
        Fault::UnknownType(Some(name)) => return format!("write `\"type\":\"{name}\"`"),
        Fault::UnknownType(None) => {
            "`type` is one of HS256, HS384, HS512, RS256, RS384, RS512, Ed25519, ES256, ES384, ES512; an RSA `type` also accepts PS tokens"
        }
        Fault::ShortSecret => "use a longer secret: `jwtool secret hmac` generates one",
        Fault::OneLinePem => {
            "the key lost its line breaks; write each as `\\n` inside the JSON string, as `jwtool secret` does"
        }
        Fault::EscapedPem => {
            "the line breaks of the key are escaped once too often: write each as `\\n` inside the JSON string, not as `\\\\n`"
        }
        Fault::Pem(wrong) => wrong_key(*wrong),
        Fault::JwkUrl => {
            "write the whole URL: `\"jwk_url\":\"https://HOST/.well-known/jwks.json\"`"
        }
        Fault::ClaimsFormat => {
            "write `\"claims_format\":\"json\"` for an object, `\"claims_format\":\"stringified_json\"` for JSON in a string"
        }
        Fault::ClaimsMap(WrongMap::Kind) => {
            "`claims_map` is an object, not a string: `\"claims_map\":{…}`, without quotes around the braces"
        }
        Fault::ClaimsMap(WrongMap::NoPath) => {
            "an entry of `claims_map` is a value, or an object with a path: `{\"path\":\"$.…\"}`, with or without a `default`"
        }
        Fault::ClaimsMap(WrongMap::AllowedRoles) => {
            "`x-hasura-allowed-roles` needs a list of names: `[\"user\"]`, also as its `default`"
        }
        Fault::ClaimsMap(WrongMap::DefaultRole) => {
            "`x-hasura-default-role` needs one name: `\"user\"`, also as its `default`"
        }
        Fault::ClaimsMap(WrongMap::Variable) => {
            "a variable of `claims_map` is a string: `\"7\"` instead of `7`, also as its `default`"
        }
        Fault::ClaimsMap(WrongMap::Missing) => {
            "`claims_map` needs `x-hasura-allowed-roles` and `x-hasura-default-role`, in lower case, each a value or `{\"path\":\"$.…\"}`"
        }
        Fault::Header => {
            "`header` is an object: `{\"type\":\"Authorization\"}` or `{\"type\":\"Cookie\",\"name\":\"…\"}`"
        }
        Fault::StringOrUri => {
            "a string with a colon has to be a complete URI, like `https://issuer.example`"
        }
        Fault::NoAdminSecret if !verb.has(Flag::NoAdminSecret) => {
            "set `HASURA_GRAPHQL_ADMIN_SECRET` on the engine"
        }
        Fault::NoAdminSecret => {
            "set `HASURA_GRAPHQL_ADMIN_SECRET` on the engine, then drop `--no-admin-secret`"
        }
        Fault::TwoModes => {
            "remove either `HASURA_GRAPHQL_AUTH_HOOK` or `HASURA_GRAPHQL_JWT_SECRET`: the engine uses one of them"
        }
        Fault::KeySet if !verb.has(Flag::Jwks) => {
            "one key that the engine cannot read makes the whole set unusable; put the right key into `key` as PEM"
        }
        Fault::KeySet => {
            "one key that the engine cannot read makes the whole set unusable; put the right key into `key` as PEM, or try an edited set with `--jwks FILE`"
        }
    };
    fixed.to_owned()
}

/// The hint for a value that is not JSON in a way that does not tell why.
const ANY_JSON: &str = "the value has to be one JSON object, and `jwtool secret` prints one on a line, for single quotes in a shell";

/// What to write instead of something that is not JSON.
const fn rewritten(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::Quoted => {
            "the quotes around the object are a part of the value: remove them; in a list of Compose, quote the whole entry: `- 'HASURA_GRAPHQL_JWT_SECRET={…}'`"
        }
        Mistake::EscapedQuotes => {
            "the double quotes are escaped once too often: remove the backslashes, and put single quotes around the whole value"
        }
        Mistake::SingleQuotes => {
            "JSON needs double quotes: `{\"type\":\"HS256\",\"key\":\"…\"}`, with single quotes only around the whole value"
        }
        Mistake::CurlyQuotes => {
            "its quotes are typographic, as a word processor writes them: replace them with plain double quotes"
        }
        Mistake::NoQuotes => {
            "a shell or YAML removed the double quotes: put single quotes around the whole value, `'{\"type\":…}'`"
        }
        Mistake::TrailingComma => "remove the comma before the last brace",
        Mistake::LineBreaks => {
            "write each line break of the key as `\\n` inside the JSON string; `jwtool secret key FILE` prints it so, on one line"
        }
        Mistake::CutOff => {
            "the value ends too early, at a line break or a double quote inside: write it on one line, with `\\n` for each line break of a key, and put single quotes around it"
        }
        Mistake::Trailing => "the object ends before the value does: remove what follows it",
        Mistake::Base64 => {
            "it is the value in base64: decode it with `base64 -d`; in a Kubernetes Secret, base64 belongs under `data`, and the text itself under `stringData`"
        }
        Mistake::BarePem => {
            "it is only the key: `jwtool secret key FILE` prints the object around it"
        }
        Mistake::BareUrl => {
            "it is only the URL: `jwtool secret jwks URL` prints the object around it"
        }
        Mistake::Variable => {
            "it is a variable that nothing replaced: set it where the engine starts"
        }
        Mistake::BareText => {
            "the value has to be one JSON object; for a secret, `jwtool secret --secret env:NAME` prints it: `{\"type\":\"HS256\",\"key\":\"…\"}`"
        }
    }
}

/// What to write instead of something that is not a public key in PEM.
const fn wrong_key(wrong: WrongKey) -> &'static str {
    match wrong {
        WrongKey::Jwk => {
            "`key` is a PEM in a string, not a JWK: write the JWK to a file, and `jwtool secret key FILE` prints the line; a published key set goes into `jwk_url`"
        }
        WrongKey::Ssh => {
            "`key` is a PEM, not an OpenSSH key: `ssh-keygen -e -m PKCS8 -f FILE` prints it as one, and `jwtool secret key FILE` the line"
        }
        WrongKey::Pgp => {
            "a PGP key cannot check tokens: use the public key of the tokens' issuer, as `jwtool secret token TOKEN` finds it"
        }
        WrongKey::Private => {
            "a private key does not belong in the engine: `jwtool secret key FILE` prints the line with its public half"
        }
        WrongKey::Request => {
            "a certificate request is not a key: use the certificate, or the public key that `openssl req -in FILE -noout -pubkey` prints"
        }
        WrongKey::Base64Pem => {
            "the PEM is encoded in base64 once too often: decode it to a file, and `jwtool secret key FILE` prints the line"
        }
        WrongKey::BareBase64 => {
            "put the lines of a PEM around the base64: `\"key\":\"-----BEGIN PUBLIC KEY-----\\n…\\n-----END PUBLIC KEY-----\"`, or write it to a file, and `jwtool secret key FILE` prints the line"
        }
        WrongKey::Url => "`key` is a URL: write it as `jwk_url`, without `key` and `type`",
        WrongKey::FileName => {
            "`key` is the key itself, not the name of a file: `jwtool secret key FILE` prints the line"
        }
        WrongKey::Other => {
            "`key` has to be a public key or a certificate in PEM; `jwtool secret key FILE` writes the public half of a private key"
        }
    }
}

/// How to write a path that the engine cannot read.
fn wrong_path(wrong: &WrongPath) -> String {
    const FOREIGN: &str = "the engine's paths have only `.name`, `[0]` and `[\"any name\"]`; there is no `..`, no `[*]`, no slice and no filter: take a claim that is itself the list, take one element, like `$.roles[0].name`, or write the roles into `claims_map` without a path: `\"x-hasura-allowed-roles\":[\"user\"]`";
    const EXAMPLE: &str = r#"write the path like `$.user.claims` or `$["https://x/claims"]`"#;
    let text = wrong.text.trim();
    let bare = text.strip_prefix('$').unwrap_or(text);
    let bare = bare.strip_prefix('.').unwrap_or(bare);
    // Inside brackets with quotes, every character is part of a name.
    let outside = text.split(['"', '\'']).step_by(2);
    let foreign = |part: &str| {
        part.contains("..")
            || part.contains(['*', '?', '@', '('])
            || part.contains("[-")
            || is_slice(part)
    };
    if outside.clone().any(foreign) {
        return FOREIGN.to_owned();
    }
    if wrong.is_namespace
        && bare.contains("://")
        && let Some(namespace) = value::json(bare)
    {
        return format!(
            "for one key, write `\"claims_namespace\":{namespace}` instead of `claims_namespace_path`"
        );
    }
    // A URL is one key, dots and all, up to the name of a claim in it.
    let steps: Vec<&str> = match bare.split_once("://") {
        Some(_) => {
            let end = bare.rfind('/').and_then(|slash| Some(slash + bare[slash..].find('.')?));
            end.map_or_else(|| vec![bare], |end| vec![&bare[..end], &bare[end + 1..]])
        }
        None => bare.split('.').collect(),
    };
    let is_step = |step: &&str| !step.is_empty() && !step.contains(['[', ']', '"', '\'']);
    if !steps.iter().all(is_step) {
        return EXAMPLE.to_owned();
    }
    let path = JsonPath::of(steps.into_iter().map(|step| Step::Key(step.to_owned())).collect());
    let path = path.to_string();
    // Nothing that a shell would expand.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.:/[]\"@ ".contains(c);
    let is_shown = path.strip_prefix('$').is_some_and(|steps| steps.chars().all(is_plain));
    if is_shown && path.parse::<JsonPath>().is_ok() {
        format!("write the path as `{path}`")
    } else {
        EXAMPLE.to_owned()
    }
}

/// Whether brackets contain a range, like `[0:2]`.
fn is_slice(part: &str) -> bool {
    let inside = part.split('[').skip(1).filter_map(|rest| rest.split(']').next());
    inside.into_iter().any(|inside| inside.contains([':', ',']))
}

/// Whether the configured key is the reason for a refusal.
pub(super) const fn concerns_key(reason: Reason) -> bool {
    matches!(reason, Reason::NoUsableKeys | Reason::Signature)
}

/// Returns what to change in the token, the request or the configuration, for each check that
/// failed.
pub(super) fn answer(answer: &Answer<Reason, Facts>, context: Context<'_>) -> Vec<String> {
    let is_first = |refusal| answer.refusals.first() == Some(refusal);
    let hints = answer.refusals.iter().flat_map(|refusal| match refusal.reason {
        Reason::NotMapped => context.missing(),
        Reason::NoAllowedRoles | Reason::AllowedRoles => {
            vec![context.variable(ALLOWED_ROLES).unwrap_or_else(|| after(refusal.reason, answer))]
        }
        Reason::NoDefaultRole | Reason::DefaultRole => {
            vec![context.variable(DEFAULT_ROLE).unwrap_or_else(|| after(refusal.reason, answer))]
        }
        Reason::RoleNotAllowed => {
            vec![context.no_role().unwrap_or_else(|| after(refusal.reason, answer))]
        }
        Reason::ClaimsSet => {
            let known = context.known.and_then(wrong_claim);
            vec![known.unwrap_or_else(|| after(refusal.reason, answer))]
        }
        Reason::NoNamespace | Reason::NoPath | Reason::NotAnObject | Reason::NotStringified => {
            vec![
                context
                    .no_claims(is_first(refusal))
                    .unwrap_or_else(|| after(refusal.reason, answer)),
            ]
        }
        Reason::Variable if !answer.token.mappings.is_empty() => context.not_strings(),
        reason => vec![after(reason, answer)],
    });
    hints.collect()
}

/// Returns what to change about the first registered claim that the engine does not accept.
fn wrong_claim(token: KnownToken<'_>) -> Option<String> {
    for name in ["iss", "sub", "aud"] {
        let Some(value) = token.claims.get(name) else { continue };
        let each = match value {
            Value::Array(values) if name == "aud" => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        if each.iter().any(|one| one.as_str().is_none()) {
            let list = if name == "aud" { " or a list of strings" } else { "" };
            return Some(format!(
                "have the issuer write `{name}` as a string{list}: `\"7\"` instead of `7`"
            ));
        }
        let is_uri = |one: &Value| one.as_str().is_some_and(is_string_or_uri);
        if !each.iter().all(is_uri) {
            let remedy = if token.origin.id == ProviderId::GitlabCi {
                "GitLab cannot change it: exchange the job's token for one of your own and send that, or put RelyAuth before the engine, which accepts it"
            } else {
                "have the issuer write it without a colon, or as a URI with a scheme"
            };
            return Some(format!(
                "`{name}` has a colon and is not a URI, which the engine requires; {remedy}"
            ));
        }
    }
    for name in ["exp", "nbf", "iat"] {
        let Some(value) = token.claims.get(name) else { continue };
        if !matches!(value, Value::Number(_)) {
            return Some(format!(
                "have the issuer write `{name}` as a number of seconds, without quotes"
            ));
        }
    }
    None
}

/// Returns what to change after a refusal.
fn after(reason: Reason, answer: &Answer<Reason, Facts>) -> String {
    let token = &answer.token;
    let fixed = match reason {
        Reason::AdminSecret => {
            "send the engine's own admin secret, or drop the header and send a token"
        }
        Reason::BackendOnly => "set that header to `true` or `false`, or drop it",
        Reason::NoToken => return no_token(&answer.facts),
        Reason::Malformed => {
            "send `Authorization: Bearer TOKEN`: `Bearer` in this spelling, one space, no quotes"
        }
        Reason::Multiple if answer.facts.entries == 1 => {
            "send one token: the request has several headers with one, such as TOKEN and `-H 'Authorization: …'`"
        }
        Reason::Multiple => {
            "send one token, and give each entry of the configuration its own `issuer`; the token's `iss` chooses the entry"
        }
        Reason::Issuer => {
            return match token.issuer.as_deref().and_then(value::json) {
                Some(issuer) => format!(
                    "use a token from the configured issuer, or configure this one: `\"issuer\":{issuer}`"
                ),
                None => "use a token from the configured issuer".to_owned(),
            };
        }
        Reason::Parts if token.parts == 5 => {
            "it is an encrypted token, which the engine cannot read; send a signed one (`jwtool decode --key FILE` shows what is inside)"
        }
        Reason::Parts | Reason::Header if token.has_scheme => {
            "the whole value is the token there: send it without `Bearer`, or configure `\"header\":{\"type\":\"Authorization\"}`"
        }
        Reason::Parts => "it is not a token; `jwtool decode` shows what it is",
        Reason::Header => {
            "have the issuer write an `alg` that the engine knows, such as `RS256`, and `kid` as a string; if the token was cut off or changed in transit, `jwtool decode` shows what is still readable"
        }
        Reason::NoSignatures => {
            "send a signed token; `jwtool mint --role ROLE` makes one for testing"
        }
        Reason::NoUsableKeys => {
            "the engine has no keys; check that its `jwk_url` responds and has signing keys"
        }
        Reason::Signature => {
            let failure = answer.facts.signature.as_ref();
            return signature::of_engine(failure, |alg| {
                let name = type_name(alg).unwrap_or(alg.name());
                format!("\"type\":\"{name}\"")
            });
        }
        Reason::ClaimsSet => {
            "have the issuer change the claim that the message names; a `sub` with a colon has to be a URI, and times have to be numbers"
        }
        Reason::Expired if token.expires_after_lifetime => shared::LIFETIME,
        Reason::Expired => "get a new token; to explain another point in time, add `--at TIME`",
        Reason::IssuedAtFuture if shared::is_local_issuer(token) => {
            "if the clock of the engine's container lags behind, configure `\"allowed_skew\":30`, or let a local issuer's clock lag too: `jwtool serve --fault clock=-2m`"
        }
        Reason::IssuedAtFuture | Reason::NotYetValid => {
            let name = if reason == Reason::NotYetValid { "nbf" } else { "iat" };
            shared::misread_time(token, name).unwrap_or(
            "if a clock is slightly off, configure `\"allowed_skew\":30`; to explain another point in time, add `--at TIME`",
            )
        }
        Reason::Audience => {
            return match token.audience.first().and_then(|one| value::json(one)) {
                Some(audience) => format!(
                    "use a token for the configured audience, or configure this one: `\"audience\":{audience}`"
                ),
                None => "use a token for the configured audience".to_owned(),
            };
        }
        Reason::NoNamespace | Reason::NoPath => return no_claims(token),
        Reason::NotAnObject => {
            "if the claims are JSON in a string, configure `\"claims_format\":\"stringified_json\"`"
        }
        Reason::NotAString => {
            "the claims are an object: drop `claims_format`, or configure `\"claims_format\":\"json\"`"
        }
        Reason::NotStringified => "have the issuer put a JSON object into that string",
        Reason::NotMapped => {
            "have the issuer add the claim, or give it a `default` in `claims_map`: `{\"path\":\"$.…\",\"default\":\"…\"}`"
        }
        Reason::NoAllowedRoles | Reason::AllowedRoles => {
            "have the issuer add `\"x-hasura-allowed-roles\":[\"user\"]`, an array of strings"
        }
        Reason::NoDefaultRole | Reason::DefaultRole => {
            "have the issuer add `\"x-hasura-default-role\":\"user\"`, a string"
        }
        Reason::RoleNotAllowed => {
            return match shared::allowed_role(token) {
                Some(hint) => hint,
                None => "the token allows no role; have the issuer add one".to_owned(),
            };
        }
        Reason::Variable => {
            "have the issuer write every variable as a string, `\"7\"` instead of `7`, `\"{1,2}\"` instead of `[1,2]`, and leave out one without a value"
        }
    };
    fixed.to_owned()
}

fn no_token(facts: &Facts) -> String {
    match &facts.place {
        Some(TokenPlace::Cookie(name)) => match value::header_name(name) {
            Some(name) => format!("send it as the configured cookie: `Cookie: {name}=TOKEN`"),
            None => "send it as the configured cookie".to_owned(),
        },
        Some(TokenPlace::CustomHeader(name)) => shared::in_header(name),
        Some(TokenPlace::Authorization) | None => {
            "send `Authorization: Bearer TOKEN`; for requests without one, set an unauthorized role (`--unauthorized-role ROLE` shows its effect)".to_owned()
        }
    }
}

fn no_claims(token: &TokenFacts) -> String {
    match &token.claims_at {
        Some((path, format)) => {
            let stringified = match format {
                ClaimsFormat::Stringified => ",\"claims_format\":\"stringified_json\"",
                ClaimsFormat::Json => "",
            };
            match path.steps() {
            [Step::Key(namespace)] => match value::json(namespace) {
                    Some(namespace) => format!(
                        "configure where they are: `\"claims_namespace\":{namespace}{stringified}`"
                    ),
                    None => "configure where they are with `claims_namespace`".to_owned(),
            },
            _ => match value::path(&path.to_string()) {
                Some(path) => format!(
                    "configure where they are, instead of `claims_namespace`: `\"claims_namespace_path\":{path}{stringified}`"
                ),
                None => {
                    "configure where they are with `claims_namespace_path` or `claims_map`; the step above shows the path".to_owned()
                }
            },
            }
        }
        None => no_claims_at_all(token),
    }
}

/// Returns the hint for a token without Hasura claims at the configured place or any other.
fn no_claims_at_all(token: &TokenFacts) -> String {
    let Some(end) = &token.dead_end else { return NO_CLAIMS.to_owned() };
    match end.similar.as_deref().and_then(value::path) {
        Some(path) => {
            format!("correct `claims_namespace_path`: `\"claims_namespace_path\":{path}`")
        }
        None => format!(
            "`claims_namespace_path` leads nowhere, as the step above shows: correct it; or {NO_CLAIMS}"
        ),
    }
}
