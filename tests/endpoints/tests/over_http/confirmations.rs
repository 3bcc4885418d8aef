//! What each confirmed call of a test leaves as evidence: moto is never late, so one poll is enough.

use std::collections::BTreeSet;

use postcond::dispatch;
use postcond::runtime::{Confirmed, Outcome};

/// One read: the operation and the HTTP status that moto answers it with.
pub(crate) type Read = (&'static str, u16);

/// The operations of one service that a test has seen confirmed.
pub(crate) struct Confirmations {
    service: &'static str,
    operations: BTreeSet<&'static str>,
}

impl Confirmations {
    pub(crate) fn of(service: &'static str) -> Self {
        Self {
            service,
            operations: BTreeSet::new(),
        }
    }

    /// Asserts that `operation` was confirmed by one poll of its built-in check, which made `reads`;
    /// hands on the output.
    #[track_caller]
    pub(crate) fn one_poll<T>(
        &mut self,
        operation: &'static str,
        confirmed: Confirmed<T>,
        reads: &[Read],
    ) -> T {
        let row = dispatch::operation(self.service, operation).expect("an operation");
        let check = row.checks_by_default().next().expect("a built-in check");
        self.one_poll_of(check.name, operation, confirmed, reads)
    }

    /// The same, by the check of this name.
    #[track_caller]
    pub(crate) fn one_poll_of<T>(
        &mut self,
        check: &str,
        operation: &'static str,
        confirmed: Confirmed<T>,
        reads: &[Read],
    ) -> T {
        let evidence = confirmed.evidence;
        assert_eq!(evidence.unconfirmed(), None);
        let [poll] = evidence.polls() else {
            panic!("not one poll: {evidence:#?}");
        };
        assert_eq!(poll.check, check);
        assert_eq!(poll.outcome, Outcome::Satisfied, "{poll:#?}");
        assert!(poll.at + poll.took <= evidence.waited());
        let made = poll.reads.iter();
        let made = made.map(|read| (read.operation.as_str(), read.status.unwrap_or(0)));
        assert_eq!(
            made.collect::<Vec<_>>(),
            reads,
            "{operation}: {}",
            poll.seen
        );
        for read in &poll.reads {
            let request_id = read.request_id.as_deref();
            assert!(request_id.is_some_and(|id| !id.is_empty()), "{read:#?}");
        }
        self.operations.insert(operation);
        confirmed.output
    }

    /// Asserts that these operations were confirmed, and no other.
    #[track_caller]
    pub(crate) fn are(self, operations: &[&'static str]) {
        assert_eq!(
            self.operations,
            BTreeSet::from_iter(operations.iter().copied())
        );
    }
}
