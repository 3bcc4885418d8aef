//! The nine operations in all their forms, as rows of one table.

mod secrets;
mod ssm;

use std::fmt;
use std::pin::Pin;

use crate::acted::Acted;
use crate::stage::Stage;

pub(crate) type Scene<T> = for<'a> fn(&'a Stage) -> Pin<Box<dyn Future<Output = T> + 'a>>;

/// One operation in one form.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) operation: &'static str,
    /// The prefix of the service's IAM actions.
    pub(crate) service: &'static str,
    /// The reads of a poll that sees the change.
    pub(crate) reads: &'static [&'static str],
    /// Whether the call may change the caller's own rights.
    pub(crate) may_change_rights: bool,
    /// What is there before.
    pub(crate) arrange: Scene<()>,
    /// The call, on the consistent client.
    pub(crate) act: Scene<Acted>,
    /// A read by a plain client that is right only if it sees the change.
    pub(crate) is_visible: Scene<bool>,
}

/// Every row.
pub(crate) fn all() -> impl Iterator<Item = &'static Row> {
    ssm::ROWS.iter().chain(secrets::ROWS)
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Row {
    /// The IAM action of the first read.
    pub(crate) fn first_action(&self) -> String {
        format!("{}:{}", self.service, self.reads[0])
    }

    /// The row played up to the call: what it needs is there, and visible.
    pub(crate) async fn arranged(&self, stage: Stage) -> Stage {
        (self.arrange)(&stage).await;
        stage.settle().await;
        stage
    }
}
