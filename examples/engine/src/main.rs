//! Writes in one process, waiting in the workers of a job queue.
//!
//! - `write` makes the writes, and puts the receipt of each into the queue;
//! - `work` is a worker: each job is one look at a receipt, and puts the next one off until the schedule wants it;
//! - `run` starts a simulator, a writer and two workers, kills one of them, and counts;
//! - `ledger` is what is kept in the queue's database beside its jobs, so that a look and what follows from it are
//!   one transaction.

mod ledger;
mod look;
mod run;
mod work;
mod write;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

type Error = Box<dyn std::error::Error + Send + Sync>;
type Result<T> = std::result::Result<T, Error>;

/// Writes in one process, waiting in the workers of a job queue.
#[derive(Parser)]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes writes, and puts their receipts into the queue
    Write {
        #[command(flatten)]
        place: Place,
        /// How many
        #[arg(long, default_value_t = 1_000)]
        receipts: i64,
    },
    /// Looks at receipts until it is ended
    Work {
        #[command(flatten)]
        place: Place,
        /// Under which the queue knows it: no other worker's
        #[arg(long)]
        name: String,
    },
    /// Runs a simulator, a writer and two workers, of which one is killed, and prints what became of the writes
    Run {
        /// The database of the queue; of SQLite, a new file unless it is given
        #[arg(long, value_enum, default_value_t = Backend::Sqlite)]
        backend: Backend,
        #[arg(long, required_if_eq("backend", "postgres"))]
        url: Option<String>,
        #[arg(long, default_value_t = 1_000)]
        receipts: i64,
        /// The program `postcond-sim`; without it, the one beside this
        #[arg(long)]
        simulator: Option<PathBuf>,
    },
}

/// Where a process finds the queue and the service.
#[derive(Args, Clone)]
struct Place {
    #[arg(long, value_enum, default_value_t = Backend::Sqlite)]
    backend: Backend,
    /// Of the queue's database
    #[arg(long)]
    url: String,
    /// Of what stands in for AWS
    #[arg(long)]
    endpoint: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Backend {
    Sqlite,
    #[cfg(feature = "postgres")]
    Postgres,
}

impl Backend {
    fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            #[cfg(feature = "postgres")]
            Self::Postgres => "postgres",
        }
    }
}

/// Calls a function of a ledger with that of the back end.
macro_rules! with_ledger {
    ($backend:expr, $url:expr, $function:path $(, $argument:expr)*) => {
        match $backend {
            Backend::Sqlite => $function(ledger::sqlite::Ledger::open($url).await? $(, $argument)*).await,
            #[cfg(feature = "postgres")]
            Backend::Postgres => $function(ledger::postgres::Ledger::open($url).await? $(, $argument)*).await,
        }
    };
}

#[tokio::main]
async fn main() -> Result<()> {
    match Options::parse().command {
        Command::Write { place, receipts } => {
            with_ledger!(
                place.backend,
                &place.url,
                write::write,
                &place.endpoint,
                receipts
            )
        }
        Command::Work { place, name } => {
            with_ledger!(
                place.backend,
                &place.url,
                work::work,
                &place.endpoint,
                &name
            )
        }
        Command::Run {
            backend,
            url,
            receipts,
            simulator,
        } => {
            let folder = tempfile::tempdir()?;
            let file = format!("sqlite:{}", folder.path().join("queue.db").display());
            let run = run::Run {
                backend,
                url: url.unwrap_or(file),
                receipts,
            };
            let simulator = run::Simulator::start(simulator).await?;
            let url = run.url.clone();
            with_ledger!(backend, &url, run::run, &run, &simulator)
        }
    }
}
