//! The names of spans, events and metrics, as the documentation of `postcond::runtime::telemetry` has them.

use super::rustdoc::without_links;
use super::{assert_current, read};

const SOURCE: &str = "postcond-runtime/src/report/telemetry.rs";

#[test]
fn the_page_says_what_the_module_says() {
    let source = read(SOURCE);
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
    // A heading of the module is one below the page's.
    let lines = lines.map(|line| match line.starts_with("# ") {
        true => format!("#{line}\n"),
        false => format!("{line}\n"),
    });
    let text: String = lines.collect();
    assert!(
        text.contains("`postcond.writes`"),
        "{SOURCE} has no metrics"
    );
    let page = format!(
        "# Spans, events and metrics\n\n\
         <!-- Generated from the documentation of postcond::runtime::telemetry, see CONTRIBUTING.md. -->\n\n{}",
        without_links(&text)
    );
    assert_current("docs/guide/src/reference/telemetry.md", &page);
}
