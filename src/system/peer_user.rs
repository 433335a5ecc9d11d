//! Which user of this machine a connection comes from. What anybody on the machine can read, such as
//! the command line of a browser, must not let another user end a login.

use std::fmt::Write as _;
use std::net::SocketAddr;

use crate::system::environment::Environment;

/// The users whose programs may connect.
#[derive(Clone, Debug)]
pub(super) struct KnownUsers(Vec<u32>);

impl KnownUsers {
    /// Returns the user of this process and the administrator. Returns `None` where the machine does not
    /// tell whose a connection is, where browsers run outside of it (WSL), and for the administrator,
    /// whose browser is another user's: with `sudo`, or outside of a container.
    #[cfg(target_os = "linux")]
    pub(super) fn of(environment: Environment) -> Option<Self> {
        if ["WSL_DISTRO_NAME", "WSL_INTEROP"].iter().any(|name| environment.raw(name).is_some()) {
            return None;
        }
        if rustix::process::geteuid().is_root() {
            return None;
        }
        let own = [rustix::process::geteuid(), rustix::process::getuid()];
        Some(Self(own.into_iter().map(rustix::process::Uid::as_raw).chain([0]).collect()))
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) const fn of(_environment: Environment) -> Option<Self> {
        None
    }

    /// Whether a connection between `peer` and `own` comes from another user's program.
    pub(super) fn exclude(&self, peer: SocketAddr, own: SocketAddr) -> bool {
        // The kernel may skip a line while others change the table.
        (0..3).all(|_| {
            let tables = ["/proc/net/tcp", "/proc/net/tcp6"];
            let tables = tables.map(|name| std::fs::read_to_string(name).unwrap_or_default());
            self.are_missing_in(&tables.concat(), peer, own)
        })
    }

    /// Whether a table of connections says that the peer is another user's, or does not list it
    /// although it lists the port at which it connected: a program that is gone already may have been
    /// anybody's.
    fn are_missing_in(&self, table: &str, peer: SocketAddr, own: SocketAddr) -> bool {
        let lines: Vec<Line<'_>> = table.lines().filter_map(Line::parse).collect();
        let listens = |line: &Line<'_>| line.state == LISTENS && line.has_port(own.port());
        if !lines.iter().any(listens) {
            return false;
        }
        let is_peer = |line: &&Line<'_>| {
            let named = |own: &str, address| names(address).iter().any(|name| name == own);
            named(line.local, peer) && named(line.remote, own)
        };
        // A socket that its program has closed belongs to user 0.
        let is_known = |line: &Line<'_>| line.state == ESTABLISHED && self.0.contains(&line.user);
        !lines.iter().find(is_peer).is_some_and(is_known)
    }
}

const ESTABLISHED: &str = "01";
const LISTENS: &str = "0A";

/// A line of the table of connections.
struct Line<'a> {
    local: &'a str,
    remote: &'a str,
    state: &'a str,
    user: u32,
}

impl<'a> Line<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let mut words = text.split_whitespace().skip(1);
        let (local, remote, state) = (words.next()?, words.next()?, words.next()?);
        let user = words.nth(3)?.parse().ok()?;
        Some(Self { local, remote, state, user })
    }

    fn has_port(&self, port: u16) -> bool {
        self.local.rsplit_once(':').is_some_and(|(_, own)| own == format!("{port:04X}"))
    }
}

/// Returns how the table writes an address: words in the order of this machine's bytes. One of the old
/// protocol may be written as one of the new protocol.
fn names(address: SocketAddr) -> Vec<String> {
    let port = address.port();
    let hex = |octets: &[u8]| {
        octets.as_chunks::<4>().0.iter().fold(String::new(), |mut text, word| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{:08X}", u32::from_ne_bytes(*word));
            text
        })
    };
    match address {
        SocketAddr::V4(address) => {
            let mapped = address.ip().to_ipv6_mapped().octets();
            [hex(&address.ip().octets()), hex(&mapped)].map(|ip| format!("{ip}:{port:04X}")).into()
        }
        SocketAddr::V6(address) => vec![format!("{}:{port:04X}", hex(&address.ip().octets()))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "127.0.0.1:8400";
    const PEER: &str = "127.0.0.1:40000";

    fn line(local: &str, remote: &str, state: &str, user: u32) -> String {
        let name = |text: &str| names(text.parse().unwrap())[0].clone();
        format!(
            "   1: {} {} {state} 00000000:00000000 00:00000000 00000000  {user}        0 1073 1",
            name(local),
            name(remote)
        )
    }

    fn excludes(lines: &[String]) -> bool {
        let users = KnownUsers(vec![1000, 0]);
        users.are_missing_in(&lines.join("\n"), PEER.parse().unwrap(), OWN.parse().unwrap())
    }

    #[test]
    fn a_connection_of_another_user_is_told_from_our_own() {
        let listening = line(OWN, "0.0.0.0:0", LISTENS, 1000);
        let ours = line(OWN, PEER, ESTABLISHED, 1000);
        for (state, user, expected) in [
            (ESTABLISHED, 1000, false),
            (ESTABLISHED, 0, false),
            (ESTABLISHED, 1001, true),
            // Closed, so it no longer has a user
            ("05", 0, true),
            ("06", 0, true),
        ] {
            let theirs = line(PEER, OWN, state, user);
            let lines = [listening.clone(), ours.clone(), theirs.clone()];
            assert_eq!(excludes(&lines), expected, "{state} {user}");
        }
        // Gone already
        assert!(excludes(&[listening, ours.clone()]));
        // The table says nothing about this port.
        assert!(!excludes(&[ours]));
        assert!(!excludes(&[]));
    }

    #[cfg(target_endian = "little")]
    #[test]
    fn addresses_are_written_as_in_the_table_of_the_kernel() {
        let v4 = names(OWN.parse().unwrap());
        assert_eq!(v4, ["0100007F:20D0", "0000000000000000FFFF00000100007F:20D0"]);
        let v6 = names("[::1]:8400".parse().unwrap());
        assert_eq!(v6, ["00000000000000000000000001000000:20D0"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_kernel_says_whose_a_connection_is() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let client = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (peer, own) = (client.local_addr().unwrap(), client.peer_addr().unwrap());
        let user = rustix::process::geteuid().as_raw();
        assert!(!KnownUsers(vec![user]).exclude(peer, own));
        assert!(KnownUsers(vec![user + 1]).exclude(peer, own));
    }
}
