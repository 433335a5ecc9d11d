//! Applies the flags that change a configuration.

use crate::commands::secret::flags::ChangeFlags;
use crate::error::Error;
use crate::hasura::settings::{ClaimPath, ClaimsSettings, IssuerSettings, TokenSettings};
use crate::hasura::view::ClaimsFormat;
use crate::jose::path::{JsonPath, Step};

/// Applies the flags to the settings of an issuer.
pub(super) fn apply(issuer: &mut IssuerSettings, args: &ChangeFlags) -> Result<(), Error> {
    if !args.audience.is_empty() {
        issuer.audience.clone_from(&args.audience);
    }
    if args.issuer.is_some() {
        issuer.issuer.clone_from(&args.issuer);
    }
    let path = match (&args.namespace, &args.namespace_path) {
        (Some(key), _) => Some(JsonPath::of(vec![Step::Key(key.clone())])),
        (None, Some(path)) => Some(path.parse().map_err(|error| {
            Error::usage(format!("{error}"), "for example `--namespace-path '$.user.hasura'`")
        })?),
        (None, None) => None,
    };
    if let Some(path) = path {
        let format = issuer.claims.namespace.as_ref().map(|(_, format)| *format);
        let format = format.unwrap_or(ClaimsFormat::Json);
        // With a claims map, the engine would ignore the namespace.
        issuer.claims = ClaimsSettings {
            namespace: Some((ClaimPath::Steps(path), format)),
            entries: Vec::new(),
        };
    }
    if args.stringified {
        set_format(&mut issuer.claims, ClaimsFormat::Stringified);
    }
    if let Some(skew) = args.skew {
        #[expect(clippy::cast_precision_loss, reason = "spans that are exact are short enough")]
        let seconds = skew.seconds() as f64;
        issuer.skew = Some(seconds);
    }
    if let Some(place) = &args.token_header {
        issuer.token = parse_token_place(place)?;
    }
    Ok(())
}

/// Parses `cookie:NAME` or the name of a header.
fn parse_token_place(place: &str) -> Result<TokenSettings, Error> {
    if place.eq_ignore_ascii_case("authorization") {
        return Ok(TokenSettings::Bearer);
    }
    match place.split_once(':') {
        Some((kind, name)) if kind.eq_ignore_ascii_case("cookie") && !name.is_empty() => {
            Ok(TokenSettings::Cookie(name.to_owned()))
        }
        None if !place.is_empty() => Ok(TokenSettings::Header(place.to_owned())),
        _ => Err(Error::usage(
            format!("invalid value `{place}` for `--token-header`"),
            "write `--token-header cookie:NAME` or `--token-header X-Auth-Token`",
        )),
    }
}

/// Sets the format of the claims in the namespace.
pub(super) fn set_format(claims: &mut ClaimsSettings, format: ClaimsFormat) {
    if let Some((_, own)) = &mut claims.namespace {
        *own = format;
    }
}
