# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_jwtool_global_optspecs
    string join \n j/json q/quiet v/verbose color= profile= config-file= offline h/help V/version
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

complete -c jwtool -n "__fish_jwtool_needs_command" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_needs_command" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_needs_command" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_needs_command" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_needs_command" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_needs_command" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_needs_command" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_needs_command" -s h -l help -d 'Print help'
complete -c jwtool -n "__fish_jwtool_needs_command" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "decode" -d 'Show who issued a token and what it contains'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "inspect" -d 'Show who issued a token and what it contains'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "verify" -d 'Decide whether to accept a token'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "explain" -d 'Predict how an engine answers a token: the session, or why it refuses'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "mint" -d 'Make a signed test token with Hasura claims'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "encode" -d 'Make a signed test token with Hasura claims'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "sign" -d 'Make a signed test token with Hasura claims'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "secret" -d 'Print the configuration that makes Hasura v2, DDN or RelyAuth accept a token'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "ping" -d 'Call an endpoint with a token and say what came back'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "completions" -d 'Print the completions of a shell'
complete -c jwtool -n "__fish_jwtool_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l claim -d 'Print the value of one claim, given by name or by a path like `$.a["b.c"][0]`' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l key -d 'Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l pick -d 'Use only the Nth token in the input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l tz -d 'Show times in this time zone: utc, local, an offset like +02:00 or a name like America/Chicago' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l at -d 'Take this instant for now' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -l diff -d 'Show the differences between two tokens'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand decode" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l claim -d 'Print the value of one claim, given by name or by a path like `$.a["b.c"][0]`' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l key -d 'Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l pick -d 'Use only the Nth token in the input' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l tz -d 'Show times in this time zone: utc, local, an offset like +02:00 or a name like America/Chicago' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l at -d 'Take this instant for now' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -l diff -d 'Show the differences between two tokens'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand inspect" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l key -d 'Key to verify with: FILE (PEM, DER, certificate, JWK, JWK Set), env:NAME, key:NAME, URL or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l secret -d 'HMAC secret to verify with: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l jwks -d 'JWK Set to verify with: FILE or URL' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l kid -d 'Use the key with this name, whatever the token\'s `kid` is' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l alg -d 'Accept only this algorithm (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l issuer -l iss -d 'Expected issuer; without a key, the one whose keys are fetched' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l audience -l aud -d 'Expected audience (can be repeated; the token must name one)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l subject -l sub -d 'Expected subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l require -d 'Required claim (can be repeated): name, name=text, name:=json, name~=text' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l leeway -d 'Allowed difference between clocks' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l max-age -d 'Longest time since the token was issued' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l expires-in -d 'Shortest time until the token expires' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l pick -d 'Use only the Nth token of a paste' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l at -d 'Take this instant for now' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l trust-issuer -d 'Trust the issuer that the token names'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l refresh -d 'Fetch keys again, even if they are cached'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l ignore-exp -d 'Ignore `exp`'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l signature-only -d 'Check only the signature; the payload may be anything'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -l strict -d 'Treat warnings as failures: weak keys, missing `exp`, mixed key sets'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand verify" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l engine -d 'Engine: hasura (GraphQL Engine v2), ddn, relyauth, or all of them [default: the configuration\'s]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''
all\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l config -d 'Configuration: FILE, env:NAME or - [default: that of the profile, else env: `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`, else that of key:dev]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l role -d 'Role to ask for with x-hasura-role' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s H -l header -d 'Header of the request (repeatable); without TOKEN, the request has only these' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l request-url -d 'URL of the request, for its route and for a token in its query' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l admin-secret -d 'Admin secret of the engine: env:NAME, @FILE, - or TEXT [default: set, to something else]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l unauthorized-role -d 'Role of the engine for requests without a token' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l compatibility-date -d 'Compatibility date of DDN; before 2025-03-11 it does not check `aud` [default: the configuration\'s, else a later one]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l jwks -d 'JWK Set to use instead of fetching the configured one: FILE or URL' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l route -d 'Route of the request, which decides the format of a refusal [default: that of the URL, else graphql]' -r -f -a "graphql\t'/v1/graphql'
rest\t'/api/rest/… of v2, JSON:API of DDN'"
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l pick -d 'Use only the Nth token of a paste' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l at -d 'Take this instant for now' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -l no-admin-secret -d 'Assume that the engine has no admin secret'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand explain" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l role -d 'Default role, and an allowed one' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l allow -d 'Another allowed role (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l user-id -d 'x-hasura-user-id, and the subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l set -d 'A session variable, like x-hasura-org-id=7 (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l namespace -d 'Claim that holds the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l issuer -l iss -d 'Issuer' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l subject -l sub -d 'Subject [default: the user id]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l audience -l aud -d 'Audience (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l exp -d 'When it expires [default: +1h]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l nbf -d 'When it begins to be valid' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l iat -d 'When it was issued [default: now]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l jti -d 'Token id' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l header -d 'Header member to add: name=text, name:=json (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l key -d 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l secret -d 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l alg -d 'Signature algorithm [default: the customary one of the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l kid -d 'Name of the key in the header [default: its RFC 7638 thumbprint]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l at -d 'Take this instant for now' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -l stringified -d 'Write the Hasura claims as a JSON string, as Cognito does'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand mint" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l role -d 'Default role, and an allowed one' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l allow -d 'Another allowed role (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l user-id -d 'x-hasura-user-id, and the subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l set -d 'A session variable, like x-hasura-org-id=7 (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l namespace -d 'Claim that holds the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l issuer -l iss -d 'Issuer' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l subject -l sub -d 'Subject [default: the user id]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l audience -l aud -d 'Audience (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l exp -d 'When it expires [default: +1h]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l nbf -d 'When it begins to be valid' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l iat -d 'When it was issued [default: now]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l jti -d 'Token id' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l header -d 'Header member to add: name=text, name:=json (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l key -d 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l secret -d 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l alg -d 'Signature algorithm [default: the customary one of the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l kid -d 'Name of the key in the header [default: its RFC 7638 thumbprint]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l at -d 'Take this instant for now' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -l stringified -d 'Write the Hasura claims as a JSON string, as Cognito does'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand encode" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l role -d 'Default role, and an allowed one' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l allow -d 'Another allowed role (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l user-id -d 'x-hasura-user-id, and the subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l set -d 'A session variable, like x-hasura-org-id=7 (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l namespace -d 'Claim that holds the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l issuer -l iss -d 'Issuer' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l subject -l sub -d 'Subject [default: the user id]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l audience -l aud -d 'Audience (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l exp -d 'When it expires [default: +1h]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l nbf -d 'When it begins to be valid' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l iat -d 'When it was issued [default: now]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l jti -d 'Token id' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l header -d 'Header member to add: name=text, name:=json (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l key -d 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l secret -d 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l alg -d 'Signature algorithm [default: the customary one of the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l kid -d 'Name of the key in the header [default: its RFC 7638 thumbprint]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l at -d 'Take this instant for now' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -l stringified -d 'Write the Hasura claims as a JSON string, as Cognito does'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand sign" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l engine -l for -d 'Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura; of `check` and `convert` that of the configuration]' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l to -d 'Engine to convert a configuration for' -r -f -a "hasura\t''
ddn\t''
relyauth\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l audience -l aud -d 'Audience to accept (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l issuer -l iss -d 'Issuer to accept' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l namespace -d 'Claim that holds the Hasura claims' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l namespace-path -d 'Path to the Hasura claims, like $.user.hasura' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l skew -d 'How far clocks may differ' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l token-header -d 'Where the token is, if not in Authorization: `cookie:NAME`, or the name of a header' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l output -d 'Form of the output [default: json, for ddn and relyauth yaml]' -r -f -a "json\t''
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
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l key -d 'Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l secret -d 'HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l passphrase -d 'Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l alg -d 'Signature algorithm [default: the customary one of the key]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l kid -d 'Name of the key in the header [default: its RFC 7638 thumbprint]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l stringified -d 'The Hasura claims are a JSON string'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l certificate -d 'Fetch the provider\'s certificate and use it instead of the address of its key set'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -l interactive -d 'Ask for what is not given, and say which command would have done it'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand secret" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -f -a "graphql" -d 'Call a GraphQL endpoint'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -f -a "rest" -d 'Call a REST endpoint'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and not __fish_seen_subcommand_from graphql rest help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s Q -l query -d 'Query to send' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l token -d 'Token to send: text, `-`, @FILE, env:NAME [env: `JWTOOL_TOKEN`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l role -d 'Role to ask for with x-hasura-role (can be repeated: one request a role)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l allow -d 'Another allowed role (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l user-id -d 'x-hasura-user-id, and the subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l set -d 'A session variable, like x-hasura-org-id=7 (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s H -l header -d 'Header to send: \'name: value\' (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l timeout -d 'How long to wait for an answer' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l mint -d 'Send a token of one minute, signed with key:dev, for the --role'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l no-token -d 'Send no token'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s h -l help -d 'Print help'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from graphql" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s X -l method -d 'Request method' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l token -d 'Token to send: text, `-`, @FILE, env:NAME [env: `JWTOOL_TOKEN`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l role -d 'Role to ask for with x-hasura-role (can be repeated: one request a role)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l allow -d 'Another allowed role (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l user-id -d 'x-hasura-user-id, and the subject' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l set -d 'A session variable, like x-hasura-org-id=7 (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s H -l header -d 'Header to send: \'name: value\' (can be repeated)' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l timeout -d 'How long to wait for an answer' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l mint -d 'Send a token of one minute, signed with key:dev, for the --role'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l no-token -d 'Send no token'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s h -l help -d 'Print help'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from rest" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from help" -f -a "graphql" -d 'Call a GraphQL endpoint'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from help" -f -a "rest" -d 'Call a REST endpoint'
complete -c jwtool -n "__fish_jwtool_using_subcommand ping; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -l color -d 'When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -l profile -d 'Profile to use [env: `JWTOOL_PROFILE`]' -r
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -l config-file -d 'Configuration to read instead of the user\'s config.toml' -r -F
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -s j -l json -d 'Print a JSON document instead of text'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -s q -l quiet -d 'Say nothing on standard error'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -s v -l verbose -d 'Say where tokens and keys came from'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -l offline -d 'Make no request to any network'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c jwtool -n "__fish_jwtool_using_subcommand completions" -s V -l version -d 'Print version'
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping completions help" -f -a "decode"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping completions help" -f -a "verify"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping completions help" -f -a "explain"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping completions help" -f -a "mint"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping completions help" -f -a "secret"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping completions help" -f -a "ping"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping completions help" -f -a "completions"
complete -c jwtool -n "__fish_jwtool_using_subcommand help; and not __fish_seen_subcommand_from decode verify explain mint secret ping completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
