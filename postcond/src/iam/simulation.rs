//! What the recorded policies of a principal allow, as IAM's own simulation has it.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use super::pages::{PAGE, next};
use super::sdk::types::{ContextEntry, EvaluationResult, ResourceSpecificResult};
use super::{Iam, Reader};
use crate::runtime::{
    Check, CheckInfo, InputOf, Mutation, OutputOf, PostCondition, ReadError, Triage, Witness,
    all_pages, failed, pending, satisfied, unverifiable,
};

/// The recorded policies of a principal allow an action, or deny it: `iam:SimulatePrincipalPolicy` says so.
///
/// It is for changes of policies, boundaries, memberships and default versions, and helps against a wrong policy: it
/// takes those of the principal, its groups and its boundary together, and partly those of the organization. It does
/// not help against lag: it reads the record, and is met as early. What it cannot know are the policy of the resource
/// and those of sessions.
///
/// Where the policies depend on context keys that are not [given](Self::context), what is as asked is unverifiable, and
/// the keys are named: such a simulation leaves out a denial with a condition on one of them, and what such a condition
/// allows.
pub struct PolicyAllows<O> {
    principal: String,
    action: String,
    resources: Vec<String>,
    context: Vec<ContextEntry>,
    is_allowed: bool,
    of: PhantomData<fn() -> O>,
}

impl<O> PolicyAllows<O> {
    /// The policies of this principal, an ARN, allow this action, as in `s3:GetObject`, on this resource.
    pub fn new(
        principal: impl Into<String>,
        action: impl Into<String>,
        resource: impl Into<String>,
    ) -> Self {
        Self {
            principal: principal.into(),
            action: action.into(),
            resources: vec![resource.into()],
            context: Vec::new(),
            is_allowed: true,
            of: PhantomData,
        }
    }

    /// The policies do not allow it: for what takes rights away.
    #[must_use]
    pub fn no_longer(mut self) -> Self {
        self.is_allowed = false;
        self
    }

    /// On this resource, too.
    #[must_use]
    pub fn and_on(mut self, resource: impl Into<String>) -> Self {
        self.resources.push(resource.into());
        self
    }

    /// The value of a context key that the policies depend on.
    #[must_use]
    pub fn context(mut self, entry: ContextEntry) -> Self {
        self.context.push(entry);
        self
    }

    fn judge(&self, results: &[EvaluationResult]) -> Check {
        let what = format!("{} for {}", self.action, self.principal);
        if results.is_empty() {
            return pending(format!("nothing is said of {what}"));
        }
        let mut decisions = results.iter().flat_map(decisions);
        let differs = |decision: &&str| (*decision == "allowed") != self.is_allowed;
        let missing = Vec::from_iter(missing(results)).join(", ");
        let verb = match self.is_allowed {
            true => "allow",
            false => "do not allow",
        };
        match (decisions.find(differs), missing.is_empty()) {
            (Some(decision), true) => pending(format!("{what} comes to {decision}")),
            (Some(decision), false) => {
                pending(format!("{what} comes to {decision}; not given: {missing}"))
            }
            (None, true) => satisfied(format!("the policies {verb} {what}")),
            // With their values, it might be otherwise: a condition on a key that is missing is not met, be it of what
            // allows or of what denies.
            (None, false) => unverifiable(format!(
                "the policies {verb} {what}, as far as it shows without {missing}"
            )),
        }
    }
}

/// Of several resources there is one for each.
fn decisions(result: &EvaluationResult) -> Vec<&str> {
    let of_resources = result.resource_specific_results().iter();
    let of_resources = of_resources.map(|it| it.eval_resource_decision().as_str());
    let of_resources: Vec<&str> = of_resources.collect();
    match of_resources.is_empty() {
        true => vec![result.eval_decision().as_str()],
        false => of_resources,
    }
}

/// The context keys that the policies depend on, and nobody has given: of all, or of one of several resources.
fn missing(results: &[EvaluationResult]) -> BTreeSet<&str> {
    let of_all = results.iter().map(EvaluationResult::missing_context_values);
    let of_resources = results
        .iter()
        .flat_map(EvaluationResult::resource_specific_results);
    let of_resources = of_resources.map(ResourceSpecificResult::missing_context_values);
    let keys = of_all.chain(of_resources).flatten();
    keys.map(String::as_str).collect()
}

impl<O> fmt::Debug for PolicyAllows<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PolicyAllows")
            .field("principal", &self.principal)
            .field("action", &self.action)
            .field("resources", &self.resources)
            .finish_non_exhaustive()
    }
}

impl<O: Mutation<Service = Iam>> PostCondition for PolicyAllows<O> {
    type Operation = O;
    const INFO: CheckInfo = CheckInfo::new("policy_allows", &["SimulatePrincipalPolicy"])
        .described(
            "The recorded policies allow the action.",
            &["iam:SimulatePrincipalPolicy"],
        )
        .confirmed_by(3, 10);

    async fn check(&self, iam: &Reader, _: &InputOf<O>, _: &OutputOf<O>, _: &Witness) -> Check {
        let pages = all_pages(
            |marker| {
                iam.simulate_principal_policy()
                    .policy_source_arn(&self.principal)
                    .action_names(&self.action)
                    .set_resource_arns(Some(self.resources.clone()))
                    .set_context_entries(Some(self.context.clone()))
                    .max_items(PAGE)
                    .set_marker(marker)
                    .send()
            },
            |page| next(page.is_truncated(), page.marker()),
        );
        let pages = match pages.await.map_err(ReadError::from) {
            Ok(pages) => pages.into_iter(),
            Err(error) => return unless_final(error),
        };
        let results = pages.flat_map(|page| page.evaluation_results.unwrap_or_default());
        self.judge(&results.collect::<Vec<_>>())
    }
}

/// A policy that cannot be evaluated has status 500, which does not pass by itself.
fn unless_final(error: ReadError) -> Check {
    match (error.code(), error.triage()) {
        (Some("NoSuchEntity"), _) => pending("the principal is not found"),
        (Some(code @ "PolicyEvaluation"), Triage::Transient) => failed(code.to_owned()),
        _ => Err(error),
    }
}
