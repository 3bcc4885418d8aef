//! A history as a table.

use std::time::SystemTime;

use comfy_table::{CellAlignment, Table, presets};
use postcond_runtime::LagDistribution;

use super::durations;
use super::found::shown;
use super::shown::{ShownCheck, ShownHistory};
use crate::printable::printable;

/// What is not known.
const NONE: &str = "-";
/// So many writes a client wants to have seen before it makes a plan.
const ENOUGH: usize = 20;

pub(crate) fn of(history: &ShownHistory<'_>, now: SystemTime) -> String {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header([
        "operation",
        "check",
        "writes",
        "median",
        "90 %",
        "99 %",
        "latest",
    ]);
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    for check in &history.checks {
        table.add_row(row(check, now));
    }
    let (key, path) = (printable(&history.key.to_string()), shown(history.path));
    format!("{key}\n{path}\n\n{table}\n{}\n", notes(&history.checks))
}

/// What the table does not say by itself, a paragraph each.
fn notes(checks: &[ShownCheck<'_>]) -> String {
    let short = checks.iter().filter(|it| it.distribution.is_none());
    let has_changed = short.clone().any(|it| it.writes() >= ENOUGH);
    let since = if has_changed {
        " since lags have changed"
    } else {
        ""
    };
    let mut notes = String::new();
    if short.count() > 0 {
        notes += &format!(
            "\nOf checks without a median too little is known for a plan: it takes {ENOUGH} writes{since}.\n"
        );
    }
    let ignored: usize = checks.iter().map(|it| it.ignored).sum();
    if ignored > 0 {
        notes += &format!(
            "\nNot counted, as clients ignore it: what is too old, dated ahead of this clock, or too much. Writes: \
             {ignored}.\n"
        );
    }
    notes
}

fn row(check: &ShownCheck<'_>, now: SystemTime) -> [String; 7] {
    let age = check.age(now).map(durations::age);
    let [median, ninety, ninety_nine] = [0.5, 0.9, 0.99].map(|chance| {
        let known = check.distribution.as_ref();
        known.map_or_else(|| NONE.to_owned(), |known| quantile(known, chance))
    });
    [
        printable(check.operation),
        printable(check.check),
        writes(check),
        median,
        ninety,
        ninety_nine,
        age.map_or_else(|| NONE.to_owned(), |age| format!("{age} ago")),
    ]
}

/// How many there are, and how many of them count if lags have changed since the others.
fn writes(check: &ShownCheck<'_>) -> String {
    let all = check.writes();
    let counted = check.distribution.as_ref().map(LagDistribution::writes);
    match counted {
        Some(counted) if counted < all => format!("{counted} of {all}"),
        _ => all.to_string(),
    }
}

fn quantile(known: &LagDistribution, chance: f64) -> String {
    let time = known.quantile(chance);
    time.map_or_else(|| "never seen".to_owned(), durations::lag)
}
