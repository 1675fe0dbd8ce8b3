//! A row from a JSON object, in one pass.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{Fields, Key, Row};

/// Reads one JSON object.
pub(crate) fn parse(json: &str, fields: &Fields) -> serde_json::Result<Row> {
    let mut de = serde_json::Deserializer::from_str(json);
    let row = Object(fields).deserialize(&mut de)?;
    de.end()?;
    Ok(row)
}

#[derive(Clone, Copy)]
struct Object<'f>(&'f Fields);

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = Row;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Row, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        let mut row = Row::default();
        while let Some(name) = map.next_key_seed(Name(self.0))? {
            match name {
                Named::Known(Key::Turns) => row.turns = map.next_value_seed(Turns(self))?,
                Named::Known(key) => match map.next_value()? {
                    Value::Null => {}
                    Value::String(text) => row.put(key, text).map_err(A::Error::custom)?,
                    Value::Number(number) => row.put(key, number.to_string()).map_err(A::Error::custom)?,
                    other => {
                        let text = name_in(&other).filter(|_| key == Key::Speaker);
                        let text =
                            text.ok_or_else(|| A::Error::custom(format!("{key:?} is not a string")))?;
                        row.put(key, text).map_err(A::Error::custom)?;
                    }
                },
                Named::Other(name) => {
                    row.meta.insert(name, map.next_value()?);
                }
            }
        }
        Ok(row)
    }
}

/// A speaker may be an object with a name.
fn name_in(value: &Value) -> Option<String> {
    let name = ["name", "display_name", "displayName"].iter().find_map(|key| value.get(key))?;
    name.as_str().map(str::to_owned)
}

enum Named {
    Known(Key),
    Other(String),
}

/// The name of a field, which is copied only if it is not a known one.
struct Name<'f>(&'f Fields);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Named;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Named, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Named;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Named, E> {
        Ok(self.0.key(name).map_or_else(|| Named::Other(name.to_owned()), Named::Known))
    }
}

/// The turns of a conversation, which are rows themselves.
struct Turns<'f>(Object<'f>);

impl<'de> DeserializeSeed<'de> for Turns<'_> {
    type Value = Option<Vec<Row>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Turns<'_> {
    type Value = Option<Vec<Row>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of turns")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = seq.next_element_seed(self.0)? {
            rows.push(row);
        }
        Ok(Some(rows))
    }
}
