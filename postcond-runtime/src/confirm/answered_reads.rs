//! Which reads of a client have ever been answered with more than a bare failure.
//!
//! A read that has been is implemented: whatever it answers later may pass.

use std::collections::HashSet;

use parking_lot::Mutex;

use crate::sdk::read_record::ReadRecord;

/// The operations that have been answered. There are no more of them than a service has.
#[derive(Debug, Default)]
pub(crate) struct AnsweredReads(Mutex<HashSet<String>>);

impl AnsweredReads {
    /// Notes how these reads were answered.
    pub(crate) fn note(&self, reads: &[ReadRecord]) {
        let telling = || reads.iter().filter(|read| read.is_telling());
        if telling().next().is_none() {
            return;
        }
        let mut answered = self.0.lock();
        for read in telling() {
            if !answered.contains(&read.operation) {
                answered.insert(read.operation.clone());
            }
        }
    }

    /// Whether this operation has been answered with more than a bare failure.
    pub(crate) fn contain(&self, operation: &str) -> bool {
        self.0.lock().contains(operation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_counts_unless_it_is_a_5xx_and_nothing_else() {
        for (status, code, request_id, counts) in [
            (200, None, None, true),
            (400, None, None, true),
            (400, Some("ParameterNotFound"), None, true),
            (500, Some("InternalServerError"), None, true),
            (500, None, Some("an-id"), true),
            (500, None, None, false),
            (503, None, None, false),
        ] {
            let answered = AnsweredReads::default();
            let mut read = ReadRecord::sent("GetParameter");
            answered.note(std::slice::from_ref(&read));
            assert!(!answered.contain("GetParameter"), "not answered");
            read.answered(status, code, request_id);
            answered.note(&[read]);
            let shown = format!("{status} {code:?} {request_id:?}");
            assert_eq!(answered.contain("GetParameter"), counts, "{shown}");
            assert!(!answered.contain("GetParameters"), "{shown}");
        }
    }
}
