//! The guards. Each one inspects the sources and returns the violations of its rule.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::architecture::sources::{SourceFile, Sources, Step, Target};

/// The rooms, each with the rooms that it may name.
pub(crate) type FloorPlan<'a> = &'a [(&'a str, &'a [&'a str])];

/// The foreign crates by the name that code uses, each with the files or folders that may name it.
pub(crate) type Landlords<'a> = &'a [(&'a str, &'a [&'a str])];

/// Checks that rooms name only rooms that the plan allows.
pub(crate) fn floor_plan(sources: &Sources, plan: FloorPlan<'_>) -> Vec<String> {
    let mut wrong = BTreeSet::new();
    let rooms: BTreeSet<&str> = sources.files.iter().map(|file| room(&file.name)).collect();
    for (name, allowed) in plan {
        for name in [name].into_iter().chain(*allowed) {
            if !rooms.contains(name) {
                wrong.insert(format!("the floor plan has `{name}`, which is not in the sources"));
            }
        }
    }
    for file in &sources.files {
        let room = room(&file.name);
        if room == "main" {
            continue;
        }
        let Some((_, allowed)) = plan.iter().find(|(name, _)| *name == room) else {
            wrong.insert(format!("{}: the room `{room}` is not in the floor plan", file.name));
            continue;
        };
        for path in inside(sources, file) {
            let named = &*path[0];
            if named != room && !allowed.contains(&named) {
                wrong.insert(format!("{} names crate::{}", file.name, path.join("::")));
            }
        }
    }
    wrong.into_iter().collect()
}

/// Checks that the parts of a folder do not name each other, except for those that are `shared`.
pub(crate) fn strangers(
    sources: &Sources,
    folder: &str,
    parts: Option<&[&str]>,
    shared: &[&str],
) -> Vec<String> {
    let mut wrong = BTreeSet::new();
    let concerns = |part: &str| parts.is_none_or(|parts| parts.contains(&part));
    for name in parts.unwrap_or_default().iter().chain(shared) {
        if !sources.files.iter().any(|file| part(&file.name, folder) == Some(*name)) {
            wrong.insert(format!("`{folder}/` has no `{name}`"));
        }
    }
    for file in &sources.files {
        let Some(own) = part(&file.name, folder).filter(|own| concerns(own)) else { continue };
        for path in inside(sources, file) {
            if let [first, second, ..] = &path[..]
                && first == folder
                && second != own
                && concerns(second)
                && !shared.contains(&&**second)
            {
                wrong.insert(format!("{} names crate::{}", file.name, path.join("::")));
            }
        }
    }
    wrong.into_iter().collect()
}

/// Checks that only the allowed files name more than one part of a folder.
pub(crate) fn overseers(
    sources: &Sources,
    folder: &str,
    parts: &[&str],
    allowed: &[&str],
) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in &sources.files {
        let seen: BTreeSet<String> = inside(sources, file)
            .into_iter()
            .filter_map(|path| match &path[..] {
                [first, second, ..] if first == folder && parts.contains(&&**second) => {
                    Some(second.clone())
                }
                _ => None,
            })
            .collect();
        let several = seen.len() > 1;
        if several && !allowed.contains(&&*file.name) {
            let seen: Vec<_> = seen.into_iter().collect();
            wrong.push(format!("{} sees {}", file.name, seen.join(" and ")));
        } else if !several && allowed.contains(&&*file.name) {
            wrong.push(format!("{} is on the list and sees no two of them", file.name));
        }
    }
    for name in allowed {
        if !sources.files.iter().any(|file| file.name == *name) {
            wrong.push(format!("{name} is on the list and does not exist"));
        }
    }
    wrong
}

/// Checks that each foreign crate is named only by its landlords, that each dependency has a
/// landlord, and that each landlord names its crate.
pub(crate) fn landlords(
    sources: &Sources,
    dependencies: &BTreeSet<String>,
    table: Landlords<'_>,
) -> Vec<String> {
    let mut wrong = BTreeSet::new();
    for dependency in dependencies {
        if !table.iter().any(|(name, _)| name == dependency) {
            wrong.insert(format!("the dependency `{dependency}` has no landlord"));
        }
    }
    let tenants: Vec<(&str, BTreeSet<String>)> =
        sources.files.iter().map(|file| (&*file.name, foreign_crates(sources, file))).collect();
    for (name, homes) in table {
        if !dependencies.contains(*name) {
            wrong.insert(format!("`{name}` has a landlord and is not a dependency"));
        }
        for home in *homes {
            let names_it = |(file, crates): &(&str, BTreeSet<String>)| {
                is_at(file, home) && crates.contains(*name)
            };
            if !tenants.iter().any(names_it) {
                wrong.insert(format!("{home} is a landlord of `{name}` and does not name it"));
            }
        }
        for (file, crates) in &tenants {
            if crates.contains(*name) && !homes.iter().any(|home| is_at(file, home)) {
                wrong.insert(format!("{file} names {name}"));
            }
        }
    }
    wrong.into_iter().collect()
}

/// Paths, methods and macros that must not be used.
pub(crate) struct Banned<'a> {
    /// Paths into other crates, including everything below them
    pub(crate) paths: &'a [&'a str],
    pub(crate) methods: &'a [&'a str],
    pub(crate) macros: &'a [&'a str],
}

/// Checks that the files selected by `concerned` do not use anything banned.
pub(crate) fn banned(
    sources: &Sources,
    concerned: impl Fn(&str) -> bool,
    banned: &Banned<'_>,
) -> Vec<String> {
    let mut wrong = BTreeSet::new();
    for file in sources.files.iter().filter(|file| concerned(&file.name)) {
        for path in foreign(sources, file) {
            let path = path.join("::");
            let below = |name: &&&str| {
                path.strip_prefix(**name)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            };
            if banned.paths.iter().any(|name| below(&name)) {
                wrong.insert(format!("{} names {path}", file.name));
            }
            // `Path::is_file`, used as a function.
            let (of, name) = path.rsplit_once("::").unwrap_or_default();
            if matches!(of, "std::path::Path" | "std::path::PathBuf")
                && banned.methods.contains(&name)
            {
                wrong.insert(format!("{} names {path}", file.name));
            }
        }
        for method in banned.methods.iter().filter(|name| file.methods.contains(**name)) {
            wrong.insert(format!("{} calls `.{method}()`", file.name));
        }
        for name in banned.macros.iter().filter(|name| file.macros.contains(**name)) {
            wrong.insert(format!("{} calls `{name}!`", file.name));
        }
    }
    wrong.into_iter().collect()
}

/// Fields and `bool` parameters, each with the files that may name it.
pub(crate) type Keepers<'a> = &'a [(&'a str, &'a [&'a str])];

/// Checks that each field is named by all of its keepers, and by no other file.
pub(crate) fn keepers(sources: &Sources, table: Keepers<'_>) -> Vec<String> {
    let mut wrong = BTreeSet::new();
    for (name, keepers) in table {
        for file in &sources.files {
            if file.members.contains(*name) && !keepers.contains(&&*file.name) {
                wrong.insert(format!("{} names the field or `bool` `{name}`", file.name));
            }
        }
        for keeper in *keepers {
            let names_it = |file: &SourceFile| file.name == *keeper && file.members.contains(*name);
            if !sources.files.iter().any(names_it) {
                wrong.insert(format!("{keeper} is a keeper of `{name}` and does not name it"));
            }
        }
    }
    wrong.into_iter().collect()
}

/// Checks that no string in the files selected by `concerned` mentions the command line.
pub(crate) fn speaks_of_flags(
    sources: &Sources,
    concerned: impl Fn(&str) -> bool,
    commands_too: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in sources.files.iter().filter(|file| concerned(&file.name)) {
        for text in &file.strings {
            if text.contains("`--") || text.contains("jwtool ") && !commands_too(&file.name) {
                wrong.push(format!("{} speaks of flags: {text:?}", file.name));
            }
        }
    }
    wrong
}

/// Returns the groups of files that import each other in a circle, with an example of each import.
/// A parent that only declares its children imports nothing.
pub(crate) fn circles(sources: &Sources) -> Vec<(BTreeSet<String>, Vec<String>)> {
    let mut edges: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
    for file in &sources.files {
        let edges = edges.entry(&file.name).or_default();
        for step in sources.steps(file).iter().filter(|step| step.last) {
            let Target::Inside { module, rest } = &step.target else { continue };
            // Importing a module is not yet a use of it.
            if rest.is_empty() {
                continue;
            }
            if let Some(other) = sources.file_of(module)
                && other != file.name
            {
                let path = [&module[..], rest].concat().join("::");
                edges.entry(other).or_insert_with(|| format!("{} names {path}", file.name));
            }
        }
    }
    let reachable: BTreeMap<&str, BTreeSet<&str>> = edges
        .keys()
        .map(|start| {
            let mut seen = BTreeSet::new();
            let mut open = vec![*start];
            while let Some(file) = open.pop() {
                for next in edges.get(file).into_iter().flat_map(BTreeMap::keys) {
                    if seen.insert(*next) {
                        open.push(next);
                    }
                }
            }
            (*start, seen)
        })
        .collect();
    let mut found: Vec<(BTreeSet<String>, Vec<String>)> = Vec::new();
    for (start, seen) in &reachable {
        if !seen.contains(start) || found.iter().any(|(group, _)| group.contains(*start)) {
            continue;
        }
        let back = |file: &&&str| reachable.get(**file).is_some_and(|seen| seen.contains(start));
        let group: BTreeSet<&str> = seen.iter().filter(back).copied().collect();
        let within = group.iter().flat_map(|file| {
            let edges = edges[file].iter().filter(|(to, _)| group.contains(*to));
            edges.map(|(_, why)| why.clone())
        });
        found.push((group.iter().map(|file| (*file).to_owned()).collect(), within.collect()));
    }
    found
}

/// Checks that there are no import circles.
pub(crate) fn no_circles(sources: &Sources) -> Vec<String> {
    circles(sources)
        .iter()
        .map(|(_, why)| format!("a circle of imports:\n  {}", why.join("\n  ")))
        .collect()
}

/// Returns the files that a page names but that do not exist, and the rooms that its table lacks.
/// `ENGINE` represents the folder of any engine. File names begin with a slash.
pub(crate) fn stale_page(page: &str, files: &[String]) -> Vec<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_/.".contains(c);
    let names = page.split(|c| !is_name(c)).map(|word| word.trim_end_matches('.'));
    let names: BTreeSet<&str> = names
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "rs"))
        .map(|name| name.split_once("ENGINE/").map_or(name, |(_, within)| within))
        .collect();
    let exists = |name: &str| files.iter().any(|file| file.ends_with(&format!("/{name}")));
    let gone = names.iter().filter(|name| !exists(name));
    let gone = gone.map(|name| format!("the page names {name}, which does not exist"));
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with('|')).collect();
    let rooms: BTreeSet<String> = files
        .iter()
        .filter_map(|file| file.strip_prefix('/'))
        .filter(|file| !file.starts_with("tests/"))
        .map(|file| file.split_once('/').map_or(file.to_owned(), |(room, _)| format!("{room}/")))
        .collect();
    let listed = |room: &String| rows.iter().any(|row| row.contains(&format!("`{room}`")));
    let missing = rooms.iter().filter(|room| !listed(room));
    gone.chain(missing.map(|room| format!("the page does not list the room {room}"))).collect()
}

/// Returns the transcripts that accept any output: those with only an ellipsis.
pub(crate) fn accept_everything(files: &[(String, String)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, text) in files {
        for rest in text.split("str![").skip(1) {
            let expected = rest.split(']').next().unwrap_or_default();
            let dots = expected.chars().filter(|c| !c.is_whitespace() && !"[r#\"".contains(*c));
            if dots.collect::<String>() == "..." {
                wrong.push(format!("{name}: `str![{expected}]` accepts every output"));
            }
        }
    }
    wrong
}

/// Returns the room of a file, which is the first part of its path.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// Returns the part of a folder that a file belongs to, or `None` for `mod.rs`.
fn part<'a>(file: &'a str, folder: &str) -> Option<&'a str> {
    let within = file.strip_prefix(folder)?.strip_prefix('/')?;
    let part = within.split('/').next()?.trim_end_matches(".rs");
    (part != "mod").then_some(part)
}

/// Whether a file is the given file, or below the given folder.
fn is_at(file: &str, home: &str) -> bool {
    file == home || home.ends_with('/') && file.starts_with(home)
}

/// Returns the paths in this crate that a file names, including what they re-export.
fn inside(sources: &Sources, file: &SourceFile) -> Vec<Vec<String>> {
    let paths = sources.steps(file).into_iter().filter_map(|step| match step.target {
        Target::Inside { module, rest } => Some([module, rest].concat()),
        Target::Foreign(_) => None,
    });
    paths.filter(|path| !path.is_empty()).collect()
}

fn foreign(sources: &Sources, file: &SourceFile) -> Vec<Vec<String>> {
    let paths = sources.steps(file).into_iter().filter_map(|Step { target, .. }| match target {
        Target::Foreign(path) => Some(path),
        Target::Inside { .. } => None,
    });
    paths.collect()
}

fn foreign_crates(sources: &Sources, file: &SourceFile) -> BTreeSet<String> {
    foreign(sources, file).into_iter().filter_map(|path| path.into_iter().next()).collect()
}
