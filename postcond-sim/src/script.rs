//! Answers laid down in advance.

use std::collections::VecDeque;
use std::fmt;

use parking_lot::Mutex;

use crate::answer::Answer;
use crate::name::Name;
use crate::service::Service;

/// An answer being laid down; made by [`Simulator::script`](crate::Simulator::script).
#[must_use = "nothing is laid down before `answer`"]
pub struct Script<'a> {
    scripts: &'a Mutex<Scripts>,
    operation: Name,
    /// None for always.
    times: Option<usize>,
}

impl<'a> Script<'a> {
    pub(crate) const fn new(scripts: &'a Mutex<Scripts>, operation: Name) -> Self {
        Self {
            scripts,
            operation,
            times: Some(1),
        }
    }

    /// For this many calls; without it, for one. For none, nothing is laid down.
    pub fn next(mut self, calls: usize) -> Self {
        self.times = Some(calls);
        self
    }

    /// For all calls, until [`Simulator::clear_scripts`](crate::Simulator::clear_scripts).
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// Lays this answer down, to be given once those laid down earlier for the operation are used up.
    pub fn answer(self, answer: Answer) {
        self.scripts.lock().lay_down(Line {
            operation: self.operation,
            times: self.times,
            answer,
        });
    }
}

impl fmt::Debug for Script<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script")
            .field("operation", &self.operation)
            .field("times", &self.times)
            .finish_non_exhaustive()
    }
}

/// One answer laid down.
#[derive(Debug)]
struct Line {
    operation: Name,
    times: Option<usize>,
    answer: Answer,
}

/// The answers laid down, in their order.
#[derive(Debug, Default)]
pub(crate) struct Scripts {
    lines: VecDeque<Line>,
}

impl Scripts {
    fn lay_down(&mut self, line: Line) {
        if line.times != Some(0) {
            self.lines.push_back(line);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.lines.clear();
    }

    /// The answer to this call, if one has been laid down.
    pub(crate) fn take(&mut self, service: &Service, operation: &str) -> Option<Answer> {
        let index = self
            .lines
            .iter()
            .position(|line| line.operation.is(&service.name, operation))?;
        let line = &mut self.lines[index];
        let answer = line.answer.clone();
        if let Some(times) = &mut line.times {
            *times -= 1;
            if *times == 0 {
                self.lines.remove(index);
            }
        }
        Some(answer)
    }
}
