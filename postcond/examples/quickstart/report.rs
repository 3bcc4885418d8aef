//! What the two runs came to, as a table and one line.

use std::fmt;
use std::time::Duration;

use comfy_table::{Table, presets};
use postcond::runtime::Evidence;

use crate::leftovers::{Leftovers, Resource};

/// One run of the script.
#[derive(Default)]
pub(crate) struct Run {
    pub(crate) steps: Vec<Step>,
    pub(crate) left: Leftovers,
    /// The write that was begun last.
    pub(crate) begun: Option<&'static str>,
}

/// One write and the read after it.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) expected: String,
    pub(crate) seen: String,
    pub(crate) waited: Duration,
    pub(crate) read_backs: usize,
}

impl Run {
    /// Notes that a resource is about to be written.
    pub(crate) fn begin(&mut self, resource: &Resource, name: &'static str) {
        self.left.note(resource);
        self.begun = Some(name);
    }

    /// Notes a write of the SDK's client and the read after it.
    pub(crate) fn plain(&mut self, name: &'static str, expected: &str, seen: String) {
        self.consistent(name, expected, seen, &Evidence::default());
    }

    /// Notes a write of the consistent client and the read after it.
    pub(crate) fn consistent(
        &mut self,
        name: &'static str,
        expected: &str,
        seen: String,
        evidence: &Evidence,
    ) {
        self.steps.push(Step {
            name,
            expected: expected.to_owned(),
            seen,
            waited: evidence.waited(),
            read_backs: evidence.polls_made(),
        });
    }

    fn wrong_reads(&self) -> usize {
        self.steps.iter().filter(|step| step.is_wrong()).count()
    }
}

impl Step {
    fn is_wrong(&self) -> bool {
        self.seen != self.expected
    }

    fn in_words(&self) -> String {
        let verdict = if self.is_wrong() { "WRONG: " } else { "" };
        format!("{verdict}{}", self.seen)
    }
}

/// Both runs, side by side.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) plain: Run,
    pub(crate) consistent: Run,
}

impl Report {
    /// The write that was begun last, and by whose clients.
    pub(crate) fn last_begun(&self) -> Option<String> {
        let by_postcond = self.consistent.begun.map(|it| (it, "postcond's"));
        let last = by_postcond.or(self.plain.begun.map(|it| (it, "the SDK's")));
        last.map(|(name, whose)| format!("{name}, by {whose} clients"))
    }

    pub(crate) fn consistent_is_right(&self) -> bool {
        self.consistent.wrong_reads() == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        table.load_style(presets::ASCII_MARKDOWN).set_header([
            "write",
            "the read after it, SDK",
            "the read after it, postcond",
            "waited",
            "read-backs",
        ]);
        for (plain, consistent) in self.plain.steps.iter().zip(&self.consistent.steps) {
            table.add_row([
                plain.name.to_owned(),
                plain.in_words(),
                consistent.in_words(),
                format!("{} ms", consistent.waited.as_millis()),
                consistent.read_backs.to_string(),
            ]);
        }
        let steps = self.plain.steps.len();
        let waited: Duration = self.consistent.steps.iter().map(|step| step.waited).sum();
        let read_backs: usize = self
            .consistent
            .steps
            .iter()
            .map(|step| step.read_backs)
            .sum();
        writeln!(f, "{table}\n")?;
        write!(
            f,
            "{steps} writes, each followed by a read: {} stale reads with the SDK's clients, \
             {} with postcond's, which waited {} ms per write and made {:.1} read-backs.",
            self.plain.wrong_reads(),
            self.consistent.wrong_reads(),
            waited.as_millis() / u128::try_from(steps.max(1)).unwrap_or(1),
            read_backs as f64 / steps.max(1) as f64,
        )
    }
}
