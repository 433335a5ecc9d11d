//! Warnings about settings that `RelyAuth` accepts silently but you will regret.

use crate::hasura::relyauth::auth_yaml::{AnyText, JwtMode, KeyPlace, Kind, Mode};
use crate::hasura::relyauth::expression::Doubt;
use crate::hasura::relyauth::fields::Reader;
use crate::hasura::relyauth::security::AddressPlace;
use crate::hasura::settings::Lookup;
use crate::hasura::warning::EngineWarning;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::redact;

/// The fields that the JSON schema allows in each kind of mode, beginning with those of all
/// kinds.
const MODE_FIELDS: [(&str, &[&str]); 5] = [
    ("", &["id", "mode", "description", "securityRules"]),
    ("apiKey", &["tokenLocation", "value", "sessionVariables"]),
    ("jwt", &["tokenLocation", "key", "issuer", "audience", "allowedSkew", "claimsConfig"]),
    ("webhook", &["method", "url", "customRequest", "customResponse", "httpClient"]),
    ("noAuth", &["sessionVariables"]),
];

/// The fields of the objects inside a `jwt` mode.
const JWT_FIELDS: [(&str, &[&str]); 3] = [
    ("tokenLocation", &["in", "name", "scheme"]),
    ("key", &["algorithm", "key", "jwkFromUrl"]),
    ("claimsConfig", &["namespace", "locations"]),
];

/// Adds warnings about the modes, together and one by one.
pub(super) fn advise(modes: &[Mode], lookup: Lookup<'_>, warnings: &mut Vec<Note<EngineWarning>>) {
    let of = |name: &'static str| modes.iter().filter(move |mode| mode.kind.name() == name);
    if modes.is_empty() {
        warnings.push(Note::new(
            EngineWarning::NoModes,
            "there are no modes: every request is refused",
        ));
    }
    if of("noAuth").count() > 1 {
        warnings.push(Note::new(
            EngineWarning::SecondNoAuth,
            "only the first noAuth mode ever answers",
        ));
    }
    if of("jwt").next().is_some() && of("noAuth").any(|mode| mode.rules.is_empty()) {
        warnings.push(Note::new(
            EngineWarning::NoAuthFallback,
            "noAuth answers after any failure: a bad or expired token gets its session; send `x-rely-auth-mode: jwt`, or add headerRules to noAuth",
        ));
    }
    let jwts: Vec<&JwtMode> = modes
        .iter()
        .filter_map(|mode| match &mode.kind {
            Kind::Jwt(jwt) => Some(jwt.as_ref()),
            Kind::ApiKey { .. } | Kind::Webhook { .. } | Kind::NoAuth { .. } => None,
        })
        .collect();
    if jwts.len() > 1 && jwts.iter().any(|jwt| jwt.issuer.is_empty() && jwt.audience.is_empty()) {
        warnings.push(Note::new(
            EngineWarning::IndistinctEntries,
            "with several jwt modes, each needs its own issuer or audience; otherwise the first one whose key matches answers",
        ));
    }
    let first = jwts.first().map(|jwt| &jwt.token);
    if jwts.iter().any(|jwt| Some(&jwt.token) != first) {
        warnings.push(Note::new(
            EngineWarning::RandomOrder,
            "jwt modes that look for the token in different places are tried in random order",
        ));
    }
    for jwt in jwts {
        advise_jwt(jwt, warnings);
    }
    for text in modes.iter().flat_map(|mode| values(&mode.kind)) {
        if let (None, Some(name)) = (&text.value, &text.variable)
            && lookup(name).is_none_or(|held| held.is_empty())
        {
            let name = redact::name(name);
            warnings.push(Note::new(
                EngineWarning::NullVariable,
                format!("the variable `{name}` is not set here, and counts as null"),
            ));
        }
    }
    for mode in modes {
        if let Some(rule) = &mode.rules.addresses
            && rule.location == AddressPlace::RemoteAddress
        {
            warnings.push(Note::new(
                EngineWarning::RemoteAddress,
                "`remote_addr` always fails: the service never sets the address",
            ));
        }
    }
}

/// Returns the values that a mode gives to session variables.
fn values(kind: &Kind) -> Vec<&AnyText> {
    match kind {
        Kind::ApiKey { variables, .. } | Kind::NoAuth { variables } => {
            variables.iter().map(|(_, text)| text).collect()
        }
        Kind::Jwt(jwt) => {
            jwt.locations.iter().filter_map(|(_, location)| location.default.as_ref()).collect()
        }
        Kind::Webhook { .. } => Vec::new(),
    }
}

fn advise_jwt(jwt: &JwtMode, warnings: &mut Vec<Note<EngineWarning>>) {
    if let Some((expression, _)) = &jwt.namespace
        && let Some(path) = expression.steps()
        && path.steps().len() > 1
        && !expression.text().contains('"')
    {
        let text = expression.text();
        warnings.push(Note::new(
            EngineWarning::UnquotedNamespace,
            format!(
                "`{text}` means nested keys; for one key with dots write it quoted: `'\"{text}\"'`"
            ),
        ));
    }
    if let KeyPlace::Url(_) = jwt.key
        && jwt.audience.is_empty()
    {
        warnings.push(Note::new(
            EngineWarning::NoAudience,
            "without `audience` the service accepts tokens for every application that uses these keys",
        ));
    }
    let maps_role = |name: &str| jwt.locations.iter().any(|(known, _)| known == name);
    if jwt.namespace.is_none()
        && !maps_role("x-hasura-role")
        && !maps_role("x-hasura-allowed-roles")
    {
        warnings.push(Note::new(
            EngineWarning::NoRole,
            "no location provides `x-hasura-role` or `x-hasura-allowed-roles`: every token is refused",
        ));
    }
    let expressions = jwt.locations.iter().filter_map(|(_, location)| location.path.as_ref());
    let namespace = jwt.namespace.iter().map(|(expression, _)| expression);
    for expression in expressions.chain(namespace) {
        let text = expression.text();
        let quote = if let Some(keys) = text.strip_prefix('/').and_then(pointer_keys) {
            format!("it looks like a JSON pointer, as DDN reads it: write `'{keys}'`")
        } else if text.contains(['"', '[', '(', '{']) {
            "names with `-`, `/` or `:` must be quoted".to_owned()
        } else {
            format!("a name with `-`, `/` or `:` must be quoted: `'\"{text}\"'`")
        };
        let (code, message) = match expression.doubt() {
            None => continue,
            Some(Doubt::Dialect) => (
                EngineWarning::ForeignExpression,
                format!(
                    "`{text}` is arithmetic, or in a dialect that is not fully evaluated here; {quote}"
                ),
            ),
            Some(Doubt::Wrong(why)) => (
                EngineWarning::WrongExpression,
                format!(
                    "`{text}` is not a JMESPath expression ({why}): a namespace refuses every token, a location finds nothing; {quote}"
                ),
            ),
            Some(Doubt::Beyond(why)) => (
                EngineWarning::UnevaluatedExpression,
                format!("a JMESPath expression is not evaluated here: {why}"),
            ),
        };
        warnings.push(Note::new(code, message));
    }
}

/// Returns the expression for the keys of a JSON pointer, which is without its first slash.
fn pointer_keys(pointer: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.:/~".contains(c);
    let keys = pointer.split('/').map(|key| key.replace("~1", "/").replace("~0", "~"));
    let keys: Vec<String> = keys.map(|key| format!("\"{key}\"")).collect();
    (!pointer.is_empty() && pointer.chars().all(is_plain)).then(|| keys.join("."))
}

/// Warns about unknown fields, which the service ignores and which hide typos.
pub(super) fn unknown_fields(
    reader: &Reader,
    object: &Object,
    kind: &str,
    warnings: &mut Vec<Note<EngineWarning>>,
) {
    let mut look = |path: &str, object: &Object, known: &[&str]| {
        for (name, _) in object.iter().filter(|(name, _)| !known.contains(name)) {
            let message = format!(
                "`{path}.{name}` is ignored: the service has no such field, and its JSON schema rejects it"
            );
            warnings.push(Note::new(EngineWarning::UnknownField, message));
        }
    };
    let fields = MODE_FIELDS.iter().filter(|(name, _)| name.is_empty() || *name == kind);
    let known: Vec<&str> = fields.flat_map(|(_, fields)| fields.iter().copied()).collect();
    look(&reader.path, object, &known);
    for (name, known) in JWT_FIELDS {
        if let Some(Value::Object(inner)) = object.get(name) {
            look(&format!("{}.{name}", reader.path), inner, known);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_json_pointer_becomes_an_expression() {
        for (pointer, expected) in [
            ("https:~1~1shop.example~1claims", Some(r#""https://shop.example/claims""#)),
            ("user/roles", Some(r#""user"."roles""#)),
            ("a b", None),
            ("", None),
        ] {
            assert_eq!(pointer_keys(pointer).as_deref(), expected, "{pointer}");
        }
    }
}
