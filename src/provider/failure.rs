//! Tokens that cannot be verified as they are, with any key, which is the likely cause of a
//! signature mismatch.

use crate::jose::json::Object;
use crate::provider::aws_alb;
use crate::provider::origin::Origin;
use crate::provider::warning::TokenWarning;

/// Returns the reason why a signature from this provider does not match, if it is known.
pub(crate) fn diagnose(origin: &Origin, header: &Object, token: &str) -> Option<String> {
    if let Some(reason) = stripped_padding(header, token) {
        return Some(reason);
    }
    origin
        .warnings
        .iter()
        .find(|warning| is_reason(warning.code))
        .map(|warning| warning.message.clone())
}

/// Whether a warning explains why a token cannot be verified.
const fn is_reason(code: TokenWarning) -> bool {
    matches!(
        code,
        TokenWarning::AmbiguousIssuer
            | TokenWarning::EntraGraphNonce
            | TokenWarning::FirebaseCustomToken
            | TokenWarning::FirebaseEmulator
            | TokenWarning::SupabaseSharedSecret
            | TokenWarning::EntraCommonIssuer
            | TokenWarning::OktaOrgServer
            | TokenWarning::KubernetesLegacyToken
            | TokenWarning::KubernetesInClusterIssuer
            | TokenWarning::SupertokensDynamicKey
    )
}

/// Returns an explanation if a load balancer's token lost its padding. Load balancers sign the
/// parts with `=` padding, which a JWS must not have; if a tool removed it, the signed bytes are
/// lost.
fn stripped_padding(header: &Object, token: &str) -> Option<String> {
    let is_stripped = token.split('.').any(|part| part.len() % 4 != 0 && !part.ends_with('='));
    (aws_alb::is_signer(header) && is_stripped).then(|| {
        "a load balancer signs its parts with their `=` padding, which is missing from this copy; use the header `x-amzn-oidc-data` exactly as it arrives".to_owned()
    })
}
