//! The command that a hint is for, and the flags it has.

/// A `jwtool` command.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Verb {
    Decode,
    Verify,
    Explain,
    Mint,
    /// `secret` for the key that `mint` signs with
    Secret,
    /// `secret` for a provider: `cognito`, `auth0`, …
    SecretProvider,
    SecretKey,
    SecretHmac,
    SecretToken,
    SecretCheck,
    SecretConvert,
    PingGraphql,
    PingRest,
    /// `key` other than `key import`
    Key,
    KeyImport,
    Serve,
    Profile,
    Login,
    Status,
    Token,
    Exec,
    Logout,
    Completions,
    Man,
}

/// A flag that hints mention.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Flag {
    ApiKey,
    Claim,
    Config,
    Engine,
    Jwks,
    Key,
    Kid,
    NoAdminSecret,
    Passphrase,
    Pick,
    Secret,
    To,
}

impl Verb {
    /// Returns the command's flags among those that hints mention.
    pub(crate) const fn flags(self) -> &'static [Flag] {
        match self {
            Self::Decode => &[Flag::Claim, Flag::Key, Flag::Passphrase, Flag::Pick, Flag::Secret],
            Self::Verify => {
                &[Flag::Jwks, Flag::Key, Flag::Kid, Flag::Passphrase, Flag::Pick, Flag::Secret]
            }
            Self::Explain => {
                &[Flag::Config, Flag::Engine, Flag::Jwks, Flag::NoAdminSecret, Flag::Pick]
            }
            Self::Mint => {
                &[Flag::ApiKey, Flag::Key, Flag::Kid, Flag::Passphrase, Flag::Pick, Flag::Secret]
            }
            Self::Secret => &[Flag::Engine, Flag::Key, Flag::Kid, Flag::Passphrase, Flag::Secret],
            Self::SecretKey => &[Flag::Engine, Flag::Passphrase],
            Self::SecretHmac => &[Flag::Engine, Flag::Secret],
            Self::SecretProvider | Self::SecretToken | Self::SecretCheck => &[Flag::Engine],
            Self::SecretConvert => &[Flag::Engine, Flag::To],
            Self::PingGraphql | Self::PingRest => &[Flag::Pick],
            Self::Serve => &[Flag::Key, Flag::Passphrase],
            Self::KeyImport => &[Flag::Kid, Flag::Passphrase, Flag::Secret],
            Self::Key
            | Self::Profile
            | Self::Login
            | Self::Status
            | Self::Token
            | Self::Exec
            | Self::Logout
            | Self::Completions
            | Self::Man => &[],
        }
    }

    /// Whether the command has this flag.
    pub(super) fn has(self, flag: Flag) -> bool {
        self.flags().contains(&flag)
    }
}
