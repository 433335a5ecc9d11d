//! The parser of `securityRules`.

use ipnet::IpNet;

use crate::hasura::relyauth::auth_yaml::{ConfigError, Fault};
use crate::hasura::relyauth::fields::{Reader, error, exact, present};
use crate::hasura::relyauth::regexp::{Budget, Failure};
use crate::hasura::relyauth::security::{
    AddressPlace, AddressRule, HeaderRule, Pattern, SecurityRules,
};
use crate::hasura::settings::Lookup;
use crate::hasura::warning::EngineWarning;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::redact;

/// A reader for the rules of one mode.
pub(super) struct Rules<'a> {
    /// The index among the sorted modes, which the service's errors name
    pub(super) index: usize,
    pub(super) reader: &'a Reader,
    /// The limits for all patterns of the configuration
    pub(super) budget: &'a mut Budget,
    pub(super) lookup: Lookup<'a>,
    pub(super) warnings: &'a mut Vec<Note<EngineWarning>>,
}

impl Rules<'_> {
    pub(super) fn read(mut self, object: &Object) -> Result<SecurityRules, ConfigError> {
        let mut headers = Vec::new();
        let by_name = self.reader.inner(object, "headerRules")?;
        let inner = self.reader.at("headerRules");
        for (name, value) in by_name.effective() {
            let reader = inner.at(name);
            let rule = reader.object(Some(value))?;
            headers.push(HeaderRule {
                name: name.to_owned(),
                include: self.patterns(&reader, rule, (name, "include"))?,
                exclude: self.patterns(&reader, rule, (name, "exclude"))?,
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

    /// Reads `{value: [..]}` or `{env: NAME}` (a comma-separated list). A variable that is not
    /// empty takes precedence.
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
                self.warnings.push(Note::new(
                    EngineWarning::VariableNotSet,
                    format!(
                        "the variable `{}` is not set here: `{}` is treated as empty",
                        redact::name(variable),
                        reader.path
                    ),
                ));
                Ok(Vec::new())
            }
            _ => reader.texts(holder, "value"),
        }
    }

    /// Returns an error with the service's exact message.
    fn fails(&self, words: &str) -> ConfigError {
        let index = self.index;
        let message = format!("failed to parse security rules of authenticator {index}: {words}");
        exact(Fault::Rules, message)
    }

    fn patterns(
        &mut self,
        reader: &Reader,
        object: &Object,
        (header, list): (&str, &str),
    ) -> Result<Vec<Pattern>, ConfigError> {
        let texts = self.texts(reader, object, list)?;
        let mut patterns = Vec::with_capacity(texts.len());
        for text in &texts {
            patterns.push(Pattern::parse(text, self.budget).map_err(|failure| match failure {
                Failure::Invalid(words) => self.fails(&format!(
                    "failed to parse header rule {header}: {list}: failed to parse matcher rule: {words}"
                )),
                Failure::TooLarge(bound) => error(
                    Fault::Limit,
                    format!("{}.{list}: `{}` is not evaluated here: {bound}", reader.path, head(text)),
                ),
            })?);
        }
        Ok(patterns)
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
                    error(Fault::Rules, format!("`{text}` is neither an IP address nor a CIDR"))
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
        if !listed || (include.is_empty() && exclude.is_empty() && !self.unset(object)) {
            return Err(self.fails("allowed IPs config is empty"));
        }
        let location = match reader.text(object, "location")? {
            "" | "x_forwarded_for" => AddressPlace::XForwardedFor,
            "header" => AddressPlace::Headers(self.texts(reader, object, "headers")?),
            "remote_addr" => AddressPlace::RemoteAddress,
            other => {
                return Err(error(
                    Fault::Rules,
                    format!("`{other}` is not one of x_forwarded_for, header, remote_addr"),
                ));
            }
        };
        self.warnings.push(Note::new(
            EngineWarning::Schema,
            "`allowedIPs` cannot satisfy the JSON schema of the service, which accepts it anyway",
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

    /// Whether one of the rule's lists is in a variable that is not set here.
    fn unset(&self, object: &Object) -> bool {
        ["include", "exclude"].iter().any(|name| {
            let holder = object.get(name).and_then(Value::as_object);
            let variable = holder.and_then(|holder| holder.get_str("env"));
            variable.is_some_and(|variable| (self.lookup)(variable).is_none())
        })
    }
}

/// Returns the beginning of a pattern for display.
fn head(text: &str) -> String {
    const LENGTH: usize = 40;
    let mut head: String = text.chars().take(LENGTH).collect();
    if head.len() < text.len() {
        head.push('…');
    }
    head
}
