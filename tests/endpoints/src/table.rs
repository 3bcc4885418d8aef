//! What the calls to an endpoint came to, and the tables of `docs/stand-ins.md`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;

use postcond::dispatch;
use postcond::runtime::Evidence;

/// What the calls to one endpoint came to.
#[derive(Debug)]
pub struct Column {
    name: String,
    cells: RefCell<BTreeMap<Operation, Cell>>,
}

/// A service and one of its operations.
type Operation = (&'static str, &'static str);

#[derive(Debug)]
struct Cell {
    words: String,
    took: Duration,
}

/// The beginnings of what a call may have come to, and the head of their counts.
const OUTCOMES: [&str; 5] = [
    "confirmed",
    "unconfirmed",
    "not read back",
    "fails",
    "refused",
];
const COUNTS: &str = "| endpoint | confirmed | unconfirmed | not read back | fails | refused |";
const OPERATIONS: &str = "| service | operation |";

/// Tries one operation, notes what it came to, and hands on the output.
macro_rules! tried {
    ($column:expr, $service:ident, $operation:literal, $request:expr) => {{
        use postcond::$service::MutationError;
        use postcond::$service::sdk::error::ProvideErrorMetadata as _;
        let started = std::time::Instant::now();
        let sent = $request.send_with_evidence().await;
        let took = started.elapsed();
        let (words, output) = match sent {
            Ok(confirmed) => {
                let words = crate::table::accepted(&confirmed.evidence);
                (words, Some(confirmed.output))
            }
            Err(MutationError::Unconfirmed(error)) => {
                (format!("fails: {}", error.cause), Some(error.output))
            }
            Err(error) => {
                let status = error.raw_response().map(|it| it.status().as_u16());
                (crate::table::refused(status, error.code()), None)
            }
        };
        $column.note(stringify!($service), $operation, words, took);
        output
    }};
}

pub(crate) use tried;

/// What a call that succeeded came to.
pub(crate) fn accepted(evidence: &Evidence) -> String {
    match evidence.unconfirmed() {
        None if evidence.is_checked() => "confirmed".to_owned(),
        None => "not read back".to_owned(),
        Some(why) => format!("unconfirmed: {}", without_what_varies(why)),
    }
}

/// Without what is another in each run: how long it was looked for, which is the policy's and a little more,
/// and the six characters at the end of a secret's ARN.
fn without_what_varies(why: &str) -> String {
    const NOT_MET: &str = " was not met";
    const SECRET: &str = ":secret:app";
    let mut words = why.to_owned();
    let rest = words.find(NOT_MET).map(|at| at + NOT_MET.len());
    if let Some(rest) = rest
        && let Some(end) = words[rest..].find("; ")
    {
        words.replace_range(rest..rest + end, "");
    }
    if let Some(at) = words.find(SECRET).map(|at| at + SECRET.len())
        && words[at..].starts_with('-')
        && let Some(end) = words[at..].find(' ')
    {
        words.replace_range(at..at + end, "");
    }
    words
}

/// How a call was refused.
pub(crate) fn refused(status: Option<u16>, code: Option<&str>) -> String {
    match (status, code) {
        (Some(status), Some(code)) => format!("refused: HTTP {status} {code}"),
        (Some(status), None) => format!("refused: HTTP {status}"),
        (None, _) => "not sent, or not answered".to_owned(),
    }
}

impl Column {
    pub(crate) fn of(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            cells: RefCell::default(),
        }
    }

    pub(crate) fn note(
        &self,
        service: &'static str,
        operation: &'static str,
        words: String,
        took: Duration,
    ) {
        let cell = Cell { words, took };
        self.cells.borrow_mut().insert((service, operation), cell);
    }

    /// Whether every checked operation of these services was tried.
    pub(crate) fn is_complete(&self, services: &[&str]) -> Result<(), Box<dyn Error>> {
        let checked = dispatch::operations().filter(|(_, row)| row.is_checked());
        let checked = checked.filter(|(service, _)| services.contains(&service.name));
        let checked = checked.map(|(service, row)| (service.name, row.name));
        let cells = self.cells.borrow();
        let missing: Vec<_> = checked.filter(|it| !cells.contains_key(it)).collect();
        match missing.is_empty() {
            true => Ok(()),
            false => Err(format!("not tried: {missing:?}").into()),
        }
    }

    /// The call that took longest, with its read-back.
    #[must_use]
    pub fn longest(&self) -> Option<(&'static str, Duration)> {
        let cells = self.cells.borrow();
        let longest = cells.iter().max_by_key(|(_, cell)| cell.took);
        longest.map(|((_, operation), cell)| (*operation, cell.took))
    }

    fn counts(&self) -> String {
        let cells = self.cells.borrow();
        let counts = OUTCOMES.map(|outcome| {
            let those = cells.values().filter(|it| it.words.starts_with(outcome));
            those.count().to_string()
        });
        format!("| {} | {} |", self.name, counts.join(" | "))
    }

    /// `document` with what this endpoint came to in its first table of counts and its table of operations:
    /// in the place of what it says of an endpoint of this name, or beside the others.
    ///
    /// # Panics
    /// If it lacks either table.
    #[must_use]
    pub fn documented_in(&self, document: &str) -> String {
        let mut lines: Vec<String> = document.lines().map(str::to_owned).collect();
        self.set_counts(&mut lines);
        self.set_operations(&mut lines);
        lines.join("\n") + "\n"
    }

    fn set_counts(&self, lines: &mut Vec<String>) {
        let (start, end) = table(lines, COUNTS);
        let beginning = format!("| {} |", self.name);
        let mut rows = lines[start..end].iter();
        match rows.position(|row| row.starts_with(&beginning)) {
            Some(row) => lines[start + row] = self.counts(),
            None => lines.insert(end, self.counts()),
        }
    }

    fn set_operations(&self, lines: &mut Vec<String>) {
        let (start, end) = table(lines, OPERATIONS);
        let mut head = cells(&lines[start]);
        let place = head.iter().position(|it| *it == self.name);
        let place = place.unwrap_or_else(|| {
            head.push(self.name.clone());
            head.len() - 1
        });
        let mut documented: BTreeMap<_, _> = lines[start + 2..end]
            .iter()
            .map(|row| cells(row))
            .map(|row| ((row[0].clone(), row[1].clone()), row))
            .collect();
        let rule = format!("|{}", "---|".repeat(head.len()));
        let mut table = vec![row(&head), rule];
        for ((service, operation), cell) in &*self.cells.borrow() {
            let key = ((*service).to_owned(), (*operation).to_owned());
            let empty = vec![key.0.clone(), key.1.clone()];
            let mut cells = documented.remove(&key).unwrap_or(empty);
            cells.resize(head.len(), String::new());
            cells[place] = cell.words.replace('|', "\\|");
            table.push(row(&cells));
        }
        lines.splice(start..end, table);
    }
}

/// Tables without an endpoint.
#[must_use]
pub fn empty() -> String {
    format!("{COUNTS}\n|---|---|---|---|---|---|\n\n{OPERATIONS}\n|---|---|\n")
}

/// Where the first table with this head is: the index of its head, and of what follows its last row.
fn table(lines: &[String], head: &str) -> (usize, usize) {
    let start = lines.iter().position(|line| line.starts_with(head));
    let start = start.unwrap_or_else(|| panic!("there is no table with the head {head}"));
    let rows = lines[start..]
        .iter()
        .take_while(|line| line.starts_with('|'));
    (start, start + rows.count())
}

fn cells(row: &str) -> Vec<String> {
    let row = row.trim_start_matches("| ").trim_end_matches(" |");
    row.split(" | ").map(str::to_owned).collect()
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}
