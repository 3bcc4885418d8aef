//! One bench: its command line, its errors, and both cores at work.

use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use lexopt::Arg::Long;
use lexopt::ValueExt;
use parking_lot::Mutex;

/// What a bench, or a part of it, may end with: every error is one for the person at the terminal.
pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// What a bench says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Bench {
    /// The name of the bench, and of its picture.
    pub name: &'static str,
    /// What it measures, in a sentence.
    pub about: &'static str,
    /// What `--writes` counts.
    pub counted: &'static str,
    /// How many there are in a full run.
    pub writes: usize,
    /// What `--trace` prints, for a bench that has it.
    pub trace: Option<&'static str>,
}

/// What one run is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// How many writes to make.
    pub writes: usize,
    /// Where the picture goes, if one is drawn.
    pub picture: Option<PathBuf>,
    /// Whether a trace is asked for.
    pub trace: bool,
}

impl Bench {
    /// Reads the command line and measures. The process fails where `measure` does.
    pub fn run(&self, measure: impl FnOnce(&Run) -> Result<()>) -> ExitCode {
        let run = match self.parse(std::env::args_os()) {
            Ok(Some(run)) => run,
            Ok(None) => {
                println!("{}", self.help());
                return ExitCode::SUCCESS;
            }
            Err(error) => {
                eprintln!("{error}\n\n{}", self.help());
                return ExitCode::FAILURE;
            }
        };
        match measure(&run) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("the bench stopped: {error}");
                ExitCode::FAILURE
            }
        }
    }

    /// `None` if help is asked for.
    fn parse(
        &self,
        arguments: impl IntoIterator<Item = OsString>,
    ) -> std::result::Result<Option<Run>, lexopt::Error> {
        let mut parser = lexopt::Parser::from_iter(arguments);
        let (mut writes, mut picture, mut trace) = (None, None, false);
        while let Some(argument) = parser.next()? {
            match argument {
                Long("help") => return Ok(None),
                // Cargo adds it.
                Long("bench") => {}
                Long("writes") => writes = Some(parser.value()?.parse_with(at_least_one)?),
                Long("picture") => picture = Some(PathBuf::from(parser.value()?)),
                Long("trace") if self.trace.is_some() => trace = true,
                other => return Err(other.unexpected()),
            }
        }
        Ok(Some(Run {
            // A quick run leaves the picture of the full one alone.
            picture: picture.or_else(|| writes.is_none().then(|| self.picture())),
            writes: writes.unwrap_or(self.writes),
            trace,
        }))
    }

    fn picture(&self) -> PathBuf {
        let pictures = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/pictures"));
        pictures.join(self.name).with_extension("svg")
    }

    fn help(&self) -> String {
        let Self {
            name,
            about,
            counted,
            writes,
            trace,
        } = self;
        let trace = trace.map(|it| format!("--trace         {it}\n  "));
        let trace = trace.unwrap_or_default();
        format!(
            "{about}\n\n\
             Usage: cargo bench -p postcond-benches --bench {name} [-- OPTION...]\n\n  \
             --writes N      {counted}; default: {writes}\n  \
             --picture PATH  where the picture goes; default: benches/pictures/{name}.svg,\n                  \
             and none where --writes is given\n  {trace}\
             --help          this text"
        )
    }
}

fn at_least_one(given: &str) -> std::result::Result<usize, String> {
    match given.parse() {
        Ok(0) => Err("there must be at least one".to_owned()),
        Ok(writes) => Ok(writes),
        Err(error) => Err(error.to_string()),
    }
}

/// Works on all `items`, as many at a time as there are cores. The results are in the order of the
/// items; the first error ends the work.
///
/// # Errors
/// What `work` returned first.
pub fn side_by_side<I: Sync, T: Send>(
    items: &[I],
    work: impl Fn(&I) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let cores = std::thread::available_parallelism()?.get();
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(items.len()));
    let worker = || -> Result<()> {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else {
                return Ok(());
            };
            let result = work(item).inspect_err(|_| next.store(items.len(), Ordering::Relaxed))?;
            results.lock().push((index, result));
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().try_for_each(|worker| {
            let ended = worker.join();
            ended.unwrap_or_else(|_| Err("a worker panicked, as said above".into()))
        })
    })?;
    let mut results = results.into_inner();
    results.sort_by_key(|(index, _)| *index);
    Ok(results.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BENCH: Bench = Bench {
        name: "detection",
        about: "",
        counted: "writes",
        writes: 2_000,
        trace: None,
    };

    fn run(arguments: &[&str]) -> Run {
        let arguments = ["detection"].iter().chain(arguments).map(OsString::from);
        BENCH.parse(arguments).unwrap().unwrap()
    }

    #[test]
    fn a_full_run_draws_the_picture_that_the_documents_show() {
        let run = run(&["--bench"]);
        assert_eq!(run.writes, 2_000);
        assert!(
            run.picture
                .unwrap()
                .ends_with("benches/pictures/detection.svg")
        );
    }

    #[test]
    fn a_quick_run_leaves_that_picture_alone() {
        assert_eq!(run(&["--writes", "20"]).picture, None);
        let elsewhere = run(&["--writes", "20", "--picture", "/tmp/a.svg"]);
        assert_eq!(elsewhere.picture, Some("/tmp/a.svg".into()));
    }

    #[test]
    fn a_trace_is_refused_by_a_bench_that_has_none() {
        let arguments = || ["detection", "--trace"].map(OsString::from);
        assert!(BENCH.parse(arguments()).is_err());
        let bench = Bench {
            trace: Some("the reads"),
            ..BENCH
        };
        assert!(bench.parse(arguments()).unwrap().unwrap().trace);
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..50).collect();
        let doubled = side_by_side(&items, |item| Ok(item * 2)).unwrap();
        assert_eq!(
            doubled,
            items.iter().map(|item| item * 2).collect::<Vec<_>>()
        );
    }

    #[test]
    fn an_error_ends_the_work() {
        let error = side_by_side(&[1, 2, 3], |item| match item {
            2 => Err("not two".into()),
            item => Ok(*item),
        });
        assert_eq!(error.unwrap_err().to_string(), "not two");
    }
}
