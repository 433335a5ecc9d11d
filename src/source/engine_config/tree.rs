//! Settings in YAML and JSON: Compose, Kubernetes, Helm values, workflows, app settings.

use std::collections::{HashMap, HashSet};

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

/// How many characters of a name are shown.
const MAX_NAME: usize = 256;

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

fn collect_files(located: &Located, context: &Context<'_, '_>, settings: &mut Vec<Setting>) {
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
    let mut walk = Walk {
        by_content,
        settings: Vec::new(),
        kept: HashMap::new(),
        wanted: Vec::new(),
        tried: 0,
    };
    for document in documents {
        walk.value(document, &Context::default());
    }
    walk.resolve();
    walk.settings
}

/// Where in a document something is. Names are borrowed: a document may have a long one around
/// many values.
#[derive(Clone, Copy, Default)]
struct Context<'p, 'a> {
    path: Path<'p>,
    /// The object that it belongs to, for people: what it is, and its name
    holder: Option<(&'a str, &'a str)>,
    /// The kind and name of the Kubernetes object around it
    object: Option<(&'a str, &'a str)>,
}

/// The names of the members that lead to a value, from the Kubernetes object around it on.
#[derive(Clone, Copy, Default)]
struct Path<'p> {
    first: Option<&'p str>,
    last: Option<&'p str>,
    /// The path without its last name
    before: Option<&'p Self>,
    length: usize,
    /// Whether one of the names is `data`
    has_data: bool,
}

struct Walk<'a> {
    by_content: bool,
    settings: Vec<Setting>,
    /// The values of Secrets and `ConfigMap`s in the same file, by object and key
    kept: HashMap<(&'a str, &'a str), Kept<'a>>,
    /// References into them, by their setting
    wanted: Vec<(usize, Reference)>,
    /// How many mentions of the names in strings were looked at
    tried: usize,
}

/// A value of a Secret or a `ConfigMap`.
struct Kept<'a> {
    text: &'a str,
    line: Option<usize>,
    /// The object
    holder: Option<(&'a str, &'a str)>,
    /// Whether it is base64
    is_data: bool,
}

impl<'p> Path<'p> {
    fn below(&'p self, name: &'p str) -> Self {
        Path {
            first: self.first.or(Some(name)),
            last: Some(name),
            before: Some(self),
            length: self.length + 1,
            has_data: self.has_data || name == "data",
        }
    }

    /// The names with dots between them, as far as they are shown.
    fn text(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        let mut path = Some(self);
        while let Some(here) = path {
            names.extend(here.last);
            path = here.before;
        }
        let mut text = String::new();
        for name in names.into_iter().rev() {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(shortened(name));
        }
        text
    }
}

/// The beginning of a name, which is shown to people.
fn shortened(name: &str) -> &str {
    let end = name.char_indices().nth(MAX_NAME).map_or(name.len(), |(end, _)| end);
    &name[..end]
}

impl<'a> Context<'_, 'a> {
    fn below<'p>(&'p self, name: &'a str) -> Context<'p, 'a> {
        let holder = match (self.path.length, self.path.last) {
            (1, Some("services")) => Some(("service", name)),
            (1, Some("jobs")) => Some(("job", name)),
            _ => self.holder,
        };
        Context { path: self.path.below(name), holder, object: self.object }
    }

    /// The same, or that of a Kubernetes object that begins here.
    fn of_object(&self, members: &'a [(String, Located)]) -> Self {
        if let Some(kind) = member(members, &["kind"]).and_then(text)
            && let Some(Content::Map(metadata)) =
                member(members, &["metadata"]).map(|one| &one.content)
        {
            let name = member(metadata, &["name"]).and_then(text).unwrap_or_default();
            let object = Some((kind, name));
            return Self { path: Path::default(), holder: object, object };
        }
        *self
    }

    fn is_secret_data(&self) -> bool {
        self.is_data_of("Secret", "data")
    }

    fn is_data_of(&self, kind: &str, name: &str) -> bool {
        self.object.is_some_and(|(own, _)| own == kind) && self.path.last == Some(name)
    }

    /// The object that it belongs to, else the path to it.
    fn holder(&self) -> Option<String> {
        let path = || (self.path.length > 0).then(|| self.path.text());
        self.holder.map(shown).or_else(path)
    }
}

/// The name of an object, with what it is.
fn shown((kind, name): (&str, &str)) -> String {
    format!("{} {}", shortened(kind), shortened(name)).trim_end().to_owned()
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

impl<'a> Walk<'a> {
    fn add(
        &mut self,
        name: &str,
        value: SettingValue,
        line: Option<usize>,
        context: &Context<'_, '_>,
    ) {
        if self.settings.len() < MAX_SETTINGS {
            let holder = context.holder();
            let name = shortened(name).to_owned();
            self.settings.push(Setting { name, value, holder, line, remark: None });
        }
    }

    /// Adds what is odd about the last setting.
    fn remark(&mut self, remark: &'static str) {
        if let Some(setting) = self.settings.last_mut() {
            setting.remark = Some(remark);
        }
    }

    fn value(&mut self, located: &'a Located, context: &Context<'_, 'a>) {
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
    fn text(
        &mut self,
        text: &str,
        text_line: usize,
        line: Option<usize>,
        context: &Context<'_, 'a>,
    ) {
        if self.by_content {
            if let Some(value) = configuration(text, context) {
                let name = context.path.last.unwrap_or_default();
                self.add(name, SettingValue::Text(value), line, context);
            }
            return;
        }
        if NAMES.contains(&text) || !NAMES.iter().any(|name| text.contains(name)) {
            return;
        }
        for mut found in lines::find(text, false, &mut self.tried) {
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

    fn list(&mut self, elements: &'a [Located], context: &Context<'_, 'a>) {
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
                let generated = context.path.last == Some("literals");
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
                && context.path.last == Some("environment")
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
        members: &'a [(String, Located)],
        line_of_map: Option<usize>,
        context: &Context<'_, 'a>,
    ) {
        let context = context.of_object(members);
        if self.by_content && context.path.length > 0 && has_key(members) {
            let written = as_json(members);
            if is_configuration(&written) {
                let name = context.path.last.unwrap_or_default();
                self.add(name, SettingValue::Text(written), line_of_map, &context);
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
    fn named(&mut self, name: &str, value: &Located, context: &Context<'_, 'a>) {
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
        members: &'a [(String, Located)],
        line_of_map: Option<usize>,
        context: &Context<'_, 'a>,
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
    fn keep(&mut self, members: &'a [(String, Located)], context: &Context<'_, 'a>) {
        let Some((kind, object)) = context.object else { return };
        if context.path.length > 0 || !["Secret", "ConfigMap"].contains(&kind) {
            return;
        }
        for (part, values) in members {
            let Content::Map(values) = &values.content else { continue };
            if !["data", "stringData"].contains(&part.as_str()) {
                continue;
            }
            for (key, value) in values {
                let Some(text) = text(value) else { continue };
                let is_data = kind == "Secret" && part == "data";
                self.kept.entry((object, key)).or_insert(Kept {
                    text,
                    line: line(value),
                    holder: context.holder,
                    is_data,
                });
            }
        }
    }

    /// Replaces references by the values that the same file holds.
    fn resolve(&mut self) {
        let mut resolved = HashSet::new();
        for (index, reference) in &self.wanted {
            let (Reference::KubernetesSecret { name, key } | Reference::ConfigMap { name, key }) =
                reference
            else {
                continue;
            };
            let kept = self.kept.get(&(name.as_str(), key.as_str()));
            let (Some(kept), Some(setting)) = (kept, self.settings.get_mut(*index)) else {
                continue;
            };
            if NAMES.contains(&key.as_str()) {
                // It is a setting already.
                resolved.insert(*index);
                continue;
            }
            setting.value = kept.value();
            setting.holder = kept.holder.map(shown);
            setting.line = kept.line;
        }
        let mut index = 0;
        self.settings.retain(|_| {
            index += 1;
            !resolved.contains(&(index - 1))
        });
    }
}

impl Kept<'_> {
    fn value(&self) -> SettingValue {
        if self.is_data { of_secret(self.text) } else { of_text(self.text, false) }
    }
}

/// The value of a setting in its context.
fn found(text: &str, context: &Context<'_, '_>) -> SettingValue {
    if context.is_secret_data() {
        return of_secret(text);
    }
    of_text(text, is_compose(context))
}

/// The value of `data` in a Secret.
fn of_secret(text: &str) -> SettingValue {
    match decoded(text) {
        Some(text) => SettingValue::Text(text),
        None if text.contains("{{") => match reference(text) {
            Some(reference) => SettingValue::Elsewhere(reference),
            None => SettingValue::Misplaced(NOT_BASE64),
        },
        None => SettingValue::Misplaced(NOT_BASE64),
    }
}

fn of_text(text: &str, is_compose: bool) -> SettingValue {
    if let Some(reference) = reference(text) {
        return SettingValue::Elsewhere(reference);
    }
    // Compose writes a dollar sign twice.
    SettingValue::Text(if is_compose { text.replace("$$", "$") } else { text.to_owned() })
}

/// Whether a place belongs to a service of Compose.
fn is_compose(context: &Context<'_, '_>) -> bool {
    context.path.first == Some("services")
}

/// Whether Compose takes a dollar sign of a value for the beginning of a variable, although the
/// value as a whole is not one.
fn is_expanded(text: &str, context: &Context<'_, '_>) -> bool {
    is_compose(context) && reference(text).is_none() && text.replace("$$", "").contains('$')
}

/// The configuration in a string: its text, or the base64 of a Secret.
fn configuration(text: &str, context: &Context<'_, '_>) -> Option<String> {
    if context.object.is_some()
        && context.path.has_data
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
