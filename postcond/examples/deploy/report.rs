//! What the deployment came to, as a table and two lines.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use comfy_table::{Table, presets};
use postcond::Settlement;
use postcond_sim::Write;

/// What the deployment came to.
pub(crate) struct Report {
    pub(crate) settlement: Settlement,
    /// How long it took to send the writes.
    pub(crate) sending: Duration,
    /// How many requests were made in all.
    pub(crate) calls: usize,
    /// What the simulator knows of the writes.
    pub(crate) writes: Vec<Write>,
}

/// What the writes of one operation came to.
#[derive(Default)]
struct Row {
    writes: usize,
    confirmed: usize,
    /// How long they took to show, added up.
    lags: Duration,
    longest: Duration,
}

impl Report {
    fn rows(&self) -> BTreeMap<&str, Row> {
        let mut rows = BTreeMap::<_, Row>::new();
        for write in &self.writes {
            let lag = write.visible_everywhere().saturating_sub(write.at);
            let row = rows.entry(&*write.operation).or_default();
            row.writes += 1;
            row.lags += lag;
            row.longest = row.longest.max(lag);
        }
        for write in self.settlement.confirmed() {
            rows.entry(write.operation()).or_default().confirmed += 1;
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
            "longest lag",
            "lags added up",
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
            "Sent in {:.1} s, settled in {:.1} s with {} reads. One by one, the writes would have \
             waited for {:.0} s at least.",
            self.sending.as_secs_f64(),
            self.settlement.took().as_secs_f64(),
            self.calls - self.writes.len(),
            one_by_one.as_secs_f64(),
        )
    }
}
