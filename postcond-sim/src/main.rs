//! `postcond-sim serve`: the simulator over HTTP, for programs in any language.

mod serve;

use std::process::ExitCode;

fn main() -> ExitCode {
    serve::main()
}
