//! What people type first, because another tool names it so, and what it is called here.
//!
//! Everything here is known to be meant: a hint that guesses wrong is worse than none.

use std::sync::LazyLock;

use crate::escape;
use crate::hint::value;

/// Flags by the names of other tools, where they are used, and what to type instead.
struct Synonym {
    /// They are separated by spaces.
    flags: &'static str,
    /// The commands that it applies to, separated by commas: these and all below them; `""` is every
    /// command
    commands: &'static str,
    hint: &'static str,
}

impl Synonym {
    fn flags(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.flags.split(' ')
    }

    fn commands(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.commands.split(", ")
    }
}

const KEYS: &str = "\
    --cert --certificate --key-file --keyfile --jwk --pem --private-key --privkey --pub \
    --pub-key --pubkey --public-key --publickey --signing-key";
const KEY_SETS: &str = "--jwk-url --jwks-file --jwks-uri --jwks-url --keys --keyset";
const CONFIGURATIONS: &str = "--config --engine-config --hasura-config --jwt-config --settings";
const SECRETS: &str = "-S --hmac --hmac-secret --hs-secret --shared-secret --signing-secret";
const ADDRESSES: &str = "-u --endpoint --graphql-endpoint --host --uri --url";
const DEFAULT_ROLES: &str = "--default-role --hasura-role --x-hasura-default-role --x-hasura-role";
const ROLES: &str =
    "--allow-role --allow-roles --allowed-role --allowed-roles --roles --x-hasura-allowed-roles";
const ALGORITHMS: &str = "-A --algo --algorithm --algorithms --sig-alg --signing-alg --type";
const CLAIMS: &str = "-P --claim --claims-json --custom-claim --payload --payload-claim";
const CLAIMS_FILES: &str = "--body --claims-file --json-claims --payload-file --template";
const EDITED: &str = "\
    -I -T --access-token --bearer --edit --id-token --inject --jwt --modify --resign \
    --tamper --token";
const BROKEN: &str = "\
    -X --attack --bad-signature --broken --expired --invalid --no-signature --none \
    --subtle --unsigned --wrong";
const LIFETIMES: &str = "\
    -e --expiration --expire --expires --expires-at --expires-in --expiry --lifetime \
    --ttl --valid-for";
const LEEWAYS: &str = "--allowed-skew --clock-skew --clock-tolerance --skew --tolerance";
const CLOCKS: &str = "--clock --current-time --date --now --time";
const TOKENS: &str = "--access-token --bearer --id-token --jwt";
const UNCHECKED: &str = "-k --insecure --no-verify --skip-verify --unverified";
const OUTPUTS: &str = "-o --format --out --output --output-format";
const COUNTS: &str = "-c -n --amount --num --number --repeat --times";
const USERS: &str = "--uid --user --userid --x-hasura-user-id";

/// They are made when they are first used: the loader would have to relocate a constant table at each
/// start of the program.
static SYNONYMS: LazyLock<Vec<Synonym>> = LazyLock::new(|| {
    vec![
        Synonym {
            flags: KEYS,
            commands: "verify, mint, decode",
            hint: "pass the key with `--key FILE`",
        },
        Synonym {
            flags: KEYS,
            commands: "explain",
            hint: "pass the engine's configuration with `--config FILE`, and a key set with `--jwks FILE`",
        },
        Synonym {
            flags: KEYS,
            commands: "secret",
            hint: "to accept tokens that a key signs, run `jwtool secret key FILE`",
        },
        Synonym {
            flags: KEY_SETS,
            commands: "verify",
            hint: "pass the key set with `--jwks FILE|URL`",
        },
        Synonym {
            flags: KEY_SETS,
            commands: "explain",
            hint: "pass the key set with `--jwks FILE`",
        },
        Synonym {
            flags: "--jwk-url --jwks --jwks-uri --jwks-url",
            commands: "secret",
            hint: "to accept tokens that a published key set verifies, run `jwtool secret jwks URL`",
        },
        Synonym {
            flags: CONFIGURATIONS,
            commands: "verify",
            hint: "`--key FILE` also reads Hasura's configuration; to read profiles from another file, use `--config-file FILE`",
        },
        Synonym {
            flags: CONFIGURATIONS,
            commands: "explain",
            hint: "pass the engine's configuration with `--config FILE`",
        },
        Synonym {
            flags: CONFIGURATIONS,
            commands: "secret",
            hint: "to check a configuration, run `jwtool secret check FILE`; to read profiles from another file, use `--config-file FILE`",
        },
        Synonym {
            flags: CONFIGURATIONS,
            commands: "",
            hint: "to read profiles from another file, use `--config-file FILE`",
        },
        Synonym {
            flags: "--jwt-secret --jwt-secrets",
            commands: "verify",
            hint: "pass Hasura's configuration with `--key env:HASURA_GRAPHQL_JWT_SECRET`, or a shared secret with `--secret env:NAME`",
        },
        Synonym {
            flags: "--jwt-secret --jwt-secrets",
            commands: "explain",
            hint: "pass Hasura's configuration with `--config env:HASURA_GRAPHQL_JWT_SECRET`",
        },
        Synonym {
            flags: "--jwt-secret --jwt-secrets",
            commands: "secret",
            hint: "to check Hasura's configuration, run `jwtool secret check env:HASURA_GRAPHQL_JWT_SECRET`",
        },
        Synonym {
            flags: "--jwt-secret",
            commands: "mint",
            hint: "to sign with a shared secret, pass it with `--secret env:NAME`",
        },
        Synonym {
            flags: SECRETS,
            commands: "verify, mint",
            hint: "pass a shared secret with `--secret env:NAME`",
        },
        Synonym {
            flags: ADDRESSES,
            commands: "ping",
            hint: "the URL is an argument: `jwtool ping URL`",
        },
        Synonym {
            flags: ADDRESSES,
            commands: "verify",
            hint: "pass the URL of a key set with `--jwks URL`, or the issuer with `--issuer URL`",
        },
        Synonym {
            flags: ADDRESSES,
            commands: "explain",
            hint: "pass the URL of the request with `--request-url URL`",
        },
        Synonym {
            flags: ADDRESSES,
            commands: "secret",
            hint: "to accept tokens that a published key set verifies, run `jwtool secret jwks URL`",
        },
        Synonym {
            flags: DEFAULT_ROLES,
            commands: "mint",
            hint: "`--role ROLE` sets the default role",
        },
        Synonym {
            flags: DEFAULT_ROLES,
            commands: "explain, ping",
            hint: "`--role ROLE` requests a role",
        },
        Synonym {
            flags: ROLES,
            commands: "mint",
            hint: "`--role ROLE` sets the default role, and each `--allow ROLE` allows another one",
        },
        Synonym {
            flags: ROLES,
            commands: "ping",
            hint: "`--role ROLE` requests a role, once for each role",
        },
        Synonym { flags: ROLES, commands: "explain", hint: "`--role ROLE` requests a role" },
        Synonym {
            flags: ALGORITHMS,
            commands: "verify, mint, secret hmac, secret key",
            hint: "`--alg NAME` names the algorithm",
        },
        Synonym {
            flags: ALGORITHMS,
            commands: "secret",
            hint: "for a new shared secret, run `jwtool secret hmac --alg HS256`; for a key, `jwtool secret key FILE`",
        },
        Synonym {
            flags: ALGORITHMS,
            commands: "key new",
            hint: "write the algorithm without a flag: `jwtool key new RSA`",
        },
        Synonym {
            flags: "--alg",
            commands: "key new",
            hint: "write the algorithm without a flag: `jwtool key new RSA`",
        },
        Synonym {
            flags: CLAIMS,
            commands: "mint",
            hint: "claims are arguments: `jwtool mint --role ROLE name=value`",
        },
        Synonym {
            flags: CLAIMS_FILES,
            commands: "mint",
            hint: "pass a JSON object of claims with `--claims FILE`",
        },
        Synonym {
            flags: EDITED,
            commands: "mint",
            hint: "to edit a token and sign it again, pass it with `--from TOKEN`",
        },
        Synonym {
            flags: BROKEN,
            commands: "mint",
            hint: "for a token that is wrong in one way, use `--break WHAT`, such as `--break expired`",
        },
        Synonym {
            flags: "--claim --claims",
            commands: "verify",
            hint: "to require a claim, use `--require name=value`",
        },
        Synonym {
            flags: LIFETIMES,
            commands: "mint",
            hint: "`--exp +1h` sets when the token expires",
        },
        Synonym {
            flags: LEEWAYS,
            commands: "verify",
            hint: "to allow for clocks that differ, use `--leeway 30s`",
        },
        Synonym {
            flags: CLOCKS,
            commands: "decode, verify, explain, mint",
            hint: "to pretend that it is another time, use `--at TIME`",
        },
        Synonym {
            flags: TOKENS,
            commands: "decode, verify, explain, ping",
            hint: "pass the token with `--token TOKEN`",
        },
        Synonym {
            flags: UNCHECKED,
            commands: "verify",
            hint: "to read a token without verifying it, run `jwtool decode`; to trust another certificate authority, set SSL_CERT_FILE",
        },
        Synonym {
            flags: UNCHECKED,
            commands: "ping, secret",
            hint: "to trust another certificate authority, set SSL_CERT_FILE to a file with its certificate",
        },
        Synonym {
            flags: OUTPUTS,
            commands: "decode, verify, explain, ping, mint, secret check",
            hint: "for a JSON document, use `--json`",
        },
        Synonym {
            flags: "-o --format --out --output-format",
            commands: "secret",
            hint: "`--output FORMAT` chooses the format",
        },
        Synonym {
            flags: COUNTS,
            commands: "mint",
            hint: "`--count N` mints N tokens, one per line",
        },
        Synonym {
            flags: "--connection-uri --core-url --supertokens --supertokens-core",
            commands: "mint",
            hint: "`--core URL` lets a SuperTokens core sign",
        },
        Synonym {
            flags: ROLES,
            commands: "serve",
            hint: "`--role ROLE` offers a role, once for each role",
        },
        Synonym {
            flags: "-H --addr --address --bind --host --hostname --interface",
            commands: "serve",
            hint: "`--listen ADDRESS` listens beyond this machine; `--issuer URL` sets the issuer's name",
        },
        Synonym {
            flags: "--base-url --external-url --public-url --url",
            commands: "serve",
            hint: "`--issuer URL` sets the name of the issuer, as others see it",
        },
        Synonym {
            flags: "--callback --redirect-uri --redirect-url --redirects",
            commands: "serve",
            hint: "`--redirect URL` allows a redirect to another machine",
        },
        Synonym {
            flags: "--preset --provider --template",
            commands: "serve",
            hint: "`--as PRESET` chooses the provider to imitate; `jwtool serve --as list` shows the presets",
        },
        Synonym {
            flags: "-m --connect-timeout --time-limit",
            commands: "ping",
            hint: "`--timeout 10s` limits each request, `--wait 60s` all attempts together",
        },
        Synonym {
            flags: "--retries --retry-connrefused --retry-all-errors --attempts --max-retries",
            commands: "ping",
            hint: "`--retry N` tries N more times, and `--wait 60s` until there is an answer",
        },
        Synonym {
            flags: "--retry-delay --retry-max-time --wait-timeout --wait-for",
            commands: "ping",
            hint: "`--wait 60s` tries with growing pauses for that long",
        },
        Synonym {
            flags: "-f --fail --fail-with-body --check-status",
            commands: "ping",
            hint: "`ping` always fails for HTTP errors; to expect one, use `--expect-status STATUS`",
        },
        Synonym {
            flags: "--status --expected-status --status-code --expect-code",
            commands: "ping",
            hint: "`--expect-status STATUS` names the statuses to expect",
        },
        Synonym {
            flags: "--assert --jq --jmespath --expect-body --expression",
            commands: "ping",
            hint: "`--expect EXPR` is a JMESPath expression that must be true of the body",
        },
        Synonym {
            flags: "-c -n --repeat --requests --times",
            commands: "ping",
            hint: "`--count N` sends each request N times",
        },
        Synonym {
            flags: "-i --delay",
            commands: "ping",
            hint: "`--count N --interval 1s` sends one request each second",
        },
        Synonym {
            flags: "--junitxml --junit-xml --xunit --report",
            commands: "ping",
            hint: "`--junit FILE` writes JUnit XML",
        },
        Synonym {
            flags: "-d --data-raw --data-binary --raw --body",
            commands: "ping rest",
            hint: "`--data DATA` sends a body",
        },
        Synonym {
            flags: "-d --data --data-raw --data-binary --raw --body",
            commands: "ping graphql",
            hint: "`--query GRAPHQL` is the query, and `--variable name=value` a variable of it",
        },
        Synonym {
            flags: "--print-curl --as-curl --to-curl --dry-run",
            commands: "ping",
            hint: "`--curl` prints the request as a command and sends nothing",
        },
        Synonym { flags: USERS, commands: "mint, ping", hint: "`--user-id ID` sets the user ID" },
        Synonym {
            flags: "--debug --trace",
            commands: "",
            hint: "`--verbose` prints where tokens and keys come from",
        },
        Synonym {
            flags: "--no-color --no-colour --plain",
            commands: "",
            hint: "use `--color never`",
        },
        Synonym { flags: "-s --silent", commands: "", hint: "use `--quiet`" },
    ]
});

/// What to type instead of a flag that the command does not have. The command is without
/// `jwtool`; the value is what follows the flag.
pub(crate) fn flag(flag: &str, value: Option<&str>, command: &str) -> Option<String> {
    if let Some(hint) = value.and_then(|value| with_value(flag, value, command)) {
        return Some(hint);
    }
    let is_below = |above: &str| {
        above.is_empty()
            || command
                .strip_prefix(above)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    SYNONYMS
        .iter()
        .find(|one| one.flags().any(|own| own == flag) && one.commands().any(is_below))
        .map(|one| one.hint.to_owned())
}

/// The whole command, where the value decides about it.
fn with_value(flag: &str, value: &str, command: &str) -> Option<String> {
    if command == "mint" && ROLES.split(' ').any(|own| own == flag) {
        return roles(value);
    }
    let is_hmac = matches!(value, "HS256" | "HS384" | "HS512");
    if command == "secret" && ALGORITHMS.split(' ').any(|own| own == flag) && is_hmac {
        return Some(format!("for a new shared secret, run `jwtool secret hmac --alg {value}`"));
    }
    if command == "key new" && (flag == "--alg" || ALGORITHMS.split(' ').any(|own| own == flag)) {
        let algorithm = value::word(value)?;
        return Some(format!("write the algorithm without a flag: `jwtool key new {algorithm}`"));
    }
    None
}

/// The flags of `mint` for a list of roles with commas between them.
pub(crate) fn roles(list: &str) -> Option<String> {
    let mut roles = list.split(',').map(str::trim).filter(|role| !role.is_empty());
    let first = value::flag("--role", roles.next()?)?;
    let others: Option<Vec<String>> = roles.map(|role| value::flag("--allow", role)).collect();
    let flags: Vec<String> = std::iter::once(first).chain(others?).collect();
    Some(format!("write `{}`", flags.join(" ")))
}

/// What to run for what looks like a role in place of a claim.
pub(crate) fn role(word: &str) -> Option<String> {
    let is_role = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    let is_role = word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.chars().all(is_role);
    let word = escape::pasteable(word).filter(|_| is_role)?;
    Some(format!("for a role, run `jwtool mint --role {word}`"))
}

/// How to pass an argument of `verify` that is a key, and not a second token.
pub(crate) fn key(word: &str) -> Option<String> {
    Some(format!("pass the key with `{}`", value::flag("--key", word)?))
}

/// What to run instead of a command that does not exist.
pub(crate) fn command(word: &str, is_file: bool) -> Option<String> {
    let file = word.strip_prefix('@').or_else(|| is_file.then_some(word));
    if let Some(name) = file.filter(|name| !name.is_empty()) {
        let file = escape::pasteable(name)?;
        return Some(format!("to decode the token in a file, run `jwtool decode @{file}`"));
    }
    let hint = match word {
        "create" | "generate" | "issue" | "make" | "new" => {
            "to create a token, run `jwtool mint --role ROLE`"
        }
        "edit" | "modify" | "resign" | "tamper" => {
            "to edit a token and sign it again, run `jwtool mint --from TOKEN`"
        }
        "check" | "validate" => "to check a token, run `jwtool verify`",
        "parse" | "print" | "read" | "show" | "view" => "to read a token, run `jwtool decode`",
        "call" | "curl" | "query" | "request" => "to call an endpoint, run `jwtool ping URL`",
        "debug" | "diagnose" | "why" => "to see what an engine does, run `jwtool explain`",
        "config" | "configuration" | "jwks" => "for an engine's configuration, run `jwtool secret`",
        "convert" => "to convert a configuration, run `jwtool secret convert --to ENGINE`",
        "hmac" => "for a new shared secret, run `jwtool secret hmac`",
        "idp" | "issuer" | "mock" | "oidc" | "server" => "for a local issuer, run `jwtool serve`",
        "completion" => "name the shell: `jwtool completions bash`",
        "version" => "run `jwtool --version`",
        _ => return None,
    };
    Some(hint.to_owned())
}

/// What to run instead of an unknown command of `secret`: the word may be what the
/// configuration is for.
pub(crate) fn secret(word: &str, is_file: bool) -> Option<String> {
    let known = match word {
        "create" | "gen" | "generate" | "make" | "random" | "HS256" => {
            "for a new shared secret, run `jwtool secret hmac`"
        }
        "HS384" => "for a new shared secret, run `jwtool secret hmac --alg HS384`",
        "HS512" => "for a new shared secret, run `jwtool secret hmac --alg HS512`",
        "test" | "validate" | "verify" => {
            "to check a configuration, run `jwtool secret check FILE`"
        }
        "aws" => "for a Cognito user pool, run `jwtool secret cognito POOL`",
        "azure" | "azuread" | "microsoft" => {
            "for Microsoft Entra ID, run `jwtool secret entra TENANT`"
        }
        "gcp" => "for Google sign-in, run `jwtool secret google CLIENT`",
        "ddn" | "relyauth" => "name the engine with `--engine ddn` or `--engine relyauth`",
        "hasura" | "v2" => "a configuration for Hasura v2 is the default: run `jwtool secret`",
        _ => "",
    };
    if !known.is_empty() {
        return Some(known.to_owned());
    }
    let typed = escape::pasteable(word.strip_prefix('@').unwrap_or(word))?;
    if is_file {
        return Some(format!(
            "to check a configuration, run `jwtool secret check {typed}`; to accept tokens that a key signs, run `jwtool secret key {typed}`"
        ));
    }
    let (what, provider) = of_address(word)?;
    Some(format!("for {what}, run `jwtool secret {provider} {typed}`"))
}

/// The provider that a pool, a domain or an address belongs to.
fn of_address(word: &str) -> Option<(&'static str, &'static str)> {
    let (host, path) = match word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"))
    {
        Some(rest) => match rest.split_once('/') {
            Some((host, path)) => (host, Some(path)),
            None => (rest, Some("")),
        },
        None => (word, None),
    };
    let is_under = |domain: &str| {
        host.strip_suffix(domain).is_some_and(|name| name.ends_with('.') && name.len() > 1)
    };
    let pool = host.split_once('_');
    Some(match path {
        None if pool.is_some_and(|(region, id)| is_region(region) && is_id(id)) => {
            ("a Cognito user pool", "cognito")
        }
        None if is_under("auth0.com") => ("an Auth0 tenant", "auth0"),
        None if is_under("onmicrosoft.com") => ("a Microsoft Entra tenant", "entra"),
        None if is_under("apps.googleusercontent.com") => ("Google sign-in", "google"),
        None if is_under("clerk.accounts.dev") => ("a Clerk instance", "clerk"),
        None => return None,
        Some(path)
            if path.contains("jwks") || path.ends_with("/certs") || path.ends_with("/keys") =>
        {
            ("a published key set", "jwks")
        }
        Some(path) if path.starts_with("realms/") || path.contains("/realms/") => {
            ("a Keycloak realm", "keycloak")
        }
        Some("" | "oauth2/default") if is_under("okta.com") || is_under("oktapreview.com") => {
            ("an Okta issuer", "okta")
        }
        Some("") if is_under("auth0.com") => ("an Auth0 tenant", "auth0"),
        Some(_) => ("a published key set", "jwks"),
    })
}

/// Whether this is the name of a region of AWS: `us-east-1`.
fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() >= 3
        && parts.last().is_some_and(|number| number.parse::<u8>().is_ok())
        && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn is_id(text: &str) -> bool {
    text.len() >= 6 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Every flag that is a synonym, with the command that it is one for.
#[cfg(test)]
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let pairs = |one: &'static Synonym| {
        one.commands().flat_map(|command| one.flags().map(move |flag| (flag, command)))
    };
    SYNONYMS.iter().flat_map(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_command_that_fits_decides() {
        let hint = |name: &str, command: &str| flag(name, None, command).unwrap_or_default();
        assert!(hint("--pubkey", "verify").contains("--key FILE"));
        assert!(hint("--cert", "secret cognito").contains("jwtool secret key FILE"));
        assert!(hint("--type", "secret hmac").contains("--alg NAME"));
        assert!(hint("--type", "secret").contains("secret hmac"));
        assert_eq!(hint("--type", "secretary"), "");
        assert!(hint("--type", "key new").ends_with("`jwtool key new RSA`"));
        let algorithm = flag("--alg", Some("ES256"), "key new").unwrap_or_default();
        assert!(algorithm.ends_with("`jwtool key new ES256`"), "{algorithm}");
        assert!(hint("--token", "mint").contains("--from TOKEN"));
        assert!(hint("--expired", "mint").contains("--break WHAT"));
        assert!(hint("--payload-file", "mint").contains("--claims FILE"));
        assert_eq!(hint("--cert", "ping graphql"), "");
    }

    #[test]
    fn the_value_makes_the_hint_complete() {
        let roles = |list: &str| flag("--roles", Some(list), "mint").unwrap();
        assert_eq!(roles("a,b, c"), "write `--role a --allow b --allow c`");
        assert_eq!(roles("$(id)"), "write `--role '$(id)'`");
        assert!(roles(",").contains("--allow ROLE"));
        assert!(roles("a`b").contains("--allow ROLE"));
        let kind = flag("--type", Some("HS384"), "secret").unwrap();
        assert!(kind.contains("`jwtool secret hmac --alg HS384`"), "{kind}");
    }

    #[test]
    fn what_follows_secret_may_be_what_the_configuration_is_for() {
        for (word, expected) in [
            ("us-east-1_U2dzkxfTv", "jwtool secret cognito us-east-1_U2dzkxfTv"),
            ("example-gov.us.auth0.com", "jwtool secret auth0 example-gov.us.auth0.com"),
            ("https://example-gov.us.auth0.com/", "jwtool secret auth0 https://"),
            ("https://id.example.gov/realms/x", "jwtool secret keycloak https://"),
            ("http://localhost:8080/realms/x", "jwtool secret keycloak http://"),
            ("https://example.okta.com/oauth2/default", "jwtool secret okta https://"),
            ("https://id.example.gov/.well-known/jwks.json", "jwtool secret jwks https://"),
            ("https://x.example.gov/a?b=c&d", "jwtool secret jwks 'https://x.example.gov/a?b=c&d'"),
            ("generate", "jwtool secret hmac"),
        ] {
            let hint = secret(word, false).unwrap_or_default();
            assert!(hint.contains(expected), "{word}: {hint}");
        }
        for word in ["conito", "us-east-1", "auth0.com", "", "a_b", "x.example.gov"] {
            assert_eq!(secret(word, false), None, "{word}");
        }
        assert!(secret("my key.pem", true).unwrap().contains("secret key 'my key.pem'"));
    }

    #[test]
    fn a_file_or_a_verb_of_another_tool_names_the_command() {
        assert!(command("@my token", false).unwrap().ends_with("`jwtool decode @'my token'`"));
        assert!(command("generate", false).unwrap().contains("jwtool mint"));
        assert!(command("resign", false).unwrap().contains("jwtool mint --from"));
        for word in ["@", "@a`b", "decod", "x"] {
            assert_eq!(command(word, false), None, "{word}");
        }
    }
}
