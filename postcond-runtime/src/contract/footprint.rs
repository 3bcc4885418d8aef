//! Which facts a write establishes, and which of them a later write overwrites.

use std::borrow::Cow;
use std::fmt;

use crate::contract::resource::Resource;

/// The facts that a write establishes, as far as a later write may overwrite them.
///
/// The default, without facts, conflicts with nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    facts: Vec<Fact>,
}

/// What a write makes of one resource.
///
/// ```
/// use postcond_runtime::{Fact, Resource};
///
/// let parameter = || Resource::new("Parameter", "/app/db");
/// let put = Fact::set(parameter(), "value");
/// let delete = Fact::gone(parameter());
/// assert!(put.is_superseded_by(&delete));
/// assert!(!put.is_superseded_by(&Fact::set_key(parameter(), "tag", "team")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    resource: Resource,
    /// What the resource belongs to.
    within: Option<Box<Resource>>,
    effect: Effect,
}

/// What a write does to a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// The resource is no more.
    Gone,
    /// One aspect of the resource is what the write has made of it, which may be nothing at all, as
    /// with a tag that is taken off.
    Set {
        /// Which aspect: `value`, `tag`, `description`.
        facet: Cow<'static, str>,
        /// Which one, of an aspect that a resource has several of: a tag's key. Never a value.
        key: Option<String>,
    },
}

impl Footprint {
    /// The facts, in the order of their declaration.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// In no more memory than it needs.
    pub(crate) fn shrunk(mut self) -> Self {
        self.facts.shrink_to_fit();
        self
    }

    /// Whether nothing can conflict with it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }
}

impl FromIterator<Fact> for Footprint {
    fn from_iter<I: IntoIterator<Item = Fact>>(facts: I) -> Self {
        Self {
            facts: facts.into_iter().collect(),
        }
    }
}

impl Extend<Fact> for Footprint {
    fn extend<I: IntoIterator<Item = Fact>>(&mut self, facts: I) {
        self.facts.extend(facts);
    }
}

impl Fact {
    /// `resource` is no more.
    #[must_use]
    pub fn gone(resource: Resource) -> Self {
        Self::new(resource, Effect::Gone)
    }

    /// The `facet` of `resource` is as the write has made it.
    #[must_use]
    pub fn set(resource: Resource, facet: impl Into<Cow<'static, str>>) -> Self {
        let facet = facet.into();
        Self::new(resource, Effect::Set { facet, key: None })
    }

    /// Of the many that `resource` has of `facet`, the one with `key` is as the write has made it.
    #[must_use]
    pub fn set_key(
        resource: Resource,
        facet: impl Into<Cow<'static, str>>,
        key: impl Into<String>,
    ) -> Self {
        let (facet, key) = (facet.into(), Some(key.into()));
        Self::new(resource, Effect::Set { facet, key })
    }

    /// The resource goes when `owner` goes, as a maintenance window's targets do.
    #[must_use]
    pub fn within(mut self, owner: Resource) -> Self {
        self.within = Some(Box::new(owner));
        self
    }

    /// What the fact is about.
    #[must_use]
    pub fn resource(&self) -> &Resource {
        &self.resource
    }

    /// What the write has made of it.
    #[must_use]
    pub fn effect(&self) -> &Effect {
        &self.effect
    }

    /// Whether `later`, of a write that was sent after this one's answer, overwrites this, so that
    /// there is nothing left to wait for: it removes the resource or what it belongs to, it makes a
    /// removed one anew, or it sets the same facet with the same key.
    #[must_use]
    pub fn is_superseded_by(&self, later: &Self) -> bool {
        let same_resource = self.resource.is_same_as(&later.resource);
        match (&self.effect, &later.effect) {
            (_, Effect::Gone) => same_resource || self.goes_with(&later.resource),
            (Effect::Gone, Effect::Set { .. }) => same_resource,
            (earlier, later) => same_resource && earlier == later,
        }
    }

    /// What the resource belongs to.
    pub(crate) fn owner(&self) -> Option<&Resource> {
        self.within.as_deref()
    }

    fn goes_with(&self, removed: &Resource) -> bool {
        let owner = self.within.as_deref();
        owner.is_some_and(|owner| owner.is_same_as(removed))
    }

    fn new(resource: Resource, effect: Effect) -> Self {
        Self {
            resource,
            within: None,
            effect,
        }
    }
}

/// As in `tag team of Parameter app/db`.
impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let resource = &self.resource;
        match &self.effect {
            Effect::Gone => write!(f, "absence of {resource}"),
            Effect::Set { facet, key: None } => write!(f, "{facet} of {resource}"),
            Effect::Set {
                facet,
                key: Some(key),
            } => write!(f, "{facet} {key} of {resource}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parameter(name: &str) -> Resource {
        Resource::new("Parameter", name)
    }

    fn value() -> Fact {
        Fact::set(parameter("a"), "value")
    }

    fn tag(key: &str) -> Fact {
        Fact::set_key(parameter("a"), "tag", key)
    }

    fn gone() -> Fact {
        Fact::gone(parameter("a"))
    }

    fn target() -> Resource {
        Resource::new("WindowTarget", "t-1")
    }

    fn window() -> Resource {
        Resource::new("MaintenanceWindow", "mw-1")
    }

    #[test]
    #[allow(clippy::too_many_lines)] // It is a table.
    fn a_later_write_supersedes_what_it_takes_back_and_nothing_else() {
        let of_another = |kind| Fact::gone(Resource::new(kind, "b"));
        let target_name = Fact::set(target(), "name").within(window());
        let rows = [
            ("put, then delete", value(), gone(), true),
            ("delete, then put", gone(), value(), true),
            ("delete, then tag", gone(), tag("k"), true),
            ("delete, then delete", gone(), gone(), true),
            ("put, then put", value(), value(), true),
            ("tag, then take the tag off", tag("k"), tag("k"), true),
            ("tag, then delete", tag("k"), gone(), true),
            ("tag, then another tag", tag("k"), tag("l"), false),
            ("put, then tag", value(), tag("k"), false),
            ("tag, then put", tag("k"), value(), false),
            ("another name", value(), of_another("Parameter"), false),
            (
                "another kind",
                value(),
                Fact::gone(Resource::new("Document", "a")),
                false,
            ),
            (
                "a target, then its removal",
                target_name.clone(),
                Fact::gone(target()),
                true,
            ),
            (
                "a target, then its window's removal",
                target_name.clone(),
                Fact::gone(window()),
                true,
            ),
            (
                "a target, then its window's name",
                target_name,
                Fact::set(window(), "name"),
                false,
            ),
            (
                "a target's removal, then its window's",
                Fact::gone(target()).within(window()),
                Fact::gone(window()),
                true,
            ),
            (
                "a target's removal, then its window's name",
                Fact::gone(target()).within(window()),
                Fact::set(window(), "name"),
                false,
            ),
            (
                "a window's removal, then one of its targets",
                Fact::gone(window()),
                Fact::set(target(), "name").within(window()),
                false,
            ),
        ];
        for (case, earlier, later, superseded) in rows {
            assert_eq!(earlier.is_superseded_by(&later), superseded, "{case}");
        }
    }

    #[test]
    fn a_fact_in_words_names_the_facet_and_its_key() {
        assert_eq!(gone().to_string(), "absence of Parameter a");
        assert_eq!(value().to_string(), "value of Parameter a");
        assert_eq!(tag("k").to_string(), "tag k of Parameter a");
    }

    #[test]
    fn a_footprint_without_facts_is_the_default() {
        assert!(Footprint::default().is_empty());
        let mut footprint: Footprint = [value()].into_iter().collect();
        footprint.extend([tag("k")]);
        assert_eq!(footprint.facts(), [value(), tag("k")]);
    }

    fn any_fact() -> impl Strategy<Value = Fact> {
        let resource = prop::sample::select(vec!["a", "b"]).prop_map(parameter);
        let key = prop::option::of(prop::sample::select(vec!["k", "l"]));
        let facet = prop::sample::select(vec!["value", "tag"]);
        (resource, any::<bool>(), facet, key).prop_map(|(resource, gone, facet, key)| match key {
            _ if gone => Fact::gone(resource),
            Some(key) => Fact::set_key(resource, facet, key),
            None => Fact::set(resource, facet),
        })
    }

    proptest! {
        #[test]
        fn a_write_that_is_repeated_supersedes_itself(fact in any_fact()) {
            prop_assert!(fact.is_superseded_by(&fact));
        }

        #[test]
        fn only_a_write_to_the_same_resource_supersedes(one in any_fact(), other in any_fact()) {
            if one.is_superseded_by(&other) {
                prop_assert!(one.resource().is_same_as(other.resource()));
            }
        }
    }
}
