//! The simple types: each comes back as it was, bit by bit.

use aws_smithy_types::{Blob, DateTime, Document, Number, base64};
use serde_json::Map;

use super::{Json, Omitted, Portable, Unportable};

/// What every reader of JSON keeps exactly: some have no numbers but floating-point ones.
const EXACT: i64 = 1 << 53;

fn not_a(kind: &str) -> Unportable {
    Unportable::new(format!("what should be {kind} is none"))
}

impl<S> Portable<S> for String {
    fn to_json(&self, _: &mut Omitted) -> Json {
        Json::from(self.as_str())
    }

    fn from_json(json: Json) -> Result<Self, Unportable> {
        match json {
            Json::String(text) => Ok(text),
            _ => Err(not_a("text")),
        }
    }
}

impl<S> Portable<S> for bool {
    fn to_json(&self, _: &mut Omitted) -> Json {
        Json::from(*self)
    }

    fn from_json(json: Json) -> Result<Self, Unportable> {
        json.as_bool().ok_or_else(|| not_a("a boolean"))
    }
}

fn integer(value: i64) -> Json {
    match value.unsigned_abs() <= EXACT.unsigned_abs() {
        true => Json::from(value),
        false => Json::from(value.to_string()),
    }
}

fn from_integer<T: TryFrom<i64>>(json: &Json) -> Result<T, Unportable> {
    let value = match json {
        Json::String(text) => text.parse().ok(),
        json => json.as_i64(),
    };
    let value = value.and_then(|value| T::try_from(value).ok());
    value.ok_or_else(|| not_a("an integer"))
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl<S> Portable<S> for $type {
            fn to_json(&self, _: &mut Omitted) -> Json {
                integer(i64::from(*self))
            }

            fn from_json(json: Json) -> Result<Self, Unportable> {
                from_integer(&json)
            }
        }
    )*};
}

integers!(i8, i16, i32, i64);

/// As text: not every reader of JSON keeps the last bit, and JSON has neither NaN nor infinity.
macro_rules! floats {
    ($($type:ty),*) => {$(
        impl<S> Portable<S> for $type {
            fn to_json(&self, _: &mut Omitted) -> Json {
                Json::from(format!("{self:?}"))
            }

            fn from_json(json: Json) -> Result<Self, Unportable> {
                let value = json.as_str().and_then(|text| text.parse().ok());
                value.ok_or_else(|| not_a("a number"))
            }
        }
    )*};
}

floats!(f32, f64);

impl<S> Portable<S> for Blob {
    fn to_json(&self, _: &mut Omitted) -> Json {
        Json::from(base64::encode(self))
    }

    fn from_json(json: Json) -> Result<Self, Unportable> {
        let bytes = json.as_str().and_then(|text| base64::decode(text).ok());
        bytes.map(Self::new).ok_or_else(|| not_a("base64"))
    }
}

/// Seconds since 1970 and nanoseconds, as in `1767225600.500000000`.
impl<S> Portable<S> for DateTime {
    fn to_json(&self, _: &mut Omitted) -> Json {
        Json::from(format!("{}.{:09}", self.secs(), self.subsec_nanos()))
    }

    fn from_json(json: Json) -> Result<Self, Unportable> {
        let date = json.as_str().and_then(|text| {
            let (seconds, nanos) = text.split_once('.')?;
            let nanos = nanos.parse().ok().filter(|it| *it < 1_000_000_000)?;
            Some(Self::from_secs_and_nanos(seconds.parse().ok()?, nanos))
        });
        date.ok_or_else(|| not_a("a date"))
    }
}

/// An object is within another, so that nothing else is taken for one.
impl<S> Portable<S> for Document {
    fn to_json(&self, omitted: &mut Omitted) -> Json {
        let tagged = |tag: &str, json| Json::Object(Map::from_iter([(tag.to_owned(), json)]));
        match self {
            Self::Null => tagged("null", Json::Bool(true)),
            Self::Bool(value) => Json::Bool(*value),
            Self::String(text) => Json::from(text.as_str()),
            Self::Number(Number::PosInt(value)) => {
                tagged("positive", Json::from(value.to_string()))
            }
            Self::Number(Number::NegInt(value)) => {
                tagged("negative", Json::from(value.to_string()))
            }
            Self::Number(Number::Float(value)) => tagged("float", Json::from(format!("{value:?}"))),
            Self::Array(items) => {
                let items = items.iter();
                items
                    .map(|item| Portable::<S>::to_json(item, omitted))
                    .collect()
            }
            Self::Object(members) => tagged("object", Portable::<S>::to_json(members, omitted)),
        }
    }

    fn from_json(json: Json) -> Result<Self, Unportable> {
        let tagged = match json {
            Json::Bool(value) => return Ok(Self::Bool(value)),
            Json::String(text) => return Ok(Self::String(text)),
            json @ Json::Array(_) => {
                return <Vec<Self> as Portable<S>>::from_json(json).map(Self::Array);
            }
            Json::Object(tagged) => tagged,
            Json::Null | Json::Number(_) => return Err(not_a("a document")),
        };
        let mut tagged = tagged.into_iter();
        let (Some((tag, json)), None) = (tagged.next(), tagged.next()) else {
            return Err(not_a("a document"));
        };
        let number = |number: Option<Number>| number.map(Self::Number);
        let text = json.as_str().unwrap_or_default();
        let document = match &*tag {
            "null" => Some(Self::Null),
            "positive" => number(text.parse().ok().map(Number::PosInt)),
            "negative" => number(text.parse().ok().map(Number::NegInt)),
            "float" => number(text.parse().ok().map(Number::Float)),
            "object" => return Portable::<S>::from_json(json).map(Self::Object),
            _ => None,
        };
        document.ok_or_else(|| not_a("a document"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::fmt::Debug;

    use proptest::prelude::*;

    use super::*;

    fn through<T: Portable<()>>(value: &T) -> T {
        let text = value.to_json(&mut Omitted::default()).to_string();
        T::from_json(serde_json::from_str(&text).unwrap()).unwrap()
    }

    fn same<T: Portable<()> + PartialEq + Debug>(value: T) {
        assert_eq!(through(&value), value);
    }

    #[test]
    fn the_ends_of_each_type_come_back() {
        same([i64::MIN, -EXACT - 1, -EXACT, 0, EXACT, EXACT + 1, i64::MAX].to_vec());
        same([i8::MIN, i8::MAX].to_vec());
        same([f64::MAX, f64::MIN_POSITIVE, 0.1, -0.0, f64::INFINITY].to_vec());
        assert!(through(&f64::NAN).is_nan());
        assert!(through(&-0.0_f64).is_sign_negative());
        same(vec![Some(String::new()), None, Some("null".to_owned())]);
        same(Blob::new(vec![0, 255, 128]));
        same(HashMap::from([("é\u{0}\"".to_owned(), vec![true, false])]));
        for (seconds, nanos) in [(0, 0), (-1, 1), (i64::MIN, 999_999_999), (i64::MAX, 0)] {
            same(DateTime::from_secs_and_nanos(seconds, nanos));
        }
    }

    #[test]
    fn a_document_is_not_mistaken_for_how_it_is_written() {
        let object = |key: &str, value| Document::Object(HashMap::from([(key.to_owned(), value)]));
        for document in [
            Document::Null,
            object("object", object("null", Document::Bool(true))),
            object("float", Document::String("1".to_owned())),
            Document::Number(Number::PosInt(u64::MAX)),
            Document::Number(Number::NegInt(i64::MIN)),
            Document::Number(Number::Float(0.1)),
            Document::Array(vec![Document::Null, Document::Array(Vec::new())]),
        ] {
            same(vec![Some(document), None]);
        }
    }

    #[test]
    fn what_is_of_another_type_is_refused_and_not_quoted() {
        let other = Json::from("hunter2");
        let refused = [
            <bool as Portable<()>>::from_json(other.clone()).unwrap_err(),
            <i32 as Portable<()>>::from_json(other.clone()).unwrap_err(),
            <f64 as Portable<()>>::from_json(other.clone()).unwrap_err(),
            <DateTime as Portable<()>>::from_json(other.clone()).unwrap_err(),
            <Blob as Portable<()>>::from_json(Json::from("hunter2!")).unwrap_err(),
            <Vec<String> as Portable<()>>::from_json(other.clone()).unwrap_err(),
            <HashMap<String, String> as Portable<()>>::from_json(other).unwrap_err(),
            <i8 as Portable<()>>::from_json(Json::from(128)).unwrap_err(),
            <Document as Portable<()>>::from_json(Json::Null).unwrap_err(),
        ];
        for error in refused {
            let said = error.to_string();
            assert!(said.starts_with("what should be "), "{said}");
            assert!(!said.contains("hunter2"), "{said}");
        }
    }

    proptest! {
        #[test]
        fn numbers_texts_and_dates_come_back(
            integer: i64,
            float: f64,
            short: f32,
            text: String,
            bytes: Vec<u8>,
            seconds: i64,
            nanos in 0_u32..1_000_000_000,
        ) {
            prop_assert_eq!(through(&integer), integer);
            prop_assert_eq!(through(&float), float);
            prop_assert_eq!(through(&short), short);
            prop_assert_eq!(through(&text), text);
            let blob = Blob::new(bytes);
            prop_assert_eq!(through(&blob), blob);
            let date = DateTime::from_secs_and_nanos(seconds, nanos);
            prop_assert_eq!(through(&date), date);
        }
    }
}
