//! Where `RelyAuth` looks for a token or a key in a request.

use url::form_urlencoded;

use crate::hasura::request::Request;

/// A place in a request. Name and scheme are in lowercase, as the service stores them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct TokenPlace {
    pub(crate) r#in: In,
    pub(crate) name: String,
    /// The word before the token, separated by one space
    pub(crate) scheme: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum In {
    Header,
    Query,
    Cookie,
}

impl In {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Query => "query",
            Self::Cookie => "cookie",
        }
    }
}

/// What was found at a place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum FoundToken {
    /// Nothing, or an empty value
    Absent,
    /// A value without the scheme, which the service reads as an empty token
    WithoutScheme,
    Token(String),
}

impl TokenPlace {
    /// Returns what is at this place in a request.
    pub(crate) fn find(&self, request: &Request) -> FoundToken {
        let value = match self.r#in {
            In::Header => request.header(&self.name).map(ToOwned::to_owned),
            In::Cookie => request.all("cookie").flat_map(|line| line.split(';')).find_map(|pair| {
                let (name, value) = pair.trim().split_once('=')?;
                let unquoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
                name.eq_ignore_ascii_case(&self.name).then(|| unquoted.unwrap_or(value).to_owned())
            }),
            In::Query => request.url.as_deref().and_then(query).and_then(|query| {
                form_urlencoded::parse(query.as_bytes())
                    .find(|(name, _)| *name == self.name)
                    .map(|(_, value)| value.into_owned())
            }),
        };
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return FoundToken::Absent;
        };
        let Some(scheme) = &self.scheme else { return FoundToken::Token(value) };
        let (first, rest) = value.split_at_checked(scheme.len()).unwrap_or_default();
        match rest.strip_prefix(' ') {
            Some(token) if first.eq_ignore_ascii_case(scheme) => {
                FoundToken::Token(token.to_owned())
            }
            _ => FoundToken::WithoutScheme,
        }
    }

    /// Adds a token to a request at this place.
    pub(crate) fn put(&self, request: &mut Request, token: &str) {
        let value = match self.scheme.as_deref() {
            Some("bearer") => format!("Bearer {token}"),
            Some(scheme) => format!("{scheme} {token}"),
            None => token.to_owned(),
        };
        match self.r#in {
            In::Header => request.headers.push((self.name.clone(), value)),
            In::Cookie => {
                request.headers.push(("cookie".to_owned(), format!("{}={value}", self.name)));
            }
            In::Query => {
                let url = request.url.get_or_insert_with(|| "/".to_owned());
                let mut pair = form_urlencoded::Serializer::new(String::new());
                pair.append_pair(&self.name, &value);
                url.push(if url.contains('?') { '&' } else { '?' });
                url.push_str(&pair.finish());
            }
        }
    }

    /// Describes the place.
    pub(crate) fn describe(&self) -> String {
        let place = match self.r#in {
            In::Header => format!("the header `{}`", self.name),
            In::Cookie => format!("the cookie `{}`", self.name),
            In::Query => format!("the query parameter `{}`", self.name),
        };
        match &self.scheme {
            Some(scheme) => format!("{place} behind `{scheme}`"),
            None => place,
        }
    }
}

fn query(url: &str) -> Option<&str> {
    let without_fragment = url.split('#').next().unwrap_or_default();
    without_fragment.split_once('?').map(|(_, query)| query)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasura::request::Route;

    fn find(place: (In, &str, Option<&str>), headers: &[(&str, &str)], url: &str) -> FoundToken {
        let (r#in, name, scheme) = place;
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let request = Request {
            headers: headers.collect(),
            url: Some(url.to_owned()),
            route: Route::Graphql,
        };
        let scheme = scheme.map(ToOwned::to_owned);
        TokenPlace { r#in, name: name.to_owned(), scheme }.find(&request)
    }

    #[test]
    fn each_place_is_looked_at_in_its_way() {
        let token = |text: &str| FoundToken::Token(text.to_owned());
        let bearer = (In::Header, "authorization", Some("bearer"));
        for (place, headers, url, found) in [
            (bearer, vec![("Authorization", "Bearer a.b.c")], "", token("a.b.c")),
            (bearer, vec![("authorization", "bEARER a")], "", token("a")),
            (bearer, vec![("authorization", "a.b.c")], "", FoundToken::WithoutScheme),
            (bearer, vec![("authorization", "Bearera")], "", FoundToken::WithoutScheme),
            (bearer, vec![("authorization", "")], "", FoundToken::Absent),
            (bearer, vec![], "", FoundToken::Absent),
            ((In::Header, "x-t", None), vec![("X-T", "Bearer a")], "", token("Bearer a")),
            ((In::Cookie, "sid", None), vec![("Cookie", "a=b; SID=\"t\"")], "", token("t")),
            ((In::Cookie, "sid", Some("jwt")), vec![("Cookie", "sid=JWT t")], "", token("t")),
            ((In::Query, "token", None), vec![], "https://x/y?a=1&token=t%2Eu#z", token("t.u")),
            // The configured name was converted to lowercase; the parameter's name is not.
            ((In::Query, "token", None), vec![], "/?Token=t", FoundToken::Absent),
            (bearer, vec![("authorization", "é")], "", FoundToken::WithoutScheme),
        ] {
            assert_eq!(find(place, &headers, url), found, "{place:?} {headers:?} {url}");
        }
    }

    #[test]
    fn what_is_put_is_found() {
        for r#in in [In::Header, In::Cookie, In::Query] {
            for scheme in [None, Some("bearer".to_owned()), Some("jwt".to_owned())] {
                let place = TokenPlace { r#in, name: "tok".to_owned(), scheme };
                let mut request = Request { headers: Vec::new(), url: None, route: Route::Graphql };
                place.put(&mut request, "a.b-_c");
                assert_eq!(
                    place.find(&request),
                    FoundToken::Token("a.b-_c".to_owned()),
                    "{place:?}"
                );
            }
        }
    }
}
