//! Checks that the committed completions match the output of the binary.

use snapbox::Data;

use crate::sandbox::Sandbox;

#[test]
fn committed_completions_are_what_the_binary_prints() {
    for (shell, file) in [
        ("bash", "jwtool.bash"),
        ("elvish", "jwtool.elv"),
        ("fish", "jwtool.fish"),
        ("nushell", "jwtool.nu"),
        ("powershell", "_jwtool.ps1"),
        ("zsh", "_jwtool"),
    ] {
        let path = format!("{}/completions/{file}", env!("CARGO_MANIFEST_DIR"));
        Sandbox::new()
            .jwtool(["completions", shell])
            .success()
            .stdout_eq(Data::read_from(path.as_ref(), None).raw());
    }
}
