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
    let lines = lines.map(|cells| format!("| {} |\n", cells.join(" | ")));
    lines.collect()
}
