//! The written form of an entry of `HASURA_GRAPHQL_JWT_SECRET`, and a reader for only its key.

use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::json::{Number, Object, Value};

/// One entry of the configuration. Only values that differ from the engine's defaults are
/// written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct JwtSecret {
    /// `type`: required only with `key`
    pub(crate) r#type: Option<String>,
    /// `key`: the text of an HMAC secret, or a PEM
    pub(crate) key: Option<String>,
    /// `jwk_url`, instead of a key
    pub(crate) jwk_url: Option<String>,
    /// `claims_namespace`, if it is not `https://hasura.io/jwt/claims`
    pub(crate) claims_namespace: Option<String>,
    /// `claims_namespace_path`, instead of a namespace
    pub(crate) claims_namespace_path: Option<String>,
    /// `claims_format`: whether the claims are JSON written as a string
    pub(crate) stringified: bool,
    /// `audience`
    pub(crate) audience: Vec<String>,
    /// `issuer`
    pub(crate) issuer: Option<String>,
    /// `claims_map`
    pub(crate) claims_map: Option<Object>,
    /// `allowed_skew`, in seconds
    pub(crate) allowed_skew: Option<i64>,
    /// `header`
    pub(crate) header: Option<Object>,
}

impl JwtSecret {
    /// Reads the members that specify a key; `None` if there is neither `key` nor `jwk_url`.
    pub(crate) fn from_object(object: &Object) -> Option<Self> {
        let text = |name| object.get_str(name).map(ToOwned::to_owned);
        let secret = Self {
            r#type: text("type"),
            key: text("key"),
            jwk_url: text("jwk_url"),
            claims_namespace: text("claims_namespace"),
            stringified: object.get_str("claims_format") == Some("stringified_json"),
            audience: match object.get("audience") {
                Some(Value::String(one)) => vec![one.clone()],
                Some(Value::Array(many)) => {
                    many.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
                }
                _ => Vec::new(),
            },
            claims_namespace_path: text("claims_namespace_path"),
            issuer: text("issuer"),
            claims_map: object.get("claims_map").and_then(Value::as_object).cloned(),
            allowed_skew: object
                .get("allowed_skew")
                .and_then(Value::as_number)
                .and_then(Number::as_i64),
            header: object.get("header").and_then(Value::as_object).cloned(),
        };
        (secret.key.is_some() || secret.jwk_url.is_some()).then_some(secret)
    }

    /// Parses the entries of `HASURA_GRAPHQL_JWT_SECRET` (an object) or
    /// `HASURA_GRAPHQL_JWT_SECRETS` (a list of objects).
    pub(crate) fn entries(text: &str) -> Option<Vec<Self>> {
        match Value::parse(text.as_bytes()).ok()? {
            Value::Object(object) => Self::from_object(&object).map(|entry| vec![entry]),
            Value::Array(entries) => {
                entries.iter().map(|entry| Self::from_object(entry.as_object()?)).collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        }
    }

    /// Returns the algorithm that `type` names.
    pub(crate) fn algorithm(&self) -> Option<SignatureAlgorithm> {
        self.r#type.as_deref().and_then(|name| name.parse().ok())
    }

    /// Returns the configuration as the engine reads it, with the members in the order of the
    /// documentation.
    pub(crate) fn to_object(&self) -> Object {
        let mut object = Object::new();
        let mut set = |name: &str, value: &Option<String>| {
            if let Some(value) = value {
                object.set(name, value.as_str());
            }
        };
        set("type", &self.r#type);
        set("key", &self.key);
        set("jwk_url", &self.jwk_url);
        set("claims_namespace", &self.claims_namespace);
        set("claims_namespace_path", &self.claims_namespace_path);
        if self.stringified {
            object.set("claims_format", "stringified_json");
        }
        match self.audience.as_slice() {
            [] => {}
            [one] => object.set("audience", one.as_str()),
            many => {
                let many = many.iter().map(|one| Value::from(one.as_str())).collect();
                object.set("audience", Value::Array(many));
            }
        }
        if let Some(issuer) = &self.issuer {
            object.set("issuer", issuer.as_str());
        }
        if let Some(claims_map) = &self.claims_map {
            object.set("claims_map", claims_map.clone());
        }
        if let Some(seconds) = self.allowed_skew {
            object.set("allowed_skew", seconds);
        }
        if let Some(header) = &self.header {
            object.set("header", header.clone());
        }
        object
    }
}

/// Returns the engine's name for an algorithm, or `None` if it has none.
///
/// There are no names for secp256k1, Ed448 and RSA-PSS. The PS family maps to the RSA types,
/// under which its tokens verify.
pub(crate) const fn type_name(algorithm: SignatureAlgorithm) -> Option<&'static str> {
    use SignatureAlgorithm as A;
    Some(match algorithm {
        A::HS256
        | A::HS384
        | A::HS512
        | A::RS256
        | A::RS384
        | A::RS512
        | A::ES256
        | A::ES384
        | A::ES512 => algorithm.name(),
        A::PS256 => "RS256",
        A::PS384 => "RS384",
        A::PS512 => "RS512",
        A::EdDSA | A::Ed25519 => "Ed25519",
        A::ES256K | A::MlDsa44 | A::MlDsa65 | A::MlDsa87 => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            r#"{"type":"HS256","key":"0123456789"}"#,
            r#"{"jwk_url":"https://x/jwks.json","claims_format":"stringified_json"}"#,
            r#"{"type":"RS256","key":"pem","claims_namespace":"n","audience":["a","b"],"issuer":"i"}"#,
            r#"{"jwk_url":"u","claims_namespace_path":"$.a","claims_map":{"x":"y"},"allowed_skew":5,"header":{"type":"Cookie","name":"c"}}"#,
        ] {
            let entries = JwtSecret::entries(text).unwrap();
            assert_eq!(Value::from(entries[0].to_object()).to_json(), text);
        }
        assert_eq!(JwtSecret::entries(r#"[{"key":"a"},{"jwk_url":"b"}]"#).unwrap().len(), 2);
        assert_eq!(JwtSecret::entries(r#"{"type":"HS256"}"#), None);
    }
}
