//! The command `serve`.
//!
//! - `options` reads what is set on the command line and in a file;
//! - `forms` has the forms that lags, faults and the like have as text;
//! - `settings` lists what may be set, and is what is then known to make sense;
//! - `served` is the simulator that is served; `reset` begins it anew;
//! - `server` takes connections, `body` reads what they send, `control` answers what is not for AWS;
//! - `report` says in the end which reads were stale.

mod body;
mod control;
mod forms;
mod options;
mod report;
mod served;
mod server;
mod settings;
mod spelling;

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use server::Server;
use settings::Settings;

/// As of a command that is called wrongly.
const USAGE: u8 = 2;

pub(crate) fn main() -> ExitCode {
    let arguments = options::command().get_matches();
    let read = match arguments.subcommand() {
        Some(("serve", arguments)) => options::given(arguments).and_then(|it| Settings::parse(&it)),
        _ => return ExitCode::from(USAGE),
    };
    let settings = match read {
        Ok(settings) => settings,
        Err(problems) => {
            server::complain(&problems);
            return ExitCode::from(USAGE);
        }
    };
    match run(settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            server::complain(&error);
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn run(settings: Settings) -> Result<(), Box<dyn std::error::Error>> {
    // Before anything is printed: who has read the address may send the signal at once.
    let interrupted = interrupted()?;
    let server = Server::bind(settings).await?;
    say(format_args!("{}\n", server.introduction()))?;
    say(server.run(interrupted).await)?;
    Ok(())
}

/// Writes this to the standard output, or to nobody: who has stopped reading wants to know no more.
fn say(what: impl Display) -> io::Result<()> {
    let mut to = io::stdout().lock();
    match write!(to, "{what}").and_then(|()| to.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        said => said,
    }
}

/// Until a signal asks for the end.
#[cfg(unix)]
fn interrupted() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn interrupted() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a handler, the signal ends the program by itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
