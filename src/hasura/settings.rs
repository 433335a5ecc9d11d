//! The neutral model: what the configurations of all engines have in common. They are generated
//! from it and converted through it.

use std::fmt;

use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE, ROLE};
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::jose::path::{JsonPath, Step};
use crate::jose::pem::{self, FoundKey};
use crate::redact;

/// A configuration for any engine.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    /// The issuers whose tokens are accepted, in the order in which they are tried
    pub(crate) issuers: Vec<IssuerSettings>,
    /// The role of a request without a token
    pub(crate) anonymous: Option<Anonymous>,
    /// The admin secret, if it is part of the configuration
    pub(crate) admin_secret: Option<Text>,
    /// The parts of the configuration that no other engine has
    pub(crate) others: Vec<String>,
}

/// The settings for one issuer's tokens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct IssuerSettings {
    /// The name of the mode, if modes have names
    pub(crate) id: Option<String>,
    pub(crate) key: KeySettings,
    pub(crate) claims: ClaimsSettings,
    pub(crate) token: TokenSettings,
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Vec<String>,
    /// The allowed clock skew in seconds; `None` for the engine's default
    pub(crate) skew: Option<f64>,
}

/// Where the key is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum KeySettings {
    Fixed {
        algorithm: SignatureAlgorithm,
        /// Whether the engine compares the token's `alg` with this algorithm
        enforced: bool,
        /// The secret or a PEM
        text: Text,
    },
    /// The address of a JWK Set
    Url(Text),
}

/// Where the session variables are in the token.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ClaimsSettings {
    pub(crate) namespace: Option<(ClaimPath, ClaimsFormat)>,
    pub(crate) entries: Vec<(String, Entry)>,
}

/// The source of one session variable.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Entry {
    Literal(Value),
    Path { path: ClaimPath, default: Option<Value> },
}

/// A path into the claims.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ClaimPath {
    Steps(JsonPath),
    /// An expression that computes a value, which only `RelyAuth` evaluates
    Expression(String),
}

/// Where the token is in the request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TokenSettings {
    /// `Authorization: Bearer …`
    Bearer,
    /// The whole value of a header
    Header(String),
    Cookie(String),
    /// A place that only `RelyAuth` supports, with its description and its written form
    Other {
        words: String,
        location: Object,
    },
}

/// The role of a request without a token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Anonymous {
    pub(crate) role: String,
    /// The session variables besides the role
    pub(crate) variables: Object,
}

/// A string in the configuration, in an environment variable, or in both.
#[derive(Clone, Default, Eq, PartialEq)]
pub(crate) struct Text {
    pub(crate) value: Option<String>,
    pub(crate) variable: Option<String>,
}

/// Looks up the value of an environment variable; `None` if it is not set.
pub(crate) type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Text {
    pub(crate) fn literal(text: impl Into<String>) -> Self {
        Self { value: Some(text.into()), variable: None }
    }

    /// Returns the string: the variable if it is set, else the value.
    pub(crate) fn resolve(&self, lookup: Lookup<'_>) -> Option<String> {
        self.variable.as_deref().and_then(lookup).or_else(|| self.value.clone())
    }

    /// Returns a warning if the string is only in a variable that is not set here.
    pub(crate) fn unset(&self, lookup: Lookup<'_>) -> Option<Note<EngineWarning>> {
        let name = self.variable.as_deref()?;
        let missing = self.value.is_none() && lookup(name).is_none();
        missing.then(|| {
            Note::new(
                EngineWarning::VariableNotSet,
                format!(
                    "the variable `{}` is not set here, so its value is not checked",
                    redact::name(name)
                ),
            )
        })
    }
}

impl fmt::Debug for Text {
    /// Hides the value, which may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.variable {
            Some(name) => write!(f, "Text(of {name})"),
            None => f.write_str("Text(redacted)"),
        }
    }
}

impl Settings {
    /// Returns each issuer with a unique name that is not in `taken`.
    pub(crate) fn named(&self, taken: &[&str]) -> Vec<(String, &IssuerSettings)> {
        let mut names: Vec<String> = taken.iter().map(|name| (*name).to_owned()).collect();
        let free = |wanted: &str, names: &[String]| {
            let numbered = (2..).map(|number| format!("{wanted}-{number}"));
            std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !names.contains(name))
        };
        let mut issuers = Vec::with_capacity(self.issuers.len());
        for issuer in &self.issuers {
            let wanted = issuer.id.as_deref().unwrap_or("jwt");
            let name = free(wanted, &names).unwrap_or_default();
            names.push(name.clone());
            issuers.push((name, issuer));
        }
        issuers
    }
}

/// The error for a configuration that an engine cannot express.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Inexpressible(pub(crate) String);

/// The claims for an engine that supports a namespace or a map, but not both.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    Namespace(JsonPath, ClaimsFormat),
    Map(Vec<(String, PlainEntry)>),
}

/// A session variable whose path consists only of steps.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PlainEntry {
    Literal(Value),
    Path { path: JsonPath, default: Option<Value> },
}

impl ClaimsSettings {
    /// Returns the claims as a namespace, or as a map that has both role claims.
    ///
    /// # Errors
    ///
    /// Returns an error if only `RelyAuth` can express the claims.
    pub(crate) fn shape(
        &self,
        differences: &mut Vec<Note<EngineWarning>>,
    ) -> Result<Shape, Inexpressible> {
        let mut map: Vec<(String, PlainEntry)> = Vec::with_capacity(self.entries.len() + 2);
        for (name, entry) in &self.entries {
            map.push((name.clone(), entry.plain(name)?));
        }
        let has = |map: &[(String, PlainEntry)], name: &str| map.iter().any(|(own, _)| own == name);
        if let Some((path, format)) = &self.namespace {
            let ClaimPath::Steps(path) = path else {
                return Err(Inexpressible(format!(
                    "the namespace `{path}` is computed, and only RelyAuth does that"
                )));
            };
            if self.entries.is_empty() {
                return Ok(Shape::Namespace(path.clone(), *format));
            }
            if *format == ClaimsFormat::Stringified {
                return Err(Inexpressible(
                    "only RelyAuth combines a namespace that is a string with single claims"
                        .to_owned(),
                ));
            }
            for name in [ALLOWED_ROLES, DEFAULT_ROLE] {
                if !has(&map, name) {
                    let mut steps = path.steps().to_vec();
                    steps.push(Step::Key(name.to_owned()));
                    let path = JsonPath::of(steps);
                    map.push((name.to_owned(), PlainEntry::Path { path, default: None }));
                }
            }
            differences.push(Note::new(
                EngineWarning::NamespaceAndMap,
                "RelyAuth combines a namespace with single claims; only the roles of the namespace are kept: list every other claim that you need",
            ));
        }
        if !has(&map, ALLOWED_ROLES) || !has(&map, DEFAULT_ROLE) {
            fixed_role(&mut map, differences)?;
            map.retain(|(name, _)| name != ROLE);
        } else if has(&map, ROLE) {
            map.retain(|(name, _)| name != ROLE);
            differences.push(Note::new(
                EngineWarning::RoleClaim,
                "the claim `x-hasura-role`, which overrides the default role in RelyAuth, has no effect in the other engines",
            ));
        }
        Ok(Shape::Map(map))
    }
}

/// Turns a role without a list of allowed roles into both role claims.
fn fixed_role(
    map: &mut Vec<(String, PlainEntry)>,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<(), Inexpressible> {
    let role = map.iter().find(|(name, _)| name == ROLE).map(|(_, entry)| entry.clone());
    let listed = map.iter().any(|(name, _)| name == ALLOWED_ROLES);
    match role {
        Some(PlainEntry::Literal(Value::String(role))) if !listed => {
            let roles = Value::Array(vec![Value::from(role.as_str())]);
            map.retain(|(name, _)| name != DEFAULT_ROLE);
            map.push((ALLOWED_ROLES.to_owned(), PlainEntry::Literal(roles)));
            map.push((DEFAULT_ROLE.to_owned(), PlainEntry::Literal(Value::from(role.as_str()))));
            differences.push(Note::new(
                EngineWarning::RoleWithoutList,
                format!("the role `{role}` becomes the only allowed one and the default"),
            ));
            Ok(())
        }
        Some(entry) if listed => {
            map.push((DEFAULT_ROLE.to_owned(), entry));
            Ok(())
        }
        _ => Err(Inexpressible(format!(
            "there is no `{ALLOWED_ROLES}` with a `{DEFAULT_ROLE}`, and every engine but RelyAuth requires both"
        ))),
    }
}

impl Entry {
    fn plain(&self, name: &str) -> Result<PlainEntry, Inexpressible> {
        match self {
            Self::Literal(value) => Ok(PlainEntry::Literal(value.clone())),
            Self::Path { path: ClaimPath::Steps(path), default } => {
                Ok(PlainEntry::Path { path: path.clone(), default: default.clone() })
            }
            Self::Path { path: ClaimPath::Expression(text), .. } => Err(Inexpressible(format!(
                "the path `{text}` of `{name}` is computed, and only RelyAuth does that"
            ))),
        }
    }
}

impl fmt::Display for ClaimPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Steps(path) => path.fmt(f),
            Self::Expression(text) => f.write_str(text),
        }
    }
}

/// Returns a public key as the PEM of a `SubjectPublicKeyInfo` with real line breaks, which every
/// engine reads, and whether it had to be rewritten. Any other text is returned unchanged.
pub(crate) fn plain_pem(text: &str) -> (String, bool) {
    let key = match pem::read_pem(text) {
        Ok((FoundKey::Public(key), _)) => key,
        Ok((FoundKey::Private(key), _)) => key.public().clone(),
        Ok((FoundKey::Encrypted(_), _)) | Err(_) => return (text.to_owned(), false),
    };
    match pem::public_pem(&key) {
        Ok(plain) => {
            let rewritten = pem::first_block(text) != pem::first_block(&plain);
            (if rewritten { plain } else { text.to_owned() }, rewritten)
        }
        Err(_) => (text.to_owned(), false),
    }
}

/// Returns the key to write: the public half if the text is a private key, else the text itself.
///
/// # Errors
///
/// Returns an error if the private key is encrypted, because its public half cannot be read.
pub(crate) fn public_half(
    text: String,
    differences: &mut Vec<Note<EngineWarning>>,
) -> Result<String, Inexpressible> {
    match pem::read_pem(&text) {
        Ok((FoundKey::Private(_), _)) => {}
        Ok((FoundKey::Encrypted(_), _)) => {
            return Err(Inexpressible("the key is an encrypted private key".to_owned()));
        }
        Ok((FoundKey::Public(_), _)) | Err(_) => return Ok(text),
    }
    differences.push(Note::new(
        EngineWarning::PrivateKey,
        "the configuration has a private key, which no engine needs: its public half is written",
    ));
    Ok(plain_pem(&text).0)
}

/// Returns the skew for an engine that only accepts whole seconds, rounded up.
pub(crate) fn whole_seconds(skew: f64, differences: &mut Vec<Note<EngineWarning>>) -> i64 {
    if skew.fract() != 0.0 {
        differences.push(Note::new(
            EngineWarning::FractionalSkew,
            format!("a skew of {skew} s is rounded up: this engine only accepts whole seconds"),
        ));
    }
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates, as is meant")]
    let seconds = skew.ceil() as i64;
    seconds
}
