//! What is said once everything is written.

use std::fmt::Write;
use std::fs;

use postcond_codegen::Draft;

use super::{Beginning, USES};

/// What is to be looked at in a file of checks that nobody has written.
const DRAFTED: &[(&str, &str)] = &[
    (
        "gone",
        "drafted from the model, and confirmed by no one. For each check, look whether the read names the same \
         thing, and whether its error means that this thing is gone",
    ),
    (
        "lifecycle",
        "derived from the lifecycles of the model's resources, and confirmed by no one. For each check, look \
         whether the read shows what the call sets, and in the same words",
    ),
    (
        "tags",
        "drafted from the model, and confirmed by no one. For each check, look whether the read names the same \
         thing",
    ),
];

// A `String` takes whatever is written to it.
impl Beginning<'_> {
    pub(super) fn say_what_to_add_to_the_build_script(&mut self) {
        let lines = self.generation();
        let _ = write!(
            self.report,
            "- build.rs was there and does not generate this client: add to its `main`, which returns\n  \
             `Result<(), Box<dyn std::error::Error>>`:\n\n    {USES}\n{lines}"
        );
    }

    pub(super) fn say_what_is_left(&mut self, modules: &[&str], sdk_crate: &str) {
        let service = self.service;
        let version = env!("CARGO_PKG_VERSION");
        let drafted = DRAFTED.iter().filter(|(name, _)| modules.contains(name));
        let drafted = drafted.map(|(name, what)| format!("- src/{service}/{name}.rs: {what}\n"));
        let drafted: String = drafted.collect();
        let _ = write!(
            self.report,
            "\nTo do:\n\
             - depend on the SDK crate, on postcond, and on its generator to build:\n\n    \
             cargo add {sdk_crate} --no-default-features\n    \
             cargo add postcond@{version} --no-default-features\n    \
             cargo add --build postcond-codegen@{version}\n\n\
             - declare `pub mod {service};`, or `mod {service};` in a program, and run `cargo fmt`\n\
             - in the overlay, look at each operation that is `postcond.api#guessed`: if it changes nothing, \
             delete `postcond.api#guessed`; if it does, replace both traits by `postcond.api#pending`. Look at those \
             that are `postcond.api#pending`, too: what changes nothing after all is `smithy.api#readonly`\n\
             {drafted}\
             - write the checks that you need: src/{service}/pending.rs has their signatures. With its check, delete \
             the operation's statement from the overlay\n"
        );
    }

    /// The checks that a module which was there does not declare.
    pub(super) fn say_what_the_module_lacks(&mut self, modules: &[&str]) {
        let file = format!("src/{}.rs", self.service);
        let module = fs::read_to_string(self.directory.join(&file)).unwrap_or_default();
        for name in modules {
            let declared = format!("mod {name};");
            if !module.contains(&declared) {
                let _ = writeln!(self.report, "- {file} was there: add `{declared}`");
            }
        }
    }

    /// What the model has no more, and what it shows by now.
    pub(super) fn say_what_has_changed(&mut self, draft: &Draft) {
        for dropped in draft.dropped() {
            let name = dropped.name;
            let by = dropped.check.unwrap_or_else(|| "the overlay".to_owned());
            let _ = writeln!(
                self.report,
                "- {name} is not in the model any more, and {by} speaks of it: take that out"
            );
        }
        let derivable = draft.derivable();
        if !derivable.is_empty() {
            let _ = writeln!(
                self.report,
                "- the model's resources show how to read back {}: to get the check of one, take it out of the \
                 overlay, and run this again",
                derivable.join(", ")
            );
        }
    }
}
