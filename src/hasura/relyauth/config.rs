//! The parser of `auth.yaml`, the configuration of `RelyAuth`.

use crate::hasura::relyauth::advice::{advise, unknown_fields};
use crate::hasura::relyauth::auth_yaml::{
    ALGORITHMS, AuthYaml, ConfigError, Fault, JwtMode, KIND, KeyPlace, Kind, Location, Mode,
};
use crate::hasura::relyauth::expression::Expression;
use crate::hasura::relyauth::fields::{Reader, error, exact, present};
use crate::hasura::relyauth::regexp::Budget;
use crate::hasura::relyauth::rules::Rules;
use crate::hasura::relyauth::security::SecurityRules;
use crate::hasura::relyauth::token_place::{In, TokenPlace};
use crate::hasura::settings::Lookup;
use crate::hasura::view::ClaimsFormat;
use crate::hasura::warning::EngineWarning;
use crate::hasura::yaml;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::{Number, Object, Value};
use crate::jose::note::Note;
use crate::redact;
use crate::sort;

const DEFAULT_SKEW: i64 = 60;

/// Parses a configuration in YAML or JSON. `lookup` returns the variables that contain lists for
/// rules.
///
/// # Errors
///
/// Returns why the service does not start.
pub(crate) fn parse(text: &str, lookup: Lookup<'_>) -> Result<AuthYaml, ConfigError> {
    let documents = yaml::read_all(text).map_err(|message| error(Fault::NotYaml, message))?;
    let empty = Object::new();
    let document = documents.first().and_then(Value::as_object).unwrap_or(&empty);
    let mut warnings = Vec::new();
    for (name, expected) in [("version", "v1"), ("kind", KIND)] {
        if document.get_str(name) != Some(expected) {
            warnings.push(Note::new(
                EngineWarning::Schema,
                format!("`{name}` is not `{expected}`: the service ignores it, but its JSON schema does not allow it"),
            ));
        }
    }
    let reader = Reader { path: "definition".to_owned() };
    let definition = reader.object(document.get("definition"))?;
    let interval = definition.get("settings").and_then(Value::as_object);
    let interval = interval.and_then(|settings| settings.get("reloadInterval"));
    if interval.and_then(Value::as_number).and_then(Number::as_f64).is_some_and(|every| every > 0.0)
    {
        warnings.push(Note::new(
            EngineWarning::ReloadInterval,
            "`reloadInterval` appears to do nothing: the loop ends as soon as the service has started",
        ));
    }
    let mut modes = Vec::new();
    if let Some(list) = present(definition, "modes") {
        let list = list.as_array().ok_or_else(|| reader.wrong("modes", list, "a list"))?;
        for (index, one) in list.iter().enumerate() {
            let reader = Reader { path: format!("definition.modes[{index}]") };
            let object = reader.object(Some(one))?;
            modes.push((mode(&reader, object, &mut warnings)?, reader, object));
        }
    }
    sort::by_key(&mut modes, |(mode, ..)| mode.kind.rank());
    let modes = with_rules(modes, lookup, &mut warnings)?;
    advise(&modes, lookup, &mut warnings);
    Ok(AuthYaml { modes, warnings })
}

/// Adds the rules to each of the sorted modes, and an index as the ID to those without one.
fn with_rules(
    sorted: Vec<(Mode, Reader, &Object)>,
    lookup: Lookup<'_>,
    warnings: &mut Vec<Note<EngineWarning>>,
) -> Result<Vec<Mode>, ConfigError> {
    let mut budget = Budget::new();
    let mut modes = Vec::with_capacity(sorted.len());
    for (index, (mut mode, reader, object)) in sorted.into_iter().enumerate() {
        if !mode.named {
            mode.id = index.to_string();
        }
        let own = reader.inner(object, "securityRules")?;
        let reader = &reader.at("securityRules");
        mode.rules = Rules { index, reader, budget: &mut budget, lookup, warnings }.read(&own)?;
        modes.push(mode);
    }
    Ok(modes)
}

/// Parses a mode, except for its rules.
fn mode(
    reader: &Reader,
    object: &Object,
    warnings: &mut Vec<Note<EngineWarning>>,
) -> Result<Mode, ConfigError> {
    let kind = match reader.text(object, "mode")? {
        "" => return Err(exact(Fault::Mode, "auth mode is empty")),
        "apiKey" => {
            let token = token_place(reader, object)?;
            let value = reader.env_text(object, "value")?;
            let missing = "required field value for apiKey auth mode";
            let value = value.ok_or_else(|| exact(Fault::Field, missing))?;
            Kind::ApiKey { token, value, variables: reader.variables(object)? }
        }
        "jwt" => Kind::Jwt(Box::new(jwt(reader, object, warnings)?)),
        "webhook" => {
            let method = reader.text(object, "method")?;
            if !["GET", "POST"].contains(&method) {
                let message = format!("webhook mode must be one of GET or POST, got `{method}`");
                return Err(exact(Fault::Field, message));
            }
            let url = reader.env_text(object, "url")?;
            let url = url.ok_or_else(|| error(Fault::Field, "the webhook mode has no `url`"))?;
            Kind::Webhook { method: method.to_owned(), url }
        }
        "noAuth" => Kind::NoAuth { variables: reader.variables(object)? },
        other => return Err(exact(Fault::Mode, format!("unsupported auth mode: {other}"))),
    };
    unknown_fields(reader, object, kind.name(), warnings);
    let id = reader.text(object, "id")?;
    let rules = SecurityRules::default();
    Ok(Mode { id: id.to_owned(), named: !id.is_empty(), kind, rules })
}

fn token_place(reader: &Reader, object: &Object) -> Result<TokenPlace, ConfigError> {
    let place = reader.inner(object, "tokenLocation")?;
    let reader = reader.at("tokenLocation");
    let r#in = match reader.text(&place, "in")? {
        "" | "header" => In::Header,
        "query" => In::Query,
        "cookie" => In::Cookie,
        other => {
            let message =
                format!("invalid AuthLocation. Expected [header query cookie]; got: {other}");
            return Err(exact(Fault::TokenPlace, message));
        }
    };
    let name = reader.text(&place, "name")?.trim().to_lowercase();
    if name.is_empty() {
        return Err(exact(Fault::TokenPlace, "name of token location is required"));
    }
    let scheme = Some(reader.text(&place, "scheme")?.trim().to_lowercase());
    Ok(TokenPlace { r#in, name, scheme: scheme.filter(|scheme| !scheme.is_empty()) })
}

fn jwt(
    reader: &Reader,
    object: &Object,
    warnings: &mut Vec<Note<EngineWarning>>,
) -> Result<JwtMode, ConfigError> {
    let token = token_place(reader, object)?;
    if token.r#in == In::Query {
        warnings.push(Note::new(
            EngineWarning::QueryToken,
            "neither Hasura engine passes the URL of a request to the service: a token in the query is not found behind them",
        ));
    }
    let key = key_place(reader, object)?;
    let skew = Some(reader.whole(object, "allowedSkew")?).filter(|skew| *skew > 0);
    let config = reader.inner(object, "claimsConfig")?;
    let claims = reader.at("claimsConfig");
    let namespace = match present(&config, "namespace") {
        None => None,
        Some(_) => namespace(&claims, &claims.inner(&config, "namespace")?)?,
    };
    let places = claims.inner(&config, "locations")?;
    if namespace.is_none() && places.is_empty() {
        let message = "invalid claims config. Require either namespace or locations";
        return Err(exact(Fault::Claims, message));
    }
    Ok(JwtMode {
        token,
        key,
        issuer: reader.text(object, "issuer")?.to_owned(),
        audience: reader.texts(object, "audience")?,
        skew: skew.unwrap_or(DEFAULT_SKEW),
        namespace,
        locations: locations(&claims.at("locations"), &places, warnings)?,
    })
}

fn namespace(
    reader: &Reader,
    object: &Object,
) -> Result<Option<(Expression, ClaimsFormat)>, ConfigError> {
    let format = match reader.text(object, "claimsFormat")? {
        "Json" => ClaimsFormat::Json,
        "StringifiedJson" => ClaimsFormat::Stringified,
        other => {
            let message = format!(
                "invalid JWTClaimsFormat. Expected one of [Json StringifiedJson], got <{other}>"
            );
            return Err(exact(Fault::Format, message));
        }
    };
    match reader.text(object, "location")? {
        "" => Ok(None),
        text => Ok(Some((Expression::parse(text), format))),
    }
}

fn locations(
    reader: &Reader,
    object: &Object,
    warnings: &mut Vec<Note<EngineWarning>>,
) -> Result<Vec<(String, Location)>, ConfigError> {
    let mut found = Vec::new();
    let mut typeless = Vec::new();
    for (name, value) in object.effective() {
        let reader = reader.at(name);
        let entry = reader.object(Some(value))?;
        let path = Some(reader.text(entry, "path")?).filter(|path| !path.is_empty());
        let path = path.map(Expression::parse);
        let default = present(entry, "default");
        let default = default.map(|value| reader.any_text(value, "default")).transpose()?;
        if path.is_none() && default.is_none() {
            let message = format!(
                "failed to get location value: {name}: field mapping entry must not be empty"
            );
            return Err(exact(Fault::Claims, message));
        }
        if entry.get_str("type") != Some("field") {
            typeless.push(name);
        }
        found.push((name.to_owned(), Location { path, default }));
    }
    if !typeless.is_empty() {
        warnings.push(Note::new(
            EngineWarning::Schema,
            format!(
                "`{}` without `type: field`: the service accepts it, but its JSON schema does not",
                typeless.join("`, `")
            ),
        ));
    }
    Ok(found)
}

fn key_place(reader: &Reader, object: &Object) -> Result<KeyPlace, ConfigError> {
    let key = reader.inner(object, "key")?;
    let reader = reader.at("key");
    let named = reader.text(&key, "algorithm")?;
    let algorithm = ALGORITHMS.into_iter().find(|known| known.name() == named);
    if algorithm.is_none() && !named.is_empty() {
        return Err(unknown_algorithm(named));
    }
    match (reader.env_text(&key, "key")?, reader.env_text(&key, "jwkFromUrl")?) {
        (Some(text), _) => {
            let algorithm = algorithm.ok_or_else(|| unknown_algorithm(named))?;
            Ok(KeyPlace::Fixed { algorithm, text })
        }
        (None, Some(url)) => {
            let literal = url.value.as_deref().filter(|_| url.variable.is_none());
            match literal.filter(|url| !url.starts_with("http://") && !url.starts_with("https://"))
            {
                Some(wrong) => Err(error(
                    Fault::Key,
                    format!(
                        "{}.jwkFromUrl: `{}` is not an absolute HTTP or HTTPS URL",
                        reader.path,
                        redact::name(wrong)
                    ),
                )),
                None => Ok(KeyPlace::Url(url)),
            }
        }
        (None, None) => Err(exact(Fault::NoKey, "require either JWT key or JWK URL")),
    }
}

fn unknown_algorithm(name: &str) -> ConfigError {
    let mut names = ALGORITHMS.map(SignatureAlgorithm::name).to_vec();
    sort::all(&mut names);
    let names = names.join(" ");
    let shown = redact::name(name);
    let message = format!("invalid SignatureAlgorithm. Expected one of [{names}], got <{shown}>");
    ConfigError { inexact: shown != name, ..exact(Fault::Algorithm, message) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasura::relyauth::auth_yaml::AnyText;
    use crate::hasura::settings::Text;

    fn with_modes(modes: &str) -> String {
        format!(r#"{{"version":"v1","kind":"RelyAuth","definition":{{"modes":[{modes}]}}}}"#)
    }

    const BEARER: &str =
        r#""tokenLocation":{"in":"header","name":" Authorization ","scheme":"Bearer"}"#;
    const KEY: &str = r#""key":{"algorithm":"HS256","key":{"env":"JWT_KEY"}}"#;
    const CLAIMS: &str = r#""claimsConfig":{"namespace":{"location":"\"claims.jwt.hasura.io\"","claimsFormat":"Json"}}"#;

    fn jwt(more: &str) -> String {
        format!(r#"{{"mode":"jwt",{BEARER},{KEY},{CLAIMS}{more}}}"#)
    }

    fn read(modes: &str) -> AuthYaml {
        parse(&with_modes(modes), &|_| None).unwrap()
    }

    fn codes(config: &AuthYaml) -> Vec<&'static str> {
        config.warnings.iter().map(|warning| warning.code.name()).collect()
    }

    #[test]
    fn modes_are_sorted_and_named_by_their_place() {
        let no_auth = r#"{"mode":"noAuth","sessionVariables":{"x-hasura-role":{"value":"a"}}}"#;
        let hook = r#"{"mode":"webhook","method":"GET","url":{"value":"http://h"},"id":"hook"}"#;
        let key = format!(r#"{{"mode":"apiKey",{BEARER},"value":{{"env":"K"}}}}"#);
        let config = read(&format!("{no_auth},{hook},{},{key},{}", jwt(""), jwt(r#","id":"b""#)));
        let ids: Vec<(&str, &str)> =
            config.modes.iter().map(|mode| (mode.kind.name(), mode.id.as_str())).collect();
        assert_eq!(
            ids,
            [("apiKey", "0"), ("jwt", "1"), ("jwt", "b"), ("webhook", "hook"), ("noAuth", "4")]
        );
        assert_eq!(codes(&config), ["no-auth-fallback", "indistinct-entries"]);
    }

    #[test]
    fn a_value_of_an_unset_variable_is_null_and_that_is_said() {
        let told = |value: &str, held: Option<&str>| {
            let modes =
                format!(r#"{{"mode":"noAuth","sessionVariables":{{"x-hasura-role":{value}}}}}"#);
            let config = parse(&with_modes(&modes), &|_| held.map(ToOwned::to_owned)).unwrap();
            codes(&config).contains(&"null-variable")
        };
        assert!(told(r#"{"env":"R"}"#, None));
        assert!(told(r#"{"env":"R"}"#, Some("")));
        assert!(!told(r#"{"env":"R"}"#, Some(r#""a""#)));
        assert!(!told(r#"{"env":"R","value":"a"}"#, None));
        let claims = r#""claimsConfig":{"locations":{"x-hasura-role":{"default":{"env":"R"}}}}"#;
        let config = read(&jwt("").replace(CLAIMS, claims));
        assert!(codes(&config).contains(&"null-variable"));
    }

    #[test]
    fn defaults_are_filled_in() {
        let of = |more: &str| match read(&jwt(more)).modes.remove(0).kind {
            Kind::Jwt(jwt) => *jwt,
            other => panic!("{other:?}"),
        };
        assert_eq!((of("").skew, of(r#","allowedSkew":0"#).skew), (60, 60));
        assert_eq!((of(r#","allowedSkew":-5"#).skew, of(r#","allowedSkew":1"#).skew), (60, 1));
        assert_eq!(
            of("").token,
            TokenPlace {
                r#in: In::Header,
                name: "authorization".to_owned(),
                scheme: Some("bearer".to_owned())
            }
        );
        assert_eq!(of(r#","unknown":1,"description":"d""#).issuer, "");
    }

    #[test]
    fn a_variable_wins_over_a_value() {
        let text = Text { value: Some("v".to_owned()), variable: Some("A".to_owned()) };
        assert_eq!(text.resolve(&|_| Some(String::new())).as_deref(), Some(""));
        assert_eq!(text.resolve(&|_| None).as_deref(), Some("v"));
        let any = AnyText { value: Some(Value::from("v")), variable: Some("A".to_owned()) };
        assert_eq!(any.resolve(&|_| Some("[1]".to_owned())).unwrap().to_json(), "[1]");
        assert_eq!(any.resolve(&|_| Some(String::new())).unwrap(), Value::from("v"));
        assert!(any.resolve(&|_| Some("{".to_owned())).is_err());
    }

    #[test]
    fn what_does_not_load_is_said_in_its_words() {
        let jwt_of = |place: &str, key: &str, claims: &str| {
            format!(r#"{{"mode":"jwt",{place},{key},{claims}}}"#)
        };
        let namespace = |location: &str, format: &str| {
            format!(
                r#""claimsConfig":{{"namespace":{{"location":{},"claimsFormat":"{format}"}}}}"#,
                Value::from(location).to_json()
            )
        };
        for (modes, message) in [
            ("{}".to_owned(), "auth mode is empty"),
            (r#"{"mode":"JWT"}"#.to_owned(), "unsupported auth mode: JWT"),
            (jwt_of(r#""tokenLocation":{}"#, KEY, CLAIMS), "name of token location is required"),
            (
                jwt_of(r#""tokenLocation":{"in":"body","name":"x"}"#, KEY, CLAIMS),
                "invalid AuthLocation. Expected [header query cookie]; got: body",
            ),
            (jwt_of(BEARER, r#""key":{}"#, CLAIMS), "require either JWT key or JWK URL"),
            (
                jwt_of(BEARER, r#""key":{"algorithm":"Ed25519","key":{"value":"x"}}"#, CLAIMS),
                "invalid SignatureAlgorithm. Expected one of [ES256 ES384 ES512 EdDSA HS256 HS384 HS512 PS256 PS384 PS512 RS256 RS384 RS512], got <Ed25519>",
            ),
            (
                jwt_of(BEARER, KEY, r#""claimsConfig":{}"#),
                "invalid claims config. Require either namespace or locations",
            ),
            (
                jwt_of(BEARER, KEY, &namespace("a", "json")),
                "invalid JWTClaimsFormat. Expected one of [Json StringifiedJson], got <json>",
            ),
            (
                jwt_of(BEARER, KEY, r#""claimsConfig":{"locations":{"x-hasura-role":{}}}"#),
                "failed to get location value: x-hasura-role: field mapping entry must not be empty",
            ),
            (
                format!(r#"{{"mode":"apiKey",{BEARER}}}"#),
                "required field value for apiKey auth mode",
            ),
            (
                r#"{"mode":"webhook","method":"get","url":{"value":"u"}}"#.to_owned(),
                "webhook mode must be one of GET or POST, got `get`",
            ),
            (
                r#"{"mode":"noAuth","securityRules":{"allowedIPs":{"publicOnly":true}}}"#
                    .to_owned(),
                "failed to parse security rules of authenticator 0: allowed IPs config is empty",
            ),
            // The index in the message is the one after sorting.
            (
                format!(
                    r#"{},{}"#,
                    r#"{"mode":"noAuth","securityRules":{"headerRules":{"Origin":{"exclude":{"value":["a","(b"]}}}}}"#,
                    jwt("")
                ),
                "failed to parse security rules of authenticator 1: failed to parse header rule Origin: exclude: failed to parse matcher rule: error parsing regexp: missing closing ): `(b`",
            ),
        ] {
            let error = parse(&with_modes(&modes), &|_| None).unwrap_err();
            assert_eq!(error.message, message);
            assert!(!error.inexact);
        }
        for modes in [
            jwt(r#","audience":"a""#),
            jwt("").replace(KEY, r#""key":{"jwkFromUrl":{"value":"jwks.json"}}"#),
            r#"{"mode":"noAuth","securityRules":{"allowedIPs":{"include":{"value":["x"]}}}}"#
                .to_owned(),
            "7".to_owned(),
        ] {
            assert!(parse(&with_modes(&modes), &|_| None).unwrap_err().inexact, "{modes}");
        }
        assert_eq!(parse("a: [", &|_| None).unwrap_err().fault, Fault::NotYaml);
        assert_eq!(parse("", &|_| None).unwrap_err().fault, Fault::Field);
    }

    #[test]
    fn what_loads_without_a_word_is_warned_of() {
        let of = |modes: &str| codes(&read(modes));
        let claims =
            |claims: &str| format!(r#"{{"mode":"jwt",{BEARER},{KEY},"claimsConfig":{claims}}}"#);
        let namespace = |location: &str| {
            claims(&format!(r#"{{"namespace":{{"location":"{location}","claimsFormat":"Json"}}}}"#))
        };
        assert_eq!(of(&namespace("claims.jwt.hasura.io")), ["unquoted-namespace"]);
        assert_eq!(of(&namespace("my-claims")), ["foreign-expression"]);
        assert_eq!(of(&namespace("https://hasura.io/jwt/claims")), ["wrong-expression"]);
        assert_eq!(
            of(&claims(r#"{"locations":{"x-hasura-user-id":{"path":"sub"}}}"#)),
            ["schema", "no-role"]
        );
        assert_eq!(of(""), ["no-modes"]);
        assert_eq!(of(&jwt(r#","audiences":["a"]"#)), ["unknown-field"]);
        assert_eq!(
            of(&jwt("").replace(r#""algorithm""#, r#""kid":"a","algorithm""#)),
            ["unknown-field"]
        );
        let url = format!(
            r#"{{"mode":"jwt",{BEARER},"key":{{"jwkFromUrl":{{"value":"https://x"}}}},{CLAIMS}}}"#
        );
        assert_eq!(of(&url), ["no-audience"]);
        let query = format!(
            r#"{{"mode":"jwt","tokenLocation":{{"in":"query","name":"t"}},{KEY},{CLAIMS},"issuer":"i"}}"#
        );
        assert_eq!(of(&query), ["query-token"]);
        assert_eq!(
            of(&format!("{query},{}", jwt(r#","issuer":"j""#))),
            ["query-token", "random-order"]
        );
        let text = r#"{"definition":{"settings":{"reloadInterval":60},"modes":[]}}"#;
        assert_eq!(
            codes(&parse(text, &|_| None).unwrap()),
            ["schema", "schema", "reload-interval", "no-modes"]
        );
    }

    #[test]
    fn a_list_of_rules_may_stand_in_a_variable() {
        let rule = |holder: &str| {
            with_modes(&format!(
                r#"{{"mode":"noAuth","securityRules":{{"headerRules":{{"origin":{{"include":{holder}}}}}}}}}"#
            ))
        };
        let patterns = |holder: &str, variable: Option<&str>| {
            let lookup = |_: &str| variable.map(ToOwned::to_owned);
            let config = parse(&rule(holder), &lookup).unwrap();
            let count = config.modes[0].rules.headers[0].include.len();
            (count, codes(&config))
        };
        let none: Vec<&str> = Vec::new();
        assert_eq!(patterns(r#"{"env":"O"}"#, Some("a,b,c")), (3, none.clone()));
        assert_eq!(patterns(r#"{"env":"O","value":["x"]}"#, Some("a,b")), (2, none.clone()));
        assert_eq!(patterns(r#"{"env":"O","value":["x"]}"#, Some("")), (1, none.clone()));
        assert_eq!(patterns(r#"{"env":"O","value":["x"]}"#, None), (1, none));
        assert_eq!(patterns(r#"{"env":"O"}"#, None), (0, vec!["variable-not-set"]));
    }
}
