//! Tokens that cannot verify as they are, whatever the key: what to say beside
//! "signature mismatch".

use crate::jose::json::Object;
use crate::provider::advice::AdviceCode;
use crate::provider::origin::Origin;

/// Why a signature that does not verify is no wonder, if it is none.
pub(crate) fn explain(origin: &Origin, header: &Object, token: &str) -> Option<String> {
    if let Some(reason) = stripped_padding(header, token) {
        return Some(reason);
    }
    origin.advice.iter().find(|advice| is_reason(advice.code)).map(|advice| advice.message.clone())
}

/// Whether a piece of advice tells why a token does not verify.
const fn is_reason(code: AdviceCode) -> bool {
    matches!(
        code,
        AdviceCode::EntraGraphNonce
            | AdviceCode::FirebaseCustomToken
            | AdviceCode::FirebaseEmulator
            | AdviceCode::SupabaseSharedSecret
            | AdviceCode::EntraCommonIssuer
            | AdviceCode::OktaOrgServer
            | AdviceCode::KubernetesLegacyToken
            | AdviceCode::KubernetesInClusterIssuer
            | AdviceCode::SupertokensDynamicKey
    )
}

/// Load balancers sign their parts with the `=` padding that a JWS must not have. Where
/// a tool took it away, the signed bytes are gone.
fn stripped_padding(header: &Object, token: &str) -> Option<String> {
    let signer = header.get_str("signer")?;
    let parts: Vec<&str> = token.split('.').collect();
    let stripped = parts.iter().any(|part| part.len() % 4 != 0 && !part.ends_with('='));
    (signer.contains(":elasticloadbalancing:") && stripped).then(|| {
        "a load balancer signs its parts with their `=` padding, and this copy has lost it; take the header `x-amzn-oidc-data` as it arrives".to_owned()
    })
}
