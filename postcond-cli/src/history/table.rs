//! A history as a table.

use std::time::SystemTime;

use comfy_table::{CellAlignment, Table, presets};
use postcond_runtime::LagDistribution;

use super::durations;
use super::shown::{ShownCheck, ShownHistory};

/// What is not known.
const NONE: &str = "-";

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
    let is_short = |it: &ShownCheck<'_>| it.distribution.is_none();
    let note = match history.checks.iter().any(is_short) {
        true => {
            "\nOf checks without a median too little is known for a plan: it takes 20 writes.\n"
        }
        false => "",
    };
    format!(
        "{}\n{}\n\n{table}\n{note}\n",
        history.key,
        history.path.display()
    )
}

fn row(check: &ShownCheck<'_>, now: SystemTime) -> [String; 7] {
    let age = check.age(now).map(durations::age);
    let [median, ninety, ninety_nine] = [0.5, 0.9, 0.99].map(|chance| {
        let known = check.distribution.as_ref();
        known.map_or_else(|| NONE.to_owned(), |known| quantile(known, chance))
    });
    [
        check.lags.operation().to_owned(),
        check.lags.check().to_owned(),
        writes(check),
        median,
        ninety,
        ninety_nine,
        age.map_or_else(|| NONE.to_owned(), |age| format!("{age} ago")),
    ]
}

/// How many there are, and how many of them count if lags have changed since the others.
fn writes(check: &ShownCheck<'_>) -> String {
    let all = check.lags.writes();
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
