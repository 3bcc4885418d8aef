//! What many writes come to.

use std::time::Duration;

use comfy_table::{CellAlignment, Table, presets};

use crate::trial::Observed;

/// What many writes come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Reads per write, on average.
    pub reads: f64,
    /// The overshoot in milliseconds, on average.
    pub overshoot: f64,
    /// The overshoot in milliseconds that 95 % of the writes stay within.
    pub overshoot_95: f64,
    /// How long the call took in milliseconds, from when the service made the write.
    pub took: f64,
}

impl Figures {
    /// The figures of these writes.
    #[must_use]
    pub fn of(writes: &[Observed]) -> Self {
        let count = writes.len() as f64;
        let reads: usize = writes.iter().map(|write| write.reads).sum();
        let took: Duration = writes.iter().map(|write| write.took).sum();
        let mut overshoots: Vec<Duration> = writes.iter().map(|write| write.overshoot).collect();
        overshoots.sort_unstable();
        let within = (overshoots.len() * 95).div_ceil(100).saturating_sub(1);
        Self {
            reads: reads as f64 / count,
            overshoot: ms(overshoots.iter().sum()) / count,
            overshoot_95: overshoots.get(within).copied().map_or(f64::NAN, ms),
            took: ms(took) / count,
        }
    }
}

/// In milliseconds.
#[must_use]
pub fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// The one in the middle.
#[must_use]
pub fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of.get(of.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A table in Markdown: the first column names the rows, the others hold figures.
#[must_use]
pub fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(header);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_twenty_writes() {
        let writes: Vec<Observed> = (1..=20)
            .map(|number| Observed {
                lag: Duration::ZERO,
                took: Duration::from_millis(100),
                overshoot: Duration::from_millis(number),
                reads: 1 + usize::from(number == 20),
            })
            .collect();
        let expected = Figures {
            reads: 1.05,
            overshoot: 10.5,
            overshoot_95: 19.0,
            took: 100.0,
        };
        assert_eq!(Figures::of(&writes), expected);
    }
}
