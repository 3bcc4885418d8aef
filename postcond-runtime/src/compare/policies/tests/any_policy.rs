//! Any policy: however it is written it is the same, and with any of its content changed it is not.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};

use crate::compare::policies::PolicyComparison::{Different, Same};
use crate::compare::policies::compare_policies;

/// The content of a policy.
#[derive(Clone, Debug)]
struct Policy {
    newer: bool,
    statements: Vec<Statement>,
}

/// The content of a statement. Names are numbers, and no list has one twice.
#[derive(Clone, Debug, PartialEq)]
struct Statement {
    allows: bool,
    actions: Vec<u8>,
    resources: Vec<u8>,
    accounts: Vec<u8>,
    /// The values of a condition key; without any there is no condition.
    values: Vec<u8>,
    sid: Option<u8>,
}

/// How a policy is written: what it draws on wherever there is a choice.
#[derive(Clone, Debug)]
struct Choices(Vec<Index>, usize);

impl Choices {
    fn below(&mut self, bound: usize) -> usize {
        let choice = self.0[self.1 % self.0.len()];
        self.1 += 1;
        choice.index(bound)
    }

    fn toss(&mut self) -> bool {
        self.below(2) == 0
    }

    /// In any order, some of it more than once, and one alone with or without brackets.
    fn list(&mut self, items: Vec<Value>) -> Value {
        let mut items = items;
        if !items.is_empty() && self.toss() {
            let again = self.below(items.len());
            items.push(items[again].clone());
        }
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
        match &items[..] {
            [single] if self.toss() => single.clone(),
            _ => Value::Array(items),
        }
    }

    fn object(&mut self, mut members: Vec<(&str, Value)>) -> Value {
        for last in (1..members.len()).rev() {
            members.swap(last, self.below(last + 1));
        }
        let members = members.into_iter();
        Value::Object(Map::from_iter(
            members.map(|(key, value)| (key.to_owned(), value)),
        ))
    }

    fn names(&mut self, numbers: &[u8], name: fn(&mut Self, u8) -> Value) -> Value {
        let names = numbers.iter().map(|&number| name(self, number));
        let names = names.collect();
        self.list(names)
    }
}

fn action(choices: &mut Choices, number: u8) -> Value {
    let action = format!("secretsmanager:Action{number}");
    match choices.toss() {
        true => json!(action),
        false => json!(action.to_uppercase()),
    }
}

fn account(choices: &mut Choices, number: u8) -> Value {
    match choices.toss() {
        true => json!(format!("{number:012}")),
        false => json!(format!("arn:aws:iam::{number:012}:root")),
    }
}

fn number(choices: &mut Choices, number: u8) -> Value {
    match choices.toss() {
        true => json!(number),
        false => json!(number.to_string()),
    }
}

impl Statement {
    fn written(&self, choices: &mut Choices) -> Value {
        let effect = if self.allows { "Allow" } else { "Deny" };
        let resource = |_: &mut Choices, number| json!(format!("arn:{number}"));
        let accounts = choices.names(&self.accounts, account);
        let mut elements = vec![
            ("Effect", json!(effect)),
            ("Action", choices.names(&self.actions, action)),
            ("Resource", choices.names(&self.resources, resource)),
            ("Principal", json!({ "AWS": accounts })),
        ];
        if !self.values.is_empty() {
            let key = ["aws:MultiFactorAuthAge", "AWS:multifactorauthage"][choices.below(2)];
            let values = choices.names(&self.values, number);
            elements.push(("Condition", json!({ "NumericLessThan": { key: values } })));
        } else if choices.toss() {
            elements.push(("Condition", json!({})));
        }
        match self.sid {
            Some(sid) => elements.push(("Sid", json!(sid.to_string()))),
            None if choices.toss() => elements.push(("Sid", json!(""))),
            None => {}
        }
        choices.object(elements)
    }
}

impl Policy {
    fn written(&self, choices: &mut Choices) -> String {
        let statements = self.statements.iter();
        let statements = statements.map(|statement| statement.written(choices));
        let statements = statements.collect();
        let mut elements = vec![("Statement", choices.list(statements))];
        if self.newer {
            elements.push(("Version", json!("2012-10-17")));
        } else if choices.toss() {
            elements.push(("Version", json!("2008-10-17")));
        }
        choices.object(elements).to_string()
    }

    /// The same with one thing changed in one of its statements, or in all of it.
    fn changed(&self, what: usize, statement: Index) -> Self {
        /// A number that no list has.
        const NEW: u8 = 200;
        let mut changed = self.clone();
        let at = statement.index(changed.statements.len());
        let it = &mut changed.statements[at];
        match what {
            0 => it.allows = !it.allows,
            1 => it.actions.push(NEW),
            2 => it.actions[0] = NEW,
            3 => it.resources.push(NEW),
            4 => it.resources[0] = NEW,
            5 => it.accounts.push(NEW),
            6 => it.accounts[0] = NEW,
            7 => it.values.push(NEW),
            8 => it.sid = Some(NEW),
            9 => changed.newer = !changed.newer,
            10 => drop(changed.statements.remove(at)),
            _ => {
                let mut more = it.clone();
                more.actions = vec![NEW];
                changed.statements.push(more);
            }
        }
        changed
    }
}

/// As many as [`Policy::changed`] knows.
const CHANGES: usize = 12;

fn numbers(at_least: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::btree_set(0..9_u8, at_least..4).prop_map(|it| it.into_iter().collect())
}

prop_compose! {
    fn statement()(
        allows in any::<bool>(),
        actions in numbers(1),
        resources in numbers(1),
        accounts in numbers(1),
        values in numbers(0),
        sid in prop::option::of(0..9_u8),
    ) -> Statement {
        Statement { allows, actions, resources, accounts, values, sid }
    }
}

prop_compose! {
    /// Each statement has a resource of its own: no change makes it a copy of another.
    fn policy()(
        newer in any::<bool>(),
        mut statements in prop::collection::vec(statement(), 1..4),
    ) -> Policy {
        for (number, statement) in (100..).zip(&mut statements) {
            statement.resources.push(number);
        }
        Policy { newer, statements }
    }
}

fn choices() -> impl Strategy<Value = Choices> {
    prop::collection::vec(any::<Index>(), 60).prop_map(|drawn| Choices(drawn, 0))
}

proptest! {
    #[test]
    fn is_the_same_however_it_is_written(
        policy in policy(), mut one in choices(), mut other in choices(),
    ) {
        let (one, other) = (policy.written(&mut one), policy.written(&mut other));
        prop_assert_eq!(compare_policies(&one, &other), Same, "{}, {}", one, other);
    }

    #[test]
    fn is_another_once_anything_in_it_is_changed(
        policy in policy(), what in 0..CHANGES, statement in any::<Index>(),
        mut one in choices(), mut other in choices(),
    ) {
        let changed = policy.changed(what, statement).written(&mut other);
        let policy = policy.written(&mut one);
        prop_assert_eq!(compare_policies(&policy, &changed), Different, "{}, {}", policy, changed);
    }
}
