
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
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'Show who issued a token and what it contains')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Show who issued a token and what it contains')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Decide whether to accept a token')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Predict how an engine answers a token: the session, or why it refuses')
            [CompletionResult]::new('mint', 'mint', [CompletionResultType]::ParameterValue, 'Make a signed test token with Hasura claims')
            [CompletionResult]::new('encode', 'encode', [CompletionResultType]::ParameterValue, 'Make a signed test token with Hasura claims')
            [CompletionResult]::new('sign', 'sign', [CompletionResultType]::ParameterValue, 'Make a signed test token with Hasura claims')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Print the configuration that makes Hasura v2, DDN or RelyAuth accept a token')
            [CompletionResult]::new('ping', 'ping', [CompletionResultType]::ParameterValue, 'Call an endpoint with a token and say what came back')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'jwtool;decode' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Print the value of one claim, given by name or by a path like `$.a["b.c"][0]`')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]')
            [CompletionResult]::new('--pick', '--pick', [CompletionResultType]::ParameterName, 'Use only the Nth token in the input')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Show times in this time zone: utc, local, an offset like +02:00 or a name like America/Chicago')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this instant for now')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
            [CompletionResult]::new('--diff', '--diff', [CompletionResultType]::ParameterName, 'Show the differences between two tokens')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;inspect' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Print the value of one claim, given by name or by a path like `$.a["b.c"][0]`')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]')
            [CompletionResult]::new('--pick', '--pick', [CompletionResultType]::ParameterName, 'Use only the Nth token in the input')
            [CompletionResult]::new('--tz', '--tz', [CompletionResultType]::ParameterName, 'Show times in this time zone: utc, local, an offset like +02:00 or a name like America/Chicago')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this instant for now')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
            [CompletionResult]::new('--diff', '--diff', [CompletionResultType]::ParameterName, 'Show the differences between two tokens')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;verify' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Key to verify with: FILE (PEM, DER, certificate, JWK, JWK Set), env:NAME, key:NAME, URL or -')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret to verify with: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--jwks', '--jwks', [CompletionResultType]::ParameterName, 'JWK Set to verify with: FILE or URL')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Use the key with this name, whatever the token''s `kid` is')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Accept only this algorithm (can be repeated)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Expected issuer; without a key, the one whose keys are fetched')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Expected issuer; without a key, the one whose keys are fetched')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Expected audience (can be repeated; the token must name one)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Expected audience (can be repeated; the token must name one)')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Expected subject')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Expected subject')
            [CompletionResult]::new('--require', '--require', [CompletionResultType]::ParameterName, 'Required claim (can be repeated): name, name=text, name:=json, name~=text')
            [CompletionResult]::new('--leeway', '--leeway', [CompletionResultType]::ParameterName, 'Allowed difference between clocks')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'Longest time since the token was issued')
            [CompletionResult]::new('--expires-in', '--expires-in', [CompletionResultType]::ParameterName, 'Shortest time until the token expires')
            [CompletionResult]::new('--pick', '--pick', [CompletionResultType]::ParameterName, 'Use only the Nth token of a paste')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this instant for now')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
            [CompletionResult]::new('--trust-issuer', '--trust-issuer', [CompletionResultType]::ParameterName, 'Trust the issuer that the token names')
            [CompletionResult]::new('--refresh', '--refresh', [CompletionResultType]::ParameterName, 'Fetch keys again, even if they are cached')
            [CompletionResult]::new('--ignore-exp', '--ignore-exp', [CompletionResultType]::ParameterName, 'Ignore `exp`')
            [CompletionResult]::new('--signature-only', '--signature-only', [CompletionResultType]::ParameterName, 'Check only the signature; the payload may be anything')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Treat warnings as failures: weak keys, missing `exp`, mixed key sets')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;explain' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn, relyauth, or all of them [default: the configuration''s]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Configuration: FILE, env:NAME or - [default: that of the profile, else env: `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`, else that of key:dev]')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Role to ask for with x-hasura-role')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Header of the request (repeatable); without TOKEN, the request has only these')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header of the request (repeatable); without TOKEN, the request has only these')
            [CompletionResult]::new('--request-url', '--request-url', [CompletionResultType]::ParameterName, 'URL of the request, for its route and for a token in its query')
            [CompletionResult]::new('--admin-secret', '--admin-secret', [CompletionResultType]::ParameterName, 'Admin secret of the engine: env:NAME, @FILE, - or TEXT [default: set, to something else]')
            [CompletionResult]::new('--unauthorized-role', '--unauthorized-role', [CompletionResultType]::ParameterName, 'Role of the engine for requests without a token')
            [CompletionResult]::new('--compatibility-date', '--compatibility-date', [CompletionResultType]::ParameterName, 'Compatibility date of DDN; before 2025-03-11 it does not check `aud` [default: the configuration''s, else a later one]')
            [CompletionResult]::new('--jwks', '--jwks', [CompletionResultType]::ParameterName, 'JWK Set to use instead of fetching the configured one: FILE or URL')
            [CompletionResult]::new('--route', '--route', [CompletionResultType]::ParameterName, 'Route of the request, which decides the format of a refusal [default: that of the URL, else graphql]')
            [CompletionResult]::new('--pick', '--pick', [CompletionResultType]::ParameterName, 'Use only the Nth token of a paste')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this instant for now')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
            [CompletionResult]::new('--no-admin-secret', '--no-admin-secret', [CompletionResultType]::ParameterName, 'Assume that the engine has no admin secret')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;mint' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Default role, and an allowed one')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Another allowed role (can be repeated)')
            [CompletionResult]::new('--user-id', '--user-id', [CompletionResultType]::ParameterName, 'x-hasura-user-id, and the subject')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A session variable, like x-hasura-org-id=7 (can be repeated)')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that holds the Hasura claims')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Subject [default: the user id]')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Subject [default: the user id]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience (can be repeated)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience (can be repeated)')
            [CompletionResult]::new('--exp', '--exp', [CompletionResultType]::ParameterName, 'When it expires [default: +1h]')
            [CompletionResult]::new('--nbf', '--nbf', [CompletionResultType]::ParameterName, 'When it begins to be valid')
            [CompletionResult]::new('--iat', '--iat', [CompletionResultType]::ParameterName, 'When it was issued [default: now]')
            [CompletionResult]::new('--jti', '--jti', [CompletionResultType]::ParameterName, 'Token id')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header member to add: name=text, name:=json (can be repeated)')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Signature algorithm [default: the customary one of the key]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Name of the key in the header [default: its RFC 7638 thumbprint]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this instant for now')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Write the Hasura claims as a JSON string, as Cognito does')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;encode' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Default role, and an allowed one')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Another allowed role (can be repeated)')
            [CompletionResult]::new('--user-id', '--user-id', [CompletionResultType]::ParameterName, 'x-hasura-user-id, and the subject')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A session variable, like x-hasura-org-id=7 (can be repeated)')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that holds the Hasura claims')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Subject [default: the user id]')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Subject [default: the user id]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience (can be repeated)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience (can be repeated)')
            [CompletionResult]::new('--exp', '--exp', [CompletionResultType]::ParameterName, 'When it expires [default: +1h]')
            [CompletionResult]::new('--nbf', '--nbf', [CompletionResultType]::ParameterName, 'When it begins to be valid')
            [CompletionResult]::new('--iat', '--iat', [CompletionResultType]::ParameterName, 'When it was issued [default: now]')
            [CompletionResult]::new('--jti', '--jti', [CompletionResultType]::ParameterName, 'Token id')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header member to add: name=text, name:=json (can be repeated)')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Signature algorithm [default: the customary one of the key]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Name of the key in the header [default: its RFC 7638 thumbprint]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this instant for now')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Write the Hasura claims as a JSON string, as Cognito does')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;sign' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Default role, and an allowed one')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Another allowed role (can be repeated)')
            [CompletionResult]::new('--user-id', '--user-id', [CompletionResultType]::ParameterName, 'x-hasura-user-id, and the subject')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A session variable, like x-hasura-org-id=7 (can be repeated)')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that holds the Hasura claims')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Subject [default: the user id]')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Subject [default: the user id]')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience (can be repeated)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience (can be repeated)')
            [CompletionResult]::new('--exp', '--exp', [CompletionResultType]::ParameterName, 'When it expires [default: +1h]')
            [CompletionResult]::new('--nbf', '--nbf', [CompletionResultType]::ParameterName, 'When it begins to be valid')
            [CompletionResult]::new('--iat', '--iat', [CompletionResultType]::ParameterName, 'When it was issued [default: now]')
            [CompletionResult]::new('--jti', '--jti', [CompletionResultType]::ParameterName, 'Token id')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header member to add: name=text, name:=json (can be repeated)')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Signature algorithm [default: the customary one of the key]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Name of the key in the header [default: its RFC 7638 thumbprint]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this instant for now')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'Write the Hasura claims as a JSON string, as Cognito does')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;secret' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('--engine', '--engine', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura; of `check` and `convert` that of the configuration]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura; of `check` and `convert` that of the configuration]')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Engine to convert a configuration for')
            [CompletionResult]::new('--audience', '--audience', [CompletionResultType]::ParameterName, 'Audience to accept (can be repeated)')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience to accept (can be repeated)')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer to accept')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'Claim that holds the Hasura claims')
            [CompletionResult]::new('--namespace-path', '--namespace-path', [CompletionResultType]::ParameterName, 'Path to the Hasura claims, like $.user.hasura')
            [CompletionResult]::new('--skew', '--skew', [CompletionResultType]::ParameterName, 'How far clocks may differ')
            [CompletionResult]::new('--token-header', '--token-header', [CompletionResultType]::ParameterName, 'Where the token is, if not in Authorization: `cookie:NAME`, or the name of a header')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Form of the output [default: json, for ddn and relyauth yaml]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Signature algorithm [default: the customary one of the key]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Name of the key in the header [default: its RFC 7638 thumbprint]')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
            [CompletionResult]::new('--stringified', '--stringified', [CompletionResultType]::ParameterName, 'The Hasura claims are a JSON string')
            [CompletionResult]::new('--certificate', '--certificate', [CompletionResultType]::ParameterName, 'Fetch the provider''s certificate and use it instead of the address of its key set')
            [CompletionResult]::new('--interactive', '--interactive', [CompletionResultType]::ParameterName, 'Ask for what is not given, and say which command would have done it')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;ping' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
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
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token to send: text, `-`, @FILE, env:NAME [env: `JWTOOL_TOKEN`]')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Role to ask for with x-hasura-role (can be repeated: one request a role)')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Another allowed role (can be repeated)')
            [CompletionResult]::new('--user-id', '--user-id', [CompletionResultType]::ParameterName, 'x-hasura-user-id, and the subject')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A session variable, like x-hasura-org-id=7 (can be repeated)')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Header to send: ''name: value'' (can be repeated)')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header to send: ''name: value'' (can be repeated)')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for an answer')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('--mint', '--mint', [CompletionResultType]::ParameterName, 'Send a token of one minute, signed with key:dev, for the --role')
            [CompletionResult]::new('--no-token', '--no-token', [CompletionResultType]::ParameterName, 'Send no token')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'jwtool;ping;rest' {
            [CompletionResult]::new('-X', '-X ', [CompletionResultType]::ParameterName, 'Request method')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'Request method')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token to send: text, `-`, @FILE, env:NAME [env: `JWTOOL_TOKEN`]')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Role to ask for with x-hasura-role (can be repeated: one request a role)')
            [CompletionResult]::new('--allow', '--allow', [CompletionResultType]::ParameterName, 'Another allowed role (can be repeated)')
            [CompletionResult]::new('--user-id', '--user-id', [CompletionResultType]::ParameterName, 'x-hasura-user-id, and the subject')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A session variable, like x-hasura-org-id=7 (can be repeated)')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'Header to send: ''name: value'' (can be repeated)')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header to send: ''name: value'' (can be repeated)')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for an answer')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('--mint', '--mint', [CompletionResultType]::ParameterName, 'Send a token of one minute, signed with key:dev, for the --role')
            [CompletionResult]::new('--no-token', '--no-token', [CompletionResultType]::ParameterName, 'Send no token')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
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
        'jwtool;completions' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile to use [env: `JWTOOL_PROFILE`]')
            [CompletionResult]::new('--config-file', '--config-file', [CompletionResultType]::ParameterName, 'Configuration to read instead of the user''s config.toml')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print a JSON document instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on standard error')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say where tokens and keys came from')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Make no request to any network')
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
