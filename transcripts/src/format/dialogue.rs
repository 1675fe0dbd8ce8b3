//! Dialogue as people write and paste it.

use super::{Confidence, Format, Kind};
use crate::text::script::Script;

pub(super) const PLAIN: Format = Format {
    name: "plain",
    about: "dialogue as `Name: text`, in plain text or Markdown",
    kind: Kind::Text {
        detect: |sniff| Confidence::possible(sniff.script().has_speakers()),
        read: |text| Script::of(text).transcript(),
    },
};
