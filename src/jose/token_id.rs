//! IDs for new tokens (RFC 7519 section 4.1.7), and codes that nobody can guess.

use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};

use crate::jose::base64url;

/// Returns a random ID in the form of a UUID (RFC 9562 section 5.4), or `None` if the system has no
/// randomness.
pub fn random_id() -> Option<String> {
    let mut bytes = random_bytes::<16>()?;
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    Some([&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-"))
}

/// Returns a random code with 256 bits, or `None` if the system has no randomness.
pub fn random_code() -> Option<String> {
    random_bytes::<32>().map(base64url::encode)
}

/// Returns random bytes, or `None` if the system has no randomness.
pub fn random_bytes<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0_u8; N];
    SystemRandom::new().fill(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_and_all_different() {
        let (one, other) = (random_id().unwrap(), random_id().unwrap());
        assert_ne!(one, other);
        let lengths: Vec<usize> = one.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_eq!(one.as_bytes()[14], b'4');
    }
}
