module completions {

  def "nu-complete jwtool color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool store" [] {
    [ "keyring" "file" "none" ]
  }

  # The JWT workbench for people who build on Hasura
  export extern jwtool [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool decode color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool decode store" [] {
    [ "keyring" "file" "none" ]
  }

  # Show who issued a token and what it contains
  export extern "jwtool decode" [
    --claim: string           # Print the value of one claim, by name or by a path such as `$.a["b.c"][0]`
    --key: string             # Decrypt an encrypted token (JWE) with this key: FILE (PEM, DER, JWK), env:NAME, key:NAME or -
    --secret: string          # Decrypt an encrypted token (JWE) with this shared secret, also a session cookie of NextAuth or Auth.js: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    --diff                    # Show the differences between two tokens
    --token: string           # Same as TOKEN
    --pick: string            # Use only the Nth token in the input
    --tz: string              # Show times in this time zone: utc, local, an offset such as +02:00, or a name such as America/Chicago
    --at: string              # Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool decode color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool decode store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...tokens: string         # Token: TEXT, @FILE, env:NAME, or - for standard input [env: `JWTOOL_TOKEN`]
  ]

  def "nu-complete jwtool verify color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool verify store" [] {
    [ "keyring" "file" "none" ]
  }

  # Decide whether to accept a token
  export extern "jwtool verify" [
    --key: string             # Key to verify with: FILE (PEM, DER, certificate, JWK, JWK Set), env:NAME, key:NAME, URL or -
    --secret: string          # HMAC secret to verify with: TEXT, base64:…, hex:…, @FILE, base64:@FILE, env:NAME or -
    --jwks: string            # JWK Set to verify with: FILE or URL
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    --kid: string             # Use the key with this ID, regardless of the token's `kid`
    --alg: string             # Accept only this algorithm (repeatable)
    --issuer: string          # Expected issuer; without a key, also the issuer to fetch keys from
    --iss: string             # Expected issuer; without a key, also the issuer to fetch keys from
    --trust-issuer            # Trust the issuer named in the token
    --refresh                 # Fetch keys again, even if they are cached
    --audience: string        # Expected audience (repeatable; the token must name at least one)
    --aud: string             # Expected audience (repeatable; the token must name at least one)
    --subject: string         # Expected subject
    --sub: string             # Expected subject
    --require: string         # Required claim (repeatable): name, name=text, name:=json, name~=text
    --leeway: string          # Clock skew to allow
    --max-age: string         # Maximum age of the token
    --expires-in: string      # Minimum time left until the token expires
    --ignore-exp              # Ignore `exp`
    --signature-only          # Check only the signature and accept any payload
    --strict                  # Treat warnings as failures: weak keys, missing `exp`, mixed key sets
    --token: string           # Same as TOKEN
    --pick: string            # Use only the Nth token in the input
    --at: string              # Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool verify color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool verify store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...token: string          # Token: TEXT, @FILE, env:NAME, or - for standard input [env: `JWTOOL_TOKEN`]
  ]

  def "nu-complete jwtool explain engine" [] {
    [ "hasura" "ddn" "relyauth" "all" ]
  }

  def "nu-complete jwtool explain route" [] {
    [ "graphql" "rest" ]
  }

  def "nu-complete jwtool explain color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool explain store" [] {
    [ "keyring" "file" "none" ]
  }

  # Predict how an engine responds to a token: the session, or why it refuses
  export extern "jwtool explain" [
    --engine: string@"nu-complete jwtool explain engine" # Engine: hasura (GraphQL Engine v2), ddn, relyauth, or all of them [default: the configuration's]
    --config: string          # Configuration, or a file that sets it (Compose, .env, Kubernetes, …): FILE, env:NAME or - [default: the profile's, else `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`, else one for the token]
    --role: string            # Role to request with x-hasura-role
    --header(-H): string      # Request header (repeatable); without TOKEN, only these headers are sent
    --request-url: string     # Request URL, used for the route and for a token in the query
    --admin-secret: string    # Admin secret of the engine: TEXT, @FILE, env:NAME or - [default: the request's, if it has one]
    --no-admin-secret         # Assume that the engine has no admin secret
    --unauthorized-role: string # Role that the engine gives to requests without a token
    --compatibility-date: string # DDN compatibility date; before 2025-03-11, DDN does not check `aud` [default: the configuration's, else one on which it is checked]
    --jwks: string            # JWK Set to use instead of fetching the configured one: FILE or URL
    --route: string@"nu-complete jwtool explain route" # Request route, which determines the error format [default: the URL's, else graphql]
    --token: string           # Same as TOKEN
    --pick: string            # Use only the Nth token in the input
    --message: string         # Explain an error message instead of a token: whose it is, and what usually causes it: TEXT, @FILE or -
    --at: string              # Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool explain color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool explain store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    token?: string            # Token: TEXT, @FILE, env:NAME, or - for standard input [env: `JWTOOL_TOKEN`]
  ]

  def "nu-complete jwtool mint name" [] {
    [ "hasura" "relyauth" "ddn" "cognito-id" "cognito-access" "cognito-azuread" "entra-v1" "entra-v2" "auth0" "firebase" "clerk" "supabase" "keycloak" "okta" "supertokens" "microservice" "github-actions" "kubernetes" "nhost" "list" ]
  }

  def "nu-complete jwtool mint damage" [] {
    [ "expired" "not-yet-valid" "signature" "key" "alg-none" "kid" "issuer" "audience" "roles" "namespace" ]
  }

  def "nu-complete jwtool mint color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool mint store" [] {
    [ "keyring" "file" "none" ]
  }

  # Create a signed test token
  export extern "jwtool mint" [
    --claims: string          # JSON object of claims: FILE, env:NAME or - for standard input
    --role: string            # Default role, also added to the allowed roles
    --allow: string           # Additional allowed role (repeatable)
    --user-id: string         # User ID, used for x-hasura-user-id and the subject
    --set: string             # Session variable, such as x-hasura-org-id=7 (repeatable)
    --as: string@"nu-complete jwtool mint name" # Provider and kind of token to imitate; `list` shows them [default: hasura]
    --from: string            # Token to edit and sign again, which keeps everything that you do not change: TEXT, @FILE, env:NAME or -
    --pick: string            # Edit the Nth token in the input of --from
    --break: string@"nu-complete jwtool mint damage" # Make the token wrong in one way, for tests
    --namespace: string       # Claim that contains the Hasura claims [default: the preset's, usually `https://hasura.io/jwt/claims`]
    --stringified             # Encode the Hasura claims as a JSON string, as Cognito does
    --issuer: string          # Issuer
    --iss: string             # Issuer
    --subject: string         # Subject [default: the user ID]
    --sub: string             # Subject [default: the user ID]
    --audience: string        # Audience (repeatable)
    --aud: string             # Audience (repeatable)
    --exp: string             # Expiration time, or none [default: +1h]
    --nbf: string             # Time before which the token is not valid, or none
    --iat: string             # Time of issue, or none [default: now]
    --jti: string             # Token ID
    --header: string          # Header parameter to add (name=text, name:=json) or to remove (name-); repeatable
    --key: string             # Private key to sign with: FILE, env:NAME, key:NAME or - [default: the profile's, else key:dev]
    --secret: string          # HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    --alg: string             # Signature algorithm [default: the usual one for the key]
    --kid: string             # Key ID for the header [default: the key's RFC 7638 thumbprint]
    --core: string            # Let the SuperTokens core at URL sign the token
    --api-key: string         # API key of the core: KEY, env:NAME, @FILE or -
    --dynamic                 # Sign with the core's dynamic key, which is replaced every week
    --count: string           # Mint N tokens, one per line; in values, {n} is the token's number and {uuid} a random UUID
    --at: string              # Pretend the current time is TIME: a date, RFC 3339, Unix seconds, +1h, -5m
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool mint color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool mint store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...claims: string         # Claim to add (name=text, name:=json, name=@FILE) or to remove (name-), or a JSON object of claims; a name may be a path, such as $.a.b
  ]

  def "nu-complete jwtool secret engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret store" [] {
    [ "keyring" "file" "none" ]
  }

  # Print the configuration that makes Hasura v2, DDN or RelyAuth accept a token
  export extern "jwtool secret" [
    --engine: string@"nu-complete jwtool secret engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --key: string             # Private key to sign with: FILE, env:NAME, key:NAME or - [default: the profile's, else key:dev]
    --secret: string          # HMAC secret to sign with: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    --alg: string             # Signature algorithm [default: the usual one for the key]
    --kid: string             # Key ID for the header [default: the key's RFC 7638 thumbprint]
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool secret check engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret check color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret check store" [] {
    [ "keyring" "file" "none" ]
  }

  # Check whether an engine would start with a configuration
  export extern "jwtool secret check" [
    --engine: string@"nu-complete jwtool secret check engine" # Engine to check for: hasura, ddn or relyauth [default: detected from the configuration]
    --for: string@"nu-complete jwtool secret check engine" # Engine to check for: hasura, ddn or relyauth [default: detected from the configuration]
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret check color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret check store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    source?: string           # Configuration, or a file that sets it (Compose, .env, Kubernetes, …): FILE, env:NAME or - [default: the profile's, else `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`]
  ]

  def "nu-complete jwtool secret convert to" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret convert engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret convert output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret convert color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret convert store" [] {
    [ "keyring" "file" "none" ]
  }

  # Convert a configuration for another engine
  export extern "jwtool secret convert" [
    --to: string@"nu-complete jwtool secret convert to" # Engine to convert to: hasura, ddn or relyauth
    --engine: string@"nu-complete jwtool secret convert engine" # Engine to convert from: hasura, ddn or relyauth [default: detected from the configuration]
    --for: string@"nu-complete jwtool secret convert engine" # Engine to convert from: hasura, ddn or relyauth [default: detected from the configuration]
    --token: string           # Token whose session variables are listed, for engines without a namespace beside single claims: TEXT, @FILE or env:NAME
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --alg: string             # Signature algorithm [default: the usual one for the key]
    --output: string@"nu-complete jwtool secret convert output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret convert color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret convert store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    source?: string           # Configuration, or a file that sets it (Compose, .env, Kubernetes, …): FILE, env:NAME or - [default: the profile's, else `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`]
  ]

  def "nu-complete jwtool secret cognito engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret cognito output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret cognito color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret cognito store" [] {
    [ "keyring" "file" "none" ]
  }

  # AWS Cognito user pool
  export extern "jwtool secret cognito" [
    --engine: string@"nu-complete jwtool secret cognito engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret cognito engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret cognito output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret cognito color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret cognito store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # User pool ID, such as us-east-1_U2dzkxfTv
  ]

  def "nu-complete jwtool secret auth0 engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret auth0 output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret auth0 color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret auth0 store" [] {
    [ "keyring" "file" "none" ]
  }

  # Auth0 tenant
  export extern "jwtool secret auth0" [
    --certificate             # Fetch the certificate and embed it instead of the key set URL
    --engine: string@"nu-complete jwtool secret auth0 engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret auth0 engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret auth0 output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret auth0 color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret auth0 store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Domain, such as example-gov.us.auth0.com
  ]

  def "nu-complete jwtool secret entra engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret entra output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret entra color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret entra store" [] {
    [ "keyring" "file" "none" ]
  }

  # Microsoft Entra ID (Azure AD) tenant
  export extern "jwtool secret entra" [
    --engine: string@"nu-complete jwtool secret entra engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret entra engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret entra output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret entra color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret entra store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Tenant ID or domain, such as 00000000-1111-4222-8333-444444444444
  ]

  def "nu-complete jwtool secret firebase engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret firebase output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret firebase color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret firebase store" [] {
    [ "keyring" "file" "none" ]
  }

  # Firebase project
  export extern "jwtool secret firebase" [
    --engine: string@"nu-complete jwtool secret firebase engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret firebase engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret firebase output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret firebase color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret firebase store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Project ID, such as example-project
  ]

  def "nu-complete jwtool secret google engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret google output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret google color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret google store" [] {
    [ "keyring" "file" "none" ]
  }

  # Google sign-in
  export extern "jwtool secret google" [
    --engine: string@"nu-complete jwtool secret google engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret google engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret google output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret google color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret google store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Client ID, such as 123-abc.apps.googleusercontent.com
  ]

  def "nu-complete jwtool secret clerk engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret clerk output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret clerk color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret clerk store" [] {
    [ "keyring" "file" "none" ]
  }

  # Clerk instance
  export extern "jwtool secret clerk" [
    --engine: string@"nu-complete jwtool secret clerk engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret clerk engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret clerk output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret clerk color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret clerk store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Host name, such as clerk.example.gov
  ]

  def "nu-complete jwtool secret supabase engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret supabase output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret supabase color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret supabase store" [] {
    [ "keyring" "file" "none" ]
  }

  # Supabase project
  export extern "jwtool secret supabase" [
    --engine: string@"nu-complete jwtool secret supabase engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret supabase engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret supabase output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret supabase color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret supabase store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Project reference, such as abcdefghijklmnopqrst
  ]

  def "nu-complete jwtool secret keycloak engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret keycloak output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret keycloak color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret keycloak store" [] {
    [ "keyring" "file" "none" ]
  }

  # Keycloak realm
  export extern "jwtool secret keycloak" [
    --engine: string@"nu-complete jwtool secret keycloak engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret keycloak engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret keycloak output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret keycloak color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret keycloak store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Realm URL, such as https://id.example.gov/realms/moped
  ]

  def "nu-complete jwtool secret okta engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret okta output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret okta color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret okta store" [] {
    [ "keyring" "file" "none" ]
  }

  # Okta authorization server
  export extern "jwtool secret okta" [
    --engine: string@"nu-complete jwtool secret okta engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret okta engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret okta output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret okta color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret okta store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Issuer URL, such as https://example.okta.com/oauth2/default
  ]

  def "nu-complete jwtool secret supertokens engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret supertokens output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret supertokens color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret supertokens store" [] {
    [ "keyring" "file" "none" ]
  }

  # SuperTokens backend
  export extern "jwtool secret supertokens" [
    --engine: string@"nu-complete jwtool secret supertokens engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret supertokens engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret supertokens output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret supertokens color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret supertokens store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # API domain, such as api.example.gov
  ]

  def "nu-complete jwtool secret nhost engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret nhost output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret nhost color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret nhost store" [] {
    [ "keyring" "file" "none" ]
  }

  # nhost project
  export extern "jwtool secret nhost" [
    --engine: string@"nu-complete jwtool secret nhost engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret nhost engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret nhost output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret nhost color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret nhost store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Subdomain and region, such as parksabc.eu-central-1
  ]

  def "nu-complete jwtool secret ory engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret ory output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret ory color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret ory store" [] {
    [ "keyring" "file" "none" ]
  }

  # Ory Hydra or Ory Network
  export extern "jwtool secret ory" [
    --engine: string@"nu-complete jwtool secret ory engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret ory engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret ory output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret ory color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret ory store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Issuer URL, such as https://brave-fox-1a2b.projects.oryapis.com
  ]

  def "nu-complete jwtool secret casdoor engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret casdoor output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret casdoor color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret casdoor store" [] {
    [ "keyring" "file" "none" ]
  }

  # Casdoor server
  export extern "jwtool secret casdoor" [
    --engine: string@"nu-complete jwtool secret casdoor engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret casdoor engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret casdoor output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret casdoor color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret casdoor store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Issuer URL, such as https://door.example.gov
  ]

  def "nu-complete jwtool secret kinde engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret kinde output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret kinde color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret kinde store" [] {
    [ "keyring" "file" "none" ]
  }

  # Kinde domain
  export extern "jwtool secret kinde" [
    --engine: string@"nu-complete jwtool secret kinde engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret kinde engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret kinde output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret kinde color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret kinde store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Domain, such as example.kinde.com
  ]

  def "nu-complete jwtool secret fusionauth engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret fusionauth output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret fusionauth color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret fusionauth store" [] {
    [ "keyring" "file" "none" ]
  }

  # FusionAuth server
  export extern "jwtool secret fusionauth" [
    --engine: string@"nu-complete jwtool secret fusionauth engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret fusionauth engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret fusionauth output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret fusionauth color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret fusionauth store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Server URL, such as https://fusionauth.example.gov
  ]

  def "nu-complete jwtool secret logto engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret logto output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret logto color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret logto store" [] {
    [ "keyring" "file" "none" ]
  }

  # Logto tenant
  export extern "jwtool secret logto" [
    --engine: string@"nu-complete jwtool secret logto engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret logto engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret logto output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret logto color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret logto store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Issuer URL, such as https://example.logto.app/oidc
  ]

  def "nu-complete jwtool secret zitadel engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret zitadel output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret zitadel color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret zitadel store" [] {
    [ "keyring" "file" "none" ]
  }

  # Zitadel instance
  export extern "jwtool secret zitadel" [
    --engine: string@"nu-complete jwtool secret zitadel engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret zitadel engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret zitadel output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret zitadel color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret zitadel store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Issuer URL, such as https://example-ab12.zitadel.cloud
  ]

  def "nu-complete jwtool secret workos engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret workos output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret workos color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret workos store" [] {
    [ "keyring" "file" "none" ]
  }

  # WorkOS AuthKit client
  export extern "jwtool secret workos" [
    --engine: string@"nu-complete jwtool secret workos engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret workos engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret workos output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret workos color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret workos store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Client ID, such as client_01EXAMPLE
  ]

  def "nu-complete jwtool secret descope engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret descope output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret descope color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret descope store" [] {
    [ "keyring" "file" "none" ]
  }

  # Descope project
  export extern "jwtool secret descope" [
    --engine: string@"nu-complete jwtool secret descope engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret descope engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret descope output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret descope color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret descope store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Project ID, such as P2YuRTmSv8PdoasWiLoBrZP92abc
  ]

  def "nu-complete jwtool secret stytch engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret stytch output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret stytch color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret stytch store" [] {
    [ "keyring" "file" "none" ]
  }

  # Stytch project
  export extern "jwtool secret stytch" [
    --engine: string@"nu-complete jwtool secret stytch engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret stytch engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret stytch output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret stytch color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret stytch store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Project ID, such as project-test-0000
  ]

  def "nu-complete jwtool secret better-auth engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret better-auth output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret better-auth color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret better-auth store" [] {
    [ "keyring" "file" "none" ]
  }

  # better-auth application
  export extern "jwtool secret better-auth" [
    --engine: string@"nu-complete jwtool secret better-auth engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret better-auth engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret better-auth output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret better-auth color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret better-auth store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Base URL, such as https://app.example.gov
  ]

  def "nu-complete jwtool secret propelauth engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret propelauth output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret propelauth color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret propelauth store" [] {
    [ "keyring" "file" "none" ]
  }

  # PropelAuth project
  export extern "jwtool secret propelauth" [
    --alg: string             # Signature algorithm [default: the usual one for the key]
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    --engine: string@"nu-complete jwtool secret propelauth engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret propelauth engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret propelauth output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret propelauth color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret propelauth store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # File with the verifier key, such as public.pem
  ]

  def "nu-complete jwtool secret authentik engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret authentik output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret authentik color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret authentik store" [] {
    [ "keyring" "file" "none" ]
  }

  # authentik application
  export extern "jwtool secret authentik" [
    --engine: string@"nu-complete jwtool secret authentik engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret authentik engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret authentik output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret authentik color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret authentik store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Issuer URL, such as https://id.example/application/o/x
  ]

  def "nu-complete jwtool secret dex engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret dex output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret dex color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret dex store" [] {
    [ "keyring" "file" "none" ]
  }

  # Dex server
  export extern "jwtool secret dex" [
    --engine: string@"nu-complete jwtool secret dex engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret dex engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret dex output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret dex color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret dex store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Issuer URL, such as https://dex.example.gov/dex
  ]

  def "nu-complete jwtool secret nextauth engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret nextauth output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret nextauth color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret nextauth store" [] {
    [ "keyring" "file" "none" ]
  }

  # NextAuth or Auth.js application, with what to do instead
  export extern "jwtool secret nextauth" [
    --engine: string@"nu-complete jwtool secret nextauth engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret nextauth engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret nextauth output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret nextauth color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret nextauth store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool secret jwks engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret jwks output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret jwks color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret jwks store" [] {
    [ "keyring" "file" "none" ]
  }

  # Any issuer, by the URL of its key set
  export extern "jwtool secret jwks" [
    --engine: string@"nu-complete jwtool secret jwks engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret jwks engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret jwks output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret jwks color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret jwks store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # URL of a JWK Set, such as https://issuer.example.gov/jwks.json
  ]

  def "nu-complete jwtool secret key engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret key output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret key color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret key store" [] {
    [ "keyring" "file" "none" ]
  }

  # A key in any encoding
  export extern "jwtool secret key" [
    --alg: string             # Signature algorithm [default: the usual one for the key]
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    --engine: string@"nu-complete jwtool secret key engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret key engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret key output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret key color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret key store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Key: FILE, env:NAME, key:NAME, URL or -, such as public.pem
  ]

  def "nu-complete jwtool secret hmac engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret hmac output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret hmac color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret hmac store" [] {
    [ "keyring" "file" "none" ]
  }

  # An HMAC secret, by default a new random one
  export extern "jwtool secret hmac" [
    --alg: string             # Signature algorithm [default: the usual one for the key]
    --secret: string          # HMAC secret to configure: TEXT, base64:…, hex:…, @FILE, env:NAME or - [default: a new random one]
    --engine: string@"nu-complete jwtool secret hmac engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret hmac engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret hmac output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret hmac color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret hmac store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool secret token engine" [] {
    [ "hasura" "ddn" "relyauth" ]
  }

  def "nu-complete jwtool secret token output" [] {
    [ "json" "pretty" "yaml" "dotenv" "shell" "powershell" "compose" "docker" "kubernetes" "terraform" "github" "azure" ]
  }

  def "nu-complete jwtool secret token color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool secret token store" [] {
    [ "keyring" "file" "none" ]
  }

  # The issuer of a token
  export extern "jwtool secret token" [
    --role: string            # Role for every token of this issuer, instead of the roles in its claims (repeatable; the first is the default)
    --engine: string@"nu-complete jwtool secret token engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --for: string@"nu-complete jwtool secret token engine" # Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    --audience: string        # Audience to accept (repeatable)
    --aud: string             # Audience to accept (repeatable)
    --issuer: string          # Issuer to accept
    --iss: string             # Issuer to accept
    --namespace: string       # Claim that contains the Hasura claims
    --namespace-path: string  # Path to the Hasura claims, such as $.user.hasura
    --stringified             # Expect the Hasura claims as a JSON string
    --skew: string            # Clock skew to allow
    --token-header: string    # Location of the token: cookie:NAME or the name of a header [default: Authorization]
    --output: string@"nu-complete jwtool secret token output" # Output format [default: json for hasura, yaml for ddn and relyauth]
    --interactive             # Prompt for missing values, then print the equivalent command
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool secret token color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool secret token store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    value?: string            # Token: TEXT, @FILE, env:NAME or -, such as @token.txt
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "jwtool secret help" [
  ]

  # Check whether an engine would start with a configuration
  export extern "jwtool secret help check" [
  ]

  # Convert a configuration for another engine
  export extern "jwtool secret help convert" [
  ]

  # AWS Cognito user pool
  export extern "jwtool secret help cognito" [
  ]

  # Auth0 tenant
  export extern "jwtool secret help auth0" [
  ]

  # Microsoft Entra ID (Azure AD) tenant
  export extern "jwtool secret help entra" [
  ]

  # Firebase project
  export extern "jwtool secret help firebase" [
  ]

  # Google sign-in
  export extern "jwtool secret help google" [
  ]

  # Clerk instance
  export extern "jwtool secret help clerk" [
  ]

  # Supabase project
  export extern "jwtool secret help supabase" [
  ]

  # Keycloak realm
  export extern "jwtool secret help keycloak" [
  ]

  # Okta authorization server
  export extern "jwtool secret help okta" [
  ]

  # SuperTokens backend
  export extern "jwtool secret help supertokens" [
  ]

  # nhost project
  export extern "jwtool secret help nhost" [
  ]

  # Ory Hydra or Ory Network
  export extern "jwtool secret help ory" [
  ]

  # Casdoor server
  export extern "jwtool secret help casdoor" [
  ]

  # Kinde domain
  export extern "jwtool secret help kinde" [
  ]

  # FusionAuth server
  export extern "jwtool secret help fusionauth" [
  ]

  # Logto tenant
  export extern "jwtool secret help logto" [
  ]

  # Zitadel instance
  export extern "jwtool secret help zitadel" [
  ]

  # WorkOS AuthKit client
  export extern "jwtool secret help workos" [
  ]

  # Descope project
  export extern "jwtool secret help descope" [
  ]

  # Stytch project
  export extern "jwtool secret help stytch" [
  ]

  # better-auth application
  export extern "jwtool secret help better-auth" [
  ]

  # PropelAuth project
  export extern "jwtool secret help propelauth" [
  ]

  # authentik application
  export extern "jwtool secret help authentik" [
  ]

  # Dex server
  export extern "jwtool secret help dex" [
  ]

  # NextAuth or Auth.js application, with what to do instead
  export extern "jwtool secret help nextauth" [
  ]

  # Any issuer, by the URL of its key set
  export extern "jwtool secret help jwks" [
  ]

  # A key in any encoding
  export extern "jwtool secret help key" [
  ]

  # An HMAC secret, by default a new random one
  export extern "jwtool secret help hmac" [
  ]

  # The issuer of a token
  export extern "jwtool secret help token" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "jwtool secret help help" [
  ]

  def "nu-complete jwtool ping color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool ping store" [] {
    [ "keyring" "file" "none" ]
  }

  # Call an endpoint with a token and report the response
  export extern "jwtool ping" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool ping color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool ping store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool ping graphql name" [] {
    [ "hasura" "relyauth" "ddn" "cognito-id" "cognito-access" "cognito-azuread" "entra-v1" "entra-v2" "auth0" "firebase" "clerk" "supabase" "keycloak" "okta" "supertokens" "microservice" "github-actions" "kubernetes" "nhost" "list" ]
  }

  def "nu-complete jwtool ping graphql color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool ping graphql store" [] {
    [ "keyring" "file" "none" ]
  }

  # Call a GraphQL endpoint
  export extern "jwtool ping graphql" [
    --query(-Q): string       # Query to send [default: { __typename }]
    --query-file: string      # File with the query to send, or - for standard input
    --operation: string       # Operation to execute, if the query has several
    --variable: string        # Variable of the query: name=text or name:=json (repeatable)
    --variables: string       # File with a JSON object of variables, or - for standard input
    --introspect              # Count the fields and types that the role can see
    --websocket               # Send the query over a websocket (graphql-transport-ws, else the legacy graphql-ws)
    --token: string           # Token to send: TEXT, @FILE, env:NAME or - [env: `JWTOOL_TOKEN`]
    --pick: string            # Use only the Nth token in the input
    --mint                    # Mint a token for --role, valid for one minute and signed with the profile's key or key:dev
    --no-token                # Send no token
    --role: string            # Role to request with x-hasura-role (repeatable; sends one request per role) [default: the first of the profile's that the token allows]
    --allow: string           # Additional allowed role (repeatable)
    --user-id: string         # User ID, used for x-hasura-user-id and the subject
    --set: string             # Session variable, such as x-hasura-org-id=7 (repeatable)
    --as: string@"nu-complete jwtool ping graphql name" # Provider and kind of token to imitate; `list` shows them [default: hasura]
    --issuer: string          # Issuer of the token to mint
    --iss: string             # Issuer of the token to mint
    --audience: string        # Audience of the token to mint (repeatable)
    --aud: string             # Audience of the token to mint (repeatable)
    --header(-H): string      # Header to send instead of the one with the same name: 'name: value' (repeatable)
    --admin-secret: string    # Send Hasura's admin secret, and no token unless one is named: TEXT, @FILE, env:NAME or -
    --timeout: string         # Time to wait for a response
    --cacert: path            # Certificate authorities to trust besides the system's, as PEM
    --insecure                # Accept any certificate, so that anyone in between can read the token
    --expect-status: string   # Statuses to expect instead of 2xx, such as 200,401 or 4xx
    --expect: string          # Expect this JMESPath expression to be true of the body
    --expect-refused: string  # Expect a refusal, with this code in the body or this HTTP status
    --max-time: string        # Expect the response within this time
    --wait: string            # Try for this long until there is a response other than HTTP 502, 503 or 504, and until it meets --expect and --expect-status
    --retry: string           # Try this many more times, for the same reasons as --wait
    --count: string           # Send each request this many times, and summarize the times; Ctrl-C ends the series
    --interval: string        # Time from one request to the next with --count
    --junit: path             # Write the results as JUnit XML
    --github                  # In GitHub Actions, mask the token, annotate failures, and add to the job summary
    --curl                    # Print the request as a curl command, and send nothing
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool ping graphql color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool ping graphql store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    url?: string              # Endpoint [default: the profile's, else `HASURA_GRAPHQL_ENDPOINT`, else `http://localhost:8080/v1/graphql`]
  ]

  def "nu-complete jwtool ping rest name" [] {
    [ "hasura" "relyauth" "ddn" "cognito-id" "cognito-access" "cognito-azuread" "entra-v1" "entra-v2" "auth0" "firebase" "clerk" "supabase" "keycloak" "okta" "supertokens" "microservice" "github-actions" "kubernetes" "nhost" "list" ]
  }

  def "nu-complete jwtool ping rest color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool ping rest store" [] {
    [ "keyring" "file" "none" ]
  }

  # Call a REST endpoint
  export extern "jwtool ping rest" [
    --method(-X): string      # Request method [default: GET, or POST with --data]
    --data: string            # Body to send: TEXT, @FILE or - (standard input)
    --token: string           # Token to send: TEXT, @FILE, env:NAME or - [env: `JWTOOL_TOKEN`]
    --pick: string            # Use only the Nth token in the input
    --mint                    # Mint a token for --role, valid for one minute and signed with the profile's key or key:dev
    --no-token                # Send no token
    --role: string            # Role to request with x-hasura-role (repeatable; sends one request per role) [default: the first of the profile's that the token allows]
    --allow: string           # Additional allowed role (repeatable)
    --user-id: string         # User ID, used for x-hasura-user-id and the subject
    --set: string             # Session variable, such as x-hasura-org-id=7 (repeatable)
    --as: string@"nu-complete jwtool ping rest name" # Provider and kind of token to imitate; `list` shows them [default: hasura]
    --issuer: string          # Issuer of the token to mint
    --iss: string             # Issuer of the token to mint
    --audience: string        # Audience of the token to mint (repeatable)
    --aud: string             # Audience of the token to mint (repeatable)
    --header(-H): string      # Header to send instead of the one with the same name: 'name: value' (repeatable)
    --admin-secret: string    # Send Hasura's admin secret, and no token unless one is named: TEXT, @FILE, env:NAME or -
    --timeout: string         # Time to wait for a response
    --cacert: path            # Certificate authorities to trust besides the system's, as PEM
    --insecure                # Accept any certificate, so that anyone in between can read the token
    --expect-status: string   # Statuses to expect instead of 2xx, such as 200,401 or 4xx
    --expect: string          # Expect this JMESPath expression to be true of the body
    --expect-refused: string  # Expect a refusal, with this code in the body or this HTTP status
    --max-time: string        # Expect the response within this time
    --wait: string            # Try for this long until there is a response other than HTTP 502, 503 or 504, and until it meets --expect and --expect-status
    --retry: string           # Try this many more times, for the same reasons as --wait
    --count: string           # Send each request this many times, and summarize the times; Ctrl-C ends the series
    --interval: string        # Time from one request to the next with --count
    --junit: path             # Write the results as JUnit XML
    --github                  # In GitHub Actions, mask the token, annotate failures, and add to the job summary
    --curl                    # Print the request as a curl command, and send nothing
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool ping rest color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool ping rest store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
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

  def "nu-complete jwtool key color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool key store" [] {
    [ "keyring" "file" "none" ]
  }

  # Create and manage the keys that `mint` signs with
  export extern "jwtool key" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool key color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool key store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool key new color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool key new store" [] {
    [ "keyring" "file" "none" ]
  }

  # Create a key and print its name
  export extern "jwtool key new" [
    --name: string            # Name of the key [default: the algorithm's]
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool key new color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool key new store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    algorithm?: string        # RSA, RSA-3072, RSA-4096, ES256, ES384, ES512, ES256K, Ed25519, ML-DSA-44, ML-DSA-65, ML-DSA-87, HS256, HS384 or HS512
  ]

  def "nu-complete jwtool key list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool key list store" [] {
    [ "keyring" "file" "none" ]
  }

  # List the keys in the key store
  export extern "jwtool key list" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool key list color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool key list store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool key show output" [] {
    [ "pem" "jwk" "jwks" "hasura" "openssh" ]
  }

  def "nu-complete jwtool key show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool key show store" [] {
    [ "keyring" "file" "none" ]
  }

  # Print the public part of a key
  export extern "jwtool key show" [
    --output(-o): string@"nu-complete jwtool key show output" # Format of the output [default: pem]
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool key show color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool key show store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name?: string             # Name of the key
  ]

  def "nu-complete jwtool key import color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool key import store" [] {
    [ "keyring" "file" "none" ]
  }

  # Store a private key or a shared secret, and print its name
  export extern "jwtool key import" [
    --secret: string          # HMAC secret: TEXT, base64:…, hex:…, @FILE, env:NAME or -
    --name: string            # Name of the key [default: the file's]
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    --alg: string             # Algorithm of a shared secret [default: HS256]
    --kid: string             # Key ID of the key to import, if there are several
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool key import color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool key import store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    key?: string              # Private key: FILE, env:NAME, - or a URL
  ]

  def "nu-complete jwtool key export color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool key export store" [] {
    [ "keyring" "file" "none" ]
  }

  # Print a private key as PKCS#8 PEM, or a shared secret as a JWK
  export extern "jwtool key export" [
    --private                 # Print the private key, which anyone who sees it can sign with
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool key export color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool key export store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name: string              # Name of the key
  ]

  def "nu-complete jwtool key remove color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool key remove store" [] {
    [ "keyring" "file" "none" ]
  }

  # Delete a key, with the keys that it replaced
  export extern "jwtool key remove" [
    --yes(-y)                 # Do not ask
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool key remove color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool key remove store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name: string              # Name of the key, NAME@NUMBER, or its kid
  ]

  def "nu-complete jwtool key rotate color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool key rotate store" [] {
    [ "keyring" "file" "none" ]
  }

  # Create a new key of the same kind that signs from now on
  export extern "jwtool key rotate" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool key rotate color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool key rotate store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name: string              # Name of the key
  ]

  def "nu-complete jwtool key thumbprint color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool key thumbprint store" [] {
    [ "keyring" "file" "none" ]
  }

  # Print the thumbprint of a key (RFC 7638), which is the kid of its tokens
  export extern "jwtool key thumbprint" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool key thumbprint color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool key thumbprint store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    key?: string              # Name of a key in the store, or @FILE, env:NAME, - or a URL
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "jwtool key help" [
  ]

  # Create a key and print its name
  export extern "jwtool key help new" [
  ]

  # List the keys in the key store
  export extern "jwtool key help list" [
  ]

  # Print the public part of a key
  export extern "jwtool key help show" [
  ]

  # Store a private key or a shared secret, and print its name
  export extern "jwtool key help import" [
  ]

  # Print a private key as PKCS#8 PEM, or a shared secret as a JWK
  export extern "jwtool key help export" [
  ]

  # Delete a key, with the keys that it replaced
  export extern "jwtool key help remove" [
  ]

  # Create a new key of the same kind that signs from now on
  export extern "jwtool key help rotate" [
  ]

  # Print the thumbprint of a key (RFC 7638), which is the kid of its tokens
  export extern "jwtool key help thumbprint" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "jwtool key help help" [
  ]

  def "nu-complete jwtool serve name" [] {
    [ "hasura" "relyauth" "ddn" "cognito-id" "cognito-access" "cognito-azuread" "entra-v1" "entra-v2" "auth0" "firebase" "clerk" "supabase" "keycloak" "okta" "supertokens" "microservice" "github-actions" "kubernetes" "nhost" "list" ]
  }

  def "nu-complete jwtool serve color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool serve store" [] {
    [ "keyring" "file" "none" ]
  }

  # Run a local issuer for development and tests
  export extern "jwtool serve" [
    --port: string            # Port to listen on; 0 picks a free one
    --issuer: string          # Name of the issuer as others see it, such as `http://host.docker.internal:8765` [default: the address it listens on]
    --iss: string             # Name of the issuer as others see it, such as `http://host.docker.internal:8765` [default: the address it listens on]
    --listen: string          # Address to listen on instead of loopback; other machines can then get tokens, signed with key:serve
    --redirect: string        # Redirect to allow besides those to this machine (repeatable)
    --jwks-only               # Serve only the key set, /.well-known/jwks.json
    --fault: string           # Do something wrong, at one endpoint or all: slow=3s, status=500, html, stale-keys, unknown-kid, clock=+10m or wrong-issuer, with @discovery, @jwks, @token, @authorize or @userinfo (repeatable)
    --role: string            # Role to offer (repeatable); tokens have the first one unless a request names another [default: user]
    --key: string             # Private key to sign with: FILE, env:NAME, key:NAME or - [default: key:dev]
    --passphrase: string      # Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    --as: string@"nu-complete jwtool serve name" # Provider and kind of token to imitate; `list` shows them [default: hasura]
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool serve color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool serve store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool profile color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool profile store" [] {
    [ "keyring" "file" "none" ]
  }

  # Manage the environments in your config.toml
  export extern "jwtool profile" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool profile color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool profile store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool profile list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool profile list store" [] {
    [ "keyring" "file" "none" ]
  }

  # List all profiles, and the files that they come from
  export extern "jwtool profile list" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool profile list color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool profile list store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool profile show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool profile show store" [] {
    [ "keyring" "file" "none" ]
  }

  # Print the settings of a profile, with the origin of each value
  export extern "jwtool profile show" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool profile show color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool profile show store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name?: string             # Name of the profile [default: the selected one]
  ]

  def "nu-complete jwtool profile set color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool profile set store" [] {
    [ "keyring" "file" "none" ]
  }

  # Set the values of a profile, which is created if it does not exist
  export extern "jwtool profile set" [
    --project                 # Change the project's jwtool.toml instead of your config.toml
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool profile set color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool profile set store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name: string              # Name of the profile
    ...settings: string       # Settings: KEY=VALUE, KEY:=JSON or KEY-
  ]

  def "nu-complete jwtool profile use color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool profile use store" [] {
    [ "keyring" "file" "none" ]
  }

  # Use a profile whenever none is named
  export extern "jwtool profile use" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool profile use color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool profile use store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name: string              # Name of the profile, which may be one of the project's
  ]

  def "nu-complete jwtool profile remove color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool profile remove store" [] {
    [ "keyring" "file" "none" ]
  }

  # Remove a profile from your config.toml, with the comments above it
  export extern "jwtool profile remove" [
    --project                 # Change the project's jwtool.toml instead of your config.toml
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool profile remove color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool profile remove store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name: string              # Name of the profile
  ]

  def "nu-complete jwtool profile trust color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool profile trust store" [] {
    [ "keyring" "file" "none" ]
  }

  # Trust the project's jwtool.toml as it is now
  export extern "jwtool profile trust" [
    --yes(-y)                 # Trust it without asking
    --revoke                  # Stop trusting the file
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool profile trust color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool profile trust store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "jwtool profile help" [
  ]

  # List all profiles, and the files that they come from
  export extern "jwtool profile help list" [
  ]

  # Print the settings of a profile, with the origin of each value
  export extern "jwtool profile help show" [
  ]

  # Set the values of a profile, which is created if it does not exist
  export extern "jwtool profile help set" [
  ]

  # Use a profile whenever none is named
  export extern "jwtool profile help use" [
  ]

  # Remove a profile from your config.toml, with the comments above it
  export extern "jwtool profile help remove" [
  ]

  # Trust the project's jwtool.toml as it is now
  export extern "jwtool profile help trust" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "jwtool profile help help" [
  ]

  def "nu-complete jwtool login color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool login store" [] {
    [ "keyring" "file" "none" ]
  }

  # Log in to a profile
  export extern "jwtool login" [
    --username: string        # User name
    --password: string        # Password: env:NAME, @FILE or - for standard input
    --device                  # Print a code to enter on another device
    --paste                   # Paste the final URL from your browser
    --no-browser              # Print the URL instead of opening a browser
    --timeout: string         # How long to wait for the login [default: 5m]
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool login color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool login store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name?: string             # Name of the profile [default: the selected one]
  ]

  def "nu-complete jwtool status color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool status store" [] {
    [ "keyring" "file" "none" ]
  }

  # Print who is logged in, since when and until when
  export extern "jwtool status" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool status color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool status store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name?: string             # Name of the profile [default: all]
  ]

  def "nu-complete jwtool token color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool token store" [] {
    [ "keyring" "file" "none" ]
  }

  # Print the token of a profile's login
  export extern "jwtool token" [
    --header                  # Print a header: `Authorization: Bearer …`
    --id                      # Print the ID token
    --access                  # Print the access token
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool token color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool token store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name?: string             # Name of the profile [default: the selected one]
  ]

  def "nu-complete jwtool exec color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool exec store" [] {
    [ "keyring" "file" "none" ]
  }

  # Run a program with the token of a profile's login
  export extern "jwtool exec" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool exec color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool exec store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete jwtool logout color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool logout store" [] {
    [ "keyring" "file" "none" ]
  }

  # Forget the login of a profile
  export extern "jwtool logout" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool logout color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool logout store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    name?: string             # Name of the profile [default: the selected one]
  ]

  def "nu-complete jwtool completions shell" [] {
    [ "bash" "elvish" "fish" "nushell" "powershell" "zsh" ]
  }

  def "nu-complete jwtool completions color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool completions store" [] {
    [ "keyring" "file" "none" ]
  }

  # Print the completion script for a shell
  export extern "jwtool completions" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool completions color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool completions store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    shell: string@"nu-complete jwtool completions shell" # Shell to print the script for
  ]

  def "nu-complete jwtool man color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete jwtool man store" [] {
    [ "keyring" "file" "none" ]
  }

  # Print the manual page, or write those of all commands
  export extern "jwtool man" [
    --json(-j)                # Print a JSON document
    --quiet(-q)               # Print nothing on standard error except errors
    --verbose(-v)             # Print where tokens and keys come from
    --color: string@"nu-complete jwtool man color" # When to use color [env: `NO_COLOR`, `CLICOLOR_FORCE`]
    --profile: string         # Profile to use [env: `JWTOOL_PROFILE`]
    --config-file: path       # Configuration file to read instead of your config.toml
    --store: string@"nu-complete jwtool man store" # Where logins are stored [env: `JWTOOL_STORE`]
    --offline                 # Make no network requests
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    directory?: directory     # Directory to write all pages to
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

  export extern "jwtool help key" [
  ]

  export extern "jwtool help serve" [
  ]

  export extern "jwtool help profile" [
  ]

  export extern "jwtool help login" [
  ]

  export extern "jwtool help status" [
  ]

  export extern "jwtool help token" [
  ]

  export extern "jwtool help exec" [
  ]

  export extern "jwtool help logout" [
  ]

  export extern "jwtool help completions" [
  ]

  export extern "jwtool help man" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "jwtool help help" [
  ]

}

export use completions *
