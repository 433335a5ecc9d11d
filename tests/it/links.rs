//! Checks the links in the documentation, without a network: each relative one leads to a file of
//! the package, and each anchor to a heading.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

static LINK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\]\(([^()\s]+)\)").unwrap());
static INLINE_CODE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"``[^\n]+?``|`[^`\n]*`").unwrap());

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the name and text of each page at the top level and in `docs`.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for folder in ["", "docs"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                pages.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    pages
}

/// Returns a page without its code blocks.
fn prose(page: &str) -> String {
    let mut fenced = false;
    let mut prose = String::new();
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            prose.push_str(line);
            prose.push('\n');
        }
    }
    prose
}

/// Returns the targets of all links in a page.
fn links(page: &str) -> Vec<String> {
    let prose = prose(page);
    // A heading may be a link of code, so only the code's content is dropped.
    let prose = INLINE_CODE.replace_all(&prose, "``");
    LINK.captures_iter(&prose).map(|link| link[1].to_owned()).collect()
}

/// Returns the anchors that GitHub gives the headings of a page.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut anchors = BTreeSet::new();
    for line in prose(page).lines() {
        let heading = line.trim_start_matches('#');
        if heading.len() == line.len() || !heading.starts_with(' ') {
            continue;
        }
        let slug: String = LINK
            .replace_all(heading.trim(), "]")
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        let times = seen.entry(slug.clone()).or_default();
        anchors.insert(if *times == 0 { slug } else { format!("{slug}-{times}") });
        *times += 1;
    }
    anchors
}

/// Returns where a relative link on a page leads, from the top level, unless it leads out of it.
fn resolve(page: &str, link: &str) -> Option<PathBuf> {
    let mut path = Path::new(page).parent().unwrap().to_owned();
    for component in Path::new(link).components() {
        match component {
            Component::ParentDir => path = path.parent()?.to_owned(),
            Component::Normal(name) => path.push(name),
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(path)
}

/// Returns why a link on a page leads nowhere.
fn dead(pages: &BTreeMap<String, String>, page: &str, link: &str) -> Option<&'static str> {
    if link.starts_with("https://") {
        return None;
    }
    if link.contains("://") || link.starts_with("mailto:") {
        return Some("is neither relative nor https");
    }
    let (file, anchor) = link.split_once('#').map_or((link, None), |(f, a)| (f, Some(a)));
    let target = if file.is_empty() { Some(PathBuf::from(page)) } else { resolve(page, file) };
    let Some(target) = target else { return Some("leads out of the package") };
    if !root().join(&target).exists() {
        return Some("leads to a file that does not exist");
    }
    let target = target.to_str().unwrap().replace('\\', "/");
    let headings = pages.get(&target).map(|page| anchors(page));
    match (anchor, headings) {
        (Some(anchor), Some(headings)) if !headings.contains(anchor) => Some("has no such heading"),
        (Some(_), None) => Some("has an anchor, but is not a page"),
        _ => None,
    }
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages();
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (name, page) in &pages {
        for link in links(page) {
            seen += 1;
            if let Some(why) = dead(&pages, name, &link) {
                wrong.push(format!("{name}: {link} {why}"));
            }
        }
    }
    assert!(seen > 100, "the test sees only {seen} links");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_index_has_every_page() {
    let pages = pages();
    let index: BTreeSet<String> = links(&pages["docs/README.md"])
        .iter()
        .filter_map(|link| resolve("docs/README.md", link.split('#').next().unwrap()))
        .map(|path| path.to_str().unwrap().replace('\\', "/"))
        .collect();
    let missing: Vec<_> = pages
        .keys()
        .filter(|name| name.as_str() != "docs/README.md" && !index.contains(*name))
        .collect();
    assert!(missing.is_empty(), "docs/README.md has no link to {missing:?}");
}

#[test]
fn dead_links_are_found() {
    let pages = BTreeMap::from([
        (
            "README.md".to_owned(),
            "# Top\n## A `--flag`, and [more](docs/guide.md)\n## Top\n```text\n# no heading\n[x](nowhere)\n```\n`[x](nowhere)`"
                .to_owned(),
        ),
        ("docs/guide.md".to_owned(), "# Guide".to_owned()),
    ]);
    assert_eq!(links(&pages["README.md"]), ["docs/guide.md"]);
    assert_eq!(
        anchors(&pages["README.md"]),
        BTreeSet::from(["top", "top-1", "a---flag-and-more"].map(ToOwned::to_owned))
    );
    let dead = |link| dead(&pages, "docs/guide.md", link);
    for link in ["../README.md#top-1", "#guide", "guide.md", "ci/smoke.sh", "https://example.gov"] {
        assert_eq!(dead(link), None, "{link}");
    }
    for link in [
        "../README.md#topp",
        "#no",
        "gide.md",
        "../../x.md",
        "/README.md",
        "ci/smoke.sh#x",
        "http://example.gov",
    ] {
        assert!(dead(link).is_some(), "{link}");
    }
}
