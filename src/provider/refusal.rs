//! Why an issuer refuses a login, as far as its error code or its description says.

/// A known cause of a refusal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum RefusalCause {
    /// The client must prove who it is, or be registered as public.
    NeedsSecret,
    /// A client that is registered as public sent a secret.
    PublicWithSecret,
    /// A policy of the organization forbids this login.
    Policy,
    /// The redirect is not registered.
    Redirect,
    /// An administrator has not approved the client.
    Consent,
    /// The issuer does not know the client.
    UnknownClient,
    /// The issuer does not give a scope to this client.
    Scope,
    /// The user or the issuer denied access.
    Denied,
    /// A code or a refresh token was used before or is no longer valid.
    Used,
}

#[cfg(test)]
impl RefusalCause {
    pub(crate) const ALL: [Self; 9] = [
        Self::NeedsSecret,
        Self::PublicWithSecret,
        Self::Policy,
        Self::Redirect,
        Self::Consent,
        Self::UnknownClient,
        Self::Scope,
        Self::Denied,
        Self::Used,
    ];
}

/// The numbers of Entra's errors.
const ENTRA: [(&str, RefusalCause); 11] = [
    ("AADSTS7000218", RefusalCause::NeedsSecret),
    ("AADSTS700025", RefusalCause::PublicWithSecret),
    ("AADSTS53003", RefusalCause::Policy),
    ("AADSTS50105", RefusalCause::Policy),
    ("AADSTS50011", RefusalCause::Redirect),
    ("AADSTS500113", RefusalCause::Redirect),
    ("AADSTS65001", RefusalCause::Consent),
    ("AADSTS90094", RefusalCause::Consent),
    ("AADSTS700016", RefusalCause::UnknownClient),
    ("AADSTS70011", RefusalCause::Scope),
    ("AADSTS65004", RefusalCause::Denied),
];

/// The error codes of issuers.
const CODES: [(&str, RefusalCause); 7] = [
    ("redirect_mismatch", RefusalCause::Redirect),
    ("redirect_uri_mismatch", RefusalCause::Redirect),
    ("invalid_scope", RefusalCause::Scope),
    ("access_denied", RefusalCause::Denied),
    ("authorization_declined", RefusalCause::Denied),
    ("consent_required", RefusalCause::Consent),
    ("invalid_grant", RefusalCause::Used),
];

/// Returns the cause of a refusal, if it is known. What Entra says with a number is more precise than
/// the error code.
pub(crate) fn cause(code: &str, description: Option<&str>) -> Option<RefusalCause> {
    let words = description.unwrap_or_default().split(|c: char| !c.is_ascii_alphanumeric());
    let mut numbers = words.filter_map(|word| ENTRA.iter().find(|(number, _)| *number == word));
    let by_code = || CODES.iter().find(|(own, _)| *own == code);
    numbers.next().or_else(by_code).map(|(_, cause)| *cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_known_by_its_number_or_its_code() {
        for (code, description, expected) in [
            (
                "invalid_client",
                Some("AADSTS7000218: The request body must contain: 'client_assertion'"),
                Some(RefusalCause::NeedsSecret),
            ),
            (
                "invalid_client",
                Some("AADSTS700025: Client is public"),
                Some(RefusalCause::PublicWithSecret),
            ),
            ("access_denied", Some("[AADSTS53003] blocked"), Some(RefusalCause::Policy)),
            ("invalid_grant", Some("AADSTS530031: other"), Some(RefusalCause::Used)),
            ("redirect_mismatch", None, Some(RefusalCause::Redirect)),
            ("invalid_request", Some("redirect_mismatch"), None),
            ("server_error", None, None),
        ] {
            assert_eq!(cause(code, description), expected, "{code} {description:?}");
        }
        for cause in RefusalCause::ALL {
            let mut known = ENTRA.iter().chain(&CODES).map(|(_, one)| *one);
            assert!(known.any(|one| one == cause), "{cause:?}");
        }
    }
}
