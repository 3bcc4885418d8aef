//! Which facts each operation establishes, through the types that the generator writes for them.

use postcond::runtime::{Effect, Fact, Footprint, Mutation};

mod iam;
mod narrowed;
mod secretsmanager;
mod ssm;
mod superseded;

/// A call: the marker, and what the builders of its input and output are told.
macro_rules! call {
    ($service:ident $op:ident in $module:ident: $input:ident $(.$set:ident($($value:expr),*))* => $output:ident $(.$out:ident($($told:expr),*))*) => {{
        use postcond::$service::sdk::operation::$module::{$input, $output};
        let input = $input::builder()$(.$set($($value),*))*.build().expect("an input");
        let output = $output::builder()$(.$out($($told),*))*.build();
        $crate::Call::<postcond::$service::op::$op> { input, output }
    }};
}
pub(crate) use call;

/// A mutation that has been answered.
struct Call<O: Mutation> {
    input: O::Input,
    output: O::Output,
}

impl<O: Mutation> Call<O> {
    fn footprint(&self) -> Footprint {
        O::footprint(&self.input, &self.output)
    }

    fn facts(&self) -> Vec<String> {
        self.footprint().facts().iter().map(in_words).collect()
    }

    /// The facts that a later call overwrites.
    fn superseded_by<P: Mutation>(&self, later: &Call<P>) -> Vec<String> {
        let later = later.footprint();
        let is_superseded = |fact: &&Fact| later.facts().iter().any(|it| fact.is_superseded_by(it));
        let facts = self.footprint();
        facts
            .facts()
            .iter()
            .filter(is_superseded)
            .map(in_words)
            .collect()
    }

    /// The call without what a later one overwrites.
    fn without<P: Mutation>(&self, later: &Call<P>) -> Option<Self> {
        let later = later.footprint();
        let superseded = |fact: &Fact| later.facts().iter().any(|it| fact.is_superseded_by(it));
        let (input, output) = O::without(&self.input, &self.output, &superseded)?;
        Some(Self { input, output })
    }
}

/// `Parameter a: tag k`.
fn in_words(fact: &Fact) -> String {
    let resource = fact.resource();
    match fact.effect() {
        Effect::Gone => format!("{resource}: gone"),
        Effect::Set { facet, key: None } => format!("{resource}: {facet}"),
        Effect::Set {
            facet,
            key: Some(key),
        } => format!("{resource}: {facet} {key}"),
        _ => panic!("an effect that this test does not know: {fact:?}"),
    }
}
