//! What the examples say, and how they end.

use std::error::Error;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Writes a line to the standard output. That its reader has gone, as in `| head`, is no error.
pub(crate) fn print(line: impl Display) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match writeln!(stdout, "{line}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(io::Error::new(
            error.kind(),
            format!("the standard output cannot be written: {error}"),
        )),
        _ => Ok(()),
    }
}

/// Writes a line to the standard error. If it cannot be written, there is nobody to tell.
pub(crate) fn complain(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// How the program ends; an error is told with all of its causes.
pub(crate) fn exit(ended: Result<(), Box<dyn Error>>) -> ExitCode {
    let Err(error) = ended else {
        return ExitCode::SUCCESS;
    };
    complain(&error);
    let mut cause = error.source();
    while let Some(error) = cause {
        complain(format_args!("  because: {error}"));
        cause = error.source();
    }
    ExitCode::FAILURE
}
