//! Settings in YAML and JSON: Compose, Kubernetes, Helm values, workflows, app settings.

use crate::error::Reference;
use crate::hasura::registry;
use crate::hasura::yaml::{Content, Located};
use crate::jose::base64url;
use crate::jose::json::Value;
use crate::source::engine_config::lines;
use crate::source::engine_config::reference::reference;
use crate::source::engine_config::setting::{
    MAX_SETTINGS, NAMES, Setting, SettingValue, is_configuration,
};

const NOT_BASE64: &str =
    "`data` of a Secret holds base64, and this is not; `stringData` takes the text itself";

const NOT_A_STRING: &str = "the value is written as YAML, not as a string, which Compose and Kubernetes refuse: put single quotes around it";
const DOLLAR: &str = "Compose replaces a `$` and the name after it, often with nothing: write each `$` of the value as `$$`";
const QUOTES: &str =
    "the quotes are a part of the value: put them around the whole entry, with the name";

/// The files and objects that set further variables of a container: `env_file`, `envFrom`.
pub(super) fn files(documents: &[Located]) -> Vec<Setting> {
    let mut settings = Vec::new();
    for document in documents {
        collect_files(document, &Context::default(), &mut settings);
    }
    settings
}

fn collect_files(located: &Located, context: &Context, settings: &mut Vec<Setting>) {
    let members = match &located.content {
        Content::Scalar { .. } => return,
        Content::List(elements) => {
            return elements.iter().for_each(|one| collect_files(one, context, settings));
        }
        Content::Map(members) => members,
    };
    let context = context.of_object(members);
    for (name, member) in members {
        let elements = match &member.content {
            Content::List(elements) => elements.as_slice(),
            _ => std::slice::from_ref(member),
        };
        if !["env_file", "envFrom"].contains(&name.as_str()) {
            collect_files(member, &context.below(name), settings);
            continue;
        }
        for element in elements {
            let reference = match &element.content {
                Content::Map(inner) => file_of(inner),
                _ => text(element).map(|path| Reference::EnvFile(path.to_owned())),
            };
            if let Some(reference) = reference.filter(|_| settings.len() < MAX_SETTINGS) {
                settings.push(Setting {
                    name: String::new(),
                    value: SettingValue::Elsewhere(reference),
                    holder: context.holder(),
                    line: line(element),
                    remark: None,
                });
            }
        }
    }
}

/// `path`, `secretRef` or `configMapRef`.
fn file_of(members: &[(String, Located)]) -> Option<Reference> {
    if let Some(path) = member(members, &["path"]).and_then(text) {
        return Some(Reference::EnvFile(path.to_owned()));
    }
    members.iter().find_map(|(kind, reference)| {
        let Content::Map(inner) = &reference.content else { return None };
        let name = member(inner, &["name"]).and_then(text)?.to_owned();
        match kind.as_str() {
            "secretRef" => Some(Reference::KubernetesSecret { name, key: String::new() }),
            "configMapRef" => Some(Reference::ConfigMap { name, key: String::new() }),
            _ => None,
        }
    })
}

/// Finds the settings in the documents of a file: those with the engine's own names or, if
/// there are none, whatever is a configuration.
pub(super) fn find(documents: &[Located], by_content: bool) -> Vec<Setting> {
    let mut walk = Walk { by_content, settings: Vec::new(), kept: Vec::new(), wanted: Vec::new() };
    for document in documents {
        walk.value(document, &Context::default());
    }
    walk.resolve();
    walk.settings
}

/// Where in a document something is.
#[derive(Clone, Default)]
struct Context {
    path: Vec<String>,
    /// The object that it belongs to, for people
    holder: Option<String>,
    /// The kind and name of the Kubernetes object around it
    object: Option<(String, String)>,
}

struct Walk {
    by_content: bool,
    settings: Vec<Setting>,
    /// The values of Secrets and `ConfigMap`s in the same file
    kept: Vec<Kept>,
    /// References into them, by their setting
    wanted: Vec<(usize, Reference)>,
}

/// A value of a Secret or a `ConfigMap`.
struct Kept {
    object: String,
    key: String,
    value: SettingValue,
    holder: Option<String>,
    line: Option<usize>,
}

impl Context {
    fn below(&self, name: &str) -> Self {
        let mut path = self.path.clone();
        path.push(name.to_owned());
        let holder = match self.path.as_slice() {
            [parent] if parent == "services" => Some(format!("service {name}")),
            [parent] if parent == "jobs" => Some(format!("job {name}")),
            _ => self.holder.clone(),
        };
        Self { path, holder, object: self.object.clone() }
    }

    /// The same, or that of a Kubernetes object that begins here.
    fn of_object(&self, members: &[(String, Located)]) -> Self {
        let mut context = self.clone();
        if let Some(kind) = member(members, &["kind"]).and_then(text)
            && let Some(Content::Map(metadata)) =
                member(members, &["metadata"]).map(|one| &one.content)
        {
            let name = member(metadata, &["name"]).and_then(text).unwrap_or_default();
            context.holder = Some(format!("{kind} {name}").trim_end().to_owned());
            context.object = Some((kind.to_owned(), name.to_owned()));
            context.path.clear();
        }
        context
    }

    fn is_secret_data(&self) -> bool {
        self.is_data_of("Secret", "data")
    }

    fn is_data_of(&self, kind: &str, name: &str) -> bool {
        self.object.as_ref().is_some_and(|(own, _)| own == kind)
            && self.path.last().is_some_and(|last| last == name)
    }

    /// The object that it belongs to, else the path to it.
    fn holder(&self) -> Option<String> {
        let path = || (!self.path.is_empty()).then(|| self.path.join("."));
        self.holder.clone().or_else(path)
    }
}

fn line(located: &Located) -> Option<usize> {
    (located.line > 0).then_some(located.line)
}

fn text(located: &Located) -> Option<&str> {
    match &located.content {
        Content::Scalar { value, .. } => value.as_str(),
        Content::List(_) | Content::Map(_) => None,
    }
}

fn member<'a>(members: &'a [(String, Located)], names: &[&str]) -> Option<&'a Located> {
    members.iter().find(|(name, _)| names.contains(&name.as_str())).map(|(_, member)| member)
}

impl Walk {
    fn add(&mut self, name: &str, value: SettingValue, line: Option<usize>, context: &Context) {
        if self.settings.len() < MAX_SETTINGS {
            let holder = context.holder();
            let name = name.to_owned();
            self.settings.push(Setting { name, value, holder, line, remark: None });
        }
    }

    /// Adds what is odd about the last setting.
    fn remark(&mut self, remark: &'static str) {
        if let Some(setting) = self.settings.last_mut() {
            setting.remark = Some(remark);
        }
    }

    fn value(&mut self, located: &Located, context: &Context) {
        match &located.content {
            Content::Scalar { value, text_line } => {
                if let Some(text) = value.as_str() {
                    self.text(text, *text_line, line(located), context);
                }
            }
            Content::List(elements) => self.list(elements, context),
            Content::Map(members) => self.map(members, line(located), context),
        }
    }

    /// A string that is not the value of a known name: it may hold a script, or `NAME=value`.
    fn text(&mut self, text: &str, text_line: usize, line: Option<usize>, context: &Context) {
        if self.by_content {
            let name = context.path.last().cloned().unwrap_or_default();
            if let Some(value) = configuration(text, context) {
                self.add(&name, SettingValue::Text(value), line, context);
            }
            return;
        }
        if NAMES.contains(&text) || !NAMES.iter().any(|name| text.contains(name)) {
            return;
        }
        for mut found in lines::find(text, false) {
            found.line = match (line, found.line) {
                (Some(_), Some(inner)) => Some(text_line + inner - 1),
                _ => None,
            };
            found.holder = context.holder();
            if self.settings.len() < MAX_SETTINGS {
                self.settings.push(found);
            }
        }
    }

    fn list(&mut self, elements: &[Located], context: &Context) {
        let mut elements = elements.iter();
        while let Some(element) = elements.next() {
            let Some(string) = text(element) else {
                self.value(element, context);
                continue;
            };
            let assigned = NAMES.into_iter().find_map(|name| {
                let rest = string.trim_start().strip_prefix(name)?;
                rest.strip_prefix('=').map(|value| (name, value))
            });
            let flagged = [("--jwt-secret", NAMES[1]), ("--auth-hook", NAMES[2])]
                .into_iter()
                .find_map(|(flag, name)| {
                    let rest = string.strip_prefix(flag)?;
                    match rest.strip_prefix('=') {
                        Some(value) => Some((name, value.to_owned())),
                        None if rest.is_empty() => {
                            Some((name, elements.clone().next().and_then(text)?.to_owned()))
                        }
                        None => None,
                    }
                });
            if self.by_content {
                self.value(element, context);
            } else if let Some((name, value)) = assigned {
                // A generator of Kustomize removes the quotes; Compose keeps them.
                let generated = context.path.last().is_some_and(|last| last == "literals");
                let is_quoted = unquoted(value) != value;
                let value = if generated { unquoted(value) } else { value };
                self.add(name, found(value, context), line(element), context);
                if is_quoted && !generated {
                    self.remark(QUOTES);
                } else if is_expanded(value, context) {
                    self.remark(DOLLAR);
                }
            } else if let Some((name, value)) = flagged {
                self.add(name, found(&value, context), line(element), context);
            } else if let Some(name) = NAMES.into_iter().find(|name| *name == string.trim())
                && context.path.last().is_some_and(|last| last == "environment")
            {
                // Compose passes a variable without a value on.
                let own = Reference::Variable(name.to_owned());
                self.add(name, SettingValue::Elsewhere(own), line(element), context);
            } else {
                self.value(element, context);
            }
        }
    }

    fn map(
        &mut self,
        members: &[(String, Located)],
        line_of_map: Option<usize>,
        context: &Context,
    ) {
        let context = context.of_object(members);
        if self.by_content && !context.path.is_empty() && has_key(members) {
            let written = as_json(members);
            if is_configuration(&written) {
                let name = context.path.last().cloned().unwrap_or_default();
                self.add(&name, SettingValue::Text(written), line_of_map, &context);
                return;
            }
        }
        if !self.by_content && self.pair(members, line_of_map, &context) {
            return;
        }
        self.keep(members, &context);
        for (name, value) in members {
            let known = NAMES.into_iter().find(|known| known == name);
            match known {
                Some(name) if !self.by_content => self.named(name, value, &context),
                _ => self.value(value, &context.below(name)),
            }
        }
    }

    /// A member that has one of the names.
    fn named(&mut self, name: &str, value: &Located, context: &Context) {
        let setting = match &value.content {
            Content::Scalar { value: Value::Null, .. } => {
                SettingValue::Elsewhere(Reference::Variable(name.to_owned()))
            }
            Content::Scalar { value, .. } => match value.as_str() {
                Some(text) => found(text, context),
                None => SettingValue::Text(value.to_json()),
            },
            Content::Map(members) => {
                // Values that charts nest: `HASURA_GRAPHQL_JWT_SECRET: {value: …}`
                match member(members, &["value"]) {
                    Some(inner) if text(inner).is_some() => {
                        found(text(inner).unwrap_or_default(), context)
                    }
                    _ => match from_kubernetes(member(members, &["valueFrom", "secretKeyRef"])) {
                        Some(reference) => SettingValue::Elsewhere(reference),
                        None => SettingValue::Text(as_json(members)),
                    },
                }
            }
            Content::List(_) => SettingValue::Text(Value::from(value.clone()).to_json()),
        };
        let is_map = matches!(&setting, SettingValue::Text(_))
            && text(value).is_none()
            && !matches!(&value.content, Content::Map(members) if member(members, &["value"]).is_some());
        self.add(name, setting, line(value), context);
        if is_map {
            self.remark(NOT_A_STRING);
        }
        if text(value).is_some_and(|text| is_expanded(text, context)) {
            self.remark(DOLLAR);
        }
    }

    /// `name` and `value`, as in the environment of a container. Whether it was such a pair.
    fn pair(
        &mut self,
        members: &[(String, Located)],
        line_of_map: Option<usize>,
        context: &Context,
    ) -> bool {
        let name_member = member(members, &["name", "Name", "key", "Key", "ParameterKey"]);
        let Some(name) = name_member
            .and_then(text)
            .and_then(|text| NAMES.into_iter().find(|name| *name == text))
        else {
            return false;
        };
        let line = name_member.and_then(line).or(line_of_map);
        if let Some(value) = member(members, &["value", "Value", "ParameterValue"]) {
            let value = match &value.content {
                Content::Scalar { value, .. } => match value.as_str() {
                    Some(text) => found(text, context),
                    None => SettingValue::Text(value.to_json()),
                },
                Content::List(_) | Content::Map(_) => {
                    SettingValue::Text(Value::from(value.clone()).to_json())
                }
            };
            let is_map = matches!(
                member(members, &["value", "Value", "ParameterValue"]).map(|one| &one.content),
                Some(Content::Map(_) | Content::List(_))
            );
            self.add(name, value, line, context);
            if is_map {
                self.remark(NOT_A_STRING);
            }
            return true;
        }
        let from = member(members, &["valueFrom", "ValueFrom", "value_from", "secretRef"]);
        let Some(reference) = from_kubernetes(from) else { return false };
        if self.settings.len() < MAX_SETTINGS {
            self.wanted.push((self.settings.len(), reference.clone()));
        }
        self.add(name, SettingValue::Elsewhere(reference), line, context);
        true
    }

    /// Remembers the values of a Secret or a `ConfigMap`, which other documents may refer to.
    fn keep(&mut self, members: &[(String, Located)], context: &Context) {
        let Some((kind, object)) = &context.object else { return };
        if !context.path.is_empty() || !["Secret", "ConfigMap"].contains(&kind.as_str()) {
            return;
        }
        for (part, values) in members {
            let Content::Map(values) = &values.content else { continue };
            if !["data", "stringData"].contains(&part.as_str()) {
                continue;
            }
            for (key, value) in values {
                let Some(string) = text(value) else { continue };
                self.kept.push(Kept {
                    object: object.clone(),
                    key: key.clone(),
                    value: found(string, &context.below(part)),
                    holder: context.holder.clone(),
                    line: line(value),
                });
            }
        }
    }

    /// Replaces references by the values that the same file holds.
    fn resolve(&mut self) {
        let mut resolved = Vec::new();
        for (index, reference) in &self.wanted {
            let (Reference::KubernetesSecret { name, key } | Reference::ConfigMap { name, key }) =
                reference
            else {
                continue;
            };
            let kept = self.kept.iter().find(|kept| kept.object == *name && kept.key == *key);
            let (Some(kept), Some(setting)) = (kept, self.settings.get_mut(*index)) else {
                continue;
            };
            if NAMES.contains(&key.as_str()) {
                // It is a setting already.
                resolved.push(*index);
                continue;
            }
            setting.value = kept.value.clone();
            setting.holder.clone_from(&kept.holder);
            setting.line = kept.line;
        }
        let mut index = 0;
        self.settings.retain(|_| {
            index += 1;
            !resolved.contains(&(index - 1))
        });
    }
}

/// The value of a setting in its context.
fn found(text: &str, context: &Context) -> SettingValue {
    if context.is_secret_data() {
        return match decoded(text) {
            Some(text) => SettingValue::Text(text),
            None if text.contains("{{") => match reference(text) {
                Some(reference) => SettingValue::Elsewhere(reference),
                None => SettingValue::Misplaced(NOT_BASE64),
            },
            None => SettingValue::Misplaced(NOT_BASE64),
        };
    }
    if let Some(reference) = reference(text) {
        return SettingValue::Elsewhere(reference);
    }
    // Compose writes a dollar sign twice.
    SettingValue::Text(if is_compose(context) { text.replace("$$", "$") } else { text.to_owned() })
}

/// Whether a place belongs to a service of Compose.
fn is_compose(context: &Context) -> bool {
    context.path.first().is_some_and(|first| first == "services")
}

/// Whether Compose takes a dollar sign of a value for the beginning of a variable, although the
/// value as a whole is not one.
fn is_expanded(text: &str, context: &Context) -> bool {
    is_compose(context) && reference(text).is_none() && text.replace("$$", "").contains('$')
}

/// The configuration in a string: its text, or the base64 of a Secret.
fn configuration(text: &str, context: &Context) -> Option<String> {
    if context.object.is_some()
        && context.path.iter().any(|part| part == "data")
        && let Some(inner) = decoded(text).filter(|inner| is_configuration(inner))
    {
        return Some(inner);
    }
    let is_file = ["kind: RelyAuth", "kind: AuthConfig"].iter().any(|kind| text.contains(kind));
    let is_ours = is_configuration(text) || (is_file && registry::engine_of(text).is_some());
    is_ours.then(|| text.to_owned())
}

fn decoded(text: &str) -> Option<String> {
    let compact: String = text.split_whitespace().collect();
    String::from_utf8(base64url::decode_standard(&compact)?).ok()
}

fn unquoted(text: &str) -> &str {
    let within = |quote| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    within('\'').or_else(|| within('"')).unwrap_or(text)
}

/// Whether a map may be a configuration that is written as YAML.
fn has_key(members: &[(String, Located)]) -> bool {
    let has = |name: &str| member(members, &[name]).and_then(text).is_some();
    has("jwk_url") || (has("type") && has("key"))
}

fn as_json(members: &[(String, Located)]) -> String {
    let content = Content::Map(members.to_vec());
    Value::from(Located { line: 0, content }).to_json()
}

/// `secretKeyRef`, `configMapKeyRef`, or the address of a secret.
fn from_kubernetes(from: Option<&Located>) -> Option<Reference> {
    let from = from?;
    let members = match &from.content {
        Content::Scalar { value, .. } => {
            return value.as_str().map(|text| Reference::Store(text.to_owned()));
        }
        Content::List(_) => return None,
        Content::Map(members) => members,
    };
    let of = |members: &[(String, Located)]| {
        let name = member(members, &["name"]).and_then(text).unwrap_or_default().to_owned();
        let key = member(members, &["key"]).and_then(text).unwrap_or_default().to_owned();
        (name, key)
    };
    for (kind, reference) in members {
        let Content::Map(inner) = &reference.content else { continue };
        let (name, key) = of(inner);
        return Some(match kind.as_str() {
            "configMapKeyRef" => Reference::ConfigMap { name, key },
            "secretKeyRef" => Reference::KubernetesSecret { name, key },
            other => Reference::Store(other.to_owned()),
        });
    }
    let (name, key) = of(members);
    (!key.is_empty()).then_some(Reference::KubernetesSecret { name, key })
}
