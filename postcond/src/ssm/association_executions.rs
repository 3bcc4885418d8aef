//! Executions of associations: start.

use std::collections::BTreeSet;

use super::Reader;
use super::associations::{Key, describe};
use super::sdk::operation::describe_association_executions::DescribeAssociationExecutionsOutput;
use super::sdk::operation::start_associations_once::{
    StartAssociationsOnceInput, StartAssociationsOnceOutput,
};
use crate::post_condition;
use crate::runtime::{Check, ReadError, Witness, find_in_pages, pending, satisfied};

/// Each association lists an execution made since the call, by the call itself or by schedule.
///
/// The call returns no ids of executions, so a scheduled one of the same moment cannot be told apart. The
/// one that an association has of its creation can: an association that lists no other execution must be
/// older than the call, unless two are listed.
#[post_condition(
    service = "ssm",
    op = "StartAssociationsOnce",
    // The second one only of an association whose first execution is of about the moment of the call.
    reads = ["DescribeAssociationExecutions", "DescribeAssociation"],
    // At least one read for each association.
    poll_timeout = 30
)]
pub(crate) async fn executions_since_are_listed(
    ssm: &Reader,
    input: &StartAssociationsOnceInput,
    _: &StartAssociationsOnceOutput,
    write: &Witness,
) -> Check {
    for id in input.association_ids() {
        let is_since = match executions(ssm, id, write).await? {
            Executions::Since => true,
            Executions::One => !runs_when_made(ssm, id, write).await?,
            Executions::Older => {
                return pending(format!("{id} lists no execution since the call"));
            }
        };
        if !is_since {
            return pending(format!(
                "{id} lists one execution, which may be that of its creation"
            ));
        }
    }
    satisfied("each association lists an execution since the call")
}

/// What the executions of an association say.
enum Executions {
    /// One was made since the call.
    Since,
    /// There is but one, of about the moment of the call.
    One,
    /// None was made since the call.
    Older,
}

async fn executions(ssm: &Reader, id: &str, write: &Witness) -> Result<Executions, ReadError> {
    // By their ids: a listing that has to begin anew shows some twice.
    let (mut recent, mut has_older) = (BTreeSet::new(), false);
    let is_since = find_in_pages(
        |token| {
            ssm.describe_association_executions()
                .association_id(id)
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        DescribeAssociationExecutionsOutput::next_token,
        |page| {
            let executions = page.association_executions().iter();
            let its = executions.filter(|it| it.association_id().is_none_or(|it| it == id));
            for execution in its {
                let date = execution.created_time();
                if write.precedes(date) {
                    return Some(());
                }
                if write.covers(date) {
                    recent.insert(execution.execution_id().map(str::to_owned));
                } else {
                    has_older = true;
                }
            }
            // That of the creation is the first that there is.
            (recent.len() > 1 || (recent.len() == 1 && has_older)).then_some(())
        },
    );
    let is_since = is_since.await?.is_some();
    Ok(match recent.len() {
        _ if is_since => Executions::Since,
        0 => Executions::Older,
        _ => Executions::One,
    })
}

/// Whether the association may have been made, or changed, as late as the call, and runs when it is. One that shows no
/// date may.
async fn runs_when_made(ssm: &Reader, id: &str, write: &Witness) -> Result<bool, ReadError> {
    let Some(seen) = describe(ssm, Key::Id(id), false).await? else {
        let words = format!("{id} lists an execution, and does not exist");
        return Err(ReadError::pending(words));
    };
    let changed = seen.last_update_association_date().or(seen.date());
    let is_older = changed.is_some() && !write.covers(changed);
    Ok(!is_older && !seen.apply_only_at_cron_interval())
}
