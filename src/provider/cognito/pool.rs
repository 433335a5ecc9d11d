//! The user pool of an issuer.

use crate::provider::aws_cognito;

/// A user pool, as its API is called.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct UserPool {
    /// The address of the API
    pub(crate) api: String,
    /// The ID of the pool after its region
    pub(crate) name: String,
}

impl UserPool {
    /// Returns the user pool of an issuer, which may be an emulator: `ADDRESS/REGION_NAME`.
    pub(crate) fn of_issuer(issuer: &str) -> Option<Self> {
        let (api, name) = aws_cognito::api_of_issuer(issuer)?;
        Some(Self { api, name: name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_api_is_in_the_region_of_the_issuer() {
        for (issuer, expected) in [
            (
                "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_U2dzkxfTv",
                Some(("https://cognito-idp.us-east-1.amazonaws.com/", "U2dzkxfTv")),
            ),
            (
                "https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_U2dzkxfTv",
                Some(("https://cognito-idp.us-east-1.amazonaws.com/", "U2dzkxfTv")),
            ),
            (
                "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_U2dzkxfTv",
                Some(("https://cognito-idp.cn-north-1.amazonaws.com.cn/", "U2dzkxfTv")),
            ),
            ("http://localhost:9229/local_3nUUMxqc", Some(("http://localhost:9229/", "3nUUMxqc"))),
            ("https://id.example/realms/moped", None),
            ("https://id.example", None),
            ("us-east-1_U2dzkxfTv", None),
        ] {
            let pool = UserPool::of_issuer(issuer);
            let expected =
                expected.map(|(api, name)| UserPool { api: api.to_owned(), name: name.to_owned() });
            assert_eq!(pool, expected, "{issuer}");
        }
    }
}
