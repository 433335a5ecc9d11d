//! The `iss` claim, parsed once for every rule.

use crate::provider::address::{AddressError, Ambiguity, WebAddress};

/// A parsed `iss` claim.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Issuer {
    /// A missing `iss`, or one that is not a string
    Absent,
    /// A name that is not a web address, such as `supabase` or `kubernetes/serviceaccount`
    Name,
    /// A web address that every program reads the same way
    Address(WebAddress),
    /// A web address that programs read differently; it belongs to no provider
    Ambiguous(Ambiguity),
}

impl Issuer {
    pub(crate) fn parse(iss: Option<&str>) -> Self {
        match iss.map(WebAddress::parse) {
            None => Self::Absent,
            Some(Ok(address)) => Self::Address(address),
            Some(Err(AddressError::Ambiguous(ambiguity))) => Self::Ambiguous(ambiguity),
            Some(Err(_)) => Self::Name,
        }
    }

    /// Returns the address, if it is unambiguous.
    pub(crate) const fn address(&self) -> Option<&WebAddress> {
        if let Self::Address(address) = self { Some(address) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_a_name_an_address_or_ambiguous() {
        assert_eq!(Issuer::parse(None), Issuer::Absent);
        for name in ["", "supabase", "accounts.google.com", "a@b.example", "urn:x:/realms/moped"] {
            assert_eq!(Issuer::parse(Some(name)), Issuer::Name, "{name}");
        }
        let address = Issuer::parse(Some("http://localhost:8080/realms/moped"));
        assert_eq!(address.address().unwrap().host(), "localhost");
        assert_eq!(
            Issuer::parse(Some(
                r"https://cognito-idp.us-east-1.amazonaws.com\@evil.example/us-east-1_X"
            )),
            Issuer::Ambiguous(Ambiguity::Backslash)
        );
    }
}
