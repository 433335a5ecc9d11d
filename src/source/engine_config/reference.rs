//! Values that are not in the file itself: what fills them in, recognized by its syntax.

use crate::error::Reference;

/// What a value refers to, if all or a part of it is filled in from elsewhere.
pub(super) fn reference(text: &str) -> Option<Reference> {
    let text = text.trim();
    if let Some((_, rest)) = text.split_once("${{") {
        let inner = rest.split("}}").next().unwrap_or_default().trim();
        return Some(match inner.split_once('.') {
            Some(("secrets", name)) => Reference::GithubSecret(word(name)),
            _ => Reference::Expression(inner.to_owned()),
        });
    }
    if let Some((_, rest)) = text.split_once("{{") {
        let inner = rest.split("}}").next().unwrap_or_default();
        let inner = inner.trim_matches(|c: char| c == '-' || c.is_whitespace());
        // Inside of a value, braces alone may be a part of it.
        let is_template = text.starts_with("{{")
            || inner.starts_with(['.', '$'])
            || ["include ", "tpl "].iter().any(|function| inner.starts_with(function));
        if !is_template {
            return None;
        }
        return Some(match inner.split_once(".Values.") {
            Some((_, path)) => Reference::HelmValue(path_word(path)),
            None => Reference::Expression(inner.to_owned()),
        });
    }
    if let Some(name) = braced_variable(text) {
        return Some(Reference::Variable(name));
    }
    if let Some(rest) = text.strip_prefix("$(") {
        let inner = rest.split(')').next().unwrap_or_default();
        let name = word(inner);
        return Some(if !name.is_empty() && name == inner {
            Reference::Variable(name)
        } else {
            Reference::Command
        });
    }
    if let Some(rest) = text.strip_prefix('$') {
        let name = word(rest);
        if !name.is_empty() && name == rest {
            return Some(Reference::Variable(name));
        }
    }
    let stores = ["arn:aws", "@Microsoft.KeyVault", "op://", "vault:", "ref+", "projects/"];
    let is_stored = stores.iter().any(|start| text.starts_with(start));
    is_stored.then(|| Reference::Store(text.to_owned()))
}

/// The first variable in `${NAME}`, `${NAME:-default}` and the like.
fn braced_variable(text: &str) -> Option<String> {
    text.match_indices("${").find_map(|(index, _)| {
        // `$${` is a dollar sign and a brace.
        if text[..index].ends_with('$') {
            return None;
        }
        let rest = &text[index + 2..];
        let name = word(rest);
        let next = rest[name.len()..].chars().next();
        (!name.is_empty() && matches!(next, Some('}' | ':' | '-' | '?' | '+'))).then_some(name)
    })
}

/// The name of a variable at the beginning.
pub(super) fn word(text: &str) -> String {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len());
    text[..end].to_owned()
}

/// A path of names at the beginning.
pub(super) fn path_word(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    text[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tool_has_its_own_syntax() {
        let variable = |name: &str| Some(Reference::Variable(name.to_owned()));
        for (text, expected) in [
            ("${JWT}", variable("JWT")),
            ("${JWT:-{\"type\":\"HS256\"}}", variable("JWT")),
            ("${JWT?needed}", variable("JWT")),
            (r#"{"type":"HS256","key":"${K}"}"#, variable("K")),
            ("$JWT", variable("JWT")),
            ("$(JWT)", variable("JWT")),
            ("$(cat jwt.json)", Some(Reference::Command)),
            ("${{ secrets.JWT }}", Some(Reference::GithubSecret("JWT".to_owned()))),
            ("${{ vars.JWT }}", Some(Reference::Expression("vars.JWT".to_owned()))),
            ("{{ .Values.auth.jwt | quote }}", Some(Reference::HelmValue("auth.jwt".to_owned()))),
            ("{{- $jwt -}}", Some(Reference::Expression("$jwt".to_owned()))),
            (
                "arn:aws:secretsmanager:eu-west-1:1:secret:x",
                Some(Reference::Store("arn:aws:secretsmanager:eu-west-1:1:secret:x".to_owned())),
            ),
            (r#"{"type":"HS256","key":"a$b"}"#, None),
            (r#"{"type":"HS256","key":"a {{ b }}"}"#, None),
            ("$${JWT}", None),
            ("https://hook.example/", None),
            ("", None),
        ] {
            assert_eq!(reference(text), expected, "{text}");
        }
    }
}
