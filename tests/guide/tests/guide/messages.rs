//! Every message of ours is on the page of messages, and every one on the page is one of ours.
//!
//! Messages are found in the code: every text with two words is one, unless it is in `not_messages.txt`.

use std::collections::BTreeSet;

use super::literals::{Text, fixed_parts, texts};
use super::read;

const PAGE: &str = "docs/guide/src/troubleshooting.md";

/// Where messages are made. Of `postcond`, the texts are what a read-back has seen; those of `emit/` and `draft/` are
/// code and documentation.
fn sources() -> Vec<Text> {
    let folders = [
        "postcond-runtime/src",
        "postcond-macros/src",
        "postcond-sim/src",
        "postcond-codegen/src",
        "postcond-cli/src",
    ];
    let mut texts: Vec<Text> = folders.into_iter().flat_map(texts).collect();
    texts.retain(|it| {
        let generator = it.file.strip_prefix("postcond-codegen/src/");
        !generator.is_some_and(|file| file.starts_with("emit") || file.starts_with("draft/"))
    });
    texts
}

/// Texts of the code that are no messages, one a line, as the code has them.
fn not_messages() -> BTreeSet<String> {
    let list = read("tests/guide/tests/guide/not_messages.txt");
    let lines = list
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "));
    lines.map(str::to_owned).collect()
}

/// On one line, with what a list of lines can hold.
fn on_a_line(text: &str) -> String {
    let text = text.trim().escape_debug().to_string();
    text.replace("\\\"", "\"").replace("\\'", "'")
}

/// The lines of the page that show messages: headings, and rows and items that begin with one.
fn shown(page: &str) -> Vec<String> {
    let lines = page.lines().filter(|line| {
        ["### `", "| `", "- `"]
            .iter()
            .any(|begin| line.starts_with(begin))
    });
    lines.map(|line| line.replace("\\|", "|")).collect()
}

/// Whether the line has the fixed parts of the text, one after the other.
fn shows(line: &str, text: &str) -> bool {
    let mut rest = line;
    let parts = fixed_parts(text).into_iter();
    parts.map(|part| on_a_line(&part)).all(|part| {
        let part = part.trim();
        match rest.split_once(part) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        }
    })
}

#[test]
fn every_message_is_on_the_page() {
    let (page, not_messages) = (read(PAGE), not_messages());
    let (shown, sources) = (shown(&page), sources());
    assert!(sources.len() > 300, "{} texts are not all", sources.len());
    let missing = sources.iter().filter(|it| {
        let is_message = !not_messages.contains(&on_a_line(&it.text));
        is_message && !shown.iter().any(|line| shows(line, &it.text))
    });
    let missing: Vec<String> = missing
        .map(|it| format!("{}: {}", it.file, on_a_line(&it.text)))
        .collect();
    assert!(
        missing.is_empty(),
        "{} messages are not in {PAGE}:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

#[test]
fn every_message_on_the_page_is_one_of_the_code() {
    let (page, sources) = (read(PAGE), sources());
    let stale: Vec<String> = shown(&page)
        .into_iter()
        .filter(|line| !sources.iter().any(|it| shows(line, &it.text)))
        .collect();
    assert!(stale.is_empty(), "no code says:\n{}", stale.join("\n"));
}

#[test]
fn what_is_no_message_is_in_the_code() {
    let texts: BTreeSet<String> = sources().iter().map(|it| on_a_line(&it.text)).collect();
    let stale: Vec<String> = not_messages().difference(&texts).cloned().collect();
    assert!(stale.is_empty(), "no code says:\n{}", stale.join("\n"));
}
