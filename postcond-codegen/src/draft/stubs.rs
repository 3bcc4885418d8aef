//! Checks to be filled in, in comments.

use super::checks::Drafted;
use super::dropped::Dropped;
use super::{Draft, guess, lifecycle};
use crate::names::{self, SdkTypes, local_name, snake};
use crate::traits::PENDING;

impl Draft {
    /// A check to be filled in for each mutation that has none, in comments.
    #[must_use]
    pub fn stubs(&self) -> String {
        let begin = format!(
            "// Mutations without a check yet. To write one: uncomment the imports and the function, say what \
             holds once\n// the change shows, add `mod pending;` to {}.rs, and remove \
             `postcond.api#pending` from the overlay.\n//\n",
            self.module.replacen("crate", "src", 1).replace("::", "/")
        );
        let uses = format!(
            "// use postcond::post_condition;\n// use postcond::runtime::{{Check, pending, satisfied}};\n\
             // use {}::{{Reader, sdk}};\n",
            self.module
        );
        let left = self.drafter().left();
        let mutations = self.mutations().filter(|name| self.is_pending(name));
        let stubs = mutations.map(|name| self.stub(name, &left));
        format!("{begin}{uses}{}", stubs.collect::<String>())
    }

    /// The same of those mutations alone of which nothing is decided, with the checks that can be drafted for
    /// them: for a file of stubs that is there already. Nothing if there are none.
    #[must_use]
    pub fn new_stubs(&self) -> Option<String> {
        let left = self.drafter().left();
        let drafted = self.all_drafted();
        let mutations = self.mutations().filter(|name| self.is_open(name));
        let stubs = mutations.map(
            |name| match drafted.iter().find(|it| it.operation == name) {
                Some(drafted) => commented(drafted),
                None => self.stub(name, &left),
            },
        );
        let stubs: String = stubs.collect();
        let drafts = "What is drafted is confirmed by no one.";
        (!stubs.is_empty()).then(|| format!("\n// New in the model. {drafts}\n{stubs}"))
    }

    /// The mutations that the overlay has as pending although a check can be derived for them from a
    /// resource's lifecycle.
    #[must_use]
    pub fn derivable(&self) -> Vec<String> {
        let drafted = self.drafter().lifecycle().into_iter();
        let names = drafted.map(|it| it.operation);
        let pending = names.filter(|name| !self.is_checked(name) && self.said_pending(name));
        pending.collect()
    }

    /// What the overlay or a check speaks of and the model does not have.
    #[must_use]
    pub fn dropped(&self) -> Vec<Dropped> {
        let said = self.said.keys();
        let said = said.filter(|id| !self.model.shapes.contains_key(*id));
        let said = said.map(|id| Dropped {
            name: local_name(id).to_owned(),
            check: None,
        });
        let is_known = |name: &str| self.operations.iter().any(|id| local_name(id) == name);
        let checked = self.checked.iter();
        let checked = checked.filter(|it| !is_known(&it.operation));
        let checked = checked.map(|it| Dropped {
            name: it.operation.clone(),
            check: Some(it.check.clone()),
        });
        said.chain(checked).collect()
    }

    fn mutations(&self) -> impl Iterator<Item = &str> {
        let names = self.operations.iter().map(|id| local_name(id));
        names.filter(|name| !guess::reads(&self.sdk_id, &self.model, name))
    }

    /// Whether the mutation has no check, and the overlay says nothing else of it.
    fn is_pending(&self, name: &str) -> bool {
        !self.is_checked(name) && (self.is_open(name) || self.said_pending(name))
    }

    fn said_pending(&self, name: &str) -> bool {
        let mut said = self.said.iter();
        let said = said.find(|(id, _)| local_name(id) == name);
        said.is_some_and(|(_, statement)| statement["traits"].get(PENDING).is_some())
    }

    fn all_drafted(&self) -> Vec<Drafted> {
        let drafter = self.drafter();
        let mut drafted = drafter.lifecycle();
        drafted.extend(self.guessed_gone());
        drafted.extend(drafter.tags());
        drafted
    }

    fn stub(&self, operation: &str, left: &[lifecycle::Left<'_>]) -> String {
        let types = SdkTypes::new(operation, &names::pascal(operation));
        let (function, module) = (snake(operation), names::module(&snake(operation)));
        let (input, output, service) = (&types.input, &types.output, &self.module);
        let left = left.iter().find(|it| it.operation == operation);
        let why = left.map_or_else(String::new, |it| format!("// {}\n", it.why));
        format!(
            "\n{why}// /// ...\n\
             // #[post_condition(service = {service}, op = \"{operation}\", reads = [])]\n\
             // pub(crate) async fn {function}_is_visible(\n\
             //     reader: &Reader,\n\
             //     input: &sdk::operation::{module}::{input},\n\
             //     output: &sdk::operation::{module}::{output},\n\
             // ) -> Check {{\n\
             // }}\n"
        )
    }
}

/// A drafted check, with what it calls, in comments.
fn commented(drafted: &Drafted) -> String {
    let (source, called) = (&drafted.source, lifecycle::functions(&drafted.calls));
    let checks = quote::quote!(#source #called);
    let imports = super::imports::of(&checks);
    let source = super::unparsed(&quote::quote!(#imports #checks));
    let lines = source
        .lines()
        .map(|line| format!("// {line}").trim_end().to_owned() + "\n");
    format!("\n{}", lines.collect::<String>())
}
