//! The tokens of an issuer: like those that `mint` makes for a preset, with what the request
//! chose and what OpenID Connect requires.

use std::collections::HashSet;

use crate::hasura::grant::RoleGrant;
use crate::issuer::client::ClientId;
use crate::issuer::fault::{FaultKind, FaultyEndpoint};
use crate::issuer::http::Form;
use crate::issuer::keys::Keys;
use crate::issuer::settings::{Settings, Tenant};
use crate::jose::json::{Object, Value};
use crate::jose::numeric_date::NumericDate;
use crate::jose::signature;
use crate::jose::token_hash;
use crate::jose::token_id;
use crate::new_token::NewToken;
use crate::provider::mint_preset::MintPreset;

/// How many bytes a string takes besides its text.
const STRING_MEMORY: usize = 48;
/// How many bytes of memory a byte of JSON may take.
const VALUE_MEMORY: usize = 32;

/// The scope of a request that names none.
const DEFAULT_SCOPE: [&str; 3] = ["openid", "profile", "email"];

/// The claims in which providers name the client.
const CLIENT_CLAIMS: [&str; 4] = ["client_id", "azp", "cid", "appid"];

/// The claim that every ID token of an issuer has, and no access token unless a request adds it.
const ID_TOKEN_MARK: &str = "at_hash";

/// Whether the claims are those of an ID token, which opens no endpoint.
pub(super) fn is_id_token(claims: &Object) -> bool {
    claims.contains(ID_TOKEN_MARK)
}

/// Returns how much strings take to remember, roughly, in bytes.
pub(super) fn memory_of<'a>(texts: impl Iterator<Item = &'a String>) -> usize {
    texts.map(|text| text.len() + STRING_MEMORY).sum()
}

/// Returns the client that an access token names.
pub(super) fn client_of(claims: &Object) -> Option<&str> {
    CLIENT_CLAIMS.iter().find_map(|name| claims.get_str(name))
}

/// The claims that a request chose.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    role: Option<String>,
    allowed: Vec<String>,
    claims: Object,
}

/// What a client was granted.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    pub(super) client: ClientId,
    /// The issuer that granted it
    pub(super) issuer: String,
    /// The user; `None` for the client itself
    pub(super) user: Option<String>,
    pub(super) choice: Choice,
    pub(super) audience: Vec<String>,
    pub(super) scope: Vec<String>,
    pub(super) nonce: Option<String>,
    pub(super) auth_time: i64,
}

/// An access token, with what the answer says about it.
#[derive(Debug)]
pub(super) struct AccessToken {
    pub(super) token: String,
    pub(super) jti: String,
    pub(super) lifetime: i64,
}

impl Choice {
    /// Reads the fields `role`, `allowed_roles` and `claims`.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    pub(super) fn of(form: &Form) -> Result<Self, &'static str> {
        let mut allowed = Vec::new();
        for list in form.all("allowed_roles") {
            match Value::parse(list.as_bytes()) {
                Ok(Value::Array(roles)) => {
                    for role in &roles {
                        let role = role
                            .as_str()
                            .ok_or("allowed_roles contains a role that is not a string")?;
                        allowed.push(role.to_owned());
                    }
                }
                _ => allowed.extend(words(list).map(ToOwned::to_owned)),
            }
        }
        let claims = match form.get("claims").map(|text| Value::parse(text.as_bytes())) {
            None => Object::new(),
            Some(Ok(Value::Object(claims))) if is_openid_request(&claims) => Object::new(),
            Some(Ok(Value::Object(claims))) => claims,
            Some(Ok(_) | Err(_)) => return Err("claims is not a JSON object"),
        };
        Ok(Self { role: form.get("role").map(ToOwned::to_owned), allowed, claims })
    }

    /// Returns this choice, and that of another one for what it leaves open.
    pub(super) fn or(self, other: &Self) -> Self {
        let is_role_open = self.role.is_none() && self.allowed.is_empty();
        Self {
            role: if is_role_open { other.role.clone() } else { self.role },
            allowed: if is_role_open { other.allowed.clone() } else { self.allowed },
            claims: if self.claims.is_empty() { other.claims.clone() } else { self.claims },
        }
    }

    /// Returns the default role: the one that was chosen, or the first that is offered.
    pub(super) fn role<'a>(&'a self, settings: &'a Settings) -> &'a str {
        let own = self.role.as_deref().or(self.allowed.first().map(String::as_str));
        own.or(settings.roles.first().map(String::as_str)).unwrap_or("user")
    }

    /// Returns how much it takes to remember, roughly, in bytes.
    pub(super) fn size(&self) -> usize {
        let claims = if self.claims.is_empty() {
            0
        } else {
            Value::from(self.claims.clone()).to_json().len() * VALUE_MEMORY
        };
        claims + memory_of(self.role.iter().chain(&self.allowed))
    }

    /// Chooses this role, for a person who clicks on it.
    pub(super) fn with_role(self, role: &str) -> Self {
        Self { role: Some(role.to_owned()), ..self }
    }
}

/// Whether the object is the parameter `claims` of OpenID Connect Core section 5.5, which names
/// claims that the client would like.
fn is_openid_request(claims: &Object) -> bool {
    !claims.is_empty() && claims.iter().all(|(name, _)| ["userinfo", "id_token"].contains(&name))
}

/// Returns the words of a list that is separated by spaces or commas.
pub(super) fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split([' ', ',']).filter(|word| !word.is_empty())
}

/// Returns the scope that a request asks for, each once, or else the usual one.
pub(super) fn scope_of(form: &Form) -> Vec<String> {
    requested_scope(form).unwrap_or_else(|| DEFAULT_SCOPE.map(ToOwned::to_owned).to_vec())
}

/// Returns the scope that a request asks for, each once.
pub(super) fn requested_scope(form: &Form) -> Option<Vec<String>> {
    let asked = form.get("scope")?;
    let mut known = HashSet::new();
    let words = asked.split(' ').filter(|word| !word.is_empty() && known.insert(*word));
    Some(words.map(ToOwned::to_owned).collect())
}

/// Returns the audience that a request asks for: `audience` and `resource` (RFC 8707).
pub(super) fn audience_of(form: &Form) -> Vec<String> {
    form.all("audience").chain(form.all("resource")).map(ToOwned::to_owned).collect()
}

impl Grant {
    /// Returns how much it takes to remember, roughly, in bytes.
    pub(super) fn size(&self) -> usize {
        let texts = [&self.user, &self.nonce].into_iter().flatten();
        self.choice.size()
            + self.client.as_str().len()
            + memory_of(texts.chain(&self.audience).chain(&self.scope))
    }

    /// Whether the scope has this word.
    pub(super) fn has_scope(&self, word: &str) -> bool {
        self.scope.iter().any(|own| own == word)
    }

    /// Whether the scope has all these words.
    pub(super) fn covers(&self, scope: &[String]) -> bool {
        let granted: HashSet<&String> = self.scope.iter().collect();
        scope.iter().all(|word| granted.contains(word))
    }

    /// Whether the client gets a refresh token. Some providers give one only to those who ask.
    pub(super) fn is_renewable(&self, tenant: &Tenant) -> bool {
        const ONLY_ON_REQUEST: [&str; 4] = ["auth0", "entra-v1", "entra-v2", "okta"];
        self.user.is_some()
            && (self.has_scope("offline_access") || !ONLY_ON_REQUEST.contains(&tenant.preset.name))
    }
}

/// What makes tokens: the issuer's settings, its keys, and the time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mint<'a> {
    pub(super) settings: &'a Settings,
    pub(super) tenant: &'a Tenant,
    pub(super) keys: &'a Keys,
    pub(super) now: NumericDate,
}

impl Mint<'_> {
    /// Returns an access token; `None` if it cannot be signed.
    pub(super) fn access_token(&self, grant: &Grant) -> Option<AccessToken> {
        let (header, mut claims) = self.build(grant, None);
        claims.remove(ID_TOKEN_MARK);
        if !grant.scope.is_empty() && (claims.contains("scope") || !claims.contains("scp")) {
            claims.set("scope", grant.scope.join(" "));
        }
        if !CLIENT_CLAIMS.iter().any(|name| claims.contains(name)) {
            claims.set("client_id", grant.client.as_str());
        }
        finish(&mut claims, grant);
        let jti = claims.get_str("jti").unwrap_or_default().to_owned();
        let seconds = |name: &str| claims.get(name)?.as_number()?.as_i64();
        let lifetime = seconds("exp")
            .map_or(self.tenant.preset.lifetime, |exp| exp.saturating_sub(self.clock().seconds()));
        let token = self.sign(&header, claims)?;
        Some(AccessToken { token, jti, lifetime })
    }

    /// Returns an ID token to go with an access token; `None` if it cannot be signed.
    pub(super) fn id_token(&self, grant: &Grant, access_token: &str) -> Option<String> {
        let (header, mut claims) = self.build(grant, Some(grant.client.as_str()));
        for name in ["scope", "scp"] {
            claims.remove(name);
        }
        if claims.contains("token_use") {
            claims.set("token_use", "id");
        }
        claims.set("auth_time", grant.auth_time);
        if let Some(nonce) = &grant.nonce {
            claims.set("nonce", nonce.as_str());
        }
        claims.set(ID_TOKEN_MARK, token_hash::left_half(access_token, self.keys.signing.algorithm));
        add_profile(&mut claims, grant.user.as_deref(), &|word| grant.has_scope(word));
        finish(&mut claims, grant);
        self.sign(&header, claims)
    }

    /// Returns the time on the clock of the token endpoint.
    fn clock(&self) -> NumericDate {
        self.settings.clock(FaultyEndpoint::Token, self.now)
    }

    /// Returns the header and claims of the preset. `audience` is that of an ID token.
    fn build(&self, grant: &Grant, audience: Option<&str>) -> (Object, Object) {
        let preset: &'static MintPreset = self.tenant.preset;
        let role = grant.choice.role(self.settings);
        let mut variables = Object::new();
        for (name, value) in grant.choice.claims.iter() {
            if is_variable(name) {
                variables.set(name, value.clone());
            }
        }
        let role_grant = RoleGrant {
            default_role: role.to_owned(),
            more_roles: grant.choice.allowed.clone(),
            user_id: grant.user.clone(),
            variables,
        };
        let issuer = self.settings.issuer_at(FaultyEndpoint::Token, self.tenant);
        let mut given = vec![("iss", Some(Value::from(issuer)))];
        let audience = match (audience, grant.audience.as_slice()) {
            (Some(client), _) => Some(Value::from(client)),
            (None, []) => None,
            (None, [one]) => Some(Value::from(one.as_str())),
            (None, many) => {
                Some(Value::Array(many.iter().map(|one| Value::from(one.as_str())).collect()))
            }
        };
        if let Some(audience) = audience {
            given.push(("aud", Some(audience)));
        }
        // No user is signed in, so the client is the subject (RFC 9068 section 2.2).
        if grant.user.is_none() && !preset.has_own_subject() {
            given.push(("sub", Some(Value::from(grant.client.as_str()))));
        }
        let now = NumericDate::from_seconds(self.clock().seconds()).unwrap_or(self.now);
        let token = NewToken {
            preset,
            grant: Some(role_grant),
            user_id: grant.user.as_deref(),
            namespace: None,
            is_stringified: false,
            given,
            now,
            lifetime: preset.lifetime,
        };
        let (mut header, mut claims) = token.build(&self.keys.signing, |_| {});
        if self.settings.has_fault(FaultyEndpoint::Token, FaultKind::UnknownKid) {
            header.set("kid", "unknown-kid");
        }
        for name in CLIENT_CLAIMS {
            if claims.contains(name) {
                claims.set(name, grant.client.as_str());
            }
        }
        if claims.contains("auth_time") && grant.user.is_some() {
            claims.set("auth_time", grant.auth_time);
        }
        (header, claims)
    }

    fn sign(&self, header: &Object, claims: Object) -> Option<String> {
        signature::compact(header, &Value::from(claims).to_json(), &self.keys.signing).ok()
    }
}

/// Adds what every token has, and the claims that the request chose, which replace all others.
fn finish(claims: &mut Object, grant: &Grant) {
    if !claims.contains("jti") {
        claims.set("jti", token_id::random_id().unwrap_or_default());
    }
    for (name, value) in grant.choice.claims.effective() {
        if !is_variable(name) {
            claims.set(name, value.clone());
        }
    }
}

/// Adds what the scopes `profile` and `email` ask for, unless the preset has it.
pub(super) fn add_profile(claims: &mut Object, user: Option<&str>, has: &dyn Fn(&str) -> bool) {
    let Some(user) = user else { return };
    let mut add = |name: &str, value: Value| {
        if !claims.contains(name) {
            claims.set(name, value);
        }
    };
    if has("profile") {
        add("name", Value::from(user));
        add("preferred_username", Value::from(user));
    }
    if has("email") {
        let email = if user.contains('@') { user.to_owned() } else { mailbox(user) };
        add("email", Value::from(email));
        add("email_verified", Value::from(true));
    }
}

/// Returns an address at a domain that only examples use.
fn mailbox(user: &str) -> String {
    let is_plain =
        |character: &char| character.is_ascii_alphanumeric() || "._-".contains(*character);
    format!("{}@example.gov", user.chars().filter(is_plain).collect::<String>())
}

/// Whether a claim is a session variable, which belongs among the Hasura claims.
fn is_variable(name: &str) -> bool {
    name.to_ascii_lowercase().starts_with("x-hasura-")
}
