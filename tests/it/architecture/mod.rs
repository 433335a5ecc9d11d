//! The architecture guards: who may name whom, and which files may use each foreign crate.
//!
//! The sources are parsed, so groups, renames, `super`, re-exports and macro arguments are covered.
//! `snippets.rs` has examples of what each guard must find.

mod guards;
mod snippets;
mod sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::architecture::guards::{Banned, FloorPlan, Keepers, Landlords};
use crate::architecture::sources::Sources;

/// The rooms, each with the rooms that it may name. Everything else is forbidden.
const FLOOR_PLAN: FloorPlan<'_> = &[
    // Most of these are used only by fuzz targets.
    ("lib", &["cli", "exit", "hasura", "inspection", "jose", "render", "source"]),
    (
        "cli",
        &["commands", "error", "exit", "hint", "redact", "render", "source", "system", "topic"],
    ),
    (
        "commands",
        &[
            "error",
            "escape",
            "exit",
            "hasura",
            "hint",
            "inspection",
            "issuer",
            "jmespath",
            "jose",
            "message",
            "new_token",
            "profile",
            "provider",
            "redact",
            "render",
            "sort",
            "source",
            "system",
            "token_config",
            "topic",
        ],
    ),
    (
        "hint",
        &[
            "error",
            "escape",
            "hasura",
            "jose",
            "message",
            "profile",
            "provider",
            "redact",
            "system",
            "token_config",
        ],
    ),
    (
        "source",
        &[
            "byte_search",
            "error",
            "hasura",
            "jose",
            "profile",
            "provider",
            "redact",
            "sort",
            "system",
        ],
    ),
    (
        "render",
        &[
            "byte_search",
            "error",
            "escape",
            "hasura",
            "inspection",
            "jose",
            "message",
            "profile",
            "provider",
            "topic",
            "wrap",
        ],
    ),
    (
        "system",
        &[
            "error", "escape", "hasura", "issuer", "jose", "profile", "provider", "redact", "sort",
            "wrap",
        ],
    ),
    ("error", &["exit", "hasura", "jose", "profile", "provider", "redact"]),
    ("exit", &[]),
    ("byte_search", &[]),
    ("escape", &["byte_search"]),
    ("wrap", &[]),
    ("inspection", &["hasura", "jose", "provider", "token_config"]),
    ("token_config", &["hasura", "jose", "provider"]),
    ("issuer", &["hasura", "jose", "new_token", "provider"]),
    ("new_token", &["hasura", "jose", "provider"]),
    ("profile", &["hasura", "jose", "provider", "redact"]),
    ("provider", &["jose", "sort"]),
    ("hasura", &["go_json", "jmespath", "jose", "redact", "sort"]),
    ("jmespath", &["go_json", "jose", "sort"]),
    ("go_json", &["jose", "sort"]),
    ("message", &["redact", "sort"]),
    ("topic", &[]),
    ("redact", &[]),
    ("sort", &[]),
    ("jose", &["byte_search", "sort"]),
];

/// The modules that commands share. Otherwise, commands do not name each other.
const SHARED_BY_VERBS: &[&str] = &["flags", "ordered", "prediction", "present", "preset"];

/// The engines, which do not name each other.
const ENGINES: &[&str] = &["v2", "ddn", "relyauth"];

/// The files that may name more than one engine.
const OVERSEERS: &[&str] = &[
    // It lists the engines.
    "hasura/registry.rs",
];

/// The foreign crates, each with the files or folders that may name it.
const LANDLORDS: Landlords<'_> = &[
    ("jsonwebtoken", &["jose/signature.rs"]),
    ("aws_lc_rs", &["jose/", "provider/cognito/srp.rs"]),
    ("pkcs8", &["jose/"]),
    ("cbc", &["jose/legacy_pem.rs"]),
    ("des", &["jose/legacy_pem.rs"]),
    ("md5", &["jose/legacy_pem.rs"]),
    ("num_bigint", &["jose/rsa_numbers.rs", "provider/cognito/srp.rs"]),
    ("pkcs1", &["jose/"]),
    ("sec1", &["jose/"]),
    ("x509_cert", &["jose/distinguished_name.rs", "jose/pem.rs"]),
    ("base64", &["hasura/ddn/decode.rs", "jose/base64url.rs"]),
    ("memchr", &["byte_search.rs"]),
    (
        "reqwest",
        &[
            "commands/ping/",
            "system/exchange.rs",
            "system/http.rs",
            "system/key_fetch.rs",
            "system/oauth.rs",
            "system/supertokens_core.rs",
            "system/websocket/",
        ],
    ),
    ("tungstenite", &["system/websocket/socket.rs"]),
    (
        "url",
        &[
            "hasura/ddn/schema.rs",
            "hasura/relyauth/token_place.rs",
            "issuer/",
            "provider/address.rs",
            "provider/authorization.rs",
            "redact.rs",
            "system/",
        ],
    ),
    ("saphyr_parser", &["hasura/yaml.rs"]),
    ("serde_path_to_error", &["hasura/ddn/schema.rs"]),
    ("yaml_serde", &["hasura/yaml.rs"]),
    ("jsonptr", &["hasura/ddn/pointer.rs"]),
    ("ipnet", &["hasura/relyauth/"]),
    ("percent_encoding", &["hasura/v2/token_place.rs", "issuer/client.rs"]),
    ("unicode_width", &["wrap.rs"]),
    ("terminal_size", &["system/terminal.rs"]),
    ("crossterm", &["system/line_prompt.rs", "system/progress.rs", "system/prompt.rs"]),
    ("dialoguer", &["system/prompt.rs"]),
    ("dirs", &["system/environment.rs"]),
    ("keyring", &["system/login_store/native.rs"]),
    ("tempfile", &["system/files.rs"]),
    ("clap", &["cli/", "commands/"]),
    ("clap_complete", &["commands/completions/"]),
    ("clap_complete_nushell", &["commands/completions/mod.rs"]),
    ("clap_mangen", &["commands/man/page.rs"]),
    ("roff", &["commands/man/page.rs"]),
    ("colored_json", &["render/json/mod.rs"]),
    ("anstyle", &["render/style.rs"]),
    (
        "chrono",
        &["jose/numeric_date.rs", "jose/moment.rs", "render/time.rs", "system/environment.rs"],
    ),
    ("flate2", &["render/time.rs"]),
    ("tz", &["render/time.rs"]),
    (
        "rustix",
        &[
            "system/files.rs",
            "system/interrupt.rs",
            "system/lock.rs",
            "system/peer_user.rs",
            "system/prompt.rs",
        ],
    ),
    ("pem", &["jose/pem.rs"]),
    (
        "serde",
        &[
            "commands/present.rs",
            "hasura/ddn/",
            "jose/json.rs",
            "render/json/",
            "system/key_fetch.rs",
        ],
    ),
    (
        "serde_json",
        &[
            "hasura/ddn/",
            "jose/json.rs",
            "render/json/escaping.rs",
            "render/json/line.rs",
            "render/json/mod.rs",
            "system/key_fetch.rs",
        ],
    ),
    // Every room that defines errors.
    (
        "thiserror",
        &["error.rs", "hasura/", "jose/", "provider/address.rs", "provider/supertokens_core.rs"],
    ),
    ("zeroize", &["jose/", "provider/cognito/", "source/", "system/"]),
    ("signal_hook", &["system/interrupt.rs"]),
    // They are asynchronous, and nothing else is.
    ("http_body_util", &["system/server.rs"]),
    ("hyper", &["system/server.rs"]),
    ("hyper_util", &["system/exchange.rs", "system/server.rs"]),
    ("tokio", &["system/server.rs", "system/websocket/"]),
    ("strsim", &["cli/usage_message.rs", "system/profile_store/"]),
    ("toml_edit", &["system/profile_store/"]),
    // Only their features are used.
    ("syn", &[]),
    ("log", &[]),
    ("tracing", &[]),
];

/// Dependencies whose library name differs from the package name.
const LIBRARY_NAMES: &[(&str, &str)] = &[("md-5", "md5"), ("tz-rs", "tz")];

/// The files that must not depend on the machine.
const PURE: &[&str] = &[
    "jose/",
    "hasura/",
    "provider/",
    "go_json.rs",
    "jmespath/",
    "message/",
    "inspection.rs",
    "issuer/",
    "new_token.rs",
    "token_config.rs",
    "topic/",
    "profile/",
    "byte_search.rs",
    "escape.rs",
    "sort.rs",
    "wrap.rs",
];
const IMPURE: Banned<'_> = Banned {
    paths: &[
        "chrono::Local",
        "chrono::Utc::now",
        "std::env",
        "std::fs",
        "std::io::stderr",
        "std::io::stdin",
        "std::io::stdout",
        "std::net::TcpListener",
        "std::net::TcpStream",
        "std::net::ToSocketAddrs",
        "std::net::UdpSocket",
        "std::process",
        "std::thread",
        "std::time::Instant",
        "std::time::SystemTime",
    ],
    methods: AMBIENT.methods,
    macros: AMBIENT.macros,
};

/// Everything that reads or changes the machine, which only `system` may use.
const AMBIENT: Banned<'_> = Banned {
    paths: &[
        "chrono::Local",
        "chrono::Utc::now",
        "std::env",
        "std::fs",
        "std::io::stderr",
        "std::io::stdin",
        "std::io::stdout",
        "std::net::TcpListener",
        "std::net::TcpStream",
        "std::net::ToSocketAddrs",
        "std::net::UdpSocket",
        "std::process::Command",
        "std::process::abort",
        "std::process::exit",
        "std::process::id",
        "std::thread::sleep",
        "std::time::Instant",
        "std::time::SystemTime",
    ],
    methods: &[
        "canonicalize",
        "exists",
        "is_dir",
        "is_file",
        "is_symlink",
        "is_terminal",
        "metadata",
        "read_dir",
        "read_link",
        "symlink_metadata",
        "try_exists",
    ],
    macros: &["dbg", "eprint", "eprintln", "print", "println"],
};

/// The settings that determine how results are printed. Commands pass a document and a page to
/// `commands/present.rs`, and renderers fill the page.
const OUTPUT_SETTINGS: Keepers<'_> = &[
    (
        "color",
        &[
            "cli/mod.rs",
            "commands/flags.rs",
            "commands/present.rs",
            "render/json/mod.rs",
            "render/style.rs",
            "system/output.rs",
        ],
    ),
    ("json", &["cli/mod.rs", "commands/flags.rs", "commands/present.rs", "system/mod.rs"]),
    (
        "quiet",
        &[
            "cli/mod.rs",
            "commands/flags.rs",
            "commands/present.rs",
            // Reports which flag prevents the prompt.
            "commands/secret/ask.rs",
            "system/mod.rs",
            "system/prompt.rs",
        ],
    ),
    ("width", &["commands/present.rs", "render/style.rs", "system/mod.rs", "system/output.rs"]),
    (
        "stderr",
        &[
            "cli/mod.rs",
            "commands/present.rs",
            "system/mod.rs",
            // The pipes of another program
            "system/program.rs",
            "system/prompt.rs",
        ],
    ),
    ("stdout", &["cli/mod.rs", "commands/present.rs", "system/mod.rs", "system/program.rs"]),
];

/// Returns the dependencies in the manifest, for all platforms, by their library names.
fn dependencies() -> BTreeSet<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest: toml_edit::DocumentMut = fs::read_to_string(manifest).unwrap().parse().unwrap();
    let platforms = manifest.get("target").and_then(|targets| targets.as_table());
    let platforms = platforms.into_iter().flat_map(|targets| targets.iter());
    let tables = platforms
        .filter_map(|(_, target)| target.get("dependencies"))
        .chain(manifest.get("dependencies"));
    let packages: BTreeSet<&str> = tables
        .filter_map(|table| table.as_table_like())
        .flat_map(|table| table.iter().map(|(name, _)| name))
        .collect();
    for (package, _) in LIBRARY_NAMES {
        assert!(packages.contains(package), "`{package}` is not a dependency");
    }
    packages
        .into_iter()
        .map(|package| {
            let other = LIBRARY_NAMES.iter().find(|(name, _)| *name == package);
            other.map_or(package, |(_, library)| library).replace('-', "_")
        })
        .collect()
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Returns the sources, which are read once for all guards.
fn sources() -> &'static Sources {
    static SOURCES: LazyLock<Sources> = LazyLock::new(|| Sources::read(&root(), dependencies()));
    &SOURCES
}

#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn is_pure(file: &str) -> bool {
    PURE.iter().any(|room| file.starts_with(room))
}

#[test]
fn every_file_belongs_to_the_crate_and_says_what_it_is_for() {
    let sources = sources();
    assert!(sources.files.len() > 100, "the guards look at the sources");
    none(&sources.undeclared);
    for file in &sources.files {
        let text = fs::read_to_string(root().join(&file.name)).unwrap();
        assert!(text.starts_with("//! "), "{} does not begin with a `//!` sentence", file.name);
    }
}

#[test]
fn rooms_name_only_the_rooms_they_may() {
    none(&guards::floor_plan(sources(), FLOOR_PLAN));
}

#[test]
fn verbs_do_not_see_each_other() {
    none(&guards::strangers(sources(), "commands", None, SHARED_BY_VERBS));
}

#[test]
fn engines_do_not_see_each_other_and_conversion_sees_them_all() {
    none(&guards::strangers(sources(), "hasura", Some(ENGINES), &[]));
    none(&guards::overseers(sources(), "hasura", ENGINES, OVERSEERS));
}

#[test]
fn each_foreign_crate_lives_with_its_landlord() {
    none(&guards::landlords(sources(), &dependencies(), LANDLORDS));
}

#[test]
fn facts_know_nothing_of_the_machine() {
    none(&guards::banned(sources(), is_pure, &IMPURE));
    let names_the_command = |file: &str| ["inspection.rs", "token_config.rs"].contains(&file);
    none(&guards::speaks_of_flags(sources(), is_pure, names_the_command));
}

#[test]
fn the_machine_is_reached_through_system() {
    let above = |file: &str| !file.starts_with("system/") && file != "main.rs";
    none(&guards::banned(sources(), above, &AMBIENT));
}

#[test]
fn there_is_one_way_to_answer() {
    none(&guards::keepers(sources(), OUTPUT_SETTINGS));
}

#[test]
fn files_do_not_import_each_other_in_a_circle() {
    none(&guards::no_circles(sources()));
}

#[test]
fn the_page_on_the_architecture_is_true() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    let page = fs::read_to_string(page).unwrap();
    let mut files: Vec<String> =
        sources().files.iter().map(|file| format!("/{}", file.name)).collect();
    for folder in ["tests/it", "tests/it/architecture", "tests/peers"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            files.push(format!("/{folder}/{}", entry.unwrap().file_name().to_str().unwrap()));
        }
    }
    none(&guards::stale_page(&page, &files));
}

#[test]
fn no_transcript_accepts_every_output() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let texts = files.iter().filter(|path| path.is_file()).map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        (name.to_owned(), fs::read_to_string(path).unwrap())
    });
    let texts: Vec<_> = texts.collect();
    assert!(texts.iter().any(|(_, text)| text.contains("str![[r#")), "the guard sees transcripts");
    none(&guards::accept_everything(&texts));
}

/// By default, proptest creates a folder at the top level.
#[test]
fn properties_that_fail_are_kept_below_tests() {
    let mut properties = 0;
    for file in sources().files.iter().map(|file| root().join(&file.name)) {
        let text = fs::read_to_string(&file).unwrap();
        if text.contains("proptest!") {
            properties += 1;
            let kept = text.contains("use crate::regressions;")
                && text.matches("proptest! {").count()
                    == text.matches("#![proptest_config(regressions())]").count();
            assert!(kept, "{} has a property without `proptest_config`", file.display());
        }
    }
    let library = fs::read_to_string(root().join("lib.rs")).unwrap();
    assert!(library.contains(r#"SourceParallel("tests/proptest-regressions")"#));
    assert!(properties > 0, "the guard sees the properties");
}
