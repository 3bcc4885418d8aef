//! Text of others on a terminal.

use std::fmt::Write;

/// The same text, whose control characters are spelled out: a name may hold what moves the cursor or ends the line, and
/// make the terminal show what nobody has said.
pub(crate) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.chars() {
        match is_control(character) {
            // To a string, nothing fails to be written.
            true => drop(write!(printable, "{}", character.escape_default())),
            false => printable.push(character),
        }
    }
    printable
}

/// Unicode's own, and those that change the direction of the text around them.
fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_spelled_out() {
        let rows = [
            ("/app/größe 鍵", "/app/größe 鍵"),
            ("/app/a\n/app/b", r"/app/a\n/app/b"),
            ("\u{1b}[2J", r"\u{1b}[2J"),
            ("\u{9b}2J\r", r"\u{9b}2J\r"),
            ("a\u{202e}b", r"a\u{202e}b"),
        ];
        for (text, expected) in rows {
            assert_eq!(printable(text), expected);
        }
    }
}
