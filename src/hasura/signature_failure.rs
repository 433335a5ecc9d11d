//! Why a configured key does not verify a token's signature. The engines' own messages rarely say.

use std::fmt;

use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::diagnosis::{Cause, Mismatch};
use crate::jose::key::{VerificationKey, VerificationMaterial};
use crate::jose::key_text::{KeyText, find_key};
use crate::jose::signature::Verifier;
use crate::jose::verdict::Trials;

/// Why a key does not verify a signature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum SignatureFailure {
    /// The signer did something differently, but has the key
    Different(Cause),
    /// The engine wants a longer secret
    ShortSecret {
        algorithm: SignatureAlgorithm,
        needed: usize,
        has: usize,
        /// Whether the token was signed with this secret
        is_own: bool,
    },
    /// It can be used, but it did not make the signature
    OtherKey,
    /// The algorithm needs another kind of key
    WrongKind {
        algorithm: SignatureAlgorithm,
        family: KeyFamily,
        /// The key whose text was configured as a secret
        text: Option<KeyText>,
        /// What is known about the signature all the same
        cause: Option<Cause>,
    },
    /// It cannot be used, or there is no key
    Unusable(String),
}

impl fmt::Display for SignatureFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Different(cause) => {
                cause.fmt(f)?;
                match cause {
                    Cause::Reading(_) | Cause::ReadingAndAlgorithm(..) => {
                        f.write_str("; the engine uses the secret as it is written")
                    }
                    Cause::Algorithm { .. }
                    | Cause::Shape(_)
                    | Cause::Input(_)
                    | Cause::PublicKeyText => Ok(()),
                }
            }
            Self::ShortSecret { algorithm, needed, has, is_own } => {
                write!(f, "{algorithm} needs a secret of {needed} bytes, and this one has {has}")?;
                if *is_own { f.write_str("; the token was signed with it") } else { Ok(()) }
            }
            Self::OtherKey => {
                f.write_str("it was signed with another key, or the token was changed")
            }
            Self::WrongKind { algorithm, family, text, cause } => {
                write!(f, "the token is signed with {algorithm}, and the key is {family}")?;
                if let Some(text) = text {
                    write!(f, ", which is the text of {text}")?;
                }
                cause.as_ref().map_or(Ok(()), |cause| write!(f, "; {cause}"))
            }
            Self::Unusable(reason) => f.write_str(reason),
        }
    }
}

impl SignatureFailure {
    /// Whether the signer has the configured key. Then another key is no remedy.
    pub(crate) const fn is_of_the_key(&self) -> bool {
        match self {
            Self::Different(_) | Self::WrongKind { cause: Some(_), .. } => true,
            Self::ShortSecret { is_own, .. } => *is_own,
            Self::OtherKey | Self::WrongKind { .. } | Self::Unusable(_) => false,
        }
    }

    /// Returns the more informative of two failures, with different keys.
    #[must_use]
    pub(crate) fn or_better(self, other: Self) -> Self {
        if other.rank() < self.rank() { other } else { self }
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Different(_) => 0,
            Self::ShortSecret { is_own: true, .. } => 1,
            Self::WrongKind { cause: Some(_), .. } => 2,
            Self::OtherKey => 3,
            Self::ShortSecret { .. } => 4,
            Self::WrongKind { .. } | Self::Unusable(_) => 5,
        }
    }
}

/// Whether a key verifies a signature. Only the key's kind has to match the token's algorithm, and
/// a secret that is too short never verifies.
pub(crate) fn verifies(key: &VerificationMaterial, signed: Mismatch<'_>) -> bool {
    key.family() == signed.algorithm.family()
        && short_secret(key, signed.algorithm).is_none()
        && matches(key, signed).unwrap_or(false)
}

/// Returns why a key does not verify a signature.
pub(crate) fn why(
    key: &VerificationMaterial,
    signed: Mismatch<'_>,
    trials: &mut Trials,
) -> SignatureFailure {
    let algorithm = signed.algorithm;
    let family = key.family();
    if family != algorithm.family() {
        let text = match key {
            VerificationMaterial::Secret(secret) => find_key(secret.as_bytes()),
            VerificationMaterial::Public(_) => None,
        };
        let cause = signed.cause(key, trials);
        return SignatureFailure::WrongKind { algorithm, family, text, cause };
    }
    let is_own = match matches(key, signed) {
        Ok(is_own) => is_own,
        Err(reason) => return SignatureFailure::Unusable(reason),
    };
    let cause = if is_own {
        None
    } else {
        signed.cause(key, trials).or_else(|| signed.other_input(key, trials))
    };
    match (cause, short_secret(key, algorithm)) {
        (Some(cause), _) => SignatureFailure::Different(cause),
        (None, Some((needed, has))) => {
            SignatureFailure::ShortSecret { algorithm, needed, has, is_own }
        }
        (None, None) => SignatureFailure::OtherKey,
    }
}

/// Returns why no key of a set verifies a signature: the most informative reason.
pub(crate) fn why_none<'a>(
    keys: impl Iterator<Item = &'a VerificationMaterial>,
    signed: Mismatch<'_>,
) -> Option<SignatureFailure> {
    let mut trials = Trials::new();
    let (fitting, others): (Vec<_>, Vec<_>) =
        keys.partition(|key| key.family() == signed.algorithm.family());
    let failures = fitting.into_iter().chain(others).map(|key| why(key, signed, &mut trials));
    failures.reduce(SignatureFailure::or_better)
}

/// Whether a key made a signature, regardless of the length of a secret.
fn matches(key: &VerificationMaterial, signed: Mismatch<'_>) -> Result<bool, String> {
    Verifier::new(&VerificationKey::of(key.clone(), None), signed.algorithm)
        .map(|verifier| verifier.verifies(signed.input, signed.signature))
        .map_err(|error| format!("it cannot be checked here: the key is {error}"))
}

/// Returns the number of bytes that the algorithm needs and those of the secret, if it is too
/// short.
fn short_secret(
    key: &VerificationMaterial,
    algorithm: SignatureAlgorithm,
) -> Option<(usize, usize)> {
    let VerificationMaterial::Secret(secret) = key else { return None };
    let (needed, has) = (algorithm.hmac_bytes()?, secret.as_bytes().len());
    (has < needed).then_some((needed, has))
}
