//! The SDK crate decides what exists: what only the model has is left out.

use std::collections::BTreeSet;

use crate::model::{Model, OperationShape, ShapeKind};
use crate::names::{self, local_name};
use crate::sdk::{self, Sdk};

/// Leaves out of `model` what `sdk` does not have. Returns what to warn of: that, and what only the SDK
/// has, each in one text.
pub(crate) fn restrict(model: &mut Model, sdk: Sdk) -> Result<Vec<String>, String> {
    let ids = match model.service() {
        Ok((_, _, service)) => model.operations(service).into_iter().cloned().collect(),
        // Reported when it is lowered.
        Err(_) => Vec::new(),
    };
    let mut differences = Differences::default();
    let modules = ids.iter().map(|id| sdk::module(local_name(id)));
    let modules: BTreeSet<String> = modules.collect();
    let only_sdk = sdk.operations.difference(&modules);
    differences.operations.only_sdk = only_sdk.cloned().collect();
    let (kept, left_out): (Vec<_>, Vec<_>) = ids
        .into_iter()
        .partition(|id| sdk.operations.contains(&sdk::module(local_name(id))));
    for id in &kept {
        differences.members_of(model, &sdk, id)?;
    }
    differences.leave_out_members(model);
    for id in &left_out {
        let name = local_name(id);
        differences.operations.only_model.push(name.to_owned());
    }
    model.leave_out_operations(left_out);
    let warnings = differences.warnings(&model.file, &sdk.name);
    model.sdk = Some(sdk);
    Ok(warnings)
}

/// What only one of the two has.
#[derive(Default)]
struct OneSided {
    only_model: Vec<String>,
    only_sdk: Vec<String>,
}

#[derive(Default)]
struct Differences {
    operations: OneSided,
    members: OneSided,
    /// Of which structures which members are left out.
    left_out: BTreeSet<(String, String)>,
}

impl Differences {
    /// Compares the members of the input and output of the operation `id`.
    fn members_of(&mut self, model: &Model, sdk: &Sdk, id: &str) -> Result<(), String> {
        let Some(ShapeKind::Operation(operation)) = model.shapes.get(id).map(|it| &it.kind) else {
            return Ok(());
        };
        let OperationShape { input, output, .. } = operation;
        let wire = local_name(id);
        let module = sdk::module(wire);
        let of_input = |member: &str| names::snake(member);
        let of_output =
            |member: &str| sdk::unescaped(&names::method(&names::member(member))).to_owned();
        if let Some(input) = input {
            let has = sdk.input(&module)?;
            let known = self.compare(model, wire, &input.target, &has, of_input);
            self.note_only_sdk(&module, &has, &known);
        }
        if let Some(output) = output {
            let has = sdk.output(&module)?;
            // What the builder calls a member may be taken for another method of the output.
            let known = snake_members(model, &output.target);
            self.compare(model, wire, &output.target, &has.accessors, of_output);
            self.note_only_sdk(&module, &has.members, &known);
        }
        Ok(())
    }

    fn note_only_sdk(&mut self, module: &str, has: &BTreeSet<String>, known: &BTreeSet<String>) {
        for member in has.difference(known) {
            let member = format!("{module}.{member}");
            // Input and output may both have it.
            if !self.members.only_sdk.contains(&member) {
                self.members.only_sdk.push(member);
            }
        }
    }

    /// Notes which members of the structure `id` are not among those that the SDK `has`; returns all.
    fn compare(
        &mut self,
        model: &Model,
        operation: &str,
        id: &str,
        has: &BTreeSet<String>,
        name: impl Fn(&str) -> String,
    ) -> BTreeSet<String> {
        let Some(ShapeKind::Structure(structure)) = model.shapes.get(id).map(|it| &it.kind) else {
            return BTreeSet::new();
        };
        let mut known = BTreeSet::new();
        for member in structure.members.keys() {
            let name = name(member);
            if !has.contains(&name) {
                self.members
                    .only_model
                    .push(format!("{operation}.{member}"));
                self.left_out.insert((id.to_owned(), member.clone()));
            }
            known.insert(name);
        }
        known
    }

    fn leave_out_members(&self, model: &mut Model) {
        for (id, member) in &self.left_out {
            let shape = model.shapes.get_mut(id).map(|it| &mut it.kind);
            if let Some(ShapeKind::Structure(structure)) = shape {
                structure.members.shift_remove(member);
            }
        }
    }

    fn warnings(&self, model: &str, sdk: &str) -> Vec<String> {
        let texts = [
            (
                format!(
                    "{sdk} does not have all of {model}, and so neither has the client: without"
                ),
                &self.operations.only_model,
                &self.members.only_model,
                "`cargo update` may bring a newer SDK crate, which has them",
            ),
            (
                format!(
                    "{model} does not have all of {sdk}, and so neither has the client: without"
                ),
                &self.operations.only_sdk,
                &self.members.only_sdk,
                "`postcond-codegen model` writes a newer model from a newer botocore, and `init` adds what is new",
            ),
        ];
        let texts = texts
            .into_iter()
            .filter_map(|(begin, operations, members, then)| {
                let parts = [("operations", operations), ("members", members)];
                let parts = parts.iter().filter(|(_, names)| !names.is_empty());
                let parts = parts.map(|(what, names)| format!("the {what} {}", names.join(", ")));
                let parts: Vec<String> = parts.collect();
                (!parts.is_empty()).then(|| format!("{begin} {}. {then}", parts.join("; ")))
            });
        texts.collect()
    }
}

/// The members of the structure `id`, in snake case.
fn snake_members(model: &Model, id: &str) -> BTreeSet<String> {
    match model.shapes.get(id).map(|it| &it.kind) {
        Some(ShapeKind::Structure(structure)) => {
            let members = structure.members.keys();
            members.map(|member| names::snake(member)).collect()
        }
        _ => BTreeSet::new(),
    }
}
