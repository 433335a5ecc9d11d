# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_jwtool_global_optspecs
    string join \n j/json q/quiet v/verbose color= profile= config-file= store= offline h/help V/version
end

function __fish_jwtool_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_jwtool_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_jwtool_using_subcommand
    set -l cmd (__fish_jwtool_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c jwtool -n "__fish_jwtool_needs_command" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_needs_command" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_needs_command" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_needs_command" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_needs_command" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_needs_command" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_needs_command" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_needs_command" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_needs_command" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "decode" -d 'Show who issued a token and what it contains'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "inspect" -d 'Show who issued a token and what it contains'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "verify" -d 'Decide whether to accept a token'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "explain" -d 'Predict how an engine responds to a token: the session, or why it refuses'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "mint" -d 'Create a signed test token'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "encode" -d 'Create a signed test token'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "sign" -d 'Create a signed test token'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "secret" -d 'Print the configuration that makes Hasura v2, DDN or RelyAuth accept a token'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "ping" -d 'Call an endpoint with a token and report the response'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "key" -d 'Create and manage the keys that `mint` signs with'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "serve" -d 'Run a local issuer for development and tests'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "profile" -d 'Manage the environments in your config.toml'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "status" -d 'Print who is logged in, since when and until when'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "token" -d 'Print the token of a profile\'s login'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "exec" -d 'Run a program with the token of a profile\'s login'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "logout" -d 'Forget the login of a profile'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "completions" -d 'Print the completion script for a shell'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l claim -d 'Print the value of one claim, by name or by a path such as `$.a["b.c"][0]`' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l key -d 'Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l secret -d 'Decrypt an encrypted token (JWE) with this shared secret, also a session of `NextAuth` or Auth.js: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l token -d 'Same as TOKEN' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l pick -d 'Use only the Nth token in the input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l tz -d 'Show times in this time zone: utc, local, an offset such as +02:00, or a name such as America/Chicago' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l at -d 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l diff -d 'Show the differences between two tokens'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l claim -d 'Print the value of one claim, by name or by a path such as `$.a["b.c"][0]`' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l key -d 'Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l secret -d 'Decrypt an encrypted token (JWE) with this shared secret, also a session of `NextAuth` or Auth.js: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l token -d 'Same as TOKEN' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l pick -d 'Use only the Nth token in the input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l tz -d 'Show times in this time zone: utc, local, an offset such as +02:00, or a name such as America/Chicago' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l at -d 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l diff -d 'Show the differences between two tokens'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l key -d 'Key to verify with: FILE (PEM, DER, certificate, JWK, JWK Set), env:NAME, key:NAME, URL or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l secret -d 'HMAC secret to verify with: TEXT, base64:…, hex:…, @FILE, base64:@FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l jwks -d 'JWK Set to verify with: FILE or URL' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l kid -d 'Use the key with this ID, regardless of the token\'s `kid`' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l alg -d 'Accept only this algorithm (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l issuer -l iss -d 'Expected issuer; without a key, also the issuer to fetch keys from' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l audience -l aud -d 'Expected audience (repeatable; the token must name at least one)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l subject -l sub -d 'Expected subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l require -d 'Required claim (repeatable): name, name=text, name:=json, name~=text' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l leeway -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l max-age -d 'Maximum age of the token' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l expires-in -d 'Minimum time left until the token expires' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l token -d 'Same as TOKEN' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l pick -d 'Use only the Nth token in the input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l at -d 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l trust-issuer -d 'Trust the issuer named in the token'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l refresh -d 'Fetch keys again, even if they are cached'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l ignore-exp -d 'Ignore `exp`'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l signature-only -d 'Check only the signature and accept any payload'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l strict -d 'Treat warnings as failures: weak keys, missing `exp`, mixed key sets'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l engine -d 'Engine: hasura (GraphQL Engine v2), ddn, relyauth, or all of them [default: the configuration\'s]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''
all\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l config -d 'Configuration, or a file that sets it (Compose, .env, Kubernetes, …): FILE, env:NAME or - [default: the profile\'s, else `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`, else one for the token]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l role -d 'Role to request with x-hasura-role' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s H -l header -d 'Request header (repeatable); without TOKEN, only these headers are sent' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l request-url -d 'Request URL, used for the route and for a token in the query' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l admin-secret -d 'Admin secret of the engine: TEXT, @FILE, env:NAME or - [default: the request\'s, if it has one]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l unauthorized-role -d 'Role that the engine gives to requests without a token' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l compatibility-date -d 'DDN compatibility date; before 2025-03-11, DDN does not check `aud` [default: the configuration\'s, else one on which it is checked]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l jwks -d 'JWK Set to use instead of fetching the configured one: FILE or URL' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l route -d 'Request route, which determines the error format [default: the URL\'s, else graphql]' -r -f -a "graphql\t'/v1/graphql'
rest\t'/api/rest/… in v2, JSON:API in DDN'"
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l token -d 'Same as TOKEN' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l pick -d 'Use only the Nth token in the input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l message -d 'Explain an error message instead of a token: whose it is, and what usually causes it: TEXT, @FILE or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l at -d 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l no-admin-secret -d 'Assume that the engine has no admin secret'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l claims -d 'JSON object of claims: FILE, env:NAME or - for standard input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l role -d 'Default role, also added to the allowed roles' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l allow -d 'Additional allowed role (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l user-id -d 'User ID, used for x-hasura-user-id and the subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l set -d 'Session variable, such as x-hasura-org-id=7 (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l as -d 'Provider and kind of token to imitate; `list` shows them [default: hasura]' -r -f -a "hasura\t'Hasura claims and nothing else'
relyauth\t'an OpenID provider, with the Hasura claims where RelyAuth\'s examples have them'
ddn\t'an OpenID provider, with the Hasura claims where Hasura DDN\'s documentation has them'
cognito-id\t'AWS Cognito: ID token of a user of the pool, Hasura claims as a string'
cognito-access\t'AWS Cognito: access token, roles in `cognito:groups`'
cognito-azuread\t'AWS Cognito: ID token of a user who signs in with AzureAD, as Moped gets them'
entra-v1\t'Microsoft Entra (AzureAD): version 1.0 access token, app roles in `roles`'
entra-v2\t'Microsoft Entra (AzureAD): version 2.0 access token, app roles in `roles`'
auth0\t'Auth0: access token for an API, Hasura claims added by an Action'
firebase\t'Firebase: ID token with Hasura claims as custom claims'
clerk\t'Clerk: token from a JWT template with Hasura claims'
supabase\t'Supabase: user\'s access token, Hasura claims added by a hook'
keycloak\t'Keycloak: access token, Hasura claims added by a mapper and roles of the realm'
okta\t'Okta: access token of a custom authorization server, roles in `groups`'
supertokens\t'SuperTokens: access token of a session, Hasura claims added to its payload'
microservice\t'SuperTokens: token of a microservice (`source: microservice`), valid for 100 years'
github-actions\t'GitHub Actions: token of a workflow run, which has no roles of its own'
kubernetes\t'Kubernetes: token of a service account, which has no roles of its own'
nhost\t'nhost: access token of Hasura Auth'
list\t'show the presets'"
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l from -d 'Token to edit and sign again, which keeps everything that you do not change: TEXT, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l pick -d 'Edit the Nth token in the input of --from' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l break -d 'Make the token wrong in one way, for tests' -r -f -a "expired\t'It expired an hour ago'
not-yet-valid\t'It becomes valid in an hour'
signature\t'The last byte of the signature is changed'
key\t'Signed with a new key that is not stored, under the key ID of the right one'
alg-none\t'Not signed: `alg` is `none`'
kid\t'The key ID is one that no key has'
issuer\t'Another issuer'
audience\t'Another audience'
roles\t'The default role is one that is not allowed'
namespace\t'The Hasura claims have another name'"
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l namespace -d 'Claim that contains the Hasura claims [default: the preset\'s, which is mostly <https://hasura.io/jwt/claims>]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l issuer -l iss -d 'Issuer' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l subject -l sub -d 'Subject [default: the user ID]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l audience -l aud -d 'Audience (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l exp -d 'Expiration time, or none [default: +1h]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l nbf -d 'Time before which the token is not valid, or none' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l iat -d 'Time of issue, or none [default: now]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l jti -d 'Token ID' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l header -d 'Header parameter to add (name=text, name:=json) or to remove (name-); repeatable' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l key -d 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: the profile\'s, else key:dev]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l secret -d 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l alg -d 'Signature algorithm [default: the usual one for the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l kid -d 'Key ID for the header [default: the key\'s RFC 7638 thumbprint]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l core -d 'Let the SuperTokens core at URL sign the token' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l api-key -d 'API key of the core: KEY, env:NAME, @FILE or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l count -d 'Mint N tokens, one per line; in values, {n} is the token\'s number and {uuid} a random UUID' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l at -d 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l stringified -d 'Encode the Hasura claims as a JSON string, as Cognito does'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l dynamic -d 'Sign with the core\'s dynamic key, which is replaced every week'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l claims -d 'JSON object of claims: FILE, env:NAME or - for standard input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l role -d 'Default role, also added to the allowed roles' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l allow -d 'Additional allowed role (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l user-id -d 'User ID, used for x-hasura-user-id and the subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l set -d 'Session variable, such as x-hasura-org-id=7 (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l as -d 'Provider and kind of token to imitate; `list` shows them [default: hasura]' -r -f -a "hasura\t'Hasura claims and nothing else'
relyauth\t'an OpenID provider, with the Hasura claims where RelyAuth\'s examples have them'
ddn\t'an OpenID provider, with the Hasura claims where Hasura DDN\'s documentation has them'
cognito-id\t'AWS Cognito: ID token of a user of the pool, Hasura claims as a string'
cognito-access\t'AWS Cognito: access token, roles in `cognito:groups`'
cognito-azuread\t'AWS Cognito: ID token of a user who signs in with AzureAD, as Moped gets them'
entra-v1\t'Microsoft Entra (AzureAD): version 1.0 access token, app roles in `roles`'
entra-v2\t'Microsoft Entra (AzureAD): version 2.0 access token, app roles in `roles`'
auth0\t'Auth0: access token for an API, Hasura claims added by an Action'
firebase\t'Firebase: ID token with Hasura claims as custom claims'
clerk\t'Clerk: token from a JWT template with Hasura claims'
supabase\t'Supabase: user\'s access token, Hasura claims added by a hook'
keycloak\t'Keycloak: access token, Hasura claims added by a mapper and roles of the realm'
okta\t'Okta: access token of a custom authorization server, roles in `groups`'
supertokens\t'SuperTokens: access token of a session, Hasura claims added to its payload'
microservice\t'SuperTokens: token of a microservice (`source: microservice`), valid for 100 years'
github-actions\t'GitHub Actions: token of a workflow run, which has no roles of its own'
kubernetes\t'Kubernetes: token of a service account, which has no roles of its own'
nhost\t'nhost: access token of Hasura Auth'
list\t'show the presets'"
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l from -d 'Token to edit and sign again, which keeps everything that you do not change: TEXT, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l pick -d 'Edit the Nth token in the input of --from' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l break -d 'Make the token wrong in one way, for tests' -r -f -a "expired\t'It expired an hour ago'
not-yet-valid\t'It becomes valid in an hour'
signature\t'The last byte of the signature is changed'
key\t'Signed with a new key that is not stored, under the key ID of the right one'
alg-none\t'Not signed: `alg` is `none`'
kid\t'The key ID is one that no key has'
issuer\t'Another issuer'
audience\t'Another audience'
roles\t'The default role is one that is not allowed'
namespace\t'The Hasura claims have another name'"
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l namespace -d 'Claim that contains the Hasura claims [default: the preset\'s, which is mostly <https://hasura.io/jwt/claims>]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l issuer -l iss -d 'Issuer' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l subject -l sub -d 'Subject [default: the user ID]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l audience -l aud -d 'Audience (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l exp -d 'Expiration time, or none [default: +1h]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l nbf -d 'Time before which the token is not valid, or none' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l iat -d 'Time of issue, or none [default: now]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l jti -d 'Token ID' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l header -d 'Header parameter to add (name=text, name:=json) or to remove (name-); repeatable' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l key -d 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: the profile\'s, else key:dev]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l secret -d 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l alg -d 'Signature algorithm [default: the usual one for the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l kid -d 'Key ID for the header [default: the key\'s RFC 7638 thumbprint]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l core -d 'Let the SuperTokens core at URL sign the token' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l api-key -d 'API key of the core: KEY, env:NAME, @FILE or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l count -d 'Mint N tokens, one per line; in values, {n} is the token\'s number and {uuid} a random UUID' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l at -d 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l stringified -d 'Encode the Hasura claims as a JSON string, as Cognito does'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l dynamic -d 'Sign with the core\'s dynamic key, which is replaced every week'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l claims -d 'JSON object of claims: FILE, env:NAME or - for standard input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l role -d 'Default role, also added to the allowed roles' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l allow -d 'Additional allowed role (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l user-id -d 'User ID, used for x-hasura-user-id and the subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l set -d 'Session variable, such as x-hasura-org-id=7 (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l as -d 'Provider and kind of token to imitate; `list` shows them [default: hasura]' -r -f -a "hasura\t'Hasura claims and nothing else'
relyauth\t'an OpenID provider, with the Hasura claims where RelyAuth\'s examples have them'
ddn\t'an OpenID provider, with the Hasura claims where Hasura DDN\'s documentation has them'
cognito-id\t'AWS Cognito: ID token of a user of the pool, Hasura claims as a string'
cognito-access\t'AWS Cognito: access token, roles in `cognito:groups`'
cognito-azuread\t'AWS Cognito: ID token of a user who signs in with AzureAD, as Moped gets them'
entra-v1\t'Microsoft Entra (AzureAD): version 1.0 access token, app roles in `roles`'
entra-v2\t'Microsoft Entra (AzureAD): version 2.0 access token, app roles in `roles`'
auth0\t'Auth0: access token for an API, Hasura claims added by an Action'
firebase\t'Firebase: ID token with Hasura claims as custom claims'
clerk\t'Clerk: token from a JWT template with Hasura claims'
supabase\t'Supabase: user\'s access token, Hasura claims added by a hook'
keycloak\t'Keycloak: access token, Hasura claims added by a mapper and roles of the realm'
okta\t'Okta: access token of a custom authorization server, roles in `groups`'
supertokens\t'SuperTokens: access token of a session, Hasura claims added to its payload'
microservice\t'SuperTokens: token of a microservice (`source: microservice`), valid for 100 years'
github-actions\t'GitHub Actions: token of a workflow run, which has no roles of its own'
kubernetes\t'Kubernetes: token of a service account, which has no roles of its own'
nhost\t'nhost: access token of Hasura Auth'
list\t'show the presets'"
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l from -d 'Token to edit and sign again, which keeps everything that you do not change: TEXT, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l pick -d 'Edit the Nth token in the input of --from' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l break -d 'Make the token wrong in one way, for tests' -r -f -a "expired\t'It expired an hour ago'
not-yet-valid\t'It becomes valid in an hour'
signature\t'The last byte of the signature is changed'
key\t'Signed with a new key that is not stored, under the key ID of the right one'
alg-none\t'Not signed: `alg` is `none`'
kid\t'The key ID is one that no key has'
issuer\t'Another issuer'
audience\t'Another audience'
roles\t'The default role is one that is not allowed'
namespace\t'The Hasura claims have another name'"
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l namespace -d 'Claim that contains the Hasura claims [default: the preset\'s, which is mostly <https://hasura.io/jwt/claims>]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l issuer -l iss -d 'Issuer' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l subject -l sub -d 'Subject [default: the user ID]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l audience -l aud -d 'Audience (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l exp -d 'Expiration time, or none [default: +1h]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l nbf -d 'Time before which the token is not valid, or none' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l iat -d 'Time of issue, or none [default: now]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l jti -d 'Token ID' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l header -d 'Header parameter to add (name=text, name:=json) or to remove (name-); repeatable' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l key -d 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: the profile\'s, else key:dev]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l secret -d 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l alg -d 'Signature algorithm [default: the usual one for the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l kid -d 'Key ID for the header [default: the key\'s RFC 7638 thumbprint]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l core -d 'Let the SuperTokens core at URL sign the token' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l api-key -d 'API key of the core: KEY, env:NAME, @FILE or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l count -d 'Mint N tokens, one per line; in values, {n} is the token\'s number and {uuid} a random UUID' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l at -d 'Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l stringified -d 'Encode the Hasura claims as a JSON string, as Cognito does'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l dynamic -d 'Sign with the core\'s dynamic key, which is replaced every week'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l key -d 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: the profile\'s, else key:dev]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l secret -d 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l alg -d 'Signature algorithm [default: the usual one for the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l kid -d 'Key ID for the header [default: the key\'s RFC 7638 thumbprint]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "check" -d 'Check whether an engine would start with a configuration'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "convert" -d 'Convert a configuration for another engine'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "cognito" -d 'AWS Cognito user pool'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "aws-cognito" -d 'AWS Cognito user pool'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "auth0" -d 'Auth0 tenant'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "entra" -d 'Microsoft Entra ID (Azure AD) tenant'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "azure-ad" -d 'Microsoft Entra ID (Azure AD) tenant'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "firebase" -d 'Firebase project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "google" -d 'Google sign-in'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "clerk" -d 'Clerk instance'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "supabase" -d 'Supabase project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "keycloak" -d 'Keycloak realm'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "okta" -d 'Okta authorization server'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "supertokens" -d 'SuperTokens backend'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "nhost" -d 'nhost project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "ory" -d 'Ory Hydra or Ory Network'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "casdoor" -d 'Casdoor server'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "kinde" -d 'Kinde domain'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "fusionauth" -d 'FusionAuth server'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "logto" -d 'Logto tenant'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "zitadel" -d 'Zitadel instance'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "workos" -d 'WorkOS AuthKit client'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "descope" -d 'Descope project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "stytch" -d 'Stytch project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "better-auth" -d 'better-auth application'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "propelauth" -d 'PropelAuth project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "authentik" -d 'authentik application'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "dex" -d 'Dex server'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "nextauth" -d 'NextAuth or Auth.js application, with what to do instead'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "next-auth" -d 'NextAuth or Auth.js application, with what to do instead'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "auth.js" -d 'NextAuth or Auth.js application, with what to do instead'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "jwks" -d 'Any issuer, by the URL of its key set'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "key" -d 'A key in any encoding'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "hmac" -d 'An HMAC secret, by default a new random one'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "token" -d 'The issuer of a token'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and not __fish_seen_subcommand_from check convert cognito aws-cognito auth0 entra azure-ad firebase google clerk supabase keycloak okta supertokens nhost ory casdoor kinde fusionauth logto zitadel workos descope stytch better-auth propelauth authentik dex nextauth next-auth auth.js jwks key hmac token help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from check" -l engine -l for -d 'Engine to check for: hasura, ddn or relyauth [default: detected from the configuration]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from check" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from check" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from check" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from check" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from check" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from check" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from check" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l to -d 'Engine to convert to: hasura, ddn or relyauth' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l engine -l for -d 'Engine to convert from: hasura, ddn or relyauth [default: detected from the configuration]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l token -d 'Token whose session variables are listed, for engines without a namespace beside single claims: TEXT, @FILE or env:NAME' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l alg -d 'Signature algorithm [default: the usual one for the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from convert" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from cognito" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from aws-cognito" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l certificate -d 'Fetch the certificate and embed it instead of the key set URL'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth0" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from entra" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from azure-ad" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from firebase" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from google" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from clerk" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supabase" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from keycloak" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from okta" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from supertokens" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nhost" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from ory" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from casdoor" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from kinde" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from fusionauth" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from logto" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from zitadel" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from workos" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from descope" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from stytch" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from better-auth" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l alg -d 'Signature algorithm [default: the usual one for the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from propelauth" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from authentik" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from dex" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from nextauth" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from next-auth" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from auth.js" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from jwks" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l alg -d 'Signature algorithm [default: the usual one for the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from key" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l alg -d 'Signature algorithm [default: the usual one for the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l secret -d 'HMAC secret to configure: TEXT, base64:…, hex:…, @FILE, env:NAME or - [default: a new random one]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from hmac" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l role -d 'Role for every token of this issuer, instead of the roles in its claims (repeatable; the first is the default)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l audience -l aud -d 'Audience to accept (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l namespace -d 'Claim that contains the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l namespace-path -d 'Path to the Hasura claims, such as $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l skew -d 'Clock skew to allow' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l token-header -d 'Location of the token: cookie:NAME or the name of a header [default: Authorization]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l output -d 'Output format [default: json for hasura, yaml for ddn and relyauth]' -r -f -a "json\t''
pretty\t''
yaml\t''
dotenv\t''
shell\t''
powershell\t''
compose\t''
docker\t''
kubernetes\t''
terraform\t''
github\t''
azure\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l stringified -d 'Expect the Hasura claims as a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l interactive -d 'Prompt for missing values, then print the equivalent command'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from token" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check whether an engine would start with a configuration'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "convert" -d 'Convert a configuration for another engine'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "cognito" -d 'AWS Cognito user pool'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "auth0" -d 'Auth0 tenant'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "entra" -d 'Microsoft Entra ID (Azure AD) tenant'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "firebase" -d 'Firebase project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "google" -d 'Google sign-in'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "clerk" -d 'Clerk instance'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "supabase" -d 'Supabase project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "keycloak" -d 'Keycloak realm'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "okta" -d 'Okta authorization server'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "supertokens" -d 'SuperTokens backend'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "nhost" -d 'nhost project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "ory" -d 'Ory Hydra or Ory Network'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "casdoor" -d 'Casdoor server'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "kinde" -d 'Kinde domain'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "fusionauth" -d 'FusionAuth server'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "logto" -d 'Logto tenant'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "zitadel" -d 'Zitadel instance'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "workos" -d 'WorkOS AuthKit client'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "descope" -d 'Descope project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "stytch" -d 'Stytch project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "better-auth" -d 'better-auth application'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "propelauth" -d 'PropelAuth project'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "authentik" -d 'authentik application'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "dex" -d 'Dex server'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "nextauth" -d 'NextAuth or Auth.js application, with what to do instead'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "jwks" -d 'Any issuer, by the URL of its key set'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "key" -d 'A key in any encoding'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "hmac" -d 'An HMAC secret, by default a new random one'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "token" -d 'The issuer of a token'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -f -a "graphql" -d 'Call a GraphQL endpoint'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -f -a "rest" -d 'Call a REST endpoint'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s Q -l query -d 'Query to send [default: { __typename }]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l query-file -d 'File with the query to send, or - for standard input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l operation -d 'Operation to execute, if the query has several' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l variable -d 'Variable of the query: name=text or name:=json (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l variables -d 'File with a JSON object of variables, or - for standard input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l token -d 'Token to send: TEXT, @FILE, env:NAME or - [env: `JWTOOL_TOKEN`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l pick -d 'Use only the Nth token in the input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l role -d 'Role to request with x-hasura-role (repeatable; sends one request per role) [default: the first of the profile\'s that the token allows]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l allow -d 'Additional allowed role (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l user-id -d 'User ID, used for x-hasura-user-id and the subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l set -d 'Session variable, such as x-hasura-org-id=7 (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l as -d 'Provider and kind of token to imitate; `list` shows them [default: hasura]' -r -f -a "hasura\t'Hasura claims and nothing else'
relyauth\t'an OpenID provider, with the Hasura claims where RelyAuth\'s examples have them'
ddn\t'an OpenID provider, with the Hasura claims where Hasura DDN\'s documentation has them'
cognito-id\t'AWS Cognito: ID token of a user of the pool, Hasura claims as a string'
cognito-access\t'AWS Cognito: access token, roles in `cognito:groups`'
cognito-azuread\t'AWS Cognito: ID token of a user who signs in with AzureAD, as Moped gets them'
entra-v1\t'Microsoft Entra (AzureAD): version 1.0 access token, app roles in `roles`'
entra-v2\t'Microsoft Entra (AzureAD): version 2.0 access token, app roles in `roles`'
auth0\t'Auth0: access token for an API, Hasura claims added by an Action'
firebase\t'Firebase: ID token with Hasura claims as custom claims'
clerk\t'Clerk: token from a JWT template with Hasura claims'
supabase\t'Supabase: user\'s access token, Hasura claims added by a hook'
keycloak\t'Keycloak: access token, Hasura claims added by a mapper and roles of the realm'
okta\t'Okta: access token of a custom authorization server, roles in `groups`'
supertokens\t'SuperTokens: access token of a session, Hasura claims added to its payload'
microservice\t'SuperTokens: token of a microservice (`source: microservice`), valid for 100 years'
github-actions\t'GitHub Actions: token of a workflow run, which has no roles of its own'
kubernetes\t'Kubernetes: token of a service account, which has no roles of its own'
nhost\t'nhost: access token of Hasura Auth'
list\t'show the presets'"
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l issuer -l iss -d 'Issuer of the token to mint' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l audience -l aud -d 'Audience of the token to mint (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s H -l header -d 'Header to send instead of the one with the same name: \'name: value\' (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l admin-secret -d 'Send Hasura\'s admin secret, and no token unless one is named: TEXT, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l timeout -d 'Time to wait for a response' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l cacert -d 'Certificate authorities to trust besides the system\'s, as PEM' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l expect-status -d 'Statuses to expect instead of 2xx, such as 200,401 or 4xx' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l expect -d 'Expect this JMESPath expression to be true of the body' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l expect-refused -d 'Expect a refusal, with this code in the body or this HTTP status' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l max-time -d 'Expect the response within this time' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l wait -d 'Try for this long until there is a response other than HTTP 502, 503 or 504, and until it meets --expect and --expect-status' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l retry -d 'Try this many more times, for the same reasons as --wait' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l count -d 'Send each request this many times, and summarize the times; Ctrl-C ends the series' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l interval -d 'Time from one request to the next with --count' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l junit -d 'Write the results as JUnit XML' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l introspect -d 'Count the fields and types that the role can see'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l websocket -d 'Send the query over a websocket (graphql-transport-ws, else the legacy graphql-ws)'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l mint -d 'Mint a token for --role, valid for one minute and signed with the profile\'s key or key:dev'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l no-token -d 'Send no token'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l insecure -d 'Accept any certificate, so that anyone in between can read the token'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l github -d 'In GitHub Actions, mask the token, annotate failures, and add to the job summary'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l curl -d 'Print the request as a curl command, and send nothing'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s X -l method -d 'Request method [default: GET, or POST with --data]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l data -d 'Body to send: TEXT, @FILE or - (standard input)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l token -d 'Token to send: TEXT, @FILE, env:NAME or - [env: `JWTOOL_TOKEN`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l pick -d 'Use only the Nth token in the input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l role -d 'Role to request with x-hasura-role (repeatable; sends one request per role) [default: the first of the profile\'s that the token allows]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l allow -d 'Additional allowed role (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l user-id -d 'User ID, used for x-hasura-user-id and the subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l set -d 'Session variable, such as x-hasura-org-id=7 (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l as -d 'Provider and kind of token to imitate; `list` shows them [default: hasura]' -r -f -a "hasura\t'Hasura claims and nothing else'
relyauth\t'an OpenID provider, with the Hasura claims where RelyAuth\'s examples have them'
ddn\t'an OpenID provider, with the Hasura claims where Hasura DDN\'s documentation has them'
cognito-id\t'AWS Cognito: ID token of a user of the pool, Hasura claims as a string'
cognito-access\t'AWS Cognito: access token, roles in `cognito:groups`'
cognito-azuread\t'AWS Cognito: ID token of a user who signs in with AzureAD, as Moped gets them'
entra-v1\t'Microsoft Entra (AzureAD): version 1.0 access token, app roles in `roles`'
entra-v2\t'Microsoft Entra (AzureAD): version 2.0 access token, app roles in `roles`'
auth0\t'Auth0: access token for an API, Hasura claims added by an Action'
firebase\t'Firebase: ID token with Hasura claims as custom claims'
clerk\t'Clerk: token from a JWT template with Hasura claims'
supabase\t'Supabase: user\'s access token, Hasura claims added by a hook'
keycloak\t'Keycloak: access token, Hasura claims added by a mapper and roles of the realm'
okta\t'Okta: access token of a custom authorization server, roles in `groups`'
supertokens\t'SuperTokens: access token of a session, Hasura claims added to its payload'
microservice\t'SuperTokens: token of a microservice (`source: microservice`), valid for 100 years'
github-actions\t'GitHub Actions: token of a workflow run, which has no roles of its own'
kubernetes\t'Kubernetes: token of a service account, which has no roles of its own'
nhost\t'nhost: access token of Hasura Auth'
list\t'show the presets'"
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l issuer -l iss -d 'Issuer of the token to mint' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l audience -l aud -d 'Audience of the token to mint (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s H -l header -d 'Header to send instead of the one with the same name: \'name: value\' (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l admin-secret -d 'Send Hasura\'s admin secret, and no token unless one is named: TEXT, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l timeout -d 'Time to wait for a response' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l cacert -d 'Certificate authorities to trust besides the system\'s, as PEM' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l expect-status -d 'Statuses to expect instead of 2xx, such as 200,401 or 4xx' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l expect -d 'Expect this JMESPath expression to be true of the body' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l expect-refused -d 'Expect a refusal, with this code in the body or this HTTP status' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l max-time -d 'Expect the response within this time' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l wait -d 'Try for this long until there is a response other than HTTP 502, 503 or 504, and until it meets --expect and --expect-status' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l retry -d 'Try this many more times, for the same reasons as --wait' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l count -d 'Send each request this many times, and summarize the times; Ctrl-C ends the series' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l interval -d 'Time from one request to the next with --count' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l junit -d 'Write the results as JUnit XML' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l mint -d 'Mint a token for --role, valid for one minute and signed with the profile\'s key or key:dev'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l no-token -d 'Send no token'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l insecure -d 'Accept any certificate, so that anyone in between can read the token'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l github -d 'In GitHub Actions, mask the token, annotate failures, and add to the job summary'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l curl -d 'Print the request as a curl command, and send nothing'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from help" -f -a "graphql" -d 'Call a GraphQL endpoint'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from help" -f -a "rest" -d 'Call a REST endpoint'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -f -a "new" -d 'Create a key and print its name'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -f -a "list" -d 'List the keys in the key store'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -f -a "show" -d 'Print the public part of a key'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -f -a "import" -d 'Store a private key or a shared secret, and print its name'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -f -a "export" -d 'Print a private key as PKCS#8 PEM, or a shared secret as a JWK'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -f -a "remove" -d 'Delete a key, with the keys that it replaced'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -f -a "rotate" -d 'Create a new key of the same kind that signs from now on'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -f -a "thumbprint" -d 'Print the thumbprint of a key (RFC 7638), which is the kid of its tokens'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and not __fish_seen_subcommand_from new list show import export remove rotate thumbprint help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from new" -l name -d 'Name of the key [default: the algorithm\'s]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from new" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from new" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from new" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from new" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from new" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from new" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from new" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from new" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from list" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from list" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from list" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from list" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from list" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from list" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from show" -s o -l output -d 'Format of the output [default: pem]' -r -f -a "pem\t'`BEGIN PUBLIC KEY`'
jwk\t'A JWK'
jwks\t'A JWK Set, with the keys that a rotation replaced'
hasura\t'`HASURA_GRAPHQL_JWT_SECRET`'
openssh\t'A line of `authorized_keys`'"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from show" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from show" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from show" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from show" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from show" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from show" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -l secret -d 'HMAC secret: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -l name -d 'Name of the key [default: the file\'s]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -l alg -d 'Algorithm of a shared secret [default: HS256]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -l kid -d 'Key ID of the key to import, if there are several' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from export" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from export" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from export" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from export" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from export" -l private -d 'Print the private key, which anyone who sees it can sign with'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from export" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from export" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from export" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from remove" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from remove" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from remove" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from remove" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Do not ask'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from remove" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from remove" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from rotate" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from rotate" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from rotate" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from rotate" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from rotate" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from rotate" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from rotate" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "new" -d 'Create a key and print its name'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the keys in the key store'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print the public part of a key'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "import" -d 'Store a private key or a shared secret, and print its name'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "export" -d 'Print a private key as PKCS#8 PEM, or a shared secret as a JWK'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Delete a key, with the keys that it replaced'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "rotate" -d 'Create a new key of the same kind that signs from now on'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "thumbprint" -d 'Print the thumbprint of a key (RFC 7638), which is the kid of its tokens'
complete -c jwtool -n "__fish_jwtool_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l port -d 'Port to listen on; 0 picks a free one' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l issuer -l iss -d 'Name of the issuer as others see it, such as `http://host.docker.internal:8765` [default: the address it listens on]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l listen -d 'Address to listen on instead of loopback; other machines can then get tokens, signed with key:serve' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l redirect -d 'Redirect to allow besides those to this machine (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l fault -d 'Do something wrong, at one endpoint or all: slow=3s, status=500, html, stale-keys, unknown-kid, clock=+10m or wrong-issuer, with @discovery, @jwks, @token, @authorize or @userinfo (repeatable)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l role -d 'Role to offer (repeatable); tokens have the first one unless a request names another [default: user]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l key -d 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l as -d 'Provider and kind of token to imitate; `list` shows them [default: hasura]' -r -f -a "hasura\t'Hasura claims and nothing else'
relyauth\t'an OpenID provider, with the Hasura claims where RelyAuth\'s examples have them'
ddn\t'an OpenID provider, with the Hasura claims where Hasura DDN\'s documentation has them'
cognito-id\t'AWS Cognito: ID token of a user of the pool, Hasura claims as a string'
cognito-access\t'AWS Cognito: access token, roles in `cognito:groups`'
cognito-azuread\t'AWS Cognito: ID token of a user who signs in with AzureAD, as Moped gets them'
entra-v1\t'Microsoft Entra (AzureAD): version 1.0 access token, app roles in `roles`'
entra-v2\t'Microsoft Entra (AzureAD): version 2.0 access token, app roles in `roles`'
auth0\t'Auth0: access token for an API, Hasura claims added by an Action'
firebase\t'Firebase: ID token with Hasura claims as custom claims'
clerk\t'Clerk: token from a JWT template with Hasura claims'
supabase\t'Supabase: user\'s access token, Hasura claims added by a hook'
keycloak\t'Keycloak: access token, Hasura claims added by a mapper and roles of the realm'
okta\t'Okta: access token of a custom authorization server, roles in `groups`'
supertokens\t'SuperTokens: access token of a session, Hasura claims added to its payload'
microservice\t'SuperTokens: token of a microservice (`source: microservice`), valid for 100 years'
github-actions\t'GitHub Actions: token of a workflow run, which has no roles of its own'
kubernetes\t'Kubernetes: token of a service account, which has no roles of its own'
nhost\t'nhost: access token of Hasura Auth'
list\t'show the presets'"
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l jwks-only -d 'Serve only the key set, /.well-known/jwks.json'
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand serve" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -f -a "list" -d 'List all profiles, and the files that they come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -f -a "show" -d 'Print the settings of a profile, with the origin of each value'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -f -a "set" -d 'Set the values of a profile, which is created if it does not exist'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -f -a "use" -d 'Use a profile whenever none is named'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -f -a "remove" -d 'Remove a profile from your config.toml, with the comments above it'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -f -a "trust" -d 'Trust the project\'s jwtool.toml as it is now'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and not __fish_seen_subcommand_from list show set use remove trust help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from list" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from list" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from list" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from list" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from list" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from list" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from show" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from show" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from show" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from show" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from show" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from show" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from set" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from set" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from set" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from set" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from set" -l project -d 'Change the project\'s jwtool.toml instead of your config.toml'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from set" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from set" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from set" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from use" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from use" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from use" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from use" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from use" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from use" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from use" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from use" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from use" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from use" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from remove" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from remove" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from remove" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from remove" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from remove" -l project -d 'Change the project\'s jwtool.toml instead of your config.toml'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from remove" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from remove" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -s y -l yes -d 'Trust it without asking'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -l revoke -d 'Stop trusting the file'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from trust" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "list" -d 'List all profiles, and the files that they come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print the settings of a profile, with the origin of each value'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "set" -d 'Set the values of a profile, which is created if it does not exist'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "use" -d 'Use a profile whenever none is named'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a profile from your config.toml, with the comments above it'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "trust" -d 'Trust the project\'s jwtool.toml as it is now'
complete -c jwtool -n "__fish_jwtool_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand status" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand status" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand status" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand status" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand status" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand status" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand status" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand status" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand status" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -l header -d 'Print a header: `Authorization: Bearer …`'
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -l id -d 'Print the ID token'
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -l access -d 'Print the access token'
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand token" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand exec" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand exec" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand exec" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand exec" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand exec" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand exec" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand exec" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand exec" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand exec" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand exec" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand logout" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand logout" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand logout" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand logout" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand logout" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand logout" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand logout" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand logout" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand logout" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -l color -d 'When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -l config-file -d 'Configuration file to read instead of your config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -l store -d 'Where logins are stored [env: `JWTOOL_STORE`]' -r -f -a "keyring\t''
file\t''
none\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -s j -l json -d 'Print a JSON document'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -s q -l quiet -d 'Print nothing on standard error except errors'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -s v -l verbose -d 'Print where tokens and keys come from'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -l offline -d 'Make no network requests'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "decode"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "verify"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "explain"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "mint"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "secret"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "ping"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "key"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "serve"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "profile"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "status"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "token"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "exec"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "logout"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "completions"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping key serve profile status token exec logout completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
