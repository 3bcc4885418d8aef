//! Pieces of Markdown.

use std::time::Duration;

/// `` `name` ``.
pub(crate) fn code(name: &str) -> String {
    format!("`{name}`")
}

/// `` `one`, `another` ``.
pub(crate) fn codes<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(code).collect();
    names.join(", ")
}

/// The name of the heading `text`, for links.
pub(crate) fn anchor(text: &str) -> String {
    let text = text.to_lowercase().replace(' ', "-");
    text.chars()
        .filter(|c| c.is_alphanumeric() || *c == '-')
        .collect()
}

/// `5 minutes`.
pub(crate) fn time(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (number, unit) = match seconds {
        _ if seconds.is_multiple_of(3600) => (seconds / 3600, "hour"),
        _ if seconds.is_multiple_of(60) => (seconds / 60, "minute"),
        _ => (seconds, "second"),
    };
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

/// A table; nothing if it has no rows.
pub(crate) fn table(heads: &[&str], rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let heads: Vec<String> = heads.iter().map(|&head| head.to_owned()).collect();
    let rule = vec!["---".to_owned(); heads.len()];
    let lines = [heads, rule].into_iter().chain(rows);
    // A bar would begin a cell, also within code.
    let lines = lines.map(|cells| {
        let cells: Vec<String> = cells.iter().map(|it| escaped(it)).collect();
        format!("| {} |\n", cells.join(" | "))
    });
    lines.collect()
}

fn escaped(cell: &str) -> String {
    cell.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_in_a_cell_begins_no_other_cell() {
        let table = table(&["a"], vec![vec!["one | `two|three`".to_owned()]]);
        assert!(table.ends_with("| one \\| `two\\|three` |\n"), "{table}");
    }
}
