//! The keys of a JSON document: what its format is told by, before it is read for real.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Deeper than any key that a format is told by.
const DEPTH: usize = 7;
/// A list's kind shows in its first elements.
const ELEMENTS: usize = 8;
/// An object with more keys than this is a table, not a record.
const KEYS: usize = 64;

/// The paths of all keys near the top of a document, such as `results.items[].type`.
pub(crate) struct Shape(BTreeSet<String>);

impl Shape {
    pub(crate) fn of(json: &str) -> serde_json::Result<Shape> {
        let mut paths = BTreeSet::new();
        let mut de = serde_json::Deserializer::from_str(json);
        Probe { path: String::new(), depth: 0, paths: &mut paths }.deserialize(&mut de)?;
        de.end()?;
        Ok(Shape(paths))
    }

    /// Whether there is such a key. The elements of a list are written `[]`.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.0.contains(path)
    }

    pub(crate) fn has_all(&self, paths: &[&str]) -> bool {
        paths.iter().all(|path| self.has(path))
    }

    pub(crate) fn has_any(&self, paths: &[&str]) -> bool {
        paths.iter().any(|path| self.has(path))
    }
}

struct Probe<'a> {
    path: String,
    depth: usize,
    paths: &'a mut BTreeSet<String>,
}

impl Probe<'_> {
    fn inside(&mut self, path: String) -> Probe<'_> {
        Probe { path, depth: self.depth + 1, paths: self.paths }
    }
}

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.depth > DEPTH {
            // Does not recurse, so no nesting can exhaust the stack.
            return IgnoredAny::deserialize(deserializer).map(drop);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut keys = 0;
        while let Some(key) = map.next_key::<String>()? {
            keys += 1;
            if keys > KEYS {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let path = if self.path.is_empty() { key } else { format!("{}.{key}", self.path) };
            self.paths.insert(path.clone());
            map.next_value_seed(self.inside(path))?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        let path = format!("{}[]", self.path);
        for _ in 0..ELEMENTS {
            if seq.next_element_seed(self.inside(path.clone()))?.is_none() {
                return Ok(());
            }
            self.paths.insert(path.clone());
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn keys_of_objects_and_of_the_elements_of_lists() {
        let shape = Shape::of(r#"{"a": [{"b": 1}, null, {"c": [[{"d": "x"}]]}], "e": {"f": null}, "g": []}"#)
            .unwrap();
        assert!(shape.has_all(&["a", "a[]", "a[].b", "a[].c", "a[].c[][].d", "e.f", "g"]));
        assert!(!shape.has_any(&["b", "g[]", "e[]"]));
    }

    #[test]
    fn any_depth_is_survived() {
        let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
        assert!(Shape::of(&deep).is_ok());
        assert!(Shape::of(&"[".repeat(1_000_000)).is_err());
    }
}
