//! The facts that an operation establishes.

use std::fmt;

/// What an operation makes of a resource; of several, if it goes over a list.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub(crate) resource: Resource,
    /// What the resource belongs to.
    pub(crate) within: Option<Resource>,
    /// Where one of these members is given, there is no such fact.
    pub(crate) unless: Vec<Place>,
    pub(crate) effect: Effect,
}

#[derive(Clone, Debug)]
pub(crate) struct Resource {
    pub(crate) kind: ResourceKind,
    /// The first that is given counts.
    pub(crate) ids: Vec<Place>,
}

#[derive(Clone, Debug)]
pub(crate) enum ResourceKind {
    Known {
        name: String,
        random_suffix: bool,
    },
    /// A member tells it.
    Told(Place),
}

#[derive(Clone, Debug)]
pub(crate) enum Effect {
    Gone,
    Set {
        facet: String,
        key: Option<Key>,
        /// The member without which there is no such fact.
        from: Option<Place>,
        /// The member by which a call sets what it leaves out, too.
        replaces_all: Option<Place>,
    },
}

#[derive(Clone, Debug)]
pub(crate) enum Key {
    Constant(String),
    At(Place),
}

/// Where in an operation's input or output something is.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// `in.Tags.Key`, for messages.
    pub(crate) path: String,
    pub(crate) side: Side,
    /// Each accessor, and whether what it returns is optional. At least one.
    pub(crate) steps: Vec<(String, bool)>,
    /// What the first step leads to.
    pub(crate) container: Container,
    /// Whether it is an enumeration where a text is asked for.
    pub(crate) is_enumeration: bool,
    /// Whether it is a flag, without which there is no fact: given as `false`, it is as if it was not.
    pub(crate) must_be_set: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Input,
    Output,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// The thing itself.
    One,
    List,
    /// The things are its keys.
    Map,
}

impl Place {
    /// Whether it leads to one thing, or to the items of a list themselves.
    pub(crate) fn is_one_or_plain_list(&self) -> bool {
        match self.container {
            Container::One => true,
            Container::List => self.steps.len() == 1,
            Container::Map => false,
        }
    }
}

impl Fact {
    /// Where its id and key are taken from.
    fn sources(&self) -> impl Iterator<Item = &Place> {
        let key = match &self.effect {
            Effect::Set {
                key: Some(Key::At(place)),
                ..
            } => Some(place),
            _ => None,
        };
        self.resource.ids.iter().chain(key)
    }

    /// The list or map that it goes over, if it does.
    pub(crate) fn container(&self) -> Option<&Place> {
        self.sources()
            .find(|place| place.container != Container::One)
    }

    /// Whether a call can be kept without it, once a later one has overwritten it.
    pub(crate) fn can_be_taken_out(&self) -> bool {
        let from = match &self.effect {
            Effect::Set { from, .. } => from.as_ref(),
            Effect::Gone => None,
        };
        self.container().or(from).is_some()
    }

    /// Over how many it goes.
    pub(crate) fn containers(&self) -> usize {
        let is_container = |place: &&Place| place.container != Container::One;
        self.sources().filter(is_container).count()
    }

    /// Whether what it belongs to is a list.
    pub(crate) fn has_several_owners(&self) -> bool {
        let mut owners = self.within.iter().flat_map(|owner| &owner.ids);
        owners.any(|place| place.container != Container::One)
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paths: Vec<&str> = self.sources().map(|place| &*place.path).collect();
        write!(f, "a fact of {}", paths.join(" and "))
    }
}
