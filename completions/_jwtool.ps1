
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'jwtool' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'jwtool'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'jwtool' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'Show who issued a token and what it contains')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Show who issued a token and what it contains')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Decide whether to accept a token')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Predict how an engine responds to a token: the session, or why it refuses')
            [CompletionResult]::new('mint', 'mint', [CompletionResultType]::ParameterValue, 'Create a signed test token')
            [CompletionResult]::new('encode', 'encode', [CompletionResultType]::ParameterValue, 'Create a signed test token')
            [CompletionResult]::new('sign', 'sign', [CompletionResultType]::ParameterValue, 'Create a signed test token')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Print the configuration that makes Hasura v2, DDN or RelyAuth accept a token')
            [CompletionResult]::new('ping', 'ping', [CompletionResultType]::ParameterValue, 'Call an endpoint with a token and report the response')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'Create and manage the keys that `mint` signs with')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'Manage the environments in your config.toml')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script for a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'jwtool;decode' {
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Print the value of one claim, by name or by a path such as `$.a["b.c"][0]`')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Decrypt an encrypted token (JWE) with this shared secret, also a session of `NextAuth` or Auth.js: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Same as TOKEN')
            [CompletionResult]::new('--pick', '--pick', [CompletionResultType]::ParameterName, 'Use only the Nth token in the input')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Show times in this time zone: utc, local, an offset such as +02:00, or a name such as America/Chicago')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--diff', '--diff', [CompletionResultType]::ParameterName, 'Show the differences between two tokens')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;inspect' {
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Print the value of one claim, by name or by a path such as `$.a["b.c"][0]`')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Decrypt an encrypted token (JWE) with this shared secret, also a session of `NextAuth` or Auth.js: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Same as TOKEN')
            [CompletionResult]::new('--pick', '--pick', [CompletionResultType]::ParameterName, 'Use only the Nth token in the input')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Show times in this time zone: utc, local, an offset such as +02:00, or a name such as America/Chicago')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--diff', '--diff', [CompletionResultType]::ParameterName, 'Show the differences between two tokens')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;verify' {
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Key to verify with: FILE (PEM, DER, certificate, JWK, JWK Set), env:NAME, key:NAME, URL or -')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret to verify with: TEXT, base64:…, hex:…, @FILE, base64:@FILE, env:NAME or -')
            [CompletionResult]::new('--jwks', '--jwks', [CompletionResultType]::ParameterName, 'JWK Set to verify with: FILE or URL')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Use the key with this ID, regardless of the token''s `kid`')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Accept only this algorithm (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Expected issuer; without a key, also the issuer to fetch keys from')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Expected issuer; without a key, also the issuer to fetch keys from')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Expected audience (repeatable; the token must name at least one)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Expected audience (repeatable; the token must name at least one)')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Expected subject')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Expected subject')
            [CompletionResult]::new('--require', '--require', [CompletionResultType]::ParameterName, 'Required claim (repeatable): name, name=text, name:=json, name~=text')
            [CompletionResult]::new('--leeway', '--leeway', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'Maximum age of the token')
            [CompletionResult]::new('--expires-in', '--expires-in', [CompletionResultType]::ParameterName, 'Minimum time left until the token expires')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Same as TOKEN')
            [CompletionResult]::new('--pick', '--pick', [CompletionResultType]::ParameterName, 'Use only the Nth token in the input')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--trust-issuer', '--trust-issuer', [CompletionResultType]::ParameterName, 'Trust the issuer named in the token')
            [CompletionResult]::new('--refresh', '--refresh', [CompletionResultType]::ParameterName, 'Fetch keys again, even if they are cached')
            [CompletionResult]::new('--ignore-exp', '--ignore-exp', [CompletionResultType]::ParameterName, 'Ignore `exp`')
            [CompletionResult]::new('--signature-only', '--signature-only', [CompletionResultType]::ParameterName, 'Check only the signature and accept any payload')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Treat warnings as failures: weak keys, missing `exp`, mixed key sets')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;explain' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn, relyauth, or all of them [default: the configuration''s]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration, or a file that sets it (Compose, .env, Kubernetes, …): FILE, env:NAME or - [default: the profile''s, else `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`, else one for the token]')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Role to request with x-hasura-role')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Request header (repeatable); without TOKEN, only these headers are sent')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Request header (repeatable); without TOKEN, only these headers are sent')
            [CompletionResult]::new('--request-url', '--request-url', [CompletionResultType]::ParameterName, 'Request URL, used for the route and for a token in the query')
            [CompletionResult]::new('--admin-secret', '--admin-secret', [CompletionResultType]::ParameterName, 'Admin secret of the engine: TEXT, @FILE, env:NAME or - [default: the request''s, if it has one]')
            [CompletionResult]::new('--unauthorized-role', '--unauthorized-role', [CompletionResultType]::ParameterName, 'Role that the engine gives to requests without a token')
            [CompletionResult]::new('--compatibility-date', '--compatibility-date', [CompletionResultType]::ParameterName, 'DDN compatibility date; before 2025-03-11, DDN does not check `aud` [default: the configuration''s, else one on which it is checked]')
            [CompletionResult]::new('--jwks', '--jwks', [CompletionResultType]::ParameterName, 'JWK Set to use instead of fetching the configured one: FILE or URL')
            [CompletionResult]::new('--route', '--route', [CompletionResultType]::ParameterName, 'Request route, which determines the error format [default: the URL''s, else graphql]')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Same as TOKEN')
            [CompletionResult]::new('--pick', '--pick', [CompletionResultType]::ParameterName, 'Use only the Nth token in the input')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--no-admin-secret', '--no-admin-secret', [CompletionResultType]::ParameterName, 'Assume that the engine has no admin secret')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;mint' {
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Default role, also added to the allowed roles')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Additional allowed role (repeatable)')
            [CompletionResult]::new('--user-id', '--user-id', [CompletionResultType]::ParameterName, 'User ID, used for x-hasura-user-id and the subject')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Session variable, such as x-hasura-org-id=7 (repeatable)')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Provider and kind of token to imitate; `list` shows them [default: hasura]')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims [default: the preset''s, which is mostly <https://hasura.io/jwt/claims>]')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Subject [default: the user ID]')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Subject [default: the user ID]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience (repeatable)')
            [CompletionResult]::new('--exp', '--exp', [CompletionResultType]::ParameterName, 'Expiration time, or none [default: +1h]')
            [CompletionResult]::new('--nbf', '--nbf', [CompletionResultType]::ParameterName, 'Time before which the token is not valid, or none')
            [CompletionResult]::new('--iat', '--iat', [CompletionResultType]::ParameterName, 'Time of issue, or none [default: now]')
            [CompletionResult]::new('--jti', '--jti', [CompletionResultType]::ParameterName, 'Token ID')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header parameter to add (name=text, name:=json) or to remove (name-); repeatable')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: the profile''s, else key:dev]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Signature algorithm [default: the usual one for the key]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Key ID for the header [default: the key''s RFC 7638 thumbprint]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Encode the Hasura claims as a JSON string, as Cognito does')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;encode' {
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Default role, also added to the allowed roles')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Additional allowed role (repeatable)')
            [CompletionResult]::new('--user-id', '--user-id', [CompletionResultType]::ParameterName, 'User ID, used for x-hasura-user-id and the subject')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Session variable, such as x-hasura-org-id=7 (repeatable)')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Provider and kind of token to imitate; `list` shows them [default: hasura]')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims [default: the preset''s, which is mostly <https://hasura.io/jwt/claims>]')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Subject [default: the user ID]')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Subject [default: the user ID]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience (repeatable)')
            [CompletionResult]::new('--exp', '--exp', [CompletionResultType]::ParameterName, 'Expiration time, or none [default: +1h]')
            [CompletionResult]::new('--nbf', '--nbf', [CompletionResultType]::ParameterName, 'Time before which the token is not valid, or none')
            [CompletionResult]::new('--iat', '--iat', [CompletionResultType]::ParameterName, 'Time of issue, or none [default: now]')
            [CompletionResult]::new('--jti', '--jti', [CompletionResultType]::ParameterName, 'Token ID')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header parameter to add (name=text, name:=json) or to remove (name-); repeatable')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: the profile''s, else key:dev]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Signature algorithm [default: the usual one for the key]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Key ID for the header [default: the key''s RFC 7638 thumbprint]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Encode the Hasura claims as a JSON string, as Cognito does')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;sign' {
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Default role, also added to the allowed roles')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Additional allowed role (repeatable)')
            [CompletionResult]::new('--user-id', '--user-id', [CompletionResultType]::ParameterName, 'User ID, used for x-hasura-user-id and the subject')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Session variable, such as x-hasura-org-id=7 (repeatable)')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Provider and kind of token to imitate; `list` shows them [default: hasura]')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims [default: the preset''s, which is mostly <https://hasura.io/jwt/claims>]')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Subject [default: the user ID]')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Subject [default: the user ID]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience (repeatable)')
            [CompletionResult]::new('--exp', '--exp', [CompletionResultType]::ParameterName, 'Expiration time, or none [default: +1h]')
            [CompletionResult]::new('--nbf', '--nbf', [CompletionResultType]::ParameterName, 'Time before which the token is not valid, or none')
            [CompletionResult]::new('--iat', '--iat', [CompletionResultType]::ParameterName, 'Time of issue, or none [default: now]')
            [CompletionResult]::new('--jti', '--jti', [CompletionResultType]::ParameterName, 'Token ID')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header parameter to add (name=text, name:=json) or to remove (name-); repeatable')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: the profile''s, else key:dev]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Signature algorithm [default: the usual one for the key]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Key ID for the header [default: the key''s RFC 7638 thumbprint]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Encode the Hasura claims as a JSON string, as Cognito does')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: the profile''s, else key:dev]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Signature algorithm [default: the usual one for the key]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Key ID for the header [default: the key''s RFC 7638 thumbprint]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check whether an engine would start with a configuration')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Convert a configuration for another engine')
            [CompletionResult]::new('cognito', 'cognito', [CompletionResultType]::ParameterValue, 'AWS Cognito user pool')
            [CompletionResult]::new('aws-cognito', 'aws-cognito', [CompletionResultType]::ParameterValue, 'AWS Cognito user pool')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0 tenant')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD) tenant')
            [CompletionResult]::new('azure-ad', 'azure-ad', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD) tenant')
            [CompletionResult]::new('firebase', 'firebase', [CompletionResultType]::ParameterValue, 'Firebase project')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google sign-in')
            [CompletionResult]::new('clerk', 'clerk', [CompletionResultType]::ParameterValue, 'Clerk instance')
            [CompletionResult]::new('supabase', 'supabase', [CompletionResultType]::ParameterValue, 'Supabase project')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak realm')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta authorization server')
            [CompletionResult]::new('supertokens', 'supertokens', [CompletionResultType]::ParameterValue, 'SuperTokens backend')
            [CompletionResult]::new('nhost', 'nhost', [CompletionResultType]::ParameterValue, 'nhost project')
            [CompletionResult]::new('ory', 'ory', [CompletionResultType]::ParameterValue, 'Ory Hydra or Ory Network')
            [CompletionResult]::new('casdoor', 'casdoor', [CompletionResultType]::ParameterValue, 'Casdoor server')
            [CompletionResult]::new('kinde', 'kinde', [CompletionResultType]::ParameterValue, 'Kinde domain')
            [CompletionResult]::new('fusionauth', 'fusionauth', [CompletionResultType]::ParameterValue, 'FusionAuth server')
            [CompletionResult]::new('logto', 'logto', [CompletionResultType]::ParameterValue, 'Logto tenant')
            [CompletionResult]::new('zitadel', 'zitadel', [CompletionResultType]::ParameterValue, 'Zitadel instance')
            [CompletionResult]::new('workos', 'workos', [CompletionResultType]::ParameterValue, 'WorkOS AuthKit client')
            [CompletionResult]::new('descope', 'descope', [CompletionResultType]::ParameterValue, 'Descope project')
            [CompletionResult]::new('stytch', 'stytch', [CompletionResultType]::ParameterValue, 'Stytch project')
            [CompletionResult]::new('better-auth', 'better-auth', [CompletionResultType]::ParameterValue, 'better-auth application')
            [CompletionResult]::new('authentik', 'authentik', [CompletionResultType]::ParameterValue, 'authentik application')
            [CompletionResult]::new('dex', 'dex', [CompletionResultType]::ParameterValue, 'Dex server')
            [CompletionResult]::new('jwks', 'jwks', [CompletionResultType]::ParameterValue, 'Any issuer, by the URL of its key set')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'A key in any encoding')
            [CompletionResult]::new('hmac', 'hmac', [CompletionResultType]::ParameterValue, 'An HMAC secret, by default a new random one')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'The issuer of a token')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'jwtool;secret;check' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine to check for: hasura, ddn or relyauth [default: detected from the configuration]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine to check for: hasura, ddn or relyauth [default: detected from the configuration]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;convert' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Engine to convert to: hasura, ddn or relyauth')
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine to convert from: hasura, ddn or relyauth [default: detected from the configuration]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine to convert from: hasura, ddn or relyauth [default: detected from the configuration]')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token whose session variables are listed, for engines without a namespace beside single claims: TEXT, @FILE or env:NAME')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Signature algorithm [default: the usual one for the key]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;cognito' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;aws-cognito' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;auth0' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--certificate', '--certificate', [CompletionResultType]::ParameterName, 'Fetch the certificate and embed it instead of the key set URL')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;entra' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;azure-ad' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;firebase' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;google' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;clerk' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;supabase' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;keycloak' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;okta' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;supertokens' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;nhost' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;ory' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;casdoor' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;kinde' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;fusionauth' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;logto' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;zitadel' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;workos' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;descope' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;stytch' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;better-auth' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;authentik' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;dex' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;jwks' {
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;key' {
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Signature algorithm [default: the usual one for the key]')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]')
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;hmac' {
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Signature algorithm [default: the usual one for the key]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret to configure: TEXT, base64:…, hex:…, @FILE, env:NAME or - [default: a new random one]')
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;token' {
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Role for every token of this issuer, instead of the roles in its claims (repeatable; the first is the default)')
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (repeatable)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that contains the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, such as $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'Clock skew to allow')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Location of the token: cookie:NAME or the name of a header [default: Authorization]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format [default: json for hasura, yaml for ddn and relyauth]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Expect the Hasura claims as a JSON string')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Prompt for missing values, then print the equivalent command')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret;help' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check whether an engine would start with a configuration')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Convert a configuration for another engine')
            [CompletionResult]::new('cognito', 'cognito', [CompletionResultType]::ParameterValue, 'AWS Cognito user pool')
            [CompletionResult]::new('auth0', 'auth0', [CompletionResultType]::ParameterValue, 'Auth0 tenant')
            [CompletionResult]::new('entra', 'entra', [CompletionResultType]::ParameterValue, 'Microsoft Entra ID (Azure AD) tenant')
            [CompletionResult]::new('firebase', 'firebase', [CompletionResultType]::ParameterValue, 'Firebase project')
            [CompletionResult]::new('google', 'google', [CompletionResultType]::ParameterValue, 'Google sign-in')
            [CompletionResult]::new('clerk', 'clerk', [CompletionResultType]::ParameterValue, 'Clerk instance')
            [CompletionResult]::new('supabase', 'supabase', [CompletionResultType]::ParameterValue, 'Supabase project')
            [CompletionResult]::new('keycloak', 'keycloak', [CompletionResultType]::ParameterValue, 'Keycloak realm')
            [CompletionResult]::new('okta', 'okta', [CompletionResultType]::ParameterValue, 'Okta authorization server')
            [CompletionResult]::new('supertokens', 'supertokens', [CompletionResultType]::ParameterValue, 'SuperTokens backend')
            [CompletionResult]::new('nhost', 'nhost', [CompletionResultType]::ParameterValue, 'nhost project')
            [CompletionResult]::new('ory', 'ory', [CompletionResultType]::ParameterValue, 'Ory Hydra or Ory Network')
            [CompletionResult]::new('casdoor', 'casdoor', [CompletionResultType]::ParameterValue, 'Casdoor server')
            [CompletionResult]::new('kinde', 'kinde', [CompletionResultType]::ParameterValue, 'Kinde domain')
            [CompletionResult]::new('fusionauth', 'fusionauth', [CompletionResultType]::ParameterValue, 'FusionAuth server')
            [CompletionResult]::new('logto', 'logto', [CompletionResultType]::ParameterValue, 'Logto tenant')
            [CompletionResult]::new('zitadel', 'zitadel', [CompletionResultType]::ParameterValue, 'Zitadel instance')
            [CompletionResult]::new('workos', 'workos', [CompletionResultType]::ParameterValue, 'WorkOS AuthKit client')
            [CompletionResult]::new('descope', 'descope', [CompletionResultType]::ParameterValue, 'Descope project')
            [CompletionResult]::new('stytch', 'stytch', [CompletionResultType]::ParameterValue, 'Stytch project')
            [CompletionResult]::new('better-auth', 'better-auth', [CompletionResultType]::ParameterValue, 'better-auth application')
            [CompletionResult]::new('authentik', 'authentik', [CompletionResultType]::ParameterValue, 'authentik application')
            [CompletionResult]::new('dex', 'dex', [CompletionResultType]::ParameterValue, 'Dex server')
            [CompletionResult]::new('jwks', 'jwks', [CompletionResultType]::ParameterValue, 'Any issuer, by the URL of its key set')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'A key in any encoding')
            [CompletionResult]::new('hmac', 'hmac', [CompletionResultType]::ParameterValue, 'An HMAC secret, by default a new random one')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'The issuer of a token')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'jwtool;secret;help;check' {
            break
        }
        'jwtool;secret;help;convert' {
            break
        }
        'jwtool;secret;help;cognito' {
            break
        }
        'jwtool;secret;help;auth0' {
            break
        }
        'jwtool;secret;help;entra' {
            break
        }
        'jwtool;secret;help;firebase' {
            break
        }
        'jwtool;secret;help;google' {
            break
        }
        'jwtool;secret;help;clerk' {
            break
        }
        'jwtool;secret;help;supabase' {
            break
        }
        'jwtool;secret;help;keycloak' {
            break
        }
        'jwtool;secret;help;okta' {
            break
        }
        'jwtool;secret;help;supertokens' {
            break
        }
        'jwtool;secret;help;nhost' {
            break
        }
        'jwtool;secret;help;ory' {
            break
        }
        'jwtool;secret;help;casdoor' {
            break
        }
        'jwtool;secret;help;kinde' {
            break
        }
        'jwtool;secret;help;fusionauth' {
            break
        }
        'jwtool;secret;help;logto' {
            break
        }
        'jwtool;secret;help;zitadel' {
            break
        }
        'jwtool;secret;help;workos' {
            break
        }
        'jwtool;secret;help;descope' {
            break
        }
        'jwtool;secret;help;stytch' {
            break
        }
        'jwtool;secret;help;better-auth' {
            break
        }
        'jwtool;secret;help;authentik' {
            break
        }
        'jwtool;secret;help;dex' {
            break
        }
        'jwtool;secret;help;jwks' {
            break
        }
        'jwtool;secret;help;key' {
            break
        }
        'jwtool;secret;help;hmac' {
            break
        }
        'jwtool;secret;help;token' {
            break
        }
        'jwtool;secret;help;help' {
            break
        }
        'jwtool;ping' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('graphql', 'graphql', [CompletionResultType]::ParameterValue, 'Call a GraphQL endpoint')
            [CompletionResult]::new('rest', 'rest', [CompletionResultType]::ParameterValue, 'Call a REST endpoint')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'jwtool;ping;graphql' {
            [CompletionResult]::new('-Q', '-Q ', [CompletionResultType]::ParameterName, 'Query to send')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Query to send')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token to send: TEXT, @FILE, env:NAME or - [env: `JWTOOL_TOKEN`]')
            [CompletionResult]::new('--pick', '--pick', [CompletionResultType]::ParameterName, 'Use only the Nth token in the input')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Role to request with x-hasura-role (repeatable; sends one request per role)')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Additional allowed role (repeatable)')
            [CompletionResult]::new('--user-id', '--user-id', [CompletionResultType]::ParameterName, 'User ID, used for x-hasura-user-id and the subject')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Session variable, such as x-hasura-org-id=7 (repeatable)')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Header to send: ''name: value'' (repeatable)')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header to send: ''name: value'' (repeatable)')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time to wait for a response')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--mint', '--mint', [CompletionResultType]::ParameterName, 'Mint a token for --role, valid for one minute and signed with the profile''s key or key:dev')
            [CompletionResult]::new('--no-token', '--no-token', [CompletionResultType]::ParameterName, 'Send no token')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;ping;rest' {
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Request method')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'Request method')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token to send: TEXT, @FILE, env:NAME or - [env: `JWTOOL_TOKEN`]')
            [CompletionResult]::new('--pick', '--pick', [CompletionResultType]::ParameterName, 'Use only the Nth token in the input')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Role to request with x-hasura-role (repeatable; sends one request per role)')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Additional allowed role (repeatable)')
            [CompletionResult]::new('--user-id', '--user-id', [CompletionResultType]::ParameterName, 'User ID, used for x-hasura-user-id and the subject')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Session variable, such as x-hasura-org-id=7 (repeatable)')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Header to send: ''name: value'' (repeatable)')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header to send: ''name: value'' (repeatable)')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Time to wait for a response')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--mint', '--mint', [CompletionResultType]::ParameterName, 'Mint a token for --role, valid for one minute and signed with the profile''s key or key:dev')
            [CompletionResult]::new('--no-token', '--no-token', [CompletionResultType]::ParameterName, 'Send no token')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;ping;help' {
            [CompletionResult]::new('graphql', 'graphql', [CompletionResultType]::ParameterValue, 'Call a GraphQL endpoint')
            [CompletionResult]::new('rest', 'rest', [CompletionResultType]::ParameterValue, 'Call a REST endpoint')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'jwtool;ping;help;graphql' {
            break
        }
        'jwtool;ping;help;rest' {
            break
        }
        'jwtool;ping;help;help' {
            break
        }
        'jwtool;key' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Create a key and print its name')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the keys in the key store')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print the public part of a key')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store a private key or a shared secret, and print its name')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print a private key as PKCS#8 PEM, or a shared secret as a JWK')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Delete a key, with the keys that it replaced')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Create a new key of the same kind that signs from now on')
            [CompletionResult]::new('thumbprint', 'thumbprint', [CompletionResultType]::ParameterValue, 'Print the thumbprint of a key (RFC 7638), which is the kid of its tokens')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'jwtool;key;new' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of the key [default: the algorithm''s]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;key;list' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;key;show' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Format of the output [default: pem]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Format of the output [default: pem]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;key;import' {
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of the key [default: the file''s]')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Algorithm of a shared secret [default: HS256]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Key ID of the key to import, if there are several')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;key;export' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--private', '--private', [CompletionResultType]::ParameterName, 'Print the private key, which anyone who sees it can sign with')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;key;remove' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;key;rotate' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;key;thumbprint' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;key;help' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Create a key and print its name')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the keys in the key store')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print the public part of a key')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Store a private key or a shared secret, and print its name')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print a private key as PKCS#8 PEM, or a shared secret as a JWK')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Delete a key, with the keys that it replaced')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Create a new key of the same kind that signs from now on')
            [CompletionResult]::new('thumbprint', 'thumbprint', [CompletionResultType]::ParameterValue, 'Print the thumbprint of a key (RFC 7638), which is the kid of its tokens')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'jwtool;key;help;new' {
            break
        }
        'jwtool;key;help;list' {
            break
        }
        'jwtool;key;help;show' {
            break
        }
        'jwtool;key;help;import' {
            break
        }
        'jwtool;key;help;export' {
            break
        }
        'jwtool;key;help;remove' {
            break
        }
        'jwtool;key;help;rotate' {
            break
        }
        'jwtool;key;help;thumbprint' {
            break
        }
        'jwtool;key;help;help' {
            break
        }
        'jwtool;profile' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List all profiles, and the files that they come from')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print the settings of a profile, with the origin of each value')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set the values of a profile, which is created if it does not exist')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Use a profile whenever none is named')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a profile from your config.toml, with the comments above it')
            [CompletionResult]::new('trust', 'trust', [CompletionResultType]::ParameterValue, 'Trust the project''s jwtool.toml as it is now')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'jwtool;profile;list' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;profile;show' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;profile;set' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Change the project''s jwtool.toml instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;profile;use' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;profile;remove' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Change the project''s jwtool.toml instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;profile;trust' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--revoke', '--revoke', [CompletionResultType]::ParameterName, 'Stop trusting the file')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;profile;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List all profiles, and the files that they come from')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print the settings of a profile, with the origin of each value')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set the values of a profile, which is created if it does not exist')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Use a profile whenever none is named')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a profile from your config.toml, with the comments above it')
            [CompletionResult]::new('trust', 'trust', [CompletionResultType]::ParameterValue, 'Trust the project''s jwtool.toml as it is now')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'jwtool;profile;help;list' {
            break
        }
        'jwtool;profile;help;show' {
            break
        }
        'jwtool;profile;help;set' {
            break
        }
        'jwtool;profile;help;use' {
            break
        }
        'jwtool;profile;help;remove' {
            break
        }
        'jwtool;profile;help;trust' {
            break
        }
        'jwtool;profile;help;help' {
            break
        }
        'jwtool;completions' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration file to read instead of your config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing on standard error except errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print where tokens and keys come from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no network requests')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;help' {
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'decode')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'verify')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'explain')
            [CompletionResult]::new('mint', 'mint', [CompletionResultType]::ParameterValue, 'mint')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'secret')
            [CompletionResult]::new('ping', 'ping', [CompletionResultType]::ParameterValue, 'ping')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'key')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'profile')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'completions')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'jwtool;help;decode' {
            break
        }
        'jwtool;help;verify' {
            break
        }
        'jwtool;help;explain' {
            break
        }
        'jwtool;help;mint' {
            break
        }
        'jwtool;help;secret' {
            break
        }
        'jwtool;help;ping' {
            break
        }
        'jwtool;help;key' {
            break
        }
        'jwtool;help;profile' {
            break
        }
        'jwtool;help;completions' {
            break
        }
        'jwtool;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
