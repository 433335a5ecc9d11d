//! Small sources with what each guard must find and what it must accept.

use crate::architecture::guards::{
    Banned, accept_everything, banned, circles, floor_plan, keepers, landlords, no_circles,
    overseers, speaks_of_flags, stale_page, strangers,
};
use crate::architecture::sources::Sources;

/// Returns a crate with the rooms `low` and `high`, where `high/mod.rs` has the given content.
fn house(high: &str) -> Sources {
    parse(&[
        ("lib.rs", "mod high; mod low; mod spare;"),
        ("high/mod.rs", &format!("mod part; {high}")),
        ("high/part.rs", "pub struct Part;"),
        ("low.rs", "pub struct Low; pub fn low() {}"),
        ("spare.rs", "pub use crate::low::Low; pub use crate::low::low as renamed;"),
    ])
}

fn parse(files: &[(&str, &str)]) -> Sources {
    Sources::parse(files, ["chrono", "url"].map(ToOwned::to_owned))
}

fn plan(high: &str) -> Vec<String> {
    let plan = [("lib", &[][..]), ("high", &["spare"]), ("low", &[]), ("spare", &["low"])];
    floor_plan(&house(high), &plan)
}

#[test]
fn a_room_is_named_however_it_is_written() {
    for high in [
        "use crate::low::Low;",
        "use crate::low;",
        "use crate::{low, spare};",
        "use crate::{spare, low::{Low, low as other}};",
        "use crate::low as other;",
        "use crate::low::*;",
        "use super::low::Low;",
        "use super::*; fn f() { low::low() }",
        "use crate as root; fn f() { root::low::low() }",
        "pub use crate::low::Low;",
        "mod inner { use super::super::low::Low; }",
        "fn f() { crate::low::low() }",
        "fn f() { use crate::low::low; low() }",
        "fn f(_: &crate::low::Low) {}",
        "impl crate::low::Trait for Part {}",
        "type Alias = Vec<crate::low::Low>;",
        "fn f() { if let crate::low::Low = g() {} }",
        "fn f() { println!(\"{}\", crate::low::low()) }",
        "fn f() { outer!(inner!({ crate::low::low() })) }",
        "macro_rules! m { () => { $crate::low::low() } }",
        "#[derive(crate::low::Derive)] struct S;",
        "#[serde(with = \"crate::low::format\")] struct S;",
        "#[cfg(not(test))] use crate::low::Low;",
        "#[cfg(any(test, unix))] use crate::low::Low;",
        "#[cfg(fuzzing)] mod fuzzing { use crate::low::Low; }",
        "struct S { #[cfg(unix)] field: crate::low::Low }",
        // An item that another room re-exports still belongs to its original room.
        "use crate::spare::Low;",
        "fn f() { crate::spare::renamed() }",
        "use crate::spare; fn f() { spare::renamed() }",
        "use crate::spare::*; fn f() { renamed() }",
    ] {
        assert!(!plan(high).is_empty(), "{high}");
    }
}

#[test]
fn what_a_room_may_name_passes() {
    for high in [
        "",
        "use crate::spare;",
        "use crate::high::part::Part;",
        "use self::part::Part; fn f(_: part::Part) {}",
        "use std::fmt;",
        // Names that only look the same: a variable, a member, a method, a word.
        "fn f(low: u8) -> u8 { low.low().low }",
        "fn f(low: u8) { println!(\"{low} crate::low\", low = low) }",
        "/// See crate::low.\nfn f() { /* crate::low */ }",
        "enum low { Low } fn f() { low::Low; }",
        "#[cfg(test)] use crate::low::Low;",
        "#[cfg(test)] mod tests { use crate::low::Low; }",
        "#[cfg(all(test, unix))] fn f() { crate::low::low() }",
        "impl Part { #[cfg(test)] fn f() { crate::low::low() } }",
        "fn f() { #[cfg(test)] let x = crate::low::low(); }",
    ] {
        assert_eq!(plan(high), Vec::<String>::new(), "{high}");
    }
}

#[test]
fn the_floor_plan_and_the_sources_have_the_same_rooms() {
    let sources = parse(&[("lib.rs", "mod new;"), ("new.rs", "")]);
    assert_eq!(floor_plan(&sources, &[("lib", &[])]).len(), 1);
    assert_eq!(floor_plan(&sources, &[("lib", &["gone"]), ("new", &[])]).len(), 1);
    assert!(floor_plan(&sources, &[("lib", &["new"]), ("new", &[])]).is_empty());
}

#[test]
fn files_of_test_modules_are_left_out_and_undeclared_ones_are_reported() {
    let sources = parse(&[
        ("lib.rs", "mod a; #[cfg(test)] mod helper;"),
        ("a/mod.rs", "#[cfg(test)] mod tests;"),
        ("a/tests.rs", "use crate::b::B;"),
        ("helper.rs", ""),
        ("stray.rs", ""),
    ]);
    let files: Vec<_> = sources.files.iter().map(|file| &*file.name).collect();
    assert_eq!(files, ["lib.rs", "a/mod.rs"]);
    assert_eq!(sources.undeclared, ["stray.rs"]);
}

#[test]
fn neighbours_do_not_see_each_other() {
    let verbs = |decode: &str| {
        let sources = parse(&[
            ("lib.rs", "mod commands;"),
            ("commands/mod.rs", "pub mod decode; pub mod flags; pub mod verify;"),
            ("commands/decode.rs", decode),
            ("commands/flags.rs", "pub struct Flags;"),
            ("commands/verify.rs", "pub struct Args;"),
        ]);
        strangers(&sources, "commands", None, &["flags"])
    };
    assert!(verbs("use crate::commands::flags::Flags;").is_empty());
    for decode in [
        "use crate::commands::verify;",
        "use crate::commands::{flags, verify::Args};",
        "use super::verify::Args;",
        "use super::{flags, verify as other};",
        "fn f(_: super::verify::Args) {}",
    ] {
        assert_eq!(verbs(decode).len(), 1, "{decode}");
    }
    let sources = parse(&[("lib.rs", "mod commands;"), ("commands/mod.rs", "")]);
    assert_eq!(strangers(&sources, "commands", None, &["gone"]).len(), 1);
    assert_eq!(strangers(&sources, "commands", Some(&["gone"]), &[]).len(), 1);
}

#[test]
fn whoever_sees_two_engines_is_on_the_list() {
    let sources = parse(&[
        ("lib.rs", "mod hasura; mod one; mod two;"),
        ("hasura/mod.rs", "pub mod ddn; pub mod v2;"),
        ("hasura/ddn.rs", "pub struct Config;"),
        ("hasura/v2.rs", "pub struct Config;"),
        ("one.rs", "use crate::hasura::ddn::Config;"),
        ("two.rs", "use crate::hasura::{ddn, v2 as other}; fn f(_: other::Config) {}"),
    ]);
    let engines = ["v2", "ddn"];
    assert!(overseers(&sources, "hasura", &engines, &["two.rs"]).is_empty());
    assert_eq!(overseers(&sources, "hasura", &engines, &[]), ["two.rs sees ddn and v2"]);
    assert_eq!(overseers(&sources, "hasura", &engines, &["two.rs", "one.rs"]).len(), 1);
    assert_eq!(overseers(&sources, "hasura", &engines, &["two.rs", "gone.rs"]).len(), 1);
}

#[test]
fn a_foreign_crate_stays_with_its_landlord() {
    let tenants = |low: &str, table: &[(&str, &[&str])]| {
        let sources = parse(&[
            ("lib.rs", "mod home; mod low;"),
            ("home.rs", "pub use url::Url;"),
            ("low.rs", low),
        ]);
        landlords(&sources, &["url".to_owned()].into(), table)
    };
    let home: &[(&str, &[&str])] = &[("url", &["home.rs"])];
    for low in [
        "use url::Url;",
        "use url;",
        "use ::url::Url;",
        "use url as other;",
        "extern crate url as other;",
        "use {std::fmt, url::{Url, ParseError}};",
        "fn f() { url::Url::parse(\"\") }",
        "fn f() -> Option<url::Url> { None }",
        "fn f() { assert!(url::Url::parse(\"\").is_ok()) }",
        "use crate::home::Url;",
    ] {
        assert_eq!(tenants(low, home), ["low.rs names url"], "{low}");
    }
    for low in
        ["fn f(url: &str) { g(url); println!(\"{}\", url) }", "mod url { } fn f() { url::x() }"]
    {
        assert!(tenants(low, home).is_empty(), "{low}");
    }
    assert_eq!(tenants("", &[]), ["the dependency `url` has no landlord"]);
    assert_eq!(tenants("", &[("url", &["home.rs", "low.rs"])]).len(), 1);
    assert_eq!(tenants("", &[("url", &["home.rs", "gone/"])]).len(), 1);
    assert_eq!(tenants("", &[("url", &["home.rs"]), ("gone", &[])]).len(), 1);
}

#[test]
fn what_is_banned_is_found_however_it_is_written() {
    let ban = Banned {
        paths: &["chrono::Local", "std::fs", "std::time::SystemTime"],
        methods: &["is_file"],
        macros: &["println"],
    };
    let found = |text: &str| {
        banned(&parse(&[("lib.rs", "mod low;"), ("low.rs", text)]), |file| file == "low.rs", &ban)
    };
    for text in [
        "use std::fs;",
        "use std::{fmt, fs::File};",
        "use std as s; fn f() { s::fs::read(\"\") }",
        "use std::*; fn f() { fs::read(\"\") }",
        "fn f() { std::fs::read(\"\") }",
        "use std::time; fn f() { time::SystemTime::now() }",
        "use std::time::SystemTime as Clock;",
        "use chrono::{Local, Utc};",
        "fn f() { x.with_timezone(&chrono::Local) }",
        "fn f() { format!(\"{}\", chrono::Local::now()) }",
        "fn f() { path.is_file() }",
        "fn f() { assert!(path.is_file()) }",
        "use std::path::Path; fn f() { paths.filter(|path| Path::is_file(path)) }",
        "use std::path::PathBuf as P; fn f() { paths.any(P::is_file) }",
        "fn f() { println!(\"\") }",
        "fn f() { std::println!(\"\") }",
        "fn f() { vec![println!(\"\")] }",
    ] {
        assert!(!found(text).is_empty(), "{text}");
    }
    for text in [
        "use chrono::Utc; use std::time::Duration; use std::{fmt, io};",
        "fn f(fs: u8) { g(fs) } fn is_file() {}",
        "enum Zone { Local } fn f() { Zone::Local }",
        "fn f(is_file: bool) { print(is_file != true) }",
        "#[cfg(test)] mod tests { use std::fs; fn f() { path.is_file() } }",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_field_stays_with_its_keepers() {
    let found = |text: &str| {
        let sources = parse(&[
            ("lib.rs", "mod low; mod home;"),
            ("home.rs", "struct Out { color: bool }"),
            ("low.rs", text),
        ]);
        keepers(&sources, &[("color", &["home.rs"])])
    };
    for text in [
        "fn f(color: bool) {}",
        "fn f(mut color: bool) {}",
        "trait T { fn f(&self, color: bool); }",
        "impl T { fn f(&self, color: bool) {} }",
        "fn f() { g(|color: bool| color) }",
        "fn f() { let color: bool = g(); }",
        "struct S { color: bool }",
        "enum E { V { color: bool } }",
        "fn f(out: &Out) { g(out.color) }",
        "fn f(out: &Out) { g((&out.inner).color) }",
        "fn f(out: &mut Out) { out.color = true }",
        "fn f(Out { color, .. }: &Out) {}",
        "fn f(out: &Out) { let Out { color: other } = out; }",
        "fn f(out: &Out) { format!(\"{}\", out.color) }",
        "fn f(out: &Out) { vec![g(out.color, 1)] }",
    ] {
        assert_eq!(found(text), ["low.rs names the field or `bool` `color`"], "{text}");
    }
    for text in [
        "",
        "fn f(color: &str) { g(color, page.color()) }",
        "fn color() -> bool { format!(\"{}\", page.color()); format!(\"{color}\", color = 1) }",
        "#[cfg(test)] mod tests { fn f(color: bool) -> bool { out.color } }",
        "struct S { #[cfg(test)] color: bool }",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
    let sources = parse(&[("lib.rs", "mod home;"), ("home.rs", "")]);
    assert_eq!(keepers(&sources, &[("color", &["home.rs"])]).len(), 1);
    assert_eq!(keepers(&sources, &[("color", &["gone.rs"])]).len(), 1);
}

#[test]
fn flags_are_found_only_in_strings() {
    let speaks = |text: &str| {
        let sources = parse(&[("lib.rs", "mod low;"), ("low.rs", text)]);
        !speaks_of_flags(&sources, |file| file == "low.rs", |_| false).is_empty()
    };
    assert!(speaks("const HINT: &str = \"add `--key`\";"));
    assert!(speaks("fn f() { format!(\"run `jwtool decode`\") }"));
    assert!(speaks("#[error(\"add `--key`\")] struct E;"));
    assert!(!speaks("/// See `--key` of `jwtool verify`.\nfn f() { /* `--key` */ }"));
    assert!(!speaks("#[cfg(test)] mod tests { const HINT: &str = \"add `--key`\"; }"));
}

#[test]
fn a_circle_of_imports_is_found() {
    let groups = |files: &[(&str, &str)]| -> Vec<Vec<String>> {
        let groups = circles(&parse(files));
        groups.into_iter().map(|(group, _)| group.into_iter().collect()).collect()
    };
    // Two files, and three files with a re-export.
    let two = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b::B; pub struct A;"),
        ("b.rs", "pub struct B(super::a::A);"),
    ];
    assert_eq!(groups(&two), [["a.rs", "b.rs"]]);
    let three = [
        ("lib.rs", "mod a; mod b; mod c; mod front;"),
        ("front.rs", "pub use crate::b::B;"),
        ("a.rs", "use crate::front::B; pub struct A;"),
        ("b.rs", "use crate::c; fn f() { c::c() } pub struct B;"),
        ("c.rs", "pub fn c() { crate::a::A; }"),
    ];
    assert_eq!(groups(&three), [["a.rs", "b.rs", "c.rs"]]);
    // A function with the name of its module, which the parent re-exports.
    let namesakes = [
        ("lib.rs", "mod a; mod b;"),
        ("a/mod.rs", "mod run; pub use run::{run, Run};"),
        ("a/run.rs", "pub fn run() { crate::b::B } pub struct Run;"),
        ("b.rs", "use crate::a::run; pub struct B;"),
    ];
    assert_eq!(groups(&namesakes), [["a/run.rs", "b.rs"]]);
    // A child that uses a function of its parent, which calls the child.
    let family = [
        ("lib.rs", "mod a;"),
        ("a/mod.rs", "mod b; pub fn f() { b::g() } pub fn h() {}"),
        ("a/b.rs", "pub fn g() { super::h() }"),
    ];
    assert_eq!(groups(&family), [["a/b.rs", "a/mod.rs"]]);
}

#[test]
fn a_parent_that_declares_and_a_test_that_looks_up_are_no_circle() {
    let groups = |files: &[(&str, &str)]| circles(&parse(files)).len();
    // The parent declares and re-exports; the children name each other through the parent.
    let family = [
        ("lib.rs", "mod a;"),
        ("a/mod.rs", "mod b; mod c; pub use c::C;"),
        ("a/b.rs", "use crate::a::C; use super::c; pub fn f(_: c::C) {}"),
        ("a/c.rs", "pub struct C;"),
    ];
    assert_eq!(groups(&family), 0);
    let parent =
        [("lib.rs", "mod a;"), ("a/mod.rs", "mod b; pub struct A;"), ("a/b.rs", "use super::A;")];
    assert_eq!(groups(&parent), 0);
    let tests = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "pub struct A; #[cfg(test)] mod tests { use crate::b::B; }"),
        ("b.rs", "pub struct B(crate::a::A);"),
    ];
    assert_eq!(groups(&tests), 0);
}

#[test]
fn a_circle_is_reported_with_its_names() {
    let reports = |b: &str| {
        no_circles(&parse(&[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::B; pub struct A;"),
            ("b.rs", b),
        ]))
    };
    assert_eq!(
        reports("pub struct B(crate::a::A);"),
        ["a circle of imports:\n  a.rs names b::B\n  b.rs names a::A"]
    );
    assert!(reports("pub struct B;").is_empty());
}

#[test]
fn a_page_that_names_what_is_gone_or_misses_a_room_is_found() {
    let files = ["/lib.rs", "/a/mod.rs", "/a/v2/keys.rs", "/tests/it/a.rs"].map(ToOwned::to_owned);
    let page = "| `lib.rs` | |\n| [`a/`](#a) | |\n`keys.rs` ─► a/ENGINE/keys.rs, a.rs.\n";
    assert_eq!(stale_page(page, &files), [""; 0]);
    let page = page.replace("`lib.rs`", "`main.rs`").replace("a/`]", "b/`]");
    assert_eq!(
        stale_page(&page, &files),
        [
            "the page names main.rs, which does not exist",
            "the page does not list the room a/",
            "the page does not list the room lib.rs"
        ]
    );
}

#[test]
fn a_transcript_of_only_dots_is_found() {
    let found = |text: &str| accept_everything(&[("verify.rs".to_owned(), text.to_owned())]).len();
    assert_eq!(found("x.stdout_eq(str![\"...\"]).stderr_eq(str![[r#\"\n...\n\n\"#]]);"), 2);
    assert_eq!(found("x.stdout_eq(str![[r#\"\naccepted\n...\n\n\"#]]).stderr_eq(str![]);"), 0);
}
