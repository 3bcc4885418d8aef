//! Lags as bars of characters.

use std::fmt::Write;

use super::durations::lag;
use super::shown::{Bar, ShownCheck, ShownHistory};
use crate::printable::printable;

/// The longest bar.
const WIDTH: usize = 40;
/// From one eighth of a character to seven.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

pub(crate) fn of(history: &ShownHistory<'_>) -> String {
    history.checks.iter().map(of_check).collect()
}

fn of_check(check: &ShownCheck<'_>) -> String {
    let bars = check.bars();
    if bars.is_empty() {
        return String::new();
    }
    let longest = bars.iter().map(|bar| bar.share).fold(0.0, f64::max);
    let labels: Vec<String> = bars.iter().map(label).collect();
    let width = labels.iter().map(|label| label.chars().count()).max();
    let width = width.unwrap_or_default();
    let title = format!("{}, {}", check.operation, check.check);
    let mut text = printable(&title) + "\n";
    for (bar, label) in bars.iter().zip(labels) {
        let length = bar.share / longest * WIDTH as f64;
        let percent = bar.share * 100.0;
        // To a string, nothing fails to be written.
        let _ = writeln!(text, "{label:>width$} {} {percent:.0} %", blocks(length));
    }
    text.push('\n');
    text
}

fn label(bar: &Bar) -> String {
    match bar.by {
        Some(by) if by.is_zero() => lag(by),
        Some(by) if bar.after.is_zero() => format!("by {}", lag(by)),
        Some(by) => format!("{} to {}", lag(bar.after), lag(by)),
        None => format!("after {}, or never", lag(bar.after)),
    }
}

/// A bar of this many characters.
fn blocks(length: f64) -> String {
    let eighths = (length * 8.0).round().max(0.0) as usize;
    let whole = "█".repeat(eighths / 8);
    let rest = (eighths % 8).checked_sub(1).map(|index| EIGHTHS[index]);
    whole + &rest.map(String::from).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_an_eighth_of_a_character_shows() {
        let rows = [
            (0.0, ""),
            (0.1, "▏"),
            (0.5, "▌"),
            (1.0, "█"),
            (2.3, "██▎"),
            (2.99, "███"),
        ];
        for (length, bar) in rows {
            assert_eq!(blocks(length), bar, "{length}");
        }
    }
}
