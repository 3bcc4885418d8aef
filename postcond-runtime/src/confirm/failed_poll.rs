//! What a poll comes to whose read has failed.

use crate::confirm::decision::Answer;
use crate::confirm::write::Write;
use crate::contract::verdict::Verdict;
use crate::sdk::read::ReadError;
use crate::sdk::read_record::ReadRecord;

/// What a poll comes to that has ended with `error` after these reads.
pub(crate) fn failed(write: &Write<'_>, error: ReadError, reads: &[ReadRecord]) -> Answer {
    let error = match error.into_pending() {
        Ok(seen) => return Answer::Verdict(Verdict::Pending(seen)),
        Err(error) => error,
    };
    let Some(read) = failed_read(&error, reads) else {
        return Answer::Error(error);
    };
    let is_known = write.shared.answered_reads.contain(&read.operation);
    let error = error.of_read(&read.operation);
    if error.is_bare_failure() && !is_known {
        Answer::Bare(error)
    } else {
        Answer::Error(error)
    }
}

/// The read that has failed so: the one with the error's request id, else the last with its status. A read
/// on a task of its own is not on record.
fn failed_read<'a>(error: &ReadError, reads: &'a [ReadRecord]) -> Option<&'a ReadRecord> {
    let id = error.request_id();
    let by_id = reads
        .iter()
        .find(|it| id.is_some() && it.request_id.as_deref() == id);
    let by_status = || reads.iter().rev().find(|it| it.status == error.status());
    by_id.or_else(by_status)
}
