module completions {

  def "nu-complete jwtool color" [] {
    [ "auto" "always" "never" ]
  }

  # The JWT workbench for people who build on Hasura
  export extern jwtool [
    --json(-j)                # Print a JSON document instead of text
    --quiet(-q)               # Say nothing on standard error
    --verbose(-v)             # Say where tokens and keys came from
    --color: string@"nu-complete jwtool color" # When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration to read instead of the user's config.toml
    --offline                 # Make no request to any network
    --help(-h)                # Print help
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool decode color" [] {
    [ "auto" "always" "never" ]
  }

  # Show who issued a token and what it contains
  export extern "jwtool decode" [
    --json(-j)                # Print a JSON document instead of text
    --quiet(-q)               # Say nothing on standard error
    --verbose(-v)             # Say where tokens and keys came from
    --color: string@"nu-complete jwtool decode color" # When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration to read instead of the user's config.toml
    --offline                 # Make no request to any network
    --claim: string           # Print the value of one claim, given by name or by a path like `$.a["b.c"][0]`
    --key: string             # Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    --diff                    # Show the differences between two tokens
    --pick: string            # Use only the Nth token in the input
    --tz: string              # Show times in this time zone: utc, local, an offset like +02:00 or a name like America/Chicago
    --at: string              # Take this instant for now
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...tokens: string         # Token: the text, `-` for standard input, @FILE or env:NAME [env: `JWTOOL_TOKEN`]
  ]

  def "nu-complete jwtool verify color" [] {
    [ "auto" "always" "never" ]
  }

  # Decide whether to accept a token
  export extern "jwtool verify" [
    --json(-j)                # Print a JSON document instead of text
    --quiet(-q)               # Say nothing on standard error
    --verbose(-v)             # Say where tokens and keys came from
    --color: string@"nu-complete jwtool verify color" # When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration to read instead of the user's config.toml
    --offline                 # Make no request to any network
    --key: string             # Key to verify with: FILE (PEM, DER, certificate, JWK, JWK Set), env:NAME, key:NAME, URL or -
    --secret: string          # HMAC secret to verify with: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    --jwks: string            # JWK Set to verify with: FILE or URL
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]
    --kid: string             # Use the key with this name, whatever the token's `kid` is
    --alg: string             # Accept only this algorithm (can be repeated)
    --issuer: string          # Expected issuer; without a key, the one whose keys are fetched
    --iss: string             # Expected issuer; without a key, the one whose keys are fetched
    --trust-issuer            # Trust the issuer that the token names
    --refresh                 # Fetch keys again, even if they are cached
    --audience: string        # Expected audience (can be repeated; the token must name one)
    --aud: string             # Expected audience (can be repeated; the token must name one)
    --subject: string         # Expected subject
    --sub: string             # Expected subject
    --require: string         # Required claim (can be repeated): name, name=text, name:=json, name~=text
    --leeway: string          # Allowed difference between clocks
    --max-age: string         # Longest time since the token was issued
    --expires-in: string      # Shortest time until the token expires
    --ignore-exp              # Ignore `exp`
    --signature-only          # Check only the signature; the payload may be anything
    --strict                  # Treat warnings as failures: weak keys, missing `exp`, mixed key sets
    --pick: string            # Use only the Nth token of a paste
    --at: string              # Take this instant for now
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...token: string          # Token: text, `-` for standard input, @FILE, env:NAME [env: `JWTOOL_TOKEN`]
  ]

  def "nu-complete jwtool explain color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool explain engine" [] {
    [ "hasura" "ddn" "relyauth" "all" ]
  }

  def "nu-complete jwtool explain route" [] {
    [ "graphql" "rest" ]
  }

  # Predict how an engine answers a token: the session, or why it refuses
  export extern "jwtool explain" [
    --json(-j)                # Print a JSON document instead of text
    --quiet(-q)               # Say nothing on standard error
    --verbose(-v)             # Say where tokens and keys came from
    --color: string@"nu-complete jwtool explain color" # When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration to read instead of the user's config.toml
    --offline                 # Make no request to any network
    --engine: string@"nu-complete jwtool explain engine" # Engine: hasura (GraphQL Engine v2), ddn, relyauth, or all of them [default: the configuration's]
    --config: string          # Configuration: FILE, env:NAME or - [default: that of the profile, else env: `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`, else that of key:dev]
    --role: string            # Role to ask for with x-hasura-role
    --header(-H): string      # Header of the request (repeatable); without TOKEN, the request has only these
    --request-url: string     # URL of the request, for its route and for a token in its query
    --admin-secret: string    # Admin secret of the engine: env:NAME, @FILE, - or TEXT [default: set, to something else]
    --no-admin-secret         # Assume that the engine has no admin secret
    --unauthorized-role: string # Role of the engine for requests without a token
    --compatibility-date: string # Compatibility date of DDN; before 2025-03-11 it does not check `aud` [default: the configuration's, else a later one]
    --jwks: string            # JWK Set to use instead of fetching the configured one: FILE or URL
    --route: string@"nu-complete jwtool explain route" # Route of the request, which decides the format of a refusal [default: that of the URL, else graphql]
    --pick: string            # Use only the Nth token of a paste
    --at: string              # Take this instant for now
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    token?: string            # Token: text, `-` for standard input, @FILE, env:NAME [env: `JWTOOL_TOKEN`]
  ]

  def "nu-complete jwtool mint color" [] {
    [ "auto" "always" "never" ]
  }

  # Make a signed test token with Hasura claims
  export extern "jwtool mint" [
    --json(-j)                # Print a JSON document instead of text
    --quiet(-q)               # Say nothing on standard error
    --verbose(-v)             # Say where tokens and keys came from
    --color: string@"nu-complete jwtool mint color" # When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration to read instead of the user's config.toml
    --offline                 # Make no request to any network
    --role: string            # Default role, and an allowed one
    --allow: string           # Another allowed role (can be repeated)
    --user-id: string         # x-hasura-user-id, and the subject
    --set: string             # A session variable, like x-hasura-org-id=7 (can be repeated)
    --namespace: string       # Claim that holds the Hasura claims
    --stringified             # Write the Hasura claims as a JSON string, as Cognito does
    --issuer: string          # Issuer
    --iss: string             # Issuer
    --subject: string         # Subject [default: the user id]
    --sub: string             # Subject [default: the user id]
    --audience: string        # Audience (can be repeated)
    --aud: string             # Audience (can be repeated)
    --exp: string             # When it expires [default: +1h]
    --nbf: string             # When it begins to be valid
    --iat: string             # When it was issued [default: now]
    --jti: string             # Token id
    --header: string          # Header member to add: name=text, name:=json (can be repeated)
    --key: string             # Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]
    --secret: string          # HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]
    --alg: string             # Signature algorithm [default: the customary one of the key]
    --kid: string             # Name of the key in the header [default: its RFC 7638 thumbprint]
    --at: string              # Take this instant for now
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...claims: string         # Claim to add: name=text, name:=json, name=@FILE; name- removes it
  ]

  def "nu-complete jwtool secret color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret to" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  # Print the configuration that makes Hasura v2, DDN or RelyAuth accept a token
  export extern "jwtool secret" [
    --json(-j)                # Print a JSON document instead of text
    --quiet(-q)               # Say nothing on standard error
    --verbose(-v)             # Say where tokens and keys came from
    --color: string@"nu-complete jwtool secret color" # When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration to read instead of the user's config.toml
    --offline                 # Make no request to any network
    --engine: string@"nu-complete jwtool secret engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura; of `check` and `convert` that of the configuration]
    --for: string@"nu-complete jwtool secret engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura; of `check` and `convert` that of the configuration]
    --to: string@"nu-complete jwtool secret to" # Engine to convert a configuration for
    --audience: string        # Audience to accept (can be repeated)
    --aud: string             # Audience to accept (can be repeated)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that holds the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, like $.user.hasura
    --stringified             # The Hasura claims are a JSON string
    --skew: string            # How far clocks may differ
    --token-header: string    # Where the token is, if not in Authorization: `cookie:NAME`, or the name of a header
    --certificate             # Fetch the provider's certificate and use it instead of the address of its key set
    --output: string@"nu-complete jwtool secret output" # Form of the output [default: json, for ddn and relyauth yaml]
    --interactive             # Ask for what is not given, and say which command would have done it
    --key: string             # Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]
    --secret: string          # HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: asks]
    --alg: string             # Signature algorithm [default: the customary one of the key]
    --kid: string             # Name of the key in the header [default: its RFC 7638 thumbprint]
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...words: string          # Whose tokens: a provider and its value (`--help` lists them); or `check`, `convert`
  ]

  def "nu-complete jwtool ping color" [] {
    [ "auto" "always" "never" ]
  }

  # Call an endpoint with a token and say what came back
  export extern "jwtool ping" [
    --json(-j)                # Print a JSON document instead of text
    --quiet(-q)               # Say nothing on standard error
    --verbose(-v)             # Say where tokens and keys came from
    --color: string@"nu-complete jwtool ping color" # When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration to read instead of the user's config.toml
    --offline                 # Make no request to any network
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool ping graphql color" [] {
    [ "auto" "always" "never" ]
  }

  # Call a GraphQL endpoint
  export extern "jwtool ping graphql" [
    --query(-Q): string       # Query to send
    --token: string           # Token to send: text, `-`, @FILE, env:NAME [env: `JWTOOL_TOKEN`]
    --mint                    # Send a token of one minute, signed with key:dev, for the --role
    --no-token                # Send no token
    --role: string            # Role to ask for with x-hasura-role (can be repeated: one request a role)
    --allow: string           # Another allowed role (can be repeated)
    --user-id: string         # x-hasura-user-id, and the subject
    --set: string             # A session variable, like x-hasura-org-id=7 (can be repeated)
    --header(-H): string      # Header to send: 'name: value' (can be repeated)
    --timeout: string         # How long to wait for an answer
    --json(-j)                # Print a JSON document instead of text
    --quiet(-q)               # Say nothing on standard error
    --verbose(-v)             # Say where tokens and keys came from
    --color: string@"nu-complete jwtool ping graphql color" # When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration to read instead of the user's config.toml
    --offline                 # Make no request to any network
    --help(-h)                # Print help
    --version(-V)             # Print version
    url?: string              # Endpoint; without it the profile's, `HASURA_GRAPHQL_ENDPOINT`, <http://localhost:8080/v1/graphql>
  ]

  def "nu-complete jwtool ping rest color" [] {
    [ "auto" "always" "never" ]
  }

  # Call a REST endpoint
  export extern "jwtool ping rest" [
    --method(-X): string      # Request method
    --token: string           # Token to send: text, `-`, @FILE, env:NAME [env: `JWTOOL_TOKEN`]
    --mint                    # Send a token of one minute, signed with key:dev, for the --role
    --no-token                # Send no token
    --role: string            # Role to ask for with x-hasura-role (can be repeated: one request a role)
    --allow: string           # Another allowed role (can be repeated)
    --user-id: string         # x-hasura-user-id, and the subject
    --set: string             # A session variable, like x-hasura-org-id=7 (can be repeated)
    --header(-H): string      # Header to send: 'name: value' (can be repeated)
    --timeout: string         # How long to wait for an answer
    --json(-j)                # Print a JSON document instead of text
    --quiet(-q)               # Say nothing on standard error
    --verbose(-v)             # Say where tokens and keys came from
    --color: string@"nu-complete jwtool ping rest color" # When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration to read instead of the user's config.toml
    --offline                 # Make no request to any network
    --help(-h)                # Print help
    --version(-V)             # Print version
    url?: string              # Endpoint [default: the profile's]
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "jwtool ping help" [
  ]

  # Call a GraphQL endpoint
  export extern "jwtool ping help graphql" [
  ]

  # Call a REST endpoint
  export extern "jwtool ping help rest" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "jwtool ping help help" [
  ]

  def "nu-complete jwtool completions color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool completions shell" [] {
    [ "bash" "elvish" "fish" "nushell" "powershell" "zsh" ]
  }

  # Print the completions of a shell
  export extern "jwtool completions" [
    --json(-j)                # Print a JSON document instead of text
    --quiet(-q)               # Say nothing on standard error
    --verbose(-v)             # Say where tokens and keys came from
    --color: string@"nu-complete jwtool completions color" # When to use colours [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration to read instead of the user's config.toml
    --offline                 # Make no request to any network
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    shell: string@"nu-complete jwtool completions shell" # Shell to complete for
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "jwtool help" [
  ]

  export extern "jwtool help decode" [
  ]

  export extern "jwtool help verify" [
  ]

  export extern "jwtool help explain" [
  ]

  export extern "jwtool help mint" [
  ]

  export extern "jwtool help secret" [
  ]

  export extern "jwtool help ping" [
  ]

  export extern "jwtool help completions" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "jwtool help help" [
  ]

}

export use completions *
