//! Measures how the running time of each command grows with hostile input. Each input is doubled;
//! if the time grows by a factor of more than 2.5, the growth is not linear.

#![expect(clippy::print_stdout, reason = "the ratios are what the benchmark is for")]
#![expect(clippy::expect_used, reason = "a benchmark without its inputs has nothing to do")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use aws_lc_rs::hmac;
use jwtool::jose::base64url;

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const HEADER: &str = r#"{"alg":"HS256"}"#;
/// The largest accepted ratio of the times when the input doubles.
const MOST: f64 = 2.5;
/// The number of runs per size. The fastest run counts, and the two sizes alternate to even out
/// other load on the machine.
const ROUNDS: usize = 15;

/// A command and the input to double.
struct Case {
    name: &'static str,
    size: usize,
    arguments: &'static [&'static str],
    /// Writes an input of the given size into a folder; its file `stdin` is the standard input
    write: fn(&Path, usize),
}

const CASES: [Case; 14] = [
    Case {
        name: "signatures of one payload, verify",
        size: 32,
        arguments: &["verify", "--secret", "@secret"],
        write: |folder, size| {
            let entry =
                format!(r#"{{"protected":"{}","signature":"c2ln"}}"#, base64url::encode(HEADER));
            let payload = base64url::encode(format!(r#"{{"a":"{}"}}"#, "x".repeat(2_000_000)));
            save(folder, "stdin", &general(&payload, &vec![entry; size]));
        },
    },
    Case {
        name: "signatures over the limit, decode",
        size: 40_000,
        arguments: &["decode"],
        write: |folder, size| {
            let payload = base64url::encode(format!(r#"{{"a":"{}"}}"#, "x".repeat(500_000)));
            save(folder, "stdin", &general(&payload, &vec!["{}".to_owned(); size]));
        },
    },
    Case {
        name: "members of a header, verify",
        size: 80_000,
        arguments: &["verify", "--secret", "@secret"],
        write: |folder, size| {
            let header = format!(r#"{{"alg":"HS256",{}}}"#, members(size, "1"));
            save(folder, "stdin", &signed(&header, "{}"));
        },
    },
    Case {
        name: "names in `crit`, verify",
        size: 60_000,
        arguments: &["verify", "--secret", "@secret"],
        write: |folder, size| {
            let names: Vec<String> = (0..size).map(|index| format!(r#""m{index}""#)).collect();
            let header =
                format!(r#"{{"alg":"HS256","crit":[{}],{}}}"#, names.join(","), members(size, "1"));
            save(folder, "stdin", &signed(&header, "{}"));
        },
    },
    Case {
        name: "claims, decode",
        size: 60_000,
        arguments: &["decode"],
        write: |folder, size| {
            save(folder, "stdin", &signed(HEADER, &format!("{{{}}}", members(size, "1"))));
        },
    },
    Case {
        name: "claims, decode --diff",
        size: 60_000,
        arguments: &["decode", "--diff", "@left", "@right"],
        write: |folder, size| {
            save(folder, "left", &signed(HEADER, &format!("{{{}}}", members(size, "1"))));
            save(folder, "right", &signed(HEADER, &format!("{{{}}}", members(size, "2"))));
        },
    },
    Case {
        name: "session variables, explain --engine all",
        size: 40_000,
        arguments: &["explain", "--engine", "all", "--config", "@config"],
        write: |folder, size| {
            save(folder, "config", &format!(r#"{{"type":"HS256","key":"{SECRET}"}}"#));
            let mut claims = r#"{"exp":4000000000,"https://hasura.io/jwt/claims":{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user"]"#.to_owned();
            for index in 0..size {
                write!(claims, r#","x-hasura-v{index}":"1""#).expect("a string takes all");
            }
            save(folder, "stdin", &signed(HEADER, &format!("{claims}}}}}")));
        },
    },
    Case {
        name: "paths of a `claims_map`, explain",
        size: 2_000,
        arguments: &["explain", "--config", "@config"],
        write: |folder, size| {
            let mut map =
                r#"{"x-hasura-default-role":"user","x-hasura-allowed-roles":["user"]"#.to_owned();
            for index in 0..size {
                write!(map, r#","x-hasura-v{index}":{{"path":"$.m{index}"}}"#)
                    .expect("a string takes all");
            }
            let config = format!(r#"{{"type":"HS256","key":"{SECRET}","claims_map":{map}}}}}"#);
            save(folder, "config", &config);
            save(folder, "stdin", &signed(HEADER, &format!("{{{}}}", members(60_000, r#""1""#))));
        },
    },
    Case {
        name: "near-tokens of a paste, decode",
        size: 700_000,
        arguments: &["decode"],
        write: |folder, size| save(folder, "stdin", &"eyJ.eyJ.x ".repeat(size)),
    },
    Case {
        name: "tokens of a paste, decode",
        size: 4_000,
        arguments: &["decode"],
        write: |folder, size| {
            let mut paste = "tokens: ".to_owned();
            for index in 0..size {
                let token = signed(HEADER, &format!(r#"{{"sub":"{index}"}}"#));
                write!(paste, "{token} and ").expect("a string takes all");
            }
            save(folder, "stdin", &paste);
        },
    },
    Case {
        name: "profiles of the user's own file, decode",
        size: 40_000,
        arguments: &["decode"],
        write: |folder, size| {
            let mut profiles = String::new();
            for index in 0..size {
                writeln!(profiles, "[profile.p{index}]\nissuer = \"https://i{index}.example\"")
                    .expect("a string takes all");
            }
            save(folder, "config.toml", &profiles);
            save(folder, "stdin", &signed(HEADER, r#"{"iss":"https://i1.example"}"#));
        },
    },
    Case {
        name: "settings without an end in a text, secret check",
        size: 200_000,
        arguments: &["secret", "check", "settings"],
        write: |folder, size| {
            save(folder, "settings", &"HASURA_GRAPHQL_JWT_SECRET='".repeat(size));
        },
    },
    Case {
        name: "settings without an end in JSON, secret check",
        size: 100_000,
        arguments: &["secret", "check", "settings"],
        write: |folder, size| {
            save(folder, "settings", &r#""HASURA_GRAPHQL_JWT_SECRET": {"a": "#.repeat(size));
        },
    },
    Case {
        name: "keys for a token without kid, verify",
        size: 10_000,
        arguments: &["verify", "--jwks", "keys"],
        write: |folder, size| {
            let keys: Vec<String> = (0..size)
                .map(|index| {
                    let key = base64url::encode(format!("{index:032}"));
                    format!(r#"{{"kty":"oct","k":"{key}"}}"#)
                })
                .collect();
            save(folder, "keys", &format!(r#"{{"keys":[{}]}}"#, keys.join(",")));
            save(folder, "stdin", &signed(HEADER, "{}"));
        },
    },
];

fn main() -> ExitCode {
    // With `--test` (`cargo test --benches`), only check that each case runs.
    let words: Vec<String> = std::env::args().skip(1).collect();
    let only_once = words.iter().any(|word| word == "--test");
    let wanted = words.iter().find(|word| !word.starts_with("--"));
    let mut too_much = 0;
    for case in CASES {
        if wanted.is_some_and(|wanted| !case.name.contains(wanted.as_str())) {
            continue;
        }
        if only_once {
            run(&case, prepare(&case, case.size / 16).path());
            continue;
        }
        let (small, large) = (prepare(&case, case.size), prepare(&case, case.size * 2));
        let (mut once, mut twice) = (Duration::MAX, Duration::MAX);
        for _ in 0..ROUNDS {
            once = once.min(run(&case, small.path()));
            twice = twice.min(run(&case, large.path()));
        }
        let ratio = twice.as_secs_f64() / once.as_secs_f64();
        let mark = if ratio > MOST { "  more than linear" } else { "" };
        too_much += usize::from(ratio > MOST);
        println!(
            "{:44} {:>7} {:>7.1} ms  x2 {:>7.1} ms  ratio {ratio:.2}{mark}",
            case.name,
            case.size,
            once.as_secs_f64() * 1e3,
            twice.as_secs_f64() * 1e3
        );
    }
    if too_much > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Writes the input of the given size into a new temporary folder.
fn prepare(case: &Case, size: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    save(folder.path(), "secret", SECRET);
    save(folder.path(), "stdin", "");
    (case.write)(folder.path(), size);
    folder
}

fn run(case: &Case, folder: &Path) -> Duration {
    let input = File::open(folder.join("stdin")).expect("the input");
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_jwtool"))
        .arg("--offline")
        .args(case.arguments)
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder)
        .env("JWTOOL_CONFIG_DIR", folder)
        .env("JWTOOL_DATA_DIR", folder.join("data"))
        .stdin(input)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the executable");
    let took = start.elapsed();
    assert!(matches!(status.code(), Some(0..=3)), "{}: {status}", case.name);
    took
}

fn save(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("a file");
}

/// Returns `count` object members that all have the same value.
fn members(count: usize, value: &str) -> String {
    let members: Vec<String> = (0..count).map(|index| format!(r#""m{index}":{value}"#)).collect();
    members.join(",")
}

/// Returns a token in the general JSON serialization.
fn general(payload: &str, entries: &[String]) -> String {
    format!(r#"{{"payload":"{payload}","signatures":[{}]}}"#, entries.join(","))
}

fn signed(header: &str, payload: &str) -> String {
    let input = format!("{}.{}", base64url::encode(header), base64url::encode(payload));
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
    let signature = hmac::sign(&key, input.as_bytes());
    format!("{input}.{}", base64url::encode(signature))
}
