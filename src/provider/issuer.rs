//! The `iss` claim, parsed once for every rule.

use crate::provider::address::{AddressError, Ambiguity, WebAddress};

/// A parsed `iss` claim.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) enum Issuer {
    /// A missing `iss`, or one that is not a string
    #[default]
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

/// The issuer that was parsed last. The tokens of a list usually have the same one.
#[derive(Clone, Debug, Default)]
pub(crate) struct LastIssuer {
    iss: Option<String>,
    issuer: Issuer,
}

impl LastIssuer {
    /// Parses an `iss` claim, unless it is the last one.
    pub(crate) fn parse(&mut self, iss: Option<&str>) -> &Issuer {
        if self.iss.as_deref() != iss {
            *self = Self { iss: iss.map(ToOwned::to_owned), issuer: Issuer::parse(iss) };
        }
        &self.issuer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_issuer_is_that_of_the_claim() {
        let mut last = LastIssuer::default();
        let both = [Some("https://a.example.gov"), Some("https://b.example.gov")];
        for iss in [None, both[0], both[0], both[1], Some("name"), None, Some(""), both[1]] {
            assert_eq!(*last.parse(iss), Issuer::parse(iss), "{iss:?}");
        }
    }

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
