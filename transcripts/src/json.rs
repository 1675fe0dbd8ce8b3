//! Lenient pieces that the JSON formats are described with: vendors write a number as a string, a string as a number,
//! and leave out or null anything.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use crate::time;

/// A string, a number or nothing; anything else is taken as nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Scalar {
    /// Null, absent, or of another kind.
    #[default]
    Nothing,
    Bool(bool),
    Number(Number),
    String(String),
}

impl Scalar {
    /// Text, without the space around it. `None` if there is none.
    pub(crate) fn string(&self) -> Option<String> {
        match self {
            Scalar::String(text) => Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned),
            Scalar::Number(number) => Some(number.to_string()),
            Scalar::Bool(_) | Scalar::Nothing => None,
        }
    }

    pub(crate) fn text(&self) -> String {
        self.string().unwrap_or_default()
    }

    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Scalar::Number(number) => number.as_f64(),
            Scalar::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
            Scalar::Bool(_) | Scalar::Nothing => None,
        }
    }

    pub(crate) fn bool(&self) -> Option<bool> {
        match self {
            Scalar::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Milliseconds from a number of milliseconds.
    pub(crate) fn millis(&self) -> Option<i64> {
        self.number().map(|ms| ms.round() as i64)
    }

    /// Milliseconds from a number of seconds, or from a clock.
    pub(crate) fn seconds(&self) -> Option<i64> {
        match (self.number(), self) {
            (Some(seconds), _) => time::seconds(seconds),
            (None, Scalar::String(text)) => time::clock(text),
            _ => None,
        }
    }

    /// Milliseconds since 1970 from a date and time.
    pub(crate) fn instant(&self) -> Option<i64> {
        self.string().and_then(|text| time::instant(&text))
    }

    /// The day of a date and time, given as text or in milliseconds since 1970.
    pub(crate) fn date(&self) -> Option<String> {
        match self {
            Scalar::String(text) => time::date(text),
            Scalar::Number(_) => self.millis().and_then(time::date_of_instant),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scalar, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a number")
            }

            fn visit_bool<E: Error>(self, value: bool) -> Result<Scalar, E> {
                Ok(Scalar::Bool(value))
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<Scalar, E> {
                Ok(Scalar::Number(value.into()))
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<Scalar, E> {
                Ok(Scalar::Number(value.into()))
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<Scalar, E> {
                Ok(Number::from_f64(value).map_or(Scalar::Nothing, Scalar::Number))
            }

            fn visit_str<E: Error>(self, value: &str) -> Result<Scalar, E> {
                Ok(Scalar::String(value.to_owned()))
            }

            fn visit_string<E: Error>(self, value: String) -> Result<Scalar, E> {
                Ok(Scalar::String(value))
            }

            fn visit_unit<E: Error>(self) -> Result<Scalar, E> {
                Ok(Scalar::Nothing)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar::Nothing)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar::Nothing)
            }
        }

        deserializer.deserialize_any(Any)
    }
}

/// A list; null is an empty one, null elements are left out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct List<T>(pub(crate) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        List(Vec::new())
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<List<T>, D::Error> {
        struct Elements<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Elements<T> {
            type Value = List<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_unit<E: Error>(self) -> Result<List<T>, E> {
                Ok(List::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List<T>, A::Error> {
                let mut list = Vec::new();
                while let Some(element) = seq.next_element::<Option<T>>()? {
                    list.extend(element);
                }
                Ok(List(list))
            }
        }

        deserializer.deserialize_any(Elements(PhantomData))
    }
}
