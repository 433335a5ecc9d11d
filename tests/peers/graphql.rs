//! GraphQL servers that verify tokens themselves.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::component::{Component, command, installed, program, scripts};
use crate::home::Home;
use crate::table::{Row, Token, check};

const ISSUER: &str = "https://issuer.example.gov";
const AUDIENCE: &str = "orders";
const QUERY: &str = "{ orders { id } }";

/// The arguments of `mint` for a token that the servers accept.
const GOOD: &[&str] = &["--role=user", "--issuer", ISSUER, "--audience", AUDIENCE];
const EXPIRED: &[&str] =
    &["--role=user", "--issuer", ISSUER, "--audience", AUDIENCE, "--iat=-1h", "--exp=-5m"];
const OTHER_AUDIENCE: &[&str] = &["--role=user", "--issuer", ISSUER, "--audience=invoices"];
const OTHER_ISSUER: &[&str] =
    &["--role=user", "--issuer=https://other.example.gov", "--audience", AUDIENCE];
const OTHER_ROLE: &[&str] = &["--role=stranger", "--issuer", ISSUER, "--audience", AUDIENCE];

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn yoga_verifies_against_the_issuer_that_serve_runs() {
    let home = Home::new("RSA");
    let issuer = home.serve(&["--role=user"]);
    let (_server, url) =
        Component::node("yoga", "yoga.mjs", &[&issuer.jwks_uri, &issuer.name, AUDIENCE]).ready();
    let by_issuer = issuer
        .token("grant_type=client_credentials&client_id=orders&client_secret=x&audience=orders");
    let good = &["--role=user", "--issuer", &issuer.name, "--audience", AUDIENCE];
    let expired = &[good as &[_], &["--iat=-1h", "--exp=-5m"]].concat();
    let audience = &["--role=user", "--issuer", &issuer.name, "--audience=invoices"];
    let role = &["--role=stranger", "--issuer", &issuer.name, "--audience", AUDIENCE];
    let refused =
        |what, token| Row::refused(what, token, 401, "Unauthenticated").whose("graphql-yoga");
    check(
        &home,
        &["graphql", &url, "--query", QUERY],
        &[
            Row::accepted("from the issuer", Token::Text(&by_issuer)),
            Row::accepted("good", Token::Signed(good)),
            refused("none", Token::None).explained("no token was sent"),
            refused("expired", Token::Signed(expired)).explained("expired"),
            refused("wrong signature", Token::Forged(good)),
            refused("wrong audience", Token::Signed(audience)),
            refused("wrong issuer", Token::Signed(OTHER_ISSUER)),
            Row::refused("wrong role", Token::Signed(role), 200, "orders are for users")
                .code("FORBIDDEN"),
            Row::refused(
                "no token",
                Token::Text("x"),
                400,
                "Invalid authentication token provided",
            ),
        ],
    );
    issuer.stop();
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn apollo_answers_in_its_own_words() {
    let home = Home::new("RSA");
    let keys = home.publish();
    let (_server, url) =
        Component::node("Apollo", "apollo.mjs", &[&keys.jwks_uri, ISSUER, AUDIENCE]).ready();
    let refused =
        |what, token, message| Row::refused(what, token, 401, message).code("UNAUTHENTICATED");
    check(
        &home,
        &["graphql", &url, "--query", QUERY],
        &[
            Row::accepted("good", Token::Signed(GOOD)),
            refused("none", Token::None, "You must be logged in").explained("no token was sent"),
            refused("expired", Token::Signed(EXPIRED), "\"exp\" claim timestamp check failed")
                .whose("jose")
                .explained("expired"),
            refused("wrong signature", Token::Forged(GOOD), "signature verification failed")
                .whose("jose")
                .explained("signed with another key"),
            refused(
                "wrong audience",
                Token::Signed(OTHER_AUDIENCE),
                "unexpected \"aud\" claim value",
            )
            .whose("jose")
            .explained("`aud`"),
            refused("wrong issuer", Token::Signed(OTHER_ISSUER), "unexpected \"iss\" claim value")
                .whose("jose")
                .explained("`iss`"),
            Row::refused("wrong role", Token::Signed(OTHER_ROLE), 200, "orders are for users")
                .code("FORBIDDEN"),
        ],
    );
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn ariadne_answers_with_plain_text() {
    let home = Home::new("RSA");
    let keys = home.publish();
    let (_server, url) =
        Component::python("Ariadne", "ariadne_server.py", &[&keys.jwks_uri, ISSUER, AUDIENCE])
            .ready();
    let refused = |what, token, message| Row::refused(what, token, 400, message);
    check(
        &home,
        &["graphql", &url, "--query", QUERY],
        &[
            Row::accepted("good", Token::Signed(GOOD)),
            refused("none", Token::None, "Missing token").explained("no token was sent"),
            refused("expired", Token::Signed(EXPIRED), "Invalid token: Signature has expired")
                .whose("pyjwt")
                .explained("expired"),
            refused(
                "wrong signature",
                Token::Forged(GOOD),
                "Invalid token: Signature verification failed",
            )
            .whose("pyjwt")
            .explained("signed with another key"),
            refused(
                "wrong audience",
                Token::Signed(OTHER_AUDIENCE),
                "Invalid token: Audience doesn't match",
            )
            .whose("pyjwt")
            .explained("`aud`"),
            refused("wrong issuer", Token::Signed(OTHER_ISSUER), "Invalid token: Invalid issuer")
                .whose("pyjwt")
                .explained("`iss`"),
            Row::refused("wrong role", Token::Signed(OTHER_ROLE), 400, "orders are for users")
                .code("FORBIDDEN"),
        ],
    );
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn graphql_ws_closes_the_websocket_with_a_code() {
    const SUBSCRIPTION: &str = "subscription { orders { id } }";
    let home = Home::new("RSA");
    let keys = home.publish();
    let arguments = [&keys.jwks_uri, ISSUER, AUDIENCE];
    let closing = [&arguments[..], &["close"]].concat();
    let (_server, url) = Component::node("graphql-ws", "graphql_ws.mjs", &closing).ready();
    let refused = |what, token| {
        Row::refused(what, token, 101, "Forbidden").code("4403").explained("closed the websocket")
    };
    let accepted = |what, token| Row::accepted(what, token).status(101);
    for query in [QUERY, SUBSCRIPTION] {
        check(
            &home,
            &["graphql", &url, "--websocket", "--query", query],
            &[
                accepted("good", Token::Signed(GOOD)),
                refused("none", Token::None).explained("no token was sent"),
                refused("expired", Token::Signed(EXPIRED)).explained("expired"),
                refused("wrong signature", Token::Forged(GOOD)),
                refused("wrong audience", Token::Signed(OTHER_AUDIENCE)),
                refused("wrong issuer", Token::Signed(OTHER_ISSUER)),
                Row::refused("wrong role", Token::Signed(OTHER_ROLE), 101, "orders are for users")
                    .code("FORBIDDEN"),
            ],
        );
    }
    let throwing = [&arguments[..], &["throw"]].concat();
    let (_server, url) = Component::node("graphql-ws", "graphql_ws.mjs", &throwing).ready();
    let refused =
        |what, token, message| Row::refused(what, token, 101, message).code("4500").whose("jose");
    check(
        &home,
        &["graphql", &url, "--websocket", "--query", QUERY],
        &[
            accepted("good", Token::Signed(GOOD)),
            refused("expired", Token::Signed(EXPIRED), "\"exp\" claim timestamp check failed")
                .explained("expired"),
            refused("wrong signature", Token::Forged(GOOD), "signature verification failed"),
            refused(
                "wrong audience",
                Token::Signed(OTHER_AUDIENCE),
                "unexpected \"aud\" claim value",
            ),
        ],
    );
}

/// The user that runs the database, which refuses the system administrator.
struct Unprivileged {
    user: u32,
    group: u32,
}

impl Unprivileged {
    /// Returns the user that Debian's package creates, if this is the administrator.
    fn needed() -> Option<Self> {
        let id = |arguments: &[&str]| -> u32 {
            let output = Command::new("id").args(arguments).output().unwrap();
            assert!(output.status.success(), "id {arguments:?}");
            String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
        };
        (id(&["-u"]) == 0)
            .then(|| Self { user: id(&["-u", "postgres"]), group: id(&["-g", "postgres"]) })
    }
}

/// A database cluster of its own.
struct Database {
    programs: PathBuf,
    folder: TempDir,
    owner: Option<Unprivileged>,
}

impl Database {
    fn create() -> Self {
        let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
            .map(|entries| entries.map(|entry| entry.unwrap().path().join("bin")).collect())
            .unwrap_or_default();
        versions.retain(|folder| folder.join("initdb").exists());
        versions.sort();
        let programs =
            versions.pop().unwrap_or_else(|| program(&["initdb"]).parent().unwrap().to_path_buf());
        let database =
            Self { programs, folder: tempfile::tempdir().unwrap(), owner: Unprivileged::needed() };
        if let Some(owner) = &database.owner {
            std::os::unix::fs::chown(database.folder.path(), Some(owner.user), Some(owner.group))
                .unwrap();
        }
        let mut initdb = database.command("initdb");
        initdb.args([
            "--no-sync",
            "--auth=trust",
            "--username=postgres",
            "--locale=C",
            "-E",
            "UTF8",
        ]);
        initdb.arg("-D").arg(database.data());
        run(initdb);
        database
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Returns the command for a program of the database, as the database's user.
    fn command(&self, name: &str) -> Command {
        let mut command = command(self.programs.join(name));
        command.current_dir(self.folder.path());
        if let Some(owner) = &self.owner {
            command.uid(owner.user).gid(owner.group);
        }
        command
    }

    /// Fills the database while no server runs.
    fn fill(&self, sql: &Path) {
        let mut postgres = self.command("postgres");
        postgres.args(["--single", "-j", "-F", "-D"]).arg(self.data()).arg("postgres");
        postgres.stdin(std::fs::File::open(sql).unwrap());
        run(postgres);
    }

    /// Starts the server.
    fn start(&self) -> (Component, u16) {
        Component::listening("PostgreSQL", |port| {
            let mut postgres = self.command("postgres");
            postgres.arg("-F").arg("-D").arg(self.data()).args(["-h", "127.0.0.1"]);
            postgres.args(["-p", &port.to_string(), "-k", ""]);
            postgres
        })
    }
}

/// Runs a command and expects success.
fn run(mut command: Command) {
    let output = command.output().unwrap();
    let log = String::from_utf8_lossy(&output.stderr).into_owned()
        + &String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && !log.contains("ERROR:"), "{command:?}: {log}");
}

#[test]
#[ignore = "needs what tests/peers/install installs"]
fn postgraphile_takes_the_role_from_the_token() {
    let home = Home::new("HS256");
    let database = Database::create();
    database.fill(&scripts().join("orders.sql"));
    let (_postgres, database_port) = database.start();
    let secret = home.shared_secret();
    let (_server, port) = Component::listening("PostGraphile", |port| {
        let mut postgraphile = command(program(&["node"]));
        postgraphile.arg(installed("postgraphile/node_modules/postgraphile/cli.js"));
        postgraphile.args([
            "--connection",
            &format!("postgres://postgres@127.0.0.1:{database_port}/postgres"),
        ]);
        postgraphile.args(["--schema", "app", "--default-role", "app_anonymous"]);
        postgraphile.args([&format!("--jwt-secret={secret}"), "--jwt-role", "role"]);
        postgraphile.args(["--jwt-verify-audience", AUDIENCE, "--jwt-verify-issuer", ISSUER]);
        postgraphile.args(["--host", "127.0.0.1", "--port", &port.to_string()]);
        postgraphile.args(["--disable-graphiql", "--disable-query-log"]);
        postgraphile
    });
    let url = format!("http://127.0.0.1:{port}/graphql");
    let good = &["role=app_user", "--issuer", ISSUER, "--audience", AUDIENCE];
    let expired = &[good as &[_], &["--iat=-1h", "--exp=-5m"]].concat();
    let audience = &["role=app_user", "--issuer", ISSUER, "--audience=invoices"];
    let role = &["role=app_stranger", "--issuer", ISSUER, "--audience", AUDIENCE];
    check(
        &home,
        &["graphql", &url, "--query", "{ allOrders { nodes { id } } }"],
        &[
            Row::accepted("good", Token::Signed(good)),
            Row::refused("none", Token::None, 200, "permission denied for table orders")
                .whose("postgresql")
                .explained("no token was sent"),
            Row::refused("expired", Token::Signed(expired), 401, "jwt expired")
                .whose("jsonwebtoken")
                .explained("expired"),
            Row::refused("wrong signature", Token::Forged(good), 403, "invalid signature")
                .whose("jsonwebtoken")
                .explained("signed with another key"),
            Row::refused(
                "wrong audience",
                Token::Signed(audience),
                403,
                "jwt audience invalid. expected: orders",
            )
            .whose("jsonwebtoken")
            .explained("`aud`"),
            Row::refused(
                "wrong role",
                Token::Signed(role),
                200,
                "permission denied for table orders",
            )
            .whose("postgresql")
            .explained("rights"),
        ],
    );
}
