//! The table, and what a call comes to in it.

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;

use postcond::dispatch;
use postcond::runtime::Evidence;

/// What the calls to one endpoint came to.
pub(crate) struct Column {
    name: String,
    cells: BTreeMap<(&'static str, &'static str), Cell>,
}

struct Cell {
    words: String,
    waited: Duration,
}

/// Tries one operation, notes what it came to, and hands on the output.
macro_rules! tried {
    ($column:expr, $service:ident, $operation:literal, $request:expr) => {{
        use postcond::$service::MutationError;
        use postcond::$service::sdk::error::ProvideErrorMetadata as _;
        let sent = $request.send_with_evidence().await;
        let (words, waited, output) = match sent {
            Ok(confirmed) => {
                let words = crate::table::accepted(&confirmed.evidence);
                (words, confirmed.evidence.waited(), Some(confirmed.output))
            }
            Err(MutationError::Unconfirmed(error)) => {
                let words = format!("fails: {}", error.cause);
                (words, error.evidence.waited(), Some(error.output))
            }
            Err(error) => {
                let status = error.raw_response().map(|it| it.status().as_u16());
                let words = crate::table::refused(status, error.code());
                (words, std::time::Duration::ZERO, None)
            }
        };
        $column.note(stringify!($service), $operation, words, waited);
        output
    }};
}

pub(crate) use tried;

/// What a call that succeeded came to.
pub(crate) fn accepted(evidence: &Evidence) -> String {
    match evidence.unconfirmed() {
        None if evidence.is_checked() => "confirmed".to_owned(),
        None => "not read back".to_owned(),
        Some(why) => format!("unconfirmed: {why}"),
    }
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
            cells: BTreeMap::new(),
        }
    }

    pub(crate) fn note(
        &mut self,
        service: &'static str,
        operation: &'static str,
        words: String,
        waited: Duration,
    ) {
        let cell = Cell { words, waited };
        self.cells.insert((service, operation), cell);
    }

    /// Whether every checked operation was tried.
    pub(crate) fn is_complete(&self) -> Result<(), Box<dyn Error>> {
        let checked = dispatch::operations().filter(|(_, row)| row.is_checked());
        let checked = checked.map(|(service, row)| (service.name, row.name));
        let missing: Vec<_> = checked.filter(|it| !self.cells.contains_key(it)).collect();
        match missing.is_empty() {
            true => Ok(()),
            false => Err(format!("not tried: {missing:?}").into()),
        }
    }

    fn count(&self, beginning: &str) -> usize {
        let cells = self.cells.values();
        cells.filter(|it| it.words.starts_with(beginning)).count()
    }

    fn longest(&self) -> String {
        let cells = self.cells.iter();
        let longest = cells.max_by_key(|(_, cell)| cell.waited);
        longest.map_or_else(String::new, |((_, operation), cell)| {
            format!("{:.1} s ({operation})", cell.waited.as_secs_f64())
        })
    }
}

/// Prints what each endpoint comes to, and then every operation.
pub(crate) fn print(columns: &[Column]) {
    println!(
        "| endpoint | confirmed | unconfirmed | not read back | fails | refused | longest wait |"
    );
    println!("|---|---|---|---|---|---|---|");
    for column in columns {
        let counts = [
            "confirmed",
            "unconfirmed",
            "not read back",
            "fails",
            "refused",
        ];
        let counts = counts.map(|it| column.count(it).to_string()).join(" | ");
        println!("| {} | {counts} | {} |", column.name, column.longest());
    }
    println!();
    let names: Vec<&str> = columns.iter().map(|it| it.name.as_str()).collect();
    println!("| service | operation | {} |", names.join(" | "));
    println!("|---|---|{}", "---|".repeat(names.len()));
    for (service, row) in dispatch::operations().filter(|(_, row)| row.is_checked()) {
        let key = (service.name, row.name);
        let words = columns
            .iter()
            .map(|it| it.cells[&key].words.replace('|', "\\|"));
        let words: Vec<String> = words.collect();
        println!(
            "| {} | {} | {} |",
            service.name,
            row.name,
            words.join(" | ")
        );
    }
}
