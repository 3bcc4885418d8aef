//! What the examples print.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

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
