//! `auth.yaml`: how `RelyAuth` is told whom to believe.

use ipnet::IpNet;

use crate::hasura::relyauth::expression::{Doubt, Expression};
use crate::hasura::relyauth::security::{
    AddressPlace, AddressRule, HeaderRule, Pattern, SecurityRules,
};
use crate::hasura::relyauth::token_place::{In, TokenPlace};
use crate::hasura::settings::{Lookup, Text};
use crate::hasura::trace::Warning;
use crate::hasura::view::ClaimsFormat;
use crate::hasura::words;
use crate::hasura::yaml;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::{Number, Object, Value};

/// The kind that the document names.
pub(crate) const KIND: &str = "RelyAuth";

/// The whole configuration, the modes in the order in which the service tries them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AuthYaml {
    pub(crate) modes: Vec<Mode>,
    pub(crate) warnings: Vec<Warning>,
}

/// One way to tell who a request is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mode {
    /// As it is written, else the place among the sorted modes
    pub(crate) id: String,
    /// Whether the id was written
    pub(crate) named: bool,
    pub(crate) kind: Kind,
    pub(crate) rules: SecurityRules,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    ApiKey { token: TokenPlace, value: Text, variables: Vec<(String, AnyText)> },
    Jwt(Box<JwtMode>),
    Webhook { method: String, url: Text },
    NoAuth { variables: Vec<(String, AnyText)> },
}

/// A jwt mode.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JwtMode {
    pub(crate) token: TokenPlace,
    pub(crate) key: KeyPlace,
    /// Empty if it is not checked
    pub(crate) issuer: String,
    /// Empty if it is not checked
    pub(crate) audience: Vec<String>,
    /// In seconds, never 0
    pub(crate) skew: i64,
    pub(crate) namespace: Option<(Expression, ClaimsFormat)>,
    pub(crate) locations: Vec<(String, Location)>,
}

/// Where the key is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum KeyPlace {
    Fixed { algorithm: SignatureAlgorithm, text: Text },
    Url(Text),
}

/// One entry of `locations`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Location {
    pub(crate) path: Option<Expression>,
    pub(crate) default: Option<AnyText>,
}

/// Any JSON: in the configuration, or in a variable of the environment, or both.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct AnyText {
    pub(crate) value: Option<Value>,
    pub(crate) variable: Option<String>,
}

/// Why the service does not start, in its own words as far as they are known.
pub(crate) type ConfigError = words::ConfigError<Fault>;

/// What is wrong with a configuration.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    NotYaml,
    /// A field of the wrong kind
    Field,
    Mode,
    Claims,
    Format,
    Algorithm,
    NoKey,
    Key,
    TokenPlace,
    Rules,
    /// A variable of the environment that is empty or not set
    Variable,
    /// The key set cannot be read
    KeySet,
}

/// The algorithms of a key.
pub(crate) const ALGORITHMS: [SignatureAlgorithm; 13] = {
    use SignatureAlgorithm as A;
    [
        A::HS256,
        A::HS384,
        A::HS512,
        A::RS256,
        A::RS384,
        A::RS512,
        A::PS256,
        A::PS384,
        A::PS512,
        A::ES256,
        A::ES384,
        A::ES512,
        A::EdDSA,
    ]
};

const DEFAULT_SKEW: i64 = 60;

/// Every field of a mode that its JSON schema has, by its kind; those of all kinds first.
const MODE_FIELDS: [(&str, &[&str]); 5] = [
    ("", &["id", "mode", "description", "securityRules"]),
    ("apiKey", &["tokenLocation", "value", "sessionVariables"]),
    ("jwt", &["tokenLocation", "key", "issuer", "audience", "allowedSkew", "claimsConfig"]),
    ("webhook", &["method", "url", "customRequest", "customResponse", "httpClient"]),
    ("noAuth", &["sessionVariables"]),
];

/// Every field of the objects inside a jwt mode.
const JWT_FIELDS: [(&str, &[&str]); 3] = [
    ("tokenLocation", &["in", "name", "scheme"]),
    ("key", &["algorithm", "key", "jwkFromUrl"]),
    ("claimsConfig", &["namespace", "locations"]),
];

impl Kind {
    /// The word that configurations and requests use.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::ApiKey { .. } => "apiKey",
            Self::Jwt(_) => "jwt",
            Self::Webhook { .. } => "webhook",
            Self::NoAuth { .. } => "noAuth",
        }
    }

    /// The service tries the kinds in this order, whatever the file's is.
    const fn rank(&self) -> usize {
        match self {
            Self::ApiKey { .. } => 0,
            Self::Jwt(_) => 1,
            Self::Webhook { .. } => 2,
            Self::NoAuth { .. } => 3,
        }
    }
}

impl AnyText {
    /// The value: a variable's text is JSON and wins, an empty one does not.
    ///
    /// # Errors
    ///
    /// A variable whose text is no JSON.
    pub(crate) fn resolve(&self, lookup: Lookup<'_>) -> Result<Value, ConfigError> {
        let text = self.variable.as_deref().and_then(lookup).filter(|text| !text.is_empty());
        match text {
            None => Ok(self.value.clone().unwrap_or(Value::Null)),
            Some(text) => Value::parse(text.as_bytes()).map_err(|_| {
                let name = self.variable.as_deref().unwrap_or_default();
                error(Fault::Variable, format!("the variable `{name}` holds no JSON"))
            }),
        }
    }
}

/// Resolves every value of a map of session variables.
pub(crate) fn resolved(
    variables: &[(String, AnyText)],
    lookup: Lookup<'_>,
) -> Result<Object, ConfigError> {
    variables.iter().map(|(name, text)| Ok((name.clone(), text.resolve(lookup)?))).collect()
}

/// Reads a configuration: YAML or JSON. `lookup` says what the variables hold that lists
/// of rules stand in.
///
/// # Errors
///
/// The words of the service, or words like them.
pub(crate) fn parse(text: &str, lookup: Lookup<'_>) -> Result<AuthYaml, ConfigError> {
    let documents = yaml::read_all(text).map_err(|message| error(Fault::NotYaml, message))?;
    let empty = Object::new();
    let document = documents.first().and_then(Value::as_object).unwrap_or(&empty);
    let mut warnings = Vec::new();
    for (name, expected) in [("version", "v1"), ("kind", KIND)] {
        if document.get_str(name) != Some(expected) {
            warnings.push(Warning::new(
                "schema",
                format!("`{name}` is not `{expected}`: the service does not look at it, its JSON schema does"),
            ));
        }
    }
    let reader = Reader { path: "definition".to_owned() };
    let definition = reader.object(document.get("definition"))?;
    let interval = definition.get("settings").and_then(Value::as_object);
    let interval = interval.and_then(|settings| settings.get("reloadInterval"));
    if interval.and_then(Value::as_number).and_then(Number::as_f64).is_some_and(|every| every > 0.0)
    {
        warnings.push(Warning::new(
            "reload-interval",
            "`reloadInterval` appears to do nothing: the loop ends as soon as the service has started",
        ));
    }
    let mut modes = Vec::new();
    if let Some(list) = present(definition, "modes") {
        let list = list.as_array().ok_or_else(|| reader.wrong("modes", list, "a list"))?;
        for (index, one) in list.iter().enumerate() {
            let reader = Reader { path: format!("definition.modes[{index}]") };
            modes.push(mode(&reader, reader.object(Some(one))?, lookup, &mut warnings)?);
        }
    }
    modes.sort_by_key(|mode| mode.kind.rank());
    for (index, mode) in modes.iter_mut().enumerate().filter(|(_, mode)| !mode.named) {
        mode.id = index.to_string();
    }
    advise(&modes, &mut warnings);
    Ok(AuthYaml { modes, warnings })
}

/// What the service takes without a word, and its users regret.
fn advise(modes: &[Mode], warnings: &mut Vec<Warning>) {
    let of = |name: &'static str| modes.iter().filter(move |mode| mode.kind.name() == name);
    if modes.is_empty() {
        warnings.push(Warning::new("no-modes", "there are no modes: every request is refused"));
    }
    if of("noAuth").count() > 1 {
        warnings.push(Warning::new("second-no-auth", "only the first noAuth mode ever answers"));
    }
    if of("jwt").next().is_some() && of("noAuth").any(|mode| mode.rules.is_empty()) {
        warnings.push(Warning::new(
            "no-auth-fallback",
            "noAuth answers after any failure: a bad or expired token becomes its session; send `x-rely-auth-mode: jwt`, or give noAuth headerRules",
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
        warnings.push(Warning::new(
            "indistinct-entries",
            "of several jwt modes each needs its own issuer or audience; else the first whose key fits answers",
        ));
    }
    let first = jwts.first().map(|jwt| &jwt.token);
    if jwts.iter().any(|jwt| Some(&jwt.token) != first) {
        warnings.push(Warning::new(
            "random-order",
            "jwt modes that look for the token in different places are tried in random order",
        ));
    }
    for jwt in jwts {
        advise_jwt(jwt, warnings);
    }
    for mode in modes {
        if let Some(rule) = &mode.rules.addresses
            && rule.location == AddressPlace::RemoteAddress
        {
            warnings.push(Warning::new(
                "remote-address",
                "`remote_addr` always fails: the service never fills the address in",
            ));
        }
    }
}

fn advise_jwt(jwt: &JwtMode, warnings: &mut Vec<Warning>) {
    if let Some((expression, _)) = &jwt.namespace
        && let Some(path) = expression.steps()
        && path.steps().len() > 1
        && !expression.text().contains('"')
    {
        let text = expression.text();
        warnings.push(Warning::new(
            "unquoted-namespace",
            format!(
                "`{text}` means nested keys; for one key with dots write it quoted: `'\"{text}\"'`"
            ),
        ));
    }
    if let KeyPlace::Url(_) = jwt.key
        && jwt.audience.is_empty()
    {
        warnings.push(Warning::new(
            "no-audience",
            "without `audience` the service takes the tokens of every application that uses these keys",
        ));
    }
    let maps_role = |name: &str| jwt.locations.iter().any(|(known, _)| known == name);
    if jwt.namespace.is_none()
        && !maps_role("x-hasura-role")
        && !maps_role("x-hasura-allowed-roles")
    {
        warnings.push(Warning::new(
            "no-role",
            "no location gives `x-hasura-role` or `x-hasura-allowed-roles`: every token is refused",
        ));
    }
    let expressions = jwt.locations.iter().filter_map(|(_, location)| location.path.as_ref());
    let namespace = jwt.namespace.iter().map(|(expression, _)| expression);
    for expression in expressions.chain(namespace) {
        let text = expression.text();
        let quote = format!("a name with `-`, `/` or `:` has to be quoted: `'\"{text}\"'`");
        match expression.doubt() {
            None => {}
            Some(Doubt::Dialect) => warnings.push(Warning::new(
                "foreign-expression",
                format!("`{text}` is arithmetic or of a dialect that is not evaluated here; {quote}"),
            )),
            Some(Doubt::Wrong(why)) => warnings.push(Warning::new(
                "wrong-expression",
                format!("`{text}` is no JMESPath expression ({why}): in a namespace it refuses every token, in a location it finds nothing; {quote}"),
            )),
        }
    }
}

fn error(fault: Fault, message: impl Into<String>) -> ConfigError {
    ConfigError::inexact(fault, message)
}

/// An error in the service's very words.
fn exact(fault: Fault, message: impl Into<String>) -> ConfigError {
    ConfigError::exact(fault, message)
}

/// A field; one that is `null` counts as absent.
fn present<'a>(object: &'a Object, name: &str) -> Option<&'a Value> {
    object.get(name).filter(|value| **value != Value::Null)
}

/// Reads fields by their kind, and knows where they are.
struct Reader {
    path: String,
}

impl Reader {
    fn at(&self, name: &str) -> Self {
        Self { path: format!("{}.{name}", self.path) }
    }

    fn wrong(&self, name: &str, value: &Value, expected: &str) -> ConfigError {
        error(
            Fault::Field,
            format!("{}.{name}: cannot read {} as {expected}", self.path, value.a_kind()),
        )
    }

    fn object<'a>(&self, value: Option<&'a Value>) -> Result<&'a Object, ConfigError> {
        match value {
            Some(Value::Object(object)) => Ok(object),
            Some(other) => Err(error(
                Fault::Field,
                format!("{}: cannot read {} as a map", self.path, other.a_kind()),
            )),
            None => Err(error(Fault::Field, format!("{} is missing", self.path))),
        }
    }

    /// An inner object; an empty one if it is absent.
    fn inner(&self, object: &Object, name: &str) -> Result<Object, ConfigError> {
        match present(object, name) {
            None => Ok(Object::new()),
            Some(Value::Object(inner)) => Ok(inner.clone()),
            Some(other) => Err(self.wrong(name, other, "a map")),
        }
    }

    /// A text; empty if it is absent.
    fn text<'a>(&self, object: &'a Object, name: &str) -> Result<&'a str, ConfigError> {
        match present(object, name) {
            None => Ok(""),
            Some(value) => value.as_str().ok_or_else(|| self.wrong(name, value, "a text")),
        }
    }

    fn texts(&self, object: &Object, name: &str) -> Result<Vec<String>, ConfigError> {
        let Some(value) = present(object, name) else { return Ok(Vec::new()) };
        let texts = value.as_array().and_then(|elements| {
            elements.iter().map(|one| one.as_str().map(ToOwned::to_owned)).collect()
        });
        texts.ok_or_else(|| self.wrong(name, value, "a list of texts"))
    }

    fn whole(&self, object: &Object, name: &str) -> Result<i64, ConfigError> {
        match present(object, name) {
            None => Ok(0),
            Some(value) => value
                .as_number()
                .and_then(Number::as_i64)
                .ok_or_else(|| self.wrong(name, value, "a whole number")),
        }
    }

    /// `{value: …}`, `{env: …}`, or both; `None` if it is absent or empty.
    fn env_text(&self, object: &Object, name: &str) -> Result<Option<Text>, ConfigError> {
        let Some(value) = present(object, name) else { return Ok(None) };
        let inner = value.as_object().ok_or_else(|| self.wrong(name, value, "`value` or `env`"))?;
        let reader = self.at(name);
        let value = present(inner, "value").map(|_| reader.text(inner, "value")).transpose()?;
        let variable = Some(reader.text(inner, "env")?).filter(|name| !name.is_empty());
        let text =
            Text { value: value.map(ToOwned::to_owned), variable: variable.map(ToOwned::to_owned) };
        Ok(Some(text).filter(|text| *text != Text::default()))
    }

    fn any_text(&self, value: &Value, name: &str) -> Result<AnyText, ConfigError> {
        let inner = value.as_object().ok_or_else(|| self.wrong(name, value, "`value` or `env`"))?;
        let variable = Some(self.at(name).text(inner, "env")?).filter(|name| !name.is_empty());
        Ok(AnyText {
            value: inner.get("value").cloned(),
            variable: variable.map(ToOwned::to_owned),
        })
    }

    fn variables(&self, object: &Object) -> Result<Vec<(String, AnyText)>, ConfigError> {
        let map = self.inner(object, "sessionVariables")?;
        let reader = self.at("sessionVariables");
        map.effective()
            .into_iter()
            .map(|(name, value)| Ok((name.to_owned(), reader.any_text(value, name)?)))
            .collect()
    }
}

fn mode(
    reader: &Reader,
    object: &Object,
    lookup: Lookup<'_>,
    warnings: &mut Vec<Warning>,
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
    let own = reader.inner(object, "securityRules")?;
    let rules = Rules { reader: &reader.at("securityRules"), lookup, warnings }.read(&own)?;
    Ok(Mode { id: id.to_owned(), named: !id.is_empty(), kind, rules })
}

/// The service ignores what it does not know, which hides a typing error.
fn unknown_fields(reader: &Reader, object: &Object, kind: &str, warnings: &mut Vec<Warning>) {
    let mut look = |path: &str, object: &Object, known: &[&str]| {
        for (name, _) in object.iter().filter(|(name, _)| !known.contains(name)) {
            let message = format!(
                "`{path}.{name}` is ignored: the service does not know it, and its JSON schema refuses it"
            );
            warnings.push(Warning::new("unknown-field", message));
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
    warnings: &mut Vec<Warning>,
) -> Result<JwtMode, ConfigError> {
    let token = token_place(reader, object)?;
    if token.r#in == In::Query {
        warnings.push(Warning::new(
            "query-token",
            "neither Hasura engine tells the service the URL of a request: a token in the query is not found behind them",
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
    warnings: &mut Vec<Warning>,
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
            return Err(exact(Fault::Claims, "field mapping entry must not be empty"));
        }
        if entry.get_str("type") != Some("field") {
            typeless.push(name);
        }
        found.push((name.to_owned(), Location { path, default }));
    }
    if !typeless.is_empty() {
        warnings.push(Warning::new(
            "schema",
            format!(
                "`{}` without `type: field`: the service does not mind, its JSON schema does",
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
                        "{}.jwkFromUrl: `{wrong}` is no absolute URL of http or https",
                        reader.path
                    ),
                )),
                None => Ok(KeyPlace::Url(url)),
            }
        }
        (None, None) => Err(exact(Fault::NoKey, "require either JWT key or JWK URL")),
    }
}

fn unknown_algorithm(name: &str) -> ConfigError {
    let names = ALGORITHMS.map(SignatureAlgorithm::name).join(" ");
    let shown = words::name_shown(name);
    let message = format!("invalid SignatureAlgorithm. Expected one of [{names}], got <{shown}>");
    ConfigError { inexact: shown != name, ..exact(Fault::Algorithm, message) }
}

/// Reads the rules of one mode.
struct Rules<'a> {
    reader: &'a Reader,
    lookup: Lookup<'a>,
    warnings: &'a mut Vec<Warning>,
}

impl Rules<'_> {
    fn read(mut self, object: &Object) -> Result<SecurityRules, ConfigError> {
        let mut headers = Vec::new();
        let by_name = self.reader.inner(object, "headerRules")?;
        let inner = self.reader.at("headerRules");
        for (name, value) in by_name.effective() {
            let reader = inner.at(name);
            let rule = reader.object(Some(value))?;
            headers.push(HeaderRule {
                name: name.to_owned(),
                include: self.patterns(&reader, rule, "include")?,
                exclude: self.patterns(&reader, rule, "exclude")?,
            });
        }
        let addresses = if present(object, "allowedIPs").is_some() {
            let rule = self.reader.inner(object, "allowedIPs")?;
            Some(self.address_rule(&self.reader.at("allowedIPs"), &rule)?)
        } else {
            None
        };
        Ok(SecurityRules { headers, addresses })
    }

    /// `{value: [..]}` and `{env: NAME}`, a list with commas: a variable that is not empty wins.
    fn texts(
        &mut self,
        reader: &Reader,
        object: &Object,
        name: &str,
    ) -> Result<Vec<String>, ConfigError> {
        let Some(Value::Object(holder)) = present(object, name) else {
            return reader.texts(object, name);
        };
        let reader = reader.at(name);
        let variable = reader.text(holder, "env")?;
        let value = (self.lookup)(variable).filter(|_| !variable.is_empty());
        match value.as_deref() {
            Some(text) if !text.is_empty() => Ok(text.split(',').map(ToOwned::to_owned).collect()),
            None if !variable.is_empty() && !holder.contains("value") => {
                self.warnings.push(Warning::new(
                    "variable-not-set",
                    format!(
                        "the variable `{variable}` is not set here: `{}` counts as empty",
                        reader.path
                    ),
                ));
                Ok(Vec::new())
            }
            _ => reader.texts(holder, "value"),
        }
    }

    fn patterns(
        &mut self,
        reader: &Reader,
        object: &Object,
        name: &str,
    ) -> Result<Vec<Pattern>, ConfigError> {
        self.texts(reader, object, name)?
            .iter()
            .map(|text| {
                Pattern::parse(text).map_err(|why| {
                    error(Fault::Rules, format!("`{text}` is no regular expression: {why}"))
                })
            })
            .collect()
    }

    fn nets(
        &mut self,
        reader: &Reader,
        object: &Object,
        name: &str,
    ) -> Result<Vec<IpNet>, ConfigError> {
        self.texts(reader, object, name)?
            .iter()
            .map(|text| {
                let address = text.trim().parse::<core::net::IpAddr>().map(IpNet::from);
                text.trim().parse().or(address).map_err(|_| {
                    error(Fault::Rules, format!("`{text}` is no IP address and no CIDR"))
                })
            })
            .collect()
    }

    fn address_rule(
        &mut self,
        reader: &Reader,
        object: &Object,
    ) -> Result<AddressRule, ConfigError> {
        let include = self.nets(reader, object, "include")?;
        let exclude = self.nets(reader, object, "exclude")?;
        let listed = ["include", "exclude"].iter().any(|name| present(object, name).is_some());
        if !listed || (include.is_empty() && exclude.is_empty() && !self.unset()) {
            return Err(exact(Fault::Rules, "allowed IPs config is empty"));
        }
        let location = match reader.text(object, "location")? {
            "" | "x_forwarded_for" => AddressPlace::XForwardedFor,
            "header" => AddressPlace::Headers(self.texts(reader, object, "headers")?),
            "remote_addr" => AddressPlace::RemoteAddress,
            other => {
                return Err(error(
                    Fault::Rules,
                    format!("`{other}` is none of x_forwarded_for, header, remote_addr"),
                ));
            }
        };
        self.warnings.push(Warning::new(
            "schema",
            "`allowedIPs` cannot satisfy the JSON schema of the service, which does not mind",
        ));
        let proxies = reader.whole(object, "numTrustedProxies")?;
        Ok(AddressRule {
            include,
            exclude,
            public_only: object.get("publicOnly") == Some(&Value::Bool(true)),
            location,
            trusted_proxies: usize::try_from(proxies).unwrap_or_default(),
            trusted_prefixes: self.nets(reader, object, "trustedProxyIpPrefixes")?,
        })
    }

    /// Whether a list stands in a variable that is not set here.
    fn unset(&self) -> bool {
        self.warnings.iter().any(|warning| warning.code == "variable-not-set")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        config.warnings.iter().map(|warning| warning.code).collect()
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
                "invalid SignatureAlgorithm. Expected one of [HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA], got <Ed25519>",
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
                "field mapping entry must not be empty",
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
                "allowed IPs config is empty",
            ),
        ] {
            let error = parse(&with_modes(&modes), &|_| None).unwrap_err();
            assert_eq!(error.message, message);
            assert!(!error.inexact);
        }
        for modes in [
            jwt(r#","audience":"a""#),
            jwt("").replace(KEY, r#""key":{"jwkFromUrl":{"value":"jwks.json"}}"#),
            r#"{"mode":"noAuth","securityRules":{"headerRules":{"a":{"include":{"value":["("]}}}}}"#
                .to_owned(),
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
