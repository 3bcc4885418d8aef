//! What the deployment came to, as a table and two lines.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use comfy_table::{Table, presets};
use postcond::Settlement;
use postcond::runtime::{Fate, SettledWrite};

/// What the deployment came to.
pub(crate) struct Report {
    pub(crate) settlement: Settlement,
    /// How long it took to send the writes.
    pub(crate) sending: Duration,
    /// How many reads have confirmed them.
    pub(crate) reads: usize,
}

/// What the writes of one operation came to.
#[derive(Default)]
struct Row {
    writes: usize,
    confirmed: usize,
    /// How long each took to show at least, added up.
    lags: Duration,
    longest: Duration,
}

impl Row {
    fn note(&mut self, write: &SettledWrite) {
        let lag = write.evidence().lag();
        let lag = lag.map_or(Duration::ZERO, |lag| lag.not_before);
        self.writes += 1;
        self.confirmed += usize::from(matches!(write.fate(), Fate::Confirmed));
        self.lags += lag;
        self.longest = self.longest.max(lag);
    }
}

impl Report {
    fn rows(&self) -> BTreeMap<&'static str, Row> {
        let mut rows = BTreeMap::<_, Row>::new();
        for write in self.settlement.writes() {
            rows.entry(write.operation()).or_default().note(write);
        }
        rows
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.rows();
        let mut table = Table::new();
        table.load_style(presets::ASCII_MARKDOWN).set_header([
            "operation",
            "writes",
            "confirmed",
            "not visible for, longest",
            "added up",
        ]);
        for (operation, row) in &rows {
            table.add_row([
                (*operation).to_owned(),
                row.writes.to_string(),
                row.confirmed.to_string(),
                format!("{:.1} s", row.longest.as_secs_f64()),
                format!("{:.1} s", row.lags.as_secs_f64()),
            ]);
        }
        let one_by_one: Duration = rows.values().map(|row| row.lags).sum();
        writeln!(f, "\n{table}\n")?;
        writeln!(f, "{}.", self.settlement)?;
        write!(
            f,
            "Sent in {:.1} s, settled in {:.1} s with {} reads. One by one, the waits alone would \
             have added up to more than {:.0} s.",
            self.sending.as_secs_f64(),
            self.settlement.took().as_secs_f64(),
            self.reads,
            one_by_one.as_secs_f64(),
        )
    }
}
