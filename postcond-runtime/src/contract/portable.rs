//! How inputs and outputs become JSON, and values again: what a receipt carries of a write.
//!
//! Implemented by generated code for the SDK's types, along the model. The JSON has the model's names, and is
//! the project's own whatever the service speaks. Nothing is guessed on the way back: what this version does
//! not know is an error, since a check that does not see it would ask for less.

mod simple;

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

use aws_smithy_types::error::operation::BuildError;
use serde_json::Map;

pub use serde_json::Value as Json;

/// A value that a receipt can carry. `S` is the service whose generated code says how: the types are the
/// SDK's.
pub trait Portable<S>: Sized {
    /// The value as JSON, less what is sensitive; `omitted` learns of what that was.
    fn to_json(&self, omitted: &mut Omitted) -> Json;

    /// The value that this was made of.
    ///
    /// # Errors
    /// If it was not made of such a value, or by a version that knows more.
    fn from_json(json: Json) -> Result<Self, Unportable>;
}

/// Why JSON is not the value that it is said to be. It quotes no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unportable(String);

impl Unportable {
    fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }

    /// Of a union with none of the variants that are known.
    #[must_use]
    pub fn variant() -> Self {
        Self::new("a variant of a union that this version does not know")
    }

    /// Of an operation whose client was generated without receipts.
    #[must_use]
    pub fn operation() -> Self {
        Self::new("an operation whose client was generated without receipts")
    }

    fn within(self, member: &str) -> Self {
        Self(format!("{}, in {member}", self.0))
    }
}

impl fmt::Display for Unportable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which members of a structure are left out, as a whole or in part, because they are sensitive.
#[derive(Debug, Default)]
pub struct Omitted(Vec<&'static str>);

/// The members of a structure on their way to or from JSON.
#[derive(Debug, Default)]
pub struct Members(Map<String, Json>);

impl Members {
    /// With one more, unless it is not given.
    #[must_use]
    pub fn with<S, T: Portable<S>>(
        mut self,
        name: &'static str,
        value: &T,
        omitted: &mut Omitted,
    ) -> Self {
        let mut within = Omitted::default();
        let json = value.to_json(&mut within);
        if !within.0.is_empty() {
            omitted.0.push(name);
        }
        if !json.is_null() {
            self.0.insert(name.to_owned(), json);
        }
        self
    }

    /// Without one that is sensitive.
    #[must_use]
    pub fn without<S, T: Portable<S>>(
        self,
        name: &'static str,
        value: &T,
        omitted: &mut Omitted,
    ) -> Self {
        if !value.to_json(&mut Omitted::default()).is_null() {
            omitted.0.push(name);
        }
        self
    }

    /// All of them.
    #[must_use]
    pub fn into_json(self) -> Json {
        Json::Object(self.0)
    }

    /// Those of a structure.
    ///
    /// # Errors
    /// If it is none.
    pub fn of(json: Json) -> Result<Self, Unportable> {
        match json {
            Json::Object(members) => Ok(Self(members)),
            _ => Err(Unportable::new("what should be a structure is none")),
        }
    }

    /// Takes one. `None` if it was not given.
    ///
    /// # Errors
    /// If it is not what it should be.
    pub fn take<S, T: Portable<S>>(&mut self, name: &str) -> Result<Option<T>, Unportable> {
        let member = self.0.remove(name).map(T::from_json).transpose();
        member.map_err(|error| error.within(name))
    }

    /// No more were given.
    ///
    /// # Errors
    /// If some were.
    pub fn finish(self) -> Result<(), Unportable> {
        match self.0.keys().min() {
            None => Ok(()),
            Some(name) => {
                let name: String = name.chars().take(64).collect();
                let why = format!("the member {name}, which this version does not know");
                Err(Unportable::new(why))
            }
        }
    }
}

/// What a builder of the SDK's comes to: some structures lack nothing, others may lack something.
pub trait Built<T> {
    /// What was built.
    ///
    /// # Errors
    /// If something is missing.
    fn built(self) -> Result<T, Unportable>;
}

impl<T> Built<T> for T {
    fn built(self) -> Result<T, Unportable> {
        Ok(self)
    }
}

impl<T> Built<T> for Result<T, BuildError> {
    fn built(self) -> Result<T, Unportable> {
        self.map_err(|_| Unportable::new("a structure without a member that it needs"))
    }
}

/// A call in JSON.
#[derive(Debug)]
pub struct PortableCall {
    pub(crate) input: Json,
    pub(crate) output: Json,
    /// The members that were left out, as in `in.Description`.
    pub(crate) omitted: Vec<String>,
}

impl PortableCall {
    /// That with this input and this output.
    pub fn of<S, I: Portable<S>, O: Portable<S>>(input: &I, output: &O) -> Self {
        let (mut of_input, mut of_output) = (Omitted::default(), Omitted::default());
        let (input, output) = (input.to_json(&mut of_input), output.to_json(&mut of_output));
        let named = |side: &'static str, omitted: Omitted| {
            let names = omitted.0.into_iter();
            names.map(move |name| format!("{side}.{name}"))
        };
        Self {
            input,
            output,
            omitted: named("in", of_input)
                .chain(named("out", of_output))
                .collect(),
        }
    }
}

/// The input and the output that a receipt has carried.
///
/// # Errors
/// If they are others.
pub fn carried<S, I: Portable<S>, O: Portable<S>>(
    input: Json,
    output: Json,
) -> Result<(I, O), Unportable> {
    let input = I::from_json(input).map_err(|error| error.within("the input"))?;
    let output = O::from_json(output).map_err(|error| error.within("the output"))?;
    Ok((input, output))
}

/// The text of an enumeration.
///
/// # Errors
/// If it is none.
pub fn text(json: Json) -> Result<String, Unportable> {
    <String as Portable<()>>::from_json(json)
}

impl<S, T: Portable<S>> Portable<S> for Option<T> {
    fn to_json(&self, omitted: &mut Omitted) -> Json {
        self.as_ref()
            .map_or(Json::Null, |value| value.to_json(omitted))
    }

    fn from_json(json: Json) -> Result<Self, Unportable> {
        match json {
            Json::Null => Ok(None),
            json => T::from_json(json).map(Some),
        }
    }
}

impl<S, T: Portable<S>> Portable<S> for Box<T> {
    fn to_json(&self, omitted: &mut Omitted) -> Json {
        (**self).to_json(omitted)
    }

    fn from_json(json: Json) -> Result<Self, Unportable> {
        T::from_json(json).map(Self::new)
    }
}

impl<S, T: Portable<S>> Portable<S> for Vec<T> {
    fn to_json(&self, omitted: &mut Omitted) -> Json {
        self.iter().map(|item| item.to_json(omitted)).collect()
    }

    fn from_json(json: Json) -> Result<Self, Unportable> {
        match json {
            Json::Array(items) => items.into_iter().map(T::from_json).collect(),
            _ => Err(Unportable::new("what should be a list is none")),
        }
    }
}

impl<S, K: Portable<S> + Eq + Hash, V: Portable<S>> Portable<S> for HashMap<K, V> {
    fn to_json(&self, omitted: &mut Omitted) -> Json {
        let entries = self.iter().map(|(key, value)| {
            let key = match key.to_json(omitted) {
                Json::String(key) => key,
                other => other.to_string(),
            };
            (key, value.to_json(omitted))
        });
        Json::Object(entries.collect())
    }

    fn from_json(json: Json) -> Result<Self, Unportable> {
        let Json::Object(entries) = json else {
            return Err(Unportable::new("what should be a map is none"));
        };
        let entries = entries.into_iter().map(|(key, value)| {
            let key = K::from_json(Json::String(key))?;
            Ok((key, V::from_json(value)?))
        });
        entries.collect()
    }
}
