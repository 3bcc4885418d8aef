//! The command line: `postcond-codegen model` and `postcond-codegen init`.

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    command::main()
}
