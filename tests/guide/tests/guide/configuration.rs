//! The settings of a policy in a configuration: which there are and what values they take is what reading a wrong one
//! says; what they mean is what the builder's documentation says.

use std::fmt::Write as _;

use postcond::{Policy, ReadBudget};
use serde::de::DeserializeOwned;

use super::{assert_current, rustdoc};

const SETTINGS: &str = "postcond-runtime/src/policy/settings.rs";
const SCHEDULE: &str = "postcond-runtime/src/policy/schedule.rs";
const CONFIRMATIONS: &str = "postcond-runtime/src/policy/confirmations.rs";
const READ_BUDGET: &str = "postcond-runtime/src/policy/read_budget.rs";

/// A table of settings.
struct Part {
    title: &'static str,
    /// A configuration with this setting in the place of `FIELD`.
    around: &'static str,
    /// The file, type and method that says what a field means.
    says: fn(&str) -> (&'static str, &'static str, String),
}

const PARTS: [Part; 5] = [
    Part {
        title: "A policy",
        around: "FIELD",
        says: |field| (SETTINGS, "PolicyBuilder", field.to_owned()),
    },
    Part {
        title: "`schedule` with `kind = \"learned\"`",
        around: "schedule = { kind = \"learned\", FIELD }",
        says: |field| (SCHEDULE, "Learned", field.to_owned()),
    },
    Part {
        title: "`schedule` with `kind = \"exponential\"`",
        around: "schedule = { kind = \"exponential\", FIELD }",
        says: |field| (SCHEDULE, "Exponential", field.to_owned()),
    },
    Part {
        title: "`schedule` with `kind = \"fixed\"`",
        around: "schedule = { kind = \"fixed\", FIELD }",
        says: |_| (SCHEDULE, "Schedule", "fixed".to_owned()),
    },
    Part {
        title: "`confirmations` as a table",
        around: "confirmations = { FIELD }",
        says: |field| {
            let method = match field {
                "replicas" | "risk" => "for_replicas",
                "span" => "spanning",
                field => field,
            };
            (CONFIRMATIONS, "Confirmations", method.to_owned())
        },
    },
];

/// What is wrong with this configuration.
fn told<T: DeserializeOwned>(text: &str) -> String {
    let read: Result<T, toml::de::Error> = toml::from_str(text);
    let error = read.err().unwrap_or_else(|| panic!("{text} is read"));
    error.message().to_owned()
}

/// The settings that there are.
fn fields(around: &str) -> Vec<String> {
    let told = told::<Policy>(&around.replace("FIELD", "nonsense = 1"));
    let (_, known) = told
        .split_once("nonsense is not known: there are ")
        .expect("the names");
    let (known, _) = known.split_once("; ").unwrap_or((known, ""));
    let names = known
        .split(", ")
        .map(|name| name.trim_matches('`').to_owned());
    // Of a schedule, its kind is known.
    names.filter(|name| name != "kind").collect()
}

/// Which values a setting takes.
fn values(around: &str, field: &str) -> String {
    let told = told::<Policy>(&around.replace("FIELD", &format!("{field} = []")));
    let begin = format!("{field} must be ");
    let (_, values) = told.split_once(&begin).unwrap_or_else(|| panic!("{told}"));
    let (values, _) = values.split_once(", not ").expect("what was given");
    match field {
        "schedule" => format!("{values}: {}", self::values("schedule = { FIELD }", "kind")),
        _ => values.to_owned(),
    }
}

fn table(part: &Part) -> String {
    let mut table = format!(
        "\n## {}\n\n| setting | value | says |\n|---|---|---|\n",
        part.title
    );
    let mut above = None;
    for field in fields(part.around) {
        let documented = (part.says)(&field);
        let (file, of, method) = &documented;
        // Two fields may be the arguments of one method.
        let says = match above.as_ref() == Some(&documented) {
            true => "As above: they go together.".to_owned(),
            false => rustdoc::method(file, of, method),
        };
        let values = values(part.around, &field);
        writeln!(table, "| `{field}` | {values} | {says} |").expect("a text");
        above = Some(documented);
    }
    table
}

#[test]
fn the_page_has_the_settings_that_reading_knows() {
    let tables: String = PARTS.iter().map(table).collect();
    let budget = told::<Budget>("read_budget = 1");
    let (_, budget) = budget.split_once("must be ").expect("what it must be");
    let (budget, _) = budget.split_once(", not ").expect("what was given");
    let new = rustdoc::method(READ_BUDGET, "ReadBudget", "new");
    let page = format!(
        "# Configuration\n\n\
         <!-- Generated from what reading a policy says, see CONTRIBUTING.md. -->\n\n\
         With the feature `serde`, `Policy`, its parts and `ReadBudget` are read from a program's own configuration: see\n\
         [A policy from configuration](../recipes/configuration.md). Every setting may be left out, but for the `pause`\n\
         of a fixed schedule.\n\
         {tables}\n\
         ## A read budget\n\n\
         It is {budget}. {new}\n"
    );
    assert_current("docs/guide/src/reference/configuration.md", &page);
}

#[derive(serde::Deserialize)]
struct Budget {
    #[expect(dead_code, reason = "reading it is the test")]
    read_budget: ReadBudget,
}
