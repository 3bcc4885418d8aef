//! Stand-ins for what a tape must not hold: the same for the same.

use std::collections::BTreeMap;

/// Stand-ins of one kind, in the order in which they were first needed.
#[derive(Debug)]
pub(crate) struct Pseudonyms {
    spelled: fn(usize) -> String,
    known: BTreeMap<String, String>,
}

impl Pseudonyms {
    /// The first is number one.
    pub(crate) fn spelled(spelled: fn(usize) -> String) -> Self {
        Self {
            spelled,
            known: BTreeMap::new(),
        }
    }

    pub(crate) fn of(&mut self, original: &str) -> String {
        let next = self.known.len() + 1;
        let spelled = self.spelled;
        let known = self.known.entry(original.to_owned());
        known.or_insert_with(|| spelled(next)).clone()
    }

    /// The text, with each of the originals that stands in it replaced.
    pub(crate) fn replaced_in(&self, text: &str) -> String {
        let mut known: Vec<_> = self.known.iter().collect();
        // What holds another one goes first.
        known.sort_by_key(|(original, _)| std::cmp::Reverse(original.len()));
        known.retain(|(original, _)| !original.is_empty());
        known
            .into_iter()
            .fold(text.to_owned(), |text, (original, pseudonym)| {
                text.replace(original, pseudonym)
            })
    }
}
