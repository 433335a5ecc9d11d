//! The manual pages, formatted as readers see them.

use std::fs;
use std::process::Command;

use crate::component::program;

const JWTOOL: &str = env!("CARGO_BIN_EXE_jwtool");

#[test]
#[ignore = "needs man; run tests/peers/run"]
fn man_formats_every_page_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let written = Command::new(JWTOOL).arg("man").arg(folder.path()).output().unwrap();
    assert!(written.status.success(), "{written:?}");
    let mut pages: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    assert!(pages.len() > 60, "{pages:?}");
    for page in pages {
        let output = Command::new(program(&["man"]))
            .args(["--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"])
            .arg(&page)
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{}: {said}", page.display());
        assert!(!output.stdout.is_empty(), "{}", page.display());
    }
}
