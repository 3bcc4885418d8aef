//! What the overlay says of the facts that an operation establishes, resolved against its members.

mod shapes;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use crate::ast;
use crate::error::{Collector, Error, Errors};
use crate::ir::{Container, Effect, Fact, Key, Place, Resource, ResourceKind, Side};
use crate::model::{Member, Model, OperationShape, Shape, ShapeKind, Traits};
use crate::names;
use crate::prose::did_you_mean;
use crate::traits::{FOOTPRINT, READONLY, RESOURCES};

/// The kinds of resources that footprints may name.
pub(crate) type Kinds = IndexMap<String, DeclaredKind>;

/// What the service's overlay says of a kind of resource.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object")]
pub(crate) struct DeclaredKind {
    /// Its ARNs end in a hyphen and six random characters.
    #[serde(default)]
    random_suffix: bool,
}

/// An entry of a footprint: one resource, and what the operation makes of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object")]
struct Entry {
    /// A kind, or the path of the member that tells it.
    resource: String,
    id: OneOrMore,
    within: Option<Owner>,
    /// Paths; where one of them is given, the entry does not apply.
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    gone: bool,
    #[serde(default)]
    sets: Vec<Facet>,
    /// Input members that are a facet each, where they are given.
    #[serde(default)]
    members: Vec<String>,
    /// A member by which a call sets all `members`, those that it leaves out to nothing.
    #[serde(rename = "replacesAll")]
    replaces_all: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Owner {
    resource: String,
    id: OneOrMore,
}

/// A path, or several of which the first that is given counts.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a path or a list of paths")]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object")]
struct Facet {
    facet: String,
    key: Option<String>,
    constant_key: Option<String>,
    /// The member without which there is no such fact.
    from: Option<String>,
}

/// The kinds that the service's overlay declares. What is wrong with one is reported; it exists all the
/// same, so that no footprint is at fault, too.
pub(crate) fn kinds(model: &Model, id: &str, traits: &Traits, errors: &mut Collector) -> Kinds {
    let declared = traits.get(RESOURCES).and_then(Value::as_object);
    let kinds = declared.into_iter().flatten().map(|(name, value)| {
        let kind = ast::deserialized(value)
            .map_err(|error| model.overlay_error(id, format!("has {RESOURCES}: {name}: {error}")));
        (name.clone(), errors.take(kind).unwrap_or_default())
    });
    kinds.collect()
}

/// The facts of the operation `id`; everything that is wrong with its footprint is reported.
pub(crate) fn resolve(
    model: &Model,
    kinds: &Kinds,
    id: &str,
    shape: &Shape,
    operation: &OperationShape,
) -> Result<Vec<Fact>, Errors> {
    let declared = shape.traits.get(FOOTPRINT).and_then(Value::as_array);
    let resolver = Resolver {
        model,
        kinds,
        id,
        operation,
    };
    let mut errors = Collector::default();
    if declared.is_some() && shape.traits.contains_key(READONLY) {
        errors.push(resolver.error("has a footprint, and is a read: it changes nothing"));
    }
    let mut facts = Vec::new();
    for (index, value) in declared.into_iter().flatten().enumerate() {
        let entry = ast::deserialized::<Entry>(value)
            .map_err(|error| resolver.error(format!("has {FOOTPRINT}[{index}]: {error}")));
        let entry = errors.take(entry);
        facts.extend(entry.and_then(|it| errors.take_all(resolver.entry(&it))));
    }
    errors.finish(facts.concat())
}

/// The accessor of the flag at `path`, a member of the input of the operation `id`; or why it is none.
pub(crate) fn flag(
    model: &Model,
    id: &str,
    operation: &OperationShape,
    path: &str,
) -> Result<String, String> {
    let Some(name) = path.strip_prefix("in.") else {
        return Err(": the path of a flag begins with `in.`".to_owned());
    };
    if name.contains('.') {
        return Err(", which is no member of the input itself".to_owned());
    }
    let resolver = Resolver {
        model,
        kinds: &Kinds::new(),
        id,
        operation,
    };
    let place = resolver.follow(path, Leaf::Switch)?;
    match (place.container, place.steps.into_iter().next()) {
        (Container::One, Some((method, _))) => Ok(method),
        _ => Err(", which is no boolean".to_owned()),
    }
}

struct Resolver<'a> {
    model: &'a Model,
    kinds: &'a Kinds,
    id: &'a str,
    operation: &'a OperationShape,
}

/// What a place must lead to.
#[derive(Clone, Copy, PartialEq)]
enum Leaf {
    Text,
    Enumeration,
    Switch,
    /// A member as a whole, of whatever type.
    Member,
}

impl Resolver<'_> {
    fn entry(&self, entry: &Entry) -> Result<Vec<Fact>, Errors> {
        let mut errors = Collector::default();
        let resource = errors.take_all(self.resource(&entry.resource, &entry.id));
        let within = entry.within.as_ref();
        let within = within.map(|owner| errors.take_all(self.resource(&owner.resource, &owner.id)));
        let unless = entry.unless.iter();
        let unless = unless.map(|path| errors.take(self.place(path, Leaf::Member)));
        let unless: Vec<_> = unless.collect();
        let effects = errors.take_all(self.effects(entry));
        let (Some(resource), Some(effects)) = (resource, effects) else {
            return errors.finish(Vec::new());
        };
        let facts = effects.into_iter().map(|effect| Fact {
            resource: resource.clone(),
            within: within.clone().flatten(),
            unless: unless.iter().flatten().cloned().collect(),
            effect,
        });
        let facts: Vec<Fact> = facts.collect();
        for fact in &facts {
            if fact.containers() > 1 {
                errors.push(self.error(format!("has {fact}, which goes over two lists")));
            }
            if fact.has_several_owners() {
                errors.push(self.error(format!("has {fact}, which is within several")));
            }
        }
        errors.finish(facts)
    }

    fn resource(&self, kind_name: &str, id: &OneOrMore) -> Result<Resource, Errors> {
        let mut errors = Collector::default();
        let kind = errors.take(self.kind(kind_name));
        let paths = match id {
            OneOrMore::One(path) => std::slice::from_ref(path),
            OneOrMore::More(paths) => paths,
        };
        if paths.is_empty() {
            errors.push(self.error(format!("names a {kind_name} without an id")));
        }
        let ids = paths.iter();
        let ids = ids.map(|path| errors.take(self.place(path, Leaf::Text)));
        let ids: Vec<Place> = ids.collect::<Vec<_>>().into_iter().flatten().collect();
        if ids.len() > 1 && ids.iter().any(|id| id.container != Container::One) {
            errors.push(self.error("takes an id from several places, one of which is a list"));
        }
        errors.finish_with(kind.map(|kind| Resource { kind, ids }))
    }

    fn kind(&self, name: &str) -> Result<ResourceKind, Error> {
        if is_path(name) {
            let place = self.place(name, Leaf::Enumeration)?;
            return match place.container {
                Container::One => Ok(ResourceKind::Told(place)),
                Container::List | Container::Map => {
                    Err(self.error(format!("names {name}, which tells several kinds")))
                }
            };
        }
        let declared = self.kinds.get(name).ok_or_else(|| {
            self.error(format!(
                "names the resource {name}, which {RESOURCES} does not declare"
            ))
        })?;
        Ok(ResourceKind::Known {
            name: name.to_owned(),
            random_suffix: declared.random_suffix,
        })
    }

    fn effects(&self, entry: &Entry) -> Result<Vec<Effect>, Errors> {
        let mut errors = Collector::default();
        let sets_something = !(entry.sets.is_empty() && entry.members.is_empty());
        if entry.gone == sets_something {
            let message = "has an entry that must either be `gone` or set something";
            errors.push(self.error(message));
        }
        let mut effects: Vec<_> = entry.gone.then_some(Effect::Gone).into_iter().collect();
        for facet in &entry.sets {
            effects.extend(errors.take_all(self.facet(facet)));
        }
        let replaces_all = entry.replaces_all.as_ref();
        let replaces_all = replaces_all.map(|path| errors.take(self.place(path, Leaf::Switch)));
        let replaces_all = replaces_all.flatten();
        for member in &entry.members {
            let from = errors.take(self.place(&format!("in.{member}"), Leaf::Member));
            effects.push(Effect::Set {
                facet: member.clone(),
                key: None,
                from,
                replaces_all: replaces_all.clone(),
            });
        }
        errors.finish(effects)
    }

    fn facet(&self, facet: &Facet) -> Result<Effect, Errors> {
        let mut errors = Collector::default();
        let from = facet.from.as_ref();
        let from = from.map(|path| {
            let place = errors.take(self.place(path, Leaf::Member))?;
            let must_be_set = self.follow(path, Leaf::Switch).is_ok();
            Some(Place {
                must_be_set,
                ..place
            })
        });
        let key = match (&facet.key, &facet.constant_key) {
            (None, None) => None,
            (None, Some(constant)) => Some(Key::Constant(constant.clone())),
            (Some(path), None) => errors.take(self.place(path, Leaf::Text)).map(Key::At),
            (Some(_), Some(_)) => {
                let message = format!("gives the facet {} two keys", facet.facet);
                errors.push(self.error(message));
                None
            }
        };
        errors.finish(Effect::Set {
            facet: facet.facet.clone(),
            key,
            from: from.flatten(),
            replaces_all: None,
        })
    }

    /// Follows `in.Tags.Key` from the operation's input: to the key of each tag.
    fn place(&self, path: &str, leaf: Leaf) -> Result<Place, Error> {
        let place = self.follow(path, leaf);
        place.map_err(|why| self.error(format!("names {path}{why}")))
    }

    fn follow(&self, path: &str, leaf: Leaf) -> Result<Place, String> {
        let (side, members, start) = match path.split_once('.') {
            Some(("in", members)) => (Side::Input, members, &self.operation.input),
            Some(("out", members)) => (Side::Output, members, &self.operation.output),
            _ => return Err(": a path begins with `in.` or `out.`".to_owned()),
        };
        if leaf == Leaf::Member && members.contains('.') {
            return Err(", which is no member of the input or output itself".to_owned());
        }
        let mut at = start.as_ref().map_or("smithy.api#Unit", |it| &*it.target);
        let mut steps = Vec::new();
        let mut container = Container::One;
        for name in members.split('.') {
            let member = self.member(at, name)?;
            // The members of an input are optional in the SDK, whatever the model says.
            let is_top_of_input = side == Side::Input && steps.is_empty();
            let is_optional = is_top_of_input || !self.is_always_there(member);
            steps.push((names::method(&names::member(name)), is_optional));
            at = &member.target;
            if let Some((found, item)) = self.container(at).filter(|_| leaf != Leaf::Member) {
                if steps.len() > 1 {
                    return Err(format!(": {name} is a list, and not the first member"));
                }
                (container, at) = (found, item);
            }
        }
        self.check_leaf(at, leaf)?;
        if self.is_stream(start, members) {
            return Err(", which is a stream and not kept".to_owned());
        }
        let is_taken_out = leaf == Leaf::Member || container != Container::One;
        if is_taken_out && steps.first().is_some_and(|(_, is_optional)| !is_optional) {
            return Err(", which is always given and cannot be taken out".to_owned());
        }
        Ok(Place {
            path: path.to_owned(),
            side,
            steps,
            container,
            is_enumeration: leaf == Leaf::Text && self.is_enumeration(at),
            must_be_set: false,
        })
    }

    fn member(&self, shape: &str, name: &str) -> Result<&Member, String> {
        let members = match self.model.shapes.get(shape).map(|it| &it.kind) {
            Some(ShapeKind::Structure(structure)) => Some(&structure.members),
            _ => None,
        };
        let member = members.and_then(|members| members.get(name));
        member.ok_or_else(|| {
            let names: Vec<&str> = members
                .into_iter()
                .flat_map(|it| it.keys().map(|it| &**it))
                .collect();
            let meant = did_you_mean(name, &names);
            format!(", but {shape} has no member {name}{meant}")
        })
    }

    fn error(&self, message: impl Into<String>) -> Error {
        self.model.overlay_error(self.id, message)
    }
}

fn is_path(text: &str) -> bool {
    text.starts_with("in.") || text.starts_with("out.")
}
