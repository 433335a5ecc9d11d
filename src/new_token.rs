//! New tokens that look like a provider's: the header and the claims, without a signature.

use crate::hasura::grant::RoleGrant;
use crate::hasura::view::NAMESPACE;
use crate::jose::json::{Object, Value};
use crate::jose::key::SigningKey;
use crate::jose::numeric_date::NumericDate;
use crate::jose::token_id;
use crate::provider::mint_preset::{Blanks, MintPreset, RolePlace};

/// A new token, apart from its signature.
#[derive(Debug)]
pub(crate) struct NewToken<'a> {
    pub(crate) preset: &'static MintPreset,
    /// The role and the session variables, if there is a role
    pub(crate) grant: Option<RoleGrant>,
    pub(crate) user_id: Option<&'a str>,
    /// The claim with the Hasura claims, if it is not the preset's
    pub(crate) namespace: Option<&'a str>,
    pub(crate) is_stringified: bool,
    /// Claims that are given; `None` leaves one out
    pub(crate) given: Vec<(&'a str, Option<Value>)>,
    pub(crate) now: NumericDate,
    /// From now to `exp`, in seconds
    pub(crate) lifetime: i64,
}

impl NewToken<'_> {
    /// Returns the header and the claims. `warn` is called with what real tokens of this kind do
    /// not have.
    pub(crate) fn build(self, key: &SigningKey, warn: impl FnOnce(&str)) -> (Object, Object) {
        let preset = self.preset;
        let beside = self.grant.as_ref().is_some_and(|grant| self.is_beside(grant));
        if beside {
            warn(&format!(
                "warning: real tokens like `{}` have no Hasura claims; this one has them",
                preset.name
            ));
        }
        let hasura = self.hasura_claims();
        let roles = self.grant.as_ref().map_or_else(Vec::new, RoleGrant::roles);
        let id = token_id::random_id().unwrap_or_default();
        let namespace = self.namespace.or(preset.namespace).unwrap_or(NAMESPACE);
        let blanks = Blanks {
            given: self.given,
            user: self.user_id,
            roles: &roles,
            namespace,
            hasura: hasura.clone(),
            now: self.now.seconds(),
            exp: self.now.seconds().saturating_add(self.lifetime),
            id: &id,
            alg: key.algorithm.name(),
            kid: key.kid.as_deref(),
        };
        let mut claims = preset.claims(&blanks);
        if let Some(hasura) = hasura.filter(|_| beside) {
            claims.set(namespace, hasura);
        }
        (preset.header(&blanks), claims)
    }

    /// Whether Hasura claims are added to the token of a provider that does not write any,
    /// because there is no other place for what was asked for.
    fn is_beside(&self, grant: &RoleGrant) -> bool {
        match self.preset.roles {
            RolePlace::HasuraClaims => false,
            RolePlace::Nowhere => true,
            RolePlace::OwnClaim => {
                self.is_stringified || self.namespace.is_some() || !grant.variables.is_empty()
            }
        }
    }

    /// Returns the Hasura claims, with what the preset adds.
    fn hasura_claims(&self) -> Option<Value> {
        let mut grant = self.grant.clone()?;
        grant.user_id = grant.user_id.or_else(|| self.preset.user().map(ToOwned::to_owned));
        for (name, value) in self.preset.variables {
            let is_set = |(set, _): (&str, &Value)| set.eq_ignore_ascii_case(name);
            if !grant.variables.iter().any(is_set) {
                grant.variables.set(name, *value);
            }
        }
        let claims = Value::from(grant.to_object());
        let is_stringified = self.is_stringified || self.preset.is_stringified;
        Some(if is_stringified { Value::from(claims.to_json()) } else { claims })
    }
}
